//! Alerts: one a deadline, raised by its warnings, sharper as time goes, closed when the deadline is met or moves.

use greffe_access::stored::{self, StoredCase};
use greffe_chassis::Result;
use greffe_contracts::{
    events::v1::{DeadlineWarned, DeadlinesChanged},
    notification::v1 as pb,
};
use greffe_procedure::{catalogue::Severity, day::Day};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    derivation::in_charge,
    store::{Changed, OPEN},
};

/// Who watches a case's deadlines.
const WATCHES: &str = "greffe_chambre";

impl Notifications {
    /// A deadline nears or has lapsed.
    pub(crate) async fn raise(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        warned: &DeadlineWarned,
    ) -> Result<()> {
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(()) };
        let raised = [self.alert(&case, warned)];
        self.keep(tx, &raised).await?;
        self.tell(tx, dossier, case.version, &raised).await
    }

    fn alert(&self, case: &StoredCase, warned: &DeadlineWarned) -> Changed {
        let id = alert_id(warned.deadline_id.map(Uuid::from).unwrap_or_default());
        let rule = self.catalogue.rule(&warned.rule);
        let label = rule.map_or(warned.rule.as_str(), |r| &r.label);
        let due = Day::from_number(warned.due);
        let (severity, words) = match warned.level.as_str() {
            "expiree" => {
                (Severity::Critical, format!("Délai expiré depuis le {}\u{a0}: {label}", due.long()))
            }
            "echeance" => (Severity::Critical, format!("Dernier jour, le {}\u{a0}: {label}", due.long())),
            _ => (Severity::High, format!("Échéance le {}\u{a0}: {label}", due.long())),
        };
        let (role, chambre) = in_charge(WATCHES, case);
        let shown = pb::Task {
            task_id: id.to_string(),
            dossier_id: case.relations.dossier.to_string(),
            dossier_number: case.number.clone(),
            code: warned.rule.clone(),
            label: words,
            kind: "alerte".into(),
            status: OPEN.into(),
            severity: severity.as_str().to_owned(),
            role: role.to_owned(),
            chambre: chambre.to_owned(),
            due: due.to_string(),
            basis: rule.map(|r| r.article.clone()).unwrap_or_default(),
            party_id: warned.party_id.map(|id| Uuid::from(id).to_string()).unwrap_or_default(),
            ..Default::default()
        };
        Changed { id, severity: severity as i16, due: Some(due), shown }
    }

    /// A deadline met, without object or moved to another day needs no alert: a new day warns anew.
    pub(crate) async fn lower(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        changed: &DeadlinesChanged,
    ) -> Result<()> {
        let mut open = self.open(tx, dossier, "alerte").await?;
        let mut closed = Vec::new();
        for deadline in &changed.changes {
            let id = alert_id(deadline.deadline_id.map(Uuid::from).unwrap_or_default());
            let Some(alert) = open.remove(&id) else { continue };
            let waits = matches!(deadline.status.as_str(), "ouverte" | "expiree");
            if !waits || deadline.due.map(Day::from_number) != alert.due {
                closed.push(alert.closed(None));
            }
        }
        self.keep(tx, &closed).await?;
        self.tell(tx, dossier, changed.journal_version, &closed).await
    }

    /// Alerts that another takes over because the case has gone to a chamber, or has got its number.
    pub(crate) async fn moved_alerts(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
    ) -> Result<Vec<Changed>> {
        let (role, chambre) = in_charge(WATCHES, case);
        let open = self.open(tx, case.relations.dossier, "alerte").await?;
        let moved = open.into_values().filter_map(|alert| {
            let shown = pb::Task {
                role: role.to_owned(),
                chambre: chambre.to_owned(),
                dossier_number: case.number.clone(),
                ..alert.shown.clone()
            };
            (shown != alert.shown).then_some(Changed { shown, ..alert })
        });
        Ok(moved.collect())
    }
}

/// The alert of a deadline.
fn alert_id(deadline: Uuid) -> Uuid {
    Uuid::new_v5(&deadline, b"alerte")
}
