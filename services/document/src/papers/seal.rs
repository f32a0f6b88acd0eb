//! The Court's seal: put on what leaves by a template that wants one, written down by the hash of the sealed file, and held against
//! the bytes that are kept. What a seal is: `crates/seal`.

use std::{path::Path, sync::Arc};

use futures::StreamExt;
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    db::{self, sql_instant},
};
use greffe_contracts::document::v1 as pb;
use greffe_render::Paper;
use greffe_seal::{Fault, Sealer, essai};
use jiff::Timestamp;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use tokio::sync::mpsc;
use tonic::Status;
use uuid::Uuid;

use super::Papers;
use crate::{
    Documents,
    read::stamp,
    store::{ALTERED, hex},
};

/// Contents read from the database at once.
const PAGE: i64 = 100;

/// What the configuration says of the seal.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Place {
    certificate_file: String,
    key_file: String,
}

/// The certificate in use.
#[derive(Clone)]
pub struct Seals {
    sealer: Arc<Sealer>,
    trial: bool,
}

/// A paper that bears the seal, about to be written down.
#[derive(Debug, Clone)]
pub(crate) struct Sealed {
    sha256: Vec<u8>,
    template: String,
    title: String,
    identifier: String,
    dossier: Option<Uuid>,
    at: Timestamp,
    certificate: [u8; 32],
    subject: String,
    trial: bool,
}

/// What is known of a paper that one holds.
struct Known {
    title: String,
    identifier: String,
    sealed_at: OffsetDateTime,
    certificate: Vec<u8>,
    subject: String,
    trial: bool,
}

impl Seals {
    /// As configured: without a certificate, the one of trials.
    ///
    /// # Errors
    /// When only one of the two is told, or they do not read.
    pub fn open(place: &Place) -> Result<Self> {
        match (place.certificate_file.as_str(), place.key_file.as_str()) {
            ("", "") => {
                tracing::error!(
                    "no certificate of the seal is configured: papers bear one of trial, worth nothing"
                );
                Self::of_trial()
            }
            ("", _) | (_, "") => {
                Err(Failure::internal("[seal] wants certificate_file and key_file, or neither"))
            }
            (certificate, key) => {
                let sealer = Sealer::new(&read(certificate)?, &read(key)?).map_err(Failure::internal)?;
                Ok(Self { sealer: Arc::new(sealer), trial: false })
            }
        }
    }

    /// The public certificate.
    ///
    /// # Errors
    /// Never: it is part of the program.
    pub fn of_trial() -> Result<Self> {
        let sealer = Sealer::new(essai::CERTIFICATE, essai::KEY).map_err(Failure::internal)?;
        Ok(Self { sealer: Arc::new(sealer), trial: true })
    }

    /// Tells, for alerts, until when the certificate seals.
    pub(crate) fn told(self) -> Self {
        metrics::gauge!("greffe_seal_until_timestamp_seconds").set(self.until().as_second() as f64);
        self
    }

    /// Whether papers bear the certificate of trials.
    #[must_use]
    pub fn trial(&self) -> bool {
        self.trial
    }

    /// The last instant at which the certificate seals.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        self.sealer.until()
    }

    /// Seals a paper that was laid out; its hash becomes that of the sealed file.
    pub(crate) fn seal(
        &self,
        paper: &mut Paper,
        (template, identifier): (&str, &str),
        dossier: &str,
        at: Timestamp,
    ) -> Result<Sealed> {
        paper.pdf = self.sealer.seal(&paper.pdf, at, &paper.title).map_err(unsealed)?;
        let sha256: [u8; 32] = Sha256::digest(&paper.pdf).into();
        paper.sha256 = sha256;
        Ok(Sealed {
            sha256: sha256.to_vec(),
            template: template.to_owned(),
            title: paper.title.clone(),
            identifier: identifier.to_owned(),
            dossier: Uuid::parse_str(dossier).ok(),
            at,
            certificate: self.sealer.certificate(),
            subject: self.sealer.subject().to_owned(),
            trial: self.trial,
        })
    }
}

fn read(path: &str) -> Result<String> {
    std::fs::read_to_string(Path::new(path)).map_err(|error| Failure::internal(format!("{path}: {error}")))
}

fn unsealed(fault: Fault) -> Failure {
    match fault {
        Fault::NotValid { until, .. } => Failure::new(
            Kind::Unavailable,
            "PAP-013",
            format!(
                "Le certificat du sceau n’est pas valable en ce moment (il finit le {}). Rien n’a été fait\u{a0}: prévenez l’exploitation, puis recommencez.",
                until.strftime("%d/%m/%Y")
            ),
        ),
        fault => Failure::internal(fault),
    }
}

impl Sealed {
    /// Writes it down, with the paper or alone.
    pub(crate) async fn write(&self, tx: &mut PgConnection) -> Result<()> {
        sqlx::query!(
            "INSERT INTO document.seal (sha256, template, title, identifier, dossier_id, sealed_at, certificate, subject, trial)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            self.sha256,
            self.template,
            self.title,
            self.identifier,
            self.dossier,
            sql_instant(self.at),
            &self.certificate[..],
            self.subject,
            self.trial
        )
        .execute(tx)
        .await?;
        metrics::counter!("greffe_papers_sealed_total").increment(1);
        Ok(())
    }
}

impl Papers {
    /// Writes down a sealed paper that is given and not kept, with who made it leave.
    pub(super) async fn given(&self, caller: &Caller, sealed: &Sealed) -> Result<()> {
        let decision = decide(caller, Action::FairePapier, Resource::Court);
        let entry = audit::Entry {
            actor: &caller.subject,
            action: Action::FairePapier.as_str(),
            object: sealed.dossier.unwrap_or_default(),
            decision: decision.word(),
            policies: &decision.policies,
            reason: &sealed.template,
            request_id: &sealed.identifier,
            payload_sha256: &sealed.sha256,
        };
        let documents = &self.documents;
        let mut tx = db::begin(&documents.pool).await?;
        sealed.write(&mut tx).await?;
        audit::append(&mut tx, documents.clock.now(), &entry).await?;
        Ok(tx.commit().await?)
    }

    /// What left with the seal and has that hash: the hash of a whole file is known by who holds the file, and by nobody else.
    pub(super) async fn verified(&self, sha256: &str) -> Result<pb::SealedPaper> {
        let sha = bytes_of(sha256).ok_or_else(|| {
            Failure::invalid(
                "PAP-014",
                "empreinte",
                "L’empreinte d’un papier est faite de soixante-quatre chiffres et lettres, de 0 à 9 et de a à f. Recopiez-la, ou choisissez le fichier.",
            )
        })?;
        let known = sqlx::query_as!(
            Known,
            "SELECT title, identifier, sealed_at, certificate, subject, trial FROM document.seal WHERE sha256 = $1",
            sha
        )
        .fetch_optional(&self.documents.pool)
        .await?;
        let known = known.ok_or_else(|| {
            Failure::not_found(
                "PAP-015",
                "Aucun papier scellé par la Cour n’a cette empreinte. Le fichier a été modifié, ne vient pas de la Cour, ou fut fait avant le sceau\u{a0}: demandez-en un autre au greffe.",
            )
        })?;
        Ok(pb::SealedPaper {
            title: known.title,
            identifier: known.identifier,
            sealed_at: Some(stamp(known.sealed_at)),
            certificate: hex(&known.certificate),
            subject: known.subject,
            trial: known.trial,
        })
    }
}

fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let hex: String = hex.chars().filter(|c| !c.is_whitespace()).collect();
    if hex.len() != 64 || !hex.is_ascii() {
        return None;
    }
    (0..32).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).ok()).collect()
}

/// A content to look at.
struct Kept {
    sha256: Vec<u8>,
    piece: Uuid,
    certificate: Option<Vec<u8>>,
}

impl Documents {
    /// Looks at every kept file, in the order of hashes, and tells of each that is wrong; at the end, how many there were.
    ///
    /// # Errors
    /// When nobody hears any more, or the database or the store does not answer.
    pub(crate) async fn check_kept(
        self,
        told: mpsc::Sender<Result<pb::CheckKeptResponse, Status>>,
    ) -> Result<()> {
        let mut at = pb::CheckKeptResponse::default();
        let mut after = Vec::new();
        loop {
            let page = sqlx::query_as!(
                Kept,
                r#"SELECT c.sha256, p.id AS "piece!", s.certificate AS "certificate?" FROM document.content c
                   JOIN LATERAL (SELECT id FROM document.piece p WHERE p.sha256 = c.sha256
                                 UNION ALL SELECT id FROM document.archival a JOIN document.piece p USING (sha256) WHERE a.copy = c.sha256
                                 UNION ALL SELECT piece_id FROM document.minute_signature WHERE sha256 = c.sha256
                                 ORDER BY id LIMIT 1) p ON true
                   LEFT JOIN document.seal s ON s.sha256 = c.sha256
                   WHERE c.sha256 > $1 ORDER BY c.sha256 LIMIT $2"#,
                after,
                PAGE
            )
            .fetch_all(&self.pool)
            .await?;
            let Some(last) = page.last() else { break };
            after = last.sha256.clone();
            for kept in page {
                at.files += 1;
                at.sealed += u64::from(kept.certificate.is_some());
                if let Some(why) = self.wrong_with(&kept).await? {
                    let unsound = pb::UnsoundFile { piece_id: kept.piece.to_string(), why: why.to_owned() };
                    let said = pb::CheckKeptResponse { unsound: Some(unsound), ..at };
                    told.send(Ok(said)).await.map_err(Failure::unavailable)?;
                }
            }
        }
        told.send(Ok(at)).await.map_err(Failure::unavailable)
    }

    async fn wrong_with(&self, kept: &Kept) -> Result<Option<&'static str>> {
        let mut parts = match self.store.get(&kept.sha256).await {
            Ok(parts) => parts,
            Err(failure) if failure.kind == Kind::Internal => return Ok(Some("n’est plus à sa place")),
            Err(failure) => return Err(failure),
        };
        // Only our own papers, which are small, are held whole.
        let mut bytes = Vec::new();
        while let Some(part) = parts.next().await {
            match part {
                Ok(part) if kept.certificate.is_some() => bytes.extend_from_slice(&part),
                Ok(_) => {}
                Err(failure) if failure.code == ALTERED => return Ok(Some("n’est plus ce qui fut reçu")),
                Err(failure) => return Err(failure),
            }
        }
        let Some(certificate) = &kept.certificate else { return Ok(None) };
        Ok(match greffe_seal::verify(&bytes) {
            Ok(seal) if seal.certificate[..] == certificate[..] => None,
            Ok(_) => Some("porte un autre sceau que celui qui fut noté"),
            Err(_) => Some("porte un sceau qui ne tient pas"),
        })
    }
}
