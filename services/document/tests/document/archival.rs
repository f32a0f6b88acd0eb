//! Copies for archives: of what is sound, beside what was received, in the format they say, made by a tool that writes nowhere else.

use greffe_dev::testing::pdf;
use image::{ImageFormat, Rgb, RgbImage};
use lopdf::Document;
use uuid::Uuid;

use crate::support::{World, counsel, header, until};

/// Whether the kernel tells one folder from another, without which no copy is made.
fn landlock() -> bool {
    let asked = landlock::RulesetAttr::handle_access(
        landlock::Compatible::set_compatibility(
            landlock::Ruleset::default(),
            landlock::CompatLevel::HardRequirement,
        ),
        landlock::AccessFs::WriteFile,
    );
    if asked.is_err() {
        eprintln!("NON FAIT : ce noyau n’a pas Landlock, aucune copie d’archivage n’est faite");
    }
    asked.is_ok()
}

/// State of the copy, once it is settled.
async fn copied(world: &World, piece: Uuid) -> String {
    let state = async || world.piece(&counsel("martin"), piece).await.unwrap().archival.unwrap().state;
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(120);
    loop {
        let now = state().await;
        if !matches!(now.as_str(), "" | "attend" | "en_cours") {
            return now;
        }
        assert!(tokio::time::Instant::now() < end, "never copied: {now}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

async fn sent(world: &World, name: &str, content: &[u8]) -> Uuid {
    let piece = world.upload(&counsel("martin"), header(name, "piece"), content).await.unwrap();
    piece.piece_id.parse().unwrap()
}

#[tokio::test]
async fn what_is_sound_has_a_copy_for_archives_beside_it() {
    if !landlock() {
        return;
    }
    let (world, martin) = (World::archiving().await, counsel("martin"));
    // Its font is not in the file: every reader has it today, archives want it inside.
    let original = pdf(&["Premier moyen", "Second moyen"]);
    let piece = sent(&world, "mémoire.v2.pdf", &original).await;
    assert_eq!(copied(&world, piece).await, "faite");
    let (told, copy) = world.download_copy(&martin, piece).await.unwrap();
    assert_eq!(
        (told.file_name.as_str(), told.media_type.as_str()),
        ("mémoire.v2 (PDF-A).pdf", "application/pdf")
    );
    let shown = world.piece(&martin, piece).await.unwrap();
    let archival = shown.archival.unwrap();
    assert_eq!((&archival.sha256, archival.size), (&told.sha256, copy.len() as u64));
    let document = Document::load_mem(&copy).unwrap();
    assert_eq!(document.get_pages().len(), 2);
    assert!(document.extract_text(&[2]).unwrap().contains("Second moyen"));
    let says = String::from_utf8_lossy(&copy).into_owned();
    for word in ["pdfaid:part='2'", "pdfaid:conformance='B'", "/OutputIntents", "/FontFile"] {
        assert!(says.contains(word), "{word}");
    }
    // What was received is what it was, and is what the piece is.
    assert_eq!(world.download(&martin, piece).await.unwrap().1, original);
    assert_ne!(shown.sha256, archival.sha256);
    // As secret as the piece.
    let hidden = world.download_copy(&counsel("dubreuil"), piece).await.unwrap_err();
    assert_eq!(hidden.code, "DOC-010");
    let reads: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM document.audit WHERE object = $1 AND reason = 'copie d’archivage'",
    )
    .bind(piece)
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert_eq!(reads, 2, "given or refused, it is in the trail");
    until("nothing of the work is left", || world.arriving().iter().all(|path| !path.is_dir())).await;
}

#[tokio::test]
async fn a_picture_is_copied_whole_and_a_text_is_not() {
    if !landlock() {
        return;
    }
    let (world, martin) = (World::archiving().await, counsel("martin"));
    let mut picture = RgbImage::from_pixel(60, 40, Rgb([250, 250, 250]));
    picture.put_pixel(7, 5, Rgb([200, 16, 32]));
    let mut bytes = std::io::Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    let scan = sent(&world, "scan.png", &bytes.into_inner()).await;
    assert_eq!(copied(&world, scan).await, "faite");
    let (told, copy) = world.download_copy(&martin, scan).await.unwrap();
    assert_eq!(told.file_name, "scan (PDF-A).pdf");
    assert_eq!(Document::load_mem(&copy).unwrap().get_pages().len(), 1);
    let text = sent(&world, "note.txt", b"Une note").await;
    assert_eq!(copied(&world, text).await, "sans_copie");
    assert_eq!(world.download_copy(&martin, text).await.unwrap_err().code, "PIE-022");
}
