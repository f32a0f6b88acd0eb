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
            let read = files::PROFILES.iter().filter_map(|(_, text)| toml::from_str::<Self>(text).ok());
            read.inspect(Self::intern).map(|profile| (profile.code.clone(), profile)).collect()
        });
        all.get(code)
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

    /// The series that numbers a procedure.
    pub fn series_of(&self, procedure: &str) -> Option<&Series> {
        self.series.iter().find(|series| series.procedures.iter().any(|p| p == procedure))
    }

    /// Calendar of acts done at the registry.
    pub fn calendar(&self) -> Calendar {
        Calendar::named(&self.calendar).unwrap_or_default()
    }
}
