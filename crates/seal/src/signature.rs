//! The signature of a seal: CMS without content (RFC 5652), its certificate named by hash (RFC 5035), RSA or P-256 with SHA-256.

use cms::{
    cert::{CertificateChoices, IssuerAndSerialNumber},
    content_info::{CmsVersion, ContentInfo},
    signed_data::{
        CertificateSet, EncapsulatedContentInfo, SignedData, SignerIdentifier, SignerInfo, SignerInfos,
    },
};
use der::{
    Any, AnyRef, Decode, Encode, Reader, SecretDocument, SliceReader, Tag,
    asn1::{ObjectIdentifier, OctetString, OctetStringRef, SetOfVec},
};
use jiff::Timestamp;
use ring::{
    digest,
    rand::SystemRandom,
    signature::{
        ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, RSA_PKCS1_2048_8192_SHA256,
        RSA_PKCS1_SHA256, RsaKeyPair, UnparsedPublicKey, VerificationAlgorithm,
    },
};
use x509_cert::{Certificate, attr::Attribute, name::Name, spki::AlgorithmIdentifierOwned, time::Time};

use crate::{Broken, Fault};

const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
pub const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
pub const SIGNING_CERTIFICATE_V2: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.2.47");
pub const SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.16.840.1.101.3.4.2.1");
const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");
const ELLIPTIC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ECDSA_SHA256: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.4.3.2");
const COMMON_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.3");

/// A key that seals.
pub enum Key {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
}

impl Key {
    /// The key of a certificate, from PEM.
    pub fn read(pem: &str, certificate: &Certificate) -> Result<Self, Fault> {
        let (label, document) =
            SecretDocument::from_pem(pem).map_err(|_| Fault::Key("no PEM is found in it".into()))?;
        if label != "PRIVATE KEY" {
            return Err(Fault::Key(format!(
                "it is a « {label} »; PKCS#8 is wanted: `openssl pkcs8 -topk8 -nocrypt`"
            )));
        }
        let refused = |error: ring::error::KeyRejected| Fault::Key(error.to_string());
        let der = document.as_bytes();
        let key = match certificate.tbs_certificate.subject_public_key_info.algorithm.oid {
            RSA => Self::Rsa(RsaKeyPair::from_pkcs8(der).map_err(refused)?),
            ELLIPTIC => {
                let random = SystemRandom::new();
                Self::P256(
                    EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, der, &random)
                        .map_err(refused)?,
                )
            }
            other => {
                return Err(Fault::Certificate(format!(
                    "keys of the kind {other} do not seal: RSA or P-256"
                )));
            }
        };
        let probe = key.sign(b"greffe")?;
        if holds(certificate, b"greffe", &probe) {
            Ok(key)
        } else {
            Err(Fault::Key("it is not that of the certificate".into()))
        }
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, Fault> {
        let random = SystemRandom::new();
        let refused = |_| Fault::Key("it did not sign".into());
        match self {
            Self::Rsa(key) => {
                let mut signature = vec![0; key.public().modulus_len()];
                key.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).map_err(refused)?;
                Ok(signature)
            }
            Self::P256(key) => Ok(key.sign(&random, message).map_err(refused)?.as_ref().to_vec()),
        }
    }
}

/// How the key of a certificate signs.
fn algorithm_of(certificate: &Certificate) -> Option<AlgorithmIdentifierOwned> {
    match certificate.tbs_certificate.subject_public_key_info.algorithm.oid {
        RSA => Some(AlgorithmIdentifierOwned { oid: RSA_SHA256, parameters: Some(Any::from(AnyRef::NULL)) }),
        ELLIPTIC => Some(AlgorithmIdentifierOwned { oid: ECDSA_SHA256, parameters: None }),
        _ => None,
    }
}

/// Whether a signature is that of the certificate's key.
fn holds(certificate: &Certificate, message: &[u8], signature: &[u8]) -> bool {
    let public = &certificate.tbs_certificate.subject_public_key_info;
    let algorithm: &dyn VerificationAlgorithm = match public.algorithm.oid {
        RSA => &RSA_PKCS1_2048_8192_SHA256,
        ELLIPTIC => &ECDSA_P256_SHA256_ASN1,
        _ => return false,
    };
    UnparsedPublicKey::new(algorithm, public.subject_public_key.raw_bytes())
        .verify(message, signature)
        .is_ok()
}

/// The structure that goes into the place of the seal, for the digest of all the rest.
pub fn sign(chain: &[Certificate], key: &Key, covered: &[u8; 32]) -> Result<Vec<u8>, Fault> {
    structure(chain, key, covered).map_err(Fault::encoding)?
}

fn structure(chain: &[Certificate], key: &Key, covered: &[u8; 32]) -> der::Result<Result<Vec<u8>, Fault>> {
    let first = &chain[0];
    // The instant is told by the PDF alone: a baseline signature has no signing time of its own (EN 319 142-1, 6.3).
    let attributes = SetOfVec::try_from(vec![
        attribute(CONTENT_TYPE, Any::encode_from(&DATA)?)?,
        attribute(MESSAGE_DIGEST, Any::encode_from(&OctetStringRef::new(covered)?)?)?,
        attribute(SIGNING_CERTIFICATE_V2, named(first)?)?,
    ])?;
    let signature = match key.sign(&attributes.to_der()?) {
        Ok(signature) => OctetString::new(signature)?,
        Err(fault) => return Ok(Err(fault)),
    };
    let algorithm = algorithm_of(first).ok_or(der::ErrorKind::Failed)?;
    Ok(Ok(assembled(chain, attributes, algorithm, signature)?))
}

/// What a seal of the Court is, to the byte; the first certificate is the one that signed.
fn assembled(
    chain: &[Certificate],
    attributes: SetOfVec<Attribute>,
    algorithm: AlgorithmIdentifierOwned,
    signature: OctetString,
) -> der::Result<Vec<u8>> {
    let tbs = &chain[0].tbs_certificate;
    let hashed = AlgorithmIdentifierOwned { oid: SHA256, parameters: None };
    let signer = SignerInfo {
        version: CmsVersion::V1,
        sid: SignerIdentifier::IssuerAndSerialNumber(IssuerAndSerialNumber {
            issuer: tbs.issuer.clone(),
            serial_number: tbs.serial_number.clone(),
        }),
        digest_alg: hashed.clone(),
        signed_attrs: Some(attributes),
        signature_algorithm: algorithm,
        signature,
        unsigned_attrs: None,
    };
    let certificates = chain.iter().cloned().map(CertificateChoices::Certificate).collect::<Vec<_>>();
    let signed = SignedData {
        version: CmsVersion::V1,
        digest_algorithms: SetOfVec::try_from(vec![hashed])?,
        encap_content_info: EncapsulatedContentInfo { econtent_type: DATA, econtent: None },
        certificates: Some(CertificateSet::try_from(certificates)?),
        crls: None,
        signer_infos: SignerInfos::try_from(vec![signer])?,
    };
    ContentInfo { content_type: SIGNED_DATA, content: Any::encode_from(&signed)? }.to_der()
}

fn attribute(oid: ObjectIdentifier, value: Any) -> der::Result<Attribute> {
    Ok(Attribute { oid, values: SetOfVec::try_from(vec![value])? })
}

/// SigningCertificateV2: one ESSCertIDv2 with a SHA-256, which is its default, so that only the hash is written.
fn named(certificate: &Certificate) -> der::Result<Any> {
    let hash = sha256(&[&certificate.to_der()?]);
    let mut inner = OctetStringRef::new(&hash)?.to_der()?;
    // ESSCertIDv2 within `certs`, the SEQUENCE OF, within the structure itself.
    for _ in 0..2 {
        inner = Any::new(Tag::Sequence, inner)?.to_der()?;
    }
    Any::new(Tag::Sequence, inner)
}

/// Holder and SHA-256 of the certificate of a signature that is of that digest.
pub fn verify(structure: &[u8], covered: &[u8; 32]) -> Result<(String, [u8; 32]), Broken> {
    let (signed, length) = read(structure).ok_or(Broken::Unreadable)?;
    let [signer] = signed.signer_infos.0.as_slice() else { return Err(Broken::Unreadable) };
    let SignerIdentifier::IssuerAndSerialNumber(sid) = &signer.sid else { return Err(Broken::Unreadable) };
    let mut chain = certificates(&signed);
    let named_by = |c: &Certificate| {
        c.tbs_certificate.issuer == sid.issuer && c.tbs_certificate.serial_number == sid.serial_number
    };
    let first = chain.iter().position(named_by).ok_or(Broken::Unreadable)?;
    chain.swap(0, first);
    let certificate = &chain[0];
    let attributes = signer.signed_attrs.as_ref().ok_or(Broken::Unreadable)?;
    let value = |oid| attributes.iter().find(|a| a.oid == oid).and_then(|a| a.values.iter().next());
    let unreadable = |_| Broken::Unreadable;
    let digest =
        value(MESSAGE_DIGEST).ok_or(Broken::Unreadable)?.decode_as::<OctetString>().map_err(unreadable)?;
    if digest.as_bytes() != covered {
        return Err(Broken::Altered);
    }
    // Another certificate with the same key and number is not the one that sealed.
    if value(SIGNING_CERTIFICATE_V2) != Some(&named(certificate).map_err(unreadable)?) {
        return Err(Broken::Altered);
    }
    let algorithm = algorithm_of(certificate).ok_or(Broken::Unreadable)?;
    if !holds(certificate, &attributes.to_der().map_err(unreadable)?, signer.signature.as_bytes()) {
        return Err(Broken::Altered);
    }
    // What a signature leaves out (versions, names of algorithms) is as it was written too.
    let ours =
        assembled(&chain, attributes.clone(), algorithm, signer.signature.clone()).map_err(unreadable)?;
    if ours != structure[..length] {
        return Err(Broken::Altered);
    }
    let der = certificate.to_der().map_err(unreadable)?;
    Ok((common_name(certificate), sha256(&[&der])))
}

/// The certificates that a signature brings.
pub fn certificates(signed: &SignedData) -> Vec<Certificate> {
    let all = signed.certificates.iter().flat_map(|set| set.0.iter());
    all.filter_map(|choice| match choice {
        CertificateChoices::Certificate(certificate) => Some(certificate.clone()),
        CertificateChoices::Other(_) => None,
    })
    .collect()
}

/// The structure with its length, without the zeros that fill its place.
pub fn read(structure: &[u8]) -> Option<(SignedData, usize)> {
    let mut reader = SliceReader::new(structure).ok()?;
    let content = ContentInfo::decode(&mut reader).ok()?;
    let filling = reader.read_slice(reader.remaining_len()).ok()?;
    if content.content_type != SIGNED_DATA || filling.iter().any(|byte| *byte != 0) {
        return None;
    }
    Some((content.content.decode_as().ok()?, structure.len() - filling.len()))
}

/// The holder that people know; the whole name where there is no common one.
pub fn common_name(certificate: &Certificate) -> String {
    name(&certificate.tbs_certificate.subject)
}

/// A name as people know it.
pub fn name(subject: &Name) -> String {
    let parts = subject.0.iter().flat_map(|name| name.0.iter());
    let common = parts
        .filter(|part| part.oid == COMMON_NAME)
        .find_map(|part| std::str::from_utf8(part.value.value()).ok().map(str::to_owned));
    common.unwrap_or_else(|| subject.to_string())
}

/// An instant of a certificate.
pub fn instant(time: &Time) -> Timestamp {
    let seconds = i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX);
    Timestamp::from_second(seconds).unwrap_or(Timestamp::MAX)
}

/// Of several pieces, one behind the other.
pub fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut context = digest::Context::new(&digest::SHA256);
    parts.iter().for_each(|part| context.update(part));
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}
