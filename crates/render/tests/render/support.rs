use std::{collections::BTreeMap, fs, path::PathBuf};

use greffe_render::{
    Content as Printed, Order, Origin, Paper, Press, Refusal, Source, Stamp, Template, Value, Values,
};
use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, content::Content};
use serde::Deserialize;

/// A worked example, as it stands beside its template.
#[derive(Deserialize)]
pub struct Example {
    pub jour: Date,
    pub identifiant: String,
    pub valeurs: Values,
}

pub fn folder(template: &Template) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates").join(template.folder)
}

pub fn example(template: &Template) -> Example {
    serde_json::from_str(&fs::read_to_string(folder(template).join("exemple.json")).unwrap()).unwrap()
}

impl Example {
    pub fn made(&self, press: &Press, template: &Template) -> Result<Paper, Refusal> {
        self.stamped(press, template, Stamp::Final)
    }

    pub fn stamped(&self, press: &Press, template: &Template, stamp: Stamp) -> Result<Paper, Refusal> {
        press.render(&Order {
            template: &template.name,
            day: self.jour,
            identifier: &self.identifiant,
            values: &self.valeurs,
            stamp,
        })
    }

    /// The same without what is not required.
    pub fn least(mut self, template: &Template) -> Self {
        for field in &template.fields {
            if !field.required {
                self.valeurs.remove(&field.name);
            } else if let Some(Printed::Liste(rows)) =
                self.valeurs.get_mut(&field.name).map(|value| &mut value.content)
            {
                for column in field.columns.iter().filter(|column| !column.required) {
                    rows.iter_mut().for_each(|row| drop(row.remove(&column.name)));
                }
            }
        }
        self
    }

    /// The same with another text in a field.
    pub fn with(mut self, field: &str, text: &str) -> Self {
        let value = self.valeurs.get_mut(field).unwrap();
        value.content = Printed::Texte(text.to_owned());
        self
    }
}

pub fn typed(text: &str) -> Value {
    Value {
        content: Printed::Texte(text.to_owned()),
        source: Source { genre: Origin::Saisie, id: "greffier-1".into() },
    }
}

pub fn pdf(paper: &Paper) -> Document {
    Document::load_mem(&paper.pdf).unwrap()
}

/// The text of all pages without its spaces and breaks, as a reader takes it out: codes of glyphs through the table of each font.
pub fn text(paper: &Paper) -> String {
    let document = pdf(paper);
    let mut text = String::new();
    for page in document.get_pages().into_values() {
        let fonts = document.get_page_fonts(page).unwrap();
        let tables: BTreeMap<_, _> =
            fonts.iter().map(|(name, font)| (name.clone(), letters(&document, font))).collect();
        let content = Content::decode(&document.get_page_content(page)).unwrap();
        let mut current = &BTreeMap::new();
        for operation in &content.operations {
            match (operation.operator.as_str(), operation.operands.as_slice()) {
                ("Tf", [name, _]) => current = &tables[name.as_name().unwrap()],
                ("Tj", [Object::String(codes, _)]) => read(codes, current, &mut text),
                ("TJ", [Object::Array(parts)]) => {
                    parts
                        .iter()
                        .filter_map(|part| part.as_str().ok())
                        .for_each(|codes| read(codes, current, &mut text));
                }
                _ => {}
            }
        }
    }
    squeezed(&text)
}

fn read(codes: &[u8], letters: &BTreeMap<u32, String>, text: &mut String) {
    for code in codes.chunks_exact(2) {
        let code = u32::from(code[0]) << 8 | u32::from(code[1]);
        text.push_str(letters.get(&code).unwrap_or_else(|| panic!("glyph {code} has no letter")));
    }
}

/// The table `ToUnicode` of a font: `<code> <letters>` in blocks `bfchar`, `<first> <last> <letter>` in blocks `bfrange`.
fn letters(document: &Document, font: &Dictionary) -> BTreeMap<u32, String> {
    let table = at(document, font, "ToUnicode").as_stream().unwrap().get_plain_content().unwrap();
    let table = String::from_utf8(table).unwrap();
    let (mut letters, mut block) = (BTreeMap::new(), "");
    for line in table.lines() {
        if line.ends_with("beginbfchar") || line.ends_with("beginbfrange") {
            block = if line.ends_with("char") { "char" } else { "range" };
            continue;
        }
        let hex: Vec<&str> = line.split(['<', '>']).skip(1).step_by(2).collect();
        let number = |hex: &str| u32::from_str_radix(hex, 16).unwrap();
        match (block, hex.as_slice()) {
            ("char", [code, units]) => _ = letters.insert(number(code), utf16(units)),
            ("range", [first, last, units]) => {
                for code in number(first)..=number(last) {
                    let units = format!("{:04x}", number(units) + code - number(first));
                    letters.insert(code, utf16(&units));
                }
            }
            (_, []) => block = "",
            _ => {}
        }
    }
    letters
}

fn utf16(hex: &str) -> String {
    let units = hex.as_bytes().chunks_exact(4);
    let units = units.map(|unit| u16::from_str_radix(std::str::from_utf8(unit).unwrap(), 16).unwrap());
    String::from_utf16(&units.collect::<Vec<_>>()).unwrap()
}

pub fn squeezed(text: &str) -> String {
    text.split_whitespace().collect()
}

/// What a key leads to, through references.
pub fn at<'a>(document: &'a Document, of: &'a Dictionary, key: &str) -> &'a Object {
    let object = of.get(key.as_bytes()).unwrap_or_else(|_| panic!("{key} is absent"));
    document.dereference(object).unwrap().1
}
