//! Entering a request and what becomes of it: once a key, each version kept.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, sql_day, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{facts, kept, near::applicant, number, stale, state, term, unknown_aid};
use crate::{
    Dossiers, access,
    certificats::search::keys,
    offices::searchable,
    open::{clean, has_twin, optional_day},
    record::REASON_MAX,
};

/// What the columns of a request say, read from its facts.
struct Columns {
    requested_on: Date,
    rendered_on: Option<Date>,
    keys: Vec<String>,
    names: String,
    search: String,
}

impl Columns {
    async fn of(tx: &mut PgConnection, facts: &pb::AidFacts, number: &str) -> Result<Self> {
        let requested_on = optional_day("facts.requested_on", &facts.requested_on)?;
        let names = format!("{} {}", applicant(facts), facts.adversaries.join(" "));
        let search = format!("{number} {} {} {} {names}", facts.reference, facts.court, facts.case_number);
        Ok(Self {
            requested_on: requested_on.ok_or_else(|| Failure::internal("a request has a day"))?,
            rendered_on: optional_day("facts.rendered_on", &facts.rendered_on)?,
            keys: keys(tx, &facts.case_number).await?,
            names: searchable(&names),
            search: searchable(&search),
        })
    }
}

impl Dossiers {
    /// Enters a request, once a key.
    pub(super) async fn register_aid(
        &self,
        command: Command,
        wanted: pb::RegisterAidRequest,
    ) -> Result<(pb::RegisterAidResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::RegisterAidResponse::decode(answer.as_slice());
            return Ok((answer.map_err(Failure::internal)?, true));
        }
        let id = Uuid::now_v7();
        if let Err(refused) = self.may_keep(&mut tx, &command, id, "").await? {
            tx.commit().await?;
            return Err(refused);
        }
        let now = self.clock.now();
        let facts = facts::check(&wanted.facts.clone().unwrap_or_default(), self.clock.today())?;
        let office = known_office(&mut tx, &facts).await?;
        let year = i32::from(self.clock.today().year());
        let seq = next_number(&mut tx, year).await?;
        let number = number(year, seq);
        let of = Columns::of(&mut tx, &facts, &number).await?;
        let kept = facts.encode_to_vec();
        sqlx::query!(
            "INSERT INTO dossier.aid (id, year, seq, registered_at, facts, requested_on, rendered_on, case_keys, names, search,
                 office_id, pending)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
            id,
            year,
            seq,
            sql_instant(now),
            kept,
            sql_day(of.requested_on),
            of.rendered_on.map(sql_day),
            &of.keys,
            of.names,
            of.search,
            office,
            term::pending(&facts)
        )
        .execute(&mut *tx)
        .await?;
        keep_version(&mut tx, id, 1, now, &command, "", &kept).await?;
        let answer = pb::RegisterAidResponse { aid_id: id.to_string(), version: 1, number };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.register_aid(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    /// Enters what became of a request, or corrects it, once a key.
    pub(super) async fn amend_aid(
        &self,
        command: Command,
        wanted: pb::AmendAidRequest,
    ) -> Result<(pb::AmendAidResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        let amended = match self.amend_aid_in(&mut tx, &command, &wanted).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                return Box::pin(self.amend_aid(command, wanted)).await;
            }
            amended => amended?,
        };
        // A refusal stays in the audit trail.
        tx.commit().await?;
        amended
    }

    async fn amend_aid_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: &pb::AmendAidRequest,
    ) -> Result<Result<(pb::AmendAidResponse, bool)>> {
        let id = Uuid::parse_str(&wanted.aid_id).map_err(|_| unknown_aid())?;
        let row = sqlx::query!(
            r#"SELECT version, year, seq, facts, state AS "state!" FROM dossier.aid WHERE id = $1 FOR UPDATE"#,
            id
        )
        .fetch_optional(&mut *tx)
        .await?;
        // Under the request's lock: a twin has either answered, or not begun.
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::AmendAidResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        if let Err(refused) = self.may_keep(tx, command, id, &reason).await? {
            return Ok(Err(refused));
        }
        let row = row.ok_or_else(unknown_aid)?;
        let version = row.version.cast_unsigned();
        if wanted.expected_version != 0 && wanted.expected_version != version {
            return Err(stale(version));
        }
        if row.state == state::LINKED {
            return Err(Failure::new(
                Kind::Refused,
                "AID-003",
                "Cette demande est rattachée à un dossier\u{a0}: ce qui la concerne s’inscrit désormais à son journal. Ouvrez le dossier, et corrigez-y l’acte ou ajoutez le suivant.",
            ));
        }
        let before = kept(&row.facts)?;
        let facts = facts::check(&wanted.facts.clone().unwrap_or_default(), self.clock.today())?;
        let office = known_office(tx, &facts).await?;
        let was_cancelled = row.state == state::CANCELLED;
        if reason.is_empty() && (wanted.cancelled != was_cancelled || !facts::only_adds(&before, &facts)) {
            return Err(Failure::invalid(
                "AID-006",
                "reason",
                "Le motif manque. Dites en une phrase pourquoi ce qui était inscrit change\u{a0}: il reste au registre.",
            ));
        }
        let of = Columns::of(tx, &facts, &number(row.year, row.seq)).await?;
        let (now, next, kept) = (self.clock.now(), row.version + 1, facts.encode_to_vec());
        let state = sqlx::query_scalar!(
            r#"UPDATE dossier.aid SET version = $2, facts = $3, requested_on = $4, rendered_on = $5, case_keys = $6, names = $7,
                   search = $8, pending = $9, cancelled = $10, office_id = $11 WHERE id = $1 RETURNING state AS "state!""#,
            id,
            next,
            kept,
            sql_day(of.requested_on),
            of.rendered_on.map(sql_day),
            &of.keys,
            of.names,
            of.search,
            term::pending(&facts),
            wanted.cancelled,
            office
        )
        .fetch_one(&mut *tx)
        .await?;
        keep_version(tx, id, next, now, command, &reason, &kept).await?;
        let answer = pb::AmendAidResponse { version: next.cast_unsigned(), state };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// Decides and writes the decision to the audit trail; the refusal is the inner result, to be kept with it.
    async fn may_keep(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        object: Uuid,
        reason: &str,
    ) -> Result<Result<()>> {
        let action = Action::TenirRegistreAides;
        let decision = decide(&command.caller, action, Resource::Court);
        let key = command.key_text();
        let words = access::Words { reason, request_id: &key, payload_sha256: &command.request_sha256 };
        access::log(tx, self.clock.now(), &command.caller, action, object, &decision, &words).await?;
        Ok(decision.or_forbidden().map(|_| ()))
    }
}

/// Keeps what a request says from now on, and who said it.
pub(super) async fn keep_version(
    tx: &mut PgConnection,
    id: Uuid,
    version: i64,
    now: Timestamp,
    command: &Command,
    reason: &str,
    facts: &[u8],
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO dossier.aid_version (aid_id, version, recorded_at, actor, reason, facts) VALUES ($1, $2, $3, $4, $5, $6)",
        id,
        version,
        sql_instant(now),
        command.caller.subject,
        reason,
        facts
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The office designated is of the register of offices.
async fn known_office(tx: &mut PgConnection, facts: &pb::AidFacts) -> Result<Option<Uuid>> {
    if facts.office_id.is_empty() {
        return Ok(None);
    }
    let id = Uuid::parse_str(&facts.office_id).unwrap_or_default();
    let known =
        sqlx::query_scalar!("SELECT id FROM dossier.office WHERE id = $1", id).fetch_optional(tx).await?;
    known.map(Some).ok_or_else(|| {
        Failure::invalid(
            "DOS-006",
            "facts.office_id",
            "Ce cabinet n’est pas au registre. Choisissez-le dans la liste, ou inscrivez-le d’abord.",
        )
    })
}

/// The next number of the year's series; its row stays locked until commit, so that a rollback gives the number back.
async fn next_number(tx: &mut PgConnection, year: i32) -> Result<i32> {
    let seq = sqlx::query_scalar!(
        "INSERT INTO dossier.series (series, year, next) VALUES ('aide', $1, 2)
         ON CONFLICT (series, year) DO UPDATE SET next = series.next + 1 RETURNING next - 1 AS \"seq!\"",
        year
    )
    .fetch_one(tx)
    .await?;
    Ok(seq)
}
