//! E-mail: SMTP out, with a copy to a box of our own in the same transaction; the box is read back over IMAP.
//!
//! The copy is what makes a lost answer knowable: the relay that took the message for its recipient took it for us. Before
//! the end of the data the relay certainly has nothing; after, without an answer, nobody knows (RFC 5321, 4.5.3.2.6).

use std::time::Duration;

use futures::{StreamExt, TryStreamExt, future::BoxFuture};
use greffe_chassis::{Failure, Result};
use greffe_contracts::words;
use greffe_procedure::profile::CourtProfile;
use lettre::{
    Address, Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
    transport::smtp::{
        authentication::{Credentials, Mechanism},
        client::{AsyncSmtpConnection, TlsParameters},
        commands::{Data, Mail as MailFrom, Rcpt},
        extension::ClientId,
    },
};
use rustls::pki_types::ServerName;
use serde::Deserialize;
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    time::timeout,
};

use super::{Asked, Channel, News, PATIENCE, Parcel, Sent, report, unreadable};

/// Messages read in one look.
const LOOK: usize = 200;

/// Section `avis.courriel`.
#[derive(Clone, Default, Deserialize)]
pub struct MailSettings {
    /// `host:port` of the relay; empty: no e-mail leaves.
    pub smtp: String,
    /// `aucun` (a relay on this machine), `starttls`, `tls`.
    pub smtp_tls: String,
    pub smtp_compte: String,
    pub smtp_secret: String,
    /// Who writes.
    pub expediteur: String,
    /// The box that receives copies, bounces and receipts.
    pub copie: String,
    /// `host:port` of its server; empty: it is not read.
    pub imap: String,
    /// `aucun`, `tls`.
    pub imap_tls: String,
    pub imap_compte: String,
    pub imap_secret: String,
}

impl std::fmt::Debug for MailSettings {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("MailSettings")
            .field("smtp", &self.smtp)
            .field("imap", &self.imap)
            .finish_non_exhaustive()
    }
}

/// The adapter.
pub struct Mail {
    settings: MailSettings,
    from: Address,
    copy: Option<Address>,
}

impl Mail {
    /// On its settings.
    ///
    /// # Errors
    /// When an address does not read.
    pub fn new(settings: MailSettings) -> Result<Self> {
        let address = |key: &str, text: &str| text.parse::<Address>().map_err(|e| unreadable(key, e));
        let from = address("avis.courriel.expediteur", &settings.expediteur)?;
        let copy = match settings.copie.as_str() {
            "" => None,
            text => Some(address("avis.courriel.copie", text)?),
        };
        Ok(Self { settings, from, copy })
    }

    fn message(&self, parcel: &Parcel, to: &Address) -> Result<Vec<u8>> {
        let pdf = ContentType::parse("application/pdf").map_err(Failure::internal)?;
        let mut message = Message::builder()
            .from(Mailbox::new(
                Some(format!("{}, greffe", words::capitalised(&CourtProfile::embedded().name))),
                self.from.clone(),
            ))
            .to(Mailbox::new(None, to.clone()))
            .subject(parcel.subject.clone())
            .message_id(Some(message_id(&parcel.key, &self.from)));
        if parcel.pdf.is_empty() {
            // A digest: no letter, and no answer is wanted, of a person or of a machine.
            let message = message.header(AutoSubmitted).singlepart(SinglePart::plain(parcel.text.clone()));
            return Ok(message.map_err(Failure::internal)?.formatted());
        }
        if let Some(copy) = &self.copy {
            message = message.header(ReceiptTo(copy.to_string()));
        }
        let body = MultiPart::mixed()
            .singlepart(SinglePart::plain(parcel.text.clone()))
            .singlepart(Attachment::new(format!("avis-{}.pdf", parcel.number)).body(parcel.pdf.clone(), pdf));
        Ok(message.multipart(body).map_err(Failure::internal)?.formatted())
    }

    async fn connection(&self) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let hello = ClientId::Domain(self.from.domain().to_owned());
        let host = self.settings.smtp.rsplit_once(':').map_or(self.settings.smtp.as_str(), |(host, _)| host);
        let tls = || TlsParameters::new(host.to_owned());
        let wrapped = if self.settings.smtp_tls == "tls" { Some(tls()?) } else { None };
        let server = self.settings.smtp.clone();
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(PATIENCE), &hello, wrapped, None).await?;
        if self.settings.smtp_tls == "starttls" {
            connection.starttls(tls()?, &hello).await?;
        }
        if !self.settings.smtp_compte.is_empty() {
            let who = Credentials::new(self.settings.smtp_compte.clone(), self.settings.smtp_secret.clone());
            connection.auth(&[Mechanism::Plain, Mechanism::Login], &who).await?;
        }
        Ok(connection)
    }

    /// All that comes before the text: until then the relay has nothing.
    async fn announced(&self, to: &Address) -> Result<AsyncSmtpConnection, lettre::transport::smtp::Error> {
        let mut connection = self.connection().await?;
        connection.command(MailFrom::new(Some(self.from.clone()), Vec::new())).await?;
        connection.command(Rcpt::new(to.clone(), Vec::new())).await?;
        if let Some(copy) = &self.copy {
            connection.command(Rcpt::new(copy.clone(), Vec::new())).await?;
        }
        connection.command(Data).await?;
        Ok(connection)
    }

    async fn handed(&self, parcel: &Parcel) -> Sent {
        let Ok(to) = parcel.address.parse::<Address>() else {
            return Sent::Refused("L’adresse électronique n’est pas valable.".into());
        };
        let message = match self.message(parcel, &to) {
            Ok(message) => message,
            Err(error) => {
                return Sent::Refused(format!("Le message ne peut pas être composé\u{a0}: {error}"));
            }
        };
        let mut connection = match timeout(PATIENCE, self.announced(&to)).await {
            Ok(Ok(connection)) => connection,
            Ok(Err(error)) if error.is_permanent() => {
                return Sent::Refused(format!("Refusé par le relais\u{a0}: {error}"));
            }
            Ok(Err(error)) => {
                return Sent::Later(format!("Le relais ne prend pas le message\u{a0}: {error}"));
            }
            Err(_) => return Sent::Later("Le relais ne répond pas.".into()),
        };
        greffe_bus::faults::point("notice.mid_send");
        match timeout(PATIENCE, connection.message(&message)).await {
            Ok(Ok(answer)) => {
                // The relay has answered for the message: what follows changes nothing.
                let _ = timeout(Duration::from_secs(1), connection.quit()).await;
                Sent::Taken(answer.first_line().unwrap_or_default().to_owned())
            }
            Ok(Err(error)) if error.is_permanent() => {
                Sent::Refused(format!("Refusé par le relais\u{a0}: {error}"))
            }
            Ok(Err(error)) if error.is_transient() => {
                Sent::Later(format!("Remis à plus tard par le relais\u{a0}: {error}"))
            }
            Ok(Err(error)) => {
                Sent::Unknown(format!("La liaison a été perdue après l’envoi du texte\u{a0}: {error}"))
            }
            Err(_) => Sent::Unknown("Le relais n’a pas répondu après l’envoi du texte.".into()),
        }
    }

    /// What the box holds and nobody read, or what bears one number.
    async fn read(&self, wanted: &str) -> Result<Vec<(u32, Vec<u8>)>> {
        let box_ = self.settings.imap.clone();
        if box_.is_empty() {
            return Ok(Vec::new());
        }
        let stream = TcpStream::connect(&box_).await.map_err(Failure::unavailable)?;
        if self.settings.imap_tls == "tls" {
            let host = box_.rsplit_once(':').map_or(box_.as_str(), |(host, _)| host).to_owned();
            let name = ServerName::try_from(host).map_err(Failure::internal)?;
            let stream = tls()?.connect(name, stream).await.map_err(Failure::unavailable)?;
            return self.read_from(stream, wanted).await;
        }
        self.read_from(stream, wanted).await
    }

    async fn read_from<S>(&self, stream: S, wanted: &str) -> Result<Vec<(u32, Vec<u8>)>>
    where
        S: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug + Send,
    {
        let mut session = self.session(stream).await?;
        let mut uids: Vec<u32> =
            session.uid_search(wanted).await.map_err(Failure::unavailable)?.into_iter().collect();
        uids.sort_unstable();
        uids.truncate(LOOK);
        let mut messages = Vec::new();
        if !uids.is_empty() {
            let set = set_of(&uids);
            let fetched = session.uid_fetch(set, "(UID BODY.PEEK[])").await.map_err(Failure::unavailable)?;
            let fetched: Vec<_> = fetched.try_collect().await.map_err(Failure::unavailable)?;
            let parts = fetched.iter().filter_map(|m| Some((m.uid?, m.body()?.to_vec())));
            messages.extend(parts);
        }
        let _ = session.logout().await;
        Ok(messages)
    }

    async fn session<S>(&self, stream: S) -> Result<async_imap::Session<S>>
    where
        S: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug + Send,
    {
        let mut client = async_imap::Client::new(stream);
        client.read_response().await.map_err(Failure::unavailable)?;
        let (name, secret) = (&self.settings.imap_compte, &self.settings.imap_secret);
        let mut session = client.login(name, secret).await.map_err(|(e, _)| Failure::unavailable(e))?;
        session.select("INBOX").await.map_err(Failure::unavailable)?;
        Ok(session)
    }

    async fn mark<S>(&self, stream: S, lines: &[u32]) -> Result<()>
    where
        S: AsyncRead + AsyncWrite + Unpin + std::fmt::Debug + Send,
    {
        let mut session = self.session(stream).await?;
        let done = session.uid_store(set_of(lines), "+FLAGS (\\Seen)").await.map_err(Failure::unavailable)?;
        done.for_each(|_| async {}).await;
        let _ = session.logout().await;
        Ok(())
    }
}

impl Channel for Mail {
    fn name(&self) -> &'static str {
        "courriel"
    }

    fn carries(&self) -> &'static [&'static str] {
        // The prison's registry is written to, and answers by a receipt that the detained person signs.
        &["courriel", "greffe_penitentiaire"]
    }

    fn send<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Sent> {
        Box::pin(self.handed(parcel))
    }

    fn ask<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Asked> {
        Box::pin(async {
            let id = message_id(&parcel.key, &self.from);
            let wanted = format!("HEADER Message-ID \"{id}\"");
            match timeout(PATIENCE, self.read(&wanted)).await {
                Ok(Ok(found)) if !found.is_empty() => Asked::Taken(format!("copie reçue, {id}")),
                Ok(Ok(_)) => {
                    Asked::Silent(format!("Aucune copie de {id} n’est arrivée dans la boîte du greffe."))
                }
                Ok(Err(error)) => Asked::Silent(format!("La boîte du greffe ne répond pas\u{a0}: {error}")),
                Err(_) => Asked::Silent("La boîte du greffe ne répond pas.".into()),
            }
        })
    }

    fn news(&self) -> BoxFuture<'_, Result<Vec<News>>> {
        Box::pin(async {
            let read = timeout(PATIENCE * 4, self.read("UNSEEN")).await.map_err(Failure::unavailable)??;
            Ok(read.into_iter().map(|(uid, raw)| report::read(&uid.to_string(), &raw)).collect())
        })
    }

    fn heard<'a>(&'a self, lines: &'a [String]) -> BoxFuture<'a, Result<()>> {
        Box::pin(async {
            let uids: Vec<u32> =
                lines.iter().filter_map(|line| line.split(' ').next()?.parse().ok()).collect();
            if uids.is_empty() {
                return Ok(());
            }
            let stream = TcpStream::connect(&self.settings.imap).await.map_err(Failure::unavailable)?;
            if self.settings.imap_tls == "tls" {
                let box_ = &self.settings.imap;
                let host = box_.rsplit_once(':').map_or(box_.as_str(), |(host, _)| host).to_owned();
                let name = ServerName::try_from(host).map_err(Failure::internal)?;
                let stream = tls()?.connect(name, stream).await.map_err(Failure::unavailable)?;
                return self.mark(stream, &uids).await;
            }
            self.mark(stream, &uids).await
        })
    }
}

/// The number that a message bears, from its business key.
fn message_id(key: &uuid::Uuid, from: &Address) -> String {
    format!("<avis.{key}@{}>", from.domain())
}

fn set_of(uids: &[u32]) -> String {
    uids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

fn tls() -> Result<tokio_rustls::TlsConnector> {
    let mut roots = rustls::RootCertStore::empty();
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let config = rustls::ClientConfig::builder().with_root_certificates(roots).with_no_client_auth();
    Ok(tokio_rustls::TlsConnector::from(std::sync::Arc::new(config)))
}

/// `Disposition-Notification-To` (RFC 8098): asks for a receipt.
#[derive(Clone)]
struct ReceiptTo(String);

impl lettre::message::header::Header for ReceiptTo {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Disposition-Notification-To")
    }

    fn parse(text: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self(text.to_owned()))
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), self.0.clone())
    }
}

/// `Auto-Submitted` (RFC 3834): no machine answers it.
#[derive(Clone)]
struct AutoSubmitted;

impl lettre::message::header::Header for AutoSubmitted {
    fn name() -> lettre::message::header::HeaderName {
        lettre::message::header::HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> lettre::message::header::HeaderValue {
        lettre::message::header::HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
