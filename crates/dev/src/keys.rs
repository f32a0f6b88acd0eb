//! The Ed25519 pair with which the gateway and the services sign internal calls on this machine.

use std::path::PathBuf;

use anyhow::{Context, Result};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey, EncodePublicKey};

use crate::places::Layout;
use crate::process::write_secret;

/// PEM files of one pair.
#[derive(Debug, Clone)]
pub struct Keys {
    pub private: PathBuf,
    pub public: PathBuf,
}

impl Keys {
    /// The layout's pair, made the first time.
    pub fn ensure(layout: &Layout) -> Result<Self> {
        let keys = Self {
            private: layout.local.join("identity.pem"),
            public: layout.local.join("identity.pub.pem"),
        };
        // The public key is written last: where it stands, the pair is whole.
        if !keys.public.exists() {
            let pair = SigningKey::from_bytes(&rand::random());
            let private = pair.to_pkcs8_pem(LineEnding::LF).context("clé privée")?;
            let public = pair.verifying_key().to_public_key_pem(LineEnding::LF).context("clé publique")?;
            write_secret(&keys.private, &private)?;
            write_secret(&keys.public, &public)?;
        }
        Ok(keys)
    }
}
