//! The assignment service.
