//! The services as an operator asks them: named, in the role of who runs the product, each call in the chain of audit.

use anyhow::{Context, Result, ensure};
use clap::{Args, ValueEnum};
use greffe_chassis::{
    Caller, Failure, SharedClock, clock,
    config::{self, ServiceConfig},
    identity::Signer,
    peer::Peer,
    tls::Tls,
};
use greffe_contracts::admin::v1::admin_service_client::AdminServiceClient;
use tonic::{Request, Status, transport::Channel};

/// Largest message read: a list of events set apart, with their errors.
const MESSAGE_MAX: usize = 16 << 20;

/// Who operates.
#[derive(Args)]
pub struct Operator {
    /// Qui agit : le nom reste dans la piste d’audit des services
    #[arg(long, global = true, env = "GREFFE_OPERATOR", default_value = "")]
    operator: String,
}

impl Operator {
    /// Their name.
    ///
    /// # Errors
    /// When nobody is named.
    pub fn named(&self) -> Result<&str> {
        let name = self.operator.trim();
        ensure!(
            !name.is_empty(),
            "dites qui agit : --operator, ou GREFFE_OPERATOR ; le nom reste dans la piste d’audit"
        );
        Ok(name)
    }
}

/// A service that answers operators.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Service {
    /// Dossiers
    Dossier,
    /// Affectation
    Assignment,
    /// Échéances
    Deadline,
    /// Tâches et avis
    Notification,
    /// Pièces
    Document,
}

impl Service {
    /// All.
    pub const ALL: [Self; 5] =
        [Self::Dossier, Self::Assignment, Self::Deadline, Self::Notification, Self::Document];

    /// Its name in tokens and queues.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Dossier => greffe_dossier::NAME,
            Self::Assignment => greffe_assignment::NAME,
            Self::Deadline => greffe_deadline::NAME,
            Self::Notification => greffe_notification::NAME,
            Self::Document => greffe_document::NAME,
        }
    }
}

/// Configuration, the key that signs, and the time: those of a service on the same machine.
///
/// # Errors
/// When the configuration or the key does not read.
pub fn configured() -> Result<(ServiceConfig, Signer, SharedClock)> {
    let config: ServiceConfig = config::load("").context("configuration")?;
    let key = match config.identity.private_key_file.as_str() {
        "" => greffe_dev::Layout::dev()?.local.join("identity.pem"),
        path => path.into(),
    };
    let clock = clock::from_config(&config.clock);
    let signer = Signer::from_file(&key, clock.clone());
    let signer = signer.with_context(|| {
        format!("clé privée {} ; indiquez-la par GREFFE__IDENTITY__PRIVATE_KEY_FILE", key.display())
    })?;
    Ok((config, signer, clock))
}

/// The services, reached.
pub struct Services {
    caller: Caller,
    peers: Vec<Peer>,
}

impl Services {
    /// In the name of an operator.
    ///
    /// # Errors
    /// When nobody is named, or the configuration does not read.
    pub fn reach(operator: &Operator) -> Result<Self> {
        let (config, signer, _) = configured()?;
        Self::new(operator.named()?, "exploitation", &config, &signer)
    }

    /// In a name and a role.
    ///
    /// # Errors
    /// When an address does not read.
    pub fn new(name: &str, role: &str, config: &ServiceConfig, signer: &Signer) -> Result<Self> {
        let (peers, tls) = (&config.peers, Tls::read(&config.tls)?);
        let addresses =
            [&peers.dossier, &peers.assignment, &peers.deadline, &peers.notification, &peers.document];
        let all = Service::ALL.iter().zip(addresses);
        let caller = Caller {
            subject: format!("operateur:{name}"),
            roles: vec![role.into()],
            ..Caller::service(name)
        };
        Ok(Self {
            caller,
            peers: all
                .map(|(service, at)| Ok(Peer::new(service.name(), at, signer.clone(), &tls)?))
                .collect::<Result<_>>()?,
        })
    }

    /// A service, for calls that this program dresses itself.
    #[must_use]
    pub fn peer(&self, service: Service) -> &Peer {
        let at = Service::ALL.iter().position(|one| *one == service).unwrap_or_default();
        &self.peers[at]
    }

    /// Who calls.
    #[must_use]
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// What operators ask of a service.
    #[must_use]
    pub fn client(&self, service: Service) -> AdminServiceClient<Channel> {
        AdminServiceClient::new(self.peer(service).channel()).max_decoding_message_size(MESSAGE_MAX)
    }

    /// A request to it.
    ///
    /// # Errors
    /// When the token cannot be signed.
    pub fn request<T>(&self, service: Service, message: T) -> Result<Request<T>> {
        Ok(self.peer(service).request(&self.caller, message)?)
    }
}

/// What a service refused, in its own words.
#[must_use]
pub fn refused(service: Service, status: &Status) -> anyhow::Error {
    let failure = Failure::from_status(status);
    anyhow::anyhow!("{} : {} ({})", service.name(), failure.message, failure.code)
}
