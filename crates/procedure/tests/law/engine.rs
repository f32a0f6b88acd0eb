//! What the engine does with what the data files may say, tried on the catalogue with some files written otherwise.

use std::{fs, path::Path};

use greffe_procedure::{
    act::AttrValue,
    catalogue::Catalogue,
    day::Day,
    derivation::{Deadline, Derivation},
    derive::derive,
    ids::PartyId,
    profile::CourtProfile,
};

use crate::support::{DEFENDEUR, DEMANDEUR, Journal, day, status};

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
