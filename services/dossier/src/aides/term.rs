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

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn facts() -> pb::AidFacts {
        pb::AidFacts {
            residence: "metropole".into(),
            requested_on: "2026-03-02".into(),
            notified_on: "2026-02-02".into(),
            rendered_on: "2026-01-15".into(),
            ..Default::default()
        }
    }

    fn refused() -> pb::AidFacts {
        pb::AidFacts {
            ruled_on: "2026-06-01".into(),
            outcome: "rejet".into(),
            ruling_notified_on: "2026-06-10".into(),
            ..facts()
        }
    }

    #[test]
    fn a_request_without_a_ruling_interrupts() {
        assert_eq!(standing(&facts(), day("2030-01-01")), Standing::Pending);
        let challenged = pb::AidFacts { appealed_on: "2026-06-20".into(), ..refused() };
        assert_eq!(standing(&challenged, day("2030-01-01")), Standing::Pending);
    }

    /// The example of the catalogue: a whole term anew from the notification of the bureau.
    #[test]
    fn a_whole_term_runs_anew_from_the_notification_of_the_ruling() {
        let end = Some(day("2026-08-10"));
        assert_eq!(standing(&refused(), day("2026-08-10")), Standing::Running(end));
        assert_eq!(standing(&refused(), day("2026-08-11")), Standing::Over(end));
        let abroad = pb::AidFacts { residence: "etranger".into(), ..refused() };
        assert_eq!(standing(&abroad, day("2026-08-11")), Standing::Running(Some(day("2026-10-12"))));
        let somewhere = pb::AidFacts { residence: "inconnue".into(), ..refused() };
        assert_eq!(standing(&somewhere, day("2026-08-11")), Standing::Running(Some(day("2026-10-12"))));
    }

    #[test]
    fn counsel_designated_later_and_a_recourse_in_time_move_it() {
        let admitted = pb::AidFacts {
            outcome: "admission_totale".into(),
            designated_on: "2026-07-01".into(),
            ..refused()
        };
        assert_eq!(standing(&admitted, day("2026-09-01")), Standing::Running(Some(day("2026-09-01"))));
        let ruled_again = pb::AidFacts {
            appealed_on: "2026-06-20".into(),
            appeal_ruled_on: "2026-09-10".into(),
            appeal_outcome: "rejet".into(),
            appeal_notified_on: "2026-09-15".into(),
            ..refused()
        };
        assert_eq!(standing(&ruled_again, day("2026-11-16")), Standing::Running(Some(day("2026-11-16"))));
    }

    #[test]
    fn what_is_not_known_is_not_over() {
        let unknown = pb::AidFacts { ruling_notified_on: String::new(), ..refused() };
        assert_eq!(standing(&unknown, day("2030-01-01")), Standing::Running(None));
        let never_notified = pb::AidFacts { notified_on: String::new(), ..refused() };
        assert_eq!(standing(&never_notified, day("2026-08-11")), Standing::Over(Some(day("2026-08-10"))));
        let notified_since = pb::AidFacts { notified_on: "2026-09-15".into(), ..refused() };
        assert_eq!(standing(&notified_since, day("2026-11-16")), Standing::Running(Some(day("2026-11-16"))));
    }

    #[test]
    fn a_request_made_too_late_interrupts_nothing() {
        let late = pb::AidFacts { requested_on: "2026-05-04".into(), ..refused() };
        assert_eq!(standing(&late, day("2026-08-01")), Standing::Over(Some(day("2026-04-02"))));
    }
}
