//! Stories that cross every service, each on a product of its own.

mod audiences;
mod canary;
mod certificats;
mod collector;
mod decisions;
mod delibere;
mod deposits;
mod files;
mod gate;
mod intake;
mod law_versions;
mod limits;
mod memoire_depose;
mod midnight;
mod notices;
mod outages;
mod papers;
mod pieces;
mod reads;
mod scenarios;
mod schemathesis;
mod telemetry;
mod voisins;

use serde_json::{Value, json};

/// Office that the demonstration's first machine deposits for.
pub const MARTIN: &str = "SCP Martin & Roux";

/// A declaration as a greffier enters it, formed on a day, with counsel for the demandeur.
pub fn declaration(formed: &str, office: &str) -> Value {
    json!({
        "procedure": "civil_representation_obligatoire",
        "formed": {"day": formed},
        "parties": [
            {"role": "demandeur", "residence": "metropole", "office_id": office,
             "person": {"nature": "personne_physique", "name": "Delaunay", "first_names": "Irène"}},
            {"role": "defendeur", "residence": "metropole",
             "person": {"nature": "personne_morale", "name": "société des Moulins"}}
        ],
        "decisions": [{"court": "cour d’appel de Lyon", "section": "1re chambre civile", "nature": "arret",
                       "rendered_on": "2026-09-10", "case_number": "25/01234"}],
        "urgent": false, "piece_ids": [], "warnings_confirmed": false, "duplicate_excluded": true
    })
}

/// A small true PDF.
pub fn pdf() -> Vec<u8> {
    greffe_dev::testing::pdf(&["Mémoire"])
}

/// Today in Paris, and days from it.
pub fn day(from_today: i64) -> String {
    let today = greffe_chassis::Clock::now(&greffe_chassis::clock::SystemClock)
        .in_tz("Europe/Paris")
        .expect("a zone every machine has")
        .date();
    today.saturating_add(jiff::Span::new().days(from_today)).to_string()
}
