//! What stands before a milestone, as people read it: over one dossier, over a chamber, over dossiers named.

use futures::{StreamExt, TryStreamExt, stream};
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Result, db};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as pb};
use greffe_procedure::{
    catalogue::Part,
    day::Day,
    gate::{comes_after_end, has_passed, is_near, next, passes_it, statutory},
};
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::{Answers, Standing, moved};
use crate::{Dossiers, access, journal::Journal, read::bad_cursor, view};

/// Dossiers of a page: each asks every service.
const PAGE_MAX: u32 = 50;
/// Dossiers looked at at once.
const AT_ONCE: usize = 4;

/// A dossier before a milestone.
pub(super) struct Looked {
    journal: Journal,
    at: usize,
    /// Name of the milestone.
    pub(super) milestone: &'static str,
    pub(super) standing: Standing,
}

impl Looked {
    /// Of which dossier.
    pub(super) fn dossier(&self) -> Uuid {
        self.journal.dossier
    }
}

impl Dossiers {
    /// Asks everyone about a milestone of a dossier; the next one where none is named. `None` when there is no such dossier.
    pub(super) async fn look(&self, dossier: Uuid, milestone: &str) -> Result<Option<Looked>> {
        let mut tx = db::begin(&self.pool).await?;
        let Some(journal) = Journal::lock(&mut tx, dossier).await? else { return Ok(None) };
        tx.rollback().await?;
        let at = self.milestone(&journal, milestone)?;
        let answers = Answers::alone(&journal, at, self.ask(&journal, at, None).await);
        let standing = self.standing(&journal, journal.acts.len(), at, None, &answers).ok_or_else(moved)?;
        let milestone = journal.law.catalogue.milestones()[at].name.as_str();
        Ok(Some(Looked { journal, at, milestone, standing }))
    }

    fn milestone(&self, journal: &Journal, name: &str) -> Result<usize> {
        let catalogue = journal.law.catalogue;
        if name.is_empty() {
            return Ok(next(catalogue, &journal.acts));
        }
        catalogue.milestone_named(name).ok_or_else(|| unknown_milestone(catalogue))
    }

    /// The gate of a dossier, for who instructs the case.
    pub(super) async fn gate_of(
        &self,
        caller: &Caller,
        wanted: &pb::GetGateRequest,
    ) -> Result<pb::GateReport> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| access::unknown_case())?;
        self.may_look(caller, dossier).await?;
        let looked = self.look(dossier, &wanted.milestone).await?.ok_or_else(access::unknown_case)?;
        self.report(caller, looked).await
    }

    /// Decided before anybody is asked. What the registry checks is not its adversaries' to read.
    async fn may_look(&self, caller: &Caller, dossier: Uuid) -> Result<()> {
        let mut tx = db::begin(&self.pool).await?;
        let journal = Journal::lock(&mut tx, dossier).await?.ok_or_else(access::unknown_case)?;
        tx.rollback().await?;
        if caller.has_role("avocat_aux_conseils") {
            return Err(access::unknown_case());
        }
        self.may_read(caller, &journal.relations())
    }

    async fn report(&self, caller: &Caller, looked: Looked) -> Result<pb::GateReport> {
        let Looked { journal, at, milestone, standing } = looked;
        let (law, today) = (journal.law, self.clock.today());
        let of = &law.catalogue.milestones()[at];
        let derived = law.derive(&journal.acts, today);
        let due = statutory(law.catalogue, &journal.acts, &derived.deadlines);
        let mut connection = self.pool.acquire().await?;
        let passages = self.passages(&mut connection, caller, (journal.dossier, milestone)).await?;
        let parts = Part::ALL
            .iter()
            .filter(|part| **part == Part::Dossier || self.others.iter().any(|(other, _)| other == *part));
        let parts = parts.map(|part| {
            let reason = standing.unanswered.iter().find(|(of, _)| of == part).map(|(_, why)| why.clone());
            pb::GatePart {
                part: part.as_str().to_owned(),
                label: part.label().to_owned(),
                answered: reason.is_none(),
                reason: reason.unwrap_or_default(),
            }
        });
        let parts = parts.collect();
        let passed_by = law.catalogue.act_types().iter().map(|ty| ty.kind);
        let passed_by = passed_by.filter(|kind| passes_it(law.catalogue, at, *kind));
        let case = journal.relations();
        Ok(pb::GateReport {
            dossier_id: journal.dossier.to_string(),
            number: view::number(journal.header.number_year, journal.header.number_seq),
            title: view::build(&journal, &derived, &case).title,
            version: journal.version(),
            milestone: milestone.to_owned(),
            milestone_label: of.label.clone(),
            passed: has_passed(law.catalogue, &journal.acts, at),
            stops: standing.stops(),
            passed_by: passed_by.map(|kind| kind.as_str().to_owned()).collect(),
            findings: standing.findings,
            parts,
            statutory_due: due.map(|day| day.to_string()).unwrap_or_default(),
            passage_offered: is_near(due, Day::from_date(today)),
            passages,
        })
    }

    /// A page of gates: dossiers of a chamber that have not passed the milestone, or those named.
    pub(super) async fn gates(
        &self,
        caller: &Caller,
        wanted: &pb::ListGatesRequest,
    ) -> Result<pb::ListGatesResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let catalogue = self.law.catalogue;
        let at = catalogue.milestone_named(&wanted.milestone).ok_or_else(|| unknown_milestone(catalogue))?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = QueryBuilder::<Postgres>::new("SELECT id FROM dossier.dossier WHERE true");
        if !wanted.chambre.is_empty() {
            query.push(" AND chambre = ").push_bind(wanted.chambre.clone());
        }
        if !wanted.dossier_ids.is_empty() {
            let named: Vec<Uuid> =
                wanted.dossier_ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
            query.push(" AND id = ANY(").push_bind(named).push(")");
        } else {
            // Of a case that is over, only what comes after its end is still to pass.
            query.push(" AND (NOT terminal OR ").push_bind(comes_after_end(catalogue, at)).push(")");
        }
        if !page.cursor.is_empty() {
            query.push(" AND id > ").push_bind(Uuid::parse_str(&page.cursor).map_err(|_| bad_cursor())?);
        }
        query.push(" ORDER BY id LIMIT ").push_bind(i64::from(size) + 1);
        let rows: Vec<(Uuid,)> = query.build_query_as().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let shown: Vec<Uuid> = rows.into_iter().take(size as usize).map(|row| row.0).collect();
        let next_cursor =
            if more { shown.last().map(Uuid::to_string).unwrap_or_default() } else { String::new() };
        let reports = stream::iter(shown).map(|dossier| self.one_of(caller, dossier, &wanted.milestone));
        let reports: Vec<Option<pb::GateReport>> = reports.buffered(AT_ONCE).try_collect().await?;
        Ok(pb::ListGatesResponse {
            reports: reports.into_iter().flatten().collect(),
            page: Some(PageInfo { next_cursor, total: 0 }),
        })
    }

    /// One of many: left out where the caller may not read it, or where the milestone is behind.
    async fn one_of(
        &self,
        caller: &Caller,
        dossier: Uuid,
        milestone: &str,
    ) -> Result<Option<pb::GateReport>> {
        if self.may_look(caller, dossier).await.is_err() {
            return Ok(None);
        }
        let Some(looked) = self.look(dossier, milestone).await? else { return Ok(None) };
        let report = self.report(caller, looked).await?;
        Ok((!report.passed).then_some(report))
    }
}

fn unknown_milestone(catalogue: &greffe_procedure::catalogue::Catalogue) -> Failure {
    let known: Vec<&str> = catalogue.milestones().iter().map(|milestone| milestone.name.as_str()).collect();
    Failure::invalid(
        "CTL-009",
        "jalon",
        format!("Ce jalon n’est pas connu. Valeurs admises\u{a0}: {}.", known.join(", ")),
    )
}
