//! Neighbouring systems of the Court, each behind a contract of `proto/voisins`.
//!
//! | file | what it does |
//! |---|---|
//! | `epourvoi` | speaks with counsel's system: its outbox, its files, our receipts |
//! | `juridictions` | asks the courts' base for a decision attacked, and proposes what it says |
//! | `exchange` | keeps what came from there before anything else, makes deposits of it, tells what became of them |

pub mod epourvoi;
pub mod exchange;
pub mod juridictions;

use greffe_chassis::Failure;

/// What is kept of a failure: its cause where it has one, else what it says.
fn reason_of(failure: &Failure) -> String {
    std::error::Error::source(failure).map_or_else(|| failure.message.clone(), ToString::to_string)
}
