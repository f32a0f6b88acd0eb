//! What REST shows and hears, one shape a noun, and its conversion from the services' contracts. A text that a service
//! leaves empty is `null` here.

mod access;
mod act;
mod agenda;
mod aid;
mod assignment;
mod audience;
mod case;
mod catalogue;
mod certificate;
mod court;
mod courts;
mod deadline;
mod decision;
mod deliberation;
mod deposit;
mod distribution;
mod dossier;
mod follow;
mod gate;
mod history;
mod law;
mod load;
mod minute;
mod notice;
mod opening;
mod orientation;
mod paper;
mod piece;
mod preference;
mod role;
mod rule;
mod search;
mod stock;
mod task;

pub use access::{Access, AccessInput, AccessStepInput, Accesses, TrailRow};
pub use act::{Act, Consequences, Recorded, civil};
pub use agenda::{calendar, hearings};
pub use aid::{Aid, AidAmendment, AidAnswer, AidFacts, AidLink, AidLinked, ProposedAid};
pub use assignment::{Agent, AgentInput, Chambre, DesignationInput, Proposal, Proposed};
pub use audience::{
    Audience, AudienceCalendar, AudienceChangeInput, AudienceInput, AudienceOccurrence, AudiencePreview,
    RecurrenceInput, RoleProposal, RoleProposalInput,
};
pub use case::{
    Amended, AmendmentInput, Grounds, Group, Inventory, JoinderEffects, JoinderInput, JoinderPreviewInput,
    Joined, PartyPage, Representation,
};
pub use catalogue::{
    ActTypeDetail, ControlDetail, LawIndex, NoticeDetail, ProcedureDetail, TaskDetail, opening_codes,
};
pub use certificate::{
    Batch, BatchInput, DeliveredCertificate, Demand, DemandAnswer, DemandInput, RulingInput,
};
pub use court::{ChambreSection, Chambres, ClosedChambre, Court, CourtAct, CourtActInput};
pub use courts::CourtDecisions;
pub use deadline::{Deadline, Deadlines, Step};
pub use decision::{
    CheckedCitation, CitationsInput, DecisionRow, Decisions, PublicVersion, ReleaseAnswer, ReleaseInput,
    VersionInput, WithdrawInput,
};
pub use deliberation::{
    DeliberationComment, DeliberationCommentInput, DeliberationComparison, DeliberationDepositInput,
    DeliberationInput, DeliberationPaper, DeliberationPapers, DeliberationReading, DeliberationSaved,
    DeliberationStateInput, DeliberationVersionInput,
};
pub use deposit::{AttachInput, Deposit, DepositDetail, DepositPiece, RefusalInput, RepairInput};
pub use distribution::{
    CardCandidate, CardMoveInput, Distribution, DistributionComparison, DistributionInput,
    DistributionSettleInput, DistributionSummary, Impediment, ImpedimentInput, Magistrate, MagistrateAbsence,
    MagistrateAbsenceInput, MagistrateInput, WaitingDossier,
};
pub use dossier::{Dossier, Office, OfficeInput, Row, Stock};
pub use follow::{
    FollowOpened, FollowedCase, FollowedDeposit, LinkEndInput, LinkInput, LinkIssued, OpenFollowInput,
    PersonalLink,
};
pub use gate::{GatePassage, GateReport, PassageInput};
pub use history::{AtMoment, MomentDifference};
pub use law::{
    LawDifferences, LawInForce, LawInForceInput, LawTrial, LawTrialInput, LawTrialPage, LawVersions,
};
pub use load::{Load, ParquetLoad};
pub use minute::{DueMinutes, HandSignatureInput, Minute};
pub use notice::{DueNotice, NoticeBatch, NoticeBatchInput, NoticeFigures, NoticeLife, NoticeStepInput};
pub use opening::Opened;
pub use orientation::{
    Orientation, OrientationInForce, OrientationInForceInput, OrientationRulesInput, OrientationSet,
    OrientationSetDetail, OrientationTrial, OrientationVersion,
};
pub use paper::{PaperCheck, PaperInput, PaperTemplate, SealedPaper};
pub use piece::{ArrivingFile, FileEnd, FileInput, PageText, Piece, WordsFound};
pub use preference::{CalendarTurned, DigestChoice, DigestInput, Preferences, SavedSearch, SearchInput};
pub use role::{PublicRole, PublicRoles};
pub use rule::{RuleDetail, Rules};
pub use search::{JoinderPage, Neighbour, SearchFacet, SearchHit, SearchPage};
pub use stock::{Durations, Origin, SheetKept};
pub use task::{Absence, AbsenceInput, ClaimInput, GestureDone, GestureInput, Task, Watch, WatchInput};

use greffe_chassis::error::Violation;
use greffe_contracts::common::v1 as pb;
pub use greffe_contracts::input::{ActInput, OpenInput};
use jiff::Timestamp;
use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// In the order of the list.
    pub items: Vec<T>,
    /// Given back as `cursor` for what follows; `null` at the end.
    pub next_cursor: Option<String>,
    /// How many there are in all, where it is known.
    pub total: Option<u64>,
}

impl<T> Page<T> {
    /// A page as a service answered it.
    pub fn of(items: Vec<T>, page: Option<pb::PageInfo>) -> Self {
        let page = page.unwrap_or_default();
        Self { items, next_cursor: some(page.next_cursor), total: (page.total > 0).then_some(page.total) }
    }

    /// All there is.
    pub fn whole(items: Vec<T>) -> Self {
        let total = Some(items.len() as u64);
        Self { items, next_cursor: None, total }
    }
}

/// Something that must be said of an act or a dossier, with its remedy.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Finding {
    /// Stable code.
    pub code: String,
    /// `bloquante`, `avertissement`, `information`.
    pub severity: String,
    /// What was found, what is expected, what to do.
    pub message: String,
    /// The article.
    pub basis: String,
    /// Field concerned.
    pub field: Option<String>,
    /// Act types that cure it.
    pub cured_by: Vec<String>,
}

impl Finding {
    /// A reason of a refusal. One that asks to be confirmed is a warning.
    #[must_use]
    pub fn of_violation(violation: &Violation) -> Self {
        let severity = if violation.code == crate::api::CONFIRMABLE { "avertissement" } else { "bloquante" };
        Self {
            code: violation.code.clone(),
            severity: severity.to_owned(),
            message: violation.message.clone(),
            basis: String::new(),
            field: some(violation.field.clone()),
            cured_by: Vec::new(),
        }
    }
}

impl From<pb::Finding> for Finding {
    fn from(f: pb::Finding) -> Self {
        Self {
            code: f.code,
            severity: f.severity,
            message: f.message,
            basis: f.basis,
            field: some(f.field),
            cured_by: f.cured_by,
        }
    }
}

/// A code and what people read.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Label {
    /// Stable.
    pub code: String,
    /// French.
    pub label: String,
}

/// A date that acts of a type carry.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ActDate {
    /// Name in `dates`.
    pub name: String,
    /// What people read.
    pub label: String,
    /// Whether it must be stated, if only as `inconnue`.
    pub required: bool,
}

/// Empty means absent.
#[must_use]
pub fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

/// RFC 3339, or empty.
#[must_use]
pub fn instant(at: Option<prost_types::Timestamp>) -> String {
    at.and_then(|at| Timestamp::new(at.seconds, at.nanos).ok()).map(|at| at.to_string()).unwrap_or_default()
}

/// Each converted.
pub fn each<A, B: From<A>>(items: Vec<A>) -> Vec<B> {
    items.into_iter().map(B::from).collect()
}
