//! What a file is, by its content; what its name and its sender say must agree with it.

use greffe_chassis::{Failure, Result};

/// Bytes of the beginning that are looked at.
pub const HEAD: usize = 8 * 1024;

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

/// The type found in the first bytes of a file, checked against its name and what its sender declared.
///
/// # Errors
/// With what was found and what is admitted.
pub fn sniff(head: &[u8], file_name: &str, declared: &str) -> Result<&'static str> {
    let found = found(head);
    let known = ADMITTED.iter().find(|(media_type, _, _)| Some(*media_type) == found);
    let Some((media_type, endings, label)) = known else {
        let names: Vec<&str> = ADMITTED.iter().map(|(_, _, label)| *label).collect();
        return Err(Failure::invalid(
            "DOC-004",
            "fichier",
            format!(
                "Le contenu n’est pas d’un format admis{}. Formats admis\u{a0}: {}. Convertissez le fichier, de préférence en PDF.",
                found.map_or(String::new(), |f| format!(" ({f})")),
                names.join(", ")
            ),
        ));
    };
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

/// What was sent, fit to be repeated.
fn short(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(40).collect()
}

fn found(head: &[u8]) -> Option<&'static str> {
    if let Some(kind) = infer::get(head) {
        let media_type = kind.mime_type();
        if media_type != "application/zip" {
            return Some(media_type);
        }
        // An ODT names itself in its first entry.
        let odt = b"mimetypeapplication/vnd.oasis.opendocument.text";
        return Some(if head.windows(odt.len()).any(|w| w == odt) {
            "application/vnd.oasis.opendocument.text"
        } else {
            media_type
        });
    }
    is_text(head).then_some("text/plain")
}

/// UTF-8 without control characters; the last character may be cut.
fn is_text(head: &[u8]) -> bool {
    let text = match std::str::from_utf8(head) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    !text.is_empty() && !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
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
            (b"\x00\x01\x02", "memoire.txt", "", "DOC-004"),
        ] {
            assert_eq!(sniff(head, name, declared).unwrap_err().code, code, "{name}");
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
