//! The chamber suggested: learnt from the dossiers that have one, told with reasons to who may propose it.

use greffe_chassis::{Failure, Kind};
use greffe_contracts::dossier::v1 as pb;
use uuid::Uuid;

use crate::{
    groups::cases,
    proposals::{handle, proposed},
    support::{World, counsel, declaration, failure, greffier, person},
};

pub(crate) async fn suggested(
    world: &World,
    who: &greffe_chassis::Caller,
    dossier: &str,
) -> Result<pb::SuggestChambreResponse, Failure> {
    let wanted = pb::SuggestChambreRequest { dossier_id: dossier.into() };
    let answer = cases(world).await.suggest_chambre(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

/// A declaration against a decision of a section, like no other.
pub(crate) fn against(section: &str, rank: usize) -> pb::OpenDossierRequest {
    let mut wanted = declaration();
    wanted.decisions[0].section = section.into();
    wanted.decisions[0].case_number = format!("25/{rank:05}");
    for party in &mut wanted.parties {
        if let Some(person) = &mut party.person {
            person.name = format!("{} {rank}", person.name);
        }
    }
    wanted
}

#[tokio::test]
async fn a_chamber_is_suggested_for_reasons_that_the_stock_teaches() {
    let world = World::new().await;
    let first = world.open(against("chambre sociale", 0)).await.unwrap().dossier_id;
    let nothing = suggested(&world, &greffier(), &first).await.unwrap();
    assert_eq!((nothing.suggestions.len(), nothing.taught_by), (0, 0), "nobody taught");

    // Another day: what is learnt is kept for one.
    let world = World::new().await;
    for rank in 0..60 {
        let (section, chambre) = [("chambre sociale", "soc"), ("chambre des baux", "civ3")][rank % 2];
        let opened = world.open(against(section, rank)).await.unwrap();
        handle(&world, &proposed(&opened.dossier_id, "chambre_attribuee", chambre)).await;
    }
    let asked = world.open(against("chambre sociale", 99)).await.unwrap().dossier_id;
    let answer = suggested(&world, &greffier(), &asked).await.unwrap();
    assert_eq!((answer.taught_by, answer.taught_on.as_str()), (60, "2026-11-24"));
    let best = &answer.suggestions[0];
    assert_eq!((best.chambre.as_str(), best.label.as_str()), ("soc", "chambre sociale"));
    assert!(best.confidence > 900, "{best:?}");
    let reason = best.reasons.iter().find(|reason| reason.found == "sociale").unwrap();
    assert_eq!((reason.field.as_str(), reason.here, reason.everywhere), ("section", 30, 30));
    let told = format!("{answer:?}").to_lowercase();
    assert!(!told.contains("dupont") && !told.contains("leveque"), "no natural person teaches: {told}");

    let counsel = counsel(&Uuid::now_v7().to_string());
    assert_eq!(suggested(&world, &counsel, &asked).await.unwrap_err().kind, Kind::NotFound);
    let elsewhere = person("magistrat_siege", &["com"]);
    let refused = suggested(&world, &elsewhere, &asked).await.unwrap_err();
    assert!(matches!(refused.kind, Kind::NotFound | Kind::Forbidden), "{refused:?}");
    assert_eq!(suggested(&world, &greffier(), "nul").await.unwrap_err().kind, Kind::Invalid);
}
