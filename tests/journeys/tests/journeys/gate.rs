//! A person is detained and the Court must rule today: a service is dead, and the prononcé passes all the same, by two persons,
//! with what was not checked written in the journal and owed until somebody has checked it.

use std::time::Duration;

use anyhow::{Result, ensure};
use greffe_dev::{
    stack::{Instance, Service},
    until,
};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};

use crate::{day, declaration};

/// Days and months from today, by quantième, as the term to rule counts.
fn months_ago(months: i32) -> String {
    let today: jiff::civil::Date = day(0).parse().expect("a day");
    today.saturating_sub(jiff::Span::new().months(months)).to_string()
}

async fn record(who: &Api, dossier: &str, kind: &str, date: (&str, &str), body: Value) -> Result<Value> {
    let act = json!({"type": kind, "dates": {date.0: date.1}, "corps": body});
    who.post(&format!("/api/v1/dossiers/{dossier}/actes"), &act).await?.expect(201)
}

/// The task of that code, as the registry sees it.
async fn task(who: &Api, dossier: &str, code: &str, status: &str) -> bool {
    let path = format!("/api/v1/dossiers/{dossier}/taches?clos=true");
    let Ok(answer) = who.get(&path).await else { return false };
    let tasks = answer.body["items"].as_array().cloned().unwrap_or_default();
    tasks.iter().any(|task| task["code"] == code && task["status"] == status)
}

fn findings(refused: &Value) -> Vec<String> {
    let of = refused["errors"].as_array().cloned().unwrap_or_default();
    of.iter()
        .map(|e| format!("{} {}", e["code"].as_str().unwrap_or(""), e["field"].as_str().unwrap_or("")))
        .collect()
}

#[tokio::test]
async fn a_detention_case_is_judged_on_its_last_day_though_a_service_is_dead() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let central = product.person("greffe.central").await?;
    let president = product.person("president.crim").await?;
    let judge = product.person("conseiller.crim").await?;

    // Received three months ago to the day: the person is released tonight if the Court has not ruled.
    let received = months_ago(3);
    let mut opening = declaration(&months_ago(4), "");
    opening["procedure"] = json!("penal_detention_provisoire");
    opening["decisions"][0]["rendered_on"] = json!(months_ago(5));
    let opened = central.post("/api/v1/dossiers", &opening).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().unwrap_or_default().to_owned();
    record(&central, &dossier, "dossier_recu", ("recu", &received), json!({"support": "electronique"}))
        .await?;
    record(&central, &dossier, "memoire_depose", ("depose", &months_ago(2)), json!({"nature": "personnel"}))
        .await?;
    let chamber = json!({"kind": "chambre_attribuee", "chambre": "crim"});
    central.post(&format!("/api/v1/dossiers/{dossier}/designations"), &chamber).await?.expect(202)?;
    let given = until(Duration::from_secs(60), async || {
        let seen = president.get(&format!("/api/v1/dossiers/{dossier}")).await;
        seen.is_ok_and(|seen| seen.body["chambre"] == "crim")
    })
    .await;
    ensure!(given, "the chamber is in force");
    let rapporteur =
        json!({"kind": "rapporteur_designe", "agent_id": agent(&president, "conseiller.crim").await?});
    // The president of the chamber, once the service that proposes knows it too.
    let proposed = until(Duration::from_secs(60), async || {
        let answer = president.post(&format!("/api/v1/dossiers/{dossier}/designations"), &rapporteur).await;
        answer.is_ok_and(|answer| answer.status == 202)
    })
    .await;
    ensure!(proposed, "the rapporteur is proposed");
    let designated = until(Duration::from_secs(60), async || {
        let seen = president.get(&format!("/api/v1/dossiers/{dossier}")).await;
        seen.is_ok_and(|seen| seen.body["stage"] == "instruction")
    })
    .await;
    ensure!(designated, "distribution passes when everyone answers");

    // Everyone answers: nothing stops the prononcé.
    let report = format!("/api/v1/dossiers/{dossier}/controle?jalon=prononce");
    let looked = president.get(&report).await?.expect(200)?;
    ensure!(looked["stops"] == false && looked["passage_offered"] == true, "{looked}");
    let parts = looked["parts"].as_array().cloned().unwrap_or_default();
    ensure!(parts.len() == 5 && parts.iter().all(|part| part["answered"] == true), "{looked}");

    // The deadline service dies; the act is refused, and the way past is offered at once.
    let dead = Instance::first(Service::Deadline);
    product.stack.kill9(dead).await?;
    let arret = json!({"nature": "arret", "solution": "rejet", "formation": "f"});
    let act = json!({"type": "decision_prononcee", "dates": {"prononce": day(0)}, "corps": arret});
    let acts = format!("/api/v1/dossiers/{dossier}/actes");
    let refused = president.post(&acts, &act).await?;
    ensure!((refused.status, refused.code()) == (409, "CTL-002"), "{}", refused.body);
    let said = findings(&refused.body);
    ensure!(said.contains(&"CTL-002 deadline".to_owned()), "{said:?}");
    ensure!(said.contains(&"CTL-002 passage".to_owned()), "the way is offered: {said:?}");
    let looked = president.get(&report).await?.expect(200)?;
    ensure!(looked["stops"] == true, "not checked is never regular: {looked}");
    // The same over the chamber.
    let chamber = president.get("/api/v1/controles?chambre=crim&jalon=prononce").await?.expect(200)?;
    ensure!(chamber["items"][0]["stops"] == true, "{chamber}");

    // A motive, and a second person, who is not the one who asked.
    let wanted = json!({"jalon": "prononce", "motif": "Le titre de détention expire ce soir (CPP 567-2)."});
    let passages = format!("/api/v1/dossiers/{dossier}/passages");
    ensure!(judge.post(&passages, &wanted).await?.status == 403, "the président alone asks");
    let asked = president.post(&passages, &wanted).await?.expect(201)?;
    ensure!(asked["not_checked"] == json!(["deadline"]), "{asked}");
    let confirmation =
        format!("/api/v1/passages/{}/confirmation", asked["passage_id"].as_str().unwrap_or_default());
    let alone = president.post(&confirmation, &json!({})).await?;
    ensure!((alone.status, alone.code()) == (403, "CTL-006"), "{}", alone.body);
    ensure!(president.post(&acts, &act).await?.code() == "CTL-002", "asked for is not confirmed");
    judge.post(&confirmation, &json!({})).await?.expect(200)?;
    president.post(&acts, &act).await?.expect(201)?;

    // The journal says what was not checked, and somebody owes the check.
    let journal = president.get(&acts).await?.expect(200)?;
    let last = &journal["items"][0];
    ensure!(last["kind"] == "passage_sans_controle", "{journal}");
    ensure!(last["corps"]["non_controles"] == json!(["deadline"]), "{last}");
    ensure!(journal["items"][1]["kind"] == "decision_prononcee", "{journal}");
    ensure!(last["refers_to"] == journal["items"][1]["act_id"], "{journal}");
    let owed = until(Duration::from_secs(60), async || {
        task(&judge, &dossier, "reprendre_le_controle", "ouverte").await
    })
    .await;
    ensure!(owed, "the task to check is open");

    // The service is back, hears what it missed, and the check is done.
    product.stack.start_instance(dead).await?;
    let keeper = product.person("greffe.crim").await?;
    let checked = json!({"jalon": "prononce", "resultat": "conforme"});
    record(&keeper, &dossier, "controle_repris", ("repris", &day(0)), checked).await?;
    let closed = until(Duration::from_secs(60), async || {
        task(&judge, &dossier, "reprendre_le_controle", "close").await
    })
    .await;
    ensure!(closed, "checked, nothing is owed any more");
    let (sound, said) = product.verify(30).await?;
    ensure!(sound, "{said}");
    product.stack.stop().await
}

async fn agent(who: &Api, subject: &str) -> Result<String> {
    let found = who.get("/api/v1/agents?role=magistrat_siege&chambre=crim").await?.expect(200)?;
    let agents = found["items"].as_array().cloned().unwrap_or_default();
    let one = agents.iter().find(|agent| agent["subject"] == subject);
    one.and_then(|agent| agent["agent_id"].as_str().map(str::to_owned))
        .ok_or_else(|| anyhow::anyhow!("nobody is {subject}"))
}
