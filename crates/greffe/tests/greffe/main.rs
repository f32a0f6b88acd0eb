//! Verbs of operators on real input and on a running product.

mod annuaire;
mod demo;
mod import;
mod inside;
mod names;
mod operators;
mod papers;
mod passwords;
mod stock;
mod together;
mod verify;

use std::path::PathBuf;

use anyhow::Context;
use greffe::api::{Api, Credentials};
use greffe_dev::{Layout, servers::Oidc};
use greffe_test_support::Product;

/// A file of the reference data, which stand beside the checkout and not in it. `None`, said aloud, where they are absent.
fn shared(file: &str) -> Option<PathBuf> {
    let beside = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    let path = std::env::var_os("GREFFE_SHARED").map_or_else(beside, PathBuf::from).join(file);
    if path.is_file() {
        return Some(path);
    }
    println!("SAUTÉ : {} est absent ; indiquez le dossier des données par GREFFE_SHARED", path.display());
    None
}

/// The public API of a product, as the machine that takes older cases over.
fn product_api(product: &Product) -> anyhow::Result<Api> {
    let oidc = Oidc::known(&Layout::test()?)?.context("the provider of the tests")?;
    let client_secret = oidc.partners.get("reprise").cloned().context("the machine `reprise`")?;
    Api::new(&product.url(), Credentials { issuer: oidc.issuer, client_id: "reprise".into(), client_secret })
}
