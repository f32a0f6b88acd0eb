//! Chambers, agents, designations.

use greffe_contracts::assignment::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Finding, some};

/// A chamber.
#[derive(Debug, Serialize, ToSchema)]
pub struct Chambre {
    /// `civ1` ... `crim`.
    pub code: String,
    /// What people read.
    pub label: String,
}

impl From<pb::Chambre> for Chambre {
    fn from(c: pb::Chambre) -> Self {
        Self { code: c.code, label: c.label }
    }
}

/// A person, or a program, of the register.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Agent {
    /// UUID.
    pub agent_id: String,
    /// Subject of the identity provider.
    pub subject: String,
    /// Name to show.
    pub display_name: String,
    /// Held today.
    pub roles: Vec<String>,
    /// Assigned to today.
    pub chambres: Vec<String>,
    /// Office of an avocat aux Conseils.
    pub office_id: Option<String>,
    /// A suspended agent cannot sign in.
    pub suspended: bool,
    /// Version of the record, given back when it is changed.
    pub version: u64,
    /// Section of the chamber that they serve; a magistrate's is on their sheet.
    pub section: Option<String>,
}

impl From<pb::Agent> for Agent {
    fn from(a: pb::Agent) -> Self {
        Self {
            agent_id: a.agent_id,
            subject: a.subject,
            display_name: a.display_name,
            roles: a.roles,
            chambres: a.chambres,
            office_id: some(a.office_id),
            suspended: a.suspended,
            version: a.version,
            section: a.section.and_then(some),
        }
    }
}

/// An agent to add or change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AgentInput {
    /// Absent for a new one.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// Subject of the identity provider.
    pub subject: String,
    /// Name to show.
    pub display_name: String,
    /// Roles.
    pub roles: Vec<String>,
    /// Chambers.
    #[serde(default)]
    pub chambres: Vec<String>,
    /// Office of an avocat aux Conseils.
    #[serde(default)]
    pub office_id: Option<String>,
    /// Whether it may no longer sign in.
    #[serde(default)]
    pub suspended: bool,
    /// Version that was read; absent for a new one.
    #[serde(default)]
    pub version: u64,
    /// Section of the chamber that they serve, empty for none; absent, the one that the register has.
    #[serde(default)]
    pub section: Option<String>,
}

impl From<AgentInput> for pb::Agent {
    fn from(a: AgentInput) -> Self {
        Self {
            agent_id: a.agent_id.unwrap_or_default(),
            subject: a.subject,
            display_name: a.display_name,
            roles: a.roles,
            chambres: a.chambres,
            office_id: a.office_id.unwrap_or_default(),
            suspended: a.suspended,
            version: a.version,
            section: a.section,
        }
    }
}

/// A designation to propose.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignationInput {
    /// `chambre_attribuee`, `rapporteur_designe`, `avocat_general_designe`.
    pub kind: String,
    /// Chamber given; of a person, the one consulted for whose opinion they are designated (CPC 1015-1).
    #[serde(default)]
    pub chambre: Option<String>,
    /// Agent designated.
    #[serde(default)]
    pub agent_id: Option<String>,
    /// ISO day; today by default.
    #[serde(default)]
    pub designated_on: Option<String>,
    /// 2 for a second rapporteur, where the formation seised admits one (COJ R431-14); 1 by default.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 2)]
    pub rank: Option<u8>,
    /// Why, where a limit keeps the person from being proposed and may be decided otherwise: 3 to 500 characters.
    #[serde(default)]
    pub reason: Option<String>,
    /// Of a civil chamber given: `court`, `intermediaire`, `approfondi`. With the chamber that the case is in, it changes its circuit.
    #[serde(default)]
    pub circuit: Option<String>,
}

/// A proposal and what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposal {
    /// UUID.
    pub proposal_id: String,
    /// UUID.
    pub dossier_id: String,
    /// The act it becomes.
    pub kind: String,
    /// Chamber given; of a person, the one consulted for whose opinion they are designated (CPC 1015-1).
    pub chambre: Option<String>,
    /// Agent designated.
    pub agent_id: Option<String>,
    /// Name to show.
    pub agent_name: Option<String>,
    /// `proposee`, `en_vigueur`, `refusee`, `remplacee`.
    pub status: String,
    /// Why it was refused.
    pub reason: Option<Finding>,
    /// Subject of who proposed.
    pub proposed_by: String,
    /// ISO day.
    pub designated_on: Option<String>,
    /// 2 for a second rapporteur, 1 for others.
    pub rank: u32,
    /// Why it was proposed though a limit kept from it; for who may make such a designation.
    pub given_reason: Option<String>,
    /// Circuit of the chamber given, for the siège and the registry.
    pub circuit: Option<String>,
}

impl Proposal {
    /// With names of agents.
    #[must_use]
    pub fn of(p: pb::Proposal, names: &std::collections::HashMap<String, String>) -> Self {
        Self {
            agent_name: names.get(&p.agent_id).cloned(),
            proposal_id: p.proposal_id,
            dossier_id: p.dossier_id,
            kind: p.kind,
            chambre: some(p.chambre),
            agent_id: some(p.agent_id),
            status: p.status,
            reason: p.reason.map(Finding::from),
            proposed_by: p.proposed_by,
            designated_on: some(p.designated_on),
            rank: p.rank,
            given_reason: some(p.given_reason),
            circuit: some(p.circuit),
        }
    }
}

/// The proposal, which takes effect once the dossier has journalled it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Proposed {
    /// As it stands.
    pub proposal: Proposal,
}
