//! Pieces.

use greffe_contracts::document::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::{instant, some};

/// A piece as kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct Piece {
    /// UUID.
    pub piece_id: String,
    /// Name given by the sender.
    pub file_name: String,
    /// Type found in the content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `note`, `autre`.
    pub kind: String,
    /// RFC 3339.
    pub received_at: String,
    /// Dossier that names it.
    pub dossier_id: Option<String>,
    /// Act that names it.
    pub act_id: Option<String>,
}

impl From<pb::Piece> for Piece {
    fn from(p: pb::Piece) -> Self {
        Self {
            piece_id: p.piece_id,
            file_name: p.file_name,
            media_type: p.media_type,
            size: p.size,
            sha256: p.sha256,
            kind: p.kind,
            received_at: instant(p.received_at),
            dossier_id: some(p.dossier_id),
            act_id: some(p.act_id),
        }
    }
}
