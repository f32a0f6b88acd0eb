//! Letters over SFTP, against a server that drops the line before and after a letter has its name: each is posted once, by the
//! provider's own ledger, and each of its lines is read back.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, OnceLock},
    time::Duration,
};

use futures::future::BoxFuture;
use greffe_contracts::notification::v1::{self as pb, step_notice_request::Step};
use greffe_notification::{
    channels::{Asked, Channel, Channels, News, Parcel, Post, PostSettings, Sent, What},
    notices::Deliverer,
};
use uuid::Uuid;

use crate::{
    counterparts::Counterparts,
    kills::{case_of, told_by_hand},
    notices::{list, take},
    support::{Stopped, World, greffier},
};

fn letter(n: u128) -> Parcel {
    Parcel {
        key: Uuid::from_u128(n),
        notice: Uuid::from_u128(n),
        version: 1,
        channel: "lettre_recommandee".into(),
        number: "26-10.001".into(),
        label: "Avis".into(),
        article: "CPC 1007".into(),
        name: format!("Société « Brive » n° {n}"),
        address: "2, rue du \"Port\";\n19100 Brive".into(),
        subject: String::new(),
        text: String::new(),
        pdf: format!("%PDF-1.4\n{n}\n%%EOF\n").into_bytes(),
    }
}

/// Sent as the deliverer does: what is unknown is asked after, and tried again on a certain answer alone.
async fn sent(post: &Post, parcel: &Parcel, lost: &mut usize) {
    for _ in 0..100 {
        match post.send(parcel).await {
            Sent::Taken(_) => return,
            Sent::Later(_) => {}
            Sent::Refused(why) => panic!("{why}"),
            Sent::Unknown(_) => {
                *lost += 1;
                if let Asked::Taken(_) = post.ask(parcel).await {
                    return;
                }
            }
        }
    }
    panic!("a letter does not go");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn letters_over_sftp_are_posted_once_whatever_the_line_does_and_their_statuses_are_read_back() {
    let counterparts = Counterparts::up(11, 35).await;
    let post = Post::new(&counterparts.over_sftp).unwrap();
    let letters: Vec<Parcel> = (1..=24).map(letter).collect();
    let mut lost = 0;
    for parcel in &letters {
        sent(&post, parcel, &mut lost).await;
    }
    assert!(lost > 0, "no answer was lost: the test shows nothing");

    // Read back until the last is told of, in files of which some lines are strange, late or twice.
    let mut told = HashMap::new();
    let until = tokio::time::Instant::now() + Duration::from_secs(60);
    while told.len() < letters.len() {
        assert!(tokio::time::Instant::now() < until, "{} told", told.len());
        let news = post.news().await.unwrap();
        for one in &news {
            if let (Some(key), What::Received) = (one.key, &one.what)
                && letters.iter().any(|parcel| parcel.key == key)
            {
                told.insert(key, one.reference.clone());
            }
        }
        let lines: Vec<String> = news.into_iter().map(|one| one.line).collect();
        post.heard(&lines).await.unwrap();
    }
    assert!(post.news().await.unwrap().is_empty(), "what was read is put away");
    let ledger = counterparts.ledger("courrier");
    let mut keys: Vec<String> = ledger.iter().map(|line| line["key"].as_str().unwrap().to_owned()).collect();
    keys.sort();
    assert_eq!(keys, letters.iter().map(|parcel| parcel.key.to_string()).collect::<Vec<_>>(), "each once");
    assert!(ledger.iter().all(|line| line["whole"] == true), "each whole");
    // Sent again by mistake, it is known, and posted no second time.
    for parcel in &letters[..3] {
        let mut again = post.send(parcel).await;
        while let Sent::Later(_) = again {
            again = post.send(parcel).await;
        }
        assert_eq!(again, Sent::Taken("déjà déposé".into()));
    }
    assert_eq!(counterparts.ledger("courrier").len(), letters.len());
}

#[tokio::test]
async fn a_server_that_is_not_the_providers_gets_no_letter() {
    let counterparts = Counterparts::up(12, 0).await;
    let stranger = counterparts.folder.join("autre");
    let hosts = std::fs::read_to_string(&counterparts.over_sftp.sftp_hotes).unwrap();
    let (name, _) = hosts.split_once(' ').unwrap();
    let other = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl";
    std::fs::write(&stranger, format!("{name} {other}\n")).unwrap();
    let settings =
        PostSettings { sftp_hotes: stranger.display().to_string(), ..counterparts.over_sftp.clone() };
    let post = Post::new(&settings).unwrap();
    assert!(matches!(post.send(&letter(1)).await, Sent::Later(_)));
    assert!(matches!(post.ask(&letter(1)).await, Asked::Silent(_)), "who cannot be asked knows nothing");
    assert!(post.news().await.is_err());
    let dropped = std::fs::read_dir(counterparts.folder.join("poste/depot")).unwrap().count();
    assert_eq!(dropped, 1, "the folder of what was taken, and nothing else");
    // The true one is refused when it is down, and takes the letter afterwards.
    let post = Post::new(&counterparts.over_sftp).unwrap();
    counterparts.down(true);
    assert!(matches!(post.send(&letter(1)).await, Sent::Later(_)));
    counterparts.down(false);
    assert!(matches!(post.send(&letter(1)).await, Sent::Taken(_)));
}

/// The post, which takes ten minutes for the first letter, in which another hand looks too.
struct Slow {
    clock: Arc<Stopped>,
    other: OnceLock<Deliverer>,
    taken: Mutex<Vec<Uuid>>,
}

struct Way(Arc<Slow>);

impl Channel for Way {
    fn name(&self) -> &'static str {
        "lent"
    }

    fn carries(&self) -> &'static [&'static str] {
        &["courriel"]
    }

    fn send<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Sent> {
        Box::pin(async {
            let first = self.0.taken.lock().unwrap().is_empty();
            self.0.taken.lock().unwrap().push(parcel.key);
            if first {
                self.0.clock.set("2026-11-24T11:10:00Z");
                self.0.other.get().unwrap().turn(false).await.unwrap();
            }
            Sent::Taken(String::new())
        })
    }

    fn ask<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Asked> {
        let known = self.0.taken.lock().unwrap().contains(&parcel.key);
        let answer = if known { Asked::Taken(String::new()) } else { Asked::Never(String::new()) };
        Box::pin(std::future::ready(answer))
    }

    fn news(&self) -> BoxFuture<'_, greffe_chassis::Result<Vec<News>>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn heard<'a>(&'a self, _: &'a [String]) -> BoxFuture<'a, greffe_chassis::Result<()>> {
        Box::pin(async { Ok(()) })
    }
}

#[tokio::test]
async fn what_waits_for_its_turn_behind_a_slow_letter_is_not_given_up_and_sent_twice() {
    let clock = Arc::new(Stopped::at("2026-11-24T11:00:00Z"));
    let slow = Arc::new(Slow { clock: clock.clone(), other: OnceLock::new(), taken: Mutex::default() });
    let mut world = World::on(clock, Channels::new(vec![Box::new(Way(slow.clone()))])).await;
    slow.other.set(Deliverer::new(world.service.clone(), 60, Duration::ZERO)).ok().unwrap();
    let hand = Deliverer::new(world.service.clone(), 60, Duration::ZERO);
    case_of(&mut world, 30).await;
    for notice in list(&world, &greffier(), "a_preparer").await.iter().filter(|n| n.notice == "not.civ.15") {
        for step in [
            Step::Prepare(pb::PrepareStep {
                channel: "courriel".into(),
                recipient_name: "Destinataire".into(),
                address: "x@ailleurs.example".into(),
                fields: told_by_hand(),
                reason: String::new(),
            }),
            Step::HandOver(pb::HandOverStep {}),
        ] {
            take(&world, &notice.notice_id, step).await;
        }
    }
    hand.turn(false).await.unwrap();
    hand.turn(false).await.unwrap();
    let mut taken = slow.taken.lock().unwrap().clone();
    assert_eq!(taken.len(), 30, "each once");
    taken.sort_unstable();
    taken.dedup();
    assert_eq!(taken.len(), 30, "none twice");
    let settled: i64 = sqlx::query_scalar("SELECT count(*) FROM notification.sending WHERE state = 'envoye'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(settled, 30);
}
