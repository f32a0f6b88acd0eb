//! The courier between services: what a transaction wrote is published until the broker has confirmed it, and applied
//! once by each service that listens, in the order of its dossier, whatever is lost, repeated or killed on the way.
//!
//! - [`outbox`]: the row written in the transaction of the change;
//! - [`link`]: the connection to the broker;
//! - [`relay`]: publishes rows, in order, until confirmed;
//! - [`topology`]: exchanges, queues, and who listens to what;
//! - [`consumer`]: applies an event in one transaction with its inbox row, acknowledges after commit, fills gaps;
//! - [`admin`]: what operators ask of a listener: events set apart, rebuilds, events that a broker lost;
//! - [`replica`]: the journal as a listener holds it;
//! - [`gate`]: what a service answers before a milestone, and says again after it;
//! - [`law`]: the version of the law that a listener derives by;
//! - [`faults`]: where tests kill or break the above.

pub mod admin;
pub mod consumer;
pub mod faults;
pub mod gate;
#[doc(hidden)]
pub mod inside;
pub mod law;
pub mod link;
pub mod outbox;
pub mod relay;
pub mod replica;
mod standing;
pub mod topology;
mod watch;

pub use consumer::{Consumer, Gaps, Handler, Outcome, Rejection};
pub use outbox::NewEvent;
pub use relay::{Relay, Wake};
pub use standing::Standing;
