//! How long a pourvoi may still follow a request of legal aid, by the law's own engine.

use greffe_contracts::dossier::v1 as pb;
use greffe_procedure::simulate;
use jiff::civil::Date;
use serde_json::{Value, json};

/// The rule of the term that a request interrupts, as the catalogue names it.
const TERM_OF_THE_POURVOI: &str = "civil.pourvoi.delai";

/// What a request does to the term of the pourvoi on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Nobody ruled on it, or on its recourse: the term is interrupted.
    Pending,
    /// The new term runs; `None` where the day from which it runs is not known.
    Running(Option<Date>),
    /// The term has run out.
    Over(Option<Date>),
}

impl Standing {
    /// As the contract writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "en_cours",
            Self::Running(_) => "court",
            Self::Over(_) => "expire",
        }
    }

    /// The end of the term, where it can be computed.
    #[must_use]
    pub fn term(self) -> Option<Date> {
        match self {
            Self::Pending => None,
            Self::Running(day) | Self::Over(day) => day,
        }
    }
}

/// Whether somebody has still to rule.
#[must_use]
pub fn pending(facts: &pb::AidFacts) -> bool {
    facts.ruled_on.is_empty() || (!facts.appealed_on.is_empty() && facts.appeal_ruled_on.is_empty())
}

/// Where the term stands on a day.
#[must_use]
pub fn standing(facts: &pb::AidFacts, today: Date) -> Standing {
    if pending(facts) {
        return Standing::Pending;
    }
    // A decision notified after the request starts the term then; a day that is not known is not before the request.
    let mut starts = vec![&facts.requested_on];
    if !facts.notified_on.is_empty() {
        if facts.notified_on <= facts.requested_on {
            starts.clear();
        }
        starts.push(&facts.notified_on);
    }
    let ends: Option<Vec<Date>> = starts.into_iter().map(|start| end(facts, start)).collect();
    match ends.and_then(|ends| ends.into_iter().max()) {
        Some(day) if day < today => Standing::Over(Some(day)),
        day => Standing::Running(day),
    }
}

/// The last day of the term that starts on a day, with what the request did to it.
fn end(facts: &pb::AidFacts, start: &str) -> Option<Date> {
    let events: Vec<Value> = [
        ("aj_demande", &facts.requested_on),
        ("aj_decision_notifiee", &facts.ruling_notified_on),
        ("auxiliaire_designe", &facts.designated_on),
        ("aj_recours", &facts.appealed_on),
        ("aj_recours_decide", &facts.appeal_notified_on),
    ]
    .into_iter()
    .filter(|(_, day)| !day.is_empty())
    .map(|(kind, day)| json!({ "kind": kind, "date": day }))
    .collect();
    let mut line = json!({ "rule": TERM_OF_THE_POURVOI, "start": start, "events": events });
    if !facts.rendered_on.is_empty() {
        line["decision_date"] = json!(facts.rendered_on);
    }
    // Where somebody lives is not known: the longest distance, since a term said to be over must be.
    let residence = if facts.residence == "inconnue" { "etranger" } else { facts.residence.as_str() };
    if !residence.is_empty() {
        line["residence"] = json!(residence);
    }
    let answer: Value = serde_json::from_str(&simulate(&line.to_string())).ok()?;
    answer["due"].as_str()?.parse().ok()
}
