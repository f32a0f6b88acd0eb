//! Validation: each card becomes a proposal of designation, all of them or none. What has changed since the opening is looked
//! at again: a déport of this morning counts.

use std::collections::BTreeSet;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Failure, Kind, Result, command::Command};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::{Designation, Office, review};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    action,
    cards::name,
    chamber, kind,
    open::not_waiting,
    shown::State,
    snapshot::{Case, Of, Seat, Wanted, build, cases, forbidden},
    store, unusable,
};
use crate::{Assignments, agents::shown as short};

impl Assignments {
    /// Validates a distribution, which gives up the other plan of its batch, or gives it up, once a key.
    pub(crate) async fn settle_distribution(
        &self,
        command: Command,
        wanted: pb::SettleDistributionRequest,
    ) -> Result<(pb::SettleDistributionResponse, bool)> {
        let (mut tx, state) = self.changeable(&command, &wanted.distribution_id).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let version = self.still(&state, wanted.version)? + 1;
        let distribution = Uuid::parse_str(&state.row.summary.distribution_id).map_err(Failure::internal)?;
        let (by, now) = (&command.caller.subject, self.clock.now());
        let status = match wanted.decision.as_str() {
            "valider" => {
                self.validate(&mut tx, &command, &state, distribution).await?;
                let plans = store::open_plans(&mut tx, state.row.office, &state.row.summary.chambre).await?;
                for other in plans.iter().filter(|plan| plan.id != distribution) {
                    // Its own chain says who gave it up, as when it is given up by itself.
                    let of = chamber(&state.row.summary.chambre);
                    self.audit(&mut tx, &command, action(state.row.office), &of, other.id).await?;
                    store::end(&mut tx, other.id, "abandonnee", other.version + 1, by, now).await?;
                }
                "validee"
            }
            "abandonner" => "abandonnee",
            other => {
                return Err(Failure::invalid(
                    "DIS-001",
                    "decision",
                    format!(
                        "«\u{a0}{}\u{a0}» n’est pas une décision connue. Décisions possibles\u{a0}: valider, abandonner.",
                        short(other)
                    ),
                ));
            }
        };
        store::end(&mut tx, distribution, status, version, by, now).await?;
        let shown = State::load(&mut tx, distribution, false).await?.shown(&mut tx, &command.caller).await?;
        self.kept(tx, &command, pb::SettleDistributionResponse { distribution: Some(shown) }).await
    }

    async fn validate(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        state: &State,
        distribution: Uuid,
    ) -> Result<()> {
        let cards = state.current();
        if cards.is_empty() {
            return Err(Failure::new(
                Kind::Refused,
                "DIS-012",
                "Aucune carte n’est attribuée\u{a0}: il n’y a rien à valider. Attribuez une carte, ou abandonnez la distribution.",
            ));
        }
        let ids: Vec<Uuid> = state.snapshot.dossiers.iter().map(|dossier| dossier.id).collect();
        let known = cases(tx, &ids).await?;
        let chambre = &state.row.summary.chambre;
        let office = state.row.office;
        for card in &cards {
            let case = known.get(&card.dossier);
            let waits = case.is_some_and(|case| {
                let relations = &case.stored.relations;
                let holders = case.holders(office);
                relations.chambre == *chambre
                    && match state.row.replaces {
                        None => holders.is_empty(),
                        Some(left) => holders.contains(&left),
                    }
                    && case.head.filter(|_| case.follows()) == state.heads.get(&card.dossier).copied()
            });
            if !waits {
                return Err(not_waiting(case.map(|case| case.stored.number.as_str()).unwrap_or_default()));
            }
        }
        self.weigh_again(tx, state, &cards, &known).await?;
        for card in cards.iter().filter(|card| !state.heads.contains_key(&card.dossier)) {
            let Some(case) = known.get(&card.dossier) else { continue };
            let wanted = pb::ProposeRequest {
                dossier_id: card.dossier.to_string(),
                kind: kind(office).to_owned(),
                agent_id: card.person.to_string(),
                designated_on: state.row.day.to_string(),
                rank: u32::from(card.rank),
                ..Default::default()
            };
            let seat = Seat::of(case, card.rank, distribution, state.row.replaces);
            self.enter_card(tx, command, case, &wanted, seat).await.map_err(|mut refused| {
                refused.message = format!("Dossier {}\u{a0}: {}", case.stored.number, refused.message);
                refused
            })?;
            if card.rank == 1 && office == Office::Rapporteur {
                self.enter_circuit(tx, command, state, case).await?;
            }
        }
        Ok(())
    }

    /// The circuit that the president chose for a dossier, where its journal says another: it is weighed by it from now on.
    async fn enter_circuit(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        state: &State,
        case: &Case,
    ) -> Result<()> {
        let relations = &case.stored.relations;
        // What its journal said since the opening was decided later, and stands.
        let opened: Option<Timestamp> = state.row.summary.opened_at.parse().ok();
        if case.oriented_at > opened {
            return Ok(());
        }
        let kept = state.snapshot.dossiers.iter().find(|dossier| dossier.id == relations.dossier);
        let said = kept.filter(|dossier| dossier.circuit_dit && dossier.circuit != case.circuit);
        let Some(circuit) = said.map(|dossier| &dossier.circuit) else { return Ok(()) };
        decide(&command.caller, Action::ProposerChambre, Resource::Case(relations)).or_forbidden()?;
        let wanted = pb::ProposeRequest {
            dossier_id: relations.dossier.to_string(),
            kind: "chambre_attribuee".to_owned(),
            chambre: relations.chambre.clone(),
            designated_on: state.row.day.to_string(),
            circuit: circuit.clone(),
            ..Default::default()
        };
        self.enter_chamber(tx, command, case, &wanted).await.map(|_| ()).map_err(|mut refused| {
            refused.message = format!("Dossier {}\u{a0}: {}", case.stored.number, refused.message);
            refused
        })
    }

    /// What the law forbids stops all; what only keeps from proposing needs the reason of a move.
    async fn weigh_again(
        &self,
        tx: &mut PgConnection,
        state: &State,
        cards: &[Designation],
        known: &std::collections::BTreeMap<Uuid, Case>,
    ) -> Result<()> {
        let kept = &state.snapshot;
        let of = Of {
            office: state.row.office,
            chambre: &state.row.summary.chambre,
            day: state.row.day,
            period: (kept.period_from, kept.period_to),
            alone: false,
            besides: &kept.people.iter().map(|person| person.id).collect::<Vec<_>>(),
            replaces: state.row.replaces,
        };
        let said: Vec<Wanted> = kept
            .dossiers
            .iter()
            .map(|dossier| Wanted {
                dossier: dossier.id,
                circuit: dossier.circuit.clone(),
                weight: dossier.poids.unwrap_or(0),
                due: dossier.urgence.map(|urgency| urgency.due),
            })
            .collect();
        let now = build(tx, &of, &said, known).await?;
        let found = review(&now, &state.rules, cards).map_err(unusable)?;
        if let Some(finding) = found.forbidden().next() {
            return Err(forbidden(&name(tx, finding.designation.person).await?, &finding.exclusion));
        }
        let moved: BTreeSet<Uuid> =
            state.moves.iter().flat_map(|change| state.group(change.dossier)).collect();
        let together = greffe_distribution::blocks(&now);
        let justified = |dossier: &Uuid| {
            let block = together.iter().find(|block| block.contains(dossier));
            block.is_some_and(|block| block.iter().any(|dossier| moved.contains(dossier)))
        };
        let bare = found.to_justify().find(|finding| !justified(&finding.designation.dossier));
        if let Some(finding) = bare {
            let number = known.get(&finding.designation.dossier).map(|case| case.stored.number.as_str());
            let name = name(tx, finding.designation.person).await?;
            return Err(Failure::new(
                Kind::Refused,
                "DIS-008",
                format!(
                    "Dossier {}\u{a0}: {name} {} ({}). Confirmez ce choix par un motif, ou donnez la carte à une autre personne.",
                    number.unwrap_or_default(),
                    finding.exclusion.phrase,
                    finding.exclusion.texte
                ),
            ));
        }
        Ok(())
    }
}
