//! Acts: how one is entered, weighed and shown.

use std::collections::BTreeMap;

use greffe_contracts::{
    common::v1::{Id, named_date},
    dossier::v1 as pb,
    events::v1::{ActClass, act_recorded::Body},
    input::{Scope, UNKNOWN},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Finding, each, instant, some};

/// An act as shown.
#[derive(Debug, Serialize, ToSchema)]
pub struct Act {
    /// Place in the journal.
    pub version: u64,
    /// UUID.
    pub act_id: String,
    /// Type.
    pub kind: String,
    /// What people read.
    pub label: String,
    /// `fait_recu`, `acte_de_la_cour`.
    pub class: &'static str,
    /// By name: an ISO day, an RFC 3339 instant, or `inconnue`.
    pub dates: BTreeMap<String, String>,
    /// What it touches.
    pub portee: Scope,
    /// The fields of its type: the schema of that name.
    #[schema(value_type = Object)]
    pub corps: Value,
    /// Act that this one corrects.
    pub supersedes: Option<String>,
    /// Act that corrects this one.
    pub superseded_by: Option<String>,
    /// Act that this one speaks of.
    pub refers_to: Option<String>,
    /// RFC 3339.
    pub recorded_at: String,
    /// Name of who recorded it, or the system.
    pub recorded_by: String,
    /// Why, for a correction.
    pub reason: Option<String>,
    /// Pieces that it names.
    pub piece_ids: Vec<String>,
    /// Number of the head whose act this one enters by reference: it is corrected there.
    pub common_head_number: Option<String>,
    /// For an act of a head: in how many joined dossiers it is entered by reference.
    pub entered_elsewhere: u32,
}

impl From<pb::ActView> for Act {
    fn from(view: pb::ActView) -> Self {
        let act = view.act.unwrap_or_default();
        let class = match act.class() {
            ActClass::ActeDeLaCour => "acte_de_la_cour",
            ActClass::FaitRecu | ActClass::Unspecified => "fait_recu",
        };
        Self {
            version: act.version,
            act_id: act.act_id.map(text).unwrap_or_default(),
            label: view.label,
            class,
            dates: act.dates.into_iter().map(|d| (d.name, shown(d.value))).collect(),
            portee: act.scope.unwrap_or_default().into(),
            corps: act.body.as_ref().map(fields).unwrap_or_default(),
            supersedes: act.supersedes.map(text),
            superseded_by: some(view.superseded_by),
            refers_to: act.refers_to.map(text),
            recorded_at: instant(act.recorded_at),
            recorded_by: view.recorded_by,
            reason: some(view.reason),
            piece_ids: view.piece_ids,
            common_head_number: some(view.common_head_number),
            entered_elsewhere: view.entered_elsewhere,
            kind: act.kind,
        }
    }
}

fn text(id: Id) -> String {
    Uuid::from(id).to_string()
}

fn shown(value: Option<named_date::Value>) -> String {
    match value {
        Some(named_date::Value::Day(day)) => {
            civil(day).map(|day| day.to_string()).unwrap_or_else(|| UNKNOWN.to_owned())
        }
        Some(named_date::Value::Instant(at)) => {
            Timestamp::from_microsecond(at).map_or_else(|_| UNKNOWN.to_owned(), |at| at.to_string())
        }
        Some(named_date::Value::Unknown(_)) | None => UNKNOWN.to_owned(),
    }
}

/// A body without the name of its type, which stands beside it.
fn fields(body: &Body) -> Value {
    match serde_json::to_value(body) {
        Ok(Value::Object(mut tagged)) => {
            let name = tagged.keys().next().cloned();
            name.and_then(|name| tagged.remove(&name)).unwrap_or_default()
        }
        _ => Value::Null,
    }
}

pub fn civil(days: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(days.days()).ok()
}

/// Where the act stands.
#[derive(Debug, Serialize, ToSchema)]
pub struct Recorded {
    /// Its place in the journal.
    pub version: u64,
    /// UUID.
    pub act_id: String,
    /// What the law remarks.
    pub findings: Vec<Finding>,
    /// The joined dossiers in which it was entered by reference.
    pub entered: Vec<EnteredAct>,
}

/// A dossier in which an act was entered by reference.
#[derive(Debug, Serialize, ToSchema)]
pub struct EnteredAct {
    /// UUID.
    pub dossier_id: String,
    /// Printed form.
    pub number: String,
    /// Version of its journal.
    pub version: u64,
    /// UUID of the act there.
    pub act_id: String,
}

impl From<pb::EnteredAct> for EnteredAct {
    fn from(e: pb::EnteredAct) -> Self {
        Self { dossier_id: e.dossier_id, number: e.number, version: e.version, act_id: e.act_id }
    }
}

impl From<pb::RecordActResponse> for Recorded {
    fn from(r: pb::RecordActResponse) -> Self {
        Self { version: r.version, act_id: r.act_id, findings: each(r.findings), entered: each(r.entered) }
    }
}

/// One thing that an act would change.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consequence {
    /// `echeance`, `tache`, `irregularite`, `stade`.
    pub kind: String,
    /// `apparait`, `change`, `disparait`, `satisfaite`.
    pub change: String,
    /// French, complete.
    pub text: String,
    /// The article.
    pub basis: String,
}

impl From<pb::Consequence> for Consequence {
    fn from(c: pb::Consequence) -> Self {
        Self { kind: c.kind, change: c.change, text: c.text, basis: c.basis }
    }
}

/// What an act would change. Nothing is recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct Consequences {
    /// Version of the journal it was weighed against.
    pub version: u64,
    /// In the order of their weight.
    pub consequences: Vec<Consequence>,
    /// What the law remarks.
    pub findings: Vec<Finding>,
    /// Set when the act would be refused.
    pub refusal: Option<Finding>,
    /// The same in the joined dossiers where it would be entered by reference.
    pub elsewhere: Vec<ConsequencesElsewhere>,
}

/// What an act would change in a joined dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConsequencesElsewhere {
    /// UUID.
    pub dossier_id: String,
    /// Printed form.
    pub number: String,
    /// In the order of their weight.
    pub consequences: Vec<Consequence>,
    /// Set when the act would be refused there.
    pub refusal: Option<Finding>,
}

impl From<pb::ConsequencesElsewhere> for ConsequencesElsewhere {
    fn from(e: pb::ConsequencesElsewhere) -> Self {
        Self {
            dossier_id: e.dossier_id,
            number: e.number,
            consequences: each(e.consequences),
            refusal: e.refusal.map(Finding::from),
        }
    }
}

impl From<pb::PreviewActResponse> for Consequences {
    fn from(p: pb::PreviewActResponse) -> Self {
        Self {
            version: p.version,
            consequences: each(p.consequences),
            findings: each(p.findings),
            refusal: p.refusal.map(Finding::from),
            elsewhere: each(p.elsewhere),
        }
    }
}
