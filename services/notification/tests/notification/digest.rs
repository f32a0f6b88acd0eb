//! What is told away from the screen: one digest a day at its hour, that names nobody and leaves once; a calendar at an address that
//! can be taken back; news of the searches that one follows.

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use futures::future::BoxFuture;
use greffe_chassis::{Caller, Failure};
use greffe_contracts::{
    dossier::v1::DossierRow,
    events::v1::{AudienceFixee, AudienceReportee, ChambreAttribuee, DossierScelle, act_recorded::Body},
    notification::v1 as pb,
};
use greffe_notification::{
    Digests,
    channels::{Asked, Channel, Channels, News, Parcel, Sent},
};
use tonic::Status;

use crate::{
    counterparts::Counterparts,
    support::{World, greffier, person},
};

/// A relay that keeps what it was given, answers what it is told to, and says whether it has it.
#[derive(Clone)]
struct Relay(Arc<Mutex<(Vec<Parcel>, Sent, Asked)>>);

impl Relay {
    fn answering(sent: Sent) -> Self {
        Self(Arc::new(Mutex::new((Vec::new(), sent, Asked::Silent("Rien.".into())))))
    }

    fn open() -> Self {
        Self::answering(Sent::Taken("250".into()))
    }

    fn given(&self) -> Vec<Parcel> {
        self.0.lock().unwrap().0.clone()
    }
}

impl Channel for Relay {
    fn name(&self) -> &'static str {
        "courriel"
    }
    fn carries(&self) -> &'static [&'static str] {
        &["courriel"]
    }
    fn send<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Sent> {
        let mut held = self.0.lock().unwrap();
        held.0.push(parcel.clone());
        let answer = held.1.clone();
        Box::pin(async { answer })
    }
    fn ask<'a>(&'a self, _: &'a Parcel) -> BoxFuture<'a, Asked> {
        let answer = self.0.lock().unwrap().2.clone();
        Box::pin(async { answer })
    }
    fn news(&self) -> BoxFuture<'_, greffe_chassis::Result<Vec<News>>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn heard<'a>(&'a self, _: &'a [String]) -> BoxFuture<'a, greffe_chassis::Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

fn each_morning(address: &str) -> pb::DigestChoice {
    pb::DigestChoice {
        frequency: "matin".into(),
        hour: 7,
        weekday: 1,
        tasks: true,
        deadlines: true,
        follows: true,
        address: address.into(),
    }
}

async fn choose(world: &World, who: &Caller, choice: pb::DigestChoice) -> Result<pb::DigestChoice, String> {
    let wanted = pb::SavePreferencesRequest { digest: Some(choice) };
    let answer = world.client().await.save_preferences(world.request(who, wanted)).await;
    answer.map(|a| a.into_inner().digest.unwrap()).map_err(code)
}

fn code(status: Status) -> String {
    Failure::from_status(&status).code.to_string()
}

async fn states(world: &World, who: &Caller) -> Vec<(String, String)> {
    let answer = world.client().await.get_preferences(world.request(who, pb::GetPreferencesRequest {})).await;
    answer.unwrap().into_inner().sent.into_iter().map(|of| (of.day, of.state)).collect()
}

/// A hand that has just started.
async fn turn(world: &World) {
    Digests::new(world.service.clone(), 60, Duration::from_secs(60)).turn(true).await.unwrap();
}

#[tokio::test]
async fn a_digest_leaves_once_a_day_at_its_hour_and_names_nobody() {
    let relay = Relay::open();
    let mut world = World::with(Channels::new(vec![Box::new(relay.clone())])).await;
    world.open().await;
    world.register(&[greffier()]);
    let me = greffier();
    assert_eq!(choose(&world, &me, each_morning("moi@ailleurs.example")).await.unwrap_err(), "TAC-020");
    let late = pb::DigestChoice { hour: 22, ..each_morning("moi@justice.example") };
    assert_eq!(choose(&world, &me, late).await.unwrap_err(), "TAC-019");
    choose(&world, &me, each_morning("moi@justice.example")).await.unwrap();
    turn(&world).await;
    assert!(relay.given().is_empty(), "the hour of today has passed");

    // Seven o’clock in Paris, and not before. Whoever starts anew sends nothing a second time.
    world.clock.set("2026-11-25T05:59:00Z");
    turn(&world).await;
    assert!(relay.given().is_empty());
    world.clock.set("2026-11-25T06:00:00Z");
    turn(&world).await;
    turn(&world).await;
    let [sent] = &relay.given()[..] else { panic!("one: {:?}", relay.given().len()) };
    assert_eq!(sent.subject, "Greffe\u{a0}: votre bulletin du mercredi 25 novembre 2026");
    assert!(sent.text.contains("26-10.001") && sent.text.contains("avant le"), "{}", sent.text);
    assert!(
        sent.text.contains(&format!("https://greffe.example/dossiers/{}", world.dossier)),
        "{}",
        sent.text
    );
    assert!(sent.pdf.is_empty() && sent.address == "moi@justice.example");
    // The same day, chosen again at another hour: still one.
    let again = pb::DigestChoice { hour: 9, ..each_morning("moi@justice.example") };
    choose(&world, &me, again).await.unwrap();
    world.clock.set("2026-11-25T09:00:00Z");
    turn(&world).await;
    assert_eq!(relay.given().len(), 1);
    assert_eq!(states(&world, &me).await, [("2026-11-25".to_owned(), "envoye".to_owned())]);

    // Three days of outage: one digest, of the day. What is sealed meanwhile is not in it, and there is nothing else to say.
    world.act("decide", Body::DossierScelle(DossierScelle::default())).await;
    world.clock.set("2026-11-28T12:00:00Z");
    turn(&world).await;
    assert_eq!(relay.given().len(), 1);
    assert_eq!(states(&world, &me).await[0], ("2026-11-28".to_owned(), "vide".to_owned()));
    let none = pb::DigestChoice { frequency: "aucun".into(), ..each_morning("") };
    choose(&world, &me, none).await.unwrap();
    world.clock.set("2026-11-30T12:00:00Z");
    turn(&world).await;
    assert_eq!(states(&world, &me).await.len(), 2);
}

#[tokio::test]
async fn a_digest_whose_answer_is_lost_is_unknown_and_leaves_no_second_time() {
    let relay = Relay::answering(Sent::Unknown("La liaison a été perdue.".into()));
    let mut world = World::with(Channels::new(vec![Box::new(relay.clone())])).await;
    world.open().await;
    world.register(&[greffier()]);
    let me = greffier();
    choose(&world, &me, each_morning("moi@justice.example")).await.unwrap();
    world.clock.set("2026-11-25T06:00:00Z");
    turn(&world).await;
    turn(&world).await;
    assert_eq!((relay.given().len(), states(&world, &me).await[0].1.as_str()), (1, "inconnu"));
    relay.0.lock().unwrap().2 = Asked::Taken("copie reçue".into());
    world.clock.set("2026-11-25T06:06:00Z");
    turn(&world).await;
    assert_eq!((relay.given().len(), states(&world, &me).await[0].1.as_str()), (1, "envoye"));

    // The process died between the mark and the answer: the mark outlives it, and nothing leaves again.
    world.clock.set("2026-11-26T06:00:00Z");
    sqlx::query(
        "INSERT INTO notification.digest (digest_id, subject, day, state, attempts, next_try, made_at)
         VALUES (gen_random_uuid(), $1, '2026-11-26', 'en_cours', 1, '2026-11-26T06:01:00Z', '2026-11-26T06:00:00Z')",
    )
    .bind(&me.subject)
    .execute(&world.pool)
    .await
    .unwrap();
    relay.0.lock().unwrap().2 = Asked::Silent("Rien.".into());
    turn(&world).await;
    assert_eq!(states(&world, &me).await[0].1, "en_cours");
    world.clock.set("2026-11-26T06:02:00Z");
    turn(&world).await;
    assert_eq!((relay.given().len(), states(&world, &me).await[0].1.as_str()), (1, "inconnu"));

    // A relay that is down is tried again, and the day after the digest is no more.
    relay.0.lock().unwrap().1 = Sent::Later("Le relais ne répond pas.".into());
    for (at, tries, state) in [
        ("2026-11-27T06:00:00Z", 2, "remis"),
        ("2026-11-27T06:10:00Z", 3, "remis"),
        ("2026-11-27T23:30:00Z", 3, "perime"),
    ] {
        world.clock.set(at);
        turn(&world).await;
        assert_eq!((relay.given().len(), states(&world, &me).await[0].1.as_str()), (tries, state), "{at}");
    }
}

#[tokio::test]
async fn a_digest_reaches_a_real_relay_once_as_plain_words() {
    let counterparts = Counterparts::up(11, 0).await;
    let mut world = World::with(counterparts.channels()).await;
    world.open().await;
    world.register(&[greffier()]);
    choose(&world, &greffier(), each_morning("moi@greffe.example")).await.unwrap();
    world.clock.set("2026-11-25T06:00:00Z");
    turn(&world).await;
    turn(&world).await;
    let ledger = counterparts.ledger("courriel");
    assert_eq!(ledger.len(), 1, "{ledger:?}");
    assert_eq!((ledger[0]["to"].as_str(), ledger[0]["pdf"].as_str()), (Some("moi@greffe.example"), Some("")));
    assert!(!ledger[0]["subject"].as_str().unwrap().contains("26-10.001"));
    assert_eq!(states(&world, &greffier()).await[0].1, "envoye");
}

#[tokio::test]
async fn a_calendar_is_read_by_its_secret_alone_with_the_rights_of_the_moment_and_is_taken_back() {
    let mut world = World::new().await;
    world.open().await;
    let president = person("president", &["civ1"]);
    world.register(std::slice::from_ref(&president));
    let chambre = ChambreAttribuee { chambre: "civ1".into(), ..Default::default() };
    world.act("attribution", Body::ChambreAttribuee(chambre)).await;
    let hearing = |day: &str| {
        Body::AudienceFixee(AudienceFixee {
            audience: day.into(),
            formation: "fr".into(),
            ..Default::default()
        })
    };
    world.act("fixee", hearing("2026-12-08")).await;
    let turned = async |gesture: &str| {
        let wanted = pb::TurnCalendarRequest { gesture: gesture.into() };
        world.client().await.turn_calendar(world.request(&president, wanted)).await.unwrap().into_inner()
    };
    let token = turned("ouvrir").await.token;
    assert_eq!(token.len(), 64);
    let kept: bool = sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM notification.calendar c WHERE c::text LIKE $1)
             OR EXISTS (SELECT 1 FROM command_log l WHERE encode(l.response, 'escape') LIKE $1)",
    )
    .bind(format!("%{token}%"))
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert!(!kept, "its hash alone is kept");
    let gateway = Caller::service("gateway");
    let read = async |world: &World, who: &Caller, token: &str| {
        let wanted = pb::ReadCalendarRequest { token: token.into() };
        let answer = world.client().await.read_calendar(world.request(who, wanted)).await;
        answer.map(|a| a.into_inner().entries).map_err(code)
    };
    let days = |entries: &[pb::CalendarEntry]| {
        entries.iter().map(|of| (of.kind.clone(), of.day.clone())).collect::<Vec<_>>()
    };
    let first = read(&world, &gateway, &token).await.unwrap();
    assert_eq!(days(&first), [("audience".to_owned(), "2026-12-08".to_owned())]);
    assert!(first[0].dossier_number.contains("26-10.001"), "{first:?}");
    assert_eq!(read(&world, &president, &token).await.unwrap_err(), "DRO-001", "the door asks, nobody else");
    assert_eq!(read(&world, &gateway, &"0".repeat(64)).await.unwrap_err(), "TAC-022");

    // Put off, fixed again; then what is sealed is no longer told.
    world
        .act(
            "reportee",
            Body::AudienceReportee(AudienceReportee { motif: "autre".into(), ..Default::default() }),
        )
        .await;
    assert!(read(&world, &gateway, &token).await.unwrap().is_empty());
    world.act("fixee", hearing("2027-01-12")).await;
    let second = read(&world, &gateway, &token).await.unwrap();
    assert_eq!(days(&second), [("audience".to_owned(), "2027-01-12".to_owned())]);
    assert_eq!(second[0].entry_id, first[0].entry_id, "a hearing that moved is the same one");
    // Who follows the case has its terms too.
    let follow = pb::Follow {
        kind: "dossier".into(),
        target: world.dossier.to_string(),
        label: "Suivi".into(),
        ..Default::default()
    };
    let wanted = pb::SaveFollowRequest { follow: Some(follow), gesture: "suivre".into() };
    world.client().await.save_follow(world.request(&president, wanted)).await.unwrap();
    let followed = read(&world, &gateway, &token).await.unwrap();
    assert!(followed.iter().any(|of| of.kind == "terme" && !of.label.is_empty()), "{followed:?}");
    world.act("decide", Body::DossierScelle(DossierScelle::default())).await;
    assert!(read(&world, &gateway, &token).await.unwrap().is_empty());

    let turned = async |gesture: &str| {
        let wanted = pb::TurnCalendarRequest { gesture: gesture.into() };
        world.client().await.turn_calendar(world.request(&president, wanted)).await.unwrap().into_inner()
    };
    let other = turned("ouvrir").await.token;
    assert_eq!(read(&world, &gateway, &token).await.unwrap_err(), "TAC-022", "one address at a time");
    read(&world, &gateway, &other).await.unwrap();
    assert!(turned("fermer").await.calendar.is_none());
    assert_eq!(read(&world, &gateway, &other).await.unwrap_err(), "TAC-022");
}

#[tokio::test]
async fn a_search_is_kept_and_what_newly_answers_it_is_told_once() {
    let mut world = World::new().await;
    world.open().await;
    let me = greffier();
    world.register(std::slice::from_ref(&me));
    let save = async |world: &World, who: &Caller, gesture: &str, search: pb::Search| {
        let wanted = pb::SaveSearchRequest { search: Some(search), gesture: gesture.into() };
        let answer = world.client().await.save_search(world.request(who, wanted)).await;
        answer.map(|a| a.into_inner().search.unwrap()).map_err(code)
    };
    let named = |name: &str, chambre: &str| pb::Search {
        name: name.into(),
        filters: Some(pb::SearchFilters { chambres: vec![chambre.into()], ..Default::default() }),
        ..Default::default()
    };
    assert_eq!(save(&world, &me, "garder", named(" ", "civ1")).await.unwrap_err(), "TAC-023");
    let kept = save(&world, &me, "garder", named("La première", "civ1")).await.unwrap();
    let same = save(&world, &me, "garder", named("La première", "civ2")).await.unwrap();
    assert_eq!(kept.search_id, same.search_id, "a name is one search");
    let follow = async |world: &World, who: &Caller, target: &str| {
        let follow = pb::Follow {
            kind: "recherche".into(),
            target: target.into(),
            label: "La première".into(),
            ..Default::default()
        };
        let wanted = pb::SaveFollowRequest { follow: Some(follow), gesture: "suivre".into() };
        world.client().await.save_follow(world.request(who, wanted)).await.map(|_| ()).map_err(code)
    };
    let other = person("greffe_chambre", &["civ1"]);
    assert_eq!(follow(&world, &other, &kept.search_id).await.unwrap_err(), "TAC-017", "one’s own alone");
    follow(&world, &me, &kept.search_id).await.unwrap();
    let news = async |world: &World| {
        let answer = world.client().await.list_follows(world.request(&me, pb::ListFollowsRequest {})).await;
        let follows = answer.unwrap().into_inner().follows;
        follows
            .into_iter()
            .map(|of| of.news.into_iter().map(|n| n.label).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    // A search over everything is kept beside them, under a name of its own, and is not followed: news is of dossiers.
    let everywhere = |name: &str, query: &str, genre: &str| pb::Search {
        name: name.into(),
        filters: Some(pb::SearchFilters {
            query: query.into(),
            scope: "recherche".into(),
            genres: vec![genre.into()],
            ..Default::default()
        }),
        ..Default::default()
    };
    let between = |mut search: pb::Search, from: &str, to: &str| {
        let filters = search.filters.as_mut().unwrap();
        (filters.day_from, filters.day_to) = (from.into(), to.into());
        search
    };
    let words = || everywhere("Loyers", "quittances loyer", "piece");
    let words = save(&world, &me, "garder", between(words(), "2026-06-01", "2026-06-30")).await.unwrap();
    let wanted = pb::ListSearchesRequest {};
    let listed = world.client().await.list_searches(world.request(&me, wanted)).await.unwrap().into_inner();
    let found = listed.searches.into_iter().find(|one| one.search_id == words.search_id);
    let found = found.unwrap().filters.unwrap();
    assert_eq!(found.genres, ["piece"]);
    assert_eq!((found.day_from.as_str(), found.day_to.as_str()), ("2026-06-01", "2026-06-30"));
    assert_eq!(follow(&world, &me, &words.search_id).await.unwrap_err(), "TAC-017");
    for wrong in [
        everywhere("La première", "quittances", "piece"),
        everywhere("Vide", " ", "piece"),
        everywhere("Autre", "quittances", "personne"),
        named("Loyers", "civ1"),
        // Days that do not read, in the wrong order, of the list of dossiers, which looks at none.
        between(everywhere("Juin", "quittances", "piece"), "juin", ""),
        between(everywhere("Juin", "quittances", "piece"), "", "2026-06-31"),
        between(everywhere("Juin", "quittances", "piece"), "2026-06-30", "2026-06-01"),
        between(named("Juin", "civ1"), "2026-06-01", ""),
    ] {
        assert_eq!(save(&world, &me, "garder", wrong).await.unwrap_err(), "TAC-023");
    }
    turn(&world).await;
    assert_eq!(news(&world).await, [[] as [&str; 0]]);
    world
        .journals
        .rows
        .lock()
        .unwrap()
        .push(DossierRow { dossier_id: world.dossier.to_string(), ..Default::default() });
    turn(&world).await;
    turn(&world).await;
    assert_eq!(news(&world).await, [["Dossier nouveau dans la recherche"]]);
    let (asked, wanted) = world.journals.listed.lock().unwrap()[0].clone();
    assert_eq!((asked.as_str(), &wanted.chambres[..]), (me.subject.as_str(), &["civ2".to_owned()][..]));
    assert_eq!(wanted.opened_since.unwrap().seconds, 1_795_518_000, "opened since it is followed");

    let gone = pb::Search { search_id: kept.search_id, ..Default::default() };
    assert_eq!(save(&world, &other, "oublier", gone.clone()).await.unwrap_err(), "TAC-025");
    save(&world, &me, "oublier", gone).await.unwrap();
    assert!(news(&world).await.is_empty(), "and is followed no more");
}
