//! Notices: what the law wants told, to whom, and what became of it. The due part is derived and rebuilt; what people and
//! channels add stands apart, and nothing here is sent twice: a sending is named by its notice and version, in every channel.

mod batch;
pub mod channels;
mod derived;
mod life;
pub(crate) mod paper;
mod read;
mod send;
mod step;
pub(crate) mod words;

use futures::future::BoxFuture;
use greffe_chassis::{Caller, Failure, Kind, Result, peer::Peer};
use greffe_contracts::{dossier::v1 as dossier, events::v1::ActRecorded, notification::v1 as pb};
use prost::Message;
use uuid::Uuid;

pub use paper::Letters;
pub(crate) use paper::NoLetters;
pub use send::Deliverer;

/// Who sends the notices that this service sends.
const REGISTRY: &str = "greffe";

/// The sending of a notice under a version: its business key.
pub(crate) fn sending_id(notice: Uuid, version: u32) -> Uuid {
    Uuid::new_v5(&notice, format!("envoi {version}").as_bytes())
}

/// What is asked of the journals, and told to them.
pub trait Cases: Send + Sync {
    /// The dossier as the caller may read it.
    fn dossier<'a>(&'a self, caller: &'a Caller, dossier: Uuid) -> BoxFuture<'a, Result<dossier::Dossier>>;
    /// The list of dossiers, as the caller may know of them.
    fn list<'a>(
        &'a self,
        caller: &'a Caller,
        wanted: dossier::ListDossiersRequest,
    ) -> BoxFuture<'a, Result<dossier::ListDossiersResponse>>;
    /// Records an act of proof, once a key.
    fn record(&self, key: Uuid, dossier: Uuid, act: ActRecorded) -> BoxFuture<'_, Result<()>>;
}

impl Cases for Peer {
    fn dossier<'a>(&'a self, caller: &'a Caller, dossier: Uuid) -> BoxFuture<'a, Result<dossier::Dossier>> {
        Box::pin(async move {
            let wanted = dossier::GetDossierRequest { dossier: dossier.to_string(), min_version: 0 };
            let request = self.request(caller, wanted)?;
            let client = dossier::dossier_service_client::DossierServiceClient::new(self.channel());
            let answer = { client }.get_dossier(request).await.map_err(|s| Failure::from_status(&s))?;
            dossier::Dossier::decode(answer.into_inner().dossier).map_err(Failure::internal)
        })
    }

    fn list<'a>(
        &'a self,
        caller: &'a Caller,
        wanted: dossier::ListDossiersRequest,
    ) -> BoxFuture<'a, Result<dossier::ListDossiersResponse>> {
        Box::pin(async move {
            let request = self.request(caller, wanted)?;
            let client = dossier::dossier_service_client::DossierServiceClient::new(self.channel());
            let answer = { client }.list_dossiers(request).await.map_err(|s| Failure::from_status(&s))?;
            Ok(answer.into_inner())
        })
    }

    fn record(&self, key: Uuid, dossier: Uuid, act: ActRecorded) -> BoxFuture<'_, Result<()>> {
        Box::pin(async move {
            let wanted = dossier::RecordActRequest {
                dossier_id: dossier.to_string(),
                act: Some(dossier::ActInput { act: Some(act) }),
                ..Default::default()
            };
            let request = self.command(&Caller::service(crate::NAME), key, wanted)?;
            let client = dossier::dossier_service_client::DossierServiceClient::new(self.channel());
            { client }.record_act(request).await.map_err(|s| Failure::from_status(&s))?;
            Ok(())
        })
    }
}

/// Journals that nobody reaches.
pub(crate) struct NoCases;

impl Cases for NoCases {
    fn dossier<'a>(&'a self, _: &'a Caller, _: Uuid) -> BoxFuture<'a, Result<dossier::Dossier>> {
        Box::pin(async { Err(Failure::unavailable("no dossier service")) })
    }

    fn list<'a>(
        &'a self,
        _: &'a Caller,
        _: dossier::ListDossiersRequest,
    ) -> BoxFuture<'a, Result<dossier::ListDossiersResponse>> {
        Box::pin(async { Err(Failure::unavailable("no dossier service")) })
    }

    fn record(&self, _: Uuid, _: Uuid, _: ActRecorded) -> BoxFuture<'_, Result<()>> {
        Box::pin(async { Err(Failure::unavailable("no dossier service")) })
    }
}

pub(crate) fn unknown_notice() -> Failure {
    Failure::not_found("AVI-002", "Cet avis n’existe pas, ou ne vous est pas accessible. Rechargez la liste.")
}

pub(crate) fn unknown_batch() -> Failure {
    Failure::not_found(
        "AVI-009",
        "Ce lot n’existe pas, ou ne vous est pas accessible. Revenez à la liste des avis.",
    )
}

/// A case that may not be read has no notices; a service that does not answer is no refusal.
fn hidden(failure: Failure) -> Failure {
    match failure.kind {
        Kind::NotFound | Kind::Forbidden => unknown_notice(),
        _ => failure,
    }
}

fn refused(code: &'static str, message: impl Into<String>) -> Failure {
    Failure::new(Kind::Refused, code, message)
}
