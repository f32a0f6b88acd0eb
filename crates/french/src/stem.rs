//! Words of one family under one form: the Court's own by a list, the others by their endings.
//!
//! The rules are light ones, after J. Savoy's for French: number, gender and the commonest endings of verbs, nothing that would
//! join `notaire` and `notation`. A heavier stemmer parts `pourvoi` from `pourvois` and joins what the Court keeps apart.

use std::{collections::HashMap, sync::LazyLock};

static COURT: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("../data/vocabulaire.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| line.split_once('='))
        .flat_map(|(one, forms)| forms.split_whitespace().map(move |form| (form, one.trim())))
        .collect()
});

/// The common form of a word, which is given without accents ([`fold`](crate::fold)).
#[must_use]
pub fn stem(word: &str) -> String {
    if let Some(one) = COURT.get(word) {
        return (*one).to_owned();
    }
    if word.len() < 4 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.to_owned();
    }
    let singular = singular(word);
    match COURT.get(singular.as_str()) {
        Some(one) => (*one).to_owned(),
        None => ended(singular),
    }
}

fn singular(word: &str) -> String {
    if let Some(root) = word.strip_suffix("eaux") {
        return format!("{root}eau");
    }
    if let Some(root) = word.strip_suffix("aux").filter(|root| root.len() >= 3) {
        return format!("{root}al");
    }
    if let Some(root) = word.strip_suffix('x').filter(|root| root.ends_with('u')) {
        return root.to_owned();
    }
    match word.strip_suffix('s').filter(|root| !root.ends_with('s')) {
        Some(root) => root.to_owned(),
        None => word.to_owned(),
    }
}

/// Endings of the feminine, then of verbs; the form that takes their place; the letters that are left at least. One after the other.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("trice", "teur", 3),
    ("euse", "eur", 4),
    ("eresse", "eur", 3),
    ("ienne", "ien", 2),
    ("ielle", "iel", 2),
    ("uelle", "uel", 2),
    ("elle", "el", 3),
    ("ere", "er", 4),
    ("ive", "if", 3),
    ("ee", "e", 3),
    ("er", "e", 4),
    ("ant", "e", 5),
];

fn ended(mut word: String) -> String {
    for (ending, instead, left) in ENDINGS {
        if let Some(root) = word.strip_suffix(ending).filter(|root| root.len() >= *left) {
            word = format!("{root}{instead}");
        }
    }
    if word.len() >= 5 && word.ends_with('e') {
        word.pop();
    }
    let bytes = word.as_bytes();
    if word.len() >= 5 && bytes[bytes.len() - 1] == bytes[bytes.len() - 2] {
        word.pop();
    }
    word
}

/// Whether a word says nothing by itself.
pub(crate) fn says_nothing(word: &str) -> bool {
    static EMPTY: LazyLock<std::collections::HashSet<&'static str>> =
        LazyLock::new(|| include_str!("../data/mots-vides.txt").split_whitespace().collect());
    EMPTY.contains(word) || (word.chars().count() == 1 && !word.bytes().all(|b| b.is_ascii_digit()))
}
