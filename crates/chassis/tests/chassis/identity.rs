//! `identity`, from inside.

use std::sync::Arc;

use greffe_chassis::{
    clock::Clock,
    identity::{Caller, Signer, TOKEN_SECONDS, Verifier},
};

#[derive(Debug)]
struct At(std::sync::atomic::AtomicI64);
impl Clock for At {
    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(self.0.load(std::sync::atomic::Ordering::Relaxed)).unwrap()
    }
}

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

fn pair(audience: &str) -> (Signer, Verifier, Arc<At>) {
    let clock = Arc::new(At(1_800_000_000.into()));
    let folder = std::env::temp_dir().join(format!("greffe-identity-{}", uuid::Uuid::new_v4()));
    std::fs::create_dir(&folder).unwrap();
    let kept = |name: &str, pem: &str| {
        std::fs::write(folder.join(name), pem).unwrap();
        folder.join(name)
    };
    let signer = Signer::from_file(kept("identity.pem", PRIVATE), clock.clone()).unwrap();
    let verifier = Verifier::from_file(kept("identity.pub", PUBLIC), audience, clock.clone()).unwrap();
    std::fs::remove_dir_all(folder).unwrap();
    (signer, verifier, clock)
}

#[test]
fn a_token_holds_for_its_audience_and_its_minute() {
    let (signer, verifier, clock) = pair("dossier");
    let token = signer.sign(&Caller::service("essai"), "dossier").unwrap();
    assert_eq!(verifier.verify(&token).unwrap().subject, "service:essai");
    assert!(verifier.verify(&signer.sign(&Caller::service("essai"), "deadline").unwrap()).is_err());
    let mut altered = token.clone().into_bytes();
    let last = altered.len() - 10;
    altered[last] = if altered[last] == b'A' { b'B' } else { b'A' };
    assert!(verifier.verify(&String::from_utf8(altered).unwrap()).is_err());
    clock.0.fetch_add(TOKEN_SECONDS, std::sync::atomic::Ordering::Relaxed);
    assert!(verifier.verify(&token).is_err(), "expired, although it was verified before");
}
