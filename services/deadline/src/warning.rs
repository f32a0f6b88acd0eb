//! Terms that near or end are told, once a threshold: in the transaction that derives the dossier, on the day or by an act.

use std::collections::HashMap;

use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Result,
    db::{sql_day, sql_instant},
};
use greffe_contracts::{common::v1::Id, events::v1::DeadlineWarned};
use greffe_procedure::{
    day::Day,
    derivation::{Deadline, Status},
    ids::DossierId,
};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Deadlines;

/// What there is to say of a term on a day.
struct Warning<'a> {
    id: Uuid,
    deadline: &'a Deadline,
    due: Day,
    level: &'static str,
    /// The threshold reached: fewer days, graver.
    days_before: i32,
}

impl Deadlines {
    /// Warns of each term whose nearest threshold was not told yet: after days spent stopped, of where things stand and
    /// not of all that was missed.
    pub(crate) async fn warn(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        deadlines: &[Deadline],
        today: Date,
    ) -> Result<()> {
        let today = Day::from_date(today);
        let near: Vec<_> = deadlines.iter().filter_map(|d| self.reached(dossier, d, today)).collect();
        if near.is_empty() {
            return Ok(());
        }
        let ids: Vec<Uuid> = near.iter().map(|w| w.id).collect();
        let told = sqlx::query!(
            r#"SELECT deadline_id, due, min(days_before) AS "days_before!" FROM deadline.warning
               WHERE deadline_id = ANY($1) GROUP BY deadline_id, due"#,
            &ids
        )
        .fetch_all(&mut *tx)
        .await?;
        let told: HashMap<_, _> =
            told.into_iter().map(|row| ((row.deadline_id, row.due), row.days_before)).collect();
        for warning in near {
            let before = told.get(&(warning.id, sql_day(warning.due.to_date())));
            if before.is_none_or(|days| warning.days_before < *days) {
                self.tell_warning(tx, dossier, &warning).await?;
            }
        }
        Ok(())
    }

    /// The threshold that the day has reached, the nearest to the term.
    fn reached<'a>(&self, dossier: Uuid, deadline: &'a Deadline, today: Day) -> Option<Warning<'a>> {
        let due = deadline.due.filter(|_| matches!(deadline.status, Status::Open | Status::Expired))?;
        let left = due.number() - today.number();
        let thresholds = &self.catalogue.rule_of(deadline)?.warnings;
        let (level, days_before) = match left {
            ..0 => ("expiree", -1),
            0 => ("echeance", 0),
            _ => {
                ("proche", thresholds.iter().map(|days| i32::from(*days)).filter(|days| left <= *days).min()?)
            }
        };
        let id = deadline.key.id("echeance", DossierId(dossier));
        Some(Warning { id, deadline, due, level, days_before })
    }

    async fn tell_warning(&self, tx: &mut PgConnection, dossier: Uuid, warning: &Warning<'_>) -> Result<()> {
        sqlx::query!(
            "INSERT INTO deadline.warning (deadline_id, due, level, days_before, warned_at) VALUES ($1, $2, $3, $4, $5)",
            warning.id,
            sql_day(warning.due.to_date()),
            warning.level,
            warning.days_before,
            sql_instant(self.clock.now()),
        )
        .execute(&mut *tx)
        .await?;
        let key = warning.deadline.key;
        let said = DeadlineWarned {
            dossier_id: Some(Id::from(dossier)),
            deadline_id: Some(Id::from(warning.id)),
            rule: key.rule.as_str().to_owned(),
            due: warning.due.number(),
            level: warning.level.to_owned(),
            party_id: key.party.map(|party| Id::from(party.0)),
        };
        let seq = outbox::next_seq(tx, dossier).await?;
        let event = NewEvent::new("deadline.dossier.deadline_warned", dossier, seq, "DeadlineWarned", &said);
        outbox::append(tx, self.clock.now(), &event).await?;
        metrics::counter!("greffe_deadline_warnings_total", "level" => warning.level).increment(1);
        Ok(())
    }
}
