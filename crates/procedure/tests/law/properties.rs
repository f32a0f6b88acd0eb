//! What holds of any journal: it never panics, it is deterministic, a day's order is nothing, corrections restore.

use greffe_procedure::{
    act::{Act, ActBuilder},
    calendar::{Calendar, easter},
    catalogue::Catalogue,
    day::Day,
    derivation::Status,
    explain::explain,
    ids::{ActId, DossierId},
    profile::CourtProfile,
    term::Term,
};
use proptest::prelude::*;
use uuid::Uuid;

use crate::generate::{act, cases, derived, journals, parts};

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn any_journal_is_derived_and_explained(acts in journals(), today in 19_900i32..21_500) {
        let today = Day::from_number(today);
        let first = derived(&acts, today);
        prop_assert_eq!(&first, &derived(&acts, today));
        for deadline in &first.deadlines {
            let steps = explain(Catalogue::embedded(), CourtProfile::embedded(), &acts, deadline);
            prop_assert!(!steps.is_empty());
            // The explanation ends on the day that it explains.
            if let Some(due) = deadline.due {
                prop_assert!(steps.iter().any(|s| s.text.contains(&due.long())), "{due}: {steps:?}");
            }
            prop_assert!(steps.iter().all(|s| !s.text.is_empty() && !s.text.contains('{')), "{:?}", steps);
        }
    }

    #[test]
    fn an_open_dossier_always_has_something_that_recalls_it(acts in journals(), today in 19_900i32..21_500) {
        let answer = derived(&acts, Day::from_number(today));
        let over = Catalogue::embedded().stage(answer.stage).is_some_and(|stage| stage.terminal);
        let kept = !answer.tasks.is_empty() || answer.deadlines.iter().any(|d| d.status.is_live());
        prop_assert_eq!(answer.live, kept);
        // Of two acts that correct the same one, the later counts.
        let stands = |act: &Act| {
            let rival = |other: &Act| other.version > act.version && other.supersedes == act.supersedes;
            !acts.iter().any(|other| {
                other.supersedes == Some(act.id) || (act.supersedes.is_some() && rival(other))
            })
        };
        let opened = acts.iter().any(|act| act.kind.as_str() != "acte_annule" && stands(act));
        prop_assert!(kept || over || !opened, "forgotten at {}", answer.stage);
    }

    #[test]
    fn the_order_of_recording_is_nothing(acts in journals(), today in 19_900i32..21_500, seed in any::<u64>()) {
        let today = Day::from_number(today);
        let mut other = acts.clone();
        let mut state = seed;
        for at in (1..other.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            other.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(derived(&acts, today), derived(&other, today));
    }

    #[test]
    fn ids_are_unique_and_every_due_day_is_a_working_day(acts in journals(), today in 19_900i32..21_500) {
        let dossier = DossierId(Uuid::from_u128(42));
        let answer = derived(&acts, Day::from_number(today));
        let mut ids: Vec<Uuid> = answer.deadlines.iter().map(|d| d.key.id("echeance", dossier)).collect();
        ids.extend(answer.tasks.iter().map(|t| t.key.id("tache", dossier)));
        let count = ids.len();
        ids.sort_unstable();
        ids.dedup();
        prop_assert_eq!(count, ids.len());
        for deadline in &answer.deadlines {
            let prorogated = Catalogue::embedded().rule_of(deadline).is_some_and(|r| r.prorogation);
            if let (Some(due), Some(raw), true) = (deadline.due, deadline.raw, prorogated) {
                prop_assert!(Calendar::National.is_working(due), "{due}");
                prop_assert!(due >= raw);
            }
        }
    }

    #[test]
    fn annulling_an_act_restores_what_was_before(acts in journals(), extra in parts(), today in 19_900i32..21_500) {
        let today = Day::from_number(today);
        let before = derived(&acts, today);
        let mut with = acts.clone();
        with.push(act(acts.len(), (extra.0, extra.1, extra.2, extra.3, 1)));
        let wrong = with.last().unwrap().id;
        let annul = ActBuilder::new(Catalogue::embedded(), ActId(Uuid::from_u128(5_000)), with.len() as u64 + 1, "acte_annule")
            .day("constate", today)
            .supersedes(wrong)
            .build()
            .unwrap();
        with.push(annul);
        let after = derived(&with, today);
        // All but what changes with the number of acts: nothing.
        prop_assert_eq!(before, after);
    }

    #[test]
    fn an_arret_that_is_taken_back_leaves_the_terms_as_they_were(
        acts in journals(), extra in parts(), today in 19_900i32..21_500
    ) {
        let today = Day::from_number(today);
        let revoke = |acts: &[Act], id: u128, target: ActId| {
            ActBuilder::new(Catalogue::embedded(), ActId(Uuid::from_u128(id)), acts.len() as u64 + 1, "arret_rabattu")
                .day("rabattu", today)
                .code("cause", "erreur_de_procedure")
                .code("etendue", "total")
                .refers_to(target)
                .build()
                .unwrap()
        };
        let mut with = acts.clone();
        with.push(act(acts.len(), (extra.0, extra.1, extra.2, extra.3, 1)));
        let taken_back = with.last().unwrap().id;
        let revoking = revoke(&with, 5_000, taken_back);
        with.push(revoking);
        // What it speaks of is nowhere: nothing but the act itself counts.
        let mut without = acts;
        let nothing = revoke(&without, 5_000, ActId(Uuid::from_u128(6_000)));
        without.push(nothing);
        let (before, after) = (derived(&without, today), derived(&with, today));
        prop_assert_eq!(before.stage, after.stage);
        prop_assert_eq!(before.deadlines, after.deadlines);
        prop_assert_eq!(before.notices, after.notices);
    }

    #[test]
    fn nothing_changes_before_the_day_that_is_announced(acts in journals(), today in 19_900i32..21_000) {
        let day = Day::from_number(today);
        let now = derived(&acts, day);
        let until = now.next_change.map_or(400, |next| next.number() - today).clamp(1, 400);
        let eve = derived(&acts, day.plus(until - 1));
        prop_assert_eq!(&now.deadlines, &eve.deadlines);
        prop_assert_eq!(&now.tasks, &eve.tasks);
    }

    #[test]
    fn a_term_never_ends_before_a_shorter_one(start in 0i32..40_000, months in 1i32..24, more in 0i32..6) {
        let start = Day::from_number(start);
        let of = |months| Term { months, ..Term::default() }.end(start);
        prop_assert!(of(months) <= of(months + more));
        let (_, _, quantieme) = start.to_civil();
        prop_assert!(of(months).to_civil().2 <= quantieme);
    }

    #[test]
    fn a_met_term_stays_met_whatever_the_day(acts in journals(), today in 19_900i32..21_000, later in 1i32..500) {
        let now = derived(&acts, Day::from_number(today));
        let then = derived(&acts, Day::from_number(today + later));
        for deadline in now.deadlines.iter().filter(|d| matches!(d.status, Status::Met { .. })) {
            let same = then.deadlines.iter().find(|d| d.key == deadline.key);
            prop_assert_eq!(same.map(|d| d.status), Some(deadline.status));
        }
    }
}

#[test]
fn easter_and_its_feasts_fall_as_published() {
    for (year, sunday) in [
        (2025, "2025-04-20"),
        (2026, "2026-04-05"),
        (2027, "2027-03-28"),
        (2028, "2028-04-16"),
        (2029, "2029-04-01"),
        (2030, "2030-04-21"),
    ] {
        assert_eq!(easter(year).to_string(), sunday);
        assert_eq!(Calendar::National.holidays(year).len(), if year == 2008 { 10 } else { 11 }, "{year}");
    }
    assert_eq!(Calendar::AlsaceMoselle.holidays(2026).len(), 13);
    assert_eq!(Calendar::LaReunion.holiday("2027-12-20".parse().unwrap()), Some("abolition de l’esclavage"));
}
