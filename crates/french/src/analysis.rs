//! A text as tokens, each with the bytes it stands for.

use crate::{
    citation,
    fold::{fold, word},
    sound::sound,
    stem::{says_nothing, stem},
};

/// Longest word that is kept: beyond, it is none.
const LONGEST: usize = 60;

/// What a text says at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// First byte in the text.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// What is compared.
    pub lexeme: String,
    /// A word inside an article or a number that has a token of its own.
    pub within: bool,
}

/// A run of letters and digits, as it stands and as it is compared.
pub(crate) struct Raw<'a> {
    pub start: usize,
    pub end: usize,
    pub folded: String,
    /// What stands between it and the run before.
    pub gap: &'a str,
}

pub(crate) fn raws(text: &str) -> Vec<Raw<'_>> {
    let mut found: Vec<Raw<'_>> = Vec::with_capacity(text.len() / 6);
    let (mut start, mut last) = (None, 0);
    let mut ended = |from: usize, to: usize, last: &mut usize| {
        let folded = word(&text[from..to]);
        if !folded.is_empty() {
            found.push(Raw { start: from, end: to, folded, gap: &text[*last..from] });
            *last = to;
        }
    };
    for (at, c) in text.char_indices() {
        // An accent that follows its letter, and a hyphen that shows at the end of a line alone, stay within a word.
        let inside = c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}');
        match (inside, start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                ended(from, at, &mut last);
                start = None;
            }
            _ => {}
        }
    }
    if let Some(from) = start {
        ended(from, text.len(), &mut last);
    }
    found
}

/// The tokens of a text, in their order; an article or a number comes before the words it is written with.
#[must_use]
pub fn analyse(text: &str) -> Vec<Token> {
    let raws = raws(text);
    let mut tokens = Vec::with_capacity(raws.len());
    let mut at = 0;
    while at < raws.len() {
        let found = citation::read(&raws, at);
        let next = found.as_ref().map_or(at + 1, |found| found.next.max(at + 1));
        let within = found.is_some();
        if let Some(found) = found {
            let (start, end) = (raws[at].start, raws[next - 1].end);
            tokens.extend(found.lexemes.into_iter().map(|lexeme| Token {
                start,
                end,
                lexeme,
                within: false,
            }));
        }
        tokens.extend(raws[at..next].iter().filter_map(|raw| plain(raw, within)));
        at = next;
    }
    tokens
}

fn plain(raw: &Raw<'_>, within: bool) -> Option<Token> {
    if raw.folded.len() > LONGEST || says_nothing(&raw.folded) {
        return None;
    }
    Some(Token { start: raw.start, end: raw.end, lexeme: stem(&raw.folded), within })
}

/// What is compared of a text, in its order, repetitions kept.
#[must_use]
pub fn lexemes(text: &str) -> Vec<String> {
    analyse(text).into_iter().map(|token| token.lexeme).collect()
}

/// What is compared of a name: its words as they are written, and as they sound.
#[must_use]
pub fn name(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for raw in raws(text).iter().filter(|raw| raw.folded.len() <= LONGEST) {
        let of_word = [fold(&raw.folded), stem(&raw.folded), sound(&text[raw.start..raw.end])];
        for lexeme in of_word {
            if !lexeme.is_empty() && !found.contains(&lexeme) {
                found.push(lexeme);
            }
        }
    }
    found
}
