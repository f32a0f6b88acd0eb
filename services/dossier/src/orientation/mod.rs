//! Where a case seems to belong: the chamber, by the rules that people write ([`rules`], [`sets`], tried by [`trial`]) and by the
//! dossiers whose chamber is known; the circuit within it likewise, by the dossiers of the chamber whose circuit is known. It is
//! worked out here because what is known at intake (court, section, parties) stands here and leaves for nobody; a person decides.

mod grpc;
pub(crate) mod rules;
mod sets;
mod trial;

use std::{collections::BTreeMap, sync::Arc};

use futures::TryStreamExt;
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::dossier::v1 as pb;
use greffe_distribution::{
    orientation::{Attacked, Example, Intake, Model, Reason, Suggestion},
    routing::{Known, Measure, Rules, Said},
};
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::{Dossiers, access};
use rules::Remit;
use trial::Past;

/// Dossiers that teach: the latest, about a year of the Court. What chambers judge changes.
const TAUGHT_MAX: i64 = 20_000;
/// Fewer teach nothing.
const TAUGHT_MIN: usize = 50;
/// A rule that decided fewer dossiers has no measure.
const MEASURED_MIN: u32 = 10;
/// Chambers shown, and the confidence below which none is, in thousandths.
const SHOWN_MAX: usize = 3;
const CONFIDENCE_MIN: u16 = 50;

/// What the dossiers taught on a day: kept until the next, for one more dossier changes little.
#[derive(Clone, Default)]
pub(crate) struct Orientation(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    learnt: Option<Arc<Learnt>>,
    /// How well a version of a set of rules does, on a day, by remit.
    measured: BTreeMap<&'static str, (i64, Date, Arc<Measure>)>,
}

struct Learnt {
    on: Date,
    dossiers: usize,
    model: Model,
    /// By chamber of which enough dossiers have a circuit.
    circuits: BTreeMap<String, Model>,
    /// The same dossiers, the latest first, as rules look at them.
    past: Vec<Past>,
}

impl Dossiers {
    /// Chambers for a case, the likeliest first, and its circuit, for whoever may propose a chamber.
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
        let mut connection = self.pool.acquire().await?;
        let texts = texts_of(&mut connection, case.dossier).await?;
        let intake = intake(&view, texts);
        let known = known(&view, &intake);
        let (version, rules) = sets::in_force(&mut connection, Remit::Between).await?;
        let mut suggestions = self.learnt_chambres(&learnt, &intake);
        let ruled = Rules::on(&rules::ready(&rules), self.clock.today()).first(&known).map(|(at, _)| at);
        if let Some(at) = ruled {
            let measure = self.measured(Remit::Between, version, &rules, &learnt).await?;
            first(&mut suggestions, self.by_rule(&rules[at], version, &measure, at));
        }
        // What dossiers taught of a chamber, and a rule that names it, outlive it.
        suggestions.retain(|one| self.law.court().chambre(&one.chambre).is_some());
        let chambre = match view.chambre.as_str() {
            "" => suggestions.first().map(|one| one.chambre.clone()).unwrap_or_default(),
            given => given.to_owned(),
        };
        Ok(pb::SuggestChambreResponse {
            suggestions,
            taught_by: u32::try_from(learnt.dossiers).unwrap_or(u32::MAX),
            taught_on: learnt.on.to_string(),
            circuit: self.circuit(&mut connection, &chambre, (&known, &intake), &learnt).await?,
        })
    }

    /// What the dossiers say alone.
    fn learnt_chambres(&self, learnt: &Learnt, intake: &Intake) -> Vec<pb::ChambreSuggestion> {
        if learnt.dossiers < TAUGHT_MIN {
            return Vec::new();
        }
        let suggestions = learnt.model.suggest(intake).into_iter();
        let shown = suggestions.filter(|one| one.confidence >= CONFIDENCE_MIN).take(SHOWN_MAX);
        shown.map(|one| self.learnt_chambre(one)).collect()
    }

    fn learnt_chambre(&self, one: Suggestion) -> pb::ChambreSuggestion {
        pb::ChambreSuggestion {
            label: self.law.chambre_label(&one.chambre),
            chambre: one.chambre,
            confidence: one.confidence.into(),
            reasons: reasons(one.reasons),
            rule: None,
        }
    }

    /// The chamber of a rule, with how often people went the same way where it decides.
    fn by_rule(
        &self,
        rule: &pb::OrientationRule,
        version: i64,
        measure: &Measure,
        place: usize,
    ) -> pb::ChambreSuggestion {
        let (confidence, reason) = measured_rule(rule, version, measure, place);
        pb::ChambreSuggestion {
            label: self.law.chambre_label(&rule.target),
            chambre: rule.target.clone(),
            confidence,
            reasons: Vec::new(),
            rule: Some(reason),
        }
    }

    /// The circuit in a chamber: that of the rule in force there which applies, else that of the dossiers whose circuit is known;
    /// whoever decides it is told.
    async fn circuit(
        &self,
        connection: &mut PgConnection,
        chambre: &str,
        (known, intake): (&Known, &Intake),
        learnt: &Arc<Learnt>,
    ) -> Result<Option<pb::CircuitSuggestion>> {
        let Ok(remit @ Remit::Within(within)) = Remit::read(&self.law, chambre) else { return Ok(None) };
        let (version, rules) = sets::in_force(connection, remit).await?;
        let ruled = Rules::on(&rules::ready(&rules), self.clock.today()).first(known).map(|(at, _)| at);
        let mut taught =
            learnt.circuits.get(&within.code).map(|model| model.suggest(intake)).unwrap_or_default();
        taught.retain(|one| one.confidence >= CONFIDENCE_MIN);
        let (code, confidence, rule) = match (ruled, taught.first()) {
            (Some(at), _) => {
                let measure = self.measured(remit, version, &rules, learnt).await?;
                let (confidence, reason) = measured_rule(&rules[at], version, &measure, at);
                (rules[at].target.clone(), confidence, Some(reason))
            }
            (None, Some(best)) => (best.chambre.clone(), best.confidence.into(), None),
            (None, None) => return Ok(None),
        };
        let target = remit.targets(&self.law).into_iter().find(|target| target.code == code);
        // What the dossiers say of the circuit of a rule goes with it.
        let said = taught.into_iter().find(|one| one.chambre == code);
        Ok(target.map(|target| pb::CircuitSuggestion {
            circuit: target.code,
            label: target.label,
            chambre: within.code.clone(),
            chambre_label: within.label.clone(),
            decided_by: target.decided_by,
            rule,
            confidence,
            reasons: said.map(|one| reasons(one.reasons)).unwrap_or_default(),
        }))
    }

    /// How well the rules of a remit do over past dossiers: worked out once a day and a version.
    async fn measured(
        &self,
        remit: Remit,
        version: i64,
        rules: &[pb::OrientationRule],
        learnt: &Arc<Learnt>,
    ) -> Result<Arc<Measure>> {
        let today = self.clock.today();
        let mut kept = self.orientation.0.lock().await;
        if let Some((_, _, measure)) =
            kept.measured.get(remit.code()).filter(|(of, on, _)| (*of, *on) == (version, today))
        {
            return Ok(measure.clone());
        }
        let (learnt, rules) = (learnt.clone(), rules.to_vec());
        let worked =
            tokio::task::spawn_blocking(move || trial::measured(remit, &learnt, &rules, today)).await;
        let measure = Arc::new(worked.map_err(Failure::internal)?);
        kept.measured.insert(remit.code(), (version, today, measure.clone()));
        Ok(measure)
    }

    /// What the dossiers taught today. Whoever asks first waits for it, and the others with them.
    async fn learnt(&self) -> Result<Arc<Learnt>> {
        let today = self.clock.today();
        let mut kept = self.orientation.0.lock().await;
        if let Some(learnt) = kept.learnt.as_ref().filter(|learnt| learnt.on == today) {
            return Ok(learnt.clone());
        }
        self.caught_up().await?;
        // A sealed case teaches nobody anything. Of the articles, those that the mémoires cite: what a decision cites came after.
        let mut rows = sqlx::query!(
            r#"SELECT d.id, d.view, ARRAY(
                   SELECT u.lexeme FROM dossier.search_entry e, unnest(e.words) u
                   WHERE e.dossier_id = d.id AND e.genre = 'moyens' AND u.lexeme LIKE 'art%') AS "texts!"
               FROM dossier.dossier d WHERE d.chambre <> '' AND NOT d.sealed ORDER BY d.updated_at DESC, d.id DESC LIMIT $1"#,
            TAUGHT_MAX
        )
        .fetch(&self.pool);
        let (mut examples, mut past) = (Vec::new(), Vec::new());
        let mut circuits: BTreeMap<String, Vec<Example>> = BTreeMap::new();
        while let Some(row) = rows.try_next().await? {
            let view = pb::Dossier::decode(row.view.as_slice()).map_err(Failure::internal)?;
            let intake = intake(&view, row.texts);
            let known = known(&view, &intake);
            let (chambre, circuit) = (view.chambre.clone(), view.circuit.clone());
            if !circuit.is_empty() {
                let went = Example { chambre: circuit.clone(), ..example(&view, intake.clone()) };
                circuits.entry(chambre.clone()).or_default().push(went);
            }
            past.push(Past { id: row.id, known, chambre, circuit });
            examples.push(example(&view, intake));
        }
        drop(rows);
        let dossiers = examples.len();
        circuits.retain(|_, taught| taught.len() >= TAUGHT_MIN);
        let models = tokio::task::spawn_blocking(move || {
            let within = circuits.into_iter().map(|(chambre, taught)| (chambre, Model::learn(&taught)));
            (Model::learn(&examples), within.collect())
        });
        let (model, circuits) = models.await.map_err(Failure::internal)?;
        let learnt = Arc::new(Learnt { on: today, dossiers, model, circuits, past });
        *kept = Kept { learnt: Some(learnt.clone()), measured: BTreeMap::new() };
        Ok(learnt)
    }
}

/// What a rule says comes first; what the dossiers say of the same chamber goes with it.
fn first(suggestions: &mut Vec<pb::ChambreSuggestion>, mut ruled: pb::ChambreSuggestion) {
    if let Some(at) = suggestions.iter().position(|one| one.chambre == ruled.chambre) {
        ruled.reasons = suggestions.remove(at).reasons;
    }
    suggestions.insert(0, ruled);
    suggestions.truncate(SHOWN_MAX);
}

fn reasons(of: Vec<Reason>) -> Vec<pb::OrientationReason> {
    of.into_iter()
        .map(|reason| pb::OrientationReason {
            field: reason.field,
            found: reason.found,
            here: reason.here,
            everywhere: reason.everywhere,
        })
        .collect()
}

/// How sure a rule is, in thousandths, and its reason, with how often people went the same way where it decides.
fn measured_rule(
    rule: &pb::OrientationRule,
    version: i64,
    measure: &Measure,
    place: usize,
) -> (u32, pb::OrientationRuleReason) {
    let of = measure.rules.get(&place).copied().unwrap_or_default();
    let confidence = if of.decides < MEASURED_MIN { 0 } else { of.agrees * 1000 / of.decides };
    let reason =
        pb::OrientationRuleReason { decides: of.decides, agrees: of.agrees, ..rule_reason(rule, version) };
    (confidence, reason)
}

fn rule_reason(rule: &pb::OrientationRule, version: i64) -> pb::OrientationRuleReason {
    pb::OrientationRuleReason {
        rule_id: rule.rule_id.clone(),
        label: rule.label.clone(),
        reason: rule.reason.clone(),
        version: version.cast_unsigned(),
        decides: 0,
        agrees: 0,
    }
}

/// Articles that the mémoires of a dossier cite.
async fn texts_of(connection: &mut PgConnection, dossier: Uuid) -> Result<Vec<String>> {
    let texts = sqlx::query_scalar!(
        r#"SELECT DISTINCT u.lexeme AS "lexeme!" FROM dossier.search_entry e, unnest(e.words) u
           WHERE e.dossier_id = $1 AND e.genre = 'moyens' AND u.lexeme LIKE 'art%'"#,
        dossier
    );
    Ok(texts.fetch_all(connection).await?)
}

/// As rules look at it.
fn known(view: &pb::Dossier, intake: &Intake) -> Known {
    Known::new(Said {
        procedure: &view.procedure,
        matter: &intake.matter,
        keywords: &intake.keywords,
        texts: &intake.texts,
        attacked: &intake.attacked,
        detained: view.parties.iter().any(|party| party.situation == "detenu"),
        urgent: view.urgent,
    })
}

/// A dossier whose chamber is known. Pourvois against one decision are too much alike to test one another.
fn example(view: &pb::Dossier, intake: Intake) -> Example {
    let attacked = view.decisions.iter().map(|d| format!("{} {} {}", d.court, d.rendered_on, d.case_number));
    Example { group: attacked.collect::<Vec<_>>().join(" "), intake, chambre: view.chambre.clone() }
}

/// What is known at registration, and later of its mémoires. Of a natural person only that it is one.
fn intake(view: &pb::Dossier, mut texts: Vec<String>) -> Intake {
    texts.retain(|text| greffe_french::is_citation(text));
    texts.sort_unstable();
    texts.dedup();
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
        matter: view.matter.clone(),
        keywords: view.keywords.clone(),
        texts,
    }
}
