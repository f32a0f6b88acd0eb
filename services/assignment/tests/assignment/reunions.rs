//! Meetings of a chamber: prepared as an audience is, public to nobody, asked of no journal.

use greffe_chassis::{Caller, Kind};
use greffe_contracts::assignment::v1 as pb;
use uuid::Uuid;

use crate::{
    audiences::{
        act, call, change, composition, concludes, greffe, id, open, planned, ready, role, show, sitting,
    },
    support::{World, failure, parquet, president},
};

fn meeting(formation: &str, day: &str, room: &str) -> pb::AudienceSitting {
    pb::AudienceSitting { formation: formation.into(), ..sitting(day, 570, room) }
}

#[tokio::test]
async fn a_dossier_is_looked_at_in_a_meeting_while_it_stands_on_a_role() {
    let world = World::new().await;
    let one = ready(&world, 10_001).await;
    planned(&world, "2027-01-19", "Salle 1", &[&one]).await;
    let audience = open(&world, &greffe(), "civ1", meeting("si", "2027-01-12", "")).await.unwrap();
    let audience = change(&world, &greffe(), &audience, role("role_arrete", &[&one], "")).await.unwrap();
    assert_eq!(audience.entries[0].dossier_id, one.dossier.to_string());
    let mut usual = role("role_arrete", &[&one], "");
    usual.entries[0].minutes = 0;
    let audience = change(&world, &greffe(), &audience, usual).await.unwrap();
    assert_eq!(audience.entries[0].minutes, 15, "as long as the formation takes");
    let codes =
        |of: &pb::Audience| of.findings.iter().map(|finding| finding.code.clone()).collect::<Vec<_>>();
    assert_eq!(codes(&audience), ["aud.reunion.participants", "aud.parquet"]);
    let called = composition(&["president.civ1", "conseiller.civ1"]);
    let audience = change(&world, &greffe(), &audience, called).await.unwrap();
    let audience = change(&world, &parquet(), &audience, concludes("avocat.general")).await.unwrap();
    assert_eq!(codes(&audience), [""; 0]);
    // Neither published nor held before its day; no journal was asked anything.
    let refused = change(&world, &president(), &audience, act("role_publie")).await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("AUD-001", "formation"));
    let early = change(&world, &president(), &audience, act("audience_tenue")).await.unwrap_err();
    assert_eq!((early.kind, early.code.as_ref()), (Kind::Refused, "AUD-003"));
    let asked: i64 =
        sqlx::query_scalar("SELECT count(*) FROM assignment.proposal WHERE audience_id IS NOT NULL")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    assert_eq!(asked, 0);
    let empty = open(&world, &greffe(), "civ1", meeting("si", "2027-01-12", "")).await.unwrap();
    world.clock.set("2027-01-12T12:00:00Z");
    let audience = show(&world, &id(&audience)).await;
    assert_eq!(
        audience.tasks.iter().map(|task| task.code.as_str()).collect::<Vec<_>>(),
        ["tenir_l_audience"]
    );
    let refused = change(&world, &president(), &empty, act("audience_tenue")).await.unwrap_err();
    assert_eq!(refused.code.as_ref(), "AUD-007", "nobody was called to it");
    let over = change(&world, &president(), &audience, act("audience_tenue")).await.unwrap();
    assert_eq!((over.summary.unwrap().stage.as_str(), over.tasks.len()), ("close", 0));
}

#[tokio::test]
async fn the_parquet_general_takes_no_part_in_a_conference_and_people_meet_in_one_place() {
    let world = World::new().await;
    let conference = open(&world, &greffe(), "civ1", meeting("cf", "2027-01-12", "Salle 1")).await.unwrap();
    let refused = change(&world, &parquet(), &conference, concludes("avocat.general")).await.unwrap_err();
    assert_eq!(refused.kind, Kind::NotFound, "of a conférence they know nothing");
    let among = composition(&["president.civ1", "avocat.general"]);
    let refused = change(&world, &greffe(), &conference, among).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "members[1].agent_id");
    // Nor by a meeting that becomes one.
    let expected = open(&world, &greffe(), "civ1", meeting("si", "2027-01-13", "Salle 1")).await.unwrap();
    let expected = change(&world, &parquet(), &expected, concludes("avocat.general")).await.unwrap();
    let becomes = |room: &str| pb::AudienceChange {
        sitting: Some(meeting("cf", "2027-01-13", room)),
        ..act("seance_modifiee")
    };
    let refused = change(&world, &greffe(), &expected, becomes("Salle 1")).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "sitting.formation");
    let nobody = pb::AudienceChange { avocat_general_id: String::new(), ..concludes("avocat.general") };
    let expected = change(&world, &parquet(), &expected, nobody).await.unwrap();
    change(&world, &greffe(), &expected, becomes("Salle 1")).await.unwrap();
    let called = composition(&["president.civ1", "conseiller.civ1"]);
    change(&world, &greffe(), &conference, called).await.unwrap();
    let other = open(&world, &greffe(), "civ1", meeting("si", "2027-01-12", "Salle 2")).await.unwrap();
    let taken = change(&world, &greffe(), &other, composition(&["conseiller.civ1"])).await.unwrap_err();
    assert_eq!(taken.code, "AUD-005");

    // Nor do they know of one: neither in the calendar, nor by its address, nor when it changes.
    let (hidden, seen) = (conference.summary.unwrap().audience_id, other.summary.unwrap().audience_id);
    let month = pb::ListAudiencesRequest {
        chambre: "civ1".into(),
        from: "2027-01-01".into(),
        to: "2027-02-01".into(),
    };
    let listed = async |who: &Caller| -> Vec<String> {
        let found = call!(world, who, Uuid::now_v7(), list_audiences, month.clone()).unwrap();
        found.audiences.into_iter().map(|one| one.audience_id).collect()
    };
    let theirs = listed(&parquet()).await;
    assert!(theirs.contains(&seen) && !theirs.contains(&hidden), "{theirs:?}");
    assert!(listed(&greffe()).await.contains(&hidden));
    let wanted = |audience_id: &String| pb::GetAudienceRequest { audience_id: audience_id.clone() };
    let refused = call!(world, &parquet(), Uuid::now_v7(), get_audience, wanted(&hidden)).unwrap_err();
    assert_eq!(refused.kind, Kind::NotFound);
    call!(world, &parquet(), Uuid::now_v7(), get_audience, wanted(&seen)).unwrap();
    // Nor by asking which days a recurrence would skip, nor as a published rôle.
    let recurrence = pb::AudienceRecurrence {
        chambre: "civ1".into(),
        sitting: Some(meeting("cf", "", "Salle 1")),
        weekday: 2,
        weeks: 1,
        from: "2027-01-04".into(),
        to: "2027-01-31".into(),
    };
    let preview = pb::PreviewRecurrenceRequest { recurrence: Some(recurrence) };
    assert!(call!(world, &parquet(), Uuid::now_v7(), preview_recurrence, preview.clone()).is_err());
    call!(world, &greffe(), Uuid::now_v7(), preview_recurrence, preview).unwrap();
    let role = pb::GetPublicRoleRequest { audience_id: hidden };
    assert!(call!(world, &parquet(), Uuid::now_v7(), get_public_role, role).is_err());
}
