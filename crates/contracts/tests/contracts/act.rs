//! The acts of the journal as the law reads them.

use greffe_contracts::{
    KINDS, act_to_law,
    common::v1::{Id, NamedDate, Scope, named_date},
    events::v1::{
        ActRecorded, DecisionAttacked, PartyDeclared, PourvoiForme, PourvoiIncidentForme, act_recorded::Body,
    },
    inside::{RENAMED, files, seen},
    read_act,
};
use greffe_procedure::{
    act::{AttrValue, DateValue, ResidenceZone, Role},
    catalogue::Catalogue,
    day::Day,
    ids::{ActId, PartyId, PersonId, PourvoiId},
    symbol::Symbol,
};
use prost::Message as _;
use prost_types::DescriptorProto;
use uuid::Uuid;

/// Fields of bodies that the law does not look at.
const UNSEEN: &[&str] = &[
    "pieces",
    "proposal_id",
    "ecli",
    "register_number",
    "received_number",
    "year",
    "sequence",
    "leaving",
    "identity_version",
    "others",
    "added",
    "number",
    "matter",
    "keywords",
    "passage_id",
    "non_controles",
    "ecartes",
    "version_sha256",
    "categories",
    "publication",
    "outcomes",
    "text_sha256",
    "words_id",
];

/// Fields that the law reads in one act and not in another: neither a designation for an opinion nor the circuit of a chamber changes
/// anything that is owed.
const UNSEEN_IN: &[(&str, &str)] = &[
    ("rapporteur_designe", "chambre_consultee"),
    ("avocat_general_designe", "chambre_consultee"),
    ("chambre_attribuee", "circuit"),
];

fn message(name: &str) -> DescriptorProto {
    files().into_iter().flat_map(|file| file.message_type).find(|m| m.name() == name).unwrap()
}

#[test]
fn every_act_has_a_body_and_every_field_of_it_is_seen_or_said_to_be_unseen() {
    let envelope = message("ActRecorded");
    let catalogue = Catalogue::embedded();
    let mut bodies = Vec::new();
    for body in envelope.field.iter().filter(|f| f.oneof_index.is_some()) {
        bodies.push(body.name().to_owned());
        let ty = catalogue.type_named(body.name()).unwrap_or_else(|| panic!("no act {}", body.name()));
        let fields = message(body.type_name().rsplit('.').next().unwrap()).field;
        for field in &fields {
            let known = seen(ty, field.name()).is_some();
            let unseen = UNSEEN.contains(&field.name()) || UNSEEN_IN.contains(&(body.name(), field.name()));
            assert!(known != unseen, "{}.{}", body.name(), field.name());
        }
        for attr in &ty.attrs {
            let name = attr.name.as_str();
            let renamed = RENAMED.iter().find(|(_, of)| *of == name).map_or(name, |(field, _)| field);
            let carried = fields.iter().any(|f| f.name() == renamed || f.name() == "decisions");
            assert!(carried, "{}: no field carries {name}", body.name());
        }
    }
    assert_eq!(bodies, KINDS);
    let mut missing: Vec<_> = catalogue.act_types().iter().map(|ty| ty.kind.symbol().as_str()).collect();
    missing.retain(|kind| !KINDS.contains(kind));
    assert_eq!(missing, &[] as &[&str], "acts of the catalogue without a body");
}

#[test]
fn the_envelope_is_numbered_as_in_its_proto() {
    let envelope = message("ActRecorded");
    let number =
        |name: &str| envelope.field.iter().find(|f| f.name() == name).map(|f| f.number().unsigned_abs());
    use greffe_contracts::inside::envelope::*;
    for (name, expected) in [
        ("version", VERSION),
        ("act_id", ACT_ID),
        ("kind", KIND),
        ("dates", DATES),
        ("scope", SCOPE),
        ("supersedes", SUPERSEDES),
        ("refers_to", REFERS_TO),
        ("pourvoi_forme", BODIES),
    ] {
        assert_eq!(number(name), Some(expected), "{name}");
    }
}

fn id(n: u128) -> Id {
    Uuid::from_u128(n).into()
}

fn fact(kind: &str, dates: &[&str], body: Body) -> ActRecorded {
    let date = |name: &&str| NamedDate {
        name: (*name).to_owned(),
        value: Some(named_date::Value::Day(20_781)),
        source: "acte".into(),
    };
    ActRecorded {
        version: 7,
        act_id: Some(id(1 << 90)),
        kind: kind.into(),
        dates: dates.iter().map(date).collect(),
        scope: Some(Scope { parties: vec![id(11), id(12)], ..Default::default() }),
        refers_to: Some(id(3)),
        body: Some(body),
        ..Default::default()
    }
}

fn declaration() -> ActRecorded {
    let party = |n, role: &str| PartyDeclared {
        party_id: Some(id(n)),
        person_id: Some(id(n + 100)),
        role: role.into(),
        residence: "outre_mer".into(),
        nature: "personne_physique".into(),
    };
    let decision = |day: &str| DecisionAttacked { rendered_on: day.into(), ..Default::default() };
    let body = PourvoiForme {
        pourvoi_id: Some(id(9)),
        nature: "principal".into(),
        parties: vec![party(11, "demandeur"), party(12, "defendeur")],
        decisions: vec![decision(""), decision("2026-09-10"), decision("2026-09-11")],
        urgent: true,
        ..Default::default()
    };
    fact("pourvoi_forme", &["forme"], Body::PourvoiForme(body))
}

#[test]
fn an_act_is_read_whole() {
    let catalogue = Catalogue::embedded();
    let act = act_to_law(catalogue, &declaration()).unwrap();
    assert_eq!(
        (act.id, act.version, act.refers_to),
        (ActId(Uuid::from_u128(1 << 90)), 7, Some(ActId(Uuid::from_u128(3))))
    );
    assert_eq!(act.scope.parties.as_slice(), [PartyId(Uuid::from_u128(11)), PartyId(Uuid::from_u128(12))]);
    assert_eq!(act.scope.pourvois.as_slice(), [PourvoiId(Uuid::from_u128(9))]);
    assert_eq!(
        act.dates.as_slice(),
        [(Symbol::find("forme").unwrap(), DateValue::Day(Day::from_number(20_781)))]
    );
    let attr = |name: &str| act.attr(Symbol::find(name).unwrap()).cloned();
    assert_eq!(attr("urgent"), Some(AttrValue::Bool(true)));
    assert_eq!(attr("decision_attaquee"), Some(AttrValue::Day("2026-09-10".parse().unwrap())));
    assert_eq!(act.parties.len(), 2);
    assert_eq!((act.parties[1].role, act.parties[1].zone), (Role::Defendeur, ResidenceZone::OutreMer));
    assert_eq!(act.parties[1].person, PersonId(Uuid::from_u128(112)));

    let incident = PourvoiIncidentForme {
        nature: "incident".into(),
        demandeurs: vec![id(12), id(13)],
        defendeurs: vec![id(11)],
        office_id: Some(id(40)),
        pieces: vec![id(50)],
        ..Default::default()
    };
    let act = act_to_law(
        catalogue,
        &fact("pourvoi_incident_forme", &["depose"], Body::PourvoiIncidentForme(incident)),
    );
    let act = act.unwrap();
    let attr = |name: &str| act.attr(Symbol::find(name).unwrap()).cloned();
    let uuids = |ns: &[u128]| AttrValue::Ids(ns.iter().map(|n| Uuid::from_u128(*n)).collect());
    assert_eq!(attr("demandeurs"), Some(uuids(&[12, 13])));
    assert_eq!(attr("defendeurs"), Some(uuids(&[11])));
    assert_eq!(attr("cabinet"), Some(AttrValue::Id(Uuid::from_u128(40))));
}

#[test]
fn bytes_that_are_cut_or_altered_are_refused_or_read_and_never_panic() {
    let bytes = declaration().encode_to_vec();
    let mut refused = 0;
    for end in 0..bytes.len() {
        refused += usize::from(read_act(Catalogue::embedded(), &bytes[..end]).is_err());
    }
    assert!(refused > bytes.len() / 2, "{refused} of {}", bytes.len());
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut altered = bytes.clone();
            altered[at] ^= 1 << bit;
            let ours = read_act(Catalogue::embedded(), &altered);
            if let (Ok(act), Ok(fact)) = (&ours, ActRecorded::decode(altered.as_slice())) {
                assert_eq!(act.version, fact.version);
            }
        }
    }
}
