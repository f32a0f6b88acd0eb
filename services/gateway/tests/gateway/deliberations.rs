//! The délibéré through REST: what the enclave says passes as it is, and nothing of it is kept on the way.

use greffe_chassis::{Failure, Kind};
use serde_json::{Value, json};

use crate::support::{House, problem};

const PAPERS: &str = "/api/v1/dossiers/0192f0c4-7b1e-7c3a-9f00-000000000001/delibere/papiers";
const PAPER: &str = "0192f0c4-7b1e-7c3a-9f00-000000000002";

#[tokio::test]
async fn a_paper_is_read_with_names_and_kept_by_no_browser() {
    let house = House::open().await;
    let browser = house.sign_in("conseiller.civ1").await;
    for path in [
        PAPERS.to_owned(),
        format!("{PAPERS}/{PAPER}?version=2"),
        format!("{PAPERS}/{PAPER}/imprime?version=2"),
        format!("{}/comparaison?de={PAPER}&de_version=1&a={PAPER}", PAPERS.trim_end_matches("/papiers")),
    ] {
        let read = house.see(&browser.cookie, &path).await;
        assert_eq!(read.status(), 200, "{path}");
        assert_eq!(read.headers()["cache-control"], "private, no-store", "{path}");
    }
    let read: Value =
        house.see(&browser.cookie, &format!("{PAPERS}/{PAPER}?version=2")).await.json().await.unwrap();
    assert_eq!(read["watermark"], "Secret du délibéré — lu par conseiller.civ1");
    assert_eq!((&read["version"], &read["text"]), (&json!(2), &json!("Rejet.")));
    assert_eq!(read["paper"]["saved_by"]["name"], "Nom de conseiller.civ1");
    let listed: Value = house.see(&browser.cookie, PAPERS).await.json().await.unwrap();
    assert_eq!((&listed["papers"][0]["title"], &listed["may_open"]), (&json!("Note"), &json!(true)));
    assert_eq!(listed["papers"][0]["entry"], Value::Null);
    let told = json!({
        "state": "refuse", "owed_since": "2026-11-24T10:00:00Z", "settled_at": "2026-11-24T10:00:02Z",
        "code": "DEL-007", "reason": "Le journal le porte déjà.", "piece_id": null
    });
    assert_eq!(listed["papers"][1]["entry"], told);
}

#[tokio::test]
async fn a_save_that_came_second_is_told_who_was_first() {
    let house = House::open().await;
    let browser = house.sign_in("conseiller.civ1").await;
    house.hire("conseiller2.civ1", &["magistrat_siege"]);
    let other = house.behind.agents.lock().unwrap()["conseiller2.civ1"].agent_id.clone();
    let path = format!("{PAPERS}/{PAPER}/versions");
    let body = json!({ "base_version": 1, "text": "Cassation." });
    let saved = house.command(&browser, &path).json(&body).send().await.unwrap();
    assert_eq!(
        (saved.status().as_u16(), saved.headers()["cache-control"].to_str().unwrap()),
        (201, "private, no-store")
    );
    let refusal = Failure::new(Kind::Stale, "DEL-004", "La version 2 a été enregistrée entre-temps.")
        .at_version(2)
        .with_violation("DEL-004", "saved_by", other);
    *house.behind.refusal.lock().unwrap() = Some(refusal);
    let refused = house.command(&browser, &path).json(&body).send().await.unwrap();
    assert_eq!(refused.status(), 412);
    let said = problem(refused).await;
    assert_eq!((&said["code"], &said["current_version"]), (&json!("DEL-004"), &json!(2)));
    assert_eq!(said["errors"][0]["message"], "Nom de conseiller2.civ1");
    let unknown = json!({ "base_version": 1, "text": "Cassation.", "titre": "x" });
    let unread = house.command(&browser, &path).json(&unknown).send().await.unwrap();
    assert!(unread.status().is_client_error(), "a field of nothing");
}

#[tokio::test]
async fn each_gesture_reaches_the_enclave() {
    let house = House::open().await;
    let browser = house.sign_in("president.civ1").await;
    let gestures = [
        (PAPERS.to_owned(), json!({ "kind": "note", "title": "Note", "text": "Rejet." }), 201),
        (format!("{PAPERS}/{PAPER}/depot"), json!({ "version": 1 }), 200),
        (format!("{PAPERS}/{PAPER}/etat"), json!({ "version": 1, "state": "relu" }), 200),
        (format!("{PAPERS}/{PAPER}/commentaires"), json!({ "version": 1, "text": "Vu." }), 201),
    ];
    for (path, body, status) in &gestures {
        let done = house.command(&browser, path).json(body).send().await.unwrap();
        assert_eq!(done.status().as_u16(), *status, "{path}");
    }
    assert_eq!(house.behind.commands.lock().unwrap().len(), gestures.len(), "each with its key");
}
