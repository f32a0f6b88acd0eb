//! Who works at the Court, as the register says; who is away, and who stands in.

use futures::future::BoxFuture;
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::agreed_day,
    command::{Command, is_twin},
    db::{self, from_sql_day, sql_day, sql_instant},
    peer::Peer,
};
use greffe_contracts::{
    assignment::v1::{ResolveAgentRequest, assignment_service_client::AssignmentServiceClient},
    notification::v1 as pb,
};
use greffe_procedure::day::Day;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Notifications, gestures::day};

/// The register of those who work at the Court.
pub trait Colleagues: Send + Sync {
    /// Who a subject is, with roles and chambers of today; `None` when nobody in office bears it.
    fn named<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<Option<Caller>>>;
}

impl Colleagues for Peer {
    fn named<'a>(&'a self, subject: &'a str) -> BoxFuture<'a, Result<Option<Caller>>> {
        Box::pin(async move {
            let wanted = ResolveAgentRequest { subject: subject.to_owned() };
            let request = self.request(&Caller::service(crate::NAME), wanted)?;
            let client = AssignmentServiceClient::new(self.channel());
            let found = match { client }.resolve_agent(request).await {
                Ok(answer) => answer.into_inner().agent.filter(|agent| !agent.suspended),
                Err(status) => match Failure::from_status(&status) {
                    failure if matches!(failure.kind, Kind::NotFound | Kind::Forbidden) => None,
                    failure => return Err(failure),
                },
            };
            Ok(found.map(|agent| Caller {
                subject: agent.subject,
                agent_id: agent.agent_id,
                roles: agent.roles,
                chambres: agent.chambres,
                office_id: agent.office_id,
                sid: String::new(),
            }))
        })
    }
}

/// A register that nobody reaches.
pub(crate) struct NoColleagues;

impl Colleagues for NoColleagues {
    fn named<'a>(&'a self, _: &'a str) -> BoxFuture<'a, Result<Option<Caller>>> {
        Box::pin(async { Err(Failure::unavailable("no assignment service")) })
    }
}

/// Those in whose absence somebody has their tasks on a day.
pub(crate) async fn stands_in_for(tx: &mut PgConnection, subject: &str, today: Day) -> Result<Vec<String>> {
    Ok(sqlx::query_scalar!(
        "SELECT DISTINCT subject FROM notification.absence
         WHERE delegate = $1 AND ended_at IS NULL AND $2 BETWEEN from_day AND to_day",
        subject,
        sql_day(today.to_date())
    )
    .fetch_all(tx)
    .await?)
}

impl Notifications {
    /// Absences of the caller, and those in which the caller stands in, that are not over.
    pub(crate) async fn absences(&self, caller: &Caller) -> Result<pb::ListAbsencesResponse> {
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let today = agreed_day(&*self.clock, &mut connection).await?;
        let rows = sqlx::query!(
            "SELECT absence_id, subject, delegate, from_day, to_day, reason FROM notification.absence
             WHERE (subject = $1 OR delegate = $1) AND ended_at IS NULL AND to_day >= $2 ORDER BY from_day, absence_id LIMIT 200",
            caller.subject,
            sql_day(today)
        )
        .fetch_all(&mut *connection)
        .await?;
        let absences = rows.into_iter().map(|row| pb::Absence {
            absence_id: row.absence_id.to_string(),
            subject: row.subject,
            delegate: row.delegate,
            from_day: from_sql_day(row.from_day).to_string(),
            to_day: from_sql_day(row.to_day).to_string(),
            reason: row.reason,
            ended: false,
        });
        Ok(pb::ListAbsencesResponse { absences: absences.collect() })
    }

    /// Declares an absence of the caller's own, or takes it back.
    pub(crate) async fn save_absence(
        &self,
        command: Command,
        wanted: pb::SaveAbsenceRequest,
    ) -> Result<(pb::SaveAbsenceResponse, bool)> {
        let caller = &command.caller;
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let mut absence = wanted.absence.clone().unwrap_or_default();
        let delegate = if wanted.end { None } else { self.colleagues.named(&absence.delegate).await? };
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((
                pb::SaveAbsenceResponse::decode(answer.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        let now = sql_instant(self.clock.now());
        if wanted.end {
            let id = Uuid::parse_str(&absence.absence_id).map_err(|_| unknown_absence())?;
            let ended = sqlx::query!(
                "UPDATE notification.absence SET ended_at = $3 WHERE absence_id = $1 AND subject = $2 AND ended_at IS NULL",
                id,
                caller.subject,
                now
            )
            .execute(&mut *tx)
            .await?;
            if ended.rows_affected() == 0 {
                return Err(unknown_absence());
            }
            absence.ended = true;
        } else {
            absence = self.declared(&mut tx, &command, absence, delegate).await?;
        }
        let answer = pb::SaveAbsenceResponse { absence: Some(absence) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.save_absence(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    async fn declared(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: pb::Absence,
        delegate: Option<Caller>,
    ) -> Result<pb::Absence> {
        let caller = &command.caller;
        let (from, to) = (day(&wanted.from_day, "from_day")?, day(&wanted.to_day, "to_day")?);
        let today = Day::from_date(agreed_day(&*self.clock, tx).await?);
        if to < from || to < today || to > from.plus(366) {
            return Err(Failure::invalid(
                "TAC-007",
                "to_day",
                "L’absence finit après avoir commencé, dans l’année, et n’est pas déjà passée.",
            ));
        }
        let able = delegate
            .filter(|of| of.subject != caller.subject && of.roles.iter().any(|role| caller.has_role(role)));
        let Some(delegate) = able else {
            return Err(Failure::invalid(
                "TAC-014",
                "delegate",
                "Choisissez un collègue en fonction qui exerce l’une de vos fonctions\u{a0}: il recevra vos tâches.",
            ));
        };
        // One absence at a time: two declared together would each see none.
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 5))", caller.subject)
            .fetch_one(&mut *tx)
            .await?;
        let overlaps = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM notification.absence WHERE subject = $1 AND ended_at IS NULL
                              AND from_day <= $3 AND to_day >= $2) AS "overlaps!""#,
            caller.subject,
            sql_day(from.to_date()),
            sql_day(to.to_date())
        )
        .fetch_one(&mut *tx)
        .await?;
        if overlaps {
            return Err(Failure::new(
                Kind::Refused,
                "TAC-015",
                "Une absence est déjà déclarée pour ces jours. Retirez-la avant d’en déclarer une autre.",
            ));
        }
        let id = Uuid::new_v5(&command.key, caller.subject.as_bytes());
        let reason: String = wanted.reason.trim().chars().take(500).collect();
        sqlx::query!(
            "INSERT INTO notification.absence (absence_id, subject, delegate, from_day, to_day, reason, declared_by, declared_at)
             VALUES ($1, $2, $3, $4, $5, $6, $2, $7)",
            id,
            caller.subject,
            delegate.subject,
            sql_day(from.to_date()),
            sql_day(to.to_date()),
            reason,
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(pb::Absence {
            absence_id: id.to_string(),
            subject: caller.subject.clone(),
            delegate: delegate.subject,
            reason,
            ..wanted
        })
    }
}

fn unknown_absence() -> Failure {
    Failure::not_found("TAC-016", "Cette absence n’existe pas, n’est pas la vôtre, ou est déjà retirée.")
}
