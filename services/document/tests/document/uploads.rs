//! What is received, refused, kept once; nothing stays of what was not wholly received.

use greffe_chassis::{Kind, audit};
use greffe_contracts::document::v1 as pb;
use greffe_dev::testing::pdf_of_size;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::support::{UPLOAD_MAX, World, counsel, failure, greffier, header, parts, person, until};

const PDF: &[u8] = b"%PDF-1.7\nUn memoire\n%%EOF\n";

fn hex(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A PDF of so many bytes.
fn pdf(size: u64) -> Vec<u8> {
    pdf_of_size(usize::try_from(size).unwrap())
}

#[tokio::test]
async fn a_file_comes_back_as_it_was_sent() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let content = pdf(200_000);
    let sent = world.upload(&martin, header("Mémoire n° 1.pdf", "memoire"), &content).await.unwrap();
    assert_eq!(
        (sent.file_name.as_str(), sent.media_type.as_str(), sent.kind.as_str()),
        ("Mémoire n° 1.pdf", "application/pdf", "memoire")
    );
    assert_eq!((sent.size, sent.sha256.as_str()), (200_000, hex(&content).as_str()));
    assert_eq!(sent.received_at.unwrap().seconds, 1_795_514_400, "the clock, when nobody says");
    assert!(sent.dossier_id.is_empty() && sent.act_id.is_empty());
    let (described, bytes) = world.download(&martin, sent.piece_id.parse().unwrap()).await.unwrap();
    assert!(bytes == content);
    let control = described.control.clone().unwrap();
    assert_eq!((control.state.as_str(), control.antivirus.as_str()), ("saine", "non_configure"));
    assert_eq!(pb::Piece { control: sent.control.clone(), text: None, archival: None, ..described }, sent);
    assert_eq!(
        world.kept(),
        [world.folder().join(&sent.sha256[..2]).join(&sent.sha256[2..4]).join(&sent.sha256)]
    );
    assert_eq!(world.count("audit WHERE decision = 'permis'").await, 2, "the deposit and the read");
    assert_eq!(audit::verify(&mut world.pool.acquire().await.unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn an_empty_file_and_one_of_the_largest_size_stand_on_either_side_of_the_bounds() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let empty = world.upload(&martin, header("vide.pdf", "memoire"), b"").await.unwrap_err();
    assert_eq!((empty.kind, empty.code.as_ref()), (Kind::Invalid, "DOC-002"));
    let largest = world.upload(&martin, header("grand.pdf", "memoire"), &pdf(UPLOAD_MAX)).await.unwrap();
    assert_eq!(largest.size, UPLOAD_MAX);
    let over = world.upload(&martin, header("trop.pdf", "memoire"), &pdf(UPLOAD_MAX + 1)).await.unwrap_err();
    assert_eq!((over.kind, over.kind.http(), over.code.as_ref()), (Kind::TooLarge, 413, "DOC-008"));
    assert!(over.message.contains("par parties"), "{}", over.message);
    let announced = pb::UploadHeader { declared_size: UPLOAD_MAX + 1, ..header("trop.pdf", "memoire") };
    assert_eq!(
        world.upload(&martin, announced, b"%PDF-1.7\n").await.unwrap_err().code,
        "DOC-008",
        "before any byte"
    );
    assert_eq!((world.kept().len(), world.arriving().len(), world.count("document.piece").await), (1, 0, 1));
}

#[tokio::test]
async fn a_file_that_is_not_what_it_says_is_refused_and_leaves_nothing() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let declared = |name: &str, declared: &str| pb::UploadHeader {
        declared_type: declared.into(),
        ..header(name, "memoire")
    };
    let long = format!("{}.pdf", "x".repeat(10_000));
    let hidden = [&vec![b'a'; 20_000][..], b"\x00\x01\xff\xfe"].concat();
    for (header, content, code, field) in [
        (header("memoire.docx", "memoire"), PDF, "DOC-005", "nom"),
        (header("memoire", "memoire"), PDF, "DOC-005", "nom"),
        (declared("memoire.pdf", "image/png"), PDF, "DOC-006", "Content-Type"),
        (header("memoire.pdf", "memoire"), b"MZ\x90\x00\x03\x00\x00\x00".as_slice(), "DOC-004", "fichier"),
        (
            header("memoire.pdf", "memoire"),
            b"<html><script>alert(1)</script></html>".as_slice(),
            "DOC-004",
            "fichier",
        ),
        (header("note.txt", "memoire"), hidden.as_slice(), "DOC-004", "fichier"),
        (header("a\0b.pdf", "memoire"), PDF, "DOC-003", "nom"),
        (header("../../etc/passwd.pdf", "memoire"), PDF, "DOC-003", "nom"),
        (header(&long, "memoire"), PDF, "DOC-003", "nom"),
        (header("", "memoire"), PDF, "DOC-003", "nom"),
        (header("memoire.pdf", "projet_arret"), PDF, "DOC-009", "kind"),
        (
            pb::UploadHeader { declared_size: 1_000, ..header("memoire.pdf", "memoire") },
            PDF,
            "DOC-007",
            "fichier",
        ),
    ] {
        let refused = world.upload(&martin, header, content).await.unwrap_err();
        let found = (refused.kind, refused.code.as_ref(), refused.violations[0].field.as_str());
        assert_eq!(found, (Kind::Invalid, code, field), "{}", refused.message);
    }
    assert_eq!((world.kept().len(), world.arriving().len()), (0, 0));
    assert_eq!(world.count("document.piece").await + world.count("document.content").await, 0);
}

#[tokio::test]
async fn an_upload_out_of_order_is_refused() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let whole = parts(header("memoire.pdf", "memoire"), PDF);
    let wrong = [
        Vec::new(),
        whole[1..].to_vec(),
        [whole.clone(), whole.clone()].concat(),
        vec![whole[0].clone(), pb::UploadRequest { part: None }],
    ];
    for parts in wrong {
        let request = world.command(&martin, Uuid::now_v7(), tokio_stream::iter(parts));
        let refused = world.client().await.upload(request).await.unwrap_err();
        assert_eq!(failure(refused).code, "DOC-001");
    }
    assert_eq!((world.kept().len(), world.arriving().len()), (0, 0));
}

#[tokio::test]
async fn one_content_is_kept_once_whoever_sends_it() {
    let world = World::new().await;
    let (martin, dubreuil) = (counsel("martin"), counsel("dubreuil"));
    let (one, other, again) = tokio::join!(
        world.upload(&martin, header("a.pdf", "memoire"), PDF),
        world.upload(&dubreuil, header("b.pdf", "piece"), PDF),
        world.upload(&martin, header("c.pdf", "autre"), PDF),
    );
    let (one, other, again) = (one.unwrap(), other.unwrap(), again.unwrap());
    assert!(one.sha256 == other.sha256 && other.sha256 == again.sha256);
    assert_eq!(
        (world.count("document.piece").await, world.count("document.content").await, world.kept().len()),
        (3, 1, 1)
    );
    let id = |piece: &pb::Piece| piece.piece_id.parse::<Uuid>().unwrap();
    assert!(
        !world.reads(&dubreuil, id(&one)).await,
        "to hold the same bytes gives no right to another's paper"
    );
}

#[tokio::test]
async fn a_file_was_received_when_its_last_byte_was() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let header = pb::UploadHeader { declared_size: PDF.len() as u64, ..header("memoire.pdf", "memoire") };
    let (sender, parts_to_come) = tokio::sync::mpsc::channel(1);
    let stream = tokio_stream::wrappers::ReceiverStream::new(parts_to_come);
    let mut request = world.command(&martin, Uuid::now_v7(), stream);
    request.metadata_mut().insert("greffe-received-at", "2020-01-01T00:00:00Z".parse().unwrap());
    let mut client = world.client().await;
    let call = tokio::spawn(async move { client.upload(request).await });
    for part in parts(header, PDF) {
        sender.send(part).await.unwrap();
    }
    until("receiving", || world.arriving().len() == 1).await;
    world.clock.set("2026-11-24T10:07:00Z");
    drop(sender);
    let piece = call.await.unwrap().unwrap().into_inner().piece.unwrap();
    assert_eq!(piece.received_at.unwrap().seconds, 1_795_514_400 + 7 * 60, "whatever the sender says");
}

#[tokio::test]
async fn a_key_deposits_once() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let key = Uuid::now_v7();
    let first = world.upload_once(&martin, key, header("a.pdf", "memoire"), PDF).await.unwrap();
    let second = world.upload_once(&martin, key, header("a.pdf", "memoire"), PDF).await.unwrap();
    assert_eq!((&first.0, first.1, second.1), (&second.0, false, true));
    for (header, content) in [
        (header("a.pdf", "memoire"), pdf(40)),
        (header("b.pdf", "memoire"), PDF.to_vec()),
        (header("a.pdf", "piece"), PDF.to_vec()),
    ] {
        let refused = world.upload_once(&martin, key, header, &content).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::KeyReused, "CLE-002"));
    }
    let other = world.upload_once(&counsel("dubreuil"), key, header("a.pdf", "memoire"), PDF).await.unwrap();
    assert!(!other.1 && other.0.piece_id != first.0.piece_id, "a key is one caller's");
    assert_eq!((world.count("document.piece").await, world.kept().len(), world.arriving().len()), (2, 1, 0));
    assert_eq!(world.count("audit WHERE action = 'deposer_piece'").await, 2);

    let key = Uuid::now_v7();
    let twins =
        (0..8).map(|_| world.upload_once(&martin, key, header("a.pdf", "memoire"), PDF)).collect::<Vec<_>>();
    let twins: Vec<_> = futures::future::try_join_all(twins).await.unwrap();
    assert!(twins.iter().all(|(piece, _)| piece == &twins[0].0), "twins are one");
    assert_eq!(twins.iter().filter(|(_, replayed)| !replayed).count(), 1);
    assert_eq!((world.count("document.piece").await, world.arriving().len()), (3, 0));

    let request = world.request(&martin, tokio_stream::iter(parts(header("a.pdf", "memoire"), PDF)));
    let refused = failure(world.client().await.upload(request).await.unwrap_err());
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Invalid, "CLE-001"));
}

#[tokio::test]
async fn only_those_who_deposit_may() {
    let world = World::new().await;
    for refused in [
        person("president.civ1", "president", &["civ1"]),
        person("sder", "sder", &[]),
        person("direction", "direction", &[]),
        person("administration", "administration", &[]),
        person("audit", "audit", &[]),
        person("sans.cabinet", "avocat_aux_conseils", &[]),
    ] {
        let failure = world.upload(&refused, header("memoire.pdf", "memoire"), PDF).await.unwrap_err();
        assert_eq!(
            (failure.kind, failure.code.as_ref()),
            (Kind::Forbidden, "DRO-001"),
            "{}",
            refused.subject
        );
    }
    assert_eq!(world.count("audit WHERE decision = 'refuse' AND action = 'deposer_piece'").await, 6);
    world.upload(&greffier(), header("memoire.pdf", "memoire"), PDF).await.unwrap();
    // What the Court writes passes for no office's.
    for kind in ["rapport", "avis"] {
        let failure = world.upload(&counsel("martin"), header("a.pdf", kind), PDF).await.unwrap_err();
        assert_eq!((failure.kind, failure.code.as_ref()), (Kind::Invalid, "DOC-009"), "{kind}");
        assert!(!failure.violations.iter().any(|one| one.message.contains(kind)), "{failure:?}");
    }
    let given = person("avocat.general", "avocat_general", &[]);
    world.upload(&given, header("avis.pdf", "avis"), PDF).await.unwrap();
}
