//! `content`, from inside.

use greffe_chassis::Result;
use greffe_document::inside::content::{HEAD, Look, file_name};

fn sniff(content: &[u8], name: &str, declared: &str) -> Result<&'static str> {
    let mut look = Look::default();
    look.at(content);
    look.sniff(name, declared)
}

#[test]
fn a_file_is_what_its_content_says() {
    assert_eq!(sniff(b"%PDF-1.7\n", "memoire.pdf", "application/pdf").unwrap(), "application/pdf");
    assert_eq!(sniff("Éléments\n".as_bytes(), "note.txt", "").unwrap(), "text/plain");
    for (head, name, declared, code) in [
        (&b"MZ\x90\x00"[..], "memoire.pdf", "application/pdf", "DOC-004"),
        (b"%PDF-1.7\n", "memoire.docx", "", "DOC-005"),
        (b"%PDF-1.7\n", "memoire", "", "DOC-005"),
        (b"%PDF-1.7\n", "memoire.pdf", "image/png", "DOC-006"),
        (b"PK\x03\x04aaaa", "archive.zip", "", "DOC-004"),
        (b"PK\x03\x04word/", "archive.docx", "", "DOC-004"),
        (b"\x00\x01\x02", "memoire.txt", "", "DOC-004"),
    ] {
        assert_eq!(sniff(head, name, declared).unwrap_err().code, code, "{name}");
    }
}

#[test]
fn a_text_of_word_is_one_in_whatever_order_its_entries_are_written() {
    let entry = |name: &str| [b"PK\x03\x04", &[0; 26][..], name.as_bytes(), b"<x/>"].concat();
    let docx = ["[Content_Types].xml", "docProps/app.xml", "docProps/core.xml", "_rels/.rels", "a.xml"];
    let docx: Vec<u8> = docx.into_iter().chain(["word/document.xml"]).flat_map(entry).collect();
    assert!(sniff(&docx, "note.docx", "").unwrap().ends_with("wordprocessingml.document"));
    assert_eq!(sniff(&docx, "note.pdf", "").unwrap_err().code, "DOC-005");
    let other: Vec<u8> = ["a.xml", "mots/word/a.xml"].into_iter().flat_map(entry).collect();
    assert_eq!(sniff(&other, "note.docx", "").unwrap_err().code, "DOC-004");
}

#[test]
fn a_text_is_text_to_its_end_however_it_is_cut() {
    let text = "Éléments\u{a0}: « 1 € », 𝄞\n".as_bytes();
    for size in 1..=text.len() {
        let mut look = Look::default();
        text.chunks(size).for_each(|part| look.at(part));
        assert_eq!(look.sniff("note.txt", "").unwrap(), "text/plain", "{size}");
        look.at("é".as_bytes().split_at(1).0);
        assert_eq!(look.sniff("note.txt", "").unwrap_err().code, "DOC-004", "half a character");
    }
    let long = vec![b'a'; 3 * HEAD];
    assert_eq!(sniff(&long, "note.txt", "").unwrap(), "text/plain");
    for end in [&b"\x00"[..], b"\xff\xfe", b"\xc3", b"\x1b[2J", "\u{85}".as_bytes()] {
        let binary = [&long, end].concat();
        assert_eq!(sniff(&binary, "note.txt", "").unwrap_err().code, "DOC-004", "{end:?}");
    }
}

#[test]
fn a_name_is_shown_never_a_path() {
    for name in ["", "../etc/passwd", "a\0b.pdf", &"x".repeat(300), "dossier\\x.pdf", ".htaccess"] {
        assert_eq!(file_name(name).unwrap_err().code, "DOC-003", "{name}");
    }
    assert_eq!(file_name(" Mémoire n° 1.pdf ").unwrap(), "Mémoire n° 1.pdf");
}
