//! What a search found, and affairs that are alike.

use greffe_contracts::{common::v1::PassagePart as PbPart, document::v1 as doc, dossier::v1 as pb};
use serde::Serialize;
use utoipa::ToSchema;

use super::{each, some};

/// A run of a passage.
#[derive(Debug, Serialize, ToSchema)]
pub struct PassagePart {
    /// As it stands.
    pub text: String,
    /// Whether it is what was sought.
    pub hit: bool,
}

impl From<PbPart> for PassagePart {
    fn from(part: PbPart) -> Self {
        Self { text: part.text, hit: part.hit }
    }
}

/// Something found.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchHit {
    /// `dossier`, `partie`, `decision`, `moyens`, `piece`.
    pub genre: String,
    /// UUID; `null` for a piece that no dossier names yet.
    pub dossier_id: Option<String>,
    /// Number of the pourvoi.
    pub number: Option<String>,
    /// First demandeur, first défendeur.
    pub title: Option<String>,
    /// Code of the chamber.
    pub chambre: Option<String>,
    /// Where the dossier is.
    pub stage_label: Option<String>,
    /// The party, the act of the decision, the words of the moyens, the piece.
    pub reference: String,
    /// A name, a file name, a decision and its day.
    pub label: Option<String>,
    /// Kind of a piece.
    pub kind: Option<String>,
    /// ISO day: of the pourvoi, of the decision, of the reception.
    pub day: Option<String>,
    /// Page of a piece that says it.
    pub page: Option<u32>,
    /// Where it is said.
    pub passage: Vec<PassagePart>,
}

impl From<pb::SearchHit> for SearchHit {
    fn from(h: pb::SearchHit) -> Self {
        Self {
            genre: h.genre,
            dossier_id: some(h.dossier_id),
            number: some(h.number),
            title: some(h.title),
            chambre: some(h.chambre),
            stage_label: some(h.stage_label),
            reference: h.r#ref,
            label: some(h.label),
            kind: None,
            day: some(h.day),
            page: None,
            passage: each(h.passage),
        }
    }
}

impl From<doc::PieceHit> for SearchHit {
    fn from(h: doc::PieceHit) -> Self {
        Self {
            genre: "piece".into(),
            dossier_id: some(h.dossier_id),
            number: some(h.number),
            title: None,
            chambre: some(h.chambre),
            stage_label: None,
            reference: h.piece_id,
            label: some(h.file_name),
            kind: some(h.kind),
            day: some(h.day),
            page: Some(h.page).filter(|page| *page > 0),
            passage: each(h.passage),
        }
    }
}

/// How many of what was found are of a kind.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchFacet {
    /// `genre`, `chambre` or `annee`.
    pub name: String,
    /// Code.
    pub value: String,
    /// Of what may be read.
    pub count: u32,
}

/// A page of what was found, best first.
#[derive(Debug, Serialize, ToSchema)]
pub struct SearchPage {
    /// In the order of relevance.
    pub items: Vec<SearchHit>,
    /// Given back as `cursor` for what follows; `null` at the end.
    pub next_cursor: Option<String>,
    /// How many there are that may be read, among the newest that answer.
    pub total: u64,
    /// There may be more than was counted.
    pub more: bool,
    /// What was written lately is not all found yet.
    pub behind: bool,
    /// Genres that could not be asked just now.
    pub missing: Vec<String>,
    /// Counts by genre, by chamber and by year.
    pub facets: Vec<SearchFacet>,
}

/// An affair like another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Neighbour {
    /// UUID.
    pub dossier_id: String,
    /// Number of the pourvoi.
    pub number: String,
    /// First demandeur, first défendeur.
    pub title: Option<String>,
    /// Code of the chamber.
    pub chambre: Option<String>,
    /// Where the dossier is.
    pub stage_label: Option<String>,
    /// Each in a sentence, the weightiest first.
    pub reasons: Vec<String>,
    /// Where it says what both say.
    pub passage: Vec<PassagePart>,
    /// The same decision is attacked, or the parties are the same: joinder may be considered.
    pub joinder: bool,
}

impl From<pb::Neighbour> for Neighbour {
    fn from(n: pb::Neighbour) -> Self {
        Self {
            dossier_id: n.dossier_id,
            number: n.number,
            title: some(n.title),
            chambre: some(n.chambre),
            stage_label: some(n.stage_label),
            reasons: n.reasons,
            passage: each(n.passage),
            joinder: n.joinder,
        }
    }
}

/// Dossiers of a chamber that could be joined, the weightiest reason first.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinderPage {
    /// What is there.
    pub items: Vec<PossibleJoinder>,
    /// Where the next page begins.
    pub next_cursor: Option<String>,
    /// Of those that the reader may read.
    pub total: u64,
    /// Older dossiers of the chamber were not compared.
    pub more: bool,
}

impl From<pb::ListPossibleJoindersResponse> for JoinderPage {
    fn from(found: pb::ListPossibleJoindersResponse) -> Self {
        let page = found.page.unwrap_or_default();
        Self {
            items: each(found.joinders),
            next_cursor: some(page.next_cursor),
            total: page.total,
            more: found.more,
        }
    }
}

/// Open dossiers of a chamber that could be joined.
#[derive(Debug, Serialize, ToSchema)]
pub struct PossibleJoinder {
    /// UUID of the head that they have or, without one, of the oldest.
    pub head_id: String,
    /// Number of its pourvoi.
    pub head_number: String,
    /// Each in a sentence, the weightiest first.
    pub reasons: Vec<String>,
    /// The head first, then in the order of their numbers; two hundred at most.
    pub members: Vec<JoinderMember>,
    /// How many there are.
    pub count: u32,
}

/// A dossier that could be joined with others.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinderMember {
    /// UUID.
    pub dossier_id: String,
    /// Number of the pourvoi.
    pub number: String,
    /// First demandeur, first défendeur.
    pub title: Option<String>,
    /// Where the dossier is.
    pub stage_label: Option<String>,
    /// ISO day.
    pub formed_on: Option<String>,
    /// It is of the group of the head already.
    pub joined: bool,
}

impl From<pb::PossibleJoinder> for PossibleJoinder {
    fn from(j: pb::PossibleJoinder) -> Self {
        Self {
            head_id: j.head_id,
            head_number: j.head_number,
            reasons: j.reasons,
            members: each(j.members),
            count: j.count,
        }
    }
}

impl From<pb::JoinderMember> for JoinderMember {
    fn from(m: pb::JoinderMember) -> Self {
        Self {
            dossier_id: m.dossier_id,
            number: m.number,
            title: some(m.title),
            stage_label: some(m.stage_label),
            formed_on: some(m.formed_on),
            joined: m.joined,
        }
    }
}
