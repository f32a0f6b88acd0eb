//! A deposit by a machine: sent twice it is one, and a correction of it keeps its papers.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_test_support::{Options, Product};
use serde_json::json;
use uuid::Uuid;

use crate::{MARTIN, day, declaration, pdf};

#[tokio::test]
async fn a_deposit_sent_twice_is_one_and_its_correction_keeps_its_papers() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), office)).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().context("dossier_id")?;
    let machine = product.machine("partenaire-martin").await?;
    let piece = machine.upload("memoire.pdf", "application/pdf", "memoire", pdf()).await?.expect(201)?;
    let piece = piece["piece_id"].clone();

    // The paper is named by the act, and may not be named anew; the same command has the same answer all the same.
    let (path, key) = (format!("/api/v1/dossiers/{dossier}/actes"), Uuid::now_v7());
    let deposit =
        json!({"type": "memoire_depose", "dates": {}, "corps": {"nature": "ampliatif", "pieces": [piece]}});
    let first = machine.post_with(&path, key, None, &deposit).await?.expect(201)?;
    named_by(&product, dossier, &piece, &first["act_id"]).await?;
    let second = machine.post_with(&path, key, None, &deposit).await?;
    ensure!(second.headers.contains_key("idempotency-replayed"), "{}", second.body);
    assert_eq!(second.expect(201)?, first);
    let anew = machine.post(&path, &deposit).await?;
    assert_eq!((anew.status, anew.code()), (422, "ACT-004"), "{}", anew.body);

    let correction = json!({
        "type": "memoire_depose", "dates": {"depose": day(-1)}, "corps": {"nature": "ampliatif", "pieces": [piece]},
        "supersedes": first["act_id"], "reason": "Le dépôt est de la veille, minuit n’était pas passé."
    });
    let corrected = greffier.post(&path, &correction).await?.expect(201)?;
    named_by(&product, dossier, &piece, &corrected["act_id"]).await?;
    product.stack.stop().await
}

/// Waits until the paper is shown with the act.
async fn named_by(
    product: &Product,
    dossier: &str,
    piece: &serde_json::Value,
    act: &serde_json::Value,
) -> Result<()> {
    let reader = product.person("greffe.central").await?;
    let start = Instant::now();
    loop {
        let shown = reader.get(&format!("/api/v1/dossiers/{dossier}/pieces")).await?.expect(200)?;
        let mut all = shown["items"].as_array().into_iter().flatten();
        if all.any(|shown| shown["piece_id"] == *piece && shown["act_id"] == *act) {
            return Ok(());
        }
        ensure!(start.elapsed() < Duration::from_secs(60), "the paper is not shown with its act: {shown}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}
