//! Who read what: the trail of audit as the auditor reads it, by case, person and days (secrecy.md, row "auditor"). To look at it is itself a
//! row of it. It never says a content or a title; what it tells of a case that the auditor may not know of, it does not tell.

use std::collections::HashMap;

use greffe_access::{
    Action, Resource, decide,
    stored::{self, StoredCase, unknown_case},
};
use greffe_chassis::{
    Caller, Failure, Result,
    audit::{self, Kept, Place, Wanted},
    clock::paris_morning,
    db::{self, sql_instant},
};
use greffe_contracts::{
    common::v1::{PageInfo, PageRequest, TrailEntry, TrailFilter},
    document::v1 as pb,
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use crate::{Documents, read::stamp};

/// Rows of a page.
const PAGE_MAX: u32 = 200;
/// Longest subject.
const SUBJECT_MAX: usize = 255;

/// Which part of a trail somebody asks for, as it can be read.
pub(crate) struct Sought {
    pub dossier: Option<Uuid>,
    actor: String,
    from: Timestamp,
    to: Timestamp,
    refused: bool,
    after: Option<Place>,
    size: u32,
    /// What the trail says of the question.
    pub told: String,
}

impl Sought {
    /// Reads a filter.
    ///
    /// # Errors
    /// `DRO-010` with the field that does not read; `LEC-002` for the cursor.
    pub(crate) fn read(filter: Option<TrailFilter>, page: Option<PageRequest>) -> Result<Self> {
        let (filter, page) = (filter.unwrap_or_default(), page.unwrap_or_default());
        let dossier = match filter.dossier_id.as_str() {
            "" => None,
            text => Some(Uuid::parse_str(text).map_err(|_| unknown_case())?),
        };
        if filter.actor.chars().count() > SUBJECT_MAX || filter.actor.chars().any(char::is_control) {
            return Err(wrong(
                "personne",
                "Cette personne n’est pas de celles de l’annuaire. Choisissez-la dans la liste.",
            ));
        }
        let from = day("du", &filter.day_from)?;
        let to = day("au", &filter.day_to)?;
        if from.zip(to).is_some_and(|(from, to)| from > to) {
            return Err(wrong("au", "Le dernier jour précède le premier. Corrigez l’un des deux."));
        }
        let after = match page.cursor.as_str() {
            "" => None,
            text => Some(Place::read(text).ok_or_else(|| {
                Failure::invalid(
                    "LEC-002",
                    "cursor",
                    "Ce curseur ne se lit pas. Reprenez la liste depuis son début.",
                )
            })?),
        };
        let or_none = |text: &str| if text.is_empty() { "-".to_owned() } else { text.to_owned() };
        let told = format!(
            "personne {}, du {}, au {}{}",
            or_none(&filter.actor),
            or_none(&filter.day_from),
            or_none(&filter.day_to),
            if filter.refused_only { ", refus" } else { "" }
        );
        Ok(Self {
            dossier,
            actor: filter.actor,
            from: from.map_or(Timestamp::UNIX_EPOCH, paris_morning),
            to: to.and_then(|day| day.tomorrow().ok()).map_or(Timestamp::MAX, paris_morning),
            refused: filter.refused_only,
            after,
            size: page.size.clamp(1, PAGE_MAX),
            told,
        })
    }

    /// The rows, one more than the page where there are.
    pub(crate) fn rows<'a>(&'a self, objects: Option<&'a [Uuid]>) -> Wanted<'a> {
        Wanted {
            objects,
            actor: &self.actor,
            from: self.from,
            to: self.to,
            refused: self.refused,
            after: self.after,
            limit: i64::from(self.size) + 1,
        }
    }

    /// The rows of the page, and where the next begins.
    pub(crate) fn page(&self, mut rows: Vec<Kept>) -> (Vec<Kept>, PageInfo) {
        let more = rows.len() > self.size as usize;
        rows.truncate(self.size as usize);
        let next = rows.last().filter(|_| more).map(|last| last.place.as_cursor());
        (rows, PageInfo { next_cursor: next.unwrap_or_default(), total: 0 })
    }
}

/// A row as it is told, before its case is known.
pub(crate) fn told(row: Kept) -> TrailEntry {
    TrailEntry {
        at: Some(stamp(sql_instant(row.place.at))),
        actor: row.actor,
        action: row.action,
        decision: row.decision,
        told: row.reason,
        ..Default::default()
    }
}

impl Documents {
    /// A page of the trail of papers.
    pub(crate) async fn trail(
        &self,
        caller: &Caller,
        wanted: pb::ListTrailRequest,
    ) -> Result<pb::ListTrailResponse> {
        let sought = Sought::read(wanted.filter, wanted.page)?;
        let action = Action::LireJournalAcces;
        let decision = decide(caller, action, Resource::Court);
        let mut tx = db::begin(&self.pool).await?;
        self.log(&mut tx, caller, action, sought.dossier.unwrap_or_default(), &decision, &sought.told)
            .await?;
        tx.commit().await?;
        decision.or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let mut objects = Vec::new();
        if let Some(dossier) = sought.dossier {
            objects = sqlx::query_scalar!("SELECT id FROM document.piece WHERE dossier_id = $1", dossier)
                .fetch_all(&mut *connection)
                .await?;
            objects.push(dossier);
        }
        let objects = sought.dossier.map(|_| objects.as_slice());
        let (rows, page) = sought.page(audit::read(&mut connection, &sought.rows(objects)).await?);
        let of: Vec<Uuid> = rows.iter().map(|row| row.object).collect();
        let pieces = sqlx::query!("SELECT id, dossier_id, kind FROM document.piece WHERE id = ANY($1)", &of)
            .fetch_all(&mut *connection)
            .await?;
        let pieces: HashMap<Uuid, (Option<Uuid>, String)> =
            pieces.into_iter().map(|piece| (piece.id, (piece.dossier_id, piece.kind))).collect();
        let dossier_of = |object: Uuid| pieces.get(&object).map_or(Some(object), |(dossier, _)| *dossier);
        let mut dossiers: Vec<Uuid> = of.iter().filter_map(|object| dossier_of(*object)).collect();
        dossiers.sort_unstable();
        dossiers.dedup();
        let cases = stored::load_all(&mut connection, &dossiers).await?;
        drop(connection);
        // A case that is sealed to the auditor is in no row of the answer (secrecy.md, sealed cases).
        let known =
            |case: &StoredCase| decide(caller, Action::Connaitre, Resource::Case(&case.relations)).allowed;
        let entries = rows.into_iter().filter_map(|row| {
            let (object, piece) = (row.object, pieces.get(&row.object));
            let case = dossier_of(object).and_then(|dossier| cases.get(&dossier));
            if case.is_some_and(|case| !known(case)) {
                return None;
            }
            Some(TrailEntry {
                dossier_id: case.map(|case| case.relations.dossier.to_string()).unwrap_or_default(),
                number: case.map(|case| case.number.clone()).unwrap_or_default(),
                kind: piece.map(|(_, kind)| kind.clone()).unwrap_or_default(),
                piece_id: piece.map(|_| object.to_string()).unwrap_or_default(),
                ..told(row)
            })
        });
        Ok(pb::ListTrailResponse { entries: entries.collect(), page: Some(page) })
    }
}

fn day(field: &str, text: &str) -> Result<Option<Date>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| wrong(field, "Ce jour n’existe pas. Écrivez-le comme 2026-11-24."))
}

fn wrong(field: &str, message: &str) -> Failure {
    Failure::invalid("DRO-010", field, message)
}
