//! `orientation::rules`, from inside.

use greffe_chassis::Result;
use greffe_contracts::dossier::v1 as pb;
use greffe_dossier::inside::{
    Law,
    orientation::rules::{BETWEEN, Remit, article, check},
};
use jiff::civil::Date;

fn rule(change: impl FnOnce(&mut pb::OrientationRule)) -> pb::OrientationRule {
    let mut rule = pb::OrientationRule {
        label: "Prud’hommes".into(),
        reason: "Le contrat de travail est de la chambre sociale.".into(),
        when: Some(pb::OrientationConditions {
            courts: vec!["conseil de prud’hommes".into()],
            ..Default::default()
        }),
        target: "soc".into(),
        priority: 10,
        ..Default::default()
    };
    change(&mut rule);
    rule
}

fn checked(
    rules: &[pb::OrientationRule],
    before: &[pb::OrientationRule],
) -> Result<Vec<pb::OrientationRule>> {
    check(&Law::newest(), Remit::Between, rules, before, ("greffe.central", Date::constant(2026, 11, 24)))
}

#[test]
fn a_rule_that_does_not_fit_names_its_field() {
    type Change = fn(&mut pb::OrientationRule);
    let wrong: [(&str, Change); 9] = [
        ("rules[0].label", |rule| rule.label = " ".into()),
        ("rules[0].reason", |rule| rule.reason.clear()),
        ("rules[0].target", |rule| rule.target = "court".into()),
        ("rules[0].priority", |rule| rule.priority = 1_000),
        ("rules[0].until", |rule| {
            rule.from = "2026-12-02".into();
            rule.until = "2026-12-01".into();
        }),
        ("rules[0].when", |rule| rule.when = None),
        ("rules[0].when.procedures", |rule| rule.when.as_mut().unwrap().procedures = vec!["civile".into()]),
        ("rules[0].when.texts", |rule| rule.when.as_mut().unwrap().texts = vec!["le code".into()]),
        ("rules[0].when.courts", |rule| rule.when.as_mut().unwrap().courts = vec!["…".into()]),
    ];
    for (field, change) in wrong {
        let failure = checked(&[rule(change)], &[]).unwrap_err();
        assert_eq!(failure.violations[0].field, field, "{failure:?}");
    }
}

#[test]
fn who_wrote_a_rule_stays_until_another_changes_it() {
    let first = checked(&[rule(|_| ()), rule(|rule| rule.target = "com".into())], &[]).unwrap();
    let written: Vec<pb::OrientationRule> = first
        .iter()
        .map(|rule| pb::OrientationRule {
            author: "autre".into(),
            written_on: "2026-01-05".into(),
            ..rule.clone()
        })
        .collect();
    let mut next = written.clone();
    next[1].priority = 20;
    let next = checked(&next, &written).unwrap();
    assert_eq!((next[0].author.as_str(), next[0].written_on.as_str()), ("autre", "2026-01-05"));
    assert_eq!((next[1].author.as_str(), next[1].written_on.as_str()), ("greffe.central", "2026-11-24"));
    assert!(checked(&[next[0].clone(), next[0].clone()], &[]).is_err(), "one rule twice");
}

#[test]
fn an_article_is_one_in_any_spelling() {
    assert_eq!(article("1240 du code civil"), article("article 1240 C. civ."));
    assert!(article("1240").is_some_and(|one| one == "art1240"));
    assert_eq!(article("prescription"), None);
}

#[test]
fn circuits_are_those_of_the_chamber() {
    let law = Law::newest();
    let codes = |remit: &str| {
        let targets = Remit::read(&law, remit).unwrap().targets(&law);
        targets.into_iter().map(|target| target.code).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(codes("soc"), "court intermediaire approfondi");
    assert_eq!(codes("crim"), "restreinte section non_admission");
    assert!(codes(BETWEEN).contains("civ1"));
    assert_eq!(Remit::read(&law, "nulle").unwrap_err().code, "ORI-001");
}
