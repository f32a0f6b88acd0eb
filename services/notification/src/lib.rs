//! The notification service: tasks and alerts, derived from journals and deadlines, closed by what satisfies them.

mod agenda;
mod alerts;
mod audiences;
pub mod colleagues;
mod derivation;
mod designations;
mod digest;
mod follows;
mod gate;
mod gestures;
mod grpc;
#[doc(hidden)]
pub mod inside;
pub mod notices;
mod preferences;
mod reactions;
mod read;
mod searches;
mod store;
mod tick;

use std::{sync::Arc, time::Duration};

use greffe_bus::{Gaps, Standing, Wake, gate::Part as _};
use greffe_chassis::{
    Failure, Result, SharedClock, config,
    identity::{Caller, Verifier},
    peer::{MESSAGE_MAX, Peer},
};
use greffe_contracts::{
    common::v1::Event,
    deadline::v1 as deadline,
    dossier::v1 as dossier,
    gate::v1::{ReplayFindingsRequest, gate_service_client::GateServiceClient},
    notification::v1::notification_service_server::{NotificationServiceServer, SERVICE_NAME},
};
use greffe_procedure::{catalogue::Catalogue, profile::CourtProfile};
use sqlx::{PgConnection, PgPool, migrate::Migrator};
use tonic::service::{Routes, interceptor::InterceptedService};
use uuid::Uuid;

use colleagues::{Colleagues, NoColleagues};
pub use digest::Digests;
pub use notices::channels;
use notices::{
    Cases, Deliverer, Letters,
    channels::{Channels, Own},
};
pub use preferences::DigestSettings;

/// Name in tokens, queues and metrics; also its schema.
pub const NAME: &str = "notification";

/// What it adds to the configuration of every service.
const DEFAULTS: &str = include_str!("../default.toml");

/// Tables of the service.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What reads and derivations stand on.
#[derive(Clone)]
pub struct Notifications {
    pool: PgPool,
    clock: SharedClock,
    wake: Wake,
    /// Wakes whoever hands notices over.
    handed: Arc<tokio::sync::Notify>,
    channels: Channels,
    cases: Arc<dyn Cases>,
    letters: Arc<dyn Letters>,
    colleagues: Arc<dyn Colleagues>,
    bulletin: Arc<DigestSettings>,
    /// The law that is applied: the newest carried, until a transaction reads the one in force.
    catalogue: &'static Catalogue,
    profile: &'static CourtProfile,
}

impl Notifications {
    /// On its parts.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, wake: Wake) -> Self {
        Self {
            pool,
            clock,
            wake,
            handed: Arc::default(),
            channels: Channels::default(),
            cases: Arc::new(notices::NoCases),
            letters: Arc::new(notices::NoLetters),
            colleagues: Arc::new(NoColleagues),
            bulletin: Arc::default(),
            catalogue: Catalogue::embedded(),
            profile: CourtProfile::embedded(),
        }
    }

    /// The same, with the journals that it asks and the channels that stand here.
    #[must_use]
    pub fn reaching(self, cases: Arc<dyn Cases>, channels: Channels) -> Self {
        Self { channels, cases, ..self }
    }

    /// The same, with whoever lays its letters out.
    #[must_use]
    pub fn writing(self, letters: Arc<dyn Letters>) -> Self {
        Self { letters, ..self }
    }

    /// The same, with the register of those who work at the Court.
    #[must_use]
    pub fn among(self, colleagues: Arc<dyn Colleagues>) -> Self {
        Self { colleagues, ..self }
    }

    /// The same, applying the version of the law in force.
    async fn in_force(&self, tx: &mut PgConnection) -> Result<Self> {
        Ok(Self { catalogue: greffe_bus::law::in_force(tx).await?, ..self.clone() })
    }

    /// Its RPCs, behind the verifier of callers.
    #[must_use]
    pub fn routes(self, verifier: Verifier) -> Routes {
        let gate = InterceptedService::new(self.clone().gate(), verifier.clone());
        let server = NotificationServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
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
    let own: Own = config::load(DEFAULTS).map_err(Failure::internal)?;
    let notifications =
        Notifications::new(standing.pool.clone(), standing.clock.clone(), standing.wake.clone())
            .reaching(Arc::new(standing.peer("dossier")?), Channels::from_settings(&own.avis)?)
            .writing(Arc::new(standing.peer("document")?))
            .among(Arc::new(standing.peer("assignment")?))
            .telling(own.bulletin.or_domain_of(&own.avis.courriel.expediteur));
    standing.relay();
    let owners = Owners {
        dossier: standing.peer("dossier")?,
        deadline: standing.peer("deadline")?,
        assignment: standing.peer("assignment")?,
        document: standing.peer("document")?,
    };
    standing.consume(notifications.clone(), owners);
    let ending = standing.shutdown.token.clone();
    standing.shutdown.spawn(tick::every(standing.config.clock.tick(), notifications.clone(), ending));
    let every = Duration::from_secs(own.avis.releve_secondes.max(1));
    let deliverer = Deliverer::new(notifications.clone(), own.avis.bail_secondes, every);
    standing.shutdown.spawn(deliverer.run(standing.shutdown.token.clone()));
    let digests = Digests::new(notifications.clone(), own.avis.bail_secondes, every);
    standing.shutdown.spawn(digests.run(standing.shutdown.token.clone()));
    let routes = notifications.routes(standing.verifier.clone());
    standing.serve(routes, SERVICE_NAME).await
}

/// Where the gaps of what this service listens to are filled from.
struct Owners {
    dossier: Peer,
    deadline: Peer,
    assignment: Peer,
    document: Peer,
}

impl Gaps for Owners {
    async fn fetch(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<Vec<Event>> {
        let (caller, aggregate_id) = (Caller::service(NAME), aggregate.to_string());
        let events = match source {
            "dossier" => {
                let wanted = dossier::ReplayEventsRequest { aggregate_id, from, to };
                let request = self.dossier.request(&caller, wanted)?;
                let client =
                    dossier::dossier_service_client::DossierServiceClient::new(self.dossier.channel());
                { client }.replay_events(request).await.map(|answer| answer.into_inner().events)
            }
            "deadline" => {
                let wanted = deadline::ReplayEventsRequest { aggregate_id, from, to };
                let request = self.deadline.request(&caller, wanted)?;
                let client =
                    deadline::deadline_service_client::DeadlineServiceClient::new(self.deadline.channel());
                { client }.replay_events(request).await.map(|answer| answer.into_inner().events)
            }
            "assignment" => replayed(&self.assignment, &caller, aggregate_id, from, to).await,
            "document" => replayed(&self.document, &caller, aggregate_id, from, to).await,
            _ => return Ok(Vec::new()),
        };
        events.map_err(|status| Failure::from_status(&status))
    }
}

/// Findings that a service raised, of which some were lost on the way.
async fn replayed(
    of: &Peer,
    caller: &Caller,
    aggregate_id: String,
    from: u64,
    to: u64,
) -> Result<Vec<Event>, tonic::Status> {
    let request = of.request(caller, ReplayFindingsRequest { aggregate_id, from, to })?;
    let answer = GateServiceClient::new(of.channel()).replay_findings(request).await;
    answer.map(|answer| answer.into_inner().events)
}
