//! Requests of legal aid made to the bureau of the Court before any pourvoi: they interrupt its term (décret 2020-1717,
//! article 44), stand against a certificate of non-pourvoi, and join the dossier of the pourvoi when there is one.
//!
//! [`facts`] reads and compares what is known of a request, without a database; [`term`] says how long a pourvoi may still
//! follow; [`keep`] writes; [`near`] finds those about a decision; [`link`] makes acts of them; [`register`] reads.

pub(crate) mod facts;
mod grpc;
mod keep;
mod link;
pub mod near;
mod register;
pub mod term;

use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::dossier::v1 as pb;
use prost::Message;

/// Where a request stands.
pub mod state {
    /// Nobody ruled on it, or on its recourse.
    pub const PENDING: &str = "en_cours";
    /// The dossier of the pourvoi holds it.
    pub const LINKED: &str = "rattachee";
    /// Entered by mistake.
    pub const CANCELLED: &str = "annulee";
}

/// `AJ-2026-00001`.
pub fn number(year: i32, seq: i32) -> String {
    format!("AJ-{year}-{seq:05}")
}

/// Year and sequence of a number in any spelling: `aj 2026/1`.
pub fn read_number(text: &str) -> Option<(i32, i32)> {
    let text = text.trim();
    let bare = text.get(..2).filter(|head| head.eq_ignore_ascii_case("aj")).map_or("", |_| &text[2..]);
    let mut parts = bare.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, seq) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some((year, seq))
}

/// The facts of a request, from the bytes in which they are kept.
fn kept(facts: &[u8]) -> Result<pb::AidFacts> {
    pb::AidFacts::decode(facts).map_err(Failure::internal)
}

/// A request that does not exist, or that the caller may not know of.
fn unknown_aid() -> Failure {
    Failure::not_found(
        "AID-002",
        "Aucune demande d’aide juridictionnelle accessible ne porte cet identifiant. Retrouvez-la dans le registre des demandes.",
    )
}

/// The register moved since the form was opened.
fn stale(version: u64) -> Failure {
    Failure::new(
        Kind::Stale,
        "AID-004",
        "La demande a changé depuis que vous l’avez ouverte. Regardez ce qu’elle dit maintenant, puis enregistrez de nouveau\u{a0}: votre saisie est conservée.",
    )
    .at_version(version)
}
