//! A report deposited in the enclave of the délibéré while the dossier service is dead: the journal learns of it when it is back,
//! once, and the author reads so. It is a piece of the dossier from then on, which counsel read once it was communicated to them; the
//! note, never. And the day on which a rapporteur withdraws, every door is shut.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_dev::{
    stack::{Instance, Service},
    until,
};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};

use crate::{
    MARTIN,
    audiences::{agent, dossier},
    day,
};

const PATIENCE: Duration = Duration::from_secs(60);
/// Magistrates withdraw from so many dossiers, one by one; what is told is the slowest to be shut.
const DEPORTS: usize = 5;

/// A product where whoever waits for a service looks more often than a person would.
async fn product() -> Result<Product> {
    let environment = ["AGENT_PER_SECOND", "AGENT_BURST"]
        .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "10000".to_owned()))
        .to_vec();
    Product::start(Options { environment, ..Options::default() }).await
}

/// Assignment knows who reports.
async fn may_open(rapporteur: &Api, papers: &str) -> Result<()> {
    let known = until(PATIENCE, async || {
        let listed = rapporteur.get(papers).await;
        listed.is_ok_and(|listed| listed.body["may_open"] == true)
    })
    .await;
    ensure!(known, "assignment knows who reports");
    Ok(())
}

async fn reports(who: &Api, dossier: &str) -> Result<Vec<Value>> {
    let acts = who.get(&format!("/api/v1/dossiers/{dossier}/actes")).await?.expect(200)?;
    let acts = acts["items"].as_array().cloned().unwrap_or_default();
    Ok(acts.into_iter().filter(|act| act["kind"] == "rapport_depose").collect())
}

#[tokio::test]
async fn a_report_deposited_in_the_enclave_enters_the_journal_once() -> Result<()> {
    let product = product().await?;
    let central = product.person("greffe.central").await?;
    let president = product.person("president.crim").await?;
    let rapporteur = product.person("conseiller.crim").await?;
    let dossier = dossier(&central, &president).await?;
    let papers = format!("/api/v1/dossiers/{dossier}/delibere/papiers");
    may_open(&rapporteur, &papers).await?;
    let wanted = json!({"kind": "rapport", "title": "Rapport", "text": "Les faits sont constants."});
    let opened = rapporteur.post(&papers, &wanted).await?.expect(201)?;
    let paper = format!("{papers}/{}", opened["paper_id"].as_str().unwrap_or_default());

    let dead = Instance::first(Service::Dossier);
    product.stack.kill9(dead).await?;
    let deposited = rapporteur.post(&format!("{paper}/depot"), &json!({"version": 1})).await?;
    let deposited = deposited.expect(200)?;
    ensure!(deposited["entry"]["state"] == "du", "{deposited}");
    product.stack.start_instance(dead).await?;

    let told = until(PATIENCE, async || {
        let read = rapporteur.get(&paper).await;
        read.is_ok_and(|read| read.body["paper"]["entry"]["state"] == "inscrit")
    })
    .await;
    ensure!(told, "{}", rapporteur.get(&paper).await?.body);
    let known = reports(&rapporteur, &dossier).await?;
    ensure!(known.len() == 1, "{known:?}");
    let me = agent(&president, "role=magistrat_siege&chambre=crim", "conseiller.crim").await?;
    ensure!(known[0]["corps"]["person_id"] == json!(me), "{known:?}");
    ensure!(known[0].to_string().contains(&day(0)), "{known:?}");
    ensure!(!known[0].to_string().contains("constants"), "not a word of it");
    product.stack.stop().await
}

/// Opens a paper and deposits it; answers its address.
async fn deposit(rapporteur: &Api, papers: &str, kind: &str, text: &str) -> Result<String> {
    let wanted = json!({"kind": kind, "title": "Sans titre", "text": text});
    let opened = rapporteur.post(papers, &wanted).await?.expect(201)?;
    let paper = format!("{papers}/{}", opened["paper_id"].as_str().context("paper_id")?);
    rapporteur.post(&format!("{paper}/depot"), &json!({"version": 1})).await?.expect(200)?;
    Ok(paper)
}

#[tokio::test]
async fn counsel_read_the_report_once_it_was_communicated_and_never_the_note() -> Result<()> {
    let product = product().await?;
    let central = product.person("greffe.central").await?;
    let registry = product.person("greffe.crim").await?;
    let president = product.person("president.crim").await?;
    let rapporteur = product.person("conseiller.crim").await?;
    let machine = product.machine("partenaire-martin").await?;
    let dossier = dossier(&central, &president).await?;
    let (case, acts) = (format!("/api/v1/dossiers/{dossier}"), format!("/api/v1/dossiers/{dossier}/actes"));
    let office = central.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let party = registry.get(&case).await?.expect(200)?["parties"][0]["party_id"].clone();
    let constituted = json!({"type": "avocat_constitue", "dates": {"constitution": day(-1)},
        "corps": {"office_id": office["office_id"]}, "portee": {"parties": [party]}});
    registry.post(&acts, &constituted).await?.expect(201)?;

    let papers = format!("{case}/delibere/papiers");
    may_open(&rapporteur, &papers).await?;
    let note = deposit(&rapporteur, &papers, "note", "Je propose la cassation.").await?;
    let paper = deposit(&rapporteur, &papers, "rapport", "Les faits sont constants.").await?;
    let told = until(PATIENCE, async || {
        let read = rapporteur.get(&paper).await;
        read.is_ok_and(|read| read.body["paper"]["entry"]["piece_id"].is_string())
    })
    .await;
    let read = rapporteur.get(&paper).await?;
    ensure!(told, "{}", read.body);
    let piece = read.body["paper"]["entry"]["piece_id"].as_str().context("piece_id")?.to_owned();
    let known = reports(&rapporteur, &dossier).await?;
    ensure!(known.len() == 1 && known[0]["piece_ids"] == json!([piece]), "{known:?}");

    let (content, page) = (format!("/api/v1/pieces/{piece}"), format!("/api/v1/pieces/{piece}/texte?page=1"));
    let is = async |who: &Api, status: u16| {
        until(PATIENCE, async || who.get(&content).await.is_ok_and(|answer| answer.status == status)).await
    };
    ensure!(is(&registry, 200).await && is(&rapporteur, 200).await, "the chamber reads it");
    ensure!(
        is(&machine, 404).await && is(&central, 404).await,
        "counsel, not yet; the central registry, never"
    );
    let listed = machine.get(&format!("{case}/pieces")).await?.expect(200)?;
    ensure!(!listed.to_string().contains(&piece), "{listed}");

    let communicated =
        json!({"type": "avis_aux_parties", "dates": {"emis": day(0)}, "corps": {"objet": "rapport"}});
    registry.post(&acts, &communicated).await?.expect(201)?;
    ensure!(is(&machine, 200).await, "communicated");
    let said = until(PATIENCE, async || {
        let read = machine.get(&page).await;
        read.is_ok_and(|read| read.body["text"].as_str().is_some_and(|text| text.contains("constants")))
    })
    .await;
    let text = machine.get(&page).await?;
    ensure!(said && !text.body.to_string().contains("cassation."), "{}", text.body);
    for door in [&papers, &paper, &note] {
        ensure!(machine.get(door).await?.status == 404, "{door}");
    }
    ensure!(central.get(&content).await?.status == 404, "the central registry");
    product.stack.stop().await
}

#[tokio::test]
async fn a_deport_shuts_every_door() -> Result<()> {
    let product = product().await?;
    let central = product.person("greffe.central").await?;
    let registry = product.person("greffe.crim").await?;
    let president = product.person("president.crim").await?;
    let rapporteur = product.person("conseiller.crim").await?;
    let me = agent(&president, "role=magistrat_siege&chambre=crim", "conseiller.crim").await?;
    let mut slowest = Duration::ZERO;
    for _ in 0..DEPORTS {
        let case = format!("/api/v1/dossiers/{}", dossier(&central, &president).await?);
        // One door of each service that keeps who is what to the case, and the one that asks assignment.
        let doors = ["", "/echeances", "/taches", "/pieces", "/delibere/papiers"];
        let doors = doors.map(|door| format!("{case}{door}"));
        may_open(&rapporteur, &doors[4]).await?;
        let deport = json!({"type": "magistrat_remplace", "dates": {"remplace": day(0)},
            "corps": {"person_id": me, "fonction": "formation", "cause": "deport"}});
        registry.post(&format!("{case}/actes"), &deport).await?.expect(201)?;
        let recorded = Instant::now();
        for door in &doors {
            let shut =
                until(PATIENCE, async || rapporteur.get(door).await.is_ok_and(|answer| answer.status == 404))
                    .await;
            ensure!(shut, "{door} stays open");
        }
        slowest = slowest.max(recorded.elapsed());
    }
    println!("figure: {} ms", slowest.as_millis());
    product.stack.stop().await
}
