//! Received files through the whole product: one that is sound is served and bundled, one that is trapped is received, told, and served
//! to nobody.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_dev::{
    Service,
    testing::{pdf, pdf_of},
};
use greffe_test_support::{Api, Options, Product};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{MARTIN, day, declaration};

const SOON: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_sound_piece_is_bundled_and_a_trapped_one_is_told() -> Result<()> {
    let copies = (Service::Document, "GREFFE__CONTROLS__ARCHIVAL".to_owned(), "true".to_owned());
    let product = Product::start(Options { environment: vec![copies], ..Default::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    let machine = product.machine("partenaire-martin").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), office)).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().context("dossier_id")?.to_owned();
    let trap = pdf_of(&[
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /JavaScript /JS (x) >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
    ]);
    let sound = deposit(&machine, &dossier, pdf(&["Premier moyen", "Second moyen"])).await?;
    let trapped = deposit(&machine, &dossier, trap).await?;

    let settled = |piece: &Value| {
        let state = piece["control"]["state"].as_str().unwrap_or_default();
        matches!(state, "saine" | "refusee").then(|| piece["control"].clone())
    };
    // Its sender is told, and reads why.
    let found = until(&machine, &format!("/api/v1/pieces/{trapped}"), settled).await?;
    assert_eq!((&found["state"], &found["reason"]), (&json!("refusee"), &json!("PIE-014")));
    let refused = machine.get(&format!("/api/v1/pieces/{trapped}/contenu")).await?;
    assert_eq!((refused.status, refused.code()), (409, "PIE-002"));
    // Who keeps the dossier may have it looked at again; it is as it was.
    let again = format!("/api/v1/pieces/{trapped}/controle");
    assert_eq!(machine.post(&again, &json!({})).await?.status, 403);
    greffier.post(&again, &json!({})).await?.expect(200)?;
    let found = until(&machine, &format!("/api/v1/pieces/{trapped}"), settled).await?;
    assert_eq!(found["reason"], json!("PIE-014"));
    let found = until(&machine, &format!("/api/v1/pieces/{sound}"), settled).await?;
    assert_eq!((&found["state"], &found["pages"]), (&json!("saine"), &json!(2)));
    let text =
        until(&greffier, &format!("/api/v1/pieces/{sound}/texte?page=2"), |page| Some(page["text"].clone()))
            .await?;
    assert!(text.as_str().is_some_and(|text| text.contains("Second moyen")), "{text}");

    // Its copy for archives, made beside it, is its reader's too, and nobody's of the trapped one.
    let made = |piece: &Value| (piece["archival"]["state"] == "faite").then(|| piece["archival"].clone());
    let copy = until(&greffier, &format!("/api/v1/pieces/{sound}"), made).await?;
    let answer =
        greffier.bare(Method::GET, &format!("/api/v1/pieces/{sound}/contenu?forme=archivage")).send().await?;
    ensure!(answer.status() == 200, "{}", answer.status());
    assert_eq!(answer.headers()["etag"], format!("\"{}\"", copy["sha256"].as_str().unwrap_or_default()));
    let bytes = answer.bytes().await?;
    ensure!(bytes.windows(11).any(|part| part == b"pdfaid:part"), "not for archives");
    let refused = machine.get(&format!("/api/v1/pieces/{trapped}/contenu?forme=archivage")).await?;
    assert_eq!((refused.status, refused.code()), (409, "PIE-002"));

    // So is the registry, by a finding on the act that names it.
    let tasks = format!("/api/v1/dossiers/{dossier}/taches");
    until(&greffier, &tasks, |answer| {
        let all = answer["items"].as_array().into_iter().flatten();
        let said =
            |task: &&Value| task["label"].as_str().is_some_and(|label| label.contains("refusée au contrôle"));
        all.clone().find(said).cloned()
    })
    .await?;

    let bundle = |pieces: &str, form: &str| {
        format!("/api/v1/dossiers/{dossier}/recueil?pieces={pieces}&format={form}")
    };
    let answer = greffier.bare(Method::GET, &bundle(&sound, "pdf")).send().await?;
    ensure!(answer.status() == 200, "{}", answer.status());
    assert_eq!(answer.headers()["content-type"], "application/pdf");
    ensure!(answer.bytes().await?.starts_with(b"%PDF-1.7"), "no PDF");
    let answer = greffier.bare(Method::GET, &bundle(&sound, "zip")).send().await?;
    ensure!(answer.bytes().await?.starts_with(b"PK"), "no archive");
    let unsound = greffier.get(&bundle(&format!("{sound},{trapped}"), "pdf")).await?;
    assert_eq!((unsound.status, unsound.code()), (409, "PIE-006"));
    let stranger = product.machine("partenaire-dubreuil").await?;
    assert_eq!(stranger.get(&bundle(&sound, "pdf")).await?.status, 404);
    product.stack.stop().await
}

/// A piece, named by an act of the dossier; answers its id.
async fn deposit(machine: &Api, dossier: &str, bytes: Vec<u8>) -> Result<String> {
    let piece = machine.upload("piece.pdf", "application/pdf", "piece", bytes).await?.expect(201)?;
    let id = piece["piece_id"].as_str().context("piece_id")?.to_owned();
    let act = json!({"type": "pieces_deposees", "dates": {}, "corps": {"nature": "autre", "pieces": [id]}});
    machine.post(&format!("/api/v1/dossiers/{dossier}/actes"), &act).await?.expect(201)?;
    Ok(id)
}

/// What the answer comes to hold.
async fn until(api: &Api, path: &str, found: impl Fn(&Value) -> Option<Value>) -> Result<Value> {
    let end = Instant::now() + SOON;
    loop {
        let answer = api.get(path).await?;
        if answer.status == 200
            && let Some(value) = found(&answer.body)
        {
            return Ok(value);
        }
        ensure!(Instant::now() < end, "{path}: {} {}", answer.status, answer.body);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
