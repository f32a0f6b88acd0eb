//! `court::state`, from inside: what the Court is on a day.

use greffe_assignment::inside::court::{Court, CourtAct, Fault, Kind};
use greffe_procedure::profile::CourtProfile;
use jiff::{Timestamp, civil::Date};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn act(version: u64, kind: Kind, chambre: &str, on: &str) -> CourtAct {
    CourtAct {
        version,
        kind,
        chambre: chambre.into(),
        section: String::new(),
        label: "chambre du numérique".into(),
        into: String::new(),
        minute: format!("X{version}"),
        day: Some(day(on)),
        withdraws: None,
        reason: "Ordonnance".into(),
        by: "administration".into(),
        at: Timestamp::UNIX_EPOCH,
    }
}

fn of_section(section: &str, act: CourtAct) -> CourtAct {
    CourtAct { section: section.into(), ..act }
}

fn into(code: &str, act: CourtAct) -> CourtAct {
    CourtAct { into: code.into(), ..act }
}

fn withdrawing(version: u64, withdrawn: u64) -> CourtAct {
    CourtAct { day: None, withdraws: Some(withdrawn), ..act(version, Kind::Annulee, "", "2026-01-01") }
}

fn on(acts: &[CourtAct], text: &str) -> Court {
    Court::on(CourtProfile::embedded(), acts, day(text))
}

fn codes(court: &Court) -> Vec<&str> {
    court.in_force().map(|known| known.unit.code.as_str()).collect()
}

fn fault(acts: &[CourtAct]) -> Option<(u64, Fault)> {
    Court::check(CourtProfile::embedded(), acts).err()
}

#[test]
fn a_chamber_is_what_its_acts_make_it_on_each_day() {
    let acts = [
        act(1, Kind::Ouverte, "civ4", "2026-03-01"),
        into("civ4", act(2, Kind::Reunie, "civ3", "2026-09-01")),
        act(3, Kind::Renommee, "civ4", "2026-10-01"),
    ];
    assert_eq!(codes(&on(&acts, "2026-02-28")), ["civ1", "civ2", "civ3", "com", "soc", "crim"]);
    assert_eq!(codes(&on(&acts, "2026-08-31")), ["civ1", "civ2", "civ3", "com", "soc", "crim", "civ4"]);
    let after = on(&acts, "2026-09-01");
    assert_eq!(codes(&after), ["civ1", "civ2", "com", "soc", "crim", "civ4"]);
    let closed = &after.chambre("civ3").unwrap().unit;
    assert_eq!((closed.closed_on, closed.into.as_str()), (Some(day("2026-09-01")), "civ4"));
    // Recorded out of order, acts hold in the order of their days.
    let mut late = acts.to_vec();
    late.push(CourtAct {
        label: "chambre des données".into(),
        ..act(4, Kind::Renommee, "civ4", "2026-04-01")
    });
    assert_eq!(on(&late, "2026-05-01").label("civ4"), "chambre des données");
    assert_eq!(on(&late, "2026-11-01").label("civ4"), "chambre du numérique");
    assert_eq!(fault(&late), None);
}

#[test]
fn sections_open_in_a_chamber_and_end_with_it() {
    let acts = [
        of_section("1", act(1, Kind::Ouverte, "soc", "2026-01-01")),
        of_section("2", act(2, Kind::Ouverte, "soc", "2026-01-01")),
        into("1", of_section("2", act(3, Kind::Reunie, "soc", "2026-06-01"))),
    ];
    let soc = ["soc".to_owned()];
    let (before, after) = (on(&acts, "2026-05-31"), on(&acts, "2026-06-01"));
    assert!(before.admits_section(&soc, "2") && !after.admits_section(&soc, "2"));
    assert!(after.admits_section(&soc, "") && !after.admits_section(&soc, "3"));
    assert!(after.admits_section(&["com".to_owned()], "3"), "none is registered there");
    let gone = [
        act(1, Kind::Fermee, "soc", "2026-06-01"),
        of_section("1", act(2, Kind::Ouverte, "soc", "2026-07-01")),
    ];
    assert_eq!(fault(&gone), Some((2, Fault::Absent("soc".into()))));
}

#[test]
fn an_act_that_others_rest_on_cannot_go() {
    let opened = act(1, Kind::Ouverte, "civ4", "2026-03-01");
    let renamed = act(2, Kind::Renommee, "civ4", "2026-10-01");
    assert_eq!(fault(&[opened.clone(), renamed.clone()]), None);
    let too_early = [opened.clone(), renamed.clone(), withdrawing(3, 1)];
    assert_eq!(fault(&too_early), Some((2, Fault::Absent("civ4".into()))));
    assert_eq!(fault(&[opened.clone(), renamed, withdrawing(3, 2), withdrawing(4, 1)]), None);
    assert!(!codes(&on(&[opened, withdrawing(2, 1)], "2026-12-01")).contains(&"civ4"));
}

#[test]
fn what_the_court_cannot_be_is_refused() {
    let on = "2026-03-01";
    for (wrong, wanted) in [
        (act(1, Kind::Ouverte, "civ1", on), Fault::Taken("civ1".into())),
        (act(1, Kind::Fermee, "civ5", on), Fault::Absent("civ5".into())),
        (act(1, Kind::Fermee, "crim", on), Fault::Wanted),
        (into("civ2", act(1, Kind::Reunie, "crim", on)), Fault::Wanted),
        (into("civ2", act(1, Kind::Reunie, "civ2", on)), Fault::Itself),
        (into("civ5", act(1, Kind::Reunie, "civ2", on)), Fault::Absent("civ5".into())),
        (CourtAct { minute: "SO".into(), ..act(1, Kind::Ouverte, "civ4", on) }, Fault::Minute("SO".into())),
    ] {
        assert_eq!(fault(std::slice::from_ref(&wrong)), Some((1, wanted)), "{wrong:?}");
    }
    // A code is of one chamber for ever.
    let again = [act(1, Kind::Fermee, "civ3", on), act(2, Kind::Ouverte, "civ3", "2026-04-01")];
    assert_eq!(fault(&again), Some((2, Fault::Taken("civ3".into()))));
}
