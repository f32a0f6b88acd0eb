//! `greffe administrator`: the first administrator of an empty register. The others are entered in the application.

use anyhow::{Result, ensure};
use clap::Args;
use greffe_chassis::Failure;
use greffe_contracts::assignment::v1::{
    Agent, ListAgentsRequest, SaveAgentRequest, assignment_service_client::AssignmentServiceClient,
};
use uuid::Uuid;

use super::operator::{Operator, Service, Services, configured};

/// The role that keeps the register.
const ADMINISTRATION: &str = "administration";

/// Who.
#[derive(Args)]
pub struct Arguments {
    /// Son sujet (« sub ») chez le fournisseur d’identité
    #[arg(long)]
    subject: String,
    /// Son nom, tel que l’application le montre
    #[arg(long)]
    name: String,
    #[command(flatten)]
    operator: Operator,
}

/// Enters them, unless the register has an administrator.
///
/// # Errors
/// When it has one, when the service refuses or does not answer.
pub async fn run(arguments: Arguments) -> Result<()> {
    let (config, signer, _) = configured()?;
    let who = arguments.operator.named()?;
    let services = Services::new(who, ADMINISTRATION, &config, &signer)?;
    let peer = services.peer(Service::Assignment);
    let mut client = AssignmentServiceClient::new(peer.channel());
    let said = |status: tonic::Status| anyhow::anyhow!(Failure::from_status(&status).message);
    let wanted = ListAgentsRequest { role: ADMINISTRATION.into(), ..Default::default() };
    let known = client.list_agents(peer.request(services.caller(), wanted)?).await.map_err(said)?;
    let active = known.into_inner().agents.into_iter().filter(|agent| !agent.suspended).count();
    ensure!(
        active == 0,
        "le registre a déjà {active} administrateur(s) : c’est à eux d’inscrire les autres, dans l’application"
    );
    let agent = Agent {
        subject: arguments.subject,
        display_name: arguments.name,
        roles: vec![ADMINISTRATION.into()],
        ..Default::default()
    };
    let wanted = SaveAgentRequest { agent: Some(agent) };
    let saved =
        client.save_agent(peer.command(services.caller(), Uuid::now_v7(), wanted)?).await.map_err(said)?;
    let agent = saved.into_inner().agent.unwrap_or_default();
    println!(
        "{} est administrateur. Les autres agents s’inscrivent dans l’application, page « Agents ».",
        agent.display_name
    );
    Ok(())
}
