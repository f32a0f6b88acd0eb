//! Relations of cases as a service that listens stores them, in the table every schema has.

use greffe_chassis::Result;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::CaseRelations;

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

/// Writes the relations after an act.
///
/// # Errors
/// When the database refuses.
pub async fn save(tx: &mut PgConnection, case: &StoredCase) -> Result<()> {
    let relations = &case.relations;
    sqlx::query!(
        "INSERT INTO case_relation (dossier_id, version, number, chambre, rapporteurs, avocats_generaux, offices, former_offices,
             distributed, communicated, sealed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
         ON CONFLICT (dossier_id) DO UPDATE SET version = $2, number = $3, chambre = $4, rapporteurs = $5, avocats_generaux = $6,
             offices = $7, former_offices = $8, distributed = $9, communicated = $10, sealed = $11",
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
    let row = sqlx::query!("SELECT * FROM case_relation WHERE dossier_id = $1", dossier)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| StoredCase {
        number: row.number,
        version: row.version.cast_unsigned(),
        relations: CaseRelations {
            dossier,
            chambre: row.chambre,
            rapporteurs: row.rapporteurs,
            avocats_generaux: row.avocats_generaux,
            offices: row.offices,
            former_offices: row.former_offices,
            distributed: row.distributed,
            communicated: row.communicated,
            sealed: row.sealed,
            named: Vec::new(),
            recused: Vec::new(),
        },
    }))
}
