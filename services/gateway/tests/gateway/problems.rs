//! Each way a request can be wrong, and what its sender is told.

use serde_json::{Value, json};

use crate::support::{Browser, House, problem};

const ACTS: &str = "/api/v1/dossiers/0192f0c4-7b1e-7c3a-9f00-000000000001/actes";

async fn refused(house: &House, browser: &Browser, body: String) -> (u16, Value) {
    let answer = house.command(browser, ACTS).body(body).send().await.unwrap();
    (answer.status().as_u16(), problem(answer).await)
}

#[tokio::test]
async fn a_wrong_body_is_told_what_is_wrong_and_where() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let of = |value: Value| value.to_string();
    let cases = [
        ("{\"type\": ".to_owned(), 400, "REQ-001", ""),
        ("[]".to_owned(), 422, "REQ-003", ""),
        (of(json!({"type": "memoire_depose", "nom": 1})), 422, "REQ-003", "nom"),
        (of(json!({"dates": {}})), 422, "REQ-003", ""),
        (of(json!({"type": 3})), 422, "REQ-003", "type"),
        (of(json!({"type": "memoire_perdu"})), 422, "ACT-001", "type"),
        (
            of(json!({"type": "memoire_depose", "corps": {"pieces": ["x"]}})),
            422,
            "REQ-003",
            "corps.pieces[0]",
        ),
        (of(json!({"type": "memoire_depose", "dates": {"depose": "hier"}})), 422, "REQ-003", "dates.depose"),
        (of(json!({"type": "memoire_depose", "reason": "a\u{0}b"})), 422, "REQ-003", "reason"),
        (of(json!({"type": "memoire_depose", "refers_to": "x"})), 422, "REQ-003", "refers_to"),
        (of(json!({"type": "memoire_depose", "reason": "x".repeat(2_000_000)})), 413, "TAI-001", ""),
    ];
    for (body, status, code, field) in cases {
        let shown: String = body.chars().take(60).collect();
        let (found, said) = refused(&house, &browser, body).await;
        assert_eq!((found, said["code"].as_str().unwrap()), (status, code), "{shown} {said}");
        if !field.is_empty() {
            assert!(said["errors"][0]["field"].as_str().unwrap().starts_with(field), "{shown} {said}");
        }
        for english in ["unknown", "missing", "invalid", "expected"] {
            assert!(!said["detail"].as_str().unwrap().contains(english), "{said}");
        }
    }
    assert!(house.behind.commands.lock().unwrap().is_empty(), "nothing wrong went further");
}

#[tokio::test]
async fn a_wrong_header_or_address_is_told_so() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let act = || json!({"type": "memoire_depose"}).to_string();
    let send = async |request: reqwest::RequestBuilder| {
        let answer = request.send().await.unwrap();
        (answer.status().as_u16(), problem(answer).await["code"].as_str().unwrap().to_owned())
    };
    let with = |name: &'static str, value: &str| {
        let mut request = house.command(&browser, ACTS).body(act()).build().unwrap();
        request.headers_mut().insert(name, value.parse().unwrap());
        reqwest::RequestBuilder::from_parts(house.http.clone(), request)
    };
    assert_eq!(send(with("idempotency-key", "1")).await, (400, "CLE-001".to_owned()));
    assert_eq!(send(with("if-match", "\"sept\"")).await, (400, "VER-003".to_owned()));
    assert_eq!(send(with("content-type", "text/plain")).await, (415, "REQ-002".to_owned()));
    let absent = house.command(&browser, "/api/v1/dossiers/xx/actes").body(act());
    assert_eq!(send(absent).await, (404, "REQ-006".to_owned()));
    assert_eq!(send(house.http.get(house.url("/api/v1/nulle-part"))).await, (404, "REQ-004".to_owned()));
    assert_eq!(send(house.http.delete(house.url("/api/v1/stock"))).await, (405, "REQ-005".to_owned()));
    let page = house.http.get(house.url("/api/v1/taches?size=beaucoup")).header("cookie", &browser.cookie);
    assert_eq!(send(page).await, (422, "REQ-003".to_owned()));
}

#[tokio::test]
async fn a_service_that_does_not_answer_is_said_so() {
    // Nothing listens where the deadline service should be: a port given back would be given to the test beside this one.
    let nobody = "http://127.0.0.1:1".to_owned();
    let house = House::open_with(|config| config.service.peers.deadline = nobody).await;
    let browser = house.sign_in("greffe.civ1").await;
    let answer = house.see(&browser.cookie, "/api/v1/echeances").await;
    assert_eq!(answer.status(), 503);
    assert!(answer.headers().contains_key("retry-after"));
    assert_eq!(problem(answer).await["code"], "IND-001");
}
