//! Who is proposed for which dossier, and why: a pure function of what is known, of rules that are data, and of a seed.
//!
//! Nothing here designates anybody: the president does. A proposal is worked out from a [`Snapshot`] by [`propose`], is
//! weighed again after each change by [`review`], and each of its choices is accounted for, person by person, by
//! [`explain`]. The same inputs give the same bytes ([`Proposal::to_bytes`]), in whatever order they are listed. Two plans of one
//! batch are laid side by side by [`compare`].
//! [`orientation`] does the same for the chamber, and [`routing`] by the rules that presidents write; [`forecast`] says what waits
//! there, what comes, and how long at that pace.

pub mod audience;
mod compare;
pub mod forecast;
#[doc(hidden)]
pub mod inside;
mod limits;
mod load;
pub mod orientation;
mod proposal;
pub mod routing;
mod rules;
mod snapshot;
mod solve;

pub use compare::{CardPair, Cause, Change, Comparison, Figures, LoadPair, Plan, Side, compare};
pub use limits::{Exclusion, Nature};
pub use load::{Load, round_robin, weigh};
pub use proposal::{
    Candidate, Designation, Finding, Impossible, Proposal, Review, Term, blocks, complete, explain, propose,
    review,
};
pub use rules::{Limit, Rules, RulesError, Test};
pub use snapshot::{Dossier, Fact, Given, Kinship, Office, Person, Snapshot, Span, Unusable, Urgency};
