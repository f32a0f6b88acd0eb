//! What a browser is told of an event.

use greffe_contracts::{
    common::v1::{Event, Id},
    events::v1 as events,
};
use prost::Message;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Something changed in a dossier: fetch it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hint {
    /// UUID.
    #[schema(value_type = Uuid)]
    pub dossier_id: Uuid,
    /// Version of the journal, where the event tells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<u64>,
    /// `dossier`, `deadline`, `assignment`, `notification`.
    pub source: String,
    /// The event.
    #[serde(rename = "type")]
    pub kind: String,
    /// Type of the act, for an act.
    #[serde(rename = "kind", skip_serializing_if = "Option::is_none")]
    pub act: Option<String>,
}

impl Hint {
    /// Of an event that concerns a dossier; `None` for the others, and for one of a version to come that does not read.
    #[must_use]
    pub fn of(event: Event) -> Option<Self> {
        let payload = event.payload;
        let name = event.r#type.rsplit('.').next().unwrap_or_default();
        let (dossier, version, act): (Option<Id>, Option<u64>, Option<String>) = match name {
            "ActRecorded" => {
                let read = events::ActRecorded::decode(payload).ok()?;
                (read.dossier_id, Some(read.version), Some(read.kind))
            }
            "ActDeclined" => (events::ActDeclined::decode(payload).ok()?.dossier_id, None, None),
            "DeadlinesChanged" => {
                let read = events::DeadlinesChanged::decode(payload).ok()?;
                (read.dossier_id, Some(read.journal_version), None)
            }
            "DeadlineWarned" => (events::DeadlineWarned::decode(payload).ok()?.dossier_id, None, None),
            "AssignmentProposed" => {
                (events::AssignmentProposed::decode(payload).ok()?.dossier_id, None, None)
            }
            "ProposalSettled" => (events::ProposalSettled::decode(payload).ok()?.dossier_id, None, None),
            "TasksChanged" => {
                let read = events::TasksChanged::decode(payload).ok()?;
                (read.dossier_id, Some(read.journal_version), None)
            }
            "NoticeChanged" => (events::NoticeChanged::decode(payload).ok()?.dossier_id, None, None),
            _ => return None,
        };
        Some(Self { dossier_id: dossier?.into(), version, source: event.source, kind: name.to_owned(), act })
    }
}
