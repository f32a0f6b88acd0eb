//! One line of JSON in, one term out: `greffe procedure simulate`. The format is described in `SIMULATE.md`.

use std::{borrow::Cow, cell::Cell, fmt, ops::Deref};

use serde::{
    Deserialize,
    de::{
        Deserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
};
use serde_json::Value;
use smallvec::SmallVec;

use crate::{
    act::ResidenceZone,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Phrase, Rule, Special},
    day::{Day, Instant, paris_day, paris_iso, paris_minute},
    derive::{Computed, Happenings, Question, Set, compute, zone},
    explain::{Explanation, Sink, Word, Writer, conclude},
    term::{Term, due},
};

/// Name of plain arithmetic, which is no rule.
const ARITHMETIC: &str = "calcul";

/// What is missing where a line says no day to start from.
const NO_START: &str = "la date de départ (start)";

/// What a line asks: texts are those of the line itself, not copies.
#[derive(Deserialize)]
struct Line<'a> {
    #[serde(default, borrow)]
    id: Id<'a>,
    #[serde(borrow)]
    rule: Text<'a>,
    #[serde(default)]
    start: Option<Day>,
    #[serde(default)]
    start_at: Option<jiff::Timestamp>,
    #[serde(default)]
    decision_date: Option<Day>,
    #[serde(default, borrow)]
    residence: Option<Text<'a>>,
    #[serde(default, borrow)]
    served_in_person_in: Option<Text<'a>>,
    #[serde(default, borrow)]
    calendar: Option<Text<'a>>,
    #[serde(default)]
    length: Option<Term>,
    #[serde(default)]
    until: Option<Day>,
    #[serde(default)]
    then: Option<Term>,
    #[serde(default, borrow)]
    special: Option<Text<'a>>,
    #[serde(default, borrow)]
    trigger: Option<Text<'a>>,
    #[serde(default, borrow)]
    events: Vec<Event<'a>>,
}

#[derive(Deserialize)]
struct Event<'a> {
    #[serde(borrow)]
    kind: Text<'a>,
    #[serde(default)]
    date: Option<Day>,
    #[serde(default)]
    months: i32,
    #[serde(default)]
    days: i32,
    #[serde(default)]
    until: Option<Day>,
}

/// A text of the line; a copy of it, where the line writes it with escapes.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Text<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

/// What the asker calls his question: echoed, whatever it is. Most often a text.
enum Id<'a> {
    Text(Cow<'a, str>),
    Other(Value),
}

impl Default for Id<'_> {
    fn default() -> Self {
        Self::Other(Value::Null)
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Id<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(AnyId)
    }
}

/// Reads an identifier as [`Value`] does, but a text stays where it is.
struct AnyId;

impl<'de> Visitor<'de> for AnyId {
    type Value = Id<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Id<'de>, E> {
        Ok(Id::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Id<'de>, E> {
        Ok(Id::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_unit<E>(self) -> Result<Id<'de>, E> {
        Ok(Id::default())
    }

    fn visit_bool<E>(self, value: bool) -> Result<Id<'de>, E> {
        Ok(Id::Other(Value::from(value)))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Id<'de>, E> {
        Ok(Id::Other(Value::from(value)))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Id<'de>, E> {
        Ok(Id::Other(Value::from(value)))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Id<'de>, E> {
        Ok(Id::Other(Value::from(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, of: A) -> Result<Id<'de>, A::Error> {
        Value::deserialize(SeqAccessDeserializer::new(of)).map(Id::Other)
    }

    fn visit_map<A: MapAccess<'de>>(self, of: A) -> Result<Id<'de>, A::Error> {
        Value::deserialize(MapAccessDeserializer::new(of)).map(Id::Other)
    }
}

/// What is answered, beside the steps.
#[derive(Default)]
struct Answer<'a> {
    due_at: Option<String>,
    due: Option<Day>,
    not_before: Option<Day>,
    raw: Option<Day>,
    undetermined: Option<&'static str>,
    alert: Option<Day>,
    ambiguous: bool,
    sanction: Option<&'a str>,
}

impl Answer<'_> {
    fn without(what: &'static str) -> Self {
        Self { undetermined: Some(what), ..Self::default() }
    }
}

/// Bytes that an answer with its steps seldom exceeds.
const USUAL: usize = 2048;

/// Answers one line. A line that does not read, or a rule that the catalogue does not hold, is an answer too.
pub fn simulate(line: &str) -> String {
    thread_local! {
        /// Filled anew for each line.
        static STEPS: Cell<Explanation> = Cell::default();
    }
    let catalogue = Catalogue::embedded();
    let mut answer = String::with_capacity(USUAL);
    let mut object = Object { out: &mut answer, next: '{' };
    match serde_json::from_str::<Line<'_>>(line) {
        Ok(line) => {
            let mut steps = STEPS.take();
            steps.clear();
            match ask(catalogue, &line, &mut steps) {
                Ok(answer) => object.answer(&answer, &steps),
                Err(error) => object.text("error", &error),
            }
            STEPS.set(steps);
            object.id(&line.id);
        }
        Err(error) => object.text("error", &format!("La ligne ne se lit pas\u{a0}: {error}.")),
    }
    object.text("catalogue", catalogue.version());
    answer.push('}');
    answer
}

/// The object of an answer, as far as it is written.
struct Object<'a> {
    out: &'a mut String,
    /// What comes before the next field.
    next: char,
}

impl Object<'_> {
    fn name(&mut self, name: &str) -> &mut String {
        self.out.push(std::mem::replace(&mut self.next, ','));
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
        self.out
    }

    fn text(&mut self, name: &str, text: &str) {
        write_text(text, self.name(name));
    }

    fn day(&mut self, name: &str, day: Option<Day>) {
        if let Some(day) = day {
            self.text(name, day.iso().as_str());
        }
    }

    fn id(&mut self, id: &Id<'_>) {
        match id {
            Id::Text(text) => self.text("id", text),
            Id::Other(value) => self.name("id").push_str(&value.to_string()),
        }
    }

    fn answer(&mut self, answer: &Answer<'_>, steps: &Explanation) {
        if let Some(at) = &answer.due_at {
            self.text("due_at", at);
        }
        self.day("due", answer.due);
        self.day("not_before", answer.not_before);
        self.day("raw", answer.raw);
        if let Some(what) = answer.undetermined {
            self.text("undetermined", what);
        }
        self.day("alert", answer.alert);
        if answer.ambiguous {
            self.name("ambiguous").push_str("true");
        }
        if let Some(sanction) = answer.sanction {
            self.text("sanction", sanction);
        }
        let mut steps = steps.iter().peekable();
        if steps.peek().is_some() {
            let out = self.name("steps");
            let mut next = '[';
            for (text, basis) in steps {
                out.push(std::mem::replace(&mut next, ','));
                let mut step = Object { out, next: '{' };
                step.text("text", text);
                step.text("basis", basis);
                out.push('}');
            }
            out.push(']');
        }
    }
}

/// Appends a text as JSON writes it.
fn write_text(text: &str, out: &mut String) {
    let escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // To look at the whole costs less than to stop at the first, and hardly any text holds one.
    if text.bytes().fold(false, |found, byte| found | escaped(byte)) {
        out.push_str(&Value::from(text).to_string());
    } else {
        out.push('"');
        out.push_str(text);
        out.push('"');
    }
}

fn ask<'a>(catalogue: &'a Catalogue, line: &Line<'_>, steps: &mut Explanation) -> Result<Answer<'a>, String> {
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
    if *line.rule == *ARITHMETIC {
        return arithmetic(catalogue, line, calendar, steps);
    }
    let rule = catalogue.rule(&line.rule).ok_or_else(|| unknown(catalogue, &line.rule))?;
    let special = special(rule, line)?;
    let trigger = match &line.trigger {
        Some(name) => rule
            .triggers
            .iter()
            .position(|t| t.name.as_str() == &**name)
            .ok_or_else(|| format!("La règle n’a pas de départ «\u{a0}{name}\u{a0}»."))?,
        None => special.and_then(|special| special.from).unwrap_or(0),
    };
    let happenings = OfLine::read(catalogue, line, rule)?;
    let own = rule.triggers.get(trigger).and_then(|t| t.term).unwrap_or(rule.term);
    let length = special.map(|special| special.term).or(line.length);
    if length.unwrap_or(own).hours > 0 {
        return hours(catalogue, line, length.unwrap_or(own), Some((rule, trigger, calendar)), steps);
    }
    let Some(start) = line.start else { return Ok(Answer::without(NO_START)) };
    let question = Question {
        catalogue,
        calendar,
        rule,
        trigger,
        zone: residence,
        served_in,
        special: special.map(|special| special.text),
        length,
        until: line.until,
        decision: line.decision_date,
    };
    let mut writer = Writer { catalogue, regime: rule.regime, into: steps };
    let computed = compute(&question, start, &happenings, &mut writer);
    conclude(&mut writer, rule, computed.missing);
    Ok(said(rule, &computed))
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
fn sensible(line: &Line<'_>) -> Result<(), String> {
    let lengths = line.length.iter().chain(&line.then).all(|term| term.is_sensible());
    let events =
        line.events.iter().all(|e| Term { months: e.months, days: e.days, ..Term::default() }.is_sensible());
    if lengths && events {
        return Ok(());
    }
    Err("Une longueur se compte en nombres positifs, d’un siècle au plus.".into())
}

/// The special text that a line names: by its whole name, or by its article where one text alone bears it.
fn special<'a>(rule: &'a Rule, line: &Line<'_>) -> Result<Option<&'a Special>, String> {
    let Some(text) = &line.special else { return Ok(None) };
    let whole = rule.special.iter().find(|special| special.text.as_str() == &**text);
    let found = whole.or_else(|| {
        let ends = |special: &&Special| {
            special.text.as_str().strip_suffix(&**text).is_some_and(|code| code.ends_with(' '))
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
fn hours<'a>(
    catalogue: &'a Catalogue,
    line: &Line<'_>,
    term: Term,
    of: Option<(&Rule, usize, Calendar)>,
    steps: &mut Explanation,
) -> Result<Answer<'a>, String> {
    if (Term { hours: 0, ..term }) != Term::default() || line.then.is_some() {
        return Err("Un délai d’heures ne se mêle pas à d’autres longueurs.".into());
    }
    let Some(at) = line.start_at else {
        return Ok(Answer::without("l’instant de départ (start_at)"));
    };
    let end = Instant(at.as_microsecond() + i64::from(term.hours) * 3_600_000_000);
    let regime = of.and_then(|(rule, ..)| rule.regime);
    let mut writer = Writer { catalogue, regime, into: steps };
    let (minute, day) = (paris_minute(end), paris_day(end));
    let words = [(Blank::Length, Word::Length(term)), (Blank::Instant, Word::Text(&minute))];
    let Some((rule, trigger, calendar)) = of else {
        writer.say(Phrase::Hours, &words, "");
        return Ok(Answer { due_at: Some(paris_iso(end)), due: Some(day), ..Answer::default() });
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
    Ok(Answer {
        due_at: Some(paris_iso(end)),
        due: Some(day),
        raw: Some(day),
        alert: ambiguous.then_some(day),
        ambiguous,
        ..Answer::default()
    })
}

fn arithmetic<'a>(
    catalogue: &'a Catalogue,
    line: &Line<'_>,
    calendar: Calendar,
    steps: &mut Explanation,
) -> Result<Answer<'a>, String> {
    if let Some(term) = line.length.filter(|term| term.hours > 0) {
        return hours(catalogue, line, term, None, steps);
    }
    let Some(start) = line.start else { return Ok(Answer::without(NO_START)) };
    let mut writer = Writer { catalogue, regime: None, into: steps };
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
    Ok(Answer { due: Some(last), raw: Some(raw), ..Answer::default() })
}

fn said<'a>(rule: &'a Rule, computed: &Computed) -> Answer<'a> {
    if let Some(missing) = computed.missing {
        return Answer::without(match missing {
            "residence" => "la résidence de la personne liée",
            "longueur" => "la longueur fixée par le juge (length)",
            "reprise" => "l’événement qui fait courir un nouveau délai",
            _ => "la date de départ",
        });
    }
    Answer {
        due: (!rule.earliest).then_some(computed.due),
        not_before: rule.earliest.then_some(computed.due),
        raw: Some(computed.raw),
        // A hard stop on a day off is not ambiguous, and is to be careful of before.
        alert: computed.alert,
        ambiguous: computed.ambiguous,
        sanction: rule.sanction.as_ref().map(|sanction| sanction.label.as_str()),
        ..Answer::default()
    }
}

/// What a line says that happened: the position of each event in the catalogue, and what is said of it.
struct OfLine<'l, 'a>(SmallVec<[(usize, &'l Event<'a>); 4]>);

impl<'l, 'a> OfLine<'l, 'a> {
    fn read(catalogue: &Catalogue, line: &'l Line<'a>, rule: &Rule) -> Result<Self, String> {
        let mut events = SmallVec::with_capacity(line.events.len());
        for event in &line.events {
            let known = catalogue.event_named(&event.kind);
            let known =
                known.ok_or_else(|| format!("L’événement «\u{a0}{}\u{a0}» n’est pas connu.", event.kind))?;
            if event.date.is_none() && event.until.is_none() && event.months == 0 && event.days == 0 {
                return Err(format!("L’événement «\u{a0}{}\u{a0}» n’a pas de date (date).", event.kind));
            }
            events.push((known, event));
        }
        let happenings = Self(events);
        let added = rule.extended_by.and_then(|event| happenings.set(event));
        if let (Some(most), Some(Set::Length(term))) = (rule.extension_limit, added)
            && (term.months > 0 || term.days > most)
        {
            return Err(format!(
                "Le texte ne permet d’ajouter que {most}\u{a0}jours à ce délai ({}).",
                rule.article
            ));
        }
        Ok(happenings)
    }

    fn of(&self, event: usize) -> impl DoubleEndedIterator<Item = &'l Event<'a>> {
        self.0.iter().filter(move |(known, _)| *known == event).map(|(_, said)| *said)
    }
}

impl Happenings for OfLine<'_, '_> {
    fn may_know(&self, event: usize) -> bool {
        self.of(event).next().is_some()
    }

    fn first(&self, event: usize, from: Day) -> Option<Day> {
        self.of(event).filter_map(|e| e.date).filter(|day| *day >= from).min()
    }

    fn last(&self, event: usize) -> Option<Day> {
        self.of(event).filter_map(|e| e.date).max()
    }

    fn set(&self, event: usize) -> Option<Set> {
        let said = self.of(event).next_back()?;
        let term = Term { months: said.months, days: said.days, ..Term::default() };
        let length = (!term.is_empty()).then_some(Set::Length(term));
        said.until.map(Set::Until).or(length)
    }
}
