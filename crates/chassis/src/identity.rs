//! Who calls: a token of sixty seconds for one service, signed by the gateway (or by a service that speaks for itself).

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex},
};

use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use serde::{Deserialize, Serialize};
use tonic::{Request, Status, metadata::MetadataMap, service::Interceptor};

use crate::{
    clock::SharedClock,
    error::{Failure, Kind, Result},
};

/// Metadata that bears the token. Not `authorization`: HTTP/2 sends that one whole with each call, and this one once a
/// connection, then as one byte while the token holds (RFC 7541, 2.3).
pub const CALLER_HEADER: &str = "greffe-caller";
/// Life of a token, in seconds.
pub const TOKEN_SECONDS: i64 = 60;
/// Tokens remembered as verified.
const VERIFIED_MAX: usize = 4096;

/// The originating subject of a call: what access decisions look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caller {
    /// Subject of the identity provider, or `service:<name>` for a service on its own behalf.
    #[serde(rename = "sub")]
    pub subject: String,
    /// Id in the register of agents; empty for a service.
    #[serde(default)]
    pub agent_id: String,
    /// Roles held today.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Codes of the chambers the agent is assigned to today.
    #[serde(default)]
    pub chambres: Vec<String>,
    /// Office of an avocat aux Conseils or of its machine, empty for others.
    #[serde(default)]
    pub office_id: String,
    /// Hash of the session, empty for machines.
    #[serde(default)]
    pub sid: String,
}

impl Caller {
    /// A service on its own behalf.
    #[must_use]
    pub fn service(name: &str) -> Self {
        Self {
            subject: format!("service:{name}"),
            agent_id: String::new(),
            roles: vec!["service".into()],
            chambres: Vec::new(),
            office_id: String::new(),
            sid: String::new(),
        }
    }

    /// A party that follows its own case by a personal link: known by its place in that case and by nothing else.
    #[must_use]
    pub fn party(party: uuid::Uuid) -> Self {
        Self {
            subject: format!("partie:{party}"),
            agent_id: party.to_string(),
            roles: vec!["partie".into()],
            chambres: Vec::new(),
            office_id: String::new(),
            sid: String::new(),
        }
    }

    /// Whether the agent holds the role.
    #[must_use]
    pub fn has_role(&self, role: &str) -> bool {
        self.roles.iter().any(|r| r == role)
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    #[serde(flatten)]
    caller: Caller,
    aud: String,
    exp: i64,
    iat: i64,
}

/// Signs tokens.
#[derive(Clone)]
pub struct Signer {
    key: Arc<EncodingKey>,
    clock: SharedClock,
}

impl Signer {
    /// From a PKCS#8 PEM file.
    ///
    /// # Errors
    /// When the file does not read or holds no Ed25519 key.
    pub fn from_file(path: impl AsRef<Path>, clock: SharedClock) -> Result<Self> {
        let pem = std::fs::read(path).map_err(Failure::internal)?;
        let key = EncodingKey::from_ed_pem(&pem).map_err(Failure::internal)?;
        Ok(Self { key: Arc::new(key), clock })
    }

    /// The instant, by the clock that tokens bear.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// A token for one audience (`dossier`, `deadline` ...).
    ///
    /// # Errors
    /// When the key cannot sign.
    pub fn sign(&self, caller: &Caller, audience: &str) -> Result<String> {
        let now = self.clock.now().as_second();
        let claims =
            Claims { caller: caller.clone(), aud: audience.to_owned(), iat: now, exp: now + TOKEN_SECONDS };
        encode(&Header::new(Algorithm::EdDSA), &claims, &self.key).map_err(Failure::internal)
    }
}

/// Verifies tokens for one service: an interceptor of each of its RPCs.
#[derive(Clone)]
pub struct Verifier {
    key: Arc<DecodingKey>,
    audience: String,
    clock: SharedClock,
    verified: Arc<Mutex<HashMap<String, (Caller, i64)>>>,
}

impl Verifier {
    /// From a PEM file, for the audience named.
    ///
    /// # Errors
    /// When the file does not read or holds no Ed25519 key.
    pub fn from_file(path: impl AsRef<Path>, audience: &str, clock: SharedClock) -> Result<Self> {
        let pem = std::fs::read(path).map_err(Failure::internal)?;
        let key = DecodingKey::from_ed_pem(&pem).map_err(Failure::internal)?;
        Ok(Self { key: Arc::new(key), audience: audience.to_owned(), clock, verified: Arc::default() })
    }

    /// The caller a token speaks of.
    ///
    /// # Errors
    /// [`Kind::Unauthenticated`] when it is absent, altered, expired or for another audience.
    pub fn verify(&self, token: &str) -> Result<Caller> {
        let now = self.clock.now().as_second();
        if let Ok(known) = self.verified.lock()
            && let Some((caller, exp)) = known.get(token)
            && now < *exp
        {
            return Ok(caller.clone());
        }
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_audience(&[&self.audience]);
        // Expiry is checked below against the injected clock.
        validation.validate_exp = false;
        let claims = decode::<Claims>(token, &self.key, &validation).map_err(|_| refused())?.claims;
        if now >= claims.exp || claims.iat > now + 5 || claims.exp - claims.iat > TOKEN_SECONDS {
            return Err(refused());
        }
        if let Ok(mut known) = self.verified.lock() {
            if known.len() >= VERIFIED_MAX {
                known.retain(|_, (_, exp)| now < *exp);
            }
            if known.len() < VERIFIED_MAX {
                known.insert(token.to_owned(), (claims.caller.clone(), claims.exp));
            }
        }
        Ok(claims.caller)
    }
}

fn refused() -> Failure {
    Failure::new(
        Kind::Unauthenticated,
        "IDE-001",
        "L’appel ne porte pas d’identité valide\u{a0}: jeton absent, altéré, expiré ou destiné à un autre service.",
    )
}

impl Interceptor for Verifier {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let token = borne(request.metadata()).ok_or_else(refused)?;
        let caller = self.verify(token)?;
        request.extensions_mut().insert(caller);
        Ok(request)
    }
}

fn borne(metadata: &MetadataMap) -> Option<&str> {
    metadata.get(CALLER_HEADER)?.to_str().ok()
}

/// The caller that [`Verifier`] put in the request.
///
/// # Errors
/// [`Kind::Unauthenticated`] when the RPC stands behind no verifier.
pub fn caller<T>(request: &Request<T>) -> Result<Caller> {
    request.extensions().get::<Caller>().cloned().ok_or_else(refused)
}
