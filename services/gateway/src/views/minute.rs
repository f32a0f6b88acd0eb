//! Minutes and who signed them.

use greffe_contracts::document::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};

/// The minute of a decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct Minute {
    /// The piece that it is.
    piece_id: String,
    /// `a_signer`, `signee`.
    state: String,
    /// In the order in which they were given.
    signatures: Vec<MinuteSignature>,
    /// Of the file as it was last signed, in hexadecimal.
    sha256: String,
    /// Its bytes.
    size: u64,
    /// Whether this installation takes electronic signatures.
    electronic: bool,
    /// What the caller may sign it as: `president`, `greffier`.
    may_sign: Vec<String>,
    /// Whether the caller may sign for who presided, being prevented.
    may_replace: bool,
    /// Whether the caller may write down, or correct, who signed it by hand.
    may_record: bool,
    /// Of what it is the minute: `arret`, `ordonnance`, `avis`, `qpc`.
    nature: String,
}

/// Minutes that the registry of the reader's chambers is to make, or to have signed.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueMinutes {
    /// The oldest arrêt first, 100 at most.
    items: Vec<DueMinute>,
}

/// An arrêt that was pronounced, whose minute is not made or not signed by both.
#[derive(Debug, Serialize, ToSchema)]
pub struct DueMinute {
    /// UUID.
    dossier_id: String,
    /// ISO day.
    pronounced_on: String,
    /// `a_etablir`, `a_signer`.
    state: String,
    /// UUID of the piece that it is, once an act of the dossier names it.
    piece_id: Option<String>,
    /// Signatures that it bears.
    signatures: u32,
}

impl From<pb::ListMinutesResponse> for DueMinutes {
    fn from(found: pb::ListMinutesResponse) -> Self {
        let due = |m: pb::DueMinute| DueMinute {
            dossier_id: m.dossier_id,
            pronounced_on: m.pronounced_on,
            state: m.state,
            piece_id: some(m.piece_id),
            signatures: m.signatures,
        };
        Self { items: found.minutes.into_iter().map(due).collect() }
    }
}

/// A signature on a minute.
#[derive(Debug, Serialize, ToSchema)]
pub struct MinuteSignature {
    /// `president`, `greffier`.
    quality: String,
    /// Who signed.
    name: String,
    /// Holder of the certificate; none of a signature by hand.
    holder: Option<String>,
    /// Authority that vouches for it.
    authority: Option<String>,
    /// Whether the certificate says that it is qualified.
    qualified: bool,
    /// Written down by the registry.
    by_hand: bool,
    /// RFC 3339: when it was received, or the day that was told.
    signed_at: String,
    /// Why a judge who deliberated signed in the place of who presided.
    impediment: Option<String>,
}

/// A minute signed by hand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct HandSignatureInput {
    /// ISO day.
    pub signee_le: String,
    /// Who presided, or the judge who signed in that place.
    pub president: String,
    /// The greffier.
    pub greffier: String,
    /// Why who presided did not sign.
    #[serde(default)]
    pub empechement: Option<String>,
}

impl From<pb::Minute> for Minute {
    fn from(m: pb::Minute) -> Self {
        Self {
            piece_id: m.piece_id,
            state: m.state,
            signatures: each(m.signatures),
            sha256: m.sha256,
            size: m.size,
            electronic: m.electronic,
            may_sign: m.may_sign,
            may_replace: m.may_replace,
            may_record: m.may_record,
            nature: m.nature,
        }
    }
}

impl From<pb::MinuteSignature> for MinuteSignature {
    fn from(s: pb::MinuteSignature) -> Self {
        Self {
            quality: s.quality,
            name: s.name,
            holder: some(s.holder),
            authority: some(s.authority),
            qualified: s.qualified,
            by_hand: s.by_hand,
            signed_at: instant(s.signed_at),
            impediment: some(s.impediment),
        }
    }
}
