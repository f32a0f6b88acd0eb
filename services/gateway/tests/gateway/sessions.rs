//! Signing in and out, the life of a session, proof of origin, partners.

use serde_json::{Value, json};

use crate::support::{HASH, House, problem};

#[tokio::test]
async fn an_agent_signs_in_works_and_leaves() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let session: Value = house.see(&browser.cookie, "/api/v1/session").await.json().await.unwrap();
    assert_eq!(session["agent"]["display_name"], "Nom de greffe.civ1");
    assert_eq!(session["agent"]["office_id"], Value::Null);

    let leave = house.http.post(house.url("/deconnexion")).header("cookie", &browser.cookie);
    let forged = leave.try_clone().unwrap().form(&[("csrf_token", "x")]).send().await.unwrap();
    assert_eq!(forged.status(), 403);
    let left = leave.form(&[("csrf_token", &browser.csrf)]).send().await.unwrap();
    assert_eq!(left.status(), 303);
    let onward = left.headers()["location"].to_str().unwrap();
    assert!(onward.starts_with(&format!("{}/session/end?id_token_hint=", house.issuer)), "{onward}");
    let after = house.see(&browser.cookie, "/api/v1/session").await;
    assert_eq!((after.status().as_u16(), problem(after).await["code"].clone()), (401, json!("SES-001")));
}

#[tokio::test]
async fn a_sign_in_is_used_once_and_by_its_own_browser() {
    let house = House::open().await;
    house.hire("greffe.civ1", &["greffe_chambre"]);
    let (cookie, back) = house.to_provider_and_back("greffe.civ1").await;
    // Another browser spoils it: it is used up.
    let other = house.get(&back).await;
    assert_eq!(other.status(), 400);
    assert!(other.text().await.unwrap().contains("SES-005"));
    let (cookie2, back2) = house.to_provider_and_back("greffe.civ1").await;
    let crossed = house.see(&cookie, &back2).await;
    assert_eq!(crossed.status(), 400);
    let spent = house.see(&cookie2, &back2).await;
    assert_eq!(spent.status(), 400);
    let late = house.to_provider_and_back("greffe.civ1").await;
    house.clock.advance(601);
    assert_eq!(house.see(&late.0, &late.1).await.status(), 400);
}

#[tokio::test]
async fn one_who_is_no_agent_is_told_so() {
    let house = House::open().await;
    let (cookie, back) = house.to_provider_and_back("inconnu").await;
    let refused = house.see(&cookie, &back).await;
    assert_eq!(refused.status(), 403);
    assert!(refused.headers().get("set-cookie").is_none());
    assert!(refused.text().await.unwrap().contains("SES-004"));
}

#[tokio::test]
async fn a_session_ends_when_idle_and_in_any_case() {
    let house = House::open().await;
    let idle = house.sign_in("greffe.civ1").await;
    house.clock.advance(1_799);
    assert_eq!(house.see(&idle.cookie, "/api/v1/session").await.status(), 200);
    house.clock.advance(1_799);
    assert_eq!(house.see(&idle.cookie, "/api/v1/session").await.status(), 200, "each use puts the end off");
    house.clock.advance(1_801);
    assert_eq!(problem(house.see(&idle.cookie, "/api/v1/session").await).await["code"], "SES-001");

    let busy = house.sign_in("greffe.civ1").await;
    for _ in 0..20 {
        house.clock.advance(1_790);
        assert_eq!(house.see(&busy.cookie, "/api/v1/session").await.status(), 200);
    }
    house.clock.advance(201);
    assert_eq!(house.see(&busy.cookie, "/api/v1/session").await.status(), 401, "ten hours are ten hours");
}

#[tokio::test]
async fn a_command_proves_that_it_comes_from_our_pages() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let path = "/api/v1/dossiers/0192f0c4-7b1e-7c3a-9f00-000000000001/actes";
    let act = json!({"type": "memoire_depose", "corps": {"nature": "ampliatif"}}).to_string();
    let bare = house
        .http
        .post(house.url(path))
        .header("cookie", &browser.cookie)
        .header("content-type", "application/json");
    let bare = bare.header("idempotency-key", uuid::Uuid::new_v4().to_string()).body(act.clone());
    for (name, value) in [
        ("x-greffe-csrf", "0".repeat(64)),
        ("sec-fetch-site", "cross-site".to_owned()),
        ("origin", "https://ailleurs.example".to_owned()),
    ] {
        let mut request = bare.try_clone().unwrap().header(name, value);
        if name != "x-greffe-csrf" {
            request = request.header("x-greffe-csrf", &browser.csrf);
        }
        let refused = request.send().await.unwrap();
        assert_eq!(refused.status(), 403, "{name}");
        assert_eq!(problem(refused).await["code"], "SES-002");
    }
    assert_eq!(bare.send().await.unwrap().status(), 403);
    let done = house.command(&browser, path).body(act).send().await.unwrap();
    assert_eq!(done.status(), 201);
}

#[tokio::test]
async fn a_partner_is_known_by_its_token() {
    let house = House::open().await;
    house.hire("partenaire-martin", &["avocat_aux_conseils"]);
    let ask = async |token: String| {
        let request = house
            .http
            .get(house.url("/api/v1/dossiers/26-10.001"))
            .header("authorization", format!("Bearer {token}"));
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, if status == 200 { Value::Null } else { problem(answer).await["code"].clone() })
    };
    assert_eq!(ask(house.token(|_| {})).await, (200, Value::Null));
    let now = house.token(|_| {});
    assert_eq!(ask(now[..now.len() - 4].to_owned() + "AAAA").await, (401, json!("PAR-001")));
    assert_eq!(ask(house.token(|c| c["aud"] = json!("greffe-gateway"))).await, (401, json!("PAR-001")));
    assert_eq!(
        ask(house.token(|c| c["iss"] = json!("http://ailleurs.example"))).await,
        (401, json!("PAR-001"))
    );
    assert_eq!(ask(house.token(|c| c["exp"] = json!(1_000))).await, (401, json!("PAR-001")));
    assert_eq!(ask(house.token(|c| c["scope"] = json!("autre"))).await, (403, json!("PAR-002")));
    assert_eq!(ask(house.token(|c| c["client_id"] = json!("inconnu"))).await, (403, json!("PAR-003")));
    // Remembered, it is believed without a look at its signature, and no longer than it lives.
    let kept = house.token(|_| {});
    assert_eq!(ask(kept.clone()).await, (200, Value::Null));
    assert_eq!(ask(kept.clone()).await, (200, Value::Null));
    house.clock.advance(700);
    assert_eq!(ask(kept).await, (401, json!("PAR-001")));
}

#[tokio::test]
async fn who_asks_too_often_is_told_when_to_come_back() {
    let house = House::open_with(|config| {
        config.limits.agent_burst = 3.0;
        config.limits.agent_per_second = 0.1;
    })
    .await;
    let browser = house.sign_in("greffe.civ1").await;
    let mut last = house.see(&browser.cookie, "/api/v1/session").await;
    for _ in 0..3 {
        last = house.see(&browser.cookie, "/api/v1/session").await;
    }
    assert_eq!(last.status(), 429);
    assert!(last.headers()["retry-after"].to_str().unwrap().parse::<u32>().unwrap() >= 1);
    assert_eq!(problem(last).await["code"], "LIM-001");
}

/// What a client behind a proxy is told, by the address that the proxy says it has.
async fn knocks(house: &House, path: &str, forwarded: &str) -> u16 {
    let asked = house.http.get(house.url(path)).header("x-forwarded-for", forwarded);
    asked.send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn behind_a_proxy_of_the_house_each_client_has_its_own_limit() {
    let few = |config: &mut greffe_gateway::Config| {
        config.limits.login_per_minute = 2.0;
        config.limits.follow_per_minute = 2.0;
        config.limits.verification_per_minute = 2.0;
        config.limits.public_per_minute = 2.0;
    };
    let verification = format!("/api/v1/certificats/verification?numero=CNP-2026-00001&empreinte={HASH}");
    let doors = ["/connexion", "/api/v1/suivi", "/api/v1/roles", verification.as_str()];

    let believed = House::open_with(|config| {
        few(config);
        config.limits.trusted_proxies = "127.0.0.0/8, ::1, 10.0.0.0/8".to_owned();
    })
    .await;
    for door in doors {
        for client in ["192.0.2.1", "192.0.2.2", "192.0.2.3, 10.1.2.3"] {
            assert_ne!(knocks(&believed, door, client).await, 429, "{door}");
            assert_ne!(knocks(&believed, door, client).await, 429, "{door}");
            assert_eq!(knocks(&believed, door, client).await, 429, "{door}: a limit of its own");
        }
        // What a client writes itself before the address that the proxy saw gives it no other limit.
        assert_eq!(knocks(&believed, door, "198.51.100.7, 192.0.2.1").await, 429, "{door}");
    }

    for trusted in ["", "10.0.0.0/8"] {
        let alone = House::open_with(|config| {
            few(config);
            config.limits.trusted_proxies = trusted.to_owned();
        })
        .await;
        for door in doors {
            assert_ne!(knocks(&alone, door, "192.0.2.1").await, 429, "{door}");
            assert_ne!(knocks(&alone, door, "192.0.2.2").await, 429, "{door}");
            assert_eq!(knocks(&alone, door, "192.0.2.3").await, 429, "{door}: a stranger's word is none");
        }
    }
}

#[tokio::test]
async fn a_hot_session_costs_no_statement_and_a_statement_no_connection() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let mut connections = std::collections::HashSet::new();
    for _ in 0..40 {
        let asked = sqlx::query_scalar::<_, i32>("SELECT pg_backend_pid()").fetch_one(house.pool());
        connections.insert(asked.await.unwrap());
    }
    assert!(connections.len() <= 12, "a connection given back is given out again: {connections:?}");
    // The database holds the session no more, and for a second nobody asks it.
    assert_eq!(house.see(&browser.cookie, "/api/v1/session").await.status(), 200);
    sqlx::query("DELETE FROM gateway.session").execute(house.pool()).await.unwrap();
    assert_eq!(house.see(&browser.cookie, "/api/v1/session").await.status(), 200);
    tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    assert_eq!(
        house.see(&browser.cookie, "/api/v1/session").await.status(),
        401,
        "a second later it is over"
    );
}
