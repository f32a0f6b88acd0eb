//! Cards: looked at, accounted for, moved.

use std::collections::BTreeSet;

use greffe_chassis::{Caller, Failure, Kind, Result, command::Command, db};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{Candidate, Term, explain, propose};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    action, chamber, id, invalid_reason, settled_already,
    shown::{State, limit},
    snapshot::forbidden,
    store::{self, Move},
    unknown, unusable,
};
use crate::Assignments;

const REASON_MIN: usize = 3;
const REASON_MAX: usize = 500;

impl Assignments {
    /// A distribution; on demand, whether what is kept gives the same bytes again.
    pub(crate) async fn distribution(
        &self,
        caller: &Caller,
        wanted: &pb::GetDistributionRequest,
    ) -> Result<pb::GetDistributionResponse> {
        let mut connection = self.pool.acquire().await?;
        let state = self.readable(&mut connection, caller, &wanted.distribution_id).await?;
        let same = if wanted.replay {
            let (snapshot, rules, seed) = (state.snapshot.clone(), state.rules.clone(), state.row.seed);
            let again = tokio::task::spawn_blocking(move || propose(&snapshot, &rules, seed));
            let again = again.await.map_err(Failure::internal)?.map_err(unusable)?;
            Some(again.to_bytes() == state.row.proposal)
        } else {
            None
        };
        let distribution = Some(state.shown(&mut connection, caller).await?);
        Ok(pb::GetDistributionResponse { distribution, same })
    }

    /// Each person for a card: why, why not.
    pub(crate) async fn explain_card(
        &self,
        caller: &Caller,
        wanted: &pb::ExplainCardRequest,
    ) -> Result<pb::ExplainCardResponse> {
        let mut connection = self.pool.acquire().await?;
        let state = self.readable(&mut connection, caller, &wanted.distribution_id).await?;
        let (dossier, rank) = card(&state, &wanted.dossier_id, wanted.rank)?;
        let candidates =
            explain(&state.snapshot, &state.rules, &state.current(), dossier, rank).map_err(unusable)?;
        Ok(pb::ExplainCardResponse { candidates: candidates.into_iter().map(account).collect() })
    }

    /// Gives a card to somebody else, or to nobody, with a reason, once a key.
    pub(crate) async fn move_card(
        &self,
        command: Command,
        wanted: pb::MoveCardRequest,
    ) -> Result<(pb::MoveCardResponse, bool)> {
        let (mut tx, mut state) = self.changeable(&command, &wanted.distribution_id).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let version = self.still(&state, wanted.version)? + 1;
        let (dossier, rank) = card(&state, &wanted.dossier_id, wanted.rank)?;
        if state.heads.contains_key(&dossier) {
            return Err(Failure::invalid(
                "DIS-011",
                "dossier_id",
                "Ce dossier est joint à un autre et va avec lui. Déplacez la carte du dossier auquel il est joint.",
            ));
        }
        let agent = if wanted.agent_id.is_empty() { None } else { Some(id("agent_id", &wanted.agent_id)?) };
        if agent.is_some_and(|agent| !state.snapshot.people.iter().any(|person| person.id == agent)) {
            return Err(Failure::invalid(
                "DIS-011",
                "agent_id",
                "Cette personne n’est pas de celles entre qui la distribution se fait. Choisissez-la dans la liste, ou ouvrez une nouvelle distribution.",
            ));
        }
        let reason = wanted.reason.trim().to_owned();
        if !(REASON_MIN..=REASON_MAX).contains(&reason.chars().count())
            || reason.chars().any(char::is_control)
        {
            return Err(invalid_reason());
        }
        let change = Move { dossier, rank, agent, reason, by: command.caller.subject.clone() };
        let distribution = id("distribution_id", &wanted.distribution_id)?;
        store::add_move(&mut tx, distribution, version, &change, self.clock.now()).await?;
        state.moves.push(change);
        let cards = state.current();
        let group = state.group(dossier);
        let found = state.review(&cards)?;
        let barred = found.forbidden().find(|finding| group.contains(&finding.designation.dossier));
        if let Some(finding) = barred {
            return Err(forbidden(&name(&mut tx, finding.designation.person).await?, &finding.exclusion));
        }
        let shown = State::load(&mut tx, distribution, false).await?.shown(&mut tx, &command.caller).await?;
        self.kept(tx, &command, pb::MoveCardResponse { distribution: Some(shown) }).await
    }

    /// A distribution, for whoever distributes in its chamber.
    pub(super) async fn readable(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        distribution: &str,
    ) -> Result<State> {
        let id = Uuid::parse_str(distribution).map_err(|_| unknown())?;
        let state = State::load(tx, id, false).await?;
        Self::may_distribute(caller, state.row.office, &state.row.summary.chambre).map_err(|_| unknown())?;
        Ok(state)
    }

    /// A distribution to change: locked, and the decision in the audit trail.
    pub(super) async fn changeable(
        &self,
        command: &Command,
        distribution: &str,
    ) -> Result<(sqlx::Transaction<'static, sqlx::Postgres>, State)> {
        let id = Uuid::parse_str(distribution).map_err(|_| unknown())?;
        let mut tx = db::begin(&self.pool).await?;
        // The rows before the audit trails: who validates one plan writes in the trail of the other too, and two of them, each in
        // the trail of its own, would wait for each other.
        let of = store::distribution(&mut tx, id, true).await?.ok_or_else(unknown)?;
        let chamber = chamber(&of.summary.chambre);
        let decision = self.audit(&mut tx, command, action(of.office), &chamber, id).await?;
        if let Err(refused) = decision.or_forbidden() {
            tx.commit().await?;
            return Err(if refused.kind == Kind::Forbidden { unknown() } else { refused });
        }
        let state = State::load(&mut tx, id, true).await?;
        Ok((tx, state))
    }

    /// The version of a distribution that is open and was not changed since it was read.
    pub(super) fn still(&self, state: &State, seen: u64) -> Result<u64> {
        let summary = &state.row.summary;
        if summary.status != "ouverte" {
            return Err(settled_already());
        }
        if summary.version != seen {
            return Err(Failure::new(
                Kind::Stale,
                "DIS-004",
                "Quelqu’un a changé cette distribution depuis que vous l’avez ouverte. Regardez ce qui a changé, puis refaites votre geste.",
            )
            .at_version(summary.version));
        }
        Ok(summary.version)
    }
}

/// What accounts for a person, for people.
pub(super) fn account(candidate: Candidate) -> pb::DistributionCandidate {
    // Each dossier of a joined series is limited by itself: a limit is said once.
    let mut said = BTreeSet::new();
    let limits = candidate.exclusions.iter().filter(|of| said.insert(of.code.clone())).map(limit).collect();
    pb::DistributionCandidate {
        agent_id: candidate.person.to_string(),
        chosen: candidate.chosen,
        limits,
        terms: candidate.terms.into_iter().map(term).collect(),
        total: candidate.total,
    }
}

/// A term, for people.
pub(super) fn term(term: Term) -> pb::DistributionTerm {
    pb::DistributionTerm { code: term.code, value: term.value }
}

/// A card of the distribution.
fn card(state: &State, dossier: &str, rank: u32) -> Result<(Uuid, u8)> {
    let dossier = id("dossier_id", dossier)?;
    let rank = u8::try_from(rank.max(1)).unwrap_or(u8::MAX);
    let held = state.snapshot.dossiers.iter().find(|of| of.id == dossier);
    if held.is_none_or(|of| rank > of.rangs) {
        return Err(Failure::invalid(
            "DIS-011",
            "dossier_id",
            "Cette carte n’est pas de la distribution. Rechargez la page, puis choisissez-la dans la liste.",
        ));
    }
    Ok((dossier, rank))
}

/// The name to show of somebody.
pub(super) async fn name(tx: &mut PgConnection, agent: Uuid) -> Result<String> {
    let found = crate::store::agents_by_id(tx, &[agent]).await?.pop();
    Ok(found.map_or_else(|| "Cette personne".to_owned(), |agent| agent.display_name))
}
