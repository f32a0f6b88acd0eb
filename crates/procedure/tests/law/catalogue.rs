//! The data files read, and the code holds no law.

use std::{fs, path::Path};

use greffe_procedure::{
    catalogue::Catalogue,
    profile::{CourtProfile, Matiere},
};

#[test]
fn the_catalogue_reads() {
    assert_eq!(Catalogue::problems(), &[] as &[String]);
    assert!(Catalogue::embedded().rules().len() >= 14);
    assert_eq!(CourtProfile::embedded().chambres.len(), 6);
}

#[test]
fn a_second_court_is_another_file() {
    let other = CourtProfile::named("cour_d_appel_d_essai").unwrap();
    assert_eq!((other.chambres.len(), other.calendar().as_str()), (1, "alsace_moselle"));
    // The same law, another calendar: a term that ends on a local holiday moves there, not in Paris.
    let journal = crate::support::Journal::opened("2026-08-26");
    let today = crate::support::day("2026-09-01");
    let due = |profile| {
        let derived = greffe_procedure::derive::derive(Catalogue::embedded(), profile, &journal.acts, today);
        derived
            .deadlines
            .iter()
            .find(|d| d.key.rule.as_str() == "civil.memoire_ampliatif.depot")
            .unwrap()
            .due
            .unwrap()
    };
    assert_eq!(due(CourtProfile::embedded()).to_string(), "2026-12-28");
    assert_eq!(due(other).to_string(), "2026-12-28");
}

#[test]
fn what_sets_somebody_free_when_it_lapses_is_warned_of_a_month_before_and_to_the_last_day() {
    let catalogue = Catalogue::embedded();
    let frees = |rule: &&greffe_procedure::catalogue::Rule| {
        rule.sanction.as_ref().is_some_and(|sanction| {
            let task = sanction.task.and_then(|at| catalogue.tasks().get(at));
            sanction.label.contains("mise en liberté")
                || task.is_some_and(|task| task.code.as_str() == "provoquer_mise_en_liberte")
        })
    };
    let found: Vec<_> = catalogue.rules().iter().filter(frees).collect();
    assert!(found.len() >= 3, "{found:?}");
    for rule in found {
        assert_eq!(rule.warnings, [30, 15, 8, 3, 1], "{}", rule.id);
    }
}

#[test]
fn acts_that_move_the_role_say_so_in_their_files() {
    use greffe_procedure::catalogue::Roster;
    let of: Vec<(&str, bool)> = Catalogue::embedded()
        .act_types()
        .iter()
        .filter_map(|ty| Some((ty.kind.as_str(), matches!(ty.roster?, Roster::On(_)))))
        .collect();
    assert_eq!(
        of,
        [("audience_fixee", true), ("audience_reportee", false), ("examen_immediat_ordonne", true)]
    );
}

#[test]
fn no_rule_and_no_article_stands_in_the_engine() {
    let mut sources = Vec::new();
    collect(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")), &mut sources);
    assert!(sources.len() > 10);
    let catalogue = Catalogue::embedded();
    for path in sources {
        let text = fs::read_to_string(&path).unwrap();
        for rule in catalogue.rules() {
            assert!(!text.contains(rule.id.as_str()), "{} names {}", path.display(), rule.id);
        }
        for word in ["CPC", "CPP", "COJ", "article 9", "article 6", "décret"] {
            assert!(!text.contains(word), "{} cites {word}", path.display());
        }
    }
}

fn collect(folder: &Path, into: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { collect(&path, into) } else { into.push(path) }
    }
}

#[test]
fn a_mistake_in_a_file_names_the_file() {
    let files = [
        ("catalogue/catalogue.toml", "version = \"x\"\nusual = \"x\"\n[roles]\n"),
        ("catalogue/stades.toml", "[[stage]]\nname = 3\n"),
    ];
    let problems = Catalogue::compile(&files).unwrap_err();
    assert!(problems[0].starts_with("catalogue/stades.toml"), "{problems:?}");
}

#[test]
fn a_matter_is_told_by_the_longest_heading_of_its_code() {
    let court = CourtProfile::embedded();
    let words = |code: &str| court.matiere(code).map(|matiere| matiere.label.as_str());
    for code in ["80", "80A"] {
        assert_eq!(words(code), Some("Relations individuelles de travail"), "{code}");
        assert!(court.admits_matiere(code), "{code}");
    }
    assert_eq!(words("4AG"), words("4A"));
    assert_ne!(words("4AG"), words("40B"));
    for none in ["", "8", "80a", "80AB", "19A", "ZZZ", "8É", "80 "] {
        assert!(court.matiere(none).is_none() && !court.admits_matiere(none), "{none}");
    }
    let codes: Vec<&str> = court.matieres.iter().map(|matiere| matiere.code.as_str()).collect();
    assert!(codes.is_sorted_by(|one, next| one < next), "each once, in order: {codes:?}");
    assert!(codes.iter().all(|code| court.matiere(code).is_some()));
    // A closer heading stands before the one that it is of; a court without a nomenclature takes any code.
    let mut closer = court.clone();
    closer.matieres.push(Matiere { code: "80A".into(), label: "Rupture du contrat".into() });
    assert_eq!(closer.matiere("80A").map(|matiere| matiere.label.as_str()), Some("Rupture du contrat"));
    assert!(CourtProfile::named("cour_d_appel_d_essai").unwrap().admits_matiere("quelconque"));
}
