//! Files that come in parts: resumed after a cut where they stood, whole or not at all, forgotten when nobody goes on.

use greffe_chassis::{Caller, Clock, Failure, Kind};
use greffe_contracts::document::v1::{self as pb, append_part_request::Part};
use greffe_dev::testing::TestBucket;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::support::{DEPOSIT_MAX, FILE_MAX, PART_MAX, World, counsel, failure, until};

fn file(size: usize) -> Vec<u8> {
    greffe_dev::testing::pdf_of_size(size)
}

fn sha256(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn begin(world: &World, who: &Caller, deposit: Uuid, size: u64) -> Result<pb::ArrivingFile, Failure> {
    let wanted = pb::BeginFileRequest {
        deposit_id: deposit.to_string(),
        file_name: "dossier.pdf".into(),
        declared_type: "application/pdf".into(),
        size,
        kind: "piece".into(),
    };
    let begun = world.client().await.begin_file(world.command(who, Uuid::now_v7(), wanted)).await;
    Ok(begun.map_err(failure)?.into_inner().file.unwrap())
}

/// A part of so many bytes announced.
async fn append(
    world: &World,
    who: &Caller,
    file: &pb::ArrivingFile,
    offset: usize,
    bytes: &[u8],
    announced: usize,
) -> Result<pb::ArrivingFile, Failure> {
    let part = |part| pb::AppendPartRequest { part: Some(part) };
    let header = pb::PartHeader {
        file_id: file.file_id.clone(),
        offset: offset as u64,
        size: announced as u64,
        deposit_id: file.deposit_id.clone(),
    };
    let chunks = bytes.chunks(64 * 1024).map(|chunk| part(Part::Chunk(chunk.to_vec())));
    let sent: Vec<_> = std::iter::once(part(Part::Header(header))).chain(chunks).collect();
    let added = world.client().await.append_part(world.request(who, tokio_stream::iter(sent))).await;
    Ok(added.map_err(failure)?.into_inner().file.unwrap())
}

async fn end(
    world: &World,
    who: &Caller,
    key: Uuid,
    file: &pb::ArrivingFile,
    sha256: &str,
) -> Result<pb::Piece, Failure> {
    let wanted = pb::CompleteFileRequest {
        file_id: file.file_id.clone(),
        sha256: sha256.into(),
        deposit_id: file.deposit_id.clone(),
    };
    let ended = world.client().await.complete_file(world.command(who, key, wanted)).await;
    Ok(ended.map_err(failure)?.into_inner().piece.unwrap())
}

async fn state(world: &World, who: &Caller, file: &pb::ArrivingFile) -> Result<pb::ArrivingFile, Failure> {
    let wanted = pb::GetFileRequest { file_id: file.file_id.clone(), deposit_id: file.deposit_id.clone() };
    let found = world.client().await.get_file(world.request(who, wanted)).await;
    Ok(found.map_err(failure)?.into_inner().file.unwrap())
}

async fn whole_after_a_cut(world: World) {
    let (martin, content) = (counsel("martin"), file(250_000));
    let begun = begin(&world, &martin, Uuid::now_v7(), 250_000).await.unwrap();
    let id = &begun;
    assert_eq!((begun.received, begun.part_max), (0, PART_MAX));
    append(&world, &martin, id, 0, &content[..100_000], 100_000).await.unwrap();
    // Cut in the middle of the second part: nothing of it is kept, and the state says where to go on.
    let cut = append(&world, &martin, id, 100_000, &content[100_000..150_000], 100_000).await.unwrap_err();
    assert_eq!(cut.code, "DOC-007");
    assert_eq!(state(&world, &martin, id).await.unwrap().received, 100_000);
    // The first again, whose answer was lost: told, not written twice.
    let again = append(&world, &martin, id, 0, &content[..100_000], 100_000).await.unwrap();
    assert_eq!(again.received, 100_000);
    for (offset, bytes, code) in [
        (0, &content[..50_000], "DOC-011"),
        (200_000, &content[200_000..], "DOC-011"),
        (100_000, &file(PART_MAX as usize + 1)[..], "DOC-015"),
    ] {
        assert_eq!(append(&world, &martin, id, offset, bytes, bytes.len()).await.unwrap_err().code, code);
    }
    append(&world, &martin, id, 100_000, &content[100_000..200_000], 100_000).await.unwrap();
    let early = end(&world, &martin, Uuid::now_v7(), id, &sha256(&content)).await.unwrap_err();
    assert_eq!((early.kind, early.code.as_ref()), (Kind::Refused, "DOC-013"));
    let beyond = append(&world, &martin, id, 200_000, &file(60_000), 60_000).await.unwrap_err();
    assert_eq!(beyond.code, "DOC-012");
    world.clock.set("2026-11-24T10:07:00Z");
    append(&world, &martin, id, 200_000, &content[200_000..], 50_000).await.unwrap();
    world.clock.set("2026-11-24T10:09:00Z");
    let wrong = end(&world, &martin, Uuid::now_v7(), id, &sha256(b"autre")).await.unwrap_err();
    assert_eq!((wrong.code.as_ref(), wrong.violations[0].field.as_str()), ("DOC-014", "sha256"));
    let key = Uuid::now_v7();
    let piece = end(&world, &martin, key, id, &sha256(&content)).await.unwrap();
    assert_eq!((piece.size, piece.sha256.as_str()), (250_000, sha256(&content).as_str()));
    assert_eq!(piece.received_at.unwrap().seconds % 3600, 7 * 60, "received with its last part");
    assert_eq!(end(&world, &martin, key, id, &sha256(&content)).await.unwrap(), piece);
    let twice = end(&world, &martin, Uuid::now_v7(), id, &sha256(&content)).await.unwrap_err();
    assert_eq!(twice.code, "DOC-016");
    let (_, bytes) = world.download(&martin, piece.piece_id.parse().unwrap()).await.unwrap();
    assert!(bytes == content);
    assert_eq!(world.count("document.part").await, 0, "parts are gone once the file is whole");
    // A check that begins meanwhile brings the file here from a bucket, and leaves nothing either.
    until("nothing is left", || world.arriving().is_empty()).await;
}

#[tokio::test]
async fn a_file_goes_on_where_a_cut_left_it() {
    let world = World::new().await;
    let folder = world.folder().join("parties");
    whole_after_a_cut(world).await;
    assert!(!folder.exists() || std::fs::read_dir(folder).unwrap().next().is_none());
}

#[tokio::test]
async fn in_a_bucket_too() {
    let bucket = TestBucket::create().await.unwrap();
    whole_after_a_cut(World::on_bucket(&bucket).await).await;
    let names = bucket.names().await.unwrap();
    assert_eq!(names.len(), 1, "the content, and no part: {names:?}");
}

#[tokio::test]
async fn what_is_too_large_is_told_before_it_comes() {
    let (world, martin, deposit) = (World::new().await, counsel("martin"), Uuid::now_v7());
    let large = begin(&world, &martin, deposit, FILE_MAX + 1).await.unwrap_err();
    assert_eq!((large.kind, large.code.as_ref()), (Kind::TooLarge, "DOC-008"));
    begin(&world, &martin, deposit, FILE_MAX).await.unwrap();
    let rest = DEPOSIT_MAX - FILE_MAX;
    assert_eq!(begin(&world, &martin, deposit, rest + 1).await.unwrap_err().code, "DOC-008");
    begin(&world, &martin, deposit, rest).await.unwrap();
    begin(&world, &martin, Uuid::now_v7(), FILE_MAX).await.unwrap();
    begin(&world, &counsel("dubreuil"), deposit, FILE_MAX).await.unwrap();
}

/// A file of one deposit is not there under the name of another, though both are of one sender.
#[tokio::test]
async fn a_file_is_of_its_deposit() {
    let (world, martin, content) = (World::new().await, counsel("martin"), file(10_000));
    let begun = begin(&world, &martin, Uuid::now_v7(), 10_000).await.unwrap();
    let elsewhere = pb::ArrivingFile { deposit_id: Uuid::now_v7().to_string(), ..begun.clone() };
    let unknown = append(&world, &martin, &elsewhere, 0, &content, 10_000).await.unwrap_err();
    assert_eq!(unknown.code, "DOC-017");
    append(&world, &martin, &begun, 0, &content, 10_000).await.unwrap();
    assert_eq!(state(&world, &martin, &elsewhere).await.unwrap_err().code, "DOC-017");
    let ended = end(&world, &martin, Uuid::now_v7(), &elsewhere, &sha256(&content)).await;
    assert_eq!(ended.unwrap_err().code, "DOC-017");
    assert_eq!(state(&world, &martin, &begun).await.unwrap().received, 10_000);
    end(&world, &martin, Uuid::now_v7(), &begun, &sha256(&content)).await.unwrap();
}

#[tokio::test]
async fn a_file_is_its_senders_and_is_forgotten_when_nobody_goes_on() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let begun = begin(&world, &martin, Uuid::now_v7(), 10_000).await.unwrap();
    append(&world, &martin, &begun, 0, &file(4_000), 4_000).await.unwrap();
    let other = append(&world, &counsel("dubreuil"), &begun, 4_000, &file(6_000), 6_000).await;
    assert_eq!(other.unwrap_err().code, "DOC-017");
    world.clock.set("2026-12-01T09:59:00Z");
    world.service.forget_unfinished().await.unwrap();
    assert_eq!(world.count("document.part").await, 1);
    world.clock.set("2026-12-01T10:01:00Z");
    world.service.forget_unfinished().await.unwrap();
    assert_eq!(world.count("document.part").await + world.count("document.arriving").await, 0);
    assert!(std::fs::read_dir(world.folder().join("parties")).unwrap().next().is_none());
    assert!(world.clock.now() > "2026-12-01T10:00:00Z".parse().unwrap());
}
