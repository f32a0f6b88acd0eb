//! Every RPC of a program, from the descriptors, and that none answers a stranger.

use std::collections::BTreeSet;

use greffe_chassis::{
    Caller, Failure,
    identity::{CALLER_HEADER, Signer},
};
use greffe_contracts::DESCRIPTORS;
use prost::Message;
use tonic::{Code, Request, Status, transport::Channel};
use tonic_prost::ProstCodec;

/// Every RPC of `proto/`: its service (`DossierService` ...), and its path.
///
/// # Panics
/// When the descriptors do not read.
#[must_use]
pub fn rpcs() -> Vec<(String, String)> {
    let set = prost_types::FileDescriptorSet::decode(DESCRIPTORS).unwrap();
    let mut all = Vec::new();
    for file in &set.file {
        for of in &file.service {
            let path = |method: &str| format!("/{}.{}/{method}", file.package(), of.name());
            all.extend(of.method.iter().map(|method| (of.name().to_owned(), path(method.name()))));
        }
    }
    all
}

async fn call(channel: &Channel, path: &str, token: Option<&str>) -> Result<(), Status> {
    let mut grpc = tonic::client::Grpc::new(channel.clone());
    grpc.ready().await.unwrap();
    let mut request = Request::new(());
    if let Some(token) = token {
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
    }
    let codec: ProstCodec<(), ()> = ProstCodec::default();
    grpc.unary(request, path.parse().unwrap(), codec).await.map(drop)
}

/// Whether the verifier of callers has answered, and that it does not know this one.
fn is_refused(answer: &Result<(), Status>) -> bool {
    answer.as_ref().is_err_and(|status| Failure::from_status(status).code == "IDE-001")
}

async fn reach(address: &str) -> Channel {
    Channel::from_shared(address.to_owned()).unwrap().connect().await.unwrap()
}

/// The services that a program serves, none of whose RPCs answers a stranger: one without a token, or with one of these.
///
/// # Panics
/// When one answers.
pub async fn served(address: &str, tokens: &[&str]) -> BTreeSet<String> {
    let channel = reach(address).await;
    let mut served = BTreeSet::new();
    for (service, path) in rpcs() {
        let nameless = call(&channel, &path, None).await;
        if nameless.as_ref().is_err_and(|status| status.code() == Code::Unimplemented) {
            continue;
        }
        assert!(is_refused(&nameless), "{path}: {nameless:?}");
        for token in tokens {
            let answer = call(&channel, &path, Some(token)).await;
            assert!(is_refused(&answer), "{path} {token:?}: {answer:?}");
        }
        served.insert(service);
    }
    served
}

/// The program serves these services and no other; each of its RPCs says that it does not know the caller who comes without a token,
/// with junk, with one altered, with one for another program, and once `a_minute_later` has moved the clock; and it knows the one who
/// comes with a good one before that.
///
/// # Panics
/// When one does not.
pub async fn refuse_strangers(
    address: &str,
    services: &[&str],
    audience: &str,
    signer: &Signer,
    caller: &Caller,
    a_minute_later: impl FnOnce(),
) {
    let elsewhere = signer.sign(caller, "ailleurs").unwrap();
    let good = signer.sign(caller, audience).unwrap();
    let mut altered = good.clone();
    altered.replace_range(20..21, if &good[20..21] == "A" { "B" } else { "A" });
    let served = served(address, &["", "abc", &elsewhere, &altered]).await;
    let known: BTreeSet<String> = services.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(served, known, "what {audience} serves");
    let channel = reach(address).await;
    let paths: Vec<String> =
        rpcs().into_iter().filter(|(service, _)| served.contains(service)).map(|(_, path)| path).collect();
    for path in &paths {
        let answer = call(&channel, path, Some(&good)).await;
        assert!(!is_refused(&answer), "{path}: {answer:?}");
    }
    a_minute_later();
    for path in &paths {
        assert!(is_refused(&call(&channel, path, Some(&good)).await), "{path}, expired");
    }
}
