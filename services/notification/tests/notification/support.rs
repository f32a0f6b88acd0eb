//! A notification service on a database of its own, served over gRPC, with keys and a clock that tests hold, and the voices of
//! the services it listens to.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, AtomicI64, Ordering},
};

use futures::{future::BoxFuture, stream::BoxStream};
use greffe_bus::{Handler, Wake};
use greffe_chassis::{
    Caller, Clock, SharedClock,
    command::KEY_HEADER,
    identity::{CALLER_HEADER, Signer, Verifier},
};
use greffe_contracts::{
    common::v1::{Event, Id, NamedDate, named_date},
    document::v1::{
        self as papers, RenderPaperRequest,
        paper_service_server::{PaperService, PaperServiceServer},
    },
    dossier::v1 as dossier,
    events::v1::{
        ActRecorded, ChambreAttribuee, MemoireDepose, PartyDeclared, PourvoiEnregistre, PourvoiForme,
        act_recorded::Body,
    },
    kind_of,
    notification::v1::notification_service_client::NotificationServiceClient,
};
use greffe_dev::testing::{TestDatabase, TestDirectory};
use greffe_notification::{
    DigestSettings, Notifications,
    channels::Channels,
    colleagues::Colleagues,
    notices::{Cases, Letters},
};
use greffe_procedure::day::Day;
pub use greffe_test_service::counterparts::{PRIVATE, PUBLIC};
use jiff::Timestamp;
use prost::Message;
use sqlx::PgPool;
use tonic::{Request, Response, Status, transport::Channel};
use uuid::Uuid;

#[derive(Debug)]
pub struct Stopped(AtomicI64);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

impl Stopped {
    pub fn at(instant: &str) -> Self {
        let stopped = Self(AtomicI64::new(0));
        stopped.set(instant);
        stopped
    }

    pub fn set(&self, instant: &str) {
        self.0.store(instant.parse::<Timestamp>().unwrap().as_microsecond(), Ordering::SeqCst);
    }
}

pub struct World {
    pub database: TestDatabase,
    pub pool: PgPool,
    pub clock: Arc<Stopped>,
    pub wake: Wake,
    pub service: Notifications,
    pub signer: Signer,
    pub dossier: Uuid,
    pub acts: Vec<ActRecorded>,
    pub journals: Arc<Journals>,
    pub press: Arc<Press>,
    register: Arc<Register>,
    told: u64,
    address: String,
    _keys: TestDirectory,
}

/// The register of those who work at the Court, played.
#[derive(Default)]
pub struct Register(Mutex<Vec<Caller>>);

impl Colleagues for Register {
    fn named<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, greffe_chassis::Result<Option<Caller>>> {
        Box::pin(async move { Ok(self.0.lock().unwrap().iter().find(|of| of.subject == subject).cloned()) })
    }
}

/// Who lays letters out, played: a PDF by its first bytes, then what was asked for.
#[derive(Default)]
pub struct Press {
    /// Answers that nobody is there, or that something is missing.
    pub refuses: Mutex<Option<greffe_chassis::Kind>>,
}

impl Letters for Press {
    fn pdf<'a>(&'a self, wanted: RenderPaperRequest) -> BoxFuture<'a, greffe_chassis::Result<Vec<u8>>> {
        Box::pin(async move {
            if let Some(kind) = *self.refuses.lock().unwrap() {
                return Err(greffe_chassis::Failure::new(kind, "PAP-001", "Le papier n’est pas fait."));
            }
            let order = wanted.order.unwrap_or_default();
            let said = order.values.iter().map(|value| format!("{}={}", value.field, value.text));
            let said = said.collect::<Vec<_>>().join("\n");
            Ok(format!("%PDF-1.7\n{} aperçu={}\n{said}\n%%EOF\n", order.template, wanted.preview)
                .into_bytes())
        })
    }
}

#[tonic::async_trait]
impl PaperService for Press {
    type CheckKeptStream = BoxStream<'static, Result<papers::CheckKeptResponse, Status>>;
    type MakeBundleStream = BoxStream<'static, Result<papers::MakeBundleResponse, Status>>;
    type RenderPaperStream = BoxStream<'static, Result<papers::RenderPaperResponse, Status>>;

    async fn render_paper(
        &self,
        request: Request<RenderPaperRequest>,
    ) -> Result<Response<Self::RenderPaperStream>, Status> {
        let chunk = papers::render_paper_response::Part::Chunk(self.pdf(request.into_inner()).await?);
        let part = papers::RenderPaperResponse { part: Some(chunk) };
        Ok(Response::new(Box::pin(futures::stream::iter([Ok(part)]))))
    }

    async fn get_minute(
        &self,
        _: Request<papers::GetMinuteRequest>,
    ) -> Result<Response<papers::GetMinuteResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn sign_minute(
        &self,
        _: Request<tonic::Streaming<papers::SignMinuteRequest>>,
    ) -> Result<Response<papers::SignMinuteResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn record_hand_signature(
        &self,
        _: Request<papers::RecordHandSignatureRequest>,
    ) -> Result<Response<papers::RecordHandSignatureResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn list_templates(
        &self,
        _: Request<papers::ListTemplatesRequest>,
    ) -> Result<Response<papers::ListTemplatesResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn check_paper(
        &self,
        _: Request<papers::CheckPaperRequest>,
    ) -> Result<Response<papers::CheckPaperResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn keep_paper(
        &self,
        _: Request<papers::KeepPaperRequest>,
    ) -> Result<Response<papers::KeepPaperResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn verify_paper(
        &self,
        _: Request<papers::VerifyPaperRequest>,
    ) -> Result<Response<papers::VerifyPaperResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn list_minutes(
        &self,
        _: Request<papers::ListMinutesRequest>,
    ) -> Result<Response<papers::ListMinutesResponse>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn check_kept(
        &self,
        _: Request<papers::CheckKeptRequest>,
    ) -> Result<Response<Self::CheckKeptStream>, Status> {
        Err(Status::unimplemented("played"))
    }

    async fn make_bundle(
        &self,
        _: Request<papers::MakeBundleRequest>,
    ) -> Result<Response<Self::MakeBundleStream>, Status> {
        Err(Status::unimplemented("played"))
    }
}

impl World {
    /// Where a service that runs as a process of its own has its letters laid out.
    pub async fn serve_press(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
        let server = PaperServiceServer::from_arc(self.press.clone());
        tokio::spawn(tonic::transport::Server::builder().add_service(server).serve_with_incoming(incoming));
        address
    }
}

/// Journals, played: one dossier that anybody reads, and the acts of proof, each once a key.
#[derive(Default)]
pub struct Journals {
    pub dossier: Mutex<dossier::Dossier>,
    pub acts: Mutex<Vec<(Uuid, ActRecorded)>>,
    pub refuses: AtomicBool,
    /// What the list of dossiers answers, and what it was asked, by whom.
    pub rows: Mutex<Vec<dossier::DossierRow>>,
    pub listed: Mutex<Vec<(String, dossier::ListDossiersRequest)>>,
}

impl Cases for Journals {
    fn dossier<'a>(
        &'a self,
        _: &'a Caller,
        _: Uuid,
    ) -> BoxFuture<'a, greffe_chassis::Result<dossier::Dossier>> {
        Box::pin(async { Ok(self.dossier.lock().unwrap().clone()) })
    }

    fn list<'a>(
        &'a self,
        caller: &'a Caller,
        wanted: dossier::ListDossiersRequest,
    ) -> BoxFuture<'a, greffe_chassis::Result<dossier::ListDossiersResponse>> {
        Box::pin(async move {
            self.listed.lock().unwrap().push((caller.subject.clone(), wanted));
            Ok(dossier::ListDossiersResponse { rows: self.rows.lock().unwrap().clone(), page: None })
        })
    }

    fn record(&self, key: Uuid, _: Uuid, act: ActRecorded) -> BoxFuture<'_, greffe_chassis::Result<()>> {
        Box::pin(async move {
            if self.refuses.load(Ordering::SeqCst) {
                return Err(greffe_chassis::Failure::new(
                    greffe_chassis::Kind::Refused,
                    "ACT-001",
                    "Refusé.",
                ));
            }
            let mut acts = self.acts.lock().unwrap();
            if !acts.iter().any(|(known, _)| *known == key) {
                acts.push((key, act));
            }
            Ok(())
        })
    }
}

impl World {
    pub async fn new() -> Self {
        Self::with(Channels::default()).await
    }

    /// With channels by which notices leave.
    pub async fn with(channels: Channels) -> Self {
        Self::on(Arc::new(Stopped::at("2026-11-24T11:00:00Z")), channels).await
    }

    /// On a clock that somebody else moves too.
    pub async fn on(clock: Arc<Stopped>, channels: Channels) -> Self {
        let database = TestDatabase::create(&["notification", "dossier"]).await.unwrap();
        let pool = PgPool::connect(&database.url("notification").unwrap()).await.unwrap();
        let shared: SharedClock = clock.clone();
        let keys = TestDirectory::create().await.unwrap();
        let (private, public) = (keys.path().join("private.pem"), keys.path().join("public.pem"));
        std::fs::write(&private, PRIVATE).unwrap();
        std::fs::write(&public, PUBLIC).unwrap();
        let signer = Signer::from_file(private, shared.clone()).unwrap();
        let verifier = Verifier::from_file(public, greffe_notification::NAME, shared.clone()).unwrap();
        let wake = Wake::default();
        let journals = Arc::new(Journals::default());
        let register = Arc::new(Register::default());
        let press = Arc::new(Press::default());
        let service = Notifications::new(pool.clone(), shared, wake.clone())
            .reaching(journals.clone(), channels)
            .writing(press.clone())
            .among(register.clone())
            .telling(DigestSettings {
                adresse: "https://greffe.example/".into(),
                domaines: "justice.example, greffe.example".into(),
            });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
        let routes = service.clone().routes(verifier);
        tokio::spawn(tonic::transport::Server::builder().add_routes(routes).serve_with_incoming(incoming));
        let (dossier, acts) = (Uuid::now_v7(), Vec::new());
        Self {
            database,
            pool,
            clock,
            wake,
            service,
            signer,
            dossier,
            acts,
            journals,
            press,
            register,
            told: 0,
            address,
            _keys: keys,
        }
    }

    /// Those who are in office.
    pub fn register(&self, callers: &[Caller]) {
        self.register.0.lock().unwrap().extend_from_slice(callers);
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    pub async fn client(&self) -> NotificationServiceClient<Channel> {
        NotificationServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub fn request<T>(&self, caller: &Caller, message: T) -> Request<T> {
        self.command(caller, Uuid::now_v7(), message)
    }

    /// With the key of a command.
    pub fn command<T>(&self, caller: &Caller, key: Uuid, message: T) -> Request<T> {
        let mut request = Request::new(message);
        let token = self.signer.sign(caller, greffe_notification::NAME).unwrap();
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
        request.metadata_mut().insert(KEY_HEADER, key.to_string().parse().unwrap());
        request
    }

    pub async fn act(&mut self, date: &str, body: Body) {
        let event = self.event(date, body);
        self.hear(&event).await;
    }

    pub fn event(&mut self, date: &str, body: Body) -> Event {
        let day: Day = "2026-11-24".parse().unwrap();
        let version = self.acts.len() as u64 + 1;
        let fact = ActRecorded {
            dossier_id: Some(Id::from(self.dossier)),
            version,
            act_id: Some(Id::from(Uuid::now_v7())),
            kind: kind_of(&body).into(),
            dates: vec![NamedDate {
                name: date.into(),
                value: Some(named_date::Value::Day(day.number())),
                source: String::new(),
            }],
            body: Some(body),
            ..Default::default()
        };
        let mut event = self.said("dossier", version, "ActRecorded", fact.encode_to_vec());
        event.routing_key = format!("dossier.act.{}", fact.kind);
        self.acts.push(fact);
        event
    }

    /// An act as the journal has it, told at its place.
    pub async fn fact(&mut self, act: ActRecorded) {
        let version = self.acts.len() as u64 + 1;
        let fact = ActRecorded {
            dossier_id: Some(Id::from(self.dossier)),
            version,
            act_id: Some(act.act_id.unwrap_or_else(|| Id::from(Uuid::now_v7()))),
            ..act
        };
        let mut event = self.said("dossier", version, "ActRecorded", fact.encode_to_vec());
        event.routing_key = format!("dossier.act.{}", fact.kind);
        self.acts.push(fact);
        self.hear(&event).await;
    }

    fn said(&self, source: &str, seq: u64, kind: &str, payload: Vec<u8>) -> Event {
        Event {
            event_id: Some(Id::from(Uuid::now_v7())),
            source: source.into(),
            aggregate_id: Some(Id::from(self.dossier)),
            aggregate_seq: seq,
            r#type: kind.into(),
            payload: payload.into(),
            ..Default::default()
        }
    }

    pub async fn hear(&self, event: &Event) {
        let mut tx = greffe_chassis::db::begin(&self.pool).await.unwrap();
        sqlx::query("INSERT INTO inbox_cursor VALUES ($1, $2, 0) ON CONFLICT DO NOTHING")
            .bind(&event.source)
            .bind(self.dossier)
            .execute(&mut *tx)
            .await
            .unwrap();
        self.service.handle(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn deadline(&mut self, kind: &str, payload: Vec<u8>) {
        self.told += 1;
        let event = self.said("deadline", self.told, kind, payload);
        self.hear(&event).await;
    }

    pub async fn told_count(&self) -> i64 {
        sqlx::query_scalar("SELECT count(*) FROM outbox").fetch_one(&self.pool).await.unwrap()
    }

    /// Four acts, told to nobody yet.
    pub fn story(&mut self) -> Vec<Event> {
        let mut events = self.opening();
        let chambre = ChambreAttribuee { chambre: "civ1".into(), ..Default::default() };
        events.push(self.event("attribution", Body::ChambreAttribuee(chambre)));
        let memoire = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
        events.push(self.event("depose", Body::MemoireDepose(memoire)));
        events
    }

    pub async fn open(&mut self) {
        for event in self.opening() {
            self.hear(&event).await;
        }
    }

    fn opening(&mut self) -> Vec<Event> {
        let party = |n: u128, role: &str| PartyDeclared {
            party_id: Some(Id::from(Uuid::from_u128(n))),
            person_id: Some(Id::from(Uuid::from_u128(n))),
            role: role.into(),
            residence: "metropole".into(),
            nature: "personne_physique".into(),
        };
        let pourvoi = Some(Id::from(Uuid::from_u128(9)));
        let forme = PourvoiForme {
            pourvoi_id: pourvoi,
            nature: "principal".into(),
            parties: vec![party(1, "demandeur"), party(2, "defendeur")],
            ..Default::default()
        };
        let forme = self.event("forme", Body::PourvoiForme(forme));
        let number = PourvoiEnregistre { pourvoi_id: pourvoi, year: 2026, sequence: 10_001 };
        vec![forme, self.event("enregistre", Body::PourvoiEnregistre(number))]
    }

    pub async fn tasks(&self, status: &str) -> Vec<(String, String, String)> {
        sqlx::query_as("SELECT code, role, chambre FROM notification.task WHERE status = $1 ORDER BY code")
            .bind(status)
            .fetch_all(&self.pool)
            .await
            .unwrap()
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
