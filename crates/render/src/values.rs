//! What is put into a paper, and where each value comes from.

use std::collections::BTreeMap;

use greffe_procedure::day::Day;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Values by name of field.
pub type Values = BTreeMap<String, Value>;

/// A value and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// What is printed.
    #[serde(flatten)]
    pub content: Content,
    /// Where it was read.
    pub source: Source,
}

/// What is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Content {
    /// Plain text; LF ends a line where the field admits several.
    Texte(String),
    /// A civil day, printed in full.
    Jour(Date),
    /// Rows of a table or of an enumeration, in the order printed.
    Liste(Vec<Values>),
}

/// Where a value was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// What it is.
    pub genre: Origin,
    /// Identifier there: of the act, the party, the piece, the rule...
    pub id: String,
}

/// What a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// An act of the journal.
    Acte,
    /// A person of the dossier, party or counsel.
    Personne,
    /// The dossier itself: its number, its group.
    Dossier,
    /// A decision attacked.
    Decision,
    /// A piece kept.
    Piece,
    /// A rule of the catalogue.
    Regle,
    /// What was derived: a deadline, a notice.
    Calcul,
    /// The profile of the court.
    Profil,
    /// Typed by a person, whose identifier it is.
    Saisie,
}

impl Origin {
    /// All of them.
    const ALL: [Self; 9] = [
        Self::Acte,
        Self::Personne,
        Self::Dossier,
        Self::Decision,
        Self::Piece,
        Self::Regle,
        Self::Calcul,
        Self::Profil,
        Self::Saisie,
    ];

    /// The one written so.
    pub fn named(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.code() == code)
    }

    /// As it is written down.
    pub fn code(self) -> &'static str {
        match self {
            Origin::Acte => "acte",
            Origin::Personne => "personne",
            Origin::Dossier => "dossier",
            Origin::Decision => "decision",
            Origin::Piece => "piece",
            Origin::Regle => "regle",
            Origin::Calcul => "calcul",
            Origin::Profil => "profil",
            Origin::Saisie => "saisie",
        }
    }

    /// As a sentence says it.
    pub fn label(self) -> &'static str {
        match self {
            Origin::Acte => "un acte",
            Origin::Personne => "une personne du dossier",
            Origin::Dossier => "le dossier",
            Origin::Decision => "une décision attaquée",
            Origin::Piece => "une pièce",
            Origin::Regle => "une règle",
            Origin::Calcul => "un calcul",
            Origin::Profil => "le profil de la juridiction",
            Origin::Saisie => "une saisie",
        }
    }
}

/// `1er décembre 2026`, held together by no-break spaces.
pub fn in_full(day: Date) -> String {
    let mut text = String::new();
    Day::from_date(day).write_medium(&mut text);
    text.replace(' ', "\u{a0}")
}
