//! Files as objects of an S3 bucket, named by their content: written in one conditional request, never rewritten.

use std::{path::Path, time::Duration};

use base64::prelude::{BASE64_STANDARD, Engine};
use futures::{Stream, StreamExt, TryStreamExt, stream};
use greffe_chassis::{Clock, Failure, Result, clock::SystemClock};
use reqwest::{Body, Client, Method, RequestBuilder, Response, StatusCode, Url, header, redirect};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio_util::{bytes::Bytes, io::ReaderStream};

use super::{
    CHUNK, cut, hex,
    signature::{Keys, Signed},
};

/// Longest wait for a connection, and longest silence on one.
const CONNECT: Duration = Duration::from_secs(5);
const SILENCE: Duration = Duration::from_secs(30);
/// Tries of one request in all, and the wait before each that follows another.
const TRIES: u32 = 4;
const PAUSE: Duration = Duration::from_millis(150);

/// Where the bucket is.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Place {
    /// `http(s)://host[:port]`.
    pub endpoint: String,
    /// Exists already: it is the operator's, with its rules of encryption and retention.
    pub bucket: String,
    /// As the provider names it.
    pub region: String,
}

/// A bucket.
pub struct S3 {
    place: Place,
    /// Of the bucket, without an end.
    url: Url,
    host: String,
    keys: Keys,
    http: Client,
}

/// What an upload was answered.
enum Put {
    Done,
    Again(Failure),
}

impl S3 {
    /// Opens the bucket, which must be there.
    ///
    /// # Errors
    /// When the address does not read, the store does not answer, or the bucket is unknown or forbidden.
    pub async fn open(place: Place, keys: Keys) -> Result<Self> {
        let url = Url::parse(&format!("{}/{}", place.endpoint.trim_end_matches('/'), place.bucket));
        let url = url.map_err(Failure::internal)?;
        let name = url.host_str().ok_or_else(|| Failure::internal("storage.s3.endpoint has no host"))?;
        let host = url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"));
        let http = Client::builder().connect_timeout(CONNECT).read_timeout(SILENCE);
        // A signature is for one address: no redirection is followed, and no key goes elsewhere.
        let http = http.redirect(redirect::Policy::none()).no_proxy().build().map_err(Failure::internal)?;
        let opened = Self { place, url, host, keys, http };
        let answer = opened.ask(Method::HEAD, "", None).await?;
        match answer.status() {
            StatusCode::OK => Ok(opened),
            status => Err(Failure::internal(format!("the bucket of storage.s3 does not open: {status}"))),
        }
    }

    /// Writes a received file under the name of its content. One that is there already stays as it is.
    ///
    /// # Errors
    /// When the store refuses, or what arrives there is not what left here.
    pub async fn put(&self, name: &str, sha: &[u8], file: &Path, size: u64) -> Result<()> {
        let mut tried = 0;
        loop {
            tried += 1;
            // Most stores refuse a second writing early and hang up: what is there is not sent.
            if self.holds(name, size).await? {
                return Ok(());
            }
            match self.put_once(name, sha, file, size).await? {
                Put::Done => return Ok(()),
                Put::Again(failure) if tried == TRIES => return Err(failure),
                Put::Again(_) => pause(tried).await,
            }
        }
    }

    /// Whether the content is there. One of another size under its name is an alarm.
    async fn holds(&self, name: &str, size: u64) -> Result<bool> {
        let answer = self.ask(Method::HEAD, name, None).await?;
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(false),
            StatusCode::OK => {
                let length =
                    answer.headers().get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok());
                if length.and_then(|length| length.parse().ok()) == Some(size) {
                    return Ok(true);
                }
                Err(Failure::internal("an object of the bucket is not what its name says"))
            }
            _ => Err(refused(&answer)),
        }
    }

    async fn put_once(&self, name: &str, sha: &[u8], file: &Path, size: u64) -> Result<Put> {
        let file = File::open(file).await.map_err(Failure::unavailable)?;
        let body = Body::wrap_stream(ReaderStream::with_capacity(file, CHUNK));
        let request = self.request(Method::PUT, name, &hex(sha), Some(BASE64_STANDARD.encode(sha)));
        let request = request.header(header::CONTENT_LENGTH, size).header(header::IF_NONE_MATCH, "*");
        match request.body(body).send().await {
            Ok(answer) if answer.status().is_success() => Ok(Put::Done),
            // The same content came there meanwhile.
            Ok(answer) if answer.status() == StatusCode::PRECONDITION_FAILED => Ok(Put::Done),
            // Another writes the same content at this instant, or the store is not well.
            Ok(answer) if answer.status() == StatusCode::CONFLICT || answer.status().is_server_error() => {
                Ok(Put::Again(Failure::unavailable(format!("the store answered {}", answer.status()))))
            }
            Ok(answer) => Err(refused(&answer)),
            Err(error) => Ok(Put::Again(Failure::unavailable(error.without_url()))),
        }
    }

    /// Reads an object, in parts.
    ///
    /// # Errors
    /// When it is not there, which is corruption, or the store does not answer.
    pub async fn get(&self, name: &str) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        self.read(name, None).await
    }

    /// Reads bytes of an object, as many as there are.
    ///
    /// # Errors
    /// When it is not there, which is corruption, or the store does not answer.
    pub async fn get_part(
        &self,
        name: &str,
        from: u64,
        length: u64,
    ) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        self.read(name, Some(format!("bytes={from}-{}", from + length - 1))).await
    }

    async fn read(
        &self,
        name: &str,
        range: Option<String>,
    ) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        let wanted = if range.is_some() { StatusCode::PARTIAL_CONTENT } else { StatusCode::OK };
        let answer = self.ask(Method::GET, name, range.as_deref()).await?;
        match answer.status() {
            status if status == wanted => {}
            StatusCode::NOT_FOUND => {
                return Err(Failure::internal("a content that the database knows is not in the bucket"));
            }
            _ => return Err(refused(&answer)),
        }
        let parts = answer.bytes_stream().map_err(|error| Failure::unavailable(error.without_url()));
        Ok(parts.map_ok(|bytes| stream::iter(cut(bytes)).map(Ok)).try_flatten())
    }

    /// Removes an object, if it is there.
    ///
    /// # Errors
    /// When the store refuses or does not answer.
    pub async fn delete(&self, name: &str) -> Result<()> {
        let answer = self.ask(Method::DELETE, name, None).await?;
        match answer.status() {
            StatusCode::NOT_FOUND => Ok(()),
            status if status.is_success() => Ok(()),
            _ => Err(refused(&answer)),
        }
    }

    /// A request without a body, asked again while the store does not answer.
    async fn ask(&self, method: Method, name: &str, range: Option<&str>) -> Result<Response> {
        let nothing = hex(&Sha256::digest(b""));
        let mut tried = 0;
        loop {
            tried += 1;
            let mut request = self.request(method.clone(), name, &nothing, None);
            if let Some(range) = range {
                request = request.header(header::RANGE, range);
            }
            match request.send().await {
                Ok(answer) if answer.status().is_server_error() && tried < TRIES => {}
                Ok(answer) => return Ok(answer),
                Err(error) if tried == TRIES => return Err(Failure::unavailable(error.without_url())),
                Err(_) => {}
            }
            pause(tried).await;
        }
    }

    /// A signed request on an object, or on the bucket when the name is empty.
    fn request(
        &self,
        method: Method,
        name: &str,
        body_sha256: &str,
        checksum: Option<String>,
    ) -> RequestBuilder {
        let mut url = self.url.clone();
        if !name.is_empty() {
            url.set_path(&format!("{}/{name}", self.url.path()));
        }
        let signed = Signed {
            method: method.as_str(),
            host: &self.host,
            target: url.path(),
            body_sha256,
            checksum,
            region: &self.place.region,
            // The store compares with the time of the world, which a test's clock is not.
            at: SystemClock.now(),
        };
        let headers = signed.headers(&self.keys);
        headers
            .into_iter()
            .fold(self.http.request(method, url), |request, (name, value)| request.header(name, value))
    }
}

async fn pause(tried: u32) {
    metrics::counter!("greffe_storage_retries_total").increment(1);
    tokio::time::sleep(PAUSE * tried).await;
}

/// The store's own words may repeat the request: its status is enough.
fn refused(answer: &Response) -> Failure {
    Failure::unavailable(format!("the store refused: {}", answer.status()))
}
