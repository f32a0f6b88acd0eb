//! Versions of the law: tried over the stock, put in force by an administrative act, then applied to every dossier.

use std::time::Duration;

use greffe_chassis::{Caller, Failure};
use greffe_contracts::{LAW, dossier::v1 as pb, events::v1::LawPutInForce};
use greffe_procedure::{catalogue::Catalogue, versions};
use prost::Message;
use tonic::Response;
use uuid::Uuid;

use crate::support::{World, declaration, failure, greffier, memoire, person};

fn administrator() -> Caller {
    person("administration", &[])
}

/// The version in force at first, and one that was frozen before it.
fn two() -> (&'static str, &'static str) {
    let frozen = versions::known().first().unwrap();
    assert_ne!(frozen.name, Catalogue::embedded().version());
    (Catalogue::embedded().version(), &frozen.name)
}

async fn begun() -> World {
    let world = World::new().await;
    world.service.begin().await.unwrap();
    world
}

async fn start(world: &World, who: &Caller, version: &str) -> Result<pb::LawTrial, Failure> {
    let wanted = pb::StartLawTrialRequest { version: version.into() };
    let request = world.request(who, Uuid::now_v7(), wanted);
    let answer = world.client().await.start_law_trial(request).await.map_err(failure)?;
    Ok(answer.into_inner().trial.unwrap())
}

async fn page(world: &World, trial: &str) -> pb::GetLawTrialResponse {
    let wanted = pb::GetLawTrialRequest { trial_id: trial.into(), size: 500, ..Default::default() };
    let request = world.request(&administrator(), Uuid::now_v7(), wanted);
    world.client().await.get_law_trial(request).await.unwrap().into_inner()
}

/// The dry run, once it has come to its end.
async fn ended(world: &World, trial: &str) -> pb::GetLawTrialResponse {
    let looked = async {
        loop {
            let found = page(world, trial).await;
            if found.trial.as_ref().is_some_and(|trial| trial.ended_at.is_some()) {
                return found;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(20), looked).await.unwrap()
}

async fn put(
    world: &World,
    who: &Caller,
    key: Uuid,
    wanted: (&str, &str, &str),
) -> Result<Response<pb::PutLawInForceResponse>, Failure> {
    let (version, trial_id, reason) = wanted;
    let wanted = pb::PutLawInForceRequest {
        version: version.into(),
        trial_id: trial_id.into(),
        reason: reason.into(),
    };
    world.client().await.put_law_in_force(world.request(who, key, wanted)).await.map_err(failure)
}

async fn versions_of(world: &World) -> pb::ListLawVersionsResponse {
    let request = world.request(&greffier(), Uuid::now_v7(), pb::ListLawVersionsRequest {});
    world.client().await.list_law_versions(request).await.unwrap().into_inner()
}

#[tokio::test]
async fn the_newest_version_is_in_force_from_the_first_start_and_once() {
    let world = begun().await;
    world.service.begin().await.unwrap();
    let found = versions_of(&world).await;
    let in_force: Vec<_> = found.history.iter().map(|row| (row.seq, row.version.as_str())).collect();
    assert_eq!(in_force, [(1, Catalogue::embedded().version())]);
    assert_eq!(found.known.last().unwrap(), Catalogue::embedded().version());
    assert_eq!(world.count("outbox").await, 1);
}

#[tokio::test]
async fn a_version_tried_and_put_in_force_is_applied_to_what_is_recorded_and_to_what_was() {
    let world = begun().await;
    let (newest, frozen) = two();
    let opened = world.open(declaration()).await.unwrap();
    assert_eq!(world.get(&greffier(), &opened.dossier_id).await.unwrap().catalogue, newest);

    let trial = start(&world, &administrator(), frozen).await.unwrap();
    assert_eq!((trial.version.as_str(), trial.base.as_str()), (frozen, newest));
    let found = ended(&world, &trial.trial_id).await;
    let (trial, told) = (found.trial.unwrap(), found.moves);
    assert_eq!((trial.total, trial.done, trial.unread, trial.outdated), (1, 1, 0, false));
    assert_eq!(trial.moved > 0, !told.is_empty());
    assert!(told.iter().all(|moved| moved.dossier_id == opened.dossier_id));
    // Nothing of the dossier changed.
    assert_eq!(world.get(&greffier(), &opened.dossier_id).await.unwrap().catalogue, newest);

    let key = Uuid::now_v7();
    let wanted = (frozen, trial.trial_id.as_str(), "Retour à la version antérieure, le temps d’un contrôle.");
    let done = put(&world, &administrator(), key, wanted).await.unwrap().into_inner().in_force.unwrap();
    assert_eq!((done.seq, done.version.as_str()), (2, frozen));
    let again = put(&world, &administrator(), key, wanted).await.unwrap();
    assert_eq!(again.metadata().get("idempotency-replayed").unwrap(), "true");
    let told: Vec<(i64, Vec<u8>)> = sqlx::query_as(
        "SELECT aggregate_seq, payload FROM outbox WHERE aggregate_id = $1 ORDER BY aggregate_seq",
    )
    .bind(LAW)
    .fetch_all(&world.pool)
    .await
    .unwrap();
    assert_eq!(told.iter().map(|(seq, _)| *seq).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(LawPutInForce::decode(told[1].1.as_slice()).unwrap().version, frozen);

    let found = versions_of(&world).await;
    assert_eq!((found.history[0].version.as_str(), found.behind), (frozen, 1));
    world.service.catch_up().await.unwrap();
    assert_eq!(versions_of(&world).await.behind, 0);
    assert_eq!(world.get(&greffier(), &opened.dossier_id).await.unwrap().catalogue, frozen);
    world.record(&greffier(), &opened.dossier_id, opened.version, memoire("2026-11-24")).await.unwrap();
    let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM dossier.act ORDER BY version DESC LIMIT 1")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let fact = greffe_contracts::events::v1::ActRecorded::decode(body.as_slice()).unwrap();
    assert_eq!(fact.catalogue, frozen, "the version travels in every event");
}

#[tokio::test]
async fn what_is_not_ready_is_not_put_in_force() {
    let world = begun().await;
    let (newest, frozen) = two();
    let why = "Essai.";
    let refused = |wanted: (&'static str, String, &'static str)| {
        let world = &world;
        async move {
            put(world, &administrator(), Uuid::now_v7(), (wanted.0, &wanted.1, wanted.2))
                .await
                .unwrap_err()
                .code
        }
    };
    let trial = start(&world, &administrator(), frozen).await.unwrap().trial_id;
    ended(&world, &trial).await;
    assert_eq!(refused((frozen, String::new(), why)).await, "LOI-004");
    assert_eq!(refused((frozen, Uuid::now_v7().to_string(), why)).await, "LOI-005");
    assert_eq!(refused((frozen, trial.clone(), "  ")).await, "LOI-006");
    assert_eq!(refused((newest, trial.clone(), why)).await, "LOI-003");
    assert_eq!(refused(("1999.1", trial.clone(), why)).await, "LOI-002");
    assert_eq!(start(&world, &administrator(), "1999.1").await.unwrap_err().code, "LOI-002");
    assert_eq!(start(&world, &administrator(), newest).await.unwrap_err().code, "LOI-003");

    // The day after, the dry run says nothing any more.
    world.clock.set("2026-11-25T10:00:00Z");
    assert_eq!(refused((frozen, trial.clone(), why)).await, "LOI-004");
    let trial = start(&world, &administrator(), frozen).await.unwrap().trial_id;
    ended(&world, &trial).await;
    put(&world, &administrator(), Uuid::now_v7(), (frozen, &trial, why)).await.unwrap();
    assert!(page(&world, &trial).await.trial.unwrap().outdated);
}

#[tokio::test]
async fn the_law_is_put_in_force_by_the_administration_alone() {
    let world = begun().await;
    let (_, frozen) = two();
    let trial = start(&world, &greffier(), frozen).await.unwrap().trial_id;
    ended(&world, &trial).await;
    let refused = put(&world, &greffier(), Uuid::now_v7(), (frozen, &trial, "Essai.")).await.unwrap_err();
    assert_eq!(refused.code, "DRO-001");
    assert_eq!(
        start(&world, &person("magistrat_siege", &["civ1"]), frozen).await.unwrap_err().code,
        "DRO-001"
    );
    // Both refusals are in the audit trail.
    let kept: i64 = sqlx::query_scalar("SELECT count(*) FROM audit WHERE decision <> 'permis'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(kept, 2);
}

#[tokio::test]
async fn a_dry_run_whose_process_died_is_taken_up() {
    let world = begun().await;
    let (newest, frozen) = two();
    world.open(declaration()).await.unwrap();
    let trial = Uuid::now_v7();
    sqlx::query(
        "INSERT INTO dossier.law_trial (id, version, base, base_seq, as_of, actor, started_at, touched_at, total, reached)
         VALUES ($1, $2, $3, 1, '2026-11-24', 'essai', '2026-11-24T09:00:00Z', '2026-11-24T09:00:00Z', 1, $4)",
    )
    .bind(trial)
    .bind(frozen)
    .bind(newest)
    .bind(Uuid::nil())
    .execute(&world.pool)
    .await
    .unwrap();
    world.service.catch_up().await.unwrap();
    let found = page(&world, &trial.to_string()).await.trial.unwrap();
    assert!(found.ended_at.is_some() && found.done == 1);
}
