//! Rules of audiences, as data: what each kind of formation wants, what is looked at before publication, what keeps a
//! dossier off a rôle.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::{Nature, RulesError};

/// How grave something found is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Stops the publication.
    Bloquante,
    /// Is told.
    Avertissement,
}

impl Severity {
    /// Its word on the wire.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bloquante => "bloquante",
            Self::Avertissement => "avertissement",
        }
    }
}

/// Members wanted of several chambers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Chambers {
    /// Chambers called, at least.
    pub min: usize,
    /// Members of each.
    pub de_chacune: usize,
    /// Members of none: who presides.
    pub hors_chambre: usize,
    /// Whether one who is prevented may be replaced from another chamber (COJ R441-1, al. 2): then chambers need not be equal.
    #[serde(default)]
    pub remplacables: bool,
}

/// Who takes part in a meeting of the chamber, besides its magistrates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reunion {
    /// The avocat général too.
    AvecParquet,
    /// Nobody of the parquet général: what is prepared there is of the délibéré.
    SansParquet,
}

/// A kind of formation.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Formation {
    /// Code, as in the act that fixes the audience.
    pub code: String,
    /// French name.
    pub libelle: String,
    /// Where it is written.
    pub texte: String,
    /// How many sit on each dossier, where that is fixed: who presides, the rapporteur, the first in rank.
    pub siegent: Option<usize>,
    /// A meeting of the chamber rather than an audience.
    pub reunion: Option<Reunion>,
    /// Functions that may preside it, where they are not those of a chamber.
    pub preside: Option<Vec<String>>,
    /// Voices wanted on each dossier, at least; none at a meeting, where nothing is judged.
    pub voix: usize,
    /// Where members come from several chambers.
    pub chambres: Option<Chambers>,
    /// Minutes that a dossier takes, as a rule.
    pub minutes: u32,
}

/// A circuit of a civil chamber, and the formations that hear what takes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Circuit {
    /// Code, as in the act that gives a case to its chamber.
    pub code: String,
    /// French name.
    pub libelle: String,
    /// Codes of formations.
    pub formations: Vec<String>,
}

/// Who may sit as what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seats {
    pub(crate) siege: Vec<String>,
    pub(crate) preside: Vec<String>,
    pub(crate) de_toute_chambre: Vec<String>,
    pub(crate) parquet: Vec<String>,
    pub(crate) voix_limitee: Vec<String>,
    pub(crate) completent_max: usize,
    pub(crate) parente_max: u8,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Notices {
    pub(crate) jours: i32,
    pub(crate) jours_urgent: i32,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Time {
    pub(crate) dix_parties: u32,
    pub(crate) plafond: u32,
}

/// What a control looks at. A control of a new kind needs a new test here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Look {
    Participants,
    RapporteurConvoque,
    ParquetExclu,
    Presidence,
    Rang,
    Grade,
    AutreChambre,
    Voix,
    Chambres,
    Fonction,
    Service,
    Absence,
    Completent,
    Parente,
    DeuxPlaces,
    Incompatible,
    Rapporteur,
    Greffier,
    Parquet,
    Salle,
    RoleVide,
    Temps,
    Refuse,
    AutreJour,
    Clos,
    Terme,
    AvisTardif,
}

/// What is looked at before publication.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Control {
    /// Stable code.
    pub code: String,
    /// What it looks at.
    pub test: Look,
    /// How grave it is.
    pub gravite: Severity,
    /// Where it is written.
    pub texte: String,
    /// French, with places to fill.
    pub phrase: String,
    /// French: what cures it.
    pub remede: String,
}

/// Why a dossier is kept off a rôle.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Refusal {
    /// Stable code.
    pub code: String,
    /// Whether the president may decide otherwise.
    pub nature: Nature,
    /// Where it is written.
    pub texte: String,
    /// French, after the number of the dossier, with places to fill.
    pub phrase: String,
}

/// A version of the rules of audiences.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AudienceRules {
    /// Name of the version.
    pub version: String,
    /// Kinds of formation, in the order shown.
    #[serde(rename = "formation")]
    pub formations: Vec<Formation>,
    /// Circuits that only some formations hear; any chamber's own hears the others.
    #[serde(rename = "circuit", default)]
    pub circuits: Vec<Circuit>,
    pub(crate) membres: Seats,
    pub(crate) avis: Notices,
    pub(crate) temps: Time,
    #[serde(rename = "controle")]
    pub controls: Vec<Control>,
    #[serde(rename = "refus")]
    pub(crate) refusals: Vec<Refusal>,
}

pub const VERSIONS: &[&str] = &[include_str!("../../audiences/2026.11.1.toml")];
/// Codes of refusals that the proposal looks for.
pub(crate) const REFUSALS: &[&str] = &[
    "controle",
    "deja_au_role",
    "avis_tardif",
    "terme_passe",
    "rapporteur_absent",
    "membre_incompatible",
    "autre_formation",
    "autre_circuit",
    "non_renvoye",
    "temps",
];

impl AudienceRules {
    /// Reads rules from their file.
    ///
    /// # Errors
    /// When the file does not read, a code stands twice, or a refusal of the proposal has no words.
    pub fn parse(text: &str) -> Result<Self, RulesError> {
        let rules: Self = toml::from_str(text)?;
        let codes = rules.formations.iter().map(|f| &f.code).chain(rules.controls.iter().map(|c| &c.code));
        let mut codes: Vec<&String> = codes.collect();
        codes.sort_unstable();
        if let Some(twice) = codes.windows(2).find(|two| two[0] == two[1]) {
            return Err(RulesError::Unsound(format!("the code {} stands twice", twice[0])));
        }
        if let Some(silent) = REFUSALS.iter().find(|code| rules.refusals.iter().all(|r| r.code != **code)) {
            return Err(RulesError::Unsound(format!("the refusal {silent} has no words")));
        }
        let unknown = |code: &&String| rules.formations.iter().all(|formation| formation.code != **code);
        if let Some(code) = rules.circuits.iter().flat_map(|circuit| &circuit.formations).find(unknown) {
            return Err(RulesError::Unsound(format!("a circuit names no formation by {code}")));
        }
        if rules.formations.iter().any(|f| f.minutes == 0 || (f.voix == 0) != f.reunion.is_some()) {
            return Err(RulesError::Unsound(
                "a formation takes time, and has a voice where it judges".to_owned(),
            ));
        }
        Ok(rules)
    }

    /// The newest version, read once.
    ///
    /// # Panics
    /// Never in a product whose tests passed: the embedded rules are read by one.
    #[must_use]
    pub fn newest() -> &'static Self {
        static NEWEST: LazyLock<AudienceRules> = LazyLock::new(|| {
            let text = VERSIONS.last().expect("a version is embedded");
            AudienceRules::parse(text).expect("the embedded rules of audiences read")
        });
        &NEWEST
    }

    /// A kind of formation.
    #[must_use]
    pub fn formation(&self, code: &str) -> Option<&Formation> {
        self.formations.iter().find(|formation| formation.code == code)
    }

    /// Who takes part besides magistrates, where a kind is a meeting.
    #[must_use]
    pub fn reunion(&self, code: &str) -> Option<Reunion> {
        self.formation(code).and_then(|formation| formation.reunion)
    }

    /// Codes of the kinds that are meetings: neither published nor counted as audiences.
    #[must_use]
    pub fn meetings(&self) -> Vec<String> {
        let meetings = self.formations.iter().filter(|of| of.reunion.is_some());
        meetings.map(|of| of.code.clone()).collect()
    }

    /// Minutes that a dossier takes before a formation, as a rule.
    #[must_use]
    pub fn minutes(&self, formation: &str, parties: u16) -> u32 {
        let base = self.formation(formation).map_or(20, |formation| formation.minutes);
        let tens = u32::from(parties.saturating_sub(10)).div_ceil(10);
        (base + tens * self.temps.dix_parties).min(self.temps.plafond.max(base))
    }

    /// Days that the notice of a dossier needs.
    #[must_use]
    pub fn notice_days(&self, urgent: bool) -> i32 {
        if urgent { self.avis.jours_urgent } else { self.avis.jours }
    }

    /// Whether somebody of this function concludes: a magistrate of the parquet général.
    #[must_use]
    pub fn concludes(&self, fonction: &str) -> bool {
        self.membres.parquet.iter().any(|of| of == fonction)
    }

    /// Whether somebody of this function may preside a formation.
    pub(crate) fn presides(&self, formation: &str, fonction: &str) -> bool {
        let own = self.formation(formation).and_then(|formation| formation.preside.as_ref());
        own.unwrap_or(&self.membres.preside).iter().any(|of| of == fonction)
    }

    /// Rank of a function, the first the highest; after all others where it is none of the siège.
    pub(crate) fn rank(&self, fonction: &str) -> usize {
        self.membres.siege.iter().position(|of| of == fonction).unwrap_or(usize::MAX)
    }
}

/// Fills the places of a sentence.
pub(crate) fn fill(phrase: &str, places: &[(&str, &str)]) -> String {
    let mut text = phrase.to_owned();
    for (place, value) in places {
        text = text.replace(&format!("{{{place}}}"), value);
    }
    text
}
