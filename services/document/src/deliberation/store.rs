//! The only SQL of papers, versions and comments. What is opened here is sealed again nowhere: texts live as long as an answer.

use greffe_chassis::{
    Result,
    db::{from_sql_instant, sql_instant},
};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// Longest list of papers, versions or comments.
const LISTED: i64 = 500;

/// A paper as kept.
pub(super) struct PaperRow {
    pub id: Uuid,
    pub dossier_id: Uuid,
    pub kind: String,
    pub title: Vec<u8>,
    pub alternative_of: Option<Uuid>,
    pub state: String,
    pub authors: Vec<Uuid>,
    pub version: i64,
    pub deposited: i64,
    /// Versions that were deposited.
    pub shared: Vec<i64>,
    /// Whether it is the projet that the formation adopted.
    pub adopted: bool,
}

/// Papers of a case in the order in which they were opened; one of them when it is named.
pub(super) async fn papers(
    connection: &mut PgConnection,
    dossier: Uuid,
    one: Option<Uuid>,
) -> Result<Vec<PaperRow>> {
    let rows = sqlx::query_as!(
        PaperRow,
        r#"SELECT p.id, p.dossier_id, p.kind, p.title, p.alternative_of, p.state, p.authors, p.version, p.deposited,
                  array(SELECT a.papier_version FROM delibere.acte a
                        WHERE a.papier_id = p.id AND a.kind = 'papier_depose') AS "shared!",
                  (SELECT a.papier_id FROM delibere.acte a WHERE a.dossier_id = p.dossier_id AND a.kind = 'projet_adopte'
                   ORDER BY a.version DESC LIMIT 1) IS NOT DISTINCT FROM p.id AS "adopted!"
           FROM delibere.papier p WHERE p.dossier_id = $1 AND ($2::uuid IS NULL OR p.id = $2)
           ORDER BY p.opened_at, p.id LIMIT $3"#,
        dossier,
        one,
        LISTED
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The projet that the formation of a case adopted, by the last act that says so, later than an instant where one is given, and the
/// version.
pub(super) async fn adopted(
    connection: &mut PgConnection,
    dossier: Uuid,
    since: Option<Timestamp>,
) -> Result<Option<(Uuid, i64)>> {
    let act = sqlx::query!(
        "SELECT papier_id, papier_version FROM delibere.acte WHERE dossier_id = $1 AND kind = 'projet_adopte' AND ($2::timestamptz IS NULL OR at > $2) ORDER BY version DESC LIMIT 1",
        dossier,
        since.map(sql_instant)
    )
    .fetch_optional(connection)
    .await?;
    Ok(act.map(|act| (act.papier_id, act.papier_version)))
}

/// Opens a paper at its first version.
pub(super) async fn open(tx: &mut PgConnection, at: Timestamp, new: &PaperRow) -> Result<()> {
    sqlx::query!(
        "INSERT INTO delibere.papier (id, dossier_id, kind, title, alternative_of, state, authors, version, opened_at)
         VALUES ($1, $2, $3, $4, $5, 'brouillon', $6, 1, $7)",
        new.id,
        new.dossier_id,
        new.kind,
        new.title,
        new.alternative_of,
        &new.authors,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Writes where a paper stands.
pub(super) async fn advance(tx: &mut PgConnection, paper: &PaperRow) -> Result<()> {
    sqlx::query!(
        "UPDATE delibere.papier SET version = $2, deposited = $3, state = $4 WHERE id = $1",
        paper.id,
        paper.version,
        paper.deposited,
        paper.state
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A version as kept.
pub(super) struct VersionRow {
    pub papier_id: Uuid,
    pub version: i64,
    pub author: Uuid,
    pub at: OffsetDateTime,
    pub sha256: Vec<u8>,
}

impl VersionRow {
    pub(super) fn saved_at(&self) -> prost_types::Timestamp {
        wire(self.at)
    }
}

/// Adds a version; answers the hash of its sealed bytes.
pub(super) async fn add_version(
    tx: &mut PgConnection,
    (paper, version): (Uuid, i64),
    author: Uuid,
    at: Timestamp,
    body: &[u8],
) -> Result<Vec<u8>> {
    let sha = Sha256::digest(body).to_vec();
    sqlx::query!(
        "INSERT INTO delibere.version (papier_id, version, author, at, sha256, body) VALUES ($1, $2, $3, $4, $5, $6)",
        paper,
        version,
        author,
        sql_instant(at),
        sha,
        body
    )
    .execute(tx)
    .await?;
    Ok(sha)
}

/// Versions of a paper, oldest first; the last ones when they are too many.
pub(super) async fn versions(connection: &mut PgConnection, paper: Uuid) -> Result<Vec<VersionRow>> {
    let mut rows = sqlx::query_as!(
        VersionRow,
        "SELECT papier_id, version, author, at, sha256 FROM delibere.version WHERE papier_id = $1 ORDER BY version DESC LIMIT $2",
        paper,
        LISTED
    )
    .fetch_all(connection)
    .await?;
    rows.reverse();
    Ok(rows)
}

/// One version of each of some papers.
pub(super) async fn versions_at(
    connection: &mut PgConnection,
    wanted: &[(Uuid, i64)],
) -> Result<Vec<VersionRow>> {
    let (papers, versions): (Vec<Uuid>, Vec<i64>) = wanted.iter().copied().unzip();
    let rows = sqlx::query_as!(
        VersionRow,
        "SELECT v.papier_id, v.version, v.author, v.at, v.sha256 FROM delibere.version v
         JOIN unnest($1::uuid[], $2::bigint[]) AS w (paper, version) ON v.papier_id = w.paper AND v.version = w.version",
        &papers,
        &versions
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// The sealed bytes of a version.
pub(super) async fn body(
    connection: &mut PgConnection,
    paper: Uuid,
    version: i64,
) -> Result<Option<Vec<u8>>> {
    let body = sqlx::query_scalar!(
        "SELECT body FROM delibere.version WHERE papier_id = $1 AND version = $2",
        paper,
        version
    )
    .fetch_optional(connection)
    .await?;
    Ok(body)
}

/// A comment as kept.
pub(super) struct CommentRow {
    pub id: Uuid,
    pub version: i64,
    pub author: Uuid,
    pub at: OffsetDateTime,
    pub body: Vec<u8>,
}

impl CommentRow {
    pub(super) fn made_at(&self) -> prost_types::Timestamp {
        wire(self.at)
    }
}

/// Adds a comment; answers the hash of its sealed bytes.
pub(super) async fn add_comment(tx: &mut PgConnection, paper: Uuid, comment: &CommentRow) -> Result<Vec<u8>> {
    let sha = Sha256::digest(&comment.body).to_vec();
    sqlx::query!(
        "INSERT INTO delibere.commentaire (id, papier_id, version, author, at, sha256, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        comment.id,
        paper,
        comment.version,
        comment.author,
        comment.at,
        sha,
        comment.body
    )
    .execute(tx)
    .await?;
    Ok(sha)
}

/// Comments of a paper, oldest first; the last ones when they are too many.
pub(super) async fn comments(connection: &mut PgConnection, paper: Uuid) -> Result<Vec<CommentRow>> {
    let mut rows = sqlx::query_as!(
        CommentRow,
        "SELECT id, version, author, at, body FROM delibere.commentaire WHERE papier_id = $1 ORDER BY at DESC, id DESC LIMIT $2",
        paper,
        LISTED
    )
    .fetch_all(connection)
    .await?;
    rows.reverse();
    Ok(rows)
}

pub(super) fn wire(at: OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}
