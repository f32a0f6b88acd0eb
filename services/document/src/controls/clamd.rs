//! The antivirus: a file goes to clamd by its own protocol (INSTREAM), and one that it did not look at is not served.

use futures::TryStreamExt;
use greffe_chassis::{Failure, Result};
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::{TcpStream, UnixStream},
};

use crate::store::Parts;

/// Longest answer of clamd, in bytes.
const ANSWER: u64 = 4 * 1024;

/// Where clamd is; or nowhere, because the operator says so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Antivirus {
    /// The operator runs none, or has not got it running yet: what is received waits, and is served to nobody.
    Awaited,
    /// The operator runs none and wants pieces served: each says so.
    Without,
    /// `host:port`.
    Tcp(String),
    /// Path of a socket.
    Unix(String),
}

/// What it says of a file.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    Clean,
    /// The name that it gives.
    Infected(String),
}

impl Antivirus {
    /// `aucun`, `servir-sans`, `host:port`, or `unix:` and a path.
    ///
    /// # Errors
    /// When it is none of them: whether files are looked at is not left to chance.
    pub fn read(text: &str) -> Result<Self> {
        match text.trim() {
            "aucun" => Ok(Self::Awaited),
            "servir-sans" => Ok(Self::Without),
            text if text.starts_with("unix:/") => Ok(Self::Unix(text["unix:".len()..].to_owned())),
            text if text
                .rsplit_once(':')
                .is_some_and(|(host, port)| !host.is_empty() && port.parse::<u16>().is_ok()) =>
            {
                Ok(Self::Tcp(text.to_owned()))
            }
            other => Err(Failure::internal(format!(
                "controls.antivirus (GREFFE__CONTROLS__ANTIVIRUS) : « {other} » n’est ni une adresse de clamd (hôte:port, ou unix:/chemin), ni « aucun » (les pièces attendent), ni « servir-sans » (elles sont servies sans lui)"
            ))),
        }
    }

    /// Its label in metrics.
    pub(super) const fn mode(&self) -> &'static str {
        match self {
            Self::Awaited => "aucun",
            Self::Without => "servir-sans",
            Self::Tcp(_) | Self::Unix(_) => "adresse",
        }
    }

    /// Sends a file, and hears what clamd says of it.
    pub(super) async fn look(&self, file: Parts) -> Result<Option<Said>> {
        match self {
            Self::Awaited => Err(Failure::unavailable("no antivirus is configured")),
            Self::Without => Ok(None),
            Self::Tcp(address) => {
                let stream = TcpStream::connect(address).await.map_err(Failure::unavailable)?;
                ask(stream, file).await.map(Some)
            }
            Self::Unix(path) => {
                let stream = UnixStream::connect(path).await.map_err(Failure::unavailable)?;
                ask(stream, file).await.map(Some)
            }
        }
    }
}

async fn ask(stream: impl AsyncRead + AsyncWrite, mut file: Parts) -> Result<Said> {
    let (answer, mut sent) = tokio::io::split(stream);
    let sending = async {
        sent.write_all(b"zINSTREAM\0").await.map_err(Failure::unavailable)?;
        while let Some(bytes) = file.try_next().await? {
            let size = u32::try_from(bytes.len()).map_err(Failure::internal)?;
            sent.write_all(&size.to_be_bytes()).await.map_err(Failure::unavailable)?;
            sent.write_all(&bytes).await.map_err(Failure::unavailable)?;
        }
        sent.write_all(&0_u32.to_be_bytes()).await.map_err(Failure::unavailable)?;
        sent.flush().await.map_err(Failure::unavailable)
    };
    let hearing = async {
        let mut said = Vec::new();
        answer.take(ANSWER).read_to_end(&mut said).await.map_err(Failure::unavailable)?;
        Result::Ok(said)
    };
    // It may answer, and close, before the end of a file that is over its own limit: its answer says more than our broken pipe.
    let (sent, heard) = tokio::join!(sending, hearing);
    match (heard, sent) {
        (Ok(said), _) if !said.is_empty() => read(&said),
        (Err(failure), _) | (_, Err(failure)) => Err(failure),
        _ => Err(Failure::unavailable("clamd closed without an answer")),
    }
}

pub fn read(said: &[u8]) -> Result<Said> {
    let said = String::from_utf8_lossy(said);
    let said = said.trim_end_matches(['\0', '\n']).trim();
    if let Some(name) = said.strip_prefix("stream: ").and_then(|rest| rest.strip_suffix(" FOUND")) {
        return Ok(Said::Infected(name.chars().filter(|c| !c.is_control()).take(100).collect()));
    }
    if said == "stream: OK" {
        return Ok(Said::Clean);
    }
    // Over its limit of size, out of its own resources: not scanned is not clean.
    Err(Failure::unavailable(format!("clamd: {said}")))
}
