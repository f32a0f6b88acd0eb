//! `deliberation::print`, from inside.

use greffe_document::inside::deliberation::print::{parts, plain};
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

#[test]
fn marks_are_left_out_and_stars_stay() {
    assert_eq!(plain("le *pourvoi* est **rejeté**"), "le pourvoi est rejeté");
    assert_eq!(plain("2 * 3 = 6"), "2 * 3 = 6");
    assert_eq!(plain("une *marque non close"), "une *marque non close");
    assert_eq!(plain("\\*échappé\\* et \\\\"), "*échappé* et \\");
}
