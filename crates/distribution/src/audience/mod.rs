//! Audiences and their rôles: a journal of acts, the state it makes, what is derived of it, and the proposal of a rôle. Pure: no
//! clock, no database; figures and articles are in `audiences/<version>.toml`.

mod composition;
mod journal;
mod role;
mod rules;
mod sessions;
mod state;

pub use composition::{Person as Sitter, bench, by_rank, sitting, voices};
pub use journal::{
    Asked, Audience, AudienceAct, Entry, Forbidden, Listed, MEMBERS_MAX, Member, ROLE_MAX, Sitting, Stage,
    Standing,
};
pub use role::{
    AUDIENCES_MAX, Candidate, KeptOff, Obstacle, PROPOSED_MAX, Placed, RoleProposal, RoleSnapshot, Slot,
    TooMany, explain_role, propose_role,
};
#[doc(hidden)]
pub use rules::VERSIONS;
pub use rules::{AudienceRules, Chambers, Circuit, Control, Formation, Look, Refusal, Reunion, Severity};
pub use sessions::{
    BadRecurrence, OCCURRENCES_MAX, Occurrence, Recurrence, judicial_year, occurrences, planned_until,
};
pub use state::{AudienceFinding, AudienceState, AudienceTask, Case, Known, barred, composition, state};
