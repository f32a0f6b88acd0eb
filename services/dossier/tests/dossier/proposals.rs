//! Proposals of designations: journalled once, or declined with a reason; the same when they come twice.

use greffe_bus::Handler;
use greffe_contracts::{
    common::v1::{Event, Id},
    events::v1::{ActDeclined, AssignmentProposed},
};
use prost::Message;
use uuid::Uuid;

use crate::support::{World, declaration, greffier, person};

pub(crate) fn proposed(dossier: &str, kind: &str, chambre: &str) -> Event {
    let today: greffe_procedure::day::Day = "2026-11-24".parse().unwrap();
    let proposal = Uuid::now_v7();
    let fact = AssignmentProposed {
        proposal_id: Some(Id::from(proposal)),
        dossier_id: Some(Id::from(dossier.parse::<Uuid>().unwrap())),
        kind: kind.into(),
        chambre: chambre.into(),
        person_id: Some(Id::from(Uuid::now_v7())),
        proposed_by: "president.civ1".into(),
        designated_on: today.number(),
        ..Default::default()
    };
    Event {
        event_id: Some(Id::from(Uuid::now_v7())),
        source: "assignment".into(),
        aggregate_id: Some(Id::from(proposal)),
        aggregate_seq: 1,
        r#type: "AssignmentProposed".into(),
        payload: fact.encode_to_vec().into(),
        ..Default::default()
    }
}

pub(crate) async fn handle(world: &World, event: &Event) {
    let mut tx = greffe_chassis::db::begin(&world.pool).await.unwrap();
    world.service.reactions().handle(&mut tx, event).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_chamber_proposed_takes_effect_in_the_journal() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    handle(&world, &proposed(&opened.dossier_id, "chambre_attribuee", "civ1")).await;
    let dossier = world.get(&person("magistrat_siege", &["civ1"]), &opened.dossier_id).await.unwrap();
    assert_eq!((dossier.chambre.as_str(), dossier.version), ("civ1", opened.version + 1));
    assert_eq!(dossier.parties.len(), 2, "the chamber's magistrates read it from now on");
}

#[tokio::test]
async fn a_rapporteur_before_the_memoire_is_declined_with_a_reason() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    handle(&world, &proposed(&opened.dossier_id, "rapporteur_designe", "")).await;
    let dossier = world.get(&greffier(), &opened.dossier_id).await.unwrap();
    assert_eq!(dossier.version, opened.version, "nothing entered the journal");
    let payload: Vec<u8> =
        sqlx::query_scalar("SELECT payload FROM outbox WHERE routing_key = 'dossier.proposal.act_declined'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    let declined = ActDeclined::decode(payload.as_slice()).unwrap();
    assert!(declined.reason.unwrap().message.len() > 30);
}
