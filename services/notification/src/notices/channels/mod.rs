//! Ways out: each an adapter behind one interface. An adapter says what it knows, never what it hopes.

mod counsel;
mod exchange;
mod mail;
pub(crate) mod post;
pub(crate) mod report;
pub(crate) mod sftp;

use std::{sync::Arc, time::Duration};

use futures::future::BoxFuture;
use greffe_chassis::{Failure, Result};
use jiff::civil::Date;
use serde::Deserialize;
use uuid::Uuid;

pub use counsel::{Counsel, CounselSettings};
pub use mail::{Mail, MailSettings};
pub use post::{Post, PostSettings};

/// Longest that a channel may keep us waiting for one answer; beyond, what became of the sending is unknown.
pub(crate) const PATIENCE: Duration = Duration::from_secs(8);

/// What goes out, complete.
#[derive(Debug, Clone)]
pub struct Parcel {
    /// The business key: act and recipient (by the notice) and version. The same at each attempt.
    pub key: Uuid,
    /// The notice.
    pub notice: Uuid,
    /// Which of its sendings.
    pub version: u32,
    /// The channel's code: `courriel`, `lettre_recommandee` ...
    pub channel: String,
    /// Number of the dossier, as shown.
    pub number: String,
    /// What the notice is.
    pub label: String,
    /// The text that wants it.
    pub article: String,
    /// To whom.
    pub name: String,
    /// E-mail address, postal address, or office, as the channel needs.
    pub address: String,
    /// Without the name of anybody.
    pub subject: String,
    /// The letter.
    pub text: String,
    /// The letter, to print or to keep.
    pub pdf: Vec<u8>,
}

/// What an attempt gave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The channel has it, and says under which reference.
    Taken(String),
    /// The channel certainly does not have it; it may be tried again.
    Later(String),
    /// The channel certainly does not have it, and will not.
    Refused(String),
    /// Nobody knows whether the channel has it.
    Unknown(String),
}

/// What the channel answers when asked after a sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It has it.
    Taken(String),
    /// It certainly does not have it, and never will of that attempt.
    Never(String),
    /// It cannot say.
    Silent(String),
}

/// What came back from outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// Names the line in its channel: heard once.
    pub line: String,
    /// Which sending, when it can be told.
    pub key: Option<Uuid>,
    /// What it says.
    pub what: What,
    /// On which day, when it says so.
    pub on: Option<Date>,
    /// Number of the advice, reference of the acknowledgement.
    pub reference: String,
}

/// What a line says of a sending.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The channel has it.
    Taken,
    /// It reached its recipient.
    Received,
    /// It came back: `refusee`, `non_reclamee`, `inconnue`.
    Returned(&'static str),
    /// It cannot be read.
    Unreadable(String),
}

/// A way out.
pub trait Channel: Send + Sync {
    /// Its name in what is kept of its lines.
    fn name(&self) -> &'static str;
    /// Codes of the channels of notices that it carries.
    fn carries(&self) -> &'static [&'static str];
    /// Tries to hand the parcel over, once.
    fn send<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Sent>;
    /// Asks after a sending whose attempt ended without an answer.
    fn ask<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Asked>;
    /// What came back and was not yet declared heard.
    fn news(&self) -> BoxFuture<'_, Result<Vec<News>>>;
    /// These lines are kept: they need not come again.
    fn heard<'a>(&'a self, lines: &'a [String]) -> BoxFuture<'a, Result<()>>;
}

/// The channels that stand here.
#[derive(Clone, Default)]
pub struct Channels(Arc<Vec<Box<dyn Channel>>>);

impl Channels {
    /// Those given.
    #[must_use]
    pub fn new(channels: Vec<Box<dyn Channel>>) -> Self {
        Self(Arc::new(channels))
    }

    /// Those that the configuration opens.
    ///
    /// # Errors
    /// When a key or an address of the configuration does not read.
    pub fn from_settings(settings: &Settings) -> Result<Self> {
        let mut open: Vec<Box<dyn Channel>> = Vec::new();
        if !settings.courriel.smtp.is_empty() {
            open.push(Box::new(Mail::new(settings.courriel.clone())?));
        }
        if !settings.conseils.adresse.is_empty() {
            open.push(Box::new(Counsel::new(&settings.conseils)?));
        }
        if !settings.courrier.depot.is_empty() {
            open.push(Box::new(Post::new(&settings.courrier)?));
        }
        Ok(Self::new(open))
    }

    /// The adapter that carries a channel, when it stands here.
    pub(crate) fn of(&self, code: &str) -> Option<&dyn Channel> {
        self.all().find(|channel| channel.carries().contains(&code))
    }

    /// All of them.
    pub(crate) fn all(&self) -> impl Iterator<Item = &dyn Channel> {
        self.0.iter().map(Box::as_ref)
    }

    /// Whether a notice may go that way here: by hand always, else by an adapter that stands.
    pub(crate) fn stands(&self, code: &str) -> bool {
        by_hand(code) || self.of(code).is_some()
    }
}

/// E-mail to anybody's box. What is sealed does not go that way (the registry of a prison is no such box).
pub(crate) const OPEN_MAIL: &str = "courriel";

/// What people carry and record with the deed: no adapter, no attempt.
pub(crate) fn by_hand(code: &str) -> bool {
    matches!(code, "remise" | "signification")
}

/// How channels are reached: section `avis` of the configuration.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Settings {
    /// Seconds between two looks at what came back.
    pub releve_secondes: u64,
    /// Seconds after which an attempt without an answer is unknown.
    pub bail_secondes: i64,
    /// E-mail.
    pub courriel: MailSettings,
    /// The electronic way of counsel.
    pub conseils: CounselSettings,
    /// Letters.
    pub courrier: PostSettings,
}

/// The section as it stands in the file.
#[derive(Debug, Deserialize)]
pub(crate) struct Own {
    pub(crate) avis: Settings,
    pub(crate) bulletin: crate::DigestSettings,
}

/// A day as partners write it.
pub fn day_of(text: &str) -> Option<Date> {
    text.get(..10).unwrap_or(text).parse().ok()
}

fn unreadable(what: &str, cause: impl std::fmt::Display) -> Failure {
    Failure::internal(format!("{what}: {cause}"))
}
