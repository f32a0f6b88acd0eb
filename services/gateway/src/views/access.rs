//! Who is let into papers that are not theirs, and who read what.

use std::collections::HashMap;

use greffe_contracts::{common::v1::TrailEntry, document::v1 as pb};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{instant, some};

/// Accesses that the reader is told of.
#[derive(Debug, Serialize, ToSchema)]
pub struct Accesses {
    /// Newest first, 200 at most.
    pub items: Vec<Access>,
    /// What the reader may ask of the dossier named: `demande`, `urgence`, `habilitation`.
    pub may_ask: Vec<String>,
}

/// An access to the papers of a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct Access {
    /// UUID.
    access_id: String,
    /// UUID.
    dossier_id: String,
    /// Number of the pourvoi.
    dossier_number: Option<String>,
    /// Code of the chamber seised.
    chambre: Option<String>,
    /// `demande`, `urgence`, `habilitation`.
    kind: String,
    /// Who reads: who asked, or whom it names.
    agent_id: String,
    /// Name to show.
    agent_name: Option<String>,
    /// `demandee`, `ouverte`, `refusee`, `retiree`, `echue`, `revue`.
    state: String,
    /// Given back with the next step.
    version: u64,
    /// RFC 3339: until when papers are read.
    until: Option<String>,
    /// In order, the first being the request.
    steps: Vec<AccessStep>,
    /// Steps that the reader may take: `accord`, `refus`, `retrait`, `revue`.
    may: Vec<String>,
    /// Whether the reader of this reads by it.
    own: bool,
}

/// What was done about an access.
#[derive(Debug, Serialize, ToSchema)]
pub struct AccessStep {
    /// `demande`, `accord`, `refus`, `retrait`, `revue`.
    step: String,
    /// Name to show.
    agent_name: Option<String>,
    /// RFC 3339.
    at: String,
    /// In words.
    reason: Option<String>,
}

/// An access that is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessInput {
    /// `demande`, `urgence` or `habilitation`.
    pub kind: String,
    /// Why: 10 to 500 characters.
    pub motif: String,
    /// Of an `habilitation`: to whom.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// ISO day: the last of an `habilitation`.
    #[serde(default)]
    pub jusqu_au: Option<String>,
}

/// A step to take.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessStepInput {
    /// `accord`, `refus`, `retrait`, `revue`.
    pub step: String,
    /// Version that was read.
    pub version: u64,
    /// Why: 10 to 500 characters; of an `accord`, none is needed.
    #[serde(default)]
    pub motif: Option<String>,
    /// ISO day: the last of a request that is granted.
    #[serde(default)]
    pub jusqu_au: Option<String>,
}

impl Access {
    /// Agents that it names.
    pub fn agents(access: &pb::Access) -> Vec<String> {
        let steps = access.steps.iter().map(|step| step.agent_id.clone());
        steps.chain([access.agent_id.clone()]).collect()
    }

    /// With their names.
    #[must_use]
    pub fn of(a: pb::Access, names: &HashMap<String, String>) -> Self {
        let step = |step: pb::AccessStep| AccessStep {
            agent_name: names.get(&step.agent_id).cloned(),
            step: step.step,
            at: instant(step.at),
            reason: some(step.reason),
        };
        Self {
            agent_name: names.get(&a.agent_id).cloned(),
            steps: a.steps.into_iter().map(step).collect(),
            access_id: a.access_id,
            dossier_id: a.dossier_id,
            dossier_number: some(a.number),
            chambre: some(a.chambre),
            kind: a.kind,
            agent_id: a.agent_id,
            state: a.state,
            version: a.version,
            until: some(instant(a.until)),
            may: a.may,
            own: a.own,
        }
    }
}

/// A decision on a paper, as the trail of audit has it.
#[derive(Debug, Serialize, ToSchema)]
pub struct TrailRow {
    /// RFC 3339.
    at: String,
    /// Subject of who asked.
    actor: String,
    /// Name to show, of who is in the register.
    actor_name: Option<String>,
    /// `lire_piece`, `connaitre` ...; of the délibéré, `acces_delibere` whatever was done.
    action: String,
    /// `permis`, `refuse`.
    decision: String,
    /// What was given, or why.
    told: Option<String>,
    /// UUID.
    dossier_id: Option<String>,
    /// Number of the pourvoi.
    dossier_number: Option<String>,
    /// Kind of the piece: `memoire`, `note` ...
    piece_kind: Option<String>,
    /// UUID.
    piece_id: Option<String>,
}

impl TrailRow {
    /// With the name of who asked, by subject.
    #[must_use]
    pub fn of(entry: TrailEntry, names: &HashMap<String, String>) -> Self {
        Self {
            at: instant(entry.at),
            actor_name: names.get(&entry.actor).cloned(),
            actor: entry.actor,
            action: entry.action,
            decision: entry.decision,
            told: some(entry.told),
            dossier_id: some(entry.dossier_id),
            dossier_number: some(entry.number),
            piece_kind: some(entry.kind),
            piece_id: some(entry.piece_id),
        }
    }
}
