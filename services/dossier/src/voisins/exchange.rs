//! Messages of counsel's system: kept with their instant before anything else, made into deposits, told of until their sender
//! has heard. Each step is a row that a replica takes for a while; whoever dies with it leaves it to the next.
//!
//! The instant of a deposit is the one at which counsel's system had it whole, as it signs: its outbox is the registry's box at
//! counsel's, and our own delay is nobody's fault but ours (CPC 748-3, 748-7). What contradicts that instant is for a person.

use std::time::Duration;

use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::paris_day,
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::{
    document::v1::{self as document, document_service_client::DocumentServiceClient, upload_request::Part},
    dossier::v1 as pb,
    epourvoi::{Message, Piece},
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    epourvoi::{EPourvoi, Fetched, Listed, Receipt, Said, Told, is_named},
    reason_of,
};
use crate::{
    Dossiers,
    decisions::{
        handover::{later, pause},
        hex,
    },
};

/// The neighbour, as rows and senders name it.
const NAME: &str = "epourvoi";
/// A message of which a file is missing.
const WITHOUT: &str = "VOI-003";
/// Name and version of a receipt.
const RECEIPT: &str = "greffe-epourvoi-accuse/1";
/// Longest reading of an outbox in one go, in pages.
const ROUNDS: usize = 20;
/// How far their clock and ours may stand apart.
const APART: SignedDuration = SignedDuration::from_mins(2);
/// A row is nobody else's for as long: files of a message are fetched meanwhile.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// A file that is not there is waited for as long; then a person looks.
const PATIENCE: SignedDuration = SignedDuration::from_hours(1);
/// Longest time that a file takes to be kept.
const KEPT_WITHIN: Duration = Duration::from_secs(120);
/// Bytes of a part towards the document service.
const CHUNK: usize = 64 * 1024;
/// Longest error kept.
const ERROR_MAX: usize = 500;
/// States of a deposit that are its last: once told, nothing is left to tell.
const LAST: &[&str] = &["enregistre", "rattache", "refuse", "repete"];

/// A message taken for one try.
struct Due {
    id: Uuid,
    number: String,
    token: String,
    arrived_at: Timestamp,
    received_at: Timestamp,
    doubtful: bool,
    attempts: i32,
}

/// A file that could not be kept.
struct Missing {
    words: String,
    /// Waiting will not help.
    for_good: bool,
}

/// Empties the outbox every so often.
pub async fn every(period: Duration, dossiers: Dossiers, with: EPourvoi, ending: CancellationToken) {
    let mut interval = tokio::time::interval(period);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = dossiers.exchange(&with).await {
            tracing::warn!(%error, "the exchange with counsel's system is put off");
        }
    }
}

impl Dossiers {
    /// Keeps what waits in the outbox, makes deposits of what was kept, tells what is to be told: each, whatever became of the
    /// one before.
    ///
    /// # Errors
    /// The first that stopped one of them; what was done stays done.
    pub async fn exchange(&self, with: &EPourvoi) -> Result<()> {
        let read = self.empty_outbox(with).await;
        let entered = self.enter_exchanged(with).await;
        let told = self.tell_due(with).await;
        self.measure_unread().await?;
        read.and(entered).and(told)
    }

    async fn empty_outbox(&self, with: &EPourvoi) -> Result<()> {
        for _ in 0..ROUNDS {
            let asked_at = self.clock.now();
            let outbox = with.outbox().await?;
            let mut new = 0_usize;
            for listed in &outbox.messages {
                if !is_named(listed) {
                    metrics::counter!("greffe_exchange_messages_total", "state" => "sans_numero")
                        .increment(1);
                    tracing::error!("counsel's system lists a message under a name that is none");
                } else if self.keep_exchanged(with, listed).await? {
                    new += 1;
                }
            }
            let whole = outbox.behind == 0;
            if whole {
                sqlx::query!(
                    "INSERT INTO dossier.neighbour (name, read_at) VALUES ($1, $2)
                     ON CONFLICT (name) DO UPDATE SET read_at = GREATEST(neighbour.read_at, excluded.read_at)",
                    NAME,
                    sql_instant(asked_at)
                )
                .execute(&self.pool)
                .await?;
            }
            // Receipts go at once, and empty the outbox: the next page is another.
            self.tell_due(with).await?;
            if whole || new == 0 {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Writes a message as it came; answers whether it is new. One that came before is told of again: its sender has not heard.
    async fn keep_exchanged(&self, with: &EPourvoi, listed: &Listed) -> Result<bool> {
        let arrived = self.clock.now();
        let sha256 = Sha256::digest(&listed.token);
        let handed = match with.read(&listed.number, &listed.token) {
            Said::Message(message) => message.handed_at(),
            Said::Wrong { .. } | Said::Unsigned { .. } => None,
        };
        let mut tx = db::begin(&self.pool).await?;
        let read_before = sqlx::query_scalar!("SELECT read_at FROM dossier.neighbour WHERE name = $1", NAME)
            .fetch_optional(&mut *tx)
            .await?
            .map(from_sql_instant);
        let (received, doubtful) = weighed(handed, arrived, read_before);
        let id = Uuid::now_v7();
        let kept = sqlx::query!(
            "INSERT INTO dossier.exchange (id, number, token, sha256, arrived_at, received_at, doubtful)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (number, sha256) DO NOTHING",
            id,
            listed.number,
            listed.token,
            &sha256[..],
            sql_instant(arrived),
            sql_instant(received),
            doubtful
        )
        .execute(&mut *tx)
        .await?;
        let new = kept.rows_affected() > 0;
        if new {
            sqlx::query!(
                "INSERT INTO dossier.exchange_state (exchange_id, next_at, tell_at) VALUES ($1, $2, $2)",
                id,
                sql_instant(arrived)
            )
            .execute(&mut *tx)
            .await?;
        } else {
            sqlx::query!(
                "UPDATE dossier.exchange_state SET told = '', tell_at = $3 FROM dossier.exchange e
                 WHERE e.id = exchange_id AND e.number = $1 AND e.sha256 = $2 AND told <> ''",
                listed.number,
                &sha256[..],
                sql_instant(arrived)
            )
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await?;
        let state = if new { "recu" } else { "repete" };
        metrics::counter!("greffe_exchange_messages_total", "state" => state).increment(1);
        Ok(new)
    }

    /// Makes deposits of the messages that are due, in the order in which they were handed over.
    async fn enter_exchanged(&self, with: &EPourvoi) -> Result<()> {
        while let Some(due) = self.take_exchanged().await? {
            let made = self.deposit_of(with, &due).await;
            let now = self.clock.now();
            match made {
                Ok(deposit) => {
                    sqlx::query!(
                        "UPDATE dossier.exchange_state SET deposit_id = $2, next_at = NULL, last_error = '', tell_at = $3
                         WHERE exchange_id = $1",
                        due.id,
                        deposit,
                        sql_instant(now)
                    )
                    .execute(&self.pool)
                    .await?;
                }
                Err(failure) => {
                    let words: String = reason_of(&failure).chars().take(ERROR_MAX).collect();
                    tracing::warn!(number = due.number, error = words, "a message of counsel waits");
                    metrics::counter!("greffe_exchange_retries_total", "step" => "depot").increment(1);
                    sqlx::query!(
                        "UPDATE dossier.exchange_state SET next_at = $2, last_error = $3 WHERE exchange_id = $1",
                        due.id,
                        sql_instant(later(now, pause(due.attempts))),
                        words
                    )
                    .execute(&self.pool)
                    .await?;
                }
            }
        }
        Ok(())
    }

    async fn take_exchanged(&self) -> Result<Option<Due>> {
        let now = self.clock.now();
        let row = sqlx::query!(
            r#"WITH due AS (
                 SELECT s.exchange_id FROM dossier.exchange_state s JOIN dossier.exchange e ON e.id = s.exchange_id
                 WHERE s.next_at <= $1 ORDER BY e.received_at, e.number LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
             UPDATE dossier.exchange_state s SET attempts = s.attempts + 1, next_at = $2
             FROM due, dossier.exchange e WHERE s.exchange_id = due.exchange_id AND e.id = s.exchange_id
             RETURNING e.id AS "id!", e.number AS "number!", e.token AS "token!", e.arrived_at AS "arrived_at!",
                 e.received_at AS "received_at!", e.doubtful AS "doubtful!", s.attempts AS "attempts!""#,
            sql_instant(now),
            sql_instant(later(now, LEASE)),
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(row.map(|row| Due {
            id: row.id,
            number: row.number,
            token: row.token,
            arrived_at: from_sql_instant(row.arrived_at),
            received_at: from_sql_instant(row.received_at),
            doubtful: row.doubtful,
            attempts: row.attempts,
        }))
    }

    /// The deposit that a message is: entered where it fits, kept for a greffier where it does not.
    async fn deposit_of(&self, with: &EPourvoi, due: &Due) -> Result<Uuid> {
        let message = match with.read(&due.number, &due.token) {
            Said::Message(message) => message,
            Said::Wrong { office, text, why } => {
                let sender = office.map_or_else(|| Caller::service(NAME), machine_of);
                let why = Failure::invalid(why.code, &why.field, why.message);
                return self.hand_in(&sender, wanted(text), due.received_at, Some(&why)).await;
            }
            Said::Unsigned { text } => {
                metrics::counter!("greffe_exchange_messages_total", "state" => "non_signe").increment(1);
                let sender = Caller::service(NAME);
                return self.hand_in(&sender, wanted(text), due.received_at, Some(&unsigned())).await;
            }
        };
        let sender = machine_of(message.office());
        let mut held: Vec<Failure> =
            due.doubtful.then(|| doubtful(&message, due.arrived_at)).into_iter().collect();
        let mut pieces = Vec::with_capacity(message.pieces.len());
        for (at, piece) in message.pieces.iter().enumerate() {
            match self.keep_file(with, due, &sender, (at, piece)).await? {
                Ok(id) => pieces.push(id),
                Err(missing) => {
                    let waited = self.clock.now().duration_since(due.arrived_at);
                    if !missing.for_good && waited < PATIENCE {
                        return Err(Failure::unavailable(missing.words));
                    }
                    held.push(without(at, piece, &missing.words));
                    pieces.push(Uuid::nil());
                }
            }
        }
        let form = message.as_deposit(&pieces).to_string();
        self.hand_in(&sender, wanted(form), due.received_at, all_said(held).as_ref()).await
    }

    /// Brings a file to the keeper of papers, in its sender's name: once, however often it is asked for.
    async fn keep_file(
        &self,
        with: &EPourvoi,
        due: &Due,
        sender: &Caller,
        (at, piece): (usize, &Piece),
    ) -> Result<Result<Uuid, Missing>> {
        let bytes = match with.file(&due.number, &piece.sha256).await? {
            Fetched::Whole(bytes) => bytes,
            Fetched::NotIt(words) => return Ok(Err(Missing { words, for_good: false })),
        };
        let documents =
            self.documents.as_ref().ok_or_else(|| Failure::unavailable("no keeper of papers is known"))?;
        let header = document::UploadHeader {
            file_name: piece.name.clone(),
            declared_type: piece.media_type.clone(),
            declared_size: bytes.len() as u64,
            kind: piece.kind.clone(),
        };
        let chunks = bytes.len().div_ceil(CHUNK);
        let chunk = move |n: usize| bytes[n * CHUNK..bytes.len().min((n + 1) * CHUNK)].to_vec();
        let parts =
            std::iter::once(Part::Header(header)).chain((0..chunks).map(move |n| Part::Chunk(chunk(n))));
        let parts = parts.map(|part| document::UploadRequest { part: Some(part) });
        let key = Uuid::new_v5(&due.id, format!("{at} {}", piece.sha256).as_bytes());
        let mut request = documents.command(sender, key, futures::stream::iter(parts))?;
        request.set_timeout(KEPT_WITHIN);
        let kept = DocumentServiceClient::new(documents.channel()).upload(request).await;
        match kept.map_err(|status| Failure::from_status(&status)) {
            Ok(kept) => {
                let piece = kept.into_inner().piece.unwrap_or_default();
                Ok(Ok(Uuid::parse_str(&piece.piece_id).map_err(Failure::internal)?))
            }
            Err(failure) if matches!(failure.kind, Kind::Invalid | Kind::TooLarge | Kind::Refused) => {
                Ok(Err(Missing { words: failure.message, for_good: true }))
            }
            Err(failure) => Err(failure),
        }
    }

    /// Gives the receipts that are due: of the arrival at once, of each later state as it comes.
    async fn tell_due(&self, with: &EPourvoi) -> Result<()> {
        let mut failed = Ok(());
        while let Some((id, receipt, attempts)) = self.take_receipt().await? {
            let told = with.tell(&receipt).await?;
            let now = self.clock.now();
            let words = match told {
                Told::Taken => String::new(),
                Told::Refused(words) => {
                    let (number, state) = (&receipt.number, &receipt.status);
                    tracing::error!(number, state, error = words, "a receipt is refused");
                    metrics::counter!("greffe_exchange_receipts_refused_total").increment(1);
                    words
                }
                Told::Again(words) => {
                    metrics::counter!("greffe_exchange_retries_total", "step" => "accuse").increment(1);
                    sqlx::query!(
                        "UPDATE dossier.exchange_state SET tell_at = $2, tell_error = $3 WHERE exchange_id = $1",
                        id,
                        sql_instant(later(now, pause(attempts))),
                        words
                    )
                    .execute(&self.pool)
                    .await?;
                    failed = Err(Failure::unavailable(words));
                    continue;
                }
            };
            let next = (!LAST.contains(&receipt.status.as_str())).then(|| sql_instant(now));
            sqlx::query!(
                "UPDATE dossier.exchange_state SET told = $2, tell_attempts = 0, tell_at = $3, tell_error = $4 WHERE exchange_id = $1",
                id,
                receipt.status,
                next,
                words
            )
            .execute(&self.pool)
            .await?;
        }
        failed
    }

    /// A receipt to give: what the message has become, unless its sender knows.
    async fn take_receipt(&self) -> Result<Option<(Uuid, Receipt, i32)>> {
        let now = self.clock.now();
        let row = sqlx::query!(
            r#"WITH due AS (
                 SELECT s.exchange_id FROM dossier.exchange_state s
                 LEFT JOIN dossier.deposit_state d ON d.deposit_id = s.deposit_id
                 WHERE s.tell_at <= $1 AND s.told <> COALESCE(d.status, 'recu')
                 ORDER BY s.tell_at LIMIT 1 FOR UPDATE OF s SKIP LOCKED)
             UPDATE dossier.exchange_state s SET tell_attempts = s.tell_attempts + 1, tell_at = $2
             FROM due, dossier.exchange e WHERE s.exchange_id = due.exchange_id AND e.id = s.exchange_id
             RETURNING e.id AS "id!", e.number AS "number!", e.sha256 AS "sha256!", e.received_at AS "received_at!",
                 s.deposit_id AS "deposit_id?", s.tell_attempts AS "tell_attempts!""#,
            sql_instant(now),
            sql_instant(later(now, LEASE)),
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let (status, shown) = match row.deposit_id {
            Some(deposit) => self.deposit_told(deposit).await?,
            None => ("recu".to_owned(), pb::Deposit::default()),
        };
        let reason = shown.reason.unwrap_or_default();
        let receipt = Receipt {
            format: RECEIPT,
            number: row.number,
            sha256: hex(&row.sha256),
            status,
            received_at: from_sql_instant(row.received_at).to_string(),
            deposit: shown.deposit_id,
            dossier: shown.dossier_number,
            acts: shown.act_ids,
            pieces: shown.pieces.into_iter().map(|piece| piece.sha256).collect(),
            code: reason.code,
            reason: if shown.motive.is_empty() { reason.message } else { shown.motive },
        };
        Ok(Some((row.id, receipt, row.tell_attempts)))
    }

    /// How long the outbox has not been read whole, for those who watch.
    async fn measure_unread(&self) -> Result<()> {
        let read = sqlx::query_scalar!("SELECT read_at FROM dossier.neighbour WHERE name = $1", NAME)
            .fetch_optional(&self.pool)
            .await?;
        if let Some(read) = read {
            let since = self.clock.now().duration_since(from_sql_instant(read));
            metrics::gauge!("greffe_exchange_unread_seconds").set(since.as_secs_f64());
        }
        Ok(())
    }
}

/// The instant that counts of a message, and whether a person must look. What counsel's system states stands, unless it lies in
/// the future or before a reading of the outbox in which the message was not; then it is our own, and where the day is another
/// the sender may be late by it.
pub fn weighed(
    handed: Option<Timestamp>,
    arrived: Timestamp,
    read_before: Option<Timestamp>,
) -> (Timestamp, bool) {
    let Some(handed) = handed else { return (arrived, false) };
    let ahead = handed > later(arrived, APART);
    let missed = read_before.is_some_and(|read| later(handed, APART) < read);
    if ahead || missed {
        return (arrived, paris_day(handed) != paris_day(arrived));
    }
    (handed.min(arrived), false)
}

/// The machine of an office, as it speaks through counsel's system.
fn machine_of(office: Uuid) -> Caller {
    Caller {
        subject: format!("{NAME}:{office}"),
        agent_id: Uuid::new_v5(&office, NAME.as_bytes()).to_string(),
        roles: vec!["avocat_aux_conseils".into()],
        chambres: Vec::new(),
        office_id: office.to_string(),
        sid: String::new(),
    }
}

fn wanted(message: String) -> pb::SubmitDepositRequest {
    pb::SubmitDepositRequest { message: message.into_bytes(), media_type: "application/json".into() }
}

/// Every reason for which a person must look, said as one: by the code and the field of what keeps the message from being read
/// whole, where there is such a thing.
fn all_said(held: Vec<Failure>) -> Option<Failure> {
    let (missing, other): (Vec<_>, Vec<_>) = held.into_iter().partition(|why| why.code == WITHOUT);
    let mut all = missing.into_iter().chain(other);
    let first = all.next()?;
    Some(all.fold(first, |mut said, why| {
        said.message = format!("{} {}", said.message, why.message);
        said.violations.extend(why.violations);
        said
    }))
}

fn unsigned() -> Failure {
    Failure::invalid(
        "VOI-001",
        "jeton",
        "Ce message n’est pas signé par le système des avocats aux Conseils, ou l’est sous un autre numéro\u{a0}: rien ne dit de quel cabinet il vient. Il n’entre dans aucun dossier. Prévenez l’exploitation, puis refusez-le en demandant à l’Ordre de le remettre signé.",
    )
}

fn without(at: usize, piece: &Piece, words: &str) -> Failure {
    Failure::invalid(
        WITHOUT,
        &format!("pieces[{at}].piece_id"),
        format!(
            "La pièce «\u{a0}{}\u{a0}» n’a pas pu être prise\u{a0}: {}. Retirez-la du message pour passer le reste, ou refusez-le en demandant au cabinet de le remettre entier.",
            piece.name,
            words.trim_end_matches('.')
        ),
    )
}

fn doubtful(message: &Message, arrived: Timestamp) -> Failure {
    let stated = message.handed_at().unwrap_or(arrived);
    let shown = |at: Timestamp| at.strftime("%Y-%m-%d %H:%M:%S UTC").to_string();
    Failure::invalid(
        "VOI-004",
        "remis_le",
        format!(
            "Le système des avocats aux Conseils atteste une remise le {}, mais le message n’en est sorti que le {}, un autre jour, sans panne de notre côté. Passez-le tel quel\u{a0}: il prend l’instant de son arrivée. Si la remise attestée est établie, corrigez ensuite la date de l’acte, avec son motif.",
            shown(stated),
            shown(arrived)
        ),
    )
}
