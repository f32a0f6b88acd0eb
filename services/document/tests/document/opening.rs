//! Parts of a file: of what was received and of nothing else, decided each, one read in the trail; and the pages that say some words.

use greffe_chassis::{Caller, Failure};
use greffe_contracts::document::v1::{self as pb, download_response::Part};
use greffe_dev::testing::{TestBucket, pdf, pdf_of_size};
use uuid::Uuid;

use crate::support::{
    Journal, World, chambre, constituted, counsel, failure, greffier, header, memoire, person,
};

impl World {
    /// Bytes of a piece, as a viewer asks them.
    async fn part(&self, caller: &Caller, piece: Uuid, from: u64, to: u64) -> Result<Vec<u8>, Failure> {
        let range = Some(pb::ByteRange { from, to });
        let wanted = pb::DownloadRequest { piece_id: piece.to_string(), range, form: 0 };
        let mut parts =
            self.client().await.download(self.request(caller, wanted)).await.map_err(failure)?.into_inner();
        let mut bytes = Vec::new();
        while let Some(said) = parts.message().await.map_err(failure)? {
            if let Some(Part::Chunk(chunk)) = said.part {
                assert!(chunk.len() <= 64 * 1024);
                bytes.extend(chunk);
            }
        }
        Ok(bytes)
    }

    /// Reads that the trail has.
    async fn reads_kept(&self) -> (i64, i64) {
        (
            self.count("audit WHERE action = 'lire_piece' AND decision = 'permis'").await,
            self.count("audit WHERE action = 'lire_piece' AND decision = 'refuse'").await,
        )
    }

    /// Pages that say the words, with how often.
    async fn said(&self, caller: &Caller, piece: Uuid, words: &str) -> Result<Vec<(u32, u32)>, Failure> {
        let wanted = pb::FindInPieceRequest { piece_id: piece.to_string(), words: words.into() };
        let found = self.client().await.find_in_piece(self.request(caller, wanted)).await.map_err(failure)?;
        Ok(found.into_inner().pages.iter().map(|page| (page.page, page.times)).collect())
    }
}

/// A piece of some five mebibytes, checked.
async fn large(world: &World, who: &Caller) -> (Uuid, Vec<u8>) {
    let content = pdf_of_size(5 << 20);
    let sent = world.upload(who, header("long.pdf", "piece"), &content).await.unwrap();
    let piece = sent.piece_id.parse().unwrap();
    assert_eq!(world.checked(who, piece).await.state, "saine");
    (piece, content)
}

#[tokio::test]
async fn a_part_is_the_bytes_that_came_on_the_disk_and_in_a_bucket() {
    let bucket = TestBucket::create().await.unwrap();
    for world in [World::roomy().await, World::on_roomy_bucket(&bucket).await] {
        let martin = counsel("martin");
        let (piece, content) = large(&world, &martin).await;
        let end = content.len();
        for (from, to) in [(0, 1), (100, 262_144), (262_143, 262_145), (1 << 20, 3 << 20), (end - 9, end)] {
            let given = world.part(&martin, piece, from as u64, to as u64).await.unwrap();
            assert!(given == content[from..to], "{from}..{to}");
        }
        assert!(world.part(&martin, piece, 4_000_000, 0).await.unwrap() == content[4_000_000..]);
        assert!(world.part(&martin, piece, 0, u64::MAX).await.unwrap() == content);
        assert!(world.part(&martin, piece, end as u64, 0).await.unwrap().is_empty());
    }
}

#[tokio::test]
async fn a_viewer_that_opens_a_piece_and_asks_its_parts_is_one_read() {
    let (world, mut journal) = (World::roomy().await, Journal::new());
    let (martin, claimant) = (counsel("martin"), Uuid::now_v7());
    let (piece, content) = large(&world, &martin).await;
    journal.tell(&world, constituted(&martin), &[claimant], None).await;
    journal.tell(&world, memoire(&[piece]), &[claimant], None).await;
    let before = world.reads_kept().await.0;
    world.download(&martin, piece).await.unwrap();
    for at in 0..10 {
        world.part(&martin, piece, at * 1000, at * 1000 + 500).await.unwrap();
    }
    assert_eq!(world.reads_kept().await, (before + 1, 0), "the opening, once");
    // Who asks parts without having opened it opens it by the first.
    let keeper = greffier();
    world.part(&keeper, piece, 0, 10).await.unwrap();
    world.part(&keeper, piece, 10, 20).await.unwrap();
    assert_eq!(world.reads_kept().await, (before + 2, 0), "an opening belongs to its reader");
    // Two first parts at once are one opening.
    let other_keeper = person("greffe.adjoint", "greffe_central", &[]);
    let (one, other) = tokio::join!(
        world.part(&other_keeper, piece, 0, 10),
        world.part(&other_keeper, piece, 1 << 20, (1 << 20) + 10)
    );
    one.unwrap();
    other.unwrap();
    assert_eq!(world.reads_kept().await, (before + 3, 0));
    // A part that has all the bytes is the whole, however it is asked.
    world.part(&keeper, piece, 0, content.len() as u64).await.unwrap();
    world.part(&keeper, piece, 0, 0).await.unwrap();
    assert_eq!(world.reads_kept().await, (before + 5, 0));
    // An hour later it is a read of its own.
    world.clock.set("2026-11-24T11:00:01Z");
    world.part(&martin, piece, 0, 10).await.unwrap();
    assert_eq!(world.reads_kept().await, (before + 6, 0));
    world.download(&martin, piece).await.unwrap();
    assert_eq!(world.reads_kept().await, (before + 7, 0), "asked from its beginning, it is always one");
    // Each part is decided anew, and a refusal is always kept.
    let stranger = counsel("dubreuil");
    for _ in 0..2 {
        assert_eq!(world.part(&stranger, piece, 0, 10).await.unwrap_err().code, "DOC-010");
    }
    assert_eq!(world.reads_kept().await, (before + 7, 2));
}

#[tokio::test]
async fn who_loses_the_case_is_given_no_more_of_what_was_opened() {
    let (world, mut journal) = (World::roomy().await, Journal::new());
    let (martin, claimant) = (counsel("martin"), Uuid::now_v7());
    let (piece, _) = large(&world, &martin).await;
    journal.tell(&world, constituted(&martin), &[claimant], None).await;
    journal.tell(&world, memoire(&[piece]), &[claimant], None).await;
    let greffe = person("greffe.civ1", "greffe_chambre", &["civ1"]);
    journal.tell(&world, chambre("civ1"), &[], None).await;
    world.download(&greffe, piece).await.unwrap();
    world.part(&greffe, piece, 0, 10).await.unwrap();
    journal.tell(&world, chambre("soc"), &[], None).await;
    assert_eq!(world.part(&greffe, piece, 10, 20).await.unwrap_err().code, "DOC-010");
    assert!(world.part(&martin, piece, 0, 10).await.is_ok());
}

#[tokio::test]
async fn no_part_of_an_altered_file_is_given() {
    let (world, martin) = (World::roomy().await, counsel("martin"));
    let (piece, content) = large(&world, &martin).await;
    let path = world.kept()[0].clone();
    let mut altered = content.clone();
    altered[3_000_000] ^= 1;
    std::fs::write(&path, &altered).unwrap();
    let refused = world.part(&martin, piece, 0, 10).await.unwrap_err();
    assert_eq!(refused.code, "DOC-018", "not even one that is as it was");
    // Altered once its blocks are known: what is as it was is given, the rest is not.
    std::fs::write(&path, &content).unwrap();
    assert!(world.part(&martin, piece, 0, 10).await.is_ok());
    std::fs::write(&path, &altered).unwrap();
    assert!(world.part(&martin, piece, 0, 10).await.unwrap() == content[..10]);
    assert_eq!(world.part(&martin, piece, 2_999_990, 3_000_010).await.unwrap_err().code, "DOC-018");
    std::fs::write(&path, &content[..3_000_000]).unwrap();
    assert_eq!(world.part(&martin, piece, 4_000_000, 4_000_010).await.unwrap_err().code, "DOC-018");
}

#[tokio::test]
async fn words_are_found_in_a_piece_whatever_their_accents() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let content = pdf(&["Premier moyen, moyen unique", "Rien ici", "Le MOYEN releve d'office"]);
    let sent = world.upload(&martin, header("memoire.pdf", "piece"), &content).await.unwrap();
    let piece: Uuid = sent.piece_id.parse().unwrap();
    let read = "document.text WHERE state = 'faite'";
    let patience = std::time::Duration::from_secs(120);
    assert!(greffe_dev::until(patience, async || world.count(read).await > 0).await, "never read");
    assert_eq!(world.said(&martin, piece, "Moyen").await.unwrap(), [(1, 2), (3, 1)]);
    assert_eq!(world.said(&martin, piece, " relevé  d’office ").await.unwrap(), [(3, 1)]);
    assert_eq!(world.said(&martin, piece, "moyen relevé d’office").await.unwrap(), [(3, 1)]);
    assert!(world.said(&martin, piece, "absent").await.unwrap().is_empty());
    assert_eq!(world.said(&martin, piece, " — ").await.unwrap_err().code, "LEC-004");
    assert_eq!(world.said(&counsel("dubreuil"), piece, "moyen").await.unwrap_err().code, "DOC-010");
    let kept = "audit WHERE reason = 'mots cherchés dans la pièce' AND decision = 'permis'";
    assert_eq!(world.count(kept).await, 4, "each is a read; the words are not in the trail");
}
