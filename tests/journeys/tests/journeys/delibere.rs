//! A report deposited in the enclave of the délibéré while the dossier service is dead: the journal learns of it when it is back,
//! once, and the author reads so. And the day on which a rapporteur withdraws, every door is shut.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use greffe_dev::{
    stack::{Instance, Service},
    until,
};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};

use crate::{
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
