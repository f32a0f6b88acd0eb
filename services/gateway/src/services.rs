//! Calls to the services: with the identity of the one who asks, the trace, a bound, and another try where the service
//! was not reached at all.

use std::{future::Future, time::Duration};

use greffe_chassis::{
    Failure,
    command::{KEY_HEADER, REPLAYED_HEADER, detached},
    config::Peers,
    identity::Signer,
    peer::{Peer, dressed},
    tls::Tls,
};
use jiff::Timestamp;
use tonic::{Code, Request, Response, Status, metadata::MetadataValue, transport::Channel};
use uuid::Uuid;

use crate::{
    identity::{Principal, tokens::Tokens},
    problem::Result,
};

/// Metadata by which a service learns when a deposit had wholly arrived.
const RECEIVED_HEADER: &str = "greffe-received-at";
/// Other tries, when a service could not be reached: it may be starting again, and another replica may answer.
const RETRIES: u32 = 2;

/// The five services, as the gateway calls them.
#[derive(Clone)]
#[allow(missing_docs)]
pub struct Services {
    pub dossier: Peer,
    pub assignment: Peer,
    pub deadline: Peer,
    pub notification: Peer,
    pub document: Peer,
    tokens: Tokens,
}

/// What a command answered.
pub struct Answer<T> {
    /// The answer.
    pub message: T,
    /// Whether the same command had been answered before.
    pub replayed: bool,
}

/// A command's own circumstances.
#[derive(Clone, Copy)]
pub struct Intent {
    /// Made once by the client.
    pub key: Uuid,
    /// When the last byte had arrived.
    pub received_at: Timestamp,
}

impl Services {
    /// At their addresses.
    ///
    /// # Errors
    /// When an address or a certificate does not read.
    pub fn new(peers: &Peers, signer: Signer, tls: &Tls) -> greffe_chassis::Result<Self> {
        let peer = |audience, addresses: &str| Peer::new(audience, addresses, signer.clone(), tls);
        Ok(Self {
            dossier: peer("dossier", &peers.dossier)?,
            assignment: peer("assignment", &peers.assignment)?,
            deadline: peer("deadline", &peers.deadline)?,
            notification: peer("notification", &peers.notification)?,
            document: peer("document", &peers.document)?,
            tokens: Tokens::new(signer.clone()),
        })
    }

    /// A request of the one who asks.
    ///
    /// # Errors
    /// When the token cannot be signed.
    pub fn request<T>(&self, who: &Principal, peer: &Peer, message: T) -> greffe_chassis::Result<Request<T>> {
        let token = self.tokens.of(&who.caller, peer.audience())?;
        dressed(&token, message)
    }

    /// The same for a command.
    ///
    /// # Errors
    /// When the token cannot be signed.
    pub fn command_request<T>(
        &self,
        who: &Principal,
        peer: &Peer,
        intent: Intent,
        message: T,
    ) -> greffe_chassis::Result<Request<T>> {
        let mut request = self.request(who, peer, message)?;
        for (name, value) in
            [(KEY_HEADER, intent.key.to_string()), (RECEIVED_HEADER, intent.received_at.to_string())]
        {
            request.metadata_mut().insert(name, MetadataValue::try_from(value).map_err(Failure::internal)?);
        }
        Ok(request)
    }

    /// Asks, and asks again where nothing answered.
    ///
    /// # Errors
    /// What the service says.
    pub async fn read<Q, R, C, F>(&self, who: &Principal, peer: &Peer, message: Q, call: C) -> Result<R>
    where
        Q: Clone,
        C: Fn(Channel, Request<Q>) -> F,
        F: Future<Output = Result<Response<R>, Status>>,
    {
        let response =
            again(|| async { Ok(call(peer.channel(), self.request(who, peer, message.clone())?).await) })
                .await?;
        Ok(response.into_inner())
    }

    /// Commands, in a task that a vanished client cannot cancel; another try bears the same key.
    ///
    /// # Errors
    /// What the service says.
    pub async fn command<Q, R, C, F>(
        &self,
        who: &Principal,
        peer: &Peer,
        intent: Intent,
        message: Q,
        call: C,
    ) -> Result<Answer<R>>
    where
        Q: Clone + Send + Sync + 'static,
        R: Send + 'static,
        C: Fn(Channel, Request<Q>) -> F + Send + Sync + 'static,
        F: Future<Output = Result<Response<R>, Status>> + Send + 'static,
    {
        let (this, who, peer) = (self.clone(), who.clone(), peer.clone());
        let response = detached(async move {
            again(|| async {
                let request = this.command_request(&who, &peer, intent, message.clone())?;
                Ok(call(peer.channel(), request).await)
            })
            .await
        })
        .await?;
        Ok(answer(response))
    }
}

/// What a command answered, and whether it had been answered before.
pub fn answer<R>(response: Response<R>) -> Answer<R> {
    let replayed = response.metadata().get(REPLAYED_HEADER).is_some_and(|value| value == "true");
    Answer { message: response.into_inner(), replayed }
}

async fn again<R, A, F>(attempt: A) -> greffe_chassis::Result<R>
where
    A: Fn() -> F,
    F: Future<Output = greffe_chassis::Result<Result<R, Status>>>,
{
    let mut tried = 0;
    loop {
        match attempt().await? {
            Ok(response) => return Ok(response),
            Err(status) if is_unreached(&status) && tried < RETRIES => {
                tried += 1;
                metrics::counter!("greffe_retries_total").increment(1);
                // Spread out, so that those who waited together do not come back together.
                tokio::time::sleep(Duration::from_millis(rand::random_range(50..200) * u64::from(tried)))
                    .await;
            }
            Err(status) => return Err(Failure::from_status(&status)),
        }
    }
}

/// A service that answered gives details; without any, nothing of ours was reached.
fn is_unreached(status: &Status) -> bool {
    status.code() == Code::Unavailable && status.details().is_empty()
}
