//! One term, from its starting day to its last useful day.

use crate::{
    act::ResidenceZone,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Interruption, Phrase, Rule},
    day::Day,
    explain::{Silent, Sink, Word},
    term::{Term, due},
};

/// Where a term learns what happened to it: a journal, or a line of simulation.
pub(crate) trait Happenings {
    /// First day, from that one on, on which the event happened.
    fn first(&self, event: usize, from: Day) -> Option<Day>;
    /// Last day on which it happened.
    fn last(&self, event: usize) -> Option<Day>;
    /// Length or end that a judge set, for the event.
    fn set(&self, event: usize) -> Option<Set>;
}

/// What a judge set in place of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Set {
    Length(Term),
    Until(Day),
    Days(i32),
}

/// A term computed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Computed {
    pub start: Day,
    pub raw: Day,
    pub due: Day,
    pub alert: Option<Day>,
    pub ambiguous: bool,
    /// Why there is no answer: the dates above are then the earliest possible.
    pub missing: Option<&'static str>,
    pub interrupted: bool,
}

/// What a term is computed from.
#[derive(Clone, Copy)]
pub(crate) struct Question<'a> {
    pub catalogue: &'a Catalogue,
    pub calendar: Calendar,
    pub rule: &'a Rule,
    pub trigger: usize,
    pub zone: ResidenceZone,
    pub served_in: Option<ResidenceZone>,
    pub length: Option<Term>,
}

/// Computes a term from its starting day. Says each step to the sink.
pub(crate) fn compute(
    q: &Question<'_>,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let trigger = q.rule.triggers.get(q.trigger);
    let label = trigger.map_or("", |t| t.label.as_str());
    sink.say(Phrase::Start, &[(Blank::What, Word::Text(label)), (Blank::Date, Word::Day(start))], "");
    let base = q.length.unwrap_or(q.rule.term);
    let first = trigger.and_then(|t| t.after).and_then(|at| q.catalogue.rules().get(at));
    let mut computed = match first {
        Some(first) => chained(q, first, base, start, happenings, sink),
        None => run(q, base, start, happenings, sink),
    };
    if computed.missing.is_some() || computed.interrupted {
        return computed;
    }
    finish(q, &mut computed, happenings, sink);
    computed
}

/// One term from its start, with distance, reduction and interruptions; not yet moved to a working day.
fn run(
    q: &Question<'_>,
    base: Term,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let mut computed = Computed {
        start,
        raw: start,
        due: start,
        alert: None,
        ambiguous: false,
        missing: None,
        interrupted: false,
    };
    if base.is_empty() {
        computed.missing = Some("longueur");
        return computed;
    }
    let (term, until) = reduced(q, base, happenings, sink);
    let Some(months) = extension(q, sink) else {
        computed.raw = term.end(start);
        computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
        computed.alert = Some(computed.due);
        computed.missing = Some("residence");
        return computed;
    };
    let term = term.extended(months);
    computed.raw = until.unwrap_or_else(|| term.end(start));
    let end = Word::Day(computed.raw);
    sink.say(Phrase::Term, &[(Blank::Length, Word::Length(term)), (Blank::Date, end)], &q.rule.article);
    if sink.listens() && term.months > 0 && until.is_none() && start.is_clipped_after_months(term.months) {
        sink.say(Phrase::Clipped, &[(Blank::Date, end)], "");
    }
    for index in &q.rule.interruptions {
        if let Some(interruption) = q.catalogue.interruptions.get(*index) {
            interrupt(q, interruption, term, &mut computed, happenings, sink);
        }
    }
    computed
}

fn reduced(
    q: &Question<'_>,
    base: Term,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> (Term, Option<Day>) {
    let Some(event) = q.rule.reduced_by else { return (base, None) };
    match happenings.set(event) {
        Some(Set::Length(term)) => {
            let length = (Blank::Length, Word::Length(term));
            sink.say(Phrase::Reduced, &[(Blank::What, named(q, event)), length], "");
            (term, None)
        }
        Some(Set::Until(day)) => {
            let end = (Blank::Date, Word::Day(day));
            sink.say(Phrase::ReducedTo, &[(Blank::What, named(q, event)), end], "");
            (base, Some(day))
        }
        _ => (base, None),
    }
}

/// The words for an event.
fn named<'a>(q: &Question<'a>, event: usize) -> Word<'a> {
    Word::Text(q.catalogue.events.get(event).map_or("", |event| &event.label))
}

/// Months added for distance; `None` when the residence that decides is not known.
fn extension(q: &Question<'_>, sink: &mut impl Sink) -> Option<i32> {
    let Some(distance) = q.rule.distance.and_then(|at| q.catalogue.distances.get(at)) else { return Some(0) };
    if distance.served_in_person
        && q.served_in == Some(ResidenceZone::Metropole)
        && q.zone != ResidenceZone::Metropole
    {
        sink.say(Phrase::InPerson, &[], "");
        return Some(0);
    }
    let months = match q.zone {
        ResidenceZone::Metropole => 0,
        ResidenceZone::OutreMer => distance.overseas,
        ResidenceZone::Etranger => distance.abroad,
        ResidenceZone::Inconnue => return None,
    };
    if months > 0 {
        let place = if q.zone == ResidenceZone::OutreMer { "outre-mer" } else { "à l’étranger" };
        let words = [(Blank::Months, Word::Number(months)), (Blank::Place, Word::Text(place))];
        sink.say(Phrase::Distance, &words, &distance.article);
    }
    Some(months)
}

/// The first request made before the end interrupts; the whole term runs anew from what settles it.
fn interrupt(
    q: &Question<'_>,
    interruption: &Interruption,
    term: Term,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) {
    let asked = happenings.first(interruption.by, Day::MIN);
    if asked.is_none() && !interruption.restarts_alone {
        return;
    }
    let end = due(computed.raw, q.calendar, q.rule.prorogation);
    let Some(asked) = asked.filter(|day| *day <= end) else {
        revive(q, interruption, term, end, computed, happenings, sink);
        return;
    };
    let settled = happenings.first(interruption.restart, asked);
    // Settled before the term began to run, the request had nothing to interrupt.
    if settled.is_some_and(|settled| settled < computed.start) {
        return;
    }
    let what = (Blank::What, named(q, interruption.by));
    let words = [what, (Blank::Date, Word::Day(asked)), (Blank::End, Word::Day(end))];
    sink.say(Phrase::Interrupted, &words, &interruption.article);
    let Some(settled) = settled else {
        if let Some(doubtful) = interruption.doubtful
            && let Some(day) = happenings.first(doubtful, asked)
        {
            let words = [(Blank::What, named(q, doubtful)), (Blank::Date, Word::Day(day))];
            sink.say(Phrase::AnewInDoubt, &words, "");
            restart(term, day, computed);
            computed.ambiguous = true;
            return;
        }
        pending(q, interruption.restart, computed, sink);
        return;
    };
    let (mut settled, mut event) = (settled, interruption.restart);
    if interruption.recourse.is_some() {
        match recourse(q, interruption, settled, happenings, sink) {
            Recoursed::Not => {}
            Recoursed::Pending(event) => return pending(q, event, computed, sink),
            Recoursed::Settled(day, by) => (settled, event) = (day, by),
        }
    }
    for later in &interruption.or_later {
        if let Some(day) = happenings.last(*later).filter(|day| *day > settled) {
            (settled, event) = (day, *later);
        }
    }
    restart(term, settled, computed);
    anew(q, interruption, event, settled, term, computed, sink);
}

/// What restarts a term, told though nothing is known to have interrupted it.
fn revive(
    q: &Question<'_>,
    interruption: &Interruption,
    term: Term,
    end: Day,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) {
    if !interruption.restarts_alone {
        return;
    }
    if let Some(day) = happenings.last(interruption.restart).filter(|day| *day > computed.start) {
        // Whether a term that nobody interrupted is revived is open: one is warned by its own end.
        (computed.alert, computed.ambiguous) = (Some(end), true);
        restart(term, day, computed);
        anew(q, interruption, interruption.restart, day, term, computed, sink);
    }
}

/// What became of the recourse against what settled an interruption.
enum Recoursed {
    Not,
    Pending(usize),
    Settled(Day, usize),
}

/// A recourse made in its own term interrupts again.
fn recourse(
    q: &Question<'_>,
    interruption: &Interruption,
    settled: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Recoursed {
    let Some(recourse) = &interruption.recourse else { return Recoursed::Not };
    let Some(made) = happenings.first(recourse.by, settled) else { return Recoursed::Not };
    let limit = due(recourse.within.end(settled), q.calendar, true);
    let what = (Blank::What, named(q, recourse.by));
    let words = [what, (Blank::Date, Word::Day(made)), (Blank::End, Word::Day(limit))];
    if made > limit {
        sink.say(Phrase::LateRecourse, &words, &recourse.article);
        return Recoursed::Not;
    }
    sink.say(Phrase::Recourse, &words, &recourse.article);
    match happenings.first(recourse.restart, made) {
        Some(ruled) => Recoursed::Settled(ruled, recourse.restart),
        None => Recoursed::Pending(recourse.restart),
    }
}

/// The interruption lasts until an event that is not known yet.
fn pending(q: &Question<'_>, event: usize, computed: &mut Computed, sink: &mut impl Sink) {
    sink.say(Phrase::StillInterrupted, &[(Blank::What, named(q, event))], "");
    computed.interrupted = true;
    computed.missing = Some("reprise");
}

fn anew(
    q: &Question<'_>,
    interruption: &Interruption,
    event: usize,
    from: Day,
    term: Term,
    computed: &Computed,
    sink: &mut impl Sink,
) {
    let words = [
        (Blank::What, named(q, event)),
        (Blank::Date, Word::Day(from)),
        (Blank::Length, Word::Length(term)),
        (Blank::End, Word::Day(computed.raw)),
    ];
    sink.say(Phrase::Anew, &words, &interruption.article);
}

fn restart(term: Term, from: Day, computed: &mut Computed) {
    computed.start = from;
    computed.raw = term.end(from);
}

/// A term chained to the raw end of another: counted by quantième from it, moved to a working day only at the end.
fn chained(
    q: &Question<'_>,
    first: &Rule,
    second: Term,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let of_first = Question { rule: first, trigger: 0, length: None, ..*q };
    let mut computed = run(&of_first, first.term, start, happenings, sink);
    if computed.missing.is_some() || computed.interrupted {
        computed.raw = second.end(computed.raw);
        computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
        return computed;
    }
    let (from, base) = (computed.raw, computed.start);
    computed.raw = second.end(from);
    let words = [
        (Blank::Length, Word::Length(second)),
        (Blank::Date, Word::Day(from)),
        (Blank::End, Word::Day(computed.raw)),
    ];
    sink.say(Phrase::Chained, &words, &q.rule.article);
    // The first term fell on a month too short for its quantième: two readings.
    let months = first.term.months + extension(&of_first, &mut Silent).unwrap_or(0);
    if base.is_clipped_after_months(months) && base.plus_months(months) == from {
        let other = due(
            first.term.extended(months - first.term.months).extended(second.months).end(base),
            q.calendar,
            true,
        );
        let one = due(computed.raw, q.calendar, q.rule.prorogation);
        if other != one {
            computed.ambiguous = true;
            computed.alert = Some(one.min(other));
            let words = [(Blank::Date, Word::Day(one)), (Blank::Other, Word::Day(other))];
            sink.say(Phrase::TwoReadings, &words, "");
        }
    }
    computed
}

/// Moves the end to a working day, then what may move it still.
fn finish(q: &Question<'_>, computed: &mut Computed, happenings: &impl Happenings, sink: &mut impl Sink) {
    if let Some(event) = q.rule.extended_by
        && let Some(Set::Days(days)) = happenings.set(event)
    {
        computed.raw = computed.raw.plus(days);
        let days = (Blank::Days, Word::Number(days));
        let words = [(Blank::What, named(q, event)), days, (Blank::Date, Word::Day(computed.raw))];
        sink.say(Phrase::Lengthened, &words, "");
    }
    let raw = Word::Day(computed.raw);
    computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
    if computed.due != computed.raw {
        let why = (Blank::Why, Word::Off(q.calendar, computed.raw));
        sink.say(Phrase::Prorogated, &[(Blank::Date, raw), why, (Blank::End, Word::Day(computed.due))], "");
    } else if sink.listens() && !q.rule.prorogation && !q.calendar.is_working(computed.raw) {
        sink.say(Phrase::NotProrogated, &[(Blank::Date, raw)], "");
    }
    // A failure on the day to which a first one moved the end moves it again.
    while let Some(event) = q.rule.moved_by
        && happenings.first(event, computed.due) == Some(computed.due)
    {
        let moved = q.calendar.next_working(computed.due.plus(1));
        if moved == computed.due {
            break;
        }
        let words = [(Blank::Date, Word::Day(computed.due)), (Blank::End, Word::Day(moved))];
        sink.say(Phrase::Failure, &words, "");
        computed.due = moved;
    }
    if computed.ambiguous && computed.alert.is_none() {
        computed.alert = Some(computed.due);
    }
    sink.say(Phrase::End, &[(Blank::Date, Word::Day(computed.due))], "");
}
