//! What is looked at without going through a door.

mod aides;
mod aides_facts;
mod aides_term;
mod certificats_likeness;
mod certificats_text;
mod decisions_handover;
mod decisions_rules;
mod decisions_version;
mod orientation_rules;
mod rapport;
mod suivi;
mod suivi_links;
mod suivi_session;
mod voisins_exchange;
