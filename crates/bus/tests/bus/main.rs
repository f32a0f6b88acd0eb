//! What of the bus needs no broker; the services are its tests with one.

mod link;
mod topology;
