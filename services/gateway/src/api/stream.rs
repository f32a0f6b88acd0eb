//! The live stream.

use std::{collections::HashMap, convert::Infallible, time::Duration};

use axum::{
    extract::State,
    http::HeaderMap,
    response::{
        Sse,
        sse::{Event, KeepAlive},
    },
};
use futures::Stream as FuturesStream;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use uuid::Uuid;

use crate::{
    Gateway,
    identity::Principal,
    live::{self, Hint, Message, Place},
    problem::{Problem, Result},
};

/// How often the one who listens is looked at again.
const CHECK: Duration = Duration::from_secs(5);
/// Dossiers asked about to resume; beyond, fetching everything again is cheaper.
const RESUMED_MAX: usize = 64;

/// Les changements, en direct
///
/// Événements : `dossier` et `audience` (ce qui a changé) et `resync` (tout relire). La reprise se fait par Last-Event-ID.
#[utoipa::path(get, path = "/flux", tag = "flux",
    params(("Last-Event-ID" = Option<String>, Header, description = "Dernier identifiant reçu.")),
    responses((status = 200, content_type = "text/event-stream", body = Hint), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn listen(
    State(gateway): State<Gateway>,
    who: Principal,
    headers: HeaderMap,
) -> Result<Sse<impl FuturesStream<Item = Result<Event, Infallible>>>> {
    let last = headers.get("last-event-id").and_then(|v| v.to_str().ok());
    // An identifier that is none of ours is that of a sequence that is gone.
    let nowhere = Place { epoch: Uuid::nil(), number: 0 };
    let last = last.filter(|text| !text.is_empty()).map(|text| text.parse().unwrap_or(nowhere));
    let stream = gateway.hub().join(&who.caller, last)?;
    let (sender, events) = mpsc::channel(1);
    tokio::spawn(async move { follow(&gateway, &who, stream, sender).await });
    let alive = KeepAlive::new().interval(Duration::from_secs(15)).text("vivant");
    Ok(Sse::new(ReceiverStream::new(events)).keep_alive(alive))
}

/// Passes on what is said, until the browser leaves, the session ends or the process does.
async fn follow(
    gateway: &Gateway,
    who: &Principal,
    mut stream: live::Stream,
    to: mpsc::Sender<Result<Event, Infallible>>,
) {
    for message in resumed(gateway, who, &mut stream).await {
        if to.send(Ok(event(&message))).await.is_err() {
            return;
        }
    }
    let mut check = tokio::time::interval(CHECK);
    check.tick().await;
    loop {
        tokio::select! {
            () = gateway.ending().cancelled() => return,
            () = to.closed() => return,
            message = stream.messages.recv() => {
                let Some(message) = message else { return };
                if to.send(Ok(event(&message))).await.is_err() {
                    return;
                }
            }
            _ = check.tick() => if !is_still(gateway, who).await { return },
        }
    }
}

/// What the browser missed and may know, or that it must fetch everything.
async fn resumed(gateway: &Gateway, who: &Principal, stream: &mut live::Stream) -> Vec<Message> {
    let all_again = vec![Message::Resync(stream.from)];
    let Some(missed) = stream.missed.take() else { return all_again };
    let mut visible: HashMap<live::Subject, bool> = HashMap::new();
    let mut messages = Vec::new();
    for (place, hint) in missed {
        let known = visible.get(&hint.subject()).copied();
        let may = match known {
            Some(may) => may,
            None if visible.len() >= RESUMED_MAX => return all_again,
            None => {
                let asked = std::slice::from_ref(&who.caller);
                let Ok(may) = live::visible(gateway.services(), hint.subject(), asked).await else {
                    return all_again;
                };
                visible.insert(hint.subject(), !may.is_empty());
                !may.is_empty()
            }
        };
        if may {
            messages.push(Message::Hint(place, hint));
        }
    }
    messages
}

/// Whether the session holds and the agent is what it was: another role sees other dossiers, and comes again.
async fn is_still(gateway: &Gateway, who: &Principal) -> bool {
    if let Some(session) = &who.session
        && !matches!(gateway.sessions().peek(&session.id).await, Ok(Some(_)))
    {
        return false;
    }
    match gateway.agents().resolve(&who.caller.subject).await {
        Ok(Some(agent)) => Principal::new(agent, who.session.clone()).caller == who.caller,
        _ => false,
    }
}

fn event(message: &Message) -> Event {
    match message {
        Message::Hint(place, hint) => {
            let data = serde_json::to_string(hint.as_ref()).unwrap_or_default();
            let of = match hint.subject() {
                live::Subject::Dossier(_) => "dossier",
                live::Subject::Audience(_) => "audience",
            };
            Event::default().event(of).id(place.to_string()).data(data)
        }
        Message::Resync(place) => Event::default().event("resync").id(place.to_string()).data("{}"),
    }
}
