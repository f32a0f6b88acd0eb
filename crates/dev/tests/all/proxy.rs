//! What a proxy does to an echo.

use std::time::{Duration, Instant};

use anyhow::Result;
use greffe_dev::proxy::{Fault, Proxy};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Answers what it is told, until the other side closes.
async fn echo() -> Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?.to_string();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let (mut from, mut to) = stream.split();
                tokio::io::copy(&mut from, &mut to).await
            });
        }
    });
    Ok(address)
}

async fn exchange(stream: &mut TcpStream, said: &[u8]) -> std::io::Result<Vec<u8>> {
    stream.write_all(said).await?;
    let mut heard = vec![0; said.len()];
    stream.read_exact(&mut heard).await?;
    Ok(heard)
}

#[tokio::test]
async fn bytes_go_through_as_they_are_and_a_close_is_a_close() -> Result<()> {
    let proxy = Proxy::start(&echo().await?, 1).await?;
    let mut stream = TcpStream::connect(proxy.address()).await?;
    let said: Vec<u8> = (0..200_000u32).map(|n| n as u8).collect();
    let (mut from, mut to) = stream.split();
    let mut heard = Vec::new();
    let write = async {
        to.write_all(&said).await?;
        to.shutdown().await
    };
    tokio::try_join!(write, from.read_to_end(&mut heard))?;
    assert_eq!(heard, said);
    Ok(())
}

#[tokio::test]
async fn the_same_seed_cuts_at_the_same_byte() -> Result<()> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let target = listener.local_addr()?.to_string();
    let mut cuts = Vec::new();
    for seed in [7, 7, 8] {
        let proxy = Proxy::start(&target, seed).await?;
        proxy.set(Fault::CutAfter(100..=10_000));
        let mut client = TcpStream::connect(proxy.address()).await?;
        let (mut server, _) = listener.accept().await?;
        client.write_all(&[1; 20_000]).await?;
        let mut heard = Vec::new();
        assert!(server.read_to_end(&mut heard).await.is_err(), "a cut is a reset, not a close");
        assert!(client.read_to_end(&mut Vec::new()).await.is_err(), "on both sides");
        cuts.push(heard.len());
    }
    assert!((100..=10_000).contains(&cuts[0]));
    assert_eq!(cuts[0], cuts[1]);
    assert_ne!(cuts[0], cuts[2]);
    Ok(())
}

#[tokio::test]
async fn what_is_held_leaves_when_it_is_over() -> Result<()> {
    let proxy = Proxy::start(&echo().await?, 1).await?;
    let mut stream = TcpStream::connect(proxy.address()).await?;
    assert_eq!(exchange(&mut stream, b"before").await?, b"before");
    proxy.set(Fault::Hold);
    stream.write_all(b"held").await?;
    let mut heard = [0; 4];
    let silent = tokio::time::timeout(Duration::from_millis(200), stream.read_exact(&mut heard)).await;
    assert!(silent.is_err(), "nothing comes while it is held");
    proxy.set(Fault::Clear);
    stream.read_exact(&mut heard).await?;
    assert_eq!(&heard, b"held");
    Ok(())
}

#[tokio::test]
async fn a_delay_is_felt_and_a_cut_ends_open_connections_alone() -> Result<()> {
    let (proxy, url) = Proxy::before(&format!("http://{}", echo().await?), 1).await?;
    assert!(url.contains(&proxy.address().port().to_string()));
    let mut stream = TcpStream::connect(proxy.address()).await?;
    proxy.set(Fault::Delay(50..=60));
    let start = Instant::now();
    exchange(&mut stream, b"slow").await?;
    assert!(start.elapsed() >= Duration::from_millis(100), "held once each way");
    proxy.set(Fault::Clear);
    proxy.cut_all();
    assert!(exchange(&mut stream, b"gone").await.is_err());
    let mut next = TcpStream::connect(proxy.address()).await?;
    assert_eq!(exchange(&mut next, b"next").await?, b"next");
    proxy.set(Fault::Refuse);
    assert!(exchange(&mut next, b"none").await.is_err());
    Ok(())
}
