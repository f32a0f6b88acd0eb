//! What a rule of orientation may say, without a database: its remit, where it may send, its fields.

use std::collections::{BTreeMap, HashSet};

use greffe_access::CaseRelations;
use greffe_chassis::{Failure, Result};
use greffe_contracts::dossier::v1 as pb;
use greffe_distribution::routing::{Conditions, Rule};
use greffe_procedure::profile::Chambre;
use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    law::Law,
    open::{clean, optional_day},
};

/// The remit of the rules that send to chambers.
pub const BETWEEN: &str = "entre_chambres";
/// The chamber whose circuits are those of the code of criminal procedure.
const CRIMINAL: &str = "crim";
/// Rules of a set, values of a field, longest value, label, reason.
const RULES_MAX: usize = 100;
const VALUES_MAX: usize = 40;
const VALUE_MAX: usize = 120;
const LABEL_MAX: usize = 120;
const REASON_MAX: usize = 500;
const PRIORITY_MAX: u32 = 999;

/// Where a circuit of a chamber leads: code, label, who decides it.
type Circuit = (&'static str, &'static str, &'static str);

/// Circuits of the civil chambers since 1 September 2020 (communiqué of the Court, July 2020).
const CIVIL: &[Circuit] = &[
    ("court", "circuit court", CIVIL_DECIDES),
    ("intermediaire", "circuit intermédiaire", CIVIL_DECIDES),
    ("approfondi", "circuit approfondi", CIVIL_DECIDES),
];
const CIVIL_DECIDES: &str = "le président de la chambre, avec sa cellule de pré-orientation (COJ R431-2)";

/// Whether a chamber has a circuit of this code that the act which gives it a case may say.
pub fn is_circuit(chambre: &str, circuit: &str) -> bool {
    chambre != CRIMINAL && CIVIL.iter().any(|(code, _, _)| *code == circuit)
}

/// What may become of a criminal case: who decides it is written.
const PENAL: &[Circuit] = &[
    (
        "restreinte",
        "formation restreinte",
        "le premier président ou le président de la chambre, quand la solution paraît s’imposer (CPP 567-1-1)",
    ),
    ("section", "formation de section", "le président de la chambre (COJ R431-2)"),
    (
        "non_admission",
        "ordonnance de non-admission",
        "le président de la chambre, quand la décision n’est pas susceptible de recours (CPP 567-1)",
    ),
];

/// Of what cases a set of rules speaks.
#[derive(Debug, Clone, Copy)]
pub enum Remit {
    /// Which chamber a case goes to.
    Between,
    /// Which circuit it takes in this one.
    Within(&'static Chambre),
}

impl Remit {
    /// # Errors
    /// When it names no chamber.
    pub fn read(law: &Law, code: &str) -> Result<Self> {
        if code == BETWEEN {
            return Ok(Self::Between);
        }
        law.court().chambre(code).map(Self::Within).ok_or_else(|| {
            Failure::not_found(
                "ORI-001",
                "Aucun jeu de règles d’orientation ne porte ce nom. Choisissez «\u{a0}entre les chambres\u{a0}» ou une chambre dans la page «\u{a0}Règles d’orientation\u{a0}».",
            )
        })
    }

    /// Every one of the Court.
    pub(super) fn all(law: &Law) -> impl Iterator<Item = Self> {
        std::iter::once(Self::Between).chain(law.court().chambres.iter().map(Self::Within))
    }

    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Between => BETWEEN,
            Self::Within(chambre) => &chambre.code,
        }
    }

    pub(super) fn label(self) -> &'static str {
        match self {
            Self::Between => "entre les chambres",
            Self::Within(chambre) => &chambre.label,
        }
    }

    /// As policies see it: a case of the chamber, or of none.
    pub(super) fn relations(self) -> CaseRelations {
        let chambre = match self {
            Self::Between => String::new(),
            Self::Within(chambre) => chambre.code.clone(),
        };
        CaseRelations { chambre, ..Default::default() }
    }

    /// Where its rules may send.
    pub fn targets(self, law: &Law) -> Vec<pb::OrientationTarget> {
        let circuits = match self {
            Self::Between => {
                let chambres = law.court().chambres.iter().map(|chambre| pb::OrientationTarget {
                    code: chambre.code.clone(),
                    label: chambre.label.clone(),
                    decided_by: String::new(),
                });
                return chambres.collect();
            }
            Self::Within(chambre) if chambre.code == CRIMINAL => PENAL,
            Self::Within(_) => CIVIL,
        };
        circuits
            .iter()
            .map(|(code, label, decided_by)| pb::OrientationTarget {
                code: (*code).to_owned(),
                label: (*label).to_owned(),
                decided_by: (*decided_by).to_owned(),
            })
            .collect()
    }
}

fn refused(place: usize, field: &str, message: impl Into<String>) -> Failure {
    Failure::invalid("ORI-002", &format!("rules[{place}].{field}"), message)
}

/// The rules of a new version, cleaned, each with who wrote it as it stands.
///
/// # Errors
/// With the rule and the field that do not fit, and what is expected.
pub fn check(
    law: &Law,
    remit: Remit,
    said: &[pb::OrientationRule],
    before: &[pb::OrientationRule],
    (author, today): (&str, Date),
) -> Result<Vec<pb::OrientationRule>> {
    if said.len() > RULES_MAX {
        return Err(Failure::invalid(
            "ORI-002",
            "rules",
            format!(
                "{} règles sont trop\u{a0}: la limite est de {RULES_MAX}. Réunissez celles qui se ressemblent.",
                said.len()
            ),
        ));
    }
    let before: BTreeMap<&str, &pb::OrientationRule> =
        before.iter().map(|rule| (rule.rule_id.as_str(), rule)).collect();
    let targets = remit.targets(law);
    let mut ids = HashSet::new();
    let mut checked = Vec::with_capacity(said.len());
    for (at, rule) in said.iter().enumerate() {
        let mut rule = one(law, at, rule, &targets)?;
        if !ids.insert(rule.rule_id.clone()) {
            return Err(refused(
                at,
                "rule_id",
                "Deux règles portent le même identifiant. Laissez-le vide pour une règle nouvelle.",
            ));
        }
        let mut same = before.get(rule.rule_id.as_str()).map(|rule| (*rule).clone()).unwrap_or_default();
        let wrote = (std::mem::take(&mut same.author), std::mem::take(&mut same.written_on));
        let unchanged = same == rule;
        (rule.author, rule.written_on) =
            if unchanged { wrote } else { (author.to_owned(), today.to_string()) };
        checked.push(rule);
    }
    Ok(checked)
}

fn one(
    law: &Law,
    at: usize,
    said: &pb::OrientationRule,
    targets: &[pb::OrientationTarget],
) -> Result<pb::OrientationRule> {
    let field = |name: &str| format!("rules[{at}].{name}");
    let rule_id = match said.rule_id.as_str() {
        "" => Uuid::now_v7(),
        id => Uuid::parse_str(id).map_err(|_| {
            refused(
                at,
                "rule_id",
                "L’identifiant d’une règle est un UUID. Laissez-le vide pour une règle nouvelle.",
            )
        })?,
    };
    let label = clean(&field("label"), &said.label, LABEL_MAX)?;
    let reason = clean(&field("reason"), &said.reason, REASON_MAX)?;
    if label.is_empty() {
        return Err(refused(at, "label", "Le nom de la règle manque. Nommez-la en quelques mots."));
    }
    if reason.is_empty() {
        return Err(refused(
            at,
            "reason",
            "La raison de la règle manque. Écrivez la phrase que lira la personne à qui elle suggère une orientation.",
        ));
    }
    if !targets.iter().any(|target| target.code == said.target) {
        let known: Vec<&str> = targets.iter().map(|target| target.code.as_str()).collect();
        return Err(refused(
            at,
            "target",
            format!(
                "Cette destination n’est pas de celles de ce jeu de règles. Destinations possibles\u{a0}: {}.",
                known.join(", ")
            ),
        ));
    }
    if said.priority == 0 || said.priority > PRIORITY_MAX {
        return Err(refused(
            at,
            "priority",
            format!("Le rang d’une règle va de 1 (regardée la première) à {PRIORITY_MAX}."),
        ));
    }
    let (from, until) =
        (optional_day(&field("from"), &said.from)?, optional_day(&field("until"), &said.until)?);
    if from.zip(until).is_some_and(|(from, until)| from > until) {
        return Err(refused(at, "until", "Le dernier jour précède le premier. Corrigez l’un des deux."));
    }
    Ok(pb::OrientationRule {
        rule_id: rule_id.to_string(),
        label,
        reason,
        when: Some(conditions(law, at, &said.when.clone().unwrap_or_default())?),
        target: said.target.clone(),
        priority: said.priority,
        from: said.from.clone(),
        until: said.until.clone(),
        ..Default::default()
    })
}

fn conditions(law: &Law, at: usize, said: &pb::OrientationConditions) -> Result<pb::OrientationConditions> {
    let values = |name: &str, said: &[String]| -> Result<Vec<String>> {
        let field = format!("rules[{at}].when.{name}");
        if said.len() > VALUES_MAX {
            return Err(refused(
                at,
                &format!("when.{name}"),
                format!(
                    "{} valeurs sont trop\u{a0}: la limite est de {VALUES_MAX}. Parlez-en dans plusieurs règles.",
                    said.len()
                ),
            ));
        }
        let mut kept: Vec<String> = Vec::new();
        for value in said {
            let value = clean(&field, value, VALUE_MAX)?;
            if !value.chars().any(char::is_alphanumeric) {
                return Err(refused(
                    at,
                    &format!("when.{name}"),
                    "Une valeur ne porte ni lettre ni chiffre. Retirez-la.",
                ));
            }
            if !kept.contains(&value) {
                kept.push(value);
            }
        }
        Ok(kept)
    };
    let procedures = values("procedures", &said.procedures)?;
    if let Some(unknown) = procedures.iter().find(|code| law.catalogue.procedure_named(code).is_none()) {
        return Err(refused(
            at,
            "when.procedures",
            format!(
                "«\u{a0}{unknown}\u{a0}» n’est pas une procédure du catalogue. Choisissez-la dans la liste."
            ),
        ));
    }
    let texts = values("texts", &said.texts)?;
    if let Some(unread) = texts.iter().find(|text| article(text).is_none()) {
        return Err(refused(
            at,
            "when.texts",
            format!(
                "«\u{a0}{unread}\u{a0}» ne se lit pas comme un article. Écrivez-le ainsi\u{a0}: 1240 du code civil, L. 1221-1 du code du travail."
            ),
        ));
    }
    for (name, value) in [("detained", &said.detained), ("urgent", &said.urgent)] {
        if !matches!(value.as_str(), "" | "oui" | "non") {
            return Err(refused(at, &format!("when.{name}"), "Valeurs admises\u{a0}: oui, non, ou rien."));
        }
    }
    let when = pb::OrientationConditions {
        procedures,
        matters: values("matters", &said.matters)?,
        keywords: values("keywords", &said.keywords)?,
        texts,
        courts: values("courts", &said.courts)?,
        sections: values("sections", &said.sections)?,
        natures: values("natures", &said.natures)?,
        detained: said.detained.clone(),
        urgent: said.urgent.clone(),
    };
    if when == pb::OrientationConditions::default() {
        return Err(refused(
            at,
            "when",
            "La règle ne demande rien\u{a0}: elle s’appliquerait à tous les dossiers. Ajoutez une condition.",
        ));
    }
    Ok(when)
}

/// An article in the one spelling in which the words of the mémoires keep it; with its code where it is said.
pub fn article(text: &str) -> Option<String> {
    // `1240` alone is an article where the form asks for one.
    let read =
        |text: &str| greffe_french::lexemes(text).into_iter().find(|one| greffe_french::is_citation(one));
    read(text).or_else(|| read(&format!("article {text}")))
}

/// As rules are asked. What does not read was refused when it was written.
pub(super) fn ready(rules: &[pb::OrientationRule]) -> Vec<Rule> {
    let answer = |said: &str| match said {
        "oui" => Some(true),
        "non" => Some(false),
        _ => None,
    };
    let one = |rule: &pb::OrientationRule| {
        let when = rule.when.clone().unwrap_or_default();
        Rule {
            when: Conditions {
                texts: when.texts.iter().filter_map(|text| article(text)).collect(),
                procedures: when.procedures,
                matters: when.matters,
                keywords: when.keywords,
                courts: when.courts,
                sections: when.sections,
                natures: when.natures,
                detained: answer(&when.detained),
                urgent: answer(&when.urgent),
            },
            target: rule.target.clone(),
            priority: rule.priority,
            from: rule.from.parse().ok(),
            until: rule.until.parse().ok(),
        }
    };
    rules.iter().map(one).collect()
}
