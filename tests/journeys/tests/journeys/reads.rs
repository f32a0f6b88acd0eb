//! What a read costs the database: two statements at most, however it is asked for. What the pool asks of a connection that
//! came back is not counted: the caller has left by then.

use anyhow::{Result, ensure};
use greffe_dev::Service;
use greffe_test_support::{Options, Product};

use crate::{day, declaration};

/// More than what any background work repeats meanwhile.
const READS: i64 = 300;

#[tokio::test]
async fn a_read_of_a_dossier_is_two_statements_at_most() -> Result<()> {
    let environment = ["AGENT_PER_SECOND", "AGENT_BURST"]
        .map(|limit| (Service::Gateway, format!("GREFFE__LIMITS__{limit}"), "1000000".to_owned()))
        .to_vec();
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), "")).await?.expect(201)?;
    let (id, number) =
        (opened["dossier_id"].as_str().unwrap_or_default(), opened["number"].as_str().unwrap_or_default());
    let sql = product.sql().await?;
    sqlx::raw_sql("CREATE EXTENSION IF NOT EXISTS pg_stat_statements").execute(&sql).await?;
    for path in [
        format!("/api/v1/dossiers/{id}"),
        format!("/api/v1/dossiers/{}", number.replace(' ', "%20")),
        format!("/api/v1/dossiers/{id}/echeances"),
        format!("/api/v1/dossiers/{id}/taches"),
        format!("/api/v1/dossiers/{id}/actes"),
    ] {
        greffier.get(&path).await?.expect(200)?;
        sqlx::raw_sql("SELECT pg_stat_statements_reset()").execute(&sql).await?;
        for _ in 0..READS {
            greffier.get(&path).await?.expect(200)?;
        }
        let statements: Vec<(String, i64)> = sqlx::query_as(
            "SELECT query, calls FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid
             WHERE d.datname = current_database() AND calls >= $1 / 2 AND query NOT LIKE '%statement_timestamp()%' ORDER BY calls DESC",
        )
        .bind(READS)
        .fetch_all(&sql)
        .await?;
        let calls: i64 = statements.iter().map(|(_, calls)| calls).sum();
        ensure!(calls >= READS, "{path}: the statements were not counted: {statements:?}");
        ensure!(calls <= 2 * READS, "{path}: {calls} statements for {READS} reads: {statements:?}");
    }
    product.stack.stop().await
}
