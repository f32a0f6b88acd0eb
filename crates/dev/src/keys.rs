//! The Ed25519 pair with which the gateway and the services sign internal calls on this machine, and the key that seals the délibéré.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use base64::{Engine, engine::general_purpose::STANDARD};
use ed25519_dalek::SigningKey;
use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{EncodePrivateKey, EncodePublicKey};

use crate::process::write_secret;

/// The file of the key that seals the délibéré on this machine, made the first time.
pub fn sealing(directory: &Path) -> Result<PathBuf> {
    let path = directory.join("delibere.keys");
    if !path.exists() {
        let key: [u8; 32] = rand::random();
        write_secret(&path, &format!("1:{}\n", STANDARD.encode(key)))?;
    }
    Ok(path)
}

/// PEM files of one pair.
#[derive(Debug, Clone)]
pub struct Keys {
    pub private: PathBuf,
    pub public: PathBuf,
}

impl Keys {
    /// The pair of a directory, made the first time.
    pub fn ensure(directory: &Path) -> Result<Self> {
        let keys =
            Self { private: directory.join("identity.pem"), public: directory.join("identity.pub.pem") };
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
