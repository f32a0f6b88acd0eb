//! The way past: asked for by the président with a motive, confirmed by another person, used by one act.

use std::collections::BTreeSet;

use greffe_access::Action;
use greffe_chassis::{
    Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use jiff::{SignedDuration, Timestamp};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use super::Standing;
use crate::{Dossiers, access, journal::Journal, open::clean};

/// How long a passage may be confirmed and used: what it set aside is looked at anew after that.
const VALID: SignedDuration = SignedDuration::from_hours(24);
/// Shortest and longest motive.
const MOTIVE_MIN: usize = 10;
const MOTIVE_MAX: usize = 2_000;

struct Row {
    id: Uuid,
    dossier_id: Uuid,
    milestone: String,
    motive: String,
    not_checked: Vec<String>,
    overridden: Vec<String>,
    asked_by: String,
    asked_agent: String,
    asked_at: time::OffsetDateTime,
    expires_at: time::OffsetDateTime,
    confirmed_by: Option<String>,
    confirmed_at: Option<time::OffsetDateTime>,
    consumed_by: Option<Uuid>,
}

impl Row {
    fn shown(self) -> pb::GatePassage {
        let stamp = |at| {
            let at = from_sql_instant(at);
            prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
        };
        pb::GatePassage {
            passage_id: self.id.to_string(),
            dossier_id: self.dossier_id.to_string(),
            milestone: self.milestone,
            motive: self.motive,
            not_checked: self.not_checked,
            overridden: self.overridden,
            asked_by: self.asked_by,
            confirmed_by: self.confirmed_by.unwrap_or_default(),
            asked_at: Some(stamp(self.asked_at)),
            confirmed_at: self.confirmed_at.map(stamp),
            expires_at: Some(stamp(self.expires_at)),
            consumed_by: self.consumed_by.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

impl Dossiers {
    /// A passage that covers all that stands before a milestone, used up by the act that passes. `None` when there is none.
    pub(super) async fn use_passage(
        &self,
        tx: &mut PgConnection,
        journal: &Journal,
        milestone: usize,
        standing: &Standing,
        now: Timestamp,
    ) -> Result<Option<Uuid>> {
        let name = journal.law.catalogue.milestones()[milestone].name.as_str();
        let rows = sqlx::query_as!(
            Row,
            "SELECT * FROM dossier.gate_passage
             WHERE dossier_id = $1 AND milestone = $2 AND consumed_by IS NULL AND confirmed_by IS NOT NULL AND expires_at > $3
             ORDER BY asked_at DESC FOR UPDATE",
            journal.dossier,
            name,
            sql_instant(now)
        )
        .fetch_all(&mut *tx)
        .await?;
        let covers = |row: &&Row| {
            standing
                .unanswered
                .iter()
                .all(|(part, _)| row.not_checked.iter().any(|known| known == part.as_str()))
                && standing.blocking().all(|finding| row.overridden.contains(&finding.code))
        };
        let Some(passage) = rows.iter().find(covers).map(|row| row.id) else { return Ok(None) };
        let act = journal.facts.last().and_then(|fact| fact.act_id).map(Uuid::from);
        sqlx::query!("UPDATE dossier.gate_passage SET consumed_by = $2 WHERE id = $1", passage, act)
            .execute(tx)
            .await?;
        metrics::counter!("greffe_gate_passages_total").increment(1);
        Ok(Some(passage))
    }

    /// Passages of a milestone that no act has used, the newest first.
    pub(super) async fn passages(
        &self,
        connection: &mut PgConnection,
        dossier: Uuid,
        milestone: &str,
    ) -> Result<Vec<pb::GatePassage>> {
        let rows = sqlx::query_as!(
            Row,
            "SELECT * FROM dossier.gate_passage WHERE dossier_id = $1 AND milestone = $2 AND consumed_by IS NULL AND expires_at > $3
             ORDER BY asked_at DESC LIMIT 20",
            dossier,
            milestone,
            sql_instant(self.clock.now())
        )
        .fetch_all(connection)
        .await?;
        Ok(rows.into_iter().map(Row::shown).collect())
    }

    /// Asks to pass: what could not be checked at this moment, and what the law leaves to who asks.
    pub(super) async fn request_passage(
        &self,
        command: Command,
        wanted: pb::RequestPassageRequest,
    ) -> Result<(pb::RequestPassageResponse, bool)> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| access::unknown_case())?;
        let motive = clean("motif", &wanted.motive, MOTIVE_MAX)?;
        // The services are asked before the transaction, as an act asks them; who may not ask is told in it.
        let looked = self.look(dossier, &wanted.milestone).await?;
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let journal = Journal::lock(&mut tx, dossier).await?.ok_or_else(access::unknown_case)?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::RequestPassageResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let key = command.key_text();
        let words = access::Words { reason: &motive, request_id: &key, ..Default::default() };
        let (case, action) = (journal.relations(), Action::DemanderPassage);
        if let Err(refused) = access::require(&mut tx, now, &command.caller, action, &case, &words).await {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return Err(refused);
        }
        if motive.chars().count() < MOTIVE_MIN {
            return Err(Failure::invalid(
                "CTL-004",
                "motif",
                "Le motif du passage manque. Dites en une phrase pourquoi l’affaire ne peut pas attendre\u{a0}: il restera au registre.",
            ));
        }
        let looked = looked.ok_or_else(access::unknown_case)?;
        let not_checked: Vec<String> =
            looked.standing.unanswered.iter().map(|(part, _)| part.as_str().to_owned()).collect();
        let left_to_them = |roles: &[String]| roles.iter().any(|role| command.caller.has_role(role));
        let overridden: BTreeSet<String> = looked
            .standing
            .blocking()
            .filter(|finding| left_to_them(&finding.overridden_by))
            .map(|finding| finding.code.clone())
            .collect();
        if not_checked.is_empty() && overridden.is_empty() {
            return Err(Failure::new(
                Kind::Refused,
                "CTL-005",
                "Il n’y a rien à passer\u{a0}: chaque service a répondu, et la loi ne laisse à l’appréciation du président aucune des irrégularités relevées. Enregistrez les actes qui y remédient.",
            ));
        }
        let row = Row {
            id: Uuid::now_v7(),
            dossier_id: dossier,
            milestone: looked.milestone.to_owned(),
            motive,
            not_checked,
            overridden: overridden.into_iter().collect(),
            asked_by: command.caller.subject.clone(),
            asked_agent: command.caller.agent_id.clone(),
            asked_at: sql_instant(now),
            expires_at: sql_instant(now.saturating_add(VALID).map_err(Failure::internal)?),
            confirmed_by: None,
            confirmed_at: None,
            consumed_by: None,
        };
        sqlx::query!(
            "INSERT INTO dossier.gate_passage (id, dossier_id, milestone, motive, not_checked, overridden, asked_by, asked_agent, asked_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            row.id,
            row.dossier_id,
            row.milestone,
            row.motive,
            &row.not_checked,
            &row.overridden,
            row.asked_by,
            row.asked_agent,
            row.asked_at,
            row.expires_at
        )
        .execute(&mut *tx)
        .await?;
        let answer = pb::RequestPassageResponse { passage: Some(row.shown()) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => return Box::pin(self.request_passage(command, wanted)).await,
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    /// The second person: never the one who asked.
    pub(super) async fn confirm_passage(
        &self,
        command: Command,
        wanted: pb::ConfirmPassageRequest,
    ) -> Result<(pb::ConfirmPassageResponse, bool)> {
        let id = Uuid::parse_str(&wanted.passage_id).map_err(|_| unknown())?;
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let of = sqlx::query_scalar!("SELECT dossier_id FROM dossier.gate_passage WHERE id = $1", id)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(unknown)?;
        let journal = Journal::lock(&mut tx, of).await?.ok_or_else(unknown)?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::ConfirmPassageResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let key = command.key_text();
        let words = access::Words { request_id: &key, ..Default::default() };
        let (case, action) = (journal.relations(), Action::ConfirmerPassage);
        if let Err(refused) = access::require(&mut tx, now, &command.caller, action, &case, &words).await {
            tx.commit().await?;
            return Err(if refused.kind == Kind::NotFound { unknown() } else { refused });
        }
        let mut row = sqlx::query_as!(Row, "SELECT * FROM dossier.gate_passage WHERE id = $1 FOR UPDATE", id)
            .fetch_one(&mut *tx)
            .await?;
        let caller = &command.caller;
        let same_agent = !caller.agent_id.is_empty() && caller.agent_id == row.asked_agent;
        if caller.subject == row.asked_by || same_agent {
            return Err(Failure::new(
                Kind::Forbidden,
                "CTL-006",
                "La personne qui demande un passage ne le confirme pas elle-même. Un autre magistrat, ou le greffier de la chambre, le confirme.",
            ));
        }
        if row.confirmed_by.is_some() || row.consumed_by.is_some() || from_sql_instant(row.expires_at) <= now
        {
            return Err(Failure::new(
                Kind::Refused,
                "CTL-007",
                "Ce passage est déjà confirmé, ou n’est plus valable. Rechargez le contrôle du dossier\u{a0}; au besoin, le président en demande un autre.",
            ));
        }
        sqlx::query!(
            "UPDATE dossier.gate_passage SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1",
            id,
            caller.subject,
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        (row.confirmed_by, row.confirmed_at) = (Some(caller.subject.clone()), Some(sql_instant(now)));
        let answer = pb::ConfirmPassageResponse { passage: Some(row.shown()) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => return Box::pin(self.confirm_passage(command, wanted)).await,
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }
}

fn unknown() -> Failure {
    Failure::not_found(
        "CTL-008",
        "Aucun passage accessible ne porte cette référence. Rouvrez le contrôle du dossier.",
    )
}
