//! What terms say before a milestone, and again after it.

use greffe_chassis::Caller;
use greffe_contracts::{
    events::v1::{ActRecorded, AvisAuxParties, DecisionPrononcee, FindingRaised, act_recorded::Body},
    gate::v1::{self as gate, gate_service_client::GateServiceClient},
};
use greffe_procedure::catalogue::Catalogue;
use tonic::Code;

use crate::support::{DEFENDEUR, DEMANDEUR, World, greffier};

async fn asked(
    world: &World,
    who: &Caller,
    version: u64,
    act: Option<ActRecorded>,
) -> Result<Vec<gate::GateFinding>, tonic::Status> {
    let wanted = gate::CheckMilestoneRequest {
        dossier_id: world.dossier.to_string(),
        version,
        milestone: "prononce".into(),
        catalogue: Catalogue::embedded().version().into(),
        act,
    };
    let mut client = GateServiceClient::connect(world.address().to_owned()).await.unwrap();
    Ok(client.check_milestone(world.request(who, wanted)).await?.into_inner().findings)
}

fn arret() -> Body {
    let (nature, solution) = ("arret".into(), "rejet".into());
    Body::DecisionPrononcee(DecisionPrononcee { nature, solution, ..Default::default() })
}

#[tokio::test]
async fn a_term_given_to_the_parties_stops_the_arret_until_it_is_over() {
    let mut world = World::new().await;
    let service = Caller::service("dossier");
    world.open().await;
    world.ampliatif("2026-11-24").await;
    let avis = AvisAuxParties { objet: "moyen_d_office".into(), until: "2026-12-15".into() };
    let both = [DEMANDEUR, DEFENDEUR];
    world.act("emis", "2026-11-24", &both, Body::AvisAuxParties(avis)).await;
    let version = world.acts.len() as u64;
    let found = asked(&world, &service, version, None).await.unwrap();
    let stopped = found.iter().find(|f| f.code == "chk.ech.01").unwrap();
    assert_eq!((stopped.severity.as_str(), stopped.part.as_str()), ("bloquante", "deadline"));
    assert!(stopped.message.contains("15 décembre 2026") && stopped.article.contains("1015"), "{stopped:?}");
    // An order asks for less than an arrêt.
    world.today("2026-12-10");
    let mut order = world.event("prononce", "2026-12-10", &[], arret());
    let mut fact = world.acts.pop().unwrap();
    let Some(Body::DecisionPrononcee(body)) = &mut fact.body else { panic!() };
    body.nature = "ordonnance".into();
    let found = asked(&world, &service, version, Some(fact)).await.unwrap();
    assert!(found.iter().all(|f| f.code != "chk.ech.01"), "{found:?}");
    // Pronounced all the same, it is said again; the day after the term, nothing is.
    order.aggregate_seq = version + 1;
    world.deliver(&order).await;
    let raised: Vec<FindingRaised> = world.told("FindingRaised").await;
    assert_eq!(raised.len(), 1);
    assert_eq!((raised[0].milestone.as_str(), raised[0].part.as_str()), ("prononce", "deadline"));
    assert_eq!(raised[0].findings[0].code, "chk.ech.01");
}

#[tokio::test]
async fn the_day_after_its_term_nothing_stops() {
    let mut world = World::new().await;
    world.open().await;
    world.ampliatif("2026-11-24").await;
    let avis = AvisAuxParties { objet: "moyen_d_office".into(), until: "2026-12-15".into() };
    let both = [DEMANDEUR, DEFENDEUR];
    world.act("emis", "2026-11-24", &both, Body::AvisAuxParties(avis)).await;
    let version = world.acts.len() as u64;
    let service = Caller::service("dossier");
    for (today, stops) in [("2026-12-15", true), ("2026-12-16", false)] {
        world.today(today);
        let found = asked(&world, &service, version, None).await.unwrap();
        assert_eq!(found.iter().any(|f| f.code == "chk.ech.01"), stops, "{today}");
    }
}

#[tokio::test]
async fn a_replica_that_is_behind_says_so_and_people_are_not_answered() {
    let mut world = World::new().await;
    world.open().await;
    let late = asked(&world, &Caller::service("dossier"), 99, None).await.unwrap_err();
    assert_eq!(late.code(), Code::Unavailable);
    let refused = asked(&world, &greffier(), 1, None).await.unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
}
