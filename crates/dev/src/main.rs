//! `greffe-dev`: servers and data of this machine, without linking a service (whose SQL may not compile yet).

use std::process::ExitCode;

use clap::Parser;

/// Serveurs et données de cette machine
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    verb: greffe_dev::cli::Verb,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match greffe_dev::cli::run(Arguments::parse().verb).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
