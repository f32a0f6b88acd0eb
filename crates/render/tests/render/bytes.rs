//! What the bytes of a paper hold: structure, language, metadata, fonts; and the same again.

use greffe_render::{Press, Stamp};
use lopdf::{Dictionary, Document, Object};

use crate::support::{at, example, pdf, squeezed, text};

#[test]
fn each_example_makes_a_paper_and_the_same_again() {
    let (press, other) = (Press::new().unwrap(), Press::new().unwrap());
    for template in press.templates() {
        let example = example(template);
        let paper = example.made(&press, template).unwrap_or_else(|e| panic!("{}: {e}", template.folder));
        let again =
            std::thread::scope(|scope| scope.spawn(|| example.made(&other, template)).join()).unwrap();
        assert!(paper.pdf == again.unwrap().pdf, "{}: other bytes", template.folder);
        assert_eq!(paper.pages, 1, "{}", template.folder);
        let preview = example.stamped(&press, template, Stamp::Preview).unwrap();
        assert!(text(&preview).contains("Aperçu") && !text(&paper).contains("Aperçu"));
    }
}

#[test]
fn what_was_inserted_is_what_is_read_and_says_where_it_comes_from() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let paper = example(template).made(&press, template).unwrap();
        let text = text(&paper);
        for inserted in &paper.inserted {
            // A choice is printed as the title that goes with it; letterheads are in capitals.
            if inserted.field == "nature" || inserted.field == "juridiction" {
                continue;
            }
            let value = squeezed(&inserted.text);
            assert!(text.contains(&value), "{} {}: {value} not in {text}", template.folder, inserted.field);
            assert!(!inserted.source.id.is_empty());
        }
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
        if matches!(template.name.as_str(), "bordereau" | "fiche_de_calcul") {
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
