//! The computation: one mean future, and those that are drawn.

use jiff::{ToSpan as _, civil::Date};

use super::{
    Bearer, Delay, Forecast, OutOfBounds, PAST_MIN, PersonAhead, PersonWeek, Phase, Picture, RUNS, SIGHT,
    Settings, Stock, TAIL, Week,
};
use crate::load::{FULL, time};

/// One dossier.
const ONE: i128 = 1000;

/// What is to be expected of a chamber, as it stands and with these settings.
///
/// # Errors
/// When a setting is out of its bounds.
pub fn forecast(picture: &Picture, settings: &Settings) -> Result<Forecast, OutOfBounds> {
    settings.check()?;
    let course = Course::of(picture, settings);
    let (entries, exits) = (course.mean(|week| week.0), course.mean(|week| week.1));
    let shown = settings.weeks as usize;
    let mut weeks = Vec::with_capacity(shown);
    let mut waiting = course.waiting;
    for at in 0..shown {
        let before = waiting;
        let come = course.coming(entries);
        let go = course.going(exits, at).min(before + come);
        waiting = before + come - go;
        let from = day_after(picture.day, at);
        let until = day_after(picture.day, at + 1);
        let planned = picture.audiences.iter().filter(|of| from <= of.day && of.day < until);
        let places: u32 = planned.map(|of| of.places).sum();
        weeks.push(Week {
            from,
            before: narrow(before),
            entries: narrow(come),
            exits: narrow(go),
            after: narrow(waiting),
            range: None,
            places: places.saturating_add(u32::try_from(course.added_at(at) / ONE).unwrap_or(u32::MAX)),
            time: narrow(course.time_at(at)),
        });
    }
    let mut judged =
        Delay { weeks: course.cleared(course.waiting + ONE, |at| course.going(exits, at)), range: None };
    course.draw(settings.seed, &mut weeks, &mut judged);
    let mut people: Vec<PersonAhead> =
        picture.people.iter().map(|person| course.bears(person, &weeks, exits)).collect();
    people.sort_by_key(|ahead| ahead.person);
    let thousandths = |mean: Mean| narrow(mean.sum * ONE / mean.of);
    Ok(Forecast { entries: thousandths(entries), exits: thousandths(exits), weeks, judged, people })
}

/// A mean kept as a fraction: what is rounded is rounded once.
#[derive(Debug, Clone, Copy)]
struct Mean {
    sum: i128,
    of: i128,
}

/// What the weeks to come are made of.
struct Course<'a> {
    picture: &'a Picture,
    settings: &'a Settings,
    /// Waiting today.
    waiting: i128,
    /// What an ordinary dossier that waits weighs, in thousandths of an ordinary one.
    weight: i128,
    /// Entries and exits of each past week.
    past: Vec<(i128, i128)>,
    /// Time of the magistrats over the past weeks.
    then: i128,
    /// Time of the magistrats in each week to come, those supposed included.
    times: Vec<i128>,
    /// Places added in each.
    added: Vec<i128>,
}

impl<'a> Course<'a> {
    fn of(picture: &'a Picture, settings: &'a Settings) -> Self {
        let queue = picture.waiting.iter().filter(|(phase, _)| **phase != Phase::Suspendu);
        let Stock { dossiers, weight } = queue.fold(Stock::default(), |sum, (_, stock)| Stock {
            dossiers: sum.dossiers.saturating_add(stock.dossiers),
            weight: sum.weight.saturating_add(stock.weight),
        });
        let sight = SIGHT as usize;
        let mut added = vec![0; sight];
        for audience in &settings.audiences {
            if let Some(week) = added.get_mut((audience.week - 1) as usize) {
                *week += i128::from(audience.places) * ONE;
            }
        }
        let present = |first: Date, last: Date| {
            let people = picture.people.iter();
            people.map(|of| time((of.from, of.to), of.quotite, &of.away, (first, last))).sum::<i128>()
        };
        let yesterday = picture.day.checked_sub(1.day()).unwrap_or(picture.day);
        let then = picture.past.first().map_or(0, |first| present(first.from, yesterday));
        let times = (0..sight).map(|at| {
            let (first, next) = (day_after(picture.day, at), day_after(picture.day, at + 1));
            let more = if at + 1 >= settings.magistrats_from as usize { settings.magistrats } else { 0 };
            let last = next.checked_sub(1.day()).unwrap_or(next);
            (present(first, last) + i128::from(more) * FULL).max(0)
        });
        Self {
            picture,
            settings,
            waiting: i128::from(dossiers) * ONE,
            // Weights are in hundredths.
            weight: if dossiers == 0 { ONE } else { i128::from(weight) * 10 / i128::from(dossiers) },
            past: picture.past.iter().map(|week| (week.entries.into(), week.exits.into())).collect(),
            then,
            times: times.collect(),
            added,
        }
    }

    fn mean(&self, part: impl Fn(&(i128, i128)) -> i128) -> Mean {
        Mean {
            sum: self.past.iter().map(part).sum(),
            of: i128::try_from(self.past.len()).unwrap_or(1).max(1),
        }
    }

    fn time_at(&self, at: usize) -> i128 {
        self.times.get(at).copied().unwrap_or_default()
    }

    fn added_at(&self, at: usize) -> i128 {
        self.added.get(at).copied().unwrap_or_default()
    }

    /// What comes in a week, of entries so many.
    fn coming(&self, entries: Mean) -> i128 {
        entries.sum * ONE * (100 + i128::from(self.settings.entries)) / (entries.of * 100)
    }

    /// What may go in a week to come, of exits so many in the past. Of a chamber where nobody was, time says nothing.
    fn going(&self, exits: Mean, at: usize) -> i128 {
        let usual = exits.sum * ONE;
        let usual =
            if self.then > 0 { usual * self.time_at(at) / (exits.of * self.then) } else { usual / exits.of };
        usual + self.added_at(at)
    }

    /// In how many weeks so much has gone.
    fn cleared(&self, much: i128, going: impl Fn(usize) -> i128) -> Option<u32> {
        let mut gone = 0;
        (0..self.times.len()).find_map(|at| {
            gone += going(at);
            (gone >= much).then(|| u32::try_from(at + 1).unwrap_or(u32::MAX))
        })
    }

    /// Draws futures among the past weeks, and says between which bounds eight of ten lie. What is drawn does not depend on
    /// the settings: two forecasts of one seed differ by these alone.
    fn draw(&self, seed: u64, weeks: &mut [Week], judged: &mut Delay) {
        if self.past.len() < PAST_MIN {
            return;
        }
        let mut left: Vec<Vec<i128>> = vec![Vec::new(); weeks.len()];
        let mut delays = Vec::new();
        for run in 0..RUNS {
            let mut dice = Dice::of(seed, run);
            let (mut waiting, mut gone, mut delay) = (self.waiting, 0, u32::MAX);
            for at in 0..self.times.len() {
                let (entries, exits) = self.past[dice.below(self.past.len())];
                let may = self.going(Mean { sum: exits, of: 1 }, at);
                gone += may;
                if delay == u32::MAX && gone >= self.waiting + ONE {
                    delay = u32::try_from(at + 1).unwrap_or(u32::MAX);
                }
                waiting = (waiting + self.coming(Mean { sum: entries, of: 1 }) - may).max(0);
                match left.get_mut(at) {
                    Some(of) => of.push(waiting),
                    None if delay != u32::MAX => break,
                    None => {}
                }
            }
            delays.push(delay);
        }
        for (week, mut of) in weeks.iter_mut().zip(left) {
            week.range = bounds(&mut of).map(|(low, high)| (narrow(low), narrow(high)));
        }
        let seen = |weeks: u32| (weeks != u32::MAX).then_some(weeks);
        judged.range = bounds(&mut delays).map(|(low, high)| (seen(low), seen(high)));
    }

    /// What a person bears, week by week: the share of the chamber's that their time is.
    fn bears(&self, person: &Bearer, weeks: &[Week], exits: Mean) -> PersonAhead {
        let service = (person.from, person.to);
        let own = |at: usize| {
            let (first, next) = (day_after(self.picture.day, at), day_after(self.picture.day, at + 1));
            let last = next.checked_sub(1.day()).unwrap_or(next);
            time(service, person.quotite, &person.away, (first, last))
        };
        let share = |dossiers: i128, at: usize| match self.time_at(at) {
            0 => 0,
            all => dossiers * self.weight * own(at) / (all * ONE),
        };
        let today = i128::from(person.borne.weight) * 10;
        let mut load = today;
        let weeks = weeks.iter().enumerate().map(|(at, week)| {
            let before = load;
            let given = share(week.entries.into(), at);
            let done = share(week.exits.into(), at).min(before + given);
            load = before + given - done;
            PersonWeek {
                before: narrow(before),
                given: narrow(given),
                done: narrow(done),
                after: narrow(load),
                time: narrow(own(at)),
            }
        });
        let weeks: Vec<PersonWeek> = weeks.collect();
        let now = own(0);
        PersonAhead {
            person: person.person,
            borne: person.borne,
            relative: (now > 0).then(|| narrow(i128::from(person.borne.weight) * FULL / now)),
            weeks,
            cleared: if today == 0 {
                Some(0)
            } else {
                self.cleared(today, |at| share(self.going(exits, at), at))
            },
        }
    }
}

/// Bounds within which all but the tails lie.
fn bounds<T: Ord + Copy>(drawn: &mut [T]) -> Option<(T, T)> {
    drawn.sort_unstable();
    let tail = drawn.len() / TAIL as usize;
    Some((*drawn.get(tail)?, *drawn.get(drawn.len().checked_sub(tail + 1)?)?))
}

/// A day so many weeks later; the last day there is, beyond it.
fn day_after(day: Date, weeks: usize) -> Date {
    let weeks = i64::try_from(weeks).unwrap_or(i64::MAX).min(10_000);
    day.checked_add(weeks.weeks()).unwrap_or(Date::MAX)
}

fn narrow(figure: i128) -> u64 {
    u64::try_from(figure).unwrap_or(0)
}

/// Numbers that a seed gives, one after the other (SplitMix64, Steele, Lea and Flood, 2014): not secret, and the same
/// everywhere.
struct Dice(u64);

impl Dice {
    fn of(seed: u64, run: u32) -> Self {
        let mut dice = Self(seed ^ (u64::from(run) << 32));
        Self(dice.next())
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// One of so many.
    fn below(&mut self, count: usize) -> usize {
        let wide = u128::from(self.next()) * u128::try_from(count).unwrap_or(1);
        usize::try_from(wide >> 64).unwrap_or(0)
    }
}
