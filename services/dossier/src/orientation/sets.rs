//! Sets of rules of orientation: written version by version, put in force, read.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::Command,
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use prost::Message;
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::rules::{self, Remit};
use crate::{Dossiers, access, open::clean};

/// Longest reason of a version.
const REASON_MAX: usize = 2_000;
/// Versions shown.
const VERSIONS: i64 = 20;

fn shown(at: OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

fn decoded<M: Message + Default>(bytes: &[u8]) -> Result<M> {
    M::decode(bytes).map_err(Failure::internal)
}

/// A set moved since the form was opened.
fn stale(version: u64) -> Failure {
    Failure::new(
        Kind::Stale,
        "ORI-003",
        "Les règles ont changé depuis que vous les avez ouvertes. Regardez la version la plus récente, puis enregistrez de nouveau\u{a0}: votre saisie est conservée.",
    )
    .at_version(version)
}

pub(super) fn unknown_version() -> Failure {
    Failure::not_found(
        "ORI-007",
        "Ce jeu de règles n’a pas cette version. Choisissez-la dans l’historique de la page «\u{a0}Règles d’orientation\u{a0}».",
    )
}

fn no_reason() -> Failure {
    Failure::invalid(
        "ORI-004",
        "reason",
        "Le motif manque. Dites en une phrase ce qui justifie ce changement\u{a0}: il reste à l’historique.",
    )
}

/// Rules of a version.
pub(super) async fn rules_of(
    connection: &mut PgConnection,
    remit: Remit,
    version: i64,
) -> Result<Option<Vec<pb::OrientationRule>>> {
    let body = sqlx::query_scalar!(
        "SELECT body FROM dossier.orientation_rules WHERE remit = $1 AND version = $2",
        remit.code(),
        version
    )
    .fetch_optional(connection)
    .await?;
    body.map(|body| decoded::<pb::OrientationVersion>(&body).map(|found| found.rules)).transpose()
}

/// The version in force and its rules; 0 and none while none is.
pub(super) async fn in_force(
    connection: &mut PgConnection,
    remit: Remit,
) -> Result<(i64, Vec<pb::OrientationRule>)> {
    let row = sqlx::query!(
        "SELECT r.version, r.body FROM dossier.orientation_in_force f JOIN dossier.orientation_rules r USING (remit, version)
         WHERE f.remit = $1 ORDER BY f.seq DESC LIMIT 1",
        remit.code()
    )
    .fetch_optional(connection)
    .await?;
    let Some(row) = row else { return Ok((0, Vec::new())) };
    Ok((row.version, decoded::<pb::OrientationVersion>(&row.body)?.rules))
}

/// One at a time changes a set; a twin has then either answered, or not begun.
async fn locked(tx: &mut PgConnection, remit: Remit) -> Result<()> {
    sqlx::query!(
        "SELECT pg_advisory_xact_lock(hashtextextended('dossier.orientation.' || $1::text, 0))",
        remit.code()
    )
    .execute(tx)
    .await?;
    Ok(())
}

async fn newest(tx: &mut PgConnection, remit: Remit) -> Result<i64> {
    let version = sqlx::query_scalar!(
        r#"SELECT coalesce(max(version), 0) AS "version!" FROM dossier.orientation_rules WHERE remit = $1"#,
        remit.code()
    );
    Ok(version.fetch_one(tx).await?)
}

impl Dossiers {
    /// The sets of the Court, for whoever may read them.
    pub(super) async fn orientation_sets(&self, caller: &Caller) -> Result<pb::ListOrientationSetsResponse> {
        decide(caller, Action::LireReglesOrientation, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let mut sets = Vec::new();
        for remit in Remit::all(&self.law) {
            sets.push(self.set(&mut connection, caller, remit).await?);
        }
        Ok(pb::ListOrientationSetsResponse { sets })
    }

    async fn set(
        &self,
        connection: &mut PgConnection,
        caller: &Caller,
        remit: Remit,
    ) -> Result<pb::OrientationSet> {
        let version = newest(connection, remit).await?;
        let rules = rules_of(connection, remit, version).await?.unwrap_or_default();
        let (in_force, _) = in_force(connection, remit).await?;
        let may = decide(caller, Action::ReglerOrientation, Resource::Case(&remit.relations()));
        Ok(pb::OrientationSet {
            remit: remit.code().to_owned(),
            label: remit.label().to_owned(),
            version: version.cast_unsigned(),
            in_force: in_force.cast_unsigned(),
            rules: u32::try_from(rules.len()).unwrap_or(u32::MAX),
            may_edit: may.allowed,
        })
    }

    /// A set with its versions.
    pub(super) async fn orientation_set(
        &self,
        caller: &Caller,
        wanted: &pb::GetOrientationSetRequest,
    ) -> Result<pb::GetOrientationSetResponse> {
        decide(caller, Action::LireReglesOrientation, Resource::Court).or_forbidden()?;
        let remit = Remit::read(&self.law, &wanted.remit)?;
        let mut connection = self.pool.acquire().await?;
        let set = self.set(&mut connection, caller, remit).await?;
        let rows = sqlx::query!(
            "SELECT version, body, actor, reason, recorded_at FROM dossier.orientation_rules
             WHERE remit = $1 AND (version > $2 OR version = $3) ORDER BY version DESC",
            remit.code(),
            set.version.cast_signed() - VERSIONS,
            set.in_force.cast_signed()
        )
        .fetch_all(&mut *connection)
        .await?;
        let history = sqlx::query!(
            "SELECT seq, version, actor, reason, since, tried FROM dossier.orientation_in_force WHERE remit = $1
             ORDER BY seq DESC LIMIT $2",
            remit.code(),
            VERSIONS
        )
        .fetch_all(&mut *connection)
        .await?;
        let versions = rows.into_iter().map(|row| {
            Ok(pb::OrientationVersion {
                version: row.version.cast_unsigned(),
                rules: decoded::<pb::OrientationVersion>(&row.body)?.rules,
                actor: row.actor,
                reason: row.reason,
                recorded_at: Some(shown(row.recorded_at)),
            })
        });
        let versions = versions.collect::<Result<_>>()?;
        let history = history.into_iter().map(|row| {
            Ok(pb::OrientationInForce {
                seq: row.seq.cast_unsigned(),
                version: row.version.cast_unsigned(),
                actor: row.actor,
                reason: row.reason,
                since: Some(shown(row.since)),
                tried: Some(decoded(&row.tried)?),
            })
        });
        Ok(pb::GetOrientationSetResponse {
            set: Some(set),
            versions,
            history: history.collect::<Result<_>>()?,
            targets: remit.targets(&self.law),
        })
    }

    /// Writes another version of a set, once a key.
    pub(super) async fn save_orientation(
        &self,
        command: Command,
        wanted: pb::SaveOrientationRulesRequest,
    ) -> Result<(pb::SaveOrientationRulesResponse, bool)> {
        let remit = Remit::read(&self.law, &wanted.remit)?;
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        let mut tx = db::begin(&self.pool).await?;
        locked(&mut tx, remit).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((decoded(&answer)?, true));
        }
        if let Err(refused) = self.may_rule(&mut tx, &command, remit, &reason).await? {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return Err(refused);
        }
        if reason.is_empty() {
            return Err(no_reason());
        }
        let newest = newest(&mut tx, remit).await?;
        if wanted.expected_version != newest.cast_unsigned() {
            return Err(stale(newest.cast_unsigned()));
        }
        let before = rules_of(&mut tx, remit, newest).await?.unwrap_or_default();
        let by = (command.caller.subject.as_str(), self.clock.today());
        let rules = rules::check(&self.law, remit, &wanted.rules, &before, by)?;
        let (version, now) = (newest + 1, sql_instant(self.clock.now()));
        let body = pb::OrientationVersion { rules: rules.clone(), ..Default::default() }.encode_to_vec();
        sqlx::query!(
            "INSERT INTO dossier.orientation_rules (remit, version, body, actor, reason, recorded_at) VALUES ($1, $2, $3, $4, $5, $6)",
            remit.code(),
            version,
            body,
            command.caller.subject,
            reason,
            now
        )
        .execute(&mut *tx)
        .await?;
        let written = pb::OrientationVersion {
            version: version.cast_unsigned(),
            rules,
            actor: command.caller.subject.clone(),
            reason,
            recorded_at: Some(shown(now)),
        };
        let answer = pb::SaveOrientationRulesResponse { version: Some(written) };
        command.store(&mut tx, &answer.encode_to_vec()).await?;
        tx.commit().await?;
        Ok((answer, false))
    }

    /// Puts a version in force, once a key, on what it would have done of past dossiers.
    pub(super) async fn put_orientation(
        &self,
        command: Command,
        wanted: pb::PutOrientationInForceRequest,
    ) -> Result<(pb::PutOrientationInForceResponse, bool)> {
        let remit = Remit::read(&self.law, &wanted.remit)?;
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        // Read before the transaction: it may take some seconds, once a day.
        let learnt = self.learnt().await?;
        let mut tx = db::begin(&self.pool).await?;
        locked(&mut tx, remit).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((decoded(&answer)?, true));
        }
        if let Err(refused) = self.may_rule(&mut tx, &command, remit, &reason).await? {
            tx.commit().await?;
            return Err(refused);
        }
        if reason.is_empty() {
            return Err(no_reason());
        }
        let version = wanted.version.cast_signed();
        let rules = rules_of(&mut tx, remit, version).await?.ok_or_else(unknown_version)?;
        let (base, base_rules) = in_force(&mut tx, remit).await?;
        if base == version {
            return Err(Failure::new(
                Kind::Refused,
                "ORI-006",
                "Cette version est déjà en vigueur\u{a0}: il n’y a rien à changer.",
            ));
        }
        if wanted.base_version.cast_signed() != base || wanted.tried_on != self.clock.today().to_string() {
            return Err(Failure::new(
                Kind::Refused,
                "ORI-005",
                "L’essai n’est plus à jour\u{a0}: une autre version est entrée en vigueur, ou le jour a changé. Relancez-le, lisez ce qu’il dit, puis décidez.",
            )
            .at_version(base.cast_unsigned()));
        }
        let (tried, _) = self.tried(remit, learnt, rules, base_rules).await?;
        let now = sql_instant(self.clock.now());
        let seq = sqlx::query_scalar!(
            r#"INSERT INTO dossier.orientation_in_force (remit, seq, version, actor, reason, since, tried)
               SELECT $1::text, coalesce(max(seq), 0) + 1, $2::bigint, $3::text, $4::text, $5::timestamptz, $6::bytea FROM dossier.orientation_in_force WHERE remit = $1
               RETURNING seq"#,
            remit.code(),
            version,
            command.caller.subject,
            reason,
            now,
            tried.encode_to_vec()
        )
        .fetch_one(&mut *tx)
        .await?;
        let in_force = pb::OrientationInForce {
            seq: seq.cast_unsigned(),
            version: wanted.version,
            actor: command.caller.subject.clone(),
            reason,
            since: Some(shown(now)),
            tried: Some(tried),
        };
        let answer = pb::PutOrientationInForceResponse { in_force: Some(in_force) };
        command.store(&mut tx, &answer.encode_to_vec()).await?;
        tx.commit().await?;
        Ok((answer, false))
    }

    /// Decides and writes the decision to the audit trail; the refusal is the inner result, to be kept with it.
    async fn may_rule(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        remit: Remit,
        reason: &str,
    ) -> Result<Result<()>> {
        let (action, of) = (Action::ReglerOrientation, remit.relations());
        let decision = decide(&command.caller, action, Resource::Case(&of));
        let (key, reason) = (command.key_text(), format!("{}\u{a0}: {reason}", remit.code()));
        let words =
            access::Words { reason: &reason, request_id: &key, payload_sha256: &command.request_sha256 };
        access::log(tx, self.clock.now(), &command.caller, action, Uuid::nil(), &decision, &words).await?;
        Ok(decision.or_forbidden().map(drop))
    }
}
