//! Signing in and out: authorization code with PKCE, all of it kept on this side; the browser carries codes, never tokens.

use std::{sync::Arc, time::Duration};

use axum::{
    Form,
    extract::{ConnectInfo, State},
    http::{HeaderMap, StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use greffe_chassis::{Failure, Result, SharedClock, db};
use jiff::SignedDuration;
use openidconnect::{
    AuthorizationCode, ClientId, ClientSecret, CsrfToken, IssuerUrl, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, PostLogoutRedirectUrl, ProviderMetadataWithLogout, RedirectUrl, Scope, TokenResponse,
    core::{CoreAuthenticationFlow, CoreClient},
};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgPool;
use tokio::{sync::Mutex, time::Instant};

use super::session;
use crate::{Gateway, config, extract::Query, help, limits::Class, problem::Problem};

/// Ties a sign-in to the browser that began it.
const BROWSER_COOKIE: &str = "__Host-greffe-connexion";
/// A sign-in not finished by then is begun anew.
const SIGN_IN: SignedDuration = SignedDuration::from_secs(600);
/// How long the provider's description is believed.
const BELIEVED: Duration = Duration::from_secs(600);

/// The identity provider, seen from here.
#[derive(Clone)]
pub struct Provider {
    config: Arc<config::Oidc>,
    http: reqwest::Client,
    pool: PgPool,
    clock: SharedClock,
    known: Arc<Mutex<Option<Known>>>,
}

/// What the provider said of itself, and when.
type Known = (Arc<ProviderMetadataWithLogout>, Instant);

/// Who signed in, and what ends their session at the provider.
struct SignedIn {
    subject: String,
    id_token: String,
    return_to: String,
}

impl Provider {
    /// From the configuration; asks nothing of the provider yet, which may be down when we start.
    ///
    /// # Errors
    /// When no HTTP client can be built.
    pub fn new(config: config::Oidc, pool: PgPool, clock: SharedClock) -> Result<Self> {
        let http = reqwest::Client::builder()
            // A redirection followed here would let the provider make us call anyone.
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(Duration::from_secs(2))
            .timeout(Duration::from_secs(5))
            .build()
            .map_err(Failure::internal)?;
        Ok(Self { config: Arc::new(config), http, pool, clock, known: Arc::default() })
    }

    /// What the provider says of itself.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn metadata(&self) -> Result<Arc<ProviderMetadataWithLogout>> {
        let mut known = self.known.lock().await;
        if let Some((metadata, at)) = known.as_ref()
            && at.elapsed() < BELIEVED
        {
            return Ok(metadata.clone());
        }
        let issuer = IssuerUrl::new(self.config.issuer.clone()).map_err(Failure::internal)?;
        match ProviderMetadataWithLogout::discover_async(issuer, &self.http).await {
            Ok(found) => {
                let found = Arc::new(found);
                *known = Some((found.clone(), Instant::now()));
                Ok(found)
            }
            Err(error) => match known.as_ref() {
                // An old description serves better than none.
                Some((metadata, _)) => Ok(metadata.clone()),
                None => Err(Failure::unavailable(error)),
            },
        }
    }

    /// The client that calls the provider: it follows no redirection.
    #[must_use]
    pub fn http(&self) -> &reqwest::Client {
        &self.http
    }

    async fn begin(&self, return_to: &str, browser: &[u8; 32]) -> Result<String> {
        let metadata = self.metadata().await?;
        let client = self.client(&metadata)?;
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state, nonce) = client
            .authorize_url(
                CoreAuthenticationFlow::AuthorizationCode,
                CsrfToken::new_random,
                Nonce::new_random,
            )
            .add_scope(Scope::new("profile".to_owned()))
            .set_pkce_challenge(challenge)
            .url();
        sqlx::query!(
            "INSERT INTO gateway.sign_in (state_sha256, browser_sha256, nonce, pkce_verifier, return_to, began_at) VALUES ($1, $2, $3, $4, $5, $6)",
            Sha256::digest(state.secret()).to_vec(),
            Sha256::digest(browser).to_vec(),
            nonce.secret(),
            verifier.secret(),
            return_to,
            db::sql_instant(self.clock.now())
        )
        .execute(&self.pool)
        .await?;
        Ok(url.into())
    }

    /// Ends a sign-in; `None` when this browser began none with that state, or too long ago.
    async fn finish(&self, state: &str, code: String, browser: &[u8; 32]) -> Result<Option<SignedIn>> {
        let row = sqlx::query!(
            "DELETE FROM gateway.sign_in WHERE state_sha256 = $1 RETURNING browser_sha256, nonce, pkce_verifier, return_to, began_at",
            Sha256::digest(state).to_vec()
        )
        .fetch_optional(&self.pool)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let age = self.clock.now().duration_since(db::from_sql_instant(row.began_at));
        if row.browser_sha256 != Sha256::digest(browser).to_vec() || age > SIGN_IN {
            return Ok(None);
        }
        let metadata = self.metadata().await?;
        let client = self.client(&metadata)?;
        let answer = client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(Failure::internal)?
            .set_pkce_verifier(PkceCodeVerifier::new(row.pkce_verifier))
            .request_async(&self.http)
            .await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(openidconnect::RequestTokenError::Request(error)) => return Err(Failure::unavailable(error)),
            Err(error) => {
                tracing::warn!(error = %error, "the provider refused a code");
                return Ok(None);
            }
        };
        let id_token = answer.id_token().ok_or_else(|| Failure::internal("the provider sent no id_token"))?;
        let claims = id_token.claims(&client.id_token_verifier(), &Nonce::new(row.nonce));
        let subject = match claims {
            Ok(claims) => claims.subject().to_string(),
            Err(error) => {
                // Its keys may have changed: the next attempt reads them anew.
                *self.known.lock().await = None;
                return Err(Failure::unavailable(error));
            }
        };
        Ok(Some(SignedIn { subject, id_token: id_token.to_string(), return_to: row.return_to }))
    }

    /// Where the browser goes to end its session at the provider too.
    async fn leaving(&self, id_token: &str) -> Option<String> {
        let metadata = self.metadata().await.ok()?;
        let mut url = metadata.additional_metadata().end_session_endpoint.as_ref()?.url().clone();
        let back = PostLogoutRedirectUrl::new(format!("{}/", origin(&self.config.redirect_url)?)).ok()?;
        url.query_pairs_mut()
            .append_pair("id_token_hint", id_token)
            .append_pair("client_id", &self.config.client_id)
            .append_pair("post_logout_redirect_uri", back.as_str());
        Some(url.into())
    }

    fn client(
        &self,
        metadata: &ProviderMetadataWithLogout,
    ) -> Result<
        CoreClient<
            openidconnect::EndpointSet,
            openidconnect::EndpointNotSet,
            openidconnect::EndpointNotSet,
            openidconnect::EndpointNotSet,
            openidconnect::EndpointMaybeSet,
            openidconnect::EndpointMaybeSet,
        >,
    > {
        let redirect = RedirectUrl::new(self.config.redirect_url.clone()).map_err(Failure::internal)?;
        Ok(CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new(self.config.client_id.clone()),
            Some(ClientSecret::new(self.config.client_secret.clone())),
        )
        .set_redirect_uri(redirect))
    }
}

/// Scheme, host and port of an address, as browsers write an origin.
#[must_use]
pub fn origin(url: &str) -> Option<String> {
    let url = openidconnect::url::Url::parse(url).ok()?;
    Some(url.origin().ascii_serialization())
}

/// What `/connexion` is told.
#[derive(Deserialize)]
pub struct Wish {
    retour: Option<String>,
}

/// `GET /connexion`: sends the browser to the provider.
pub async fn sign_in(
    State(gateway): State<Gateway>,
    ConnectInfo(from): ConnectInfo<std::net::SocketAddr>,
    headers: HeaderMap,
    Query(wish): Query<Wish>,
) -> Response {
    if let Err(problem) = gateway.rates().take(Class::SignIn, &gateway.client(from, &headers)) {
        return screen(&problem);
    }
    let return_to = wish.retour.as_deref().filter(|path| is_ours(path)).unwrap_or("/");
    // A second tab shares the first one's: neither sign-in undoes the other.
    let browser = browser(&headers).unwrap_or_else(rand::random);
    match gateway.provider().begin(return_to, &browser).await {
        Ok(url) => {
            let cookie = session::set_cookie(BROWSER_COOKIE, &session::hex(&browser), Some(600));
            (
                [
                    (header::SET_COOKIE, cookie),
                    (header::CACHE_CONTROL, header::HeaderValue::from_static("no-store")),
                ],
                Redirect::to(&url),
            )
                .into_response()
        }
        Err(failure) => screen(&failure.into()),
    }
}

/// What the provider sends back.
#[derive(Deserialize)]
pub struct Back {
    code: Option<String>,
    state: Option<String>,
}

/// `GET /connexion/retour`: begins the session.
pub async fn signed_in(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    Query(back): Query<Back>,
) -> Response {
    match welcome(&gateway, &headers, back).await {
        Ok((id, return_to)) => {
            ([(header::SET_COOKIE, id.set_cookie())], Redirect::to(&return_to)).into_response()
        }
        Err(problem) => screen(&problem),
    }
}

async fn welcome(
    gateway: &Gateway,
    headers: &HeaderMap,
    back: Back,
) -> Result<(session::Id, String), Problem> {
    let (Some(state), Some(code), Some(browser)) = (back.state, back.code, browser(headers)) else {
        return Err(not_finished());
    };
    let signed_in = gateway.provider().finish(&state, code, &browser).await?.ok_or_else(not_finished)?;
    if gateway.agents().resolve(&signed_in.subject).await?.is_none() {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "SES-004",
            "Votre compte est reconnu, mais il n’est pas inscrit parmi les agents de Greffe, ou il y est suspendu. Demandez son inscription à l’administration de l’application.",
        ));
    }
    // A session never outlives the sign-in that follows it: the identifier always changes.
    if let Some(old) = session::Id::of_cookie(headers) {
        gateway.sessions().end(&old).await?;
    }
    let id = gateway.sessions().begin(&signed_in.subject, &signed_in.id_token).await?;
    Ok((id, signed_in.return_to))
}

/// What the sign-out form sends.
#[derive(Deserialize)]
pub struct Leave {
    #[serde(default)]
    csrf_token: String,
}

/// `POST /deconnexion`: ends the session here, then at the provider.
pub async fn sign_out(
    State(gateway): State<Gateway>,
    headers: HeaderMap,
    Form(leave): Form<Leave>,
) -> Response {
    let Some(id) = session::Id::of_cookie(&headers) else { return Redirect::to("/").into_response() };
    if super::same_origin(&headers, gateway.public_origin()).is_err() || !id.is_csrf_token(&leave.csrf_token)
    {
        return screen(&super::forged());
    }
    let token = match gateway.sessions().end(&id).await {
        Ok(token) => token,
        Err(failure) => return screen(&failure.into()),
    };
    let onward = match token {
        Some(token) => gateway.provider().leaving(&token).await,
        None => None,
    };
    ([(header::SET_COOKIE, session::forget_cookie())], Redirect::to(onward.as_deref().unwrap_or("/")))
        .into_response()
}

fn browser(headers: &HeaderMap) -> Option<[u8; 32]> {
    session::unhex(&session::cookie(headers, BROWSER_COOKIE)?)
}

/// A path of this site, and nothing that a browser could read as another one.
pub fn is_ours(path: &str) -> bool {
    path.starts_with('/')
        && !path.starts_with("//")
        && path.len() <= 2000
        && path.bytes().all(|byte| byte > b' ' && byte < 0x7f && byte != b'\\')
}

fn not_finished() -> Problem {
    Problem::new(
        StatusCode::BAD_REQUEST,
        "SES-005",
        "La connexion n’a pas abouti\u{a0}: elle a été commencée dans un autre navigateur, il y a plus de dix minutes, ou elle a été refusée. Recommencez depuis la page d’accueil.",
    )
}

/// A problem as a page, for a person who follows links.
fn screen(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let text = format!(
        "# {}\n\n{}\n\n[Se connecter de nouveau](/connexion)\n\n[En savoir plus sur le code {}]({})\n",
        problem.title, problem.detail, problem.code, problem.kind
    );
    let mut response = (status, Html(help::html(&text))).into_response();
    response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}
