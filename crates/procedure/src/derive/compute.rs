//! One term, from its starting day to its last useful day.

use std::cell::OnceCell;

use smallvec::SmallVec;

use crate::{
    act::ResidenceZone,
    calendar::Calendar,
    catalogue::{Blank, Catalogue, Interruption, Phrase, Rule, Special},
    day::Day,
    explain::{Silent, Sink, Word},
    symbol::Symbol,
    term::{Term, due},
};

/// Where a term learns what happened to it: a journal, or a line of simulation.
pub(crate) trait Happenings {
    /// Whether anything may be the event: most often nothing is, and it is known at once.
    fn may_know(&self, event: usize) -> bool;
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
    /// Last useful day of the term to which it is chained.
    pub first_end: Option<Day>,
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
    /// The special text that sets the length of what it is asked of, where the rule knows it.
    pub special: Option<Symbol>,
    pub length: Option<Term>,
    /// The end that the act states, where the trigger asks for it.
    pub until: Option<Day>,
    /// Day of the decision attacked, whose law applies; the starting day when it is not told.
    pub decision: Option<Day>,
}

impl<'a> Question<'a> {
    /// The length that a special text sets in place of the rule's.
    fn special(&self) -> Option<&'a Special> {
        self.rule.special_of(self.special?)
    }

    /// The text from which the length comes.
    fn article(&self) -> &'a str {
        self.special().map_or(&self.rule.article, |special| special.text.as_str())
    }
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
    let states_end = trigger.is_some_and(|t| t.until.is_some());
    let base = if states_end { Term::default() } else { length(q, start, sink) };
    let first = trigger.and_then(|t| t.after).and_then(|at| q.catalogue.rules().get(at));
    let preceded = trigger.map(|t| t.first).filter(|first| !first.is_empty());
    let mut computed = match (first, preceded) {
        (Some(first), _) => chained(q, first, base, start, happenings, sink),
        (None, Some(first)) => after_days(q, first, base, start, sink),
        (None, None) if states_end => until(q, start, sink),
        (None, None) => run(q, base, start, happenings, sink),
    };
    if computed.missing.is_some() || computed.interrupted {
        return computed;
    }
    finish(q, &mut computed, happenings, sink);
    readings(q, start, &mut computed, happenings, sink);
    if computed.ambiguous && computed.alert.is_none() {
        computed.alert = Some(computed.due);
    }
    let phrase = if q.rule.earliest { Phrase::NotBefore } else { Phrase::End };
    sink.say(phrase, &[(Blank::Date, Word::Day(computed.due))], "");
    computed
}

/// The length: that of a special text, that which the question states, or that of the rule.
fn length(q: &Question<'_>, start: Day, sink: &mut impl Sink) -> Term {
    let stated = q.special().map(|special| special.term).or(q.length);
    stated.unwrap_or_else(|| of_the_day(q, start, sink))
}

/// The length that the law of the day of the decision attacked sets.
fn of_the_day(q: &Question<'_>, start: Day, sink: &mut impl Sink) -> Term {
    let decision = q.decision.unwrap_or(start);
    let (term, former) = q.rule.length_on(q.trigger, decision);
    if let Some(former) = former {
        let words = [(Blank::Date, Word::Day(decision)), (Blank::Length, Word::Length(term))];
        sink.say(Phrase::FormerLaw, &words, &former.article);
    }
    term
}

/// Ends that other readings give: the earliest of all is the day of alert.
fn readings(
    q: &Question<'_>,
    start: Day,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) {
    if let Some(event) = q.rule.or_from
        && let Some(day) = happenings.last(event).filter(|day| *day != start)
    {
        let other = compute(q, day, happenings, &mut Silent);
        let (what, from) = ((Blank::What, named(q, event)), (Blank::Date, Word::Day(day)));
        beside(computed, other.due, Phrase::OtherStart, [what, from], sink);
    }
    if q.rule.prorogation_doubtful {
        let before = q.calendar.last_working(computed.raw);
        let raw = computed.raw;
        beside(computed, raw, Phrase::ProrogationInDoubt, [(Blank::Date, Word::Day(before)); 2], sink);
        computed.alert = computed.alert.map(|known| known.min(before));
    }
    if q.rule.local_holidays_doubtful && q.calendar != Calendar::National {
        let nationally = Question { calendar: Calendar::National, ..*q };
        let other = compute(&nationally, start, happenings, &mut Silent);
        let why = (Blank::Why, Word::Off(q.calendar, other.due));
        beside(computed, other.due, Phrase::LocalHoliday, [why, (Blank::Date, Word::Day(other.due))], sink);
    }
}

/// Another reading ends on another day: said, and the earlier day alerted.
fn beside(
    computed: &mut Computed,
    other: Day,
    phrase: Phrase,
    [one, two]: [(Blank, Word<'_>); 2],
    sink: &mut impl Sink,
) {
    if other == computed.due {
        return;
    }
    let earliest = other.min(computed.due);
    computed.alert = Some(computed.alert.map_or(earliest, |known| known.min(earliest)));
    computed.ambiguous = true;
    sink.say(phrase, &[one, two, (Blank::Other, Word::Day(other))], "");
}

/// A term chained to the raw end of some days that are no rule of their own.
fn after_days(q: &Question<'_>, first: Term, second: Term, start: Day, sink: &mut impl Sink) -> Computed {
    let from = first.end(start);
    let mut computed = starting(start);
    if second.is_empty() {
        computed.missing = Some("longueur");
        return computed;
    }
    let words = [(Blank::Length, Word::Length(first)), (Blank::Date, Word::Day(from))];
    sink.say(Phrase::Term, &words, &q.rule.article);
    computed.raw = second.end(from);
    let (length, end) = ((Blank::Length, Word::Length(second)), (Blank::End, Word::Day(computed.raw)));
    sink.say(Phrase::Chained, &[length, (Blank::Date, Word::Day(from)), end], &q.rule.article);
    say_clear(second, sink);
    computed
}

/// A term that ends on the day that its act states: it has no length that distance would extend or an interruption renew.
fn until(q: &Question<'_>, start: Day, sink: &mut impl Sink) -> Computed {
    let mut computed = starting(start);
    match q.until {
        Some(day) => {
            computed.raw = day;
            sink.say(Phrase::Stated, &[(Blank::Date, Word::Day(day))], &q.rule.article);
        }
        None => computed.missing = Some("longueur"),
    }
    computed
}

/// What makes a term of jours francs end a day later than its number says.
fn say_clear(term: Term, sink: &mut impl Sink) {
    if term.clear_days > 0 {
        sink.say(Phrase::Clear, &[], "");
    }
}

/// Nothing computed yet.
const fn starting(start: Day) -> Computed {
    Computed {
        start,
        raw: start,
        due: start,
        alert: None,
        ambiguous: false,
        missing: None,
        interrupted: false,
        first_end: None,
    }
}

/// One term from its start, with distance, reduction and interruptions; not yet moved to a working day.
fn run(
    q: &Question<'_>,
    base: Term,
    start: Day,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Computed {
    let mut computed = starting(start);
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
    let plain = term;
    let term = if q.rule.distance_doubtful { plain } else { plain.extended(months) };
    computed.raw = until.unwrap_or_else(|| term.end(start));
    let end = Word::Day(computed.raw);
    sink.say(Phrase::Term, &[(Blank::Length, Word::Length(term)), (Blank::Date, end)], q.article());
    say_clear(term, sink);
    if q.rule.distance_doubtful && months > 0 {
        computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
        let other = due(plain.extended(months).end(start), q.calendar, q.rule.prorogation);
        let words = [(Blank::Months, Word::Number(months)), (Blank::Date, Word::Day(computed.due))];
        beside(&mut computed, other, Phrase::DistanceInDoubt, words, sink);
    }
    if sink.listens() && term.months > 0 && until.is_none() && start.is_clipped_after_months(term.months) {
        sink.say(Phrase::Clipped, &[(Blank::Date, end)], "");
    }
    if q.rule.triggers.get(q.trigger).is_some_and(|trigger| trigger.uninterrupted) {
        return computed;
    }
    interrupt(q, term, &mut computed, happenings, sink);
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
            sink.say(Phrase::Reduced, &[(Blank::What, named(q, event)), length], provided(q, event));
            (term, None)
        }
        Some(Set::Until(day)) => {
            let end = (Blank::Date, Word::Day(day));
            sink.say(Phrase::ReducedTo, &[(Blank::What, named(q, event)), end], provided(q, event));
            (base, Some(day))
        }
        None => (base, None),
    }
}

/// The words for an event.
fn named<'a>(q: &Question<'a>, event: usize) -> Word<'a> {
    Word::Text(q.catalogue.events.get(event).map_or("", |event| &event.label))
}

/// The text that provides for an event.
fn provided<'a>(q: &Question<'a>, event: usize) -> &'a str {
    q.catalogue.events.get(event).map_or("", |event| &event.article)
}

/// Months added for distance; `None` when the residence that decides is not known.
fn extension(q: &Question<'_>, sink: &mut impl Sink) -> Option<i32> {
    let Some(distance) = q.rule.distance.and_then(|at| q.catalogue.distances.get(at)) else { return Some(0) };
    if q.special().is_some_and(|special| !special.distance) {
        return Some(0);
    }
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
        // Where it is open that it extends, the end that is given is the plain one: nothing is missing.
        ResidenceZone::Inconnue if q.rule.distance_doubtful => 0,
        ResidenceZone::Inconnue => return None,
    };
    if months > 0 && !q.rule.distance_doubtful {
        let place = if q.zone == ResidenceZone::OutreMer { "outre-mer" } else { "à l’étranger" };
        let words = [(Blank::Months, Word::Number(months)), (Blank::Place, Word::Text(place))];
        sink.say(Phrase::Distance, &words, &distance.article);
    }
    Some(months)
}

/// What interrupts a term or opens it anew, of whatever kind, in the order of the days: a request made before the end
/// interrupts, the whole term runs anew from what settles it, and may be interrupted again.
fn interrupt(
    q: &Question<'_>,
    term: Term,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) {
    let kinds = &q.rule.interruptions;
    let stirs = |kind: &Interruption| {
        happenings.may_know(kind.by) || kind.restarts_alone && happenings.may_know(kind.restart)
    };
    if !kinds.iter().filter_map(|kind| q.catalogue.interruptions.get(*kind)).any(stirs) {
        return;
    }
    // By kind: from which day it is looked for, none where it interrupts no more; whether it has interrupted.
    let mut known: SmallVec<[(Option<Day>, bool); 4]> =
        SmallVec::from_elem((Some(Day::MIN), false), kinds.len());
    loop {
        let (start, raw, end) = (computed.start, computed.raw, OnceCell::new());
        let end = || *end.get_or_init(|| due(raw, q.calendar, q.rule.prorogation));
        let next = |(at, (index, (from, interrupted))): (usize, (&usize, &(Option<Day>, bool)))| {
            let (kind, from) = (q.catalogue.interruptions.get(*index)?, (*from)?);
            if let Some(asked) = happenings.first(kind.by, from).filter(|day| *day <= end()) {
                return Some((asked, at, kind, true));
            }
            if !kind.restarts_alone || *interrupted {
                return None;
            }
            let restart = happenings.first(kind.restart, from.max(start.plus(1)));
            Some((restart.filter(|day| *day > start)?, at, kind, false))
        };
        let next = kinds.iter().zip(&known).enumerate().filter_map(next);
        let Some((day, at, kind, asks)) = next.min_by_key(|(day, at, ..)| (*day, *at)) else { return };
        let (next, interrupted) = if asks {
            match request(q, kind, (day, end()), term, computed, happenings, sink) {
                Request::Idle => (Some(day.plus(1)), known[at].1),
                Request::Settled(day) => ((!kind.once).then(|| day.plus(1)), true),
                Request::Pending => return,
            }
        } else {
            revive(q, kind, (day, end()), term, computed, sink);
            (Some(day.plus(1)), false)
        };
        // Days have a last one, beyond which nothing is looked for.
        known[at] = (next.filter(|next| Some(*next) > known[at].0), interrupted);
    }
}

/// What became of a request made before the end.
enum Request {
    /// Settled before the term began to run, it had nothing to interrupt.
    Idle,
    /// The term runs anew from that day.
    Settled(Day),
    /// What settles it is not known yet.
    Pending,
}

/// A request made on a day before an end.
fn request(
    q: &Question<'_>,
    interruption: &Interruption,
    (asked, end): (Day, Day),
    term: Term,
    computed: &mut Computed,
    happenings: &impl Happenings,
    sink: &mut impl Sink,
) -> Request {
    let settled = happenings.first(interruption.restart, asked);
    if settled.is_some_and(|settled| settled < computed.start) {
        return Request::Idle;
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
            return Request::Settled(day);
        }
        pending(q, interruption.restart, computed, sink);
        return Request::Pending;
    };
    let (mut settled, mut event) = (settled, interruption.restart);
    if interruption.recourse.is_some() {
        match recourse(q, interruption, settled, happenings, sink) {
            Recoursed::Not => {}
            Recoursed::Pending(event) => {
                pending(q, event, computed, sink);
                return Request::Pending;
            }
            Recoursed::Settled(day, by) => (settled, event) = (day, by),
        }
    }
    for later in &interruption.or_later {
        let last = happenings.last(*later);
        while let Some(last) = last.filter(|last| *last > settled) {
            // Most often the last one comes before the end of the new term. What comes after it finds nothing to push.
            let end = due(term.end(settled), q.calendar, q.rule.prorogation);
            let next =
                || happenings.first(*later, settled.plus(1)).filter(|day| *day > settled && *day <= end);
            let Some(day) = Some(last).filter(|last| *last <= end).or_else(next) else { break };
            (settled, event) = (day, *later);
        }
    }
    let left = computed.raw.number() - asked.number();
    restart(term, settled, computed);
    anew(q, interruption, event, settled, term, computed, sink);
    if interruption.or_suspends {
        let other = due(settled.plus(left), q.calendar, q.rule.prorogation);
        computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
        let words = [(Blank::Days, Word::Number(left)), (Blank::Date, Word::Day(settled))];
        beside(computed, other, Phrase::Remainder, words, sink);
    }
    Request::Settled(settled)
}

/// What restarts a term, told though nothing is known to have interrupted it before its end.
fn revive(
    q: &Question<'_>,
    interruption: &Interruption,
    (day, end): (Day, Day),
    term: Term,
    computed: &mut Computed,
    sink: &mut impl Sink,
) {
    // Whether a term that nobody interrupted is revived is open: one is warned by its own end.
    computed.alert = Some(computed.alert.map_or(end, |known| known.min(end)));
    computed.ambiguous = true;
    restart(term, day, computed);
    anew(q, interruption, interruption.restart, day, term, computed, sink);
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
    let of_first = Question { rule: first, trigger: 0, length: None, until: None, ..*q };
    let first_term = length(&of_first, start, &mut Silent);
    let mut computed = run(&of_first, first_term, start, happenings, sink);
    computed.first_end = Some(due(computed.raw, q.calendar, first.prorogation));
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
    let months = first_term.months + extension(&of_first, &mut Silent).unwrap_or(0);
    if base.is_clipped_after_months(months) && base.plus_months(months) == from {
        let other = due(
            first_term.extended(months - first_term.months).extended(second.months).end(base),
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
    if q.rule.earliest {
        // What must wait for the end of a term is possible from the day after it; days off are nothing to that.
        computed.due = computed.raw.plus(1);
        return;
    }
    settle(q, computed, sink);
    lengthen(q, computed, happenings, sink);
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
}

/// The last useful day of a raw end: the first working day where it moves, else the day itself, and the working day before
/// it is the one to be careful of.
fn settle(q: &Question<'_>, computed: &mut Computed, sink: &mut impl Sink) {
    let raw = (Blank::Date, Word::Day(computed.raw));
    computed.due = due(computed.raw, q.calendar, q.rule.prorogation);
    if computed.due != computed.raw {
        let why = (Blank::Why, Word::Off(q.calendar, computed.raw));
        sink.say(Phrase::Prorogated, &[raw, why, (Blank::End, Word::Day(computed.due))], "");
    } else if !q.rule.prorogation && !q.calendar.is_working(computed.raw) {
        let before = q.calendar.last_working(computed.raw);
        computed.alert = Some(computed.alert.map_or(before, |known| known.min(before)));
        sink.say(Phrase::NotProrogated, &[raw], "");
        sink.say(Phrase::HardStop, &[(Blank::Date, Word::Day(before))], "");
    }
}

/// What a judge added. Whether days are added to the end as it moved, or to the raw one, is open: the first is the answer,
/// the earlier of both the day of alert. Nothing that is added shortens, nor goes beyond what the text allows.
fn lengthen(q: &Question<'_>, computed: &mut Computed, happenings: &impl Happenings, sink: &mut impl Sink) {
    let Some(event) = q.rule.extended_by else { return };
    let what = (Blank::What, named(q, event));
    let moved = computed.due;
    let most = q.rule.extension_limit.map(|days| Term { days, ..Term::default() });
    let term = match happenings.set(event) {
        None => return,
        Some(Set::Until(day)) => {
            let day = most.map_or(day, |most| day.min(most.end(moved)));
            if day > moved {
                computed.raw = day;
                sink.say(Phrase::SetTo, &[what, (Blank::Date, Word::Day(day))], &q.rule.article);
                settle(q, computed, sink);
            }
            return;
        }
        Some(Set::Length(term)) => most.filter(|most| most.end(moved) < term.end(moved)).unwrap_or(term),
    };
    let from_raw = term.end(computed.raw);
    computed.raw = term.end(moved);
    let end = (Blank::Date, Word::Day(computed.raw));
    sink.say(Phrase::Lengthened, &[what, (Blank::Length, Word::Length(term)), end], &q.rule.article);
    settle(q, computed, sink);
    let other = due(from_raw, q.calendar, q.rule.prorogation);
    let words = [(Blank::Length, Word::Length(term)), (Blank::Date, Word::Day(from_raw))];
    beside(computed, other, Phrase::LengthenedFromRaw, words, sink);
}
