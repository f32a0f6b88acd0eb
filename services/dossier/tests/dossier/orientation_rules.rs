//! Rules of orientation: written, tried over past dossiers, put in force, suggested with their reason.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::Event,
    dossier::v1::{self as pb, orientation_service_client::OrientationServiceClient},
    events::v1::AssignmentProposed,
};
use prost::Message;
use tonic::{Response, transport::Channel};
use uuid::Uuid;

use crate::{
    orientation::{against, suggested},
    proposals::{handle, proposed},
    support::{World, failure, greffier, person},
};

const BETWEEN: &str = "entre_chambres";

async fn client(world: &World) -> OrientationServiceClient<Channel> {
    OrientationServiceClient::connect(world.address().to_owned()).await.unwrap()
}

fn rule(label: &str, section: &str, target: &str, priority: u32) -> pb::OrientationRule {
    let when = pb::OrientationConditions { sections: vec![section.into()], ..Default::default() };
    pb::OrientationRule {
        label: label.into(),
        reason: format!("Ce que juge la section «\u{a0}{section}\u{a0}»."),
        when: Some(when),
        target: target.into(),
        priority,
        ..Default::default()
    }
}

async fn save(
    world: &World,
    who: &Caller,
    (key, remit, expected): (Uuid, &str, u64),
    rules: Vec<pb::OrientationRule>,
) -> Result<Response<pb::SaveOrientationRulesResponse>, Failure> {
    let wanted = pb::SaveOrientationRulesRequest {
        remit: remit.into(),
        expected_version: expected,
        rules,
        reason: "Ce que jugent les chambres.".into(),
    };
    client(world).await.save_orientation_rules(world.request(who, key, wanted)).await.map_err(failure)
}

async fn tried(
    world: &World,
    who: &Caller,
    remit: &str,
    version: u64,
) -> Result<pb::TryOrientationRulesResponse, Failure> {
    let wanted = pb::TryOrientationRulesRequest { remit: remit.into(), version };
    let answer = client(world).await.try_orientation_rules(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(Response::into_inner).map_err(failure)
}

async fn put(
    world: &World,
    who: &Caller,
    remit: &str,
    of: &pb::TryOrientationRulesResponse,
) -> Result<pb::OrientationInForce, Failure> {
    let wanted = pb::PutOrientationInForceRequest {
        remit: remit.into(),
        version: of.version,
        base_version: of.base_version,
        tried_on: of.tried_on.clone(),
        reason: "Au vu de l’essai.".into(),
    };
    let answer =
        client(world).await.put_orientation_in_force(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(|done| done.into_inner().in_force.unwrap()).map_err(failure)
}

async fn set(world: &World, who: &Caller, remit: &str) -> Result<pb::GetOrientationSetResponse, Failure> {
    let wanted = pb::GetOrientationSetRequest { remit: remit.into() };
    let answer = client(world).await.get_orientation_set(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(Response::into_inner).map_err(failure)
}

/// Dossiers of two sections, given to two chambers turn by turn; one of the first section went to the other chamber.
async fn stock(world: &World) -> Vec<String> {
    let mut opened = Vec::new();
    for rank in 0..12 {
        let (section, chambre) = [("chambre sociale", "soc"), ("chambre des baux", "civ3")][rank % 2];
        let dossier = world.open(against(section, rank)).await.unwrap().dossier_id;
        let chambre = if rank == 10 { "civ3" } else { chambre };
        handle(world, &proposed(&dossier, "chambre_attribuee", chambre)).await;
        opened.push(dossier);
    }
    opened
}

#[tokio::test]
async fn rules_are_tried_over_past_dossiers_then_put_in_force_and_suggest_with_their_measure() {
    let world = World::new().await;
    let dossiers = stock(&world).await;
    let rules = vec![
        rule("Le social", "chambre sociale", "soc", 10),
        rule("Les baux", "chambre des baux", "civ3", 20),
        rule("Jamais regardée", "sociale", "com", 30),
    ];
    let key = Uuid::now_v7();
    let made = save(&world, &greffier(), (key, BETWEEN, 0), rules.clone()).await.unwrap();
    let again = save(&world, &greffier(), (key, BETWEEN, 0), rules).await.unwrap();
    assert_eq!(again.metadata().get("idempotency-replayed").unwrap().to_str().unwrap(), "true");
    assert_eq!(made.get_ref(), again.get_ref(), "once a key");
    let version = made.into_inner().version.unwrap();
    assert_eq!((version.version, version.rules[0].written_on.as_str()), (1, "2026-11-24"));
    assert_eq!(version.rules[0].author, greffier().subject);

    // Nothing is in force yet: nothing is suggested.
    let asked = world.open(against("chambre sociale", 99)).await.unwrap().dossier_id;
    let nothing = suggested(&world, &greffier(), &asked).await.unwrap();
    assert!(nothing.suggestions.is_empty() && nothing.circuit.is_none(), "{nothing:?}");

    let president = person("president", &["soc"]);
    let found = tried(&world, &president, BETWEEN, 1).await.unwrap();
    assert_eq!((found.base_version, found.tried_on.as_str()), (0, "2026-11-24"));
    let figures = found.figures.clone().unwrap();
    assert_eq!((figures.cases, figures.decided, figures.agreed), (12, 12, 11));
    assert_eq!((figures.decided_before, figures.moved, figures.comparable), (0, 12, true));
    let of = |code: &str| figures.targets.iter().find(|of| of.code == code).unwrap();
    assert_eq!((of("soc").decided, of("soc").sent, of("soc").agreed), (5, 6, 5));
    assert_eq!((of("civ3").decided, of("civ3").sent, of("civ3").agreed), (7, 6, 6));
    let by_rule: Vec<(u32, u32, u32)> =
        figures.rules.iter().map(|rule| (rule.applies, rule.decides, rule.agrees)).collect();
    assert_eq!(by_rule, [(6, 6, 5), (6, 6, 6), (6, 0, 0)]);
    // The dossiers of their own chamber alone are told to a president.
    assert_eq!(found.differences.len(), 5, "{:?}", found.differences);
    assert!(found.differences.iter().all(|one| one.decided == "soc" && one.before.is_empty()));
    let all = tried(&world, &greffier(), BETWEEN, 1).await.unwrap().differences;
    let wrong = all.iter().find(|one| one.dossier_id == dossiers[10]).unwrap();
    assert_eq!((wrong.decided.as_str(), wrong.sent.as_str()), ("civ3", "soc"));
    assert_eq!(wrong.rule_label, "Le social");

    let in_force = put(&world, &greffier(), BETWEEN, &found).await.unwrap();
    assert_eq!((in_force.seq, in_force.version), (1, 1));
    assert_eq!(in_force.tried, Some(figures), "what it rests on is kept");
    let best = suggested(&world, &greffier(), &asked).await.unwrap().suggestions.remove(0);
    let reason = best.rule.unwrap();
    assert_eq!((best.chambre.as_str(), best.label.as_str()), ("soc", "chambre sociale"));
    assert_eq!((reason.label.as_str(), reason.version), ("Le social", 1));
    assert_eq!((reason.decides, reason.agrees, best.confidence), (6, 5, 0), "too few to measure");
    let shown = set(&world, &president, BETWEEN).await.unwrap();
    assert!(!shown.set.unwrap().may_edit && shown.history.len() == 1 && shown.versions.len() == 1);
}

#[tokio::test]
async fn the_circuit_is_suggested_by_the_rules_of_the_chamber_and_says_who_decides() {
    let world = World::new().await;
    let president = person("president", &["crim"]);
    let mut detained = rule("Solution qui s’impose", "chambre sociale", "restreinte", 1);
    detained.when.as_mut().unwrap().detained = "non".into();
    save(&world, &president, (Uuid::now_v7(), "crim", 0), vec![detained]).await.unwrap();
    let dossier = world.open(against("chambre sociale", 1)).await.unwrap().dossier_id;
    handle(&world, &proposed(&dossier, "chambre_attribuee", "crim")).await;
    // Of a civil chamber, the act says it: the dry run reads the dossiers of which it does.
    for (rank, circuit) in [(2, "court"), (3, "approfondi"), (4, "")] {
        let opened = world.open(against("chambre sociale", rank)).await.unwrap().dossier_id;
        let event = proposed(&opened, "chambre_attribuee", "civ1");
        let mut fact = AssignmentProposed::decode(event.payload.as_ref()).unwrap();
        fact.circuit = circuit.into();
        handle(&world, &Event { payload: fact.encode_to_vec().into(), ..event }).await;
    }
    let civil = person("president", &["civ1"]);
    let short = vec![rule("Contentieux répété", "chambre sociale", "court", 1)];
    save(&world, &civil, (Uuid::now_v7(), "civ1", 0), short).await.unwrap();
    let found = tried(&world, &civil, "civ1", 1).await.unwrap();
    let figures = found.figures.clone().unwrap();
    assert_eq!((figures.cases, figures.decided, figures.agreed, figures.comparable), (2, 2, 1, true));
    let mut told: Vec<&str> = found.differences.iter().map(|one| one.decided.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["approfondi", "court"], "none was suggested before");
    put(&world, &civil, "civ1", &found).await.unwrap();
    let asked = world.open(against("chambre sociale", 5)).await.unwrap().dossier_id;
    handle(&world, &proposed(&asked, "chambre_attribuee", "civ1")).await;
    let circuit = suggested(&world, &civil, &asked).await.unwrap().circuit.unwrap();
    let reason = circuit.rule.unwrap();
    assert_eq!((circuit.circuit.as_str(), reason.decides, reason.agrees), ("court", 2, 1));
    assert_eq!(circuit.confidence, 0, "too few to measure");

    let found = tried(&world, &president, "crim", 1).await.unwrap();
    let figures = found.figures.clone().unwrap();
    assert_eq!((figures.cases, figures.decided, figures.comparable), (1, 1, false), "no act says a circuit");
    assert_eq!(found.differences[0].sent, "restreinte");
    put(&world, &president, "crim", &found).await.unwrap();
    let circuit = suggested(&world, &president, &dossier).await.unwrap().circuit.unwrap();
    assert_eq!((circuit.circuit.as_str(), circuit.chambre.as_str()), ("restreinte", "crim"));
    assert!(circuit.decided_by.contains("CPP 567-1-1"), "{circuit:?}");
    assert_eq!(circuit.rule.unwrap().label, "Solution qui s’impose");
}

#[tokio::test]
async fn who_writes_is_who_decides_there_and_edits_do_not_cross() {
    let world = World::new().await;
    let rules = || vec![rule("Le social", "chambre sociale", "soc", 10)];
    let new = |remit: &'static str, expected| (Uuid::now_v7(), remit, expected);
    for (who, remit) in
        [(person("president", &["soc"]), BETWEEN), (person("greffe_chambre", &["soc"]), "soc")]
    {
        assert_eq!(save(&world, &who, new(remit, 0), rules()).await.unwrap_err().kind, Kind::Forbidden);
    }
    let refused: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit WHERE action = 'regler_orientation' AND decision = 'refuse'",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert_eq!(refused, 2, "a refusal stays in the audit trail");
    assert_eq!(set(&world, &person("avocat_general", &[]), BETWEEN).await.unwrap_err().kind, Kind::Forbidden);

    save(&world, &greffier(), new(BETWEEN, 0), rules()).await.unwrap();
    let crossed = save(&world, &greffier(), new(BETWEEN, 0), rules()).await.unwrap_err();
    assert_eq!((crossed.code.as_ref(), crossed.current_version), ("ORI-003", Some(1)));
    let writer = greffier();
    let (one, other) = tokio::join!(
        save(&world, &writer, new(BETWEEN, 1), rules()),
        save(&world, &writer, new(BETWEEN, 1), rules()),
    );
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1, "one of two writes");

    let unknown = tried(&world, &greffier(), BETWEEN, 9).await.unwrap_err();
    assert_eq!((unknown.code.as_ref(), unknown.kind), ("ORI-007", Kind::NotFound));
    assert_eq!(set(&world, &greffier(), "nulle").await.unwrap_err().code, "ORI-001");

    let (first, second) = (
        tried(&world, &greffier(), BETWEEN, 1).await.unwrap(),
        tried(&world, &greffier(), BETWEEN, 2).await.unwrap(),
    );
    put(&world, &greffier(), BETWEEN, &second).await.unwrap();
    assert_eq!(put(&world, &greffier(), BETWEEN, &second).await.unwrap_err().code, "ORI-006");
    assert_eq!(
        put(&world, &greffier(), BETWEEN, &first).await.unwrap_err().code,
        "ORI-005",
        "seen beside nothing"
    );
    let anew = tried(&world, &greffier(), BETWEEN, 1).await.unwrap();
    assert_eq!(anew.figures.as_ref().unwrap().moved, 0);
    world.clock.set("2026-11-25T10:00:00Z");
    assert_eq!(put(&world, &greffier(), BETWEEN, &anew).await.unwrap_err().code, "ORI-005", "another day");

    let grown = sqlx::query("DELETE FROM dossier.orientation_rules").execute(&world.pool).await;
    assert!(grown.is_err(), "versions only grow");
}

#[tokio::test]
async fn a_sealed_dossier_is_not_tried() {
    let world = World::new().await;
    let dossiers = stock(&world).await;
    sqlx::query("UPDATE dossier.dossier SET sealed = true WHERE id = $1")
        .bind(dossiers[0].parse::<Uuid>().unwrap())
        .execute(&world.pool)
        .await
        .unwrap();
    save(
        &world,
        &greffier(),
        (Uuid::now_v7(), BETWEEN, 0),
        vec![rule("Le social", "chambre sociale", "com", 1)],
    )
    .await
    .unwrap();
    let found = tried(&world, &greffier(), BETWEEN, 1).await.unwrap();
    assert_eq!(found.figures.unwrap().cases, 11);
    assert!(found.differences.iter().all(|one| one.dossier_id != dossiers[0]));
}
