//! The journal of the délibéré: one chain of acts a case, append-only. It is no part of the dossier's, and never an event.

use greffe_chassis::{Result, db::sql_instant};
use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

/// The end of a chain, locked until commit: what is done to the papers of a case is done in turn.
pub(super) struct Head {
    dossier: Uuid,
    version: i64,
    hash: Vec<u8>,
}

impl Head {
    /// The act that was last appended: its case, and its rank there.
    pub(super) fn last(&self) -> (Uuid, i64) {
        (self.dossier, self.version)
    }
}

/// An act as it enters.
pub(super) struct Act<'a> {
    /// `papier_ouvert`, `version_enregistree`, `papier_depose`, `papier_relu`, `papier_delibere`, `projet_adopte`,
    /// `commentaire_fait`.
    pub kind: &'static str,
    /// Agent.
    pub author: Uuid,
    pub at: Timestamp,
    pub paper: Uuid,
    pub version: i64,
    /// Of the sealed bytes that it is about.
    pub sha256: &'a [u8],
}

/// Takes the end of the chain of a case, which begins here when it has none.
pub(super) async fn lock(tx: &mut PgConnection, dossier: Uuid) -> Result<Head> {
    sqlx::query!(
        "INSERT INTO delibere.journal (dossier_id, version, hash) VALUES ($1, 0, '') ON CONFLICT DO NOTHING",
        dossier
    )
    .execute(&mut *tx)
    .await?;
    let head =
        sqlx::query!("SELECT version, hash FROM delibere.journal WHERE dossier_id = $1 FOR UPDATE", dossier)
            .fetch_one(tx)
            .await?;
    Ok(Head { dossier, version: head.version, hash: head.hash })
}

/// Appends an act.
pub(super) async fn append(tx: &mut PgConnection, head: &mut Head, act: &Act<'_>) -> Result<()> {
    let (version, at) = (head.version + 1, sql_instant(act.at));
    let link = Link {
        dossier: head.dossier,
        version,
        kind: act.kind,
        author: act.author,
        at,
        paper: act.paper,
        paper_version: act.version,
        sha256: act.sha256,
    };
    let hash = link.hash(&head.hash);
    sqlx::query!(
        "WITH head AS (UPDATE delibere.journal SET version = $2, hash = $10 WHERE dossier_id = $1)
         INSERT INTO delibere.acte (dossier_id, version, kind, author, at, papier_id, papier_version, sha256, prev_hash, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        head.dossier,
        version,
        act.kind,
        act.author,
        at,
        act.paper,
        act.version,
        act.sha256,
        head.hash,
        hash
    )
    .execute(tx)
    .await?;
    (head.version, head.hash) = (version, hash);
    Ok(())
}

struct Link<'a> {
    dossier: Uuid,
    version: i64,
    kind: &'a str,
    author: Uuid,
    at: OffsetDateTime,
    paper: Uuid,
    paper_version: i64,
    sha256: &'a [u8],
}

impl Link<'_> {
    /// Each field is preceded by its length: no two acts read the same.
    fn hash(&self, previous: &[u8]) -> Vec<u8> {
        let mut sha = Sha256::new();
        let micros = self.at.unix_timestamp_nanos() / 1000;
        for part in [
            previous,
            self.dossier.as_bytes(),
            &self.version.to_be_bytes(),
            self.kind.as_bytes(),
            self.author.as_bytes(),
            &micros.to_be_bytes(),
            self.paper.as_bytes(),
            &self.paper_version.to_be_bytes(),
            self.sha256,
        ] {
            sha.update((part.len() as u64).to_be_bytes());
            sha.update(part);
        }
        sha.finalize().to_vec()
    }
}

/// Walks every chain, and the bytes that the acts speak of; names what does not follow, by case or paper, never a word of it.
///
/// # Errors
/// When the database refuses.
pub async fn verify(connection: &mut PgConnection) -> Result<Vec<String>> {
    let mut wrong = Vec::new();
    let heads = sqlx::query!("SELECT dossier_id, version, hash FROM delibere.journal ORDER BY dossier_id")
        .fetch_all(&mut *connection)
        .await?;
    for head in heads {
        let acts = sqlx::query!(
            "SELECT * FROM delibere.acte WHERE dossier_id = $1 ORDER BY version",
            head.dossier_id
        )
        .fetch_all(&mut *connection)
        .await?;
        let (mut version, mut last) = (0, Vec::new());
        for act in acts {
            let link = Link {
                dossier: act.dossier_id,
                version: act.version,
                kind: &act.kind,
                author: act.author,
                at: act.at,
                paper: act.papier_id,
                paper_version: act.papier_version,
                sha256: &act.sha256,
            };
            if act.version != version + 1 || act.prev_hash != last || act.hash != link.hash(&last) {
                break;
            }
            (version, last) = (act.version, act.hash);
        }
        if (version, &last) != (head.version, &head.hash) {
            let dossier = head.dossier_id;
            wrong.push(format!(
                "journal du dossier {dossier}\u{a0}: la chaîne se rompt après l’acte {version}"
            ));
        }
    }
    let bytes = sqlx::query_scalar!(
        r#"SELECT v.papier_id AS "papier_id!" FROM delibere.version v
           WHERE sha256(v.body) <> v.sha256
              OR NOT EXISTS (SELECT FROM delibere.acte a WHERE a.papier_id = v.papier_id AND a.papier_version = v.version
                             AND a.kind IN ('papier_ouvert', 'version_enregistree') AND a.sha256 = v.sha256 AND a.author = v.author)
           UNION
           SELECT c.papier_id FROM delibere.commentaire c
           WHERE sha256(c.body) <> c.sha256
              OR NOT EXISTS (SELECT FROM delibere.acte a WHERE a.papier_id = c.papier_id AND a.papier_version = c.version
                             AND a.kind = 'commentaire_fait' AND a.sha256 = c.sha256 AND a.author = c.author)
           UNION
           SELECT a.papier_id FROM delibere.acte a
           WHERE NOT EXISTS (SELECT FROM delibere.version v WHERE v.papier_id = a.papier_id AND v.version = a.papier_version)"#
    )
    .fetch_all(connection)
    .await?;
    wrong.extend(
        bytes.iter().map(|paper| format!("papier {paper}\u{a0}: ses octets ne sont pas ceux du journal")),
    );
    Ok(wrong)
}
