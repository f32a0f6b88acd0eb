//! Commands: once, to their end, and refused with what the person needs.

use std::sync::{Arc, atomic::Ordering};

use greffe_chassis::{Failure, Kind};
use serde_json::{Value, json};
use tokio::sync::Notify;

use crate::support::{House, problem, until};

const ACTS: &str = "/api/v1/dossiers/0192f0c4-7b1e-7c3a-9f00-000000000001/actes";

fn act() -> String {
    json!({"type": "memoire_depose", "dates": {"depose": "2026-11-24"}, "corps": {"nature": "ampliatif"}})
        .to_string()
}

#[tokio::test]
async fn a_command_carries_its_key_and_its_instant() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let key = uuid::Uuid::new_v4().to_string();
    let send = || {
        let mut request = house.command(&browser, ACTS).body(act()).build().unwrap();
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        house.http.execute(request)
    };
    let first = send().await.unwrap();
    assert_eq!(first.status(), 201);
    assert_eq!(first.headers()["etag"], "\"8\"");
    assert!(!first.headers().contains_key("idempotency-replayed"));
    let second = send().await.unwrap();
    assert_eq!(second.headers()["idempotency-replayed"], "true");
    let commands = house.behind.commands.lock().unwrap();
    assert!(
        commands.iter().all(|(known, at)| *known == key && at.parse::<jiff::Timestamp>().is_ok()),
        "{commands:?}"
    );
}

#[tokio::test]
async fn a_client_that_leaves_stops_no_command() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let hold = Arc::new(Notify::new());
    *house.behind.hold.lock().unwrap() = Some(hold.clone());
    let request = house.command(&browser, ACTS).body(act());
    let sent = tokio::spawn(async move { request.send().await });
    until("the command arrives", || house.behind.commands.lock().unwrap().len() == 1).await;
    sent.abort();
    assert!(sent.await.unwrap_err().is_cancelled());
    // The gateway has seen the connection close once it serves the next request on another.
    assert_eq!(house.get("/sante/vivant").await.status(), 200);
    hold.notify_one();
    until("the command ends", || house.behind.recorded.load(Ordering::SeqCst) == 1).await;
}

#[tokio::test]
async fn who_comes_second_sees_what_changed() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let stale = Failure::new(Kind::Stale, "VER-001", "Le dossier a changé depuis que vous l’avez ouvert.")
        .at_version(9);
    *house.behind.refusal.lock().unwrap() = Some(stale);
    let answer = house.command(&browser, ACTS).header("if-match", "\"7\"").body(act()).send().await.unwrap();
    assert_eq!(answer.status(), 412);
    let said = problem(answer).await;
    assert_eq!(said["current_version"], 9);
    let versions: Vec<_> =
        said["acts_since"].as_array().unwrap().iter().map(|a| a["version"].clone()).collect();
    assert_eq!(versions, [8, 9]);
    assert_eq!(said["acts_since"][0]["label"], "Dépôt d’un mémoire");
}

#[tokio::test]
async fn a_refusal_of_the_law_is_a_finding() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    for (kind, code, status, severity) in [
        (Kind::Refused, "ACT-020", 409, "bloquante"),
        (Kind::Refused, "NUM-001", 409, "avertissement"),
        (Kind::KeyReused, "CLE-002", 422, ""),
        (Kind::NotFound, "DOS-001", 404, ""),
        (Kind::Forbidden, "DRO-001", 403, ""),
        (Kind::Unauthenticated, "IDE-001", 502, ""),
        (Kind::Unauthenticated, "LIE-002", 401, ""),
    ] {
        let text = "Une phrase qui dit ce qui a été trouvé et ce qu’il faut faire.";
        let refusal = Failure::new(kind, code, text).with_violation(code, "type", "pas maintenant");
        *house.behind.refusal.lock().unwrap() = Some(refusal);
        let answer = house.command(&browser, ACTS).body(act()).send().await.unwrap();
        assert_eq!(answer.status(), status, "{code}");
        let said = problem(answer).await;
        assert_eq!(said["code"], code);
        let found = said["findings"][0]["severity"].as_str().unwrap_or_default();
        assert_eq!(found, severity, "{code}");
    }
}

#[tokio::test]
async fn a_designation_is_proposed_at_the_rank_said_with_its_reason() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let path = ACTS.replace("/actes", "/designations");
    let why = json!({"rank": 2, "reason": "Revient lundi."});
    for (said, rank, reason) in [(json!({}), 1, Value::Null), (why, 2, json!("Revient lundi."))] {
        let mut body = json!({"kind": "rapporteur_designe", "agent_id": uuid::Uuid::nil()});
        body.as_object_mut().unwrap().extend(said.as_object().unwrap().clone());
        let answer = house.command(&browser, &path).json(&body).send().await.unwrap();
        assert_eq!(answer.status(), 202);
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["proposal"]["rank"], rank);
        assert_eq!(answer["proposal"]["given_reason"], reason);
    }
}

#[tokio::test]
async fn a_dossier_is_read_by_its_number_with_names() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let answer = house.see(&browser.cookie, "/api/v1/dossiers/C%2026-10.001").await;
    assert_eq!(answer.headers()["etag"], "\"7\"");
    let dossier: Value = answer.json().await.unwrap();
    assert_eq!(dossier["number"], "C 26-10.001");
    assert_eq!(dossier["designations"][0]["name"], "Nom de greffe.civ1");
}

#[tokio::test]
async fn forms_are_made_of_what_the_law_knows() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let reference: Value = house.see(&browser.cookie, "/api/v1/referentiel").await.json().await.unwrap();
    assert_eq!(reference["chambres"][0]["code"], "civ1");
    let acts = reference["acts"].as_array().unwrap();
    let deposit = acts.iter().find(|act| act["kind"] == "memoire_depose").unwrap();
    let nature = deposit["fields"].as_array().unwrap().iter().find(|f| f["name"] == "nature").unwrap();
    assert!(nature["codes"].as_array().unwrap().contains(&json!("ampliatif")), "{nature}");
}
