//! Every RPC behind the verifier; the audit only grows.

use greffe_test_service::doors;

use crate::support::{World, greffier};

#[tokio::test]
async fn no_rpc_answers_a_caller_without_a_valid_identity() {
    let world = World::new().await;
    let a_minute_later = || world.clock.set("2026-11-24T11:02:00Z");
    doors::refuse_strangers(
        world.address(),
        &["GateService", "NotificationService"],
        greffe_notification::NAME,
        &world.signer,
        &greffier(),
        a_minute_later,
    )
    .await;
}

#[tokio::test]
async fn the_services_own_role_rewrites_neither_audit_nor_tables() {
    let world = World::new().await;
    for statement in [
        "DELETE FROM audit",
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM outbox",
        "DROP TABLE notification.claim",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
}
