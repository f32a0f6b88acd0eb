//! Pieces.

use greffe_contracts::document::v1 as pb;
use serde::{Deserialize, Serialize};
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

/// A file to send in parts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileInput {
    /// Its name.
    pub nom: String,
    /// `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `note`, `autre`.
    pub kind: String,
    /// Bytes in all.
    pub size: u64,
    /// As its sender knows it.
    #[serde(default)]
    pub media_type: Option<String>,
}

/// The end of a file that came in parts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileEnd {
    /// Of the whole file, in hexadecimal.
    pub sha256: String,
}

/// A file that comes in parts.
#[derive(Debug, Serialize, ToSchema)]
pub struct ArrivingFile {
    /// UUID.
    pub file_id: String,
    /// The deposit that its sender prepares.
    pub deposit_id: String,
    /// Its name.
    pub nom: String,
    /// Bytes announced.
    pub size: u64,
    /// Bytes received: the next part begins there.
    pub received: u64,
    /// Largest part, in bytes.
    pub part_max: u64,
    /// The piece that it became.
    pub piece_id: Option<String>,
    /// When it is forgotten if no other part comes (RFC 3339).
    pub expires_at: String,
}

impl From<pb::ArrivingFile> for ArrivingFile {
    fn from(f: pb::ArrivingFile) -> Self {
        Self {
            file_id: f.file_id,
            deposit_id: f.deposit_id,
            nom: f.file_name,
            size: f.size,
            received: f.received,
            part_max: f.part_max,
            piece_id: some(f.piece_id),
            expires_at: instant(f.expires_at),
        }
    }
}
