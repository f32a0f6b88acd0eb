//! The bundle put together, in the child without rights: the cover and contents as they were laid out, then each piece, its pages
//! numbered through, its bookmark, and the links of the contents to it. The same input gives the same bytes.

use std::{
    collections::BTreeMap,
    io::{self, Read, Write},
};

use image::ImageReader;
use lopdf::{Bookmark, Dictionary, Document, Object, ObjectId, Stream, dictionary};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{LINK, stamp::Stamp};

/// What a page takes from those above it.
const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];
/// How high the tree of pages is.
const TREE: usize = 64;
/// A sheet, in points.
const SHEET: (f32, f32) = (595.0, 842.0);
const MARGIN: f32 = 36.0;

/// What comes before the bytes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Plan {
    pub title: String,
    /// Bytes of the cover and contents.
    pub front: u64,
    pub pieces: Vec<Part>,
}

/// A piece of the bundle.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Part {
    pub title: String,
    pub media_type: String,
    pub size: u64,
    /// For a piece that is not shown: what its sheet says.
    pub sheet: Vec<String>,
}

/// Reads the plan and the files, and writes the PDF.
pub(crate) fn run() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let mut size = [0; 8];
    input.read_exact(&mut size)?;
    let plan: Plan = serde_json::from_slice(&taken(&mut input, u64::from_be_bytes(size))?)?;
    let pdf = assembled(&plan, &mut input).map_err(io::Error::other)?;
    io::stdout().write_all(&pdf)?;
    io::stdout().flush()
}

fn taken(input: &mut impl Read, size: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(size).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != size { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(bytes) }
}

type Made<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// The bundle on its way.
struct Bundle {
    document: Document,
    pages: Vec<ObjectId>,
    /// First page of each piece.
    starts: Vec<ObjectId>,
    identity: Sha256,
}

fn assembled(plan: &Plan, input: &mut impl Read) -> Made<Vec<u8>> {
    let mut bundle = Bundle {
        document: Document::with_version("1.7"),
        pages: Vec::new(),
        starts: Vec::new(),
        identity: Sha256::new_with_prefix(serde_json::to_vec(plan)?),
    };
    let front = taken(input, plan.front)?;
    bundle.identity.update(&front);
    bundle.append(Document::load_mem(&front)?)?;
    let contents = bundle.pages.clone();
    for piece in &plan.pieces {
        let bytes = taken(input, piece.size)?;
        bundle.identity.update(&bytes);
        let document = match piece.media_type.as_str() {
            _ if !piece.sheet.is_empty() => sheet(&piece.sheet),
            "application/pdf" => Document::load_mem(&bytes)?,
            _ => picture(bytes)?,
        };
        let before = bundle.pages.len();
        bundle.append(document)?;
        let start = bundle.pages.get(before).ok_or("a piece without a page")?;
        bundle.starts.push(*start);
    }
    bundle.link(&contents);
    bundle.number()?;
    bundle.finish(plan)
}

impl Bundle {
    /// The pages of a document behind those that are here. What stands above them in their own document stays behind: its actions,
    /// its forms, its outline.
    fn append(&mut self, mut other: Document) -> Made<()> {
        other.renumber_objects_with(self.document.max_id + 1);
        let pages: Vec<ObjectId> = other.get_pages().into_values().collect();
        for id in &pages {
            let inherited = inherited(&other, *id);
            let page = other.get_dictionary_mut(*id)?;
            for (key, value) in inherited {
                page.set(key, value);
            }
            for key in [&b"StructParents"[..], b"AA", b"PieceInfo", b"Thumb"] {
                page.remove(key);
            }
        }
        self.document.max_id = other.max_id;
        self.document.objects.append(&mut other.objects);
        self.pages.extend(pages);
        Ok(())
    }

    /// Links of the contents, laid out as addresses of ours, become places of this document.
    fn link(&mut self, contents: &[ObjectId]) {
        let starts = self.starts.clone();
        let notes: Vec<ObjectId> = contents.iter().flat_map(|page| self.annotations(*page)).collect();
        for note in notes {
            let Some(rank) = self.document.get_dictionary(note).ok().and_then(|d| wanted(&self.document, d))
            else {
                continue;
            };
            let Some(start) = starts.get(rank) else { continue };
            if let Ok(note) = self.document.get_dictionary_mut(note) {
                note.remove(b"A");
                note.set("Dest", vec![Object::Reference(*start), "Fit".into()]);
            }
        }
    }

    fn annotations(&self, page: ObjectId) -> Vec<ObjectId> {
        let list = self.document.get_dictionary(page).and_then(|page| page.get(b"Annots"));
        let list = list.ok().and_then(|list| self.document.dereference(list).ok());
        let list = list.and_then(|(_, list)| list.as_array().ok());
        list.into_iter().flatten().filter_map(|note| note.as_reference().ok()).collect()
    }

    /// The number of each page of all of them, at its foot.
    fn number(&mut self) -> Made<()> {
        let font = self.document.add_object(dictionary! {
            "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding",
        });
        let open = self.document.add_object(Stream::new(Dictionary::new(), b"q\n".to_vec()));
        let of = self.pages.len();
        for (number, id) in (1..).zip(self.pages.clone()) {
            let stamp = Stamp::of(&self.document, id);
            let close = Stream::new(Dictionary::new(), stamp.drawn(&format!("{number} / {of}")).into_bytes());
            let close = self.document.add_object(close);
            let resources = stamp.resources(&self.document, id, font);
            let page = self.document.get_dictionary(id)?;
            let drawn: Vec<Object> = match page.get(b"Contents") {
                Ok(Object::Array(parts)) => parts.clone(),
                Ok(Object::Reference(one)) => match self.document.get_object(*one) {
                    Ok(Object::Array(parts)) => parts.clone(),
                    _ => vec![Object::Reference(*one)],
                },
                _ => Vec::new(),
            };
            let drawn = [vec![Object::Reference(open)], drawn, vec![Object::Reference(close)]].concat();
            let page = self.document.get_dictionary_mut(id)?;
            page.set("Contents", drawn);
            page.set("Resources", resources);
        }
        Ok(())
    }

    fn finish(mut self, plan: &Plan) -> Made<Vec<u8>> {
        let tree = self.document.new_object_id();
        for id in &self.pages {
            self.document.get_dictionary_mut(*id)?.set("Parent", tree);
        }
        let kids: Vec<Object> = self.pages.iter().map(|id| Object::Reference(*id)).collect();
        let count = i64::try_from(kids.len())?;
        self.document
            .objects
            .insert(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count }.into());
        let mut catalog = dictionary! {
            "Type" => "Catalog", "Pages" => tree, "PageMode" => "UseOutlines", "Lang" => Object::string_literal("fr"),
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        };
        for (piece, start) in plan.pieces.iter().zip(self.starts.clone()) {
            self.document.add_bookmark(Bookmark::new(piece.title.clone(), [0.0; 3], 0, start), None);
        }
        if let Some(outline) = self.document.build_outline() {
            catalog.set("Outlines", outline);
        }
        let catalog = self.document.add_object(catalog);
        let info = self.document.add_object(
            dictionary! { "Title" => text(&plan.title), "Producer" => Object::string_literal("Greffe") },
        );
        // No day and no chance: the document is known by what it was made of.
        let identity = self.identity.clone().finalize()[..16].to_vec();
        let identity = Object::String(identity, lopdf::StringFormat::Hexadecimal);
        self.document.trailer =
            dictionary! { "Root" => catalog, "Info" => info, "ID" => vec![identity.clone(), identity] };
        self.document.prune_objects();
        self.document.renumber_objects();
        let mut out = Vec::new();
        self.document.save_to(&mut out)?;
        Ok(out)
    }
}

/// What a page takes from those above it and does not say itself.
fn inherited(document: &Document, page: ObjectId) -> BTreeMap<Vec<u8>, Object> {
    let mut found = BTreeMap::new();
    let Ok(own) = document.get_dictionary(page) else { return found };
    let mut above = own.get(b"Parent").and_then(Object::as_reference).ok();
    for _ in 0..TREE {
        let Some(parent) = above.and_then(|id| document.get_dictionary(id).ok()) else { break };
        for key in INHERITED {
            if !own.has(key)
                && !found.contains_key(key)
                && let Ok(value) = parent.get(key)
            {
                found.insert(key.to_vec(), value.clone());
            }
        }
        above = parent.get(b"Parent").and_then(Object::as_reference).ok();
    }
    found
}

/// The rank of the piece that a link of the contents asks for.
fn wanted(document: &Document, note: &Dictionary) -> Option<usize> {
    let (_, action) = document.dereference(note.get(b"A").ok()?).ok()?;
    let address = action.as_dict().ok()?.get(b"URI").ok()?.as_str().ok()?;
    let rank = std::str::from_utf8(address).ok()?.strip_prefix(LINK)?;
    rank.parse::<usize>().ok()?.checked_sub(1)
}

/// A page of its own, whose content is given.
fn page(mut document: Document, content: Vec<u8>, resources: Dictionary) -> Document {
    let content = document.add_object(Stream::new(Dictionary::new(), content));
    let tree = document.new_object_id();
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => tree, "Contents" => content, "Resources" => resources,
        "MediaBox" => vec![0.into(), 0.into(), SHEET.0.into(), SHEET.1.into()],
    });
    document
        .objects
        .insert(tree, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
    document
}

/// A picture on a sheet, as large as it fits.
fn picture(bytes: Vec<u8>) -> Made<Document> {
    let reader = ImageReader::new(io::Cursor::new(&bytes)).with_guessed_format()?;
    let decoded = reader.decode()?.to_rgb8();
    let (width, height) = decoded.dimensions();
    let mut document = Document::with_version("1.7");
    let mut drawn = Stream::new(
        dictionary! {
            "Type" => "XObject", "Subtype" => "Image", "Width" => i64::from(width), "Height" => i64::from(height),
            "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8,
        },
        decoded.into_raw(),
    );
    drawn.compress()?;
    let drawn = document.add_object(drawn);
    #[allow(clippy::cast_precision_loss, reason = "points of a picture, in points of a sheet")]
    let (w, h) = (width as f32, height as f32);
    let scale = ((SHEET.0 - 2.0 * MARGIN) / w).min((SHEET.1 - 2.0 * MARGIN) / h);
    let (w, h) = (w * scale, h * scale);
    let (x, y) = ((SHEET.0 - w) / 2.0, (SHEET.1 - h) / 2.0);
    let content = format!("q {w:.2} 0 0 {h:.2} {x:.2} {y:.2} cm /Im Do Q\n");
    Ok(page(document, content.into_bytes(), dictionary! { "XObject" => dictionary! { "Im" => drawn } }))
}

/// A sheet in the place of a piece that is no page.
fn sheet(lines: &[String]) -> Document {
    let mut content = b"BT /F 11 Tf 16 TL 72 700 Td\n".to_vec();
    for line in lines {
        content.push(b'(');
        for byte in line.chars().map(latin) {
            if matches!(byte, b'(' | b')' | b'\\') {
                content.push(b'\\');
            }
            content.push(byte);
        }
        content.extend_from_slice(b") Tj T*\n");
    }
    content.extend_from_slice(b"ET\n");
    let font = dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica", "Encoding" => "WinAnsiEncoding" };
    page(Document::with_version("1.7"), content, dictionary! { "Font" => dictionary! { "F" => font } })
}

/// In the encoding that the sheet's font announces.
fn latin(c: char) -> u8 {
    match c {
        '’' => 0x92,
        '–' => 0x96,
        '«' => 0xAB,
        '»' => 0xBB,
        'œ' => 0x9C,
        'Œ' => 0x8C,
        '€' => 0x80,
        c => u8::try_from(u32::from(c)).unwrap_or(b'?'),
    }
}

/// Text of an outline or of the metadata.
fn text(words: &str) -> Object {
    let bytes = if words.is_ascii() {
        words.as_bytes().to_vec()
    } else {
        [0xFE, 0xFF].into_iter().chain(words.encode_utf16().flat_map(u16::to_be_bytes)).collect()
    };
    Object::String(bytes, lopdf::StringFormat::Literal)
}
