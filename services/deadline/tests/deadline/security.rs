//! Every RPC behind the verifier; history and audit only grow.

use greffe_test_service::doors;

use crate::support::{World, greffier};

#[tokio::test]
async fn no_rpc_answers_a_caller_without_a_valid_identity() {
    let world = World::new().await;
    let a_minute_later = || world.clock.set("2026-11-24T11:02:00Z");
    doors::refuse_strangers(
        world.address(),
        &["DeadlineService", "GateService"],
        greffe_deadline::NAME,
        &world.signer,
        &greffier(),
        a_minute_later,
    )
    .await;
}

#[tokio::test]
async fn the_services_own_role_rewrites_neither_history_nor_audit() {
    let world = World::new().await;
    for statement in [
        "UPDATE deadline.history SET body = ''",
        "DELETE FROM deadline.history",
        "DELETE FROM audit",
        "UPDATE audit SET actor = 'x'",
        "DROP TABLE deadline.current",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
}
