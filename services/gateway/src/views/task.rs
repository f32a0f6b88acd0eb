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
    /// `null` for a task of an audience.
    pub dossier_id: Option<String>,
    /// Number of the dossier; for a task of an audience, what names it.
    pub dossier_number: String,
    /// The audience that owes it.
    pub audience_id: Option<String>,
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
    pub handed_by: Option<String>,
    pub handed_reason: Option<String>,
    /// ISO day on which it comes back.
    pub snoozed_until: Option<String>,
    pub snooze_reason: Option<String>,
    pub snoozed_by: Option<String>,
    /// Whether it cannot wait.
    pub cannot_wait: bool,
    /// Role to which it goes when it is not done.
    pub escalates_to: Option<String>,
    /// ISO day.
    pub escalates_on: Option<String>,
    pub escalated: bool,
    /// Why it stands where it stands, in one line.
    pub why: String,
    /// Holder in whose absence the caller has it.
    pub in_absence_of: Option<String>,
    pub warnings: Vec<Warning>,
    /// What is to be done, for an alert.
    pub to_do: Option<String>,
}

/// A warning of a term.
#[derive(Debug, Serialize, ToSchema)]
pub struct Warning {
    /// -1: it has lapsed.
    days_before: i32,
    /// ISO day on which it fell.
    fell_on: String,
    /// ISO day on which it was told.
    told_on: String,
    late: bool,
    /// Subject who acknowledged it.
    acknowledged_by: Option<String>,
    acknowledged_at: Option<String>,
}

impl From<pb::Warning> for Warning {
    fn from(w: pb::Warning) -> Self {
        Self {
            days_before: w.days_before,
            fell_on: w.fell_on,
            told_on: w.told_on,
            late: w.late,
            acknowledged_by: some(w.acknowledged_by),
            acknowledged_at: some(instant(w.acknowledged_at)),
        }
    }
}

/// One gesture over tasks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GestureInput {
    /// `prendre`, `rendre`, `transmettre`, `differer`, `rappeler`, `acquitter`, `annuler`.
    gesture: String,
    /// 200 at most; none for `annuler`.
    #[serde(default)]
    task_ids: Vec<String>,
    /// Subject of the colleague, for `transmettre`.
    #[serde(default)]
    to: String,
    /// ISO day of return, for `differer`.
    #[serde(default)]
    until: String,
    /// Asked for by `transmettre` and `differer`.
    #[serde(default)]
    reason: String,
    /// Says what would be done, and does nothing.
    #[serde(default)]
    preview: bool,
    /// The gesture to go back on, for `annuler`.
    #[serde(default)]
    undoes: String,
}

impl From<GestureInput> for pb::HandleTasksRequest {
    fn from(g: GestureInput) -> Self {
        Self {
            gesture: g.gesture,
            task_ids: g.task_ids,
            to: g.to,
            until: g.until,
            reason: g.reason,
            preview: g.preview,
            undoes: g.undoes,
        }
    }
}

/// What became of one task.
#[derive(Debug, Serialize, ToSchema)]
pub struct GestureLine {
    task_id: String,
    done: bool,
    /// Error code and words, when it was not.
    code: Option<String>,
    message: Option<String>,
    task: Option<Task>,
}

/// A result a line.
#[derive(Debug, Serialize, ToSchema)]
pub struct GestureDone {
    /// With which it is undone; absent when nothing was done.
    gesture_id: Option<String>,
    lines: Vec<GestureLine>,
}

impl From<pb::HandleTasksResponse> for GestureDone {
    fn from(d: pb::HandleTasksResponse) -> Self {
        let line = |l: pb::TaskLine| GestureLine {
            task_id: l.task_id,
            done: l.done,
            code: some(l.code),
            message: some(l.message),
            task: l.task.map(Task::from),
        };
        Self { gesture_id: some(d.gesture_id), lines: d.lines.into_iter().map(line).collect() }
    }
}

/// An absence, and who stands in.
#[derive(Debug, Serialize, ToSchema)]
pub struct Absence {
    absence_id: String,
    subject: String,
    delegate: String,
    /// ISO days, both included.
    from_day: String,
    to_day: String,
    reason: Option<String>,
    ended: bool,
}

impl From<pb::Absence> for Absence {
    fn from(a: pb::Absence) -> Self {
        Self {
            absence_id: a.absence_id,
            subject: a.subject,
            delegate: a.delegate,
            from_day: a.from_day,
            to_day: a.to_day,
            reason: some(a.reason),
            ended: a.ended,
        }
    }
}

/// An absence of one's own.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AbsenceInput {
    /// Subject of the colleague who stands in.
    delegate: String,
    /// ISO days, both included.
    from_day: String,
    to_day: String,
    #[serde(default)]
    reason: String,
}

impl From<AbsenceInput> for pb::Absence {
    fn from(a: AbsenceInput) -> Self {
        let AbsenceInput { delegate, from_day, to_day, reason } = a;
        Self { delegate, from_day, to_day, reason, ..Default::default() }
    }
}

/// Something followed, with what is new in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct Watch {
    follow_id: String,
    /// `dossier`, `personne`, `role`, `recherche`.
    kind: String,
    target: String,
    label: String,
    since: Option<String>,
    news: Vec<WatchNews>,
}

/// An act in what is followed.
#[derive(Debug, Serialize, ToSchema)]
pub struct WatchNews {
    dossier_id: String,
    dossier_number: String,
    act_id: String,
    act: String,
    label: String,
    at: String,
}

impl From<pb::Follow> for Watch {
    fn from(f: pb::Follow) -> Self {
        let news = |n: pb::News| WatchNews {
            dossier_id: n.dossier_id,
            dossier_number: n.dossier_number,
            act_id: n.act_id,
            act: n.act,
            label: n.label,
            at: instant(n.at),
        };
        Self {
            follow_id: f.follow_id,
            kind: f.kind,
            target: f.target,
            label: f.label,
            since: some(instant(f.since)),
            news: f.news.into_iter().map(news).collect(),
        }
    }
}

/// Something to follow.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct WatchInput {
    /// `dossier`, `personne`, `role`, `recherche`.
    kind: String,
    /// Identifier of the dossier, person or search, code of the chamber.
    target: String,
    label: String,
}

impl From<WatchInput> for pb::Follow {
    fn from(f: WatchInput) -> Self {
        Self { kind: f.kind, target: f.target, label: f.label, ..Default::default() }
    }
}

impl From<pb::Task> for Task {
    fn from(t: pb::Task) -> Self {
        Self {
            task_id: t.task_id,
            dossier_id: some(t.dossier_id),
            audience_id: some(t.audience_id),
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
            handed_by: some(t.handed_by),
            handed_reason: some(t.handed_reason),
            snoozed_until: some(t.snoozed_until),
            snooze_reason: some(t.snooze_reason),
            snoozed_by: some(t.snoozed_by),
            cannot_wait: t.cannot_wait,
            escalates_to: some(t.escalates_to),
            escalates_on: some(t.escalates_on),
            escalated: t.escalated,
            why: t.why,
            in_absence_of: some(t.in_absence_of),
            warnings: t.warnings.into_iter().map(Warning::from).collect(),
            to_do: some(t.to_do),
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
