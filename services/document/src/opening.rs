//! What is one read of a piece: its opening, which the trail keeps, and the parts that a viewer asks of it soon after. Each part is
//! decided by policy like the whole: who has lost the case meanwhile is given no more of it, and that refusal is kept.

use greffe_chassis::{Caller, Result, db::sql_instant};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Documents;

/// How long a part belongs to the opening before it; then it is an opening of its own.
const LASTS: jiff::SignedDuration = jiff::SignedDuration::from_hours(1);

/// What is given of a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Given {
    /// All its bytes.
    Whole,
    /// Some of them, from one to before another; to its end where that is 0.
    Part { from: u64, to: u64 },
    /// Its copy for archives.
    Archival,
    /// A minute as it was last signed.
    Signed,
    /// The text of a page.
    Text,
    /// The pages that say some words.
    Pages,
}

impl Given {
    /// What the trail says of it.
    pub(crate) fn told(self) -> &'static str {
        match self {
            Self::Whole | Self::Text => "",
            Self::Part { .. } => "ouverture par parties",
            Self::Archival => "copie d’archivage",
            Self::Signed => "minute signée",
            Self::Pages => "mots cherchés dans la pièce",
        }
    }

    /// What it is of a file of so many bytes: a part that has them all is the whole.
    pub(crate) fn of(self, size: u64) -> Self {
        match self {
            Self::Part { from: 0, to } if to == 0 || to >= size => Self::Whole,
            other => other,
        }
    }
}

impl Documents {
    /// Whether what is given is a read of its own, which the trail must have: all but a part of what the caller opened within the hour.
    /// Two first parts at once are one opening: the second waits here for the first.
    pub(crate) async fn is_read(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        piece: Uuid,
        given: Given,
    ) -> Result<bool> {
        let now = self.clock.now();
        let before = match given {
            Given::Archival | Given::Signed | Given::Text | Given::Pages => return Ok(true),
            Given::Whole => now,
            Given::Part { .. } => now - LASTS,
        };
        let noted = sqlx::query!(
            "INSERT INTO document.opening (piece_id, subject, opened_at) VALUES ($1, $2, $3)
             ON CONFLICT (piece_id, subject) DO UPDATE SET opened_at = excluded.opened_at WHERE opening.opened_at <= $4",
            piece,
            caller.subject,
            sql_instant(now),
            sql_instant(before)
        )
        .execute(tx)
        .await?;
        Ok(noted.rows_affected() == 1 || given == Given::Whole)
    }

    /// Forgets openings to which nothing belongs any more.
    ///
    /// # Errors
    /// When the database does not answer.
    pub(crate) async fn forget_openings(&self) -> Result<()> {
        let before = sql_instant(self.clock.now() - LASTS);
        sqlx::query!("DELETE FROM document.opening WHERE opened_at <= $1", before)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
