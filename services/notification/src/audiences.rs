//! What an audience owes, in the queues of those who owe it: said whole by the assignment service each time it changes. To
//! policies an audience is what it is there: a case that has a chamber, and nothing else.

use greffe_access::{
    CaseRelations,
    stored::{self, StoredCase},
};
use greffe_bus::Rejection;
use greffe_chassis::{Failure, Result};
use greffe_contracts::{
    events::v1::{AudienceChanged, AudienceOwed},
    notification::v1 as pb,
};
use greffe_procedure::{catalogue::Severity, day::Day, symbol::Symbol};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    derivation::in_charge,
    store::{Changed, OPEN, differences},
};

impl Notifications {
    /// Keeps what an audience owes from now on, closes what it owes no more, and tells what differs.
    pub(crate) async fn owed(
        &self,
        tx: &mut PgConnection,
        audience: Uuid,
        said: &AudienceChanged,
    ) -> Result<(), Rejection> {
        let day: Day = said.day.parse().map_err(|error| Rejection::Permanent(Failure::internal(error)))?;
        let case = StoredCase {
            relations: CaseRelations {
                dossier: audience,
                chambre: said.chambre.clone(),
                ..Default::default()
            },
            number: format!("Audience du {}", day.long()),
            version: said.version,
        };
        stored::save(tx, &case).await?;
        let owed = said.owed.iter().map(|task| self.of_audience(&case, task)).collect();
        let before = self.open(tx, audience, "tache").await?;
        let changed = differences(before, owed, None);
        self.keep(tx, &changed).await?;
        Ok(self.tell(tx, audience, case.version, &changed).await?)
    }

    fn of_audience(&self, case: &StoredCase, task: &AudienceOwed) -> Changed {
        let id = task.task_id.map(Uuid::from).unwrap_or_default();
        let (role, chambre) = in_charge(&task.role, case);
        let symbol = Symbol::find(&task.role).unwrap_or(Symbol::NONE);
        let further = self.further(&case.relations.chambre, symbol, (role, chambre), |usual| usual.days);
        let (to, to_chambre, after) = further.unwrap_or_default();
        let severity =
            if task.severity == Severity::High.as_str() { Severity::High } else { Severity::Normal };
        let due: Option<Day> = task.due.parse().ok();
        let shown = pb::Task {
            task_id: id.to_string(),
            audience_id: case.relations.dossier.to_string(),
            dossier_number: case.number.clone(),
            code: task.code.clone(),
            label: task.label.clone(),
            kind: "tache".into(),
            status: OPEN.into(),
            severity: severity.as_str().to_owned(),
            role: role.to_owned(),
            chambre: chambre.to_owned(),
            due: due.map(|day| day.to_string()).unwrap_or_default(),
            escalates_to: to.to_owned(),
            escalates_chambre: to_chambre.to_owned(),
            escalates_after: u32::from(after),
            ..Default::default()
        };
        Changed { id, severity: severity as i16, due, shown }
    }
}
