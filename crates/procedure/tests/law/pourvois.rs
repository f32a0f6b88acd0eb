//! When a pourvoi comes too late, and what a declaration that says enough spares.

use greffe_procedure::{
    act::{ActBuilder, AttrValue, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    derivation::CheckResult,
    ids::PersonId,
};

use crate::support::{DEMANDEUR, Journal, POURVOI, day, status};

/// A declaration, of one demandeur, then what it says.
fn declared(on: &str, say: impl FnOnce(ActBuilder<'static>) -> ActBuilder<'static>) -> Journal {
    Journal::new()
        .act("pourvoi_forme", |b| {
            say(b.day("forme", day(on)).code("nature", "principal").pourvoi(POURVOI)).declare(DeclaredParty {
                party: DEMANDEUR,
                person: PersonId(DEMANDEUR.0),
                role: Role::Demandeur,
                zone: ResidenceZone::Metropole,
                nature: None,
            })
        })
        .act("pourvoi_enregistre", |b| b.day("enregistre", day(on)).pourvoi(POURVOI))
}

fn notified(journal: Journal, on: &str, jours: Option<i64>) -> Journal {
    journal.act("decision_notifiee", |b| {
        let b = b.day("notifiee", day(on)).code("mode", "signification").party(DEMANDEUR);
        match jours {
            Some(jours) => b.attr("jours", AttrValue::Int(jours)),
            None => b,
        }
    })
}

fn irregular(journal: &Journal, today: &str) -> Vec<String> {
    let found = journal.derive(today).checks;
    let irregular = found.iter().filter(|check| check.result == CheckResult::Irregular);
    irregular.filter_map(|check| Some(Catalogue::embedded().control_of(*check)?.id.to_string())).collect()
}

/// CPC 528-1.
#[test]
fn a_notification_after_two_years_does_not_open_anew_what_is_closed() {
    let told = |on| {
        let formed =
            declared("2026-11-02", |b| b.attr("decision_attaquee", AttrValue::Day(day("2024-09-10"))));
        notified(formed, on, None)
    };
    let (in_time, late) = (told("2026-09-10"), told("2026-10-15"));
    let of =
        |journal: &Journal| status(&journal.deadline("civil.pourvoi.terme_528_1", DEMANDEUR, "2026-11-24"));
    assert_eq!(of(&in_time), "satisfaite");
    assert!(!irregular(&in_time, "2026-11-24").contains(&"chk.civ.05".to_owned()));
    assert_eq!(of(&late), "satisfaite_hors_delai");
    assert!(irregular(&late, "2026-11-24").contains(&"chk.civ.05".to_owned()));
    let tasks = late.derive("2026-11-24").tasks;
    assert!(tasks.iter().any(|task| task.key.rule.as_str() == "relever_irrecevabilite"), "{tasks:?}");
}

/// CPC 612, « sauf disposition contraire »: fifteen days of LPF L16 B.
#[test]
fn a_special_text_shortens_the_term_of_the_pourvoi_that_it_fixes() {
    let formed = || declared("2026-11-20", |b| b);
    let usual = notified(formed(), "2026-11-02", None);
    let usual = usual.deadline("civil.pourvoi.delai", DEMANDEUR, "2026-11-24");
    assert_eq!((usual.due, status(&usual)), (Some(day("2027-01-04")), "satisfaite"));
    let special = notified(formed(), "2026-11-02", Some(15));
    let term = special.deadline("civil.pourvoi.delai", DEMANDEUR, "2026-11-24");
    assert_eq!((term.due, status(&term)), (Some(day("2026-11-17")), "satisfaite_hors_delai"));
    assert!(irregular(&special, "2026-11-24").contains(&"chk.civ.04".to_owned()));
}

/// CPC 989: the mémoire is due where the declaration states no moyen.
#[test]
fn a_declaration_that_states_moyens_waits_for_no_memoire() {
    let receipt = |moyens: &str| {
        let formed = declared("2026-08-03", |b| b.code("procedure", "civil_sans_representation"));
        formed.act("recepisse_delivre", |b| {
            b.day("expedie", day("2026-08-05")).day("recu", day("2026-08-05")).code("moyens", moyens)
        })
    };
    let told = |journal: &Journal| {
        let derived = journal.derive("2026-11-24");
        let terms: Vec<&str> = derived.deadlines.iter().map(|d| d.key.rule.as_str()).collect();
        let tasks: Vec<&str> = derived.tasks.iter().map(|task| task.key.rule.as_str()).collect();
        let (memoire, decheance) =
            (terms.contains(&"civil.sro.memoire"), tasks.contains(&"soumettre_decheance"));
        (derived.stage.as_str(), memoire, decheance)
    };
    assert_eq!(told(&receipt("absents")), ("attente_memoires", true, true));
    assert_eq!(told(&receipt("enonces")), ("a_distribuer", false, false));
}

/// Law of 29 July 1881, article 59; CPP 568, alinéa 2.
#[test]
fn a_press_decision_that_was_to_be_served_is_attacked_within_three_days_of_its_service() {
    let of = |rendue: &str| {
        let formed = declared("2026-11-16", |b| {
            b.code("procedure", "penal_presse")
                .code("decision_rendue", rendue)
                .attr("decision_attaquee", AttrValue::Day(day("2026-10-01")))
        });
        notified(formed, "2026-11-10", None)
    };
    let served = of("a_signifier").deadline("penal.pourvoi.presse", DEMANDEUR, "2026-11-24");
    assert_eq!((served.due, status(&served)), (Some(day("2026-11-13")), "satisfaite_hors_delai"));
    let heard = of("contradictoire").deadline("penal.pourvoi.presse", DEMANDEUR, "2026-11-24");
    assert_eq!(
        heard.due,
        Some(day("2026-10-05")),
        "from the prononcé, who was present; 4 October is a Sunday"
    );
    let absent = of("defaut").derive("2026-11-24");
    assert!(absent.deadlines.iter().all(|d| d.key.rule.as_str() != "penal.pourvoi.presse"));
}
