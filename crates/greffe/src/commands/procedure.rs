//! `greffe procedure`: questions to the law, without a service.

use std::io::{self, BufRead, Write};

use clap::Subcommand;

/// What can be asked.
#[derive(Subcommand)]
pub enum Verb {
    /// Répond, pour chaque ligne JSON de l’entrée standard, le terme et ses raisons
    Simulate,
}

/// Answers on standard output, a line a line, in order.
pub fn run(verb: &Verb) -> anyhow::Result<()> {
    match verb {
        Verb::Simulate => {
            let mut out = io::BufWriter::new(io::stdout().lock());
            for line in io::stdin().lock().lines() {
                let line = line?;
                if !line.trim().is_empty() {
                    writeln!(out, "{}", greffe_procedure::simulate(&line))?;
                }
            }
            out.flush()?;
            Ok(())
        }
    }
}
