//! What is known of a request: read field by field, days in the order in which things happen.

use greffe_chassis::{Failure, Result};
use greffe_contracts::dossier::v1 as pb;
use jiff::civil::Date;

use crate::open::{at_most, clean, one_of, optional_day};

/// Longest name, court, number.
const TEXT_MAX: usize = 200;
/// Names of adversaries.
const ADVERSARIES_MAX: usize = 20;

const OUTCOMES: &[&str] = &["admission_totale", "admission_partielle", "rejet", "caducite", "irrecevabilite"];
const APPEAL_OUTCOMES: &[&str] = &["rejet", "admission", "irrecevabilite"];
const RESIDENCES: &[&str] = &["metropole", "outre_mer", "etranger", "inconnue"];

/// Reads facts, each field clean.
///
/// # Errors
/// With the field, when one does not read, is missing, or does not go with the others.
pub fn check(said: &pb::AidFacts, today: Date) -> Result<pb::AidFacts> {
    let text =
        |name: &str, value: &str| clean(&format!("facts.{name}"), value, TEXT_MAX).map(|t| one_line(&t));
    at_most("facts.adversaries", said.adversaries.len(), ADVERSARIES_MAX)?;
    let mut adversaries = Vec::new();
    for (at, name) in said.adversaries.iter().enumerate() {
        let name = text(&format!("adversaries[{at}]"), name)?;
        if !name.is_empty() {
            adversaries.push(name);
        }
    }
    let facts = pb::AidFacts {
        reference: text("reference", &said.reference)?,
        applicant: text("applicant", &said.applicant)?,
        first_names: text("first_names", &said.first_names)?,
        residence: if said.residence.is_empty() { "metropole".into() } else { said.residence.clone() },
        adversaries,
        court: text("court", &said.court)?,
        case_number: text("case_number", &said.case_number)?,
        ..said.clone()
    };
    one_of("facts.residence", &facts.residence, RESIDENCES)?;
    for (name, value, sentence) in [
        (
            "requested_on",
            &facts.requested_on,
            "Le jour de la demande manque. Indiquez celui où elle a été déposée ou adressée au bureau.",
        ),
        ("applicant", &facts.applicant, "Le nom du demandeur à l’aide manque. Indiquez qui la demande."),
        ("court", &facts.court, "La juridiction manque. Indiquez celle qui a rendu la décision attaquée."),
    ] {
        if value.is_empty() {
            return Err(Failure::invalid("DOS-003", &format!("facts.{name}"), sentence));
        }
    }
    if facts.rendered_on.is_empty() && facts.case_number.is_empty() {
        return Err(Failure::invalid(
            "DOS-003",
            "facts.rendered_on",
            "Ni le jour de la décision ni le numéro de l’affaire ne sont indiqués\u{a0}: rien ne la distinguerait des autres. Ajoutez l’un des deux.",
        ));
    }
    days(&facts, today)?;
    for (outcome, day, fields, admitted) in [
        (&facts.outcome, &facts.ruled_on, ["outcome", "ruled_on"], OUTCOMES),
        (
            &facts.appeal_outcome,
            &facts.appeal_ruled_on,
            ["appeal_outcome", "appeal_ruled_on"],
            APPEAL_OUTCOMES,
        ),
    ] {
        match (outcome.is_empty(), day.is_empty()) {
            (true, true) => {}
            (true, false) => {
                return Err(together(
                    fields[0],
                    "Le sens de la décision manque. Indiquez-le, ou retirez son jour.",
                ));
            }
            (false, true) => {
                return Err(together(
                    fields[1],
                    "Le jour de la décision manque. Indiquez-le, ou retirez son sens.",
                ));
            }
            (false, false) => one_of(&format!("facts.{}", fields[0]), outcome, admitted)?,
        }
    }
    let admitted = facts.outcome.starts_with("admission") || facts.appeal_outcome == "admission";
    if !facts.designated_on.is_empty() && !admitted {
        return Err(together(
            "designated_on",
            "Un avocat n’est désigné qu’à qui est admis à l’aide. Indiquez la décision d’admission, ou retirez la désignation.",
        ));
    }
    if facts.designated_on.is_empty() && !facts.office_id.is_empty() {
        return Err(together(
            "designated_on",
            "Le jour de la désignation manque. Indiquez-le avec le cabinet désigné.",
        ));
    }
    Ok(facts)
}

/// No day is to come; none is before what it follows; none stands without it.
fn days(facts: &pb::AidFacts, today: Date) -> Result<()> {
    let all = [
        ("requested_on", &facts.requested_on, None),
        ("rendered_on", &facts.rendered_on, None),
        ("notified_on", &facts.notified_on, Some(("rendered_on", &facts.rendered_on, false))),
        ("ruled_on", &facts.ruled_on, Some(("requested_on", &facts.requested_on, true))),
        ("ruling_notified_on", &facts.ruling_notified_on, Some(("ruled_on", &facts.ruled_on, true))),
        ("designated_on", &facts.designated_on, Some(("requested_on", &facts.requested_on, true))),
        ("appealed_on", &facts.appealed_on, Some(("ruled_on", &facts.ruled_on, true))),
        ("appeal_ruled_on", &facts.appeal_ruled_on, Some(("appealed_on", &facts.appealed_on, true))),
        (
            "appeal_notified_on",
            &facts.appeal_notified_on,
            Some(("appeal_ruled_on", &facts.appeal_ruled_on, true)),
        ),
    ];
    for (name, text, follows) in all {
        let field = format!("facts.{name}");
        let Some(day) = optional_day(&field, text)? else { continue };
        if day > today || day.year() < 1900 {
            return Err(Failure::invalid(
                "AID-001",
                &field,
                "Cette date est à venir, ou antérieure à 1900. Vérifiez-la sur la pièce.",
            ));
        }
        let Some((before, text, needed)) = follows else { continue };
        match optional_day(&format!("facts.{before}"), text)? {
            None if needed => {
                return Err(together(
                    before,
                    "Une étape manque avant celle que vous indiquez. Renseignez sa date d’abord.",
                ));
            }
            Some(earlier) if day < earlier => {
                return Err(Failure::invalid(
                    "AID-001",
                    &field,
                    format!(
                        "Cette date précède celle de l’étape d’avant ({earlier}). Corrigez l’une des deux."
                    ),
                ));
            }
            _ => {}
        }
    }
    Ok(())
}

fn together(name: &str, sentence: &str) -> Failure {
    Failure::invalid("AID-001", &format!("facts.{name}"), sentence)
}

/// Whether what was said is still said: what is only added needs no reason.
#[must_use]
pub fn only_adds(before: &pb::AidFacts, after: &pb::AidFacts) -> bool {
    let texts = |f: &pb::AidFacts| {
        [
            &f.reference,
            &f.requested_on,
            &f.applicant,
            &f.first_names,
            &f.residence,
            &f.court,
            &f.rendered_on,
            &f.case_number,
            &f.notified_on,
            &f.ruled_on,
            &f.outcome,
            &f.ruling_notified_on,
            &f.designated_on,
            &f.office_id,
            &f.appealed_on,
            &f.appeal_ruled_on,
            &f.appeal_outcome,
            &f.appeal_notified_on,
        ]
        .map(Clone::clone)
    };
    texts(before).iter().zip(texts(after)).all(|(before, after)| before.is_empty() || *before == after)
        && before.adversaries.iter().all(|name| after.adversaries.contains(name))
}

/// Names are read in lists: each stays on its line.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
