//! The deposit of a report that the enclave of the délibéré tells the journal of. The registry and the rapporteur have the form
//! of the act; this door asks more, so that what was entered by hand is not entered twice. Source: CPC 1012; CPP 590, 602.

use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::events::v1::{ActRecorded, act_recorded::Body};
use uuid::Uuid;

use crate::{journal::Journal, law};

/// The service that holds the enclave, as it signs its calls.
const ENCLAVE: &str = "service:document";
/// All that it may tell of it.
const DEPOSITED: &str = "rapport_depose";

/// Whether the enclave calls.
pub(crate) fn is_the_enclave(caller: &Caller) -> bool {
    caller.subject == ENCLAVE
}

/// Whether the act is the one that the enclave tells the journal of.
pub(crate) fn told_by_the_enclave(caller: &Caller, kind: &str) -> bool {
    is_the_enclave(caller) && kind == DEPOSITED
}

/// The report is a rapporteur's, whose deposit the journal does not hold yet.
///
/// # Errors
/// `DEL-008` when the journal knows no such rapporteur, `DEL-007` when it holds the deposit.
pub(crate) fn once(journal: &Journal, fact: &ActRecorded) -> Result<()> {
    let Some(Body::RapportDepose(report)) = &fact.body else { return Ok(()) };
    let person = report.person_id.map(Uuid::from).unwrap_or_default();
    if !journal.relations().rapporteurs.contains(&person) {
        return Err(Failure::new(
            Kind::Refused,
            "DEL-008",
            "Le journal du dossier ne désigne pas l’auteur du rapport comme rapporteur. Faites inscrire sa désignation, puis déposez de nouveau le rapport.",
        ));
    }
    if is_known(&journal.facts, person) {
        return Err(Failure::new(
            Kind::Refused,
            "DEL-007",
            "Le journal du dossier porte déjà le dépôt de ce rapport\u{a0}: il n’y est pas inscrit une seconde fois. Pour que les parties puissent lire le rapport, demandez au greffe de le joindre à cet acte par une correction, ou d’annuler l’acte avant que vous ne déposiez de nouveau.",
        ));
    }
    Ok(())
}

/// Whether a deposit stands that is theirs, or that names nobody, since they were last given the case.
pub fn is_known(facts: &[ActRecorded], person: Uuid) -> bool {
    let mut known = false;
    for fact in law::live(facts) {
        match &fact.body {
            Some(Body::RapportDepose(b)) => {
                known |= b.person_id.map(Uuid::from).is_none_or(|of| of.is_nil() || of == person);
            }
            Some(Body::RapporteurDesigne(b)) if b.person_id.map(Uuid::from) == Some(person) => known = false,
            _ => {}
        }
    }
    known
}
