//! The demonstration's agents, written before services start; idempotent.

use greffe_chassis::{Failure, Result};
use serde::Deserialize;
use sqlx::PgPool;
use uuid::Uuid;

const DEMONSTRATION: &str = include_str!("../../../ops/demo/agents.toml");

#[derive(Deserialize)]
struct Agents {
    agent: Vec<Agent>,
}

#[derive(Deserialize)]
struct Agent {
    subject: String,
    display_name: String,
    roles: Vec<String>,
    #[serde(default)]
    chambres: Vec<String>,
    #[serde(default)]
    office: String,
}

/// The id of an agent of the demonstration: the same at each start.
fn agent_id(subject: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("greffe:agent:{subject}").as_bytes())
}

/// The id of an office: the one the dossier service gives to its name.
fn office_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("greffe:office:{name}").as_bytes())
}

/// Adds the agents that are missing; those who are there keep what was changed of them.
///
/// # Errors
/// When the list does not read or the database refuses.
pub async fn demonstration(pool: &PgPool) -> Result<()> {
    let agents: Agents = toml::from_str(DEMONSTRATION).map_err(Failure::internal)?;
    for agent in agents.agent {
        let office = (!agent.office.is_empty()).then(|| office_id(&agent.office));
        sqlx::query!(
            "INSERT INTO assignment.agent (id, subject, display_name, roles, chambres, office_id) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT DO NOTHING",
            agent_id(&agent.subject),
            agent.subject,
            agent.display_name,
            &agent.roles,
            &agent.chambres,
            office,
        )
        .execute(pool)
        .await?;
    }
    Ok(())
}
