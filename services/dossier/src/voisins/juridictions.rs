//! The courts' own base of decisions (`proto/voisins/juridictions.md`): what it knows of a decision attacked, with its matter, is
//! proposed to who opens a case. Each answer is kept as it came; a fresh one is not asked for again, and an older one serves when
//! the base does not answer, with its instant. Nothing enters a journal by it.

use std::time::Duration;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    db::{from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{dossier::v1 as pb, input};
use jiff::{SignedDuration, Timestamp, civil::Date};
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::epourvoi::bounded;
use crate::{Dossiers, offices::searchable, open::optional_day};

/// Name and version of an answer.
const FORMAT: &str = "greffe-juridictions/1";
/// Longest wait for an answer, so many times, with a pause between: a person waits.
const ANSWER: Duration = Duration::from_millis(1_500);
const TRIES: usize = 3;
const PAUSE: Duration = Duration::from_millis(150);
/// An answer that found something is fresh for as long; one that found nothing, for less: decisions arrive.
const FRESH: SignedDuration = SignedDuration::from_hours(24);
const FRESH_EMPTY: SignedDuration = SignedDuration::from_mins(10);
/// Largest answer, in bytes, and decisions of it that are shown.
const ANSWER_MAX: usize = 1 << 20;
const SHOWN_MAX: usize = 20;

/// Section `juridictions`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct CourtsSettings {
    /// Address of the courts' base; empty: nobody is asked.
    pub endpoint: String,
}

/// The courts' base.
pub struct Courts {
    /// Ends with a slash.
    url: Url,
    token: String,
    http: Client,
}

#[derive(Deserialize)]
struct Answer {
    format: String,
    decisions: Vec<Decision>,
}

#[derive(Deserialize)]
struct Decision {
    juridiction: String,
    #[serde(default)]
    section: String,
    date: String,
    nature: String,
    #[serde(default)]
    numero: String,
    #[serde(default)]
    matiere: Matter,
    reference: String,
}

#[derive(Default, Deserialize)]
struct Matter {
    #[serde(default)]
    code: String,
    #[serde(default)]
    libelle: String,
}

/// A question, as answers are compared by.
struct Question {
    court: String,
    day: Option<Date>,
    number: String,
}

impl Courts {
    /// The base at its address, with the token that it knows us by.
    ///
    /// # Errors
    /// When the address does not read.
    pub fn at(settings: &CourtsSettings, token: String) -> Result<Self> {
        let url = Url::parse(&format!("{}/", settings.endpoint.trim_end_matches('/')))
            .map_err(Failure::internal)?;
        let http = Client::builder().timeout(ANSWER).redirect(redirect::Policy::none()).no_proxy();
        Ok(Self { url, token, http: http.build().map_err(Failure::internal)? })
    }

    /// Asks, and once more where the answer was lost.
    async fn ask(&self, wanted: &pb::FindCourtDecisionRequest) -> Result<Vec<u8>> {
        let mut last = None;
        for attempt in 0..TRIES {
            if attempt > 0 {
                tokio::time::sleep(PAUSE).await;
            }
            match self.asked(wanted).await {
                Ok(bytes) => return Ok(bytes),
                Err(failure) => last = Some(failure),
            }
        }
        Err(last.unwrap_or_else(|| Failure::unavailable("the courts' base was not asked")))
    }

    async fn asked(&self, wanted: &pb::FindCourtDecisionRequest) -> Result<Vec<u8>> {
        let url = self.url.join("decisions").map_err(Failure::internal)?;
        let query = [
            ("juridiction", wanted.court.trim()),
            ("date", wanted.rendered_on.trim()),
            ("numero", wanted.case_number.trim()),
        ];
        let answer = self.http.get(url).query(&query).bearer_auth(&self.token).send().await;
        let answer = answer.map_err(|error| Failure::unavailable(error.without_url()))?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(format!("{{\"format\": \"{FORMAT}\", \"decisions\": []}}").into_bytes());
        }
        let answer: Response =
            answer.error_for_status().map_err(|error| Failure::unavailable(error.without_url()))?;
        let bytes = bounded(answer, ANSWER_MAX).await?;
        let bytes =
            bytes.ok_or_else(|| Failure::unavailable("the answer of the courts' base is too large"))?;
        read(&bytes)?;
        Ok(bytes)
    }
}

impl Dossiers {
    /// The same, which asks the courts' base.
    #[must_use]
    pub fn asking_the_courts(self, courts: Courts) -> Self {
        Self { courts: Some(courts.into()), ..self }
    }

    /// What the courts' base knows of a decision.
    pub(crate) async fn find_court_decision(
        &self,
        caller: &Caller,
        wanted: &pb::FindCourtDecisionRequest,
    ) -> Result<pb::FindCourtDecisionResponse> {
        decide(caller, Action::ConsulterJuridictions, Resource::Court).or_forbidden()?;
        let question = Question::of(wanted)?;
        let courts = self.courts.as_ref().ok_or_else(unknown_base)?;
        let kept = self.kept_answer(&question).await?;
        let now = self.clock.now();
        if let Some((at, answer)) = &kept {
            let fresh = if answer.is_empty() { FRESH_EMPTY } else { FRESH };
            if now.duration_since(*at) < fresh {
                return Ok(shown(answer.clone(), *at, true));
            }
        }
        match courts.ask(wanted).await {
            Ok(bytes) => {
                metrics::counter!("greffe_court_lookups_total", "outcome" => "repondu").increment(1);
                self.keep_answer(caller, &question, now, &bytes).await?;
                Ok(shown(read(&bytes)?, now, false))
            }
            Err(failure) => {
                metrics::counter!("greffe_court_lookups_total", "outcome" => "sans_reponse").increment(1);
                tracing::warn!(error = %super::reason_of(&failure), "the courts' base does not answer");
                let (at, answer) = kept.ok_or_else(silent)?;
                Ok(shown(answer, at, true))
            }
        }
    }

    async fn kept_answer(&self, question: &Question) -> Result<Option<(Timestamp, Vec<pb::CourtDecision>)>> {
        let row = sqlx::query!(
            "SELECT answered_at, answer FROM dossier.court_answer
             WHERE court = $1 AND case_number = $2 AND rendered_on IS NOT DISTINCT FROM $3
             ORDER BY answered_at DESC LIMIT 1",
            question.court,
            question.number,
            question.day.map(sql_day)
        )
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| Ok((from_sql_instant(row.answered_at), read(&row.answer)?))).transpose()
    }

    async fn keep_answer(
        &self,
        caller: &Caller,
        question: &Question,
        at: Timestamp,
        answer: &[u8],
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO dossier.court_answer (id, court, rendered_on, case_number, answered_at, asked_by, answer, sha256)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            Uuid::now_v7(),
            question.court,
            question.day.map(sql_day),
            question.number,
            sql_instant(at),
            caller.subject,
            answer,
            &Sha256::digest(answer)[..]
        )
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}

impl Question {
    fn of(wanted: &pb::FindCourtDecisionRequest) -> Result<Self> {
        let day = optional_day("jour", &wanted.rendered_on)?;
        let number: String =
            wanted.case_number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let court = searchable(wanted.court.trim());
        let long = wanted.court.len() > 300 || number.len() > 60;
        if long || court.is_empty() || (day.is_none() && number.is_empty()) {
            return Err(Failure::invalid(
                "VOI-006",
                "juridiction",
                "Une décision se cherche par sa juridiction, et par son jour ou son numéro. Complétez-les, puis cherchez de nouveau.",
            ));
        }
        Ok(Self { court, day, number })
    }
}

/// The decisions of an answer that a form can take; one of no known nature, or without its day, is left out.
fn read(bytes: &[u8]) -> Result<Vec<pb::CourtDecision>> {
    let answer: Answer = serde_json::from_slice(bytes).map_err(Failure::unavailable)?;
    if answer.format != FORMAT {
        return Err(Failure::unavailable("the courts' base answers in another format"));
    }
    let fits = |d: &Decision| input::DECISIONS.contains(&d.nature.as_str()) && d.date.parse::<Date>().is_ok();
    let decisions = answer.decisions.into_iter().filter(fits).take(SHOWN_MAX);
    Ok(decisions
        .map(|d| pb::CourtDecision {
            court: d.juridiction,
            section: d.section,
            rendered_on: d.date,
            nature: d.nature,
            case_number: d.numero,
            matter: d.matiere.code,
            matter_label: d.matiere.libelle,
            reference: d.reference,
        })
        .collect())
}

fn shown(
    decisions: Vec<pb::CourtDecision>,
    at: Timestamp,
    remembered: bool,
) -> pb::FindCourtDecisionResponse {
    let answered_at = Some(prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() });
    pb::FindCourtDecisionResponse { decisions, answered_at, remembered }
}

fn unknown_base() -> Failure {
    Failure::new(
        Kind::Refused,
        "VOI-007",
        "La base des décisions des juridictions n’est pas reliée à Greffe. Saisissez la décision attaquée d’après ses pièces.",
    )
}

fn silent() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "VOI-008",
        "La base des décisions des juridictions ne répond pas. Saisissez la décision attaquée d’après ses pièces, ou cherchez de nouveau dans quelques minutes.",
    )
}
