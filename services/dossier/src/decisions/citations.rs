//! Whether the decisions that a paper cites are known here: by their pourvoi, their ECLI, their day. Nothing is asked of what surrounds
//! them, and nothing is refused for them: what is not kept here may exist elsewhere.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::dossier::v1 as pb;
use greffe_procedure::{day::Day, numbers::Warning};
use jiff::civil::Date;

use super::register::{read, select};
use crate::{
    Dossiers,
    list::known_to,
    numbering::{self, Number},
    open::{at_most, optional_day},
    view,
};

/// Citations of one question.
const CITED: usize = 100;
/// Decisions looked at, and told of one citation.
const LOOKED_AT: i64 = 2_000;
const TOLD: usize = 5;
/// Longest ECLI.
const ECLI_MAX: usize = 60;

/// A citation, as it reads.
struct Asked {
    number: Option<Number>,
    letter: Option<Warning>,
    ecli: String,
    day: Option<Date>,
}

impl Asked {
    fn read(at: usize, of: &pb::Citation) -> Result<Self> {
        let field = |name: &str| format!("citations[{at}].{name}");
        let ecli: String = of.ecli.trim().to_uppercase();
        if (of.number.trim().is_empty() && ecli.is_empty()) || ecli.chars().count() > ECLI_MAX {
            return Err(Failure::invalid(
                "PAP-019",
                &format!("citations[{at}]"),
                "Cette citation ne dit pas de quelle décision elle est. Donnez le numéro du pourvoi, ou l’ECLI.",
            ));
        }
        let (number, letter) = match of.number.trim() {
            "" => (None, None),
            text => {
                let (number, letter) = numbering::read(&field("numero"), text)?;
                (Some(number), letter)
            }
        };
        Ok(Self { number, letter, ecli, day: optional_day(&field("jour"), of.day.trim())? })
    }

    /// The number as it is printed, with its letter.
    fn written(&self) -> Option<String> {
        self.number.map(|number| view::number(number.year, number.sequence))
    }

    /// What is known of it among the decisions found.
    fn answer(&self, known: &[pb::DecisionRow]) -> pb::CheckedCitation {
        let number = self.written();
        let bears = |row: &pb::DecisionRow| {
            number.as_ref().is_some_and(|n| row.number == *n || row.joined_numbers.contains(n))
        };
        let of: Vec<&pb::DecisionRow> = if self.ecli.is_empty() {
            known.iter().filter(|row| bears(row)).collect()
        } else {
            known.iter().filter(|row| row.ecli == self.ecli).collect()
        };
        let same_day =
            |row: &&&pb::DecisionRow| self.day.is_none_or(|day| row.pronounced_on == day.to_string());
        let (state, remedy) = if let Some(letter) = &self.letter {
            ("lettre_differe", letter.to_string())
        } else if of.is_empty() {
            let remedy = "La Cour ne garde ici aucune décision qui réponde à cette citation\u{a0}: vérifiez-la à sa source avant de la citer.";
            ("inconnue", remedy.to_owned())
        } else if number.is_some() && !of.iter().any(|row| bears(row)) {
            let remedy = format!(
                "Cet ECLI est celui d’une décision rendue sur le pourvoi {}\u{a0}: corrigez l’ECLI, ou le numéro.",
                of[0].number
            );
            ("numero_differe", remedy)
        } else {
            match of.iter().find(same_day) {
                None => ("date_differe", other_day(&of)),
                Some(row) if row.state == "rabattue" => (
                    "rabattue",
                    "Cette décision a été rabattue\u{a0}: ne la citez pas comme si elle valait encore."
                        .to_owned(),
                ),
                Some(_) => ("connue", String::new()),
            }
        };
        let decisions = of.into_iter().take(TOLD).map(told).collect();
        pb::CheckedCitation { state: state.to_owned(), remedy, decisions }
    }
}

/// The days of the decisions found, none of which is the one told.
fn other_day(of: &[&pb::DecisionRow]) -> String {
    let mut days: Vec<String> = Vec::new();
    for row in of.iter().filter(|row| !row.pronounced_on.is_empty()).take(TOLD) {
        let mut day = String::new();
        match row.pronounced_on.parse::<Day>() {
            Ok(on) => on.write_medium(&mut day),
            Err(_) => day.clone_from(&row.pronounced_on),
        }
        if !days.contains(&day) {
            days.push(day);
        }
    }
    match days.as_slice() {
        [] => "Le jour de cette décision n’est pas connu ici\u{a0}: vérifiez-le à sa source.".to_owned(),
        days => format!(
            "La décision connue est du {}\u{a0}: corrigez la date, ou le numéro.",
            days.join(" ou du ")
        ),
    }
}

fn told(row: &pb::DecisionRow) -> pb::CitedDecision {
    pb::CitedDecision {
        act_id: row.act_id.clone(),
        dossier_id: row.dossier_id.clone(),
        number: row.number.clone(),
        ecli: row.ecli.clone(),
        pronounced_on: row.pronounced_on.clone(),
        nature: row.nature.clone(),
        chambre: row.chambre.clone(),
        state: row.state.clone(),
    }
}

impl Dossiers {
    /// What is known of each citation, of the cases that the caller may know of: of the others it is said as of none.
    pub(super) async fn check_citations(
        &self,
        caller: &Caller,
        wanted: &pb::CheckCitationsRequest,
    ) -> Result<pb::CheckCitationsResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        at_most("citations", wanted.citations.len(), CITED)?;
        let asked = wanted.citations.iter().enumerate().map(|(at, of)| Asked::read(at, of));
        let asked = asked.collect::<Result<Vec<Asked>>>()?;
        let known = self.cited(caller, &asked).await?;
        Ok(pb::CheckCitationsResponse { citations: asked.iter().map(|one| one.answer(&known)).collect() })
    }

    /// Decisions in force, or retracted, that bear one of the numbers or of the ECLI; the latest first.
    async fn cited(&self, caller: &Caller, asked: &[Asked]) -> Result<Vec<pb::DecisionRow>> {
        let numbers = || asked.iter().filter_map(|one| one.number);
        let years: Vec<i32> = numbers().map(|number| number.year).collect();
        let sequences: Vec<i32> = numbers().map(|number| number.sequence).collect();
        let written: Vec<String> = asked.iter().filter_map(Asked::written).collect();
        let eclis: Vec<String> =
            asked.iter().filter(|one| !one.ecli.is_empty()).map(|one| one.ecli.clone()).collect();
        let mut query = select();
        known_to(&mut query, caller);
        query.push(" AND r.state IN ('en_vigueur', 'rabattue') AND r.act_id IN (SELECT q.act_id FROM dossier.ruling q WHERE q.ecli <> '' AND q.ecli = ANY(");
        query.push_bind(eclis);
        query.push(") UNION SELECT q.act_id FROM unnest(").push_bind(years).push("::integer[], ");
        query.push_bind(sequences).push(
            "::integer[]) c (year, sequence) JOIN dossier.dossier n ON n.number_year = c.year AND n.number_seq = c.sequence
             JOIN dossier.ruling q ON q.dossier_id = n.id
             UNION SELECT j.act_id FROM dossier.ruling_words j WHERE j.joined_numbers && ",
        );
        query.push_bind(written);
        query.push(") ORDER BY coalesce(r.pronounced_on, '-infinity'::date) DESC, r.act_id DESC LIMIT ");
        query.push_bind(LOOKED_AT);
        let mut known = Vec::new();
        for row in &query.build().fetch_all(&self.pool).await? {
            let case = greffe_access::stored::of_row(row, "id")?;
            // SQL has narrowed; the policy decides on each.
            if decide(caller, Action::Connaitre, Resource::Case(&case)).allowed {
                known.push(read(self, row)?);
            }
        }
        Ok(known)
    }
}
