//! Agents of the demonstration, and of whoever starts with an empty register.

use greffe_chassis::{Clock, Failure, Result, clock::SystemClock, db};
use greffe_contracts::assignment::v1::Agent;
use jiff::Timestamp;
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

use crate::store;

pub const DEMONSTRATION: &str = include_str!("../../../ops/demo/agents.toml");

/// An agent as a seed file describes it.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgentSeed {
    /// Subject of the identity provider, or client id of a machine.
    pub subject: String,
    /// Name to show.
    pub display_name: String,
    /// Roles held.
    pub roles: Vec<String>,
    /// Codes of chambers.
    #[serde(default)]
    pub chambres: Vec<String>,
    /// Name of the office of counsel, empty for others.
    #[serde(default)]
    pub office: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seeds {
    pub agent: Vec<AgentSeed>,
}

/// The id of a seeded agent: the same in every register.
#[must_use]
pub fn agent_id(subject: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("greffe:agent:{subject}").as_bytes())
}

/// The id of an office, as the register of offices derives it from its name.
#[must_use]
pub fn office_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("greffe:office:{name}").as_bytes())
}

/// Adds the agents of the demonstration that the register does not hold.
///
/// # Errors
/// When the seed does not read or the database refuses.
pub async fn demonstration(pool: &PgPool) -> Result<()> {
    demonstration_at(pool, SystemClock.now()).await
}

/// The same, entered at an instant: the register has nobody on the days before it.
///
/// # Errors
/// When the seed does not read or the database refuses.
pub async fn demonstration_at(pool: &PgPool, at: Timestamp) -> Result<()> {
    let seeds: Seeds = toml::from_str(DEMONSTRATION).map_err(Failure::internal)?;
    agents(pool, &seeds.agent, at).await
}

/// Adds the agents that the register does not hold; those it holds are people's to change, and stay as they are.
///
/// # Errors
/// When the database refuses.
pub async fn agents(pool: &PgPool, seeds: &[AgentSeed], at: Timestamp) -> Result<()> {
    let mut tx = db::begin(pool).await?;
    for seed in seeds {
        if store::agent_by_subject(&mut tx, &seed.subject).await?.is_none() {
            store::save_agent(&mut tx, &agent(seed), "amorcage", at).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn agent(seed: &AgentSeed) -> Agent {
    Agent {
        agent_id: agent_id(&seed.subject).to_string(),
        subject: seed.subject.clone(),
        display_name: seed.display_name.clone(),
        roles: seed.roles.clone(),
        chambres: seed.chambres.clone(),
        office_id: if seed.office.is_empty() { String::new() } else { office_id(&seed.office).to_string() },
        suspended: false,
        version: 1,
        section: None,
    }
}
