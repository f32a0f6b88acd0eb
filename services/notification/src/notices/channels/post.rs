//! Letters, simple or registered, through the provider of hybrid mail: a PDF and its address file in a drop folder, of this
//! machine or of the provider's server; status files are read back line by line. The contract stands in
//! `proto/avis/courrier.md`.

use std::collections::HashMap;

use futures::future::BoxFuture;
use greffe_chassis::{Failure, Result};
use serde::Deserialize;
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{
    Asked, Channel, News, Parcel, Sent, What, day_of,
    exchange::{Exchange, Folders, Put},
    sftp::Sftp,
};

/// First line of an address file.
const HEAD: &str = "cle;envoi;dossier;destinataire;adresse;pdf\n";

/// Section `avis.courrier`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PostSettings {
    /// Folder where parcels are dropped; empty: the channel is closed.
    pub depot: String,
    /// Folder where the provider puts its status files.
    pub retour: String,
    /// `account@host:port` of the provider's SFTP server, where the folders then are; empty: they are of this machine.
    pub sftp: String,
    /// File of the private key with which we sign in.
    pub sftp_cle: String,
    /// File of the keys by which the server is known (`known_hosts`).
    pub sftp_hotes: String,
}

/// The adapter.
pub struct Post {
    exchange: Box<dyn Exchange>,
    /// How many lines each status file has that was read and is not put away.
    lines: Mutex<HashMap<String, usize>>,
}

impl Post {
    /// On its settings.
    ///
    /// # Errors
    /// When the server is not named with its key.
    pub fn new(settings: &PostSettings) -> Result<Self> {
        let exchange: Box<dyn Exchange> = if settings.sftp.is_empty() {
            Box::new(Folders { drop: settings.depot.clone().into(), back: settings.retour.clone().into() })
        } else {
            Box::new(Sftp::new(settings)?)
        };
        Ok(Self { exchange, lines: Mutex::default() })
    }

    async fn statuses(&self) -> std::io::Result<Vec<News>> {
        let (mut news, mut empty) = (Vec::new(), Vec::new());
        let mut known = self.lines.lock().await;
        for (name, text) in self.exchange.statuses().await? {
            let text = String::from_utf8_lossy(&text);
            let lines = text.lines().zip(1..).skip(1).filter(|(line, _)| !line.trim().is_empty());
            let before = news.len();
            news.extend(lines.map(|(line, rank)| status(format!("{name}#{rank:06}"), line)));
            match news.len() - before {
                // Empty but for its head, it is read all the same.
                0 => empty.push(name),
                count => drop(known.insert(name, count)),
            }
        }
        drop(known);
        if !empty.is_empty() {
            self.exchange.put_away(&empty).await?;
        }
        news.sort_by(|a, b| a.line.cmp(&b.line));
        Ok(news)
    }

    /// Puts away the files whose every line is kept.
    async fn kept(&self, lines: &[String]) -> std::io::Result<()> {
        let mut heard: HashMap<&str, usize> = HashMap::new();
        for (file, _) in lines.iter().filter_map(|line| line.rsplit_once('#')) {
            *heard.entry(file).or_default() += 1;
        }
        let mut known = self.lines.lock().await;
        let whole = heard.into_iter().filter(|(file, count)| known.get(*file) == Some(count));
        let whole: Vec<String> = whole.map(|(file, _)| file.to_owned()).collect();
        if whole.is_empty() {
            return Ok(());
        }
        self.exchange.put_away(&whole).await?;
        known.retain(|file, _| !whole.contains(file));
        Ok(())
    }
}

fn address_file(parcel: &Parcel) -> String {
    let kind = if parcel.channel == "lettre_recommandee" { "recommande_ar" } else { "simple" };
    let cells = [
        parcel.key.to_string(),
        kind.into(),
        parcel.number.clone(),
        parcel.name.clone(),
        parcel.address.clone(),
        format!("{}.pdf", parcel.key),
    ];
    let line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";");
    format!("{HEAD}{line}\n")
}

impl Channel for Post {
    fn name(&self) -> &'static str {
        "courrier"
    }

    fn carries(&self) -> &'static [&'static str] {
        &["lettre_simple", "lettre_recommandee"]
    }

    fn send<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Sent> {
        Box::pin(async {
            let csv = address_file(parcel);
            match self.exchange.put(parcel.key, &parcel.pdf, csv.as_bytes()).await {
                Put::Done => Sent::Taken(format!("{}.csv", parcel.key)),
                Put::Already => Sent::Taken("déjà déposé".into()),
                Put::Not(error) => Sent::Later(format!("Le dépôt n’a pas pu être écrit\u{a0}: {error}")),
                Put::Unknown(error) => {
                    Sent::Unknown(format!("La liaison a été perdue pendant le dépôt\u{a0}: {error}"))
                }
            }
        })
    }

    fn ask<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Asked> {
        Box::pin(async {
            match self.exchange.holds(parcel.key).await {
                Ok(true) => Asked::Taken(format!("{}.csv", parcel.key)),
                // The name is there whole or not at all, and whoever wrote it is no more.
                Ok(false) => Asked::Never("Le dépôt n’a pas été écrit.".into()),
                Err(error) => Asked::Silent(format!("Le dossier de dépôt est inaccessible\u{a0}: {error}")),
            }
        })
    }

    fn news(&self) -> BoxFuture<'_, Result<Vec<News>>> {
        Box::pin(async { self.statuses().await.map_err(Failure::unavailable) })
    }

    fn heard<'a>(&'a self, lines: &'a [String]) -> BoxFuture<'a, Result<()>> {
        Box::pin(async { self.kept(lines).await.map_err(Failure::unavailable) })
    }
}

/// `cle;statut;date;reference`.
pub fn status(line: String, text: &str) -> News {
    let mut cells = text.split(';').map(|cell| cell.trim().trim_matches('"'));
    let mut next = || cells.next().unwrap_or_default();
    let (key, said, on, reference) = (next(), next(), next(), next());
    let what = match said {
        "pris_en_charge" | "expedie" => What::Taken,
        "distribue" => What::Received,
        "refuse" => What::Returned("refusee"),
        "non_reclame" => What::Returned("non_reclamee"),
        "npai" | "inconnu" => What::Returned("inconnue"),
        other => What::Unreadable(format!("Statut inconnu\u{a0}: {other}")),
    };
    News { line, key: Uuid::parse_str(key).ok(), what, on: day_of(on), reference: reference.to_owned() }
}

/// A cell that cannot leave its place.
pub fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\"").replace(['\r', '\n'], ", "))
}
