//! What a test asks for: servers that answer, a database, a directory and a vhost of its own, a clock it moves.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! let database = greffe_dev::testing::TestDatabase::create(&["dossier"]).await?;
//! let broker = greffe_dev::testing::TestBroker::vhost().await?;
//! println!("{} {}", database.url("dossier")?, broker.url());
//! # Ok(()) }
//! ```

mod broker;
mod bucket;
mod clock;
mod database;
mod directory;
mod pdf;

use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::Result;
use tokio::sync::OnceCell;

use crate::places::Layout;
use crate::process;
use crate::servers::{Servers, Wanted};

pub use broker::TestBroker;
pub use bucket::TestBucket;
pub use clock::TestClock;
pub use database::TestDatabase;
pub use directory::TestDirectory;
pub use pdf::{pdf, pdf_of, pdf_of_size};

static POSTGRES: OnceCell<Servers> = OnceCell::const_new();
static BROKER: OnceCell<Servers> = OnceCell::const_new();

async fn postgres() -> Result<&'static Servers> {
    POSTGRES.get_or_try_init(|| ensure(Wanted { postgres: true, ..Wanted::default() })).await
}

async fn broker() -> Result<&'static Servers> {
    BROKER.get_or_try_init(|| ensure(Wanted { broker: true, ..Wanted::default() })).await
}

/// The tests' servers, found or started once a process.
async fn ensure(wanted: Wanted) -> Result<Servers> {
    Servers::ensure(Layout::test()?, wanted, |_, _| {}).await
}

/// A name no other test has, which tells whose it is: `t_<pid>_<n>`.
fn fresh_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("t_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A name made by [`fresh_name`] in a process that is gone: a test that was killed left it.
fn is_left_over(name: &str) -> bool {
    let maker = name.strip_prefix("t_").and_then(|rest| rest.split('_').next());
    maker.and_then(|pid| pid.parse().ok()).is_some_and(|pid| !process::pid_is_alive(pid))
}

/// Runs an asynchronous farewell from `Drop`, wherever that happens, and lets it fail: the next run sweeps, as it does after a
/// process that ended before its farewells. Nobody waits for it: the thread that drops may hold a runtime whose connections
/// are half made, and PostgreSQL drops no database before these have gone.
fn at_the_end(farewell: impl Future<Output = Result<()>> + Send + 'static) {
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.map(|runtime| runtime.block_on(farewell))
    };
    // The thread ends by itself: every request in it has a limit.
    std::thread::spawn(run);
}
