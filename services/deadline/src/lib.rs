//! The deadline service.
