//! The procedural act: what happened, when, to whom.

use crate::catalogue::{AttrType, Catalogue};
use crate::day::{Day, Instant};
use crate::ids::{ActId, DecisionId, PartyId, PersonId, PourvoiId};
use crate::symbol::Symbol;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::fmt;
use uuid::Uuid;

/// The type of an act, by its name in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct ActKind(pub(crate) Symbol);

impl ActKind {
    /// The name, as in the catalogue and in the event.
    pub fn as_str(self) -> &'static str {
        self.0.as_str()
    }
}

impl fmt::Display for ActKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// When something happened. "Unknown" is a value: the fact is certain, its date is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateValue {
    /// A civil day.
    Day(Day),
    /// A moment, with the day it falls on at the Court.
    Minute {
        /// The moment.
        at: Instant,
        /// Its day in the Court's zone.
        day: Day,
    },
    /// The date is not known yet.
    Unknown,
}

impl DateValue {
    /// The day, unless unknown.
    pub const fn day(self) -> Option<Day> {
        match self {
            DateValue::Day(day) | DateValue::Minute { day, .. } => Some(day),
            DateValue::Unknown => None,
        }
    }
}

/// The value of an attribute of an act.
#[derive(Debug, Clone, PartialEq)]
pub enum AttrValue {
    /// A code of the catalogue or of the court profile.
    Code(Symbol),
    /// An identifier (person, office ...).
    Id(Uuid),
    /// Several identifiers.
    Ids(Box<[Uuid]>),
    /// A whole number.
    Int(i64),
    /// Yes or no.
    Bool(bool),
    /// A day.
    Day(Day),
    /// Several days.
    Days(Box<[Day]>),
}

/// What an act concerns. An empty list means all.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Scope {
    /// Pourvois concerned.
    pub pourvois: SmallVec<[PourvoiId; 1]>,
    /// Parties concerned: the author of a deposit, the addressees of a notification.
    pub parties: SmallVec<[PartyId; 2]>,
    /// Decisions attacked concerned.
    pub decisions: SmallVec<[DecisionId; 1]>,
}

/// What a party is in a pourvoi.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Forms the pourvoi.
    Demandeur,
    /// Answers it.
    Defendeur,
    /// Intervenes.
    Intervenant,
}

/// Where a person lives, as far as distance extensions look at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResidenceZone {
    /// Metropolitan France.
    Metropole,
    /// Overseas.
    OutreMer,
    /// Abroad.
    Etranger,
    /// Not known yet.
    Inconnue,
}

/// A party as declared by an act.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeclaredParty {
    /// The party.
    pub party: PartyId,
    /// The person behind it.
    pub person: PersonId,
    /// Its role in the pourvois of the act's scope.
    pub role: Role,
    /// Where it lives.
    pub zone: ResidenceZone,
    /// What it is (`physique`, `morale`, `ministere_public` ...), a code of the catalogue.
    pub nature: Option<Symbol>,
}

/// One act of a journal. Built by [`ActBuilder`], which knows the names of the catalogue.
#[derive(Debug, Clone, PartialEq)]
pub struct Act {
    /// The act.
    pub id: ActId,
    /// Its place in the journal, from 1.
    pub version: u64,
    /// Its type.
    pub kind: ActKind,
    /// Its named dates.
    pub dates: SmallVec<[(Symbol, DateValue); 2]>,
    /// What it concerns.
    pub scope: Scope,
    /// The act it corrects, which no longer counts.
    pub supersedes: Option<ActId>,
    /// The act it is about (the deposit that a notification notifies).
    pub refers_to: Option<ActId>,
    /// Its attributes.
    pub attrs: SmallVec<[(Symbol, AttrValue); 2]>,
    /// The parties it declares.
    pub parties: Vec<DeclaredParty>,
}

impl Act {
    /// The date of that name; `None` if the act does not bear it.
    pub fn date(&self, name: Symbol) -> Option<DateValue> {
        self.dates.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }

    /// The attribute of that name.
    pub fn attr(&self, name: Symbol) -> Option<&AttrValue> {
        self.attrs.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// The code an attribute holds.
    pub fn code(&self, name: Symbol) -> Option<Symbol> {
        match self.attr(name) {
            Some(AttrValue::Code(code)) => Some(*code),
            _ => None,
        }
    }
}

/// Why an act cannot be built: a name the catalogue does not know, a value of another type, a date left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActError {
    /// Stable code: `type_inconnu`, `date_inconnue`, `date_manquante`, `attribut_inconnu`, `attribut_manquant`,
    /// `valeur_inattendue`.
    pub code: &'static str,
    /// The field at fault, as `dates.recu`, `attrs.nature`, `type`.
    pub field: String,
    /// What is wrong and what is expected, in French.
    pub message: String,
}

impl fmt::Display for ActError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ActError {}

/// Builds an act by the names of the catalogue; keeps the first error for [`ActBuilder::build`].
pub struct ActBuilder<'c> {
    catalogue: &'c Catalogue,
    act: Result<Act, ActError>,
}

impl<'c> ActBuilder<'c> {
    /// Starts an act of the type of that name.
    pub fn new(catalogue: &'c Catalogue, id: ActId, version: u64, kind: &str) -> Self {
        let act = catalogue.kind(kind).map(|kind| Act {
            id,
            version,
            kind,
            dates: SmallVec::new(),
            scope: Scope::default(),
            supersedes: None,
            refers_to: None,
            attrs: SmallVec::new(),
            parties: Vec::new(),
        });
        let act = act.ok_or_else(|| ActError {
            code: "type_inconnu",
            field: "type".into(),
            message: format!(
                "Le catalogue {} ne connaît pas le type d’acte « {kind} ».",
                catalogue.version()
            ),
        });
        ActBuilder { catalogue, act }
    }

    fn edit(mut self, change: impl FnOnce(&'c Catalogue, &mut Act) -> Result<(), ActError>) -> Self {
        let catalogue = self.catalogue;
        self.act = self.act.and_then(|mut act| change(catalogue, &mut act).map(|()| act));
        self
    }

    /// Sets a named date; the last value given stands.
    pub fn date(self, name: &str, value: DateValue) -> Self {
        self.edit(|catalogue, act| {
            let known = catalogue.act_type(act.kind).and_then(|t| t.date_named(name));
            let symbol = known.ok_or_else(|| ActError {
                code: "date_inconnue",
                field: format!("dates.{name}"),
                message: format!("L’acte « {} » ne porte pas de date « {name} ».", act.kind),
            })?;
            act.dates.retain(|(known, _)| *known != symbol);
            act.dates.push((symbol, value));
            Ok(())
        })
    }

    /// Sets a named date to a civil day.
    pub fn day(self, name: &str, day: Day) -> Self {
        self.date(name, DateValue::Day(day))
    }

    /// Sets a named date to a moment, in Paris.
    pub fn minute(self, name: &str, at: Instant) -> Self {
        self.date(name, DateValue::Minute { at, day: crate::day::paris_day(at) })
    }

    /// Says that a named date is not known.
    pub fn unknown(self, name: &str) -> Self {
        self.date(name, DateValue::Unknown)
    }

    /// Sets an attribute.
    pub fn attr(self, name: &str, value: AttrValue) -> Self {
        self.edit(|catalogue, act| {
            let known = catalogue.act_type(act.kind).and_then(|t| t.attr_named(name));
            let attr = known.ok_or_else(|| ActError {
                code: "attribut_inconnu",
                field: format!("attrs.{name}"),
                message: format!("L’acte « {} » ne porte pas d’attribut « {name} ».", act.kind),
            })?;
            let accepted = match (&attr.ty, &value) {
                (AttrType::Code(values), AttrValue::Code(code)) => values.is_empty() || values.contains(code),
                (AttrType::Id, AttrValue::Id(_))
                | (AttrType::Ids, AttrValue::Ids(_))
                | (AttrType::Int, AttrValue::Int(_))
                | (AttrType::Bool, AttrValue::Bool(_))
                | (AttrType::Day, AttrValue::Day(_))
                | (AttrType::Days, AttrValue::Days(_)) => true,
                _ => false,
            };
            if !accepted {
                return Err(unexpected_value(name, &attr.ty));
            }
            act.attrs.retain(|(known, _)| *known != attr.name);
            act.attrs.push((attr.name, value));
            Ok(())
        })
    }

    /// Sets an attribute that holds a code.
    pub fn code(self, name: &str, code: &str) -> Self {
        match Symbol::find(code) {
            Some(code) => self.attr(name, AttrValue::Code(code)),
            None => self.edit(|catalogue, act| {
                let known = catalogue.act_type(act.kind).and_then(|t| t.attr_named(name));
                Err(match known {
                    Some(attr) => unexpected_value(name, &attr.ty),
                    None => unexpected_value(name, &AttrType::Code(Vec::new())),
                })
            }),
        }
    }

    /// Adds a pourvoi to the scope.
    pub fn pourvoi(self, id: PourvoiId) -> Self {
        self.edit(|_, act| {
            act.scope.pourvois.push(id);
            Ok(())
        })
    }

    /// Adds a party to the scope.
    pub fn party(self, id: PartyId) -> Self {
        self.edit(|_, act| {
            act.scope.parties.push(id);
            Ok(())
        })
    }

    /// Adds a decision to the scope.
    pub fn decision(self, id: DecisionId) -> Self {
        self.edit(|_, act| {
            act.scope.decisions.push(id);
            Ok(())
        })
    }

    /// Declares a party.
    pub fn declare(self, party: DeclaredParty) -> Self {
        self.edit(|_, act| {
            act.parties.push(party);
            Ok(())
        })
    }

    /// Names the act this one corrects.
    pub fn supersedes(self, id: ActId) -> Self {
        self.edit(|_, act| {
            act.supersedes = Some(id);
            Ok(())
        })
    }

    /// Names the act this one is about.
    pub fn refers_to(self, id: ActId) -> Self {
        self.edit(|_, act| {
            act.refers_to = Some(id);
            Ok(())
        })
    }

    /// The act, or the first thing that is wrong with it.
    pub fn build(self) -> Result<Act, ActError> {
        let act = self.act?;
        let Some(ty) = self.catalogue.act_type(act.kind) else { return Ok(act) };
        for date in ty.dates.iter().filter(|date| date.required) {
            if act.date(date.name).is_none() {
                return Err(ActError {
                    code: "date_manquante",
                    field: format!("dates.{}", date.name),
                    message: format!(
                        "La date « {} » est attendue ; si elle n’est pas connue, dites-le expressément.",
                        date.label
                    ),
                });
            }
        }
        for attr in ty.attrs.iter().filter(|attr| attr.required) {
            if act.attr(attr.name).is_none() {
                return Err(ActError {
                    code: "attribut_manquant",
                    field: format!("attrs.{}", attr.name),
                    message: format!("« {} » est attendu.", attr.label),
                });
            }
        }
        Ok(act)
    }
}

fn unexpected_value(name: &str, ty: &AttrType) -> ActError {
    let expected = match ty {
        AttrType::Code(values) if values.is_empty() => "un code connu".into(),
        AttrType::Code(values) => {
            let names: Vec<_> = values.iter().map(|v| v.as_str()).collect();
            format!("l’une des valeurs {}", names.join(", "))
        }
        AttrType::Id => "un identifiant".into(),
        AttrType::Ids => "une liste d’identifiants".into(),
        AttrType::Int => "un nombre entier".into(),
        AttrType::Bool => "oui ou non".into(),
        AttrType::Day => "une date".into(),
        AttrType::Days => "une liste de dates".into(),
    };
    ActError {
        code: "valeur_inattendue",
        field: format!("attrs.{name}"),
        message: format!("La valeur de « {name} » n’est pas celle attendue : {expected}."),
    }
}
