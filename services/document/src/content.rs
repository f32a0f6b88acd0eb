//! What a file is, by its content; what its name and its sender say must agree with it.

use greffe_chassis::{Failure, Result};

/// Bytes of the beginning that tell one format from another.
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
