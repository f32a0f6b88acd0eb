//! A document service on a database and a folder of its own, served over gRPC, with keys and a clock that tests hold, and the
//! voice of a dossier service.

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use greffe_bus::Handler;
use greffe_chassis::{
    Caller, Clock, Failure, SharedClock,
    command::{KEY_HEADER, REPLAYED_HEADER},
    identity::{CALLER_HEADER, Signer, Verifier},
};
use greffe_contracts::{
    common::v1::{Event, Id, Scope},
    document::v1::{
        self as pb, document_service_client::DocumentServiceClient, download_response, upload_request,
    },
    events::v1::{
        ActRecorded, ActeAnnule, AvocatConstitue, AvocatDecharge, AvocatGeneralDesigne, ChambreAttribuee,
        MemoireDepose, MemoireNotifie, PiecesDeposees, RapporteurDesigne, act_recorded::Body,
    },
};
use greffe_dev::testing::{TestBucket, TestDatabase, TestDirectory, pdf};
use greffe_document::{Controls, Documents, Keys, Limits, Place, Store};
use jiff::Timestamp;
use prost::Message;
use sqlx::PgPool;
use tokio_util::sync::{CancellationToken, DropGuard};
use tonic::{Request, Status, transport::Channel};
use uuid::Uuid;

pub const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
pub const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

/// The program whose children read what was received.
const READER: &str = env!("CARGO_BIN_EXE_greffe-document");

/// Bytes that the tests' service takes in one upload.
pub const UPLOAD_MAX: u64 = 300_000;
/// The same for what comes in parts: a part, a file, the files of a deposit.
pub const PART_MAX: u64 = 120_000;
pub const FILE_MAX: u64 = 500_000;
pub const DEPOSIT_MAX: u64 = 800_000;

/// A document service on that base, its pieces below a folder, which looks at nothing that it receives.
pub async fn unattended(pool: PgPool, clock: SharedClock, folder: PathBuf) -> Documents {
    let store = Store::disk(folder).await.unwrap();
    let controls = Controls::with("servir-sans", Some(READER.into())).unwrap();
    Documents::new(pool, clock, store, room(), controls)
}

/// A clock that stands where a test puts it.
#[derive(Debug)]
pub struct Stopped(AtomicI64);

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

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub struct World {
    pub database: TestDatabase,
    pub pool: PgPool,
    pub clock: Arc<Stopped>,
    pub service: Documents,
    pub signer: Signer,
    address: String,
    directory: TestDirectory,
    /// Ends with the world.
    checking: DropGuard,
}

fn limits() -> Limits {
    Limits { upload_max: UPLOAD_MAX, part_max: PART_MAX, file_max: FILE_MAX, deposit_max: DEPOSIT_MAX }
}

/// More than a message, or a part of a file, holds.
fn room() -> Limits {
    Limits { upload_max: 8 << 20, ..limits() }
}

impl World {
    /// With the dossier's schema for its voice; files in folders.
    pub async fn new() -> Self {
        Self::with("servir-sans").await
    }

    /// With room for a file that is given in several parts.
    pub async fn roomy() -> Self {
        let directory = TestDirectory::create().await.unwrap();
        let store = Store::disk(directory.path().join("pieces")).await.unwrap();
        Self::within(directory, store, "servir-sans", READER, room()).await
    }

    /// With that antivirus.
    pub async fn with(antivirus: &str) -> Self {
        Self::with_program(antivirus, READER).await
    }

    /// With copies for archives.
    pub async fn archiving() -> Self {
        let directory = TestDirectory::create().await.unwrap();
        let store = Store::disk(directory.path().join("pieces")).await.unwrap();
        let controls = Controls::with("servir-sans", Some(READER.into())).unwrap().archiving();
        Self::standing(directory, store, controls, limits()).await
    }

    /// And with children of that program.
    pub async fn with_program(antivirus: &str, program: &str) -> Self {
        let directory = TestDirectory::create().await.unwrap();
        let store = Store::disk(directory.path().join("pieces")).await.unwrap();
        Self::on(directory, store, antivirus, program).await
    }

    /// Files in a bucket.
    pub async fn on_bucket(bucket: &TestBucket) -> Self {
        Self::on_bucket_within(bucket, limits()).await
    }

    /// The same, with room.
    pub async fn on_roomy_bucket(bucket: &TestBucket) -> Self {
        Self::on_bucket_within(bucket, room()).await
    }

    async fn on_bucket_within(bucket: &TestBucket, limits: Limits) -> Self {
        let directory = TestDirectory::create().await.unwrap();
        let (place, keys) = address(bucket);
        let store = Store::s3(directory.path().join("pieces"), place, keys).await.unwrap();
        Self::within(directory, store, "servir-sans", READER, limits).await
    }

    async fn on(directory: TestDirectory, store: Store, antivirus: &str, program: &str) -> Self {
        Self::within(directory, store, antivirus, program, limits()).await
    }

    async fn within(
        directory: TestDirectory,
        store: Store,
        antivirus: &str,
        program: &str,
        limits: Limits,
    ) -> Self {
        let controls = Controls::with(antivirus, Some(program.into())).unwrap();
        Self::standing(directory, store, controls, limits).await
    }

    async fn standing(directory: TestDirectory, store: Store, controls: Controls, limits: Limits) -> Self {
        let database = TestDatabase::create(&["document", "dossier"]).await.unwrap();
        let pool = PgPool::connect(&database.url("document").unwrap()).await.unwrap();
        let clock = Arc::new(Stopped(AtomicI64::new(0)));
        clock.set("2026-11-24T10:00:00Z");
        let shared: SharedClock = clock.clone();
        let (private, public) = (directory.path().join("private.pem"), directory.path().join("public.pem"));
        std::fs::write(&private, PRIVATE).unwrap();
        std::fs::write(&public, PUBLIC).unwrap();
        let signer = Signer::from_file(private, shared.clone()).unwrap();
        let verifier = Verifier::from_file(public, greffe_document::NAME, shared.clone()).unwrap();
        let service = Documents::new(pool.clone(), shared, store, limits, controls);
        let ending = CancellationToken::new();
        tokio::spawn(service.clone().keep_checking(ending.clone()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
        let routes = service.clone().routes(verifier);
        tokio::spawn(tonic::transport::Server::builder().add_routes(routes).serve_with_incoming(incoming));
        let checking = ending.drop_guard();
        Self { database, pool, clock, service, signer, address, directory, checking }
    }

    /// The service starts anew, with another antivirus.
    pub async fn change_antivirus(&mut self, antivirus: &str) {
        let ending = CancellationToken::new();
        self.checking = ending.clone().drop_guard();
        let store = Store::disk(self.folder()).await.unwrap();
        let controls = Controls::with(antivirus, Some(READER.into())).unwrap();
        let service = Documents::new(self.pool.clone(), self.clock.clone(), store, limits(), controls);
        tokio::spawn(service.keep_checking(ending));
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// Who calls, as this service verifies it.
    pub fn verifier(&self) -> Verifier {
        let public = self.directory.path().join("public.pem");
        Verifier::from_file(public, greffe_document::NAME, self.clock.clone()).unwrap()
    }

    /// Where the pieces lie.
    pub fn folder(&self) -> PathBuf {
        self.directory.path().join("pieces")
    }

    /// Files that bear the name of their content.
    pub fn kept(&self) -> Vec<PathBuf> {
        kept(&self.folder())
    }

    /// Files that are being received.
    pub fn arriving(&self) -> Vec<PathBuf> {
        files(&self.folder().join("arrivant")).into_iter().filter(|path| !path.ends_with("verrou")).collect()
    }

    pub async fn client(&self) -> DocumentServiceClient<Channel> {
        DocumentServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub fn request<T>(&self, caller: &Caller, message: T) -> Request<T> {
        let mut request = Request::new(message);
        let token = self.signer.sign(caller, greffe_document::NAME).unwrap();
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
        request
    }

    /// A request with the key of its intent.
    pub fn command<T>(&self, caller: &Caller, key: Uuid, message: T) -> Request<T> {
        let mut request = self.request(caller, message);
        request.metadata_mut().insert(KEY_HEADER, key.to_string().parse().unwrap());
        request
    }

    pub async fn upload(
        &self,
        caller: &Caller,
        header: pb::UploadHeader,
        content: &[u8],
    ) -> Result<pb::Piece, Failure> {
        Ok(self.upload_once(caller, Uuid::now_v7(), header, content).await?.0)
    }

    /// The piece, and whether the key had been answered before.
    pub async fn upload_once(
        &self,
        caller: &Caller,
        key: Uuid,
        header: pb::UploadHeader,
        content: &[u8],
    ) -> Result<(pb::Piece, bool), Failure> {
        let declared_size =
            if header.declared_size == 0 { content.len() as u64 } else { header.declared_size };
        let header = pb::UploadHeader { declared_size, ..header };
        let request = self.command(caller, key, tokio_stream::iter(parts(header, content)));
        let answer = self.client().await.upload(request).await.map_err(failure)?;
        let replayed = answer.metadata().get(REPLAYED_HEADER).is_some_and(|value| value == "true");
        Ok((answer.into_inner().piece.unwrap(), replayed))
    }

    /// Its checks begin anew.
    pub async fn check_again(
        &self,
        caller: &Caller,
        key: Uuid,
        piece: Uuid,
    ) -> Result<(pb::PieceControl, bool), Failure> {
        let wanted = pb::CheckPieceAgainRequest { piece_id: piece.to_string() };
        let request = self.command(caller, key, wanted);
        let answer = self.client().await.check_piece_again(request).await.map_err(failure)?;
        let replayed = answer.metadata().get(REPLAYED_HEADER).is_some_and(|value| value == "true");
        Ok((answer.into_inner().piece.unwrap().control.unwrap(), replayed))
    }

    /// A paper of a kind, named by no act yet.
    pub async fn deposit(&self, caller: &Caller, kind: &str) -> Uuid {
        let content = pdf(&[&Uuid::now_v7().to_string()]);
        let piece = self.upload(caller, header("papier.pdf", kind), &content).await.unwrap();
        piece.piece_id.parse().unwrap()
    }

    /// The description and the bytes.
    pub async fn download(&self, caller: &Caller, piece: Uuid) -> Result<(pb::Piece, Vec<u8>), Failure> {
        self.downloaded(caller, pb::DownloadRequest { piece_id: piece.to_string(), ..Default::default() })
            .await
    }

    /// The copy for archives, in the same way.
    pub async fn download_copy(&self, caller: &Caller, piece: Uuid) -> Result<(pb::Piece, Vec<u8>), Failure> {
        let wanted = pb::DownloadRequest {
            piece_id: piece.to_string(),
            form: pb::PieceForm::Archival.into(),
            ..Default::default()
        };
        self.downloaded(caller, wanted).await
    }

    pub async fn downloaded(
        &self,
        caller: &Caller,
        wanted: pb::DownloadRequest,
    ) -> Result<(pb::Piece, Vec<u8>), Failure> {
        let mut stream =
            self.client().await.download(self.request(caller, wanted)).await.map_err(failure)?.into_inner();
        let (mut piece, mut bytes) = (None, Vec::new());
        while let Some(response) = stream.message().await.map_err(failure)? {
            match response.part.unwrap() {
                download_response::Part::Piece(described) => piece = Some(described),
                download_response::Part::Chunk(chunk) => bytes.extend(chunk),
            }
        }
        Ok((piece.unwrap(), bytes))
    }

    /// Waits until a piece was looked at; answers what was found.
    pub async fn checked(&self, caller: &Caller, piece: Uuid) -> pb::PieceControl {
        let end = tokio::time::Instant::now() + Duration::from_secs(60);
        loop {
            let control = self.piece(caller, piece).await.unwrap().control.unwrap();
            if !matches!(control.state.as_str(), "recue" | "en_controle") {
                return control;
            }
            assert!(tokio::time::Instant::now() < end, "never looked at");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub async fn piece(&self, caller: &Caller, piece: Uuid) -> Result<pb::Piece, Failure> {
        let wanted = pb::GetPieceRequest { piece_id: piece.to_string() };
        let found = self.client().await.get_piece(self.request(caller, wanted)).await.map_err(failure)?;
        Ok(found.into_inner().piece.unwrap())
    }

    pub async fn page(&self, caller: &Caller, piece: Uuid, page: u32) -> Result<String, Failure> {
        let wanted = pb::GetPageTextRequest { piece_id: piece.to_string(), page };
        let found = self.client().await.get_page_text(self.request(caller, wanted)).await.map_err(failure)?;
        Ok(found.into_inner().text)
    }

    pub async fn reads(&self, caller: &Caller, piece: Uuid) -> bool {
        match self.download(caller, piece).await {
            Ok(_) => true,
            Err(refused) => {
                assert_eq!(refused.code, "DOC-010", "{}", caller.subject);
                false
            }
        }
    }

    pub async fn list(&self, caller: &Caller, dossier: Uuid) -> Result<Vec<Uuid>, Failure> {
        let wanted = pb::ListPiecesRequest { dossier_id: dossier.to_string() };
        let found = self.client().await.list_pieces(self.request(caller, wanted)).await.map_err(failure)?;
        Ok(found.into_inner().pieces.iter().map(|piece| piece.piece_id.parse().unwrap()).collect())
    }

    pub async fn describe(&self, caller: &Caller, pieces: &[Uuid]) -> Vec<Uuid> {
        let wanted = pb::DescribePiecesRequest { piece_ids: pieces.iter().map(Uuid::to_string).collect() };
        let found = self.client().await.describe_pieces(self.request(caller, wanted)).await.unwrap();
        found.into_inner().pieces.iter().map(|piece| piece.piece_id.parse().unwrap()).collect()
    }

    /// The service hears of an event.
    pub async fn hear(&self, event: &Event) {
        let mut tx = greffe_chassis::db::begin(&self.pool).await.unwrap();
        self.service.handle(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    pub async fn count(&self, of: &'static str) -> i64 {
        let sql = format!("SELECT count(*) FROM {of}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&self.pool).await.unwrap()
    }
}

/// A command of a caller, with the key of its intent.
pub fn signed<T>(signer: &Signer, caller: &Caller, key: Uuid, message: T) -> Request<T> {
    let mut request = Request::new(message);
    let token = signer.sign(caller, greffe_document::NAME).unwrap();
    request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
    request.metadata_mut().insert(KEY_HEADER, key.to_string().parse().unwrap());
    request
}

/// Where a bucket is, and the keys of its store.
pub fn address(bucket: &TestBucket) -> (Place, Keys) {
    let server = bucket.server();
    let place = Place {
        endpoint: server.endpoint.clone(),
        bucket: bucket.name().to_owned(),
        region: "eu-west-3".into(),
    };
    (place, Keys { access: server.access_key.clone(), secret: server.secret_key.clone() })
}

/// Files below a folder that bear the name of their content.
pub fn kept(folder: &Path) -> Vec<PathBuf> {
    let named = |path: &PathBuf| path.file_name().is_some_and(|name| name.len() == 64);
    files(folder).into_iter().filter(named).collect()
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

pub fn header(name: &str, kind: &str) -> pb::UploadHeader {
    pb::UploadHeader { file_name: name.into(), kind: kind.into(), ..Default::default() }
}

/// An upload as it travels.
pub fn parts(header: pb::UploadHeader, content: &[u8]) -> Vec<pb::UploadRequest> {
    let part = |part| pb::UploadRequest { part: Some(part) };
    let chunks = content.chunks(64 * 1024).map(|chunk| part(upload_request::Part::Chunk(chunk.to_vec())));
    [part(upload_request::Part::Header(header))].into_iter().chain(chunks).collect()
}

/// A journal as its owner tells it.
pub struct Journal {
    pub dossier: Uuid,
    pub version: u64,
}

impl Journal {
    pub fn new() -> Self {
        Self::of(Uuid::now_v7())
    }

    /// Of a dossier that is known already.
    pub fn of(dossier: Uuid) -> Self {
        Self { dossier, version: 0 }
    }

    /// The next act, on these parties, about that act; answers its id too.
    pub fn next(&mut self, body: Body, parties: &[Uuid], refers_to: Option<Uuid>) -> (Event, Uuid) {
        self.version += 1;
        let id = Uuid::now_v7();
        let act = ActRecorded {
            dossier_id: Some(self.dossier.into()),
            version: self.version,
            act_id: Some(id.into()),
            kind: greffe_contracts::kind_of(&body).into(),
            scope: Some(Scope {
                parties: parties.iter().map(|p| Id::from(*p)).collect(),
                ..Default::default()
            }),
            refers_to: refers_to.map(Id::from),
            body: Some(body),
            ..Default::default()
        };
        let event = Event {
            event_id: Some(Uuid::now_v7().into()),
            source: "dossier".into(),
            routing_key: format!("dossier.act.{}", act.kind),
            aggregate_id: Some(self.dossier.into()),
            aggregate_seq: self.version,
            r#type: "ActRecorded".into(),
            payload: act.encode_to_vec().into(),
            ..Default::default()
        };
        (event, id)
    }

    /// Recorded, and heard by the service.
    pub async fn tell(
        &mut self,
        world: &World,
        body: Body,
        parties: &[Uuid],
        refers_to: Option<Uuid>,
    ) -> Uuid {
        let (event, id) = self.next(body, parties, refers_to);
        world.hear(&event).await;
        id
    }

    /// An act of the journal, corrected by another, or annulled.
    pub async fn correct(&mut self, world: &World, act: Uuid, body: Body, parties: &[Uuid]) -> Uuid {
        let (mut event, id) = self.next(body, parties, None);
        let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
        fact.supersedes = Some(act.into());
        event.payload = fact.encode_to_vec().into();
        world.hear(&event).await;
        id
    }
}

pub fn chambre(code: &str) -> Body {
    Body::ChambreAttribuee(ChambreAttribuee { chambre: code.into(), ..Default::default() })
}

pub fn rapporteur(agent: &Caller) -> Body {
    Body::RapporteurDesigne(RapporteurDesigne { person_id: id(&agent.agent_id), ..Default::default() })
}

pub fn avocat_general(agent: &Caller) -> Body {
    Body::AvocatGeneralDesigne(AvocatGeneralDesigne { person_id: id(&agent.agent_id), ..Default::default() })
}

pub fn constituted(office: &Caller) -> Body {
    Body::AvocatConstitue(AvocatConstitue { office_id: id(&office.office_id), ..Default::default() })
}

pub fn discharged(office: &Caller) -> Body {
    Body::AvocatDecharge(AvocatDecharge { office_id: id(&office.office_id) })
}

pub fn memoire(pieces: &[Uuid]) -> Body {
    Body::MemoireDepose(MemoireDepose {
        nature: "ampliatif".into(),
        pieces: ids(pieces),
        ..Default::default()
    })
}

pub fn papers(pieces: &[Uuid]) -> Body {
    Body::PiecesDeposees(PiecesDeposees { nature: "autre".into(), pieces: ids(pieces), ..Default::default() })
}

pub fn annulled() -> Body {
    Body::ActeAnnule(ActeAnnule {})
}

pub fn notified() -> Body {
    Body::MemoireNotifie(MemoireNotifie { mode: "voie_electronique".into(), nature: "ampliatif".into() })
}

fn id(text: &str) -> Option<Id> {
    Some(text.parse::<Uuid>().unwrap().into())
}

fn ids(pieces: &[Uuid]) -> Vec<Id> {
    pieces.iter().map(|piece| Id::from(*piece)).collect()
}

/// Somebody of that name and role; the name makes the id.
pub fn person(name: &str, role: &str, chambres: &[&str]) -> Caller {
    Caller {
        subject: name.into(),
        agent_id: Uuid::new_v5(&Uuid::NAMESPACE_URL, name.as_bytes()).to_string(),
        roles: vec![role.into()],
        chambres: chambres.iter().map(|c| (*c).to_owned()).collect(),
        office_id: String::new(),
        sid: String::new(),
    }
}

pub fn greffier() -> Caller {
    person("greffe.central", "greffe_central", &[])
}

pub fn counsel(name: &str) -> Caller {
    let office = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("cabinet {name}").as_bytes());
    Caller { office_id: office.to_string(), ..person(name, "avocat_aux_conseils", &[]) }
}

pub fn failure(status: Status) -> Failure {
    Failure::from_status(&status)
}

/// Waits until it holds, a minute at most: a machine may have much else to do.
pub async fn until(what: &str, condition: impl Fn() -> bool) {
    let end = tokio::time::Instant::now() + Duration::from_mins(1);
    while !condition() {
        assert!(tokio::time::Instant::now() < end, "never: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
