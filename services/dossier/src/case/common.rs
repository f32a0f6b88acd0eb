//! A common act: recorded at the head of a group, entered by reference in the journal of each member, in its own words:
//! whom the head's act names is named by who stands in the same place there.

use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    common::v1::{Finding, Id, Scope},
    decisions_of,
    dossier::v1 as pb,
    events::v1::{ActRecorded, RulingOutcome, act_recorded::Body},
    kind_of, number_of, parties_of, pourvoi_of,
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::groups;
use crate::{
    Dossiers, access, decisions,
    journal::Journal,
    law, rapport,
    record::{By, WORDED},
    view,
};

/// How far an act goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Its own dossier; a correction, wherever the act that it corrects stands.
    Alone,
    /// The whole group under its head.
    Group,
    /// The whole group where the dossier is a head, else its own dossier; a correction too, which is nothing to a dossier that is not
    /// of the group any more.
    GroupIfHead,
}

/// The other journals that an act enters.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// Dossiers, the act's own apart.
    pub dossiers: Vec<Uuid>,
    /// Whether it is entered in the whole group, not only where the act that it corrects stands.
    common: bool,
}

impl Elsewhere {
    /// Read before the locks are taken: what it says is looked at again under them.
    ///
    /// # Errors
    /// When the act cannot be common, or the database refuses.
    pub async fn of(tx: &mut PgConnection, dossier: Uuid, fact: &ActRecorded, reach: Reach) -> Result<Self> {
        if let (Some(corrected), false) = (fact.supersedes.map(Uuid::from), reach == Reach::GroupIfHead) {
            // A correction follows the act wherever it stands, even where the dossier has left the group since.
            let mut dossiers = sqlx::query_scalar!(
                "SELECT c.dossier_id FROM dossier.act a
                 JOIN dossier.act c ON c.common_act = a.act_id WHERE a.act_id = $1 AND a.dossier_id = $2",
                corrected,
                dossier
            )
            .fetch_all(&mut *tx)
            .await?;
            if !dossiers.is_empty() {
                dossiers.extend(groups::members(tx, dossier).await?);
            }
            dossiers.sort_unstable();
            dossiers.dedup();
            return Ok(Self { dossiers, common: false });
        }
        if reach == Reach::Alone {
            return Ok(Self::default());
        }
        if reach == Reach::Group && fact.body.as_ref().is_some_and(declares) {
            return Err(Failure::invalid(
                "PAR-013",
                "commun",
                "Cet acte déclare les parties ou la décision d’un seul dossier\u{a0}: il ne peut pas être commun au groupe. Enregistrez-le dans le dossier concerné.",
            ));
        }
        let mut members = groups::members(tx, dossier).await?;
        members.sort_unstable();
        if reach == Reach::Group && members.is_empty() {
            return Err(not_a_head());
        }
        Ok(Self { common: !members.is_empty(), dossiers: members })
    }

    /// Locks the act's own journal and the others, in the order of ids.
    ///
    /// # Errors
    /// When a dossier is not there, or the database refuses.
    pub async fn lock(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
    ) -> Result<Option<(Journal, Vec<Journal>)>> {
        if self.dossiers.is_empty() {
            return Ok(Journal::lock(tx, dossier).await?.map(|journal| (journal, Vec::new())));
        }
        let ids: Vec<Uuid> = self.dossiers.iter().copied().chain([dossier]).collect();
        let mut others = groups::lock_all(tx, &ids).await?;
        let Some(at) = others.iter().position(|journal| journal.dossier == dossier) else { return Ok(None) };
        let own = others.remove(at);
        Ok(Some((own, others)))
    }

    /// What was read before the locks is looked at again under them.
    ///
    /// # Errors
    /// When the group changed meanwhile.
    pub fn still(&self, own: &Journal, others: &[Journal]) -> Result<()> {
        if !self.common {
            return Ok(());
        }
        let mut now = own.group.as_ref().map(groups::dossiers).unwrap_or_default();
        now.retain(|id| *id != own.dossier);
        now.sort_unstable();
        if now.iter().eq(others.iter().map(|journal| &journal.dossier)) { Ok(()) } else { Err(changed(own)) }
    }
}

/// Acts that gave new words to what a journal names: the words stay until others take their place.
const REWORDED: &[&str] = &["identite_rectifiee", "adresse_changee", "decision_completee"];

pub(crate) fn not_a_head() -> Failure {
    Failure::invalid(
        "PAR-012",
        "commun",
        "Ce dossier n’est pas la tête d’un groupe de dossiers joints. Enregistrez l’acte commun au dossier de tête, ou l’acte propre dans ce dossier.",
    )
}

/// The group moved between the reading and the lock.
pub(crate) fn changed(head: &Journal) -> Failure {
    Failure::new(
        Kind::Stale,
        "PAR-011",
        "Le groupe de dossiers joints vient de changer. Rechargez le dossier de tête, puis enregistrez de nouveau\u{a0}: votre saisie est conservée.",
    )
    .at_version(head.version())
}

/// An act that declares parties, decisions, a pourvoi or a number is of one dossier.
fn declares(body: &Body) -> bool {
    !parties_of(body).is_empty()
        || !decisions_of(body).is_empty()
        || pourvoi_of(body).is_some()
        || number_of(body).is_some()
        || matches!(body, Body::JonctionPrononcee(_) | Body::DisjonctionPrononcee(_))
}

/// An act entered by reference is corrected where it was recorded, as long as the dossiers are joined.
///
/// # Errors
/// The refusal.
pub fn corrected_at_its_head(journal: &Journal, fact: &ActRecorded) -> Result<()> {
    let Some(corrected) = fact.supersedes else { return Ok(()) };
    let act = journal.facts.iter().find(|f| f.act_id == Some(corrected));
    let Some(head) = act.and_then(|f| f.common_head).map(Uuid::from) else { return Ok(()) };
    match &journal.group {
        Some(group) if group.head_id == head.to_string() => Err(Failure::new(
            Kind::Refused,
            "PAR-014",
            format!(
                "Cet acte est commun aux dossiers joints\u{a0}: il se corrige au dossier de tête {}, et la correction vaut pour tous.",
                group.head_number
            ),
        )),
        _ => Ok(()),
    }
}

/// What the act of a head is in another journal.
#[derive(Debug)]
pub enum There {
    /// The act as it enters.
    Act(Box<ActRecorded>),
    /// Nobody or nothing that it names has a place there, or what it corrects was corrected there already.
    Nothing(&'static str),
}

/// Translates the act of a head for another journal. `act_id`, `recorded_at` are set when it enters.
#[must_use]
pub fn translated(own: &Journal, fact: &ActRecorded, there: &Journal) -> There {
    let copy_of = |id: Id| there.facts.iter().find(|f| f.common_act == Some(id)).and_then(|f| f.act_id);
    let mut copy = ActRecorded {
        kind: fact.body.as_ref().map(kind_of).unwrap_or_default().to_owned(),
        dates: fact.dates.clone(),
        body: fact.body.clone(),
        common_act: fact.act_id,
        common_head: Some(own.dossier.into()),
        ..Default::default()
    };
    if let Some(corrected) = fact.supersedes {
        let Some(standing) = copy_of(corrected) else {
            return There::Nothing("l’acte corrigé n’y figure pas");
        };
        if there.facts.iter().any(|f| f.supersedes == Some(standing)) {
            return There::Nothing("l’acte y a déjà été corrigé");
        }
        copy.supersedes = Some(standing);
    }
    copy.refers_to = fact.refers_to.and_then(|id| copy_of(id).or_else(|| alike(own, id, there)));
    match scope(own, fact.scope.as_ref(), there) {
        Some(scope) => copy.scope = scope,
        None => return There::Nothing(NOBODY),
    }
    if let Some(outcomes) = copy.body.as_mut().and_then(outcomes)
        && !outcomes.is_empty()
    {
        *outcomes = outcomes.iter().filter_map(|outcome| outcome_there(own, outcome, there)).collect();
        if outcomes.is_empty() {
            return There::Nothing(NOBODY);
        }
    }
    There::Act(Box::new(copy))
}

const NO_REPORT: &str =
    "l’auteur du rapport n’y est pas rapporteur, ou aucun rapport ne s’y dépose à ce stade";
const NOBODY: &str = "aucune des parties, aucun des pourvois visés n’y figure";

/// What a decision rules, line by line.
fn outcomes(body: &mut Body) -> Option<&mut Vec<RulingOutcome>> {
    match body {
        Body::DecisionPrononcee(b) => Some(&mut b.outcomes),
        Body::DecisionPartiellePrononcee(b) => Some(&mut b.outcomes),
        _ => None,
    }
}

/// A line of a common decision, of whom and what it rules there. `None` where it rules nothing there.
fn outcome_there(own: &Journal, outcome: &RulingOutcome, there: &Journal) -> Option<RulingOutcome> {
    let named = Scope {
        pourvois: outcome.on_pourvois.clone(),
        parties: outcome.on_parties.clone(),
        decisions: outcome.on_decisions.clone(),
    };
    let Scope { pourvois, parties, decisions } = scope(own, Some(&named), there)??;
    Some(RulingOutcome {
        on_pourvois: pourvois,
        on_parties: parties,
        on_decisions: decisions,
        ..outcome.clone()
    })
}

/// The last act of the same type that stands there: what an act from before the joinder answers to.
fn alike(own: &Journal, id: Id, there: &Journal) -> Option<Id> {
    let kind = &own.facts.iter().find(|f| f.act_id == Some(id))?.kind;
    law::live(&there.facts).into_iter().rev().find(|f| f.kind == *kind)?.act_id
}

/// Whom and what it names there; the outer `None` when it names somebody or something and none of it is there.
fn scope(own: &Journal, scope: Option<&Scope>, there: &Journal) -> Option<Option<Scope>> {
    let Some(scope) = scope else { return Some(None) };
    let (from, to) = (Named::of(own), Named::of(there));
    let parties = counterparts(
        &scope.parties,
        &from.parties,
        &to.parties,
        |p| &p.party_id,
        |p| p.role.clone(),
        |p, names| (p.role.clone(), names.names.searched(&p.party_id)),
        (own, there),
    )?;
    let pourvois = counterparts(
        &scope.pourvois,
        &from.pourvois,
        &to.pourvois,
        |p| &p.pourvoi_id,
        |p| p.nature.clone(),
        |p, _| (p.nature.clone(), String::new()),
        (own, there),
    )?;
    let decisions = counterparts(
        &scope.decisions,
        &from.decisions,
        &to.decisions,
        |d| &d.decision_id,
        |_| String::new(),
        |d, _| (d.court.clone(), format!("{} {}", d.rendered_on, d.case_number)),
        (own, there),
    )?;
    Some(Some(Scope { pourvois, parties, decisions }))
}

/// What a journal names.
struct Named {
    parties: Vec<pb::Party>,
    pourvois: Vec<pb::Pourvoi>,
    decisions: Vec<pb::Decision>,
}

impl Named {
    fn of(journal: &Journal) -> Self {
        let live = law::live(&journal.facts);
        Self {
            parties: view::parties(journal, &live),
            pourvois: view::pourvois(journal, &live),
            decisions: view::decisions(journal, &live),
        }
    }
}

/// The same things there: a whole side stands for the whole side, one alone for the one that is called the same. Empty stays
/// empty, which means all; nothing found is no empty list.
fn counterparts<T>(
    wanted: &[Id],
    from: &[T],
    to: &[T],
    id: impl Fn(&T) -> &String,
    side: impl Fn(&T) -> String,
    identity: impl Fn(&T, &Journal) -> (String, String),
    (own, there): (&Journal, &Journal),
) -> Option<Vec<Id>> {
    if wanted.is_empty() {
        return Some(Vec::new());
    }
    let wanted: Vec<String> = wanted.iter().map(|id| Uuid::from(*id).to_string()).collect();
    let chosen = |one: &&T| wanted.contains(id(one));
    let mut found: Vec<Id> = Vec::new();
    let mut add = |one: &T| {
        if let Ok(id) = Uuid::parse_str(id(one)).map(Id::from)
            && !found.contains(&id)
        {
            found.push(id);
        }
    };
    for one in from.iter().filter(chosen) {
        let whole = from.iter().filter(|other| side(other) == side(one)).all(|other| chosen(&other));
        if whole {
            to.iter().filter(|other| side(other) == side(one)).for_each(&mut add);
        } else {
            let wanted = identity(one, own);
            to.iter().filter(|other| identity(other, there) == wanted).for_each(&mut add);
        }
    }
    (!found.is_empty()).then_some(found)
}

impl Dossiers {
    /// Enters an act of a journal in the others, each under its own law, stage, rights and gate.
    pub(crate) async fn enter_elsewhere(
        &self,
        tx: &mut PgConnection,
        (own, fact): (&Journal, &ActRecorded),
        others: &mut [Journal],
        by: By<'_>,
        now: Timestamp,
    ) -> Result<(Vec<pb::EnteredAct>, Vec<Finding>)> {
        let (mut entered, mut findings) = (Vec::new(), Vec::new());
        for there in others {
            let (mut by, mut anew) = (by, None);
            if rapport::is_new_to(there, fact, by.actor) {
                if !rapport::enters(there, fact, self.clock.today()) {
                    findings.push(left_out(there, NO_REPORT));
                    continue;
                }
                // It takes the place of nothing there, and needs no reason.
                by.reason = "";
                anew = Some(ActRecorded { supersedes: None, ..fact.clone() });
            }
            let fact = anew.as_ref().unwrap_or(fact);
            let mut copy = match translated(own, fact, there) {
                There::Act(copy) => *copy,
                There::Nothing(why) => {
                    // A member that never held the act which is corrected has nothing to be told.
                    if fact.supersedes.is_none()
                        || there.facts.iter().any(|f| f.common_act == fact.supersedes)
                    {
                        findings.push(left_out(there, why));
                    }
                    continue;
                }
            };
            decisions::outcomes_hold(there, &mut copy)
                .map_err(|failure| groups::in_dossier(there, failure))?;
            let at = there.facts.len();
            let said = self.append(tx, there, copy, by, now).await;
            findings.extend(said.map_err(|failure| groups::in_dossier(there, failure))?);
            entered.push(pb::EnteredAct {
                dossier_id: there.dossier.to_string(),
                number: groups::number(there),
                version: there.version(),
                act_id: there
                    .facts
                    .get(at)
                    .and_then(|f| f.act_id)
                    .map(Uuid::from)
                    .unwrap_or_default()
                    .to_string(),
            });
        }
        Ok((entered, findings))
    }

    /// After acts that joined or disjoined were corrected: the table and the views say what the journals say.
    pub(crate) async fn regroup(
        &self,
        tx: &mut PgConnection,
        journals: &mut [&mut Journal],
        now: Timestamp,
    ) -> Result<()> {
        groups::settle(tx, journals.iter().map(|journal| &**journal)).await?;
        for journal in journals {
            journal.group = groups::of(tx, journal.dossier).await?;
            let derived = journal.law.derive(&journal.acts, self.clock.today());
            journal.project(tx, now, &derived).await?;
        }
        Ok(())
    }
}

fn left_out(there: &Journal, why: &str) -> Finding {
    Finding {
        code: "PAR-015".into(),
        severity: "avertissement".into(),
        message: format!("L’acte commun n’entre pas au dossier {}\u{a0}: {why}.", groups::number(there)),
        basis: "CPC 367".into(),
        ..Default::default()
    }
}

/// Acts that have a door of their own because they touch several journals at once.
///
/// # Errors
/// The refusal, which names that door.
pub fn not_alone(journal: &Journal, fact: &ActRecorded) -> Result<()> {
    if WORDED.contains(&fact.kind.as_str()) {
        return Err(Failure::new(
            Kind::Refused,
            "PAR-035",
            "Cet acte s’accompagne de mots gardés à part du journal (identité, juridiction, personnes nommées, moyens)\u{a0}: faites-le depuis l’onglet «\u{a0}Parties\u{a0}» ou la page «\u{a0}Modifier le dossier\u{a0}». Pour l’annuler, corrigez-le par une annulation.",
        ));
    }
    if matches!(fact.body, Some(Body::PourvoiForme(_))) && fact.supersedes.is_none() {
        return Err(Failure::new(
            Kind::Refused,
            "PAR-035",
            "Une déclaration de pourvoi s’accompagne de l’identité de ses parties, gardée à part du journal\u{a0}: enregistrez celle d’un autre demandeur depuis la page «\u{a0}Modifier le dossier\u{a0}», rubrique «\u{a0}Autre pourvoi contre la même décision\u{a0}».",
        ));
    }
    let corrected = journal.facts.iter().find(|f| f.act_id.is_some() && f.act_id == fact.supersedes);
    if corrected.is_some_and(|act| REWORDED.contains(&act.kind.as_str())) {
        return Err(Failure::new(
            Kind::Refused,
            "PAR-036",
            "Une rectification ne s’annule pas, elle se rectifie\u{a0}: faites-en une autre, qui dit ce qui est exact.",
        ));
    }
    if groups::regroups(fact) && corrected.is_none_or(|act| act.body != fact.body) {
        return Err(Failure::new(
            Kind::Refused,
            "PAR-010",
            "Une jonction ou une disjonction touche plusieurs dossiers à la fois\u{a0}: prononcez-la depuis «\u{a0}Joindre\u{a0}» ou «\u{a0}Disjoindre\u{a0}» au dossier de tête, l’acte entrera dans chacun.",
        ));
    }
    Ok(())
}

/// Whether the caller may do to each of the other journals what he does to the act's own.
///
/// # Errors
/// The refusal, which names the dossier.
pub async fn allowed(
    tx: &mut PgConnection,
    now: Timestamp,
    caller: &greffe_chassis::Caller,
    action: greffe_access::Action,
    others: &[Journal],
    words: &access::Words<'_>,
) -> Result<()> {
    for there in others {
        let may = access::require(tx, now, caller, action, &there.relations(), words).await;
        may.map_err(|refused| groups::in_dossier(there, refused))?;
    }
    Ok(())
}
