//! `decisions::version`, from inside.

use greffe_contracts::dossier::v1 as pb;
use greffe_dossier::inside::decisions::version::{Person, letters, write};
use greffe_procedure::catalogue::Catalogue;

fn person(first: &str, name: &str) -> Person {
    Person { name: name.into(), first_names: first.into(), address: String::new(), natural: true }
}

fn version(persons: &[Person], text: &str, added: &[pb::Span], kept: &[pb::Span]) -> String {
    write(Catalogue::embedded().categories(), &[], persons, text, added, kept).unwrap().text
}

fn span(text: &str, of: &str, category: &str) -> pb::Span {
    let start = text[..text.find(of).unwrap()].chars().count();
    let end = start + of.chars().count();
    let place = |n: usize| u32::try_from(n).unwrap();
    pb::Span { start: place(start), end: place(end), category: category.into(), label: String::new() }
}

#[test]
fn names_are_hidden_however_they_are_written_and_words_that_hold_them_are_not() {
    let persons = [person("Hélène Marie", "Le Goff"), person("Paul", "Dupont")];
    let text = "Mme HELENE LE GOFF, épouse Dupont, M. Paul Dupont et Mme Le-Goff ; la rue Dupontel ; Marie est citée.";
    assert_eq!(
        version(&persons, text, &[], &[]),
        "Mme [A], épouse [B], M. [B] et Mme [A] ; la rue Dupontel ; [A] est citée."
    );
}

#[test]
fn an_address_a_third_person_and_a_homonym_are_told_apart() {
    let mut parties = [person("Jean", "Martin")];
    parties[0].address = "12 rue des Lilas, 69003 Lyon".into();
    let text = "M. Martin, demeurant 12 rue des Lilas, 69003 Lyon, son voisin Ali Ben ; avocat : SCP Martin et Roux.";
    let added = [span(text, "Ali Ben", "personne_physique")];
    let kept = [span(text, "Martin et Roux", "personne_physique")];
    assert_eq!(
        version(&parties, text, &added, &kept),
        "M. [A], demeurant [Adresse 1], son voisin [B] ; avocat : SCP Martin et Roux."
    );
}

#[test]
fn what_only_a_decision_hides_is_refused_without_one() {
    let text = "La société Exemple, à Brive.";
    let added = [span(text, "Brive", "localite")];
    let categories = Catalogue::embedded().categories();
    let refused = write(categories, &[], &[], text, &added, &[]).unwrap_err();
    assert_eq!(refused.code, "PUB-006");
    let decided = write(categories, &["localite".into()], &[], text, &added, &[]).unwrap();
    assert_eq!(decided.text, "La société Exemple, à [Localité 1].");
    let body = Person { name: "société Exemple".into(), ..Person::default() };
    assert_eq!(version(std::slice::from_ref(&body), text, &[], &[]), text, "a body keeps its name");
    let decided = write(categories, &["personne_morale".into()], &[body], text, &[], &[]).unwrap();
    assert_eq!(decided.text, "La [Société 1], à Brive.");
}

#[test]
fn parts_that_meet_are_hidden_once_and_outside_the_text_nothing_is() {
    let text = "M. Jean Martin-Roux";
    let added = [span(text, "Martin-Roux", "personne_physique")];
    assert_eq!(version(&[person("Jean", "Martin")], text, &added, &[]), "M. [A]");
    let outside =
        [pb::Span { start: 3, end: 4_000, category: "personne_physique".into(), label: String::new() }];
    let refused = write(Catalogue::embedded().categories(), &[], &[], text, &outside, &[]).unwrap_err();
    assert_eq!(refused.code, "PUB-007");
}

#[test]
fn the_letters_go_on_after_z() {
    assert_eq!([1, 26, 27, 28].map(letters), ["A", "Z", "AA", "AB"]);
}
