//! The product under measure: release binary, servers of its own, fully durable, a stock opened through the public API.

use anyhow::{Context, Result, bail};
use greffe_dev::Service;
use greffe_test_support::{Options, Product as Started};
use serde_json::{Value, json};

use super::http::Connection;

/// A running product, and what a client needs.
pub struct Product {
    pub started: Started,
    pub host: String,
    pub token: String,
    pub dossiers: Vec<String>,
    pub year: i32,
}

impl Product {
    /// Starts it with so many replicas a service, and opens a stock.
    pub async fn start(replicas: usize, dossiers: usize) -> Result<Self> {
        let environment = ["PARTNER_PER_SECOND", "PARTNER_BURST"]
            .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()))
            .to_vec();
        let started = Started::start(Options { replicas, environment, ..Default::default() }).await?;
        let token = started.machine_token("reprise").await?;
        let host = started.url().trim_start_matches("http://").to_owned();
        let mut product = Self { started, host, token, dossiers: Vec::new(), year: 0 };
        product.open(dossiers).await?;
        Ok(product)
    }

    pub async fn connection(&self) -> Result<Connection> {
        Connection::open(&self.host, &self.token).await
    }

    /// An administrator's URL on the product's database.
    pub fn admin_url(&self) -> Result<String> {
        self.started.database.admin_url()
    }

    /// Waits until every service has heard all that was recorded: what is measured next finds nobody behind.
    pub async fn caught_up(&self) -> Result<()> {
        let pool = sqlx::PgPool::connect(&self.admin_url()?).await?;
        let end = std::time::Instant::now() + std::time::Duration::from_secs(120);
        for service in ["assignment", "deadline", "notification", "document"] {
            // What is said of the law is no journal, and has a cursor of its own.
            let sql = format!(
                "SELECT (SELECT sum(version) FROM dossier.dossier) =
                        (SELECT sum(last_seq) FROM {service}.inbox_cursor
                         WHERE source = 'dossier' AND aggregate_id IN (SELECT id FROM dossier.dossier))"
            );
            while sqlx::query_scalar::<_, Option<bool>>(sqlx::AssertSqlSafe(sql.clone()))
                .fetch_one(&pool)
                .await?
                != Some(true)
            {
                if std::time::Instant::now() > end {
                    bail!("{service} never caught up");
                }
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
        Ok(())
    }

    async fn open(&mut self, dossiers: usize) -> Result<()> {
        let mut connection = self.connection().await?;
        for at in 0..dossiers {
            let key = uuid::Uuid::now_v7().to_string();
            let answer =
                connection.post("/api/v1/dossiers", &key, declaration(at).to_string().as_bytes()).await?;
            if answer.status != 201 {
                bail!("open: {} {}", answer.status, String::from_utf8_lossy(&answer.body));
            }
            let opened: Value = serde_json::from_slice(&answer.body)?;
            self.dossiers.push(opened["dossier_id"].as_str().context("dossier_id")?.to_owned());
        }
        self.year = sqlx::query_scalar("SELECT max(number_year) FROM dossier.dossier")
            .fetch_one(&self.started.sql().await?)
            .await?;
        Ok(())
    }
}

fn declaration(at: usize) -> Value {
    json!({
        "procedure": "civil_representation_obligatoire",
        "formed": {"day": "2026-11-02"},
        "parties": [
            {"role": "demandeur", "residence": "metropole", "person": {"nature": "personne_physique", "name": format!("Demandeur{at}")}},
            {"role": "defendeur", "residence": "metropole", "person": {"nature": "personne_morale", "name": format!("société Défense {at}")}}
        ],
        "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2026-09-10", "case_number": "25/01234"}],
        "urgent": false, "piece_ids": [], "warnings_confirmed": false, "duplicate_excluded": true
    })
}
