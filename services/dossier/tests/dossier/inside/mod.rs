//! What is looked at without going through a door.

mod access;
mod aides;
mod aides_facts;
mod aides_term;
mod certificats_likeness;
mod certificats_text;
mod court;
mod decisions_handover;
mod decisions_rules;
mod decisions_version;
mod orientation_rules;
mod rapport;
mod search_series;
mod stock_runs;
mod suivi;
mod suivi_links;
mod suivi_session;
mod voisins_exchange;
