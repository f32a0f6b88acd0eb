//! Open dossiers of a chamber that could be joined (CPC 367): the same decision attacked, the same parties, the same moyens, a series
//! against one court. A help to the registry, with its reasons: a joinder stays an act that a person records, and no magistrat is
//! named or counted (COJ L. 111-13).

use std::collections::{BTreeMap, BTreeSet};

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{Caller, Failure, Result, db::from_sql_day};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as pb};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use sqlx::{QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use crate::{Dossiers, list::known_to, read::bad_cursor, view};

/// Open dossiers of a chamber that are compared: the newest.
const COMPARED: usize = 5_000;
/// Largest page; members and reasons told of one series.
const PAGE_MAX: u32 = 50;
const MEMBERS: usize = 200;
const TOLD: usize = 5;
/// Who is party to every criminal case says nothing of a series.
pub(super) const OF_ALL: [&str; 3] = ["ministere public", "procureur", "parquet"];

/// Why dossiers could be joined, the weightiest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// They attack one decision.
    Decision,
    /// Their parties are the same, at least two.
    Parties,
    /// They plead the same, word for word, against decisions of one court.
    Moyens,
    /// A party stands against decisions of one court and one day.
    Serie,
}

/// What is compared of a dossier.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    /// The head of its group; itself where it is joined to none.
    pub head: Uuid,
    /// Decisions attacked: court, day, number there.
    pub attacked: Vec<(String, Option<Date>, String)>,
    /// Names of the parties, folded.
    pub parties: BTreeSet<String>,
    /// What each lot of moyens says, as a hash.
    pub moyens: BTreeSet<String>,
}

/// Dossiers that could be joined, by their places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// In order.
    pub members: Vec<usize>,
    /// What they share, and how many of them do: the decision in words, or nothing.
    pub reasons: Vec<(Why, String, usize)>,
}

/// Those that could be joined, of a lot; those of one group already are none. The weightiest reason first, then the largest.
#[must_use]
pub fn series(all: &[Compared]) -> Vec<Series> {
    let mut shared: BTreeMap<(Why, String), BTreeSet<usize>> = BTreeMap::new();
    for (at, one) in all.iter().enumerate() {
        for key in keys(one) {
            shared.entry(key).or_default().insert(at);
        }
    }
    shared.retain(|_, members| members.len() > 1);
    let mut roots: Vec<usize> = (0..all.len()).collect();
    for members in shared.values() {
        let mut members = members.iter();
        let Some(first) = members.next() else { continue };
        for other in members {
            let (one, two) = (root(&roots, *first), root(&roots, *other));
            roots[one.max(two)] = one.min(two);
        }
    }
    let mut found: BTreeMap<usize, Series> = BTreeMap::new();
    for at in 0..all.len() {
        let of = found.entry(root(&roots, at));
        of.or_insert_with(|| Series { members: Vec::new(), reasons: Vec::new() }).members.push(at);
    }
    for ((why, key), members) in &shared {
        let Some(of) = members.first().and_then(|at| found.get_mut(&root(&roots, *at))) else { continue };
        let words = if *why == Why::Decision { key.clone() } else { String::new() };
        of.reasons.push((*why, words, members.len()));
    }
    let apart = |one: &Series| one.members.iter().map(|at| all[*at].head).collect::<BTreeSet<_>>().len() > 1;
    let mut found: Vec<Series> = found.into_values().filter(apart).collect();
    found
        .sort_by_key(|one| (one.reasons.first().map(|(why, ..)| *why), std::cmp::Reverse(one.members.len())));
    found
}

fn root(roots: &[usize], mut at: usize) -> usize {
    while roots[at] != at {
        at = roots[at];
    }
    at
}

/// What a dossier may share with others.
fn keys(one: &Compared) -> BTreeSet<(Why, String)> {
    let mut keys = BTreeSet::new();
    let telling = |name: &&str| !OF_ALL.iter().any(|of| name.contains(of));
    let parties: Vec<&str> = one.parties.iter().map(String::as_str).filter(telling).collect();
    for (court, day, number) in one.attacked.iter().filter(|(court, ..)| !court.is_empty()) {
        if let (Some(day), false) = (day, number.is_empty()) {
            keys.insert((Why::Decision, format!("{court}, {}, n°\u{a0}{number}", in_full(*day))));
        }
        for words in &one.moyens {
            keys.insert((Why::Moyens, format!("{court}\n{words}")));
        }
        let Some(day) = day else { continue };
        for party in &parties {
            keys.insert((Why::Serie, format!("{court}\n{day}\n{party}")));
        }
    }
    if parties.len() > 1 {
        keys.insert((Why::Parties, parties.join("\n")));
    }
    keys
}

fn in_full(day: Date) -> String {
    let mut text = String::new();
    Day::from_date(day).write_medium(&mut text);
    text
}

/// A dossier of the chamber, with what is told of it.
struct Candidate {
    compared: Compared,
    member: pb::JoinderMember,
    /// Year and sequence: the oldest leads.
    order: (i32, i32),
    id: Uuid,
}

impl Dossiers {
    /// Open dossiers of a chamber that could be joined, of those that the caller may read.
    pub(super) async fn possible_joinders(
        &self,
        caller: &Caller,
        wanted: &pb::ListPossibleJoindersRequest,
    ) -> Result<pb::ListPossibleJoindersResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let page = wanted.page.clone().unwrap_or_default();
        let from: usize =
            if page.cursor.is_empty() { 0 } else { page.cursor.parse().map_err(|_| bad_cursor())? };
        // What moyens say is compared by their words, as they are kept for the search.
        self.caught_up().await?;
        let (all, more) = self.open_of(caller, &wanted.chambre).await?;
        let found = compared(&all).await?;
        let size = page.size.clamp(1, PAGE_MAX) as usize;
        let (total, next) = (found.len(), from.saturating_add(size));
        let joinders = found.iter().skip(from).take(size).map(|one| told(one, &all)).collect();
        let next_cursor = if next < total { next.to_string() } else { String::new() };
        let page = Some(PageInfo { next_cursor, total: total as u64 });
        Ok(pb::ListPossibleJoindersResponse { joinders, page, more })
    }

    /// Open dossiers of a chamber that share something with another, of those that the caller may read; and whether there are older
    /// ones, which were not looked at.
    async fn open_of(&self, caller: &Caller, chambre: &str) -> Result<(Vec<Candidate>, bool)> {
        let mut query = QueryBuilder::new(
            "SELECT d.id, d.number_year, d.number_seq, d.title, d.stage, d.formed_on, d.chambre, d.rapporteurs, d.avocats_generaux,
                    d.offices, d.former_offices, d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees,
                    coalesce((SELECT g.head FROM dossier.group_member g WHERE g.dossier_id = d.id), d.id) AS head,
                    a.courts, a.days, a.numbers,
                    ARRAY(SELECT DISTINCT p.search FROM dossier.party p WHERE p.dossier_id = d.id AND p.search <> '') AS parties,
                    ARRAY(SELECT DISTINCT md5(e.words::text) FROM dossier.search_entry e
                          WHERE e.dossier_id = d.id AND e.genre = 'moyens') AS moyens
             FROM dossier.dossier d CROSS JOIN LATERAL (
                 SELECT coalesce(array_agg(o.court ORDER BY o.decision_id), '{}') AS courts,
                        coalesce(array_agg(o.rendered_on ORDER BY o.decision_id), '{}') AS days,
                        coalesce(array_agg(o.case_number ORDER BY o.decision_id), '{}') AS numbers
                 FROM dossier.decision o WHERE o.dossier_id = d.id) a
             WHERE NOT d.terminal AND d.chambre = ",
        );
        query.push_bind(chambre.to_owned());
        known_to(&mut query, caller);
        query.push(" ORDER BY d.number_year DESC, d.number_seq DESC LIMIT ");
        query.push_bind(i64::try_from(COMPARED + 1).unwrap_or(i64::MAX));
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > COMPARED;
        let all = rows.iter().take(COMPARED).map(|row| self.candidate(row)).collect::<Result<Vec<_>>>()?;
        // Most share nothing: the policy, which decides on each, is asked of the others alone. What is told is compared again without
        // those that it refuses.
        let near: BTreeSet<usize> = compared(&all).await?.into_iter().flat_map(|one| one.members).collect();
        let mut found = Vec::new();
        for (at, (row, one)) in rows.iter().zip(all).enumerate() {
            let case = stored::of_row(row, "id")?;
            if near.contains(&at) && decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
                found.push(one);
            }
        }
        Ok((found, more))
    }

    fn candidate(&self, row: &PgRow) -> Result<Candidate> {
        let id: Uuid = row.try_get("id")?;
        let order: (i32, i32) = (row.try_get("number_year")?, row.try_get("number_seq")?);
        let stage: String = row.try_get("stage")?;
        let formed: Option<time::Date> = row.try_get("formed_on")?;
        let courts: Vec<String> = row.try_get("courts")?;
        let days: Vec<Option<time::Date>> = row.try_get("days")?;
        let numbers: Vec<String> = row.try_get("numbers")?;
        let attacked = courts.into_iter().zip(days).zip(numbers);
        let attacked =
            attacked.map(|((court, day), number)| (court, day.map(from_sql_day), number)).collect();
        let parties: Vec<String> = row.try_get("parties")?;
        let moyens: Vec<String> = row.try_get("moyens")?;
        Ok(Candidate {
            compared: Compared {
                head: row.try_get("head")?,
                attacked,
                parties: parties.into_iter().collect(),
                moyens: moyens.into_iter().collect(),
            },
            member: pb::JoinderMember {
                dossier_id: id.to_string(),
                number: view::number(order.0, order.1),
                title: row.try_get("title")?,
                stage_label: self.law.stage_label_of(&stage),
                formed_on: formed.map(|day| from_sql_day(day).to_string()).unwrap_or_default(),
                joined: false,
            },
            order,
            id,
        })
    }
}

/// Compared away from the service's thread.
async fn compared(all: &[Candidate]) -> Result<Vec<Series>> {
    let all: Vec<Compared> = all.iter().map(|one| one.compared.clone()).collect();
    tokio::task::spawn_blocking(move || series(&all)).await.map_err(Failure::internal)
}

fn told(of: &Series, all: &[Candidate]) -> pb::PossibleJoinder {
    let mut members: Vec<&Candidate> = of.members.iter().map(|at| &all[*at]).collect();
    // The head of a group that is there leads; else the oldest.
    let head = members
        .iter()
        .filter(|one| leads(all, one))
        .min_by_key(|one| one.order)
        .or_else(|| members.iter().min_by_key(|one| one.order))
        .map(|one| (one.id, one.member.number.clone()));
    let (head, head_number) = head.unwrap_or_default();
    members.sort_by_key(|one| (one.id != head, one.order));
    let mut reasons: Vec<String> = of.reasons.iter().map(in_words).collect();
    // Two parties that stand in the same dossiers are one reason.
    reasons.dedup();
    reasons.truncate(TOLD);
    pb::PossibleJoinder {
        head_id: head.to_string(),
        head_number,
        reasons,
        count: u32::try_from(members.len()).unwrap_or(u32::MAX),
        members: members
            .into_iter()
            .take(MEMBERS)
            .map(|one| {
                let joined = one.id != head && one.compared.head == head;
                pb::JoinderMember { joined, ..one.member.clone() }
            })
            .collect(),
    }
}

/// Whether a dossier is the head of others.
fn leads(all: &[Candidate], head: &Candidate) -> bool {
    all.iter().any(|one| one.compared.head == head.id && one.id != head.id)
}

fn in_words((why, words, count): &(Why, String, usize)) -> String {
    match why {
        Why::Decision => format!("Même décision attaquée\u{a0}: {words} ({count} dossiers)"),
        Why::Parties => format!("Mêmes parties ({count} dossiers)"),
        Why::Moyens => format!(
            "Mêmes moyens, mot pour mot, contre des décisions de la même juridiction ({count} dossiers)"
        ),
        Why::Serie => {
            format!("Même partie, décisions de la même juridiction et du même jour ({count} dossiers)")
        }
    }
}
