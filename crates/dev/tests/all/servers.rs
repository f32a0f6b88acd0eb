//! The servers themselves: one database and one vhost a test, found alive by whoever comes next.

use std::time::Duration;

use anyhow::Result;
use greffe_chassis::{config::Database, db, server::Shutdown};
use greffe_dev::proxy::{Fault, Proxy};
use greffe_dev::testing::{TestBroker, TestBucket, TestClock, TestDatabase};
use greffe_dev::{Layout, Servers, Wanted, until};
use sqlx::{Connection, Executor, PgConnection, PgPool};

#[tokio::test]
async fn a_server_found_alive_is_used_again() -> Result<()> {
    let wanted = Wanted { postgres: true, broker: true, oidc: false };
    let first = Servers::ensure(Layout::test()?, wanted, |_, _| {}).await?;
    let second = Servers::ensure(Layout::test()?, wanted, |_, _| {}).await?;
    assert_eq!(first.postgres()?.admin_url, second.postgres()?.admin_url);
    assert_eq!(first.broker()?.product_vhost().await?.url, second.broker()?.product_vhost().await?.url);
    Ok(())
}

/// What is dropped goes within so long.
const GOES: Duration = Duration::from_secs(20);

#[tokio::test]
async fn each_database_is_its_own_and_a_role_sees_its_schema_alone() -> Result<()> {
    let one = TestDatabase::create(&["assignment", "deadline"]).await?;
    let other = TestDatabase::create(&["assignment", "deadline"]).await?;
    assert_ne!(one.name(), other.name());
    let mut role = PgConnection::connect(&one.url("deadline")?).await?;
    sqlx::query("SELECT count(*) FROM deadline.outbox").execute(&mut role).await?;
    let refused = sqlx::query("SELECT count(*) FROM assignment.outbox").execute(&mut role).await;
    assert!(refused.is_err_and(|error| error.to_string().contains("permission denied")));
    let (admin, name) = (other.admin_url()?, one.name().to_owned());
    drop(one);
    let admin = PgPool::connect(&admin).await?;
    let gone = async || {
        let known = sqlx::query("SELECT FROM pg_database WHERE datname = $1").bind(&name);
        known.fetch_optional(&admin).await.is_ok_and(|known| known.is_none())
    };
    assert!(until(GOES, gone).await, "a database goes with its test");
    Ok(())
}

#[tokio::test]
async fn a_service_that_starts_before_its_database_answers_waits_for_it() -> Result<()> {
    let database = TestDatabase::create(&["deadline"]).await?;
    let (proxy, url) = Proxy::before(&database.admin_url()?, 1).await?;
    proxy.set(Fault::Refuse);
    let starting = tokio::spawn(async move {
        let config = Database { url, max_connections: 1, accept_not_durable: true };
        db::connect(&config, &Shutdown::default().token).await
    });
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert!(!starting.is_finished());
    proxy.set(Fault::Clear);
    let pool = starting.await??;
    sqlx::query("SELECT count(*) FROM deadline.outbox").execute(&pool).await?;
    Ok(())
}

#[tokio::test]
async fn each_vhost_is_its_own_and_goes_with_its_test() -> Result<()> {
    let one = TestBroker::vhost().await?;
    let other = TestBroker::vhost().await?;
    assert_ne!(one.url(), other.url());
    assert!(one.queues().await?.is_empty());
    let (server, name) = (one.server().clone(), one.name().to_owned());
    drop(one);
    let gone = async || server.get::<serde_json::Value>(&format!("vhosts/{name}")).await.is_err();
    assert!(until(GOES, gone).await, "a vhost goes with its test");
    Ok(())
}

#[tokio::test]
async fn each_bucket_is_its_own_and_goes_with_its_test() -> Result<()> {
    let one = TestBucket::create().await?;
    let other = TestBucket::create().await?;
    one.server().write(one.name(), "papier", "un").await?;
    assert_eq!((one.names().await?, other.names().await?), (vec!["papier".to_owned()], Vec::new()));
    let (server, name) = (one.server().clone(), one.name().to_owned());
    drop(one);
    let gone = async || server.buckets().await.is_ok_and(|left| !left.contains(&name));
    assert!(until(GOES, gone).await, "a bucket goes with its test");
    assert!(server.buckets().await?.iter().any(|bucket| bucket == other.name()));
    Ok(())
}

/// On servers of its own: killing those of the other tests would fail them.
#[tokio::test]
async fn killed_servers_come_back_with_what_they_held() -> Result<()> {
    let layout = Layout::named("killed")?;
    Servers::reset(&layout).await?;
    let layout = Layout::named("killed")?;
    let wanted = Wanted { postgres: true, broker: true, oidc: false };
    let servers = Servers::ensure(layout.clone(), wanted, |_, _| {}).await?;
    let mut admin = PgConnection::connect(&servers.postgres()?.admin_url).await?;
    admin.execute("CREATE TABLE kept AS SELECT 7 AS value").await?;
    servers.broker()?.make_vhost("kept").await?;

    servers.postgres()?.kill9().await?;
    servers.broker()?.kill9().await?;
    assert!(admin.execute("SELECT value FROM kept").await.is_err(), "the connection died with its server");

    let again = Servers::ensure(layout.clone(), wanted, |_, _| {}).await?;
    assert_eq!(again.postgres()?.admin_url, servers.postgres()?.admin_url, "same port, same password");
    let mut admin = PgConnection::connect(&again.postgres()?.admin_url).await?;
    let value: i32 = sqlx::query_scalar("SELECT value FROM kept").fetch_one(&mut admin).await?;
    assert_eq!(value, 7);
    again.broker()?.get::<serde_json::Value>("vhosts/kept").await?;
    Servers::reset(&layout).await
}

#[test]
fn a_clock_stands_where_it_was_put() -> Result<()> {
    let clock = TestClock::at("2026-03-02T08:00:00Z")?;
    clock.set("2026-03-02T09:00:00Z")?;
    assert_eq!(std::fs::read_to_string(clock.path())?, "2026-03-02T09:00:00Z");
    Ok(())
}
