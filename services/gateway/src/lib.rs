//! The gateway: REST, live events, sessions, the web application.

mod config;

/// Runs the gateway until told to end.
///
/// # Errors
/// When the configuration is wrong or a part cannot start.
pub async fn run() -> greffe_chassis::Result<()> {
    let _: config::Config = greffe_chassis::config::load(config::DEFAULTS).map_err(greffe_chassis::Failure::internal)?;
    Err(greffe_chassis::Failure::internal("the gateway has no routes yet"))
}
