//! Sessions: an opaque identifier in the browser's cookie, its hash in the database, a copy in memory for a second.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use greffe_chassis::{Result, SharedClock, db};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tokio::time::Instant;

use crate::{config, problem::Problem};

/// Bound to the host, to the whole of it, to TLS (browsers count this machine's own address as safe), out of scripts' reach.
const COOKIE: &str = "__Host-greffe";
/// How long a session is believed without asking the database.
const BELIEVED: Duration = Duration::from_secs(1);
/// A session's last use is written at most so often.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_secs(60);
const CACHED_MAX: usize = 20_000;

/// The 256 bits that only the browser keeps.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Id([u8; 32]);

impl std::fmt::Debug for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Id({})", self.public())
    }
}

impl Id {
    /// A new one.
    #[must_use]
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// The one a browser presents.
    #[must_use]
    pub fn of_cookie(headers: &HeaderMap) -> Option<Self> {
        cookie(headers, COOKIE).and_then(|text| unhex(&text)).map(Self)
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }

    /// A name that may be told to services: tells nothing of the identifier.
    #[must_use]
    pub fn public(&self) -> String {
        hex(&Sha256::digest([b"sid", self.0.as_slice()].concat()))[..32].to_owned()
    }

    /// The token that our pages send with commands: derived, so that nothing more is stored.
    #[must_use]
    pub fn csrf_token(&self) -> String {
        hex(&Sha256::digest([b"csrf", self.0.as_slice()].concat()))
    }

    /// Compares hashes, so that the time taken tells nothing.
    #[must_use]
    pub fn is_csrf_token(&self, said: &str) -> bool {
        Sha256::digest(said) == Sha256::digest(self.csrf_token())
    }

    /// `Set-Cookie` that gives it to the browser.
    #[must_use]
    pub fn set_cookie(&self) -> HeaderValue {
        set_cookie(COOKIE, &hex(&self.0), None)
    }
}

/// `Set-Cookie` that takes it back.
#[must_use]
pub fn forget_cookie() -> HeaderValue {
    set_cookie(COOKIE, "", Some(0))
}

/// A session that holds.
#[derive(Debug, Clone)]
pub struct Session {
    /// Its identifier.
    pub id: Id,
    /// Subject of the identity provider.
    pub subject: String,
    /// When it ends if nothing more is asked.
    pub expires_at: Timestamp,
}

struct Kept {
    session: Session,
    last_seen_at: Timestamp,
    read_at: Instant,
}

/// The store of sessions.
#[derive(Clone)]
pub struct Sessions {
    pool: PgPool,
    clock: SharedClock,
    life: config::Session,
    cache: Arc<Mutex<HashMap<Id, Kept>>>,
}

impl Sessions {
    /// On a database.
    #[must_use]
    pub fn new(pool: PgPool, clock: SharedClock, life: config::Session) -> Self {
        Self { pool, clock, life, cache: Arc::default() }
    }

    /// Begins a session; the caller gives its identifier to the browser alone.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn begin(&self, subject: &str, id_token: &str) -> Result<Id> {
        let id = Id::random();
        let now = db::sql_instant(self.clock.now());
        sqlx::query!(
            "INSERT INTO gateway.session (id_sha256, subject, id_token, created_at, last_seen_at) VALUES ($1, $2, $3, $4, $4)",
            id.hash(),
            subject,
            id_token,
            now
        )
        .execute(&self.pool)
        .await?;
        Ok(id)
    }

    /// The session, if it holds; being asked for prolongs it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn touch(&self, id: &Id) -> Result<Option<Session>> {
        let Some((session, last_seen_at)) = self.read(id).await? else { return Ok(None) };
        let now = self.clock.now();
        if now.duration_since(last_seen_at) >= TOUCH_EVERY {
            sqlx::query!(
                "UPDATE gateway.session SET last_seen_at = greatest(last_seen_at, $2) WHERE id_sha256 = $1",
                id.hash(),
                db::sql_instant(now)
            )
            .execute(&self.pool)
            .await?;
            self.forget(id);
        }
        Ok(Some(session))
    }

    /// The session, if it holds; looking does not prolong it.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn peek(&self, id: &Id) -> Result<Option<Session>> {
        Ok(self.read(id).await?.map(|(session, _)| session))
    }

    /// Ends a session; gives the token that ends it at the provider too.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn end(&self, id: &Id) -> Result<Option<String>> {
        self.forget(id);
        let token = sqlx::query_scalar!(
            "DELETE FROM gateway.session WHERE id_sha256 = $1 RETURNING id_token",
            id.hash()
        )
        .fetch_optional(&self.pool)
        .await?;
        Ok(token)
    }

    /// Removes what has expired: sessions, and sign-ins that nobody finished.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn sweep(&self) -> Result<()> {
        let now = self.clock.now();
        let idle = before(now, self.life.idle_seconds);
        let absolute = before(now, self.life.absolute_seconds);
        sqlx::query!(
            "DELETE FROM gateway.session WHERE last_seen_at < $1 OR created_at < $2",
            db::sql_instant(idle),
            db::sql_instant(absolute)
        )
        .execute(&self.pool)
        .await?;
        sqlx::query!("DELETE FROM gateway.sign_in WHERE began_at < $1", db::sql_instant(before(now, 3600)))
            .execute(&self.pool)
            .await?;
        if let Ok(mut cache) = self.cache.lock() {
            cache.retain(|_, kept| kept.read_at.elapsed() < BELIEVED);
        }
        Ok(())
    }

    async fn read(&self, id: &Id) -> Result<Option<(Session, Timestamp)>> {
        let kept = self.cache.lock().ok().and_then(|cache| {
            cache
                .get(id)
                .filter(|kept| kept.read_at.elapsed() < BELIEVED)
                .map(|kept| (kept.session.clone(), kept.last_seen_at))
        });
        let found = match kept {
            Some(found) => Some(found),
            None => self.fetch(id).await?,
        };
        Ok(found.filter(|(session, _)| self.clock.now() < session.expires_at))
    }

    async fn fetch(&self, id: &Id) -> Result<Option<(Session, Timestamp)>> {
        let row = sqlx::query!(
            "SELECT subject, created_at, last_seen_at FROM gateway.session WHERE id_sha256 = $1",
            id.hash()
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else {
            self.forget(id);
            return Ok(None);
        };
        let last_seen_at = db::from_sql_instant(row.last_seen_at);
        let idle = after(last_seen_at, self.life.idle_seconds);
        let absolute = after(db::from_sql_instant(row.created_at), self.life.absolute_seconds);
        let session = Session { id: id.clone(), subject: row.subject, expires_at: idle.min(absolute) };
        if let Ok(mut cache) = self.cache.lock() {
            if cache.len() >= CACHED_MAX {
                cache.clear();
            }
            cache
                .insert(id.clone(), Kept { session: session.clone(), last_seen_at, read_at: Instant::now() });
        }
        Ok(Some((session, last_seen_at)))
    }

    fn forget(&self, id: &Id) {
        if let Ok(mut cache) = self.cache.lock() {
            cache.remove(id);
        }
    }
}

fn after(at: Timestamp, seconds: i64) -> Timestamp {
    at.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

fn before(at: Timestamp, seconds: i64) -> Timestamp {
    after(at, -seconds)
}

/// The value of a cookie.
#[must_use]
pub fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find_map(|(key, value)| (key == name).then(|| value.to_owned()))
}

/// A `Set-Cookie` of ours; `max_age` in seconds, `None` for as long as the browser is open.
#[must_use]
pub fn set_cookie(name: &str, value: &str, max_age: Option<u32>) -> HeaderValue {
    let age = max_age.map(|s| format!("; Max-Age={s}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; Secure; HttpOnly; SameSite=Lax{age}");
    HeaderValue::try_from(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// Lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Thirty-two bytes from their hexadecimal.
#[must_use]
pub fn unhex(text: &str) -> Option<[u8; 32]> {
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * at..2 * at + 2], 16).ok()?;
    }
    Some(bytes)
}

/// No session was presented.
#[must_use]
pub fn absent() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "SES-003",
        "Cette demande exige une identité, et n’en porte aucune. Connectez-vous\u{a0}; un programme partenaire envoie l’en-tête Authorization: Bearer avec son jeton d’accès.",
    )
}

/// The session presented holds no more.
#[must_use]
pub fn expired() -> Problem {
    Problem::new(
        StatusCode::UNAUTHORIZED,
        "SES-001",
        "Votre session a expiré ou a été fermée. Reconnectez-vous\u{a0}: votre saisie est conservée à l’écran.",
    )
}
