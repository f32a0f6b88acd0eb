//! Proposals of designations: journalled once, or declined with a reason; the same when they come twice.

use greffe_bus::Handler;
use greffe_chassis::{Caller, Kind};
use greffe_contracts::{
    common::v1::{Event, Id, Scope},
    dossier::v1 as pb,
    events::v1::{
        ActDeclined, ActRecorded, AssignmentProposed, AvisDeChambreRendu, ChambreAttribuee, FormationSaisie,
        MagistratRemplace, act_recorded::Body,
    },
};
use prost::Message;
use uuid::Uuid;

use crate::support::{World, day, declaration, greffier, memoire, person};

pub(crate) fn proposed(dossier: &str, kind: &str, chambre: &str) -> Event {
    let today: greffe_procedure::day::Day = "2026-11-24".parse().unwrap();
    let proposal = Uuid::now_v7();
    let fact = AssignmentProposed {
        proposal_id: Some(Id::from(proposal)),
        dossier_id: Some(Id::from(dossier.parse::<Uuid>().unwrap())),
        kind: kind.into(),
        chambre: chambre.into(),
        person_id: Some(Id::from(Uuid::now_v7())),
        proposed_by: "president.civ1".into(),
        designated_on: today.number(),
        ..Default::default()
    };
    Event {
        event_id: Some(Id::from(Uuid::now_v7())),
        source: "assignment".into(),
        aggregate_id: Some(Id::from(proposal)),
        aggregate_seq: 1,
        r#type: "AssignmentProposed".into(),
        payload: fact.encode_to_vec().into(),
        ..Default::default()
    }
}

/// The designation of a rapporteur, past what the gate asks of a case that is ready.
fn designated(dossier: &str, change: impl FnOnce(&mut AssignmentProposed)) -> (Event, AssignmentProposed) {
    let event = proposed(dossier, "rapporteur_designe", "");
    let mut fact = AssignmentProposed::decode(event.payload.as_ref()).unwrap();
    fact.taken_over = true;
    change(&mut fact);
    (Event { payload: fact.encode_to_vec().into(), ..event }, fact)
}

pub(crate) async fn handle(world: &World, event: &Event) {
    let mut tx = greffe_chassis::db::begin(&world.pool).await.unwrap();
    world.service.reactions().handle(&mut tx, event).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_chamber_proposed_takes_effect_in_the_journal() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    handle(&world, &proposed(&opened.dossier_id, "chambre_attribuee", "civ1")).await;
    let dossier = world.get(&person("magistrat_siege", &["civ1"]), &opened.dossier_id).await.unwrap();
    assert_eq!((dossier.chambre.as_str(), dossier.version), ("civ1", opened.version + 1));
    assert_eq!(dossier.parties.len(), 2, "the chamber's magistrates read it from now on");
}

#[tokio::test]
async fn a_correction_mends_the_day_of_an_assignment_and_never_whom_it_names() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    handle(&world, &proposed(&opened.dossier_id, "chambre_attribuee", "civ1")).await;
    let given: Uuid =
        sqlx::query_scalar("SELECT act_id FROM act WHERE dossier_id = $1 AND kind = 'chambre_attribuee'")
            .bind(opened.dossier_id.parse::<Uuid>().unwrap())
            .fetch_one(&world.pool)
            .await
            .unwrap();
    let corrected = |chambre: &str| ActRecorded {
        supersedes: Some(Id::from(given)),
        dates: vec![day("attribution", "2026-11-23")],
        body: Some(Body::ChambreAttribuee(ChambreAttribuee {
            chambre: chambre.into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    let registry = person("greffe_chambre", &["civ1"]);
    let record = async |fact: ActRecorded| {
        world.record_with(&registry, Uuid::now_v7(), &opened.dossier_id, 0, fact, "Jour mal saisi").await
    };
    let refused = record(corrected("soc")).await.unwrap_err();
    assert_eq!(refused.code, "ACT-010", "{}", refused.message);
    record(corrected("civ1")).await.unwrap();
}

#[tokio::test]
async fn a_case_goes_to_another_chamber_by_another_act_and_the_first_stays_in_the_journal() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    for chambre in ["civ1", "soc"] {
        handle(&world, &proposed(&opened.dossier_id, "chambre_attribuee", chambre)).await;
    }
    let dossier = world.get(&person("president", &["soc"]), &opened.dossier_id).await.unwrap();
    assert_eq!((dossier.chambre.as_str(), dossier.version), ("soc", opened.version + 2));
    assert!(dossier.permissions.contains(&"proposer_chambre".to_owned()), "whoever has it may pass it on");
    let given: i64 =
        sqlx::query_scalar("SELECT count(*) FROM act WHERE dossier_id = $1 AND kind = 'chambre_attribuee'")
            .bind(opened.dossier_id.parse::<Uuid>().unwrap())
            .fetch_one(&world.pool)
            .await
            .unwrap();
    assert_eq!(given, 2);
}

#[tokio::test]
async fn a_rapporteur_before_the_memoire_is_declined_with_a_reason() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    handle(&world, &proposed(&opened.dossier_id, "rapporteur_designe", "")).await;
    let dossier = world.get(&greffier(), &opened.dossier_id).await.unwrap();
    assert_eq!(dossier.version, opened.version, "nothing entered the journal");
    let payload: Vec<u8> =
        sqlx::query_scalar("SELECT payload FROM outbox WHERE routing_key = 'dossier.proposal.act_declined'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    let declined = ActDeclined::decode(payload.as_slice()).unwrap();
    assert!(declined.reason.unwrap().message.len() > 30);
}

#[tokio::test]
async fn whoever_withdraws_knows_of_the_case_no_more_and_it_is_given_anew() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    handle(&world, &proposed(dossier, "chambre_attribuee", "civ1")).await;
    world.record_owned(dossier, memoire("2026-11-21")).await.unwrap();
    let greffier_de_chambre = person("greffe_chambre", &["civ1"]);
    let reporting = Caller {
        subject: "essai.rapporteur".into(),
        agent_id: Uuid::now_v7().to_string(),
        ..person("magistrat_siege", &["civ1"])
    };
    let replaced = |who: &Caller, fonction: &str, cause: &str| ActRecorded {
        dates: vec![day("remplace", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::MagistratRemplace(MagistratRemplace {
            person_id: Some(who.agent_id.parse::<Uuid>().unwrap().into()),
            fonction: fonction.into(),
            cause: cause.into(),
        })),
        ..Default::default()
    };
    let nobody = world
        .record(&greffier_de_chambre, dossier, 0, replaced(&reporting, "rapporteur", "deport"))
        .await
        .unwrap_err();
    assert_eq!((nobody.kind, nobody.code.as_ref()), (Kind::Invalid, "ACT-022"));

    let person_id = Some(reporting.agent_id.parse::<Uuid>().unwrap().into());
    let (designated, _) = designated(dossier, |fact| {
        fact.person_id = person_id;
        fact.designated_on -= 1;
    });
    handle(&world, &designated).await;
    let before = world.get(&reporting, dossier).await.unwrap();
    assert_eq!((before.stage.as_str(), before.designations.len()), ("instruction", 1));

    let mut same_day = replaced(&reporting, "rapporteur", "deport");
    same_day.dates = vec![day("remplace", "2026-11-23")];
    let refused = world.record(&greffier_de_chambre, dossier, 0, same_day).await.unwrap_err();
    assert_eq!(refused.code, "ACT-022", "{}", refused.message);
    // A rapporteur says it of themselves.
    world.record(&reporting, dossier, 0, replaced(&reporting, "rapporteur", "deport")).await.unwrap();
    assert_eq!(world.get(&reporting, dossier).await.unwrap_err().kind, Kind::NotFound);
    let all = pb::ListDossiersRequest::default();
    let listed =
        world.client().await.list_dossiers(world.request(&reporting, Uuid::now_v7(), all.clone())).await;
    assert!(listed.unwrap().into_inner().rows.is_empty());
    let stock = |who: &Caller| {
        let request = world.request(who, Uuid::now_v7(), pb::GetStockRequest {});
        let client = world.client();
        async move { client.await.get_stock(request).await.unwrap().into_inner().cells.len() }
    };
    assert_eq!((stock(&reporting).await, stock(&greffier_de_chambre).await), (0, 1));
    let after = world.get(&person("magistrat_siege", &["civ1"]), dossier).await.unwrap();
    assert!(after.designations.is_empty(), "nobody reports");
    assert_eq!(after.stage, "a_distribuer");
    assert_eq!(after.version, before.version + 1);
}

#[tokio::test]
async fn a_chamber_asked_for_its_opinion_is_named_reads_the_case_and_has_a_rapporteur_of_its_own() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    handle(&world, &proposed(dossier, "chambre_attribuee", "civ1")).await;
    world.record_owned(dossier, memoire("2026-11-21")).await.unwrap();
    let (registry, consulted) = (person("greffe_chambre", &["civ1"]), person("magistrat_siege", &["soc"]));
    let act = |date: &str, body| ActRecorded {
        dates: vec![day(date, "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(body),
        ..Default::default()
    };
    let seised = |formation: &str, chambre: &str| {
        let (formation, chambre_consultee) = (formation.into(), chambre.into());
        act("saisie", Body::FormationSaisie(FormationSaisie { formation, chambre_consultee }))
    };
    let wrong = [
        ("chambre_pour_avis", ""),
        ("chambre_pour_avis", "civ1"),
        ("chambre_pour_avis", "civ9"),
        ("section", "soc"),
    ];
    for (formation, chambre) in wrong {
        let refused = world.record(&registry, dossier, 0, seised(formation, chambre)).await.unwrap_err();
        assert_eq!(refused.code, "ACT-023", "{formation} {chambre}");
    }
    assert!(world.get(&consulted, dossier).await.unwrap().parties.is_empty(), "not of their chamber");
    world.record(&registry, dossier, 0, seised("chambre_pour_avis", "soc")).await.unwrap();
    let offered = async |chambre: &str| {
        let read = world.get(&person("president", &[chambre]), dossier).await.unwrap();
        read.permissions.iter().any(|may| may == "proposer_pour_avis")
    };
    assert!(!offered("soc").await, "the chamber seised designates first");
    handle(&world, &designated(dossier, |_| {}).0).await;
    assert_eq!((offered("soc").await, offered("com").await), (true, false));
    let (for_opinion, fact) = designated(dossier, |fact| fact.chambre = "soc".into());
    handle(&world, &for_opinion).await;
    let facts = world.facts(dossier).await;
    let Some(Body::RapporteurDesigne(held)) = &facts.last().unwrap().body else { panic!("{facts:?}") };
    assert_eq!((held.person_id, held.chambre_consultee.as_str()), (fact.person_id, "soc"));

    let roles = async || -> Vec<String> {
        let read = world.get(&consulted, dossier).await.unwrap();
        assert_eq!(read.parties.len(), 2, "they read what they are asked about");
        assert_eq!(read.stage, "instruction");
        read.designations.into_iter().map(|held| held.role).collect()
    };
    assert_eq!(roles().await, ["rapporteur", "rapporteur_pour_avis"]);
    let replaced = MagistratRemplace {
        person_id: fact.person_id,
        fonction: "formation".into(),
        cause: "empechement".into(),
    };
    world.record(&registry, dossier, 0, act("remplace", Body::MagistratRemplace(replaced))).await.unwrap();
    assert_eq!(roles().await, ["rapporteur"], "the chamber seised keeps its own");

    let opinion = |chambre: &str| {
        act("rendu", Body::AvisDeChambreRendu(AvisDeChambreRendu { chambre_consultee: chambre.into() }))
    };
    let refused = world.record(&registry, dossier, 0, opinion("com")).await.unwrap_err();
    assert_eq!(refused.code, "ACT-028", "nothing was asked of that chamber");
    let before = world.get(&consulted, dossier).await.unwrap().consultations;
    assert_eq!((before.len(), before[0].chambre.as_str(), before[0].opinion_act_id.as_str()), (1, "soc", ""));
    world.record(&registry, dossier, 0, opinion("soc")).await.unwrap();
    let facts = world.facts(dossier).await;
    let given = facts.last().unwrap();
    assert_eq!(given.refers_to.map(|id| Uuid::from(id).to_string()).as_ref(), Some(&before[0].act_id));
    let after = world.get(&consulted, dossier).await.unwrap().consultations;
    assert_eq!(after[0].opinion_act_id, Uuid::from(given.act_id.unwrap()).to_string());
    let refused = world.record(&registry, dossier, 0, opinion("soc")).await.unwrap_err();
    assert_eq!(refused.code, "ACT-028", "it has answered");

    // Asked twice again, it answers the second; corrected, the opinion is still the answer to that one.
    world.record(&registry, dossier, 0, seised("chambre_pour_avis", "soc")).await.unwrap();
    let second = world.record(&registry, dossier, 0, seised("chambre_pour_avis", "soc")).await.unwrap();
    let asked = Some(second.act_id.parse::<Uuid>().unwrap().into());
    let given = ActRecorded { refers_to: asked, ..opinion("soc") };
    let given = world.record(&registry, dossier, 0, given).await.unwrap();
    let supersedes = Some(given.act_id.parse::<Uuid>().unwrap().into());
    let right = ActRecorded { supersedes, ..opinion("soc") };
    world.record_with(&registry, Uuid::now_v7(), dossier, 0, right, "Date inexacte").await.unwrap();
    let after = world.get(&consulted, dossier).await.unwrap().consultations;
    let answered: Vec<bool> = after.iter().map(|one| !one.opinion_act_id.is_empty()).collect();
    assert_eq!(answered, [true, false, true]);
}

#[tokio::test]
async fn a_redistribution_enters_the_designation_and_the_end_of_the_other_together() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    handle(&world, &proposed(dossier, "chambre_attribuee", "civ1")).await;
    world.record_owned(dossier, memoire("2026-11-21")).await.unwrap();
    let (first, left) = designated(dossier, |_| {});
    handle(&world, &first).await;
    let (second, fact) = designated(dossier, |fact| fact.replaces = left.person_id);
    let before = world.get(&greffier(), dossier).await.unwrap();
    handle(&world, &second).await;
    let after = world.get(&greffier(), dossier).await.unwrap();
    assert_eq!(after.version, before.version + 2);
    let held: Vec<&str> = after.designations.iter().map(|held| held.person_id.as_str()).collect();
    assert_eq!(held, [Uuid::from(fact.person_id.unwrap()).to_string()]);
    assert_eq!(after.stage, "instruction", "somebody reports");

    // What the former chamber designated ends with it; on one day, nobody could tell which of the two acts came first.
    handle(&world, &proposed(dossier, "chambre_attribuee", "soc")).await;
    assert_eq!(world.get(&greffier(), dossier).await.unwrap().version, after.version, "declined");
    world.clock.set("2026-11-25T10:00:00Z");
    let given = async |chambre: &str, circuit: &str| {
        let event = proposed(dossier, "chambre_attribuee", chambre);
        let mut fact = AssignmentProposed::decode(event.payload.as_ref()).unwrap();
        (fact.designated_on, fact.circuit) = (fact.designated_on + 1, circuit.into());
        handle(&world, &Event { payload: fact.encode_to_vec().into(), ..event }).await;
        // The central registry prepares a case until it is distributed: its chamber's does from then on.
        world.get(&person("greffe_chambre", &[chambre]), dossier).await.unwrap()
    };
    let circuit = given("civ1", "court").await;
    assert_eq!((circuit.version, circuit.circuit.as_str()), (after.version + 1, "court"));
    assert_eq!(circuit.designations.len(), 1, "the same chamber keeps its own");
    let passed = given("soc", "approfondi").await;
    assert_eq!((passed.version, passed.circuit.as_str()), (circuit.version + 2, "approfondi"));
    assert!(passed.designations.is_empty() && passed.stage == "a_distribuer", "{passed:?}");
    let facts = world.facts(dossier).await;
    let Some(Body::MagistratRemplace(ended)) = &facts.last().unwrap().body else { panic!("{facts:?}") };
    assert_eq!((ended.person_id, ended.fonction.as_str()), (fact.person_id, "rapporteur"));
    // How the case is oriented is of those who prepare it (secrecy.md, class C2).
    let read = async |role: &str| world.get(&person(role, &["soc"]), dossier).await.unwrap().circuit;
    assert_eq!(
        (read("president").await.as_str(), read("magistrat_siege").await.as_str()),
        ("approfondi", "")
    );
}

#[tokio::test]
async fn a_role_asks_the_journal_to_say_the_audience_and_to_put_it_off() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    handle(&world, &proposed(&opened.dossier_id, "chambre_attribuee", "civ1")).await;
    world.record_owned(&opened.dossier_id, memoire("2026-11-21")).await.unwrap();
    let asked = |kind: &str, change: fn(&mut AssignmentProposed)| {
        let event = proposed(&opened.dossier_id, kind, "");
        let mut fact = AssignmentProposed::decode(event.payload.as_ref()).unwrap();
        (fact.person_id, fact.taken_over) = (None, true);
        change(&mut fact);
        (Event { payload: fact.encode_to_vec().into(), ..event }, fact.proposal_id)
    };
    let (event, proposal) = asked("audience_fixee", |fact| {
        fact.audience = "2027-02-02".into();
        fact.formation = "fs".into();
    });
    handle(&world, &event).await;
    let facts = world.facts(&opened.dossier_id).await;
    let Some(Body::AudienceFixee(fixed)) = &facts.last().unwrap().body else { panic!("{facts:?}") };
    assert_eq!((fixed.audience.as_str(), fixed.formation.as_str()), ("2027-02-02", "fs"));
    assert_eq!(fixed.proposal_id, proposal, "the rôle recognises its answer");
    let (event, proposal) = asked("audience_reportee", |fact| fact.motif = "contradictoire".into());
    handle(&world, &event).await;
    let facts = world.facts(&opened.dossier_id).await;
    let Some(Body::AudienceReportee(off)) = &facts.last().unwrap().body else { panic!("{facts:?}") };
    assert_eq!((off.motif.as_str(), off.proposal_id), ("contradictoire", proposal));
}
