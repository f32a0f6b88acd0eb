//! A party without counsel follows its own case by a personal link: made by the registry, proven by a code that reaches the
//! party another way, ended when the registry says so, when it is over, or as soon as counsel stands for the party.
//!
//! Of link, code and session only hashes are kept. Whoever presents something that opens nothing is told the same, whatever
//! the reason. Source: CPC 973, 983, 985 (parties without counsel); CPP 584, 585 (mémoire personnel).

mod grpc;
pub(crate) mod links;
mod memoire;
pub(crate) mod session;

use greffe_access::CaseRelations;
use greffe_chassis::{Caller, Failure, Kind, Result, db::sql_instant};
use greffe_contracts::dossier::v1 as pb;
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{journal::Journal, law, view};

pub(crate) use memoire::own_deposit;

/// Role of a party that follows its case.
pub(crate) const PARTY: &str = "partie";

/// Who is what to the case, the caller among them when it is a party whose link stood at that instant and for whom nobody is
/// constituted.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn relations(
    tx: &mut PgConnection,
    caller: &Caller,
    journal: &Journal,
    at: Timestamp,
) -> Result<CaseRelations> {
    let mut case = journal.relations();
    let Some(party) = Uuid::parse_str(&caller.agent_id).ok().filter(|_| caller.has_role(PARTY)) else {
        return Ok(case);
    };
    let stands = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM dossier.link
             WHERE dossier_id = $1 AND party_id = $2 AND issued_at <= $3 AND expires_at > $3
                 AND (revoked_at IS NULL OR revoked_at > $3) AND (locked_at IS NULL OR locked_at > $3)) AS "stands!""#,
        journal.dossier,
        party,
        sql_instant(at)
    )
    .fetch_one(tx)
    .await?;
    if stands && party_of(journal, party).is_some_and(|party| party.office_ids.is_empty()) {
        case.followers.push(party);
    }
    Ok(case)
}

/// A party as the journal knows it.
fn party_of(journal: &Journal, party: Uuid) -> Option<pb::Party> {
    let id = party.to_string();
    view::parties(journal, &law::live(&journal.facts)).into_iter().find(|known| known.party_id == id)
}

/// Thirty-two bytes from their hexadecimal, hashed as they are kept. `None` when they are none.
pub fn digest_of(secret: &str) -> Option<Vec<u8>> {
    let bytes = secret.as_bytes();
    let fits = bytes.len() == 64 && bytes.iter().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(b));
    fits.then(|| Sha256::digest(bytes).to_vec())
}

/// A new secret of 256 bits, in hexadecimal.
pub fn secret() -> String {
    let bytes: [u8; 32] = rand::random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn wire(at: Timestamp) -> prost_types::Timestamp {
    prost_types::Timestamp { seconds: at.as_second(), nanos: 0 }
}

/// Nothing opens: unknown, expired, revoked, locked, suspended, or the wrong code. One answer.
fn closed() -> Failure {
    Failure::not_found(
        "LIE-001",
        "Ce lien et ce code n’ouvrent aucun suivi. Vérifiez le code caractère par caractère\u{a0}; s’il est exact, demandez un nouveau lien au greffe de la Cour.",
    )
}

/// The session holds no more.
fn ended() -> Failure {
    Failure::new(
        Kind::Unauthenticated,
        "LIE-002",
        "Votre session de suivi est terminée. Ouvrez de nouveau votre lien personnel, puis saisissez le code que le greffe vous a remis.",
    )
}
