//! Who asks: a browser's session or a partner's token. Who they are is established here; what they may do is not.

pub mod agents;
pub mod oidc;
pub mod partner;
pub mod session;
pub mod tokens;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Method, StatusCode, header, request::Parts},
};
use greffe_chassis::Caller;
use greffe_contracts::assignment::v1::Agent;

use crate::{
    Gateway,
    limits::{Class, Held},
    problem::Problem,
};

/// Header by which a command proves that it comes from our pages.
pub const CSRF_HEADER: &str = "x-greffe-csrf";

/// The one who asks, established.
#[derive(Debug, Clone)]
pub struct Principal {
    /// What services are told.
    pub caller: Caller,
    /// As the register knows them.
    pub agent: Agent,
    /// The browser's session; `None` for a partner.
    pub session: Option<session::Session>,
}

impl Principal {
    /// Of an agent, in a session or not.
    #[must_use]
    pub fn new(agent: Agent, session: Option<session::Session>) -> Self {
        let caller = Caller {
            subject: agent.subject.clone(),
            agent_id: agent.agent_id.clone(),
            roles: agent.roles.clone(),
            chambres: agent.chambres.clone(),
            office_id: agent.office_id.clone(),
            sid: session.as_ref().map(|s| s.id.public()).unwrap_or_default(),
        };
        Self { caller, agent, session }
    }
}

impl FromRequestParts<Gateway> for Principal {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, gateway: &Gateway) -> Result<Self, Problem> {
        let principal = match bearer(&parts.headers) {
            Some(token) => of_partner(gateway, token).await?,
            None => of_browser(gateway, parts).await?,
        };
        let class = match &principal.session {
            Some(_) if crate::api::pieces::is_part(parts) => Class::Part,
            Some(_) => Class::Agent,
            None => Class::Partner,
        };
        gateway.rates().take(class, &principal.caller.subject)?;
        if let Some(held) = parts.extensions.get::<Held>() {
            let _ = held.set(gateway.clients().take(&principal.caller.subject)?);
        }
        Ok(principal)
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

async fn of_partner(gateway: &Gateway, token: &str) -> Result<Principal, Problem> {
    let client = gateway.partners().verify(token, gateway.now()).await?;
    let agent = gateway.agents().resolve(&client).await?.ok_or_else(partner::unknown)?;
    Ok(Principal::new(agent, None))
}

async fn of_browser(gateway: &Gateway, parts: &Parts) -> Result<Principal, Problem> {
    let id = session::Id::of_cookie(&parts.headers).ok_or_else(session::absent)?;
    let session = gateway.sessions().touch(&id).await?.ok_or_else(session::expired)?;
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        same_origin(&parts.headers, gateway.public_origin())?;
        let said = parts.headers.get(CSRF_HEADER).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if !session.id.is_csrf_token(said) {
            return Err(forged());
        }
    }
    let Some(agent) = gateway.agents().resolve(&session.subject).await? else {
        gateway.sessions().end(&id).await?;
        return Err(session::expired());
    };
    Ok(Principal::new(agent, Some(session)))
}

/// A command of a browser comes from our own pages.
///
/// # Errors
/// 403 when the browser says otherwise.
pub fn same_origin(headers: &HeaderMap, own: &str) -> Result<(), Problem> {
    let site = headers.get("sec-fetch-site").and_then(|v| v.to_str().ok());
    if site.is_some_and(|site| site != "same-origin") {
        return Err(forged());
    }
    let origin = headers.get(header::ORIGIN).and_then(|v| v.to_str().ok());
    if origin.is_some_and(|origin| origin != own) {
        return Err(forged());
    }
    Ok(())
}

fn forged() -> Problem {
    Problem::new(
        StatusCode::FORBIDDEN,
        "SES-002",
        "La demande ne prouve pas qu’elle vient de l’application Greffe. Rechargez la page, puis recommencez\u{a0}; un programme envoie l’en-tête X-Greffe-CSRF donné par /api/v1/session.",
    )
}
