//! What an audience owes is told each time it differs, and only then: after its acts, an act of a dossier of its rôle, a change of
//! those who sit, and with the day.

use greffe_assignment::seed;
use greffe_chassis::Caller;
use greffe_contracts::{assignment::v1 as pb, dossier::v1::Principal, events::v1::AudienceChanged};
use prost::Message;
use uuid::Uuid;

use crate::audiences::{
    CIV1, act, change, composition, concludes, greffe, id, open, planned, published, ready, role, sitting,
};
use crate::support::{World, counsel, parquet, person, president};

/// All that was told of an audience, in order: what it owes each time.
async fn told(world: &World, audience: &str) -> Vec<Vec<String>> {
    world.service.tell_audiences().await.unwrap();
    let rows: Vec<Vec<u8>> = sqlx::query_scalar(
        "SELECT payload FROM outbox WHERE event_type = 'AudienceChanged' AND aggregate_id = $1 ORDER BY aggregate_seq",
    )
    .bind(audience.parse::<Uuid>().unwrap())
    .fetch_all(&world.pool)
    .await
    .unwrap();
    let codes = |payload: Vec<u8>| {
        let said = AudienceChanged::decode(payload.as_slice()).unwrap();
        said.owed.into_iter().map(|task| task.code).collect()
    };
    rows.into_iter().map(codes).collect()
}

#[tokio::test]
async fn what_an_audience_owes_is_told_when_it_differs() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = open(&world, &greffe(), "civ1", sitting("2027-01-12", 570, "Salle 1")).await.unwrap();
    let first = [
        "arreter_la_composition",
        "designer_le_greffier",
        "demander_l_avocat_general",
        "remplir_le_role",
        "publier_le_role",
    ];
    assert_eq!(told(&world, &id(&audience)).await, [first]);
    assert_eq!(told(&world, &id(&audience)).await.len(), 1, "nothing differs: nothing is told");
    let audience = change(&world, &greffe(), &audience, composition(CIV1)).await.unwrap();
    let audience = change(&world, &parquet(), &audience, concludes("avocat.general")).await.unwrap();
    let audience = change(&world, &greffe(), &audience, role("role_arrete", &[&one], "")).await.unwrap();
    let all = told(&world, &id(&audience)).await;
    assert_eq!(all.last().unwrap(), &["publier_le_role"], "{all:?}");
    // Somebody who sits is away that day.
    let absence = pb::Absence {
        agent_id: seed::agent_id("conseiller.civ1").to_string(),
        from: "2027-01-11".into(),
        to: "2027-01-15".into(),
        part: 1_000,
        ..Default::default()
    };
    let wanted = pb::EnterAbsenceRequest { absence: Some(absence) };
    world
        .distribution()
        .await
        .enter_absence(world.request(&president(), Uuid::now_v7(), wanted))
        .await
        .unwrap();
    let all = told(&world, &id(&audience)).await;
    assert!(all.last().unwrap().contains(&"arreter_la_composition".to_owned()), "{all:?}");
    // An act of a dossier of its rôle has it looked at.
    let count = all.len();
    world.hear(&one.next(crate::support::chambre("civ1"))).await;
    assert_eq!(told(&world, &id(&audience)).await.len(), count, "an act that moves nothing tells nothing");
    // Cancelled, it owes nothing, and is looked at no more.
    let cancel = pb::AudienceChange { reason: "Salle indisponible".into(), ..act("audience_annulee") };
    change(&world, &president(), &audience, cancel).await.unwrap();
    let all = told(&world, &id(&audience)).await;
    assert!(all.last().unwrap().is_empty(), "{all:?}");
    assert_eq!(world.count("assignment.audience_watch WHERE due_at IS NOT NULL").await, 0);
}

#[tokio::test]
async fn the_day_alone_makes_an_audience_owe() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    let before = told(&world, &id(&audience)).await;
    assert!(!before.last().unwrap().contains(&"tenir_l_audience".to_owned()), "{before:?}");
    world.clock.set("2027-01-12T06:00:00Z");
    let after = told(&world, &id(&audience)).await;
    assert!(after.last().unwrap().contains(&"tenir_l_audience".to_owned()), "{after:?}");
}

#[tokio::test]
async fn who_may_see_an_audience_is_asked_before_a_browser_is_told() {
    let world = World::new().await;
    let audience = planned(&world, "2027-01-12", "Salle 1", &[]).await;
    let principal = |of: &Caller| Principal {
        subject: of.subject.clone(),
        roles: of.roles.clone(),
        chambres: of.chambres.clone(),
        office_id: of.office_id.clone(),
        agent_id: of.agent_id.clone(),
    };
    let listeners = [
        president(),
        greffe(),
        parquet(),
        person("president.soc", "president", &["soc"]),
        counsel(Uuid::from_u128(3)),
    ];
    let wanted = |audience_id: String| pb::FilterAudienceVisibleRequest {
        audience_id,
        principals: listeners.iter().map(principal).collect(),
    };
    let ask = async |caller: Caller, of: String| {
        world
            .audience()
            .await
            .filter_audience_visible(world.request(&caller, Uuid::now_v7(), wanted(of)))
            .await
    };
    let service = Caller::service("gateway");
    let seen = ask(service.clone(), id(&audience)).await.unwrap().into_inner().visible;
    assert_eq!(seen, [true, true, true, false, false]);
    let unknown = ask(service, Uuid::now_v7().to_string()).await.unwrap().into_inner().visible;
    assert_eq!(unknown, [false; 5], "of an audience that there is not, nobody hears");
    assert!(ask(president(), id(&audience)).await.is_err(), "services alone ask it");
}
