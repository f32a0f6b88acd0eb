//! What was released is handed over to the open-data service until it takes it, and what was withdrawn is asked to go: a row
//! written with the act says what is to be done, and is tried again, later and later.
//!
//! The contract is `proto/opendata/`: the same version put twice is one, the same withdrawal asked twice is one.

use std::time::Duration;

use greffe_chassis::{
    Failure, Result,
    db::{self, from_sql_day, sql_instant},
};
use greffe_contracts::events::v1::{PublicationFaite, act_recorded::Body};
use jiff::{SignedDuration, Timestamp};
use reqwest::{Client, Method, RequestBuilder, StatusCode, Url, redirect};
use serde::Serialize;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::register::hex;
use crate::{Dossiers, journal::Journal, record::By, view};

/// Longest wait for an answer. A row is nobody else's for as long, and a little more.
const ANSWER: Duration = Duration::from_secs(20);
const LEASE: SignedDuration = SignedDuration::from_secs(45);
/// Wait before the second try; it doubles, up to the longest.
const PAUSE: SignedDuration = SignedDuration::from_secs(2);
const PAUSE_MAX: SignedDuration = SignedDuration::from_secs(3_600);
/// Longest error kept.
const ERROR_MAX: usize = 500;
/// Who journals what the open-data service took.
const ACTOR: &str = "service:diffusion";

/// Where versions are handed over.
pub struct OpenData {
    /// Ends with a slash.
    url: Url,
    token: String,
    http: Client,
}

/// A version as the contract wants it.
#[derive(Debug, Serialize)]
struct Sent<'a> {
    format: &'static str,
    ecli: &'a str,
    sha256: &'a str,
    numbers: Vec<String>,
    pronounced_on: String,
    chambre: &'a str,
    formation: &'a str,
    nature: &'a str,
    solution: &'a str,
    publication: &'a [String],
    categories: &'a [String],
    text: &'a str,
}

impl OpenData {
    /// The service at an address, with the token that it knows us by.
    ///
    /// # Errors
    /// When the address does not read.
    pub fn at(endpoint: &str, token: String) -> Result<Self> {
        let url = Url::parse(&format!("{}/", endpoint.trim_end_matches('/'))).map_err(Failure::internal)?;
        let http = Client::builder().timeout(ANSWER).redirect(redirect::Policy::none()).no_proxy();
        Ok(Self { url, token, http: http.build().map_err(Failure::internal)? })
    }

    fn request(&self, method: Method, ecli: &str, sha256: &str) -> Result<RequestBuilder> {
        let mut url = self.url.clone();
        url.path_segments_mut()
            .map_err(|()| Failure::internal("opendata.endpoint is no address of a service"))?
            .pop_if_empty()
            .extend(["decisions", ecli, "versions", sha256]);
        let request = self.http.request(method, url);
        Ok(if self.token.is_empty() { request } else { request.bearer_auth(&self.token) })
    }
}

/// What became of a try.
enum Tried {
    Done,
    /// It will not be taken as it is: a person must look.
    Refused(String),
    Again(String),
}

/// A row taken for one try.
struct Due {
    act: Uuid,
    ruling: Uuid,
    dossier: Uuid,
    ecli: String,
    sha256: Vec<u8>,
    withdraws: bool,
    attempts: i32,
}

/// Hands over what waits, when something was released and every so often.
pub async fn every(period: Duration, dossiers: Dossiers, to: OpenData, ending: CancellationToken) {
    let mut interval = tokio::time::interval(period);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = dossiers.handing.notified() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = dossiers.hand_over(&to).await {
            tracing::warn!(%error, "handing over put off");
        }
    }
}

impl Dossiers {
    /// Tries what is due, each once; answers how many were tried.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn hand_over(&self, to: &OpenData) -> Result<usize> {
        let mut tried = 0;
        while let Some(due) = self.take_due().await? {
            let outcome = self.try_once(to, &due).await?;
            self.settle_handover(&due, outcome).await?;
            tried += 1;
        }
        Ok(tried)
    }

    /// Takes the row that is longest due; whoever dies with it leaves it to the next try.
    async fn take_due(&self) -> Result<Option<Due>> {
        let now = self.clock.now();
        let row = sqlx::query!(
            r#"UPDATE dossier.release SET attempts = attempts + 1, next_at = $2
               WHERE act_id = (SELECT act_id FROM dossier.release WHERE next_at <= $1 ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
               RETURNING act_id, ruling_id, dossier_id, ecli, sha256, state = 'retrait_en_cours' AS "withdraws!", attempts"#,
            sql_instant(now),
            sql_instant(later(now, LEASE)),
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| Due {
            act: row.act_id,
            ruling: row.ruling_id,
            dossier: row.dossier_id,
            ecli: row.ecli,
            sha256: row.sha256,
            withdraws: row.withdraws,
            attempts: row.attempts,
        }))
    }

    async fn try_once(&self, to: &OpenData, due: &Due) -> Result<Tried> {
        let sha256 = hex(&due.sha256);
        let request = if due.withdraws {
            to.request(Method::DELETE, &due.ecli, &sha256)?
        } else {
            let body = self.sent(due, &sha256).await?;
            to.request(Method::PUT, &due.ecli, &sha256)?
                .header(reqwest::header::CONTENT_TYPE, "application/json")
                .body(body)
        };
        let answer = match request.send().await {
            Ok(answer) => answer,
            // The address is in the configuration, not in the error.
            Err(error) => return Ok(Tried::Again(error.without_url().to_string())),
        };
        let status = answer.status();
        let gone = due.withdraws && matches!(status, StatusCode::NOT_FOUND | StatusCode::GONE);
        if status.is_success() || gone {
            return Ok(Tried::Done);
        }
        let words: String = answer.text().await.unwrap_or_default().chars().take(ERROR_MAX).collect();
        let words = format!("{status} {words}").trim().to_owned();
        let final_word = matches!(
            status,
            StatusCode::BAD_REQUEST
                | StatusCode::CONFLICT
                | StatusCode::PAYLOAD_TOO_LARGE
                | StatusCode::UNPROCESSABLE_ENTITY
        );
        Ok(if final_word { Tried::Refused(words) } else { Tried::Again(words) })
    }

    /// The version, with what the contract says goes with it.
    async fn sent(&self, due: &Due, sha256: &str) -> Result<Vec<u8>> {
        let row = sqlx::query!(
            "SELECT r.pronounced_on, r.chambre, r.formation, r.nature, r.solution, r.publication, d.number_year, d.number_seq,
                    w.joined_numbers, v.text, l.categories
             FROM dossier.release l
             JOIN dossier.ruling r ON r.act_id = l.ruling_id
             JOIN dossier.dossier d ON d.id = l.dossier_id
             JOIN dossier.ruling_words w ON w.act_id = l.ruling_id
             JOIN dossier.public_version v ON v.sha256 = l.sha256
             WHERE l.act_id = $1",
            due.act
        )
        .fetch_one(&self.pool)
        .await?;
        let mut numbers = vec![view::number(row.number_year, row.number_seq)];
        numbers.extend(row.joined_numbers);
        let sent = Sent {
            format: "greffe-opendata-1",
            ecli: &due.ecli,
            sha256,
            numbers,
            pronounced_on: row.pronounced_on.map(|day| from_sql_day(day).to_string()).unwrap_or_default(),
            chambre: &row.chambre,
            formation: &row.formation,
            nature: &row.nature,
            solution: &row.solution,
            publication: &row.publication,
            categories: &row.categories,
            text: &row.text,
        };
        serde_json::to_vec(&sent).map_err(Failure::internal)
    }

    async fn settle_handover(&self, due: &Due, tried: Tried) -> Result<()> {
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let Some(mut journal) = Journal::lock(&mut tx, due.dossier).await? else { return Ok(()) };
        let state =
            sqlx::query_scalar!("SELECT state FROM dossier.release WHERE act_id = $1 FOR UPDATE", due.act)
                .fetch_one(&mut *tx)
                .await?;
        let expected = if due.withdraws { "retrait_en_cours" } else { "en_cours" };
        if state != expected {
            // Withdrawn meanwhile, or settled by who took it after us: what they decided stands.
            return Ok(());
        }
        let mut spoken = false;
        match tried {
            Tried::Done => {
                let (settled, ruling) =
                    if due.withdraws { ("retiree", "retiree") } else { ("remise", "remise") };
                sqlx::query!(
                    "UPDATE dossier.release SET state = $2, next_at = NULL, last_error = '', handed_at = $3 WHERE act_id = $1",
                    due.act,
                    settled,
                    sql_instant(now)
                )
                .execute(&mut *tx)
                .await?;
                release_of(&mut tx, due.ruling, ruling).await?;
                if !due.withdraws {
                    spoken = self.published(&mut tx, &mut journal, due, now).await?;
                }
            }
            Tried::Refused(words) => {
                sqlx::query!(
                    "UPDATE dossier.release SET state = 'refusee', next_at = NULL, last_error = $2 WHERE act_id = $1",
                    due.act,
                    words
                )
                .execute(&mut *tx)
                .await?;
                release_of(&mut tx, due.ruling, "refusee").await?;
                metrics::counter!("greffe_releases_refused_total").increment(1);
            }
            Tried::Again(words) => {
                sqlx::query!(
                    "UPDATE dossier.release SET next_at = $2, last_error = $3 WHERE act_id = $1",
                    due.act,
                    sql_instant(later(now, pause(due.attempts))),
                    words
                )
                .execute(&mut *tx)
                .await?;
                metrics::counter!("greffe_releases_retried_total").increment(1);
            }
        }
        tx.commit().await?;
        if spoken {
            self.wake.wake();
        }
        Ok(())
    }

    /// Journals that the public has it: once, since the row was not settled before. A case that a rabat revived meanwhile does
    /// not take the act: the register says it all the same.
    async fn published(
        &self,
        tx: &mut PgConnection,
        journal: &mut Journal,
        due: &Due,
        now: Timestamp,
    ) -> Result<bool> {
        let fact = self.today_fact(
            "publiee",
            due.ruling,
            Body::PublicationFaite(PublicationFaite { lieu: "judilibre".into() }),
        );
        let mut with = journal.clone();
        let act = with.push(now, fact.clone())?.clone();
        if let Err(refused) = journal.law.admit(&journal.acts, &act, now) {
            tracing::info!(code = %refused.code, "handed over, and not journalled");
            return Ok(false);
        }
        self.append(tx, journal, fact, By::unasked(ACTOR, ""), now).await?;
        Ok(true)
    }
}

async fn release_of(tx: &mut PgConnection, ruling: Uuid, state: &str) -> Result<()> {
    sqlx::query!("UPDATE dossier.ruling SET release = $2 WHERE act_id = $1", ruling, state)
        .execute(tx)
        .await?;
    Ok(())
}

/// So long after.
pub(crate) fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.checked_add(by).unwrap_or(now)
}

/// The wait after so many tries.
pub fn pause(attempts: i32) -> SignedDuration {
    let doubled = PAUSE.checked_mul(1i32 << (attempts - 1).clamp(0, 12)).unwrap_or(PAUSE_MAX);
    doubled.min(PAUSE_MAX)
}
