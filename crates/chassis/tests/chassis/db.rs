//! `db`, from inside.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use greffe_chassis::{
    config::Database,
    db::{connect, from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use jiff::{Timestamp, civil::Date};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_util::sync::CancellationToken;

#[test]
fn days_and_instants_come_back_as_they_went() {
    let day: Date = "2028-02-29".parse().unwrap();
    assert_eq!(from_sql_day(sql_day(day)), day);
    let at: Timestamp = "2026-11-24T22:59:59.123456Z".parse().unwrap();
    assert_eq!(from_sql_instant(sql_instant(at)), at);
}

/// A server of which the first connections break, as of one that starts; from then on it refuses the password. And how often it
/// was asked.
async fn server(breaks: usize) -> (Database, Arc<AtomicUsize>) {
    const REFUSAL: &[u8] = b"SFATAL\0VFATAL\0C28P01\0Mpassword authentication failed\0\0";
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("postgres://greffe:faux@{}/greffe?sslmode=disable", listener.local_addr().unwrap());
    let asked = Arc::new(AtomicUsize::new(0));
    let count = asked.clone();
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            if count.fetch_add(1, Ordering::Relaxed) < breaks {
                continue;
            }
            let size = stream.read_u32().await.unwrap();
            stream.read_exact(&mut vec![0; size as usize - 4]).await.unwrap();
            stream.write_u8(b'E').await.unwrap();
            stream.write_u32(4 + u32::try_from(REFUSAL.len()).unwrap()).await.unwrap();
            stream.write_all(REFUSAL).await.unwrap();
        }
    });
    (Database { url, max_connections: 1, accept_not_durable: true }, asked)
}

#[tokio::test]
async fn a_database_that_is_not_there_yet_is_waited_for_and_a_wrong_password_is_not() {
    let (database, asked) = server(2).await;
    let refused = connect(&database, &CancellationToken::new()).await.unwrap_err();
    assert!(refused.to_string().contains("password"), "{refused}");
    assert_eq!(asked.load(Ordering::Relaxed), 3, "twice in vain, then at once");
}

#[tokio::test]
async fn who_is_told_to_end_waits_no_more() {
    let (database, asked) = server(usize::MAX).await;
    let ending = CancellationToken::new();
    ending.cancel();
    let waited = tokio::time::timeout(Duration::from_secs(4), connect(&database, &ending)).await.unwrap();
    assert!(waited.unwrap_err().is_transient());
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}
