//! The text of what is sound, page by page, for who reads and for a later search: what the file says itself, and what is read from
//! the picture of a page that says nothing. Both by tools of the system, in the same child without rights as the checks.

use std::process::Stdio;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    db::{self, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use tokio::io::AsyncWriteExt;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{Documents, controls::Ended, opening::Given, read::unknown_piece, store::hex};

/// Text of a file, picture of a page, text of a page: bytes.
const TEXT: u64 = 64 << 20;
const PICTURE: u64 = 128 << 20;
const PAGE: usize = 400_000;
/// Letters under which a page is taken for a picture.
const SAYS: usize = 8;
/// Points an inch at which a page is drawn to be read.
const POINTS: &str = "200";
/// A text that was not ended by then is another's to take up.
const LEASE: jiff::SignedDuration = jiff::SignedDuration::from_hours(6);
/// How often a text is tried before it is left.
const TRIES: i32 = 20;

struct Due {
    sha256: Vec<u8>,
    media_type: String,
    tries: i32,
}

impl Documents {
    /// Reads texts one after the other, and behind them makes the copies for archives, until told to end.
    pub(crate) async fn read_texts(self, ending: CancellationToken) {
        loop {
            let done = tokio::select! {
                () = ending.cancelled() => return,
                done = self.read_or_copy() => done,
            };
            match done {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "a text waits for the next look"),
            }
            tokio::select! {
                () = ending.cancelled() => return,
                () = tokio::time::sleep(std::time::Duration::from_secs(1)) => {}
            }
        }
    }

    async fn read_or_copy(&self) -> Result<bool> {
        Ok(self.read_next().await? || self.copy_next().await?)
    }

    async fn read_next(&self) -> Result<bool> {
        let now = self.clock.now();
        let due = sqlx::query_as!(
            Due,
            "UPDATE document.text t SET state = 'en_cours', tries = t.tries + 1, due_at = $2, changed_at = $1
             FROM document.content d
             WHERE d.sha256 = t.sha256 AND t.sha256 =
                 (SELECT sha256 FROM document.text WHERE state IN ('attend', 'en_cours') AND due_at <= $1
                  ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
             RETURNING d.sha256, d.media_type, t.tries",
            sql_instant(now),
            sql_instant(now + LEASE)
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(due) = due else { return self.index_next().await };
        let read = match due.media_type.as_str() {
            "application/pdf" => self.of_pdf(&due).await,
            "text/plain" => self.of_text(&due).await,
            "image/png" | "image/jpeg" | "image/tiff" => self.of_picture(&due).await,
            _ => self.of_office(&due).await,
        };
        match read {
            Ok(source) => self.ended(&due, source).await?,
            // The tool is missing, or the disk: the file is not at fault.
            Err(error) if due.tries < TRIES => {
                tracing::warn!(content = hex(&due.sha256), %error, "a text is not read yet");
                self.put_off(&due).await?;
            }
            Err(error) => {
                tracing::error!(content = hex(&due.sha256), %error, "a text is not read");
                self.state_of_text(&due.sha256, "echouee", "").await?;
            }
        }
        Ok(true)
    }

    async fn ended(&self, due: &Due, source: &str) -> Result<()> {
        let says = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM document.text_page WHERE sha256 = $1 AND body ~ '[[:alnum:]]') AS "says!""#,
            due.sha256
        )
        .fetch_one(&self.pool)
        .await?;
        if !says {
            return self.state_of_text(&due.sha256, "sans_texte", source).await;
        }
        // What is read is found from then on.
        let mut tx = db::begin(&self.pool).await?;
        self.index(&mut tx, &due.sha256).await?;
        sqlx::query!(
            "UPDATE document.text SET state = 'faite', source = $2, changed_at = $3 WHERE sha256 = $1",
            due.sha256,
            source,
            sql_instant(self.clock.now())
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn state_of_text(&self, sha: &[u8], state: &str, source: &str) -> Result<()> {
        sqlx::query!(
            "UPDATE document.text SET state = $2, source = $3, changed_at = $4 WHERE sha256 = $1",
            sha,
            state,
            source,
            sql_instant(self.clock.now())
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    async fn put_off(&self, due: &Due) -> Result<()> {
        let now = self.clock.now();
        sqlx::query!(
            "UPDATE document.text SET state = 'attend', due_at = $2, changed_at = $3 WHERE sha256 = $1",
            due.sha256,
            sql_instant(now + self.controls.retry),
            sql_instant(now)
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    /// Keeps the page as read, and how far one has come.
    async fn page(&self, sha: &[u8], page: i32, of: i32, body: &str) -> Result<()> {
        let kept: String = body.chars().filter(|c| *c != '\0').take(PAGE).collect();
        let mut tx = db::begin(&self.pool).await?;
        sqlx::query!(
            "INSERT INTO document.text_page (sha256, page, body) VALUES ($1, $2, $3)
             ON CONFLICT (sha256, page) DO UPDATE SET body = excluded.body",
            sha,
            page,
            kept.trim_end()
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("UPDATE document.text SET pages = $2, done = $3 WHERE sha256 = $1", sha, of, page)
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn of_pdf(&self, due: &Due) -> Result<&'static str> {
        let command = ["/usr/bin/pdftotext", "-q", "-enc", "UTF-8", "-", "-"];
        let text = self.tool(&command, self.store.file(&due.sha256).await?, TEXT).await?;
        let text = String::from_utf8_lossy(&text).into_owned();
        // Each page ends with a form feed.
        let pages: Vec<&str> = text.strip_suffix('\u{c}').unwrap_or(&text).split('\u{c}').collect();
        let of = i32::try_from(pages.len()).map_err(Failure::internal)?;
        let mut source = "contenu";
        for (page, body) in (1..).zip(pages) {
            if !self.controls.ocr || body.chars().filter(|c| c.is_alphanumeric()).count() >= SAYS {
                self.page(&due.sha256, page, of, body).await?;
                continue;
            }
            source = "ocr";
            let number = page.to_string();
            let draw = ["/usr/bin/pdftoppm", "-q", "-gray", "-r", POINTS, "-f", &number, "-l", &number, "-"];
            let picture = self.tool(&draw, self.store.file(&due.sha256).await?, PICTURE).await?;
            let read = self.recognised(Stdio::piped(), Some(picture)).await?;
            self.page(&due.sha256, page, of, &read).await?;
        }
        Ok(source)
    }

    async fn of_picture(&self, due: &Due) -> Result<&'static str> {
        if !self.controls.ocr {
            return Ok("");
        }
        let read = self.recognised(self.store.file(&due.sha256).await?, None).await?;
        self.page(&due.sha256, 1, 1, &read).await?;
        Ok("ocr")
    }

    async fn of_text(&self, due: &Due) -> Result<&'static str> {
        use futures::TryStreamExt;
        let (mut file, mut bytes) = (self.store.get(&due.sha256).await?, Vec::new());
        while let Some(part) = file.try_next().await? {
            bytes.extend_from_slice(&part);
            if bytes.len() > PAGE * 4 {
                break;
            }
        }
        self.page(&due.sha256, 1, 1, &String::from_utf8_lossy(&bytes)).await?;
        Ok("contenu")
    }

    async fn of_office(&self, due: &Due) -> Result<&'static str> {
        let file = self.store.file(&due.sha256).await?;
        let words = heard(self.controls.children.ask("texte", &[], file, TEXT).await?, "texte")?;
        self.page(&due.sha256, 1, 1, &String::from_utf8_lossy(&words)).await?;
        Ok("contenu")
    }

    /// What a tool of the system makes of a file.
    async fn tool(&self, command: &[&str], file: std::fs::File, most: u64) -> Result<Vec<u8>> {
        let ended = self.controls.children.ask("outil", command, file, most).await?;
        heard(ended, command.first().unwrap_or(&""))
    }

    /// The words of a picture, in French.
    async fn recognised(&self, input: impl Into<Stdio>, picture: Option<Vec<u8>>) -> Result<String> {
        let command = ["/usr/bin/tesseract", "stdin", "stdout", "-l", "fra"];
        let mut child = self.controls.children.start("outil", &command, input)?;
        if let (Some(picture), Some(mut to)) = (picture, child.stdin.take()) {
            // One that ends before it has read says why by its end.
            tokio::spawn(async move { to.write_all(&picture).await });
        }
        let words = heard(self.controls.children.end(child, TEXT).await?, "tesseract")?;
        Ok(String::from_utf8_lossy(&words).into_owned())
    }

    /// The text of a page of a piece that the caller may read, which is logged as a read.
    pub(crate) async fn page_text(
        &self,
        caller: &Caller,
        wanted: &pb::GetPageTextRequest,
    ) -> Result<pb::GetPageTextResponse> {
        let (piece, sha) = self.open(caller, &wanted.piece_id, Given::Text).await?;
        let page = i32::try_from(wanted.page.max(1)).unwrap_or(i32::MAX);
        let body = sqlx::query_scalar!(
            "SELECT body FROM document.text_page WHERE sha256 = $1 AND page = $2",
            sha,
            page
        )
        .fetch_optional(&self.pool)
        .await?;
        let text = body.ok_or_else(|| {
            Failure::new(
                Kind::NotFound,
                "PIE-004",
                "Le texte de cette page n’est pas lu\u{a0}: la lecture est en cours, ou la page n’existe pas. L’avancement est sur la pièce.",
            )
        })?;
        Ok(pb::GetPageTextResponse { piece: Some(piece), page: page.cast_unsigned(), text })
    }
}

fn heard(ended: Ended, what: &str) -> Result<Vec<u8>> {
    match ended {
        Ended::Said(said) => Ok(said),
        Ended::Died(how) => Err(Failure::unavailable(format!("{what}: {how}"))),
    }
}

impl Documents {
    /// A piece that the caller may read, with its checks and the progress of its text.
    pub(crate) async fn piece(&self, caller: &Caller, id: &str) -> Result<pb::Piece> {
        let id = Uuid::parse_str(id).map_err(|_| unknown_piece())?;
        let mut tx = db::begin(&self.pool).await?;
        let (row, case) = self.found(&mut tx, id).await?;
        let decision = decide(caller, Action::LirePiece, Resource::Paper(&case, &row.paper()));
        self.log(&mut tx, caller, Action::LirePiece, id, &decision, "état de la pièce").await?;
        tx.commit().await?;
        if !decision.allowed {
            return Err(unknown_piece());
        }
        Ok(row.into_piece())
    }
}
