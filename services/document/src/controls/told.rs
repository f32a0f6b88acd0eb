//! Telling the registry of refused pieces that acts name: a finding on the act, once, whichever of the two came first.

use greffe_bus::gate;
use greffe_chassis::{
    Result,
    db::{self, sql_instant},
};
use greffe_contracts::events::v1::{FindingRaised, RaisedFinding};

use crate::Documents;

/// The control of the catalogue that such a piece fails.
const CONTROL: &str = "chk.doc.03";
/// Told in one go.
const BATCH: i64 = 50;

impl Documents {
    /// Raises a finding for each act that names a refused piece and of which none was raised.
    pub(super) async fn tell_refusals(&self) -> Result<()> {
        let found = sqlx::query!(
            r#"SELECT p.id, p.dossier_id AS "dossier_id!", p.act_id AS "act_id!", p.act_version AS "act_version!"
               FROM document.piece p JOIN document.control c USING (sha256)
               WHERE c.state = 'refusee' AND p.dossier_id IS NOT NULL AND p.act_id IS NOT NULL AND p.act_version IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM document.refusal_told t WHERE t.piece_id = p.id AND t.act_id = p.act_id)
               ORDER BY p.dossier_id, p.act_version, p.id LIMIT $1"#,
            BATCH
        )
        .fetch_all(&self.pool)
        .await?;
        for row in found {
            let mut tx = db::begin(&self.pool).await?;
            gate::hold(&mut tx, row.dossier_id).await?;
            let told = sqlx::query!(
                "INSERT INTO document.refusal_told (piece_id, act_id, told_at) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                row.id,
                row.act_id,
                sql_instant(self.clock.now())
            )
            .execute(&mut *tx)
            .await?;
            // Another process was as fast.
            if told.rows_affected() == 0 {
                continue;
            }
            let raised = FindingRaised {
                dossier_id: Some(row.dossier_id.into()),
                act_id: Some(row.act_id.into()),
                journal_version: row.act_version.cast_unsigned(),
                milestone: "reception".into(),
                part: crate::NAME.into(),
                findings: vec![RaisedFinding { code: CONTROL.into(), result: "irregulier".into() }],
            };
            gate::tell(self, &mut tx, &[raised]).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}
