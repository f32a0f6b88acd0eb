//! `greffe dev`: the whole product on this machine.

use anyhow::Context;

/// Starts all, seeds the register of agents, loads the demonstration stock, waits for Ctrl-C.
pub async fn run() -> anyhow::Result<()> {
    let program = std::env::current_exe().context("chemin du programme")?;
    greffe_dev::product::run(program, seed, super::demo::into_stack).await
}

async fn seed(admin_url: &str) -> anyhow::Result<()> {
    let pool = sqlx::PgPool::connect(admin_url).await?;
    greffe_assignment::seed::demonstration(&pool).await?;
    pool.close().await;
    Ok(())
}
