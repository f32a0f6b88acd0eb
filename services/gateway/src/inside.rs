//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

use tokio_util::sync::CancellationToken;

use crate::Gateway;
pub use crate::{
    identity::oidc::{is_ours, origin},
    views::{Act, calendar, civil, hearings},
};

/// Hears a broker for a gateway that no process runs, until told to end.
pub async fn hear(gateway: Gateway, url: String, ending: CancellationToken) {
    let (hub, services) = (gateway.hub().clone(), gateway.services().clone());
    crate::live::listen(url, hub, services, ending).await;
}
