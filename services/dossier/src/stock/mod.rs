//! What was taken over from elsewhere: sheets of decisions in their own words, dossiers of a former system with the origin
//! of each field, closed cases as figures.
//!
//! | file | what it does |
//! |---|---|
//! | `sheets` | keeps what a decision says of a case beside its journal, and shows it |
//! | `import` | takes dossiers over in bulk, each weighed as if it had come through the API |
//! | `runs` | dossiers as they come, put together in what one transaction writes |
//! | `series` | joined dossiers of a takeover: their acts in common, taken together or not at all |
//! | `copy` | rows in the binary form of `COPY` |
//! | `closed` | figures of closed cases, durations before and after, origins of fields |
//! | `grpc` | the edge |

mod closed;
mod copy;
mod grpc;
mod import;
pub mod runs;
mod series;
mod sheets;
