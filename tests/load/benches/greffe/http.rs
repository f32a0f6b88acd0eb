//! HTTP/1.1 over one kept connection: as little client as possible, so that the server is what is measured.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use tokio::{
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader},
    net::TcpStream,
};

/// A kept connection.
pub struct Connection {
    stream: BufReader<TcpStream>,
    host: String,
    token: String,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Connection {
    pub async fn open(host: &str, token: &str) -> Result<Self> {
        let stream = TcpStream::connect(host.replace("localhost", "127.0.0.1"))
            .await
            .with_context(|| host.to_owned())?;
        stream.set_nodelay(true)?;
        Ok(Self { stream: BufReader::new(stream), host: host.into(), token: token.into() })
    }

    pub async fn get(&mut self, path: &str) -> Result<Answer> {
        self.send("GET", path, "", b"").await
    }

    pub async fn post(&mut self, path: &str, key: &str, body: &[u8]) -> Result<Answer> {
        let headers = format!("Idempotency-Key: {key}\r\nContent-Type: application/json\r\n");
        self.send("POST", path, &headers, body).await
    }

    /// Leaves the connection after the headers of a stream: what follows is read line by line.
    pub async fn stream(mut self, path: &str) -> Result<BufReader<TcpStream>> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nAccept: text/event-stream\r\n\r\n",
            self.host, self.token
        );
        self.stream.get_mut().write_all(request.as_bytes()).await?;
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        if !line.contains(" 200") {
            bail!("the stream is refused: {line}");
        }
        while line.trim() != "" {
            line.clear();
            self.stream.read_line(&mut line).await?;
        }
        Ok(self.stream)
    }

    async fn send(&mut self, verb: &str, path: &str, headers: &str, body: &[u8]) -> Result<Answer> {
        let mut request = format!(
            "{verb} {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n{headers}Content-Length: {}\r\n\r\n",
            self.host,
            self.token,
            body.len()
        )
        .into_bytes();
        request.extend_from_slice(body);
        self.stream.get_mut().write_all(&request).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> Result<Answer> {
        let mut line = String::new();
        self.stream.read_line(&mut line).await?;
        let status = line.split(' ').nth(1).and_then(|s| s.parse().ok()).context("no status line")?;
        let (mut length, mut chunked) = (0usize, false);
        loop {
            line.clear();
            if self.stream.read_line(&mut line).await? == 0 {
                bail!("the connection ended in the headers");
            }
            let header = line.trim().to_ascii_lowercase();
            if header.is_empty() {
                break;
            }
            if let Some(value) = header.strip_prefix("content-length:") {
                length = value.trim().parse()?;
            }
            chunked |= header.starts_with("transfer-encoding:") && header.contains("chunked");
        }
        let mut body = Vec::new();
        if chunked {
            loop {
                line.clear();
                self.stream.read_line(&mut line).await?;
                let size = usize::from_str_radix(line.trim(), 16)?;
                let mut chunk = vec![0; size + 2];
                self.stream.read_exact(&mut chunk).await?;
                if size == 0 {
                    break;
                }
                body.extend_from_slice(&chunk[..size]);
            }
        } else {
            body.resize(length, 0);
            self.stream.read_exact(&mut body).await?;
        }
        Ok(Answer { status, body })
    }
}

/// Runs a call again and again on each of `clients` connections for a while.
pub async fn repeat<F, C>(
    clients: usize,
    warm: Duration,
    long: Duration,
    make: F,
) -> Result<super::report::Run>
where
    F: Fn(usize) -> C + Clone + Send + 'static,
    C: Call + Send + 'static,
{
    let mut tasks = Vec::new();
    for client in 0..clients {
        let mut call = make(client);
        tasks.push(tokio::spawn(async move {
            let mut samples = Vec::new();
            let start = Instant::now();
            while start.elapsed() < warm + long {
                let before = Instant::now();
                call.call().await?;
                if start.elapsed() > warm {
                    samples.push(before.elapsed());
                }
            }
            anyhow::Ok(samples)
        }));
    }
    let mut samples = Vec::new();
    for task in tasks {
        samples.extend(task.await??);
    }
    Ok(super::report::Run { samples, took: long })
}

/// Something measured.
pub trait Call {
    fn call(&mut self) -> impl Future<Output = Result<()>> + Send;
}
