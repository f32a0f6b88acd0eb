//! Searches that people keep, and what is new for those who follow one: the list of dossiers itself is asked, as its owner, so that
//! a search finds here what it finds on the screen.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::{common::v1::PageRequest, dossier::v1 as dossier, notification::v1 as pb};
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Notifications;

/// The most searches of one person, characters of a name, and of what is sought.
const SEARCHES: i64 = 50;
const NAME: usize = 80;
const QUERY: usize = 200;
/// The same of the search over everything, as its own field admits.
const QUERY_EVERYWHERE: usize = 400;
/// The most codes of one filter.
const CODES: usize = 50;
/// Scope of a search over dossiers and papers, and what it may be narrowed to.
const EVERYWHERE: &str = "recherche";
const GENRES: &[&str] = &["dossier", "partie", "decision", "moyens", "piece"];
/// Rows asked at once.
const ROWS: u32 = 200;
/// What news of a search bears in place of an act.
pub(crate) const FOUND: &str = "dossier_trouve";
/// In words.
pub(crate) const FOUND_LABEL: &str = "Dossier nouveau dans la recherche";

impl Notifications {
    /// Searches of the caller.
    pub(crate) async fn searches(&self, caller: &Caller) -> Result<pb::ListSearchesResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let rows = sqlx::query!(
            "SELECT search_id, name, filters, saved_at FROM notification.search WHERE subject = $1 ORDER BY name LIMIT $2",
            caller.subject,
            SEARCHES
        )
        .fetch_all(&self.pool)
        .await?;
        let searches = rows.into_iter().map(|row| {
            let at = from_sql_instant(row.saved_at);
            Ok(pb::Search {
                search_id: row.search_id.to_string(),
                name: row.name,
                filters: Some(filters(&row.filters)?),
                saved_at: Some(prost_types::Timestamp { seconds: at.as_second(), nanos: 0 }),
            })
        });
        Ok(pb::ListSearchesResponse { searches: searches.collect::<Result<_>>()? })
    }

    /// Keeps a search under its name, or forgets it with what follows it.
    pub(crate) async fn save_search(
        &self,
        command: Command,
        wanted: pb::SaveSearchRequest,
    ) -> Result<(pb::SaveSearchResponse, bool)> {
        let caller = &command.caller;
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let mut search = wanted.search.clone().unwrap_or_default();
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::SaveSearchResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        match wanted.gesture.as_str() {
            "garder" => search = self.kept_search(&mut tx, &command, search).await?,
            "oublier" => {
                let id = Uuid::parse_str(&search.search_id).map_err(|_| unknown_search())?;
                let gone = sqlx::query!(
                    "DELETE FROM notification.search WHERE search_id = $1 AND subject = $2",
                    id,
                    caller.subject
                )
                .execute(&mut *tx)
                .await?;
                if gone.rows_affected() == 0 {
                    return Err(unknown_search());
                }
                sqlx::query!(
                    "DELETE FROM notification.follow WHERE subject = $1 AND kind = 'recherche' AND target = $2",
                    caller.subject,
                    id.to_string()
                )
                .execute(&mut *tx)
                .await?;
            }
            _ => {
                return Err(Failure::invalid(
                    "TAC-010",
                    "gesture",
                    "Ce geste n’existe pas. Rechargez la page et recommencez.",
                ));
            }
        }
        let answer = pb::SaveSearchResponse { search: Some(search) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.save_search(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    async fn kept_search(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        search: pb::Search,
    ) -> Result<pb::Search> {
        let caller = &command.caller;
        let name: String = search.name.trim().chars().filter(|c| !c.is_control()).collect();
        let wrong = |field: &'static str, words: &'static str| Err(Failure::invalid("TAC-023", field, words));
        if !(1..=NAME).contains(&name.chars().count()) {
            return wrong("name", "Donnez à la recherche un nom de 1 à 80 caractères.");
        }
        let found = search.filters.unwrap_or_default();
        let codes = |codes: &[String]| codes.len() <= CODES && codes.iter().all(|code| code.len() <= 60);
        let everywhere = found.scope == EVERYWHERE;
        // What the other page does not know would be kept and never seen.
        let of_its_page = if everywhere {
            let pb::SearchFilters { query, chambres, scope, genres, day_from, day_to, .. } = found.clone();
            let its =
                pb::SearchFilters { query, chambres, scope, genres, day_from, day_to, ..Default::default() };
            its == found
        } else {
            let days = found.day_from.is_empty() && found.day_to.is_empty();
            found.scope.is_empty() && found.genres.is_empty() && days
        };
        let fits = of_its_page
            && found.genres.iter().all(|genre| GENRES.contains(&genre.as_str()))
            && found.query.chars().count() <= if everywhere { QUERY_EVERYWHERE } else { QUERY }
            && codes(&found.chambres)
            && codes(&found.stages)
            && (found.rapporteur.is_empty() || Uuid::parse_str(&found.rapporteur).is_ok())
            && matches!(found.sort.as_str(), "" | "recent" | "number" | "oldest");
        if !fits {
            return wrong("filters", "Ces filtres ne se lisent pas. Rechargez la liste et recommencez.");
        }
        for (field, written) in [("filters.du", &found.day_from), ("filters.au", &found.day_to)] {
            if !is_day(written) {
                return wrong(field, "Ce jour ne se lit pas. Écrivez-le AAAA-MM-JJ, ou laissez-le vide.");
            }
        }
        // Days written alike are in the order of their letters.
        if !found.day_to.is_empty() && found.day_from > found.day_to {
            return wrong(
                "filters.au",
                "La période finirait avant de commencer. Indiquez un dernier jour qui ne précède pas le premier.",
            );
        }
        if everywhere && found.query.trim().is_empty() {
            return wrong(
                "filters",
                "Rien n’est cherché\u{a0}: saisissez des mots avant de garder la recherche.",
            );
        }
        // One at a time: two kept together would each see one fewer.
        sqlx::query!("SELECT pg_advisory_xact_lock(hashtextextended($1, 7))", caller.subject)
            .fetch_one(&mut *tx)
            .await?;
        let namesake = sqlx::query_scalar!(
            "SELECT filters FROM notification.search WHERE subject = $1 AND name = $2",
            caller.subject,
            name
        )
        .fetch_optional(&mut *tx)
        .await?;
        // One that is followed would follow nothing any more.
        if namesake.map(|body| filters(&body)).transpose()?.is_some_and(|other| other.scope != found.scope) {
            return wrong("name", "Une recherche d’une autre page porte déjà ce nom. Donnez-en un autre.");
        }
        let others = sqlx::query_scalar!(
            r#"SELECT count(*) AS "count!" FROM notification.search WHERE subject = $1 AND name <> $2"#,
            caller.subject,
            name
        )
        .fetch_one(&mut *tx)
        .await?;
        if others >= SEARCHES {
            return Err(Failure::new(
                Kind::Refused,
                "TAC-024",
                "Vous gardez déjà 50 recherches. Oubliez-en une avant d’en garder une autre.",
            ));
        }
        let now = self.clock.now();
        let search_id = sqlx::query_scalar!(
            "INSERT INTO notification.search (search_id, subject, name, filters, saved_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (subject, name) DO UPDATE SET filters = excluded.filters, saved_at = excluded.saved_at RETURNING search_id",
            Uuid::new_v5(&command.key, caller.subject.as_bytes()),
            caller.subject,
            name,
            found.encode_to_vec(),
            sql_instant(now)
        )
        .fetch_one(tx)
        .await?;
        Ok(pb::Search {
            search_id: search_id.to_string(),
            name,
            filters: Some(found),
            saved_at: Some(prost_types::Timestamp { seconds: now.as_second(), nanos: 0 }),
        })
    }

    /// Asks the list for each search that is followed: a dossier opened since, that answers it, is news once. One that cannot be
    /// asked keeps no other waiting.
    ///
    /// # Errors
    /// When what is followed cannot be read.
    pub(crate) async fn look_for(&self) -> Result<()> {
        let rows = sqlx::query!(
            "SELECT f.follow_id, f.subject, f.since, s.filters FROM notification.follow f
             JOIN notification.search s ON f.target = s.search_id::text AND f.subject = s.subject
             WHERE f.kind = 'recherche' ORDER BY f.follow_id"
        )
        .fetch_all(&self.pool)
        .await?;
        for row in rows {
            let since = from_sql_instant(row.since);
            let opened_since =
                prost_types::Timestamp { seconds: since.as_second(), nanos: since.subsec_nanosecond() };
            let looked = match filters(&row.filters) {
                Ok(found) => self.look(row.follow_id, &row.subject, found, opened_since).await,
                Err(failure) => Err(failure),
            };
            if let Err(error) = looked {
                tracing::warn!(follow = %row.follow_id, %error, "a search that is followed was not asked");
            }
        }
        Ok(())
    }

    async fn look(
        &self,
        follow: Uuid,
        subject: &str,
        found: pb::SearchFilters,
        opened_since: prost_types::Timestamp,
    ) -> Result<()> {
        let Some(owner) = self.colleagues.named(subject).await? else { return Ok(()) };
        let mut cursor = String::new();
        loop {
            let wanted = dossier::ListDossiersRequest {
                query: found.query.clone(),
                chambres: found.chambres.clone(),
                stages: found.stages.clone(),
                rapporteur: found.rapporteur.clone(),
                urgent_only: found.urgent_only,
                include_closed: found.include_closed,
                // What has begun to answer was changed last.
                sort: "recent".into(),
                page: Some(PageRequest { cursor, size: ROWS }),
                opened_since: Some(opened_since),
            };
            let page = self.cases.list(&owner, wanted).await?;
            let dossiers: Vec<Uuid> =
                page.rows.iter().filter_map(|row| Uuid::parse_str(&row.dossier_id).ok()).collect();
            let new = sqlx::query!(
                "INSERT INTO notification.news (follow_id, dossier_id, act_id, act, at)
                 SELECT f.follow_id, d.id, d.id, $3, $4 FROM notification.follow f CROSS JOIN unnest($2::uuid[]) AS d (id)
                 WHERE f.follow_id = $1
                 ON CONFLICT DO NOTHING",
                follow,
                &dossiers,
                FOUND,
                sql_instant(self.clock.now())
            )
            .execute(&self.pool)
            .await?;
            cursor = page.page.map(|page| page.next_cursor).unwrap_or_default();
            if new.rows_affected() == 0 || cursor.is_empty() {
                return Ok(());
            }
        }
    }
}

/// Whether a search is the caller's own, and of the list of dossiers: news is of dossiers.
pub(crate) async fn can_follow(tx: &mut PgConnection, caller: &Caller, search: &str) -> Result<bool> {
    let Ok(id) = Uuid::parse_str(search) else { return Ok(false) };
    let own = sqlx::query_scalar!(
        "SELECT filters FROM notification.search WHERE search_id = $1 AND subject = $2",
        id,
        caller.subject
    )
    .fetch_optional(tx)
    .await?;
    Ok(own.map(|body| filters(&body)).transpose()?.is_some_and(|own| own.scope.is_empty()))
}

fn filters(body: &[u8]) -> Result<pb::SearchFilters> {
    pb::SearchFilters::decode(body).map_err(Failure::internal)
}

/// Whether a bound is a day as the search reads it, or none.
fn is_day(written: &str) -> bool {
    written.is_empty() || written.parse::<Date>().is_ok_and(|day| day.to_string() == written)
}

fn unknown_search() -> Failure {
    Failure::not_found(
        "TAC-025",
        "Cette recherche n’existe pas, n’est pas la vôtre, ou est déjà oubliée. Rechargez la liste.",
    )
}
