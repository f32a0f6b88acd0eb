//! `words`, from inside.

use greffe_document::inside::words::as_sought;

#[test]
fn neither_case_nor_accents_nor_line_ends_count() {
    assert_eq!(as_sought("  L’arrêt\n attaqué\u{a0}: CŒUR "), "l'arret attaque : coeur");
    assert_eq!(as_sought("Pourvoi, pourvoi et POURVOI").matches("pourvoi").count(), 3);
}
