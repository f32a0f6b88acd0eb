//! Deposits: every byte passes as it came, with the instant of the last; the receipt says what became of it.

use serde_json::{Value, json};

use crate::support::{House, problem};

const DEPOSITS: &str = "/api/v1/depots";
const ONE: &str = "/api/v1/depots/0192f0c4-7b1e-7c3a-9f00-000000000001";

async fn send(house: &House, bytes: &[u8]) -> reqwest::Response {
    let request = house.http.post(house.url(DEPOSITS)).bearer_auth(house.token(|_| {}));
    request.header("content-type", "text/weird").body(bytes.to_vec()).send().await.unwrap()
}

#[tokio::test]
async fn a_message_passes_byte_by_byte_with_its_instant_and_needs_no_key() {
    let house = House::open().await;
    house.hire("partenaire-martin", &["avocat_aux_conseils"]);
    let first = send(&house, b"{\"format\": 1 }").await;
    assert_eq!(first.status(), 201);
    let receipt: Value = first.json().await.unwrap();
    assert_eq!((&receipt["status"], &receipt["media_type"]), (&json!("enregistre"), &json!("text/weird")));
    assert_eq!(receipt["deadlines"], Value::Null, "nobody computes them here: said, not made up");
    let again = send(&house, b"{\"format\": 1 }").await;
    assert_eq!(again.status(), 200);
    assert_eq!(again.headers()["idempotency-replayed"], "true");
    assert_eq!(send(&house, b"\xff\x00").await.status(), 202);
    assert_eq!(house.behind.deposited.lock().unwrap()[2], b"\xff\x00");
    let commands = house.behind.commands.lock().unwrap();
    assert!(
        commands.iter().all(|(who, at)| who == "partenaire-martin" && at.parse::<jiff::Timestamp>().is_ok())
    );
}

#[tokio::test]
async fn a_message_too_large_is_refused_and_the_schema_is_open() {
    let house = House::open().await;
    house.hire("partenaire-martin", &["avocat_aux_conseils"]);
    let answer = send(&house, &vec![b'a'; 384 * 1024 + 1]).await;
    assert_eq!(answer.status(), 413);
    let said = problem(answer).await;
    assert_eq!(said["code"], "TAI-001");
    assert!(said["detail"].as_str().unwrap().contains("384\u{a0}Kio"), "{said}");
    let schema = house.get("/api/v1/depots/schema").await;
    assert_eq!(schema.headers()["content-type"], "application/schema+json");
    let schema: Value = schema.json().await.unwrap();
    assert_eq!(schema["title"], "greffe-depot/1");
    let nobody = house.http.post(house.url(DEPOSITS)).body("{}").send().await.unwrap();
    assert_eq!(nobody.status(), 401);
}

#[tokio::test]
async fn who_settles_sees_the_bytes_and_says_what_is_done() {
    let house = House::open().await;
    let sender = house.sign_in("greffe.civ1").await;
    let shown: Value = house.see(&sender.cookie, ONE).await.json().await.unwrap();
    assert_eq!((&shown["settles"], &shown["message"]), (&json!(false), &Value::Null));
    let browser = house.sign_in("greffe.central").await;
    let shown: Value = house.see(&browser.cookie, ONE).await.json().await.unwrap();
    assert_eq!(shown["message"], "\u{fffd}{}");
    for (way, body, said) in [
        ("refus", json!({"motif": "Illisible."}), "Illisible."),
        ("rattachement", json!({"dossier": "26-10.001"}), "26-10.001"),
        (
            "reparation",
            json!({"message": {"format": "greffe-depot/1"}, "duplicate_excluded": true}),
            "duplicate_excluded: true",
        ),
    ] {
        let answer =
            house.command(&browser, &format!("{ONE}/{way}")).body(body.to_string()).send().await.unwrap();
        assert_eq!(answer.status(), 200, "{way}");
        let commands = house.behind.commands.lock().unwrap();
        assert!(commands.last().unwrap().1.contains(said), "{commands:?}");
    }
    let text = house
        .command(&browser, &format!("{ONE}/reparation"))
        .body("{\"message\": \"{}\"}")
        .send()
        .await
        .unwrap();
    assert_eq!(text.status(), 422);
}
