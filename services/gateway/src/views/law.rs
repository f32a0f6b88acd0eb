//! Versions of the law: which is in force, how two differ, what one would move in the stock.

use greffe_contracts::dossier::v1 as pb;
use greffe_procedure::versions::{FieldChange, FileChange};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};

/// Versions, their history, dry runs.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawVersions {
    /// In force; `null` before the first.
    in_force: Option<LawInForce>,
    /// Versions that can be applied, oldest first.
    known: Vec<String>,
    /// Every version ever put in force, newest first.
    history: Vec<LawInForce>,
    /// Dry runs, newest first.
    trials: Vec<LawTrial>,
    /// Dossiers still derived under another version.
    behind: u64,
}

impl From<pb::ListLawVersionsResponse> for LawVersions {
    fn from(found: pb::ListLawVersionsResponse) -> Self {
        let history: Vec<LawInForce> = each(found.history);
        Self {
            in_force: history.first().cloned(),
            known: found.known,
            history,
            trials: each(found.trials),
            behind: found.behind,
        }
    }
}

/// A version put in force.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LawInForce {
    /// 1 for the first of all.
    seq: u64,
    /// Its name.
    version: String,
    /// Instant.
    since: Option<String>,
    /// Subject of who decided.
    actor: String,
    /// Why.
    reason: String,
    /// The dry run that the decision rests on.
    trial_id: Option<String>,
}

impl From<pb::LawInForce> for LawInForce {
    fn from(l: pb::LawInForce) -> Self {
        Self {
            seq: l.seq,
            version: l.version,
            since: some(instant(l.since)),
            actor: l.actor,
            reason: l.reason,
            trial_id: some(l.trial_id),
        }
    }
}

/// A dry run over the open dossiers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LawTrial {
    /// UUID.
    trial_id: String,
    /// The version tried.
    version: String,
    /// The version in force it is compared with.
    base: String,
    /// ISO day for which both are derived.
    as_of: String,
    /// Subject of who began it.
    actor: String,
    /// Instant.
    started_at: Option<String>,
    /// Instant; `null` while it runs.
    ended_at: Option<String>,
    /// Open dossiers.
    total: u64,
    /// Those looked at.
    done: u64,
    /// Those of which something moves.
    moved: u64,
    /// Those that the version cannot read.
    unread: u64,
    /// Whether another version was put in force since.
    outdated: bool,
}

impl From<pb::LawTrial> for LawTrial {
    fn from(t: pb::LawTrial) -> Self {
        Self {
            trial_id: t.trial_id,
            version: t.version,
            base: t.base,
            as_of: t.as_of,
            actor: t.actor,
            started_at: some(instant(t.started_at)),
            ended_at: some(instant(t.ended_at)),
            total: t.total,
            done: t.done,
            moved: t.moved,
            unread: t.unread,
            outdated: t.outdated,
        }
    }
}

/// A dry run, and a page of what it moves.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawTrialPage {
    /// Where it is.
    trial: LawTrial,
    /// In the order of dossiers.
    moves: Vec<LawMove>,
    /// How many of each kind, whatever the page shows.
    counts: Vec<LawMoveCount>,
    /// Given back as `apres` for what follows; `null` at the end.
    next: Option<u64>,
}

impl LawTrialPage {
    /// As the service answered it; `None` when it answered no dry run.
    pub fn of(found: pb::GetLawTrialResponse) -> Option<Self> {
        let next = found.moves.last().map(|last| last.seq).filter(|_| found.more);
        Some(Self { trial: found.trial?.into(), moves: each(found.moves), counts: each(found.counts), next })
    }
}

/// How many moves of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawMoveCount {
    /// `echeance`, `tache` ...
    kind: String,
    /// How many.
    count: u64,
}

impl From<pb::LawMoveCount> for LawMoveCount {
    fn from(c: pb::LawMoveCount) -> Self {
        Self { kind: c.kind, count: c.count }
    }
}

/// Something that moves in a dossier.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawMove {
    /// Its place.
    seq: u64,
    /// UUID.
    dossier_id: String,
    /// Printed number.
    dossier_number: String,
    /// `procedure`, `stade`, `echeance`, `tache`, `notification`, `controle`, `illisible`.
    kind: String,
    /// Identifier in the catalogue.
    code: Option<String>,
    /// What people read.
    label: String,
    /// The text.
    article: Option<String>,
    /// `null` when it is new.
    before: Option<LawState>,
    /// `null` when it is no more.
    after: Option<LawState>,
}

impl From<pb::LawMove> for LawMove {
    fn from(m: pb::LawMove) -> Self {
        Self {
            seq: m.seq,
            dossier_id: m.dossier_id,
            dossier_number: m.dossier_number,
            kind: m.kind,
            code: some(m.code),
            label: m.label,
            article: some(m.article),
            before: m.before.map(Into::into),
            after: m.after.map(Into::into),
        }
    }
}

/// How something stands under one version.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawState {
    /// ISO day.
    day: Option<String>,
    /// A status, the name of a stage, who is in charge.
    word: String,
}

impl From<pb::LawState> for LawState {
    fn from(s: pb::LawState) -> Self {
        Self { day: some(s.day), word: s.word }
    }
}

/// A dry run wanted.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LawTrialInput {
    /// The version to try.
    pub version: String,
}

/// A version to put in force.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LawInForceInput {
    /// The version.
    pub version: String,
    /// The dry run looked at before.
    pub trial_id: String,
    /// Why: it stays in the history.
    pub reason: String,
}

/// What differs between two versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawDifferences {
    /// The earlier.
    pub from: String,
    /// The later.
    pub to: String,
    /// File by file.
    pub changes: Vec<LawFileChange>,
}

/// What differs in one file of the law.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawFileChange {
    /// `regle`, `acte`, `tache`, `notification`, `controle`, `procedure`, `regime`, `commun`.
    kind: &'static str,
    /// Identifier.
    id: String,
    /// What people read.
    label: String,
    /// `ajoute`, `retire`, `change`.
    change: &'static str,
    /// Fields that differ.
    fields: Vec<LawFieldChange>,
}

impl From<FileChange> for LawFileChange {
    fn from(c: FileChange) -> Self {
        Self { kind: c.kind, id: c.id, label: c.label, change: c.change, fields: each(c.fields) }
    }
}

/// A field that differs.
#[derive(Debug, Serialize, ToSchema)]
pub struct LawFieldChange {
    /// Its place: `term.days`.
    field: String,
    /// As it was.
    before: Option<String>,
    /// As it is.
    after: Option<String>,
}

impl From<FieldChange> for LawFieldChange {
    fn from(c: FieldChange) -> Self {
        Self { field: c.field, before: some(c.before), after: some(c.after) }
    }
}
