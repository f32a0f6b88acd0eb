//! `store`, from inside.

use greffe_chassis::config;
use greffe_document::inside::{
    DEFAULTS,
    store::{Kind, Storage, Store},
};
use serde::Deserialize;

#[derive(Deserialize)]
struct Own {
    storage: Storage,
}

#[tokio::test]
async fn the_defaults_read_and_ask_for_what_is_missing() {
    let storage = || config::load::<Own>(DEFAULTS).unwrap().storage;
    let asked = Store::open(storage()).await.err().unwrap();
    assert!(format!("{asked:?}").contains("GREFFE__STORAGE__PATH"), "{asked:?}");
    let mut s3 = storage();
    (s3.kind, s3.path) = (Kind::S3, "/nulle/part".into());
    let asked = Store::open(s3).await.err().unwrap();
    assert!(format!("{asked:?}").contains("GREFFE__STORAGE__S3__ENDPOINT"), "{asked:?}");
}
