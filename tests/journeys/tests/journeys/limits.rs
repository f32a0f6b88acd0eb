//! Wrong input, at the public door: a precise French problem, and nothing lost or half done.

use std::collections::BTreeSet;

use anyhow::Result;
use greffe_chassis::{Caller, clock::SystemClock, identity::Signer};
use greffe_dev::Service;
use greffe_test_service::doors;
use greffe_test_support::{Api, Options, Product};
use reqwest::Method;
use serde_json::json;
use uuid::Uuid;

use crate::{day, declaration, pdf};

#[tokio::test]
async fn what_is_wrong_is_said_and_nothing_is_done() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let mut wanted = declaration(&day(-10), "");
    wanted["parties"][0]["office_id"] = json!("");

    // Nobody, or somebody whose session is not one.
    let nobody = Api::nobody(&product.url());
    assert_eq!(nobody.get("/api/v1/dossiers").await?.status, 401);

    // A body that is not JSON, no key, a name of 10,000 characters, a NUL byte.
    let request =
        greffier.bare(Method::POST, "/api/v1/dossiers").header("Idempotency-Key", Uuid::now_v7().to_string());
    let answer =
        request.header("Content-Type", "application/json").body("{ceci n’est pas du JSON").send().await?;
    assert_eq!(answer.status(), 400);
    assert_eq!(answer.headers()["content-type"], "application/problem+json");
    let keyless = greffier.bare(Method::POST, "/api/v1/dossiers").json(&wanted).send().await?;
    assert_eq!(keyless.status(), 400);
    for name in ["x".repeat(10_000), "Du\0pont".into()] {
        let mut long = wanted.clone();
        long["parties"][0]["person"]["name"] = json!(name);
        let answer = greffier.post("/api/v1/dossiers", &long).await?;
        assert!(matches!(answer.status, 400 | 422), "{}", answer.body);
        assert!(answer.body["detail"].as_str().is_some_and(|d| d.len() > 30), "{}", answer.body);
    }
    let count: i64 =
        sqlx::query_scalar("SELECT count(*) FROM dossier.dossier").fetch_one(&product.sql().await?).await?;
    assert_eq!(count, 0, "nothing was opened");

    // A second click: the same key is the same dossier.
    let key = Uuid::now_v7();
    let first = greffier.post_with("/api/v1/dossiers", key, None, &wanted).await?;
    let second = greffier.post_with("/api/v1/dossiers", key, None, &wanted).await?;
    assert_eq!((second.status, &second.body), (201, &first.body));
    assert_eq!(second.headers["idempotency-replayed"], "true");
    let dossier = first.body["dossier_id"].as_str().unwrap_or_default().to_owned();
    let acts = format!("/api/v1/dossiers/{dossier}/actes");

    // Two greffiers at once: the second learns what the first did, and his input is not lost to the server's silence.
    let memoire =
        json!({"type": "memoire_depose", "dates": {"depose": day(-1)}, "corps": {"nature": "ampliatif"}});
    let version = first.body["version"].as_u64();
    assert_eq!(greffier.post_with(&acts, Uuid::now_v7(), version, &memoire).await?.status, 201);
    let late = greffier.post_with(&acts, Uuid::now_v7(), version, &memoire).await?;
    assert_eq!((late.status, late.code()), (412, "VER-001"), "{}", late.body);
    assert!(late.body["acts_since"].as_array().is_some_and(|a| a.len() == 1), "{}", late.body);

    // An act of the Court impossible here, a date in the future, an unknown dossier.
    let pronounced = json!({"type": "rapport_depose", "dates": {"depose": day(0)}, "corps": {}});
    assert_eq!(greffier.post(&acts, &pronounced).await?.status, 409);
    let future =
        json!({"type": "memoire_depose", "dates": {"depose": day(2)}, "corps": {"nature": "ampliatif"}});
    let answer = greffier.post(&acts, &future).await?;
    assert_eq!(
        (answer.status, answer.body["errors"][0]["field"].as_str()),
        (422, Some("dates.depose")),
        "{}",
        answer.body
    );
    assert_eq!(greffier.get("/api/v1/dossiers/26-99.999").await?.status, 404);

    // A file that is not what its name says, an empty one, one too large.
    let disguised = greffier
        .upload("memoire.pdf", "application/pdf", "memoire", b"MZ\x90\x00 programme".to_vec())
        .await?;
    assert_eq!(disguised.status, 422, "{}", disguised.body);
    assert_eq!(greffier.upload("memoire.pdf", "application/pdf", "memoire", Vec::new()).await?.status, 422);
    let mut huge = pdf();
    huge.resize(51 * 1024 * 1024, b' ');
    assert_eq!(greffier.upload("memoire.pdf", "application/pdf", "memoire", huge).await?.status, 413);

    // Behind that door, as the programs stand: no RPC of the house answers who shows nothing, or what is for another.
    let signer = Signer::from_file(&product.stack.keys().private, std::sync::Arc::new(SystemClock))?;
    let elsewhere = signer.sign(&Caller::service("gateway"), "ailleurs")?;
    let mut served = BTreeSet::new();
    for program in Service::ALL.into_iter().filter(|service| *service != Service::Gateway) {
        let of_it = doors::served(&product.stack.grpc_urls(program), &["abc", &elsewhere]).await;
        assert!(of_it.contains("AdminService"), "{} serves {of_it:?}", program.name());
        served.extend(of_it);
    }
    let all: BTreeSet<String> = doors::rpcs().into_iter().map(|(service, _)| service).collect();
    assert_eq!(served, all, "each service of the descriptors is served by a program");
    product.stack.stop().await
}
