//! Derives a dossier's deadlines for a day, keeps what changed, and tells it.

use std::collections::{HashMap, HashSet};

use greffe_access::stored::StoredCase;
use greffe_bus::{NewEvent, outbox, replica::Held};
use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::Id,
    deadline::v1 as pb,
    events::v1::{DeadlineChange, DeadlinesChanged},
    read_act,
};
use greffe_procedure::{
    act::Act,
    day::Day,
    derivation::{Deadline, Derivation, Status},
    derive::Reading,
    explain::Explanation,
    ids::DossierId,
};
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Deadlines;

/// Changes an event: a pourvoi with a thousand défendeurs makes several, each under the limit.
const CHANGES: usize = 200;

/// The terms that wait, each with the day up to which it was followed as it stands.
async fn known(tx: &mut PgConnection, dossier: Uuid) -> Result<HashMap<(Uuid, Day), Day>> {
    let rows = sqlx::query!(
        r#"SELECT c.deadline_id, c.due AS "due!", d.derived_for FROM deadline.current c
           JOIN deadline.derivation d USING (dossier_id)
           WHERE c.dossier_id = $1 AND c.due IS NOT NULL AND c.status IN ('ouverte', 'expiree')"#,
        dossier
    )
    .fetch_all(tx)
    .await?;
    let day = |of| Day::from_date(from_sql_day(of));
    Ok(rows.into_iter().map(|row| ((row.deadline_id, day(row.due)), day(row.derived_for))).collect())
}

impl Deadlines {
    /// Derives the journal for the day, stores what differs, warns of what nears; answers how many deadlines differed.
    /// The caller holds the cursor of the journal, which is the lock of all that is told of the dossier.
    pub(crate) async fn settle(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        held: &Held,
        today: Date,
    ) -> Result<usize> {
        let read = |body| read_act(self.catalogue, body).map_err(Failure::internal);
        let acts = held.bodies().map(|body| read(body?)).collect::<Result<Vec<_>>>()?;
        let (derived, described) = self.read(case, &acts, today);
        let known = known(tx, case.relations.dossier).await?;
        let changed = self.differences(tx, case, described).await?;
        self.keep(tx, case, today, &changed).await?;
        self.remember(tx, case, today, &derived).await?;
        self.tell(tx, case, today, &changed).await?;
        self.warn(tx, case.relations.dossier, &derived.deadlines, &known, today).await?;
        Ok(changed.len())
    }

    /// Forgets the current deadlines of a dossier and writes those derived. What was told and the history are of [`Self::settle`].
    pub(crate) async fn write_again(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        held: &Held,
        today: Date,
    ) -> Result<()> {
        let read = |body| read_act(self.catalogue, body).map_err(Failure::internal);
        let acts = held.bodies().map(|body| read(body?)).collect::<Result<Vec<_>>>()?;
        let (_, described) = self.read(case, &acts, today);
        sqlx::query!("DELETE FROM deadline.current WHERE dossier_id = $1", case.relations.dossier)
            .execute(&mut *tx)
            .await?;
        self.write(tx, case, &described).await
    }

    /// The journal derived for the day, and each of its deadlines as the screens read it.
    fn read(&self, case: &StoredCase, acts: &[Act], today: Date) -> (Derivation, Vec<Changed>) {
        let reading = Reading::new(self.catalogue, self.profile, acts);
        let derived = reading.derive(Day::from_date(today));
        let (mut explanation, mut seen) = (Explanation::default(), HashSet::new());
        let mut described = Vec::with_capacity(derived.deadlines.len());
        for deadline in &derived.deadlines {
            let id = deadline.key.id("echeance", DossierId(case.relations.dossier));
            // Two of one key would be a fault of the law: `verify` names it, and the journal goes on.
            if seen.insert(id) {
                reading.explain(deadline, &mut explanation);
                let shown = self.described(id, case, &explanation, deadline);
                described.push(Changed { id, due: deadline.due, derived: true, shown });
            }
        }
        (derived, described)
    }

    /// What is derived and not stored so, and what is stored and no longer derived.
    async fn differences(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        mut described: Vec<Changed>,
    ) -> Result<Vec<Changed>> {
        let dossier = case.relations.dossier;
        let stored =
            sqlx::query!("SELECT deadline_id, body FROM deadline.current WHERE dossier_id = $1", dossier)
                .fetch_all(tx)
                .await?;
        // A row that no longer reads is not what is derived: it is written again.
        let mut stored: HashMap<_, _> = stored
            .into_iter()
            .filter_map(|row| Some((row.deadline_id, pb::Deadline::decode(row.body.as_slice()).ok()?)))
            .collect();
        described.retain(|now| stored.remove(&now.id).is_none_or(|known| !same(known, &now.shown)));
        let mut changed = described;
        // No longer derived: its last word is that it has no object.
        changed.extend(stored.into_iter().map(|(id, known)| {
            let shown = pb::Deadline {
                status: Status::Moot.as_str().to_owned(),
                journal_version: case.version,
                ..known
            };
            Changed { id, due: None, derived: false, shown }
        }));
        Ok(changed)
    }

    /// What the screens read of a deadline.
    fn described(&self, id: Uuid, case: &StoredCase, why: &Explanation, deadline: &Deadline) -> pb::Deadline {
        let rule = self.catalogue.rule_of(deadline);
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (met_by, met_on) = match deadline.status {
            Status::Met { by, on } | Status::Late { by, on } => (by.to_string(), on.to_string()),
            _ => (String::new(), String::new()),
        };
        let step = |(text, basis): (&str, &str)| pb::Step { text: text.to_owned(), basis: basis.to_owned() };
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
            steps: why.iter().map(step).collect(),
            days_left: 0,
            journal_version: case.version,
            catalogue: self.catalogue.version().to_owned(),
            dossier_number: case.number.clone(),
            chambre: case.relations.chambre.clone(),
        }
    }

    /// The current content, and a row of history for each that differs: two or three statements, however many parties.
    async fn keep(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        today: Date,
        changed: &[Changed],
    ) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let dossier = case.relations.dossier;
        self.write(tx, case, changed).await?;
        let gone: Vec<Uuid> = changed.iter().filter(|c| !c.derived).map(|c| c.id).collect();
        if !gone.is_empty() {
            sqlx::query!("DELETE FROM deadline.current WHERE deadline_id = ANY($1)", &gone)
                .execute(&mut *tx)
                .await?;
        }
        let rows = Rows::of(changed.iter());
        sqlx::query!(
            "INSERT INTO deadline.history (deadline_id, dossier_id, recorded_at, known_on, journal_version, body)
             SELECT id, $2, $3, $4, $5, body FROM unnest($1::uuid[], $6::bytea[]) AS n (id, body)",
            &rows.ids,
            dossier,
            sql_instant(self.clock.now()),
            sql_day(today),
            case.version.cast_signed(),
            &rows.bodies,
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// The current content of deadlines that are derived.
    async fn write(&self, tx: &mut PgConnection, case: &StoredCase, described: &[Changed]) -> Result<()> {
        let rows = Rows::of(described.iter().filter(|c| c.derived));
        sqlx::query!(
            "INSERT INTO deadline.current (deadline_id, dossier_id, rule, status, due, chambre, body)
             SELECT id, $2, rule, status, due, $3, body
             FROM unnest($1::uuid[], $4::text[], $5::text[], $6::date[], $7::bytea[]) AS n (id, rule, status, due, body)
             ON CONFLICT (deadline_id) DO UPDATE SET status = excluded.status, due = excluded.due,
                 chambre = excluded.chambre, body = excluded.body",
            &rows.ids,
            case.relations.dossier,
            case.relations.chambre,
            &rows.rules,
            &rows.statuses,
            &rows.dues as &[Option<time::Date>],
            &rows.bodies,
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
        // The law changes nothing on a term's last day; people are warned on it.
        let last_days = derived.deadlines.iter().filter(|d| d.status == Status::Open).filter_map(|d| d.due);
        let next = derived.next_change.into_iter().chain(last_days).filter(|day| *day > derived.as_of).min();
        sqlx::query!(
            "INSERT INTO deadline.derivation (dossier_id, journal_version, derived_for, next_change, catalogue)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (dossier_id) DO UPDATE SET journal_version = $2, derived_for = $3, next_change = $4, catalogue = $5",
            case.relations.dossier,
            case.version.cast_signed(),
            sql_day(today),
            next.map(|day| sql_day(day.to_date())),
            self.catalogue.version(),
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// All that changed; nothing when nothing did.
    async fn tell(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        today: Date,
        changed: &[Changed],
    ) -> Result<()> {
        let dossier = case.relations.dossier;
        for run in changed.chunks(CHANGES) {
            let said = DeadlinesChanged {
                dossier_id: Some(Id::from(dossier)),
                journal_version: case.version,
                catalogue: self.catalogue.version().to_owned(),
                derived_for: Day::from_date(today).number(),
                changes: run.iter().map(Changed::told).collect(),
            };
            let seq = outbox::next_seq(tx, dossier).await?;
            let event =
                NewEvent::new("deadline.dossier.deadlines_changed", dossier, seq, "DeadlinesChanged", &said);
            outbox::append(tx, self.clock.now(), &event).await?;
        }
        Ok(())
    }
}

/// A deadline whose content is not what was stored.
struct Changed {
    id: Uuid,
    due: Option<Day>,
    /// Not so when the journal no longer gives rise to it.
    derived: bool,
    shown: pb::Deadline,
}

impl Changed {
    fn told(&self) -> DeadlineChange {
        let id = |text: &str| Uuid::parse_str(text).ok().map(Id::from);
        DeadlineChange {
            deadline_id: Some(Id::from(self.id)),
            rule: self.shown.rule.clone(),
            status: self.shown.status.clone(),
            due: self.due.map(Day::number),
            party_id: id(&self.shown.party_id),
            pourvoi_id: id(&self.shown.pourvoi_id),
        }
    }
}

/// Columns of the rows to write.
#[derive(Default)]
struct Rows {
    ids: Vec<Uuid>,
    rules: Vec<String>,
    statuses: Vec<String>,
    dues: Vec<Option<time::Date>>,
    bodies: Vec<Vec<u8>>,
}

impl Rows {
    fn of<'a>(changed: impl Iterator<Item = &'a Changed>) -> Self {
        let mut rows = Self::default();
        for Changed { id, due, shown, .. } in changed {
            rows.ids.push(*id);
            rows.rules.push(shown.rule.clone());
            rows.statuses.push(shown.status.clone());
            rows.dues.push(due.map(|day| sql_day(day.to_date())));
            rows.bodies.push(shown.encode_to_vec());
        }
        rows
    }
}

/// Whether the content is the same, whatever version it was last derived from.
fn same(known: pb::Deadline, now: &pb::Deadline) -> bool {
    let known =
        pb::Deadline { journal_version: now.journal_version, catalogue: now.catalogue.clone(), ..known };
    known == *now
}
