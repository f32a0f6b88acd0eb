//! A deadline service on a database of its own, served over gRPC, with keys and a clock that tests hold, and the voice of a
//! dossier service.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use greffe_bus::{Handler, Wake};
use greffe_chassis::{
    Caller, Clock, SharedClock,
    identity::{CALLER_HEADER, Signer, Verifier},
};
use greffe_contracts::{
    common::v1::{Event, Id, NamedDate, Scope, named_date},
    deadline::v1::{self as pb, deadline_service_client::DeadlineServiceClient},
    events::v1::{
        ActClass, ActRecorded, ChambreAttribuee, MemoireDepose, PartyDeclared, PourvoiEnregistre,
        PourvoiForme, act_recorded::Body,
    },
    kind_of,
};
use greffe_deadline::Deadlines;
use greffe_dev::testing::{TestDatabase, TestDirectory};
use greffe_procedure::day::Day;
use jiff::Timestamp;
use prost::Message;
use sqlx::PgPool;
use tonic::{Request, transport::Channel};
use uuid::Uuid;

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

pub const DEPOT: &str = "civil.memoire_ampliatif.depot";

#[derive(Debug)]
pub struct Stopped(AtomicI64, AtomicBool);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }

    fn is_system(&self) -> bool {
        self.1.load(Ordering::SeqCst)
    }
}

impl Stopped {
    pub fn set(&self, instant: &str) {
        self.0.store(instant.parse::<Timestamp>().unwrap().as_microsecond(), Ordering::SeqCst);
    }

    /// From now on it passes for the machine's own clock.
    pub fn pass_for_the_systems(&self) {
        self.1.store(true, Ordering::SeqCst);
    }
}

pub struct World {
    pub database: TestDatabase,
    pub pool: PgPool,
    pub clock: Arc<Stopped>,
    pub wake: Wake,
    pub service: Deadlines,
    pub signer: Signer,
    pub dossier: Uuid,
    pub acts: Vec<ActRecorded>,
    /// Day of the pourvoi.
    pub opened: String,
    address: String,
    _keys: TestDirectory,
}

pub const DEMANDEUR: Uuid = Uuid::from_u128(1);
pub const DEFENDEUR: Uuid = Uuid::from_u128(2);

impl World {
    pub async fn new() -> Self {
        let database = TestDatabase::create(&["deadline", "dossier"]).await.unwrap();
        let pool = PgPool::connect(&database.url("deadline").unwrap()).await.unwrap();
        let clock = Arc::new(Stopped(AtomicI64::new(0), AtomicBool::new(false)));
        let shared: SharedClock = clock.clone();
        let keys = TestDirectory::create().await.unwrap();
        let (private, public) = (keys.path().join("private.pem"), keys.path().join("public.pem"));
        std::fs::write(&private, PRIVATE).unwrap();
        std::fs::write(&public, PUBLIC).unwrap();
        let signer = Signer::from_file(private, shared.clone()).unwrap();
        let verifier = Verifier::from_file(public, greffe_deadline::NAME, shared.clone()).unwrap();
        let wake = Wake::default();
        let service = Deadlines::new(pool.clone(), shared, wake.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
        let routes = service.clone().routes(verifier);
        tokio::spawn(tonic::transport::Server::builder().add_routes(routes).serve_with_incoming(incoming));
        let (dossier, acts) = (Uuid::now_v7(), Vec::new());
        let world = Self {
            database,
            pool,
            clock,
            wake,
            service,
            signer,
            dossier,
            acts,
            opened: "2026-11-24".into(),
            address,
            _keys: keys,
        };
        world.today("2026-11-24");
        world
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub async fn client(&self) -> DeadlineServiceClient<Channel> {
        DeadlineServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub fn request<T>(&self, caller: &Caller, message: T) -> Request<T> {
        let mut request = Request::new(message);
        let token = self.signer.sign(caller, greffe_deadline::NAME).unwrap();
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
        request
    }

    pub async fn list(
        &self,
        caller: &Caller,
        min_version: u64,
    ) -> Result<pb::ListDeadlinesResponse, tonic::Status> {
        let wanted = pb::ListDeadlinesRequest { dossier_id: self.dossier.to_string(), min_version };
        self.client().await.list_deadlines(self.request(caller, wanted)).await.map(|a| a.into_inner())
    }

    pub fn today(&self, day: &str) {
        let noon: Timestamp = format!("{day}T11:00:00Z").parse().unwrap();
        self.clock.set(&noon.to_string());
    }

    pub async fn act(&mut self, date: &str, day: &str, parties: &[Uuid], body: Body) -> Event {
        let event = self.event(date, day, parties, body);
        self.deliver(&event).await;
        event
    }

    pub fn event(&mut self, date: &str, day: &str, parties: &[Uuid], body: Body) -> Event {
        let version = self.acts.len() as u64 + 1;
        let day: Day = day.parse().unwrap();
        let fact = ActRecorded {
            dossier_id: Some(Id::from(self.dossier)),
            version,
            act_id: Some(Id::from(Uuid::now_v7())),
            kind: kind_of(&body).into(),
            class: ActClass::FaitRecu as i32,
            dates: vec![NamedDate {
                name: date.into(),
                value: Some(named_date::Value::Day(day.number())),
                source: String::new(),
            }],
            scope: Some(Scope {
                parties: parties.iter().map(|p| Id::from(*p)).collect(),
                ..Default::default()
            }),
            catalogue: "essai".into(),
            body: Some(body),
            ..Default::default()
        };
        let event = Event {
            event_id: Some(Id::from(Uuid::now_v7())),
            source: "dossier".into(),
            routing_key: format!("dossier.act.{}", fact.kind),
            aggregate_id: Some(Id::from(self.dossier)),
            aggregate_seq: version,
            r#type: "ActRecorded".into(),
            payload: fact.encode_to_vec().into(),
            ..Default::default()
        };
        self.acts.push(fact);
        event
    }

    pub async fn deliver(&self, event: &Event) {
        let mut tx = greffe_chassis::db::begin(&self.pool).await.unwrap();
        sqlx::query("INSERT INTO inbox_cursor VALUES ('dossier', $1, 0) ON CONFLICT DO NOTHING")
            .bind(self.dossier)
            .execute(&mut *tx)
            .await
            .unwrap();
        self.service.handle(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn open(&mut self) {
        self.open_against(&[DEFENDEUR]).await;
    }

    pub async fn open_against(&mut self, defendeurs: &[Uuid]) {
        for event in self.opening(defendeurs) {
            self.deliver(&event).await;
        }
    }

    /// Four acts, told to nobody yet.
    pub fn story(&mut self) -> Vec<Event> {
        let mut events = self.opening(&[DEFENDEUR]);
        let chambre = ChambreAttribuee { chambre: "civ1".into(), ..Default::default() };
        events.push(self.event("attribution", "2026-11-24", &[], Body::ChambreAttribuee(chambre)));
        let memoire = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
        events.push(self.event("depose", "2026-11-24", &[DEMANDEUR], Body::MemoireDepose(memoire)));
        events
    }

    pub async fn told_count(&self) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM outbox").fetch_one(&self.pool).await.unwrap()
    }

    fn opening(&mut self, defendeurs: &[Uuid]) -> Vec<Event> {
        let party = |id: Uuid, role: &str| PartyDeclared {
            party_id: Some(Id::from(id)),
            person_id: Some(Id::from(id)),
            role: role.into(),
            residence: "metropole".into(),
            nature: "personne_physique".into(),
        };
        let pourvoi = Some(Id::from(Uuid::from_u128(9)));
        let body = Body::PourvoiForme(PourvoiForme {
            pourvoi_id: pourvoi,
            nature: "principal".into(),
            parties: [party(DEMANDEUR, "demandeur")]
                .into_iter()
                .chain(defendeurs.iter().map(|id| party(*id, "defendeur")))
                .collect(),
            ..Default::default()
        });
        let opened = self.opened.clone();
        let forme = self.event("forme", &opened, &[], body);
        let number = PourvoiEnregistre { pourvoi_id: pourvoi, year: 2026, sequence: 10_001 };
        let enregistre = self.event("enregistre", &opened, &[], Body::PourvoiEnregistre(number));
        vec![forme, enregistre]
    }

    pub async fn ampliatif(&mut self, day: &str) {
        let body = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
        self.act("depose", day, &[DEMANDEUR], Body::MemoireDepose(body)).await;
    }

    pub async fn current(&self, rule: &str) -> pb::Deadline {
        let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM deadline.current WHERE rule = $1")
            .bind(rule)
            .fetch_one(&self.pool)
            .await
            .unwrap();
        pb::Deadline::decode(body.as_slice()).unwrap()
    }

    pub async fn told<T: Message + Default>(&self, kind: &str) -> Vec<T> {
        let payloads: Vec<Vec<u8>> =
            sqlx::query_scalar("SELECT payload FROM outbox WHERE event_type = $1 ORDER BY seq")
                .bind(kind)
                .fetch_all(&self.pool)
                .await
                .unwrap();
        payloads.iter().map(|p| T::decode(p.as_slice()).unwrap()).collect()
    }
}

/// A person of the Court, or of an office.
pub fn person(role: &str, chambres: &[&str]) -> Caller {
    Caller {
        subject: format!("{role}.essai"),
        agent_id: Uuid::from_u128(77).to_string(),
        roles: vec![role.into()],
        chambres: chambres.iter().map(|c| (*c).to_owned()).collect(),
        office_id: String::new(),
        sid: String::new(),
    }
}

pub fn greffier() -> Caller {
    person("greffe_central", &[])
}

pub fn counsel(office: Uuid) -> Caller {
    Caller { office_id: office.to_string(), ..person("avocat_aux_conseils", &[]) }
}
