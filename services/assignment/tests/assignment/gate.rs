//! What assignment says before a milestone: nobody, somebody twice, somebody who left, somebody who waits.

use greffe_assignment::seed;
use greffe_chassis::Caller;
use greffe_contracts::{
    common::v1::{Event, NamedDate, named_date},
    events::v1::{
        ActRecorded, AvocatGeneralDesigne, DecisionPrononcee, FindingRaised, FormationSaisie, PourvoiForme,
        RapporteurDesigne, act_recorded::Body,
    },
    gate::v1::{self as gate, gate_service_client::GateServiceClient},
};
use greffe_procedure::catalogue::Catalogue;
use prost::Message;
use tonic::Code;
use uuid::Uuid;

use crate::support::{Journal, World, chambre, president, wanted};

/// The act of an event, of a day.
fn dated(event: Event, name: &str) -> Event {
    let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
    let day: greffe_procedure::day::Day = "2026-11-24".parse().unwrap();
    let value = Some(named_date::Value::Day(day.number()));
    fact.dates = vec![NamedDate { name: name.into(), value, source: String::new() }];
    Event { payload: fact.encode_to_vec().into(), ..event }
}

async fn found(world: &World, journal: &Journal, milestone: &str) -> Result<Vec<String>, tonic::Status> {
    let wanted = gate::CheckMilestoneRequest {
        dossier_id: journal.dossier.to_string(),
        version: journal.version,
        milestone: milestone.into(),
        catalogue: Catalogue::embedded().version().into(),
        act: None,
    };
    let request = world.request(&Caller::service("dossier"), Uuid::now_v7(), wanted);
    let mut client = GateServiceClient::connect(world.address().to_owned()).await.unwrap();
    let findings = client.check_milestone(request).await?.into_inner().findings;
    Ok(findings.into_iter().map(|f| format!("{} {}", f.code, f.severity)).collect())
}

fn rapporteur(subject: &str) -> Body {
    let person_id = Some(seed::agent_id(subject).into());
    Body::RapporteurDesigne(RapporteurDesigne { person_id, ..Default::default() })
}

async fn opened(world: &World) -> Journal {
    let mut journal = Journal { dossier: Uuid::now_v7(), version: 0 };
    let formed = Body::PourvoiForme(PourvoiForme { nature: "principal".into(), ..Default::default() });
    world.hear(&dated(journal.next(formed), "forme")).await;
    world.hear(&dated(journal.next(chambre("civ1")), "attribution")).await;
    journal
}

#[tokio::test]
async fn an_arret_has_a_rapporteur_who_is_not_the_avocat_general() {
    let world = World::new().await;
    let mut journal = opened(&world).await;
    assert_eq!(found(&world, &journal, "prononce").await.unwrap(), ["chk.aff.02 bloquante"]);
    // Proposed is not designated.
    let proposal = wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1");
    world.propose(&president(), proposal).await.unwrap();
    let said = found(&world, &journal, "prononce").await.unwrap();
    assert_eq!(said, ["chk.aff.01 avertissement", "chk.aff.02 bloquante"]);
    world.hear(&dated(journal.next(rapporteur("conseiller.civ1")), "designation")).await;
    assert_eq!(found(&world, &journal, "prononce").await.unwrap(), ["chk.aff.01 avertissement"]);
    let person_id = Some(seed::agent_id("conseiller.civ1").into());
    let both = Body::AvocatGeneralDesigne(AvocatGeneralDesigne { person_id, ..Default::default() });
    world.hear(&dated(journal.next(both), "designation")).await;
    for milestone in ["audiencement", "prononce"] {
        let said = found(&world, &journal, milestone).await.unwrap();
        assert!(said.contains(&"chk.aff.04 bloquante".to_owned()), "{milestone}: {said:?}");
    }
}

#[tokio::test]
async fn somebody_of_another_chamber_is_said_and_an_arret_without_rapporteur_is_said_again() {
    let world = World::new().await;
    let mut journal = opened(&world).await;
    world.hear(&dated(journal.next(rapporteur("conseiller.soc")), "designation")).await;
    let said = found(&world, &journal, "audiencement").await.unwrap();
    assert!(
        said.iter().any(|f| f == "chk.aff.05 avertissement" || f == "chk.aff.03 avertissement"),
        "{said:?}"
    );

    // Of several chambers, a formation has its rapporteur from any.
    let seised = FormationSaisie { formation: "chambre_mixte".into(), ..Default::default() };
    world.hear(&dated(journal.next(Body::FormationSaisie(seised)), "saisie")).await;
    let said = found(&world, &journal, "audiencement").await.unwrap();
    assert!(!said.contains(&"chk.aff.05 avertissement".to_owned()), "{said:?}");

    let mut other = opened(&world).await;
    let decided =
        DecisionPrononcee { nature: "arret".into(), solution: "rejet".into(), ..Default::default() };
    world.hear(&dated(other.next(Body::DecisionPrononcee(decided)), "prononce")).await;
    let payload: Vec<u8> =
        sqlx::query_scalar("SELECT payload FROM outbox WHERE event_type = 'FindingRaised'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    let raised = FindingRaised::decode(payload.as_slice()).unwrap();
    assert_eq!(raised.dossier_id.map(Uuid::from), Some(other.dossier));
    assert_eq!((raised.part.as_str(), raised.findings[0].code.as_str()), ("assignment", "chk.aff.02"));
}

#[tokio::test]
async fn a_journal_that_is_not_known_is_not_in_order() {
    let world = World::new().await;
    let unknown = Journal { dossier: Uuid::now_v7(), version: 3 };
    assert_eq!(found(&world, &unknown, "prononce").await.unwrap_err().code(), Code::Unavailable);
}
