//! Days, working days and terms, by counting and by the lists of others.

mod arithmetic;
mod counted;
mod holidays;
