//! A certificate of non-pourvoi, from the machine that asks for it to whoever verifies it: at once where no doubt remains,
//! by a greffier where one does, and the date of the pourvoi once there is one.

use anyhow::{Context, Result, ensure};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};

use crate::{MARTIN, day, declaration};

fn sought(case_number: &str) -> Value {
    json!({"court": "CA Lyon", "rendered_on": "2026-09-10", "case_number": case_number})
}

#[tokio::test]
async fn a_certificate_is_asked_by_a_machine_decided_by_a_greffier_and_verified_by_anybody() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    ensure!(office["office_id"].is_string(), "{office}");
    let machine = product.machine("partenaire-martin").await?;

    // Nothing resembles: delivered at once, in the office's name.
    let none =
        machine.post("/api/v1/certificats", &json!({"sought": sought("25/01234")})).await?.expect(201)?;
    assert_eq!((&none["status"], &none["kind"]), (&json!("delivre"), &json!("non_pourvoi")), "{none}");
    let read = get(&machine, &none).await?;
    assert_eq!(read["requester"], json!({"quality": "avocat", "name": MARTIN}));
    ensure!(read["certificate"]["text"].as_str().is_some_and(|t| t.contains("aucun pourvoi")), "{read}");

    // A pourvoi comes in: the same decision, otherwise written, now has its date; a slip of the pen waits for a person.
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), "")).await?.expect(201)?;
    let lot = json!({"sought": [sought("RG 2025-1234"), sought("25/01243"), {"court": "CA Lyon", "rendered_on": "2026-09-10"}]});
    let answers = machine.post("/api/v1/certificats/lots", &lot).await?.expect(201)?;
    let answers = answers["answers"].as_array().context("answers")?.clone();
    let said: Vec<&str> = answers.iter().filter_map(|a| a["status"].as_str()).collect();
    assert_eq!(said, ["delivre", "a_decider", "refuse"]);
    assert_eq!(
        (&answers[0]["kind"], &answers[2]["refusal"]["code"]),
        (&json!("date_pourvoi"), &json!("CNP-001"))
    );
    ensure!(get(&machine, &answers[1]).await?["candidates"] == json!([]), "counsel see no other's dossier");

    // The greffier sees why, sets the dossier aside, and the register has it.
    let waiting = greffier.get("/api/v1/certificats?statut=a_decider").await?.expect(200)?;
    assert_eq!(waiting["items"].as_array().map(Vec::len), Some(1), "{waiting}");
    let doubtful = get(&greffier, &waiting["items"][0]).await?;
    assert_eq!(doubtful["candidates"][0]["number"], opened["number"]);
    let path = format!("/api/v1/certificats/{}/decision", doubtful["demand_id"].as_str().unwrap_or_default());
    let ruling = json!({"outcome": "non_pourvoi", "reason": "Le numéro est celui d’une autre affaire."});
    let refused = machine.post(&path, &ruling).await?;
    assert_eq!((refused.status, refused.code()), (403, "DRO-001"), "{}", refused.body);
    let version = doubtful["version"].as_u64();
    let decided = greffier.post_with(&path, uuid::Uuid::now_v7(), version, &ruling).await?.expect(200)?;
    let numbers = [&none["number"], &answers[0]["number"], &decided["number"]];
    let year = &day(0)[..4];
    for (at, number) in numbers.into_iter().enumerate() {
        assert_eq!(*number, json!(format!("CNP-{year}-{:05}", at + 1)), "one series, without gap");
    }

    // Anybody who holds it reads what it says; a hash that is not its own opens nothing.
    let nobody = Api::nobody(&product.url());
    let of = |hash: &Value| {
        let (number, hash) =
            (decided["number"].as_str().unwrap_or_default(), hash.as_str().unwrap_or_default());
        format!("/api/v1/certificats/verification?numero={number}&empreinte={hash}")
    };
    let verified = nobody.get(&of(&decided["sha256"])).await?.expect(200)?;
    ensure!(verified["text"].as_str().is_some_and(|t| t.contains("25/01243")), "{verified}");
    assert_eq!(nobody.get(&of(&none["sha256"])).await?.code(), "CNP-010");
    product.stack.stop().await
}

async fn get(who: &Api, demand: &Value) -> Result<Value> {
    let id = demand["demand_id"].as_str().context("demand_id")?;
    who.get(&format!("/api/v1/certificats/{id}")).await?.expect(200)
}
