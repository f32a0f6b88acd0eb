//! Live events: this instance hears every event of the services and tells each browser those it may know of. A hint, never
//! a content: the browser fetches again from the owner, who decides.

mod hint;
mod hub;
mod listener;

pub use hint::{Hint, Subject};
pub use hub::{Hub, Message, Place, Stream};
pub use listener::{listen, visible};
