//! Over a real broker: acts link papers and open cases, whatever comes twice or never came.

use greffe_bus::{Wake, replica};
use greffe_chassis::Clock;
use greffe_test_service::voice::{Listener, Voice, until};

use crate::support::{Journal, World, chambre, counsel, greffier, memoire};

async fn voice(world: &World) -> Voice {
    let listener = Listener {
        service: greffe_document::NAME,
        pool: world.pool.clone(),
        handler: world.service.clone(),
        wake: Wake::default(),
    };
    Voice::join(&world.database, listener, world.clock.now()).await
}

#[tokio::test]
async fn an_act_gives_a_paper_to_its_case_once() {
    let world = World::new().await;
    let voice = voice(&world).await;
    let piece = world.deposit(&counsel("martin"), "memoire").await;
    assert!(!world.reads(&greffier(), piece).await);
    let mut journal = Journal::new();
    voice.say(&[&journal.next(chambre("civ1"), &[], None).0]).await;
    voice.say(&[&journal.next(memoire(&[piece]), &[], None).0]).await;
    until("linked", &world.pool, "SELECT count(*) = 1 FROM document.piece WHERE act_version = 2").await;
    voice.say_all_again().await;
    until("twice", &world.pool, "SELECT count(*) = 2 FROM inbox WHERE deliveries >= 2").await;
    assert_eq!(
        replica::load(&mut world.pool.acquire().await.unwrap(), journal.dossier).await.unwrap().len(),
        2
    );
    assert_eq!(world.list(&greffier(), journal.dossier).await.unwrap(), [piece]);
    assert!(world.reads(&greffier(), piece).await);
}

#[tokio::test]
async fn an_act_that_never_came_is_asked_for() {
    let world = World::new().await;
    let voice = voice(&world).await;
    let piece = world.deposit(&counsel("martin"), "memoire").await;
    let mut journal = Journal::new();
    let (lost, heard) =
        (journal.next(memoire(&[piece]), &[], None).0, journal.next(chambre("civ1"), &[], None).0);
    voice.say(&[&lost]).await;
    // The service forgets it, as one restored from before it: it stands in the owner's outbox and nowhere else.
    until("first", &world.pool, "SELECT count(*) = 1 FROM inbox WHERE state = 'applied'").await;
    for forget in [
        "DELETE FROM inbox",
        "DELETE FROM inbox_cursor",
        "DELETE FROM replica",
        "DELETE FROM case_relation",
        "UPDATE document.piece SET dossier_id = NULL, act_id = NULL, act_version = NULL",
    ] {
        sqlx::query(forget).execute(&world.pool).await.unwrap();
    }
    voice.say(&[&heard]).await;
    until(
        "filled",
        &world.pool,
        "SELECT count(*) = 1 FROM case_relation WHERE version = 2 AND chambre = 'civ1'",
    )
    .await;
    assert_eq!(world.list(&greffier(), journal.dossier).await.unwrap(), [piece]);
}
