//! Tasks of a dossier, or of the caller: by role and chamber, the most pressing first.

use std::{collections::HashMap, pin::Pin};

use futures::Stream;
use greffe_access::{
    Action, Resource, decide,
    stored::{self, StoredCase, readable, unknown_case},
};
use greffe_bus::{outbox, replica};
use greffe_chassis::{
    Caller, Failure, Result, SharedClock,
    clock::agreed_day,
    db::{from_sql_day, from_sql_instant, sql_day},
};
use greffe_contracts::{LAW, common::v1::PageInfo, notification::v1 as pb};
use greffe_procedure::day::Day;
use jiff::Timestamp;
use prost::Message;
use serde::Deserialize;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row, postgres::PgRow};
use tonic::Status;
use uuid::Uuid;

use crate::{Notifications, colleagues::stands_in_for, store::OPEN};

/// Largest page.
const PAGE_MAX: u32 = 200;
/// The most pressing first.
const PRESSING: &str = "(-t.severity), coalesce(t.due, 'infinity'::date), t.task_id";

/// Replicas, as they are read.
pub type Replicas = Pin<Box<dyn Stream<Item = Result<pb::StreamReplicasResponse, Status>> + Send>>;

/// Requests on which the premier président rules, or whom he delegates (CPC 1009-1 to 1009-3): the central registry submits them and
/// keeps the task, he sees what waits for his order.
const SUBMITTED: [&str; 3] =
    ["soumettre_peremption", "statuer_sur_la_radiation", "statuer_sur_la_reinscription"];
const FIRST_PRESIDENCY: [&str; 2] = ["premier_president", "delegue_premier_president"];

const SELECT: &str =
    "SELECT t.task_id, t.dossier_id, t.body, t.status, t.severity, t.due, t.opened_at, t.closed_at, t.escalate_on, t.kind,
    c.claimed_by, c.handed_by, c.reason AS handed_reason, s.until, s.reason AS snooze_reason, s.snoozed_by,
    (SELECT jsonb_agg(jsonb_build_object('due', w.due, 'days_before', w.days_before, 'fell_on', w.fell_on, 'told_on', w.told_on,
            'acknowledged_by', w.acknowledged_by, 'acknowledged_us', (extract(epoch FROM w.acknowledged_at) * 1000000)::bigint)
            ORDER BY w.fell_on, w.days_before DESC)::text
     FROM notification.warning w WHERE w.task_id = t.task_id AND w.due = t.due) AS warnings,
    (SELECT jsonb_agg(jsonb_build_object('delegate', a.delegate, 'from_day', a.from_day, 'to_day', a.to_day))::text
     FROM notification.absence a WHERE a.subject = c.claimed_by AND a.ended_at IS NULL) AS absences
    FROM notification.task t LEFT JOIN notification.claim c USING (task_id) LEFT JOIN notification.snooze s USING (task_id)";

/// Who looks, and when.
pub(crate) struct Seen {
    pub subject: String,
    /// By our own clock: what is shown decides nothing.
    pub today: Day,
}

impl Seen {
    pub fn of(clock: &SharedClock, caller: &Caller) -> Self {
        Self { subject: caller.subject.clone(), today: Day::from_date(clock.today()) }
    }
}

impl Notifications {
    /// Tasks wanted: of a dossier that the caller reads, else the caller's own.
    pub(crate) async fn list(
        &self,
        caller: &Caller,
        wanted: &pb::ListTasksRequest,
    ) -> Result<pb::ListTasksResponse> {
        if wanted.dossier_id.is_empty() {
            self.mine(caller, wanted).await
        } else {
            self.of_dossier(caller, wanted).await
        }
    }

    async fn of_dossier(
        &self,
        caller: &Caller,
        wanted: &pb::ListTasksRequest,
    ) -> Result<pb::ListTasksResponse> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let (mut connection, _) = readable(&self.pool, caller, dossier, wanted.min_version).await?;
        // The registry's work is not its adversaries' to read.
        if caller.has_role("avocat_aux_conseils") {
            return Ok(pb::ListTasksResponse::default());
        }
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" WHERE t.dossier_id = ").push_bind(dossier);
        if !wanted.include_closed {
            query.push(" AND t.status = 'ouverte'");
        }
        query.push(" ORDER BY t.status DESC, -t.severity, coalesce(t.due, 'infinity'), t.task_id LIMIT 1000");
        let rows = query.build().fetch_all(&mut *connection).await?;
        let seen = Seen::of(&self.clock, caller);
        let tasks = rows.iter().map(|row| shown(row, &seen)).collect::<Result<_>>()?;
        Ok(pb::ListTasksResponse { tasks, page: Some(PageInfo::default()) })
    }

    async fn mine(&self, caller: &Caller, wanted: &pb::ListTasksRequest) -> Result<pb::ListTasksResponse> {
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut connection = self.pool.acquire().await?;
        let seen = Seen::of(&self.clock, caller);
        let mut query = if wanted.include_closed {
            let mut query = QueryBuilder::<Postgres>::new(SELECT);
            query
                .push(" WHERE t.status = 'close' AND t.role = ANY(")
                .push_bind(caller.roles.clone())
                .push(")");
            // What has no chamber is everyone's in the role; what has one is its own.
            query
                .push(" AND (t.chambre = '' OR t.chambre = ANY(")
                .push_bind(caller.chambres.clone())
                .push("))");
            after(&mut query, &page.cursor)?;
            query
        } else {
            let absent = stands_in_for(&mut connection, &caller.subject, seen.today).await?;
            queue(caller, seen.today, absent, &wanted.view, &page.cursor, size)?
        };
        query.push(" ORDER BY ").push(PRESSING).push(" LIMIT ").push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&mut *connection).await?;
        let more = rows.len() > size as usize;
        let rows = &rows[..rows.len().min(size as usize)];
        let next_cursor = rows.last().filter(|_| more).map(cursor_of).transpose()?.unwrap_or_default();
        // Who is of the team may still not know of one of its cases.
        let dossiers = rows.iter().map(|row| row.try_get("dossier_id")).collect::<Result<Vec<Uuid>, _>>()?;
        let cases = stored::load_all(&mut connection, &dossiers).await?;
        drop(connection);
        let knows =
            |case: &StoredCase| decide(caller, Action::Connaitre, Resource::Case(&case.relations)).allowed;
        let known: HashMap<Uuid, bool> = cases.iter().map(|(id, case)| (*id, knows(case))).collect();
        let mut tasks = Vec::with_capacity(rows.len());
        for (row, dossier) in rows.iter().zip(&dossiers) {
            if known.get(dossier).copied().unwrap_or(true) {
                tasks.push(shown(row, &seen)?);
            }
        }
        Ok(pb::ListTasksResponse { tasks, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    /// Events of an aggregate, for a consumer with a gap.
    pub(crate) async fn replay(
        &self,
        caller: &Caller,
        wanted: &pb::ReplayEventsRequest,
    ) -> Result<pb::ReplayEventsResponse> {
        decide(caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let aggregate = Uuid::parse_str(&wanted.aggregate_id).map_err(|_| unknown_case())?;
        let mut connection = self.pool.acquire().await?;
        let events = outbox::replay(&mut connection, crate::NAME, aggregate, wanted.from, wanted.to).await?;
        Ok(pb::ReplayEventsResponse { events })
    }

    /// Every replica with the tasks and the notices stored of it, for `greffe verify`.
    pub(crate) fn replicas(&self, caller: &Caller, wanted: pb::StreamReplicasRequest) -> Result<Replicas> {
        decide(caller, Action::Verifier, Resource::Court).or_forbidden()?;
        let one = Uuid::parse_str(&wanted.dossier_id).ok();
        let this = self.clone();
        let (to, from) = tokio::sync::mpsc::channel(16);
        tokio::spawn(async move {
            if let Err(failure) = this.send_replicas(one, &to).await {
                let _ = to.send(Err(failure.into())).await;
            }
        });
        Ok(Box::pin(tokio_stream::wrappers::ReceiverStream::new(from)))
    }

    async fn send_replicas(
        &self,
        one: Option<Uuid>,
        to: &tokio::sync::mpsc::Sender<Result<pb::StreamReplicasResponse, Status>>,
    ) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let mut connection = self.pool.acquire().await?;
            let today = Day::from_date(agreed_day(&*self.clock, &mut connection).await?);
            let seen = Seen { subject: String::new(), today };
            let cursors = sqlx::query!(
                r#"SELECT i.aggregate_id, i.last_seq, d.derived_for AS "derived_for?" FROM inbox_cursor i
                   LEFT JOIN notification.derivation d ON d.dossier_id = i.aggregate_id
                   WHERE i.source = 'dossier' AND i.aggregate_id > $1 AND ($2::uuid IS NULL OR i.aggregate_id = $2)
                     AND i.aggregate_id <> $3
                   ORDER BY i.aggregate_id LIMIT 200"#,
                after,
                one,
                // What is said of the law is no journal.
                LAW
            )
            .fetch_all(&mut *connection)
            .await?;
            let Some(last) = cursors.last() else { return Ok(()) };
            after = last.aggregate_id;
            for cursor in cursors {
                let acts = replica::load(&mut connection, cursor.aggregate_id).await?;
                let mut query = QueryBuilder::<Postgres>::new(SELECT);
                query.push(" WHERE t.dossier_id = ").push_bind(cursor.aggregate_id);
                query.push(" AND t.status = 'ouverte' AND t.kind = 'tache' ORDER BY t.task_id");
                let rows = query.build().fetch_all(&mut *connection).await?;
                let (notices, sendings, proofs) =
                    self.notices_held(&mut connection, cursor.aggregate_id).await?;
                let answer = pb::StreamReplicasResponse {
                    notices,
                    sendings,
                    proofs,
                    dossier_id: cursor.aggregate_id.to_string(),
                    cursor: cursor.last_seq.cast_unsigned(),
                    acts_sha256: replica::digest(&acts),
                    act_count: u32::try_from(acts.len()).unwrap_or(u32::MAX),
                    tasks: rows.iter().map(|row| shown(row, &seen)).collect::<Result<_>>()?,
                    derived_for: cursor
                        .derived_for
                        .map(|day| from_sql_day(day).to_string())
                        .unwrap_or_default(),
                };
                if to.send(Ok(answer)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}

/// The queue: of the team, with what has gone further to it, and what is in the caller's hands or in those of someone away.
/// Each branch is walked by an index from the cursor on, and gives one page at most.
fn queue(
    caller: &Caller,
    today: Day,
    absent: Vec<String>,
    view: &str,
    cursor: &str,
    size: u32,
) -> Result<QueryBuilder<Postgres>> {
    let (team, own, holders) = match view {
        "" | "equipe" => (true, true, false),
        "miennes" => (false, true, false),
        "libres" => (true, false, true),
        "differees" => (true, false, false),
        _ => {
            return Err(Failure::invalid(
                "LEC-003",
                "vue",
                "Cette vue n’existe pas. Choisissez «\u{a0}equipe\u{a0}», «\u{a0}miennes\u{a0}», «\u{a0}libres\u{a0}» ou «\u{a0}differees\u{a0}».",
            ));
        }
    };
    let today = sql_day(today.to_date());
    let put_off = if view == "differees" { " AND EXISTS" } else { " AND NOT EXISTS" };
    let filtered = |query: &mut QueryBuilder<Postgres>| -> Result<()> {
        query
            .push(put_off)
            .push(" (SELECT 1 FROM notification.snooze z WHERE z.task_id = t.task_id AND z.until > ");
        query.push_bind(today).push(")");
        if holders {
            query.push(" AND NOT EXISTS (SELECT 1 FROM notification.claim h WHERE h.task_id = t.task_id)");
        }
        after(query, cursor)?;
        query.push(" ORDER BY ").push(PRESSING).push(" LIMIT ").push_bind(i64::from(size) + 1);
        Ok(())
    };
    let mut query =
        QueryBuilder::<Postgres>::new("WITH team AS MATERIALIZED (SELECT r.role, c.chambre FROM unnest(");
    let mut chambres = caller.chambres.clone();
    chambres.push(String::new());
    query.push_bind(caller.roles.clone()).push("::text[]) r (role) CROSS JOIN unnest(");
    query.push_bind(chambres).push("::text[]) c (chambre)), wanted AS (");
    if team {
        query.push(
            "SELECT x.task_id FROM team CROSS JOIN LATERAL (SELECT t.task_id FROM notification.task t
             WHERE t.role = team.role AND t.chambre = team.chambre AND t.status = 'ouverte'",
        );
        filtered(&mut query)?;
        query.push(
            ") x UNION SELECT x.task_id FROM team CROSS JOIN LATERAL (SELECT t.task_id FROM notification.task t
             WHERE t.escalate_role = team.role AND t.escalate_chambre = team.chambre AND t.status = 'ouverte' AND t.escalate_role <> ''
               AND t.escalate_on <= ",
        );
        query.push_bind(today);
        filtered(&mut query)?;
        query.push(") x");
        if FIRST_PRESIDENCY.iter().any(|role| caller.has_role(role)) {
            query.push(
                " UNION (SELECT t.task_id FROM notification.task t
                 WHERE t.role = 'greffe_central' AND t.chambre = '' AND t.status = 'ouverte' AND t.code = ANY(",
            );
            query.push_bind(SUBMITTED.map(str::to_owned).to_vec()).push(")");
            filtered(&mut query)?;
            query.push(")");
        }
    }
    if own {
        let mut hands = absent;
        hands.push(caller.subject.clone());
        query.push(if team { " UNION " } else { "" });
        query.push(
            "(SELECT t.task_id FROM notification.claim m JOIN notification.task t USING (task_id)
             WHERE t.status = 'ouverte' AND m.claimed_by = ANY(",
        );
        query.push_bind(hands).push(")");
        filtered(&mut query)?;
        query.push(")");
    }
    query.push(") ").push(SELECT).push(" WHERE t.task_id IN (SELECT task_id FROM wanted)");
    Ok(query)
}

/// One task, with what people added.
pub(crate) async fn shown_task(connection: &mut PgConnection, task: Uuid, seen: &Seen) -> Result<pb::Task> {
    let mut query = QueryBuilder::<Postgres>::new(SELECT);
    query.push(" WHERE t.task_id = ").push_bind(task);
    shown(&query.build().fetch_one(connection).await?, seen)
}

/// An absence as the database writes it: days in ISO form.
#[derive(Deserialize)]
struct Away {
    delegate: String,
    from_day: String,
    to_day: String,
}

/// A warning as the database writes it.
#[derive(Deserialize)]
struct Warned {
    due: String,
    days_before: i32,
    fell_on: String,
    told_on: String,
    acknowledged_by: Option<String>,
    /// Microseconds since 1970.
    acknowledged_us: Option<i64>,
}

impl From<Warned> for pb::Warning {
    fn from(w: Warned) -> Self {
        let at = w.acknowledged_us.and_then(|us| Timestamp::from_microsecond(us).ok());
        Self {
            late: w.told_on > w.fell_on,
            due: w.due,
            days_before: w.days_before,
            fell_on: w.fell_on,
            told_on: w.told_on,
            acknowledged_by: w.acknowledged_by.unwrap_or_default(),
            acknowledged_at: at
                .map(|at| prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }),
        }
    }
}

fn stamp(at: time::OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

fn shown(row: &PgRow, seen: &Seen) -> Result<pb::Task> {
    let body: Vec<u8> = row.try_get("body")?;
    let mut task = pb::Task::decode(body.as_slice()).map_err(Failure::internal)?;
    let text = |column: &str| -> Result<String> {
        Ok(row.try_get::<Option<String>, _>(column)?.unwrap_or_default())
    };
    let day = |column: &str| -> Result<Option<Day>> {
        Ok(row.try_get::<Option<time::Date>, _>(column)?.map(|day| Day::from_date(from_sql_day(day))))
    };
    task.opened_at = Some(stamp(row.try_get("opened_at")?));
    task.closed_at = row.try_get::<Option<time::OffsetDateTime>, _>("closed_at")?.map(stamp);
    (task.claimed_by, task.handed_by, task.handed_reason) =
        (text("claimed_by")?, text("handed_by")?, text("handed_reason")?);
    if let Some(until) = day("until")?.filter(|until| *until > seen.today) {
        task.snoozed_until = until.to_string();
        (task.snooze_reason, task.snoozed_by) = (text("snooze_reason")?, text("snoozed_by")?);
    }
    let further = day("escalate_on")?;
    task.escalates_on = further.map(|day| day.to_string()).unwrap_or_default();
    task.escalated = further.is_some_and(|on| on <= seen.today) && task.status == OPEN;
    if let Some(absences) = row.try_get::<Option<String>, _>("absences")? {
        let absences: Vec<Away> = serde_json::from_str(&absences).map_err(Failure::internal)?;
        let today = seen.today.to_date().to_string();
        let now = |away: &Away| away.from_day <= today && today <= away.to_day;
        if absences.iter().any(|away| away.delegate == seen.subject && now(away)) {
            task.in_absence_of.clone_from(&task.claimed_by);
        }
    }
    if let Some(warnings) = row.try_get::<Option<String>, _>("warnings")? {
        let warnings: Vec<Warned> = serde_json::from_str(&warnings).map_err(Failure::internal)?;
        task.warnings = warnings.into_iter().map(Into::into).collect();
    }
    task.why = why(&task, day("due")?, seen.today);
    Ok(task)
}

/// Why a task stands where it stands: what is at stake, then how near.
fn why(task: &pb::Task, due: Option<Day>, today: Day) -> String {
    if task.status != OPEN {
        return String::new();
    }
    let stake = match task.severity.as_str() {
        "critique" => "Le droit ou la liberté d’une personne en dépend",
        "haute" => "L’affaire ne peut pas avancer sans elle",
        _ => "À son tour",
    };
    let days = |n: i32| if n == 1 { "un jour".to_owned() } else { format!("{n}\u{a0}jours") };
    let near = due.map(|due| match due.number() - today.number() {
        0 => "terme aujourd’hui".to_owned(),
        left @ 1.. => format!("terme dans {}", days(left)),
        past => format!("terme passé depuis {}", days(-past)),
    });
    let mut words = stake.to_owned();
    for more in near
        .into_iter()
        .chain(task.escalated.then(|| "signalée plus haut, faute d’avoir été faite".to_owned()))
    {
        words.push_str("\u{a0}; ");
        words.push_str(&more);
    }
    words
}

/// What follows the task that the cursor names: a task closed or opened meanwhile moves no other.
fn after(query: &mut QueryBuilder<Postgres>, cursor: &str) -> Result<()> {
    if cursor.is_empty() {
        return Ok(());
    }
    let mut parts = cursor.splitn(3, '_');
    let (severity, due, id) = (parts.next(), parts.next(), parts.next());
    let severity: i16 = severity.and_then(|s| s.parse().ok()).ok_or_else(bad_cursor)?;
    let id = id.and_then(|id| Uuid::parse_str(id).ok()).ok_or_else(bad_cursor)?;
    let due = match due {
        Some("") => None,
        Some(day) => Some(sql_day(day.parse().map_err(|_| bad_cursor())?)),
        None => return Err(bad_cursor()),
    };
    query.push(" AND (").push(PRESSING).push(") > (").push_bind(-severity);
    query
        .push("::smallint, coalesce(")
        .push_bind(due)
        .push("::date, 'infinity'::date), ")
        .push_bind(id)
        .push(")");
    Ok(())
}

fn cursor_of(row: &PgRow) -> Result<String> {
    let due = row.try_get::<Option<time::Date>, _>("due")?.map(|day| from_sql_day(day).to_string());
    let (severity, id): (i16, Uuid) = (row.try_get("severity")?, row.try_get("task_id")?);
    Ok(format!("{severity}_{}_{}", due.unwrap_or_default(), id.simple()))
}

fn bad_cursor() -> Failure {
    Failure::invalid(
        "LEC-002",
        "cursor",
        "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
    )
}
