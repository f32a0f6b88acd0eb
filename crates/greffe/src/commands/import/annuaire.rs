//! `greffe import annuaire`: people of the Court from a file of its directory, compared with the register first, then entered.
//! The format: `docs/annuaire.md`. Each line becomes the same commands as the application's page « Agents », so that the
//! register keeps who was what on which day.

use std::collections::{BTreeSet, HashMap};
use std::path::PathBuf;

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use greffe_chassis::Failure;
use greffe_contracts::assignment::v1::{
    Agent, ListAgentsRequest, ListMagistratesRequest, Magistrate, SaveAgentRequest, SaveMagistrateRequest,
    assignment_service_client::AssignmentServiceClient,
    distribution_service_client::DistributionServiceClient,
};
use greffe_procedure::day::Day;
use prost::Message as _;
use tonic::Status;
use uuid::Uuid;

use super::stock::csv::{Row, Table};
use crate::commands::operator::{Operator, Service, Services, configured};

/// The file, in the folder given.
const FILE: &str = "annuaire.csv";
/// Its columns.
pub const COLUMNS: &[&str] = &[
    "identifiant",
    "nom",
    "fonctions",
    "chambres",
    "cabinet",
    "suspendu",
    "grade",
    "section",
    "arrivee",
    "depart",
    "quotite",
    "specialites",
];
/// The role that keeps the register.
const ADMINISTRATION: &str = "administration";
/// Whoever is not of the Court is in no directory of it, and administrators are never shut out by a file.
const ELSEWHERE: &[&str] = &["avocat_aux_conseils", "juridiction", "reprise", ADMINISTRATION];

/// What to do with a directory.
#[derive(Args)]
pub struct Arguments {
    /// Le dossier où se trouve annuaire.csv (format : docs/annuaire.md)
    folder: PathBuf,
    /// Inscrit ce que le fichier dit ; sans cette option, rien n’est écrit
    #[arg(long)]
    entrer: bool,
    /// Suspend les agents de la Cour qui ne sont pas dans le fichier
    #[arg(long)]
    suspendre_absents: bool,
    #[command(flatten)]
    operator: Operator,
}

/// A person as a line says.
#[derive(Debug, Clone, PartialEq)]
pub struct Wanted {
    /// Line of the file, the header being 1.
    pub line: u32,
    /// Without id nor version.
    pub agent: Agent,
    /// Without id nor version; none where the line names no grade.
    pub magistrate: Option<Magistrate>,
}

/// What a line, or its absence, changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// Line of the file; 0 for who is not there.
    pub line: u32,
    /// The register's row to be, with the id and version that it has now.
    pub agent: Agent,
    /// What the register shall know of the magistrate, if that changes.
    pub magistrate: Option<Magistrate>,
    /// What differs, in words; empty when nothing does.
    pub changes: Vec<&'static str>,
}

/// Reads a line.
///
/// # Errors
/// In French, when a value is none.
pub fn read(row: &Row) -> Result<Wanted, String> {
    if row.broken.is_some() {
        return Err("la ligne n’a pas les colonnes de l’en-tête, ou n’est pas en UTF-8".into());
    }
    let list = |column: &str| -> Vec<String> {
        let parts: BTreeSet<&str> =
            row.get(column).split(',').map(str::trim).filter(|p| !p.is_empty()).collect();
        parts.into_iter().map(str::to_owned).collect()
    };
    let suspended = match row.get("suspendu") {
        "" | "non" => false,
        "oui" => true,
        other => return Err(format!("suspendu : « {other} » n’est ni oui ni non")),
    };
    if row.get("identifiant").is_empty() {
        return Err("identifiant : il manque, et c’est par lui qu’une personne se reconnaît".into());
    }
    let agent = Agent {
        subject: row.get("identifiant").to_owned(),
        display_name: row.get("nom").to_owned(),
        roles: list("fonctions"),
        chambres: list("chambres"),
        office_id: row.get("cabinet").to_owned(),
        suspended,
        // A magistrate's is on their sheet.
        section: row.get("grade").is_empty().then(|| row.get("section").to_owned()),
        ..Default::default()
    };
    let day = |column: &str| -> Result<String, String> {
        match row.get(column) {
            "" => Ok(String::new()),
            written => match written.parse::<Day>() {
                Ok(_) => Ok(written.to_owned()),
                Err(_) => Err(format!("{column} : « {written} » n’est pas un jour, AAAA-MM-JJ")),
            },
        }
    };
    let (arrived_on, left_on) = (day("arrivee")?, day("depart")?);
    let magistrate = match row.get("grade") {
        "" => None,
        grade => Some(Magistrate {
            fonction: grade.to_owned(),
            section: row.get("section").to_owned(),
            arrived_on,
            left_on,
            part_time: thousandths(row.get("quotite"))?,
            specialities: list("specialites"),
            ..Default::default()
        }),
    };
    Ok(Wanted { line: row.line, agent, magistrate })
}

/// Hundredths of a full time, as thousandths; a full one where nothing is said.
fn thousandths(written: &str) -> Result<u32, String> {
    if written.is_empty() {
        return Ok(1000);
    }
    match written.parse::<u32>() {
        Ok(percent @ 1..=100) => Ok(percent * 10),
        _ => Err(format!("quotite : « {written} » n’est pas un pourcentage de 1 à 100")),
    }
}

/// What the file changes of the register, in the order of its lines, then of the subjects it leaves out.
#[must_use]
pub fn plan(
    register: &[Agent],
    magistrates: &[Magistrate],
    wanted: &[Wanted],
    suspend_absent: bool,
) -> Vec<Step> {
    let by_subject: HashMap<&str, &Agent> =
        register.iter().map(|agent| (agent.subject.as_str(), agent)).collect();
    let by_id: HashMap<&str, &Magistrate> = magistrates.iter().map(|m| (m.agent_id.as_str(), m)).collect();
    let mut steps: Vec<Step> = wanted
        .iter()
        .map(|one| step(one, by_subject.get(one.agent.subject.as_str()).copied(), &by_id))
        .collect();
    if suspend_absent {
        let named: BTreeSet<&str> = wanted.iter().map(|one| one.agent.subject.as_str()).collect();
        let mut gone: Vec<&Agent> = register
            .iter()
            .filter(|agent| !agent.suspended && !named.contains(agent.subject.as_str()))
            .filter(|agent| !agent.roles.iter().any(|role| ELSEWHERE.contains(&role.as_str())))
            .collect();
        gone.sort_by(|a, b| a.subject.cmp(&b.subject));
        steps.extend(gone.into_iter().map(|agent| Step {
            line: 0,
            agent: Agent { suspended: true, ..agent.clone() },
            magistrate: None,
            changes: vec!["absent du fichier : suspendu"],
        }));
    }
    steps
}

fn step(wanted: &Wanted, known: Option<&Agent>, magistrates: &HashMap<&str, &Magistrate>) -> Step {
    let Some(known) = known else {
        return Step {
            line: wanted.line,
            agent: wanted.agent.clone(),
            magistrate: wanted.magistrate.clone(),
            changes: vec!["à inscrire"],
        };
    };
    let agent = Agent { agent_id: known.agent_id.clone(), version: known.version, ..wanted.agent.clone() };
    let sorted = |list: &[String]| list.iter().cloned().collect::<BTreeSet<_>>();
    let mut changes = Vec::new();
    let mut differs = |what: &'static str, differ: bool| {
        if differ {
            changes.push(what);
        }
    };
    differs("nom", agent.display_name != known.display_name);
    differs("fonctions", sorted(&agent.roles) != sorted(&known.roles));
    differs("chambres", sorted(&agent.chambres) != sorted(&known.chambres));
    differs("cabinet", agent.office_id != known.office_id);
    differs("section", agent.section.as_deref().is_some_and(|section| section != known.section()));
    differs("suspension", agent.suspended != known.suspended);
    let held = magistrates.get(known.agent_id.as_str()).copied();
    let magistrate = wanted.magistrate.as_ref().and_then(|wanted| {
        let before = held.cloned().unwrap_or_default();
        // Kin and absences are entered in the application: a directory knows neither.
        let next = Magistrate {
            agent_id: known.agent_id.clone(),
            kin: before.kin.clone(),
            version: before.version,
            ..wanted.clone()
        };
        let same = before.version > 0
            && next.fonction == before.fonction
            && next.section == before.section
            && next.arrived_on == before.arrived_on
            && next.left_on == before.left_on
            && next.part_time == before.part_time
            && sorted(&next.specialities) == sorted(&before.specialities);
        (!same).then_some(next)
    });
    differs("fiche de magistrat", magistrate.is_some());
    Step { line: wanted.line, agent, magistrate, changes }
}

/// Compares, tells, and enters if asked to.
///
/// # Errors
/// When the file or the configuration does not read, the service does not answer, or a line is refused.
pub async fn run(arguments: Arguments) -> Result<()> {
    let mut table = Table::open(&arguments.folder, FILE, COLUMNS)?
        .with_context(|| format!("{FILE} n’est pas dans {}", arguments.folder.display()))?;
    let (mut wanted, mut refused): (Vec<Wanted>, Vec<(u32, String)>) = (Vec::new(), Vec::new());
    while let Some(row) = table.next_row()? {
        match read(&row) {
            Ok(one) if wanted.iter().any(|other: &Wanted| other.agent.subject == one.agent.subject) => {
                refused.push((one.line, "identifiant : déjà dit plus haut dans le fichier".into()));
            }
            Ok(one) => wanted.push(one),
            Err(why) => refused.push((row.line, why)),
        }
    }
    ensure!(
        !wanted.is_empty() || !refused.is_empty(),
        "{FILE} est vide : rien à inscrire, et personne n’est suspendu"
    );
    ensure!(
        !arguments.suspendre_absents || refused.is_empty(),
        "{} ligne(s) ne se lisent pas : personne n’est suspendu pour une faute de frappe. {}",
        refused.len(),
        words(&refused)
    );
    let register = Register::reach(&arguments.operator)?;
    let (agents, magistrates) = register.read().await?;
    let steps = plan(&agents, &magistrates, &wanted, arguments.suspendre_absents);
    let mut unchanged = 0;
    let mut changed = 0;
    for step in steps {
        if step.changes.is_empty() {
            unchanged += 1;
            continue;
        }
        let (line, subject, what) = (step.line, step.agent.subject.clone(), step.changes.join(", "));
        let entered = if arguments.entrer { register.enter(step).await } else { Ok(()) };
        match entered {
            Ok(()) => {
                changed += 1;
                println!("{}{subject} : {what}", at(line));
            }
            Err(status) => {
                refused.push((line, format!("{subject} : {}", Failure::from_status(&status).message)))
            }
        }
    }
    let done = if arguments.entrer { "faits" } else { "à faire (rien n’est écrit sans --entrer)" };
    println!("{changed} changement(s) {done}, {unchanged} sans changement, {} refusé(s)", refused.len());
    ensure!(refused.is_empty(), "{}", words(&refused));
    Ok(())
}

fn at(line: u32) -> String {
    if line == 0 { String::new() } else { format!("ligne {line} · ") }
}

fn words(refused: &[(u32, String)]) -> String {
    refused.iter().map(|(line, why)| format!("\n{}{why}", at(*line))).collect()
}

/// The register of the assignment service, as an administrator reaches it.
struct Register {
    services: Services,
}

impl Register {
    fn reach(operator: &Operator) -> Result<Self> {
        let (config, signer, _) = configured()?;
        Ok(Self { services: Services::new(operator.named()?, ADMINISTRATION, &config, &signer)? })
    }

    async fn read(&self) -> Result<(Vec<Agent>, Vec<Magistrate>)> {
        let said = |status: Status| anyhow::anyhow!(Failure::from_status(&status).message);
        let (peer, caller) = (self.services.peer(Service::Assignment), self.services.caller());
        let agents = AssignmentServiceClient::new(peer.channel())
            .list_agents(peer.request(caller, ListAgentsRequest::default())?)
            .await
            .map_err(said)?;
        let magistrates = DistributionServiceClient::new(peer.channel())
            .list_magistrates(peer.request(caller, ListMagistratesRequest::default())?)
            .await
            .map_err(said)?;
        Ok((agents.into_inner().agents, magistrates.into_inner().magistrates))
    }

    /// One person: the agent, then what the register knows of the magistrate. Entered again, what was entered is the same.
    async fn enter(&self, step: Step) -> Result<(), Status> {
        let (peer, caller) = (self.services.peer(Service::Assignment), self.services.caller());
        let save = SaveAgentRequest { agent: Some(step.agent) };
        let request = peer.command(caller, key(&save.encode_to_vec()), save)?;
        let saved = AssignmentServiceClient::new(peer.channel()).save_agent(request).await?;
        let Some(magistrate) = step.magistrate else { return Ok(()) };
        let agent_id = saved.into_inner().agent.unwrap_or_default().agent_id;
        let save = SaveMagistrateRequest { magistrate: Some(Magistrate { agent_id, ..magistrate }) };
        let request = peer.command(caller, key(&save.encode_to_vec()), save)?;
        DistributionServiceClient::new(peer.channel()).save_magistrate(request).await?;
        Ok(())
    }
}

/// The key of an intent: what is asked, of the version that was read.
fn key(asked: &[u8]) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, asked)
}
