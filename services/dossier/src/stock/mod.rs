//! What was taken over from elsewhere: sheets of decisions, in their own words.
//!
//! | file | what it does |
//! |---|---|
//! | `sheets` | keeps what a decision says of a case beside its journal, and shows it |
//! | `grpc` | the edge |

mod grpc;
mod sheets;
