//! Papers through the whole product: an order filled from the case, refused while something is missing, kept; the sheet of a term,
//! the letter of a notice, the certificate, each as a PDF.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_test_support::{Api, Product};
use reqwest::Method;
use serde_json::{Value, json};

use crate::{day, declaration};

const SOON: Duration = Duration::from_secs(60);

#[tokio::test]
async fn papers_are_made_from_the_case_and_refused_while_something_is_missing() -> Result<()> {
    let product = Product::start(Default::default()).await?;
    let central = product.person("greffe.central").await?;
    let office = central.post("/api/v1/cabinets", &json!({"name": crate::MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opened = central.post("/api/v1/dossiers", &declaration(&day(-10), office)).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().context("dossier_id")?.to_owned();
    let papers = format!("/api/v1/dossiers/{dossier}/papiers");

    let known = central.get("/api/v1/papiers/modeles").await?.expect(200)?;
    let names: Vec<&str> =
        known.as_array().into_iter().flatten().filter_map(|t| t["name"].as_str()).collect();
    ensure!(names.contains(&"ordonnance") && names.contains(&"bordereau"), "{names:?}");

    let mut order = json!({"modele": "ordonnance", "valeurs": {"nature": "decheance", "numero": "50001"}});
    let looked = central.post(&format!("{papers}/controle"), &order).await?.expect(200)?;
    let missing: Vec<&str> =
        looked["faults"].as_array().into_iter().flatten().filter_map(|f| f["field"].as_str()).collect();
    assert_eq!(missing, ["magistrat", "qualite", "visas", "motifs", "dispositif"]);
    let refused = central.post(&papers, &order).await?;
    assert_eq!((refused.status, refused.code()), (422, "PAP-001"));
    order["valeurs"]["magistrat"] = "Mme Arnaud".into();
    order["valeurs"]["qualite"] = "président de la deuxième chambre civile".into();
    order["valeurs"]["motifs"] = "Aucun mémoire n’a été déposé dans le délai.".into();
    order["listes"] = json!({
        "visas": [{"texte": "l’article 978 du code de procédure civile"}],
        "dispositif": [{"texte": "CONSTATE la déchéance du pourvoi."}]
    });
    let looked = central.post(&format!("{papers}/controle"), &order).await?.expect(200)?;
    assert_eq!(looked["faults"], json!([]));
    let said = |field: &str| {
        let all = looked["inserted"].as_array().into_iter().flatten();
        all.clone().find(|value| value["field"] == field).map(|v| json!([v["text"], v["origin"]]))
    };
    assert_eq!(said("demandeurs"), Some(json!(["Irène Delaunay", "personne"])));
    assert_eq!(said("motifs").context("motifs")?[1], "saisie");
    let preview = central.bare(Method::POST, &format!("{papers}/apercu")).json(&order).send().await?;
    is_pdf(preview).await?;
    let kept = central.post(&papers, &order).await?.expect(201)?;
    assert_eq!((&kept["kind"], &kept["media_type"]), (&json!("piece"), &json!("application/pdf")));

    let term = until(&central, &format!("/api/v1/dossiers/{dossier}/echeances"), |answer| {
        let all = answer["items"].as_array().into_iter().flatten();
        all.clone().find(|term| !term["due"].is_null()).map(|term| term["deadline_id"].clone())
    })
    .await?;
    let sheet = format!("/api/v1/dossiers/{dossier}/echeances/{}/fiche", term.as_str().context("term")?);
    is_pdf(central.bare(Method::GET, &sheet).send().await?).await?;

    // A notice shows its letter from the moment somebody may prepare it; until what only a greffier can say is written, all that
    // is missing is told.
    let of_the_registry = format!("/api/v1/avis?dossier={dossier}");
    let end = Instant::now() + SOON;
    let laid_out = loop {
        let answer = central.get(&of_the_registry).await?;
        let notices = answer.body["items"].as_array().into_iter().flatten();
        let mut said = Vec::new();
        for notice in notices.filter(|notice| notice["sender"] == "greffe") {
            let letter =
                format!("/api/v1/avis/{}/lettre", notice["notice_id"].as_str().context("notice_id")?);
            said.push(central.bare(Method::GET, &letter).send().await?.status().as_u16());
        }
        if said.iter().any(|status| matches!(status, 200 | 422)) {
            break said;
        }
        ensure!(Instant::now() < end, "no letter: {said:?} of {}", answer.body);
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    ensure!(laid_out.iter().all(|status| matches!(status, 200 | 409 | 422)), "{laid_out:?}");

    let demand = central
        .post(
            "/api/v1/certificats",
            &json!({"requester": {"name": "SCP Martin", "quality": "avocat"},
                    "sought": {"court": "cour d’appel de Douai", "rendered_on": "2026-06-01", "case_number": "24/00001"}}),
        )
        .await?
        .expect(201)?;
    let demand = demand["demand_id"].as_str().context("demand_id")?;
    is_pdf(central.bare(Method::GET, &format!("/api/v1/certificats/{demand}/papier")).send().await?).await?;
    Ok(())
}

async fn is_pdf(answer: reqwest::Response) -> Result<()> {
    let status = answer.status();
    let bytes = answer.bytes().await?;
    ensure!(status.is_success(), "{status} {}", String::from_utf8_lossy(&bytes));
    ensure!(bytes.starts_with(b"%PDF-1.7") && bytes.trim_ascii_end().ends_with(b"%%EOF"), "no whole PDF");
    Ok(())
}

/// What the answer comes to hold, once the services have heard.
async fn until(api: &Api, path: &str, found: impl Fn(&Value) -> Option<Value>) -> Result<Value> {
    let end = Instant::now() + SOON;
    loop {
        let answer = api.get(path).await?;
        if answer.status == 200
            && let Some(value) = found(&answer.body)
        {
            return Ok(value);
        }
        ensure!(Instant::now() < end, "{path}: {} {}", answer.status, answer.body);
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
