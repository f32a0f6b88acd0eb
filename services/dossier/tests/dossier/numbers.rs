//! Numbers: without gap or duplicate, whatever comes at once and whatever fails.

use std::collections::BTreeSet;

use greffe_contracts::dossier::v1 as pb;

use crate::support::{World, declaration};

#[tokio::test]
async fn fifty_at_once_and_ten_that_fail_leave_no_gap_and_no_duplicate() {
    let world = World::new().await;
    let attempts = (0..60).map(|at| {
        let mut wanted = declaration();
        if at % 6 == 5 {
            // Fails late, after its number was taken: the office of the défendeur is in no register.
            wanted.parties[1].office_id = uuid::Uuid::now_v7().to_string();
        }
        world.open(wanted)
    });
    let opened: Vec<_> =
        futures::future::join_all(attempts).await.into_iter().filter_map(Result::ok).collect();
    assert_eq!(opened.len(), 50);
    let sequences: BTreeSet<i32> = sqlx::query_scalar("SELECT number_seq FROM dossier.dossier")
        .fetch_all(&world.pool)
        .await
        .unwrap()
        .into_iter()
        .collect();
    assert_eq!(sequences, (10_001..10_051).collect());
}

#[tokio::test]
async fn a_number_taken_over_is_unique_and_skipped_by_the_series() {
    let world = World::new().await;
    let over = pb::OpenDossierRequest { existing_number: "26-10.002".into(), ..declaration() };
    assert!(world.open(over.clone()).await.unwrap().number.ends_with("26-10.002"));
    let again = world.open(over).await.unwrap_err();
    assert_eq!(again.code, "NUM-003");
    for expected in ["26-10.001", "26-10.003"] {
        assert!(world.open(declaration()).await.unwrap().number.ends_with(expected));
    }
}
