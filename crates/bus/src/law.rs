//! The version of the law that a listener derives by: the one the dossier service last said was put in force.
//!
//! A version that the binary does not carry is kept all the same: the service then says that it is behind, and what it hears
//! waits in its queue until a newer binary applies it.

use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{common::v1::Event, events::v1::LawPutInForce};
use greffe_procedure::{catalogue::Catalogue, versions};
use prost::Message;
use sqlx::PgConnection;

use crate::Rejection;

/// Message name of the event.
pub const PUT_IN_FORCE: &str = "LawPutInForce";

/// Keeps what the event says.
///
/// # Errors
/// When it does not decode, or the database refuses.
pub async fn heard(tx: &mut PgConnection, event: &Event) -> Result<(), Rejection> {
    let said = LawPutInForce::decode(event.payload.as_ref())
        .map_err(|e| Rejection::Permanent(Failure::internal(e)))?;
    // The table is each listener's own.
    sqlx::query("INSERT INTO law_in_force (seq, version) VALUES ($1, $2) ON CONFLICT (seq) DO NOTHING")
        .bind(said.seq.cast_signed())
        .bind(&said.version)
        .execute(tx)
        .await?;
    if versions::named(&said.version).is_none() {
        tracing::error!(version = %said.version, "this binary does not carry the version of the law in force");
    }
    Ok(())
}

/// The law in force; the newest version of all until the dossier service has said one.
///
/// # Errors
/// `LOI-001` when this binary does not carry the version.
pub async fn in_force(tx: &mut PgConnection) -> Result<&'static Catalogue> {
    let said: Option<String> =
        sqlx::query_scalar("SELECT version FROM law_in_force ORDER BY seq DESC LIMIT 1")
            .fetch_optional(tx)
            .await?;
    said.map_or_else(|| Ok(Catalogue::embedded()), |version| carried(&version))
}

/// A version of the law, as this binary applies it.
///
/// # Errors
/// `LOI-001` when this binary does not carry it.
pub fn carried(version: &str) -> Result<&'static Catalogue> {
    let known = versions::named(version).and_then(versions::Version::catalogue);
    metrics::gauge!("greffe_law_behind").set(if known.is_some() { 0.0 } else { 1.0 });
    known.ok_or_else(|| {
        Failure::new(
            Kind::Unavailable,
            "LOI-001",
            format!(
                "La version {version} du droit est en vigueur et ce service ne la porte pas\u{a0}: il s’arrête à la {}. Rien n’est perdu\u{a0}; ce qui attend sera traité dès que le service sera mis à jour.",
                Catalogue::embedded().version()
            ),
        )
    })
}
