//! The courts' base: what it says is proposed, kept as it came, and never enters by itself; its silence stops nobody.

use greffe_chassis::{Failure, Kind};
use greffe_contracts::dossier::v1 as pb;
use greffe_dossier::{Courts, CourtsSettings};
use greffe_test_service::juridictions::{self, Simulator};
use serde_json::json;
use uuid::Uuid;

use crate::support::{World, counsel, failure, greffier};

/// The process that plays the courts' base: started by the tests below, nothing by itself.
#[test]
fn the_simulator() {
    juridictions::serve();
}

async fn world(plan: &[&str]) -> (World, Simulator) {
    greffe_chassis::install_crypto();
    let known = json!([
        {"juridiction": "cour d’appel de Lyon", "section": "1re chambre civile", "date": "2026-09-10", "numero": "25/01234",
         "nature": "arret", "matiere": {"code": "50A", "libelle": "Vente"}, "reference": "JURICA-1"},
        {"juridiction": "cour d’appel de Lyon", "date": "2026-09-10", "nature": "avis", "reference": "JURICA-2"},
        {"juridiction": "cour d’appel de Lyon", "date": "bientôt", "nature": "arret", "reference": "JURICA-3"}]);
    let base = Simulator::start("juridictions::the_simulator", plan, &known, "jeton");
    let settings = CourtsSettings { endpoint: base.url.clone() };
    let courts = Courts::at(&settings, "jeton".into()).unwrap();
    (World::with(|service| service.asking_the_courts(courts)).await, base)
}

async fn find(
    world: &World,
    court: &str,
    day: &str,
    number: &str,
) -> Result<pb::FindCourtDecisionResponse, Failure> {
    let wanted = pb::FindCourtDecisionRequest {
        court: court.into(),
        rendered_on: day.into(),
        case_number: number.into(),
    };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    world.client().await.find_court_decision(request).await.map(tonic::Response::into_inner).map_err(failure)
}

#[tokio::test]
async fn a_decision_is_found_despite_failures_kept_and_not_asked_for_again() {
    let (world, base) = world(&["503", "raccroche"]).await;
    let found = find(&world, "cour d’appel de Lyon", "2026-09-10", "25/01234").await.unwrap();
    assert_eq!((found.decisions.len(), found.remembered), (1, false), "what no form can take is left out");
    let decision = &found.decisions[0];
    assert_eq!((decision.matter.as_str(), decision.reference.as_str()), ("50A", "JURICA-1"));
    assert_eq!(base.steps(), ["503", "raccroche", "ok"]);
    // The same question, otherwise written.
    let again = find(&world, "Cour d'appel de LYON", "2026-09-10", "25-01234").await.unwrap();
    assert_eq!((again.remembered, &again.decisions), (true, &found.decisions));
    assert_eq!(base.steps().len(), 3);
    let rows = "SELECT asked_by, length(sha256) FROM dossier.court_answer";
    let rows: Vec<(String, i32)> = sqlx::query_as(rows).fetch_all(&world.pool).await.unwrap();
    assert_eq!(rows, [(greffier().subject, 32)]);
    assert!(sqlx::query("DELETE FROM dossier.court_answer").execute(&world.pool).await.is_err());
    assert_eq!(world.count("dossier.dossier").await, 0);
}

#[tokio::test]
async fn a_silent_base_stops_nobody_and_an_older_answer_serves() {
    let (world, base) = world(&["503", "bruit", "tarde", "ok", "503", "503", "503"]).await;
    let silent = find(&world, "cour d’appel de Lyon", "2026-09-10", "").await.unwrap_err();
    assert_eq!((silent.kind, silent.code.as_ref()), (Kind::Unavailable, "VOI-008"));
    let found = find(&world, "cour d’appel de Lyon", "2026-09-10", "").await.unwrap();
    world.clock.set("2026-11-26T10:00:00Z");
    let older = find(&world, "cour d’appel de Lyon", "2026-09-10", "").await.unwrap();
    assert_eq!((older.remembered, older.answered_at), (true, found.answered_at));
    assert_eq!(base.steps().len(), 7, "asked three times in vain, once with success, three times in vain");
}

#[tokio::test]
async fn an_empty_answer_is_soon_asked_for_again() {
    let (world, base) = world(&["404"]).await;
    assert!(find(&world, "cour d’appel de Lyon", "", "25/01234").await.unwrap().decisions.is_empty());
    assert!(find(&world, "cour d’appel de Lyon", "", "25/01234").await.unwrap().remembered);
    world.clock.set("2026-11-24T10:11:00Z");
    assert_eq!(find(&world, "cour d’appel de Lyon", "", "25/01234").await.unwrap().decisions.len(), 1);
    assert_eq!(base.steps(), ["404", "ok"]);
}

#[tokio::test]
async fn who_may_not_ask_and_what_is_no_question_are_told() {
    let (served, _base) = world(&[]).await;
    for (court, day, number, expected) in [
        ("", "2026-09-10", "1", "VOI-006"),
        ("cour d’appel de Lyon", "", " / ", "VOI-006"),
        ("cour d’appel de Lyon", "10/09/2026", "", "DOS-008"),
    ] {
        assert_eq!(find(&served, court, day, number).await.unwrap_err().code, expected);
    }
    let wanted =
        pb::FindCourtDecisionRequest { court: "x".into(), case_number: "1".into(), ..Default::default() };
    let request = served.request(&counsel(&Uuid::now_v7().to_string()), Uuid::now_v7(), wanted);
    let refused = served.client().await.find_court_decision(request).await.map_err(failure).unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
    let unrelated = World::new().await;
    let closed = find(&unrelated, "cour d’appel de Lyon", "2026-09-10", "").await.unwrap_err();
    assert_eq!((closed.kind, closed.code.as_ref()), (Kind::Refused, "VOI-007"));
}
