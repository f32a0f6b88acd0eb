//! A case that was opened.

use greffe_contracts::dossier::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Finding, each};

/// What was opened.
#[derive(Debug, Serialize, ToSchema)]
pub struct Opened {
    /// UUID.
    pub dossier_id: String,
    /// The number allotted, with its letter.
    pub number: String,
    /// Version of the journal.
    pub version: u64,
    /// What the registry remarks.
    pub findings: Vec<Finding>,
}

impl From<pb::OpenDossierResponse> for Opened {
    fn from(o: pb::OpenDossierResponse) -> Self {
        Self { dossier_id: o.dossier_id, number: o.number, version: o.version, findings: each(o.findings) }
    }
}
