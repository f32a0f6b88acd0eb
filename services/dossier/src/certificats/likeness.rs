//! Whether a dossier is about the decision sought: four facets compared, each tolerant of how people write, and the
//! verdict on the four together. Pure.

use std::collections::BTreeSet;

use jiff::{Span, civil::Date};

use crate::offices::searchable;

/// Days by which a date may be mistaken and still be near.
const NEAR_DAYS: i64 = 3;

/// How much two facets resemble each other, from the most to the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The same, however written.
    Same,
    /// A slip of the pen away.
    Near,
    /// One of the two does not say.
    Unknown,
    /// Not the same.
    Differs,
}

impl Level {
    /// As the contract writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "identique",
            Self::Near => "proche",
            Self::Unknown => "inconnu",
            Self::Differs => "different",
        }
    }

    /// The same, or a slip of the pen away.
    pub fn close(self) -> bool {
        matches!(self, Self::Same | Self::Near)
    }
}

/// The four facets of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Likeness {
    /// Which court ruled.
    pub court: Level,
    /// When.
    pub date: Level,
    /// The case's number there.
    pub number: Level,
    /// Between whom.
    pub parties: Level,
}

/// What the four say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The same decision: court, date and number say so, and the parties do not contradict.
    Certain,
    /// A person must look.
    Possible,
    /// Another decision.
    Other,
}

impl Likeness {
    /// The verdict. What one facet leaves open, another may settle; nothing is set aside on an unknown alone.
    pub fn verdict(self) -> Verdict {
        use Level::{Differs, Near, Same, Unknown};
        let Self { court, date, number, parties } = self;
        if (court, date, number) == (Same, Same, Same) && parties != Differs {
            return Verdict::Certain;
        }
        let possible = if court == Differs {
            // A court badly named: what remains must be strong.
            (number == Same && date == Same) || (parties.close() && (number == Same || date == Same))
        } else {
            match (number, date) {
                (Same, Differs) => parties.close(),
                (Same, _) => true,
                (Near, Same | Near) | (Unknown, Same) => parties != Differs,
                (_, Differs) => false,
                (Near | Unknown | Differs, _) => parties.close(),
            }
        };
        if possible { Verdict::Possible } else { Verdict::Other }
    }
}

/// Compares two names of courts: abbreviations, sections, hyphens and accents apart, and slips in the name of the town.
pub fn court(sought: &str, known: &str) -> Level {
    let (a, b) = (Court::read(sought), Court::read(known));
    let kind = match () {
        () if a.kind == b.kind => Level::Same,
        () if a.kind.is_subset(&b.kind) || b.kind.is_subset(&a.kind) => Level::Near,
        () => Level::Differs,
    };
    let place = match () {
        () if a.place == b.place => Level::Same,
        () if a.place.is_empty() || b.place.is_empty() => Level::Near,
        () if a.place.is_subset(&b.place) || b.place.is_subset(&a.place) => Level::Near,
        () if near_all(&a.place, &b.place) => Level::Near,
        () => Level::Differs,
    };
    kind.max(place)
}

struct Court {
    kind: BTreeSet<String>,
    place: BTreeSet<String>,
}

/// Words that say which kind of court it is.
const KINDS: &[&str] = &[
    "cour",
    "appel",
    "tribunal",
    "judiciaire",
    "commerce",
    "conseil",
    "prud",
    "hommes",
    "paritaire",
    "baux",
    "ruraux",
    "cassation",
    "assises",
    "superieur",
    "activites",
    "economiques",
    "commission",
];
/// Words of a court's name that tell no court from another.
const NOISE: &[&str] = &[
    "de",
    "d",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "en",
    "et",
    "a",
    "chambre",
    "chambres",
    "pole",
    "section",
    "civile",
    "civil",
    "sociale",
    "social",
    "commerciale",
    "economique",
    "penale",
    "proximite",
    "formation",
    "cabinet",
    "greffe",
    "reunies",
];

impl Court {
    fn read(text: &str) -> Self {
        let mut words: Vec<String> = words(text).flat_map(|word| expanded(&word)).collect();
        // Courts of first instance of two names became one in 2020: an older decision may bear either.
        if words.iter().any(|w| w == "instance") {
            words.retain(|w| w != "grande" && w != "instance");
            words.push("judiciaire".into());
        }
        let ordinal = |w: &str| w.starts_with(|c: char| c.is_ascii_digit());
        let (kind, place) = words
            .into_iter()
            .filter(|w| !NOISE.contains(&w.as_str()) && !ordinal(w))
            .partition(|w| KINDS.contains(&w.as_str()));
        Self { kind, place }
    }
}

fn expanded(word: &str) -> Vec<String> {
    let words: &[&str] = match word {
        "ca" => &["cour", "appel"],
        "tj" => &["tribunal", "judiciaire"],
        "tgi" | "ti" => &["tribunal", "instance"],
        "tc" | "tcom" => &["tribunal", "commerce"],
        "tae" => &["tribunal", "activites", "economiques"],
        "cph" => &["conseil", "prud", "hommes"],
        "prudhommes" | "prudhomme" => &["prud", "hommes"],
        "prudhomal" | "homme" => &["hommes"],
        "st" => &["saint"],
        "ste" => &["sainte"],
        other => return vec![other.to_owned()],
    };
    words.iter().map(|word| (*word).to_owned()).collect()
}

/// Compares two days: the same, or a slip of the pen away.
pub fn date(sought: Date, known: Option<Date>) -> Level {
    match known {
        None => Level::Unknown,
        Some(day) if day == sought => Level::Same,
        Some(day) if near_days(sought).contains(&day) => Level::Near,
        Some(_) => Level::Differs,
    }
}

/// Days that are a slip away from a day: close to it, day and month exchanged, the year mistaken by one.
pub fn near_days(day: Date) -> Vec<Date> {
    let moved = |days: i64| day.checked_add(Span::new().days(days)).ok();
    let mut near: Vec<Date> = (-NEAR_DAYS..=NEAR_DAYS).filter(|by| *by != 0).filter_map(moved).collect();
    near.extend(Date::new(day.year(), day.day(), day.month()).ok().filter(|exchanged| *exchanged != day));
    near.extend([-1, 1].iter().filter_map(|by| Date::new(day.year() + by, day.month(), day.day()).ok()));
    near
}

/// Compares numbers of cases by their keys (`25/1234`), which the database makes of every spelling.
pub fn number(sought: &[String], known: &[String]) -> Level {
    if sought.is_empty() || known.is_empty() {
        return Level::Unknown;
    }
    if sought.iter().any(|key| known.contains(key)) {
        return Level::Same;
    }
    let near = sought.iter().any(|a| known.iter().any(|b| distance_at_most_one(a, b)));
    if near { Level::Near } else { Level::Differs }
}

/// Words of a party's name that tell no party from another.
const TITLES: &[&str] = &[
    "m",
    "mme",
    "mlle",
    "monsieur",
    "madame",
    "maitre",
    "me",
    "epoux",
    "epouse",
    "consorts",
    "veuve",
    "societe",
    "ste",
    "sa",
    "sas",
    "sasu",
    "sarl",
    "eurl",
    "sci",
    "scp",
    "snc",
    "selarl",
    "association",
    "syndicat",
    "de",
    "d",
    "du",
    "des",
    "la",
    "le",
    "les",
    "l",
    "et",
];

/// Compares names of parties: one that both name is enough, since people name some of them.
pub fn parties(sought: &[String], known: &[String]) -> Level {
    let bare = |names: &[String]| -> Vec<BTreeSet<String>> {
        let sets = names.iter().map(|name| name_words(name).into_iter().collect::<BTreeSet<_>>());
        sets.filter(|set| !set.is_empty()).collect()
    };
    let (sought, known) = (bare(sought), bare(known));
    if sought.is_empty() || known.is_empty() {
        return Level::Unknown;
    }
    let pairs = || sought.iter().flat_map(|a| known.iter().map(move |b| (a, b)));
    if pairs().any(|(a, b)| a.is_subset(b) || b.is_subset(a)) {
        return Level::Same;
    }
    if pairs().any(|(a, b)| near_all(a, b)) { Level::Near } else { Level::Differs }
}

/// The words of a name that tell it from another; all of them when it has no other.
pub fn name_words(name: &str) -> Vec<String> {
    let all: Vec<String> = words(name).collect();
    let telling: Vec<String> = all.iter().filter(|w| !TITLES.contains(&w.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let text = searchable(text);
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect();
    words.into_iter()
}

/// Whether each word of the shorter has a word of the longer that is it, or a slip away; one at least is not short.
fn near_all(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let (few, many) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !few.is_empty()
        && few.iter().all(|word| {
            many.iter().any(|other| word == other || (word.len() >= 4 && distance_at_most_one(word, other)))
        })
}

/// Whether one letter too many, too few, mistaken, or two exchanged, is all that differs.
fn distance_at_most_one(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let head = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[..a.len() - tail], &b[..b.len() - tail]);
    match (a, b) {
        ([], []) | ([_], [] | [_]) | ([], [_]) => true,
        ([x, y], [z, t]) => x == t && y == z,
        _ => false,
    }
}
