//! Files that are archives inside (DOCX, ODT), and archives that hide behind another file.

use std::io::{self, Cursor, Read};

use zip::ZipArchive;

use super::{Found, Why, refused};

/// Files of an archive.
const ENTRIES: usize = 5_000;
/// Bytes that all of them make, expanded; and how many times more than the archive, once past `EXPANSION_FROM`.
const EXPANDED: u64 = 512 << 20;
const EXPANSION: u64 = 200;
const EXPANSION_FROM: u64 = 32 << 20;
/// Bytes of a part that are looked at to tell what it is.
const HEAD: usize = 512;
/// Bytes of the words of a paper.
const WORDS: u64 = 64 << 20;

/// Where an archive ends, and how: no file of another format has both a first and a last word of an archive in its tail.
const END: &[u8] = b"PK\x05\x06";
const DIRECTORY: &[u8] = b"PK\x01\x02";

/// An archive at the end of what is said to be something else: who opens it as an archive sees another file.
pub(super) fn hidden(bytes: &[u8], tail: usize) -> Option<Found> {
    let tail = &bytes[bytes.len().saturating_sub(tail)..];
    let has = |word: &[u8]| tail.windows(word.len()).any(|w| w == word);
    (has(END) && (has(DIRECTORY) || ZipArchive::new(Cursor::new(bytes)).is_ok()))
        .then(|| refused(Why::Polyglot, "une archive est cachée à la fin du fichier"))
}

pub(super) fn examine(bytes: &[u8]) -> Found {
    match looked_at(bytes) {
        Ok(found) => found,
        Err(error) => refused(Why::Damaged, format!("l’archive ne s’ouvre pas ({error})")),
    }
}

fn looked_at(bytes: &[u8]) -> io::Result<Found> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    if archive.len() > ENTRIES {
        return Ok(refused(Why::Expands, format!("{} fichiers", archive.len())));
    }
    let (mut expanded, mut main) = (0_u64, false);
    for at in 0..archive.len() {
        let mut entry = archive.by_index(at)?;
        let name = entry.name()?.into_owned();
        let lower = name.to_lowercase();
        if entry.encrypted() {
            return Ok(refused(Why::Encrypted, shown(&name)));
        }
        if runs(&lower) {
            return Ok(refused(Why::Active, format!("macro ({})", shown(&name))));
        }
        if lower.contains("embeddings/") {
            return Ok(refused(Why::Attached, shown(&name)));
        }
        main |= lower == "word/document.xml" || lower == "content.xml";
        let mut head = Vec::with_capacity(HEAD);
        let mut buffer = vec![0; 64 * 1024];
        let mut whole = Vec::new();
        let keeps = lower.ends_with(".rels");
        loop {
            let read = entry.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            expanded += read as u64;
            // What is announced is not believed: what comes out is counted.
            let measure = expanded > EXPANSION_FROM && expanded / EXPANSION > bytes.len() as u64;
            if expanded > EXPANDED || measure {
                return Ok(refused(Why::Expands, format!("plus de {} Mo", expanded >> 20)));
            }
            head.extend_from_slice(&buffer[..read.min(HEAD - head.len())]);
            if keeps && whole.len() < (1 << 20) {
                whole.extend_from_slice(&buffer[..read]);
            }
        }
        if is_archive(&head) {
            return Ok(refused(Why::Nested, shown(&name)));
        }
        if keeps && calls_a_template(&whole) {
            return Ok(refused(Why::Active, "modèle distant"));
        }
    }
    if !main {
        return Ok(refused(Why::Damaged, "aucun texte dans l’archive"));
    }
    Ok(Found::Sound { pages: None })
}

/// Macros of Word and of LibreOffice, and controls.
fn runs(name: &str) -> bool {
    name.ends_with("vbaproject.bin")
        || name.contains("/activex/")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
}

fn is_archive(head: &[u8]) -> bool {
    infer::get(head).is_some_and(|kind| {
        kind.matcher_type() == infer::MatcherType::Archive && kind.mime_type() != "application/pdf"
    })
}

/// A template fetched from elsewhere when the paper is opened.
fn calls_a_template(relations: &[u8]) -> bool {
    let has = |word: &[u8]| relations.windows(word.len()).any(|w| w == word);
    has(b"attachedTemplate") && has(b"External")
}

fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

/// The words of a DOCX or an ODT, a paragraph a line; none when it holds none.
pub(super) fn words(bytes: &[u8]) -> Option<String> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut xml = String::new();
    let main = ["word/document.xml", "content.xml"]
        .into_iter()
        .find(|name| archive.index_for_name(name).is_some())?;
    archive.by_name(main).ok()?.take(WORDS).read_to_string(&mut xml).ok()?;
    Some(of_xml(&xml))
}

/// Text between tags; the end of a paragraph ends the line.
pub fn of_xml(xml: &str) -> String {
    let mut text = String::new();
    for piece in xml.split('<').skip(1) {
        let Some((tag, after)) = piece.split_once('>') else { continue };
        let name = tag.split([' ', '/']).find(|part| !part.is_empty()).unwrap_or_default();
        let ends = tag.starts_with('/');
        match name {
            "w:p" | "text:p" | "text:h" if ends => text.push('\n'),
            "w:tab" | "text:tab" | "text:s" if !ends => text.push(' '),
            "w:br" | "text:line-break" if !ends => text.push('\n'),
            _ => {}
        }
        for (at, part) in after.split('&').enumerate() {
            if at == 0 {
                text.push_str(part);
                continue;
            }
            let (entity, rest) = part.split_once(';').unwrap_or(("", part));
            text.extend(character(entity));
            text.push_str(rest);
        }
    }
    text
}

fn character(entity: &str) -> Option<char> {
    match entity {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = entity.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}
