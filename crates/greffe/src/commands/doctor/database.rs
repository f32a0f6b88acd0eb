//! The database, as an administrator sees it.

use greffe_chassis::{Result, SharedClock, db};
use sqlx::{Connection, PgConnection, Row};

use super::Report;
use crate::commands::migrate::SCHEMAS;

/// Oldest server that has all we ask.
const OLDEST: i32 = 150_000;
/// How far the clocks may stand apart: beyond, services take the earlier day.
const APART_SECONDS: f64 = 2.0;
const APART_MAX_SECONDS: f64 = 60.0;
/// What a role may not do to the schema that is its own.
const FORBIDDEN: [(&str, &str); 4] =
    [("audit", "UPDATE"), ("audit", "DELETE"), ("audit", "TRUNCATE"), ("outbox", "DELETE")];

/// Looks at it.
pub(super) async fn look(report: &mut Report, url: &str, clock: &SharedClock, production: bool) {
    let mut connection = match PgConnection::connect(url).await {
        Ok(connection) => connection,
        Err(error) => {
            return report.bad(
                "base",
                format!("ne répond pas ({error})"),
                "démarrez-la, ou corrigez --admin-url",
            );
        }
    };
    let seen: Result<()> = async {
        server(report, &mut connection).await?;
        time(report, &mut connection, clock).await?;
        for (schema, migrator) in SCHEMAS {
            let missing = db::missing_migrations(&mut connection, schema, migrator).await?;
            report.check(
                missing.is_empty(),
                &format!("migrations de {schema}"),
                if missing.is_empty() {
                    "à jour".to_owned()
                } else {
                    format!("il manque {}", missing.join(", "))
                },
                "greffe migrate, avec ce programme",
            );
            rights(report, &mut connection, schema).await?;
        }
        kept(report, &mut connection, production).await
    }
    .await;
    if let Err(error) = seen {
        report.bad(
            "base",
            format!("ne se laisse pas contrôler ({error})"),
            "--admin-url doit être celle d’un administrateur",
        );
    }
}

async fn server(report: &mut Report, connection: &mut PgConnection) -> Result<()> {
    let version: i32 = setting(connection, "server_version_num").await?.parse().unwrap_or_default();
    report.check(
        version >= OLDEST,
        "PostgreSQL",
        format!("version {}", version / 10_000),
        "installez la version 15 ou une plus récente",
    );
    for name in ["fsync", "full_page_writes", "synchronous_commit"] {
        let value = setting(connection, name).await?;
        if value == "off" {
            report.bad(
                "durabilité",
                format!("{name} = off : un acte confirmé peut se perdre"),
                "remettez-le à on",
            );
        } else {
            report.good("durabilité", format!("{name} = {value}"));
        }
    }
    let (used, all): (i64, i32) = sqlx::query_as(
        "SELECT count(*), current_setting('max_connections')::int FROM pg_stat_activity WHERE backend_type = 'client backend'",
    )
    .fetch_one(&mut *connection)
    .await?;
    report.check(
        used * 10 < i64::from(all) * 9,
        "connexions",
        format!("{used} sur {all}"),
        "augmentez max_connections, ou baissez database.max_connections des services",
    );
    Ok(())
}

async fn time(report: &mut Report, connection: &mut PgConnection, clock: &SharedClock) -> Result<()> {
    let theirs: time::OffsetDateTime =
        sqlx::query_scalar("SELECT clock_timestamp()").fetch_one(connection).await?;
    let apart = clock.now().duration_since(db::from_sql_instant(theirs)).abs().as_secs_f64();
    let found = format!("{apart:.1} s d’écart avec celle de la base");
    let remedy = "réglez chrony sur les deux machines ; au-delà d’une minute le jour le plus ancien est pris";
    if !clock.is_system() {
        report.good("horloge", "celle d’un essai");
    } else if apart <= APART_SECONDS {
        report.good("horloge", found);
    } else if apart <= APART_MAX_SECONDS {
        report.beware("horloge", found, remedy);
    } else {
        report.bad("horloge", found, remedy);
    }
    Ok(())
}

async fn rights(report: &mut Report, connection: &mut PgConnection, schema: &str) -> Result<()> {
    let (of, role) = (format!("droits de greffe_{schema}"), format!("greffe_{schema}"));
    let row = sqlx::query("SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication AS more FROM pg_roles WHERE rolname = $1")
        .bind(&role)
        .fetch_optional(&mut *connection)
        .await?;
    let Some(row) = row else {
        report.bad(&of, "ce rôle n’existe pas", "greffe migrate");
        return Ok(());
    };
    let mut wrong = Vec::new();
    if row.try_get("more")? {
        wrong.push("a plus de droits qu’un service n’en doit avoir".to_owned());
    }
    for (other, _) in SCHEMAS {
        let sees: bool = sqlx::query_scalar(
            "SELECT coalesce((SELECT has_schema_privilege($1, oid, 'USAGE') FROM pg_namespace WHERE nspname = $2), false)",
        )
        .bind(&role)
        .bind(other)
        .fetch_one(&mut *connection)
        .await?;
        if sees != (other == schema) {
            wrong.push(if sees {
                format!("voit le schéma {other}")
            } else {
                "ne voit pas son schéma".to_owned()
            });
        }
    }
    for (table, verb) in FORBIDDEN {
        let may: bool =
            sqlx::query_scalar("SELECT coalesce(has_table_privilege($1, to_regclass($2), $3), false)")
                .bind(&role)
                .bind(format!("{schema}.{table}"))
                .bind(verb)
                .fetch_one(&mut *connection)
                .await?;
        if may {
            wrong.push(format!("peut {verb} sur {schema}.{table}"));
        }
    }
    let found = if wrong.is_empty() { "les siens, et rien d’autre".to_owned() } else { wrong.join(" ; ") };
    report.check(wrong.is_empty(), &of, found, "retirez ce droit, puis greffe migrate");
    Ok(())
}

/// A second disk, and the log elsewhere.
async fn kept(report: &mut Report, connection: &mut PgConnection, production: bool) -> Result<()> {
    let names = setting(connection, "synchronous_standby_names").await?;
    let commit = setting(connection, "synchronous_commit").await?;
    let standing: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')",
    )
    .fetch_one(&mut *connection)
    .await?;
    let waits = !names.is_empty() && !matches!(commit.as_str(), "off" | "local");
    let of = "réplique synchrone";
    if waits && standing > 0 {
        report.good(of, format!("{standing} à jour à chaque acte"));
    } else if waits {
        report.bad(
            of,
            "attendue et absente : les écritures attendent",
            "docs/runbooks/base-sans-replique.md",
        );
    } else if production {
        report.bad(
            of,
            "aucune : un acte confirmé n’est que sur un disque",
            "ajoutez une réplique et synchronous_standby_names",
        );
    } else {
        report.beware(of, "aucune", "exigée en production (--production)");
    }
    let archive = setting(connection, "archive_mode").await?;
    let (failing, waiting): (bool, f64) = sqlx::query_as(
        "SELECT coalesce(last_failed_time > coalesce(last_archived_time, '-infinity'), false),
                coalesce(extract(epoch FROM now() - last_archived_time), 0)::float8 FROM pg_stat_archiver",
    )
    .fetch_one(&mut *connection)
    .await?;
    let of = "archive du journal";
    if archive == "off" && production {
        report.bad(
            of,
            "aucune : une sauvegarde ne rend que le moment où elle a été faite",
            "archive_mode et archive_command",
        );
    } else if archive == "off" {
        report.beware(of, "aucune", "exigée en production (--production)");
    } else if failing {
        report.bad(of, "le dernier essai a échoué", "docs/runbooks/archivage-en-panne.md");
    } else {
        report.good(of, format!("dernier segment il y a {waiting:.0} s"));
    }
    Ok(())
}

async fn setting(connection: &mut PgConnection, name: &str) -> Result<String> {
    Ok(sqlx::query_scalar("SELECT current_setting($1)").bind(name).fetch_one(connection).await?)
}
