//! What an audience owes stands in the queues of those who owe it, is theirs to take, and closes when it owes it no more.

use greffe_bus::Handler;
use greffe_chassis::Caller;
use greffe_contracts::{
    common::v1::{Event, Id, PageRequest},
    events::v1::{AudienceChanged, AudienceOwed, TasksChanged},
    notification::v1 as pb,
};
use prost::Message;
use uuid::Uuid;

use crate::support::{World, counsel, person};

const AUDIENCE: Uuid = Uuid::from_u128(0xa0d1);

fn owed(code: &str, role: &str, due: &str) -> AudienceOwed {
    AudienceOwed {
        task_id: Some(Id::from(Uuid::new_v5(&AUDIENCE, code.as_bytes()))),
        code: code.into(),
        role: role.into(),
        label: "Ce qui est à faire".into(),
        severity: "normale".into(),
        due: due.into(),
    }
}

async fn hear(world: &World, version: u64, owed: Vec<AudienceOwed>) {
    let said = AudienceChanged {
        audience_id: Some(Id::from(AUDIENCE)),
        version,
        chambre: "civ1".into(),
        day: "2027-01-12".into(),
        owed,
    };
    let event = Event {
        event_id: Some(Id::from(Uuid::now_v7())),
        source: "assignment".into(),
        aggregate_id: Some(Id::from(AUDIENCE)),
        aggregate_seq: version,
        r#type: "AudienceChanged".into(),
        payload: said.encode_to_vec().into(),
        ..Default::default()
    };
    let mut tx = greffe_chassis::db::begin(&world.pool).await.unwrap();
    world.service.handle(&mut tx, &event).await.unwrap();
    tx.commit().await.unwrap();
}

async fn queue(world: &World, caller: &Caller) -> Vec<pb::Task> {
    let wanted = pb::ListTasksRequest {
        page: Some(PageRequest { cursor: String::new(), size: 50 }),
        ..Default::default()
    };
    world.client().await.list_tasks(world.request(caller, wanted)).await.unwrap().into_inner().tasks
}

async fn take(world: &World, caller: &Caller, task: &str) -> Result<pb::Task, tonic::Status> {
    let wanted = pb::ClaimTaskRequest { task_id: task.into(), release: false };
    let answer = world.client().await.claim_task(world.request(caller, wanted)).await?;
    Ok(answer.into_inner().task.unwrap())
}

#[tokio::test]
async fn what_an_audience_owes_is_in_the_queues_of_those_who_owe_it() {
    let world = World::new().await;
    let (president, greffe) = (person("president", &["civ1"]), person("greffe_chambre", &["civ1"]));
    let all = vec![
        owed("arreter_la_composition", "president", "2026-12-21"),
        owed("retenir_la_salle", "greffe_chambre", "2026-12-21"),
        owed("demander_l_avocat_general", "parquet_secretariat", ""),
    ];
    hear(&world, 1, all.clone()).await;
    let mine = queue(&world, &president).await;
    assert_eq!(mine.len(), 1);
    assert_eq!(mine[0].code, "arreter_la_composition");
    assert_eq!((mine[0].audience_id.as_str(), mine[0].dossier_id.as_str()), (&*AUDIENCE.to_string(), ""));
    assert_eq!(mine[0].dossier_number, "Audience du mardi 12 janvier 2027");
    assert!(mine[0].why.contains("terme dans 27\u{a0}jours"), "{}", mine[0].why);
    assert_eq!(queue(&world, &greffe).await[0].code, "retenir_la_salle");
    assert_eq!(queue(&world, &person("parquet_secretariat", &[])).await[0].code, "demander_l_avocat_general");
    for stranger in
        [person("president", &["soc"]), person("greffe_chambre", &["soc"]), counsel(Uuid::from_u128(3))]
    {
        let listed =
            world.client().await.list_tasks(world.request(&stranger, pb::ListTasksRequest::default())).await;
        assert!(listed.map_or(true, |answer| answer.into_inner().tasks.is_empty()), "{stranger:?}");
        assert!(take(&world, &stranger, &mine[0].task_id).await.is_err());
    }
    // The browser is told of the audience, never of a dossier that there is not.
    let payload: Vec<u8> = sqlx::query_scalar(
        "SELECT payload FROM outbox WHERE event_type = 'TasksChanged' ORDER BY seq DESC LIMIT 1",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    let told = TasksChanged::decode(payload.as_slice()).unwrap();
    assert_eq!((told.dossier_id, told.audience_id.map(Uuid::from)), (None, Some(AUDIENCE)));
    // Taken, it stays in the hands of who took it, whatever is said again.
    assert_eq!(take(&world, &president, &mine[0].task_id).await.unwrap().claimed_by, president.subject);
    let told = world.told_count().await;
    hear(&world, 2, all.clone()).await;
    assert_eq!(world.told_count().await, told, "nothing differs: nobody is told");
    assert_eq!(queue(&world, &president).await[0].claimed_by, president.subject);
    // Owed no more, it closes; owed again, it is the same, in the same hands.
    hear(&world, 3, all[1..].to_vec()).await;
    assert!(queue(&world, &president).await.is_empty());
    hear(&world, 4, all).await;
    assert_eq!(queue(&world, &president).await[0].claimed_by, president.subject);
}
