//! What somebody types, as what is looked for; and what a text says, as PostgreSQL keeps it.

use std::collections::{BTreeMap, HashSet};

use crate::{analysis::analyse, fold::fold, sound::sound};

/// Terms of one query: beyond, the rest is left.
const TERMS: usize = 12;
/// Positions that PostgreSQL keeps of a lexeme, and the last of them.
const POSITIONS: usize = 255;
const LAST: u16 = 16_383;
/// Bytes of one vector, well under the megabyte that PostgreSQL takes.
const BYTES: usize = 900_000;

/// What people write before a number, and what it numbers does not say of itself.
const BEFORE_NUMBERS: &[&str] =
    &["rg", "no", "num", "numero", "pourvoi", "dossier", "affair", "affaire", "repertoir", "general"];

/// One thing looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// As it was typed.
    pub typed: String,
    /// Each of these satisfies it, the best first.
    pub any: Vec<String>,
}

/// What is looked for: all of its terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The terms, in their order.
    pub terms: Vec<Term>,
}

impl Query {
    /// Reads what somebody typed.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut terms: Vec<Term> = Vec::new();
        let mut last = (usize::MAX, usize::MAX);
        for token in analyse(text).into_iter().filter(|token| !token.within) {
            // Of an article with its code, the whole; the article alone comes after it at the same place.
            if (token.start, token.end) == last && token.lexeme.starts_with("art") {
                let whole = terms
                    .last()
                    .and_then(|term| term.any.first())
                    .is_some_and(|one| one.starts_with(&token.lexeme));
                if whole {
                    continue;
                }
            }
            last = (token.start, token.end);
            let typed = text[token.start..token.end].to_owned();
            let mut any = vec![token.lexeme];
            let is_word = typed.chars().all(|c| c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}'));
            if is_word {
                for other in [fold(&typed), sound(&typed)] {
                    // A sound of one letter would find everybody.
                    if other.chars().count() > 2 && !any.contains(&other) {
                        any.push(other);
                    }
                }
            }
            if terms.len() < TERMS && terms.iter().all(|term| term.any != any) {
                terms.push(Term { typed, any });
            }
        }
        let is_number = |term: &Term| {
            let number =
                term.any.first().and_then(|one| one.strip_prefix("rg").or_else(|| one.strip_prefix('n')));
            number.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        };
        if terms.iter().any(is_number) {
            terms.retain(|term| !term.any.first().is_some_and(|one| BEFORE_NUMBERS.contains(&one.as_str())));
        }
        Self { terms }
    }

    /// Whether nothing is looked for: words that say nothing, or none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// As a `tsquery`, to be cast as such.
    #[must_use]
    pub fn tsquery(&self) -> String {
        let term = |term: &Term| {
            let any: Vec<String> = term.any.iter().map(|one| quoted(one)).collect();
            format!("({})", any.join(" | "))
        };
        self.terms.iter().map(term).collect::<Vec<_>>().join(" & ")
    }

    /// As a `tsquery` that one term is enough for.
    #[must_use]
    pub fn tsquery_any(&self) -> String {
        let all = self.terms.iter().flat_map(|term| &term.any);
        all.map(|one| quoted(one)).collect::<Vec<_>>().join(" | ")
    }

    /// The same without how words sound: texts do not keep it.
    #[must_use]
    pub fn in_texts(&self) -> Self {
        let written = |term: &Term| {
            let any = term.any.iter().filter(|one| !one.starts_with('~')).take(1).cloned().collect();
            Term { typed: term.typed.clone(), any }
        };
        Self { terms: self.terms.iter().map(written).collect() }
    }

    /// Everything that satisfies a term.
    #[must_use]
    pub fn lexemes(&self) -> HashSet<&str> {
        self.terms.iter().flat_map(|term| term.any.iter().map(String::as_str)).collect()
    }
}

fn quoted(lexeme: &str) -> String {
    format!("'{}'", lexeme.replace('\\', "\\\\").replace('\'', "''"))
}

/// What texts say, each at its position and weight (`A` to `D`), as a `tsvector` is written; within what PostgreSQL takes.
#[must_use]
pub fn tsvector<'a>(said: impl IntoIterator<Item = (&'a str, u16, char)>) -> String {
    let mut words: BTreeMap<&str, Vec<(u16, char)>> = BTreeMap::new();
    for (lexeme, position, weight) in said {
        if lexeme.is_empty() || lexeme.len() > 500 {
            continue;
        }
        let at = (position.clamp(1, LAST), weight);
        let places = words.entry(lexeme).or_default();
        if places.len() < POSITIONS && places.last().is_none_or(|last| last.0 != at.0) {
            places.push(at);
        }
    }
    let mut written = String::new();
    for (lexeme, places) in words {
        if written.len() > BYTES {
            break;
        }
        let at: Vec<String> = places.iter().map(|(position, weight)| format!("{position}{weight}")).collect();
        written.push_str(&quoted(lexeme));
        written.push(':');
        written.push_str(&at.join(","));
        written.push(' ');
    }
    written
}
