//! Identifiers, one type each, so that a party is never taken for a pourvoi.

use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }
    )+};
}

ids! {
    /// A dossier: one number, one journal.
    DossierId,
    /// A procedural act in a journal.
    ActId,
    /// A pourvoi (principal, incident, provoqué, additionnel) held by a dossier.
    PourvoiId,
    /// A party to a dossier; the person behind it is a [`PersonId`].
    PartyId,
    /// A decision attacked.
    DecisionId,
    /// An office of counsel (avocats aux Conseils).
    OfficeId,
    /// A natural or legal person.
    PersonId,
    /// A piece: one file deposited in a dossier.
    PieceId,
}
