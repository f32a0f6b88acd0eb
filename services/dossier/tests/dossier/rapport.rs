//! The deposit of a report, told by the enclave of the délibéré: the one act that it may tell, once, of who reports. And the opinion of
//! the parquet général, given by who was designated.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::{Event, Id, Scope},
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, AffaireEnEtatDeJuger, AssignmentProposed, AvisParquetGeneral, RapportDepose,
        act_recorded::Body,
    },
};
use prost::Message;
use uuid::Uuid;

use crate::{
    groups::join,
    proposals::{handle, proposed},
    support::{World, day, declaration, memoire, person},
};

fn enclave() -> Caller {
    Caller::service("document")
}

fn deposited(who: Option<Uuid>) -> ActRecorded {
    ActRecorded {
        dates: vec![day("depose", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::RapportDepose(RapportDepose {
            person_id: who.map(Into::into),
            ..Default::default()
        })),
        ..Default::default()
    }
}

async fn tell(
    world: &World,
    who: &Caller,
    dossier: &str,
    act: ActRecorded,
) -> Result<pb::RecordActResponse, Failure> {
    world.record(who, dossier, 0, act).await
}

/// A case in the hands of its chamber.
async fn given(world: &World) -> String {
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    handle(world, &proposed(&dossier, "chambre_attribuee", "civ1")).await;
    world.record_owned(&dossier, memoire("2026-11-21")).await.unwrap();
    dossier
}

/// Designates a rapporteur.
async fn designate(world: &World, dossier: &str) -> Uuid {
    designate_as(world, dossier, "rapporteur_designe").await
}

async fn designate_as(world: &World, dossier: &str, kind: &str) -> Uuid {
    let event = proposed(dossier, kind, "");
    let mut fact = AssignmentProposed::decode(event.payload.as_ref()).unwrap();
    (fact.taken_over, fact.designated_on) = (true, fact.designated_on - 1);
    handle(world, &Event { payload: fact.encode_to_vec().into(), ..event }).await;
    fact.person_id.unwrap().into()
}

async fn reports(world: &World, dossier: &str) -> usize {
    let facts = world.facts(dossier).await;
    facts.iter().filter(|fact| matches!(fact.body, Some(Body::RapportDepose(_)))).count()
}

#[tokio::test]
async fn the_enclave_tells_that_a_report_was_deposited_and_nothing_else() {
    let world = World::new().await;
    let dossier = given(&world).await;
    let early = tell(&world, &enclave(), &dossier, deposited(Some(Uuid::now_v7()))).await.unwrap_err();
    assert_eq!((early.kind, early.code.as_ref()), (Kind::Refused, "DEL-008"), "nobody reports yet");
    let rapporteur = designate(&world, &dossier).await;
    for stranger in [None, Some(Uuid::now_v7())] {
        let refused = tell(&world, &enclave(), &dossier, deposited(stranger)).await.unwrap_err();
        assert_eq!(refused.code, "DEL-008");
    }
    let key = Uuid::now_v7();
    let act = deposited(Some(rapporteur));
    let told = world.record_with(&enclave(), key, &dossier, 0, act.clone(), "").await.unwrap();
    let again = world.record_with(&enclave(), key, &dossier, 0, act.clone(), "").await.unwrap();
    assert_eq!(told, again, "the same key, the same act");
    let twice = tell(&world, &enclave(), &dossier, act.clone()).await.unwrap_err();
    assert_eq!((twice.kind, twice.code.as_ref()), (Kind::Refused, "DEL-007"));
    assert_eq!(reports(&world, &dossier).await, 1);
    assert_eq!(world.count("audit WHERE action = 'inscrire_rapport' AND decision = 'permis'").await, 1);

    // No other act by this door, and no other service by it.
    let ready = ActRecorded {
        dates: vec![day("constate", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::AffaireEnEtatDeJuger(AffaireEnEtatDeJuger {})),
        ..Default::default()
    };
    for (who, act) in [(enclave(), ready), (Caller::service("deadline"), act)] {
        let refused = tell(&world, &who, &dossier, act).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", who.subject);
    }
}

#[tokio::test]
async fn what_was_entered_by_hand_is_not_entered_twice() {
    let world = World::new().await;
    let dossier = given(&world).await;
    let rapporteur = designate(&world, &dossier).await;
    tell(&world, &person("greffe_chambre", &["civ1"]), &dossier, deposited(None)).await.unwrap();
    let refused = tell(&world, &enclave(), &dossier, deposited(Some(rapporteur))).await.unwrap_err();
    assert_eq!(refused.code, "DEL-007");
    assert_eq!(reports(&world, &dossier).await, 1);
}

#[tokio::test]
async fn joined_dossiers_have_one_report() {
    let world = World::new().await;
    let (head, member) = (given(&world).await, given(&world).await);
    join(&world, Uuid::now_v7(), &head, std::slice::from_ref(&member)).await.unwrap();
    let rapporteur = designate(&world, &head).await;
    let told = tell(&world, &enclave(), &head, deposited(Some(rapporteur))).await.unwrap();
    assert_eq!(told.entered.len(), 1);
    assert_eq!((reports(&world, &head).await, reports(&world, &member).await), (1, 1));
}

#[tokio::test]
async fn the_opinion_is_journalled_by_the_avocat_general_of_the_case_with_its_piece() {
    let world = World::new().await;
    let dossier = given(&world).await;
    designate(&world, &dossier).await;
    let designated = designate_as(&world, &dossier, "avocat_general_designe").await;
    let other = person("avocat_general", &[]);
    let own = Caller { agent_id: designated.to_string(), ..other.clone() };
    let piece = Uuid::now_v7();
    let opinion = || ActRecorded {
        dates: vec![day("depose", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::AvisParquetGeneral(AvisParquetGeneral {
            objet: "pourvoi".into(),
            pieces: vec![piece.into()],
        })),
        ..Default::default()
    };
    for stranger in [other, person("parquet_secretariat", &[])] {
        let refused = tell(&world, &stranger, &dossier, opinion()).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", stranger.subject);
    }
    tell(&world, &own, &dossier, opinion()).await.unwrap();
    let facts = world.facts(&dossier).await;
    let given = facts.iter().find(|fact| matches!(fact.body, Some(Body::AvisParquetGeneral(_)))).unwrap();
    let Some(Body::AvisParquetGeneral(body)) = &given.body else { panic!("{given:?}") };
    assert_eq!(body.pieces, [Id::from(piece)]);
    // That act and no other, and none that stands.
    let corrected = ActRecorded { supersedes: given.act_id, ..opinion() };
    let refused = world.record_with(&own, Uuid::now_v7(), &dossier, 0, corrected, "date").await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
    let refused = tell(&world, &own, &dossier, deposited(None)).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
}
