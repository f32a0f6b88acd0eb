//! `aides::facts`, from inside.

use greffe_contracts::dossier::v1 as pb;
use greffe_dossier::inside::aides::facts::{check, only_adds};

fn facts() -> pb::AidFacts {
    pb::AidFacts {
        requested_on: "2026-10-15".into(),
        applicant: " Camille\u{a0} Dupont ".into(),
        court: "cour d’appel de Lyon".into(),
        rendered_on: "2026-09-10".into(),
        ..Default::default()
    }
}

fn refused(facts: pb::AidFacts) -> (String, String) {
    let failure = check(&facts, "2026-11-24".parse().unwrap()).unwrap_err();
    (failure.code.to_string(), failure.violations[0].field.clone())
}

#[test]
fn what_is_whole_reads() {
    let read = check(&facts(), "2026-11-24".parse().unwrap()).unwrap();
    assert_eq!((read.applicant.as_str(), read.residence.as_str()), ("Camille Dupont", "metropole"));
}

#[test]
fn what_does_not_go_together_is_told_with_its_field() {
    let ruled = || pb::AidFacts { ruled_on: "2026-11-02".into(), outcome: "rejet".into(), ..facts() };
    for (wrong, code, field) in [
        (pb::AidFacts { requested_on: String::new(), ..facts() }, "DOS-003", "facts.requested_on"),
        (pb::AidFacts { applicant: " ".into(), ..facts() }, "DOS-003", "facts.applicant"),
        (pb::AidFacts { court: String::new(), ..facts() }, "DOS-003", "facts.court"),
        (pb::AidFacts { rendered_on: String::new(), ..facts() }, "DOS-003", "facts.rendered_on"),
        (pb::AidFacts { requested_on: "2026-12-01".into(), ..facts() }, "AID-001", "facts.requested_on"),
        (pb::AidFacts { requested_on: "hier".into(), ..facts() }, "DOS-008", "facts.requested_on"),
        (pb::AidFacts { residence: "lune".into(), ..facts() }, "DOS-009", "facts.residence"),
        (pb::AidFacts { outcome: String::new(), ..ruled() }, "AID-001", "facts.outcome"),
        (pb::AidFacts { ruled_on: String::new(), ..ruled() }, "AID-001", "facts.ruled_on"),
        (pb::AidFacts { ruled_on: "2026-10-01".into(), ..ruled() }, "AID-001", "facts.ruled_on"),
        (pb::AidFacts { appealed_on: "2026-11-10".into(), ..facts() }, "AID-001", "facts.ruled_on"),
        (pb::AidFacts { designated_on: "2026-11-10".into(), ..ruled() }, "AID-001", "facts.designated_on"),
        (pb::AidFacts { outcome: "oui".into(), ..ruled() }, "DOS-009", "facts.outcome"),
    ] {
        assert_eq!(refused(wrong.clone()), (code.into(), field.into()), "{wrong:?}");
    }
}

#[test]
fn what_is_added_needs_no_reason_and_what_changes_does() {
    let ruled = pb::AidFacts { ruled_on: "2026-11-02".into(), outcome: "rejet".into(), ..facts() };
    assert!(only_adds(&facts(), &ruled));
    assert!(!only_adds(&ruled, &facts()));
    assert!(!only_adds(&facts(), &pb::AidFacts { court: "cour d’appel de Paris".into(), ..facts() }));
}
