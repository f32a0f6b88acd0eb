//! Counsel's system, played by a process of its own: an outbox of signed messages that receipts empty, files by their hash, a
//! ledger of receipts. By a seed, so many requests of a hundred go wrong: it fails, hangs up, takes and loses its answer, is late
//! with a message or a file, spoils a file, lists again what it has a receipt for, and keeps no order.
//!
//! The process is the test binary itself: a test that does nothing but [`serve`] is started anew.

use std::{
    collections::BTreeSet,
    env, fs,
    net::TcpStream,
    path::{Path, PathBuf},
};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::played::{self, Asked, Process, answer, answer_bytes, keep, lines, read};

const LEDGER: &str = "GREFFE_EPOURVOI_LEDGER";
const SEED: &str = "GREFFE_EPOURVOI_SEED";
const FAULTS: &str = "GREFFE_EPOURVOI_FAULTS";
const TOKEN: &str = "GREFFE_EPOURVOI_KNOWN";
/// Messages that it lists at once, whatever is asked.
const PAGE: usize = 4;
/// What it signs with, made for tests.
const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIMs0+t51caUTBx9CMDEjJwJd201l/O/WIeW+kesjq9LM\n-----END PRIVATE KEY-----\n";
/// By which its messages are known.
pub const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA6qNHy2spw3Z+u4McJd+L0tEGNzthd12iOScvVx1nQt0=\n-----END PUBLIC KEY-----\n";

/// A process that plays counsel's system.
pub struct Simulator {
    process: Process,
    /// Where it answers.
    pub url: String,
}

impl Simulator {
    /// Starts it. `test` is the full name of the test that calls [`serve`].
    #[must_use]
    pub fn start(test: &str, seed: u64, faults: u8, token: &str) -> Self {
        let given = [(SEED, seed.to_string()), (FAULTS, faults.to_string()), (TOKEN, token.to_owned())];
        let process = Process::start(test, LEDGER, &given);
        for folder in ["messages", "fichiers"] {
            fs::create_dir_all(process.folder.join(folder)).unwrap();
        }
        Self { url: process.url.clone(), process }
    }

    /// A file of counsel's; answers it as a message names it.
    #[must_use]
    pub fn file(&self, name: &str, kind: &str, bytes: &[u8]) -> Value {
        let sha256 = hex(bytes);
        put(&self.process.folder.join("fichiers"), &sha256, bytes);
        json!({"sha256": sha256, "nom": name, "nature": kind, "type": "application/pdf"})
    }

    /// Signs a message and puts it into the outbox.
    pub fn hand(&self, message: &Value) {
        let key = EncodingKey::from_ed_pem(PRIVATE.as_bytes()).unwrap();
        let token = encode(&Header::new(Algorithm::EdDSA), message, &key).unwrap();
        self.hand_token(message["numero"].as_str().unwrap(), &token);
    }

    /// Puts any token into the outbox.
    pub fn hand_token(&self, number: &str, token: &str) {
        put(&self.process.folder.join("messages"), number, token.as_bytes());
    }

    /// Where a message lies in its outbox.
    #[must_use]
    pub fn message_file(&self, number: &str) -> PathBuf {
        self.process.folder.join("messages").join(number)
    }

    /// It loses its ledger: what had a receipt has none any more.
    pub fn forget_receipts(&self) {
        fs::remove_file(self.process.folder.join("registre.jsonl")).unwrap();
    }

    /// All its doors closed, or open again.
    pub fn down(&self, down: bool) {
        let mark = self.process.folder.join("panne");
        if down { fs::write(mark, "").unwrap() } else { fs::remove_file(mark).unwrap() }
    }

    /// What it did, request after request.
    #[must_use]
    pub fn ledger(&self) -> Vec<Value> {
        self.process.ledger()
    }

    /// The receipts of a message, each state once, in the order in which they came.
    #[must_use]
    pub fn receipts(&self, number: &str) -> Vec<Value> {
        let taken =
            |line: &Value| line["effet"] == "accuse" && line["numero"] == number && line["deja"] == false;
        self.ledger().into_iter().filter(taken).map(|mut line| line["corps"].take()).collect()
    }

    /// The states that a message was told to be in.
    #[must_use]
    pub fn states(&self, number: &str) -> Vec<String> {
        self.receipts(number).iter().map(|r| r["etat"].as_str().unwrap_or_default().to_owned()).collect()
    }
}

/// Written whole: the process may be reading.
fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let draft = folder.with_file_name(format!("{name}.ecrit"));
    fs::write(&draft, bytes).unwrap();
    fs::rename(draft, folder.join(name)).unwrap();
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Chance by a seed.
struct Dice {
    state: u64,
    faults: u64,
}

impl Dice {
    fn roll(&mut self, below: u64) -> u64 {
        // SplitMix64.
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % below
    }

    fn wrong(&mut self) -> bool {
        self.roll(100) < self.faults
    }
}

/// Plays counsel's system in a process that was started for it; returns at once in any other.
pub fn serve() {
    let number = |name: &str| env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or_default();
    let mut dice = Dice { state: number(SEED), faults: number(FAULTS) };
    played::serve(LEDGER, |stream, ledger| one(stream, ledger, &mut dice));
}

fn one(mut stream: TcpStream, ledger: &Path, dice: &mut Dice) -> std::io::Result<()> {
    if ledger.with_file_name("panne").exists() || (dice.wrong() && dice.roll(2) == 0) {
        keep(ledger, &json!({"effet": "panne", "etape": "raccroche"}));
        return Ok(());
    }
    let asked = read(&stream)?;
    if asked.token != env::var(TOKEN).unwrap_or_default() {
        keep(ledger, &json!({"effet": "refus", "etape": "jeton"}));
        return answer(&mut stream, 401, "jeton inconnu");
    }
    if dice.wrong() && dice.roll(2) == 0 {
        keep(ledger, &json!({"effet": "panne", "etape": "503"}));
        return answer(&mut stream, 503, "en panne");
    }
    let path = asked.path.split('?').next().unwrap_or_default().trim_start_matches('/').to_owned();
    let parts: Vec<&str> = path.split('/').collect();
    match (asked.method.as_str(), parts.as_slice()) {
        ("GET", ["messages"]) => listed(&mut stream, ledger, dice),
        ("GET", ["messages", _, "pieces", sha256]) => file(&mut stream, ledger, dice, sha256),
        ("PUT", ["messages", number, "accuses", state]) => {
            receipt(&mut stream, ledger, dice, (number, state), &asked)
        }
        _ => answer(&mut stream, 404, "adresse inconnue"),
    }
}

fn listed(stream: &mut TcpStream, ledger: &Path, dice: &mut Dice) -> std::io::Result<()> {
    let folder = ledger.with_file_name("messages");
    let mut all: Vec<PathBuf> = fs::read_dir(&folder)?.flatten().map(|entry| entry.path()).collect();
    all.sort();
    // No order.
    for at in (1..all.len()).rev() {
        let other = dice.roll(at as u64 + 1);
        all.swap(at, usize::try_from(other).unwrap_or_default());
    }
    let heard = heard(ledger);
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // What has a receipt is listed again by mistake; what has none may be late.
    all.retain(|path| if heard.contains(&name(path)) { dice.wrong() } else { !dice.wrong() });
    let behind = all.len().saturating_sub(PAGE);
    all.truncate(PAGE);
    let messages: Vec<Value> = all
        .iter()
        .map(|path| json!({"numero": name(path), "jeton": fs::read_to_string(path).unwrap_or_default()}))
        .collect();
    keep(ledger, &json!({"effet": "liste", "messages": messages.len(), "reste": behind}));
    answer(stream, 200, &json!({"messages": messages, "reste": behind}).to_string())
}

/// Messages of which a receipt was taken.
fn heard(ledger: &Path) -> BTreeSet<String> {
    let told = |line: &Value| {
        (line["effet"] == "accuse").then(|| line["numero"].as_str().map(str::to_owned)).flatten()
    };
    lines(ledger).iter().filter_map(told).collect()
}

fn file(stream: &mut TcpStream, ledger: &Path, dice: &mut Dice, sha256: &str) -> std::io::Result<()> {
    let bytes = fs::read(ledger.with_file_name("fichiers").join(sha256)).ok();
    let Some(mut bytes) = bytes.filter(|_| !dice.wrong()) else {
        keep(ledger, &json!({"effet": "absent", "sha256": sha256}));
        return answer(stream, 404, "pas encore");
    };
    if dice.wrong() {
        keep(ledger, &json!({"effet": "altere", "sha256": sha256}));
        bytes.pop();
    }
    answer_bytes(stream, 200, &bytes)
}

fn receipt(
    stream: &mut TcpStream,
    ledger: &Path,
    dice: &mut Dice,
    (number, state): (&str, &str),
    asked: &Asked,
) -> std::io::Result<()> {
    let Ok(body) = serde_json::from_slice::<Value>(&asked.body) else {
        return answer(stream, 422, "accusé illisible");
    };
    if !ledger.with_file_name("messages").join(number).exists() {
        return answer(stream, 404, "numéro inconnu");
    }
    if body["numero"] != number || body["etat"] != state || body["format"] != "greffe-epourvoi-accuse/1" {
        return answer(stream, 422, "accusé contraire à son adresse");
    }
    let same = |line: &Value| line["effet"] == "accuse" && line["numero"] == number && line["etat"] == state;
    let again = lines(ledger).iter().any(same);
    keep(ledger, &json!({"effet": "accuse", "numero": number, "etat": state, "deja": again, "corps": body}));
    if dice.wrong() {
        // Taken, and the answer is lost.
        return Ok(());
    }
    answer(stream, if again { 200 } else { 201 }, "")
}
