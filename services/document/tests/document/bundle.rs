//! Bundles: the pieces chosen, in order, as one PDF or as an archive; each a read; the same bytes each time.

use std::io::{Cursor, Read};

use greffe_chassis::{Caller, Failure};
use greffe_contracts::document::v1::{self as pb, make_bundle_response::Part};
use greffe_dev::testing::{pdf, pdf_of};
use image::{ImageFormat, RgbImage};
use lopdf::{Document, Object};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zip::ZipArchive;

use crate::{
    papers::Room,
    support::{chambre, counsel, failure, greffier, header, papers},
};

impl Room {
    async fn bundle(
        &self,
        who: &Caller,
        pieces: &[Uuid],
        form: &str,
    ) -> Result<(pb::BundleMade, Vec<u8>), Failure> {
        let wanted = pb::MakeBundleRequest {
            dossier_id: self.journal.dossier.to_string(),
            piece_ids: pieces.iter().map(Uuid::to_string).collect(),
            form: form.into(),
        };
        let request = self.world.request(who, wanted);
        let mut parts = self.client().await.make_bundle(request).await.map_err(failure)?.into_inner();
        let (mut made, mut bytes) = (None, Vec::new());
        while let Some(part) = parts.message().await.map_err(failure)? {
            match part.part.unwrap() {
                Part::Made(described) => made = Some(described),
                Part::Chunk(chunk) => bytes.extend(chunk),
            }
        }
        let made = made.unwrap();
        assert_eq!((made.size, made.sha256.clone()), (bytes.len() as u64, hash(&bytes)));
        Ok((made, bytes))
    }

    /// A piece of that name and content, named by an act of the case.
    async fn piece(&mut self, name: &str, content: &[u8]) -> Uuid {
        let sent = self.world.upload(&greffier(), header(name, "piece"), content).await.unwrap();
        let id = sent.piece_id.parse().unwrap();
        self.journal.tell(&self.world, papers(&[id]), &[], None).await;
        self.world.checked(&greffier(), id).await;
        id
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    RgbImage::new(30, 20).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A page that lies on its side and takes all it has from above.
fn turned() -> Vec<u8> {
    pdf_of(&[
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Rotate 90 /Resources << >> >>"
            .to_owned(),
        "<< /Type /Page /Parent 2 0 R >>".to_owned(),
    ])
}

fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => {
            let units: Vec<u16> = rest.chunks(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect();
            String::from_utf16(&units).unwrap()
        }
        plain => String::from_utf8(plain.to_vec()).unwrap(),
    }
}

#[tokio::test]
async fn pieces_become_one_paper_numbered_through() {
    let mut room = Room::new().await;
    room.journal.tell(&room.world, chambre("civ1"), &[], None).await;
    let memoire = room.piece("Mémoire (1).pdf", &pdf(&["Un", "Deux", "Trois"])).await;
    let plan = room.piece("plan.pdf", &turned()).await;
    let photo = room.piece("photo.png", &picture()).await;
    let note = room.piece("note – 日本.txt", b"Une note").await;
    let chosen = [plan, memoire, note, photo];
    let reads = room.world.count("audit WHERE action = 'lire_piece' AND reason = 'recueil'").await;
    let (made, bytes) = room.bundle(&greffier(), &chosen, "pdf").await.unwrap();
    assert_eq!(
        (made.file_name.as_str(), made.media_type.as_str(), made.pages),
        ("recueil-C-26-10.001.pdf", "application/pdf", 8)
    );
    let logged = room.world.count("audit WHERE action = 'lire_piece' AND reason = 'recueil'").await;
    assert_eq!(logged - reads, 4, "each piece is a read");
    let (again, same) = room.bundle(&greffier(), &chosen, "pdf").await.unwrap();
    assert_eq!((again.sha256, same == bytes), (made.sha256, true), "the same input gives the same bytes");

    let document = Document::load_mem(&bytes).unwrap();
    let pages: Vec<_> = document.get_pages().into_values().collect();
    assert_eq!(pages.len(), 8, "cover, contents, 1, 3, a sheet, a picture");
    for (number, page) in (1..).zip(&pages) {
        let drawn = document.get_page_content(*page);
        let drawn = String::from_utf8_lossy(&drawn);
        assert!(drawn.contains(&format!("({number} / 8) Tj")), "page {number}");
    }
    let side = document.get_dictionary(pages[2]).unwrap();
    assert_eq!(side.get(b"Rotate").unwrap().as_i64().unwrap(), 90, "what it took from above came along");

    // Bookmarks and links of the contents lead where the contents say.
    let starts = [pages[2], pages[3], pages[6], pages[7]];
    let catalog = document.catalog().unwrap();
    let outline = document.get_dictionary(catalog.get(b"Outlines").unwrap().as_reference().unwrap()).unwrap();
    let (mut titles, mut next) = (Vec::new(), outline.get(b"First").ok());
    while let Some(entry) = next {
        let entry = document.get_dictionary(entry.as_reference().unwrap()).unwrap();
        titles.push(text(entry.get(b"Title").unwrap().as_str().unwrap()));
        next = entry.get(b"Next").ok();
    }
    assert_eq!(titles, ["1. plan.pdf", "2. Mémoire (1).pdf", "3. note – 日本.txt", "4. photo.png"]);
    let links: Vec<_> = document
        .objects
        .values()
        .filter_map(|object| {
            object.as_dict().ok()?.get(b"Dest").ok()?.as_array().ok()?.first()?.as_reference().ok()
        })
        .collect();
    for start in starts {
        assert!(links.contains(&start), "a link to {start:?} among {links:?}");
    }
    let addresses =
        document.objects.values().filter(|object| object.as_dict().is_ok_and(|d| d.has(b"URI"))).count();
    assert_eq!(addresses, 0, "no address of ours is left");
    let info =
        document.get_dictionary(document.trailer.get(b"Info").unwrap().as_reference().unwrap()).unwrap();
    assert_eq!(
        text(info.get(b"Title").and_then(Object::as_str).unwrap()),
        "Recueil de pièces – pourvoi n° C 26-10.001"
    );
}

#[tokio::test]
async fn an_archive_holds_the_files_as_received_and_their_hashes() {
    let mut room = Room::new().await;
    room.journal.tell(&room.world, chambre("civ1"), &[], None).await;
    let content = pdf(&["Un"]);
    let (first, second) = (room.piece("a:b.pdf", &content).await, room.piece("note.txt", b"Une note").await);
    let (made, bytes) = room.bundle(&greffier(), &[first, second], "zip").await.unwrap();
    assert_eq!(
        (made.file_name.as_str(), made.media_type.as_str()),
        ("recueil-C-26-10.001.zip", "application/zip")
    );
    assert_eq!(room.bundle(&greffier(), &[first, second], "zip").await.unwrap().1, bytes, "the same bytes");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut read = |name: &str| {
        let mut content = Vec::new();
        archive.by_name(name).unwrap().read_to_end(&mut content).unwrap();
        content
    };
    assert_eq!(read("001-a-b.pdf"), content);
    let manifest = String::from_utf8(read("manifeste.sha256")).unwrap();
    assert_eq!(manifest, format!("{}  001-a-b.pdf\n{}  002-note.txt\n", hash(&content), hash(b"Une note")));
    let details: serde_json::Value = serde_json::from_slice(&read("manifeste.json")).unwrap();
    assert_eq!(details["pieces"][0]["nom_d_origine"], "a:b.pdf");
    assert_eq!(details["pieces"][1]["piece_id"], second.to_string());
}

#[tokio::test]
async fn a_bundle_holds_only_what_one_may_read_and_what_is_sound() {
    let mut room = Room::new().await;
    room.journal.tell(&room.world, chambre("civ1"), &[], None).await;
    let sound = room.piece("a.pdf", &pdf(&["Un"])).await;
    let hostile = pdf_of(&[
        "<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /F (a) >> >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
    ]);
    let unsound = room.piece("b.pdf", &hostile).await;
    let elsewhere = room.world.deposit(&greffier(), "piece").await;
    let refused = room.bundle(&greffier(), &[sound, unsound], "pdf").await.unwrap_err();
    assert_eq!(
        (refused.code.as_ref(), refused.violations[0].field.clone()),
        ("PIE-006", unsound.to_string())
    );
    for (pieces, form, code) in [
        (&[][..], "pdf", "PIE-005"),
        (&[sound, sound], "pdf", "PIE-005"),
        (&[sound], "docx", "PIE-008"),
        (&[sound, elsewhere], "pdf", "PAP-007"),
        (&[sound, Uuid::now_v7()], "zip", "PAP-007"),
    ] {
        assert_eq!(room.bundle(&greffier(), pieces, form).await.unwrap_err().code, code, "{pieces:?}");
    }
    // The one who holds cases knows of none for counsel.
    assert_eq!(room.bundle(&counsel("autre"), &[sound], "pdf").await.unwrap_err().code, "DOS-001");
    assert!(room.world.arriving().is_empty(), "nothing half made is left");
}

/// A thousand pages of forty pieces, as one paper: the whole way, from the call to its last byte.
#[tokio::test]
#[ignore = "measured by scripts/bundle.sh"]
async fn bench_a_thousand_pages() {
    let mut room = Room::new().await;
    room.journal.tell(&room.world, chambre("civ1"), &[], None).await;
    let line = "Attendu que la cour d’appel a légalement justifié sa décision".replace('’', "'");
    let pages = vec![line.as_str(); 25];
    let mut chosen = Vec::new();
    for at in 0..40 {
        let mut own = pages.clone();
        let title = format!("Piece {at}");
        own[0] = &title;
        chosen.push(room.piece(&format!("piece-{at:02}.pdf"), &pdf(&own)).await);
    }
    let mut taken = Vec::new();
    for _ in 0..5 {
        let start = std::time::Instant::now();
        let (made, _) = room.bundle(&greffier(), &chosen, "pdf").await.unwrap();
        taken.push(start.elapsed().as_millis());
        assert!(made.pages > 1_000);
    }
    taken.sort_unstable();
    println!("de {taken:?} ms\nfigure: {} ms", taken[taken.len() / 2]);
}
