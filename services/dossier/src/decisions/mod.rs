//! Decisions: what an act that records one must say, its number, its place in the register, what the public gets of it.
//!
//! [`rules`] checks without a database; [`number`] gives the minute and the ECLI; [`register`] keeps and lists; [`version`]
//! writes what the public reads; [`release`] journals it; [`handover`] hands it over until it is taken.

mod citations;
mod grpc;
pub mod handover;
mod number;
mod register;
mod release;
pub(crate) mod rules;
pub(crate) mod version;

use greffe_chassis::{Failure, Kind};
use greffe_contracts::events::v1::{RulingOutcome, act_recorded::Body};

pub(crate) use number::{Borne, borne, number};
pub(crate) use register::{carry_words, enter, hex, keep_words, relet};
pub(crate) use rules::{check, outcomes_hold};

/// What the acts that record a decision say, whatever their type.
pub(crate) struct Ruled<'a> {
    pub nature: &'a str,
    /// Code of the public list, or of the act where that list has none.
    pub solution: &'a str,
    pub formation: &'a str,
    pub ecli: &'a str,
    pub register_number: &'a str,
    pub outcomes: &'a [RulingOutcome],
    pub renvoi: &'a str,
    pub etendue: &'a str,
    pub extension: &'a str,
    pub frais: &'a str,
    pub publication: &'a [String],
    pub text_sha256: &'a str,
}

macro_rules! ruled {
    ($b:expr, $nature:expr, $solution:expr) => {
        Some(Ruled {
            nature: $nature,
            solution: $solution,
            formation: "",
            ecli: &$b.ecli,
            register_number: &$b.register_number,
            outcomes: &[],
            renvoi: "",
            etendue: "",
            extension: "",
            frais: "",
            publication: &[],
            text_sha256: &$b.text_sha256,
        })
    };
    ($b:expr) => {
        Some(Ruled {
            nature: &$b.nature,
            solution: &$b.solution,
            formation: &$b.formation,
            ecli: &$b.ecli,
            register_number: &$b.register_number,
            outcomes: &$b.outcomes,
            renvoi: &$b.renvoi,
            etendue: &$b.etendue,
            extension: &$b.extension,
            frais: &$b.frais,
            publication: &$b.publication,
            text_sha256: &$b.text_sha256,
        })
    };
}

/// What the act says of a decision; nothing where it records none.
pub(crate) fn ruled(body: &Body) -> Option<Ruled<'_>> {
    let either = |yes: bool, then: &'static str| if yes { then } else { "rejet" };
    match body {
        Body::DecisionPrononcee(b) => ruled!(b),
        Body::DecisionPartiellePrononcee(b) => ruled!(b),
        Body::ArretRabattu(b) => ruled!(b, "arret", "rabat"),
        Body::DecisionRectifiee(b) => ruled!(b, "arret", "other"),
        Body::DecheanceConstatee(b) => ruled!(b, &b.nature, "decheance"),
        Body::DesistementConstate(b) => ruled!(b, &b.nature, "desistement"),
        Body::NonAdmissionOrdonnee(b) => ruled!(b, "ordonnance", "non_admission"),
        Body::PeremptionConstatee(b) => {
            ruled!(b, "ordonnance", either(b.sens == "peremption", "peremption"))
        }
        Body::RadiationDecidee(b) => ruled!(b, "ordonnance", either(b.sens == "radiation", "radiation")),
        Body::ReinscriptionDecidee(b) => {
            ruled!(b, "ordonnance", either(b.sens == "reinscription", "reinscription"))
        }
        Body::QpcDecidee(b) => ruled!(b, "arret", if b.sens == "renvoi" { "qpc" } else { "qpcother" }),
        _ => None,
    }
}

/// What the service itself writes in an act that records a decision.
pub(crate) struct RuledMut<'a> {
    pub ecli: &'a mut String,
    pub register_number: &'a mut String,
    pub text_sha256: &'a mut String,
}

macro_rules! parts {
    ($b:expr) => {
        Some(RuledMut {
            ecli: &mut $b.ecli,
            register_number: &mut $b.register_number,
            text_sha256: &mut $b.text_sha256,
        })
    };
}

/// The same to write; nothing where the act records no decision.
pub(crate) fn ruled_mut(body: &mut Body) -> Option<RuledMut<'_>> {
    match body {
        Body::DecisionPrononcee(b) => parts!(b),
        Body::DecisionPartiellePrononcee(b) => parts!(b),
        Body::ArretRabattu(b) => parts!(b),
        Body::DecisionRectifiee(b) => parts!(b),
        Body::DecheanceConstatee(b) => parts!(b),
        Body::DesistementConstate(b) => parts!(b),
        Body::NonAdmissionOrdonnee(b) => parts!(b),
        Body::PeremptionConstatee(b) => parts!(b),
        Body::RadiationDecidee(b) => parts!(b),
        Body::ReinscriptionDecidee(b) => parts!(b),
        Body::QpcDecidee(b) => parts!(b),
        _ => None,
    }
}

/// What the decision cannot be.
fn refused(code: &'static str, field: &str, message: impl Into<String>) -> Failure {
    Failure::invalid(code, field, message.into())
}

/// A decision that is not in the register, or that the caller may not know of: the two answers are one.
fn unknown_decision() -> Failure {
    Failure::new(
        Kind::NotFound,
        "ARR-013",
        "Aucune décision accessible ne porte cet identifiant. Retrouvez-la dans le registre des décisions.",
    )
}
