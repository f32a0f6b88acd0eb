//! The dossier service.
