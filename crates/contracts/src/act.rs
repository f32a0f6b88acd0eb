//! Between the fact that travels and the act that the law looks at, read from the bytes in which it is kept: nothing
//! decided, and nothing allocated that the act does not hold.

use std::{collections::HashMap, sync::LazyLock};

use greffe_procedure::{
    act::{Act, ActBuilder, ActError, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    day::{Day, Instant, paris_day},
    ids::{ActId, DecisionId, PartyId, PersonId, PourvoiId},
    symbol::Symbol,
};
use prost::Message;
use uuid::Uuid;

use crate::{
    DESCRIPTORS,
    common::v1::{NamedDate, named_date},
    events::v1::{ActRecorded, act_recorded::Body},
    wire::{Fields, Malformed, Value},
};

/// Why a fact cannot be read by the law: the field, and French words.
pub type ConversionError = ActError;

/// What the law sees in a field of a body.
#[derive(Debug, Clone, Copy)]
enum Seen {
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

/// The fields of each body that the law looks at. Names, numbers and papers are none of its business.
const SEEN: &[(&str, &[(&str, Seen)])] = &[
    (
        "pourvoi_forme",
        &[
            ("pourvoi_id", Seen::Pourvoi),
            ("nature", Seen::Code("nature")),
            ("parties", Seen::Party),
            ("decisions", Seen::DecisionOf("decision_attaquee")),
            ("representation", Seen::Code("representation")),
            ("urgent", Seen::Flag("urgent")),
        ],
    ),
    ("parties_declarees", &[("pourvoi_id", Seen::Pourvoi), ("parties", Seen::Party)]),
    (
        "decision_notifiee",
        &[("mode", Seen::Code("mode")), ("served_in_person_in", Seen::Code("remise_a_personne_en"))],
    ),
    ("avocat_constitue", &[("office_id", Seen::Id("cabinet"))]),
    ("avocat_decharge", &[("office_id", Seen::Id("cabinet"))]),
    ("memoire_depose", &[("nature", Seen::Code("nature")), ("office_id", Seen::Id("cabinet"))]),
    ("memoire_notifie", &[("mode", Seen::Code("mode")), ("nature", Seen::Code("nature"))]),
    ("memoire_signifie", &[("remise", Seen::Code("remise")), ("nature", Seen::Code("nature"))]),
    ("pieces_deposees", &[("nature", Seen::Code("nature")), ("office_id", Seen::Id("cabinet"))]),
    (
        "pourvoi_incident_forme",
        &[
            ("pourvoi_id", Seen::Pourvoi),
            ("nature", Seen::Code("nature")),
            ("demandeurs", Seen::Ids("demandeurs")),
            ("defendeurs", Seen::Ids("defendeurs")),
            ("office_id", Seen::Id("cabinet")),
        ],
    ),
    ("aide_juridictionnelle_demandee", &[("objet", Seen::Code("objet"))]),
    ("aide_juridictionnelle_decidee", &[("sens", Seen::Code("sens"))]),
    ("auxiliaire_designe", &[("office_id", Seen::Id("cabinet"))]),
    ("aide_juridictionnelle_recours_decide", &[("sens", Seen::Code("sens"))]),
    ("pli_retourne", &[("motif", Seen::Code("motif"))]),
    ("desistement_depose", &[("etendue", Seen::Code("etendue")), ("reserves", Seen::Flag("reserves"))]),
    ("residence_changee", &[("residence", Seen::Code("residence"))]),
    ("pourvoi_enregistre", &[("pourvoi_id", Seen::Pourvoi)]),
    ("chambre_attribuee", &[("chambre", Seen::Code("chambre"))]),
    ("rapporteur_designe", &[("person_id", Seen::Id("personne"))]),
    ("avocat_general_designe", &[("person_id", Seen::Id("personne"))]),
    ("delais_reduits", &[("months", Seen::Count("mois")), ("until", Seen::Day("jusqu_au"))]),
    ("radiation_decidee", &[("sens", Seen::Code("sens"))]),
    ("reinscription_decidee", &[("sens", Seen::Code("sens"))]),
    ("rapport_depose", &[("person_id", Seen::Id("personne"))]),
    ("jonction_prononcee", &[("head", Seen::Id("tete")), ("dossiers", Seen::Ids("dossiers"))]),
    ("disjonction_prononcee", &[("head", Seen::Id("tete"))]),
    ("decheance_constatee", &[("nature", Seen::Code("nature")), ("etendue", Seen::Code("etendue"))]),
    ("desistement_constate", &[("nature", Seen::Code("nature")), ("etendue", Seen::Code("etendue"))]),
    (
        "decision_prononcee",
        &[
            ("nature", Seen::Code("nature")),
            ("solution", Seen::Code("solution")),
            ("formation", Seen::Code("formation")),
        ],
    ),
];

/// [`SEEN`] by the numbers of the wire: of the body in the envelope, then of the field in the body.
static NUMBERED: LazyLock<HashMap<u32, Vec<(u32, Seen)>>> = LazyLock::new(|| {
    let numbers = |message: &str| -> HashMap<String, (u32, String)> {
        let found = files().into_iter().flat_map(|file| file.message_type).find(|m| m.name() == message);
        let fields = found.into_iter().flat_map(|m| m.field);
        let number = |number: i32| u32::try_from(number).unwrap_or_default();
        fields
            .map(|f| {
                (
                    f.name().to_owned(),
                    (number(f.number()), f.type_name().rsplit('.').next().unwrap_or_default().to_owned()),
                )
            })
            .collect()
    };
    let bodies = numbers("ActRecorded");
    let body = |(kind, seen): &(&str, &[(&str, Seen)])| {
        let (number, message) = bodies.get(*kind)?;
        let fields = numbers(message);
        Some((*number, seen.iter().filter_map(|(name, seen)| Some((fields.get(*name)?.0, *seen))).collect()))
    };
    SEEN.iter().filter_map(body).collect()
});

fn files() -> Vec<prost_types::FileDescriptorProto> {
    prost_types::FileDescriptorSet::decode(DESCRIPTORS).map(|set| set.file).unwrap_or_default()
}

/// Numbers of the envelope's fields, as `events/v1/act_recorded.proto` gives them; bodies stand from [`BODIES`] on.
mod envelope {
    pub(super) const VERSION: u32 = 2;
    pub(super) const ACT_ID: u32 = 3;
    pub(super) const KIND: u32 = 4;
    pub(super) const DATES: u32 = 6;
    pub(super) const SCOPE: u32 = 7;
    pub(super) const SUPERSEDES: u32 = 8;
    pub(super) const REFERS_TO: u32 = 9;
    pub(super) const BODIES: u32 = 100;
}

/// The act in the bytes of an [`ActRecorded`], as the law looks at it.
///
/// # Errors
/// When the bytes are no such message, when the catalogue does not know the type, a name or a code, or when a required
/// date or attribute is missing.
pub fn read_act(catalogue: &Catalogue, bytes: &[u8]) -> Result<Act, ConversionError> {
    let (mut id, mut version, mut kind) = (Uuid::nil(), 0, "");
    for field in Fields(bytes) {
        match field.map_err(unreadable)? {
            (envelope::VERSION, value) => version = value.varint().map_err(unreadable)?,
            (envelope::ACT_ID, value) => id = uuid(value).map_err(unreadable)?,
            (envelope::KIND, value) => kind = value.text().map_err(unreadable)?,
            (number, _) if number > envelope::KIND && !kind.is_empty() => break,
            _ => {}
        }
    }
    let mut to = ActBuilder::new(catalogue, ActId(id), version, kind);
    for field in Fields(bytes) {
        let (number, value) = field.map_err(unreadable)?;
        to = match number {
            envelope::DATES => {
                let (name, date) = date(value).map_err(unreadable)?;
                to.date(name, date)
            }
            envelope::SCOPE => scope(to, value).map_err(unreadable)?,
            envelope::SUPERSEDES => to.supersedes(ActId(uuid(value).map_err(unreadable)?)),
            envelope::REFERS_TO => to.refers_to(ActId(uuid(value).map_err(unreadable)?)),
            envelope::BODIES.. => match NUMBERED.get(&number) {
                Some(seen) => body(to, seen, value)?,
                None => to,
            },
            _ => to,
        };
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
    let (mut hi, mut lo) = (0, 0);
    for field in Fields(value.bytes()?) {
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

fn scope<'c>(mut to: ActBuilder<'c>, value: Value<'_>) -> Result<ActBuilder<'c>, Malformed> {
    for field in Fields(value.bytes()?) {
        to = match field? {
            (1, id) => to.pourvoi(PourvoiId(uuid(id)?)),
            (2, id) => to.party(PartyId(uuid(id)?)),
            (3, id) => to.decision(DecisionId(uuid(id)?)),
            _ => to,
        };
    }
    Ok(to)
}

fn body<'c>(
    mut to: ActBuilder<'c>,
    seen: &[(u32, Seen)],
    value: Value<'_>,
) -> Result<ActBuilder<'c>, ConversionError> {
    let (mut several, mut declared, mut attacked) = (None, 0, false);
    for field in Fields(value.bytes().map_err(unreadable)?) {
        let (number, value) = field.map_err(unreadable)?;
        let Some((_, seen)) = seen.iter().find(|(known, _)| *known == number) else { continue };
        match *seen {
            Seen::Party => {
                to = to.declare(party(value, declared)?);
                declared += 1;
            }
            Seen::Ids(name) => {
                let id = uuid(value).map_err(unreadable)?;
                match &mut several {
                    Some((open, ids)) if *open == name => Vec::push(ids, id),
                    _ => {
                        to = ids(to, several.replace((name, vec![id])));
                    }
                }
            }
            Seen::DecisionOf(name) if !attacked => {
                if let Some(day) = rendered_on(value).map_err(unreadable)? {
                    attacked = true;
                    to = to.attr(name, AttrValue::Day(day));
                }
            }
            Seen::DecisionOf(_) => {}
            seen => to = single(to, seen, value).map_err(unreadable)?,
        }
    }
    Ok(ids(to, several))
}

fn ids<'c>(to: ActBuilder<'c>, several: Option<(&str, Vec<Uuid>)>) -> ActBuilder<'c> {
    match several {
        Some((name, ids)) => to.attr(name, AttrValue::Ids(ids.into())),
        None => to,
    }
}

fn single<'c>(to: ActBuilder<'c>, seen: Seen, value: Value<'_>) -> Result<ActBuilder<'c>, Malformed> {
    Ok(match seen {
        Seen::Pourvoi => to.pourvoi(PourvoiId(uuid(value)?)),
        Seen::Id(name) => to.attr(name, AttrValue::Id(uuid(value)?)),
        Seen::Code(name) => match value.text()? {
            "" => to,
            code => to.code(name, code),
        },
        Seen::Flag(name) if value.varint()? != 0 => to.attr(name, AttrValue::Bool(true)),
        Seen::Count(name) => match i64::try_from(value.varint()?) {
            Ok(count) if count > 0 => to.attr(name, AttrValue::Int(count)),
            _ => to,
        },
        Seen::Day(name) => match value.text()?.parse() {
            Ok(day) => to.attr(name, AttrValue::Day(day)),
            Err(_) => to,
        },
        Seen::Flag(_) | Seen::Ids(_) | Seen::Party | Seen::DecisionOf(_) => to,
    })
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

/// The name of a body: the act type it chooses.
#[must_use]
pub fn kind_of(body: &Body) -> &'static str {
    match body {
        Body::PourvoiForme(_) => "pourvoi_forme",
        Body::PartiesDeclarees(_) => "parties_declarees",
        Body::DecisionNotifiee(_) => "decision_notifiee",
        Body::AvocatConstitue(_) => "avocat_constitue",
        Body::AvocatDecharge(_) => "avocat_decharge",
        Body::MemoireDepose(_) => "memoire_depose",
        Body::MemoireNotifie(_) => "memoire_notifie",
        Body::MemoireSignifie(_) => "memoire_signifie",
        Body::PiecesDeposees(_) => "pieces_deposees",
        Body::PourvoiIncidentForme(_) => "pourvoi_incident_forme",
        Body::AideJuridictionnelleDemandee(_) => "aide_juridictionnelle_demandee",
        Body::AideJuridictionnelleDecidee(_) => "aide_juridictionnelle_decidee",
        Body::AuxiliaireDesigne(_) => "auxiliaire_designe",
        Body::AideJuridictionnelleRecoursForme(_) => "aide_juridictionnelle_recours_forme",
        Body::AideJuridictionnelleRecoursDecide(_) => "aide_juridictionnelle_recours_decide",
        Body::RadiationDemandee(_) => "radiation_demandee",
        Body::PliRetourne(_) => "pli_retourne",
        Body::PartieDecedee(_) => "partie_decedee",
        Body::DesistementDepose(_) => "desistement_depose",
        Body::PanneSignalee(_) => "panne_signalee",
        Body::ResidenceChangee(_) => "residence_changee",
        Body::PourvoiEnregistre(_) => "pourvoi_enregistre",
        Body::DeclarationCommuniquee(_) => "declaration_communiquee",
        Body::ChambreAttribuee(_) => "chambre_attribuee",
        Body::RapporteurDesigne(_) => "rapporteur_designe",
        Body::AvocatGeneralDesigne(_) => "avocat_general_designe",
        Body::DelaisReduits(_) => "delais_reduits",
        Body::RadiationDecidee(_) => "radiation_decidee",
        Body::ReinscriptionDecidee(_) => "reinscription_decidee",
        Body::RapportDepose(_) => "rapport_depose",
        Body::AffaireEnEtatDeJuger(_) => "affaire_en_etat_de_juger",
        Body::JonctionPrononcee(_) => "jonction_prononcee",
        Body::DisjonctionPrononcee(_) => "disjonction_prononcee",
        Body::DecheanceConstatee(_) => "decheance_constatee",
        Body::DesistementConstate(_) => "desistement_constate",
        Body::DecisionPrononcee(_) => "decision_prononcee",
        Body::ActeAnnule(_) => "acte_annule",
    }
}

/// Every act type that has a body, in the order of the envelope.
pub const KINDS: &[&str] = &[
    "pourvoi_forme",
    "parties_declarees",
    "decision_notifiee",
    "avocat_constitue",
    "avocat_decharge",
    "memoire_depose",
    "memoire_notifie",
    "memoire_signifie",
    "pieces_deposees",
    "pourvoi_incident_forme",
    "aide_juridictionnelle_demandee",
    "aide_juridictionnelle_decidee",
    "auxiliaire_designe",
    "aide_juridictionnelle_recours_forme",
    "aide_juridictionnelle_recours_decide",
    "radiation_demandee",
    "pli_retourne",
    "partie_decedee",
    "desistement_depose",
    "panne_signalee",
    "residence_changee",
    "pourvoi_enregistre",
    "declaration_communiquee",
    "chambre_attribuee",
    "rapporteur_designe",
    "avocat_general_designe",
    "delais_reduits",
    "radiation_decidee",
    "reinscription_decidee",
    "rapport_depose",
    "affaire_en_etat_de_juger",
    "jonction_prononcee",
    "disjonction_prononcee",
    "decheance_constatee",
    "desistement_constate",
    "decision_prononcee",
    "acte_annule",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        common::v1::{Id, Scope},
        events::v1::{DecisionAttacked, PartyDeclared, PourvoiForme, PourvoiIncidentForme},
    };

    /// Fields of bodies that the law does not look at.
    const UNSEEN: &[&str] =
        &["pieces", "proposal_id", "ecli", "register_number", "received_number", "year", "sequence"];

    fn message(name: &str) -> prost_types::DescriptorProto {
        files().into_iter().flat_map(|file| file.message_type).find(|m| m.name() == name).unwrap()
    }

    #[test]
    fn every_field_of_a_body_is_seen_or_said_to_be_unseen() {
        let envelope = message("ActRecorded");
        let mut bodies = 0;
        for body in envelope.field.iter().filter(|f| f.oneof_index.is_some()) {
            bodies += 1;
            let seen = SEEN.iter().find(|(kind, _)| *kind == body.name()).map_or(&[][..], |(_, seen)| *seen);
            let name = body.type_name().rsplit('.').next().unwrap();
            for field in message(name).field {
                let known = seen.iter().any(|(known, _)| *known == field.name());
                assert!(known != UNSEEN.contains(&field.name()), "{}.{}", body.name(), field.name());
            }
        }
        assert_eq!(bodies, KINDS.len());
        let named: usize = SEEN.iter().map(|(_, seen)| seen.len()).sum();
        let numbered: usize = NUMBERED.values().map(Vec::len).sum();
        assert_eq!(named, numbered, "a name in SEEN is no field of its body");
    }

    #[test]
    fn the_envelope_is_numbered_as_in_its_proto() {
        let envelope = message("ActRecorded");
        let number =
            |name: &str| envelope.field.iter().find(|f| f.name() == name).map(|f| f.number().unsigned_abs());
        use super::envelope::*;
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
        assert_eq!(
            act.scope.parties.as_slice(),
            [PartyId(Uuid::from_u128(11)), PartyId(Uuid::from_u128(12))]
        );
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
}
