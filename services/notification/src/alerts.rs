//! Alerts: one a deadline, raised by its warnings, sharper as time goes, closed when the deadline is met or moves.

use greffe_access::stored::{self, StoredCase};
use greffe_chassis::{Result, clock::agreed_day, db::sql_day};
use greffe_contracts::{
    events::v1::{DeadlineWarned, DeadlinesChanged},
    notification::v1 as pb,
};
use greffe_procedure::{
    catalogue::{Rule, Severity},
    day::Day,
    symbol::Symbol,
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    derivation::in_charge,
    designations,
    store::{Changed, OPEN},
};

/// Who watches a case's deadlines.
const WATCHES: &str = "greffe_chambre";

impl Notifications {
    /// A deadline nears or has lapsed. Each warning is kept once, under the day on which it fell; while nobody has acknowledged
    /// it, the alert goes further.
    pub(crate) async fn raise(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        warned: &DeadlineWarned,
    ) -> Result<()> {
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(()) };
        let raised = [self.alert(&case, warned)];
        let task = raised[0].id;
        let today = Day::from_date(agreed_day(&*self.clock, tx).await?);
        // Said before the days of a warning were told with it.
        let told = |day: i32| if day == 0 { today } else { Day::from_number(day) };
        let days_before = match warned.level.as_str() {
            "expiree" => -1,
            "echeance" => 0,
            _ if warned.days_before == 0 => (warned.due - today.number()).max(1),
            _ => warned.days_before,
        };
        let new = sqlx::query!(
            "INSERT INTO notification.warning (task_id, due, days_before, fell_on, told_on) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            task,
            sql_day(Day::from_number(warned.due).to_date()),
            days_before,
            sql_day(told(warned.fell_on).to_date()),
            sql_day(told(warned.told_on).to_date())
        )
        .execute(&mut *tx)
        .await?;
        let stands = self.open(tx, dossier, "alerte").await?.contains_key(&task);
        if new.rows_affected() == 0 && stands {
            return Ok(());
        }
        self.keep(tx, &raised).await?;
        self.rearm(tx, task).await?;
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
        let (to, to_chambre, after) = self.watched(case, (role, chambre));
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
            to_do: rule.map(|rule| self.to_do(rule, warned.level == "expiree")).unwrap_or_default(),
            cannot_wait: true,
            escalates_to: to.to_owned(),
            escalates_chambre: to_chambre.to_owned(),
            escalates_after: u32::from(after),
            ..Default::default()
        };
        Changed { id, severity: severity as i16, due: Some(due), shown }
    }

    /// To whom an alert goes when its warnings are not acknowledged.
    fn watched<'a>(&'a self, case: &'a StoredCase, now: (&str, &str)) -> (&'a str, &'a str, u16) {
        let role = Symbol::find(now.0).unwrap_or(Symbol::NONE);
        self.further(&case.relations.chambre, role, now, |usual| usual.warning_days).unwrap_or_default()
    }

    /// What there is to do before the term, or once it has lapsed.
    fn to_do(&self, rule: &Rule, lapsed: bool) -> String {
        if !lapsed {
            let acts: Vec<&str> = rule
                .satisfied_by
                .iter()
                .filter_map(|by| self.catalogue.act_type(by.pattern.kind))
                .map(|ty| ty.label.as_str())
                .collect();
            return if acts.is_empty() {
                String::new()
            } else {
                format!("Acte attendu\u{a0}: {}", acts.join(", ou "))
            };
        }
        let Some(sanction) = &rule.sanction else {
            return "Constater que le délai est passé, et décider de la suite".to_owned();
        };
        let task = sanction.task.and_then(|at| self.catalogue.tasks().get(at));
        match task {
            Some(task) => format!("{}\u{a0}: {} ({})", task.label, sanction.label, sanction.by),
            None => format!("Sanction\u{a0}: {} ({})", sanction.label, sanction.by),
        }
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
        let (to, to_chambre, after) = self.watched(case, (role, chambre));
        let open = self.open(tx, case.relations.dossier, "alerte").await?;
        // What designations leave is said whole elsewhere, with who has it.
        let open = open.into_values().filter(|alert| !alert.shown.code.starts_with(designations::CODE));
        let moved = open.filter_map(|alert| {
            let shown = pb::Task {
                escalates_to: to.to_owned(),
                escalates_chambre: to_chambre.to_owned(),
                escalates_after: u32::from(after),
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
