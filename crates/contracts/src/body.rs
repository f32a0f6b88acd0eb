//! What is the same of every body of an act, written by the build from `events/v1/act_recorded.proto`.

use crate::{
    common::v1::Id,
    events::v1::{DecisionAttacked, PartyDeclared, act_recorded::Body},
};

include!(concat!(env!("OUT_DIR"), "/bodies.rs"));
