//! What is done about an access: asked, granted, refused, taken back, looked over. Each once a key, under the lock of its row.

use greffe_access::{
    Action, CaseRelations, Decision, Resource, decide,
    stored::{self, unknown_case},
};
use greffe_chassis::{
    Failure, Kind, Result, audit,
    clock::{paris_day, paris_morning},
    command::{Command, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use jiff::{Timestamp, ToSpan, civil::Date};
use prost::Message;
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use super::{
    EMERGENCY, NAMED, REQUEST, Row, URGENT,
    told::{Step, agent, is_told, may},
};
use crate::Documents;

/// Letters of a reason: less says nothing.
const REASON: std::ops::RangeInclusive<usize> = 10..=500;
/// Days for which a request is granted, at most.
const DAYS: i32 = 90;
/// The same of a case that is opened by name.
const YEAR: i32 = 365;

impl Documents {
    /// Asks to read the papers of a case.
    pub(super) async fn ask(
        &self,
        command: &Command,
        wanted: &pb::AskAccessRequest,
    ) -> Result<(pb::Access, bool)> {
        let (caller, now) = (&command.caller, self.clock.now());
        let action = match wanted.kind.as_str() {
            REQUEST => Action::DemanderAcces,
            URGENT => Action::DemanderAccesUrgence,
            NAMED => Action::HabiliterLecteur,
            _ => {
                return Err(invalid(
                    "kind",
                    "Un accès se demande par une «\u{a0}demande\u{a0}» motivée ou en «\u{a0}urgence\u{a0}», ou s’ouvre par une «\u{a0}habilitation\u{a0}». Choisissez l’un des trois.",
                ));
            }
        };
        let reason = reason(&wanted.reason)?;
        let (reader, until) = match wanted.kind.as_str() {
            NAMED => (named(&wanted.agent_id)?, Some(last_day(&wanted.until, now, YEAR)?)),
            _ => (agent(caller), None),
        };
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((decoded(&answer)?, true));
        }
        let case = stored::load(&mut tx, dossier).await?;
        let nothing_known = CaseRelations { dossier, ..Default::default() };
        let relations = case.as_ref().map_or(&nothing_known, |case| &case.relations);
        // Of a case that is none, and of one that they may not know of, people are told the same, and it is written the same.
        let knows = decide(caller, Action::Connaitre, Resource::Case(relations));
        let knows = Decision { allowed: knows.allowed && case.is_some(), ..knows };
        let decision = decide(caller, action, Resource::Case(relations));
        if !knows.allowed || !decision.allowed {
            let refused = if knows.allowed { &decision } else { &knows };
            self.written(&mut tx, command, (action, dossier), refused, wanted.kind.as_str()).await?;
            tx.commit().await?;
            knows.or_else(unknown_case)?;
            decision.or_forbidden()?;
            return Err(unknown_case());
        }
        let Some(case) = case else { return Err(unknown_case()) };
        let row = Row {
            id: Uuid::now_v7(),
            dossier_id: dossier,
            kind: wanted.kind.clone(),
            agent: reader,
            asked_at: sql_instant(now),
            state: if until.is_some() { "ouverte" } else { "demandee" }.into(),
            version: 1,
            until: until.map(sql_instant),
        };
        if until.is_some() && row.is_of(agent(caller)) {
            return Err(alone());
        }
        if self.lasts_already(&mut tx, &row).await? {
            drop(tx);
            return self.or_answered(command, already()).await;
        }
        let added = sqlx::query!(
            "INSERT INTO document.acces (id, dossier_id, kind, agent, asked_at, state, version, until) VALUES ($1, $2, $3, $4, $5, $6, 1, $7)",
            row.id,
            row.dossier_id,
            row.kind,
            row.agent,
            row.asked_at,
            row.state,
            row.until
        )
        .execute(&mut *tx)
        .await;
        match added {
            Err(error) if waits_already(&error) => {
                drop(tx);
                return self.or_answered(command, already()).await;
            }
            added => added?,
        };
        let first = if until.is_some() { Step::Grant.as_str() } else { "demande" };
        self.step_written(&mut tx, &row, (first, agent(caller)), (now, until), &reason).await?;
        self.written(&mut tx, command, (action, dossier), &decision, &row.kind).await?;
        let access = self.access(&mut tx, caller, &row, &case).await?;
        self.concluded(tx, command, access).await
    }

    /// Takes the next step.
    pub(super) async fn step(
        &self,
        command: &Command,
        wanted: &pb::StepAccessRequest,
    ) -> Result<(pb::Access, bool)> {
        let (caller, now) = (&command.caller, self.clock.now());
        let step = Step::ALL.into_iter().find(|step| step.as_str() == wanted.step).ok_or_else(|| {
            invalid("step", "Ce geste n’est pas de ceux d’un accès. Choisissez parmi\u{a0}: accord, refus, retrait, revue.")
        })?;
        let reason = match step {
            Step::Grant if wanted.reason.trim().is_empty() => String::new(),
            _ => reason(&wanted.reason)?,
        };
        let id = Uuid::parse_str(&wanted.access_id).map_err(|_| unknown())?;
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((decoded(&answer)?, true));
        }
        let row = sqlx::query_as!(
            Row,
            "SELECT id, dossier_id, kind, agent, asked_at, state, version, until FROM document.acces WHERE id = $1 FOR UPDATE",
            id
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Err(unknown()) };
        let Some(case) = stored::load(&mut tx, row.dossier_id).await? else { return Err(unknown()) };
        let told = is_told(caller, &row, &case.relations);
        let (action, decision) = may(caller, &row, &case.relations, step);
        if !told || !decision.allowed {
            let refused = Decision { allowed: false, ..decision };
            self.written(&mut tx, command, (action, row.dossier_id), &refused, step.as_str()).await?;
            tx.commit().await?;
            if told {
                refused.or_forbidden()?;
            }
            return Err(unknown());
        }
        if row.version.cast_unsigned() != wanted.version {
            drop(tx);
            return self.or_answered(command, moved(&row)).await;
        }
        let own = row.is_of(agent(caller));
        if own && matches!(step, Step::Grant | Step::Refuse) {
            return Err(alone());
        }
        if !step.fits(&row, own, now) {
            return Err(not_now(&row, now));
        }
        let until = match step {
            Step::Grant if row.is_urgent() => Some(now + EMERGENCY),
            Step::Grant => Some(last_day(&wanted.until, now, DAYS)?),
            _ => None,
        };
        let row = Row {
            state: step.leaves().into(),
            version: row.version + 1,
            until: until.map(sql_instant).or(row.until),
            ..row
        };
        sqlx::query!(
            "UPDATE document.acces SET state = $2, version = $3, until = $4 WHERE id = $1",
            row.id,
            row.state,
            row.version,
            row.until
        )
        .execute(&mut *tx)
        .await?;
        self.step_written(&mut tx, &row, (step.as_str(), agent(caller)), (now, until), &reason).await?;
        let told = format!("{} ({})", step.as_str(), row.kind);
        self.written(&mut tx, command, (action, row.dossier_id), &decision, &told).await?;
        let access = self.access(&mut tx, caller, &row, &case).await?;
        let done = self.concluded(tx, command, access).await?;
        if step == Step::Grant && row.is_urgent() && !done.1 {
            tracing::warn!(access = %row.id, dossier = %row.dossier_id, "papers were opened in an emergency");
        }
        Ok(done)
    }

    /// Whether the same person reads by such an access already, or waits for one.
    async fn lasts_already(&self, tx: &mut PgConnection, row: &Row) -> Result<bool> {
        let found = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT FROM document.acces WHERE dossier_id = $1 AND agent = $2 AND kind = $3
                              AND (state = 'demandee' OR (state = 'ouverte' AND until > $4))) AS "found!""#,
            row.dossier_id,
            row.agent,
            row.kind,
            row.asked_at
        )
        .fetch_one(tx)
        .await?;
        Ok(found)
    }

    async fn step_written(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        (step, agent): (&str, Uuid),
        (at, until): (Timestamp, Option<Timestamp>),
        reason: &str,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO document.acces_etape (acces_id, version, step, agent, at, reason, until) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            row.id,
            row.version,
            step,
            agent,
            sql_instant(at),
            reason,
            until.map(sql_instant)
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// The row of the trail, on the case: what is sought by its dossier is found. Never the reason, in which people write what they
    /// will: it stays with the access.
    async fn written(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        (action, dossier): (Action, Uuid),
        decision: &Decision,
        told: &str,
    ) -> Result<()> {
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: action.as_str(),
            object: dossier,
            decision: decision.word(),
            policies: &decision.policies,
            reason: told,
            request_id: &command.key_text(),
            payload_sha256: &command.request_sha256,
        };
        audit::append(tx, self.clock.now(), &entry).await
    }

    async fn concluded(
        &self,
        mut tx: Transaction<'static, Postgres>,
        command: &Command,
        access: pb::Access,
    ) -> Result<(pb::Access, bool)> {
        match command.store(&mut tx, &access.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return self.or_answered(command, Failure::internal(error)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((access, false))
    }

    /// What a twin of the command was answered meanwhile; the failure where there is none.
    async fn or_answered(&self, command: &Command, failure: Failure) -> Result<(pb::Access, bool)> {
        match command.answered(&mut *self.pool.acquire().await?).await? {
            Some(answer) => Ok((decoded(&answer)?, true)),
            None => Err(failure),
        }
    }
}

fn decoded(answer: &[u8]) -> Result<pb::Access> {
    pb::Access::decode(answer).map_err(Failure::internal)
}

/// Another request of the same person was entered at the same moment.
fn waits_already(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|error| error.constraint() == Some("acces_attend"))
}

/// To whom a case is opened by name.
fn named(text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).ok().filter(|agent| !agent.is_nil()).ok_or_else(|| {
        invalid("agent_id", "Un dossier s’ouvre à une personne de l’annuaire. Choisissez-la dans la liste.")
    })
}

/// The instant at which what is granted ends: that of its last day, in Paris.
fn last_day(text: &str, now: Timestamp, days: i32) -> Result<Timestamp> {
    let today = paris_day(now);
    let wrong = || {
        let message = format!(
            "Le dernier jour de l’accès n’est pas de ceux que l’on accorde. Donnez-le sous la forme 2026-11-30, d’aujourd’hui à {days}\u{a0}jours."
        );
        Failure::invalid("DRO-005", "jusqu_au", message)
    };
    let day: Date = text.parse().map_err(|_| wrong())?;
    let last = today.checked_add(days.days()).map_err(|_| wrong())?;
    if day < today || day > last {
        return Err(wrong());
    }
    Ok(paris_morning(day.tomorrow().map_err(|_| wrong())?))
}

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    let readable = !text.chars().any(|c| c.is_control() && c != '\n');
    if readable && REASON.contains(&text.chars().count()) {
        return Ok(text.to_owned());
    }
    Err(invalid(
        "motif",
        "Le motif dit pourquoi ces papiers sont lus, refusés ou revus\u{a0}: de 10 à 500 caractères. Écrivez-le en une phrase.",
    ))
}

fn invalid(field: &str, message: &str) -> Failure {
    Failure::invalid("DRO-004", field, message)
}

fn unknown() -> Failure {
    Failure::not_found(
        "DRO-006",
        "Aucun accès de ceux qui vous sont dits ne porte cette référence. Rechargez la liste des accès.",
    )
}

fn moved(row: &Row) -> Failure {
    Failure::new(
        Kind::Stale,
        "DRO-007",
        "Quelqu’un a statué sur cet accès entre-temps. Relisez-le, puis recommencez s’il y a lieu.",
    )
    .at_version(row.version.cast_unsigned())
}

fn not_now(row: &Row, now: Timestamp) -> Failure {
    let state = match row.told(now) {
        "demandee" => "attend une décision",
        "ouverte" => "est ouvert",
        "refusee" => "est refusé",
        "retiree" => "est retiré",
        "revue" => "est déjà revu",
        _ => "est échu",
    };
    Failure::new(
        Kind::Refused,
        "DRO-008",
        format!(
            "Ce geste ne convient pas à cet accès, qui {state}. Rechargez la liste\u{a0}: elle dit ce qui peut être fait."
        ),
    )
}

fn already() -> Failure {
    Failure::new(
        Kind::Refused,
        "DRO-008",
        "Un accès de cette sorte à ce dossier est déjà ouvert, ou attend une décision. Retirez-le d’abord s’il ne convient plus.",
    )
}

fn alone() -> Failure {
    Failure::new(
        Kind::Forbidden,
        "DRO-009",
        "Nul ne s’ouvre un dossier à soi-même\u{a0}: une seconde personne statue sur l’accès que vous avez demandé.",
    )
}
