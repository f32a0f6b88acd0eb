//! Who reads which paper of which case: rows of the matrix that stand today, through the RPCs.

use greffe_chassis::{Caller, Kind, audit};
use greffe_contracts::events::v1::{
    AvisAuxParties, AvisParquetGeneral, NotificationFaite, RapportDepose, act_recorded::Body,
};
use uuid::Uuid;

use crate::support::{
    Journal, World, annulled, avocat_general, chambre, constituted, counsel, discharged, greffier, memoire,
    notified, papers, person, rapporteur,
};

/// A case of the first civil chamber with a mémoire (C1) and an internal paper (C2).
struct Case {
    world: World,
    journal: Journal,
    memoire: Uuid,
    internal: Uuid,
    deposited: Uuid,
    defendant: Uuid,
}

impl Case {
    async fn new() -> Self {
        let (world, mut journal) = (World::new().await, Journal::new());
        let (martin, claimant) = (counsel("martin"), Uuid::now_v7());
        let paper = world.deposit(&martin, "memoire").await;
        let internal = world.deposit(&greffier(), "note").await;
        journal.tell(&world, constituted(&martin), &[claimant], None).await;
        let deposited = journal.tell(&world, memoire(&[paper]), &[claimant], None).await;
        journal.tell(&world, papers(&[internal]), &[], None).await;
        journal.tell(&world, chambre("civ1"), &[], None).await;
        Self { world, journal, memoire: paper, internal, deposited, defendant: Uuid::now_v7() }
    }

    /// Asserts what each reads: C1, C2.
    async fn read(&self, when: &str, expected: &[(Caller, bool, bool)]) {
        for (caller, first, second) in expected {
            let read =
                (self.world.reads(caller, self.memoire).await, self.world.reads(caller, self.internal).await);
            assert_eq!(read, (*first, *second), "{when}: {}", caller.subject);
            let listed = self.world.list(caller, self.journal.dossier).await.unwrap_or_default();
            let shown = (listed.contains(&self.memoire), listed.contains(&self.internal));
            assert_eq!(shown, read, "{when}, listed: {}", caller.subject);
        }
    }
}

fn lenoir() -> Caller {
    person("conseiller.civ1", "magistrat_siege", &["civ1"])
}

fn of_soc() -> Caller {
    person("conseiller.soc", "magistrat_siege", &["soc"])
}

fn tissot() -> Caller {
    person("avocat.general", "avocat_general", &[])
}

#[tokio::test]
async fn each_relation_reads_what_the_matrix_gives() {
    let mut case = Case::new().await;
    let parquet = person("parquet.secretariat", "parquet_secretariat", &[]);
    case.read(
        "before distribution",
        &[
            (greffier(), true, true),
            (person("greffe.civ1", "greffe_chambre", &["civ1"]), true, true),
            (person("greffe.soc", "greffe_chambre", &["soc"]), false, false),
            (person("president.civ1", "president", &["civ1"]), true, true),
            (person("president.soc", "president", &["soc"]), false, false),
            (lenoir(), true, true),
            (of_soc(), false, false),
            (tissot(), false, false),
            (parquet.clone(), false, false),
            (person("sder", "sder", &[]), true, false),
            (person("baj", "baj", &[]), false, false),
            (counsel("martin"), true, false),
            (counsel("dubreuil"), false, false),
            (person("direction", "direction", &[]), false, false),
            (person("administration", "administration", &[]), false, false),
            (person("audit", "audit", &[]), false, false),
            (Caller::service("gateway"), false, false),
        ],
    )
    .await;
    case.journal.tell(&case.world, rapporteur(&of_soc()), &[], None).await;
    case.journal.tell(&case.world, avocat_general(&tissot()), &[], None).await;
    case.read(
        "distributed and communicated",
        &[
            (greffier(), true, false),
            (of_soc(), true, true),
            (lenoir(), true, true),
            (tissot(), true, false),
            (parquet, true, false),
        ],
    )
    .await;
    let permitted = case.world.count("audit WHERE action = 'lire_piece' AND decision = 'permis'").await;
    let refused = case.world.count("audit WHERE action = 'lire_piece' AND decision = 'refuse'").await;
    assert_eq!((permitted, refused), (17, 27), "each read is in the audit trail, allowed or not");
    assert_eq!(audit::verify(&mut case.world.pool.acquire().await.unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn counsel_read_what_was_served_on_their_party_while_they_stood() {
    let mut case = Case::new().await;
    let (early, late, former) = (counsel("dubreuil"), counsel("tardif"), counsel("ancien"));
    for office in [&early, &former] {
        case.journal.tell(&case.world, constituted(office), &[case.defendant], None).await;
    }
    case.journal.tell(&case.world, discharged(&former), &[case.defendant], None).await;
    case.read("constituted, nothing served", &[(early.clone(), false, false)]).await;
    let (to, about) = ([case.defendant], Some(case.deposited));
    case.journal.tell(&case.world, notified(), &to, about).await;
    case.journal.tell(&case.world, constituted(&late), &[case.defendant], None).await;
    case.read("served", &[(early.clone(), true, false), (late, true, false), (former, false, false)]).await;
    case.journal.tell(&case.world, discharged(&early), &[case.defendant], None).await;
    case.read(
        "discharged: keeps what it had received",
        &[(early, true, false), (counsel("martin"), true, false)],
    )
    .await;
}

#[tokio::test]
async fn a_paper_served_on_one_party_is_closed_to_counsel_of_another() {
    let mut case = Case::new().await;
    let (served, other) = (counsel("dubreuil"), counsel("voisin"));
    case.journal.tell(&case.world, constituted(&served), &[case.defendant], None).await;
    case.journal.tell(&case.world, constituted(&other), &[Uuid::now_v7()], None).await;
    let (to, about) = ([case.defendant], Some(case.deposited));
    case.journal.tell(&case.world, notified(), &to, about).await;
    case.read("served", &[(served, true, false), (other, false, false)]).await;
}

#[tokio::test]
async fn hidden_and_unknown_are_one_answer() {
    let case = Case::new().await;
    let stranger = counsel("dubreuil");
    let hidden = case.world.download(&stranger, case.memoire).await.unwrap_err();
    let unknown = case.world.download(&stranger, Uuid::now_v7()).await.unwrap_err();
    assert_eq!((hidden.kind, &hidden.code, &hidden.message), (unknown.kind, &unknown.code, &unknown.message));
    assert_eq!(hidden.kind, Kind::NotFound);
    let hidden = case.world.list(&stranger, case.journal.dossier).await.unwrap_err();
    let unknown = case.world.list(&stranger, Uuid::now_v7()).await.unwrap_err();
    assert_eq!((hidden.kind, &hidden.code, &hidden.message), (unknown.kind, &unknown.code, &unknown.message));
}

#[tokio::test]
async fn a_deposit_is_its_authors_until_an_act_names_it() {
    let (world, mut journal) = (World::new().await, Journal::new());
    let (martin, dubreuil) = (counsel("martin"), counsel("dubreuil"));
    let piece = world.deposit(&martin, "memoire").await;
    assert_eq!(world.describe(&martin, &[piece, Uuid::now_v7()]).await, [piece]);
    for other in [&dubreuil, &greffier(), &person("president.civ1", "president", &["civ1"])] {
        assert!(
            world.describe(other, &[piece]).await.is_empty() && !world.reads(other, piece).await,
            "{}",
            other.subject
        );
    }
    journal.tell(&world, constituted(&martin), &[Uuid::now_v7()], None).await;
    journal.tell(&world, memoire(&[piece]), &[], None).await;
    assert!(
        world.describe(&martin, &[piece]).await.is_empty(),
        "a paper that an act names is named by no other"
    );
    assert!(world.reads(&martin, piece).await && world.reads(&greffier(), piece).await);

    let mut elsewhere = Journal::new();
    elsewhere.tell(&world, memoire(&[piece]), &[], None).await;
    assert_eq!(
        world.list(&greffier(), elsewhere.dossier).await.unwrap(),
        Vec::<Uuid>::new(),
        "it stays in its case"
    );
    assert_eq!(world.list(&greffier(), journal.dossier).await.unwrap(), [piece]);
}

#[tokio::test]
async fn an_office_rereads_its_own_deposit_whatever_its_class() {
    let mut case = Case::new().await;
    let martin = counsel("martin");
    let colleague = Caller { office_id: martin.office_id.clone(), ..counsel("martin.associe") };
    let paper = case.world.deposit(&martin, "autre").await;
    for when in ["before an act names it", "after"] {
        for (caller, reads) in [(&martin, true), (&colleague, true), (&counsel("dubreuil"), false)] {
            assert_eq!(case.world.reads(caller, paper).await, reads, "{when}: {}", caller.subject);
        }
        case.journal.tell(&case.world, papers(&[paper]), &[], None).await;
    }
    let internal = (case.internal, case.journal.dossier);
    assert!(!case.world.reads(&martin, internal.0).await, "what the registry deposited stays its own");
    assert_eq!(case.world.list(&colleague, internal.1).await.unwrap(), [case.memoire, paper]);
    case.journal.tell(&case.world, discharged(&martin), &[], None).await;
    assert!(case.world.reads(&martin, paper).await, "after its constitution has ended");
}

/// What the service wrote of who was served.
async fn served(world: &World) -> i64 {
    world.count("document.served").await
}

#[tokio::test]
async fn an_office_entered_by_mistake_reads_nothing_once_the_mistake_is_annulled() {
    let mut case = Case::new().await;
    let (wrong, right) = (counsel("erreur"), counsel("dubreuil"));
    let (to, about) = ([case.defendant], Some(case.deposited));
    let mistake = case.journal.tell(&case.world, constituted(&wrong), &to, None).await;
    case.journal.tell(&case.world, notified(), &to, about).await;
    case.read("by mistake", &[(wrong.clone(), true, false)]).await;
    case.journal.correct(&case.world, mistake, constituted(&right), &to).await;
    case.read("corrected", &[(wrong.clone(), false, false), (right.clone(), true, false)]).await;
    assert_eq!(served(&case.world).await, 1);
    let other = case.journal.tell(&case.world, constituted(&wrong), &to, None).await;
    case.read("again", &[(wrong.clone(), true, false)]).await;
    case.journal.correct(&case.world, other, annulled(), &[]).await;
    case.read("annulled", &[(wrong, false, false), (right, true, false), (counsel("martin"), true, false)])
        .await;
}

#[tokio::test]
async fn a_notification_annulled_served_nobody() {
    let mut case = Case::new().await;
    let office = counsel("dubreuil");
    case.journal.tell(&case.world, constituted(&office), &[case.defendant], None).await;
    let (to, about) = ([case.defendant], Some(case.deposited));
    let act = case.journal.tell(&case.world, notified(), &to, about).await;
    case.journal.correct(&case.world, act, annulled(), &[]).await;
    case.read("annulled", &[(office.clone(), false, false)]).await;
    assert_eq!(served(&case.world).await, 0);
    case.journal.tell(&case.world, notified(), &to, None).await;
    case.read("notified anew, without naming the act", &[(office, true, false)]).await;
}

#[tokio::test]
async fn a_deposit_annulled_leaves_the_case_and_may_be_recorded_anew() {
    let mut case = Case::new().await;
    let (martin, office) = (counsel("martin"), counsel("dubreuil"));
    case.journal.tell(&case.world, constituted(&office), &[case.defendant], None).await;
    case.journal.tell(&case.world, notified(), &[case.defendant], Some(case.deposited)).await;
    case.journal.correct(&case.world, case.deposited, annulled(), &[]).await;
    assert_eq!(case.world.list(&greffier(), case.journal.dossier).await.unwrap(), [case.internal]);
    assert!(!case.world.reads(&greffier(), case.memoire).await, "it is in no case");
    assert!(!case.world.reads(&office, case.memoire).await, "nor was it served");
    assert!(case.world.reads(&martin, case.memoire).await, "its author still has it");
    assert_eq!(case.world.describe(&martin, &[case.memoire]).await, [case.memoire], "to be named anew");
    let mut elsewhere = Journal::new();
    elsewhere.tell(&case.world, constituted(&martin), &[Uuid::now_v7()], None).await;
    let act = elsewhere.tell(&case.world, memoire(&[case.memoire]), &[], None).await;
    assert_eq!(case.world.list(&greffier(), elsewhere.dossier).await.unwrap(), [case.memoire]);
    elsewhere.correct(&case.world, act, annulled(), &[]).await;
    case.journal.tell(&case.world, memoire(&[case.memoire]), &[], None).await;
    case.read("in its case again", &[(greffier(), true, true), (office, false, false)]).await;
}

#[tokio::test]
async fn a_list_and_a_description_are_in_the_audit_trail() {
    let case = Case::new().await;
    let (martin, stranger) = (counsel("martin"), counsel("dubreuil"));
    let new = case.world.deposit(&martin, "memoire").await;
    let before = case.world.count("audit").await;
    assert_eq!(case.world.list(&martin, case.journal.dossier).await.unwrap(), [case.memoire]);
    case.world.list(&stranger, case.journal.dossier).await.unwrap_err();
    assert_eq!(case.world.describe(&martin, &[new]).await, [new]);
    assert_eq!(case.world.describe(&martin, &[new, case.memoire]).await, [new]);
    assert!(case.world.describe(&stranger, &[new]).await.is_empty());
    let rows: Vec<(String, String, Uuid, String, String)> = sqlx::query_as(
        "SELECT actor, action, object, decision, reason FROM audit WHERE action <> 'deposer_piece' ORDER BY at, xmin::text::bigint",
    )
    .fetch_all(&case.world.pool)
    .await
    .unwrap();
    let said: Vec<_> =
        rows.iter().map(|(a, b, c, d, e)| (a.as_str(), b.as_str(), *c, d.as_str(), e.as_str())).collect();
    assert_eq!(
        said,
        [
            ("martin", "connaitre", case.journal.dossier, "permis", "liste : 1 pièce(s)"),
            ("dubreuil", "connaitre", case.journal.dossier, "refuse", "liste : 0 pièce(s)"),
            ("martin", "citer_piece", new, "permis", "1 pièce(s) sur 1 demandées"),
            ("martin", "citer_piece", new, "refuse", "1 pièce(s) sur 2 demandées"),
            ("dubreuil", "citer_piece", new, "refuse", "0 pièce(s) sur 1 demandées"),
        ]
    );
    assert_eq!(case.world.count("audit").await, before + 5, "one row a call");
    assert_eq!(audit::verify(&mut case.world.pool.acquire().await.unwrap()).await.unwrap(), []);
}

fn told_of(objet: &str) -> Body {
    Body::AvisAuxParties(AvisAuxParties { objet: objet.into(), ..Default::default() })
}

fn notice(of: &str) -> Body {
    Body::NotificationFaite(NotificationFaite { avis: of.into(), ..Default::default() })
}

#[tokio::test]
async fn a_report_and_an_opinion_are_counsels_once_communicated() {
    let (world, mut journal) = (World::new().await, Journal::new());
    let (martin, dubreuil, late) = (counsel("martin"), counsel("dubreuil"), counsel("tardif"));
    let (claimant, defendant) = (Uuid::now_v7(), Uuid::now_v7());
    let registry = person("greffe.civ1", "greffe_chambre", &["civ1"]);
    let report = world.deposit(&registry, "rapport").await;
    let opinion = world.deposit(&tissot(), "avis").await;
    journal.tell(&world, constituted(&martin), &[claimant], None).await;
    journal.tell(&world, constituted(&dubreuil), &[defendant], None).await;
    journal.tell(&world, chambre("civ1"), &[], None).await;
    journal.tell(&world, rapporteur(&lenoir()), &[], None).await;
    journal.tell(&world, avocat_general(&tissot()), &[], None).await;
    let body = RapportDepose { pieces: vec![report.into()], ..Default::default() };
    let deposited = journal.tell(&world, Body::RapportDepose(body), &[], None).await;
    let body = AvisParquetGeneral { objet: "pourvoi".into(), pieces: vec![opinion.into()] };
    let given = journal.tell(&world, Body::AvisParquetGeneral(body), &[], None).await;
    for piece in [report, opinion] {
        for reader in [&registry, &lenoir(), &tissot(), &person("autre.ag", "avocat_general", &[])] {
            assert!(world.reads(reader, piece).await, "{}", reader.subject);
        }
        for other in [&greffier(), &martin, &dubreuil, &of_soc(), &person("sder", "sder", &[])] {
            assert!(!world.reads(other, piece).await, "{}", other.subject);
        }
    }
    // Neither what counsel record themselves, nor that the sense of the opinion was told, hands anything over.
    journal.tell(&world, notified(), &[claimant], Some(deposited)).await;
    let mine = world.deposit(&martin, "piece").await;
    journal.tell(&world, papers(&[mine]), &[claimant], Some(deposited)).await;
    journal.tell(&world, notice("not.11.avis"), &[claimant], Some(given)).await;
    journal.tell(&world, notice("not.civ.29"), &[claimant], Some(deposited)).await;
    assert!(!world.reads(&martin, report).await && !world.reads(&martin, opinion).await);

    journal.tell(&world, told_of("rapport"), &[claimant], None).await;
    assert!(world.reads(&martin, report).await && !world.reads(&martin, opinion).await);
    assert!(!world.reads(&dubreuil, report).await, "another party");
    journal.tell(&world, notice("not.11"), &[defendant], Some(deposited)).await;
    assert!(world.reads(&dubreuil, report).await && !world.reads(&dubreuil, mine).await);
    journal.tell(&world, told_of("avis_parquet"), &[claimant], None).await;
    assert!(world.reads(&martin, opinion).await && !world.reads(&dubreuil, opinion).await);

    // What was received stays; who comes later reads what their party received.
    journal.tell(&world, discharged(&martin), &[claimant], None).await;
    journal.tell(&world, constituted(&late), &[claimant], None).await;
    for office in [&martin, &late] {
        assert!(world.reads(office, report).await && world.reads(office, opinion).await);
    }
    assert!(!world.reads(&greffier(), report).await);
}
