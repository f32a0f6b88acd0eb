//! What the tests of every service ask alike.

pub mod counterparts;
pub mod doors;
pub mod epourvoi;
pub mod juridictions;
pub mod opendata;
pub mod played;
pub mod voice;
