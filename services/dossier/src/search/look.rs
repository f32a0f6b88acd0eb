//! A search: the newest that answer, those that the reader may read of them, the best first.

use std::collections::{BTreeMap, HashMap, HashSet, hash_map::Entry};

use greffe_access::{Action, CaseRelations, Resource, decide, stored};
use greffe_chassis::{Caller, Failure, Result, db::from_sql_day};
use greffe_contracts::{
    common::v1::{PageInfo, PassagePart},
    dossier::v1 as pb,
};
use greffe_french::{Passage, Query, passage};
use sqlx::{Postgres, QueryBuilder, Row};
use uuid::Uuid;

use super::said::{bound, said};
use crate::{Dossiers, list::known_to, open::optional_day, read::bad_cursor, view};

/// Genres that are shown.
const GENRES: &[&str] = &["dossier", "partie", "decision", "moyens"];
/// Matches that are ranked, the newest: the rank of very common words has a bound.
const RANKED: i64 = 2_000;
/// Largest page.
const PAGE_MAX: u32 = 50;
/// Bytes of a passage.
const PASSAGE: usize = 280;

/// A match, before its passage.
struct Match {
    genre: String,
    reference: Uuid,
    dossier: Uuid,
    day: time::Date,
    score: f32,
    number: String,
    title: String,
    chambre: String,
    stage: String,
}

impl Dossiers {
    /// What answers, as far as the caller may read it.
    pub(super) async fn search_entries(
        &self,
        caller: &Caller,
        wanted: &pb::SearchRequest,
    ) -> Result<pb::SearchResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let query = asked(&wanted.query)?;
        if let Some(genre) = wanted.genres.iter().find(|genre| !GENRES.contains(&genre.as_str())) {
            let shown: String = genre.chars().take(40).collect();
            return Err(Failure::invalid(
                "LEC-004",
                "genre",
                format!(
                    "«\u{a0}{shown}\u{a0}» ne se cherche pas. Valeurs admises\u{a0}: {}.",
                    GENRES.join(", ")
                ),
            ));
        }
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.min(PAGE_MAX) as usize;
        let from: usize =
            if page.cursor.is_empty() { 0 } else { page.cursor.parse().map_err(|_| bad_cursor())? };
        let behind = !self.caught_up().await?;
        let (mut all, more) = self.matches(caller, wanted, &query).await?;
        // Counted of every genre: whoever looks at one sees what the others hold.
        let facets = facets(&all);
        all.retain(|one| wanted.genres.is_empty() || wanted.genres.contains(&one.genre));
        let (total, next) = (all.len(), from.saturating_add(size));
        let shown: Vec<Match> = all.into_iter().skip(from).take(size).collect();
        Ok(pb::SearchResponse {
            hits: self.hits_of(shown, &query).await?,
            facets,
            page: Some(PageInfo {
                next_cursor: if next < total { next.to_string() } else { String::new() },
                total: total as u64,
            }),
            more,
            behind,
        })
    }

    /// The matches that the caller may read, best first; and whether there may be more.
    async fn matches(
        &self,
        caller: &Caller,
        wanted: &pb::SearchRequest,
        query: &Query,
    ) -> Result<(Vec<Match>, bool)> {
        let rows = select(caller, wanted, query)?.build().fetch_all(&self.pool).await?;
        let more = rows.len() as i64 >= RANKED;
        let mut may: HashMap<Uuid, bool> = HashMap::new();
        let mut all = Vec::new();
        for row in &rows {
            let dossier: Uuid = row.try_get("id")?;
            let allowed = match may.entry(dossier) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(unknown) => {
                    // SQL has narrowed; the policy decides on each case.
                    let case: CaseRelations = stored::of_row(row, "id")?;
                    *unknown.insert(decide(caller, Action::LireDossier, Resource::Case(&case)).allowed)
                }
            };
            if !allowed {
                continue;
            }
            all.push(Match {
                genre: row.try_get("genre")?,
                reference: row.try_get("ref")?,
                dossier,
                day: row.try_get("day")?,
                score: row.try_get("score")?,
                number: view::number(row.try_get("number_year")?, row.try_get("number_seq")?),
                title: row.try_get("title")?,
                chambre: row.try_get("chambre")?,
                stage: row.try_get("stage")?,
            });
        }
        all.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then(b.day.cmp(&a.day)).then(b.reference.cmp(&a.reference))
        });
        Ok((all, more))
    }

    async fn hits_of(&self, matches: Vec<Match>, query: &Query) -> Result<Vec<pb::SearchHit>> {
        let dossiers: HashSet<Uuid> = matches.iter().map(|one| one.dossier).collect();
        let dossiers: Vec<Uuid> = dossiers.into_iter().collect();
        let said = said(&mut *self.pool.acquire().await?, &dossiers).await?;
        let (whole, texts) = (query.lexemes(), query.in_texts());
        let hits = matches.into_iter().map(|one| {
            let entry = said.iter().find(|e| e.genre == one.genre && e.reference == one.reference);
            let found = entry.map_or_else(Passage::default, |entry| {
                if one.genre == "partie" {
                    of_name(&entry.label, &whole)
                } else {
                    passage(&entry.text(), &texts.lexemes(), PASSAGE)
                }
            });
            pb::SearchHit {
                genre: one.genre,
                dossier_id: one.dossier.to_string(),
                number: one.number,
                title: one.title,
                chambre: one.chambre,
                stage_label: self.law.stage_label_of(&one.stage),
                r#ref: one.reference.to_string(),
                label: entry.map(|entry| entry.label.clone()).unwrap_or_default(),
                day: from_sql_day(one.day).to_string(),
                passage: parts(found),
                score: f64::from(one.score),
            }
        });
        Ok(hits.collect())
    }
}

/// What is sought, which must say something.
fn asked(text: &str) -> Result<Query> {
    let text: String = text.chars().take(400).collect();
    let query = Query::read(&text);
    if query.is_empty() {
        return Err(Failure::invalid(
            "LEC-004",
            "q",
            "Rien à chercher\u{a0}: ces mots se trouvent partout. Saisissez un nom, un numéro, un article ou un mot de fond.",
        ));
    }
    Ok(query)
}

/// A name, whose words that are sought, or sound like them, are told.
fn of_name(label: &str, wanted: &HashSet<&str>) -> Passage {
    let words = label.split_inclusive(' ').map(|word| {
        let hit = greffe_french::name(word).iter().any(|lexeme| wanted.contains(lexeme.as_str()));
        greffe_french::Part { text: word.to_owned(), hit }
    });
    Passage { parts: words.collect(), says: 1 }
}

/// A passage as told.
pub(super) fn parts(passage: Passage) -> Vec<PassagePart> {
    passage.parts.into_iter().map(|part| PassagePart { text: part.text, hit: part.hit }).collect()
}

fn facets(all: &[Match]) -> Vec<pb::SearchFacet> {
    let mut counts: BTreeMap<(&str, String), u32> = BTreeMap::new();
    for one in all {
        *counts.entry(("genre", one.genre.clone())).or_default() += 1;
        *counts.entry(("chambre", one.chambre.clone())).or_default() += 1;
        *counts.entry(("annee", one.day.year().to_string())).or_default() += 1;
    }
    let told = |((name, value), count): ((&str, String), u32)| pb::SearchFacet {
        name: name.to_owned(),
        value,
        count,
    };
    counts.into_iter().map(told).collect()
}

/// The newest that answer, of the cases that the caller may know of, with their rank.
fn select(caller: &Caller, wanted: &pb::SearchRequest, words: &Query) -> Result<QueryBuilder<Postgres>> {
    let mut query = QueryBuilder::new(
        "SELECT m.*, ts_rank(m.words, m.q, 1) AS score FROM (SELECT e.genre, e.ref, e.day, e.words, q.q,
             d.id, d.number_year, d.number_seq, d.title, d.stage, d.chambre, d.rapporteurs, d.avocats_generaux, d.offices,
             d.former_offices, d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees
         FROM (SELECT ",
    );
    query.push_bind(words.tsquery());
    query.push("::tsquery AS q) q, dossier.search_entry e JOIN dossier.dossier d ON d.id = e.dossier_id WHERE e.words @@ q.q");
    query.push(" AND e.genre <> 'affaire'");
    known_to(&mut query, caller);
    if !wanted.chambres.is_empty() {
        query.push(" AND d.chambre = ANY(").push_bind(wanted.chambres.clone()).push(")");
    }
    for (field, text, comparison) in [("du", &wanted.day_from, " >= "), ("au", &wanted.day_to, " <= ")] {
        if let Some(day) = bound(optional_day(field, text)?) {
            query.push(" AND e.day").push(comparison).push_bind(day);
        }
    }
    query.push(" ORDER BY e.day DESC, e.ref DESC LIMIT ").push_bind(RANKED).push(") m");
    Ok(query)
}
