//! The case as it was, as it was known, and what differs between two moments.

use greffe_chassis::{Caller, Failure};
use greffe_contracts::{common::v1::Id, dossier::v1 as pb, events::v1::ActRecorded};
use uuid::Uuid;

use crate::support::{World, counsel, declaration, failure, greffier, memoire};

const DEPOT: &str = "civil.memoire_ampliatif.depot";

fn moment(as_of: &str, known_on: &str) -> pb::Moment {
    pb::Moment { as_of: as_of.into(), known_on: known_on.into() }
}

async fn at(
    world: &World,
    who: &Caller,
    dossier: &str,
    moment: pb::Moment,
) -> Result<pb::GetMomentResponse, Failure> {
    let wanted = pb::GetMomentRequest { dossier_id: dossier.into(), moment: Some(moment) };
    let answer = world.client().await.get_moment(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

async fn between(
    world: &World,
    dossier: &str,
    from: pb::Moment,
    to: pb::Moment,
) -> pb::CompareMomentsResponse {
    let wanted = pb::CompareMomentsRequest { dossier_id: dossier.into(), from: Some(from), to: Some(to) };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    world.client().await.compare_moments(request).await.unwrap().into_inner()
}

/// How the first term stood.
fn depot(seen: &pb::GetMomentResponse) -> &str {
    &seen.deadlines.iter().find(|deadline| deadline.rule == DEPOT).unwrap().status
}

/// Opened on the 24th; a mémoire of the 24th told on the 26th, corrected on the 28th to the 25th.
async fn story() -> (World, String) {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    world.clock.set("2026-11-26T10:00:00Z");
    let told =
        world.record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-24")).await.unwrap();
    world.clock.set("2026-11-28T10:00:00Z");
    let act: Uuid = told.act_id.parse().unwrap();
    let right = ActRecorded { supersedes: Some(Id::from(act)), ..memoire("2026-11-25") };
    let reason = "Cachet de dépôt relu : le 25.";
    let key = Uuid::now_v7();
    world.record_with(&greffier(), key, &opened.dossier_id, told.version, right, reason).await.unwrap();
    (world, opened.dossier_id)
}

#[tokio::test]
async fn what_was_known_and_what_was_are_two_questions() {
    let (world, dossier) = story().await;
    let who = greffier();
    let seen = async |as_of: &str, known_on: &str| {
        at(&world, &who, &dossier, moment(as_of, known_on)).await.unwrap()
    };
    // Today, nothing left out.
    let now = seen("", "").await;
    assert_eq!(depot(&now), "satisfaite");
    let told = now.moment.clone().unwrap();
    assert_eq!((told.as_of.as_str(), told.known_on.as_str()), ("2026-11-28", "2026-11-28"));
    assert_eq!(now.dossier.as_ref().unwrap().version, now.acts);
    // On the 24th nobody knew of the mémoire; on the 26th it was known as of the 24th.
    assert_eq!(depot(&seen("", "2026-11-24").await), "ouverte");
    assert_eq!(depot(&seen("2026-11-24", "2026-11-26").await), "satisfaite");
    // As it is known today, it came on the 25th only: on the 24th the term was running, whatever was believed meanwhile.
    assert_eq!(depot(&seen("2026-11-24", "").await), "ouverte");
    assert_eq!(depot(&seen("2026-11-25", "").await), "satisfaite");
    assert!(seen("", "2026-11-23").await.deadlines.is_empty(), "nothing was journalled yet");
}

#[tokio::test]
async fn two_moments_differ_by_acts_with_who_and_why_and_by_what_they_changed() {
    let (world, dossier) = story().await;
    let told = between(&world, &dossier, moment("", "2026-11-26"), moment("", "2026-11-28")).await;
    let acts: Vec<(&str, &str)> =
        told.acts.iter().map(|act| (act.recorded_by.as_str(), act.reason.as_str())).collect();
    assert_eq!(acts, [("essai.greffe_central", "Cachet de dépôt relu : le 25.")]);
    let told = between(&world, &dossier, moment("", "2026-11-24"), moment("", "2026-11-28")).await;
    assert_eq!(told.acts.len(), 2);
    let met = told.changes.iter().find(|change| change.kind == "echeance" && change.change == "satisfaite");
    assert!(met.is_some_and(|change| change.text.contains("25 novembre 2026")), "{:?}", told.changes);
    let none = between(&world, &dossier, moment("", ""), moment("", "")).await;
    assert!(none.acts.is_empty() && none.changes.is_empty());
}

#[tokio::test]
async fn the_past_is_read_by_those_who_may_read_the_case_and_the_future_by_nobody() {
    let (world, dossier) = story().await;
    let stranger = counsel(&Uuid::now_v7().to_string());
    assert_eq!(at(&world, &stranger, &dossier, moment("", "")).await.unwrap_err().code, "DOS-001");
    assert_eq!(
        at(&world, &greffier(), &dossier, moment("", "2026-11-29")).await.unwrap_err().code,
        "DOS-014"
    );
    let unreadable = at(&world, &greffier(), &dossier, moment("demain", "")).await.unwrap_err();
    assert_eq!(
        (unreadable.code.as_ref(), unreadable.violations[0].field.as_str()),
        ("DOS-008", "moment.as_of")
    );
    assert_eq!(at(&world, &greffier(), "rien", moment("", "")).await.unwrap_err().code, "DOS-001");
}
