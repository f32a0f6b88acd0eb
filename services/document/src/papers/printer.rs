//! What lays papers out: fonts and templates opened once, and so many at a time whoever asks.

use std::sync::{Arc, OnceLock};

use greffe_chassis::{Failure, Result};
use greffe_render::{Order, Paper, Press, Stamp, Values};
use jiff::civil::Date;
use tokio::sync::{Semaphore, SemaphorePermit};

use super::refused;

/// Papers laid out at once: each takes a core for some milliseconds, a long one for a second.
const AT_ONCE: usize = 2;

/// The press of the service, shared by its rooms.
#[derive(Clone)]
pub struct Printer {
    press: Arc<OnceLock<Press>>,
    places: Arc<Semaphore>,
    /// Of what is made for anybody: one at a time.
    public: Arc<Semaphore>,
}

impl Default for Printer {
    fn default() -> Self {
        Self {
            press: Arc::default(),
            places: Arc::new(Semaphore::new(AT_ONCE)),
            public: Arc::new(Semaphore::new(1)),
        }
    }
}

impl Printer {
    /// Fonts and templates, opened with the first paper: a service that makes none pays for none.
    pub(crate) fn press(&self) -> Result<&Press> {
        if self.press.get().is_none() {
            let opened = Press::new().map_err(Failure::internal)?;
            // Another was as fast: one of the two is kept.
            let _ = self.press.set(opened);
        }
        self.press.get().ok_or_else(|| Failure::internal("the press did not open"))
    }

    /// A place among those who work at once, until it is let go.
    pub(crate) async fn place(&self) -> Result<SemaphorePermit<'_>> {
        self.places.acquire().await.map_err(Failure::internal)
    }

    /// The turn of what is made for anybody, before a place is asked.
    pub(crate) async fn apart(&self) -> Result<SemaphorePermit<'_>> {
        self.public.acquire().await.map_err(Failure::internal)
    }

    /// Lays out on a thread that may wait for it.
    pub(crate) async fn lay_out(
        &self,
        template: &str,
        day: Date,
        values: Values,
        identifier: String,
        stamp: Stamp,
    ) -> Result<Paper> {
        let _place = self.place().await?;
        let (this, template) = (self.clone(), template.to_owned());
        let work = move || {
            let order = Order { template: &template, day, identifier: &identifier, values: &values, stamp };
            this.press()?.render(&order).map_err(refused)
        };
        tokio::task::spawn_blocking(work).await.map_err(Failure::internal)?
    }
}
