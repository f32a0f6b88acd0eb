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
    /// `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`.
    pub kind: String,
    /// RFC 3339.
    pub received_at: String,
    /// Dossier that names it.
    pub dossier_id: Option<String>,
    /// Act that names it.
    pub act_id: Option<String>,
    /// What its checks found since; the piece is received whatever they find.
    pub control: Option<PieceControl>,
    /// How far its text has come; none before it is sound.
    pub text: Option<PieceText>,
    /// Its copy for archives; none before it is sound.
    pub archival: Option<PieceArchival>,
    /// Of the minute of a decision: `a_signer`, `signee`.
    pub minute: Option<String>,
}

/// The copy of a piece in the format of archives (PDF/A-2b), beside what was received.
#[derive(Debug, Serialize, ToSchema)]
pub struct PieceArchival {
    /// `attend`, `en_cours`, `faite`, `sans_copie`, `echouee`.
    pub state: String,
    /// Of the copy, in hexadecimal.
    pub sha256: Option<String>,
    /// Bytes of the copy.
    pub size: Option<u64>,
}

/// Checks of a piece after its reception.
#[derive(Debug, Serialize, ToSchema)]
pub struct PieceControl {
    /// `recue`, `en_controle`, `attente_antivirus`, `saine`, `refusee`: only what is `saine` is served.
    pub state: String,
    /// Code of the refusal; its page is at `/aide/CODE`.
    pub reason: Option<String>,
    /// The state in French.
    pub message: String,
    /// `sain`; `non_configure` where the operator has none.
    pub antivirus: Option<String>,
    /// Of a PDF.
    pub pages: Option<u32>,
    /// RFC 3339.
    pub changed_at: String,
}

/// The text of a piece, read in the background.
#[derive(Debug, Serialize, ToSchema)]
pub struct PieceText {
    /// `attend`, `en_cours`, `faite`, `sans_texte`, `echouee`.
    pub state: String,
    /// `contenu`, or `ocr` where at least a page was read from its picture.
    pub source: Option<String>,
    /// Pages in all.
    pub pages: u32,
    /// Pages read so far.
    pub done: u32,
}

/// The text of a page.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageText {
    /// From 1.
    pub page: u32,
    /// As the file says it, or as it was read from its picture.
    pub text: String,
    /// How far the text has come.
    pub progress: Option<PieceText>,
}

/// Pages of a piece that say what is sought.
#[derive(Debug, Serialize, ToSchema)]
pub struct WordsFound {
    /// In order; only those that say it.
    pub pages: Vec<PageSaying>,
    /// How far the text has come.
    pub progress: Option<PieceText>,
}

/// A page that says what is sought.
#[derive(Debug, Serialize, ToSchema)]
pub struct PageSaying {
    /// From 1.
    pub page: u32,
    /// How often.
    pub times: u32,
}

impl From<pb::FindInPieceResponse> for WordsFound {
    fn from(f: pb::FindInPieceResponse) -> Self {
        Self {
            pages: f.pages.into_iter().map(|p| PageSaying { page: p.page, times: p.times }).collect(),
            progress: read(f.piece.and_then(|piece| piece.text)),
        }
    }
}

impl From<pb::PieceControl> for PieceControl {
    fn from(c: pb::PieceControl) -> Self {
        Self {
            state: c.state,
            reason: some(c.reason),
            message: c.told,
            antivirus: some(c.antivirus),
            pages: (c.pages > 0).then_some(c.pages),
            changed_at: instant(c.changed_at),
        }
    }
}

/// None before there is one.
fn read(text: Option<pb::PieceText>) -> Option<PieceText> {
    let text = text.filter(|text| !text.state.is_empty())?;
    Some(PieceText { state: text.state, source: some(text.source), pages: text.pages, done: text.done })
}

impl From<pb::GetPageTextResponse> for PageText {
    fn from(p: pb::GetPageTextResponse) -> Self {
        Self { page: p.page, text: p.text, progress: read(p.piece.and_then(|piece| piece.text)) }
    }
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
            control: p.control.map(PieceControl::from),
            text: read(p.text),
            archival: p.archival.filter(|copy| !copy.state.is_empty()).map(PieceArchival::from),
            minute: some(p.minute),
        }
    }
}

impl From<pb::PieceArchival> for PieceArchival {
    fn from(a: pb::PieceArchival) -> Self {
        let made = !a.sha256.is_empty();
        Self { state: a.state, sha256: some(a.sha256), size: made.then_some(a.size) }
    }
}

/// A file to send in parts.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FileInput {
    /// Its name.
    pub nom: String,
    /// `declaration`, `saisine`, `requete`, `memoire`, `decision_attaquee`, `piece`, `rapport`, `avis`, `note`, `autre`.
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
