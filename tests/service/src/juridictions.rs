//! The courts' base, played by a process of its own: it knows some decisions, and request after request does as its plan says.
//!
//! The process is the test binary itself: a test that does nothing but [`serve`] is started anew.

use std::{env, net::TcpStream, path::Path, time::Duration};

use serde_json::{Value, json};

use crate::played::{self, Process, answer, keep, read};

const LEDGER: &str = "GREFFE_JURIDICTIONS_LEDGER";
const PLAN: &str = "GREFFE_JURIDICTIONS_PLAN";
const KNOWN: &str = "GREFFE_JURIDICTIONS_DECISIONS";
const TOKEN: &str = "GREFFE_JURIDICTIONS_KNOWN";

/// A process that plays the courts' base.
pub struct Simulator {
    process: Process,
    /// Where it answers.
    pub url: String,
}

impl Simulator {
    /// Starts it. `test` is the full name of the test that calls [`serve`]. `plan` says, request after request, what goes wrong:
    /// `503`, `raccroche` (closes before it reads), `tarde` (answers after two seconds), `bruit` (answers what is none), `404`;
    /// `ok` and all that follows the plan go well.
    #[must_use]
    pub fn start(test: &str, plan: &[&str], decisions: &Value, token: &str) -> Self {
        let given = [(PLAN, plan.join(",")), (KNOWN, decisions.to_string()), (TOKEN, token.to_owned())];
        let process = Process::start(test, LEDGER, &given);
        Self { url: process.url.clone(), process }
    }

    /// What it did, request after request.
    #[must_use]
    pub fn steps(&self) -> Vec<String> {
        self.process.ledger().iter().map(|line| line["etape"].as_str().unwrap().to_owned()).collect()
    }
}

/// Plays the courts' base in a process that was started for it; returns at once in any other.
pub fn serve() {
    let plan = env::var(PLAN).unwrap_or_default();
    let mut plan = plan.split(',').filter(|step| !step.is_empty());
    played::serve(LEDGER, |stream, ledger| one(stream, ledger, plan.next().unwrap_or("ok")));
}

fn one(mut stream: TcpStream, ledger: &Path, step: &str) -> std::io::Result<()> {
    keep(ledger, &json!({"etape": step}));
    if step == "raccroche" {
        return Ok(());
    }
    let asked = read(&stream)?;
    if asked.token != env::var(TOKEN).unwrap_or_default() {
        return answer(&mut stream, 401, "jeton inconnu");
    }
    if !asked.path.starts_with("/decisions?juridiction=") {
        return answer(&mut stream, 400, "demande inconnue");
    }
    match step {
        "503" => answer(&mut stream, 503, "en panne"),
        "404" => answer(&mut stream, 404, ""),
        "bruit" => answer(&mut stream, 200, "<html>"),
        _ => {
            if step == "tarde" {
                std::thread::sleep(Duration::from_secs(2));
            }
            let known: Value = serde_json::from_str(&env::var(KNOWN).unwrap_or_default()).unwrap_or_default();
            let said = json!({"format": "greffe-juridictions/1", "decisions": known});
            answer(&mut stream, 200, &said.to_string())
        }
    }
}
