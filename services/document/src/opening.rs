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
    /// Some of them.
    Part,
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
            Self::Part => "ouverture par parties",
            Self::Pages => "mots cherchés dans la pièce",
        }
    }

    /// Whether parts may follow.
    pub(crate) fn begins(self) -> bool {
        matches!(self, Self::Whole | Self::Part)
    }
}

impl Documents {
    /// Whether the caller has opened the piece within the hour.
    pub(crate) async fn was_opened(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        piece: Uuid,
    ) -> Result<bool> {
        Ok(sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM document.opening
                   WHERE piece_id = $1 AND subject = $2 AND opened_at > $3) AS "opened!""#,
            piece,
            caller.subject,
            sql_instant(self.clock.now() - LASTS)
        )
        .fetch_one(tx)
        .await?)
    }

    /// Notes the opening, in the transaction that writes it to the trail.
    pub(crate) async fn note_opening(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        piece: Uuid,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO document.opening (piece_id, subject, opened_at) VALUES ($1, $2, $3)
             ON CONFLICT (piece_id, subject) DO UPDATE SET opened_at = excluded.opened_at",
            piece,
            caller.subject,
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(())
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
