//! Every RPC behind the verifier; no role sees another's schema; the journal only grows.

use greffe_chassis::Caller;
use greffe_test_service::doors;
use sqlx::PgPool;
use tonic::Code;
use uuid::Uuid;

use crate::support::{World, declaration, greffier};

#[tokio::test]
async fn no_rpc_answers_a_caller_without_a_valid_identity() {
    let world = World::new().await;
    let a_minute_later = || world.clock.set("2026-11-24T10:02:00Z");
    doors::refuse_strangers(
        world.address(),
        &[
            "AidService",
            "CaseService",
            "CertificateService",
            "DecisionService",
            "DossierService",
            "FollowService",
            "GatekeeperService",
            "OrientationService",
            "SearchService",
            "StockService",
        ],
        greffe_dossier::NAME,
        &world.signer,
        &greffier(),
        a_minute_later,
    )
    .await;
}

#[tokio::test]
async fn a_role_sees_its_own_schema_alone() {
    let services = ["dossier", "deadline", "assignment", "notification", "document"];
    let database = greffe_dev::testing::TestDatabase::create(&services).await.unwrap();
    for reader in services {
        let pool = PgPool::connect(&database.url(reader).unwrap()).await.unwrap();
        for owner in services {
            let read = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {owner}.outbox")))
                .execute(&pool)
                .await;
            assert_eq!(read.is_ok(), reader == owner, "{reader} reads {owner}");
        }
    }
}

#[tokio::test]
async fn the_services_own_role_can_rewrite_neither_journal_nor_audit() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    for statement in [
        "UPDATE dossier.act SET kind = 'x'",
        "DELETE FROM dossier.act",
        "TRUNCATE dossier.act CASCADE",
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "DELETE FROM outbox",
        "DROP TABLE dossier.act",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn an_administrator_is_no_door_to_a_case() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let administrator = Caller { roles: vec!["administration".into()], ..greffier() };
    let shown = world.get(&administrator, &opened.dossier_id).await.unwrap();
    assert!(shown.parties.is_empty() && shown.decisions.is_empty());
    let acts = greffe_contracts::dossier::v1::ListActsRequest {
        dossier_id: opened.dossier_id,
        ..Default::default()
    };
    let refused = world
        .client()
        .await
        .list_acts(world.request(&administrator, Uuid::now_v7(), acts))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
}
