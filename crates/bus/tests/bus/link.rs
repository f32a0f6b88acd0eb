//! `link`, from inside.

use greffe_bus::inside::link::{ANSWER, Link};

#[tokio::test]
async fn a_broker_that_accepts_and_says_nothing_is_not_waited_for_for_ever() {
    let silent = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("amqp://{}", silent.local_addr().unwrap());
    let opened = tokio::time::timeout(2 * ANSWER, Link::open(&url)).await;
    assert!(matches!(opened, Ok(Err(failure)) if failure.is_transient()));
}
