//! The description of the API, the help pages, and what no route may forget.

use std::{collections::BTreeSet, fs, path::Path};

use axum::http::StatusCode;
use serde_json::Value;

use crate::support::{House, problem};

#[test]
fn the_openapi_document_is_current() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/openapi.json");
    let made = greffe_gateway::openapi().to_pretty_json().unwrap() + "\n";
    if std::env::var_os("GREFFE_GOLDEN").is_some() {
        fs::write(path, &made).unwrap();
    }
    let kept = fs::read_to_string(path).unwrap_or_default();
    assert!(kept == made, "openapi.json is not what the code says: run `make openapi`");
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let document = serde_json::to_value(greffe_gateway::openapi()).unwrap();
    let paths = document["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let names: Vec<&str> = operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    assert!(names.len() > 20);
    assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len(), "{names:?}");
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let listed: BTreeSet<String> = greffe_gateway::PAGES.iter().map(|(code, _)| (*code).to_owned()).collect();
    let order: Vec<&str> = greffe_gateway::PAGES.iter().map(|(code, _)| *code).collect();
    assert!(order.is_sorted(), "codes stand in order");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let written: BTreeSet<String> = fs::read_dir(root.join("aide"))
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    assert_eq!(listed, written);
    for (code, page) in greffe_gateway::PAGES {
        assert!(page.starts_with(&format!("# {code}\u{a0}: ")), "{code}");
        assert!(page.contains("## Que faire"), "{code}");
    }
    let mut used = BTreeSet::new();
    for part in ["crates", "services"] {
        codes(&root.join("../..").join(part), &mut used);
    }
    let missing: Vec<_> = used.difference(&listed).collect();
    assert!(missing.is_empty(), "codes without a page in services/gateway/aide: {missing:?}");
}

/// Codes in quotes in the sources, `DOS-001`; tests make up their own.
fn codes(dir: &Path, into: &mut BTreeSet<String>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if path.is_dir() && name != "tests" && name != "node_modules" && name != "target" {
            codes(&path, into);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(&path).unwrap();
            into.extend(text.split('"').filter(|word| is_code(word)).map(str::to_owned));
        }
    }
}

fn is_code(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 7
        && bytes[..3].iter().all(u8::is_ascii_uppercase)
        && bytes[3] == b'-'
        && bytes[4..].iter().all(u8::is_ascii_digit)
}

/// What anybody may ask: the own tests of certificates, of personal links, of calendars and of rôles say what they answer.
const OPEN_TO_ALL: &[&str] = &[
    "/agenda/{secret}/greffe.ics",
    "/certificats/verification",
    "/papiers/verification",
    "/roles",
    "/roles/greffe.ics",
    "/roles/{audience_id}",
    "/roles/{audience_id}/papier",
    "/suivi",
    "/suivi/ouverture",
    "/suivi/memoires",
    "/suivi/fermeture",
];

#[tokio::test]
async fn no_route_answers_who_has_not_signed_in() {
    let house = House::open().await;
    let document = serde_json::to_value(greffe_gateway::openapi()).unwrap();
    let mut tried = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        if OPEN_TO_ALL.contains(&path.as_str()) {
            let said: Vec<_> = methods.as_object().unwrap().values().map(|m| &m["security"]).collect();
            assert_eq!(said, [&serde_json::json!([{}])], "{path} says that it is open");
            continue;
        }
        let path = path
            .split('/')
            .map(|part| if part.starts_with('{') { "0192f0c4-7b1e-7c3a-9f00-000000000001" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        for method in methods.as_object().unwrap().keys() {
            let method = reqwest::Method::from_bytes(method.to_uppercase().as_bytes()).unwrap();
            let request =
                house.http.request(method.clone(), house.url(&format!("/api/v1{path}?kind=piece&nom=x")));
            let answer = request.header("content-type", "application/json").body("{}").send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED.as_u16(), "{method} {path}");
            assert_eq!(problem(answer).await["code"], "SES-003", "{method} {path}");
            tried += 1;
        }
    }
    assert!(tried >= 25, "{tried} routes only were tried");
}

#[tokio::test]
async fn the_description_and_the_help_are_open_to_all() {
    let house = House::open().await;
    let document: Value = house.get("/api/v1/openapi.json").await.json().await.unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let page = house.get("/aide/erreurs/SES-001").await;
    assert_eq!(page.headers()["content-type"], "text/html; charset=utf-8");
    let text = page.text().await.unwrap();
    assert!(text.contains("<html lang=\"fr\">") && text.contains("<h1>SES-001"), "{text}");
    assert_eq!(house.get("/aide/erreurs/XXX-999").await.status(), 404);
    let answer = house.get("/sante/pret").await;
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap();
    assert!(
        policy.starts_with("default-src 'self'") && policy.contains("frame-ancestors 'self'"),
        "{policy}"
    );
    assert_eq!(answer.headers()["x-content-type-options"], "nosniff");
}
