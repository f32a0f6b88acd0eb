//! Who I am.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    identity::{Principal, session},
    problem::{Problem, Result},
    views::Agent,
};

/// The session of this browser.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// Who signed in.
    agent: Agent,
    /// Sent back in `X-Greffe-CSRF` with each command.
    csrf_token: String,
    /// RFC 3339; each request puts it off.
    expires_at: String,
}

/// La session de ce navigateur
#[utoipa::path(get, path = "/session", tag = "session",
    responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub async fn show(who: Principal) -> Result<Json<Session>> {
    let Some(session) = who.session else { return Err(session::absent()) };
    Ok(Json(Session {
        agent: who.agent.into(),
        csrf_token: session.id.csrf_token(),
        expires_at: session.expires_at.to_string(),
    }))
}
