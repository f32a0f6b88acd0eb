//! Who is let into papers that are not theirs, for how long, by whom; and what the auditor reads of it.

use greffe_chassis::{Caller, Failure, Kind, audit};
use greffe_contracts::{
    common::v1::{PageRequest, TrailEntry, TrailFilter},
    document::v1::{self as pb, access_service_client::AccessServiceClient},
};
use uuid::Uuid;

use crate::support::{
    Journal, World, chambre, constituted, counsel, failure, greffier, memoire, papers, person, rapporteur,
};

const WHY: &str = "Même question posée devant la chambre sociale.";

/// A case of the first civil chamber with a mémoire (C1), a report (C1) and a note (C2).
struct Case {
    world: World,
    journal: Journal,
    memoire: Uuid,
    report: Uuid,
    note: Uuid,
}

impl Case {
    async fn new() -> Self {
        let (world, mut journal) = (World::new().await, Journal::new());
        let (martin, registry) = (counsel("martin"), person("greffe.civ1", "greffe_chambre", &["civ1"]));
        let (deposited, report, note) = (
            world.deposit(&martin, "memoire").await,
            world.deposit(&registry, "rapport").await,
            world.deposit(&greffier(), "note").await,
        );
        journal.tell(&world, constituted(&martin), &[Uuid::now_v7()], None).await;
        journal.tell(&world, memoire(&[deposited]), &[], None).await;
        journal.tell(&world, papers(&[report, note]), &[], None).await;
        journal.tell(&world, chambre("civ1"), &[], None).await;
        let lenoir = person("conseiller.civ1", "magistrat_siege", &["civ1"]);
        journal.tell(&world, rapporteur(&lenoir), &[], None).await;
        Self { world, journal, memoire: deposited, report, note }
    }

    /// What they read: the mémoire, the report, the note.
    async fn read(&self, caller: &Caller) -> [bool; 3] {
        let mut read = [false; 3];
        for (at, piece) in [self.memoire, self.report, self.note].into_iter().enumerate() {
            read[at] = self.world.reads(caller, piece).await;
        }
        let listed = self.world.list(caller, self.journal.dossier).await.unwrap_or_default();
        let shown = [self.memoire, self.report, self.note].map(|piece| listed.contains(&piece));
        assert_eq!(shown, read, "listed as read: {}", caller.subject);
        read
    }

    async fn ask(&self, caller: &Caller, kind: &str, reason: &str) -> Result<pb::Access, Failure> {
        let dossier_id = self.journal.dossier.to_string();
        let wanted = pb::AskAccessRequest {
            dossier_id,
            kind: kind.into(),
            reason: reason.into(),
            ..Default::default()
        };
        self.asked(caller, wanted).await
    }

    async fn asked(&self, caller: &Caller, wanted: pb::AskAccessRequest) -> Result<pb::Access, Failure> {
        let mut client = AccessServiceClient::connect(self.world.address().to_owned()).await.unwrap();
        let asked = client.ask_access(self.world.command(caller, Uuid::now_v7(), wanted)).await;
        Ok(asked.map_err(failure)?.into_inner().access.unwrap())
    }

    async fn step(
        &self,
        caller: &Caller,
        (access, version): (&pb::Access, u64),
        step: &str,
        (reason, until): (&str, &str),
    ) -> Result<pb::Access, Failure> {
        let wanted = pb::StepAccessRequest {
            access_id: access.access_id.clone(),
            version,
            step: step.into(),
            reason: reason.into(),
            until: until.into(),
        };
        let mut client = AccessServiceClient::connect(self.world.address().to_owned()).await.unwrap();
        let taken = client.step_access(self.world.command(caller, Uuid::now_v7(), wanted)).await;
        Ok(taken.map_err(failure)?.into_inner().access.unwrap())
    }

    async fn listed(&self, caller: &Caller) -> pb::ListAccessesResponse {
        let wanted =
            pb::ListAccessesRequest { dossier_id: self.journal.dossier.to_string(), live_only: false };
        let mut client = AccessServiceClient::connect(self.world.address().to_owned()).await.unwrap();
        client.list_accesses(self.world.request(caller, wanted)).await.unwrap().into_inner()
    }

    async fn trail(&self, caller: &Caller, filter: TrailFilter) -> Result<Vec<TrailEntry>, Failure> {
        let mut client = AccessServiceClient::connect(self.world.address().to_owned()).await.unwrap();
        let (mut all, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = Some(PageRequest { cursor, size: 10 });
            let wanted = pb::ListTrailRequest { filter: Some(filter.clone()), page };
            let told =
                client.list_trail(self.world.request(caller, wanted)).await.map_err(failure)?.into_inner();
            all.extend(told.entries);
            cursor = told.page.unwrap_or_default().next_cursor;
            if cursor.is_empty() {
                return Ok(all);
            }
        }
    }
}

fn second(entry: &TrailEntry) -> i64 {
    entry.at.as_ref().map_or(0, |at| at.seconds)
}

fn code(refused: Result<pb::Access, Failure>) -> String {
    refused.unwrap_err().code.into_owned()
}

#[tokio::test]
async fn papers_are_opened_for_a_time_by_a_second_person_and_who_read_them_is_known() {
    let case = Case::new().await;
    let of_soc = person("conseiller.soc", "magistrat_siege", &["soc"]);
    let (civ1, soc) =
        (person("president.civ1", "president", &["civ1"]), person("president.soc", "president", &["soc"]));
    let (security, auditor) = (person("securite", "securite", &[]), person("audit", "audit", &[]));

    // A recorded request, with its reason: mémoires and pieces, until the evening of the day granted.
    assert_eq!(case.listed(&of_soc).await.may_ask, ["demande"]);
    assert!(case.listed(&civ1).await.may_ask.is_empty(), "who reads the case asks nothing");
    assert_eq!(code(case.ask(&of_soc, "demande", "Utile.").await), "DRO-004");
    assert_eq!(code(case.ask(&of_soc, "urgence", WHY).await), "DRO-001");
    assert_eq!(code(case.ask(&counsel("dubreuil"), "demande", WHY).await), "DOS-001");
    let asked = case.ask(&of_soc, "demande", WHY).await.unwrap();
    assert_eq!(
        (asked.state.as_str(), &asked.may[..], asked.own),
        ("demandee", &["retrait".to_owned()][..], true)
    );
    assert_eq!(code(case.ask(&of_soc, "demande", WHY).await), "DRO-008");
    assert_eq!(case.read(&of_soc).await, [false; 3]);
    let until = ("", "2026-12-01");
    assert_eq!(code(case.step(&of_soc, (&asked, 1), "accord", until).await), "DRO-001");
    assert_eq!(code(case.step(&soc, (&asked, 1), "accord", until).await), "DRO-006", "told of nothing");
    assert_eq!(code(case.step(&civ1, (&asked, 1), "accord", ("", "2027-03-01")).await), "DRO-005");
    let stale = case.step(&civ1, (&asked, 7), "accord", until).await.unwrap_err();
    assert_eq!((stale.kind, stale.current_version), (Kind::Stale, Some(1)));
    assert_eq!(case.listed(&civ1).await.accesses[0].may, ["accord", "refus"]);
    let open = case.step(&civ1, (&asked, 1), "accord", until).await.unwrap();
    assert_eq!((open.state.as_str(), open.version), ("ouverte", 2));
    assert_eq!(case.read(&of_soc).await, [true, false, false]);
    assert_eq!(case.read(&soc).await, [false; 3], "named, not the chamber");
    case.world.clock.set("2026-12-01T22:59:00Z");
    assert_eq!(case.read(&of_soc).await, [true, false, false]);
    case.world.clock.set("2026-12-01T23:00:00Z");
    assert_eq!(case.read(&of_soc).await, [false; 3]);
    assert_eq!(case.listed(&of_soc).await.accesses[0].state, "echue");

    // An emergency: a president, who does not open it alone; two hours; told to those who have the case; looked over afterwards.
    assert_eq!(case.listed(&soc).await.may_ask, ["demande", "urgence"]);
    let urgent = case.ask(&soc, "urgence", "Demande de mise en liberté à juger ce soir.").await.unwrap();
    assert_eq!(code(case.step(&soc, (&urgent, 1), "accord", ("", "")).await), "DRO-001");
    assert_eq!(code(case.step(&civ1, (&urgent, 1), "accord", ("", "")).await), "DRO-001");
    let urgent = case.step(&security, (&urgent, 1), "accord", ("", "")).await.unwrap();
    assert_eq!(case.read(&soc).await, [true; 3]);
    assert_eq!(case.read(&security).await, [false; 3]);
    assert!(case.listed(&civ1).await.accesses.iter().any(|access| access.kind == "urgence"), "announced");
    let looked = |version| (&urgent, version);
    assert_eq!(code(case.step(&auditor, looked(2), "revue", (WHY, "")).await), "DRO-008", "it lasts");
    case.world.clock.set("2026-12-02T01:00:00Z");
    assert_eq!(case.read(&soc).await, [false; 3]);
    assert_eq!(code(case.step(&civ1, looked(2), "revue", (WHY, "")).await), "DRO-001");
    let over =
        case.step(&auditor, looked(2), "revue", ("Le motif répond à l’usage fait.", "")).await.unwrap();
    assert_eq!((over.state.as_str(), over.steps.len(), over.may.is_empty()), ("revue", 3, true));

    // What is taken back reads no more.
    let again = case.ask(&of_soc, "demande", WHY).await.unwrap();
    let again = case.step(&civ1, (&again, 1), "accord", ("", "2026-12-20")).await.unwrap();
    assert_eq!(case.read(&of_soc).await, [true, false, false]);
    case.step(&civ1, (&again, 2), "retrait", ("La question est jugée.", "")).await.unwrap();
    assert_eq!(case.read(&of_soc).await, [false; 3]);

    // By name, to a trainee or an academic: what is of the procedure, at the doors of papers, while it lasts.
    let (first, reader) =
        (person("premier", "premier_president", &[]), person("stagiaire", "lecteur_habilite", &[]));
    assert_eq!(case.listed(&first).await.may_ask, ["habilitation"]);
    let opens = |to: &Caller| pb::AskAccessRequest {
        dossier_id: case.journal.dossier.to_string(),
        kind: "habilitation".into(),
        reason: WHY.into(),
        agent_id: to.agent_id.clone(),
        until: "2027-06-30".into(),
    };
    assert_eq!(case.read(&first).await, [true; 3]);
    assert_eq!(code(case.asked(&civ1, opens(&reader)).await), "DRO-001");
    assert_eq!(code(case.asked(&first, opens(&first)).await), "DRO-009");
    assert_eq!(case.read(&reader).await, [false; 3]);
    let named = case.asked(&first, opens(&reader)).await.unwrap();
    assert_eq!((named.state.as_str(), named.steps[0].step.as_str()), ("ouverte", "accord"));
    assert_eq!(case.read(&reader).await, [true, true, false]);
    assert!(
        case.listed(&reader).await.accesses.iter().all(|access| access.own && access.kind == "habilitation")
    );
    case.step(&first, (&named, 1), "retrait", ("Le stage est fini.", "")).await.unwrap();
    assert_eq!(case.read(&reader).await, [false; 3]);
    assert!(case.listed(&reader).await.accesses.is_empty(), "the case is none again");

    // The trail: by case, person and day; never a name of a file; and that it was looked at.
    let of_case = || TrailFilter { dossier_id: case.journal.dossier.to_string(), ..Default::default() };
    assert_eq!(case.trail(&civ1, of_case()).await.unwrap_err().code, "DRO-001");
    assert_eq!(
        case.trail(&auditor, TrailFilter { day_from: "hier".into(), ..Default::default() })
            .await
            .unwrap_err()
            .code,
        "DRO-010"
    );
    let told = case.trail(&auditor, of_case()).await.unwrap();
    assert!(told.is_sorted_by(|a, b| second(a) >= second(b)), "newest first");
    assert!(told.iter().all(|entry| entry.dossier_id == case.journal.dossier.to_string()));
    assert!(!told.iter().any(|entry| entry.told.contains("papier.pdf")));
    let of =
        |action: &str, actor: &str| told.iter().filter(|e| e.action == action && e.actor == actor).count();
    assert!(
        of("lire_journal_acces", "president.civ1") == 1 && of("autoriser_acces_urgence", "securite") == 1
    );
    let read = told.iter().find(|e| e.actor == "president.soc" && e.kind == "note" && e.decision == "permis");
    assert_eq!(read.map(|e| e.piece_id.clone()), Some(case.note.to_string()));
    let mine = TrailFilter { actor: "president.soc".into(), day_from: "2026-12-02".into(), ..of_case() };
    let mine = case.trail(&auditor, mine).await.unwrap();
    assert!(!mine.is_empty() && mine.iter().all(|entry| entry.actor == "president.soc"));
    let looks = case.world.count("audit WHERE action = 'lire_journal_acces' AND decision = 'permis'").await;
    assert!(looks >= 2, "each look is a row: {looks}");

    // Sealed, the case is nobody's who is not named: nor the auditor's, nor an emergency's.
    sqlx::query("UPDATE case_relation SET sealed = true WHERE dossier_id = $1")
        .bind(case.journal.dossier)
        .execute(&case.world.pool)
        .await
        .unwrap();
    assert!(case.trail(&auditor, of_case()).await.unwrap().is_empty());
    assert!(case.listed(&auditor).await.accesses.is_empty() && case.listed(&soc).await.may_ask.is_empty());
    assert_eq!(code(case.ask(&soc, "urgence", WHY).await), "DOS-001");
    for statement in ["DELETE FROM document.acces_etape", "UPDATE document.acces_etape SET reason = ''"] {
        assert!(sqlx::query(statement).execute(&case.world.pool).await.is_err(), "{statement}");
    }
    assert_eq!(audit::verify(&mut case.world.pool.acquire().await.unwrap()).await.unwrap(), []);
}
