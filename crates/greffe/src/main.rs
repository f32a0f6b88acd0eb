// `greffe`: a thin shell over the services, for operators.

use greffe::commands;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Gestion des dossiers du greffe : services, exploitation, reprise, contrôle
#[derive(Parser)]
#[command(name = "greffe", version)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Sert un service jusqu’à SIGTERM
    Serve {
        /// Le service
        service: Service,
    },
    /// Démarre tout le produit sur cette machine
    Dev,
    /// Charge le jeu de démonstration
    Demo(commands::demo::Arguments),
    /// Met à jour les schémas d’une base existante
    Migrate(commands::migrate::Arguments),
    /// Écrit la description OpenAPI de l’API
    Openapi,
    /// Reprend ce qu’un autre système tenait
    Import {
        #[command(subcommand)]
        verb: commands::import::Verb,
    },
    /// Compare aux journaux tout ce qui en est dérivé, et nomme chaque différence
    Verify(commands::verify::Arguments),
    /// Traite les événements qu’un service n’a pas pu appliquer
    Parking {
        #[command(subcommand)]
        verb: commands::parking::Verb,
        #[command(flatten)]
        operator: commands::operator::Operator,
    },
    /// Dérive de nouveau, des journaux, tout ce qu’un service en tire ; ou publie de nouveau ce que le courtier a perdu
    Rebuild(commands::rebuild::Arguments),
    /// Contrôle tout ce dont les services ont besoin, et dit que faire
    Doctor(commands::doctor::Arguments),
    /// Sauvegarde la base, les pièces et les réglages du courtier
    Backup(commands::backup::Arguments),
    /// Rend la base à un moment, avec les pièces et les réglages du courtier, et nomme ce qui manque
    Restore(commands::restore::Arguments),
    /// Inscrit le premier administrateur d’un registre vide
    Administrator(commands::administrator::Arguments),
    /// Interroge la loi
    Procedure {
        #[command(subcommand)]
        verb: commands::procedure::Verb,
    },
    /// Dit, contrôle et montre les modèles de papiers
    Papers {
        #[command(subcommand)]
        verb: commands::papers::Verb,
    },
    /// Serveurs et données de cette machine
    #[command(flatten)]
    Machine(greffe_dev::cli::Verb),
}

#[derive(Clone, Copy, ValueEnum)]
enum Service {
    Dossier,
    Assignment,
    Deadline,
    Notification,
    Document,
    Gateway,
}

fn main() -> ExitCode {
    greffe_document::reader::run_if_asked();
    let arguments = Arguments::parse();
    // Of TLS, whatever the verb: a client of HTTP cannot be made without.
    greffe_chassis::install_crypto();
    let runtime = match &arguments.verb {
        Verb::Serve { .. } => greffe_chassis::server::runtime(),
        _ => tokio::runtime::Builder::new_multi_thread().enable_all().build(),
    };
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(error) => return failed(&anyhow::Error::from(error)),
    };
    match runtime.block_on(run(arguments.verb)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("greffe : {error:#}");
    ExitCode::FAILURE
}

async fn run(verb: Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Serve { service } => serve(service).await.map_err(Into::into),
        Verb::Dev => commands::dev::run().await,
        Verb::Demo(arguments) => commands::demo::run(arguments).await,
        Verb::Migrate(arguments) => commands::migrate::run(arguments).await,
        Verb::Openapi => {
            println!("{}", greffe_gateway::openapi().to_pretty_json()?);
            Ok(())
        }
        Verb::Import { verb } => commands::import::run(verb).await,
        Verb::Verify(arguments) => commands::verify::run(arguments).await,
        Verb::Parking { verb, operator } => commands::parking::run(verb, operator).await,
        Verb::Rebuild(arguments) => commands::rebuild::run(arguments).await,
        Verb::Doctor(arguments) => commands::doctor::run(arguments).await,
        Verb::Backup(arguments) => commands::backup::run(arguments).await,
        Verb::Restore(arguments) => commands::restore::run(arguments).await,
        Verb::Administrator(arguments) => commands::administrator::run(arguments).await,
        Verb::Procedure { verb } => commands::procedure::run(&verb),
        Verb::Papers { verb } => commands::papers::run(&verb),
        Verb::Machine(verb) => greffe_dev::cli::run(verb).await,
    }
}

async fn serve(service: Service) -> greffe_chassis::Result<()> {
    match service {
        Service::Dossier => greffe_dossier::run().await,
        Service::Assignment => greffe_assignment::run().await,
        Service::Deadline => greffe_deadline::run().await,
        Service::Notification => greffe_notification::run().await,
        Service::Document => greffe_document::run().await,
        Service::Gateway => greffe_gateway::run().await,
    }
}
