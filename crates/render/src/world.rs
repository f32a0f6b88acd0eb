//! What Typst may see: the layout, the common layout, the data of one paper, the fonts. There is no file, no network, no clock.

use std::sync::Arc;

use jiff::civil::Date;
use typst::{
    Library, LibraryExt, World,
    diag::{FileError, FileResult},
    foundations::{Bytes, Datetime, Duration},
    syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};

use crate::templates::{COMMON_LAYOUTS, Template, TemplateError};

/// Libertinus Serif (SIL Open Font License 1.1, `fonts/OFL.txt`).
const FONTS: [&[u8]; 3] = [
    include_bytes!("../fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("../fonts/LibertinusSerif-Italic.otf"),
];

/// What papers share.
pub(crate) struct Common {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
    layouts: Vec<Source>,
    data: FileId,
}

impl Common {
    pub fn new() -> Result<Self, TemplateError> {
        let fonts: Vec<Font> = FONTS.iter().filter_map(|bytes| Font::new(Bytes::new(*bytes), 0)).collect();
        if fonts.len() != FONTS.len() {
            return Err(TemplateError::Font);
        }
        let layouts =
            COMMON_LAYOUTS.iter().map(|(path, text)| Ok(Source::new(file(path)?, (*text).to_owned())));
        Ok(Common {
            library: LazyHash::new(Library::default()),
            book: LazyHash::new(FontBook::from_fonts(&fonts)),
            fonts,
            layouts: layouts.collect::<Result<_, TemplateError>>()?,
            data: file("/donnees.json")?,
        })
    }

    /// Whether each face has it, so that no paper shows a box, and it is something to read: what turns the direction of the
    /// text or hides in it is not.
    pub fn printable(&self, c: char) -> bool {
        let steers = matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
        !c.is_control()
            && !steers
            && self.fonts.iter().all(|font| font.info().coverage.contains(u32::from(c)))
    }
}

/// The layout of a template. Paths are interned for good by Typst: one a template, none a paper.
pub(crate) fn layout(template: &Template) -> Result<Source, TemplateError> {
    Ok(Source::new(file(&format!("/{}/modele.typ", template.folder))?, template.layout.to_owned()))
}

fn file(path: &str) -> Result<FileId, TemplateError> {
    let path = VirtualPath::new(path).map_err(|e| TemplateError::Typst(format!("{path} : {e:?}")))?;
    Ok(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

/// One paper to lay out.
pub(crate) struct OnePaper {
    pub common: Arc<Common>,
    pub layout: Source,
    pub data: Bytes,
    pub day: Date,
}

impl World for OnePaper {
    fn library(&self) -> &LazyHash<Library> {
        &self.common.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.common.book
    }

    fn main(&self) -> FileId {
        self.layout.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        std::iter::once(&self.layout)
            .chain(&self.common.layouts)
            .find(|source| source.id() == id)
            .cloned()
            .ok_or(FileError::AccessDenied)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == self.common.data { Ok(self.data.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.common.fonts.get(index).cloned()
    }

    /// The day of the paper, whenever it is laid out.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        datetime(self.day)
    }
}

pub(crate) fn datetime(day: Date) -> Option<Datetime> {
    Datetime::from_ymd_hms(
        i32::from(day.year()),
        u8::try_from(day.month()).ok()?,
        u8::try_from(day.day()).ok()?,
        0,
        0,
        0,
    )
}
