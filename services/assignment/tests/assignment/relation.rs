//! Who somebody is to a case at this moment, as the doors of the délibéré ask.

use greffe_assignment::seed;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1::{self as pb, relation_service_client::RelationServiceClient},
    events::v1::{
        ArretRabattu, AvocatGeneralDesigne, DecisionPrononcee, DossierScelle, MagistratRemplace,
        RapporteurDesigne, act_recorded::Body,
    },
};
use uuid::Uuid;

use crate::support::{World, administrator, chambre, failure, president};

async fn ask(
    world: &World,
    caller: &Caller,
    dossier: Uuid,
    subject: &str,
) -> Result<pb::RelationToCaseResponse, Failure> {
    let mut client = RelationServiceClient::connect(world.address().to_owned()).await.unwrap();
    let agent_id = seed::agent_id(subject).to_string();
    let wanted = pb::RelationToCaseRequest { dossier_id: dossier.to_string(), agent_id };
    let answer = client.relation_to_case(world.request(caller, Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

/// In a few letters: rapporteur, president, doyen, avocat général, recused, shut out, of the formation, judged.
pub async fn said(world: &World, dossier: Uuid, subject: &str) -> String {
    let told = ask(world, &Caller::service("document"), dossier, subject).await.unwrap();
    let all = [
        ("R", told.rapporteur),
        ("P", told.president),
        ("D", told.doyen),
        ("A", told.avocat_general),
        ("x", told.recused),
        ("s", told.shut_out),
        ("F", told.formation),
        ("J", told.pronounced),
    ];
    all.iter().filter(|(_, is)| *is).map(|(letter, _)| *letter).collect()
}

fn rapporteur(subject: &str) -> Body {
    let person_id = Some(seed::agent_id(subject).into());
    Body::RapporteurDesigne(RapporteurDesigne { person_id, ..Default::default() })
}

async fn doyen(world: &World, subject: &str, section: &str, version: u64) {
    let mut client = world.distribution().await;
    let magistrate = pb::Magistrate {
        agent_id: seed::agent_id(subject).to_string(),
        fonction: "doyen".into(),
        section: section.into(),
        part_time: 1000,
        version,
        ..Default::default()
    };
    let wanted = pb::SaveMagistrateRequest { magistrate: Some(magistrate) };
    client.save_magistrate(world.request(&administrator(), Uuid::now_v7(), wanted)).await.unwrap();
}

#[tokio::test]
async fn it_is_what_the_journal_and_the_register_say_now() {
    let world = World::new().await;
    let avocat_general = Body::AvocatGeneralDesigne(AvocatGeneralDesigne {
        person_id: Some(seed::agent_id("avocat.general").into()),
        ..Default::default()
    });
    let mut journal =
        world.dossier(vec![chambre("civ1"), rapporteur("conseiller.civ1"), avocat_general]).await;
    let dossier = journal.dossier;
    for (subject, is) in [
        ("conseiller.civ1", "R"),
        ("conseiller2.civ1", ""),
        ("president.civ1", "P"),
        ("president.soc", ""),
        ("avocat.general", "A"),
        ("greffe.civ1", ""),
        ("administration", ""),
        ("personne", ""),
    ] {
        assert_eq!(said(&world, dossier, subject).await, is, "{subject}");
        assert_eq!(said(&world, Uuid::now_v7(), subject).await, "", "{subject}, of an unknown case");
    }
    let named = ask(&world, &Caller::service("document"), dossier, "conseiller.civ1").await.unwrap();
    assert_eq!(named.display_name, "Paul Lenoir");

    doyen(&world, "conseiller2.civ1", "2", 0).await;
    assert_eq!(said(&world, dossier, "conseiller2.civ1").await, "", "of another section");
    doyen(&world, "conseiller2.civ1", "", 1).await;
    assert_eq!(said(&world, dossier, "conseiller2.civ1").await, "D");

    let judged = journal.next(Body::DecisionPrononcee(DecisionPrononcee::default()));
    world.hear(&judged).await;
    assert_eq!(said(&world, dossier, "conseiller.civ1").await, "RJ");
    world.hear(&journal.next(Body::ArretRabattu(ArretRabattu::default()))).await;
    assert_eq!(said(&world, dossier, "conseiller.civ1").await, "R", "taken back, it is to be judged again");

    let sealed = DossierScelle { named: vec![seed::agent_id("conseiller.civ1").into()] };
    world.hear(&journal.next(Body::DossierScelle(sealed))).await;
    assert_eq!(said(&world, dossier, "president.civ1").await, "Ps");
    assert_eq!(said(&world, dossier, "conseiller.civ1").await, "R");
    let replaced = MagistratRemplace {
        person_id: Some(seed::agent_id("conseiller.civ1").into()),
        fonction: "rapporteur".into(),
        cause: "recusation".into(),
    };
    world.hear(&journal.next(Body::MagistratRemplace(replaced))).await;
    assert_eq!(said(&world, dossier, "conseiller.civ1").await, "x");
}

#[tokio::test]
async fn it_is_told_to_services_alone() {
    let world = World::new().await;
    let journal = world.dossier(vec![chambre("civ1")]).await;
    for caller in [president(), administrator()] {
        let refused = ask(&world, &caller, journal.dossier, "president.civ1").await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", caller.subject);
    }
}
