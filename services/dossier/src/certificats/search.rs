//! The search: every dossier whose decision attacked may be the one sought, with what its journal says of a pourvoi and of
//! legal aid; and every request of legal aid of the register that no dossier holds yet. The net is wide and its answers are compared one by one (see [`super::likeness`]).

use std::collections::HashMap;

use greffe_chassis::{
    Result,
    db::{from_sql_day, sql_day},
};
use greffe_contracts::{
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use super::likeness::{self, Level, Likeness, Verdict};
use crate::{
    aides::{
        self,
        near::{self, About, Alike},
        term,
    },
    deposits, journal, law,
    offices::searchable,
    view,
};

/// Decisions compared; more is told, never cut in silence.
const COMPARED_MAX: i64 = 5_000;
/// Candidates that a person can look at.
const CANDIDATES_MAX: usize = 50;
/// Names of a dossier's parties that are compared.
const PARTIES_MAX: i64 = 20_000;

/// The decision sought, read.
#[derive(Debug, Clone)]
pub struct Sought {
    /// Court.
    pub court: String,
    /// Day.
    pub rendered_on: Date,
    /// Its case numbers, in one spelling.
    pub keys: Vec<String>,
    /// Names of parties.
    pub parties: Vec<String>,
}

/// What the search found.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Dossiers with a pourvoi or a pending request of legal aid, the most alike first.
    pub candidates: Vec<pb::Candidate>,
    /// Whether there are more.
    pub overflow: bool,
    /// Whether one of them is closed to all but those named.
    pub sealed: bool,
    /// What waits to be entered and may be about the decision.
    pub undeclared: Undeclared,
    /// Whether pourvois formed since the decision were closed under the former system, of which nothing says what they attacked.
    pub closed_before: bool,
}

/// A declaration that was received and that no dossier holds yet.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Undeclared {
    /// None resembles.
    #[default]
    None,
    /// A message waits that nobody could read: it may be one.
    Unread,
    /// One resembles.
    Alike,
}

struct Row {
    dossier_id: Uuid,
    court: String,
    rendered_on: Option<time::Date>,
    case_number: String,
    keys: Vec<String>,
}

/// The keys of a case's number, as the database makes them of every spelling.
///
/// # Errors
/// When the database refuses.
pub async fn keys(connection: &mut PgConnection, case_number: &str) -> Result<Vec<String>> {
    let keys = sqlx::query_scalar!(r#"SELECT dossier.case_keys($1) AS "keys!""#, case_number)
        .fetch_one(connection)
        .await?;
    Ok(keys)
}

/// Searches.
///
/// # Errors
/// When a journal does not read, or the database refuses.
pub async fn run(connection: &mut PgConnection, sought: &Sought, today: Date) -> Result<Found> {
    let rows = net(connection, sought).await?;
    let mut found = Found { overflow: reached(rows.len(), COMPARED_MAX), ..Default::default() };
    let open: Vec<(Row, Likeness)> = rows
        .into_iter()
        .map(|row| {
            let likeness = without_parties(sought, &row);
            (row, likeness)
        })
        // Those that no name of a party could bring back are not asked for theirs.
        .filter(|(_, likeness)| Likeness { parties: Level::Same, ..*likeness }.verdict() != Verdict::Other)
        .collect();
    let ids: Vec<Uuid> = open.iter().map(|(row, _)| row.dossier_id).collect();
    let (names, cut) = parties(connection, &ids).await?;
    found.overflow |= cut;
    let mut alike: Vec<(Row, Likeness, Verdict)> = open
        .into_iter()
        .filter_map(|(row, likeness)| {
            let known = names.get(&row.dossier_id).map(Vec::as_slice).unwrap_or_default();
            let likeness = Likeness { parties: likeness::parties(&sought.parties, known), ..likeness };
            let verdict = likeness.verdict();
            (verdict != Verdict::Other).then_some((row, likeness, verdict))
        })
        .collect();
    let rank = |l: &Likeness| (l.court as u8) + (l.date as u8) + (l.number as u8) + (l.parties as u8);
    alike.sort_by_key(|(row, likeness, verdict)| {
        (*verdict != Verdict::Certain, rank(likeness), row.dossier_id)
    });
    // One dossier is one candidate, by the decision of it that is most alike.
    let mut seen = Vec::new();
    alike.retain(|(row, ..)| {
        let first = !seen.contains(&row.dossier_id);
        seen.push(row.dossier_id);
        first
    });
    for (row, likeness, verdict) in alike {
        if found.candidates.len() == CANDIDATES_MAX {
            found.overflow = true;
            break;
        }
        found.add(connection, sought, &row, likeness, verdict).await?;
    }
    found.add_aids(connection, sought, today).await?;
    found.undeclared = undeclared(connection, sought).await?;
    found.closed_before = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT FROM dossier.closed_figure
             WHERE formed_on >= $1 AND (procedure LIKE 'civil%' OR procedure LIKE 'elections%')) AS "closed!""#,
        sql_day(sought.rendered_on)
    )
    .fetch_one(connection)
    .await?;
    Ok(found)
}

async fn undeclared(connection: &mut PgConnection, sought: &Sought) -> Result<Undeclared> {
    let waiting = deposits::undeclared(connection).await?;
    for opening in &waiting.openings {
        let person = |party: &pb::PartyInput| party.person.clone().unwrap_or_default();
        let names: Vec<String> = opening
            .parties
            .iter()
            .map(person)
            .map(|person| searchable(&format!("{} {}", person.name, person.first_names)))
            .collect();
        for decision in &opening.decisions {
            let likeness = Likeness {
                court: likeness::court(&sought.court, &decision.court),
                date: likeness::date(sought.rendered_on, decision.rendered_on.parse().ok()),
                number: likeness::number(&sought.keys, &keys(connection, &decision.case_number).await?),
                parties: likeness::parties(&sought.parties, &names),
            };
            if likeness.verdict() != Verdict::Other {
                return Ok(Undeclared::Alike);
            }
        }
    }
    Ok(if waiting.unread { Undeclared::Unread } else { Undeclared::None })
}

fn without_parties(sought: &Sought, row: &Row) -> Likeness {
    Likeness {
        court: likeness::court(&sought.court, &row.court),
        date: likeness::date(sought.rendered_on, row.rendered_on.map(from_sql_day)),
        number: likeness::number(&sought.keys, &row.keys),
        parties: Level::Unknown,
    }
}

/// Every decision attacked that shares a day (or a slip of it), a number, or, where its day is unknown, a name.
async fn net(connection: &mut PgConnection, sought: &Sought) -> Result<Vec<Row>> {
    let mut days = likeness::near_days(sought.rendered_on);
    days.push(sought.rendered_on);
    let days: Vec<time::Date> = days.into_iter().map(sql_day).collect();
    let names: Vec<String> = sought.parties.iter().map(|name| likeness::name_words(name).join(" ")).collect();
    let rows = sqlx::query_as!(
        Row,
        r#"WITH net AS (
               SELECT dossier_id, decision_id FROM dossier.decision WHERE rendered_on = ANY($1)
               UNION
               SELECT dossier_id, decision_id FROM dossier.decision WHERE dossier.case_keys(case_number) && $2
               UNION
               SELECT d.dossier_id, d.decision_id
               FROM unnest($3::text[]) AS sought (name)
               JOIN dossier.party p ON sought.name <% p.search
               JOIN dossier.decision d ON d.dossier_id = p.dossier_id AND d.rendered_on IS NULL
           )
           SELECT d.dossier_id, d.court, d.rendered_on, d.case_number, dossier.case_keys(d.case_number) AS "keys!"
           FROM net JOIN dossier.decision d USING (dossier_id, decision_id)
           ORDER BY d.dossier_id, d.decision_id LIMIT $4"#,
        &days,
        &sought.keys,
        &names,
        COMPARED_MAX
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

fn reached(rows: usize, limit: i64) -> bool {
    i64::try_from(rows).is_ok_and(|rows| rows >= limit)
}

/// Names of the dossiers' parties, and whether there are too many to read.
async fn parties(
    connection: &mut PgConnection,
    dossiers: &[Uuid],
) -> Result<(HashMap<Uuid, Vec<String>>, bool)> {
    let rows = sqlx::query!(
        "SELECT dossier_id, search FROM dossier.party WHERE dossier_id = ANY($1) ORDER BY dossier_id, position LIMIT $2",
        dossiers,
        PARTIES_MAX
    )
    .fetch_all(connection)
    .await?;
    let cut = reached(rows.len(), PARTIES_MAX);
    let mut names: HashMap<Uuid, Vec<String>> = HashMap::new();
    for row in rows {
        names.entry(row.dossier_id).or_default().push(row.search);
    }
    Ok((names, cut))
}

impl Found {
    async fn add(
        &mut self,
        connection: &mut PgConnection,
        sought: &Sought,
        row: &Row,
        likeness: Likeness,
        verdict: Verdict,
    ) -> Result<()> {
        let facts = journal::facts(connection, row.dossier_id).await?;
        let standing = Standing::of(&facts);
        if !standing.pourvoi && standing.aid_requested_on.is_none() {
            return Ok(());
        }
        let case = sqlx::query!(
            "SELECT number_year, number_seq, sealed FROM dossier.dossier WHERE id = $1",
            row.dossier_id
        )
        .fetch_one(connection)
        .await?;
        self.sealed |= case.sealed;
        let iso = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let rendered_on = iso(row.rendered_on.map(from_sql_day));
        let mut matches = vec![
            matched("juridiction", likeness.court, &row.court),
            matched("date", likeness.date, &rendered_on),
            matched("numero", likeness.number, &row.case_number),
        ];
        if !sought.parties.is_empty() {
            matches.push(matched("parties", likeness.parties, ""));
        }
        self.candidates.push(pb::Candidate {
            dossier_id: row.dossier_id.to_string(),
            number: view::number(case.number_year, case.number_seq),
            // Filled when it is shown.
            title: String::new(),
            verdict: if verdict == Verdict::Certain { "certain" } else { "possible" }.into(),
            matches,
            pourvoi: standing.pourvoi,
            formed_on: iso(standing.formed_on),
            aid_requested_on: standing.aid_requested_on.map(iso).unwrap_or_default(),
            hidden: false,
            court: row.court.clone(),
            rendered_on,
            case_number: row.case_number.clone(),
            ..Default::default()
        });
        Ok(())
    }

    /// Requests of legal aid of the register: those that wait, and those after which a pourvoi may still come in time.
    async fn add_aids(&mut self, connection: &mut PgConnection, sought: &Sought, today: Date) -> Result<()> {
        let about = About {
            court: &sought.court,
            rendered_on: Some(sought.rendered_on),
            keys: &sought.keys,
            names: &sought.parties,
        };
        let (alike, overflow) = near::find(connection, &about).await?;
        self.overflow |= overflow;
        for aid in alike {
            let standing = term::standing(&aid.facts, today);
            if matches!(standing, term::Standing::Over(_)) {
                continue;
            }
            if self.candidates.len() == CANDIDATES_MAX {
                self.overflow = true;
                break;
            }
            self.candidates.push(of_aid(sought, aid, standing));
        }
        Ok(())
    }
}

/// A request of the register as a candidate. Names are read from the register when it is shown.
fn of_aid(sought: &Sought, aid: Alike, standing: term::Standing) -> pb::Candidate {
    let Alike { facts, likeness, .. } = aid;
    let mut matches = vec![
        matched("juridiction", likeness.court, &facts.court),
        matched("date", likeness.date, &facts.rendered_on),
        matched("numero", likeness.number, &facts.case_number),
    ];
    if !sought.parties.is_empty() {
        matches.push(matched("parties", likeness.parties, ""));
    }
    pb::Candidate {
        number: aides::number(aid.year, aid.seq),
        verdict: if aid.verdict == Verdict::Certain { "certain" } else { "possible" }.into(),
        matches,
        aid_requested_on: facts.requested_on,
        court: facts.court,
        rendered_on: facts.rendered_on,
        case_number: facts.case_number,
        aid_id: aid.id.to_string(),
        aid_state: standing.as_str().into(),
        aid_term: standing.term().map(|day| day.to_string()).unwrap_or_default(),
        ..Default::default()
    }
}

fn matched(facet: &str, level: Level, found: &str) -> pb::Match {
    pb::Match { facet: facet.into(), level: level.as_str().into(), found: found.into() }
}

/// What a journal says of the pourvoi and of legal aid, on its acts that stand.
struct Standing {
    pourvoi: bool,
    formed_on: Option<Date>,
    /// `Some(None)`: a request on which nobody ruled, of an unknown day.
    aid_requested_on: Option<Option<Date>>,
}

impl Standing {
    fn of(facts: &[ActRecorded]) -> Self {
        let mut standing = Self { pourvoi: false, formed_on: None, aid_requested_on: None };
        let mut asked = None;
        for fact in law::live(facts) {
            let day = || fact.dates.first().and_then(law::known_day);
            match &fact.body {
                Some(Body::PourvoiForme(_)) => {
                    let first = [standing.formed_on, day()].into_iter().flatten().min();
                    (standing.pourvoi, standing.formed_on) = (true, first);
                }
                Some(Body::AideJuridictionnelleDemandee(_)) => {
                    asked = Some(day());
                    standing.aid_requested_on = asked;
                }
                Some(Body::AideJuridictionnelleRecoursForme(_)) => standing.aid_requested_on = asked,
                Some(Body::AideJuridictionnelleDecidee(_) | Body::AideJuridictionnelleRecoursDecide(_)) => {
                    standing.aid_requested_on = None;
                }
                _ => {}
            }
        }
        standing
    }
}
