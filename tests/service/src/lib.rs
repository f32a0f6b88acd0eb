//! What the tests of every service ask alike.

pub mod doors;
pub mod opendata;
pub mod voice;
