//! A task is taken, or given back: kept apart from what is derived, once a key, told to every screen.

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Failure, Kind, Result, audit,
    command::{Command, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::notification::v1 as pb;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    read::shown_task,
    store::{Changed, OPEN, lock},
};

impl Notifications {
    /// The task as it is after, and whether the key was answered before.
    pub(crate) async fn claim(
        &self,
        command: Command,
        wanted: pb::ClaimTaskRequest,
    ) -> Result<(pb::ClaimTaskResponse, bool)> {
        let task = Uuid::parse_str(&wanted.task_id).map_err(|_| unknown_task())?;
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::ClaimTaskResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        let dossier =
            sqlx::query_scalar!("SELECT dossier_id FROM notification.task WHERE task_id = $1", task)
                .fetch_optional(&mut *tx)
                .await?
                .ok_or_else(unknown_task)?;
        lock(&mut tx, dossier).await?;
        if let Err(refused) = self.may_take(&mut tx, &command, dossier, task, &wanted).await {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return Err(refused);
        }
        self.take(&mut tx, &command, task, wanted.release).await?;
        let shown = shown_task(&mut tx, task).await?;
        let version = stored::load(&mut tx, dossier).await?.map_or(0, |case| case.version);
        let told = Changed { id: task, severity: 0, due: None, shown };
        self.tell(&mut tx, dossier, version, std::slice::from_ref(&told)).await?;
        let answer = pb::ClaimTaskResponse { task: Some(told.shown) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.claim(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.wake.wake();
        Ok((answer, false))
    }

    /// Decides, in the audit trail: the policy on the case, and the role in charge of the task. Someone who may not know of
    /// the case does not learn that it has a task.
    async fn may_take(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        dossier: Uuid,
        task: Uuid,
        wanted: &pb::ClaimTaskRequest,
    ) -> Result<()> {
        let caller = &command.caller;
        let case = stored::load(tx, dossier).await?.ok_or_else(unknown_task)?;
        let of = Resource::Case(&case.relations);
        let role = sqlx::query_scalar!("SELECT role FROM notification.task WHERE task_id = $1", task)
            .fetch_one(&mut *tx)
            .await?;
        let decision = decide(caller, Action::PrendreTache, of);
        let allowed = decision.allowed && caller.has_role(&role);
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::PrendreTache.as_str(),
            object: dossier,
            decision: if allowed { "permis" } else { "refuse" },
            policies: &decision.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: &Sha256::digest(wanted.encode_to_vec()),
        };
        audit::append(tx, self.clock.now(), &entry).await?;
        if allowed {
            return Ok(());
        }
        if !decide(caller, Action::Connaitre, of).allowed {
            return Err(unknown_task());
        }
        Err(Failure::new(
            Kind::Forbidden,
            "TAC-002",
            "Cette tâche revient à une autre fonction. Seuls ceux qui en sont chargés peuvent la prendre.",
        ))
    }

    async fn take(&self, tx: &mut PgConnection, command: &Command, task: Uuid, release: bool) -> Result<()> {
        let row = sqlx::query!(
            r#"SELECT t.status, c.claimed_by AS "claimed_by?" FROM notification.task t
               LEFT JOIN notification.claim c USING (task_id) WHERE t.task_id = $1"#,
            task
        )
        .fetch_one(&mut *tx)
        .await?;
        if row.status != OPEN {
            return Err(refused(
                "TAC-003",
                "Cette tâche est close\u{a0}: un acte l’a satisfaite. Rechargez la liste.",
            ));
        }
        let subject = &command.caller.subject;
        if row.claimed_by.is_some_and(|holder| holder != *subject) {
            return Err(refused(
                "TAC-004",
                "Quelqu’un d’autre a déjà pris cette tâche. Demandez-lui de la rendre.",
            ));
        }
        if release {
            sqlx::query!("DELETE FROM notification.claim WHERE task_id = $1", task).execute(tx).await?;
        } else {
            sqlx::query!(
                "INSERT INTO notification.claim (task_id, claimed_by, claimed_at) VALUES ($1, $2, $3) ON CONFLICT (task_id) DO NOTHING",
                task,
                subject,
                sql_instant(self.clock.now())
            )
            .execute(tx)
            .await?;
        }
        Ok(())
    }
}

fn refused(code: &'static str, message: &str) -> Failure {
    Failure::new(Kind::Refused, code, message)
}

fn unknown_task() -> Failure {
    Failure::not_found(
        "TAC-001",
        "Cette tâche n’existe pas, ou ne vous est pas accessible. Rechargez la liste.",
    )
}
