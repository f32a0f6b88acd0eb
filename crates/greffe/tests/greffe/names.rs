//! Names of parties stand where `docs/personal-data.md` says, and nowhere else.

use anyhow::Result;
use greffe_test_support::{Options, Product};
use serde_json::json;

const NAME: &str = "Wazemmes-Quintin";

#[tokio::test]
async fn names_stand_where_the_page_says() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let api = product.machine("reprise").await?;
    let declaration = json!({
        "procedure": "civil_representation_obligatoire",
        "formed": {"day": "2026-01-15"},
        "parties": [
            {"role": "demandeur", "residence": "metropole",
             "person": {"nature": "personne_physique", "name": NAME, "address": format!("chez {NAME}")}},
            {"role": "defendeur", "residence": "metropole", "person": {"nature": "personne_morale", "name": format!("société {NAME}")}}
        ],
        "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2025-11-10"}],
        "urgent": false
    });
    let opened = api.post("/api/v1/dossiers", &declaration).await?.expect(201)?;
    let act = json!({"type": "memoire_depose", "dates": {"depose": "2026-02-01"}, "corps": {"nature": "ampliatif"}});
    let path = format!("/api/v1/dossiers/{}/actes", opened["dossier_id"].as_str().unwrap_or_default());
    let recorded = api.post(&path, &act).await?.expect(201)?;
    // Every service has heard of it before anyone looks.
    let read = format!("{}?min_version={}", path.replace("/actes", "/echeances"), recorded["version"]);
    api.get(&read).await?.expect(200)?;

    // A certificate asked about the same decision waits for a person, one about another is delivered.
    let greffier = product.person("greffe.central").await?;
    for (rendered_on, expected) in [("2025-11-10", "a_decider"), ("2024-01-15", "delivre")] {
        let sought = json!({"court": "cour d’appel de Lyon", "rendered_on": rendered_on, "parties": [NAME]});
        let demand = json!({"requester": {"quality": "juridiction", "name": "cour d’appel de Lyon"}, "sought": sought});
        let answer = greffier.post("/api/v1/certificats", &demand).await?.expect(201)?;
        assert_eq!(answer["status"], expected, "{answer}");
    }

    let sql = product.sql().await?;
    let tables: Vec<String> = sqlx::query_scalar(
        "SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
         WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1",
    )
    .fetch_all(&sql)
    .await?;
    assert!(tables.len() > 30, "every schema is looked at: {tables:?}");
    let mut holding = Vec::new();
    for table in tables {
        // A row as text shows its bytes in hexadecimal.
        let looked = format!(
            "SELECT EXISTS (SELECT FROM {table} t WHERE t::text ILIKE $1 OR t::text LIKE $2 OR t::text ILIKE $3)"
        );
        let hex: String = NAME.bytes().map(|byte| format!("{byte:02x}")).collect();
        let found: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(looked))
            .bind(format!("%{NAME}%"))
            .bind(format!("%{hex}%"))
            .bind(format!("%{}%", NAME.replace('-', " ")))
            .fetch_one(&sql)
            .await?;
        if found {
            holding.push(table);
        }
    }
    let expected = [
        "dossier.certificate",
        "dossier.certificate_demand",
        "dossier.dossier",
        "dossier.party",
        "dossier.person",
    ];
    assert_eq!(holding, expected);
    for instance in product.stack.instances() {
        let log = std::fs::read_to_string(product.stack.log(instance)).unwrap_or_default();
        assert!(!log.contains(NAME), "the log of {instance} names a party");
    }
    product.stack.stop().await
}
