//! `commands::import::sheet`, from inside.

use greffe::inside::commands::import::sheet::sheet;
use serde_json::json;

#[test]
fn what_has_no_field_stays_by_its_name_and_the_text_is_left() {
    let line = json!({
        "id": "x", "number": "24-10.001", "key_letter": "T", "text": "tout", "greffier": "Mme Aubac",
        "president": {"name": "M. Huglo", "role": "président", "from": "métadonnées"},
        "rapporteur": [{"name": "Mme Bérard", "grade": "conseiller"}],
        "moyens": {"count": 2, "headings": ["Sur le moyen"]}, "jonction": true, "nouveau": {"champ": 3},
        "attacked": [{"court": "la cour d'appel de Lyon", "date": "2023-01-02", "from": "site"}],
        "summary": ["", "Un sommaire."]
    });
    let sheet = sheet(&line);
    assert_eq!(sheet.source, "decisions:x");
    let persons: Vec<_> = sheet.persons.iter().map(|p| (p.function.as_str(), p.name.as_str())).collect();
    assert_eq!(persons, [("president", "M. Huglo"), ("rapporteur", "Mme Bérard"), ("greffier", "Mme Aubac")]);
    assert_eq!(sheet.moyens.as_ref().and_then(|m| m.count), Some(2));
    assert!(sheet.jonction);
    assert_eq!(sheet.summary, ["Un sommaire."]);
    let mut kept: Vec<_> = sheet.references.iter().map(|r| (r.name.as_str(), r.value.as_str())).collect();
    kept.sort_unstable();
    assert_eq!(
        kept,
        [
            ("attacked[0].from", "site"),
            ("key_letter", "T"),
            ("nouveau.champ", "3"),
            ("number", "24-10.001"),
            ("president[0].from", "métadonnées"),
        ]
    );
}
