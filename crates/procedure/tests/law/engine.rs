//! What the engine does with what the data files may say, tried on the catalogue with some files written otherwise.

use std::{fs, path::Path};

use greffe_procedure::{
    act::{ActBuilder, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    day::Day,
    derivation::{Deadline, Derivation},
    derive::derive,
    ids::{PartyId, PersonId},
    profile::CourtProfile,
};

use crate::support::{AUTRE, DEFENDEUR, DEMANDEUR, Journal, day, status};

const DEPOT: &str = "civil.memoire_ampliatif.depot";
const DEPOT_FILE: &str = "catalogue/civil/memoire_ampliatif_depot.toml";
const MODIFIERS: &str = "catalogue/modificateurs.toml";

/// The catalogue with some of its files rewritten, and others beside them.
struct Law {
    files: Vec<(String, String)>,
}

impl Law {
    fn new() -> Self {
        let mut files = Vec::new();
        collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/catalogue")), "catalogue", &mut files);
        files.sort();
        Self { files }
    }

    fn with(mut self, path: &str, text: &str) -> Self {
        self.files.retain(|(known, _)| known != path);
        self.files.push((path.to_owned(), text.to_owned()));
        self.files.sort();
        self
    }

    fn rewriting(self, path: &str, from: &str, to: &str) -> Self {
        let text = &self.files.iter().find(|(known, _)| known == path).unwrap().1;
        assert!(text.contains(from), "{path} does not say {from}");
        let text = text.replace(from, to);
        self.with(path, &text)
    }

    fn try_compile(&self) -> Result<Catalogue, Vec<String>> {
        let files: Vec<(&str, &str)> = self.files.iter().map(|(p, t)| (p.as_str(), t.as_str())).collect();
        Catalogue::compile(&files)
    }

    /// Names are the same in every catalogue: acts built for one are read by another.
    fn compile(&self) -> Catalogue {
        self.try_compile().unwrap_or_else(|problems| panic!("{problems:?}"))
    }
}

fn collect(folder: &Path, name: &str, into: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{name}/{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            collect(&path, &name, into);
        } else if name.ends_with(".toml") {
            into.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

fn derived(law: &Catalogue, journal: &Journal, today: &str) -> Derivation {
    derive(law, CourtProfile::embedded(), &journal.acts, day(today))
}

fn find(law: &Catalogue, journal: &Journal, rule: &str, party: PartyId, today: &str) -> Option<Deadline> {
    let derived = derived(law, journal, today);
    derived.deadlines.into_iter().find(|d| d.key.rule.as_str() == rule && d.key.party == Some(party))
}

fn due(law: &Catalogue, journal: &Journal, today: &str) -> Option<Day> {
    find(law, journal, DEPOT, DEMANDEUR, today).and_then(|deadline| deadline.due)
}

/// The term of the mémoire, that a judge may lengthen; by eight days at most where `limit` says so.
fn lengthened(limit: &str) -> Catalogue {
    let event = "[[event]]\nname = \"accordee_ici\"\nlabel = \"prorogation\"\nsources = [\"delai_fixe\", \"prorogation_accordee\"]\npersonal = true\n\n[[interruption]]";
    let by = format!("extended_by = \"accordee_ici\"\n{limit}\nmoved_by");
    let law = Law::new().rewriting(DEPOT_FILE, "moved_by", &by);
    let text = law.files.iter().find(|(path, _)| path == MODIFIERS).unwrap().1.replacen(
        "[[interruption]]",
        event,
        1,
    );
    law.with(MODIFIERS, &text).compile()
}

fn granted(journal: Journal, on: &str, party: Option<PartyId>, set: &[(&str, AttrValue)]) -> Journal {
    journal.act("prorogation_accordee", |b| {
        let b = b.day("accordee", day(on)).code("nature", "huit_jours");
        let b = party.into_iter().fold(b, |b, party| b.party(party));
        set.iter().fold(b, |b, (name, value)| b.attr(name, value.clone()))
    })
}

#[test]
fn days_granted_are_days_and_a_day_fixed_counts_before_them() {
    let law = lengthened("");
    // Without anything: 24 March 2027, a Wednesday.
    let opened = || Journal::opened("2026-11-24");
    let of = |set: &[(&str, AttrValue)]| due(&law, &granted(opened(), "2027-03-01", None, set), "2027-03-02");
    assert_eq!(of(&[("jours", AttrValue::Int(8))]), Some(day("2027-04-01")), "eight days, not eight months");
    let fixed = ("jusqu_au", AttrValue::Day(day("2027-04-14")));
    assert_eq!(of(&[("jours", AttrValue::Int(8)), fixed.clone()]), Some(day("2027-04-14")));
    assert_eq!(of(&[fixed]), Some(day("2027-04-14")));
    assert_eq!(of(&[]), Some(day("2027-03-24")), "an act that sets nothing changes nothing");
    let beyond = Journal::opened("2026-11-24");
    let beyond = granted(beyond, "2027-03-01", None, &[("jours", AttrValue::Int(i64::MAX))]);
    assert_eq!(due(&law, &beyond, "2027-03-02"), Some(day("2027-03-24")), "no judge grants that");
}

#[test]
fn what_is_granted_to_another_does_not_hide_what_is_granted_to_oneself() {
    let law = lengthened("");
    let journal = granted(
        Journal::opened("2026-11-24"),
        "2027-03-01",
        Some(DEMANDEUR),
        &[("jours", AttrValue::Int(8))],
    );
    let journal = granted(journal, "2027-03-02", Some(DEFENDEUR), &[("jours", AttrValue::Int(20))]);
    assert_eq!(due(&law, &journal, "2027-03-03"), Some(day("2027-04-01")));
    // The last one counts, whatever source it is of.
    let journal = journal.act("delai_fixe", |b| {
        let b = b.day("fixe", day("2027-02-01")).code("objet", "memoire_ampliatif").party(DEMANDEUR);
        b.attr("jusqu_au", AttrValue::Day(day("2027-05-03")))
    });
    assert_eq!(due(&law, &journal, "2027-03-03"), Some(day("2027-04-01")));
}

#[test]
fn what_lengthens_never_shortens_nor_goes_beyond_what_the_text_allows() {
    let until = |to: &str| {
        granted(Journal::opened("2026-11-24"), "2027-03-01", None, &[("jusqu_au", AttrValue::Day(day(to)))])
    };
    let law = lengthened("");
    assert_eq!(due(&law, &until("2027-03-10"), "2027-03-02"), Some(day("2027-03-24")));
    let law = lengthened("extension_limit = 8");
    assert_eq!(due(&law, &until("2027-05-03"), "2027-03-02"), Some(day("2027-04-01")));
    assert_eq!(due(&law, &until("2027-03-26"), "2027-03-02"), Some(day("2027-03-26")));
}

#[test]
fn a_term_is_reduced_to_months_or_to_days() {
    let reduced = |name: &str, n: i64| {
        Journal::opened("2026-11-24")
            .act("delais_reduits", |b| b.day("prononce", day("2026-12-01")).attr(name, AttrValue::Int(n)))
    };
    let due = |journal: &Journal| journal.deadline(DEPOT, DEMANDEUR, "2026-12-01").due;
    assert_eq!(due(&reduced("mois", 1)), Some(day("2026-12-24")));
    let answer = greffe_procedure::simulate(
        r#"{"rule":"civil.memoire_ampliatif.depot","start":"2026-11-24","events":[{"kind":"reduction_1009","days":20}]}"#,
    );
    assert!(answer.contains(r#""due":"2026-12-14""#), "{answer}");
}

const NOTIFICATION: &str = "civil.memoire_ampliatif.notification";
const SIGNIFICATION: &str = "civil.memoire_ampliatif.signification";

/// What is owed toward a défendeur, in the law as it stands.
fn toward(journal: &Journal, party: PartyId, today: &str) -> Vec<(&'static str, &'static str, Option<Day>)> {
    let derived = journal.derive(today);
    let of = |d: &&Deadline| {
        d.key.party == Some(party) && [NOTIFICATION, SIGNIFICATION].contains(&d.key.rule.as_str())
    };
    derived.deadlines.iter().filter(of).map(|d| (d.key.rule.as_str(), status(d), d.due)).collect()
}

fn counsel(journal: Journal, on: &str, party: PartyId) -> Journal {
    journal.act("avocat_constitue", |b| {
        b.day("constitution", day(on)).attr("cabinet", AttrValue::Id(uuid::Uuid::from_u128(77))).party(party)
    })
}

fn aid(journal: Journal, on: &str, party: PartyId) -> Journal {
    journal.act("aide_juridictionnelle_demandee", |b| b.day("demande", day(on)).party(party))
}

fn settled(journal: Journal, on: &str, party: PartyId) -> Journal {
    journal.act("aide_juridictionnelle_decidee", |b| {
        b.day("decidee", day(on)).day("notifiee", day(on)).code("sens", "rejet").party(party)
    })
}

#[test]
fn the_aid_of_the_demandeur_protects_what_he_owes_to_his_adversaries() {
    let journal =
        aid(counsel(Journal::opened("2026-01-15"), "2026-02-01", DEFENDEUR), "2026-05-01", DEMANDEUR);
    assert_eq!(toward(&journal, DEFENDEUR, "2026-08-01"), [(NOTIFICATION, "interrompue", None)]);
    assert_eq!(toward(&journal, AUTRE, "2026-08-01"), [(SIGNIFICATION, "interrompue", None)]);
    let tasks = journal.derive("2026-08-01").tasks;
    assert!(tasks.iter().all(|task| task.key.rule.as_str() != "soumettre_decheance"), "{tasks:?}");
    let journal = settled(journal, "2026-07-01", DEMANDEUR);
    let due = (Some(day("2026-11-02")), Some(day("2026-12-01")));
    assert_eq!(toward(&journal, DEFENDEUR, "2026-08-01"), [(NOTIFICATION, "ouverte", due.0)]);
    assert_eq!(toward(&journal, AUTRE, "2026-08-01"), [(SIGNIFICATION, "ouverte", due.1)]);
    // The steps are those of the day that they explain.
    let derived = journal.derive("2026-08-01");
    for deadline in derived.deadlines.iter().filter(|d| [due.0, due.1].contains(&d.due)) {
        let (law, court) = (Catalogue::embedded(), CourtProfile::embedded());
        let steps = greffe_procedure::explain::explain(law, court, &journal.acts, deadline);
        let said = deadline.due.map(Day::long).unwrap_or_default();
        assert!(steps.iter().any(|step| step.text.contains(&said)), "{steps:?}");
    }
}

#[test]
fn the_aid_of_the_adversary_does_not() {
    let journal =
        aid(counsel(Journal::opened("2026-01-15"), "2026-02-01", DEFENDEUR), "2026-05-01", DEFENDEUR);
    let due = Some(day("2026-05-15"));
    assert_eq!(toward(&journal, DEFENDEUR, "2026-08-01"), [(NOTIFICATION, "expiree", due)]);
}

#[test]
fn counsel_of_the_adversary_is_looked_for_on_the_day_on_which_the_term_ends_in_fact() {
    // After the four months, before the end of those that the aid opened.
    let journal =
        settled(aid(Journal::opened("2026-01-15"), "2026-05-01", DEMANDEUR), "2026-07-01", DEMANDEUR);
    let journal = counsel(journal, "2026-09-01", DEFENDEUR);
    let due = Some(day("2026-11-02"));
    assert_eq!(toward(&journal, DEFENDEUR, "2026-09-02"), [(NOTIFICATION, "ouverte", due)]);
    // The same while the term is interrupted: who has counsel is told through counsel.
    let journal =
        counsel(aid(Journal::opened("2026-01-15"), "2026-05-01", DEMANDEUR), "2026-09-01", DEFENDEUR);
    assert_eq!(toward(&journal, DEFENDEUR, "2026-09-02"), [(NOTIFICATION, "interrompue", None)]);
}

#[test]
fn of_several_demandeurs_the_one_whose_term_ends_first_is_the_safe_one() {
    let declared = |party: PartyId, role, zone| DeclaredParty {
        party,
        person: PersonId(party.0),
        role,
        zone,
        nature: None,
    };
    let (here, overseas) = (ResidenceZone::Metropole, ResidenceZone::OutreMer);
    let journal = Journal::new().act("pourvoi_forme", |b| {
        b.day("forme", day("2026-01-15"))
            .code("nature", "principal")
            .declare(declared(DEMANDEUR, Role::Demandeur, here))
            .declare(declared(AUTRE, Role::Demandeur, overseas))
            .declare(declared(DEFENDEUR, Role::Defendeur, here))
    });
    let of = |journal: &Journal| toward(journal, DEFENDEUR, "2026-05-02");
    assert_eq!(of(&journal), [(SIGNIFICATION, "ouverte", Some(day("2026-06-15")))]);
    // Aid to the one: the other still owes, five months for him who lives overseas, and one more.
    let journal = aid(journal, "2026-05-01", DEMANDEUR);
    assert_eq!(of(&journal), [(SIGNIFICATION, "ouverte", Some(day("2026-07-15")))]);
    assert_eq!(of(&aid(journal, "2026-05-01", AUTRE)), [(SIGNIFICATION, "interrompue", None)]);
}

#[test]
fn what_no_longer_matters_is_not_late() {
    let late = Journal::opened("2026-11-24").ampliatif("2027-04-01");
    assert_eq!(status(&late.deadline(DEPOT, DEMANDEUR, "2027-04-02")), "satisfaite_hors_delai");
    let over = late.act("desistement_constate", |b| {
        b.day("prononce", day("2027-04-10")).code("etendue", "total").code("nature", "ordonnance")
    });
    assert_eq!(status(&over.deadline(DEPOT, DEMANDEUR, "2027-04-11")), "sans_objet");
    assert_eq!(over.derive("2027-04-11").irregularities, []);
    let met = Journal::opened("2026-11-24").ampliatif("2027-03-01").act("desistement_constate", |b| {
        b.day("prononce", day("2027-04-10")).code("etendue", "total").code("nature", "ordonnance")
    });
    assert_eq!(
        status(&met.deadline(DEPOT, DEMANDEUR, "2027-04-11")),
        "satisfaite",
        "what was kept stays kept"
    );
}

fn told(before: &Derivation, after: &Derivation) -> Vec<String> {
    let said = greffe_procedure::consequences::consequences(Catalogue::embedded(), before, after);
    said.into_iter().filter(|c| c.kind == "echeance").map(|c| c.text).collect()
}

#[test]
fn a_kept_term_whose_day_is_corrected_does_not_run_again() {
    let journal = Journal::opened("2026-11-24").ampliatif("2027-03-10");
    let wrong = journal.acts.last().unwrap().id;
    let corrected = |on: &str| {
        journal.clone().act("memoire_depose", |b| {
            b.day("depose", day(on)).code("nature", "ampliatif").party(DEMANDEUR).supersedes(wrong)
        })
    };
    let before = journal.derive("2027-03-12");
    let said = told(&before, &corrected("2027-03-11").derive("2027-03-12"));
    let said: Vec<_> = said.iter().filter(|text| text.contains("Dépôt du mémoire ampliatif")).collect();
    let days = "satisfait le jeudi 11 mars 2027, et non plus le mercredi 10 mars 2027";
    assert!(matches!(&said[..], [one] if one.contains(days)), "{said:?}");
    // Another act, the same day: nothing that anybody would have to hear.
    assert_eq!(told(&before, &corrected("2027-03-10").derive("2027-03-12")), [] as [String; 0]);
    // Kept before and after, its end moved.
    let aided = settled(aid(journal, "2027-01-05", DEMANDEUR), "2027-02-01", DEMANDEUR);
    let said = told(&before, &aided.derive("2027-03-12")).join(" ");
    assert!(said.contains("reste satisfait. Son terme est désormais le mardi 1er juin 2027."), "{said}");
}

fn simulated(rule: &str, start: &str, events: &[(&str, &str)]) -> serde_json::Value {
    let events: Vec<_> =
        events.iter().map(|(kind, date)| serde_json::json!({"kind": kind, "date": date})).collect();
    let line = serde_json::json!({"rule": rule, "start": start, "events": events});
    serde_json::from_str(&greffe_procedure::simulate(&line.to_string())).unwrap()
}

fn texts(answer: &serde_json::Value) -> Vec<&str> {
    answer["steps"].as_array().unwrap().iter().map(|step| step["text"].as_str().unwrap()).collect()
}

#[test]
fn a_term_that_is_interrupted_names_no_last_day() {
    let pending = simulated("civil.memoire_defense", "2024-05-10", &[("aj_demande", "2024-06-01")]);
    assert!(pending["due"].is_null(), "{pending}");
    assert!(!texts(&pending).iter().any(|text| text.starts_with("Dernier jour utile")), "{pending}");
}

#[test]
fn a_holiday_of_the_place_leaves_no_doubt_where_the_law_leaves_none() {
    let at = |rule: &str, start: &str| {
        let line = serde_json::json!({"rule": rule, "start": start, "calendar": "la_reunion"});
        serde_json::from_str::<serde_json::Value>(&greffe_procedure::simulate(&line.to_string())).unwrap()
    };
    // 20 December, abolition of slavery: CPC 642 says it; nothing says it of the criminal terms.
    let civil = at("civil.memoire_defense", "2024-10-20");
    assert_eq!(
        (&civil["due"], &civil["alert"], &civil["ambiguous"]),
        (&"2024-12-23".into(), &().into(), &().into()),
        "{civil}"
    );
    let criminal = at("penal.constitution_avocat_585_1", "2024-11-20");
    assert_eq!(criminal["ambiguous"], true, "{criminal}");
}

#[test]
fn a_request_that_had_nothing_to_interrupt_does_not_hide_the_next() {
    let mut events = vec![
        ("aj_demande", "2026-01-10"),
        ("aj_decision_notifiee", "2026-04-01"),
        ("aj_demande", "2026-08-01"),
    ];
    let pending = simulated(DEPOT, "2026-06-01", &events);
    assert!(pending["undetermined"].is_string(), "{pending}");
    events.push(("aj_decision_notifiee", "2026-09-01"));
    // 1 January is a holiday, the 2nd and 3rd a week-end.
    let settled = simulated(DEPOT, "2026-06-01", &events);
    assert_eq!(settled["due"], "2027-01-04", "{settled}");
}

#[test]
fn a_second_request_for_aid_does_not_interrupt_again() {
    let events =
        [("aj_demande", "2026-02-01"), ("aj_decision_notifiee", "2026-03-02"), ("aj_demande", "2026-04-01")];
    let answer = simulated(DEPOT, "2026-01-15", &events);
    assert_eq!(answer["due"], "2026-07-02", "{answer}");
}

#[test]
fn a_second_interruption_counts_as_the_first() {
    let mut events = vec![
        ("radiation_demandee", "2026-02-10"),
        ("reinscription_notifiee", "2026-10-06"),
        ("radiation_demandee", "2026-11-02"),
    ];
    let pending = simulated("civil.memoire_defense", "2026-01-15", &events);
    assert!(pending["undetermined"].is_string(), "{pending}");
    events.push(("reinscription_notifiee", "2027-02-01"));
    let settled = simulated("civil.memoire_defense", "2026-01-15", &events);
    assert_eq!(settled["due"], "2027-04-01", "{settled}");
    // Asked after the end of the term that ran anew, it interrupts nothing.
    events[2].1 = "2027-01-02";
    let lapsed = simulated("civil.memoire_defense", "2026-01-15", &events);
    assert_eq!(lapsed["due"], "2026-12-07", "{lapsed}");
}

#[test]
fn who_is_designated_after_the_end_does_not_open_it_anew() {
    let of = |designated: &[&'static str]| {
        let mut events = vec![("aj_demande", "2026-02-01"), ("aj_decision_notifiee", "2026-03-02")];
        events.extend(designated.iter().map(|on| ("auxiliaire_designe", *on)));
        simulated(DEPOT, "2026-01-15", &events)["due"].clone()
    };
    assert_eq!(of(&["2026-09-01"]), "2026-07-02");
    assert_eq!(of(&["2026-04-01", "2026-09-01"]), "2026-08-03");
}

fn tasks(derived: &Derivation) -> Vec<&'static str> {
    derived.tasks.iter().map(|task| task.key.rule.as_str()).collect()
}

#[test]
fn what_is_owed_after_the_end_shows_as_long_as_it_is_owed() {
    let task = "label = \"Rendre le dossier\"\nrole = \"greffe_chambre\"\narticle = \"usage\"\nafter_end = true\n\
        cured_by = [\"dossier_restitue\"]\nwhen = { all = [\"decision_prononcee\"], none = [\"dossier_restitue\"] }\n";
    let law = Law::new().with("catalogue/taches/rendre_ici.toml", task).compile();
    let journal = Journal::opened("2026-11-24").ampliatif("2027-01-15");
    let open = derived(&law, &journal, "2027-02-19");
    assert!(tasks(&open).contains(&"verifier_pieces") && open.live);
    let judged = journal.act("decision_prononcee", |b| {
        b.day("prononce", day("2027-02-20")).code("nature", "arret").code("solution", "rejet")
    });
    let over = derived(&law, &judged, "2027-02-21");
    assert_eq!(
        (tasks(&over), over.live),
        (vec!["publier_decision_civile", "transmettre_la_copie", "rendre_ici"], true)
    );
    let sent = judged.act("expedition_transmise", |b| {
        b.day("transmise", day("2027-02-25")).code("destinataire", "juridiction_attaquee")
    });
    let given_back = sent
        .act("dossier_restitue", |b| b.day("restitue", day("2027-03-01")).code("destinataire", "archives"))
        .act("publication_faite", |b| b.day("publiee", day("2027-03-01")).code("lieu", "judilibre"));
    let done = derived(&law, &given_back, "2027-03-01");
    assert_eq!((tasks(&done), done.live), (vec![], false), "nothing is owed any more");
}

#[test]
fn what_waits_while_the_case_is_off_the_roll_or_interrupted_is_not_owed() {
    let opened = || {
        Journal::opened("2026-11-24")
            .ampliatif("2027-01-15")
            .act("chambre_attribuee", |b| b.day("attribution", day("2026-11-26")).code("chambre", "civ1"))
    };
    let now = |journal: &Journal| tasks(&journal.derive("2027-06-01"));
    assert!(now(&opened()).contains(&"designer_rapporteur"), "{:?}", now(&opened()));
    let off = opened()
        .act("radiation_demandee", |b| b.day("demande", day("2027-01-20")).party(DEFENDEUR))
        .act("radiation_decidee", |b| b.day("prononce", day("2027-03-10")).code("sens", "radiation"));
    // 1009-1: the examination is barred; what the demandeur owes runs on, and so does what the registry owes for it.
    let owed = now(&off);
    assert!(!owed.contains(&"designer_rapporteur"), "{owed:?}");
    assert!(owed.contains(&"notifier_la_radiation") && owed.contains(&"verifier_pieces"), "{owed:?}");
    let back = off
        .act("reinscription_demandee", |b| b.day("demandee", day("2027-04-01")).party(DEMANDEUR))
        .act("reinscription_decidee", |b| b.day("prononce", day("2027-05-10")).code("sens", "reinscription"));
    assert!(now(&back).contains(&"designer_rapporteur"), "{:?}", now(&back));
    let stopped = |journal| {
        let dead = |b: ActBuilder<'static>| b.day("notifie", day("2027-02-01")).party(DEFENDEUR);
        let journal: Journal = journal;
        journal
            .act("partie_decedee", dead)
            .act("instance_interrompue", |b| b.day("constatee", day("2027-03-01")))
    };
    let owed = now(&stopped(opened()));
    assert!(!owed.contains(&"designer_rapporteur") && owed.contains(&"verifier_la_reprise"), "{owed:?}");
    let wrong = Law::new().rewriting(
        "catalogue/taches/verifier_pieces.toml",
        "still_at = [\"interrompu\", \"radie\"]",
        "still_at = [\"instruction\"]",
    );
    let problems = wrong.try_compile().unwrap_err().join("\n");
    assert!(problems.contains("verifier_pieces") && problems.contains("instruction"), "{problems}");
}

fn checks(journal: &Journal, today: &str) -> Vec<&'static str> {
    let of =
        |check: &greffe_procedure::derivation::Check| Catalogue::embedded().control_of(*check).unwrap().id;
    journal.derive(today).checks.iter().map(|check| of(check).as_str()).collect()
}

#[test]
fn what_nobody_looked_at_before_the_end_is_not_looked_at_after_it() {
    let ended = |kind: &str, extent: (&str, &str)| {
        Journal::opened("2026-11-24").act(kind, |b| {
            let b = b.day("prononce", day("2027-05-10")).code("nature", "ordonnance");
            b.code(extent.0, extent.1).party(DEMANDEUR)
        })
    };
    // No rapporteur was ever designated: the points of the distribution waited for it.
    let before = checks(&Journal::opened("2026-11-24"), "2027-05-11");
    assert!(before.contains(&"chk.civ.02"), "{before:?}");
    let decheance = |extent| ended("decheance_constatee", ("etendue", extent));
    assert_eq!(checks(&decheance("totale"), "2027-05-11"), [] as [&str; 0]);
    assert_eq!(checks(&ended("desistement_constate", ("etendue", "total")), "2027-05-11"), [] as [&str; 0]);
    assert_eq!(checks(&decheance("partielle"), "2027-05-11"), before, "the case goes on");
    // What was found irregular shows as long as the case goes on, though its milestone is passed.
    let late = Journal::opened("2026-11-24").ampliatif("2027-04-20");
    let found = |b: ActBuilder<'static>| {
        b.day("verifie", day("2027-04-21")).code("point", "chk.civ.02").code("resultat", "irregulier")
    };
    let late = late.act("point_verifie", found).act("rapporteur_designe", |b| {
        b.day("designation", day("2027-04-22")).attr("personne", AttrValue::Id(uuid::Uuid::from_u128(6)))
    });
    assert!(checks(&late, "2027-05-01").contains(&"chk.civ.02"));
}

#[test]
fn who_forms_a_pourvoi_incident_owes_its_notification_and_nobody_else() {
    const INCIDENT: [&str; 2] =
        ["civil.pourvoi_incident.notification", "civil.pourvoi_incident.signification"];
    let served = |journal: Journal| {
        let served = |party| {
            move |b: ActBuilder<'static>| {
                b.day("signifie", day("2027-03-22")).code("nature", "ampliatif").party(party)
            }
        };
        journal
            .ampliatif("2027-03-20")
            .act("memoire_signifie", served(DEFENDEUR))
            .act("memoire_signifie", served(AUTRE))
    };
    let owed = |journal: &Journal| {
        let derived = journal.derive("2027-06-25");
        let of = derived.deadlines.iter().filter(|d| INCIDENT.contains(&d.key.rule.as_str()));
        of.map(|d| (d.key.party.unwrap(), d.due.unwrap(), status(d))).collect::<Vec<_>>()
    };
    let journal = served(Journal::opened("2026-11-24"));
    assert_eq!(owed(&journal), []);
    let formed = journal.act("pourvoi_incident_forme", |b| {
        b.day("depose", day("2027-05-03")).code("nature", "incident").party(DEFENDEUR)
    });
    let (first, then) = (day("2027-05-24"), day("2027-06-22"));
    assert_eq!(owed(&formed), [(DEFENDEUR, first, "expiree"), (DEFENDEUR, then, "expiree")]);
    assert!(tasks(&formed.derive("2027-06-25")).contains(&"relever_irrecevabilite"));
    // It is told to others, who are named in place of him who tells.
    let told = formed.act("memoire_notifie", |b| {
        b.day("notifie", day("2027-05-10")).code("nature", "incident").party(DEMANDEUR)
    });
    assert_eq!(owed(&told), [(DEFENDEUR, first, "satisfaite"), (DEFENDEUR, then, "satisfaite")]);
}

#[test]
fn what_starts_a_term_of_a_demandeur_starts_it_once() {
    let struck = |journal: Journal, asked: &str, on: &str, notified: Option<DateValue>| {
        journal.act("radiation_demandee", |b| b.day("demande", day(asked)).party(DEFENDEUR)).act(
            "radiation_decidee",
            |b| {
                let b = b.day("prononce", day(on)).code("sens", "radiation");
                notified.into_iter().fold(b, |b, notified| b.date("notifiee", notified))
            },
        )
    };
    let told = |journal: Journal, on: &str| {
        let sent = day(on).plus(-2);
        journal.act("radiation_notifiee", |b| b.day("expediee", sent).day("recue", day(on)).party(DEMANDEUR))
    };
    let terms = |journal: &Journal| {
        let derived = journal.derive("2028-01-10");
        let of =
            derived.deadlines.into_iter().filter(|d| d.key.rule.as_str() == "civil.radiation.peremption");
        of.map(|d| (d.due, status(&d))).collect::<Vec<_>>()
    };
    let opened = || Journal::opened("2026-11-24").ampliatif("2027-01-15");
    let unknown = struck(opened(), "2027-01-20", "2027-03-10", Some(DateValue::Unknown));
    assert_eq!(terms(&unknown), [(None, "indeterminee")]);
    let dated = told(unknown, "2027-03-15");
    assert_eq!(
        terms(&dated),
        [(Some(day("2029-03-15")), "ouverte")],
        "one act dates what the other does not"
    );
    // Told twice, it runs from the first; of two acts that tell the same day, one is enough.
    assert_eq!(terms(&told(dated.clone(), "2027-04-02")), [(Some(day("2029-03-15")), "ouverte")]);
    let same = struck(opened(), "2027-01-20", "2027-03-10", Some(DateValue::Day(day("2027-03-15"))));
    assert_eq!(terms(&told(same, "2027-03-15")), [(Some(day("2029-03-15")), "ouverte")]);
    // Struck off again after it came back, it runs again, and what brought it back the first time does not serve twice.
    let back = dated
        .act("reinscription_demandee", |b| b.day("demandee", day("2027-06-01")).party(DEMANDEUR))
        .act("reinscription_decidee", |b| b.day("prononce", day("2027-07-01")).code("sens", "reinscription"));
    assert_eq!(terms(&back), [(Some(day("2029-03-15")), "satisfaite")]);
    let again = told(struck(back, "2027-09-01", "2027-11-03", None), "2027-11-08");
    let (first, second) = ((Some(day("2029-03-15")), "satisfaite"), (Some(day("2029-11-08")), "ouverte"));
    assert_eq!(terms(&again), [first, second]);
    let derived = again.derive("2027-11-09");
    assert_eq!(derived.stage.as_str(), "radie");
    assert!(!tasks(&derived).contains(&"notifier_la_radiation"));
    let untold = struck(again, "2028-02-01", "2028-03-01", None).derive("2028-03-02");
    assert!(
        tasks(&untold).contains(&"notifier_la_radiation"),
        "what was told the first time does not tell the second"
    );
}

#[test]
fn each_avis_is_answered_by_itself_within_the_day_that_it_says() {
    let avis = |journal: Journal, about: &str, on: &str, until: &str, party: Option<PartyId>| {
        journal.act("avis_aux_parties", |b| {
            let b = b.day("emis", day(on)).code("objet", about).attr("jusqu_au", AttrValue::Day(day(until)));
            party.into_iter().fold(b, ActBuilder::party)
        })
    };
    let answered = |journal: Journal, on: &str| {
        journal.act("observations_deposees", |b| {
            b.day("deposees", day(on)).code("objet", "avis_1015").party(DEFENDEUR)
        })
    };
    let of = |journal: &Journal, rule: &str| {
        let derived = journal.derive("2027-05-20");
        let of = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == rule);
        of.map(|d| (d.key.party.unwrap(), d.due.unwrap(), status(d))).collect::<Vec<_>>()
    };
    let opened = || Journal::opened("2026-11-24").ampliatif("2027-01-15");
    let first =
        answered(avis(opened(), "moyen_d_office", "2027-04-05", "2027-04-26", Some(DEFENDEUR)), "2027-04-20");
    let met = (DEFENDEUR, day("2027-04-26"), "satisfaite");
    assert_eq!(of(&first, "civil.avis_1015"), [met]);
    // To nobody in particular, it is to all; what was said of the first does not answer the second.
    let second = avis(first, "fond", "2027-05-10", "2027-05-31", None);
    let until = day("2027-05-31");
    let open = [(DEMANDEUR, until, "ouverte"), (DEFENDEUR, until, "ouverte"), (AUTRE, until, "ouverte")];
    assert_eq!(of(&second, "civil.avis_1015"), [[met].as_slice(), &open].concat());
    let missing = avis(opened(), "piece_manquante", "2027-04-05", "2027-04-26", None);
    assert_eq!(of(&missing, "civil.pieces.979_regul"), [(DEMANDEUR, day("2027-04-26"), "expiree")]);
}

#[test]
fn a_decision_by_default_has_its_own_start() {
    let of = |how: &str, quality: &str| {
        let journal = Journal::new()
            .act("pourvoi_forme", |b| {
                b.day("forme", day("2026-11-23"))
                    .code("nature", "principal")
                    .code("procedure", "penal_general")
                    .code("decision_rendue", how)
                    .code("qualite", quality)
                    .attr("decision_attaquee", AttrValue::Day(day("2026-10-05")))
                    .declare(DeclaredParty {
                        party: DEMANDEUR,
                        person: PersonId(DEMANDEUR.0),
                        role: Role::Demandeur,
                        zone: ResidenceZone::Metropole,
                        nature: None,
                    })
            })
            .act("decision_notifiee", |b| {
                b.day("notifiee", day("2026-11-02")).code("mode", "signification").party(DEMANDEUR)
            });
        let derived = journal.derive("2026-12-01");
        let of = derived.deadlines.iter().filter(|d| d.key.rule.as_str().starts_with("penal.pourvoi."));
        let of = of.filter(|d| d.key.rule.as_str() != "penal.pourvoi.notification_578");
        of.map(|d| (d.key.rule.as_str(), d.due.unwrap(), status(d))).collect::<Vec<_>>()
    };
    let late = ("penal.pourvoi.signification", day("2026-11-13"), "satisfaite_hors_delai");
    assert_eq!(of("a_signifier", "prevenu"), [late]);
    // Ten days after which the opposition is closed, then ten clear days: 12 November, and the 23rd.
    let in_time = ("penal.pourvoi.defaut_mp", day("2026-11-23"), "satisfaite");
    assert_eq!(of("defaut", "ministere_public"), [in_time]);
    assert_eq!(of("defaut", "prevenu"), [], "when the opposition closed is not known");
}

#[test]
fn who_notifies_his_pourvoi_proves_it_to_each_unless_he_names_some() {
    let opened = || {
        let declared = |party: PartyId, role| DeclaredParty {
            party,
            person: PersonId(party.0),
            role,
            zone: ResidenceZone::Metropole,
            nature: None,
        };
        Journal::new().act("pourvoi_forme", |b| {
            b.day("forme", day("2026-11-23"))
                .code("nature", "principal")
                .code("procedure", "penal_general")
                .declare(declared(DEMANDEUR, Role::Demandeur))
                .declare(declared(DEFENDEUR, Role::Defendeur))
                .declare(declared(AUTRE, Role::Defendeur))
        })
    };
    let told = |parties: &[PartyId]| {
        let told = opened().act("pourvoi_notifie", |b| {
            let b = b.day("expedie", day("2026-11-24")).day("recu", day("2026-11-26"));
            parties.iter().fold(b, |b, party| b.party(*party))
        });
        let notices = told.derive("2026-12-01").notices;
        let of = notices.iter().filter(|notice| notice.key.rule.as_str() == "not.01");
        of.map(|notice| (notice.key.party.unwrap(), notice.status.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(told(&[DEMANDEUR]), [(DEFENDEUR, "prouve"), (AUTRE, "prouve")]);
    assert_eq!(told(&[DEMANDEUR, AUTRE]), [(DEFENDEUR, "du"), (AUTRE, "prouve")]);
    assert_eq!(told(&[]), [(DEFENDEUR, "prouve"), (AUTRE, "prouve")]);
}

#[test]
fn the_task_of_a_sanction_is_closed_by_what_settles_it() {
    let decheance = |journal: Journal, on: &str, party: PartyId| {
        journal.act("decheance_constatee", |b| {
            b.day("prononce", day(on)).code("nature", "ordonnance").code("etendue", "partielle").party(party)
        })
    };
    let owed = |journal: &Journal| {
        let tasks = journal.derive("2027-04-20").tasks;
        let of = |t: &&greffe_procedure::derivation::Task| t.key.rule.as_str() == "soumettre_decheance";
        tasks.iter().filter(of).filter_map(|t| t.key.party).collect::<Vec<_>>()
    };
    let journal = || Journal::opened("2026-11-24");
    assert_eq!(owed(&journal()), [DEMANDEUR]);
    assert_eq!(owed(&decheance(journal(), "2027-04-01", DEMANDEUR)), []);
    assert_eq!(owed(&decheance(journal(), "2027-04-01", DEFENDEUR)), [DEMANDEUR], "of another");
    assert_eq!(owed(&decheance(journal(), "2027-03-24", DEMANDEUR)), [], "over for him, the term is moot");
    assert_eq!(owed(&decheance(journal().ampliatif("2027-03-30"), "2027-04-01", DEMANDEUR)), []);
}

#[test]
fn an_act_whose_optional_day_has_not_come_opens_nothing() {
    let radiation = |fill: &dyn Fn(ActBuilder<'static>) -> ActBuilder<'static>| {
        let asked = Journal::opened("2026-11-24")
            .act("radiation_demandee", |b| b.day("demande", day("2026-12-10")).party(DEFENDEUR));
        asked.act("radiation_decidee", |b| {
            fill(b.day("prononce", day("2027-01-10")).code("sens", "radiation"))
        })
    };
    let law = Catalogue::embedded();
    let of = |journal: &Journal| {
        let deadline = find(law, journal, "civil.radiation.peremption", DEMANDEUR, "2027-02-01");
        deadline.map(|deadline| status(&deadline))
    };
    assert_eq!(of(&radiation(&|b| b)), None, "not notified yet: nothing runs, and nothing is missing");
    assert_eq!(
        of(&radiation(&|b| b.unknown("notifiee"))),
        Some("indeterminee"),
        "notified, nobody knows when"
    );
    assert_eq!(of(&radiation(&|b| b.day("notifiee", day("2027-01-15")))), Some("ouverte"));
    // Nor does it satisfy anything.
    let satisfied = "\"memoire_depose(nature=ampliatif)\"";
    let by = "\"radiation_decidee.notifiee\"\npersonal = false";
    let law = Law::new().rewriting(DEPOT_FILE, satisfied, by).compile();
    let of = |journal: &Journal| find(&law, journal, DEPOT, DEMANDEUR, "2027-02-01").map(|d| status(&d));
    assert_eq!(of(&radiation(&|b| b)), Some("ouverte"));
    assert_eq!(of(&radiation(&|b| b.day("notifiee", day("2027-01-15")))), Some("satisfaite"));
}

const OF_THE_ACT: &str = "[[trigger]]\nact = \"pourvoi_forme\"";

#[test]
fn a_start_may_be_of_some_procedures_only() {
    let journal = Journal::opened("2026-11-24");
    let limited = |to: &str| {
        let start = format!("[[trigger]]\nprocedures = [\"{to}\"]\nact = \"pourvoi_forme\"");
        Law::new().rewriting(DEPOT_FILE, OF_THE_ACT, &start)
    };
    let of = |to: &str| find(&limited(to).compile(), &journal, DEPOT, DEMANDEUR, "2026-11-24").is_some();
    assert!(of("civil_representation_obligatoire"));
    assert!(of("civil"), "by its family");
    let problems = limited("penal_general").try_compile().unwrap_err();
    assert!(problems[0].starts_with(DEPOT_FILE), "a start that its rule never reaches: {problems:?}");
    let both = limited("penal_general").rewriting(
        DEPOT_FILE,
        "procedures = [\"civil_representation_obligatoire\"]",
        "procedures = [\"civil_representation_obligatoire\", \"penal_general\"]",
    );
    assert!(find(&both.compile(), &journal, DEPOT, DEMANDEUR, "2026-11-24").is_none());
}

#[test]
fn a_term_may_end_on_the_day_that_an_act_states() {
    let start = "[[trigger]]\nact = \"delai_fixe(objet=memoire_ampliatif)\"\nuntil = \"jusqu_au\"";
    let law = || Law::new().rewriting(DEPOT_FILE, OF_THE_ACT, start);
    let fixed = |on: &str, to: &str| {
        Journal::opened("2026-11-24").act("delai_fixe", |b| {
            let b = b.day("fixe", day(on)).code("objet", "memoire_ampliatif").party(DEMANDEUR);
            b.attr("jusqu_au", AttrValue::Day(day(to)))
        })
    };
    let compiled = law().compile();
    let journal = fixed("2026-12-01", "2027-02-15");
    let deadline = find(&compiled, &journal, DEPOT, DEMANDEUR, "2026-12-02").unwrap();
    assert_eq!((deadline.start, deadline.due), (Some(day("2026-12-01")), Some(day("2027-02-15"))));
    let court = CourtProfile::embedded();
    let steps = greffe_procedure::explain::explain(&compiled, court, &journal.acts, &deadline);
    assert!(
        steps.iter().any(|s| s.text.contains("fixe lui-même le terme") && s.text.contains("15 février 2027")),
        "{steps:?}"
    );
    assert!(steps.iter().all(|s| !s.text.contains("Délai de")), "no length is made up: {steps:?}");
    // A Saturday moves to the Monday; aid asked for meanwhile does not make of a day a length.
    assert_eq!(due(&compiled, &fixed("2026-12-01", "2027-02-13"), "2026-12-02"), Some(day("2027-02-15")));
    let aided = aid(journal, "2026-12-15", DEMANDEUR);
    assert_eq!(due(&compiled, &aided, "2026-12-16"), Some(day("2027-02-15")));
    // What is granted still lengthens it.
    let longer = "extended_by = \"accordee_la\"\nmoved_by";
    let event = "[[event]]\nname = \"accordee_la\"\nlabel = \"prorogation\"\nsources = [\"prorogation_accordee\"]\n\n\
        [[event]]\nname = \"aj_recours\"";
    let lengthened = law()
        .rewriting(DEPOT_FILE, "moved_by", longer)
        .rewriting(MODIFIERS, "[[event]]\nname = \"aj_recours\"", event)
        .compile();
    let more =
        granted(fixed("2026-12-01", "2027-02-15"), "2027-01-04", None, &[("jours", AttrValue::Int(8))]);
    assert_eq!(due(&lengthened, &more, "2027-01-05"), Some(day("2027-02-23")));
}

#[test]
fn a_day_that_ends_a_term_must_be_one_that_the_act_bears() {
    let problems = |start: &str| {
        Law::new().rewriting(DEPOT_FILE, OF_THE_ACT, start).try_compile().unwrap_err().join("\n")
    };
    let unknown = problems("[[trigger]]\nact = \"delai_fixe\"\nuntil = \"demain\"");
    assert!(unknown.contains(DEPOT_FILE) && unknown.contains("demain"), "{unknown}");
    let both = problems("[[trigger]]\nact = \"delai_fixe\"\nuntil = \"jusqu_au\"\nterm = { days = 1 }");
    assert!(both.contains(DEPOT_FILE), "{both}");
}

#[test]
fn what_was_resumed_may_be_interrupted_again() {
    let task = "label = \"Reprendre\"\nrole = \"greffe_chambre\"\narticle = \"usage\"\nstill_at = [\"interrompu\"]\n\
        when = { all = [\"instance_interrompue\"], none = [\"instance_reprise since instance_interrompue\"] }\n";
    let law = Law::new().with("catalogue/taches/reprendre_ici.toml", task).compile();
    let owed = |journal: &Journal| tasks(&derived(&law, journal, "2027-12-01")).contains(&"reprendre_ici");
    let act =
        |journal: Journal, kind: &str, date: &str, on: &str| journal.act(kind, |b| b.day(date, day(on)));
    let stopped = |journal, on: &str| act(journal, "instance_interrompue", "constatee", on);
    let resumed = |journal, on: &str| act(journal, "instance_reprise", "reprise", on);
    let opened = || Journal::opened("2026-11-24");
    assert!(!owed(&opened()));
    assert!(owed(&stopped(opened(), "2027-01-10")));
    let once = resumed(stopped(opened(), "2027-01-10"), "2027-03-01");
    assert!(!owed(&once));
    let twice = stopped(once, "2027-06-01");
    assert!(owed(&twice), "the second interruption counts");
    assert!(!owed(&resumed(twice.clone(), "2027-09-01")));
    // The order in which they were recorded is nothing, nor is that of acts of one day.
    let mut shuffled = resumed(twice, "2027-06-01");
    assert!(!owed(&shuffled));
    shuffled.acts.reverse();
    assert!(!owed(&shuffled));
    // Resumed before it was interrupted: that resumes nothing.
    assert!(owed(&stopped(resumed(opened(), "2027-01-05"), "2027-01-10")));
}

#[test]
fn since_reads_in_every_condition_and_says_what_it_looks_for() {
    let moot = "moot = { any = [\"radiation_demandee since radiation_decidee(sens=rejet)\", ";
    let law = Law::new().rewriting(DEPOT_FILE, "moot = { any = [", moot).compile();
    let asked = Journal::opened("2026-11-24")
        .act("radiation_demandee", |b| b.day("demande", day("2026-12-10")).party(DEFENDEUR));
    let of = |journal: &Journal| find(&law, journal, DEPOT, DEMANDEUR, "2027-02-01").map(|d| status(&d));
    assert_eq!(
        of(&asked),
        Some("sans_objet"),
        "where the other never came, it is enough that the one stands"
    );
    let rejected =
        asked.act("radiation_decidee", |b| b.day("prononce", day("2027-01-10")).code("sens", "rejet"));
    assert_eq!(of(&rejected), Some("ouverte"));
    let rule = law.rule(DEPOT).unwrap();
    let words = law.words(&rule.moot);
    assert!(words.contains("`radiation_demandee` depuis `radiation_decidee(sens=rejet)`"), "{words}");
    let rejection = law.kind("radiation_decidee").unwrap();
    assert!(law.follows(rejection).touches.iter().any(|rule| rule.as_str() == DEPOT));
    let wrong = Law::new().rewriting(
        DEPOT_FILE,
        "moot = { any = [",
        "moot = { any = [\"pourvoi_forme since rien\", ",
    );
    let problems = wrong.try_compile().unwrap_err().join("\n");
    assert!(problems.contains(DEPOT_FILE) && problems.contains("rien"), "{problems}");
}

#[test]
fn what_is_asked_of_all_waits_for_each() {
    let on = Journal::opened("2026-11-24").ampliatif("2027-03-01");
    let asked = on.act("avis_aux_parties", |b| {
        let b = b.day("emis", day("2027-05-03")).code("objet", "moyen_d_office");
        b.attr("jusqu_au", AttrValue::Day(day("2027-06-03")))
    });
    let answered = asked.act("observations_deposees", |b| {
        b.day("deposees", day("2027-05-10")).code("objet", "avis_1015").party(DEMANDEUR)
    });
    assert!(checks(&answered, "2027-06-03").contains(&"chk.civ.13"), "the other has its term still");
    assert!(!checks(&answered, "2027-06-04").contains(&"chk.civ.13"));
}

#[test]
fn an_arret_in_the_interest_of_the_law_waits_for_the_two_months_of_each_party() {
    let told = |journal: Journal, received: Option<&str>, party: PartyId| {
        journal.act("notification_faite", |b| {
            let b = b.day("expediee", day("2026-01-14")).code("avis", "not.civ.34").party(party);
            match received {
                Some(received) => b.day("recue", day(received)),
                None => b,
            }
        })
    };
    let waits = |journal: &Journal, on: &str| checks(journal, on).contains(&"chk.int.06");
    let opened = Journal::opened("2026-01-12").act("procedure_requalifiee", |b| {
        b.day("requalifiee", day("2026-01-12")).code("procedure", "interet_loi_civil")
    });
    let one = told(opened.clone(), Some("2026-01-14"), DEFENDEUR);
    let both = told(one, Some("2026-01-20"), AUTRE);
    // 14 March is a Saturday; overseas adds nothing.
    let due = |party| both.deadline("civil.pourvoi.interet_loi", party, "2026-02-01").due;
    assert_eq!((due(DEFENDEUR), due(AUTRE)), (Some(day("2026-03-16")), Some(day("2026-03-20"))));
    let observed = both.act("observations_deposees", |b| {
        b.day("deposees", day("2026-03-02")).code("objet", "interet_de_la_loi").party(DEFENDEUR)
    });
    assert!(waits(&observed, "2026-03-20"), "the other has its term still");
    assert!(!waits(&observed, "2026-03-21"));
    // Sent, and nobody knows when it came: a person looks, whatever time has passed.
    assert!(waits(&told(opened, None, DEFENDEUR), "2027-01-14"));
}

#[test]
fn a_formation_of_several_chambers_sits_where_it_was_seised() {
    let on = Journal::opened("2026-11-24").ampliatif("2027-03-01");
    let fixed = |formation| {
        on.clone().act("audience_fixee", |b| {
            b.day("fixee", day("2027-05-03"))
                .attr("audience", AttrValue::Day(day("2027-06-15")))
                .code("formation", formation)
        })
    };
    for (sits, seised, other, check) in [
        ("mi", "chambre_mixte", "assemblee_pleniere", "chk.aff.06"),
        ("ap", "assemblee_pleniere", "chambre_mixte", "chk.aff.07"),
    ] {
        let seising = |formation| {
            fixed(sits)
                .act("formation_saisie", |b| b.day("saisie", day("2027-04-20")).code("formation", formation))
        };
        assert!(checks(&fixed(sits), "2027-05-04").contains(&check), "{sits}");
        assert!(checks(&seising(other), "2027-05-04").contains(&check), "{sits}");
        assert!(!checks(&seising(seised), "2027-05-04").contains(&check), "{sits}");
    }
    let ordinary = checks(&fixed("fs"), "2027-05-04");
    assert!(!ordinary.iter().any(|check| ["chk.aff.06", "chk.aff.07"].contains(check)), "{ordinary:?}");
}
