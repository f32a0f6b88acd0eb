//! Journals from their owner and replicas from those who keep them, side by side in the order of ids: nothing is held whole.

use anyhow::{Context, Result};
use greffe_chassis::{Caller, SharedClock, config::ServiceConfig, identity::Signer, peer::Peer, tls::Tls};
use greffe_contracts::{
    deadline::v1::{self as deadline, deadline_service_client::DeadlineServiceClient},
    document::v1::{CheckKeptRequest, paper_service_client::PaperServiceClient},
    dossier::v1::{self as dossier, dossier_service_client::DossierServiceClient},
    notification::v1::{self as notification, notification_service_client::NotificationServiceClient},
};
use greffe_procedure::catalogue::Catalogue;
use jiff::civil::Date;
use tonic::{Status, Streaming};
use uuid::Uuid;

use super::compare::Replicas;

/// Largest message read: a journal of a thousand parties comes whole.
const MESSAGE_MAX: usize = 64 << 20;

/// The services, asked as a service that verifies.
pub struct Services {
    caller: Caller,
    clock: SharedClock,
    dossier: Peer,
    deadline: Peer,
    notification: Peer,
    document: Peer,
    law: tokio::sync::OnceCell<&'static Catalogue>,
}

impl Services {
    /// At their addresses.
    ///
    /// # Errors
    /// When an address or a certificate does not read.
    pub fn new(config: &ServiceConfig, signer: Signer, clock: SharedClock) -> Result<Self> {
        let (peers, tls) = (&config.peers, Tls::read(&config.tls)?);
        Ok(Self {
            caller: Caller::service("verify"),
            dossier: Peer::new("dossier", &peers.dossier, signer.clone(), &tls)?,
            deadline: Peer::new("deadline", &peers.deadline, signer.clone(), &tls)?,
            notification: Peer::new("notification", &peers.notification, signer.clone(), &tls)?,
            document: Peer::new("document", &peers.document, signer, &tls)?,
            clock,
            law: tokio::sync::OnceCell::new(),
        })
    }

    /// Every kept file, read whole by the service that keeps it: how many, how many of them sealed, and those that are no longer what
    /// they were.
    ///
    /// # Errors
    /// When the document service does not answer to the end.
    pub async fn files(&self) -> Result<(u64, u64, Vec<String>)> {
        let request = self.document.request(&self.caller, CheckKeptRequest {})?;
        let mut client = PaperServiceClient::new(self.document.channel());
        let answer = client.check_kept(request).await.context("le service des pièces ne répond pas")?;
        let (mut told, mut last, mut wrong) = (answer.into_inner(), (0, 0), Vec::new());
        while let Some(said) =
            told.message().await.context("la lecture des fichiers gardés s’est interrompue")?
        {
            last = (said.files, said.sealed);
            wrong.extend(said.unsound.map(|file| format!("pièce {} : {}", file.piece_id, file.why)));
        }
        Ok((last.0, last.1, wrong))
    }

    /// The version of the law in force, asked once.
    ///
    /// # Errors
    /// When the dossier service does not answer, or this program does not carry the version.
    pub async fn law(&self) -> Result<&'static Catalogue> {
        let ask = async || {
            let request = self.dossier.request(&self.caller, dossier::ListLawVersionsRequest {})?;
            let mut client = DossierServiceClient::new(self.dossier.channel());
            let answer =
                client.list_law_versions(request).await.context("le service des dossiers ne répond pas")?;
            let in_force = answer.into_inner().history.into_iter().next().map(|first| first.version);
            in_force.map_or_else(
                || Ok(Catalogue::embedded()),
                |version| {
                    greffe_bus::law::carried(&version).map_err(|failure| anyhow::anyhow!(failure.message))
                },
            )
        };
        self.law.get_or_try_init(ask).await.copied()
    }

    /// The day in Paris.
    pub fn today(&self) -> Date {
        self.clock.today()
    }
}

/// The three streams.
pub struct Feeds<'a> {
    services: &'a Services,
    journals: Streaming<dossier::StreamJournalsResponse>,
    deadlines: Feed<deadline::StreamReplicasResponse>,
    notifications: Feed<notification::StreamReplicasResponse>,
}

impl<'a> Feeds<'a> {
    /// Of all dossiers, or of one.
    ///
    /// # Errors
    /// When a service does not answer.
    pub async fn open(services: &'a Services, one: Option<Uuid>) -> Result<Self> {
        let dossier_id = one.map(|id| id.to_string()).unwrap_or_default();
        let Services { caller, dossier, .. } = services;
        let mut client = DossierServiceClient::new(dossier.channel()).max_decoding_message_size(MESSAGE_MAX);
        let request =
            dossier.request(caller, dossier::StreamJournalsRequest { dossier_id: dossier_id.clone() })?;
        let journals = client
            .stream_journals(request)
            .await
            .context("le service des dossiers ne répond pas")?
            .into_inner();
        let deadlines =
            services.deadlines(&dossier_id).await.context("le service des échéances ne répond pas")?;
        let notifications =
            services.notifications(&dossier_id).await.context("le service des tâches ne répond pas")?;
        Ok(Self {
            services,
            journals,
            deadlines: Feed::new("échéances", deadlines),
            notifications: Feed::new("tâches", notifications),
        })
    }

    /// The next journal.
    ///
    /// # Errors
    /// When the owner stops answering.
    pub async fn journal(&mut self) -> Result<Option<dossier::StreamJournalsResponse>> {
        self.journals.message().await.context("lecture des journaux")
    }

    /// The replicas of that dossier, and those of dossiers before it that the owner does not know.
    ///
    /// # Errors
    /// When a service stops answering.
    pub async fn replicas(&mut self, dossier: Uuid) -> Result<(Replicas, Vec<String>)> {
        let (mut replicas, mut orphans) = (Replicas::default(), Vec::new());
        match self.deadlines.at(dossier, &mut orphans).await {
            Ok(found) => replicas.deadline = found,
            // One replica that does not read ends the stream of all: each is then asked alone.
            Err(_) => replicas.deadline = self.services.deadline_of(dossier, &mut orphans).await,
        }
        match self.notifications.at(dossier, &mut orphans).await {
            Ok(found) => replicas.notification = found,
            Err(_) => replicas.notification = self.services.notification_of(dossier, &mut orphans).await,
        }
        Ok((replicas, orphans))
    }

    /// Replicas left when the journals are over.
    ///
    /// # Errors
    /// When a service stops answering.
    pub async fn rest(&mut self) -> Result<Vec<String>> {
        let mut orphans = Vec::new();
        // A stream that broke has been told of already, dossier by dossier.
        self.deadlines.at(Uuid::max(), &mut orphans).await.ok();
        self.notifications.at(Uuid::max(), &mut orphans).await.ok();
        Ok(orphans)
    }
}

impl Services {
    async fn deadlines(&self, dossier_id: &str) -> Result<Streaming<deadline::StreamReplicasResponse>> {
        let request = deadline::StreamReplicasRequest { dossier_id: dossier_id.to_owned() };
        let request = self.deadline.request(&self.caller, request)?;
        let mut client =
            DeadlineServiceClient::new(self.deadline.channel()).max_decoding_message_size(MESSAGE_MAX);
        Ok(client.stream_replicas(request).await?.into_inner())
    }

    async fn notifications(
        &self,
        dossier_id: &str,
    ) -> Result<Streaming<notification::StreamReplicasResponse>> {
        let request = notification::StreamReplicasRequest { dossier_id: dossier_id.to_owned() };
        let request = self.notification.request(&self.caller, request)?;
        let mut client = NotificationServiceClient::new(self.notification.channel())
            .max_decoding_message_size(MESSAGE_MAX);
        Ok(client.stream_replicas(request).await?.into_inner())
    }

    async fn deadline_of(
        &self,
        dossier: Uuid,
        told: &mut Vec<String>,
    ) -> Option<deadline::StreamReplicasResponse> {
        let asked = async { anyhow::Ok(self.deadlines(&dossier.to_string()).await?.message().await?) };
        asked.await.unwrap_or_else(|error| unreadable("échéances", dossier, &error, told))
    }

    async fn notification_of(
        &self,
        dossier: Uuid,
        told: &mut Vec<String>,
    ) -> Option<notification::StreamReplicasResponse> {
        let asked = async { anyhow::Ok(self.notifications(&dossier.to_string()).await?.message().await?) };
        asked.await.unwrap_or_else(|error| unreadable("tâches", dossier, &error, told))
    }
}

fn unreadable<T>(of: &str, dossier: Uuid, error: &anyhow::Error, told: &mut Vec<String>) -> Option<T> {
    told.push(format!("{dossier} · {of} : la réplique ne se lit plus ({error:#})"));
    None
}

/// Something that belongs to a dossier.
trait OfDossier {
    fn dossier(&self) -> Uuid;
}

impl OfDossier for deadline::StreamReplicasResponse {
    fn dossier(&self) -> Uuid {
        Uuid::parse_str(&self.dossier_id).unwrap_or_default()
    }
}

impl OfDossier for notification::StreamReplicasResponse {
    fn dossier(&self) -> Uuid {
        Uuid::parse_str(&self.dossier_id).unwrap_or_default()
    }
}

/// A stream in the order of ids, read one ahead.
struct Feed<T> {
    of: &'static str,
    stream: Streaming<T>,
    ahead: Option<T>,
    broken: bool,
}

impl<T: OfDossier> Feed<T> {
    fn new(of: &'static str, stream: Streaming<T>) -> Self {
        Self { of, stream, ahead: None, broken: false }
    }

    /// What is there of the dossier; what comes before it belongs to nobody.
    async fn at(&mut self, dossier: Uuid, orphans: &mut Vec<String>) -> Result<Option<T>, Status> {
        loop {
            if self.ahead.is_none() {
                self.ahead = self.next().await?;
            }
            match self.ahead.as_ref().map(OfDossier::dossier) {
                Some(id) if id < dossier => orphans.push(format!(
                    "{id} · {} : réplique d’un dossier que son propriétaire ne connaît pas",
                    self.of
                )),
                Some(id) if id == dossier => return Ok(self.ahead.take()),
                _ => return Ok(None),
            }
            self.ahead = None;
        }
    }

    async fn next(&mut self) -> Result<Option<T>, Status> {
        if self.broken {
            return Err(Status::data_loss("the stream has ended before its end"));
        }
        let next = self.stream.message().await;
        self.broken = next.is_err();
        next
    }
}
