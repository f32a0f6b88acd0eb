//! Certificates of non-pourvoi: the registry's routes, and the one that is open to all.

use greffe_chassis::{Failure, Kind};
use serde_json::{Value, json};

use crate::support::{HASH, House, problem};

fn asked() -> Value {
    json!({
        "requester": {"quality": "partie", "name": "Lévêque"},
        "sought": {"court": "cour d’appel de Lyon", "rendered_on": "2026-09-10", "case_number": "25/01234"}
    })
}

#[tokio::test]
async fn a_demand_is_one_a_key_and_its_refusal_is_a_problem_with_its_field() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let made = house.command(&greffier, "/api/v1/certificats").json(&asked()).send().await.unwrap();
    assert_eq!((made.status().as_u16(), made.headers()["etag"].to_str().unwrap()), (201, "\"1\""));
    let answer: Value = made.json().await.unwrap();
    assert_eq!((&answer["status"], &answer["number"]), (&json!("a_decider"), &Value::Null));
    assert_eq!(house.behind.commands.lock().unwrap().last().unwrap().1, "Lévêque");

    let refusal =
        Failure::new(Kind::Refused, "CNP-002", "En matière pénale, adressez-vous à la juridiction.")
            .with_violation("CNP-002", "sought.matter", "La matière pénale relève d’une autre juridiction.");
    *house.behind.refusal.lock().unwrap() = Some(refusal);
    let refused = house.command(&greffier, "/api/v1/certificats").json(&asked()).send().await.unwrap();
    assert_eq!(refused.status(), 409);
    let said = problem(refused).await;
    assert_eq!((&said["code"], &said["errors"][0]["field"]), (&json!("CNP-002"), &json!("sought.matter")));

    let mut unknown = asked();
    unknown["sought"]["ville"] = json!("Lyon");
    let unknown = house.command(&greffier, "/api/v1/certificats").json(&unknown).send().await.unwrap();
    assert_eq!(problem(unknown).await["errors"][0]["field"], "sought.ville");
    let keyless = house.http.post(house.url("/api/v1/certificats"));
    let keyless = keyless
        .header("cookie", &greffier.cookie)
        .header("x-greffe-csrf", &greffier.csrf)
        .json(&asked())
        .send()
        .await
        .unwrap();
    assert_eq!(problem(keyless).await["code"], "CLE-001");
}

#[tokio::test]
async fn a_batch_is_answered_line_by_line_and_a_decision_rests_on_the_version_read() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let sought = asked()["sought"].clone();
    let lot = json!({"requester": {"quality": "partie", "name": "x"}, "sought": [sought.clone(), sought]});
    let made = house.command(&greffier, "/api/v1/certificats/lots").json(&lot).send().await.unwrap();
    assert_eq!(made.status(), 201);
    let answer: Value = made.json().await.unwrap();
    assert_eq!(answer["answers"].as_array().unwrap().len(), 2);
    assert_eq!(answer["answers"][1]["refusal"]["code"], "CNP-001");

    let id = "0198f0a0-0000-7000-8000-000000000001";
    let shown = house.see(&greffier.cookie, &format!("/api/v1/certificats/{id}")).await;
    assert_eq!(shown.headers()["etag"], "\"7\"");
    let shown: Value = shown.json().await.unwrap();
    assert_eq!(
        (&shown["candidates"][0]["hidden"], &shown["certificate"]["sha256"]),
        (&json!(true), &json!(HASH))
    );
    let ruled = house
        .command(&greffier, &format!("/api/v1/certificats/{id}/decision"))
        .header("if-match", "\"7\"")
        .json(&json!({"outcome": "non_pourvoi"}))
        .send()
        .await
        .unwrap();
    assert_eq!((ruled.status().as_u16(), ruled.headers()["etag"].to_str().unwrap()), (200, "\"8\""));
    let listed =
        house.see(&greffier.cookie, "/api/v1/certificats?q=lyon&statut=a_decider,renvoye&size=1000").await;
    assert_eq!(listed.status(), 200);
    let nothing = house.see(&greffier.cookie, "/api/v1/certificats/abc").await;
    assert_eq!(problem(nothing).await["code"], "REQ-006");
}

#[tokio::test]
async fn anybody_verifies_with_number_and_hash_and_not_as_often_as_a_guesser_would() {
    let house = House::open_with(|config| config.limits.verification_per_minute = 3.0).await;
    let path = format!("/api/v1/certificats/verification?numero=CNP-2026-00001&empreinte={HASH}");
    let said: Value = house.get(&path).await.json().await.unwrap();
    let fields: Vec<&String> = said.as_object().unwrap().keys().collect();
    assert_eq!(fields, ["number", "kind", "delivered_at", "text", "sha256"], "nothing but what it says");
    let wrong = house.get("/api/v1/certificats/verification?numero=CNP-2026-00001&empreinte=00").await;
    assert_eq!((wrong.status().as_u16(), &problem(wrong).await["code"]), (404, &json!("CNP-010")));
    let half = house.get("/api/v1/certificats/verification?numero=CNP-2026-00001").await;
    assert_eq!(problem(half).await["code"], "REQ-003");
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(house.get(&path).await.status().as_u16());
    }
    assert_eq!(answers.last(), Some(&429), "{answers:?}");
}
