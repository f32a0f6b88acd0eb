//! The chamber suggested for a dossier, from what is known when it is registered: the decision attacked, the way the pourvoi
//! takes, what sort of parties there are, the matter, its keywords and the texts cited where they are known. A person confirms.
//!
//! A [`Model`] counts, in dossiers whose chamber is known, how often each trait goes with each chamber (naive Bayes; a trait
//! absent says nothing), and tempers its confidence so that what it says nine times in ten sure is
//! right nine times in ten (temperature scaling, Guo et al. 2017, fitted on dossiers that the counts did not see). Its traits
//! name no natural person: of those only the quality is kept.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A decision attacked, as the declaration says it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attacked {
    /// Court, in full: « cour d’appel de Paris ».
    pub court: String,
    /// Its section, if told: « pôle 6, chambre 8 ».
    pub section: String,
    /// Nature: arrêt, jugement, ordonnance.
    pub nature: String,
}

/// What is known when a dossier is registered.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Intake {
    /// Series of the number, which says the way the pourvoi takes: its first figure after the year.
    pub serie: String,
    /// Decisions attacked.
    pub attacked: Vec<Attacked>,
    /// Demandeurs, as written.
    pub demandeurs: Vec<String>,
    /// Défendeurs, as written.
    pub defendeurs: Vec<String>,
    /// Nature de l’affaire orientée, a code; empty while nobody fixed it.
    #[serde(default)]
    pub matter: String,
    /// Terms of the nomenclature.
    #[serde(default)]
    pub keywords: Vec<String>,
    /// Articles that the mémoires cite, each in one spelling.
    #[serde(default)]
    pub texts: Vec<String>,
}

/// A dossier whose chamber is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Example {
    /// Dossiers of one group are never parted between what teaches and what is asked: they are too much alike.
    pub group: String,
    /// What was known.
    pub intake: Intake,
    /// The chamber that judged.
    pub chambre: String,
}

/// Why a chamber is suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// What was looked at: `serie`, `juridiction`, `section`, `nature`, `demandeur`, `defendeur`, `matiere`, `mot`, `texte`.
    pub field: String,
    /// What was found there.
    pub found: String,
    /// Dossiers of the chamber, among those that taught, where it stands.
    pub here: u32,
    /// Dossiers of all chambers where it stands.
    pub everywhere: u32,
}

/// A chamber suggested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suggestion {
    /// The chamber.
    pub chambre: String,
    /// Confidence, in thousandths.
    pub confidence: u16,
    /// What speaks most for it; may be empty.
    pub reasons: Vec<Reason>,
}

/// What dossiers taught.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// Dossiers of each chamber.
    chambres: BTreeMap<String, u32>,
    /// Dossiers of each chamber that bear each trait.
    traits: BTreeMap<String, BTreeMap<String, u32>>,
    /// What tempers the confidence: above 1, less sure.
    temperature: f64,
}

/// A trait seen in fewer dossiers teaches nothing.
const SEEN_MIN: u32 = 2;
/// Weight of what was never seen (Lidstone).
const SMOOTHING: f64 = 0.3;
/// Reasons told.
const REASONS_MAX: usize = 4;
/// Parts of the cross-validation.
const FOLDS: u64 = 10;

/// Words that say nothing of the matter.
const EMPTY_WORDS: &[&str] = &[
    "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "par", "pour", "sur",
    "autre", "autres", "cour", "appel", "dont", "siege", "est",
];

/// Lower case, without accents; everything else than letters and figures parts words. What stands between brackets is an
/// occultation.
pub(crate) fn all_words(text: &str) -> Vec<String> {
    let mut plain = String::with_capacity(text.len());
    let mut hidden = 0_u32;
    for c in text.to_lowercase().chars() {
        match c {
            '[' => hidden += 1,
            ']' => hidden = hidden.saturating_sub(1),
            _ if hidden > 0 => {}
            'à' | 'â' | 'ä' => plain.push('a'),
            'é' | 'è' | 'ê' | 'ë' => plain.push('e'),
            'î' | 'ï' => plain.push('i'),
            'ô' | 'ö' => plain.push('o'),
            'ù' | 'û' | 'ü' => plain.push('u'),
            'ç' => plain.push('c'),
            'œ' => plain.push_str("oe"),
            c if c.is_ascii_alphanumeric() => plain.push(c),
            _ => plain.push(' '),
        }
    }
    plain.split(' ').filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words that say something.
fn words(text: &str) -> Vec<String> {
    let mut words = all_words(text);
    words.retain(|word| !EMPTY_WORDS.contains(&word.as_str()));
    words
}

/// Words of a party that is no natural person; of a natural person, that it is one.
fn party_words(party: &str) -> Vec<String> {
    let name = party.split(", dont ").next().unwrap_or(party);
    let name = name.split(", domicili").next().unwrap_or(name);
    let all = words(name);
    let first = all.first().map(String::as_str);
    if matches!(
        first,
        Some("m" | "mm" | "mme" | "mmes" | "mlle" | "madame" | "monsieur" | "veuve" | "epoux" | "consorts")
    ) {
        return vec!["personne_physique".to_owned()];
    }
    // Who represents, and on whose behalf, is after the first comma, and may be a natural person.
    let head = name.split(',').next().unwrap_or(name);
    let head = head.split(" représentée par").next().unwrap_or(head);
    words(head).into_iter().filter(|word| word.len() > 2).collect()
}

fn traits(intake: &Intake) -> BTreeSet<String> {
    let mut traits = BTreeSet::new();
    let mut add = |field: &str, found: &str| {
        traits.insert(format!("{field}:{found}"));
    };
    if !intake.serie.is_empty() {
        add("serie", &intake.serie);
    }
    for attacked in &intake.attacked {
        for word in words(&attacked.court) {
            add("juridiction", &word);
        }
        for word in words(&attacked.nature) {
            add("nature", &word);
        }
        let section = words(&attacked.section);
        for word in
            section.iter().filter(|word| word.len() > 1 && !word.starts_with(|c: char| c.is_ascii_digit()))
        {
            add("section", word);
        }
        for two in section.windows(2) {
            add("section", &two.join(" "));
        }
        let court = words(&attacked.court).pop().unwrap_or_default();
        if !section.is_empty() {
            add("section", &format!("{court} {}", section.join(" ")));
        }
    }
    for (field, parties) in [("demandeur", &intake.demandeurs), ("defendeur", &intake.defendeurs)] {
        for word in parties.iter().flat_map(|party| party_words(party)) {
            add(field, &word);
            if word != "personne_physique" {
                add("partie", &word);
            }
        }
    }
    let matter = all_words(&intake.matter).concat();
    if !matter.is_empty() {
        add("matiere", &matter);
    }
    for keyword in &intake.keywords {
        add("mot", &all_words(keyword).join(" "));
    }
    for text in &intake.texts {
        add("texte", text);
    }
    traits
}

impl Model {
    /// Learns from dossiers whose chamber is known. The same dossiers, in any order, make the same model.
    #[must_use]
    pub fn learn(examples: &[Example]) -> Self {
        let mut model = Self::count(examples.iter());
        let mut held_out: Vec<(Vec<f64>, usize)> = Vec::new();
        for fold in 0..FOLDS {
            let part = Self::count(examples.iter().filter(|example| fold_of(&example.group) != fold));
            for example in examples.iter().filter(|example| fold_of(&example.group) == fold) {
                if let Some(right) = part.chambres.keys().position(|chambre| *chambre == example.chambre) {
                    held_out.push((part.scores(&example.intake), right));
                }
            }
        }
        model.temperature = temper(&held_out);
        model
    }

    fn count<'a>(examples: impl Iterator<Item = &'a Example>) -> Self {
        let mut model = Self { chambres: BTreeMap::new(), traits: BTreeMap::new(), temperature: 1.0 };
        for example in examples {
            *model.chambres.entry(example.chambre.clone()).or_default() += 1;
            for found in traits(&example.intake) {
                *model.traits.entry(found).or_default().entry(example.chambre.clone()).or_default() += 1;
            }
        }
        model.traits.retain(|_, by_chambre| by_chambre.values().sum::<u32>() >= SEEN_MIN);
        model
    }

    /// Logarithm of how likely each chamber is, but for one constant; in the order of their codes.
    fn scores(&self, intake: &Intake) -> Vec<f64> {
        let mut known: BTreeMap<String, Vec<&BTreeMap<String, u32>>> = BTreeMap::new();
        for found in traits(intake) {
            if let (Some(by_chambre), Some((field, _))) = (self.traits.get(&found), found.split_once(':')) {
                known.entry(field.to_owned()).or_default().push(by_chambre);
            }
        }
        self.chambres
            .iter()
            .map(|(chambre, dossiers)| {
                let dossiers = f64::from(*dossiers);
                let weight = |by_chambre: &&BTreeMap<String, u32>| {
                    let here = f64::from(by_chambre.get(chambre).copied().unwrap_or(0));
                    ((here + SMOOTHING) / (dossiers + 2.0 * SMOOTHING)).ln()
                };
                // Words of one field repeat each other: ten are no ten witnesses.
                let fields = known.values().map(|words| {
                    words.iter().map(weight).sum::<f64>()
                        / f64::from(u32::try_from(words.len()).unwrap_or(u32::MAX)).sqrt()
                });
                dossiers.ln() + fields.sum::<f64>()
            })
            .collect()
    }

    /// Chambers for a dossier, the likeliest first; nothing when nothing was learnt.
    #[must_use]
    pub fn suggest(&self, intake: &Intake) -> Vec<Suggestion> {
        let shares = shares(&self.scores(intake), self.temperature);
        let found = traits(intake);
        let mut suggestions: Vec<Suggestion> = self
            .chambres
            .keys()
            .zip(shares)
            .map(|(chambre, share)| Suggestion {
                chambre: chambre.clone(),
                confidence: thousandths(share),
                reasons: self.reasons(chambre, &found),
            })
            .collect();
        suggestions.sort_by(|a, b| b.confidence.cmp(&a.confidence).then_with(|| a.chambre.cmp(&b.chambre)));
        suggestions
    }

    /// Traits that stand oftener in the chamber's dossiers than in the others', the most telling first.
    fn reasons(&self, chambre: &str, found: &BTreeSet<String>) -> Vec<Reason> {
        let all: u32 = self.chambres.values().sum();
        let dossiers = self.chambres.get(chambre).copied().unwrap_or(0);
        let mut reasons: Vec<(f64, Reason)> = found
            .iter()
            .filter_map(|name| {
                let by_chambre = self.traits.get(name)?;
                let here = by_chambre.get(chambre).copied().unwrap_or(0);
                let everywhere: u32 = by_chambre.values().sum();
                let rate =
                    |some: u32, of: u32| (f64::from(some) + SMOOTHING) / (f64::from(of) + 2.0 * SMOOTHING);
                let telling = (rate(here, dossiers) / rate(everywhere - here, all - dossiers)).ln();
                let (field, found) = name.split_once(':')?;
                // A word of either side says what the same word of one side said.
                (telling > 0.5 && field != "partie").then(|| {
                    let reason =
                        Reason { field: field.to_owned(), found: found.to_owned(), here, everywhere };
                    (telling, reason)
                })
            })
            .collect();
        reasons.sort_by(|a, b| b.0.total_cmp(&a.0));
        reasons.truncate(REASONS_MAX);
        reasons.into_iter().map(|(_, reason)| reason).collect()
    }
}

fn fold_of(group: &str) -> u64 {
    let digest = Sha256::digest(group.as_bytes());
    u64::from(u16::from_be_bytes([digest[0], digest[1]])) % FOLDS
}

/// Scores as shares of one.
fn shares(scores: &[f64], temperature: f64) -> Vec<f64> {
    let best = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = scores.iter().map(|score| ((score - best) / temperature).exp()).collect();
    let sum: f64 = weights.iter().sum();
    weights.into_iter().map(|weight| weight / sum).collect()
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 1000")]
fn thousandths(share: f64) -> u16 {
    (share.clamp(0.0, 1.0) * 1000.0).round() as u16
}

/// The temperature under which what was held out is least surprising, among steps of a twentieth.
fn temper(held_out: &[(Vec<f64>, usize)]) -> f64 {
    let surprise = |temperature: f64| -> f64 {
        held_out.iter().map(|(scores, right)| -shares(scores, temperature)[*right].max(1e-12).ln()).sum()
    };
    let steps = (10..=200).map(|step| f64::from(step) / 20.0);
    steps.min_by(|a, b| surprise(*a).total_cmp(&surprise(*b))).unwrap_or(1.0)
}

/// How good suggestions are, each made by a model that had not seen the dossier, nor any of its group.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figures {
    /// Dossiers asked.
    pub asked: u32,
    /// Right suggestions.
    pub right: u32,
    /// Dossiers of the commonest chamber: what always guessing it would get right.
    pub majority: u32,
    /// Suggestions by confidence, in tenths: how many, how many right, mean confidence in thousandths.
    pub by_confidence: BTreeMap<u16, (u32, u32, u32)>,
    /// Suggestions said at least nine times in ten sure, and how many of these are right.
    pub sure: (u32, u32),
    /// By chamber: asked, right.
    pub by_chambre: BTreeMap<String, (u32, u32)>,
}

/// Cross-validation in ten parts; the temperature of each is fitted within what teaches.
#[must_use]
pub fn evaluate(examples: &[Example]) -> Figures {
    let mut figures = Figures {
        asked: 0,
        right: 0,
        majority: 0,
        by_confidence: BTreeMap::new(),
        sure: (0, 0),
        by_chambre: BTreeMap::new(),
    };
    for fold in 0..FOLDS {
        let (asked, taught): (Vec<Example>, Vec<Example>) =
            examples.iter().cloned().partition(|example| fold_of(&example.group) == fold);
        if asked.is_empty() || taught.is_empty() {
            continue;
        }
        let model = Model::learn(&taught);
        for example in asked {
            let Some(first) = model.suggest(&example.intake).into_iter().next() else { continue };
            let right = u32::from(first.chambre == example.chambre);
            figures.asked += 1;
            figures.right += right;
            let band = figures.by_confidence.entry(first.confidence / 100 * 100).or_default();
            *band = (band.0 + 1, band.1 + right, band.2 + u32::from(first.confidence));
            if first.confidence >= 900 {
                figures.sure = (figures.sure.0 + 1, figures.sure.1 + right);
            }
            let of = figures.by_chambre.entry(example.chambre).or_default();
            *of = (of.0 + 1, of.1 + right);
        }
    }
    for band in figures.by_confidence.values_mut() {
        band.2 /= band.0.max(1);
    }
    figures.majority = figures.by_chambre.values().map(|(asked, _)| *asked).max().unwrap_or(0);
    figures
}
