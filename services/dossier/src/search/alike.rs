//! Affairs that are alike: texts cited, keywords, matter, words of the moyens, court attacked; each with its reasons. A help to
//! people: nothing is decided by it, and no magistrat is named or counted (COJ L. 111-13).

use std::collections::{HashMap, HashSet};

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{Caller, Result};
use greffe_contracts::dossier::v1 as pb;
use greffe_french::{Likeness, Weighed, analyse, passage};
use sqlx::Row;
use uuid::Uuid;

use super::{look::parts, said::said, series::OF_ALL};
use crate::{Dossiers, access, list::known_to, view};

/// Terms by which neighbours are looked for, and neighbours that are weighed: the newest.
const TERMS: usize = 16;
const WEIGHED: i64 = 1_000;
/// Dossiers that attack the same decision, and that have parties in common.
const SAME: i64 = 50;
/// Letters of a name that tells a party from others; names by which relatives are looked for, and dossiers looked at of each: a party to
/// very many (the State, an insurer) is not walked through whole.
const NAME: i32 = 4;
const NAMES: i64 = 50;
const OF_A_NAME: i64 = 2_000;
/// Neighbours shown.
const SIZE_MAX: u32 = 20;
/// Words told as a reason, and bytes of the passage.
const TOLD: usize = 5;
const PASSAGE: usize = 280;

struct Candidate {
    id: Uuid,
    number: String,
    title: String,
    chambre: String,
    stage: String,
    matter: String,
    /// It attacks a decision that the dossier attacks.
    same: bool,
    /// Two of its parties at least are parties there.
    kin: bool,
    /// A court that both decisions attacked come from.
    court: String,
    joined: bool,
    /// It is not over: what is judged is joined no more.
    open: bool,
    words: Vec<String>,
    counts: Vec<i32>,
}

impl Dossiers {
    /// Affairs like a dossier, of those that the caller may read.
    pub(super) async fn alike(
        &self,
        caller: &Caller,
        wanted: &pb::FindSimilarRequest,
    ) -> Result<pb::FindSimilarResponse> {
        let dossier = self.readable_id(caller, &wanted.dossier_id).await?;
        self.caught_up().await?;
        let mut connection = self.pool.acquire().await?;
        let own = said(&mut connection, &[dossier]).await?;
        let text = own
            .iter()
            .find(|entry| entry.genre == "affaire")
            .map(super::said::Said::text)
            .unwrap_or_default();
        let matter = sqlx::query_scalar!("SELECT matter FROM dossier.dossier WHERE id = $1", dossier)
            .fetch_optional(&mut *connection)
            .await?
            .ok_or_else(access::unknown_case)?;
        drop(connection);
        let asked: Vec<String> = analyse(&text).into_iter().map(|token| token.lexeme).collect();
        let candidates = self.candidates(caller, dossier, &asked).await?;
        let said_here = greffe_french::counts(&asked);
        let likeness = Likeness::new(candidates.iter().map(|one| Weighed::new(&one.words, &one.counts)));
        let mut found: Vec<(f64, Vec<String>, &Candidate)> = candidates
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let (mut score, common) = likeness.score(&said_here, at);
                if !matter.is_empty() && one.matter == matter {
                    score *= 1.1;
                }
                if !one.court.is_empty() {
                    score *= 1.02;
                }
                let near = if one.same { 1_000.0 } else { 0.0 } + if one.kin { 500.0 } else { 0.0 };
                (score + near, common, one)
            })
            .filter(|(score, _, _)| *score > 0.0)
            .collect();
        found.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.2.number.cmp(&b.2.number)));
        found.truncate(wanted.size.clamp(1, SIZE_MAX) as usize);
        let ids: Vec<Uuid> = found.iter().map(|(_, _, one)| one.id).collect();
        let said = said(&mut *self.pool.acquire().await?, &ids).await?;
        let neighbours = found.into_iter().map(|(score, common, one)| {
            let theirs = said.iter().find(|entry| entry.genre == "affaire" && entry.reference == one.id);
            let wanted: HashSet<&str> = common.iter().map(String::as_str).collect();
            let shown = theirs.map(|entry| passage(&entry.text(), &wanted, PASSAGE)).unwrap_or_default();
            pb::Neighbour {
                dossier_id: one.id.to_string(),
                number: one.number.clone(),
                title: one.title.clone(),
                chambre: one.chambre.clone(),
                stage_label: self.law.stage_label_of(&one.stage),
                reasons: reasons(one, &common, &text, &matter),
                passage: parts(shown),
                joinder: (one.same || one.kin) && one.open && !one.joined,
                score,
            }
        });
        Ok(pb::FindSimilarResponse { neighbours: neighbours.collect() })
    }

    /// The newest that share a weighty term, and those that attack the same decision or have two parties in common; of those, what the
    /// caller may read.
    async fn candidates(&self, caller: &Caller, dossier: Uuid, asked: &[String]) -> Result<Vec<Candidate>> {
        let terms = greffe_french::weighty(asked, TERMS);
        let mut query = sqlx::QueryBuilder::new("WITH same AS (SELECT DISTINCT o.dossier_id FROM dossier.decision m JOIN dossier.decision o
                 ON o.court = m.court AND o.rendered_on = m.rendered_on AND o.case_number = m.case_number AND o.dossier_id <> m.dossier_id
             WHERE m.dossier_id = ");
        query.push_bind(dossier).push(" AND m.case_number <> '' LIMIT ").push_bind(SAME);
        query.push("), mine AS (SELECT DISTINCT p.search FROM dossier.party p WHERE p.dossier_id = ");
        query.push_bind(dossier).push(" AND length(p.search) >= ").push_bind(NAME);
        // The ministère public, party to every criminal case, makes nobody kin.
        query.push(" AND p.search !~ ").push_bind(OF_ALL.join("|")).push(" LIMIT ").push_bind(NAMES);
        query.push(
            "), kin AS (SELECT DISTINCT o.dossier_id FROM mine m CROSS JOIN LATERAL (
                 SELECT p.dossier_id FROM dossier.party p WHERE p.search = m.search AND p.dossier_id <> ",
        );
        query.push_bind(dossier).push(" LIMIT ").push_bind(OF_A_NAME);
        query.push(
            ") o WHERE (SELECT count(DISTINCT s.search) FROM dossier.party s
                 WHERE s.dossier_id = o.dossier_id AND s.search IN (SELECT search FROM mine)) > 1 LIMIT ",
        );
        query.push_bind(SAME);
        query.push("), near AS (SELECT e.dossier_id FROM dossier.search_entry e JOIN dossier.dossier d ON d.id = e.dossier_id WHERE e.genre = 'affaire' AND e.words @@ ");
        query.push_bind(terms.tsquery_any()).push("::tsquery");
        known_to(&mut query, caller);
        query.push(" ORDER BY e.day DESC, e.ref DESC LIMIT ").push_bind(WEIGHED);
        query.push(
            ") SELECT d.id, d.number_year, d.number_seq, d.title, d.stage, d.chambre, d.matter, d.rapporteurs, d.avocats_generaux, d.offices,
                 d.former_offices, d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees,
                 d.id IN (SELECT dossier_id FROM same) AS same, d.id IN (SELECT dossier_id FROM kin) AS kin,
                 coalesce((SELECT o.court FROM dossier.decision o JOIN dossier.decision m ON m.court = o.court
                           WHERE o.dossier_id = d.id AND m.dossier_id = ",
        );
        query.push_bind(dossier).push(
            " AND m.court <> '' LIMIT 1), '') AS court,
                 EXISTS (SELECT 1 FROM dossier.group_member g WHERE g.dossier_id = d.id OR g.head = d.id) AS joined,
                 NOT d.terminal AS open,
                 coalesce(w.words, '{}') AS words, coalesce(w.counts, '{}') AS counts
             FROM dossier.dossier d LEFT JOIN LATERAL (
                 SELECT array_agg(u.lexeme) AS words, array_agg(cardinality(u.positions)) AS counts
                 FROM dossier.search_entry e, unnest(e.words) u WHERE e.dossier_id = d.id AND e.genre = 'affaire') w ON true
             WHERE d.id IN (SELECT dossier_id FROM same UNION SELECT dossier_id FROM kin UNION SELECT dossier_id FROM near) AND d.id <> ",
        );
        query.push_bind(dossier);
        known_to(&mut query, caller);
        let mut found = Vec::new();
        for row in &query.build().fetch_all(&self.pool).await? {
            let case = stored::of_row(row, "id")?;
            if !decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
                continue;
            }
            found.push(Candidate {
                id: row.try_get("id")?,
                number: view::number(row.try_get("number_year")?, row.try_get("number_seq")?),
                title: row.try_get("title")?,
                chambre: row.try_get("chambre")?,
                stage: row.try_get("stage")?,
                matter: row.try_get("matter")?,
                same: row.try_get("same")?,
                kin: row.try_get("kin")?,
                court: row.try_get("court")?,
                joined: row.try_get("joined")?,
                open: row.try_get("open")?,
                words: row.try_get("words")?,
                counts: row.try_get("counts")?,
            });
        }
        Ok(found)
    }
}

/// Why an affair is like another, the weightiest first.
fn reasons(one: &Candidate, common: &[String], text: &str, matter: &str) -> Vec<String> {
    let mut told = Vec::new();
    if one.same && one.joined {
        told.push("Même décision attaquée\u{a0}; ce dossier est déjà d’un groupe".to_owned());
    } else if one.same {
        told.push("Même décision attaquée\u{a0}: une jonction peut être examinée".to_owned());
    }
    if one.kin {
        told.push("Deux parties communes au moins".to_owned());
    }
    // Said as they stand in the text of the one that asks.
    let mut written: HashMap<String, String> = HashMap::new();
    for token in analyse(text) {
        let words = text[token.start..token.end].split_whitespace().collect::<Vec<_>>().join(" ");
        written.entry(token.lexeme).or_insert(words);
    }
    let told_of = |cites: bool| {
        let of = common.iter().filter(|lexeme| greffe_french::is_citation(lexeme) == cites);
        let mut said: Vec<String> = Vec::new();
        for words in of.filter_map(|lexeme| written.get(lexeme)) {
            if !said.contains(words) && said.len() < TOLD {
                said.push(words.clone());
            }
        }
        said
    };
    let (cited, words) = (told_of(true), told_of(false));
    if !cited.is_empty() {
        told.push(format!("Mêmes textes\u{a0}: {}", cited.join(", ")));
    }
    if !words.is_empty() {
        told.push(format!("Mots communs\u{a0}: {}", words.join(", ")));
    }
    if !matter.is_empty() && one.matter == matter {
        told.push(format!("Même matière\u{a0}: {matter}"));
    }
    if !one.court.is_empty() {
        told.push(format!("Même juridiction attaquée\u{a0}: {}", one.court));
    }
    told
}
