//! Letters, simple or registered, through the provider of hybrid mail: a PDF and its address file in a drop folder; status
//! files are read back line by line. The contract stands in `proto/avis/courrier.md`.

use std::path::{Path, PathBuf};

use futures::future::BoxFuture;
use greffe_chassis::{Failure, Result};
use serde::Deserialize;
use tokio::{fs, io::AsyncWriteExt};
use uuid::Uuid;

use super::{Asked, Channel, News, Parcel, Sent, What, day_of};

/// First line of an address file.
const HEAD: &str = "cle;envoi;dossier;destinataire;adresse;pdf\n";
/// Where the provider puts what it took.
const TAKEN: &str = "pris";
/// Where status files go once read.
const READ: &str = "lus";
/// Largest status file, in bytes.
const STATUS_MAX: u64 = 4 << 20;

/// Section `avis.courrier`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct PostSettings {
    /// Folder where parcels are dropped; empty: the channel is closed.
    pub depot: String,
    /// Folder where the provider puts its status files.
    pub retour: String,
}

/// The adapter.
pub struct Post {
    drop: PathBuf,
    back: PathBuf,
}

impl Post {
    /// On its settings.
    #[must_use]
    pub fn new(settings: &PostSettings) -> Self {
        Self { drop: settings.depot.clone().into(), back: settings.retour.clone().into() }
    }

    /// The PDF first; the address file, which the provider looks for, last, at once whole under its name.
    async fn dropped(&self, parcel: &Parcel) -> std::io::Result<()> {
        let pdf = format!("{}.pdf", parcel.key);
        whole(&self.drop, &pdf, &parcel.pdf).await?;
        greffe_bus::faults::point("notice.mid_send");
        let kind = if parcel.channel == "lettre_recommandee" { "recommande_ar" } else { "simple" };
        let cells = [
            parcel.key.to_string(),
            kind.into(),
            parcel.number.clone(),
            parcel.name.clone(),
            parcel.address.clone(),
            pdf,
        ];
        let line = cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";");
        whole(&self.drop, &format!("{}.csv", parcel.key), format!("{HEAD}{line}\n").as_bytes()).await
    }

    async fn holds(&self, key: Uuid) -> std::io::Result<bool> {
        let name = format!("{key}.csv");
        for place in [self.drop.join(&name), self.drop.join(TAKEN).join(&name)] {
            if fs::try_exists(place).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    async fn statuses(&self) -> std::io::Result<Vec<News>> {
        let mut news = Vec::new();
        let mut files = fs::read_dir(&self.back).await?;
        while let Some(file) = files.next_entry().await? {
            let name = file.file_name().to_string_lossy().into_owned();
            if !name.ends_with(".csv") {
                continue;
            }
            if file.metadata().await?.len() > STATUS_MAX {
                tracing::error!(name, "a status file is too large to be read");
                continue;
            }
            let text = fs::read(file.path()).await?;
            let text = String::from_utf8_lossy(&text);
            let lines = text.lines().zip(1..).skip(1).filter(|(line, _)| !line.trim().is_empty());
            news.extend(lines.map(|(line, rank)| status(format!("{name}#{rank}"), line)));
            // Empty but for its head, it is read all the same.
            if text.lines().count() <= 1 {
                self.put_away(&name).await?;
            }
        }
        news.sort_by(|a, b| a.line.cmp(&b.line));
        Ok(news)
    }

    async fn put_away(&self, name: &str) -> std::io::Result<()> {
        let read = self.back.join(READ);
        fs::create_dir_all(&read).await?;
        match fs::rename(self.back.join(name), read.join(name)).await {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
            moved => moved,
        }
    }
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
            match self.holds(parcel.key).await {
                Ok(true) => return Sent::Taken("déjà déposé".into()),
                Ok(false) => {}
                Err(error) => {
                    return Sent::Later(format!("Le dossier de dépôt est inaccessible\u{a0}: {error}"));
                }
            }
            match self.dropped(parcel).await {
                Ok(()) => Sent::Taken(format!("{}.csv", parcel.key)),
                Err(error) => Sent::Later(format!("Le dépôt n’a pas pu être écrit\u{a0}: {error}")),
            }
        })
    }

    fn ask<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Asked> {
        Box::pin(async {
            match self.holds(parcel.key).await {
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
        Box::pin(async {
            let mut files: Vec<&str> =
                lines.iter().filter_map(|line| Some(line.rsplit_once('#')?.0)).collect();
            files.dedup();
            for file in files {
                self.put_away(file).await.map_err(Failure::unavailable)?;
            }
            Ok(())
        })
    }
}

/// Writes a file that is there whole, on disk, or not at all.
async fn whole(folder: &Path, name: &str, bytes: &[u8]) -> std::io::Result<()> {
    let draft = folder.join(format!(".{name}"));
    let mut file = fs::File::create(&draft).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(&draft, folder.join(name)).await?;
    fs::File::open(folder).await?.sync_all().await
}

/// `cle;statut;date;reference`.
fn status(line: String, text: &str) -> News {
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
fn quoted(cell: &str) -> String {
    format!("\"{}\"", cell.replace('"', "\"\"").replace(['\r', '\n'], ", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_line_is_read_and_an_unknown_one_is_told() {
        let key = Uuid::from_u128(7);
        let read = status("a.csv#2".into(), &format!("{key};non_reclame;2026-12-20;2C123"));
        assert_eq!(
            (read.key, read.what, read.reference.as_str()),
            (Some(key), What::Returned("non_reclamee"), "2C123")
        );
        assert_eq!(read.on, day_of("2026-12-20"));
        assert!(matches!(status("a.csv#3".into(), "x;perdu").what, What::Unreadable(_)));
    }

    #[test]
    fn a_cell_stays_in_its_place() {
        assert_eq!(quoted("1, rue \"A\";\nParis"), "\"1, rue \"\"A\"\";, Paris\"");
    }
}
