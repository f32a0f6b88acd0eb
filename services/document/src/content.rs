//! What a file is, by its content; what its name and its sender say must agree with it.

use greffe_chassis::{Failure, Result};

/// Bytes of the beginning that tell one format from another.
const HEAD: usize = 8 * 1024;

/// Types admitted: media type, endings, French name.
const ADMITTED: &[(&str, &[&str], &str)] = &[
    ("application/pdf", &["pdf"], "PDF"),
    ("image/png", &["png"], "PNG"),
    ("image/jpeg", &["jpg", "jpeg"], "JPEG"),
    ("image/tiff", &["tif", "tiff"], "TIFF"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", &["docx"], "DOCX"),
    ("application/vnd.oasis.opendocument.text", &["odt"], "ODT"),
    ("text/plain", &["txt"], "texte"),
];

/// What is seen of a file while it passes: its beginning, and whether all of it is text.
#[derive(Default)]
pub struct Look {
    head: Vec<u8>,
    text: Text,
}

impl Look {
    /// The bytes that come next.
    pub fn at(&mut self, bytes: &[u8]) {
        self.head.extend_from_slice(&bytes[..bytes.len().min(HEAD - self.head.len())]);
        self.text.at(bytes);
    }

    /// The type of the whole file, checked against its name and what its sender declared.
    ///
    /// # Errors
    /// With what was found and what is admitted.
    pub fn sniff(&self, file_name: &str, declared: &str) -> Result<&'static str> {
        let found = self.found();
        let known = ADMITTED.iter().find(|(media_type, _, _)| Some(*media_type) == found);
        let Some((media_type, endings, label)) = known else { return Err(not_admitted(found)) };
        agrees(file_name, endings, label)?;
        let declared = declared.split(';').next().unwrap_or_default().trim();
        if !declared.is_empty() && declared != *media_type && declared != "application/octet-stream" {
            return Err(Failure::invalid(
                "DOC-006",
                "Content-Type",
                format!(
                    "Le type annoncé ({}) n’est pas celui du contenu ({media_type}). Corrigez l’en-tête, ou vérifiez le fichier.",
                    short(declared)
                ),
            ));
        }
        Ok(media_type)
    }

    fn found(&self) -> Option<&'static str> {
        let Some(kind) = infer::get(&self.head) else { return self.text.is_whole().then_some("text/plain") };
        if kind.mime_type() != "application/zip" {
            return Some(kind.mime_type());
        }
        // An ODT names itself in its first entry.
        let odt = b"mimetypeapplication/vnd.oasis.opendocument.text";
        if self.head.windows(odt.len()).any(|w| w == odt) {
            return Some("application/vnd.oasis.opendocument.text");
        }
        // `infer` looks at the first entries alone, and in the order that Word writes them; others write another. What is no DOCX
        // behind such a name is found when the archive is read.
        if holds_words(&self.head) {
            return Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
        }
        Some(kind.mime_type())
    }
}

/// Whether an entry of an archive stands in the folder of a text of Word.
fn holds_words(head: &[u8]) -> bool {
    /// From the first byte of an entry's header to its name.
    const NAME: usize = 30;
    let folder = b"word/";
    head.windows(NAME + folder.len()).any(|entry| entry.starts_with(b"PK\x03\x04") && entry.ends_with(folder))
}

/// UTF-8 without control characters, seen in parts: a character may be cut between two.
#[derive(Default)]
struct Text {
    cut: Vec<u8>,
    broken: bool,
}

impl Text {
    fn at(&mut self, bytes: &[u8]) {
        if self.broken {
            return;
        }
        let mut rest = bytes;
        // The end of the character that was cut, byte after byte: four at most.
        while !self.cut.is_empty() && !self.broken {
            let Some((byte, after)) = rest.split_first() else { return };
            self.cut.push(*byte);
            rest = after;
            let cut = std::mem::take(&mut self.cut);
            self.read(&cut);
        }
        self.read(rest);
    }

    fn read(&mut self, bytes: &[u8]) {
        let (text, cut) = match std::str::from_utf8(bytes) {
            Ok(text) => (text, &[][..]),
            Err(error) if error.error_len().is_none() => {
                let (whole, cut) = bytes.split_at(error.valid_up_to());
                (std::str::from_utf8(whole).unwrap_or_default(), cut)
            }
            Err(_) => {
                self.broken = true;
                return;
            }
        };
        self.broken |= text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'));
        self.cut.extend_from_slice(cut);
    }

    fn is_whole(&self) -> bool {
        !self.broken && self.cut.is_empty()
    }
}

fn not_admitted(found: Option<&str>) -> Failure {
    let names: Vec<&str> = ADMITTED.iter().map(|(_, _, label)| *label).collect();
    Failure::invalid(
        "DOC-004",
        "fichier",
        format!(
            "Le contenu n’est pas d’un format admis{}. Formats admis\u{a0}: {}. Convertissez le fichier, de préférence en PDF.",
            found.map_or(String::new(), |f| format!(" ({f})")),
            names.join(", ")
        ),
    )
}

/// The name ends as its content does.
fn agrees(file_name: &str, endings: &[&str], label: &str) -> Result<()> {
    let ending = file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
    if ending.is_empty() {
        let usual = endings[0];
        return Err(Failure::invalid(
            "DOC-005",
            "nom",
            format!(
                "Le nom du fichier n’a pas d’extension alors que son contenu est {label}. Ajoutez «\u{a0}.{usual}\u{a0}» à son nom."
            ),
        ));
    }
    if !endings.contains(&ending.as_str()) {
        return Err(Failure::invalid(
            "DOC-005",
            "nom",
            format!(
                "Le fichier se nomme en «\u{a0}.{ending}\u{a0}» mais son contenu est {label}. Renommez-le, ou vérifiez que c’est le bon fichier."
            ),
        ));
    }
    Ok(())
}

/// What was sent, fit to be repeated.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

/// A name fit to show: never used as a path.
///
/// # Errors
/// When it is empty, too long, or holds what no file name holds.
pub fn file_name(name: &str) -> Result<String> {
    let name = name.trim();
    let bad = |what: &str| {
        Failure::invalid(
            "DOC-003",
            "nom",
            format!("Le nom du fichier {what}. Renommez-le, puis déposez-le de nouveau."),
        )
    };
    if name.is_empty() || name.starts_with('.') {
        return Err(bad("est vide"));
    }
    if name.chars().count() > 255 {
        return Err(bad("dépasse 255 caractères"));
    }
    if name.chars().any(|c| c.is_control() || matches!(c, '/' | '\\')) {
        return Err(bad("contient un caractère qui ne peut pas être enregistré"));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
