//! The law as this service asks it: conversions in, French sentences out. Nothing is decided here.

use std::collections::HashSet;

use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    ConversionError, act_to_law,
    common::v1::{Finding, NamedDate},
    events::v1::{ActClass, ActRecorded, act_recorded::Body},
    kind_of, parties_of, pieces_of, pourvoi_of, read_act,
};
use greffe_procedure::{
    act::Act,
    admission::{Admission, admit},
    catalogue::Catalogue,
    day::{Day, Instant},
    derivation::{Derivation, Irregularity},
    derive::derive,
    profile::CourtProfile,
    symbol::Symbol,
};
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{court, open::clean};

/// Longest code of a matter that is read at all.
const MATTER_MAX: usize = 60;

/// A version of the law and the court it is applied at.
#[derive(Clone, Copy)]
pub struct Law {
    /// Act types, rules, stages.
    pub catalogue: &'static Catalogue,
    /// Chambers, calendar, number series.
    pub profile: &'static CourtProfile,
}

impl std::fmt::Debug for Law {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Law({}, {})", self.profile.code, self.version())
    }
}

impl Law {
    /// The newest version that this binary carries: the words of stages and acts.
    #[must_use]
    pub fn newest() -> Self {
        Self { catalogue: Catalogue::embedded(), profile: court::profile() }
    }

    /// The version in force, read in the transaction that applies it; the newest until one was put in force.
    ///
    /// # Errors
    /// When this binary does not carry it, or the database refuses.
    pub async fn in_force(tx: &mut PgConnection) -> Result<Self> {
        let version =
            sqlx::query_scalar!("SELECT version FROM dossier.law_in_force ORDER BY seq DESC LIMIT 1")
                .fetch_optional(tx)
                .await?;
        Self::of(version.as_deref())
    }

    /// A version by its name, the newest without one.
    ///
    /// # Errors
    /// When this binary does not carry it.
    pub fn of(version: Option<&str>) -> Result<Self> {
        let newest = Self::newest();
        version.map_or(Ok(newest), |version| {
            Ok(Self { catalogue: greffe_bus::law::carried(version)?, ..newest })
        })
    }

    /// Its version.
    #[must_use]
    pub fn version(&self) -> &'static str {
        self.catalogue.version()
    }

    /// A fact as the law looks at it, from the bytes in which it is kept.
    ///
    /// # Errors
    /// With the field and the reason, when the catalogue does not know it.
    pub fn read_kept(&self, body: &[u8]) -> Result<Act> {
        read_act(self.catalogue, body).map_err(unreadable)
    }

    /// The acts of a journal, from the bytes in which they are kept.
    ///
    /// # Errors
    /// As for [`Law::read_kept`].
    pub fn read_all(&self, bodies: &[Vec<u8>]) -> Result<Vec<Act>> {
        bodies.iter().map(|body| self.read_kept(body)).collect()
    }

    /// The fact as the law looks at it.
    ///
    /// # Errors
    /// With the field and the reason, when the catalogue does not know it.
    pub fn read(&self, fact: &ActRecorded) -> Result<Act> {
        act_to_law(self.catalogue, fact).map_err(unreadable)
    }

    /// Sets what the catalogue says of the fact: its type, its class, the version under which it is recorded.
    ///
    /// # Errors
    /// When the fact has no body.
    pub fn classify(&self, fact: &mut ActRecorded) -> Result<()> {
        let body = fact.body.as_ref().ok_or_else(no_body)?;
        fact.kind = kind_of(body).to_owned();
        fact.class =
            if self.is_court_act(&fact.kind) { ActClass::ActeDeLaCour } else { ActClass::FaitRecu } as i32;
        fact.catalogue = self.version().to_owned();
        Ok(())
    }

    /// Whether the type is an act of the Court.
    #[must_use]
    pub fn is_court_act(&self, kind: &str) -> bool {
        self.catalogue
            .kind(kind)
            .and_then(|kind| self.catalogue.act_type(kind))
            .is_some_and(|ty| ty.class == greffe_procedure::catalogue::ActClass::CourtAct)
    }

    /// What the journal says on a day.
    #[must_use]
    pub fn derive(&self, acts: &[Act], today: Date) -> Derivation {
        derive(self.catalogue, self.profile, acts, Day::from_date(today))
    }

    /// Whether the act may enter, and with what remarks.
    ///
    /// # Errors
    /// The refusal, when it may not.
    pub fn admit(&self, acts: &[Act], proposed: &Act, now: Timestamp) -> Result<Vec<Finding>> {
        match admit(self.catalogue, self.profile, acts, proposed, Instant(now.as_microsecond())) {
            Admission::Admitted(findings) => Ok(findings.iter().map(finding_of).collect()),
            Admission::Refused(refusal) => Err(refused(&finding_of(&refusal))),
        }
    }

    /// Types whose arrival since the form was opened invalidates an act of this type.
    #[must_use]
    pub fn rests_on(&self, kind: &str) -> HashSet<&'static str> {
        self.catalogue
            .kind(kind)
            .and_then(|kind| self.catalogue.act_type(kind))
            .map(|ty| ty.rests_on.iter().map(|kind| kind.as_str()).collect())
            .unwrap_or_default()
    }

    /// The act type that opens a journal of the procedure; `None` when the catalogue knows no such procedure.
    #[must_use]
    pub fn opened_by(&self, procedure: &str) -> Option<&'static str> {
        let mut known = self.catalogue.procedures().iter();
        known.find(|known| known.code.as_str() == procedure).map(|known| known.opened_by.as_str())
    }

    /// Whether a procedure is of a family: `civil`, `penal`.
    #[must_use]
    pub fn is_of(&self, group: &str, procedure: &str) -> bool {
        let mut known = self.catalogue.procedures().iter();
        known.any(|known| known.code.as_str() == procedure && known.group.as_str() == group)
    }

    /// Special texts that a declaration of the procedure may name: each sets the length of one of its terms.
    #[must_use]
    pub fn special_texts(&self, procedure: &str) -> Vec<&'static str> {
        let mut known = self.catalogue.procedures().iter();
        let known = known.find(|known| known.code.as_str() == procedure);
        known.map_or_else(Vec::new, |known| self.catalogue.special_texts(known))
    }

    /// Whether nothing more is owed at the stage.
    #[must_use]
    pub fn is_terminal(&self, stage: Symbol) -> bool {
        self.catalogue.stage(stage).is_some_and(|stage| stage.terminal)
    }

    /// French name of a stage.
    #[must_use]
    pub fn stage_label(&self, stage: Symbol) -> String {
        self.catalogue.stage(stage).map_or_else(|| stage.as_str().to_owned(), |stage| stage.label.clone())
    }

    /// French name of a stage as stored.
    #[must_use]
    pub fn stage_label_of(&self, stage: &str) -> String {
        Symbol::find(stage).map_or_else(|| stage.to_owned(), |stage| self.stage_label(stage))
    }

    /// French name of an act type.
    #[must_use]
    pub fn act_label(&self, kind: &str) -> String {
        self.catalogue
            .kind(kind)
            .and_then(|kind| self.catalogue.act_type(kind))
            .map_or_else(|| kind.to_owned(), |ty| ty.label.clone())
    }

    /// French name of a chamber, open or closed.
    #[must_use]
    pub fn chambre_label(&self, code: &str) -> String {
        court::label(code)
    }

    /// The court as it stands at this moment, whenever this law was taken: chambers open, their series of minutes.
    #[must_use]
    pub fn court(&self) -> &'static CourtProfile {
        if self.profile.code == CourtProfile::embedded().code { court::profile() } else { self.profile }
    }

    /// An irregularity in words.
    #[must_use]
    pub fn irregularity(&self, irregularity: &Irregularity) -> Finding {
        finding_of(&self.catalogue.irregularity_finding(irregularity))
    }
}

/// Refuses to start on a catalogue that does not read.
///
/// # Errors
/// With each file and what is wrong with it.
pub fn ready() -> Result<()> {
    match Catalogue::problems() {
        [] => Ok(()),
        problems => Err(Failure::internal(problems.join("; "))),
    }
}

/// The day of a named date, if known.
#[must_use]
pub fn known_day(date: &NamedDate) -> Option<Date> {
    greffe_contracts::value_of(date).day().map(Day::to_date)
}

/// The day on which the journal's opening act, as it stands, was done: remise of the declaration, of the request, receipt of
/// the seisin.
#[must_use]
pub fn formed_on(facts: &[ActRecorded]) -> Option<Date> {
    let opens =
        |body: &Body| matches!(body, Body::PourvoiForme(_) | Body::SaisineRecue(_) | Body::RequeteDeposee(_));
    live(facts)
        .into_iter()
        .filter(|f| f.body.as_ref().is_some_and(opens))
        .find_map(|f| f.dates.first().and_then(known_day))
}

/// Facts that stand: not superseded, in order.
#[must_use]
pub fn live(facts: &[ActRecorded]) -> Vec<&ActRecorded> {
    let superseded: HashSet<Uuid> = facts.iter().filter_map(|f| f.supersedes).map(Uuid::from).collect();
    facts.iter().filter(|f| f.act_id.is_none_or(|id| !superseded.contains(&id.into()))).collect()
}

/// Parties that the facts declare.
#[must_use]
pub fn parties(facts: &[ActRecorded]) -> Vec<Uuid> {
    let declared = facts.iter().filter_map(|fact| fact.body.as_ref()).flat_map(parties_of);
    declared.filter_map(|p| p.party_id).map(Uuid::from).collect()
}

/// Pourvois that the facts declare.
#[must_use]
pub fn pourvois(facts: &[ActRecorded]) -> Vec<Uuid> {
    facts.iter().filter_map(|fact| fact.body.as_ref()).filter_map(pourvoi_of).map(Uuid::from).collect()
}

/// Code of a matter, of the court's nomenclature; empty where none is told.
///
/// # Errors
/// With the code, when the nomenclature does not have it.
pub fn matter(field: &str, written: &str) -> Result<String> {
    let code = clean(field, written, MATTER_MAX)?;
    if code.is_empty() || CourtProfile::embedded().admits_matiere(&code) {
        return Ok(code);
    }
    Err(Failure::invalid(
        "DOS-020",
        field,
        format!(
            "La matière «\u{a0}{code}\u{a0}» n’est pas à la nomenclature de la Cour. Indiquez un code de deux ou trois caractères qu’elle connaît, comme 50 ou 80A, ou laissez la matière vide."
        ),
    ))
}

/// Pieces that a fact names.
#[must_use]
pub fn pieces(fact: &ActRecorded) -> Vec<Uuid> {
    fact.body.iter().flat_map(pieces_of).map(|id| Uuid::from(*id)).collect()
}

/// A finding of the law, for the wire.
fn finding_of(finding: &greffe_procedure::admission::Finding) -> Finding {
    Finding {
        code: finding.code.to_owned(),
        severity: finding.severity.finding_word().to_owned(),
        message: finding.message.clone(),
        basis: finding.article.clone(),
        field: finding.field.clone().unwrap_or_default(),
        cured_by: finding.cured_by.iter().map(|kind| kind.as_str().to_owned()).collect(),
    }
}

fn refused(finding: &Finding) -> Failure {
    let kind = if finding.field.is_empty() { Kind::Refused } else { Kind::Invalid };
    let message = if finding.basis.is_empty() {
        finding.message.clone()
    } else {
        format!("{} ({})", finding.message, finding.basis)
    };
    Failure::new(kind, finding.code.clone(), message.clone()).with_violation(
        &finding.code,
        &finding.field,
        message,
    )
}

fn unreadable(error: ConversionError) -> Failure {
    let code = match error.code {
        "type_inconnu" => "ACT-001",
        "date_inconnue" | "date_manquante" => "ACT-002",
        _ => "ACT-003",
    };
    Failure::new(Kind::Invalid, code, error.message.clone()).with_violation(code, &error.field, error.message)
}

fn no_body() -> Failure {
    Failure::invalid(
        "ACT-001",
        "type",
        "Le type de l’acte manque. Indiquez l’un des types du référentiel, par exemple memoire_depose.",
    )
}
