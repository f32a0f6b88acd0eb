//! Acts tell which dossier a piece belongs to, who is what to the case, and to whom a paper was served.

use greffe_access::{relations, stored};
use greffe_bus::{Handler, Outcome, Rejection, replica};
use greffe_chassis::{Result, db::sql_instant};
use greffe_contracts::{
    common::v1::{Event, Id},
    events::v1::{ActRecorded, act_recorded::Body},
};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Documents;

impl Handler for Documents {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        if event.r#type != "ActRecorded" {
            return Ok(Outcome::Skipped);
        }
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
        let facts = replica::load(tx, dossier).await?;
        let relations = relations::of(dossier, &facts);
        stored::save(
            tx,
            &stored::StoredCase { relations, number: String::new(), version: event.aggregate_seq },
        )
        .await?;
        if let Some(fact) = facts.last() {
            self.link(tx, dossier, fact).await?;
            self.serve(tx, &facts, fact).await?;
        }
        Ok(Outcome::Applied)
    }
}

impl Documents {
    /// The act names its pieces: they belong to the dossier from now on.
    async fn link(&self, tx: &mut PgConnection, dossier: Uuid, fact: &ActRecorded) -> Result<()> {
        let pieces: Vec<Uuid> = pieces(fact).iter().map(|id| Uuid::from(*id)).collect();
        if pieces.is_empty() {
            return Ok(());
        }
        sqlx::query!(
            "UPDATE document.piece SET dossier_id = $2, act_id = $3, act_version = $4 WHERE id = ANY($1) AND dossier_id IS NULL",
            &pieces,
            dossier,
            fact.act_id.map(Uuid::from),
            fact.version.cast_signed()
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// A mémoire notified or served opens its pieces to the offices constituted for the addressees, and to no one else.
    async fn serve(&self, tx: &mut PgConnection, facts: &[ActRecorded], fact: &ActRecorded) -> Result<()> {
        if !matches!(fact.body, Some(Body::MemoireNotifie(_) | Body::MemoireSignifie(_))) {
            return Ok(());
        }
        let Some(notified) = facts.iter().find(|f| f.act_id.is_some() && f.act_id == fact.refers_to) else {
            return Ok(());
        };
        let addressees: Vec<Id> = fact.scope.iter().flat_map(|s| s.parties.clone()).collect();
        let served = constituted(facts)
            .into_iter()
            .filter(|(party, _)| addressees.is_empty() || addressees.contains(party));
        let offices: Vec<Uuid> = served.map(|(_, office)| Uuid::from(office)).collect();
        let pieces: Vec<Uuid> = pieces(notified).iter().map(|id| Uuid::from(*id)).collect();
        sqlx::query!(
            "INSERT INTO document.served (piece_id, office_id, since)
             SELECT p.id, o, $3 FROM document.piece p CROSS JOIN unnest($2::uuid[]) AS o WHERE p.id = ANY($1)
             ON CONFLICT DO NOTHING",
            &pieces,
            &offices,
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// Parties with the offices that stand for them after these acts: one that was discharged receives nothing more.
fn constituted(facts: &[ActRecorded]) -> Vec<(Id, Id)> {
    let superseded: Vec<Id> = facts.iter().filter_map(|f| f.supersedes).collect();
    let mut standing: Vec<(Id, Id)> = Vec::new();
    for fact in facts.iter().filter(|f| f.act_id.is_none_or(|id| !superseded.contains(&id))) {
        let parties = fact.scope.clone().unwrap_or_default().parties;
        match &fact.body {
            Some(Body::AvocatConstitue(b)) => {
                standing.extend(parties.into_iter().zip(std::iter::repeat(b.office_id.unwrap_or_default())))
            }
            Some(Body::AvocatDecharge(b)) => {
                standing.retain(|(party, office)| {
                    Some(*office) != b.office_id || !(parties.is_empty() || parties.contains(party))
                });
            }
            _ => {}
        }
    }
    standing
}

fn pieces(fact: &ActRecorded) -> &[Id] {
    match &fact.body {
        Some(Body::MemoireDepose(b)) => &b.pieces,
        Some(Body::PiecesDeposees(b)) => &b.pieces,
        Some(Body::PourvoiIncidentForme(b)) => &b.pieces,
        _ => &[],
    }
}
