//! Words sought in one piece: the pages that say them, from the text that the service keeps of each, read from the file or from its
//! picture. Accents and case do not count; what is typed is sought as it follows itself, as a reader's eye does.

use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::document::v1 as pb;
use greffe_french::fold;

use crate::{Documents, opening::Given};

/// The most characters sought.
const LONGEST: usize = 200;

impl Documents {
    /// Pages of a piece that the caller may read, which say the words; logged as a read.
    pub(crate) async fn find_in_piece(
        &self,
        caller: &Caller,
        wanted: &pb::FindInPieceRequest,
    ) -> Result<pb::FindInPieceResponse> {
        let typed: String = wanted.words.chars().take(LONGEST).collect();
        let sought = as_sought(&typed);
        if !sought.contains(char::is_alphanumeric) {
            return Err(Failure::invalid(
                "LEC-004",
                "q",
                "Rien à chercher\u{a0}: saisissez une lettre ou un chiffre au moins.",
            ));
        }
        let (piece, sha) = self.open(caller, &wanted.piece_id, Given::Pages).await?;
        let rows =
            sqlx::query!("SELECT page, body FROM document.text_page WHERE sha256 = $1 ORDER BY page", sha)
                .fetch_all(&self.pool)
                .await?;
        // Away from those who serve, and with no connection: a text may be long.
        let pages = tokio::task::spawn_blocking(move || {
            let saying = rows.into_iter().filter_map(|row| {
                let times = as_sought(&row.body).matches(&sought).count();
                let times = u32::try_from(times).unwrap_or(u32::MAX);
                (times > 0).then_some(pb::PageSaying { page: row.page.cast_unsigned(), times })
            });
            saying.collect()
        })
        .await
        .map_err(Failure::internal)?;
        Ok(pb::FindInPieceResponse { piece: Some(piece), pages })
    }
}

/// Letters as they are compared, blanks of any kind and number as one: a line's end parts words like a space.
pub fn as_sought(text: &str) -> String {
    fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
