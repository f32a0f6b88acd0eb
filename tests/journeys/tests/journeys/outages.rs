//! An outage of the way of deposits: what the Court certifies of it, and the terms that it concerns.

use std::time::Duration;

use anyhow::{Result, ensure};
use greffe_dev::until;
use greffe_test_support::{Options, Product};

use crate::{day, declaration};

#[tokio::test]
async fn the_certificate_of_an_outage_lists_the_terms_that_ended_meanwhile() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), "")).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().unwrap_or_default().to_owned();
    let version = opened["version"].as_u64().unwrap_or_default();
    let found = greffier
        .get(&format!("/api/v1/dossiers/{dossier}/echeances?min_version={version}"))
        .await?
        .expect(200)?;
    let terms = found["items"].as_array().cloned().unwrap_or_default();
    let depot = terms.iter().find(|term| term["rule"] == "civil.memoire_ampliatif.depot");
    let due = depot.and_then(|term| term["due"].as_str()).unwrap_or_default().to_owned();
    ensure!(due.len() == 10, "the mémoire has a day: {found}");

    let sql = product.sql().await?;
    let outage: uuid::Uuid = sqlx::query_scalar(
        "INSERT INTO gateway.outage (outage_id, began_at, ended_at, cause)
         VALUES (gen_random_uuid(), ($1 || 'T09:05:00Z')::timestamptz, ($1 || 'T12:40:00Z')::timestamptz, 'service')
         RETURNING outage_id",
    )
    .bind(&due)
    .fetch_one(&sql)
    .await?;
    let certificate = greffier.get(&format!("/api/v1/pannes/{outage}")).await?.expect(200)?;
    let text = certificate["text"].as_str().unwrap_or_default();
    ensure!(text.contains("748-7") && text.contains("h\u{a0}05") && text.contains("h\u{a0}40"), "{text}");
    let concerned = certificate["deadlines"].as_array().cloned().unwrap_or_default();
    let of_the_dossier: Vec<&str> = concerned
        .iter()
        .filter(|term| term["dossier_id"] == dossier.as_str())
        .filter_map(|term| term["rule"].as_str())
        .collect();
    ensure!(of_the_dossier.contains(&"civil.memoire_ampliatif.depot"), "{certificate}");
    ensure!(concerned.iter().all(|term| term["due"] == due.as_str()), "another day's: {certificate}");
    // The product watches by itself, and saw nothing amiss.
    let looked_at = until(Duration::from_secs(60), async || {
        let watched = sqlx::query_scalar("SELECT count(*) FROM gateway.watch").fetch_one(&sql).await;
        watched.is_ok_and(|rows: i64| rows == 1)
    })
    .await;
    ensure!(looked_at, "nobody watches");
    let others = greffier.get("/api/v1/pannes").await?.expect(200)?;
    ensure!(others["items"].as_array().map_or(0, Vec::len) == 1, "{others}");
    product.stack.stop().await
}
