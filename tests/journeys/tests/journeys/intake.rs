//! Partners deposit by machine: a second before midnight of the last day is in time, midnight is late, and what a greffier
//! repairs the day after arrived when it arrived. The same deposit twice is one.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use greffe_dev::{stack::Service, testing::TestClock};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{MARTIN, pdf};

/// The day of the pourvois; four months later, 30 October 2026, is a Friday.
const FORMED: &str = "2026-06-30";
/// In Paris: 23:59:59 of the last day, then the midnight that ends it, then the first minute of the day after.
const LAST_SECOND: &str = "2026-10-30T22:59:59Z";
const MIDNIGHT: &str = "2026-10-30T23:00:00Z";
const DAY_AFTER: &str = "2026-10-30T23:00:20Z";
const RULE: &str = "civil.memoire_ampliatif.depot";

#[tokio::test]
async fn a_deposit_is_in_time_to_the_last_second_and_one_however_often_it_comes() -> Result<()> {
    let clock = TestClock::at(LAST_SECOND)?;
    let path = clock.path().display().to_string();
    let told = |service| (service, "GREFFE__CLOCK__FILE".to_owned(), path.clone());
    let environment = Service::ALL.into_iter().map(told).collect();
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;
    let office = greffier.post("/api/v1/cabinets", &json!({"name": MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?.to_owned();
    let machine = product.machine("partenaire-martin").await?;

    // Three cases of the spring; and one that the machine declares now, whose term runs from the receipt.
    let mut numbers = Vec::new();
    for n in 1..=3 {
        let mut opening = crate::declaration(FORMED, &office);
        opening["decisions"][0]["rendered_on"] = json!("2026-04-10");
        opening["decisions"][0]["case_number"] = json!(format!("25/0123{n}"));
        let opened = greffier.post("/api/v1/dossiers", &opening).await?.expect(201)?;
        numbers.push(opened["number"].as_str().context("number")?.to_owned());
    }
    let declared = machine.post("/api/v1/depots", &declaration(&office)).await?.expect(201)?;
    let declared = complete(&machine, declared).await?;
    assert_eq!(effect(&declared, "ouvre")?, "ouverte", "{declared}");
    assert_eq!(due(&declared), "2027-03-01", "28 February is a Sunday");
    let mut twin = declaration(&office);
    twin["message_id"] = json!("d-2");
    let twin = machine.post("/api/v1/depots", &twin).await?.expect(202)?;
    assert_eq!(twin["reason"]["code"], "DEP-003", "{twin}");

    // The last second is in time, with its paper.
    let piece = machine.upload("memoire.pdf", "application/pdf", "memoire", pdf()).await?.expect(201)?;
    let sha256: String = Sha256::digest(pdf()).iter().map(|byte| format!("{byte:02x}")).collect();
    let pieces = json!([{"piece_id": piece["piece_id"], "sha256": sha256}]);
    let in_time = memoire("m-1", &numbers[0], pieces);
    let first = machine.post("/api/v1/depots", &in_time).await?.expect(201)?;
    let first = complete(&machine, first).await?;
    assert_eq!(first["received_at"], json!(LAST_SECOND));
    assert_eq!(effect(&first, "satisfait")?, "satisfaite", "{first}");
    assert_eq!(first["pieces"][0]["sha256"], json!(sha256));
    // One whose letter does not fit has arrived too; it waits.
    let wrong = if numbers[2].starts_with('A') { "B" } else { "A" };
    let bare = numbers[2].split(' ').next_back().context("a number")?.to_owned();
    let waiting = memoire("m-3", &format!("{wrong} {bare}"), json!([]));
    let waiting = machine.post("/api/v1/depots", &waiting).await?.expect(202)?;
    assert_eq!(waiting["reason"]["code"], "NUM-001", "{waiting}");
    let altered = json!([{"piece_id": piece["piece_id"], "sha256": "0".repeat(64)}]);
    let altered = machine.post("/api/v1/depots", &memoire("m-4", &numbers[1], altered)).await?.expect(202)?;
    assert_eq!(altered["reason"]["code"], "DEP-004", "{altered}");

    // One second later is late, and says so.
    clock.set(MIDNIGHT)?;
    let late = machine.post("/api/v1/depots", &memoire("m-2", &numbers[1], json!([]))).await?.expect(201)?;
    let late = complete(&machine, late).await?;
    assert_eq!(effect(&late, "satisfait")?, "satisfaite_hors_delai", "{late}");
    let again = machine.post("/api/v1/depots", &in_time).await?;
    ensure!(again.headers.contains_key("idempotency-replayed"), "{}", again.body);
    let again = complete(&machine, again.expect(200)?).await?;
    assert_eq!((&again["deposit_id"], &again["act_ids"]), (&first["deposit_id"], &first["act_ids"]));

    // The day after a greffier repairs what waits: it arrived before midnight.
    clock.set(DAY_AFTER)?;
    let pending = greffier.get("/api/v1/depots?etat=en_attente").await?.expect(200)?;
    assert_eq!(pending["items"].as_array().map(Vec::len), Some(3), "{pending}");
    let id = waiting["deposit_id"].as_str().context("deposit_id")?;
    let repair = json!({"message": memoire("m-3", &bare, json!([]))});
    let path = format!("/api/v1/depots/{id}/reparation");
    let repaired = greffier.post(&path, &repair).await?.expect(200)?;
    assert_eq!((&repaired["status"], &repaired["received_at"]), (&json!("enregistre"), &json!(LAST_SECOND)));
    let receipt = machine.get(&format!("/api/v1/depots/{id}")).await?.expect(200)?;
    let receipt = complete(&machine, receipt["deposit"].clone()).await?;
    assert_eq!(effect(&receipt, "satisfait")?, "satisfaite", "{receipt}");

    // The second declaration joins the dossier of the first.
    let id = twin["deposit_id"].as_str().context("deposit_id")?;
    let attach = json!({"dossier": declared["dossier_number"]});
    let attached = greffier.post(&format!("/api/v1/depots/{id}/rattachement"), &attach).await?.expect(200)?;
    assert_eq!((&attached["status"], &attached["dossier_id"]), (&json!("rattache"), &declared["dossier_id"]));

    // A refusal reaches its sender; nobody else knows of the deposit.
    let id = altered["deposit_id"].as_str().context("deposit_id")?;
    let motive = json!({"motif": "Le fichier a été altéré\u{a0}: déposez-le de nouveau."});
    greffier.post(&format!("/api/v1/depots/{id}/refus"), &motive).await?.expect(200)?;
    let told = machine.get(&format!("/api/v1/depots/{id}")).await?.expect(200)?;
    assert_eq!(told["deposit"]["motive"], motive["motif"]);
    let stranger = product.machine("partenaire-dubreuil").await?;
    assert_eq!(stranger.get(&format!("/api/v1/depots/{id}")).await?.status, 404);
    product.stack.stop().await
}

fn declaration(office: &str) -> Value {
    json!({"format": "greffe-depot/1", "message_id": "d-1", "type": "declaration", "declaration": {
        "procedure": "civil_representation_obligatoire",
        "parties": [
            {"role": "demandeur", "residence": "metropole", "office_id": office,
             "person": {"nature": "personne_physique", "name": "Delaunay", "first_names": "Irène"}},
            {"role": "defendeur", "residence": "metropole",
             "person": {"nature": "personne_morale", "name": "société des Moulins"}}],
        "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2026-09-10",
            "case_number": "26/04321"}]}})
}

fn memoire(message_id: &str, dossier: &str, pieces: Value) -> Value {
    json!({"format": "greffe-depot/1", "message_id": message_id, "type": "memoire", "dossier": dossier,
        "memoire": {"nature": "ampliatif"}, "pieces": pieces})
}

/// The receipt once the deadlines are computed: at once most often, when it is read again else.
pub async fn complete(machine: &Api, mut receipt: Value) -> Result<Value> {
    let start = Instant::now();
    while receipt["deadlines"].is_null() {
        ensure!(start.elapsed() < Duration::from_secs(120), "the receipt stays incomplete: {receipt}");
        tokio::time::sleep(Duration::from_millis(50)).await;
        let id = receipt["deposit_id"].as_str().context("deposit_id")?;
        receipt = machine.get(&format!("/api/v1/depots/{id}")).await?.expect(200)?["deposit"].clone();
    }
    Ok(receipt)
}

fn term(receipt: &Value) -> Option<&Value> {
    receipt["deadlines"].as_array()?.iter().find(|deadline| deadline["rule"] == RULE)
}

fn due(receipt: &Value) -> &str {
    term(receipt).and_then(|term| term["due"].as_str()).unwrap_or_default()
}

/// The status of the mémoire's term, which the deposit opens or meets.
fn effect(receipt: &Value, expected: &str) -> Result<String> {
    let term = term(receipt).with_context(|| format!("no term: {receipt}"))?;
    ensure!(term["effect"] == expected, "{receipt}");
    Ok(term["status"].as_str().unwrap_or_default().to_owned())
}
