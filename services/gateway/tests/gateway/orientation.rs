//! Rules of orientation: their routes.

use greffe_chassis::{Failure, Kind};
use serde_json::{Value, json};

use crate::support::{House, problem};

const SET: &str = "/api/v1/orientation/regles/entre_chambres";

fn rules() -> Value {
    json!({
        "rules": [{
            "label": "Prud’hommes", "reason": "Le contrat de travail est de la chambre sociale.",
            "when": {"courts": ["conseil de prud’hommes"], "detained": false}, "target": "soc", "priority": 10,
        }],
        "reason": "Première écriture.",
    })
}

#[tokio::test]
async fn a_version_rests_on_the_one_read_and_is_one_a_key() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let read = house.see(&greffier.cookie, SET).await;
    assert_eq!((read.status().as_u16(), read.headers()["etag"].to_str().unwrap()), (200, "\"3\""));
    let read: Value = read.json().await.unwrap();
    assert_eq!(
        (&read["set"]["may_edit"], &read["targets"][0]["code"], &read["targets"][0]["decided_by"]),
        (&json!(true), &json!("soc"), &Value::Null)
    );

    let path = format!("{SET}/versions");
    let made =
        house.command(&greffier, &path).header("if-match", "\"3\"").json(&rules()).send().await.unwrap();
    assert_eq!((made.status().as_u16(), made.headers()["etag"].to_str().unwrap()), (201, "\"4\""));
    let made: Value = made.json().await.unwrap();
    let rule = &made["rules"][0];
    assert_eq!(
        (&rule["when"]["detained"], &rule["when"]["urgent"], &rule["from"], &rule["target"]),
        (&json!(false), &Value::Null, &Value::Null, &json!("soc"))
    );
    assert_eq!(house.behind.commands.lock().unwrap().last().unwrap().1, "Première écriture.");

    let stale = Failure::new(
        Kind::Stale,
        "ORI-003",
        "Les règles ont changé depuis que vous les avez ouvertes. Relisez-les.",
    )
    .at_version(5);
    *house.behind.refusal.lock().unwrap() = Some(stale);
    let refused =
        house.command(&greffier, &path).header("if-match", "\"3\"").json(&rules()).send().await.unwrap();
    assert_eq!(refused.status(), 412);
    assert_eq!(problem(refused).await["code"], "ORI-003");
    let mut unknown = rules();
    unknown["rules"][0]["when"]["parties"] = json!(["Dupont"]);
    let unknown = house.command(&greffier, &path).json(&unknown).send().await.unwrap();
    assert_eq!(unknown.status(), 422);
    assert_eq!(problem(unknown).await["errors"][0]["field"], "rules[0].when.parties");
}

#[tokio::test]
async fn a_dry_run_is_read_and_what_is_decided_says_on_which() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let tried: Value =
        house.see(&greffier.cookie, &format!("{SET}/versions/4/essai")).await.json().await.unwrap();
    assert_eq!(
        (&tried["version"], &tried["base_version"], &tried["figures"]["cases"]),
        (&json!(4), &json!(3), &json!(120))
    );
    assert_eq!(
        (&tried["differences"][0]["sent"], &tried["differences"][0]["before"]),
        (&json!("com"), &Value::Null)
    );
    let body = json!({
        "version": tried["version"], "base_version": tried["base_version"], "tried_on": tried["tried_on"],
        "reason": "Après essai.",
    });
    let put = house.command(&greffier, &format!("{SET}/en-vigueur")).json(&body).send().await.unwrap();
    assert_eq!(put.status(), 201);
    let put: Value = put.json().await.unwrap();
    assert_eq!((&put["seq"], &put["version"]), (&json!(2), &json!(4)));
}
