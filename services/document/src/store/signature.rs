//! Signature of S3 requests (AWS Signature Version 4): what is sent, to where and when, under a key that never travels.

use greffe_chassis::{Failure, Result};
use hmac::{Hmac, Mac};
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use super::hex;

/// The pair of keys of an account. Shown nowhere.
#[derive(Clone)]
pub struct Keys {
    /// Names the account.
    pub access: String,
    /// Signs.
    pub secret: String,
}

impl Keys {
    /// Under the names every S3 tool knows; never in a file of configuration.
    ///
    /// # Errors
    /// When one is missing.
    pub fn from_environment() -> Result<Self> {
        let key = |name: &str| {
            let value = std::env::var(name).unwrap_or_default();
            if value.is_empty() {
                Err(Failure::internal(format!("set {name}: storage.kind is s3")))
            } else {
                Ok(value)
            }
        };
        Ok(Self { access: key("AWS_ACCESS_KEY_ID")?, secret: key("AWS_SECRET_ACCESS_KEY")? })
    }
}

/// What is signed of a request.
pub struct Signed<'a> {
    /// In capitals.
    pub method: &'a str,
    /// `host[:port]`, as sent.
    pub host: &'a str,
    /// The path and the query, percent-encoded, parameters in order.
    pub target: &'a str,
    /// Hash of the body, in hexadecimal: the server compares.
    pub body_sha256: &'a str,
    /// The same in base64, for a file that is written: not every store compares the first.
    pub checksum: Option<String>,
    /// Region of the bucket.
    pub region: &'a str,
    /// Now, by the clock of the world.
    pub at: Timestamp,
}

impl Signed<'_> {
    /// What goes with `host`: the hashes, the date and the signature of all.
    pub fn headers(self, keys: &Keys) -> Vec<(&'static str, String)> {
        let at = self.at.strftime("%Y%m%dT%H%M%SZ").to_string();
        let day = &at[..8];
        let (path, query) = self.target.split_once('?').unwrap_or((self.target, ""));
        let checksum = self.checksum.map(|checksum| ("x-amz-checksum-sha256", checksum));
        // In the order of their names.
        let headers: Vec<(&str, String)> = [("host", self.host.to_owned())]
            .into_iter()
            .chain(checksum)
            .chain([("x-amz-content-sha256", self.body_sha256.to_owned()), ("x-amz-date", at.clone())])
            .collect();
        let names = headers.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(";");
        let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let (method, body) = (self.method, self.body_sha256);
        let request = format!("{method}\n{path}\n{query}\n{lines}\n{names}\n{body}");
        let scope = format!("{day}/{}/s3/aws4_request", self.region);
        let text = format!("AWS4-HMAC-SHA256\n{at}\n{scope}\n{}", hex(&Sha256::digest(request)));
        let key = [day, self.region, "s3", "aws4_request"]
            .iter()
            .fold(format!("AWS4{}", keys.secret).into_bytes(), |key: Vec<u8>, part| mac(&key, part));
        let signature = hex(&mac(&key, &text));
        let authorization = format!(
            "AWS4-HMAC-SHA256 Credential={}/{scope}, SignedHeaders={names}, Signature={signature}",
            keys.access
        );
        headers.into_iter().skip(1).chain([("authorization", authorization)]).collect()
    }
}

fn mac(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes a key of any length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}
