//! Pieces: whole or not at all.

use std::sync::atomic::Ordering;

use futures::stream;
use reqwest::Method;
use serde_json::Value;
use tokio::io::AsyncWriteExt;

use crate::support::{House, PDF, problem, until};

const DEPOSIT: &str = "/api/v1/pieces?kind=memoire&nom=m%C3%A9moire.pdf";

#[tokio::test]
async fn a_piece_passes_through_in_parts() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let bytes: Vec<u8> = (0..300_000_u32).map(|n| n.to_le_bytes()[0]).collect();
    let answer = house.command(&browser, DEPOSIT).body(bytes.clone()).send().await.unwrap();
    assert_eq!(answer.status(), 201);
    let piece: Value = answer.json().await.unwrap();
    assert_eq!(piece["size"], 300_000);
    assert_eq!(house.behind.deposited.lock().unwrap()[0], bytes);
    let empty = house.command(&browser, DEPOSIT).send().await.unwrap();
    assert_eq!(empty.status(), 201, "whether nothing is a piece, its owner says");
}

#[tokio::test]
async fn a_second_click_deposits_nothing_more() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let key = uuid::Uuid::new_v4().to_string();
    let deposit = || {
        let mut request = house.command(&browser, DEPOSIT).body(vec![1_u8; 10]).build().unwrap();
        request.headers_mut().insert("idempotency-key", key.parse().unwrap());
        house.http.execute(request)
    };
    let (first, second) = (deposit().await.unwrap(), deposit().await.unwrap());
    assert_eq!((first.status().as_u16(), second.status().as_u16()), (201, 201));
    assert!(!first.headers().contains_key("idempotency-replayed"));
    assert_eq!(second.headers()["idempotency-replayed"], "true");
    assert_eq!(house.behind.deposited.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_piece_too_large_is_refused_announced_or_not() {
    let house = House::open_with(|config| config.limits.piece_bytes = 1024 * 1024).await;
    let browser = house.sign_in("greffe.civ1").await;
    let bytes = vec![7_u8; 2 * 1024 * 1024];
    let announced = house.command(&browser, DEPOSIT).body(bytes.clone()).send().await.unwrap();
    assert_eq!(announced.status(), 413);
    let said = problem(announced).await;
    assert_eq!(said["code"], "TAI-002");
    assert!(said["detail"].as_str().unwrap().contains("1\u{a0}Mio"), "{said}");
    let parts = stream::iter([Ok::<_, std::io::Error>(bytes)]);
    let silent =
        house.command(&browser, DEPOSIT).body(reqwest::Body::wrap_stream(parts)).send().await.unwrap();
    assert_eq!(silent.status(), 411);
    assert_eq!(problem(silent).await["code"], "TAI-004");
    assert!(house.behind.deposited.lock().unwrap().is_empty(), "nothing was kept");
}

#[tokio::test]
async fn half_a_piece_is_no_piece() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let request = house.command(&browser, DEPOSIT).build().unwrap();
    let mut head = format!("POST {DEPOSIT} HTTP/1.1\r\nhost: x\r\ncontent-length: 200000\r\n");
    for (name, value) in request.headers() {
        head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    let mut sender =
        tokio::net::TcpStream::connect(house.origin().trim_start_matches("http://")).await.unwrap();
    sender.write_all(format!("{head}\r\n").as_bytes()).await.unwrap();
    sender.write_all(&[1; 100_000]).await.unwrap();
    until("the service receives", || house.behind.receiving.load(Ordering::SeqCst) == 1).await;
    drop(sender);
    until("the service gives up", || house.behind.receiving.load(Ordering::SeqCst) == 0).await;
    // Another deposit, whole, arrives after: the half one would have been first.
    let whole = house.command(&browser, DEPOSIT).body(vec![2_u8; 10]).send().await.unwrap();
    assert_eq!(whole.status(), 201);
    until("the whole one is kept", || !house.behind.deposited.lock().unwrap().is_empty()).await;
    assert_eq!(*house.behind.deposited.lock().unwrap(), [vec![2_u8; 10]]);
}

#[tokio::test]
async fn a_paper_of_another_is_no_page_of_ours() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let path = "/api/v1/pieces/0192f0c4-7b1e-7c3a-9f00-000000000001/contenu";
    let shown = house.see(&browser.cookie, &format!("{path}?affichage=1")).await;
    assert_eq!(shown.headers()["content-type"], "application/pdf");
    assert_eq!(
        shown.headers()["content-disposition"],
        "inline; filename*=UTF-8''m%C3%A9moire%20%22final%22.pdf"
    );
    let policy = shown.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("sandbox") && policy.starts_with("default-src 'none'"), "{policy}");
    assert_eq!(shown.bytes().await.unwrap().as_ref(), PDF);
    let kept = house.see(&browser.cookie, path).await;
    assert!(kept.headers()["content-disposition"].to_str().unwrap().starts_with("attachment"));
}

#[tokio::test]
async fn bytes_of_a_piece_are_given_by_their_place() {
    let house = House::open().await;
    let browser = house.sign_in("greffe.civ1").await;
    let url = house.url("/api/v1/pieces/0192f0c4-7b1e-7c3a-9f00-000000000001/contenu?affichage=1");
    let ask = |method: Method, range: &'static str| {
        // A browser takes compressed answers, whose bytes have no place.
        let request = house.http.request(method, &url).header("cookie", &browser.cookie);
        request.header("accept-encoding", "gzip, br").header("range", range)
    };
    let size = PDF.len();
    for (range, bytes) in [
        ("bytes=0-3", Some(0..4)),
        ("Bytes=4-", Some(4..size)),
        ("bytes=2-9000", Some(2..size)),
        // What is not a place from the first byte is answered by all of it.
        ("bytes=-2", None),
        ("bytes=0-1,3-4", None),
        ("bytes=3-1", None),
        ("bytes=+3-4", None),
        ("pages=1-2", None),
    ] {
        let given = ask(Method::GET, range).send().await.unwrap();
        assert_eq!(given.status(), if bytes.is_some() { 206 } else { 200 }, "{range}");
        let headers = given.headers().clone();
        let header = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap());
        let told = bytes.as_ref().map(|b| format!("bytes {}-{}/{size}", b.start, b.end - 1));
        assert_eq!(header("content-range"), told.unwrap_or_default(), "{range}");
        assert_eq!((header("accept-ranges"), header("content-encoding")), ("bytes", ""), "{range}");
        let bytes = &PDF[bytes.unwrap_or(0..size)];
        assert_eq!(header("content-length"), bytes.len().to_string(), "{range}");
        assert_eq!(given.bytes().await.unwrap().as_ref(), bytes, "{range}");
    }
    let beyond = ask(Method::GET, "bytes=90000-").send().await.unwrap();
    assert_eq!(beyond.status(), 416);
    assert_eq!(beyond.headers()["content-range"], format!("bytes */{size}"));
    assert_eq!(beyond.json::<serde_json::Value>().await.unwrap()["code"], "TAI-006");
    // On a condition, or by another method than GET, it is the whole.
    let conditional = ask(Method::GET, "bytes=0-3").header("if-range", "\"autre\"").send().await.unwrap();
    assert_eq!(conditional.status(), 200);
    assert_eq!(ask(Method::HEAD, "bytes=0-3").send().await.unwrap().status(), 200);
}
