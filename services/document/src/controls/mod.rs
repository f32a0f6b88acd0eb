//! Checks after reception: a file that has wholly arrived is received whatever comes of this, and is served once it is known to be
//! sound. It is read in a child without rights (`reader`), then by the antivirus; what is refused keeps its trace.

mod again;
mod child;
pub(crate) mod clamd;
mod told;

use std::{fs::File, path::PathBuf, sync::Arc, time::Duration};

use greffe_chassis::{
    Failure, Kind, Result,
    db::{self, sql_instant},
};
use jiff::SignedDuration;
use serde::Deserialize;
use sqlx::PgPool;
use tokio::{sync::Notify, time::Instant};
use tokio_util::sync::CancellationToken;

pub(crate) use child::{Children, Ended, FOUND};
pub use clamd::Antivirus;

use clamd::Said;

use crate::{
    Documents,
    archival::Means,
    reader::{Bounds, Found, Why},
    store::hex,
};

/// A check that was not ended by then is another's to take up: its process is gone.
const LEASE: SignedDuration = SignedDuration::from_mins(30);
/// Between two looks at what is due, when nothing wakes.
const EVERY: Duration = Duration::from_secs(1);
/// How many times longer than at first one waits for what does not come.
const PATIENCE: i32 = 8;
/// How long a reader waits for a check that is under way, and between two looks.
const WAIT: Duration = Duration::from_secs(5);
const LOOK: Duration = Duration::from_millis(40);

/// What the configuration says of checks.
#[derive(Debug, Deserialize)]
pub struct Place {
    antivirus: String,
    antivirus_seconds: u64,
    at_once: usize,
    memory: u64,
    seconds: u64,
    readable_max: u64,
    retry_seconds: i64,
    ocr: bool,
    archival: bool,
}

/// What checks stand on.
#[derive(Debug, Clone)]
pub struct Controls {
    antivirus: Antivirus,
    antivirus_longest: Duration,
    pub(crate) children: Children,
    pub(crate) at_once: usize,
    readable_max: u64,
    pub(crate) retry: SignedDuration,
    pub(crate) ocr: bool,
    /// With what copies for archives are made; none where they are not.
    pub(crate) archival: Option<Means>,
    pub(crate) wake: Arc<Notify>,
}

impl Controls {
    /// As configured; the children are of this program, or of the one that runs.
    ///
    /// # Errors
    /// When the antivirus is not told.
    pub fn open(place: Place, program: Option<PathBuf>) -> Result<Self> {
        let antivirus = Antivirus::read(&place.antivirus)?;
        match antivirus {
            Antivirus::Awaited => {
                tracing::error!(
                    "no antivirus is configured: what is received waits, and is served to nobody"
                );
            }
            Antivirus::Without => {
                tracing::error!(
                    "no antivirus is configured: pieces are served without, as the configuration asks"
                );
            }
            Antivirus::Tcp(_) | Antivirus::Unix(_) => {}
        }
        let bounds = Bounds { memory: place.memory, seconds: place.seconds };
        Ok(Self {
            antivirus,
            antivirus_longest: Duration::from_secs(place.antivirus_seconds),
            children: Children::new(program, bounds, Duration::from_secs(place.seconds.saturating_mul(2))),
            at_once: place.at_once.max(1),
            readable_max: place.readable_max,
            retry: SignedDuration::from_secs(place.retry_seconds),
            ocr: place.ocr,
            archival: if place.archival { Means::of_this_machine() } else { None },
            wake: Arc::default(),
        })
    }

    /// With the bounds of the defaults, and no copies for archives.
    ///
    /// # Errors
    /// When the defaults do not read.
    pub fn with(antivirus: &str, program: Option<PathBuf>) -> Result<Self> {
        #[derive(Deserialize)]
        struct Own {
            controls: Place,
        }
        let own: Own = greffe_chassis::config::load(crate::DEFAULTS).map_err(Failure::internal)?;
        Self::open(Place { antivirus: antivirus.to_owned(), archival: false, ..own.controls }, program)
    }

    /// The same, with copies for archives.
    #[must_use]
    pub fn archiving(self) -> Self {
        Self { archival: Means::of_this_machine(), ..self }
    }
}

/// A content to look at.
struct Due {
    sha256: Vec<u8>,
    media_type: String,
    size: i64,
    /// Where it was.
    was: String,
    pages: Option<i32>,
    /// Looks at it, this one included.
    tries: i32,
}

impl Due {
    /// The state it goes back to when its check does not take place.
    fn before(&self) -> &str {
        if self.was == "attente_antivirus" { &self.was } else { "recue" }
    }
}

/// Where a check leads.
struct Verdict {
    state: &'static str,
    reason: &'static str,
    detail: String,
    antivirus: &'static str,
    pages: Option<i32>,
}

impl Verdict {
    fn refused(why: Why, detail: String) -> Self {
        Self { state: "refusee", reason: why.code(), detail, antivirus: "", pages: None }
    }
}

impl Documents {
    /// Checks what was received, and reads the text of what is sound, until told to end.
    pub async fn keep_checking(self, ending: CancellationToken) {
        let antivirus = &self.controls.antivirus;
        metrics::gauge!("greffe_pieces_antivirus", "mode" => antivirus.mode()).set(1.0);
        if *antivirus != Antivirus::Without
            && let Err(error) = self.look_again_at_unscanned().await
        {
            tracing::error!(%error, "what was served without an antivirus is not looked at again: restart");
        }
        if let Err(error) = self.catch_up().await {
            tracing::error!(%error, "what was kept during the upgrade has no copy and no signature yet: restart");
        }
        let mut works = tokio::task::JoinSet::new();
        for _ in 0..self.controls.at_once {
            works.spawn(self.clone().work(ending.clone()));
        }
        // One reads pictures, behind all else: a scan of five hundred pages stops no deposit.
        works.spawn(self.clone().read_texts(ending));
        works.join_all().await;
    }

    async fn work(self, ending: CancellationToken) {
        loop {
            if ending.is_cancelled() {
                return;
            }
            match self.check_next(&ending).await {
                Ok(true) => continue,
                Ok(false) => {}
                Err(error) => tracing::warn!(%error, "a check waits for the next look"),
            }
            if let Err(error) = self.tell_refusals().await {
                tracing::warn!(%error, "a refusal is told at the next look");
            }
            tokio::select! {
                () = ending.cancelled() => return,
                () = self.controls.wake.notified() => {}
                () = tokio::time::sleep(EVERY) => {}
            }
        }
    }

    /// Checks the content that has waited longest; answers whether there was one.
    async fn check_next(&self, ending: &CancellationToken) -> Result<bool> {
        let Some(due) = self.claim().await? else { return Ok(false) };
        let verdict = tokio::select! {
            // Given back: who comes next would wait for the end of our lease.
            () = ending.cancelled() => {
                self.defer(&due, due.before(), due.pages, SignedDuration::ZERO).await?;
                return Ok(false);
            }
            verdict = self.verdict(&due) => verdict,
        };
        let verdict = match verdict {
            Ok(verdict) => verdict,
            Err(error) => {
                // Nothing is known of the file: it is looked at again.
                tracing::warn!(content = hex(&due.sha256), %error, "a check did not take place");
                self.again(&due, due.before(), due.pages).await?;
                return Ok(true);
            }
        };
        if verdict.state == "attente_antivirus" {
            self.again(&due, verdict.state, verdict.pages).await?;
            return Ok(true);
        }
        self.settle(&due, verdict).await?;
        Ok(true)
    }

    /// What was served for want of an antivirus is looked at by the one that is there now, and not served before.
    async fn look_again_at_unscanned(&self) -> Result<()> {
        let again = sqlx::query!(
            "UPDATE document.control SET state = 'recue', tries = 0, due_at = $1, changed_at = $1
             WHERE state = 'saine' AND antivirus = 'non_configure'",
            sql_instant(self.clock.now())
        )
        .execute(&self.pool)
        .await?;
        if again.rows_affected() > 0 {
            tracing::warn!(
                contents = again.rows_affected(),
                "served without an antivirus so far: looked at again"
            );
        }
        Ok(())
    }

    async fn claim(&self) -> Result<Option<Due>> {
        let now = self.clock.now();
        let due = sqlx::query_as!(
            Due,
            r#"WITH held AS MATERIALIZED
                 (SELECT sha256, state FROM document.control
                  WHERE state IN ('recue', 'en_controle', 'attente_antivirus') AND due_at <= $1
                  ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
             UPDATE document.control c SET state = 'en_controle', tries = c.tries + 1, due_at = $2, changed_at = $1
             FROM held JOIN document.content d USING (sha256) WHERE c.sha256 = held.sha256
             RETURNING d.sha256, d.media_type, d.size, held.state AS was, c.pages, c.tries"#,
            sql_instant(now),
            sql_instant(now + LEASE)
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(due)
    }

    /// Puts a look off: each time longer, so that what waits for hours does not take the place of what comes.
    async fn again(&self, due: &Due, state: &str, pages: Option<i32>) -> Result<()> {
        let times = 1_i32.checked_shl(due.tries.saturating_sub(1).max(0).cast_unsigned()).unwrap_or(PATIENCE);
        metrics::counter!("greffe_pieces_checks_retried_total").increment(1);
        self.defer(due, state, pages, self.controls.retry * times.clamp(1, PATIENCE)).await
    }

    async fn defer(&self, due: &Due, state: &str, pages: Option<i32>, by: SignedDuration) -> Result<()> {
        let now = self.clock.now();
        sqlx::query!(
            "UPDATE document.control SET state = $2, due_at = $3, changed_at = $4, pages = $5 WHERE sha256 = $1",
            due.sha256,
            state,
            sql_instant(now + by),
            sql_instant(now),
            pages
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    async fn verdict(&self, due: &Due) -> Result<Verdict> {
        // What waits for the antivirus alone has been read already.
        let pages = if due.was == "attente_antivirus" {
            due.pages
        } else {
            match self.examined(due).await? {
                Found::Refused { why, detail } => return Ok(Verdict::refused(why, detail)),
                Found::Sound { pages } => pages.and_then(|pages| i32::try_from(pages).ok()),
            }
        };
        let sound = |state, antivirus| Verdict { state, reason: "", detail: String::new(), antivirus, pages };
        let file = self.store.get(&due.sha256).await?;
        let said =
            tokio::time::timeout(self.controls.antivirus_longest, self.controls.antivirus.look(file)).await;
        Ok(match said.map_err(Failure::unavailable).flatten() {
            Ok(None) => sound("saine", "non_configure"),
            Ok(Some(Said::Clean)) => sound("saine", "sain"),
            Ok(Some(Said::Infected(name))) => Verdict::refused(Why::Virus, name),
            Err(error) => {
                tracing::warn!(content = hex(&due.sha256), %error, "the antivirus did not answer");
                metrics::counter!("greffe_pieces_antivirus_unanswered_total").increment(1);
                sound("attente_antivirus", "")
            }
        })
    }

    async fn examined(&self, due: &Due) -> Result<Found> {
        if due.size.cast_unsigned() > self.controls.readable_max {
            // A text was read to its end while it came, and has no inside.
            return Ok(match due.media_type.as_str() {
                "text/plain" => Found::Sound { pages: None },
                _ => Found::Refused { why: Why::TooLarge, detail: format!("{} octets", due.size) },
            });
        }
        let file: File = self.store.file(&due.sha256).await?;
        self.controls.children.examine(&due.media_type, file).await
    }

    async fn settle(&self, due: &Due, verdict: Verdict) -> Result<()> {
        let now = sql_instant(self.clock.now());
        let mut tx = db::begin(&self.pool).await?;
        sqlx::query!(
            "UPDATE document.control SET state = $2, reason = $3, detail = $4, antivirus = $5, pages = $6, changed_at = $7
             WHERE sha256 = $1",
            due.sha256,
            verdict.state,
            verdict.reason,
            verdict.detail,
            verdict.antivirus,
            verdict.pages,
            now
        )
        .execute(&mut *tx)
        .await?;
        if verdict.state == "saine" {
            sqlx::query!(
                "INSERT INTO document.text (sha256, state, due_at, changed_at) VALUES ($1, 'attend', $2, $2) ON CONFLICT DO NOTHING",
                due.sha256,
                now
            )
            .execute(&mut *tx)
            .await?;
            sqlx::query!(
                "INSERT INTO document.archival AS a (sha256, state, due_at, changed_at) VALUES ($1, 'attend', $2, $2)
                 ON CONFLICT (sha256) DO UPDATE SET state = 'attend', tries = 0, due_at = excluded.due_at
                 WHERE a.state IN ('sans_copie', 'echouee')",
                due.sha256,
                now
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        metrics::counter!("greffe_pieces_checked_total", "state" => verdict.state, "reason" => verdict.reason)
            .increment(1);
        if verdict.state == "refusee" {
            tracing::warn!(content = hex(&due.sha256), reason = verdict.reason, "a received file is refused");
        }
        Ok(())
    }

    /// Waits, within a bound, until a content is known to be sound.
    ///
    /// # Errors
    /// When it is refused, or not known yet: then it is not served.
    pub(crate) async fn sound(&self, sha: &[u8]) -> Result<()> {
        let end = Instant::now() + WAIT;
        loop {
            let (state, reason) = state(&self.pool, sha).await?;
            match state.as_str() {
                "saine" => return Ok(()),
                "refusee" => return Err(not_served(&reason)),
                "attente_antivirus" => return Err(waits_for_antivirus()),
                _ if Instant::now() >= end => return Err(not_checked_yet()),
                _ => tokio::time::sleep(LOOK).await,
            }
        }
    }
}

async fn state(pool: &PgPool, sha: &[u8]) -> Result<(String, String)> {
    let row = sqlx::query!("SELECT state, reason FROM document.control WHERE sha256 = $1", sha)
        .fetch_one(pool)
        .await?;
    Ok((row.state, row.reason))
}

fn not_served(reason: &str) -> Failure {
    let told = Why::told(reason);
    Failure::new(
        Kind::Refused,
        "PIE-002",
        format!("Cette pièce a été refusée à son contrôle et n’est pas servie\u{a0}: {told}, puis déposez-la de nouveau."),
    )
    .with_violation(reason_code(reason), "piece", told)
}

/// A reason as kept, or that of a check that did not end.
fn reason_code(reason: &str) -> &str {
    if reason.is_empty() { Why::Crashed.code() } else { reason }
}

fn waits_for_antivirus() -> Failure {
    Failure::new(
        Kind::Refused,
        "PIE-003",
        "L’antivirus n’a pas encore pu lire cette pièce\u{a0}: elle n’est pas servie avant. Elle lui est présentée de nouveau sans que vous ayez rien à faire\u{a0}; réessayez dans quelques minutes.",
    )
}

fn not_checked_yet() -> Failure {
    Failure::new(
        Kind::Refused,
        "PIE-001",
        "Cette pièce est reçue, et en cours de contrôle\u{a0}: elle n’est pas servie avant. Réessayez dans quelques instants.",
    )
}

/// What a person reads of a state.
pub(crate) fn in_words(state: &str, reason: &str, antivirus: &str) -> String {
    match (state, antivirus) {
        ("saine", "sain") => "Contrôlée, vue par l’antivirus".to_owned(),
        ("saine", _) => "Contrôlée\u{a0}; aucun antivirus n’est configuré".to_owned(),
        ("refusee", _) => format!("Refusée au contrôle\u{a0}: {}", Why::told(reason)),
        ("attente_antivirus", _) => "En attente de l’antivirus".to_owned(),
        ("en_controle", _) => "En cours de contrôle".to_owned(),
        _ => "Reçue, à contrôler".to_owned(),
    }
}
