//! What a case consists of: groups of joined dossiers.

use greffe_contracts::dossier::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Finding, act::Consequence, each, some};

/// Dossiers joined under a head.
#[derive(Debug, Serialize, ToSchema)]
pub struct Group {
    /// UUID of the head.
    pub head_id: String,
    /// Printed form.
    pub head_number: String,
    /// Besides the head, in the order of their numbers.
    pub members: Vec<GroupMember>,
}

/// A dossier joined.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupMember {
    /// UUID.
    pub dossier_id: String,
    /// Printed form.
    pub number: String,
    /// ISO day.
    pub joined_on: Option<String>,
}

impl From<pb::Group> for Group {
    fn from(g: pb::Group) -> Self {
        Self { head_id: g.head_id, head_number: g.head_number, members: each(g.members) }
    }
}

impl From<pb::GroupMember> for GroupMember {
    fn from(m: pb::GroupMember) -> Self {
        Self { dossier_id: m.dossier_id, number: m.number, joined_on: some(m.joined_on) }
    }
}

/// Dossiers that one thinks of joining under this one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinderPreviewInput {
    /// UUIDs, or numbers in any form.
    pub dossiers: Vec<String>,
}

/// A joinder or a disjoinder.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinderInput {
    /// UUIDs, or numbers in any form.
    pub dossiers: Vec<String>,
    /// ISO day on which it was pronounced.
    pub prononce: String,
    /// Why: it stays in each journal.
    pub motif: String,
}

/// What a joinder would do, the head first. Nothing is recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinderEffects {
    /// One a dossier.
    pub effects: Vec<JoinderEffect>,
}

/// A dossier that would be joined.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinderEffect {
    /// UUID.
    pub dossier_id: String,
    /// Printed form.
    pub number: String,
    /// `Dupont c. société Martin`.
    pub title: String,
    /// What people read.
    pub stage_label: String,
    /// What people read.
    pub chambre_label: Option<String>,
    /// What makes it differ from the head.
    pub findings: Vec<Finding>,
    /// Set when the joinder would be refused because of it.
    pub refusal: Option<Finding>,
    /// In the order of their weight.
    pub consequences: Vec<Consequence>,
}

impl From<pb::JoinderEffect> for JoinderEffect {
    fn from(e: pb::JoinderEffect) -> Self {
        Self {
            dossier_id: e.dossier_id,
            number: e.number,
            title: e.title,
            stage_label: e.stage_label,
            chambre_label: some(e.chambre_label),
            findings: each(e.findings),
            refusal: e.refusal.map(Finding::from),
            consequences: each(e.consequences),
        }
    }
}

/// The group after a joinder or a disjoinder.
#[derive(Debug, Serialize, ToSchema)]
pub struct Joined {
    /// `null` when nothing is left of it.
    pub group: Option<Group>,
    /// Version of the head's journal.
    pub version: u64,
    /// What the law remarks.
    pub findings: Vec<Finding>,
}

impl From<pb::JoinDossiersResponse> for Joined {
    fn from(j: pb::JoinDossiersResponse) -> Self {
        Self { group: j.group.map(Group::from), version: j.version, findings: each(j.findings) }
    }
}

impl From<pb::DisjoinDossiersResponse> for Joined {
    fn from(j: pb::DisjoinDossiersResponse) -> Self {
        Self { group: j.group.map(Group::from), version: j.version, findings: each(j.findings) }
    }
}
