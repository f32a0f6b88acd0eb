//! `greffe parking`: events that a service could not apply, looked at, applied again or gone without.

use anyhow::Result;
use clap::Subcommand;
use greffe_contracts::admin::v1 as pb;

use super::{
    operator::{Operator, Service, Services, refused},
    verify::spaced,
};

/// What is done about them.
#[derive(Subcommand)]
pub enum Verb {
    /// Les événements rangés à part, du plus ancien au plus récent
    List {
        /// Un seul service
        #[arg(long)]
        service: Option<Service>,
    },
    /// Un événement, sa raison et ce qui en a été fait
    Show {
        /// Le service qui l’a rangé à part
        service: Service,
        /// Son identifiant
        event: String,
    },
    /// L’applique de nouveau, tel que l’outbox de son propriétaire le porte
    Retry {
        /// Le service qui l’a rangé à part
        service: Service,
        /// Son identifiant
        event: String,
        /// Pourquoi maintenant ; reste dans la piste d’audit
        #[arg(long)]
        reason: String,
    },
    /// Continue sans lui : ce qui l’attend est appliqué
    Skip {
        /// Le service qui l’a rangé à part
        service: Service,
        /// Son identifiant
        event: String,
        /// Pourquoi ; reste dans la piste d’audit
        #[arg(long)]
        reason: String,
    },
}

/// Does it, and tells.
///
/// # Errors
/// When a service does not answer or refuses; when an event that was tried again is still set apart.
pub async fn run(verb: Verb, operator: Operator) -> Result<()> {
    let services = Services::reach(&operator)?;
    match verb {
        Verb::List { service } => list(&services, service).await,
        Verb::Show { service, event } => show(&services, service, event).await,
        Verb::Retry { service, event, reason } => retry(&services, service, event, reason).await,
        Verb::Skip { service, event, reason } => {
            let request = services.request(service, pb::SkipParkedRequest { event_id: event, reason })?;
            let done = services.client(service).skip_parked(request).await;
            done.map_err(|status| refused(service, &status))?;
            tell(
                "Écarté : ce qui l’attendait est appliqué dans la seconde. L’acte reste dans le journal tenu ; ce qui en découle est dérivé au prochain acte, ou par « greffe rebuild ».",
            );
            Ok(())
        }
    }
}

async fn list(services: &Services, only: Option<Service>) -> Result<()> {
    let mut total = 0;
    for service in Service::ALL.into_iter().filter(|one| only.is_none_or(|only| only == *one)) {
        let request = services.request(service, pb::ListParkedRequest {})?;
        let answer = services.client(service).list_parked(request).await;
        let answer = answer.map_err(|status| refused(service, &status))?.into_inner();
        for event in &answer.events {
            line(service, event);
        }
        total += answer.total;
        match answer.unreadable {
            Some(0) => {}
            Some(count) => tell(&format!(
                "{} : {count} messages illisibles dans evt.parking.{} ; leurs événements sont dans l’outbox de leur propriétaire (« greffe rebuild broker »).",
                service.name(),
                service.name()
            )),
            None => tell(&format!(
                "{} : le courtier ne répond pas, ses messages illisibles ne sont pas comptés.",
                service.name()
            )),
        }
    }
    tell(&format!("{total} événements rangés à part."));
    Ok(())
}

fn line(service: Service, event: &pb::ParkedEvent) {
    tell(&format!(
        "{} {} : {} de {}, rang {} de {} ; reçu le {}, {} essais, {} en attente derrière ; {}",
        service.name(),
        event.event_id,
        event.event_type,
        event.source,
        event.aggregate_seq,
        event.aggregate_id,
        event.received_at,
        event.attempts,
        event.waiting,
        event.last_error
    ));
}

async fn show(services: &Services, service: Service, event: String) -> Result<()> {
    let request = services.request(service, pb::GetParkedRequest { event_id: event })?;
    let answer = services.client(service).get_parked(request).await;
    let answer = answer.map_err(|status| refused(service, &status))?.into_inner();
    line(service, &answer.event.unwrap_or_default());
    if answer.routing_key.is_empty() {
        tell("Son propriétaire ne répond pas, ou ne le connaît pas.");
    } else {
        tell(&format!(
            "Chez son propriétaire : {}, enregistré le {}, {} octets.",
            answer.routing_key, answer.recorded_at, answer.payload_bytes
        ));
    }
    for step in &answer.history {
        tell(&format!("{} {} ({}) : {}", step.at, step.actor, step.decision, step.what));
    }
    Ok(())
}

async fn retry(services: &Services, service: Service, event: String, reason: String) -> Result<()> {
    let request = services.request(service, pb::RetryParkedRequest { event_id: event, reason })?;
    let answer = services.client(service).retry_parked(request).await;
    let answer = answer.map_err(|status| refused(service, &status))?.into_inner();
    match answer.state.as_str() {
        "applied" | "skipped" => {
            tell("Appliqué ; ce qui l’attendait suit.");
            Ok(())
        }
        "waiting" => {
            anyhow::bail!("un événement antérieur du même objet est encore rangé à part : traitez-le d’abord")
        }
        _ => anyhow::bail!("toujours rangé à part : {}", answer.last_error),
    }
}

fn tell(text: &str) {
    println!("{}", spaced(text));
}
