//! What is kept of a deposit, and what became of it.

use greffe_chassis::{
    Caller, Failure, Result,
    db::{from_sql_instant, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use jiff::Timestamp;
use prost::Message;
use sqlx::{PgConnection, PgPool};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{reason, wire};
use crate::decisions::hex;

/// Where a deposit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Status {
    /// Kept, not entered yet.
    Kept,
    /// It does not fit: a greffier looks at it.
    Waiting,
    /// A dossier was opened or an act journalled.
    Entered,
    /// It was a dossier's already.
    Attached,
    /// Refused, with a motive.
    Refused,
    /// Another deposit came first under the same name.
    Repeated,
}

impl Status {
    const ALL: [Self; 6] =
        [Self::Kept, Self::Waiting, Self::Entered, Self::Attached, Self::Refused, Self::Repeated];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Kept => "recu",
            Self::Waiting => "en_attente",
            Self::Entered => "enregistre",
            Self::Attached => "rattache",
            Self::Refused => "refuse",
            Self::Repeated => "repete",
        }
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// A deposit with its state.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) id: Uuid,
    pub(super) sender: String,
    agent_id: String,
    roles: Vec<String>,
    office_id: String,
    received_at: OffsetDateTime,
    media_type: String,
    /// Empty in a list.
    pub(super) message: Vec<u8>,
    size: i32,
    sha256: Vec<u8>,
    message_id: String,
    kind: String,
    pub(super) status: Status,
    pub(super) first: Option<Uuid>,
    pub(super) code: String,
    pub(super) field: String,
    pub(super) reason: String,
    motive: String,
    pub(super) repaired: String,
    receipt: Vec<u8>,
    changed_at: OffsetDateTime,
}

impl Row {
    /// Who sent it, as they were then.
    pub(super) fn caller(&self) -> Caller {
        Caller {
            subject: self.sender.clone(),
            agent_id: self.agent_id.clone(),
            roles: self.roles.clone(),
            chambres: Vec::new(),
            office_id: self.office_id.clone(),
            sid: String::new(),
        }
    }

    /// The first arrival.
    pub(super) fn received_at(&self) -> Timestamp {
        from_sql_instant(self.received_at)
    }

    /// What is to be entered: as a greffier repaired it, else as it came.
    pub(super) fn form(&self) -> &[u8] {
        if self.repaired.is_empty() { &self.message } else { self.repaired.as_bytes() }
    }

    /// As the page after it is asked for.
    pub(super) fn cursor(&self) -> String {
        format!("{}_{}", self.received_at().as_microsecond(), self.id)
    }

    /// The receipt.
    ///
    /// # Errors
    /// When what was kept no longer reads.
    pub(super) fn shown(&self) -> Result<pb::Deposit> {
        let made = pb::Deposit::decode(self.receipt.as_slice()).map_err(Failure::internal)?;
        Ok(pb::Deposit {
            deposit_id: self.id.to_string(),
            message_id: self.message_id.clone(),
            kind: self.kind.clone(),
            received_at: Some(wire(self.received_at)),
            sha256: hex(&self.sha256),
            media_type: self.media_type.clone(),
            size: self.size.unsigned_abs().into(),
            sender: self.sender.clone(),
            status: self.status.as_str().into(),
            reason: reason(self),
            motive: self.motive.clone(),
            settled_at: Some(wire(self.changed_at)),
            ..made
        })
    }
}

/// The last row of the page before: instant and deposit.
///
/// # Errors
/// When it is none that we gave.
pub(super) fn read_cursor(cursor: &str) -> Result<(Option<Timestamp>, Uuid)> {
    if cursor.is_empty() {
        return Ok((None, Uuid::nil()));
    }
    let read = || {
        let (at, id) = cursor.split_once('_')?;
        let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
        Some((Some(at), Uuid::parse_str(id).ok()?))
    };
    read().ok_or_else(|| {
        Failure::invalid(
            "LEC-001",
            "cursor",
            "Ce repère de page n’est pas de ceux que l’API donne. Reprenez la liste à son début.",
        )
    })
}

/// The columns of a [`Row`], read one by one: sqlx knows no enumeration of ours.
macro_rules! row {
    ($r:expr) => {
        Row {
            id: $r.id,
            sender: $r.sender,
            agent_id: $r.agent_id,
            roles: $r.roles,
            office_id: $r.office_id,
            received_at: $r.received_at,
            media_type: $r.media_type,
            message: $r.message,
            size: $r.size,
            sha256: $r.sha256,
            message_id: $r.message_id,
            kind: $r.kind,
            status: Status::read(&$r.status)
                .ok_or_else(|| Failure::internal("a status of a deposit is unknown"))?,
            first: $r.first,
            code: $r.code,
            field: $r.field,
            reason: $r.reason,
            motive: $r.motive,
            repaired: $r.repaired,
            receipt: $r.receipt,
            changed_at: $r.changed_at,
        }
    };
}

/// A deposit. `None` when there is none.
pub(super) async fn one(pool: &PgPool, id: Uuid) -> Result<Option<Row>> {
    let row = sqlx::query!(
        r#"SELECT d.id, d.sender, d.agent_id, d.roles, d.office_id, d.received_at, d.media_type, d.message,
             octet_length(d.message) AS "size!", d.sha256, s.message_id,
             s.kind, s.status, s.first, s.code, s.field, s.reason, s.motive, s.repaired, s.receipt, s.changed_at
         FROM dossier.deposit d JOIN dossier.deposit_state s ON s.deposit_id = d.id WHERE d.id = $1"#,
        id
    )
    .fetch_optional(pool)
    .await?;
    row.map(|r| Ok(row!(r))).transpose()
}

/// The same, whose state stays locked until the end of the transaction.
pub(super) async fn lock(tx: &mut PgConnection, id: Uuid) -> Result<Option<Row>> {
    let row = sqlx::query!(
        r#"SELECT d.id, d.sender, d.agent_id, d.roles, d.office_id, d.received_at, d.media_type, d.message,
             octet_length(d.message) AS "size!", d.sha256, s.message_id,
             s.kind, s.status, s.first, s.code, s.field, s.reason, s.motive, s.repaired, s.receipt, s.changed_at
         FROM dossier.deposit_state s JOIN dossier.deposit d ON s.deposit_id = d.id WHERE s.deposit_id = $1 FOR UPDATE OF s"#,
        id
    )
    .fetch_optional(tx)
    .await?;
    row.map(|r| Ok(row!(r))).transpose()
}

/// The forms of declarations that no dossier holds yet, and of messages that nobody could read: at most so many.
pub(super) async fn undeclared(connection: &mut PgConnection, limit: i64) -> Result<Vec<Vec<u8>>> {
    let rows = sqlx::query!(
        "SELECT d.message, s.repaired FROM dossier.deposit_state s JOIN dossier.deposit d ON d.id = s.deposit_id
         WHERE s.status IN ('recu', 'en_attente') AND s.kind IN ('', 'declaration')
         ORDER BY s.received_at, s.deposit_id LIMIT $1",
        limit
    )
    .fetch_all(connection)
    .await?;
    let form = |message, repaired: String| if repaired.is_empty() { message } else { repaired.into_bytes() };
    Ok(rows.into_iter().map(|row| form(row.message, row.repaired)).collect())
}

/// A page, the latest arrival first, without the bytes; no status stands for every one but repetitions.
pub(super) async fn list(
    pool: &PgPool,
    sender: Option<&str>,
    statuses: &[String],
    (at, id): (Option<Timestamp>, Uuid),
    limit: i64,
) -> Result<Vec<Row>> {
    let rows = sqlx::query!(
        r#"SELECT d.id, d.sender, d.agent_id, d.roles, d.office_id, d.received_at, d.media_type, ''::bytea AS "message!",
             octet_length(d.message) AS "size!", d.sha256, s.message_id,
             s.kind, s.status, s.first, s.code, s.field, s.reason, s.motive, s.repaired, s.receipt, s.changed_at
         FROM dossier.deposit_state s JOIN dossier.deposit d ON s.deposit_id = d.id
         WHERE ($1::text IS NULL OR s.sender = $1) AND s.status <> 'repete'
             AND (cardinality($2::text[]) = 0 OR s.status = ANY($2))
             AND ($3::timestamptz IS NULL OR (s.received_at, s.deposit_id) < ($3, $4))
         ORDER BY s.received_at DESC, s.deposit_id DESC LIMIT $5"#,
        sender,
        statuses,
        at.map(sql_instant),
        id,
        limit
    )
    .fetch_all(pool)
    .await?;
    rows.into_iter().map(|r| Ok(row!(r))).collect()
}

/// What becomes of a deposit.
#[derive(Debug, Clone, Default)]
pub(super) struct Change<'a> {
    /// The new status.
    pub(super) status: Option<Status>,
    /// Of a repetition.
    pub(super) first: Option<Uuid>,
    /// As the message says, once it reads.
    pub(super) message_id: &'a str,
    /// Likewise.
    pub(super) kind: &'a str,
    /// Why it waits: code, field, sentence.
    pub(super) reason: Option<(&'a str, &'a str, &'a str)>,
    /// Why it was refused.
    pub(super) motive: &'a str,
    /// As a greffier repaired it.
    pub(super) repaired: &'a str,
    /// What the journal made of it.
    pub(super) made: Option<&'a pb::Deposit>,
}

/// Writes it, under the lock of [`lock`].
pub(super) async fn write(tx: &mut PgConnection, id: Uuid, at: Timestamp, change: Change<'_>) -> Result<()> {
    let (code, field, reason) = change.reason.unwrap_or_default();
    let dossier = change.made.and_then(|made| Uuid::parse_str(&made.dossier_id).ok());
    sqlx::query!(
        "UPDATE dossier.deposit_state SET status = $2, first = $3, message_id = $4, kind = $5, code = $6, field = $7, reason = $8,
             motive = $9, repaired = $10, dossier_id = $11, receipt = $12, changed_at = $13 WHERE deposit_id = $1",
        id,
        change.status.unwrap_or(Status::Kept).as_str(),
        change.first,
        change.message_id,
        change.kind,
        code,
        field,
        reason,
        change.motive,
        change.repaired,
        dossier,
        change.made.map(Message::encode_to_vec).unwrap_or_default(),
        sql_instant(at),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The sender's deposit that bears the name already, other than this one.
pub(super) async fn named(
    tx: &mut PgConnection,
    sender: &str,
    message_id: &str,
    but: Uuid,
) -> Result<Option<Uuid>, sqlx::Error> {
    sqlx::query_scalar!(
        "SELECT deposit_id FROM dossier.deposit_state
         WHERE sender = $1 AND message_id = $2 AND status <> 'repete' AND deposit_id <> $3",
        sender,
        message_id,
        but
    )
    .fetch_optional(tx)
    .await
}
