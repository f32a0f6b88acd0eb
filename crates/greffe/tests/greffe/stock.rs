//! The extract of a former system: every kind of defect is found and told with its line, nothing is repaired, what may enter
//! enters once, and both systems are compared.

use std::collections::BTreeSet;
use std::path::Path;

use greffe::commands::import::stock::{
    agreement::{Compared, Held},
    build::{Built, build, office_id},
    context,
    defects::{Defect, Kind},
    extract::{CLOSED, COURTS, Extract, FILES, Item, JOINDERS},
    joinders::Gathering,
    magistrates::{Magistrates, Named},
};
use greffe_contracts::{
    assignment::v1::Agent,
    common::v1::named_date,
    dossier::v1::{self as pb, StockAct},
    events::v1::ActRecorded,
    input::epoch_day,
    kind_of,
    stock::{SERIES_ACTS_MAX, SERIES_DOSSIERS_MAX},
};
use greffe_dev::testing::TestDirectory;
use greffe_test_support::{Options, Product};
use jiff::civil::{Date, date};

const PROCEDURE: &str = "civil_representation_obligatoire";

/// Rows of an extract, by file.
struct Written(Vec<(&'static str, Vec<u8>)>);

impl Written {
    fn new() -> Self {
        let all = FILES.iter().chain([&CLOSED, &COURTS, &JOINDERS]);
        Self(all.map(|(name, columns)| (*name, format!("{}\n", columns.join(";")).into_bytes())).collect())
    }

    fn row(&mut self, file: &str, row: impl AsRef<[u8]>) -> &mut Self {
        let (_, text) = self.0.iter_mut().find(|(name, _)| *name == file).unwrap();
        text.extend(row.as_ref());
        text.push(b'\n');
        self
    }

    /// A case with which nothing is wrong, in the files named.
    fn sound(&mut self, number: &str) -> &mut Self {
        self.row("dossiers.csv", format!("{number};;{PROCEDURE};;non;;;2025-03-03"));
        self.row(
            "parties.csv",
            format!("{number};1;demandeur;personne_physique;Fictif;Camille;Lyon;metropole"),
        );
        self.row("parties.csv", format!("{number};2;defendeur;personne_morale;Société Exemple;;;metropole"));
        self.row(
            "decisions_attaquees.csv",
            format!("{number};1;cour d’appel de Lyon;;2024-12-12;arret;24/00001;;"),
        )
    }

    fn save(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        for (name, text) in &self.0 {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
}

/// Magistrates of a register.
fn register() -> Magistrates {
    let named = ["Paul Lenoir", "Anne Martin", "Paul Martin", "Jean-Pierre d’Arc", "Mme Élise de La Tour"];
    let agents = (1_u128..).zip(named).map(|(id, name)| Agent {
        agent_id: uuid::Uuid::from_u128(id).to_string(),
        display_name: name.to_owned(),
        roles: vec!["magistrat_siege".to_owned()],
        ..Default::default()
    });
    Magistrates::of(agents)
}

/// Defects found, and numbers of the cases that may enter, in their order.
fn read(folder: &Path) -> (Vec<Defect>, Vec<String>) {
    let mut context = context(folder, date(2026, 11, 24)).unwrap();
    context.magistrates = register();
    let mut extract = Extract::open(folder).unwrap();
    let mut gathering = Gathering::new(&context.joinders, context.catalogue);
    let (mut defects, mut enter) = (context.joinders.defects.clone(), Vec::new());
    while let Some(item) = extract.next_item().unwrap() {
        match item {
            Item::Defect(defect) => defects.push(defect),
            Item::Closed(number, _) => gathering.closed(number),
            Item::Case(case) => {
                let built = build(&context, &case);
                defects.extend(built.defects.clone());
                let gathered = gathering.come(&case, built);
                defects.extend(gathered.defects);
                enter.extend(gathered.ready.iter().map(|come| come.number.bare()));
            }
        }
    }
    defects.extend(gathering.rest().defects);
    enter.sort();
    (defects, enter)
}

#[test]
fn a_magistrate_is_one_person_or_is_asked_of_somebody() {
    let register = register();
    let named = |written: &str| match register.named(written, &["magistrat_siege"]) {
        Named::One(id) => id.parse::<uuid::Uuid>().unwrap().as_u128().to_string(),
        Named::Nobody => "personne".to_owned(),
        Named::Several(names) => names.join(", "),
    };
    for (written, who) in [
        ("Lenoir", "1"),
        ("LENOIR Paul", "1"),
        ("M. P. Lenoir", "1"),
        ("M. Lenoir", "1"),
        ("LENOIR J.", "personne"),
        // A first name is nobody's family name, and half of a family name is none.
        ("Paul", "personne"),
        ("La Tour", "personne"),
        ("de la tour", "5"),
        ("Mme E. DE LA TOUR", "5"),
        ("J.-P. D’ARC", "4"),
        ("Jean Pierre d'Arc", "4"),
        ("Martin", "Anne Martin, Paul Martin"),
        ("A. MARTIN", "2"),
        ("Lenoir-Martin", "personne"),
        ("", "personne"),
    ] {
        assert_eq!(named(written), who, "{written}");
    }
    assert_eq!(register.named("Lenoir", &["avocat_general"]), Named::Nobody, "not of the function");
}

#[tokio::test]
async fn each_kind_of_defect_is_told_with_its_line_and_keeps_its_dossier_out_or_is_declared() {
    let directory = TestDirectory::create().await.unwrap();
    let folder = directory.path();
    let mut written = Written::new();
    let event = |number: &str, kind: &str, dates: &str| format!("{number};1;{kind};{dates};;;;;");
    written.row("juridictions.csv", "CA69;cour d’appel de Lyon");
    written.sound("25-10.001");
    // Encoding, columns, number, order.
    written
        .sound("25-10.002")
        .row("evenements.csv", b"25-10.002;1;radiation_demandee;demande=2025-04-01;;;\xe9;;".as_slice());
    written.row("dossiers.csv", "25-10.003;trop court");
    written.row("dossiers.csv", format!("25-XX.004;;{PROCEDURE};;non;;;2025-03-03"));
    // A number twice, and one that is closed too.
    written.sound("25-10.005").row("dossiers.csv", format!("25-10.005;;{PROCEDURE};;non;;;2025-03-04"));
    written
        .sound("25-10.006")
        .row("clos.csv", format!("25-10.006;;{PROCEDURE};;2024-01-02;2025-01-02;rejet"));
    // A letter that does not fit is kept.
    written.sound("25-10.007");
    let (_, heads) = &mut written.0[0];
    let text = String::from_utf8(heads.clone()).unwrap().replace("25-10.007;;", "25-10.007;A;");
    *heads = text.into_bytes();
    // Nobody forms it; a row of no dossier.
    written.row("dossiers.csv", format!("25-10.008;;{PROCEDURE};;non;;;2025-03-03"));
    written.row("parties.csv", "25-10.009;1;demandeur;;Orphelin;;;");
    // What the law and the court do not know.
    written.row("dossiers.csv", "25-10.010;;civil_inconnu;;non;civ9;;2025-03-03");
    written.row("parties.csv", "25-10.010;1;plaignant;;Fictif;;;");
    written.row("decisions_attaquees.csv", "25-10.010;1;CA99;;2024-12-12;arret;;;");
    written
        .sound("25-10.011")
        .row("evenements.csv", event("25-10.011", "acte_imaginaire", "depose=2025-04-01"));
    // Days.
    written
        .sound("25-10.012")
        .row("evenements.csv", event("25-10.012", "radiation_demandee", "demande=31/12/2025"));
    written
        .sound("25-10.013")
        .row("evenements.csv", event("25-10.013", "radiation_demandee", "demande=9999-12-31"));
    written
        .sound("25-10.014")
        .row("evenements.csv", event("25-10.014", "radiation_demandee", "demande=2027-01-01"));
    written
        .sound("25-10.015")
        .row("evenements.csv", event("25-10.015", "radiation_demandee", "demande=2025-01-01"));
    // A term that is awaited on no day that can be read: its dossier, which is sound, enters.
    written.row("echeances.csv", "25-10.001;bientôt;Réplique");
    // A rank that stands for nobody, and a court's code that the folder explains.
    written.sound("25-10.016").row("avocats.csv", "25-10.016;SCP Fictive;7;;");
    written.row("dossiers.csv", format!("25-10.017;;{PROCEDURE};19A;oui;civ1;;2025-03-03"));
    written.row("parties.csv", "25-10.017;1;demandeur;;Fictif;;;");
    written.row("decisions_attaquees.csv", "25-10.017;1;CA69;;2024-12-12;arret;;;");
    // Words of a decision that is not there.
    written.sound("25-10.018").row("dispositifs.csv", "25-10.018;1;REJETTE le pourvoi.;;;;");
    // An act that is not there, names that are nobody's, several persons', one person's.
    written
        .sound("25-10.019")
        .row("evenements.csv", "25-10.019;1;radiation_demandee;demande=2025-04-01;;;;9;");
    for (number, name) in [("25-10.020", "Dupré"), ("25-10.021", "Martin"), ("25-10.022", "LENOIR P.")] {
        let row = format!("{number};1;rapporteur_designe;designation=2025-05-01;;;;;{name}");
        written.sound(number).row("evenements.csv", row);
    }
    // Joined series: sound, of a number that is not there, under a closed case, twice in a line, twice over two, disjoined
    // without having been joined, before the pourvoi, civil with criminal.
    for at in (23..=26).chain(28..=37).filter(|at| *at != 32) {
        written.sound(&format!("25-10.0{at}"));
    }
    written.sound("25-10.038");
    // Two who attack one decision, each by a pourvoi of its own.
    written.sound("25-10.039").row("pourvois.csv", "25-10.039;1;principal;2025-03-03;1;");
    written.row("pourvois.csv", "25-10.039;2;principal;2025-03-05;1;");
    written.row("clos.csv", format!("25-10.027;;{PROCEDURE};;2024-01-02;2025-01-02;rejet"));
    written.row("dossiers.csv", "25-80.001;;penal_general;;non;;;2025-03-03");
    written.row("parties.csv", "25-80.001;1;demandeur;;Fictif;;;");
    for row in [
        "25-10.023;jonction;2025-04-01;25-10.024;Même question",
        "25-10.025;jonction;2025-04-01;25-10.099;",
        "25-10.027;jonction;2025-04-01;25-10.026;",
        "25-10.028;jonction;2025-04-01;25-10.029 25-10.029;",
        "25-10.030;disjonction;2025-04-01;25-10.031;",
        "25-10.033;jonction;2025-04-01;25-10.034;",
        "25-10.035;jonction;2025-05-01;25-10.034;",
        "25-10.036;jonction;2025-01-01;25-10.037;",
        "25-10.038;jonction;2025-04-01;25-80.001;",
    ] {
        written.row("jonctions.csv", row);
    }
    written.row("dossiers.csv", format!("25-09.999;;{PROCEDURE};;non;;;2025-03-03"));
    written.save(folder);

    let (defects, enter) = read(folder);
    let found: BTreeSet<Kind> = defects.iter().map(|d| d.kind).collect();
    let elsewhere = BTreeSet::from([Kind::Undecided, Kind::Refused, Kind::JoinedTooMany]);
    let every: BTreeSet<Kind> = Kind::ALL.iter().copied().filter(|kind| !elsewhere.contains(kind)).collect();
    assert_eq!(found, every, "{defects:#?}");
    let sound = ["001", "007", "013", "017", "022", "023", "024"].map(|number| format!("25-10.{number}"));
    assert_eq!(enter, sound, "{defects:#?}");
    let told = |kind: Kind| {
        let all = defects.iter().filter(|d| d.kind == kind);
        all.map(|d| (d.at.0, d.number.as_str(), d.column.as_str(), d.found.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(told(Kind::Letter), [("dossiers.csv", "25-10.007", "cle", "A")]);
    assert_eq!(told(Kind::Matter), [("dossiers.csv", "25-10.017", "matiere", "19A")]);
    assert_eq!(told(Kind::Fictive), [("evenements.csv", "25-10.013", "dates", "9999-12-31")]);
    assert_eq!(told(Kind::Again), [("pourvois.csv", "25-10.039", "nature", "principal")]);
    assert_eq!(told(Kind::Awaited), [("echeances.csv", "25-10.001", "le", "bientôt")]);
    assert_eq!(told(Kind::Reference), [("evenements.csv", "25-10.019", "repond_a", "9")]);
    assert_eq!(told(Kind::Nobody), [("evenements.csv", "25-10.020", "magistrat", "Dupré")]);
    let several = "Martin\u{a0}: Anne Martin, Paul Martin";
    assert_eq!(told(Kind::Several), [("evenements.csv", "25-10.021", "magistrat", several)]);
    assert_eq!(told(Kind::JoinedUnknown), [("jonctions.csv", "25-10.025", "joints", "25-10.099")]);
    assert_eq!(told(Kind::JoinedClosed), [("jonctions.csv", "25-10.027", "tete", "25-10.027")]);
    assert_eq!(
        told(Kind::JoinedTwice),
        [
            ("jonctions.csv", "25-10.028", "joints", "25-10.029"),
            ("jonctions.csv", "25-10.035", "joints", "25-10.034")
        ]
    );
    assert_eq!(told(Kind::NotJoined), [("jonctions.csv", "25-10.030", "joints", "25-10.031")]);
    assert_eq!(told(Kind::JoinedMatters), [("jonctions.csv", "25-10.038", "joints", "civil, penal")]);
    let early = told(Kind::Before).into_iter().filter(|(file, ..)| *file == "jonctions.csv");
    assert_eq!(early.map(|(_, number, ..)| number).collect::<Vec<_>>(), ["25-10.036", "25-10.037"]);
    let apart: Vec<&str> = told(Kind::JoinedApart).into_iter().map(|(_, number, ..)| number).collect();
    for number in ["25", "26", "28", "29", "30", "31", "33", "34", "35", "38"] {
        assert!(apart.contains(&format!("25-10.0{number}").as_str()), "{number}: {apart:?}");
    }
    assert_eq!(told(Kind::Duplicate).len(), 2, "neither of the two enters");
    assert_eq!(told(Kind::Elsewhere).len(), 2, "in both files");
    let order = &told(Kind::Order)[0];
    assert_eq!((order.0, order.1), ("dossiers.csv", "25-09.999"));
    assert!(told(Kind::Encoding)[0].3.contains('é'), "shown as it was meant");
}

#[tokio::test]
async fn a_series_beyond_its_bound_stays_out_wherever_it_stands() {
    let directory = TestDirectory::create().await.unwrap();
    let folder = directory.path();
    let mut written = Written::new();
    let number = |of: u32, at: usize| format!("25-{of}.{at:03}");
    // As many as go, one more, two of which one brings too many acts.
    for (of, count) in [(10, SERIES_DOSSIERS_MAX), (11, SERIES_DOSSIERS_MAX + 1), (12, 2)] {
        for at in 1..=count {
            written.sound(&number(of, at));
        }
        let others = (2..=count).map(|at| number(of, at)).collect::<Vec<_>>().join(" ");
        written.row("jonctions.csv", format!("{};jonction;2025-04-01;{others};", number(of, 1)));
    }
    written.save(folder);
    let context = context(folder, date(2026, 11, 24)).unwrap();
    let mut extract = Extract::open(folder).unwrap();
    let mut gathering = Gathering::new(&context.joinders, context.catalogue);
    let (mut enter, mut defects) = (Vec::new(), Vec::new());
    while let Some(item) = extract.next_item().unwrap() {
        let Item::Case(case) = item else { panic!("{item:?}") };
        let mut built = build(&context, &case);
        if case.number.bare() == number(12, 2) {
            built.request.acts = vec![StockAct::default(); SERIES_ACTS_MAX];
        }
        let gathered = gathering.come(&case, built);
        enter.extend(gathered.ready.iter().map(|come| come.number.bare()));
        defects.extend(gathered.defects);
    }
    assert_eq!(enter, (1..=SERIES_DOSSIERS_MAX).map(|at| number(10, at)).collect::<Vec<_>>());
    let told: Vec<_> = defects.iter().filter(|defect| defect.kind == Kind::JoinedTooMany).collect();
    let said: Vec<_> = told.iter().map(|d| (d.at.0, d.number.as_str(), d.found.as_str())).collect();
    // One act of the jonction in each of the longer; in the heavier, that of the other and what it brings.
    let acts = SERIES_ACTS_MAX + 1;
    assert_eq!(
        said,
        [
            ("jonctions.csv", "25-11.001", "502 dossiers, 502 actes"),
            ("jonctions.csv", "25-12.001", format!("2 dossiers, {acts} actes").as_str()),
        ]
    );
    let apart = defects.iter().filter(|defect| defect.kind == Kind::JoinedApart).count();
    assert_eq!(apart, SERIES_DOSSIERS_MAX + 1 + 2, "each of those kept out");
}

#[tokio::test]
async fn a_decision_without_a_day_comes_after_everything_that_preceded_it() {
    let directory = TestDirectory::create().await.unwrap();
    let folder = directory.path();
    let mut written = Written::new();
    // One whose last act is later than its jonction, of the same day as its first; one all of whose acts are earlier.
    for (number, memoire, asked) in
        [("25-10.041", "2025-10-01", "2025-11-01"), ("25-10.042", "2025-07-01", "2025-08-01")]
    {
        written
            .sound(number)
            .row(
                "evenements.csv",
                format!(r#"{number};1;memoire_depose;depose={memoire};"{{""nature"":""ampliatif""}}";1;;;"#),
            )
            .row("evenements.csv", format!("{number};2;radiation_demandee;demande={asked};;2;;;"))
            .row("decisions.csv", format!("{number};;arret;rejet;;;;"));
    }
    written.row("jonctions.csv", "25-10.041;jonction;2025-10-01;25-10.042;Même question").save(folder);
    let context = context(folder, date(2026, 11, 24)).unwrap();
    let mut extract = Extract::open(folder).unwrap();
    let mut orders = Vec::new();
    while let Some(item) = extract.next_item().unwrap() {
        let Item::Case(case) = item else { continue };
        let acts = build(&context, &case).request.acts;
        let bodies = acts.into_iter().map(|act| act.act.and_then(|fact| fact.body));
        orders.push(bodies.map(|body| body.map_or("jonction", |body| kind_of(&body))).collect::<Vec<_>>());
    }
    let [(memoire, asked), (joined, decided)] =
        [("memoire_depose", "radiation_demandee"), ("jonction", "decision_prononcee")];
    assert_eq!(orders, [[joined, memoire, asked, decided], [memoire, asked, joined, decided]]);
}

/// What Greffe would hold of a case that entered as the extract says it.
fn held(built: &Built) -> Held {
    let opening = built.request.opening.clone().unwrap();
    let parties = opening.parties.iter().map(|party| {
        let person = party.person.clone().unwrap();
        let name = [person.first_names, person.name].join(" ").trim().to_owned();
        let office_ids = Some(party.office_id.clone()).filter(|id| !id.is_empty()).into_iter().collect();
        pb::Party {
            name,
            office_ids,
            role: party.role.clone(),
            residence: party.residence.clone(),
            ..Default::default()
        }
    });
    let decisions = opening.decisions.iter().map(|of| pb::Decision {
        court: of.court.clone(),
        rendered_on: of.rendered_on.clone(),
        case_number: of.case_number.clone(),
        ..Default::default()
    });
    let dossier = pb::Dossier {
        procedure: opening.procedure.clone(),
        formed_on: "2025-03-03".into(),
        parties: parties.collect(),
        decisions: decisions.collect(),
        ..Default::default()
    };
    let acts = built.request.acts.iter().filter_map(|act| act.act.clone()).map(|act| ActRecorded {
        kind: act.body.as_ref().map(kind_of).unwrap_or_default().to_owned(),
        ..act
    });
    let declared = ActRecorded { kind: "avocat_constitue".into(), ..Default::default() };
    Held { dossier, acts: std::iter::once(declared).chain(acts).collect(), next: None }
}

/// Gives the last act of a type another day.
fn set(held: &mut Held, kind: &str, day: Date) {
    let act = held.acts.iter_mut().rev().find(|act| act.kind == kind).unwrap();
    act.dates[0].value = Some(named_date::Value::Day(epoch_day(day)));
}

#[tokio::test]
async fn both_systems_are_compared_by_the_dates_of_acts_counsel_and_the_next_term() {
    let directory = TestDirectory::create().await.unwrap();
    let folder = directory.path();
    let mut written = Written::new();
    written.sound("25-10.001").row("avocats.csv", "25-10.001;SCP Fictive;1;2025-03-03;2025-06-01");
    written.row("avocats.csv", "25-10.001;SCP Modèle;1;2025-06-02;");
    let memoire = r#"memoire_depose;depose=2025-07-01;"{""nature"":""ampliatif""}""#;
    let reply = r#"memoire_depose;depose=2025-09-01;"{""nature"":""replique""}""#;
    written.row("evenements.csv", format!("25-10.001;1;{memoire};1;;;"));
    written.row("evenements.csv", format!("25-10.001;2;{reply};1;;;"));
    written.row("evenements.csv", "25-10.001;3;radiation_demandee;demande=9999-12-31;;2;;;");
    // One that is past, and two whose days are none: they are told, and keep nothing out.
    written
        .row("echeances.csv", "25-10.001;2026-12-24;Réplique")
        .row("echeances.csv", "25-10.001;2025-12-24;")
        .row("echeances.csv", "25-10.001;9999-12-31;Sans terme")
        .row("echeances.csv", "25-10.001;bientôt;");
    written.save(folder);
    let today = date(2026, 11, 24);
    let context = context(folder, today).unwrap();
    let mut extract = Extract::open(folder).unwrap();
    let Some(Item::Case(case)) = extract.next_item().unwrap() else { panic!("no case") };
    let built = build(&context, &case);
    assert!(built.enters(), "{:?}", built.defects);
    let told = |change: fn(&mut Held)| {
        let mut held = held(&built);
        held.dossier.parties[0].office_ids = vec![office_id("SCP Modèle").to_string()];
        held.next = Some(("2026-12-24".into(), "Mémoire en réplique".into()));
        change(&mut held);
        let mut compared = Compared::default();
        compared.both("25-10.001", &built, &held, today);
        (
            compared.differences.into_iter().map(|[_, rest @ ..]| rest.join(" | ")).collect::<Vec<_>>(),
            compared.since,
        )
    };
    let nothing: Vec<String> = Vec::new();
    assert_eq!(told(|_| {}), (nothing.clone(), 0));
    // Of two of a type, the one that was changed; an unknown day is no day, and a day is not unknown.
    assert_eq!(
        told(|held| set(held, "memoire_depose", date(2025, 9, 2))),
        (vec!["actes.memoire_depose.depose | 2025-09-01 | 2025-09-02".to_owned()], 0)
    );
    assert_eq!(
        told(|held| set(held, "radiation_demandee", date(2025, 8, 1))),
        (vec!["actes.radiation_demandee.demande | inconnue | 2025-08-01".to_owned()], 0)
    );
    // A type that is not there; what came since, and what the declaration made.
    assert_eq!(
        told(|held| held.acts.retain(|act| act.kind != "radiation_demandee")),
        (vec!["actes | radiation_demandee, demande inconnue | ".to_owned()], 0)
    );
    assert_eq!(
        told(|held| held.acts.push(ActRecorded { kind: "memoire_notifie".into(), ..Default::default() })),
        (nothing, 1)
    );
    assert_eq!(
        told(|held| held.acts.retain(|act| act.kind != "avocat_constitue" || act.dates.is_empty())),
        (vec!["actes | avocat_constitue, constitution 2025-06-02 | ".to_owned()], 0)
    );
    assert_eq!(
        told(|held| held.dossier.parties[0].office_ids.clear()),
        (vec!["avocats | Camille Fictif, SCP Modèle | Camille Fictif, sans avocat".to_owned()], 0)
    );
    for (next, greffe) in [(Some("2026-12-25"), "2026-12-25 (Mémoire)"), (None, "aucune")] {
        let mut held = held(&built);
        held.dossier.parties[0].office_ids = vec![office_id("SCP Modèle").to_string()];
        held.next = next.map(|day| (day.to_owned(), "Mémoire".to_owned()));
        let mut compared = Compared::default();
        compared.both("25-10.001", &built, &held, today);
        let said = ["25-10.001", "prochaine_echeance", "2026-12-24 (Réplique)", greffe].map(str::to_owned);
        assert_eq!(compared.differences, [said]);
    }
}

#[tokio::test]
async fn an_extract_is_tried_entered_once_and_compared() -> anyhow::Result<()> {
    let directory = TestDirectory::create().await?;
    let folder = directory.path().join("extrait");
    let mut written = Written::new();
    written.sound("25-10.001");
    written.row("avocats.csv", "25-10.001;SCP Fictive et Associés;1;2025-03-03;2025-06-01");
    written.row("avocats.csv", "25-10.001;SCP Modèle;1;2025-06-02;");
    written.row("pourvois.csv", "25-10.001;1;principal;2025-03-03;1;2");
    written.row("pourvois.csv", "25-10.001;2;incident;2025-08-01;2;1");
    written.row("evenements.csv", "25-10.001;1;radiation_demandee;demande=9999-12-31;;2;;;");
    written.row(
        "evenements.csv",
        r#"25-10.001;2;memoire_depose;depose=2025-07-01;"{""nature"":""ampliatif""}";1;;;"#,
    );
    written.row("pieces.csv", "25-10.001;1;2;memoire;memoire.pdf;00ff;12");
    written.row("decisions.csv", "25-10.001;2026-03-05;arret;rejet;frh;ECLI:FR:CCASS:2026:C100001;;");
    written.row("dispositifs.csv", "25-10.001;1;REJETTE le pourvoi.;;;;25-10.077");
    // The law admits no decision before there is a mémoire.
    written.sound("25-10.002").row("decisions.csv", "25-10.002;2026-03-05;arret;rejet;;;;");
    // Two that were joined before they were decided; one act answers another, and names its rapporteur.
    for number in ["25-10.003", "25-10.004"] {
        let memoire = r#"memoire_depose;depose=2025-07-01;"{""nature"":""ampliatif""}""#;
        written.sound(number).row("evenements.csv", format!("{number};1;{memoire};1;;;"));
        written.row("decisions.csv", format!("{number};2026-03-05;arret;rejet;;;;"));
    }
    let served = r#"signifie=2025-07-10;"{""nature"":""ampliatif"",""remise"":""a_domicile""}""#;
    written.row("evenements.csv", format!("25-10.004;2;memoire_signifie;{served};2;;1;"));
    written.row("evenements.csv", "25-10.004;3;rapporteur_designe;designation=2025-09-01;;;;;M. P. LENOIR");
    written.row("jonctions.csv", "25-10.003;jonction;2025-10-01;25-10.004;Même question");
    written.row("clos.csv", format!("23-10.001;;{PROCEDURE};civ1;2023-01-02;2024-01-02;rejet"));
    written.row("clos.csv", format!("23-10.002;;{PROCEDURE};civ1;2023-01-02;;rejet"));
    written.save(&folder);

    let product = Product::start(Options::default()).await?;
    let path = folder.display().to_string();
    let stock = async |more: &[&str]| {
        let mut verb = vec!["import", "stock", &path, "--operateur", "Essai"];
        verb.extend(more);
        product.operate(&verb).await
    };
    let (well, said) = stock(&[]).await?;
    println!("{said}");
    assert!(well && said.contains("3 entreraient (essai : rien n’est écrit)"), "{said}");
    assert!(said.contains("clos_sans_decision") && said.contains("1 × refus"), "{said}");
    let (well, said) = stock(&["--compare"]).await?;
    assert!(!well && said.contains("4 absents de Greffe"), "the trial wrote nothing: {said}");

    let (well, said) = stock(&["--entrer"]).await?;
    assert!(well && said.contains("3 entrés avec") && said.contains("1 entrées en chiffres"), "{said}");
    let (well, again) = stock(&["--entrer"]).await?;
    assert!(well && again.contains("0 entrés avec") && again.contains("3 déjà repris."), "{again}");
    assert!(again.contains("1 déjà reprises"), "{again}");

    let api = product.machine("reprise").await?;
    let dossier = api.get("/api/v1/dossiers/25-10.001?min_version=8").await?.expect(200)?;
    assert_eq!((&dossier["stage"], &dossier["formed_on"]), (&"juge".into(), &"2025-03-03".into()));
    assert_eq!(dossier["pourvois"].as_array().map(Vec::len), Some(2));
    let id = dossier["dossier_id"].as_str().unwrap_or_default();
    let journal = api.get(&format!("/api/v1/dossiers/{id}/actes")).await?.expect(200)?;
    let declared =
        journal["items"].as_array().into_iter().flatten().find(|a| a["kind"] == "radiation_demandee");
    let declared = declared.expect("the request is in the journal");
    assert_eq!(declared["dates"]["demande"], "inconnue");
    let reason = declared["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("9999-12-31") && reason.contains("evenements.csv, ligne 2"), "{reason}");
    let origins = api.get(&format!("/api/v1/dossiers/{id}/provenance")).await?.expect(200)?;
    let of = |field: &str| {
        let all = origins["items"].as_array().into_iter().flatten();
        all.clone().find(|o| o["field"] == field).cloned().unwrap_or_default()
    };
    assert_eq!(of("evenements[0].dates")["original"], "demande=9999-12-31");
    assert_eq!(of("evenements[0].dates")["defect"], "date_fictive");
    assert_eq!(
        (&of("parties[1].nom")["line"], &of("pieces[0].sha256")["original"]),
        (&3.into(), &"00ff".into())
    );
    let ruled = api.get(&format!("/api/v1/dossiers/{id}/decisions")).await?.expect(200)?;
    let ruled = &ruled["decisions"][0];
    assert_eq!(
        (&ruled["dispositif"], &ruled["joined_numbers"][0]),
        (&"REJETTE le pourvoi.".into(), &"V 25-10.077".into())
    );
    let joined = api.get("/api/v1/dossiers/25-10.004").await?.expect(200)?;
    let id = joined["dossier_id"].as_str().unwrap_or_default();
    let journal = api.get(&format!("/api/v1/dossiers/{id}/actes")).await?.expect(200)?;
    let act = |kind: &str| {
        let mut all = journal["items"].as_array().into_iter().flatten();
        all.find(|a| a["kind"] == kind).cloned().unwrap_or_default()
    };
    assert_eq!(act("memoire_signifie")["refers_to"], act("memoire_depose")["act_id"]);
    assert!(act("rapporteur_designe")["corps"]["person_id"].is_string(), "{journal}");
    let joinder = act("jonction_prononcee");
    assert_eq!(
        (&joinder["dates"]["prononce"], &joinder["reason"]),
        (&"2025-10-01".into(), &"Même question".into())
    );
    assert!(
        joinder["common_head_number"].as_str().is_some_and(|head| head.ends_with("25-10.003")),
        "{joinder}"
    );
    assert!(joinder["version"].as_u64() < act("decision_prononcee")["version"].as_u64());
    let origins = api.get(&format!("/api/v1/dossiers/{id}/provenance")).await?.expect(200)?;
    let origins = origins["items"].as_array().into_iter().flatten();
    let origins: Vec<(&str, &str)> =
        origins.filter_map(|o| Some((o["field"].as_str()?, o["original"].as_str()?))).collect();
    assert!(origins.contains(&("jonctions[0].tete", "25-10.003")), "{origins:?}");
    assert!(origins.contains(&("evenements[2].magistrat", "M. P. LENOIR")), "{origins:?}");
    let greffier = product.person("greffe.central").await?;
    let durations = greffier.get("/api/v1/stock/durees").await?.expect(200)?;
    let cells = durations["cells"].as_array().into_iter().flatten();
    let origins: Vec<&str> = cells.filter_map(|c| c["origin"].as_str()).collect();
    assert_eq!(origins, ["anterieur", "greffe"], "{durations}");

    // The one that was refused is told each day, and so is what the former system changes.
    let (well, said) = stock(&["--compare"]).await?;
    assert!(!well && said.contains("25-10.002 · dossier") && said.contains("1 différences"), "{said}");
    let parties =
        std::fs::read_to_string(folder.join("parties.csv"))?.replace("Société Exemple", "Société Autre");
    std::fs::write(folder.join("parties.csv"), parties)?;
    let events = std::fs::read_to_string(folder.join("evenements.csv"))?.replace(
        "25-10.003;1;memoire_depose;depose=2025-07-01",
        "25-10.003;1;memoire_depose;depose=2025-07-02",
    );
    std::fs::write(folder.join("evenements.csv"), events)?;
    let counsel = std::fs::read_to_string(folder.join("avocats.csv"))?.replace("SCP Modèle", "SCP Autre");
    std::fs::write(folder.join("avocats.csv"), counsel)?;
    std::fs::write(folder.join("echeances.csv"), "dossier;le;libelle\n25-10.001;2040-01-02;Réplique\n")?;
    let (_, said) = stock(&["--compare"]).await?;
    for told in [
        "25-10.001 · parties",
        "Société Autre",
        "25-10.001 · avocats · antérieur « Camille Fictif, SCP Autre » · Greffe « Camille Fictif, SCP Modèle »",
        "25-10.001 · prochaine_echeance · antérieur « 2040-01-02 (Réplique) »",
        "25-10.003 · actes.memoire_depose.depose · antérieur « 2025-07-02 » · Greffe « 2025-07-01 »",
    ] {
        assert!(said.contains(told), "{told}: {said}");
    }
    let (sound, said) = product.verify(20).await?;
    assert!(sound, "{said}");
    product.stack.stop().await
}
