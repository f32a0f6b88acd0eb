//! What dossiers say, entry by entry: the same for the index and for the passages that are shown.

use std::collections::{HashMap, hash_map::Entry};

use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, sql_day},
};
use greffe_contracts::dossier::v1 as pb;
use greffe_french::{analyse, name, tsvector};
use prost::Message;
use sqlx::PgConnection;
use time::Date;
use uuid::Uuid;

use crate::{case::grounds, journal, view};

/// A run of words, and what they weigh where they are found (`A` to `D`).
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) weight: char,
}

/// An entry of the index.
pub(crate) struct Said {
    pub(crate) dossier: Uuid,
    /// `dossier`, `partie`, `decision`, `moyens`, `affaire`.
    pub(crate) genre: &'static str,
    pub(crate) reference: Uuid,
    pub(crate) day: Date,
    /// What it is, in a few words, for who is shown it.
    pub(crate) label: String,
    pub(crate) runs: Vec<Run>,
}

impl Said {
    /// Its words, as they are kept.
    pub(crate) fn words(&self) -> String {
        let mut lexemes: Vec<(String, char)> = Vec::new();
        for run in &self.runs {
            if self.genre == "partie" {
                lexemes.extend(name(&run.text).into_iter().map(|lexeme| {
                    // As it sounds is worth less than as it is written.
                    let weight = if lexeme.starts_with('~') { 'D' } else { run.weight };
                    (lexeme, weight)
                }));
            } else {
                lexemes.extend(analyse(&run.text).into_iter().map(|token| (token.lexeme, run.weight)));
            }
        }
        let places = (1..=u16::MAX).chain(std::iter::repeat(u16::MAX));
        tsvector(lexemes.iter().zip(places).map(|((lexeme, weight), at)| (lexeme.as_str(), at, *weight)))
    }

    /// Everything it says, the weightiest last: a passage is sought in what was written at length first.
    pub(crate) fn text(&self) -> String {
        let mut runs: Vec<&Run> = self.runs.iter().collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.weight));
        runs.iter()
            .map(|run| run.text.as_str())
            .filter(|text| !text.is_empty())
            .collect::<Vec<_>>()
            .join(" — ")
    }
}

fn run(text: impl Into<String>, weight: char) -> Run {
    Run { text: text.into(), weight }
}

/// What some dossiers say; one that does not exist says nothing.
///
/// # Errors
/// When the database refuses, or a sheet does not read.
pub(crate) async fn said(connection: &mut PgConnection, dossiers: &[Uuid]) -> Result<Vec<Said>> {
    let mut all = Vec::new();
    let heads = sqlx::query!(
        "SELECT id, number_year, number_seq, matter, formed_on, (opened_at AT TIME ZONE 'Europe/Paris')::date AS \"opened_on!\"
         FROM dossier.dossier WHERE id = ANY($1)",
        dossiers
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut attacked = attacked(connection, dossiers).await?;
    let mut sheets = sheets(connection, dossiers).await?;
    let mut days = HashMap::new();
    let mut affairs: HashMap<Uuid, Vec<Run>> = HashMap::new();
    for head in heads {
        let day = head.formed_on.unwrap_or(head.opened_on);
        days.insert(head.id, day);
        let number = view::number(head.number_year, head.number_seq);
        let courts = attacked.remove(&head.id).unwrap_or_default();
        let sheets = sheets.remove(&head.id).unwrap_or_default();
        let (themes, texts, numbers) = of_sheets(&sheets);
        affairs
            .insert(head.id, vec![run(themes.clone(), 'A'), run(texts.clone(), 'A'), run(&head.matter, 'B')]);
        let mut runs = vec![run(&number, 'A'), run(numbers, 'B'), run(&head.matter, 'B')];
        runs.extend(courts.into_iter().map(|court| run(court, 'B')));
        runs.extend([run(themes, 'C'), run(texts, 'C')]);
        runs.retain(|run| !run.text.is_empty());
        all.push(Said { dossier: head.id, genre: "dossier", reference: head.id, day, label: number, runs });
    }
    let dossiers: Vec<Uuid> = days.keys().copied().collect();
    parties(connection, &dossiers, &days, &mut all).await?;
    rulings(connection, &dossiers, &days, &mut all, &mut affairs).await?;
    moyens(connection, &dossiers, &days, &mut all, &mut affairs).await?;
    for (dossier, mut runs) in affairs {
        runs.retain(|run| !run.text.is_empty());
        let Some(day) = days.get(&dossier).filter(|_| !runs.is_empty()) else { continue };
        all.push(Said {
            dossier,
            genre: "affaire",
            reference: dossier,
            day: *day,
            label: String::new(),
            runs,
        });
    }
    Ok(all)
}

/// Decisions attacked, in words.
async fn attacked(connection: &mut PgConnection, dossiers: &[Uuid]) -> Result<HashMap<Uuid, Vec<String>>> {
    let rows = sqlx::query!(
        "SELECT dossier_id, court, section, rendered_on, nature, case_number FROM dossier.decision WHERE dossier_id = ANY($1)
         ORDER BY decision_id",
        dossiers
    )
    .fetch_all(connection)
    .await?;
    let mut found: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        let day = row.rendered_on.map(|day| from_sql_day(day).to_string()).unwrap_or_default();
        let words = [row.nature, row.court, row.section, day, row.case_number];
        let words: Vec<String> = words.into_iter().filter(|word| !word.is_empty()).collect();
        found.entry(row.dossier_id).or_default().push(words.join(", "));
    }
    Ok(found)
}

async fn sheets(connection: &mut PgConnection, dossiers: &[Uuid]) -> Result<HashMap<Uuid, Vec<pb::Sheet>>> {
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (dossier_id, source) dossier_id, body FROM dossier.sheet WHERE dossier_id = ANY($1)
         ORDER BY dossier_id, source, version DESC",
        dossiers
    )
    .fetch_all(connection)
    .await?;
    let mut found: HashMap<Uuid, Vec<pb::Sheet>> = HashMap::new();
    for row in rows {
        let sheet = pb::Sheet::decode(row.body.as_slice()).map_err(Failure::internal)?;
        found.entry(row.dossier_id).or_default().push(sheet);
    }
    Ok(found)
}

/// Keywords, texts and other numbers of sheets. Nothing of who sat, pleaded or was party: those are not looked up by a sheet.
fn of_sheets(sheets: &[pb::Sheet]) -> (String, String, String) {
    let joined =
        |of: fn(&pb::Sheet) -> Vec<String>| sheets.iter().flat_map(of).collect::<Vec<_>>().join(" ; ");
    (
        joined(|sheet| sheet.themes.iter().chain(&sheet.summary).cloned().collect()),
        joined(|sheet| sheet.visas.iter().chain(&sheet.texts_applied).cloned().collect()),
        joined(|sheet| sheet.numbers.iter().map(|number| number.number.clone()).collect()),
    )
}

async fn parties(
    connection: &mut PgConnection,
    dossiers: &[Uuid],
    days: &HashMap<Uuid, Date>,
    all: &mut Vec<Said>,
) -> Result<()> {
    let rows = sqlx::query!(
        "SELECT p.dossier_id, p.party_id, q.name, q.first_names FROM dossier.party p
         JOIN LATERAL (SELECT name, first_names FROM dossier.person WHERE id = p.person_id ORDER BY version DESC LIMIT 1) q ON true
         WHERE p.dossier_id = ANY($1)",
        dossiers
    )
    .fetch_all(connection)
    .await?;
    all.extend(rows.into_iter().filter_map(|row| {
        let label = view::shown_name(&row.name, &row.first_names);
        let runs = vec![run(&label, 'A')];
        let day = *days.get(&row.dossier_id)?;
        Some(Said { dossier: row.dossier_id, genre: "partie", reference: row.party_id, day, label, runs })
    }));
    Ok(())
}

async fn rulings(
    connection: &mut PgConnection,
    dossiers: &[Uuid],
    days: &HashMap<Uuid, Date>,
    all: &mut Vec<Said>,
    affairs: &mut HashMap<Uuid, Vec<Run>>,
) -> Result<()> {
    let rows = sqlx::query!(
        r#"SELECT r.act_id, r.dossier_id, r.nature, r.solution, r.pronounced_on, r.register_number, r.ecli,
                  coalesce(w.dispositif, '') AS "dispositif!", coalesce(w.text, '') AS "text!",
                  coalesce(w.renvoi_court, '') AS "renvoi_court!", coalesce(w.joined_numbers, '{}') AS "joined_numbers!"
           FROM dossier.ruling r LEFT JOIN dossier.ruling_words w USING (act_id)
           WHERE r.dossier_id = ANY($1) AND r.state IN ('en_vigueur', 'rabattue')"#,
        dossiers
    )
    .fetch_all(connection)
    .await?;
    for row in rows {
        let Some(opened) = days.get(&row.dossier_id) else { continue };
        let mut label = row.nature.clone();
        if let Some(day) = row.pronounced_on.map(from_sql_day) {
            label = format!("{label} {day}");
        }
        let marks =
            [row.ecli, row.register_number, row.solution, row.nature, row.joined_numbers.join(" ")].join(" ");
        let day = row.pronounced_on.map_or(String::new(), |day| from_sql_day(day).to_string());
        let runs = vec![
            run(marks, 'A'),
            run(day, 'A'),
            run(&row.dispositif, 'C'),
            run(row.renvoi_court, 'C'),
            run(&row.text, 'D'),
        ];
        affairs.entry(row.dossier_id).or_default().push(run(row.text, 'D'));
        let day = row.pronounced_on.unwrap_or(*opened);
        all.push(Said {
            dossier: row.dossier_id,
            genre: "decision",
            reference: row.act_id,
            day,
            label,
            runs,
        });
    }
    Ok(())
}

async fn moyens(
    connection: &mut PgConnection,
    dossiers: &[Uuid],
    days: &HashMap<Uuid, Date>,
    all: &mut Vec<Said>,
    affairs: &mut HashMap<Uuid, Vec<Run>>,
) -> Result<()> {
    let rows = sqlx::query!(
        "SELECT words_id, dossier_id, moyens FROM dossier.ground_words WHERE dossier_id = ANY($1) ORDER BY words_id",
        dossiers
    )
    .fetch_all(&mut *connection)
    .await?;
    let mut standing: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for row in rows {
        // What was noted again, or of a mémoire that stands no more, is not sought.
        let words = match standing.entry(row.dossier_id) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(unknown) => {
                let facts = journal::facts(connection, row.dossier_id).await?;
                unknown.insert(grounds::standing_words(&facts))
            }
        };
        let stands = words.contains(&row.words_id);
        let Some(day) = days.get(&row.dossier_id).filter(|_| stands) else { continue };
        let text = row.moyens.join("\n\n");
        affairs.entry(row.dossier_id).or_default().push(run(&text, 'B'));
        let runs = vec![run(text, 'C')];
        let label = String::new();
        all.push(Said {
            dossier: row.dossier_id,
            genre: "moyens",
            reference: row.words_id,
            day: *day,
            label,
            runs,
        });
    }
    Ok(())
}

/// The first day there is, as SQL holds it.
pub(crate) fn bound(day: Option<jiff::civil::Date>) -> Option<Date> {
    day.map(sql_day)
}
