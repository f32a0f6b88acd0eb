//! Requests of the register about a decision: those that stand, compared as certificates compare dossiers.

use greffe_chassis::{
    Result,
    db::{from_sql_day, sql_day},
};
use greffe_contracts::dossier::v1 as pb;
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use super::kept;
use crate::certificats::likeness::{self, Likeness, Verdict};

/// Requests compared; more is told, never cut in silence.
const COMPARED_MAX: i64 = 2_000;

/// A decision, as somebody describes it.
pub struct About<'a> {
    /// Court that ruled.
    pub court: &'a str,
    /// Day, if known.
    pub rendered_on: Option<Date>,
    /// Its case numbers, in one spelling.
    pub keys: &'a [String],
    /// Names given: of parties for a certificate, of who forms the pourvoi for a link.
    pub names: &'a [String],
}

/// A request that may be about the decision.
pub struct Alike {
    pub id: Uuid,
    pub version: i64,
    pub year: i32,
    pub seq: i32,
    pub facts: pb::AidFacts,
    pub likeness: Likeness,
    pub verdict: Verdict,
}

/// Who asks, as it is shown and compared.
pub fn applicant(facts: &pb::AidFacts) -> String {
    crate::view::shown_name(&facts.applicant, &facts.first_names)
}

/// Finds them, the most alike first, and says whether there may be more.
///
/// # Errors
/// When the database refuses.
pub async fn find(connection: &mut PgConnection, about: &About<'_>) -> Result<(Vec<Alike>, bool)> {
    let days: Vec<time::Date> = about
        .rendered_on
        .map(|day| likeness::near_days(day).into_iter().chain([day]).map(sql_day).collect())
        .unwrap_or_default();
    let names: Vec<String> = about
        .names
        .iter()
        .map(|name| likeness::name_words(name).join(" "))
        .filter(|n| !n.is_empty())
        .collect();
    // A request whose day is unknown, or asked of by one who does not know it, is found by a name.
    let rows = sqlx::query!(
        r#"SELECT id, version, year, seq, facts, rendered_on, case_keys
           FROM dossier.aid a
           WHERE state IN ('en_cours', 'decidee') AND (
               rendered_on = ANY($1) OR case_keys && $2
               OR ((rendered_on IS NULL OR $3) AND EXISTS (SELECT FROM unnest($4::text[]) AS sought (name) WHERE sought.name <% a.names)))
           ORDER BY id LIMIT $5"#,
        &days,
        about.keys,
        about.rendered_on.is_none(),
        &names,
        COMPARED_MAX
    )
    .fetch_all(connection)
    .await?;
    let overflow = i64::try_from(rows.len()).is_ok_and(|found| found >= COMPARED_MAX);
    let mut alike = Vec::new();
    for row in rows {
        let facts = kept(&row.facts)?;
        let known: Vec<String> = facts.adversaries.iter().cloned().chain([applicant(&facts)]).collect();
        let date = about
            .rendered_on
            .map_or(likeness::Level::Unknown, |day| likeness::date(day, row.rendered_on.map(from_sql_day)));
        let likeness = Likeness {
            court: likeness::court(about.court, &facts.court),
            date,
            number: likeness::number(about.keys, &row.case_keys),
            parties: likeness::parties(about.names, &known),
        };
        let verdict = likeness.verdict();
        if verdict != Verdict::Other {
            alike.push(Alike {
                id: row.id,
                version: row.version,
                year: row.year,
                seq: row.seq,
                facts,
                likeness,
                verdict,
            });
        }
    }
    let rank = |l: &Likeness| (l.court as u8) + (l.date as u8) + (l.number as u8) + (l.parties as u8);
    alike.sort_by_key(|a| (a.verdict != Verdict::Certain, rank(&a.likeness), a.id));
    Ok((alike, overflow))
}

/// Who asks and against whom, of requests: no certificate's demand keeps a copy of it.
///
/// # Errors
/// When the database refuses.
pub async fn names(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = sqlx::query!("SELECT id, facts FROM dossier.aid WHERE id = ANY($1)", ids)
        .fetch_all(connection)
        .await?;
    let named = rows.into_iter().map(|row| {
        let facts = kept(&row.facts)?;
        let against = facts.adversaries.first().map(|name| format!(" c. {name}")).unwrap_or_default();
        Ok((row.id, format!("{}{against}", applicant(&facts))))
    });
    named.collect()
}
