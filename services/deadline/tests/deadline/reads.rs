//! Reads are decided on the case as it stands, and wait for what the reader has written.

use std::time::{Duration, Instant};

use greffe_chassis::{Caller, Failure};
use greffe_contracts::{
    common::v1::{Id, PageRequest},
    deadline::v1 as pb,
    events::v1::{AvocatConstitue, act_recorded::Body},
};
use tonic::Code;
use uuid::Uuid;

use crate::support::{DEFENDEUR, DEMANDEUR, World, counsel, greffier, person};

const OFFICE: Uuid = Uuid::from_u128(500);

async fn constituted(world: &mut World) {
    let body = AvocatConstitue { office_id: Some(Id::from(OFFICE)), ..Default::default() };
    world.act("constitution", "2026-11-24", &[DEMANDEUR], Body::AvocatConstitue(body)).await;
}

async fn coming(
    world: &World,
    caller: &Caller,
    cursor: &str,
    size: u32,
) -> Result<pb::ListComingResponse, tonic::Status> {
    let page = Some(PageRequest { cursor: cursor.into(), size });
    let wanted = pb::ListComingRequest { within_days: 90, page, ..Default::default() };
    world.client().await.list_coming(world.request(caller, wanted)).await.map(|a| a.into_inner())
}

#[tokio::test]
async fn a_read_waits_for_the_version_it_names() {
    let mut world = World::new().await;
    world.open().await;
    let behind = world.list(&greffier(), 3).await.unwrap_err();
    assert_eq!((behind.code(), Failure::from_status(&behind).code.as_ref()), (Code::Unavailable, "LEC-001"));
    let office =
        Body::AvocatConstitue(AvocatConstitue { office_id: Some(Id::from(OFFICE)), ..Default::default() });
    let event = world.event("constitution", "2026-11-24", &[DEFENDEUR], office);
    let caller = greffier();
    let (read, ()) = tokio::join!(world.list(&caller, 3), async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        world.deliver(&event).await;
    });
    assert_eq!(read.unwrap().journal_version, 3);
}

#[tokio::test]
async fn a_hidden_case_and_an_unknown_one_are_the_same() {
    let mut world = World::new().await;
    world.open().await;
    constituted(&mut world).await;
    assert!(!world.list(&counsel(OFFICE), 3).await.unwrap().deadlines.is_empty());
    let stranger = counsel(Uuid::from_u128(501));
    for min_version in [0, 1] {
        let began = Instant::now();
        let hidden = world.list(&stranger, min_version).await.unwrap_err();
        let hidden_took = began.elapsed();
        let known = std::mem::replace(&mut world.dossier, Uuid::now_v7());
        let began = Instant::now();
        let unknown = world.list(&stranger, min_version).await.unwrap_err();
        let unknown_took = began.elapsed();
        world.dossier = known;
        assert_eq!((hidden.code(), hidden.message()), (unknown.code(), unknown.message()));
        assert!(
            hidden_took.abs_diff(unknown_took) < Duration::from_secs(1),
            "{hidden_took:?} {unknown_took:?}"
        );
    }
    let other = world.list(&person("greffe_chambre", &["soc"]), 0).await.unwrap_err();
    assert_eq!(other.code(), Code::PermissionDenied);
}

#[tokio::test]
async fn what_nears_is_paged_and_only_of_ones_own_cases() {
    let mut world = World::new().await;
    world.open().await;
    constituted(&mut world).await;
    world.today("2027-01-15");
    let (all, mut seen, mut cursor) =
        (coming(&world, &greffier(), "", 200).await.unwrap().deadlines, Vec::new(), String::new());
    assert!(!all.is_empty());
    loop {
        let page = coming(&world, &greffier(), &cursor, 1).await.unwrap();
        seen.extend(page.deadlines);
        cursor = page.page.unwrap().next_cursor;
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(seen, all);
    assert!(coming(&world, &counsel(Uuid::from_u128(501)), "", 200).await.unwrap().deadlines.is_empty());
    assert_eq!(coming(&world, &counsel(OFFICE), "", 200).await.unwrap().deadlines, all);
    for wrong in ["x", "2027-01-01", "2027-13-01_x"] {
        assert_eq!(
            coming(&world, &greffier(), wrong, 1).await.unwrap_err().code(),
            Code::InvalidArgument,
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn nine_hundred_and_eleven_parties_are_read_in_one_message() {
    let mut world = World::new().await;
    let defendeurs: Vec<Uuid> = (1000..1911).map(Uuid::from_u128).collect();
    world.open_against(&defendeurs).await;
    let began = Instant::now();
    world.ampliatif("2026-11-24").await;
    let derived = began.elapsed();
    let shown = world.list(&greffier(), 3).await.unwrap();
    println!(
        "{} deadlines, {} bytes, act in {derived:?}",
        shown.deadlines.len(),
        prost::Message::encoded_len(&shown)
    );
    assert!(derived < Duration::from_secs(10), "{derived:?}");
}
