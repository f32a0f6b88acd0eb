//! Parties and counsel as decisions write them, read into what the API takes. A reading that is not sure is not made.

use serde_json::{Value, json};

/// Longest name and address that the product keeps.
const NAME_MAX: usize = 500;
const ADDRESS_MAX: usize = 1_000;
/// Shortest name that is looked for inside another.
const CORE_MIN: usize = 4;

/// Where a name ends and what is said of the party begins.
const QUALITIES: &[&str] = &[
    ", domicilié",
    ", dont le siège",
    ", demeurant",
    ", agissant",
    ", prise en",
    ", pris en",
    ", prises en",
    ", représenté",
    ", venant aux droits",
    ", venant au droit",
    ", société",
    ", association",
    ", établissement",
    ", entreprise",
    ", syndicat",
    ", anciennement",
    ", dénommé",
    ", ayant",
    ", mandataire",
    ", élisant domicile",
    ", en qualité",
    ", ès qualités",
    ", organisme",
];
/// What announces an address.
const ADDRESSES: &[&str] =
    &["dont le siège est ", "domiciliée ", "domiciliés ", "domiciliées ", "domicilié ", "demeurant "];
const UNKNOWN: &str = "inconnue";
const TITLES: &[&str] = &["M. ", "MM. ", "Mme ", "Mmes ", "Mlle ", "Monsieur ", "Madame "];

/// Role in the pourvoi.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Formed it.
    Demandeur,
    /// It is formed against them.
    Defendeur,
    /// Came in, or called to hear.
    Intervenant,
}

impl Role {
    fn as_str(self) -> &'static str {
        match self {
            Self::Demandeur => "demandeur",
            Self::Defendeur => "defendeur",
            Self::Intervenant => "intervenant",
        }
    }
}

/// A party read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party {
    /// Its role.
    pub role: Role,
    /// `personne_physique`, `personne_morale`, `ministere_public`.
    pub nature: &'static str,
    /// As written, without what is said of it.
    pub name: String,
    /// Where, as written; empty when not said.
    pub address: String,
    /// `metropole`, `outre_mer`, `etranger`, `inconnue`: never guessed from an address.
    pub residence: String,
    /// Name of the office that appears for it.
    pub office: Option<String>,
}

impl Party {
    /// Reads a party as a decision writes it.
    #[must_use]
    pub fn read(text: &str, role: Role) -> Self {
        let text = unnumbered(text);
        let end = QUALITIES.iter().filter_map(|mark| text.find(mark)).min().unwrap_or(text.len());
        let name = text[..end].trim_end_matches(['.', ';', ',', ' ']).to_owned();
        Self {
            role,
            nature: nature(&text, &name),
            name: short(&name, NAME_MAX),
            address: address(&text),
            residence: UNKNOWN.to_owned(),
            office: None,
        }
    }

    /// A party that the source does not name.
    #[must_use]
    pub fn unnamed(role: Role) -> Self {
        let name = match role {
            Role::Demandeur => "Demandeur que la source ne nomme pas",
            Role::Defendeur | Role::Intervenant => "Partie que la source ne nomme pas",
        };
        Self {
            role,
            nature: "personne_physique",
            name: name.to_owned(),
            address: String::new(),
            residence: UNKNOWN.to_owned(),
            office: None,
        }
    }

    /// As the API takes it, with the office registered for it.
    #[must_use]
    pub fn body(&self, office_id: Option<&str>) -> Value {
        json!({
            "role": self.role.as_str(), "residence": self.residence, "office_id": office_id,
            "person": {"nature": self.nature, "name": self.name, "address": some(&self.address)}
        })
    }

    /// What is looked for in other words: a family name, or a denomination without its article.
    fn core(&self) -> String {
        let name = unarticled(&self.name);
        match self.nature {
            "personne_physique" => {
                fold(name.split(',').next().unwrap_or(name).split(' ').next_back().unwrap_or(name))
            }
            _ => fold(name),
        }
    }

    fn title(&self) -> Option<&'static str> {
        TITLES.iter().find(|title| self.name.starts_with(**title)).copied()
    }
}

/// Indices of the parties that words such as `M. [T] et la société X` speak of. None where two would do.
#[must_use]
pub fn spoken_of(words: &str, parties: &[Party]) -> Vec<usize> {
    let of =
        |role| parties.iter().enumerate().filter(move |(_, p)| p.role == role).map(|(at, _)| at).collect();
    match words.trim() {
        "demandeur(s)" | "demandeur" | "demanderesse" | "demandeurs" => return of(Role::Demandeur),
        "défendeur(s)" | "défendeur" | "défenderesse" | "défendeurs" => return of(Role::Defendeur),
        _ => {}
    }
    let all = fold(words);
    let tokens: Vec<String> =
        words.split([' ', ',', '\'', '’']).map(fold).filter(|t| !t.is_empty()).collect();
    let named: Vec<usize> =
        (0..parties.len()).filter(|at| mentions(&all, &tokens, words, &parties[*at])).collect();
    named.iter().copied().filter(|at| is_only(*at, &named, words, parties)).collect()
}

fn mentions(all: &str, tokens: &[String], words: &str, party: &Party) -> bool {
    let core = party.core();
    if core.is_empty() {
        return false;
    }
    if party.nature == "personne_physique" {
        return tokens.contains(&core);
    }
    // The words may be the shorter of the two: `la société X` for `la société X et autre`.
    let shorter = fold(unarticled(words));
    all.contains(&core) || (shorter.len() >= CORE_MIN && core.contains(&shorter))
}

/// Two persons of one family name are told apart by their title, or not at all.
fn is_only(at: usize, named: &[usize], words: &str, parties: &[Party]) -> bool {
    let party = &parties[at];
    let twins: Vec<usize> =
        named.iter().copied().filter(|n| *n != at && parties[*n].core() == party.core()).collect();
    if twins.is_empty() || party.nature != "personne_physique" || words.contains(&party.name) {
        return true;
    }
    let Some(title) = party.title() else { return false };
    let last = party.name.split(' ').next_back().unwrap_or_default();
    words.contains(&format!("{title}{last}")) && twins.iter().all(|n| parties[*n].title() != Some(title))
}

/// Denomination of an office, in the short form that the register has.
#[must_use]
pub fn office_name(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.strip_prefix("société civile professionnelle ") {
        Some(rest) => format!("SCP {rest}"),
        None => text,
    }
}

pub fn nature(text: &str, name: &str) -> &'static str {
    let lower = name.to_lowercase();
    if ["procureur", "ministère public", "avocat général", "avocate générale"]
        .iter()
        .any(|w| lower.contains(w))
    {
        return "ministere_public";
    }
    let titled = TITLES.iter().any(|title| name.starts_with(title))
        || lower.starts_with("époux ")
        || lower.starts_with("consorts ");
    // `[B] [K], domicilié …`: the title was taken away with the name.
    let bare = name.starts_with('[') && text.contains(", domicilié");
    if titled || bare { "personne_physique" } else { "personne_morale" }
}

pub fn address(text: &str) -> String {
    let Some((at, mark)) = ADDRESSES.iter().filter_map(|mark| Some((text.find(mark)?, mark))).min() else {
        return String::new();
    };
    let said = &text[at + mark.len()..];
    let end = QUALITIES.iter().filter_map(|mark| said.find(mark)).min().unwrap_or(said.len());
    short(said[..end].trim_end_matches(['.', ';', ' ']), ADDRESS_MAX)
}

/// Without its place in a list: `I. `, `1°/ `, `à `, in that order.
fn unnumbered(text: &str) -> String {
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let listed = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X');
    let rest = text.trim_start_matches(listed);
    if rest.len() < text.len() {
        let rest = ["°/", "°)", "°", ".", ")", " -"]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark))
            .map(str::trim_start);
        if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
            text = rest.to_owned();
        }
    }
    for mark in ["et ", "à ", "- "] {
        if let Some(rest) = text.strip_prefix(mark) {
            text = rest.to_owned();
        }
    }
    text
}

fn unarticled(name: &str) -> &str {
    let mut name = name.trim();
    for mark in [
        "la ",
        "La ",
        "le ",
        "Le ",
        "les ",
        "Les ",
        "l'",
        "L'",
        "l’",
        "L’",
        "société ",
        "sociétés ",
        "Société ",
        "association ",
    ] {
        name = name.strip_prefix(mark).unwrap_or(name);
    }
    name
}

/// Letters, digits and the brackets of pseudonyms, without case, accents or spaces: what two spellings share.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .filter(|c| c.is_alphanumeric() || matches!(c, '[' | ']'))
        .collect()
}

fn plain(c: char) -> char {
    match c {
        'à' | 'â' | 'ä' => 'a',
        'ç' => 'c',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'î' | 'ï' => 'i',
        'ô' | 'ö' => 'o',
        'ù' | 'û' | 'ü' => 'u',
        other => other,
    }
}

fn short(text: &str, limit: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(limit).collect()
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}
