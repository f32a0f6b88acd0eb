//! The deposit of a report that the enclave of the délibéré tells the journal of. The registry and the rapporteur have the form
//! of the act; by this door a report deposited anew, or one whose deposit was entered by hand before, enters as a correction of the
//! deposit that stands: a journal holds one report of each. Source: CPC 1012; CPP 590, 602.

use greffe_chassis::{Caller, Failure, Kind, Result, db};
use greffe_contracts::events::v1::{ActRecorded, act_recorded::Body};
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    Dossiers,
    case::{
        common::{Elsewhere, Reach},
        groups,
    },
    gate,
    journal::Journal,
    law,
    record::Wanted,
};

/// The service that holds the enclave, as it signs its calls.
const ENCLAVE: &str = "service:document";
/// All that it may tell of it.
const DEPOSITED: &str = "rapport_depose";
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
        let mut place = journal.as_ref().and_then(|journal| standing(&journal.facts, person, earlier));
        // Dossiers that are joined have one report: what stands at their head alone is not in its place.
        let joined = !groups::members(&mut tx, wanted.dossier).await?.is_empty();
        if let Some(standing) = place.filter(|_| joined) {
            let corrects = ActRecorded { supersedes: Some(standing.into()), ..Default::default() };
            let entered = Elsewhere::of(&mut tx, wanted.dossier, &corrects, Reach::GroupIfHead).await?;
            place = place.filter(|_| !entered.dossiers.is_empty());
        }
        tx.rollback().await?;
        wanted.fact.supersedes = place.map(Into::into);
        wanted.reason = if place.is_some() { ANEW.to_owned() } else { String::new() };
        Ok(())
    }
}

/// The report is a rapporteur's; the deposit that it replaces still stands, in a case at a stage where a report is deposited.
///
/// # Errors
/// `DEL-008` when the journal knows no such rapporteur, `CTL-003` when the deposit was corrected meanwhile, `DEL-011` when the case is at
/// a stage where no report is deposited.
pub(crate) fn fits(journal: &Journal, fact: &ActRecorded, today: Date) -> Result<()> {
    let Some(Body::RapportDepose(report)) = &fact.body else { return Ok(()) };
    let person = report.person_id.map(Uuid::from).unwrap_or_default();
    if !journal.relations().rapporteurs.contains(&person) {
        return Err(Failure::new(
            Kind::Refused,
            "DEL-008",
            "Le journal du dossier ne désigne pas l’auteur du rapport comme rapporteur. Faites inscrire sa désignation, puis déposez de nouveau le rapport.",
        ));
    }
    if fact.supersedes.is_none() {
        return Ok(());
    }
    if !law::live(&journal.facts).iter().any(|known| known.act_id == fact.supersedes) {
        return Err(gate::moved());
    }
    // The law admits a correction at any stage; this one would change what was debated, or what the decision was rendered on.
    let (law, derived) = (&journal.law, journal.law.derive(&journal.acts, today));
    let admitted = law
        .catalogue
        .type_named(DEPOSITED)
        .is_some_and(|ty| derived.possible_acts.contains(law.catalogue, ty.kind));
    if !admitted {
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
