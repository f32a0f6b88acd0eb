//! Sheets of decisions: what a decision says of a case, in its own words, kept beside the journal. They decide nothing:
//! stage, terms and tasks come from acts alone. Names of magistrates stand here and in no event (COJ L111-13: they are
//! shown with the decision, and never counted by person).

use greffe_access::Action;
use greffe_chassis::{
    Caller, Failure, Result,
    command::Command,
    db::{self, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use prost::Message;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use crate::{
    Dossiers, access,
    journal::Journal,
    open::{clean, has_twin},
};

/// Largest sheet, encoded: the largest seen names 911 défendeurs in some 120 KiB.
const SHEET_MAX: usize = 512 * 1024;
/// Longest name of a source.
const SOURCE_MAX: usize = 200;
/// Sheets that a dossier may have: a decision each.
const SHEETS_MAX: i64 = 100;

impl Dossiers {
    /// Keeps a sheet, once a key; the same source again is a new version, unless it says the same.
    pub(super) async fn record_sheet(
        &self,
        command: Command,
        wanted: pb::RecordSheetRequest,
    ) -> Result<(pb::RecordSheetResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        match self.record_sheet_in(&mut tx, &command, &wanted).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                Box::pin(self.record_sheet(command, wanted)).await
            }
            Err(failure) => Err(failure),
            Ok(kept) => {
                // A refusal stays in the audit trail.
                tx.commit().await?;
                kept
            }
        }
    }

    async fn record_sheet_in(
        &self,
        tx: &mut sqlx::PgConnection,
        command: &Command,
        wanted: &pb::RecordSheetRequest,
    ) -> Result<Result<(pb::RecordSheetResponse, bool)>> {
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| access::unknown_case())?;
        let sheet = read(wanted.sheet.clone().unwrap_or_default())?;
        let now = self.clock.now();
        // Under the lock of the dossier: a twin has either answered, or not begun.
        let Some(journal) = Journal::lock(tx, dossier).await? else { return Err(access::unknown_case()) };
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::RecordSheetResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        let body = sheet.encode_to_vec();
        let (digest, key) = (Sha256::digest(&body), command.key_text());
        let words = access::Words { request_id: &key, payload_sha256: &digest, ..Default::default() };
        let case = journal.relations();
        let action = Action::EnregistrerActeDeLaCour;
        if let Err(refused) = access::require(tx, now, &command.caller, action, &case, &words).await {
            return Ok(Err(refused));
        }
        let last = sqlx::query!(
            "SELECT version, body FROM dossier.sheet WHERE dossier_id = $1 AND source = $2 ORDER BY version DESC LIMIT 1",
            dossier,
            sheet.source
        )
        .fetch_optional(&mut *tx)
        .await?;
        let version = match &last {
            Some(last) if last.body == body => last.version,
            last => {
                let version = last.as_ref().map_or(1, |last| last.version + 1);
                sqlx::query!(
                    "INSERT INTO dossier.sheet (dossier_id, source, version, recorded_at, actor, body)
                     VALUES ($1, $2, $3, $4, $5, $6)",
                    dossier,
                    sheet.source,
                    version,
                    sql_instant(now),
                    command.caller.subject,
                    body
                )
                .execute(&mut *tx)
                .await?;
                version
            }
        };
        let answer = pb::RecordSheetResponse { version: version.unsigned_abs() };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// Sheets of a dossier, to those who may read it.
    pub(super) async fn sheets(
        &self,
        caller: &Caller,
        wanted: &pb::ListSheetsRequest,
    ) -> Result<pb::ListSheetsResponse> {
        let dossier = self.readable_id(caller, &wanted.dossier_id).await?;
        let bodies = sqlx::query_scalar!(
            "SELECT DISTINCT ON (source) body FROM dossier.sheet WHERE dossier_id = $1
             ORDER BY source, version DESC LIMIT $2",
            dossier,
            SHEETS_MAX
        )
        .fetch_all(&self.pool)
        .await?;
        let sheets = bodies.iter().map(|body| pb::Sheet::decode(body.as_slice()).map_err(Failure::internal));
        Ok(pb::ListSheetsResponse { sheets: sheets.collect::<Result<_>>()? })
    }
}

/// A sheet that names its source and reads.
fn read(sheet: pb::Sheet) -> Result<pb::Sheet> {
    let source = clean("source", &sheet.source, SOURCE_MAX)?;
    if source.is_empty() {
        return Err(Failure::invalid(
            "STK-001",
            "source",
            "La source de la fiche manque\u{a0}: sans elle, rien ne distingue une seconde reprise de la première. Indiquez le recueil et l’identifiant de la décision.",
        ));
    }
    for (field, day) in [("decision_date", &sheet.decision_date), ("hearing_date", &sheet.hearing_date)] {
        crate::open::optional_day(field, day)?;
    }
    let size = sheet.encoded_len();
    if size > SHEET_MAX {
        return Err(Failure::invalid(
            "STK-002",
            "fiche",
            format!(
                "La fiche fait {size} octets\u{a0}: la limite est de {SHEET_MAX}. Déposez le texte de la décision comme pièce, et n’en gardez que les mentions."
            ),
        ));
    }
    Ok(pb::Sheet { source, ..sheet })
}
