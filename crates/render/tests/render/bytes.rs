//! What the bytes of a paper hold: structure, language, metadata, fonts; and the same again.

use std::fs;

use greffe_render::{Content, Field, Kind, Open, Press, Stamp, Template, Why};
use lopdf::{Dictionary, Document, Object};

use crate::support::{Example, at, example, folder, pdf, squeezed, text};

#[test]
fn each_example_makes_a_paper_and_the_same_again() {
    let (press, other) = (Press::new().unwrap(), Press::new().unwrap());
    for template in press.templates() {
        let example = example(template);
        let paper = example.made(&press, template).unwrap_or_else(|e| panic!("{}: {e}", template.folder));
        let again =
            std::thread::scope(|scope| scope.spawn(|| example.made(&other, template)).join()).unwrap();
        assert!(paper.pdf == again.unwrap().pdf, "{}: other bytes", template.folder);
        assert!((1..=2).contains(&paper.pages), "{}: {} pages", template.folder, paper.pages);
        let preview = example.stamped(&press, template, Stamp::Preview).unwrap();
        assert!(text(&preview).contains("Aperçu") && !text(&paper).contains("Aperçu"));
    }
}

#[test]
fn what_was_inserted_is_what_is_read_and_says_where_it_comes_from() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let paper = example(template).made(&press, template).unwrap();
        // Letterheads and the names of chambers are printed in capitals.
        let text = text(&paper).to_lowercase();
        for inserted in &paper.inserted {
            // A choice is printed as the words that go with it.
            if chosen(&template.fields, &inserted.field) {
                continue;
            }
            // Lines of a text may stand under numbers of their own.
            for line in inserted.text.lines() {
                let line = squeezed(line).to_lowercase();
                assert!(text.contains(&line), "{} {}: {line} not in {text}", template.folder, inserted.field);
            }
            assert!(!inserted.source.id.is_empty());
        }
    }
}

/// Whether the path leads to a choice.
fn chosen(fields: &[Field], path: &str) -> bool {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let name = name.split('[').next().unwrap_or_default();
    let field = fields.iter().find(|field| field.name == name).unwrap();
    if rest.is_empty() { field.kind == Kind::Choix } else { chosen(&field.columns, rest) }
}

#[test]
fn nothing_blank_is_printed_where_a_value_that_is_not_required_is_missing() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let text = text(&example(template).least(template).made(&press, template).unwrap());
        for blank in ["none", "()", "«»", ",,", ",.", ",;", "::", ":;", "n°,", "n°."] {
            assert!(!text.contains(blank), "{}: {blank} in {text}", template.folder);
        }
    }
}

#[test]
fn what_is_of_the_deliberation_bears_its_reader_on_each_page_and_is_never_a_piece() {
    let press = Press::new().unwrap();
    let secret: Vec<&Template> =
        press.templates().filter(|template| template.open == Open::Enclave).collect();
    assert!(!secret.is_empty());
    for template in secret {
        let mut long = example(template);
        let Content::Liste(rows) = &mut long.valeurs.get_mut("corps").unwrap().content else { panic!() };
        let all = rows.clone();
        (0..8).for_each(|_| rows.extend(all.clone()));
        let paper = long.made(&press, template).unwrap();
        assert!(paper.pages > 2);
        let named = text(&paper).matches("MmeAnneArnaud").count();
        assert!(named > paper.pages, "{named} times on {} pages", paper.pages);
        assert!(text(&paper).contains("PROJETD’ARRÊT"));
        assert_eq!(template.kept_as, None);
    }
}

#[test]
fn a_paper_is_tagged_in_french_titled_and_says_what_it_conforms_to() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let example = example(template);
        let paper = example.made(&press, template).unwrap();
        let document = pdf(&paper);
        let catalog = document.catalog().unwrap();
        assert_eq!(at(&document, catalog, "Lang").as_str().unwrap(), b"fr-FR");
        let marked = at(&document, catalog, "MarkInfo").as_dict().unwrap();
        assert!(at(&document, marked, "Marked").as_bool().unwrap());
        let preferences = at(&document, catalog, "ViewerPreferences").as_dict().unwrap();
        assert!(at(&document, preferences, "DisplayDocTitle").as_bool().unwrap());
        assert!(!at(&document, catalog, "OutputIntents").as_array().unwrap().is_empty());
        for asset in ["Names", "OpenAction", "AA"] {
            assert!(catalog.get(asset.as_bytes()).is_err(), "{}: {asset}", template.folder);
        }

        let roles = roles(&document, at(&document, catalog, "StructTreeRoot").as_dict().unwrap());
        for role in ["Document", "P"] {
            assert!(roles.iter().any(|found| found == role), "{}: no {role} in {roles:?}", template.folder);
        }
        let layout = fs::read_to_string(folder(template).join("modele.typ")).unwrap();
        if layout.contains("tableau(") {
            for role in ["Table", "TR", "TH", "TD"] {
                assert!(roles.iter().any(|found| found == role), "{}: no {role}", template.folder);
            }
        }

        let metadata = at(&document, catalog, "Metadata").as_stream().unwrap();
        let xmp = String::from_utf8(metadata.content.clone()).unwrap();
        for words in [
            "<pdfaid:part>2</pdfaid:part>",
            "<pdfaid:conformance>A</pdfaid:conformance>",
            "<pdfuaid:part>1</pdfuaid:part>",
            "Cour de cassation",
            paper.title.as_str(),
        ] {
            assert!(xmp.contains(words), "{}: no {words} in {xmp}", template.folder);
        }
        // Typst keeps of an identifier its hash; the footer says it in clear.
        assert!(text(&paper).contains(&example.identifiant));
    }
}

#[test]
fn every_font_is_embedded() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let document = pdf(&example(template).made(&press, template).unwrap());
        let fonts: Vec<&Dictionary> = document
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| {
                dict.get(b"Type").and_then(Object::as_name).is_ok_and(|name| name == b"FontDescriptor")
            })
            .collect();
        assert!(!fonts.is_empty(), "{}", template.folder);
        for font in fonts {
            assert!(
                [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| font.get(key).is_ok()),
                "{}: {font:?}",
                template.folder
            );
        }
    }
}

#[test]
fn what_is_bold_or_italic_is_printed_so() {
    let press = Press::new().unwrap();
    let template = press.templates().find(|template| template.name == "arret_adopte_civil").unwrap();
    let italic = |of: &Example| {
        let document = pdf(&of.made(&press, template).unwrap());
        document.objects.values().filter_map(|object| object.as_dict().ok()).any(|dict| {
            dict.get(b"FontName")
                .and_then(Object::as_name)
                .is_ok_and(|name| String::from_utf8_lossy(name).contains("Italic"))
        })
    };
    let mut marked = example(template);
    assert!(italic(&marked));
    let Content::Liste(rows) = &mut marked.valeurs.get_mut("corps").unwrap().content else { panic!() };
    rows.iter_mut().for_each(|row| drop(row.remove("marques")));
    let mut source = rows[0]["texte"].clone();
    assert!(!italic(&marked), "nothing else of it is");
    for wrong in ["gras", "souligné 0 3", "gras 3 3", "gras 0 3 5", "gras a b"] {
        let Content::Liste(rows) = &mut marked.valeurs.get_mut("corps").unwrap().content else { panic!() };
        source.content = Content::Texte(wrong.into());
        rows[0].insert("marques".into(), source.clone());
        let (_, faults) = press.check(&template.name, marked.jour, &marked.valeurs).unwrap();
        let whys: Vec<&Why> = faults.iter().map(|fault| &fault.why).collect();
        assert_eq!(whys, [&Why::Kind(Kind::Marques)], "{wrong}");
    }
}

/// Roles of the tree of structure.
fn roles(document: &Document, node: &Dictionary) -> Vec<String> {
    let mut all = Vec::new();
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        if let Ok(role) = node.get(b"S").and_then(Object::as_name) {
            all.push(String::from_utf8_lossy(role).into_owned());
        }
        let Ok(kids) = node.get(b"K").and_then(|kids| document.dereference(kids)) else { continue };
        let kids: Vec<&Object> =
            kids.1.as_array().map_or_else(|_| vec![kids.1], |kids| kids.iter().collect());
        for kid in kids {
            if let Ok((_, Object::Dictionary(kid))) = document.dereference(kid) {
                open.push(kid);
            }
        }
    }
    all
}
