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

/// Words of the sentence that tells the pourvoi, and the criminal procedure that they are of; the first that fits.
const CRIMINAL: &[(&[&str], &str)] = &[
    (&["mandat d'arrêt européen", "mandat d’arrêt européen"], "penal_mandat_arret_europeen"),
    (&["extradition"], "penal_extradition"),
    (&["application des peines"], "penal_application_peines"),
    (&["renvoyé devant la cour d'assises", "mise en accusation"], "penal_mise_en_accusation"),
    (&["détention provisoire", "mise en liberté"], "penal_detention_provisoire"),
];
/// How much of that sentence is read.
const SENTENCE: usize = 900;

/// What is to be done with a decision.
#[derive(Debug)]
pub enum Planned {
    /// Dossiers to open, with their acts.
    Take(Box<Plan>),
    /// Of no procedure that can be told from it: better no dossier than a false one.
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
    /// What the decision says, in its own words: kept in each of its dossiers.
    pub sheet: Value,
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
    /// Of the catalogue.
    pub procedure: &'static str,
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
    fn seised_by_a_court(&self) -> bool {
        self.procedure.starts_with("qpc_") || self.procedure.starts_with("avis_")
    }

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
        let auteur = self.seised_by_a_court().then_some("juridiction");
        json!({
            "procedure": self.procedure, "formed": formed, "parties": parties, "decisions": decisions,
            "existing_number": self.number, "received_number": self.number, "urgent": self.urgent,
            "warnings_confirmed": confirmed, "duplicate_excluded": true, "auteur": auteur
        })
    }
}

/// Plans what one decision becomes.
#[must_use]
pub fn plan(record: &Record) -> Planned {
    let numbers = record.all_numbers();
    let procedures: Result<Vec<&'static str>, _> =
        numbers.iter().map(|number| procedure(&number.number, record)).collect();
    let procedures = match procedures {
        Ok(procedures) => procedures,
        Err(why) => return Planned::Leave(why),
    };
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
    let openings = numbers.iter().zip(procedures).enumerate().map(|(at, (number, procedure))| {
        let share = Share { at, of: numbers.len(), respectively: record.text.contains("respectivement") };
        let mut parties = share.parties(&parties);
        appear(record, &mut parties, &mut notes);
        let decisions = share.decisions(&decisions, &mut notes);
        let told = outcome::of(record, procedure, &parties, &decisions, &mut notes);
        Opening {
            number: number.received(),
            formed,
            parties,
            decisions,
            procedure,
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
    let sheet = serde_json::to_value(&record.sheet).unwrap_or_default();
    Planned::Take(Box::new(Plan { record: record.id.clone(), openings, joined, sheet, notes }))
}

/// The procedure that the series of the number, the chamber and the sentence of the pourvoi tell.
fn procedure(number: &str, record: &Record) -> Result<&'static str, &'static str> {
    let (number, _) = PourvoiNumber::parse(number).map_err(|_| "numéro illisible")?;
    let criminal = record.chamber.code == "cr";
    Ok(match number.sequence() {
        40_000..50_000 => "qpc_transmise_civile",
        60_000..70_000 if record.chamber.code == "soc" => "elections_professionnelles",
        60_000..70_000 => "elections_politiques",
        70_000..80_000 if criminal => "avis_penal",
        70_000..80_000 => "avis_civil",
        90_000..97_000 => "qpc_transmise_penale",
        80_000..90_000 => criminal_procedure(&record.text),
        // The ministère public needs no counsel.
        50_000..60_000 => "civil_sans_representation",
        10_001..40_000 => "civil_representation_obligatoire",
        _ => return Err("série de numéros inconnue"),
    })
}

fn criminal_procedure(text: &str) -> &'static str {
    let Some(at) = text.find("formé un pourvoi").or_else(|| text.find("formé des pourvois")) else {
        return "penal_general";
    };
    let sentence: String = text[at..].chars().take(SENTENCE).collect();
    let sentence = sentence.split("\n\n").next().unwrap_or_default();
    let told = |words: &&(&[&str], &'static str)| words.0.iter().any(|word| sentence.contains(word));
    CRIMINAL.iter().find(told).map_or("penal_general", |(_, procedure)| procedure)
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
    if let (false, Some(court)) = (parties.iter().any(|p| p.role == Role::Demandeur), &record.referring_court)
    {
        notes.mapped("referring_court");
        parties.insert(0, Party { nature: "personne_morale", ..Party::read(court, Role::Demandeur) });
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
        "cr" => "crim",
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
