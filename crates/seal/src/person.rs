//! The signature of a person on a paper (CPC 456): made elsewhere, with a certificate and a device that only the signer holds, and looked
//! at here before it is taken for one. The chain is followed by `webpki`; what a signature covers, and that nothing else came with it, by us.

use std::time::Duration;

use cms::signed_data::{SignedData, SignerIdentifier};
use der::{
    Decode, Encode,
    asn1::{ObjectIdentifier, OctetString},
};
use jiff::Timestamp;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};
use ring::digest;
use rustls_pki_types::{CertificateDer, SignatureVerificationAlgorithm, TrustAnchor, UnixTime};
use webpki::{EndEntityCert, ExtendedKeyUsageValidator, KeyPurposeIdIter};
use x509_cert::Certificate;

use crate::{Fault, pdf, signature};

/// Ways to sign that are still held for sound (SOG-IS): RSA of 2,048 bits at least, with or without PSS; P-256 and P-384.
const WAYS: &[&dyn SignatureVerificationAlgorithm] = &[
    webpki::ring::ECDSA_P256_SHA256,
    webpki::ring::ECDSA_P256_SHA384,
    webpki::ring::ECDSA_P384_SHA256,
    webpki::ring::ECDSA_P384_SHA384,
    webpki::ring::RSA_PKCS1_2048_8192_SHA256,
    webpki::ring::RSA_PKCS1_2048_8192_SHA384,
    webpki::ring::RSA_PKCS1_2048_8192_SHA512,
    webpki::ring::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA384_LEGACY_KEY,
    webpki::ring::RSA_PSS_2048_8192_SHA512_LEGACY_KEY,
];
const SHA384: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.2");
const SHA512: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.3");
/// What a certificate says of itself (EN 319 412-5): qualified, and its key in a device that keeps it.
const STATEMENTS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.5.5.7.1.3");
const QUALIFIED: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.1");
const IN_A_DEVICE: ObjectIdentifier = ObjectIdentifier::new_unwrap("0.4.0.1862.1.4");

/// Bytes that one stream of a minute makes.
const EXPANDED: usize = 64 << 20;

/// Whose certificates are taken.
pub struct Trust {
    authorities: Vec<TrustAnchor<'static>>,
    /// Whether a certificate must say that it is qualified.
    qualified: bool,
}

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// The certificate's holder, and its authority, as it names them.
    pub holder: String,
    /// Who vouches for it.
    pub authority: String,
    /// SHA-256 of the certificate (DER).
    pub certificate: [u8; 32],
    /// Whether the certificate says that it is qualified, with its key in a device (eIDAS, annexes I and II).
    pub qualified: bool,
}

/// Why a file is not taken for the paper, signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unsigned {
    /// Its first bytes are not those of the paper.
    #[error("the file does not begin with the paper")]
    AnotherPaper,
    /// Nothing was added, or no signature.
    #[error("no signature was added")]
    None,
    /// The signature does not cover the whole file.
    #[error("the signature does not cover the whole file")]
    NotWhole,
    /// More than a signature was added: what is shown may have changed.
    #[error("more than a signature was added")]
    More,
    /// It is not of these bytes, or of a kind that is not read.
    #[error("the signature is not of this file")]
    Broken,
    /// No authority that is trusted vouches for its certificate at this instant.
    #[error("no trusted authority vouches for the certificate")]
    Untrusted,
    /// The certificate does not say that it is qualified.
    #[error("the certificate is not qualified")]
    NotQualified,
}

impl Trust {
    /// Of the authorities in a PEM file.
    ///
    /// # Errors
    /// When it holds none, or one that does not read.
    pub fn new(authorities: &str, qualified: bool) -> Result<Self, Fault> {
        if !authorities.contains("-----BEGIN CERTIFICATE-----") {
            return Err(Fault::Certificate("the file of authorities holds none".into()));
        }
        let read = Certificate::load_pem_chain(authorities.as_bytes())
            .map_err(|error| Fault::Certificate(error.to_string()))?;
        let anchor = |certificate: &Certificate| {
            let der = CertificateDer::from(certificate.to_der().map_err(Fault::encoding)?);
            let anchor = webpki::anchor_from_trusted_cert(&der);
            Ok(anchor.map_err(|error| Fault::Certificate(error.to_string()))?.to_owned())
        };
        let authorities = read.iter().map(anchor).collect::<Result<Vec<_>, Fault>>()?;
        Ok(Self { authorities, qualified })
    }

    /// The signature that was added behind a paper, at this instant.
    ///
    /// # Errors
    /// When the file is not that paper with one signature more, or the signature is not to be trusted.
    pub fn signature(&self, paper: &[u8], signed: &[u8], at: Timestamp) -> Result<Signature, Unsigned> {
        if !signed.starts_with(paper) {
            return Err(Unsigned::AnotherPaper);
        }
        if signed.len() == paper.len() {
            return Err(Unsigned::None);
        }
        let place = pdf::place(signed).map_err(|_| Unsigned::NotWhole)?;
        // The last signature is one that was there before: what was added has none.
        if place.start < paper.len() {
            return Err(Unsigned::None);
        }
        let structure = pdf::structure(signed, &place).map_err(|_| Unsigned::Broken)?;
        let (content, _) = signature::read(&structure).ok_or(Unsigned::Broken)?;
        let (certificate, others) = signer(&content).ok_or(Unsigned::Broken)?;
        let der = CertificateDer::from(certificate.to_der().map_err(|_| Unsigned::Broken)?);
        let end = EndEntityCert::try_from(&der).map_err(|_| Unsigned::Untrusted)?;
        holds(&content, &end, &certificate, [&signed[..place.start], &signed[place.end..]])
            .ok_or(Unsigned::Broken)?;
        let seconds = u64::try_from(at.as_second()).unwrap_or_default();
        let now = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        end.verify_for_usage(WAYS, &self.authorities, &others, now, AnyUse, None, None)
            .map_err(|_| Unsigned::Untrusted)?;
        let qualified = qualified(&certificate);
        if self.qualified && !qualified {
            return Err(Unsigned::NotQualified);
        }
        // The file itself is read last: only what somebody trusted signed is.
        added_alone(paper, signed)?;
        Ok(Signature {
            holder: signature::common_name(&certificate),
            authority: signature::name(&certificate.tbs_certificate.issuer),
            certificate: signature::sha256(&[&der]),
            qualified,
        })
    }
}

/// What a certificate may be used for is said in many ways by those who issue them for signatures: the authority is what counts.
struct AnyUse;

impl ExtendedKeyUsageValidator for AnyUse {
    fn validate(&self, _: KeyPurposeIdIter<'_, '_>) -> Result<(), webpki::Error> {
        Ok(())
    }
}

/// The certificate of the one who signed, and those that lead to its authority.
fn signer(content: &SignedData) -> Option<(Certificate, Vec<CertificateDer<'static>>)> {
    let [signer] = content.signer_infos.0.as_slice() else { return None };
    let SignerIdentifier::IssuerAndSerialNumber(sid) = &signer.sid else { return None };
    let mut chain = signature::certificates(content);
    let of = |c: &Certificate| {
        c.tbs_certificate.issuer == sid.issuer && c.tbs_certificate.serial_number == sid.serial_number
    };
    let certificate = chain.remove(chain.iter().position(of)?);
    let others = chain.iter().map(|c| c.to_der().ok().map(CertificateDer::from)).collect::<Option<_>>()?;
    Some((certificate, others))
}

/// Whether the signature is that of the certificate's key, names that certificate, and is of these bytes.
fn holds(
    content: &SignedData,
    end: &EndEntityCert<'_>,
    certificate: &Certificate,
    covered: [&[u8]; 2],
) -> Option<()> {
    let signer = &content.signer_infos.0.as_slice()[0];
    let attributes = signer.signed_attrs.as_ref()?;
    let value = |oid| attributes.iter().find(|a| a.oid == oid).and_then(|a| a.values.iter().next());
    let way = match signer.digest_alg.oid {
        signature::SHA256 => &digest::SHA256,
        SHA384 => &digest::SHA384,
        SHA512 => &digest::SHA512,
        _ => return None,
    };
    let mut hash = digest::Context::new(way);
    covered.iter().for_each(|part| hash.update(part));
    let told = value(signature::MESSAGE_DIGEST)?.decode_as::<OctetString>().ok()?;
    let named = value(signature::SIGNING_CERTIFICATE_V2)?.to_der().ok()?;
    let own = signature::sha256(&[&certificate.to_der().ok()?]);
    if told.as_bytes() != hash.finish().as_ref() || !named.windows(own.len()).any(|part| part == own) {
        return None;
    }
    let message = attributes.to_der().ok()?;
    WAYS.iter()
        .any(|way| end.verify_signature(*way, &message, signer.signature.as_bytes()).is_ok())
        .then_some(())
}

fn qualified(certificate: &Certificate) -> bool {
    let extensions = certificate.tbs_certificate.extensions.iter().flatten();
    let said = extensions.into_iter().find(|extension| extension.extn_id == STATEMENTS);
    let Some(statements) = said.and_then(|said| Vec::<der::Any>::from_der(said.extn_value.as_bytes()).ok())
    else {
        return false;
    };
    let first = |statement: &der::Any| -> Option<ObjectIdentifier> {
        statement
            .sequence(|reader| {
                let oid = ObjectIdentifier::decode(reader)?;
                der::Reader::read_slice(reader, der::Reader::remaining_len(reader))?;
                Ok(oid)
            })
            .ok()
    };
    let said: Vec<ObjectIdentifier> = statements.iter().filter_map(first).collect();
    said.contains(&QUALIFIED) && said.contains(&IN_A_DEVICE)
}

/// What a signature writes behind a paper, and nothing besides: a field more, in the form and on a page. All else of the paper reads as before, so
/// that what was signed is what was read.
fn added_alone(paper: &[u8], signed: &[u8]) -> Result<(), Unsigned> {
    let unfit = |_| Unsigned::Broken;
    let load = |bytes: &[u8]| {
        let options = LoadOptions { max_decompressed_size: Some(EXPANDED), ..LoadOptions::default() };
        Document::load_mem_with_options(bytes, options).map_err(unfit)
    };
    let (before, after) = (load(paper)?, load(signed)?);
    let root =
        |of: &Document| of.trailer.get(b"Root").and_then(Object::as_reference).map_err(|_| Unsigned::Broken);
    let catalog = root(&before)?;
    if root(&after)? != catalog {
        return Err(Unsigned::More);
    }
    let named =
        |key: &[u8]| before.catalog().ok().and_then(|c| c.get(key).and_then(Object::as_reference).ok());
    let info = before.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let places = Places { catalog, form: named(b"AcroForm"), described: [named(b"Metadata"), info] };
    for (id, was) in &before.objects {
        let Some(is) = after.objects.get(id) else { return Err(Unsigned::More) };
        if !(was == is || places.may_become(&after, (*id, was), is)) {
            return Err(Unsigned::More);
        }
    }
    Ok(())
}

/// Where a program that signs writes.
struct Places {
    catalog: ObjectId,
    form: Option<ObjectId>,
    /// When the file was last written, and by what: nothing of it is shown.
    described: [Option<ObjectId>; 2],
}

impl Places {
    fn may_become(&self, after: &Document, (id, was): (ObjectId, &Object), is: &Object) -> bool {
        if self.described.contains(&Some(id)) {
            return true;
        }
        match (was, is) {
            (Object::Array(was), Object::Array(is)) => longer(after, was, is),
            (Object::Dictionary(was), Object::Dictionary(is)) => {
                let page = was.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Page");
                let may: &[&[u8]] = if id == self.catalog {
                    &[b"AcroForm", b"DSS", b"Extensions", b"Metadata", b"Version"]
                } else if Some(id) == self.form {
                    &[b"Fields", b"SigFlags"]
                } else if page {
                    &[b"Annots"]
                } else {
                    return false;
                };
                same_but(after, was, is, may)
            }
            _ => false,
        }
    }
}

/// The same entries, but for these, which may be new, or lists that grew.
fn same_but(after: &Document, was: &Dictionary, is: &Dictionary, may: &[&[u8]]) -> bool {
    let known = was.iter().all(|(key, value)| match is.get(key) {
        Ok(now) if now == value => true,
        Ok(now) if may.contains(&&key[..]) => match (value, now) {
            (Object::Array(was), Object::Array(is)) => longer(after, was, is),
            (Object::Dictionary(was), Object::Dictionary(is)) if key == b"AcroForm" => {
                same_but(after, was, is, &[b"Fields", b"SigFlags"])
            }
            (Object::Integer(_), Object::Integer(_)) => key == b"SigFlags",
            // What describes the file may stand elsewhere from now on.
            (Object::Reference(_), Object::Reference(_)) => key == b"Metadata",
            // A list that stood in its place may have got one of its own.
            (Object::Array(was), Object::Reference(list)) => {
                after.get_object(*list).and_then(Object::as_array).is_ok_and(|is| longer(after, was, is))
            }
            _ => false,
        },
        _ => false,
    });
    known && is.iter().all(|(key, _)| was.has(key) || may.contains(&&key[..]))
}

/// A list with the same at its beginning, and fields of signature behind.
fn longer(after: &Document, was: &[Object], is: &[Object]) -> bool {
    let field = |object: &Object| {
        let field = after.dereference(object).ok().and_then(|(_, object)| object.as_dict().ok());
        field.is_some_and(|field| field.get(b"FT").and_then(Object::as_name).is_ok_and(|kind| kind == b"Sig"))
    };
    is.len() >= was.len() && is[..was.len()] == *was && is[was.len()..].iter().all(field)
}
