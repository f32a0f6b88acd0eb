//! Versions of the law: what is frozen stays as it was and still applies, what differs is told.

use std::{fmt::Write, fs, path::Path};

use greffe_procedure::{
    catalogue::Catalogue,
    derive::derive,
    profile::CourtProfile,
    versions::{self, FileChange, differences, moves},
};

use crate::support::{Journal, day};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/versions");

/// FNV-1a: enough to see that a file changed.
fn digest(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[test]
fn a_frozen_version_never_changes() {
    let path = Path::new(FOLDER).join("empreintes.txt");
    let said = fs::read_to_string(&path).unwrap_or_default();
    let mut told = said.clone();
    for entry in fs::read_dir(FOLDER).unwrap() {
        let file = entry.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "catalogue") {
            continue;
        }
        let (name, text) =
            (file.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&file).unwrap());
        let line = format!("{name} {:016x}", digest(&text));
        match said.lines().find(|known| known.starts_with(&format!("{name} "))) {
            Some(known) => assert_eq!(known, line, "{name} was frozen: its text does not change"),
            None => writeln!(told, "{line}").unwrap(),
        }
    }
    if std::env::var_os("GREFFE_GOLDEN").is_some() {
        fs::write(&path, &told).unwrap();
    }
    assert_eq!(
        fs::read_to_string(&path).unwrap_or_default(),
        told,
        "a version was frozen: GREFFE_GOLDEN=1 notes it"
    );
    for line in told.lines() {
        let name = line.split(' ').next().unwrap();
        assert!(versions::named(name).is_some(), "{name} was frozen and is gone");
    }
}

#[test]
fn what_is_written_under_a_frozen_name_is_what_was_frozen() {
    let name = Catalogue::embedded().version();
    if let Some(kept) = versions::kept(name) {
        assert!(
            kept == versions::frozen(),
            "{name} is frozen: a change of the law is another version (catalogue.toml)"
        );
    }
}

#[test]
fn every_version_still_applies() {
    let journal = Journal::opened("2026-01-15").ampliatif("2026-05-11");
    let names: Vec<&str> = versions::known().iter().map(|version| version.name.as_str()).collect();
    assert_eq!(*names.last().unwrap(), Catalogue::embedded().version());
    for version in versions::known() {
        let law = version.catalogue().unwrap_or_else(|| panic!("{} no longer reads", version.name));
        assert_eq!(law.version(), version.name);
        assert!(!law.rules().is_empty() && !law.procedures().is_empty());
        let derived = derive(law, CourtProfile::embedded(), &journal.acts, day("2026-05-12"));
        assert!(derived.deadlines.iter().any(|d| d.due.is_some()), "{} derives nothing", version.name);
    }
    assert!(versions::named("1999.1").is_none());
}

/// The law of today, one file of it written otherwise.
fn amended(path: &str, from: &str, to: &str) -> Catalogue {
    let newest = versions::known().last().unwrap();
    let texts: Vec<(&str, String)> = newest
        .files
        .iter()
        .map(|(file, text)| {
            (*file, if file.ends_with(path) { text.replacen(from, to, 1) } else { (*text).to_owned() })
        })
        .collect();
    let files: Vec<(&str, &str)> = texts.iter().map(|(path, text)| (*path, text.as_str())).collect();
    Catalogue::compile(&files).unwrap()
}

#[test]
fn what_another_version_moves_is_told_with_both_dates() {
    let law = Catalogue::embedded();
    let other = amended("civil/memoire_ampliatif_depot.toml", "months = 4", "months = 5");
    let journal = Journal::opened("2026-01-15");
    let today = day("2026-02-01");
    let before = derive(law, CourtProfile::embedded(), &journal.acts, today);
    let after = derive(&other, CourtProfile::embedded(), &journal.acts, today);
    let moved = moves((law, &before), (&other, &after));
    let dates: Vec<(String, String, String)> = moved
        .iter()
        .filter(|moved| moved.kind == "echeance")
        .map(|moved| {
            let day = |state: &Option<versions::State>| {
                state.as_ref().and_then(|s| s.day).map(|d| d.to_string()).unwrap_or_default()
            };
            (moved.code.clone(), day(&moved.before), day(&moved.after))
        })
        .collect();
    let told = |rule: &str, before: &str, after: &str| (rule.to_owned(), before.to_owned(), after.to_owned());
    // Toward each of the two défendeurs the signification follows the deposit by a month.
    assert_eq!(
        dates,
        [
            told("civil.memoire_ampliatif.depot", "2026-05-15", "2026-06-15"),
            told("civil.memoire_ampliatif.signification", "2026-06-15", "2026-07-15"),
            told("civil.memoire_ampliatif.signification", "2026-06-15", "2026-07-15"),
        ]
    );
    assert!(moves((law, &before), (law, &before)).is_empty());
}

/// What each version changed, for people: one page a version.
#[test]
fn each_version_is_the_page_reviewed() {
    let mut page = String::from(
        "# Versions du droit\n\nChaque version mise en service, et ce qu’elle change par rapport à la précédente. Une version figée ne change plus\u{a0};\nelle reste applicable. Laquelle est en vigueur est dit par le service des dossiers, pas par cette page.\n",
    );
    let known = versions::known();
    for (at, version) in known.iter().enumerate().rev() {
        let _ = write!(page, "\n## {}\n\n", version.name);
        match at.checked_sub(1).and_then(|before| known.get(before)) {
            None => {
                let _ = writeln!(page, "Première version conservée\u{a0}: {} fichiers.", version.files.len());
            }
            Some(before) => {
                let changes = differences(before, version);
                let _ =
                    writeln!(page, "Par rapport à {}\u{a0}: {} changements.\n", before.name, changes.len());
                changes.iter().for_each(|change| tell(change, &mut page));
            }
        }
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/law/versions.md");
    if std::env::var_os("GREFFE_GOLDEN").is_some() {
        fs::write(&path, &page).unwrap();
    }
    let same = fs::read_to_string(&path).unwrap_or_default() == page;
    assert!(same, "what a version changes was changed: look, then GREFFE_GOLDEN=1");
}

fn tell(change: &FileChange, page: &mut String) {
    let _ = writeln!(page, "- {} ({}) `{}`\u{a0}: {}", change.change, change.kind, change.id, change.label);
    for field in &change.fields {
        let said = |text: &str| {
            if text.is_empty() { "rien".to_owned() } else { format!("`{}`", text.replace('`', "'")) }
        };
        let _ =
            writeln!(page, "  - `{}`\u{a0}: {} → {}", field.field, said(&field.before), said(&field.after));
    }
}
