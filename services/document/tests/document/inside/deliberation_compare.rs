//! `deliberation::compare`, from inside.

use greffe_contracts::deliberation::v1 as pb;
use greffe_document::inside::deliberation::compare::segments;

fn without(segments: &[pb::PaperSegment], gone: &str) -> String {
    segments.iter().filter(|s| s.change != gone).map(|s| s.text.as_str()).collect()
}

#[test]
fn both_texts_can_be_read_from_what_changed() {
    let from = "Attendu que la cour d’appel a violé le texte\u{a0};\nPar ces motifs, CASSE.\n";
    let to = "Attendu que la cour d’appel a exactement appliqué le texte\u{a0};\nPar ces motifs, REJETTE.";
    let found = segments(from, to);
    assert_eq!((without(&found, "ajoute").as_str(), without(&found, "retire").as_str()), (from, to));
    let went: Vec<&str> = found.iter().filter(|s| s.change == "retire").map(|s| s.text.as_str()).collect();
    assert!(went.contains(&"violé"), "{went:?}");
    assert_eq!(segments("", ""), []);
    assert_eq!(segments(from, from).len(), 1);
}
