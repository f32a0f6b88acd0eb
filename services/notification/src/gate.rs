//! What the gate asks of notices and tasks, and the alerts that what was found after a milestone raises.

use std::collections::BTreeMap;

use greffe_access::stored;
use greffe_bus::gate::{Asked, Part, alert_id};
use greffe_chassis::{Result, SharedClock, clock::agreed_day};
use greffe_contracts::{
    events::v1::{ActRecorded, FindingRaised, act_recorded::Body},
    notification::v1 as pb,
};
use greffe_procedure::{
    catalogue::{self, ServiceFact, Severity},
    day::Day,
    derivation::NoticeStatus,
    derive::derive,
    gate::Observed,
    symbol::Symbol,
};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    Notifications,
    derivation::in_charge,
    store::{Changed, OPEN},
};

/// Who looks at what was found.
const WATCHES: &str = "greffe_chambre";
/// What the code of such an alert begins with; the milestone follows.
const CODE: &str = "controle_apres_";

impl Part for Notifications {
    const PART: catalogue::Part = catalogue::Part::Notification;

    fn parts(&self) -> (&PgPool, &SharedClock) {
        (&self.pool, &self.clock)
    }

    async fn observe(&self, tx: &mut PgConnection, asked: &Asked<'_>) -> Result<Vec<Observed>> {
        let today = Day::from_date(agreed_day(&*self.clock, tx).await?);
        let derived = derive(asked.catalogue, self.profile, asked.acts, today);
        // Of one notice to many, one sentence.
        let mut notices: BTreeMap<(&'static str, Symbol), (ServiceFact, String, usize)> = BTreeMap::new();
        for notice in &derived.notices {
            let (fact, words) = match notice.status {
                NoticeStatus::Due => (ServiceFact::NoticeDue, "à adresser"),
                NoticeStatus::Returned { .. } => (ServiceFact::NoticeReturned, "revenu"),
                NoticeStatus::Sent { .. } => {
                    (ServiceFact::NoticeUnproven, "envoyé, sans preuve de réception")
                }
                NoticeStatus::Proven { .. } => continue,
            };
            let label = asked.catalogue.notice_of(notice).map_or("", |ty| &ty.label);
            let of = notices
                .entry((fact.as_str(), notice.key.rule))
                .or_insert_with(|| (fact, format!("«\u{a0}{label}\u{a0}»\u{a0}: {words}"), 0));
            of.2 += 1;
        }
        let mut found: Vec<Observed> = notices
            .into_iter()
            .map(|((_, of), (fact, words, times))| {
                let detail = if times > 1 { format!("{words}, {times} fois.") } else { format!("{words}.") };
                Observed { fact, of, detail }
            })
            .collect();
        for task in self.open(tx, asked.case.relations.dossier, "tache").await?.into_values() {
            let of = Symbol::find(&task.shown.code).unwrap_or(Symbol::NONE);
            let detail = format!("«\u{a0}{}\u{a0}» est à faire.", task.shown.label);
            found.push(Observed { fact: ServiceFact::TaskOpen, of, detail });
        }
        Ok(found)
    }
}

impl Notifications {
    /// A service that looked again after a milestone would now have stopped it.
    pub(crate) async fn found(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        raised: &FindingRaised,
    ) -> Result<()> {
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(()) };
        let catalogue = self.catalogue;
        let named = raised.findings.iter().filter_map(|finding| {
            catalogue.controls().iter().find(|control| control.id.as_str() == finding.code)
        });
        let controls: Vec<_> = named.collect();
        let milestone = catalogue.milestone_named(&raised.milestone).map(|at| &catalogue.milestones()[at]);
        let labels: Vec<&str> = controls.iter().map(|control| control.label.as_str()).collect();
        let articles: Vec<&str> = controls.iter().map(|control| control.article.as_str()).collect();
        let mut cured_by: Vec<String> =
            controls.iter().flat_map(|of| &of.cured_by).map(|kind| kind.as_str().to_owned()).collect();
        cured_by.push("controle_repris".into());
        cured_by.dedup();
        let (role, chambre) = in_charge(WATCHES, &case);
        let id = alert_id(raised);
        let shown = pb::Task {
            task_id: id.to_string(),
            dossier_id: dossier.to_string(),
            dossier_number: case.number.clone(),
            code: format!("{CODE}{}", raised.milestone),
            // Some things are found whatever the milestone: of a piece, when it has been looked at.
            label: match milestone {
                Some(milestone) => format!(
                    "Irrégularité constatée après le jalon «\u{a0}{}\u{a0}»\u{a0}: {}",
                    milestone.label,
                    labels.join("\u{a0}; ")
                ),
                None => format!("Irrégularité constatée\u{a0}: {}", labels.join("\u{a0}; ")),
            },
            kind: "alerte".into(),
            status: OPEN.into(),
            severity: Severity::Critical.as_str().to_owned(),
            role: role.to_owned(),
            chambre: chambre.to_owned(),
            cured_by,
            basis: articles.join("\u{a0}; "),
            ..Default::default()
        };
        let alert = [Changed { id, severity: Severity::Critical as i16, due: None, shown }];
        self.keep(tx, &alert).await?;
        self.tell(tx, dossier, case.version, &alert).await
    }

    /// What was checked after the milestone needs no alert any more.
    pub(crate) async fn checked(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        act: &ActRecorded,
    ) -> Result<()> {
        let Some(Body::ControleRepris(done)) = &act.body else { return Ok(()) };
        let code = format!("{CODE}{}", done.jalon);
        let open = self.open(tx, dossier, "alerte").await?.into_values();
        let by = act.act_id.map(Uuid::from);
        let closed: Vec<_> =
            open.filter(|alert| alert.shown.code == code).map(|alert| alert.closed(by)).collect();
        self.keep(tx, &closed).await?;
        self.tell(tx, dossier, act.version, &closed).await
    }
}
