use greffe_dossier::inside::search::series::{Compared, Series, Why, series};
use jiff::civil::date;
use uuid::Uuid;

/// A dossier of its own head, against a decision of Rennes.
fn of(number: u128, case_number: &str, parties: &[&str], moyens: &[&str]) -> Compared {
    Compared {
        head: Uuid::from_u128(number),
        attacked: vec![("cour d’appel de Rennes".into(), Some(date(2026, 9, 3)), case_number.into())],
        parties: parties.iter().map(|name| (*name).to_owned()).collect(),
        moyens: moyens.iter().map(|words| (*words).to_owned()).collect(),
    }
}

fn whys(of: &Series) -> Vec<(Why, usize)> {
    of.reasons.iter().map(|(why, _, count)| (*why, *count)).collect()
}

#[test]
fn dossiers_are_brought_together_by_what_they_share_and_each_reason_is_told() {
    let mut elsewhere = of(6, "25/1", &["armor", "durand"], &[]);
    elsewhere.attacked[0].0 = "cour d’appel de Lyon".into();
    let all = [
        of(1, "25/1", &["le goff", "bretagne"], &[]),
        of(2, "25/1", &["morvan", "quimper"], &[]),
        of(3, "25/2", &["armor", "durand"], &["a"]),
        of(4, "25/3", &["armor", "petit"], &["a"]),
        of(5, "25/4", &["kerbrat", "nantes"], &[]),
        elsewhere,
    ];
    let found = series(&all);
    let members: Vec<&[usize]> = found.iter().map(|one| one.members.as_slice()).collect();
    assert_eq!(members, [&[0, 1][..], &[2, 3, 5]], "the decision first; who shares nothing is left out");
    assert_eq!(whys(&found[0]), [(Why::Decision, 2)]);
    assert_eq!(found[0].reasons[0].1, "cour d’appel de Rennes, 3 septembre 2026, n°\u{a0}25/1");
    assert_eq!(whys(&found[1]), [(Why::Parties, 2), (Why::Moyens, 2), (Why::Serie, 2)]);
}

#[test]
fn what_says_nothing_brings_nothing_together() {
    let unknown = |number| Compared {
        attacked: vec![("cour d’appel de Rennes".into(), None, String::new())],
        ..of(number, "", &["le goff"], &[])
    };
    assert!(series(&[unknown(1), unknown(2)]).is_empty(), "neither a day nor a number");
    let criminal = |number: u128| of(number, "", &["ministere public", &format!("prevenu {number}")], &[]);
    assert!(series(&[criminal(1), criminal(2)]).is_empty(), "the ministère public is party to all");
    let twice = |number| of(number, "", &["ministere public", "procureur general de rennes"], &[]);
    assert!(series(&[twice(1), twice(2)]).is_empty(), "under whatever name");
}

#[test]
fn those_of_one_group_are_told_no_more_until_another_could_join_them() {
    let joined = |number| Compared { head: Uuid::from_u128(1), ..of(number, "25/1", &["le goff"], &[]) };
    assert!(series(&[joined(1), joined(2)]).is_empty());
    let found = series(&[joined(1), joined(2), of(3, "25/1", &["le goff"], &[])]);
    assert_eq!(found[0].members, [0, 1, 2]);
}
