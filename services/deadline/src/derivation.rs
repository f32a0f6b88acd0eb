//! Derives a dossier's deadlines for a day, keeps what changed, and tells it.

use std::collections::HashMap;

use greffe_access::stored::StoredCase;
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Failure, Result,
    db::{sql_day, sql_instant},
};
use greffe_contracts::{
    act_to_law,
    common::v1::Id,
    deadline::v1 as pb,
    events::v1::{ActRecorded, DeadlineChange, DeadlinesChanged},
};
use greffe_procedure::{
    act::Act,
    day::Day,
    derivation::{Deadline, Status},
    derive::derive,
    explain::explain,
    ids::DossierId,
};
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Deadlines;

impl Deadlines {
    /// Derives the journal for the day and stores what differs; answers how many deadlines did.
    pub(crate) async fn settle(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        facts: &[ActRecorded],
        today: Date,
    ) -> Result<u32> {
        let dossier = case.relations.dossier;
        let acts = facts
            .iter()
            .map(|fact| act_to_law(self.catalogue, fact))
            .collect::<std::result::Result<Vec<_>, _>>();
        let acts = acts.map_err(Failure::internal)?;
        let derived = derive(self.catalogue, self.profile, &acts, Day::from_date(today));
        let stored =
            sqlx::query!("SELECT deadline_id, body FROM deadline.current WHERE dossier_id = $1", dossier)
                .fetch_all(&mut *tx)
                .await?;
        let mut stored: HashMap<Uuid, Vec<u8>> =
            stored.into_iter().map(|row| (row.deadline_id, row.body)).collect();
        let mut changes = Vec::new();
        for deadline in &derived.deadlines {
            let id = deadline.key.id("echeance", DossierId(dossier));
            let shown = self.described(id, case, &acts, deadline);
            let body = shown.encode_to_vec();
            let known = stored.remove(&id);
            if known.as_ref().is_some_and(|known| same(known, &shown)) {
                continue;
            }
            self.keep(tx, case, today, id, deadline, &body).await?;
            changes.push(change(id, deadline));
        }
        for (id, body) in stored {
            // No longer derived: its last word is that it has no object.
            let gone = pb::Deadline::decode(body.as_slice()).map_err(Failure::internal)?;
            sqlx::query!("DELETE FROM deadline.current WHERE deadline_id = $1", id).execute(&mut *tx).await?;
            changes.push(DeadlineChange {
                deadline_id: Some(Id::from(id)),
                rule: gone.rule,
                status: Status::Moot.as_str().to_owned(),
                ..Default::default()
            });
        }
        self.remember(tx, case, today, derived.next_change).await?;
        self.tell(tx, case, today, changes).await
    }

    /// What the screens read of a deadline.
    fn described(&self, id: Uuid, case: &StoredCase, acts: &[Act], deadline: &Deadline) -> pb::Deadline {
        let rule = self.catalogue.rule_of(deadline);
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (met_by, met_on) = match deadline.status {
            Status::Met { by, on } | Status::Late { by, on } => (by.to_string(), on.to_string()),
            _ => (String::new(), String::new()),
        };
        let steps = explain(self.catalogue, self.profile, acts, deadline);
        pb::Deadline {
            deadline_id: id.to_string(),
            dossier_id: case.relations.dossier.to_string(),
            rule: deadline.key.rule.as_str().to_owned(),
            label: rule.map(|r| r.label.clone()).unwrap_or_default(),
            status: deadline.status.as_str().to_owned(),
            due: text(deadline.due),
            raw: text(deadline.raw),
            alert: text(deadline.alert),
            ambiguous: deadline.ambiguous,
            missing: self.catalogue.missing_of(deadline).into_iter().collect(),
            sanction: rule.and_then(|r| r.sanction.as_ref()).map(|s| s.label.clone()).unwrap_or_default(),
            basis: rule.map(|r| r.article.clone()).unwrap_or_default(),
            party_id: deadline.key.party.map(|p| p.to_string()).unwrap_or_default(),
            pourvoi_id: deadline.key.pourvoi.map(|p| p.to_string()).unwrap_or_default(),
            trigger_act_id: deadline.trigger.to_string(),
            met_by_act_id: met_by,
            met_on,
            steps: steps.into_iter().map(|s| pb::Step { text: s.text, basis: s.basis }).collect(),
            days_left: 0,
            journal_version: case.version,
            catalogue: self.catalogue.version().to_owned(),
            dossier_number: case.number.clone(),
            chambre: case.relations.chambre.clone(),
        }
    }

    async fn keep(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        today: Date,
        id: Uuid,
        deadline: &Deadline,
        body: &[u8],
    ) -> Result<()> {
        let dossier = case.relations.dossier;
        sqlx::query!(
            "INSERT INTO deadline.current (deadline_id, dossier_id, rule, status, due, chambre, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (deadline_id) DO UPDATE SET status = $4, due = $5, chambre = $6, body = $7",
            id,
            dossier,
            deadline.key.rule.as_str(),
            deadline.status.as_str(),
            deadline.due.map(|day| sql_day(day.to_date())),
            case.relations.chambre,
            body,
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "INSERT INTO deadline.history (deadline_id, dossier_id, recorded_at, known_on, journal_version, body)
             VALUES ($1, $2, $3, $4, $5, $6)",
            id,
            dossier,
            sql_instant(self.clock.now()),
            sql_day(today),
            case.version.cast_signed(),
            body,
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
        next_change: Option<Day>,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO deadline.derivation (dossier_id, journal_version, derived_for, next_change, catalogue)
             VALUES ($1, $2, $3, $4, $5)
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

    /// One event for all that changed; none when nothing did.
    async fn tell(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        today: Date,
        changes: Vec<DeadlineChange>,
    ) -> Result<u32> {
        let count = u32::try_from(changes.len()).unwrap_or(u32::MAX);
        let dossier = case.relations.dossier;
        // A pourvoi with a thousand défendeurs changes a thousand deadlines: several events, each under the limit.
        for run in changes.chunks(200) {
            let said = DeadlinesChanged {
                dossier_id: Some(Id::from(dossier)),
                journal_version: case.version,
                catalogue: self.catalogue.version().to_owned(),
                derived_for: Day::from_date(today).number(),
                changes: run.to_vec(),
            };
            let seq = outbox::next_seq(tx, dossier).await?;
            let event =
                NewEvent::new("deadline.dossier.deadlines_changed", dossier, seq, "DeadlinesChanged", &said);
            outbox::append(tx, self.clock.now(), &event).await?;
        }
        Ok(count)
    }
}

/// Whether the content is the same, whatever version it was last derived from.
fn same(known: &[u8], now: &pb::Deadline) -> bool {
    let Ok(mut known) = pb::Deadline::decode(known) else { return false };
    known.journal_version = now.journal_version;
    known == *now
}

fn change(id: Uuid, deadline: &Deadline) -> DeadlineChange {
    DeadlineChange {
        deadline_id: Some(Id::from(id)),
        rule: deadline.key.rule.as_str().to_owned(),
        status: deadline.status.as_str().to_owned(),
        due: deadline.due.map(Day::number),
        party_id: deadline.key.party.map(|p| Id::from(p.0)),
        pourvoi_id: deadline.key.pourvoi.map(|p| Id::from(p.0)),
    }
}
