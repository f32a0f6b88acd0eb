//! The steps that people take: prepare, check, hand over, say what became of it, take back. Each decided, once a key.

use greffe_access::{Action, CaseRelations, Resource, decide, stored};
use greffe_chassis::{
    Failure, Result, audit,
    clock::agreed_day,
    command::{Command, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::{dossier::v1 as dossier, notification::v1 as pb};
use jiff::civil::Date;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    REGISTRY,
    channels::{OPEN_MAIL, by_hand},
    hidden,
    life::{Fate, Row},
    read::{bad_day, recipient_key},
    refused, sending_id, unknown_notice,
};
use crate::{Notifications, store::lock};

/// Longest text of a mention, of an address, of a reason.
const TEXT_MAX: usize = 10_000;
const LINE_MAX: usize = 1_000;

impl Notifications {
    /// The notice as it is after, and whether the key was answered before.
    pub(crate) async fn step(
        &self,
        command: Command,
        wanted: pb::StepNoticeRequest,
    ) -> Result<(pb::StepNoticeResponse, bool)> {
        use pb::step_notice_request::Step;

        let id = Uuid::parse_str(&wanted.notice_id).map_err(|_| unknown_notice())?;
        let dossier =
            sqlx::query_scalar!("SELECT dossier_id FROM notification.notice WHERE notice_id = $1", id)
                .fetch_optional(&self.pool)
                .await?
                .ok_or_else(unknown_notice)?;
        // The dossier is read before anything is locked, by the rights of whoever prepares.
        let seen = match &wanted.step {
            Some(Step::Prepare(_)) => {
                Some(self.cases.dossier(&command.caller, dossier).await.map_err(hidden)?)
            }
            _ => None,
        };
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::StepNoticeResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        lock(&mut tx, dossier).await?;
        let digest = Sha256::digest(wanted.encode_to_vec());
        if let Err(refused) = self.may_keep(&mut tx, &command, dossier, &digest).await {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return Err(refused);
        }
        let notice = self.shown_notice(&mut tx, id).await?.ok_or_else(unknown_notice)?;
        let last = self.last_sending(&mut tx, id).await?;
        let (version, state) = last.as_ref().map_or((0, ""), |row| (row.version, row.state.as_str()));
        if u32::try_from(version) != Ok(wanted.expected_version) || state != wanted.expected_state {
            return Err(refused(
                "AVI-003",
                "L’avis a changé depuis que vous l’avez ouvert\u{a0}: quelqu’un d’autre, ou le canal, l’a fait avancer. Rechargez la page.",
            ));
        }
        if notice.sender != REGISTRY {
            return Err(refused(
                "AVI-008",
                "Cet avis n’est pas envoyé par le greffe\u{a0}: son envoi s’enregistre au journal quand il est connu.",
            ));
        }
        let who = command.caller.subject.as_str();
        match (wanted.step.as_ref(), last.as_ref()) {
            (Some(Step::Prepare(form)), last) => {
                let seen = seen.ok_or_else(unknown_notice)?;
                self.prepare(&mut tx, &notice, last, form, &seen, who, None).await?;
            }
            (Some(Step::Check(_)), Some(last)) => self.check(&mut tx, last, who).await?,
            (Some(Step::HandOver(_)), Some(last)) => self.hand_over(&mut tx, last, who).await?,
            (Some(Step::Settle(said)), Some(last)) => self.said(&mut tx, last, said, who).await?,
            (Some(Step::Withdraw(said)), Some(last)) => {
                self.withdraw(&mut tx, last, &said.reason, who).await?
            }
            (Some(Step::NoCorrective(said)), last) => {
                self.no_corrective(&mut tx, id, last, &said.reason, who).await?;
            }
            _ => return Err(not_now()),
        }
        let state = self.last_sending(&mut tx, id).await?.map(|row| row.state).unwrap_or_default();
        self.tell_notice(&mut tx, dossier, id, &state).await?;
        let answer = pb::StepNoticeResponse {
            life: Some(pb::GetNoticeResponse { may_act: true, ..self.life(&mut tx, id).await? }),
        };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.step(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.wake.wake();
        self.handed.notify_one();
        Ok((answer, false))
    }

    /// Decides, in the audit trail. Who may not know of the case does not learn that it has a notice.
    pub(super) async fn may_keep(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        dossier: Uuid,
        digest: &[u8],
    ) -> Result<()> {
        let case = stored::load(tx, dossier).await?.ok_or_else(unknown_notice)?;
        let decision = decide(&command.caller, Action::TenirAvis, Resource::Case(&case.relations));
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: Action::TenirAvis.as_str(),
            object: dossier,
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: digest,
        };
        audit::append(tx, self.clock.now(), &entry).await?;
        if decision.allowed || knows(command, &case.relations) {
            return decision.or_forbidden().map(|_| ());
        }
        Err(unknown_notice())
    }

    /// Fills the next sending, or fills anew the one that has not gone.
    #[allow(clippy::too_many_arguments, reason = "the parts of one row")]
    pub(super) async fn prepare(
        &self,
        tx: &mut PgConnection,
        notice: &pb::Notice,
        last: Option<&Row>,
        form: &pb::PrepareStep,
        seen: &dossier::Dossier,
        who: &str,
        batch: Option<Uuid>,
    ) -> Result<()> {
        if !notice.channels.contains(&form.channel) {
            return Err(refused(
                "CAN-001",
                format!(
                    "La loi n’admet pas ce canal pour cet avis. Elle admet\u{a0}: {}.",
                    notice.channels.join(", ")
                ),
            ));
        }
        if seen.sealed && form.channel == OPEN_MAIL {
            return Err(sealed());
        }
        let reason = bounded("motif", &form.reason, LINE_MAX)?;
        let again = match last.map(|row| row.state.as_str()) {
            None | Some("retire") => Again::Next,
            Some("prepare" | "controle") => Again::Same,
            Some("remis") => Again::Instead,
            Some("rejete" | "revenu" | "sans_preuve") => Again::Next,
            Some("envoye" | "recu") if notice.corrective_owed => Again::Next,
            Some(_) => return Err(not_now()),
        };
        let after_one =
            matches!(last.map(|row| row.state.as_str()), Some("remis" | "rejete" | "revenu" | "sans_preuve"));
        if after_one && reason.is_empty() {
            return Err(no_reason(
                "Dites pourquoi cet avis part par une autre voie, à une autre adresse ou une fois encore.",
            ));
        }
        if notice.place == "prouve" {
            return Err(not_now());
        }
        let notice_id = Uuid::parse_str(&notice.notice_id).map_err(Failure::internal)?;
        let version = match (last, again) {
            (None, _) => 1,
            (Some(row), Again::Same) => row.version,
            (Some(row), _) => row.version + 1,
        };
        if let (Some(row), Again::Instead) = (last, again) {
            self.withdraw(tx, row, &reason, who).await?;
        }
        let mut sending = self.proposal(tx, notice, seen).await?;
        for field in &mut sending.fields {
            let Some(typed) = form.fields.iter().find(|typed| typed.mention == field.mention) else {
                continue;
            };
            if field.editable {
                field.text = bounded("mentions", &typed.text, TEXT_MAX)?;
            }
            if field.editable && typed.keep && !field.text.is_empty() {
                self.keep_wording(tx, field, who).await?;
            }
        }
        sending.channel.clone_from(&form.channel);
        sending.recipient_name = bounded("destinataire", &form.recipient_name, LINE_MAX)?;
        sending.address = bounded("adresse", &form.address, LINE_MAX)?;
        sending.version = u32::try_from(version).map_err(Failure::internal)?;
        let key = sending_id(notice_id, sending.version);
        sending.key = key.to_string();
        sending.batch_id = batch.map(|id| id.to_string()).unwrap_or_default();
        let dossier = Uuid::parse_str(&notice.dossier_id).map_err(Failure::internal)?;
        sqlx::query!(
            "INSERT INTO notification.sending (sending_id, notice_id, version, dossier_id, state, channel, body)
             VALUES ($1, $2, $3, $4, 'prepare', $5, $6)
             ON CONFLICT (sending_id) DO UPDATE SET state = 'prepare', channel = $5, body = $6",
            key,
            notice_id,
            version,
            dossier,
            form.channel,
            sending.encode_to_vec()
        )
        .execute(&mut *tx)
        .await?;
        if Self::wants_address(&form.channel) && !sending.address.is_empty() {
            sqlx::query!(
                "INSERT INTO notification.address (recipient, channel, name, address) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (recipient, channel) DO UPDATE SET name = $3, address = $4",
                recipient_key(notice, seen, &form.channel),
                form.channel,
                sending.recipient_name,
                sending.address
            )
            .execute(&mut *tx)
            .await?;
        }
        let words = if reason.is_empty() {
            form.channel.clone()
        } else {
            format!("{}\u{a0}: {reason}", form.channel)
        };
        self.line(tx, (notice_id, version), who, "prepare", &words).await
    }

    async fn keep_wording(&self, tx: &mut PgConnection, field: &pb::NoticeField, who: &str) -> Result<()> {
        sqlx::query!(
            "INSERT INTO notification.wording (mention, text, kept_by, kept_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (mention) DO UPDATE SET text = $2, kept_by = $3, kept_at = $4",
            field.mention,
            field.text,
            who,
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    async fn check(&self, tx: &mut PgConnection, last: &Row, who: &str) -> Result<()> {
        if last.state != "prepare" {
            return Err(not_now());
        }
        let mut sending = last.sending()?;
        complete(&sending, &last.channel)?;
        who.clone_into(&mut sending.checked_by);
        sqlx::query!(
            "UPDATE notification.sending SET state = 'controle', body = $2 WHERE sending_id = $1",
            last.sending_id,
            sending.encode_to_vec()
        )
        .execute(&mut *tx)
        .await?;
        self.line(tx, (last.notice_id, last.version), who, "controle", "").await
    }

    /// Hands a sending to its channel; what people carry is with them from now on.
    pub(super) async fn hand_over(&self, tx: &mut PgConnection, last: &Row, who: &str) -> Result<()> {
        if !matches!(last.state.as_str(), "prepare" | "controle") {
            return Err(not_now());
        }
        let sending = last.sending()?;
        complete(&sending, &last.channel)?;
        if last.state != "controle" && sending.fields.iter().any(|field| field.signed) {
            return Err(refused(
                "AVI-005",
                "Cet avis porte une mention que le greffier signe\u{a0}: contrôlez-le et signez-le d’abord.",
            ));
        }
        if !self.channels.stands(&last.channel) {
            return Err(refused(
                "CAN-002",
                "Ce canal n’est pas ouvert sur cette installation. Choisissez-en un autre, ou adressez-vous à l’exploitation.",
            ));
        }
        if last.channel == OPEN_MAIL && self.is_sealed(tx, last.dossier_id).await? {
            return Err(sealed());
        }
        sqlx::query!(
            "UPDATE notification.sending SET state = 'remis', attempts = 0, next_try = $2 WHERE sending_id = $1",
            last.sending_id,
            sql_instant(self.clock.now())
        )
        .execute(&mut *tx)
        .await?;
        self.line(tx, (last.notice_id, last.version), who, "remis", "").await?;
        if by_hand(&last.channel) {
            let row = Row { state: "remis".into(), ..last.clone() };
            let carried = if last.channel == "signification" {
                "confié au commissaire de justice"
            } else {
                "confié pour remise"
            };
            self.becomes(tx, &row, Fate::Sent(carried.into()), who).await?;
        }
        Ok(())
    }

    /// Whether the case is closed to all but those named.
    pub(super) async fn is_sealed(&self, connection: &mut PgConnection, dossier: Uuid) -> Result<bool> {
        Ok(stored::load(connection, dossier).await?.is_some_and(|case| case.relations.sealed))
    }

    /// What a person says became of it.
    async fn said(&self, tx: &mut PgConnection, last: &Row, said: &pb::SettleStep, who: &str) -> Result<()> {
        let reason = bounded("motif", &said.reason, LINE_MAX)?;
        let deed = bounded("acte", &said.deed, LINE_MAX)?;
        let unknown = last.state == "inconnu";
        let words = [deed.as_str(), reason.as_str()]
            .iter()
            .filter(|w| !w.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("\u{a0}: ");
        let fate = match said.outcome.as_str() {
            "parti" | "pas_parti" if unknown && reason.is_empty() => {
                return Err(no_reason("Dites d’où vous savez ce que l’envoi est devenu."));
            }
            "parti" if unknown => Fate::Sent(words),
            "pas_parti" if unknown => Fate::Later(words, self.clock.now()),
            "recu" | "refusee" | "non_reclamee" | "inconnue" if deed.is_empty() => {
                return Err(Failure::invalid(
                    "AVI-006",
                    "acte",
                    "La référence manque\u{a0}: numéro de l’avis de réception, acte de signification ou récépissé signé.",
                ));
            }
            "recu" => Fate::Received(self.past_day(tx, &said.on).await?, words),
            "refusee" | "non_reclamee" | "inconnue" => {
                Fate::Returned(said.outcome.clone(), self.past_day(tx, &said.on).await?, words)
            }
            _ => return Err(not_now()),
        };
        if self.becomes(tx, last, fate, who).await? { Ok(()) } else { Err(not_now()) }
    }

    async fn past_day(&self, tx: &mut PgConnection, text: &str) -> Result<Date> {
        let day: Date = text.parse().map_err(|_| bad_day("le"))?;
        if day > agreed_day(&*self.clock, tx).await? {
            return Err(bad_day("le"));
        }
        Ok(day)
    }

    async fn withdraw(&self, tx: &mut PgConnection, last: &Row, reason: &str, who: &str) -> Result<()> {
        let reason = bounded("motif", reason, LINE_MAX)?;
        if !matches!(last.state.as_str(), "prepare" | "controle" | "remis" | "rejete") {
            return Err(not_now());
        }
        if reason.is_empty() {
            return Err(no_reason("Dites pourquoi cet envoi est retiré."));
        }
        sqlx::query!(
            "UPDATE notification.sending SET state = 'retire', next_try = NULL WHERE sending_id = $1",
            last.sending_id
        )
        .execute(&mut *tx)
        .await?;
        self.line(tx, (last.notice_id, last.version), who, "retire", &reason).await
    }

    async fn no_corrective(
        &self,
        tx: &mut PgConnection,
        notice: Uuid,
        last: Option<&Row>,
        reason: &str,
        who: &str,
    ) -> Result<()> {
        let reason = bounded("motif", reason, LINE_MAX)?;
        if reason.is_empty() {
            return Err(no_reason("Dites pourquoi la correction de l’acte ne veut pas d’avis rectificatif."));
        }
        let settled = sqlx::query!(
            "UPDATE notification.corrective SET settled = $2 WHERE notice_id = $1 AND settled = ''",
            notice,
            reason
        )
        .execute(&mut *tx)
        .await?;
        if settled.rows_affected() == 0 {
            return Err(not_now());
        }
        self.line(tx, (notice, last.map_or(0, |row| row.version)), who, "sans_rectificatif", &reason).await
    }
}

#[derive(Clone, Copy)]
enum Again {
    /// The first, or the next.
    Next,
    /// The one that has not gone.
    Same,
    /// In place of the one that waits for its channel.
    Instead,
}

/// Whether a sending says all that it must, and to whom.
pub(super) fn complete(sending: &pb::Sending, channel: &str) -> Result<()> {
    let missing: Vec<&str> = sending
        .fields
        .iter()
        .filter(|field| field.text.trim().is_empty())
        .map(|field| field.mention.as_str())
        .collect();
    if !missing.is_empty() {
        let words = missing.join("\u{a0}; ");
        let refusal = refused(
            "AVI-001",
            format!("Une mention obligatoire manque\u{a0}: {words}. L’avis ne peut pas partir sans elle."),
        );
        return Err(missing.iter().fold(refusal, |refusal, mention| {
            refusal.with_violation("AVI-001", mention, "mention manquante")
        }));
    }
    let mail = matches!(channel, "courriel" | "greffe_penitentiaire");
    let wrong = sending.recipient_name.trim().is_empty()
        || Notifications::wants_address(channel) && sending.address.trim().is_empty()
        || mail && sending.address.trim().parse::<lettre::Address>().is_err();
    if wrong {
        return Err(refused(
            "AVI-007",
            "Le destinataire ou son adresse manque, ou l’adresse ne convient pas au canal.",
        ));
    }
    Ok(())
}

fn knows(command: &Command, case: &CaseRelations) -> bool {
    decide(&command.caller, Action::Connaitre, Resource::Case(case)).allowed
}

fn bounded(field: &str, text: &str, max: usize) -> Result<String> {
    let text = text.trim();
    if text.chars().count() > max {
        return Err(Failure::invalid(
            "AVI-011",
            field,
            format!("Ce texte est trop long\u{a0}: {max} caractères au plus."),
        ));
    }
    Ok(text.chars().filter(|c| *c == '\n' || !c.is_control()).collect())
}

fn sealed() -> Failure {
    refused(
        "CAN-003",
        "Ce dossier est scellé\u{a0}: rien n’en part par courriel. Choisissez la voie électronique, une lettre, la remise ou la signification.",
    )
}

fn not_now() -> Failure {
    refused("AVI-004", "Cette étape n’est pas possible dans l’état de l’avis. Rechargez la page.")
}

fn no_reason(words: &str) -> Failure {
    Failure::invalid("AVI-006", "motif", format!("Le motif manque. {words}"))
}
