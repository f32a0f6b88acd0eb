//! The Court's seal on its papers: who made a PDF, and that not a byte of it changed since.
//!
//! A seal is a PAdES signature of the baseline level B-B (ETSI EN 319 142-1, 5 and 6): a CMS structure without content (RFC 5652),
//! which names its certificate by hash (RFC 5035), in a field of signature that covers the whole file. It is written as an update behind the bytes of the
//! paper, which stay as they are. It binds the Court as a body; it is not the signature of the judges (CPC 456), which [`Trust`] reads.

mod fault;
mod pdf;
mod person;
mod signature;

use der::{Encode, pem::PemLabel};
use jiff::Timestamp;
use x509_cert::Certificate;

pub use fault::{Broken, Fault};
pub use person::{Signature, Trust, Unsigned};

use signature::Key;

/// A certificate of trial, and its key: public, worth nothing.
pub mod essai {
    /// PEM of the certificate.
    pub const CERTIFICATE: &str = include_str!("../essai/sceau.pem");
    /// PEM of its key, PKCS#8.
    pub const KEY: &str = include_str!("../essai/sceau.key");
}

/// Seals with one certificate.
pub struct Sealer {
    /// The certificate of the seal, then those that lead to its authority.
    chain: Vec<Certificate>,
    key: Key,
    subject: String,
    sha256: [u8; 32],
}

/// What a seal says, once it was found whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The certificate's holder, as it names it.
    pub subject: String,
    /// SHA-256 of the certificate (DER).
    pub certificate: [u8; 32],
    /// Bytes of the file that the seal covers, with those of the seal itself.
    pub covers: usize,
}

impl Sealer {
    /// With a chain of certificates and the key of the first, in PEM (PKCS#8).
    ///
    /// # Errors
    /// When one does not read, is of another kind than RSA and P-256, or the two do not belong together.
    pub fn new(chain: &str, key: &str) -> Result<Self, Fault> {
        // The library panics on a file without any.
        if !chain.contains("-----BEGIN CERTIFICATE-----") {
            return Err(Fault::Certificate("the file holds none".into()));
        }
        let chain = Certificate::load_pem_chain(chain.as_bytes())
            .map_err(|error| Fault::Certificate(error.to_string()))?;
        let first = chain.first().ok_or_else(|| Fault::Certificate("the file holds none".into()))?;
        let key = Key::read(key, first)?;
        let der = first.to_der().map_err(Fault::encoding)?;
        let subject = signature::common_name(first);
        Ok(Self { subject, sha256: signature::sha256(&[&der]), chain, key })
    }

    /// The holder, as the certificate names it.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// SHA-256 of the certificate (DER).
    #[must_use]
    pub fn certificate(&self) -> [u8; 32] {
        self.sha256
    }

    /// The certificate in PEM, as those who verify ask for it.
    ///
    /// # Errors
    /// Never for a certificate that was read.
    pub fn pem(&self) -> Result<String, Fault> {
        let der = self.chain[0].to_der().map_err(Fault::encoding)?;
        der::pem::encode_string(Certificate::PEM_LABEL, der::pem::LineEnding::LF, &der)
            .map_err(|error| Fault::Certificate(error.to_string()))
    }

    /// The last instant at which the certificate seals.
    #[must_use]
    pub fn until(&self) -> Timestamp {
        signature::instant(&self.chain[0].tbs_certificate.validity.not_after)
    }

    /// The paper with its seal: the bytes given, then those of the seal. `reason` is shown by readers of PDF, `at` is told as the instant
    /// of the seal (by the service's own clock: no authority of time is asked).
    ///
    /// # Errors
    /// When the certificate is not valid at that instant, or the file is no PDF that takes a seal.
    pub fn seal(&self, paper: &[u8], at: Timestamp, reason: &str) -> Result<Vec<u8>, Fault> {
        let validity = &self.chain[0].tbs_certificate.validity;
        let (from, until) = (signature::instant(&validity.not_before), self.until());
        if at < from || at > until {
            return Err(Fault::NotValid { from, until });
        }
        let mut open = pdf::Open::with_place(paper, at, reason, &self.subject, self.room()?)?;
        let signed = signature::sign(&self.chain, &self.key, &open.digest())?;
        open.put(&signed)?;
        Ok(open.bytes)
    }

    /// Bytes that the signature may take: the certificates, the key's signature, and what names them.
    fn room(&self) -> Result<usize, Fault> {
        let mut room = 2048;
        for certificate in &self.chain {
            room += certificate.to_der().map_err(Fault::encoding)?.len();
        }
        Ok(room)
    }
}

/// Reads the seal of a paper and holds it against its bytes. Whether its certificate is to be trusted is another question: the caller
/// knows those of the Court.
///
/// # Errors
/// Without a seal, with one that does not cover the whole file, or bytes that are not those sealed.
pub fn verify(paper: &[u8]) -> Result<Seal, Broken> {
    let found = pdf::find(paper)?;
    let (subject, certificate) = signature::verify(&found.signature, &found.digest)?;
    Ok(Seal { subject, certificate, covers: paper.len() })
}
