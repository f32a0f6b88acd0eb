//! What each person chose to be told away from the screen: a digest by e-mail, a calendar at a secret address.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::paris_day,
    command::{Command, is_twin},
    db::{self, from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::notification::v1 as pb;
use jiff::{ToSpan, civil::Date};
use prost::Message;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Notifications, digest::next_after};

/// Digests shown.
const LAST: i64 = 10;
/// Days of a calendar, before today and after.
const PAST: i32 = 31;
const FUTURE: i32 = 400;

/// Section `bulletin` of the configuration.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DigestSettings {
    /// Public address of the product, for the links; empty: no digest leaves.
    pub adresse: String,
    /// Domains of the addresses to which one may go, separated by commas.
    pub domaines: String,
}

impl DigestSettings {
    /// The same, with the domain of who writes where none is named.
    #[must_use]
    pub fn or_domain_of(mut self, sender: &str) -> Self {
        if self.domaines.trim().is_empty() {
            sender.rsplit_once('@').map_or("", |(_, domain)| domain).clone_into(&mut self.domaines);
        }
        self
    }

    fn domains(&self) -> impl Iterator<Item = &str> {
        self.domaines.split(',').map(str::trim).filter(|domain| !domain.is_empty())
    }

    /// Where a dossier is read.
    pub(crate) fn link(&self, dossier: &str) -> String {
        self.link_to("dossiers", dossier)
    }

    /// Where one of these is read.
    pub(crate) fn link_to(&self, these: &str, id: &str) -> String {
        format!("{}/{these}/{id}", self.adresse.trim_end_matches('/'))
    }
}

impl Notifications {
    /// The same, with what digests need.
    #[must_use]
    pub fn telling(self, bulletin: DigestSettings) -> Self {
        Self { bulletin: std::sync::Arc::new(bulletin), ..self }
    }

    /// Whether a digest can leave from here.
    fn mail_open(&self) -> bool {
        !self.bulletin.adresse.is_empty() && self.channels.of("courriel").is_some()
    }

    /// What the caller chose, and what became of the last digests.
    pub(crate) async fn preferences(&self, caller: &Caller) -> Result<pb::GetPreferencesResponse> {
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let sent = sqlx::query!(
            "SELECT day, state, why FROM notification.digest WHERE subject = $1 ORDER BY day DESC LIMIT $2",
            caller.subject,
            LAST
        )
        .fetch_all(&mut *connection)
        .await?;
        let sent = sent.into_iter().map(|row| pb::DigestSent {
            day: from_sql_day(row.day).to_string(),
            state: row.state,
            why: row.why,
        });
        Ok(pb::GetPreferencesResponse {
            digest: Some(choice_of(&mut connection, &caller.subject).await?),
            sent: sent.collect(),
            calendar: calendar_of(&mut connection, &caller.subject).await?,
            mail_open: self.mail_open(),
            domains: self.bulletin.domains().map(str::to_owned).collect(),
        })
    }

    /// Keeps what the caller chose. Of one day there is one digest, however often the choice changes.
    pub(crate) async fn save_preferences(
        &self,
        command: Command,
        wanted: pb::SavePreferencesRequest,
    ) -> Result<(pb::SavePreferencesResponse, bool)> {
        let caller = &command.caller;
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let choice = self.readable_choice(wanted.digest.clone().unwrap_or_default())?;
        let next_at = next_after(&choice, self.clock.now())?;
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::SavePreferencesResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let small = |n: u32| i16::try_from(n).map_err(Failure::internal);
        sqlx::query!(
            "INSERT INTO notification.preference (subject, frequency, hour, weekday, tasks, deadlines, follows, address, next_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
             ON CONFLICT (subject) DO UPDATE SET frequency = $2, hour = $3, weekday = $4, tasks = $5, deadlines = $6, follows = $7,
                 address = $8, next_at = $9",
            caller.subject,
            choice.frequency,
            small(choice.hour)?,
            small(choice.weekday)?,
            choice.tasks,
            choice.deadlines,
            choice.follows,
            choice.address,
            next_at.map(sql_instant)
        )
        .execute(&mut *tx)
        .await?;
        let answer = pb::SavePreferencesResponse { digest: Some(choice) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.save_preferences(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    fn readable_choice(&self, choice: pb::DigestChoice) -> Result<pb::DigestChoice> {
        let wrong = |field: &'static str, words: &'static str| Err(Failure::invalid("TAC-019", field, words));
        if !matches!(choice.frequency.as_str(), "aucun" | "matin" | "semaine") {
            return wrong("frequency", "Choisissez un bulletin chaque matin, chaque semaine, ou aucun.");
        }
        if !(5..=20).contains(&choice.hour) {
            return wrong("hour", "Le bulletin part entre 5\u{a0}h et 20\u{a0}h, heure de Paris.");
        }
        if !(1..=7).contains(&choice.weekday) {
            return wrong("weekday", "Choisissez un jour de la semaine, du lundi au dimanche.");
        }
        let address = choice.address.trim().to_owned();
        let choice = pb::DigestChoice { address, ..choice };
        if choice.frequency == "aucun" && choice.address.is_empty() {
            return Ok(choice);
        }
        if choice.frequency != "aucun" && !(choice.tasks || choice.deadlines || choice.follows) {
            return wrong("tasks", "Choisissez au moins une chose que le bulletin contient.");
        }
        if choice.frequency != "aucun" && !self.mail_open() {
            return Err(Failure::new(
                Kind::Refused,
                "TAC-021",
                "Aucun courriel ne part de cette installation. Vos tâches restent à l’écran\u{a0}; adressez-vous à l’exploitation.",
            ));
        }
        let address: Option<lettre::Address> = choice.address.parse().ok();
        let ours = address.is_some_and(|address| {
            self.bulletin.domains().any(|domain| address.domain().eq_ignore_ascii_case(domain))
        });
        if ours {
            return Ok(choice);
        }
        let domains: Vec<String> = self.bulletin.domains().map(|domain| format!("@{domain}")).collect();
        Err(Failure::invalid(
            "TAC-020",
            "address",
            format!(
                "Le bulletin ne va qu’à une adresse professionnelle, qui finit par\u{a0}: {}.",
                domains.join(", ou ")
            ),
        ))
    }

    /// A new secret address for the caller's calendar, in place of the former; or none. The answer that is kept for repetitions
    /// does not hold the secret.
    pub(crate) async fn turn_calendar(
        &self,
        command: Command,
        wanted: pb::TurnCalendarRequest,
    ) -> Result<(pb::TurnCalendarResponse, bool)> {
        let caller = &command.caller;
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let opens = match wanted.gesture.as_str() {
            "ouvrir" => true,
            "fermer" => false,
            _ => {
                return Err(Failure::invalid(
                    "TAC-010",
                    "gesture",
                    "Ce geste n’existe pas. Rechargez la page et recommencez.",
                ));
            }
        };
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::TurnCalendarResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        // One address at a time: two turned together would each see the former.
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 6))", caller.subject)
            .fetch_one(&mut *tx)
            .await?;
        let now = sql_instant(self.clock.now());
        sqlx::query!(
            "UPDATE notification.calendar SET ended_at = $2 WHERE subject = $1 AND ended_at IS NULL",
            caller.subject,
            now
        )
        .execute(&mut *tx)
        .await?;
        let token = if opens { secret() } else { String::new() };
        if opens {
            sqlx::query!(
                "INSERT INTO notification.calendar (token_sha256, subject, since) VALUES ($1, $2, $3)",
                hashed(&token),
                caller.subject,
                now
            )
            .execute(&mut *tx)
            .await?;
        }
        let calendar = calendar_of(&mut tx, &caller.subject).await?;
        let kept = pb::TurnCalendarResponse { calendar, token: String::new() };
        match command.store(&mut tx, &kept.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.turn_calendar(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((pb::TurnCalendarResponse { token, ..kept }, false))
    }

    /// The calendar behind a secret, with the rights that its owner has today. An address that was never given, that was taken
    /// back, or whose owner has left are one answer.
    pub(crate) async fn read_calendar(
        &self,
        caller: &Caller,
        token: &str,
    ) -> Result<pb::ReadCalendarResponse> {
        decide(caller, Action::LireAgenda, Resource::Court).or_forbidden()?;
        let digest = hashed(token);
        let subject = sqlx::query_scalar!(
            "SELECT subject FROM notification.calendar WHERE token_sha256 = $1 AND ended_at IS NULL",
            digest
        )
        .fetch_optional(&self.pool)
        .await?
        .ok_or_else(unknown_calendar)?;
        let owner = self.colleagues.named(&subject).await?.ok_or_else(unknown_calendar)?;
        if !decide(&owner, Action::LireTaches, Resource::Court).allowed {
            return Err(unknown_calendar());
        }
        let today = paris_day(self.clock.now());
        sqlx::query!(
            "UPDATE notification.calendar SET read_on = $2 WHERE token_sha256 = $1 AND read_on IS DISTINCT FROM $2",
            digest,
            sql_day(today)
        )
        .execute(&self.pool)
        .await?;
        let mut connection = self.pool.acquire().await?;
        let this = self.in_force(&mut connection).await?;
        let day = |days: i32| -> Result<Date> { today.checked_add(days.days()).map_err(Failure::internal) };
        let entries = this.agenda(&mut connection, &owner, day(-PAST)?, day(FUTURE)?).await?;
        Ok(pb::ReadCalendarResponse { entries })
    }
}

/// What somebody chose; the usual, which sends nothing, until then.
pub(crate) async fn choice_of(connection: &mut PgConnection, subject: &str) -> Result<pb::DigestChoice> {
    let row = sqlx::query!(
        "SELECT frequency, hour, weekday, tasks, deadlines, follows, address FROM notification.preference WHERE subject = $1",
        subject
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map_or_else(
        || pb::DigestChoice {
            frequency: "aucun".into(),
            hour: 7,
            weekday: 1,
            tasks: true,
            deadlines: true,
            follows: true,
            address: String::new(),
        },
        |row| pb::DigestChoice {
            frequency: row.frequency,
            hour: u32::from(row.hour.unsigned_abs()),
            weekday: u32::from(row.weekday.unsigned_abs()),
            tasks: row.tasks,
            deadlines: row.deadlines,
            follows: row.follows,
            address: row.address,
        },
    ))
}

async fn calendar_of(connection: &mut PgConnection, subject: &str) -> Result<Option<pb::Calendar>> {
    let row = sqlx::query!(
        "SELECT since, read_on FROM notification.calendar WHERE subject = $1 AND ended_at IS NULL",
        subject
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(|row| {
        let since = from_sql_instant(row.since);
        pb::Calendar {
            since: Some(prost_types::Timestamp { seconds: since.as_second(), nanos: 0 }),
            read_on: row.read_on.map(|day| from_sql_day(day).to_string()).unwrap_or_default(),
        }
    }))
}

/// A secret of 256 bits, in hexadecimal.
fn secret() -> String {
    let bytes: [u8; 32] = rand::random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn hashed(token: &str) -> Vec<u8> {
    Sha256::digest(token.as_bytes()).to_vec()
}

fn unknown_calendar() -> Failure {
    Failure::not_found(
        "TAC-022",
        "Cette adresse d’agenda n’existe pas, ou n’existe plus. Reprenez l’adresse en cours dans «\u{a0}Mes préférences\u{a0}».",
    )
}

/// The digest of somebody on a day: the number of its message too.
pub(crate) fn digest_id(subject: &str, day: Date) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("bulletin {day} {subject}").as_bytes())
}
