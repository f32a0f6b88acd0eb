//! Tasks and alerts.

use greffe_contracts::notification::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{instant, some};

/// A task or an alert.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the contract of the notification service documents each field")]
pub struct Task {
    pub task_id: String,
    pub dossier_id: String,
    pub dossier_number: String,
    pub code: String,
    pub label: String,
    /// `tache`, `alerte`.
    pub kind: String,
    /// `ouverte`, `close`.
    pub status: String,
    /// `normale`, `haute`, `critique`.
    pub severity: String,
    pub role: String,
    pub chambre: Option<String>,
    /// ISO day.
    pub due: Option<String>,
    /// Act types that close it.
    pub cured_by: Vec<String>,
    pub basis: String,
    pub opened_at: String,
    pub closed_at: Option<String>,
    pub closed_by_act_id: Option<String>,
    pub claimed_by: Option<String>,
    pub claimed_by_name: Option<String>,
    pub party_id: Option<String>,
}

impl From<pb::Task> for Task {
    fn from(t: pb::Task) -> Self {
        Self {
            task_id: t.task_id,
            dossier_id: t.dossier_id,
            dossier_number: t.dossier_number,
            code: t.code,
            label: t.label,
            kind: t.kind,
            status: t.status,
            severity: t.severity,
            role: t.role,
            chambre: some(t.chambre),
            due: some(t.due),
            cured_by: t.cured_by,
            basis: t.basis,
            opened_at: instant(t.opened_at),
            closed_at: some(instant(t.closed_at)),
            closed_by_act_id: some(t.closed_by_act_id),
            claimed_by: some(t.claimed_by),
            claimed_by_name: some(t.claimed_by_name),
            party_id: some(t.party_id),
        }
    }
}

/// Takes a task, or gives it back.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClaimInput {
    /// `true` gives it back.
    #[serde(default)]
    pub release: bool,
}
