//! The only SQL of the register and of proposals.

use greffe_chassis::{
    Failure, Result,
    db::{from_sql_day, sql_day, sql_instant},
};
use greffe_contracts::{
    assignment::v1::{Agent, Proposal},
    common::v1::Finding,
};
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::distribution::Seat;

/// Longest list of agents: a court has some hundreds.
const AGENTS_MAX: i64 = 2_000;
/// Longest list of the proposals of a dossier.
const PROPOSALS_MAX: i64 = 200;

struct AgentRow {
    id: Uuid,
    subject: String,
    display_name: String,
    office_id: Option<Uuid>,
    suspended: bool,
    version: i64,
    roles: Vec<String>,
    chambres: Vec<String>,
    section: String,
}

impl From<AgentRow> for Agent {
    fn from(row: AgentRow) -> Self {
        Self {
            agent_id: row.id.to_string(),
            subject: row.subject,
            display_name: row.display_name,
            roles: row.roles,
            chambres: row.chambres,
            office_id: row.office_id.map(|id| id.to_string()).unwrap_or_default(),
            suspended: row.suspended,
            version: row.version.cast_unsigned(),
            section: Some(row.section),
        }
    }
}

/// Agents that hold the role and belong to the chamber (either may be empty), by name.
///
/// # Errors
/// When the database refuses.
pub async fn agents(connection: &mut PgConnection, role: &str, chambre: &str) -> Result<Vec<Agent>> {
    let rows = sqlx::query_as!(
        AgentRow,
        "SELECT id, subject, display_name, roles, chambres, office_id, suspended, version, section FROM assignment.agent
         WHERE ($1 = '' OR roles @> ARRAY[$1]) AND ($2 = '' OR chambres @> ARRAY[$2])
         ORDER BY display_name, id LIMIT $3",
        role,
        chambre,
        AGENTS_MAX
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Agent::from).collect())
}

/// Agents by id; one not found is absent.
///
/// # Errors
/// When the database refuses.
pub async fn agents_by_id(connection: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Agent>> {
    let rows = sqlx::query_as!(
        AgentRow,
        "SELECT id, subject, display_name, roles, chambres, office_id, suspended, version, section FROM assignment.agent
         WHERE id = ANY($1) ORDER BY display_name, id",
        ids
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(Agent::from).collect())
}

/// The agent behind a subject.
///
/// # Errors
/// When the database refuses.
pub async fn agent_by_subject(connection: &mut PgConnection, subject: &str) -> Result<Option<Agent>> {
    let row = sqlx::query_as!(
        AgentRow,
        "SELECT id, subject, display_name, roles, chambres, office_id, suspended, version, section FROM assignment.agent WHERE subject = $1",
        subject
    )
    .fetch_optional(connection)
    .await?;
    Ok(row.map(Agent::from))
}

/// Version of an agent, whose row stays locked until commit.
///
/// # Errors
/// When the database refuses.
pub async fn lock_agent(tx: &mut PgConnection, id: Uuid) -> Result<Option<u64>> {
    let version = sqlx::query_scalar!("SELECT version FROM assignment.agent WHERE id = $1 FOR UPDATE", id)
        .fetch_optional(tx)
        .await?;
    Ok(version.map(i64::cast_unsigned))
}

/// Writes an agent at the version it bears, and keeps that version for ever.
///
/// # Errors
/// When the database refuses; a subject that another agent bears is a violation of `agent_subject_key`.
pub async fn save_agent(
    tx: &mut PgConnection,
    agent: &Agent,
    by: &str,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let id = Uuid::parse_str(&agent.agent_id).unwrap_or_default();
    let office = Uuid::parse_str(&agent.office_id).ok();
    sqlx::query!(
        "INSERT INTO assignment.agent (id, subject, display_name, roles, chambres, office_id, suspended, version, section)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (id) DO UPDATE SET subject = $2, display_name = $3, roles = $4, chambres = $5, office_id = $6, suspended = $7, version = $8, section = $9",
        id,
        agent.subject,
        agent.display_name,
        &agent.roles,
        &agent.chambres,
        office,
        agent.suspended,
        agent.version.cast_signed(),
        agent.section()
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "INSERT INTO assignment.agent_version (agent_id, version, body, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5)",
        id,
        agent.version.cast_signed(),
        agent.encode_to_vec(),
        by,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// A designation wanted, as it enters.
pub struct NewProposal<'a> {
    /// Its id, the aggregate of its events.
    pub id: Uuid,
    /// The dossier.
    pub dossier: Uuid,
    /// The act it would become.
    pub kind: &'a str,
    /// Chamber given; of a person, the one consulted for whose opinion they are designated.
    pub chambre: &'a str,
    /// Agent designated, none for a chamber.
    pub agent: Option<Uuid>,
    /// Day of the designation.
    pub designated_on: Date,
    /// Subject who proposes.
    pub by: &'a str,
    /// Where it sits.
    pub(crate) seat: &'a Seat,
    /// Audience on whose rôle the dossier stands; none for a designation.
    pub(crate) audience: Option<Uuid>,
    /// Why, in the words of who designates; empty where they gave none.
    pub reason: &'a str,
    /// Of a chamber given, the circuit there; empty when none was chosen.
    pub circuit: &'a str,
}

/// Writes a proposal.
///
/// # Errors
/// When the database refuses; one like it that waits already is a violation of `proposal_pending`, one for the same seat
/// of `proposal_seat_wanted`.
pub async fn propose(tx: &mut PgConnection, at: Timestamp, new: &NewProposal<'_>) -> Result<(), sqlx::Error> {
    sqlx::query!(
        "INSERT INTO assignment.proposal (id, dossier_id, kind, chambre, agent_id, designated_on, status, proposed_by, proposed_at, instance, rank, distribution_id, audience_id, given_reason, circuit)
         VALUES ($1, $2, $3, $4, $5, $6, 'proposee', $7, $8, $9, $10, $11, $12, $13, $14)",
        new.id,
        new.dossier,
        new.kind,
        new.chambre,
        new.agent,
        sql_day(new.designated_on),
        new.by,
        sql_instant(at),
        new.seat.instance,
        i16::from(new.seat.rank),
        new.seat.distribution,
        new.audience,
        new.reason,
        new.circuit
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Settles a proposal that still waits; answers its dossier, or nothing when it is unknown or settled. Its row stays locked
/// until commit.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    tx: &mut PgConnection,
    at: Timestamp,
    proposal: Uuid,
    outcome: &str,
    reason: Option<&Finding>,
    act: Option<Uuid>,
) -> Result<Option<Uuid>> {
    if outcome == "en_vigueur" {
        // A seat has one holder: whom the journal names takes it.
        sqlx::query!(
            "UPDATE assignment.proposal held SET status = 'remplacee' FROM assignment.proposal p
             WHERE p.id = $1 AND p.status = 'proposee' AND p.kind <> 'chambre_attribuee' AND held.status = 'en_vigueur'
               AND held.dossier_id = p.dossier_id AND held.kind = p.kind AND held.instance = p.instance AND held.rank = p.rank",
            proposal
        )
        .execute(&mut *tx)
        .await?;
    }
    let dossier = sqlx::query_scalar!(
        "UPDATE assignment.proposal SET status = $2, reason = $3, act_id = $4, settled_at = $5
         WHERE id = $1 AND status = 'proposee' RETURNING dossier_id",
        proposal,
        outcome,
        reason.map(Message::encode_to_vec).unwrap_or_default(),
        act,
        sql_instant(at)
    )
    .fetch_optional(tx)
    .await?;
    Ok(dossier)
}

/// Gives each seat of an office to whom the journal says holds it: whoever is replaced there leaves it, and whoever stands in it
/// again, since what replaced them was corrected, has it back.
///
/// # Errors
/// When the database refuses.
pub async fn seat(tx: &mut PgConnection, dossier: Uuid, kind: &str, holders: &[Uuid]) -> Result<()> {
    sqlx::query!(
        "UPDATE assignment.proposal SET status = 'remplacee'
         WHERE dossier_id = $1 AND kind = $2 AND status = 'en_vigueur' AND agent_id <> ALL ($3)",
        dossier,
        kind,
        holders
    )
    .execute(&mut *tx)
    .await?;
    // Of several designations of a seat the last counts: the seat has one holder.
    sqlx::query!(
        "UPDATE assignment.proposal p SET status = 'en_vigueur'
         FROM (SELECT DISTINCT ON (instance, rank) id, status FROM assignment.proposal
               WHERE dossier_id = $1 AND kind = $2 AND status IN ('en_vigueur', 'remplacee') AND agent_id = ANY ($3)
               ORDER BY instance, rank, status = 'en_vigueur' DESC, settled_at DESC, id DESC) last
         WHERE p.id = last.id AND last.status = 'remplacee'",
        dossier,
        kind,
        holders
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Proposals of designations of a dossier, newest first; what a rôle asks of it is shown with the rôle.
///
/// # Errors
/// When the database refuses or a stored reason does not decode.
pub async fn proposals(connection: &mut PgConnection, dossier: Uuid) -> Result<Vec<Proposal>> {
    let rows = sqlx::query!(
        "SELECT id, kind, chambre, agent_id, designated_on, status, reason, proposed_by, rank, given_reason, circuit FROM assignment.proposal
         WHERE dossier_id = $1 AND audience_id IS NULL ORDER BY proposed_at DESC, id DESC LIMIT $2",
        dossier,
        PROPOSALS_MAX
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let reason = if row.reason.is_empty() {
                None
            } else {
                Some(Finding::decode(row.reason.as_slice()).map_err(Failure::internal)?)
            };
            Ok(Proposal {
                proposal_id: row.id.to_string(),
                dossier_id: dossier.to_string(),
                kind: row.kind,
                chambre: row.chambre,
                agent_id: row.agent_id.map(|id| id.to_string()).unwrap_or_default(),
                status: row.status,
                reason,
                proposed_by: row.proposed_by,
                designated_on: from_sql_day(row.designated_on).to_string(),
                rank: u32::from(row.rank.cast_unsigned()),
                given_reason: row.given_reason,
                circuit: row.circuit,
            })
        })
        .collect()
}

/// Designations of a dossier that wait for its journal: the acts that they would become.
///
/// # Errors
/// When the database refuses.
pub async fn waiting(connection: &mut PgConnection, dossier: Uuid) -> Result<Vec<String>> {
    let kinds = sqlx::query_scalar!(
        "SELECT kind FROM assignment.proposal WHERE dossier_id = $1 AND status = 'proposee' AND audience_id IS NULL ORDER BY proposed_at LIMIT $2",
        dossier,
        PROPOSALS_MAX
    )
    .fetch_all(connection)
    .await?;
    Ok(kinds)
}
