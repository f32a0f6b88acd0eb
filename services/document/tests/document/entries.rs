//! What the dossier's journal is owed of the délibéré: told once, until it answers, with the piece that the report is; what it refuses
//! told to the author, and read by nobody.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::future::BoxFuture;
use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::{
    common::v1::named_date,
    deliberation::v1::PaperEntry,
    events::v1::{ActRecorded, act_recorded::Body},
    pieces_of,
};
use greffe_document::deliberation::{Entries, Journals};
use greffe_procedure::day::Day;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    deliberation::{Room, arnaud, lenoir, president},
    support::{counsel, greffier, person},
};

/// The journals, played: they say what is asked of them, then yes.
#[derive(Default)]
struct Played {
    told: Mutex<Vec<(Uuid, Uuid, ActRecorded)>>,
    answers: Mutex<VecDeque<Failure>>,
}

impl Played {
    fn will_say(&self, failure: Failure) {
        self.answers.lock().unwrap().push_back(failure);
    }

    fn told(&self) -> Vec<(Uuid, Uuid, ActRecorded)> {
        self.told.lock().unwrap().clone()
    }
}

impl Journals for Played {
    fn record(&self, key: Uuid, dossier: Uuid, act: ActRecorded) -> BoxFuture<'_, Result<Uuid>> {
        self.told.lock().unwrap().push((key, dossier, act));
        // One key, one act.
        let answer = self.answers.lock().unwrap().pop_front().map_or(Ok(act_of(key)), Err);
        Box::pin(async move { answer })
    }
}

/// The id of the act that a key became.
fn act_of(key: Uuid) -> Uuid {
    Uuid::new_v5(&key, b"acte")
}

fn played(room: &Room) -> (Arc<Played>, Entries) {
    let journals = Arc::new(Played::default());
    (journals.clone(), begun(room, &journals))
}

/// Of a process begun at that moment.
fn begun(room: &Room, journals: &Arc<Played>) -> Entries {
    Entries::new(room.enclave.clone(), room.documents.clone(), journals.clone())
}

/// The pieces that the acts told name, in order.
fn named(journals: &Played) -> Vec<Uuid> {
    let told = journals.told();
    let pieces = told.iter().flat_map(|(.., act)| act.body.iter().flat_map(pieces_of));
    pieces.map(|id| Uuid::from(*id)).collect()
}

/// Everybody who might look for it.
fn people() -> Vec<Caller> {
    vec![
        lenoir(),
        president(),
        person("greffe.civ1", "greffe_chambre", &["civ1"]),
        greffier(),
        person("tissot", "avocat_general", &[]),
        counsel("martin"),
        person("sder", "sder", &[]),
        person("administration", "administration", &[]),
        Caller::service("gateway"),
    ]
}

async fn known_to_nobody(room: &Room, piece: Uuid) {
    for caller in people() {
        assert!(!room.knows(&caller, piece).await, "{}", caller.subject);
    }
}

async fn entry(room: &Room, paper: &str) -> Option<PaperEntry> {
    room.read(&lenoir(), paper, 0).await.unwrap().paper.unwrap().entry
}

#[tokio::test]
async fn each_deposit_of_a_report_is_told_once_and_no_other_paper_is() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    for kind in ["note", "avis", "projet"] {
        let paper = room.open(&lenoir(), kind, "Je propose le rejet.").await.unwrap();
        assert_eq!(room.deposit(&lenoir(), &paper, 1).await.unwrap().entry, None, "{kind}");
    }
    let report = room.open(&lenoir(), "rapport", "Les faits sont constants.").await.unwrap();
    assert_eq!(room.deposit(&lenoir(), &report, 2).await.unwrap_err().code, "DEL-004");
    assert_eq!(room.count("delibere.inscription").await, 0, "a deposit that was refused owes nothing");
    let deposited = room.deposit(&lenoir(), &report, 1).await.unwrap();
    assert_eq!(deposited.entry.unwrap().state, "du");

    room.clock.set("2026-11-24T10:00:02Z");
    entries.turn().await.unwrap();
    let told = journals.told();
    let [(_, dossier, act)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(*dossier, room.dossier);
    let Some(Body::RapportDepose(body)) = &act.body else { panic!("{act:?}") };
    assert_eq!(body.person_id.map(Uuid::from).unwrap().to_string(), lenoir().agent_id);
    let day: Day = "2026-11-24".parse().unwrap();
    assert_eq!(
        (act.dates[0].name.as_str(), &act.dates[0].value),
        ("depose", &Some(named_date::Value::Day(day.number())))
    );
    let listed = room.list(&president()).await.unwrap().papers;
    let shown = listed.iter().find(|paper| paper.kind == "rapport").unwrap().entry.clone().unwrap();
    assert_eq!((shown.state.as_str(), shown.code.as_str()), ("inscrit", ""));
    let (owed, settled) = (shown.owed_since.unwrap(), shown.settled_at.unwrap());
    assert_eq!(settled.seconds - owed.seconds, 2);

    entries.turn().await.unwrap();
    assert_eq!((journals.told().len(), room.count("delibere.inscription").await), (1, 1));
    assert_eq!(act.refers_to, None);

    // Deposited again, by who wrote it with them or by themselves, it is told again, as the same paper.
    room.save(&lenoir(), &report, 1, "Les faits sont constants, et datés.").await.unwrap();
    room.deposit(&lenoir(), &report, 2).await.unwrap();
    entries.turn().await.unwrap();
    let told = journals.told();
    let [(first, ..), (_, _, again)] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(again.refers_to.map(Uuid::from), Some(act_of(*first)));
    let [before, now] = named(&journals)[..] else { panic!("{told:?}") };
    assert_ne!(before, now, "another piece");
    assert!(room.said_by_pieces().iter().any(|said| said.contains("et datés")));
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().piece_id, now.to_string());

    // Deposited anew before it was told, it is told once, as it was deposited last.
    journals.will_say(Failure::unavailable("no dossier service"));
    for (base, version) in [(2, 3), (3, 4)] {
        room.save(&lenoir(), &report, base, &format!("Version {version}.")).await.unwrap();
        room.deposit(&lenoir(), &report, version).await.unwrap();
    }
    entries.turn().await.unwrap();
    assert_eq!(journals.told().len(), 3);
    room.clock.set("2026-11-24T10:00:12Z");
    entries.turn().await.unwrap();
    let told = journals.told();
    assert_eq!((told.len(), told[2].0), (4, told[3].0), "the same again");
    assert_eq!(told[3].2.refers_to.map(Uuid::from), Some(act_of(told[1].0)), "the one that was told last");
    assert!(room.said_by_pieces().iter().all(|said| !said.contains("Version 3.")));
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().state, "inscrit");
    assert_eq!(room.count("delibere.inscription").await, 1, "one row a report");

    // A joint report bears the names of both, whoever deposits it, until one of them reports no more.
    let joint = room.open_together(&arnaud(), &lenoir(), "Un rapport à deux.").await;
    room.deposit(&arnaud(), &joint, 1).await.unwrap();
    entries.turn().await.unwrap();
    room.withdraws(&lenoir());
    room.save(&arnaud(), &joint, 1, "Un rapport repris seul.").await.unwrap();
    room.deposit(&arnaud(), &joint, 2).await.unwrap();
    entries.turn().await.unwrap();
    let said = room.said_by_pieces();
    let saying = |words: &str| said.iter().find(|said| said.contains(words)).cloned().unwrap();
    assert!(saying("Un rapport à deux.").contains("M. conseiller2.civ1 et M. conseiller.civ1"), "{said:?}");
    let alone = saying("Un rapport repris seul.");
    assert!(alone.contains("M. conseiller2.civ1") && !alone.contains("M. conseiller.civ1"), "{alone}");
    assert_eq!(room.count("outbox").await, 0, "never an event");
    assert_eq!(room.wrong().await, Vec::<String>::new());
}

#[tokio::test]
async fn what_cannot_be_told_holds_back_nobody_else_and_a_former_program_still_deposits() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let first = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &first, 1).await.unwrap();
    let other = room.open(&arnaud(), "rapport", "D’autres faits.").await.unwrap();
    room.deposit(&arnaud(), &other, 1).await.unwrap();
    let second = room.open(&lenoir(), "rapport", "Les faits, autrement.").await.unwrap();
    room.deposit(&lenoir(), &second, 1).await.unwrap();
    journals.will_say(Failure::unavailable("this one cannot be told"));
    entries.turn().await.unwrap();
    let told = journals.told();
    assert_eq!(told.len(), 2, "the other author’s is told; the same author’s waits for what is older");
    assert_eq!(entry(&room, &other.paper_id).await.unwrap().state, "inscrit");
    for paper in [&first, &second] {
        assert_eq!(entry(&room, &paper.paper_id).await.unwrap().state, "du");
    }

    // As the first program deposits, then the second, while this one runs beside them.
    for (acte, conflict) in [(3, "ON CONFLICT (papier_id) WHERE state <> 'refuse' DO NOTHING"), (1, "")] {
        let sql = format!(
            "INSERT INTO delibere.inscription (dossier_id, acte, papier_id, author, at, state, next_try)
             SELECT dossier_id, {acte}, papier_id, author, at, 'du', at FROM delibere.inscription WHERE papier_id = $1 {conflict}"
        );
        let paper = Uuid::parse_str(&other.paper_id).unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql)).bind(paper).execute(&room.pool).await.unwrap();
        assert_eq!(entry(&room, &other.paper_id).await.unwrap().state, "du");
        let replaces = "SELECT replaces FROM delibere.inscription WHERE papier_id = $1";
        let replaces: Option<Uuid> =
            sqlx::query_scalar(replaces).bind(paper).fetch_one(&room.pool).await.unwrap();
        assert_eq!(replaces, Some(act_of(told[1].0)), "the act whose place it takes");
    }
}

#[tokio::test]
async fn no_answer_is_asked_again_later_under_the_same_key() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let report = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    for _ in 0..2 {
        journals.will_say(Failure::unavailable("no dossier service"));
    }
    entries.turn().await.unwrap();
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().state, "du");
    entries.turn().await.unwrap();
    assert_eq!(journals.told().len(), 1, "not before its time");
    // As long as it takes, each wait twice the one before: by this hand, or by that of a process begun since.
    for (at, times) in [("10:00:09", 1), ("10:00:10", 2), ("10:00:29", 2), ("10:00:30", 3)] {
        room.clock.set(&format!("2026-11-24T{at}Z"));
        begun(&room, &journals).turn().await.unwrap();
        assert_eq!(journals.told().len(), times, "{at}");
    }
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().state, "inscrit");
    let keys: Vec<Uuid> = journals.told().iter().map(|(key, ..)| *key).collect();
    assert!(keys.iter().all(|key| *key == keys[0]), "one act, one key");
    room.clock.set("2026-11-24T12:00:00Z");
    entries.turn().await.unwrap();
    assert_eq!(journals.told().len(), 3);
}

#[tokio::test]
async fn what_the_journal_refuses_is_told_to_the_author_and_owed_anew_by_another_deposit() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let report = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    let refusal = Failure::new(Kind::Refused, "ACT-003", "Cet acte ne se fait pas à ce stade.")
        .with_violation("ACT-003", "type", "Désignez d’abord le rapporteur.");
    journals.will_say(refusal);
    entries.turn().await.unwrap();
    let told = entry(&room, &report.paper_id).await.unwrap();
    assert_eq!((told.state.as_str(), told.code.as_str()), ("refuse", "ACT-003"));
    assert_eq!(told.reason, "Cet acte ne se fait pas à ce stade. Désignez d’abord le rapporteur.");
    room.clock.set("2026-11-25T10:00:00Z");
    entries.turn().await.unwrap();
    assert_eq!(journals.told().len(), 1, "a refusal is final");

    room.save(&lenoir(), &report, 1, "Les faits, revus.").await.unwrap();
    room.deposit(&lenoir(), &report, 2).await.unwrap();
    entries.turn().await.unwrap();
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().state, "inscrit");
    let told = journals.told();
    assert_ne!(told[0].0, told[1].0, "another act, another key");
}

#[tokio::test]
async fn a_deposit_wakes_whoever_tells_the_journals() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let ending = CancellationToken::new();
    let running = tokio::spawn(entries.run(ending.clone()));
    let report = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    let settled = async {
        while entry(&room, &report.paper_id).await.unwrap().state != "inscrit" {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), settled).await.unwrap();
    assert_eq!(journals.told().len(), 1);
    ending.cancel();
    running.await.unwrap();
}

#[tokio::test]
async fn the_report_leaves_as_a_piece_that_says_it_and_nothing_else_of_the_deliberation() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    for kind in ["note", "avis", "projet"] {
        let paper = room.open(&lenoir(), kind, "Canari\u{a0}: je propose le rejet.").await.unwrap();
        room.deposit(&lenoir(), &paper, 1).await.unwrap();
    }
    let text = "## Faits et procédure\n\n#. Les faits sont constants.\n\n- la lettre de voiture est-elle **claire** ?";
    let report = room.open(&lenoir(), "rapport", text).await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    room.comment(&president(), &report, 1, "Canari d’un commentaire.").await.unwrap();
    room.save(&lenoir(), &report, 1, "Canari d’une version qui n’est pas déposée.").await.unwrap();
    entries.turn().await.unwrap();

    let files = room.said_by_pieces();
    let [said] = &files[..] else { panic!("{files:?}") };
    for words in [
        "Rapport, pourvoi n° C 26-10.001",
        "Faits et procédure",
        "Les faits sont constants.",
        "la lettre de voiture est-elle claire ?",
        "M. conseiller.civ1",
        "Mme Le Goff",
        "appel de Rennes",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    // Neither another paper, nor a later version, nor a comment, nor the title that its author gave it, nor the mark of what stays.
    for words in ["Canari", "rejet", "rapport de", "Secret du délibéré"] {
        assert!(!said.contains(words), "{words}: {said}");
    }
    let [piece] = named(&journals)[..] else { panic!("{:?}", journals.told()) };
    let kept: Vec<(Uuid, String, i16, String)> = sqlx::query_as(
        "SELECT id, kind, class, file_name FROM document.piece WHERE author = $1 AND dossier_id IS NULL",
    )
    .bind(Uuid::nil())
    .fetch_all(&room.kept)
    .await
    .unwrap();
    let name = "Rapport, pourvoi n° C 26-10.001.pdf".to_owned();
    assert_eq!(kept, [(piece, "rapport".to_owned(), 1, name)]);
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().piece_id, piece.to_string());
    known_to_nobody(&room, piece).await;

    // That it left is in both trails. Its id was drawn: from one that was made of acts, their number could be found again.
    let left = "audit WHERE action = 'inscrire_rapport' AND decision = 'permis' AND reason = 'version 1'";
    assert_eq!(room.count(left).await, 1);
    let came =
        "SELECT count(*) FROM document.audit WHERE actor = 'service:document' AND action = 'deposer_piece'";
    let came: i64 = sqlx::query_scalar(came).fetch_one(&room.kept).await.unwrap();
    assert_eq!((came, piece.get_version_num()), (1, 7));
}

#[tokio::test]
async fn whatever_dies_between_the_piece_and_its_act_there_is_one_piece() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let report = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    journals.will_say(Failure::unavailable("no dossier service"));
    entries.turn().await.unwrap();
    let [first] = named(&journals)[..] else { panic!("{:?}", journals.told()) };
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().piece_id, "", "not the dossier's yet");
    known_to_nobody(&room, first).await;
    room.clock.set("2026-11-24T10:01:00Z");
    begun(&room, &journals).turn().await.unwrap();
    assert_eq!(named(&journals), [first, first]);
    let told = journals.told();
    assert_eq!((told[0].0, &told[0].2), (told[1].0, &told[1].2), "one key, one act");
    assert_eq!(room.said_by_pieces().len(), 1);
    let rows: i64 =
        sqlx::query_scalar("SELECT count(*) FROM document.piece").fetch_one(&room.kept).await.unwrap();
    assert_eq!(rows, 1);
    assert_eq!(entry(&room, &report.paper_id).await.unwrap().piece_id, first.to_string());
}

#[tokio::test]
async fn what_the_journal_refuses_is_nobodys_to_read() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let report = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    journals.will_say(Failure::new(Kind::Refused, "DEL-007", "Le journal le porte déjà."));
    entries.turn().await.unwrap();
    let [piece] = named(&journals)[..] else { panic!("{:?}", journals.told()) };
    let told = entry(&room, &report.paper_id).await.unwrap();
    assert_eq!((told.state.as_str(), told.piece_id.as_str()), ("refuse", ""));
    known_to_nobody(&room, piece).await;
}

#[tokio::test]
async fn nothing_leaves_of_who_reports_no_more_nor_of_a_report_without_a_word() {
    let room = Room::new().await;
    let (journals, entries) = played(&room);
    let report = room.open(&lenoir(), "rapport", "Les faits.").await.unwrap();
    room.deposit(&lenoir(), &report, 1).await.unwrap();
    room.withdraws(&lenoir());
    entries.turn().await.unwrap();
    let blank = room.open(&arnaud(), "rapport", " ").await.unwrap();
    room.deposit(&arnaud(), &blank, 1).await.unwrap();
    entries.turn().await.unwrap();
    let told = room.read(&arnaud(), &blank.paper_id, 0).await.unwrap().paper.unwrap().entry.unwrap();
    assert_eq!((told.state.as_str(), told.code.as_str()), ("refuse", "PAP-001"));
    let told = room.read(&president(), &report.paper_id, 0).await.unwrap().paper.unwrap().entry.unwrap();
    assert_eq!((told.state.as_str(), told.code.as_str()), ("refuse", "DEL-008"));
    assert_eq!((journals.told().len(), room.said_by_pieces().len()), (0, 0));
}
