//! `notices::paper`, from inside.

use greffe_contracts::notification::v1 as pb;
use greffe_notification::inside::notices::paper::{VARIANTS_FROM, letter, order};
use uuid::Uuid;

fn sending() -> pb::Sending {
    let field = |mention: &str, text: &str, editable| pb::NoticeField {
        mention: mention.into(),
        text: text.into(),
        editable,
        signed: editable,
        ..Default::default()
    };
    pb::Sending {
        fields: vec![
            field("le numéro du pourvoi", "26-10.001", false),
            field("les pièces jointes", "une copie", true),
        ],
        recipient_name: "SCP Martin".into(),
        key: "cle".into(),
        checked_by: "greffe.central".into(),
        dossier_id: "d".into(),
        ..Default::default()
    }
}

#[test]
fn a_letter_says_each_mention() {
    let text = letter(&sending());
    assert!(text.contains("Le numéro du pourvoi\u{a0}:\n    26-10.001"));
    assert!(text.contains("Signé par le greffier\u{a0}: greffe.central"));
}

#[test]
fn a_term_stands_apart_and_an_article_under_its_number_from_the_day_of_their_letters_on() {
    let letter = |mentions: &[&str], day| {
        let fields = mentions.iter().map(|mention| pb::NoticeField {
            mention: (*mention).into(),
            text: "x".into(),
            ..Default::default()
        });
        let sending = pb::Sending { fields: fields.collect(), ..sending() };
        let order = order(&sending, Uuid::nil(), day, false).order.unwrap();
        let rows =
            |name: &str| order.values.iter().find(|value| value.field == name).map(|value| value.rows.len());
        (order.template.clone(), rows("delais"), rows("articles"), rows("mentions"))
    };
    let (before, after) = (jiff::civil::date(2026, 11, 30), VARIANTS_FROM);
    let term = ["la décision", "recours\u{a0}: quinze jours", "manière de la saisir"];
    assert_eq!(letter(&term, after), ("lettre_delai".into(), Some(2), None, Some(1)));
    assert_eq!(letter(&term, before), ("lettre_avis".into(), None, None, Some(3)));
    let texts = ["copie de la déclaration", "texte de l’article 991", "texte de l’article 994"];
    assert_eq!(letter(&texts, after), ("lettre_articles".into(), None, Some(2), Some(1)));
    assert_eq!(letter(&["le pourvoi"], after), ("lettre_avis".into(), None, None, Some(1)));
}

#[test]
fn each_mention_of_the_paper_says_where_its_words_come_from() {
    let day = jiff::civil::date(2026, 11, 29);
    let order = order(&sending(), Uuid::nil(), day, false).order.unwrap();
    let mentions = order.values.iter().find(|value| value.field == "mentions").unwrap();
    let sources: Vec<String> = mentions
        .rows
        .iter()
        .map(|row| {
            let text = row.values.iter().find(|value| value.field == "texte").unwrap();
            let source = text.source.clone().unwrap();
            format!("{} {}", source.origin, source.id)
        })
        .collect();
    assert_eq!(sources, ["dossier d", "saisie greffe.central"]);
    assert!(order.values.iter().any(|value| value.field == "signataire" && value.text == "greffe.central"));
}
