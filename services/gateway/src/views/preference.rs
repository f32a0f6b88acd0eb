//! What people chose: the digest, the calendar, the searches that they keep.

use greffe_contracts::notification::v1 as pb;
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
    /// `recherche` for the search over dossiers and papers, of which `q`, `chambre`, `genre` and the days are kept; none: the list of dossiers.
    #[serde(default)]
    portee: Option<String>,
    /// `dossier`, `partie`, `decision`, `moyens`, `piece`, separated by commas.
    #[serde(default)]
    genre: Option<String>,
    /// First day looked at by the search over dossiers and papers, `AAAA-MM-JJ`.
    #[serde(default)]
    du: Option<String>,
    /// Last day, of it too.
    #[serde(default)]
    au: Option<String>,
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
                du: some(f.day_from),
                au: some(f.day_to),
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
            day_from: f.du.unwrap_or_default(),
            day_to: f.au.unwrap_or_default(),
        };
        Self { name: s.name, filters: Some(filters), ..Default::default() }
    }
}
