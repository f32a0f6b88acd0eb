//! Every RPC behind the verifier; history and audit only grow.

use greffe_contracts::DESCRIPTORS;
use prost::Message;
use tonic::{Code, Request, transport::Channel};
use tonic_prost::ProstCodec;

use crate::support::{World, greffier};

/// Full names of the RPCs of the service, from its descriptors.
fn rpcs() -> Vec<String> {
    let set = prost_types::FileDescriptorSet::decode(DESCRIPTORS).unwrap();
    let mut names = Vec::new();
    for file in &set.file {
        for of in file.service.iter().filter(|s| s.name() == "DeadlineService") {
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
    let names = rpcs();
    assert_eq!(names.len(), 7, "{names:?}");
    let other = world.signer.sign(&greffier(), "dossier").unwrap();
    let good = world.signer.sign(&greffier(), "deadline").unwrap();
    let mut altered = good.clone();
    altered.replace_range(20..21, if &good[20..21] == "A" { "B" } else { "A" });
    for path in &names {
        for token in [None, Some(""), Some("abc"), Some(other.as_str()), Some(altered.as_str())] {
            assert_eq!(call(&channel, path, token).await, Code::Unauthenticated, "{path} {token:?}");
        }
        assert_ne!(call(&channel, path, Some(&good)).await, Code::Unauthenticated, "{path}");
    }
    world.clock.set("2026-11-24T11:02:00Z");
    for path in &names {
        assert_eq!(call(&channel, path, Some(&good)).await, Code::Unauthenticated, "{path}, expired");
    }
}

#[tokio::test]
async fn the_services_own_role_rewrites_neither_history_nor_audit() {
    let world = World::new().await;
    for statement in [
        "UPDATE deadline.history SET body = ''",
        "DELETE FROM deadline.history",
        "DELETE FROM audit",
        "UPDATE audit SET actor = 'x'",
        "DROP TABLE deadline.current",
    ] {
        assert!(sqlx::query(statement).execute(&world.pool).await.is_err(), "{statement}");
    }
}
