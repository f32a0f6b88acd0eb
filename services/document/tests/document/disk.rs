//! Files survive what kills a process, and what was not wholly received does not.

use std::{future::pending, time::Duration};

use futures::{StreamExt, TryStreamExt};
use greffe_contracts::document::v1 as pb;
use greffe_document::Store;
use uuid::Uuid;

use crate::support::{World, counsel, header, parts, until};

#[tokio::test]
async fn a_sender_who_leaves_leaves_nothing() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let announced = pb::UploadHeader { declared_size: 1_000, ..header("memoire.pdf", "memoire") };
    let sent = parts(announced, b"%PDF-1.7\n");
    // Never ends: the last byte has not come.
    let request = world.command(
        &martin,
        Uuid::now_v7(),
        tokio_stream::iter(sent).chain(futures::stream::once(pending())),
    );
    let mut client = world.client().await;
    let call = tokio::spawn(async move { client.upload(request).await.map(|_| ()) });
    until("receiving", || world.arriving().len() == 1).await;
    call.abort();
    until("forgotten", || world.arriving().is_empty()).await;
    assert!(world.kept().is_empty());
    assert_eq!(world.count("document.piece").await, 0);
    // Those of the checks, which begin and end beside, do not last.
    let open = "pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'";
    let ended = greffe_dev::until(Duration::from_secs(60), async || world.count(open).await == 0).await;
    assert!(ended, "a transaction stays open");
}

#[tokio::test]
async fn what_a_killed_process_was_receiving_is_forgotten_and_what_a_living_one_receives_is_not() {
    let world = World::new().await;
    // A process that was killed: its folder, and a lock that nobody holds.
    let dead = world.folder().join("arrivant").join("mort");
    std::fs::create_dir_all(&dead).unwrap();
    std::fs::write(dead.join("verrou"), "").unwrap();
    std::fs::write(dead.join("moitie"), "%PDF-1.7\n").unwrap();
    let one = Store::disk(world.folder()).await.unwrap();
    assert!(!dead.exists());
    let mut receiving = one.receive().unwrap();
    receiving.write(b"Un texte").await.unwrap();
    let other = Store::disk(world.folder()).await.unwrap();
    receiving.write(b", entier").await.unwrap();
    let sha = receiving.sha256();
    assert_eq!(receiving.size(), 16);
    one.keep(receiving).await.unwrap();
    let parts: Vec<_> = other.get(&sha).await.unwrap().try_collect().await.unwrap();
    let text = String::from_utf8(parts.concat()).unwrap();
    assert_eq!(text, "Un texte, entier", "one folder, two processes");
}

#[tokio::test]
async fn a_content_gone_from_the_disk_is_an_alarm_not_an_empty_file() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let piece = world.deposit(&martin, "memoire").await;
    world.checked(&martin, piece).await;
    std::fs::remove_file(&world.kept()[0]).unwrap();
    let failure = world.download(&martin, piece).await.unwrap_err();
    assert_eq!(failure.kind, greffe_chassis::Kind::Internal);
}
