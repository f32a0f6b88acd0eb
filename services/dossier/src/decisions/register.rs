//! The register of decisions: a line an act, kept in the transaction of the act; lists, words.

use std::collections::BTreeSet;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::PageInfo,
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::day::Day;
use jiff::Timestamp;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row, postgres::PgRow};
use uuid::Uuid;

use super::{number::numbered, ruled, rules, unknown_decision};
use crate::{
    Dossiers, access,
    journal::{self, Journal},
    law,
    open::optional_day,
    read::bad_cursor,
    view,
};

/// Largest page.
const PAGE_MAX: u32 = 200;
/// Joined numbers that a line of the register tells: a series has forty, a page two hundred lines.
const JOINED_TOLD: usize = 50;
/// The rule by whose term the public gets a decision.
const OWED: &str = "civil.mise_a_disposition";

/// Bytes in hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What an act of the journal, by its place, changes in the register. The one place that writes there, whatever the door.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn enter(tx: &mut PgConnection, journal: &Journal, at: usize, now: Timestamp) -> Result<()> {
    let Some(fact) = journal.facts.get(at) else { return Ok(()) };
    let known = |id| journal.facts.iter().find(|f| f.act_id == id && f.act_id.is_some());
    if let Some(corrected) = fact.supersedes.and_then(|id| known(Some(id))) {
        let state = if fact.kind == corrected.kind { "corrigee" } else { "annulee" };
        match &corrected.body {
            Some(body) if ruled(body).is_some() => set_state(tx, corrected, state).await?,
            _ => {}
        }
        if matches!(corrected.body, Some(Body::ArretRabattu(_)))
            && let Some(decision) = known(corrected.refers_to)
        {
            set_state(tx, decision, "en_vigueur").await?;
        }
    }
    if matches!(fact.body, Some(Body::ArretRabattu(_)))
        && let Some(decision) = known(fact.refers_to)
    {
        set_state(tx, decision, "rabattue").await?;
    }
    line(tx, journal, fact, now).await
}

async fn set_state(tx: &mut PgConnection, fact: &ActRecorded, state: &str) -> Result<()> {
    let id = fact.act_id.map(Uuid::from).unwrap_or_default();
    sqlx::query!("UPDATE dossier.ruling SET state = $2 WHERE act_id = $1", id, state).execute(tx).await?;
    Ok(())
}

/// The line of an act that records a decision.
async fn line(tx: &mut PgConnection, journal: &Journal, fact: &ActRecorded, now: Timestamp) -> Result<()> {
    let Some(said) = fact.body.as_ref().and_then(ruled) else { return Ok(()) };
    let day = fact.dates.first().and_then(law::known_day);
    let numbered = numbered(journal, fact);
    let (series, year, minute) = match numbered {
        Some(n) => (n.series, Some(i32::from(n.year)), Some(n.minute)),
        None => (String::new(), None, None),
    };
    let release = if said.ecli.is_empty() { "" } else { "a_mettre" };
    let term = journal.law.catalogue.rule(OWED).map(|rule| rule.term).filter(|_| !release.is_empty());
    let by = term.zip(day).map(|(term, day)| sql_day(term.end(Day::from_date(day)).to_date()));
    let publication: Vec<String> = said.publication.to_vec();
    sqlx::query!(
        "INSERT INTO dossier.ruling (act_id, dossier_id, kind, nature, solution, formation, chambre, pronounced_on, series, year, minute,
             register_number, ecli, publication, release, release_by, recorded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
         ON CONFLICT (act_id) DO NOTHING",
        fact.act_id.map(Uuid::from).unwrap_or_default(),
        journal.dossier,
        fact.kind,
        said.nature,
        said.solution,
        said.formation,
        journal.relations().chambre,
        day.map(sql_day),
        series,
        year,
        minute,
        said.register_number,
        said.ecli,
        &publication,
        release,
        by,
        sql_instant(now),
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The lines of a dossier, built again from its journal: for a projection rebuilt from nothing. What was released stays.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn relet(tx: &mut PgConnection, journal: &Journal) -> Result<()> {
    for upto in 1..=journal.facts.len() {
        let mut then = journal.clone();
        let recorded = |fact: &ActRecorded| {
            let at = fact.recorded_at.unwrap_or_default();
            Timestamp::new(at.seconds, at.nanos).unwrap_or_default()
        };
        let is_about = journal.facts[upto - 1].body.as_ref().is_some_and(|body| ruled(body).is_some())
            || journal.facts[upto - 1].supersedes.is_some();
        if !is_about {
            continue;
        }
        then.facts.truncate(upto);
        enter(tx, &then, upto - 1, recorded(&journal.facts[upto - 1])).await?;
    }
    Ok(())
}

/// Keeps the words of the act that was just recorded.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn keep_words(
    tx: &mut PgConnection,
    fact: &ActRecorded,
    words: &pb::RulingWords,
) -> Result<()> {
    let (dispositif, text) = (words.dispositif.trim(), words.text.trim());
    let numbers: Vec<String> = words
        .joined_numbers
        .iter()
        .filter_map(|number| crate::numbering::read("", number).ok())
        .map(|(number, _)| view::number(number.year, number.sequence))
        .collect();
    sqlx::query!(
        "INSERT INTO dossier.ruling_words (act_id, dispositif, text, sha256, renvoi_court, joined_numbers, chefs)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        fact.act_id.map(Uuid::from).unwrap_or_default(),
        dispositif,
        text,
        rules::hash(dispositif, text),
        words.renvoi_court.trim(),
        &numbers,
        &words.chefs,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Gives the words of a decision to the act that corrects it without saying them again.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn carry_words(tx: &mut PgConnection, fact: &ActRecorded) -> Result<()> {
    let Some(corrected) =
        fact.supersedes.filter(|_| fact.body.as_ref().is_some_and(|body| ruled(body).is_some()))
    else {
        return Ok(());
    };
    sqlx::query!(
        "INSERT INTO dossier.ruling_words (act_id, dispositif, text, sha256, renvoi_court, joined_numbers, chefs)
         SELECT $1, dispositif, text, sha256, renvoi_court, joined_numbers, chefs FROM dossier.ruling_words WHERE act_id = $2",
        fact.act_id.map(Uuid::from).unwrap_or_default(),
        Uuid::from(corrected),
    )
    .execute(tx)
    .await?;
    Ok(())
}

impl Dossiers {
    /// A page of the register: of the cases that the caller may know of.
    pub(super) async fn list_decisions(
        &self,
        caller: &Caller,
        wanted: &pb::ListDecisionsRequest,
    ) -> Result<pb::ListDecisionsResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = select();
        crate::list::known_to(&mut query, caller);
        narrow(&mut query, wanted)?;
        if !page.cursor.is_empty() {
            let (day, id) = place(&page.cursor)?;
            // One without a day comes last, whichever way the list goes.
            let (key, comes, never) = if wanted.owed {
                ("release_by", ">", "infinity")
            } else {
                ("pronounced_on", "<", "-infinity")
            };
            query.push(format!(" AND (coalesce(r.{key}, '{never}'::date), r.act_id) {comes} (coalesce("));
            query.push_bind(day).push(format!(", '{never}'::date), ")).push_bind(id).push(")");
        }
        query.push(if wanted.owed {
            " ORDER BY coalesce(r.release_by, 'infinity'::date), r.act_id LIMIT "
        } else {
            " ORDER BY coalesce(r.pronounced_on, '-infinity'::date) DESC, r.act_id DESC LIMIT "
        });
        query.push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&self.pool).await?;
        let total = if wanted.owed { self.count_owed(caller, wanted).await? } else { 0 };
        let more = rows.len() > size as usize;
        let (mut shown, mut cursor) = (Vec::new(), String::new());
        for row in rows.iter().take(size as usize) {
            let (line, case) = (read(self, row)?, greffe_access::stored::of_row(row, "id")?);
            let day = if wanted.owed { &line.release_by } else { &line.pronounced_on };
            let day = if day.is_empty() { "-" } else { day.as_str() };
            cursor = format!("{day}_{}", line.act_id);
            // SQL has narrowed; the policy decides on each row.
            if !decide(caller, Action::Connaitre, Resource::Case(&case)).allowed {
                continue;
            }
            let reads = decide(caller, Action::LireDossier, Resource::Case(&case)).allowed;
            let title = if reads { line.title } else { String::new() };
            let mut joined_numbers = line.joined_numbers;
            joined_numbers.truncate(JOINED_TOLD);
            shown.push(pb::DecisionRow { title, joined_numbers, ..line });
        }
        let next_cursor = if more { cursor } else { String::new() };
        Ok(pb::ListDecisionsResponse { rows: shown, page: Some(PageInfo { next_cursor, total }) })
    }

    /// How many the filters keep, of the cases that the caller may know of.
    async fn count_owed(&self, caller: &Caller, wanted: &pb::ListDecisionsRequest) -> Result<u64> {
        let mut query = QueryBuilder::new(
            "SELECT count(*) FROM dossier.ruling r JOIN dossier.dossier d ON d.id = r.dossier_id WHERE true",
        );
        crate::list::known_to(&mut query, caller);
        narrow(&mut query, wanted)?;
        let count: i64 = query.build_query_scalar().fetch_one(&self.pool).await?;
        Ok(count.unsigned_abs())
    }

    /// Tells how many decisions the public is owed: those whose term comes within the first warning of the rule, and those
    /// whose term has passed.
    ///
    /// # Errors
    /// When the database refuses.
    pub(crate) async fn tell_owed(&self) -> Result<()> {
        let warned = self.law.catalogue.rule(OWED).and_then(|rule| rule.warnings.iter().max().copied());
        let near = i64::from(warned.unwrap_or_default());
        let today = self.clock.today();
        let until = today.checked_add(jiff::Span::new().days(near)).unwrap_or(today);
        let row = sqlx::query!(
            r#"SELECT count(*) FILTER (WHERE release_by >= $1) AS "near!", count(*) FILTER (WHERE release_by < $1) AS "overdue!"
               FROM dossier.ruling WHERE release IN ('a_mettre', 'en_cours', 'refusee') AND state = 'en_vigueur' AND release_by <= $2"#,
            sql_day(today),
            sql_day(until)
        )
        .fetch_one(&self.pool)
        .await?;
        metrics::gauge!("greffe_releases_near").set(row.near as f64);
        metrics::gauge!("greffe_releases_overdue").set(row.overdue as f64);
        Ok(())
    }

    /// The decisions of a dossier, with their words.
    pub(super) async fn decisions(&self, caller: &Caller, dossier: &str) -> Result<pb::GetDecisionsResponse> {
        let id = Uuid::parse_str(dossier).map_err(|_| access::unknown_case())?;
        let mut connection = self.pool.acquire().await?;
        let mut query = select();
        query.push(" AND r.dossier_id = ").push_bind(id);
        query.push(" ORDER BY coalesce(r.pronounced_on, '-infinity'::date) DESC, r.act_id DESC");
        let rows = query.build().fetch_all(&mut *connection).await?;
        let facts = journal::facts(&mut connection, id).await?;
        let case = greffe_access::relations::of(id, &facts);
        if facts.is_empty() || !decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
            return Err(access::unknown_case());
        }
        let mut decisions = Vec::new();
        for row in &rows {
            decisions.push(self.shown_decision(&mut connection, read(self, row)?, &facts).await?);
        }
        let may = |action| decide(caller, action, Resource::Case(&case)).allowed;
        let permissions = if may(Action::EnregistrerActeDeLaCour) {
            vec!["mettre_a_disposition".to_owned()]
        } else {
            Vec::new()
        };
        Ok(pb::GetDecisionsResponse { decisions, version: facts.len() as u64, permissions })
    }

    async fn shown_decision(
        &self,
        connection: &mut PgConnection,
        row: pb::DecisionRow,
        facts: &[ActRecorded],
    ) -> Result<pb::DecisionShown> {
        let id = Uuid::parse_str(&row.act_id).unwrap_or_default();
        let fact = facts.iter().find(|fact| fact.act_id.map(Uuid::from) == Some(id));
        let joined_numbers = row.joined_numbers.clone();
        let mut shown = pb::DecisionShown { row: Some(row), joined_numbers, ..Default::default() };
        let words = sqlx::query!(
            "SELECT dispositif, text, sha256, renvoi_court, chefs FROM dossier.ruling_words WHERE act_id = $1",
            id
        )
        .fetch_optional(&mut *connection)
        .await?;
        let (mut chefs, mut kept) = (Vec::new(), String::new());
        if let Some(words) = words {
            shown.dispositif = words.dispositif;
            shown.text = words.text;
            kept = hex(&words.sha256);
            shown.renvoi_court = words.renvoi_court;
            chefs = words.chefs;
        }
        if let Some(said) = fact.and_then(|f| f.body.as_ref()).and_then(ruled) {
            said.text_sha256.clone_into(&mut shown.text_sha256);
            if kept != said.text_sha256 {
                tracing::error!(act = %id, "the words of a decision are not those that its journal hashed");
            }
            said.renvoi.clone_into(&mut shown.renvoi);
            said.etendue.clone_into(&mut shown.etendue);
            said.extension.clone_into(&mut shown.extension);
            said.frais.clone_into(&mut shown.frais);
            shown.outcomes = said.outcomes.iter().map(|outcome| self.outcome(outcome, &chefs)).collect();
        }
        shown.categories = super::release::complements(facts, id);
        let releases = sqlx::query!(
            "SELECT act_id, sha256, state, attempts, last_error, released_at, handed_at, categories
             FROM dossier.release WHERE ruling_id = $1 ORDER BY released_at DESC, act_id DESC",
            id
        )
        .fetch_all(connection)
        .await?;
        shown.releases = releases
            .into_iter()
            .map(|r| pb::Release {
                act_id: r.act_id.to_string(),
                version_sha256: hex(&r.sha256),
                state: r.state,
                attempts: r.attempts.unsigned_abs(),
                last_error: r.last_error,
                released_at: Some(stamp(r.released_at)),
                handed_at: r.handed_at.map(stamp),
                categories: r.categories,
            })
            .collect();
        Ok(shown)
    }

    fn outcome(
        &self,
        outcome: &greffe_contracts::events::v1::RulingOutcome,
        chefs: &[String],
    ) -> pb::OutcomeLine {
        let ids = |ids: &[greffe_contracts::common::v1::Id]| {
            ids.iter().map(|id| Uuid::from(*id).to_string()).collect()
        };
        let solution = self.law.catalogue.solution(&outcome.solution);
        let chef = usize::try_from(outcome.chef).ok().and_then(|at| chefs.get(at.checked_sub(1)?));
        pb::OutcomeLine {
            solution: outcome.solution.clone(),
            solution_label: solution.map_or_else(|| outcome.solution.clone(), |s| s.label.clone()),
            article: solution.map(|s| s.article.clone()).unwrap_or_default(),
            pourvoi_ids: ids(&outcome.on_pourvois),
            party_ids: ids(&outcome.on_parties),
            decision_ids: ids(&outcome.on_decisions),
            chef: chef.cloned().unwrap_or_default(),
        }
    }
}

fn stamp(at: time::OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

pub(super) fn select() -> QueryBuilder<Postgres> {
    // One decision of several dossiers: the same minute, or the same common act.
    QueryBuilder::new(
        "SELECT r.act_id, r.dossier_id, r.kind, r.nature, r.solution, r.formation, r.chambre AS ruled_by, r.register_number, r.ecli,
                r.pronounced_on, r.publication, r.state, r.release, r.release_by, coalesce(w.joined_numbers, '{}') AS named_joined,
                ARRAY(SELECT o.number_year * 1000000::bigint + o.number_seq FROM dossier.dossier o
                      WHERE o.id <> r.dossier_id AND NOT o.sealed AND o.id IN (
                        SELECT s.dossier_id FROM dossier.ruling s
                        WHERE s.series = r.series AND s.year = r.year AND s.minute = r.minute AND s.state = r.state
                        UNION SELECT s.dossier_id FROM dossier.act own JOIN dossier.act c ON c.act_id = own.common_act
                        JOIN dossier.ruling s ON s.act_id = c.act_id AND s.state = r.state WHERE own.act_id = r.act_id
                        UNION SELECT s.dossier_id FROM dossier.act own
                        JOIN dossier.act c ON c.common_act = coalesce(own.common_act, own.act_id)
                        JOIN dossier.ruling s ON s.act_id = c.act_id AND s.state = r.state WHERE own.act_id = r.act_id
                      )) AS entered_in,
                d.id, d.number_year, d.number_seq, d.title, d.chambre, d.rapporteurs, d.avocats_generaux, d.offices,
                d.former_offices, d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees
         FROM dossier.ruling r JOIN dossier.dossier d ON d.id = r.dossier_id
         LEFT JOIN dossier.ruling_words w ON w.act_id = r.act_id WHERE true",
    )
}

/// Numbers of the pourvois joined in the decision of a line, its own apart, in their order.
fn joined(row: &PgRow) -> Result<Vec<String>> {
    let own: (i32, i32) = (row.try_get("number_year")?, row.try_get("number_seq")?);
    let entered: Vec<i64> = row.try_get("entered_in")?;
    let named: Vec<String> = row.try_get("named_joined")?;
    let entered = entered
        .into_iter()
        .filter_map(|at| Some((i32::try_from(at / 1_000_000).ok()?, i32::try_from(at % 1_000_000).ok()?)));
    let named = named.iter().filter_map(|number| crate::numbering::read("", number).ok());
    let all: BTreeSet<(i32, i32)> = entered
        .chain(named.map(|(number, _)| (number.year, number.sequence)))
        .filter(|one| *one != own)
        .collect();
    Ok(all.into_iter().map(|(year, sequence)| view::number(year, sequence)).collect())
}

pub(super) fn read(dossiers: &Dossiers, row: &PgRow) -> Result<pb::DecisionRow> {
    let day = |name: &str| -> Result<String> {
        let day: Option<time::Date> = row.try_get(name)?;
        Ok(day.map(|day| from_sql_day(day).to_string()).unwrap_or_default())
    };
    let kind: String = row.try_get("kind")?;
    let joined_numbers = joined(row)?;
    Ok(pb::DecisionRow {
        joined_count: u32::try_from(joined_numbers.len()).unwrap_or(u32::MAX),
        joined_numbers,
        act_id: row.try_get::<Uuid, _>("act_id")?.to_string(),
        dossier_id: row.try_get::<Uuid, _>("dossier_id")?.to_string(),
        number: view::number(row.try_get("number_year")?, row.try_get("number_seq")?),
        label: dossiers.law.act_label(&kind),
        kind,
        nature: row.try_get("nature")?,
        solution: row.try_get("solution")?,
        formation: row.try_get("formation")?,
        chambre: row.try_get("ruled_by")?,
        register_number: row.try_get("register_number")?,
        ecli: row.try_get("ecli")?,
        pronounced_on: day("pronounced_on")?,
        publication: row.try_get("publication")?,
        state: row.try_get("state")?,
        release: row.try_get("release")?,
        release_by: day("release_by")?,
        title: row.try_get("title")?,
    })
}

fn narrow(query: &mut QueryBuilder<Postgres>, wanted: &pb::ListDecisionsRequest) -> Result<()> {
    for (column, values) in [
        (" AND r.chambre = ANY(", &wanted.chambres),
        (" AND r.solution = ANY(", &wanted.solutions),
        (" AND r.nature = ANY(", &wanted.natures),
        (" AND r.formation = ANY(", &wanted.formations),
        (" AND r.release = ANY(", &wanted.releases),
    ] {
        if !values.is_empty() {
            query.push(column).push_bind(values.clone()).push(")");
        }
    }
    for (field, text, comparison) in
        [("du", &wanted.pronounced_from, " >= "), ("au", &wanted.pronounced_to, " <= ")]
    {
        if let Some(day) = optional_day(field, text)? {
            query.push(" AND r.pronounced_on").push(comparison).push_bind(sql_day(day));
        }
    }
    if wanted.owed {
        query.push(" AND r.release IN ('a_mettre', 'en_cours', 'refusee') AND r.state = 'en_vigueur'");
    }
    if let Some(day) = optional_day("terme_au", &wanted.release_by_to)? {
        query.push(" AND r.release_by <= ").push_bind(sql_day(day));
    }
    let words: String = wanted.query.trim().chars().take(100).filter(|c| !c.is_control()).collect();
    if words.is_empty() {
        return Ok(());
    }
    let upper = words.to_uppercase();
    if upper.starts_with("ECLI") {
        query.push(" AND r.ecli = ").push_bind(upper);
    } else if let Ok(minute) = words.trim_start_matches('0').parse::<i32>()
        && words.len() <= 5
    {
        query.push(" AND r.minute = ").push_bind(minute);
    } else if let Ok((number, _)) = crate::numbering::read("q", &words) {
        // Its own decisions; of a number that no dossier here bears, those that name it among the joined.
        query.push(" AND r.act_id IN (WITH own AS (SELECT q.act_id FROM dossier.ruling q JOIN dossier.dossier n ON n.id = q.dossier_id WHERE n.number_year = ");
        query.push_bind(number.year).push(" AND n.number_seq = ").push_bind(number.sequence);
        query.push(") SELECT act_id FROM own UNION ALL SELECT act_id FROM dossier.ruling_words WHERE NOT EXISTS (SELECT 1 FROM own) AND joined_numbers @> ARRAY[");
        query.push_bind(view::number(number.year, number.sequence)).push("])");
    } else {
        // The end of an ECLI, as people copy it.
        query.push(" AND r.ecli LIKE ").push_bind(format!("%:{}", crate::offices::escape_like(&upper)));
    }
    Ok(())
}

fn place(cursor: &str) -> Result<(Option<time::Date>, Uuid)> {
    let (day, id) = cursor.split_once('_').ok_or_else(bad_cursor)?;
    let id = Uuid::parse_str(id).map_err(|_| bad_cursor())?;
    if day == "-" {
        return Ok((None, id));
    }
    let day: jiff::civil::Date = day.parse().map_err(|_| bad_cursor())?;
    Ok((Some(sql_day(day)), id))
}

/// A decision in the register, with the journal of its dossier locked.
pub(super) struct Held {
    pub journal: Journal,
    pub ruling: Uuid,
}

impl Dossiers {
    /// Locks the dossier of a decision of the register.
    pub(super) async fn hold(&self, tx: &mut PgConnection, act: &str) -> Result<Held> {
        let ruling = Uuid::parse_str(act).map_err(|_| unknown_decision())?;
        let dossier = sqlx::query_scalar!("SELECT dossier_id FROM dossier.ruling WHERE act_id = $1", ruling)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(unknown_decision)?;
        let journal = Journal::lock(tx, dossier).await?.ok_or_else(unknown_decision)?;
        Ok(Held { journal, ruling })
    }
}

/// What a decision says in words, kept.
pub(super) struct Kept {
    pub dispositif: String,
    pub text: String,
}

/// The words of a decision.
///
/// # Errors
/// When none were kept, or the database refuses.
pub(super) async fn words(tx: &mut PgConnection, ruling: Uuid) -> Result<Kept> {
    let found = sqlx::query!("SELECT dispositif, text FROM dossier.ruling_words WHERE act_id = $1", ruling)
        .fetch_optional(tx)
        .await?;
    found.map(|w| Kept { dispositif: w.dispositif, text: w.text }).ok_or_else(|| {
        Failure::new(
            greffe_chassis::Kind::Refused,
            "PUB-005",
            "Le texte de cette décision n’est pas au greffe\u{a0}: rien ne peut en être mis à disposition. Corrigez l’acte en y joignant le dispositif et le texte.",
        )
    })
}
