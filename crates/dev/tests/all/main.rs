//! One binary: each links everything, and costs seconds and a hundred megabytes.

mod inside;
mod proxy;
mod servers;
mod stack;
