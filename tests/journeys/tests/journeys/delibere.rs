//! A report deposited in the enclave of the délibéré while the dossier service is dead: the journal learns of it when it is back,
//! once, and the author reads so.

use std::time::Duration;

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

async fn reports(who: &Api, dossier: &str) -> Result<Vec<Value>> {
    let acts = who.get(&format!("/api/v1/dossiers/{dossier}/actes")).await?.expect(200)?;
    let acts = acts["items"].as_array().cloned().unwrap_or_default();
    Ok(acts.into_iter().filter(|act| act["kind"] == "rapport_depose").collect())
}

#[tokio::test]
async fn a_report_deposited_in_the_enclave_enters_the_journal_once() -> Result<()> {
    // Whoever waits for a service that is away looks more often than a person would.
    let environment = ["AGENT_PER_SECOND", "AGENT_BURST"]
        .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "10000".to_owned()))
        .to_vec();
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let central = product.person("greffe.central").await?;
    let president = product.person("president.crim").await?;
    let rapporteur = product.person("conseiller.crim").await?;
    let dossier = dossier(&central, &president).await?;
    let papers = format!("/api/v1/dossiers/{dossier}/delibere/papiers");
    let known = until(PATIENCE, async || {
        let listed = rapporteur.get(&papers).await;
        listed.is_ok_and(|listed| listed.body["may_open"] == true)
    })
    .await;
    ensure!(known, "assignment knows who reports");
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
