//! The case as it was on a day, as it was known on a day, and what differs between two moments. Nothing is stored for it: the
//! journal tells when each act happened and when it was recorded, and which version of the law was in force then is known.

use std::collections::HashMap;

use greffe_chassis::{Caller, Failure, Result, db, db::sql_instant};
use greffe_contracts::{dossier::v1 as pb, events::v1::ActRecorded};
use greffe_procedure::{
    consequences::consequences,
    derivation::{Deadline, Derivation, Task},
};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Dossiers, access,
    journal::Journal,
    law::{self, Law},
    read::{shown_to, withhold},
    view,
};

/// A moment, read and filled in.
#[derive(Clone, Copy)]
struct Moment {
    /// The law is read for this day, with what had happened by its end.
    as_of: Date,
    /// With what was journalled by the end of this day.
    known_on: Date,
}

impl Moment {
    fn read(field: &str, wanted: Option<&pb::Moment>, today: Date) -> Result<Self> {
        let day = |name: &str, text: &str| -> Result<Date> {
            if text.is_empty() {
                return Ok(today);
            }
            let field = format!("{field}.{name}");
            let shown: String = text.chars().take(40).filter(|c| !c.is_control()).collect();
            let day: Date = text.parse().map_err(|_| {
                let why = format!(
                    "«\u{a0}{shown}\u{a0}» ne se lit pas comme une date. Forme admise\u{a0}: 2026-11-24."
                );
                Failure::invalid("DOS-008", &field, why)
            })?;
            if day > today {
                let why = format!(
                    "Le {shown} est à venir\u{a0}: un dossier se regarde tel qu’il est ou tel qu’il était. Pour un jour à venir, utilisez la simulation."
                );
                return Err(Failure::invalid("DOS-014", &field, why));
            }
            Ok(day)
        };
        let wanted = wanted.cloned().unwrap_or_default();
        let known_on = day("known_on", &wanted.known_on)?;
        // Known on a day, a case is looked at as of that day unless another is asked for.
        let as_of = if wanted.as_of.is_empty() { known_on } else { day("as_of", &wanted.as_of)? };
        Ok(Self { as_of, known_on })
    }

    fn told(self) -> pb::Moment {
        pb::Moment { as_of: self.as_of.to_string(), known_on: self.known_on.to_string() }
    }

    /// The last instant of the day on which the case was known so, at the Court.
    fn until(self) -> Result<Timestamp> {
        let zone = TimeZone::get(&Law::newest().profile.time_zone).map_err(Failure::internal)?;
        let midnight = self
            .known_on
            .tomorrow()
            .and_then(|next| zone.to_ambiguous_zoned_datetime(next.at(0, 0, 0, 0)).compatible());
        Ok(midnight.map_err(Failure::internal)?.timestamp())
    }
}

/// A case at a moment.
struct Seen {
    moment: Moment,
    known: u64,
    journal: Journal,
    derived: Derivation,
}

impl Dossiers {
    /// The case at a moment.
    pub(crate) async fn moment(
        &self,
        caller: &Caller,
        wanted: &pb::GetMomentRequest,
    ) -> Result<pb::GetMomentResponse> {
        let moment = Moment::read("moment", wanted.moment.as_ref(), self.clock.today())?;
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.readable(&mut tx, caller, &wanted.dossier_id).await?;
        let now = journal.relations();
        let seen = seen(&mut tx, journal, moment).await?;
        tx.rollback().await?;
        let (law, then) = (seen.journal.law, seen.journal.relations());
        let view = view::build(&seen.journal, &seen.derived, &then).dossier;
        Ok(pb::GetMomentResponse {
            moment: Some(moment.told()),
            known_version: seen.known,
            acts: seen.journal.facts.len() as u64,
            deadlines: seen.derived.deadlines.iter().map(|deadline| deadline_of(&law, deadline)).collect(),
            tasks: seen.derived.tasks.iter().map(|task| task_of(&law, task)).collect(),
            // Who may read is decided on the case as it is today.
            dossier: Some(shown_to(caller, &now, view)?),
        })
    }

    /// What differs between two moments of a case.
    pub(crate) async fn compare_moments(
        &self,
        caller: &Caller,
        wanted: &pb::CompareMomentsRequest,
    ) -> Result<pb::CompareMomentsResponse> {
        let today = self.clock.today();
        let from = Moment::read("from", wanted.from.as_ref(), today)?;
        let to = Moment::read("to", wanted.to.as_ref(), today)?;
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.readable(&mut tx, caller, &wanted.dossier_id).await?;
        let (dossier, now) = (journal.dossier, journal.relations());
        let before = seen(&mut tx, journal.clone(), from).await?;
        let after = seen(&mut tx, journal, to).await?;
        let counted: Vec<Uuid> = ids(&before.journal.facts).collect();
        let added: Vec<Uuid> = ids(&after.journal.facts).filter(|id| !counted.contains(id)).collect();
        let mut acts = self.acts_by_id(&mut tx, dossier, &added).await?;
        withhold(caller, &now, &mut acts);
        tx.rollback().await?;
        let said = consequences(after.journal.law.catalogue, &before.derived, &after.derived);
        Ok(pb::CompareMomentsResponse {
            from: Some(before.moment.told()),
            to: Some(after.moment.told()),
            acts,
            changes: said.into_iter().map(crate::preview::told).collect(),
        })
    }

    /// The journal of a case that the caller may read.
    async fn readable(&self, tx: &mut PgConnection, caller: &Caller, dossier: &str) -> Result<Journal> {
        let id = Uuid::parse_str(dossier).map_err(|_| access::unknown_case())?;
        let journal = Journal::lock(tx, id).await?.ok_or_else(access::unknown_case)?;
        self.may_read(caller, &journal.relations())?;
        Ok(journal)
    }
}

fn ids(facts: &[ActRecorded]) -> impl Iterator<Item = Uuid> {
    facts.iter().filter_map(|fact| fact.act_id).map(Uuid::from)
}

/// The journal cut to the moment, under the law of then.
async fn seen(tx: &mut PgConnection, journal: Journal, moment: Moment) -> Result<Seen> {
    let until = moment.until()?;
    let version = sqlx::query_scalar!(
        "SELECT version FROM dossier.law_in_force WHERE since < $1 OR seq = 1 ORDER BY seq DESC LIMIT 1",
        sql_instant(until)
    )
    .fetch_optional(tx)
    .await?;
    let law = Law::of(version.as_deref())?;
    let journal = journal.only(law, |fact| recorded_at(fact) < until)?;
    let known = journal.version();
    let last = last_words(&journal.facts);
    let happened = |fact: &ActRecorded| {
        let id = fact.act_id.map(Uuid::from).unwrap_or_default();
        let day = last.get(&id).copied().flatten();
        day.is_none_or(|day| day <= moment.as_of)
    };
    let journal = journal.only(law, happened)?;
    let derived = law.derive(&journal.acts, moment.as_of);
    Ok(Seen { moment, known, journal, derived })
}

fn recorded_at(fact: &ActRecorded) -> Timestamp {
    let at = fact.recorded_at.unwrap_or_default();
    Timestamp::new(at.seconds, at.nanos).unwrap_or(Timestamp::MIN)
}

/// The day of each act, as its last correction says it: an act corrected to a later day had not happened before.
fn last_words(facts: &[ActRecorded]) -> HashMap<Uuid, Option<Date>> {
    let mut days: HashMap<Uuid, Option<Date>> = HashMap::new();
    let mut corrected: HashMap<Uuid, Uuid> = HashMap::new();
    for fact in facts {
        let id = fact.act_id.map(Uuid::from).unwrap_or_default();
        days.insert(id, fact.dates.first().and_then(law::known_day));
        if let Some(before) = fact.supersedes {
            corrected.insert(before.into(), id);
        }
    }
    let last = |mut id: Uuid| {
        // A chain is as long as the journal at most.
        for _ in 0..facts.len() {
            match corrected.get(&id) {
                Some(next) => id = *next,
                None => break,
            }
        }
        id
    };
    facts
        .iter()
        .filter_map(|fact| fact.act_id)
        .map(|id| (Uuid::from(id), days.get(&last(id.into())).copied().flatten()))
        .collect()
}

fn deadline_of(law: &Law, deadline: &Deadline) -> pb::MomentDeadline {
    let rule = law.catalogue.rule_of(deadline);
    pb::MomentDeadline {
        rule: deadline.key.rule.as_str().to_owned(),
        label: rule.map(|rule| rule.label.clone()).unwrap_or_default(),
        article: rule.map(|rule| rule.article.clone()).unwrap_or_default(),
        party_id: deadline.key.party.map(|party| party.to_string()).unwrap_or_default(),
        status: deadline.status.as_str().to_owned(),
        due: deadline.due.map(|day| day.to_string()).unwrap_or_default(),
    }
}

fn task_of(law: &Law, task: &Task) -> pb::MomentTask {
    let ty = law.catalogue.task_of(task);
    pb::MomentTask {
        code: task.key.rule.as_str().to_owned(),
        label: ty.map(|ty| ty.label.clone()).unwrap_or_default(),
        role: task.role.as_str().to_owned(),
        due: task.due.map(|day| day.to_string()).unwrap_or_default(),
    }
}
