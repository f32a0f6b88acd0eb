//! Clients that close their connection at any moment: what they asked is done whole or not at all, and asking again with
//! the same key gives the one answer.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use rand::{Rng, SeedableRng, rngs::StdRng};
use tokio::{io::AsyncWriteExt, net::TcpStream};
use uuid::Uuid;

use crate::{
    rest::{QUIET, sound},
    work::{self, number},
};

/// Longest stay of a client, in microseconds: longer than an act takes.
const STAY: u64 = 60_000;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_leaves_leaves_nothing_half_done() -> Result<()> {
    let _alone = crate::ALONE.lock().await;
    let cuts = usize::try_from(number("GREFFE_LEAVING_CUTS", 150))?;
    let product = work::product("greffe", &[]).await?;
    let client = product.machine("reprise").await?;
    let dossiers = work::open(&client, 10).await?;
    let token = product.machine_token("reprise").await?;
    let address = product.url().trim_start_matches("http://").replace("localhost", "127.0.0.1");
    let mut random = StdRng::seed_from_u64(number("GREFFE_CAMPAIGN_SEED", 11));
    let mut asked = Vec::new();
    for n in 0..cuts {
        let (key, path) =
            (Uuid::now_v7(), format!("/api/v1/dossiers/{}/actes", dossiers[n % dossiers.len()]));
        let body = work::act().to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {address}\r\nAuthorization: Bearer {token}\r\nIdempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        let mut line = TcpStream::connect(&address).await.context("the gateway does not answer")?;
        // Some leave in the middle of their own words, most while they wait.
        let whole = random.random_bool(0.8);
        let said = if whole { request.len() } else { random.random_range(1..request.len()) };
        line.write_all(&request.as_bytes()[..said]).await?;
        tokio::time::sleep(Duration::from_micros(random.random_range(0..STAY))).await;
        // Without a farewell: what is in flight is thrown away.
        line.set_zero_linger()?;
        drop(line);
        asked.push((path, key));
    }
    let mut replayed = 0;
    for (path, key) in &asked {
        replayed += usize::from(work::once(&client, path, *key, &work::act()).await?.replayed);
    }
    sound(&product, cuts, QUIET).await?;
    println!("{cuts} départs, {replayed} actes déjà faits quand on les a redemandés");
    ensure!(replayed > 0 && replayed < cuts, "every cut came at the same moment");
    product.stack.stop().await?;
    println!("figure: {cuts} cuts");
    Ok(())
}
