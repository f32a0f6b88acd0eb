//! The register of agents: looked up, resolved, kept.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    command::{Command, is_twin},
    db,
};
use greffe_contracts::assignment::v1 as pb;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    audience::person_changed,
    court::Court,
    roles::{COUNSEL, OF_A_CHAMBRE, ROLES, incompatible},
    store,
};

/// Agents named in one call.
const NAMED_MAX: usize = 500;
/// Longest subject, name and section.
const SUBJECT_MAX: usize = 255;
const NAME_MAX: usize = 200;
const SECTION_MAX: usize = 100;

impl Assignments {
    /// Agents by role and chamber.
    pub(crate) async fn list_agents(
        &self,
        caller: &Caller,
        wanted: &pb::ListAgentsRequest,
    ) -> Result<pb::ListAgentsResponse> {
        decide(caller, Action::LireAgents, Resource::Court).or_forbidden()?;
        if !wanted.role.is_empty() && !ROLES.contains(&wanted.role.as_str()) {
            return Err(unknown_role("role", &wanted.role));
        }
        if !wanted.chambre.is_empty() {
            self.known_chambre("chambre", &wanted.chambre).await?;
        }
        let mut connection = self.pool.acquire().await?;
        Ok(pb::ListAgentsResponse {
            agents: store::agents(&mut connection, &wanted.role, &wanted.chambre).await?,
        })
    }

    /// Agents by id.
    pub(crate) async fn agents_by_id(
        &self,
        caller: &Caller,
        wanted: &pb::GetAgentsRequest,
    ) -> Result<pb::GetAgentsResponse> {
        decide(caller, Action::LireAgents, Resource::Court).or_forbidden()?;
        let count = wanted.agent_ids.len();
        if count > NAMED_MAX {
            return Err(Failure::invalid(
                "AFF-016",
                "agent_ids",
                format!(
                    "{count} agents sont trop en une fois\u{a0}: la limite est de {NAMED_MAX}. Demandez-les en plusieurs fois."
                ),
            ));
        }
        let ids: Vec<Uuid> = wanted.agent_ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let mut connection = self.pool.acquire().await?;
        Ok(pb::GetAgentsResponse { agents: store::agents_by_id(&mut connection, &ids).await? })
    }

    /// The agent behind a subject: for the gateway alone.
    pub(crate) async fn resolve(
        &self,
        caller: &Caller,
        wanted: &pb::ResolveAgentRequest,
    ) -> Result<pb::ResolveAgentResponse> {
        decide(caller, Action::ResoudreAgent, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let agent = store::agent_by_subject(&mut connection, &wanted.subject).await?;
        Ok(pb::ResolveAgentResponse { agent: Some(agent.ok_or_else(unknown_agent)?) })
    }

    /// Adds or changes an agent, once a key.
    pub(crate) async fn save(
        &self,
        command: Command,
        wanted: pb::SaveAgentRequest,
    ) -> Result<(pb::SaveAgentResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::SaveAgentResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        let mut agent = wanted.agent.clone().unwrap_or_default();
        let new = agent.agent_id.is_empty();
        let id = if new {
            Uuid::now_v7()
        } else {
            Uuid::parse_str(&agent.agent_id).map_err(|_| unknown_agent())?
        };
        agent.agent_id = id.to_string();
        if let Err(refused) = self.may_manage(&mut tx, &command, id, &agent).await {
            tx.commit().await?;
            return Err(refused);
        }
        let court = self.court_ever(&mut tx).await?;
        check(&court, &mut agent)?;
        agent.version = next_version(&mut tx, id, new, agent.version).await? + 1;
        let known = store::agents_by_id(&mut tx, &[id]).await?.pop();
        let before = known.and_then(|known| known.section).unwrap_or_default();
        match &agent.section {
            None => agent.section = Some(before),
            Some(section) if *section != before => {
                self.court(&mut tx).await?.section(&agent.chambres, section)?;
            }
            Some(_) => {}
        }
        let saved = store::save_agent(&mut tx, &agent, &command.caller.subject, self.clock.now()).await;
        saved.map_err(
            |error| if violates(&error, "agent_subject_key") { subject_taken() } else { error.into() },
        )?;
        person_changed(&mut tx, id, self.clock.now()).await?;
        let answer = pb::SaveAgentResponse { agent: Some(agent) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.save(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    async fn may_manage(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        id: Uuid,
        agent: &pb::Agent,
    ) -> Result<()> {
        let decision = decide(&command.caller, Action::GererAgents, Resource::Court);
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: Action::GererAgents.as_str(),
            object: id,
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: &Sha256::digest(agent.encode_to_vec()),
        };
        audit::append(tx, self.clock.now(), &entry).await?;
        decision.or_forbidden().map(|_| ())
    }
}

/// An agent as it may stand in the register.
fn check(court: &Court, agent: &mut pb::Agent) -> Result<()> {
    agent.subject = text("subject", &agent.subject, SUBJECT_MAX)?;
    agent.display_name = text("display_name", &agent.display_name, NAME_MAX)?;
    if let Some(section) = agent.section.as_deref().map(str::trim) {
        let none = section.is_empty();
        agent.section = Some(if none { String::new() } else { text("section", section, SECTION_MAX)? });
    }
    for list in [&mut agent.roles, &mut agent.chambres] {
        list.sort_unstable();
        list.dedup();
    }
    if let Some((at, role)) = agent.roles.iter().enumerate().find(|(_, role)| !ROLES.contains(&role.as_str()))
    {
        return Err(unknown_role(&format!("roles[{at}]"), role));
    }
    for (at, chambre) in agent.chambres.iter().enumerate() {
        court.known(&format!("chambres[{at}]"), chambre)?;
    }
    if let Some((one, other)) = incompatible(&agent.roles) {
        return Err(Failure::invalid(
            "AFF-012",
            "roles",
            format!(
                "Les fonctions «\u{a0}{one}\u{a0}» et «\u{a0}{other}\u{a0}» ne peuvent pas être tenues par la même personne. Retirez l’une des deux."
            ),
        ));
    }
    if agent.chambres.is_empty() && agent.roles.iter().any(|role| OF_A_CHAMBRE.contains(&role.as_str())) {
        return Err(Failure::invalid(
            "AFF-002",
            "chambres",
            "Cette fonction s’exerce dans une chambre, et aucune n’est indiquée. Choisissez au moins une chambre.",
        ));
    }
    let counsel = agent.roles.iter().any(|role| role == COUNSEL);
    if counsel != Uuid::parse_str(&agent.office_id).is_ok() || (!counsel && !agent.office_id.is_empty()) {
        return Err(Failure::invalid(
            "AFF-013",
            "office_id",
            "Un avocat aux Conseils, et lui seul, appartient à un cabinet. Choisissez le cabinet dans la liste, ou laissez ce champ vide pour un agent de la Cour.",
        ));
    }
    Ok(())
}

/// The version before this one, which the form was filled from (0 for a sender that saw none).
async fn next_version(tx: &mut PgConnection, id: Uuid, new: bool, seen: u64) -> Result<u64> {
    let current = store::lock_agent(tx, id).await?;
    match current {
        None if new => Ok(0),
        None => Err(unknown_agent()),
        Some(current) if seen == 0 || seen == current => Ok(current),
        Some(current) => Err(Failure::new(
            Kind::Stale,
            "AFF-015",
            "La fiche de cet agent a changé depuis que vous l’avez ouverte. Rechargez-la, puis refaites votre modification.",
        )
        .at_version(current)),
    }
}

/// Words as they may be kept.
///
/// # Errors
/// `AFF-011` where there are none, too many, or control characters.
pub(crate) fn text(field: &str, value: &str, limit: usize) -> Result<String> {
    let value = value.trim();
    let length = value.chars().count();
    if length == 0 || length > limit || value.chars().any(char::is_control) {
        return Err(Failure::invalid(
            "AFF-011",
            field,
            format!(
                "Ce champ compte {length} caractères\u{a0}; il en faut de 1 à {limit}, sans caractère de contrôle. Corrigez-le."
            ),
        ));
    }
    Ok(value.to_owned())
}

/// What was sent, short enough to be shown.
pub fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// Whether the error is the violation of a constraint.
pub fn violates(error: &sqlx::Error, constraint: &str) -> bool {
    error.as_database_error().is_some_and(|e| e.constraint() == Some(constraint))
}

/// No agent of that id or subject.
pub fn unknown_agent() -> Failure {
    Failure::not_found(
        "AFF-003",
        "Cette personne n’est pas au registre des agents. Choisissez-la dans la liste, ou faites-la inscrire par l’administration.",
    )
}

fn unknown_role(field: &str, role: &str) -> Failure {
    Failure::invalid(
        "AFF-012",
        field,
        format!(
            "«\u{a0}{}\u{a0}» n’est pas une fonction connue. Fonctions connues\u{a0}: {}.",
            shown(role),
            ROLES.join(", ")
        ),
    )
}

fn subject_taken() -> Failure {
    Failure::invalid(
        "AFF-014",
        "subject",
        "Un autre agent porte déjà cet identifiant de connexion. Modifiez la fiche existante au lieu d’en créer une seconde.",
    )
}
