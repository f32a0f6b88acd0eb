//! Receiving a file: streamed to the disk, looked at, kept, then named.

use greffe_access::{Action, Decision, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    command::{Command, detached, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use greffe_render::Decided;
use jiff::Timestamp;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use tonic::Streaming;
use uuid::Uuid;

use crate::{
    Documents,
    content::{self, Look},
    papers::Sealed,
    read::shown,
    store::Receiving,
};

/// What a paper may be, with its class of secrecy.
const KINDS: &[(&str, i16)] = &[
    ("declaration", 1),
    ("saisine", 1),
    ("requete", 1),
    ("memoire", 1),
    ("decision_attaquee", 1),
    ("piece", 1),
    ("rapport", 1),
    ("avis", 1),
    ("note", 2),
    ("autre", 2),
];
/// Those that the Court writes itself, and those who are not of it: a paper of theirs never passes for one of these.
const OF_THE_COURT: [&str; 2] = ["rapport", "avis"];
const OUTSIDE: [&str; 3] = ["avocat_aux_conseils", "partie", "juridiction"];

impl Documents {
    /// Receives a file to its end, once a key; nothing is left of one that is refused or cut. Answers too whether the key
    /// had been answered before.
    pub(crate) async fn receive(
        &self,
        mut command: Command,
        mut parts: Streaming<pb::UploadRequest>,
    ) -> Result<(pb::UploadResponse, bool)> {
        let decision = decide(&command.caller, Action::DeposerPiece, Resource::Court);
        if !decision.allowed {
            self.refused(&command, &decision).await?;
        }
        let policies = decision.policies.clone();
        decision.or_forbidden()?;
        let header = header(&mut parts).await?;
        let file_name = content::file_name(&header.file_name)?;
        let class = class(&command.caller, &header.kind)?;
        if header.declared_size > self.limits.upload_max {
            return Err(self.too_large());
        }
        let (received, looked) = self.content(&mut parts).await?;
        let received_at = self.clock.now();
        // A call that was cut ends like one that was not: the size announced tells half a file from a whole one.
        if header.declared_size != received.size() {
            return Err(Failure::invalid(
                "DOC-007",
                "fichier",
                format!(
                    "Le fichier est arrivé incomplet\u{a0}: {} octets reçus, {} annoncés. Déposez-le de nouveau.",
                    received.size(),
                    header.declared_size
                ),
            ));
        }
        let media_type = looked.sniff(&file_name, &header.declared_type)?;
        let (sha, size) = (received.sha256(), received.size());
        command.request_sha256 = Sha256::digest([header.encode_to_vec(), sha.clone()].concat()).to_vec();
        let new = NewPiece {
            file_name,
            kind: header.kind,
            class,
            media_type,
            sha,
            size,
            received_at,
            policies,
            seal: None,
            minute: None,
        };
        let this = self.clone();
        // All has arrived: a sender who leaves now changes nothing.
        detached(async move {
            if let Some(before) = this.answered(&command).await? {
                return Ok((before, true));
            }
            this.store.keep(received).await?;
            this.record(&command, new).await
        })
        .await
    }

    /// The bytes, to their end.
    async fn content(&self, parts: &mut Streaming<pb::UploadRequest>) -> Result<(Receiving, Look)> {
        let (mut received, mut look) = (self.store.receive()?, Look::default());
        while let Some(part) = next(parts).await? {
            let pb::upload_request::Part::Chunk(bytes) = part else {
                return Err(Failure::invalid(
                    "DOC-001",
                    "fichier",
                    "Une seconde description est arrivée au milieu du fichier.",
                ));
            };
            if received.size() + bytes.len() as u64 > self.limits.upload_max {
                return Err(self.too_large());
            }
            look.at(&bytes);
            received.write(&bytes).await?;
        }
        if received.size() == 0 {
            return Err(Failure::invalid(
                "DOC-002",
                "fichier",
                "Le fichier est vide. Vérifiez-le, puis déposez-le de nouveau.",
            ));
        }
        Ok((received, look))
    }

    /// What the key was answered before, if anything.
    pub(crate) async fn answered(&self, command: &Command) -> Result<Option<pb::UploadResponse>> {
        let answer = command.answered(&mut *self.pool.acquire().await?).await?;
        answer
            .map(|bytes| pb::UploadResponse::decode(bytes.as_slice()).map_err(Failure::internal))
            .transpose()
    }

    /// Someone who may not deposit tried to.
    pub(crate) async fn refused(&self, command: &Command, decision: &Decision) -> Result<()> {
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: Action::DeposerPiece.as_str(),
            object: Uuid::nil(),
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: &[],
        };
        let mut tx = db::begin(&self.pool).await?;
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        Ok(tx.commit().await?)
    }

    /// Writes the piece and the answer of its key, together; a twin that was faster is heard instead.
    pub(crate) async fn record(
        &self,
        command: &Command,
        new: NewPiece,
    ) -> Result<(pb::UploadResponse, bool)> {
        let id = Uuid::now_v7();
        let mut tx = db::begin(&self.pool).await?;
        self.insert(&mut tx, command, id, &new).await?;
        let answer = pb::UploadResponse { piece: Some(new.shown(id)) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                let before = self.answered(command).await?;
                return before.map(|before| (before, true)).ok_or_else(|| Failure::internal(error));
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.controls.wake.notify_one();
        metrics::counter!("greffe_pieces_received_total").increment(1);
        Ok((answer, false))
    }

    pub(crate) async fn insert(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        id: Uuid,
        new: &NewPiece,
    ) -> Result<()> {
        let caller = &command.caller;
        sqlx::query!(
            "INSERT INTO document.content (sha256, size, media_type, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            new.sha,
            new.size.cast_signed(),
            new.media_type,
            sql_instant(new.received_at)
        )
        .execute(&mut *tx)
        .await?;
        // What was looked at once, byte for byte the same, is known.
        sqlx::query!(
            "INSERT INTO document.control (sha256, state, due_at, changed_at) VALUES ($1, 'recue', $2, $2) ON CONFLICT DO NOTHING",
            new.sha,
            sql_instant(new.received_at)
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "INSERT INTO document.piece (id, sha256, file_name, kind, class, author, office_id, received_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            id,
            new.sha,
            new.file_name,
            new.kind,
            new.class,
            Uuid::parse_str(&caller.agent_id).unwrap_or_default(),
            Uuid::parse_str(&caller.office_id).ok(),
            sql_instant(new.received_at)
        )
        .execute(&mut *tx)
        .await?;
        if let Some(seal) = &new.seal {
            seal.write(tx).await?;
        }
        if let Some(minute) = &new.minute {
            sqlx::query!(
                "INSERT INTO document.minute (piece_id, sha256, nature, rendered_by) VALUES ($1, $2, $3, $4)",
                id,
                new.sha,
                minute.nature.code(),
                minute.rendered_by
            )
            .execute(&mut *tx)
            .await?;
        }
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::DeposerPiece.as_str(),
            object: id,
            decision: "permis",
            policies: &new.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: &new.sha,
        };
        audit::append(tx, self.clock.now(), &entry).await
    }

    fn too_large(&self) -> Failure {
        let limit = self.limits.upload_max / (1 << 20);
        Failure::new(
            Kind::TooLarge,
            "DOC-008",
            format!(
                "Le fichier dépasse {limit}\u{a0}Mo, la limite d’un envoi en une fois. Scindez-le, ou utilisez le dépôt par parties quand votre logiciel le permet."
            ),
        )
    }
}

/// A piece that is about to be.
pub(crate) struct NewPiece {
    pub(crate) file_name: String,
    pub(crate) kind: String,
    pub(crate) class: i16,
    pub(crate) media_type: &'static str,
    pub(crate) sha: Vec<u8>,
    pub(crate) size: u64,
    pub(crate) received_at: Timestamp,
    pub(crate) policies: String,
    /// Of a paper of the Court.
    pub(crate) seal: Option<Sealed>,
    /// Where it is the minute of a decision, to be signed.
    pub(crate) minute: Option<NewMinute>,
}

/// A minute that is about to be.
pub(crate) struct NewMinute {
    /// Of what.
    pub(crate) nature: Decided,
    /// The magistrate that an order names; empty of what a formation decides.
    pub(crate) rendered_by: String,
}

impl NewPiece {
    /// As told, under its id.
    pub(crate) fn shown(self, id: Uuid) -> pb::Piece {
        shown(
            id,
            self.file_name,
            self.media_type.to_owned(),
            self.size.cast_signed(),
            &self.sha,
            self.kind,
            sql_instant(self.received_at),
            String::new(),
            String::new(),
        )
    }
}

/// What comes first.
async fn header(parts: &mut Streaming<pb::UploadRequest>) -> Result<pb::UploadHeader> {
    match next(parts).await? {
        Some(pb::upload_request::Part::Header(header)) => Ok(header),
        _ => Err(Failure::invalid(
            "DOC-001",
            "fichier",
            "L’envoi ne commence pas par la description du fichier.",
        )),
    }
}

async fn next(parts: &mut Streaming<pb::UploadRequest>) -> Result<Option<pb::upload_request::Part>> {
    match parts.message().await {
        Ok(None) => Ok(None),
        Ok(Some(request)) => request
            .part
            .map(Some)
            .ok_or_else(|| Failure::invalid("DOC-001", "fichier", "Une partie de l’envoi est vide.")),
        // The sender is gone: what had arrived is forgotten.
        Err(status) => Err(Failure::unavailable(status)),
    }
}

/// The class of secrecy of a kind of paper, of which the caller may deposit one.
///
/// # Errors
/// `DOC-009` with the kinds that the caller may.
pub(crate) fn class(caller: &Caller, kind: &str) -> Result<i16> {
    let outside = OUTSIDE.iter().any(|role| caller.has_role(role));
    let may = || KINDS.iter().filter(move |(name, _)| !(outside && OF_THE_COURT.contains(name)));
    may().find(|(name, _)| *name == kind).map(|(_, class)| *class).ok_or_else(|| {
        let names: Vec<&str> = may().map(|(name, _)| *name).collect();
        Failure::invalid(
            "DOC-009",
            "kind",
            format!(
                "La nature de la pièce n’est pas de celles que vous déposez. Natures admises\u{a0}: {}.",
                names.join(", ")
            ),
        )
    })
}
