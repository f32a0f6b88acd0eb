//! `topology`, from inside.

use greffe_bus::inside::topology::is_heard;

#[test]
fn a_key_is_heard_by_the_table_alone() {
    assert!(is_heard("dossier.act.memoire_depose"));
    assert!(is_heard("deadline.dossier.deadline_warned"));
    assert!(!is_heard("notification.dossier.tasks_changed"));
    assert!(!is_heard("dossier.act.memoire.depose"));
}
