//! Where a seal stands in a PDF: a field of signature without appearance on the first page, written as an update behind the file
//! (ISO 32000-1, 7.5.6 and 12.8).

use std::ops::Range;

use jiff::Timestamp;
use lopdf::{Dictionary, Document, IncrementalDocument, Object, ObjectId, StringFormat, dictionary};

use crate::{Broken, Fault, signature};

/// Stands where an offset is written once it is known: as wide as the widest.
const UNKNOWN: i64 = 9_999_999_999;
const BYTE_RANGE: &[u8] = b"/ByteRange";
/// Of an annotation: it is printed, and nobody moves it (ISO 32000-1, table 165).
const PRINT_AND_LOCKED: i64 = 4 | 128;
/// Of a form: it holds signatures, and is only to be written behind (table 219).
const SIGNED_AND_APPENDED: i64 = 1 | 2;

/// A paper with the place of its seal, still empty.
pub struct Open {
    pub bytes: Vec<u8>,
    /// Of the signature in hexadecimal, with `<` and `>`.
    place: Range<usize>,
}

impl Open {
    pub fn with_place(
        paper: &[u8],
        at: Timestamp,
        reason: &str,
        name: &str,
        room: usize,
    ) -> Result<Self, Fault> {
        let unfit = |error: lopdf::Error| Fault::Paper(error.to_string());
        let before = Document::load_mem(paper).map_err(unfit)?;
        let catalog = before.trailer.get(b"Root").and_then(Object::as_reference).map_err(unfit)?;
        if before.catalog().map_err(unfit)?.has(b"AcroForm") {
            return Err(Fault::Paper("it has a form, or a seal, already".into()));
        }
        let page = before.page_iter().next().ok_or_else(|| Fault::Paper("it has no page".into()))?;
        let mut update = IncrementalDocument::create_from(paper.to_vec(), before);
        for changed in [catalog, page] {
            update.opt_clone_object_to_new_document(changed).map_err(unfit)?;
        }
        let field = add_field(&mut update, page, at, reason, name, room);
        annotate(&mut update, page, field).map_err(unfit)?;
        let form = dictionary! { "Fields" => vec![field.into()], "SigFlags" => SIGNED_AND_APPENDED };
        dictionary_of(&mut update, catalog).map_err(unfit)?.set("AcroForm", form);
        let mut bytes = Vec::new();
        update.save_to(&mut bytes).map_err(|error| Fault::Paper(error.to_string()))?;
        Self::measured(bytes, paper.len(), room)
    }

    /// Writes the offsets of what the seal covers, now that they are known.
    fn measured(mut bytes: Vec<u8>, from: usize, room: usize) -> Result<Self, Fault> {
        let unplaced = || Fault::Paper("the place of the seal is not found".into());
        let empty = [b"<".to_vec(), vec![b'0'; 2 * room], b">".to_vec()].concat();
        let start = find_last(&bytes[from..], &empty).ok_or_else(unplaced)? + from;
        let place = start..start + empty.len();
        let written = format!("0 {UNKNOWN} {UNKNOWN} {UNKNOWN}");
        let range = find_last(&bytes[from..], written.as_bytes()).ok_or_else(unplaced)? + from;
        let told = format!("0 {} {} {}", place.start, place.end, bytes.len() - place.end);
        let told = format!("{told:<width$}", width = written.len());
        bytes[range..range + written.len()].copy_from_slice(told.as_bytes());
        Ok(Self { bytes, place })
    }

    /// Of all but the seal.
    pub fn digest(&self) -> [u8; 32] {
        signature::sha256(&[&self.bytes[..self.place.start], &self.bytes[self.place.end..]])
    }

    pub fn put(&mut self, signed: &[u8]) -> Result<(), Fault> {
        let hex: String = signed.iter().map(|byte| format!("{byte:02X}")).collect();
        if hex.len() > self.place.len() - 2 {
            return Err(Fault::Certificate("its chain is longer than the place of a seal".into()));
        }
        let start = self.place.start + 1;
        self.bytes[start..start + hex.len()].copy_from_slice(hex.as_bytes());
        Ok(())
    }
}

fn add_field(
    update: &mut IncrementalDocument,
    page: ObjectId,
    at: Timestamp,
    reason: &str,
    name: &str,
    room: usize,
) -> ObjectId {
    let unknown = Object::Integer(UNKNOWN);
    let signature = dictionary! {
        "Type" => "Sig",
        "Filter" => "Adobe.PPKLite",
        "SubFilter" => "ETSI.CAdES.detached",
        "ByteRange" => vec![0.into(), unknown.clone(), unknown.clone(), unknown],
        "Contents" => Object::String(vec![0; room], StringFormat::Hexadecimal),
        "M" => Object::string_literal(at.strftime("D:%Y%m%d%H%M%SZ").to_string()),
        "Name" => text(name),
        "Reason" => text(reason),
    };
    let signature = update.new_document.add_object(signature);
    // Nothing is drawn: a field without size needs no appearance (ISO 19005-2, 6.3.3).
    update.new_document.add_object(dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "FT" => "Sig",
        "T" => Object::string_literal("Sceau"),
        "TU" => text("Sceau de la juridiction"),
        "Rect" => vec![0.into(), 0.into(), 0.into(), 0.into()],
        "F" => PRINT_AND_LOCKED,
        "P" => page,
        "V" => signature,
    })
}

/// Text as readers of PDF take any letter: UTF-16 behind its mark.
fn text(of: &str) -> Object {
    let units = of.encode_utf16().flat_map(u16::to_be_bytes);
    Object::String([0xFE, 0xFF].into_iter().chain(units).collect(), StringFormat::Hexadecimal)
}

/// Adds the field to what the page shows, wherever its list stands.
fn annotate(update: &mut IncrementalDocument, page: ObjectId, field: ObjectId) -> lopdf::Result<()> {
    let list = match dictionary_of(update, page)?.get(b"Annots") {
        Ok(Object::Reference(list)) => Some(*list),
        _ => None,
    };
    if let Some(list) = list {
        update.opt_clone_object_to_new_document(list)?;
        update.new_document.get_object_mut(list)?.as_array_mut()?.push(field.into());
        return Ok(());
    }
    let page = dictionary_of(update, page)?;
    match page.get_mut(b"Annots") {
        Ok(list) => list.as_array_mut()?.push(field.into()),
        Err(_) => page.set("Annots", vec![field.into()]),
    }
    Ok(())
}

fn dictionary_of(update: &mut IncrementalDocument, id: ObjectId) -> lopdf::Result<&mut Dictionary> {
    update.new_document.get_object_mut(id)?.as_dict_mut()
}

/// A seal as it stands in a file.
pub struct Found {
    pub signature: Vec<u8>,
    pub digest: [u8; 32],
}

/// The last seal of a file, with the digest of what it says it covers: all but itself, or it is none of ours.
pub fn find(paper: &[u8]) -> Result<Found, Broken> {
    let place = place(paper)?;
    let digest = signature::sha256(&[&paper[..place.start], &paper[place.end..]]);
    Ok(Found { signature: structure(paper, &place)?, digest })
}

/// Where the last signature of a file stands: it says that it covers all but itself.
pub fn place(paper: &[u8]) -> Result<Range<usize>, Broken> {
    let named = find_last(paper, BYTE_RANGE).ok_or(Broken::Unsealed)? + BYTE_RANGE.len();
    let space = paper[named..].iter().take_while(|byte| byte.is_ascii_whitespace()).count();
    let at = named + space + 1;
    if paper.get(at - 1) != Some(&b'[') {
        return Err(Broken::Unreadable);
    }
    let until = paper[at..].iter().position(|byte| *byte == b']').ok_or(Broken::Unreadable)? + at;
    let told = std::str::from_utf8(&paper[at..until]).map_err(|_| Broken::Unreadable)?;
    let offsets: Vec<usize> = told
        .split_ascii_whitespace()
        .map(|n| n.parse().map_err(|_| Broken::Unreadable))
        .collect::<Result<_, _>>()?;
    let [0, first, second, rest] = offsets[..] else { return Err(Broken::Unreadable) };
    if second.checked_add(rest) != Some(paper.len()) || first >= second {
        return Err(Broken::NotWhole);
    }
    Ok(first..second)
}

/// The signature that stands there.
pub fn structure(paper: &[u8], place: &Range<usize>) -> Result<Vec<u8>, Broken> {
    let hidden = &paper[place.clone()];
    let hex = hidden.strip_prefix(b"<").and_then(|h| h.strip_suffix(b">")).ok_or(Broken::NotWhole)?;
    bytes_of(hex).ok_or(Broken::NotWhole)
}

fn bytes_of(hex: &[u8]) -> Option<Vec<u8>> {
    let digit = |byte: u8| (byte as char).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    hex.chunks(2).map(|pair| Some(digit(pair[0])? << 4 | digit(*pair.get(1)?)?)).collect()
}

fn find_last(within: &[u8], wanted: &[u8]) -> Option<usize> {
    within.windows(wanted.len()).rposition(|window| window == wanted)
}
