//! What changed between two texts, word by word: pure.

use std::time::Duration;

use greffe_contracts::deliberation::v1 as pb;
use similar::{ChangeTag, TextDiff};

/// Longest search for the shortest account; beyond, a longer one is told.
const PATIENCE: Duration = Duration::from_millis(500);

/// Runs of text in reading order: without what came they are the one text, without what went the other.
pub(super) fn segments(from: &str, to: &str) -> Vec<pb::PaperSegment> {
    let diff = TextDiff::configure().timeout(PATIENCE).diff_words(from, to);
    let mut segments: Vec<pb::PaperSegment> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = match change.tag() {
            ChangeTag::Equal => "egal",
            ChangeTag::Delete => "retire",
            ChangeTag::Insert => "ajoute",
        };
        match segments.last_mut() {
            Some(last) if last.change == word => last.text.push_str(change.value()),
            _ => segments.push(pb::PaperSegment { change: word.into(), text: change.value().into() }),
        }
    }
    segments
}

#[cfg(test)]
mod tests {
    use super::*;

    fn without(segments: &[pb::PaperSegment], gone: &str) -> String {
        segments.iter().filter(|s| s.change != gone).map(|s| s.text.as_str()).collect()
    }

    #[test]
    fn both_texts_can_be_read_from_what_changed() {
        let from = "Attendu que la cour d’appel a violé le texte\u{a0};\nPar ces motifs, CASSE.\n";
        let to =
            "Attendu que la cour d’appel a exactement appliqué le texte\u{a0};\nPar ces motifs, REJETTE.";
        let found = segments(from, to);
        assert_eq!((without(&found, "ajoute").as_str(), without(&found, "retire").as_str()), (from, to));
        let went: Vec<&str> =
            found.iter().filter(|s| s.change == "retire").map(|s| s.text.as_str()).collect();
        assert!(went.contains(&"violé"), "{went:?}");
        assert_eq!(segments("", ""), []);
        assert_eq!(segments(from, from).len(), 1);
    }
}
