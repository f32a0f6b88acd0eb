//! Where a text says what was looked for.

use std::collections::HashSet;

use crate::analysis::analyse;

/// A run of a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// As it stands in the text, blanks made one.
    pub text: String,
    /// Whether it is what was looked for.
    pub hit: bool,
}

/// A passage, and how many different things looked for it says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// Its runs, in their order; empty where the text says nothing of it.
    pub parts: Vec<Part>,
    /// Different lexemes found in it.
    pub says: usize,
}

/// The passage of about so many bytes that says most of what is looked for; the first of those.
#[must_use]
pub fn passage(text: &str, wanted: &HashSet<&str>, bytes: usize) -> Passage {
    let tokens = analyse(text);
    let hits: Vec<_> = tokens.iter().filter(|token| wanted.contains(token.lexeme.as_str())).collect();
    let (mut best, mut says) = (0..0, 0);
    for (first, hit) in hits.iter().enumerate() {
        let upto = hits[first..].iter().take_while(|other| other.end <= hit.start + bytes).count().max(1);
        let different: HashSet<&str> =
            hits[first..first + upto].iter().map(|hit| hit.lexeme.as_str()).collect();
        if different.len() > says {
            (best, says) = (first..first + upto, different.len());
        }
    }
    let shown = &hits[best];
    let (Some(first), Some(last)) = (shown.first(), shown.last()) else { return Passage::default() };
    let room = bytes.saturating_sub(last.end - first.start) / 2;
    let from = boundary(text, first.start.saturating_sub(room), first.start);
    let to = boundary_after(text, last.end, (last.end + room).min(text.len()));
    let mut parts = Vec::new();
    let mut at = from;
    if from > 0 {
        push(&mut parts, "… ", false);
    }
    for hit in shown.iter().filter(|hit| hit.end > hit.start) {
        if hit.start < at {
            continue;
        }
        push(&mut parts, &text[at..hit.start], false);
        push(&mut parts, &text[hit.start..hit.end], true);
        at = hit.end;
    }
    push(&mut parts, &text[at..to.max(at)], false);
    if to < text.len() {
        push(&mut parts, " …", false);
    }
    Passage { parts, says }
}

fn push(parts: &mut Vec<Part>, text: &str, hit: bool) {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c.is_whitespace() || c.is_control() {
            true if shown.ends_with(' ') => {}
            true => shown.push(' '),
            false => shown.push(c),
        }
    }
    if !shown.is_empty() {
        parts.push(Part { text: shown, hit });
    }
}

/// The beginning of a word at or after a byte, before another.
fn boundary(text: &str, from: usize, before: usize) -> usize {
    let from = (from..=before).find(|at| text.is_char_boundary(*at)).unwrap_or(before);
    if from == 0 {
        return 0;
    }
    text[from..before].find(char::is_whitespace).map_or(before, |at| {
        let at = from + at;
        at + text[at..].chars().next().map_or(0, char::len_utf8)
    })
}

/// The end of a word after a byte, at or before another.
fn boundary_after(text: &str, after: usize, to: usize) -> usize {
    let to = (after..=to).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(after);
    if to == text.len() {
        return to;
    }
    text[after..to].rfind(char::is_whitespace).map_or(after, |at| after + at)
}
