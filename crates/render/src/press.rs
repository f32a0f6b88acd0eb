//! From an order to a paper.

use std::{fmt, sync::Arc};

use jiff::civil::Date;
use serde_json::json;
use sha2::{Digest, Sha256};
use typst::{
    diag::SourceDiagnostic,
    foundations::{Bytes, Smart},
    model::Document as _,
    syntax::Source as Layout,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::{
    Fault, Files, Source, Template, TemplateError, Values,
    check::{Checked, checked},
    templates,
    values::in_full,
    world::{self, Common, OnePaper},
};

/// Faults that a sentence tells; all of them are in the refusal.
const TOLD: usize = 50;
/// Pages of a paper.
const PAGES: usize = 500;
/// How many papers ago what Typst remembers was last of use.
const REMEMBERED: usize = 20;

/// A paper wanted.
#[derive(Debug, Clone, Copy)]
pub struct Order<'a> {
    /// Name of the template.
    pub template: &'a str,
    /// The day of the paper: the template must be in force on it.
    pub day: Date,
    /// Identifies the paper for good; the same in its metadata.
    pub identifier: &'a str,
    /// What is put into it.
    pub values: &'a Values,
    /// Whether it counts.
    pub stamp: Stamp,
}

/// Whether a paper counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stamp {
    /// To look at: « Aperçu » is across each page.
    Preview,
    /// For good.
    Final,
}

/// A paper.
#[derive(Debug, Clone)]
pub struct Paper {
    /// PDF/A-2a and PDF/UA-1, as far as Typst's own checks and those of our tests go.
    pub pdf: Vec<u8>,
    /// Of these bytes.
    pub sha256: [u8; 32],
    /// Sheets.
    pub pages: usize,
    /// Title, as in the metadata.
    pub title: String,
    /// What was inserted, in the order of the template.
    pub inserted: Vec<Inserted>,
}

/// A value as printed, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inserted {
    /// Its path: `destinataire`, `pieces[2].intitule`.
    pub field: String,
    /// As printed.
    pub text: String,
    /// Where it was read.
    pub source: Source,
}

/// Why there is no paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// No template of that name.
    Unknown(String),
    /// None of its versions may be used that day: the last day of the last one before it, if there is one.
    NotInForce {
        /// Its name.
        template: String,
        /// The day of the paper.
        day: Date,
        /// Last day of the version before.
        ended: Option<Date>,
    },
    /// All that is missing or wrong.
    Faults(Vec<Fault>),
    /// More pages than a paper may have.
    TooManyPages(usize),
    /// Typst refused: a fault of the template, since values were checked.
    Layout(String),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Unknown(name) => write!(f, "Aucun modèle ne s’appelle «\u{a0}{name}\u{a0}»."),
            Refusal::NotInForce { template, day, ended: Some(ended) } => write!(
                f,
                "Le modèle «\u{a0}{template}\u{a0}» n’est plus en vigueur après le {}\u{a0}: il ne peut servir pour le {}.",
                in_full(*ended),
                in_full(*day)
            ),
            Refusal::NotInForce { template, day, ended: None } => {
                write!(f, "Le modèle «\u{a0}{template}\u{a0}» n’est pas en vigueur le {}.", in_full(*day))
            }
            Refusal::Faults(faults) => {
                f.write_str("Le papier n’est pas fait\u{a0}: ")?;
                for (fault, at) in faults.iter().take(TOLD).zip(0..) {
                    write!(f, "{}{fault}", if at == 0 { "" } else { "\u{a0}; " })?;
                }
                match faults.len().saturating_sub(TOLD) {
                    0 => f.write_str("."),
                    others => write!(f, "\u{a0}; et {others} autres."),
                }
            }
            Refusal::TooManyPages(pages) => {
                write!(f, "Le papier aurait {pages} pages\u{a0}: la limite est de {PAGES}.")
            }
            Refusal::Layout(what) => write!(f, "Le modèle ne se compose pas\u{a0}: {what}"),
        }
    }
}

impl std::error::Error for Refusal {}

/// What makes papers. Opened once; shared between threads; laying out takes the thread for some milliseconds.
pub struct Press {
    common: Arc<Common>,
    templates: Vec<(Template, Layout)>,
    standards: PdfStandards,
}

impl Press {
    /// With the templates shipped.
    pub fn new() -> Result<Self, TemplateError> {
        Self::of(Files::SHIPPED)
    }

    /// With these, read and held against each other.
    pub fn of(files: &[Files]) -> Result<Self, TemplateError> {
        let mut templates = Vec::new();
        for template in templates::read(files)? {
            let layout = world::layout(&template)?;
            templates.push((template, layout));
        }
        let standards = PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|e| TemplateError::Typst(e.message().to_string()))?;
        Ok(Press { common: Arc::new(Common::new()?), templates, standards })
    }

    /// All of them, by name, then from the first in force to the last.
    pub fn templates(&self) -> impl Iterator<Item = &Template> {
        self.templates.iter().map(|(template, _)| template)
    }

    /// What would be inserted, and all that is missing or wrong: nothing of that, and a paper can be made.
    pub fn check(
        &self,
        template: &str,
        day: Date,
        values: &Values,
    ) -> Result<(Vec<Inserted>, Vec<Fault>), Refusal> {
        let checked = self.checked(self.in_force(template, day)?, values);
        Ok((checked.inserted, checked.faults))
    }

    /// The template of that name that may be used that day.
    pub fn in_force(&self, name: &str, day: Date) -> Result<&Template, Refusal> {
        self.found(name, day).map(|(template, _)| template)
    }

    /// The paper. The same order gives the same bytes.
    pub fn render(&self, order: &Order<'_>) -> Result<Paper, Refusal> {
        let (template, layout) = self.found(order.template, order.day)?;
        let Checked { faults, inserted, data, .. } = self.checked(template, order.values);
        if !faults.is_empty() {
            return Err(Refusal::Faults(faults));
        }
        let data = json!({
            "titre": template.title,
            "jour": in_full(order.day),
            "identifiant": order.identifier,
            "apercu": order.stamp == Stamp::Preview,
            "valeurs": data,
        });
        let world = OnePaper {
            common: self.common.clone(),
            layout: layout.clone(),
            data: Bytes::from_string(data.to_string()),
            day: order.day,
        };
        let paper = self.laid_out(&world, order);
        typst::comemo::evict(REMEMBERED);
        let (pdf, pages, title) = paper?;
        let sha256 = Sha256::digest(&pdf).into();
        Ok(Paper { pdf, sha256, pages, title, inserted })
    }

    fn laid_out(&self, world: &OnePaper, order: &Order<'_>) -> Result<(Vec<u8>, usize, String), Refusal> {
        let laid_out = typst::compile::<PagedDocument>(world);
        // A warning is a font or a rule that was not found: no paper leaves with it.
        if !laid_out.warnings.is_empty() {
            return Err(layout_refusal(&laid_out.warnings));
        }
        let document = laid_out.output.map_err(|errors| layout_refusal(&errors))?;
        let pages = document.pages().len();
        if pages > PAGES {
            return Err(Refusal::TooManyPages(pages));
        }
        let title = document.info().title.as_ref().map(ToString::to_string).unwrap_or_default();
        let options = PdfOptions {
            ident: Smart::Custom(order.identifier.to_owned()),
            creator: Smart::Custom(Some("Greffe".to_owned())),
            timestamp: world::datetime(order.day).map(Timestamp::new_utc),
            page_ranges: None,
            standards: self.standards.clone(),
            tagged: true,
            pretty: false,
        };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| layout_refusal(&errors))?;
        Ok((pdf, pages, title))
    }

    fn checked(&self, template: &Template, values: &Values) -> Checked {
        checked(template, values, &|c| self.common.printable(c))
    }

    fn found(&self, name: &str, day: Date) -> Result<(&Template, &Layout), Refusal> {
        let mut versions = self.templates.iter().filter(|(template, _)| template.name == name).peekable();
        if versions.peek().is_none() {
            return Err(Refusal::Unknown(name.chars().take(60).collect()));
        }
        let mut ended = None;
        for (template, layout) in versions {
            if template.in_force(day) {
                return Ok((template, layout));
            }
            ended = template.until.filter(|until| *until < day).or(ended);
        }
        Err(Refusal::NotInForce { template: name.to_owned(), day, ended })
    }
}

fn layout_refusal(said: &[SourceDiagnostic]) -> Refusal {
    let said: Vec<&str> = said.iter().map(|one| one.message.as_str()).collect();
    Refusal::Layout(said.join(" ; "))
}
