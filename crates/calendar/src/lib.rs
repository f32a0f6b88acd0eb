//! Days, working days and the arithmetic of terms: what a clerk does with a calendar and a finger.
//!
//! Apart from the law (`greffe-procedure`), which says what starts a term and how long it is, because each change of a sign here moves
//! thousands of dates: every expression is changed in turn, and a test must see it (`scripts/mutants.sh`), which is only done within an
//! hour where little is compiled.
//!
//! | module | what |
//! |---|---|
//! | [`day`] | civil days, instants, the zone in which a court counts |
//! | [`calendar`] | holidays of each territory, working days |
//! | [`term`] | lengths of terms and their last day |

pub mod calendar;
pub mod day;
pub mod term;
