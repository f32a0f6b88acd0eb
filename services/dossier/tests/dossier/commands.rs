//! Commands: once a key, refused with a sentence, concurrent ones told, nothing half done.

use greffe_chassis::Kind;
use greffe_contracts::{
    common::v1::{Id, Scope},
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, ActeAnnule, DecisionPrononcee, DeclarationCommuniquee, PliRetourne, PourvoiForme,
        act_recorded::Body,
    },
};
use uuid::Uuid;

use crate::support::{World, day, declaration, failure, greffier, memoire, person};

#[tokio::test]
async fn a_declaration_opens_a_dossier_with_its_number_and_its_journal() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    assert!(opened.number.ends_with("26-10.001"), "{}", opened.number);
    let dossier = world.get(&greffier(), &opened.dossier_id).await.unwrap();
    assert_eq!(dossier.version, 3, "declaration, registration, notification of the decision");
    assert_eq!((dossier.parties.len(), dossier.parties[0].name.as_str()), (2, "Camille Dupont"));
    assert_eq!(dossier.stage, "attente_memoire_ampliatif");
    assert_eq!(world.count("outbox").await, 3, "one event an act");
    assert_eq!(world.count("audit").await, 1);
    assert_eq!(world.count("command_log").await, 1);
}

#[tokio::test]
async fn the_same_key_is_one_dossier_and_one_answer() {
    let world = World::new().await;
    let key = Uuid::now_v7();
    let looked_for = || pb::OpenDossierRequest { duplicate_excluded: false, ..declaration() };
    let mut answers = Vec::new();
    let twins = (0..8).map(|_| {
        let request = world.request(&greffier(), key, looked_for());
        let client = world.client();
        async move { client.await.open_dossier(request).await.unwrap().into_inner() }
    });
    for answer in futures::future::join_all(twins).await {
        answers.push(answer.dossier_id);
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
    assert_eq!(world.count("dossier.dossier").await, 1);

    let other = pb::OpenDossierRequest { urgent: true, ..looked_for() };
    let reused =
        world.client().await.open_dossier(world.request(&greffier(), key, other)).await.map_err(failure);
    assert_eq!(reused.unwrap_err().code, "CLE-002");
}

#[tokio::test]
async fn a_second_dossier_of_one_pourvoi_is_opened_once_somebody_has_looked() {
    let world = World::new().await;
    let first = world.open(declaration()).await.unwrap();
    let mut again = pb::OpenDossierRequest { duplicate_excluded: false, ..declaration() };
    again.decisions[0].court = "CA LYON".into();
    again.decisions[0].case_number = "25-01234".into();
    again.parties[0].person.as_mut().unwrap().name = "DUPOND".into();
    let refused = world.open(again.clone()).await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Refused, "DOS-015"));
    assert!(refused.violations.iter().any(|v| v.message.contains(&first.number)), "{refused:?}");
    assert_eq!(world.count("dossier.dossier").await, 1);
    // A series that a court ruled the same day is as many decisions; the adversary's pourvoi is another.
    let mut series = again.clone();
    series.decisions[0].case_number = "25/01235".into();
    world.open(series).await.unwrap();
    let mut adversary = again.clone();
    adversary.parties[0].person.as_mut().unwrap().name = "Lévêque".into();
    adversary.parties[0].person.as_mut().unwrap().first_names = "Anne".into();
    world.open(adversary).await.unwrap();
    world.open(pb::OpenDossierRequest { duplicate_excluded: true, ..again }).await.unwrap();
    assert_eq!(world.count("dossier.dossier").await, 4);
}

#[tokio::test]
async fn the_answer_of_a_key_is_kept_ninety_days() {
    let world = World::new().await;
    for age in ["91 days", "89 days"] {
        world.open(declaration()).await.unwrap();
        sqlx::query("UPDATE command_log SET created_at = created_at - $1::interval WHERE created_at > now() - interval '1 day'")
            .bind(age)
            .execute(&world.pool)
            .await
            .unwrap();
    }
    assert_eq!(greffe_chassis::command::forget(&world.pool).await.unwrap(), 1);
    assert_eq!(world.count("command_log").await, 1);
    assert_eq!(greffe_chassis::command::forget(&world.pool).await.unwrap(), 0);
    assert_eq!(world.count("dossier.dossier").await, 2, "what was done stays");
}

#[tokio::test]
async fn an_act_of_the_court_that_the_stage_forbids_is_refused_and_leaves_nothing() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let decision = ActRecorded {
        dates: vec![day("prononce", "2026-11-24")],
        body: Some(Body::DecisionPrononcee(DecisionPrononcee {
            nature: "arret".into(),
            solution: "rejet".into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    let refused = world.record(&greffier(), &opened.dossier_id, opened.version, decision).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Refused, "{refused}");
    assert!(refused.message.len() > 40, "a sentence, not a code: {}", refused.message);
    assert_eq!(world.count("dossier.act").await, 3);
    assert_eq!(world.count("outbox").await, 3);
}

#[tokio::test]
async fn dates_in_the_future_or_before_what_they_follow_name_their_field() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let future = world
        .record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-25"))
        .await
        .unwrap_err();
    assert_eq!((future.kind, future.violations[0].field.as_str()), (Kind::Invalid, "dates.depose"));
    let before = world
        .record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-19"))
        .await
        .unwrap_err();
    assert_eq!((before.kind, before.violations[0].field.as_str()), (Kind::Invalid, "dates.depose"));
    assert_eq!(world.count("dossier.act").await, 3);
}

#[tokio::test]
async fn two_greffiers_at_once_the_second_sees_what_the_first_did() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let first =
        world.record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-24")).await.unwrap();
    let second = world
        .record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-24"))
        .await
        .unwrap_err();
    assert_eq!((second.kind, second.current_version), (Kind::Stale, Some(first.version)));

    // What does not rest on the act that came in between goes through at the new version.
    let letter = ActRecorded {
        dates: vec![day("envoyee", "2026-11-24")],
        body: Some(Body::DeclarationCommuniquee(DeclarationCommuniquee {})),
        ..Default::default()
    };
    let third = world.record(&greffier(), &opened.dossier_id, opened.version, letter).await.unwrap();
    assert_eq!(third.version, first.version + 1);
}

#[tokio::test]
async fn a_correction_needs_a_motive_and_both_acts_stay() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let recorded =
        world.record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-23")).await.unwrap();
    let wrong: Uuid = recorded.act_id.parse().unwrap();
    let right = ActRecorded { supersedes: Some(Id::from(wrong)), ..memoire("2026-11-24") };
    let bare =
        world.record(&greffier(), &opened.dossier_id, recorded.version, right.clone()).await.unwrap_err();
    assert_eq!(bare.code, "ACT-005");
    let corrected = world
        .record_with(
            &greffier(),
            Uuid::now_v7(),
            &opened.dossier_id,
            recorded.version,
            right,
            "Date lue sur le récépissé",
        )
        .await
        .unwrap();
    assert_eq!(corrected.version, recorded.version + 1);
    let request = pb::ListActsRequest { dossier_id: opened.dossier_id.clone(), page: None, min_version: 0 };
    let journal = world
        .client()
        .await
        .list_acts(world.request(&greffier(), Uuid::now_v7(), request))
        .await
        .unwrap()
        .into_inner();
    assert_eq!(journal.acts.len(), 1, "a page of one: the default size is the smallest");
    let annul = ActRecorded {
        dates: vec![day("constate", "2026-11-24")],
        supersedes: Some(Id::from(wrong)),
        body: Some(Body::ActeAnnule(ActeAnnule {})),
        ..Default::default()
    };
    let twice = world
        .record_with(&greffier(), Uuid::now_v7(), &opened.dossier_id, 0, annul, "encore")
        .await
        .unwrap_err();
    assert_eq!(twice.code, "ACT-008");
}

#[tokio::test]
async fn wrong_input_names_the_field_and_loses_nothing() {
    let world = World::new().await;
    let cases: Vec<(pb::OpenDossierRequest, &str)> = vec![
        (pb::OpenDossierRequest { parties: vec![], ..declaration() }, "DOS-004"),
        (pb::OpenDossierRequest { formed: None, ..declaration() }, "DOS-007"),
        (named("x".repeat(10_000)), "DOS-011"),
        (named("Du\0pont".into()), "DOS-012"),
        (named("  ".into()), "DOS-003"),
        (pb::OpenDossierRequest { existing_number: "abc".into(), ..declaration() }, "NUM-002"),
        (pb::OpenDossierRequest { received_number: "A 17-18.194".into(), ..declaration() }, "NUM-001"),
        (pb::OpenDossierRequest { procedure: "inconnue".into(), ..declaration() }, "DOS-002"),
        (under("CPP 627-8"), "DOS-009"),
        (pb::OpenDossierRequest { procedure: "interet_loi_civil".into(), ..under("LPF L16 B") }, "DOS-009"),
        (pb::OpenDossierRequest { matter: "baux".into(), ..declaration() }, "DOS-020"),
    ];
    for (wanted, code) in cases {
        let refused = world.open(wanted).await.unwrap_err();
        assert_eq!(refused.code, code, "{refused}");
        assert!(!refused.violations.is_empty(), "{code} names its field");
    }
    assert_eq!(world.count("dossier.dossier").await, 0);
    assert_eq!(world.count("outbox").await, 0);
    let foreign = ActRecorded {
        dates: vec![day("retourne", "2026-11-24")],
        scope: Some(Scope { parties: vec![Id::from(Uuid::now_v7())], ..Default::default() }),
        body: Some(Body::PliRetourne(PliRetourne { motif: "inconnu".into() })),
        ..Default::default()
    };
    let opened = world.open(declaration()).await.unwrap();
    let refused = world.record(&greffier(), &opened.dossier_id, opened.version, foreign).await.unwrap_err();
    assert_eq!(refused.code, "ACT-011");
    let foreign_text = ActRecorded {
        dates: vec![day("forme", "2026-11-24")],
        body: Some(Body::PourvoiForme(PourvoiForme {
            texte_special: "CPP 627-8".into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    let refused =
        world.record(&greffier(), &opened.dossier_id, opened.version, foreign_text).await.unwrap_err();
    assert_eq!((&*refused.code, &*refused.violations[0].field), ("DOS-009", "corps.texte_special"));
}

/// A declaration that names a special text.
fn under(text: &str) -> pb::OpenDossierRequest {
    let opening = Some(pb::Opening { texte_special: text.into(), ..Default::default() });
    pb::OpenDossierRequest { opening, ..declaration() }
}

fn named(name: String) -> pb::OpenDossierRequest {
    let mut wanted = declaration();
    wanted.parties[0].person.as_mut().unwrap().name = name;
    wanted
}

#[tokio::test]
async fn a_confirmed_letter_is_kept_as_it_was_received() {
    let world = World::new().await;
    let wanted = pb::OpenDossierRequest {
        received_number: "A 17-18.194".into(),
        warnings_confirmed: true,
        ..under("LPF L16 B")
    };
    assert!(world.open(wanted).await.is_ok());
    let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM dossier.act WHERE version = 1")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let fact: ActRecorded = prost::Message::decode(body.as_slice()).unwrap();
    let Some(Body::PourvoiForme(declared)) = fact.body else { panic!("the first act is the declaration") };
    assert_eq!(
        (declared.received_number.as_str(), declared.texte_special.as_str()),
        ("A 17-18.194", "LPF L16 B")
    );
}

#[tokio::test]
async fn nine_hundred_and_eleven_defendeurs_are_one_dossier() {
    let world = World::new().await;
    let mut wanted = declaration();
    let model = wanted.parties[1].clone();
    wanted.parties.extend((0..910).map(|_| model.clone()));
    let opened = world.open(wanted).await.unwrap();
    let dossier = world.get(&greffier(), &opened.dossier_id).await.unwrap();
    assert_eq!(dossier.parties.len(), 912);
    let largest: i32 = sqlx::query_scalar("SELECT max(octet_length(payload)) FROM outbox")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert!(largest <= 65_536, "an event stays under its limit: {largest}");
}

#[tokio::test]
async fn who_may_not_is_told_or_learns_nothing() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let auditor =
        world.record(&person("audit", &[]), &opened.dossier_id, 0, memoire("2026-11-24")).await.unwrap_err();
    assert_eq!(auditor.kind, Kind::Forbidden);
    let stranger = crate::support::counsel(&Uuid::now_v7().to_string());
    let learned = world.record(&stranger, &opened.dossier_id, 0, memoire("2026-11-24")).await.unwrap_err();
    let unknown =
        world.record(&stranger, &Uuid::now_v7().to_string(), 0, memoire("2026-11-24")).await.unwrap_err();
    assert_eq!((learned.kind, learned.message), (unknown.kind, unknown.message), "the two answers are one");
    let breaks = greffe_chassis::audit::verify(&mut world.pool.acquire().await.unwrap()).await.unwrap();
    assert_eq!(breaks, vec![]);
}
