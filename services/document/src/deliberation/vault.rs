//! What seals the papers of the enclave: AES-256-GCM under keys that the operator keeps in a file of their own, never in the database.
//!
//! A sealed text is the name of its key behind its length, a random nonce, then the ciphertext with its tag. What it is sealed for
//! (paper, version, author) is authenticated with it: moved elsewhere, it does not open.

use std::path::Path;

use base64::{Engine, engine::general_purpose::STANDARD};
use greffe_chassis::{Failure, Result};
use ring::{
    aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    hmac,
    rand::{SecureRandom, SystemRandom},
};
use uuid::Uuid;

const KEY_LEN: usize = 32;

/// What a text is sealed for.
#[derive(Clone, Copy)]
pub enum Place<'a> {
    /// Title of a paper, with those who write it.
    Title(Uuid, &'a [Uuid]),
    /// A version of a paper, with who wrote it.
    Version(Uuid, i64, Uuid),
    /// A comment, with the version that it speaks of and who made it.
    Comment(Uuid, i64, Uuid),
}

impl Place<'_> {
    fn bytes(self) -> Vec<u8> {
        let (word, paper, rest): (&[u8], Uuid, Vec<u8>) = match self {
            Self::Title(paper, authors) => {
                (b"titre", paper, authors.iter().flat_map(|author| *author.as_bytes()).collect())
            }
            Self::Version(paper, version, author) => {
                (b"version", paper, [&version.to_be_bytes()[..], author.as_bytes()].concat())
            }
            Self::Comment(id, version, author) => {
                (b"commentaire", id, [&version.to_be_bytes()[..], author.as_bytes()].concat())
            }
        };
        [word, paper.as_bytes(), &rest].concat()
    }
}

/// The keys: the first seals, all open.
pub struct Vault {
    keys: Vec<(String, LessSafeKey)>,
    mark: hmac::Key,
    random: SystemRandom,
}

impl Vault {
    /// Reads a file of keys: a name, a colon, thirty-two bytes in base64, one a line; lines that begin with # say nothing.
    ///
    /// # Errors
    /// When the file does not read, or holds no key or one that is none.
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(Failure::internal)?;
        let (mut keys, mut mark) = (Vec::new(), None);
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (name, bytes) = parse(line).ok_or_else(|| {
                Failure::internal(
                    "deliberation.key_file: each line is a name, a colon and 32 bytes in base64",
                )
            })?;
            let key = UnboundKey::new(&AES_256_GCM, &bytes).map_err(broken)?;
            // Another key from the same secret, for another use.
            let derived = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &bytes), b"empreinte des demandes");
            mark.get_or_insert_with(|| hmac::Key::new(hmac::HMAC_SHA256, derived.as_ref()));
            keys.push((name, LessSafeKey::new(key)));
        }
        let mark = mark.ok_or_else(|| Failure::internal("deliberation.key_file holds no key"))?;
        Ok(Self { keys, mark, random: SystemRandom::new() })
    }

    /// Seals a text for its place.
    pub(crate) fn seal(&self, place: Place<'_>, text: &str) -> Result<Vec<u8>> {
        let (name, key) = self.keys.first().ok_or_else(|| Failure::internal("no key"))?;
        let mut nonce = [0; NONCE_LEN];
        self.random.fill(&mut nonce).map_err(broken)?;
        let mut sealed = text.as_bytes().to_vec();
        let bound = Aad::from(place.bytes());
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound, &mut sealed)
            .map_err(broken)?;
        let length = u8::try_from(name.len()).map_err(Failure::internal)?;
        Ok([&[length][..], name.as_bytes(), &nonce, &sealed].concat())
    }

    /// Opens what was sealed for that place, and nothing else.
    pub(crate) fn open(&self, place: Place<'_>, sealed: &[u8]) -> Result<String> {
        let unreadable = || Failure::internal("a sealed text of the délibéré does not open");
        let (length, rest) = sealed.split_first().ok_or_else(unreadable)?;
        let (name, rest) = rest.split_at_checked(usize::from(*length)).ok_or_else(unreadable)?;
        let (nonce, bytes) = rest.split_at_checked(NONCE_LEN).ok_or_else(unreadable)?;
        let key = self.keys.iter().find(|(known, _)| known.as_bytes() == name).ok_or_else(unreadable)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(broken)?;
        let mut bytes = bytes.to_vec();
        let opened =
            key.1.open_in_place(nonce, Aad::from(place.bytes()), &mut bytes).map_err(|_| unreadable())?;
        String::from_utf8(opened.to_vec()).map_err(Failure::internal)
    }

    /// The mark of a request, by which a key of intent recognises it: of a short text a plain hash could be guessed.
    pub(super) fn mark(&self, request: &[u8]) -> Vec<u8> {
        hmac::sign(&self.mark, request).as_ref().to_vec()
    }
}

fn parse(line: &str) -> Option<(String, Vec<u8>)> {
    let (name, key) = line.split_once(':')?;
    let bytes = STANDARD.decode(key.trim()).ok()?;
    (!name.is_empty() && name.len() <= 64 && bytes.len() == KEY_LEN).then(|| (name.to_owned(), bytes))
}

fn broken(error: ring::error::Unspecified) -> Failure {
    Failure::internal(error.to_string())
}
