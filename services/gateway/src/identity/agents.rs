//! Agents as the register knows them: resolved by subject, and named by id, each believed for thirty seconds.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use greffe_chassis::{Caller, Failure, Kind, Result, peer::Peer};
use greffe_contracts::assignment::v1::{
    Agent, GetAgentsRequest, ResolveAgentRequest, assignment_service_client::AssignmentServiceClient,
};
use tokio::time::Instant;

/// How long the register is believed.
const BELIEVED: Duration = Duration::from_secs(30);
/// While the register does not answer, sessions that it knew survive so long.
const SURVIVES: Duration = Duration::from_secs(300);
const CACHED_MAX: usize = 10_000;
/// Agents named in one call.
const NAMED_MAX: usize = 500;

type Cache<T> = Arc<Mutex<HashMap<String, (T, Instant)>>>;

/// The register, seen from here.
#[derive(Clone)]
pub struct Agents {
    register: Peer,
    resolved: Cache<Agent>,
    names: Cache<String>,
}

impl Agents {
    /// Over the assignment service.
    #[must_use]
    pub fn new(register: Peer) -> Self {
        Self { register, resolved: Cache::default(), names: Cache::default() }
    }

    /// The agent behind a subject; `None` when there is none or it is suspended.
    ///
    /// # Errors
    /// When the register does not answer and knew nothing of the subject lately.
    pub async fn resolve(&self, subject: &str) -> Result<Option<Agent>> {
        let known = recall(&self.resolved, subject);
        if let Some((agent, age)) = &known
            && *age < BELIEVED
        {
            return Ok(Some(agent.clone()));
        }
        match self.ask(subject).await {
            Ok(agent) => {
                remember(&self.resolved, subject, agent.clone());
                Ok(Some(agent).filter(|agent| !agent.suspended))
            }
            Err(failure) if failure.kind == Kind::NotFound => {
                forget(&self.resolved, subject);
                Ok(None)
            }
            Err(failure) => match known {
                Some((agent, age)) if failure.is_transient() && age < SURVIVES => Ok(Some(agent)),
                _ => Err(failure),
            },
        }
        .map(|found| found.filter(|agent| !agent.suspended))
    }

    async fn ask(&self, subject: &str) -> Result<Agent> {
        let request = self.register.request(&own(), ResolveAgentRequest { subject: subject.to_owned() })?;
        let answer = AssignmentServiceClient::new(self.register.channel()).resolve_agent(request).await;
        let agent = answer.map_err(|status| Failure::from_status(&status))?.into_inner().agent;
        agent.ok_or_else(|| Failure::internal("the register answered without an agent"))
    }

    /// Names to show, by id: whoever may know that an agent is designated may know their name. One that the register
    /// does not give is absent: a missing name hides no dossier.
    pub async fn names(&self, ids: impl IntoIterator<Item = String>) -> HashMap<String, String> {
        let mut found = HashMap::new();
        let mut missing = Vec::new();
        for id in ids.into_iter().filter(|id| !id.is_empty()) {
            match recall(&self.names, &id) {
                Some((name, age)) if age < BELIEVED => drop(found.insert(id, name)),
                _ if missing.len() < NAMED_MAX && !missing.contains(&id) => missing.push(id),
                _ => {}
            }
        }
        if missing.is_empty() {
            return found;
        }
        match self.ask_names(missing).await {
            Ok(agents) => {
                for agent in agents {
                    remember(&self.names, &agent.agent_id, agent.display_name.clone());
                    found.insert(agent.agent_id, agent.display_name);
                }
            }
            Err(failure) => tracing::warn!(code = %failure.code, "names of agents could not be had"),
        }
        found
    }

    async fn ask_names(&self, agent_ids: Vec<String>) -> Result<Vec<Agent>> {
        let request = self.register.request(&own(), GetAgentsRequest { agent_ids })?;
        let answer = AssignmentServiceClient::new(self.register.channel()).get_agents(request).await;
        Ok(answer.map_err(|status| Failure::from_status(&status))?.into_inner().agents)
    }

    /// Forgets an agent that was changed through this gateway.
    pub fn changed(&self, agent: &Agent) {
        forget(&self.resolved, &agent.subject);
        forget(&self.names, &agent.agent_id);
    }
}

/// The gateway on its own behalf.
#[must_use]
pub fn own() -> Caller {
    Caller::service(crate::NAME)
}

fn recall<T: Clone>(cache: &Cache<T>, key: &str) -> Option<(T, Duration)> {
    cache.lock().ok()?.get(key).map(|(value, at)| (value.clone(), at.elapsed()))
}

fn remember<T>(cache: &Cache<T>, key: &str, value: T) {
    if let Ok(mut cache) = cache.lock() {
        if cache.len() >= CACHED_MAX {
            cache.retain(|_, (_, at)| at.elapsed() < BELIEVED);
        }
        cache.insert(key.to_owned(), (value, Instant::now()));
    }
}

fn forget<T>(cache: &Cache<T>, key: &str) {
    if let Ok(mut cache) = cache.lock() {
        cache.remove(key);
    }
}
