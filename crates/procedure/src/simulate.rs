//! One line of JSON in, one term out: `greffe procedure simulate`. The format is described in `SIMULATE.md`.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    act::ResidenceZone,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Phrase, Rule},
    day::{Day, Instant, paris_day, paris_iso, paris_minute},
    derive::{Computed, Happenings, Question, Set, compute, zone},
    explain::{Explanation, Sink, Step, Word, Writer},
    term::{Term, due},
};

/// Name of plain arithmetic, which is no rule.
const ARITHMETIC: &str = "calcul";

#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: Value,
    rule: String,
    #[serde(default)]
    start: Option<Day>,
    #[serde(default)]
    start_at: Option<jiff::Timestamp>,
    #[serde(default)]
    residence: Option<String>,
    #[serde(default)]
    served_in_person_in: Option<String>,
    #[serde(default)]
    calendar: Option<String>,
    #[serde(default)]
    length: Option<Term>,
    #[serde(default)]
    then: Option<Term>,
    #[serde(default)]
    special: Option<String>,
    #[serde(default)]
    trigger: Option<String>,
    #[serde(default)]
    events: Vec<Event>,
}

#[derive(Deserialize)]
struct Event {
    kind: String,
    #[serde(default)]
    date: Option<Day>,
    #[serde(default)]
    months: i32,
    #[serde(default)]
    days: i32,
    #[serde(default)]
    until: Option<Day>,
}

/// Answers one line. A line that does not read, or a rule that the catalogue does not hold, is an answer too.
pub fn simulate(line: &str) -> String {
    let catalogue = Catalogue::embedded();
    let mut answer = match serde_json::from_str::<Line>(line) {
        Ok(line) => answer(catalogue, &line),
        Err(error) => json!({"error": format!("La ligne ne se lit pas\u{a0}: {error}.")}),
    };
    answer["catalogue"] = json!(catalogue.version());
    answer.to_string()
}

fn answer(catalogue: &Catalogue, line: &Line) -> Value {
    let mut answer = match ask(catalogue, line) {
        Ok(answer) => answer,
        Err(error) => json!({"error": error}),
    };
    answer["id"] = line.id.clone();
    answer
}

fn ask(catalogue: &Catalogue, line: &Line) -> Result<Value, String> {
    let calendar = match &line.calendar {
        Some(name) => Calendar::named(name)
            .ok_or_else(|| format!("Le calendrier «\u{a0}{name}\u{a0}» n’est pas connu."))?,
        None => Calendar::National,
    };
    let residence = match &line.residence {
        Some(code) => {
            zone(code).ok_or_else(|| format!("La résidence «\u{a0}{code}\u{a0}» n’est pas connue."))?
        }
        None => ResidenceZone::Metropole,
    };
    let served_in = match &line.served_in_person_in {
        Some(code) => Some(
            zone(code).ok_or_else(|| format!("Le lieu de remise «\u{a0}{code}\u{a0}» n’est pas connu."))?,
        ),
        None => None,
    };
    sensible(line)?;
    if line.rule == ARITHMETIC
        && let Some(term) = line.length.filter(|term| term.hours > 0)
    {
        return hours(catalogue, line, term);
    }
    let Some(start) = line.start else { return Ok(json!({"undetermined": "la date de départ (start)"})) };
    let mut steps = Explanation::default();
    let mut writer = Writer { catalogue, into: &mut steps };
    if line.rule == ARITHMETIC {
        return arithmetic(line, start, calendar, writer);
    }
    let rule = catalogue.rule(&line.rule).ok_or_else(|| {
        format!("La règle «\u{a0}{}\u{a0}» n’est pas au catalogue {}.", line.rule, catalogue.version())
    })?;
    let trigger = match &line.trigger {
        Some(name) => rule
            .triggers
            .iter()
            .position(|t| t.name.as_str() == name)
            .ok_or_else(|| format!("La règle n’a pas de départ «\u{a0}{name}\u{a0}»."))?,
        None => 0,
    };
    let happenings = OfLine { catalogue, line };
    happenings.check()?;
    let question = Question {
        catalogue,
        calendar,
        rule,
        trigger,
        zone: residence,
        served_in,
        length: length(rule, line)?,
    };
    let computed = compute(&question, start, &happenings, &mut writer);
    Ok(said(rule, &computed, steps.steps()))
}

/// A length that no text and no judge would give is a mistake of the line.
fn sensible(line: &Line) -> Result<(), String> {
    let lengths = line.length.iter().chain(&line.then).all(|term| term.is_sensible());
    let events =
        line.events.iter().all(|e| Term { months: e.months, days: e.days, ..Term::default() }.is_sensible());
    if lengths && events {
        return Ok(());
    }
    Err("Une longueur se compte en nombres positifs, d’un siècle au plus.".into())
}

fn length(rule: &Rule, line: &Line) -> Result<Option<Term>, String> {
    match &line.special {
        None => Ok(line.length),
        Some(text) => {
            let known = rule.special.iter().find(|(name, _)| name == text).map(|(_, term)| *term);
            known
                .map(Some)
                .ok_or_else(|| format!("Aucun délai spécial «\u{a0}{text}\u{a0}» dans cette règle."))
        }
    }
}

/// From one instant to another: no day is left out, none is skipped.
fn hours(catalogue: &Catalogue, line: &Line, term: Term) -> Result<Value, String> {
    if (Term { hours: 0, ..term }) != Term::default() || line.then.is_some() {
        return Err("Un délai d’heures ne se mêle pas à d’autres longueurs.".into());
    }
    let Some(at) = line.start_at else {
        return Ok(json!({"undetermined": "l’instant de départ (start_at)"}));
    };
    let end = Instant(at.as_microsecond() + i64::from(term.hours) * 3_600_000_000);
    let mut steps = Explanation::default();
    let words = [(Blank::Length, Word::Length(term)), (Blank::Instant, Word::Text(&paris_minute(end)))];
    Writer { catalogue, into: &mut steps }.say(Phrase::Hours, &words, "");
    Ok(json!({"due_at": paris_iso(end), "due": paris_day(end), "steps": steps.steps()}))
}

fn arithmetic(line: &Line, start: Day, calendar: Calendar, mut writer: Writer<'_>) -> Result<Value, String> {
    let term = line.length.filter(|term| !term.is_empty()).ok_or("La longueur (length) manque.")?;
    let given = [(Blank::What, Word::Text("jour donné")), (Blank::Date, Word::Day(start))];
    writer.say(Phrase::Start, &given, "");
    let mut raw = term.end(start);
    let words = [(Blank::Length, Word::Length(term)), (Blank::Date, Word::Day(raw))];
    writer.say(Phrase::Term, &words, "");
    if let Some(then) = line.then {
        raw = then.end(raw);
        let from = (Blank::Date, Word::Day(term.end(start)));
        let words = [(Blank::Length, Word::Length(then)), from, (Blank::End, Word::Day(raw))];
        writer.say(Phrase::Chained, &words, "");
    }
    let last = due(raw, calendar, true);
    writer.say(Phrase::End, &[(Blank::Date, Word::Day(last))], "");
    Ok(json!({"due": last, "raw": raw, "steps": writer.into.steps()}))
}

fn said(rule: &Rule, computed: &Computed, steps: Vec<Step>) -> Value {
    if let Some(missing) = computed.missing {
        let what = match missing {
            "residence" => "la résidence de la personne liée",
            "longueur" => "la longueur fixée par le juge (length)",
            "reprise" => "l’événement qui fait courir un nouveau délai",
            _ => "la date de départ",
        };
        return json!({"undetermined": what, "steps": steps});
    }
    let mut answer = json!({"due": computed.due, "raw": computed.raw, "steps": steps});
    if computed.ambiguous {
        answer["ambiguous"] = json!(true);
        answer["alert"] = json!(computed.alert.unwrap_or(computed.due));
    }
    if let Some(sanction) = &rule.sanction {
        answer["sanction"] = json!(sanction.label);
    }
    answer
}

struct OfLine<'a> {
    catalogue: &'a Catalogue,
    line: &'a Line,
}

impl OfLine<'_> {
    fn check(&self) -> Result<(), String> {
        for event in &self.line.events {
            if !self.catalogue.events.iter().any(|known| known.name.as_str() == event.kind) {
                return Err(format!("L’événement «\u{a0}{}\u{a0}» n’est pas connu.", event.kind));
            }
            if event.date.is_none() && event.until.is_none() && event.months == 0 && event.days == 0 {
                return Err(format!("L’événement «\u{a0}{}\u{a0}» n’a pas de date (date).", event.kind));
            }
        }
        Ok(())
    }

    fn of(&self, event: usize) -> impl Iterator<Item = &Event> {
        let name = self.catalogue.events.get(event).map_or("", |e| e.name.as_str());
        self.line.events.iter().filter(move |e| e.kind == name)
    }
}

impl Happenings for OfLine<'_> {
    fn first(&self, event: usize, from: Day) -> Option<Day> {
        self.of(event).filter_map(|e| e.date).filter(|day| *day >= from).min()
    }

    fn last(&self, event: usize) -> Option<Day> {
        self.of(event).filter_map(|e| e.date).max()
    }

    fn set(&self, event: usize) -> Option<Set> {
        let said = self.of(event).last()?;
        match (said.until, said.months, said.days) {
            (Some(day), _, _) => Some(Set::Until(day)),
            (None, months, _) if months > 0 => Some(Set::Length(Term { months, ..Term::default() })),
            (None, _, days) if days > 0 => Some(Set::Days(days)),
            _ => None,
        }
    }
}
