//! The only SQL of audiences.

use std::collections::{BTreeMap, BTreeSet};

use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::audience::{
    Audience, AudienceAct, AudienceRules, Entry, Sitter, Sitting, Stage, Standing,
};
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::distribution::{absences, function_of};

/// Audiences and rooms listed.
const LISTED_MAX: i64 = 500;
/// Those of all chambers, in as long as one may ask for.
const PUBLISHED_MAX: i64 = 2_000;
const ROOMS_MAX: i64 = 200;

/// An act as it is kept.
pub(super) struct Kept {
    pub(super) act: AudienceAct,
    /// Name of who recorded it; empty for what a journal answered.
    pub(super) by: String,
    pub(super) at: Timestamp,
}

/// The journal of an audience, in order.
pub(super) async fn journal(tx: &mut PgConnection, audience: Uuid) -> Result<Vec<Kept>> {
    let rows = sqlx::query!(
        r#"SELECT j.body, coalesce(a.display_name, '') AS "recorded_by!", j.recorded_at FROM assignment.audience_act j
           LEFT JOIN assignment.agent a ON a.subject = j.recorded_by WHERE j.audience_id = $1 ORDER BY j.version"#,
        audience
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Kept {
                act: serde_json::from_slice(&row.body).map_err(Failure::internal)?,
                by: row.recorded_by,
                at: from_sql_instant(row.recorded_at),
            })
        })
        .collect()
}

/// Acts of an audience as they are encoded, in order.
pub(super) async fn bodies(tx: &mut PgConnection, audience: Uuid) -> Result<Vec<Vec<u8>>> {
    let found = sqlx::query_scalar!(
        "SELECT body FROM assignment.audience_act WHERE audience_id = $1 ORDER BY version",
        audience
    );
    Ok(found.fetch_all(tx).await?)
}

/// An audience as its journal makes it.
pub(super) async fn load(tx: &mut PgConnection, audience: Uuid) -> Result<Option<Audience>> {
    let acts = journal(tx, audience).await?;
    Audience::fold(audience, acts.iter().map(|kept| &kept.act)).map_err(Failure::internal)
}

/// The chamber that holds an audience, and its formation; `None` for one that there is not.
pub(super) async fn kind(tx: &mut PgConnection, audience: Uuid) -> Result<Option<(String, String)>> {
    let of = sqlx::query!("SELECT chambre, formation FROM assignment.audience WHERE id = $1", audience);
    Ok(of.fetch_optional(tx).await?.map(|of| (of.chambre, of.formation)))
}

/// The same, whose row stays locked until commit.
pub(super) async fn lock(tx: &mut PgConnection, audience: Uuid) -> Result<Option<Audience>> {
    let found = sqlx::query_scalar!("SELECT id FROM assignment.audience WHERE id = $1 FOR UPDATE", audience)
        .fetch_optional(&mut *tx)
        .await?;
    match found {
        Some(_) => load(tx, audience).await,
        None => Ok(None),
    }
}

/// Writes an act, and what the journal makes with it.
///
/// # Errors
/// When the database refuses: `occupation_alone` where somebody or a room is taken, `inscription_alone` where a dossier stands
/// on another rôle, the key of the journal where another act came first.
pub(super) async fn append(
    tx: &mut PgConnection,
    after: &Audience,
    act: &AudienceAct,
    by: &str,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let body = serde_json::to_vec(act).map_err(|error| sqlx::Error::Encode(error.into()))?;
    sqlx::query!(
        "INSERT INTO assignment.audience_act (audience_id, version, kind, body, recorded_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        after.id,
        after.version.cast_signed(),
        act.kind(),
        body,
        by,
        sql_instant(at)
    )
    .execute(&mut *tx)
    .await?;
    project(tx, after).await
}

/// Writes what a journal makes.
async fn project(tx: &mut PgConnection, audience: &Audience) -> Result<(), sqlx::Error> {
    let count = |of: usize| i32::try_from(of).unwrap_or(i32::MAX);
    let seance = &audience.seance;
    sqlx::query!(
        "INSERT INTO assignment.audience (id, version, stage, chambre, formation, jour, debut, fin, salle, dossiers, minutes, membres, recurrence_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
         ON CONFLICT (id) DO UPDATE SET version = $2, stage = $3, formation = $5, jour = $6, debut = $7, fin = $8, salle = $9,
                                        dossiers = $10, minutes = $11, membres = $12",
        audience.id,
        audience.version.cast_signed(),
        audience.stage.as_str(),
        audience.chambre,
        seance.formation,
        sql_day(seance.jour),
        seance.debut.cast_signed(),
        seance.fin.cast_signed(),
        seance.salle,
        count(audience.role.len()),
        i32::try_from(audience.taken()).unwrap_or(i32::MAX),
        count(audience.membres.len()),
        audience.recurrence
    )
    .execute(&mut *tx)
    .await?;
    occupy(tx, audience).await?;
    let role = &audience.role;
    let dossiers: Vec<Uuid> = role.iter().map(|entry| entry.dossier).collect();
    let standings: Vec<String> = role.iter().map(|entry| standing(audience, entry).to_owned()).collect();
    let proposals: Vec<Option<Uuid>> = role.iter().map(|entry| entry.demande).collect();
    let minutes: Vec<i32> =
        role.iter().map(|entry| i32::try_from(entry.minutes).unwrap_or(i32::MAX)).collect();
    sqlx::query!("DELETE FROM assignment.inscription WHERE audience_id = $1", audience.id)
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "INSERT INTO assignment.inscription (audience_id, dossier_id, standing, proposal_id, minutes)
         SELECT $1, d, s, p, m FROM unnest($2::uuid[], $3::text[], $4::uuid[], $5::integer[]) AS of (d, s, p, m)",
        audience.id,
        &dossiers,
        &standings,
        &proposals as &[Option<Uuid>],
        &minutes
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Standings of a dossier that its own journal says is heard, or was, at the audience.
pub(super) const PUBLIC: &[&str] = &["inscrite", "entendue", "retrait", "depart"];

/// Where a dossier stands, as the table has it: heard there, it may stand on another rôle; leaving for another, it stands on it.
pub(super) fn standing(audience: &Audience, entry: &Entry) -> &'static str {
    match entry.etat {
        _ if audience.seance.reunion => "reunion",
        Standing::Retrait if entry.vers.is_some() => "depart",
        Standing::Inscrite if matches!(audience.stage, Stage::Tenue | Stage::Close) => "entendue",
        other => other.as_str(),
    }
}

/// Holds the time of its people and its room, or of nobody once it will not be held.
async fn occupy(tx: &mut PgConnection, audience: &Audience) -> Result<(), sqlx::Error> {
    sqlx::query!("DELETE FROM assignment.occupation WHERE audience_id = $1", audience.id)
        .execute(&mut *tx)
        .await?;
    if !audience.stage.holds() {
        return Ok(());
    }
    let resources = resources(audience);
    let (hi, lo): (Vec<i64>, Vec<i64>) = resources
        .iter()
        .map(|id| id.as_u64_pair())
        .map(|(hi, lo)| (hi.cast_signed(), lo.cast_signed()))
        .unzip();
    let seance = &audience.seance;
    sqlx::query!(
        "INSERT INTO assignment.occupation (audience_id, resource, hi, lo, during)
         SELECT $1, r, hi, lo, tsrange($5::date + make_interval(mins => $6), $5::date + make_interval(mins => $7))
         FROM unnest($2::uuid[], $3::bigint[], $4::bigint[]) AS of (r, hi, lo)",
        audience.id,
        &resources,
        &hi,
        &lo,
        sql_day(seance.jour),
        i32::from(seance.debut),
        i32::from(seance.fin)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What the tables have of an audience, in the order and the words of [`Made::of`].
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Made {
    /// Name and value of each column.
    pub(super) fields: [(&'static str, String); 12],
    /// Its rôle: dossier, standing, minutes, proposal.
    pub(super) role: BTreeSet<(Uuid, String, i32, Option<Uuid>)>,
    /// Whom and what it takes the time of, and whether at its hours.
    pub(super) taken: BTreeSet<(Uuid, bool)>,
}

impl Made {
    /// What the journal of an audience makes.
    pub(super) fn of(audience: &Audience) -> Self {
        let seance = &audience.seance;
        let role = audience.role.iter().map(|entry| {
            let minutes = i32::try_from(entry.minutes).unwrap_or(i32::MAX);
            (entry.dossier, standing(audience, entry).to_owned(), minutes, entry.demande)
        });
        let taken = if audience.stage.holds() { resources(audience) } else { Vec::new() };
        Self {
            fields: [
                ("version", audience.version.to_string()),
                ("stade", audience.stage.as_str().to_owned()),
                ("chambre", audience.chambre.clone()),
                ("formation", seance.formation.clone()),
                ("jour", seance.jour.to_string()),
                ("début", seance.debut.to_string()),
                ("fin", seance.fin.to_string()),
                ("salle", seance.salle.clone()),
                ("nombre de dossiers", audience.role.len().to_string()),
                ("minutes", audience.taken().to_string()),
                ("nombre de membres", audience.membres.len().to_string()),
                ("récurrence", audience.recurrence.map(|id| id.to_string()).unwrap_or_default()),
            ],
            role: role.collect(),
            taken: taken.into_iter().map(|resource| (resource, true)).collect(),
        }
    }
}

/// Audiences that the tables or the journals know of.
pub(super) async fn known(tx: &mut PgConnection) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        r#"SELECT id AS "id!" FROM
           (SELECT id FROM assignment.audience UNION SELECT audience_id FROM assignment.audience_act) known ORDER BY id"#
    );
    Ok(found.fetch_all(tx).await?)
}

/// What the tables have of an audience; `None` where they have nothing.
pub(super) async fn made(tx: &mut PgConnection, audience: Uuid) -> Result<Option<Made>> {
    let row = sqlx::query!(
        "SELECT version, stage, chambre, formation, jour, debut, fin, salle, dossiers, minutes, membres, recurrence_id
         FROM assignment.audience WHERE id = $1",
        audience
    );
    let Some(row) = row.fetch_optional(&mut *tx).await? else { return Ok(None) };
    let role = sqlx::query!(
        "SELECT dossier_id, standing, minutes, proposal_id FROM assignment.inscription WHERE audience_id = $1",
        audience
    );
    let role = role.fetch_all(&mut *tx).await?;
    let taken = sqlx::query!(
        r#"SELECT o.resource, o.hi, o.lo, o.during = tsrange(a.jour + make_interval(mins => a.debut::integer),
                                                             a.jour + make_interval(mins => a.fin::integer)) AS "timely!"
           FROM assignment.occupation o JOIN assignment.audience a ON a.id = o.audience_id WHERE o.audience_id = $1"#,
        audience
    );
    let taken = taken.fetch_all(tx).await?;
    Ok(Some(Made {
        fields: [
            ("version", row.version.to_string()),
            ("stade", row.stage),
            ("chambre", row.chambre),
            ("formation", row.formation),
            ("jour", from_sql_day(row.jour).to_string()),
            ("début", row.debut.to_string()),
            ("fin", row.fin.to_string()),
            ("salle", row.salle),
            ("nombre de dossiers", row.dossiers.to_string()),
            ("minutes", row.minutes.to_string()),
            ("nombre de membres", row.membres.to_string()),
            ("récurrence", row.recurrence_id.map(|id| id.to_string()).unwrap_or_default()),
        ],
        role: role.into_iter().map(|of| (of.dossier_id, of.standing, of.minutes, of.proposal_id)).collect(),
        taken: taken
            .into_iter()
            .map(|of| {
                let (hi, lo) = of.resource.as_u64_pair();
                (of.resource, of.timely && (of.hi, of.lo) == (hi.cast_signed(), lo.cast_signed()))
            })
            .collect(),
    }))
}

/// Whose time, and which room, an audience takes.
pub(super) fn resources(audience: &Audience) -> Vec<Uuid> {
    let mut all = audience.people();
    all.extend(room(&audience.seance.salle));
    all
}

/// The id made of a room's name: one room, however it is spaced or capitalised.
pub(super) fn room(name: &str) -> Option<Uuid> {
    let words: Vec<String> = name.split_whitespace().map(str::to_lowercase).collect();
    let key = format!("greffe:salle:{}", words.join(" "));
    (!words.is_empty()).then(|| Uuid::new_v5(&Uuid::NAMESPACE_URL, key.as_bytes()))
}

/// Somebody or a room that another audience takes at that time.
pub(super) struct Taken {
    pub(super) resource: Uuid,
    pub(super) chambre: String,
    pub(super) debut: u16,
    pub(super) fin: u16,
}

/// Who of these is taken at the time of a sitting, by an audience other than this one.
pub(super) async fn taken(
    tx: &mut PgConnection,
    audience: Uuid,
    seance: &Sitting,
    resources: &[Uuid],
) -> Result<Vec<Taken>> {
    let rows = sqlx::query!(
        "SELECT o.resource, a.chambre, a.debut, a.fin FROM assignment.occupation o
         JOIN assignment.audience a ON a.id = o.audience_id
         WHERE o.resource = ANY($1) AND o.audience_id <> $2
           AND o.during && tsrange($3::date + make_interval(mins => $4), $3::date + make_interval(mins => $5))
         ORDER BY o.resource, a.debut",
        resources,
        audience,
        sql_day(seance.jour),
        i32::from(seance.debut),
        i32::from(seance.fin)
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Taken {
            resource: row.resource,
            chambre: row.chambre,
            debut: row.debut.cast_unsigned(),
            fin: row.fin.cast_unsigned(),
        })
        .collect())
}

/// The rôle on which each of these dossiers stands, other than this one.
pub(super) async fn elsewhere(
    tx: &mut PgConnection,
    audience: Uuid,
    dossiers: &[Uuid],
) -> Result<BTreeMap<Uuid, (Uuid, Date)>> {
    let rows = sqlx::query!(
        "SELECT i.dossier_id, i.audience_id, a.jour FROM assignment.inscription i
         JOIN assignment.audience a ON a.id = i.audience_id
         WHERE i.dossier_id = ANY($1) AND i.audience_id <> $2 AND i.standing IN ('prevue', 'proposee', 'inscrite', 'retrait')",
        dossiers,
        audience
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.dossier_id, (row.audience_id, from_sql_day(row.jour)))).collect())
}

/// The audience of a day whose public rôle has the dossier, as the dossier's own journal says.
pub(super) async fn hearing(tx: &mut PgConnection, dossier: Uuid, jour: Date) -> Result<Option<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT i.audience_id FROM assignment.inscription i JOIN assignment.audience a ON a.id = i.audience_id
         WHERE i.dossier_id = $1 AND i.standing IN ('inscrite', 'entendue', 'retrait', 'depart') AND a.jour = $2
         ORDER BY i.standing = 'inscrite' DESC, i.audience_id LIMIT 1",
        dossier,
        sql_day(jour)
    );
    Ok(found.fetch_optional(tx).await?)
}

/// Audiences that wait for what the journal of a dossier answers to a proposal.
pub(super) async fn asking(tx: &mut PgConnection, proposal: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT audience_id FROM assignment.inscription WHERE proposal_id = $1 ORDER BY audience_id",
        proposal
    );
    Ok(found.fetch_all(tx).await?)
}

/// Audiences of a chamber between two days.
pub(super) async fn list(
    tx: &mut PgConnection,
    chambre: &str,
    (from, to): (Date, Date),
) -> Result<Vec<pb::AudienceSummary>> {
    let rows = sqlx::query!(
        "SELECT id, version, stage, chambre, formation, jour, debut, fin, salle, dossiers, minutes, membres, recurrence_id
         FROM assignment.audience WHERE chambre = $1 AND jour BETWEEN $2 AND $3 ORDER BY jour, debut, id LIMIT $4",
        chambre,
        sql_day(from),
        sql_day(to),
        LISTED_MAX
    )
    .fetch_all(tx)
    .await?;
    let count = |of: i32| u32::try_from(of).unwrap_or_default();
    Ok(rows
        .into_iter()
        .map(|row| pb::AudienceSummary {
            audience_id: row.id.to_string(),
            version: row.version.cast_unsigned(),
            stage: row.stage,
            chambre: row.chambre,
            sitting: Some(pb::AudienceSitting {
                formation: row.formation,
                day: from_sql_day(row.jour).to_string(),
                from: u32::from(row.debut.cast_unsigned()),
                to: u32::from(row.fin.cast_unsigned()),
                room: row.salle,
            }),
            dossiers: count(row.dossiers),
            minutes: count(row.minutes),
            members: count(row.membres),
            recurrence_id: row.recurrence_id.map(|id| id.to_string()).unwrap_or_default(),
        })
        .collect())
}

/// An audience whose rôle was published.
pub(super) struct Published {
    pub(super) id: Uuid,
    pub(super) version: u64,
    pub(super) cancelled: bool,
    pub(super) chambre: String,
    pub(super) seance: Sitting,
    /// Dossiers heard there, without those that are sealed.
    pub(super) cases: u32,
    /// Of its last act.
    pub(super) changed_at: Timestamp,
}

/// Audiences between two days whose rôles were published, of a chamber or, where it is empty, of all.
pub(super) async fn published(
    tx: &mut PgConnection,
    chambre: &str,
    (from, to): (Date, Date),
) -> Result<Vec<Published>> {
    let standings: Vec<String> = PUBLIC.iter().map(|standing| (*standing).to_owned()).collect();
    // One that was held is closed, and was never public.
    let meetings = AudienceRules::newest().meetings();
    let rows = sqlx::query!(
        r#"SELECT a.id, a.version, a.stage, a.chambre, a.formation, a.jour, a.debut, a.fin, a.salle, last.recorded_at AS "changed_at!",
                  (SELECT count(*) FROM assignment.inscription i JOIN assignment.case_relation c ON c.dossier_id = i.dossier_id
                   WHERE i.audience_id = a.id AND i.standing = ANY($4) AND NOT c.sealed) AS "cases!"
           FROM assignment.audience a
           JOIN assignment.audience_act last ON last.audience_id = a.id AND last.version = a.version
           WHERE a.jour BETWEEN $2 AND $3 AND ($1 = '' OR a.chambre = $1)
             AND (a.stage IN ('publiee', 'tenue', 'close')
                  OR (a.stage = 'annulee' AND EXISTS (SELECT FROM assignment.audience_act j
                                                      WHERE j.audience_id = a.id AND j.kind = 'role_publie')))
             AND a.formation <> ALL($6)
           ORDER BY a.jour, a.debut, a.chambre, a.id LIMIT $5"#,
        chambre,
        sql_day(from),
        sql_day(to),
        &standings,
        PUBLISHED_MAX,
        &meetings
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Published {
            id: row.id,
            version: row.version.cast_unsigned(),
            cancelled: row.stage == Stage::Annulee.as_str(),
            chambre: row.chambre,
            seance: Sitting {
                formation: row.formation,
                jour: from_sql_day(row.jour),
                debut: row.debut.cast_unsigned(),
                fin: row.fin.cast_unsigned(),
                salle: row.salle,
                reunion: false,
            },
            cases: u32::try_from(row.cases).unwrap_or(u32::MAX),
            changed_at: from_sql_instant(row.changed_at),
        })
        .collect())
}

/// Dossiers that some may not know of, on audiences of a chamber between two days, with their minutes.
pub(super) async fn reserved(
    tx: &mut PgConnection,
    chambre: &str,
    (from, to): (Date, Date),
) -> Result<Vec<(Uuid, Uuid, u32)>> {
    let rows = sqlx::query!(
        "SELECT i.audience_id, i.dossier_id, i.minutes FROM assignment.audience a
         JOIN assignment.inscription i ON i.audience_id = a.id
         JOIN assignment.case_relation c ON c.dossier_id = i.dossier_id
         WHERE a.chambre = $1 AND a.jour BETWEEN $2 AND $3 AND (c.sealed OR c.recused <> '{}')",
        chambre,
        sql_day(from),
        sql_day(to)
    )
    .fetch_all(tx)
    .await?;
    let minutes = |of: i32| u32::try_from(of).unwrap_or_default();
    Ok(rows.into_iter().map(|row| (row.audience_id, row.dossier_id, minutes(row.minutes))).collect())
}

/// Plans of a chamber between two days, or those named, that a rôle may be proposed for.
pub(super) async fn plans(
    tx: &mut PgConnection,
    chambre: &str,
    named: &[Uuid],
    (from, to): (Date, Date),
) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT id FROM assignment.audience
         WHERE chambre = $1 AND stage IN ('provisoire', 'publiee') AND formation <> ALL($5)
           AND (id = ANY($2) OR ($2 = '{}' AND stage = 'provisoire' AND jour BETWEEN $3 AND $4))
         ORDER BY jour, debut, id LIMIT 60",
        chambre,
        named,
        sql_day(from),
        sql_day(to),
        // Who prepares a case is called by people, not proposed.
        &AudienceRules::newest().meetings()
    );
    Ok(found.fetch_all(tx).await?)
}

/// Rooms that audiences were given.
pub(super) async fn rooms(tx: &mut PgConnection) -> Result<Vec<String>> {
    let found = sqlx::query_scalar!(
        "SELECT DISTINCT salle FROM assignment.audience WHERE salle <> '' ORDER BY salle LIMIT $1",
        ROOMS_MAX
    );
    Ok(found.fetch_all(tx).await?)
}

/// Dossiers of a chamber that wait for an audience, the most pressed first: the nearest term, the urgent, who waits longest.
pub(super) async fn waiting(tx: &mut PgConnection, chambre: &str, limit: i64) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT w.dossier_id FROM assignment.awaited w
         WHERE w.chambre = $1 AND w.kind = 'audience_fixee'
           AND NOT EXISTS (SELECT FROM assignment.inscription i
                           WHERE i.dossier_id = w.dossier_id AND i.standing IN ('prevue', 'proposee', 'inscrite', 'retrait'))
         ORDER BY w.due, w.urgent DESC, w.since, w.dossier_id LIMIT $2",
        chambre,
        limit
    );
    Ok(found.fetch_all(tx).await?)
}

/// Keeps a recurrence as it was given.
pub(super) async fn keep_recurrence(
    tx: &mut PgConnection,
    (id, chambre, body): (Uuid, &str, &[u8]),
    by: &str,
    at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO assignment.recurrence (id, chambre, body, planned_by, planned_at) VALUES ($1, $2, $3, $4, $5)",
        id,
        chambre,
        body,
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// People as the register has them on a day, with the roles they hold.
pub(super) async fn people(
    tx: &mut PgConnection,
    ids: &[Uuid],
    day: Date,
) -> Result<BTreeMap<Uuid, (Sitter, Vec<String>)>> {
    let rows = sqlx::query!(
        r#"SELECT a.id AS "id!", a.display_name AS "display_name!", a.roles AS "roles!", a.chambres AS "chambres!",
                  a.suspended AS "suspended!", m.fonction AS "fonction?", m.arrived_on AS "arrived_on?",
                  m.left_on AS "left_on?"
           FROM assignment.agent a LEFT JOIN assignment.magistrate m ON m.agent_id = a.id WHERE a.id = ANY($1)"#,
        ids
    )
    .fetch_all(&mut *tx)
    .await?;
    let away = absences(tx, ids).await?;
    let absent = |agent: Uuid| {
        let whole = away.iter().filter(|of| of.agent == agent && of.part == 1000);
        whole.into_iter().any(|of| of.from <= day && of.to.is_none_or(|to| day <= to))
    };
    Ok(rows
        .into_iter()
        .map(|row| {
            let (from, to) = (row.arrived_on.map(from_sql_day), row.left_on.map(from_sql_day));
            let in_office = from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
            let person = Sitter {
                id: row.id,
                nom: row.display_name,
                fonction: row.fonction.unwrap_or_else(|| function_of(&row.roles).to_owned()),
                chambres: row.chambres,
                arrivee: from,
                en_fonction: !row.suspended && in_office,
                absent: absent(row.id),
            };
            (row.id, (person, row.roles))
        })
        .collect())
}
