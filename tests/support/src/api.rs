//! Calls of the public API, by a person with a session or by a machine with a token.

use anyhow::{Context, Result, ensure};
use reqwest::{Client, Method, RequestBuilder};
use serde_json::Value;
use uuid::Uuid;

use crate::flux::Flux;

/// Somebody who uses the API.
#[derive(Debug, Clone)]
pub struct Api {
    base: String,
    client: Client,
    identity: Identity,
}

#[derive(Debug, Clone)]
enum Identity {
    Nobody,
    Session { cookie: String, csrf: String },
    Token(String),
}

/// An answer, read as JSON where it is.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
    pub headers: reqwest::header::HeaderMap,
}

impl Answer {
    /// The body, when the status is the one expected.
    pub fn expect(self, status: u16) -> Result<Value> {
        ensure!(self.status == status, "expected {status}, got {}: {}", self.status, self.body);
        Ok(self.body)
    }

    /// The code of a problem.
    pub fn code(&self) -> &str {
        self.body["code"].as_str().unwrap_or_default()
    }
}

impl Api {
    /// Somebody who has not signed in.
    pub fn nobody(base: &str) -> Self {
        Self { base: base.to_owned(), client: client(), identity: Identity::Nobody }
    }

    pub(crate) fn session(base: &str, cookie: String, csrf: String) -> Self {
        Self { identity: Identity::Session { cookie, csrf }, ..Self::nobody(base) }
    }

    pub(crate) fn machine(base: &str, token: &str) -> Self {
        Self { identity: Identity::Token(token.to_owned()), ..Self::nobody(base) }
    }

    /// A request with the identity and nothing else: for tests of what is refused.
    pub fn bare(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.client.request(method.clone(), format!("{}{path}", self.base));
        match &self.identity {
            Identity::Nobody => request,
            Identity::Token(token) => request.bearer_auth(token),
            Identity::Session { cookie, csrf } => {
                let request = request.header("Cookie", cookie);
                if method == Method::GET {
                    request
                } else {
                    request.header("X-Greffe-CSRF", csrf).header("Origin", &self.base)
                }
            }
        }
    }

    pub async fn get(&self, path: &str) -> Result<Answer> {
        read(self.bare(Method::GET, path)).await
    }

    /// A command with a key of its own.
    pub async fn post(&self, path: &str, body: &Value) -> Result<Answer> {
        self.post_with(path, Uuid::now_v7(), None, body).await
    }

    /// A command with the key and the version given.
    pub async fn post_with(
        &self,
        path: &str,
        key: Uuid,
        version: Option<u64>,
        body: &Value,
    ) -> Result<Answer> {
        let mut request = self.bare(Method::POST, path).header("Idempotency-Key", key.to_string()).json(body);
        if let Some(version) = version {
            request = request.header("If-Match", format!("\"{version}\""));
        }
        read(request).await
    }

    /// Uploads a piece.
    pub async fn upload(&self, name: &str, media_type: &str, kind: &str, bytes: Vec<u8>) -> Result<Answer> {
        let path = format!("/api/v1/pieces?kind={kind}&nom={name}");
        let request = self.bare(Method::POST, &path).header("Idempotency-Key", Uuid::now_v7().to_string());
        read(request.header("Content-Type", media_type).body(bytes)).await
    }

    /// The event stream, listened to from now on.
    pub async fn flux(&self) -> Result<Flux> {
        let answer =
            self.bare(Method::GET, "/api/v1/flux").header("Accept", "text/event-stream").send().await?;
        ensure!(answer.status().is_success(), "the stream is refused: {}", answer.status());
        Ok(Flux::of(answer))
    }
}

pub(crate) fn client() -> Client {
    let built = Client::builder()
        .tls_built_in_root_certs(false)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build();
    built.unwrap_or_default()
}

pub(crate) async fn read(request: RequestBuilder) -> Result<Answer> {
    let answer = request.send().await.context("the gateway does not answer")?;
    let (status, headers) = (answer.status().as_u16(), answer.headers().clone());
    let bytes = answer.bytes().await?;
    let body = serde_json::from_slice(&bytes)
        .unwrap_or_else(|_| Value::String(String::from_utf8_lossy(&bytes).into_owned()));
    Ok(Answer { status, body, headers })
}
