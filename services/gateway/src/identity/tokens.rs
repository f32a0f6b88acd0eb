//! Tokens for services: signed once, used for half their life.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
    time::Duration,
};

use greffe_chassis::{Caller, Result, identity::Signer};
use tokio::time::Instant;

/// Half of a token's sixty seconds: what is sent always has time to arrive.
const USED_FOR: Duration = Duration::from_secs(30);
const CACHED_MAX: usize = 20_000;

struct Signed {
    caller: Caller,
    token: Arc<str>,
    at: Instant,
}

/// Subject, session, service.
type Key = (String, String, &'static str);

/// Signs, and remembers for each session and service.
#[derive(Clone)]
pub struct Tokens {
    signer: Signer,
    signed: Arc<Mutex<HashMap<Key, Signed>>>,
}

impl Tokens {
    /// With the gateway's key.
    #[must_use]
    pub fn new(signer: Signer) -> Self {
        Self { signer, signed: Arc::default() }
    }

    /// A token of the caller for one service. A caller whose roles changed gets a new one at once.
    ///
    /// # Errors
    /// When the key cannot sign.
    pub fn of(&self, caller: &Caller, audience: &'static str) -> Result<Arc<str>> {
        let key = (caller.subject.clone(), caller.sid.clone(), audience);
        if let Ok(signed) = self.signed.lock()
            && let Some(known) = signed.get(&key)
            && known.at.elapsed() < USED_FOR
            && known.caller == *caller
        {
            return Ok(known.token.clone());
        }
        let token: Arc<str> = self.signer.sign(caller, audience)?.into();
        if let Ok(mut signed) = self.signed.lock() {
            if signed.len() >= CACHED_MAX {
                signed.retain(|_, known| known.at.elapsed() < USED_FOR);
            }
            signed.insert(key, Signed { caller: caller.clone(), token: token.clone(), at: Instant::now() });
        }
        Ok(token)
    }
}
