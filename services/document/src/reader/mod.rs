//! The child that reads what was received: this same program, started anew for one file, which it gives up every right for before
//! it looks at the first byte. It has the file as its input, says what it found as one line of JSON, and ends.
//!
//! What a hostile file makes of it, it makes of a process that may open nothing, start nothing and reach nothing, and that the
//! kernel ends when it takes too much. Why so: `docs/decisions/0059-pieces-are-checked-in-a-child.md`.

pub(crate) mod archive;
mod confined;
mod pdf;
mod picture;

use std::{
    fs::File,
    io::{self, Read, Write},
    os::fd::AsFd,
};

use serde::{Deserialize, Serialize};

pub(crate) use confined::{Bounds, tells_folders};

/// First argument of the program when it is this child.
pub const VERB: &str = "lire-une-piece";

/// The mode of a child that becomes a tool which makes a file: its folder first, then the tool.
pub(crate) const MAKER: &str = "atelier";

/// What ends a child that could not give up its rights: it has read nothing.
pub(crate) const UNCONFINED: i32 = 70;

/// Where an archive that is hidden in another file would end.
const TAIL: usize = 66 * 1024;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Found {
    /// Nothing against it; pages of a PDF.
    Sound {
        /// Pages, where it has some.
        pages: Option<u32>,
    },
    /// Why it is not served.
    Refused {
        /// Which rule.
        why: Why,
        /// What was seen.
        detail: String,
    },
}

/// Why a file is refused; each has its page of help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Why {
    /// Its format is not admitted.
    Kind,
    /// It does not open.
    Damaged,
    /// A password is needed.
    Encrypted,
    /// It would run something.
    Active,
    /// It carries other files.
    Attached,
    /// It expands out of measure.
    Expands,
    /// An archive in an archive.
    Nested,
    /// It is two files at once.
    Polyglot,
    /// The antivirus names it.
    Virus,
    /// Too large to be read whole.
    TooLarge,
    /// The child did not end by itself.
    Crashed,
}

impl Why {
    /// Code of its page.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::Kind => "PIE-011",
            Self::Damaged => "PIE-012",
            Self::Encrypted => "PIE-013",
            Self::Active => "PIE-014",
            Self::Attached => "PIE-015",
            Self::Expands => "PIE-016",
            Self::Nested => "PIE-017",
            Self::Polyglot => "PIE-018",
            Self::Virus => "PIE-019",
            Self::TooLarge => "PIE-020",
            Self::Crashed => "PIE-021",
        }
    }

    /// What a person reads of a code that was kept, with what to do.
    pub(crate) fn told(code: &str) -> &'static str {
        match code {
            "PIE-011" => "le format du fichier n’est pas admis\u{a0}; convertissez-le en PDF",
            "PIE-012" => "le fichier est abîmé ou incomplet\u{a0}; produisez-le de nouveau",
            "PIE-013" => "le fichier est protégé par un mot de passe\u{a0}; retirez la protection",
            "PIE-014" => "le fichier contient du code ou lance un programme\u{a0}; imprimez-le en PDF",
            "PIE-015" => "le fichier en contient d’autres\u{a0}; déposez-les comme des pièces distinctes",
            "PIE-016" => "le fichier se décompresse hors de toute mesure\u{a0}; produisez-le de nouveau",
            "PIE-017" => "le fichier contient une archive\u{a0}; déposez ce qu’elle contient",
            "PIE-018" => "le fichier en est deux à la fois\u{a0}; produisez-le de nouveau",
            "PIE-019" => "l’antivirus y reconnaît un programme malveillant\u{a0}; vérifiez votre poste",
            "PIE-020" => "le fichier est trop grand pour être contrôlé\u{a0}; scindez-le",
            _ => "le contrôle du fichier n’a pas pu aller à son terme\u{a0}; produisez-le de nouveau",
        }
    }
}

fn refused(why: Why, detail: impl Into<String>) -> Found {
    Found::Refused { why, detail: detail.into() }
}

/// Runs the child if this program was started as one: then it does not return.
pub fn run_if_asked() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some(VERB) {
        return;
    }
    let mut next = || arguments.next().unwrap_or_default();
    let (mode, bounds) = (next(), Bounds::read(&next()));
    let rest: Vec<String> = arguments.collect();
    std::process::exit(run(&mode, bounds, &rest));
}

fn run(mode: &str, bounds: Bounds, rest: &[String]) -> i32 {
    // A tool of the system, whose output is this child's.
    if mode == "outil" {
        let error = confined::tool(bounds, rest);
        eprintln!("{error}");
        return UNCONFINED;
    }
    if mode == MAKER {
        let error = confined::maker(bounds, rest);
        eprintln!("{error}");
        return UNCONFINED;
    }
    if let Err(error) = confined::reader(bounds) {
        eprintln!("{error}");
        return UNCONFINED;
    }
    let answered = match mode {
        "examen" => examine(rest.first().map_or("", String::as_str)),
        "archive" => input().and_then(|bytes| said(&pdf::archival(&bytes))),
        "texte" => words(),
        "recueil" => crate::bundle::put_together(),
        _ => Err(io::Error::other("unknown mode")),
    };
    match answered {
        Ok(()) => 0,
        Err(error) => {
            eprintln!("{error}");
            1
        }
    }
}

/// The file, whole: its size was looked at by who started us.
fn input() -> io::Result<Vec<u8>> {
    let mut file = File::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn examine(media_type: &str) -> io::Result<()> {
    said(&examined(media_type, &input()?))
}

fn said(found: &Found) -> io::Result<()> {
    serde_json::to_writer(io::stdout(), found)?;
    io::stdout().flush()
}

fn examined(media_type: &str, bytes: &[u8]) -> Found {
    let zipped = media_type.starts_with("application/vnd.");
    if !zipped && let Some(found) = archive::hidden(bytes, TAIL) {
        return found;
    }
    match media_type {
        "application/pdf" => pdf::examine(bytes),
        "text/plain" => Found::Sound { pages: None },
        "image/png" | "image/jpeg" | "image/tiff" => picture::examine(media_type, bytes),
        _ if zipped => archive::examine(bytes),
        other => refused(Why::Kind, other),
    }
}

/// The words of a DOCX or an ODT, a paragraph a line.
fn words() -> io::Result<()> {
    let text = archive::words(&input()?).unwrap_or_default();
    io::stdout().write_all(text.as_bytes())?;
    io::stdout().flush()
}
