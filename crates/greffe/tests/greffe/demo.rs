//! The demonstration stock: loaded whole, once, and recognised at once when it is there.

use std::time::{Duration, Instant};

use anyhow::Result;
use greffe::commands::demo;
use greffe_chassis::clock::{Clock, SystemClock};
use greffe_test_support::{Options, Product};

use crate::product_api;

#[tokio::test]
async fn the_stock_is_loaded_once() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let api = product_api(&product)?;
    let loaded = demo::load(&api, SystemClock.now()).await?;
    assert!(loaded.opened >= 60 && loaded.refusals.is_empty(), "{loaded:?}");
    let greffier = product.person("greffe.central").await?;
    let stock = greffier.get("/api/v1/stock").await?.expect(200)?;
    let cells = stock["cells"].as_array().cloned().unwrap_or_default();
    for stage in ["attente_memoire_ampliatif", "a_distribuer", "instruction"] {
        assert!(cells.iter().any(|cell| cell["stage"] == stage), "{stage}: {stock}");
    }
    let start = Instant::now();
    let again = demo::load(&api, SystemClock.now()).await?;
    assert_eq!((again.opened, again.recorded), (0, 0));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
    product.stack.stop().await
}
