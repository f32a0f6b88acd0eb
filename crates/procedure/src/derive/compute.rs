//! One term, from its starting day to its last useful day.

use smallvec::SmallVec;

use crate::{
    act::ResidenceZone,
    calendar::Calendar,
    catalogue::{Catalogue, Rule},
    day::Day,
    explain::Sink,
    term::{Term, due},
};

/// Days of the events that touch a term, in order.
pub(crate) type Days = SmallVec<[Day; 4]>;

/// Where a term learns what happened to it: a journal, or a line of simulation.
pub(crate) trait Happenings {
    /// Days on which the event happened to the party, in order.
    fn days(&self, event: usize) -> Days;
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
    let label = q.rule.triggers.get(q.trigger).map_or("", |t| &t.label);
    sink.say("depart", |s| s.with("quoi", label).day("date", start));
    let base = q.length.unwrap_or(q.rule.term);
    let first =
        q.rule.triggers.get(q.trigger).and_then(|t| t.after).and_then(|at| q.catalogue.rules().get(at));
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
    sink.say("terme", |s| s.with("longueur", &term.words()).day("date", computed.raw).basis(&q.rule.article));
    if sink.listens() && term.months > 0 && until.is_none() && start.is_clipped_after_months(term.months) {
        sink.say("quantieme", |s| s.day("date", computed.raw));
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
    let set = q.rule.reduced_by.and_then(|event| happenings.set(event).map(|set| (event, set)));
    match set {
        Some((event, Set::Length(term))) => {
            sink.say("reduction", |s| {
                s.with("quoi", &q.catalogue.events[event].label).with("longueur", &term.words())
            });
            (term, None)
        }
        Some((event, Set::Until(day))) => {
            sink.say("reduction_jour", |s| s.with("quoi", &q.catalogue.events[event].label).day("date", day));
            (base, Some(day))
        }
        _ => (base, None),
    }
}

/// Months added for distance; `None` when the residence that decides is not known.
fn extension(q: &Question<'_>, sink: &mut impl Sink) -> Option<i32> {
    let Some(distance) = q.rule.distance.and_then(|at| q.catalogue.distances.get(at)) else { return Some(0) };
    if distance.served_in_person
        && q.served_in == Some(ResidenceZone::Metropole)
        && q.zone != ResidenceZone::Metropole
    {
        sink.say("remise_a_personne", |s| s);
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
        sink.say("distance", |s| {
            s.with("mois", &months.to_string()).with("lieu", place).basis(&distance.article)
        });
    }
    Some(months)
}

/// The first request made before the end interrupts; the whole term runs anew from what settles it.
fn interrupt(
    q: &Question<'_>,
    interruption: &crate::catalogue::Interruption,
    term: Term,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) {
    let end = due(computed.raw, q.calendar, q.rule.prorogation);
    let label = |event: usize| q.catalogue.events[event].label.as_str();
    let Some(asked) = happenings.days(interruption.by).into_iter().find(|day| *day <= end) else {
        let anew = happenings.days(interruption.restart).into_iter().rfind(|day| *day > computed.start);
        if let Some(day) = anew.filter(|_| interruption.restarts_alone) {
            // Whether a term that nobody interrupted is revived is open: one is warned by its own end.
            (computed.alert, computed.ambiguous) = (Some(end), true);
            restart(term, day, computed);
            sink.say("reprise", |s| {
                s.with("quoi", label(interruption.restart))
                    .day("date", day)
                    .with("longueur", &term.words())
                    .day("terme", computed.raw)
                    .basis(&interruption.article)
            });
        }
        return;
    };
    let after = |event: usize, from: Day| happenings.days(event).into_iter().find(|day| *day >= from);
    // Settled before the term began to run, the request had nothing to interrupt.
    if after(interruption.restart, asked).is_some_and(|settled| settled < computed.start) {
        return;
    }
    sink.say("interruption", |s| {
        s.with("quoi", label(interruption.by))
            .day("date", asked)
            .day("terme", end)
            .basis(&interruption.article)
    });
    let Some(mut settled) = after(interruption.restart, asked) else {
        if let Some(doubtful) = interruption.doubtful
            && let Some(day) = after(doubtful, asked)
        {
            sink.say("reprise_incertaine", |s| s.with("quoi", label(doubtful)).day("date", day));
            restart(term, day, computed);
            computed.ambiguous = true;
            return;
        }
        sink.say("interruption_en_cours", |s| s.with("quoi", label(interruption.restart)));
        computed.interrupted = true;
        computed.missing = Some("reprise");
        return;
    };
    let mut event = interruption.restart;
    if let Some(recourse) = &interruption.recourse
        && let Some(made) = after(recourse.by, settled)
    {
        let limit = due(recourse.within.end(settled), q.calendar, true);
        if made <= limit {
            sink.say("recours", |s| {
                s.with("quoi", label(recourse.by))
                    .day("date", made)
                    .day("terme", limit)
                    .basis(&recourse.article)
            });
            let Some(ruled) = after(recourse.restart, made) else {
                sink.say("interruption_en_cours", |s| s.with("quoi", label(recourse.restart)));
                computed.interrupted = true;
                computed.missing = Some("reprise");
                return;
            };
            (settled, event) = (ruled, recourse.restart);
        } else {
            sink.say("recours_tardif", |s| {
                s.with("quoi", label(recourse.by))
                    .day("date", made)
                    .day("terme", limit)
                    .basis(&recourse.article)
            });
        }
    }
    for later in &interruption.or_later {
        if let Some(day) = happenings.days(*later).into_iter().rfind(|day| *day > settled) {
            (settled, event) = (day, *later);
        }
    }
    restart(term, settled, computed);
    sink.say("reprise", |s| {
        s.with("quoi", label(event))
            .day("date", settled)
            .with("longueur", &term.words())
            .day("terme", computed.raw)
            .basis(&interruption.article)
    });
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
    sink.say("chaine", |s| {
        s.with("longueur", &second.words())
            .day("date", from)
            .day("terme", computed.raw)
            .basis(&q.rule.article)
    });
    // The first term fell on a month too short for its quantième: two readings.
    let months = first.term.months + extension(&of_first, &mut crate::explain::Silent).unwrap_or(0);
    if base.plus_months(months) == from && base.is_clipped_after_months(months) {
        let other = due(
            first.term.extended(months - first.term.months).extended(second.months).end(base),
            q.calendar,
            true,
        );
        let one = due(computed.raw, q.calendar, q.rule.prorogation);
        if other != one {
            computed.ambiguous = true;
            computed.alert = Some(one.min(other));
            sink.say("deux_lectures", |s| s.day("date", one).day("autre", other));
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
        sink.say("prorogation_judiciaire", |s| {
            s.with("quoi", &q.catalogue.events[event].label)
                .with("jours", &days.to_string())
                .day("date", computed.raw)
        });
    }
    computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
    if computed.due != computed.raw {
        sink.say("prorogation", |s| {
            s.day("date", computed.raw)
                .with("pourquoi", &off(q.calendar, computed.raw))
                .day("terme", computed.due)
        });
    } else if !q.rule.prorogation && !q.calendar.is_working(computed.raw) {
        sink.say("sans_prorogation", |s| s.day("date", computed.raw));
    }
    // A failure on the day to which a first one moved the end moves it again.
    for day in q.rule.moved_by.map(|event| happenings.days(event)).unwrap_or_default() {
        if day == computed.due {
            let moved = q.calendar.next_working(computed.due.plus(1));
            sink.say("panne", |s| s.day("date", computed.due).day("terme", moved));
            computed.due = moved;
        }
    }
    if computed.ambiguous && computed.alert.is_none() {
        computed.alert = Some(computed.due);
    }
    sink.say("fin", |s| s.day("date", computed.due));
}

/// Why a day is off.
fn off(calendar: Calendar, day: Day) -> String {
    match calendar.holiday(day) {
        Some(name) => format!("un jour férié ({name})"),
        None if day.weekday() == 5 => "un samedi".into(),
        None => "un dimanche".into(),
    }
}
