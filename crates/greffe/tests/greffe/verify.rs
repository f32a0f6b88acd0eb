//! `greffe verify` is silent on a sound product, and names each fault planted in it.

use anyhow::Result;
use greffe_chassis::clock::{self, Clock, SystemClock};
use greffe_contracts::events::v1::ActRecorded;
use greffe_test_support::{Options, Product};
use prost::Message;
use serde_json::{Value, json};
use sqlx::{Connection, Executor, PgConnection, Row};

/// A fault: the table it is planted in, how, and what must be said of it.
struct Fault {
    table: &'static str,
    plant: &'static str,
    named: &'static [&'static str],
}

const FAULTS: &[Fault] = &[
    Fault {
        table: "deadline.current",
        plant: "UPDATE deadline.current SET body = decode(replace(encode(body, 'hex'),
                    encode(convert_to(to_char(due, 'YYYY-MM-DD'), 'UTF8'), 'hex'), encode('2031-01-01', 'hex')), 'hex')
                WHERE rule = 'civil.memoire_ampliatif.depot'",
        named: &["échéance « Dépôt du mémoire ampliatif », terme : enregistré « 2031-01-01 »"],
    },
    Fault {
        table: "deadline.current",
        plant: "UPDATE deadline.current SET body = decode(replace(encode(body, 'hex'),
                    encode('mois', 'hex'), encode('moit', 'hex')), 'hex')",
        named: &["explication : enregistré"],
    },
    Fault { table: "deadline.current", plant: "DELETE FROM deadline.current", named: &["échéance « Dépôt du mémoire ampliatif » : absente"] },
    Fault {
        table: "deadline.derivation",
        plant: "UPDATE deadline.derivation SET derived_for = derived_for - 190",
        named: &["échéances : dérivées pour le", "n’a pas été calculé"],
    },
    Fault {
        table: "deadline.replica",
        plant: "UPDATE deadline.replica SET body = decode(replace(encode(body, 'hex'), encode('obligatoire', 'hex'), encode('obligatoirf', 'hex')), 'hex')",
        named: &["échéances : un acte de la réplique diffère de celui du journal"],
    },
    Fault { table: "deadline.replica", plant: "UPDATE deadline.replica SET body = '\\x05ff'::bytea", named: &["échéances : la réplique ne se lit plus"] },
    Fault {
        table: "deadline.inbox_cursor",
        plant: "UPDATE deadline.inbox_cursor SET last_seq = last_seq - 1 WHERE source = 'dossier'",
        named: &["échéances : curseur à"],
    },
    Fault {
        table: "deadline.inbox_cursor",
        plant: "INSERT INTO deadline.inbox_cursor (source, aggregate_id, last_seq) VALUES ('dossier', gen_random_uuid(), 3)",
        named: &["échéances : réplique d’un dossier que son propriétaire ne connaît pas"],
    },
    Fault {
        table: "notification.task",
        plant: "DELETE FROM notification.task WHERE code = 'attribuer_chambre'",
        named: &["tâche « Attribuer une chambre » : absente"],
    },
    Fault {
        table: "notification.task",
        plant: "UPDATE notification.task SET body = decode(replace(encode(body, 'hex'), encode('greffe_central', 'hex'), encode('greffe_chambre', 'hex')), 'hex')",
        named: &["rôle : enregistré « greffe_chambre », recalculé « greffe_central »"],
    },
    Fault { table: "notification.inbox_cursor", plant: "DELETE FROM notification.inbox_cursor", named: &["tâches : aucune réplique de ce dossier"] },
    Fault {
        table: "notification.notice",
        plant: "DELETE FROM notification.notice",
        named: &["avis « ", " : absent ("],
    },
    Fault {
        table: "notification.notice",
        plant: "UPDATE notification.notice SET notice_id = gen_random_uuid(), body = decode(replace(encode(body, 'hex'),
                    encode(convert_to(notice_id::text, 'UTF8'), 'hex'), encode(convert_to(act_id::text, 'UTF8'), 'hex')), 'hex')",
        named: &[" : absent (", "de trop, le journal ne le fonde pas"],
    },
    Fault {
        table: "notification.notice",
        plant: "UPDATE notification.notice SET body = decode(replace(encode(body, 'hex'),
                    encode(convert_to(act_id::text, 'UTF8'), 'hex'), encode(convert_to(dossier_id::text, 'UTF8'), 'hex')), 'hex')",
        named: &["acte : enregistré"],
    },
    Fault {
        table: "notification.sending",
        plant: "INSERT INTO notification.sending (sending_id, notice_id, version, dossier_id, state, channel, body)
                SELECT gen_random_uuid(), notice_id, 1, dossier_id, 'envoye', 'courriel', '' FROM notification.notice LIMIT 1",
        named: &["envoi 1 : envoye sans acte de preuve"],
    },
    Fault {
        table: "notification.sending",
        plant: "INSERT INTO notification.sending (sending_id, notice_id, version, dossier_id, state, channel, body)
                SELECT gen_random_uuid(), notice_id, 2, dossier_id, 'remis', 'courriel', '' FROM notification.notice LIMIT 1",
        named: &["envoi 2 : l’envoi 1 manque", "envoi 2 : remis sans instant où il sera repris"],
    },
    Fault {
        table: "notification.sending",
        plant: "INSERT INTO notification.sending (sending_id, notice_id, version, dossier_id, state, channel, body)
                SELECT gen_random_uuid(), gen_random_uuid(), 1, dossier_id, 'prepare', 'courriel', '' FROM notification.notice LIMIT 1",
        named: &["d’un avis qui n’est pas tenu"],
    },
    Fault {
        table: "notification.proof",
        plant: "INSERT INTO notification.proof (proof_id, notice_id, dossier_id, act, state, next_try)
                SELECT gen_random_uuid(), notice_id, dossier_id, '', 'inscrite', now() FROM notification.notice LIMIT 1",
        named: &["est dit inscrit, le journal ne l’a pas"],
    },
    Fault {
        table: "assignment.replica",
        plant: "UPDATE assignment.replica SET body = decode(replace(encode(body, 'hex'), encode('obligatoire', 'hex'), encode('obligatoirf', 'hex')), 'hex')",
        named: &["affectation : un acte de la réplique diffère"],
    },
    Fault { table: "document.inbox_cursor", plant: "DELETE FROM document.inbox_cursor", named: &["pièces : curseur à 0"] },
    Fault {
        table: "dossier.dossier",
        plant: "UPDATE dossier.dossier SET stage = 'juge'",
        named: &["stade : enregistré « juge », le journal dit « attente_memoire_ampliatif »"],
    },
    Fault { table: "dossier.audit", plant: "UPDATE dossier.audit SET actor = 'quelqu’un d’autre'", named: &["audit de dossier", "la ligne a été modifiée"] },
    Fault {
        table: "assignment.audit_head",
        plant: "UPDATE assignment.audit_head SET seq = seq + 1",
        named: &["audit de assignment", "la fin de la chaîne manque"],
    },
];

#[tokio::test]
async fn each_fault_planted_is_named() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let api = product.machine("reprise").await?;
    // One whose term runs, one whose term is over.
    for (name, days) in [("Aubin", 0), ("Berthe", 200)] {
        api.post("/api/v1/dossiers", &declaration(name, days)).await?.expect(201)?;
    }
    let (sound, said) = product.verify(10).await?;
    assert!(sound && said.contains("aucune différence"), "{said}");
    assert!(said.starts_with("2 dossiers, ") && !said.contains(" 0 lignes d’audit"), "{said}");

    let mut sql = PgConnection::connect(&product.database.admin_url()?).await?;
    // Journals and audit refuse every change: only an administrator who turns that off can plant a fault in them.
    sql.execute("SET session_replication_role = replica").await?;
    for fault in FAULTS {
        let saved = save(&mut sql, fault.table).await?;
        let planted = sql.execute(fault.plant).await?;
        assert!(planted.rows_affected() > 0, "nothing was planted: {}", fault.plant);
        named(&product, fault.named).await?;
        restore(&mut sql, fault.table, saved).await?;
    }
    an_act_dropped_from_a_replica(&product, &mut sql).await?;
    a_dossier_forgotten(&product, &mut sql).await?;
    a_paper_open_to_an_office_it_was_not_served_on(&product, &mut sql).await?;
    an_audience_that_is_not_what_its_acts_make(&product, &mut sql).await?;
    let (sound, said) = product.verify(1).await?;
    assert!(sound, "everything was put back: {said}");
    product.stack.stop().await
}

async fn an_act_dropped_from_a_replica(product: &Product, sql: &mut PgConnection) -> Result<()> {
    let saved = save(sql, "notification.replica").await?;
    let row =
        sqlx::query("SELECT dossier_id, body FROM notification.replica LIMIT 1").fetch_one(&mut *sql).await?;
    let (dossier, body): (uuid::Uuid, Vec<u8>) = (row.try_get(0)?, row.try_get(1)?);
    let (mut bytes, mut acts) = (body.as_slice(), Vec::new());
    while !bytes.is_empty() {
        acts.push(ActRecorded::decode_length_delimited(&mut bytes)?);
    }
    acts.pop();
    let short: Vec<u8> = acts.iter().flat_map(Message::encode_length_delimited_to_vec).collect();
    let cut = sqlx::query("UPDATE notification.replica SET body = $2, acts = acts - 1 WHERE dossier_id = $1");
    cut.bind(dossier).bind(short).execute(&mut *sql).await?;
    named(
        product,
        &[&format!("tâches : la réplique tient {} actes, le journal {}", acts.len(), acts.len() + 1)],
    )
    .await?;
    restore(sql, "notification.replica", saved).await
}

async fn a_paper_open_to_an_office_it_was_not_served_on(
    product: &Product,
    sql: &mut PgConnection,
) -> Result<()> {
    sql.execute(
        "INSERT INTO document.content (sha256, size, media_type, received_at) VALUES (sha256('x'), 1, 'application/pdf', now());
         INSERT INTO document.piece (id, sha256, file_name, kind, class, author, received_at, dossier_id)
             SELECT gen_random_uuid(), sha256('x'), 'memoire.pdf', 'memoire', 1, gen_random_uuid(), now(), id FROM dossier.dossier LIMIT 1;
         INSERT INTO document.served (piece_id, office_id, since) SELECT id, gen_random_uuid(), now() FROM document.piece",
    )
    .await?;
    named(product, &["est ouverte sans avoir été servie au cabinet", "n’est plus à sa place"]).await?;
    sql.execute("DELETE FROM document.served; DELETE FROM document.piece; DELETE FROM document.content")
        .await?;
    Ok(())
}

/// Put back as its journal makes it, the audience stays: the last look finds nothing to say of it.
async fn an_audience_that_is_not_what_its_acts_make(product: &Product, sql: &mut PgConnection) -> Result<()> {
    let audience = uuid::Uuid::from_u128(0x0a0d);
    let planned = json!({
        "acte": "audience_prevue",
        "chambre": "civ1",
        "seance": {"formation": "fs", "jour": "2027-01-12", "debut": 540, "fin": 720, "salle": ""},
        "recurrence": null
    });
    sqlx::query(
        "INSERT INTO assignment.audience_act (audience_id, version, kind, body, recorded_by, recorded_at)
         VALUES ($1, 1, 'audience_prevue', convert_to($2, 'UTF8'), 'essai', now())",
    )
    .bind(audience)
    .bind(planned.to_string())
    .execute(&mut *sql)
    .await?;
    named(product, &[&format!("audience {audience} : son journal est là, elle n’est pas enregistrée")])
        .await?;
    let rows = format!(
        "INSERT INTO assignment.audience (id, version, stage, chambre, formation, jour, debut, fin, salle, dossiers, minutes, membres)
             VALUES ('{audience}', 1, 'provisoire', 'civ1', 'fs', '2027-01-13', 540, 720, '', 0, 0, 0);
         INSERT INTO assignment.inscription (audience_id, dossier_id, standing, minutes)
             SELECT '{audience}', id, 'prevue', 20 FROM dossier.dossier LIMIT 1;
         INSERT INTO assignment.occupation (audience_id, resource, hi, lo, during)
             VALUES ('{audience}', '{audience}', 0, 2573, '[2027-01-13 09:00,2027-01-13 12:00)')"
    );
    sql.execute(sqlx::AssertSqlSafe(rows)).await?;
    let words = [
        "jour, enregistré « 2027-01-13 », le journal dit « 2027-01-12 »",
        "(prevue, 20 minutes), que le journal n’y a pas ainsi",
        "pour occupé qu’elle ne prend pas",
    ];
    named(product, &words).await?;
    sql.execute(
        "DELETE FROM assignment.inscription; DELETE FROM assignment.occupation;
         UPDATE assignment.audience SET jour = '2027-01-12'",
    )
    .await?;
    Ok(())
}

/// Neither task nor term: the case is open, and nobody will be reminded of it.
async fn a_dossier_forgotten(product: &Product, sql: &mut PgConnection) -> Result<()> {
    let tables = ["notification.task", "deadline.current"];
    let mut saved = Vec::new();
    for table in tables {
        saved.push((table, save(sql, table).await?));
        sql.execute(sqlx::AssertSqlSafe(format!("DELETE FROM {table}"))).await?;
    }
    named(product, &["dossier ouvert sans tâche ni échéance vivante"]).await?;
    for (table, copy) in saved {
        restore(sql, table, copy).await?;
    }
    Ok(())
}

async fn save(sql: &mut PgConnection, table: &str) -> Result<String> {
    let copy = format!("saved_{}", table.replace('.', "_"));
    sql.execute(sqlx::AssertSqlSafe(format!(
        "DROP TABLE IF EXISTS {copy}; CREATE TEMP TABLE {copy} AS SELECT * FROM {table}"
    )))
    .await?;
    Ok(copy)
}

async fn restore(sql: &mut PgConnection, table: &str, copy: String) -> Result<()> {
    sql.execute(sqlx::AssertSqlSafe(format!(
        "BEGIN; DELETE FROM {table}; INSERT INTO {table} OVERRIDING SYSTEM VALUE SELECT * FROM {copy}; COMMIT"
    )))
    .await?;
    Ok(())
}

/// The program says each of the words, on a line of its own, and fails.
async fn named(product: &Product, words: &[&str]) -> Result<()> {
    let (sound, said) = product.verify(1).await?;
    assert!(!sound, "a fault was planted: {words:?}\n{said}");
    for word in words {
        assert!(said.contains(word), "{word}\n{said}");
    }
    Ok(())
}

pub(crate) fn declaration(name: &str, days_ago: i64) -> Value {
    let today = clock::paris_day(SystemClock.now());
    let formed = today.saturating_sub(jiff::Span::new().days(days_ago));
    json!({
        "procedure": "civil_representation_obligatoire",
        "formed": {"day": formed},
        "parties": [
            {"role": "demandeur", "residence": "metropole", "person": {"nature": "personne_physique", "name": name}},
            {"role": "defendeur", "residence": "metropole", "person": {"nature": "personne_morale", "name": "société des Moulins"}}
        ],
        "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2025-09-10"}],
        "urgent": false
    })
}
