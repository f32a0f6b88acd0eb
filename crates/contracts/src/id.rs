//! Identifiers: two halves on the wire, a UUID in Rust, its usual text in JSON.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use utoipa::openapi::{ObjectBuilder, RefOr, Schema, schema::Type};
use uuid::Uuid;

use crate::common::v1::Id;

impl From<Uuid> for Id {
    fn from(id: Uuid) -> Self {
        let (hi, lo) = id.as_u64_pair();
        Self { hi, lo }
    }
}

impl From<Id> for Uuid {
    fn from(id: Id) -> Self {
        Uuid::from_u64_pair(id.hi, id.lo)
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        Uuid::from(*self).serialize(to)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Uuid::parse_str(&text)
            .map(Self::from)
            .map_err(|_| D::Error::custom("un identifiant (UUID) est attendu"))
    }
}

impl utoipa::PartialSchema for Id {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(Type::String)
            .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(utoipa::openapi::KnownFormat::Uuid)))
            .into()
    }
}

impl utoipa::ToSchema for Id {}
