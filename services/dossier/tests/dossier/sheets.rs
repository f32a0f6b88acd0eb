//! Sheets of decisions: kept beside the journal, once, in versions, read by those who may read the case.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::dossier::v1::{self as pb, stock_service_client::StockServiceClient};
use uuid::Uuid;

use crate::support::{World, declaration, failure, person};

fn sheet(solution: &str) -> pb::Sheet {
    pb::Sheet {
        source: "decisions:x".into(),
        numbers: vec![pb::SheetNumber { number: "26-10.001".into(), key_letter: "C".into() }],
        solution: Some(pb::SheetSolution { code: solution.into(), ..Default::default() }),
        decision_date: "2026-11-19".into(),
        ..Default::default()
    }
}

async fn keep(
    world: &World,
    who: &Caller,
    key: Uuid,
    dossier: &str,
    sheet: pb::Sheet,
) -> Result<u32, Failure> {
    let mut client = StockServiceClient::connect(world.address().to_owned()).await.unwrap();
    let wanted = pb::RecordSheetRequest { dossier_id: dossier.into(), sheet: Some(sheet) };
    let kept = client.record_sheet(world.request(who, key, wanted)).await.map_err(failure)?;
    Ok(kept.into_inner().version)
}

async fn read(world: &World, who: &Caller, dossier: &str) -> Result<Vec<pb::Sheet>, Failure> {
    let mut client = StockServiceClient::connect(world.address().to_owned()).await.unwrap();
    let wanted = pb::ListSheetsRequest { dossier_id: dossier.into() };
    let found = client.list_sheets(world.request(who, Uuid::now_v7(), wanted)).await.map_err(failure)?;
    Ok(found.into_inner().sheets)
}

#[tokio::test]
async fn a_sheet_is_kept_once_and_its_versions_stay() {
    let world = World::new().await;
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    let (who, key) = (person("reprise", &[]), Uuid::now_v7());
    assert_eq!(keep(&world, &who, key, &dossier, sheet("rejet")).await.unwrap(), 1);
    assert_eq!(keep(&world, &who, key, &dossier, sheet("rejet")).await.unwrap(), 1, "the same key");
    let again = keep(&world, &who, Uuid::now_v7(), &dossier, sheet("rejet")).await.unwrap();
    assert_eq!((again, world.count("dossier.sheet").await), (1, 1), "it says the same");
    assert_eq!(keep(&world, &who, Uuid::now_v7(), &dossier, sheet("cassation")).await.unwrap(), 2);
    assert_eq!(read(&world, &who, &dossier).await.unwrap(), [sheet("cassation")]);
    assert_eq!(world.count("dossier.sheet").await, 2);
    let refused = sqlx::query("DELETE FROM dossier.sheet").execute(&world.pool).await;
    assert!(refused.is_err(), "what was kept stays");
}

#[tokio::test]
async fn a_sheet_that_names_no_source_or_is_not_ones_own_to_keep_is_refused() {
    let world = World::new().await;
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    let who = person("reprise", &[]);
    let nameless = pb::Sheet { source: " ".into(), ..sheet("rejet") };
    let refused = keep(&world, &who, Uuid::now_v7(), &dossier, nameless).await.unwrap_err();
    assert_eq!(refused.code, "STK-001");
    let long = pb::Sheet { dispositif: "a".repeat(600_000), ..sheet("rejet") };
    assert_eq!(keep(&world, &who, Uuid::now_v7(), &dossier, long).await.unwrap_err().code, "STK-002");
    let undated = pb::Sheet { decision_date: "hier".into(), ..sheet("rejet") };
    assert_eq!(keep(&world, &who, Uuid::now_v7(), &dossier, undated).await.unwrap_err().code, "DOS-008");
    let direction = person("direction", &[]);
    let refused = keep(&world, &direction, Uuid::now_v7(), &dossier, sheet("rejet")).await.unwrap_err();
    assert_eq!(refused.kind, Kind::NotFound, "one who may not know of the case");
    assert_eq!(read(&world, &direction, &dossier).await.unwrap_err().kind, Kind::NotFound);
    let magistrate = person("magistrat_siege", &[]);
    let refused = keep(&world, &magistrate, Uuid::now_v7(), &dossier, sheet("rejet")).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
    assert_eq!(world.count("dossier.sheet").await, 0);
}
