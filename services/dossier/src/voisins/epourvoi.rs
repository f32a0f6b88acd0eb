//! Counsel's system as the contract has it (`proto/voisins/e-pourvoi.md`): an outbox that we empty by our receipts, files named
//! by their hash, messages that it signed.

use std::time::Duration;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use greffe_chassis::{Failure, Result};
use greffe_contracts::{
    epourvoi::{Message, is_number},
    json::Unread,
};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode, Url, redirect};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use crate::decisions::hex;

/// Longest wait for an answer, and for a file.
const ANSWER: Duration = Duration::from_secs(20);
const FILE: Duration = Duration::from_secs(120);
/// Messages asked for at once.
const PAGE: usize = 50;
/// Largest list of messages, in bytes, and largest file: that of one upload.
const LIST_MAX: usize = 32 << 20;
const FILE_MAX: usize = 50 << 20;
/// Longest error kept.
const ERROR_MAX: usize = 500;

/// Section `epourvoi`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Settings {
    /// Address of counsel's system; empty: nothing is fetched.
    pub endpoint: String,
    /// PEM of the Ed25519 key with which it signs.
    pub key: String,
    /// Seconds between two looks at its outbox.
    pub seconds: u64,
}

/// Counsel's system.
pub struct EPourvoi {
    /// Ends with a slash.
    url: Url,
    token: String,
    key: DecodingKey,
    http: Client,
}

/// A message as the outbox lists it.
#[derive(Debug, Deserialize)]
pub(super) struct Listed {
    #[serde(rename = "numero")]
    pub(super) number: String,
    #[serde(rename = "jeton")]
    pub(super) token: String,
}

/// What waits in the outbox: its oldest messages, and how many remain behind them.
#[derive(Debug, Deserialize)]
pub(super) struct Outbox {
    pub(super) messages: Vec<Listed>,
    #[serde(rename = "reste")]
    pub(super) behind: u64,
}

/// What a message turns out to be.
pub(super) enum Said {
    /// Signed, and as the contract wants it.
    Message(Box<Message>),
    /// Signed, but not as the contract wants it; with the office where it is told.
    Wrong { office: Option<uuid::Uuid>, text: String, why: Unread },
    /// Not signed by counsel's system under this number: nobody's.
    Unsigned { text: String },
}

/// What became of a message, as its sender is told.
#[derive(Debug, Serialize)]
pub(super) struct Receipt {
    pub(super) format: &'static str,
    #[serde(rename = "numero")]
    pub(super) number: String,
    /// Of the token received.
    pub(super) sha256: String,
    #[serde(rename = "etat")]
    pub(super) status: String,
    #[serde(rename = "recu_le")]
    pub(super) received_at: String,
    #[serde(rename = "depot", skip_serializing_if = "String::is_empty")]
    pub(super) deposit: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) dossier: String,
    #[serde(rename = "actes", skip_serializing_if = "Vec::is_empty")]
    pub(super) acts: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) pieces: Vec<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) code: String,
    #[serde(rename = "motif", skip_serializing_if = "String::is_empty")]
    pub(super) reason: String,
}

/// A file wanted.
pub(super) enum Fetched {
    Whole(Vec<u8>),
    /// It is not there, is too large, or is not the one announced: in words.
    NotIt(String),
}

/// A receipt given.
pub(super) enum Told {
    Taken,
    /// It will not be taken as it is.
    Refused(String),
    Again(String),
}

impl EPourvoi {
    /// Counsel's system at its address, with the token that it knows us by.
    ///
    /// # Errors
    /// When the address or the key does not read.
    pub fn at(settings: &Settings, token: String) -> Result<Self> {
        let url = Url::parse(&format!("{}/", settings.endpoint.trim_end_matches('/')))
            .map_err(Failure::internal)?;
        if url.cannot_be_a_base() {
            return Err(Failure::internal("epourvoi.endpoint is no address of a service"));
        }
        let key = DecodingKey::from_ed_pem(settings.key.as_bytes()).map_err(Failure::internal)?;
        let http = Client::builder().redirect(redirect::Policy::none()).no_proxy();
        Ok(Self { url, token, key, http: http.build().map_err(Failure::internal)? })
    }

    fn request(&self, method: Method, path: &[&str], within: Duration) -> Result<RequestBuilder> {
        let mut url = self.url.clone();
        url.path_segments_mut()
            .map_err(|()| Failure::internal("epourvoi.endpoint is no address of a service"))?
            .pop_if_empty()
            .extend(path);
        Ok(self.http.request(method, url).timeout(within).bearer_auth(&self.token))
    }

    /// What waits in the outbox.
    pub(super) async fn outbox(&self) -> Result<Outbox> {
        let asked = self.request(Method::GET, &["messages"], ANSWER)?.query(&[("max", PAGE)]);
        let answer = asked.send().await.and_then(Response::error_for_status).map_err(unavailable)?;
        let bytes = bounded(answer, LIST_MAX).await?;
        let bytes =
            bytes.ok_or_else(|| Failure::unavailable("the outbox of counsel's system is too large"))?;
        serde_json::from_slice(&bytes).map_err(Failure::unavailable)
    }

    /// A file of a message.
    pub(super) async fn file(&self, number: &str, sha256: &str) -> Result<Fetched> {
        let asked = self.request(Method::GET, &["messages", number, "pieces", sha256], FILE)?;
        let answer = asked.send().await.map_err(unavailable)?;
        if matches!(answer.status(), StatusCode::NOT_FOUND | StatusCode::GONE) {
            return Ok(Fetched::NotIt("le système de l’expéditeur ne l’a pas".into()));
        }
        let answer = answer.error_for_status().map_err(unavailable)?;
        let Some(bytes) = bounded(answer, FILE_MAX).await? else {
            return Ok(Fetched::NotIt(format!("elle dépasse {}\u{a0}Mio", FILE_MAX >> 20)));
        };
        if hex(&Sha256::digest(&bytes)) != sha256 {
            return Ok(Fetched::NotIt("ses octets n’ont pas l’empreinte annoncée".into()));
        }
        Ok(Fetched::Whole(bytes))
    }

    /// Gives a receipt: the same, given twice, is one.
    pub(super) async fn tell(&self, receipt: &Receipt) -> Result<Told> {
        let body = serde_json::to_vec(receipt).map_err(Failure::internal)?;
        let path = ["messages", receipt.number.as_str(), "accuses", receipt.status.as_str()];
        let call = self
            .request(Method::PUT, &path, ANSWER)?
            .header(reqwest::header::CONTENT_TYPE, "application/json")
            .body(body);
        let answer = match call.send().await {
            Ok(answer) => answer,
            // The address is in the configuration, not in the error.
            Err(error) => return Ok(Told::Again(error.without_url().to_string())),
        };
        let status = answer.status();
        if status.is_success() {
            return Ok(Told::Taken);
        }
        let words: String = answer.text().await.unwrap_or_default().chars().take(ERROR_MAX).collect();
        let words = format!("{status} {words}").trim().to_owned();
        let final_word = matches!(
            status,
            StatusCode::BAD_REQUEST
                | StatusCode::NOT_FOUND
                | StatusCode::CONFLICT
                | StatusCode::GONE
                | StatusCode::UNPROCESSABLE_ENTITY
        );
        Ok(if final_word { Told::Refused(words) } else { Told::Again(words) })
    }

    /// What a token says, and whether it is theirs.
    pub(super) fn read(&self, number: &str, token: &str) -> Said {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_aud = false;
        let Ok(signed) = decode::<Value>(token.trim(), &self.key, &validation) else {
            return Said::Unsigned { text: payload(token) };
        };
        let claims = signed.claims;
        let text = serde_json::to_string_pretty(&claims).unwrap_or_default();
        if claims.get("numero").and_then(Value::as_str) != Some(number) {
            return Said::Unsigned { text };
        }
        let office = claims.get("cabinet").and_then(Value::as_str).and_then(|id| id.parse().ok());
        match Message::read(claims) {
            Ok(message) => Said::Message(Box::new(message)),
            Err(why) => Said::Wrong { office, text, why },
        }
    }
}

/// Whether the outbox names its message so that a receipt can be given.
pub(super) fn is_named(listed: &Listed) -> bool {
    is_number(&listed.number)
}

/// What a token holds, for a person to read; the token itself where that is nothing readable.
fn payload(token: &str) -> String {
    let part = token.trim().split('.').nth(1).unwrap_or_default();
    let read = URL_SAFE_NO_PAD.decode(part).ok().and_then(|bytes| String::from_utf8(bytes).ok());
    read.filter(|text| !text.trim().is_empty()).unwrap_or_else(|| token.to_owned())
}

/// A body of at most so many bytes; `None` beyond.
pub(super) async fn bounded(mut answer: Response, most: usize) -> Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(unavailable)? {
        if bytes.len() + chunk.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}

/// The address is in the configuration, not in the error.
fn unavailable(error: reqwest::Error) -> Failure {
    Failure::unavailable(error.without_url())
}
