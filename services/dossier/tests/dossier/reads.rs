//! Reads: by any form of the number, one statement, filters alone and together, pages without hole.

use greffe_chassis::Kind;
use greffe_contracts::{common::v1::PageRequest, dossier::v1 as pb};
use uuid::Uuid;

use crate::support::{World, counsel, declaration, greffier, person};

#[tokio::test]
async fn every_form_of_a_number_finds_its_dossier() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    for form in [opened.number.as_str(), "26-10.001", "2610001", "26-10001", &opened.dossier_id] {
        assert_eq!(world.get(&greffier(), form).await.unwrap().dossier_id, opened.dossier_id, "{form}");
    }
    assert_eq!(world.get(&greffier(), "26-10.002").await.unwrap_err().kind, Kind::NotFound);
}

#[tokio::test]
async fn a_reader_sees_as_much_as_his_place_allows() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let other_chamber = world.get(&person("magistrat_siege", &["soc"]), &opened.dossier_id).await.unwrap();
    assert!(
        other_chamber.parties.is_empty() && other_chamber.number == opened.number,
        "that it exists, no more"
    );
    let stranger = counsel(&Uuid::now_v7().to_string());
    assert_eq!(world.get(&stranger, &opened.dossier_id).await.unwrap_err().kind, Kind::NotFound);
}

#[tokio::test]
async fn a_version_not_yet_there_is_awaited_within_a_bound() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let wanted =
        pb::GetDossierRequest { dossier: opened.dossier_id.clone(), min_version: opened.version + 1 };
    let behind = world.client().await.get_dossier(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    let behind = crate::support::failure(behind.unwrap_err());
    assert_eq!((behind.code.as_ref(), behind.current_version), ("LEC-005", Some(opened.version)));
    let far = pb::GetDossierRequest { dossier: opened.dossier_id, min_version: u64::MAX };
    let stranger = counsel(&Uuid::now_v7().to_string());
    let hidden = world.client().await.get_dossier(world.request(&stranger, Uuid::now_v7(), far)).await;
    let hidden = crate::support::failure(hidden.unwrap_err());
    assert_eq!(
        (hidden.kind, hidden.current_version),
        (Kind::NotFound, None),
        "its version tells that it exists"
    );
}

#[tokio::test]
async fn a_read_survives_the_end_of_its_connection() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let read = async || world.get(&greffier(), &opened.dossier_id).await.unwrap().number;
    assert_eq!(read().await, opened.number);
    let admin = sqlx::PgPool::connect(&world.database.admin_url().unwrap()).await.unwrap();
    let ended: i64 = sqlx::query_scalar(
        "SELECT count(*) FILTER (WHERE pg_terminate_backend(pid)) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'greffe_dossier'",
    )
    .fetch_one(&admin)
    .await
    .unwrap();
    assert!(ended > 0);
    assert_eq!(read().await, opened.number);
}

async fn list(world: &World, wanted: pb::ListDossiersRequest) -> pb::ListDossiersResponse {
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    world.client().await.list_dossiers(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn each_filter_alone_and_all_together() {
    let world = World::new().await;
    for at in 0..6 {
        let mut wanted = declaration();
        wanted.urgent = at % 2 == 0;
        wanted.parties[0].person.as_mut().unwrap().name = format!("Éluard{at}");
        world.open(wanted).await.unwrap();
    }
    let all = pb::ListDossiersRequest {
        page: Some(PageRequest { size: 50, ..Default::default() }),
        ..Default::default()
    };
    let with = |change: fn(&mut pb::ListDossiersRequest)| {
        let mut wanted = all.clone();
        change(&mut wanted);
        wanted
    };
    let cases: Vec<(pb::ListDossiersRequest, usize)> = vec![
        (all.clone(), 6),
        (with(|w| w.urgent_only = true), 3),
        (with(|w| w.opened_since = Some(Default::default())), 6),
        (with(|w| w.opened_since.get_or_insert_with(Default::default).seconds = 4_000_000_000), 0),
        (with(|w| w.query = "eluard3".into()), 1),
        (with(|w| w.query = "ÉLUARD".into()), 6),
        (with(|w| w.query = "26-10.004".into()), 1),
        (with(|w| w.query = "100%".into()), 0),
        (with(|w| w.chambres = vec!["civ1".into()]), 0),
        (with(|w| w.chambres = vec![String::new()]), 6),
        (with(|w| w.stages = vec!["attente_memoire_ampliatif".into()]), 6),
        (with(|w| w.stages = vec!["juge".into()]), 0),
        (with(|w| w.rapporteur = Uuid::now_v7().to_string()), 0),
        (with(|w| w.include_closed = true), 6),
        (
            with(|w| {
                w.query = "eluard2 dupont".into();
                w.urgent_only = true;
                w.chambres = vec![String::new()];
                w.stages = vec!["attente_memoire_ampliatif".into()];
                w.include_closed = true;
                w.sort = "oldest".into();
            }),
            0,
        ),
    ];
    for (wanted, expected) in cases {
        assert_eq!(list(&world, wanted.clone()).await.rows.len(), expected, "{wanted:?}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_hole_in_every_order() {
    let world = World::new().await;
    for _ in 0..7 {
        world.open(declaration()).await.unwrap();
    }
    for sort in ["recent", "number", "oldest"] {
        let mut seen = Vec::new();
        let mut cursor = String::new();
        loop {
            let page = list(
                &world,
                pb::ListDossiersRequest {
                    sort: sort.into(),
                    page: Some(PageRequest { cursor: cursor.clone(), size: 3 }),
                    ..Default::default()
                },
            )
            .await;
            seen.extend(page.rows.into_iter().map(|r| r.dossier_id));
            cursor = page.page.unwrap().next_cursor;
            if cursor.is_empty() {
                break;
            }
        }
        let mut unique = seen.clone();
        unique.sort();
        unique.dedup();
        assert_eq!((seen.len(), unique.len()), (7, 7), "{sort}");
    }
}

#[tokio::test]
async fn the_projection_can_be_rebuilt_from_nothing() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let rebuild = async || {
        let wanted = pb::RebuildProjectionRequest { dossier_id: opened.dossier_id.clone() };
        let caller = greffe_chassis::Caller::service("verify");
        let request = world.request(&caller, Uuid::now_v7(), wanted);
        world.client().await.rebuild_projection(request).await.unwrap().into_inner().differed
    };
    assert!(!rebuild().await, "what is stored is what the journal says");
    sqlx::query("UPDATE dossier.dossier SET view = '\\x', stage = 'juge'")
        .execute(&world.pool)
        .await
        .unwrap();
    // An empty view is a dossier without names: the rebuild reads them from their tables.
    assert!(rebuild().await);
    let dossier = world.get(&greffier(), &opened.dossier_id).await.unwrap();
    assert_eq!(
        (dossier.parties[0].name.as_str(), dossier.stage.as_str()),
        ("Camille Dupont", "attente_memoire_ampliatif")
    );
}

#[tokio::test]
async fn the_stock_counts_open_dossiers_by_chamber_and_stage() {
    let world = World::new().await;
    for _ in 0..3 {
        world.open(declaration()).await.unwrap();
    }
    let request = world.request(&person("direction", &[]), Uuid::now_v7(), pb::GetStockRequest {});
    let stock = world.client().await.get_stock(request).await.unwrap().into_inner();
    assert_eq!((stock.cells.len(), stock.cells[0].count), (1, 3));
}
