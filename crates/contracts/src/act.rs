//! Between the fact that travels and the act that the law looks at: one arm a fact, nothing decided.

use greffe_procedure::{
    act::{Act, ActBuilder, ActError, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    day::{Day, Instant, paris_day},
    ids::{ActId, DecisionId, PartyId, PersonId, PourvoiId},
    symbol::Symbol,
};
use uuid::Uuid;

use crate::{
    common::v1::{Id, NamedDate, named_date},
    events::v1::{ActRecorded, PartyDeclared, act_recorded::Body},
};

/// Why a fact cannot be read by the law: the field, and French words.
pub type ConversionError = ActError;

/// The act as the law looks at it.
///
/// # Errors
/// When the catalogue does not know the type, a name or a code, or when a required date or attribute is missing.
pub fn act_to_law(catalogue: &Catalogue, fact: &ActRecorded) -> Result<Act, ConversionError> {
    let id = ActId(fact.act_id.map(Uuid::from).unwrap_or_default());
    let mut to = Writer(ActBuilder::new(catalogue, id, fact.version, &fact.kind));
    for date in &fact.dates {
        to.0 = to.0.date(&date.name, value_of(date));
    }
    if let Some(scope) = &fact.scope {
        for id in &scope.pourvois {
            to.0 = to.0.pourvoi(PourvoiId((*id).into()));
        }
        for id in &scope.parties {
            to.0 = to.0.party(PartyId((*id).into()));
        }
        for id in &scope.decisions {
            to.0 = to.0.decision(DecisionId((*id).into()));
        }
    }
    if let Some(id) = fact.supersedes {
        to.0 = to.0.supersedes(ActId(id.into()));
    }
    if let Some(id) = fact.refers_to {
        to.0 = to.0.refers_to(ActId(id.into()));
    }
    match &fact.body {
        Some(body) => to.body(body)?.0.build(),
        None => to.0.build(),
    }
}

/// The value of a named date.
#[must_use]
pub fn value_of(date: &NamedDate) -> DateValue {
    match date.value {
        Some(named_date::Value::Day(day)) => DateValue::Day(Day::from_number(day)),
        Some(named_date::Value::Instant(micros)) => {
            let at = Instant(micros);
            DateValue::Minute { at, day: paris_day(at) }
        }
        Some(named_date::Value::Unknown(_)) | None => DateValue::Unknown,
    }
}

struct Writer<'c>(ActBuilder<'c>);

impl Writer<'_> {
    fn body(self, body: &Body) -> Result<Self, ConversionError> {
        Ok(match body {
            Body::PourvoiForme(b) => self
                .pourvoi(b.pourvoi_id)
                .code("nature", &b.nature)
                .code("representation", &b.representation)
                .flag("urgent", b.urgent)
                .rendered(b.decisions.iter().find_map(|d| d.rendered_on.parse().ok()))
                .parties(&b.parties)?,
            Body::PartiesDeclarees(b) => self.pourvoi(b.pourvoi_id).parties(&b.parties)?,
            Body::DecisionNotifiee(b) => {
                self.code("mode", &b.mode).code("remise_a_personne_en", &b.served_in_person_in)
            }
            Body::AvocatConstitue(b) => self.id("cabinet", b.office_id),
            Body::AvocatDecharge(b) => self.id("cabinet", b.office_id),
            Body::MemoireDepose(b) => self.code("nature", &b.nature).id("cabinet", b.office_id),
            Body::MemoireNotifie(b) => self.code("mode", &b.mode).code("nature", &b.nature),
            Body::MemoireSignifie(b) => self.code("remise", &b.remise).code("nature", &b.nature),
            Body::PiecesDeposees(b) => self.code("nature", &b.nature).id("cabinet", b.office_id),
            Body::PourvoiIncidentForme(b) => self
                .pourvoi(b.pourvoi_id)
                .code("nature", &b.nature)
                .id("cabinet", b.office_id)
                .ids("demandeurs", &b.demandeurs)
                .ids("defendeurs", &b.defendeurs),
            Body::AideJuridictionnelleDemandee(b) => self.code("objet", &b.objet),
            Body::AideJuridictionnelleDecidee(b) => self.code("sens", &b.sens),
            Body::AuxiliaireDesigne(b) => self.id("cabinet", b.office_id),
            Body::AideJuridictionnelleRecoursDecide(b) => self.code("sens", &b.sens),
            Body::PliRetourne(b) => self.code("motif", &b.motif),
            Body::DesistementDepose(b) => self.code("etendue", &b.etendue).flag("reserves", b.reserves),
            Body::ResidenceChangee(b) => self.code("residence", &b.residence),
            Body::PourvoiEnregistre(b) => self.pourvoi(b.pourvoi_id),
            Body::ChambreAttribuee(b) => self.code("chambre", &b.chambre),
            Body::RapporteurDesigne(b) => self.id("personne", b.person_id),
            Body::AvocatGeneralDesigne(b) => self.id("personne", b.person_id),
            Body::DelaisReduits(b) => self.reduced(b.months, &b.until),
            Body::RadiationDecidee(b) => self.code("sens", &b.sens),
            Body::ReinscriptionDecidee(b) => self.code("sens", &b.sens),
            Body::RapportDepose(b) => self.id("personne", b.person_id),
            Body::JonctionPrononcee(b) => self.id("tete", b.head).ids("dossiers", &b.dossiers),
            Body::DisjonctionPrononcee(b) => self.id("tete", b.head),
            Body::DecheanceConstatee(b) => self.code("nature", &b.nature).code("etendue", &b.etendue),
            Body::DesistementConstate(b) => self.code("nature", &b.nature).code("etendue", &b.etendue),
            Body::DecisionPrononcee(b) => {
                self.code("nature", &b.nature).code("solution", &b.solution).code("formation", &b.formation)
            }
            Body::AideJuridictionnelleRecoursForme(_)
            | Body::RadiationDemandee(_)
            | Body::PartieDecedee(_)
            | Body::PanneSignalee(_)
            | Body::DeclarationCommuniquee(_)
            | Body::AffaireEnEtatDeJuger(_)
            | Body::ActeAnnule(_) => self,
        })
    }

    fn pourvoi(self, id: Option<Id>) -> Self {
        match id {
            Some(id) => Self(self.0.pourvoi(PourvoiId(id.into()))),
            None => self,
        }
    }

    /// An empty code is an attribute left out.
    fn code(self, name: &str, code: &str) -> Self {
        if code.is_empty() { self } else { Self(self.0.code(name, code)) }
    }

    fn flag(self, name: &str, on: bool) -> Self {
        if on { Self(self.0.attr(name, AttrValue::Bool(true))) } else { self }
    }

    fn id(self, name: &str, id: Option<Id>) -> Self {
        match id {
            Some(id) => Self(self.0.attr(name, AttrValue::Id(id.into()))),
            None => self,
        }
    }

    fn ids(self, name: &str, ids: &[Id]) -> Self {
        if ids.is_empty() {
            return self;
        }
        Self(self.0.attr(name, AttrValue::Ids(ids.iter().map(|id| Uuid::from(*id)).collect())))
    }

    fn rendered(self, day: Option<Day>) -> Self {
        match day {
            Some(day) => Self(self.0.attr("decision_attaquee", AttrValue::Day(day))),
            None => self,
        }
    }

    fn reduced(self, months: u32, until: &str) -> Self {
        let to = if months > 0 { Self(self.0.attr("mois", AttrValue::Int(months.into()))) } else { self };
        match until.parse::<Day>() {
            Ok(day) => Self(to.0.attr("jusqu_au", AttrValue::Day(day))),
            Err(_) => to,
        }
    }

    fn parties(mut self, parties: &[PartyDeclared]) -> Result<Self, ConversionError> {
        for (at, party) in parties.iter().enumerate() {
            let declared = DeclaredParty {
                party: PartyId(party.party_id.map(Uuid::from).unwrap_or_default()),
                person: PersonId(party.person_id.map(Uuid::from).unwrap_or_default()),
                role: role(&party.role, at)?,
                zone: zone(&party.residence, at)?,
                nature: Symbol::find(&party.nature),
            };
            self.0 = self.0.declare(declared);
        }
        Ok(self)
    }
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
