//! What designations leave to do or to know, in the queues of who designates and of the person: said whole by the assignment service
//! each time it changes. Derived there, they are alerts here: no act of the journal alone closes them.

use greffe_access::stored;
use greffe_chassis::{Result, db::sql_instant};
use greffe_contracts::{
    events::v1::{DesignationOwed, DesignationsOwed},
    notification::v1 as pb,
};
use greffe_procedure::catalogue::Severity;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    store::{Changed, OPEN, differences},
};

/// What the code of such an alert begins with.
pub(crate) const CODE: &str = "designation_";

impl Notifications {
    /// Keeps what is left from now on, closes what is not any more, gives to each person what is told to them, and tells what differs.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn designations(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        said: &DesignationsOwed,
    ) -> Result<()> {
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(()) };
        let mut before = self.open(tx, dossier, "alerte").await?;
        before.retain(|_, alert| alert.shown.code.starts_with(CODE));
        // Given once: who gave it back is not given it again.
        let new: Vec<(Uuid, &str)> = said
            .owed
            .iter()
            .map(|owed| (owed.task_id.map(Uuid::from).unwrap_or_default(), owed.holder.as_str()))
            .filter(|(id, holder)| !holder.is_empty() && !before.contains_key(id))
            .collect();
        let owed = said.owed.iter().map(|owed| alert(dossier, &case.number, owed)).collect();
        let changed = differences(before, owed, None);
        self.keep(tx, &changed).await?;
        for (task, holder) in new {
            sqlx::query!(
                "INSERT INTO notification.claim (task_id, claimed_by, claimed_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                task,
                holder,
                sql_instant(self.clock.now())
            )
            .execute(&mut *tx)
            .await?;
        }
        self.tell(tx, dossier, case.version, &changed).await
    }
}

fn alert(dossier: Uuid, number: &str, owed: &DesignationOwed) -> Changed {
    let id = owed.task_id.map(Uuid::from).unwrap_or_default();
    let severity = Severity::High;
    let shown = pb::Task {
        task_id: id.to_string(),
        dossier_id: dossier.to_string(),
        dossier_number: number.to_owned(),
        code: owed.code.clone(),
        label: owed.label.clone(),
        kind: "alerte".into(),
        status: OPEN.into(),
        severity: severity.as_str().to_owned(),
        role: owed.role.clone(),
        chambre: owed.chambre.clone(),
        cured_by: vec![owed.cured_by.clone()],
        basis: match owed.cured_by.as_str() {
            "avocat_general_designe" => "COJ R432-2",
            _ => "CPC 1011, 1012 ; CPP 588",
        }
        .into(),
        ..Default::default()
    };
    Changed { id, severity: severity as i16, due: None, shown }
}
