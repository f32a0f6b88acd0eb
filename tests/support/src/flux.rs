//! The event stream, read as it comes.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use futures::{StreamExt, stream::BoxStream};
use reqwest::Response;
use serde_json::Value;

/// What the stream told.
#[derive(Debug, Clone)]
pub struct Told {
    pub id: String,
    pub event: String,
    pub data: Value,
    pub at: Instant,
}

impl Told {
    /// A field of the data.
    pub fn text(&self, field: &str) -> &str {
        self.data[field].as_str().unwrap_or_default()
    }
}

/// A stream listened to.
pub struct Flux {
    bytes: BoxStream<'static, reqwest::Result<Vec<u8>>>,
    read: String,
}

impl Flux {
    pub(crate) fn of(answer: Response) -> Self {
        let bytes = answer.bytes_stream().map(|chunk| chunk.map(|bytes| bytes.to_vec())).boxed();
        Self { bytes, read: String::new() }
    }

    /// The next event, within a bound.
    pub async fn next(&mut self, within: Duration) -> Result<Told> {
        tokio::time::timeout(within, self.told()).await.context("nothing came on the stream")?
    }

    /// The first event that fits, within a bound; those before it are given to the caller too.
    pub async fn until(&mut self, within: Duration, fits: impl Fn(&Told) -> bool) -> Result<Vec<Told>> {
        let end = Instant::now() + within;
        let mut told = Vec::new();
        loop {
            let left = end.saturating_duration_since(Instant::now());
            match self.next(left).await {
                Ok(one) => {
                    let found = fits(&one);
                    told.push(one);
                    if found {
                        return Ok(told);
                    }
                }
                Err(error) => bail!("{error}; what came: {told:?}"),
            }
        }
    }

    async fn told(&mut self) -> Result<Told> {
        loop {
            if let Some(end) = self.read.find("\n\n") {
                let block: String = self.read.drain(..end + 2).collect();
                if let Some(told) = parse(&block) {
                    return Ok(told);
                }
                continue;
            }
            let chunk = self.bytes.next().await.context("the stream ended")??;
            self.read.push_str(&String::from_utf8_lossy(&chunk));
        }
    }
}

fn parse(block: &str) -> Option<Told> {
    let field = |name: &str| {
        block.lines().find_map(|l| l.strip_prefix(name)).map(|v| v.trim_start_matches(':').trim().to_owned())
    };
    let data = field("data")?;
    Some(Told {
        id: field("id").unwrap_or_default(),
        event: field("event").unwrap_or_default(),
        data: serde_json::from_str(&data).unwrap_or(Value::Null),
        at: Instant::now(),
    })
}
