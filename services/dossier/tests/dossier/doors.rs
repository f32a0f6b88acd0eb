//! The matrix of secrecy at the doors of this service: page, list, count, search, journal, what is alike, errors, each asked by
//! each relation to a case, open and sealed. One table says who knows of it and who reads it; no door says more.

use std::fmt::Debug;

use greffe_chassis::{Caller, Failure};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, search_service_client::SearchServiceClient},
};
use tonic::{Response, Status};
use uuid::Uuid;

use crate::support::{World, counsel, declaration, failure, person};

const CONSTITUTED: &str = "0192f0c4-7b1e-7c3a-9f00-0000000000c1";

/// Who, of which chamber, and what of a case of the first civil chamber: whether it exists, whether it is read.
const TABLE: &[(&str, &[&str], bool, bool)] = &[
    ("greffe_central", &[], true, true),
    ("greffe_chambre", &["civ1"], true, true),
    ("greffe_chambre", &["soc"], true, false),
    ("premier_president", &[], true, true),
    ("president", &["civ1"], true, true),
    ("president", &["soc"], true, false),
    ("magistrat_siege", &["civ1"], true, true),
    ("magistrat_siege", &["soc"], true, false),
    ("avocat_general", &[], true, false),
    ("parquet_secretariat", &[], true, false),
    ("sder", &[], true, true),
    ("baj", &[], true, true),
    ("administration", &[], true, false),
    ("audit", &[], true, false),
    ("direction", &[], false, false),
    ("securite", &[], false, false),
    ("exploitation", &[], false, false),
    ("juridiction", &[], false, false),
    ("partie", &[], false, false),
    ("constitué", &[], true, true),
    ("d’aucune partie", &[], false, false),
];

fn caller(role: &str, chambres: &[&str]) -> Caller {
    match role {
        "constitué" => counsel(CONSTITUTED),
        "d’aucune partie" => counsel(&Uuid::now_v7().to_string()),
        role => person(role, chambres),
    }
}

/// What a door says, or refuses to say.
fn said<T: Debug>(answer: Result<Response<T>, Status>) -> Result<String, Failure> {
    answer.map(|answer| format!("{:?}", answer.into_inner())).map_err(failure)
}

async fn doors(world: &World, who: &Caller, dossier: &str) -> Vec<(&'static str, Result<String, Failure>)> {
    let key = Uuid::now_v7;
    let dossier_id = dossier.to_owned();
    let page = Some(PageRequest { size: 20, ..Default::default() });
    let list = pb::ListDossiersRequest { page: page.clone(), ..Default::default() };
    let acts = pb::ListActsRequest { dossier_id: dossier_id.clone(), ..Default::default() };
    let sought = pb::SearchRequest { query: "Dupont".into(), page, ..Default::default() };
    let similar = pb::FindSimilarRequest { dossier_id, size: 5 };
    let mut client = world.client().await;
    let mut search = SearchServiceClient::connect(world.address().to_owned()).await.unwrap();
    vec![
        ("page", world.get(who, dossier).await.map(|shown| format!("{shown:?}"))),
        ("liste", said(client.list_dossiers(world.request(who, key(), list)).await)),
        ("compte", said(client.get_stock(world.request(who, key(), pb::GetStockRequest {})).await)),
        ("journal", said(client.list_acts(world.request(who, key(), acts)).await)),
        ("recherche", said(search.search(world.request(who, key(), sought)).await)),
        ("affaires proches", said(search.find_similar(world.request(who, key(), similar)).await)),
    ]
}

#[tokio::test]
async fn no_door_says_more_than_the_matrix() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = opened.dossier_id.as_str();
    sqlx::query(
        "UPDATE dossier.dossier SET chambre = 'civ1', distributed = true, offices = $2 WHERE id = $1",
    )
    .bind(Uuid::parse_str(dossier).unwrap())
    .bind(vec![Uuid::parse_str(CONSTITUTED).unwrap()])
    .execute(&world.pool)
    .await
    .unwrap();
    for sealed in [false, true] {
        sqlx::query("UPDATE dossier.dossier SET sealed = $1")
            .bind(sealed)
            .execute(&world.pool)
            .await
            .unwrap();
        for (role, chambres, exists, reads) in TABLE {
            let (exists, reads) = (*exists && !sealed, *reads && !sealed);
            let who = caller(role, chambres);
            for (door, answer) in doors(&world, &who, dossier).await {
                let what = format!("{role} {chambres:?}, scellé {sealed}, {door}: {answer:?}");
                let words = match &answer {
                    Ok(words) => words.clone(),
                    Err(refused) => format!("{} {:?}", refused.message, refused.violations),
                };
                let names = words.contains("Dupont") || words.contains("Lévêque");
                assert!(reads || !names, "a name: {what}");
                assert!(
                    exists || !(words.contains(dossier) || words.contains(&opened.number)),
                    "it exists: {what}"
                );
                match (door, &answer) {
                    ("page", Ok(_)) => assert_eq!(names, reads, "{what}"),
                    ("page", Err(refused)) => assert!(!exists && refused.code == "DOS-001", "{what}"),
                    ("journal" | "affaires proches", Ok(_)) => assert!(reads, "{what}"),
                    ("journal" | "affaires proches", Err(refused)) => {
                        assert!(!reads && (exists || refused.code == "DOS-001"), "{what}");
                    }
                    ("liste", Ok(words)) => assert_eq!(words.contains(dossier), exists, "{what}"),
                    ("recherche", Ok(words)) => assert_eq!(words.contains(dossier), reads, "{what}"),
                    // Figures name nobody; of what is sealed there are none.
                    ("compte", Ok(words)) => assert_eq!(words.contains("count: 1"), !sealed, "{what}"),
                    (_, Err(refused)) => assert_eq!(refused.code, "DRO-001", "{what}"),
                    _ => unreachable!("{what}"),
                }
            }
        }
    }
}
