//! Load of the parquet général, a world of its own: what waits for its conclusions, what comes, its pace, and each one's share. The
//! procureur général sees it with its people (COJ R432-2), an avocat général their own line, nobody else anything. No figure tells how
//! fast a named person works (COJ L111-13): the pace is that of all.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result, audit, db};
use greffe_contracts::assignment::v1 as pb;
use jiff::{ToSpan as _, civil::Date};
use uuid::Uuid;

use super::store;
use crate::Assignments;

/// Weeks that the pace is a mean of.
const PAST: i64 = 13;

/// What an avocat général has, as the register and the journals say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Concluder {
    /// Id in the register.
    pub person: Uuid,
    /// Name to show.
    pub name: String,
    /// Thousandths of a full time.
    pub quotite: u32,
    /// Dossiers that wait for their conclusions, and what they weigh, in hundredths of an ordinary one.
    pub waiting: (u32, u64),
    /// Dossiers given to them since the year began, and what they weigh.
    pub given: (u32, u64),
}

/// A line of the table: of a person, what they have against the time that they have.
#[must_use]
pub fn line(of: &Concluder, all: &[Concluder], concluded: u32) -> pb::ParquetPerson {
    let time: u64 = all.iter().map(|other| u64::from(other.quotite)).sum();
    let mine = u64::from(of.quotite);
    let relative = |weight: u64| (mine > 0).then(|| weight * 1_000 / mine);
    let total: u64 = all.iter().map(|other| other.given.1).sum();
    // At the pace of all, for the time they have: waiting / (concluded / PAST × mine / time), rounded up.
    let done = u64::from(concluded) * mine;
    let due = u64::from(of.waiting.0) * PAST.unsigned_abs() * time;
    let cleared = if of.waiting.0 == 0 { Some(0) } else { (done > 0).then(|| due.div_ceil(done)) };
    pb::ParquetPerson {
        agent_id: of.person.to_string(),
        name: of.name.clone(),
        dossiers: of.waiting.0,
        weight: of.waiting.1,
        relative: relative(of.waiting.1),
        given: of.given.0,
        given_weight: of.given.1,
        share: (of.given.1 * 1_000)
            .checked_div(total)
            .and_then(|share| u32::try_from(share).ok())
            .unwrap_or_default(),
        due_share: (mine * 1_000)
            .checked_div(time)
            .and_then(|share| u32::try_from(share).ok())
            .unwrap_or_default(),
        cleared: cleared.map(|weeks| u32::try_from(weeks).unwrap_or(u32::MAX)),
    }
}

impl Assignments {
    /// The load of the parquet général, as far as the caller may see it; the reading stays in the audit trail, refused or not.
    pub(crate) async fn parquet_load(&self, caller: &Caller) -> Result<pb::ParquetLoadResponse> {
        let decisions = [Action::VoirChargeParquet, Action::VoirSaChargeParquet]
            .map(|action| (action, decide(caller, action, Resource::Court)));
        let all = decisions[0].1.allowed;
        let (action, decision) = &decisions[usize::from(!all)];
        let mut tx = db::begin(&self.pool).await?;
        let entry = audit::Entry {
            actor: &caller.subject,
            action: action.as_str(),
            object: Uuid::new_v5(&Uuid::NAMESPACE_URL, b"greffe:parquet"),
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: "",
            payload_sha256: &[],
        };
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        tx.commit().await?;
        decision.clone().or_forbidden()?;
        let today = self.clock.today();
        let me = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
        let since = today.checked_sub(PAST.weeks()).unwrap_or(Date::MIN);
        let mut connection = self.pool.acquire().await?;
        let people = store::concluders(&mut connection, today, me).await?;
        let (coming, concluded) = store::conclusions(&mut connection, (since, today), me).await?;
        let shown = people.iter().filter(|of| all || of.person == me);
        Ok(pb::ParquetLoadResponse {
            day: today.to_string(),
            scope: if all { "parquet" } else { "personne" }.to_owned(),
            coming: if all { coming } else { 0 },
            concluded: if all { concluded } else { 0 },
            past_weeks: PAST.unsigned_abs().try_into().unwrap_or(u32::MAX),
            people: shown.map(|of| line(of, &people, concluded)).collect(),
        })
    }
}
