//! Live events: told to those who may know, resumed, cut.

use std::{sync::Arc, time::Duration};

use futures::StreamExt;
use greffe_bus::{
    link::{Link, answered},
    topology::EXCHANGE,
};
use greffe_chassis::Caller;
use greffe_contracts::{
    common::v1::Event,
    events::v1::{ActRecorded, AudienceChanged, TasksChanged},
};
use greffe_dev::testing::TestBroker;
use greffe_gateway::{Hint, Subject, inside};
use lapin::{
    BasicProperties, ExchangeKind,
    options::{BasicPublishOptions, ExchangeDeclareOptions},
    types::FieldTable,
};
use prost::Message;
use serde_json::Value;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::support::{Browser, House, problem, until};

const DOSSIER: Uuid = Uuid::from_u128(0x0192_f0c4_7b1e_7c3a_9f00_0000_0000_0001);

/// One event of a stream.
#[derive(Debug, PartialEq, Eq)]
struct Told {
    id: String,
    event: String,
    data: Value,
}

/// What a browser hears.
struct Ear {
    bytes: std::pin::Pin<Box<dyn futures::Stream<Item = reqwest::Result<axum::body::Bytes>> + Send>>,
    text: String,
}

impl Ear {
    async fn open(house: &House, browser: &Browser, last: Option<&str>) -> Self {
        let mut request = house.http.get(house.url("/api/v1/flux")).header("cookie", &browser.cookie);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let answer = request.send().await.unwrap();
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["content-type"], "text/event-stream");
        Self { bytes: Box::pin(answer.bytes_stream()), text: String::new() }
    }

    /// The next event; `None` when the stream was cut.
    async fn next(&mut self) -> Option<Told> {
        loop {
            if let Some((told, rest)) = self.text.split_once("\n\n") {
                let line =
                    |name: &str| told.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim().to_owned());
                let found = line("event:").map(|event| Told {
                    id: line("id:").unwrap_or_default(),
                    data: serde_json::from_str(&line("data:").unwrap_or_default()).unwrap_or_default(),
                    event,
                });
                self.text = rest.to_owned();
                if found.is_some() {
                    return found;
                }
                continue;
            }
            let bytes = tokio::time::timeout(Duration::from_secs(15), self.bytes.next()).await.unwrap()?;
            self.text.push_str(std::str::from_utf8(&bytes.ok()?).unwrap());
        }
    }
}

fn say(house: &House, version: u64, may: &[Caller]) {
    let hint = Hint {
        dossier_id: Some(DOSSIER),
        audience_id: None,
        version: Some(version),
        source: "dossier".into(),
        kind: "ActRecorded".into(),
        act: Some("memoire_depose".into()),
    };
    let asked = house.gateway.hub().callers();
    house.gateway.hub().say(hint, &asked, may);
}

#[tokio::test]
async fn an_event_is_told_to_those_who_may_know_and_resumed() {
    let house = House::open().await;
    let (anne, bruno) = (house.sign_in("anne").await, house.sign_in("bruno").await);
    let mut ear = Ear::open(&house, &anne, None).await;
    let mut other = Ear::open(&house, &bruno, None).await;
    until("both listen", || house.gateway.hub().callers().len() == 2).await;
    let callers = house.gateway.hub().callers();
    let one = |subject: &str| callers.iter().filter(|c| c.subject == subject).cloned().collect::<Vec<_>>();
    say(&house, 1, &one("anne"));
    say(&house, 2, &callers);
    say(&house, 3, &one("anne"));
    let first = ear.next().await.unwrap();
    assert_eq!((first.event.as_str(), &first.data["version"]), ("dossier", &Value::from(1)));
    assert_eq!(first.data["kind"], "memoire_depose");
    assert_eq!(ear.next().await.unwrap().data["version"], 2);
    assert_eq!(other.next().await.unwrap().data["version"], 2, "the first was not for him");

    // A browser that comes back is told what it missed, once, and what it may know.
    drop(ear);
    let mut again = Ear::open(&house, &anne, Some(&first.id)).await;
    assert_eq!(again.next().await.unwrap().data["version"], 2);
    assert_eq!(again.next().await.unwrap().data["version"], 3);
    house.behind.may.lock().unwrap().retain(|subject| subject != "bruno");
    let mut nothing = Ear::open(&house, &bruno, Some(&first.id)).await;
    until("he listens again", || house.gateway.hub().callers().len() == 2).await;
    house.gateway.hub().resync();
    assert_eq!(nothing.next().await.unwrap().event, "resync", "what he may no longer know is not told");
}

#[tokio::test]
async fn a_place_that_is_gone_means_fetching_everything() {
    let house = House::open().await;
    let browser = house.sign_in("anne").await;
    for gone in ["n’importe quoi", "00000000000000000000000000000001-4"] {
        let mut ear = Ear::open(&house, &browser, Some(gone.replace('’', "").as_str())).await;
        let told = ear.next().await.unwrap();
        assert_eq!(told.event, "resync");
        // From the place it is given, it resumes.
        let mut again = Ear::open(&house, &browser, Some(&told.id)).await;
        let all = house.gateway.hub().callers();
        say(&house, 5, &all);
        assert_eq!(again.next().await.unwrap().data["version"], 5);
    }
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_streams_are_counted() {
    let house = House::open_with(|config| config.limits.streams_per_session = 2).await;
    let browser = house.sign_in("anne").await;
    let mut ear = Ear::open(&house, &browser, None).await;
    let second = Ear::open(&house, &browser, None).await;
    let third = house.see(&browser.cookie, "/api/v1/flux").await;
    assert_eq!(third.status(), 429);
    assert_eq!(problem(third).await["code"], "LIM-002");
    drop(second);
    let leave = house.http.post(house.url("/deconnexion")).header("cookie", &browser.cookie);
    leave.form(&[("csrf_token", &browser.csrf)]).send().await.unwrap();
    assert_eq!(ear.next().await, None, "the session is over");
    until("nobody listens", || house.gateway.hub().callers().is_empty()).await;
}

#[tokio::test]
async fn who_is_too_far_behind_fetches_everything_instead() {
    let house = House::open().await;
    let browser = house.sign_in("anne").await;
    let broker = TestBroker::vhost().await.unwrap();
    let link = Link::open(broker.url()).await.unwrap();
    let durable = ExchangeDeclareOptions { durable: true, ..Default::default() };
    let declared =
        link.channel().exchange_declare(EXCHANGE.into(), ExchangeKind::Topic, durable, FieldTable::default());
    answered(declared).await.unwrap();
    let queues = async || {
        let queues = broker.queues().await.unwrap();
        queues.into_iter().map(|queue| queue.name).collect::<Vec<_>>()
    };

    let mut ear = Ear::open(&house, &browser, None).await;
    until("she listens", || house.gateway.hub().callers().len() == 1).await;
    let ending = CancellationToken::new();
    let _ends = ending.clone().drop_guard();
    tokio::spawn(inside::hear(house.gateway.clone(), broker.url().to_owned(), ending));
    assert_eq!(ear.next().await.unwrap().event, "resync", "the broker is heard");
    let before = queues().await;

    // Nobody learns who may know of the first, and five thousand others come.
    let hold = Arc::new(Notify::new());
    *house.behind.hold.lock().unwrap() = Some(hold.clone());
    let act = ActRecorded { dossier_id: Some(DOSSIER.into()), version: 1, ..Default::default() };
    let payload = act.encode_to_vec().into();
    let event =
        Event { source: "dossier".into(), r#type: "ActRecorded".into(), payload, ..Default::default() };
    let event = event.encode_to_vec();
    for _ in 0..5_000 {
        let (key, options) = ("dossier.act.essai".into(), BasicPublishOptions::default());
        let sent =
            link.channel().basic_publish(EXCHANGE.into(), key, options, &event, BasicProperties::default());
        answered(sent).await.unwrap().await.unwrap();
    }
    let releasing = tokio::spawn(async move {
        loop {
            hold.notify_one();
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    // Asked too long who may know, it says so too; then it hears another queue, with nothing in it.
    loop {
        let told = ear.next().await.unwrap();
        if told.event == "resync" && queues().await.iter().any(|name| !before.contains(name)) {
            break;
        }
    }
    releasing.abort();
}

#[test]
fn a_hint_names_the_dossier_or_the_audience_and_never_both() {
    let id = |n: u128| greffe_contracts::common::v1::Id::from(Uuid::from_u128(n));
    let said = |kind: &str, payload: Vec<u8>| {
        let event = Event {
            source: "assignment".into(),
            r#type: kind.into(),
            payload: payload.into(),
            ..Default::default()
        };
        Hint::of(event).map(|hint| (hint.subject(), serde_json::to_value(&hint).unwrap()))
    };
    let changed = AudienceChanged { audience_id: Some(id(7)), version: 3, ..Default::default() };
    let (subject, told) = said("AudienceChanged", changed.encode_to_vec()).unwrap();
    assert_eq!(subject, Subject::Audience(Uuid::from_u128(7)));
    assert_eq!((told.get("dossier_id"), &told["version"]), (None, &Value::from(3)));
    let of_audience = TasksChanged { audience_id: Some(id(7)), ..Default::default() };
    assert_eq!(
        said("TasksChanged", of_audience.encode_to_vec()).unwrap().0,
        Subject::Audience(Uuid::from_u128(7))
    );
    let of_dossier = TasksChanged { dossier_id: Some(id(8)), ..Default::default() };
    let (subject, told) = said("TasksChanged", of_dossier.encode_to_vec()).unwrap();
    assert_eq!(subject, Subject::Dossier(Uuid::from_u128(8)));
    assert_eq!(told.get("audience_id"), None);
    assert!(
        said("TasksChanged", TasksChanged::default().encode_to_vec()).is_none(),
        "of nothing, nobody is told"
    );
}
