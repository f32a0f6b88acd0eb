//! The rows of an extract's file (RFC 4180, `;` between columns, UTF-8, a header), read one after the other: a file of any
//! length takes the memory of its longest row.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Longest row, so that a quote that never closes does not swallow the file.
const ROW_MAX: usize = 1 << 20;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// File it stands in.
    pub file: &'static str,
    /// Line at which it begins, the header being 1.
    pub line: u32,
    /// By column of the header.
    pub values: Vec<String>,
    /// What is wrong with the row as a whole, before any value is looked at.
    pub broken: Option<Broken>,
    columns: &'static [&'static str],
}

/// A row that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Broken {
    /// Bytes that are no UTF-8; shown as Latin-1, which they most often are.
    Encoding,
    /// More or fewer columns than the header.
    Columns,
}

impl Row {
    /// A value, without outer spaces; empty where the column is.
    #[must_use]
    pub fn get(&self, column: &str) -> &str {
        let at = self.columns.iter().position(|name| *name == column);
        at.and_then(|at| self.values.get(at)).map_or("", |value| value.trim())
    }

    /// The row as one object, columns that hold nothing left out: its provenance.
    #[must_use]
    pub fn object(&self) -> String {
        let held = self.columns.iter().zip(&self.values).filter(|(_, value)| !value.is_empty());
        let object: serde_json::Map<String, serde_json::Value> =
            held.map(|(name, value)| ((*name).to_owned(), value.as_str().into())).collect();
        serde_json::Value::Object(object).to_string()
    }
}

/// A file being read.
pub struct Table {
    file: &'static str,
    columns: &'static [&'static str],
    reader: BufReader<File>,
    line: u32,
}

impl Table {
    /// Opens a file of the folder and checks its header. `None` where it is absent.
    ///
    /// # Errors
    /// When it cannot be read, or its header is not that of the format.
    pub fn open(folder: &Path, file: &'static str, columns: &'static [&'static str]) -> Result<Option<Self>> {
        let path = folder.join(file);
        if !path.exists() {
            return Ok(None);
        }
        let reader = BufReader::with_capacity(
            1 << 16,
            File::open(&path).with_context(|| format!("ouverture de {}", path.display()))?,
        );
        let mut table = Self { file, columns, reader, line: 0 };
        let header = table.next_row()?.map(|row| row.values).unwrap_or_default();
        let header: Vec<&str> =
            header.iter().map(|name| name.trim_start_matches('\u{feff}').trim()).collect();
        if header != columns {
            bail!("{file} : l’en-tête est « {} » au lieu de « {} »", header.join(";"), columns.join(";"));
        }
        Ok(Some(table))
    }

    /// The row that follows.
    ///
    /// # Errors
    /// When the file cannot be read, or a row never ends.
    pub fn next_row(&mut self) -> Result<Option<Row>> {
        let (mut bytes, begins) = (Vec::new(), self.line + 1);
        loop {
            let before = bytes.len();
            let read = self.reader.read_until(b'\n', &mut bytes).context("lecture")?;
            if read == 0 {
                break;
            }
            self.line += 1;
            if bytes.len() > ROW_MAX {
                bail!("{} : la ligne {begins} ne finit pas (un guillemet ouvert ?)", self.file);
            }
            // Inside quotes, the end of the line is a character of the value.
            let quotes = bytes.iter().filter(|b| **b == b'"').count();
            if quotes % 2 == 0 && bytes.len() > before {
                break;
            }
        }
        while matches!(bytes.last(), Some(b'\n' | b'\r')) {
            bytes.pop();
        }
        if bytes.is_empty() {
            // An empty line within the file is a row without columns, and says so; the end is the end.
            let at_end = self.reader.fill_buf().context("lecture")?.is_empty();
            if at_end {
                return Ok(None);
            }
        }
        let (text, mut broken) = match String::from_utf8(bytes) {
            Ok(text) => (text, None),
            Err(error) => {
                let latin: String = error.into_bytes().into_iter().map(char::from).collect();
                (latin, Some(Broken::Encoding))
            }
        };
        let values = values(&text);
        if self.line > 1 && values.len() != self.columns.len() {
            broken = broken.or(Some(Broken::Columns));
        }
        Ok(Some(Row { file: self.file, line: begins, values, broken, columns: self.columns }))
    }
}

fn values(text: &str) -> Vec<String> {
    let (mut all, mut value, mut quoted) = (Vec::new(), String::new(), false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                value.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if value.is_empty() => quoted = true,
            ';' if !quoted => all.push(std::mem::take(&mut value)),
            c => value.push(c),
        }
    }
    all.push(value);
    all
}
