//! The signature of a person on a paper (CPC 456): made elsewhere, with a certificate and a device that only the signer holds, and looked
//! at here before it is taken for one. The chain is followed by `webpki`; what a signature covers, and that nothing else came with it, by us.

use std::{ops::Range, time::Duration};

use cms::signed_data::{SignedData, SignerIdentifier};
use der::{
    Decode, Encode,
    asn1::{ObjectIdentifier, OctetString},
};
use jiff::Timestamp;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, xref::XrefEntry};
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
        added_alone(paper, signed, &place)?;
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

/// What a signature writes behind a paper, and nothing besides: one field more, which shows nothing, in the form and on a page. All else of
/// the paper reads as before, so that what was signed is what was read. `place` is where the signature that was verified stands.
fn added_alone(paper: &[u8], signed: &[u8], place: &Range<usize>) -> Result<(), Unsigned> {
    let unfit = |_| Unsigned::Broken;
    let load = |bytes: &[u8]| {
        let options = LoadOptions { max_decompressed_size: Some(EXPANDED), ..LoadOptions::default() };
        Document::load_mem_with_options(bytes, options).map_err(unfit)
    };
    let (before, after) = (load(paper)?, load(signed)?);
    let root =
        |of: &Document| of.trailer.get(b"Root").and_then(Object::as_reference).map_err(|_| Unsigned::Broken);
    let catalog = root(&before)?;
    if root(&after)? != catalog
        || after.trailer.has(b"XRefStm")
        || !read_alike(&before, &after, paper.len(), signed)
    {
        return Err(Unsigned::More);
    }
    let field = the_field(&before, &after, signed.len(), place).ok_or(Unsigned::More)?;
    let named =
        |key: &[u8]| before.catalog().ok().and_then(|c| c.get(key).and_then(Object::as_reference).ok());
    let form = named(b"AcroForm");
    let info = before.trailer.get(b"Info").and_then(Object::as_reference).ok();
    let added = Added { after: &after, field, catalog, form, described: [named(b"Metadata"), info] };
    let alike = before.objects.iter().all(|(id, was)| match after.objects.get(id) {
        Some(is) => was == is || added.may_become(*id, was, is),
        None => false,
    });
    alike.then_some(()).ok_or(Unsigned::More)
}

/// Whether every reader finds the objects where ours does: each place told bears the number it is told for, those of the paper are where they
/// were or were written anew behind it, and none hides in a stream.
fn read_alike(before: &Document, after: &Document, length: usize, signed: &[u8]) -> bool {
    let streams = after.objects.iter().filter(|(id, _)| !before.objects.contains_key(id));
    let hides = streams.into_iter().any(|(_, object)| {
        let kind = object
            .as_stream()
            .ok()
            .and_then(|stream| stream.dict.get(b"Type").and_then(Object::as_name).ok());
        kind.is_some_and(|kind| kind == b"ObjStm")
    });
    let told = &before.reference_table.entries;
    !hides
        && after.reference_table.entries.iter().all(|(number, entry)| match entry {
            XrefEntry::Normal { offset, .. } => {
                let at = usize::try_from(*offset).unwrap_or(usize::MAX);
                let as_before = matches!(told.get(number), Some(XrefEntry::Normal { offset: was, .. }) if was == offset);
                as_before || at >= length && number_at(signed, at) == Some(*number)
            }
            XrefEntry::Compressed { container, index } => {
                matches!(told.get(number), Some(XrefEntry::Compressed { container: of, index: at }) if of == container && at == index)
            }
            XrefEntry::Free | XrefEntry::UnusableFree => {
                !matches!(told.get(number), Some(XrefEntry::Normal { .. } | XrefEntry::Compressed { .. }))
            }
        })
}

/// The number that an object bears where it begins.
fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let written = bytes.get(at..bytes.len().min(at.checked_add(40)?))?;
    let mut words = written.split(u8::is_ascii_whitespace).filter(|word| !word.is_empty());
    let number = std::str::from_utf8(words.next()?).ok()?.parse().ok()?;
    (words.next()?.iter().all(u8::is_ascii_digit) && words.next()?.starts_with(b"obj")).then_some(number)
}

/// The field that was added, if there is one alone: a signature that shows nothing, whose value is the one that was verified.
fn the_field(before: &Document, after: &Document, length: usize, place: &Range<usize>) -> Option<ObjectId> {
    /// Of a field of signature without appearance.
    const HAS: &[&[u8]] = &[
        b"Type", b"Subtype", b"FT", b"Ff", b"F", b"T", b"TU", b"TM", b"Rect", b"P", b"V", b"AP", b"MK",
        b"Lock", b"SV",
    ];
    let new = after.objects.iter().filter(|(id, _)| !before.objects.contains_key(id));
    let mut fields =
        new.filter(|(_, object)| object.as_dict().is_ok_and(|of| of.has(b"FT") || of.has(b"Rect")));
    let ((id, field), None) = (fields.next()?, fields.next()) else { return None };
    let field = field.as_dict().ok()?;
    let named = |key: &[u8], name: &[u8]| field.get(key).and_then(Object::as_name).is_ok_and(|of| of == name);
    // Nothing is shown in a place without width and height.
    let [left, bottom, right, top] = &field.get(b"Rect").and_then(Object::as_array).ok()?[..] else {
        return None;
    };
    let shows = left != right || bottom != top;
    if !named(b"FT", b"Sig")
        || !named(b"Subtype", b"Widget")
        || shows
        || field.iter().any(|(key, _)| !HAS.contains(&&key[..]))
    {
        return None;
    }
    let (_, value) = after.dereference(field.get(b"V").ok()?).ok()?;
    let range = value.as_dict().ok()?.get(b"ByteRange").and_then(Object::as_array).ok()?;
    let range: Vec<i64> = range.iter().filter_map(|of| of.as_i64().ok()).collect();
    let wanted = [0, place.start, place.end, length - place.end];
    let wanted: Vec<i64> = wanted.into_iter().filter_map(|of| i64::try_from(of).ok()).collect();
    (range == wanted).then_some(*id)
}

/// What was added, and where a program that signs writes it.
struct Added<'a> {
    after: &'a Document,
    field: ObjectId,
    catalog: ObjectId,
    form: Option<ObjectId>,
    /// When the file was last written, and by what: nothing of it is shown.
    described: [Option<ObjectId>; 2],
}

impl Added<'_> {
    fn may_become(&self, id: ObjectId, was: &Object, is: &Object) -> bool {
        if self.described.contains(&Some(id)) {
            return true;
        }
        match (was, is) {
            // The fields of the form, the annotations of a page.
            (Object::Array(was), Object::Array(is)) => self.longer(was, is),
            (Object::Dictionary(was), Object::Dictionary(is)) if id == self.catalog => {
                self.same_but(was, is, &CATALOG)
            }
            (Object::Dictionary(was), Object::Dictionary(is)) if Some(id) == self.form => {
                self.same_but(was, is, &FORM)
            }
            (Object::Dictionary(was), Object::Dictionary(is)) => {
                was.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"Page")
                    && self.same_but(was, is, &PAGE)
            }
            _ => false,
        }
    }

    /// The same entries, but for these, each of which may only become what a signature makes of it.
    fn same_but(&self, was: &Dictionary, is: &Dictionary, may: &[(&[u8], May)]) -> bool {
        let kept = was.iter().all(|(key, _)| is.has(key));
        kept && is.iter().all(|(key, now)| {
            let before = was.get(key).ok();
            before == Some(now)
                || may
                    .iter()
                    .find(|(of, _)| *of == &key[..])
                    .is_some_and(|(_, may)| self.becomes(before, now, *may))
        })
    }

    fn becomes(&self, was: Option<&Object>, is: &Object, may: May) -> bool {
        match may {
            May::BeAnything => true,
            May::BeANumber => matches!(is, Object::Integer(_)),
            May::Grow => {
                let list = |of: &Object, within: &Document| -> Option<Vec<Object>> {
                    within.dereference(of).ok().and_then(|(_, list)| list.as_array().ok().cloned())
                };
                let was = was.map_or(Some(Vec::new()), |was| list(was, self.after));
                matches!((was, list(is, self.after)), (Some(was), Some(is)) if self.longer(&was, &is))
            }
            May::BeAForm => {
                let nothing = Dictionary::new();
                let was = was.map_or(Some(&nothing), |was| was.as_dict().ok());
                let is = self.after.dereference(is).ok().and_then(|(_, form)| form.as_dict().ok());
                matches!((was, is), (Some(was), Some(is)) if self.same_but(was, is, &FORM))
            }
        }
    }

    /// A list with the same at its beginning, and the field behind, once.
    fn longer(&self, was: &[Object], is: &[Object]) -> bool {
        match is.strip_prefix(was) {
            Some([]) => true,
            Some([added]) => added.as_reference().is_ok_and(|id| id == self.field),
            _ => false,
        }
    }
}

/// What an entry may become.
#[derive(Debug, Clone, Copy)]
enum May {
    /// Nothing of it is shown.
    BeAnything,
    BeANumber,
    /// A list with the field behind.
    Grow,
    /// A form with the field.
    BeAForm,
}

const CATALOG: [(&[u8], May); 5] = [
    (b"AcroForm", May::BeAForm),
    (b"DSS", May::BeAnything),
    (b"Extensions", May::BeAnything),
    (b"Metadata", May::BeAnything),
    (b"Version", May::BeAnything),
];
const FORM: [(&[u8], May); 2] = [(b"Fields", May::Grow), (b"SigFlags", May::BeANumber)];
const PAGE: [(&[u8], May); 1] = [(b"Annots", May::Grow)];
