//! What mémoires plead: noted by an act that refers to the mémoire, in words kept apart from the journal, which holds their hash.

use greffe_chassis::{Caller, Failure, Result, db};
use greffe_contracts::{
    dossier::v1 as pb,
    events::v1::{ActRecorded, MoyensReleves, act_recorded::Body},
};
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Dossiers,
    decisions::hex,
    journal::Journal,
    law,
    open::{at_most, clean},
};

/// Moyens of one mémoire, and the longest of them.
const MOYENS_MAX: usize = 100;
const MOYEN_MAX: usize = 20_000;

/// Whether an act deposits a mémoire: a pourvoi incident or provoqué is formed by one, with its moyens (CPC 614, 1010).
fn is_memoire(fact: &ActRecorded) -> bool {
    matches!(fact.body, Some(Body::MemoireDepose(_) | Body::PourvoiIncidentForme(_)))
}

/// What was last noted of each mémoire that stands, in the order of the mémoires.
fn standing(facts: &[ActRecorded]) -> Vec<(&ActRecorded, &ActRecorded, &MoyensReleves)> {
    let live = law::live(facts);
    let noted = |memoire: &ActRecorded| {
        live.iter().rev().find_map(|fact| match &fact.body {
            Some(Body::MoyensReleves(body)) if fact.refers_to == memoire.act_id => Some((*fact, body)),
            _ => None,
        })
    };
    let memoires = live.iter().copied().filter(|fact| is_memoire(fact));
    memoires.filter_map(|memoire| noted(memoire).map(|(fact, body)| (memoire, fact, body))).collect()
}

/// The words of moyens that stand, after the acts given.
pub(crate) fn standing_words(facts: &[ActRecorded]) -> Vec<Uuid> {
    standing(facts).into_iter().filter_map(|(_, _, body)| body.words_id.map(Uuid::from)).collect()
}

fn digest(moyens: &[String]) -> Vec<u8> {
    Sha256::digest(moyens.join("\n\n")).to_vec()
}

/// The words are written; answers the body of the act, and the act of the mémoire. `None` when nothing changes.
///
/// # Errors
/// When the mémoire is not of the case, nothing is pleaded, or the database refuses.
pub(crate) async fn note(
    tx: &mut PgConnection,
    own: &Journal,
    asked: &pb::GroundsAmendment,
) -> Result<Option<(Uuid, Body)>> {
    let memoire = Uuid::parse_str(&asked.memoire).unwrap_or_default();
    let known = law::live(&own.facts)
        .into_iter()
        .any(|fact| is_memoire(fact) && fact.act_id.map(Uuid::from) == Some(memoire));
    if !known {
        return Err(Failure::invalid(
            "PAR-037",
            "moyens.memoire",
            "Ce mémoire n’est pas de ce dossier, ou ne tient plus. Choisissez-le parmi ceux qui y sont déposés.",
        ));
    }
    at_most("moyens.moyens", asked.moyens.len(), MOYENS_MAX)?;
    let mut moyens = Vec::with_capacity(asked.moyens.len());
    for (at, moyen) in asked.moyens.iter().enumerate() {
        let moyen = clean(&format!("moyens.moyens[{at}]"), moyen, MOYEN_MAX)?;
        if !moyen.is_empty() {
            moyens.push(moyen);
        }
    }
    if moyens.is_empty() {
        return Err(Failure::invalid(
            "PAR-038",
            "moyens.moyens",
            "Aucun moyen n’est énoncé. Recopiez-en un au moins, tel que le mémoire l’annonce.",
        ));
    }
    let sha256 = digest(&moyens);
    let (text_sha256, nombre) = (hex(&sha256), u32::try_from(moyens.len()).unwrap_or(u32::MAX));
    let same = |(of, _, body): &(&ActRecorded, &ActRecorded, &MoyensReleves)| {
        of.act_id.map(Uuid::from) == Some(memoire) && body.text_sha256 == text_sha256
    };
    if standing(&own.facts).iter().any(same) {
        return Ok(None);
    }
    let words = Uuid::now_v7();
    sqlx::query!(
        "INSERT INTO dossier.ground_words (words_id, dossier_id, moyens, sha256) VALUES ($1, $2, $3, $4)",
        words,
        own.dossier,
        &moyens,
        sha256
    )
    .execute(tx)
    .await?;
    let body = MoyensReleves { nombre, words_id: Some(words.into()), text_sha256 };
    Ok(Some((memoire, Body::MoyensReleves(body))))
}

impl Dossiers {
    /// What the mémoires of a case plead, for who may read it whole.
    pub(crate) async fn list_grounds(
        &self,
        caller: &Caller,
        wanted: &pb::ListGroundsRequest,
    ) -> Result<pb::ListGroundsResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.read_whole(&mut tx, caller, &wanted.dossier_id).await?;
        let rows = sqlx::query!(
            "SELECT words_id, moyens FROM dossier.ground_words WHERE dossier_id = $1",
            journal.dossier
        )
        .fetch_all(&mut *tx)
        .await?;
        tx.rollback().await?;
        let grounds = standing(&journal.facts).into_iter().map(|(memoire, fact, body)| {
            let words = body.words_id.map(Uuid::from);
            let moyens = rows.iter().find(|row| Some(row.words_id) == words);
            let moyens = moyens.map(|row| row.moyens.clone()).unwrap_or_default();
            if hex(&digest(&moyens)) != body.text_sha256 {
                tracing::error!(dossier = %journal.dossier, "the words of moyens are not those that the journal hashed");
            }
            let id = |fact: &ActRecorded| fact.act_id.map(Uuid::from).unwrap_or_default().to_string();
            let nature = match &memoire.body {
                Some(Body::MemoireDepose(body)) => body.nature.clone(),
                Some(Body::PourvoiIncidentForme(body)) => body.nature.clone(),
                _ => String::new(),
            };
            let day = memoire.dates.first().and_then(law::known_day);
            pb::Grounds {
                act_id: id(fact),
                memoire: id(memoire),
                memoire_nature: nature,
                deposited_on: day.map(|day| day.to_string()).unwrap_or_default(),
                moyens,
                text_sha256: body.text_sha256.clone(),
            }
        });
        Ok(pb::ListGroundsResponse { grounds: grounds.collect() })
    }
}
