//! Deposits: the receipt of a sender, and what a greffier sees of one that waits.

use greffe_contracts::{deadline::v1 as deadline, dossier::v1 as pb};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{Finding, each, instant, some};

/// A deposit and what became of it: the receipt of its sender.
#[derive(Debug, Serialize, ToSchema)]
pub struct Deposit {
    /// UUID.
    pub deposit_id: String,
    /// The sender's own name for it; `null` while the message does not read.
    pub message_id: Option<String>,
    /// `declaration`, `memoire`, `piece`, `evenement`; `null` while the message does not read.
    pub kind: Option<String>,
    /// The first arrival of its last byte (RFC 3339), whatever happens afterwards.
    pub received_at: String,
    /// Of the bytes received, in hexadecimal.
    pub sha256: String,
    /// As the sender declared it.
    pub media_type: String,
    /// Bytes received.
    pub size: u64,
    /// Identifier of the sender.
    pub sender: String,
    /// `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`.
    pub status: String,
    /// Why it waits, with the field of the message.
    pub reason: Option<Finding>,
    /// Why it was refused.
    pub motive: Option<String>,
    /// The dossier that it opened or joined.
    pub dossier_id: Option<String>,
    /// Its number, with its letter.
    pub dossier_number: Option<String>,
    /// Version of the journal after it; `null` when it entered none.
    pub version: Option<u64>,
    /// Acts that it made.
    pub act_ids: Vec<String>,
    /// Pieces, each with the hash that was found to be the one stated.
    pub pieces: Vec<DepositPiece>,
    /// What the law or the registry remarks.
    pub findings: Vec<Finding>,
    /// When it got its present status (RFC 3339).
    pub settled_at: String,
    /// Deadlines that it opens or meets; `null` while they are not computed, or when they are not for the reader.
    pub deadlines: Option<Vec<DepositDeadline>>,
}

/// A piece of a deposit.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepositPiece {
    /// UUID.
    pub piece_id: String,
    /// In hexadecimal.
    pub sha256: String,
}

/// A deadline that a deposit opens or meets.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepositDeadline {
    /// UUID.
    pub deadline_id: String,
    /// Identifier in the catalogue.
    pub rule: String,
    /// What people read.
    pub label: String,
    /// `ouvre`, `satisfait`.
    pub effect: &'static str,
    /// `ouverte`, `satisfaite`, `satisfaite_hors_delai` ...
    pub status: String,
    /// Last useful day, ISO; `null` when undetermined.
    pub due: Option<String>,
    /// The article.
    pub basis: String,
}

impl Deposit {
    /// With what the deadlines of the dossier have to do with it.
    #[must_use]
    pub fn with(mut self, deadlines: Option<Vec<deadline::Deadline>>) -> Self {
        let acts = &self.act_ids;
        let shown = |d: deadline::Deadline| {
            let effect = if acts.contains(&d.met_by_act_id) {
                "satisfait"
            } else if acts.contains(&d.trigger_act_id) {
                "ouvre"
            } else {
                return None;
            };
            Some(DepositDeadline {
                deadline_id: d.deadline_id,
                rule: d.rule,
                label: d.label,
                effect,
                status: d.status,
                due: some(d.due),
                basis: d.basis,
            })
        };
        self.deadlines = deadlines.map(|all| all.into_iter().filter_map(shown).collect());
        self
    }
}

impl From<pb::Deposit> for Deposit {
    fn from(d: pb::Deposit) -> Self {
        let piece = |p: pb::DepositPiece| DepositPiece { piece_id: p.piece_id, sha256: p.sha256 };
        Self {
            deposit_id: d.deposit_id,
            message_id: some(d.message_id),
            kind: some(d.kind),
            received_at: instant(d.received_at),
            sha256: d.sha256,
            media_type: d.media_type,
            size: d.size,
            sender: d.sender,
            status: d.status,
            reason: d.reason.map(Finding::from),
            motive: some(d.motive),
            dossier_id: some(d.dossier_id),
            dossier_number: some(d.dossier_number),
            version: (d.version > 0).then_some(d.version),
            act_ids: d.act_ids,
            pieces: d.pieces.into_iter().map(piece).collect(),
            findings: each(d.findings),
            settled_at: instant(d.settled_at),
            deadlines: None,
        }
    }
}

/// A deposit, with what it holds for those who settle it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepositDetail {
    /// The receipt.
    pub deposit: Deposit,
    /// Whether the reader settles deposits.
    pub settles: bool,
    /// The bytes received, as text; `null` for a sender.
    pub message: Option<String>,
    /// As a greffier last repaired it.
    pub repaired: Option<String>,
    /// Dossiers that a declaration may repeat.
    pub candidates: Vec<DepositCandidate>,
}

/// A dossier that a declaration may repeat.
#[derive(Debug, Serialize, ToSchema)]
pub struct DepositCandidate {
    /// UUID.
    pub dossier_id: String,
    /// With its letter.
    pub number: String,
    /// First demandeur and first défendeur.
    pub title: String,
}

impl DepositDetail {
    /// As the service answered it, with the receipt completed.
    #[must_use]
    pub fn of(found: pb::GetDepositResponse, deposit: Deposit) -> Self {
        let candidate = |c: pb::DepositCandidate| DepositCandidate {
            dossier_id: c.dossier_id,
            number: c.number,
            title: c.title,
        };
        Self {
            deposit,
            settles: found.settles,
            message: found.settles.then(|| String::from_utf8_lossy(&found.message).into_owned()),
            repaired: some(found.repaired),
            candidates: found.candidates.into_iter().map(candidate).collect(),
        }
    }
}

/// The message as it should read.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RepairInput {
    /// In the format `greffe-depot/1`.
    #[schema(value_type = Object)]
    pub message: Map<String, Value>,
    /// The warnings were looked at: a letter that does not fit its number.
    #[serde(default)]
    pub warnings_confirmed: bool,
    /// It was looked at: no dossier is about this yet.
    #[serde(default)]
    pub duplicate_excluded: bool,
}

/// The dossier that a declaration repeats, or whose number it takes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachInput {
    /// UUID, or a number in any form.
    pub dossier: String,
    /// Of another pourvoi against the same criminal decision: what its demandeur is (`condamne`, `partie_civile` ...).
    #[serde(default)]
    pub qualite: Option<String>,
    /// Likewise, how the decision was rendered as to that demandeur (`contradictoire`, `a_signifier` ...).
    #[serde(default)]
    pub decision_rendue: Option<String>,
}

/// Why a deposit is not received.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalInput {
    /// In French: the sender reads it.
    pub motif: String,
}
