//! PostgreSQL: pool, migrations, the durability a court needs, and the few conversions between Rust and SQL.

use std::time::Duration;

use jiff::{Timestamp, civil::Date};
use sqlx::{
    AssertSqlSafe, Connection, PgConnection, PgPool, Postgres, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;

use crate::{
    config::Database,
    error::{Failure, Result},
};

/// Tables every schema holds.
static BASE: Migrator = sqlx::migrate!("./migrations");

/// How long a service that starts waits for its database: as long as a server takes that starts with it, or is taken over.
const START: Duration = Duration::from_secs(60);
/// Between two attempts: at first, and at most.
const PAUSE: Duration = Duration::from_millis(250);
const PAUSE_MAX: Duration = Duration::from_secs(5);

/// Opens the service's pool and checks that the server keeps what it acknowledges. A server that is not there yet, or too slow, is
/// waited for, a minute at most and not once the process is told to end; what no waiting mends fails at once.
///
/// # Errors
/// When the server is unreachable, refuses the role, or is not durable and not said to be a test.
pub async fn connect(config: &Database, ending: &CancellationToken) -> Result<PgPool> {
    let options: PgConnectOptions = config.url.parse().map_err(Failure::internal)?;
    let options = options.options([
        ("statement_timeout", "5s"),
        ("lock_timeout", "2s"),
        ("idle_in_transaction_session_timeout", "15s"),
    ]);
    let until = Instant::now() + START;
    let mut pause = PAUSE;
    loop {
        let failure = match open(config, options.clone()).await {
            Err(failure) if failure.is_transient() && Instant::now() + pause < until => failure,
            answered => return answered,
        };
        tracing::warn!(
            pause_ms = pause.as_millis(),
            error = &failure as &dyn std::error::Error,
            "the database does not answer yet"
        );
        tokio::select! {
            () = ending.cancelled() => return Err(failure),
            () = tokio::time::sleep(pause) => {}
        }
        pause = (pause * 2).min(PAUSE_MAX);
    }
}

async fn open(config: &Database, options: PgConnectOptions) -> Result<PgPool> {
    let pool = PgPoolOptions::new()
        .max_connections(config.max_connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(4))
        // A ping before each use is a round trip a read can do without: a dead connection shows at its first statement.
        .test_before_acquire(false)
        .max_lifetime(Duration::from_secs(30 * 60))
        .connect_with(options)
        .await?;
    if !config.accept_not_durable {
        require_durable(&pool).await?;
    }
    Ok(pool)
}

/// Opens a transaction, whether or not the one who wants it still waits: cut in the middle of its BEGIN, a connection
/// would go back to the pool inside a transaction and swallow the next user's writes.
///
/// # Errors
/// When the pool is exhausted or the server does not answer.
#[allow(clippy::disallowed_methods, reason = "here alone")]
pub async fn begin(pool: &PgPool) -> Result<Transaction<'static, Postgres>, sqlx::Error> {
    let pool = pool.clone();
    tokio::spawn(async move { pool.begin().await }).await.map_err(|_| sqlx::Error::WorkerCrashed)?
}

async fn require_durable(pool: &PgPool) -> Result<()> {
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let value: String =
            sqlx::query_scalar("SELECT current_setting($1)").bind(setting).fetch_one(pool).await?;
        if value == "off" {
            return Err(Failure::internal(format!(
                "the database may lose a commit: {setting} = off (set database.accept_not_durable for a test)"
            )));
        }
    }
    Ok(())
}

/// Creates what a service needs in the database: its role, its schema, the base tables, its own tables, and the rights
/// of the role. Run by an operator (or at a test's start) with an administrator's URL; idempotent.
///
/// # Errors
/// When a statement fails; a migration half done is rolled back by PostgreSQL.
pub async fn migrate(admin_url: &str, service: &str, own: &Migrator, role_password: &str) -> Result<()> {
    if !service.chars().all(|c| c.is_ascii_lowercase()) {
        return Err(Failure::internal(format!("`{service}` is no name of a service")));
    }
    let options: PgConnectOptions = admin_url.parse().map_err(Failure::internal)?;
    let mut admin = PgConnection::connect_with(&options).await?;
    // Two migrations at once would race on roles, which are the server's, not the database's.
    sqlx::raw_sql("SELECT pg_advisory_lock(7212034)").execute(&mut admin).await?;
    create_role_and_schema(&mut admin, service, role_password).await?;

    let scoped = options.options([("search_path", format!("{service},public"))]);
    let mut connection = PgConnection::connect_with(&scoped).await?;
    let mut base = any_order_of_programs(&BASE);
    base.dangerous_set_table_name("_base_migrations");
    base.run(&mut connection).await.map_err(Failure::internal)?;
    any_order_of_programs(own).run(&mut connection).await.map_err(Failure::internal)?;
    grant(&mut connection, service).await?;
    connection.close().await?;
    admin.close().await?;
    Ok(())
}

/// What a schema holds against the migrations that this program carries: the name of each that is absent or differs.
///
/// # Errors
/// When the database refuses.
pub async fn missing_migrations(
    connection: &mut PgConnection,
    service: &str,
    own: &Migrator,
) -> Result<Vec<String>> {
    let mut missing = Vec::new();
    for (table, migrator) in [("_base_migrations", &BASE), ("_sqlx_migrations", own)] {
        let known = sqlx::query_scalar::<_, bool>("SELECT to_regclass($1) IS NOT NULL")
            .bind(format!("{service}.{table}"))
            .fetch_one(&mut *connection)
            .await?;
        // Both parts are constants of this program and its services.
        let sql = format!("SELECT version, checksum FROM {service}.{table} WHERE success");
        let applied: Vec<(i64, Vec<u8>)> = match known {
            true => sqlx::query_as(AssertSqlSafe(sql)).fetch_all(&mut *connection).await?,
            false => Vec::new(),
        };
        let holds = |version: i64, checksum: &[u8]| {
            applied.iter().any(|(known, sum)| *known == version && sum.as_slice() == checksum)
        };
        let all = migrator.iter().filter(|one| !holds(one.version, &one.checksum));
        missing.extend(all.map(|one| format!("{:04} {}", one.version, one.description)));
    }
    Ok(missing)
}

/// The same, which leaves what a program that came after it has added: migrations only add, so that the one before runs on its base
/// (`helm rollback`).
fn any_order_of_programs(migrator: &Migrator) -> Migrator {
    Migrator { migrations: migrator.migrations.clone(), ignore_missing: true, ..Migrator::DEFAULT }
}

async fn create_role_and_schema(admin: &mut PgConnection, service: &str, password: &str) -> Result<()> {
    let role = format!("greffe_{service}");
    let quoted = password.replace('\'', "''");
    let known: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = $1)")
        .bind(&role)
        .fetch_one(&mut *admin)
        .await?;
    let verb = if known { "ALTER" } else { "CREATE" };
    // Identifiers are checked above; a password cannot be bound in this statement, so it is quoted.
    let sql = format!(
        "{verb} ROLE {role} LOGIN PASSWORD '{quoted}';
         CREATE SCHEMA IF NOT EXISTS {service};
         REVOKE ALL ON SCHEMA public FROM PUBLIC;
         GRANT USAGE ON SCHEMA public TO {role};
         GRANT USAGE ON SCHEMA {service} TO {role};
         ALTER ROLE {role} SET search_path = {service}, public;
         CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public;
         CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA public;"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(admin).await?;
    Ok(())
}

/// The role reads and writes rows; it changes no table, and rewrites neither audit nor journal.
async fn grant(connection: &mut PgConnection, service: &str) -> Result<()> {
    let role = format!("greffe_{service}");
    let sql = format!(
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {service} TO {role};
         GRANT USAGE ON ALL SEQUENCES IN SCHEMA {service} TO {role};
         REVOKE UPDATE, DELETE, TRUNCATE ON {service}.audit FROM {role};
         REVOKE DELETE, TRUNCATE ON {service}.outbox FROM {role};
         REVOKE ALL ON {service}._base_migrations, {service}._sqlx_migrations FROM {role};"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}

/// A civil day as SQL's `date`.
#[must_use]
pub fn sql_day(day: Date) -> time::Date {
    let month = time::Month::try_from(day.month().unsigned_abs()).unwrap_or(time::Month::January);
    time::Date::from_calendar_date(day.year().into(), month, day.day().unsigned_abs())
        .unwrap_or(time::Date::MIN)
}

/// SQL's `date` as a civil day.
#[must_use]
pub fn from_sql_day(day: time::Date) -> Date {
    let year = i16::try_from(day.year()).unwrap_or(i16::MAX);
    Date::new(year, u8::from(day.month()).cast_signed(), day.day().cast_signed()).unwrap_or(Date::ZERO)
}

/// An instant as SQL's `timestamptz` (microseconds).
#[must_use]
pub fn sql_instant(at: Timestamp) -> time::OffsetDateTime {
    time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(at.as_microsecond()) * 1000)
        .unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
}

/// SQL's `timestamptz` as an instant.
#[must_use]
pub fn from_sql_instant(at: time::OffsetDateTime) -> Timestamp {
    let micros = i64::try_from(at.unix_timestamp_nanos() / 1000).unwrap_or(0);
    Timestamp::from_microsecond(micros).unwrap_or(Timestamp::UNIX_EPOCH)
}
