//! Chambers asked for their opinion by the one seised (CPC 1015-1), and what answered each of them.

use std::collections::HashMap;

use greffe_chassis::{Failure, Result};
use greffe_contracts::{
    common::v1::Id,
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use uuid::Uuid;

use crate::law;

/// The formation of a chamber that is asked for its opinion.
pub(crate) const FOR_OPINION: &str = "chambre_pour_avis";

/// A chamber asked, by an act that stands.
struct Consultation<'a> {
    /// Code of the chamber.
    chambre: &'a str,
    asked: &'a ActRecorded,
    /// The opinion that answers it.
    given: Option<&'a ActRecorded>,
}

/// Every consultation of a journal, in the order in which chambers were asked. An opinion answers the act that it names, whatever
/// corrected that act since.
fn of(facts: &[ActRecorded]) -> Vec<Consultation<'_>> {
    let chains = Chains::of(facts);
    let live = law::live(facts);
    let mut all: Vec<Consultation<'_>> = live
        .iter()
        .copied()
        .filter_map(|fact| match &fact.body {
            Some(Body::FormationSaisie(b)) if b.formation == FOR_OPINION => {
                Some(Consultation { chambre: &b.chambre_consultee, asked: fact, given: None })
            }
            _ => None,
        })
        .collect();
    let opinions = live.iter().copied().filter(|fact| matches!(fact.body, Some(Body::AvisDeChambreRendu(_))));
    for fact in opinions {
        let named = chains.first(fact.refers_to);
        if let Some(one) =
            all.iter_mut().find(|one| named.is_some() && chains.first(one.asked.act_id) == named)
        {
            one.given = Some(fact);
        }
    }
    all
}

/// Says of an opinion which consultation it answers: the one that it names, else the one that the act it corrects answered, else the
/// first of its chamber that waits.
///
/// # Errors
/// `ACT-028` when the chamber was not asked, or has answered already.
pub(crate) fn answer(facts: &[ActRecorded], fact: &mut ActRecorded) -> Result<()> {
    let Some(Body::AvisDeChambreRendu(given)) = &fact.body else { return Ok(()) };
    let chains = Chains::of(facts);
    let named = chains.first(fact.refers_to);
    let waits = |one: &&Consultation<'_>| {
        // Corrected, an opinion answers what it answered.
        let again = one.given.is_none_or(|by| by.act_id == fact.supersedes);
        again
            && one.chambre == given.chambre_consultee
            && (named.is_none() || chains.first(one.asked.act_id) == named)
    };
    let corrected = facts.iter().find(|known| known.act_id.is_some() && known.act_id == fact.supersedes);
    let before = chains.first(corrected.and_then(|known| known.refers_to));
    let all = of(facts);
    let waiting: Vec<&Consultation<'_>> = all.iter().filter(waits).collect();
    let same = waiting.iter().find(|one| before.is_some() && chains.first(one.asked.act_id) == before);
    let Some(asked) = same.or_else(|| waiting.first()).map(|one| one.asked.act_id) else {
        return Err(Failure::invalid(
            "ACT-028",
            "corps.chambre_consultee",
            "Aucune demande d’avis n’attend la réponse de cette chambre. Choisissez celle qui a été consultée, inscrivez d’abord sa saisine pour avis, ou corrigez la saisine pour y nommer la chambre\u{a0}; un avis déjà rendu se corrige.",
        ));
    };
    fact.refers_to = asked;
    Ok(())
}

/// As screens read them.
pub(crate) fn shown(facts: &[ActRecorded], label: impl Fn(&str) -> String) -> Vec<pb::Consultation> {
    let day = |fact: &ActRecorded| {
        fact.dates.first().and_then(law::known_day).map(|day| day.to_string()).unwrap_or_default()
    };
    let id = |fact: &ActRecorded| fact.act_id.map(Uuid::from).unwrap_or_default().to_string();
    of(facts)
        .iter()
        .map(|one| pb::Consultation {
            chambre: one.chambre.to_owned(),
            chambre_label: label(one.chambre),
            act_id: id(one.asked),
            asked_on: day(one.asked),
            opinion_act_id: one.given.map(id).unwrap_or_default(),
            given_on: one.given.map(day).unwrap_or_default(),
        })
        .collect()
}

/// Which act each act corrects.
struct Chains(HashMap<Uuid, Uuid>);

impl Chains {
    fn of(facts: &[ActRecorded]) -> Self {
        let corrects = facts.iter().filter_map(|fact| Some((fact.act_id?.into(), fact.supersedes?.into())));
        Self(corrects.collect())
    }

    /// The first act of a chain, which is no longer than the journal.
    fn first(&self, id: Option<Id>) -> Option<Uuid> {
        let mut first = Uuid::from(id?);
        for _ in 0..self.0.len() {
            match self.0.get(&first) {
                Some(before) => first = *before,
                None => break,
            }
        }
        Some(first)
    }
}
