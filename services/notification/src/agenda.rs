//! The days of a case that people keep in mind: its hearing, the terms that run in it. Derived with its tasks; read by whoever has
//! a part in the case, with their rights of the moment.

use std::collections::{HashMap, HashSet};

use greffe_access::{
    Action, CaseRelations, Resource, decide,
    stored::{self, StoredCase},
};
use greffe_chassis::{
    Caller, Result,
    db::{from_sql_day, from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::notification::v1 as pb;
use greffe_procedure::{
    act::{Act, AttrValue},
    catalogue::{Catalogue, Roster},
    day::Day,
    derivation::{Derivation, Status},
    ids::DossierId,
};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::Notifications;

/// Roles that keep the rôle of their chambers.
const KEEP_THE_ROLE: &[&str] = &["greffe_chambre", "president"];
const HEARING: &str = "audience";
const TERM: &str = "terme";
/// The most that one reading gives.
const ENTRIES: i64 = 2_000;

/// What an act does to the rôle. It is no matter of the version in force: the newest description of acts that is carried says it.
pub(crate) fn roster(kind: &str) -> Option<Roster> {
    let catalogue = Catalogue::embedded();
    catalogue.kind(kind).and_then(|kind| catalogue.act_type(kind)).and_then(|ty| ty.roster)
}

/// The day on which the case is heard, as its living acts say in their order; one that corrects stands where the corrected stood.
fn hearing(acts: &[Act]) -> Option<Day> {
    let mut places = HashMap::new();
    for (at, act) in acts.iter().enumerate() {
        let place = act.supersedes.and_then(|of| places.get(&of).copied()).unwrap_or(at);
        places.insert(act.id, place);
    }
    let gone: HashSet<_> = acts.iter().filter_map(|act| act.supersedes).collect();
    let mut living: Vec<&Act> = acts.iter().filter(|act| !gone.contains(&act.id)).collect();
    living.sort_by_key(|act| places.get(&act.id).copied());
    let mut day = None;
    for act in living {
        match roster(act.kind.as_str()) {
            Some(Roster::On(name)) => {
                if let Some(AttrValue::Day(on)) = act.attr(name) {
                    day = Some(*on);
                }
            }
            Some(Roster::Off) => day = None,
            None => {}
        }
    }
    day
}

impl Notifications {
    /// Keeps the days of a case equal to its journal.
    pub(crate) async fn settle_agenda(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        acts: &[Act],
        derived: &Derivation,
    ) -> Result<()> {
        let dossier = case.relations.dossier;
        let mut wanted: HashMap<Uuid, (&str, Day, &str)> = HashMap::new();
        if let Some(day) = hearing(acts) {
            wanted.insert(Uuid::new_v5(&dossier, HEARING.as_bytes()), (HEARING, day, ""));
        }
        for deadline in &derived.deadlines {
            if let (Status::Open, Some(due)) = (deadline.status, deadline.due) {
                let id = deadline.key.id("echeance", DossierId(dossier));
                wanted.insert(id, (TERM, due, deadline.key.rule.as_str()));
            }
        }
        let stored =
            sqlx::query!("SELECT entry_id, day FROM notification.agenda WHERE dossier_id = $1", dossier)
                .fetch_all(&mut *tx)
                .await?;
        let mut over = Vec::new();
        for row in stored {
            match wanted.get(&row.entry_id) {
                Some((_, day, _)) if day.to_date() == from_sql_day(row.day) => {
                    wanted.remove(&row.entry_id);
                }
                Some(_) => {}
                None => over.push(row.entry_id),
            }
        }
        if !over.is_empty() {
            sqlx::query!("DELETE FROM notification.agenda WHERE entry_id = ANY($1)", &over)
                .execute(&mut *tx)
                .await?;
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let column = |of: fn(&(&str, Day, &str)) -> String| wanted.values().map(of).collect::<Vec<_>>();
        sqlx::query!(
            "INSERT INTO notification.agenda (entry_id, dossier_id, kind, day, code, changed_at)
             SELECT n.entry_id, $1, n.kind, n.day, n.code, $6
             FROM unnest($2::uuid[], $3::text[], $4::date[], $5::text[]) AS n (entry_id, kind, day, code)
             ON CONFLICT (entry_id) DO UPDATE SET day = excluded.day, code = excluded.code, changed_at = excluded.changed_at",
            dossier,
            &wanted.keys().copied().collect::<Vec<_>>(),
            &column(|(kind, ..)| (*kind).to_owned()),
            &wanted.values().map(|(_, day, _)| sql_day(day.to_date())).collect::<Vec<_>>(),
            &column(|(.., code)| (*code).to_owned()),
            sql_instant(self.clock.now())
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Hearings and terms between two days, of the cases in which somebody has a part: reports, concludes, stands for a party,
    /// holds a task, follows; and the hearings of the chambers whose rôle they keep. Nothing of what is sealed leaves this way.
    pub(crate) async fn agenda(
        &self,
        connection: &mut PgConnection,
        caller: &Caller,
        from: Date,
        to: Date,
    ) -> Result<Vec<pb::CalendarEntry>> {
        let of = |text: &str| Uuid::parse_str(text).ok().into_iter().collect::<Vec<_>>();
        let (agent, office) = (of(&caller.agent_id), of(&caller.office_id));
        let keeps = KEEP_THE_ROLE.iter().any(|role| caller.has_role(role));
        let chambres: &[String] = if keeps { &caller.chambres } else { &[] };
        let rows = sqlx::query!(
            r#"WITH own AS MATERIALIZED (
                 SELECT dossier_id FROM case_relation WHERE $1::uuid[] <> '{}' AND rapporteurs @> $1
                 UNION SELECT dossier_id FROM case_relation WHERE $1::uuid[] <> '{}' AND avocats_generaux @> $1
                 UNION SELECT dossier_id FROM case_relation WHERE $2::uuid[] <> '{}' AND offices @> $2
                 UNION SELECT t.dossier_id FROM notification.claim c JOIN notification.task t USING (task_id)
                       WHERE c.claimed_by = $3 AND t.status = 'ouverte'
                 UNION SELECT f.target::uuid FROM notification.follow f WHERE f.subject = $3 AND f.kind = 'dossier')
               SELECT e.entry_id AS "entry_id!", e.dossier_id AS "dossier_id!", e.kind AS "kind!", e.day AS "day!", e.code AS "code!",
                      e.changed_at AS "changed_at!"
               FROM (SELECT a.* FROM own JOIN notification.agenda a USING (dossier_id) WHERE a.day BETWEEN $5 AND $6
                     UNION
                     SELECT a.* FROM notification.agenda a JOIN case_relation r USING (dossier_id)
                     WHERE a.kind = 'audience' AND a.day BETWEEN $5 AND $6 AND r.chambre = ANY($4)) e
               ORDER BY e.day, e.entry_id LIMIT $7"#,
            &agent,
            &office,
            caller.subject,
            chambres,
            sql_day(from),
            sql_day(to),
            ENTRIES
        )
        .fetch_all(&mut *connection)
        .await?;
        let dossiers: Vec<Uuid> = rows.iter().map(|row| row.dossier_id).collect();
        let mut told = stored::load_all(connection, &dossiers).await?;
        told.retain(|_, case| tells(caller, &case.relations));
        let mut entries = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(case) = told.get(&row.dossier_id) else { continue };
            let rule = self.catalogue.rule(&row.code);
            let at = from_sql_instant(row.changed_at);
            entries.push(pb::CalendarEntry {
                entry_id: row.entry_id.to_string(),
                dossier_id: row.dossier_id.to_string(),
                dossier_number: case.number.clone(),
                kind: row.kind,
                day: from_sql_day(row.day).to_string(),
                label: rule.map(|rule| rule.label.clone()).unwrap_or_default(),
                article: rule.map(|rule| rule.article.clone()).unwrap_or_default(),
                changed_at: Some(prost_types::Timestamp { seconds: at.as_second(), nanos: 0 }),
            });
        }
        Ok(entries)
    }
}

/// Whether a case may be spoken of outside the product to somebody: they read it, and it is not sealed.
pub(crate) fn tells(to: &Caller, case: &CaseRelations) -> bool {
    !case.sealed && decide(to, Action::LireDossier, Resource::Case(case)).allowed
}
