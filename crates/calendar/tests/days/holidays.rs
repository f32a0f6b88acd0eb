//! Holidays of each territory from 1990 to 2100, against the `holidays` package of PyPI: alike, except for what a reviewed file
//! lists with the article of each.
//!
//! `scripts/law.sh holidays` asks the package again and says whether the committed file is still what it answers.

use std::collections::{BTreeMap, BTreeSet};

use greffe_calendar::{
    calendar::{Calendar, easter},
    day::Day,
};

const PACKAGE: &str = include_str!("holidays/pypi.csv");
const DIFFERENCES: &str = include_str!("holidays/differences.csv");
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// Years written as « 1990-1992 1994 ».
fn years(text: &str) -> Vec<i32> {
    let each = text.split(' ').map(|run| run.split_once('-').unwrap_or((run, run)));
    each.flat_map(|(first, last)| first.parse::<i32>().unwrap()..=last.parse().unwrap()).collect()
}

/// A feast of a year: a day of the year, or so many days from Easter.
fn feast(text: &str, year: i32) -> Day {
    match text.strip_prefix('+').unwrap_or(text).parse() {
        Ok(days) => easter(year).plus(days),
        Err(_) => format!("{year}-{text}").parse().unwrap(),
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty())
}

/// What the package says, each territory with what all have in common.
fn of_package() -> BTreeMap<&'static str, BTreeSet<Day>> {
    let mut days: BTreeMap<&str, BTreeSet<Day>> = BTreeMap::new();
    for line in lines(PACKAGE) {
        let [territory, day, of] = line.splitn(3, ',').collect::<Vec<_>>().try_into().unwrap();
        days.entry(territory).or_default().extend(years(of).into_iter().map(|year| feast(day, year)));
    }
    let national = days["national"].clone();
    for calendar in Calendar::ALL {
        days.entry(calendar.as_str()).or_default().extend(&national);
    }
    days
}

#[test]
fn holidays_are_those_of_the_package_except_where_the_law_says_otherwise() {
    let package = of_package();
    assert_eq!(package.len(), Calendar::ALL.len());
    let mut told: Vec<(&str, usize)> = lines(DIFFERENCES).map(|line| (line, 0)).collect();
    let mut compared = 0;
    for calendar in Calendar::ALL {
        let theirs = &package[calendar.as_str()];
        let ours: BTreeSet<Day> =
            YEARS.flat_map(|year| calendar.holidays(year)).map(|(day, _)| day).collect();
        compared += ours.len();
        let (mut only_ours, mut only_theirs): (BTreeSet<Day>, BTreeSet<Day>) =
            (ours.difference(theirs).copied().collect(), theirs.difference(&ours).copied().collect());
        for (line, met) in &mut told {
            let [territory, day, of, who, why] = line.splitn(5, ',').collect::<Vec<_>>().try_into().unwrap();
            assert!(why.len() > 40, "{line}: the article, and what it says");
            if territory != "national" && territory != calendar.as_str() {
                continue;
            }
            let only = match who {
                "law" => &mut only_ours,
                "package" => &mut only_theirs,
                _ => panic!("{line}"),
            };
            *met += years(of).into_iter().filter(|year| only.remove(&feast(day, *year))).count();
        }
        assert!(only_ours.is_empty(), "{}: only the law has {only_ours:?}", calendar.as_str());
        assert!(only_theirs.is_empty(), "{}: only the package has {only_theirs:?}", calendar.as_str());
    }
    for (line, met) in &told {
        assert!(*met > 0, "no longer a difference: {line}");
    }
    let different: usize = told.iter().map(|(_, met)| met).sum();
    println!(
        "{compared} jours fériés comparés dans {} territoires, {different} différences relues",
        package.len()
    );
}

#[test]
fn each_calendar_is_found_by_its_name_and_names_its_place_and_its_feasts() {
    let of_the_year = |calendar: Calendar| -> Vec<String> {
        let national = Calendar::National.holidays(2026);
        let own = calendar.holidays(2026).into_iter().filter(|day| !national.contains(day));
        own.map(|(day, name)| format!("{day} {name}")).collect()
    };
    let labels = Calendar::ALL.map(|calendar| {
        assert_eq!(Calendar::named(calendar.as_str()), Some(calendar));
        format!("{}: {}", calendar.label(), of_the_year(calendar).join(", "))
    });
    assert_eq!(
        labels,
        [
            "France entière: ",
            "Alsace et Moselle: 2026-04-03 Vendredi saint, 2026-12-26 Saint-Étienne",
            "Guadeloupe: 2026-05-27 abolition de l’esclavage",
            "Martinique: 2026-05-22 abolition de l’esclavage",
            "Guyane: 2026-06-10 abolition de l’esclavage",
            "La Réunion: 2026-12-20 abolition de l’esclavage",
            "Mayotte: 2026-04-27 abolition de l’esclavage",
            "Saint-Barthélemy: 2026-10-09 abolition de l’esclavage",
            "Saint-Martin: 2026-05-27 abolition de l’esclavage",
        ]
    );
    let national: Vec<&str> = Calendar::National.holidays(2026).into_iter().map(|(_, name)| name).collect();
    assert_eq!(
        national,
        [
            "1er janvier",
            "lundi de Pâques",
            "1er mai",
            "8 mai",
            "Ascension",
            "lundi de Pentecôte",
            "14 juillet",
            "Assomption",
            "Toussaint",
            "11 novembre",
            "Noël",
        ]
    );
    assert_eq!(Calendar::named("corse"), None);
}

#[test]
fn easter_of_other_centuries_falls_as_published() {
    // The earliest and the latest that can be, and centuries whose moon is corrected otherwise than in the package's.
    for sunday in [
        "1600-04-02",
        "1761-03-22",
        "1818-03-22",
        "1886-04-25",
        "1943-04-25",
        "2038-04-25",
        "2160-03-23",
        "2190-04-25",
        "2228-03-23",
        "2285-03-22",
        "2299-04-16",
    ] {
        let sunday: Day = sunday.parse().unwrap();
        assert_eq!(easter(sunday.to_civil().0), sunday);
    }
}
