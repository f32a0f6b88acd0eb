//! Signing in as a browser does, redirection by redirection, with a cookie jar a site.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use reqwest::{Client, Response, Url};
use serde_json::Value;

use crate::api::{Api, client, read};

struct Browser {
    client: Client,
    jars: HashMap<String, HashMap<String, String>>,
}

impl Browser {
    fn site(url: &Url) -> String {
        format!("{}:{}", url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or_default())
    }

    fn cookie(&self, url: &Url) -> String {
        let jar = self.jars.get(&Self::site(url));
        jar.into_iter()
            .flatten()
            .map(|(name, value)| format!("{name}={value}"))
            .collect::<Vec<_>>()
            .join("; ")
    }

    async fn go(&mut self, url: &Url, form: Option<&[(&str, &str)]>) -> Result<Response> {
        let request = match form {
            Some(form) => self.client.post(url.clone()).form(form),
            None => self.client.get(url.clone()),
        };
        let answer = request.header("Cookie", self.cookie(url)).send().await?;
        let jar = self.jars.entry(Self::site(url)).or_default();
        for line in answer.headers().get_all("set-cookie") {
            if let Some((name, value)) = line.to_str()?.split(';').next().and_then(|c| c.split_once('=')) {
                jar.insert(name.trim().to_owned(), value.trim().to_owned());
            }
        }
        Ok(answer)
    }
}

fn next(from: &Url, answer: &Response) -> Result<Option<Url>> {
    let Some(location) = answer.headers().get("location") else { return Ok(None) };
    Ok(Some(from.join(location.to_str()?)?))
}

/// Signs a person in: follows redirections, presses the account's button at the provider's page.
pub async fn sign_in(base: &str, subject: &str) -> Result<Api> {
    let mut browser = Browser { client: client(), jars: HashMap::new() };
    let home = Url::parse(base)?;
    let mut url = home.join("/connexion")?;
    let mut pressed = false;
    for _ in 0..12 {
        let form = [("sub", subject)];
        let press = url.path().starts_with("/interaction/") && !pressed;
        let answer = browser.go(&url, press.then_some(&form[..])).await?;
        pressed |= press;
        match next(&url, &answer)? {
            Some(to)
                if Browser::site(&to) == Browser::site(&home) && !to.path().starts_with("/connexion") =>
            {
                return session(base, &browser.cookie(&home)).await;
            }
            Some(to) => url = to,
            None => bail!("signing in ends at {url} with {}: {}", answer.status(), answer.text().await?),
        }
    }
    bail!("too many redirections")
}

async fn session(base: &str, cookie: &str) -> Result<Api> {
    let answer =
        read(client().get(format!("{base}/api/v1/session")).header("Cookie", cookie)).await?.expect(200)?;
    let csrf = answer["csrf_token"].as_str().context("csrf_token")?;
    Ok(Api::session(base, cookie.to_owned(), csrf.to_owned()))
}

/// A token of client credentials, for the API.
pub async fn machine_token(issuer: &str, client_id: &str, secret: &str) -> Result<String> {
    let discovery: Value =
        read(client().get(format!("{issuer}/.well-known/openid-configuration"))).await?.expect(200)?;
    let endpoint = discovery["token_endpoint"].as_str().context("token_endpoint")?;
    let form = [("grant_type", "client_credentials"), ("scope", "depot"), ("resource", "urn:greffe:api")];
    let answer =
        read(client().post(endpoint).basic_auth(client_id, Some(secret)).form(&form)).await?.expect(200)?;
    Ok(answer["access_token"].as_str().context("access_token")?.to_owned())
}
