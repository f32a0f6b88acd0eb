//! What of the chassis stands alone; the services are its tests as a whole.

mod clock;
mod config;
mod db;
mod error;
mod identity;
mod telemetry;
mod tls;
