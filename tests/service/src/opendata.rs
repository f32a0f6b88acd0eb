//! The service to which decisions are handed over, played by a process of its own: it keeps a ledger, it fails, it loses its
//! answers, and what it was given before it knows again.
//!
//! The process is the test binary itself: a test that does nothing but [`serve`] is started anew with a plan.

use std::{
    collections::BTreeMap,
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

const LEDGER: &str = "GREFFE_SIMULATOR_LEDGER";
const PLAN: &str = "GREFFE_SIMULATOR_PLAN";
const TOKEN: &str = "GREFFE_SIMULATOR_TOKEN";
/// Longest request.
const BODY_MAX: usize = 8 << 20;

/// A process that plays the service.
pub struct Simulator {
    child: Child,
    folder: PathBuf,
    /// Where it answers.
    pub url: String,
}

impl Simulator {
    /// Starts it. `test` is the full name of the test that calls [`serve`]. `plan` says, request after request, what goes
    /// wrong: `503`, `raccroche` (closes before it reads), `perd` (takes, and its answer is lost), `422`; `ok` and all that
    /// follows the plan go well.
    #[must_use]
    pub fn start(test: &str, plan: &[&str], token: &str) -> Self {
        let folder = env::temp_dir().join(format!("greffe-opendata-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let child = Command::new(env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(LEDGER, folder.join("registre.jsonl"))
            .env(PLAN, plan.join(","))
            .env(TOKEN, token)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (address, limit) = (folder.join("adresse"), Instant::now() + Duration::from_secs(30));
        let url = loop {
            if let Ok(text) = fs::read_to_string(&address)
                && text.ends_with('\n')
            {
                break text.trim().to_owned();
            }
            assert!(Instant::now() < limit, "the simulator does not start");
            std::thread::sleep(Duration::from_millis(20));
        };
        Self { child, folder, url }
    }

    /// What it did, request after request.
    #[must_use]
    pub fn ledger(&self) -> Vec<Value> {
        lines(&self.folder.join("registre.jsonl"))
    }

    /// Effects of the ledger: `prise`, `deja`, `retiree`, `absente`, `panne`, `refusee`.
    #[must_use]
    pub fn effects(&self) -> Vec<String> {
        self.ledger().iter().map(|line| line["effet"].as_str().unwrap().to_owned()).collect()
    }
}

impl Drop for Simulator {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Plays the service in a process that was started for it; returns at once in any other.
pub fn serve() {
    let Ok(ledger) = env::var(LEDGER) else { return };
    let ledger = PathBuf::from(ledger);
    let plan = env::var(PLAN).unwrap_or_default();
    let mut plan = plan.split(',').filter(|step| !step.is_empty());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}\n", listener.local_addr().unwrap());
    fs::write(ledger.with_file_name("adresse"), url).unwrap();
    for stream in listener.incoming() {
        let stream = stream.unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        // A client that goes away is nothing to the next.
        let _ = one(stream, &ledger, plan.next().unwrap_or("ok"));
    }
}

struct Asked {
    method: String,
    path: String,
    token: String,
    body: Vec<u8>,
}

fn read(stream: &TcpStream) -> std::io::Result<Asked> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let mut words = line.split_whitespace().map(str::to_owned);
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let (mut length, mut token) = (0usize, String::new());
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let header = header.trim();
        if header.is_empty() {
            break;
        }
        if let Some((name, value)) = header.split_once(':') {
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap_or_default(),
                "authorization" => value.trim().trim_start_matches("Bearer ").clone_into(&mut token),
                _ => {}
            }
        }
    }
    let mut body = vec![0; length.min(BODY_MAX)];
    reader.read_exact(&mut body)?;
    Ok(Asked { method, path, token, body })
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

fn keep(ledger: &Path, line: &Value) {
    let mut file = fs::OpenOptions::new().create(true).append(true).open(ledger).unwrap();
    writeln!(file, "{line}").unwrap();
    file.sync_data().unwrap();
}

fn answer(stream: &mut TcpStream, status: u16, words: &str) -> std::io::Result<()> {
    let head = format!(
        "HTTP/1.1 {status} Reponse\r\ncontent-length: {}\r\nconnection: close\r\n\r\n{words}",
        words.len()
    );
    stream.write_all(head.as_bytes())
}
