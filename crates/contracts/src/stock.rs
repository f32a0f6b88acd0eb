//! What bounds a takeover on both sides of the door: the program that reads an extract tells it before anything is sent, the
//! service refuses it whoever sends.

/// Dossiers that a head may have under it (CPC 367), through the application and in a takeover.
pub const GROUP_MAX: usize = 500;
/// Dossiers that were ever joined with each other, the head among them: they are taken over in one transaction.
pub const SERIES_DOSSIERS_MAX: usize = GROUP_MAX + 1;
/// Acts of the dossiers of one series, without those of their declarations: they are in memory together.
pub const SERIES_ACTS_MAX: usize = 20_000;

/// Whether dossiers joined with each other may be taken over, by how many they are and how many acts they bring.
#[must_use]
pub fn series_fits(dossiers: usize, acts: usize) -> bool {
    dossiers <= SERIES_DOSSIERS_MAX && acts <= SERIES_ACTS_MAX
}
