//! Every RPC behind the verifier; no role sees another's schema; the journal only grows.

use greffe_chassis::Caller;
use greffe_contracts::DESCRIPTORS;
use prost::Message;
use sqlx::PgPool;
use tonic::{Code, Request, transport::Channel};
use tonic_prost::ProstCodec;
use uuid::Uuid;

use crate::support::{World, declaration, greffier};

/// Full names of the RPCs of a service, from its descriptors.
fn rpcs(service: &str) -> Vec<String> {
    let set = prost_types::FileDescriptorSet::decode(DESCRIPTORS).unwrap();
    let mut names = Vec::new();
    for file in &set.file {
        for of in file.service.iter().filter(|s| s.name() == service) {
            names.extend(of.method.iter().map(|m| format!("/{}.{}/{}", file.package(), of.name(), m.name())));
        }
    }
    names
}

async fn call(channel: &Channel, path: &str, token: Option<&str>) -> Code {
    let mut grpc = tonic::client::Grpc::new(channel.clone());
    grpc.ready().await.unwrap();
    let mut request = Request::new(());
    if let Some(token) = token {
        request.metadata_mut().insert("authorization", format!("Bearer {token}").parse().unwrap());
    }
    let codec: ProstCodec<(), ()> = ProstCodec::default();
    match grpc.unary(request, path.parse().unwrap(), codec).await {
        Ok(_) => Code::Ok,
        Err(status) => status.code(),
    }
}

#[tokio::test]
async fn no_rpc_answers_a_caller_without_a_valid_identity() {
    let world = World::new().await;
    let channel = Channel::from_shared(world.address().to_owned()).unwrap().connect().await.unwrap();
    let names = rpcs("DossierService");
    assert!(names.len() >= 14, "{names:?}");
    let other = world.signer.sign(&greffier(), "deadline").unwrap();
    let good = world.signer.sign(&greffier(), "dossier").unwrap();
    let mut altered = good.clone();
    altered.replace_range(20..21, if &good[20..21] == "A" { "B" } else { "A" });
    for path in &names {
        for token in [None, Some(""), Some("abc"), Some(other.as_str()), Some(altered.as_str())] {
            assert_eq!(call(&channel, path, token).await, Code::Unauthenticated, "{path} {token:?}");
        }
        assert_ne!(call(&channel, path, Some(&good)).await, Code::Unauthenticated, "{path}");
    }
    world.clock.set("2026-11-24T10:02:00Z");
    for path in &names {
        assert_eq!(call(&channel, path, Some(&good)).await, Code::Unauthenticated, "{path}, expired");
    }
}

#[tokio::test]
async fn a_role_sees_its_own_schema_alone() {
    let services = ["dossier", "deadline", "assignment", "notification", "document"];
    let database = greffe_dev::testing::TestDatabase::create(&services).await.unwrap();
    for reader in services {
        let pool = PgPool::connect(&database.url(reader).unwrap()).await.unwrap();
        for owner in services {
            let read = sqlx::query(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {owner}.outbox")))
                .execute(&pool)
                .await;
            assert_eq!(read.is_ok(), reader == owner, "{reader} reads {owner}");
        }
    }
}

#[tokio::test]
async fn the_services_own_role_can_rewrite_neither_journal_nor_audit() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    for statement in [
        "UPDATE dossier.act SET kind = 'x'",
        "DELETE FROM dossier.act",
        "TRUNCATE dossier.act CASCADE",
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "DELETE FROM outbox",
        "DROP TABLE dossier.act",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
}

#[tokio::test]
async fn an_administrator_is_no_door_to_a_case() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let administrator = Caller { roles: vec!["administration".into()], ..greffier() };
    let shown = world.get(&administrator, &opened.dossier_id).await.unwrap();
    assert!(shown.parties.is_empty() && shown.decisions.is_empty());
    let acts = greffe_contracts::dossier::v1::ListActsRequest {
        dossier_id: opened.dossier_id,
        ..Default::default()
    };
    let refused = world
        .client()
        .await
        .list_acts(world.request(&administrator, Uuid::now_v7(), acts))
        .await
        .unwrap_err();
    assert_eq!(refused.code(), Code::PermissionDenied);
}
