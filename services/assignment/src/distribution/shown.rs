//! A distribution as it stands: the proposal, what was moved, what became of each card.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{
    Designation, Exclusion, Load, Nature, Proposal, Review, Rules, Snapshot, review, weigh,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    hex, rules,
    store::{self, DistributionRow, Move},
    unknown, unusable,
};

/// A distribution, read whole.
pub(super) struct State {
    pub(super) row: DistributionRow,
    pub(super) snapshot: Snapshot,
    pub(super) proposal: Proposal,
    pub(super) rules: Rules,
    pub(super) moves: Vec<Move>,
    pub(super) heads: HashMap<Uuid, Uuid>,
}

impl State {
    /// Reads it; its row stays locked until commit when it is to be changed.
    pub(super) async fn load(tx: &mut PgConnection, id: Uuid, to_change: bool) -> Result<Self> {
        let row = store::distribution(tx, id, to_change).await?.ok_or_else(unknown)?;
        let moves = store::moves(tx, id).await?;
        Ok(Self {
            snapshot: serde_json::from_slice(&row.snapshot).map_err(Failure::internal)?,
            proposal: serde_json::from_slice(&row.proposal).map_err(Failure::internal)?,
            rules: rules(&row.rules)?,
            heads: row.heads.iter().copied().collect(),
            moves,
            row,
        })
    }

    /// The dossier and those joined to it: they go together.
    pub(super) fn group(&self, dossier: Uuid) -> Vec<Uuid> {
        let members = self.heads.iter().filter(|(_, head)| **head == dossier).map(|(member, _)| *member);
        std::iter::once(dossier).chain(members).collect()
    }

    /// Whose each card is: as proposed, then as moved.
    pub(super) fn current(&self) -> Vec<Designation> {
        let proposed = self.proposal.designations.iter();
        let mut held: BTreeMap<(Uuid, u8), Uuid> =
            proposed.map(|card| ((card.dossier, card.rank), card.person)).collect();
        for change in &self.moves {
            for dossier in self.group(change.dossier) {
                match change.agent {
                    Some(agent) => held.insert((dossier, change.rank), agent),
                    None => held.remove(&(dossier, change.rank)),
                };
            }
        }
        held.into_iter().map(|((dossier, rank), person)| Designation { dossier, rank, person }).collect()
    }

    /// The last change of a card; of a joined dossier, its head's.
    pub(super) fn last_move(&self, dossier: Uuid, rank: u8) -> Option<&Move> {
        let leader = self.heads.get(&dossier).copied().unwrap_or(dossier);
        self.moves.iter().rev().find(|change| change.dossier == leader && change.rank == rank)
    }

    /// Cards that are not whose they were proposed to, with those of the dossiers that go with them: one put back was not moved.
    pub(super) fn moved(&self) -> Vec<(Uuid, u8)> {
        let by_card = |cards: &[Designation]| -> BTreeMap<(Uuid, u8), Uuid> {
            cards.iter().map(|card| ((card.dossier, card.rank), card.person)).collect()
        };
        let (proposed, now) = (by_card(&self.proposal.designations), by_card(&self.current()));
        let touched = self.moves.iter().flat_map(|change| {
            self.group(change.dossier).into_iter().map(move |dossier| (dossier, change.rank))
        });
        let touched: BTreeSet<(Uuid, u8)> = touched.collect();
        touched.into_iter().filter(|card| proposed.get(card) != now.get(card)).collect()
    }

    pub(super) fn review(&self, cards: &[Designation]) -> Result<Review> {
        review(&self.snapshot, &self.rules, cards).map_err(unusable)
    }

    /// As its readers see it. Of a dossier that one may no longer know, the number is not told.
    pub(super) async fn shown(self, tx: &mut PgConnection, caller: &Caller) -> Result<pb::Distribution> {
        let id = Uuid::parse_str(&self.row.summary.distribution_id).map_err(Failure::internal)?;
        let current = self.current();
        let weighed = self.review(&current)?;
        let ids: Vec<Uuid> = self.snapshot.dossiers.iter().map(|dossier| dossier.id).collect();
        let numbers = numbers(tx, caller, &ids).await?;
        let outcomes = store::outcomes(tx, id).await?;
        let person = |cards: &[Designation], dossier: Uuid, rank: u8| {
            let card = cards.iter().find(|card| card.dossier == dossier && card.rank == rank);
            card.map(|card| card.person.to_string()).unwrap_or_default()
        };
        let mut cards = Vec::new();
        for dossier in &self.snapshot.dossiers {
            let head = self.heads.get(&dossier.id).copied();
            let leader = head.unwrap_or(dossier.id);
            for rank in 1..=dossier.rangs {
                let moved = self.last_move(dossier.id, rank);
                let became =
                    outcomes.iter().find(|outcome| outcome.dossier == leader && outcome.rank == rank);
                let limits = weighed.findings.iter().filter(|finding| {
                    finding.designation.dossier == dossier.id && finding.designation.rank == rank
                });
                let nobody = self.proposal.impossible.iter().find(|impossible| {
                    impossible.dossiers.contains(&dossier.id) && impossible.rank.is_none_or(|r| r == rank)
                });
                cards.push(pb::DistributionCard {
                    dossier_id: dossier.id.to_string(),
                    number: numbers.get(&dossier.id).cloned().unwrap_or_default(),
                    rank: u32::from(rank),
                    proposed: person(&self.proposal.designations, dossier.id, rank),
                    agent_id: person(&current, dossier.id, rank),
                    reason: moved.map(|change| change.reason.clone()).unwrap_or_default(),
                    moved_by: moved.map(|change| change.by.clone()).unwrap_or_default(),
                    limits: limits.map(|finding| limit(&finding.exclusion)).collect(),
                    head: head.map(|head| head.to_string()).unwrap_or_default(),
                    weight: weigh(dossier, &self.rules),
                    urgent: dossier.urgence.is_some(),
                    status: became.map(|outcome| outcome.status.clone()).unwrap_or_default(),
                    declined: became.map(|outcome| outcome.declined.clone()).unwrap_or_default(),
                    excluded: nobody.map(|nobody| self.counted(&nobody.exclusions)).unwrap_or_default(),
                });
            }
        }
        Ok(pb::Distribution {
            cards,
            loads: weighed.loads.iter().map(borne).collect(),
            period_from: self.snapshot.period_from.to_string(),
            period_to: self.snapshot.period_to.to_string(),
            rules: self.row.rules,
            seed: self.row.seed,
            snapshot_sha256: self.proposal.snapshot.clone(),
            proposal_sha256: hex(&self.row.proposal),
            people: self.snapshot.people.iter().map(|person| person.id.to_string()).collect(),
            summary: Some(self.row.summary),
        })
    }

    fn counted(&self, exclusions: &BTreeMap<String, u32>) -> Vec<pb::LimitCount> {
        let phrase = |code: &str| {
            let limit = self.rules.limits.iter().find(|limit| limit.code == code);
            limit.map(|limit| limit.phrase.clone()).unwrap_or_default()
        };
        exclusions
            .iter()
            .map(|(code, people)| pb::LimitCount {
                code: code.clone(),
                phrase: phrase(code),
                people: *people,
            })
            .collect()
    }
}

/// Numbers of dossiers; of one that the caller may no longer know, none.
pub(super) async fn numbers(
    tx: &mut PgConnection,
    caller: &Caller,
    dossiers: &[Uuid],
) -> Result<HashMap<Uuid, String>> {
    let known = stored::load_all(tx, dossiers).await?.into_iter();
    Ok(known
        .filter(|(_, case)| decide(caller, Action::Connaitre, Resource::Case(&case.relations)).allowed)
        .map(|(id, case)| (id, case.number))
        .collect())
}

/// A load, for people.
pub(super) fn borne(load: &Load) -> pb::DistributionLoad {
    pb::DistributionLoad {
        agent_id: load.person.to_string(),
        capacity: load.capacity,
        before: load.before,
        added: load.added,
        relative_before: load.relative_before,
        relative_after: load.relative_after,
    }
}

/// A limit, for people.
pub(super) fn limit(exclusion: &Exclusion) -> pb::DistributionLimit {
    pb::DistributionLimit {
        code: exclusion.code.clone(),
        nature: match exclusion.nature {
            Nature::Interdit => "interdit",
            Nature::Ecarte => "ecarte",
        }
        .to_owned(),
        basis: exclusion.texte.clone(),
        phrase: exclusion.phrase.clone(),
    }
}
