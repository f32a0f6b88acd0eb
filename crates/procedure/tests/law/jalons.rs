//! When the checks of a milestone are made: each time that it is passed, and before an arrêt that judges some of the parties.

use greffe_procedure::{
    act::{Act, AttrValue},
    admission::Gravity,
    catalogue::{Catalogue, Part, ServiceFact},
    gate::{GateFinding, Observed, may_pass, of_journal, of_service, passes, stood_before},
    profile::CourtProfile,
    symbol::Symbol,
};
use uuid::Uuid;

use crate::support::{DEFENDEUR, DEMANDEUR, Journal, POURVOI, day};

fn names(before: &[Act], act: &Act) -> Vec<&'static str> {
    let catalogue = Catalogue::embedded();
    passes(catalogue, before, act).into_iter().map(|at| catalogue.milestones()[at].name.as_str()).collect()
}

/// The milestones before which the last act of a journal is looked at.
fn last(journal: &Journal) -> Vec<&'static str> {
    let (act, before) = journal.acts.split_last().unwrap();
    names(before, act)
}

fn fixed(journal: Journal, on: &str, heard: &str, formation: &str) -> Journal {
    journal.act("audience_fixee", |b| {
        b.day("fixee", day(on)).attr("audience", AttrValue::Day(day(heard))).code("formation", formation)
    })
}

fn instructed() -> Journal {
    Journal::opened("2026-01-05").ampliatif("2026-04-01").act("rapporteur_designe", |b| {
        b.day("designation", day("2026-06-01")).attr("personne", AttrValue::Id(Uuid::from_u128(7)))
    })
}

#[test]
fn a_hearing_put_off_is_looked_at_again_when_it_is_fixed_anew() {
    let first = fixed(instructed(), "2026-09-01", "2026-10-06", "fs");
    assert_eq!(last(&first), ["audiencement"]);
    let again = fixed(first.clone(), "2026-09-02", "2026-10-06", "fs");
    assert_eq!(last(&again), [] as [&str; 0], "it was fixed already");
    let put_off = first.act("audience_reportee", |b| b.day("reportee", day("2026-09-20")));
    assert_eq!(last(&put_off), [] as [&str; 0]);
    assert_eq!(last(&fixed(put_off, "2026-09-25", "2026-11-10", "fs")), ["audiencement"]);
}

#[test]
fn a_correction_that_makes_another_act_of_it_is_looked_at_and_one_of_its_date_is_not() {
    let first = fixed(instructed(), "2026-09-01", "2026-10-06", "fs");
    let fixing = first.acts.last().unwrap().clone();
    let corrects = |formation: &str, on: &str| {
        let mut corrected = fixed(first.clone(), on, "2026-10-06", formation);
        corrected.acts.last_mut().unwrap().supersedes = Some(fixing.id);
        corrected
    };
    assert_eq!(last(&corrects("fs", "2026-08-31")), [] as [&str; 0]);
    let other = corrects("fp", "2026-09-01");
    assert_eq!(last(&other), ["audiencement"]);
    let (act, before) = other.acts.split_last().unwrap();
    assert_eq!(stood_before(before, act).len(), before.len() - 1);
    // What was corrected twice is gone as a whole.
    let mut thrice = fixed(other.clone(), "2026-09-02", "2026-10-06", "mi");
    thrice.acts.last_mut().unwrap().supersedes = Some(act.id);
    let (act, before) = thrice.acts.split_last().unwrap();
    assert_eq!(stood_before(before, act).len(), before.len() - 2);
    assert_eq!(last(&thrice), ["audiencement"]);
}

/// Judged towards some, the case goes on towards the others (CPC 1016): the arrêt is looked at, the milestone stays to be passed.
#[test]
fn an_arret_that_judges_some_of_the_parties_is_looked_at_each_time() {
    let heard = fixed(instructed(), "2026-09-01", "2026-10-06", "fs");
    let partial = |journal: Journal, of| {
        journal.act("decision_partielle_prononcee", |b| {
            b.day("prononce", day("2026-11-05")).code("nature", "arret").code("solution", "rejet").party(of)
        })
    };
    let one = partial(heard, DEFENDEUR);
    assert_eq!(last(&one), ["prononce"]);
    let two = partial(one, DEMANDEUR);
    assert_eq!(last(&two), ["prononce"]);
    let whole = two.act("decision_prononcee", |b| {
        b.day("prononce", day("2026-11-05"))
            .code("nature", "arret")
            .code("solution", "rejet")
            .pourvoi(POURVOI)
    });
    assert_eq!(last(&whole), ["prononce"]);
    let catalogue = Catalogue::embedded();
    for kind in ["decision_partielle_prononcee", "audience_fixee", "decision_prononcee"] {
        assert!(may_pass(catalogue, catalogue.kind(kind).unwrap()), "{kind}");
    }
    assert!(!may_pass(catalogue, catalogue.kind("memoire_depose").unwrap()));
}

/// The order in which acts were recorded tells what was undone, whatever days they bear.
#[test]
fn a_hearing_fixed_anew_on_the_day_it_was_put_off_or_dated_before_is_looked_at() {
    let put_off = |on| {
        let first = fixed(instructed(), "2026-09-01", "2026-10-06", "fs");
        first.act("audience_reportee", |b| b.day("reportee", day(on)))
    };
    assert_eq!(last(&fixed(put_off("2026-09-01"), "2026-09-01", "2026-11-10", "fs")), ["audiencement"]);
    assert_eq!(last(&fixed(put_off("2026-09-20"), "2026-09-15", "2026-11-10", "fs")), ["audiencement"]);
}

#[test]
fn a_partial_arret_of_another_day_is_the_same_arret() {
    let heard = fixed(instructed(), "2026-09-01", "2026-10-06", "fs");
    let partial = |journal: Journal, on: &str| {
        journal.act("decision_partielle_prononcee", |b| {
            b.day("prononce", day(on)).code("nature", "arret").code("solution", "rejet").party(DEFENDEUR)
        })
    };
    let one = partial(heard, "2026-11-05");
    let said = one.acts.last().unwrap().id;
    let mut corrected = partial(one, "2026-11-04");
    corrected.acts.last_mut().unwrap().supersedes = Some(said);
    assert_eq!(last(&corrected), [] as [&str; 0]);
}

/// What the journal says before a milestone, for an act where one is known.
fn before(acts: &[Act], milestone: &str, act: Option<&Act>) -> Vec<GateFinding<'static>> {
    let catalogue = Catalogue::embedded();
    let at = catalogue.milestone_named(milestone).unwrap();
    of_journal(catalogue, CourtProfile::embedded(), acts, at, act, day("2026-11-24"))
}

fn codes(found: &[GateFinding<'_>], gravity: Gravity) -> Vec<&'static str> {
    found.iter().filter(|f| f.gravity() == gravity).map(|f| f.control.id.as_str()).collect()
}

/// A civil registration takes note of the declaration (CPC 976): what may make it irrecevable is told, and stops what follows.
#[test]
fn what_stops_the_distribution_of_a_civil_case_only_warns_before_it_is_registered() {
    let opened = Journal::opened("2026-01-05");
    let declared = &opened.acts[..1];
    let (registration, distribution) =
        (before(declared, "enregistrement", None), before(declared, "distribution", None));
    assert_eq!(codes(&registration, Gravity::Blocking), [] as [&str; 0]);
    assert_eq!(
        codes(&registration, Gravity::Warning),
        ["chk.civ.01", "chk.civ.02", "chk.civ.03", "chk.civ.04", "chk.civ.05"]
    );
    assert_eq!(codes(&distribution, Gravity::Blocking), ["chk.civ.01", "chk.civ.02", "chk.civ.03"]);
    // Known to be irregular, as where nobody has looked.
    let alone = Journal::new().act("pourvoi_forme", |b| {
        b.day("forme", day("2026-01-05"))
            .code("nature", "principal")
            .code("representation", "dispensee")
            .pourvoi(POURVOI)
    });
    let stops = |milestone: &str| {
        let found = before(&alone.acts, milestone, None);
        found.iter().any(|f| f.control.id.as_str() == "chk.civ.01" && f.stops())
    };
    assert!(!stops("enregistrement") && stops("distribution"));
}

/// CPC 1020 to 1022-1, 1035: who notifies the arrêt reads what it says, and what the notification must say.
#[test]
fn before_a_civil_notification_the_arret_and_its_notification_are_read() {
    let judged = |renvoi: &str| {
        Journal::new()
            .act("pourvoi_forme", |b| {
                b.day("forme", day("2026-01-05"))
                    .code("nature", "principal")
                    .code("procedure", "civil_sans_representation")
                    .pourvoi(POURVOI)
            })
            .act("pourvoi_enregistre", |b| b.day("enregistre", day("2026-01-05")).pourvoi(POURVOI))
            .act("decision_prononcee", |b| {
                b.day("prononce", day("2026-11-05"))
                    .code("nature", "arret")
                    .code("solution", "cassation")
                    .code("renvoi", renvoi)
            })
    };
    let (with, without) = (judged("avec_renvoi"), judged("sans_renvoi"));
    let told = |journal: &Journal| codes(&before(&journal.acts, "notification", None), Gravity::Warning);
    assert_eq!(told(&with), ["chk.civ.21", "chk.civ.22"]);
    assert_eq!(told(&without), ["chk.civ.21"], "there is no court to seise");
    // The copy to the court that ruled (1022) opens no term.
    let copied = with.clone().act("expedition_transmise", |b| {
        b.day("transmise", day("2026-11-06")).code("destinataire", "juridiction_attaquee")
    });
    assert_eq!(last(&copied), ["notification"]);
    let found = before(&with.acts, "notification", copied.acts.last());
    assert_eq!(codes(&found, Gravity::Warning), ["chk.civ.21"]);
    assert_eq!(codes(&found, Gravity::Blocking), [] as [&str; 0]);

    // A minute that nobody has signed is certified by nobody (CPC 465, 502).
    let catalogue = Catalogue::embedded();
    let at = catalogue.milestone_named("notification").unwrap();
    let unsigned =
        Observed { fact: ServiceFact::MinuteUnsigned, of: Symbol::NONE, detail: "À signer.".into() };
    let found = of_service(catalogue, &with.acts, at, copied.acts.last(), Part::Document, &[unsigned]);
    assert_eq!(codes(&found, Gravity::Blocking), ["chk.doc.04"]);
}

/// CPC 16, 1015: the hearing may be fixed for a day after the term of an avis; who fixes it is told, and the arrêt waits.
#[test]
fn a_term_given_to_the_parties_warns_who_fixes_the_hearing_and_stops_the_arret() {
    let asked = instructed().act("avis_aux_parties", |b| {
        let b = b.day("emis", day("2026-11-20")).code("objet", "moyen_d_office");
        b.attr("jusqu_au", AttrValue::Day(day("2026-12-15")))
    });
    let heard = fixed(asked.clone(), "2026-11-24", "2027-01-12", "fs");
    let judged = asked.clone().act("decision_prononcee", |b| {
        b.day("prononce", day("2026-11-24")).code("nature", "arret").code("solution", "rejet")
    });
    let catalogue = Catalogue::embedded();
    let of = Symbol::find("civil.avis_1015").unwrap();
    let runs = [Observed { fact: ServiceFact::TermRuns, of, detail: "Court.".into() }];
    for (milestone, act, gravity) in [
        ("audiencement", heard.acts.last(), Gravity::Warning),
        ("prononce", judged.acts.last(), Gravity::Blocking),
    ] {
        let found = before(&asked.acts, milestone, act);
        assert!(codes(&found, gravity).contains(&"chk.civ.13"), "{milestone}");
        let at = catalogue.milestone_named(milestone).unwrap();
        let found = of_service(catalogue, &asked.acts, at, act, Part::Deadline, &runs);
        assert!(codes(&found, gravity).contains(&"chk.ech.01"), "{milestone}");
    }
    // Over, it says nothing.
    let at = catalogue.milestone_named("audiencement").unwrap();
    let after = of_journal(
        catalogue,
        CourtProfile::embedded(),
        &asked.acts,
        at,
        heard.acts.last(),
        day("2026-12-16"),
    );
    assert!(after.iter().all(|f| f.control.id.as_str() != "chk.civ.13"));
}
