//! Every RPC of a service, from its descriptors, and that none answers a stranger.

use greffe_chassis::{
    Caller,
    identity::{CALLER_HEADER, Signer},
};
use greffe_contracts::DESCRIPTORS;
use prost::Message;
use tonic::{Code, Request, transport::Channel};
use tonic_prost::ProstCodec;

/// Full names of the RPCs of a service of `proto/` (`DossierService` ...).
#[must_use]
pub fn rpcs(service: &str) -> Vec<String> {
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
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
    }
    let codec: ProstCodec<(), ()> = ProstCodec::default();
    match grpc.unary(request, path.parse().unwrap(), codec).await {
        Ok(_) => Code::Ok,
        Err(status) => status.code(),
    }
}

/// Without a token, with junk, with one altered, with one for another service, and once `a_minute_later` has moved the
/// clock: each RPC says that it does not know the caller, and answers with a good one before that.
///
/// # Panics
/// When one does not.
pub async fn refuse_strangers(
    address: &str,
    service: &str,
    audience: &str,
    signer: &Signer,
    caller: &Caller,
    a_minute_later: impl FnOnce(),
) {
    let channel = Channel::from_shared(address.to_owned()).unwrap().connect().await.unwrap();
    let names = rpcs(service);
    assert!(!names.is_empty(), "no RPC of {service}");
    let elsewhere = signer.sign(caller, "ailleurs").unwrap();
    let good = signer.sign(caller, audience).unwrap();
    let mut altered = good.clone();
    altered.replace_range(20..21, if &good[20..21] == "A" { "B" } else { "A" });
    for path in &names {
        for token in [None, Some(""), Some("abc"), Some(elsewhere.as_str()), Some(altered.as_str())] {
            assert_eq!(call(&channel, path, token).await, Code::Unauthenticated, "{path} {token:?}");
        }
        assert_ne!(call(&channel, path, Some(&good)).await, Code::Unauthenticated, "{path}");
    }
    a_minute_later();
    for path in &names {
        assert_eq!(call(&channel, path, Some(&good)).await, Code::Unauthenticated, "{path}, expired");
    }
}
