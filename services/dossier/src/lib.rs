//! The dossier service: journals of acts, what is kept of a case, its number, its stage, the stock.
//!
//! A command is one transaction (see [`journal`]): the dossier's row is locked, the law asked, the act written with its
//! projection, its audit row and its outbox row. Reads answer from one row.

mod access;
mod aides;
mod case;
mod certificats;
mod consultations;
mod court;
mod decisions;
mod deposits;
mod gate;
mod grpc;
mod history;
#[doc(hidden)]
pub mod inside;
mod journal;
mod law;
mod list;
mod numbering;
mod offices;
mod open;
mod orientation;
mod preview;
mod rapport;
pub mod reactions;
mod read;
mod record;
mod search;
mod stock;
mod suivi;
mod tick;
mod verify;
mod versions;
mod view;
mod voisins;

use std::{sync::Arc, time::Duration};

use greffe_bus::{Gaps, Standing, Wake};
use greffe_chassis::{
    Result, SharedClock, config,
    error::Failure,
    identity::{Caller, Verifier},
    peer::{MESSAGE_MAX, Peer},
    readers::Readers,
};
use greffe_contracts::{
    assignment::v1::{ReplayEventsRequest, assignment_service_client::AssignmentServiceClient},
    common::v1::Event,
    dossier::v1::{
        aid_service_server::AidServiceServer,
        case_service_server::CaseServiceServer,
        certificate_service_server::CertificateServiceServer,
        decision_service_server::DecisionServiceServer,
        dossier_service_server::{DossierServiceServer, SERVICE_NAME},
        follow_service_server::FollowServiceServer,
        gatekeeper_service_server::GatekeeperServiceServer,
        orientation_service_server::OrientationServiceServer,
        search_service_server::SearchServiceServer,
        stock_service_server::StockServiceServer,
    },
};
use greffe_procedure::catalogue::Part;
use serde::Deserialize;
use sqlx::{PgPool, migrate::Migrator};
use tokio::sync::{Notify, Semaphore, watch};
use tonic::service::{Routes, interceptor::InterceptedService};
use uuid::Uuid;

use crate::law::Law;
pub use decisions::handover::{self, OpenData};
pub use voisins::{
    epourvoi::{EPourvoi, Settings},
    juridictions::{Courts, CourtsSettings},
};

/// Name in tokens, queues and metrics; also its schema.
pub const NAME: &str = "dossier";

/// Tables of the service.
pub static MIGRATOR: Migrator = sqlx::migrate!();

/// What commands and reads stand on.
#[derive(Clone)]
pub struct Dossiers {
    pool: PgPool,
    readers: Readers,
    clock: SharedClock,
    /// The words of stages and acts; what is decided rests on the law in force, which a journal brings.
    law: Law,
    wake: Wake,
    /// Asked whether pieces exist before an act names them; `None` in tests that name none.
    documents: Option<Peer>,
    /// Asked before an act that passes a milestone; none in tests that ask nobody.
    others: Arc<[(Part, Peer)]>,
    /// Told when something was released to the public, or withdrawn.
    handing: Arc<Notify>,
    /// Turns of deposits that enter: those that arrive always find a connection.
    entering: Arc<Semaphore>,
    /// Deposits that are being received: while there are others, those kept already let them pass.
    arriving: Arc<watch::Sender<usize>>,
    /// The courts' base; `None` where nobody is asked.
    courts: Option<Arc<Courts>>,
    /// What dossiers taught of chambers, and how well the rules in force do.
    orientation: orientation::Orientation,
}

const DEFAULTS: &str = include_str!("../default.toml");

/// What this service's configuration holds besides that of every service.
#[derive(Deserialize)]
struct Own {
    opendata: Diffusion,
    epourvoi: Settings,
    juridictions: CourtsSettings,
}

#[derive(Deserialize)]
struct Diffusion {
    endpoint: String,
    seconds: u64,
}

impl Dossiers {
    /// On its parts.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, wake: Wake, documents: Option<Peer>) -> Self {
        let turns = (pool.options().get_max_connections() / 2).max(1);
        Self {
            readers: Readers::of(&pool),
            pool,
            clock,
            law: Law::newest(),
            wake,
            documents,
            others: Arc::default(),
            handing: Arc::default(),
            entering: Arc::new(Semaphore::new(turns as usize)),
            arriving: Arc::default(),
            courts: None,
            orientation: orientation::Orientation::default(),
        }
    }

    /// Its RPCs, behind the verifier of callers.
    #[must_use]
    pub fn routes(self, verifier: Verifier) -> Routes {
        let certificates = CertificateServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let aids = AidServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let stock = StockServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let gatekeeper = GatekeeperServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let cases = CaseServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let decisions = DecisionServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let follow = FollowServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let search = SearchServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let orientation = OrientationServiceServer::new(self.clone())
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        let server = DossierServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        Routes::new(InterceptedService::new(server, verifier.clone()))
            .add_service(InterceptedService::new(certificates, verifier.clone()))
            .add_service(InterceptedService::new(aids, verifier.clone()))
            .add_service(InterceptedService::new(stock, verifier.clone()))
            .add_service(InterceptedService::new(follow, verifier.clone()))
            .add_service(InterceptedService::new(gatekeeper, verifier.clone()))
            .add_service(InterceptedService::new(cases, verifier.clone()))
            .add_service(InterceptedService::new(search, verifier.clone()))
            .add_service(InterceptedService::new(orientation, verifier.clone()))
            .add_service(InterceptedService::new(decisions, verifier))
    }

    /// What it does with proposals of designations.
    #[must_use]
    pub fn reactions(&self) -> reactions::Proposals {
        reactions::Proposals(self.clone())
    }
}

/// Runs the service until told to end.
///
/// # Errors
/// When the configuration is wrong or a part cannot start.
pub async fn run() -> Result<()> {
    let mut standing = Standing::up(NAME).await?;
    greffe_access::ready()?;
    law::ready()?;
    let documents = standing.peer("document")?;
    let others = vec![
        (Part::Deadline, standing.peer("deadline")?),
        (Part::Assignment, standing.peer("assignment")?),
        (Part::Document, documents.clone()),
        (Part::Notification, standing.peer("notification")?),
    ];
    let own: Own = config::load(DEFAULTS).map_err(Failure::internal)?;
    let mut dossiers =
        Dossiers::new(standing.pool.clone(), standing.clock.clone(), standing.wake.clone(), Some(documents))
            .asking(others);
    if !own.juridictions.endpoint.is_empty() {
        let token = std::env::var("GREFFE_JURIDICTIONS_TOKEN").unwrap_or_default();
        dossiers = dossiers.asking_the_courts(Courts::at(&own.juridictions, token)?);
    }
    dossiers.begin().await?;
    standing.relay();
    standing.consume(dossiers.reactions(), Owners { assignment: standing.peer("assignment")? });
    let ending = standing.shutdown.token.clone();
    standing.shutdown.spawn(court::every(standing.peer("assignment")?, ending));
    let ending = standing.shutdown.token.clone();
    standing.shutdown.spawn(tick::every(standing.config.clock.tick(), dossiers.clone(), ending));
    let ending = standing.shutdown.token.clone();
    standing.shutdown.spawn(search::every(Duration::from_secs(2), dossiers.clone(), ending));
    if !own.opendata.endpoint.is_empty() {
        let token = std::env::var("GREFFE_OPENDATA_TOKEN").unwrap_or_default();
        let (to, period) = (OpenData::at(&own.opendata.endpoint, token)?, own.opendata.seconds.max(1));
        let ending = standing.shutdown.token.clone();
        let handing = handover::every(Duration::from_secs(period), dossiers.clone(), to, ending);
        standing.shutdown.spawn(handing);
    }
    if !own.epourvoi.endpoint.is_empty() {
        let token = std::env::var("GREFFE_EPOURVOI_TOKEN").unwrap_or_default();
        let period = Duration::from_secs(own.epourvoi.seconds.max(1));
        let with = EPourvoi::at(&own.epourvoi, token)?;
        let ending = standing.shutdown.token.clone();
        standing.shutdown.spawn(voisins::exchange::every(period, dossiers.clone(), with, ending));
    }
    let routes = dossiers.routes(standing.verifier.clone());
    standing.serve(routes, SERVICE_NAME).await
}

/// Where the gaps of what this service listens to are filled from.
struct Owners {
    assignment: Peer,
}

impl Gaps for Owners {
    async fn fetch(&self, source: &str, aggregate: Uuid, from: u64, to: u64) -> Result<Vec<Event>> {
        if source != self.assignment.audience() {
            return Ok(Vec::new());
        }
        let wanted = ReplayEventsRequest { aggregate_id: aggregate.to_string(), from, to };
        let request = self.assignment.request(&Caller::service(NAME), wanted)?;
        let answer = AssignmentServiceClient::new(self.assignment.channel()).replay_events(request).await;
        Ok(answer.map_err(|status| Failure::from_status(&status))?.into_inner().events)
    }
}
