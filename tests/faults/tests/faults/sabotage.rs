//! A test of faults that cannot fail proves nothing: each fault here leaves a sound product whole, and the same product with
//! one safeguard switched off visibly wrong.

use std::{
    sync::atomic::AtomicUsize,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use greffe_dev::{Layout, Service, Wanted};
use greffe_test_support::Product;

use crate::{
    campaign::{queues_on_disk, restart},
    rest::{QUIET, sound, supervised},
    work,
};

/// A wrong product shows it within so long; a sound one has [`QUIET`].
const SHOWS: Duration = Duration::from_secs(15);

/// Runs the fault on a sound product and on the sabotaged one.
async fn proves(
    how: &str,
    points: &[(Service, &str)],
    fault: impl AsyncFn(&Product) -> Result<usize>,
) -> Result<()> {
    let _alone = crate::ALONE.lock().await;
    for sabotaged in [false, true] {
        let mut environment: Vec<(Service, &str, String)> =
            points.iter().map(|(service, armed)| (*service, "GREFFE_FAIL", (*armed).to_owned())).collect();
        if sabotaged {
            environment.extend(Service::ALL.map(|service| (service, "GREFFE_SABOTAGE", how.to_owned())));
        }
        let product = work::product("greffe-faults", &environment).await?;
        let working = async {
            let acts = fault(&product).await?;
            anyhow::Ok(sound(&product, acts, if sabotaged { SHOWS } else { QUIET }).await)
        };
        let outcome = supervised(&product, working).await?;
        match (sabotaged, outcome) {
            (false, Ok(_)) => {}
            (false, Err(seen)) => {
                return Err(seen.context(format!("the product as it is{}", product.last_words())));
            }
            (true, Ok(_)) => anyhow::bail!("{how}: the safeguard was off and nobody saw it"),
            (true, Err(seen)) => println!("{how} : {seen}"),
        }
        product.stack.stop().await?;
    }
    println!("figure: 1 safeguards");
    Ok(())
}

/// One act each in dossiers of their own: no later act of a dossier asks for what an earlier one lost.
async fn one_act_each(product: &Product) -> Result<usize> {
    const DOSSIERS: usize = 16;
    let dossiers = work::open(&product.machine("reprise").await?, DOSSIERS).await?;
    work::record(product, &dossiers, 4, DOSSIERS, &AtomicUsize::new(0)).await?;
    Ok(DOSSIERS)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_inbox_an_event_is_applied_twice() -> Result<()> {
    proves("inbox_off", &[(Service::Assignment, "consumer.after_commit=4")], one_act_each).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_the_outbox_outside_the_transaction_an_event_is_lost() -> Result<()> {
    proves("outbox_outside_tx", &[(Service::Dossier, "command.after_commit=3")], one_act_each).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn marked_before_its_confirm_an_event_is_lost() -> Result<()> {
    proves("mark_before_confirm", &[], frozen_broker).await
}

/// The broker stops moving, acts are recorded, then it dies with what it had not stored.
async fn frozen_broker(product: &Product) -> Result<usize> {
    const DOSSIERS: usize = 6;
    queues_on_disk(product).await?;
    let client = product.machine("reprise").await?;
    let dossiers = work::open(&client, DOSSIERS).await?;
    crate::rest::settle(product, QUIET).await?;
    let servers = greffe_dev::Servers::ensure(Layout::test()?, Wanted::ALL, |_, _| {}).await?;
    servers.broker()?.freeze()?;
    work::record(product, &dossiers, 2, DOSSIERS, &AtomicUsize::new(0)).await?;
    let sent = sent(product).await;
    servers.broker()?.kill9().await?;
    restart(Wanted { broker: true, ..Wanted::default() }).await?;
    sent?;
    Ok(DOSSIERS)
}

/// Waits until the relay has the new rows in hand: it holds its lock for them, or has marked them.
async fn sent(product: &Product) -> Result<()> {
    let pool = product.sql().await?;
    let start = Instant::now();
    loop {
        let (left, held): (i64, i64) = sqlx::query_as(
            "SELECT (SELECT count(*) FROM dossier.outbox WHERE published_at IS NULL),
                    (SELECT count(*) FROM pg_locks l JOIN pg_stat_activity a USING (pid)
                      WHERE l.locktype = 'advisory' AND l.granted AND a.usename = 'greffe_dossier')",
        )
        .fetch_one(&pool)
        .await?;
        if left == 0 || held > 0 {
            return Ok(());
        }
        ensure!(start.elapsed() < QUIET, "the relay does not move");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
