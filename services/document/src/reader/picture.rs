//! Pictures: decoded whole, within a bound, so that one that is cut or out of measure is known.

use std::io::Cursor;

use image::{ImageError, ImageReader, Limits};
use tiff::{TiffError, decoder::Decoder};

use super::{Found, Why, refused};

/// Points of a side, and bytes that decoding takes: an A0 at 300 points an inch is 14,000 of a side.
const SIDE: u32 = 30_000;
const DECODED: u64 = 600 << 20;
/// Pages of a TIFF.
const PAGES: usize = 2_000;

pub(super) fn examine(media_type: &str, bytes: &[u8]) -> Found {
    if media_type == "image/tiff" {
        return match of_tiff(bytes) {
            Ok(()) => Found::Sound { pages: None },
            Err(TiffError::LimitsExceeded) => out_of_measure(),
            Err(TiffError::UnsupportedError(_)) => unread(),
            Err(_) => refused(Why::Damaged, "l’image est incomplète"),
        };
    }
    let Ok(mut reader) = ImageReader::new(Cursor::new(bytes)).with_guessed_format() else {
        return refused(Why::Damaged, "l’image ne s’ouvre pas");
    };
    let mut limits = Limits::default();
    (limits.max_image_width, limits.max_image_height, limits.max_alloc) =
        (Some(SIDE), Some(SIDE), Some(DECODED));
    reader.limits(limits);
    match reader.decode() {
        Ok(_) => Found::Sound { pages: None },
        Err(ImageError::Limits(_)) => out_of_measure(),
        Err(ImageError::Unsupported(_)) => unread(),
        Err(_) => refused(Why::Damaged, "l’image est incomplète"),
    }
}

/// Each page of it.
fn of_tiff(bytes: &[u8]) -> Result<(), TiffError> {
    let mut limits = tiff::decoder::Limits::default();
    limits.decoding_buffer_size = usize::try_from(DECODED).unwrap_or(usize::MAX);
    let mut decoder = Decoder::new(Cursor::new(bytes))?.with_limits(limits);
    for _ in 0..PAGES {
        decoder.read_image()?;
        if !decoder.more_images() {
            return Ok(());
        }
        decoder.next_image()?;
    }
    Err(TiffError::LimitsExceeded)
}

fn out_of_measure() -> Found {
    refused(Why::Expands, "image hors de toute mesure")
}

fn unread() -> Found {
    refused(Why::Kind, "variante d’image qui ne se lit pas")
}
