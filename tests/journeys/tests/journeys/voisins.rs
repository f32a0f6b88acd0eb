//! Neighbours over the whole product: counsel's system and the courts' base, both failing and repeating themselves; what comes
//! from there is a case, its papers and its terms, each once.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use greffe_dev::Service;
use greffe_test_service::{
    epourvoi::{self, PUBLIC, Simulator},
    juridictions,
};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};

use crate::MARTIN;

const SOON: Duration = Duration::from_secs(60);
const COURT: &str = "cour d’appel de Lyon";

/// The processes that play them: started by the journey below, nothing by themselves.
#[test]
fn counsel() {
    epourvoi::serve();
}

#[test]
fn the_courts() {
    juridictions::serve();
}

#[tokio::test]
async fn a_declaration_and_a_memoire_of_counsel_become_a_case_its_papers_and_its_terms_once() -> Result<()> {
    let counsel = Simulator::start("voisins::counsel", 7, 20, "jeton");
    let known = json!([{"juridiction": COURT, "section": "1re chambre civile", "date": "2026-09-10", "numero": "25/01234",
        "nature": "arret", "matiere": {"code": "50A", "libelle": "Vente"}, "reference": "JURICA-1"}]);
    let courts =
        juridictions::Simulator::start("voisins::the_courts", &["503", "raccroche"], &known, "jeton");
    let told = |key: &str, value: &str| (Service::Dossier, key.to_owned(), value.to_owned());
    let environment = vec![
        told("GREFFE__EPOURVOI__ENDPOINT", &counsel.url),
        told("GREFFE__EPOURVOI__KEY", PUBLIC),
        told("GREFFE__EPOURVOI__SECONDS", "1"),
        told("GREFFE_EPOURVOI_TOKEN", "jeton"),
        told("GREFFE__JURIDICTIONS__ENDPOINT", &courts.url),
        told("GREFFE_JURIDICTIONS_TOKEN", "jeton"),
    ];
    // Two processes of each service read the same outbox.
    let product = Product::start(Options { environment, replicas: 2, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;

    // What the courts' base knows of the decision attacked is proposed, whatever failed at first.
    let sought = format!(
        "/api/v1/juridictions/decisions?juridiction={}&jour=2026-09-10&numero=25%2F01234",
        COURT.replace(' ', "%20").replace('’', "%E2%80%99")
    );
    let found = greffier.get(&sought).await?.expect(200)?;
    assert_eq!((&found["decisions"][0]["matter"], &found["remembered"]), (&json!("50A"), &json!(false)));
    assert_eq!(courts.steps(), ["503", "raccroche", "ok"]);

    let now = || greffe_chassis::Clock::now(&greffe_chassis::clock::SystemClock).to_string();
    let message = |number: &str, kind: &str, section: Value| {
        json!({"format": "greffe-epourvoi/1", "numero": number, "remis_le": now(), "cabinet": office, "avocat": "Me Roux",
            "type": kind, (kind): section})
    };
    let mut declaration = message(
        "EP-1",
        "declaration",
        json!({
            "procedure": "civil_representation_obligatoire",
            "parties": [
                {"role": "demandeur", "residence": "metropole", "office_id": office,
                 "person": {"nature": "personne_physique", "name": "Delaunay", "first_names": "Irène"}},
                {"role": "defendeur", "residence": "metropole",
                 "person": {"nature": "personne_morale", "name": "société des Moulins"}}],
            "decisions": [{"court": COURT, "nature": "arret", "rendered_on": "2026-09-10", "case_number": "25/01234"}]
        }),
    );
    declaration["pieces"] = json!([counsel.file("declaration.pdf", "declaration", b"%PDF-1.4 declaration")]);
    counsel.hand(&declaration);
    let told = receipt(&counsel, "EP-1", "enregistre").await?;
    let number = told["dossier"].as_str().context("dossier")?;
    let mut memoire = message("EP-2", "memoire", json!({"nature": "ampliatif"}));
    memoire["dossier"] = json!(number);
    memoire["pieces"] = json!([counsel.file("memoire.pdf", "memoire", b"%PDF-1.4 moyens")]);
    counsel.hand(&memoire);
    receipt(&counsel, "EP-2", "enregistre").await?;

    // Over the broker: the term that the mémoire meets is met, and its paper stands with its act.
    let found =
        greffier.get(&format!("/api/v1/dossiers/{}", number.replace(' ', "%20"))).await?.expect(200)?;
    let dossier = found["dossier_id"].as_str().context("dossier_id")?;
    let act = &told_acts(&counsel, "EP-2")?[0];
    until(&greffier, &format!("/api/v1/dossiers/{dossier}/pieces"), |shown| {
        shown["items"].as_array().is_some_and(|all| all.iter().any(|piece| piece["act_id"] == *act))
    })
    .await?;
    until(&greffier, &format!("/api/v1/dossiers/{dossier}/echeances"), |shown| {
        let met =
            |term: &Value| term["rule"] == "civil.memoire_ampliatif.depot" && term["status"] == "satisfaite";
        shown["items"].as_array().is_some_and(|all| all.iter().any(met))
    })
    .await?;

    // Its ledger is lost: everything is listed again, told again, and is one all the same.
    counsel.forget_receipts();
    for number in ["EP-1", "EP-2"] {
        receipt(&counsel, number, "enregistre").await?;
    }
    let all = greffier.get("/api/v1/dossiers").await?.expect(200)?;
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1), "{all}");
    let acts = greffier.get(&format!("/api/v1/dossiers/{dossier}/actes?size=100")).await?.expect(200)?;
    let memoires =
        acts["items"].as_array().into_iter().flatten().filter(|act| act["kind"] == "memoire_depose");
    assert_eq!(memoires.count(), 1, "{acts}");
    let (sound, said) = product.verify(20).await?;
    ensure!(sound, "{said}");
    product.stack.stop().await
}

/// Waits until counsel's system was told that a message is in a state; answers the receipt.
async fn receipt(counsel: &Simulator, number: &str, state: &str) -> Result<Value> {
    let until = Instant::now() + SOON;
    loop {
        if let Some(told) = counsel.receipts(number).into_iter().find(|told| told["etat"] == state) {
            return Ok(told);
        }
        if Instant::now() > until {
            bail!("{number} is never told {state}: {:?}", counsel.ledger());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

fn told_acts(counsel: &Simulator, number: &str) -> Result<Vec<Value>> {
    let last = counsel.receipts(number).pop().context("no receipt")?;
    last["actes"].as_array().cloned().context("the receipt names no act")
}

/// Waits until what is read is as wanted.
async fn until(reader: &Api, path: &str, wanted: impl Fn(&Value) -> bool) -> Result<()> {
    let limit = Instant::now() + SOON;
    loop {
        let shown = reader.get(path).await?.expect(200)?;
        if wanted(&shown) {
            return Ok(());
        }
        if Instant::now() > limit {
            bail!("never so: {path} {shown}");
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}
