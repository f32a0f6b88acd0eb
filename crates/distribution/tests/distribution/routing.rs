use greffe_distribution::orientation::Attacked;
use greffe_distribution::routing::{
    Conditions, Known, Rule, RuleMeasure, Rules, Said, TargetMeasure, measure,
};
use jiff::civil::Date;

fn known(matter: &str, court: &str) -> Known {
    let attacked =
        [Attacked { court: court.into(), section: "pôle 6, chambre 8".into(), nature: "arrêt".into() }];
    let (keywords, texts) = (["Bail commercial, congé".to_owned()], ["art1240cciv".to_owned()]);
    Known::new(Said {
        procedure: "civil_representation_obligatoire",
        matter,
        keywords: &keywords,
        texts: &texts,
        attacked: &attacked,
        detained: false,
        urgent: true,
    })
}

fn rule(target: &str, priority: u32, change: impl FnOnce(&mut Conditions)) -> Rule {
    let mut when = Conditions::default();
    change(&mut when);
    Rule { when, target: target.into(), priority, from: None, until: None }
}

fn some(text: &str) -> Vec<String> {
    vec![text.into()]
}

fn sends(rule: Rule) -> bool {
    let rules = Rules::on(&[rule], Date::constant(2026, 11, 24));
    rules.first(&known("80A", "cour d’appel de Paris")).is_some()
}

#[test]
fn each_field_holds_by_whole_words_whatever_the_spelling() {
    assert!(sends(rule("soc", 1, |when| when.matters = some("80"))));
    assert!(!sends(rule("soc", 1, |when| when.matters = some("0A"))), "from the beginning");
    assert!(sends(rule("soc", 1, |when| when.courts = some("COUR D'APPEL"))));
    assert!(sends(rule("soc", 1, |when| when.courts = vec!["Lyon".into(), "Paris".into()])));
    assert!(!sends(rule("soc", 1, |when| when.courts = some("Pari"))), "whole words");
    assert!(sends(rule("soc", 1, |when| when.sections = some("pole 6"))));
    assert!(!sends(rule("soc", 1, |when| when.natures = some("ordonnance"))));
    assert!(sends(rule("soc", 1, |when| when.keywords = some("bail commercial"))));
    assert!(sends(rule("soc", 1, |when| when.texts = some("art1240cciv"))));
    assert!(!sends(rule("soc", 1, |when| when.texts = some("art1240"))));
    assert!(sends(rule("soc", 1, |when| when.detained = Some(false))));
    assert!(!sends(rule("soc", 1, |when| when.urgent = Some(false))));
    assert!(!sends(rule("soc", 1, |when| {
        when.matters = some("80");
        when.procedures = some("penal");
    })));
    let unknown = known("", "cour d’appel de Paris");
    let any = Rules::on(&[rule("soc", 1, |when| when.matters = some("80"))], Date::constant(2026, 11, 24));
    assert_eq!(any.first(&unknown), None, "a matter nobody fixed is none");
}

#[test]
fn the_least_priority_decides_then_the_order_of_the_list_and_days_bound_it() {
    let day = |d| Date::constant(2026, 11, d);
    let mut list = vec![
        rule("com", 20, |when| when.matters = some("8")),
        rule("soc", 10, |when| when.matters = some("80")),
        rule("civ2", 10, |when| when.matters = some("80A")),
    ];
    let case = known("80A", "cour d’appel de Paris");
    assert_eq!(Rules::on(&list, day(24)).first(&case), Some((1, "soc")));
    list[1].until = Some(day(23));
    list[2].from = Some(day(25));
    assert_eq!(Rules::on(&list, day(24)).first(&case), Some((0, "com")));
    // Tried before it begins, it is seen; once ended, no more.
    assert_eq!(Rules::from(&list, day(24)).first(&case), Some((2, "civ2")));
    assert_eq!(Rules::on(&[], day(24)).first(&case), None);
}

#[test]
fn a_measure_counts_what_each_rule_decides_and_where_people_went() {
    let list =
        [rule("soc", 1, |when| when.matters = some("80")), rule("com", 2, |when| when.matters = some("8"))];
    let rules = Rules::on(&list, Date::constant(2026, 11, 24));
    let cases = [known("80A", "x"), known("80B", "x"), known("81", "x"), known("", "x")];
    let went = ["soc", "civ2", "com", "civ1"];
    let found = measure(&rules, cases.iter().zip(went));
    assert_eq!((found.cases, found.decided, found.agreed), (4, 3, 2));
    assert_eq!(found.rules[&0], RuleMeasure { applies: 2, decides: 2, agrees: 1 });
    assert_eq!(found.rules[&1], RuleMeasure { applies: 3, decides: 1, agrees: 1 });
    assert_eq!(found.targets["soc"], TargetMeasure { decided: 1, sent: 2, agreed: 1 });
    assert_eq!(found.targets["civ1"], TargetMeasure { decided: 1, sent: 0, agreed: 0 });
}
