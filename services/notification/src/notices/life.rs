//! What becomes of a sending: each change with its line in the notice's life, and the act by which the journal learns it.

use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Failure, Result,
    clock::paris_day,
    db::{from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::{Id, NamedDate, Scope, named_date},
    events::v1::{ActRecorded, NoticeChanged, NotificationFaite, PliRetourne, act_recorded::Body},
    kind_of,
    notification::v1 as pb,
};
use greffe_procedure::day::Day;
use jiff::{Timestamp, ToSpan, civil::Date};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use super::words;
use crate::Notifications;

/// Who speaks when no person does.
pub(super) const SELF: &str = "service:notification";
/// Days for which the proof of each channel is waited for.
const WAITED: &[(&str, i32)] = &[
    ("voie_electronique", 3),
    ("courriel", 3),
    ("greffe_penitentiaire", 8),
    ("remise", 8),
    ("lettre_simple", 30),
    ("lettre_recommandee", 30),
    ("signification", 60),
];

/// A sending as stored.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub sending_id: Uuid,
    pub notice_id: Uuid,
    pub version: i32,
    pub dossier_id: Uuid,
    pub state: String,
    pub channel: String,
    pub attempts: i32,
    pub sent_at: Option<time::OffsetDateTime>,
    pub body: Vec<u8>,
}

impl Row {
    pub fn sending(&self) -> Result<pb::Sending> {
        pb::Sending::decode(self.body.as_slice()).map_err(Failure::internal)
    }
}

/// What is learnt of a sending.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// The channel has it.
    Sent(String),
    /// It reached its recipient.
    Received(Date, String),
    /// It came back, with that result.
    Returned(String, Date, String),
    /// Nobody knows.
    Unknown(String),
    /// The channel will not have it.
    Rejected(String),
    /// The channel did not have it; it is tried again at that instant.
    Later(String, Timestamp),
    /// No proof came in time.
    Unproven,
}

impl Notifications {
    /// The last sending of a notice, for a change.
    pub(super) async fn last_sending(&self, tx: &mut PgConnection, notice: Uuid) -> Result<Option<Row>> {
        let row = sqlx::query_as!(
            Row,
            "SELECT sending_id, notice_id, version, dossier_id, state, channel, attempts, sent_at, body
             FROM notification.sending WHERE notice_id = $1 ORDER BY version DESC LIMIT 1 FOR UPDATE",
            notice
        );
        Ok(row.fetch_optional(tx).await?)
    }

    /// One sending, for a change.
    pub(super) async fn locked(&self, tx: &mut PgConnection, sending: Uuid) -> Result<Option<Row>> {
        let row = sqlx::query_as!(
            Row,
            "SELECT sending_id, notice_id, version, dossier_id, state, channel, attempts, sent_at, body
             FROM notification.sending WHERE sending_id = $1 FOR UPDATE",
            sending
        );
        Ok(row.fetch_optional(tx).await?)
    }

    pub(super) async fn line(
        &self,
        tx: &mut PgConnection,
        (notice, version): (Uuid, i32),
        who: &str,
        step: &str,
        detail: &str,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO notification.notice_step (notice_id, version, at, who, step, detail) VALUES ($1, $2, $3, $4, $5, $6)",
            notice,
            version,
            sql_instant(self.clock.now()),
            who,
            step,
            detail
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Tells the browsers, under the dossier's lock.
    pub(super) async fn tell_notice(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        notice: Uuid,
        state: &str,
    ) -> Result<()> {
        let said = NoticeChanged {
            dossier_id: Some(Id::from(dossier)),
            notice_id: Some(Id::from(notice)),
            state: state.to_owned(),
        };
        let seq = outbox::next_seq(tx, dossier).await?;
        let event =
            NewEvent::new("notification.dossier.notice_changed", dossier, seq, "NoticeChanged", &said);
        outbox::append(tx, self.clock.now(), &event).await
    }

    /// Changes a locked sending as far as what is learnt goes beyond what was known; answers whether it did. What comes
    /// late, twice or out of order changes nothing.
    pub(super) async fn becomes(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        fate: Fate,
        who: &str,
    ) -> Result<bool> {
        let (state, from): (&str, &[&str]) = match &fate {
            Fate::Sent(_) => ("envoye", &["en_cours", "inconnu", "remis"]),
            Fate::Received(..) => {
                ("recu", &["en_cours", "inconnu", "remis", "envoye", "sans_preuve", "revenu"])
            }
            Fate::Returned(..) => ("revenu", &["en_cours", "inconnu", "remis", "envoye", "sans_preuve"]),
            Fate::Unknown(_) => ("inconnu", &["en_cours"]),
            Fate::Rejected(_) => ("rejete", &["en_cours"]),
            Fate::Later(..) => ("remis", &["en_cours", "inconnu"]),
            Fate::Unproven => ("sans_preuve", &["envoye"]),
        };
        if !from.contains(&row.state.as_str()) {
            return Ok(false);
        }
        let now = self.clock.now();
        let sent_at = row.sent_at.map_or(now, from_sql_instant);
        let gone = matches!(fate, Fate::Sent(_) | Fate::Received(..) | Fate::Returned(..));
        let mut sending = row.sending()?;
        let (detail, next, reached) = match &fate {
            Fate::Sent(reference) => (reference.clone(), None, None),
            Fate::Received(on, reference) => (reference.clone(), None, Some(*on)),
            Fate::Returned(result, _, reference) => {
                sending.result.clone_from(result);
                (format!("{result} {reference}").trim().to_owned(), None, None)
            }
            Fate::Unknown(why) => (why.clone(), Some(now), None),
            Fate::Rejected(why) => (why.clone(), None, None),
            Fate::Later(why, at) => (why.clone(), Some(*at), None),
            Fate::Unproven => ("Aucune preuve n’est venue dans le temps attendu.".to_owned(), None, None),
        };
        let waited = WAITED.iter().find(|(channel, _)| *channel == row.channel).map_or(30, |(_, days)| *days);
        let proof_by = (state == "envoye").then(|| Day::from_date(paris_day(sent_at)).plus(waited).to_date());
        sqlx::query!(
            "UPDATE notification.sending SET state = $2, next_try = $3, sent_at = $4, reached_on = $5, proof_by = $6, body = $7,
                 reference = CASE WHEN $8 <> '' THEN $8 ELSE reference END
             WHERE sending_id = $1",
            row.sending_id,
            state,
            next.map(sql_instant),
            gone.then(|| sql_instant(sent_at)),
            reached.map(sql_day),
            proof_by.map(sql_day),
            sending.encode_to_vec(),
            if gone { detail.as_str() } else { "" },
        )
        .execute(&mut *tx)
        .await?;
        self.line(tx, (row.notice_id, row.version), who, state, &detail).await?;
        if gone {
            self.prove(tx, row, &sending, sent_at, &fate).await?;
            self.settle_corrective(tx, row, &sending).await?;
        }
        metrics::counter!("greffe_notices_total", "state" => state, "channel" => row.channel.clone())
            .increment(1);
        Ok(true)
    }

    /// The acts by which the journal learns it.
    async fn prove(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        sending: &pb::Sending,
        sent_at: Timestamp,
        fate: &Fate,
    ) -> Result<()> {
        let body =
            sqlx::query_scalar!("SELECT body FROM notification.notice WHERE notice_id = $1", row.notice_id)
                .fetch_optional(&mut *tx)
                .await?;
        // The derived part is being rebuilt: it was there when the notice was prepared, and will be.
        let Some(body) = body else {
            return Err(Failure::unavailable(format!("the notice {} is not derived", row.notice_id)));
        };
        let notice = pb::Notice::decode(body.as_slice()).map_err(Failure::internal)?;
        let sent_on = paris_day(sent_at);
        let (result, received) = match fate {
            Fate::Received(on, _) => ("remise", Some((*on).max(sent_on))),
            Fate::Returned(result, ..) => (result.as_str(), None),
            _ => ("", None),
        };
        let mut dates = vec![dated("expediee", sent_on)];
        dates.extend(received.map(|on| dated("recue", on)));
        let made = NotificationFaite {
            avis: notice.notice.clone(),
            mode: words::mode(&row.channel).to_owned(),
            resultat: result.to_owned(),
        };
        let act = act_of(&notice, sending, dates, Body::NotificationFaite(made));
        self.to_journal(tx, row, &format!("notification {result}"), &act).await?;
        if let Fate::Returned(result, on, _) = fate
            && words::return_is_an_act(&notice.notice)?
        {
            let motif = match result.as_str() {
                "refusee" => "refuse",
                "non_reclamee" => "non_reclame",
                _ => "inconnu",
            };
            let back = PliRetourne { motif: motif.into() };
            let day = (*on).max(sent_on);
            let act = act_of(&notice, sending, vec![dated("retourne", day)], Body::PliRetourne(back));
            self.to_journal(tx, row, "pli retourne", &act).await?;
        }
        Ok(())
    }

    async fn to_journal(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        what: &str,
        act: &ActRecorded,
    ) -> Result<()> {
        sqlx::query!(
            "INSERT INTO notification.proof (proof_id, notice_id, dossier_id, act, state, next_try)
             VALUES ($1, $2, $3, $4, 'a_inscrire', $5) ON CONFLICT DO NOTHING",
            Uuid::new_v5(&row.sending_id, what.as_bytes()),
            row.notice_id,
            row.dossier_id,
            act.encode_to_vec(),
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// What goes of the act as it stands now is the corrective notice that was owed.
    async fn settle_corrective(&self, tx: &mut PgConnection, row: &Row, sending: &pb::Sending) -> Result<()> {
        let act = Uuid::parse_str(&sending.act_id).map_err(Failure::internal)?;
        sqlx::query!(
            "UPDATE notification.corrective k SET settled = $3
             FROM notification.notice n WHERE k.notice_id = $1 AND k.settled = '' AND n.notice_id = k.notice_id AND n.act_id = $2",
            row.notice_id,
            act,
            format!("envoi {}", row.version)
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// When it is tried again: later each time, an hour at most.
    pub(crate) fn backed_off(&self, attempts: i32) -> Timestamp {
        let doubled = 1_i64 << attempts.clamp(0, 8);
        let now = self.clock.now();
        now.checked_add((15 * doubled).min(3_600).seconds()).unwrap_or(now)
    }
}

fn dated(name: &str, day: Date) -> NamedDate {
    NamedDate {
        name: name.into(),
        value: Some(named_date::Value::Day(Day::from_date(day).number())),
        source: "acte".into(),
    }
}

fn act_of(notice: &pb::Notice, sending: &pb::Sending, dates: Vec<NamedDate>, body: Body) -> ActRecorded {
    let id = |text: &str| Uuid::parse_str(text).ok().map(Id::from);
    ActRecorded {
        kind: kind_of(&body).into(),
        dates,
        scope: Some(Scope {
            pourvois: id(&notice.pourvoi_id).into_iter().collect(),
            parties: id(&notice.party_id).into_iter().collect(),
            ..Default::default()
        }),
        refers_to: id(&sending.act_id),
        body: Some(body),
        ..Default::default()
    }
}
