//! Certificates of non-pourvoi (CPC 505): a demand comes in, the pourvois are searched by the decision attacked, and the
//! certificate is delivered at once, or after the decision of a greffier where doubt remains.
//!
//! [`likeness`] compares, without a database; [`search`] finds what is worth comparing; [`demand`] and [`ruling`] are the
//! commands; [`register`] reads; [`text`] writes what is certified.

mod demand;
mod grpc;
pub(crate) mod likeness;
mod register;
mod ruling;
pub(crate) mod search;
pub(crate) mod text;

use greffe_access::{Action, CaseRelations, Demand, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::dossier::v1 as pb;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::aides::near;

/// Where a demand stands.
mod status {
    pub const TO_DECIDE: &str = "a_decider";
    pub const DELIVERED: &str = "delivre";
    pub const SENT_BACK: &str = "renvoye";
}

/// A request of legal aid that was ruled, and after which the term of the pourvoi runs.
const RUNNING: &str = "court";

/// What a certificate says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statement {
    /// No pourvoi.
    NonPourvoi,
    /// No pourvoi, but a pending request of legal aid.
    Partiel,
    /// The day of the pourvoi.
    DatePourvoi,
}

impl Statement {
    fn as_str(self) -> &'static str {
        match self {
            Self::NonPourvoi => "non_pourvoi",
            Self::Partiel => "partiel",
            Self::DatePourvoi => "date_pourvoi",
        }
    }
}

/// A demand that does not exist, or that the caller may not know of.
fn unknown_demand() -> Failure {
    Failure::not_found(
        "CNP-009",
        "Aucune demande de certificat accessible ne porte cet identifiant. Retrouvez-la dans le registre des certificats.",
    )
}

/// Reads a demand's relations to the caller, and says whether it may be read.
fn readable(caller: &Caller, demand: &Demand) -> Result<()> {
    decide(caller, Action::LireCertificat, Resource::Demand(demand)).or_else(unknown_demand).map(|_| ())
}

/// Whether the caller sees what searches found.
fn sees_candidates(caller: &Caller) -> bool {
    decide(caller, Action::LireRegistreCertificats, Resource::Court).allowed
}

/// Candidates as the caller may know of them: of a dossier closed to them, only that it resembles. Names of parties are
/// read from the dossier as it is now: no demand keeps a copy of them.
async fn shown(
    connection: &mut PgConnection,
    caller: &Caller,
    candidates: Vec<pb::Candidate>,
) -> Result<Vec<pb::Candidate>> {
    let ids: Vec<Uuid> = candidates.iter().filter_map(|c| Uuid::parse_str(&c.dossier_id).ok()).collect();
    let cases = cases(connection, &ids).await?;
    let reads_aids = decide(caller, Action::LireRegistreAides, Resource::Court).allowed;
    let aids: Vec<Uuid> = candidates.iter().filter_map(|c| Uuid::parse_str(&c.aid_id).ok()).collect();
    let aids = near::names(connection, &aids).await?;
    let masked = candidates.into_iter().map(|candidate| {
        if !candidate.aid_id.is_empty() {
            if !reads_aids {
                return pb::Candidate { verdict: candidate.verdict, hidden: true, ..Default::default() };
            }
            let named = aids.iter().find(|(id, _)| id.to_string() == candidate.aid_id);
            let title = named.map(|(_, title)| title.clone()).unwrap_or_default();
            let mut matches = candidate.matches;
            matches.iter_mut().filter(|m| m.facet == "parties").for_each(|m| m.found.clone_from(&title));
            return pb::Candidate { title, matches, ..candidate };
        }
        let case = cases.iter().find(|(case, _)| case.dossier.to_string() == candidate.dossier_id);
        let may = |action| case.is_some_and(|(case, _)| decide(caller, action, Resource::Case(case)).allowed);
        if !may(Action::Connaitre) {
            return pb::Candidate { verdict: candidate.verdict, hidden: true, ..Default::default() };
        }
        let title =
            case.filter(|_| may(Action::LireDossier)).map(|(_, title)| title.clone()).unwrap_or_default();
        let mut matches = candidate.matches;
        matches.iter_mut().filter(|m| m.facet == "parties").for_each(|m| m.found.clone_from(&title));
        pb::Candidate { title, matches, ..candidate }
    });
    Ok(masked.collect())
}

/// Who is what to the dossiers, and their titles.
pub(crate) async fn cases(
    connection: &mut PgConnection,
    ids: &[Uuid],
) -> Result<Vec<(CaseRelations, String)>> {
    let rows = sqlx::query!(
        "SELECT id, chambre, rapporteurs, avocats_generaux, offices, former_offices, distributed, communicated, sealed, named, recused, chambres_consultees, title
         FROM dossier.dossier WHERE id = ANY($1)",
        ids
    )
    .fetch_all(connection)
    .await?;
    let cases = rows.into_iter().map(|row| {
        let case = CaseRelations {
            dossier: row.id,
            chambre: row.chambre,
            chambres_consultees: row.chambres_consultees,
            rapporteurs: row.rapporteurs,
            avocats_generaux: row.avocats_generaux,
            offices: row.offices,
            former_offices: row.former_offices,
            followers: Vec::new(),
            granted: Vec::new(),
            habilitated: Vec::new(),
            emergency: Vec::new(),
            distributed: row.distributed,
            communicated: row.communicated,
            sealed: row.sealed,
            named: row.named,
            recused: row.recused,
        };
        (case, row.title)
    });
    Ok(cases.collect())
}

/// The next number of the year's series; its row stays locked until commit, so that a rollback gives the number back.
async fn next_number(tx: &mut PgConnection, year: i32) -> Result<i32> {
    let seq = sqlx::query_scalar!(
        "INSERT INTO dossier.series (series, year, next) VALUES ('certificat', $1, 2)
         ON CONFLICT (series, year) DO UPDATE SET next = series.next + 1 RETURNING next - 1 AS \"seq!\"",
        year
    )
    .fetch_one(tx)
    .await?;
    Ok(seq)
}

/// What the decision does not fit.
fn does_not_fit(field: &str, message: &str) -> Failure {
    Failure::new(Kind::Refused, "CNP-007", message).with_violation("CNP-007", field, message)
}
