//! One file a verb.

pub mod administrator;
pub mod backup;
pub mod demo;
pub mod dev;
pub mod doctor;
pub mod import;
pub mod migrate;
pub mod operator;
pub mod papers;
pub mod parking;
pub mod procedure;
pub mod rebuild;
pub mod restore;
pub mod verify;
