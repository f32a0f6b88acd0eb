//! The assignment service: the register of agents, and proposals of designations.
//!
//! A designation is a fact of the dossier: proposed here ([`propose`]), journalled or declined there, settled here when the
//! answer comes ([`reactions`]). A batch of them comes from a [`distribution`]. The rôle of an [`audience`] is asked of its
//! dossiers in the same way. What a chamber and its people have to do, and what is to be expected of it, is a [`load`].

mod agents;
mod audience;
mod court;
mod distribution;
mod gate;
mod grpc;
mod grpc_audience;
mod grpc_distribution;
mod grpc_load;
#[doc(hidden)]
pub mod inside;
mod load;
mod owed;
mod proposals;
mod propose;
mod reactions;
mod relation;
mod roles;
pub mod seed;
mod store;

pub use audience::verify as verify_audiences;

use std::sync::Arc;

use greffe_bus::{Gaps, Standing, Wake, gate::Part as _};
use greffe_chassis::{
    Failure, Result, SharedClock,
    identity::{Caller, Verifier},
    peer::{MESSAGE_MAX, Peer},
};
use greffe_contracts::{
    assignment::v1::{
        assignment_service_server::{AssignmentServiceServer, SERVICE_NAME},
        audience_service_server::AudienceServiceServer,
        distribution_service_server::DistributionServiceServer,
        load_service_server::LoadServiceServer,
        relation_service_server::RelationServiceServer,
    },
    common::v1::Event,
    dossier::v1::{ReplayEventsRequest, dossier_service_client::DossierServiceClient},
};
use greffe_procedure::profile::CourtProfile;
use sqlx::{PgPool, migrate::Migrator};
use tonic::service::{Routes, interceptor::InterceptedService};
use uuid::Uuid;

/// Name in tokens, queues and metrics; also its schema.
pub const NAME: &str = "assignment";

/// Tables of the service.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What commands and reads stand on.
#[derive(Clone)]
pub struct Assignments {
    pool: PgPool,
    clock: SharedClock,
    wake: Wake,
    profile: &'static CourtProfile,
    /// Whom the gate before the rôle is asked of; nobody in a test of this service alone.
    gatekeeper: Option<Peer>,
    /// Wakes whoever tells what audiences owe.
    audiences_moved: Arc<tokio::sync::Notify>,
}

impl Assignments {
    /// On its parts.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, wake: Wake) -> Self {
        Self {
            pool,
            clock,
            wake,
            profile: CourtProfile::embedded(),
            gatekeeper: None,
            audiences_moved: Arc::default(),
        }
    }

    /// The same, asking this dossier service what stands before the rôle.
    #[must_use]
    pub fn asking(self, dossier: Peer) -> Self {
        Self { gatekeeper: Some(dossier), ..self }
    }

    /// Its RPCs, behind the verifier of callers.
    #[must_use]
    pub fn routes(self, verifier: Verifier) -> Routes {
        let gate = InterceptedService::new(self.clone().gate(), verifier.clone());
        let distribution = DistributionServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let audience = AudienceServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let load = LoadServiceServer::new(self.clone()).max_encoding_message_size(MESSAGE_MAX);
        let relation = InterceptedService::new(RelationServiceServer::new(self.clone()), verifier.clone());
        let server = AssignmentServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        Routes::new(InterceptedService::new(server, verifier.clone()))
            .add_service(InterceptedService::new(distribution, verifier.clone()))
            .add_service(InterceptedService::new(audience, verifier.clone()))
            .add_service(InterceptedService::new(load, verifier))
            .add_service(relation)
            .add_service(gate)
    }
}

/// Runs the service until told to end.
///
/// # Errors
/// When the configuration is wrong or a part cannot start.
pub async fn run() -> Result<()> {
    let mut standing = Standing::up(NAME).await?;
    greffe_access::ready()?;
    let assignments = Assignments::new(standing.pool.clone(), standing.clock.clone(), standing.wake.clone())
        .asking(standing.peer("dossier")?);
    standing.relay();
    standing.consume(assignments.clone(), Owner(standing.peer("dossier")?));
    standing.shutdown.spawn(assignments.clone().watch_audiences(standing.shutdown.token.clone()));
    let routes = assignments.routes(standing.verifier.clone());
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
