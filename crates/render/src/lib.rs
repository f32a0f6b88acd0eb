//! Papers of the Court: a template, a day and named values give a PDF, or the list of what is missing.
//!
//! Pure: no clock, no network, no file but those embedded here. A paper is archived (PDF/A-2a), read by those who do not see
//! (PDF/UA-1), and the same input gives the same bytes. Each value says where it comes from, and the paper says it again
//! ([`Paper::inserted`]). A value is text and never Typst markup.
//!
//! [`templates`] reads what stands in `templates/`; [`check`] says what is wrong with values; [`world`] is what Typst may see;
//! [`Press`] puts them together.

mod check;
#[doc(hidden)]
pub mod inside;
mod press;
mod templates;
mod values;
mod world;

pub use check::{Fault, Why};
pub use press::{Inserted, Order, Paper, Press, Refusal, Stamp};
pub use templates::{Decided, Field, Files, Kind, Open, Template, TemplateError};
pub use values::{Content, Origin, Source, Value, Values};
