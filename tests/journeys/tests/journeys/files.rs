//! A file too large for one request comes in parts, through the gateway: cut in the middle, resumed where it stood, cited by a
//! deposit like any other piece.

use std::{path::PathBuf, process::Stdio};

use anyhow::{Context, Result, ensure};
use futures::stream;
use greffe_dev::{Layout, servers::Oidc};
use greffe_test_support::{Api, Options, Product};
use reqwest::{Body, Method};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{MARTIN, day, declaration};

const PART: usize = 8 << 20;
/// The demonstration's machine of a court.
const COURT: &str = "juridiction-lyon";

#[tokio::test]
async fn a_large_file_is_resumed_where_a_cut_left_it() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), office)).await?.expect(201)?;
    let machine = product.machine("partenaire-martin").await?;
    let content = greffe_dev::testing::pdf_of_size(51 * 1024 * 1024);
    let sha256: String = Sha256::digest(&content).iter().map(|byte| format!("{byte:02x}")).collect();

    // Too large at once: the refusal names the way.
    let refused = machine.upload("dossier.pdf", "application/pdf", "piece", content.clone()).await?;
    assert_eq!((refused.status, refused.code()), (413, "TAI-002"));
    ensure!(
        refused.body["detail"].as_str().is_some_and(|text| text.contains("/fichiers")),
        "{}",
        refused.body
    );

    let files = format!("/api/v1/depots/{}/fichiers", Uuid::now_v7());
    let wanted = |size: u64| json!({"nom": "dossier.pdf", "kind": "piece", "size": size, "media_type": "application/pdf"});
    let huge = machine.post(&files, &wanted((2 << 30) + 1)).await?;
    assert_eq!((huge.status, huge.code()), (413, "DOC-008"));
    let begun = machine.post(&files, &wanted(content.len() as u64)).await?.expect(201)?;
    let file = format!("{files}/{}", begun["file_id"].as_str().context("file_id")?);

    let first = part(&machine, &file, 0, &content[..PART]).await?;
    assert_eq!((first.0, &first.1["received"]), (200, &json!(PART)));
    // The line is cut in the middle of the second part.
    let half = content[PART..PART + PART / 2].to_vec();
    let cut = stream::iter([Ok(half), Err(std::io::Error::other("la ligne est coupée"))]);
    let request =
        machine.bare(Method::PATCH, &file).header("Upload-Offset", PART).header("Content-Length", PART);
    ensure!(request.body(Body::wrap_stream(cut)).send().await.is_err(), "the sender is gone");
    let state = machine.get(&file).await?.expect(200)?;
    assert_eq!(state["received"], json!(PART), "half a part is none");
    let astray = part(&machine, &file, 3 * PART, &content[..PART]).await?;
    assert_eq!((astray.0, &astray.1["code"]), (409, &json!("DOC-011")));
    let unplaced = machine.bare(Method::PATCH, &file).body("x").send().await?;
    assert_eq!(unplaced.status(), 400);
    let large = part(&machine, &file, PART, &content[..PART + 1]).await?;
    assert_eq!((large.0, &large.1["code"]), (413, &json!("DOC-015")));
    let early = machine.post(&format!("{file}/fin"), &json!({"sha256": sha256})).await?;
    assert_eq!((early.status, early.code()), (409, "DOC-013"));
    for (n, bytes) in content.chunks(PART).enumerate().skip(1) {
        let sent = part(&machine, &file, n * PART, bytes).await?;
        ensure!(sent.0 == 200, "{}", sent.1);
    }
    let wrong = machine.post(&format!("{file}/fin"), &json!({"sha256": "0".repeat(64)})).await?;
    assert_eq!((wrong.status, wrong.code()), (422, "DOC-014"));
    let piece = machine.post(&format!("{file}/fin"), &json!({"sha256": sha256})).await?.expect(201)?;
    assert_eq!((&piece["sha256"], &piece["size"]), (&json!(sha256), &json!(content.len())));
    let stranger = product.machine("partenaire-dubreuil").await?;
    assert_eq!(stranger.get(&file).await?.code(), "DOC-017");

    let message = json!({"format": "greffe-depot/1", "message_id": "p-1", "type": "memoire", "dossier": opened["number"],
        "memoire": {"nature": "ampliatif"}, "pieces": [{"piece_id": piece["piece_id"], "sha256": sha256}]});
    let receipt = machine.post("/api/v1/depots", &message).await?.expect(201)?;
    assert_eq!(receipt["pieces"][0]["sha256"], json!(sha256), "{receipt}");
    a_court_deposits(&product, &greffier).await?;
    product.stack.stop().await
}

/// A court’s software, as partners are shown it: a criminal pourvoi with its file in parts, cut, unheard and told twice on the way,
/// is one dossier, its file whole, its receipts those of their sender alone.
async fn a_court_deposits(product: &Product, greffier: &Api) -> Result<()> {
    let oidc = Oidc::known(&Layout::test()?)?.context("the provider of the tests")?;
    let secret = oidc.partners.get(COURT).context("the machine of the court")?;
    let root = std::env::var("GREFFE_ROOT")
        .map_or_else(|_| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../.."), PathBuf::from);
    let plan = "sourd,redite,coupe,sourd,redite,redite,redite";
    let url = product.url();
    let mut simulator = tokio::process::Command::new("python3");
    simulator.arg(root.join("scripts/partenaire.py")).env("GREFFE_SECRET_MACHINE", secret);
    simulator.args([
        "--url",
        &url,
        "--emetteur",
        &oidc.issuer,
        "--machine",
        COURT,
        "--mio",
        "9",
        "--pannes",
        plan,
    ]);
    let done = simulator.stdin(Stdio::null()).output().await?;
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    ensure!(done.status.success(), "{said}");
    let told: Value = serde_json::from_slice(&done.stdout).with_context(|| said.clone())?;
    let (declared, arrived, piece) = (&told["declaration"], &told["arrivee"], &told["piece"]);
    assert_eq!(
        (&declared["status"], &arrived["status"]),
        (&json!("enregistre"), &json!("enregistre")),
        "{told}"
    );
    assert_eq!(declared["pieces"][0]["sha256"], piece["sha256"], "{told}");
    assert_eq!(declared["dossier_id"], arrived["dossier_id"], "{told}");
    let faults = told["pannes"].as_array().into_iter().flatten();
    assert_eq!(faults.filter(|fault| **fault != json!("ok")).count(), 7, "{told}");

    // One dossier of the criminal series, with its file and each act once, as the greffe reads it.
    let id = declared["dossier_id"].as_str().context("dossier_id")?;
    let dossier = greffier.get(&format!("/api/v1/dossiers/{id}")).await?.expect(200)?;
    assert_eq!(dossier["procedure"], "penal_general", "{dossier}");
    let acts = greffier.get(&format!("/api/v1/dossiers/{id}/actes?size=100")).await?.expect(200)?;
    let of =
        |kind: &str| acts["items"].as_array().into_iter().flatten().filter(|act| act["kind"] == kind).count();
    assert_eq!((of("pourvoi_forme"), of("dossier_recu")), (1, 1), "{acts}");
    let listed = greffier.get("/api/v1/dossiers?q=Fictif").await?.expect(200)?;
    assert_eq!(listed["items"].as_array().map(Vec::len), Some(1), "{listed}");

    // The court reads its receipts, and nothing of the case.
    let court = product.machine(COURT).await?;
    let receipt = format!("/api/v1/depots/{}", declared["deposit_id"].as_str().context("deposit_id")?);
    court.get(&receipt).await?.expect(200)?;
    ensure!(court.get(&format!("/api/v1/dossiers/{id}")).await?.status != 200, "a court reads no case");
    let counsel = product.machine("partenaire-martin").await?;
    assert_eq!(counsel.get(&receipt).await?.status, 404);
    Ok(())
}

async fn part(machine: &Api, file: &str, offset: usize, bytes: &[u8]) -> Result<(u16, Value)> {
    let request = machine.bare(Method::PATCH, file).header("Upload-Offset", offset);
    let answer =
        request.header("Content-Type", "application/octet-stream").body(bytes.to_vec()).send().await?;
    Ok((answer.status().as_u16(), answer.json().await?))
}
