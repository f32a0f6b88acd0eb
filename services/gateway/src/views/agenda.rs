//! Calendars as programs read them (RFC 5545). The same facts are the same text, whenever they are asked for: an ETag tells a
//! change.

use greffe_contracts::{assignment::v1::PublicRole, notification::v1 as pb, words};
use greffe_procedure::profile::CourtProfile;
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Nothing in it yet.
fn published(name: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", format!("-//{}//Greffe//FR", CourtProfile::embedded().name).as_str()),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-PUBLISHED-TTL", "PT4H"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.name(name);
    calendar
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// What somebody follows: whole days, the number of the case, and nothing that names anybody.
pub fn calendar(entries: &[pb::CalendarEntry], origin: &str) -> String {
    let mut calendar = published("Greffe\u{a0}: audiences et échéances");
    for entry in entries {
        calendar.push(event(entry, origin));
    }
    calendar.to_string()
}

fn event(entry: &pb::CalendarEntry, origin: &str) -> Event {
    let number =
        if entry.dossier_number.is_empty() { "dossier non numéroté" } else { &entry.dossier_number };
    let hearing = entry.kind == "audience";
    let summary = if hearing {
        format!("Audience\u{a0}: {number}")
    } else {
        format!("Échéance\u{a0}: {number}, {}", entry.label)
    };
    let changed =
        entry.changed_at.and_then(|at| Timestamp::new(at.seconds, 0).ok()).unwrap_or(Timestamp::UNIX_EPOCH);
    let mut event = Event::new();
    event
        .uid(&format!("{}@greffe", entry.entry_id))
        .summary(&summary)
        .url(&format!("{origin}/dossiers/{}", entry.dossier_id))
        .add_property("DTSTAMP", utc(changed))
        .append_property(
            Property::new("DTSTART", entry.day.replace('-', "")).add_parameter("VALUE", "DATE").done(),
        )
        // A term keeps nobody from being elsewhere.
        .add_property("TRANSP", if hearing { "OPAQUE" } else { "TRANSPARENT" });
    if !entry.article.is_empty() {
        event.description(&entry.article);
    }
    event.done()
}

/// Published rôles: when and where a formation sits, and how many cases it hears. One that will not be held says so, so that it
/// leaves the calendars in which it was. `seat` is the time zone of the Court.
pub fn hearings(roles: &[PublicRole], origin: &str, seat: &TimeZone) -> String {
    let mut calendar =
        published(&format!("{}\u{a0}: rôles publiés", words::capitalised(&CourtProfile::embedded().name)));
    for event in roles.iter().filter_map(|role| sitting(role, origin, seat)) {
        calendar.push(event);
    }
    calendar.to_string()
}

/// None for one whose day cannot be read.
fn sitting(role: &PublicRole, origin: &str, seat: &TimeZone) -> Option<Event> {
    let sitting = role.sitting.as_ref()?;
    let day: Date = sitting.day.parse().ok()?;
    let at = |minutes: u32| {
        let time = day.at(i8::try_from(minutes / 60).ok()?, i8::try_from(minutes % 60).ok()?, 0, 0);
        Some(utc(seat.to_timestamp(time).ok()?))
    };
    let changed: Timestamp = role.changed_at.parse().ok()?;
    let cases = match role.count {
        0 => "aucune affaire".to_owned(),
        1 => "1\u{a0}affaire".to_owned(),
        many => format!("{many}\u{a0}affaires"),
    };
    let mut event = Event::new();
    event
        .uid(&format!("{}@greffe", role.audience_id))
        .sequence(u32::try_from(role.version).unwrap_or(u32::MAX))
        .summary(&words::capitalised(&format!("{}, {}", role.chambre_label, role.formation_label)))
        .url(&format!("{origin}/roles/{}", role.audience_id))
        .status(if role.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed })
        .add_property("DTSTAMP", utc(changed))
        .add_property("DTSTART", at(sitting.from)?)
        .add_property("DTEND", at(sitting.to)?);
    if !role.cancelled {
        event.description(&cases);
    }
    if !sitting.room.is_empty() {
        event.location(&sitting.room);
    }
    Some(event.done())
}
