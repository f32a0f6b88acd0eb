//! Derives a dossier's tasks for a day, keeps what changed, and tells it. Alerts come from deadlines, one a deadline.

use std::collections::HashMap;

use greffe_access::stored::{self, StoredCase};
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Failure, Result,
    db::{sql_day, sql_instant},
};
use greffe_contracts::{
    act_to_law,
    common::v1::Id,
    events::v1::{ActRecorded, DeadlineWarned, DeadlinesChanged, TaskChange, TasksChanged},
    notification::v1 as pb,
};
use greffe_procedure::{
    catalogue::Severity,
    day::Day,
    derivation::{Derivation, Task},
    derive::derive,
    ids::DossierId,
};
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Notifications;

/// Roles whose work is that of one chamber.
const OF_A_CHAMBER: &[&str] = &["greffe_chambre", "president", "magistrat_siege"];
/// Roles that take over a chamber's work while the case has none.
const BEFORE_A_CHAMBER: &str = "greffe_central";

impl Notifications {
    /// Derives the journal for the day and stores what differs; answers how many tasks did.
    pub(crate) async fn settle(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        facts: &[ActRecorded],
        today: Date,
    ) -> Result<usize> {
        let dossier = case.relations.dossier;
        let acts = facts
            .iter()
            .map(|fact| act_to_law(self.catalogue, fact))
            .collect::<std::result::Result<Vec<_>, _>>();
        let derived =
            derive(self.catalogue, self.profile, &acts.map_err(Failure::internal)?, Day::from_date(today));
        let stored = sqlx::query!(
            "SELECT task_id, status, body FROM notification.task WHERE dossier_id = $1 AND kind = 'tache'",
            dossier
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut stored: HashMap<Uuid, (bool, Vec<u8>)> =
            stored.into_iter().map(|row| (row.task_id, (row.status == "ouverte", row.body))).collect();
        let closing = facts.last().and_then(|f| f.act_id).map(Uuid::from).unwrap_or_default();
        let mut changes = Vec::new();
        for task in &derived.tasks {
            let id = task.key.id("tache", DossierId(dossier));
            let shown = self.described(id, case, task);
            if stored.remove(&id).is_some_and(|(open, body)| open && same(&body, &shown)) {
                continue;
            }
            self.keep(tx, &shown, task.severity, task.due).await?;
            changes.push(change(id, &shown, "ouverte"));
        }
        for (id, (open, body)) in stored {
            if open {
                let shown = pb::Task::decode(body.as_slice()).map_err(Failure::internal)?;
                self.close(tx, id, closing).await?;
                changes.push(change(id, &shown, "close"));
            }
        }
        self.remember(tx, case, today, &derived).await?;
        let count = changes.len();
        self.tell(tx, dossier, case.version, changes).await?;
        Ok(count)
    }

    fn described(&self, id: Uuid, case: &StoredCase, task: &Task) -> pb::Task {
        let ty = self.catalogue.task_of(task);
        let role = task.role.as_str();
        let of_chamber = OF_A_CHAMBER.contains(&role);
        let unassigned = of_chamber && case.relations.chambre.is_empty();
        pb::Task {
            task_id: id.to_string(),
            dossier_id: case.relations.dossier.to_string(),
            dossier_number: case.number.clone(),
            code: task.key.rule.as_str().to_owned(),
            label: ty.map(|t| t.label.clone()).unwrap_or_default(),
            kind: "tache".into(),
            status: "ouverte".into(),
            severity: task.severity.as_str().to_owned(),
            role: if unassigned { BEFORE_A_CHAMBER.into() } else { role.to_owned() },
            chambre: if of_chamber { case.relations.chambre.clone() } else { String::new() },
            due: task.due.map(|day| day.to_string()).unwrap_or_default(),
            cured_by: ty
                .map(|t| t.cured_by.iter().map(|kind| kind.as_str().to_owned()).collect())
                .unwrap_or_default(),
            basis: ty.map(|t| t.article.clone()).unwrap_or_default(),
            party_id: task.key.party.map(|p| p.to_string()).unwrap_or_default(),
            ..Default::default()
        }
    }

    async fn keep(
        &self,
        tx: &mut PgConnection,
        shown: &pb::Task,
        severity: Severity,
        due: Option<Day>,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO notification.task (task_id, dossier_id, code, kind, status, severity, role, chambre, due, opened_at, body)
             VALUES ($1, $2, $3, $4, 'ouverte', $5, $6, $7, $8, $9, $10)
             ON CONFLICT (task_id) DO UPDATE SET status = 'ouverte', severity = $5, role = $6, chambre = $7, due = $8, closed_at = NULL, body = $10",
            Uuid::parse_str(&shown.task_id).map_err(Failure::internal)?,
            Uuid::parse_str(&shown.dossier_id).map_err(Failure::internal)?,
            shown.code,
            shown.kind,
            severity as i16,
            shown.role,
            shown.chambre,
            due.map(|day| sql_day(day.to_date())),
            sql_instant(self.clock.now()),
            shown.encode_to_vec(),
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn close(&self, tx: &mut PgConnection, task: Uuid, by: Uuid) -> Result<()> {
        let body = sqlx::query_scalar!("SELECT body FROM notification.task WHERE task_id = $1", task)
            .fetch_one(&mut *tx)
            .await?;
        let mut shown = pb::Task::decode(body.as_slice()).map_err(Failure::internal)?;
        shown.status = "close".into();
        shown.closed_by_act_id = if by.is_nil() { String::new() } else { by.to_string() };
        sqlx::query!(
            "UPDATE notification.task SET status = 'close', closed_at = $2, body = $3 WHERE task_id = $1",
            task,
            sql_instant(self.clock.now()),
            shown.encode_to_vec()
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn remember(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        today: Date,
        derived: &Derivation,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO notification.derivation (dossier_id, journal_version, derived_for, next_change) VALUES ($1, $2, $3, $4)
             ON CONFLICT (dossier_id) DO UPDATE SET journal_version = $2, derived_for = $3, next_change = $4",
            case.relations.dossier,
            case.version.cast_signed(),
            sql_day(today),
            derived.next_change.map(|day| sql_day(day.to_date())),
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// A deadline nears or has lapsed: one alert a deadline, sharper as time goes.
    pub(crate) async fn alert(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        warned: &DeadlineWarned,
    ) -> Result<()> {
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(()) };
        let deadline = warned.deadline_id.map(Uuid::from).unwrap_or_default();
        let rule = self.catalogue.rule(&warned.rule);
        let label = rule.map_or(warned.rule.as_str(), |r| &r.label);
        let due = Day::from_number(warned.due);
        let (severity, words) = match warned.level.as_str() {
            "expiree" => {
                (Severity::Critical, format!("Délai expiré depuis le {}\u{a0}: {label}", due.long()))
            }
            "echeance" => (Severity::Critical, format!("Dernier jour aujourd’hui\u{a0}: {label}")),
            _ => (Severity::High, format!("Échéance le {}\u{a0}: {label}", due.long())),
        };
        let of_chamber = !case.relations.chambre.is_empty();
        let shown = pb::Task {
            task_id: alert_id(deadline).to_string(),
            dossier_id: dossier.to_string(),
            dossier_number: case.number,
            code: warned.rule.clone(),
            label: words,
            kind: "alerte".into(),
            status: "ouverte".into(),
            severity: severity.as_str().to_owned(),
            role: if of_chamber { "greffe_chambre".into() } else { BEFORE_A_CHAMBER.into() },
            chambre: case.relations.chambre,
            due: due.to_string(),
            basis: rule.map(|r| r.article.clone()).unwrap_or_default(),
            party_id: warned.party_id.map(|id| Uuid::from(id).to_string()).unwrap_or_default(),
            ..Default::default()
        };
        self.keep(tx, &shown, severity, Some(due)).await?;
        self.tell(tx, dossier, case.version, vec![change(alert_id(deadline), &shown, "ouverte")]).await
    }

    /// A deadline that is no longer open or lapsed needs no alert.
    pub(crate) async fn close_alerts(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        changed: &DeadlinesChanged,
    ) -> Result<()> {
        let mut changes = Vec::new();
        for deadline in changed.changes.iter().filter(|c| !matches!(c.status.as_str(), "ouverte" | "expiree"))
        {
            let id = alert_id(deadline.deadline_id.map(Uuid::from).unwrap_or_default());
            let open = sqlx::query_scalar!(
                "SELECT body FROM notification.task WHERE task_id = $1 AND status = 'ouverte'",
                id
            )
            .fetch_optional(&mut *tx)
            .await?;
            let Some(body) = open else { continue };
            let shown = pb::Task::decode(body.as_slice()).map_err(Failure::internal)?;
            self.close(tx, id, Uuid::nil()).await?;
            changes.push(change(id, &shown, "close"));
        }
        self.tell(tx, dossier, changed.journal_version, changes).await
    }

    async fn tell(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        version: u64,
        changes: Vec<TaskChange>,
    ) -> Result<()> {
        for run in changes.chunks(300) {
            let said = TasksChanged {
                dossier_id: Some(Id::from(dossier)),
                journal_version: version,
                changes: run.to_vec(),
            };
            let seq = outbox::next_seq(tx, dossier).await?;
            let event =
                NewEvent::new("notification.dossier.tasks_changed", dossier, seq, "TasksChanged", &said);
            outbox::append(tx, self.clock.now(), &event).await?;
        }
        Ok(())
    }
}

/// The alert of a deadline.
fn alert_id(deadline: Uuid) -> Uuid {
    Uuid::new_v5(&deadline, b"alerte")
}

fn same(known: &[u8], now: &pb::Task) -> bool {
    pb::Task::decode(known).is_ok_and(|known| known == *now)
}

fn change(id: Uuid, shown: &pb::Task, status: &str) -> TaskChange {
    TaskChange {
        task_id: Some(Id::from(id)),
        code: shown.code.clone(),
        status: status.to_owned(),
        role: shown.role.clone(),
        chambre: shown.chambre.clone(),
    }
}
