//! The contracts of `proto/` as Rust, and the conversions between them and the language of the law.
//!
//! Services speak these types at their edge only; what they decide on are the types of `greffe-procedure`.

/// What every package shares.
pub mod common {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.common.v1");
    }
}
/// Facts, as journalled and as published.
pub mod events {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.events.v1");
    }
}
/// The dossier service.
pub mod dossier {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.dossier.v1");
    }
}
/// The deadline service.
pub mod deadline {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.deadline.v1");
    }
}
/// The assignment service.
pub mod assignment {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.assignment.v1");
    }
}
/// The document service.
pub mod document {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.document.v1");
    }
}
/// The enclave of the délibéré, in the document service.
pub mod deliberation {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.deliberation.v1");
    }
}
/// The gate, which every service answers.
pub mod gate {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.gate.v1");
    }
}
/// What operators ask of every service.
pub mod admin {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.admin.v1");
    }
}
/// The notification service.
pub mod notification {
    /// Version 1.
    pub mod v1 {
        tonic::include_proto!("greffe.notification.v1");
    }
}

mod act;
mod body;
pub mod court;
pub mod deposit;
pub mod epourvoi;
mod id;
pub mod input;
#[doc(hidden)]
pub mod inside;
pub mod json;
pub mod stock;
mod wire;
pub mod words;

pub use act::{ConversionError, act_to_law, read_act, value_of};
pub use body::{KINDS, decisions_of, kind_of, number_of, parties_of, pieces_of, pourvoi_of};

/// The aggregate of what is said of the law as a whole: one for the house.
pub const LAW: uuid::Uuid = uuid::uuid!("6c6f6920-656e-5669-8675-657572000001");

/// Descriptors of every package: reflection, and tests that enumerate RPCs.
pub const DESCRIPTORS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/descriptors.binpb"));
