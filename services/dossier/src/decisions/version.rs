//! The version of a decision that goes to the public: what the dossier knows is hidden by itself, a person adds the rest.

use std::{collections::BTreeMap, ops::Range};

use greffe_chassis::Result;
use greffe_contracts::dossier::v1 as pb;
use greffe_procedure::catalogue::Category;

use super::refused;

/// Parts that a person may add or keep.
const SPANS_MAX: usize = 2_000;
/// A name shorter than this resembles too much.
const NAME_MIN: usize = 2;

/// A party as the version must hide it.
#[derive(Debug, Clone, Default)]
pub struct Person {
    pub name: String,
    pub first_names: String,
    pub address: String,
    /// Whether it is a person and not a body.
    pub natural: bool,
}

/// The text for the public, and what of the original it hides.
#[derive(Debug, Clone, PartialEq)]
pub struct Version {
    pub text: String,
    pub hidden: Vec<pb::Span>,
}

/// A part of the text to hide.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Part {
    at: Range2,
    category: String,
    /// Whose it is: what is one in the original is one in the version.
    key: String,
}

/// A range that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Range2 {
    start: usize,
    end: usize,
}

impl Range2 {
    fn meets(self, other: Range2) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn of(self) -> Range<usize> {
        self.start..self.end
    }
}

/// Writes the version. `decided` are the categories that a decision adds to those of the law.
///
/// # Errors
/// With the field, when a part is not of the text or its category may not be hidden.
pub fn write(
    categories: &[Category],
    decided: &[String],
    persons: &[Person],
    text: &str,
    added: &[pb::Span],
    kept: &[pb::Span],
) -> Result<Version> {
    let chars: Vec<char> = text.chars().collect();
    let hides = |code: &str| {
        categories.iter().any(|c| c.code.as_str() == code && (c.by_law || decided.iter().any(|d| d == code)))
    };
    let kept = ranges("kept", kept, chars.len())?;
    let mut parts = Vec::new();
    for (at, span) in ranges("added", added, chars.len())?.into_iter().zip(added) {
        if !hides(&span.category) {
            let label =
                categories.iter().find(|c| c.code.as_str() == span.category).map(|c| c.label.as_str());
            return Err(refused(
                "PUB-006",
                "added",
                format!(
                    "«\u{a0}{}\u{a0}» ne se cache que sur décision, et aucune ne le prévoit pour cet arrêt. Faites d’abord enregistrer la décision d’occultation.",
                    label.unwrap_or(&span.category)
                ),
            ));
        }
        let key = chars[at.of()].iter().flat_map(|c| fold(*c)).collect();
        parts.push(Part { at, category: span.category.clone(), key });
    }
    for (who, person) in persons.iter().enumerate() {
        let category = if person.natural { "personne_physique" } else { "personne_morale" };
        if hides(category) {
            for name in spellings(person) {
                let found = occurrences(&chars, &name);
                parts.extend(found.map(|at| Part { at, category: category.into(), key: format!("#{who}") }));
            }
        }
        if person.natural && hides("adresse") && !person.address.trim().is_empty() {
            let found = occurrences(&chars, person.address.trim());
            parts.extend(found.map(|at| Part { at, category: "adresse".into(), key: format!("#{who}") }));
        }
    }
    parts.retain(|part| !kept.iter().any(|kept| kept.meets(part.at)));
    Ok(hide(categories, &chars, apart(parts)))
}

/// Ranges of spans, each within the text.
fn ranges(field: &str, spans: &[pb::Span], length: usize) -> Result<Vec<Range2>> {
    crate::open::at_most(field, spans.len(), SPANS_MAX)?;
    let read = |(at, span): (usize, &pb::Span)| {
        let number = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
        let range = Range2 { start: number(span.start), end: number(span.end) };
        if range.start < range.end && range.end <= length {
            return Ok(range);
        }
        Err(refused(
            "PUB-007",
            &format!("{field}[{at}]"),
            "Ce passage n’est pas dans le texte. Sélectionnez-le de nouveau\u{a0}: le texte a pu changer depuis.",
        ))
    };
    spans.iter().enumerate().map(read).collect()
}

/// Parts that do not meet: of two, the one that starts first, and the longer.
fn apart(mut parts: Vec<Part>) -> Vec<Part> {
    parts.sort_by(|a, b| a.at.start.cmp(&b.at.start).then(b.at.end.cmp(&a.at.end)).then_with(|| a.cmp(b)));
    let mut chosen: Vec<Part> = Vec::new();
    for part in parts {
        match chosen.last_mut() {
            // What sticks out of the part before is hidden with it.
            Some(last) if last.at.meets(part.at) => last.at.end = last.at.end.max(part.at.end),
            _ => chosen.push(part),
        }
    }
    chosen
}

fn hide(categories: &[Category], chars: &[char], parts: Vec<Part>) -> Version {
    let mut labels: BTreeMap<(String, String), String> = BTreeMap::new();
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    let mut version = Version { text: String::with_capacity(chars.len()), hidden: Vec::new() };
    let mut from = 0;
    for part in parts {
        let label = labels.entry((part.category.clone(), part.key)).or_insert_with(|| {
            let count = counts.entry(part.category.clone()).or_default();
            *count += 1;
            let shape = categories.iter().find(|c| c.code.as_str() == part.category);
            let shape = shape.map_or("[{}]", |c| c.placeholder.as_str());
            let mark = if shape == "[{}]" { letters(*count) } else { count.to_string() };
            shape.replace("{}", &mark)
        });
        version.text.extend(&chars[from..part.at.start]);
        version.text.push_str(label);
        from = part.at.end;
        let place = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        version.hidden.push(pb::Span {
            start: place(part.at.start),
            end: place(part.at.end),
            category: part.category,
            label: label.clone(),
        });
    }
    version.text.extend(&chars[from..]);
    version
}

/// A, B … Z, AA, AB …
pub fn letters(mut count: usize) -> String {
    let mut text = String::new();
    while count > 0 {
        count -= 1;
        text.insert(0, char::from(b'A' + u8::try_from(count % 26).unwrap_or_default()));
        count /= 26;
    }
    text
}

/// The ways a person is written, the longest first.
fn spellings(person: &Person) -> Vec<String> {
    let (name, first) = (person.name.trim(), person.first_names.trim());
    let mut all = vec![name.to_owned()];
    if person.natural && !first.is_empty() {
        all.push(format!("{first} {name}"));
        all.push(format!("{name} {first}"));
        all.push(first.to_owned());
        all.extend(first.split([' ', ',']).map(str::to_owned));
        if let Some(usual) = first.split([' ', ',']).next() {
            all.push(format!("{usual} {name}"));
        }
    }
    all.retain(|name| name.chars().count() >= NAME_MIN);
    all.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    all.dedup();
    all
}

/// Where words stand in the text, whatever their capitals, accents, hyphens and spaces; whole words alone.
fn occurrences<'t>(text: &'t [char], words: &str) -> impl Iterator<Item = Range2> + 't {
    let wanted: Vec<char> = words.chars().flat_map(fold).collect();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < text.len() {
            let start = at;
            at += 1;
            let begins = start == 0 || !text[start - 1].is_alphanumeric();
            if let Some(end) = begins.then(|| matched(&text[start..], &wanted)).flatten().map(|n| start + n)
                && (end == text.len() || !text[end].is_alphanumeric())
            {
                at = end;
                return Some(Range2 { start, end });
            }
        }
        None
    })
}

/// How many characters of the text spell the words.
fn matched(text: &[char], wanted: &[char]) -> Option<usize> {
    let mut rest = wanted;
    if rest.is_empty() {
        return None;
    }
    for (at, c) in text.iter().enumerate() {
        for folded in fold(*c) {
            match rest.split_first() {
                Some((first, after)) if *first == folded => rest = after,
                _ => return None,
            }
        }
        if rest.is_empty() {
            return Some(at + 1);
        }
    }
    None
}

/// A character without capital or accent; every space and hyphen is a space.
fn fold(c: char) -> impl Iterator<Item = char> {
    let lower: Vec<char> = c.to_lowercase().collect();
    lower.into_iter().flat_map(|c| {
        let text = match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' => "a",
            'ç' => "c",
            'é' | 'è' | 'ê' | 'ë' => "e",
            'î' | 'ï' | 'í' => "i",
            'ñ' => "n",
            'ô' | 'ö' | 'ó' | 'õ' => "o",
            'ù' | 'û' | 'ü' | 'ú' => "u",
            'ÿ' => "y",
            'œ' => "oe",
            'æ' => "ae",
            '’' => "'",
            '-' | '\u{2010}' | '\u{2011}' => " ",
            c if c.is_whitespace() => " ",
            c => return vec![c],
        };
        text.chars().collect()
    })
}
