//! What only an administrator of the database may look at: chains of audit, replicas that no RPC shows, audiences against their own
//! journals.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use greffe_bus::replica;
use greffe_chassis::audit;
use greffe_contracts::events::v1::ActRecorded;
use greffe_document::{deliberation, served};
use sqlx::{Connection, Executor, PgConnection, Row};
use uuid::Uuid;

/// Every schema with a chain of audit.
const SCHEMAS: [&str; 7] =
    ["dossier", "assignment", "deadline", "notification", "document", "gateway", deliberation::NAME];
/// Services whose replicas have no RPC of their own.
const UNSHOWN: [(&str, &str); 2] = [("assignment", "affectation"), ("document", PAPERS)];
const PAPERS: &str = "pièces";

/// What was looked at, and what is wrong with it.
#[derive(Debug, Default)]
pub struct Looked {
    /// Links of chains verified.
    pub links: i64,
    /// Each difference, in a sentence.
    pub differences: Vec<String>,
}

/// Verifies every chain of audit, and what else is a journal of its own: audiences, the délibéré.
///
/// # Errors
/// When the database does not answer.
pub async fn chains(admin_url: &str) -> Result<Looked> {
    let mut looked = Looked::default();
    for schema in SCHEMAS {
        let mut connection = on(admin_url, schema).await?;
        let links =
            sqlx::query_scalar::<_, i64>("SELECT count(*) FROM audit").fetch_one(&mut connection).await?;
        looked.links += links;
        for broken in audit::verify(&mut connection).await? {
            looked.differences.push(format!(
                "audit de {schema} : chaîne {}, ligne {} : {}",
                broken.shard, broken.seq, broken.what
            ));
        }
        if schema == greffe_assignment::NAME {
            looked.differences.extend(greffe_assignment::verify_audiences(&mut connection).await?);
        }
        if schema == deliberation::NAME {
            let wrong = deliberation::verify(&mut connection).await?;
            looked.differences.extend(wrong.into_iter().map(|what| format!("délibéré : {what}")));
        }
        connection.close().await?;
    }
    Ok(looked)
}

/// Connections to the replicas of the services that show them to nobody.
pub struct Unshown(Vec<(&'static str, PgConnection)>);

impl Unshown {
    /// Opens them.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn open(admin_url: &str) -> Result<Self> {
        let mut all = Vec::new();
        for (schema, of) in UNSHOWN {
            all.push((of, on(admin_url, schema).await?));
        }
        Ok(Self(all))
    }

    /// Compares what they hold of a journal at a version, whose acts have that digest.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn differences(&mut self, dossier: Uuid, version: u64, digest: &str) -> Result<Vec<String>> {
        let mut found = Vec::new();
        for (of, connection) in &mut self.0 {
            let cursor = sqlx::query(
                "SELECT last_seq FROM inbox_cursor WHERE source = 'dossier' AND aggregate_id = $1",
            );
            let cursor = cursor.bind(dossier).fetch_optional(&mut *connection).await?;
            let cursor =
                cursor.map(|row| row.try_get::<i64, _>(0)).transpose()?.unwrap_or_default().cast_unsigned();
            if cursor != version {
                found.push(format!("{of} : curseur à {cursor}, le journal est à {version}"));
            }
            match replica::load(connection, dossier).await {
                Err(_) => found.push(format!("{of} : la réplique ne se lit plus")),
                Ok(acts) if acts.len() as u64 != version => {
                    found
                        .push(format!("{of} : la réplique tient {} actes, le journal {version}", acts.len()));
                }
                Ok(acts) if replica::digest(&acts) != digest => {
                    found.push(format!("{of} : un acte de la réplique diffère de celui du journal"));
                }
                Ok(acts) if *of == PAPERS => found.extend(served(connection, dossier, &acts).await?),
                Ok(_) => {}
            }
        }
        Ok(found)
    }
}

/// Papers of the dossier that an office reads without having been served, or does not read though it was.
async fn served(connection: &mut PgConnection, dossier: Uuid, acts: &[ActRecorded]) -> Result<Vec<String>> {
    let rows = sqlx::query_as::<_, (Uuid, Option<Uuid>)>(
        "SELECT p.id, s.office_id FROM piece p LEFT JOIN served s ON s.piece_id = p.id WHERE p.dossier_id = $1",
    );
    let rows = rows.bind(dossier).fetch_all(connection).await?;
    let pieces: BTreeSet<Uuid> = rows.iter().map(|(piece, _)| *piece).collect();
    let stored: BTreeSet<(Uuid, Uuid)> =
        rows.into_iter().filter_map(|(piece, office)| Some((piece, office?))).collect();
    let mut owed = served::of(acts);
    owed.retain(|(piece, _)| pieces.contains(piece));
    let say = |(piece, office): &(Uuid, Uuid), what: &str| format!("{PAPERS} : {piece} {what} {office}");
    let open = stored.difference(&owed).map(|one| say(one, "est ouverte sans avoir été servie au cabinet"));
    let shut = owed.difference(&stored).map(|one| say(one, "a été servie et reste fermée au cabinet"));
    Ok(open.chain(shut).collect())
}

async fn on(admin_url: &str, schema: &str) -> Result<PgConnection> {
    let mut connection =
        PgConnection::connect(admin_url).await.context("connexion d’administration à la base")?;
    // A constant of this file: no word of anybody else's enters the statement.
    connection.execute(sqlx::AssertSqlSafe(format!("SET search_path TO {schema}, public"))).await?;
    Ok(connection)
}
