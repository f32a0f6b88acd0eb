//! `greffe import stock`: the extract of a former system, weighed first, then entered, then compared while both systems run.
//! The format and the way of a takeover: `docs/stock.md`.
//!
//! | file | what it does |
//! |---|---|
//! | `csv` | rows of a file |
//! | `extract` | rows of all files, put together by dossier |
//! | `joinders` | series of joined dossiers, held until all of each was read |
//! | `magistrates` | whose name the extract writes |
//! | `defects` | what may be wrong, and the report of it |
//! | `build` | from the rows of a dossier to what is asked; pure |
//! | `send` | over the dossier service, as an operator |
//! | `compare` | both systems, dossier by dossier |
//! | `agreement` | what one says of a dossier beside what the other holds; pure |

pub mod agreement;
pub mod build;
pub mod compare;
pub mod csv;
pub mod defects;
pub mod extract;
pub mod joinders;
pub mod magistrates;
pub mod send;

use std::collections::HashMap;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use clap::Args;
use greffe_chassis::{Caller, SharedClock, peer::Peer, tls::Tls};
use greffe_procedure::{catalogue::Catalogue, profile::CourtProfile};
use sha2::{Digest, Sha256};

use self::{
    build::Context,
    csv::Table,
    defects::Report,
    extract::{COURTS, FILES},
    joinders::Joinders,
    magistrates::Magistrates,
    send::{Door, Told},
};
use crate::commands::operator::configured;

/// What to do with an extract.
#[derive(Args)]
pub struct Arguments {
    /// Le dossier des fichiers CSV (format : docs/stock.md)
    folder: PathBuf,
    /// Fait entrer ce que l’essai admet ; sans cette option, rien n’est écrit
    #[arg(long)]
    entrer: bool,
    /// Compare les dossiers de l’extrait à ceux de Greffe
    #[arg(long = "compare", conflicts_with = "entrer")]
    compare: bool,
    /// Compte de qui répond de la reprise : il entre au journal d’audit
    #[arg(long, env = "GREFFE_OPERATEUR")]
    operateur: String,
    /// Où écrire les défauts ligne à ligne ; à l’écran par défaut
    #[arg(long)]
    rapport: Option<PathBuf>,
    /// Où écrire ce que dit la comparaison, qui nomme des parties ; l’écran n’en a alors que les nombres
    #[arg(long, requires = "compare")]
    accord: Option<PathBuf>,
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Weigh all, write nothing.
    Trial,
    /// Write what may enter.
    Enter,
}

/// The operator's role: the one that takes older cases over.
const ROLE: &str = "reprise";

/// An operator, by the account given: never a name.
#[must_use]
pub fn operator(name: &str) -> Caller {
    Caller {
        subject: format!("operateur:{}", name.trim()),
        agent_id: String::new(),
        roles: vec![ROLE.to_owned()],
        chambres: Vec::new(),
        office_id: String::new(),
        sid: String::new(),
    }
}

/// Does it, and prints what was found.
///
/// # Errors
/// When the extract cannot be read, the service does not answer, or the comparison finds differences.
pub async fn run(arguments: Arguments) -> Result<()> {
    let Reached { dossiers, assignment, deadlines, clock } = reach()?;
    let caller = operator(&arguments.operateur);
    let mut out: Box<dyn Write + Send> = match &arguments.rapport {
        Some(path) => Box::new(BufWriter::new(
            std::fs::File::create(path).with_context(|| format!("création de {}", path.display()))?,
        )),
        None => Box::new(std::io::stdout()),
    };
    let magistrates = Magistrates::registered(&assignment, &caller).await?;
    let context = Context { magistrates, ..context(&arguments.folder, clock.today())? };
    let terms = Door::new(deadlines, caller.clone());
    let door = Door::new(dossiers, caller);
    let mut report = Report::new(&mut out);
    if arguments.compare {
        let compared = compare::compare((&door, &terms), &context, &arguments.folder, &mut report).await?;
        drop(report);
        out.flush()?;
        match &arguments.accord {
            Some(path) => {
                std::fs::write(path, compared.words() + "\n")
                    .with_context(|| format!("écriture de {}", path.display()))?;
                println!("{}", compared.figures());
            }
            None => println!("{}", compared.words()),
        }
        anyhow::ensure!(compared.agree(), "les deux systèmes ne disent pas la même chose");
        return Ok(());
    }
    let mode = if arguments.entrer { Mode::Enter } else { Mode::Trial };
    let told = pass(&door, &context, &arguments.folder, mode, &mut report).await?;
    let words = report.words();
    drop(report);
    out.flush()?;
    print!("{words}{}", told.words(mode));
    Ok(())
}

/// One pass over an extract.
///
/// # Errors
/// When the extract cannot be read or the service does not answer.
pub async fn pass(
    door: &Door,
    context: &Context,
    folder: &Path,
    mode: Mode,
    report: &mut Report<'_>,
) -> Result<Told> {
    let hash = hash(&folder.join(FILES[0].0))?;
    send::pass(door, context, folder, &hash, mode, report).await
}

/// What rows are read against: the law and the court that this program carries, the folder's codes of courts and its joined
/// series; no magistrate yet.
///
/// # Errors
/// When `juridictions.csv` or `jonctions.csv` is there and does not read.
pub fn context(folder: &Path, today: jiff::civil::Date) -> Result<Context> {
    let mut courts = HashMap::new();
    if let Some(mut table) = Table::open(folder, COURTS.0, COURTS.1)? {
        while let Some(row) = table.next_row()? {
            courts.insert(row.get("code").to_owned(), row.get("libelle").to_owned());
        }
    }
    Ok(Context {
        catalogue: Catalogue::embedded(),
        profile: CourtProfile::embedded(),
        courts,
        joinders: Joinders::read(folder, today)?,
        magistrates: Magistrates::default(),
        today,
    })
}

/// Hash of a file, which the keys of its rows are made of.
fn hash(path: &Path) -> Result<String> {
    let mut file = std::fs::File::open(path).with_context(|| format!("ouverture de {}", path.display()))?;
    let (mut sha, mut part) = (Sha256::new(), vec![0; 1 << 16]);
    loop {
        let read = file.read(&mut part)?;
        if read == 0 {
            break;
        }
        sha.update(&part[..read]);
    }
    Ok(sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// The services that are asked, and the time.
struct Reached {
    dossiers: Peer,
    assignment: Peer,
    deadlines: Peer,
    clock: SharedClock,
}

fn reach() -> Result<Reached> {
    let (config, signer, clock) = configured()?;
    let tls = Tls::read(&config.tls)?;
    Ok(Reached {
        dossiers: Peer::new("dossier", &config.peers.dossier, signer.clone(), &tls)?,
        assignment: Peer::new("assignment", &config.peers.assignment, signer.clone(), &tls)?,
        deadlines: Peer::new("deadline", &config.peers.deadline, signer, &tls)?,
        clock,
    })
}
