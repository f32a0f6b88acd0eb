//! A neighbour played by a process of its own: the test binary, started anew with what it is to play. It speaks HTTP, one
//! request a connection, and keeps a ledger.

use std::{
    env, fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use serde_json::Value;

/// Longest request.
const BODY_MAX: usize = 8 << 20;

/// A process that plays a neighbour; it ends with this.
pub struct Process {
    child: Child,
    /// Its own, with its ledger.
    pub folder: PathBuf,
    /// Where it answers.
    pub url: String,
}

impl Process {
    /// Starts it. `test` is the full name of the test that serves; `ledger` the variable that tells it that it plays.
    #[must_use]
    pub fn start(test: &str, ledger: &str, given: &[(&str, String)]) -> Self {
        let folder = env::temp_dir().join(format!("greffe-voisin-{}", uuid::Uuid::now_v7()));
        fs::create_dir_all(&folder).unwrap();
        let child = Command::new(env::current_exe().unwrap())
            .args([test, "--exact", "--nocapture"])
            .env(ledger, folder.join("registre.jsonl"))
            .envs(given.iter().map(|(name, value)| (*name, value)))
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
}

impl Drop for Process {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// Plays in a process that was started for it; returns at once in any other.
pub(crate) fn serve(ledger: &str, mut one: impl FnMut(TcpStream, &Path) -> std::io::Result<()>) {
    let Ok(ledger) = env::var(ledger) else { return };
    let ledger = PathBuf::from(ledger);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}\n", listener.local_addr().unwrap());
    fs::write(ledger.with_file_name("adresse"), url).unwrap();
    for stream in listener.incoming() {
        let stream = stream.unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        // A client that goes away is nothing to the next.
        let _ = one(stream, &ledger);
    }
}

/// A request.
pub(crate) struct Asked {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) token: String,
    pub(crate) body: Vec<u8>,
}

/// Reads a request to its end.
pub(crate) fn read(stream: &TcpStream) -> std::io::Result<Asked> {
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

/// Lines of a ledger; none where there is none yet.
pub(crate) fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Adds a line to the ledger.
pub(crate) fn keep(ledger: &Path, line: &Value) {
    let mut file = fs::OpenOptions::new().create(true).append(true).open(ledger).unwrap();
    // At once: others read meanwhile.
    file.write_all(format!("{line}\n").as_bytes()).unwrap();
    file.sync_data().unwrap();
}

/// Answers and closes.
pub(crate) fn answer(stream: &mut TcpStream, status: u16, words: &str) -> std::io::Result<()> {
    answer_bytes(stream, status, words.as_bytes())
}

/// The same, with any bytes.
pub(crate) fn answer_bytes(stream: &mut TcpStream, status: u16, body: &[u8]) -> std::io::Result<()> {
    let head =
        format!("HTTP/1.1 {status} Reponse\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)
}
