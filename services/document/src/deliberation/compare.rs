//! What changed between two texts, word by word: pure.

use std::time::Duration;

use greffe_contracts::deliberation::v1 as pb;
use similar::{ChangeTag, TextDiff};

/// Longest search for the shortest account; beyond, a longer one is told.
const PATIENCE: Duration = Duration::from_millis(500);

/// Runs of text in reading order: without what came they are the one text, without what went the other.
pub fn segments(from: &str, to: &str) -> Vec<pb::PaperSegment> {
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
