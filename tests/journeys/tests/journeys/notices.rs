//! A notice through the whole product: an act makes it due, a person prepares it, the post takes it from a true SFTP server, its
//! advice of receipt becomes an act of the journal, and the term that hung on it runs.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, ensure};
use greffe_dev::Service;
use greffe_test_service::counterparts::Counterparts;
use greffe_test_support::{Api, Options, Product};
use jiff::{ToSpan, civil::Date};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::{day, declaration};

const SOON: Duration = Duration::from_secs(60);
/// Two years from the notification of the radiation (CPC 386, 1009-2).
const TERM: &str = "civil.radiation.peremption";

#[tokio::test]
async fn a_radiation_is_notified_by_post_and_the_peremption_runs_from_the_advice_of_receipt() -> Result<()> {
    let counterparts = Counterparts::up(21, 0).await;
    let told = |key: &str, value: String| (Service::Notification, format!("GREFFE__AVIS__{key}"), value);
    let environment = vec![
        told("RELEVE_SECONDES", "1".to_owned()),
        told("COURRIER__DEPOT", "/depot".to_owned()),
        told("COURRIER__RETOUR", "/retour".to_owned()),
        told("COURRIER__SFTP", format!("greffe@{}", counterparts.at("sftp"))),
        told("COURRIER__SFTP_CLE", counterparts.file("poste.cle")),
        told("COURRIER__SFTP_HOTES", counterparts.file("hotes")),
    ];
    let product = Product::start(Options { environment, ..Options::default() }).await?;
    let central = product.person("greffe.central").await?;

    // A pourvoi against which the radiation is asked and ordered.
    let office = central.post("/api/v1/cabinets", &json!({"name": crate::MARTIN})).await?.expect(201)?;
    let office = office["office_id"].as_str().context("office_id")?;
    let opened = central.post("/api/v1/dossiers", &declaration(&day(-60), office)).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().context("dossier_id")?.to_owned();
    let seen = central.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    let parties: BTreeMap<&str, &str> = seen["parties"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|party| Some((party["party_id"].as_str()?, party["role"].as_str()?)))
        .collect();
    let of = |role: &str| parties.iter().find(|(_, of)| **of == role).map(|(id, _)| (*id).to_owned());
    let (demandeur, defendeur) =
        (of("demandeur").context("demandeur")?, of("defendeur").context("defendeur")?);
    let act = async |kind: &str, date: &str, on: &str, corps: Value, who: &[&str]| {
        let wanted = json!({"type": kind, "dates": {date: on}, "corps": corps, "portee": {"parties": who}});
        let path = format!("/api/v1/dossiers/{dossier}/actes");
        central.post_with(&path, Uuid::now_v7(), None, &wanted).await?.expect(201)
    };
    act("memoire_depose", "depose", &day(-20), json!({"nature": "ampliatif"}), &[&demandeur]).await?;
    act("radiation_demandee", "demande", &day(-15), json!({}), &[&defendeur]).await?;
    let due = state(&central, &dossier, &parties).await?;
    ensure!(!due.contains(TERM) && !due.contains("not.civ.18"), "{due}");
    act("radiation_decidee", "prononce", &day(-1), json!({"sens": "radiation"}), &[]).await?;
    let due = state(&central, &dossier, &parties).await?;
    assert_eq!(
        due,
        "Stade : radie
Avis :
  not.civ.01 : prouve, prouve — demandeur
  not.civ.02 : du, a_preparer — defendeur
  not.civ.17 : du, a_preparer — demandeur
  not.civ.17.parquet : du, a_preparer
  not.civ.18 : du, a_preparer — defendeur
  not.civ.18 : du, a_preparer — demandeur
Échéances :
  civil.memoire_ampliatif.depot : satisfaite — demandeur
  civil.memoire_ampliatif.signification : ouverte — defendeur
  civil.pieces.979 : ouverte — demandeur
  civil.pourvoi.terme_528_1 : satisfaite — demandeur
"
    );

    // Prepared as proposed, where a greffier writes what the dossier does not say; handed over.
    let notice = notice(&central, &dossier, "not.civ.18", &demandeur).await?;
    let life = step(&central, &notice, &json!({})).await?;
    let proposal = &life["proposal"];
    assert_eq!(proposal["channel"], "lettre_recommandee");
    let fields: Vec<Value> = proposal["fields"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|field| json!({"mention": field["mention"], "text": "Dit par le greffe."}))
        .collect();
    let form = json!({"step": "preparer", "channel": "lettre_recommandee", "recipient_name": "Irène Delaunay",
        "address": "2 rue du Port\n19100 Brive", "fields": fields});
    step(&central, &notice, &form).await?;
    let before = figures(&central).await?;
    step(&central, &notice, &json!({"step": "controler"})).await?;
    step(&central, &notice, &json!({"step": "remettre"})).await?;

    // The provider posts it, tells that it was received, and the journal has it.
    let until = Instant::now() + SOON;
    let life = loop {
        let life = step(&central, &notice, &json!({})).await?;
        let settled = life["notice"]["derived"] == "prouve" && life["proofs_waiting"] == json!([]);
        if settled {
            break life;
        }
        ensure!(Instant::now() < until, "no proof: {life}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    let sending = &life["sendings"][0];
    assert_eq!((&sending["state"], &sending["version"]), (&json!("recu"), &json!(1)));
    let steps: Vec<&str> =
        life["steps"].as_array().into_iter().flatten().filter_map(|step| step["step"].as_str()).collect();
    assert_eq!(steps, ["prepare", "controle", "remis", "envoye", "recu"]);
    let ledger = counterparts.ledger("courrier");
    assert_eq!(ledger.len(), 1, "posted once");
    assert_eq!((&ledger[0]["key"], &ledger[0]["whole"]), (&sending["key"], &json!(true)));
    assert_eq!(ledger[0]["kind"], "recommande_ar");
    let acts = central.get(&format!("/api/v1/dossiers/{dossier}/actes?size=200")).await?.expect(200)?;
    let proofs: Vec<Value> = acts["items"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|act| act["kind"] == "notification_faite")
        .map(|act| json!([act["corps"]["avis"], act["corps"]["resultat"]]))
        .collect();
    // The newest first: received, after it was sent.
    assert_eq!(proofs.len(), 2, "{proofs:?}");
    assert_eq!((&proofs[0], &proofs[1][0]), (&json!(["not.civ.18", "remise"]), &json!("not.civ.18")));

    let proven = state(&central, &dossier, &parties).await?;
    assert_eq!(
        proven,
        "Stade : radie
Avis :
  not.civ.01 : prouve, prouve — demandeur
  not.civ.02 : du, a_preparer — defendeur
  not.civ.17 : du, a_preparer — demandeur
  not.civ.17.parquet : du, a_preparer
  not.civ.18 : du, a_preparer — defendeur
  not.civ.18 : prouve, prouve — demandeur
Échéances :
  civil.memoire_ampliatif.depot : satisfaite — demandeur
  civil.memoire_ampliatif.signification : ouverte — defendeur
  civil.pieces.979 : ouverte — demandeur
  civil.pourvoi.terme_528_1 : satisfaite — demandeur
  civil.radiation.peremption : ouverte — demandeur
"
    );
    let term = terms(&central, &dossier).await?.into_iter().find(|term| term["rule"] == TERM);
    let raw: Date = term.context(TERM)?["raw"].as_str().context("raw")?.parse()?;
    let received: Date = sending["reached_on"].as_str().context("reached_on")?.parse()?;
    assert_eq!(raw, received.checked_add(24.months())?);

    // The figures move with it, agree with one another, and with the journal.
    let after = figures(&central).await?;
    let of = |figures: &Value, name: &str| figures[name].as_u64().unwrap_or_default();
    assert_eq!(of(&after, "due"), of(&before, "due"));
    assert_eq!(of(&after, "proven"), of(&before, "proven") + 1);
    assert_eq!(of(&after, "to_hand_over") + 1, of(&before, "to_hand_over"));
    assert_eq!(after["agree"], true);
    let (sound, said) = product.verify(10).await?;
    ensure!(sound, "{said}");
    product.stack.stop().await
}

async fn figures(greffier: &Api) -> Result<Value> {
    greffier.get("/api/v1/avis/chiffres").await?.expect(200)
}

async fn terms(greffier: &Api, dossier: &str) -> Result<Vec<Value>> {
    let seen = greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    let version = seen["version"].as_u64().context("version")?;
    let terms = greffier
        .get(&format!("/api/v1/dossiers/{dossier}/echeances?min_version={version}"))
        .await?
        .expect(200)?;
    Ok(terms["items"].as_array().cloned().unwrap_or_default())
}

async fn notices(greffier: &Api, dossier: &str) -> Result<Vec<Value>> {
    // Tasks and notices are derived together: once the ones are there, so are the others.
    let seen = greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    let version = seen["version"].as_u64().context("version")?;
    greffier.get(&format!("/api/v1/dossiers/{dossier}/taches?min_version={version}")).await?.expect(200)?;
    let read = greffier.get(&format!("/api/v1/avis?dossier={dossier}&size=200")).await?.expect(200)?;
    Ok(read["items"].as_array().cloned().unwrap_or_default())
}

async fn notice(greffier: &Api, dossier: &str, code: &str, party: &str) -> Result<String> {
    let all = notices(greffier, dossier).await?;
    let found = all.iter().find(|notice| notice["notice"] == code && notice["party_id"] == party);
    Ok(found.with_context(|| format!("{code}: {all:?}"))?["notice_id"].as_str().context("id")?.to_owned())
}

/// Takes a step from where the notice stands; without one, reads it.
async fn step(greffier: &Api, notice: &str, wanted: &Value) -> Result<Value> {
    let life = greffier.get(&format!("/api/v1/avis/{notice}")).await?.expect(200)?;
    let Some(of) = wanted.as_object().filter(|of| !of.is_empty()) else { return Ok(life) };
    let mut wanted = Value::Object(of.clone());
    let last = life["sendings"].as_array().and_then(|all| all.last());
    wanted["expected_version"] = last.map_or(json!(0), |last| last["version"].clone());
    wanted["expected_state"] = last.map_or(json!(""), |last| last["state"].clone());
    greffier.post(&format!("/api/v1/avis/{notice}/etapes"), &wanted).await?.expect(200)
}

/// Stage, every notice with what the journal says of it and where it stands, every term.
async fn state(greffier: &Api, dossier: &str, parties: &BTreeMap<&str, &str>) -> Result<String> {
    let seen = greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    let text = |of: &Value, key: &str| of[key].as_str().unwrap_or_default().to_owned();
    let whose = |of: &Value| {
        of["party_id"]
            .as_str()
            .and_then(|id| parties.get(id))
            .map(|role| format!(" — {role}"))
            .unwrap_or_default()
    };
    let said = |title: &str, mut lines: Vec<String>| {
        lines.sort();
        lines.iter().fold(format!("{title} :\n"), |all, line| format!("{all}  {line}\n"))
    };
    let notices = notices(greffier, dossier).await?;
    let notices = notices.iter().map(|notice| {
        format!(
            "{} : {}, {}{}",
            text(notice, "notice"),
            text(notice, "derived"),
            text(notice, "place"),
            whose(notice)
        )
    });
    let terms = terms(greffier, dossier).await?;
    let terms =
        terms.iter().map(|term| format!("{} : {}{}", text(term, "rule"), text(term, "status"), whose(term)));
    Ok(format!(
        "Stade : {}\n{}{}",
        text(&seen, "stage"),
        said("Avis", notices.collect()),
        said("Échéances", terms.collect())
    ))
}
