//! The extract of a former system: which files, which columns, and their rows put together by dossier. Every file is in the
//! order of the numbers, so that they are read side by side and one dossier is in memory at a time.

use std::path::Path;

use anyhow::{Context, Result};
use greffe_procedure::numbers::PourvoiNumber;

use super::{
    csv::{Broken, Row, Table},
    defects::{Defect, Kind},
};

/// Files of dossiers, with their columns. The first column is the number of the dossier.
pub const FILES: [(&str, &[&str]); 10] = [
    (
        "dossiers.csv",
        &["numero", "cle", "procedure", "matiere", "urgent", "chambre", "chambre_depuis", "forme_le"],
    ),
    ("pourvois.csv", &["dossier", "rang", "nature", "forme_le", "demandeurs", "defendeurs"]),
    ("parties.csv", &["dossier", "rang", "role", "nature", "nom", "prenoms", "adresse", "residence"]),
    ("avocats.csv", &["dossier", "cabinet", "parties", "depuis", "jusqu_au"]),
    (
        "decisions_attaquees.csv",
        &[
            "dossier",
            "rang",
            "juridiction",
            "section",
            "rendue_le",
            "nature",
            "numero_rg",
            "notifiee_le",
            "mode",
        ],
    ),
    (
        "evenements.csv",
        &["dossier", "rang", "type", "dates", "corps", "parties", "decisions", "repond_a", "magistrat"],
    ),
    ("pieces.csv", &["dossier", "rang", "evenement", "nature", "nom", "sha256", "taille"]),
    (
        "decisions.csv",
        &["dossier", "prononce_le", "nature", "solution", "formation", "ecli", "minute", "repond_a"],
    ),
    (
        "dispositifs.csv",
        &["dossier", "rang", "dispositif", "texte", "renvoi", "juridiction_renvoi", "joints"],
    ),
    // What the former system still awaits: compared, and never entered, for terms are derived.
    ("echeances.csv", &["dossier", "le", "libelle"]),
];
/// Cases closed in the former system.
pub const CLOSED: (&str, &[&str]) =
    ("clos.csv", &["numero", "cle", "procedure", "chambre", "forme_le", "decide_le", "solution"]);
/// Jonctions and disjonctions, read before the dossiers that they name.
pub const JOINDERS: (&str, &[&str]) =
    ("jonctions.csv", &["tete", "nature", "prononcee_le", "joints", "motif"]);
/// What the codes of courts stand for.
pub const COURTS: (&str, &[&str]) = ("juridictions.csv", &["code", "libelle"]);

/// The rows of one dossier.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its number.
    pub number: PourvoiNumber,
    /// Its row in `dossiers.csv`.
    pub head: Row,
    /// Rows of the other files, in the order of [`FILES`] without the first.
    pub rows: [Vec<Row>; 9],
}

impl Case {
    /// Rows of a file.
    #[must_use]
    pub fn of(&self, file: &str) -> &[Row] {
        let at = FILES[1..].iter().position(|(name, _)| *name == file);
        at.map_or(&[], |at| &self.rows[at])
    }
}

/// What comes next in an extract.
#[derive(Debug)]
pub enum Item {
    /// A dossier.
    Case(Box<Case>),
    /// A closed case.
    Closed(PourvoiNumber, Row),
    /// A row that is of no dossier, or of none that can enter.
    Defect(Defect),
}

/// A file and its row in hand.
struct Cursor {
    table: Option<Table>,
    next: Option<(PourvoiNumber, Row)>,
    last: Option<PourvoiNumber>,
}

impl Cursor {
    fn open(folder: &Path, file: &'static str, columns: &'static [&'static str]) -> Result<Self> {
        Ok(Self { table: Table::open(folder, file, columns)?, next: None, last: None })
    }

    /// Goes to the next row that has a readable number and stands in its order.
    fn advance(&mut self, told: &mut Vec<Defect>) -> Result<()> {
        self.next = None;
        let Some(table) = &mut self.table else { return Ok(()) };
        while let Some(row) = table.next_row()? {
            let written = row.values.first().map(|v| v.trim().to_owned()).unwrap_or_default();
            let column = "numero";
            match row.broken {
                Some(Broken::Columns) => {
                    told.push(defect(Kind::Columns, &row, &written, "", &row.values.join(";")));
                    continue;
                }
                Some(Broken::Encoding) | None => {}
            }
            let Ok((number, _)) = PourvoiNumber::parse(&written) else {
                told.push(defect(Kind::Number, &row, &written, column, &written));
                continue;
            };
            if self.last.is_some_and(|last| key(last) > key(number)) {
                told.push(defect(Kind::Order, &row, &written, column, &written));
                continue;
            }
            self.last = Some(number);
            self.next = Some((number, row));
            return Ok(());
        }
        Ok(())
    }

    fn at(&self) -> Option<(u32, u32)> {
        self.next.as_ref().map(|(number, _)| key(*number))
    }

    /// Rows of a number; those before it are of no dossier.
    fn take(&mut self, wanted: (u32, u32), told: &mut Vec<Defect>) -> Result<Vec<Row>> {
        let mut rows = Vec::new();
        while self.at().is_some_and(|at| at <= wanted) {
            if let Some((number, row)) = self.next.take() {
                if key(number) == wanted {
                    rows.push(row);
                } else {
                    told.push(orphan(number, &row));
                }
            }
            self.advance(told)?;
        }
        Ok(rows)
    }
}

fn key(number: PourvoiNumber) -> (u32, u32) {
    (number.year(), number.sequence())
}

/// A defect of a row.
#[must_use]
pub fn defect(kind: Kind, row: &Row, number: &str, column: &str, found: &str) -> Defect {
    Defect {
        kind,
        at: (row.file, row.line),
        number: number.to_owned(),
        column: column.to_owned(),
        found: found.to_owned(),
    }
}

fn orphan(number: PourvoiNumber, row: &Row) -> Defect {
    defect(Kind::Orphan, row, &number.bare(), "", &row.values.join(";"))
}

/// An extract being read.
pub struct Extract {
    heads: Cursor,
    others: Vec<Cursor>,
    closed: Cursor,
    told: Vec<Defect>,
}

impl Extract {
    /// Opens the folder.
    ///
    /// # Errors
    /// When `dossiers.csv` is absent, a file does not open, or a header is not that of the format.
    pub fn open(folder: &Path) -> Result<Self> {
        let open = |(file, columns)| Cursor::open(folder, file, columns);
        let mut heads = open(FILES[0])?;
        heads.table.as_ref().with_context(|| format!("{} n’a pas de dossiers.csv", folder.display()))?;
        let mut others: Vec<Cursor> = FILES[1..].iter().map(|file| open(*file)).collect::<Result<_>>()?;
        let mut closed = open(CLOSED)?;
        let mut told = Vec::new();
        for cursor in std::iter::once(&mut heads).chain(&mut others).chain(std::iter::once(&mut closed)) {
            cursor.advance(&mut told)?;
        }
        told.reverse();
        Ok(Self { heads, others, closed, told })
    }

    /// What comes next: defects before what follows them.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn next_item(&mut self) -> Result<Option<Item>> {
        loop {
            if let Some(defect) = self.told.pop() {
                return Ok(Some(Item::Defect(defect)));
            }
            let mut told = Vec::new();
            let found = self.step(&mut told)?;
            told.reverse();
            self.told = told;
            match found {
                Step::Item(item) => return Ok(Some(item)),
                Step::Nothing => {}
                Step::End if self.told.is_empty() => return Ok(None),
                Step::End => {}
            }
        }
    }

    fn step(&mut self, told: &mut Vec<Defect>) -> Result<Step> {
        let (open, closed) = (self.heads.at(), self.closed.at());
        match (open, closed) {
            (None, None) => {
                for cursor in &mut self.others {
                    cursor.take((u32::MAX, u32::MAX), told)?;
                }
                Ok(Step::End)
            }
            // Closed cases up to the next open one.
            (open, Some(at)) if open.is_none_or(|open| at < open) => {
                let rows = self.closed.take(at, told)?;
                Ok(self
                    .only_one(rows, told)
                    .map_or(Step::Nothing, |(number, row)| Step::Item(Item::Closed(number, row))))
            }
            (Some(at), closed) => {
                let heads = self.heads.take(at, told)?;
                let mut rows: [Vec<Row>; 9] = Default::default();
                for (cursor, rows) in self.others.iter_mut().zip(&mut rows) {
                    *rows = cursor.take(at, told)?;
                }
                let twin = if closed == Some(at) { self.closed.take(at, told)? } else { Vec::new() };
                if !twin.is_empty() {
                    for row in heads.iter().chain(&twin) {
                        let written = row.get("numero").to_owned();
                        told.push(defect(Kind::Elsewhere, row, &written, "numero", &written));
                    }
                    return Ok(Step::Nothing);
                }
                Ok(self.only_one(heads, told).map_or(Step::Nothing, |(number, head)| {
                    Step::Item(Item::Case(Box::new(Case { number, head, rows })))
                }))
            }
            (None, Some(_)) => Ok(Step::Nothing),
        }
    }

    /// The row, where there is one alone: of two that bear a number, neither enters.
    fn only_one(&self, rows: Vec<Row>, told: &mut Vec<Defect>) -> Option<(PourvoiNumber, Row)> {
        if let [row] = rows.as_slice() {
            let (number, _) = PourvoiNumber::parse(row.get("numero")).ok()?;
            return Some((number, row.clone()));
        }
        for row in &rows {
            let written = row.get("numero").to_owned();
            told.push(defect(Kind::Duplicate, row, &written, "numero", &written));
        }
        None
    }
}

enum Step {
    Item(Item),
    Nothing,
    End,
}
