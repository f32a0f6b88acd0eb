//! The register of agents: kept by administrators, every state of it; read by the Court; resolved by services alone.

use greffe_assignment::seed;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::assignment::v1 as pb;
use uuid::Uuid;

use crate::support::{World, administrator, chambre, counsel, failure, greffier, president, wanted};

fn newcomer() -> pb::Agent {
    pb::Agent {
        subject: "conseiller2.com".into(),
        display_name: "Aude Vernet".into(),
        roles: vec!["magistrat_siege".into()],
        chambres: vec!["com".into()],
        ..Default::default()
    }
}

async fn list(world: &World, caller: &Caller, role: &str, chambre: &str) -> Result<Vec<String>, Failure> {
    let wanted = pb::ListAgentsRequest { role: role.into(), chambre: chambre.into() };
    let found = world
        .client()
        .await
        .list_agents(world.request(caller, Uuid::now_v7(), wanted))
        .await
        .map_err(failure)?;
    Ok(found.into_inner().agents.into_iter().map(|a| a.subject).collect())
}

#[tokio::test]
async fn seeding_twice_adds_nothing_and_undoes_nothing() {
    let world = World::new().await;
    let before = world.count("assignment.agent").await;
    let mut martin = list_one(&world, "avocat.martin").await;
    assert_eq!(martin.office_id, seed::office_id("SCP Martin & Roux").to_string());
    martin.display_name = "Me Élise Martin-Roux".into();
    world.save(&administrator(), martin).await.unwrap();
    seed::demonstration(&world.pool).await.unwrap();
    assert_eq!(world.count("assignment.agent").await, before);
    assert_eq!(list_one(&world, "avocat.martin").await.display_name, "Me Élise Martin-Roux");
    assert_eq!(world.count("assignment.agent_version").await, before + 1, "each state is kept");
}

async fn list_one(world: &World, subject: &str) -> pb::Agent {
    let wanted = pb::ResolveAgentRequest { subject: subject.into() };
    let gateway = Caller::service("gateway");
    let found =
        world.client().await.resolve_agent(world.request(&gateway, Uuid::now_v7(), wanted)).await.unwrap();
    found.into_inner().agent.unwrap()
}

#[tokio::test]
async fn agents_are_found_by_role_and_chamber() {
    let world = World::new().await;
    assert_eq!(
        list(&world, &president(), "magistrat_siege", "civ1").await.unwrap(),
        ["conseiller.civ1", "conseiller2.civ1"]
    );
    assert_eq!(list(&world, &greffier(), "avocat_general", "").await.unwrap(), ["avocat.general"]);
    assert_eq!(list(&world, &greffier(), "roi", "").await.unwrap_err().code, "AFF-012");
    assert_eq!(list(&world, &greffier(), "", "civ9").await.unwrap_err().code, "AFF-002");
    let refused = list(&world, &counsel(Uuid::now_v7()), "", "").await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden, "who works where is no matter for counsel");
}

#[tokio::test]
async fn a_subject_is_resolved_for_services_alone() {
    let world = World::new().await;
    assert_eq!(list_one(&world, "president.civ1").await.roles, ["president"]);
    let ask = |caller: Caller, subject: &str| {
        let wanted = pb::ResolveAgentRequest { subject: subject.into() };
        let request = world.request(&caller, Uuid::now_v7(), wanted);
        async { failure(world.client().await.resolve_agent(request).await.unwrap_err()) }
    };
    assert_eq!(ask(Caller::service("gateway"), "personne").await.kind, Kind::NotFound);
    assert_eq!(ask(administrator(), "president.civ1").await.kind, Kind::Forbidden);
}

#[tokio::test]
async fn an_agent_is_kept_by_an_administrator_who_saw_the_last_state() {
    let world = World::new().await;
    let saved = world.save(&administrator(), newcomer()).await.unwrap();
    assert_eq!(saved.version, 1);
    let mut changed = saved.clone();
    changed.chambres = vec!["soc".into(), "com".into(), "com".into()];
    let changed = world.save(&administrator(), changed).await.unwrap();
    assert_eq!((changed.version, changed.chambres.clone()), (2, vec!["com".to_owned(), "soc".to_owned()]));
    let stale = world.save(&administrator(), saved).await.unwrap_err();
    assert_eq!((stale.kind, stale.code.as_ref(), stale.current_version), (Kind::Stale, "AFF-015", Some(2)));
    for caller in [greffier(), president(), counsel(Uuid::now_v7())] {
        assert_eq!(
            world.save(&caller, newcomer()).await.unwrap_err().kind,
            Kind::Forbidden,
            "{}",
            caller.subject
        );
    }
}

#[tokio::test]
async fn a_section_stays_until_another_is_said() {
    let world = World::new().await;
    let clerk = list_one(&world, "greffe.civ1").await;
    assert_eq!(clerk.section.as_deref(), Some(""));
    let said = |section: Option<&str>, of: &pb::Agent| pb::Agent {
        section: section.map(str::to_owned),
        ..of.clone()
    };
    let first = world.save(&administrator(), said(Some(" 2 "), &clerk)).await.unwrap();
    assert_eq!(first.section(), "2");
    let kept = world.save(&administrator(), said(None, &first)).await.unwrap();
    assert_eq!((kept.section(), list_one(&world, "greffe.civ1").await.section()), ("2", "2"));
    let none = world.save(&administrator(), said(Some(""), &kept)).await.unwrap();
    assert_eq!((none.section(), list_one(&world, "greffe.civ1").await.section()), ("", ""));
}

#[tokio::test]
async fn an_agent_that_cannot_be_is_refused_with_the_field() {
    let world = World::new().await;
    let wrong = |change: fn(&mut pb::Agent)| {
        let mut agent = newcomer();
        change(&mut agent);
        agent
    };
    for (agent, code, field) in [
        (wrong(|a| a.subject = String::new()), "AFF-011", "subject"),
        (wrong(|a| a.display_name = "x".repeat(10_000)), "AFF-011", "display_name"),
        (wrong(|a| a.display_name = "a\0b".into()), "AFF-011", "display_name"),
        (wrong(|a| a.section = Some("x".repeat(101))), "AFF-011", "section"),
        (wrong(|a| a.roles = vec!["service".into()]), "AFF-012", "roles[0]"),
        (wrong(|a| a.roles = vec!["president".into(), "avocat_general".into()]), "AFF-012", "roles"),
        (wrong(|a| a.chambres = vec!["civ9".into()]), "AFF-002", "chambres[0]"),
        (wrong(|a| (a.roles, a.chambres) = (vec!["president".into()], Vec::new())), "AFF-002", "chambres"),
        (wrong(|a| a.office_id = Uuid::now_v7().to_string()), "AFF-013", "office_id"),
        (
            wrong(|a| (a.roles, a.chambres) = (vec!["avocat_aux_conseils".into()], Vec::new())),
            "AFF-013",
            "office_id",
        ),
        (wrong(|a| a.subject = "president.civ1".into()), "AFF-014", "subject"),
    ] {
        let refused = world.save(&administrator(), agent).await.unwrap_err();
        assert_eq!(
            (refused.code.as_ref(), refused.violations[0].field.as_str()),
            (code, field),
            "{}",
            refused.message
        );
    }
    let ghost = pb::Agent { agent_id: Uuid::now_v7().to_string(), ..newcomer() };
    assert_eq!(world.save(&administrator(), ghost).await.unwrap_err().kind, Kind::NotFound);
}

async fn court_act(world: &World, caller: &Caller, version: u64, act: pb::CourtAct) -> Result<u64, Failure> {
    let wanted = pb::RecordCourtActRequest { act: Some(act), version };
    let answer = world.client().await.record_court_act(world.request(caller, Uuid::now_v7(), wanted)).await;
    Ok(answer.map_err(failure)?.into_inner().version)
}

async fn court(world: &World, caller: &Caller, known_on: &str) -> pb::GetCourtResponse {
    let wanted = pb::GetCourtRequest { day: "2026-12-01".into(), known_on: known_on.into() };
    world.client().await.get_court(world.request(caller, Uuid::now_v7(), wanted)).await.unwrap().into_inner()
}

async fn chambres(world: &World, day: &str) -> pb::ListChambresResponse {
    let wanted = pb::ListChambresRequest { day: day.into() };
    let found = world.client().await.list_chambres(world.request(&president(), Uuid::now_v7(), wanted)).await;
    found.unwrap().into_inner()
}

fn codes(chambres: &[pb::Chambre]) -> Vec<&str> {
    chambres.iter().map(|known| known.code.as_str()).collect()
}

fn opening() -> pb::CourtAct {
    pb::CourtAct {
        kind: "ouverte".into(),
        chambre: "civ4".into(),
        label: "quatrième chambre civile".into(),
        minute: "C4".into(),
        day: "2026-12-01".into(),
        reason: "Ordonnance du premier président".into(),
        ..Default::default()
    }
}

#[tokio::test]
async fn chambers_are_those_of_the_court_on_a_day() {
    let world = World::new().await;
    assert_eq!(codes(&chambres(&world, "").await.chambres), ["civ1", "civ2", "civ3", "com", "soc", "crim"]);
    let refused = court_act(&world, &president(), 0, opening()).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden, "the Court is changed by an administrative act");
    for (wrong, code) in [
        (pb::CourtAct { kind: "fondue".into(), ..opening() }, "AGE-001"),
        (pb::CourtAct { chambre: "chambre".into(), ..opening() }, "AGE-001"),
        (pb::CourtAct { minute: "c4".into(), ..opening() }, "AGE-001"),
        (pb::CourtAct { day: "demain".into(), ..opening() }, "AGE-001"),
        (pb::CourtAct { reason: String::new(), ..opening() }, "AGE-001"),
        (pb::CourtAct { label: String::new(), ..opening() }, "AFF-011"),
        (pb::CourtAct { chambre: "civ2".into(), ..opening() }, "AGE-002"),
        (pb::CourtAct { kind: "annulee".into(), withdraws: 7, ..opening() }, "AGE-002"),
    ] {
        assert_eq!(court_act(&world, &administrator(), 0, wrong).await.unwrap_err().code, code);
    }
    assert_eq!(court_act(&world, &administrator(), 0, opening()).await.unwrap(), 1);
    let stale = court_act(&world, &administrator(), 0, opening()).await.unwrap_err();
    assert_eq!((stale.kind, stale.code.as_ref(), stale.current_version), (Kind::Stale, "AGE-003", Some(1)));
    let reunion =
        pb::CourtAct { kind: "reunie".into(), chambre: "civ3".into(), into: "civ4".into(), ..opening() };
    assert_eq!(court_act(&world, &administrator(), 1, reunion).await.unwrap(), 2);
    // The Court of today does not have it yet; people are prepared for it already.
    assert!(!codes(&chambres(&world, "").await.chambres).contains(&"civ4"));
    world.save(&administrator(), pb::Agent { chambres: vec!["civ4".into()], ..newcomer() }).await.unwrap();
    let later = chambres(&world, "2026-12-01").await;
    assert_eq!(codes(&later.chambres), ["civ1", "civ2", "com", "soc", "crim", "civ4"]);
    assert_eq!((codes(&later.closed), later.closed[0].into.as_str()), (vec!["civ3"], "civ4"));
    // What was not known on the eve, and who sees what rests on a chamber.
    let before = court(&world, &president(), "2026-11-23").await;
    assert_eq!((before.chambres.len(), before.acts.len(), before.version), (6, 0, 2));
    let now = court(&world, &administrator(), "").await;
    let burden = now.burdens.iter().find(|burden| burden.chambre == "civ4").unwrap();
    assert_eq!((now.acts[0].kind.as_str(), burden.people, now.may_change), ("reunie", 1, true));
    assert!(court(&world, &president(), "").await.burdens.is_empty());
}

#[tokio::test]
async fn a_dossier_goes_to_a_chamber_that_is_open_and_people_to_its_sections() {
    let world = World::new().await;
    assert_eq!(court_act(&world, &administrator(), 0, opening()).await.unwrap(), 1);
    let reunion =
        pb::CourtAct { kind: "reunie".into(), chambre: "civ3".into(), into: "civ4".into(), ..opening() };
    assert_eq!(court_act(&world, &administrator(), 1, reunion).await.unwrap(), 2);
    let mut journal = world.dossier(vec![chambre("civ1")]).await;
    let dossier = journal.dossier;
    let there = |code: &str| wanted(dossier, "chambre_attribuee", code);
    assert_eq!(world.propose(&greffier(), there("civ4")).await.unwrap_err().code, "AGE-004");
    world.clock.set("2026-12-01T10:00:00Z");
    let refused = world.propose(&greffier(), there("civ3")).await.unwrap_err();
    assert_eq!(refused.code, "AGE-004");
    assert!(refused.message.contains("réunie à la quatrième chambre civile"), "{}", refused.message);
    world.propose(&greffier(), there("civ4")).await.unwrap();
    world.hear(&journal.next(chambre("civ4"))).await;
    // Sections are free until the chamber has registered its own.
    let section = pb::CourtAct { section: "1".into(), label: "première section".into(), ..opening() };
    assert_eq!(court_act(&world, &administrator(), 2, section).await.unwrap(), 3);
    let clerk = pb::Agent {
        subject: "greffe.civ4".into(),
        roles: vec!["greffe_chambre".into()],
        chambres: vec!["civ4".into()],
        section: Some("2".into()),
        ..newcomer()
    };
    let refused = world.save(&administrator(), clerk.clone()).await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("AGE-005", "section"));
    world.save(&administrator(), pb::Agent { section: Some("1".into()), ..clerk }).await.unwrap();
    // What people and dossiers are in already was opened for good.
    let annulled = |withdraws| pb::CourtAct { kind: "annulee".into(), withdraws, ..opening() };
    assert_eq!(court_act(&world, &administrator(), 3, annulled(3)).await.unwrap(), 4);
    assert_eq!(court_act(&world, &administrator(), 4, annulled(2)).await.unwrap(), 5);
    let refused = court_act(&world, &administrator(), 5, annulled(1)).await.unwrap_err();
    assert_eq!(refused.code, "AGE-002");
}
