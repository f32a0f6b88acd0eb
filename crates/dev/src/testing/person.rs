//! People and partners who sign in as they do in life: through the identity provider.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use reqwest::{Client, Method, RequestBuilder, Response, Url, header, redirect};

use crate::servers::Oidc;

/// More redirections than a sign-in has.
const STEPS: usize = 12;

/// Someone signed in at the gateway, as their browser knows it.
#[derive(Debug, Clone)]
pub struct Person {
    http: Client,
    gateway: Url,
    cookies: Cookies,
    csrf_token: String,
}

impl Person {
    /// Follows the whole sign-in of `sub` (an account of `ops/oidc/accounts.json`) at the gateway.
    pub async fn sign_in(gateway: &str, sub: &str) -> Result<Self> {
        let gateway = Url::parse(gateway).context("adresse de la passerelle")?;
        let http = client()?;
        let mut cookies = Cookies::default();
        let mut at = gateway.join("connexion?retour=/")?;
        for _ in 0..STEPS {
            let chosen = [("sub", sub)];
            // The provider's only page is the choice of an account; everything else redirects.
            let request = match at.path().starts_with("/interaction/") {
                true => http.post(at.clone()).form(&chosen),
                false => http.get(at.clone()),
            };
            let answer = request.header(header::COOKIE, cookies.header()).send().await?;
            cookies.keep(&answer);
            let Some(next) = answer.headers().get(header::LOCATION) else {
                bail!("la connexion de {sub} s’arrête à {} : {}", at.path(), answer.status());
            };
            at = at.join(next.to_str()?)?;
            if at.origin() == gateway.origin() && at.path() == "/" {
                return Self::arrived(http, gateway, cookies).await;
            }
        }
        bail!("la connexion de {sub} n’en finit pas")
    }

    async fn arrived(http: Client, gateway: Url, cookies: Cookies) -> Result<Self> {
        let mut person = Self { http, gateway, cookies, csrf_token: String::new() };
        let session = person.request(Method::GET, "api/v1/session")?.send().await?.error_for_status()?;
        let session: serde_json::Value = session.json().await?;
        session["csrf_token"].as_str().context("session sans csrf_token")?.clone_into(&mut person.csrf_token);
        Ok(person)
    }

    /// A request with this person's cookies and CSRF token, from the same origin: `request(POST, "api/v1/dossiers")`.
    pub fn request(&self, method: Method, path: &str) -> Result<RequestBuilder> {
        let request = self.http.request(method, self.gateway.join(path)?);
        let origin = self.gateway.origin().ascii_serialization();
        let request = request.header(header::COOKIE, self.cookies.header()).header(header::ORIGIN, origin);
        Ok(request.header("sec-fetch-site", "same-origin").header("x-greffe-csrf", &self.csrf_token))
    }
}

/// An access token for a partner client (`partenaire-martin`), by client credentials.
pub async fn partner_token(oidc: &Oidc, client_id: &str) -> Result<String> {
    let secret = oidc.partners.get(client_id).with_context(|| format!("{client_id} est inconnu"))?;
    let asked = [("grant_type", "client_credentials"), ("scope", "depot")];
    let request = client()?.post(format!("{}/token", oidc.issuer)).basic_auth(client_id, Some(secret));
    let answer = request.form(&asked).send().await?.error_for_status()?;
    let answer: serde_json::Value = answer.json().await?;
    Ok(answer["access_token"].as_str().context("réponse sans access_token")?.to_owned())
}

fn client() -> Result<Client> {
    Client::builder().redirect(redirect::Policy::none()).no_proxy().build().context("client HTTP")
}

/// Cookies of `localhost`, which browsers share between ports.
#[derive(Debug, Clone, Default)]
struct Cookies(BTreeMap<String, String>);

impl Cookies {
    fn keep(&mut self, answer: &Response) {
        let lines = answer.headers().get_all(header::SET_COOKIE).iter().filter_map(|line| line.to_str().ok());
        for pair in lines.filter_map(|line| line.split(';').next()?.split_once('=')) {
            if pair.1.is_empty() {
                self.0.remove(pair.0);
            } else {
                self.0.insert(pair.0.to_owned(), pair.1.to_owned());
            }
        }
    }

    fn header(&self) -> String {
        self.0.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }
}
