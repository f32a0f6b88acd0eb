//! Over a real broker: what a dossier says settles a proposal, whatever comes twice or in the wrong order.

use greffe_bus::replica;
use greffe_chassis::Clock;
use greffe_test_service::voice::{Listener, Voice, until};
use uuid::Uuid;

use crate::support::{World, chambre, declined, journalled, president, wanted};

async fn voice(world: &World) -> Voice {
    let listener = Listener {
        service: greffe_assignment::NAME,
        pool: world.pool.clone(),
        handler: world.service.clone(),
        wake: world.wake.clone(),
    };
    Voice::join(&world.database, listener, world.clock.now()).await
}

#[tokio::test]
async fn a_proposal_goes_out_and_its_answer_comes_back_once() {
    let world = World::new().await;
    let voice = voice(&world).await;
    let mut journal = crate::support::Journal { dossier: Uuid::now_v7(), version: 0 };
    voice.say(&[&journal.next(chambre("civ1"))]).await;
    // The broker brings the case.
    until("known", &world.pool, "SELECT count(*) = 1 FROM case_relation").await;
    let kept = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap();
    voice.say(&[&journal.next(journalled(&kept))]).await;
    until(
        "in force",
        &world.pool,
        "SELECT count(*) = 1 FROM assignment.proposal WHERE status = 'en_vigueur'",
    )
    .await;
    let lost = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller2.civ1"))
        .await
        .unwrap();
    until(
        "published",
        &world.pool,
        "SELECT count(*) = 2 FROM outbox WHERE event_type = 'AssignmentProposed' AND published_at IS NOT NULL",
    )
    .await;
    voice.say(&[&declined(journal.dossier, &lost.proposal_id, "Un rapporteur est déjà désigné.")]).await;
    until("settled", &world.pool, "SELECT count(*) = 0 FROM assignment.proposal WHERE status = 'proposee'")
        .await;
    voice.say_all_again().await;
    until("twice", &world.pool, "SELECT count(*) = 3 FROM inbox WHERE deliveries >= 2").await;

    let shown: Vec<String> =
        world.proposals(&president(), journal.dossier).await.unwrap().into_iter().map(|p| p.status).collect();
    assert_eq!(shown, ["refusee", "en_vigueur"]);
    assert_eq!(
        world.count("outbox WHERE routing_key = 'assignment.proposal.proposal_settled'").await,
        2,
        "told once each"
    );
    assert_eq!(
        replica::load(&mut world.pool.acquire().await.unwrap(), journal.dossier).await.unwrap().len(),
        2
    );
}

#[tokio::test]
async fn an_act_that_never_came_is_asked_for() {
    let world = World::new().await;
    let voice = voice(&world).await;
    let mut journal = crate::support::Journal { dossier: Uuid::now_v7(), version: 0 };
    let (first, second) = (journal.next(chambre("civ1")), journal.next(chambre("civ2")));
    voice.say(&[&first]).await;
    // The broker lost it after the confirm: it stands in the owner's outbox and nowhere else.
    until("first", &world.pool, "SELECT count(*) = 1 FROM inbox WHERE state = 'applied'").await;
    for table in ["inbox", "inbox_cursor", "replica", "case_relation"] {
        sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}"))).execute(&world.pool).await.unwrap();
    }
    voice.say(&[&second]).await;
    until(
        "filled",
        &world.pool,
        "SELECT count(*) = 1 FROM case_relation WHERE version = 2 AND chambre = 'civ2'",
    )
    .await;
}
