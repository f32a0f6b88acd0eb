//! The procedural act: what happened, when, to whom.

use crate::catalogue::{ActType, AttrType, Catalogue};
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

    /// The name, as a symbol.
    pub fn symbol(self) -> Symbol {
        self.0
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
///
/// The chained setters are for people; what reads journals, thousands of acts a second, uses those that work in place.
pub struct ActBuilder<'c> {
    ty: Option<&'c ActType>,
    act: Act,
    error: Option<Box<ActError>>,
}

impl<'c> ActBuilder<'c> {
    /// Starts an act of the type of that name.
    pub fn new(catalogue: &'c Catalogue, id: ActId, version: u64, kind: &str) -> Self {
        let ty = catalogue.type_named(kind);
        let error = ty.is_none().then(|| {
            Box::new(ActError {
                code: "type_inconnu",
                field: "type".into(),
                message: format!(
                    "Le catalogue {} ne connaît pas le type d’acte « {kind} ».",
                    catalogue.version()
                ),
            })
        });
        let act = Act {
            id,
            version,
            kind: ty.map_or(ActKind(Symbol::NONE), |ty| ty.kind),
            dates: SmallVec::new(),
            scope: Scope::default(),
            supersedes: None,
            refers_to: None,
            attrs: SmallVec::new(),
            parties: Vec::new(),
        };
        ActBuilder { ty, act, error }
    }

    /// Keeps an error, unless there was one before.
    #[cold]
    fn refuse(&mut self, error: ActError) {
        self.error.get_or_insert_with(|| Box::new(error));
    }

    /// Sets a named date; the last value given stands.
    #[inline]
    pub fn date(mut self, name: &str, value: DateValue) -> Self {
        self.set_date(name, value);
        self
    }

    /// The same in place.
    pub fn set_date(&mut self, name: &str, value: DateValue) {
        let Some(symbol) = self.ty.and_then(|ty| ty.date_named(name)) else {
            return self.refuse(ActError {
                code: "date_inconnue",
                field: format!("dates.{name}"),
                message: format!("L’acte « {} » ne porte pas de date « {name} ».", self.act.kind),
            });
        };
        if let Some(at) = self.act.dates.iter().position(|(known, _)| *known == symbol) {
            self.act.dates.remove(at);
        }
        self.act.dates.push((symbol, value));
    }

    /// Sets a named date to a civil day.
    #[inline]
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
    #[inline]
    pub fn attr(mut self, name: &str, value: AttrValue) -> Self {
        self.set_attr(name, value);
        self
    }

    /// The same in place.
    pub fn set_attr(&mut self, name: &str, value: AttrValue) {
        let Some(attr) = self.ty.and_then(|ty| ty.attr_named(name)) else { return self.refuse_attr(name) };
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
        if accepted { self.put(attr.name, value) } else { self.refuse(unexpected_value(name, &attr.ty)) }
    }

    fn put(&mut self, name: Symbol, value: AttrValue) {
        if let Some(at) = self.act.attrs.iter().position(|(known, _)| *known == name) {
            self.act.attrs.remove(at);
        }
        self.act.attrs.push((name, value));
    }

    #[cold]
    fn refuse_attr(&mut self, name: &str) {
        self.refuse(ActError {
            code: "attribut_inconnu",
            field: format!("attrs.{name}"),
            message: format!("L’acte « {} » ne porte pas d’attribut « {name} ».", self.act.kind),
        });
    }

    /// Sets an attribute that holds a code.
    #[inline]
    pub fn code(mut self, name: &str, code: &str) -> Self {
        self.set_code(name, code);
        self
    }

    /// The same in place.
    pub fn set_code(&mut self, name: &str, code: &str) {
        let Some(attr) = self.ty.and_then(|ty| ty.attr_named(name)) else { return self.refuse_attr(name) };
        let known = match &attr.ty {
            AttrType::Code(values) if values.is_empty() => Symbol::find(code),
            AttrType::Code(values) => values.iter().copied().find(|value| value.as_str() == code),
            _ => None,
        };
        match known {
            Some(code) => self.put(attr.name, AttrValue::Code(code)),
            None => self.refuse(unexpected_value(name, &attr.ty)),
        }
    }

    /// What the act concerns, in place.
    pub fn scope_mut(&mut self) -> &mut Scope {
        &mut self.act.scope
    }

    /// Declares a party, in place.
    pub fn add_party(&mut self, party: DeclaredParty) {
        self.act.parties.push(party);
    }

    /// Names the act this one corrects, in place.
    pub fn set_supersedes(&mut self, id: ActId) {
        self.act.supersedes = Some(id);
    }

    /// Names the act this one is about, in place.
    pub fn set_refers_to(&mut self, id: ActId) {
        self.act.refers_to = Some(id);
    }

    /// Adds a pourvoi to the scope.
    #[inline]
    pub fn pourvoi(mut self, id: PourvoiId) -> Self {
        self.act.scope.pourvois.push(id);
        self
    }

    /// Adds a party to the scope.
    #[inline]
    pub fn party(mut self, id: PartyId) -> Self {
        self.act.scope.parties.push(id);
        self
    }

    /// Adds a decision to the scope.
    #[inline]
    pub fn decision(mut self, id: DecisionId) -> Self {
        self.act.scope.decisions.push(id);
        self
    }

    /// Declares a party.
    pub fn declare(mut self, party: DeclaredParty) -> Self {
        self.act.parties.push(party);
        self
    }

    /// Names the act this one corrects.
    #[inline]
    pub fn supersedes(mut self, id: ActId) -> Self {
        self.act.supersedes = Some(id);
        self
    }

    /// Names the act this one is about.
    #[inline]
    pub fn refers_to(mut self, id: ActId) -> Self {
        self.act.refers_to = Some(id);
        self
    }

    /// The act, or the first thing that is wrong with it.
    pub fn build(self) -> Result<Act, ActError> {
        if let Some(error) = self.error.or_else(|| missing(self.ty?, &self.act)) {
            return Err(*error);
        }
        Ok(self.act)
    }
}

/// What an act of the type must state and does not.
fn missing(ty: &ActType, act: &Act) -> Option<Box<ActError>> {
    for date in ty.dates.iter().filter(|date| date.required) {
        if act.date(date.name).is_none() {
            return Some(Box::new(ActError {
                code: "date_manquante",
                field: format!("dates.{}", date.name),
                message: format!(
                    "La date « {} » est attendue ; si elle n’est pas connue, dites-le expressément.",
                    date.label
                ),
            }));
        }
    }
    for attr in ty.attrs.iter().filter(|attr| attr.required) {
        if act.attr(attr.name).is_none() {
            return Some(Box::new(ActError {
                code: "attribut_manquant",
                field: format!("attrs.{}", attr.name),
                message: format!("« {} » est attendu.", attr.label),
            }));
        }
    }
    None
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
