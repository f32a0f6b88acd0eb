//! Tasks are read by who has them, taken once, and each decision is in the audit trail.

use greffe_chassis::{Caller, Failure, audit, command::REPLAYED_HEADER};
use greffe_contracts::{
    common::v1::{Id, PageRequest},
    events::v1::{AvocatConstitue, act_recorded::Body},
    notification::v1 as pb,
};
use tonic::{Code, Status};
use uuid::Uuid;

use crate::support::{World, counsel, greffier, person};

async fn list(
    world: &World,
    caller: &Caller,
    dossier_id: String,
    cursor: &str,
    size: u32,
) -> Result<pb::ListTasksResponse, Status> {
    let page = Some(PageRequest { cursor: cursor.into(), size });
    let wanted = pb::ListTasksRequest { dossier_id, page, ..Default::default() };
    world.client().await.list_tasks(world.request(caller, wanted)).await.map(|a| a.into_inner())
}

async fn claim(
    world: &World,
    caller: &Caller,
    key: Uuid,
    task: &str,
    release: bool,
) -> Result<(pb::Task, bool), Failure> {
    let wanted = pb::ClaimTaskRequest { task_id: task.into(), release };
    let answer = world.client().await.claim_task(world.command(caller, key, wanted)).await;
    let answer = answer.map_err(|status| Failure::from_status(&status))?;
    let replayed = answer.metadata().get(REPLAYED_HEADER).is_some();
    Ok((answer.into_inner().task.unwrap(), replayed))
}

#[tokio::test]
async fn ones_own_tasks_are_paged_without_loss() {
    let mut world = World::new().await;
    world.open().await;
    let all = list(&world, &greffier(), String::new(), "", 200).await.unwrap().tasks;
    assert!(all.len() >= 2);
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = list(&world, &greffier(), String::new(), &cursor, 1).await.unwrap();
        seen.extend(page.tasks);
        cursor = page.page.unwrap().next_cursor;
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(seen, all);
    for wrong in ["x", "1", "1_2027-13-01_x", "1__x"] {
        let status = list(&world, &greffier(), String::new(), wrong, 1).await.unwrap_err();
        assert_eq!(status.code(), Code::InvalidArgument, "{wrong}");
    }
    assert!(
        list(&world, &person("president", &["civ1"]), String::new(), "", 9).await.unwrap().tasks.is_empty()
    );
}

#[tokio::test]
async fn counsel_see_none_of_the_registrys_tasks() {
    let mut world = World::new().await;
    world.open().await;
    let office = Uuid::from_u128(500);
    let body = AvocatConstitue { office_id: Some(Id::from(office)), ..Default::default() };
    let mut event = world.event("constitution", Body::AvocatConstitue(body));
    event.aggregate_seq = 3;
    world.hear(&event).await;
    let dossier = world.dossier.to_string();
    assert!(!list(&world, &greffier(), dossier.clone(), "", 9).await.unwrap().tasks.is_empty());
    assert!(list(&world, &counsel(office), dossier.clone(), "", 9).await.unwrap().tasks.is_empty());
    let hidden = list(&world, &counsel(Uuid::from_u128(501)), dossier, "", 9).await.unwrap_err();
    assert_eq!(hidden.code(), Code::NotFound);
}

#[tokio::test]
async fn a_task_is_taken_once_told_and_audited() {
    let mut world = World::new().await;
    world.open().await;
    let task = list(&world, &greffier(), String::new(), "", 1).await.unwrap().tasks.remove(0).task_id;
    let (key, before) = (Uuid::now_v7(), world.told_count().await);
    let (taken, replayed) = claim(&world, &greffier(), key, &task, false).await.unwrap();
    assert_eq!((taken.claimed_by.as_str(), replayed), (greffier().subject.as_str(), false));
    assert!(claim(&world, &greffier(), key, &task, false).await.unwrap().1, "the same key");
    assert_eq!(world.told_count().await, before + 1, "the other screens hear once");
    let reused = claim(&world, &greffier(), key, &task, true).await.unwrap_err();
    assert_eq!(reused.code, "CLE-002");

    let other = Caller { subject: "autre".into(), ..greffier() };
    assert_eq!(claim(&world, &other, Uuid::now_v7(), &task, false).await.unwrap_err().code, "TAC-004");
    let chambre = person("greffe_chambre", &["civ1"]);
    assert_eq!(claim(&world, &chambre, Uuid::now_v7(), &task, false).await.unwrap_err().code, "TAC-002");
    let stranger = counsel(Uuid::from_u128(501));
    assert_eq!(claim(&world, &stranger, Uuid::now_v7(), &task, false).await.unwrap_err().code, "TAC-001");
    let (free, _) = claim(&world, &greffier(), Uuid::now_v7(), &task, true).await.unwrap();
    assert_eq!(free.claimed_by, "");
    assert!(claim(&world, &other, Uuid::now_v7(), &task, false).await.is_ok());

    let mut connection = world.pool.acquire().await.unwrap();
    assert_eq!(audit::verify(&mut connection).await.unwrap(), []);
    let refused: i64 = sqlx::query_scalar("SELECT count(*) FROM audit WHERE decision = 'refuse'")
        .fetch_one(&mut *connection)
        .await
        .unwrap();
    assert_eq!(refused, 2);
}
