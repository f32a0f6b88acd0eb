//! What a browser is told of an event.

use greffe_contracts::{
    common::v1::{Event, Id},
    events::v1 as events,
};
use prost::Message;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// What an event is about: who may know of it is asked of its owner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A dossier.
    Dossier(Uuid),
    /// An audience.
    Audience(Uuid),
}

/// Something changed in a dossier, or in an audience: fetch it again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Hint {
    /// Of a dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    pub dossier_id: Option<Uuid>,
    /// Of an audience.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<Uuid>)]
    pub audience_id: Option<Uuid>,
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
    /// Of an event that concerns a dossier or an audience; `None` for the others, and for one of a version to come that does not read.
    #[must_use]
    pub fn of(event: Event) -> Option<Self> {
        let payload = event.payload;
        let name = event.r#type.rsplit('.').next().unwrap_or_default();
        let mut audience: Option<Id> = None;
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
                audience = read.audience_id;
                (read.dossier_id, Some(read.journal_version), None)
            }
            "AudienceChanged" => {
                let read = events::AudienceChanged::decode(payload).ok()?;
                audience = read.audience_id;
                (None, Some(read.version), None)
            }
            "NoticeChanged" => (events::NoticeChanged::decode(payload).ok()?.dossier_id, None, None),
            _ => return None,
        };
        let (dossier_id, audience_id) = (dossier.map(Uuid::from), audience.map(Uuid::from));
        dossier_id.or(audience_id)?;
        Some(Self { dossier_id, audience_id, version, source: event.source, kind: name.to_owned(), act })
    }

    /// What it is about.
    #[must_use]
    pub fn subject(&self) -> Subject {
        match (self.audience_id, self.dossier_id) {
            (Some(audience), _) => Subject::Audience(audience),
            (None, dossier) => Subject::Dossier(dossier.unwrap_or_default()),
        }
    }
}
