//! One line of JSON in, one term out: `greffe procedure simulate`. The format is described in `SIMULATE.md`.

use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    act::ResidenceZone,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Phrase, Rule, Special},
    day::{Day, Instant, paris_day, paris_iso, paris_minute},
    derive::{Computed, Happenings, Question, Set, compute, zone},
    explain::{Explanation, Sink, Step, Word, Writer, conclude},
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
    decision_date: Option<Day>,
    #[serde(default)]
    residence: Option<String>,
    #[serde(default)]
    served_in_person_in: Option<String>,
    #[serde(default)]
    calendar: Option<String>,
    #[serde(default)]
    length: Option<Term>,
    #[serde(default)]
    until: Option<Day>,
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
    if line.rule == ARITHMETIC {
        return arithmetic(catalogue, line, calendar);
    }
    let rule = catalogue.rule(&line.rule).ok_or_else(|| unknown(catalogue, &line.rule))?;
    let trigger = match &line.trigger {
        Some(name) => rule
            .triggers
            .iter()
            .position(|t| t.name.as_str() == name)
            .ok_or_else(|| format!("La règle n’a pas de départ «\u{a0}{name}\u{a0}»."))?,
        None => 0,
    };
    let happenings = OfLine { catalogue, line };
    happenings.check(rule)?;
    let special = special(rule, line)?;
    let own = rule.triggers.get(trigger).and_then(|t| t.term).unwrap_or(rule.term);
    let length = special.map(|special| special.term).or(line.length);
    if length.unwrap_or(own).hours > 0 {
        return hours(catalogue, line, length.unwrap_or(own), Some((rule, trigger, calendar)));
    }
    let Some(start) = line.start else { return Ok(json!({"undetermined": "la date de départ (start)"})) };
    let question = Question {
        catalogue,
        calendar,
        rule,
        trigger,
        zone: if special.is_some_and(|special| !special.distance) {
            ResidenceZone::Metropole
        } else {
            residence
        },
        served_in,
        length,
        until: line.until,
        decision: line.decision_date,
        alone: false,
    };
    let mut steps = Explanation::default();
    let mut writer = Writer { catalogue, regime: rule.regime, into: &mut steps };
    let computed = compute(&question, start, &happenings, &mut writer);
    conclude(&mut writer, rule, computed.missing);
    Ok(said(rule, &computed, steps.steps()))
}

/// A rule that the catalogue does not hold: because the law sets no term there, or because nobody knows it.
fn unknown(catalogue: &Catalogue, id: &str) -> String {
    match catalogue.timeless().iter().find(|timeless| timeless.id == id) {
        Some(timeless) => {
            format!(
                "«\u{a0}{id}\u{a0}» n’a pas de terme à calculer ({})\u{a0}: {}.",
                timeless.article, timeless.reason
            )
        }
        None => format!("La règle «\u{a0}{id}\u{a0}» n’est pas au catalogue {}.", catalogue.version()),
    }
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

/// The special text that a line names: by its whole name, or by its article where one text alone bears it.
fn special<'a>(rule: &'a Rule, line: &Line) -> Result<Option<&'a Special>, String> {
    let Some(text) = &line.special else { return Ok(None) };
    let whole = rule.special.iter().find(|special| special.text == *text);
    let found = whole.or_else(|| {
        let ends = |special: &&Special| {
            special.text.strip_suffix(text.as_str()).is_some_and(|code| code.ends_with(' '))
        };
        let mut alike = rule.special.iter().filter(ends);
        alike.next().filter(|_| alike.next().is_none())
    });
    let special =
        found.ok_or_else(|| format!("Aucun délai spécial «\u{a0}{text}\u{a0}» dans cette règle."))?;
    if special.term.is_empty() {
        return Err(format!("Le texte spécial «\u{a0}{text}\u{a0}» n’enferme l’acte dans aucun délai."));
    }
    Ok(Some(special))
}

/// From one instant to another: no day is left out, none is skipped. Whether one that ends on a day off moves is open: the
/// instant is the prudent answer.
fn hours(
    catalogue: &Catalogue,
    line: &Line,
    term: Term,
    of: Option<(&Rule, usize, Calendar)>,
) -> Result<Value, String> {
    if (Term { hours: 0, ..term }) != Term::default() || line.then.is_some() {
        return Err("Un délai d’heures ne se mêle pas à d’autres longueurs.".into());
    }
    let Some(at) = line.start_at else {
        return Ok(json!({"undetermined": "l’instant de départ (start_at)"}));
    };
    let end = Instant(at.as_microsecond() + i64::from(term.hours) * 3_600_000_000);
    let mut steps = Explanation::default();
    let regime = of.and_then(|(rule, ..)| rule.regime);
    let mut writer = Writer { catalogue, regime, into: &mut steps };
    let (minute, day) = (paris_minute(end), paris_day(end));
    let words = [(Blank::Length, Word::Length(term)), (Blank::Instant, Word::Text(&minute))];
    let Some((rule, trigger, calendar)) = of else {
        writer.say(Phrase::Hours, &words, "");
        return Ok(json!({"due_at": paris_iso(end), "due": day, "steps": steps.steps()}));
    };
    let from = paris_minute(Instant(at.as_microsecond()));
    let label = rule.triggers.get(trigger).map_or("", |t| t.label.as_str());
    let start = [(Blank::What, Word::Text(label)), (Blank::Instant, Word::Text(&from))];
    writer.say(Phrase::StartAt, &start, "");
    writer.say(Phrase::Hours, &words, &rule.article);
    let other = due(day, calendar, rule.prorogation);
    let ambiguous = other != day;
    if ambiguous {
        let words = [(Blank::Date, Word::Day(day)), (Blank::Other, Word::Day(other))];
        writer.say(Phrase::HoursOff, &words, "");
    }
    conclude(&mut writer, rule, None);
    let mut answer = json!({"due_at": paris_iso(end), "due": day, "raw": day, "steps": steps.steps()});
    if ambiguous {
        answer["ambiguous"] = json!(true);
        answer["alert"] = json!(day);
    }
    Ok(answer)
}

fn arithmetic(catalogue: &Catalogue, line: &Line, calendar: Calendar) -> Result<Value, String> {
    if let Some(term) = line.length.filter(|term| term.hours > 0) {
        return hours(catalogue, line, term, None);
    }
    let Some(start) = line.start else { return Ok(json!({"undetermined": "la date de départ (start)"})) };
    let mut steps = Explanation::default();
    let mut writer = Writer { catalogue, regime: None, into: &mut steps };
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
    Ok(json!({"due": last, "raw": raw, "steps": steps.steps()}))
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
    let end = if rule.earliest { "not_before" } else { "due" };
    let mut answer = json!({end: computed.due, "raw": computed.raw, "steps": steps});
    // A hard stop on a day off is not ambiguous, and is to be careful of before.
    if let Some(alert) = computed.alert {
        answer["alert"] = json!(alert);
    }
    if computed.ambiguous {
        answer["ambiguous"] = json!(true);
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
    fn check(&self, rule: &Rule) -> Result<(), String> {
        for event in &self.line.events {
            if !self.catalogue.events.iter().any(|known| known.name.as_str() == event.kind) {
                return Err(format!("L’événement «\u{a0}{}\u{a0}» n’est pas connu.", event.kind));
            }
            if event.date.is_none() && event.until.is_none() && event.months == 0 && event.days == 0 {
                return Err(format!("L’événement «\u{a0}{}\u{a0}» n’a pas de date (date).", event.kind));
            }
        }
        let added = rule.extended_by.and_then(|event| self.set(event));
        if let (Some(most), Some(Set::Length(term))) = (rule.extension_limit, added)
            && (term.months > 0 || term.days > most)
        {
            return Err(format!(
                "Le texte ne permet d’ajouter que {most}\u{a0}jours à ce délai ({}).",
                rule.article
            ));
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
        let term = Term { months: said.months, days: said.days, ..Term::default() };
        let length = (!term.is_empty()).then_some(Set::Length(term));
        said.until.map(Set::Until).or(length)
    }
}
