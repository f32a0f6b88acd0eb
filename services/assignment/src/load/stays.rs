//! Stays of a dossier in chambers, read from its journal.

use std::collections::HashSet;

use greffe_chassis::{Result, clock::paris_day};
use greffe_contracts::events::v1::{ActRecorded, act_recorded::Body};
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use super::store::{self, Stay};
use crate::distribution::{Case, Stage, dated};

/// Acts that may end a case, with the date that says when. Whether it is over, the law of its journal says.
const ENDS: [(&str, &str); 7] = [
    ("decision_prononcee", "prononce"),
    ("desistement_constate", "prononce"),
    ("decheance_constatee", "prononce"),
    ("non_admission_ordonnee", "ordonnee"),
    ("peremption_constatee", "constatee"),
    ("commission_decide", "decidee"),
    ("qpc_decidee", "decidee"),
];

/// What of a dossier its load is made of.
pub(crate) struct Stays<'a> {
    pub(crate) case: &'a Case,
    pub(crate) journal: &'a [ActRecorded],
    /// Where it stands; none where nothing of it is counted.
    pub(crate) stage: Option<&'a Stage>,
    pub(crate) weight: u32,
}

impl Stays<'_> {
    /// Keeps them, in the place of what was kept before.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn keep(&self, tx: &mut PgConnection) -> Result<()> {
        store::save(tx, self.case.stored.relations.dossier, &self.read()).await
    }

    fn read(&self) -> Vec<Stay> {
        let relations = &self.case.stored.relations;
        let Some(stage) = self.stage.filter(|_| !relations.sealed) else { return Vec::new() };
        let superseded: HashSet<Uuid> =
            self.journal.iter().filter_map(|act| act.supersedes).map(Uuid::from).collect();
        let standing: Vec<&ActRecorded> = self
            .journal
            .iter()
            .filter(|act| act.act_id.is_none_or(|id| !superseded.contains(&id.into())))
            .collect();
        let mut stays: Vec<Stay> = Vec::new();
        for act in &standing {
            let Some(Body::ChambreAttribuee(given)) = &act.body else { continue };
            let Some(day) = day_of(act, "attribution") else { continue };
            if let Some(last) = stays.last_mut() {
                if last.chambre == given.chambre {
                    continue;
                }
                last.left_on = Some(day.max(last.came_on));
            }
            stays.push(Stay {
                chambre: given.chambre.clone(),
                came_on: day,
                left_on: None,
                suspended: false,
                ready: false,
                heard_on: None,
                rapporteurs: Vec::new(),
                recused: relations.recused.clone(),
                weight: self.weight,
            });
        }
        let Some(last) = stays.last_mut() else { return stays };
        if stage.terminal {
            let ended = |act: &&ActRecorded| {
                let (_, date) = ENDS.iter().find(|(kind, _)| *kind == act.kind)?;
                day_of(act, date)
            };
            let over = standing.iter().filter_map(ended).max();
            // Over by an act of another kind, it left when the last act was recorded.
            let over = over.or_else(|| standing.last().and_then(|act| recorded(act)));
            last.left_on = Some(over.unwrap_or(last.came_on).max(last.came_on));
        } else {
            last.suspended = stage.suspended;
            last.ready = self.case.ready_since.is_some() || stage.to_hear;
            last.heard_on = self.case.heard_on;
            last.rapporteurs.clone_from(&relations.rapporteurs);
        }
        stays
    }
}

/// The day that an act says; that on which it was recorded, where it says none.
pub(crate) fn day_of(act: &ActRecorded, name: &str) -> Option<Date> {
    dated(act, name).or_else(|| recorded(act))
}

fn recorded(act: &ActRecorded) -> Option<Date> {
    let at = act.recorded_at?;
    Timestamp::new(at.seconds, at.nanos).ok().map(paris_day)
}
