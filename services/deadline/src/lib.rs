//! The deadline service: what is due, when, why, what if. Everything here is derived from journals.
//!
//! One function derives a dossier ([`derivation`]): the consumer calls it at each act, the tick at each day that changes
//! something, an operator to recompute.

mod derivation;
mod gate;
mod grpc;
mod reactions;
mod read;
mod tick;
mod warning;

use greffe_bus::{Gaps, Standing, Wake, gate::Part as _};
use greffe_chassis::{
    Failure, Result, SharedClock,
    identity::{Caller, Verifier},
    peer::{MESSAGE_MAX, Peer},
};
use greffe_contracts::{
    common::v1::Event,
    deadline::v1::deadline_service_server::{DeadlineServiceServer, SERVICE_NAME},
    dossier::v1::{ReplayEventsRequest, dossier_service_client::DossierServiceClient},
};
use greffe_procedure::{catalogue::Catalogue, profile::CourtProfile};
use sqlx::{PgConnection, PgPool, migrate::Migrator};
use tonic::service::{Routes, interceptor::InterceptedService};
use uuid::Uuid;

/// Name in tokens, queues and metrics; also its schema.
pub const NAME: &str = "deadline";

/// Largest answer: the explanations of a pourvoi with 911 parties are over one MiB, and callers read four.
const ANSWER_MAX: usize = 4 * MESSAGE_MAX;

/// Tables of the service.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What reads and derivations stand on.
#[derive(Clone)]
pub struct Deadlines {
    pool: PgPool,
    clock: SharedClock,
    wake: Wake,
    /// The law that is applied: the newest carried, until a transaction reads the one in force.
    catalogue: &'static Catalogue,
    profile: &'static CourtProfile,
}

impl Deadlines {
    /// On its parts.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, wake: Wake) -> Self {
        Self { pool, clock, wake, catalogue: Catalogue::embedded(), profile: CourtProfile::embedded() }
    }

    /// The same, applying the version of the law in force.
    async fn in_force(&self, tx: &mut PgConnection) -> Result<Self> {
        Ok(Self { catalogue: greffe_bus::law::in_force(tx).await?, ..self.clone() })
    }

    /// Its RPCs, behind the verifier of callers.
    #[must_use]
    pub fn routes(self, verifier: Verifier) -> Routes {
        let gate = InterceptedService::new(self.clone().gate(), verifier.clone());
        let server = DeadlineServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(ANSWER_MAX);
        Routes::new(InterceptedService::new(server, verifier)).add_service(gate)
    }
}

/// Runs the service until told to end.
///
/// # Errors
/// When the configuration is wrong or a part cannot start.
pub async fn run() -> Result<()> {
    let mut standing = Standing::up(NAME).await?;
    greffe_access::ready()?;
    if let [first, ..] = Catalogue::problems() {
        return Err(Failure::internal(first.clone()));
    }
    let deadlines = Deadlines::new(standing.pool.clone(), standing.clock.clone(), standing.wake.clone());
    standing.relay();
    standing.consume(deadlines.clone(), Owner(standing.peer("dossier")?));
    let ending = standing.shutdown.token.clone();
    standing.shutdown.spawn(tick::every(standing.config.clock.tick(), deadlines.clone(), ending));
    let routes = deadlines.routes(standing.verifier.clone());
    standing.serve(routes, SERVICE_NAME).await
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
