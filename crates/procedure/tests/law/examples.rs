//! Worked examples: those beside each rule, and the Court's, where they are at hand.

use std::path::PathBuf;

use greffe_procedure::{catalogue::Catalogue, simulate};
use serde_json::{Value, json};

#[test]
fn the_examples_beside_the_rules_agree() {
    let mut count = 0;
    for rule in Catalogue::embedded().rules() {
        for example in &rule.examples {
            let mut line = example.clone();
            line["rule"] = json!(rule.id.as_str());
            check(&line);
            count += 1;
        }
    }
    assert!(count > 280, "{count}");
}

/// Examples of the Court that the text of the law contradicts: identifier, and the article with the reason. None is known; one
/// that is found goes here, and the engine is not bent to it.
const DISPUTED: [(&str, &str); 0] = [];

/// What an example expects and does not ask.
const EXPECTED: [&str; 8] =
    ["expected", "not_before", "due_at", "raw", "ambiguous", "alert", "undetermined", "why"];

/// Compares an answer with what the line expects.
fn check(line: &Value) {
    let mut question = line.clone();
    for field in EXPECTED {
        question.as_object_mut().unwrap().remove(field);
    }
    let answer: Value = serde_json::from_str(&simulate(&question.to_string())).unwrap();
    assert!(answer["error"].is_null(), "{line}\n{answer}");
    if line["undetermined"] == json!(true) {
        assert!(answer["undetermined"].is_string(), "{line}\n{answer}");
    } else if !line["expected"].is_null() {
        assert_eq!(answer["due"], line["expected"], "{line}\n{answer}");
    }
    for field in ["ambiguous", "alert", "due_at", "not_before", "raw"] {
        if !line[field].is_null() {
            assert_eq!(answer[field], line[field], "{line}\n{answer}");
        }
    }
    if answer["due"].is_string() || answer["not_before"].is_string() {
        assert!(answer["steps"].as_array().is_some_and(|s| s.len() >= 3), "each date is explained: {answer}");
    }
    for step in answer["steps"].as_array().into_iter().flatten() {
        let text = step["text"].as_str().unwrap_or_default();
        assert!(!text.is_empty() && !text.contains('{'), "{answer}");
    }
}

#[test]
fn the_courts_examples_agree() {
    let shared = std::env::var_os("GREFFE_SHARED").map(PathBuf::from);
    let root = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared"));
    let path = shared.unwrap_or(root).join("domain/examples.jsonl");
    let Ok(text) = std::fs::read_to_string(&path) else {
        eprintln!(
            "NON EXÉCUTÉ : {} est absent ; les exemples de la Cour ne sont pas vérifiés.",
            path.display()
        );
        return;
    };
    let lines: Vec<Value> = text.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    let disputed = |line: &Value| DISPUTED.iter().any(|(id, _)| line["id"] == *id);
    let agreed = lines.iter().filter(|line| !disputed(line)).inspect(|line| check(line)).count();
    println!("{agreed} exemples sur {} concordent ; discutés : {DISPUTED:?}", lines.len());
    assert!(agreed + DISPUTED.len() == lines.len() && agreed >= 102, "{agreed}");
}

fn asked(line: &str) -> Value {
    serde_json::from_str(&simulate(line)).unwrap()
}

#[test]
fn aid_settled_before_the_term_began_does_not_shorten_it() {
    let answer = asked(
        r#"{"rule":"civil.memoire_ampliatif.depot","start":"2026-06-01","events":[
            {"kind":"aj_demande","date":"2026-01-10"},{"kind":"aj_decision_notifiee","date":"2026-04-01"}]}"#,
    );
    assert_eq!(answer["due"], "2026-10-01", "{answer}");
}

#[test]
fn a_failure_that_lasts_moves_the_end_from_day_to_day() {
    let answer = asked(
        r#"{"rule":"civil.memoire_ampliatif.depot","start":"2026-11-24","events":[
            {"kind":"panne_748_7","date":"2027-03-25"},{"kind":"panne_748_7","date":"2027-03-24"}]}"#,
    );
    assert_eq!(answer["due"], "2027-03-26", "{answer}");
}

#[test]
fn hours_run_from_instant_to_instant() {
    let answer = asked(r#"{"rule":"calcul","start_at":"2026-10-24T10:00:00+02:00","length":{"hours":48}}"#);
    // The night of 25 October has one hour more: forty-eight hours are forty-eight hours.
    assert_eq!(answer["due_at"], "2026-10-26T09:00:00+01:00", "{answer}");
}

#[test]
fn what_no_text_would_say_is_an_error_and_never_a_loop() {
    for length in
        [r#"{"months":2147483647}"#, r#"{"days":2147483647,"clear_days":2147483647}"#, r#"{"months":-4}"#]
    {
        let answer = asked(&format!(r#"{{"rule":"calcul","start":"2026-11-24","length":{length}}}"#));
        assert!(answer["error"].is_string(), "{answer}");
    }
    let answer = asked(r#"{"rule":"civil.pourvoi.delai","start":"2400-12-24"}"#);
    assert!(answer["due"].is_string(), "{answer}");
}

#[test]
fn an_event_without_its_date_is_asked_for_it() {
    let answer =
        asked(r#"{"rule":"civil.pourvoi.delai","start":"2026-01-05","events":[{"kind":"aj_demande"}]}"#);
    assert!(answer["error"].as_str().is_some_and(|e| e.contains("aj_demande")), "{answer}");
}

#[test]
fn the_reinstatement_opens_the_defence_anew_even_told_alone() {
    let answer = asked(
        r#"{"rule":"civil.memoire_defense","start":"2026-01-15",
            "events":[{"kind":"reinscription_notifiee","date":"2026-10-06"}]}"#,
    );
    assert_eq!((&answer["due"], &answer["alert"]), (&json!("2026-12-07"), &json!("2026-03-16")), "{answer}");
}

#[test]
fn the_law_is_that_of_the_day_of_the_decision() {
    let of = |decision: &str| {
        asked(&format!(
            r#"{{"rule":"penal.pourvoi.signification","start":"2024-11-04","decision_date":"{decision}"}}"#
        ))
    };
    // 4 November and ten clear days: the 15th; and five: the 10th, a Sunday before 11 November.
    assert_eq!(of("2024-09-30")["due"], "2024-11-15");
    let before = of("2024-09-29");
    assert_eq!(before["due"], "2024-11-12", "{before}");
    assert!(before["steps"].to_string().contains("loi alors en vigueur"), "{before}");
}

#[test]
fn a_date_of_judgment_never_moves_and_warns_before() {
    let answer = asked(r#"{"rule":"penal.statuer.detention_567_2","start":"2026-11-30"}"#);
    // Sunday 28 February 2027: one rules by Friday.
    assert_eq!((&answer["due"], &answer["alert"]), (&json!("2027-02-28"), &json!("2027-02-26")), "{answer}");
    assert!(answer["ambiguous"].is_null(), "{answer}");
    assert!(answer["steps"].to_string().contains("mise en liberté d’office"), "{answer}");
}

#[test]
fn what_may_not_come_before_is_no_last_day() {
    let answer = asked(r#"{"rule":"penal.statuer.minimum_604","start":"2026-11-02"}"#);
    assert_eq!(
        (&answer["not_before"], &answer["raw"]),
        (&json!("2026-11-13"), &json!("2026-11-12")),
        "{answer}"
    );
    assert!(answer["due"].is_null(), "{answer}");
}

#[test]
fn more_days_than_the_text_allows_are_refused() {
    let answer = asked(
        r#"{"rule":"penal.memoire.detention_567_2","start":"2026-10-16","events":[{"kind":"prorogation_president","days":9}]}"#,
    );
    assert!(answer["error"].as_str().is_some_and(|e| e.contains('8')), "{answer}");
}

#[test]
fn what_has_no_term_says_why() {
    let answer = asked(r#"{"rule":"penal.pourvoi.interet_loi","start":"2026-11-24"}"#);
    assert!(
        answer["error"].as_str().is_some_and(|e| e.contains("aucun délai") && e.contains("620")),
        "{answer}"
    );
    let answer = asked(r#"{"rule":"civil.pourvoi.delai_special","start":"2026-11-24","special":"618"}"#);
    assert!(answer["error"].as_str().is_some_and(|e| e.contains("aucun délai")), "{answer}");
    let answer = asked(r#"{"rule":"penal.inconnue","start":"2026-11-24"}"#);
    assert!(answer["error"].as_str().is_some_and(|e| e.contains("n’est pas au catalogue")), "{answer}");
}

#[test]
fn a_criminal_term_is_explained_by_criminal_texts() {
    let answer = asked(r#"{"rule":"penal.pourvoi","start":"2026-12-14"}"#);
    let steps = answer["steps"].to_string();
    assert!(steps.contains("CPP 801") && !steps.contains("CPC"), "{answer}");
}

#[test]
fn a_term_in_hours_needs_its_hour() {
    let answer = asked(r#"{"rule":"penal.mae.transmission_48h","start":"2026-09-11"}"#);
    assert!(answer["undetermined"].is_string(), "{answer}");
    let answer = asked(r#"{"rule":"penal.mae.transmission_48h","start_at":"2026-09-11T15:30:00+02:00"}"#);
    assert_eq!(
        (&answer["due_at"], &answer["ambiguous"]),
        (&json!("2026-09-13T15:30:00+02:00"), &json!(true))
    );
}

/// The answer to plain arithmetic whose line bears this identifier, written as JSON.
fn echoed(id: &str) -> Value {
    let line = format!(r#"{{"id":{id},"rule":"calcul","start":"2026-01-31","length":{{"months":1}}}}"#);
    let answer: Value = serde_json::from_str(&simulate(&line)).unwrap();
    assert_eq!(answer["due"], "2026-03-02", "{answer}");
    answer["id"].clone()
}

#[test]
fn what_a_line_calls_itself_comes_back_as_it_is() {
    for id in [
        r#""1""#,
        r#""une \"citation\", un \\ et une\nligne""#,
        r#""\u0001 é \u00e9""#,
        "null",
        "true",
        "-7",
        "18446744073709551615",
        "1.5",
        r#"[1,{"b":null,"a":["x"]}]"#,
    ] {
        assert_eq!(echoed(id), serde_json::from_str::<Value>(id).unwrap(), "{id}");
    }
    // A text with escapes is read as the same text without.
    let escaped = r#"{"rule":"\u0063alcul","start":"2026-\u00301-31"}"#;
    let answer: Value = serde_json::from_str(&simulate(escaped)).unwrap();
    assert_eq!(answer["error"], "La longueur (length) manque.", "{answer}");
    // What is not known is said in the words of the line, whatever they hold.
    let answer: Value = serde_json::from_str(&simulate(r#"{"rule":"a \" \\ b"}"#)).unwrap();
    assert!(answer["error"].as_str().unwrap().contains("a \" \\ b"), "{answer}");
}
