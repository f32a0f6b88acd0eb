//! Looking again at a piece because a person asks: after a file was refused for a fault that was ours, or new signatures came.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Failure, Result, audit,
    command::{Command, detached, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use prost::Message;
use uuid::Uuid;

use crate::{Documents, read::unknown_piece};

/// What stands in the audit trail.
const TOLD: &str = "contrôle demandé de nouveau";

impl Documents {
    /// Begins the checks of a piece anew, for those who keep its dossier.
    ///
    /// # Errors
    /// When the caller may not know of the piece, or does not keep the dossier.
    pub(crate) async fn check_again(
        &self,
        command: Command,
        wanted: pb::CheckPieceAgainRequest,
    ) -> Result<(pb::CheckPieceAgainResponse, bool)> {
        let id = Uuid::parse_str(&wanted.piece_id).map_err(|_| unknown_piece())?;
        let this = self.clone();
        detached(async move { this.begin_again(&command, id).await }).await
    }

    async fn begin_again(&self, command: &Command, id: Uuid) -> Result<(pb::CheckPieceAgainResponse, bool)> {
        let (caller, now) = (&command.caller, self.clock.now());
        let mut tx = db::begin(&self.pool).await?;
        let (row, case) = self.found(&mut tx, id).await?;
        let seen = decide(caller, Action::LirePiece, Resource::Paper(&case, &row.paper()));
        if !seen.allowed {
            self.log(&mut tx, caller, Action::LirePiece, id, &seen, TOLD).await?;
            tx.commit().await?;
            return Err(unknown_piece());
        }
        let action = Action::EnregistrerActeDeLaCour;
        let keeps = decide(caller, action, Resource::Case(&case));
        if !keeps.allowed {
            self.log(&mut tx, caller, action, id, &keeps, TOLD).await?;
            tx.commit().await?;
            return keeps.or_forbidden().and_then(|_| Err(unknown_piece()));
        }
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((decoded(&answer)?, true));
        }
        // What a key promises is done once; what is under way already is left to its end.
        sqlx::query!(
            "UPDATE document.control SET state = 'recue', reason = '', detail = '', antivirus = '', tries = 0, due_at = $2, changed_at = $2
             WHERE sha256 = $1 AND state IN ('saine', 'refusee', 'attente_antivirus')",
            row.sha256(),
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        let key = command.key_text();
        let entry = audit::Entry {
            actor: &caller.subject,
            action: action.as_str(),
            object: id,
            decision: keeps.word(),
            policies: &keeps.policies,
            reason: TOLD,
            request_id: &key,
            payload_sha256: &[],
        };
        audit::append(&mut tx, now, &entry).await?;
        let (row, _) = self.found(&mut tx, id).await?;
        let answer = pb::CheckPieceAgainResponse { piece: Some(row.into_piece()) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                let before = command.answered(&mut *self.pool.acquire().await?).await?;
                let before = before.ok_or_else(|| Failure::internal(error))?;
                return Ok((decoded(&before)?, true));
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.controls.wake.notify_one();
        Ok((answer, false))
    }
}

fn decoded(answer: &[u8]) -> Result<pb::CheckPieceAgainResponse> {
    pb::CheckPieceAgainResponse::decode(answer).map_err(Failure::internal)
}
