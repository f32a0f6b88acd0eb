//! The digest that each person chose: made once a day at its hour, composed at the moment it leaves with the rights of that
//! moment, and handed to the e-mail channel as a notice is: marked before anything leaves, unknown when its answer is lost,
//! never sent a second time by itself.

use std::{collections::HashSet, fmt::Write as _, time::Duration};

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Caller, Failure, Result,
    clock::paris_day,
    db::{self, from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{common::v1::PageRequest, notification::v1 as pb};
use greffe_procedure::day::Day;
use jiff::{Timestamp, ToSpan, civil::Date};
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Notifications,
    agenda::tells,
    notices::channels::{Asked, Parcel, Sent, What},
    preferences::{choice_of, digest_id},
    searches::{FOUND, FOUND_LABEL},
    store::owner,
};

/// How often what is due is looked for.
const LOOK: Duration = Duration::from_secs(5);
/// Digests taken in one go.
const BATCH: i64 = 32;
/// Lines of each part.
const MINE: u32 = 40;
const FREE: u32 = 10;
const NEWS: i64 = 50;
const DAYS_SHOWN: usize = 60;
/// How far ahead days are told, in days.
const AHEAD: i32 = 15;
/// How often a digest of which nobody knows is asked after.
const ASK_AGAIN_MINUTES: i64 = 5;

/// The first instant after another at which a digest is due: an hour of the Court stays that hour when summer time moves it.
pub fn next_after(choice: &pb::DigestChoice, now: Timestamp) -> Result<Option<Timestamp>> {
    if choice.frequency == "aucun" {
        return Ok(None);
    }
    let hour = i8::try_from(choice.hour).map_err(Failure::internal)?;
    let mut day = paris_day(now);
    for _ in 0..=8 {
        let at = day.at(hour, 0, 0, 0).in_tz("Europe/Paris").map_err(Failure::internal)?.timestamp();
        let wanted = choice.frequency == "matin"
            || u32::from(day.weekday().to_monday_one_offset().unsigned_abs()) == choice.weekday;
        if wanted && at > now {
            return Ok(Some(at));
        }
        day = day.tomorrow().map_err(Failure::internal)?;
    }
    Ok(None)
}

/// The hand that sends digests, and looks for what is new in the searches that are followed.
pub struct Digests {
    notifications: Notifications,
    lease_seconds: i64,
    look_every: Duration,
}

impl Digests {
    /// For the service, giving each attempt so many seconds.
    #[must_use]
    pub fn new(notifications: Notifications, lease_seconds: i64, look_every: Duration) -> Self {
        Self { notifications, lease_seconds, look_every }
    }

    /// Sends until told to end.
    pub async fn run(self, ending: CancellationToken) {
        let mut look_at = tokio::time::Instant::now();
        loop {
            let look = tokio::time::Instant::now() >= look_at;
            if look {
                look_at = tokio::time::Instant::now() + self.look_every;
            }
            if let Err(error) = self.turn(look).await {
                tracing::warn!(%error, "digests put off");
            }
            tokio::select! {
                () = tokio::time::sleep(LOOK) => {}
                () = ending.cancelled() => return,
            }
        }
    }

    /// One look at all that is due; `look` also asks the searches that are followed.
    ///
    /// # Errors
    /// When the database cannot be asked; what was done stays done.
    pub async fn turn(&self, look: bool) -> Result<()> {
        if look {
            self.notifications.look_for().await?;
        }
        while self.make().await? {}
        self.deliver().await?;
        self.give_up().await?;
        self.ask_after().await
    }

    /// Makes one digest that is due; whether there was one. After an outage there is one, of the day, and not one a day that passed.
    async fn make(&self) -> Result<bool> {
        let this = &self.notifications;
        let now = this.clock.now();
        let mut tx = db::begin(&this.pool).await?;
        let subject = sqlx::query_scalar!(
            "SELECT subject FROM notification.preference WHERE next_at <= $1 ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED",
            sql_instant(now)
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(subject) = subject else { return Ok(false) };
        let choice = choice_of(&mut tx, &subject).await?;
        let day = paris_day(now);
        sqlx::query!(
            "INSERT INTO notification.digest (digest_id, subject, day, state, next_try, made_at) VALUES ($1, $2, $3, 'remis', $4, $4)
             ON CONFLICT DO NOTHING",
            digest_id(&subject, day),
            subject,
            sql_day(day),
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "UPDATE notification.preference SET next_at = $2 WHERE subject = $1",
            subject,
            next_after(&choice, now)?.map(sql_instant)
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn deliver(&self) -> Result<()> {
        let this = &self.notifications;
        let waiting = sqlx::query!(
            "SELECT digest_id, subject, day, attempts, made_at FROM notification.digest
             WHERE state = 'remis' AND next_try <= $1 ORDER BY next_try, digest_id LIMIT $2",
            sql_instant(this.clock.now()),
            BATCH
        )
        .fetch_all(&this.pool)
        .await?;
        for row in waiting {
            let digest = Due {
                id: row.digest_id,
                subject: row.subject,
                day: from_sql_day(row.day),
                attempts: row.attempts,
                made_at: from_sql_instant(row.made_at),
            };
            if let Err(error) = self.hand(&digest).await {
                tracing::error!(digest = %digest.id, %error, "a digest was not handed over");
                // Not marked: nothing left. The others go on.
                self.becomes(&digest, "remis", "remis", "", Some(this.backed_off(digest.attempts + 1)))
                    .await?;
            }
        }
        Ok(())
    }

    async fn hand(&self, digest: &Due) -> Result<()> {
        let this = &self.notifications;
        if paris_day(this.clock.now()) != digest.day {
            let why = "La journée est passée avant que le relais ne le prenne.";
            return self.becomes(digest, "remis", "perime", why, None).await.map(|_| ());
        }
        let Some(parcel) = this.composed(digest).await? else {
            return self.becomes(digest, "remis", "vide", "Rien n’était à dire.", None).await.map(|_| ());
        };
        let Some(channel) = this.channels.of("courriel") else {
            let later = this.backed_off(digest.attempts + 1);
            let why = "Aucun courriel ne part de cette installation.";
            return self.becomes(digest, "remis", "remis", why, Some(later)).await.map(|_| ());
        };
        let lease = this.clock.now().checked_add(self.lease_seconds.seconds()).map_err(Failure::internal)?;
        // Another hand may have it.
        if !self.becomes(digest, "remis", "en_cours", "", Some(lease)).await? {
            return Ok(());
        }
        greffe_bus::faults::point("digest.marked");
        let sent = channel.send(&parcel).await;
        greffe_bus::faults::point("digest.sent");
        let (state, why, next_try) = match sent {
            Sent::Taken(reference) => ("envoye", reference, None),
            Sent::Later(why) => ("remis", why, Some(this.backed_off(digest.attempts + 1))),
            Sent::Refused(why) => ("rejete", why, None),
            Sent::Unknown(why) => ("inconnu", why, Some(this.clock.now())),
        };
        if state != "envoye" {
            metrics::counter!("greffe_channel_failures_total", "channel" => channel.name()).increment(1);
        }
        self.becomes(digest, "en_cours", state, &why, next_try).await.map(|_| ())
    }

    /// Moves a digest from one state to another, unless it has left the first; whether it did.
    async fn becomes(
        &self,
        digest: &Due,
        from: &str,
        to: &str,
        why: &str,
        next_try: Option<Timestamp>,
    ) -> Result<bool> {
        let tried = i32::from(to == "en_cours");
        let moved = sqlx::query!(
            "UPDATE notification.digest SET state = $3, why = $4, next_try = $5, attempts = attempts + $6
             WHERE digest_id = $1 AND state = $2",
            digest.id,
            from,
            to,
            why,
            next_try.map(sql_instant),
            tried
        )
        .execute(&self.notifications.pool)
        .await?;
        Ok(moved.rows_affected() > 0)
    }

    /// Attempts whose lease is over: nobody knows.
    async fn give_up(&self) -> Result<()> {
        let this = &self.notifications;
        sqlx::query!(
            "UPDATE notification.digest SET state = 'inconnu', next_try = $1,
                    why = 'Le service s’est arrêté pendant l’envoi : rien ne dit si le relais l’a pris.'
             WHERE state = 'en_cours' AND next_try <= $1",
            sql_instant(this.clock.now())
        )
        .execute(&this.pool)
        .await?;
        Ok(())
    }

    /// Asks the channel after what nobody knows of, on its day. What it does not answer stays so, before its reader.
    async fn ask_after(&self) -> Result<()> {
        let this = &self.notifications;
        let Some(channel) = this.channels.of("courriel") else { return Ok(()) };
        let now = this.clock.now();
        let later = now.checked_add(ASK_AGAIN_MINUTES.minutes()).map_err(Failure::internal)?;
        let unknown = sqlx::query!(
            "UPDATE notification.digest d SET next_try = CASE WHEN d.day >= $4 THEN $2::timestamptz END
             FROM (SELECT digest_id FROM notification.digest WHERE state = 'inconnu' AND next_try <= $1
                   ORDER BY next_try LIMIT $3 FOR UPDATE SKIP LOCKED) w
             WHERE d.digest_id = w.digest_id RETURNING d.digest_id, d.subject, d.day, d.attempts, d.made_at",
            sql_instant(now),
            sql_instant(later),
            BATCH,
            sql_day(paris_day(now))
        )
        .fetch_all(&this.pool)
        .await?;
        for row in unknown {
            let digest = Due {
                id: row.digest_id,
                subject: row.subject,
                day: from_sql_day(row.day),
                attempts: row.attempts,
                made_at: from_sql_instant(row.made_at),
            };
            match channel.ask(&parcel(&digest, String::new(), String::new())).await {
                Asked::Taken(reference) => {
                    self.becomes(&digest, "inconnu", "envoye", &reference, None).await?;
                }
                Asked::Never(why) => {
                    self.becomes(&digest, "inconnu", "remis", &why, Some(now)).await?;
                }
                Asked::Silent(_) => {}
            }
        }
        Ok(())
    }
}

/// A digest to send.
struct Due {
    id: Uuid,
    subject: String,
    day: Date,
    attempts: i32,
    made_at: Timestamp,
}

fn parcel(digest: &Due, address: String, text: String) -> Parcel {
    Parcel {
        key: digest.id,
        notice: digest.id,
        version: 1,
        channel: "courriel".into(),
        number: String::new(),
        label: String::new(),
        article: String::new(),
        name: String::new(),
        address,
        subject: format!("Greffe\u{a0}: votre bulletin du {}", Day::from_date(digest.day).long()),
        text,
        pdf: Vec::new(),
    }
}

impl Notifications {
    /// What there is to tell its reader now; nothing when they are no longer in office, chose otherwise, or owe nothing.
    async fn composed(&self, digest: &Due) -> Result<Option<Parcel>> {
        let Some(reader) = self.colleagues.named(&digest.subject).await? else { return Ok(None) };
        if !decide(&reader, Action::LireTaches, Resource::Court).allowed {
            return Ok(None);
        }
        let mut connection = self.pool.acquire().await?;
        let this = self.in_force(&mut connection).await?;
        let choice = choice_of(&mut connection, &digest.subject).await?;
        if choice.frequency == "aucun" {
            return Ok(None);
        }
        let mut parts = Vec::new();
        if choice.tasks {
            for (view, size, title) in
                [("miennes", MINE, "Vos tâches"), ("libres", FREE, "À prendre, les plus pressantes d’abord")]
            {
                let page = Some(PageRequest { cursor: String::new(), size });
                let wanted = pb::ListTasksRequest { page, view: view.into(), ..Default::default() };
                let tasks = this.list(&reader, &wanted).await?.tasks;
                parts.push((title, this.task_lines(&mut connection, &reader, &tasks).await?));
            }
        }
        if choice.deadlines {
            let to = digest.day.checked_add(AHEAD.days()).map_err(Failure::internal)?;
            let days = this.agenda(&mut connection, &reader, digest.day, to).await?;
            let lines = days.iter().take(DAYS_SHOWN).map(|entry| this.day_line(entry)).collect();
            parts.push(("Audiences et échéances des quinze prochains jours", lines));
        }
        if choice.follows {
            let since = told_last(&mut connection, digest, &choice).await?;
            parts.push(("Dans ce que vous suivez", this.news_lines(&mut connection, &reader, since).await?));
        }
        parts.retain(|(_, lines): &(&str, Vec<String>)| !lines.is_empty());
        if parts.is_empty() {
            return Ok(None);
        }
        let mut text = String::from("Bonjour,\n");
        for (title, lines) in parts {
            let _ = write!(text, "\n{title} ({})\n", lines.len());
            for line in lines {
                let _ = write!(text, "\n{line}\n");
            }
        }
        let _ = write!(
            text,
            "\n-- \nLes affaires à accès restreint ne figurent jamais dans ce bulletin\u{a0}: elles se lisent dans l’application.\n\
             Pour le recevoir autrement, ou ne plus le recevoir\u{a0}: {}/preferences\n",
            self.bulletin.adresse.trim_end_matches('/')
        );
        Ok(Some(parcel(digest, choice.address, text)))
    }

    fn entry_line(&self, number: &str, dossier: &str, words: &str) -> String {
        let number = if number.is_empty() { "non numéroté" } else { number };
        format!("- Dossier {number}\u{a0}: {words}\n  {}", self.bulletin.link(dossier))
    }

    async fn task_lines(
        &self,
        connection: &mut PgConnection,
        reader: &Caller,
        tasks: &[pb::Task],
    ) -> Result<Vec<String>> {
        let dossiers: Vec<Uuid> = tasks.iter().filter_map(|task| Uuid::parse_str(owner(task)).ok()).collect();
        let cases = stored::load_all(connection, &dossiers).await?;
        // Knowing of a case is enough to see its tasks on the screen; e-mail asks for the right to read it.
        let told = |dossier: &Uuid| cases.get(dossier).is_some_and(|case| tells(reader, &case.relations));
        let hidden: HashSet<String> =
            dossiers.iter().filter(|dossier| !told(dossier)).map(Uuid::to_string).collect();
        let line = |task: &pb::Task| {
            let due = match task.due.parse::<Day>() {
                Ok(due) => format!(", avant le {}", due.long()),
                Err(_) => String::new(),
            };
            let words = format!("{}{due}", task.label);
            if task.audience_id.is_empty() {
                return self.entry_line(&task.dossier_number, &task.dossier_id, &words);
            }
            let link = self.bulletin.link_to("audiences", &task.audience_id);
            format!("- {}\u{a0}: {words}\n  {link}", task.dossier_number)
        };
        Ok(tasks.iter().filter(|task| !hidden.contains(owner(task))).map(line).collect())
    }

    fn day_line(&self, entry: &pb::CalendarEntry) -> String {
        let day = entry.day.parse::<Day>().map_or_else(|_| entry.day.clone(), Day::long);
        let words = match entry.kind.as_str() {
            "audience" => format!("audience le {day}"),
            _ => format!("{}, le {day}", entry.label),
        };
        self.entry_line(&entry.dossier_number, &entry.dossier_id, &words)
    }

    /// Acts in what somebody follows, by the name of the act and the number of the case: the names that they gave to what they
    /// follow may be those of parties, and do not leave.
    async fn news_lines(
        &self,
        connection: &mut PgConnection,
        reader: &Caller,
        since: Timestamp,
    ) -> Result<Vec<String>> {
        let rows = sqlx::query!(
            "SELECT n.dossier_id, n.act FROM notification.follow f JOIN notification.news n USING (follow_id)
             WHERE f.subject = $1 AND n.read_at IS NULL AND n.at > $2 ORDER BY n.seq DESC LIMIT $3",
            reader.subject,
            sql_instant(since),
            NEWS
        )
        .fetch_all(&mut *connection)
        .await?;
        let dossiers: Vec<Uuid> = rows.iter().map(|row| row.dossier_id).collect();
        let mut told = stored::load_all(connection, &dossiers).await?;
        told.retain(|_, case| tells(reader, &case.relations));
        let mut lines = Vec::new();
        for row in rows {
            let Some(case) = told.get(&row.dossier_id) else { continue };
            let kind = self.catalogue.kind(&row.act).and_then(|kind| self.catalogue.act_type(kind));
            let label = if row.act == FOUND { FOUND_LABEL } else { kind.map_or("", |ty| &ty.label) };
            let line = self.entry_line(&case.number, &row.dossier_id.to_string(), label);
            // An act may be news of several things that one follows.
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        Ok(lines)
    }

    /// What came back of a digest, if the number is one's; in words, whether it changed anything.
    pub(crate) async fn digest_heard(
        &self,
        tx: &mut PgConnection,
        key: Uuid,
        what: &What,
        reference: &str,
    ) -> Result<Option<&'static str>> {
        let state =
            sqlx::query_scalar!("SELECT state FROM notification.digest WHERE digest_id = $1 FOR UPDATE", key)
                .fetch_optional(&mut *tx)
                .await?;
        let Some(state) = state else { return Ok(None) };
        let (to, why) = match what {
            What::Returned(_) => ("rejete", "L’adresse n’a pas été atteinte\u{a0}: le message est revenu."),
            _ if matches!(state.as_str(), "inconnu" | "en_cours") => ("envoye", reference),
            _ => return Ok(Some("déjà su")),
        };
        sqlx::query!(
            "UPDATE notification.digest SET state = $2, why = $3, next_try = NULL WHERE digest_id = $1",
            key,
            to,
            why
        )
        .execute(tx)
        .await?;
        Ok(Some("pris en compte"))
    }
}

/// From when on news is told: the digest before this one, else the time between two.
async fn told_last(
    connection: &mut PgConnection,
    digest: &Due,
    choice: &pb::DigestChoice,
) -> Result<Timestamp> {
    let before = sqlx::query_scalar!(
        "SELECT max(made_at) FROM notification.digest WHERE subject = $1 AND day < $2 AND state IN ('envoye', 'inconnu', 'vide')",
        digest.subject,
        sql_day(digest.day)
    )
    .fetch_one(connection)
    .await?;
    let hours = if choice.frequency == "semaine" { 168 } else { 24 };
    match before {
        Some(at) => Ok(from_sql_instant(at)),
        None => digest.made_at.checked_sub(hours.hours()).map_err(Failure::internal),
    }
}
