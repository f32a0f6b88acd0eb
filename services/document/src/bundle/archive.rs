//! The bundle as an archive: the files as they were received, and a manifest of their hashes that `sha256sum --check` reads.

use std::{
    io::{self, Write},
    mem,
    sync::{Arc, Mutex, PoisonError},
};

use futures::TryStreamExt;
use greffe_chassis::{Failure, Result, db::from_sql_instant};
use serde_json::json;
use zip::{CompressionMethod, ZipWriter, write::SimpleFileOptions};

use super::{Chosen, Made, made};
use crate::{papers::Papers, store::hex};

/// Names of the manifests.
const HASHES: &str = "manifeste.sha256";
const DETAILS: &str = "manifeste.json";

/// What the writer of the archive wrote and nobody took yet.
#[derive(Clone, Default)]
struct Pending(Arc<Mutex<Vec<u8>>>);

impl Pending {
    fn take(&self) -> Vec<u8> {
        mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Pending {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Papers {
    /// Files pass through in parts; none is held whole.
    pub(super) async fn as_archive(&self, chosen: &Chosen) -> Result<Made> {
        let pending = Pending::default();
        let mut archive = ZipWriter::new_stream(pending.clone());
        let mut file = self.documents.store.receive()?;
        // Without days and as they are: the same pieces make the same archive.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(zip::DateTime::default())
            .unix_permissions(0o644);
        let (mut hashes, mut details) = (String::new(), Vec::new());
        for (row, rank) in chosen.rows.iter().zip(1..) {
            let name = format!("{rank:03}-{}", named(row.file_name()));
            let large = options.large_file(row.size() >= i64::from(u32::MAX));
            archive.start_file(&name, large).map_err(Failure::internal)?;
            let mut bytes = self.documents.store.get(row.sha256()).await?;
            while let Some(part) = bytes.try_next().await? {
                archive.write_all(&part).map_err(Failure::internal)?;
                file.write(&pending.take()).await?;
            }
            hashes.push_str(&format!("{}  {name}\n", hex(row.sha256())));
            details.push(json!({
                "rang": rank,
                "fichier": name,
                "nom_d_origine": row.file_name(),
                "piece_id": row.id().to_string(),
                "sha256": hex(row.sha256()),
                "octets": row.size(),
                "recue": from_sql_instant(row.received_at()).to_string(),
            }));
        }
        let details = json!({ "format": "greffe-recueil/1", "pourvoi": chosen.number, "pieces": details });
        for (name, content) in [(HASHES, hashes), (DETAILS, format!("{details:#}\n"))] {
            archive.start_file(name, options).map_err(Failure::internal)?;
            archive.write_all(content.as_bytes()).map_err(Failure::internal)?;
        }
        archive.finish().map_err(Failure::internal)?;
        file.write(&pending.take()).await?;
        Ok(made(chosen, file, "zip", "application/zip", 0))
    }
}

/// A name that every system keeps: it was checked when it came, and is no path.
fn named(name: &str) -> String {
    name.chars().map(|c| if matches!(c, ':' | '*' | '?' | '"' | '<' | '>' | '|') { '-' } else { c }).collect()
}
