//! Counsel's system, through the whole product: a declaration and a mémoire that it holds are at the registry, with their papers
//! and deadlines, and counsel hears of it; a fifth of what is asked of it goes wrong.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_dev::Service;
use greffe_test_service::epourvoi::{self, PUBLIC, Simulator};
use greffe_test_support::{Options, Product};
use serde_json::{Value, json};

use crate::{MARTIN, declaration, pdf};

const SOON: Duration = Duration::from_secs(90);

/// The process that plays counsel's system: started by the journey below, nothing by itself.
#[test]
fn counsels_system() {
    epourvoi::serve();
}

#[tokio::test]
async fn what_counsel_handed_over_is_at_the_registry_with_its_papers_and_counsel_hears_of_it() -> Result<()> {
    let counsel = Simulator::start("exchange::counsels_system", 3, 20, "jeton");
    let told = |key: &str, value: &str| (Service::Dossier, key.to_owned(), value.to_owned());
    let environment = vec![
        told("GREFFE__EPOURVOI__ENDPOINT", &counsel.url),
        told("GREFFE__EPOURVOI__KEY", PUBLIC),
        told("GREFFE__EPOURVOI__SECONDS", "1"),
        told("GREFFE_EPOURVOI_TOKEN", "jeton"),
    ];
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;

    let now = || greffe_chassis::Clock::now(&greffe_chassis::clock::SystemClock).to_string();
    let mut opening = declaration("2026-01-01", office);
    for ours in ["formed", "piece_ids", "warnings_confirmed"] {
        opening.as_object_mut().context("an object")?.remove(ours);
    }
    counsel.hand(
        &json!({"format": "greffe-epourvoi/1", "numero": "EP-1", "remis_le": now(), "cabinet": office,
        "type": "declaration", "declaration": opening,
        "pieces": [counsel.file("declaration.pdf", "declaration", &pdf())]}),
    );
    let opened = last(&counsel, "EP-1", "enregistre").await?;
    let handed = now();
    counsel.hand(
        &json!({"format": "greffe-epourvoi/1", "numero": "EP-2", "remis_le": handed, "cabinet": office,
        "type": "memoire", "dossier": opened["dossier"], "memoire": {"nature": "ampliatif"},
        "pieces": [counsel.file("memoire.pdf", "memoire", &[pdf(), b"%moyens".to_vec()].concat())]}),
    );
    let deposed = last(&counsel, "EP-2", "enregistre").await?;

    // The registry sees the deposit at the instant attested, the deadline that it meets, and the paper.
    let path = format!("/api/v1/depots/{}", deposed["depot"].as_str().context("depot")?);
    let start = Instant::now();
    let shown = loop {
        let shown = greffier.get(&path).await?.expect(200)?;
        let deadlines = shown["deposit"]["deadlines"].as_array().cloned().unwrap_or_default();
        if deadlines.iter().any(|deadline| deadline["effect"] == "satisfait") {
            break shown;
        }
        ensure!(start.elapsed() < SOON, "{shown}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let instant = |text: &Value| text.as_str().unwrap_or_default().parse::<jiff::Timestamp>();
    let (kept, stated) = (instant(&shown["deposit"]["received_at"])?, handed.parse::<jiff::Timestamp>()?);
    assert_eq!(kept.as_microsecond(), stated.as_microsecond());
    let dossier = shown["deposit"]["dossier_id"].as_str().context("dossier_id")?;
    let papers = loop {
        let papers = greffier.get(&format!("/api/v1/dossiers/{dossier}/pieces")).await?.expect(200)?;
        if papers["items"].as_array().is_some_and(|all| all.len() == 2) {
            break papers;
        }
        ensure!(start.elapsed() < SOON, "{papers}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let named: Vec<&str> =
        papers["items"].as_array().into_iter().flatten().filter_map(|p| p["file_name"].as_str()).collect();
    assert_eq!(named, ["declaration.pdf", "memoire.pdf"]);
    product.stack.stop().await
}

/// The last receipt of a message, once it says so.
async fn last(counsel: &Simulator, number: &str, state: &str) -> Result<Value> {
    let start = Instant::now();
    loop {
        if let Some(receipt) = counsel.receipts(number).pop().filter(|r| r["etat"] == state) {
            return Ok(receipt);
        }
        ensure!(start.elapsed() < SOON, "{number} is not {state}: {:?}", counsel.ledger());
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
