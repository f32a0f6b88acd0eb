//! What people chose: the digest, the calendar, the searches that they keep.

use greffe_contracts::notification::v1 as pb;
use icalendar::{Calendar, Component as _, Event, Property};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{each, instant, some};
use crate::api::NO_CHAMBER;

/// Everything that one chose.
#[derive(Debug, Serialize, ToSchema)]
pub struct Preferences {
    digest: DigestChoice,
    /// The last that were made, the latest first.
    sent: Vec<DigestSent>,
    /// Absent while the calendar has no address.
    calendar: Option<CalendarAddress>,
    /// Whether e-mail leaves from here.
    mail_open: bool,
    /// Domains of the addresses to which a digest may go.
    domains: Vec<String>,
}

impl From<pb::GetPreferencesResponse> for Preferences {
    fn from(p: pb::GetPreferencesResponse) -> Self {
        Self {
            digest: p.digest.unwrap_or_default().into(),
            sent: each(p.sent),
            calendar: p.calendar.map(CalendarAddress::from),
            mail_open: p.mail_open,
            domains: p.domains,
        }
    }
}

/// A digest by e-mail, as its reader chose it.
#[derive(Debug, Serialize, ToSchema)]
pub struct DigestChoice {
    /// `aucun`, `matin`, `semaine`.
    frequency: String,
    /// Of the Court's time zone, 5 to 20.
    hour: u32,
    /// 1 (Monday) to 7, for `semaine`.
    weekday: u32,
    tasks: bool,
    deadlines: bool,
    follows: bool,
    address: Option<String>,
}

impl From<pb::DigestChoice> for DigestChoice {
    fn from(c: pb::DigestChoice) -> Self {
        Self {
            frequency: c.frequency,
            hour: c.hour,
            weekday: c.weekday,
            tasks: c.tasks,
            deadlines: c.deadlines,
            follows: c.follows,
            address: some(c.address),
        }
    }
}

/// A choice to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DigestInput {
    /// `aucun`, `matin`, `semaine`.
    frequency: String,
    /// Of the Court's time zone, 5 to 20.
    hour: u32,
    /// 1 (Monday) to 7, for `semaine`.
    weekday: u32,
    tasks: bool,
    deadlines: bool,
    follows: bool,
    #[serde(default)]
    address: String,
}

impl From<DigestInput> for pb::DigestChoice {
    fn from(c: DigestInput) -> Self {
        let DigestInput { frequency, hour, weekday, tasks, deadlines, follows, address } = c;
        Self { frequency, hour, weekday, tasks, deadlines, follows, address }
    }
}

/// A digest that was made.
#[derive(Debug, Serialize, ToSchema)]
pub struct DigestSent {
    /// ISO day.
    day: String,
    /// `remis`, `en_cours`, `envoye`, `inconnu`, `rejete`, `vide`, `perime`.
    state: String,
    why: Option<String>,
}

impl From<pb::DigestSent> for DigestSent {
    fn from(d: pb::DigestSent) -> Self {
        Self { day: d.day, state: d.state, why: some(d.why) }
    }
}

/// That a calendar has an address; its secret is told once, when it is made.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarAddress {
    since: String,
    /// ISO day on which a program read it last.
    read_on: Option<String>,
}

impl From<pb::Calendar> for CalendarAddress {
    fn from(c: pb::Calendar) -> Self {
        Self { since: instant(c.since), read_on: some(c.read_on) }
    }
}

/// The calendar after its address was made or taken back.
#[derive(Debug, Serialize, ToSchema)]
pub struct CalendarTurned {
    calendar: Option<CalendarAddress>,
    /// To give to one's own calendar program; told this once.
    address: Option<String>,
}

impl CalendarTurned {
    /// With the address under which the product is reached.
    pub fn of(turned: pb::TurnCalendarResponse, origin: &str) -> Self {
        let address = some(turned.token).map(|secret| format!("{origin}/api/v1/agenda/{secret}/greffe.ics"));
        Self { calendar: turned.calendar.map(CalendarAddress::from), address }
    }
}

/// Filters of the list of dossiers, as its address bears them.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchFilters {
    #[serde(default)]
    q: Option<String>,
    /// Codes, separated by commas; `aucune` for cases that no chamber has.
    #[serde(default)]
    chambre: Option<String>,
    /// Codes, separated by commas.
    #[serde(default)]
    stade: Option<String>,
    #[serde(default)]
    rapporteur: Option<String>,
    #[serde(default)]
    urgent: bool,
    #[serde(default)]
    clos: bool,
    /// `recent`, `number`, `oldest`.
    #[serde(default)]
    tri: Option<String>,
    /// `recherche` for the search over dossiers and papers, of which `q`, `chambre` and `genre` are kept; none: the list of dossiers.
    #[serde(default)]
    portee: Option<String>,
    /// `dossier`, `partie`, `decision`, `moyens`, `piece`, separated by commas.
    #[serde(default)]
    genre: Option<String>,
}

/// A search that one keeps.
#[derive(Debug, Serialize, ToSchema)]
pub struct SavedSearch {
    search_id: String,
    name: Option<String>,
    filters: SearchFilters,
}

impl From<pb::Search> for SavedSearch {
    fn from(s: pb::Search) -> Self {
        let f = s.filters.unwrap_or_default();
        let codes = |codes: Vec<String>| {
            let named = codes.into_iter().map(|c| if c.is_empty() { NO_CHAMBER.to_owned() } else { c });
            some(named.collect::<Vec<_>>().join(","))
        };
        Self {
            search_id: s.search_id,
            name: some(s.name),
            filters: SearchFilters {
                q: some(f.query),
                chambre: codes(f.chambres),
                stade: codes(f.stages),
                rapporteur: some(f.rapporteur),
                urgent: f.urgent_only,
                clos: f.include_closed,
                tri: some(f.sort),
                portee: some(f.scope),
                genre: codes(f.genres),
            },
        }
    }
}

/// A search to keep.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchInput {
    /// 80 characters at most.
    name: String,
    filters: SearchFilters,
}

impl From<SearchInput> for pb::Search {
    fn from(s: SearchInput) -> Self {
        let f = s.filters;
        let codes = |text: Option<String>| -> Vec<String> {
            let text = text.unwrap_or_default();
            let codes = text.split(',').map(str::trim).filter(|code| !code.is_empty());
            codes.map(|c| if c == NO_CHAMBER { String::new() } else { c.to_owned() }).collect()
        };
        let filters = pb::SearchFilters {
            query: f.q.unwrap_or_default(),
            chambres: codes(f.chambre),
            stages: codes(f.stade),
            rapporteur: f.rapporteur.unwrap_or_default(),
            urgent_only: f.urgent,
            include_closed: f.clos,
            sort: f.tri.unwrap_or_default(),
            scope: f.portee.unwrap_or_default(),
            genres: codes(f.genre),
        };
        Self { name: s.name, filters: Some(filters), ..Default::default() }
    }
}

/// The calendar as programs read it (RFC 5545): whole days, the number of the case, and nothing that names anybody. The same days
/// are the same text, whenever they are asked for.
pub fn calendar(entries: &[pb::CalendarEntry], origin: &str) -> String {
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
    calendar.name("Greffe\u{a0}: audiences et échéances");
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
        .unwrap_or(Timestamp::UNIX_EPOCH)
        .strftime("%Y%m%dT%H%M%SZ")
        .to_string();
    let mut event = Event::new();
    event
        .uid(&format!("{}@greffe", entry.entry_id))
        .summary(&summary)
        .url(&format!("{origin}/dossiers/{}", entry.dossier_id))
        .add_property("DTSTAMP", changed)
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
}
