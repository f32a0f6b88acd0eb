//! What people do to tasks: take, give back, hand over, put off, call back, acknowledge, and go back on it. Kept apart from
//! what is derived, once a key, a result a line, told to every screen. Nothing here closes a task: an act does.

use std::collections::{BTreeMap, HashMap};

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    clock::agreed_day,
    command::{Command, is_twin},
    db::{self, from_sql_day, sql_day, sql_instant},
};
use greffe_contracts::notification::v1 as pb;
use greffe_procedure::day::Day;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    colleagues::stands_in_for,
    read::{Seen, shown_task},
    store::{Changed, OPEN, lock},
};

/// Most tasks of one gesture.
const LINES: usize = 200;
/// Longest reason, in characters.
const REASON: usize = 500;
/// Longest time for which a task is put off, in days.
const PUT_OFF: i32 = 366;

/// A gesture, read.
enum Wish {
    Take,
    Release,
    /// To a colleague, who is asked for their rights on each case.
    Hand(Caller),
    PutOff(Day),
    CallBack,
    Acknowledge,
    Undo(Uuid),
}

impl Wish {
    const fn as_str(&self) -> &'static str {
        match self {
            Self::Take => "prendre",
            Self::Release => "rendre",
            Self::Hand(_) => "transmettre",
            Self::PutOff(_) => "differer",
            Self::CallBack => "rappeler",
            Self::Acknowledge => "acquitter",
            Self::Undo(_) => "annuler",
        }
    }
}

/// One line: the task, and it as it is after, or why not.
type Line = (Uuid, Result<pb::Task>);

/// What a gesture over one task stands on.
struct Ground<'a> {
    command: &'a Command,
    today: Day,
    /// Those in whose absence the caller has their tasks.
    absent: &'a [String],
    reason: &'a str,
}

impl Notifications {
    /// One task, taken or given back; and whether the key was answered before.
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
        let wish = if wanted.release { Wish::Release } else { Wish::Take };
        let (_, mut lines) = self.apply(&mut tx, &command, &wish, "", &[task]).await?;
        let shown = match lines.pop() {
            Some((_, Ok(shown))) => shown,
            Some((_, Err(refused))) => {
                // The refusal stays in the audit trail.
                tx.commit().await?;
                return Err(refused);
            }
            None => return Err(unknown_task()),
        };
        let answer = pb::ClaimTaskResponse { task: Some(shown) };
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

    /// One gesture over many tasks, each on its own; a preview says the same and does nothing.
    pub(crate) async fn handle_tasks(
        &self,
        command: Command,
        wanted: pb::HandleTasksRequest,
    ) -> Result<(pb::HandleTasksResponse, bool)> {
        let wish = self.wish(&wanted).await?;
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((
                pb::HandleTasksResponse::decode(answer.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        let ids = match &wish {
            Wish::Undo(gesture) => undone(&mut tx, *gesture, &command.caller).await?,
            _ => ids(&wanted.task_ids)?,
        };
        let (gesture, lines) = self.apply(&mut tx, &command, &wish, wanted.reason.trim(), &ids).await?;
        let done = lines.iter().any(|(_, line)| line.is_ok()) && !wanted.preview;
        let mut answer = pb::HandleTasksResponse {
            gesture_id: if done { gesture.to_string() } else { String::new() },
            lines: Vec::with_capacity(lines.len()),
        };
        for (task, line) in lines {
            let mut told = pb::TaskLine { task_id: task.to_string(), ..Default::default() };
            match line {
                Ok(shown) => (told.done, told.task) = (true, Some(shown)),
                Err(failure) => {
                    // One who may not know of the case learns nothing of the task.
                    if failure.code != "TAC-001" {
                        let seen = Seen::of(&self.clock, &command.caller);
                        told.task = shown_task(&mut tx, task, &seen).await.ok();
                    }
                    (told.code, told.message) = (failure.code.to_string(), failure.message.to_string());
                }
            }
            answer.lines.push(told);
        }
        if wanted.preview {
            return Ok((answer, false));
        }
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.handle_tasks(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.wake.wake();
        Ok((answer, false))
    }

    async fn wish(&self, wanted: &pb::HandleTasksRequest) -> Result<Wish> {
        let reason = wanted.reason.trim().chars().count();
        let reasoned = || -> Result<()> {
            if (3..=REASON).contains(&reason) {
                return Ok(());
            }
            Err(Failure::invalid(
                "TAC-005",
                "reason",
                "Un motif de 3 à 500 caractères est nécessaire\u{a0}: il sera lu par ceux qui reprendront la tâche.",
            ))
        };
        Ok(match wanted.gesture.as_str() {
            "prendre" => Wish::Take,
            "rendre" => Wish::Release,
            "transmettre" => {
                reasoned()?;
                let found = self.colleagues.named(&wanted.to).await?;
                Wish::Hand(found.ok_or_else(|| {
                    Failure::invalid(
                        "TAC-008",
                        "to",
                        "Aucun agent en fonction ne porte cet identifiant. Choisissez un collègue dans la liste.",
                    )
                })?)
            }
            "differer" => {
                reasoned()?;
                Wish::PutOff(day(&wanted.until, "until")?)
            }
            "rappeler" => Wish::CallBack,
            "acquitter" => Wish::Acknowledge,
            "annuler" => Wish::Undo(Uuid::parse_str(&wanted.undoes).map_err(|_| unknown_gesture())?),
            _ => {
                return Err(Failure::invalid(
                    "TAC-010",
                    "gesture",
                    "Ce geste n’existe pas. Rechargez la page et recommencez.",
                ));
            }
        })
    }

    /// Each line in turn; what it changed is told once a dossier. The locks are taken in one order, whoever asks.
    async fn apply(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wish: &Wish,
        reason: &str,
        ids: &[Uuid],
    ) -> Result<(Uuid, Vec<Line>)> {
        let rows = sqlx::query!(
            "SELECT task_id, dossier_id FROM notification.task WHERE task_id = ANY($1) ORDER BY dossier_id",
            ids
        )
        .fetch_all(&mut *tx)
        .await?;
        let of: HashMap<Uuid, Uuid> = rows.iter().map(|row| (row.task_id, row.dossier_id)).collect();
        let mut last = None;
        for row in &rows {
            if last != Some(row.dossier_id) {
                lock(tx, row.dossier_id).await?;
            }
            last = Some(row.dossier_id);
        }
        let today = Day::from_date(agreed_day(&*self.clock, tx).await?);
        let absent = stands_in_for(tx, &command.caller.subject, today).await?;
        let ground = Ground { command, today, absent: &absent, reason };
        let gesture = Uuid::new_v5(&command.key, command.caller.subject.as_bytes());
        let (mut lines, mut told) = (Vec::with_capacity(ids.len()), BTreeMap::<Uuid, Vec<Changed>>::new());
        for (rank, task) in (0_i32..).zip(ids) {
            let done = match of.get(task) {
                Some(dossier) => self.one(tx, &ground, wish, (gesture, rank), *task, *dossier).await,
                None => Err(unknown_task()),
            };
            match done {
                Err(failure) if matches!(failure.kind, Kind::Internal | Kind::Unavailable) => {
                    return Err(failure);
                }
                Err(refused) => lines.push((*task, Err(refused))),
                Ok(shown) => {
                    let dossier = of.get(task).copied().unwrap_or_default();
                    let changed = Changed { id: *task, severity: 0, due: None, shown: shown.clone() };
                    told.entry(dossier).or_default().push(changed);
                    lines.push((*task, Ok(shown)));
                }
            }
        }
        for (dossier, changed) in told {
            let version = stored::load(tx, dossier).await?.map_or(0, |case| case.version);
            self.tell(tx, dossier, version, &changed).await?;
        }
        Ok((gesture, lines))
    }

    async fn one(
        &self,
        tx: &mut PgConnection,
        ground: &Ground<'_>,
        wish: &Wish,
        (gesture, rank): (Uuid, i32),
        task: Uuid,
        dossier: Uuid,
    ) -> Result<pb::Task> {
        let case = stored::load(tx, dossier).await?.ok_or_else(unknown_task)?;
        let caller = &ground.command.caller;
        let seen = Seen { subject: caller.subject.clone(), today: ground.today };
        let shown = shown_task(tx, task, &seen).await?;
        self.may_handle(tx, ground, &shown, &case.relations, wish).await?;
        let before = held(&shown);
        let mut after = before.clone();
        let mine = |holder: &str| {
            holder.is_empty() || holder == caller.subject || ground.absent.iter().any(|of| of == holder)
        };
        let free = || if mine(&before.claimed_by) { Ok(()) } else { Err(taken()) };
        if shown.status != OPEN {
            return Err(closed());
        }
        match wish {
            Wish::Take => {
                free()?;
                if before.claimed_by != caller.subject {
                    after.claimed_by.clone_from(&caller.subject);
                    (after.handed_by, after.handed_reason) = (String::new(), String::new());
                }
            }
            Wish::Release => {
                free()?;
                after.claimed_by = String::new();
                (after.handed_by, after.handed_reason) = (String::new(), String::new());
            }
            Wish::Hand(colleague) => {
                // Who it would go to if it were not done may hand it over too.
                if !caller.has_role(&shown.escalates_to) {
                    free()?;
                }
                let of_the_team = colleague.has_role(&shown.role)
                    && (shown.chambre.is_empty() || colleague.chambres.contains(&shown.chambre));
                let may = decide(colleague, Action::PrendreTache, Resource::Case(&case.relations)).allowed;
                if !of_the_team || !may {
                    return Err(refused(
                        "TAC-009",
                        "Ce collègue ne peut pas faire cette tâche\u{a0}: elle revient à une autre fonction ou à une autre chambre, ou le dossier ne lui est pas ouvert.",
                    ));
                }
                after.claimed_by.clone_from(&colleague.subject);
                after.handed_by.clone_from(&caller.subject);
                ground.reason.clone_into(&mut after.handed_reason);
            }
            Wish::PutOff(until) => {
                free()?;
                may_wait(&shown, *until, ground.today)?;
                after.snoozed_until = until.to_string();
                ground.reason.clone_into(&mut after.snooze_reason);
                after.snoozed_by.clone_from(&caller.subject);
            }
            Wish::CallBack => not_put_off(&mut after),
            Wish::Acknowledge => {
                let waits = shown.warnings.iter().filter(|of| of.acknowledged_by.is_empty());
                after.acknowledged = waits.map(|of| format!("{}/{}", of.due, of.days_before)).collect();
                if after.acknowledged.is_empty() {
                    return Err(refused(
                        "TAC-012",
                        "Aucun avertissement n’attend d’accusé de réception sur cette ligne. Rechargez la liste\u{a0}: un collègue l’a peut-être donné.",
                    ));
                }
            }
            Wish::Undo(former) => {
                let row = sqlx::query!(
                    "SELECT g.before, g.after, EXISTS (SELECT 1 FROM notification.gesture u WHERE u.undoes = g.gesture_id AND u.task_id = g.task_id) AS \"undone!\"
                     FROM notification.gesture g WHERE g.gesture_id = $1 AND g.task_id = $2",
                    former,
                    task
                )
                .fetch_one(&mut *tx)
                .await?;
                let left = pb::Held::decode(row.after.as_slice()).map_err(Failure::internal)?;
                let moved = pb::Held { acknowledged: Vec::new(), ..left.clone() } != before;
                if row.undone || moved {
                    return Err(refused(
                        "TAC-013",
                        "Ce geste ne peut plus être annulé\u{a0}: la tâche a changé de mains ou de date depuis. Corrigez-la par un geste nouveau.",
                    ));
                }
                after = pb::Held::decode(row.before.as_slice()).map_err(Failure::internal)?;
                self.unacknowledge(tx, task, &left.acknowledged, &caller.subject).await?;
            }
        }
        self.write(tx, task, &before, &after).await?;
        if matches!(wish, Wish::Acknowledge) {
            self.acknowledge(tx, task, &caller.subject).await?;
        }
        let undoes = if let Wish::Undo(former) = wish { Some(*former) } else { None };
        sqlx::query!(
            "INSERT INTO notification.gesture (gesture_id, rank, task_id, dossier_id, gesture, who, at, reason, before, after, undoes)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            gesture,
            rank,
            task,
            dossier,
            wish.as_str(),
            caller.subject,
            sql_instant(self.clock.now()),
            ground.reason,
            before.encode_to_vec(),
            after.encode_to_vec(),
            undoes
        )
        .execute(&mut *tx)
        .await?;
        shown_task(tx, task, &seen).await
    }

    /// Decides, in the audit trail: the policy on the case, and the role in charge of the task, or the one it has gone to.
    /// Someone who may not know of the case does not learn that it has a task.
    async fn may_handle(
        &self,
        tx: &mut PgConnection,
        ground: &Ground<'_>,
        task: &pb::Task,
        case: &greffe_access::CaseRelations,
        wish: &Wish,
    ) -> Result<()> {
        let (command, of) = (ground.command, Resource::Case(case));
        let caller = &command.caller;
        let decision = decide(caller, Action::PrendreTache, of);
        let above = (task.escalated || matches!(wish, Wish::Hand(_))) && caller.has_role(&task.escalates_to);
        let allowed = decision.allowed && (caller.has_role(&task.role) || above);
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::PrendreTache.as_str(),
            object: case.dossier,
            decision: if allowed { "permis" } else { "refuse" },
            policies: &decision.policies,
            reason: ground.reason,
            request_id: &command.key_text(),
            payload_sha256: &Sha256::digest(format!("{} {}", wish.as_str(), task.task_id)),
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

    /// What people added, as it is from now on.
    async fn write(
        &self,
        tx: &mut PgConnection,
        task: Uuid,
        before: &pb::Held,
        after: &pb::Held,
    ) -> Result<()> {
        let claim = |of: &pb::Held| (of.claimed_by.clone(), of.handed_by.clone(), of.handed_reason.clone());
        if claim(before) != claim(after) {
            sqlx::query!("DELETE FROM notification.claim WHERE task_id = $1", task).execute(&mut *tx).await?;
            if !after.claimed_by.is_empty() {
                sqlx::query!(
                    "INSERT INTO notification.claim (task_id, claimed_by, claimed_at, handed_by, reason) VALUES ($1, $2, $3, $4, $5)",
                    task,
                    after.claimed_by,
                    sql_instant(self.clock.now()),
                    after.handed_by,
                    after.handed_reason
                )
                .execute(&mut *tx)
                .await?;
            }
        }
        sqlx::query!("DELETE FROM notification.snooze WHERE task_id = $1", task).execute(&mut *tx).await?;
        if !after.snoozed_until.is_empty() {
            sqlx::query!(
                "INSERT INTO notification.snooze (task_id, until, reason, snoozed_by) VALUES ($1, $2, $3, $4)",
                task,
                sql_day(day(&after.snoozed_until, "until")?.to_date()),
                after.snooze_reason,
                after.snoozed_by
            )
            .execute(tx)
            .await?;
        }
        Ok(())
    }

    /// Under the name of the one who read it; what is acknowledged goes no further.
    async fn acknowledge(&self, tx: &mut PgConnection, task: Uuid, who: &str) -> Result<()> {
        sqlx::query!(
            "UPDATE notification.warning SET acknowledged_by = $2, acknowledged_at = $3 WHERE task_id = $1 AND acknowledged_by IS NULL",
            task,
            who,
            sql_instant(self.clock.now())
        )
        .execute(&mut *tx)
        .await?;
        self.rearm(tx, task).await
    }

    async fn unacknowledge(
        &self,
        tx: &mut PgConnection,
        task: Uuid,
        named: &[String],
        who: &str,
    ) -> Result<()> {
        if named.is_empty() {
            return Ok(());
        }
        sqlx::query!(
            "UPDATE notification.warning SET acknowledged_by = NULL, acknowledged_at = NULL
             WHERE task_id = $1 AND acknowledged_by = $2 AND due::text || '/' || days_before = ANY($3)",
            task,
            who,
            named
        )
        .execute(&mut *tx)
        .await?;
        self.rearm(tx, task).await
    }

    /// The day on which an alert goes further: that of its first warning which nobody has acknowledged.
    pub(crate) async fn rearm(&self, tx: &mut PgConnection, task: Uuid) -> Result<()> {
        let row = sqlx::query!(
            r#"SELECT t.body, t.escalate_on, (SELECT min(w.told_on) FROM notification.warning w
                       WHERE w.task_id = t.task_id AND w.due = t.due AND w.acknowledged_by IS NULL) AS waits
               FROM notification.task t WHERE t.task_id = $1"#,
            task
        )
        .fetch_one(&mut *tx)
        .await?;
        let after = pb::Task::decode(row.body.as_slice()).map_err(Failure::internal)?.escalates_after;
        let on =
            row.waits.map(|told| Day::from_date(from_sql_day(told)).plus(i32::try_from(after).unwrap_or(0)));
        let on = on.map(|day| sql_day(day.to_date()));
        sqlx::query!(
            "UPDATE notification.task SET escalate_on = $2, escalated = escalated AND $2::date IS NOT NULL WHERE task_id = $1",
            task,
            on
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// What people added to a task, as it is shown.
fn held(shown: &pb::Task) -> pb::Held {
    pb::Held {
        claimed_by: shown.claimed_by.clone(),
        handed_by: shown.handed_by.clone(),
        handed_reason: shown.handed_reason.clone(),
        snoozed_until: shown.snoozed_until.clone(),
        snooze_reason: shown.snooze_reason.clone(),
        snoozed_by: shown.snoozed_by.clone(),
        acknowledged: Vec::new(),
    }
}

fn not_put_off(held: &mut pb::Held) {
    (held.snoozed_until, held.snooze_reason, held.snoozed_by) = Default::default();
}

/// A task is put off until before its term, and not at all where the law or its gravity does not wait.
fn may_wait(task: &pb::Task, until: Day, today: Day) -> Result<()> {
    if task.cannot_wait {
        return Err(refused(
            "TAC-006",
            "Cette tâche ne peut pas attendre\u{a0}: le droit ou la liberté d’une personne en dépend. Faites-la, ou transmettez-la à un collègue.",
        ));
    }
    let due = task.due.parse::<Day>().ok();
    if until <= today || until > today.plus(PUT_OFF) || due.is_some_and(|due| until >= due) {
        return Err(Failure::invalid(
            "TAC-007",
            "until",
            "Choisissez un jour à venir, antérieur au terme de la tâche et dans l’année.",
        ));
    }
    Ok(())
}

/// The tasks of a gesture of the caller's own.
async fn undone(tx: &mut PgConnection, gesture: Uuid, caller: &Caller) -> Result<Vec<Uuid>> {
    let tasks = sqlx::query_scalar!(
        "SELECT task_id FROM notification.gesture WHERE gesture_id = $1 AND who = $2 ORDER BY rank",
        gesture,
        caller.subject
    )
    .fetch_all(tx)
    .await?;
    if tasks.is_empty() { Err(unknown_gesture()) } else { Ok(tasks) }
}

fn ids(of: &[String]) -> Result<Vec<Uuid>> {
    let mut ids: Vec<Uuid> = Vec::with_capacity(of.len().min(LINES));
    for id in of {
        let id = Uuid::parse_str(id).map_err(|_| unknown_task())?;
        if !ids.contains(&id) {
            ids.push(id);
        }
        if ids.len() > LINES {
            break;
        }
    }
    if ids.is_empty() || ids.len() > LINES {
        return Err(Failure::invalid("TAC-010", "task_ids", "Choisissez de 1 à 200 tâches."));
    }
    Ok(ids)
}

pub(crate) fn day(of: &str, field: &'static str) -> Result<Day> {
    of.parse().map_err(|_| Failure::invalid("TAC-007", field, "Choisissez un jour du calendrier."))
}

fn refused(code: &'static str, message: &str) -> Failure {
    Failure::new(Kind::Refused, code, message)
}

fn taken() -> Failure {
    refused("TAC-004", "Quelqu’un d’autre a déjà pris cette tâche. Demandez-lui de la rendre.")
}

fn closed() -> Failure {
    refused("TAC-003", "Cette tâche est close\u{a0}: un acte l’a satisfaite. Rechargez la liste.")
}

fn unknown_gesture() -> Failure {
    Failure::not_found(
        "TAC-011",
        "Ce geste n’existe pas, ou n’est pas de vous\u{a0}: chacun annule ce qu’il a fait. Rechargez la page.",
    )
}

fn unknown_task() -> Failure {
    Failure::not_found(
        "TAC-001",
        "Cette tâche n’existe pas, ou ne vous est pas accessible. Rechargez la liste.",
    )
}
