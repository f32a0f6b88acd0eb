//! What was taken over from elsewhere.

use greffe_contracts::dossier::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::some;

/// A sheet that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetKept {
    /// Version of the sheet of that source, from 1.
    pub version: u32,
}

/// Where a field of a dossier comes from.
#[derive(Debug, Serialize, ToSchema)]
pub struct Origin {
    /// `dossier.cle`, `parties[2].nom`, `evenements[5].dates` ...
    pub field: String,
    /// File of the extract.
    pub file: String,
    /// Its line, the header being 1.
    pub line: u32,
    /// The value as the file holds it.
    pub original: String,
    /// Kind of the defect with which it entered, `null` where there is none.
    pub defect: Option<String>,
}

impl From<pb::Provenance> for Origin {
    fn from(p: pb::Provenance) -> Self {
        let defect = some(p.defect);
        Self { field: p.field, file: p.file, line: p.line, original: p.original, defect }
    }
}

/// Durations of closed cases.
#[derive(Debug, Serialize, ToSchema)]
pub struct Durations {
    /// One a year, procedure, chamber and origin that has cases.
    pub cells: Vec<DurationCell>,
}

/// Durations of the cases closed in a year, in days from the pourvoi to the decision.
#[derive(Debug, Serialize, ToSchema)]
pub struct DurationCell {
    /// Year of the decision.
    pub year: u32,
    /// Code of the procedure.
    pub procedure: String,
    /// `null` where no chamber is known.
    pub chambre: Option<String>,
    /// `anterieur` for figures of the former system, `greffe` for dossiers closed here.
    pub origin: String,
    /// Cases.
    pub count: u64,
    /// Mean.
    pub mean: f64,
    /// First quartile.
    pub q1: f64,
    /// Median.
    pub median: f64,
    /// Third quartile.
    pub q3: f64,
}

impl From<pb::DurationCell> for DurationCell {
    fn from(c: pb::DurationCell) -> Self {
        let pb::DurationCell { year, procedure, chambre, origin, count, mean, q1, median, q3 } = c;
        Self { year, procedure, chambre: some(chambre), origin, count, mean, q1, median, q3 }
    }
}
