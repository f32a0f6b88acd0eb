//! Act recorded → deadlines and tasks on the event stream: each hop, at a steady rate.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tokio::io::AsyncBufReadExt;

use super::{product::Product, report::Run};

/// Hops after the answer of the command, by the service that speaks.
pub const HOPS: &[&str] = &["dossier", "deadline", "notification"];

type Seen = Arc<Mutex<HashMap<(String, &'static str), Instant>>>;

/// Opens so many dossiers a second for a while; the time from the request to each service's word on the stream.
pub async fn measure(product: &Product, rate: u32, long: Duration) -> Result<HashMap<&'static str, Run>> {
    let seen: Seen = Arc::default();
    let lines = product.connection().await?.stream("/api/v1/flux").await?;
    let listener = tokio::spawn(listen(lines, seen.clone()));
    let mut tick = tokio::time::interval(Duration::from_secs_f64(1.0 / f64::from(rate)));
    let mut sent = Vec::new();
    let start = Instant::now();
    let mut tasks = Vec::new();
    let mut at = 0;
    while start.elapsed() < long {
        tick.tick().await;
        let dossier = product.dossiers[at % product.dossiers.len()].clone();
        at += 1;
        let mut connection = product.connection().await?;
        // An open loop: a slow answer does not slow the next request down.
        tasks.push(tokio::spawn(async move {
            let before = Instant::now();
            let path = format!("/api/v1/dossiers/{dossier}/actes");
            let body = act().to_string();
            let answer = connection.post(&path, &uuid::Uuid::now_v7().to_string(), body.as_bytes()).await?;
            let read: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
            let version = read["version"].as_u64().with_context(|| format!("{} {read}", answer.status))?;
            anyhow::Ok((format!("{dossier}:{version}"), before))
        }));
    }
    for task in tasks {
        sent.push(task.await??);
    }
    // Everything has been told once nothing new comes for a second.
    let mut known = 0;
    loop {
        tokio::time::sleep(Duration::from_secs(1)).await;
        let now = seen.lock().map(|s| s.len()).unwrap_or(0);
        if now == known {
            break;
        }
        known = now;
    }
    listener.abort();
    let seen = seen.lock().map_err(|_| anyhow::anyhow!("poisoned"))?;
    let mut runs: HashMap<&'static str, Run> = HashMap::new();
    for hop in HOPS {
        let samples: Vec<Duration> = sent
            .iter()
            .filter_map(|(key, before)| seen.get(&(key.clone(), *hop)).map(|at| at.duration_since(*before)))
            .collect();
        println!("  {hop}: {} actes sur {} vus sur le flux", samples.len(), sent.len());
        runs.insert(*hop, Run { samples, took: long });
    }
    Ok(runs)
}

async fn listen(mut lines: tokio::io::BufReader<tokio::net::TcpStream>, seen: Seen) -> Result<()> {
    let mut line = String::new();
    loop {
        line.clear();
        if lines.read_line(&mut line).await? == 0 {
            return Ok(());
        }
        let Some(data) = line.strip_prefix("data:") else { continue };
        let Ok(event) = serde_json::from_str::<Value>(data.trim()) else { continue };
        let key = format!(
            "{}:{}",
            event["dossier_id"].as_str().unwrap_or_default(),
            event["version"].as_u64().unwrap_or(0)
        );
        if let Some(hop) = HOPS.iter().find(|h| event["source"] == **h)
            && let Ok(mut seen) = seen.lock()
        {
            seen.entry((key, *hop)).or_insert_with(Instant::now);
        }
    }
}

/// An act that changes a deadline and a task each time it comes.
pub fn act() -> Value {
    json!({
        "type": "memoire_depose",
        "dates": {"depose": "2026-11-20"},
        "corps": {"nature": "ampliatif"}
    })
}
