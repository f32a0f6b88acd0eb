//! Partners: access tokens of client credentials, verified against the keys that the provider publishes.

use std::{collections::HashMap, sync::Arc, time::Duration};

use axum::http::StatusCode;
use greffe_chassis::{Failure, Result as ChassisResult};
use jiff::Timestamp;
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation, decode, decode_header,
    jwk::{Jwk, JwkSet},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::{sync::Mutex, time::Instant};

use super::oidc::Provider;
use crate::{
    config,
    problem::{Problem, Result},
};

/// How long published keys are believed.
const BELIEVED: Duration = Duration::from_secs(600);
/// An unknown key makes us ask again, at most so often: whoever sends junk does not make us hammer the provider.
const ASK_EVERY: Duration = Duration::from_secs(10);
/// Clocks of two machines differ.
const LEEWAY_SECONDS: i64 = 30;
/// How long a verified token is believed without looking at its signature again: a key withdrawn counts after so long.
const REMEMBERED: Duration = Duration::from_secs(60);
const REMEMBERED_MAX: usize = 10_000;

#[derive(Deserialize)]
struct Claims {
    client_id: Option<String>,
    azp: Option<String>,
    #[serde(default)]
    scope: String,
    exp: i64,
    #[serde(default)]
    nbf: i64,
}

/// Verifies partners' tokens.
#[derive(Clone)]
pub struct Partners {
    config: Arc<config::Oidc>,
    keys: Keys,
    verified: Verified,
}

/// Tokens found good a moment ago, by the hash of all their bytes: a machine that deposits sends the same again and again.
type Verified = Arc<std::sync::Mutex<HashMap<[u8; 32], (Known, Instant)>>>;

#[derive(Clone)]
struct Known {
    client: String,
    expires: i64,
}

#[derive(Clone)]
struct Keys {
    provider: Option<Provider>,
    known: Arc<Mutex<Option<(JwkSet, Instant)>>>,
}

impl Partners {
    /// Over the provider.
    #[must_use]
    pub fn new(config: config::Oidc, provider: Provider) -> Self {
        let keys = Keys { provider: Some(provider), known: Arc::default() };
        Self { config: Arc::new(config), keys, verified: Arc::default() }
    }

    /// The client behind a token.
    ///
    /// # Errors
    /// 401 when it is altered, expired or made for another audience; 403 without the scope.
    pub async fn verify(&self, token: &str, now: Timestamp) -> Result<String> {
        let digest: [u8; 32] = Sha256::digest(token).into();
        let known = self.verified.lock().ok().and_then(|all| all.get(&digest).cloned());
        let fresh = known.filter(|(known, at)| {
            at.elapsed() < REMEMBERED && now.as_second() < known.expires + LEEWAY_SECONDS
        });
        if let Some((known, _)) = fresh {
            return Ok(known.client);
        }
        let known = self.examine(token, now).await?;
        if let Ok(mut all) = self.verified.lock() {
            if all.len() >= REMEMBERED_MAX {
                all.retain(|_, (_, at)| at.elapsed() < REMEMBERED);
            }
            all.insert(digest, (known.clone(), Instant::now()));
        }
        Ok(known.client)
    }

    async fn examine(&self, token: &str, now: Timestamp) -> Result<Known> {
        let header = decode_header(token).map_err(|_| refused())?;
        let jwk = self.keys.find(header.kid.as_deref().unwrap_or_default()).await?.ok_or_else(refused)?;
        let key = DecodingKey::from_jwk(&jwk).map_err(|_| refused())?;
        if !matches!(header.alg, Algorithm::RS256 | Algorithm::PS256 | Algorithm::ES256 | Algorithm::EdDSA) {
            return Err(refused());
        }
        let mut validation = Validation::new(header.alg);
        validation.set_audience(&[&self.config.api_audience]);
        validation.set_issuer(&[&self.config.issuer]);
        validation.set_required_spec_claims(&["aud", "iss", "exp"]);
        // Expiry is checked below against the injected clock.
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &key, &validation).map_err(|_| refused())?.claims;
        let now = now.as_second();
        if now >= claims.exp + LEEWAY_SECONDS || now + LEEWAY_SECONDS < claims.nbf {
            return Err(refused());
        }
        if !claims.scope.split(' ').any(|scope| scope == self.config.api_scope) {
            return Err(Problem::new(
                StatusCode::FORBIDDEN,
                "PAR-002",
                format!(
                    "Le jeton ne porte pas la portée «\u{a0}{}\u{a0}». Demandez-la au fournisseur d’identité en même temps que le jeton.",
                    self.config.api_scope
                ),
            ));
        }
        let client = claims.client_id.or(claims.azp).ok_or_else(refused)?;
        Ok(Known { client, expires: claims.exp })
    }
}

impl Keys {
    async fn find(&self, kid: &str) -> Result<Option<Jwk>> {
        let mut known = self.known.lock().await;
        if let Some((keys, at)) = known.as_ref() {
            let found = pick(keys, kid);
            if (found.is_some() && at.elapsed() < BELIEVED) || at.elapsed() < ASK_EVERY {
                return Ok(found);
            }
        }
        match self.ask().await {
            Ok(keys) => {
                let found = pick(&keys, kid);
                *known = Some((keys, Instant::now()));
                Ok(found)
            }
            Err(failure) => match known.as_ref().and_then(|(keys, _)| pick(keys, kid)) {
                Some(key) => Ok(Some(key)),
                None => Err(failure.into()),
            },
        }
    }

    async fn ask(&self) -> ChassisResult<JwkSet> {
        let Some(provider) = &self.provider else { return Err(Failure::unavailable("no provider")) };
        let metadata = provider.metadata().await?;
        let answer = provider.http().get(metadata.jwks_uri().url().clone()).send().await;
        let answer = answer.and_then(reqwest::Response::error_for_status).map_err(Failure::unavailable)?;
        let bytes = answer.bytes().await.map_err(Failure::unavailable)?;
        serde_json::from_slice(&bytes).map_err(Failure::unavailable)
    }
}

/// By name; the only key there is needs none.
fn pick(keys: &JwkSet, kid: &str) -> Option<Jwk> {
    match keys.keys.as_slice() {
        [only] if kid.is_empty() => Some(only.clone()),
        _ => keys.find(kid).cloned(),
    }
}

fn refused() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "PAR-001",
        "Le jeton d’accès n’est pas valable\u{a0}: altéré, expiré, ou destiné à un autre service. Demandez-en un nouveau au fournisseur d’identité.",
    )
}

/// The client is no agent of the register.
#[must_use]
pub fn unknown() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "PAR-003",
        "Ce programme n’est pas inscrit parmi les agents de Greffe, ou il y est suspendu. Demandez son inscription à l’administration de l’application.",
    )
}
