//! `papers::adopted`, from inside.

use greffe_document::inside::papers::adopted::body;
use greffe_render::{Content, Values};

fn read(text: &str) -> Vec<(String, String)> {
    let said = |row: &Values, field: &str| match &row[field].content {
        Content::Texte(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    body(text, "x").iter().map(|row| (said(row, "nature"), said(row, "texte"))).collect()
}

#[test]
fn an_arret_has_an_opening_of_its_own_and_its_dispositif_a_title() {
    let title = |words: &str| ("titre".to_owned(), words.to_owned());
    let said = |words: &str| ("paragraphe".to_owned(), words.to_owned());
    let text = "Pourvoi n° C 26-10.001.\n\nSur le rapport de M. Besnard.\n\nDonne acte à la société Martin de son désistement.\n\n## Faits et procédure\n\nEn conséquence de quoi.\n\nPAR CES MOTIFS, la Cour\u{a0}:\n\nREJETTE le pourvoi.";
    let expected = [
        said("Donne acte à la société Martin de son désistement."),
        title("Faits et procédure"),
        said("En conséquence de quoi."),
        title("PAR CES MOTIFS, la Cour\u{a0}:"),
        said("REJETTE le pourvoi."),
    ];
    assert_eq!(read(text), expected);
    // Where the text is not of that structure, all of it stays.
    for text in [
        "Vu l’article 1014.\n\nREJETTE le pourvoi.",
        "Vu l’article 1014.\n\n## Réponse de la Cour\n\nPAR CES MOTIFS, la Cour\u{a0}: REJETTE le pourvoi.",
        "EN CONSÉQUENCES\u{a0}:",
    ] {
        let rows = read(text);
        assert_eq!(rows.len(), text.split("\n\n").count(), "{text}");
        assert!(
            rows.iter().all(|(nature, words)| nature == "paragraphe" || words == "Réponse de la Cour"),
            "{rows:?}"
        );
    }
}
