//! Bytes that nobody would write: the catalogue's parser says what is wrong with them, the simulator answers, neither panics.
//!
//! Real files and real lines are changed at random for `GREFFE_FUZZ_SECONDS` each (10 by default). The changes follow from a seed,
//! `GREFFE_FUZZ_SEED` (1 by default), which a failure prints with the shortest change that shows it.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    time::{Duration, Instant},
};

use greffe_procedure::{catalogue::Catalogue, simulate};
use proptest::{
    prelude::*,
    sample::Index,
    test_runner::{RngAlgorithm, TestRng, TestRunner},
};
use serde_json::json;

/// A change of some text. Bytes alone seldom get past the first parser: most changes put one token in the place of another.
#[derive(Debug, Clone)]
enum Change {
    /// One byte becomes another.
    Byte(Index, u8),
    /// Some bytes go.
    Cut(Index, usize),
    /// A stretch comes twice.
    Twice(Index, usize),
    /// A token takes the place of another of the same text.
    Swap(Index, Index),
    /// A token takes the place of one, from elsewhere.
    Foreign(Index, &'static str),
    /// A line goes.
    Line(Index),
}

/// What no file says and a hasty reader would stumble on.
const FOREIGN: [&str; 30] = [
    "",
    "\"\"",
    "0",
    "-1",
    "2147483647",
    "-2147483648",
    "9223372036854775807",
    "1e400",
    "[]",
    "{}",
    "null",
    "true",
    "\"*\"",
    "\"a(b=c)\"",
    "\"a(b=)\"",
    "\"(\"",
    "\".\"",
    "\"pourvoi_forme.\"",
    "\"pourvoi_forme(nature=)\"",
    "\"{\"",
    "\"}{\"",
    "\"{date\"",
    "\"9999-99-99\"",
    "\"0000-01-01\"",
    "\"2400-12-31\"",
    "\"2026-10-25T02:30:00+02:00\"",
    "\"-9999-01-01T00:00:00Z\"",
    "\u{0}",
    "\u{feff}",
    "é\u{301}",
];

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        2 => (any::<Index>(), any::<u8>()).prop_map(|(at, byte)| Change::Byte(at, byte)),
        1 => (any::<Index>(), 1usize..40).prop_map(|(at, length)| Change::Cut(at, length)),
        1 => (any::<Index>(), 1usize..80).prop_map(|(at, length)| Change::Twice(at, length)),
        4 => (any::<Index>(), any::<Index>()).prop_map(|(of, with)| Change::Swap(of, with)),
        4 => (any::<Index>(), 0..FOREIGN.len()).prop_map(|(of, with)| Change::Foreign(of, FOREIGN[with])),
        2 => any::<Index>().prop_map(Change::Line),
    ];
    proptest::collection::vec(change, 1..5)
}

/// Where words, numbers and strings stand in a text.
fn tokens(text: &[u8]) -> Vec<std::ops::Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    let word = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.');
    while at < text.len() {
        let length = match text[at] {
            b'"' => text[at + 1..].iter().position(|byte| *byte == b'"').map_or(1, |end| end + 2),
            byte if word(&byte) => text[at..].iter().take_while(|byte| word(byte)).count(),
            _ => 0,
        };
        if length > 0 {
            found.push(at..at + length);
        }
        at += length.max(1);
    }
    found
}

fn changed(text: &str, changes: &[Change]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for change in changes {
        if bytes.is_empty() {
            break;
        }
        let cut = |at: &Index, length: usize| {
            let from = at.index(bytes.len());
            from..(from + length).min(bytes.len())
        };
        match change {
            Change::Byte(at, byte) => {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            Change::Cut(at, length) => drop(bytes.drain(cut(at, *length))),
            Change::Twice(at, length) => {
                let range = cut(at, *length);
                let (end, copy) = (range.end, bytes[range].to_vec());
                bytes.splice(end..end, copy);
            }
            Change::Swap(of, with) => {
                let all = tokens(&bytes);
                if !all.is_empty() {
                    let with = bytes[all[with.index(all.len())].clone()].to_vec();
                    bytes.splice(all[of.index(all.len())].clone(), with);
                }
            }
            Change::Foreign(of, with) => {
                let all = tokens(&bytes);
                if !all.is_empty() {
                    bytes.splice(all[of.index(all.len())].clone(), with.bytes());
                }
            }
            Change::Line(at) => {
                let at = at.index(bytes.len());
                let from = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
                let to = bytes[at..]
                    .iter()
                    .position(|byte| *byte == b'\n')
                    .map_or(bytes.len(), |end| at + end + 1);
                bytes.drain(from..to);
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// Tries changes until the time is out, `batch` at a time; says how many.
fn campaign<S: Strategy>(name: &str, batch: u32, strategy: &S, trial: impl Fn(S::Value))
where
    S::Value: Clone,
{
    let (first, budget) =
        (asked("GREFFE_FUZZ_SEED", 1), Duration::from_secs(asked("GREFFE_FUZZ_SECONDS", 10)));
    let started = Instant::now();
    let mut done = 0;
    // Each batch from a seed of its own, so that the one that failed comes first when it is asked for.
    for seed in first.. {
        let mut bytes = [0; 32];
        bytes[..8].copy_from_slice(&seed.to_le_bytes());
        let config = ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(batch) };
        let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes));
        let outcome = runner.run(strategy, |value| {
            let quiet = catch_unwind(AssertUnwindSafe(|| trial(value)));
            quiet.map_err(|_| TestCaseError::fail("it panicked"))
        });
        if let Err(error) = outcome {
            panic!("GREFFE_FUZZ_SEED={seed} cargo test -p greffe-procedure -- fuzz::{name}\n{error}");
        }
        done += batch;
        if started.elapsed() >= budget {
            break;
        }
    }
    println!("{name} : {done} entrées abîmées, aucune panique");
}

/// Lines that people would write: the examples beside the rules, and every field that a line may hold.
fn seeds() -> Vec<String> {
    let mut lines = vec![
        r#"{"id":1,"rule":"calcul","start":"2026-01-31","length":{"months":1,"days":2,"clear_days":3},"then":{"months":4}}"#.to_owned(),
        r#"{"rule":"calcul","start_at":"2026-10-24T10:00:00+02:00","length":{"hours":48}}"#.to_owned(),
        r#"{"rule":"civil.pourvoi.delai_special","start":"2026-11-24","special":"L464-8","calendar":"la_reunion"}"#.to_owned(),
        r#"{"rule":"civil.pourvoi.delai","start":"2026-01-05","residence":"etranger","served_in_person_in":"metropole","trigger":"","decision_date":"2024-09-29","events":[{"kind":"aj_demande","date":"2026-02-01"},{"kind":"prorogation_president","days":8},{"kind":"reduction_1009","months":1},{"kind":"panne_748_7","until":"2026-05-05"}]}"#.to_owned(),
    ];
    for rule in Catalogue::embedded().rules() {
        for example in &rule.examples {
            let mut line = example.clone();
            line["rule"] = json!(rule.id.as_str());
            lines.push(line.to_string());
        }
    }
    lines
}

#[test]
fn the_simulator_answers_any_bytes() {
    let seeds = seeds();
    let strategy = (0..seeds.len(), changes());
    campaign("the_simulator_answers_any_bytes", 1_000, &strategy, |(seed, changes)| {
        for line in changed(&seeds[seed], &changes).lines() {
            let answer: serde_json::Value = serde_json::from_str(&simulate(line)).unwrap();
            // A day, or why there is none.
            let says = ["due", "not_before", "undetermined", "error"];
            assert!(says.iter().any(|field| !answer[*field].is_null()), "{line}: {answer}");
        }
    });
}

#[test]
fn the_parser_of_the_catalogue_refuses_any_bytes_with_reasons() {
    // Before any other: the names that spoiled files bring are many, and the table of names is one.
    let whole = Catalogue::embedded();
    let files = files();
    // Mostly the spoiled files alone, which is quick; whole catalogues get further.
    let strategy = (0..16, proptest::collection::vec((any::<Index>(), changes()), 1..4));
    let name = "the_parser_of_the_catalogue_refuses_any_bytes_with_reasons";
    campaign(name, 64, &strategy, |(chance, spoiled)| {
        let spoil = |(at, changes): &(Index, Vec<Change>)| {
            let (path, text) = &files[at.index(files.len())];
            (path.as_str(), changed(text, changes))
        };
        let spoiled: std::collections::BTreeMap<&str, String> = spoiled.iter().map(spoil).collect();
        let mut given: Vec<(&str, &str)> =
            spoiled.iter().map(|(path, text)| (*path, text.as_str())).collect();
        if chance == 0 {
            let sound = files.iter().filter(|(path, _)| !spoiled.contains_key(path.as_str()));
            given.extend(sound.map(|(path, text)| (path.as_str(), text.as_str())));
        }
        if let Err(problems) = Catalogue::compile(&given) {
            assert!(
                !problems.is_empty() && problems.iter().all(|problem| !problem.trim().is_empty()),
                "{problems:?}"
            );
        }
    });
    assert!(std::ptr::eq(whole, Catalogue::embedded()));
}

/// The real files: path as the catalogue names it, text.
fn files() -> Vec<(String, String)> {
    fn collect(folder: &std::path::Path, into: &mut Vec<std::path::PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { collect(&path, into) } else { into.push(path) }
        }
    }
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut paths = Vec::new();
    collect(&root.join("catalogue"), &mut paths);
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    let text = |path: &std::path::Path| std::fs::read_to_string(path).unwrap();
    let name = |path: &std::path::Path| path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
    paths.iter().map(|path| (name(path), text(path))).collect()
}
