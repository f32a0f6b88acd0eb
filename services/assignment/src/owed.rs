//! What a designation that was declined, or ended with its chamber, leaves to do or to know: told whole, when it differs from what was
//! told last, to who designates and to the person.

use std::collections::BTreeMap;

use greffe_bus::{NewEvent, outbox};
use greffe_chassis::Result;
use greffe_contracts::{
    assignment::v1::Agent,
    common::v1::Id,
    events::v1::{DesignationOwed, DesignationsOwed},
};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    distribution::{Case, cases},
    store,
};

/// Why a designation is told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Its dossier declined it.
    Declined,
    /// The case left the chamber that made it.
    Ended,
}

/// The last proposal of a seat, for a dossier that still waits for it.
struct Last {
    id: Uuid,
    kind: String,
    instance: String,
    agent: Option<Uuid>,
    status: String,
}

impl Assignments {
    /// Tells what designations of a case leave, where it is not what was told; `again`, all that they leave: whoever listens may have
    /// been of a version that did not know the event.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn tell_designations(
        &self,
        tx: &mut PgConnection,
        case: &Case,
        again: bool,
    ) -> Result<()> {
        let dossier = case.stored.relations.dossier;
        let told = sqlx::query_scalar!(
            "SELECT told FROM assignment.designation_told WHERE dossier_id = $1 FOR UPDATE",
            dossier
        )
        .fetch_optional(&mut *tx)
        .await?
        .unwrap_or_default();
        let owed = self.designations_owed(tx, case).await?;
        let now = DesignationsOwed { dossier_id: Some(dossier.into()), owed };
        let after = if now.owed.is_empty() { Vec::new() } else { now.encode_to_vec() };
        if after == told && (!again || after.is_empty()) {
            return Ok(());
        }
        sqlx::query!(
            "INSERT INTO assignment.designation_told (dossier_id, told) VALUES ($1, $2)
             ON CONFLICT (dossier_id) DO UPDATE SET told = $2",
            dossier,
            after
        )
        .execute(&mut *tx)
        .await?;
        let seq = outbox::next_seq(tx, dossier).await?;
        let key = "assignment.dossier.designations_owed";
        let event = NewEvent::new(key, dossier, seq, "DesignationsOwed", &now);
        outbox::append(tx, self.clock.now(), &event).await
    }

    /// The same once something is proposed, where something was told of the dossier: nothing is read of the others.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn designated_anew(&self, tx: &mut PgConnection, dossier: Uuid) -> Result<()> {
        let told = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT FROM assignment.designation_told WHERE dossier_id = $1 AND told <> '') AS "told!""#,
            dossier
        )
        .fetch_one(&mut *tx)
        .await?;
        if told && let Some(case) = cases(tx, &[dossier]).await?.remove(&dossier) {
            self.tell_designations(tx, &case, false).await?;
        }
        Ok(())
    }

    async fn designations_owed(&self, tx: &mut PgConnection, case: &Case) -> Result<Vec<DesignationOwed>> {
        let relations = &case.stored.relations;
        let found = last_of_seats(tx, relations.dossier).await?;
        let mut left: Vec<(Last, Why, String)> = Vec::new();
        for last in found {
            let consulted = consulted(&last.instance);
            // The chamber that designates there: that which was asked for its opinion, or the one seised.
            let seat = match consulted {
                Some(chambre) => relations.for_opinion_of(chambre).map(|_| chambre.to_owned()),
                None if last.instance == case.instance() => Some(relations.chambre.clone()),
                None => None,
            };
            let declined = last.status == "refusee";
            let of_another = consulted.is_none() && self.profile.chambre(&last.instance).is_some();
            match seat {
                Some(chambre) if declined => left.push((last, Why::Declined, chambre)),
                None if !declined && of_another => {
                    let chambre = last.instance.clone();
                    left.push((last, Why::Ended, chambre));
                }
                _ => {}
            }
        }
        if left.is_empty() {
            return Ok(Vec::new());
        }
        // Who withdrew, or was challenged, is told nothing more of the case.
        let told = |agent: &Uuid| !relations.recused.contains(agent);
        let agents: Vec<Uuid> = left.iter().filter_map(|(last, ..)| last.agent).filter(told).collect();
        let agents = store::agents_by_id(tx, &agents).await?.into_iter();
        let agents: BTreeMap<String, Agent> = agents.map(|agent| (agent.agent_id.clone(), agent)).collect();
        let mut owed = Vec::new();
        for (last, why, chambre) in &left {
            if *why == Why::Declined {
                owed.push(to_propose_again(last, chambre));
            }
            let agent = last.agent.and_then(|agent| agents.get(&agent.to_string()));
            owed.extend(agent.filter(|agent| !agent.suspended).map(|agent| to_the_person(last, *why, agent)));
        }
        owed.sort_by(|a, b| (&a.code, &a.holder, &a.label).cmp(&(&b.code, &b.holder, &b.label)));
        Ok(owed)
    }
}

/// The last proposal of each seat that the dossier still waits for: its office is vacant, or it is for an opinion.
async fn last_of_seats(tx: &mut PgConnection, dossier: Uuid) -> Result<Vec<Last>> {
    let rows = sqlx::query_as!(
        Last,
        r#"SELECT id AS "id!", kind AS "kind!", instance AS "instance!", agent_id AS agent, status AS "status!"
           FROM (SELECT DISTINCT ON (p.kind, p.instance, p.rank) p.id, p.kind, p.instance, p.agent_id, p.status
                 FROM assignment.proposal p
                 WHERE p.dossier_id = $1 AND p.agent_id IS NOT NULL
                 ORDER BY p.kind, p.instance, p.rank, p.proposed_at DESC, p.id DESC) last
           WHERE last.status IN ('refusee', 'remplacee')
             AND (last.instance LIKE 'chambre\_pour\_avis:%'
                  OR EXISTS (SELECT FROM assignment.awaited w WHERE w.dossier_id = $1 AND w.kind = last.kind))
           ORDER BY id"#,
        dossier
    )
    .fetch_all(tx)
    .await?;
    Ok(rows)
}

/// The chamber asked for its opinion, of a seat that is its own.
fn consulted(instance: &str) -> Option<&str> {
    instance.strip_prefix("chambre_pour_avis:")
}

fn to_propose_again(last: &Last, chambre: &str) -> DesignationOwed {
    let (role, office) = match last.kind.as_str() {
        "rapporteur_designe" => ("president", "le rapporteur"),
        _ => ("parquet_secretariat", "l’avocat général"),
    };
    DesignationOwed {
        task_id: Some(Id::from(Uuid::new_v5(&last.id, b"designation_a_reprendre"))),
        code: "designation_a_reprendre".to_owned(),
        role: role.to_owned(),
        chambre: if role == "president" { chambre.to_owned() } else { String::new() },
        label: format!(
            "Désigner de nouveau {office}\u{a0}: le journal a refusé la désignation proposée\u{a0}; le motif est à la page «\u{a0}Attribuer\u{a0}»"
        ),
        cured_by: last.kind.clone(),
        holder: String::new(),
    }
}

fn to_the_person(last: &Last, why: Why, agent: &Agent) -> DesignationOwed {
    let office = if last.kind == "rapporteur_designe" { "rapporteur" } else { "avocat général" };
    let (code, label) = match why {
        Why::Declined => (
            "designation_refusee",
            format!("Désignation comme {office} restée sans effet\u{a0}: le journal du dossier l’a refusée"),
        ),
        Why::Ended => (
            "designation_finie",
            format!("Désignation comme {office} finie\u{a0}: le dossier est attribué à une autre chambre"),
        ),
    };
    let role = ["magistrat_siege", "president", "avocat_general"];
    let role = role.into_iter().find(|role| agent.roles.iter().any(|held| held == role));
    DesignationOwed {
        task_id: Some(Id::from(Uuid::new_v5(&last.id, code.as_bytes()))),
        code: code.to_owned(),
        role: role.unwrap_or_default().to_owned(),
        chambre: agent.chambres.first().cloned().unwrap_or_default(),
        label,
        cured_by: last.kind.clone(),
        holder: agent.subject.clone(),
    }
}
