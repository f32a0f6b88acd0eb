//! Files that come in parts: each is kept when it has come, a cut loses at most one, and the whole becomes a piece once its
//! hash is the one its sender states.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    command::{Command, detached, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use jiff::{SignedDuration, Timestamp};
use prost::Message;
use sqlx::PgConnection;
use time::OffsetDateTime;
use tonic::Streaming;
use uuid::Uuid;

use crate::{
    Documents,
    content::{self, Look},
    store::{Receiving, hex},
    upload::{NewPiece, class},
};

/// A file that is not completed is forgotten so long after its last part.
const KEPT_FOR: SignedDuration = SignedDuration::from_hours(7 * 24);
/// Files forgotten in one go.
const BATCH: i64 = 20;

/// A file as its sender names it: of a deposit, for itself.
#[derive(Debug, Clone, Copy)]
struct Name {
    deposit: Uuid,
    file: Uuid,
}

impl Name {
    fn read(deposit: &str, file: &str) -> Result<Self> {
        let id = |text| Uuid::parse_str(text).map_err(|_| no_file());
        Ok(Self { deposit: id(deposit)?, file: id(file)? })
    }
}

/// A file on its way.
struct Row {
    id: Uuid,
    deposit_id: Uuid,
    file_name: String,
    kind: String,
    declared_type: String,
    size: i64,
    received: i64,
    changed_at: OffsetDateTime,
    piece_id: Option<Uuid>,
}

impl Documents {
    /// Begins a file of a deposit that its sender prepares.
    pub(crate) async fn begin_file(
        &self,
        command: Command,
        wanted: pb::BeginFileRequest,
    ) -> Result<(pb::BeginFileResponse, bool)> {
        let deposit = Uuid::parse_str(&wanted.deposit_id).map_err(|_| no_file())?;
        let policies = self.may_deposit(&command).await?;
        let file_name = content::file_name(&wanted.file_name)?;
        class(&command.caller, &wanted.kind)?;
        if wanted.size == 0 {
            return Err(Failure::invalid(
                "DOC-002",
                "size",
                "La taille du fichier est nulle. Vérifiez-le, puis annoncez sa taille.",
            ));
        }
        self.fits("size", wanted.size, self.limits.file_max, "fichier")?;
        let (this, now) = (self.clone(), self.clock.now());
        detached(async move {
            let mut tx = db::begin(&this.pool).await?;
            if let Some(answer) = command.answered(&mut tx).await? {
                return Ok((pb::BeginFileResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
            }
            // Files of one deposit are added one after the other, so that their sum holds.
            sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 1))")
                .bind(format!("{} {deposit}", command.caller.subject))
                .execute(&mut *tx)
                .await?;
            let announced = sqlx::query_scalar!(
                r#"SELECT coalesce(sum(size), 0)::bigint AS "sum!" FROM document.arriving WHERE sender = $1 AND deposit_id = $2"#,
                command.caller.subject,
                deposit
            )
            .fetch_one(&mut *tx)
            .await?;
            let whole = announced.cast_unsigned().saturating_add(wanted.size);
            this.fits("size", whole, this.limits.deposit_max, "dépôt")?;
            let id = Uuid::now_v7();
            sqlx::query!(
                "INSERT INTO document.arriving (id, deposit_id, sender, file_name, kind, declared_type, size, begun_at, changed_at)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
                id,
                deposit,
                command.caller.subject,
                file_name,
                wanted.kind,
                wanted.declared_type,
                wanted.size.cast_signed(),
                sql_instant(now)
            )
            .execute(&mut *tx)
            .await?;
            let key = command.key_text();
            let entry = audit::Entry {
                actor: &command.caller.subject,
                action: Action::DeposerPiece.as_str(),
                object: id,
                decision: "permis",
                policies: &policies,
                reason: "fichier en parties",
                request_id: &key,
                payload_sha256: &[],
            };
            audit::append(&mut tx, now, &entry).await?;
            let row = this.file(&mut tx, &command.caller, Name { deposit, file: id }, false).await?;
            let answer = pb::BeginFileResponse { file: Some(this.arriving(&row)) };
            match command.store(&mut tx, &answer.encode_to_vec()).await {
                Err(error) if is_twin(&error) => {
                    drop(tx);
                    let before = command.answered(&mut *this.pool.acquire().await?).await?;
                    let before = before.ok_or_else(|| Failure::internal(error))?;
                    return Ok((pb::BeginFileResponse::decode(before.as_slice()).map_err(Failure::internal)?, true));
                }
                stored => stored?,
            }
            tx.commit().await?;
            Ok((answer, false))
        })
        .await
    }

    /// Adds a part where the last one ended. One that came before is told again, and not written twice.
    pub(crate) async fn append_part(
        &self,
        caller: Caller,
        mut parts: Streaming<pb::AppendPartRequest>,
    ) -> Result<pb::AppendPartResponse> {
        let Some(pb::append_part_request::Part::Header(header)) = next(&mut parts).await? else {
            return Err(Failure::invalid(
                "DOC-001",
                "fichier",
                "L’envoi ne commence pas par la description de la partie.",
            ));
        };
        let name = Name::read(&header.deposit_id, &header.file_id)?;
        let row = self.file(&mut *self.pool.acquire().await?, &caller, name, false).await?;
        open(&row)?;
        if header.size == 0 || header.size > self.limits.part_max {
            return Err(self.part_size());
        }
        let mut received = self.store.receive()?;
        while let Some(part) = next(&mut parts).await? {
            let pb::append_part_request::Part::Chunk(bytes) = part else {
                return Err(Failure::invalid(
                    "DOC-001",
                    "fichier",
                    "Une seconde description est arrivée au milieu de la partie.",
                ));
            };
            if received.size() + bytes.len() as u64 > self.limits.part_max {
                return Err(self.part_size());
            }
            received.write(&bytes).await?;
        }
        if received.size() != header.size {
            return Err(Failure::invalid(
                "DOC-007",
                "fichier",
                format!(
                    "La partie est arrivée incomplète\u{a0}: {} octets reçus, {} annoncés. Renvoyez-la.",
                    received.size(),
                    header.size
                ),
            ));
        }
        let this = self.clone();
        // All of it has arrived: a sender who leaves now changes nothing.
        detached(async move { this.add(&caller, name, header.offset, received).await }).await
    }

    async fn add(
        &self,
        caller: &Caller,
        name: Name,
        offset: u64,
        part: Receiving,
    ) -> Result<pb::AppendPartResponse> {
        let (sha, size) = (part.sha256(), part.size());
        let mut tx = db::begin(&self.pool).await?;
        let mut row = self.file(&mut tx, caller, name, true).await?;
        open(&row)?;
        let id = row.id;
        let end = row.received.cast_unsigned();
        if offset < end {
            let before = sqlx::query!(
                "SELECT sha256, size FROM document.part WHERE file_id = $1 AND position = $2",
                id,
                offset.cast_signed()
            )
            .fetch_optional(&mut *tx)
            .await?;
            if before.is_some_and(|part| part.sha256 == sha && part.size == size.cast_signed()) {
                return Ok(pb::AppendPartResponse { file: Some(self.arriving(&row)) });
            }
        }
        if offset != end {
            return Err(Failure::new(
                Kind::Refused,
                "DOC-011",
                format!(
                    "La partie commence à l’octet {offset}\u{a0}; la suivante est attendue à l’octet {end}. Reprenez de là."
                ),
            ));
        }
        if end + size > row.size.cast_unsigned() {
            return Err(Failure::invalid(
                "DOC-012",
                "fichier",
                format!(
                    "Cette partie dépasse la taille annoncée du fichier ({} octets). Vérifiez-le, puis recommencez-le avec sa taille.",
                    row.size
                ),
            ));
        }
        self.store.keep_part(&part_name(id, offset, &sha), part).await?;
        let now = self.clock.now();
        sqlx::query!(
            "INSERT INTO document.part (file_id, position, size, sha256) VALUES ($1, $2, $3, $4)",
            id,
            offset.cast_signed(),
            size.cast_signed(),
            sha
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "UPDATE document.arriving SET received = received + $2, changed_at = $3 WHERE id = $1",
            id,
            size.cast_signed(),
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        row.received += size.cast_signed();
        row.changed_at = sql_instant(now);
        Ok(pb::AppendPartResponse { file: Some(self.arriving(&row)) })
    }

    /// How far a file has come.
    pub(crate) async fn get_file(
        &self,
        caller: &Caller,
        wanted: &pb::GetFileRequest,
    ) -> Result<pb::GetFileResponse> {
        let name = Name::read(&wanted.deposit_id, &wanted.file_id)?;
        let row = self.file(&mut *self.pool.acquire().await?, caller, name, false).await?;
        Ok(pb::GetFileResponse { file: Some(self.arriving(&row)) })
    }

    /// Makes a piece of a whole file. Received when its last part was: what is done here takes nobody's time.
    pub(crate) async fn complete_file(
        &self,
        command: Command,
        wanted: pb::CompleteFileRequest,
    ) -> Result<(pb::CompleteFileResponse, bool)> {
        let policies = self.may_deposit(&command).await?;
        let name = Name::read(&wanted.deposit_id, &wanted.file_id)?;
        if let Some(answer) = command.answered(&mut *self.pool.acquire().await?).await? {
            return Ok((
                pb::CompleteFileResponse::decode(answer.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        let row = self.file(&mut *self.pool.acquire().await?, &command.caller, name, false).await?;
        open(&row)?;
        if row.received != row.size {
            return Err(Failure::new(
                Kind::Refused,
                "DOC-013",
                format!(
                    "Le fichier n’est pas entier\u{a0}: {} octets reçus sur {}. Envoyez la suite, puis terminez-le.",
                    row.received, row.size
                ),
            ));
        }
        let (whole, look) = self.assembled(row.id).await?;
        if hex(&whole.sha256()) != wanted.sha256.trim().to_lowercase() {
            return Err(Failure::invalid(
                "DOC-014",
                "sha256",
                format!(
                    "L’empreinte annoncée n’est pas celle du fichier reçu ({}). Il a été altéré en route, ou l’empreinte est celle d’un autre\u{a0}: recommencez l’envoi.",
                    hex(&whole.sha256())
                ),
            ));
        }
        let media_type = look.sniff(&row.file_name, &row.declared_type)?;
        let new = NewPiece {
            class: class(&command.caller, &row.kind)?,
            file_name: row.file_name,
            kind: row.kind,
            media_type,
            sha: whole.sha256(),
            size: whole.size(),
            received_at: from_sql_instant(row.changed_at),
            policies,
            seal: None,
            minute: None,
        };
        let this = self.clone();
        detached(async move {
            this.store.keep(whole).await?;
            this.finish(&command, name, new).await
        })
        .await
    }

    async fn finish(
        &self,
        command: &Command,
        name: Name,
        new: NewPiece,
    ) -> Result<(pb::CompleteFileResponse, bool)> {
        let piece_id = Uuid::now_v7();
        let mut tx = db::begin(&self.pool).await?;
        // Two that complete it at once make one piece.
        let row = self.file(&mut tx, &command.caller, name, true).await?;
        let id = row.id;
        if let Some(before) = command.answered(&mut tx).await? {
            return Ok((
                pb::CompleteFileResponse::decode(before.as_slice()).map_err(Failure::internal)?,
                true,
            ));
        }
        open(&row)?;
        self.insert(&mut tx, command, piece_id, &new).await?;
        sqlx::query!("UPDATE document.arriving SET piece_id = $2 WHERE id = $1", id, piece_id)
            .execute(&mut *tx)
            .await?;
        let answer = pb::CompleteFileResponse { piece: Some(new.shown(piece_id)) };
        command.store(&mut tx, &answer.encode_to_vec()).await?;
        tx.commit().await?;
        self.controls.wake.notify_one();
        metrics::counter!("greffe_pieces_received_total").increment(1);
        self.forget_parts(id).await;
        Ok((answer, false))
    }

    /// The parts one behind the other, looked at as they pass.
    async fn assembled(&self, id: Uuid) -> Result<(Receiving, Look)> {
        use futures::TryStreamExt;
        let parts = self.parts_of(id).await?;
        let (mut whole, mut look) = (self.store.receive()?, Look::default());
        for name in parts {
            let mut bytes = self.store.part(&name).await?;
            while let Some(bytes) = bytes.try_next().await? {
                look.at(&bytes);
                whole.write(&bytes).await?;
            }
        }
        Ok((whole, look))
    }

    /// Forgets files that nobody completed, and what a fault left of those that were.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn forget_unfinished(&self) -> Result<()> {
        let before = self.clock.now() - KEPT_FOR;
        let left = sqlx::query_scalar!(
            "SELECT id FROM document.arriving a
             WHERE piece_id IS NULL AND changed_at < $1
                OR piece_id IS NOT NULL AND EXISTS (SELECT 1 FROM document.part p WHERE p.file_id = a.id)
             ORDER BY changed_at LIMIT $2",
            sql_instant(before),
            BATCH
        )
        .fetch_all(&self.pool)
        .await?;
        for id in left {
            self.forget_parts(id).await;
            sqlx::query!(
                "DELETE FROM document.arriving WHERE id = $1 AND piece_id IS NULL
                     AND NOT EXISTS (SELECT 1 FROM document.part WHERE file_id = $1)",
                id
            )
            .execute(&self.pool)
            .await?;
        }
        Ok(())
    }

    /// Best effort: what stays is found again.
    async fn forget_parts(&self, id: Uuid) {
        if let Err(error) = self.forgotten(id).await {
            tracing::warn!(%error, "parts of a file stay until the next look");
        }
    }

    async fn forgotten(&self, id: Uuid) -> Result<()> {
        for name in self.parts_of(id).await? {
            self.store.forget_part(&name).await?;
        }
        sqlx::query!("DELETE FROM document.part WHERE file_id = $1", id).execute(&self.pool).await?;
        Ok(())
    }

    /// The names of a file's parts, in their order.
    async fn parts_of(&self, id: Uuid) -> Result<Vec<String>> {
        let parts = sqlx::query!(
            "SELECT position, sha256 FROM document.part WHERE file_id = $1 ORDER BY position",
            id
        )
        .fetch_all(&self.pool)
        .await?;
        Ok(parts.iter().map(|part| part_name(id, part.position.cast_unsigned(), &part.sha256)).collect())
    }

    /// Whether the caller deposits pieces; a refusal stays in the audit trail.
    async fn may_deposit(&self, command: &Command) -> Result<String> {
        let decision = decide(&command.caller, Action::DeposerPiece, Resource::Court);
        if !decision.allowed {
            self.refused(command, &decision).await?;
        }
        let policies = decision.policies.clone();
        decision.or_forbidden()?;
        Ok(policies)
    }

    /// A file of the caller in that deposit; somebody else's, or another deposit's, does not exist for him.
    async fn file(
        &self,
        connection: &mut PgConnection,
        caller: &Caller,
        name: Name,
        lock: bool,
    ) -> Result<Row> {
        let found = if lock {
            sqlx::query_as!(
                Row,
                "SELECT id, deposit_id, file_name, kind, declared_type, size, received, changed_at, piece_id
                 FROM document.arriving WHERE id = $1 AND sender = $2 FOR UPDATE",
                name.file,
                caller.subject
            )
            .fetch_optional(connection)
            .await?
        } else {
            sqlx::query_as!(
                Row,
                "SELECT id, deposit_id, file_name, kind, declared_type, size, received, changed_at, piece_id
                 FROM document.arriving WHERE id = $1 AND sender = $2",
                name.file,
                caller.subject
            )
            .fetch_optional(connection)
            .await?
        };
        found.filter(|row| row.deposit_id == name.deposit).ok_or_else(no_file)
    }

    fn arriving(&self, row: &Row) -> pb::ArrivingFile {
        let expires = from_sql_instant(row.changed_at) + KEPT_FOR;
        pb::ArrivingFile {
            file_id: row.id.to_string(),
            deposit_id: row.deposit_id.to_string(),
            file_name: row.file_name.clone(),
            size: row.size.cast_unsigned(),
            received: row.received.cast_unsigned(),
            part_max: self.limits.part_max,
            piece_id: row.piece_id.map(|id| id.to_string()).unwrap_or_default(),
            expires_at: Some(wire(expires)),
        }
    }

    fn fits(&self, field: &str, size: u64, max: u64, of: &str) -> Result<()> {
        if size <= max {
            return Ok(());
        }
        Err(Failure::new(
            Kind::TooLarge,
            "DOC-008",
            format!("{size} octets dépassent la limite d’un {of}\u{a0}: {} Mio. Scindez l’envoi en plusieurs {of}s.", max / (1 << 20)),
        )
        .with_violation("DOC-008", field, "trop grand"))
    }

    fn part_size(&self) -> Failure {
        Failure::new(
            Kind::TooLarge,
            "DOC-015",
            format!(
                "Une partie fait au moins un octet, et {}\u{a0}Mio au plus. Coupez le fichier en parties de cette taille.",
                self.limits.part_max / (1 << 20)
            ),
        )
    }
}

/// The name of a part in the store: two that differ never share one.
fn part_name(file: Uuid, position: u64, sha: &[u8]) -> String {
    format!("{file}-{position}-{}", hex(sha))
}

fn open(row: &Row) -> Result<()> {
    if row.piece_id.is_none() {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Refused,
        "DOC-016",
        "Ce fichier est terminé\u{a0}: il est une pièce, dont la lecture de son état donne l’identifiant. Citez-la, ou commencez un autre fichier.",
    ))
}

fn no_file() -> Failure {
    Failure::not_found(
        "DOC-017",
        "Aucun fichier en cours de cet expéditeur ne porte cet identifiant. Reprenez celui que l’ouverture de l’envoi a donné\u{a0}; sept jours après sa dernière partie, un envoi est oublié.",
    )
}

fn wire(at: Timestamp) -> prost_types::Timestamp {
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

async fn next(parts: &mut Streaming<pb::AppendPartRequest>) -> Result<Option<pb::append_part_request::Part>> {
    match parts.message().await {
        Ok(None) => Ok(None),
        Ok(Some(request)) => request
            .part
            .map(Some)
            .ok_or_else(|| Failure::invalid("DOC-001", "fichier", "Une partie de l’envoi est vide.")),
        // The sender is gone: what had arrived of this part is forgotten.
        Err(status) => Err(Failure::unavailable(status)),
    }
}
