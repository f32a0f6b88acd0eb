//! The queue of this instance, which vanishes with it, and the question asked once an event: who may know?

use std::{collections::VecDeque, time::Duration};

use greffe_bus::{
    link::{Link, answered},
    topology,
};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::{
    assignment::v1::{FilterAudienceVisibleRequest, audience_service_client::AudienceServiceClient},
    common::v1::Event,
    dossier::v1::{FilterVisibleRequest, Principal, dossier_service_client::DossierServiceClient},
};
use lapin::{
    message::Delivery,
    options::{BasicConsumeOptions, QueueBindOptions, QueueDeclareOptions},
    types::{FieldTable, ShortString},
};
use prost::Message;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Hint, Hub, Subject};
use crate::{identity::agents::own, services::Services};

/// Between two attempts to reach the broker.
const RETRY_MAX: Duration = Duration::from_secs(5);
/// Events that wait to be told; beyond, to hear each is dearer than to fetch everything again.
const WAITING: usize = 4096;

/// Hears events until told to end. After any loss every browser is told to fetch again.
pub async fn listen(url: String, hub: Hub, services: Services, ending: CancellationToken) {
    let mut wait = Duration::from_millis(100);
    loop {
        let heard = tokio::select! {
            () = ending.cancelled() => return,
            heard = hear(&url, &hub, &services, &mut wait) => heard,
        };
        if let Err(failure) = heard {
            tracing::warn!(code = %failure.code, error = &failure as &dyn std::error::Error, "live events are interrupted");
        }
        metrics::counter!("greffe_live_losses_total").increment(1);
        tokio::select! {
            () = ending.cancelled() => return,
            () = tokio::time::sleep(wait) => {}
        }
        wait = (wait * 2).min(RETRY_MAX);
    }
}

async fn hear(url: &str, hub: &Hub, services: &Services, wait: &mut Duration) -> Result<()> {
    let link = Link::open(url).await?;
    let name = ShortString::try_new(format!("gateway.live.{}", Uuid::new_v4()))
        .map_err(|_| Failure::internal("queue name"))?;
    // The queue dies with this connection: nothing is kept for an instance that is gone.
    let options = QueueDeclareOptions { exclusive: true, auto_delete: true, ..Default::default() };
    answered(link.channel().queue_declare(name.clone(), options, FieldTable::default())).await?;
    let (options, none) = (QueueBindOptions::default(), FieldTable::default());
    answered(link.channel().queue_bind(name.clone(), topology::EXCHANGE.into(), "#".into(), options, none))
        .await?;
    let consume = BasicConsumeOptions { no_ack: true, exclusive: true, ..Default::default() };
    let consuming = link.channel().basic_consume(name, "gateway".into(), consume, FieldTable::default());
    let mut events = answered(consuming).await?;
    // What happened before this queue existed was not heard.
    hub.resync();
    *wait = Duration::from_millis(100);
    tracing::info!("live events are heard");
    // The broker waits for no acknowledgement, and the driver keeps whatever comes: it is counted here. Who is too far behind gives up
    // its queue with all that it holds, and begins again.
    let mut waiting = VecDeque::<Hint>::new();
    loop {
        if waiting.is_empty() {
            waiting.extend(read(&link.next(&mut events).await?));
        }
        for _ in 0..WAITING {
            let Some(delivery) = link.at_hand(&mut events)? else { break };
            waiting.extend(read(&delivery));
        }
        if waiting.len() > WAITING {
            return Err(Failure::unavailable("events come faster than they are told"));
        }
        if let Some(hint) = waiting.pop_front() {
            tell(hub, services, hint).await;
        }
    }
}

fn read(delivery: &Delivery) -> Option<Hint> {
    let event = Event::decode(delivery.data.as_slice());
    event.inspect_err(|error| tracing::warn!(%error, "an event does not read")).ok().and_then(Hint::of)
}

async fn tell(hub: &Hub, services: &Services, hint: Hint) {
    let callers = hub.callers();
    match visible(services, hint.subject(), &callers).await {
        Ok(may) => hub.say(hint, &callers, &may),
        Err(failure) => {
            // Nobody is told what nobody was allowed to know; all are told that something was missed.
            tracing::warn!(code = %failure.code, "visibility of an event could not be had");
            hub.resync();
        }
    }
}

/// Those of the callers who may know that the dossier exists, or may see the audience.
///
/// # Errors
/// When the service that owns it does not answer.
pub async fn visible(services: &Services, of: Subject, callers: &[Caller]) -> Result<Vec<Caller>> {
    if callers.is_empty() {
        return Ok(Vec::new());
    }
    let principals: Vec<Principal> = callers
        .iter()
        .map(|caller| Principal {
            subject: caller.subject.clone(),
            agent_id: caller.agent_id.clone(),
            roles: caller.roles.clone(),
            chambres: caller.chambres.clone(),
            office_id: caller.office_id.clone(),
        })
        .collect();
    let may = match of {
        Subject::Dossier(dossier) => {
            let message = FilterVisibleRequest { dossier_id: dossier.to_string(), principals };
            let request = services.dossier.request(&own(), message)?;
            let answer = DossierServiceClient::new(services.dossier.channel()).filter_visible(request).await;
            answer.map(|answer| answer.into_inner().visible)
        }
        Subject::Audience(audience) => {
            let message = FilterAudienceVisibleRequest { audience_id: audience.to_string(), principals };
            let request = services.assignment.request(&own(), message)?;
            let answer = AudienceServiceClient::new(services.assignment.channel())
                .filter_audience_visible(request)
                .await;
            answer.map(|answer| answer.into_inner().visible)
        }
    };
    let may = may.map_err(|status| Failure::from_status(&status))?;
    if may.len() != callers.len() {
        return Err(Failure::internal("visibility answered for others than those asked about"));
    }
    Ok(callers.iter().zip(may).filter(|(_, may)| *may).map(|(caller, _)| caller.clone()).collect())
}
