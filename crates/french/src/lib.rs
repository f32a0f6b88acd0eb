//! French as the Court writes it, made comparable: what was written one way is found when it is asked another.
//!
//! [`analyse`] turns a text into [`Token`]s, each with the bytes it stands for: accents and capitals fall, elisions are taken apart,
//! words are taken to a common form ([`stem`]), articles of codes and numbers of cases become one token whatever their writing.
//! [`Query::read`] does the same for what somebody types, and adds how a name sounds ([`sound`]). [`passage`] shows where a text
//! says it. No I/O, no clock. The Court's words, its codes and the words that say nothing are data, in `data/`.

mod analysis;
mod citation;
mod fold;
mod likeness;
mod passage;
mod query;
mod sound;
mod stem;

pub use analysis::{Token, analyse, lexemes, name};
pub use fold::fold;
pub use likeness::{Likeness, Weighed, counts, is_citation, weighty};
pub use passage::{Part, Passage, passage};
pub use query::{Query, Term, tsvector};
pub use sound::sound;
pub use stem::stem;
