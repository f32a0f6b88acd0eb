//! Acts: how one is entered, weighed and shown.

use std::collections::BTreeMap;

use greffe_contracts::{
    common::v1::{self as common, Id, NamedDate, named_date},
    dossier::v1 as pb,
    events::v1::{ActClass, ActRecorded, act_recorded::Body},
};
use jiff::{Timestamp, ToSpan, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Finding, each, instant, some};
use crate::{
    extract,
    problem::{Problem, Result},
};

/// A date that the law asks for and nobody knows.
const UNKNOWN: &str = "inconnue";

/// What an act touches. An empty list means all.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Scope {
    /// UUIDs.
    #[schema(value_type = Vec<Uuid>)]
    pub pourvois: Vec<Id>,
    /// UUIDs.
    #[schema(value_type = Vec<Uuid>)]
    pub parties: Vec<Id>,
    /// UUIDs.
    #[schema(value_type = Vec<Uuid>)]
    pub decisions: Vec<Id>,
}

impl From<common::Scope> for Scope {
    fn from(s: common::Scope) -> Self {
        Self { pourvois: s.pourvois, parties: s.parties, decisions: s.decisions }
    }
}

impl From<Scope> for common::Scope {
    fn from(s: Scope) -> Self {
        Self { pourvois: s.pourvois, parties: s.parties, decisions: s.decisions }
    }
}

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

/// A civil day counted from 1970-01-01.
pub(super) fn epoch_day(day: Date) -> i32 {
    (day - Date::constant(1970, 1, 1)).get_days()
}

fn civil(days: i32) -> Option<Date> {
    Date::constant(1970, 1, 1).checked_add(days.days()).ok()
}

/// An act as entered.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ActInput {
    /// Act type of the catalogue.
    #[serde(rename = "type")]
    #[schema(example = "memoire_depose")]
    pub kind: String,
    /// By name: an ISO day, an RFC 3339 instant, or `inconnue`.
    #[serde(default)]
    pub dates: BTreeMap<String, String>,
    /// What it touches; all by default.
    #[serde(default)]
    pub portee: Option<Scope>,
    /// Act that this one speaks of.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub refers_to: Option<Id>,
    /// The fields of its type: the schema of that name.
    #[serde(default)]
    #[schema(value_type = Option<Object>)]
    pub corps: Option<Map<String, Value>>,
    /// Act that this one corrects.
    #[serde(default)]
    #[schema(value_type = Option<Uuid>)]
    pub supersedes: Option<Id>,
    /// Why: required for a correction.
    #[serde(default)]
    pub reason: Option<String>,
}

impl ActInput {
    /// As the dossier service takes it, with the reason apart.
    ///
    /// # Errors
    /// 422 with the field, when the type is unknown, a field of the body does not read or a date is none.
    pub fn read(self) -> Result<(ActRecorded, String)> {
        let body = Value::Object(self.corps.unwrap_or_default());
        let mut tagged = Map::new();
        tagged.insert(self.kind.clone(), body);
        let body = body_of(tagged, &self.kind)?;
        let act = ActRecorded {
            kind: self.kind,
            dates: self.dates.into_iter().map(|(name, value)| named(name, &value)).collect::<Result<_>>()?,
            scope: self.portee.map(common::Scope::from),
            supersedes: self.supersedes,
            refers_to: self.refers_to,
            body: Some(body),
            ..ActRecorded::default()
        };
        Ok((act, self.reason.unwrap_or_default()))
    }
}

fn body_of(tagged: Map<String, Value>, kind: &str) -> Result<Body> {
    if !is_known(kind) {
        return Err(Problem::field(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            "ACT-001",
            "type",
            format!(
                "Le type d’acte «\u{a0}{kind}\u{a0}» n’existe pas. La liste est à l’adresse /api/v1/referentiel."
            ),
        ));
    }
    extract::shape(Value::Object(tagged), "").map_err(|mut problem: Problem| {
        for error in &mut problem.errors {
            let rest = error.field.strip_prefix(kind).unwrap_or(&error.field).trim_start_matches('.');
            error.field = if rest.is_empty() { "corps".to_owned() } else { format!("corps.{rest}") };
            error.message = error.message.replace(&format!("«\u{a0}{kind}"), "«\u{a0}corps");
            problem.detail.clone_from(&error.message);
        }
        problem
    })
}

/// Whether some body bears the name: an empty body of it reads, or fails for another reason than its name.
fn is_known(kind: &str) -> bool {
    let mut tagged = Map::new();
    tagged.insert(kind.to_owned(), Value::Object(Map::new()));
    match serde_json::from_value::<Body>(Value::Object(tagged)) {
        Ok(_) => true,
        Err(error) => !error.to_string().starts_with("unknown variant"),
    }
}

fn named(name: String, value: &str) -> Result<NamedDate> {
    let read = if value == UNKNOWN || value == "inconnu" {
        Some(named_date::Value::Unknown(true))
    } else if let Ok(day) = value.parse::<Date>()
        && value.len() == 10
    {
        Some(named_date::Value::Day(epoch_day(day)))
    } else {
        value.parse::<Timestamp>().ok().map(|at| named_date::Value::Instant(at.as_microsecond()))
    };
    match read {
        Some(value) => Ok(NamedDate { name, value: Some(value), source: String::new() }),
        None => Err(Problem::field(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            "REQ-003",
            &format!("dates.{name}"),
            format!(
                "La date «\u{a0}{name}\u{a0}» ne se lit pas. Écrivez un jour (2026-11-24), un instant avec son fuseau (2026-11-24T10:30:00+01:00) ou «\u{a0}inconnue\u{a0}»."
            ),
        )),
    }
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
}

impl From<pb::RecordActResponse> for Recorded {
    fn from(r: pb::RecordActResponse) -> Self {
        Self { version: r.version, act_id: r.act_id, findings: each(r.findings) }
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
}

impl From<pb::PreviewActResponse> for Consequences {
    fn from(p: pb::PreviewActResponse) -> Self {
        Self {
            version: p.version,
            consequences: each(p.consequences),
            findings: each(p.findings),
            refusal: p.refusal.map(Finding::from),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: Value) -> Result<ActRecorded> {
        extract::shape::<ActInput>(json, "")?.read().map(|(act, _)| act)
    }

    #[test]
    fn an_act_reads_and_shows_the_same() {
        let corps =
            serde_json::json!({"nature": "ampliatif", "pieces": ["0192f0c4-7b1e-7c3a-9f00-000000000001"]});
        let dates = serde_json::json!({"depose": "2026-11-24", "recu": "2026-11-24T09:30:00Z", "signifie": "inconnue"});
        let act =
            read(serde_json::json!({"type": "memoire_depose", "dates": dates, "corps": corps})).unwrap();
        let shown = Act::from(pb::ActView { act: Some(act), ..Default::default() });
        assert_eq!(shown.corps["pieces"][0], "0192f0c4-7b1e-7c3a-9f00-000000000001");
        assert_eq!(serde_json::to_value(&shown.dates).unwrap(), dates);
    }

    #[test]
    fn what_does_not_read_is_named() {
        let unknown = read(serde_json::json!({"type": "memoire_perdu"})).unwrap_err();
        assert_eq!((unknown.code.as_str(), unknown.errors[0].field.as_str()), ("ACT-001", "type"));
        let field = read(serde_json::json!({"type": "memoire_depose", "corps": {"nom": "x"}})).unwrap_err();
        assert!(field.detail.contains("«\u{a0}nom\u{a0}»"), "{}", field.detail);
        let typed = read(serde_json::json!({"type": "memoire_depose", "corps": {"nature": 3}})).unwrap_err();
        assert_eq!(typed.errors[0].field, "corps.nature", "{}", typed.detail);
        let date = read(serde_json::json!({"type": "memoire_depose", "dates": {"depose": "24/11/2026"}}))
            .unwrap_err();
        assert_eq!(date.errors[0].field, "dates.depose");
        let nul = read(serde_json::json!({"type": "memoire_depose", "reason": "a\u{0}b"})).unwrap_err();
        assert_eq!(nul.errors[0].field, "reason");
    }

    #[test]
    fn days_count_from_1970() {
        assert_eq!(epoch_day(Date::constant(2026, 11, 24)), 20_781);
        assert_eq!(civil(20_781), Some(Date::constant(2026, 11, 24)));
    }
}
