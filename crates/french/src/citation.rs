//! Articles of codes, numbers of pourvois and of other courts, days: one token each, whatever their writing.

use std::{collections::HashMap, sync::LazyLock};

use crate::analysis::Raw;

/// What was read at a place.
pub(crate) struct Found {
    pub lexemes: Vec<String>,
    /// The run after the last that was read.
    pub next: usize,
}

/// A way to name a code, in words, with its token.
type Code = (Vec<&'static str>, &'static str);

/// Ways to name codes, by their first word.
static CODES: LazyLock<HashMap<&'static str, Vec<Code>>> = LazyLock::new(|| {
    let mut codes: HashMap<&str, Vec<(Vec<&str>, &str)>> = HashMap::new();
    for line in include_str!("../data/codes.txt").lines().filter(|line| !line.starts_with('#')) {
        let Some((token, forms)) = line.split_once('=') else { continue };
        for form in forms.split('|') {
            let words: Vec<&str> = form.split_whitespace().collect();
            if let Some(first) = words.first() {
                codes.entry(first).or_default().push((words.clone(), token.trim()));
            }
        }
    }
    for forms in codes.values_mut() {
        // The longest first: `code civil` is no part of `code civil` alone.
        forms.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
    }
    codes
});

const MONTHS: [&str; 12] = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
];
/// Articles of one enumeration.
const ENUMERATED: usize = 40;

pub(crate) fn read(raws: &[Raw<'_>], at: usize) -> Option<Found> {
    articles(raws, at).or_else(|| pourvoi(raws, at)).or_else(|| day(raws, at)).or_else(|| case(raws, at))
}

/// `art. 978 CPC`, `articles 455 et 458 du code de procédure civile`, `CPC, art. 978`, `L. 1234-1 du code du travail`.
fn articles(raws: &[Raw<'_>], at: usize) -> Option<Found> {
    let before = code(raws, at);
    let mut next = before.as_ref().map_or(at, |(_, next)| *next);
    let named = raws
        .get(next)
        .is_some_and(|raw| matches!(raw.folded.as_str(), "article" | "articles" | "art" | "arts"));
    if named {
        next += 1;
    }
    let mut numbers = Vec::new();
    while let Some((number, after)) = article(raws, next, named || !numbers.is_empty()) {
        numbers.push(number);
        next = after;
        // `alinéa 2`, `§ 1`, then another article of the enumeration.
        while raws.get(next).is_some_and(|raw| matches!(raw.folded.as_str(), "alinea" | "alineas" | "al"))
            && raws.get(next + 1).is_some_and(|raw| is_ordinal(&raw.folded))
        {
            next += 2;
        }
        let joined = raws.get(next).is_some_and(|raw| {
            matches!(raw.folded.as_str(), "et" | "ou" | "a")
                || (raw.gap.contains(',') && article(raws, next, true).is_some())
        });
        if !joined || numbers.len() >= ENUMERATED {
            break;
        }
        let step = usize::from(matches!(raws[next].folded.as_str(), "et" | "ou" | "a"));
        if article(raws, next + step, true).is_none() {
            break;
        }
        next += step;
    }
    if numbers.is_empty() {
        return None;
    }
    let linked = raws.get(next).is_some_and(|raw| matches!(raw.folded.as_str(), "du" | "de" | "des"));
    let of = |from: usize| {
        code(raws, from).or_else(|| {
            raws.get(from).filter(|r| r.folded == "la" || r.folded == "l").and_then(|_| code(raws, from + 1))
        })
    };
    let after = of(next + usize::from(linked));
    let (code, next) = match (before, after) {
        (_, Some((token, end))) => (Some(token), end),
        (Some((token, _)), None) => (Some(token), next),
        (None, None) => (None, next),
    };
    // A bare number is an article only where something says so.
    if code.is_none() && !named && !numbers.iter().all(|n| n.starts_with(|c: char| c.is_ascii_lowercase())) {
        return None;
    }
    let lexemes = numbers.into_iter().flat_map(|number| {
        let alone = format!("art{number}");
        let whole = code.map(|code| format!("art{number}{code}"));
        whole.into_iter().chain([alone])
    });
    Some(Found { lexemes: lexemes.collect(), next })
}

fn is_ordinal(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "premier" | "second" | "deuxieme" | "troisieme")
}

fn code(raws: &[Raw<'_>], at: usize) -> Option<(&'static str, usize)> {
    let forms = CODES.get(raws.get(at)?.folded.as_str())?;
    let fits = |words: &[&str]| {
        words.iter().enumerate().all(|(i, word)| {
            raws.get(at + i).is_some_and(|raw| raw.folded == *word && (i == 0 || close(raw.gap)))
        })
    };
    forms.iter().find(|(words, _)| fits(words)).map(|(words, token)| (*token, at + words.len()))
}

/// Nothing but blanks, points, apostrophes, hyphens.
fn close(gap: &str) -> bool {
    gap.chars().all(|c| c.is_whitespace() || matches!(c, '.' | '\'' | '’' | '-' | '\u{2011}'))
}

fn dash(gap: &str) -> bool {
    matches!(gap.trim(), "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}")
}

fn digits(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// The number of an article: `978`, `L. 1234-1`, `R131-3`, `567-1-1`, `1er`, `6 bis`.
fn article(raws: &[Raw<'_>], at: usize, told: bool) -> Option<(String, usize)> {
    let first = raws.get(at)?;
    let (mut number, mut next) = match first.folded.as_str() {
        letter @ ("l" | "r" | "d" | "a" | "lo") => {
            let after = raws.get(at + 1).filter(|raw| close(raw.gap) && !raw.gap.contains(['\'', '’']))?;
            // `l 978` is no article, `L. 978` is.
            let written = after.gap.contains('.') || told || raws.get(at + 2).is_some_and(|r| dash(r.gap));
            (digits(&after.folded) && written).then(|| (format!("{letter}{}", after.folded), at + 2))?
        }
        "premier" | "1er" if told => ("1".to_owned(), at + 1),
        word if digits(word) && word.len() <= 4 => (word.to_owned(), at + 1),
        word => {
            let rest = word.strip_prefix(['l', 'r', 'd'])?;
            (digits(rest) && (2..=5).contains(&rest.len())).then(|| (word.to_owned(), at + 1))?
        }
    };
    while let Some(part) = raws.get(next).filter(|raw| dash(raw.gap) && digits(&raw.folded)) {
        number.push('-');
        number.push_str(&part.folded);
        next += 1;
    }
    if let Some(raw) =
        raws.get(next).filter(|raw| matches!(raw.folded.as_str(), "bis" | "ter" | "quater") && close(raw.gap))
    {
        number.push_str(&raw.folded);
        next += 1;
    }
    Some((number, next))
}

/// `C 17-18.194`, `17-18.194`, `17-18194`, `1718194`, `C1718194`.
fn pourvoi(raws: &[Raw<'_>], at: usize) -> Option<Found> {
    let first = raws.get(at)?;
    let letter = first.folded.len() == 1 && first.folded.bytes().all(|b| b.is_ascii_lowercase());
    if letter {
        let next = raws.get(at + 1).filter(|raw| close(raw.gap) && !raw.gap.contains(['\'', '’']))?;
        return digits(&next.folded).then(|| pourvoi(raws, at + 1)).flatten();
    }
    let found = |number: String, next| Some(Found { lexemes: vec![format!("n{number}")], next });
    let word = first.folded.as_str();
    let bare = if word.len() == 8 { word.trim_start_matches(|c: char| c.is_ascii_lowercase()) } else { word };
    if bare.len() == 7 && digits(bare) {
        return found(bare.to_owned(), at + 1);
    }
    // The letter may stick to the year: `C17-18.194`.
    let year = if word.len() == 3 { word.trim_start_matches(|c: char| c.is_ascii_lowercase()) } else { word };
    if year.len() != 2 || !digits(year) {
        return None;
    }
    let second = raws.get(at + 1).filter(|raw| dash(raw.gap) && digits(&raw.folded))?;
    match second.folded.len() {
        5 => found(format!("{year}{}", second.folded), at + 2),
        2 => {
            let third = raws.get(at + 2).filter(|raw| {
                matches!(raw.gap, "." | " " | "\u{a0}" | "\u{202f}")
                    && digits(&raw.folded)
                    && raw.folded.len() == 3
            })?;
            found(format!("{year}{}{}", second.folded, third.folded), at + 3)
        }
        _ => None,
    }
}

/// `24 novembre 2026`, `24/11/2026`, `2026-11-24`.
fn day(raws: &[Raw<'_>], at: usize) -> Option<Found> {
    let number = |i: usize| {
        raws.get(i).and_then(|raw| raw.folded.strip_suffix("er").unwrap_or(&raw.folded).parse::<u32>().ok())
    };
    let (first, third) = (number(at)?, number(at + 2)?);
    let between = |sign: &str| raws[at + 1].gap == sign && raws[at + 2].gap == sign;
    let (year, month, day) = match MONTHS.iter().zip(1..).find(|(name, _)| raws[at + 1].folded == **name) {
        Some((_, month)) if raws[at + 1].gap.trim().is_empty() => (third, month, first),
        Some(_) => return None,
        None if between("/") || between(".") => (third, number(at + 1)?, first),
        None if between("-") => (first, number(at + 1)?, third),
        None => return None,
    };
    if !(1800..=2200).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    Some(Found { lexemes: vec![format!("j{year}-{month:02}-{day:02}")], next: at + 3 })
}

/// A number of the general roll of another court: `25/01234`, `RG 25/1234`.
fn case(raws: &[Raw<'_>], at: usize) -> Option<Found> {
    let (year, sequence) = (raws.get(at)?, raws.get(at + 1)?);
    let fits = year.folded.len() == 2
        && digits(&year.folded)
        && sequence.gap.trim() == "/"
        && digits(&sequence.folded)
        && (3..=6).contains(&sequence.folded.len())
        && raws.get(at + 2).is_none_or(|raw| raw.gap != "/");
    let sequence = sequence.folded.trim_start_matches('0');
    fits.then(|| Found { lexemes: vec![format!("rg{}-{sequence}", year.folded)], next: at + 2 })
}
