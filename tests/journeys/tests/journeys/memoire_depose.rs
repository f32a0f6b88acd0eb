//! A pourvoi goes from declaration to rapporteur: what the greffier, counsel, the president and everyone see.
//!
//! The complete list of acts, deadlines, tasks and events is asserted, nothing more.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    time::Duration,
};

use anyhow::{Context, Result};
use greffe_test_support::{Api, Options, Product, Told};
use serde_json::{Value, json};

use crate::{MARTIN, day, declaration, pdf};

const SOON: Duration = Duration::from_secs(60);

#[tokio::test]
async fn a_pourvoi_goes_from_declaration_to_rapporteur() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let president = product.person("president.civ1").await?;
    let office = office(&greffier, MARTIN).await?;

    // The declaration gets its number, and the term of the mémoire ampliatif appears with the reason for its date.
    let mut flux = greffier.flux().await?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), &office)).await?.expect(201)?;
    let (dossier, number) = (text(&opened, "dossier_id"), text(&opened, "number"));
    assert!(number.ends_with("-10.001"), "{number}");
    told(&mut flux, &dossier, "notification").await?;
    let terms = terms(&greffier, &dossier, 3).await?;
    assert_eq!(terms["civil.memoire_ampliatif.depot"], "ouverte", "{terms:?}");
    let because = reason(&greffier, &dossier, "civil.memoire_ampliatif.depot").await?;
    assert!(because.len() >= 3 && because.iter().any(|step| step.contains("978")), "{because:?}");

    // A chamber is given: proposed, then in force once the journal holds it.
    let chamber = json!({"kind": "chambre_attribuee", "chambre": "civ1"});
    greffier.post(&format!("/api/v1/dossiers/{dossier}/designations"), &chamber).await?.expect(202)?;
    in_force(&greffier, &dossier, "chambre_attribuee").await?;

    // Counsel deposits through the API; the term is met, and the greffier's screen is told without asking.
    let machine = product.machine("partenaire-martin").await?;
    let piece = machine.upload("memoire.pdf", "application/pdf", "memoire", pdf()).await?.expect(201)?;
    let before = tasks(&greffier, &dossier).await?;
    let deposit = json!({"type": "memoire_depose", "dates": {}, "corps": {"nature": "ampliatif", "pieces": [piece["piece_id"]]}});
    let recorded = machine.post(&format!("/api/v1/dossiers/{dossier}/actes"), &deposit).await?.expect(201)?;
    let version = recorded["version"].as_u64().context("version")?;
    let silent = RefCell::new(BTreeSet::from(["dossier", "deadline", "notification"]));
    let spoken = |t: &Told| {
        silent.borrow_mut().retain(|source| !concerns(t, &dossier, source, version));
        silent.borrow().is_empty()
    };
    flux.until(SOON, spoken).await?;
    let terms = self::terms(&greffier, &dossier, version).await?;
    assert_eq!(terms["civil.memoire_ampliatif.depot"], "satisfaite", "{terms:?}");
    assert_eq!(
        terms["civil.memoire_ampliatif.signification"], "ouverte",
        "what the law opens next: {terms:?}"
    );
    let after = tasks(&greffier, &dossier).await?;
    assert_ne!(before, after, "a task appeared");

    // What the registry has to look at before the distribution, and then the president gives the case to a rapporteur;
    // everyone sees where it stands.
    for point in ["chk.civ.01", "chk.civ.02", "chk.civ.03"] {
        let looked = json!({"type": "point_verifie", "dates": {"verifie": day(0)}, "corps": {"point": point, "resultat": "conforme"}});
        greffier.post(&format!("/api/v1/dossiers/{dossier}/actes"), &looked).await?.expect(201)?;
    }
    let rapporteur = agent(&president, "conseiller.civ1").await?;
    let designation = json!({"kind": "rapporteur_designe", "agent_id": rapporteur});
    president.post(&format!("/api/v1/dossiers/{dossier}/designations"), &designation).await?.expect(202)?;
    in_force(&president, &dossier, "rapporteur_designe").await?;
    for subject in ["greffe.civ1", "conseiller.civ1", "sder"] {
        let seen =
            product.person(subject).await?.get(&format!("/api/v1/dossiers/{number}")).await?.expect(200)?;
        assert_eq!(seen["designations"][0]["agent_id"], json!(rapporteur), "{subject}");
    }
    let stranger = product.machine("partenaire-dubreuil").await?;
    assert_eq!(stranger.get(&format!("/api/v1/dossiers/{dossier}")).await?.status, 404);

    // The complete journal, and nothing more.
    let journal = greffier.get(&format!("/api/v1/dossiers/{dossier}/actes")).await?.expect(200)?;
    let kinds: Vec<&str> = items(&journal).filter_map(|a| a["kind"].as_str()).collect();
    assert_eq!(
        kinds,
        [
            "rapporteur_designe",
            "point_verifie",
            "point_verifie",
            "point_verifie",
            "memoire_depose",
            "chambre_attribuee",
            "avocat_constitue",
            "pourvoi_enregistre",
            "pourvoi_forme"
        ]
    );
    assert_eq!(
        published(&product).await?,
        // Nine acts, and the version of the law in force from the first start.
        [("assignment", 4), ("dossier", 10)].map(|(s, n)| (s.to_owned(), n)).into()
    );
    // Every deadline and every task, those done with too, and nothing more.
    let terms = self::terms(&greffier, &dossier, 9).await?;
    let terms: Vec<(&str, &str)> =
        terms.iter().map(|(rule, status)| (rule.as_str(), status.as_str())).collect();
    assert_eq!(
        terms,
        [
            ("civil.memoire_ampliatif.depot", "satisfaite"),
            ("civil.memoire_ampliatif.signification", "ouverte"),
            ("civil.pieces.979", "ouverte"),
            ("civil.pourvoi.terme_528_1", "satisfaite"),
        ]
    );
    let answer = greffier
        .get(&format!("/api/v1/dossiers/{dossier}/taches?clos=true&min_version=9"))
        .await?
        .expect(200)?;
    let mut tasks: Vec<(String, String)> =
        items(&answer).map(|t| (text(t, "code"), text(t, "status"))).collect();
    tasks.sort();
    let tasks: Vec<(&str, &str)> =
        tasks.iter().map(|(code, status)| (code.as_str(), status.as_str())).collect();
    assert_eq!(
        tasks,
        [
            ("attribuer_chambre", "close"),
            ("communiquer_declaration", "close"),
            ("deposer_rapport", "ouverte"),
            ("designer_rapporteur", "close"),
            ("enregistrer_pourvoi", "close"),
            ("verifier_pieces", "ouverte"),
        ]
    );
    product.stack.stop().await
}

/// Events that services published, by those whose number this story fixes.
async fn published(product: &Product) -> Result<BTreeMap<String, i64>> {
    let pool = product.sql().await?;
    let mut counts = BTreeMap::new();
    for service in ["dossier", "assignment"] {
        let sql = format!("SELECT count(*) FROM {service}.outbox");
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
        counts.insert(service.to_owned(), count);
    }
    Ok(counts)
}

fn concerns(told: &Told, dossier: &str, source: &str, version: u64) -> bool {
    told.text("dossier_id") == dossier
        && told.text("source") == source
        && told.data["version"].as_u64() >= Some(version)
}

async fn told(flux: &mut greffe_test_support::Flux, dossier: &str, source: &str) -> Result<()> {
    flux.until(SOON, |t| t.text("dossier_id") == dossier && t.text("source") == source).await.map(drop)
}

async fn office(greffier: &Api, name: &str) -> Result<String> {
    let answer = greffier.post("/api/v1/cabinets", &json!({"name": name})).await?;
    Ok(text(&answer.expect(201)?, "office_id"))
}

async fn agent(of: &Api, subject: &str) -> Result<String> {
    let agents = of.get("/api/v1/agents?role=magistrat_siege&chambre=civ1").await?.expect(200)?;
    let found = items(&agents).find(|a| a["subject"] == subject).with_context(|| agents.to_string())?;
    Ok(text(found, "agent_id"))
}

async fn in_force(of: &Api, dossier: &str, kind: &str) -> Result<()> {
    let start = std::time::Instant::now();
    loop {
        let proposals = of.get(&format!("/api/v1/dossiers/{dossier}/designations")).await?.expect(200)?;
        let status =
            items(&proposals).find(|p| p["kind"] == kind).map(|p| text(p, "status")).unwrap_or_default();
        if status == "en_vigueur" {
            return Ok(());
        }
        anyhow::ensure!(status != "refusee" && start.elapsed() < SOON, "{kind}: {proposals}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Statuses by rule, as they are once the journal is at least at this version.
async fn terms(of: &Api, dossier: &str, version: u64) -> Result<BTreeMap<String, String>> {
    let path = format!("/api/v1/dossiers/{dossier}/echeances?min_version={version}");
    let answer = of.get(&path).await?.expect(200)?;
    Ok(items(&answer).map(|d| (text(d, "rule"), text(d, "status"))).collect())
}

async fn reason(of: &Api, dossier: &str, rule: &str) -> Result<Vec<String>> {
    let answer = of.get(&format!("/api/v1/dossiers/{dossier}/echeances")).await?.expect(200)?;
    let deadline = items(&answer).find(|d| d["rule"] == rule).context("the deadline")?.clone();
    let steps = deadline["steps"].as_array().cloned().unwrap_or_default();
    Ok(steps.iter().map(|s| format!("{} {}", text(s, "text"), text(s, "basis"))).collect())
}

async fn tasks(of: &Api, dossier: &str) -> Result<Vec<String>> {
    let answer = of.get(&format!("/api/v1/dossiers/{dossier}/taches")).await?.expect(200)?;
    Ok(items(&answer).map(|t| text(t, "code")).collect())
}

fn items(page: &Value) -> impl Iterator<Item = &Value> {
    page["items"].as_array().into_iter().flatten()
}

fn text(of: &Value, field: &str) -> String {
    of[field].as_str().unwrap_or_default().to_owned()
}
