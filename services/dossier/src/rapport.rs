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
            "Le journal du dossier porte déjà le dépôt de ce rapport\u{a0}: il n’y est pas inscrit une seconde fois. Si sa date est fausse, demandez au greffe de corriger l’acte.",
        ));
    }
    Ok(())
}

/// Whether a deposit stands that is theirs, or that names nobody, since they were last given the case.
fn is_known(facts: &[ActRecorded], person: Uuid) -> bool {
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

#[cfg(test)]
mod tests {
    use greffe_contracts::{
        common::v1::Id,
        events::v1::{ActeAnnule, RapportDepose, RapporteurDesigne},
    };

    use super::*;

    fn act(rank: u128, body: Body) -> ActRecorded {
        ActRecorded { act_id: Some(Id::from(Uuid::from_u128(rank))), body: Some(body), ..Default::default() }
    }

    fn designated(who: u128) -> Body {
        let person_id = Some(Id::from(Uuid::from_u128(who)));
        Body::RapporteurDesigne(RapporteurDesigne { person_id, ..Default::default() })
    }

    fn deposited(who: Option<u128>) -> Body {
        Body::RapportDepose(RapportDepose { person_id: who.map(|who| Id::from(Uuid::from_u128(who))) })
    }

    #[test]
    fn a_deposit_is_known_of_who_made_it_until_they_are_given_the_case_anew() {
        let me = Uuid::from_u128(1);
        let mut facts = vec![act(11, designated(1)), act(12, designated(2)), act(13, deposited(Some(2)))];
        assert!(!is_known(&facts, me), "another rapporteur's");
        facts.push(act(14, deposited(Some(1))));
        assert!(is_known(&facts, me));
        facts.push(act(15, designated(1)));
        assert!(!is_known(&facts, me), "given the case anew");
        facts.push(act(16, deposited(None)));
        assert!(is_known(&facts, me), "by hand, without a name");
        facts.push(ActRecorded {
            supersedes: Some(Id::from(Uuid::from_u128(16))),
            ..act(17, Body::ActeAnnule(ActeAnnule::default()))
        });
        assert!(!is_known(&facts, me), "annulled");
    }
}
