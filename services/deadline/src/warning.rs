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
    /// The day on which it was reached.
    fell_on: Day,
}

impl Deadlines {
    /// Warns of each threshold that was reached and not told yet, in the order in which they were: after days spent stopped all
    /// that fell in between is told, marked late. Of a term that was not known by then, or stood elsewhere, the nearest threshold
    /// alone is told: nobody could have been warned of the others. `known` is the day up to which each term was followed
    /// as it stands; none for a new one.
    pub(crate) async fn warn(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        deadlines: &[Deadline],
        known: &HashMap<(Uuid, Day), Day>,
        today: Date,
    ) -> Result<()> {
        let today = Day::from_date(today);
        let mut near: Vec<_> =
            deadlines.iter().flat_map(|d| self.reached(dossier, d, known, today)).collect();
        if near.is_empty() {
            return Ok(());
        }
        // What was told of a term that waits again, after an act met it and was annulled, was of another wait.
        let again =
            near.iter().map(|warning| (warning.id, warning.due)).filter(|term| !known.contains_key(term));
        let (again, dues): (Vec<Uuid>, Vec<_>) = again.map(|(id, due)| (id, sql_day(due.to_date()))).unzip();
        if !again.is_empty() {
            sqlx::query!(
                "DELETE FROM deadline.warning w USING unnest($1::uuid[], $2::date[]) AS again (id, due)
                 WHERE w.deadline_id = again.id AND w.due = again.due",
                &again,
                &dues
            )
            .execute(&mut *tx)
            .await?;
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
        near.sort_by_key(|warning| (warning.fell_on, warning.id));
        for warning in near {
            let before = told.get(&(warning.id, sql_day(warning.due.to_date())));
            if before.is_none_or(|days| warning.days_before < *days) {
                self.tell_warning(tx, dossier, &warning, today).await?;
            }
        }
        Ok(())
    }

    /// The thresholds that the day has reached since the term was followed as it stands; the nearest to the term at least.
    fn reached<'a>(
        &self,
        dossier: Uuid,
        deadline: &'a Deadline,
        known: &HashMap<(Uuid, Day), Day>,
        today: Day,
    ) -> Vec<Warning<'a>> {
        let waits = matches!(deadline.status, Status::Open | Status::Expired);
        let (Some(due), Some(rule)) = (deadline.due.filter(|_| waits), self.catalogue.rule_of(deadline))
        else {
            return Vec::new();
        };
        let id = deadline.key.id("echeance", DossierId(dossier));
        let near = rule.warnings.iter().map(|days| ("proche", i32::from(*days)));
        let mut all: Vec<_> =
            near.filter(|(_, days)| *days > 0).chain([("echeance", 0), ("expiree", -1)]).collect();
        all.sort_by_key(|(_, days)| -days);
        all.dedup();
        let mut reached: Vec<_> = all
            .into_iter()
            .map(|(level, days_before)| Warning {
                id,
                deadline,
                due,
                level,
                days_before,
                fell_on: due.plus(-days_before),
            })
            .filter(|warning| warning.fell_on <= today)
            .collect();
        let since = known.get(&(id, due));
        let last = reached.len().saturating_sub(1);
        let mut at = 0;
        reached.retain(|warning| {
            at += 1;
            at > last || since.is_some_and(|since| warning.fell_on > *since)
        });
        // Nobody missed what could not be told before.
        if since.is_none() {
            for warning in &mut reached {
                warning.fell_on = today;
            }
        }
        reached
    }

    async fn tell_warning(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        warning: &Warning<'_>,
        today: Day,
    ) -> Result<()> {
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
            days_before: warning.days_before,
            fell_on: warning.fell_on.number(),
            told_on: today.number(),
        };
        let seq = outbox::next_seq(tx, dossier).await?;
        let event = NewEvent::new("deadline.dossier.deadline_warned", dossier, seq, "DeadlineWarned", &said);
        outbox::append(tx, self.clock.now(), &event).await?;
        metrics::counter!("greffe_deadline_warnings_total", "level" => warning.level).increment(1);
        Ok(())
    }
}
