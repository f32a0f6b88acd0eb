//! A cassation with renvoi, from its prononcé to the public: minute and ECLI, expedition, return of the file, a version handed
//! over once despite failures; then a partial decision, and an arrêt taken back that revives its dossier.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use greffe_dev::Service;
use greffe_test_service::opendata::{self, Simulator};
use greffe_test_support::{Api, Options, Product};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{day, declaration};

const SOON: Duration = Duration::from_secs(60);

/// The process that plays the open-data service: started by the journey below, nothing by itself.
#[test]
fn the_open_data_service() {
    opendata::serve();
}

#[tokio::test]
async fn a_cassation_goes_from_its_prononce_to_the_public_and_an_arret_taken_back_revives_its_dossier()
-> Result<()> {
    let public = Simulator::start("decisions::the_open_data_service", &["503", "raccroche", "perd"], "jeton");
    let told = |key: &str, value: &str| (Service::Dossier, key.to_owned(), value.to_owned());
    let environment = vec![
        told("GREFFE__OPENDATA__ENDPOINT", &public.url),
        told("GREFFE__OPENDATA__SECONDS", "1"),
        told("GREFFE_OPENDATA_TOKEN", "jeton"),
    ];
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let greffier = product.person("greffe.central").await?;

    // Pronounced: several outcomes, a number and an identifier, a court of renvoi.
    let (dossier, number) = ready(&greffier, &declaration(&day(-30), "")).await?;
    let lines = json!([
        {"solution": "cassation", "chef": 1, "on_pourvois": [], "on_parties": [], "on_decisions": []},
        {"solution": "rejet", "chef": 2, "on_pourvois": [], "on_parties": [], "on_decisions": []}
    ]);
    let arret = json!({
        "type": "decision_prononcee", "dates": {"prononce": day(-1)},
        "corps": {"nature": "arret", "formation": "fs", "renvoi": "avec_renvoi", "etendue": "partielle",
                  "publication": ["b"], "outcomes": lines},
        "decision": {"dispositif": "CASSE ET ANNULE", "text": "M. Irène Delaunay contre la société des Moulins : CASSE ET ANNULE",
                     "allot_minute": true, "renvoi_court": "cour d’appel de Grenoble",
                     "chefs": ["en ce qu’il condamne", "pour le surplus"]}
    });
    let made = record(&greffier, &dossier, &arret).await?;
    let read = decisions(&greffier, &dossier).await?;
    let decision = &read["decisions"][0];
    let ecli = decision["row"]["ecli"].as_str().context("ecli")?.to_owned();
    assert_eq!(ecli, format!("ECLI:FR:CCASS:{}:C100001", &day(-1)[..4]), "{read}");
    assert_eq!(decision["renvoi_court"], "cour d’appel de Grenoble");
    let found = greffier.get(&format!("/api/v1/decisions?q={ecli}")).await?.expect(200)?;
    assert_eq!(found["items"][0]["number"], json!(number));
    let shown = greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    assert_eq!((&shown["stage"], &shown["outcome"]["ecli"]), (&json!("juge"), &json!(ecli)));

    // What it calls for: copies, the public; each act closes its own.
    let before = tasks(&greffier, &dossier, "transmettre_expedition_de_renvoi").await?;
    for task in ["transmettre_la_copie", "transmettre_expedition_de_renvoi", "publier_decision_civile"] {
        anyhow::ensure!(before.iter().any(|t| t == task), "{task} is owed: {before:?}");
    }
    for to in ["juridiction_attaquee", "juridiction_de_renvoi"] {
        let sent = json!({"type": "expedition_transmise", "dates": {"transmise": day(0)}, "corps": {"destinataire": to}});
        record(&greffier, &dossier, &sent).await?;
    }
    let returned = json!({"type": "dossier_restitue", "dates": {"restitue": day(0)}, "corps": {"destinataire": "juridiction_de_renvoi"}});
    record(&greffier, &dossier, &returned).await?;

    // The public gets a version without names, once, whatever fails on the way.
    let act = made["act_id"].as_str().context("act_id")?;
    let version =
        greffier.post(&format!("/api/v1/decisions/{act}/version"), &json!({})).await?.expect(200)?;
    let text = version["text"].as_str().context("text")?;
    anyhow::ensure!(text.contains("M. [A]") && !text.contains("Delaunay"), "{text}");
    let release = json!({"version_sha256": version["version_sha256"]});
    greffier.post(&format!("/api/v1/decisions/{act}/mise-a-disposition"), &release).await?.expect(201)?;
    let until = Instant::now() + SOON;
    loop {
        let read = decisions(&greffier, &dossier).await?;
        if read["decisions"][0]["row"]["release"] == "remise" {
            break;
        }
        if Instant::now() > until {
            bail!("not handed over: {read} {:?}", public.ledger());
        }
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    assert_eq!(public.effects(), ["panne", "panne", "prise", "deja"], "taken once, known again");
    let acts = greffier.get(&format!("/api/v1/dossiers/{dossier}/actes?size=100")).await?.expect(200)?;
    let kinds: Vec<&str> =
        acts["items"].as_array().into_iter().flatten().filter_map(|a| a["kind"].as_str()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "publication_faite").count(), 1, "{kinds:?}");

    // A partial outcome: one demandeur withdraws, the other goes on.
    let mut two = declaration(&day(-30), "");
    two["parties"]
        .as_array_mut()
        .context("parties")?
        .push(json!({"role": "demandeur", "residence": "metropole",
        "person": {"nature": "personne_physique", "name": "Roche", "first_names": "Paul"}}));
    let (partial, _) = ready(&greffier, &two).await?;
    let shown = greffier.get(&format!("/api/v1/dossiers/{partial}")).await?.expect(200)?;
    let of = |name: &str| -> Result<Value> {
        let parties = shown["parties"].as_array().context("parties")?;
        let found = parties.iter().find(|p| p["name"].as_str().is_some_and(|n| n.contains(name)));
        Ok(found.context("party")?["party_id"].clone())
    };
    let line = |solution: &str, party: Value| json!({"solution": solution, "chef": 0, "on_pourvois": [], "on_parties": [party], "on_decisions": []});
    let ruled = |kind: &str, line: Value| {
        json!({"type": kind, "dates": {"prononce": day(0)}, "corps": {"nature": "arret", "formation": "frh", "outcomes": [line]},
               "decision": {"dispositif": "DONNE ACTE", "allot_minute": true}})
    };
    record(&greffier, &partial, &ruled("decision_partielle_prononcee", line("desistement", of("Roche")?)))
        .await?;
    let shown = greffier.get(&format!("/api/v1/dossiers/{partial}")).await?.expect(200)?;
    assert_eq!(shown["stage"], "a_distribuer", "the other’s pourvoi goes on");

    // The rest is judged, then the arrêt is taken back: the dossier is where it was.
    let judged =
        record(&greffier, &partial, &ruled("decision_prononcee", line("rejet", of("Delaunay")?))).await?;
    let shown = greffier.get(&format!("/api/v1/dossiers/{partial}")).await?.expect(200)?;
    assert_eq!(shown["stage"], "juge");
    let rabat = json!({"type": "arret_rabattu", "dates": {"rabattu": day(0)}, "refers_to": judged["act_id"],
        "corps": {"cause": "erreur_de_procedure", "etendue": "total", "initiative": "office"},
        "decision": {"dispositif": "RABAT l’arrêt", "allot_minute": true}});
    record(&greffier, &partial, &rabat).await?;
    let shown = greffier.get(&format!("/api/v1/dossiers/{partial}")).await?.expect(200)?;
    assert_eq!(shown["stage"], "a_distribuer", "{shown}");
    let states: Vec<Value> = decisions(&greffier, &partial).await?["decisions"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|d| json!([d["row"]["kind"], d["row"]["state"]]))
        .collect();
    anyhow::ensure!(states.contains(&json!(["decision_prononcee", "rabattue"])), "{states:?}");
    let revived = tasks(&greffier, &partial, "juger_de_nouveau_apres_rabat").await?;
    anyhow::ensure!(revived.iter().any(|t| t == "juger_de_nouveau_apres_rabat"), "{revived:?}");
    product.stack.stop().await
}

/// A dossier of the first civil chamber whose mémoire is deposited; its number.
async fn ready(greffier: &Api, declared: &Value) -> Result<(String, String)> {
    let opened = greffier.post("/api/v1/dossiers", declared).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().context("dossier_id")?.to_owned();
    let number = opened["number"].as_str().context("number")?.to_owned();
    let chamber = json!({"kind": "chambre_attribuee", "chambre": "civ1"});
    greffier.post(&format!("/api/v1/dossiers/{dossier}/designations"), &chamber).await?.expect(202)?;
    let until = Instant::now() + SOON;
    while greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?["chambre"] != "civ1" {
        anyhow::ensure!(Instant::now() < until, "the chamber does not take effect");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let memoire =
        json!({"type": "memoire_depose", "dates": {"depose": day(-20)}, "corps": {"nature": "ampliatif"}});
    record(greffier, &dossier, &memoire).await?;
    Ok((dossier, number))
}

async fn record(greffier: &Api, dossier: &str, act: &Value) -> Result<Value> {
    greffier
        .post_with(&format!("/api/v1/dossiers/{dossier}/actes"), Uuid::now_v7(), None, act)
        .await?
        .expect(201)
}

async fn decisions(greffier: &Api, dossier: &str) -> Result<Value> {
    greffier.get(&format!("/api/v1/dossiers/{dossier}/decisions")).await?.expect(200)
}

/// Open tasks of a dossier, once one of them is there.
async fn tasks(greffier: &Api, dossier: &str, wanted: &str) -> Result<Vec<String>> {
    let until = Instant::now() + SOON;
    loop {
        let read = greffier.get(&format!("/api/v1/dossiers/{dossier}/taches?size=100")).await?.expect(200)?;
        let open = read["items"].as_array().into_iter().flatten().filter(|t| t["status"] == "ouverte");
        let named: Vec<String> = open.filter_map(|t| t["code"].as_str().map(str::to_owned)).collect();
        if named.iter().any(|t| t == wanted) || Instant::now() > until {
            return Ok(named);
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}
