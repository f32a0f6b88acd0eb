//! What one client may hold of the gateway, however slow it is.

use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use serde_json::json;
use tokio::{io::AsyncWriteExt, net::TcpStream, sync::Notify};

use crate::support::{House, problem, until};

const ACTS: &str = "/api/v1/dossiers/0192f0c4-7b1e-7c3a-9f00-000000000001/actes";

#[tokio::test]
async fn a_person_holds_a_share_of_the_places_and_no_more() {
    let house = House::open_with(|config| config.limits.concurrency_per_client = 2).await;
    let (browser, other) = (house.sign_in("greffe.civ1").await, house.sign_in("greffe.civ2").await);
    let hold = Arc::new(Notify::new());
    *house.behind.hold.lock().unwrap() = Some(hold.clone());
    let act = json!({"type": "memoire_depose", "dates": {"depose": "2026-11-24"}, "corps": {"nature": "ampliatif"}});
    let command = || tokio::spawn(house.command(&browser, ACTS).body(act.to_string()).send());
    let sent = [command(), command()];
    until("both are served", || house.behind.commands.lock().unwrap().len() == 2).await;

    let refused = house.see(&browser.cookie, "/api/v1/session").await;
    assert_eq!(refused.status(), 429);
    assert_eq!(refused.headers()["retry-after"], "1");
    assert_eq!(problem(refused).await["code"], "LIM-001");
    assert_eq!(house.see(&other.cookie, "/api/v1/session").await.status(), 200);

    until("both end", || {
        hold.notify_one();
        house.behind.recorded.load(Ordering::SeqCst) == 2
    })
    .await;
    for sent in sent {
        assert_eq!(sent.await.unwrap().unwrap().status(), 201);
    }
    assert_eq!(house.see(&browser.cookie, "/api/v1/session").await.status(), 200);
}

#[tokio::test]
async fn an_address_that_sends_slowly_holds_its_own_share() {
    let house = House::open_with(|config| {
        config.limits.concurrency_per_address = 2;
        config.limits.trusted_proxies = "127.0.0.1".to_owned();
    })
    .await;
    let mut slow = Vec::new();
    for _ in 0..2 {
        let mut sender = TcpStream::connect(house.origin().trim_start_matches("http://")).await.unwrap();
        let head = "POST /api/v1/suivi/ouverture HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{";
        sender.write_all(head.as_bytes()).await.unwrap();
        slow.push(sender);
    }
    let stranger = || house.http.get(house.url("/api/v1/session"));
    let answers = async |wanted: u16| {
        let answered = async || stranger().send().await.unwrap().status() == wanted;
        assert!(greffe_dev::until(Duration::from_secs(5), answered).await, "{wanted}");
    };
    answers(429).await;
    let elsewhere = stranger().header("x-forwarded-for", "192.0.2.9").send().await.unwrap();
    assert_eq!(elsewhere.status(), 401);
    drop(slow);
    answers(401).await;
}
