//! The Court: its chambers and sections on a day, and the acts that made them.

use greffe_contracts::{assignment::v1 as pb, court};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{Chambre, each, some};

/// A section of a chamber, as forms choose from it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChambreSection {
    /// Code of the chamber.
    pub chambre: String,
    /// What people carry.
    pub code: String,
    /// What people read.
    pub label: String,
}

/// A chamber that is closed: its dossiers are to be re-oriented.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClosedChambre {
    /// Its code.
    pub code: String,
    /// Its last name.
    pub label: String,
    /// ISO day from which it no longer exists.
    pub closed_on: String,
    /// Code of the chamber into which it was reunited.
    pub into: Option<String>,
}

impl From<pb::Chambre> for ClosedChambre {
    fn from(c: pb::Chambre) -> Self {
        Self { code: c.code, label: c.label, closed_on: c.closed_on, into: some(c.into) }
    }
}

/// The chambers of a day, as every list that names one needs them.
#[derive(Debug, Serialize, ToSchema)]
pub struct Chambres {
    /// Those in force, in the order of the court.
    pub chambres: Vec<Chambre>,
    /// Their sections in force, where the register has them.
    pub sections: Vec<ChambreSection>,
    /// Those that were closed.
    pub closed_chambres: Vec<ClosedChambre>,
}

impl From<pb::ListChambresResponse> for Chambres {
    fn from(found: pb::ListChambresResponse) -> Self {
        let sections = found.chambres.iter().flat_map(|of| {
            of.sections.iter().map(|section| ChambreSection {
                chambre: of.code.clone(),
                code: section.code.clone(),
                label: section.label.clone(),
            })
        });
        Self {
            sections: sections.collect(),
            chambres: each(found.chambres),
            closed_chambres: each(found.closed),
        }
    }
}

/// Something of the Court that exists from a day to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtUnit {
    /// Its code, for ever.
    pub code: String,
    /// Its name on the day.
    pub label: String,
    /// ISO day from which it exists; `null` where the court profile brings it.
    pub opened_on: Option<String>,
    /// ISO day from which it no longer exists.
    pub closed_on: Option<String>,
    /// Code of what it was reunited into.
    pub into: Option<String>,
}

/// A chamber that existed by the day.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtChambre {
    /// Itself.
    #[serde(flatten)]
    pub unit: CourtUnit,
    /// Its sections, closed ones too.
    pub sections: Vec<CourtUnit>,
    /// Letters of its minutes in an ECLI; `null` where the court profile numbers them.
    pub minute: Option<String>,
    /// What rests on it today; `null` for who may not change the Court.
    pub burden: Option<CourtBurden>,
}

/// What rests on a chamber today: what an act that closes it leaves to be settled.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtBurden {
    /// Dossiers that wait there; one joined to another counts with its head, a reserved one does not.
    pub waiting: u64,
    /// Audiences planned or published, from today on.
    pub audiences: u64,
    /// People of the register who belong to it.
    pub people: u64,
}

impl CourtChambre {
    fn of(c: pb::Chambre, burdens: &[pb::ChambreBurden]) -> Self {
        let burden = burdens.iter().find(|burden| burden.chambre == c.code).map(|burden| CourtBurden {
            waiting: burden.waiting,
            audiences: burden.audiences,
            people: burden.people,
        });
        let sections = c.sections.into_iter().map(|section| CourtUnit {
            code: section.code,
            label: section.label,
            opened_on: some(section.opened_on),
            closed_on: some(section.closed_on),
            into: some(section.into),
        });
        Self {
            sections: sections.collect(),
            unit: CourtUnit {
                code: c.code,
                label: c.label,
                opened_on: some(c.opened_on),
                closed_on: some(c.closed_on),
                into: some(c.into),
            },
            minute: some(c.minute),
            burden,
        }
    }
}

/// An act on the chambers.
#[derive(Debug, Serialize, ToSchema)]
pub struct CourtAct {
    /// Its place in the register, from 1.
    pub version: u64,
    /// `ouverte`, `renommee`, `reunie`, `fermee`, `annulee`.
    pub kind: String,
    /// Code of the chamber; `null` for an act withdrawn.
    pub chambre: Option<String>,
    /// Code of the section; `null` for the chamber itself.
    pub section: Option<String>,
    /// Name given.
    pub label: Option<String>,
    /// Code of what takes over.
    pub into: Option<String>,
    /// ISO day from which it holds.
    pub day: Option<String>,
    /// Version of the act that it withdraws.
    pub withdraws: Option<u64>,
    /// The decision it rests on.
    pub reason: String,
    /// Subject of who recorded it.
    pub recorded_by: String,
    /// RFC 3339.
    pub recorded_at: String,
    /// Version of the act that withdrew it.
    pub withdrawn_by: Option<u64>,
}

impl From<pb::CourtAct> for CourtAct {
    fn from(a: pb::CourtAct) -> Self {
        let numbered = |version: u64| Some(version).filter(|version| *version > 0);
        Self {
            version: a.version,
            kind: a.kind,
            chambre: some(a.chambre),
            section: some(a.section),
            label: some(a.label),
            into: some(a.into),
            day: some(a.day),
            withdraws: numbered(a.withdraws),
            reason: a.reason,
            recorded_by: a.recorded_by,
            recorded_at: a.recorded_at,
            withdrawn_by: numbered(a.withdrawn_by),
        }
    }
}

/// The Court on a day, as it was known on another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Court {
    /// Every chamber that existed by the day, closed ones too.
    pub chambres: Vec<CourtChambre>,
    /// Every act known, the latest recorded first.
    pub acts: Vec<CourtAct>,
    /// Version of the register, given back with an act.
    pub version: u64,
    /// Whether the reader may record an act.
    pub may_change: bool,
    /// Codes that a new chamber may be given.
    pub free_codes: Vec<String>,
}

impl From<pb::GetCourtResponse> for Court {
    fn from(c: pb::GetCourtResponse) -> Self {
        let given = |code: &String| {
            c.chambres.iter().any(|known| known.code == *code)
                || c.acts.iter().any(|act| act.chambre == *code)
        };
        let free = court::codes().iter().filter(|code| !given(code)).cloned();
        Self {
            free_codes: free.collect(),
            chambres: c.chambres.into_iter().map(|of| CourtChambre::of(of, &c.burdens)).collect(),
            acts: each(c.acts),
            version: c.version,
            may_change: c.may_change,
        }
    }
}

/// An act to record.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CourtActInput {
    /// Version of the register that was read.
    pub version: u64,
    /// `ouverte`, `renommee`, `reunie`, `fermee`, `annulee`.
    pub kind: String,
    /// Code of the chamber; absent for an act withdrawn.
    #[serde(default)]
    pub chambre: Option<String>,
    /// Code of the section; absent for the chamber itself.
    #[serde(default)]
    pub section: Option<String>,
    /// Name, to open or to rename.
    #[serde(default)]
    pub label: Option<String>,
    /// Code of what takes over, to reunite.
    #[serde(default)]
    pub into: Option<String>,
    /// Letters of its minutes in an ECLI, to open a chamber.
    #[serde(default)]
    pub minute: Option<String>,
    /// ISO day from which it holds; absent for an act withdrawn.
    #[serde(default)]
    pub day: Option<String>,
    /// Version of the act to withdraw.
    #[serde(default)]
    pub withdraws: Option<u64>,
    /// The decision it rests on: 3 to 500 characters.
    pub reason: String,
}

impl From<CourtActInput> for pb::RecordCourtActRequest {
    fn from(a: CourtActInput) -> Self {
        let act = pb::CourtAct {
            kind: a.kind,
            chambre: a.chambre.unwrap_or_default(),
            section: a.section.unwrap_or_default(),
            label: a.label.unwrap_or_default(),
            into: a.into.unwrap_or_default(),
            minute: a.minute.unwrap_or_default(),
            day: a.day.unwrap_or_default(),
            withdraws: a.withdraws.unwrap_or_default(),
            reason: a.reason,
            ..Default::default()
        };
        Self { act: Some(act), version: a.version }
    }
}
