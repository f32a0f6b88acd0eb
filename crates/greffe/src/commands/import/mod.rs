//! `greffe import decisions`: dossiers made of published decisions, through the public API as a machine of the role `reprise`.
//!
//! | file | what it does |
//! |---|---|
//! | `record` | reads a line |
//! | `parties`, `outcome` | read words: who, for whom, and how it ended |
//! | `sheet` | the decision's mentions, in its own words |
//! | `plan` | says what a decision becomes; pure |
//! | `paper` | a page of PDF, for acts that come with a paper |
//! | `send` | carries a plan out, once however often it is run |
//! | `stock` | the extract of a former system, in bulk |
//! | `annuaire` | people of the Court, from its directory |
//! | `report` | says what was taken and left, field by field |
//! | `fields` | reads the dossiers back and compares, field by field |

pub mod annuaire;
pub mod fields;
pub mod outcome;
pub mod paper;
pub mod parties;
pub mod plan;
pub mod record;
pub mod report;
pub mod send;
pub mod sheet;
pub mod stock;

use std::io::{BufRead, BufReader, IsTerminal, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use futures::StreamExt;

use self::{
    plan::{Plan, Planned, plan},
    record::Record,
    report::Report,
    send::{Sender, Sent},
};
use crate::api::{Api, Credentials};

/// Decisions carried out at once.
const AT_ONCE: usize = 4;

/// What can be taken over.
#[derive(Subcommand)]
pub enum Verb {
    /// Fait des dossiers de décisions publiées (JSONL), par l’API publique
    Decisions(Arguments),
    /// Relit les dossiers de ces décisions et compare, champ par champ, ce qu’ils montrent à la source
    Champs(Arguments),
    /// Reprend l’extrait d’un système antérieur : essai d’abord, puis entrée, puis comparaison
    Stock(stock::Arguments),
    /// Compare le registre des agents à un fichier de l’annuaire, et l’inscrit avec --entrer
    Annuaire(annuaire::Arguments),
}

/// Where from, where to, and as whom.
#[derive(Args)]
pub struct Arguments {
    /// Le fichier, une décision par ligne
    file: PathBuf,
    /// Adresse de Greffe
    #[arg(long, env = "GREFFE_URL", default_value = "http://localhost:8400")]
    url: String,
    #[command(flatten)]
    identity: Identity,
}

/// As which machine. Without a secret, the development provider of this checkout is looked for.
#[derive(Args)]
pub struct Identity {
    /// Adresse du fournisseur d’identité
    #[arg(long, env = "GREFFE_OIDC_ISSUER")]
    issuer: Option<String>,
    /// Compte de la machine
    #[arg(long, env = "GREFFE_CLIENT_ID", default_value = "reprise")]
    client_id: String,
    /// Son secret
    #[arg(long, env = "GREFFE_CLIENT_SECRET", hide_env_values = true)]
    client_secret: Option<String>,
}

impl Identity {
    /// The credentials said, or those of the development provider.
    ///
    /// # Errors
    /// When neither are known.
    pub fn credentials(self) -> Result<Credentials> {
        let Self { issuer, client_id, client_secret } = self;
        match (issuer, client_secret) {
            (Some(issuer), Some(client_secret)) => Ok(Credentials { issuer, client_id, client_secret }),
            (None, None) => {
                let oidc = greffe_dev::servers::Oidc::known(&greffe_dev::Layout::dev()?)?;
                let oidc = oidc.context("aucun fournisseur d’identité de développement ici ; indiquez --issuer et --client-secret")?;
                let secret = oidc.partners.get(&client_id);
                let client_secret = secret.with_context(|| {
                    format!("le fournisseur de développement ne connaît pas «\u{a0}{client_id}\u{a0}»")
                })?;
                Ok(Credentials { issuer: oidc.issuer, client_id, client_secret: client_secret.clone() })
            }
            _ => bail!("--issuer et --client-secret vont ensemble"),
        }
    }
}

/// Takes the file over and prints the report.
///
/// # Errors
/// When the file does not read or the product does not answer; what is refused is no error, and is reported.
pub async fn run(verb: Verb) -> Result<()> {
    let arguments = match verb {
        Verb::Decisions(arguments) => arguments,
        Verb::Stock(arguments) => return stock::run(arguments).await,
        Verb::Annuaire(arguments) => return annuaire::run(arguments).await,
        Verb::Champs(arguments) => {
            let api = Api::new(&arguments.url, arguments.identity.credentials()?)?;
            let compared = fields::compare(&api, &arguments.file).await?;
            print!("{}", compared.words());
            return Ok(());
        }
    };
    let (plans, mut report) = read(&arguments.file)?;
    let api = Api::new(&arguments.url, arguments.identity.credentials()?)?;
    carry_out(&api, plans, &mut report).await?;
    print!("{}", report.words());
    Ok(())
}

/// Reads and plans a whole file. A line that does not read is a refusal of the report.
///
/// # Errors
/// When the file cannot be opened or read.
pub fn read(file: &Path) -> Result<(Vec<Plan>, Report)> {
    let open = std::fs::File::open(file).with_context(|| format!("ouverture de {}", file.display()))?;
    let (mut plans, mut report) = (Vec::new(), Report::default());
    for (at, line) in BufReader::new(open).lines().enumerate() {
        let line = line.with_context(|| format!("lecture de {}", file.display()))?;
        if line.trim().is_empty() {
            continue;
        }
        match Record::read(&line) {
            Err(why) => report.refused(&format!("ligne {}", at + 1), "lecture", "illisible", &why),
            Ok((record, present)) => match plan(&record) {
                Planned::Leave(why) => report.left_out(&present, why),
                Planned::Take(plan) => {
                    report.planned(&present, &plan.notes);
                    plans.push(*plan);
                }
            },
        }
    }
    Ok((plans, report))
}

/// Carries plans out, four at once, and counts.
///
/// # Errors
/// When the product no longer answers.
pub async fn carry_out(api: &Api, plans: Vec<Plan>, report: &mut Report) -> Result<()> {
    let (all, sender) = (plans.len(), Sender::new(api));
    let sender = &sender;
    let mut sending =
        futures::stream::iter(plans.iter().map(|plan| sender.send(plan))).buffer_unordered(AT_ONCE);
    let mut done = 0;
    while let Some(sent) = sending.next().await {
        count(report, sent?);
        done += 1;
        progress(done, all);
    }
    Ok(())
}

fn count(report: &mut Report, sent: Sent) {
    report.opened += sent.opened[0];
    report.known += sent.opened[1];
    report.recorded += sent.recorded[0];
    report.recorded_before += sent.recorded[1];
    report.letters.extend(sent.letters);
    for (number, step, refusal) in sent.refusals {
        report.refused(&number, &step, &refusal.code, &refusal.detail);
    }
}

/// One line rewritten on a terminal; a line now and then in a log.
fn progress(done: usize, all: usize) {
    let mut out = std::io::stderr();
    let told = if out.is_terminal() {
        write!(out, "\r{done}/{all} décisions{}", if done == all { "\n" } else { "" })
    } else if done == all || done.is_multiple_of(50) {
        writeln!(out, "{done}/{all} décisions")
    } else {
        Ok(())
    };
    // Progress that nobody can read is no reason to stop.
    drop(told);
}
