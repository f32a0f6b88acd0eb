//! `greffe doctor`: all that the services stand on, one line each, with what to do where something is wrong.
//!
//! | file | what it looks at |
//! |---|---|
//! | `database` | server, roles and rights, migrations, clock, standby, archive |
//! | `around` | keys, services, broker, certificates, identity provider, files |

pub(crate) mod around;
mod database;

use anyhow::{Context, Result, ensure};
use clap::Args;
use greffe_chassis::config;
use greffe_document::papers::Place;
use greffe_procedure::{catalogue::Catalogue, profile::CourtProfile};
use serde::Deserialize;

use super::{
    operator::{Operator, Services, configured},
    verify::spaced,
};

/// How far to look.
#[derive(Args)]
pub struct Arguments {
    /// URL d’un administrateur de la base : contrôle aussi droits, migrations, réplique et archive
    #[arg(long, env = "GREFFE_PG_ADMIN_URL", hide_env_values = true)]
    admin_url: Option<String>,
    /// API de gestion du courtier (http://compte:secret@hôte:15672/api) : contrôle aussi ses limites
    #[arg(long, env = "GREFFE_AMQP_API", hide_env_values = true)]
    broker_api: Option<String>,
    /// Exige ce que la production exige : une réplique synchrone, une archive, des adresses chiffrées
    #[arg(long)]
    production: bool,
    #[command(flatten)]
    operator: Operator,
}

/// What only some services are told, where this machine knows it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Own {
    oidc: Oidc,
    storage: Storage,
    seal: Place,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Oidc {
    issuer: String,
    redirect_url: String,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Storage {
    kind: String,
    path: String,
    s3: S3,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct S3 {
    endpoint: String,
}

/// What was found of one thing.
enum State {
    Good,
    /// Not looked at, or soon to be looked at.
    Beware,
    Bad,
}

/// The lines, as they are said.
#[derive(Default)]
struct Report {
    bad: usize,
    beware: usize,
    good: usize,
}

impl Report {
    fn say(&mut self, state: State, of: &str, found: &str, remedy: &str) {
        let (mark, count) = match state {
            State::Good => ("bien", &mut self.good),
            State::Beware => ("à voir", &mut self.beware),
            State::Bad => ("MAL", &mut self.bad),
        };
        *count += 1;
        let remedy = if remedy.is_empty() { String::new() } else { format!(" → {remedy}") };
        println!("{}", spaced(&format!("{mark:<6} {of} : {found}{remedy}")));
    }

    fn good(&mut self, of: &str, found: impl AsRef<str>) {
        self.say(State::Good, of, found.as_ref(), "");
    }

    fn beware(&mut self, of: &str, found: impl AsRef<str>, remedy: &str) {
        self.say(State::Beware, of, found.as_ref(), remedy);
    }

    fn bad(&mut self, of: &str, found: impl AsRef<str>, remedy: &str) {
        self.say(State::Bad, of, found.as_ref(), remedy);
    }

    /// Good when it holds.
    fn check(&mut self, holds: bool, of: &str, found: impl AsRef<str>, remedy: &str) {
        if holds { self.good(of, found) } else { self.bad(of, found, remedy) }
    }
}

/// Looks at everything, says each thing in a line, and fails when one of them is bad.
///
/// # Errors
/// When the configuration or the key does not read, or something is bad.
pub async fn run(arguments: Arguments) -> Result<()> {
    greffe_chassis::install_crypto();
    let (config, signer, clock) = configured()?;
    let own: Own = config::load("").context("configuration")?;
    let services = Services::reach(&arguments.operator)?;
    let mut report = Report::default();

    around::keys(&mut report, &config, &signer, &clock);
    law(&mut report);
    around::services(&mut report, &services).await;
    match &arguments.admin_url {
        Some(url) => database::look(&mut report, url, &clock, arguments.production).await,
        None => report.beware("base", "non contrôlée", "indiquez --admin-url"),
    }
    around::broker(&mut report, &config.broker.url, arguments.broker_api.as_deref()).await;
    around::identity(&mut report, &own.oidc, &clock).await;
    around::certificates(
        &mut report,
        &[&own.oidc.redirect_url, &own.oidc.issuer, &own.storage.s3.endpoint],
        &clock,
        arguments.production,
    )
    .await;
    around::files(&mut report, &own.storage);
    around::seal(&mut report, &own.seal, &clock, arguments.production);

    let Report { bad, beware, good } = report;
    println!("{}", spaced(&format!("{good} bien, {beware} à voir, {bad} mal.")));
    ensure!(bad == 0, "{bad} défaut(s) à corriger avant d’ouvrir");
    Ok(())
}

/// The law and the models of papers that this program carries.
fn law(report: &mut Report) {
    let problems = Catalogue::problems();
    let catalogue = Catalogue::embedded();
    report.check(
        problems.is_empty(),
        "droit et modèles",
        problems.first().cloned().unwrap_or_else(|| {
            format!(
                "version {}, juridiction « {} », modèles lisibles",
                catalogue.version(),
                CourtProfile::embedded().name
            )
        }),
        "ce programme a été mal construit : installez-en un autre",
    );
}
