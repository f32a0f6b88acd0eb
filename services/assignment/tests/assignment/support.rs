//! An assignment service on a database of its own, served over gRPC, with keys and a clock that tests hold, and the voice of
//! a dossier service.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use greffe_assignment::{Assignments, seed};
use greffe_bus::{Handler, Wake};
use greffe_chassis::{
    Caller, Clock, Failure, SharedClock,
    command::{KEY_HEADER, REPLAYED_HEADER},
    identity::{CALLER_HEADER, Signer, Verifier},
    peer::Peer,
    tls::Tls,
};
use greffe_contracts::{
    assignment::v1::{
        self as pb, assignment_service_client::AssignmentServiceClient,
        audience_service_client::AudienceServiceClient,
        distribution_service_client::DistributionServiceClient, load_service_client::LoadServiceClient,
    },
    common::v1::{Event, Finding, Id, Scope},
    events::v1::{
        ActDeclined, ActRecorded, AvocatConstitue, AvocatGeneralDesigne, ChambreAttribuee, RapporteurDesigne,
        act_recorded::Body,
    },
};
use greffe_dev::testing::{TestDatabase, TestDirectory};
use jiff::Timestamp;
use prost::Message;
use sqlx::PgPool;
use tonic::{Request, Status, transport::Channel};
use uuid::Uuid;

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

/// A clock that stands where a test puts it.
#[derive(Debug)]
pub struct Stopped(AtomicI64);

impl Stopped {
    pub fn set(&self, instant: &str) {
        self.0.store(instant.parse::<Timestamp>().unwrap().as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub struct World {
    pub database: TestDatabase,
    pub pool: PgPool,
    pub clock: Arc<Stopped>,
    pub wake: Wake,
    pub service: Assignments,
    pub signer: Signer,
    address: String,
    _keys: TestDirectory,
}

impl World {
    /// With the agents of the demonstration, and the dossier's schema for its voice.
    pub async fn new() -> Self {
        Self::asking(None).await
    }

    /// The same, whose gate before the rôle is asked at this address.
    pub async fn asking(gatekeeper: Option<&str>) -> Self {
        let database = TestDatabase::create(&["assignment", "dossier"]).await.unwrap();
        let pool = PgPool::connect(&database.url("assignment").unwrap()).await.unwrap();
        // Entered before any day that a test speaks of.
        seed::demonstration_at(&pool, "2026-08-31T08:00:00Z".parse().unwrap()).await.unwrap();
        let clock = Arc::new(Stopped(AtomicI64::new(0)));
        clock.set("2026-11-24T10:00:00Z");
        let shared: SharedClock = clock.clone();
        let keys = TestDirectory::create().await.unwrap();
        let (private, public) = (keys.path().join("private.pem"), keys.path().join("public.pem"));
        std::fs::write(&private, PRIVATE).unwrap();
        std::fs::write(&public, PUBLIC).unwrap();
        let signer = Signer::from_file(private, shared.clone()).unwrap();
        let verifier = Verifier::from_file(public, greffe_assignment::NAME, shared.clone()).unwrap();
        let wake = Wake::default();
        let mut service = Assignments::new(pool.clone(), shared, wake.clone());
        if let Some(address) = gatekeeper {
            service = service.asking(Peer::new("dossier", address, signer.clone(), &Tls::default()).unwrap());
        }
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
        let routes = service.clone().routes(verifier);
        tokio::spawn(tonic::transport::Server::builder().add_routes(routes).serve_with_incoming(incoming));
        Self { database, pool, clock, wake, service, signer, address, _keys: keys }
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub async fn client(&self) -> AssignmentServiceClient<Channel> {
        AssignmentServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub async fn distribution(&self) -> DistributionServiceClient<Channel> {
        DistributionServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub async fn audience(&self) -> AudienceServiceClient<Channel> {
        AudienceServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub async fn load(&self) -> LoadServiceClient<Channel> {
        LoadServiceClient::connect(self.address.clone()).await.unwrap()
    }

    /// A request of a caller, with the key of a command.
    pub fn request<T>(&self, caller: &Caller, key: Uuid, message: T) -> Request<T> {
        let mut request = Request::new(message);
        let token = self.signer.sign(caller, greffe_assignment::NAME).unwrap();
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
        request.metadata_mut().insert(KEY_HEADER, key.to_string().parse().unwrap());
        request
    }

    pub async fn propose(
        &self,
        caller: &Caller,
        wanted: pb::ProposeRequest,
    ) -> Result<pb::Proposal, Failure> {
        self.propose_with(caller, Uuid::now_v7(), wanted).await.map(|(proposal, _)| proposal)
    }

    /// The proposal, and whether it was answered before.
    pub async fn propose_with(
        &self,
        caller: &Caller,
        key: Uuid,
        wanted: pb::ProposeRequest,
    ) -> Result<(pb::Proposal, bool), Failure> {
        let answer = self.client().await.propose(self.request(caller, key, wanted)).await.map_err(failure)?;
        let replayed = answer.metadata().get(REPLAYED_HEADER).is_some();
        Ok((answer.into_inner().proposal.unwrap(), replayed))
    }

    pub async fn proposals(&self, caller: &Caller, dossier: Uuid) -> Result<Vec<pb::Proposal>, Failure> {
        let wanted = pb::ListProposalsRequest { dossier_id: dossier.to_string() };
        let answer = self.client().await.list_proposals(self.request(caller, Uuid::now_v7(), wanted)).await;
        Ok(answer.map_err(failure)?.into_inner().proposals)
    }

    pub async fn save(&self, caller: &Caller, agent: pb::Agent) -> Result<pb::Agent, Failure> {
        let wanted = pb::SaveAgentRequest { agent: Some(agent) };
        let answer = self.client().await.save_agent(self.request(caller, Uuid::now_v7(), wanted)).await;
        Ok(answer.map_err(failure)?.into_inner().agent.unwrap())
    }

    /// The service hears of an event.
    pub async fn hear(&self, event: &Event) {
        let mut tx = greffe_chassis::db::begin(&self.pool).await.unwrap();
        self.service.handle(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A dossier whose journal holds these acts.
    pub async fn dossier(&self, acts: Vec<Body>) -> Journal {
        let mut journal = Journal { dossier: Uuid::now_v7(), version: 0 };
        for body in acts {
            self.hear(&journal.next(body)).await;
        }
        journal
    }

    pub async fn count(&self, of: &'static str) -> i64 {
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {of}")))
            .fetch_one(&self.pool)
            .await
            .unwrap()
    }
}

/// A journal as its owner tells it.
pub struct Journal {
    pub dossier: Uuid,
    pub version: u64,
}

impl Journal {
    pub fn next(&mut self, body: Body) -> Event {
        self.version += 1;
        let act = ActRecorded {
            dossier_id: Some(self.dossier.into()),
            version: self.version,
            act_id: Some(Uuid::now_v7().into()),
            kind: greffe_contracts::kind_of(&body).into(),
            scope: Some(Scope { parties: vec![Id { hi: 0, lo: 1 }], ..Default::default() }),
            body: Some(body),
            ..Default::default()
        };
        event(self.dossier, self.version, "ActRecorded", &format!("dossier.act.{}", act.kind), &act)
    }
}

pub fn declined(dossier: Uuid, proposal: &str, message: &str) -> Event {
    let proposal: Uuid = proposal.parse().unwrap();
    let reason = Finding {
        code: "DSG-002".into(),
        severity: "bloquante".into(),
        message: message.into(),
        ..Default::default()
    };
    let declined = ActDeclined {
        proposal_id: Some(proposal.into()),
        dossier_id: Some(dossier.into()),
        reason: Some(reason),
    };
    event(proposal, 1, "ActDeclined", "dossier.proposal.act_declined", &declined)
}

fn event(aggregate: Uuid, seq: u64, kind: &str, key: &str, message: &impl Message) -> Event {
    Event {
        event_id: Some(Uuid::now_v7().into()),
        source: "dossier".into(),
        routing_key: key.into(),
        aggregate_id: Some(aggregate.into()),
        aggregate_seq: seq,
        r#type: kind.into(),
        payload: message.encode_to_vec().into(),
        ..Default::default()
    }
}

pub fn chambre(code: &str) -> Body {
    Body::ChambreAttribuee(ChambreAttribuee { chambre: code.into(), ..Default::default() })
}

pub fn counsel_of(office: Uuid) -> Body {
    Body::AvocatConstitue(AvocatConstitue { office_id: Some(office.into()), ..Default::default() })
}

/// The act that a proposal becomes.
pub fn journalled(proposal: &pb::Proposal) -> Body {
    let proposal_id = proposal.proposal_id.parse::<Uuid>().ok().map(Id::from);
    let person_id = proposal.agent_id.parse::<Uuid>().ok().map(Id::from);
    let chambre_consultee = proposal.chambre.clone();
    match proposal.kind.as_str() {
        "chambre_attribuee" => {
            let (chambre, circuit) = (proposal.chambre.clone(), proposal.circuit.clone());
            Body::ChambreAttribuee(ChambreAttribuee { chambre, proposal_id, circuit })
        }
        "rapporteur_designe" => {
            Body::RapporteurDesigne(RapporteurDesigne { person_id, proposal_id, chambre_consultee })
        }
        _ => Body::AvocatGeneralDesigne(AvocatGeneralDesigne { person_id, proposal_id, chambre_consultee }),
    }
}

pub fn wanted(dossier: Uuid, kind: &str, of: &str) -> pb::ProposeRequest {
    let mut wanted =
        pb::ProposeRequest { dossier_id: dossier.to_string(), kind: kind.into(), ..Default::default() };
    if kind == "chambre_attribuee" {
        wanted.chambre = of.into();
    } else {
        wanted.agent_id = seed::agent_id(of).to_string();
    }
    wanted
}

/// A person of the demonstration, as the gateway tells of them.
pub fn person(subject: &str, role: &str, chambres: &[&str]) -> Caller {
    Caller {
        subject: subject.into(),
        agent_id: seed::agent_id(subject).to_string(),
        roles: vec![role.into()],
        chambres: chambres.iter().map(|c| (*c).to_owned()).collect(),
        office_id: String::new(),
        sid: String::new(),
    }
}

pub fn president() -> Caller {
    person("president.civ1", "president", &["civ1"])
}

pub fn greffier() -> Caller {
    person("greffe.central", "greffe_central", &[])
}

pub fn parquet() -> Caller {
    person("parquet.secretariat", "parquet_secretariat", &[])
}

pub fn administrator() -> Caller {
    person("administration", "administration", &[])
}

pub fn counsel(office: Uuid) -> Caller {
    Caller { office_id: office.to_string(), ..person("avocat.martin", "avocat_aux_conseils", &[]) }
}

pub fn failure(status: Status) -> Failure {
    Failure::from_status(&status)
}
