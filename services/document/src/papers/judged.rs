//! What the journal says of a decision that was pronounced: its number, the day of its debates, who reported and who concluded. It
//! names nobody else: no act bears the composition of the formation, and a rôle is of assignment, which a dossier does not point to.
//! Source: CPC 454, 1012, 1016, 1021; CPP 602, 603-1.

use std::collections::HashSet;

use greffe_bus::replica;
use greffe_chassis::{Failure, Kind as Fault, Result};
use greffe_contracts::{
    dossier::v1::{Dossier, Outcome},
    events::v1::{ActRecorded, DecisionPrononcee, QpcDecidee, act_recorded::Body},
    value_of,
};
use greffe_procedure::day::Day;
use greffe_render::{Content, Decided, Origin, Template};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    Papers,
    fill::{Known, unpronounced},
};
use crate::deliberation::report::together;

/// Those whose names a decision bears: the field, which is the role of their designation.
const NAMED: [&str; 2] = ["rapporteur", "avocat_general"];

impl Papers {
    /// Puts in what the acts of the case say of its decision, or of the one on the priority question, each with its act; what they do
    /// not say is typed.
    ///
    /// # Errors
    /// `PAP-012` where neither is one that the paper says.
    pub(super) async fn judged(&self, known: &mut Known, case: &Dossier, template: &Template) -> Result<()> {
        let facts = self.facts(case).await?;
        let acts = standing(&facts);
        // An order that ends the case is no arrêt, whose minute these are.
        let says = |outcome: &&Outcome| template.decisions.iter().any(|of| of.code() == outcome.nature);
        let pronounced = if let Some(outcome) = case.outcome.as_ref().filter(says) {
            if let Some((number, act)) = number(&acts, outcome) {
                known.text("numero", number, Origin::Acte, &act);
            }
            outcome.pronounced_on.parse().ok()
        } else if let Some((act, said)) =
            template.decisions.contains(&Decided::Qpc).then(|| question(&acts)).flatten()
        {
            known.question(said, day(act), &id(act));
            day(act)
        } else {
            return Err(unpronounced(&template.decisions));
        };
        if let Some((day, act)) = pronounced.and_then(|on| debates(&acts, on)) {
            known.put("debats", Content::Jour(day), Origin::Acte, &act);
        }
        self.named(known, &acts, case, template).await
    }

    /// Puts in who concludes, of an opinion of the parquet général.
    pub(super) async fn concludes(
        &self,
        known: &mut Known,
        case: &Dossier,
        template: &Template,
    ) -> Result<()> {
        let facts = self.facts(case).await?;
        self.named(known, &standing(&facts), case, template).await
    }

    pub(super) async fn facts(&self, case: &Dossier) -> Result<Vec<ActRecorded>> {
        let dossier = Uuid::parse_str(&case.dossier_id).map_err(Failure::internal)?;
        let mut connection = self.documents.pool.acquire().await?;
        replica::load(&mut connection, dossier).await
    }

    async fn named(
        &self,
        known: &mut Known,
        acts: &[&ActRecorded],
        case: &Dossier,
        template: &Template,
    ) -> Result<()> {
        for role in NAMED {
            if template.fields.iter().any(|field| field.name == role)
                && let Some((names, act)) = self.designated(acts, case, role).await?
            {
                known.text(role, names, Origin::Acte, &act);
            }
        }
        Ok(())
    }

    /// Those designated to a role, as the register names them, and the act that designated the first. Where one of them has no name
    /// here, none is given: half of those who reported would be a false mention.
    async fn designated(
        &self,
        acts: &[&ActRecorded],
        case: &Dossier,
        role: &str,
    ) -> Result<Option<(String, String)>> {
        let (mut persons, mut names, mut first) = (Vec::<&String>::new(), Vec::new(), None);
        for held in &case.designations {
            if held.role != role || persons.contains(&&held.person_id) {
                continue;
            }
            let Some(act) = designation(acts, role, &held.person_id) else { return Ok(None) };
            let told = match self.cases.relation(&held.person_id, &case.dossier_id).await {
                Ok(told) => told,
                // An arrêt may be typed while assignment is silent.
                Err(failure) if matches!(failure.kind, Fault::Unavailable) => return Ok(None),
                Err(failure) => return Err(failure),
            };
            // Whoever withdrew, where the journal does not say so yet, is not put in the arrêt unasked.
            if told.display_name.is_empty() || told.recused {
                return Ok(None);
            }
            persons.push(&held.person_id);
            names.push(told.display_name);
            first.get_or_insert(act);
        }
        Ok(first.map(|act| (together(&names), act)))
    }
}

/// Acts that stand: not superseded, in the order of the journal.
pub(super) fn standing(facts: &[ActRecorded]) -> Vec<&ActRecorded> {
    let superseded: HashSet<Uuid> = facts.iter().filter_map(|act| act.supersedes).map(Uuid::from).collect();
    facts.iter().filter(|act| act.act_id.is_none_or(|id| !superseded.contains(&id.into()))).collect()
}

/// The number of the minute, and the act that pronounced what the dossier says. Of another decision, which was taken back since or
/// has not come here yet, the number is not this one's.
fn number(acts: &[&ActRecorded], outcome: &Outcome) -> Option<(String, String)> {
    let of_outcome = |act: &ActRecorded, said: &DecisionPrononcee| {
        said.nature == outcome.nature
            && said.ecli == outcome.ecli
            && day(act).is_some_and(|day| day.to_string() == outcome.pronounced_on)
    };
    acts.iter().rev().find_map(|act| match &act.body {
        Some(Body::DecisionPrononcee(said)) if of_outcome(act, said) && !said.register_number.is_empty() => {
            Some((said.register_number.clone(), id(act)))
        }
        _ => None,
    })
}

/// The last decision on a priority question that was not taken back.
fn question<'a>(acts: &[&'a ActRecorded]) -> Option<(&'a ActRecorded, &'a QpcDecidee)> {
    let retracted = |of: &ActRecorded| {
        acts.iter().any(|act| {
            matches!(act.body, Some(Body::ArretRabattu(_)))
                && act.refers_to.is_some()
                && act.refers_to == of.act_id
        })
    };
    acts.iter().rev().find_map(|act| match &act.body {
        Some(Body::QpcDecidee(said)) if !retracted(act) => Some((*act, said)),
        _ => None,
    })
}

/// The day of the last debates before the decision: those that were reopened count no more.
fn debates(acts: &[&ActRecorded], pronounced: Date) -> Option<(Date, String)> {
    acts.iter()
        .rev()
        .filter(|act| matches!(act.body, Some(Body::DebatsTenus(_))))
        .find_map(|act| day(act).filter(|held| *held <= pronounced).map(|held| (held, id(act))))
}

/// The last act that designated somebody to a role in the formation seised.
fn designation(acts: &[&ActRecorded], role: &str, person: &str) -> Option<String> {
    let designated = |act: &ActRecorded| match &act.body {
        Some(Body::RapporteurDesigne(b)) if role == "rapporteur" && b.chambre_consultee.is_empty() => {
            b.person_id
        }
        Some(Body::AvocatGeneralDesigne(b)) if role == "avocat_general" && b.chambre_consultee.is_empty() => {
            b.person_id
        }
        _ => None,
    };
    let of_them =
        |act: &&&ActRecorded| designated(act).is_some_and(|id| Uuid::from(id).to_string() == person);
    acts.iter().rev().find(of_them).map(|act| id(act))
}

/// The day of an act, where it is known.
pub(super) fn day(act: &ActRecorded) -> Option<Date> {
    act.dates.first().and_then(|date| value_of(date).day()).map(Day::to_date)
}

fn id(act: &ActRecorded) -> String {
    act.act_id.map(Uuid::from).unwrap_or_default().to_string()
}
