//! The public API, used as any machine does: client credentials, a key an intent, patience where patience is asked for.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use reqwest::{Client, Method, RequestBuilder, Response, header::RETRY_AFTER};
use serde_json::Value;
use tokio::sync::Mutex;
use uuid::Uuid;

/// Times a request is sent again when the product says that it is busy or does not answer.
const ATTEMPTS: u32 = 8;
/// A token is renewed when less than this is left of it.
const MARGIN: Duration = Duration::from_secs(30);
/// Longest wait for an answer.
const ANSWER: Duration = Duration::from_secs(30);

/// Who a machine is to the identity provider.
#[derive(Clone)]
pub struct Credentials {
    /// The provider's address.
    pub issuer: String,
    /// The machine's account.
    pub client_id: String,
    /// Its secret; never shown.
    pub client_secret: String,
}

/// The API, as a machine.
pub struct Api {
    base: String,
    http: Client,
    credentials: Credentials,
    token: Mutex<Option<(String, Instant)>>,
}

/// What the API answered to a command.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The body.
    pub body: Value,
    /// Whether the same key had been answered before: nothing was done now.
    pub replayed: bool,
}

impl Answer {
    /// A text field of the body, empty when absent.
    #[must_use]
    pub fn text(&self, field: &str) -> &str {
        self.body[field].as_str().unwrap_or_default()
    }

    /// The version of the journal after the command.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.body["version"].as_u64().unwrap_or_default()
    }
}

#[derive(Clone, Copy)]
enum Content<'a> {
    None,
    Json(&'a Value),
    Pdf(&'a [u8]),
}

/// Why the API refused.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{code} ({status}) : {detail}")]
pub struct Refusal {
    /// HTTP status.
    pub status: u16,
    /// Stable code of the problem, `HTTP` when the answer was none.
    pub code: String,
    /// French: found, expected, remedy.
    pub detail: String,
}

impl Api {
    /// A client of the product at `base`.
    ///
    /// # Errors
    /// When no HTTP client can be built.
    pub fn new(base: &str, credentials: Credentials) -> Result<Self> {
        greffe_chassis::install_crypto();
        let http = Client::builder().timeout(ANSWER).connect_timeout(Duration::from_secs(5)).build()?;
        Ok(Self { base: base.trim_end_matches('/').to_owned(), http, credentials, token: Mutex::new(None) })
    }

    /// Reads.
    ///
    /// # Errors
    /// The outer one when nothing answers; the inner one is what the API said.
    pub async fn get(&self, path: &str) -> Result<Result<Value, Refusal>> {
        let answer = self.send(Method::GET, path, None, Content::None).await?;
        Ok(answer.map(|answer| answer.body))
    }

    /// Commands, once a key: the same key never does the same thing twice.
    ///
    /// # Errors
    /// As for [`Api::get`].
    pub async fn post(&self, path: &str, key: Uuid, body: &Value) -> Result<Result<Answer, Refusal>> {
        self.send(Method::POST, path, Some(key), Content::Json(body)).await
    }

    /// Deposits a PDF as a piece of that kind, once a key; the body of the answer names it by `piece_id`.
    ///
    /// # Errors
    /// As for [`Api::get`].
    pub async fn deposit(
        &self,
        kind: &str,
        name: &str,
        key: Uuid,
        pdf: &[u8],
    ) -> Result<Result<Answer, Refusal>> {
        let path = format!("/api/v1/pieces?kind={kind}&nom={name}");
        self.send(Method::POST, &path, Some(key), Content::Pdf(pdf)).await
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        key: Option<Uuid>,
        content: Content<'_>,
    ) -> Result<Result<Answer, Refusal>> {
        let url = format!("{}{path}", self.base);
        let mut attempt = 0;
        loop {
            attempt += 1;
            let request = self.http.request(method.clone(), &url).bearer_auth(self.token().await?);
            let request = match content {
                Content::None => request,
                Content::Json(body) => request.json(body),
                Content::Pdf(bytes) => request.header("Content-Type", "application/pdf").body(bytes.to_vec()),
            };
            let request = match key {
                Some(key) => request.header("Idempotency-Key", key.to_string()),
                None => request,
            };
            let answer = request.send().await;
            let wait = match &answer {
                Ok(answer) => busy(answer, attempt),
                Err(_) => Some(patience(attempt)),
            };
            match (answer, wait) {
                (_, Some(wait)) if attempt < ATTEMPTS => tokio::time::sleep(wait).await,
                (Ok(answer), _) => return read(answer).await,
                (Err(error), _) => return Err(error).with_context(|| format!("{url} ne répond pas")),
            }
        }
    }

    async fn token(&self) -> Result<String> {
        let mut held = self.token.lock().await;
        if let Some((token, until)) = held.as_ref()
            && Instant::now() < *until
        {
            return Ok(token.clone());
        }
        let (token, life) = self.ask_token().await.context("jeton d’accès")?;
        *held = Some((token.clone(), Instant::now() + life.saturating_sub(MARGIN)));
        Ok(token)
    }

    async fn ask_token(&self) -> Result<(String, Duration)> {
        let Credentials { issuer, client_id, client_secret } = &self.credentials;
        let discovery = json(self.http.get(format!("{issuer}/.well-known/openid-configuration"))).await?;
        let endpoint = discovery["token_endpoint"]
            .as_str()
            .context("le fournisseur d’identité ne publie pas token_endpoint")?;
        let form = [("grant_type", "client_credentials"), ("scope", "depot"), ("resource", "urn:greffe:api")];
        let answer =
            json(self.http.post(endpoint).basic_auth(client_id, Some(client_secret)).form(&form)).await?;
        let token =
            answer["access_token"].as_str().context("le fournisseur d’identité n’a pas donné de jeton")?;
        Ok((token.to_owned(), Duration::from_secs(answer["expires_in"].as_u64().unwrap_or(60))))
    }
}

async fn json(request: RequestBuilder) -> Result<Value> {
    let answer = request.send().await.context("le fournisseur d’identité ne répond pas")?;
    let status = answer.status();
    let body: Value = answer.json().await.context("le fournisseur d’identité n’a pas répondu en JSON")?;
    if !status.is_success() {
        bail!(
            "le fournisseur d’identité refuse : {} {}",
            status,
            body["error_description"].as_str().unwrap_or_default()
        );
    }
    Ok(body)
}

/// How long to wait before sending the same again, when the answer asks for it.
fn busy(answer: &Response, attempt: u32) -> Option<Duration> {
    if !matches!(answer.status().as_u16(), 429 | 502 | 503 | 504) {
        return None;
    }
    let asked = answer.headers().get(RETRY_AFTER).and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
    Some(asked.map_or_else(|| patience(attempt), Duration::from_secs))
}

/// Longer each time, within a bound.
fn patience(attempt: u32) -> Duration {
    Duration::from_millis(100) * 2_u32.pow(attempt.min(5))
}

async fn read(answer: Response) -> Result<Result<Answer, Refusal>> {
    let status = answer.status();
    let replayed = answer.headers().get("Idempotency-Replayed").is_some_and(|v| v.as_bytes() == b"true");
    let bytes = answer.bytes().await.context("la réponse s’est interrompue")?;
    let body: Value = serde_json::from_slice(&bytes).unwrap_or_default();
    if status.is_success() {
        return Ok(Ok(Answer { body, replayed }));
    }
    let text = |field: &str, otherwise: &str| body[field].as_str().unwrap_or(otherwise).to_owned();
    Ok(Err(Refusal {
        status: status.as_u16(),
        code: text("code", "HTTP"),
        detail: text("detail", "réponse sans explication"),
    }))
}
