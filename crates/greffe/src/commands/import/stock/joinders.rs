//! Joined series of an extract (CPC 367). `jonctions.csv` is read whole, before the dossiers: a dossier bears an act for each
//! jonction and disjonction that names it, and the dossiers ever joined with each other are held until all of them were read,
//! to enter together or not at all.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::path::Path;

use anyhow::Result;
use greffe_contracts::stock;
use greffe_procedure::{catalogue::Catalogue, numbers::PourvoiNumber};
use jiff::civil::Date;

use super::{
    build::{Built, FICTIVE},
    csv::{Broken, Row, Table},
    defects::{Defect, Kind},
    extract::{Case, JOINDERS, defect},
};

/// Families of procedures that are never joined with each other: they are judged by different rules.
const APART: [&str; 2] = ["civil", "penal"];
/// Column of the dossiers that join a head or leave it.
const JOINED: &str = "joints";
/// Column of the day.
const DAY: &str = "prononcee_le";

/// A jonction or a disjonction with which nothing is wrong by itself.
#[derive(Debug)]
pub struct Joinder {
    /// Its row.
    pub row: Row,
    /// Set for a disjonction.
    pub leaving: bool,
    /// When it was pronounced.
    pub day: Date,
    /// The head.
    pub head: PourvoiNumber,
    /// Dossiers that join it or leave it, each once.
    pub others: Vec<PourvoiNumber>,
}

impl Joinder {
    /// Every dossier that it names.
    fn all(&self) -> impl Iterator<Item = PourvoiNumber> {
        std::iter::once(self.head).chain(self.others.iter().copied())
    }
}

/// The joined series of an extract.
#[derive(Debug, Default)]
pub struct Joinders {
    /// In the order of days, then of lines.
    joinders: Vec<Joinder>,
    /// Places of those that name a dossier.
    naming: HashMap<PourvoiNumber, Vec<usize>>,
    /// Name of the series of a dossier: the lowest of its numbers.
    series: HashMap<PourvoiNumber, PourvoiNumber>,
    /// Dossiers of a series.
    members: HashMap<PourvoiNumber, BTreeSet<PourvoiNumber>>,
    /// Series that cannot enter, with the line because of which.
    broken: HashMap<PourvoiNumber, u32>,
    /// What is wrong with the lines.
    pub defects: Vec<Defect>,
}

impl Joinders {
    /// Reads the file of a folder; none where it is absent.
    ///
    /// # Errors
    /// When it cannot be read, or its header is not that of the format.
    pub fn read(folder: &Path, today: Date) -> Result<Self> {
        let Some(mut table) = Table::open(folder, JOINDERS.0, JOINDERS.1)? else {
            return Ok(Self::default());
        };
        let (mut this, mut bound, mut faulty) = (Self::default(), Vec::new(), Vec::new());
        while let Some(row) = table.next_row()? {
            bound.push(numbers(&row));
            match this.line(&row, today) {
                Some(joinder) => this.joinders.push(joinder),
                None => faulty.push(row),
            }
        }
        this.joinders.sort_by_key(|joinder| (joinder.day, joinder.row.line));
        this.follow(&mut faulty);
        for (at, joinder) in this.joinders.iter().enumerate() {
            for number in joinder.all() {
                this.naming.entry(number).or_default().push(at);
            }
        }
        this.bind(&bound);
        for row in &faulty {
            for number in numbers(row) {
                if let Some(series) = this.series.get(&number) {
                    this.broken.entry(*series).or_insert(row.line);
                }
            }
        }
        Ok(this)
    }

    /// A line by itself; none where something is wrong with it.
    fn line(&mut self, row: &Row, today: Date) -> Option<Joinder> {
        let before = self.defects.len();
        let number = row.get("tete").to_owned();
        let mut tell = |kind, column: &str, found: &str| {
            self.defects.push(defect(kind, row, &number, column, found));
        };
        match row.broken {
            Some(Broken::Columns) => {
                tell(Kind::Columns, "", &row.values.join(";"));
                return None;
            }
            Some(Broken::Encoding) => tell(Kind::Encoding, "", &row.values.join(";")),
            None => {}
        }
        let mut read = |column: &str, written: &str| {
            let number = PourvoiNumber::parse(written).ok().map(|(number, _)| number);
            if number.is_none() {
                tell(Kind::Number, column, written);
            }
            number
        };
        let head = read("tete", row.get("tete"));
        let mut others = Vec::new();
        let mut again = Vec::new();
        for written in row.get(JOINED).split_whitespace() {
            match read(JOINED, written) {
                Some(number) if Some(number) == head || others.contains(&number) => again.push(written),
                Some(number) => others.push(number),
                None => {}
            }
        }
        again.into_iter().for_each(|written| tell(Kind::JoinedTwice, JOINED, written));
        if row.get(JOINED).is_empty() {
            tell(Kind::Mandatory, JOINED, "");
        }
        let leaving = match row.get("nature") {
            "jonction" => false,
            "disjonction" => true,
            other => {
                tell(if other.is_empty() { Kind::Mandatory } else { Kind::Code }, "nature", other);
                false
            }
        };
        // A day that stands for none is none: in which order dossiers were joined and disjoined would be a guess.
        let day = match row.get(DAY).parse::<Date>() {
            Ok(day) if day.year() <= FICTIVE[0] || day.year() >= FICTIVE[1] => {
                tell(Kind::Mandatory, DAY, row.get(DAY));
                None
            }
            Ok(day) if day > today => {
                tell(Kind::Future, DAY, row.get(DAY));
                None
            }
            Ok(day) => Some(day),
            Err(_) => {
                let kind = if row.get(DAY).is_empty() { Kind::Mandatory } else { Kind::Day };
                tell(kind, DAY, row.get(DAY));
                None
            }
        };
        let (head, day) = head.zip(day)?;
        (self.defects.len() == before).then(|| Joinder { row: row.clone(), leaving, day, head, others })
    }

    /// Follows who stands under whom from one to the next; those that do not follow are told and taken out.
    fn follow(&mut self, faulty: &mut Vec<Row>) {
        let mut under: HashMap<PourvoiNumber, PourvoiNumber> = HashMap::new();
        // How many stand under each head.
        let mut heads: HashMap<PourvoiNumber, usize> = HashMap::new();
        let mut following = Vec::with_capacity(self.joinders.len());
        for joinder in std::mem::take(&mut self.joinders) {
            let row = &joinder.row;
            let mut wrong = Vec::new();
            if joinder.leaving {
                let stranger = |number: &&PourvoiNumber| under.get(*number) != Some(&joinder.head);
                wrong.extend(joinder.others.iter().filter(stranger).map(|number| (Kind::NotJoined, *number)));
            } else {
                let stands = |number: &PourvoiNumber| {
                    let heads_others = heads.get(number).is_some_and(|count| *count > 0);
                    under.contains_key(number) || *number != joinder.head && heads_others
                };
                wrong.extend(joinder.all().filter(stands).map(|number| (Kind::JoinedTwice, number)));
            }
            if !wrong.is_empty() {
                let told = wrong.iter().map(|(kind, number)| {
                    let column = if *number == joinder.head { "tete" } else { JOINED };
                    defect(*kind, row, row.get("tete"), column, &number.bare())
                });
                self.defects.extend(told);
                faulty.push(joinder.row);
                continue;
            }
            let count = heads.entry(joinder.head).or_default();
            for number in &joinder.others {
                if joinder.leaving {
                    under.remove(number);
                    *count = count.saturating_sub(1);
                } else {
                    under.insert(*number, joinder.head);
                    *count += 1;
                }
            }
            following.push(joinder);
        }
        self.joinders = following;
    }

    /// Dossiers named together are of one series, whatever the lines over which that spreads.
    fn bind(&mut self, bound: &[Vec<PourvoiNumber>]) {
        let mut lowest: HashMap<PourvoiNumber, PourvoiNumber> = HashMap::new();
        for together in bound {
            let Some(root) = together.iter().map(|number| root_of(&lowest, *number)).min() else { continue };
            for number in together {
                lowest.insert(root_of(&lowest, *number), root);
                lowest.insert(*number, root);
            }
        }
        let all: BTreeSet<PourvoiNumber> = lowest.keys().copied().collect();
        for number in all {
            let series = root_of(&lowest, number);
            self.series.insert(number, series);
            self.members.entry(series).or_default().insert(number);
        }
    }

    /// Those that name a dossier, in the order of their days.
    pub fn of(&self, number: PourvoiNumber) -> impl Iterator<Item = &Joinder> {
        let places = self.naming.get(&number).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(move |at| self.joinders.get(*at))
    }
}

/// Dossiers that a line names; where its columns are not those of the header, every number in it.
fn numbers(row: &Row) -> Vec<PourvoiNumber> {
    let named = match row.broken {
        Some(Broken::Columns) => row.values.join(" "),
        _ => format!("{} {}", row.get("tete").replace(char::is_whitespace, ""), row.get(JOINED)),
    };
    let read = named.split_whitespace().filter_map(|written| PourvoiNumber::parse(written).ok());
    read.map(|(number, _)| number).collect()
}

fn root_of(lowest: &HashMap<PourvoiNumber, PourvoiNumber>, number: PourvoiNumber) -> PourvoiNumber {
    let mut at = number;
    while let Some(next) = lowest.get(&at).filter(|next| **next != at) {
        at = *next;
    }
    at
}

/// A dossier read, on its way.
pub struct Come {
    /// Its number.
    pub number: PourvoiNumber,
    /// Its row in `dossiers.csv`.
    pub head: Row,
    /// What is asked, with what is wrong.
    pub built: Built,
}

/// Dossiers that may go on, and what keeps the others out.
#[derive(Default)]
pub struct Gathered {
    /// Those of one series, or one that stands alone; in the order in which they came.
    pub ready: Vec<Come>,
    /// What is wrong with them as a series.
    pub defects: Vec<Defect>,
    /// How many are kept out.
    pub out: usize,
}

/// Dossiers as they are read, those of a series held until all of it came.
pub struct Gathering<'a> {
    joinders: &'a Joinders,
    catalogue: &'a Catalogue,
    waiting: BTreeMap<PourvoiNumber, Vec<Come>>,
    settled: HashSet<PourvoiNumber>,
    closed: HashSet<PourvoiNumber>,
}

impl<'a> Gathering<'a> {
    /// Over the series of an extract.
    #[must_use]
    pub fn new(joinders: &'a Joinders, catalogue: &'a Catalogue) -> Self {
        Self {
            joinders,
            catalogue,
            waiting: BTreeMap::new(),
            settled: HashSet::new(),
            closed: HashSet::new(),
        }
    }

    /// A closed case was read: it is joined to nothing that enters.
    pub fn closed(&mut self, number: PourvoiNumber) {
        if self.joinders.series.contains_key(&number) {
            self.closed.insert(number);
        }
    }

    /// A dossier was read. What it is told with its own defects is told before.
    pub fn come(&mut self, case: &Case, mut built: Built) -> Gathered {
        let Some(series) = self.joinders.series.get(&case.number).copied() else {
            let come = Come { number: case.number, head: case.head.clone(), built };
            return if come.built.enters() {
                Gathered { ready: vec![come], ..Gathered::default() }
            } else {
                Gathered { out: 1, ..Gathered::default() }
            };
        };
        built.request.series = series.bare();
        let waiting = self.waiting.entry(series).or_default();
        waiting.push(Come { number: case.number, head: case.head.clone(), built });
        let whole = self.joinders.members.get(&series).is_none_or(|members| members.len() == waiting.len());
        if !whole {
            return Gathered::default();
        }
        let come = self.waiting.remove(&series).unwrap_or_default();
        self.settled.insert(series);
        self.settle(series, come, Vec::new())
    }

    /// Nothing more comes: series that miss one of theirs stay out.
    #[must_use]
    pub fn rest(mut self) -> Gathered {
        let joinders = self.joinders;
        let mut missing: Vec<_> = joinders.members.iter().filter(|of| !self.settled.contains(of.0)).collect();
        missing.sort_unstable();
        let mut all = Gathered::default();
        for (series, members) in missing {
            let come = self.waiting.remove(series).unwrap_or_default();
            let there: HashSet<PourvoiNumber> = come.iter().map(|come| come.number).collect();
            let absent = members.iter().copied().filter(|number| !there.contains(number)).collect();
            let gathered = self.settle(*series, come, absent);
            all.defects.extend(gathered.defects);
            all.out += gathered.out;
        }
        all
    }

    fn settle(&self, series: PourvoiNumber, come: Vec<Come>, absent: Vec<PourvoiNumber>) -> Gathered {
        let mut defects = Vec::new();
        let mut why = self.joinders.broken.get(&series).map(|line| format!("{}, ligne {line}", JOINDERS.0));
        let missing = absent.len();
        for number in absent {
            let kind = if self.closed.contains(&number) { Kind::JoinedClosed } else { Kind::JoinedUnknown };
            if let Some(joinder) = self.joinders.of(number).next() {
                let (row, column) = (&joinder.row, if joinder.head == number { "tete" } else { JOINED });
                defects.push(defect(kind, row, row.get("tete"), column, &number.bare()));
            }
            why.get_or_insert_with(|| number.bare());
        }
        if let Some(out) = come.iter().find(|come| !come.built.enters()) {
            why.get_or_insert_with(|| out.number.bare());
        }
        let families: BTreeSet<&str> = come.iter().filter_map(|come| self.family(come)).collect();
        // As the service counts: the acts of declarations are of each dossier, and bounded there.
        let (dossiers, acts) =
            (come.len() + missing, come.iter().map(|come| come.built.request.acts.len()).sum::<usize>());
        if !stock::series_fits(dossiers, acts)
            && let Some(joinder) = come.iter().find_map(|come| self.joinders.of(come.number).next())
        {
            let row = &joinder.row;
            let found = format!("{dossiers} dossiers, {acts} actes");
            defects.push(defect(Kind::JoinedTooMany, row, row.get("tete"), JOINED, &found));
            why.get_or_insert(format!("{}, ligne {}", JOINDERS.0, row.line));
        }
        if families.len() > 1
            && let Some(joinder) = come.iter().find_map(|come| self.joinders.of(come.number).next())
        {
            let row = &joinder.row;
            let found = families.into_iter().collect::<Vec<_>>().join(", ");
            defects.push(defect(Kind::JoinedMatters, row, row.get("tete"), JOINED, &found));
            why.get_or_insert(format!("{}, ligne {}", JOINDERS.0, row.line));
        }
        let Some(why) = why else { return Gathered { ready: come, defects, out: 0 } };
        let fall = come.iter().filter(|come| come.built.enters());
        defects.extend(fall.map(|come| defect(Kind::JoinedApart, &come.head, &come.number.bare(), "", &why)));
        Gathered { ready: Vec::new(), defects, out: come.len() }
    }

    /// Civil or criminal; none for what is neither.
    fn family(&self, come: &Come) -> Option<&'static str> {
        let asked = come.built.request.opening.as_ref().map(|opening| opening.procedure.as_str())?;
        let procedure = self.catalogue.procedures().iter().find(|known| known.code.as_str() == asked)?;
        APART.into_iter().find(|family| procedure.group.as_str() == *family)
    }
}
