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
    let central = product.person("greffe.central").await?;
    let greffier = product.person("greffe.civ1").await?;
    let president = product.person("president.civ1").await?;

    // Pronounced: several outcomes, a number and an identifier, a court of renvoi.
    let (dossier, number) = ready(&central, &president, &declaration(&day(-30), "")).await?;
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
    minute_signed(&greffier, &president, &dossier).await?;
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
    let (partial, _) = ready(&central, &president, &two).await?;
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
    assert_eq!(shown["stage"], "instruction", "the other’s pourvoi goes on");

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
    assert_eq!(shown["stage"], "instruction", "{shown}");
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

/// A dossier of the first civil chamber whose mémoire is deposited and whose rapporteur is designated; its number.
async fn ready(greffier: &Api, president: &Api, declared: &Value) -> Result<(String, String)> {
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
    for point in ["chk.civ.01", "chk.civ.02", "chk.civ.03", "chk.civ.18"] {
        let looked = json!({"type": "point_verifie", "dates": {"verifie": day(0)}, "corps": {"point": point, "resultat": "conforme"}});
        record(greffier, &dossier, &looked).await?;
    }
    let agents = president.get("/api/v1/agents?role=magistrat_siege&chambre=civ1").await?.expect(200)?;
    let rapporteur = json!({"kind": "rapporteur_designe", "agent_id": agents["items"][0]["agent_id"]});
    president.post(&format!("/api/v1/dossiers/{dossier}/designations"), &rapporteur).await?.expect(202)?;
    let until = Instant::now() + SOON;
    loop {
        let seen = greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
        if seen["stage"] == "instruction" {
            break;
        }
        let asked = president.get(&format!("/api/v1/dossiers/{dossier}/designations")).await?.expect(200)?;
        anyhow::ensure!(
            Instant::now() < until,
            "the rapporteur does not take effect: {} {asked}",
            seen["stage"]
        );
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
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

/// The minute is made, named by an act, and signed; until it is, no expédition certifies it (CPC 456, 465).
async fn minute_signed(greffier: &Api, president: &Api, dossier: &str) -> Result<()> {
    let papers = format!("/api/v1/dossiers/{dossier}/papiers");
    let templates = greffier.get("/api/v1/papiers/modeles").await?.expect(200)?;
    let order = |name: &str| -> Result<Value> {
        let all = templates.as_array().context("templates")?;
        let template = all.iter().find(|of| of["name"] == name).context("template")?;
        Ok(written(name, template["fields"].as_array().context("fields")?))
    };
    let kept = greffier.post(&papers, &order("arret_civil")?).await?.expect(201)?;
    let piece = kept["piece_id"].as_str().context("piece_id")?.to_owned();
    let named = json!({"type": "pieces_deposees", "dates": {"depose": day(0)}, "corps": {"nature": "autre", "pieces": [piece]}});
    record(greffier, dossier, &named).await?;
    let minute = format!("/api/v1/pieces/{piece}/minute");
    let until = Instant::now() + SOON;
    let shown = loop {
        let answer = greffier.get(&minute).await?;
        if answer.status == 200 {
            break answer.body;
        }
        anyhow::ensure!(Instant::now() < until, "{} {}", answer.status, answer.body);
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    assert_eq!((&shown["state"], &shown["may_sign"]), (&json!("a_signer"), &json!(["greffier"])));
    let mut expedition = order("expedition")?;
    expedition["pieces"] = json!([piece]);
    let unsigned = greffier.post(&papers, &expedition).await?;
    assert_eq!((unsigned.status, unsigned.code()), (409, "MIN-010"));
    let by_hand = json!({"signee_le": day(0), "president": "Mme Arnaud", "greffier": "M. Lebrun"});
    let refused = president.post(&format!("{minute}/main"), &by_hand).await?;
    assert_eq!((refused.status, refused.code()), (403, "MIN-005"));
    let signed = greffier.post(&format!("{minute}/main"), &by_hand).await?.expect(200)?;
    assert_eq!(signed["state"], "signee");
    let listed = greffier.get(&format!("/api/v1/pieces/{piece}")).await?.expect(200)?;
    assert_eq!(listed["minute"], "signee");
    greffier.post(&papers, &expedition).await?.expect(201)?;
    Ok(())
}

/// An order of a template, with something in each field that a person must type.
fn written(name: &str, fields: &[Value]) -> Value {
    let (mut texts, mut lists) = (serde_json::Map::new(), serde_json::Map::new());
    for field in fields.iter().filter(|field| field["typed"] == true && field["required"] == true) {
        let key = field["name"].as_str().unwrap_or_default().to_owned();
        match field["kind"].as_str() {
            Some("liste") => {
                let columns = field["columns"].as_array().map(Vec::as_slice).unwrap_or_default();
                let row: serde_json::Map<String, Value> = columns
                    .iter()
                    .map(|column| (column["name"].as_str().unwrap_or_default().to_owned(), typed(column)))
                    .collect();
                lists.insert(key, json!([row]));
            }
            _ => {
                texts.insert(key, typed(field));
            }
        }
    }
    json!({"modele": name, "valeurs": texts, "listes": lists})
}

fn typed(field: &Value) -> Value {
    match field["kind"].as_str() {
        Some("jour") => json!(day(0)),
        Some("choix") => field["among"][0].clone(),
        _ => json!("Texte de l’essai."),
    }
}
