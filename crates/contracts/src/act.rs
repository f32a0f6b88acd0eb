//! Between the fact that travels and the act that the law looks at, read from the bytes in which it is kept: nothing
//! decided, and nothing allocated that the act does not hold.

use std::{collections::HashMap, sync::LazyLock};

use greffe_procedure::{
    act::{Act, ActBuilder, ActError, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    catalogue::{ActType, AttrType, Catalogue},
    day::{Day, Instant, paris_day},
    ids::{ActId, DecisionId, PartyId, PersonId, PourvoiId},
    symbol::Symbol,
};
use prost::Message;
use prost_types::{DescriptorProto, FileDescriptorProto, FileDescriptorSet};
use uuid::Uuid;

use crate::{
    DESCRIPTORS,
    common::v1::{NamedDate, named_date},
    court,
    events::v1::ActRecorded,
    wire::{Fields, Malformed, Value},
};

/// Why a fact cannot be read by the law: the field, and French words.
pub type ConversionError = ActError;

/// What the law sees in a field of a body.
#[derive(Debug, Clone, Copy)]
pub enum Seen {
    /// A pourvoi of the scope.
    Pourvoi,
    /// A code; an empty one is an attribute left out.
    Code(&'static str),
    /// An attribute that is only said when true.
    Flag(&'static str),
    /// Zero is an attribute left out.
    Count(&'static str),
    /// An ISO day.
    Day(&'static str),
    Id(&'static str),
    /// One of several.
    Ids(&'static str),
    /// A party declared.
    Party,
    /// A decision attacked: the day of the first that states one.
    DecisionOf(&'static str),
}

/// Fields whose name is not that of the attribute they hold.
pub const RENAMED: &[(&str, &str)] = &[
    ("head", "tete"),
    ("months", "mois"),
    ("named", "nommes"),
    ("office_id", "cabinet"),
    ("person_id", "personne"),
    ("served_in_person_in", "remise_a_personne_en"),
    ("until", "jusqu_au"),
];

/// What the law looks at in a field of a body: the attribute of its name, unless it says whom and what the journal is about.
/// Numbers, papers and the rest are none of its business.
pub fn seen(ty: &ActType, field: &str) -> Option<Seen> {
    match field {
        "pourvoi_id" => return Some(Seen::Pourvoi),
        "parties" => return Some(Seen::Party),
        "decisions" => return Some(Seen::DecisionOf("decision_attaquee")),
        _ => {}
    }
    let name = RENAMED.iter().find(|(renamed, _)| *renamed == field).map_or(field, |(_, name)| name);
    let attr = ty.attr_named(name)?;
    let name = attr.name.as_str();
    Some(match attr.ty {
        AttrType::Code(_) => Seen::Code(name),
        AttrType::Bool => Seen::Flag(name),
        AttrType::Int => Seen::Count(name),
        AttrType::Day => Seen::Day(name),
        AttrType::Id => Seen::Id(name),
        AttrType::Ids => Seen::Ids(name),
        AttrType::Days => return None,
    })
}

/// What the law sees in each body, bodies from [`envelope::BODIES`] on and their fields by their numbers on the wire.
static NUMBERED: LazyLock<Vec<Vec<Option<Seen>>>> = LazyLock::new(|| {
    let messages: HashMap<String, DescriptorProto> =
        files().into_iter().flat_map(|file| file.message_type).map(|m| (m.name().to_owned(), m)).collect();
    let mut numbered = Vec::new();
    for body in messages.get("ActRecorded").iter().flat_map(|m| &m.field).filter(|f| f.oneof_index.is_some())
    {
        let ty = Catalogue::embedded().type_named(body.name());
        let message = body.type_name().rsplit('.').next().and_then(|name| messages.get(name));
        let mut fields = Vec::new();
        for field in message.iter().flat_map(|m| &m.field) {
            put(&mut fields, field.number(), ty.and_then(|ty| seen(ty, field.name())));
        }
        put(&mut numbered, body.number() - envelope::BODIES.cast_signed(), fields);
    }
    numbered
});

fn put<T: Default + Clone>(row: &mut Vec<T>, at: i32, value: T) {
    let at = usize::try_from(at).unwrap_or_default();
    row.resize(row.len().max(at + 1), T::default());
    row[at] = value;
}

pub fn files() -> Vec<FileDescriptorProto> {
    FileDescriptorSet::decode(DESCRIPTORS).map(|set| set.file).unwrap_or_default()
}

/// Numbers of the envelope's fields, as `events/v1/act_recorded.proto` gives them; bodies stand from [`BODIES`] on.
pub mod envelope {
    pub const VERSION: u32 = 2;
    pub const ACT_ID: u32 = 3;
    pub const KIND: u32 = 4;
    pub const DATES: u32 = 6;
    pub const SCOPE: u32 = 7;
    pub const SUPERSEDES: u32 = 8;
    pub const REFERS_TO: u32 = 9;
    pub const BODIES: u32 = 100;
}

/// The act in the bytes of an [`ActRecorded`], as the law looks at it.
///
/// # Errors
/// When the bytes are no such message, when the catalogue does not know the type, a name or a code, or when a required
/// date or attribute is missing.
pub fn read_act(catalogue: &Catalogue, bytes: &[u8]) -> Result<Act, ConversionError> {
    court::known();
    let (mut id, mut version, mut kind) = (Uuid::nil(), 0, "");
    let mut fields = Fields(bytes);
    for field in fields.by_ref() {
        match field.map_err(unreadable)? {
            (envelope::VERSION, value) => version = value.varint().map_err(unreadable)?,
            (envelope::ACT_ID, value) => id = uuid(value).map_err(unreadable)?,
            (envelope::KIND, value) => {
                kind = value.text().map_err(unreadable)?;
                break;
            }
            _ => {}
        }
    }
    let mut to = ActBuilder::new(catalogue, ActId(id), version, kind);
    for field in fields {
        let (number, value) = field.map_err(unreadable)?;
        match number {
            envelope::DATES => {
                let (name, date) = date(value).map_err(unreadable)?;
                to.set_date(name, date);
            }
            envelope::SCOPE => scope(&mut to, value).map_err(unreadable)?,
            envelope::SUPERSEDES => to.set_supersedes(ActId(uuid(value).map_err(unreadable)?)),
            envelope::REFERS_TO => to.set_refers_to(ActId(uuid(value).map_err(unreadable)?)),
            envelope::BODIES.. => {
                if let Some(seen) = NUMBERED.get((number - envelope::BODIES) as usize) {
                    body(&mut to, seen, value)?;
                }
            }
            _ => {}
        }
    }
    to.build()
}

/// The act as the law looks at it.
///
/// # Errors
/// Those of [`read_act`].
pub fn act_to_law(catalogue: &Catalogue, fact: &ActRecorded) -> Result<Act, ConversionError> {
    read_act(catalogue, &fact.encode_to_vec())
}

fn unreadable(_: Malformed) -> ConversionError {
    ActError {
        code: "octets_illisibles",
        field: String::new(),
        message: "Les octets de cet acte ne se lisent pas\u{a0}: ils ont été coupés ou altérés.".into(),
    }
}

fn uuid(value: Value<'_>) -> Result<Uuid, Malformed> {
    let bytes = value.bytes()?;
    // As encoders write it: both halves, each behind its key.
    if let &[0x09, a, b, c, d, e, f, g, h, 0x11, i, j, k, l, m, n, o, p] = bytes {
        let half = u64::from_le_bytes;
        return Ok(Uuid::from_u64_pair(half([a, b, c, d, e, f, g, h]), half([i, j, k, l, m, n, o, p])));
    }
    let (mut hi, mut lo) = (0, 0);
    for field in Fields(bytes) {
        match field? {
            (1, half) => hi = half.fixed64()?,
            (2, half) => lo = half.fixed64()?,
            _ => {}
        }
    }
    Ok(Uuid::from_u64_pair(hi, lo))
}

fn date(value: Value<'_>) -> Result<(&str, DateValue), Malformed> {
    let (mut name, mut date) = ("", DateValue::Unknown);
    for field in Fields(value.bytes()?) {
        match field? {
            (1, value) => name = value.text()?,
            (2, value) => date = day(i32::try_from(value.signed()?).map_err(|_| Malformed)?),
            (3, value) => date = minute(value.signed()?),
            (4, _) => date = DateValue::Unknown,
            _ => {}
        }
    }
    Ok((name, date))
}

fn day(number: i32) -> DateValue {
    DateValue::Day(Day::from_number(number))
}

fn minute(micros: i64) -> DateValue {
    let at = Instant(micros);
    DateValue::Minute { at, day: paris_day(at) }
}

/// The value of a named date.
#[must_use]
pub fn value_of(date: &NamedDate) -> DateValue {
    match date.value {
        Some(named_date::Value::Day(number)) => day(number),
        Some(named_date::Value::Instant(micros)) => minute(micros),
        Some(named_date::Value::Unknown(_)) | None => DateValue::Unknown,
    }
}

fn scope(to: &mut ActBuilder<'_>, value: Value<'_>) -> Result<(), Malformed> {
    let scope = to.scope_mut();
    for field in Fields(value.bytes()?) {
        match field? {
            (1, id) => scope.pourvois.push(PourvoiId(uuid(id)?)),
            (2, id) => scope.parties.push(PartyId(uuid(id)?)),
            (3, id) => scope.decisions.push(DecisionId(uuid(id)?)),
            _ => {}
        }
    }
    Ok(())
}

fn body(to: &mut ActBuilder<'_>, seen: &[Option<Seen>], value: Value<'_>) -> Result<(), ConversionError> {
    let (mut several, mut declared, mut attacked) = (None, 0, false);
    for field in Fields(value.bytes().map_err(unreadable)?) {
        let (number, value) = field.map_err(unreadable)?;
        let Some(Some(seen)) = seen.get(number as usize) else { continue };
        match *seen {
            Seen::Party => {
                to.add_party(party(value, declared)?);
                declared += 1;
            }
            Seen::Ids(name) => {
                let id = uuid(value).map_err(unreadable)?;
                match &mut several {
                    Some((open, ids)) if *open == name => Vec::push(ids, id),
                    _ => ids(to, several.replace((name, vec![id]))),
                }
            }
            Seen::DecisionOf(name) if !attacked => {
                if let Some(day) = rendered_on(value).map_err(unreadable)? {
                    attacked = true;
                    to.set_attr(name, AttrValue::Day(day));
                }
            }
            Seen::DecisionOf(_) => {}
            seen => single(to, seen, value).map_err(unreadable)?,
        }
    }
    ids(to, several);
    Ok(())
}

fn ids(to: &mut ActBuilder<'_>, several: Option<(&str, Vec<Uuid>)>) {
    if let Some((name, ids)) = several {
        to.set_attr(name, AttrValue::Ids(ids.into()));
    }
}

fn single(to: &mut ActBuilder<'_>, seen: Seen, value: Value<'_>) -> Result<(), Malformed> {
    match seen {
        Seen::Pourvoi => to.scope_mut().pourvois.push(PourvoiId(uuid(value)?)),
        Seen::Id(name) => to.set_attr(name, AttrValue::Id(uuid(value)?)),
        Seen::Code(name) => {
            let code = value.text()?;
            if !code.is_empty() {
                to.set_code(name, code);
            }
        }
        Seen::Flag(name) if value.varint()? != 0 => to.set_attr(name, AttrValue::Bool(true)),
        Seen::Count(name) => {
            if let Ok(count @ 1..) = i64::try_from(value.varint()?) {
                to.set_attr(name, AttrValue::Int(count));
            }
        }
        Seen::Day(name) => {
            if let Ok(day) = value.text()?.parse() {
                to.set_attr(name, AttrValue::Day(day));
            }
        }
        Seen::Flag(_) | Seen::Ids(_) | Seen::Party | Seen::DecisionOf(_) => {}
    }
    Ok(())
}

fn rendered_on(decision: Value<'_>) -> Result<Option<Day>, Malformed> {
    for field in Fields(decision.bytes()?) {
        if let (2, day) = field? {
            return Ok(day.text()?.parse().ok());
        }
    }
    Ok(None)
}

fn party(value: Value<'_>, at: usize) -> Result<DeclaredParty, ConversionError> {
    let (mut party, mut person) = (Uuid::nil(), Uuid::nil());
    let (mut said_role, mut residence, mut nature) = ("", "", "");
    for field in Fields(value.bytes().map_err(unreadable)?) {
        match field.map_err(unreadable)? {
            (1, id) => party = uuid(id).map_err(unreadable)?,
            (2, id) => person = uuid(id).map_err(unreadable)?,
            (3, text) => said_role = text.text().map_err(unreadable)?,
            (4, text) => residence = text.text().map_err(unreadable)?,
            (5, text) => nature = text.text().map_err(unreadable)?,
            _ => {}
        }
    }
    Ok(DeclaredParty {
        party: PartyId(party),
        person: PersonId(person),
        role: role(said_role, at)?,
        zone: zone(residence, at)?,
        nature: Symbol::find(nature),
    })
}

fn role(text: &str, at: usize) -> Result<Role, ConversionError> {
    match text {
        "demandeur" => Ok(Role::Demandeur),
        "defendeur" => Ok(Role::Defendeur),
        "intervenant" => Ok(Role::Intervenant),
        _ => Err(unexpected(format!("parties[{at}].role"), text, "demandeur, defendeur ou intervenant")),
    }
}

fn zone(text: &str, at: usize) -> Result<ResidenceZone, ConversionError> {
    match text {
        "metropole" => Ok(ResidenceZone::Metropole),
        "outre_mer" => Ok(ResidenceZone::OutreMer),
        "etranger" => Ok(ResidenceZone::Etranger),
        "inconnue" | "" => Ok(ResidenceZone::Inconnue),
        _ => Err(unexpected(
            format!("parties[{at}].residence"),
            text,
            "metropole, outre_mer, etranger ou inconnue",
        )),
    }
}

fn unexpected(field: String, found: &str, expected: &str) -> ConversionError {
    let found: String = found.chars().take(40).collect();
    ActError {
        code: "valeur_inattendue",
        field,
        message: format!(
            "«\u{a0}{found}\u{a0}» n’est pas une valeur connue. Valeurs admises\u{a0}: {expected}."
        ),
    }
}
