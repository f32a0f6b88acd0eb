//! Tasks and alerts as stored and as told. What people add to them stands in a table of its own, which nothing here touches.

use std::collections::HashMap;

use greffe_access::stored::StoredCase;
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::Id,
    events::v1::{TaskChange, TasksChanged},
    notification::v1 as pb,
};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Notifications;

/// Status of what is still to do, and of what is not.
pub(crate) const OPEN: &str = "ouverte";
pub(crate) const CLOSED: &str = "close";
/// Changes an event.
const CHANGES: usize = 300;

/// A task or an alert as it is from now on.
#[derive(Clone)]
pub(crate) struct Changed {
    pub id: Uuid,
    pub severity: i16,
    pub due: Option<Day>,
    pub shown: pb::Task,
}

impl Changed {
    /// The same, done with.
    pub fn closed(self, by: Option<Uuid>) -> Self {
        let closed_by_act_id = by.map(|act| act.to_string()).unwrap_or_default();
        let shown = pb::Task { status: CLOSED.into(), closed_by_act_id, ..self.shown };
        Self { shown, ..self }
    }

    fn told(&self) -> TaskChange {
        TaskChange {
            task_id: Some(Id::from(self.id)),
            code: self.shown.code.clone(),
            status: self.shown.status.clone(),
            role: self.shown.role.clone(),
            chambre: self.shown.chambre.clone(),
        }
    }
}

/// What a task is of: a dossier, or an audience.
pub(crate) fn owner(task: &pb::Task) -> &str {
    if task.audience_id.is_empty() { &task.dossier_id } else { &task.audience_id }
}

/// What is owed and not stored so, and what is stored open and no longer owed.
pub(crate) fn differences(
    mut stored: HashMap<Uuid, Changed>,
    owed: Vec<Changed>,
    by: Option<Uuid>,
) -> Vec<Changed> {
    let mut changed: Vec<Changed> = owed
        .into_iter()
        .filter(|task| stored.remove(&task.id).is_none_or(|known| known.shown != task.shown))
        .collect();
    changed.extend(stored.into_values().map(|task| task.closed(by)));
    changed
}

impl Notifications {
    /// The open tasks, or alerts, of a dossier.
    pub(crate) async fn open(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        kind: &str,
    ) -> Result<HashMap<Uuid, Changed>> {
        let rows = sqlx::query!(
            "SELECT task_id, severity, due, body FROM notification.task WHERE dossier_id = $1 AND status = 'ouverte' AND kind = $2",
            dossier,
            kind
        )
        .fetch_all(tx)
        .await?;
        // A row that no longer reads is not what is derived: it is written again.
        let read = rows.into_iter().filter_map(|row| {
            let shown = pb::Task::decode(row.body.as_slice()).ok()?;
            let due = row.due.map(|day| Day::from_date(from_sql_day(day)));
            Some((row.task_id, Changed { id: row.task_id, severity: row.severity, due, shown }))
        });
        Ok(read.collect())
    }

    /// Writes what changed, in one statement however many parties.
    pub(crate) async fn keep(&self, tx: &mut PgConnection, changed: &[Changed]) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let column = |of: fn(&pb::Task) -> &String| -> Vec<String> {
            changed.iter().map(|c| of(&c.shown).clone()).collect()
        };
        let dossiers = changed.iter().map(|c| Uuid::parse_str(owner(&c.shown)));
        let dossiers = dossiers.collect::<Result<Vec<_>, _>>().map_err(Failure::internal)?;
        let dues: Vec<_> = changed.iter().map(|c| c.due.map(|day| sql_day(day.to_date()))).collect();
        sqlx::query!(
            "INSERT INTO notification.task
                 (task_id, dossier_id, code, kind, status, severity, role, chambre, due, body, escalate_role, escalate_chambre,
                  escalate_on, opened_at, closed_at)
             SELECT n.task_id, n.dossier_id, n.code, n.kind, n.status, n.severity, n.role, n.chambre, n.due, n.body,
                    n.escalate_role, n.escalate_chambre,
                    -- An alert goes further by its warnings alone.
                    CASE WHEN n.escalate_role <> '' AND n.kind = 'tache'
                         THEN coalesce(n.due, (coalesce(k.opened_at, $11) AT TIME ZONE 'Europe/Paris')::date) + n.escalate_after
                         WHEN n.escalate_role <> '' THEN k.escalate_on END,
                    $11, CASE n.status WHEN 'close' THEN $11::timestamptz END
             FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::smallint[], $7::text[], $8::text[],
                         $9::date[], $10::bytea[], $12::text[], $13::text[], $14::integer[])
                 AS n (task_id, dossier_id, code, kind, status, severity, role, chambre, due, body, escalate_role, escalate_chambre,
                       escalate_after)
             LEFT JOIN notification.task k ON k.task_id = n.task_id
             ON CONFLICT (task_id) DO UPDATE SET status = excluded.status, severity = excluded.severity, role = excluded.role,
                 chambre = excluded.chambre, due = excluded.due, body = excluded.body, closed_at = excluded.closed_at,
                 escalate_role = excluded.escalate_role, escalate_chambre = excluded.escalate_chambre,
                 escalate_on = excluded.escalate_on,
                 escalated = task.escalated AND task.escalate_on IS NOT DISTINCT FROM excluded.escalate_on",
            &changed.iter().map(|c| c.id).collect::<Vec<_>>(),
            &dossiers,
            &column(|t| &t.code),
            &column(|t| &t.kind),
            &column(|t| &t.status),
            &changed.iter().map(|c| c.severity).collect::<Vec<_>>(),
            &column(|t| &t.role),
            &column(|t| &t.chambre),
            &dues as &[Option<time::Date>],
            &changed.iter().map(|c| c.shown.encode_to_vec()).collect::<Vec<_>>(),
            sql_instant(self.clock.now()),
            &column(|t| &t.escalates_to),
            &column(|t| &t.escalates_chambre),
            &changed.iter().map(|c| i32::try_from(c.shown.escalates_after).unwrap_or(0)).collect::<Vec<_>>(),
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    pub(crate) async fn remember(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        today: Date,
        next_change: Option<Day>,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO notification.derivation (dossier_id, journal_version, derived_for, next_change, catalogue) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (dossier_id) DO UPDATE SET journal_version = $2, derived_for = $3, next_change = $4, catalogue = $5",
            case.relations.dossier,
            case.version.cast_signed(),
            sql_day(today),
            next_change.map(|day| sql_day(day.to_date())),
            self.catalogue.version(),
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Tells all that changed; nothing when nothing did.
    pub(crate) async fn tell(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        version: u64,
        changed: &[Changed],
    ) -> Result<()> {
        for run in changed.chunks(CHANGES) {
            let of_audience = run.iter().any(|changed| !changed.shown.audience_id.is_empty());
            let (dossier_id, audience_id) =
                if of_audience { (None, Some(dossier)) } else { (Some(dossier), None) };
            let said = TasksChanged {
                dossier_id: dossier_id.map(Id::from),
                audience_id: audience_id.map(Id::from),
                journal_version: version,
                changes: run.iter().map(Changed::told).collect(),
            };
            let seq = outbox::next_seq(tx, dossier).await?;
            let event =
                NewEvent::new("notification.dossier.tasks_changed", dossier, seq, "TasksChanged", &said);
            outbox::append(tx, self.clock.now(), &event).await?;
        }
        Ok(())
    }
}

/// One order for everything this service says of a dossier, whoever spoke of it and whatever the hour.
pub(crate) async fn lock(tx: &mut PgConnection, dossier: Uuid) -> Result<()> {
    let (high, low) = dossier.as_u64_pair();
    sqlx::query!("SELECT pg_advisory_xact_lock($1)", (high ^ low).cast_signed()).fetch_one(tx).await?;
    Ok(())
}
