//! A product of a test's own, with the demonstration's agents; all gone with the value.

use std::ops::Deref;

use anyhow::Result;
use greffe_dev::{
    Service,
    testing::{Ground, Person, Trial, partner_token, program},
};

use crate::api::Api;

/// How the product is to be started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Processes of each service.
    pub replicas: usize,
    /// Name of the program: `greffe`, or `greffe-faults` with its fail points.
    pub program: &'static str,
    /// What a service is told besides.
    pub environment: Vec<(Service, String, String)>,
}

impl Default for Options {
    fn default() -> Self {
        Self { replicas: 1, program: "greffe", environment: Vec::new() }
    }
}

/// A running product.
pub struct Product(Trial);

impl Deref for Product {
    type Target = Trial;

    fn deref(&self) -> &Trial {
        &self.0
    }
}

impl Product {
    /// Starts it, with the demonstration's agents and nothing else.
    pub async fn start(options: Options) -> Result<Self> {
        let ground = Ground::prepare().await?;
        let pool = sqlx::PgPool::connect(&ground.database.admin_url()?).await?;
        greffe_assignment::seed::demonstration(&pool).await?;
        pool.close().await;
        let usual = ground.options()?;
        let wanted = greffe_dev::StackOptions {
            program: program(options.program)?,
            replicas: options.replicas,
            environment: options.environment,
            ..usual
        };
        Ok(Self(ground.start(wanted).await?))
    }

    /// Where people and machines go.
    pub fn url(&self) -> String {
        self.gateway_url()
    }

    /// A person of the demonstration, signed in as a browser would.
    pub async fn person(&self, subject: &str) -> Result<Api> {
        Ok(Api::person(&self.url(), Person::sign_in(&self.url(), subject).await?))
    }

    /// A machine with its client credentials.
    pub async fn machine(&self, client: &str) -> Result<Api> {
        Ok(Api::machine(&self.url(), &self.machine_token(client).await?))
    }

    /// The token such a machine carries.
    pub async fn machine_token(&self, client: &str) -> Result<String> {
        partner_token(self.ground.oidc()?, client).await
    }

    /// A pool of the administrator, for what only a test looks at.
    pub async fn sql(&self) -> Result<sqlx::PgPool> {
        Ok(sqlx::PgPool::connect(&self.ground.database.admin_url()?).await?)
    }
}
