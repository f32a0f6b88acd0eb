//! What hands notices to their channels, asks after those of which nobody knows, reads what came back, and tells the journal.
//!
//! A sending is marked `en_cours` and committed before anything leaves. Should the process die then, the mark outlives it:
//! after the lease the sending is unknown, the channel is asked after it, and without a certain answer a person decides.
//! Nothing that may have left is ever tried again by itself.

use std::time::Duration;

use backon::{BackoffBuilder, ExponentialBuilder};
use futures::{StreamExt, TryStreamExt};
use greffe_chassis::{
    Failure, Result,
    clock::{agreed_day, paris_day},
    db::{self, sql_day, sql_instant},
};
use greffe_contracts::{events::v1::ActRecorded, notification::v1 as pb};
use jiff::{Timestamp, ToSpan};
use prost::Message;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{
    channels::{Asked, Channel, News, OPEN_MAIL, Parcel, Sent, What},
    life::{Fate, Row, SELF},
    paper,
};
use crate::{Notifications, store::lock};

/// Sendings looked at in one go, and how many of them under way at once.
const BATCH: i64 = 64;
const AT_ONCE: usize = 8;
/// How often something that waits is looked for when nothing wakes us.
const LOOK: Duration = Duration::from_secs(1);
/// How often a sending that nobody knows of is asked after.
const ASK_AGAIN_MINUTES: i64 = 5;

/// The hand that delivers.
pub struct Deliverer {
    notifications: Notifications,
    lease_seconds: i64,
    read_every: Duration,
}

impl Deliverer {
    /// For the service, giving each attempt so many seconds.
    #[must_use]
    pub fn new(notifications: Notifications, lease_seconds: i64, read_every: Duration) -> Self {
        Self { notifications, lease_seconds, read_every }
    }

    /// Delivers until told to end.
    pub async fn run(self, ending: CancellationToken) {
        let mut read_at = tokio::time::Instant::now();
        loop {
            let read = tokio::time::Instant::now() >= read_at;
            if read {
                read_at = tokio::time::Instant::now() + self.read_every;
            }
            if let Err(error) = self.turn(read).await {
                tracing::warn!(%error, "notices put off");
            }
            tokio::select! {
                () = self.notifications.handed.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
                () = ending.cancelled() => return,
            }
        }
    }

    /// One look at all that waits; `read` also reads what came back.
    ///
    /// # Errors
    /// When the database cannot be asked; what was done stays done.
    pub async fn turn(&self, read: bool) -> Result<()> {
        while self.deliver().await? > 0 {}
        self.give_up().await?;
        self.ask_after().await?;
        if read {
            self.read_back().await;
            self.without_proof().await?;
        }
        self.tell_journals().await
    }

    /// Hands over what waits; answers how many.
    async fn deliver(&self) -> Result<usize> {
        let this = &self.notifications;
        let waiting = sqlx::query_scalar!(
            "SELECT sending_id FROM notification.sending WHERE state = 'remis' AND next_try <= $1
             ORDER BY next_try, sending_id LIMIT $2",
            sql_instant(this.clock.now()),
            BATCH
        )
        .fetch_all(&this.pool)
        .await?;
        let turns = futures::stream::iter(waiting).map(|sending| async move {
            self.turn_of(sending).await.unwrap_or_else(|error| {
                tracing::error!(%sending, %error, "what became of a notice could not be kept");
                false
            })
        });
        let taken = turns.buffer_unordered(AT_ONCE).filter(|taken| std::future::ready(*taken));
        Ok(taken.count().await)
    }

    /// Marks a sending when its turn has come, and hands it over; answers whether it was still there to take. A mark set
    /// earlier would run out while the others go, and another hand would then give the sending up.
    async fn turn_of(&self, sending: Uuid) -> Result<bool> {
        let this = &self.notifications;
        let now = this.clock.now();
        let lease = now.checked_add(self.lease_seconds.seconds()).map_err(Failure::internal)?;
        let row = sqlx::query_as!(
            Row,
            "UPDATE notification.sending SET state = 'en_cours', attempts = attempts + 1, next_try = $3
             WHERE sending_id = $1 AND state = 'remis' AND next_try <= $2
             RETURNING sending_id, notice_id, version, dossier_id, state, channel, attempts, sent_at, body",
            sending,
            sql_instant(now),
            sql_instant(lease)
        )
        .fetch_optional(&this.pool)
        .await?;
        let Some(row) = row else { return Ok(false) };
        greffe_bus::faults::point("notice.marked");
        self.hand(&row).await.map(|()| true)
    }

    async fn hand(&self, row: &Row) -> Result<()> {
        let this = &self.notifications;
        let shut = row.channel == OPEN_MAIL
            && this.is_sealed(&mut *this.pool.acquire().await?, row.dossier_id).await?;
        let fate = match this.channels.of(&row.channel) {
            // Sealed since it was handed over.
            _ if shut => Fate::Rejected("Le dossier est scellé\u{a0}: rien n’en part par courriel.".into()),
            None => Fate::Later("Le canal n’est pas ouvert.".into(), this.backed_off(row.attempts)),
            Some(channel) => match self.written(row).await {
                Ok(parcel) => match channel.send(&parcel).await {
                    Sent::Taken(reference) => Fate::Sent(reference),
                    Sent::Later(why) => {
                        metrics::counter!("greffe_channel_failures_total", "channel" => channel.name())
                            .increment(1);
                        Fate::Later(why, this.backed_off(row.attempts))
                    }
                    Sent::Refused(why) => Fate::Rejected(why),
                    Sent::Unknown(why) => Fate::Unknown(why),
                },
                // What the template misses is for a person; who lays out may only be away.
                Err(error) if error.is_transient() => Fate::Later(
                    "La lettre attend le service des documents.".into(),
                    this.backed_off(row.attempts),
                ),
                Err(error) => Fate::Rejected(error.message),
            },
        };
        greffe_bus::faults::point("notice.sent");
        // The database may be away for a moment; the mark would then make unknown what is known.
        let mut pauses =
            ExponentialBuilder::default().with_min_delay(Duration::from_millis(50)).with_max_times(5).build();
        loop {
            match self.learn(row.sending_id, fate.clone()).await {
                Err(error) if error.is_transient() => match pauses.next() {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Err(error),
                },
                kept => return kept.map(|_| ()),
            }
        }
    }

    /// The parcel with its letter.
    async fn written(&self, row: &Row) -> Result<Parcel> {
        let order =
            paper::order(&row.sending()?, row.sending_id, paris_day(self.notifications.clock.now()), false);
        Ok(Parcel { pdf: self.notifications.letters.pdf(order).await?, ..parcel(row)? })
    }

    /// Keeps what is learnt of a sending; answers whether it was news.
    async fn learn(&self, sending: Uuid, fate: Fate) -> Result<bool> {
        let this = &self.notifications;
        let mut tx = db::begin(&this.pool).await?;
        let Some(row) = self.held(&mut tx, sending).await? else { return Ok(false) };
        let changed = self.keep(&mut tx, &row, fate).await?;
        tx.commit().await?;
        this.wake.wake();
        Ok(changed)
    }

    /// A sending, under its dossier's lock and its own.
    async fn held(&self, tx: &mut PgConnection, sending: Uuid) -> Result<Option<Row>> {
        let dossier =
            sqlx::query_scalar!("SELECT dossier_id FROM notification.sending WHERE sending_id = $1", sending)
                .fetch_optional(&mut *tx)
                .await?;
        let Some(dossier) = dossier else { return Ok(None) };
        lock(tx, dossier).await?;
        self.notifications.locked(tx, sending).await
    }

    async fn keep(&self, tx: &mut PgConnection, row: &Row, fate: Fate) -> Result<bool> {
        let changed = self.notifications.becomes(tx, row, fate, SELF).await?;
        if changed {
            let now =
                self.notifications.locked(tx, row.sending_id).await?.map(|row| row.state).unwrap_or_default();
            self.notifications.tell_notice(tx, row.dossier_id, row.notice_id, &now).await?;
        }
        Ok(changed)
    }

    /// Attempts whose lease is over: nobody knows.
    async fn give_up(&self) -> Result<()> {
        let over = sqlx::query_scalar!(
            "SELECT sending_id FROM notification.sending WHERE state = 'en_cours' AND next_try <= $1 LIMIT $2",
            sql_instant(self.notifications.clock.now()),
            BATCH
        )
        .fetch_all(&self.notifications.pool)
        .await?;
        for sending in over {
            let why = "Le service s’est arrêté pendant l’envoi\u{a0}: rien ne dit si le canal l’a pris.";
            self.learn(sending, Fate::Unknown(why.into())).await?;
        }
        Ok(())
    }

    /// Asks channels after what nobody knows of. A certain answer settles it; the rest stays before a person.
    async fn ask_after(&self) -> Result<()> {
        let this = &self.notifications;
        let now = this.clock.now();
        let later = now.checked_add(ASK_AGAIN_MINUTES.minutes()).map_err(Failure::internal)?;
        let rows = sqlx::query_as!(
            Row,
            "UPDATE notification.sending s SET next_try = $2
             FROM (SELECT sending_id FROM notification.sending WHERE state = 'inconnu' AND next_try <= $1
                   ORDER BY next_try LIMIT $3 FOR UPDATE SKIP LOCKED) w
             WHERE s.sending_id = w.sending_id
             RETURNING s.sending_id, s.notice_id, s.version, s.dossier_id, s.state, s.channel, s.attempts, s.sent_at, s.body",
            sql_instant(now),
            sql_instant(later),
            BATCH
        )
        .fetch_all(&this.pool)
        .await?;
        // Together: one that answers slowly keeps few others waiting.
        let asked = futures::stream::iter(rows).map(|row| self.asked(row, now));
        asked.buffer_unordered(AT_ONCE).try_for_each(|()| std::future::ready(Ok(()))).await
    }

    async fn asked(&self, row: Row, now: Timestamp) -> Result<()> {
        let Some(channel) = self.notifications.channels.of(&row.channel) else { return Ok(()) };
        let fate = match channel.ask(&parcel(&row)?).await {
            Asked::Taken(reference) => Fate::Sent(reference),
            Asked::Never(why) => Fate::Later(why, now),
            Asked::Silent(why) => {
                tracing::info!(sending = %row.sending_id, why, "nobody knows of a notice yet");
                return Ok(());
            }
        };
        self.learn(row.sending_id, fate).await.map(|_| ())
    }

    /// Reads what came back, line by line, each once. A channel that does not answer keeps no other waiting.
    async fn read_back(&self) {
        for channel in self.notifications.channels.all() {
            let read = match channel.news().await {
                Ok(read) => read,
                Err(error) => {
                    metrics::counter!("greffe_channel_failures_total", "channel" => channel.name())
                        .increment(1);
                    tracing::warn!(%error, channel = channel.name(), "what came back could not be read");
                    continue;
                }
            };
            let mut kept = Vec::new();
            for news in read {
                match self.hear(channel, &news).await {
                    Ok(()) => kept.push(news.line),
                    // In their order: those that follow wait for it.
                    Err(error) => {
                        tracing::error!(%error, channel = channel.name(), "a line that came back could not be kept");
                        break;
                    }
                }
            }
            if !kept.is_empty()
                && let Err(error) = channel.heard(&kept).await
            {
                tracing::warn!(%error, channel = channel.name(), "lines will come again, and change nothing");
            }
        }
    }

    async fn hear(&self, channel: &dyn Channel, news: &News) -> Result<()> {
        let this = &self.notifications;
        let mut tx = db::begin(&this.pool).await?;
        let row = match news.key {
            Some(key) => self.held(&mut tx, key).await?,
            None => None,
        };
        let today = paris_day(this.clock.now());
        let on = news.on.unwrap_or(today).min(today);
        let outcome = match (&row, &news.what) {
            (_, What::Unreadable(why)) => why.clone(),
            (None, what) => {
                let digest = match news.key {
                    Some(key) => this.digest_heard(&mut tx, key, what, &news.reference).await?,
                    None => None,
                };
                digest.unwrap_or("Aucun envoi de ce greffe ne porte cette référence.").to_owned()
            }
            (Some(row), what) => {
                let fate = match what {
                    What::Received => Fate::Received(on, news.reference.clone()),
                    What::Returned(result) => {
                        Fate::Returned((*result).to_owned(), on, news.reference.clone())
                    }
                    _ => Fate::Sent(news.reference.clone()),
                };
                let changed = self.keep(&mut tx, row, fate).await?;
                if changed { "pris en compte".to_owned() } else { "déjà su".to_owned() }
            }
        };
        let first = sqlx::query!(
            "INSERT INTO notification.told (channel, line, at, outcome) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            channel.name(),
            news.line,
            sql_instant(this.clock.now()),
            outcome
        )
        .execute(&mut *tx)
        .await?;
        if first.rows_affected() == 0 {
            // Heard before: whatever it changed then stands.
            return Ok(());
        }
        tx.commit().await?;
        this.wake.wake();
        Ok(())
    }

    /// What went and was not proven in time.
    async fn without_proof(&self) -> Result<()> {
        let this = &self.notifications;
        let today = agreed_day(&*this.clock, &mut *this.pool.acquire().await?).await?;
        let over = sqlx::query_scalar!(
            "SELECT sending_id FROM notification.sending WHERE state = 'envoye' AND proof_by < $1 LIMIT 1000",
            sql_day(today)
        )
        .fetch_all(&this.pool)
        .await?;
        for sending in over {
            self.learn(sending, Fate::Unproven).await?;
        }
        Ok(())
    }

    /// Acts of proof enter the journals, each once, those of a notice in their order.
    async fn tell_journals(&self) -> Result<()> {
        let this = &self.notifications;
        loop {
            let now = this.clock.now();
            let waiting = sqlx::query!(
                "SELECT p.proof_id, p.dossier_id, p.act, p.attempts FROM notification.proof p
                 WHERE p.state = 'a_inscrire' AND p.next_try <= $1 AND NOT EXISTS (
                     SELECT 1 FROM notification.proof e WHERE e.notice_id = p.notice_id AND e.rank < p.rank AND e.state = 'a_inscrire')
                 ORDER BY p.rank LIMIT $2",
                sql_instant(now),
                BATCH
            )
            .fetch_all(&this.pool)
            .await?;
            if waiting.is_empty() {
                return Ok(());
            }
            for proof in waiting {
                let act = ActRecorded::decode(proof.act.as_slice()).map_err(Failure::internal)?;
                let (state, reason) = match this.cases.record(proof.proof_id, proof.dossier_id, act).await {
                    Ok(()) => ("inscrite", String::new()),
                    Err(error) if error.is_transient() => ("a_inscrire", error.message),
                    Err(error) => {
                        tracing::error!(proof = %proof.proof_id, code = %error.code, "a journal refused a proof");
                        ("refusee", format!("{} ({})", error.message, error.code))
                    }
                };
                sqlx::query!(
                    "UPDATE notification.proof SET state = $2, reason = $3, attempts = attempts + 1, next_try = $4 WHERE proof_id = $1",
                    proof.proof_id,
                    state,
                    reason,
                    sql_instant(this.backed_off(proof.attempts))
                )
                .execute(&this.pool)
                .await?;
            }
        }
    }
}

/// The parcel, its letter apart.
fn parcel(row: &Row) -> Result<Parcel> {
    let sending: pb::Sending = row.sending()?;
    let text = paper::letter(&sending);
    Ok(Parcel {
        key: row.sending_id,
        notice: row.notice_id,
        version: sending.version,
        channel: row.channel.clone(),
        number: sending.dossier_number,
        label: sending.label,
        article: sending.article,
        name: sending.recipient_name,
        address: sending.address,
        subject: sending.subject,
        pdf: Vec::new(),
        text,
    })
}
