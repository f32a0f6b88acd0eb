//! Receiving a file: streamed to the disk, looked at, kept, then named.

use greffe_access::{Action, Decision, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result, audit, command::detached, db::sql_instant};
use greffe_contracts::document::v1 as pb;
use jiff::Timestamp;
use tonic::Streaming;
use uuid::Uuid;

use crate::{Documents, content, read::shown};

/// What a paper may be, with its class of secrecy.
const KINDS: &[(&str, i16)] =
    &[("declaration", 1), ("memoire", 1), ("decision_attaquee", 1), ("piece", 1), ("note", 2), ("autre", 2)];

impl Documents {
    /// Receives a file to its end; nothing is left of one that is refused or cut.
    pub(crate) async fn receive(
        &self,
        caller: &Caller,
        mut parts: Streaming<pb::UploadRequest>,
        said_at: Option<Timestamp>,
    ) -> Result<pb::Piece> {
        let decision = decide(caller, Action::DeposerPiece, Resource::Court);
        if !decision.allowed {
            self.refused(caller, &decision).await?;
        }
        let policies = decision.policies.clone();
        decision.or_forbidden()?;
        let header = match next(&mut parts).await? {
            Some(pb::upload_request::Part::Header(header)) => header,
            _ => {
                return Err(Failure::invalid(
                    "DOC-001",
                    "fichier",
                    "L’envoi ne commence pas par la description du fichier.",
                ));
            }
        };
        let file_name = content::file_name(&header.file_name)?;
        let class = class(&header.kind)?;
        if header.declared_size > self.upload_max {
            return Err(self.too_large());
        }
        let mut received = self.disk.receive()?;
        let mut head = Vec::new();
        while let Some(part) = next(&mut parts).await? {
            let pb::upload_request::Part::Chunk(bytes) = part else {
                return Err(Failure::invalid(
                    "DOC-001",
                    "fichier",
                    "Une seconde description est arrivée au milieu du fichier.",
                ));
            };
            if received.size() + bytes.len() as u64 > self.upload_max {
                return Err(self.too_large());
            }
            if head.len() < content::HEAD {
                head.extend_from_slice(&bytes[..bytes.len().min(content::HEAD - head.len())]);
            }
            received.write(&bytes).await?;
        }
        if received.size() == 0 {
            return Err(Failure::invalid(
                "DOC-002",
                "fichier",
                "Le fichier est vide. Vérifiez-le, puis déposez-le de nouveau.",
            ));
        }
        // A call that was cut ends like one that was not: the size announced tells half a file from a whole one.
        if header.declared_size != received.size() {
            return Err(Failure::invalid(
                "DOC-007",
                "fichier",
                "Le fichier est arrivé incomplet. Déposez-le de nouveau.",
            ));
        }
        let media_type = content::sniff(&head, &file_name, &header.declared_type)?;
        let now = self.clock.now();
        let received_at = said_at.map_or(now, |said| said.min(now));
        let (this, caller) = (self.clone(), caller.clone());
        // All has arrived: a sender who leaves now changes nothing.
        detached(async move {
            let (sha, size) = this.disk.keep(received).await?;
            let piece = NewPiece { file_name, kind: header.kind, class, media_type, sha, size, received_at };
            this.record(&caller, &policies, piece).await
        })
        .await
    }

    /// Someone who may not deposit tried to.
    async fn refused(&self, caller: &Caller, decision: &Decision) -> Result<()> {
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::DeposerPiece.as_str(),
            object: Uuid::nil(),
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: "",
            payload_sha256: &[],
        };
        let mut tx = self.pool.begin().await?;
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        Ok(tx.commit().await?)
    }

    async fn record(&self, caller: &Caller, policies: &str, new: NewPiece) -> Result<pb::Piece> {
        let id = Uuid::now_v7();
        let author = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
        let office = Uuid::parse_str(&caller.office_id).ok();
        let mut tx = self.pool.begin().await?;
        sqlx::query!(
            "INSERT INTO document.content (sha256, size, media_type, received_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            new.sha,
            new.size.cast_signed(),
            new.media_type,
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
            author,
            office,
            sql_instant(new.received_at)
        )
        .execute(&mut *tx)
        .await?;
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::DeposerPiece.as_str(),
            object: id,
            decision: "permis",
            policies,
            reason: "",
            request_id: "",
            payload_sha256: &new.sha,
        };
        audit::append(&mut tx, self.clock.now(), &entry).await?;
        tx.commit().await?;
        metrics::counter!("greffe_pieces_received_total").increment(1);
        let (dossier, act) = (String::new(), String::new());
        Ok(shown(
            id,
            new.file_name,
            new.media_type.to_owned(),
            new.size.cast_signed(),
            &new.sha,
            new.kind,
            sql_instant(new.received_at),
            dossier,
            act,
        ))
    }

    fn too_large(&self) -> Failure {
        let limit = self.upload_max / (1 << 20);
        Failure::new(
            Kind::TooLarge,
            "DOC-008",
            format!(
                "Le fichier dépasse {limit}\u{a0}Mo, la limite d’un envoi en une fois. Scindez-le, ou utilisez le dépôt par parties quand votre logiciel le permet."
            ),
        )
    }
}

struct NewPiece {
    file_name: String,
    kind: String,
    class: i16,
    media_type: &'static str,
    sha: Vec<u8>,
    size: u64,
    received_at: Timestamp,
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

fn class(kind: &str) -> Result<i16> {
    KINDS.iter().find(|(name, _)| *name == kind).map(|(_, class)| *class).ok_or_else(|| {
        let names: Vec<&str> = KINDS.iter().map(|(name, _)| *name).collect();
        Failure::invalid(
            "DOC-009",
            "kind",
            format!("La nature de la pièce n’est pas connue. Natures admises\u{a0}: {}.", names.join(", ")),
        )
    })
}
