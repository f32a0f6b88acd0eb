//! From a published decision to what is asked of the API: pure, total, and saying what it leaves out.

use std::collections::{BTreeMap, BTreeSet};

use greffe_procedure::numbers::PourvoiNumber;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{
    outcome,
    parties::{Party, Role, office_name, spoken_of},
    record::{Attacked, Record},
};

/// The one procedure whose law the product knows.
const PROCEDURE: &str = "civil_representation_obligatoire";
/// Numbers of civil pourvois with mandatory representation.
const CIVIL: std::ops::Range<u32> = 10_001..40_000;

/// What is to be done with a decision.
#[derive(Debug)]
pub enum Planned {
    /// Dossiers to open, with their acts.
    Take(Box<Plan>),
    /// The product has no law for such a case: better no dossier than a false one.
    Leave(&'static str),
}

/// Dossiers of one decision: one a number.
#[derive(Debug)]
pub struct Plan {
    /// Record it comes from.
    pub record: String,
    /// In the order of the decision: the first is the head of those joined.
    pub openings: Vec<Opening>,
    /// Day on which several were joined.
    pub joined: Option<Date>,
    /// What became of each field.
    pub notes: Notes,
}

/// One dossier to open.
#[derive(Debug)]
pub struct Opening {
    /// The number as received, with its letter.
    pub number: String,
    /// Day of the declaration, when the decision tells it.
    pub formed: Option<Date>,
    /// Demandeurs first.
    pub parties: Vec<Party>,
    /// Decisions attacked.
    pub decisions: Vec<Attacked>,
    /// Handled first.
    pub urgent: bool,
    /// Chamber that decided, and the day on which it certainly had the case.
    pub chambre: Option<(String, Date)>,
    /// Acts before the joinder, if any, then the end.
    pub acts: Vec<Step>,
    /// The end of the case, after the joinder.
    pub end: Vec<Step>,
}

/// An act to record.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Act type.
    pub kind: &'static str,
    /// Named dates; `None` is a date that nobody knows.
    pub dates: Vec<(&'static str, Option<Date>)>,
    /// Fields of the type.
    pub body: Value,
    /// Places in the declaration of the parties it touches; empty for all.
    pub parties: Vec<usize>,
    /// The same for decisions.
    pub decisions: Vec<usize>,
    /// Subject of the agent designated: such an act is proposed, and enters the journal once accepted.
    pub agent: Option<String>,
    /// Place among the acts of the one it corrects, and why.
    pub corrects: Option<(usize, String)>,
    /// Title of the paper that goes with it.
    pub piece: Option<String>,
}

impl Step {
    /// An act of the whole case.
    #[must_use]
    pub fn new(kind: &'static str, dates: &[(&'static str, Option<Date>)], body: Value) -> Self {
        Self {
            kind,
            dates: dates.to_vec(),
            body,
            parties: Vec::new(),
            decisions: Vec::new(),
            agent: None,
            corrects: None,
            piece: None,
        }
    }
}

/// What became of each field of a record.
#[derive(Debug, Default)]
pub struct Notes {
    /// Fields taken over.
    pub mapped: BTreeSet<&'static str>,
    /// Fields, or parts of them, left out, and why.
    pub left: BTreeMap<&'static str, BTreeSet<&'static str>>,
}

impl Notes {
    /// The field was taken over.
    pub fn mapped(&mut self, field: &'static str) {
        self.mapped.insert(field);
    }

    /// The field, or a part of it, was not.
    pub fn left(&mut self, field: &'static str, why: &'static str) {
        self.left.entry(field).or_default().insert(why);
    }
}

impl Opening {
    /// The declaration, as the API takes it.
    #[must_use]
    pub fn body(&self, office_id: impl Fn(&str) -> Option<String>, confirmed: bool) -> Value {
        let formed = match self.formed {
            Some(day) => json!({"day": day}),
            None => json!({"unknown": true}),
        };
        let parties: Vec<Value> = self
            .parties
            .iter()
            .map(|p| p.body(p.office.as_deref().and_then(&office_id).as_deref()))
            .collect();
        let decisions: Vec<Value> = self.decisions.iter().map(attacked).collect();
        json!({
            "procedure": PROCEDURE, "formed": formed, "parties": parties, "decisions": decisions,
            "existing_number": self.number, "urgent": self.urgent, "warnings_confirmed": confirmed
        })
    }
}

/// Plans what one decision becomes.
#[must_use]
pub fn plan(record: &Record) -> Planned {
    let numbers = record.all_numbers();
    if let Some(why) = numbers.iter().find_map(|n| outside(&n.number, &record.chamber.code)) {
        return Planned::Leave(why);
    }
    let mut notes = Notes::default();
    for field in ["id", "number", "numbers", "key_letter"] {
        notes.mapped(field);
    }
    let parties = parties(record, &mut notes);
    let decisions = decisions(record, &mut notes);
    let formed = record.dated("pourvoi");
    if formed.is_some() {
        notes.mapped("procedural_dates");
    }
    let chambre = chambre(record, &mut notes);
    let several = numbers.len() > 1;
    let openings = numbers.iter().enumerate().map(|(at, number)| {
        let share = Share { at, of: numbers.len(), respectively: record.text.contains("respectivement") };
        let mut parties = share.parties(&parties);
        appear(record, &mut parties, &mut notes);
        let decisions = share.decisions(&decisions, &mut notes);
        let told = outcome::of(record, &parties, &decisions, &mut notes);
        Opening {
            number: number.received(),
            formed,
            parties,
            decisions,
            urgent: false,
            chambre: chambre.map(|(code, day)| (code.to_owned(), day)),
            acts: told.before,
            end: told.end,
        }
    });
    let openings = openings.collect();
    let joined = record.decision_date.filter(|_| several);
    if joined.is_some() {
        notes.mapped("jonction");
    }
    Planned::Take(Box::new(Plan { record: record.id.clone(), openings, joined, notes }))
}

/// Why a number is of no procedure that the catalogue knows.
fn outside(number: &str, chamber: &str) -> Option<&'static str> {
    let Ok((number, _)) = PourvoiNumber::parse(number) else { return Some("numéro illisible") };
    match number.sequence() {
        _ if chamber == "cr" => Some("procédure pénale : le catalogue n’en a pas encore la loi"),
        sequence if CIVIL.contains(&sequence) => None,
        40_000..50_000 => {
            Some("question prioritaire transmise : le catalogue n’en a pas encore la procédure")
        }
        50_000..60_000 => Some(
            "pourvoi du ministère public, sans représentation obligatoire : le catalogue n’en a pas encore la procédure",
        ),
        60_000..70_000 => Some(
            "contentieux électoral, sans représentation obligatoire : le catalogue n’en a pas encore la procédure",
        ),
        70_000..80_000 => Some("saisine pour avis : le catalogue n’en a pas encore la procédure"),
        80_000.. => Some("procédure pénale : le catalogue n’en a pas encore la loi"),
        _ => Some("série de numéros inconnue"),
    }
}

fn parties(record: &Record, notes: &mut Notes) -> Vec<Party> {
    let mut parties = Vec::new();
    let lists = [
        ("demandeurs", &record.demandeurs, Role::Demandeur),
        ("defendeurs", &record.defendeurs, Role::Defendeur),
        ("intervenants", &record.intervenants, Role::Intervenant),
    ];
    for (field, list, role) in lists {
        let read = list.iter().flatten().map(|text| Party::read(text, role)).filter(|p| !p.name.is_empty());
        let before = parties.len();
        parties.extend(read);
        if parties.len() > before {
            notes.mapped(field);
            notes.left(field, "résidence non dite : inscrite comme inconnue");
        }
        if parties[before..].iter().any(|p| p.name.contains(" et autre")) {
            notes.left(field, "« et autre(s) » : parties que l’en-tête ne nomme pas");
        }
    }
    if !parties.iter().any(|p| p.role == Role::Demandeur) {
        notes.left(
            "demandeurs",
            "aucun demandeur dans la source : un demandeur sans nom est inscrit, à compléter",
        );
        parties.insert(0, Party::unnamed(Role::Demandeur));
    }
    parties
}

/// Counsel appears for the parties that its mention names.
fn appear(record: &Record, parties: &mut [Party], notes: &mut Notes) {
    for counsel in record.counsel.iter().flatten() {
        let Some(represents) = counsel.represents.as_deref().filter(|r| !r.trim().is_empty()) else {
            notes.left("counsel", "la source ne dit pas qui est représenté");
            continue;
        };
        let of = spoken_of(represents, parties);
        if of.is_empty() {
            notes.left("counsel", "partie représentée non reconnue parmi les parties");
        }
        for at in of {
            let office = office_name(&counsel.name);
            match &parties[at].office {
                None => parties[at].office = Some(office),
                Some(first) if *first != office => {
                    notes.left("counsel", "second cabinet d’une même partie : seul le premier est constitué")
                }
                Some(_) => {}
            }
            notes.mapped("counsel");
        }
    }
}

fn decisions(record: &Record, notes: &mut Notes) -> Vec<Attacked> {
    let decisions: Vec<Attacked> =
        record.attacked.iter().flatten().filter(|d| !d.court.trim().is_empty()).cloned().collect();
    if !decisions.is_empty() {
        notes.mapped("attacked");
    }
    if decisions.iter().any(|d| d.nature.is_none()) {
        notes.left("attacked", "nature de la décision non dite : inscrite comme « décision »");
    }
    if decisions.iter().any(|d| d.date.is_none()) {
        notes.left("attacked", "date non dite");
    }
    decisions
}

fn attacked(decision: &Attacked) -> Value {
    let nature = match decision.nature.as_deref() {
        Some("arrêt") => "arret",
        Some("jugement") => "jugement",
        Some("ordonnance") => "ordonnance",
        _ => "decision",
    };
    let court = decision.court.trim();
    let court =
        ["la ", "le ", "l'", "l’"].iter().find_map(|article| court.strip_prefix(article)).unwrap_or(court);
    json!({
        "court": court, "section": decision.section, "rendered_on": decision.date, "nature": nature, "case_number": decision.rg,
        "notified_on": decision.notified_on
    })
}

fn chambre(record: &Record, notes: &mut Notes) -> Option<(&'static str, Date)> {
    let code = match record.chamber.code.as_str() {
        "civ1" => "civ1",
        "civ2" => "civ2",
        "civ3" => "civ3",
        "comm" => "com",
        "soc" => "soc",
        "ordo" => {
            notes.left("chamber", "ordonnance de la première présidence : la chambre saisie n’est pas dite");
            return None;
        }
        _ => {
            notes.left("chamber", "assemblée plénière ou formation sans chambre : aucune attribution");
            return None;
        }
    };
    let day = record.hearing_date.or(record.decision_date)?;
    notes.mapped("chamber");
    notes.left("chamber", "date d’attribution non dite : jour de l’audience, à défaut du prononcé");
    Some((code, day))
}

/// What of a decision that joins several pourvois belongs to one of them.
struct Share {
    at: usize,
    of: usize,
    respectively: bool,
}

impl Share {
    /// As many défendeurs as pourvois, `respectivement`: one each. Otherwise all are in each.
    fn parties(&self, parties: &[Party]) -> Vec<Party> {
        let count = parties.iter().filter(|p| p.role == Role::Defendeur).count();
        if self.of == 1 || !self.respectively || count != self.of {
            return parties.to_vec();
        }
        let mut place = 0;
        let mine = |p: &&Party| {
            if p.role != Role::Defendeur {
                return true;
            }
            place += 1;
            place == self.at + 1
        };
        parties.iter().filter(mine).cloned().collect()
    }

    /// As many decisions as pourvois: one each, in the order of the text.
    fn decisions(&self, decisions: &[Attacked], notes: &mut Notes) -> Vec<Attacked> {
        if self.of == 1 {
            return decisions.to_vec();
        }
        if decisions.len() == self.of {
            notes.left(
                "attacked",
                "autant de décisions que de pourvois joints : une à chacun, dans l’ordre du texte",
            );
            return vec![decisions[self.at].clone()];
        }
        decisions.to_vec()
    }
}
