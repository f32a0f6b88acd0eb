//! A rôle, from the plan of a chamber to the journals of its dossiers: proposed from what the gate says, published, moved by a
//! week, and a dossier put off.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use greffe_dev::until;
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};

use crate::{day, declaration};

const PATIENCE: Duration = Duration::from_secs(60);

pub(crate) async fn agent(who: &Api, query: &str, subject: &str) -> Result<String> {
    let found = who.get(&format!("/api/v1/agents?{query}")).await?.expect(200)?;
    let agents = found["items"].as_array().cloned().unwrap_or_default();
    let one = agents.iter().find(|agent| agent["subject"] == subject);
    one.and_then(|agent| agent["agent_id"].as_str().map(str::to_owned))
        .with_context(|| format!("nobody is {subject}"))
}

/// A criminal dossier whose rapporteur is designated.
pub(crate) async fn dossier(central: &Api, president: &Api) -> Result<String> {
    let mut opening = declaration(&day(-60), "");
    opening["procedure"] = json!("penal_detention_provisoire");
    opening["decisions"][0]["rendered_on"] = json!(day(-70));
    let opened = central.post("/api/v1/dossiers", &opening).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().unwrap_or_default().to_owned();
    let acts = format!("/api/v1/dossiers/{dossier}/actes");
    let received =
        json!({"type": "dossier_recu", "dates": {"recu": day(-40)}, "corps": {"support": "electronique"}});
    central.post(&acts, &received).await?.expect(201)?;
    let deposited =
        json!({"type": "memoire_depose", "dates": {"depose": day(-30)}, "corps": {"nature": "personnel"}});
    central.post(&acts, &deposited).await?.expect(201)?;
    let designations = format!("/api/v1/dossiers/{dossier}/designations");
    let chamber = json!({"kind": "chambre_attribuee", "chambre": "crim"});
    central.post(&designations, &chamber).await?.expect(202)?;
    let rapporteur = agent(president, "role=magistrat_siege&chambre=crim", "conseiller.crim").await?;
    let rapporteur = json!({"kind": "rapporteur_designe", "agent_id": rapporteur});
    let proposed = until(PATIENCE, async || {
        let answer = president.post(&designations, &rapporteur).await;
        answer.is_ok_and(|answer| answer.status == 202)
    })
    .await;
    ensure!(proposed, "the rapporteur is proposed");
    let designated = until(PATIENCE, async || {
        let seen = president.get(&format!("/api/v1/dossiers/{dossier}")).await;
        seen.is_ok_and(|seen| seen.body["stage"] == "instruction")
    })
    .await;
    ensure!(designated, "the rapporteur is designated");
    Ok(dossier)
}

/// Somebody looks at each point that nobody had looked at.
async fn looked_at(president: &Api, dossier: &str) -> Result<()> {
    let report = president.get(&format!("/api/v1/dossiers/{dossier}/controle?jalon=audiencement")).await?;
    let report = report.expect(200)?;
    for finding in report["findings"].as_array().cloned().unwrap_or_default() {
        if finding["result"] == "non_verifie" && finding["part"] == "dossier" {
            let corps = json!({"point": finding["code"], "resultat": "conforme"});
            let act = json!({"type": "point_verifie", "dates": {"verifie": day(0)}, "corps": corps});
            president.post(&format!("/api/v1/dossiers/{dossier}/actes"), &act).await?.expect(201)?;
        }
    }
    Ok(())
}

async fn audience(who: &Api, id: &str) -> Result<Value> {
    who.get(&format!("/api/v1/audiences/{id}")).await?.expect(200)
}

async fn change(who: &Api, id: &str, mut act: Value) -> Result<Value> {
    act["version"] = audience(who, id).await?["summary"]["version"].clone();
    who.post(&format!("/api/v1/audiences/{id}/actes"), &act).await?.expect(200)
}

/// The days of the acts that fixed the hearing, the newest first, and whether the newest act on it put it off.
async fn journal(who: &Api, dossier: &str) -> Result<Vec<String>> {
    let acts = who.get(&format!("/api/v1/dossiers/{dossier}/actes")).await?.expect(200)?;
    let acts = acts["items"].as_array().cloned().unwrap_or_default();
    let heard =
        acts.iter().filter(|act| act["kind"] == "audience_fixee" || act["kind"] == "audience_reportee");
    Ok(heard.map(|act| act["corps"]["audience"].as_str().unwrap_or("reportee").to_owned()).collect())
}

/// What anybody reads of a published rôle, signed in nowhere: its cases by their numbers, and no name. The registry's own paper
/// has them.
async fn in_public(product: &Product, registry: &Api, id: &str, dossier: &str) -> Result<()> {
    let anybody = Api::nobody(&product.url());
    let case = registry.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    let role = anybody.get(&format!("/api/v1/roles/{id}")).await?.expect(200)?;
    ensure!(role["cases"] == json!([case["number"]]) && role["count"] == 1, "{role}");
    let last = day(60);
    let listed = anybody.get(&format!("/api/v1/roles?chambre=crim&au={last}")).await?.expect(200)?;
    ensure!(listed["items"][0]["audience_id"] == id && listed["items"][0]["cases"].is_null(), "{listed}");
    let bytes = async |who: &Api, path: &str| -> Result<Vec<u8>> {
        let answer = who.bare(reqwest::Method::GET, path).send().await?;
        ensure!(answer.status() == 200, "{path}: {}", answer.status());
        Ok(answer.bytes().await?.to_vec())
    };
    let feed = String::from_utf8(bytes(&anybody, "/api/v1/roles/greffe.ics?chambre=crim").await?)?;
    ensure!(feed.contains(&format!("UID:{id}@greffe")) && feed.contains("STATUS:CONFIRMED"), "{feed}");
    let parties = case["parties"].as_array().cloned().unwrap_or_default();
    let names = parties.iter().filter_map(|party| party["name"].as_str());
    for name in names {
        let public = format!("{role}{listed}{feed}");
        ensure!(!public.contains(name), "a party is named in public");
    }
    for (who, path) in [(&anybody, "roles"), (registry, "audiences")] {
        let pdf = bytes(who, &format!("/api/v1/{path}/{id}/papier")).await?;
        ensure!(pdf.starts_with(b"%PDF-1.7"), "{path}");
    }
    Ok(())
}

#[tokio::test]
async fn a_role_is_proposed_published_moved_and_a_dossier_is_put_off() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let central = product.person("greffe.central").await?;
    let president = product.person("president.crim").await?;
    let registry = product.person("greffe.crim").await?;
    let dossier = dossier(&central, &president).await?;

    // A plan, a month away, on a day when the Court sits.
    let mut opened = None;
    for days in 30..36 {
        let sitting = json!({"formation": "fr", "day": day(days), "from": 570, "to": 690, "room": "Salle 1"});
        let wanted = json!({"chambre": "crim", "sitting": sitting});
        let answer = registry.post("/api/v1/audiences", &wanted).await?;
        if answer.status == 201 {
            opened = Some((answer.body, days));
            break;
        }
        ensure!(answer.code() == "AUD-012", "{}", answer.body);
    }
    let (opened, days) = opened.context("a working day within a week")?;
    let id = opened["summary"]["audience_id"].as_str().unwrap_or_default().to_owned();
    // What it owes is in the queue of those who owe it, and leaves it with what satisfies it.
    let owes = async |who: &Api, code: &str| -> Result<bool> {
        let queue = who.get("/api/v1/taches").await?.expect(200)?;
        let tasks = queue["items"].as_array().cloned().unwrap_or_default();
        Ok(tasks.iter().any(|task| task["code"] == code && task["audience_id"] == json!(id)))
    };
    let owed =
        until(PATIENCE, async || owes(&president, "arreter_la_composition").await.unwrap_or(false)).await;
    ensure!(
        owed && owes(&registry, "designer_le_greffier").await?,
        "an audience is planned: it is to be composed"
    );
    let members = json!([
        {"agent_id": agent(&president, "role=president&chambre=crim", "president.crim").await?, "presides": true},
        {"agent_id": agent(&president, "role=magistrat_siege&chambre=crim", "conseiller.crim").await?},
        {"agent_id": agent(&president, "role=magistrat_siege&chambre=civ1", "conseiller2.civ1").await?, "completes": true},
    ]);
    let greffier = agent(&president, "role=greffe_chambre&chambre=crim", "greffe.crim").await?;
    let composition = json!({"kind": "composition_arretee", "members": members, "greffier_id": greffier});
    change(&registry, &id, composition).await?;
    let owed = until(PATIENCE, async || !owes(&registry, "designer_le_greffier").await.unwrap_or(true)).await;
    ensure!(owed, "composed, it owes no registrar more");

    // The proposal says why not, in the words of the gate; once looked at, the dossier is placed.
    let wanted = json!({"chambre": "crim", "audience_ids": [id], "dossier_ids": [dossier]});
    let told = registry.post("/api/v1/audiences/roles/proposition", &wanted).await?.expect(200)?;
    let stopped = president.get(&format!("/api/v1/dossiers/{dossier}/controle?jalon=audiencement")).await?;
    ensure!(stopped.body["stops"] == (told["refused"] != json!([])), "{told} {}", stopped.body);
    looked_at(&president, &dossier).await?;
    let told = registry.post("/api/v1/audiences/roles/proposition", &wanted).await?.expect(200)?;
    ensure!(told["placed"][0]["dossier_id"] == json!(dossier), "{told}");
    let entries = json!([{"dossier_id": dossier, "minutes": told["placed"][0]["minutes"]}]);
    change(&registry, &id, json!({"kind": "role_arrete", "entries": entries})).await?;

    // Published: the journal of the dossier says so, and the rôle learns it.
    change(&president, &id, json!({"kind": "role_publie"})).await?;
    let inscribed = async || {
        let seen = audience(&president, &id).await;
        seen.is_ok_and(|seen| seen["entries"][0]["standing"] == "inscrite")
    };
    ensure!(until(PATIENCE, inscribed).await, "{}", audience(&president, &id).await?);
    ensure!(journal(&president, &dossier).await? == [day(days)]);

    in_public(&product, &registry, &id, &dossier).await?;

    // A week later, the dossier is asked anew.
    let sitting = json!({"formation": "fr", "day": day(days + 7), "from": 570, "to": 690, "room": "Salle 1"});
    let moved = json!({"kind": "seance_modifiee", "sitting": sitting});
    let preview =
        president.post(&format!("/api/v1/audiences/{id}/actes/essai"), &moved).await?.expect(200)?;
    // The day a week later may be a holiday: only then is it refused.
    if preview["admitted"] == true {
        change(&president, &id, moved).await?;
        ensure!(until(PATIENCE, inscribed).await, "{}", audience(&president, &id).await?);
        ensure!(journal(&president, &dossier).await? == [day(days + 7), day(days)]);
    } else {
        ensure!(preview.to_string().contains("Aucune audience ne se tient le"), "{preview}");
    }

    // Put off: the journal says so before the rôle loses it.
    let off = json!({"kind": "affaire_retiree", "dossier_id": dossier, "reason": "contradictoire"});
    change(&president, &id, off).await?;
    let gone = async || {
        let seen = audience(&president, &id).await;
        seen.is_ok_and(|seen| seen["entries"] == json!([]))
    };
    ensure!(until(PATIENCE, gone).await, "{}", audience(&president, &id).await?);
    ensure!(journal(&president, &dossier).await?[0] == "reportee");
    Ok(())
}
