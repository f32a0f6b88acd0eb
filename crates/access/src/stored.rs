//! Relations of cases as a service that listens stores them, in the table every schema has.

use std::{collections::HashMap, time::Duration};

use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::{events::v1::ActRecorded, number_of};
use greffe_procedure::numbers::PourvoiNumber;
use sqlx::{PgConnection, PgPool, Postgres, Row as _, pool::PoolConnection, postgres::PgRow};
use uuid::Uuid;

use crate::{Action, CaseRelations, Resource, decide, relations};

/// Longest wait for a version, and between two looks.
const WAIT: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(15);

/// A case as stored: relations, number, version of the journal they were read from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredCase {
    /// Who is what to it.
    pub relations: CaseRelations,
    /// Printed number, empty before registration.
    pub number: String,
    /// Version of the journal.
    pub version: u64,
}

impl StoredCase {
    /// The case after the acts given, which are the whole journal up to now.
    #[must_use]
    pub fn of(dossier: Uuid, journal: &[ActRecorded]) -> Self {
        let number = journal.iter().filter_map(|act| act.body.as_ref()).find_map(number_of);
        let number = number.and_then(|(year, sequence)| PourvoiNumber::new(year, sequence));
        Self {
            relations: relations::of(dossier, journal),
            number: number.map(|number| number.to_string()).unwrap_or_default(),
            version: journal.last().map_or(0, |act| act.version),
        }
    }
}

/// The case, for a caller who may read it, once it has reached the version; with the connection, for what is read next.
/// Of a case that they may not know of, people learn neither by the words nor by the time of the answer whether it exists.
///
/// # Errors
/// When the case is unknown, hidden, forbidden, or still behind after two seconds.
pub async fn readable(
    pool: &PgPool,
    caller: &Caller,
    dossier: Uuid,
    min_version: u64,
) -> Result<(PoolConnection<Postgres>, StoredCase)> {
    let until = tokio::time::Instant::now() + WAIT;
    loop {
        let mut connection = pool.acquire().await?;
        let case = load(&mut connection, dossier).await?;
        let nothing_known = CaseRelations { dossier, ..Default::default() };
        let relations = case.as_ref().map_or(&nothing_known, |case| &case.relations);
        let knows = decide(caller, Action::Connaitre, Resource::Case(relations)).allowed;
        match case {
            Some(case) if knows && case.version >= min_version => {
                decide(caller, Action::LireDossier, Resource::Case(&case.relations)).or_forbidden()?;
                return Ok((connection, case));
            }
            _ if min_version == 0 => return Err(unknown_case()),
            _ if tokio::time::Instant::now() >= until => {
                return Err(if knows { late() } else { unknown_case() });
            }
            _ => {}
        }
        drop(connection);
        tokio::time::sleep(LOOK).await;
    }
}

/// The case does not exist, or the caller may not know that it does.
#[must_use]
pub fn unknown_case() -> Failure {
    Failure::not_found(
        "DOS-001",
        "Aucun dossier accessible ne porte cette référence. Vérifiez le numéro (par exemple 26-10.001), ou cherchez par le nom d’une partie.",
    )
}

/// This service has not read the version yet.
#[must_use]
pub fn late() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "LEC-001",
        "L’enregistrement est en cours de propagation. La page se mettra à jour dans un instant\u{a0}; sinon, rechargez-la.",
    )
}

/// Writes the relations after an act.
///
/// # Errors
/// When the database refuses.
pub async fn save(tx: &mut PgConnection, case: &StoredCase) -> Result<()> {
    let relations = &case.relations;
    sqlx::query!(
        "INSERT INTO case_relation (dossier_id, version, number, chambre, rapporteurs, avocats_generaux, offices, former_offices,
             distributed, communicated, sealed, named, recused, chambres_consultees)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
         ON CONFLICT (dossier_id) DO UPDATE SET version = $2, number = $3, chambre = $4, rapporteurs = $5, avocats_generaux = $6,
             offices = $7, former_offices = $8, distributed = $9, communicated = $10, sealed = $11, named = $12, recused = $13,
             chambres_consultees = $14",
        relations.dossier,
        case.version.cast_signed(),
        case.number,
        relations.chambre,
        &relations.rapporteurs,
        &relations.avocats_generaux,
        &relations.offices,
        &relations.former_offices,
        relations.distributed,
        relations.communicated,
        relations.sealed,
        &relations.named,
        &relations.recused,
        &relations.chambres_consultees,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The case as stored; `None` when nothing of it was heard.
///
/// # Errors
/// When the database refuses.
pub async fn load(connection: &mut PgConnection, dossier: Uuid) -> Result<Option<StoredCase>> {
    let row = sqlx::query_as!(CaseRow, "SELECT * FROM case_relation WHERE dossier_id = $1", dossier)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(StoredCase::from))
}

/// Several cases as stored, by id, in one read; one of which nothing was heard is absent.
///
/// # Errors
/// When the database refuses.
pub async fn load_all(connection: &mut PgConnection, dossiers: &[Uuid]) -> Result<HashMap<Uuid, StoredCase>> {
    let rows = sqlx::query_as!(CaseRow, "SELECT * FROM case_relation WHERE dossier_id = ANY($1)", dossiers)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| (row.dossier_id, StoredCase::from(row))).collect())
}

/// Who is what to the case of a row that bears the columns of the relations, and its id under the name given.
///
/// # Errors
/// When a column is missing.
pub fn of_row(row: &PgRow, id: &str) -> Result<CaseRelations> {
    Ok(CaseRelations {
        dossier: row.try_get(id)?,
        chambre: row.try_get("chambre")?,
        chambres_consultees: row.try_get("chambres_consultees")?,
        rapporteurs: row.try_get("rapporteurs")?,
        avocats_generaux: row.try_get("avocats_generaux")?,
        offices: row.try_get("offices")?,
        former_offices: row.try_get("former_offices")?,
        followers: Vec::new(),
        granted: Vec::new(),
        habilitated: Vec::new(),
        emergency: Vec::new(),
        distributed: row.try_get("distributed")?,
        communicated: row.try_get("communicated")?,
        sealed: row.try_get("sealed")?,
        named: row.try_get("named")?,
        recused: row.try_get("recused")?,
    })
}

struct CaseRow {
    dossier_id: Uuid,
    version: i64,
    number: String,
    chambre: String,
    rapporteurs: Vec<Uuid>,
    avocats_generaux: Vec<Uuid>,
    offices: Vec<Uuid>,
    former_offices: Vec<Uuid>,
    distributed: bool,
    communicated: bool,
    sealed: bool,
    named: Vec<Uuid>,
    recused: Vec<Uuid>,
    chambres_consultees: Vec<String>,
}

impl From<CaseRow> for StoredCase {
    fn from(row: CaseRow) -> Self {
        Self {
            number: row.number,
            version: row.version.cast_unsigned(),
            relations: CaseRelations {
                dossier: row.dossier_id,
                chambre: row.chambre,
                chambres_consultees: row.chambres_consultees,
                rapporteurs: row.rapporteurs,
                avocats_generaux: row.avocats_generaux,
                offices: row.offices,
                former_offices: row.former_offices,
                followers: Vec::new(),
                granted: Vec::new(),
                habilitated: Vec::new(),
                emergency: Vec::new(),
                distributed: row.distributed,
                communicated: row.communicated,
                sealed: row.sealed,
                named: row.named,
                recused: row.recused,
            },
        }
    }
}
