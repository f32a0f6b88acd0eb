//! The rules of the proposal, as data: what is forbidden with its source, what weighs how much, what is preferred.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Nature;

/// What a limit looks at. A limit of a new kind needs a new test here; a new limit of a known kind needs none.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(tag = "test", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Test {
    /// A fact of this kind stands between the person and the dossier.
    Fait {
        /// Kind of the fact.
        fait: String,
    },
    /// The person is kin, up to this degree (0: spouse), of a magistrate who is in the same case.
    Parente {
        /// Farthest degree that excludes.
        degre_max: u8,
    },
    /// The person's function is none of those that the office asks.
    Fonction {
        /// Functions that may report.
        rapporteur: Vec<String>,
        /// Functions that may conclude.
        avocat_general: Vec<String>,
    },
    /// The person is not yet, or no longer, of the Court.
    HorsService,
    /// The rank is beyond those that the dossier has.
    Rang,
    /// The person is of another chamber.
    HorsChambre,
    /// The person is away on the day, in an absence of at least so many days that are still to come.
    Absence {
        /// Days still to come.
        jours: u16,
    },
    /// The person is away so many days before an urgent dossier is due.
    AbsenceUrgente {
        /// Days away until the term.
        jours: u16,
    },
    /// Nothing of the person's time is left over the period.
    SansCapacite,
    /// Another person holds the rest of the series.
    Serie,
}

/// One limit: what it looks at, what it stops, where it is written.
#[derive(Debug, Clone, Deserialize)]
pub struct Limit {
    /// Stable code, shown beside the reason.
    pub code: String,
    /// Whether any door may pass it.
    pub nature: Nature,
    /// What is looked at.
    #[serde(flatten)]
    pub test: Test,
    /// Where it is written, for people.
    pub texte: String,
    /// What is said of the person, in French, after the name.
    pub phrase: String,
}

/// Weights of dossiers; a dossier of ordinary weight is 100.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Weights {
    pub(crate) circuit: BTreeMap<String, u32>,
    pub(crate) moyen: u32,
    pub(crate) dix_parties: u32,
    pub(crate) plafond: u32,
    pub(crate) serie_suivant: u32,
    pub(crate) double_rapport: u32,
}

/// Differences of load that a preference is worth, in hundredths of an ordinary dossier at full time.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preferences {
    pub(crate) hors_specialite: u32,
    pub(crate) hors_suite: u32,
    pub(crate) jour_absent_urgence: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Search {
    pub(crate) tours: u32,
}

/// A version of the rules, read whole before anything rests on it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// Name of the version, kept with each proposal.
    pub version: String,
    /// Limits, in the order in which they are told.
    #[serde(rename = "limite")]
    pub limits: Vec<Limit>,
    #[serde(rename = "poids")]
    pub(crate) weights: Weights,
    pub(crate) preferences: Preferences,
    #[serde(rename = "recherche")]
    pub(crate) search: Search,
}

/// Rules that cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    /// The file does not read.
    #[error("the rules of distribution do not read")]
    Unreadable(#[from] toml::de::Error),
    /// It reads, and says something that cannot be.
    #[error("the rules of distribution say something that cannot be: {0}")]
    Unsound(String),
}

/// Every version this program knows: a proposal is replayed with the version that made it.
pub const VERSIONS: &[&str] = &[include_str!("../rules/2026.11.1.toml")];

/// Beyond this a figure is a slip of the pen, and sums stay far from the limits of whole numbers.
const FIGURE_MAX: u32 = 100_000;

impl Rules {
    /// Reads rules from their file.
    ///
    /// # Errors
    /// When the file does not read, two limits bear one code, no ordinary weight is given, or a figure is out of bounds.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let rules: Self = toml::from_str(text)?;
        let mut codes: Vec<&str> = rules.limits.iter().map(|limit| limit.code.as_str()).collect();
        codes.sort_unstable();
        if let Some(twice) = codes.windows(2).find(|two| two[0] == two[1]) {
            return Err(RulesError::Unsound(format!("the code {} stands twice", twice[0])));
        }
        let weights = &rules.weights;
        if !weights.circuit.contains_key("defaut") {
            return Err(RulesError::Unsound("poids.circuit has no « defaut »".to_owned()));
        }
        if weights.circuit.values().any(|weight| *weight == 0) || weights.plafond == 0 {
            return Err(RulesError::Unsound("a dossier cannot weigh nothing".to_owned()));
        }
        let figures = weights.circuit.values().copied().chain([
            weights.moyen,
            weights.dix_parties,
            weights.plafond,
            rules.preferences.hors_specialite,
            rules.preferences.hors_suite,
            rules.preferences.jour_absent_urgence,
            rules.search.tours,
        ]);
        if let Some(figure) = figures.into_iter().find(|figure| *figure > FIGURE_MAX) {
            return Err(RulesError::Unsound(format!("{figure} is more than {FIGURE_MAX}")));
        }
        if weights.serie_suivant > 100 || !(1..=100).contains(&weights.double_rapport) {
            return Err(RulesError::Unsound("a share is of 100 at most".to_owned()));
        }
        Ok(rules)
    }

    /// The version of this name, if this program knows it.
    #[must_use]
    pub fn version(name: &str) -> Option<Self> {
        VERSIONS.iter().filter_map(|text| Self::parse(text).ok()).find(|rules| rules.version == name)
    }

    /// The newest version.
    ///
    /// # Panics
    /// Never in a product whose tests passed: the embedded rules are read by one.
    #[must_use]
    pub fn newest() -> Self {
        let text = VERSIONS.last().expect("a version is embedded");
        Self::parse(text).expect("the embedded rules read")
    }

    /// The limit of this kind, if these rules have one.
    pub(crate) fn limit_on(&self, wanted: impl Fn(&Test) -> bool) -> Option<&Limit> {
        self.limits.iter().find(|limit| wanted(&limit.test))
    }

    /// Farthest degree of kinship that keeps two magistrates out of one case; none when no rule says so.
    pub(crate) fn kin_degree(&self) -> Option<u8> {
        let degrees = self.limits.iter().filter_map(|limit| match limit.test {
            Test::Parente { degre_max } => Some(degre_max),
            _ => None,
        });
        degrees.max()
    }
}
