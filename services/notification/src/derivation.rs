//! Derives a dossier's tasks for a day, and what differs from those stored.

use greffe_access::stored::StoredCase;
use greffe_bus::replica::Held;
use greffe_chassis::{Failure, Result};
use greffe_contracts::{notification::v1 as pb, read_act};
use greffe_procedure::{
    catalogue::Escalation, day::Day, derivation::Task, derive::derive, ids::DossierId, symbol::Symbol,
};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    store::{Changed, OPEN, differences},
};

/// Roles whose work is that of one chamber.
const OF_A_CHAMBER: &[&str] = &["greffe_chambre", "president", "magistrat_siege"];
/// Who takes over a chamber's work while the case has none.
const BEFORE_A_CHAMBER: &str = "greffe_central";

impl Notifications {
    /// Derives the journal for the day and stores what differs; answers how many tasks did. `by` is the act that the
    /// tasks no longer owed are closed by, none when only time passed.
    pub(crate) async fn settle(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        held: &Held,
        today: Date,
        by: Option<Uuid>,
    ) -> Result<usize> {
        let dossier = case.relations.dossier;
        let read = |body| read_act(self.catalogue, body).map_err(Failure::internal);
        let acts = held.bodies().map(|body| read(body?)).collect::<Result<Vec<_>>>()?;
        let derived = derive(self.catalogue, self.profile, &acts, Day::from_date(today));
        let owed = derived.tasks.iter().map(|task| self.described(case, task)).collect();
        let stored = self.open(tx, dossier, "tache").await?;
        let mut changed = differences(stored, owed, by);
        changed.extend(self.moved_alerts(tx, case).await?);
        self.keep(tx, &changed).await?;
        self.settle_notices(tx, case, held, &derived).await?;
        self.settle_agenda(tx, case, &acts, &derived).await?;
        self.remember(tx, case, today, derived.next_change).await?;
        self.tell(tx, dossier, case.version, &changed).await?;
        Ok(changed.len())
    }

    /// Writes each task and each notice that is owed over what is stored of it, without telling anybody: what differed in words
    /// was told by [`Self::settle`].
    pub(crate) async fn write_again(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        held: &Held,
        today: Date,
    ) -> Result<()> {
        let read = |body| read_act(self.catalogue, body).map_err(Failure::internal);
        let acts = held.bodies().map(|body| read(body?)).collect::<Result<Vec<_>>>()?;
        let derived = derive(self.catalogue, self.profile, &acts, Day::from_date(today));
        let owed: Vec<Changed> = derived.tasks.iter().map(|task| self.described(case, task)).collect();
        self.keep(tx, &owed).await?;
        self.write_notices(tx, case, held, &derived).await?;
        self.settle_agenda(tx, case, &acts, &derived).await
    }

    fn described(&self, case: &StoredCase, task: &Task) -> Changed {
        let ty = self.catalogue.task_of(task);
        let id = task.key.id("tache", DossierId(case.relations.dossier));
        // What a chamber consulted owes is its own work, not that of the chamber seised.
        let own = match task.chambre {
            Some(consulted) => consulted.as_str(),
            None => case.relations.chambre.as_str(),
        };
        let (role, chambre) = in_chambre(task.role.as_str(), own);
        let further = self.further(own, task.role, (role, chambre), |usual| {
            ty.and_then(|ty| ty.escalade).unwrap_or(usual.days)
        });
        let (to, to_chambre, after) = further.unwrap_or_default();
        let shown = pb::Task {
            task_id: id.to_string(),
            dossier_id: case.relations.dossier.to_string(),
            dossier_number: case.number.clone(),
            code: task.key.rule.as_str().to_owned(),
            label: ty.map(|t| t.label.clone()).unwrap_or_default(),
            kind: "tache".into(),
            status: OPEN.into(),
            severity: task.severity.as_str().to_owned(),
            role: role.to_owned(),
            chambre: chambre.to_owned(),
            due: task.due.map(|day| day.to_string()).unwrap_or_default(),
            cured_by: ty
                .map(|t| t.cured_by.iter().map(|kind| kind.as_str().to_owned()).collect())
                .unwrap_or_default(),
            basis: ty.map(|t| t.article.clone()).unwrap_or_default(),
            party_id: task.key.party.map(|p| p.to_string()).unwrap_or_default(),
            cannot_wait: ty.is_some_and(|ty| ty.sans_report),
            escalates_to: to.to_owned(),
            escalates_chambre: to_chambre.to_owned(),
            escalates_after: u32::from(after),
            ..Default::default()
        };
        Changed { id, severity: task.severity as i16, due: task.due, shown }
    }
}

impl Notifications {
    /// To whom goes what a chamber has not done, of which chamber, and after how many days; `None` where it stays.
    pub(crate) fn further<'a>(
        &'a self,
        chambre: &'a str,
        of: Symbol,
        in_charge_now: (&str, &str),
        after: impl FnOnce(&Escalation) -> u16,
    ) -> Option<(&'a str, &'a str, u16)> {
        let usual = self.catalogue.escalation_of(of)?;
        let to = in_chambre(usual.to.as_str(), chambre);
        (to != in_charge_now).then(|| (to.0, to.1, after(usual)))
    }
}

/// Who has the work of a role in a case, and of which chamber.
pub(crate) fn in_charge<'a>(role: &'a str, case: &'a StoredCase) -> (&'a str, &'a str) {
    in_chambre(role, &case.relations.chambre)
}

/// The same, of the chamber whose work it is; empty while there is none.
fn in_chambre<'a>(role: &'a str, chambre: &'a str) -> (&'a str, &'a str) {
    match (OF_A_CHAMBER.contains(&role), chambre.is_empty()) {
        (true, true) => (BEFORE_A_CHAMBER, ""),
        (true, false) => (role, chambre),
        (false, _) => (role, ""),
    }
}
