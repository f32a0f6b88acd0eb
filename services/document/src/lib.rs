//! The document service: papers, kept by their content, shown to those who may read them, every read decided and logged.

mod acces;
mod archival;
mod bundle;
mod content;
mod controls;
pub mod deliberation;
mod gate;
mod grpc;
#[doc(hidden)]
pub mod inside;
mod opening;
pub mod papers;
mod parts;
mod reactions;
mod read;
pub mod reader;
mod search;
pub mod served;
mod store;
mod texts;
mod trail;
mod upload;
mod words;

use std::{sync::Arc, time::Duration};

use greffe_bus::{Gaps, Standing, gate::Part as _};
use greffe_chassis::{
    Failure, Result, SharedClock, config,
    identity::{Caller, Verifier},
    peer::{MESSAGE_MAX, Peer},
};
use greffe_contracts::{
    common::v1::Event,
    document::v1::{
        access_service_server::AccessServiceServer,
        document_service_server::{DocumentServiceServer, SERVICE_NAME},
    },
    dossier::v1::{ReplayEventsRequest, dossier_service_client::DossierServiceClient},
};
use serde::Deserialize;
use sqlx::{PgPool, migrate::Migrator};
use tokio_util::sync::CancellationToken;
use tonic::service::{Routes, interceptor::InterceptedService};
use uuid::Uuid;

pub use controls::{Antivirus, Controls};
pub use store::{Keys, Limits, Place, Store};

use deliberation::{Doors, Enclave, Entries};
use papers::{Cases, Papers, Peers, Printer, Seals};
use store::Storage;

/// Name in tokens, queues and metrics; also its schema.
pub const NAME: &str = "document";

/// Tables of the service.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// Its own settings, as they are unless configured.
pub const DEFAULTS: &str = include_str!("../default.toml");

#[derive(Deserialize)]
struct Own {
    storage: Storage,
    controls: controls::Place,
    deliberation: deliberation::Place,
    seal: papers::Place,
    signature: papers::Signatures,
}

/// What uploads and reads stand on.
#[derive(Clone)]
pub struct Documents {
    pool: PgPool,
    clock: SharedClock,
    store: Arc<Store>,
    limits: Limits,
    controls: Controls,
}

impl Documents {
    /// On its parts.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, store: Store, limits: Limits, controls: Controls) -> Self {
        Self { pool, clock, store: Arc::new(store), limits, controls }
    }

    /// Its RPCs, behind the verifier of callers.
    #[must_use]
    pub fn routes(self, verifier: Verifier) -> Routes {
        let gate = InterceptedService::new(self.clone().gate(), verifier.clone());
        let accesses = AccessServiceServer::new(self.clone()).max_encoding_message_size(MESSAGE_MAX);
        let accesses = InterceptedService::new(accesses, verifier.clone());
        let server = DocumentServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        Routes::new(InterceptedService::new(server, verifier)).add_service(gate).add_service(accesses)
    }
}

/// Runs the service until told to end.
///
/// # Errors
/// When the configuration is wrong or a part cannot start.
pub async fn run() -> Result<()> {
    let mut standing = Standing::up(NAME).await?;
    greffe_access::ready()?;
    let own: Own = config::load(DEFAULTS).map_err(Failure::internal)?;
    let Storage { limits, upload_seconds, .. } = own.storage;
    let store = Store::open(own.storage).await?;
    // The bound of a call counts from its first byte: a file on a slow line takes longer than an answer.
    let bound = &mut standing.config.grpc.timeout_ms;
    *bound = upload_seconds.saturating_mul(1000).max(*bound);
    let controls = Controls::open(own.controls, None)?;
    let documents = Documents::new(standing.pool.clone(), standing.clock.clone(), store, limits, controls);
    standing.relay();
    standing.consume(documents.clone(), Owner(standing.peer("dossier")?));
    standing.shutdown.spawn(tidy(documents.clone(), standing.shutdown.token.clone()));
    standing.shutdown.spawn(documents.clone().keep_checking(standing.shutdown.token.clone()));
    let (clock, assignment) = (standing.clock.clone(), standing.peer("assignment")?);
    let (database, ending) = (&standing.config.database, &standing.shutdown.token);
    let enclave = Enclave::stand(own.deliberation, database, clock, assignment, ending).await?;
    let cases = Peers {
        dossier: standing.peer("dossier")?,
        deadline: standing.peer("deadline")?,
        assignment: standing.peer("assignment")?,
    };
    let (cases, printer): (Arc<dyn Cases>, _) = (Arc::new(cases), Printer::default());
    let enclave = enclave.map(|enclave| enclave.printing(cases.clone(), printer.clone()));
    if let Some(enclave) = &enclave {
        let journals = Arc::new(standing.peer("dossier")?);
        let entries = Entries::new(enclave.clone(), documents.clone(), journals);
        standing.shutdown.spawn(entries.run(standing.shutdown.token.clone()));
        standing.shutdown.spawn(enclave.forget_old(standing.shutdown.token.clone()));
    }
    let papers = Papers::new(documents.clone(), cases, printer, Seals::open(&own.seal)?.told())
        .trusting(own.signature.open()?)
        .taking_up(enclave.clone());
    let routes = papers.join(documents.routes(standing.verifier.clone()), standing.verifier.clone());
    let routes = Doors::of(enclave).join(routes, standing.verifier.clone());
    standing.serve(routes, SERVICE_NAME).await
}

/// Forgets from time to time the files that nobody completed, and openings that are over.
async fn tidy(documents: Documents, ending: CancellationToken) {
    let mut every = tokio::time::interval(Duration::from_secs(600));
    loop {
        tokio::select! {
            () = ending.cancelled() => return,
            _ = every.tick() => {
                if let Err(error) = documents.forget_unfinished().await {
                    tracing::warn!(%error, "unfinished files stay until the next look");
                }
                if let Err(error) = documents.forget_openings().await {
                    tracing::warn!(%error, "openings stay until the next look");
                }
            }
        }
    }
}

/// Where the gaps of journals are filled from.
struct Owner(Peer);

impl Gaps for Owner {
    async fn fetch(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<Vec<Event>> {
        if source != self.0.audience() {
            return Ok(Vec::new());
        }
        let wanted = ReplayEventsRequest { aggregate_id: aggregate.to_string(), from, to };
        let request = self.0.request(&Caller::service(NAME), wanted)?;
        let answer = DossierServiceClient::new(self.0.channel()).replay_events(request).await;
        Ok(answer.map_err(|status| Failure::from_status(&status))?.into_inner().events)
    }
}
