//! What the Court is on a day: the chambers of its profile, changed by the acts of the register. Pure.

use std::fmt;

use greffe_procedure::profile::CourtProfile;
use jiff::{Timestamp, civil::Date};

/// The one criminal chamber: the law names it, no act of the Court closes it (COJ L421-1).
const CRIMINAL: &str = "crim";

/// What an act does to a chamber or a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It exists from a day.
    Ouverte,
    /// It bears another name.
    Renommee,
    /// Another takes over what it had, and it exists no longer.
    Reunie,
    /// It exists no longer.
    Fermee,
    /// An act before this one is withdrawn, as if it had never been.
    Annulee,
}

impl Kind {
    /// By its code.
    #[must_use]
    pub fn read(code: &str) -> Option<Self> {
        [Self::Ouverte, Self::Renommee, Self::Reunie, Self::Fermee, Self::Annulee]
            .into_iter()
            .find(|kind| kind.as_str() == code)
    }

    /// Its code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ouverte => "ouverte",
            Self::Renommee => "renommee",
            Self::Reunie => "reunie",
            Self::Fermee => "fermee",
            Self::Annulee => "annulee",
        }
    }
}

/// An act of the register of chambers, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CourtAct {
    /// Its place, from 1.
    pub version: u64,
    /// What it does.
    pub kind: Kind,
    /// Code of the chamber; empty where an act is withdrawn.
    pub chambre: String,
    /// Code of the section; empty for the chamber itself.
    pub section: String,
    /// Name, where one is given.
    pub label: String,
    /// What takes over, of a reunion.
    pub into: String,
    /// Letters of its minutes, of a chamber opened.
    pub minute: String,
    /// From which day; none where an act is withdrawn.
    pub day: Option<Date>,
    /// The act withdrawn.
    pub withdraws: Option<u64>,
    /// The decision it rests on.
    pub reason: String,
    /// Subject of who recorded it.
    pub by: String,
    /// When.
    pub at: Timestamp,
}

/// Something that exists from a day to another.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Unit {
    /// What people and dossiers carry.
    pub code: String,
    /// What people read.
    pub label: String,
    /// None where the court profile brings it.
    pub opened_on: Option<Date>,
    /// First day on which it no longer exists.
    pub closed_on: Option<Date>,
    /// What took over; empty where nothing did.
    pub into: String,
}

/// A chamber.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chamber {
    /// Itself.
    pub unit: Unit,
    /// Letters of its minutes; empty where the profile has their series.
    pub minute: String,
    /// Its sections, in the order of their opening.
    pub sections: Vec<Unit>,
}

/// Why an act cannot stand among the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The code was given before: it stays with what bore it.
    Taken(String),
    /// Nothing bears the code on that day.
    Absent(String),
    /// What would take over is what goes.
    Itself,
    /// The law wants it (COJ L421-1).
    Wanted,
    /// Letters of minutes that another chamber has.
    Minute(String),
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Taken(code) => write!(
                f,
                "le code «\u{a0}{code}\u{a0}» a déjà été donné\u{a0}: il reste à celle qui l’a porté. Choisissez-en un autre"
            ),
            Self::Absent(code) => write!(
                f,
                "«\u{a0}{code}\u{a0}» n’existe pas ce jour-là\u{a0}: pas encore ouverte, ou déjà fermée. Choisissez-en une autre, ou un autre jour"
            ),
            Self::Itself => f.write_str("elle ne peut pas être réunie à elle-même. Choisissez-en une autre"),
            Self::Wanted => f.write_str(
                "la loi veut une chambre criminelle (COJ L421-1)\u{a0}: elle ne se ferme pas. Renommez-la, ou fermez une chambre civile",
            ),
            Self::Minute(code) => write!(
                f,
                "les lettres de minute «\u{a0}{code}\u{a0}» sont celles d’une autre chambre. Choisissez-en d’autres"
            ),
        }
    }
}

/// The Court as acts make it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Court {
    /// The day it is looked at.
    pub day: Date,
    /// Every chamber that existed by the day: the profile's in its order, then as they were opened.
    pub chambres: Vec<Chamber>,
}

/// Acts that stand, in the order in which they hold: by day, then as they were recorded.
fn standing(acts: &[CourtAct]) -> Vec<&CourtAct> {
    let withdrawn = |act: &CourtAct| acts.iter().any(|other| other.withdraws == Some(act.version));
    let mut standing: Vec<&CourtAct> =
        acts.iter().filter(|act| act.kind != Kind::Annulee && !withdrawn(act)).collect();
    standing.sort_by_key(|act| (act.day, act.version));
    standing
}

impl Court {
    /// The Court on a day, by these acts.
    #[must_use]
    pub fn on(profile: &CourtProfile, acts: &[CourtAct], day: Date) -> Self {
        let mut court = Self::of(profile, day);
        for act in standing(acts).into_iter().filter(|act| act.day.is_some_and(|from| from <= day)) {
            // What is kept was checked when it was recorded.
            let _ = court.after(profile, act);
        }
        court
    }

    /// Whether the acts can all stand, whatever the day.
    ///
    /// # Errors
    /// With the first that cannot, and why.
    pub fn check(profile: &CourtProfile, acts: &[CourtAct]) -> Result<(), (u64, Fault)> {
        let mut court = Self::of(profile, Date::MIN);
        for act in standing(acts) {
            court.after(profile, act).map_err(|fault| (act.version, fault))?;
        }
        Ok(())
    }

    fn of(profile: &CourtProfile, day: Date) -> Self {
        let chambres = profile.chambres.iter().map(|known| Chamber {
            unit: Unit { code: known.code.clone(), label: known.label.clone(), ..Default::default() },
            ..Default::default()
        });
        Self { day, chambres: chambres.collect() }
    }

    fn after(&mut self, profile: &CourtProfile, act: &CourtAct) -> Result<(), Fault> {
        let Some(day) = act.day else { return Ok(()) };
        if act.section.is_empty() {
            if act.kind == Kind::Ouverte {
                let minutes = profile.minute.iter().map(|series| series.code.as_str());
                let given = self.chambres.iter().map(|known| known.minute.as_str());
                if minutes.chain(given).any(|known| known == act.minute) {
                    return Err(Fault::Minute(act.minute.clone()));
                }
            }
            if act.chambre == CRIMINAL && matches!(act.kind, Kind::Fermee | Kind::Reunie) {
                return Err(Fault::Wanted);
            }
            let mut units: Vec<&mut Unit> = self.chambres.iter_mut().map(|known| &mut known.unit).collect();
            if let Some(unit) = changed(&mut units, act, &act.chambre, day)? {
                let minute = act.minute.clone();
                self.chambres.push(Chamber { unit, minute, sections: Vec::new() });
            }
            return Ok(());
        }
        let within = self.chambres.iter_mut().find(|known| known.unit.code == act.chambre);
        let within = within.filter(|known| known.unit.stands(day));
        let Some(within) = within else { return Err(Fault::Absent(act.chambre.clone())) };
        let mut units: Vec<&mut Unit> = within.sections.iter_mut().collect();
        if let Some(unit) = changed(&mut units, act, &act.section, day)? {
            within.sections.push(unit);
        }
        Ok(())
    }

    /// A chamber that existed by the day, in force or closed.
    #[must_use]
    pub fn chambre(&self, code: &str) -> Option<&Chamber> {
        self.chambres.iter().find(|known| known.unit.code == code)
    }

    /// Those of the day.
    pub fn in_force(&self) -> impl Iterator<Item = &Chamber> {
        self.chambres.iter().filter(|known| known.unit.stands(self.day))
    }

    /// What people read; the code where nothing bears it.
    #[must_use]
    pub fn label<'c>(&'c self, code: &'c str) -> &'c str {
        self.chambre(code).map_or(code, |known| known.unit.label.as_str())
    }

    /// Whether a section may be named in one of these chambers: a registered one of the day, or any where none of them has
    /// registered its sections.
    #[must_use]
    pub fn admits_section(&self, chambres: &[String], section: &str) -> bool {
        let sections: Vec<&Unit> = self.sections_of(chambres).collect();
        section.is_empty() || sections.is_empty() || sections.iter().any(|known| known.code == section)
    }

    /// Sections of the day, of these chambers.
    pub fn sections_of<'c>(&'c self, chambres: &'c [String]) -> impl Iterator<Item = &'c Unit> {
        let of = self.in_force().filter(|known| chambres.contains(&known.unit.code));
        of.flat_map(|known| &known.sections).filter(|section| section.stands(self.day))
    }
}

impl Unit {
    /// Whether it exists on a day.
    #[must_use]
    pub fn stands(&self, day: Date) -> bool {
        self.opened_on.is_none_or(|opened| opened <= day) && self.closed_on.is_none_or(|closed| day < closed)
    }
}

/// Applies an act to what it is about; answers what it opens.
fn changed(units: &mut [&mut Unit], act: &CourtAct, code: &str, day: Date) -> Result<Option<Unit>, Fault> {
    if act.kind == Kind::Ouverte {
        if units.iter().any(|known| known.code == code) {
            return Err(Fault::Taken(code.to_owned()));
        }
        let (code, label) = (code.to_owned(), act.label.clone());
        return Ok(Some(Unit { code, label, opened_on: Some(day), ..Default::default() }));
    }
    let absent = |code: &str| Fault::Absent(code.to_owned());
    if act.kind == Kind::Reunie {
        if act.into == code {
            return Err(Fault::Itself);
        }
        let takes = units.iter().any(|known| known.code == act.into && known.stands(day));
        if !takes {
            return Err(absent(&act.into));
        }
    }
    let unit = units.iter_mut().find(|known| known.code == code && known.stands(day));
    let unit = unit.ok_or_else(|| absent(code))?;
    match act.kind {
        Kind::Renommee => unit.label.clone_from(&act.label),
        Kind::Reunie | Kind::Fermee => {
            unit.closed_on = Some(day);
            unit.into.clone_from(&act.into);
        }
        Kind::Ouverte | Kind::Annulee => {}
    }
    Ok(None)
}
