//! Every RPC behind the verifier; the audit only grows; the délibéré has no place here.

use greffe_test_service::doors;

use crate::support::{World, greffier};

#[tokio::test]
async fn no_rpc_answers_a_caller_without_a_valid_identity() {
    let world = World::new().await;
    let a_minute_later = || world.clock.set("2026-11-24T10:02:00Z");
    doors::refuse_strangers(
        world.address(),
        &["AccessService", "DocumentService", "GateService"],
        greffe_document::NAME,
        &world.signer,
        &greffier(),
        a_minute_later,
    )
    .await;
}

#[tokio::test]
async fn the_services_own_role_rewrites_no_audit_and_keeps_no_paper_of_the_deliberation() {
    let world = World::new().await;
    let piece = world.deposit(&greffier(), "memoire").await;
    for statement in [
        "DELETE FROM audit",
        "UPDATE audit SET actor = 'x'",
        "TRUNCATE audit",
        "DROP TABLE document.piece",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "UPDATE document.piece SET class = 3",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
    assert!(world.reads(&greffier(), piece).await);
}
