//! The only SQL of the register of chambers.

use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::assignment::v1::ChambreBurden;
use jiff::civil::Date;
use sqlx::PgConnection;

use super::state::{CourtAct, Kind};

/// Every act of the register, in the order of their recording: some tens in the life of a court.
///
/// # Errors
/// When the database refuses.
pub(super) async fn acts(connection: &mut PgConnection) -> Result<Vec<CourtAct>> {
    let rows = sqlx::query!(
        "SELECT version, kind, chambre, section, label, target, minute, day, withdraws, reason, recorded_by, recorded_at
         FROM assignment.court_act ORDER BY version"
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(CourtAct {
                version: row.version.cast_unsigned(),
                kind: Kind::read(&row.kind)
                    .ok_or_else(|| Failure::internal(format!("no act of the Court `{}`", row.kind)))?,
                chambre: row.chambre,
                section: row.section,
                label: row.label,
                into: row.target,
                minute: row.minute,
                day: row.day.map(from_sql_day),
                withdraws: row.withdraws.map(i64::cast_unsigned),
                reason: row.reason,
                by: row.recorded_by,
                at: from_sql_instant(row.recorded_at),
            })
        })
        .collect()
}

/// Writes an act.
///
/// # Errors
/// When the database refuses; a version that another took meanwhile is a violation of `court_act_pkey`.
pub(super) async fn append(tx: &mut PgConnection, act: &CourtAct) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO assignment.court_act
             (version, kind, chambre, section, label, target, minute, day, withdraws, reason, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        act.version.cast_signed(),
        act.kind.as_str(),
        act.chambre,
        act.section,
        act.label,
        act.into,
        act.minute,
        act.day.map(sql_day),
        act.withdraws.map(u64::cast_signed),
        act.reason,
        act.by,
        sql_instant(act.at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What rests on these chambers from a day on.
///
/// # Errors
/// When the database refuses.
pub(super) async fn burdens(
    connection: &mut PgConnection,
    chambres: &[String],
    today: Date,
) -> Result<Vec<ChambreBurden>> {
    let rows = sqlx::query!(
        r#"SELECT c.code AS "code!",
                  (SELECT count(*) FROM assignment.stay s WHERE s.chambre = c.code AND s.left_on IS NULL) AS "waiting!",
                  (SELECT count(*) FROM assignment.audience a
                   WHERE a.chambre = c.code AND a.jour >= $2 AND a.stage IN ('provisoire', 'publiee')) AS "audiences!",
                  (SELECT count(*) FROM assignment.agent p WHERE p.chambres @> ARRAY[c.code] AND NOT p.suspended) AS "people!"
           FROM unnest($1::text[]) WITH ORDINALITY AS c (code, rank) ORDER BY c.rank"#,
        chambres,
        sql_day(today)
    )
    .fetch_all(connection)
    .await?;
    let count = |of: i64| u64::try_from(of).unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| ChambreBurden {
            chambre: row.code,
            waiting: count(row.waiting),
            audiences: count(row.audiences),
            people: count(row.people),
        })
        .collect())
}
