//! Audiences and rôles: planned, composed, published, changed; nobody in two places; each journal asked, and what it answers.

use std::collections::BTreeMap;

use greffe_assignment::seed;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1 as pb,
    common::v1::{Event, Id},
    dossier::v1::{
        self as dossier,
        gatekeeper_service_server::{GatekeeperService, GatekeeperServiceServer},
    },
    events::v1::{
        AffaireEnEtatDeJuger, AssignmentProposed, AudienceFixee, AudienceReportee, DossierScelle,
        PourvoiEnregistre, PourvoiForme, RapporteurDesigne, act_recorded::Body,
    },
    gate::v1::GateFinding,
};
use jiff::{ToSpan as _, civil::date};
use prost::Message;
use tonic::{Request, Response, Status};
use uuid::Uuid;

use crate::relation::said;
use crate::support::{
    Journal, World, administrator, chambre, counsel, declined, failure, parquet, person, president,
};

macro_rules! call {
    ($world:expr, $caller:expr, $key:expr, $rpc:ident, $message:expr) => {
        $world
            .audience()
            .await
            .$rpc($world.request($caller, $key, $message))
            .await
            .map(tonic::Response::into_inner)
            .map_err(failure)
    };
}
pub(crate) use call;

pub(crate) fn greffe() -> Caller {
    person("greffe.civ1", "greffe_chambre", &["civ1"])
}

fn agent(subject: &str) -> String {
    seed::agent_id(subject).to_string()
}

pub(crate) fn sitting(day: &str, from: u32, room: &str) -> pb::AudienceSitting {
    pb::AudienceSitting { formation: "fr".into(), day: day.into(), from, to: from + 120, room: room.into() }
}

/// A dossier of civ1 that is ready, reported by a conseiller.
pub(crate) async fn ready(world: &World, sequence: u32) -> Journal {
    let pourvoi_id = Some(Id { hi: 2, lo: u64::from(sequence) });
    world
        .dossier(vec![
            Body::PourvoiForme(PourvoiForme { pourvoi_id, nature: "principal".into(), ..Default::default() }),
            Body::PourvoiEnregistre(PourvoiEnregistre { pourvoi_id, year: 2026, sequence }),
            chambre("civ1"),
            Body::RapporteurDesigne(RapporteurDesigne {
                person_id: Some(seed::agent_id("conseiller.civ1").into()),
                ..Default::default()
            }),
            Body::AffaireEnEtatDeJuger(AffaireEnEtatDeJuger {}),
        ])
        .await
}

pub(crate) async fn open(
    world: &World,
    caller: &Caller,
    of: &str,
    at: pb::AudienceSitting,
) -> Result<pb::Audience, Failure> {
    let wanted = pb::OpenAudienceRequest { chambre: of.into(), sitting: Some(at) };
    Ok(call!(world, caller, Uuid::now_v7(), open_audience, wanted)?.audience.unwrap())
}

fn summary(of: &pb::Audience) -> &pb::AudienceSummary {
    of.summary.as_ref().unwrap()
}

pub(crate) fn id(of: &pb::Audience) -> String {
    summary(of).audience_id.clone()
}

pub(crate) async fn show(world: &World, audience: &str) -> pb::Audience {
    let wanted = pb::GetAudienceRequest { audience_id: audience.into() };
    call!(world, &president(), Uuid::now_v7(), get_audience, wanted).unwrap().audience.unwrap()
}

pub(crate) async fn change(
    world: &World,
    caller: &Caller,
    of: &pb::Audience,
    change: pb::AudienceChange,
) -> Result<pb::Audience, Failure> {
    let wanted =
        pb::ChangeAudienceRequest { audience_id: id(of), version: summary(of).version, change: Some(change) };
    Ok(call!(world, caller, Uuid::now_v7(), change_audience, wanted)?.audience.unwrap())
}

async fn preview(world: &World, of: &pb::Audience, change: pb::AudienceChange) -> pb::PreviewChangeResponse {
    let wanted = pb::PreviewChangeRequest { audience_id: id(of), change: Some(change) };
    call!(world, &president(), Uuid::now_v7(), preview_change, wanted).unwrap()
}

pub(crate) fn act(kind: &str) -> pb::AudienceChange {
    pb::AudienceChange { kind: kind.into(), ..Default::default() }
}

pub(crate) fn composition(members: &[&str]) -> pb::AudienceChange {
    let member = |(at, subject): (usize, &&str)| pb::AudienceMember {
        agent_id: agent(subject),
        presides: at == 0,
        ..Default::default()
    };
    pb::AudienceChange {
        members: members.iter().enumerate().map(member).collect(),
        greffier_id: agent("greffe.civ1"),
        ..act("composition_arretee")
    }
}

pub(crate) fn concludes(subject: &str) -> pb::AudienceChange {
    pb::AudienceChange { avocat_general_id: agent(subject), ..act("avocat_general_prevu") }
}

pub(crate) fn role(kind: &str, dossiers: &[&Journal], reason: &str) -> pb::AudienceChange {
    let listed = |journal: &&Journal| pb::AudienceListed {
        dossier_id: journal.dossier.to_string(),
        minutes: 10,
        reason: reason.into(),
    };
    pb::AudienceChange { entries: dossiers.iter().map(listed).collect(), ..act(kind) }
}

pub(crate) const CIV1: &[&str] = &["president.civ1", "conseiller.civ1", "conseiller2.civ1"];

/// Planned, composed, filled; not yet public.
pub(crate) async fn planned(world: &World, day: &str, room: &str, dossiers: &[&Journal]) -> pb::Audience {
    planned_because(world, (day, room), dossiers, "").await
}

async fn planned_because(
    world: &World,
    (day, room): (&str, &str),
    dossiers: &[&Journal],
    reason: &str,
) -> pb::Audience {
    let audience = open(world, &greffe(), "civ1", sitting(day, 570, room)).await.unwrap();
    let audience = change(world, &greffe(), &audience, composition(CIV1)).await.unwrap();
    let audience = change(world, &parquet(), &audience, concludes("avocat.general")).await.unwrap();
    change(world, &greffe(), &audience, role("role_arrete", dossiers, reason)).await.unwrap()
}

/// The same, public, each journal having said yes.
pub(crate) async fn published(
    world: &World,
    day: &str,
    room: &str,
    dossiers: &mut [&mut Journal],
) -> pb::Audience {
    let listed: Vec<&Journal> = dossiers.iter().map(|journal| &**journal).collect();
    let audience = planned(world, day, room, &listed).await;
    let audience = change(world, &president(), &audience, act("role_publie")).await.unwrap();
    for journal in dossiers {
        answer(world, journal).await;
    }
    show(world, &id(&audience)).await
}

/// What the journal of a dossier was asked last and has not answered.
async fn asked(world: &World, dossier: Uuid) -> AssignmentProposed {
    let payload: Vec<u8> = sqlx::query_scalar(
        "SELECT o.payload FROM outbox o JOIN assignment.proposal p ON p.id = o.aggregate_id
         WHERE o.event_type = 'AssignmentProposed' AND p.dossier_id = $1 AND p.status = 'proposee' AND p.audience_id IS NOT NULL",
    )
    .bind(dossier)
    .fetch_one(&world.pool)
    .await
    .unwrap();
    AssignmentProposed::decode(payload.as_slice()).unwrap()
}

/// The journal says yes.
pub(crate) async fn answer(world: &World, journal: &mut Journal) {
    let asked = asked(world, journal.dossier).await;
    let body = match asked.kind.as_str() {
        "audience_fixee" => Body::AudienceFixee(AudienceFixee {
            audience: asked.audience.clone(),
            formation: asked.formation.clone(),
            proposal_id: asked.proposal_id,
        }),
        _ => Body::AudienceReportee(AudienceReportee {
            motif: asked.motif.clone(),
            proposal_id: asked.proposal_id,
        }),
    };
    let event: Event = journal.next(body);
    world.hear(&event).await;
}

fn standings(of: &pb::Audience) -> Vec<&str> {
    of.entries.iter().map(|entry| entry.standing.as_str()).collect()
}

#[tokio::test]
async fn nobody_is_in_two_places_and_no_room_holds_two_audiences() {
    let world = World::new().await;
    let audience = planned(&world, "2027-01-12", "Grand’chambre", &[]).await;
    assert_eq!(audience.members.iter().map(|m| m.presides).collect::<Vec<_>>(), [true, false, false]);
    // The room, however it is written.
    let same = open(&world, &president(), "civ1", sitting("2027-01-12", 600, " grand’CHAMBRE ")).await;
    let refused = same.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.kind), ("AUD-006", Kind::Refused));
    assert!(
        refused.message.contains("12 janvier 2027") && refused.message.contains("9\u{a0}h\u{a0}30"),
        "{}",
        refused.message
    );
    // The person, in another chamber.
    let soc = person("president.soc", "president", &["soc"]);
    let other = open(&world, &soc, "soc", sitting("2027-01-12", 600, "Salle 2")).await.unwrap();
    let refused = change(&world, &soc, &other, composition(&["president.soc", "conseiller.civ1"])).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "AUD-005");
    // One refusal for each person: the conseiller, the greffier; and the avocat général for the parquet.
    assert_eq!(refused.violations.len(), 2, "{:?}", refused.violations);
    let refused = change(&world, &parquet(), &other, concludes("avocat.general")).await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations.len()), ("AUD-005", 1));
    // The next minute is free.
    let later =
        open(&world, &president(), "civ1", sitting("2027-01-12", 690, "Grand’chambre")).await.unwrap();
    let later = change(&world, &president(), &later, composition(CIV1)).await.unwrap();
    // The database itself refuses, whatever door writes.
    let forced = sqlx::query(
        "INSERT INTO assignment.occupation (audience_id, resource, hi, lo, during)
         SELECT $1, resource, hi, lo, during FROM assignment.occupation WHERE audience_id = $2 AND resource <> ALL(
             SELECT resource FROM assignment.occupation WHERE audience_id = $1)",
    )
    .bind(id(&other).parse::<Uuid>().unwrap())
    .bind(id(&audience).parse::<Uuid>().unwrap())
    .execute(&world.pool)
    .await
    .unwrap_err();
    assert_eq!(forced.as_database_error().unwrap().constraint(), Some("occupation_alone"));
    // Cancelled, it frees all.
    let cancel = pb::AudienceChange { reason: "Salle indisponible".into(), ..act("audience_annulee") };
    change(&world, &president(), &audience, cancel.clone()).await.unwrap();
    change(&world, &president(), &later, cancel).await.unwrap();
    change(&world, &soc, &other, composition(&["president.soc", "conseiller.civ1"])).await.unwrap();
}

#[tokio::test]
async fn a_role_is_published_when_the_law_is_met_and_takes_effect_in_each_journal() {
    let world = World::new().await;
    let (mut one, two) = (ready(&world, 10_001).await, ready(&world, 10_002).await);
    let audience = open(&world, &greffe(), "civ1", sitting("2027-01-12", 570, "")).await.unwrap();
    let audience =
        change(&world, &greffe(), &audience, role("role_arrete", &[&one, &two], "")).await.unwrap();
    let refused = change(&world, &president(), &audience, act("role_publie")).await.unwrap_err();
    assert_eq!(refused.code, "AUD-007");
    let codes: Vec<&str> = refused.violations.iter().map(|v| v.field.as_str()).collect();
    assert_eq!(codes, ["aud.compo.presidence", "aud.greffier", "aud.salle"]);
    let seance =
        pb::AudienceChange { sitting: Some(sitting("2027-01-12", 570, "Salle 1")), ..act("seance_modifiee") };
    let audience = change(&world, &greffe(), &audience, seance).await.unwrap();
    let audience = change(&world, &greffe(), &audience, composition(CIV1)).await.unwrap();
    let codes: Vec<&str> = audience.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert_eq!(codes, ["aud.parquet"]);
    let audience = change(&world, &parquet(), &audience, concludes("avocat.general")).await.unwrap();
    assert!(audience.findings.is_empty(), "{:?}", audience.findings);
    assert_eq!(audience.tasks.iter().map(|t| t.code.as_str()).collect::<Vec<_>>(), ["publier_le_role"]);
    // The registry prepares, the president publishes.
    assert_eq!(
        change(&world, &greffe(), &audience, act("role_publie")).await.unwrap_err().kind,
        Kind::Forbidden
    );
    let before = preview(&world, &audience, act("role_publie")).await;
    assert!(before.admitted && before.consequences.iter().filter(|c| c.kind == "avis").count() == 2);
    assert_eq!(summary(&show(&world, &id(&audience)).await).stage, "provisoire", "a preview changes nothing");
    let audience = change(&world, &president(), &audience, act("role_publie")).await.unwrap();
    assert_eq!(standings(&audience), ["proposee", "proposee"]);
    let first = asked(&world, one.dossier).await;
    assert_eq!((first.audience.as_str(), first.formation.as_str()), ("2027-01-12", "fr"));
    answer(&world, &mut one).await;
    let why = "Le dossier est scellé.";
    let proposal = Uuid::from(asked(&world, two.dossier).await.proposal_id.unwrap()).to_string();
    world.hear(&declined(two.dossier, &proposal, why)).await;
    let audience = show(&world, &id(&audience)).await;
    assert_eq!(standings(&audience), ["inscrite", "refusee"]);
    assert!(audience.findings.iter().any(|f| f.code == "aud.role.refuse" && f.message.contains(why)));
    assert!(audience.tasks.iter().any(|t| t.code == "reprendre_les_inscriptions"));
    // What a rôle asks is no designation: the dossier's page shows none.
    assert!(world.proposals(&president(), one.dossier).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_dossier_is_added_moved_and_taken_off_with_its_consequences_first() {
    let world = World::new().await;
    let (mut one, mut two, mut three) =
        (ready(&world, 10_001).await, ready(&world, 10_002).await, ready(&world, 10_003).await);
    let here = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    let there = published(&world, "2027-01-19", "Salle 1", &mut [&mut two]).await;
    // Added.
    let add = role("affaire_inscrite", &[&three], "");
    let here = change(&world, &president(), &here, add.clone()).await.unwrap();
    assert_eq!(standings(&here), ["inscrite", "proposee"]);
    answer(&world, &mut three).await;
    // On another rôle already.
    let refused = change(&world, &president(), &there, add).await.unwrap_err();
    assert_eq!(refused.code, "AUD-008");
    // Moved: one act, one notice.
    let here = show(&world, &id(&here)).await;
    let leave = pb::AudienceChange {
        dossier_id: one.dossier.to_string(),
        to_audience_id: id(&there),
        reason: "Rapporteur empêché".into(),
        ..act("affaire_deplacee")
    };
    let seen = preview(&world, &here, leave.clone()).await;
    let notices: Vec<&str> =
        seen.consequences.iter().filter(|c| c.kind == "avis").map(|c| c.message.as_str()).collect();
    assert!(notices.len() == 1 && notices[0].contains("19 janvier 2027"), "{notices:?}");
    let here = change(&world, &president(), &here, leave).await.unwrap();
    assert_eq!(standings(&here), ["retrait", "inscrite"]);
    assert_eq!(standings(&show(&world, &id(&there)).await), ["inscrite", "proposee"]);
    answer(&world, &mut one).await;
    let (here, there) = (show(&world, &id(&here)).await, show(&world, &id(&there)).await);
    assert_eq!((standings(&here), standings(&there)), (vec!["inscrite"], vec!["inscrite", "inscrite"]));
    // Declined, it stays where it was.
    let back = pb::AudienceChange {
        dossier_id: two.dossier.to_string(),
        to_audience_id: id(&here),
        reason: "Équilibre des rôles".into(),
        ..act("affaire_deplacee")
    };
    change(&world, &president(), &there, back).await.unwrap();
    let proposal = Uuid::from(asked(&world, two.dossier).await.proposal_id.unwrap()).to_string();
    world.hear(&declined(two.dossier, &proposal, "Non.")).await;
    let (here, there) = (show(&world, &id(&here)).await, show(&world, &id(&there)).await);
    assert_eq!((standings(&here), standings(&there)), (vec!["inscrite"], vec!["inscrite", "inscrite"]));
    // Taken off.
    let off = pb::AudienceChange {
        dossier_id: two.dossier.to_string(),
        reason: "contradictoire".into(),
        ..act("affaire_retiree")
    };
    let there = change(&world, &president(), &there, off).await.unwrap();
    assert_eq!(asked(&world, two.dossier).await.kind, "audience_reportee");
    answer(&world, &mut two).await;
    assert_eq!(standings(&show(&world, &id(&there)).await), ["inscrite"]);
    // The day moves: whoever is on the rôle is asked anew, nobody else.
    let there = show(&world, &id(&there)).await;
    let later =
        pb::AudienceChange { sitting: Some(sitting("2027-01-26", 570, "Salle 1")), ..act("seance_modifiee") };
    change(&world, &president(), &there, later).await.unwrap();
    assert_eq!(asked(&world, one.dossier).await.audience, "2027-01-26");
    // The room alone changes no notice.
    let room =
        pb::AudienceChange { sitting: Some(sitting("2027-01-12", 570, "Salle 9")), ..act("seance_modifiee") };
    let here = show(&world, &id(&here)).await;
    let here = change(&world, &president(), &here, room).await.unwrap();
    assert_eq!(standings(&here), ["inscrite"]);
}

#[tokio::test]
async fn a_published_audience_never_becomes_unlawful_and_late_notice_needs_a_reason() {
    let world = World::new().await;
    let (mut one, two) = (ready(&world, 10_001).await, ready(&world, 10_002).await);
    // Thirteen days are two too few: published, it needs a reason.
    let bare = planned(&world, "2026-12-07", "Salle 2", &[&one]).await;
    let refused = change(&world, &president(), &bare, act("role_publie")).await.unwrap_err();
    assert!(refused.message.contains("trop tardif de 2 jour(s)"), "{}", refused.message);
    change(&world, &greffe(), &bare, role("role_arrete", &[], "")).await.unwrap();
    let cancelled = pb::AudienceChange { reason: "Inutile".into(), ..act("audience_annulee") };
    change(&world, &president(), &show(&world, &id(&bare)).await, cancelled).await.unwrap();
    let audience = planned_because(&world, ("2026-12-07", "Salle 1"), &[&one], "Accord des parties").await;
    change(&world, &president(), &audience, act("role_publie")).await.unwrap();
    answer(&world, &mut one).await;
    let audience = show(&world, &id(&audience)).await;
    // Moved, its notice leaves anew, and is as late: the move says why.
    let moved =
        pb::AudienceChange { sitting: Some(sitting("2026-12-07", 600, "Salle 1")), ..act("seance_modifiee") };
    let refused = change(&world, &president(), &audience, moved.clone()).await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("AUD-020", "reason"));
    let explained = pb::AudienceChange { reason: "Accord des parties".into(), ..moved };
    assert!(preview(&world, &audience, explained).await.admitted);
    let refused =
        change(&world, &president(), &audience, composition(&["president.civ1", "conseiller2.civ1"])).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "AUD-007");
    assert!(
        refused.violations.iter().any(|v| v.message.contains("CPC, art.\u{a0}1017")),
        "{:?}",
        refused.violations
    );
    let refused =
        change(&world, &president(), &audience, role("affaire_inscrite", &[&two], "")).await.unwrap_err();
    assert_eq!(refused.code, "AUD-009");
    assert!(refused.message.contains("trop tardif de 2 jour(s)"), "{}", refused.message);
    let given = role("affaire_inscrite", &[&two], "Accord des parties");
    change(&world, &president(), &audience, given).await.unwrap();
    // Who judged below bars the dossier from this formation, reason or not.
    let barred = ready(&world, 10_003).await;
    let impediment = pb::Impediment {
        dossier_id: barred.dossier.to_string(),
        agent_id: agent("conseiller2.civ1"),
        kind: "juge_du_fond".into(),
        ..Default::default()
    };
    let declare = pb::DeclareImpedimentRequest { impediment: Some(impediment) };
    let mut door = world.distribution().await;
    door.declare_impediment(world.request(&president(), Uuid::now_v7(), declare)).await.unwrap();
    let audience = show(&world, &id(&audience)).await;
    let refused =
        change(&world, &president(), &audience, role("affaire_inscrite", &[&barred], "Urgence")).await;
    let refused = refused.unwrap_err();
    assert_eq!(refused.code, "AUD-009");
    assert!(refused.message.contains("L. 111-9"), "{}", refused.message);
}

#[tokio::test]
async fn a_key_answers_once_a_version_once_and_each_only_sees_what_is_theirs() {
    let world = World::new().await;
    let key = Uuid::now_v7();
    let wanted = pb::OpenAudienceRequest {
        chambre: "civ1".into(),
        sitting: Some(sitting("2027-01-12", 570, "Salle 1")),
    };
    let one = call!(world, &greffe(), key, open_audience, wanted.clone()).unwrap().audience.unwrap();
    let again = call!(world, &greffe(), key, open_audience, wanted).unwrap().audience.unwrap();
    assert_eq!(id(&one), id(&again));
    assert_eq!(world.count("assignment.audience_act").await, 1);
    change(&world, &greffe(), &one, composition(CIV1)).await.unwrap();
    let stale = change(&world, &greffe(), &one, composition(&["president.civ1"])).await.unwrap_err();
    assert_eq!((stale.code.as_ref(), stale.kind, stale.current_version), ("AUD-004", Kind::Stale, Some(2)));
    let wanted = pb::GetAudienceRequest { audience_id: id(&one) };
    let soc = person("president.soc", "president", &["soc"]);
    let hidden = call!(world, &soc, Uuid::now_v7(), get_audience, wanted.clone()).unwrap_err();
    assert_eq!((hidden.code.as_ref(), hidden.kind), ("AUD-002", Kind::NotFound));
    assert!(call!(world, &counsel(Uuid::now_v7()), Uuid::now_v7(), get_audience, wanted.clone()).is_err());
    let conseiller = person("conseiller.civ1", "magistrat_siege", &["civ1"]);
    call!(world, &conseiller, Uuid::now_v7(), get_audience, wanted).unwrap();
    let forbidden = change(&world, &conseiller, &one, composition(CIV1)).await.unwrap_err();
    assert_eq!(forbidden.kind, Kind::Forbidden);
    // A holiday, a day past, an hour that cannot be.
    for (day, from, code) in
        [("2026-12-25", 570, "AUD-012"), ("2026-11-20", 570, "AUD-012"), ("2027-01-13", 571, "AUD-001")]
    {
        let refused = open(&world, &president(), "civ1", sitting(day, from, "")).await.unwrap_err();
        assert_eq!(refused.code, code, "{day}");
    }
}

#[tokio::test]
async fn a_recurrence_plans_the_judicial_year_without_its_holidays() {
    let world = World::new().await;
    let rule = pb::AudienceRecurrence {
        chambre: "civ1".into(),
        weekday: 1,
        weeks: 1,
        sitting: Some(sitting("", 570, "Salle 1")),
        ..Default::default()
    };
    let wanted = pb::PreviewRecurrenceRequest { recurrence: Some(rule.clone()) };
    let seen = call!(world, &greffe(), Uuid::now_v7(), preview_recurrence, wanted).unwrap().occurrences;
    let skipped: Vec<(&str, &str)> = seen
        .iter()
        .filter(|of| !of.skipped.is_empty())
        .map(|of| (of.day.as_str(), of.skipped.as_str()))
        .collect();
    let days: Vec<&str> = skipped.iter().map(|(day, _)| *day).collect();
    assert_eq!(days, ["2027-03-29", "2027-05-17", "2027-11-01"], "Easter Monday, Whit Monday, All Saints");
    assert!(skipped.iter().all(|(_, why)| why.starts_with("jour férié (")), "{skipped:?}");
    let wanted = pb::PlanRecurrenceRequest { recurrence: Some(rule) };
    let planned = call!(world, &greffe(), Uuid::now_v7(), plan_recurrence, wanted.clone()).unwrap();
    let made = planned.occurrences.iter().filter(|of| !of.audience_id.is_empty()).count();
    assert_eq!(made, seen.len() - 3);
    assert_eq!(world.count("assignment.audience").await, i64::try_from(made).unwrap());
    let again = call!(world, &greffe(), Uuid::now_v7(), plan_recurrence, wanted).unwrap_err();
    assert_eq!(again.code, "AUD-011");
    let january = pb::ListAudiencesRequest {
        chambre: "civ1".into(),
        from: "2027-01-01".into(),
        to: "2027-01-31".into(),
    };
    let listed = call!(world, &greffe(), Uuid::now_v7(), list_audiences, january).unwrap();
    assert_eq!((listed.audiences.len(), listed.rooms.as_slice()), (4, ["Salle 1".to_owned()].as_slice()));
}

/// A gate that finds what it was told of each dossier.
struct Gate(BTreeMap<String, (&'static str, &'static str)>);

#[tonic::async_trait]
impl GatekeeperService for Gate {
    async fn get_gate(
        &self,
        request: Request<dossier::GetGateRequest>,
    ) -> Result<Response<dossier::GetGateResponse>, Status> {
        let wanted = request.into_inner();
        assert_eq!(wanted.milestone, "audiencement");
        let found = self.0.get(&wanted.dossier_id);
        let findings = found.map(|(message, article)| GateFinding {
            severity: "bloquante".into(),
            message: (*message).into(),
            article: (*article).into(),
            ..Default::default()
        });
        let report = dossier::GateReport {
            stops: found.is_some(),
            findings: findings.into_iter().collect(),
            ..Default::default()
        };
        Ok(Response::new(dossier::GetGateResponse { report: Some(report) }))
    }

    async fn list_gates(
        &self,
        _: Request<dossier::ListGatesRequest>,
    ) -> Result<Response<dossier::ListGatesResponse>, Status> {
        Err(Status::unimplemented("not asked here"))
    }

    async fn request_passage(
        &self,
        _: Request<dossier::RequestPassageRequest>,
    ) -> Result<Response<dossier::RequestPassageResponse>, Status> {
        Err(Status::unimplemented("not asked here"))
    }

    async fn confirm_passage(
        &self,
        _: Request<dossier::ConfirmPassageRequest>,
    ) -> Result<Response<dossier::ConfirmPassageResponse>, Status> {
        Err(Status::unimplemented("not asked here"))
    }
}

#[tokio::test]
async fn a_role_is_proposed_from_what_is_ready_and_each_refusal_is_explained() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let world = World::asking(Some(&address)).await;
    let mut journals = Vec::new();
    for sequence in 10_001..10_005 {
        journals.push(ready(&world, sequence).await);
    }
    let stopped = journals[3].dossier.to_string();
    let gate = Gate([(stopped.clone(), ("Rapport non déposé.", "CPC 1017"))].into());
    let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
    let server = GatekeeperServiceServer::new(gate);
    tokio::spawn(tonic::transport::Server::builder().add_service(server).serve_with_incoming(incoming));
    let plan = planned(&world, "2027-01-12", "Salle 1", &[&journals[2]]).await;
    let wanted = |ids: Vec<String>| pb::ProposeRoleRequest {
        chambre: "civ1".into(),
        dossier_ids: ids,
        ..Default::default()
    };
    let ids: Vec<String> = journals.iter().map(|journal| journal.dossier.to_string()).collect();
    let found = call!(world, &greffe(), Uuid::now_v7(), propose_role, wanted(ids.clone())).unwrap();
    let placed: Vec<&str> = found.placed.iter().map(|line| line.dossier_id.as_str()).collect();
    assert_eq!(placed, [ids[0].as_str(), ids[1].as_str()]);
    assert!(found.placed.iter().all(|line| line.audience_id == id(&plan) && line.minutes == 10));
    let why: BTreeMap<&str, &str> =
        found.refused.iter().map(|line| (line.dossier_id.as_str(), line.phrase.as_str())).collect();
    assert_eq!(why[ids[2].as_str()], "déjà au rôle d’une autre audience");
    assert_eq!(why[ids[3].as_str()], "Rapport non déposé.");
    let again = call!(world, &greffe(), Uuid::now_v7(), propose_role, wanted(ids)).unwrap();
    assert_eq!(found.sha256, again.sha256);
    // Nobody is left to answer: nothing is regular.
    let silent = World::new().await;
    let journal = ready(&silent, 10_009).await;
    planned(&silent, "2027-01-12", "Salle 1", &[]).await;
    let found =
        call!(silent, &greffe(), Uuid::now_v7(), propose_role, wanted(vec![journal.dossier.to_string()]));
    let found = found.unwrap();
    assert!(found.placed.is_empty() && found.refused[0].phrase.starts_with("non vérifié"));
}

/// What chance says, the same in every run.
struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % bound
    }

    fn of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }
}

#[tokio::test]
async fn thirty_changes_to_published_roles_leave_no_wrong_notice() {
    let world = World::new().await;
    let mut journals = Vec::new();
    for sequence in 10_001..10_007 {
        journals.push(ready(&world, sequence).await);
    }
    let days = ["2027-01-12", "2027-01-19", "2027-01-26"];
    let mut audiences = Vec::new();
    for (at, day) in days.iter().enumerate() {
        let mut mine: Vec<&mut Journal> = journals.iter_mut().skip(at * 2).take(2).collect();
        audiences.push(id(&published(&world, day, "Salle 1", &mut mine).await));
    }
    let mut draw = Draw(20_261_129);
    let mut below = |bound: usize| draw.below(bound);
    let mut done = 0;
    for _ in 0..90 {
        if done == 30 {
            break;
        }
        let (of, to, which) = (below(3), below(3), below(6));
        let audience = show(&world, &audiences[of]).await;
        let dossier = journals[which].dossier.to_string();
        let wanted = match below(4) {
            0 => role("affaire_inscrite", &[&journals[which]], "Bonne administration"),
            1 => pb::AudienceChange { dossier_id: dossier, reason: "autre".into(), ..act("affaire_retiree") },
            2 => pb::AudienceChange {
                dossier_id: dossier,
                to_audience_id: audiences[to].clone(),
                reason: "Équilibre".into(),
                ..act("affaire_deplacee")
            },
            _ => pb::AudienceChange {
                sitting: Some(sitting(["2027-02-02", "2027-02-09", "2027-02-16"][of], 570, "Salle 1")),
                ..act("seance_modifiee")
            },
        };
        if change(&world, &president(), &audience, wanted).await.is_err() {
            continue;
        }
        done += 1;
        for journal in &mut journals {
            let waits: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM assignment.proposal WHERE dossier_id = $1 AND status = 'proposee' AND audience_id IS NOT NULL",
            )
            .bind(journal.dossier)
            .fetch_one(&world.pool)
            .await
            .unwrap();
            if waits == 0 {
                continue;
            }
            // One in five journals says no.
            let proposal = Uuid::from(asked(&world, journal.dossier).await.proposal_id.unwrap());
            if below(5) == 0 {
                world.hear(&declined(journal.dossier, &proposal.to_string(), "Non.")).await;
            } else {
                answer(&world, journal).await;
            }
        }
    }
    assert_eq!(done, 30);
    // What each rôle says it has in a journal is what that journal says last, and no dossier is on two.
    for audience in &audiences {
        let audience = show(&world, audience).await;
        assert!(audience.findings.iter().all(|f| f.code != "aud.role.autre_jour"), "{:?}", audience.findings);
        assert!(
            audience.entries.iter().all(|entry| ["inscrite", "refusee"].contains(&entry.standing.as_str()))
        );
    }
    let twice: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM (SELECT dossier_id FROM assignment.inscription WHERE standing = 'inscrite' GROUP BY 1 HAVING count(*) > 1) t",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert_eq!(twice, 0);
}

const CHAMBRES: [&str; 6] = ["civ1", "civ2", "civ3", "com", "soc", "crim"];
/// Their magistrates, whichever chamber they sit for.
const SIEGE: [&str; 13] = [
    "president.civ1",
    "conseiller.civ1",
    "conseiller2.civ1",
    "president.civ2",
    "conseiller.civ2",
    "president.civ3",
    "conseiller.civ3",
    "president.com",
    "conseiller.com",
    "president.soc",
    "conseiller.soc",
    "president.crim",
    "conseiller.crim",
];

/// Who and which room is where, by the journals of the audiences alone: not by the table that the database guards.
const TAKEN: &str = "
    last AS (SELECT DISTINCT ON (audience_id) audience_id AS id, convert_from(body, 'UTF8')::jsonb -> 'seance' AS seance
             FROM assignment.audience_act a
             WHERE kind IN ('audience_prevue', 'seance_modifiee')
               AND NOT EXISTS (SELECT FROM assignment.audience_act c
                               WHERE c.audience_id = a.audience_id AND c.kind = 'audience_annulee')
             ORDER BY audience_id, version DESC),
    sittings AS (SELECT id, (seance ->> 'jour')::date AS jour, (seance ->> 'debut')::int AS debut,
                        (seance ->> 'fin')::int AS fin, lower(seance ->> 'salle') AS salle FROM last),
    said AS (SELECT DISTINCT ON (audience_id, kind) audience_id AS id, convert_from(body, 'UTF8')::jsonb AS act
             FROM assignment.audience_act WHERE kind IN ('composition_arretee', 'avocat_general_prevu')
             ORDER BY audience_id, kind, version DESC),
    whom AS (SELECT id, member ->> 'agent' AS who FROM said, jsonb_array_elements(act -> 'membres') member
             UNION SELECT id, act ->> 'greffier' FROM said
             UNION SELECT id, act ->> 'agent' FROM said
             UNION SELECT id, 'salle ' || salle FROM sittings WHERE salle <> ''),
    taken AS (SELECT s.id, s.jour, s.debut, s.fin, w.who FROM sittings s JOIN whom w ON w.id = s.id
              WHERE w.who IS NOT NULL)";

/// Two places at once.
const TWICE: &str =
    "taken one JOIN taken other ON one.who = other.who AND one.id < other.id AND one.jour = other.jour
                     AND one.debut < other.fin AND other.debut < one.fin";

/// Weekends, and the holidays of the judicial year 2026-2027 (code du travail, L. 3133-1).
const OFF: &str = "sittings WHERE extract(isodow FROM jour) > 5 OR jour IN (
                       '2026-11-11', '2026-12-25', '2027-01-01', '2027-03-29', '2027-05-06', '2027-05-17', '2027-07-14')";

async fn counted(world: &World, of: &str) -> i64 {
    sqlx::query_scalar(sqlx::AssertSqlSafe(format!("WITH {TAKEN} SELECT count(*) FROM {of}")))
        .fetch_one(&world.pool)
        .await
        .unwrap()
}

/// Weeks that are planned and changed; `scripts/judges.sh year` asks for a year of them.
fn weeks() -> i64 {
    std::env::var("GREFFE_WEEKS").ok().and_then(|weeks| weeks.parse().ok()).unwrap_or(8)
}

#[tokio::test]
async fn a_judicial_year_changed_at_random_has_nobody_in_two_places_and_none_on_a_day_off() {
    let (world, weeks) = (World::new().await, weeks());
    // Of a few weeks, those that have holidays.
    let first = if weeks < 52 { date(2026, 11, 2) } else { date(2026, 9, 1) };
    let day = |after: i64| first.checked_add(after.days()).unwrap().to_string();
    let (from, to) = (day(0), day(weeks * 7 - 1));
    world.clock.set(&format!("{from}T06:00:00Z"));
    let (hours, rooms) = ([540, 600, 660, 840, 900], ["Salle 1", "Salle 2", "Grand’chambre"]);
    let presides = |chambre: &str| person(&format!("president.{chambre}"), "president", &[chambre]);
    let mut draw = Draw(20_261_130);

    let mut audiences: Vec<(&str, pb::Audience)> = Vec::new();
    for chambre in CHAMBRES {
        let mut planned = 0;
        for _ in 0..2 {
            let rule = pb::AudienceRecurrence {
                chambre: chambre.into(),
                weekday: draw.of(&[1, 2, 3, 4, 5]),
                weeks: 1,
                from: from.clone(),
                to: to.clone(),
                sitting: Some(sitting("", draw.of(&hours), draw.of(&rooms))),
            };
            let wanted = pb::PlanRecurrenceRequest { recurrence: Some(rule) };
            match call!(world, &presides(chambre), Uuid::now_v7(), plan_recurrence, wanted) {
                Ok(done) => planned += done.occurrences.iter().filter(|of| of.skipped.is_empty()).count(),
                // Another chamber has the room each week, or this one planned the same.
                Err(refused) => assert_eq!(refused.code, "AUD-011", "{refused:?}"),
            }
        }
        let wanted = pb::ListAudiencesRequest { chambre: chambre.into(), from: from.clone(), to: to.clone() };
        let listed = call!(world, &presides(chambre), Uuid::now_v7(), list_audiences, wanted).unwrap();
        assert_eq!(listed.audiences.len(), planned);
        let whole = |summary| pb::Audience { summary: Some(summary), ..Default::default() };
        audiences.extend(listed.audiences.into_iter().map(|summary| (chambre, whole(summary))));
    }
    let (mut done, mut refusals) = (0, BTreeMap::<String, u32>::new());
    for _ in 0..weeks * 20 {
        let at = draw.below(audiences.len());
        let (chambre, audience) = &audiences[at];
        let (caller, wanted) = match draw.below(20) {
            0..10 => {
                let head = draw.below(SIEGE.len());
                let (second, third) = (head + 1 + draw.below(5), head + 6 + draw.below(6));
                let members = [head, second, third].map(|of| SIEGE[of % SIEGE.len()]);
                let greffier_id = agent(&format!("greffe.{}", draw.of(&CHAMBRES)));
                (presides(chambre), pb::AudienceChange { greffier_id, ..composition(&members) })
            }
            10..16 => {
                let after = i64::try_from(draw.below(usize::try_from(weeks * 7).unwrap())).unwrap();
                let moved = sitting(&day(after), draw.of(&hours), draw.of(&rooms));
                (presides(chambre), pb::AudienceChange { sitting: Some(moved), ..act("seance_modifiee") })
            }
            16..19 => (parquet(), concludes("avocat.general")),
            _ => {
                let reason = "Salle indisponible".into();
                (presides(chambre), pb::AudienceChange { reason, ..act("audience_annulee") })
            }
        };
        let changed = change(&world, &caller, audience, wanted).await;
        match changed {
            Ok(after) => {
                audiences[at].1 = after;
                done += 1;
            }
            Err(refused) => {
                assert!(matches!(refused.kind, Kind::Refused | Kind::Invalid), "{refused:?}");
                *refusals.entry(refused.code.to_string()).or_default() += 1;
            }
        }
    }
    assert!(done > weeks, "{refusals:?}");
    for tried in ["AUD-005", "AUD-006", "AUD-012"] {
        assert!(refusals.contains_key(tried), "nothing tried it: {tried} {refusals:?}");
    }
    assert!(counted(&world, "taken").await > 2 * counted(&world, "sittings").await, "they have people");
    assert_eq!(counted(&world, TWICE).await, 0, "nobody and no room in two places");
    assert_eq!(counted(&world, OFF).await, 0, "nobody sits on a day off");
    // The table that the database guards holds all that the journals say.
    assert_eq!(counted(&world, "taken").await, world.count("assignment.occupation").await);
}

#[tokio::test]
async fn an_audience_is_held_on_its_day_and_closed() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    let early = change(&world, &president(), &audience, act("audience_tenue")).await.unwrap_err();
    assert_eq!(early.code, "AUD-003");
    world.clock.set("2027-01-12T14:00:00Z");
    let audience = show(&world, &id(&audience)).await;
    assert!(audience.tasks.iter().any(|task| task.code == "tenir_l_audience"));
    let audience = change(&world, &greffe(), &audience, act("audience_tenue")).await.unwrap();
    // Neither en délibéré nor put off.
    let early = change(&world, &greffe(), &audience, act("audience_close")).await.unwrap_err();
    assert!(early.code == "AUD-017" && early.message.contains("G 26-10.001"), "{}", early.message);
    let put_off =
        Body::AudienceReportee(AudienceReportee { motif: "contradictoire".into(), ..Default::default() });
    world.hear(&one.next(put_off)).await;
    let audience = change(&world, &greffe(), &audience, act("audience_close")).await.unwrap();
    assert_eq!((summary(&audience).stage.as_str(), audience.tasks.len()), ("close", 0));
    let acts: Vec<&str> = audience.journal.iter().map(|act| act.kind.as_str()).collect();
    assert_eq!(
        acts,
        [
            "audience_prevue",
            "composition_arretee",
            "avocat_general_prevu",
            "role_arrete",
            "role_publie",
            "inscription_reglee",
            "audience_tenue",
            "audience_close"
        ]
    );
    let frozen = sqlx::query("DELETE FROM assignment.audience_act").execute(&world.pool).await;
    assert!(frozen.is_err(), "a journal only grows");
    assert!(
        call!(
            world,
            &administrator(),
            Uuid::now_v7(),
            get_audience,
            pb::GetAudienceRequest { audience_id: id(&audience) }
        )
        .is_err()
    );
}

#[tokio::test]
async fn a_dossier_put_off_once_its_audience_was_held_goes_to_another_role() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    world.clock.set("2027-01-12T14:00:00Z");
    let audience = show(&world, &id(&audience)).await;
    let held = change(&world, &greffe(), &audience, act("audience_tenue")).await.unwrap();
    let put_off =
        Body::AudienceReportee(AudienceReportee { motif: "contradictoire".into(), ..Default::default() });
    world.hear(&one.next(put_off)).await;
    change(&world, &greffe(), &held, act("audience_close")).await.unwrap();
    let later = published(&world, "2027-02-09", "Salle 1", &mut [&mut one]).await;
    assert_eq!(standings(&later), ["inscrite"]);
}

#[tokio::test]
async fn a_dossier_whose_journal_put_the_hearing_off_leaves_its_role_at_once() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let audience = published(&world, "2027-01-12", "Salle 1", &mut [&mut one]).await;
    let put_off =
        Body::AudienceReportee(AudienceReportee { motif: "contradictoire".into(), ..Default::default() });
    world.hear(&one.next(put_off)).await;
    let audience = show(&world, &id(&audience)).await;
    assert!(audience.findings.iter().any(|finding| finding.code == "aud.role.autre_jour"));
    let off = pb::AudienceChange {
        dossier_id: one.dossier.to_string(),
        reason: "contradictoire".into(),
        ..act("affaire_retiree")
    };
    let audience = change(&world, &president(), &audience, off).await.unwrap();
    assert_eq!(standings(&audience), [""; 0]);
}

#[tokio::test]
async fn a_sealed_dossier_is_on_the_role_of_those_alone_who_may_know_of_it() {
    let world = World::new().await;
    let (open_to_all, mut sealed) = (ready(&world, 10_001).await, ready(&world, 10_002).await);
    let audience = planned(&world, "2027-01-12", "Salle 1", &[&open_to_all, &sealed]).await;
    let named = vec![seed::agent_id("conseiller.civ1").into()];
    world.hear(&sealed.next(Body::DossierScelle(DossierScelle { named }))).await;
    let audience = show(&world, &id(&audience)).await;
    let number = |of: &pb::Audience| of.entries.iter().map(|entry| entry.number.clone()).collect::<Vec<_>>();
    assert_eq!(number(&audience), ["G 26-10.001"]);
    assert_eq!((summary(&audience).dossiers, summary(&audience).minutes), (1, 10));
    let hidden = sealed.dossier.to_string();
    assert!(audience.findings.iter().all(|finding| finding.dossier_id != hidden));
    let wanted = pb::ListAudiencesRequest {
        chambre: "civ1".into(),
        from: "2027-01-01".into(),
        to: "2027-01-31".into(),
    };
    let listed = call!(world, &president(), Uuid::now_v7(), list_audiences, wanted).unwrap().audiences;
    assert_eq!((listed[0].dossiers, listed[0].minutes), (1, 10));
    // Who does not see it neither takes it off nor publishes it.
    let saved = role("role_arrete", &[&open_to_all], "");
    let audience = change(&world, &greffe(), &audience, saved).await.unwrap();
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM assignment.inscription WHERE dossier_id = $1")
        .bind(sealed.dossier)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(kept, 1);
    let refused = change(&world, &president(), &audience, act("role_publie")).await.unwrap_err();
    assert_eq!(refused.code, "AUD-016");
}

#[tokio::test]
async fn the_parquet_says_who_concludes_and_nobody_else_does() {
    let world = World::new().await;
    let audience = open(&world, &greffe(), "civ1", sitting("2027-01-12", 570, "Salle 1")).await.unwrap();
    for other in [president(), greffe()] {
        let refused = change(&world, &other, &audience, concludes("avocat.general")).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden);
    }
    let smuggled = pb::AudienceChange { avocat_general_id: agent("avocat.general"), ..composition(CIV1) };
    let refused = change(&world, &president(), &audience, smuggled).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "avocat_general_id");
    let siege = change(&world, &parquet(), &audience, concludes("conseiller.civ1")).await.unwrap_err();
    assert_eq!((siege.code.as_ref(), siege.violations[0].field.as_str()), ("AUD-001", "avocat_general_id"));
    let audience = change(&world, &parquet(), &audience, concludes("avocat.general")).await.unwrap();
    assert_eq!(audience.avocat_general_id, agent("avocat.general"));
    // Nobody holds two places.
    let twice = pb::AudienceChange { greffier_id: agent("conseiller.civ1"), ..composition(CIV1) };
    let refused = change(&world, &president(), &audience, twice).await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("AUD-019", "greffier_id"));
    // The siège composes without touching it; the parquet changes its mind.
    let audience = change(&world, &president(), &audience, composition(CIV1)).await.unwrap();
    assert_eq!(audience.avocat_general_id, agent("avocat.general"));
    let audience = change(&world, &parquet(), &audience, act("avocat_general_prevu")).await.unwrap();
    assert_eq!(audience.avocat_general_id, "");
    let refused = change(&world, &parquet(), &audience, composition(CIV1)).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
}

#[tokio::test]
async fn once_its_role_is_public_the_formation_takes_the_place_of_who_reread() {
    let world = World::new().await;
    let mut one = ready(&world, 10_001).await;
    let all = async |dossier| {
        let mut letters = Vec::new();
        for subject in ["conseiller.civ1", "president.civ1", "conseiller2.civ1"] {
            letters.push(said(&world, dossier, subject).await);
        }
        letters
    };
    let audience = open(&world, &greffe(), "civ1", sitting("2027-01-12", 570, "Salle 1")).await.unwrap();
    // A conseiller presides: the president of the chamber is not of this formation.
    let composed = pb::AudienceChange {
        members: [("conseiller2.civ1", true), ("conseiller.civ1", false), ("conseiller.soc", false)]
            .map(|(subject, presides)| pb::AudienceMember {
                agent_id: agent(subject),
                presides,
                completes: subject.ends_with(".soc"),
                ..Default::default()
            })
            .to_vec(),
        greffier_id: agent("greffe.civ1"),
        ..act("composition_arretee")
    };
    let audience = change(&world, &greffe(), &audience, composed).await.unwrap();
    let audience = change(&world, &greffe(), &audience, role("role_arrete", &[&one], "")).await.unwrap();
    assert_eq!(all(one.dossier).await, ["R", "P", ""], "a plan fixes nothing");
    change(&world, &president(), &audience, act("role_publie")).await.unwrap();
    assert_eq!(all(one.dossier).await, ["R", "P", ""], "its journal has not said so");
    answer(&world, &mut one).await;
    assert_eq!(all(one.dossier).await, ["RF", "", "PF"]);
    let put_off =
        Body::AudienceReportee(AudienceReportee { motif: "contradictoire".into(), ..Default::default() });
    world.hear(&one.next(put_off)).await;
    assert_eq!(all(one.dossier).await, ["R", "P", ""], "put off, it has no formation");
}
