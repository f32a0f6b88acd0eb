//! How an act is entered.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{UNKNOWN, epoch_day};
use crate::{
    common::v1::{self as common, Id, NamedDate, named_date},
    dossier::v1 as dossier,
    events::v1::{ActRecorded, act_recorded::Body},
    json::{self, Unread},
};

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

/// What a decision says in words, kept apart from the journal.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DecisionWords {
    /// The dispositif.
    #[schema(example = "CASSE ET ANNULE, sauf en ce qu’il …")]
    pub dispositif: String,
    /// The decision as a whole; what the public reads is written from it.
    pub text: String,
    /// Gives the next number of the series of minutes, and the ECLI with it.
    pub allot_minute: bool,
    /// Court of renvoi, for a cassation avec renvoi.
    pub renvoi_court: String,
    /// Numbers of the pourvois joined, in any form.
    pub joined_numbers: Vec<String>,
    /// Words of the chefs that `outcomes` number, from 1.
    pub chefs: Vec<String>,
}

impl From<DecisionWords> for dossier::RulingWords {
    fn from(w: DecisionWords) -> Self {
        Self {
            dispositif: w.dispositif,
            text: w.text,
            allot_minute: w.allot_minute,
            renvoi_court: w.renvoi_court,
            joined_numbers: w.joined_numbers,
            chefs: w.chefs,
        }
    }
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
    /// What a decision says in words; only with an act that records one.
    #[serde(default)]
    pub decision: Option<DecisionWords>,
}

impl ActInput {
    /// As the dossier service takes it, with the reason apart.
    ///
    /// # Errors
    /// With the field, when the type is unknown, a field of the body does not read or a date is none.
    pub fn read(self) -> Result<(ActRecorded, String), Unread> {
        let body = Value::Object(self.corps.unwrap_or_default());
        let mut tagged = Map::new();
        tagged.insert(self.kind.clone(), body);
        let body = body_of(tagged, &self.kind)?;
        let act = ActRecorded {
            kind: self.kind,
            dates: self
                .dates
                .into_iter()
                .map(|(name, value)| named(name, &value))
                .collect::<Result<_, Unread>>()?,
            scope: self.portee.map(common::Scope::from),
            supersedes: self.supersedes,
            refers_to: self.refers_to,
            body: Some(body),
            ..ActRecorded::default()
        };
        Ok((act, self.reason.unwrap_or_default()))
    }
}

fn body_of(tagged: Map<String, Value>, kind: &str) -> Result<Body, Unread> {
    if !is_known(kind) {
        return Err(Unread::new(
            "ACT-001",
            "type",
            format!(
                "Le type d’acte «\u{a0}{kind}\u{a0}» n’existe pas. La liste est à l’adresse /api/v1/referentiel."
            ),
        ));
    }
    json::shape(Value::Object(tagged), "").map_err(|mut unread| {
        let rest = unread.field.strip_prefix(kind).unwrap_or(&unread.field).trim_start_matches('.');
        unread.field = if rest.is_empty() { "corps".to_owned() } else { format!("corps.{rest}") };
        unread.message = unread.message.replace(&format!("«\u{a0}{kind}"), "«\u{a0}corps");
        unread
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

fn named(name: String, value: &str) -> Result<NamedDate, Unread> {
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
        None => Err(Unread::new(
            "REQ-003",
            format!("dates.{name}"),
            format!(
                "La date «\u{a0}{name}\u{a0}» ne se lit pas. Écrivez un jour (2026-11-24), un instant avec son fuseau (2026-11-24T10:30:00+01:00) ou «\u{a0}inconnue\u{a0}»."
            ),
        )),
    }
}
