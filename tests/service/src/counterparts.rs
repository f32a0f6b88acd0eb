//! Those to whom notices go (`tests/counterparts/counterparts.py`), as processes of their own; what arrived is read from their
//! ledgers.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use greffe_dev::testing::TestDirectory;
use serde_json::Value;

/// Keys with which the service signs, made for tests.
pub const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
/// By which what it signs is verified.
pub const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";
/// Keys with which the system of counsel signs, made for tests.
const COUNSEL_PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIMs0+t51caUTBx9CMDEjJwJd201l/O/WIeW+kesjq9LM\n-----END PRIVATE KEY-----\n";
const COUNSEL_PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA6qNHy2spw3Z+u4McJd+L0tEGNzthd12iOScvVx1nQt0=\n-----END PUBLIC KEY-----\n";

/// A relay of mail with the box that it fills, the system of counsel, the provider of letters. Gone with the value.
pub struct Counterparts {
    /// What they write: ledgers, keys, the provider's folders.
    pub folder: PathBuf,
    ports: Value,
    process: Child,
    _directory: TestDirectory,
}

impl Counterparts {
    /// They answer; so many of a hundred things go wrong, by that seed.
    ///
    /// # Panics
    /// When they do not start: the tools of Python are not installed.
    pub async fn up(seed: u64, faults: u8) -> Self {
        let directory = TestDirectory::create().await.expect("a directory");
        let folder = directory.path().to_owned();
        let file = |name: &str, text: &str| std::fs::write(folder.join(name), text).expect("a file");
        file("conseils.pem", COUNSEL_PRIVATE);
        file("conseils.pub.pem", COUNSEL_PUBLIC);
        file("greffe.pem", PRIVATE);
        file("greffe.pub.pem", PUBLIC);
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let python = root.join(".local/venv/bin/python");
        let process = Command::new(&python)
            .arg(root.join("tests/counterparts/counterparts.py"))
            .arg(&folder)
            .args(["--seed", &seed.to_string(), "--faults", &faults.to_string()])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap_or_else(|error| {
                panic!("{}: {error}; `scripts/install.sh test` makes it", python.display())
            });
        let ports = folder.join("ports.json");
        for _ in 0..1_200 {
            if ports.exists() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let ports = serde_json::from_slice(&std::fs::read(ports).expect("they answer")).expect("JSON");
        Self { folder, ports, process, _directory: directory }
    }

    /// Where one of them answers: `smtp`, `imap`, `conseils`, `sftp`.
    #[must_use]
    pub fn at(&self, name: &str) -> String {
        format!("127.0.0.1:{}", self.ports[name])
    }

    /// A file of theirs.
    #[must_use]
    pub fn file(&self, name: &str) -> String {
        self.folder.join(name).display().to_string()
    }

    /// What truly arrived there.
    ///
    /// # Panics
    /// When the ledger does not read.
    #[must_use]
    pub fn ledger(&self, name: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.join(format!("{name}.ledger"))).expect("a ledger");
        text.lines().map(|line| serde_json::from_str(line).expect("a line")).collect()
    }

    /// All doors closed, or open again.
    ///
    /// # Panics
    /// When the mark cannot be written.
    pub fn down(&self, down: bool) {
        let mark = self.folder.join("down");
        let marked = if down { std::fs::write(mark, "") } else { std::fs::remove_file(mark) };
        marked.expect("the mark");
    }
}

impl Drop for Counterparts {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
