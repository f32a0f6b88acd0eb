//! Tokens for services: signed once, used for half their life.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex},
};

use greffe_chassis::{Caller, Result, identity::Signer};
use jiff::{SignedDuration, Timestamp};

/// Half of a token's sixty seconds: what is sent always has time to arrive.
const USED_FOR: SignedDuration = SignedDuration::from_secs(30);
const CACHED_MAX: usize = 20_000;

struct Signed {
    caller: Caller,
    token: Arc<str>,
    at: Timestamp,
}

impl Signed {
    /// By the clock that services verify with: one that was put right counts.
    fn is_fresh(&self, now: Timestamp) -> bool {
        (SignedDuration::ZERO..USED_FOR).contains(&now.duration_since(self.at))
    }
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
        let now = self.signer.now();
        let key = (caller.subject.clone(), caller.sid.clone(), audience);
        if let Ok(signed) = self.signed.lock()
            && let Some(known) = signed.get(&key)
            && known.is_fresh(now)
            && known.caller == *caller
        {
            return Ok(known.token.clone());
        }
        let token: Arc<str> = self.signer.sign(caller, audience)?.into();
        if let Ok(mut signed) = self.signed.lock() {
            if signed.len() >= CACHED_MAX {
                signed.retain(|_, known| known.is_fresh(now));
            }
            signed.insert(key, Signed { caller: caller.clone(), token: token.clone(), at: now });
        }
        Ok(token)
    }
}
