//! A PDF: whether it opens, how many pages it has, and whether it would do anything besides being shown.

use std::{
    collections::BTreeMap,
    io::{self, Read},
};

use flate2::read::ZlibDecoder;
use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, Stream, xref::XrefEntry};

use super::{Found, Why, refused};

/// Bytes at the end among which the last word must be.
const END: usize = 2 * 1024;
/// How deep one value holds others.
const DEPTH: usize = 64;
/// Bytes that one stream makes, and all of them; and how many times more than written, once past `EXPANSION_FROM`.
const STREAM: usize = 256 << 20;
const STREAMS: u64 = 2 << 30;
const EXPANSION: u64 = 250;
const EXPANSION_FROM: u64 = 32 << 20;
/// Compressions one over the other.
const FILTERS: usize = 4;

/// Actions that run, fetch or send something.
const ACTIONS: &[&[u8]] = &[
    b"JavaScript",
    b"Launch",
    b"ImportData",
    b"SubmitForm",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"RichMediaExecute",
];
/// Names that betray the same in an object that no table of places names: another reader may find it.
const BETRAYING: &[&[u8]] = &[b"JavaScript", b"Launch", b"RichMedia", b"EmbeddedFile", b"EmbeddedFiles"];

pub(super) fn examine(bytes: &[u8]) -> Found {
    if !bytes.starts_with(b"%PDF-") {
        return refused(Why::Polyglot, "le fichier ne commence pas comme un PDF");
    }
    let end = &bytes[bytes.len().saturating_sub(END)..];
    let Some(last) = end.windows(5).rposition(|word| word == b"%%EOF") else {
        return refused(Why::Damaged, "la fin du fichier manque");
    };
    if end[last + 5..].iter().any(|byte| !byte.is_ascii_whitespace() && *byte != 0) {
        return refused(Why::Polyglot, "quelque chose suit la fin du PDF");
    }
    let options = LoadOptions { max_decompressed_size: Some(STREAM), ..LoadOptions::default() };
    let document = match Document::load_mem_with_options(bytes, options) {
        Ok(document) => document,
        Err(error) => return not_opened(bytes, &error),
    };
    if document.trailer.has(b"Encrypt") || document.is_encrypted() || document.was_encrypted() {
        return refused(Why::Encrypted, "");
    }
    if let Some(found) = unread(&document, bytes) {
        return found;
    }
    if let Some(found) = betrayed(bytes) {
        return found;
    }
    let seen = document
        .objects
        .values()
        .chain([&Object::Dictionary(document.trailer.clone())])
        .find_map(|o| acts(o, 0));
    if let Some(found) = seen {
        return found;
    }
    if let Some(found) = expands(&document) {
        return found;
    }
    match u32::try_from(document.get_pages().len()) {
        Ok(0) | Err(_) => refused(Why::Damaged, "aucune page"),
        Ok(pages) => Found::Sound { pages: Some(pages) },
    }
}

/// Whether a PDF that we had made is sound, and what archives want of it (ISO 19005-2, level B) as far as its structure tells: it says
/// so, its colours have their profile, its fonts are in it, nothing of it is elsewhere. No outside validator is asked.
pub(super) fn archival(bytes: &[u8]) -> Found {
    let sound = examine(bytes);
    if !matches!(sound, Found::Sound { .. }) {
        return sound;
    }
    let Ok(document) = Document::load_mem(bytes) else {
        return refused(Why::Damaged, "le PDF ne s’ouvre pas");
    };
    match lacking(&document) {
        Some(lacks) => refused(Why::Damaged, lacks),
        None => sound,
    }
}

/// What a PDF lacks to be fit for archives.
fn lacking(document: &Document) -> Option<&'static str> {
    let Ok(catalog) = document.catalog() else { return Some("catalogue absent") };
    let of = |key: &[u8]| document.dereference(catalog.get(key).ok()?).ok().map(|(_, object)| object);
    let says = of(b"Metadata").and_then(|metadata| metadata.as_stream().ok()?.get_plain_content().ok());
    let says = says.unwrap_or_default();
    let told = |word: &[u8]| says.windows(word.len()).any(|part| part == word);
    if !told(b"pdfaid:part") || !told(b"pdfaid:conformance") {
        return Some("ne se dit pas PDF/A");
    }
    let intents = of(b"OutputIntents").and_then(|intents| intents.as_array().ok());
    let profile = intents.is_some_and(|intents| {
        intents.iter().any(|intent| {
            document.dereference(intent).is_ok_and(|(_, intent)| {
                intent.as_dict().is_ok_and(|intent| intent.has(b"DestOutputProfile"))
            })
        })
    });
    if !profile {
        return Some("profil des couleurs absent");
    }
    document.objects.values().find_map(|object| {
        let dictionary = match object {
            Object::Dictionary(dictionary) => dictionary,
            Object::Stream(stream) => &stream.dict,
            _ => return None,
        };
        let named =
            |key: &[u8], name: &[u8]| dictionary.get(key).and_then(Object::as_name).is_ok_and(|n| n == name);
        let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().any(|key| dictionary.has(key));
        if named(b"Type", b"FontDescriptor") && !embedded {
            return Some("une police n’est pas dans le fichier");
        }
        // The fourteen fonts that every reader has: archives want them in the file.
        let simple = named(b"Subtype", b"Type1") || named(b"Subtype", b"TrueType");
        if named(b"Type", b"Font") && simple && !dictionary.has(b"FontDescriptor") {
            return Some("une police n’est pas dans le fichier");
        }
        (matches!(object, Object::Stream(_)) && dictionary.has(b"F"))
            .then_some("une part du fichier est ailleurs")
    })
}

/// An object that is there and that was not read: too deep, or written so that only others read it. What nobody looked at is not
/// sound. A place of the table where nothing stands, as careless programs write, is no object for anyone.
fn unread(document: &Document, bytes: &[u8]) -> Option<Found> {
    let mut places = BTreeMap::new();
    for (number, entry) in &document.reference_table.entries {
        let whole = match *entry {
            XrefEntry::Normal { offset, .. } => match header(bytes, offset) {
                // Two objects of one number: which one is shown depends on who reads.
                Some(id) => {
                    places.insert(id, offset).is_none_or(|other| other == offset) && document.has_object(id)
                }
                None => true,
            },
            XrefEntry::Compressed { container, .. } => {
                !document.has_object((container, 0)) || document.has_object((*number, 0))
            }
            XrefEntry::Free | XrefEntry::UnusableFree => true,
        };
        if !whole {
            return Some(refused(Why::Damaged, format!("l’objet {number} ne se lit pas")));
        }
    }
    None
}

/// Number and generation that an object bears where it begins.
fn header(bytes: &[u8], offset: u32) -> Option<ObjectId> {
    /// Two numbers, a word, and what stands between them.
    const LONGEST: usize = 64;
    let start = usize::try_from(offset).ok()?;
    let written = bytes.get(start..)?;
    let written = &written[..written.len().min(LONGEST)];
    let mut words =
        written.split(|byte| byte.is_ascii_whitespace() || *byte == 0).filter(|word| !word.is_empty());
    let mut number = || std::str::from_utf8(words.next()?).ok();
    let (number, generation) = (number()?.parse().ok()?, number()?.parse().ok()?);
    words.next()?.starts_with(b"obj").then_some((number, generation))
}

fn not_opened(bytes: &[u8], error: &lopdf::Error) -> Found {
    if names(bytes).any(|name| name == b"Encrypt") {
        return refused(Why::Encrypted, "");
    }
    if matches!(error, lopdf::Error::Decompress(_)) {
        return refused(Why::Expands, "");
    }
    refused(Why::Damaged, "le PDF ne s’ouvre pas")
}

/// What a value would do, itself or what it holds.
fn acts(object: &Object, depth: usize) -> Option<Found> {
    if depth > DEPTH {
        return Some(refused(Why::Damaged, "valeurs imbriquées"));
    }
    match object {
        Object::Array(items) => items.iter().find_map(|item| acts(item, depth + 1)),
        Object::Dictionary(dictionary) => entries(dictionary, depth),
        Object::Stream(stream) => entries(&stream.dict, depth),
        _ => None,
    }
}

fn entries(dictionary: &Dictionary, depth: usize) -> Option<Found> {
    let named = |key: &[u8], names: &[&[u8]]| {
        let name = dictionary.get(key).and_then(Object::as_name).ok()?;
        names.contains(&name).then(|| String::from_utf8_lossy(name).into_owned())
    };
    if let Some(action) = named(b"S", ACTIONS) {
        return Some(refused(Why::Active, action));
    }
    if let Some(shown) = named(b"Subtype", &[b"RichMedia", b"3D", b"Screen", b"Movie"]) {
        return Some(refused(Why::Active, shown));
    }
    for (key, why) in [
        (&b"JS"[..], Why::Active),
        (b"JavaScript", Why::Active),
        (b"XFA", Why::Active),
        (b"EmbeddedFiles", Why::Attached),
        (b"EF", Why::Attached),
    ] {
        if dictionary.has(key) {
            return Some(refused(why, String::from_utf8_lossy(key)));
        }
    }
    if named(b"Type", &[b"EmbeddedFile"]).is_some() {
        return Some(refused(Why::Attached, "EmbeddedFile"));
    }
    dictionary.iter().find_map(|(_, value)| acts(value, depth + 1))
}

/// Names as they are written in the file, `#4A` read as the letter it stands for.
fn names(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> + '_ {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/').map(|(at, _)| at + 1);
    starts.map(|at| {
        let written = bytes[at..].iter().take(40);
        let written: Vec<u8> =
            written.take_while(|b| b.is_ascii_alphanumeric() || **b == b'#').copied().collect();
        let (mut name, mut rest) = (Vec::new(), &written[..]);
        while let Some((first, after)) = rest.split_first() {
            let code = after.get(..2).and_then(|two| std::str::from_utf8(two).ok());
            match code.filter(|_| *first == b'#').and_then(|code| u8::from_str_radix(code, 16).ok()) {
                Some(letter) => (name, rest) = ([name, vec![letter]].concat(), &after[2..]),
                None => {
                    name.push(*first);
                    rest = after;
                }
            }
        }
        name
    })
}

fn betrayed(bytes: &[u8]) -> Option<Found> {
    names(bytes).find(|name| BETRAYING.contains(&name.as_slice())).map(|name| {
        let why = if name.starts_with(b"Embedded") { Why::Attached } else { Why::Active };
        refused(why, String::from_utf8_lossy(&name))
    })
}

/// Whether what is compressed expands out of measure: counted as it comes out, never kept.
fn expands(document: &Document) -> Option<Found> {
    let mut all = 0_u64;
    for object in document.objects.values() {
        let Object::Stream(stream) = object else { continue };
        let made = expanded(stream);
        all += made;
        let written = (stream.content.len() as u64).max(1);
        let measure = made > EXPANSION_FROM && made / EXPANSION > written;
        if made >= STREAM as u64 && made / written > 100 || measure || all > STREAMS {
            return Some(refused(Why::Expands, format!("plus de {} Mo", made >> 20)));
        }
    }
    None
}

/// Bytes that a stream makes, as far as its bound.
fn expanded(stream: &Stream) -> u64 {
    let filters = stream.filters().unwrap_or_default();
    let flate = filters.iter().take_while(|filter| matches!(&filter[..], b"FlateDecode" | b"Fl")).count();
    let mut bytes: Box<dyn Read + '_> = Box::new(&stream.content[..]);
    for _ in 0..flate.min(FILTERS) {
        bytes = Box::new(ZlibDecoder::new(bytes));
    }
    if flate == 0 {
        return 0;
    }
    // What does not decompress to its end made what it made.
    let mut count = Count(0);
    let _ = io::copy(&mut bytes.take(STREAM as u64), &mut count);
    count.0
}

struct Count(u64);

impl io::Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
