//! Requests of legal aid made before any pourvoi: the register's routes.

use greffe_chassis::Failure;
use serde_json::{Value, json};

use crate::support::{House, problem};

const ID: &str = "0198f0a0-0000-7000-8000-000000000001";

fn facts() -> Value {
    json!({
        "requested_on": "2026-10-15", "applicant": "Dupont", "court": "cour d’appel de Lyon", "rendered_on": "2026-09-10",
    })
}

#[tokio::test]
async fn a_request_is_one_a_key_and_its_refusal_is_a_problem_with_its_field() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let path = "/api/v1/aides-juridictionnelles";
    let made = house.command(&greffier, path).json(&facts()).send().await.unwrap();
    assert_eq!((made.status().as_u16(), made.headers()["etag"].to_str().unwrap()), (201, "\"1\""));
    let answer: Value = made.json().await.unwrap();
    assert_eq!((&answer["number"], &answer["state"]), (&json!("AJ-2026-00001"), &json!("en_cours")));
    assert_eq!(house.behind.commands.lock().unwrap().last().unwrap().1, "Dupont");

    let refusal = Failure::invalid(
        "AID-001",
        "facts.requested_on",
        "Cette date est à venir. Vérifiez-la sur la pièce, puis enregistrez de nouveau.",
    );
    *house.behind.refusal.lock().unwrap() = Some(refusal);
    let refused = house.command(&greffier, path).json(&facts()).send().await.unwrap();
    assert_eq!(refused.status(), 422);
    let said = problem(refused).await;
    assert_eq!(
        (&said["code"], &said["errors"][0]["field"]),
        (&json!("AID-001"), &json!("facts.requested_on"))
    );
    let mut unknown = facts();
    unknown["revenus"] = json!(1000);
    let unknown = house.command(&greffier, path).json(&unknown).send().await.unwrap();
    assert_eq!(problem(unknown).await["errors"][0]["field"], "revenus");
}

#[tokio::test]
async fn what_becomes_of_it_rests_on_the_version_read_and_a_link_says_what_entered() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let shown = house.see(&greffier.cookie, &format!("/api/v1/aides-juridictionnelles/{ID}")).await;
    assert_eq!(shown.headers()["etag"], "\"3\"");
    let shown: Value = shown.json().await.unwrap();
    assert_eq!(
        (&shown["state"], &shown["term"], &shown["facts"]["outcome"]),
        (&json!("en_cours"), &Value::Null, &Value::Null)
    );
    let amended = house
        .command(&greffier, &format!("/api/v1/aides-juridictionnelles/{ID}/versions"))
        .header("if-match", "\"3\"")
        .json(&json!({"facts": facts(), "cancelled": true, "reason": "Double."}))
        .send()
        .await
        .unwrap();
    assert_eq!((amended.status().as_u16(), amended.headers()["etag"].to_str().unwrap()), (200, "\"4\""));
    let linked = house
        .command(&greffier, &format!("/api/v1/aides-juridictionnelles/{ID}/rattachement"))
        .header("if-match", "\"3\"")
        .json(&json!({"dossier_id": ID}))
        .send()
        .await
        .unwrap();
    let linked: Value = linked.json().await.unwrap();
    assert_eq!(
        (&linked["dossier_version"], &linked["acts"][0]),
        (&json!(6), &json!("aide_juridictionnelle_demandee"))
    );
}

#[tokio::test]
async fn the_register_and_what_may_be_linked_are_asked_by_the_address() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let listed = house
        .see(&greffier.cookie, "/api/v1/aides-juridictionnelles?q=lyon&etat=en_cours,decidee&size=1000")
        .await;
    assert_eq!(listed.status(), 200);
    let path =
        "/api/v1/aides-juridictionnelles/proposees?juridiction=CA+Lyon&rendue_le=2026-09-10&demandeur=Dupont";
    let proposed: Value = house.see(&greffier.cookie, path).await.json().await.unwrap();
    let facts = &proposed[0]["aid"]["facts"];
    assert_eq!(
        (&facts["court"], &facts["rendered_on"], &facts["case_number"], &facts["applicant"]),
        (&json!("CA Lyon"), &json!("2026-09-10"), &Value::Null, &json!("Dupont"))
    );
    let of_dossier =
        house.see(&greffier.cookie, &format!("/api/v1/dossiers/{ID}/aides-juridictionnelles")).await;
    let of_dossier: Value = of_dossier.json().await.unwrap();
    assert_eq!(of_dossier[0]["party_id"], ID);
    let nothing = house.see(&greffier.cookie, "/api/v1/aides-juridictionnelles/abc").await;
    assert_eq!(problem(nothing).await["code"], "REQ-006");
}
