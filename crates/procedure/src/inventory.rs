//! The pieces that a procedure requires: which are there, which are missing, which were asked for.
//!
//! What is required stands in `catalogue/pieces/`, with its article. A piece is there when an act that provides it stands; a
//! piece that answers a demand, when one came on the day of the demand or later.

use crate::{
    act::Act,
    catalogue::{Catalogue, RequiredPiece},
    derive::seen,
};

/// Whether a piece is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// An act that provides it stands.
    Present,
    /// Nobody provided it.
    Missing,
    /// Nobody provided it; it was asked for.
    Asked,
}

impl Presence {
    /// The word that travels: `presente`, `manquante`, `demandee`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Present => "presente",
            Self::Missing => "manquante",
            Self::Asked => "demandee",
        }
    }
}

/// A piece required, and where it stands.
#[derive(Debug, Clone)]
pub struct Item<'c> {
    /// What the catalogue says of it.
    pub required: &'c RequiredPiece,
    /// Whether it is there.
    pub presence: Presence,
    /// Places in the journal of the acts that provide it.
    pub provided: Vec<usize>,
    /// Place in the journal of the last act that asked for it.
    pub asked: Option<usize>,
}

/// The pieces that the journal's procedure requires as it stands, in the order of their identifiers.
pub fn inventory<'c>(catalogue: &'c Catalogue, acts: &[Act]) -> Vec<Item<'c>> {
    let view = seen(catalogue, acts);
    let place = |at: usize| acts.iter().position(|act| act.id == view.acts[at].act.id);
    let required = catalogue.required().iter();
    let due =
        required.filter(|piece| piece.procedures.contains(view.procedure) && piece.when.holds(view.facts));
    due.map(|required| {
        let day = |at: &usize| view.acts[*at].act.dates.first().and_then(|(_, value)| value.day());
        let of = |patterns: &[crate::catalogue::Pattern]| -> Vec<usize> {
            let mut found: Vec<usize> = patterns.iter().flat_map(|pattern| view.matching(pattern)).collect();
            found.sort_unstable();
            found.dedup();
            found
        };
        let (mut provided, asked) = (of(&required.provided_by), of(&required.asked_by));
        let last = asked.iter().max_by_key(|at| (day(at), **at)).copied();
        if let Some(last) = last.filter(|_| required.answers) {
            provided.retain(|given| day(given) >= day(&last));
        }
        let presence = match (provided.is_empty(), last) {
            (false, _) => Presence::Present,
            (true, Some(_)) => Presence::Asked,
            (true, None) => Presence::Missing,
        };
        Item {
            required,
            presence,
            provided: provided.into_iter().filter_map(place).collect(),
            asked: last.and_then(place),
        }
    })
    .collect()
}
