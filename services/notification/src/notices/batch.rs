//! Batches: notices prepared, looked at and handed over together, each on its own.

use std::collections::{HashMap, hash_map::Entry};

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Result,
    command::{Command, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::notification::v1 as pb;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    REGISTRY,
    read::{chambres_of, named_as, stamp},
    step::complete,
    unknown_batch,
};
use crate::{Notifications, store::lock};

/// Most notices of a batch.
const MOST: usize = 500;
/// Longest title.
const TITLE_MAX: usize = 200;
/// Batches listed.
const LATEST: i64 = 30;

impl Notifications {
    /// Prepares the notices, once a key. What cannot be prepared says why, and stops no other.
    pub(crate) async fn open_batch(
        &self,
        command: Command,
        wanted: pb::OpenBatchRequest,
    ) -> Result<(pb::OpenBatchResponse, bool)> {
        decide(&command.caller, Action::LireAvis, Resource::Court).or_forbidden()?;
        let title = wanted.title.trim();
        let ids = wanted.notice_ids.iter().map(|id| Uuid::parse_str(id));
        let mut ids = ids.collect::<Result<Vec<_>, _>>().map_err(|_| bad_batch())?;
        ids.dedup();
        if title.is_empty() || title.chars().count() > TITLE_MAX || ids.is_empty() || ids.len() > MOST {
            return Err(bad_batch());
        }
        let known = sqlx::query!(
            "SELECT notice_id, dossier_id, chambre FROM notification.notice WHERE notice_id = ANY($1) ORDER BY dossier_id, notice_id",
            &ids
        )
        .fetch_all(&self.pool)
        .await?;
        // Read before anything is locked, by the rights of whoever prepares.
        let mut seen = HashMap::new();
        for row in &known {
            if let Entry::Vacant(place) = seen.entry(row.dossier_id) {
                place.insert(self.cases.dossier(&command.caller, row.dossier_id).await);
            }
        }
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::OpenBatchResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        let batch = Uuid::new_v5(&command.key, b"lot");
        let chambre = known.first().map(|row| row.chambre.clone()).unwrap_or_default();
        sqlx::query!(
            "INSERT INTO notification.batch (batch_id, title, chambre, opened_by, opened_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            batch,
            title,
            chambre,
            command.caller.subject,
            sql_instant(self.clock.now())
        )
        .execute(&mut *tx)
        .await?;
        let digest = Sha256::digest(wanted.encode_to_vec());
        let (mut locked, mut rank) = (None, 0);
        for row in known {
            let fresh = locked != Some(row.dossier_id);
            if fresh {
                lock(&mut tx, row.dossier_id).await?;
                locked = Some(row.dossier_id);
            }
            let allowed = self.may_keep(&mut tx, &command, row.dossier_id, &digest).await;
            let obstacle = match (allowed, seen.get(&row.dossier_id)) {
                // Who may not know of a notice does not find it in a batch.
                (Err(failure), _) if failure.kind == greffe_chassis::Kind::NotFound => continue,
                (Err(failure), _) => failure.message,
                (Ok(()), Some(Ok(case))) => {
                    self.prepared(&mut tx, row.notice_id, case, &command, batch).await?
                }
                (Ok(()), Some(Err(failure))) => failure.message.clone(),
                (Ok(()), None) => String::new(),
            };
            sqlx::query!(
                "INSERT INTO notification.batch_line (batch_id, rank, notice_id, obstacle) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                batch,
                rank,
                row.notice_id,
                obstacle
            )
            .execute(&mut *tx)
            .await?;
            rank += 1;
        }
        if rank == 0 {
            return Err(unknown_batch());
        }
        let answer = pb::OpenBatchResponse { batch: self.batch(&mut tx, &command.caller, batch).await? };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.open_batch(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    /// Prepares one notice as proposed, where nothing stands; answers what keeps it from going.
    async fn prepared(
        &self,
        tx: &mut PgConnection,
        id: Uuid,
        case: &greffe_contracts::dossier::v1::Dossier,
        command: &Command,
        batch: Uuid,
    ) -> Result<String> {
        let Some(notice) = self.shown_notice(tx, id).await? else { return Ok(String::new()) };
        if notice.sender != REGISTRY {
            return Ok("Cet avis n’est pas envoyé par le greffe.".into());
        }
        let last = self.last_sending(tx, id).await?;
        if notice.place == "a_preparer" {
            let proposed = self.proposal(tx, &notice, case).await?;
            let form = pb::PrepareStep {
                channel: proposed.channel,
                recipient_name: proposed.recipient_name,
                address: proposed.address,
                ..Default::default()
            };
            if let Err(failure) = self
                .prepare(tx, &notice, last.as_ref(), &form, case, &command.caller.subject, Some(batch))
                .await
            {
                return if failure.is_transient() { Err(failure) } else { Ok(failure.message) };
            }
            self.tell_notice(tx, dossier_of(&notice)?, id, "prepare").await?;
        } else if notice.place != "a_remettre" {
            return Ok("Cet avis est déjà parti, ou n’est plus à envoyer.".into());
        }
        match self.last_sending(tx, id).await? {
            Some(row) => {
                Ok(complete(&row.sending()?, &row.channel).err().map(|f| f.message).unwrap_or_default())
            }
            None => Ok(String::new()),
        }
    }

    /// Hands over what is ready, each in its own transaction, and says what is not; once a key.
    pub(crate) async fn send_batch(
        &self,
        command: Command,
        wanted: pb::SendBatchRequest,
    ) -> Result<(pb::SendBatchResponse, bool)> {
        let batch = Uuid::parse_str(&wanted.batch_id).map_err(|_| unknown_batch())?;
        let mut connection = self.pool.acquire().await?;
        if let Some(answer) = command.answered(&mut connection).await? {
            return Ok((pb::SendBatchResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        self.own_batch(&mut connection, &command.caller, batch).await?;
        let lines = sqlx::query!(
            "SELECT l.notice_id, n.dossier_id FROM notification.batch_line l JOIN notification.notice n USING (notice_id)
             WHERE l.batch_id = $1 ORDER BY l.rank",
            batch
        )
        .fetch_all(&mut *connection)
        .await?;
        drop(connection);
        let digest = Sha256::digest(wanted.encode_to_vec());
        for line in lines {
            self.hand_line(&command, batch, line.notice_id, line.dossier_id, &digest).await?;
        }
        let mut tx = db::begin(&self.pool).await?;
        let answer = pb::SendBatchResponse { batch: self.batch(&mut tx, &command.caller, batch).await? };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.send_batch(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.wake.wake();
        self.handed.notify_one();
        Ok((answer, false))
    }

    async fn hand_line(
        &self,
        command: &Command,
        batch: Uuid,
        id: Uuid,
        dossier: Uuid,
        digest: &[u8],
    ) -> Result<()> {
        let mut tx = db::begin(&self.pool).await?;
        lock(&mut tx, dossier).await?;
        let handed = match self.may_keep(&mut tx, command, dossier, digest).await {
            Err(failure) => Err(failure),
            Ok(()) => match self.last_sending(&mut tx, id).await? {
                // Gone already, by this batch or by another hand.
                Some(row) if matches!(row.state.as_str(), "prepare" | "controle") => {
                    let handed = self.hand_over(&mut tx, &row, &command.caller.subject).await;
                    if handed.is_ok() {
                        self.tell_notice(&mut tx, dossier, id, "remis").await?;
                    }
                    handed
                }
                _ => Ok(()),
            },
        };
        let obstacle = match handed {
            Err(failure) if failure.is_transient() => return Err(failure),
            // Not the sender's to know of: the line stays as those who are named see it.
            Err(failure) if failure.kind == greffe_chassis::Kind::NotFound => {
                tx.commit().await?;
                return Ok(());
            }
            Err(failure) => failure.message,
            Ok(()) => String::new(),
        };
        sqlx::query!(
            "UPDATE notification.batch_line SET obstacle = $3 WHERE batch_id = $1 AND notice_id = $2 AND obstacle <> $3",
            batch,
            id,
            obstacle
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    /// A batch with its lines.
    pub(crate) async fn get_batch(&self, caller: &Caller, id: &str) -> Result<pb::Batch> {
        let batch = Uuid::parse_str(id).map_err(|_| unknown_batch())?;
        let mut connection = self.pool.acquire().await?;
        self.own_batch(&mut connection, caller, batch).await?;
        self.batch(&mut connection, caller, batch).await?.ok_or_else(unknown_batch)
    }

    /// The latest batches, without their lines.
    pub(crate) async fn list_batches(&self, caller: &Caller) -> Result<pb::ListBatchesResponse> {
        decide(caller, Action::LireAvis, Resource::Court).or_forbidden()?;
        let chambres = chambres_of(caller);
        let rows = sqlx::query!(
            r#"SELECT b.batch_id, b.title, b.opened_by, b.opened_at, l.total AS "total!", l.gone AS "gone!", l.sent AS "sent!"
               FROM (SELECT * FROM notification.batch WHERE $1::text[] IS NULL OR chambre = '' OR chambre = ANY($1)
                     ORDER BY opened_at DESC LIMIT $2) b
               CROSS JOIN LATERAL (
                   SELECT count(*) AS total, count(*) FILTER (WHERE p.place IN ('en_chemin', 'a_examiner', 'en_poursuite', 'prouve')) AS gone,
                          count(*) FILTER (WHERE p.place IN ('en_poursuite', 'prouve')) AS sent
                   FROM notification.batch_line x JOIN notification.notice_place p USING (notice_id)
                   WHERE x.batch_id = b.batch_id AND (NOT p.sealed OR p.named @> $3)) l
               WHERE l.total > 0 ORDER BY b.opened_at DESC"#,
            chambres.as_deref(),
            LATEST,
            &named_as(caller)
        )
        .fetch_all(&self.pool)
        .await?;
        let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
        let batches = rows.into_iter().map(|row| pb::Batch {
            batch_id: row.batch_id.to_string(),
            title: row.title,
            opened_by: row.opened_by,
            opened_at: Some(stamp(row.opened_at)),
            total: count(row.total),
            gone: count(row.gone),
            sent: count(row.sent),
            lines: Vec::new(),
        });
        Ok(pb::ListBatchesResponse { batches: batches.collect() })
    }

    /// A batch is read by those who keep the notices of its chamber.
    async fn own_batch(&self, connection: &mut PgConnection, caller: &Caller, batch: Uuid) -> Result<()> {
        decide(caller, Action::LireAvis, Resource::Court).or_forbidden()?;
        let chambre =
            sqlx::query_scalar!("SELECT chambre FROM notification.batch WHERE batch_id = $1", batch)
                .fetch_optional(connection)
                .await?
                .ok_or_else(unknown_batch)?;
        match chambres_of(caller) {
            Some(chambres) if !chambre.is_empty() && !chambres.contains(&chambre) => Err(unknown_batch()),
            _ => Ok(()),
        }
    }

    async fn batch(
        &self,
        connection: &mut PgConnection,
        caller: &Caller,
        batch: Uuid,
    ) -> Result<Option<pb::Batch>> {
        let head = sqlx::query!(
            "SELECT title, opened_by, opened_at FROM notification.batch WHERE batch_id = $1",
            batch
        )
        .fetch_optional(&mut *connection)
        .await?;
        let Some(head) = head else { return Ok(None) };
        let rows = sqlx::query!(
            r#"SELECT p.body AS "notice!", p.place AS "place!", p.state, p.channel, l.obstacle, s.body AS "sending?"
               FROM notification.batch_line l JOIN notification.notice_place p USING (notice_id)
               LEFT JOIN notification.sending s ON s.notice_id = p.notice_id AND s.version = p.version
               WHERE l.batch_id = $1 AND (NOT p.sealed OR p.named @> $2) ORDER BY l.rank"#,
            batch,
            &named_as(caller)
        )
        .fetch_all(connection)
        .await?;
        // Nothing of it is the caller's to know.
        if rows.is_empty() {
            return Ok(None);
        }
        let mut lines = Vec::new();
        for row in rows {
            let sending = row.sending.map(|body| pb::Sending::decode(body.as_slice())).transpose();
            let sending = sending.map_err(Failure::internal)?.unwrap_or_default();
            let notice = pb::Notice::decode(row.notice.as_slice()).map_err(Failure::internal)?;
            lines.push(pb::BatchLine {
                notice: Some(pb::Notice {
                    place: row.place,
                    state: row.state.unwrap_or_default(),
                    channel: row.channel.unwrap_or_default(),
                    ..notice
                }),
                recipient_name: sending.recipient_name,
                address: sending.address,
                key: sending.key,
                obstacle: row.obstacle,
            });
        }
        let at = |places: &[&str]| {
            let there = lines
                .iter()
                .filter_map(|line| line.notice.as_ref())
                .filter(|n| places.contains(&n.place.as_str()));
            u32::try_from(there.count()).unwrap_or(u32::MAX)
        };
        Ok(Some(pb::Batch {
            batch_id: batch.to_string(),
            title: head.title,
            opened_by: head.opened_by,
            opened_at: Some(stamp(head.opened_at)),
            total: u32::try_from(lines.len()).unwrap_or(u32::MAX),
            gone: at(&["en_chemin", "a_examiner", "en_poursuite", "prouve"]),
            sent: at(&["en_poursuite", "prouve"]),
            lines,
        }))
    }
}

fn dossier_of(notice: &pb::Notice) -> Result<Uuid> {
    Uuid::parse_str(&notice.dossier_id).map_err(Failure::internal)
}

fn bad_batch() -> Failure {
    Failure::invalid(
        "AVI-012",
        "avis",
        format!(
            "Un lot porte un titre ({TITLE_MAX} caractères au plus) et de 1 à {MOST} avis. Corrigez la sélection."
        ),
    )
}
