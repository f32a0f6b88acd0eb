//! `roles`, from inside.

use greffe_assignment::inside::roles::incompatible;

fn roles(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn nobody_judges_and_accuses() {
    assert!(incompatible(&roles(&["president", "avocat_general"])).is_some());
    assert!(incompatible(&roles(&["avocat_aux_conseils", "greffe_central"])).is_some());
    assert!(incompatible(&roles(&["premier_president", "avocat_general"])).is_some());
    assert!(incompatible(&roles(&["audit", "greffe_central"])).is_some());
    assert!(incompatible(&roles(&["securite", "president"])).is_some(), "two persons open in an emergency");
    assert!(incompatible(&roles(&["president", "magistrat_siege"])).is_none());
    assert!(incompatible(&roles(&["greffe_central", "greffe_chambre"])).is_none());
}
