//! What the public gets of a decision: names hidden, released once, handed over despite failures, withdrawn.

use greffe_chassis::Failure;
use greffe_contracts::{
    common::v1::Id,
    dossier::v1 as pb,
    events::v1::{ActRecorded, OccultationDecidee, act_recorded::Body},
};
use greffe_dossier::OpenData;
use greffe_test_service::opendata::{self, Simulator};
use uuid::Uuid;

use crate::{
    decisions::{arret, client, decisions, fact, pronounce, ready, words},
    support::{World, counsel, day, declaration, failure, greffier},
};

/// The process that plays the open-data service: started by the tests below, nothing by itself.
#[test]
fn the_simulator() {
    opendata::serve();
}

pub(crate) fn simulator(plan: &[&str]) -> (Simulator, OpenData) {
    greffe_chassis::install_crypto();
    let simulator = Simulator::start("releases::the_simulator", plan, "jeton");
    let to = OpenData::at(&simulator.url, "jeton".into()).unwrap();
    (simulator, to)
}

async fn judged(world: &World) -> (String, String) {
    let dossier = ready(world, declaration()).await;
    let body = Body::DecisionPrononcee(arret("fs", vec![]));
    let made = pronounce(world, &dossier, body, words(true)).await.unwrap();
    (dossier, made.act_id)
}

pub(crate) async fn prepare(
    world: &World,
    act: &str,
    added: Vec<pb::Span>,
) -> Result<pb::PrepareVersionResponse, Failure> {
    let wanted = pb::PrepareVersionRequest { act_id: act.into(), added, kept: vec![] };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    client(world).await.prepare_version(request).await.map(tonic::Response::into_inner).map_err(failure)
}

pub(crate) async fn release(
    world: &World,
    key: Uuid,
    act: &str,
    added: Vec<pb::Span>,
    sha256: &str,
) -> Result<pb::ReleaseDecisionResponse, Failure> {
    let wanted = pb::ReleaseDecisionRequest {
        act_id: act.into(),
        added,
        version_sha256: sha256.into(),
        ..Default::default()
    };
    let request = world.request(&greffier(), key, wanted);
    client(world).await.release_decision(request).await.map(tonic::Response::into_inner).map_err(failure)
}

async fn withdraw(world: &World, act: &str) -> Result<pb::WithdrawDecisionResponse, Failure> {
    let wanted = pb::WithdrawDecisionRequest {
        act_id: act.into(),
        motif: "occultation_insuffisante".into(),
        ..Default::default()
    };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    client(world).await.withdraw_decision(request).await.map(tonic::Response::into_inner).map_err(failure)
}

pub(crate) async fn acts_of(world: &World, kind: &str) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM dossier.act WHERE kind = $1")
        .bind(kind)
        .fetch_one(&world.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_version_is_handed_over_once_whatever_fails_between() {
    let world = World::new().await;
    let (dossier, act) = judged(&world).await;
    let prepared = prepare(&world, &act, vec![]).await.unwrap();
    assert!(prepared.text.contains("Mme [A]") && !prepared.text.contains("Dupont"), "{}", prepared.text);
    let key = Uuid::now_v7();
    let released = release(&world, key, &act, vec![], &prepared.version_sha256).await.unwrap();
    assert_eq!(
        release(&world, key, &act, vec![], &prepared.version_sha256).await.unwrap(),
        released,
        "once a key"
    );
    // It is down, it hangs up, it takes the version and its answer is lost: only then does it say that it has it.
    let (simulator, to) = simulator(&["503", "raccroche", "perd"]);
    let mut now: jiff::Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
    for _ in 0..4 {
        world.service.hand_over(&to).await.unwrap();
        now += jiff::SignedDuration::from_secs(60);
        world.clock.set(&now.to_string());
    }
    assert_eq!(simulator.effects(), ["panne", "panne", "prise", "deja"]);
    assert_eq!(world.service.hand_over(&to).await.unwrap(), 0, "nothing is left to do");
    assert_eq!(acts_of(&world, "publication_faite").await, 1);
    let shown = decisions(&world, &greffier(), &dossier).await.unwrap().decisions.remove(0);
    assert_eq!((shown.row.unwrap().release.as_str(), shown.releases[0].attempts), ("remise", 4));
    let taken = &simulator.ledger()[2]["corps"];
    assert_eq!((&taken["text"], &taken["solution"]), (&prepared.text.as_str().into(), &"rejet".into()));
    let deadline: String = world.get(&greffier(), &dossier).await.unwrap().stage;
    assert_eq!(deadline, "juge");
    // While the public reads it under its identifier, no correction gives it another.
    world.clock.set("2027-01-05T10:00:00Z");
    let redated = ActRecorded {
        supersedes: Some(Id::from(act.parse::<Uuid>().unwrap())),
        ..fact(day("prononce", "2027-01-04"), Body::DecisionPrononcee(arret("fs", vec![])))
    };
    let refused =
        world.record_with(&greffier(), Uuid::now_v7(), &dossier, 0, redated, "année").await.unwrap_err();
    assert_eq!(refused.code, "ARR-016");
    assert!(refused.message.contains("Retirez-la"), "{refused}");
}

#[tokio::test]
async fn many_hands_hand_a_version_over_once() {
    let world = World::new().await;
    let (_, act) = judged(&world).await;
    let prepared = prepare(&world, &act, vec![]).await.unwrap();
    release(&world, Uuid::now_v7(), &act, vec![], &prepared.version_sha256).await.unwrap();
    let (simulator, to) = simulator(&[]);
    let hands = futures::future::join_all((0..8).map(|_| world.service.hand_over(&to))).await;
    assert_eq!(hands.into_iter().map(Result::unwrap).sum::<usize>(), 1);
    assert_eq!(simulator.effects(), ["prise"]);
    assert_eq!(acts_of(&world, "publication_faite").await, 1);
}

#[tokio::test]
async fn what_is_refused_waits_for_a_person_and_what_is_withdrawn_goes() {
    let world = World::new().await;
    let (dossier, act) = judged(&world).await;
    let prepared = prepare(&world, &act, vec![]).await.unwrap();
    let released = release(&world, Uuid::now_v7(), &act, vec![], &prepared.version_sha256).await.unwrap();
    let again = release(&world, Uuid::now_v7(), &act, vec![], &prepared.version_sha256).await;
    assert_eq!(again.unwrap_err().code, "PUB-010");
    let (simulator, to) = simulator(&["422", "ok", "503", "perd"]);
    world.service.hand_over(&to).await.unwrap();
    let shown = decisions(&world, &greffier(), &dossier).await.unwrap().decisions.remove(0);
    assert_eq!(shown.row.unwrap().release, "refusee");
    assert!(shown.releases[0].last_error.contains("422"), "{}", shown.releases[0].last_error);
    let released_again =
        release(&world, Uuid::now_v7(), &act, vec![], &prepared.version_sha256).await.unwrap();
    world.service.hand_over(&to).await.unwrap();
    withdraw(&world, &released_again.act_id).await.unwrap();
    assert_eq!(withdraw(&world, &released_again.act_id).await.unwrap_err().code, "PUB-012");
    let mut now: jiff::Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
    // A request may not even arrive, on a machine that does other things: until it is told that nothing is left.
    for _ in 0..10 {
        world.service.hand_over(&to).await.unwrap();
        now += jiff::SignedDuration::from_secs(60);
        world.clock.set(&now.to_string());
        if simulator.effects().len() == 5 {
            break;
        }
    }
    // The answer of the withdrawal was lost: asked again, it is gone already.
    assert_eq!(simulator.effects(), ["refusee", "prise", "panne", "retiree", "absente"]);
    let states: Vec<String> =
        sqlx::query_scalar("SELECT state FROM dossier.release ORDER BY released_at, act_id")
            .fetch_all(&world.pool)
            .await
            .unwrap();
    assert_eq!(states, ["refusee", "retiree"]);
    assert_ne!(released.act_id, released_again.act_id);
}

#[tokio::test]
async fn a_decision_of_occultation_is_asked_for_and_then_kept() {
    let world = World::new().await;
    let (dossier, act) = judged(&world).await;
    let place = pb::Span { start: 0, end: 7, category: "localite".into(), label: String::new() };
    assert_eq!(prepare(&world, &act, vec![place.clone()]).await.unwrap_err().code, "PUB-006");
    let decided = |auteur: &str, category: &str| ActRecorded {
        refers_to: Some(Id::from(act.parse::<Uuid>().unwrap())),
        ..fact(
            day("decidee", "2026-11-24"),
            Body::OccultationDecidee(OccultationDecidee {
                auteur: auteur.into(),
                sens: "complements".into(),
                categories: vec![category.into()],
            }),
        )
    };
    let record = |fact: ActRecorded| world.record_owned(&dossier, fact);
    assert_eq!(
        record(decided("president_de_la_formation", "personne_physique")).await.unwrap_err().code,
        "PUB-002"
    );
    assert_eq!(
        record(decided("president_de_la_formation", "magistrat_greffe")).await.unwrap_err().code,
        "PUB-003"
    );
    record(decided("president_de_la_formation", "localite")).await.unwrap();
    let without = prepare(&world, &act, vec![]).await.unwrap();
    let forgotten = release(&world, Uuid::now_v7(), &act, vec![], &without.version_sha256).await;
    assert_eq!(forgotten.unwrap_err().code, "PUB-004");
    let with = prepare(&world, &act, vec![place.clone()]).await.unwrap();
    assert!(with.text.starts_with("[Localité 1]"), "{}", with.text);
    let stale = release(&world, Uuid::now_v7(), &act, vec![place.clone()], &without.version_sha256).await;
    assert_eq!(stale.unwrap_err().code, "PUB-009");
    release(&world, Uuid::now_v7(), &act, vec![place], &with.version_sha256).await.unwrap();
    let bypass = ActRecorded {
        refers_to: Some(Id::from(act.parse::<Uuid>().unwrap())),
        ..fact(day("remise", "2026-11-24"), Body::DecisionMiseADisposition(Default::default()))
    };
    assert_eq!(record(bypass).await.unwrap_err().code, "PUB-001", "no other door");
    let stranger = counsel(&Uuid::now_v7().to_string());
    let wanted = pb::PrepareVersionRequest { act_id: act.clone(), ..Default::default() };
    let request = world.request(&stranger, Uuid::now_v7(), wanted);
    let refused = client(&world).await.prepare_version(request).await.map_err(failure);
    assert_eq!(refused.unwrap_err().code, "ARR-013");
}
