//! The enclave of the délibéré: open to those who judge the case at that moment, and to nobody else, by any door.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use greffe_access::Action;
use greffe_bus::Handler as _;
use greffe_chassis::{
    Caller, Failure, Kind, SharedClock, audit,
    identity::{Signer, Verifier},
    peer::Peer,
    tls::Tls,
};
use greffe_contracts::{
    assignment::v1::{
        RelationToCaseRequest, RelationToCaseResponse,
        relation_service_server::{RelationService, RelationServiceServer},
    },
    common::v1::{Event, PageRequest, TrailFilter},
    deliberation::v1::{self as pb, deliberation_service_client::DeliberationServiceClient},
    document::v1::{
        self as document, document_service_client::DocumentServiceClient,
        paper_service_client::PaperServiceClient,
    },
    dossier::v1::{Decision, Dossier, Outcome, Party},
    events::v1::{ArretRabattu, act_recorded::Body},
};
use greffe_dev::testing::{TestDatabase, TestDirectory};
use greffe_document::{
    Documents,
    deliberation::{Doors, Enclave, Vault, verify},
    papers::{Papers, Printer, Seals},
};
use greffe_test_service::doors;
use sqlx::PgPool;
use tokio::net::TcpListener;
use tonic::{
    Request, Response, Status,
    service::Routes,
    transport::{Channel, Server, server::TcpIncoming},
};
use uuid::Uuid;

use crate::papers::{Held, written};
use crate::support::{
    Journal, PRIVATE, PUBLIC, Stopped, chambre, counsel, failure, greffier, kept, person, signed, unattended,
};

macro_rules! call {
    ($room:expr, $caller:expr, $rpc:ident, $wanted:expr) => {{
        let request = $room.request($caller, Uuid::now_v7(), $wanted);
        $room.client().await.$rpc(request).await.map(Response::into_inner).map_err(failure)
    }};
}
/// Who is what to the case, as assignment would say; it says nothing while it is down.
#[derive(Clone, Default)]
struct Register(Arc<Mutex<Said>>);

#[derive(Default)]
struct Said {
    relations: HashMap<String, RelationToCaseResponse>,
    down: bool,
}

#[tonic::async_trait]
impl RelationService for Register {
    async fn relation_to_case(
        &self,
        request: Request<RelationToCaseRequest>,
    ) -> Result<Response<RelationToCaseResponse>, Status> {
        let said = self.0.lock().unwrap();
        if said.down {
            return Err(Status::unavailable("down"));
        }
        let relation = said.relations.get(&request.get_ref().agent_id).cloned();
        Ok(Response::new(relation.unwrap_or_default()))
    }
}

impl Register {
    fn says(&self, of: &Caller, relation: RelationToCaseResponse) {
        let relation = RelationToCaseResponse { display_name: format!("M. {}", of.subject), ..relation };
        self.0.lock().unwrap().relations.insert(of.agent_id.clone(), relation);
    }

    fn down(&self, down: bool) {
        self.0.lock().unwrap().down = down;
    }
}

pub(crate) struct Room {
    database: TestDatabase,
    pub(crate) pool: PgPool,
    register: Register,
    signer: Signer,
    pub(crate) clock: Arc<Stopped>,
    address: String,
    pub(crate) dossier: Uuid,
    pub(crate) enclave: Enclave,
    /// Where its reports become pieces, with what its own role sees there.
    pub(crate) documents: Documents,
    pub(crate) kept: PgPool,
    pieces: String,
    directory: TestDirectory,
}

async fn serve(routes: Routes) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(
        Server::builder()
            .add_routes(routes)
            .serve_with_incoming(TcpIncoming::from(listener).with_nodelay(Some(true))),
    );
    address
}

impl Room {
    /// The service of papers beside the enclave hears of an act.
    async fn hears(&self, event: &Event) {
        let mut tx = greffe_chassis::db::begin(&self.kept).await.unwrap();
        self.documents.handle(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// A case with its rapporteur, a second one, the president of the chamber and the doyen of the section.
    pub(crate) async fn new() -> Self {
        let directory = TestDirectory::create().await.unwrap();
        let database = TestDatabase::create(&["document", "delibere"]).await.unwrap();
        let pool = PgPool::connect(&database.url("delibere").unwrap()).await.unwrap();
        let clock = Arc::new(Stopped::at("2026-11-24T10:00:00Z"));
        let shared: SharedClock = clock.clone();
        let file = |name: &str, text: &str| {
            let path = directory.path().join(name);
            std::fs::write(&path, text).unwrap();
            path
        };
        let signer = Signer::from_file(file("private.pem", PRIVATE), shared.clone()).unwrap();
        let verifier =
            Verifier::from_file(file("public.pem", PUBLIC), greffe_document::NAME, shared.clone()).unwrap();
        let vault =
            Vault::from_file(file("keys", "1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n")).unwrap();
        let register = Register::default();
        let assignment = RelationServiceServer::new(register.clone());
        let assignment = serve(Routes::new(assignment)).await;
        let peer = Peer::new("assignment", &assignment, signer.clone(), &Tls::default()).unwrap();
        let dossier = Uuid::now_v7();
        let held = Arc::new(Held::of(Dossier {
            dossier_id: dossier.to_string(),
            number: "C 26-10.001".into(),
            chambre_label: "deuxième chambre civile".into(),
            parties: vec![Party {
                role: "demandeur".into(),
                name: "Mme Le Goff".into(),
                ..Default::default()
            }],
            decisions: vec![Decision {
                court: "cour d’appel de Rennes".into(),
                rendered_on: "2026-09-03".into(),
                ..Default::default()
            }],
            ..Default::default()
        }));
        let enclave = Enclave::new(pool.clone(), shared, vault, peer).printing(held, Printer::default());
        let kept = PgPool::connect(&database.url("document").unwrap()).await.unwrap();
        let documents = unattended(kept.clone(), clock.clone(), directory.path().join("pieces")).await;
        let pieces = serve(documents.clone().routes(verifier.clone())).await;
        let address = serve(Doors::of(Some(enclave.clone())).join(Routes::default(), verifier)).await;
        let room = Self {
            database,
            pool,
            register,
            signer,
            clock,
            address,
            dossier,
            enclave,
            documents,
            kept,
            pieces,
            directory,
        };
        let nothing = RelationToCaseResponse::default();
        for rapporteur in [lenoir(), arnaud()] {
            room.register.says(&rapporteur, RelationToCaseResponse { rapporteur: true, ..nothing.clone() });
        }
        room.register.says(&president(), RelationToCaseResponse { president: true, ..nothing.clone() });
        room.register.says(&doyen(), RelationToCaseResponse { doyen: true, ..nothing });
        room
    }

    async fn client(&self) -> DeliberationServiceClient<Channel> {
        DeliberationServiceClient::connect(self.address.clone()).await.unwrap()
    }

    fn request<T>(&self, caller: &Caller, key: Uuid, message: T) -> Request<T> {
        signed(&self.signer, caller, key, message)
    }

    pub(crate) async fn open(&self, caller: &Caller, kind: &str, text: &str) -> Result<pb::Paper, Failure> {
        let wanted = pb::OpenPaperRequest {
            dossier_id: self.dossier.to_string(),
            kind: kind.into(),
            title: format!("{kind} de {}", caller.subject),
            text: text.into(),
            ..Default::default()
        };
        Ok(call!(self, caller, open_paper, wanted)?.paper.unwrap())
    }

    /// A report that two write together.
    pub(crate) async fn open_together(&self, caller: &Caller, other: &Caller, text: &str) -> pb::Paper {
        let wanted = pb::OpenPaperRequest {
            dossier_id: self.dossier.to_string(),
            kind: "rapport".into(),
            title: "Rapport commun".into(),
            text: text.into(),
            co_author_ids: vec![other.agent_id.clone()],
            ..Default::default()
        };
        call!(self, caller, open_paper, wanted).unwrap().paper.unwrap()
    }

    fn saving(&self, paper: &pb::Paper, base: u64, text: &str) -> pb::SavePaperRequest {
        pb::SavePaperRequest {
            dossier_id: self.dossier.to_string(),
            paper_id: paper.paper_id.clone(),
            base_version: base,
            text: text.into(),
            apart: false,
        }
    }

    pub(crate) async fn save(
        &self,
        caller: &Caller,
        paper: &pb::Paper,
        base: u64,
        text: &str,
    ) -> Result<pb::Paper, Failure> {
        Ok(call!(self, caller, save_paper, self.saving(paper, base, text))?.paper.unwrap())
    }

    pub(crate) async fn deposit(
        &self,
        caller: &Caller,
        paper: &pb::Paper,
        version: u64,
    ) -> Result<pb::Paper, Failure> {
        let (dossier_id, paper_id) = (self.dossier.to_string(), paper.paper_id.clone());
        let wanted = pb::DepositPaperRequest { dossier_id, paper_id, version };
        Ok(call!(self, caller, deposit_paper, wanted)?.paper.unwrap())
    }

    async fn review(
        &self,
        caller: &Caller,
        paper: &pb::Paper,
        version: u64,
        state: &str,
    ) -> Result<pb::Paper, Failure> {
        let (dossier_id, paper_id) = (self.dossier.to_string(), paper.paper_id.clone());
        let wanted = pb::ReviewPaperRequest {
            dossier_id,
            paper_id,
            version,
            state: state.into(),
            ..Default::default()
        };
        Ok(call!(self, caller, review_paper, wanted)?.paper.unwrap())
    }

    /// Says that the formation adopted a projet, in the place of the one seen as such.
    async fn adopt(
        &self,
        caller: &Caller,
        paper: &pb::Paper,
        seen: Option<&pb::Paper>,
    ) -> Result<pb::Paper, Failure> {
        let wanted = pb::ReviewPaperRequest {
            dossier_id: self.dossier.to_string(),
            paper_id: paper.paper_id.clone(),
            version: 1,
            state: "adopte".into(),
            adopted_paper_id: seen.map(|seen| seen.paper_id.clone()).unwrap_or_default(),
        };
        Ok(call!(self, caller, review_paper, wanted)?.paper.unwrap())
    }

    /// A paper that was deposited, reread and deliberated on, at its first version.
    async fn deliberated(&self, kind: &str, text: &str) -> pb::Paper {
        let paper = self.open(&lenoir(), kind, text).await.unwrap();
        self.deposit(&lenoir(), &paper, 1).await.unwrap();
        self.review(&president(), &paper, 1, "relu").await.unwrap();
        self.review(&president(), &paper, 1, "delibere").await.unwrap()
    }

    pub(crate) async fn comment(
        &self,
        caller: &Caller,
        paper: &pb::Paper,
        version: u64,
        text: &str,
    ) -> Result<pb::PaperComment, Failure> {
        let (dossier_id, paper_id) = (self.dossier.to_string(), paper.paper_id.clone());
        let wanted = pb::CommentRequest { dossier_id, paper_id, version, text: text.into() };
        Ok(call!(self, caller, comment, wanted)?.comment.unwrap())
    }

    pub(crate) async fn list(&self, caller: &Caller) -> Result<pb::ListPapersResponse, Failure> {
        call!(self, caller, list_papers, pb::ListPapersRequest { dossier_id: self.dossier.to_string() })
    }

    pub(crate) async fn read(
        &self,
        caller: &Caller,
        paper: &str,
        version: u64,
    ) -> Result<pb::ReadPaperResponse, Failure> {
        let (dossier_id, paper_id) = (self.dossier.to_string(), paper.to_owned());
        call!(self, caller, read_paper, pb::ReadPaperRequest { dossier_id, paper_id, version })
    }

    async fn print(&self, caller: &Caller, paper: &str, version: u64) -> Result<Vec<u8>, Failure> {
        let (dossier_id, paper_id) = (self.dossier.to_string(), paper.to_owned());
        Ok(call!(self, caller, print_paper, pb::PrintPaperRequest { dossier_id, paper_id, version })?.pdf)
    }

    async fn compare(
        &self,
        caller: &Caller,
        from: (&pb::Paper, u64),
        to: (&pb::Paper, u64),
    ) -> Result<pb::ComparePapersResponse, Failure> {
        let side = |(paper, version): (&pb::Paper, u64)| {
            Some(pb::PaperSide { paper_id: paper.paper_id.clone(), version })
        };
        let dossier_id = self.dossier.to_string();
        let wanted = pb::ComparePapersRequest { dossier_id, from: side(from), to: side(to) };
        call!(self, caller, compare_papers, wanted)
    }

    /// They withdraw from the case, as assignment says from then on.
    pub(crate) fn withdraws(&self, of: &Caller) {
        let recused = RelationToCaseResponse { rapporteur: true, recused: true, ..Default::default() };
        self.register.says(of, recused);
    }

    /// What the files of the pieces say, as poppler reads them.
    pub(crate) fn said_by_pieces(&self) -> Vec<String> {
        let files = kept(&self.directory.path().join("pieces"));
        files.into_iter().map(|file| words_of(&std::fs::read(file).unwrap())).collect()
    }

    /// Whether somebody may know a piece.
    pub(crate) async fn knows(&self, caller: &Caller, piece: Uuid) -> bool {
        let wanted = document::GetPieceRequest { piece_id: piece.to_string() };
        let mut client = DocumentServiceClient::connect(self.pieces.clone()).await.unwrap();
        let found = client.get_piece(signed(&self.signer, caller, Uuid::now_v7(), wanted)).await;
        match found.map_err(failure) {
            Ok(_) => true,
            Err(hidden) => {
                assert_eq!(hidden.code, "DOC-010", "{}", caller.subject);
                false
            }
        }
    }

    pub(crate) async fn count(&self, of: &'static str) -> i64 {
        let sql = format!("SELECT count(*) FROM {of}");
        sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&self.pool).await.unwrap()
    }

    /// What an administrator of the database can do, against all that the service's role may not.
    async fn as_administrator(&self, sql: &'static str) {
        let admin = PgPool::connect(&self.database.admin_url().unwrap()).await.unwrap();
        sqlx::raw_sql(sql).execute(&admin).await.unwrap();
        admin.close().await;
    }

    pub(crate) async fn wrong(&self) -> Vec<String> {
        verify(&mut self.pool.acquire().await.unwrap()).await.unwrap()
    }
}

pub(crate) fn lenoir() -> Caller {
    person("conseiller.civ1", "magistrat_siege", &["civ1"])
}

pub(crate) fn arnaud() -> Caller {
    person("conseiller2.civ1", "magistrat_siege", &["civ1"])
}

pub(crate) fn president() -> Caller {
    person("president.civ1", "president", &["civ1"])
}

fn doyen() -> Caller {
    person("doyen.civ1", "magistrat_siege", &["civ1"])
}

#[tokio::test]
async fn to_whom_it_is_not_open_nothing_of_it_exists() {
    let room = Room::new().await;
    let note = room.open(&lenoir(), "note", "Je propose la cassation.").await.unwrap();
    room.deposit(&lenoir(), &note, 1).await.unwrap();
    let (recused, tissot) =
        (person("recuse", "magistrat_siege", &["civ1"]), person("tissot", "avocat_general", &[]));
    let reporting = RelationToCaseResponse { rapporteur: true, ..Default::default() };
    room.register.says(&recused, RelationToCaseResponse { recused: true, ..reporting.clone() });
    let shut_out = person("scelle", "magistrat_siege", &["civ1"]);
    room.register.says(&shut_out, RelationToCaseResponse { shut_out: true, ..reporting.clone() });
    room.register.says(&tissot, RelationToCaseResponse { avocat_general: true, ..Default::default() });
    let claims = person("administration", "administration", &[]);
    room.register.says(&claims, reporting);
    let outsiders = [
        recused,
        shut_out,
        tissot,
        claims,
        greffier(),
        person("greffe.civ1", "greffe_chambre", &["civ1"]),
        person("conseiller3.civ1", "magistrat_siege", &["civ1"]),
        person("president.soc", "president", &["soc"]),
        person("parquet.secretariat", "parquet_secretariat", &[]),
        person("sder", "sder", &[]),
        person("direction", "direction", &[]),
        person("exploitation", "exploitation", &[]),
        person("audit", "audit", &[]),
        counsel("martin"),
        Caller::service("gateway"),
    ];
    let before = room.count("audit WHERE decision = 'refuse'").await;
    let acts = room.count("delibere.acte").await;
    let nowhere = pb::Paper { paper_id: Uuid::now_v7().to_string(), ..note.clone() };
    for outsider in &outsiders {
        let mut said = vec![room.list(outsider).await.unwrap_err()];
        for paper in [&note, &nowhere] {
            said.push(room.read(outsider, &paper.paper_id, 0).await.unwrap_err());
            said.push(room.read(outsider, &paper.paper_id, 1).await.unwrap_err());
            said.push(room.compare(outsider, (paper, 1), (paper, 1)).await.unwrap_err());
            said.push(room.print(outsider, &paper.paper_id, 1).await.unwrap_err());
            said.push(room.save(outsider, paper, 1, "autre").await.unwrap_err());
            said.push(room.deposit(outsider, paper, 1).await.unwrap_err());
            said.push(room.review(outsider, paper, 1, "relu").await.unwrap_err());
            said.push(room.comment(outsider, paper, 1, "vu").await.unwrap_err());
        }
        said.push(room.open(outsider, "projet", "autre").await.unwrap_err());
        for refused in said {
            assert_eq!(
                (refused.kind, refused.code.as_ref()),
                (Kind::NotFound, "DEL-001"),
                "{}",
                outsider.subject
            );
        }
    }
    assert_eq!(room.count("delibere.acte").await, acts);
    let refused = room.count("audit WHERE decision = 'refuse'").await - before;
    assert_eq!(refused, 18 * i64::try_from(outsiders.len()).unwrap(), "each is in the audit trail");
    // The auditor is told that it was accessed, by whom and when: neither what was done nor to which paper.
    let (dossier_id, actor) = (room.dossier.to_string(), lenoir().subject);
    let of_case = TrailFilter { dossier_id, actor, ..Default::default() };
    let wanted = pb::ListTrailRequest {
        filter: Some(of_case),
        page: Some(PageRequest { cursor: String::new(), size: 200 }),
    };
    assert_eq!(call!(room, &lenoir(), list_trail, wanted.clone()).unwrap_err().code, "DRO-001");
    let auditor = person("audit", "audit", &[]);
    let nobodys = call!(room, &auditor, list_trail, wanted.clone()).unwrap().entries;
    assert_eq!(nobodys, [], "assignment knows nobody of that name: to whom no case can be told sealed");
    room.register.says(&auditor, RelationToCaseResponse::default());
    let told = call!(room, &auditor, list_trail, wanted).unwrap().entries;
    assert!(told.iter().any(|entry| entry.decision == "permis"));
    assert!(told.iter().any(|entry| entry.action == "lire_journal_acces"), "to look is a row");
    for entry in told.iter().filter(|entry| entry.action != "lire_journal_acces") {
        let said = (entry.action.as_str(), entry.told.as_str(), entry.kind.as_str(), entry.piece_id.as_str());
        assert_eq!(said, ("acces_delibere", "", "", ""));
    }
    assert_eq!(audit::verify(&mut room.pool.acquire().await.unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn a_draft_is_its_authors_and_what_was_deposited_is_read_under_the_readers_name() {
    let room = Room::new().await;
    let note = room.open(&lenoir(), "note", "Premier jet.").await.unwrap();
    for other in [&arnaud(), &president(), &doyen()] {
        assert_eq!(room.list(other).await.unwrap().papers, [], "not even counted");
        assert_eq!(room.read(other, &note.paper_id, 1).await.unwrap_err().code, "DEL-001");
    }
    assert!(room.list(&lenoir()).await.unwrap().may_open && !room.list(&doyen()).await.unwrap().may_open);
    room.save(&lenoir(), &note, 1, "Second jet.").await.unwrap();
    let deposited = room.deposit(&lenoir(), &note, 2).await.unwrap();
    assert_eq!((deposited.state.as_str(), deposited.deposited_version), ("depose", 2));
    room.save(&lenoir(), &note, 2, "Troisième jet.").await.unwrap();
    let before = room.count("audit WHERE action = 'lire_papier' AND decision = 'permis'").await;
    for other in [&arnaud(), &president(), &doyen()] {
        let read = room.read(other, &note.paper_id, 0).await.unwrap();
        assert_eq!((read.text.as_str(), read.paper.unwrap().version), ("Second jet.", 2));
        assert_eq!(
            read.versions.iter().map(|v| v.version).collect::<Vec<_>>(),
            [2],
            "no draft before, none since"
        );
        let watermark = format!(
            "Secret du délibéré — lu par M. {} le mardi 24 novembre 2026 à 11\u{a0}h\u{a0}00",
            other.subject
        );
        assert_eq!(read.watermark, watermark);
        assert_eq!(room.read(other, &note.paper_id, 3).await.unwrap_err().code, "DEL-001");
        let listed = room.list(other).await.unwrap().papers;
        assert_eq!((listed.len(), listed[0].version, listed[0].own), (1, 2, false));
        assert_eq!(room.save(other, &note, 3, "autre").await.unwrap_err().kind, Kind::Forbidden);
    }
    let read = room.count("audit WHERE action = 'lire_papier' AND decision = 'permis'").await - before;
    assert_eq!(read, 3, "each read is in the audit trail");
    let own = room.read(&lenoir(), &note.paper_id, 0).await.unwrap();
    assert_eq!((own.text.as_str(), own.versions.len()), ("Troisième jet.", 3));

    let comment = room.comment(&doyen(), &note, 2, "Et le moyen relevé d’office\u{a0}?").await.unwrap();
    assert_eq!(room.comment(&doyen(), &note, 3, "vu").await.unwrap_err().kind, Kind::Forbidden);
    let seen = room.read(&lenoir(), &note.paper_id, 0).await.unwrap().comments;
    assert_eq!(seen, [comment]);
}

#[tokio::test]
async fn recused_or_unanswered_the_door_is_shut_at_that_moment() {
    let room = Room::new().await;
    let note = room.open(&lenoir(), "note", "Je propose le rejet.").await.unwrap();
    assert!(room.read(&lenoir(), &note.paper_id, 0).await.is_ok());
    room.register.down(true);
    let before = room.count("audit WHERE policies = 'affectations-sans-reponse'").await;
    let shut = [
        room.read(&lenoir(), &note.paper_id, 0).await.unwrap_err(),
        room.list(&lenoir()).await.unwrap_err(),
        room.save(&lenoir(), &note, 1, "autre").await.unwrap_err(),
    ];
    for refused in shut {
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Unavailable, "DEL-002"));
    }
    let refused = room.count("audit WHERE policies = 'affectations-sans-reponse'").await - before;
    assert_eq!(refused, 3, "a refusal like another");
    room.register.down(false);
    assert!(room.read(&lenoir(), &note.paper_id, 0).await.is_ok());
    let recused = RelationToCaseResponse { rapporteur: true, recused: true, ..Default::default() };
    room.register.says(&lenoir(), recused);
    assert_eq!(room.read(&lenoir(), &note.paper_id, 0).await.unwrap_err().code, "DEL-001");
    assert_eq!(room.save(&lenoir(), &note, 1, "autre").await.unwrap_err().code, "DEL-001");
}

#[tokio::test]
async fn two_who_write_at_once_lose_nothing() {
    let room = Room::new().await;
    let wanted = pb::OpenPaperRequest {
        dossier_id: room.dossier.to_string(),
        kind: "projet".into(),
        title: "Projet d’arrêt".into(),
        text: "LA COUR, attendu que rien n’est dit.".into(),
        co_author_ids: vec![arnaud().agent_id],
        ..Default::default()
    };
    let projet = call!(room, &lenoir(), open_paper, wanted.clone()).unwrap().paper.unwrap();
    let with_a_stranger = pb::OpenPaperRequest { co_author_ids: vec![doyen().agent_id], ..wanted };
    assert_eq!(call!(room, &lenoir(), open_paper, with_a_stranger).unwrap_err().code, "DEL-003");

    let (me, other) = (lenoir(), arnaud());
    let (one, two) = tokio::join!(
        room.save(&me, &projet, 1, "LA COUR, attendu que tout est dit."),
        room.save(&other, &projet, 1, "LA COUR, attendu que presque rien n’est dit.")
    );
    let (won, lost) = if one.is_ok() { (&me, &other) } else { (&other, &me) };
    let refused = one.err().or(two.err()).unwrap();
    assert_eq!(
        (refused.kind, refused.code.as_ref(), refused.current_version),
        (Kind::Stale, "DEL-004", Some(2))
    );
    assert_eq!(refused.violations[0].message, won.agent_id, "who wrote it");
    assert_eq!(room.read(lost, &projet.paper_id, 0).await.unwrap().paper.unwrap().saved_by, won.agent_id);

    let key = Uuid::now_v7();
    let apart = pb::SavePaperRequest { apart: true, ..room.saving(&projet, 1, "LA COUR, autrement.") };
    let mut kept = Vec::new();
    for _ in 0..2 {
        let request = room.request(lost, key, apart.clone());
        kept.push(room.client().await.save_paper(request).await.unwrap().into_inner());
    }
    assert_eq!(kept[0], kept[1], "the same answer for the same key");
    let variant = kept[0].paper.clone().unwrap();
    assert_eq!(
        (variant.alternative_of.as_str(), variant.title.as_str()),
        (projet.paper_id.as_str(), "Projet d’arrêt")
    );
    assert_eq!(kept[0].meant.as_ref().unwrap().version, 2);
    assert_eq!(room.count("delibere.papier").await, 2);
    let compared = room.compare(lost, (&projet, 1), (&variant, 0)).await.unwrap();
    let text = |gone: &str| -> String {
        compared.segments.iter().filter(|s| s.change != gone).map(|s| s.text.as_str()).collect()
    };
    assert_eq!(text("ajoute"), "LA COUR, attendu que rien n’est dit.");
    assert_eq!(text("retire"), "LA COUR, autrement.");
    assert!(compared.segments.len() > 1 && compared.watermark.contains(&lost.subject));
    assert_eq!(
        room.compare(won, (&projet, 1), (&variant, 0)).await.unwrap_err().code,
        "DEL-001",
        "not theirs"
    );

    let same = room.read(won, &projet.paper_id, 0).await.unwrap();
    let again = room.save(won, &projet, 2, &same.text).await.unwrap();
    assert_eq!(again.version, 2, "nothing differed");
    assert_eq!(room.wrong().await, Vec::<String>::new());
}

#[tokio::test]
async fn a_paper_is_deposited_then_reread_then_deliberated_on() {
    let room = Room::new().await;
    let projet = room.open(&lenoir(), "projet", "REJETTE le pourvoi.").await.unwrap();
    assert_eq!(room.review(&doyen(), &projet, 1, "relu").await.unwrap_err().code, "DEL-001", "not deposited");
    assert_eq!(room.deposit(&lenoir(), &projet, 2).await.unwrap_err().code, "DEL-004");
    room.deposit(&lenoir(), &projet, 1).await.unwrap();
    assert_eq!(room.deposit(&lenoir(), &projet, 1).await.unwrap_err().code, "DEL-005");
    assert_eq!(room.review(&lenoir(), &projet, 1, "relu").await.unwrap_err().kind, Kind::Forbidden);
    assert_eq!(room.review(&president(), &projet, 1, "delibere").await.unwrap_err().code, "DEL-005");
    assert_eq!(room.review(&president(), &projet, 1, "rejete").await.unwrap_err().code, "DEL-003");
    let seen = room.read(&doyen(), &projet.paper_id, 0).await.unwrap();
    assert!(seen.may_review && !seen.may_close);
    assert_eq!(room.review(&doyen(), &projet, 1, "relu").await.unwrap().state, "relu");
    assert_eq!(room.review(&doyen(), &projet, 1, "delibere").await.unwrap_err().kind, Kind::Forbidden);
    assert!(room.read(&president(), &projet.paper_id, 0).await.unwrap().may_close);

    room.save(&lenoir(), &projet, 1, "CASSE ET ANNULE.").await.unwrap();
    assert_eq!(room.deposit(&lenoir(), &projet, 2).await.unwrap().state, "depose", "to be reread");
    assert_eq!(room.review(&president(), &projet, 1, "relu").await.unwrap_err().code, "DEL-006");
    room.review(&president(), &projet, 2, "relu").await.unwrap();
    assert_eq!(room.review(&president(), &projet, 2, "delibere").await.unwrap().state, "delibere");
    assert_eq!(room.save(&lenoir(), &projet, 2, "REJETTE.").await.unwrap_err().code, "DEL-005");
    let kinds: Vec<String> = sqlx::query_scalar("SELECT kind FROM delibere.acte ORDER BY version")
        .fetch_all(&room.pool)
        .await
        .unwrap();
    let expected = [
        "papier_ouvert",
        "papier_depose",
        "papier_relu",
        "version_enregistree",
        "papier_depose",
        "papier_relu",
        "papier_delibere",
    ];
    assert_eq!(kinds, expected);
}

#[tokio::test]
async fn the_formation_adopts_one_projet_and_another_takes_its_place_only_knowingly() {
    let room = Room::new().await;
    let (cassation, rejet) =
        (room.deliberated("projet", "CASSE.").await, room.deliberated("projet", "REJETTE.").await);
    let note = room.deliberated("note", "Je propose la cassation.").await;
    let early = room.adopt(&president(), &cassation, None).await.unwrap_err();
    assert_eq!(early.kind, Kind::Forbidden, "the president of the chamber is no formation");
    let member = person("conseiller3.civ1", "magistrat_siege", &["civ1"]);
    let sits = RelationToCaseResponse { formation: true, ..Default::default() };
    room.register.says(&member, sits.clone());
    room.register.says(&president(), RelationToCaseResponse { president: true, ..sits });
    assert_eq!(room.adopt(&member, &cassation, None).await.unwrap_err().kind, Kind::Forbidden);
    assert_eq!(room.adopt(&lenoir(), &cassation, None).await.unwrap_err().kind, Kind::Forbidden);
    assert_eq!(room.adopt(&president(), &note, None).await.unwrap_err().code, "DEL-012");
    let draft = room.open(&lenoir(), "projet", "Autre.").await.unwrap();
    room.deposit(&lenoir(), &draft, 1).await.unwrap();
    assert_eq!(room.adopt(&president(), &draft, None).await.unwrap_err().code, "DEL-005");
    assert!(room.read(&president(), &cassation.paper_id, 0).await.unwrap().may_adopt);
    assert!(!room.read(&president(), &note.paper_id, 0).await.unwrap().may_adopt);

    let adopted = room.adopt(&president(), &cassation, None).await.unwrap();
    assert_eq!((adopted.adopted, adopted.state.as_str()), (true, "delibere"));
    assert_eq!(room.adopt(&president(), &cassation, Some(&cassation)).await.unwrap_err().code, "DEL-012");
    let late = room.adopt(&president(), &rejet, None).await.unwrap_err();
    assert_eq!((late.kind, late.code.as_ref()), (Kind::Stale, "DEL-013"));
    assert!(room.adopt(&president(), &rejet, Some(&cassation)).await.unwrap().adopted);
    let listed = room.list(&member).await.unwrap().papers;
    let titles: Vec<&str> =
        listed.iter().filter(|paper| paper.adopted).map(|paper| paper.paper_id.as_str()).collect();
    assert_eq!(titles, [rejet.paper_id.as_str()], "one of a case");
    assert_eq!(room.count("delibere.acte WHERE kind = 'projet_adopte'").await, 2, "both acts stay");
    assert_eq!(room.wrong().await, Vec::<String>::new());
}

/// Papers of the case of a room, once its arrêt is pronounced, served beside the enclave.
struct Registry(PaperServiceClient<Channel>);

impl Registry {
    async fn of(room: &Room) -> Self {
        let (event, _) = Journal::of(room.dossier).next(chambre("civ1"), &[], None);
        room.hears(&event).await;
        let party =
            |role: &str, name: &str| Party { role: role.into(), name: name.into(), ..Default::default() };
        let held = Arc::new(Held::of(Dossier {
            dossier_id: room.dossier.to_string(),
            number: "C 26-10.001".into(),
            chambre_label: "première chambre civile".into(),
            parties: vec![party("demandeur", "Mme Le Goff"), party("defendeur", "société Bretagne")],
            decisions: vec![Decision { court: "cour d’appel de Rennes".into(), ..Default::default() }],
            outcome: Some(Outcome {
                nature: "arret".into(),
                solution: "cassation".into(),
                pronounced_on: "2026-11-24".into(),
                ..Default::default()
            }),
            ..Default::default()
        }));
        let verifier = Verifier::from_file(
            room.directory.path().join("public.pem"),
            greffe_document::NAME,
            room.clock.clone(),
        )
        .unwrap();
        let papers =
            Papers::new(room.documents.clone(), held, Printer::default(), Seals::of_trial().unwrap());
        let papers = papers.taking_up(Some(room.enclave.clone()));
        let address = serve(papers.join(Routes::default(), verifier)).await;
        Self(PaperServiceClient::connect(address).await.unwrap())
    }

    async fn check(
        &mut self,
        room: &Room,
        caller: &Caller,
        order: document::PaperOrder,
    ) -> Result<document::CheckPaperResponse, Failure> {
        let wanted = document::CheckPaperRequest { order: Some(order) };
        let answer = self.0.check_paper(room.request(caller, Uuid::now_v7(), wanted)).await;
        Ok(answer.map_err(failure)?.into_inner())
    }
}

#[tokio::test]
async fn the_minute_takes_up_what_the_formation_adopted_once_it_is_pronounced() {
    let room = Room::new().await;
    let text = "Pourvoi n° C 26-10.001.\n\n## Faits et procédure\n\n#. Selon l’arrêt *attaqué*, rien.\n\nPAR CES MOTIFS, la Cour\u{a0}:\n\n**CASSE ET ANNULE** l’arrêt attaqué.";
    let projet = room.deliberated("projet", text).await;
    let registry = person("greffe.civ1", "greffe_chambre", &["civ1"]);
    let sits = RelationToCaseResponse { president: true, formation: true, ..Default::default() };
    room.register.says(&president(), sits);
    room.register.says(&registry, RelationToCaseResponse::default());
    let mut papers = Registry::of(&room).await;
    let request = room.request(&registry, Uuid::now_v7(), document::ListTemplatesRequest::default());
    let templates = papers.0.list_templates(request).await.unwrap().into_inner().templates;
    let template = templates.iter().find(|of| of.name == "arret_adopte_civil").unwrap();
    let order = document::PaperOrder {
        template: template.name.clone(),
        dossier_id: room.dossier.to_string(),
        values: written(template),
        ..Default::default()
    };
    let code = |refused: Failure| refused.code.into_owned();
    let early = papers.check(&room, &registry, order.clone()).await.unwrap_err();
    assert_eq!(code(early), "MIN-013", "assignment knows of no decision");
    room.register.says(&registry, RelationToCaseResponse { pronounced: true, ..Default::default() });
    assert_eq!(code(papers.check(&room, &registry, order.clone()).await.unwrap_err()), "MIN-011");
    room.adopt(&president(), &projet, None).await.unwrap();
    for other in [greffier(), lenoir(), president(), person("greffe.soc", "greffe_chambre", &["soc"])] {
        let refused = papers.check(&room, &other, order.clone()).await.unwrap_err();
        assert_eq!(code(refused), "MIN-012", "{}", other.subject);
    }
    room.register.down(true);
    assert_eq!(code(papers.check(&room, &registry, order.clone()).await.unwrap_err()), "DEL-002");
    room.register.down(false);

    let found = papers.check(&room, &registry, order.clone()).await.unwrap();
    assert_eq!(found.faults, []);
    let said: Vec<&str> = found
        .inserted
        .iter()
        .filter(|value| value.field.starts_with("corps[") && value.field.ends_with(".texte"))
        .map(|value| value.text.as_str())
        .collect();
    let expected = [
        "Faits et procédure",
        "Selon l’arrêt attaqué, rien.",
        "PAR CES MOTIFS, la Cour\u{a0}:",
        "CASSE ET ANNULE l’arrêt attaqué.",
    ];
    assert_eq!(said, expected);
    let mut other_words = order.clone();
    other_words.values.push(document::PaperValue {
        field: "corps".into(),
        rows: vec![document::PaperRow {
            values: ["nature", "texte"]
                .map(|field| document::PaperValue {
                    field: field.into(),
                    text: "paragraphe".into(),
                    ..Default::default()
                })
                .into(),
        }],
        ..Default::default()
    });
    let typed = papers.check(&room, &registry, other_words).await.unwrap();
    assert!(!typed.faults.is_empty(), "nobody types what was adopted");

    let wanted = document::KeepPaperRequest { order: Some(order.clone()) };
    let kept = papers.0.keep_paper(room.request(&registry, Uuid::now_v7(), wanted)).await;
    let kept = kept.map_err(failure).unwrap().into_inner().piece.unwrap();
    assert!(room.said_by_pieces()[0].contains("CASSE ET ANNULE l’arrêt attaqué."));
    assert_eq!(kept.kind, "piece");
    let left = "audit WHERE action = 'reprendre_projet' AND decision = 'permis' AND reason = 'version 1'";
    assert_eq!(room.count(left).await, 3, "each time it leaves is written down");
    assert_eq!(room.count("outbox").await, 0, "never an event");

    // Taken back, the decision takes with it what was adopted for it: the formation says anew what it adopts.
    let mut journal = Journal::of(room.dossier);
    journal.next(chambre("civ1"), &[], None);
    let (rabat, _) = journal.next(Body::ArretRabattu(ArretRabattu::default()), &[], None);
    room.hears(&rabat).await;
    assert_eq!(code(papers.check(&room, &registry, order).await.unwrap_err()), "MIN-011");
}

/// Every row of every table of the enclave, as an administrator of the database or a thief of a backup would read it.
async fn everything(room: &Room) -> String {
    let admin = PgPool::connect(&room.database.admin_url().unwrap()).await.unwrap();
    let tables: Vec<String> =
        sqlx::query_scalar("SELECT tablename::text FROM pg_tables WHERE schemaname = 'delibere'")
            .fetch_all(&admin)
            .await
            .unwrap();
    let mut all = String::new();
    for table in tables {
        let sql = format!("SELECT coalesce(string_agg(t::text, '\n'), '') FROM delibere.{table} t");
        let rows: String = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&admin).await.unwrap();
        all.push_str(&rows);
    }
    admin.close().await;
    all
}

#[tokio::test]
async fn what_is_kept_says_not_a_word_of_what_was_written() {
    let room = Room::new().await;
    let wanted = pb::OpenPaperRequest {
        dossier_id: room.dossier.to_string(),
        kind: "note".into(),
        title: "canari-titre".into(),
        text: "canari-texte".into(),
        ..Default::default()
    };
    let note = call!(room, &lenoir(), open_paper, wanted).unwrap().paper.unwrap();
    room.save(&lenoir(), &note, 1, "canari-texte, revu").await.unwrap();
    room.comment(&lenoir(), &note, 1, "canari-commentaire").await.unwrap();
    room.deposit(&lenoir(), &note, 2).await.unwrap();
    room.read(&president(), &note.paper_id, 0).await.unwrap();
    let all = everything(&room).await;
    let hex: String = "canari".bytes().map(|byte| format!("{byte:02x}")).collect();
    assert!(all.contains(&note.paper_id) && all.contains("lire_papier"));
    assert!(!all.contains("canari") && !all.contains(&hex));
    assert_eq!(room.count("outbox").await, 0, "never an event");
}

#[tokio::test]
async fn an_altered_row_shows() {
    let room = Room::new().await;
    let note = room.open(&lenoir(), "note", "Rejet.").await.unwrap();
    room.save(&lenoir(), &note, 1, "Cassation.").await.unwrap();
    room.comment(&lenoir(), &note, 2, "À revoir.").await.unwrap();
    assert_eq!(room.wrong().await, Vec::<String>::new());
    for (alter, back) in [
        (
            "ALTER TABLE delibere.acte DISABLE TRIGGER ALL; UPDATE delibere.acte SET author = papier_id WHERE version = 2",
            "UPDATE delibere.acte SET author = (SELECT author FROM delibere.version LIMIT 1) WHERE version = 2",
        ),
        (
            "ALTER TABLE delibere.version DISABLE TRIGGER ALL; UPDATE delibere.version SET body = body || '\\x00' WHERE version = 2",
            "UPDATE delibere.version SET body = substr(body, 1, length(body) - 1) WHERE version = 2",
        ),
        (
            "ALTER TABLE delibere.acte DISABLE TRIGGER ALL; CREATE TABLE kept AS SELECT * FROM delibere.acte WHERE version = 3;
             DELETE FROM delibere.acte WHERE version = 3",
            "INSERT INTO delibere.acte SELECT * FROM kept",
        ),
    ] {
        room.as_administrator(alter).await;
        assert!(!room.wrong().await.is_empty(), "{alter}");
        room.as_administrator(back).await;
        assert_eq!(room.wrong().await, Vec::<String>::new(), "{back}");
    }
    room.as_administrator("UPDATE delibere.papier SET authors = array_append(authors, id)").await;
    assert_eq!(room.read(&lenoir(), &note.paper_id, 0).await.unwrap_err().kind, Kind::Internal);
}

#[tokio::test]
async fn each_role_sees_its_own_schema_and_the_enclave_only_grows() {
    let room = Room::new().await;
    let note = room.open(&lenoir(), "note", "Rejet.").await.unwrap();
    let documents = PgPool::connect(&room.database.url("document").unwrap()).await.unwrap();
    for statement in [
        "SELECT count(*) FROM delibere.papier",
        "SELECT count(*) FROM delibere.audit",
        "SELECT 1 FROM delibere.version",
    ] {
        assert!(sqlx::query(statement).execute(&documents).await.is_err(), "{statement}");
    }
    for statement in [
        "SELECT count(*) FROM document.piece",
        "UPDATE delibere.version SET author = author",
        "DELETE FROM delibere.version",
        "DELETE FROM delibere.commentaire",
        "UPDATE delibere.acte SET kind = 'papier_depose'",
        "TRUNCATE delibere.acte",
        "DELETE FROM audit",
        "ALTER TABLE delibere.acte DISABLE TRIGGER ALL",
        "INSERT INTO outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, payload)
         VALUES (gen_random_uuid(), gen_random_uuid(), 1, 'x', 'x', now(), '')",
    ] {
        assert!(sqlx::query(statement).execute(&room.pool).await.is_err(), "{statement}");
    }
    assert!(room.read(&lenoir(), &note.paper_id, 0).await.is_ok());
}

#[tokio::test]
async fn no_door_answers_a_caller_without_a_valid_identity() {
    let room = Room::new().await;
    let a_minute_later = || room.clock.set("2026-11-24T10:02:00Z");
    let (services, name) = (["DeliberationService"], greffe_document::NAME);
    doors::refuse_strangers(&room.address, &services, name, &room.signer, &lenoir(), a_minute_later).await;
}

#[tokio::test]
async fn an_enclave_that_is_not_configured_is_closed() {
    let room = Room::new().await;
    let directory = TestDirectory::create().await.unwrap();
    let path = directory.path().join("public.pem");
    std::fs::write(&path, PUBLIC).unwrap();
    let clock: SharedClock = room.clock.clone();
    let verifier = Verifier::from_file(path, greffe_document::NAME, clock).unwrap();
    let address = serve(Doors::of(None).join(Routes::default(), verifier)).await;
    let closed = Room { address, ..room };
    let refused = closed.list(&lenoir()).await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Unavailable, "DEL-009"));
    assert!(Action::ALL.contains(&Action::ConnaitreDelibere));
}

#[tokio::test]
async fn who_sits_without_reporting_reads_what_is_deposited_and_answers_by_a_projet() {
    let room = Room::new().await;
    let member = person("conseiller3.civ1", "magistrat_siege", &["civ1"]);
    room.register.says(&member, RelationToCaseResponse { formation: true, ..Default::default() });
    let note = room.open(&lenoir(), "note", "Je propose la cassation.").await.unwrap();
    assert_eq!(room.read(&member, &note.paper_id, 0).await.unwrap_err().code, "DEL-001");
    room.deposit(&lenoir(), &note, 1).await.unwrap();
    assert_eq!(room.read(&member, &note.paper_id, 0).await.unwrap().text, "Je propose la cassation.");
    room.comment(&member, &note, 1, "Je penche pour le rejet.").await.unwrap();
    let refused = room.open(&member, "note", "La mienne.").await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("DEL-003", "kind"));
    let projet = room.open(&member, "projet", "Rejette.").await.unwrap();
    room.save(&member, &projet, 1, "Rejette le pourvoi.").await.unwrap();
    // Until it is deposited, it is nobody else's.
    assert_eq!(room.read(&lenoir(), &projet.paper_id, 0).await.unwrap_err().code, "DEL-001");
    room.deposit(&member, &projet, 2).await.unwrap();
    assert_eq!(room.read(&lenoir(), &projet.paper_id, 0).await.unwrap().text, "Rejette le pourvoi.");
    assert_eq!(room.review(&member, &note, 1, "relu").await.unwrap_err().kind, Kind::Forbidden);
}

#[tokio::test]
async fn once_the_decision_is_pronounced_papers_stay_with_who_presided_and_with_their_authors() {
    let room = Room::new().await;
    let member = person("conseiller3.civ1", "magistrat_siege", &["civ1"]);
    let sits = RelationToCaseResponse { formation: true, ..Default::default() };
    room.register.says(&member, sits.clone());
    let note = room.open(&lenoir(), "note", "Je propose la cassation.").await.unwrap();
    room.deposit(&lenoir(), &note, 1).await.unwrap();
    assert_eq!(room.read(&member, &note.paper_id, 0).await.unwrap().text, "Je propose la cassation.");
    let after = |of: RelationToCaseResponse| RelationToCaseResponse { pronounced: true, ..of };
    room.register.says(&member, after(sits.clone()));
    room.register.says(&lenoir(), after(RelationToCaseResponse { rapporteur: true, ..Default::default() }));
    room.register.says(&president(), after(RelationToCaseResponse { president: true, ..sits }));
    assert_eq!(room.read(&member, &note.paper_id, 0).await.unwrap_err().code, "DEL-001");
    assert!(
        room.list(&member).await.unwrap().papers.is_empty(),
        "that a paper exists is of the délibéré too"
    );
    for reader in [lenoir(), president()] {
        assert_eq!(room.read(&reader, &note.paper_id, 0).await.unwrap().text, "Je propose la cassation.");
    }
    assert!(room.save(&lenoir(), &note, 1, "Je propose le rejet.").await.is_err(), "nobody writes any more");
    assert!(room.open(&member, "projet", "Rejette.").await.is_err());
    assert!(room.comment(&president(), &note, 1, "Trop tard.").await.is_err());
}

#[tokio::test]
async fn a_paper_is_printed_for_its_reader_alone_and_each_print_is_written_down() {
    let room = Room::new().await;
    let text = "## Discussion\n\n#. Le moyen manque en *fait*.\n\n> Le motif critiqué";
    let note = room.open(&lenoir(), "note", text).await.unwrap();
    // Before its deposit it is its author's.
    assert_eq!(room.print(&president(), &note.paper_id, 0).await.unwrap_err().code, "DEL-001");
    room.deposit(&lenoir(), &note, 1).await.unwrap();
    let reads = room.count("audit WHERE decision = 'permis' AND action = 'lire_papier'").await;
    let pdf = room.print(&president(), &note.paper_id, 1).await.unwrap();
    assert_eq!(room.count("audit WHERE decision = 'permis' AND action = 'lire_papier'").await, reads + 1);
    assert!(pdf.starts_with(b"%PDF-"));
    let printed = words_of(&pdf);
    for said in [
        "M. president.civ1",
        "24 novembre 2026",
        "26-10.001",
        "Discussion",
        "Le moyen manque en fait.",
        "Le motif critiqué",
    ] {
        assert!(printed.contains(said), "{said}: {printed}");
    }
    assert!(!printed.contains("M. conseiller.civ1"), "{printed}");
}

/// The words of a PDF, as poppler reads them.
fn words_of(pdf: &[u8]) -> String {
    let file = tempfile(pdf);
    let read = std::process::Command::new("pdftotext").arg(&file).arg("-").output().unwrap();
    std::fs::remove_file(&file).unwrap();
    String::from_utf8(read.stdout).unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tempfile(bytes: &[u8]) -> std::path::PathBuf {
    let file = std::env::temp_dir().join(format!("{}.pdf", Uuid::now_v7()));
    std::fs::write(&file, bytes).unwrap();
    file
}
