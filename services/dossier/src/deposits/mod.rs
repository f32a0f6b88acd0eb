//! Deposits of partners: the bytes are kept with their instant before anything else, then what fits enters a journal by
//! the doors that everyone uses, and what does not waits for a greffier. Source: CPC 748-1 to 748-6 (the receipt states
//! the instant), 748-7.

mod enter;
mod settle;
mod state;

pub(crate) use enter::lock_decisions;

use std::{sync::Arc, time::Duration};

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::paris_day,
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::{
    common::v1::{Finding, PageInfo},
    deposit::{Content, Deposit},
    dossier::v1 as pb,
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use tokio::sync::watch;
use uuid::Uuid;

use crate::{Dossiers, access};
use state::{Row, Status};

/// Largest page.
const PAGE_MAX: u32 = 200;
/// Deposits shown to a party.
const OWN_MAX: i64 = 50;
/// Longest media type kept.
const MEDIA_TYPE_MAX: usize = 200;
/// A deposit kept and not entered for so long was left by a fault: it is taken up.
const LEFT_AFTER: SignedDuration = SignedDuration::from_secs(5);
/// The sender has the receipt by then, whether or not the deposit has entered: well before the call ends.
const ENTERED_WITHIN: Duration = Duration::from_secs(3);
/// Deposits received at once beyond which those that are kept let the others pass.
const CROWD: usize = 16;
/// Tries of a deposit that waits for locks that others hold.
const ENTER_TRIES: u32 = 5;
/// How long a deposit that is kept lets those that arrive pass before it enters.
const GIVES_WAY: Duration = Duration::from_secs(10);
/// A deposit that arrives so soon after midnight is late by seconds, where its term ended with the day before.
const JUST_AFTER: SignedDuration = SignedDuration::from_mins(1);
/// Deposits taken up in one go.
const BATCH: i64 = 50;
/// Declarations that wait of which each is compared with a decision.
const UNDECLARED_MAX: i64 = 500;

/// A place among the deposits that are being received, for as long as it lives.
struct Arriving(Arc<watch::Sender<usize>>);

impl Arriving {
    fn among(all: &Arc<watch::Sender<usize>>) -> Self {
        all.send_modify(|arriving| *arriving += 1);
        Self(all.clone())
    }

    fn is_crowd(&self) -> bool {
        *self.0.borrow() > CROWD
    }
}

impl Drop for Arriving {
    fn drop(&mut self) {
        self.0.send_modify(|arriving| *arriving -= 1);
    }
}

impl Dossiers {
    /// Keeps a message, then enters it. The answer stands as soon as the message is kept: what could not be entered now
    /// is taken up later, with the instant of its arrival.
    pub(crate) async fn submit(
        &self,
        caller: Caller,
        wanted: pb::SubmitDepositRequest,
        received_at: Timestamp,
    ) -> Result<(pb::SubmitDepositResponse, bool)> {
        let arriving = Arriving::among(&self.arriving);
        let (deposit, kept_before) = self.keep_message(&caller, &wanted, received_at, None).await?;
        let turn = self.entering.clone().try_acquire_owned().ok().filter(|_| !arriving.is_crowd());
        let (this, first) = (self.clone(), turn.is_some());
        let entering = tokio::spawn(async move {
            let _turn = match turn {
                None => {
                    let mut others = this.arriving.subscribe();
                    let few = others.wait_for(|arriving| *arriving <= CROWD);
                    drop(tokio::time::timeout(GIVES_WAY, few).await);
                    this.entering.clone().acquire_owned().await.ok()
                }
                turn => turn,
            };
            this.enter_at_once(deposit).await;
        });
        // Where a crowd arrives, or others enter before it, the receipt does not wait: each has an instant to be given.
        if first {
            drop(tokio::time::timeout(ENTERED_WITHIN, entering).await);
        }
        let row = self.first_of(deposit).await?;
        let again = kept_before || row.id != deposit;
        metrics::counter!("greffe_deposits_total", "status" => row.status.as_str()).increment(1);
        if !again && paris_day(received_at) != paris_day(received_at - JUST_AFTER) {
            metrics::counter!("greffe_deposits_just_after_midnight_total").increment(1);
        }
        Ok((pb::SubmitDepositResponse { deposit: Some(row.shown()?) }, again))
    }

    /// A deposit that one of our own adapters hands in: kept, then entered, or held for a greffier with the reason why.
    pub(crate) async fn hand_in(
        &self,
        sender: &Caller,
        wanted: pb::SubmitDepositRequest,
        received_at: Timestamp,
        held: Option<&Failure>,
    ) -> Result<Uuid> {
        let (deposit, _) = self.keep_message(sender, &wanted, received_at, held).await?;
        self.enter_at_once(deposit).await;
        let status = state::one(&self.pool, deposit).await?.ok_or_else(unknown)?.status;
        metrics::counter!("greffe_deposits_total", "status" => status.as_str()).increment(1);
        Ok(deposit)
    }

    /// What the sender of a deposit is told: its status, and how it, or the one that it repeats, now stands.
    pub(crate) async fn deposit_told(&self, id: Uuid) -> Result<(String, pb::Deposit)> {
        let status = state::one(&self.pool, id).await?.ok_or_else(unknown)?.status;
        Ok((status.as_str().to_owned(), self.first_of(id).await?.shown()?))
    }

    /// Enters a deposit that was just kept. One that waited too long for others to enter waits again; what cannot enter now is
    /// taken up later.
    async fn enter_at_once(&self, deposit: Uuid) {
        for left in (0..ENTER_TRIES).rev() {
            match self.enter(deposit).await {
                Err(error) if error.kind == Kind::Unavailable && left > 0 => {}
                Err(error) => {
                    tracing::warn!(%deposit, %error, "a deposit is kept, and will be entered later");
                    return;
                }
                Ok(()) => return,
            }
        }
    }

    /// Writes the bytes as they came; answers the deposit, and whether they had come before. One that is `held` waits at once.
    async fn keep_message(
        &self,
        caller: &Caller,
        wanted: &pb::SubmitDepositRequest,
        received_at: Timestamp,
        held: Option<&Failure>,
    ) -> Result<(Uuid, bool)> {
        let now = self.clock.now();
        let digest = Sha256::digest(&wanted.message);
        let mut tx = db::begin(&self.pool).await?;
        let known = sqlx::query_scalar!(
            "SELECT id FROM dossier.deposit WHERE sender = $1 AND sha256 = $2",
            caller.subject,
            &digest[..]
        )
        .fetch_optional(&mut *tx)
        .await?;
        let id = known.unwrap_or_else(Uuid::now_v7);
        let decision = decide(caller, Action::DeposerMessage, Resource::Court);
        let words = access::Words { payload_sha256: &digest, ..Default::default() };
        access::log(&mut tx, now, caller, Action::DeposerMessage, id, &decision, &words).await?;
        if let Err(refused) = decision.or_forbidden() {
            tx.commit().await?;
            return Err(refused);
        }
        if known.is_some() {
            tx.commit().await?;
            return Ok((id, true));
        }
        let media_type: String = wanted.media_type.chars().take(MEDIA_TYPE_MAX).collect();
        let kept = sqlx::query!(
            "INSERT INTO dossier.deposit (id, sender, agent_id, roles, office_id, received_at, media_type, message, sha256)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (sender, sha256) DO NOTHING",
            id,
            caller.subject,
            caller.agent_id,
            &caller.roles,
            caller.office_id,
            sql_instant(received_at),
            media_type,
            wanted.message,
            &digest[..],
        )
        .execute(&mut *tx)
        .await?;
        if kept.rows_affected() == 0 {
            // A twin was faster.
            drop(tx);
            return Box::pin(self.keep_message(caller, wanted, received_at, held)).await;
        }
        let status = if held.is_some() { Status::Waiting } else { Status::Kept };
        let field = held.and_then(|why| why.violations.first()).map(|v| v.field.as_str());
        sqlx::query!(
            "INSERT INTO dossier.deposit_state (deposit_id, sender, received_at, status, code, field, reason, changed_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            caller.subject,
            sql_instant(received_at),
            status.as_str(),
            held.map(|why| &*why.code).unwrap_or_default(),
            field.unwrap_or_default(),
            held.map(|why| why.message.as_str()).unwrap_or_default(),
            sql_instant(now),
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok((id, false))
    }

    /// Enters the deposits that a fault left.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub(crate) async fn take_up_deposits(&self) -> Result<()> {
        let before = self.clock.now() - LEFT_AFTER;
        let left = sqlx::query_scalar!(
            "SELECT deposit_id FROM dossier.deposit_state WHERE status = $1 AND changed_at < $2 ORDER BY received_at LIMIT $3",
            Status::Kept.as_str(),
            sql_instant(before),
            BATCH
        )
        .fetch_all(&self.pool)
        .await?;
        for deposit in left {
            if let Err(error) = self.enter(deposit).await {
                tracing::warn!(%deposit, %error, "a deposit still cannot be entered");
            }
        }
        Ok(())
    }

    /// Deposits: one's own, or all for those who settle them.
    pub(crate) async fn list_deposits(
        &self,
        caller: &Caller,
        wanted: &pb::ListDepositsRequest,
    ) -> Result<pb::ListDepositsResponse> {
        let settles = self.follows(caller)?;
        if let Some(unknown) = wanted.statuses.iter().find(|status| Status::read(status).is_none()) {
            let shown: String = unknown.chars().take(40).collect();
            return Err(Failure::invalid(
                "DEP-009",
                "etat",
                format!(
                    "«\u{a0}{shown}\u{a0}» n’est pas l’état d’un dépôt. États admis\u{a0}: recu, en_attente, enregistre, rattache, refuse."
                ),
            ));
        }
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let (at, id) = state::read_cursor(&page.cursor)?;
        let sender = (!settles).then_some(caller.subject.as_str());
        let mut rows =
            state::list(&self.pool, sender, &wanted.statuses, (at, id), i64::from(size) + 1).await?;
        let more = rows.len() > size as usize;
        rows.truncate(size as usize);
        let next_cursor = rows.last().filter(|_| more).map(Row::cursor).unwrap_or_default();
        let deposits = rows.iter().map(Row::shown).collect::<Result<_>>()?;
        Ok(pb::ListDepositsResponse { deposits, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    /// One deposit; what it holds is for those who settle it.
    pub(crate) async fn deposit(
        &self,
        caller: &Caller,
        wanted: &pb::GetDepositRequest,
    ) -> Result<pb::GetDepositResponse> {
        let settles = self.follows(caller)?;
        let id = Uuid::parse_str(&wanted.deposit_id).map_err(|_| unknown())?;
        let row = self.first_of(id).await.map_err(|failure| match failure.kind {
            Kind::NotFound => unknown(),
            _ => failure,
        })?;
        if !settles && row.sender != caller.subject {
            return Err(unknown());
        }
        let deposit = Some(row.shown()?);
        if !settles {
            return Ok(pb::GetDepositResponse { deposit, ..Default::default() });
        }
        let candidates = match Deposit::read(row.form()) {
            Ok(Deposit { content: Content::Declaration(opening), .. }) if row.status == Status::Waiting => {
                let mut connection = self.pool.acquire().await?;
                self.duplicates(&mut connection, &opening).await?
            }
            Ok(deposit) if row.status == Status::Waiting && enter::constitution(&deposit).is_some() => {
                let mut connection = self.pool.acquire().await?;
                self.constituted_in(&mut connection, &deposit).await?
            }
            _ => Vec::new(),
        };
        Ok(pb::GetDepositResponse {
            deposit,
            settles,
            repaired: row.repaired.clone(),
            message: row.message,
            candidates,
        })
    }

    /// The latest deposits of a sender, for one who was let in by another door.
    pub(crate) async fn deposits_of(&self, sender: &Caller) -> Result<Vec<pb::Deposit>> {
        let rows = state::list(&self.pool, Some(&sender.subject), &[], (None, Uuid::nil()), OWN_MAX).await?;
        rows.iter().map(Row::shown).collect()
    }

    /// Whether the caller settles deposits.
    ///
    /// # Errors
    /// Forbidden, when he does not even deposit.
    fn follows(&self, caller: &Caller) -> Result<bool> {
        if decide(caller, Action::TraiterDepots, Resource::Court).allowed {
            return Ok(true);
        }
        decide(caller, Action::DeposerMessage, Resource::Court).or_forbidden().map(|_| false)
    }

    /// The deposit, or the one that it repeats.
    async fn first_of(&self, id: Uuid) -> Result<Row> {
        let row = state::one(&self.pool, id).await?.ok_or_else(unknown)?;
        match row.first {
            Some(first) => state::one(&self.pool, first).await?.ok_or_else(unknown),
            None => Ok(row),
        }
    }
}

/// Declarations that were received and that no dossier holds yet.
pub(crate) struct Undeclared {
    /// Those that read.
    pub(crate) openings: Vec<pb::OpenDossierRequest>,
    /// Whether there are others: a message that does not read, or more than are looked at.
    pub(crate) unread: bool,
}

/// What waits to be entered: a pourvoi is formed by the deposit of its declaration, whatever the registry has made of it (CPC 974).
///
/// # Errors
/// When the database refuses.
pub(crate) async fn undeclared(connection: &mut PgConnection) -> Result<Undeclared> {
    let forms = state::undeclared(connection, UNDECLARED_MAX).await?;
    let mut found = Undeclared {
        openings: Vec::new(),
        unread: i64::try_from(forms.len()).is_ok_and(|n| n >= UNDECLARED_MAX),
    };
    for form in forms {
        match Deposit::read(&form).map(|deposit| deposit.content) {
            Ok(Content::Declaration(opening)) => found.openings.push(*opening),
            Ok(Content::Act(_)) => {}
            Err(_) => found.unread = true,
        }
    }
    Ok(found)
}

/// A deposit that does not exist, or is somebody else's: the two answers are one.
fn unknown() -> Failure {
    Failure::not_found(
        "DEP-005",
        "Aucun dépôt accessible ne porte cet identifiant. Reprenez celui du récépissé\u{a0}: un expéditeur ne lit que ses propres dépôts.",
    )
}

/// What is said of a deposit that does not fit, as a finding.
fn reason(row: &Row) -> Option<Finding> {
    (row.status == Status::Waiting).then(|| Finding {
        code: row.code.clone(),
        severity: "bloquante".into(),
        message: row.reason.clone(),
        field: row.field.clone(),
        ..Default::default()
    })
}

fn wire(at: time::OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}
