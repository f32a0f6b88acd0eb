//! `certificats::likeness`, from inside.

use greffe_dossier::inside::certificats::likeness::{Level, Likeness, Verdict, court, date, number, parties};
use jiff::civil::Date;

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn owned(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn a_court_is_itself_however_written() {
    for (a, b, level) in [
        ("cour d’appel de Lyon", "CA Lyon", Level::Same),
        ("Cour d'appel de LYON (1re chambre civile)", "cour d’appel de Lyon", Level::Same),
        ("TGI de Créteil", "tribunal judiciaire de Creteil", Level::Same),
        ("conseil de prud’hommes de Saint-Étienne", "CPH St Etienne", Level::Same),
        ("cour d’appel d’Aix-en-Provence", "CA d'Aix en Provence", Level::Same),
        ("cour d’appel de Lion", "cour d’appel de Lyon", Level::Near),
        ("Lyon", "cour d’appel de Lyon", Level::Near),
        ("cour d’appel de Paris", "cour d’appel de Lyon", Level::Differs),
        ("tribunal judiciaire de Lyon", "cour d’appel de Lyon", Level::Differs),
        ("cour d’appel de Metz", "cour d’appel de Reims", Level::Differs),
    ] {
        assert_eq!(court(a, b), level, "{a} / {b}");
        assert_eq!(court(b, a), level, "{b} / {a}");
    }
}

#[test]
fn a_date_is_near_when_a_slip_explains_it() {
    let sought = day("2026-03-09");
    for (known, level) in [
        ("2026-03-09", Level::Same),
        ("2026-03-10", Level::Near),
        ("2026-09-03", Level::Near),
        ("2025-03-09", Level::Near),
        ("2026-03-19", Level::Differs),
    ] {
        assert_eq!(date(sought, Some(day(known))), level, "{known}");
    }
    assert_eq!(date(sought, None), Level::Unknown);
    assert_eq!(date(day("2028-02-29"), Some(day("2027-02-28"))), Level::Differs, "no 29 February 2027");
}

#[test]
fn numbers_and_names_forgive_one_slip() {
    assert_eq!(number(&owned(&["25/1234"]), &owned(&["25/1234", "25/1235"])), Level::Same);
    assert_eq!(number(&owned(&["25/1243"]), &owned(&["25/1234"])), Level::Near);
    assert_eq!(number(&owned(&["24/987"]), &owned(&["25/1234"])), Level::Differs);
    assert_eq!(number(&[], &owned(&["25/1234"])), Level::Unknown);
    let known = owned(&["Camille Dupont", "société Générale des Moulins"]);
    assert_eq!(parties(&owned(&["M. DUPONT"]), &known), Level::Same);
    assert_eq!(parties(&owned(&["Dupond"]), &known), Level::Near);
    assert_eq!(parties(&owned(&["Sté générale des moulins"]), &known), Level::Same);
    assert_eq!(parties(&owned(&["Martin"]), &known), Level::Differs);
    assert_eq!(parties(&[], &known), Level::Unknown);
}

#[test]
fn the_verdict_asks_a_person_wherever_two_facets_disagree_and_one_speaks_for_it() {
    use Level::{Differs, Near, Same, Unknown};
    for (court, date, number, parties, verdict) in [
        (Same, Same, Same, Same, Verdict::Certain),
        (Same, Same, Same, Unknown, Verdict::Certain),
        (Same, Same, Same, Differs, Verdict::Possible),
        (Near, Same, Same, Same, Verdict::Possible),
        (Same, Near, Same, Unknown, Verdict::Possible),
        (Same, Unknown, Same, Differs, Verdict::Possible),
        (Same, Differs, Same, Unknown, Verdict::Other),
        (Same, Differs, Same, Same, Verdict::Possible),
        (Same, Same, Near, Unknown, Verdict::Possible),
        (Same, Same, Near, Differs, Verdict::Other),
        (Same, Same, Unknown, Unknown, Verdict::Possible),
        (Same, Same, Unknown, Differs, Verdict::Other),
        (Same, Same, Differs, Unknown, Verdict::Other),
        (Same, Same, Differs, Same, Verdict::Possible),
        (Same, Unknown, Unknown, Near, Verdict::Possible),
        (Same, Unknown, Unknown, Unknown, Verdict::Other),
        (Same, Differs, Unknown, Same, Verdict::Other),
        (Differs, Same, Same, Unknown, Verdict::Possible),
        (Differs, Near, Same, Unknown, Verdict::Other),
        (Differs, Near, Same, Same, Verdict::Possible),
        (Differs, Same, Differs, Differs, Verdict::Other),
    ] {
        let likeness = Likeness { court, date, number, parties };
        assert_eq!(likeness.verdict(), verdict, "{likeness:?}");
    }
}
