//! What the gate asks of papers: that those named by acts are kept, and are what was received; that the minute is signed.
//!
//! The délibéré is no part of it: what the journal says of it (`affaire_en_etat_de_juger`) is the dossier's to look at.

use std::collections::BTreeSet;

use futures::StreamExt;
use greffe_bus::gate::{Asked, Part};
use greffe_chassis::{Kind, Result, SharedClock};
use greffe_procedure::{
    catalogue::{self, ServiceFact},
    gate::Observed,
    symbol::Symbol,
};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{Documents, papers::minute, served, store::ALTERED};

/// Bytes read again to compare their hash, the smallest papers first; of those beyond, that they are there is looked at.
/// `greffe verify` compares every file.
const READ_AGAIN: i64 = 32 << 20;

/// What was found of a content.
enum Content {
    Same,
    Missing,
    Altered,
}

impl Part for Documents {
    const PART: catalogue::Part = catalogue::Part::Document;

    fn parts(&self) -> (&PgPool, &SharedClock) {
        (&self.pool, &self.clock)
    }

    async fn observe(&self, tx: &mut PgConnection, asked: &Asked<'_>) -> Result<Vec<Observed>> {
        let named: Vec<Uuid> = served::named(asked.facts).into_keys().collect();
        let rows = sqlx::query!(
            "SELECT p.id, p.sha256, p.file_name, c.size, k.state FROM document.piece p
             JOIN document.content c USING (sha256) JOIN document.control k USING (sha256)
             WHERE p.id = ANY($1) ORDER BY c.size, p.id",
            &named
        )
        .fetch_all(&mut *tx)
        .await?;
        let unsigned = minute::waits(tx, asked.case.relations.dossier).await?;
        let mut found = Vec::new();
        let mut say = |fact, detail: String| found.push(Observed { fact, of: Symbol::NONE, detail });
        if unsigned {
            let detail = "Faites-la signer depuis l’onglet «\u{a0}Pièces\u{a0}», ou constatez qu’elle l’a été à la main.";
            say(ServiceFact::MinuteUnsigned, detail.to_owned());
        }
        let known: BTreeSet<Uuid> = rows.iter().map(|row| row.id).collect();
        let unknown = named.iter().filter(|id| !known.contains(*id)).count();
        if unknown > 0 {
            let detail = format!("{unknown} pièce(s) citée(s) par le journal ne sont pas conservées.");
            say(ServiceFact::PieceMissing, detail);
        }
        let mut left = READ_AGAIN;
        for row in rows {
            if row.state == "refusee" {
                let detail =
                    format!("«\u{a0}{}\u{a0}» a été refusée au contrôle et n’est pas servie.", row.file_name);
                say(ServiceFact::PieceRefused, detail);
            }
            left -= row.size;
            match self.looked_at(&row.sha256, left >= 0).await? {
                Content::Same => {}
                Content::Missing => say(
                    ServiceFact::PieceMissing,
                    format!("«\u{a0}{}\u{a0}» n’est plus à sa place.", row.file_name),
                ),
                Content::Altered => say(
                    ServiceFact::PieceAltered,
                    format!("«\u{a0}{}\u{a0}» n’est plus ce qui fut reçu.", row.file_name),
                ),
            }
        }
        Ok(found)
    }
}

impl Documents {
    async fn looked_at(&self, sha: &[u8], whole: bool) -> Result<Content> {
        let mut parts = match self.store.get(sha).await {
            Ok(parts) => parts,
            // That a known content is not there is no state of ours that a wait would cure.
            Err(failure) if failure.kind == Kind::Internal => return Ok(Content::Missing),
            Err(failure) => return Err(failure),
        };
        if !whole {
            return Ok(Content::Same);
        }
        while let Some(bytes) = parts.next().await {
            match bytes {
                Ok(_) => {}
                Err(failure) if failure.code == ALTERED => return Ok(Content::Altered),
                Err(failure) => return Err(failure),
            }
        }
        Ok(Content::Same)
    }
}
