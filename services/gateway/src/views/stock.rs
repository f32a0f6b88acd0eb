//! What was taken over from elsewhere.

use serde::Serialize;
use utoipa::ToSchema;

/// A sheet that was kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetKept {
    /// Version of the sheet of that source, from 1.
    pub version: u32,
}
