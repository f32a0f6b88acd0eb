//! The only SQL of distributions and of what they rest on.

use std::collections::BTreeSet;

use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{assignment::v1 as pb, common::v1::Finding};
use greffe_distribution::{Given, Office};
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{code, kind, snapshot::Designated};

/// Dossiers looked at in one go.
const AWAITED_PAGE: i64 = 500;
/// Magistrates of the register, all of its agents, and people of a chamber.
const MAGISTRATES_MAX: i64 = 2_000;
const REGISTER_MAX: i64 = 20_000;
const PEOPLE_MAX: i64 = 500;
/// Distributions listed.
const LISTED_MAX: i64 = 100;
/// Roles of who judges or concludes.
const MAGISTRATES: [&str; 3] = ["president", "magistrat_siege", "avocat_general"];

/// Somebody who may be proposed, as the register knows them.
pub(crate) struct PersonRow {
    pub(crate) id: Uuid,
    pub(crate) chambres: Vec<String>,
    pub(crate) fonction: String,
    pub(crate) arrived_on: Option<Date>,
    pub(crate) left_on: Option<Date>,
    pub(crate) quotite: u16,
    pub(crate) specialites: Vec<String>,
}

/// Function of a role, while the register does not say which.
pub(crate) fn function_of(roles: &[String]) -> &'static str {
    let holds = |role: &str| roles.iter().any(|held| held == role);
    if holds("president") {
        "president"
    } else if holds("magistrat_siege") {
        "conseiller"
    } else if holds("avocat_general") {
        "avocat_general"
    } else {
        ""
    }
}

/// People of the office in the chamber, if one is given, and those besides, whoever they are.
pub(super) async fn people(
    tx: &mut PgConnection,
    office: Office,
    chambre: Option<&str>,
    besides: &[Uuid],
) -> Result<Vec<PersonRow>> {
    let (roles, of_none): (&[&str], bool) = match office {
        _ if chambre.is_none() => (&[], false),
        Office::Rapporteur => (&["magistrat_siege", "president"], false),
        Office::AvocatGeneral => (&["avocat_general"], true),
    };
    let roles: Vec<String> = roles.iter().map(|role| (*role).to_owned()).collect();
    let rows = sqlx::query!(
        r#"SELECT a.id, a.roles, a.chambres, m.fonction AS "fonction?", m.arrived_on AS "arrived_on?", m.left_on AS "left_on?",
                  m.quotite AS "quotite?", m.specialites AS "specialites?"
           FROM assignment.agent a LEFT JOIN assignment.magistrate m ON m.agent_id = a.id
           WHERE a.id = ANY($4)
              OR (NOT a.suspended AND a.roles && $1 AND (a.chambres @> ARRAY[$2] OR ($3 AND a.chambres = '{}')))
           ORDER BY a.id LIMIT $5"#,
        &roles,
        chambre.unwrap_or_default(),
        of_none,
        besides,
        PEOPLE_MAX
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| PersonRow {
            id: row.id,
            fonction: row.fonction.unwrap_or_else(|| function_of(&row.roles).to_owned()),
            chambres: row.chambres,
            arrived_on: row.arrived_on.map(from_sql_day),
            left_on: row.left_on.map(from_sql_day),
            quotite: row.quotite.map_or(1000, i16::cast_unsigned),
            specialites: row.specialites.unwrap_or_default(),
        })
        .collect())
}

/// People of the office in a chamber.
pub(crate) async fn magistrats(
    tx: &mut PgConnection,
    office: Office,
    chambre: &str,
) -> Result<Vec<PersonRow>> {
    people(tx, office, Some(chambre), &[]).await
}

/// Time that goes.
pub(crate) struct AbsenceRow {
    pub(crate) id: Uuid,
    pub(crate) agent: Uuid,
    pub(crate) from: Date,
    pub(crate) to: Option<Date>,
    pub(crate) part: u16,
}

/// Absences and discharges that were not withdrawn.
pub(crate) async fn absences(tx: &mut PgConnection, agents: &[Uuid]) -> Result<Vec<AbsenceRow>> {
    let rows = sqlx::query!(
        "SELECT id, agent_id, from_day, to_day, part FROM assignment.absence
         WHERE withdrawn_at IS NULL AND agent_id = ANY($1) ORDER BY from_day, id",
        agents
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| AbsenceRow {
            id: row.id,
            agent: row.agent_id,
            from: from_sql_day(row.from_day),
            to: row.to_day.map(from_sql_day),
            part: row.part.cast_unsigned(),
        })
        .collect())
}

/// Whose absence it is, when it stands; its row stays locked until commit.
pub(super) async fn absence_of(tx: &mut PgConnection, id: Uuid) -> Result<Option<Uuid>> {
    let agent = sqlx::query_scalar!(
        "SELECT agent_id FROM assignment.absence WHERE id = $1 AND withdrawn_at IS NULL FOR UPDATE",
        id
    );
    Ok(agent.fetch_optional(tx).await?)
}

/// Writes an absence.
pub(super) async fn enter_absence(
    tx: &mut PgConnection,
    absence: &AbsenceRow,
    by: &str,
    at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO assignment.absence (id, agent_id, from_day, to_day, part, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        absence.id,
        absence.agent,
        sql_day(absence.from),
        absence.to.map(sql_day),
        absence.part.cast_signed(),
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Withdraws an absence; it stays, with who withdrew it.
pub(super) async fn withdraw_absence(tx: &mut PgConnection, id: Uuid, by: &str, at: Timestamp) -> Result<()> {
    sqlx::query!(
        "UPDATE assignment.absence SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1",
        id,
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Who is kin of these people, whoever it is.
pub(crate) async fn kin(tx: &mut PgConnection, agents: &[Uuid]) -> Result<Vec<(Uuid, Uuid, u8)>> {
    let rows = sqlx::query!(
        "SELECT a, b, degree FROM assignment.kinship WHERE a = ANY($1) OR b = ANY($1) ORDER BY a, b",
        agents
    )
    .fetch_all(tx)
    .await?;
    Ok(rows.into_iter().map(|row| (row.a, row.b, u8::try_from(row.degree).unwrap_or(u8::MAX))).collect())
}

/// Writes the kin of a magistrate anew.
pub(super) async fn save_kin(tx: &mut PgConnection, agent: Uuid, kin: &[(Uuid, u8)]) -> Result<()> {
    sqlx::query!("DELETE FROM assignment.kinship WHERE a = $1 OR b = $1", agent).execute(&mut *tx).await?;
    for (other, degree) in kin {
        sqlx::query!(
            "INSERT INTO assignment.kinship (a, b, degree) VALUES ($1, $2, $3)",
            agent.min(*other),
            agent.max(*other),
            i16::from(*degree)
        )
        .execute(&mut *tx)
        .await?;
    }
    Ok(())
}

/// Something declared between a magistrate and a dossier.
pub(crate) struct ImpedimentRow {
    pub(crate) id: Uuid,
    pub(crate) dossier: Uuid,
    pub(crate) agent: Uuid,
    pub(crate) kind: String,
    pub(crate) said_by: String,
    pub(crate) said_at: Timestamp,
}

/// Those that stand.
pub(crate) async fn impediments(tx: &mut PgConnection, dossiers: &[Uuid]) -> Result<Vec<ImpedimentRow>> {
    let rows = sqlx::query!(
        "SELECT id, dossier_id, agent_id, kind, said_by, said_at FROM assignment.impediment
         WHERE withdrawn_at IS NULL AND dossier_id = ANY($1) ORDER BY said_at, id",
        dossiers
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| ImpedimentRow {
            id: row.id,
            dossier: row.dossier_id,
            agent: row.agent_id,
            kind: row.kind,
            said_by: row.said_by,
            said_at: from_sql_instant(row.said_at),
        })
        .collect())
}

/// Declares an impediment; one that stands already stays as it is.
pub(super) async fn declare(tx: &mut PgConnection, new: &ImpedimentRow) -> Result<()> {
    sqlx::query!(
        "INSERT INTO assignment.impediment (id, dossier_id, agent_id, kind, said_by, said_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (dossier_id, agent_id, kind) WHERE withdrawn_at IS NULL DO NOTHING",
        new.id,
        new.dossier,
        new.agent,
        new.kind,
        new.said_by,
        sql_instant(new.said_at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The dossier of an impediment that stands; its row stays locked until commit.
pub(super) async fn impediment_of(tx: &mut PgConnection, id: Uuid) -> Result<Option<Uuid>> {
    let dossier = sqlx::query_scalar!(
        "SELECT dossier_id FROM assignment.impediment WHERE id = $1 AND withdrawn_at IS NULL FOR UPDATE",
        id
    );
    Ok(dossier.fetch_optional(tx).await?)
}

/// Withdraws an impediment; it stays, with who withdrew it.
pub(super) async fn withdraw_impediment(
    tx: &mut PgConnection,
    id: Uuid,
    by: &str,
    at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "UPDATE assignment.impediment SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1",
        id,
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Dossiers that somebody bears, the oldest first: those that they were given, but for those that are over.
pub(super) async fn borne(tx: &mut PgConnection, office: Office, agent: Uuid) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT g.dossier_id FROM assignment.given g
         WHERE g.agent_id = $1 AND g.kind = $2
           AND NOT EXISTS (SELECT 1 FROM assignment.stay s WHERE s.dossier_id = g.dossier_id
                           HAVING bool_and(s.left_on IS NOT NULL))
         ORDER BY g.dossier_id",
        agent,
        kind(office)
    );
    Ok(found.fetch_all(tx).await?)
}

/// What these people were given since a day, and what it weighs.
pub(super) async fn given(
    tx: &mut PgConnection,
    office: Office,
    people: &[Uuid],
    since: Date,
) -> Result<Vec<(Uuid, Given)>> {
    let rows = sqlx::query!(
        "SELECT agent_id, designated_on, weight FROM assignment.given
         WHERE agent_id = ANY($1) AND kind = $2 AND designated_on >= $3 ORDER BY agent_id, designated_on, dossier_id",
        people,
        kind(office),
        sql_day(since)
    )
    .fetch_all(tx)
    .await?;
    let given = rows.into_iter().map(|row| {
        let of = Given { on: from_sql_day(row.designated_on), weight: row.weight.cast_unsigned() };
        (row.agent_id, of)
    });
    Ok(given.collect())
}

/// Writes anew to whom a dossier was given, and when the parquet général concluded on it; what did not change is not written.
pub(super) async fn save_given(
    tx: &mut PgConnection,
    dossier: Uuid,
    given: &[Designated],
    weight: u32,
    concluded: Option<Date>,
) -> Result<()> {
    let dated: Vec<(&Designated, Date)> = given.iter().filter_map(|of| Some((of, of.on?))).collect();
    let kinds: Vec<String> = dated.iter().map(|(of, _)| kind(of.office).to_owned()).collect();
    let agents: Vec<Uuid> = dated.iter().map(|(of, _)| of.person).collect();
    let days: Vec<time::Date> = dated.iter().map(|(_, on)| sql_day(*on)).collect();
    sqlx::query!(
        "DELETE FROM assignment.given WHERE dossier_id = $1
           AND (kind, agent_id) NOT IN (SELECT kept.kind, kept.agent FROM unnest($2::text[], $3::uuid[]) AS kept (kind, agent))",
        dossier,
        &kinds,
        &agents
    )
    .execute(&mut *tx)
    .await?;
    if kinds.is_empty() {
        return Ok(());
    }
    sqlx::query!(
        "INSERT INTO assignment.given (dossier_id, kind, agent_id, designated_on, weight, concluded_on)
         SELECT $1, d.kind, d.agent, d.day, $5, CASE WHEN d.kind = 'avocat_general_designe' THEN $6::date END
         FROM unnest($2::text[], $3::uuid[], $4::date[]) AS d (kind, agent, day)
         ON CONFLICT (dossier_id, kind, agent_id) DO UPDATE
         SET designated_on = excluded.designated_on, weight = $5, concluded_on = excluded.concluded_on
         WHERE (given.designated_on, given.weight, given.concluded_on)
             IS DISTINCT FROM (excluded.designated_on, $5, excluded.concluded_on)",
        dossier,
        &kinds,
        &agents,
        &days,
        i32::try_from(weight).unwrap_or(i32::MAX),
        concluded.map(sql_day)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What makes a dossier wait before or after another.
pub(super) struct Waits {
    /// The day before which the law wants it judged.
    pub(super) due: Option<Date>,
    pub(super) urgent: bool,
    /// Since when it is ready.
    pub(super) since: Option<Date>,
}

/// Writes anew for which offices a dossier of a chamber may wait, and what puts it before others.
pub(super) async fn save_awaited(
    tx: &mut PgConnection,
    dossier: Uuid,
    chambre: &str,
    kinds: &[String],
    rank: &Waits,
) -> Result<()> {
    sqlx::query!("DELETE FROM assignment.awaited WHERE dossier_id = $1 AND kind <> ALL($2)", dossier, kinds)
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "INSERT INTO assignment.awaited (dossier_id, kind, chambre, due, urgent, since)
         SELECT $1, kind, $3, $4, $5, $6 FROM unnest($2::text[]) AS kind
         ON CONFLICT (dossier_id, kind) DO UPDATE SET chambre = $3, due = $4, urgent = $5, since = $6
         WHERE (awaited.chambre, awaited.due, awaited.urgent, awaited.since) IS DISTINCT FROM ($3, $4, $5, $6)",
        dossier,
        kinds,
        chambre,
        rank.due.map(sql_day),
        rank.urgent,
        rank.since.map(sql_day)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Dossiers of the chamber after one, the oldest first, for which nobody is designated nor proposed: at most a page.
pub(super) async fn awaited(
    tx: &mut PgConnection,
    office: Office,
    chambre: &str,
    after: Uuid,
) -> Result<Vec<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT a.dossier_id FROM assignment.awaited a
         WHERE a.chambre = $1 AND a.kind = $2 AND a.dossier_id > $3
           AND NOT EXISTS (SELECT FROM assignment.proposal p
                           WHERE p.dossier_id = a.dossier_id AND p.kind = $2 AND p.status = 'proposee')
         ORDER BY a.dossier_id LIMIT $4",
        chambre,
        kind(office),
        after,
        AWAITED_PAGE
    );
    Ok(found.fetch_all(tx).await?)
}

/// Those of the dossiers for which nobody is designated nor proposed in the chamber.
pub(super) async fn awaited_of(
    tx: &mut PgConnection,
    office: Office,
    chambre: &str,
    dossiers: &[Uuid],
) -> Result<BTreeSet<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT a.dossier_id FROM assignment.awaited a
         WHERE a.chambre = $1 AND a.kind = $2 AND a.dossier_id = ANY($3)
           AND NOT EXISTS (SELECT FROM assignment.proposal p
                           WHERE p.dossier_id = a.dossier_id AND p.kind = $2 AND p.status = 'proposee')",
        chambre,
        kind(office),
        dossiers
    );
    Ok(found.fetch_all(tx).await?.into_iter().collect())
}

/// Those of the dossiers for which a designation to the office is proposed and waits for its journal.
pub(super) async fn proposed_of(
    tx: &mut PgConnection,
    office: Office,
    dossiers: &[Uuid],
) -> Result<BTreeSet<Uuid>> {
    let found = sqlx::query_scalar!(
        "SELECT dossier_id FROM assignment.proposal WHERE dossier_id = ANY($1) AND kind = $2 AND status = 'proposee'",
        dossiers,
        kind(office)
    );
    Ok(found.fetch_all(tx).await?.into_iter().collect())
}

/// A distribution as it enters.
pub(super) struct NewDistribution<'a> {
    pub(super) id: Uuid,
    pub(super) chambre: &'a str,
    pub(super) office: Office,
    pub(super) day: Date,
    pub(super) rules: &'a str,
    pub(super) seed: u64,
    pub(super) snapshot: &'a [u8],
    pub(super) proposal: &'a [u8],
    /// Members and their heads.
    pub(super) heads: &'a [(Uuid, Uuid)],
    pub(super) replaces: Option<Uuid>,
    pub(super) plan: i16,
    pub(super) dossiers: usize,
    pub(super) by: &'a str,
}

/// Writes a distribution.
///
/// # Errors
/// When the database refuses; another open at that place in the chamber is a violation of `distribution_open`.
pub(super) async fn open(
    tx: &mut PgConnection,
    at: Timestamp,
    new: &NewDistribution<'_>,
) -> Result<(), sqlx::Error> {
    let heads: Vec<u8> = new
        .heads
        .iter()
        .flat_map(|(member, head)| [*member.as_bytes(), *head.as_bytes()])
        .flatten()
        .collect();
    sqlx::query!(
        "INSERT INTO assignment.distribution (id, chambre, office, day, rules, seed, snapshot, proposal, heads, dossiers, status, opened_by, opened_at, replaces, plan)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'ouverte', $11, $12, $13, $14)",
        new.id,
        new.chambre,
        code(new.office),
        sql_day(new.day),
        new.rules,
        new.seed.cast_signed(),
        new.snapshot,
        new.proposal,
        heads,
        i32::try_from(new.dossiers).unwrap_or(i32::MAX),
        new.by,
        sql_instant(at),
        new.replaces,
        new.plan
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A distribution as it is kept.
pub(super) struct DistributionRow {
    pub(super) summary: pb::DistributionSummary,
    pub(super) office: Office,
    pub(super) day: Date,
    pub(super) rules: String,
    pub(super) seed: u64,
    pub(super) snapshot: Vec<u8>,
    pub(super) proposal: Vec<u8>,
    pub(super) heads: Vec<(Uuid, Uuid)>,
    pub(super) replaces: Option<Uuid>,
}

struct Row {
    id: Uuid,
    chambre: String,
    office: String,
    day: time::Date,
    rules: String,
    seed: i64,
    snapshot: Vec<u8>,
    proposal: Vec<u8>,
    heads: Vec<u8>,
    dossiers: i32,
    status: String,
    version: i64,
    opened_by: String,
    opened_at: time::OffsetDateTime,
    replaces: Option<Uuid>,
    plan: i16,
}

/// A plan of a chamber that may still be decided.
pub(super) struct OpenPlan {
    pub(super) id: Uuid,
    pub(super) plan: i16,
    pub(super) version: u64,
}

/// Those of a chamber, two at most.
pub(super) async fn open_plans(
    tx: &mut PgConnection,
    office: Office,
    chambre: &str,
) -> Result<Vec<OpenPlan>> {
    let rows = sqlx::query!(
        "SELECT id, plan, version FROM assignment.distribution
         WHERE chambre = $1 AND office = $2 AND status = 'ouverte' ORDER BY plan",
        chambre,
        code(office)
    )
    .fetch_all(tx)
    .await?;
    let plans = rows.into_iter();
    Ok(plans
        .map(|row| OpenPlan { id: row.id, plan: row.plan, version: row.version.cast_unsigned() })
        .collect())
}

/// A distribution; when it is to be changed, its row stays locked until commit, with those of the plans open in its chamber: one
/// that is validated gives up the other, and both at once would each wait for the other.
pub(super) async fn distribution(
    tx: &mut PgConnection,
    id: Uuid,
    to_change: bool,
) -> Result<Option<DistributionRow>> {
    if to_change {
        sqlx::query_scalar!(
            "SELECT d.id FROM assignment.distribution d JOIN assignment.distribution t ON t.id = $1
             WHERE d.id = t.id OR (d.chambre = t.chambre AND d.office = t.office AND d.status = 'ouverte')
             ORDER BY d.id FOR UPDATE OF d",
            id
        )
        .fetch_all(&mut *tx)
        .await?;
    }
    let row = sqlx::query_as!(
        Row,
        "SELECT id, chambre, office, day, rules, seed, snapshot, proposal, heads, dossiers, status, version, opened_by, opened_at, replaces, plan
         FROM assignment.distribution WHERE id = $1",
        id
    )
    .fetch_optional(tx)
    .await?;
    row.map(DistributionRow::try_from).transpose()
}

impl TryFrom<Row> for DistributionRow {
    type Error = Failure;

    fn try_from(row: Row) -> Result<Self> {
        let id = |bytes: &[u8]| Uuid::from_slice(bytes).map_err(Failure::internal);
        let heads = row.heads.chunks_exact(32).map(|pair| Ok((id(&pair[..16])?, id(&pair[16..])?)));
        Ok(Self {
            office: super::office(&row.office)?,
            day: from_sql_day(row.day),
            heads: heads.collect::<Result<_>>()?,
            rules: row.rules,
            seed: row.seed.cast_unsigned(),
            snapshot: row.snapshot,
            proposal: row.proposal,
            replaces: row.replaces,
            summary: pb::DistributionSummary {
                distribution_id: row.id.to_string(),
                chambre: row.chambre,
                office: row.office,
                status: row.status,
                day: from_sql_day(row.day).to_string(),
                opened_by: row.opened_by,
                opened_at: from_sql_instant(row.opened_at).to_string(),
                dossiers: row.dossiers.cast_unsigned(),
                version: row.version.cast_unsigned(),
                replaces: row.replaces.map(|id| id.to_string()).unwrap_or_default(),
                plan: u32::from(row.plan.cast_unsigned()),
            },
        })
    }
}

/// Distributions of a chamber, newest first.
pub(super) async fn distributions(
    tx: &mut PgConnection,
    office: Office,
    chambre: &str,
) -> Result<Vec<pb::DistributionSummary>> {
    let rows = sqlx::query!(
        "SELECT id, status, day, version, opened_by, opened_at, dossiers, replaces, plan FROM assignment.distribution
         WHERE chambre = $1 AND office = $2 ORDER BY opened_at DESC, id DESC LIMIT $3",
        chambre,
        code(office),
        LISTED_MAX
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| pb::DistributionSummary {
            distribution_id: row.id.to_string(),
            chambre: chambre.to_owned(),
            office: code(office).to_owned(),
            status: row.status,
            day: from_sql_day(row.day).to_string(),
            opened_by: row.opened_by,
            opened_at: from_sql_instant(row.opened_at).to_string(),
            dossiers: row.dossiers.cast_unsigned(),
            version: row.version.cast_unsigned(),
            replaces: row.replaces.map(|id| id.to_string()).unwrap_or_default(),
            plan: u32::from(row.plan.cast_unsigned()),
        })
        .collect())
}

/// A change of the president.
pub(super) struct Move {
    pub(super) dossier: Uuid,
    pub(super) rank: u8,
    pub(super) agent: Option<Uuid>,
    pub(super) reason: String,
    pub(super) by: String,
}

/// Changes of a distribution, in order.
pub(super) async fn moves(tx: &mut PgConnection, distribution: Uuid) -> Result<Vec<Move>> {
    let rows = sqlx::query!(
        "SELECT dossier_id, rank, agent_id, reason, moved_by FROM assignment.distribution_move
         WHERE distribution_id = $1 ORDER BY version",
        distribution
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| Move {
            dossier: row.dossier_id,
            rank: u8::try_from(row.rank).unwrap_or(u8::MAX),
            agent: row.agent_id,
            reason: row.reason,
            by: row.moved_by,
        })
        .collect())
}

/// Writes a change, which makes the version.
pub(super) async fn add_move(
    tx: &mut PgConnection,
    distribution: Uuid,
    version: u64,
    change: &Move,
    at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "WITH made AS (UPDATE assignment.distribution SET version = $2 WHERE id = $1)
         INSERT INTO assignment.distribution_move (distribution_id, version, dossier_id, rank, agent_id, reason, moved_by, moved_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        distribution,
        version.cast_signed(),
        change.dossier,
        i16::from(change.rank),
        change.agent,
        change.reason,
        change.by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Ends a distribution.
pub(super) async fn end(
    tx: &mut PgConnection,
    distribution: Uuid,
    status: &str,
    version: u64,
    by: &str,
    at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "UPDATE assignment.distribution SET status = $2, version = $3, settled_by = $4, settled_at = $5 WHERE id = $1",
        distribution,
        status,
        version.cast_signed(),
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// What became of a card.
pub(super) struct Outcome {
    pub(super) dossier: Uuid,
    pub(super) rank: u8,
    pub(super) status: String,
    pub(super) declined: String,
}

/// What became of the cards of a distribution.
pub(super) async fn outcomes(tx: &mut PgConnection, distribution: Uuid) -> Result<Vec<Outcome>> {
    let rows = sqlx::query!(
        "SELECT dossier_id, rank, status, reason FROM assignment.proposal WHERE distribution_id = $1 ORDER BY dossier_id, rank",
        distribution
    )
    .fetch_all(tx)
    .await?;
    rows.into_iter()
        .map(|row| {
            let reason = Finding::decode(row.reason.as_slice()).map_err(Failure::internal)?;
            Ok(Outcome {
                dossier: row.dossier_id,
                rank: u8::try_from(row.rank).unwrap_or(u8::MAX),
                status: row.status,
                declined: reason.message,
            })
        })
        .collect()
}

/// Magistrates of the register as it stands, their sheets as they were before an instant: those of a chamber, of none, or `all`.
///
/// # Errors
/// When the database refuses or a stored sheet does not decode.
pub(super) async fn magistrates(
    tx: &mut PgConnection,
    chambre: &str,
    all: bool,
    until: Timestamp,
) -> Result<Vec<pb::Magistrate>> {
    let rows = sqlx::query!(
        r#"SELECT a.id, a.display_name, a.chambres, a.roles,
                  (SELECT v.body FROM assignment.magistrate_version v WHERE v.agent_id = a.id AND v.saved_at < $2
                   ORDER BY v.version DESC LIMIT 1) AS "body?"
           FROM assignment.agent a
           WHERE a.roles && ARRAY['president', 'magistrat_siege', 'avocat_general'] AND NOT a.suspended
             AND (a.chambres @> ARRAY[$1] OR ($1 = '' AND ($4 OR a.chambres = '{}')))
           ORDER BY a.display_name, a.id LIMIT $3"#,
        chambre,
        sql_instant(until),
        MAGISTRATES_MAX,
        all
    )
    .fetch_all(&mut *tx)
    .await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let bound = kin(tx, &ids).await?;
    rows.into_iter()
        .map(|row| {
            let agent = pb::Agent {
                agent_id: row.id.to_string(),
                display_name: row.display_name,
                chambres: row.chambres,
                roles: row.roles,
                ..Default::default()
            };
            // Kinship binds two, and is said once: on whichever sheet, it is on both.
            let of_both = bound.iter().filter_map(|(a, b, degree)| match row.id {
                id if id == *a => Some((*b, *degree)),
                id if id == *b => Some((*a, *degree)),
                _ => None,
            });
            let kin = of_both
                .map(|(other, degree)| pb::Kin { agent_id: other.to_string(), degree: u32::from(degree) })
                .collect();
            Ok(pb::Magistrate { kin, ..magistrate(agent, row.body.as_deref())? })
        })
        .collect()
}

/// Magistrates as the register had them just before an instant: chambers, roles, suspension and sheet are of the last states
/// *recorded* by then. The register dates no state but by its recording, so that what was recorded since, even of an earlier day,
/// is not in it, and who had not been entered is absent.
///
/// # Errors
/// When the database refuses or a stored state does not decode.
pub(super) async fn magistrates_before(
    tx: &mut PgConnection,
    chambre: &str,
    all: bool,
    until: Timestamp,
) -> Result<Vec<pb::Magistrate>> {
    let rows = sqlx::query!(
        r#"SELECT v.body AS "agent!",
                  (SELECT m.body FROM assignment.magistrate_version m WHERE m.agent_id = v.agent_id AND m.saved_at < $1
                   ORDER BY m.version DESC LIMIT 1) AS "sheet?"
           FROM (SELECT DISTINCT ON (agent_id) agent_id, body FROM assignment.agent_version WHERE saved_at < $1
                 ORDER BY agent_id, version DESC) v
           JOIN assignment.agent a ON a.id = v.agent_id
           ORDER BY a.display_name, a.id LIMIT $2"#,
        sql_instant(until),
        REGISTER_MAX
    )
    .fetch_all(tx)
    .await?;
    let mut magistrates = Vec::new();
    for row in rows {
        let agent = pb::Agent::decode(row.agent.as_slice()).map_err(Failure::internal)?;
        let is_one = agent.roles.iter().any(|role| MAGISTRATES.contains(&role.as_str()));
        let there = agent.chambres.iter().any(|code| code == chambre)
            || (chambre.is_empty() && (all || agent.chambres.is_empty()));
        if is_one && there && !agent.suspended {
            magistrates.push(magistrate(agent, row.sheet.as_deref())?);
        }
    }
    Ok(magistrates)
}

/// An agent with their sheet; without one, the function that their roles say, at full time.
fn magistrate(agent: pb::Agent, sheet: Option<&[u8]>) -> Result<pb::Magistrate> {
    let kept = match sheet {
        Some(sheet) => pb::Magistrate::decode(sheet).map_err(Failure::internal)?,
        None => pb::Magistrate {
            fonction: function_of(&agent.roles).to_owned(),
            part_time: 1000,
            ..Default::default()
        },
    };
    Ok(pb::Magistrate {
        agent_id: agent.agent_id,
        display_name: agent.display_name,
        chambres: agent.chambres,
        ..kept
    })
}

/// Version of a magistrate, whose row stays locked until commit; 0 when there is none.
pub(super) async fn lock_magistrate(tx: &mut PgConnection, agent: Uuid) -> Result<u64> {
    // The agent's row is there before the magistrate's is.
    sqlx::query_scalar!("SELECT id FROM assignment.agent WHERE id = $1 FOR UPDATE", agent)
        .fetch_optional(&mut *tx)
        .await?;
    let version = sqlx::query_scalar!("SELECT version FROM assignment.magistrate WHERE agent_id = $1", agent)
        .fetch_optional(tx)
        .await?;
    Ok(version.map_or(0, i64::cast_unsigned))
}

/// A magistrate as it is written.
pub(super) struct MagistrateRow<'a> {
    pub(super) agent: Uuid,
    pub(super) arrived_on: Option<Date>,
    pub(super) left_on: Option<Date>,
    pub(super) kept: &'a pb::Magistrate,
}

/// Writes a magistrate at the version it bears, and keeps that version for ever.
pub(super) async fn save_magistrate(
    tx: &mut PgConnection,
    new: &MagistrateRow<'_>,
    by: &str,
    at: Timestamp,
) -> Result<()> {
    let kept = new.kept;
    sqlx::query!(
        "INSERT INTO assignment.magistrate (agent_id, fonction, section, arrived_on, left_on, quotite, specialites, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (agent_id) DO UPDATE SET fonction = $2, section = $3, arrived_on = $4, left_on = $5, quotite = $6, specialites = $7, version = $8",
        new.agent,
        kept.fonction,
        kept.section,
        new.arrived_on.map(sql_day),
        new.left_on.map(sql_day),
        i16::try_from(kept.part_time).unwrap_or(1000),
        &kept.specialities,
        kept.version.cast_signed()
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "INSERT INTO assignment.magistrate_version (agent_id, version, body, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5)",
        new.agent,
        kept.version.cast_signed(),
        kept.encode_to_vec(),
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}
