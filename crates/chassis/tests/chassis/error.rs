//! `error`, from inside.

use greffe_chassis::error::{Failure, Kind};
use tonic::Status;

#[test]
fn the_log_is_told_the_cause_and_the_person_is_not() {
    let failure = Failure::unavailable("the broker does not answer");
    assert_eq!(failure.to_string(), "IND-001: the broker does not answer");
    assert!(!Status::from(failure).message().contains("broker"));
    assert_eq!(Failure::not_found("DOS-001", "Aucun dossier.").to_string(), "DOS-001: Aucun dossier.");
}

#[test]
fn a_failure_survives_the_wire() {
    let sent = Failure::new(Kind::Stale, "VER-001", "Le dossier a changé.").at_version(7).with_violation(
        "X-1",
        "dates.depose",
        "trop tard",
    );
    let status: Status = sent.into();
    let read = Failure::from_status(&status);
    assert_eq!((read.kind, read.code.as_ref(), read.current_version), (Kind::Stale, "VER-001", Some(7)));
    assert_eq!(read.violations[0].field, "dates.depose");
}

#[test]
fn a_cause_never_reaches_the_caller() {
    let status: Status = Failure::internal("secret detail").into();
    assert!(!status.message().contains("secret"));
}
