//! The service to which decisions are handed over, played by a process of its own: it keeps a ledger, it fails, it loses its
//! answers, and what it was given before it knows again.
//!
//! The process is the test binary itself: a test that does nothing but [`serve`] is started anew with a plan.

use std::{collections::BTreeMap, env, net::TcpStream, path::Path};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::played::{self, Process, answer, keep, lines, read};

const LEDGER: &str = "GREFFE_SIMULATOR_LEDGER";
const PLAN: &str = "GREFFE_SIMULATOR_PLAN";
const TOKEN: &str = "GREFFE_SIMULATOR_TOKEN";

/// A process that plays the service.
pub struct Simulator {
    process: Process,
    /// Where it answers.
    pub url: String,
}

impl Simulator {
    /// Starts it. `test` is the full name of the test that calls [`serve`]. `plan` says, request after request, what goes
    /// wrong: `503`, `raccroche` (closes before it reads), `perd` (takes, and its answer is lost), `422`; `ok` and all that
    /// follows the plan go well.
    #[must_use]
    pub fn start(test: &str, plan: &[&str], token: &str) -> Self {
        let given = [(PLAN, plan.join(",")), (TOKEN, token.to_owned())];
        let process = Process::start(test, LEDGER, &given);
        Self { url: process.url.clone(), process }
    }

    /// What it did, request after request.
    #[must_use]
    pub fn ledger(&self) -> Vec<Value> {
        self.process.ledger()
    }

    /// Effects of the ledger: `prise`, `deja`, `retiree`, `absente`, `panne`, `refusee`.
    #[must_use]
    pub fn effects(&self) -> Vec<String> {
        self.ledger().iter().map(|line| line["effet"].as_str().unwrap().to_owned()).collect()
    }
}

/// Plays the service in a process that was started for it; returns at once in any other.
pub fn serve() {
    let plan = env::var(PLAN).unwrap_or_default();
    let mut plan = plan.split(',').filter(|step| !step.is_empty());
    played::serve(LEDGER, |stream, ledger| one(stream, ledger, plan.next().unwrap_or("ok")));
}

fn one(mut stream: TcpStream, ledger: &Path, step: &str) -> std::io::Result<()> {
    if step == "raccroche" {
        keep(ledger, &json!({"effet": "panne", "etape": step}));
        return Ok(());
    }
    let asked = read(&stream)?;
    let parts: Vec<&str> = asked.path.trim_start_matches('/').split('/').collect();
    let &["decisions", ecli, "versions", sha256] = parts.as_slice() else {
        return answer(&mut stream, 404, "adresse inconnue");
    };
    let ecli = ecli.replace("%3A", ":");
    let line = |effect: &str| json!({"effet": effect, "etape": step, "methode": asked.method, "ecli": ecli, "sha256": sha256});
    if asked.token != env::var(TOKEN).unwrap_or_default() {
        keep(ledger, &line("refusee"));
        return answer(&mut stream, 401, "jeton inconnu");
    }
    if step == "503" || step == "422" {
        keep(ledger, &line(if step == "503" { "panne" } else { "refusee" }));
        return answer(&mut stream, step.parse().unwrap_or(503), "plan");
    }
    let held = held(ledger);
    let known = held.get(&(ecli.clone(), sha256.to_owned())).copied().unwrap_or_default();
    let (effect, status) = match asked.method.as_str() {
        "PUT" => match wrong(&asked.body, &ecli, sha256) {
            Some(what) => {
                keep(ledger, &line("refusee"));
                return answer(&mut stream, 422, what);
            }
            None if known => ("deja", 200),
            None => ("prise", 201),
        },
        "DELETE" if known => ("retiree", 204),
        "DELETE" => ("absente", 404),
        _ => return answer(&mut stream, 405, "méthode inconnue"),
    };
    let mut kept = line(effect);
    if effect == "prise" {
        kept["corps"] = serde_json::from_slice(&asked.body).unwrap();
    }
    keep(ledger, &kept);
    if step == "perd" { Ok(()) } else { answer(&mut stream, status, "") }
}

/// What is before the public, as the ledger says.
fn held(ledger: &Path) -> BTreeMap<(String, String), bool> {
    let mut held = BTreeMap::new();
    for line in lines(ledger) {
        let key = || {
            let word = |name: &str| line[name].as_str().unwrap_or_default().to_owned();
            (word("ecli"), word("sha256"))
        };
        match line["effet"].as_str() {
            Some("prise") => drop(held.insert(key(), true)),
            Some("retiree") => drop(held.insert(key(), false)),
            _ => {}
        }
    }
    held
}

/// What of the contract the body does not keep.
fn wrong(body: &[u8], ecli: &str, sha256: &str) -> Option<&'static str> {
    const SCHEMA: &str = include_str!("../../../proto/opendata/greffe-opendata-1.schema.json");
    let schema: Value = serde_json::from_str(SCHEMA).unwrap();
    let Ok(Value::Object(sent)) = serde_json::from_slice(body) else { return Some("corps illisible") };
    let required = schema["required"].as_array().unwrap().iter().filter_map(Value::as_str);
    if required.clone().any(|name| !sent.contains_key(name)) {
        return Some("champ manquant");
    }
    if sent.keys().any(|name| schema["properties"].get(name).is_none()) {
        return Some("champ inconnu");
    }
    let text = sent["text"].as_str().unwrap_or_default();
    let digest = Sha256::digest(text).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    let natures = schema["properties"]["nature"]["enum"].as_array().unwrap();
    if sent["ecli"] != ecli || sent["sha256"] != sha256 || digest != sha256 {
        return Some("empreinte ou identifiant contraires");
    }
    (!natures.contains(&sent["nature"])).then_some("nature inconnue")
}
