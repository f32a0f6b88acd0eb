//! `deliberation::print`, from inside.

use greffe_document::inside::deliberation::print::parts;
use greffe_render::{Content, Values};

fn read(text: &str) -> Vec<(String, String)> {
    let said = |row: &Values, field: &str| match &row[field].content {
        Content::Texte(text) => text.clone(),
        other => panic!("{other:?}"),
    };
    parts(text, "x").iter().map(|row| (said(row, "nature"), said(row, "texte"))).collect()
}

#[test]
fn each_block_of_the_editor_is_printed_as_what_it_is() {
    let text = "## Faits et procédure\n\n#. Selon l’arrêt,\nla société.\n\n> Premier\n>\n> second\n\n- un\n- deux\n  et suite\n\n\\- Rien";
    let expected = [
        ("titre", "Faits et procédure"),
        ("numero", "Selon l’arrêt,\nla société."),
        ("citation", "Premier\n\nsecond"),
        ("point", "un"),
        ("point", "deux\net suite"),
        ("paragraphe", "- Rien"),
    ];
    let read = read(text);
    assert_eq!(
        read.iter().map(|(nature, words)| (nature.as_str(), words.as_str())).collect::<Vec<_>>(),
        expected
    );
    assert!(parts(" \n\n ", "x").is_empty());
}

/// The words of a paragraph, and what is marked in them.
fn marked(text: &str) -> (String, Vec<(String, String)>) {
    let rows = parts(text, "x");
    let [row] = &rows[..] else { panic!("{rows:?}") };
    let said = |field: &str| match row.get(field).map(|value| &value.content) {
        Some(Content::Texte(text)) => text.clone(),
        _ => String::new(),
    };
    let text = said("texte");
    let marks = said("marques");
    let passages = marks.lines().map(|line| {
        let [style, from, to] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        (style.to_owned(), text[from.parse().unwrap()..to.parse().unwrap()].to_owned())
    });
    (text.clone(), passages.collect())
}

#[test]
fn what_is_bold_or_italic_is_told_beside_its_words_and_stars_stay() {
    let passage = |style: &str, words: &str| (style.to_owned(), words.to_owned());
    for (written, words, passages) in [
        (
            "le *pourvoi* est **rejeté**",
            "le pourvoi est rejeté",
            vec![passage("italique", "pourvoi"), passage("gras", "rejeté")],
        ),
        ("***É*té**", "Été", vec![passage("gras_italique", "É"), passage("gras", "té")]),
        (
            "  **Vu**\nl’*article* 978 ",
            "Vu\nl’article 978",
            vec![passage("gras", "Vu"), passage("italique", "article")],
        ),
        ("2 * 3 = 6", "2 * 3 = 6", vec![]),
        ("une *marque non close", "une *marque non close", vec![]),
        ("\\*échappé\\* et \\\\", "*échappé* et \\", vec![]),
    ] {
        assert_eq!(marked(written), (words.to_owned(), passages), "{written}");
    }
}
