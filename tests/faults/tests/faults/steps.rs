//! Each step between a commit and an acknowledgement: a process dies there, and nothing shows.
//!
//! `GREFFE_STEPS_EACH` says how often at least at each step (once by default; five times in the long form of
//! `docs/promises.md`). The last line is the figure of the promise.

use std::{collections::BTreeMap, sync::atomic::AtomicUsize};

use anyhow::{Context, Result, ensure};
use greffe_dev::Service;

use crate::{
    rest::{QUIET, redelivered, revive, settle, sound, supervised},
    work::{self, number},
};

/// Where a process that records dies, and where one that listens does; once in so many passages.
const RECORDS: &str = "command.before_commit=12,command.after_commit=12,relay.before_publish=10,relay.before_confirm=12,relay.after_confirm=10,relay.after_mark=10";
const LISTENS: &str =
    "consumer.before_commit=40,consumer.after_commit=40,consumer.before_ack=40,consumer.after_ack=40";
const POINTS: usize = 10;
/// Acts a round, and rounds at most.
const ROUND: usize = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_step_is_died_at_and_nothing_shows() -> Result<()> {
    let _alone = crate::ALONE.lock().await;
    let log = std::env::temp_dir().join(format!("greffe-points-{}", uuid::Uuid::now_v7()));
    let said = log.to_string_lossy().into_owned();
    let listeners = [Service::Deadline, Service::Notification, Service::Assignment, Service::Document];
    let mut environment = vec![(Service::Dossier, "GREFFE_FAIL", RECORDS.to_owned())];
    environment.extend(listeners.map(|service| (service, "GREFFE_FAIL", LISTENS.to_owned())));
    environment.extend(Service::ALL.map(|service| (service, "GREFFE_FAIL_LOG", said.clone())));
    // The first event of all, the version of the law, travels while the house stands up: nobody revives who dies there.
    let standing = log.with_extension("debout");
    let told = standing.to_string_lossy().into_owned();
    environment.extend(Service::ALL.map(|service| (service, "GREFFE_FAIL_WHEN", told.clone())));
    let product = work::product("greffe-faults", &environment).await?;
    std::fs::write(&standing, "")?;
    let each = usize::try_from(number("GREFFE_STEPS_EACH", 1))?;
    let rounds = usize::try_from(number("GREFFE_STEPS_ROUNDS", 25))?;
    let (mut acts, mut replayed) = (0, 0);
    let working = async {
        let dossiers = work::open(&product.machine("reprise").await?, 8).await?;
        for _ in 0..rounds {
            replayed += work::record(&product, &dossiers, 4, ROUND, &AtomicUsize::new(0)).await?;
            acts += ROUND;
            if hits(&log).values().filter(|n| **n >= each).count() == POINTS {
                break;
            }
        }
        // What is left to publish and to apply may kill too, and so may what came again; nobody does any more while it is looked
        // at: a service that is starting answers no question.
        settle(&product, QUIET).await?;
        std::fs::remove_file(&standing)?;
        for instance in product.stack.instances() {
            revive(&product, instance).await?;
        }
        sound(&product, acts, QUIET).await
    };
    supervised(&product, working).await.with_context(|| product.last_words())?;
    let again = redelivered(&product).await?;
    let hits = hits(&log);
    std::fs::remove_file(&log)?;
    println!("{acts} actes, {replayed} réponses rejouées, {again} événements relivrés, morts : {hits:?}");
    ensure!(hits.len() == POINTS && hits.values().all(|n| *n >= each), "a step was not hit: {hits:?}");
    ensure!(replayed > 0 && again > 0, "nothing came twice");
    product.stack.stop().await?;
    println!("figure: {} deaths", hits.values().min().unwrap_or(&0));
    Ok(())
}

/// How often each point killed.
fn hits(log: &std::path::Path) -> BTreeMap<String, usize> {
    let text = std::fs::read_to_string(log).unwrap_or_default();
    let mut hits = BTreeMap::new();
    for line in text.lines() {
        *hits.entry(line.to_owned()).or_insert(0) += 1;
    }
    hits
}
