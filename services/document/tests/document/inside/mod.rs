//! What is looked at without going through a door.

mod content;
mod controls_clamd;
mod deliberation_compare;
mod deliberation_print;
mod deliberation_reading;
mod deliberation_vault;
mod papers_adopted;
mod papers_due;
mod reader_archive;
mod search;
mod served;
mod store;
mod store_blocks;
mod store_signature;
mod store_whole;
mod words;
