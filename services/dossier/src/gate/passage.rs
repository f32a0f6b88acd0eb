//! The way past: asked for by the président with a motive, confirmed by another person, used by one act. At the head of a group
//! of joined dossiers it is asked for each of them at once, and confirmed at once.

use std::collections::BTreeSet;

use futures::future::try_join_all;
use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::{dossier::v1 as pb, gate::v1::GateFinding};
use jiff::{SignedDuration, Timestamp};
use prost::Message;
use sqlx::{PgConnection, Row as _};
use uuid::Uuid;

use super::{Standing, report::Looked};
use crate::{
    Dossiers, access,
    case::{common, groups},
    journal::Journal,
    open::clean,
    view,
};

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
    common: Option<Uuid>,
    remaining: Vec<String>,
}

impl Row {
    /// Of what stands before a milestone now: what could not be checked, and what the law leaves to who asks.
    fn of(looked: &Looked, caller: &Caller, motive: &str, now: Timestamp) -> Result<Self> {
        let left_to_them = |roles: &[String]| roles.iter().any(|role| caller.has_role(role));
        let (overridden, remaining): (Vec<_>, Vec<_>) =
            looked.standing.blocking().partition(|finding| left_to_them(&finding.overridden_by));
        let codes = |findings: Vec<&GateFinding>| {
            findings.iter().map(|finding| finding.code.clone()).collect::<BTreeSet<_>>().into_iter().collect()
        };
        Ok(Self {
            id: Uuid::now_v7(),
            dossier_id: looked.dossier(),
            milestone: looked.milestone.to_owned(),
            motive: motive.to_owned(),
            not_checked: looked
                .standing
                .unanswered
                .iter()
                .map(|(part, _)| part.as_str().to_owned())
                .collect(),
            overridden: codes(overridden),
            asked_by: caller.subject.clone(),
            asked_agent: caller.agent_id.clone(),
            asked_at: sql_instant(now),
            expires_at: sql_instant(now.saturating_add(VALID).map_err(Failure::internal)?),
            confirmed_by: None,
            confirmed_at: None,
            consumed_by: None,
            common: None,
            remaining: codes(remaining),
        })
    }

    fn sets_aside(&self) -> bool {
        !self.not_checked.is_empty() || !self.overridden.is_empty()
    }

    async fn write(&self, tx: &mut PgConnection) -> Result<()> {
        sqlx::query!(
            "INSERT INTO dossier.gate_passage (id, dossier_id, milestone, motive, not_checked, overridden, asked_by, asked_agent, asked_at,
                 expires_at, common, remaining)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            self.id,
            self.dossier_id,
            self.milestone,
            self.motive,
            &self.not_checked,
            &self.overridden,
            self.asked_by,
            self.asked_agent,
            self.asked_at,
            self.expires_at,
            self.common,
            &self.remaining
        )
        .execute(tx)
        .await?;
        Ok(())
    }

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
            remaining: self.remaining,
            members: Vec::new(),
        }
    }
}

/// What stands in each dossier of a request for a group, as far as the reader may read of it; the one that is looked at first.
async fn members(tx: &mut PgConnection, caller: &Caller, of: &Row) -> Result<Vec<pb::PassageMember>> {
    let Some(common) = of.common else { return Ok(Vec::new()) };
    let rows = sqlx::query(
        "SELECT p.id AS passage, p.not_checked, p.overridden, p.remaining, d.id, d.number_year, d.number_seq, d.chambre, d.rapporteurs,
             d.avocats_generaux, d.offices, d.former_offices, d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees
         FROM dossier.gate_passage p JOIN dossier.dossier d ON d.id = p.dossier_id
         WHERE p.common = $1 ORDER BY p.dossier_id <> $2, d.number_year, d.number_seq",
    )
    .bind(common)
    .bind(of.dossier_id)
    .fetch_all(tx)
    .await?;
    let mut members = Vec::with_capacity(rows.len());
    for row in &rows {
        let case = stored::of_row(row, "id")?;
        if !decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
            continue;
        }
        members.push(pb::PassageMember {
            dossier_id: case.dossier.to_string(),
            number: view::number(row.try_get("number_year")?, row.try_get("number_seq")?),
            passage_id: row.try_get::<Uuid, _>("passage")?.to_string(),
            not_checked: row.try_get("not_checked")?,
            overridden: row.try_get("overridden")?,
            remaining: row.try_get("remaining")?,
        });
    }
    Ok(members)
}

async fn with_members(tx: &mut PgConnection, caller: &Caller, row: Row) -> Result<pb::GatePassage> {
    let members = members(tx, caller, &row).await?;
    Ok(pb::GatePassage { members, ..row.shown() })
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
        let Some((passage, common)) = rows.iter().find(covers).map(|row| (row.id, row.common)) else {
            return Ok(None);
        };
        let act = journal.facts.last().and_then(|fact| fact.act_id).map(Uuid::from);
        // Of a request for a group, what set nothing aside is used with the first that did.
        sqlx::query!(
            "UPDATE dossier.gate_passage SET consumed_by = $2
             WHERE id = $1 OR (common = $3 AND consumed_by IS NULL AND not_checked = '{}' AND overridden = '{}')",
            passage,
            act,
            common
        )
        .execute(tx)
        .await?;
        metrics::counter!("greffe_gate_passages_total").increment(1);
        Ok(Some(passage))
    }

    /// Passages of a milestone that no act has used, the newest first.
    pub(super) async fn passages(
        &self,
        connection: &mut PgConnection,
        caller: &Caller,
        (dossier, milestone): (Uuid, &str),
    ) -> Result<Vec<pb::GatePassage>> {
        let rows = sqlx::query_as!(
            Row,
            "SELECT * FROM dossier.gate_passage WHERE dossier_id = $1 AND milestone = $2 AND consumed_by IS NULL AND expires_at > $3
             ORDER BY asked_at DESC LIMIT 20",
            dossier,
            milestone,
            sql_instant(self.clock.now())
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut shown = Vec::with_capacity(rows.len());
        for row in rows {
            shown.push(with_members(connection, caller, row).await?);
        }
        Ok(shown)
    }

    /// Asks to pass: what could not be checked at this moment, and what the law leaves to who asks; for a group, in each of its
    /// dossiers.
    pub(super) async fn request_passage(
        &self,
        command: Command,
        wanted: pb::RequestPassageRequest,
    ) -> Result<(pb::RequestPassageResponse, bool)> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| access::unknown_case())?;
        let motive = clean("motif", &wanted.motive, MOTIVE_MAX)?;
        let mut members = Vec::new();
        if wanted.common {
            members = groups::members(&mut *self.pool.acquire().await?, dossier).await?;
        }
        // The services are asked before the transaction, as an act asks them; who may not ask is told in it.
        let own = self.look(dossier, &wanted.milestone).await?;
        let milestone = own.as_ref().map_or("", |looked| looked.milestone);
        let looked = try_join_all(members.iter().map(|member| self.look(*member, milestone))).await?;
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let all: Vec<Uuid> = members.iter().copied().chain([dossier]).collect();
        let mut others = groups::lock_all(&mut tx, &all).await?;
        let at = others.iter().position(|journal| journal.dossier == dossier);
        let journal = others.remove(at.ok_or_else(access::unknown_case)?);
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::RequestPassageResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let key = command.key_text();
        let words = access::Words { reason: &motive, request_id: &key, ..Default::default() };
        let (caller, action) = (&command.caller, Action::DemanderPassage);
        let own_case = access::require(&mut tx, now, caller, action, &journal.relations(), &words).await;
        let allowed = match own_case {
            Ok(()) => common::allowed(&mut tx, now, caller, action, &others, &words).await,
            Err(refused) => Err(refused),
        };
        if let Err(refused) = allowed {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return Err(refused);
        }
        if wanted.common {
            still_the_group(&journal, &others)?;
        }
        if motive.chars().count() < MOTIVE_MIN {
            return Err(Failure::invalid(
                "CTL-004",
                "motif",
                "Le motif du passage manque. Dites en une phrase pourquoi l’affaire ne peut pas attendre\u{a0}: il restera au registre.",
            ));
        }
        let mut rows = Vec::with_capacity(all.len());
        for looked in std::iter::once(own).chain(looked) {
            rows.push(Row::of(&looked.ok_or_else(access::unknown_case)?, caller, &motive, now)?);
        }
        if !rows.iter().any(Row::sets_aside) {
            return Err(Failure::new(
                Kind::Refused,
                "CTL-005",
                "Il n’y a rien à passer\u{a0}: chaque service a répondu, et la loi ne laisse à l’appréciation du président aucune des irrégularités relevées. Enregistrez les actes qui y remédient.",
            ));
        }
        let common = wanted.common.then(Uuid::now_v7);
        for row in &mut rows {
            row.common = common;
            row.write(&mut tx).await?;
        }
        let passage = with_members(&mut tx, caller, rows.swap_remove(0)).await?;
        let answer = pb::RequestPassageResponse { passage: Some(passage) };
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
        // Of a request for a group, each is confirmed by who confirms one.
        let all = sqlx::query_scalar!(
            r#"SELECT p.dossier_id AS "dossier!" FROM dossier.gate_passage own
             JOIN dossier.gate_passage p ON p.id = own.id OR p.common = own.common WHERE own.id = $1"#,
            id
        )
        .fetch_all(&mut *tx)
        .await?;
        if all.is_empty() {
            return Err(unknown());
        }
        let journals = groups::lock_all(&mut tx, &all).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::ConfirmPassageResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let key = command.key_text();
        let words = access::Words { request_id: &key, ..Default::default() };
        for journal in &journals {
            let (case, action) = (journal.relations(), Action::ConfirmerPassage);
            if let Err(refused) = access::require(&mut tx, now, &command.caller, action, &case, &words).await
            {
                tx.commit().await?;
                return Err(match refused.kind {
                    Kind::NotFound => unknown(),
                    _ if journals.len() > 1 => groups::in_dossier(journal, refused),
                    _ => refused,
                });
            }
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
            "UPDATE dossier.gate_passage SET confirmed_by = $2, confirmed_at = $3 WHERE id = $1 OR common = $4",
            id,
            caller.subject,
            sql_instant(now),
            row.common
        )
        .execute(&mut *tx)
        .await?;
        (row.confirmed_by, row.confirmed_at) = (Some(caller.subject.clone()), Some(sql_instant(now)));
        let passage = with_members(&mut tx, caller, row).await?;
        let answer = pb::ConfirmPassageResponse { passage: Some(passage) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => return Box::pin(self.confirm_passage(command, wanted)).await,
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }
}

/// What was read before the locks is looked at again under them.
fn still_the_group(head: &Journal, others: &[Journal]) -> Result<()> {
    let mut now = head.group.as_ref().map(groups::dossiers).unwrap_or_default();
    let leads = now.first() == Some(&head.dossier);
    now.retain(|id| *id != head.dossier);
    now.sort_unstable();
    if now.is_empty() || !leads {
        return Err(common::not_a_head());
    }
    // Locked in the order of their ids.
    if now.iter().eq(others.iter().map(|journal| &journal.dossier)) {
        Ok(())
    } else {
        Err(common::changed(head))
    }
}

fn unknown() -> Failure {
    Failure::not_found(
        "CTL-008",
        "Aucun passage accessible ne porte cette référence. Rouvrez le contrôle du dossier.",
    )
}
