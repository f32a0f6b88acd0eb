//! Over a real broker: acts that come twice, in the wrong order or never, give what the journal says, once.

use greffe_bus::replica;
use greffe_chassis::Clock;
use greffe_test_service::voice::{Listener, Voice, until};

use crate::support::World;

async fn voice(world: &World) -> Voice {
    let listener = Listener {
        service: greffe_deadline::NAME,
        pool: world.pool.clone(),
        handler: world.service.clone(),
        wake: world.wake.clone(),
    };
    Voice::join(&world.database, listener, world.clock.now()).await
}

const HEARD: &str = "SELECT count(*) = 1 FROM case_relation WHERE version = 4";

#[tokio::test]
async fn acts_in_any_order_and_twice_give_the_same_once() {
    let mut world = World::new().await;
    let voice = voice(&world).await;
    let events = world.story();
    voice.say(&[&events[2], &events[0], &events[3], &events[1]]).await;
    until("heard", &world.pool, HEARD).await;
    let told = world.told_count().await;
    voice.say_all_again().await;
    until("twice", &world.pool, "SELECT count(*) = 4 FROM inbox WHERE deliveries >= 2").await;
    assert_eq!(world.told_count().await, told, "nothing is told again");
    let held = replica::load(&mut world.pool.acquire().await.unwrap(), world.dossier).await.unwrap();
    assert_eq!(replica::digest(&held), replica::digest(&world.acts));
}

#[tokio::test]
async fn acts_that_never_came_are_asked_for() {
    let mut world = World::new().await;
    let voice = voice(&world).await;
    let events = world.story();
    voice.lose(&events[..3].iter().collect::<Vec<_>>()).await;
    voice.say(&[&events[3]]).await;
    until("filled", &world.pool, HEARD).await;
    let held = replica::load(&mut world.pool.acquire().await.unwrap(), world.dossier).await.unwrap();
    assert_eq!(replica::digest(&held), replica::digest(&world.acts));
}
