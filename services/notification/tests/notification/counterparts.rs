//! Those to whom notices go, as processes of their own; what arrived is read from their ledgers.

use std::{
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};

use greffe_dev::testing::TestDirectory;
use greffe_notification::channels::{Channels, CounselSettings, MailSettings, PostSettings, Settings};
use serde_json::Value;

use crate::support::{PRIVATE, PUBLIC};

/// Keys with which the system of counsel signs, made for tests.
const COUNSEL_PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIMs0+t51caUTBx9CMDEjJwJd201l/O/WIeW+kesjq9LM\n-----END PRIVATE KEY-----\n";
const COUNSEL_PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA6qNHy2spw3Z+u4McJd+L0tEGNzthd12iOScvVx1nQt0=\n-----END PUBLIC KEY-----\n";

pub struct Counterparts {
    pub settings: Settings,
    /// The same folders of letters, as the provider's server shows them.
    pub over_sftp: PostSettings,
    pub folder: PathBuf,
    process: Child,
    _directory: TestDirectory,
}

impl Counterparts {
    /// They answer; so many of a hundred things go wrong, by that seed.
    pub async fn up(seed: u64, faults: u8) -> Self {
        let directory = TestDirectory::create().await.unwrap();
        let folder = directory.path().to_owned();
        let file = |name: &str, text: &str| std::fs::write(folder.join(name), text).unwrap();
        file("conseils.pem", COUNSEL_PRIVATE);
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
            .unwrap_or_else(|error| panic!("{}: {error}; `make install` makes it", python.display()));
        let ports = folder.join("ports.json");
        for _ in 0..1_200 {
            if ports.exists() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        let ports: Value = serde_json::from_slice(&std::fs::read(ports).unwrap()).unwrap();
        let settings = Settings {
            releve_secondes: 1,
            bail_secondes: 3,
            courriel: MailSettings {
                smtp: format!("127.0.0.1:{}", ports["smtp"]),
                smtp_tls: "aucun".into(),
                expediteur: "greffe@greffe.example".into(),
                copie: "copie@greffe.example".into(),
                imap: format!("127.0.0.1:{}", ports["imap"]),
                imap_tls: "aucun".into(),
                imap_compte: "demouser".into(),
                imap_secret: "demopass".into(),
                ..Default::default()
            },
            conseils: CounselSettings {
                adresse: format!("http://127.0.0.1:{}", ports["conseils"]),
                cle: folder.join("greffe.pem").display().to_string(),
                cle_des_conseils: folder.join("conseils.pub.pem").display().to_string(),
            },
            courrier: PostSettings {
                depot: folder.join("poste/depot").display().to_string(),
                retour: folder.join("poste/retour").display().to_string(),
                ..Default::default()
            },
        };
        let over_sftp = PostSettings {
            depot: "/depot".into(),
            retour: "/retour".into(),
            sftp: format!("greffe@127.0.0.1:{}", ports["sftp"]),
            sftp_cle: folder.join("poste.cle").display().to_string(),
            sftp_hotes: folder.join("hotes").display().to_string(),
        };
        file("conseils.pub.pem", COUNSEL_PUBLIC);
        Self { settings, over_sftp, folder, process, _directory: directory }
    }

    pub fn channels(&self) -> Channels {
        greffe_chassis::install_crypto();
        Channels::from_settings(&self.settings).unwrap()
    }

    /// What truly arrived there.
    pub fn ledger(&self, name: &str) -> Vec<Value> {
        let text = std::fs::read_to_string(self.folder.join(format!("{name}.ledger"))).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// All doors closed, or open again.
    pub fn down(&self, down: bool) {
        let mark = self.folder.join("down");
        if down {
            std::fs::write(mark, "").unwrap();
        } else {
            std::fs::remove_file(mark).unwrap();
        }
    }
}

impl Drop for Counterparts {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
