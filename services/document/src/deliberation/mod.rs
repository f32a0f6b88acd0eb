//! The enclave of the délibéré: what magistrates of a case write for each other, in a schema, with a role and under keys of its own.
//!
//! Each door asks assignment who the caller is to the case at that moment ([`door`]), asks the policies, and leaves a row in the audit
//! trail of the enclave, in the transaction of what it gives or takes. Nothing here is an event; what the dossier learns are its own
//! acts `rapport_depose` and `affaire_en_etat_de_juger`, and of all papers two leave: the report, once it was deposited, and the projet
//! that the formation adopted, for the minute of the decision, once that is pronounced. Source: secrecy.md, column C3; ECHR Reinhardt and Slimane-Kaïd v. France.

mod adopted;
pub(crate) mod compare;
mod door;
mod drafting;
mod entry;
mod grpc;
mod journal;
pub(crate) mod print;
pub(crate) mod reading;
pub(crate) mod report;
mod store;
mod trail;
pub(crate) mod vault;

use std::sync::Arc;

use greffe_chassis::{
    Failure, Kind, Result, SharedClock, command, config,
    config::Database,
    db,
    identity::Verifier,
    peer::{MESSAGE_MAX, Peer},
};
use greffe_contracts::deliberation::v1::deliberation_service_server::DeliberationServiceServer;
use serde::Deserialize;
use sqlx::{PgPool, migrate::Migrator};
use tokio_util::sync::CancellationToken;
use tonic::service::{Routes, interceptor::InterceptedService};

use crate::papers::{Cases, Printer};

pub use entry::{Entries, Journals};
pub use journal::verify;
pub use vault::Vault;

/// Its schema; its role is `greffe_delibere`.
pub const NAME: &str = "delibere";

/// Its tables.
pub static MIGRATOR: Migrator = sqlx::migrate!("./migrations-delibere");

/// Where the enclave is, as configured.
#[derive(Deserialize)]
pub(crate) struct Place {
    database_url: String,
    key_file: String,
    max_connections: u32,
}

/// What its doors stand on.
#[derive(Clone)]
pub struct Enclave {
    pool: PgPool,
    clock: SharedClock,
    vault: Arc<Vault>,
    assignment: Peer,
    printing: Option<(Arc<dyn Cases>, Printer)>,
    /// Wakes whoever tells the journals.
    owed: Arc<tokio::sync::Notify>,
}

impl Enclave {
    /// On its parts: the pool of its own role, its keys, and whom it asks who somebody is.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, vault: Vault, assignment: Peer) -> Self {
        Self { pool, clock, vault: Arc::new(vault), assignment, printing: None, owed: Arc::default() }
    }

    /// The same, whose papers can be laid out: with what their front says of the case, read as the caller may.
    #[must_use]
    pub fn printing(self, cases: Arc<dyn Cases>, printer: Printer) -> Self {
        Self { printing: Some((cases, printer)), ..self }
    }

    /// As configured; none when nothing is.
    ///
    /// # Errors
    /// When only a part of it is configured, the keys do not read, or the database is unreachable.
    pub(crate) async fn stand(
        place: Place,
        database: &Database,
        clock: SharedClock,
        assignment: Peer,
        ending: &CancellationToken,
    ) -> Result<Option<Self>> {
        if place.database_url.is_empty() && place.key_file.is_empty() {
            tracing::warn!("the enclave of the deliberation is closed: [deliberation] is not configured");
            return Ok(None);
        }
        for (key, value) in
            [("deliberation.database_url", &place.database_url), ("deliberation.key_file", &place.key_file)]
        {
            config::required(key, value).map_err(Failure::internal)?;
        }
        let vault = Vault::from_file(&place.key_file)?;
        let (url, max_connections) = (place.database_url, place.max_connections);
        let pool = db::connect(&Database { url, max_connections, ..database.clone() }, ending).await?;
        Ok(Some(Self::new(pool, clock, vault, assignment)))
    }

    /// Forgets the answers of its commands that are no longer kept, until told to end.
    pub(crate) fn forget_old(&self, ending: CancellationToken) -> impl Future<Output = ()> + use<> {
        command::forget_old(self.pool.clone(), ending)
    }
}

/// The doors of the enclave, or of one that is closed.
#[derive(Clone)]
pub struct Doors(Option<Enclave>);

impl Doors {
    /// Of an enclave; of none, each door says that it is closed.
    #[must_use]
    pub fn of(enclave: Option<Enclave>) -> Self {
        Self(enclave)
    }

    /// Adds them to the routes of the service, behind the verifier of callers.
    #[must_use]
    pub fn join(self, routes: Routes, verifier: Verifier) -> Routes {
        let server = DeliberationServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        routes.add_service(InterceptedService::new(server, verifier))
    }

    fn enclave(&self) -> Result<&Enclave> {
        self.0.as_ref().ok_or_else(closed)
    }
}

/// Nothing of the délibéré is here.
pub(crate) fn closed() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "DEL-009",
        "Le délibéré n’est pas ouvert sur cette installation. Adressez-vous à l’exploitation.",
    )
}
