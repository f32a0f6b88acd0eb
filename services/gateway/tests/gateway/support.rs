//! A house to knock at: the gateway on a port of its own, and the others played.

use std::{
    collections::{HashMap, HashSet},
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicI64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use axum::{Form, Json, Router, extract::State, routing};
use greffe_chassis::{Clock, SharedClock, db, identity::Verifier};
use greffe_contracts::assignment::v1::Agent;
use greffe_dev::testing::TestDatabase;
use greffe_gateway::{Config, DEFAULTS, Gateway};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::{net::TcpListener, sync::Notify};
use tokio_util::sync::CancellationToken;

mod played;
mod played_accesses;
mod played_enclave;
mod played_load;

pub use played::{HASH, LINK, PARTY, PDF};

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

/// The system's clock, moved by a test.
#[derive(Debug, Default)]
pub struct Moved(AtomicI64);

impl Moved {
    /// Puts it forward.
    pub fn advance(&self, seconds: i64) {
        self.0.fetch_add(seconds, Ordering::Relaxed);
    }
}

impl Clock for Moved {
    fn now(&self) -> Timestamp {
        let by = SignedDuration::from_secs(self.0.load(Ordering::Relaxed));
        greffe_chassis::clock::SystemClock.now() + by
    }
}

/// What the played services know and saw.
#[derive(Default)]
pub struct Behind {
    /// By subject.
    pub agents: Mutex<HashMap<String, Agent>>,
    /// Subjects that may know of dossiers.
    pub may: Mutex<Vec<String>>,
    /// Acts recorded to the end.
    pub recorded: AtomicUsize,
    /// Keys and instants of commands, as they came.
    pub commands: Mutex<Vec<(String, String)>>,
    /// A record, and who may know of an event, wait for it when set.
    pub hold: Mutex<Option<Arc<Notify>>>,
    /// What the next record is refused with.
    pub refusal: Mutex<Option<greffe_chassis::Failure>>,
    /// Pieces being received.
    pub receiving: AtomicUsize,
    /// Bytes of pieces received to the end.
    pub deposited: Mutex<Vec<Vec<u8>>>,
    /// Keys of these.
    pub deposit_keys: Mutex<HashSet<String>>,
    /// Code given by the provider: (nonce, challenge, subject).
    pub codes: Mutex<HashMap<String, (String, String, String)>>,
}

/// The house.
pub struct House {
    /// Follows no redirection.
    pub http: reqwest::Client,
    /// Time.
    pub clock: Arc<Moved>,
    /// The others.
    pub behind: Arc<Behind>,
    /// The gateway itself.
    pub gateway: Gateway,
    /// The issuer's address.
    pub issuer: String,
    pool: sqlx::PgPool,
    address: SocketAddr,
    ending: CancellationToken,
    _database: TestDatabase,
}

/// A browser that signed in.
pub struct Browser {
    /// `Cookie`.
    pub cookie: String,
    /// `X-Greffe-CSRF`.
    pub csrf: String,
}

impl House {
    /// Opens one.
    pub async fn open() -> Self {
        Self::open_with(|_| {}).await
    }

    /// Opens one with another configuration.
    pub async fn open_with(change: impl FnOnce(&mut Config)) -> Self {
        greffe_chassis::install_crypto();
        let database = TestDatabase::create(&["gateway"]).await.unwrap();
        let clock = Arc::new(Moved::default());
        let behind = Arc::new(Behind::default());
        let (private, public) = keys();
        let shared: SharedClock = clock.clone();
        let verifier = |audience: &str| Verifier::from_file(&public, audience, shared.clone()).unwrap();
        let services = played::serve(behind.clone(), verifier).await;
        let issuer = provider(behind.clone()).await;
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();

        let mut config: Config = greffe_chassis::config::load(DEFAULTS).unwrap();
        config.service.database.url = database.url("gateway").unwrap();
        config.service.identity.private_key_file = private;
        config.service.peers.dossier.clone_from(&services);
        config.service.peers.assignment.clone_from(&services);
        config.service.peers.document = services;
        config.oidc.issuer.clone_from(&issuer);
        config.oidc.client_secret = "secret".to_owned();
        config.oidc.redirect_url = format!("http://{address}/connexion/retour");
        change(&mut config);

        let ending = CancellationToken::new();
        let pool = db::connect(&config.service.database, &ending).await.unwrap();
        let gateway = Gateway::new(&config, pool.clone(), clock.clone(), ending.clone()).unwrap();
        let app = greffe_gateway::router(gateway.clone(), &config.web.root);
        tokio::spawn(async move {
            axum::serve(listener, app.into_make_service_with_connect_info::<SocketAddr>()).await
        });
        let http = reqwest::Client::builder()
            .tls_built_in_root_certs(false)
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .unwrap();
        Self { http, clock, behind, gateway, issuer, pool, address, ending, _database: database }
    }

    /// Tells the gateway to end.
    pub fn end(&self) {
        self.ending.cancel();
    }

    /// The gateway's pool.
    pub fn pool(&self) -> &sqlx::PgPool {
        &self.pool
    }

    /// An address of the gateway.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Its origin.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// `GET` by nobody.
    pub async fn get(&self, path: &str) -> reqwest::Response {
        self.http.get(self.url(path)).send().await.unwrap()
    }

    /// Adds an agent to the register.
    pub fn hire(&self, subject: &str, roles: &[&str]) {
        let agent = Agent {
            agent_id: uuid::Uuid::new_v4().to_string(),
            subject: subject.to_owned(),
            display_name: format!("Nom de {subject}"),
            roles: roles.iter().map(|role| (*role).to_owned()).collect(),
            ..Agent::default()
        };
        self.behind.agents.lock().unwrap().insert(subject.to_owned(), agent);
        self.behind.may.lock().unwrap().push(subject.to_owned());
    }

    /// Goes to the provider and comes back, without the last step: the cookie of the sign-in, and where to go back.
    pub async fn to_provider_and_back(&self, subject: &str) -> (String, String) {
        let leaving = self.get("/connexion?retour=/dossiers").await;
        assert_eq!(leaving.status(), 303);
        let cookie = cookie_of(&leaving);
        let to = leaving.headers()["location"].to_str().unwrap().to_owned();
        assert!(to.starts_with(&format!("{}/auth?", self.issuer)), "{to}");
        let asked = reqwest::Url::parse(&to).unwrap();
        let asked: HashMap<String, String> = asked.query_pairs().into_owned().collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        let code = uuid::Uuid::new_v4().to_string();
        let kept = (asked["nonce"].clone(), asked["code_challenge"].clone(), subject.to_owned());
        self.behind.codes.lock().unwrap().insert(code.clone(), kept);
        (cookie, format!("/connexion/retour?code={code}&state={}", asked["state"]))
    }

    /// Signs in.
    pub async fn sign_in(&self, subject: &str) -> Browser {
        self.hire(subject, &["greffe_chambre"]);
        let (cookie, back) = self.to_provider_and_back(subject).await;
        let welcomed = self.http.get(self.url(&back)).header("cookie", cookie).send().await.unwrap();
        assert_eq!(welcomed.status(), 303, "{}", welcomed.text().await.unwrap());
        assert_eq!(welcomed.headers()["location"], "/dossiers");
        let cookie = cookie_of(&welcomed);
        let session: Value = self.see(&cookie, "/api/v1/session").await.json().await.unwrap();
        Browser { cookie, csrf: session["csrf_token"].as_str().unwrap().to_owned() }
    }

    /// `GET` with a cookie.
    pub async fn see(&self, cookie: &str, path: &str) -> reqwest::Response {
        self.http.get(self.url(path)).header("cookie", cookie).send().await.unwrap()
    }

    /// A command of a browser, as our pages send it.
    pub fn command(&self, browser: &Browser, path: &str) -> reqwest::RequestBuilder {
        self.http
            .post(self.url(path))
            .header("cookie", &browser.cookie)
            .header("x-greffe-csrf", &browser.csrf)
            .header("origin", self.origin())
            .header("sec-fetch-site", "same-origin")
            .header("content-type", "application/json")
            .header("idempotency-key", uuid::Uuid::new_v4().to_string())
    }

    /// A partner's token, as the provider makes them, changed by a test.
    pub fn token(&self, change: impl FnOnce(&mut Value)) -> String {
        let now = self.clock.now().as_second();
        let mut claims = json!({
            "iss": self.issuer, "aud": "greffe-api", "client_id": "partenaire-martin", "sub": "partenaire-martin",
            "scope": "depot", "iat": now, "exp": now + 600,
        });
        change(&mut claims);
        sign(&claims)
    }
}

/// The pair of a `Set-Cookie`, to send back.
pub fn cookie_of(response: &reqwest::Response) -> String {
    let set = response.headers()["set-cookie"].to_str().unwrap();
    assert!(set.contains("; Path=/; Secure; HttpOnly; SameSite=Lax"), "{set}");
    assert!(set.starts_with("__Host-greffe"), "{set}");
    set.split(';').next().unwrap().to_owned()
}

/// A problem, whose shape is checked.
pub async fn problem(response: reqwest::Response) -> Value {
    let status = response.status().as_u16();
    assert_eq!(response.headers()["content-type"], "application/problem+json");
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let problem: Value = response.json().await.unwrap();
    assert_eq!(problem["status"], status);
    assert_eq!(problem["instance"], format!("urn:uuid:{id}"));
    let code = problem["code"].as_str().unwrap();
    assert_eq!(problem["type"], format!("/aide/erreurs/{code}"));
    assert!(greffe_gateway::PAGES.iter().any(|(known, _)| *known == code), "{code} has no page");
    assert!(problem["detail"].as_str().unwrap().len() > 40, "{problem}");
    problem
}

/// Waits for a condition, within a bound.
pub async fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let waited = async {
        while !holds() {
            tokio::task::yield_now().await;
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(5), waited)
        .await
        .unwrap_or_else(|_| panic!("waited in vain: {what}"));
}

fn keys() -> (String, String) {
    let dir = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (private, public) = (dir.join("gateway-private.pem"), dir.join("gateway-public.pem"));
    for (path, text) in [(&private, PRIVATE), (&public, PUBLIC)] {
        let next = path.with_extension(uuid::Uuid::new_v4().to_string());
        std::fs::write(&next, text).unwrap();
        std::fs::rename(&next, path).unwrap();
    }
    (private.display().to_string(), public.display().to_string())
}

fn sign(claims: &Value) -> String {
    let mut header = jsonwebtoken::Header::new(jsonwebtoken::Algorithm::EdDSA);
    header.kid = Some("k1".to_owned());
    let key = jsonwebtoken::EncodingKey::from_ed_pem(PRIVATE.as_bytes()).unwrap();
    jsonwebtoken::encode(&header, claims, &key).unwrap()
}

/// An identity provider with one key, which gives a token for each code a test made.
async fn provider(behind: Arc<Behind>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let issuer = format!("http://{}", listener.local_addr().unwrap());
    let own = issuer.clone();
    let description = json!({
        "issuer": issuer, "authorization_endpoint": format!("{issuer}/auth"), "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/jwks"), "end_session_endpoint": format!("{issuer}/session/end"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["EdDSA"],
    });
    let keys = json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": "k1",
        "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]});
    let token = move |State(behind): State<Arc<Behind>>, Form(asked): Form<HashMap<String, String>>| async move {
        let known = behind.codes.lock().unwrap().remove(&asked["code"]);
        let Some((nonce, challenge, subject)) = known else {
            return (axum::http::StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"})));
        };
        if played::challenge(&asked["code_verifier"]) != challenge {
            return (axum::http::StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"})));
        }
        let now = greffe_chassis::clock::SystemClock.now().as_second();
        let claims = json!({"iss": own, "aud": "greffe-gateway", "sub": subject, "nonce": nonce, "iat": now, "exp": now + 600});
        let answer = json!({"access_token": "a", "token_type": "Bearer", "id_token": sign(&claims)});
        (axum::http::StatusCode::OK, Json(answer))
    };
    let app = Router::new()
        .route("/.well-known/openid-configuration", routing::get(move || async move { Json(description) }))
        .route("/jwks", routing::get(move || async move { Json(keys) }))
        .route("/token", routing::post(token))
        .with_state(behind);
    tokio::spawn(async move { axum::serve(listener, app).await });
    issuer
}
