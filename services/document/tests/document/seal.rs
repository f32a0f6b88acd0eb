//! The Court's seal: on what leaves, whole for a program that is not ours, known by its hash, and told when a kept file is no longer
//! what it was.

use std::{fs, path::Path, process::Command};

use greffe_chassis::{Caller, Failure};
use greffe_contracts::document::v1::{self as pb, render_paper_response::Part};
use greffe_dev::testing::TestDirectory;
use greffe_seal::{Sealer, essai};
use uuid::Uuid;

use crate::{
    papers::{Room, ordonnance},
    support::{failure, greffier},
};

impl Room {
    async fn verified(&self, sha256: &str) -> Result<pb::SealedPaper, Failure> {
        let wanted = pb::VerifyPaperRequest { sha256: sha256.into() };
        let request = self.world.request(&Caller::service("gateway"), wanted);
        let answer = self.client().await.verify_paper(request).await.map_err(failure)?;
        Ok(answer.into_inner().paper.unwrap())
    }

    /// All that is told of kept files: the last says how many.
    async fn looked_at(
        &self,
        caller: &Caller,
    ) -> Result<(pb::CheckKeptResponse, Vec<pb::UnsoundFile>), Failure> {
        let request = self.world.request(caller, pb::CheckKeptRequest {});
        let mut told = self.client().await.check_kept(request).await.map_err(failure)?.into_inner();
        let (mut last, mut unsound) = (pb::CheckKeptResponse::default(), Vec::new());
        while let Some(said) = told.message().await.map_err(failure)? {
            unsound.extend(said.unsound.clone());
            last = said;
        }
        Ok((last, unsound))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test]
async fn a_paper_leaves_with_a_seal_that_another_program_finds_whole() {
    let room = Room::new().await;
    let (piece, _) = room.keep(Uuid::now_v7(), room.order("ordonnance", ordonnance())).await.unwrap();
    let (piece, bytes) = room.world.download(&greffier(), piece.piece_id.parse().unwrap()).await.unwrap();
    assert_eq!(piece.control.unwrap().state, "saine", "the checks of pieces take the Court's own seal");
    let ours = greffe_seal::verify(&bytes).unwrap();
    assert_eq!(ours.subject, "Sceau d’essai, sans valeur");

    let folder = TestDirectory::create().await.unwrap();
    let (paper, certificate) = (folder.path().join("ordonnance.pdf"), folder.path().join("sceau.pem"));
    fs::write(&paper, &bytes).unwrap();
    fs::write(&certificate, Sealer::new(essai::CERTIFICATE, essai::KEY).unwrap().pem().unwrap()).unwrap();
    let said = outside(&paper, &certificate);
    assert_eq!(
        said,
        serde_json::json!({
            "seals": 1, "kind": "/ETSI.CAdES.detached", "intact": true, "valid": true, "trusted": true,
            "coverage": "ENTIRE_FILE", "holder": "Sceau d’essai, sans valeur",
        })
    );
    let at = bytes.windows(6).position(|window| window == b"/Title").unwrap_or(400);
    let mut altered = bytes;
    altered[at + 9] ^= 1;
    fs::write(&paper, &altered).unwrap();
    assert_eq!(outside(&paper, &certificate)["intact"], false);
}

/// What pyHanko says.
fn outside(paper: &Path, certificate: &Path) -> serde_json::Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let asked = Command::new(root.join(".local/venv/bin/python"))
        .arg(root.join("tests/counterparts/sceau.py"))
        .args([paper, certificate])
        .output()
        .expect("the tools of Python: scripts/install.sh test");
    assert!(asked.status.success(), "{}", String::from_utf8_lossy(&asked.stderr));
    serde_json::from_slice(&asked.stdout).unwrap()
}

#[tokio::test]
async fn who_holds_a_sealed_paper_learns_that_it_left_as_it_is() {
    let room = Room::new().await;
    let (made, pdf) =
        room.render(&greffier(), room.order("certificat_non_pourvoi", Vec::new())).await.unwrap();
    let known = room.verified(&made.sha256).await.unwrap();
    assert_eq!((known.title.as_str(), known.trial), (made.title.as_str(), true));
    assert_eq!(known.identifier, Uuid::nil().to_string());
    assert_eq!(known.sealed_at.unwrap().seconds, 1_795_514_400, "2026-11-24T10:00:00Z");
    let seal = greffe_seal::verify(&pdf).unwrap();
    assert_eq!((known.certificate, known.subject), (hex(&seal.certificate), seal.subject));
    assert_eq!(room.verified(&made.sha256.to_uppercase()).await.unwrap().title, made.title);
    assert_eq!(room.verified(&"ab".repeat(32)).await.unwrap_err().code, "PAP-015");
    assert_eq!(room.verified("ab").await.unwrap_err().code, "PAP-014");
    assert_eq!(room.verified(&"é".repeat(32)).await.unwrap_err().code, "PAP-014");

    // What is only looked at, and what does not leave with the seal, bears none.
    let wanted = pb::RenderPaperRequest {
        order: Some(room.order("certificat_non_pourvoi", Vec::new())),
        preview: true,
        identifier: String::new(),
    };
    let request = room.world.request(&greffier(), wanted);
    let mut parts = room.client().await.render_paper(request).await.unwrap().into_inner();
    let mut preview = Vec::new();
    while let Some(part) = parts.message().await.unwrap() {
        if let Some(Part::Chunk(chunk)) = part.part {
            preview.extend(chunk);
        }
    }
    let (_, term) = room.render(&greffier(), room.order("fiche_de_calcul", Vec::new())).await.unwrap();
    for unsealed in [preview, term] {
        assert_eq!(greffe_seal::verify(&unsealed), Err(greffe_seal::Broken::Unsealed));
    }
    assert_eq!(room.world.count("document.seal").await, 1);
}

#[tokio::test]
async fn a_kept_file_that_changed_is_given_to_nobody_and_named_to_the_operator() {
    let room = Room::new().await;
    let operator = Caller::service("verify");
    let (piece, _) = room.keep(Uuid::now_v7(), room.order("ordonnance", ordonnance())).await.unwrap();
    let deposited = room.world.deposit(&greffier(), "piece").await;
    let sealed: Uuid = piece.piece_id.parse().unwrap();
    for id in [sealed, deposited] {
        room.world.download(&greffier(), id).await.unwrap();
    }
    let (all, unsound) = room.looked_at(&operator).await.unwrap();
    assert_eq!((all.files, all.sealed, unsound), (2, 1, Vec::new()));
    assert_eq!(room.looked_at(&greffier()).await.unwrap_err().kind, greffe_chassis::Kind::Forbidden);

    let kept = room.world.kept().into_iter().find(|path| path.ends_with(&piece.sha256)).unwrap();
    let before = fs::read(&kept).unwrap();
    let mut altered = before.clone();
    altered[700] ^= 1;
    rewrite(&kept, &altered);
    let refused = room.world.download(&greffier(), sealed).await.unwrap_err();
    assert_eq!(refused.code, "DOC-018");
    let (_, unsound) = room.looked_at(&operator).await.unwrap();
    assert_eq!(
        unsound.iter().map(|file| file.piece_id.as_str()).collect::<Vec<_>>(),
        [piece.piece_id.as_str()]
    );
    assert_eq!(unsound[0].why, "n’est plus ce qui fut reçu");
    rewrite(&kept, &before);
    room.world.download(&greffier(), sealed).await.unwrap();

    // A seal noted for bytes that bear none: somebody wrote the row, not the service.
    sqlx::query("INSERT INTO document.seal SELECT sha256, 'ordonnance', 'Ordonnance', 'x', NULL, now(), sha256('x'), 'x', false FROM document.piece WHERE id = $1")
        .bind(deposited)
        .execute(&room.world.pool)
        .await
        .unwrap();
    let (_, unsound) = room.looked_at(&operator).await.unwrap();
    assert_eq!(
        unsound.iter().map(|file| file.why.as_str()).collect::<Vec<_>>(),
        ["porte un sceau qui ne tient pas"]
    );
    fs::remove_file(&kept).unwrap();
    let (_, unsound) = room.looked_at(&operator).await.unwrap();
    assert!(unsound.iter().any(|file| file.why == "n’est plus à sa place"), "{unsound:?}");
}

/// Kept files are read-only.
fn rewrite(kept: &Path, bytes: &[u8]) {
    fs::remove_file(kept).unwrap();
    fs::write(kept, bytes).unwrap();
}
