//! Checks after reception, on files made to deceive them: each is received, none is served, each keeps its trace.

use std::{io::Write, net::TcpListener, path::Path, process::Stdio};

use greffe_contracts::events::v1::FindingRaised;
use greffe_dev::testing::{TestDirectory, pdf, pdf_of};
use image::{GrayImage, ImageFormat};
use lopdf::{Document, Object, Stream, dictionary};
use prost::Message;
use uuid::Uuid;
use zip::{ZipWriter, write::SimpleFileOptions};

use crate::support::{Journal, World, chambre, counsel, greffier, header, memoire, until};

/// The file that every antivirus calls infected, and that harms nobody.
const EICAR: &str = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

/// A PDF of a page, whose catalog says this besides, with these objects behind (from 4).
fn saying(catalog: &str, objects: &[&str]) -> Vec<u8> {
    let first = [
        format!("<< /Type /Catalog /Pages 2 0 R {catalog} >>"),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
    ];
    pdf_of(&first.into_iter().chain(objects.iter().map(|o| (*o).to_owned())).collect::<Vec<_>>())
}

/// An archive of these files.
fn archive(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A DOCX: what tells its format, a text, and these files besides.
fn docx(text: &str, besides: &[(&str, &[u8])]) -> Vec<u8> {
    let document = format!("<w:document><w:p><w:t>{text}</w:t></w:p></w:document>");
    let mut files =
        vec![("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", document.as_bytes())];
    files.extend_from_slice(besides);
    archive(&files)
}

fn odt(text: &str) -> Vec<u8> {
    let content = format!("<office:text><text:p>{text}</text:p></office:text>");
    let mut archive = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    archive.start_file("mimetype", stored).unwrap();
    archive.write_all(b"application/vnd.oasis.opendocument.text").unwrap();
    archive.start_file("content.xml", SimpleFileOptions::default()).unwrap();
    archive.write_all(content.as_bytes()).unwrap();
    archive.finish().unwrap().into_inner()
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    GrayImage::new(width, height).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A PDF one of whose streams makes a hundred megabytes of nothing.
fn bomb() -> Vec<u8> {
    let mut document = Document::load_mem(&pdf(&["Mémoire"])).unwrap();
    let mut stream = Stream::new(dictionary! {}, vec![0; 100 << 20]);
    stream.compress().unwrap();
    document.add_object(Object::Stream(stream));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A PDF whose table names an object at two places: who follows it shows the one, who reads the file to its end the other.
fn twice() -> Vec<u8> {
    let whole = String::from_utf8(saying("", &["<< /S /SubmitForm >>", "<< >>"])).unwrap();
    whole.replacen("5 0 obj", "4 0 obj", 1).into_bytes()
}

#[tokio::test]
async fn what_is_hostile_is_received_and_never_served() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let whole = pdf(&["Mémoire ampliatif"]);
    let encrypted =
        String::from_utf8(whole.clone()).unwrap().replace("/Root 1 0 R", "/Root 1 0 R /Encrypt 3 0 R");
    let nothing = vec![0; 100 << 20];
    let deep = format!("{}1{}", "[".repeat(20_000), "]".repeat(20_000));
    let script = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>";
    for (name, content, codes) in [
        ("script.pdf", saying(&format!("/OpenAction {script}"), &[]), &["PIE-014"][..]),
        (
            "script-nommé.pdf",
            saying("/Names << /JavaScript << /Names [(a) 4 0 R] >> >>", &[script]),
            &["PIE-014"],
        ),
        (
            "script-masqué.pdf",
            saying("/OpenAction 4 0 R", &["<< /S /J#61vaScript /J#53 (x) >>"]),
            &["PIE-014"],
        ),
        ("script-orphelin.pdf", saying("", &[script]), &["PIE-014"]),
        ("programme.pdf", saying("/OpenAction << /S /Launch /F (cmd.exe) >>", &[]), &["PIE-014"]),
        ("formulaire.pdf", saying("/AcroForm << /Fields [] /XFA 4 0 R >>", &["<< >>"]), &["PIE-014"]),
        ("joints.pdf", saying("/Names << /EmbeddedFiles << /Names [] >> >>", &[]), &["PIE-015"]),
        ("chiffré.pdf", encrypted.into_bytes(), &["PIE-013"]),
        ("coupé.pdf", whole[..whole.len() - 60].to_vec(), &["PIE-012"]),
        ("moitié.pdf", whole[..whole.len() / 2].to_vec(), &["PIE-012"]),
        ("double.pdf", [whole.clone(), archive(&[("a.html", b"<script>")])].concat(), &["PIE-018"]),
        ("suivi.pdf", [&whole[..], b"<html>"].concat(), &["PIE-018"]),
        ("profond.pdf", saying("", &[&deep]), &["PIE-012"]),
        ("deux-fois.pdf", twice(), &["PIE-012"]),
        ("bombe.pdf", bomb(), &["PIE-016"]),
        ("bombe.docx", docx("x", &[("word/media/a.bin", &nothing)]), &["PIE-016"]),
        ("poupée.docx", docx("x", &[("word/media/a.bin", &archive(&[("b", b"c")]))]), &["PIE-017"]),
        ("macro.docx", docx("x", &[("word/vbaProject.bin", b"x")]), &["PIE-014"]),
        ("joint.docx", docx("x", &[("word/embeddings/a.xlsx", b"x")]), &["PIE-015"]),
        (
            "modèle.docx",
            docx(
                "x",
                &[(
                    "word/_rels/settings.xml.rels",
                    b"<R Type=\"attachedTemplate\" TargetMode=\"External\"/>",
                )],
            ),
            &["PIE-014"],
        ),
        ("coupé.png", picture(400, 400)[..60].to_vec(), &["PIE-012"]),
        ("large.png", picture(31_000, 1), &["PIE-016"]),
        ("double.png", [picture(4, 4), archive(&[("a", b"b")])].concat(), &["PIE-018"]),
    ] {
        let sent = world.upload(&martin, header(name, "piece"), &content).await;
        let sent =
            sent.unwrap_or_else(|refused| panic!("{name} is received whatever it is: {}", refused.message));
        let id = sent.piece_id.parse().unwrap();
        let found = world.checked(&martin, id).await;
        assert_eq!(found.state, "refusee", "{name}");
        assert!(codes.contains(&found.reason.as_str()), "{name}: {}", found.reason);
        assert!(
            found.told.starts_with("Refusée au contrôle") && found.changed_at.is_some(),
            "{name}: {}",
            found.told
        );
        let refused = world.download(&martin, id).await.unwrap_err();
        assert_eq!(refused.code, "PIE-002", "{name}");
        assert_eq!(refused.violations[0].code, found.reason, "{name}: its sender is told why");
    }
    // All of that, and the service checks on.
    let sound = world.deposit(&martin, "memoire").await;
    assert_eq!(world.checked(&martin, sound).await.state, "saine");
}

#[tokio::test]
async fn a_child_that_dies_refuses_its_own_file_alone() {
    let martin = counsel("martin");
    // Each child ends without a word, as one that the kernel ends does.
    let world = World::with_program("servir-sans", "/bin/false").await;
    let piece = world.deposit(&martin, "memoire").await;
    let found = world.checked(&martin, piece).await;
    assert_eq!((found.state.as_str(), found.reason.as_str()), ("refusee", "PIE-021"));
    assert_eq!(world.download(&martin, piece).await.unwrap_err().code, "PIE-002");
    let text = world.upload(&martin, header("note.txt", "piece"), b"Une note").await.unwrap();
    assert_eq!(world.checked(&martin, text.piece_id.parse().unwrap()).await.reason, "PIE-021");
    // One that cannot be started says nothing of the file: it waits, and is not served.
    let world = World::with_program("servir-sans", "/nulle/part").await;
    let piece = world.deposit(&martin, "memoire").await;
    assert_eq!(world.download(&martin, piece).await.unwrap_err().code, "PIE-001");
    assert_eq!(world.piece(&martin, piece).await.unwrap().control.unwrap().state, "recue");
}

#[tokio::test]
async fn what_is_sound_is_served_with_its_text() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let text = "Vu l’article 978 du code de procédure civile";
    for (name, content, pages, says) in [
        ("mémoire.pdf", pdf(&["Premier moyen", "Second moyen"]), 2, "Premier moyen"),
        ("note.docx", docx(text, &[]), 0, text),
        ("note.odt", odt(text), 0, text),
        ("note.txt", text.as_bytes().to_vec(), 0, text),
    ] {
        let sent = world.upload(&martin, header(name, "piece"), &content).await.unwrap();
        let id = sent.piece_id.parse().unwrap();
        let found = world.checked(&martin, id).await;
        assert_eq!(
            (found.state.as_str(), found.reason.as_str(), found.pages),
            ("saine", "", pages),
            "{name}"
        );
        assert_eq!(found.told, "Contrôlée\u{a0}; aucun antivirus n’est configuré");
        assert_eq!(world.download(&martin, id).await.unwrap().1, content, "{name}");
        let read = read(&world, id).await;
        assert_eq!((read.0.as_str(), read.1.as_str()), ("faite", "contenu"), "{name}");
        assert_eq!(world.page(&martin, id, 1).await.unwrap().trim(), says, "{name}");
        let hidden = world.page(&counsel("dubreuil"), id, 1).await.unwrap_err();
        assert_eq!(hidden.code, "DOC-010", "{name}: its text is as secret as the piece");
    }
    let nothing = world.upload(&martin, header("a.png", "piece"), &picture(40, 40)).await.unwrap();
    assert_eq!(read(&world, nothing.piece_id.parse().unwrap()).await.0, "sans_texte");
}

/// State and source of a text, once it is read.
async fn read(world: &World, piece: Uuid) -> (String, String) {
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(120);
    loop {
        let text = world.piece(&counsel("martin"), piece).await.unwrap().text.unwrap();
        if !matches!(text.state.as_str(), "" | "attend" | "en_cours") {
            assert_eq!(text.done, text.pages);
            return (text.state, text.source);
        }
        assert!(tokio::time::Instant::now() < end, "never read: {text:?}");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn a_scan_is_read_from_its_pictures_in_the_background() {
    let (world, martin) = (World::new().await, counsel("martin"));
    // A page that says something, drawn: what a scanner makes of it.
    let mut draws = std::process::Command::new("pdftoppm")
        .args(["-jpeg", "-gray", "-r", "120", "-singlefile", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler-utils (scripts/install.sh)");
    draws.stdin.take().unwrap().write_all(&pdf(&["La chambre sociale rejette le pourvoi"])).unwrap();
    let drawn = draws.wait_with_output().unwrap().stdout;
    let size = image::load_from_memory(&drawn).unwrap();
    let mut document = Document::with_version("1.5");
    let picture = document.add_object(Stream::new(
        dictionary! { "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(size.width()), "Height" => i64::from(size.height()),
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode" },
        drawn,
    ));
    let content = document.add_object(Stream::new(dictionary! {}, b"q 595 0 0 842 0 0 cm /S Do Q".to_vec()));
    let tree = document.new_object_id();
    let page = document.add_object(dictionary! { "Type" => "Page", "Parent" => tree, "Contents" => content,
    "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    "Resources" => dictionary! { "XObject" => dictionary! { "S" => picture } } });
    document
        .objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    let mut scan = Vec::new();
    document.save_to(&mut scan).unwrap();

    let sent = world.upload(&martin, header("scan.pdf", "piece"), &scan).await.unwrap();
    let id = sent.piece_id.parse().unwrap();
    assert_eq!(world.checked(&martin, id).await.state, "saine", "served before its text is read");
    assert_eq!(read(&world, id).await, ("faite".to_owned(), "ocr".to_owned()));
    let text = world.page(&martin, id, 1).await.unwrap();
    assert!(text.contains("rejette le pourvoi"), "{text}");
}

/// clamd, Debian's own, with one signature: that of the test file.
struct Clamd {
    process: std::process::Child,
    _place: TestDirectory,
}

impl Clamd {
    async fn start(port: u16) -> Self {
        let place = TestDirectory::create().await.unwrap();
        let path = |name: &str| place.path().join(name).display().to_string();
        std::fs::create_dir(place.path().join("signatures")).unwrap();
        let signature: String = EICAR.bytes().map(|byte| format!("{byte:02x}")).collect();
        std::fs::write(path("signatures/essai.ndb"), format!("Eicar-Essai:0:*:{signature}\n")).unwrap();
        let said = format!(
            "TCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {}\nForeground yes\nLogFile {}\nTemporaryDirectory {}\n",
            path("signatures"),
            path("clamd.log"),
            place.path().display()
        );
        std::fs::write(path("clamd.conf"), said).unwrap();
        assert!(Path::new("/usr/sbin/clamd").exists(), "clamav-daemon (scripts/install.sh test)");
        let process = std::process::Command::new("/usr/sbin/clamd")
            .args(["--config-file", &path("clamd.conf")])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        until("clamd listens", || std::net::TcpStream::connect(("127.0.0.1", port)).is_ok()).await;
        Self { process, _place: place }
    }
}

impl Drop for Clamd {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

#[tokio::test]
async fn a_file_that_the_antivirus_has_not_read_is_never_served() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let world = World::with(&format!("127.0.0.1:{port}")).await;
    let martin = counsel("martin");
    let clean = world.deposit(&martin, "memoire").await;
    let infected = world.upload(&martin, header("essai.txt", "piece"), EICAR.as_bytes()).await.unwrap();
    let infected = infected.piece_id.parse().unwrap();
    // Nobody answers: both are received, neither is served.
    for piece in [clean, infected] {
        assert_eq!(world.checked(&martin, piece).await.state, "attente_antivirus");
        assert_eq!(world.download(&martin, piece).await.unwrap_err().code, "PIE-003");
    }
    let _clamd = Clamd::start(port).await;
    assert_eq!(world.checked(&martin, clean).await.state, "attente_antivirus", "not before its turn");
    world.clock.set("2026-11-24T10:01:01Z");
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
    while world.checked(&martin, clean).await.state == "attente_antivirus"
        || world.checked(&martin, infected).await.state == "attente_antivirus"
    {
        assert!(tokio::time::Instant::now() < end, "never shown again");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let found = world.checked(&martin, clean).await;
    assert_eq!((found.state.as_str(), found.antivirus.as_str()), ("saine", "sain"));
    assert!(world.reads(&martin, clean).await);
    let found = world.checked(&martin, infected).await;
    assert_eq!((found.state.as_str(), found.reason.as_str()), ("refusee", "PIE-019"));
    assert_eq!(world.download(&martin, infected).await.unwrap_err().code, "PIE-002");
    let detail: String = sqlx::query_scalar("SELECT detail FROM document.control WHERE reason = 'PIE-019'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert!(detail.starts_with("Eicar-Essai"), "{detail}");
}

#[tokio::test]
async fn without_an_antivirus_nothing_is_served_unless_it_is_asked_for_in_so_many_words() {
    let martin = counsel("martin");
    let world = World::with("aucun").await;
    let piece = world.deposit(&martin, "memoire").await;
    let found = world.checked(&martin, piece).await;
    assert_eq!((found.state.as_str(), found.antivirus.as_str()), ("attente_antivirus", ""));
    assert_eq!(world.download(&martin, piece).await.unwrap_err().code, "PIE-003");
    // What was served without one is served no more, once the house has said that it wants one.
    let mut world = World::new().await;
    let piece = world.deposit(&martin, "memoire").await;
    assert_eq!(world.checked(&martin, piece).await.antivirus, "non_configure");
    world.change_antivirus("aucun").await;
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
    while world.checked(&martin, piece).await.state != "attente_antivirus" {
        assert!(tokio::time::Instant::now() < end, "never looked at again");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(world.download(&martin, piece).await.unwrap_err().code, "PIE-003");
}

#[tokio::test]
async fn the_registry_is_told_of_a_refused_piece_once_whichever_came_first() {
    let (world, mut journal) = (World::new().await, Journal::new());
    let martin = counsel("martin");
    journal.tell(&world, chambre("civ1"), &[], None).await;
    let hostile = saying("/OpenAction << /S /Launch /F (a) >>", &[]);
    let early = world.upload(&martin, header("a.pdf", "memoire"), &hostile).await.unwrap();
    let early: Uuid = early.piece_id.parse().unwrap();
    assert_eq!(world.checked(&martin, early).await.state, "refusee");
    // Named after it was refused.
    let first = journal.tell(&world, memoire(&[early]), &[], None).await;
    let told = findings(&world, 1).await;
    assert_eq!(told[0].act_id.map(Uuid::from), Some(first));
    assert_eq!((told[0].milestone.as_str(), told[0].findings[0].code.as_str()), ("reception", "chk.doc.03"));
    // The same bytes again, in another act: known to be refused as they come.
    let again = world.upload(&martin, header("b.pdf", "memoire"), &hostile).await.unwrap();
    journal.tell(&world, memoire(&[again.piece_id.parse().unwrap()]), &[], None).await;
    assert_eq!(findings(&world, 2).await.len(), 2);
    let listed = world.list(&greffier(), journal.dossier).await.unwrap();
    assert_eq!(listed.len(), 2, "received, and listed with their state");
}

#[tokio::test]
async fn who_keeps_the_dossier_has_a_piece_looked_at_again() {
    let (martin, mut journal) = (counsel("martin"), Journal::new());
    // Refused for a fault that was ours: each child died.
    let mut world = World::with_program("servir-sans", "/bin/false").await;
    journal.tell(&world, chambre("civ1"), &[], None).await;
    let piece = world.deposit(&martin, "memoire").await;
    journal.tell(&world, memoire(&[piece]), &[], None).await;
    assert_eq!(world.checked(&martin, piece).await.reason, "PIE-021");
    world.change_antivirus("servir-sans").await;
    let key = Uuid::now_v7();
    let refused = world.check_again(&martin, key, piece).await.unwrap_err();
    assert_eq!(refused.code, "DRO-001", "its sender may read it, and does not keep the dossier");
    let hidden = world.check_again(&counsel("dubreuil"), key, piece).await.unwrap_err();
    assert_eq!(hidden.code, "DOC-010");
    assert_eq!(world.checked(&martin, piece).await.state, "refusee");
    let (begun, replayed) = world.check_again(&greffier(), key, piece).await.unwrap();
    assert_eq!((begun.state.as_str(), begun.reason.as_str(), replayed), ("recue", "", false));
    assert_eq!(world.checked(&martin, piece).await.state, "saine");
    assert!(world.reads(&greffier(), piece).await);
    // The same key again is the same intent: nothing begins anew.
    assert!(world.check_again(&greffier(), key, piece).await.unwrap().1);
    assert_eq!(world.piece(&martin, piece).await.unwrap().control.unwrap().state, "saine");
    // Another is another, and the piece is not served until its end.
    let (begun, replayed) = world.check_again(&greffier(), Uuid::now_v7(), piece).await.unwrap();
    assert_eq!((begun.state.as_str(), replayed), ("recue", false));
    assert_eq!(world.checked(&martin, piece).await.state, "saine");
}

/// Findings told so far, once there are so many.
async fn findings(world: &World, many: usize) -> Vec<FindingRaised> {
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
    loop {
        let told: Vec<Vec<u8>> = sqlx::query_scalar(
            "SELECT payload FROM document.outbox WHERE event_type = 'FindingRaised' ORDER BY aggregate_seq",
        )
        .fetch_all(&world.pool)
        .await
        .unwrap();
        if told.len() >= many {
            return told.iter().map(|bytes| FindingRaised::decode(bytes.as_slice()).unwrap()).collect();
        }
        assert!(tokio::time::Instant::now() < end, "never told");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
}

/// What a tool does as a child: whether it succeeds.
fn tool(command: &[&str]) -> bool {
    std::process::Command::new(env!("CARGO_BIN_EXE_greffe-document"))
        .args(["lire-une-piece", "outil", "1073741824:5"])
        .args(command)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .unwrap()
        .success()
}

#[tokio::test]
async fn a_tool_that_makes_a_file_writes_in_its_folder_and_nowhere_else() {
    let (place, other) = (TestDirectory::create().await.unwrap(), TestDirectory::create().await.unwrap());
    let folder = place.path().display().to_string();
    let file = other.path().join("papier").display().to_string();
    std::fs::write(&file, "intact").unwrap();
    let made = |command: &[&str]| {
        std::process::Command::new(env!("CARGO_BIN_EXE_greffe-document"))
            .args(["lire-une-piece", "atelier", "1073741824:5", &folder])
            .args(command)
            .env_clear()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap()
    };
    if made(&["/usr/bin/true"]).code() == Some(70) {
        eprintln!("NON FAIT : ce noyau n’a pas Landlock, aucun outil n’écrit");
        return;
    }
    let script =
        format!("echo x > {folder}/copie && mv {folder}/copie {folder}/autre && echo y >> {folder}/autre");
    assert!(made(&["/bin/bash", "-c", &script]).success(), "in its folder it works");
    for command in [
        &["/bin/bash", "-c", &format!("echo x > {file}")][..],
        &["/bin/bash", "-c", &format!("echo x > {file}-2")],
        &["/usr/bin/truncate", "--size=0", &file],
        &["/usr/bin/perl", "-e", &format!("truncate('{file}', 0) or die")],
        &["/bin/rm", &file],
        &["/bin/mv", &file, &format!("{folder}/pris")],
        &["/bin/chmod", "777", &file],
        &["/usr/bin/touch", &file],
        &["/bin/cat", &file],
        &["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/9"],
    ] {
        assert!(!made(command).success(), "{command:?}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "intact");
    assert!(std::fs::read_dir(other.path()).unwrap().count() == 1);
}

#[tokio::test]
async fn a_child_reaches_nobody_writes_nowhere_and_ends() {
    let heard = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = heard.local_addr().unwrap().port();
    let place = TestDirectory::create().await.unwrap();
    let file = place.path().join("papier").display().to_string();
    std::fs::write(&file, "intact").unwrap();
    assert!(tool(&["/usr/bin/true"]), "a tool that asks for nothing runs");
    for command in [
        &["/bin/bash", "-c", &format!("exec 3<>/dev/tcp/127.0.0.1/{port}")][..],
        &["/bin/bash", "-c", &format!("echo x > {file}")],
        &["/bin/bash", "-c", &format!("echo x >> {file}")],
        &["/bin/rm", &file],
        &["/bin/mv", &file, &format!("{file}2")],
        &["/bin/chmod", "777", &file],
        &["/bin/mkdir", &format!("{file}3")],
        &["/bin/kill", "-9", &std::process::id().to_string()],
        &["/usr/bin/unshare", "--user", "/usr/bin/true"],
        // Out of its memory, and out of its time.
        &["/usr/bin/python3", "-c", "bytearray(2 << 30)"],
        &["/bin/bash", "-c", "while true; do :; done"],
    ] {
        assert!(!tool(command), "{command:?}");
    }
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "intact");
    heard.set_nonblocking(true).unwrap();
    assert!(heard.accept().is_err(), "nobody called");
}
