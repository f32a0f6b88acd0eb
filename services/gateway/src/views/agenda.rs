//! Calendars as programs read them (RFC 5545). The same facts are the same text, whenever they are asked for: an ETag tells a
//! change.

use greffe_contracts::{assignment::v1::PublicRole, notification::v1 as pb};
use icalendar::{Calendar, Component as _, Event, EventLike as _, EventStatus, Property};
use jiff::{Timestamp, civil::Date, tz::TimeZone};

/// Nothing in it yet.
fn published(name: &str) -> Calendar {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Cour de cassation//Greffe//FR"),
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
    let changed = entry
        .changed_at
        .and_then(|at| Timestamp::new(at.seconds, 0).ok())
        .unwrap_or(Timestamp::UNIX_EPOCH);
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
    let mut calendar = published("Cour de cassation\u{a0}: rôles publiés");
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
        Some(utc(time.to_zoned(seat.clone()).ok()?.timestamp()))
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
        .summary(&format!("{}, {}", role.chambre_label, role.formation_label))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_reads_back_holds_no_more_than_numbers_and_is_the_same_text_each_time() {
        let entry = |id: &str, kind: &str, day: &str, label: &str| pb::CalendarEntry {
            entry_id: id.into(),
            dossier_id: "d1".into(),
            dossier_number: "C 26-10.001".into(),
            kind: kind.into(),
            day: day.into(),
            label: label.into(),
            article: if label.is_empty() { String::new() } else { "CPC 978, 979-1".into() },
            changed_at: Some(prost_types::Timestamp { seconds: 1_795_518_000, nanos: 0 }),
        };
        let long = "Dépôt du mémoire ampliatif au greffe de la Cour, et sa signification à qui n’a pas constitué avocat";
        let entries = [entry("e1", "audience", "2026-12-08", ""), entry("e2", "terme", "2027-03-24", long)];
        let text = calendar(&entries, "https://greffe.example");
        assert_eq!(text, calendar(&entries, "https://greffe.example"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "lines are folded");
        assert!(text.contains("PRODID:") && text.contains("DTSTAMP:20261124T110000Z"), "{text}");
        let read: Calendar = text.parse().unwrap();
        let events: Vec<_> = read.events().collect();
        assert_eq!(events.len(), 2);
        assert_eq!(events[0].get_summary(), Some("Audience\u{a0}: C 26-10.001"));
        assert_eq!(events[1].get_summary(), Some(format!("Échéance\u{a0}: C 26-10.001, {long}").as_str()));
        assert_eq!(events[1].get_description(), Some("CPC 978, 979-1"));
        assert_eq!(events[1].property_value("DTSTART"), Some("20270324"));
        assert_eq!(events[0].get_uid(), Some("e1@greffe"));
        assert_eq!(events[0].get_url(), Some("https://greffe.example/dossiers/d1"));
    }
    #[test]
    fn published_roles_are_events_at_the_hour_of_the_court_and_a_cancelled_one_says_so() {
        use greffe_contracts::assignment::v1::AudienceSitting;
        let role = |id: &str, day: &str, cancelled: bool| PublicRole {
            audience_id: id.into(),
            version: 9,
            chambre_label: "première chambre civile".into(),
            formation_label: "formation de section".into(),
            sitting: Some(AudienceSitting {
                day: day.into(),
                from: 14 * 60,
                to: 16 * 60 + 30,
                room: "Salle Cambacérès".into(),
                ..Default::default()
            }),
            cancelled,
            count: 12,
            changed_at: "2026-11-24T11:00:00.5Z".into(),
            ..Default::default()
        };
        let seat = TimeZone::get("Europe/Paris").unwrap();
        let roles = [role("a1", "2026-12-08", false), role("a2", "2027-06-08", true), role("a3", "", false)];
        let text = hearings(&roles, "https://greffe.example", &seat);
        assert_eq!(text, hearings(&roles, "https://greffe.example", &seat));
        let read: Calendar = text.parse().unwrap();
        let events: Vec<_> = read.events().collect();
        assert_eq!(events.len(), 2, "one without a day is left out");
        // An hour before Paris in winter, two in summer.
        assert_eq!(events[0].property_value("DTSTART"), Some("20261208T130000Z"));
        assert_eq!(events[0].property_value("DTEND"), Some("20261208T153000Z"));
        assert_eq!(events[1].property_value("DTSTART"), Some("20270608T120000Z"));
        assert_eq!(events[0].property_value("SEQUENCE"), Some("9"));
        assert_eq!(events[0].get_description(), Some("12\u{a0}affaires"));
        assert_eq!(events[0].get_status(), Some(EventStatus::Confirmed));
        assert_eq!((events[1].get_status(), events[1].get_description()), (Some(EventStatus::Cancelled), None));
        assert_eq!(events[0].get_url(), Some("https://greffe.example/roles/a1"));
    }
}
