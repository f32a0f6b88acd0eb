//! Clients that record acts, and send each again with its key until it is answered for good.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use greffe_dev::Service;
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};
use uuid::Uuid;

/// One act must be answered for good within so long, whatever dies meanwhile.
pub const PATIENCE: Duration = Duration::from_secs(120);

/// A number from the environment, or the usual one.
pub fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

/// A product whose machines may call as often as they like.
pub async fn product(program: &'static str, environment: &[(Service, &str, String)]) -> Result<Product> {
    let mut all: Vec<(Service, String, String)> = ["PARTNER_PER_SECOND", "PARTNER_BURST"]
        .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()))
        .to_vec();
    all.extend(
        environment.iter().map(|(service, name, value)| (*service, (*name).to_owned(), value.clone())),
    );
    Product::start(Options { program, environment: all, ..Options::default() }).await
}

/// Opens so many dossiers, each alone with what is recorded in it.
pub async fn open(client: &Api, dossiers: usize) -> Result<Vec<String>> {
    let mut opened = Vec::new();
    for n in 0..dossiers {
        let person = |name: String| json!({"nature": "personne_physique", "name": name});
        let wanted = json!({
            "procedure": "civil_representation_obligatoire",
            "formed": {"day": "2026-11-02"},
            "parties": [
                {"role": "demandeur", "residence": "metropole", "person": person(format!("Demandeur{n}"))},
                {"role": "defendeur", "residence": "metropole", "person": person(format!("Défendeur{n}"))}
            ],
            "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2026-09-10"}],
            "urgent": false, "piece_ids": [], "warnings_confirmed": false, "duplicate_excluded": true
        });
        let made = once(client, "/api/v1/dossiers", Uuid::now_v7(), &wanted).await?;
        opened.push(made.body["dossier_id"].as_str().context("dossier_id")?.to_owned());
    }
    Ok(opened)
}

/// The act that every client records.
pub fn act() -> Value {
    json!({"type": "pieces_deposees", "dates": {"depose": "2026-11-20"}, "corps": {"nature": "autre"}})
}

/// What a client got in the end.
pub struct Done {
    pub body: Value,
    /// An earlier sending had succeeded, and its answer was lost.
    pub replayed: bool,
}

/// Sends a command until it is answered for good.
pub async fn once(client: &Api, path: &str, key: Uuid, body: &Value) -> Result<Done> {
    let start = Instant::now();
    loop {
        match client.post_with(path, key, None, body).await {
            Ok(answer) if answer.status == 201 => {
                let replayed = answer.headers.contains_key("idempotency-replayed");
                return Ok(Done { body: answer.body, replayed });
            }
            Ok(answer) => ensure!(
                answer.status >= 500 || answer.status == 429,
                "refused for good: {} {}",
                answer.status,
                answer.body
            ),
            Err(_) => {}
        }
        ensure!(start.elapsed() < PATIENCE, "a command got no answer");
        // The pause of a client between two tries.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Records acts on the dossiers in turn, several clients at once; answers how many answers were replayed.
pub async fn record(
    product: &Product,
    dossiers: &[String],
    clients: usize,
    acts: usize,
    done: &AtomicUsize,
) -> Result<usize> {
    let lanes = (0..clients).map(|lane| async move {
        let mut replayed = 0;
        for n in (lane..acts).step_by(clients) {
            // A token lives ten minutes; the identity provider is not killed.
            let client = product.machine("reprise").await?;
            let path = format!("/api/v1/dossiers/{}/actes", dossiers[n % dossiers.len()]);
            replayed += usize::from(once(&client, &path, Uuid::now_v7(), &act()).await?.replayed);
            done.fetch_add(1, Ordering::Relaxed);
        }
        anyhow::Ok(replayed)
    });
    Ok(futures::future::try_join_all(lanes).await?.into_iter().sum())
}
