//! The court: name, seat, zone, calendar, chambers, number series. Data, so that another court is another file.

use std::{collections::BTreeMap, sync::OnceLock};

use serde::Deserialize;

use crate::{calendar::Calendar, files, symbol::Symbol};

/// A chamber.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chambre {
    /// Code in acts and rights.
    pub code: String,
    /// French name.
    pub label: String,
}

/// A series of numbers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Series {
    /// Its code.
    pub code: String,
    /// First sequence of a year.
    pub first: i32,
    /// Procedures whose dossiers it numbers.
    pub procedures: Vec<String>,
}

/// A series of minutes: the numbers that decisions get when they are pronounced, each year from the first.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Minutes {
    /// Two letters that stand before the number in an ECLI.
    pub code: String,
    /// First number of a year.
    pub first: i32,
    /// Chamber that pronounces; empty for any.
    pub chambre: String,
    /// Formations that pronounce; none for any.
    pub formations: Vec<String>,
    /// Natures of decisions; none for any.
    pub natures: Vec<String>,
    /// Types of acts; none for any.
    pub actes: Vec<String>,
}

/// A decision that wants a number.
#[derive(Debug, Clone, Copy, Default)]
pub struct Minute<'a> {
    /// Type of the act that records it.
    pub acte: &'a str,
    /// `arret`, `ordonnance`, `avis`.
    pub nature: &'a str,
    /// Code of the formation, empty where none is told.
    pub formation: &'a str,
    /// Code of the chamber, empty before one is seised.
    pub chambre: &'a str,
}

/// A heading of the nomenclature of matters.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matiere {
    /// Two characters, or three for one that is told more closely.
    pub code: String,
    /// French words.
    pub label: String,
}

/// The nomenclature of a court, in a file beside its profile.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Nomenclature {
    matieres: Vec<Matiere>,
}

/// A court.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CourtProfile {
    /// Code: the profile's folder.
    pub code: String,
    /// French name.
    pub name: String,
    /// City where it sits.
    pub seat: String,
    /// IANA zone in which its days are counted.
    pub time_zone: String,
    /// Calendar of acts done at its registry.
    pub calendar: String,
    /// Its chambers, in order.
    pub chambres: Vec<Chambre>,
    /// Its series.
    pub series: Vec<Series>,
    /// Its series of minutes, the first that suits counts.
    #[serde(default)]
    pub minute: Vec<Minutes>,
    /// Country and court of an ECLI: `FR:CCASS`; empty where it gives none.
    #[serde(default)]
    pub ecli: String,
    /// Its nomenclature of matters, in the order of their codes; none where it takes any code.
    #[serde(default)]
    pub matieres: Vec<Matiere>,
}

impl CourtProfile {
    /// The profile of the Cour de cassation.
    pub fn embedded() -> &'static Self {
        Self::named("cour_de_cassation").unwrap_or_else(|| {
            static EMPTY: OnceLock<CourtProfile> = OnceLock::new();
            EMPTY.get_or_init(Self::empty)
        })
    }

    /// A profile that the binary carries, by its code.
    pub fn named(code: &str) -> Option<&'static Self> {
        static ALL: OnceLock<BTreeMap<String, CourtProfile>> = OnceLock::new();
        let all = ALL.get_or_init(|| {
            let read = files::PROFILES.iter().filter_map(|(path, text)| Self::carried(path, text));
            read.inspect(Self::intern).map(|profile| (profile.code.clone(), profile)).collect()
        });
        all.get(code)
    }

    /// A profile of the binary with the nomenclature that stands beside it; none for a file that is no profile.
    fn carried(path: &str, text: &str) -> Option<Self> {
        let folder = path.strip_suffix("profil.toml")?;
        let mut profile: Self = toml::from_str(text).ok()?;
        let beside = format!("{folder}matieres.toml");
        if let Some((_, text)) = files::PROFILES.iter().find(|(path, _)| *path == beside) {
            profile.matieres = toml::from_str::<Nomenclature>(text).ok()?.matieres;
        }
        Some(profile)
    }

    /// Reads a profile.
    ///
    /// # Errors
    /// With the line and the key, when it does not read.
    pub fn read(text: &str) -> Result<Self, toml::de::Error> {
        let profile: Self = toml::from_str(text)?;
        profile.intern();
        Ok(profile)
    }

    fn empty() -> Self {
        Self {
            code: String::new(),
            name: String::new(),
            seat: String::new(),
            time_zone: "Europe/Paris".into(),
            calendar: "national".into(),
            chambres: Vec::new(),
            series: Vec::new(),
            minute: Vec::new(),
            ecli: String::new(),
            matieres: Vec::new(),
        }
    }

    fn intern(&self) {
        for chambre in &self.chambres {
            Symbol::intern(&chambre.code);
        }
    }

    /// A chamber by its code.
    pub fn chambre(&self, code: &str) -> Option<&Chambre> {
        self.chambres.iter().find(|chambre| chambre.code == code)
    }

    /// What a code of the matter stands for: the longest heading that it begins with. `80A` is of `80`, unless the nomenclature
    /// has `80A`; none for what is no code of it.
    pub fn matiere(&self, code: &str) -> Option<&Matiere> {
        let written = code.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
        if !(written && matches!(code.len(), 2 | 3)) {
            return None;
        }
        let headings = self.matieres.iter().filter(|matiere| code.starts_with(&matiere.code));
        headings.max_by_key(|matiere| matiere.code.len())
    }

    /// Whether a dossier may bear a code: one of the nomenclature, or any where the court has none.
    pub fn admits_matiere(&self, code: &str) -> bool {
        self.matieres.is_empty() || self.matiere(code).is_some()
    }

    /// The series that numbers a procedure.
    pub fn series_of(&self, procedure: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.procedures.iter().any(|p| p == procedure))
    }

    /// The series that numbers a decision.
    pub fn minutes_of(&self, wanted: Minute<'_>) -> Option<&Minutes> {
        let any =
            |values: &[String], value: &str| values.is_empty() || values.iter().any(|known| known == value);
        self.minute.iter().find(|series| {
            (series.chambre.is_empty() || series.chambre == wanted.chambre)
                && any(&series.formations, wanted.formation)
                && any(&series.natures, wanted.nature)
                && any(&series.actes, wanted.acte)
        })
    }

    /// The European identifier of a decision of a series: `ECLI:FR:CCASS:2026:C200123`. Empty where the court gives none.
    pub fn ecli_of(&self, series: &Minutes, year: i16, number: i32) -> String {
        if self.ecli.is_empty() {
            return String::new();
        }
        format!("ECLI:{}:{year}:{}{number:05}", self.ecli, series.code)
    }

    /// Calendar of acts done at the registry.
    pub fn calendar(&self) -> Calendar {
        Calendar::named(&self.calendar).unwrap_or_default()
    }
}
