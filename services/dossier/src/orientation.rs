//! The chamber that a case seems to belong to, learnt from the dossiers whose chamber is known. It is worked out here because
//! what is known at intake (court, section, parties) stands here and leaves for nobody; a person decides.

use std::sync::Arc;

use futures::TryStreamExt;
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::dossier::v1 as pb;
use greffe_distribution::orientation::{Attacked, Example, Intake, Model};
use jiff::civil::Date;
use prost::Message;
use tokio::sync::Mutex;

use crate::{Dossiers, access};

/// Dossiers that teach: the latest, about a year of the Court. What chambers judge changes.
const TAUGHT_MAX: i64 = 20_000;
/// Fewer teach nothing.
const TAUGHT_MIN: usize = 50;
/// Chambers shown, and the confidence below which none is, in thousandths.
const SHOWN_MAX: usize = 3;
const CONFIDENCE_MIN: u16 = 50;

/// What the dossiers taught on a day: kept until the next, for one more dossier changes little.
#[derive(Clone, Default)]
pub(crate) struct Orientation(Arc<Mutex<Option<Arc<Learnt>>>>);

struct Learnt {
    on: Date,
    dossiers: usize,
    model: Model,
}

impl Dossiers {
    /// Chambers for a case, the likeliest first, for whoever may propose one.
    ///
    /// # Errors
    /// When the case is unknown to the caller, or another proposes its chamber.
    pub(crate) async fn suggest_chambre(
        &self,
        caller: &Caller,
        wanted: &pb::SuggestChambreRequest,
    ) -> Result<pb::SuggestChambreResponse> {
        let (case, view) = self.stored(&wanted.dossier_id).await?;
        if !decide(caller, Action::Connaitre, Resource::Case(&case)).allowed {
            return Err(access::unknown_case());
        }
        decide(caller, Action::ProposerChambre, Resource::Case(&case)).or_forbidden()?;
        let learnt = self.learnt().await?;
        let mut answer = pb::SuggestChambreResponse {
            suggestions: Vec::new(),
            taught_by: u32::try_from(learnt.dossiers).unwrap_or(u32::MAX),
            taught_on: learnt.on.to_string(),
        };
        if learnt.dossiers >= TAUGHT_MIN {
            let suggestions = learnt.model.suggest(&intake(&view)).into_iter();
            let shown = suggestions.filter(|one| one.confidence >= CONFIDENCE_MIN).take(SHOWN_MAX);
            answer.suggestions = shown
                .map(|one| pb::ChambreSuggestion {
                    label: self.law.chambre_label(&one.chambre),
                    chambre: one.chambre,
                    confidence: one.confidence.into(),
                    reasons: one
                        .reasons
                        .into_iter()
                        .map(|reason| pb::OrientationReason {
                            field: reason.field,
                            found: reason.found,
                            here: reason.here,
                            everywhere: reason.everywhere,
                        })
                        .collect(),
                })
                .collect();
        }
        Ok(answer)
    }

    /// What the dossiers taught today. Whoever asks first waits for it, and the others with them.
    async fn learnt(&self) -> Result<Arc<Learnt>> {
        let today = self.clock.today();
        let mut kept = self.orientation.0.lock().await;
        if let Some(learnt) = kept.as_ref().filter(|learnt| learnt.on == today) {
            return Ok(learnt.clone());
        }
        // A sealed case teaches nobody anything.
        let mut rows = sqlx::query_scalar!(
            "SELECT view FROM dossier.dossier WHERE chambre <> '' AND NOT sealed ORDER BY updated_at DESC, id DESC LIMIT $1",
            TAUGHT_MAX
        )
        .fetch(&self.pool);
        let mut examples = Vec::new();
        while let Some(view) = rows.try_next().await? {
            examples.push(example(&pb::Dossier::decode(view.as_slice()).map_err(Failure::internal)?));
        }
        let dossiers = examples.len();
        let model = tokio::task::spawn_blocking(move || Model::learn(&examples)).await;
        let learnt = Arc::new(Learnt { on: today, dossiers, model: model.map_err(Failure::internal)? });
        *kept = Some(learnt.clone());
        Ok(learnt)
    }
}

/// A dossier whose chamber is known. Pourvois against one decision are too much alike to test one another.
fn example(view: &pb::Dossier) -> Example {
    let attacked = view.decisions.iter().map(|d| format!("{} {} {}", d.court, d.rendered_on, d.case_number));
    Example {
        group: attacked.collect::<Vec<_>>().join(" "),
        intake: intake(view),
        chambre: view.chambre.clone(),
    }
}

/// What is known at registration. Of a natural person only that it is one.
fn intake(view: &pb::Dossier) -> Intake {
    let side = |role: &str| {
        let parties = view.parties.iter().filter(|party| party.role == role);
        let name = |party: &pb::Party| match party.nature.as_str() {
            "personne_physique" => "M.".to_owned(),
            _ => party.name.clone(),
        };
        parties.map(name).collect()
    };
    Intake {
        serie: view
            .number
            .split_once('-')
            .and_then(|(_, rest)| rest.chars().next())
            .map(String::from)
            .unwrap_or_default(),
        attacked: view
            .decisions
            .iter()
            .map(|decision| Attacked {
                court: decision.court.clone(),
                section: decision.section.clone(),
                nature: decision.nature.clone(),
            })
            .collect(),
        demandeurs: side("demandeur"),
        defendeurs: side("defendeur"),
    }
}
