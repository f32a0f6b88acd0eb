//! How much two texts say the same: Okapi BM25 over a bounded lot of texts, with what both say, the weightiest first.

use std::collections::{HashMap, HashSet};

use crate::query::{Query, Term};

/// Okapi's constants: what a word said again is worth, and how much a long text pays for its length.
const AGAIN: f64 = 1.2;
const LENGTH: f64 = 0.6;
/// What a text cited is worth, against a word of the same rarity.
const CITED: f64 = 2.5;

/// A text: how often it says each thing.
#[derive(Debug, Clone, Default)]
pub struct Weighed {
    counts: HashMap<String, f64>,
    length: f64,
}

impl Weighed {
    /// From lexemes and how often each is said.
    #[must_use]
    pub fn new(lexemes: &[String], counts: &[i32]) -> Self {
        let counts: HashMap<String, f64> =
            lexemes.iter().cloned().zip(counts.iter().map(|count| f64::from(*count))).collect();
        let length = counts.values().sum();
        Self { counts, length }
    }
}

/// A lot of texts that are compared with one.
#[derive(Debug, Clone, Default)]
pub struct Likeness {
    texts: Vec<Weighed>,
    /// In how many of them each thing is said.
    spread: HashMap<String, f64>,
    mean: f64,
}

impl Likeness {
    /// Of a lot.
    #[must_use]
    pub fn new(texts: impl IntoIterator<Item = Weighed>) -> Self {
        let texts: Vec<Weighed> = texts.into_iter().collect();
        let mut spread: HashMap<String, f64> = HashMap::new();
        for lexeme in texts.iter().flat_map(|text| text.counts.keys()) {
            *spread.entry(lexeme.clone()).or_default() += 1.0;
        }
        let mean = texts.iter().map(|text| text.length).sum::<f64>() / count(texts.len()).max(1.0);
        Self { texts, spread, mean: mean.max(1.0) }
    }

    /// How much the text at a place says of what is asked, and what of it, the weightiest first.
    #[must_use]
    pub fn score(&self, asked: &HashMap<&str, f64>, at: usize) -> (f64, Vec<String>) {
        let Some(text) = self.texts.get(at) else { return (0.0, Vec::new()) };
        let mut parts: Vec<(f64, &str)> = Vec::new();
        for (lexeme, asked) in asked {
            let (Some(times), Some(spread)) = (text.counts.get(*lexeme), self.spread.get(*lexeme)) else {
                continue;
            };
            let all = count(self.texts.len());
            let rare = (1.0 + (all - spread + 0.5) / (spread + 0.5)).ln();
            let room = AGAIN * (1.0 - LENGTH + LENGTH * text.length / self.mean);
            let weight = if is_citation(lexeme) { CITED } else { 1.0 };
            parts.push((weight * rare * (1.0 + asked.ln()) * times * (AGAIN + 1.0) / (times + room), lexeme));
        }
        parts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(b.1)));
        // The sum in one order: the same texts give the same score.
        let score = parts.iter().map(|part| part.0).sum();
        (score, parts.into_iter().map(|part| part.1.to_owned()).collect())
    }
}

/// How often each thing is said.
#[must_use]
pub fn counts(lexemes: &[String]) -> HashMap<&str, f64> {
    let mut said: HashMap<&str, f64> = HashMap::new();
    for lexeme in lexemes {
        *said.entry(lexeme).or_default() += 1.0;
    }
    said
}

#[allow(clippy::cast_precision_loss, reason = "lots are of some thousands")]
fn count(of: usize) -> f64 {
    of as f64
}

/// Whether a lexeme is an article of a text.
#[must_use]
pub fn is_citation(lexeme: &str) -> bool {
    lexeme
        .strip_prefix("art")
        .is_some_and(|rest| rest.contains(|c: char| c.is_ascii_digit()) && !rest.contains(' '))
}

/// What of a text is worth looking others up by: what it cites, then the long words that it says most.
#[must_use]
pub fn weighty(lexemes: &[String], most: usize) -> Query {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for lexeme in lexemes {
        *counts.entry(lexeme).or_default() += 1;
    }
    let whole: HashSet<&str> =
        counts.keys().copied().filter(|one| is_citation(one) && one.ends_with(char::is_alphabetic)).collect();
    let mut order: Vec<(&str, usize)> = counts
        .into_iter()
        .filter(|(one, _)| one.len() > 4 && !one.starts_with(['n', 'j']) || whole.contains(one))
        .collect();
    order.sort_by_key(|(one, times)| {
        (!whole.contains(one), std::cmp::Reverse(*times * one.len().min(12)), *one)
    });
    let terms = order
        .into_iter()
        .take(most)
        .map(|(one, _)| Term { typed: one.to_owned(), any: vec![one.to_owned()] });
    Query { terms: terms.collect() }
}
