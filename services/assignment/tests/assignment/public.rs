//! Published rôles: what anybody reads of them, and what nobody does.

use greffe_assignment::seed;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1 as pb,
    events::v1::{DossierScelle, act_recorded::Body},
};
use uuid::Uuid;

use crate::{
    audiences::{act, answer, change, greffe, id, planned, published, ready, show},
    support::{World, counsel, failure, president},
};

/// The gateway, for whoever did not sign in.
fn anybody() -> Caller {
    Caller::service("gateway")
}

async fn list(
    world: &World,
    chambre: &str,
    (from, to): (&str, &str),
) -> Result<Vec<pb::PublicRole>, Failure> {
    let wanted = pb::ListPublicRolesRequest { chambre: chambre.into(), from: from.into(), to: to.into() };
    let request = world.request(&anybody(), Uuid::now_v7(), wanted);
    Ok(world.audience().await.list_public_roles(request).await.map_err(failure)?.into_inner().roles)
}

async fn read(world: &World, who: &Caller, audience: &str) -> Result<pb::PublicRole, Failure> {
    let wanted = pb::GetPublicRoleRequest { audience_id: audience.into() };
    let request = world.request(who, Uuid::now_v7(), wanted);
    Ok(world.audience().await.get_public_role(request).await.map_err(failure)?.into_inner().role.unwrap())
}

fn numbers(role: &pb::PublicRole) -> Vec<&str> {
    role.cases.iter().map(|case| case.number.as_str()).collect()
}

#[tokio::test]
async fn a_role_is_public_once_published_for_the_cases_whose_journals_say_so() {
    let world = World::new().await;
    let (mut one, two, alone) =
        (ready(&world, 10_001).await, ready(&world, 10_002).await, ready(&world, 10_003).await);
    let plan = planned(&world, "2027-01-19", "Salle 2", &[&alone]).await;
    let unknown = read(&world, &president(), &id(&plan)).await.unwrap_err();
    assert_eq!(
        (unknown.kind, unknown.code.as_ref()),
        (Kind::NotFound, "AUD-018"),
        "a plan is the chamber's own"
    );
    let audience = planned(&world, "2027-01-12", "Salle 1", &[&one, &two]).await;
    change(&world, &president(), &audience, act("role_publie")).await.unwrap();
    let asked = read(&world, &anybody(), &id(&audience)).await.unwrap();
    assert_eq!(
        (asked.count, numbers(&asked), asked.pending),
        (0, vec![], true),
        "no journal has answered yet"
    );
    answer(&world, &mut one).await;

    let role = read(&world, &anybody(), &id(&audience)).await.unwrap();
    assert_eq!((role.count, numbers(&role)), (1, vec!["G 26-10.001"]));
    let sitting = role.sitting.clone().unwrap();
    assert_eq!((sitting.day.as_str(), sitting.from, sitting.room.as_str()), ("2027-01-12", 570, "Salle 1"));
    assert!(!role.cancelled && !role.chambre_label.is_empty() && !role.formation_label.is_empty());
    let january = ("2027-01-01", "2027-01-31");
    for chambre in ["", "civ1"] {
        let listed = list(&world, chambre, january).await.unwrap();
        let seen: Vec<_> = listed.iter().map(|role| (role.audience_id.clone(), role.count)).collect();
        assert_eq!(seen, [(id(&audience), 1)], "the plan is not there");
        assert_eq!((listed[0].version, &listed[0].changed_at), (role.version, &role.changed_at));
        assert!(listed[0].cases.is_empty());
    }
    assert!(list(&world, "civ2", january).await.unwrap().is_empty());
    let refused = list(&world, "civ9", january).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "chambre");
    for (from, to) in [("2027-01-31", "2027-01-01"), ("2026-01-01", "2027-01-01")] {
        assert_eq!(list(&world, "", (from, to)).await.unwrap_err().violations[0].field, "to");
    }
    assert_eq!(list(&world, "", ("demain", "2027-01-01")).await.unwrap_err().violations[0].field, "from");
}

#[tokio::test]
async fn nobody_is_named_but_to_who_sees_the_audiences_of_the_chamber() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    for stranger in [anybody(), counsel(Uuid::now_v7())] {
        let role = read(&world, &stranger, &id(&audience)).await.unwrap();
        assert!(!role.named && numbers(&role) == ["G 26-10.001"]);
        let named = [&role.president, &role.avocat_general, &role.greffier];
        assert!(named.iter().all(|name| name.is_empty()) && role.cases[0].rapporteurs.is_empty(), "{role:?}");
    }
    let role = read(&world, &greffe(), &id(&audience)).await.unwrap();
    assert!(role.named);
    assert!(!role.president.is_empty() && !role.avocat_general.is_empty() && !role.greffier.is_empty());
    assert_eq!(role.cases[0].rapporteurs.len(), 1);
}

#[tokio::test]
async fn a_case_that_is_sealed_leaves_the_public_role_at_once_whoever_reads() {
    let world = World::new().await;
    let (mut one, mut two) = (ready(&world, 10_001).await, ready(&world, 10_002).await);
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one, &mut two]).await;
    assert_eq!(read(&world, &anybody(), &id(&audience)).await.unwrap().count, 2);
    let named = vec![seed::agent_id("president.civ1").into()];
    world.hear(&two.next(Body::DossierScelle(DossierScelle { named }))).await;
    for reader in [anybody(), president()] {
        let role = read(&world, &reader, &id(&audience)).await.unwrap();
        assert_eq!((role.count, numbers(&role)), (1, vec!["G 26-10.001"]), "even for who is named");
    }
    assert_eq!(list(&world, "civ1", ("2027-01-12", "2027-01-12")).await.unwrap()[0].count, 1);
}

#[tokio::test]
async fn nothing_tells_that_a_sealed_case_is_awaited() {
    let world = World::new().await;
    let (mut one, mut two) = (ready(&world, 10_001).await, ready(&world, 10_002).await);
    let audience = planned(&world, "2027-01-12", "Salle 1", &[&one, &two]).await;
    change(&world, &president(), &audience, act("role_publie")).await.unwrap();
    answer(&world, &mut one).await;
    assert!(read(&world, &anybody(), &id(&audience)).await.unwrap().pending);
    let named = vec![seed::agent_id("president.civ1").into()];
    world.hear(&two.next(Body::DossierScelle(DossierScelle { named }))).await;
    let role = read(&world, &anybody(), &id(&audience)).await.unwrap();
    assert_eq!((role.count, role.pending), (1, false));
}

#[tokio::test]
async fn an_audience_that_was_published_and_is_cancelled_stays_and_says_so() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    let leaves = pb::AudienceChange {
        dossier_id: one.dossier.to_string(),
        reason: "contradictoire".into(),
        ..act("affaire_retiree")
    };
    change(&world, &president(), &audience, leaves).await.unwrap();
    answer(&world, &mut one).await;
    let audience = show(&world, &id(&audience)).await;
    let plan = planned(&world, "2027-01-19", "Salle 1", &[]).await;
    for one in [&audience, &plan] {
        let off = pb::AudienceChange { reason: "salle inondée".into(), ..act("audience_annulee") };
        change(&world, &president(), one, off).await.unwrap();
    }
    let role = read(&world, &anybody(), &id(&audience)).await.unwrap();
    assert!(role.cancelled && role.count == 0 && role.cases.is_empty());
    assert!(!format!("{role:?}").contains("inondée"), "why is the chamber's own");
    let listed = list(&world, "", ("2027-01-01", "2027-01-31")).await.unwrap();
    let seen: Vec<_> =
        listed.iter().map(|role| (role.audience_id.clone(), role.cancelled, role.count)).collect();
    assert_eq!(seen, [(id(&audience), true, 0)], "a plan that is dropped was never public");
}
