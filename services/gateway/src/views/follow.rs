//! Personal links, and what a party sees of its own case.

use greffe_contracts::dossier::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{DepositPiece, each, instant, some};

/// A link to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkInput {
    /// A party without counsel.
    pub party_id: String,
    /// How the code reaches it, by another way than the link: `courrier`, `guichet`.
    #[schema(example = "courrier")]
    pub code_by: String,
    /// Last day, ISO; a year when it is not said.
    #[serde(default)]
    #[schema(example = "2027-11-24")]
    pub until: Option<String>,
}

/// A link, without its secrets.
#[derive(Debug, Serialize, ToSchema)]
pub struct PersonalLink {
    /// UUID.
    pub link_id: String,
    /// The party.
    pub party_id: String,
    /// Its name.
    pub party_name: String,
    /// `courrier`, `guichet`.
    pub code_by: String,
    /// RFC 3339.
    pub issued_at: String,
    /// Who made it.
    pub issued_by: String,
    /// RFC 3339.
    pub expires_at: String,
    /// `actif`, `suspendu` (counsel stands for the party), `verrouille`, `expire`, `revoque`.
    pub state: String,
    /// When it was last opened (RFC 3339).
    pub opened_at: Option<String>,
    /// Wrong codes since the last right one.
    pub tries: u32,
    /// Why it was ended.
    pub reason: Option<String>,
}

impl From<pb::PersonalLink> for PersonalLink {
    fn from(l: pb::PersonalLink) -> Self {
        Self {
            link_id: l.link_id,
            party_id: l.party_id,
            party_name: l.party_name,
            code_by: l.code_by,
            issued_at: instant(l.issued_at),
            issued_by: l.issued_by,
            expires_at: instant(l.expires_at),
            state: l.state,
            opened_at: l.opened_at.map(|at| instant(Some(at))),
            tries: l.tries,
            reason: some(l.reason),
        }
    }
}

/// A link that was made; its secrets are told this once, and `null` where the command is repeated.
#[derive(Debug, Serialize, ToSchema)]
pub struct LinkIssued {
    /// The link.
    pub link: PersonalLink,
    /// What the address `/suivi#…` ends with: 64 hexadecimal digits.
    pub token: Option<String>,
    /// What is given to the party another way.
    #[schema(example = "7K2M-9QXA-04TD")]
    pub code: Option<String>,
}

impl From<pb::IssueLinkResponse> for LinkIssued {
    fn from(r: pb::IssueLinkResponse) -> Self {
        Self { link: r.link.unwrap_or_default().into(), token: some(r.token), code: some(r.code) }
    }
}

/// Why a link ends.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkEndInput {
    /// Kept in the register.
    pub motif: String,
}

/// What opens a case to its party.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenFollowInput {
    /// What the personal address ends with.
    pub lien: String,
    /// The code, in any spelling.
    pub code: String,
}

/// A session of a party.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowOpened {
    /// When it ends (RFC 3339).
    pub expires_at: String,
}

/// A term that runs against the party.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedTerm {
    /// What people read.
    pub label: String,
    /// The article.
    pub article: String,
    /// Last useful day, ISO.
    pub due: String,
}

/// Something that was addressed to the party.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedNotice {
    /// What people read.
    pub label: String,
    /// The article.
    pub article: String,
    /// ISO day; `null` when unknown.
    pub on: Option<String>,
    /// `envoye`, `prouve`, `revenu`.
    pub status: String,
}

/// What the party itself deposited.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedDeposit {
    /// UUID.
    pub deposit_id: String,
    /// When its last byte had arrived (RFC 3339).
    pub received_at: String,
    /// `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`.
    pub status: String,
    /// Why it was refused.
    pub motive: Option<String>,
    /// Its files, each with its hash.
    pub pieces: Vec<DepositPiece>,
}

impl From<pb::Deposit> for FollowedDeposit {
    fn from(d: pb::Deposit) -> Self {
        let piece = |p: pb::DepositPiece| DepositPiece { piece_id: p.piece_id, sha256: p.sha256 };
        Self {
            deposit_id: d.deposit_id,
            received_at: instant(d.received_at),
            status: d.status,
            motive: some(d.motive),
            pieces: d.pieces.into_iter().map(piece).collect(),
        }
    }
}

/// A case, as its party may see it.
#[derive(Debug, Serialize, ToSchema)]
pub struct FollowedCase {
    /// With its letter.
    #[schema(example = "T 26-10.001")]
    pub number: String,
    /// What people read.
    pub procedure_label: String,
    /// Where it stands.
    pub stage_label: String,
    /// `null` before a chamber has it.
    pub chambre_label: Option<String>,
    /// The party's own name.
    pub party_name: String,
    /// `demandeur`, `defendeur`, `intervenant`.
    pub role: String,
    /// ISO day.
    pub formed_on: Option<String>,
    /// ISO day of the hearing that comes.
    pub hearing_on: Option<String>,
    /// Terms that run against the party, the nearest first.
    pub terms: Vec<FollowedTerm>,
    /// What it was told, the latest first.
    pub notices: Vec<FollowedNotice>,
    /// What it deposited, the latest first.
    pub deposits: Vec<FollowedDeposit>,
    /// Article under which it may remit a mémoire itself; `null` where the law does not let it.
    pub memoire_article: Option<String>,
    /// When the session ends (RFC 3339).
    pub expires_at: String,
}

impl From<pb::FollowResponse> for FollowedCase {
    fn from(c: pb::FollowResponse) -> Self {
        let term = |t: pb::FollowedTerm| FollowedTerm { label: t.label, article: t.article, due: t.due };
        let notice = |n: pb::FollowedNotice| FollowedNotice {
            label: n.label,
            article: n.article,
            on: some(n.on),
            status: n.status,
        };
        Self {
            number: c.number,
            procedure_label: c.procedure_label,
            stage_label: c.stage_label,
            chambre_label: some(c.chambre_label),
            party_name: c.party_name,
            role: c.role,
            formed_on: some(c.formed_on),
            hearing_on: some(c.hearing_on),
            terms: c.terms.into_iter().map(term).collect(),
            notices: c.notices.into_iter().map(notice).collect(),
            deposits: each(c.deposits),
            memoire_article: some(c.memoire_article),
            expires_at: instant(c.expires_at),
        }
    }
}
