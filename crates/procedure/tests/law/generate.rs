//! Journals that nobody would tell, of every procedure, with acts of every type.

use greffe_procedure::{
    act::{Act, ActBuilder, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    catalogue::{ActType, AttrType, Catalogue},
    day::Day,
    derivation::Derivation,
    derive::derive,
    ids::{ActId, PartyId, PersonId, PourvoiId},
    profile::CourtProfile,
    symbol::Symbol,
};
use proptest::prelude::*;
use uuid::Uuid;

/// What an act is made from: its type, its day, a party, what chooses codes, what chooses the act that it corrects or is about.
pub type Part = (usize, i32, u128, usize, usize);

pub fn parts() -> impl Strategy<Value = Part> {
    (0usize..10_000, 0i32..900, 1u128..4, 0usize..84, 0usize..200)
}

/// How many cases each property is tried with. Fewer while one is being written, more on a free evening.
pub fn cases() -> ProptestConfig {
    let asked = std::env::var("GREFFE_CASES").ok().and_then(|n| n.parse().ok());
    let cases = asked.unwrap_or(10_000);
    // Some properties set aside one case in ten, which is no reason to stop.
    ProptestConfig { max_global_rejects: cases, ..ProptestConfig::with_cases(cases) }
}

pub const ZONES: [ResidenceZone; 4] =
    [ResidenceZone::Metropole, ResidenceZone::OutreMer, ResidenceZone::Etranger, ResidenceZone::Inconnue];

/// An act of any type, on any day, about any of a few parties.
pub fn act(index: usize, part: Part) -> Act {
    let types = Catalogue::embedded().act_types();
    of_type(&types[part.0 % types.len()], None, index, part)
}

/// An act of that type; one that opens a journal names its procedure.
fn of_type(
    ty: &ActType,
    procedure: Option<Symbol>,
    index: usize,
    (_, offset, party, code, target): Part,
) -> Act {
    let catalogue = Catalogue::embedded();
    let id = |n: usize| ActId(Uuid::from_u128(1000 + n as u128));
    let day = Day::from_number(20_000 + offset);
    let mut builder = ActBuilder::new(catalogue, id(index), index as u64 + 1, ty.kind.as_str());
    for (at, date) in ty.dates.iter().enumerate() {
        // What may be left out sometimes is; what may not is sometimes unknown.
        if !date.required && (code + at) % 4 == 3 {
            continue;
        }
        let unknown = code % 7 == 6 && at == 0;
        let value = if unknown { DateValue::Unknown } else { DateValue::Day(day.plus(at as i32)) };
        builder = builder.date(date.name.as_str(), value);
    }
    for (at, attr) in ty.attrs.iter().enumerate() {
        let choice = code / 7 + at;
        if !attr.required && choice % 5 == 4 {
            continue;
        }
        let value = match &attr.ty {
            AttrType::Code(codes) if codes.is_empty() => Symbol::find("civ1").map(AttrValue::Code),
            AttrType::Code(codes) => {
                let named =
                    procedure.filter(|code| attr.name.as_str() == "procedure" && codes.contains(code));
                Some(AttrValue::Code(named.unwrap_or(codes[choice % codes.len()])))
            }
            AttrType::Id => Some(AttrValue::Id(Uuid::from_u128(7))),
            AttrType::Ids => Some(AttrValue::Ids([1, 7].map(Uuid::from_u128).into())),
            AttrType::Int => Some(AttrValue::Int(1 + choice as i64 % 3)),
            AttrType::Bool => Some(AttrValue::Bool(choice % 2 == 0)),
            AttrType::Day => Some(AttrValue::Day(day.plus(30 - choice as i32 % 60))),
            AttrType::Days => Some(AttrValue::Days([day, day.plus(30)].into())),
        };
        if let Some(value) = value {
            builder = builder.attr(attr.name.as_str(), value);
        }
    }
    let opens = catalogue.procedures().iter().any(|procedure| procedure.opened_by == ty.kind);
    if opens {
        for (n, role) in [(1, Role::Demandeur), (2, Role::Defendeur), (3, Role::Defendeur)] {
            let party = PartyId(Uuid::from_u128(n));
            let (person, zone) = (PersonId(party.0), ZONES[code % 4]);
            builder = builder.declare(DeclaredParty { party, person, role, zone, nature: None });
        }
        builder = builder.pourvoi(PourvoiId(Uuid::from_u128(9)));
    } else if code % 3 != 0 {
        builder = builder.party(PartyId(Uuid::from_u128(party)));
    }
    if target % 9 == 0 && index > 0 {
        builder = builder.supersedes(id(target % index));
    } else if target % 9 == 1 && index > 0 {
        builder = builder.refers_to(id(target % index));
    }
    builder.build().unwrap()
}

/// A journal of one of the procedures: the act that opens it, then mostly acts that the procedure knows.
pub fn journal(procedure: usize, parts: &[Part]) -> Vec<Act> {
    let catalogue = Catalogue::embedded();
    let at = procedure % catalogue.procedures().len();
    let of = &catalogue.procedures()[at];
    let opening = catalogue.act_type(of.opened_by).unwrap();
    let known: Vec<&ActType> = catalogue.act_types().iter().filter(|ty| ty.procedures.contains(at)).collect();
    let each = parts.iter().enumerate().map(|(index, part)| {
        if index == 0 {
            of_type(opening, Some(of.code), index, *part)
        } else if part.0 % 8 == 0 {
            act(index, *part)
        } else {
            of_type(known[part.0 / 8 % known.len()], Some(of.code), index, *part)
        }
    });
    each.collect()
}

pub fn journals() -> impl Strategy<Value = Vec<Act>> {
    (0usize..1_000, proptest::collection::vec(parts(), 0..24))
        .prop_map(|(procedure, parts)| journal(procedure, &parts))
}

pub fn derived(acts: &[Act], today: Day) -> Derivation {
    derive(Catalogue::embedded(), CourtProfile::embedded(), acts, today)
}

/// Journals of every procedure and acts of every type come up: a property that never met one would say nothing of it.
#[test]
fn every_procedure_and_every_type_of_act_come_up() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    use std::collections::BTreeSet;
    let catalogue = Catalogue::embedded();
    let mut runner = TestRunner::deterministic();
    let (mut procedures, mut kinds, mut rules) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for _ in 0..3_000 {
        let acts = journals().new_tree(&mut runner).unwrap().current();
        let derivation = derived(&acts, Day::from_number(20_400));
        procedures.insert(derivation.procedure);
        kinds.extend(acts.iter().map(|act| act.kind));
        rules.extend(derivation.deadlines.iter().map(|deadline| deadline.key.rule));
    }
    assert_eq!(procedures.len(), catalogue.procedures().len());
    assert_eq!(kinds.len(), catalogue.act_types().len());
    let opened = catalogue.rules().iter().filter(|rule| rule.triggers.iter().any(|t| t.pattern.is_some()));
    // What asks for several codes at once hardly ever comes up by chance: a journey tells it.
    rules.extend(crate::journeys::rules_opened());
    let never: Vec<_> = opened.map(|rule| rule.id).filter(|id| !rules.contains(id)).collect();
    assert!(never.is_empty(), "{never:?}");
}
