//! Every RPC behind the verifier; history and audit only grow.

use greffe_test_service::doors;

use crate::support::{World, greffier};

#[tokio::test]
async fn no_rpc_answers_a_caller_without_a_valid_identity() {
    let world = World::new().await;
    let a_minute_later = || world.clock.set("2026-11-24T10:02:00Z");
    doors::refuse_strangers(
        world.address(),
        &[
            "AssignmentService",
            "AudienceService",
            "DistributionService",
            "GateService",
            "LoadService",
            "RelationService",
        ],
        greffe_assignment::NAME,
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
        "UPDATE assignment.agent_version SET body = ''",
        "DELETE FROM assignment.agent_version",
        "DELETE FROM audit",
        "UPDATE audit SET actor = 'x'",
        "UPDATE assignment.audience_act SET body = ''",
        "DELETE FROM assignment.audience_act",
        "DROP TABLE assignment.proposal",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
}
