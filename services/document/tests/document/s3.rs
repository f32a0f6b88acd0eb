//! The same promises when files are kept in a bucket, on a real S3 server.

use std::future::pending;

use futures::{StreamExt, TryStreamExt};
use greffe_chassis::Kind;
use greffe_contracts::document::v1 as pb;
use greffe_dev::testing::{TestBucket, TestDirectory, pdf_of_size};
use greffe_document::{Keys, Place, Store};
use uuid::Uuid;

use crate::support::{World, address, counsel, header, parts, until};

/// A PDF of so many bytes, none like the one before.
fn pdf(size: usize) -> Vec<u8> {
    pdf_of_size(size)
}

#[tokio::test]
async fn a_file_comes_back_from_the_bucket_as_it_was_sent() {
    let bucket = TestBucket::create().await.unwrap();
    let (world, martin) = (World::on_bucket(&bucket).await, counsel("martin"));
    let content = pdf(250_000);
    let sent = world.upload(&martin, header("memoire.pdf", "memoire"), &content).await.unwrap();
    let (described, bytes) = world.download(&martin, sent.piece_id.parse().unwrap()).await.unwrap();
    assert!(bytes == content);
    assert_eq!(pb::Piece { control: sent.control.clone(), text: None, archival: None, ..described }, sent);
    assert_eq!(bucket.names().await.unwrap(), [sent.sha256]);
    assert!(world.arriving().is_empty() && world.kept().is_empty(), "nothing stays on this machine");
}

#[tokio::test]
async fn one_content_is_one_object_whoever_sends_it() {
    let bucket = TestBucket::create().await.unwrap();
    let (world, content) = (World::on_bucket(&bucket).await, pdf(100_000));
    let senders: Vec<_> = (0..6).map(|n| counsel(&format!("cabinet {n}"))).collect();
    let sent = senders.iter().map(|who| world.upload(who, header("a.pdf", "memoire"), &content));
    let sent = futures::future::try_join_all(sent).await.unwrap();
    assert_eq!((world.count("document.piece").await, world.count("document.content").await), (6, 1));
    assert_eq!(bucket.names().await.unwrap(), [sent[0].sha256.clone()]);
    for (who, piece) in senders.iter().zip(&sent) {
        assert!(world.download(who, piece.piece_id.parse().unwrap()).await.unwrap().1 == content);
    }
}

#[tokio::test]
async fn a_refused_or_cut_upload_leaves_nothing_in_the_bucket() {
    let bucket = TestBucket::create().await.unwrap();
    let (world, martin) = (World::on_bucket(&bucket).await, counsel("martin"));
    let kept = world.upload(&martin, header("a.pdf", "memoire"), &pdf(1_000)).await.unwrap();
    let announced = pb::UploadHeader { declared_size: 5_000, ..header("b.pdf", "memoire") };
    for (header, code) in [(header("b.docx", "memoire"), "DOC-005"), (announced.clone(), "DOC-007")] {
        assert_eq!(world.upload(&martin, header, &pdf(2_000)).await.unwrap_err().code, code);
    }
    let sent = tokio_stream::iter(parts(announced, &pdf(2_000)));
    let request = world.command(&martin, Uuid::now_v7(), sent.chain(futures::stream::once(pending())));
    let mut client = world.client().await;
    let call = tokio::spawn(async move { client.upload(request).await.map(|_| ()) });
    until("receiving", || world.arriving().len() == 1).await;
    call.abort();
    until("forgotten", || world.arriving().is_empty()).await;
    assert_eq!(bucket.names().await.unwrap(), [kept.sha256]);
    assert_eq!(world.count("document.piece").await, 1);
}

#[tokio::test]
async fn what_arrives_is_what_left_and_what_is_there_stays() {
    let bucket = TestBucket::create().await.unwrap();
    let directory = TestDirectory::create().await.unwrap();
    let (place, keys) = address(&bucket);
    let store = Store::s3(directory.path(), place, keys).await.unwrap();
    let mut received = store.receive().unwrap();
    received.write(b"Un memoire").await.unwrap();
    // A byte turns on its way: the file is no longer what its hash says.
    for folder in std::fs::read_dir(directory.path().join("arrivant")).unwrap().flatten() {
        for file in std::fs::read_dir(folder.path()).into_iter().flatten().flatten() {
            if file.file_name() != "verrou" {
                until("written", || file.metadata().unwrap().len() == 10).await;
                std::fs::write(file.path(), b"Un memoirf").unwrap();
            }
        }
    }
    assert!(store.keep(received).await.is_err());
    assert_eq!(bucket.names().await.unwrap(), Vec::<String>::new());

    let mut received = store.receive().unwrap();
    received.write(b"Un memoire").await.unwrap();
    let sha = received.sha256();
    let name: String = sha.iter().map(|byte| format!("{byte:02x}")).collect();
    bucket.server().write(bucket.name(), &name, "un ancien.").await.unwrap();
    store.keep(received).await.unwrap();
    let read: Result<Vec<_>, _> = store.get(&sha).await.unwrap().try_collect().await;
    assert_eq!(
        read.unwrap_err().code,
        "DOC-018",
        "an object is never rewritten, nor given for what it is not"
    );

    bucket.server().write(bucket.name(), &name, "un").await.unwrap();
    let mut received = store.receive().unwrap();
    received.write(b"Un memoire").await.unwrap();
    assert_eq!(store.keep(received).await.unwrap_err().kind, Kind::Internal, "what is not its name is told");
}

#[tokio::test]
async fn an_object_gone_from_the_bucket_is_an_alarm_not_an_empty_file() {
    let bucket = TestBucket::create().await.unwrap();
    let (world, martin) = (World::on_bucket(&bucket).await, counsel("martin"));
    let sent = world.upload(&martin, header("a.pdf", "memoire"), &pdf(1_000)).await.unwrap();
    world.checked(&martin, sent.piece_id.parse().unwrap()).await;
    bucket.server().delete(bucket.name(), &sent.sha256).await.unwrap();
    let failure = world.download(&martin, sent.piece_id.parse().unwrap()).await.unwrap_err();
    assert_eq!(failure.kind, Kind::Internal);
}

#[tokio::test]
async fn a_bucket_does_not_open_without_its_name_and_its_keys() {
    let bucket = TestBucket::create().await.unwrap();
    let directory = TestDirectory::create().await.unwrap();
    let (place, keys) = address(&bucket);
    let open = |place: Place, keys: Keys| Store::s3(directory.path().join("pieces"), place, keys);
    open(place.clone(), keys.clone()).await.map(|_| ()).unwrap();
    let unknown = Place { bucket: "inconnu".into(), ..place.clone() };
    let stranger = Keys { access: "inconnu".into(), ..keys.clone() };
    let forger = Keys { secret: "faux".into(), ..keys.clone() };
    let nowhere = Place { endpoint: "http://127.0.0.1:1".into(), ..place.clone() };
    for (place, keys) in
        [(unknown, keys.clone()), (place.clone(), stranger), (place, forger), (nowhere, keys.clone())]
    {
        let refused = open(place, keys.clone()).await.err().unwrap();
        assert!(!format!("{refused:?}").contains(&keys.secret), "a key is never told");
    }
}

#[tokio::test]
async fn a_large_file_passes_in_parts() {
    let bucket = TestBucket::create().await.unwrap();
    let directory = TestDirectory::create().await.unwrap();
    let (place, keys) = address(&bucket);
    let store = Store::s3(directory.path().join("pieces"), place, keys).await.unwrap();
    let (part, mut sha) = (pdf(1 << 20), Vec::new());
    for _ in ["new", "there already"] {
        let mut received = store.receive().unwrap();
        for _ in 0..50 {
            received.write(&part).await.unwrap();
        }
        sha = received.sha256();
        store.keep(received).await.unwrap();
    }
    let mut parts = store.get(&sha).await.unwrap();
    let mut read = 0;
    while let Some(bytes) = parts.try_next().await.unwrap() {
        assert!(bytes.len() <= 64 * 1024);
        read += bytes.len();
    }
    assert_eq!(read, 50 << 20);
}
