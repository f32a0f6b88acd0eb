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
