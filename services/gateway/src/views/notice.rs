//! Notices: what is due, what was sent, what became of it.

use greffe_contracts::notification::v1::{self as pb, step_notice_request::Step as Wanted};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};

/// A notice that the law wants, and where it stands.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs, reason = "the contract of the notification service documents each field")]
pub struct DueNotice {
    pub notice_id: String,
    pub dossier_id: String,
    pub dossier_number: String,
    /// Identifier in the catalogue: `not.civ.02`.
    pub notice: String,
    pub label: String,
    pub article: String,
    pub recipient: String,
    pub party_id: Option<String>,
    /// ISO day.
    pub due: Option<String>,
    /// What the journal says: `du`, `envoye`, `revenu`, `prouve`, `sans_objet`.
    pub derived: String,
    pub means: Vec<String>,
    /// Who sends it: `greffe`, or another whose sending is awaited.
    pub sender: String,
    pub without_proof: Option<String>,
    pub chambre: Option<String>,
    /// `a_preparer`, `a_remettre`, `en_chemin`, `a_examiner`, `en_poursuite`, `prouve`, `attendu`, `sans_objet`.
    pub place: String,
    /// State of the last sending.
    pub state: Option<String>,
    pub channel: Option<String>,
    /// The act was corrected after it had gone.
    pub corrective_owed: bool,
    /// Channels that the law admits, the usual one first.
    pub channels: Vec<String>,
}

impl From<pb::Notice> for DueNotice {
    fn from(n: pb::Notice) -> Self {
        Self {
            notice_id: n.notice_id,
            dossier_id: n.dossier_id,
            dossier_number: n.dossier_number,
            notice: n.notice,
            label: n.label,
            article: n.article,
            recipient: n.recipient,
            party_id: some(n.party_id),
            due: some(n.due),
            derived: n.derived,
            means: n.means,
            sender: n.sender,
            without_proof: some(n.without_proof),
            chambre: some(n.chambre),
            place: n.place,
            state: some(n.state),
            channel: some(n.channel),
            corrective_owed: n.corrective_owed,
            channels: n.channels,
        }
    }
}

/// A mandatory mention, filled.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeField {
    pub mention: String,
    pub text: String,
    /// Whether the law leaves its words to the registry.
    pub editable: bool,
    /// Whether a greffier signs it.
    pub signed: bool,
}

/// One sending of a notice.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeSending {
    pub version: u32,
    /// `prepare`, `controle`, `remis`, `en_cours`, `envoye`, `inconnu`, `rejete`, `recu`, `revenu`, `sans_preuve`, `retire`;
    /// empty for a proposal.
    pub state: String,
    pub channel: String,
    pub recipient_name: String,
    pub address: String,
    pub fields: Vec<NoticeField>,
    pub attempts: u32,
    pub next_try: Option<String>,
    /// The number that it bears in the channel.
    pub key: Option<String>,
    pub reference: Option<String>,
    pub sent_at: Option<String>,
    pub reached_on: Option<String>,
    pub checked_by: Option<String>,
    pub batch_id: Option<String>,
    /// `refusee`, `non_reclamee`, `inconnue`.
    pub result: Option<String>,
    pub proof_by: Option<String>,
}

impl From<pb::Sending> for NoticeSending {
    fn from(s: pb::Sending) -> Self {
        let field = |f: pb::NoticeField| NoticeField {
            mention: f.mention,
            text: f.text,
            editable: f.editable,
            signed: f.signed,
        };
        Self {
            version: s.version,
            state: s.state,
            channel: s.channel,
            recipient_name: s.recipient_name,
            address: s.address,
            fields: s.fields.into_iter().map(field).collect(),
            attempts: s.attempts,
            next_try: some(instant(s.next_try)),
            key: some(s.key),
            reference: some(s.reference),
            sent_at: some(instant(s.sent_at)),
            reached_on: some(s.reached_on),
            checked_by: some(s.checked_by),
            batch_id: some(s.batch_id),
            result: some(s.result),
            proof_by: some(s.proof_by),
        }
    }
}

/// One line of a notice's life.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeLine {
    pub at: String,
    /// Who; `null` for the service itself.
    pub who: Option<String>,
    pub step: String,
    pub detail: Option<String>,
    pub version: u32,
}

/// A notice and its life.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeLife {
    pub notice: DueNotice,
    pub sendings: Vec<NoticeSending>,
    pub steps: Vec<NoticeLine>,
    /// What would be prepared now, where something may be.
    pub proposal: Option<NoticeSending>,
    pub may_act: bool,
    /// Acts of proof that the journal has not taken.
    pub proofs_waiting: Vec<String>,
}

impl From<pb::GetNoticeResponse> for NoticeLife {
    fn from(l: pb::GetNoticeResponse) -> Self {
        let line = |s: pb::NoticeStep| NoticeLine {
            at: instant(s.at),
            who: some(s.who),
            step: s.step,
            detail: some(s.detail),
            version: s.version,
        };
        Self {
            notice: l.notice.unwrap_or_default().into(),
            sendings: each(l.sendings),
            steps: l.steps.into_iter().map(line).collect(),
            proposal: l.proposal.map(Into::into),
            may_act: l.may_act,
            proofs_waiting: l.proofs_waiting,
        }
    }
}

/// Where the notices that the registry owes stand. `due` is `to_prepare` and all that follows it.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeFigures {
    pub due: u64,
    pub to_prepare: u64,
    pub prepared: u64,
    pub to_hand_over: u64,
    pub handed_over: u64,
    pub under_way: u64,
    pub to_examine: u64,
    pub sent: u64,
    pub in_pursuit: u64,
    pub proven: u64,
    /// Due on the day or before, and not gone.
    pub late: u64,
    /// Sent by others, not proven.
    pub awaited: u64,
    /// Whether the figures agree.
    pub agree: bool,
}

impl From<pb::CountNoticesResponse> for NoticeFigures {
    fn from(c: pb::CountNoticesResponse) -> Self {
        Self {
            due: c.due,
            to_prepare: c.to_prepare,
            prepared: c.prepared,
            to_hand_over: c.to_hand_over,
            handed_over: c.handed_over,
            under_way: c.under_way,
            to_examine: c.to_examine,
            sent: c.sent,
            in_pursuit: c.in_pursuit,
            proven: c.proven,
            late: c.late,
            awaited: c.awaited,
            agree: c.agree,
        }
    }
}

/// A mention as typed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct NoticeFieldInput {
    pub mention: String,
    #[serde(default)]
    pub text: String,
    /// Keeps this text for the next notices.
    #[serde(default)]
    pub keep: bool,
}

/// One step of a notice's life, and the state that the form was filled from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeStepInput {
    /// `preparer`, `controler`, `remettre`, `constater`, `retirer`, `sans_rectificatif`.
    pub step: String,
    /// Version of the last sending, 0 when there is none.
    #[serde(default)]
    pub expected_version: u32,
    /// Its state, empty when there is none.
    #[serde(default)]
    pub expected_state: String,
    /// To prepare: the channel.
    #[serde(default)]
    pub channel: String,
    /// To prepare: to whom.
    #[serde(default)]
    pub recipient_name: String,
    /// To prepare: where.
    #[serde(default)]
    pub address: String,
    /// To prepare: the mentions.
    #[serde(default)]
    pub fields: Vec<NoticeFieldInput>,
    /// Why, where a reason is wanted.
    #[serde(default)]
    pub reason: String,
    /// To say what became of it: `parti`, `pas_parti`, `recu`, `refusee`, `non_reclamee`, `inconnue`.
    #[serde(default)]
    pub outcome: String,
    /// ISO day.
    #[serde(default)]
    pub on: String,
    /// Number of the advice of receipt, deed.
    #[serde(default)]
    pub deed: String,
}

impl NoticeStepInput {
    /// As the service wants it; a step of another name is none.
    pub fn wanted(self, notice_id: String) -> pb::StepNoticeRequest {
        let reason = self.reason;
        let field = |f: NoticeFieldInput| pb::NoticeField {
            mention: f.mention,
            text: f.text,
            keep: f.keep,
            ..Default::default()
        };
        let step = match self.step.as_str() {
            "preparer" => Some(Wanted::Prepare(pb::PrepareStep {
                channel: self.channel,
                recipient_name: self.recipient_name,
                address: self.address,
                fields: self.fields.into_iter().map(field).collect(),
                reason,
            })),
            "controler" => Some(Wanted::Check(pb::CheckStep {})),
            "remettre" => Some(Wanted::HandOver(pb::HandOverStep {})),
            "constater" => Some(Wanted::Settle(pb::SettleStep {
                outcome: self.outcome,
                on: self.on,
                deed: self.deed,
                reason,
            })),
            "retirer" => Some(Wanted::Withdraw(pb::WithdrawStep { reason })),
            "sans_rectificatif" => Some(Wanted::NoCorrective(pb::NoCorrectiveStep { reason })),
            _ => None,
        };
        pb::StepNoticeRequest {
            notice_id,
            expected_version: self.expected_version,
            expected_state: self.expected_state,
            step,
        }
    }
}

/// Notices to prepare together.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs)]
pub struct NoticeBatchInput {
    pub title: String,
    /// 500 at most.
    #[schema(value_type = Vec<uuid::Uuid>)]
    pub notice_ids: Vec<String>,
}

/// Notices prepared together.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeBatch {
    pub batch_id: String,
    pub title: String,
    pub opened_by: String,
    pub opened_at: String,
    pub total: u32,
    /// Handed over or farther.
    pub gone: u32,
    /// Sent or farther.
    pub sent: u32,
    /// Empty in a list of batches.
    pub lines: Vec<NoticeBatchLine>,
}

/// One notice of a batch.
#[derive(Debug, Serialize, ToSchema)]
#[allow(missing_docs)]
pub struct NoticeBatchLine {
    pub notice: DueNotice,
    pub recipient_name: String,
    pub address: String,
    pub key: Option<String>,
    /// Why it did not go.
    pub obstacle: Option<String>,
}

impl From<pb::Batch> for NoticeBatch {
    fn from(b: pb::Batch) -> Self {
        let line = |l: pb::BatchLine| NoticeBatchLine {
            notice: l.notice.unwrap_or_default().into(),
            recipient_name: l.recipient_name,
            address: l.address,
            key: some(l.key),
            obstacle: some(l.obstacle),
        };
        Self {
            batch_id: b.batch_id,
            title: b.title,
            opened_by: b.opened_by,
            opened_at: instant(b.opened_at),
            total: b.total,
            gone: b.gone,
            sent: b.sent,
            lines: b.lines.into_iter().map(line).collect(),
        }
    }
}
