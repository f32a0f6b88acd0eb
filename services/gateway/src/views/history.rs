//! A case at a moment, and what differs between two.

use greffe_contracts::dossier::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Act, Dossier, act::Consequence, each, some};

/// A moment of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct Moment {
    /// ISO day for which the law is read, with what had happened by then.
    as_of: String,
    /// ISO day: with what was journalled by its end.
    known_on: String,
}

impl From<pb::Moment> for Moment {
    fn from(m: pb::Moment) -> Self {
        Self { as_of: m.as_of, known_on: m.known_on }
    }
}

/// A case as it was, with what was known.
#[derive(Debug, Serialize, ToSchema)]
pub struct AtMoment {
    /// Both days filled in.
    moment: Moment,
    /// Version of the journal as it was known.
    known_version: u64,
    /// Acts that had happened by the day.
    acts: u64,
    /// The case. Nothing can be recorded in the past: it has no possible act.
    dossier: Dossier,
    /// Its terms.
    deadlines: Vec<MomentDeadline>,
    /// What was owed.
    tasks: Vec<MomentTask>,
}

impl AtMoment {
    /// With the case as the screens show it.
    pub fn of(found: pb::GetMomentResponse, dossier: Dossier) -> Self {
        Self {
            moment: found.moment.unwrap_or_default().into(),
            known_version: found.known_version,
            acts: found.acts,
            dossier: Dossier { possible_acts: Vec::new(), ..dossier },
            deadlines: each(found.deadlines),
            tasks: each(found.tasks),
        }
    }
}

/// A term as it stood.
#[derive(Debug, Serialize, ToSchema)]
pub struct MomentDeadline {
    /// Identifier of the rule.
    rule: String,
    /// What people read.
    label: String,
    /// The text.
    article: String,
    /// The party bound.
    party_id: Option<String>,
    /// `ouverte`, `satisfaite` ...
    status: String,
    /// Last useful day.
    due: Option<String>,
}

impl From<pb::MomentDeadline> for MomentDeadline {
    fn from(d: pb::MomentDeadline) -> Self {
        Self {
            rule: d.rule,
            label: d.label,
            article: d.article,
            party_id: some(d.party_id),
            status: d.status,
            due: some(d.due),
        }
    }
}

/// A task as it was owed.
#[derive(Debug, Serialize, ToSchema)]
pub struct MomentTask {
    /// Code in the catalogue.
    code: String,
    /// What people read.
    label: String,
    /// Who was in charge.
    role: String,
    /// ISO day.
    due: Option<String>,
}

impl From<pb::MomentTask> for MomentTask {
    fn from(t: pb::MomentTask) -> Self {
        Self { code: t.code, label: t.label, role: t.role, due: some(t.due) }
    }
}

/// What differs between two moments of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct MomentDifference {
    /// The first.
    from: Moment,
    /// The second.
    to: Moment,
    /// Acts that count at the second and did not at the first: who, what, why.
    acts: Vec<Act>,
    /// What they changed.
    changes: Vec<Consequence>,
}

impl From<pb::CompareMomentsResponse> for MomentDifference {
    fn from(found: pb::CompareMomentsResponse) -> Self {
        Self {
            from: found.from.unwrap_or_default().into(),
            to: found.to.unwrap_or_default().into(),
            acts: each(found.acts),
            changes: each(found.changes),
        }
    }
}
