//! What can go wrong.

use jiff::Timestamp;

/// Why nothing was sealed.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The certificate does not read, or is of no use.
    #[error("the certificate of the seal: {0}")]
    Certificate(String),
    /// The key does not read, or is not the certificate's.
    #[error("the key of the seal: {0}")]
    Key(String),
    /// It seals at other instants.
    #[error("the certificate of the seal is valid from {from} until {until}")]
    NotValid {
        /// First instant.
        from: Timestamp,
        /// Last instant.
        until: Timestamp,
    },
    /// The file takes no seal.
    #[error("the file takes no seal: {0}")]
    Paper(String),
}

impl Fault {
    pub(crate) fn encoding(error: der::Error) -> Self {
        Self::Certificate(error.to_string())
    }
}

/// Why a seal does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Broken {
    /// There is none.
    #[error("the file bears no seal")]
    Unsealed,
    /// Bytes stand outside of it.
    #[error("the seal does not cover the whole file")]
    NotWhole,
    /// Bytes changed.
    #[error("the bytes are not those that were sealed")]
    Altered,
    /// It does not read, or is of a kind that the Court does not use.
    #[error("the seal does not read")]
    Unreadable,
}
