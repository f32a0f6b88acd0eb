//! The deposit of a report that the enclave of the délibéré tells the journal of. The registry and the rapporteur have the form
//! of the act; by this door a report deposited anew, or one whose deposit was entered by hand before, enters as a correction of the
//! deposit that stands: a journal holds one report of each. Source: CPC 1012; CPP 590, 602.

use greffe_chassis::{Caller, Failure, Kind, Result, db};
use greffe_contracts::events::v1::{ActRecorded, act_recorded::Body};
use greffe_procedure::derivation::Derivation;
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    Dossiers, gate,
    journal::Journal,
    law::{self, Law},
    record::Wanted,
};

/// The service that holds the enclave, as it signs its calls.
const ENCLAVE: &str = "service:document";
/// All that it may tell of it.
const DEPOSITED: &str = "rapport_depose";
/// The stage at which the case waits for its hearing. None is deposited first there; the one that stands may still be replaced.
const READY: &str = "en_etat";
/// Why the deposit that stood is corrected, as the journal keeps it.
const ANEW: &str =
    "Le rapport a été déposé de nouveau dans le délibéré\u{a0}: ce dépôt prend la place du précédent.";

/// Whether the enclave calls.
pub(crate) fn is_the_enclave(caller: &Caller) -> bool {
    caller.subject == ENCLAVE
}

/// Whether the act is the one that the enclave tells the journal of.
pub(crate) fn told_by_the_enclave(caller: &Caller, kind: &str) -> bool {
    is_the_enclave(caller) && kind == DEPOSITED
}

impl Dossiers {
    /// Gives a report that the enclave tells of its place: that of the deposit which it replaces, if one stands. Read before the
    /// locks are taken, since a correction enters wherever the act that it corrects stands; looked at again under them ([`fits`]).
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn place_report(&self, caller: &Caller, wanted: &mut Wanted) -> Result<()> {
        let Some(Body::RapportDepose(report)) = &wanted.fact.body else { return Ok(()) };
        if !is_the_enclave(caller) {
            return Ok(());
        }
        let person = report.person_id.map(Uuid::from).unwrap_or_default();
        let mut tx = db::begin(&self.pool).await?;
        let journal = Journal::lock(&mut tx, wanted.dossier).await?;
        let earlier = wanted.fact.refers_to.map(Uuid::from);
        let place = journal.as_ref().and_then(|journal| standing(&journal.facts, person, earlier));
        tx.rollback().await?;
        wanted.fact.supersedes = place.map(Into::into);
        wanted.reason = if place.is_some() { ANEW.to_owned() } else { String::new() };
        Ok(())
    }
}

/// The report is a rapporteur's; what it replaces is what stands, in a case at a stage where a report is deposited, or where the case
/// waits for its hearing. `earlier` is the act that the enclave names as that of the same paper.
///
/// # Errors
/// `DEL-008` when the journal knows no such rapporteur, `CTL-003` when a deposit came, or was corrected, meanwhile, `DEL-011` when the case
/// is at a later stage.
pub(crate) fn fits(journal: &Journal, fact: &ActRecorded, earlier: Option<Uuid>, today: Date) -> Result<()> {
    let Some(Body::RapportDepose(report)) = &fact.body else { return Ok(()) };
    let person = report.person_id.map(Uuid::from).unwrap_or_default();
    if !journal.relations().rapporteurs.contains(&person) {
        return Err(Failure::new(
            Kind::Refused,
            "DEL-008",
            "Le journal du dossier ne désigne pas l’auteur du rapport comme rapporteur. Faites inscrire sa désignation, puis déposez de nouveau le rapport.",
        ));
    }
    // Its place was looked for before the locks were taken: it is another since, or there was none and there is one.
    if standing(&journal.facts, person, earlier) != fact.supersedes.map(Uuid::from) {
        return Err(gate::moved());
    }
    if fact.supersedes.is_none() {
        return Ok(());
    }
    // The law admits a correction at any stage; this one would change what was debated, or what the decision was rendered on.
    let (law, derived) = (&journal.law, journal.law.derive(&journal.acts, today));
    if !deposits(law, &derived) && derived.stage.as_str() != READY {
        return Err(Failure::new(
            Kind::Refused,
            "DEL-011",
            format!(
                "À ce stade de l’affaire («\u{a0}{}\u{a0}»), aucun rapport ne se dépose\u{a0}: celui du dossier reste le sien, et ce dépôt ne le remplace pas. Si l’acte au journal est inexact, demandez au greffe de le corriger.",
                law.stage_label(derived.stage)
            ),
        ));
    }
    Ok(())
}

/// Whether reports are deposited at the stage of a case.
fn deposits(law: &Law, derived: &Derivation) -> bool {
    let ty = law.catalogue.type_named(DEPOSITED);
    ty.is_some_and(|ty| derived.possible_acts.contains(law.catalogue, ty.kind))
}

/// A report that the enclave tells of, where it replaces a deposit which a member of the group never held: that dossier was joined since, or
/// the deposit was entered at the head alone.
pub(crate) fn is_new_to(there: &Journal, fact: &ActRecorded, actor: &str) -> bool {
    actor == ENCLAVE
        && matches!(fact.body, Some(Body::RapportDepose(_)))
        && fact.supersedes.is_some()
        && !there.facts.iter().any(|known| known.common_act == fact.supersedes)
}

/// Whether such a report may enter that member: its author reports there, at a stage where reports are deposited.
pub(crate) fn enters(there: &Journal, fact: &ActRecorded, today: Date) -> bool {
    let Some(Body::RapportDepose(report)) = &fact.body else { return false };
    let person = report.person_id.map(Uuid::from).unwrap_or_default();
    there.relations().rapporteurs.contains(&person)
        && deposits(&there.law, &there.law.derive(&there.acts, today))
}

/// The deposit whose place a report takes: that of the same paper, which its earlier act names; else the last that is its author's, or
/// names nobody, since they were last given the case.
pub fn standing(facts: &[ActRecorded], person: Uuid, earlier: Option<Uuid>) -> Option<Uuid> {
    if let Some(of_the_paper) = earlier.and_then(|earlier| as_it_stands(facts, earlier)) {
        return Some(of_the_paper);
    }
    let mut last = None;
    for fact in law::live(facts) {
        match &fact.body {
            Some(Body::RapportDepose(b))
                if b.person_id.map(Uuid::from).is_none_or(|of| of.is_nil() || of == person) =>
            {
                last = fact.act_id.map(Uuid::from);
            }
            Some(Body::RapporteurDesigne(b)) if b.person_id.map(Uuid::from) == Some(person) => last = None,
            _ => {}
        }
    }
    last
}

/// The deposit that an act is since its corrections; none when it was annulled.
fn as_it_stands(facts: &[ActRecorded], act: Uuid) -> Option<Uuid> {
    let mut found = facts.iter().find(|fact| fact.act_id.map(Uuid::from) == Some(act))?;
    while let Some(next) =
        facts.iter().find(|fact| fact.supersedes.is_some() && fact.supersedes == found.act_id)
    {
        found = next;
    }
    let deposit = matches!(found.body, Some(Body::RapportDepose(_)));
    found.act_id.map(Uuid::from).filter(|_| deposit)
}
