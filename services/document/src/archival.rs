//! The copy of a sound piece in the format of archives (PDF/A-2b), made in the background and kept beside what was received. The
//! original stays the piece: it is what is shown, bundled, hashed in receipts; the copy is what will still open in thirty years.
//!
//! Ghostscript makes it, which writes as it works: a child that has a folder of its own and no other right (`docs/decisions/0077`).

use futures::TryStreamExt;
use greffe_chassis::{
    Failure, Kind, Result,
    db::{self, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use crate::{
    Documents,
    controls::{Ended, FOUND},
    reader::{Found, MAKER, tells_folders},
    store::{Workshop, hex},
};

/// A copy that was not ended by then is another's to take up.
const LEASE: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);
/// How often a copy is tried before it is left.
const TRIES: i32 = 20;
/// Bytes of a PDF of one picture, and of a part.
const PICTURE: u64 = 256 << 20;
const PART: usize = 64 * 1024;
/// In the folder of the work: what is copied, and the copy.
const ORIGINAL: &str = "piece.pdf";
const COPY: &str = "copie.pdf";
/// Colours as archives want them told: a profile, which Ghostscript brings, in the place of Debian or in that of Red Hat.
const COLOURS: [&str; 2] =
    ["/usr/share/color/icc/ghostscript/srgb.icc", "/usr/share/ghostscript/iccprofiles/srgb.icc"];

struct Due {
    sha256: Vec<u8>,
    media_type: String,
    pages: Option<i32>,
    tries: i32,
}

/// What came of a copy.
enum Made {
    /// This file, in the format of archives.
    Copy(Workshop),
    /// None can be made, and why.
    None(String),
}

/// What the machine must have for copies to be made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Means {
    colours: &'static str,
}

impl Means {
    /// Those of this machine, if it has them: a kernel that keeps a tool in its folder, the tool's profile of colours.
    pub(crate) fn of_this_machine() -> Option<Self> {
        let colours = COLOURS.into_iter().find(|path| std::path::Path::new(path).exists());
        match (tells_folders(), colours) {
            (true, Some(colours)) => Some(Self { colours }),
            (folders, _) => {
                let lacks = if folders { "Ghostscript" } else { "Landlock" };
                tracing::error!(lacks, "no copy for archives is made on this machine: pieces wait for one");
                None
            }
        }
    }
}

impl Documents {
    /// What an instance of the former version kept while this one's tables were already there.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn catch_up(&self) -> Result<()> {
        sqlx::query!(
            "INSERT INTO document.archival (sha256, state, due_at, changed_at)
             SELECT sha256, 'attend', changed_at, changed_at FROM document.control k
             WHERE state = 'saine' AND NOT EXISTS (SELECT 1 FROM document.archival a WHERE a.sha256 = k.sha256)
             ON CONFLICT DO NOTHING"
        )
        .execute(&self.pool)
        .await?;
        sqlx::query!(
            "INSERT INTO document.minute (piece_id, sha256)
             SELECT p.id, p.sha256 FROM document.piece p JOIN document.seal s USING (sha256)
             WHERE starts_with(s.template, 'arret_') AND NOT EXISTS (SELECT 1 FROM document.minute m WHERE m.piece_id = p.id)
             ON CONFLICT DO NOTHING"
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Makes the copy that has waited longest; answers whether there was one to make.
    pub(crate) async fn copy_next(&self) -> Result<bool> {
        let Some(means) = self.controls.archival else { return Ok(false) };
        let now = self.clock.now();
        let due = sqlx::query_as!(
            Due,
            "UPDATE document.archival a SET state = 'en_cours', tries = a.tries + 1, due_at = $2, changed_at = $1
             FROM document.content d JOIN document.control k USING (sha256)
             WHERE d.sha256 = a.sha256 AND a.sha256 =
                 (SELECT w.sha256 FROM document.archival w JOIN document.control s USING (sha256)
                  WHERE w.state IN ('attend', 'en_cours') AND w.due_at <= $1 AND s.state = 'saine'
                  ORDER BY w.due_at LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
             RETURNING d.sha256, d.media_type, k.pages, a.tries",
            sql_instant(now),
            sql_instant(now + LEASE)
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(due) = due else { return Ok(false) };
        // Tried so often without an end told: the work itself ends whoever does it.
        if due.tries > TRIES {
            tracing::error!(
                content = hex(&due.sha256),
                "a copy for archives is not made: its work never ends"
            );
            self.state_of_copy(&due.sha256, "echouee").await?;
            return Ok(true);
        }
        match self.copied(&due, means).await {
            Ok(Made::Copy(workshop)) => self.keep_copy(&due, &workshop).await?,
            Ok(Made::None(why)) => {
                tracing::info!(
                    content = hex(&due.sha256),
                    why,
                    "a piece has no copy in the format of archives"
                );
                self.state_of_copy(&due.sha256, "sans_copie").await?;
            }
            // The tool is missing, or the disk: the file is not at fault.
            Err(error) if due.tries < TRIES => {
                tracing::warn!(content = hex(&due.sha256), %error, "a copy for archives is not made yet");
                self.put_off_copy(&due.sha256).await?;
            }
            Err(error) => {
                tracing::error!(content = hex(&due.sha256), %error, "a copy for archives is not made");
                self.state_of_copy(&due.sha256, "echouee").await?;
            }
        }
        Ok(true)
    }

    async fn copied(&self, due: &Due, means: Means) -> Result<Made> {
        let workshop = self.store.workshop()?;
        match due.media_type.as_str() {
            "application/pdf" => {
                let mut original = workshop.create(ORIGINAL).await?;
                let mut parts = self.store.get(&due.sha256).await?;
                while let Some(part) = parts.try_next().await? {
                    original.write_all(&part).await.map_err(Failure::unavailable)?;
                }
                original.flush().await.map_err(Failure::unavailable)?;
            }
            // The words that are read in the picture go with it: the copy is searched as the piece is.
            "image/png" | "image/jpeg" | "image/tiff" => {
                let drawn = ["/usr/bin/tesseract", "stdin", "stdout", "-l", "fra", "pdf"];
                let file = self.store.file(&due.sha256).await?;
                let drawn = match self.controls.children.ask("outil", &drawn, file, PICTURE).await? {
                    Ended::Said(drawn) => drawn,
                    Ended::Died(how) => return not_made(how),
                };
                let mut original = workshop.create(ORIGINAL).await?;
                original.write_all(&drawn).await.map_err(Failure::unavailable)?;
                original.flush().await.map_err(Failure::unavailable)?;
            }
            other => return Ok(Made::None(other.to_owned())),
        }
        if let Ended::Died(how) = self.made(&workshop, means).await? {
            return not_made(how);
        }
        // What calls itself fit for archives is looked at as what comes from outside is.
        let file = workshop.open(COPY)?;
        let found = match self.controls.children.ask("archive", &[], file, FOUND).await? {
            Ended::Said(said) => serde_json::from_slice(&said).map_err(Failure::internal)?,
            Ended::Died(how) => return not_made(how),
        };
        Ok(match found {
            Found::Sound { pages } if due.pages.is_none_or(|all| pages == u32::try_from(all).ok()) => {
                Made::Copy(workshop)
            }
            Found::Sound { .. } => Made::None("des pages manquent à la copie".into()),
            Found::Refused { detail, .. } => Made::None(detail),
        })
    }

    /// Ghostscript, on the original of a workshop.
    async fn made(&self, workshop: &Workshop, Means { colours }: Means) -> Result<Ended> {
        let path = |name: &str| workshop.path(name).display().to_string();
        let (folder, output) = (path(""), format!("-sOutputFile={}", path(COPY)));
        let read = format!("--permit-file-read={colours}");
        let intent = format!(
            "[/_objdef {{icc}} /type /stream /OBJ pdfmark [{{icc}} << /N 3 >> /PUT pdfmark [{{icc}} ({colours}) (r) file /PUT pdfmark \
             [/_objdef {{intent}} /type /dict /OBJ pdfmark \
             [{{intent}} << /Type /OutputIntent /S /GTS_PDFA1 /DestOutputProfile {{icc}} /OutputConditionIdentifier (sRGB) >> /PUT pdfmark \
             [{{Catalog}} << /OutputIntents [ {{intent}} ] >> /PUT pdfmark"
        );
        let original = path(ORIGINAL);
        let command = [
            &folder,
            "/usr/bin/gs",
            "-q",
            "-dBATCH",
            "-dNOPAUSE",
            "-dSAFER",
            "-sDEVICE=pdfwrite",
            "-dPDFA=2",
            // What archives do not admit is left out of the copy, and stays in the original.
            "-dPDFACompatibilityPolicy=1",
            "-sColorConversionStrategy=RGB",
            // Nothing of a picture is lost.
            "-dAutoFilterColorImages=false",
            "-dAutoFilterGrayImages=false",
            "-dColorImageFilter=/FlateEncode",
            "-dGrayImageFilter=/FlateEncode",
            "-dDownsampleColorImages=false",
            "-dDownsampleGrayImages=false",
            "-dDownsampleMonoImages=false",
            "-dPassThroughJPEGImages=true",
            &read,
            &output,
            "-c",
            &intent,
            "-f",
            &original,
        ];
        let nothing = std::fs::File::open("/dev/null").map_err(Failure::unavailable)?;
        self.controls.children.ask(MAKER, &command, nothing, FOUND).await
    }

    async fn keep_copy(&self, due: &Due, workshop: &Workshop) -> Result<()> {
        let mut received = self.store.receive()?;
        let mut file = tokio::fs::File::from_std(workshop.open(COPY)?);
        let mut part = vec![0; PART];
        loop {
            let read = file.read(&mut part).await.map_err(Failure::unavailable)?;
            if read == 0 {
                break;
            }
            received.write(&part[..read]).await?;
        }
        let (sha, size, now) = (received.sha256(), received.size(), sql_instant(self.clock.now()));
        self.store.keep(received).await?;
        let mut tx = db::begin(&self.pool).await?;
        sqlx::query!(
            "INSERT INTO document.content (sha256, size, media_type, received_at) VALUES ($1, $2, 'application/pdf', $3) ON CONFLICT DO NOTHING",
            sha,
            size.cast_signed(),
            now
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "UPDATE document.archival SET state = 'faite', copy = $2, changed_at = $3 WHERE sha256 = $1",
            due.sha256,
            sha,
            now
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn state_of_copy(&self, sha: &[u8], state: &str) -> Result<()> {
        let now = sql_instant(self.clock.now());
        sqlx::query!(
            "UPDATE document.archival SET state = $2, changed_at = $3 WHERE sha256 = $1",
            sha,
            state,
            now
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    async fn put_off_copy(&self, sha: &[u8]) -> Result<()> {
        let now = self.clock.now();
        sqlx::query!(
            "UPDATE document.archival SET state = 'attend', due_at = $2, changed_at = $3 WHERE sha256 = $1",
            sha,
            sql_instant(now + self.controls.retry),
            sql_instant(now)
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// The copy of a content, told as the piece that it is a copy of.
    ///
    /// # Errors
    /// When there is none, or none yet.
    pub(crate) async fn copy_of(&self, piece: pb::Piece, sha: &[u8]) -> Result<(pb::Piece, Vec<u8>)> {
        let copy = sqlx::query!(
            "SELECT c.sha256, c.size FROM document.archival a JOIN document.content c ON c.sha256 = a.copy WHERE a.sha256 = $1",
            sha
        )
        .fetch_optional(&self.pool)
        .await?
        .ok_or_else(no_copy)?;
        let stem = piece.file_name.rsplit_once('.').map_or(&*piece.file_name, |(stem, _)| stem);
        let told = pb::Piece {
            file_name: format!("{stem} (PDF-A).pdf"),
            media_type: "application/pdf".into(),
            size: copy.size.cast_unsigned(),
            sha256: hex(&copy.sha256),
            ..piece
        };
        Ok((told, copy.sha256))
    }
}

/// A tool that ends by itself says something of the file; one that is ended, by its clock or by the kernel, says nothing of it.
fn not_made(how: String) -> Result<Made> {
    if how.starts_with("exit status") { Ok(Made::None(how)) } else { Err(Failure::unavailable(how)) }
}

fn no_copy() -> Failure {
    Failure::new(
        Kind::NotFound,
        "PIE-022",
        "Cette pièce n’a pas de copie d’archivage (PDF/A)\u{a0}: elle n’est pas encore faite, ou son format n’en permet pas. Son état est sur la pièce\u{a0}; téléchargez l’original.",
    )
}
