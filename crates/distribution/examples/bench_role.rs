//! The slowest of twenty proposals of a rôle: 60 dossiers among the audiences of four months of a chamber, on one core.

use std::time::Instant;

use greffe_distribution::{
    Fact, Rules,
    audience::{AudienceRules, Candidate, Member, RoleSnapshot, Sitting, Slot, propose_role},
};
use jiff::{ToSpan as _, civil::date};
use uuid::Uuid;

fn id(of: u64) -> Uuid {
    Uuid::from_u64_pair(0, of)
}

fn main() {
    let day = date(2026, 12, 1);
    let (rules, limits) = (AudienceRules::newest(), Rules::newest());
    let mut slowest = 0.0_f64;
    for turn in 0..20_u64 {
        let slots = (0..16_u64).map(|of| Slot {
            id: id(100 + of),
            seance: Sitting {
                formation: "fs".into(),
                jour: day + (7 * i64::try_from(of).unwrap_or(0) + 10).days(),
                debut: 570,
                fin: 750,
                salle: "Salle 1".into(),
                reunion: false,
            },
            membres: (0..12).map(|of| Member { agent: id(of), preside: of == 0, complete: false }).collect(),
            pris: 0,
            affaires: 0,
        });
        let candidates = (0..60_u64).map(|of| Candidate {
            dossier: id(1000 + of),
            number: format!("26-{of}"),
            minutes: None,
            parties: u16::try_from((of + turn) % 30).unwrap_or(0),
            urgent: (of + turn).is_multiple_of(11),
            terme: None,
            depuis: None,
            rapporteurs: vec![id((of + turn) % 12)],
            faits: vec![Fact { person: id((of * 7 + turn) % 12), kind: "deport".into() }],
            obstacles: Vec::new(),
            formations: Vec::new(),
            renvoi: String::new(),
            ailleurs: false,
            circuit: String::new(),
        });
        let functions = (0..12).map(|of| (id(of), ("conseiller".to_owned(), format!("Personne {of}"))));
        let snapshot = RoleSnapshot {
            day,
            slots: slots.collect(),
            candidates: candidates.collect(),
            functions: functions.collect(),
        };
        let start = Instant::now();
        let found = propose_role(&snapshot, rules, &limits).expect("a rôle of sixty is proposed");
        slowest = slowest.max(start.elapsed().as_secs_f64() * 1000.0);
        assert_eq!(found.to_bytes(), propose_role(&snapshot, rules, &limits).expect("again").to_bytes());
    }
    println!("figure: {slowest:.2} ms");
}
