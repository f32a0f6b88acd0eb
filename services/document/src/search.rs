//! Search in the text of papers and in the names of their files: the newest that answer, those that the reader may read of them, the
//! best first. A paper of the délibéré is in another schema and is never among them.

use std::collections::{BTreeMap, HashMap, HashSet, hash_map::Entry};

use greffe_access::{Action, CaseRelations, Paper, Resource, decide, stored};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{self, from_sql_instant, sql_day},
};
use greffe_contracts::{
    common::v1::{PageInfo, PassagePart},
    document::v1 as pb,
};
use greffe_french::{Query, analyse, fold, passage, tsvector};
use sqlx::{PgConnection, Postgres, QueryBuilder, Row, postgres::PgRow};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::Documents;

/// Matches that are ranked, the newest: the rank of very common words has a bound.
const RANKED: i64 = 2_000;
/// Largest page.
const PAGE_MAX: u32 = 50;
/// What a file whose name says all that is typed is worth beside its text, whose rank is under one: who types a name seeks that file.
const NAMED: f32 = 1.0;
/// The same where the words only begin those of the name: about what a text is worth that says them once.
const BEGUN: f32 = 0.1;
/// Words of a name that are sought, the first.
pub const NAME_WORDS: usize = 12;
/// Letters of a word whose end is open.
const OPEN: usize = 3;
/// Bytes of a passage.
const PASSAGE: usize = 280;
/// Roles that may read papers of cases that they are nothing to; the policy decides on each.
const COURT_ROLES: &[&str] = &[
    "premier_president",
    "delegue_premier_president",
    "procureur_general",
    "delegue_procureur_general",
    "greffe_central",
    "greffe_chambre",
    "president",
    "magistrat_siege",
    "avocat_general",
    "parquet_secretariat",
    "sder",
    "baj",
];

/// A piece that answers, before its passage.
struct Match {
    paper: Paper,
    case: CaseRelations,
    sha256: Vec<u8>,
    file_name: String,
    number: String,
    received_at: OffsetDateTime,
    score: f32,
    /// Found by the name of its file.
    named: bool,
}

impl Documents {
    /// Makes the words of a content whose pages are read.
    pub(crate) async fn index(&self, tx: &mut PgConnection, sha: &[u8]) -> Result<()> {
        let pages =
            sqlx::query!("SELECT page, body FROM document.text_page WHERE sha256 = $1 ORDER BY page", sha)
                .fetch_all(&mut *tx)
                .await?;
        let words = tokio::task::spawn_blocking(move || {
            let mut said = Vec::new();
            for page in pages {
                let at = u16::try_from(page.page).unwrap_or(u16::MAX);
                said.extend(analyse(&page.body).into_iter().map(|token| (token.lexeme, at)));
            }
            tsvector(said.iter().map(|(lexeme, at)| (lexeme.as_str(), *at, 'D')))
        })
        .await
        .map_err(Failure::internal)?;
        sqlx::query!(
            "INSERT INTO document.text_words (sha256, received_at, words)
             SELECT sha256, received_at, $2::text::tsvector FROM document.content WHERE sha256 = $1
             ON CONFLICT (sha256) DO UPDATE SET words = excluded.words",
            sha,
            words
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("UPDATE document.text SET indexed = true WHERE sha256 = $1", sha).execute(tx).await?;
        Ok(())
    }

    /// Makes the words of a text that was read before there were words; answers whether there was one.
    pub(crate) async fn index_next(&self) -> Result<bool> {
        let mut tx = db::begin(&self.pool).await?;
        let next = sqlx::query_scalar!(
            "SELECT sha256 FROM document.text WHERE state = 'faite' AND NOT indexed
             ORDER BY changed_at DESC LIMIT 1 FOR UPDATE SKIP LOCKED"
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(sha) = next else { return Ok(false) };
        self.index(&mut tx, &sha).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Pieces whose text answers, as far as the caller may read them.
    pub(crate) async fn search_pieces(
        &self,
        caller: &Caller,
        wanted: &pb::SearchPiecesRequest,
    ) -> Result<pb::SearchPiecesResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let typed: String = wanted.query.chars().take(400).collect();
        let query = Query::read(&typed).in_texts();
        if query.is_empty() {
            return Err(Failure::invalid(
                "LEC-004",
                "q",
                "Rien à chercher\u{a0}: ces mots se trouvent partout. Saisissez un nom, un numéro, un article ou un mot de fond.",
            ));
        }
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.min(PAGE_MAX) as usize;
        let from: usize =
            if page.cursor.is_empty() { 0 } else { page.cursor.parse().map_err(|_| bad_cursor())? };
        let mut tx = db::begin(&self.pool).await?;
        let rows = select(caller, wanted, &query, &typed)?.build().fetch_all(&mut *tx).await?;
        let mut found: HashMap<Uuid, Match> = HashMap::new();
        let mut by = [0_i64; 2];
        for row in &rows {
            let one = read(row)?;
            by[usize::from(one.named)] += 1;
            // SQL has narrowed; the policy decides on each paper.
            if decide(caller, Action::LirePiece, Resource::Paper(&one.case, &one.paper)).allowed {
                match found.entry(one.paper.id) {
                    // Its name and its text both answer.
                    Entry::Occupied(mut other) => other.get_mut().score += one.score,
                    Entry::Vacant(place) => {
                        place.insert(one);
                    }
                }
            }
        }
        let more = by.iter().any(|many| *many >= RANKED);
        let mut all: Vec<Match> = found.into_values().collect();
        all.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(b.received_at.cmp(&a.received_at))
                .then(b.paper.id.cmp(&a.paper.id))
        });
        let facets = facets(&all);
        let (total, next) = (all.len(), from.saturating_add(size));
        let mut shown: Vec<Match> = all.into_iter().skip(from).take(size).collect();
        let passages = passages(&mut tx, &shown, &query).await?;
        // What is shown of a paper is read of it; in one order, since each chain of the trail is held until the end.
        shown.sort_by_key(|one| one.paper.id);
        for one in &shown {
            let decision = decide(caller, Action::LirePiece, Resource::Paper(&one.case, &one.paper));
            let told = if passages.contains_key(&one.sha256) {
                "passage d’une recherche"
            } else {
                "nom du fichier dans une recherche"
            };
            self.log(&mut tx, caller, Action::LirePiece, one.paper.id, &decision, told).await?;
        }
        tx.commit().await?;
        shown.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(b.received_at.cmp(&a.received_at))
                .then(b.paper.id.cmp(&a.paper.id))
        });
        let next_cursor = if next < total { next.to_string() } else { String::new() };
        Ok(pb::SearchPiecesResponse {
            hits: shown.into_iter().map(|one| told(one, &passages)).collect(),
            facets,
            page: Some(PageInfo { next_cursor, total: total as u64 }),
            more,
        })
    }
}

fn told(one: Match, passages: &HashMap<Vec<u8>, (u32, Vec<PassagePart>)>) -> pb::PieceHit {
    let (page, passage) = passages.get(&one.sha256).cloned().unwrap_or_default();
    pb::PieceHit {
        piece_id: one.paper.id.to_string(),
        file_name: one.file_name,
        kind: one.paper.kind,
        dossier_id: if one.case.dossier.is_nil() { String::new() } else { one.case.dossier.to_string() },
        number: one.number,
        chambre: one.case.chambre,
        day: greffe_chassis::clock::paris_day(from_sql_instant(one.received_at)).to_string(),
        page,
        passage,
        score: f64::from(one.score),
    }
}

fn read(row: &PgRow) -> Result<Match> {
    let dossier: Option<Uuid> = row.try_get("dossier_id")?;
    let known: Option<i64> = row.try_get("version")?;
    let case = match known {
        Some(_) => stored::of_row(row, "dossier_id")?,
        None => CaseRelations { dossier: dossier.unwrap_or_default(), ..CaseRelations::default() },
    };
    let class: i16 = row.try_get("class")?;
    // Whether the name says the words whole, or only begins with them; nothing of what is found by its text.
    let named: Option<bool> = row.try_get("named_so")?;
    let score = match named {
        Some(true) => NAMED,
        Some(false) => BEGUN,
        None => row.try_get("score")?,
    };
    Ok(Match {
        paper: Paper {
            id: row.try_get("id")?,
            class: u8::try_from(class).unwrap_or(3),
            kind: row.try_get("kind")?,
            author: row.try_get("author")?,
            depositor: row.try_get("office_id")?,
            offices: row.try_get("served")?,
        },
        case,
        sha256: row.try_get("sha256")?,
        file_name: row.try_get("file_name")?,
        number: row.try_get::<Option<String>, _>("number")?.unwrap_or_default(),
        received_at: row.try_get("received_at")?,
        score,
        named: named.is_some(),
    })
}

/// Of each content shown, the page that says most of what is sought, and where it says it.
async fn passages(
    tx: &mut PgConnection,
    shown: &[Match],
    query: &Query,
) -> Result<HashMap<Vec<u8>, (u32, Vec<PassagePart>)>> {
    let contents: HashSet<&Vec<u8>> = shown.iter().map(|one| &one.sha256).collect();
    let contents: Vec<Vec<u8>> = contents.into_iter().cloned().collect();
    let wanted: Vec<String> = query.lexemes().into_iter().map(str::to_owned).collect();
    // The position of a word is its page.
    let rows = sqlx::query!(
        r#"SELECT b.sha256 AS "sha256!", b.page AS "page!", t.body FROM (
               SELECT DISTINCT ON (w.sha256) w.sha256, p.page::integer AS page
               FROM document.text_words w, unnest(w.words) u, unnest(u.positions) p (page)
               WHERE w.sha256 = ANY($1) AND u.lexeme = ANY($2)
               GROUP BY w.sha256, p.page ORDER BY w.sha256, count(*) DESC, p.page) b
           JOIN document.text_page t ON t.sha256 = b.sha256 AND t.page = b.page"#,
        &contents,
        &wanted
    )
    .fetch_all(tx)
    .await?;
    let lexemes = query.lexemes();
    let found = rows.into_iter().map(|row| {
        let parts = passage(&row.body, &lexemes, PASSAGE).parts;
        let parts = parts.into_iter().map(|part| PassagePart { text: part.text, hit: part.hit }).collect();
        (row.sha256, (row.page.cast_unsigned(), parts))
    });
    Ok(found.collect())
}

fn facets(all: &[Match]) -> Vec<pb::PieceFacet> {
    let mut counts: BTreeMap<(&str, String), u32> = BTreeMap::new();
    for one in all {
        let received = greffe_chassis::clock::paris_day(from_sql_instant(one.received_at));
        *counts.entry(("kind", one.paper.kind.clone())).or_default() += 1;
        *counts.entry(("chambre", one.case.chambre.clone())).or_default() += 1;
        *counts.entry(("annee", received.year().to_string())).or_default() += 1;
    }
    let told = |((name, value), count): ((&str, String), u32)| pb::PieceFacet {
        name: name.to_owned(),
        value,
        count,
    };
    counts.into_iter().map(told).collect()
}

/// The newest that answer by their text, and the newest by their name, of those that the caller's place at the Court leaves, with their
/// rank.
fn select(
    caller: &Caller,
    wanted: &pb::SearchPiecesRequest,
    words: &Query,
    typed: &str,
) -> Result<QueryBuilder<Postgres>> {
    const COLUMNS: &str = "p.sha256, p.id, p.file_name, p.kind, p.class, p.author, p.office_id, p.dossier_id,
         c.version, c.number, c.chambre, c.rapporteurs, c.avocats_generaux, c.offices, c.former_offices, c.distributed,
         c.communicated, c.sealed, c.named, c.recused, c.chambres_consultees";
    let mut query = QueryBuilder::new(
        "SELECT m.*, coalesce(ts_rank(m.words, m.q, 1), 0::real) AS score,
             array(SELECT s.office_id FROM document.served s WHERE s.piece_id = m.id) AS served
         FROM ((SELECT ",
    );
    query.push(COLUMNS).push(", w.received_at, w.words, q.q, NULL::boolean AS named_so FROM (SELECT ");
    query.push_bind(words.tsquery());
    query.push(
        "::tsquery AS q) q, document.text_words w JOIN document.piece p USING (sha256)
             JOIN document.control k ON k.sha256 = w.sha256 LEFT JOIN case_relation c ON c.dossier_id = p.dossier_id
         WHERE w.words @@ q.q AND k.state = 'saine'",
    );
    narrow(&mut query, caller, wanted, "w.received_at")?;
    query.push(")");
    if let Some((whole, open)) = in_names(typed) {
        query.push(" UNION ALL (SELECT ").push(COLUMNS);
        query.push(", p.received_at, NULL::tsvector, NULL::tsquery, p.name_words @@ ");
        query.push_bind(whole);
        query.push(
            "::tsquery FROM document.piece p
                 JOIN document.control k USING (sha256) LEFT JOIN case_relation c ON c.dossier_id = p.dossier_id
             WHERE k.state = 'saine' AND p.name_words @@ ",
        );
        query.push_bind(open).push("::tsquery");
        narrow(&mut query, caller, wanted, "p.received_at")?;
        query.push(")");
    }
    query.push(") m");
    Ok(query)
}

/// What is typed, as the names of files are kept: all its words as they are, and with the end of the longer ones open, a name being
/// rarely typed whole.
pub fn in_names(typed: &str) -> Option<(String, String)> {
    let folded = fold(typed);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(NAME_WORDS).collect();
    let all = |open: bool| {
        let word = |word: &&str| format!("'{word}'{}", if open && word.len() >= OPEN { ":*" } else { "" });
        words.iter().map(word).collect::<Vec<_>>().join(" & ")
    };
    (!words.is_empty()).then(|| (all(false), all(true)))
}

/// What is asked besides the words, of pieces `p` of cases `c`, the newest by a column.
fn narrow(
    query: &mut QueryBuilder<Postgres>,
    caller: &Caller,
    wanted: &pb::SearchPiecesRequest,
    received_at: &'static str,
) -> Result<()> {
    known_to(query, caller);
    if !wanted.chambres.is_empty() {
        query.push(" AND coalesce(c.chambre, '') = ANY(").push_bind(wanted.chambres.clone()).push(")");
    }
    if !wanted.kinds.is_empty() {
        query.push(" AND p.kind = ANY(").push_bind(wanted.kinds.clone()).push(")");
    }
    for (field, text, comparison, days) in
        [("du", &wanted.day_from, " >= ", 0), ("au", &wanted.day_to, " < ", 1)]
    {
        if text.is_empty() {
            continue;
        }
        let day: jiff::civil::Date = text.parse().map_err(|_| {
            Failure::invalid("LEC-004", field, "Ce jour n’existe pas. Écrivez-le comme 2026-11-24.")
        })?;
        query.push(" AND ").push(received_at).push(comparison).push("((").push_bind(sql_day(day));
        query.push("::date + ").push_bind(days).push(")::timestamp AT TIME ZONE 'Europe/Paris')");
    }
    query.push(" ORDER BY ").push(received_at).push(" DESC LIMIT ").push_bind(RANKED);
    Ok(())
}

/// What the caller's place at the Court leaves of pieces `p` of cases `c`.
fn known_to(query: &mut QueryBuilder<Postgres>, caller: &Caller) {
    let agent = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
    if !caller.roles.iter().any(|role| COURT_ROLES.contains(&role.as_str())) {
        let office = Uuid::parse_str(&caller.office_id).unwrap_or_default();
        query.push(" AND (c.offices @> ").push_bind(vec![office]);
        query.push(" OR c.former_offices @> ").push_bind(vec![office]);
        query.push(" OR p.author = ").push_bind(agent).push(" OR p.office_id = ").push_bind(office).push(")");
    }
    // A sealed case exists for those named for it alone; whoever withdrew from one knows of it no more.
    query.push(" AND (c.dossier_id IS NULL OR ((NOT c.sealed OR c.named @> ").push_bind(vec![agent]);
    query.push(") AND NOT c.recused && ").push_bind(vec![agent]).push("))");
}

fn bad_cursor() -> Failure {
    Failure::invalid(
        "LEC-002",
        "cursor",
        "Ce curseur n’est pas d’une page de cette recherche. Reprenez-la au début.",
    )
}
