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
    assert!(count > 45, "{count}");
}

/// Compares an answer with what the line expects; answers whether the rule is present.
fn check(line: &Value) -> bool {
    let answer: Value = serde_json::from_str(&simulate(&line.to_string())).unwrap();
    if answer["error"].as_str().is_some_and(|e| e.contains("n’est pas au catalogue")) {
        return false;
    }
    if line["undetermined"] == json!(true) {
        assert!(answer["undetermined"].is_string(), "{line}\n{answer}");
    } else if !line["expected"].is_null() {
        assert_eq!(answer["due"], line["expected"], "{line}\n{answer}");
    }
    for field in ["ambiguous", "alert"] {
        if !line[field].is_null() {
            assert_eq!(answer[field], line[field], "{line}\n{answer}");
        }
    }
    if answer["due"].is_string() {
        assert!(answer["steps"].as_array().is_some_and(|s| s.len() >= 3), "each date is explained: {answer}");
    }
    true
}

#[test]
fn the_courts_examples_agree_where_their_rule_is_present() {
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
    let known = lines.iter().filter(|line| check(line)).count();
    println!("{known} exemples sur {} concernent des règles présentes et concordent", lines.len());
    assert!(known >= 50, "{known}");
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
