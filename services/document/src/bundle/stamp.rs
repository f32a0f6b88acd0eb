//! The number at the foot of a page, whichever way it is turned.

use lopdf::{Dictionary, Document, Object, ObjectId};

/// Size of the figures, and how far from the edges, in points.
const SIZE: f32 = 9.0;
const INSET: f32 = 16.0;
/// Width of a figure, of its size.
const FIGURE: f32 = 0.556;
/// Name of our font among those of a page.
const FONT: &str = "GreffePagination";

/// Where the number of a page goes.
pub(super) struct Stamp {
    /// Left, bottom, right, top of what is seen.
    seen: [f32; 4],
    /// Quarters of a turn, clockwise.
    turned: i64,
}

impl Stamp {
    /// As the page lies.
    pub(super) fn of(document: &Document, page: ObjectId) -> Self {
        let read = |key: &[u8]| {
            let value = document.get_dictionary(page).ok()?.get(key).ok()?;
            document.dereference(value).ok().map(|(_, value)| value)
        };
        let corners =
            read(b"CropBox").or_else(|| read(b"MediaBox")).and_then(|b| b.as_array().ok()).map(|b| {
                let number =
                    |value: &Object| document.dereference(value).ok().and_then(|(_, v)| v.as_float().ok());
                b.iter().filter_map(number).collect::<Vec<f32>>()
            });
        let seen = match corners.as_deref() {
            Some([a, b, c, d]) => [a.min(*c), b.min(*d), a.max(*c), b.max(*d)],
            _ => [0.0, 0.0, 595.0, 842.0],
        };
        let turned = read(b"Rotate").and_then(|turn| turn.as_i64().ok()).unwrap_or_default() / 90;
        Self { seen, turned: turned.rem_euclid(4) }
    }

    /// What draws it, behind what the page draws: a white ground, then the figures.
    pub(super) fn drawn(&self, number: &str) -> String {
        #[allow(clippy::cast_precision_loss, reason = "some figures")]
        let width = number.len() as f32 * SIZE * FIGURE;
        let [left, bottom, right, top] = self.seen;
        let (across, up) = (INSET + width, INSET);
        // The frame whose origin is where the figures begin, as the page is looked at.
        let frame = match self.turned {
            0 => format!("1 0 0 1 {:.2} {:.2}", right - across, bottom + up),
            1 => format!("0 1 -1 0 {:.2} {:.2}", right - up, top - across),
            2 => format!("-1 0 0 -1 {:.2} {:.2}", left + across, top - up),
            _ => format!("0 -1 1 0 {:.2} {:.2}", left + up, bottom + across),
        };
        format!(
            "Q q {frame} cm 1 g -3 -3 {:.2} {:.2} re f 0 g BT /{FONT} {SIZE} Tf 0 0 Td ({number}) Tj ET Q\n",
            width + 6.0,
            SIZE + 4.0
        )
    }

    /// The page's resources, with our font among its own.
    pub(super) fn resources(&self, document: &Document, page: ObjectId, font: ObjectId) -> Dictionary {
        let dictionary = |value: Option<&Object>| {
            let (_, value) = document.dereference(value?).ok()?;
            value.as_dict().ok().cloned()
        };
        let own = document.get_dictionary(page).ok();
        let mut resources = dictionary(own.and_then(|page| page.get(b"Resources").ok())).unwrap_or_default();
        let mut fonts = dictionary(resources.get(b"Font").ok()).unwrap_or_default();
        fonts.set(FONT, font);
        resources.set("Font", fonts);
        resources
    }
}
