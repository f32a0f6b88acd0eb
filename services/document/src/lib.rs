//! The document service.
