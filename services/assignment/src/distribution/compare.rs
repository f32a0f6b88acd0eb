//! Two distributions side by side: each is read as it stands, and a pure function says how they differ.

use std::collections::{BTreeSet, HashMap};

use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{CardPair, Comparison, Figures, Plan, Side, compare};
use uuid::Uuid;

use super::{
    cards::{account, term},
    shown::{State, borne, numbers},
    unusable,
};
use crate::Assignments;

impl Assignments {
    /// Two distributions of one chamber, for whoever distributes there. Nothing is written.
    pub(crate) async fn compare_distributions(
        &self,
        caller: &Caller,
        wanted: &pb::CompareDistributionsRequest,
    ) -> Result<pb::CompareDistributionsResponse> {
        let mut connection = self.pool.acquire().await?;
        let left = self.readable(&mut connection, caller, &wanted.left).await?;
        let right = self.readable(&mut connection, caller, &wanted.right).await?;
        let (one, other) = (&left.row, &right.row);
        if one.summary.distribution_id == other.summary.distribution_id
            || one.summary.chambre != other.summary.chambre
            || one.office != other.office
        {
            return Err(not_comparable());
        }
        // Each card that differs is accounted for twice: too long for a thread that answers others.
        let (left, right, compared) = tokio::task::spawn_blocking(move || {
            let compared = side_by_side(&left, &right);
            (left, right, compared)
        })
        .await
        .map_err(Failure::internal)?;
        let compared = compared?;
        let ids: BTreeSet<Uuid> = compared.cards.iter().map(|card| card.dossier).collect();
        let ids: Vec<Uuid> = ids.into_iter().collect();
        let numbers = numbers(&mut connection, caller, &ids).await?;
        Ok(shown(left, right, compared, &numbers))
    }
}

fn side_by_side(left: &State, right: &State) -> Result<Comparison> {
    let (one, other) = (left.current(), right.current());
    let (here, there) = (left.moved(), right.moved());
    compare(
        Plan { snapshot: &left.snapshot, rules: &left.rules, designations: &one, moved: &here },
        Plan { snapshot: &right.snapshot, rules: &right.rules, designations: &other, moved: &there },
    )
    .map_err(unusable)
}

fn shown(
    left: State,
    right: State,
    compared: Comparison,
    numbers: &HashMap<Uuid, String>,
) -> pb::CompareDistributionsResponse {
    let cards = compared.cards.into_iter().map(|card| paired(card, &left, &right, numbers)).collect();
    let loads = compared.loads.iter().map(|load| pb::ComparedLoad {
        agent_id: load.person.to_string(),
        left: load.left.as_ref().map(borne),
        right: load.right.as_ref().map(borne),
    });
    let loads = loads.collect();
    let [one, other] = compared.figures;
    pb::CompareDistributionsResponse {
        left: Some(plan(left, one)),
        right: Some(plan(right, other)),
        loads,
        cards,
    }
}

fn plan(state: State, figures: Figures) -> pb::ComparedPlan {
    pb::ComparedPlan {
        figures: Some(pb::PlanFigures {
            cards: figures.cards,
            waiting: figures.waiting,
            urgent_waiting: figures.urgent_waiting,
            least: figures.least,
            most: figures.most,
            mean: figures.mean,
            spread: figures.spread,
            forbidden: figures.forbidden,
            to_justify: figures.to_justify,
            unmet: figures.unmet.into_iter().map(term).collect(),
        }),
        period_from: state.snapshot.period_from.to_string(),
        period_to: state.snapshot.period_to.to_string(),
        rules: state.row.rules,
        summary: Some(state.row.summary),
    }
}

fn paired(card: CardPair, left: &State, right: &State, numbers: &HashMap<Uuid, String>) -> pb::ComparedCard {
    let (dossier, rank) = (card.dossier, card.rank);
    let head = left.heads.get(&dossier).or_else(|| right.heads.get(&dossier));
    // A dossier goes with that to which it is joined, whose card accounts for both.
    let accounted = head.is_none();
    let side = |state: &State, side: Side| pb::ComparedSide {
        agent_id: side.person.map(|person| person.to_string()).unwrap_or_default(),
        weight: side.weight,
        due: side.due.map(|day| day.to_string()).unwrap_or_default(),
        reason: state.last_move(dossier, rank).map(|change| change.reason.clone()).unwrap_or_default(),
        candidates: side.candidates.into_iter().filter(|_| accounted).map(account).collect(),
    };
    pb::ComparedCard {
        dossier_id: dossier.to_string(),
        number: numbers.get(&dossier).cloned().unwrap_or_default(),
        rank: u32::from(rank),
        head: head.map(|head| head.to_string()).unwrap_or_default(),
        change: card.change.as_str().to_owned(),
        causes: card.causes.iter().map(|cause| cause.as_str().to_owned()).collect(),
        left: card.left.map(|of| side(left, of)),
        right: card.right.map(|of| side(right, of)),
    }
}

fn not_comparable() -> Failure {
    Failure::invalid(
        "AFF-020",
        "right",
        "Deux distributions se comparent quand elles sont distinctes, de la même chambre, et toutes deux entre rapporteurs ou entre avocats généraux. Choisissez l’autre dans la liste de la chambre.",
    )
}
