//! `greffe rebuild`: what a service derives, from the journals alone; or the broker, from the outboxes.

use std::{
    collections::HashMap,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use futures::{StreamExt, TryStreamExt};
use greffe_bus::topology;
use greffe_contracts::admin::v1 as pb;
use uuid::Uuid;

use super::{
    operator::{Operator, Service, Services, refused},
    verify::spaced,
};

/// Dossiers derived at once: services have other callers.
const AT_ONCE: usize = 4;
/// Aggregates of one call.
const BATCH: usize = 1000;
/// Between two looks at what is still on its way, at first and at most: each reads the ranks of every service, which have work to do.
const LOOK: Duration = Duration::from_millis(500);
const LOOK_MOST: Duration = Duration::from_secs(5);

/// What is rebuilt.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// Les projections du service des dossiers : vue, stade, recherche, registre des décisions
    Dossier,
    /// Qui est quoi dans chaque dossier, pour l’affectation
    Assignment,
    /// Les échéances
    Deadline,
    /// Les tâches et les avis dus
    Notification,
    /// À quel acte chaque pièce appartient, à qui elle a été servie
    Document,
    /// Tout ce qui précède
    All,
    /// Les files : ce que le courtier a perdu est publié de nouveau
    Broker,
}

/// What, and how far.
#[derive(Args)]
pub struct Arguments {
    /// Ce qui est reconstruit
    what: What,
    /// Un seul dossier, par son identifiant
    #[arg(long)]
    dossier: Option<Uuid>,
    /// Secondes laissées au courtier pour tout porter
    #[arg(long, default_value_t = 600)]
    patience: u64,
    #[command(flatten)]
    operator: Operator,
}

/// Does it, and gives figures.
///
/// # Errors
/// When a service does not answer, or something could not be rebuilt.
pub async fn run(arguments: Arguments) -> Result<()> {
    let services = Services::reach(&arguments.operator)?;
    let targets = match arguments.what {
        What::Broker => {
            ensure!(arguments.dossier.is_none(), "le courtier se reconstruit en entier : retirez --dossier");
            return broker(&services, Duration::from_secs(arguments.patience)).await;
        }
        What::All => Service::ALL.to_vec(),
        What::Dossier => vec![Service::Dossier],
        What::Assignment => vec![Service::Assignment],
        What::Deadline => vec![Service::Deadline],
        What::Notification => vec![Service::Notification],
        What::Document => vec![Service::Document],
    };
    let dossiers = match arguments.dossier {
        Some(one) => vec![one],
        None => journals(&services).await?,
    };
    let mut failed = 0;
    for service in targets {
        failed += derive(&services, service, &dossiers).await?;
    }
    ensure!(failed == 0, "{failed} dossiers n’ont pas pu être reconstruits");
    Ok(())
}

/// Every dossier, as its owner told them.
async fn journals(services: &Services) -> Result<Vec<Uuid>> {
    let wanted = pb::StreamAggregatesRequest { told_to: "document".into(), ..Default::default() };
    Ok(ranks(services, Service::Dossier, wanted).await?.into_keys().collect())
}

async fn derive(services: &Services, service: Service, dossiers: &[Uuid]) -> Result<usize> {
    let start = Instant::now();
    let (mut changed, mut heard, mut failed) = (0, 0, 0);
    let mut answers = futures::stream::iter(dossiers)
        .map(|dossier| async move {
            let wanted = pb::RebuildDossierRequest { dossier_id: dossier.to_string() };
            let request = services.request(service, wanted)?;
            anyhow::Ok((dossier, services.client(service).rebuild_dossier(request).await))
        })
        .buffer_unordered(AT_ONCE);
    while let Some((dossier, answer)) = answers.try_next().await? {
        match answer {
            Ok(answer) => {
                changed += answer.get_ref().changed;
                heard += answer.get_ref().caught_up;
            }
            Err(status) => {
                failed += 1;
                eprintln!("{dossier} · {:#}", refused(service, &status));
            }
        }
    }
    tell(&format!(
        "{} : {} dossiers reconstruits en {:.1} s ; {changed} différences, {heard} événements qui n’étaient pas venus.",
        service.name(),
        dossiers.len() - failed,
        start.elapsed().as_secs_f64()
    ));
    Ok(failed)
}

/// Publishes again what listeners have not heard, until they have.
async fn broker(services: &Services, patience: Duration) -> Result<()> {
    let start = Instant::now();
    let mut events = 0;
    for (source, after) in unheard(services).await? {
        for run in after.chunks(BATCH) {
            let wanted = pb::RepublishRequest { after: run.to_vec() };
            let request = services.request(source, wanted)?;
            let done = services.client(source).republish(request).await;
            events += done.map_err(|status| refused(source, &status))?.into_inner().events;
        }
    }
    tell(&format!("{events} événements publiés de nouveau."));
    let mut look = LOOK;
    loop {
        let left: usize = unheard(services).await?.iter().map(|(_, after)| after.len()).sum();
        if left == 0 {
            break;
        }
        if start.elapsed() > patience {
            bail!(
                "{left} objets ne sont pas encore entendus après {} s ; relancez la commande, ou voyez « greffe parking list »",
                patience.as_secs()
            );
        }
        tokio::time::sleep(look).await;
        look = (look * 3 / 2).min(LOOK_MOST);
    }
    tell(&format!(
        "Tout ce qui avait été publié est entendu de tous, en {:.1} s.",
        start.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// Of each source, the aggregates whose last events a listener has not heard, from where the one furthest behind is.
async fn unheard(services: &Services) -> Result<Vec<(Service, Vec<pb::Aggregate>)>> {
    let mut all = Vec::new();
    for source in Service::ALL {
        let mut behind: HashMap<Uuid, u64> = HashMap::new();
        for listener in Service::ALL {
            let spoken = format!("{}.", source.name());
            if !topology::heard_by(listener.name()).iter().any(|pattern| pattern.starts_with(&spoken)) {
                continue;
            }
            let told = pb::StreamAggregatesRequest { told_to: listener.name().into(), ..Default::default() };
            let heard =
                pb::StreamAggregatesRequest { heard_from: source.name().into(), ..Default::default() };
            let (told, heard) =
                tokio::try_join!(ranks(services, source, told), ranks(services, listener, heard))?;
            for (aggregate, last) in told {
                let at = heard.get(&aggregate).copied().unwrap_or_default();
                if at < last {
                    let lowest = behind.entry(aggregate).or_insert(at);
                    *lowest = at.min(*lowest);
                }
            }
        }
        let after =
            behind.into_iter().map(|(id, last_seq)| pb::Aggregate { aggregate_id: id.to_string(), last_seq });
        all.push((source, after.collect()));
    }
    Ok(all)
}

async fn ranks(
    services: &Services,
    service: Service,
    wanted: pb::StreamAggregatesRequest,
) -> Result<HashMap<Uuid, u64>> {
    let request = services.request(service, wanted)?;
    let answer = services.client(service).stream_aggregates(request).await;
    let mut stream = answer.map_err(|status| refused(service, &status))?.into_inner();
    let mut all = HashMap::new();
    while let Some(some) = stream.message().await.map_err(|status| refused(service, &status))? {
        for one in some.aggregates {
            let id = Uuid::parse_str(&one.aggregate_id).context("identifiant d’un objet")?;
            all.insert(id, one.last_seq);
        }
    }
    Ok(all)
}

fn tell(text: &str) {
    println!("{}", spaced(text));
}
