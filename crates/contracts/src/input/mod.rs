//! What people and machines enter in JSON, by whatever door it comes, and its conversion to what services take.

mod act;
mod opening;

use jiff::civil::Date;

pub use act::{ActInput, Scope};
pub use opening::{DecisionInput, FormedInput, OpenInput, PartyInput, PersonInput};

/// A date that the law asks for and nobody knows.
pub const UNKNOWN: &str = "inconnue";

/// Roles of the parties that a declaration names.
pub const ROLES: &[&str] = &["demandeur", "defendeur", "intervenant"];
/// Where a party resides: it moves terms.
pub const RESIDENCES: &[&str] = &["metropole", "outre_mer", "etranger", "inconnue"];
/// What a person is.
pub const PERSONS: &[&str] = &["personne_physique", "personne_morale", "ministere_public"];
/// What a decision attacked is.
pub const DECISIONS: &[&str] = &["arret", "jugement", "ordonnance", "decision"];

/// A civil day counted from 1970-01-01.
#[must_use]
pub fn epoch_day(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}
