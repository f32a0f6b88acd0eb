//! The only SQL of loads.

use std::collections::BTreeMap;

use greffe_chassis::{
    Result,
    db::{from_sql_day, sql_day},
};
use greffe_distribution::forecast::{PAST_MAX, Phase, Stock};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use super::parquet::Concluder;

/// Audiences looked at.
const PLANNED_MAX: i64 = 500;

/// Those who conclude: a court has some tens.
const CONCLUDERS_MAX: i64 = 500;

/// A stay of a dossier in a chamber.
pub(super) struct Stay {
    pub(super) chambre: String,
    pub(super) came_on: Date,
    pub(super) left_on: Option<Date>,
    pub(super) suspended: bool,
    pub(super) ready: bool,
    pub(super) heard_on: Option<Date>,
    pub(super) rapporteurs: Vec<Uuid>,
    pub(super) recused: Vec<Uuid>,
    pub(super) weight: u32,
}

/// Writes the stays of a dossier anew; one that did not change is not written.
pub(super) async fn save(tx: &mut PgConnection, dossier: Uuid, stays: &[Stay]) -> Result<()> {
    let count = i16::try_from(stays.len()).unwrap_or(i16::MAX);
    sqlx::query!("DELETE FROM assignment.stay WHERE dossier_id = $1 AND rank > $2", dossier, count)
        .execute(&mut *tx)
        .await?;
    for (rank, stay) in (1..=count).zip(stays) {
        sqlx::query!(
            "INSERT INTO assignment.stay (dossier_id, rank, chambre, came_on, left_on, suspended, ready, heard_on, rapporteurs, recused, weight)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (dossier_id, rank) DO UPDATE SET chambre = $3, came_on = $4, left_on = $5, suspended = $6, ready = $7,
                 heard_on = $8, rapporteurs = $9, recused = $10, weight = $11
             WHERE (stay.chambre, stay.came_on, stay.left_on, stay.suspended, stay.ready, stay.heard_on, stay.rapporteurs, stay.recused, stay.weight)
                 IS DISTINCT FROM ($3, $4, $5, $6, $7, $8, $9, $10, $11)",
            dossier,
            rank,
            stay.chambre,
            sql_day(stay.came_on),
            stay.left_on.map(sql_day),
            stay.suspended,
            stay.ready,
            stay.heard_on.map(sql_day),
            &stay.rapporteurs,
            &stay.recused,
            i32::try_from(stay.weight).unwrap_or(i32::MAX)
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// What waits in a chamber, by phase, but for what this person may not know of.
pub(super) async fn waiting(
    tx: &mut PgConnection,
    chambre: &str,
    today: Date,
    me: Uuid,
) -> Result<BTreeMap<Phase, Stock>> {
    let rows = sqlx::query!(
        r#"SELECT CASE WHEN suspended THEN 'suspendu'
                       WHEN heard_on < $2 THEN 'en_delibere'
                       WHEN heard_on IS NOT NULL THEN 'a_l_audience'
                       WHEN rapporteurs = '{}' THEN 'a_distribuer'
                       WHEN ready THEN 'en_etat'
                       ELSE 'a_instruire' END AS "phase!",
                  count(*) AS "dossiers!", coalesce(sum(weight), 0)::bigint AS "weight!"
           FROM assignment.stay WHERE chambre = $1 AND left_on IS NULL AND NOT recused @> ARRAY[$3::uuid] GROUP BY 1"#,
        chambre,
        sql_day(today),
        me
    )
    .fetch_all(tx)
    .await?;
    let phase = |code: &str| Phase::ALL.into_iter().find(|phase| phase.as_str() == code);
    Ok(rows
        .into_iter()
        .filter_map(|row| Some((phase(&row.phase)?, stock(row.dossiers, row.weight))))
        .collect())
}

fn stock(dossiers: i64, weight: i64) -> Stock {
    Stock {
        dossiers: u32::try_from(dossiers).unwrap_or(u32::MAX),
        weight: u64::try_from(weight).unwrap_or_default(),
    }
}

/// What those who report in a chamber bear there, suspended dossiers aside.
pub(super) async fn borne(tx: &mut PgConnection, chambre: &str, me: Uuid) -> Result<BTreeMap<Uuid, Stock>> {
    let rows = sqlx::query!(
        r#"SELECT r AS "agent!", count(*) AS "dossiers!", coalesce(sum(weight), 0)::bigint AS "weight!"
           FROM assignment.stay, unnest(rapporteurs) AS r
           WHERE chambre = $1 AND left_on IS NULL AND NOT suspended AND NOT recused @> ARRAY[$2::uuid] GROUP BY 1"#,
        chambre,
        me
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.agent, stock(row.dossiers, row.weight))).collect())
}

/// Movements of a chamber, by whole weeks before today: 0 for the one that ended yesterday.
pub(super) struct Weeks {
    /// The first day of which something is known.
    pub(super) first: Option<Date>,
    pub(super) entries: BTreeMap<usize, u32>,
    pub(super) exits: BTreeMap<usize, u32>,
}

/// What came and went in the past weeks, but for what this person may not know of.
pub(super) async fn weeks(tx: &mut PgConnection, chambre: &str, today: Date, me: Uuid) -> Result<Weeks> {
    let day = sql_day(today);
    let days = i32::try_from(7 * PAST_MAX).unwrap_or(i32::MAX);
    let first = sqlx::query_scalar!("SELECT min(came_on) FROM assignment.stay WHERE chambre = $1", chambre)
        .fetch_one(&mut *tx)
        .await?;
    let came = sqlx::query!(
        r#"SELECT ($2::date - came_on - 1) / 7 AS "ago!", count(*) AS "count!" FROM assignment.stay
           WHERE chambre = $1 AND came_on >= $2::date - $3::integer AND came_on < $2::date AND NOT recused @> ARRAY[$4::uuid]
           GROUP BY 1"#,
        chambre,
        day,
        days,
        me
    )
    .fetch_all(&mut *tx)
    .await?;
    let left = sqlx::query!(
        r#"SELECT ($2::date - left_on - 1) / 7 AS "ago!", count(*) AS "count!" FROM assignment.stay
           WHERE chambre = $1 AND left_on >= $2::date - $3::integer AND left_on < $2::date AND NOT recused @> ARRAY[$4::uuid]
           GROUP BY 1"#,
        chambre,
        day,
        days,
        me
    )
    .fetch_all(tx)
    .await?;
    let week = |ago: i32, count: i64| {
        (usize::try_from(ago).unwrap_or(usize::MAX), u32::try_from(count).unwrap_or(u32::MAX))
    };
    Ok(Weeks {
        first: first.map(from_sql_day),
        entries: came.into_iter().map(|row| week(row.ago, row.count)).collect(),
        exits: left.into_iter().map(|row| week(row.ago, row.count)).collect(),
    })
}

/// An audience planned.
pub(super) struct PlannedRow {
    pub(super) day: Date,
    pub(super) formation: String,
    /// Minutes that it lasts.
    pub(super) minutes: u32,
}

/// Audiences of a chamber that are to be held from a day, before another.
pub(super) async fn planned(
    tx: &mut PgConnection,
    chambre: &str,
    (from, until): (Date, Date),
) -> Result<Vec<PlannedRow>> {
    let rows = sqlx::query!(
        "SELECT jour, formation, debut, fin FROM assignment.audience
         WHERE chambre = $1 AND jour >= $2 AND jour < $3 AND stage IN ('provisoire', 'publiee') AND formation <> ALL($5)
         ORDER BY jour, id LIMIT $4",
        chambre,
        sql_day(from),
        sql_day(until),
        PLANNED_MAX,
        // Nothing is judged at a meeting.
        &greffe_distribution::audience::AudienceRules::newest().meetings()
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PlannedRow {
            day: from_sql_day(row.jour),
            formation: row.formation,
            minutes: u32::from(row.fin.cast_unsigned()).saturating_sub(u32::from(row.debut.cast_unsigned())),
        })
        .collect())
}

/// Those who conclude, by name, with what waits for each and what each was given since the year began. Sealed and suspended dossiers,
/// and those of which this person may not know, are in no figure.
pub(super) async fn concluders(tx: &mut PgConnection, today: Date, me: Uuid) -> Result<Vec<Concluder>> {
    let rows = sqlx::query!(
        r#"SELECT a.id, a.display_name, coalesce(m.quotite, 1000)::integer AS "quotite!",
                  count(g.dossier_id) FILTER (WHERE g.waits) AS "waiting!",
                  coalesce(sum(g.weight) FILTER (WHERE g.waits), 0)::bigint AS "waiting_weight!",
                  count(g.dossier_id) FILTER (WHERE g.designated_on >= $2) AS "given!",
                  coalesce(sum(g.weight) FILTER (WHERE g.designated_on >= $2), 0)::bigint AS "given_weight!"
           FROM assignment.agent a
           LEFT JOIN assignment.magistrate m ON m.agent_id = a.id
           LEFT JOIN LATERAL (
               SELECT d.dossier_id, d.weight, d.designated_on,
                      d.concluded_on IS NULL AND bool_or(s.left_on IS NULL AND NOT s.suspended) AS waits
               FROM assignment.given d JOIN assignment.stay s USING (dossier_id)
               WHERE d.agent_id = a.id AND d.kind = 'avocat_general_designe' AND NOT s.recused @> ARRAY[$3::uuid]
               GROUP BY d.dossier_id, d.weight, d.designated_on, d.concluded_on) g ON true
           WHERE a.roles @> ARRAY['avocat_general'] AND NOT a.suspended AND (m.left_on IS NULL OR m.left_on >= $1)
           GROUP BY a.id, a.display_name, m.quotite ORDER BY a.display_name, a.id LIMIT $4"#,
        sql_day(today),
        sql_day(today.first_of_year()),
        me,
        CONCLUDERS_MAX
    )
    .fetch_all(tx)
    .await?;
    let both = |dossiers: i64, weight: i64| {
        let Stock { dossiers, weight } = stock(dossiers, weight);
        (dossiers, weight)
    };
    Ok(rows
        .into_iter()
        .map(|row| Concluder {
            person: row.id,
            name: row.display_name,
            quotite: row.quotite.unsigned_abs(),
            waiting: both(row.waiting, row.waiting_weight),
            given: both(row.given, row.given_weight),
        })
        .collect())
}

/// Dossiers that nobody of the parquet has yet, and those concluded on from a day, before another; as this person may know of them.
pub(super) async fn conclusions(
    tx: &mut PgConnection,
    (since, until): (Date, Date),
    me: Uuid,
) -> Result<(u32, u32)> {
    let row = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM assignment.awaited w WHERE w.kind = 'avocat_general_designe'
                   AND EXISTS (SELECT FROM assignment.stay s WHERE s.dossier_id = w.dossier_id AND s.left_on IS NULL
                               AND NOT s.suspended AND NOT s.recused @> ARRAY[$3::uuid])) AS "coming!",
                  (SELECT count(DISTINCT g.dossier_id) FROM assignment.given g
                   WHERE g.kind = 'avocat_general_designe' AND g.concluded_on >= $1 AND g.concluded_on < $2
                     AND EXISTS (SELECT FROM assignment.stay s WHERE s.dossier_id = g.dossier_id
                                 AND NOT s.recused @> ARRAY[$3::uuid])) AS "concluded!""#,
        sql_day(since),
        sql_day(until),
        me
    )
    .fetch_one(tx)
    .await?;
    Ok((u32::try_from(row.coming).unwrap_or(u32::MAX), u32::try_from(row.concluded).unwrap_or(u32::MAX)))
}
