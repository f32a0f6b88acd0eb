//! `greffe verify`: journals read from their owner, against everything that was derived from them and stored elsewhere.
//!
//! | file | what it does |
//! |---|---|
//! | `compare` | one journal against its replicas; pure |
//! | `notices` | its notices, their sendings and their proofs; pure |
//! | `feed` | journals and replicas, side by side, in the order of ids |
//! | `stored` | chains of audit, replicas and audiences, for an administrator of the database |

mod compare;
mod feed;
mod notices;
mod stored;

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use greffe_chassis::clock::{Clock, SystemClock};
use uuid::Uuid;

use self::{
    compare::{Journal, Replicas},
    feed::{Feeds, Services},
};
use super::operator;

/// Between two looks at a dossier that events are still on their way to.
const LOOK: Duration = Duration::from_millis(200);

/// How far to look.
#[derive(Args)]
pub struct Arguments {
    /// URL d’un administrateur de la base : contrôle aussi les chaînes d’audit, toutes les répliques et les audiences
    #[arg(long, env = "GREFFE_PG_ADMIN_URL", hide_env_values = true)]
    admin_url: Option<String>,
    /// Secondes laissées aux événements en route avant de les tenir pour perdus
    #[arg(long, default_value_t = 5)]
    patience: u64,
    /// Fichier où le nombre de différences est écrit, pour node_exporter
    #[arg(long)]
    metrics: Option<PathBuf>,
}

#[derive(Default)]
struct Seen {
    dossiers: usize,
    deadlines: usize,
    tasks: usize,
    notices: usize,
    links: i64,
    files: u64,
    sealed: u64,
    differences: Vec<String>,
}

impl Seen {
    fn add(&mut self, of: &str, found: Vec<String>) {
        self.differences.extend(found.into_iter().map(|what| format!("{of} · {what}")));
    }
}

/// Compares everything, prints each difference, and fails if there is one.
///
/// # Errors
/// When a service does not answer, or anything differs.
pub async fn run(arguments: Arguments) -> Result<()> {
    let services = services()?;
    let mut unshown = match &arguments.admin_url {
        Some(url) => Some(stored::Unshown::open(url).await?),
        None => None,
    };
    let mut seen = Seen::default();
    let doubtful = everything(&services, unshown.as_mut(), &mut seen).await?;
    let until = Instant::now() + Duration::from_secs(arguments.patience);
    for (dossier, first) in doubtful {
        let (of, found) = settled(&services, unshown.as_mut(), dossier, first, until).await?;
        seen.add(&of, found);
    }
    let (files, sealed, wrong) = services.files().await?;
    (seen.files, seen.sealed) = (files, sealed);
    seen.differences.extend(wrong);
    if let Some(url) = &arguments.admin_url {
        let looked = stored::chains(url).await?;
        seen.links = looked.links;
        seen.differences.extend(looked.differences);
    }
    if let Some(path) = &arguments.metrics {
        expose(path, seen.differences.len())?;
    }
    tell(&seen, arguments.admin_url.is_some())
}

/// Writes the figure where node_exporter reads it, whole or not at all.
fn expose(path: &Path, differences: usize) -> Result<()> {
    let at = SystemClock.now().as_second();
    let text = format!("greffe_verify_differences {differences}\ngreffe_verify_timestamp_seconds {at}\n");
    let next = path.with_extension("next");
    std::fs::write(&next, text)
        .and_then(|()| std::fs::rename(&next, path))
        .with_context(|| format!("écriture de {}", path.display()))
}

fn services() -> Result<Services> {
    let (config, signer, clock) = operator::configured()?;
    Services::new(&config, signer, clock)
}

type Doubtful = Vec<(Uuid, (String, Vec<String>))>;

/// One pass over all journals; those that differ are looked at again, for events may be on their way.
async fn everything(
    services: &Services,
    mut unshown: Option<&mut stored::Unshown>,
    seen: &mut Seen,
) -> Result<Doubtful> {
    let mut feeds = Feeds::open(services, None).await?;
    let mut doubtful = Vec::new();
    while let Some(sent) = feeds.journal().await? {
        seen.dossiers += 1;
        let dossier = Uuid::parse_str(&sent.dossier_id).unwrap_or_default();
        let (replicas, orphans) = feeds.replicas(dossier).await?;
        for orphan in orphans {
            seen.differences.push(orphan);
        }
        seen.deadlines += replicas.deadline.iter().map(|r| r.deadlines.len()).sum::<usize>();
        seen.tasks += replicas.notification.iter().map(|r| r.tasks.len()).sum::<usize>();
        seen.notices += replicas.notification.iter().map(|r| r.notices.len()).sum::<usize>();
        let (of, found) = one(services, unshown.as_deref_mut(), sent, &replicas).await?;
        if !found.is_empty() {
            doubtful.push((dossier, (of, found)));
        }
    }
    seen.differences.extend(feeds.rest().await?);
    Ok(doubtful)
}

async fn one(
    services: &Services,
    unshown: Option<&mut stored::Unshown>,
    sent: greffe_contracts::dossier::v1::StreamJournalsResponse,
    replicas: &Replicas,
) -> Result<(String, Vec<String>)> {
    let (version, digest) = (sent.version, greffe_bus::replica::digest(&sent.acts));
    match Journal::read(sent, services.law().await?, services.today()) {
        Err(what) => Ok(("journal".to_owned(), vec![what])),
        Ok(journal) => {
            let mut found = journal.differences(replicas);
            if let Some(unshown) = unshown {
                found.extend(unshown.differences(journal.dossier, version, &digest).await?);
            }
            Ok((format!("{} ({})", journal.number, journal.dossier), found))
        }
    }
}

/// The differences that stay when events have had their time.
async fn settled(
    services: &Services,
    mut unshown: Option<&mut stored::Unshown>,
    dossier: Uuid,
    first: (String, Vec<String>),
    until: Instant,
) -> Result<(String, Vec<String>)> {
    let mut last = first;
    while !last.1.is_empty() && Instant::now() < until {
        tokio::time::sleep(LOOK).await;
        let mut feeds = Feeds::open(services, Some(dossier)).await?;
        let Some(sent) = feeds.journal().await? else { return Ok(last) };
        let (replicas, _) = feeds.replicas(dossier).await?;
        last = one(services, unshown.as_deref_mut(), sent, &replicas).await?;
    }
    Ok(last)
}

fn tell(seen: &Seen, with_database: bool) -> Result<()> {
    for difference in &seen.differences {
        println!("{}", spaced(difference));
    }
    let audit = if with_database {
        format!("{} lignes d’audit", seen.links)
    } else {
        "audit, audiences et répliques sans RPC non contrôlés (indiquez --admin-url)".to_owned()
    };
    let looked = format!(
        "{} dossiers, {} échéances, {} tâches ouvertes, {} avis, {} fichiers dont {} scellés, {audit}",
        seen.dossiers, seen.deadlines, seen.tasks, seen.notices, seen.files, seen.sealed
    );
    if seen.differences.is_empty() {
        println!("{looked}{}", spaced(" : aucune différence."));
        return Ok(());
    }
    println!("{looked}.");
    bail!("{} différences", seen.differences.len())
}

/// The same with the spaces of French, where lines are written with plain ones.
pub(crate) fn spaced(text: &str) -> String {
    text.replace(" :", "\u{a0}:").replace(" ;", "\u{a0};").replace("« ", "«\u{a0}").replace(" »", "\u{a0}»")
}
