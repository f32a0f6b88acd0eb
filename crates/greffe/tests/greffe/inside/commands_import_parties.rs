//! `commands::import::parties`, from inside.

use greffe::inside::commands::import::parties::{Party, Role, office_name, spoken_of};

#[test]
fn a_party_is_read_as_it_is_written() {
    let party = Party::read(
        "I. La société Mek, société à responsabilité limitée, dont le siège est 8, avenue Lopez, 52501 Traore",
        Role::Demandeur,
    );
    assert_eq!((party.name.as_str(), party.nature), ("La société Mek", "personne_morale"));
    assert_eq!(party.address, "8, avenue Lopez, 52501 Traore");
    let party = Party::read("1°/ à M. [O] [P], domicilié [Adresse 2],", Role::Defendeur);
    assert_eq!(
        (party.name.as_str(), party.nature, party.address.as_str()),
        ("M. [O] [P]", "personne_physique", "[Adresse 2],")
    );
    assert_eq!(
        Party::read("Le procureur général près la cour d'appel de Lyon", Role::Demandeur).nature,
        "ministere_public"
    );
    assert_eq!(
        Party::read("le directeur régional des finances, domicilié [Adresse 1]", Role::Defendeur).nature,
        "personne_morale"
    );
    assert_eq!(Party::read("la société BTSG², société civile", Role::Defendeur).name, "la société BTSG²");
}

#[test]
fn counsel_appears_for_those_named_and_no_others() {
    let read = |text: &str, role| Party::read(text, role);
    let parties = [
        read("la société Proditherm et autre", Role::Demandeur),
        read("M. [A] [S], domicilié ici", Role::Defendeur),
        read("Mme [B] [S], domiciliée là", Role::Defendeur),
        read("M. [C] [T]", Role::Defendeur),
    ];
    assert_eq!(spoken_of("la société Proditherm", &parties), [0]);
    assert_eq!(spoken_of("demandeur(s)", &parties), [0]);
    assert_eq!(spoken_of("Mme [S] et de M. [T]", &parties), [2, 3]);
    assert_eq!(spoken_of("la société Autre chose", &parties), [] as [usize; 0]);
    assert_eq!(spoken_of("M. [S]", &parties), [1]);
    let twins = [read("M. [A] [S]", Role::Demandeur), read("M. [B] [S]", Role::Defendeur)];
    assert_eq!(spoken_of("M. [S]", &twins), [] as [usize; 0]);
    assert_eq!(
        office_name("société civile professionnelle WAQUET, FARGE et HAZAN"),
        "SCP WAQUET, FARGE et HAZAN"
    );
}
