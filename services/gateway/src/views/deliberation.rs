//! Papers of the délibéré.

use std::collections::HashMap;

use greffe_contracts::deliberation::v1 as pb;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{instant, some};

/// Somebody who writes or comments.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationAuthor {
    /// UUID.
    pub agent_id: String,
    /// `null` when the register does not say.
    pub name: Option<String>,
}

impl DeliberationAuthor {
    fn of(agent_id: String, names: &HashMap<String, String>) -> Self {
        Self { name: names.get(&agent_id).cloned(), agent_id }
    }
}

/// A paper of the délibéré, as its reader may know it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationPaper {
    /// UUID.
    pub paper_id: String,
    /// UUID.
    pub dossier_id: String,
    /// `rapport`, `note`, `avis`, `projet`.
    pub kind: String,
    /// As its authors call it.
    pub title: String,
    /// Paper that it is an alternative of.
    pub alternative_of: Option<String>,
    /// Of the deposited version: `brouillon` before there is one, `depose`, `relu`, `delibere`.
    pub state: String,
    /// Who writes it.
    pub authors: Vec<DeliberationAuthor>,
    /// Last version that the reader may read.
    pub version: u64,
    /// Version last deposited.
    pub deposited_version: Option<u64>,
    /// Who wrote `version`.
    pub saved_by: DeliberationAuthor,
    /// RFC 3339.
    pub saved_at: String,
    /// Whether the reader writes it.
    pub own: bool,
    /// Of a report that was deposited: what the dossier's journal was told of it.
    pub entry: Option<DeliberationEntry>,
    /// Whether it is the projet that the formation adopted, whose text the minute takes up.
    pub adopted: bool,
}

/// The deposit of a report, on its way to the dossier's journal.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationEntry {
    /// `du`, `inscrit`, `refuse`.
    pub state: String,
    /// When the report was deposited, RFC 3339.
    pub owed_since: String,
    /// When the journal took it, or refused it.
    pub settled_at: Option<String>,
    /// Code of the refusal.
    pub code: Option<String>,
    /// Its sentence.
    pub reason: Option<String>,
    /// UUID of the piece of the dossier that the report is, once the journal took it.
    pub piece_id: Option<String>,
}

impl From<pb::PaperEntry> for DeliberationEntry {
    fn from(p: pb::PaperEntry) -> Self {
        Self {
            state: p.state,
            owed_since: instant(p.owed_since),
            settled_at: p.settled_at.map(|at| instant(Some(at))),
            code: some(p.code),
            reason: some(p.reason),
            piece_id: some(p.piece_id),
        }
    }
}

impl DeliberationPaper {
    /// With the names of its authors.
    pub fn of(p: pb::Paper, names: &HashMap<String, String>) -> Self {
        Self {
            paper_id: p.paper_id,
            dossier_id: p.dossier_id,
            kind: p.kind,
            title: p.title,
            alternative_of: some(p.alternative_of),
            state: p.state,
            authors: p.author_ids.into_iter().map(|id| DeliberationAuthor::of(id, names)).collect(),
            version: p.version,
            deposited_version: (p.deposited_version > 0).then_some(p.deposited_version),
            saved_by: DeliberationAuthor::of(p.saved_by, names),
            saved_at: instant(p.saved_at),
            own: p.own,
            entry: p.entry.map(Into::into),
            adopted: p.adopted,
        }
    }
}

/// Papers of a case that the reader may read.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationPapers {
    /// In the order in which they were opened.
    pub papers: Vec<DeliberationPaper>,
    /// Whether the reader may open one.
    pub may_open: bool,
}

/// A version of a paper.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationVersion {
    /// From 1.
    pub version: u64,
    /// Who wrote it.
    pub author: DeliberationAuthor,
    /// RFC 3339.
    pub saved_at: String,
    /// Of the bytes kept, in hexadecimal.
    pub sha256: String,
}

/// A comment.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationComment {
    /// UUID.
    pub comment_id: String,
    /// Version that it speaks of.
    pub version: u64,
    /// Who made it.
    pub author: DeliberationAuthor,
    /// RFC 3339.
    pub made_at: String,
    /// What it says.
    pub text: String,
}

impl DeliberationComment {
    /// With the name of its author.
    pub fn of(c: pb::PaperComment, names: &HashMap<String, String>) -> Self {
        Self {
            comment_id: c.comment_id,
            version: c.version,
            author: DeliberationAuthor::of(c.author_id, names),
            made_at: instant(c.made_at),
            text: c.text,
        }
    }
}

/// A paper, whole, under the reader's name.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationReading {
    /// The paper.
    pub paper: DeliberationPaper,
    /// Version read.
    pub version: u64,
    /// Its text.
    pub text: String,
    /// Reader and instant, to show across the text.
    pub watermark: String,
    /// Those that the reader may read, oldest first.
    pub versions: Vec<DeliberationVersion>,
    /// Oldest first.
    pub comments: Vec<DeliberationComment>,
    /// Whether the reader may say that it was reread.
    pub may_review: bool,
    /// Whether the reader may say that it was deliberated on.
    pub may_close: bool,
    /// Whether the reader may say that the formation adopted it.
    pub may_adopt: bool,
}

impl DeliberationReading {
    /// Agents that it names.
    pub fn agents(read: &pb::ReadPaperResponse) -> Vec<String> {
        let paper = read.paper.iter().flat_map(|paper| paper.author_ids.iter().chain([&paper.saved_by]));
        let versions = read.versions.iter().map(|version| &version.author_id);
        let comments = read.comments.iter().map(|comment| &comment.author_id);
        paper.chain(versions).chain(comments).cloned().collect()
    }

    /// With their names.
    pub fn of(read: pb::ReadPaperResponse, names: &HashMap<String, String>) -> Self {
        let version = |v: pb::PaperVersion| DeliberationVersion {
            version: v.version,
            author: DeliberationAuthor::of(v.author_id, names),
            saved_at: instant(v.saved_at),
            sha256: v.sha256,
        };
        Self {
            version: read.version.map(|version| version.version).unwrap_or_default(),
            paper: DeliberationPaper::of(read.paper.unwrap_or_default(), names),
            text: read.text,
            watermark: read.watermark,
            versions: read.versions.into_iter().map(version).collect(),
            comments: read.comments.into_iter().map(|c| DeliberationComment::of(c, names)).collect(),
            may_review: read.may_review,
            may_close: read.may_close,
            may_adopt: read.may_adopt,
        }
    }
}

/// What changed between two versions.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationComparison {
    /// In reading order: without what came they are the one text, without what went the other.
    pub segments: Vec<DeliberationSegment>,
    /// Reader and instant, to show across the text.
    pub watermark: String,
    /// Versions compared.
    pub from_version: u64,
    /// Of the other side.
    pub to_version: u64,
}

/// A run of text.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationSegment {
    /// `egal`, `retire`, `ajoute`.
    pub change: String,
    /// The text.
    pub text: String,
}

impl From<pb::ComparePapersResponse> for DeliberationComparison {
    fn from(c: pb::ComparePapersResponse) -> Self {
        let segment = |s: pb::PaperSegment| DeliberationSegment { change: s.change, text: s.text };
        Self {
            segments: c.segments.into_iter().map(segment).collect(),
            watermark: c.watermark,
            from_version: c.from.map(|side| side.version).unwrap_or_default(),
            to_version: c.to.map(|side| side.version).unwrap_or_default(),
        }
    }
}

/// A paper to open.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliberationInput {
    /// `rapport`, `note`, `avis`, `projet`.
    pub kind: String,
    /// At most 200 characters.
    pub title: String,
    /// Its first version, at most 400 000 bytes.
    #[serde(default)]
    pub text: String,
    /// Paper of the same kind that it is an alternative of.
    pub alternative_of: Option<String>,
    /// Other rapporteurs of the case who write it too.
    #[serde(default)]
    pub co_author_ids: Vec<String>,
}

/// A version to save.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliberationVersionInput {
    /// Version that it rests on.
    pub base_version: u64,
    /// At most 400 000 bytes.
    pub text: String,
    /// Where another version came first: keeps the text as an alternative paper.
    #[serde(default)]
    pub apart: bool,
}

/// A version saved.
#[derive(Debug, Serialize, ToSchema)]
pub struct DeliberationSaved {
    /// The paper at its new version; the alternative when the text was kept apart.
    pub paper: DeliberationPaper,
    /// Set when it was kept apart: the paper that it was meant for, at its current version.
    pub meant: Option<DeliberationPaper>,
}

/// The version deposited.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliberationDepositInput {
    /// Last version, as its author read it.
    pub version: u64,
}

/// What was done with a deposited version.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliberationStateInput {
    /// Version deposited, as it was reread.
    pub version: u64,
    /// `relu`, `delibere`, `adopte`.
    pub state: String,
    /// For `adopte`: the projet that is adopted, as it was read, if there is one.
    pub adopted_paper_id: Option<String>,
}

/// A comment to make.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DeliberationCommentInput {
    /// Version that it speaks of.
    pub version: u64,
    /// At most 4 000 characters.
    pub text: String,
}
