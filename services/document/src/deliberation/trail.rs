//! That the délibéré was accessed, for the auditor: who, when, of which case, and nothing of what (secrecy.md, row "auditor").

use std::collections::HashMap;

use futures::future::try_join_all;
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result, audit, db};
use greffe_contracts::{common::v1::TrailEntry, deliberation::v1 as pb};
use uuid::Uuid;

use super::Enclave;
use crate::trail::{Sought, told};

/// What is told of all that was done there.
const ACCESSED: &str = "acces_delibere";

impl Enclave {
    /// A page of the trail. A case that is sealed to the auditor is in no row of it, as assignment says at that moment.
    pub(super) async fn trail(
        &self,
        caller: &Caller,
        wanted: &pb::ListTrailRequest,
    ) -> Result<pb::ListTrailResponse> {
        let sought = Sought::read(wanted.filter.clone(), wanted.page.clone())?;
        let action = Action::LireJournalAcces;
        let decision = decide(caller, action, Resource::Court);
        let mut tx = db::begin(&self.pool).await?;
        let object = sought.dossier.unwrap_or_default();
        self.log(&mut tx, caller, (action, object), &decision, &sought.told).await?;
        tx.commit().await?;
        decision.or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let mut objects = Vec::new();
        if let Some(dossier) = sought.dossier {
            objects = sqlx::query_scalar!("SELECT id FROM delibere.papier WHERE dossier_id = $1", dossier)
                .fetch_all(&mut *connection)
                .await?;
            objects.push(dossier);
        }
        let objects = sought.dossier.map(|_| objects.as_slice());
        let (rows, page) = sought.page(audit::read(&mut connection, &sought.rows(objects)).await?);
        let of: Vec<Uuid> = rows.iter().map(|row| row.object).collect();
        let papers = sqlx::query!("SELECT id, dossier_id FROM delibere.papier WHERE id = ANY($1)", &of)
            .fetch_all(&mut *connection)
            .await?;
        let papers: HashMap<Uuid, Uuid> = papers.into_iter().map(|row| (row.id, row.dossier_id)).collect();
        // No connection is held while assignment answers.
        drop(connection);
        let dossier_of = |object: Uuid| papers.get(&object).copied().unwrap_or(object);
        let mut dossiers: Vec<Uuid> = of.iter().map(|object| dossier_of(*object)).collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        dossiers.retain(|dossier| !dossier.is_nil());
        let me = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
        let asked = dossiers.iter().copied().map(|dossier| async move {
            let relation = self.ask(dossier, me).await?;
            // Who is nobody of the register is told of no case: assignment could not say that it is sealed to them.
            let shut = relation.display_name.is_empty() || relation.shut_out || relation.recused;
            Ok::<_, greffe_chassis::Failure>((dossier, shut))
        });
        let shut: HashMap<Uuid, bool> = try_join_all(asked).await?.into_iter().collect();
        let entries = rows.into_iter().filter_map(|row| {
            let dossier = dossier_of(row.object);
            if shut.get(&dossier).copied().unwrap_or(!dossier.is_nil()) {
                return None;
            }
            let looked = row.action == action.as_str();
            let entry = told(row);
            let dossier_id = if dossier.is_nil() { String::new() } else { dossier.to_string() };
            Some(match looked {
                true => TrailEntry { dossier_id, ..entry },
                // Neither what was done nor to which paper: that one exists is itself of the délibéré.
                false => TrailEntry { dossier_id, action: ACCESSED.into(), told: String::new(), ..entry },
            })
        });
        Ok(pb::ListTrailResponse { entries: entries.collect(), page: Some(page) })
    }
}
