//! `greffe papers`: a new text of a template is checked by its example and looked at before it is shipped.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

fn greffe(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_greffe")).arg("papers").args(arguments).output().unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

fn shipped() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../render/templates")
}

/// A folder of templates with one in it: the extract, from 2027 on, as another text.
fn beside(name: &str, changed: impl Fn(String) -> String) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let folder = root.join("extrait_arret_2028");
    fs::create_dir_all(&folder).unwrap();
    for file in ["template.toml", "modele.typ", "exemple.json"] {
        let text = fs::read_to_string(shipped().join("extrait_arret").join(file)).unwrap();
        let text = text.replace("2027-06-11", "2028-01-03");
        fs::write(folder.join(file), if file == "template.toml" { changed(text) } else { text }).unwrap();
    }
    // The one before ends on the eve.
    let before = root.join("extrait_arret");
    fs::create_dir_all(&before).unwrap();
    for file in ["template.toml", "modele.typ", "exemple.json"] {
        let text = fs::read_to_string(shipped().join("extrait_arret").join(file)).unwrap();
        let text = text.replace("du = \"2026-01-01\"", "du = \"2026-01-01\"\nau = \"2027-12-31\"");
        fs::write(before.join(file), text).unwrap();
    }
    root
}

#[test]
fn the_templates_in_force_are_told_with_their_articles() {
    let all = said(&greffe(&["list", "--day", "2026-12-01"]));
    assert!(
        all.contains(
            "arret_civil · Arrêt, en matière civile · du 2026-01-01 · prononce · CPC 1016, 1020, 1021"
        ),
        "{all}"
    );
    assert!(all.contains("papier_delibere") && all.contains("enclave"), "{all}");
    let before = said(&greffe(&["list", "--day", "2026-11-30"]));
    assert!(!before.contains("lettre_delai") && before.contains("lettre_avis"), "{before}");
}

#[test]
fn a_new_text_is_checked_beside_those_shipped_and_shown_on_its_days() {
    let root = beside("papers-new", |text| text.replace("2026-01-01", "2028-01-01"));
    let folder = root.to_str().unwrap();
    let checked = greffe(&["check", folder]);
    assert!(checked.status.success(), "{}", said(&checked));
    assert!(said(&checked).contains("extrait_arret_2028 : 1 page(s)"), "{}", said(&checked));
    let values = root.join("extrait_arret_2028/exemple.json");
    let to = root.join("apercu.pdf");
    for (day, version) in [("2027-12-31", "modèle du 2026-01-01"), ("2028-01-01", "modèle du 2028-01-01")] {
        let arguments = [
            "preview",
            "extrait_arret",
            values.to_str().unwrap(),
            "--to",
            to.to_str().unwrap(),
            "--day",
            day,
            "--templates",
            folder,
        ];
        let shown = greffe(&arguments);
        assert!(said(&shown).contains(version), "{}", said(&shown));
        assert!(fs::read(&to).unwrap().starts_with(b"%PDF-1.7"));
    }
}

#[test]
fn what_contradicts_or_misses_something_is_told() {
    // Two in force the same day.
    let root = beside("papers-twice", |text| text);
    let twice = greffe(&["check", root.to_str().unwrap()]);
    assert!(!twice.status.success() && said(&twice).contains("en vigueur le même jour"), "{}", said(&twice));
    // The example does not give what the new text asks for.
    let more =
        "\n[[champ]]\nnom = \"sceau\"\nlibelle = \"Le sceau\"\ntype = \"texte\"\nsources = [\"saisie\"]\n";
    let root = beside("papers-more", |text| text.replace("2026-01-01", "2028-01-01") + more);
    let missing = greffe(&["check", root.to_str().unwrap()]);
    assert!(!missing.status.success(), "{}", said(&missing));
    assert!(said(&missing).contains("Le sceau («\u{a0}sceau\u{a0}»)\u{a0}: manque"), "{}", said(&missing));
    let none = greffe(&["preview", "absent", "/nulle/part.json", "--to", "/nulle/part.pdf"]);
    assert!(!none.status.success() && said(&none).contains("lecture de /nulle/part.json"), "{}", said(&none));
}
