//! `seed`, from inside.

use greffe_assignment::inside::{
    roles::{COUNSEL, ROLES, incompatible},
    seed::{DEMONSTRATION, Seeds},
};
use greffe_procedure::profile::CourtProfile;

#[test]
fn the_demonstration_holds_known_roles_and_chambers() {
    let seeds: Seeds = toml::from_str(DEMONSTRATION).unwrap();
    let profile = CourtProfile::embedded();
    for seed in &seeds.agent {
        assert!(
            !seed.roles.is_empty() && seed.roles.iter().all(|r| ROLES.contains(&r.as_str())),
            "{}",
            seed.subject
        );
        assert!(seed.chambres.iter().all(|c| profile.chambre(c).is_some()), "{}", seed.subject);
        assert_eq!(incompatible(&seed.roles), None, "{}", seed.subject);
        assert_eq!(seed.office.is_empty(), !seed.roles.iter().any(|r| r == COUNSEL), "{}", seed.subject);
    }
}
