//! The counterparts of notices, with the settings by which the service reaches them.

use std::ops::Deref;

use greffe_notification::channels::{Channels, CounselSettings, MailSettings, PostSettings, Settings};
use greffe_test_service::counterparts::Counterparts as Processes;

pub struct Counterparts {
    pub settings: Settings,
    /// The same folders of letters, as the provider's server shows them.
    pub over_sftp: PostSettings,
    processes: Processes,
}

impl Counterparts {
    /// They answer; so many of a hundred things go wrong, by that seed.
    pub async fn up(seed: u64, faults: u8) -> Self {
        let processes = Processes::up(seed, faults).await;
        let settings = Settings {
            releve_secondes: 1,
            bail_secondes: 3,
            courriel: MailSettings {
                smtp: processes.at("smtp"),
                smtp_tls: "aucun".into(),
                expediteur: "greffe@greffe.example".into(),
                copie: "copie@greffe.example".into(),
                imap: processes.at("imap"),
                imap_tls: "aucun".into(),
                imap_compte: "demouser".into(),
                imap_secret: "demopass".into(),
                ..Default::default()
            },
            conseils: CounselSettings {
                adresse: format!("http://{}", processes.at("conseils")),
                cle: processes.file("greffe.pem"),
                cle_des_conseils: processes.file("conseils.pub.pem"),
            },
            courrier: PostSettings {
                depot: processes.file("poste/depot"),
                retour: processes.file("poste/retour"),
                ..Default::default()
            },
        };
        let over_sftp = PostSettings {
            depot: "/depot".into(),
            retour: "/retour".into(),
            sftp: format!("greffe@{}", processes.at("sftp")),
            sftp_cle: processes.file("poste.cle"),
            sftp_hotes: processes.file("hotes"),
        };
        Self { settings, over_sftp, processes }
    }

    pub fn channels(&self) -> Channels {
        greffe_chassis::install_crypto();
        Channels::from_settings(&self.settings).unwrap()
    }
}

impl Deref for Counterparts {
    type Target = Processes;

    fn deref(&self) -> &Processes {
        &self.processes
    }
}
