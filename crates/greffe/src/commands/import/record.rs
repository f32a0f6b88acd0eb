//! A published decision, as one line of the file tells it. What is absent is absent, and never an error.

use greffe_contracts::dossier::v1::Sheet;
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::Value;

/// One decision.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Record {
    /// Identifier of the record: what the keys of its commands are made of.
    pub id: String,
    /// First number.
    pub number: String,
    /// Every number, with the letter received.
    pub numbers: Option<Vec<Number>>,
    /// Chamber that decided.
    pub chamber: Coded,
    /// Formation that decided.
    pub formation: Option<Coded>,
    /// Number in the register of decisions.
    pub register_number: Option<String>,
    /// European identifier.
    pub ecli: Option<String>,
    /// How it ended.
    pub solution: Solution,
    /// Day of pronouncement.
    pub decision_date: Option<Date>,
    /// Day of the hearing.
    pub hearing_date: Option<Date>,
    /// `arrêt`, `ordonnance`, `avis`.
    pub act_kind: String,
    /// What kind of order, or of dismissal.
    pub act_subkind: Option<String>,
    /// Counsel, with whom they represent.
    pub counsel: Option<Vec<Counsel>>,
    /// As written.
    pub demandeurs: Option<Vec<String>>,
    /// As written; the largest seen has 911.
    pub defendeurs: Option<Vec<String>>,
    /// As written.
    pub intervenants: Option<Vec<String>>,
    /// Decisions attacked.
    pub attacked: Option<Vec<Attacked>>,
    /// Dates of the procedure that the text gives.
    pub procedural_dates: Option<Vec<ProceduralDate>>,
    /// Grounds.
    pub moyens: Moyens,
    /// What was decided.
    pub dispositif: Option<String>,
    /// Court that asks, for an avis or a question.
    pub referring_court: Option<String>,
    /// The whole decision.
    pub text: String,
    /// Its mentions, in its own words.
    #[serde(skip)]
    pub sheet: Sheet,
}

/// A number and the letter received with it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Number {
    /// `24-12.324`.
    pub number: String,
    /// Never computed; absent where the source has none.
    #[serde(default)]
    pub key_letter: Option<String>,
}

impl Number {
    /// As it was received.
    #[must_use]
    pub fn received(&self) -> String {
        match &self.key_letter {
            Some(letter) => format!("{letter} {}", self.number),
            None => self.number.clone(),
        }
    }
}

/// A code of one of the Court's lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Coded {
    /// The code.
    pub code: String,
}

/// How it ended.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Solution {
    /// The code.
    pub code: String,
    /// In the decision's words.
    pub as_written: String,
}

/// An office and whom it represents.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Counsel {
    /// The office.
    pub name: String,
    /// As the decision says it; absent in the oldest.
    pub represents: Option<String>,
}

/// A decision attacked.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Attacked {
    /// The court, with its article.
    pub court: String,
    /// Its chamber.
    pub section: Option<String>,
    /// The day it was rendered.
    pub date: Option<Date>,
    /// `arrêt`, `jugement`, `ordonnance`.
    pub nature: Option<String>,
    /// Number of the case there.
    pub rg: Option<String>,
    /// Day of its notification to the demandeur; no published decision tells it apart from the others.
    pub notified_on: Option<Date>,
}

/// A date of the procedure.
#[derive(Debug, Clone, Deserialize)]
pub struct ProceduralDate {
    /// `pourvoi`, `requete`, `ordonnance` ...
    pub what: String,
    /// The day.
    pub date: Date,
    /// `cassation` or `fond`.
    pub stage: String,
    /// The words around it.
    #[serde(default)]
    pub quote: String,
}

/// Grounds of the pourvoi.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Moyens {
    /// How many were announced.
    pub count: Option<u32>,
}

impl Record {
    /// Reads a line; answers also the names of the fields that hold something.
    ///
    /// # Errors
    /// In French, with the field, when the line is no decision.
    pub fn read(line: &str) -> Result<(Self, Vec<String>), String> {
        let value: Value =
            serde_json::from_str(line).map_err(|e| format!("la ligne n’est pas du JSON ({e})"))?;
        let fields = value.as_object().ok_or("la ligne n’est pas un objet JSON")?;
        let present = fields.iter().filter(|(_, v)| holds(v)).map(|(name, _)| name.clone()).collect();
        let sheet = super::sheet::sheet(&value);
        let record: Self =
            serde_json::from_value(value).map_err(|e| format!("un champ ne se lit pas ({e})"))?;
        let record = Self { sheet, ..record };
        if record.id.is_empty() {
            return Err(
                "le champ « id » manque : sans lui, rien ne distingue une seconde reprise de la première"
                    .to_owned(),
            );
        }
        Ok((record, present))
    }

    /// Every number, the one of the record when no list is given.
    #[must_use]
    pub fn all_numbers(&self) -> Vec<Number> {
        match self.numbers.as_deref() {
            Some(numbers) if !numbers.is_empty() => numbers.to_vec(),
            _ => vec![Number { number: self.number.clone(), key_letter: None }],
        }
    }

    /// The first date of that kind before the Court.
    #[must_use]
    pub fn dated(&self, what: &str) -> Option<Date> {
        self.all_dated(what).next().map(|d| d.date)
    }

    /// Dates of that kind before the Court, in the order of the text.
    pub fn all_dated<'a>(&'a self, what: &'a str) -> impl Iterator<Item = &'a ProceduralDate> {
        self.procedural_dates.iter().flatten().filter(move |d| d.what == what && d.stage == "cassation")
    }
}

fn holds(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(fields) => fields.values().any(holds),
        Value::Bool(_) | Value::Number(_) => true,
    }
}
