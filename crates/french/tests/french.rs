//! What the Court writes one way is found when it is asked another.

use std::collections::HashSet;

use greffe_french::{Query, analyse, fold, lexemes, name, passage, sound, stem, tsvector};
use proptest::prelude::*;

fn forms() -> Vec<(String, Vec<String>)> {
    let lines = include_str!("../data/vocabulaire.txt").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &str| {
        let (one, forms) = line.split_once('=')?;
        Some((one.trim().to_owned(), forms.split_whitespace().map(str::to_owned).collect()))
    };
    lines.filter_map(read).collect()
}

/// Whether a text is found by what somebody types.
fn finds(text: &str, typed: &str) -> bool {
    let said: HashSet<String> = lexemes(text).into_iter().collect();
    let query = Query::read(typed);
    !query.is_empty() && query.terms.iter().all(|term| term.any.iter().any(|one| said.contains(one)))
}

#[test]
fn words_of_the_court_are_one_in_all_their_forms() {
    for (one, forms) in forms() {
        for form in forms {
            assert_eq!(stem(&form), one, "{form}");
        }
    }
}

#[test]
fn a_plural_is_its_singular() {
    for (singular, plural) in [
        ("pourvoi", "pourvois"),
        ("arrêt", "arrêts"),
        ("moyen", "moyens"),
        ("tribunal", "tribunaux"),
        ("bureau", "bureaux"),
        ("grief", "griefs"),
        ("contrat", "contrats"),
        ("acte", "actes"),
        ("clause", "clauses"),
        ("lieu", "lieux"),
        ("charge", "charges"),
        ("civil", "civiles"),
        ("premier", "première"),
        ("prescription", "prescriptions"),
        ("société", "sociétés"),
        ("loi", "lois"),
        ("procédure", "procédures"),
        ("nouveau", "nouveaux"),
        ("actif", "actives"),
        ("formé", "formées"),
        ("indemnité", "indemnités"),
    ] {
        assert_eq!(stem(&fold(singular)), stem(&fold(plural)), "{singular}");
    }
}

#[test]
fn accents_capitals_elisions_and_marks_are_not_told_apart() {
    let text = "L’ARRÊT, qu'aujourd’hui la cour d'appel a rendu, n’énonce pas l'œuvre déposée lorsqu’elle fut créée.";
    for typed in [
        "arret",
        "d'appel",
        "l'appel",
        "Œuvre",
        "oeuvre",
        "énoncé",
        "deposee",
        "cree",
        "cour d’appel",
        "arrêts rendus",
    ] {
        assert!(finds(text, typed), "{typed}");
    }
    assert!(!finds(text, "cassation"));
    assert!(Query::read("de la, l’ et qu’").is_empty(), "these say nothing");
}

#[test]
fn an_article_is_one_whatever_its_writing() {
    for text in [
        "Vu l'article 978 du code de procédure civile ;",
        "art. 978 CPC",
        "CPC, art. 978",
        "article 978 C.P.C.",
        "978 du CPC",
        "les articles 455, 458 et 978, alinéa 2, du code de procédure civile",
        "articles 978 et 982 du nouveau code de procédure civile",
    ] {
        assert!(lexemes(text).contains(&"art978cpc".to_owned()), "{text}: {:?}", lexemes(text));
        for typed in
            ["art. 978 CPC", "article 978 du code de procédure civile", "978 cpc", "art 978", "l’article 978"]
        {
            assert!(finds(text, typed), "{text} by {typed}");
        }
        assert!(!finds(text, "art. 979 CPC") && !finds(text, "article 978 du code civil"), "{text}");
    }
    for (text, token) in [
        ("Vu l'article L. 1234-1 du code du travail", "artl1234-1trav"),
        ("art. L1234-1 C. trav.", "artl1234-1trav"),
        ("l'article 567-1-1 du code de procédure pénale", "art567-1-1cpp"),
        ("R. 131-3 du code de l'organisation judiciaire", "artr131-3coj"),
        (
            "l'article 6, § 1, de la Convention de sauvegarde des droits de l'homme et des libertés fondamentales",
            "art6",
        ),
        ("l'article 1er du code civil", "art1civ"),
        ("articles 1103 et 1104 du code civil", "art1104civ"),
    ] {
        assert!(lexemes(text).contains(&token.to_owned()), "{text}: {:?}", lexemes(text));
    }
    assert!(!lexemes("978 euros et 12 personnes").iter().any(|one| one.starts_with("art")));
}

#[test]
fn a_number_is_one_whatever_its_writing() {
    for text in [
        "pourvoi n° C 17-18.194",
        "17-18.194",
        "1718194",
        "C1718194",
        "C 17\u{2011}18.194",
        "17-18194",
        "c17-18.194",
        "Y 17-18 194",
    ] {
        assert!(lexemes(text).contains(&"n1718194".to_owned()), "{text}: {:?}", lexemes(text));
        assert_eq!(Query::read(text).terms.last().map(|t| t.any[0].as_str()), Some("n1718194"), "{text}");
    }
    for text in ["pourvoi n° 17-18.194", "RG n° 25/1234", "l’affaire numéro 25/01234"] {
        assert_eq!(Query::read(text).terms.len(), 1, "{text}");
    }
    assert!(
        finds("RG n° 25/01234", "25/1234")
            && finds("le 24 novembre 2026", "24/11/2026")
            && finds("2026-11-24", "24 novembre 2026")
    );
    assert!(!finds("le 24/11/2026", "24/112026"));
}

#[test]
fn a_name_is_found_by_its_sound() {
    for (one, other) in [
        ("Dupont", "Dupond"),
        ("Lefèvre", "Lefebvre"),
        ("Thibaut", "Thibault"),
        ("Philippe", "Filip"),
        ("Schmitt", "Schmidt"),
        ("Durand", "Durant"),
        ("Renault", "Reno"),
        ("Gauthier", "Gotié"),
        ("Meyer", "Maier"),
        ("Lévêque", "Leveque"),
        ("Quentin", "Kentin"),
        ("Moreau", "Moro"),
        ("François", "Fransoi"),
        ("Hervé", "Ervé"),
        ("Dubois", "Duboit"),
        ("Martin", "Martain"),
    ] {
        assert_eq!(sound(one), sound(other), "{one} {other}");
        let query = Query::read(other);
        assert!(name(one).iter().any(|said| query.lexemes().contains(said.as_str())), "{one} {other}");
    }
    for (one, other) in [
        ("Dupont", "Dupuis"),
        ("Martin", "Morin"),
        ("Bernard", "Bertrand"),
        ("Petit", "Perrin"),
        ("Roux", "Roche"),
    ] {
        assert_ne!(sound(one), sound(other), "{one} {other}");
    }
}

#[test]
fn a_passage_shows_where_it_is_said() {
    let text = format!(
        "{} Vu l’article 978 du code de procédure civile, la déchéance du pourvoi est encourue. {}",
        "Rien à voir. ".repeat(50),
        "Autre chose. ".repeat(50)
    );
    let query = Query::read("déchéance art. 978 CPC");
    let found = passage(&text, &query.lexemes(), 200);
    let hits: Vec<&str> = found.parts.iter().filter(|part| part.hit).map(|part| part.text.as_str()).collect();
    assert_eq!(hits, ["article 978 du code de procédure civile", "déchéance"]);
    assert_eq!(found.says, 2);
    let whole: String = found.parts.iter().map(|part| part.text.as_str()).collect();
    assert!(whole.len() < 260 && whole.starts_with("… ") && whole.ends_with(" …"), "{whole}");
    assert!(passage(&text, &Query::read("licenciement").lexemes(), 200).parts.is_empty());
}

#[test]
fn what_postgresql_takes_is_written_within_its_bounds() {
    assert_eq!(tsvector([("b", 2, 'A'), ("a", 1, 'D'), ("b", 2, 'D'), ("b", 3, 'D')]), "'a':1D 'b':2A,3D ");
    let many: Vec<String> = (0..200_000).map(|at| format!("mot{at}")).collect();
    assert!(tsvector(many.iter().map(|word| (word.as_str(), 1, 'D'))).len() < 950_000);
    assert_eq!(Query::read("pourvois Dupont").in_texts().tsquery(), "('pourvoi') & ('dupont')");
}

proptest! {
    #[test]
    fn any_text_is_read(text in "\\PC{0,200}", typed in "\\PC{0,40}") {
        let tokens = analyse(&text);
        prop_assert!(tokens.iter().all(|token| text.get(token.start..token.end).is_some() && !token.lexeme.is_empty()));
        let query = Query::read(&typed);
        let _ = passage(&text, &query.lexemes(), 80);
        let _ = (name(&text), sound(&text), query.tsquery());
    }

    #[test]
    fn letters_of_the_law_are_read(text in "[ LRDartclesduoicpvn0-9.,;/'’ée-]{0,120}") {
        let query = Query::read(&text);
        let _ = passage(&text, &query.lexemes(), 30);
    }

    #[test]
    fn what_is_folded_stays(text in "\\PC{0,60}") {
        prop_assert_eq!(fold(&fold(&text)), fold(&text));
    }

    #[test]
    fn a_word_typed_as_written_is_found(word in "[a-zéèàç]{4,12}") {
        prop_assume!(!Query::read(&word).is_empty());
        let text = format!("selon {word}, donc");
        prop_assert!(finds(&text, &word));
    }
}
