//! Personal links: made in a session of the Court, opened without one; a party's own session, and nothing else in it.

use greffe_chassis::{Failure, Kind};
use serde_json::{Value, json};

use crate::support::{House, LINK, PARTY, cookie_of, problem};

const DOSSIER: &str = "0192f0c4-7b1e-7c3a-9f00-00000000000d";

/// As our page sends it.
fn sent(house: &House, path: &str) -> reqwest::RequestBuilder {
    house.http.post(house.url(path)).header("origin", house.origin()).header("sec-fetch-site", "same-origin")
}

async fn opened(house: &House) -> String {
    let said = json!({"lien": LINK.0, "code": LINK.1});
    let answer = sent(house, "/api/v1/suivi/ouverture").json(&said).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert_eq!(answer.headers()["cache-control"], "no-store");
    let cookie = cookie_of(&answer);
    assert!(cookie.starts_with("__Host-greffe-suivi="), "{cookie}");
    let body: Value = answer.json().await.unwrap();
    assert!(!body.to_string().contains(LINK.2), "the session is the cookie's alone");
    cookie
}

#[tokio::test]
async fn the_registry_makes_a_link_whose_secrets_no_cache_keeps_and_ends_it() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let path = format!("/api/v1/dossiers/{DOSSIER}/liens");
    let wanted = json!({"party_id": PARTY, "code_by": "courrier"});
    let made = house.command(&greffier, &path).json(&wanted).send().await.unwrap();
    assert_eq!(
        (made.status().as_u16(), &made.headers()["cache-control"]),
        (201, &"no-store".parse().unwrap())
    );
    let made: Value = made.json().await.unwrap();
    assert_eq!(
        (&made["token"], &made["code"], &made["link"]["state"]),
        (&json!(LINK.0), &json!(LINK.1), &json!("actif"))
    );
    let refusal = Failure::new(
        Kind::Refused,
        "LIE-003",
        "Un avocat est constitué pour cette partie\u{a0}: elle suit son affaire par lui.",
    );
    *house.behind.refusal.lock().unwrap() = Some(refusal);
    let refused = house.command(&greffier, &path).json(&wanted).send().await.unwrap();
    assert_eq!((refused.status().as_u16(), &problem(refused).await["code"]), (409, &json!("LIE-003")));
    let listed: Value = house.see(&greffier.cookie, &path).await.json().await.unwrap();
    assert!(listed["items"][0].get("token").is_none() && listed["items"][0].get("code").is_none());
    let end = format!("/api/v1/liens/{DOSSIER}/revocation");
    let ended =
        house.command(&greffier, &end).json(&json!({"motif": "lettre revenue"})).send().await.unwrap();
    assert_eq!(ended.json::<Value>().await.unwrap()["state"], "revoque");
}

#[tokio::test]
async fn a_link_and_its_code_open_a_session_that_reads_one_case_and_is_no_session_of_the_court() {
    let house = House::open().await;
    assert_eq!(problem(house.get("/api/v1/suivi").await).await["code"], "LIE-002");
    let cookie = opened(&house).await;
    let seen = house.see(&cookie, "/api/v1/suivi").await;
    assert_eq!(
        (seen.status().as_u16(), &seen.headers()["cache-control"]),
        (200, &"no-store".parse().unwrap())
    );
    let seen: Value = seen.json().await.unwrap();
    assert_eq!((&seen["number"], &seen["memoire_article"]), (&json!("T 26-10.001"), &json!("CPC 989")));
    assert!(seen.get("dossier_id").is_none() && seen.get("party_id").is_none(), "{seen}");
    for path in ["/api/v1/session", "/api/v1/dossiers", "/api/v1/depots"] {
        let refused = house.see(&cookie, path).await;
        assert_eq!(problem(refused).await["code"], "SES-003", "{path}");
    }
    let closed = sent(&house, "/api/v1/suivi/fermeture").header("cookie", &cookie).send().await.unwrap();
    assert_eq!(closed.status(), 204);
    assert!(closed.headers()["set-cookie"].to_str().unwrap().ends_with("Max-Age=0"));
}

#[tokio::test]
async fn what_opens_nothing_is_told_so_comes_from_our_pages_and_not_as_often_as_a_guesser_would() {
    let house = House::open_with(|config| config.limits.follow_per_minute = 4.0).await;
    let said = json!({"lien": LINK.0, "code": "0000-0000-0000"});
    let wrong = sent(&house, "/api/v1/suivi/ouverture").json(&said).send().await.unwrap();
    assert!(wrong.headers().get("set-cookie").is_none());
    assert_eq!((wrong.status().as_u16(), &problem(wrong).await["code"]), (404, &json!("LIE-001")));
    let elsewhere =
        house.http.post(house.url("/api/v1/suivi/ouverture")).header("origin", "https://ailleurs.example");
    let forged = elsewhere.json(&said).send().await.unwrap();
    assert_eq!(problem(forged).await["code"], "SES-002");
    let mut answers = Vec::new();
    for _ in 0..4 {
        answers.push(
            sent(&house, "/api/v1/suivi/ouverture").json(&said).send().await.unwrap().status().as_u16(),
        );
    }
    assert_eq!(answers.last(), Some(&429), "{answers:?}");
}

#[tokio::test]
async fn a_memoire_is_uploaded_and_deposited_in_the_name_of_the_party_alone() {
    let house = House::open().await;
    let cookie = opened(&house).await;
    let send = |key: &str| {
        sent(&house, "/api/v1/suivi/memoires?nom=memoire.pdf")
            .header("cookie", &cookie)
            .header("content-type", "application/pdf")
            .header("idempotency-key", key.to_owned())
            .body("%PDF-1.7 mémoire")
    };
    let key = uuid::Uuid::new_v4().to_string();
    let made = send(&key).send().await.unwrap();
    assert_eq!(made.status(), 201, "{}", made.text().await.unwrap());
    let subject = house.behind.commands.lock().unwrap().last().unwrap().0.clone();
    assert_eq!(subject, format!("partie:{PARTY}"));
    let message = house.behind.deposited.lock().unwrap().last().cloned().unwrap();
    let message: Value = serde_json::from_slice(&message).unwrap();
    assert_eq!((&message["dossier"], &message["memoire"]["nature"]), (&json!(DOSSIER), &json!("personnel")));
    assert_eq!(message["message_id"], format!("suivi-{key}"));
    // The same key again is the same deposit.
    assert_eq!(send(&key).send().await.unwrap().status(), 200);
    let keyless =
        sent(&house, "/api/v1/suivi/memoires?nom=m.pdf").header("cookie", &cookie).body("x").send().await;
    assert_eq!(problem(keyless.unwrap()).await["code"], "CLE-001");
    // Where the law wants counsel nothing is uploaded.
    let before = house.behind.deposited.lock().unwrap().len();
    *house.behind.refusal.lock().unwrap() = Some(Failure::new(Kind::Refused, "LIE-005", "x"));
    let refused = send(&uuid::Uuid::new_v4().to_string()).send().await.unwrap();
    assert_eq!((refused.status().as_u16(), &problem(refused).await["code"]), (409, &json!("LIE-005")));
    assert_eq!(house.behind.deposited.lock().unwrap().len(), before);
}
