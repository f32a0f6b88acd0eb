//! `greffe migrate` gives each service's role its own password.

use std::{collections::BTreeMap, process::Stdio};

use anyhow::{Context, Result};
use greffe_dev::{
    Layout, Service,
    servers::{Servers, Wanted},
};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

/// Roles are the server's, not the database's: these are of a server of its own.
#[tokio::test]
async fn each_service_enters_the_database_with_its_own_password_and_no_other() -> Result<()> {
    let layout = Layout::named(&format!("mots-de-passe-{}", std::process::id()))?;
    let outcome = passwords(&layout).await;
    Servers::reset(&layout).await?;
    outcome
}

async fn passwords(layout: &Layout) -> Result<()> {
    let wanted = Wanted { postgres: true, ..Wanted::default() };
    let servers = Servers::ensure(layout.clone(), wanted, |_, _| {}).await?;
    let admin = servers.postgres()?.admin_url_on("postgres")?;
    let mut own: BTreeMap<String, String> = Service::ALL
        .iter()
        .map(|service| {
            let name = service.name();
            (format!("GREFFE_PG_ROLE_PASSWORD_{}", name.to_uppercase()), format!("secret{name}"))
        })
        .collect();

    let deadline = own.remove("GREFFE_PG_ROLE_PASSWORD_DEADLINE").context("deadline")?;
    let (fine, said) = migrate(&admin, &own).await?;
    assert!(!fine && said.contains("GREFFE_PG_ROLE_PASSWORD_DEADLINE"), "{said}");
    own.insert("GREFFE_PG_ROLE_PASSWORD_DEADLINE".to_owned(), deadline);
    let (fine, said) = migrate(&admin, &own).await?;
    assert!(fine, "{said}");
    for service in Service::ALL {
        for other in Service::ALL {
            let enters = enters(&admin, service, &format!("secret{}", other.name())).await?;
            assert_eq!(enters, service == other, "{} with the password of {}", service.name(), other.name());
        }
    }

    // One that has its own keeps it beside a common one; a password that changes is the only one from then on.
    let mixed = BTreeMap::from([
        ("GREFFE_PG_ROLE_PASSWORD".to_owned(), "communatous".to_owned()),
        ("GREFFE_PG_ROLE_PASSWORD_DOSSIER".to_owned(), "nouveau".to_owned()),
    ]);
    let (fine, said) = migrate(&admin, &mixed).await?;
    assert!(fine, "{said}");
    assert!(enters(&admin, Service::Dossier, "nouveau").await?);
    assert!(!enters(&admin, Service::Dossier, "secretdossier").await?);
    assert!(!enters(&admin, Service::Dossier, "communatous").await?);
    assert!(enters(&admin, Service::Gateway, "communatous").await?);

    // A program that came after this one has added to the base, and was taken back.
    let options: PgConnectOptions = admin.parse()?;
    let mut connection = PgConnection::connect_with(&options).await?;
    for table in ["dossier._sqlx_migrations", "dossier._base_migrations"] {
        let later = format!(
            "INSERT INTO {table} (version, description, success, checksum, execution_time) VALUES (9999, 'later', true, '\\x00', 0)"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(later)).execute(&mut connection).await?;
    }
    let (fine, said) = migrate(&admin, &mixed).await?;
    assert!(fine, "{said}");
    Ok(())
}

async fn migrate(admin: &str, told: &BTreeMap<String, String>) -> Result<(bool, String)> {
    let mut greffe = tokio::process::Command::new(env!("CARGO_BIN_EXE_greffe"));
    greffe.arg("migrate").env("GREFFE_PG_ADMIN_URL", admin).envs(told).stdin(Stdio::null());
    let done = greffe.output().await?;
    let said = [done.stdout, done.stderr].concat();
    Ok((done.status.success(), String::from_utf8_lossy(&said).into_owned()))
}

/// Whether the role of a service is let in, and sees its schema.
async fn enters(admin: &str, service: Service, password: &str) -> Result<bool> {
    let options: PgConnectOptions = admin.parse()?;
    let options = options.username(&format!("greffe_{}", service.name())).password(password);
    match PgConnection::connect_with(&options).await {
        Ok(mut connection) => {
            let schema: String =
                sqlx::query_scalar("SELECT current_schema()::text").fetch_one(&mut connection).await?;
            assert_eq!(schema, service.name());
            Ok(true)
        }
        Err(sqlx::Error::Database(refused)) if refused.code().as_deref() == Some("28P01") => Ok(false),
        Err(error) => Err(error.into()),
    }
}
