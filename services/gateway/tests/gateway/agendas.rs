//! Calendars, as programs read them.

use greffe_contracts::{assignment::v1::PublicRole, notification::v1 as pb};
use greffe_gateway::inside::{calendar, hearings};
use icalendar::{Calendar, Component as _, EventStatus};
use jiff::tz::TimeZone;

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
    let long =
        "Dépôt du mémoire ampliatif au greffe de la Cour, et sa signification à qui n’a pas constitué avocat";
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
