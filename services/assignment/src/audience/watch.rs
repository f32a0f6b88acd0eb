//! What an audience owes reaches people's queues: it is derived again when its journal, a dossier of its rôle, somebody who sits
//! or the day changed, and told when it differs from what was told last.

use std::time::Duration;

use greffe_access::{Action, Resource, decide};
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{self, sql_instant},
};
use greffe_contracts::{
    assignment::v1 as pb,
    dossier::v1::Principal,
    events::v1::{AudienceChanged, AudienceOwed},
};
use greffe_distribution::audience::{Audience, AudienceTask, Stage};
use jiff::Timestamp;
use prost::Message;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{id, store, unknown};
use crate::{Assignments, distribution::end_of};

/// Between two looks at what is due, when nobody wakes.
const LOOK: Duration = Duration::from_secs(1);
/// Until an audience that could not be derived is tried again.
const RETRY: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

/// An audience to look at at once.
pub(super) async fn look_at(
    tx: &mut PgConnection,
    audience: Uuid,
    now: Timestamp,
) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO assignment.audience_watch (audience_id, due_at) VALUES ($1, $2)
         ON CONFLICT (audience_id) DO UPDATE SET due_at = $2",
        audience,
        sql_instant(now)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The audiences on whose rôle a dossier stands.
pub(crate) async fn dossier_changed(tx: &mut PgConnection, dossier: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "UPDATE assignment.audience_watch SET due_at = $2 WHERE due_at > $2
           AND audience_id IN (SELECT audience_id FROM assignment.inscription WHERE dossier_id = $1)",
        dossier,
        sql_instant(now)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The audiences at which somebody sits, whose absence, function or kin changed.
pub(crate) async fn person_changed(tx: &mut PgConnection, agent: Uuid, now: Timestamp) -> Result<()> {
    sqlx::query!(
        "UPDATE assignment.audience_watch SET due_at = $2 WHERE due_at > $2
           AND audience_id IN (SELECT audience_id FROM assignment.occupation WHERE resource = $1)",
        agent,
        sql_instant(now)
    )
    .execute(tx)
    .await?;
    Ok(())
}

impl Assignments {
    /// Looks every second, and at once when an act of an audience was recorded here, until told to end.
    pub(crate) async fn watch_audiences(self, ending: CancellationToken) {
        let mut interval = tokio::time::interval(LOOK);
        loop {
            tokio::select! {
                _ = interval.tick() => {}
                () = self.audiences_moved.notified() => {}
                () = ending.cancelled() => return,
            }
            if let Err(failure) = self.tell_audiences().await {
                tracing::warn!(code = %failure.code, error = &failure as &dyn std::error::Error, "what audiences owe is put off");
            }
        }
    }

    /// Derives every audience that is due, each in its transaction, and tells those that differ; answers how many did. One that
    /// fails is tried again later and keeps no other waiting.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn tell_audiences(&self) -> Result<usize> {
        let mut told = 0;
        loop {
            let mut tx = db::begin(&self.pool).await?;
            let now = self.clock.now();
            // Several replicas look: each takes what the others do not hold.
            let due = sqlx::query!(
                "SELECT audience_id, told FROM assignment.audience_watch WHERE due_at <= $1 ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED",
                sql_instant(now)
            )
            .fetch_optional(&mut *tx)
            .await?;
            let Some(due) = due else { return Ok(told) };
            match self.derive_owed(&mut tx, due.audience_id, &due.told).await {
                Ok(differed) => {
                    tx.commit().await?;
                    told += usize::from(differed);
                    self.wake.wake();
                }
                Err(failure) => {
                    tx.rollback().await?;
                    tracing::warn!(audience = %due.audience_id, code = %failure.code, error = &failure as &dyn std::error::Error, "an audience does not derive");
                    let again = now.checked_add(RETRY).map_err(Failure::internal)?;
                    look_at(&mut *self.pool.acquire().await?, due.audience_id, again).await?;
                }
            }
        }
    }

    /// Tells what an audience owes where it is not what was told; answers whether it was not.
    async fn derive_owed(&self, tx: &mut PgConnection, audience: Uuid, before: &[u8]) -> Result<bool> {
        let audience = store::load(tx, audience).await?.ok_or_else(unknown)?;
        let id = audience.id;
        let over = matches!(audience.stage, Stage::Close | Stage::Annulee);
        let next = if over { None } else { Some(end_of(self.clock.today())?) };
        // Nothing of what is told depends on who looks.
        let seen = self.seen(tx, &Caller::service(crate::NAME), audience).await?;
        let now_owed = changed(&seen.audience, &seen.state.tasks);
        let after = now_owed.encode_to_vec();
        sqlx::query!(
            "UPDATE assignment.audience_watch SET due_at = $2, told = $3 WHERE audience_id = $1",
            id,
            next.map(sql_instant),
            after
        )
        .execute(&mut *tx)
        .await?;
        if after == before {
            return Ok(false);
        }
        let seq = outbox::next_seq(tx, id).await?;
        let event =
            NewEvent::new("assignment.audience.audience_changed", id, seq, "AudienceChanged", &now_owed);
        outbox::append(tx, self.clock.now(), &event).await?;
        Ok(true)
    }

    /// Which of the principals may see an audience.
    pub(crate) async fn filter_audience_visible(
        &self,
        caller: &Caller,
        wanted: &pb::FilterAudienceVisibleRequest,
    ) -> Result<pb::FilterAudienceVisibleResponse> {
        decide(caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let audience = id("audience_id", &wanted.audience_id).map_err(|_| unknown())?;
        let of = store::kind(&mut *self.pool.acquire().await?, audience).await?;
        let sees = |principal: &Principal| {
            let Some((chambre, formation)) = &of else { return false };
            let reader = Caller {
                subject: principal.subject.clone(),
                agent_id: principal.agent_id.clone(),
                roles: principal.roles.clone(),
                chambres: principal.chambres.clone(),
                office_id: principal.office_id.clone(),
                sid: String::new(),
            };
            Self::may_see_one(&reader, chambre, formation).is_ok()
        };
        Ok(pb::FilterAudienceVisibleResponse { visible: wanted.principals.iter().map(sees).collect() })
    }
}

fn changed(audience: &Audience, tasks: &[AudienceTask]) -> AudienceChanged {
    let owed = tasks.iter().map(|task| AudienceOwed {
        task_id: Some(task.id.into()),
        code: task.code.to_owned(),
        role: task.role.to_owned(),
        label: task.libelle.clone(),
        severity: if task.pressante { "haute" } else { "normale" }.to_owned(),
        due: task.avant.map(|day| day.to_string()).unwrap_or_default(),
    });
    AudienceChanged {
        audience_id: Some(audience.id.into()),
        version: audience.version,
        chambre: audience.chambre.clone(),
        day: audience.seance.jour.to_string(),
        owed: owed.collect(),
    }
}
