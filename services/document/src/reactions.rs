//! Acts tell which dossier a piece belongs to, who is what to the case, and to whom a paper was served.

use std::collections::{BTreeMap, BTreeSet};

use greffe_access::{relations, stored};
use greffe_bus::{Handler, Outcome, Rejection, gate, replica};
use greffe_chassis::{Result, db::sql_instant};
use greffe_contracts::{common::v1::Event, events::v1::ActRecorded};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Documents, papers::due, served};

impl Handler for Documents {
    async fn handle<'a>(&'a self, tx: &'a mut PgConnection, event: &'a Event) -> Result<Outcome, Rejection> {
        if event.r#type != "ActRecorded" {
            return Ok(Outcome::Skipped);
        }
        let dossier = event.aggregate_id.map(Uuid::from).unwrap_or_default();
        let raised = gate::look_again(self, tx, &event.payload).await?;
        gate::tell(self, tx, &raised).await?;
        replica::append(tx, dossier, event.aggregate_seq, &event.payload).await?;
        let facts = replica::load(tx, dossier).await?;
        let relations = relations::of(dossier, &facts);
        stored::save(
            tx,
            &stored::StoredCase { relations, number: String::new(), version: event.aggregate_seq },
        )
        .await?;
        self.follow(tx, dossier, &facts).await?;
        due::keep(tx, dossier, &facts).await?;
        Ok(Outcome::Applied)
    }

    async fn rebuild<'a>(&'a self, tx: &'a mut PgConnection, dossier: Uuid) -> Result<u64> {
        let facts = replica::load(tx, dossier).await?;
        let before = stored::load(tx, dossier).await?;
        let version = facts.last().map_or(0, |act| act.version);
        let relations = relations::of(dossier, &facts);
        let case = stored::StoredCase { relations, number: String::new(), version };
        stored::save(tx, &case).await?;
        let papers = self.follow(tx, dossier, &facts).await? + due::keep(tx, dossier, &facts).await?;
        Ok(papers + u64::from(before.as_ref() != Some(&case)))
    }
}

/// What a case holds: the act that names each piece, and the offices it was served on.
#[derive(Default)]
struct Held {
    acts: BTreeMap<Uuid, (Uuid, u64)>,
    served: BTreeSet<(Uuid, Uuid)>,
}

impl Documents {
    /// Makes the tables say what the whole journal says, of this case alone: what an annulled act had given is taken back.
    /// Answers how many rows differed.
    async fn follow(&self, tx: &mut PgConnection, dossier: Uuid, facts: &[ActRecorded]) -> Result<u64> {
        let said = Held { acts: served::named(facts), served: served::of(facts) };
        let mut held = held(tx, dossier).await?;
        let withdrawn: Vec<(Uuid, Uuid)> = held.served.difference(&said.served).copied().collect();
        if !withdrawn.is_empty() {
            withdraw(tx, &withdrawn).await?;
        }
        let unnamed: Vec<Uuid> =
            held.acts.keys().filter(|piece| !said.acts.contains_key(piece)).copied().collect();
        if !unnamed.is_empty() {
            unlink(tx, &unnamed).await?;
            held.acts.retain(|piece, _| said.acts.contains_key(piece));
        }
        let named: Vec<(Uuid, (Uuid, u64))> =
            said.acts.into_iter().filter(|(piece, act)| held.acts.get(piece) != Some(act)).collect();
        let mut differed = withdrawn.len() + unnamed.len();
        if !named.is_empty() {
            let linked = link(tx, dossier, &named).await?;
            differed += linked.len();
            held.acts.extend(named.into_iter().filter(|(piece, _)| linked.contains(piece)));
        }
        // A paper of another case is not served through this one.
        let new = said.served.difference(&held.served).filter(|(piece, _)| held.acts.contains_key(piece));
        let new: Vec<(Uuid, Uuid)> = new.copied().collect();
        if !new.is_empty() {
            self.serve(tx, &new).await?;
        }
        Ok((differed + new.len()) as u64)
    }

    async fn serve(&self, tx: &mut PgConnection, new: &[(Uuid, Uuid)]) -> Result<()> {
        let (pieces, offices): (Vec<Uuid>, Vec<Uuid>) = new.iter().copied().unzip();
        sqlx::query!(
            "INSERT INTO document.served (piece_id, office_id, since)
             SELECT n.piece, n.office, $3 FROM unnest($1::uuid[], $2::uuid[]) AS n (piece, office)",
            &pieces,
            &offices,
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// What the tables say of the case.
async fn held(tx: &mut PgConnection, dossier: Uuid) -> Result<Held> {
    let rows = sqlx::query!(
        r#"SELECT p.id, p.act_id, p.act_version,
                  array(SELECT s.office_id FROM document.served s WHERE s.piece_id = p.id) AS "offices!"
           FROM document.piece p WHERE p.dossier_id = $1"#,
        dossier
    )
    .fetch_all(tx)
    .await?;
    let mut held = Held::default();
    for row in rows {
        let version = row.act_version.unwrap_or_default().cast_unsigned();
        held.acts.insert(row.id, (row.act_id.unwrap_or_default(), version));
        held.served.extend(row.offices.into_iter().map(|office| (row.id, office)));
    }
    Ok(held)
}

async fn withdraw(tx: &mut PgConnection, gone: &[(Uuid, Uuid)]) -> Result<()> {
    let (pieces, offices): (Vec<Uuid>, Vec<Uuid>) = gone.iter().copied().unzip();
    sqlx::query!(
        "DELETE FROM document.served s USING unnest($1::uuid[], $2::uuid[]) AS g (piece, office)
         WHERE s.piece_id = g.piece AND s.office_id = g.office",
        &pieces,
        &offices
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Pieces that no act names any more are again their depositor's alone.
async fn unlink(tx: &mut PgConnection, pieces: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "UPDATE document.piece SET dossier_id = NULL, act_id = NULL, act_version = NULL WHERE id = ANY($1)",
        pieces
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Links pieces to the acts that name them; answers those that are now of the case. A piece of another case stays in it.
async fn link(tx: &mut PgConnection, dossier: Uuid, named: &[(Uuid, (Uuid, u64))]) -> Result<BTreeSet<Uuid>> {
    let pieces: Vec<Uuid> = named.iter().map(|(piece, _)| *piece).collect();
    let acts: Vec<Uuid> = named.iter().map(|(_, (act, _))| *act).collect();
    let versions: Vec<i64> = named.iter().map(|(_, (_, version))| version.cast_signed()).collect();
    let linked = sqlx::query_scalar!(
        "UPDATE document.piece p SET dossier_id = $1, act_id = n.act, act_version = n.version
         FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS n (piece, act, version)
         WHERE p.id = n.piece AND (p.dossier_id IS NULL OR p.dossier_id = $1) RETURNING p.id",
        dossier,
        &pieces,
        &acts,
        &versions
    )
    .fetch_all(tx)
    .await?;
    Ok(linked.into_iter().collect())
}
