//! One journal in hand: loaded under the lock of its dossier, lengthened by acts, written back with its projection.

use greffe_access::{CaseRelations, relations};
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{
    Failure, Result,
    db::{from_sql_instant, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::Id,
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::{act::Act, derivation::Derivation};
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    case::groups,
    law::{self, Law},
    view::{self, Names},
};

/// What a dossier is besides its journal.
#[derive(Debug, Clone)]
pub struct Header {
    /// Procedure of the catalogue.
    pub procedure: String,
    /// Four-digit year of the number.
    pub number_year: i32,
    /// Sequence of the number.
    pub number_seq: i32,
    /// Nature of the case, empty when unknown.
    pub matter: String,
    /// Handled first.
    pub urgent: bool,
    /// When the dossier was opened here.
    pub opened_at: Timestamp,
    /// Closed to all but those named.
    pub sealed: bool,
}

/// A journal, the law's view of it, and the words that are kept apart from it.
#[derive(Debug, Clone)]
pub struct Journal {
    /// The dossier.
    pub dossier: Uuid,
    /// What it is besides.
    pub header: Header,
    /// Facts as published.
    pub facts: Vec<ActRecorded>,
    /// The same as the law looks at them.
    pub acts: Vec<Act>,
    /// Names, courts, offices.
    pub names: Names,
    /// The group of joined dossiers that it is of, as the table of members says.
    pub group: Option<pb::Group>,
    /// The law it is read by: that in force when it was taken in hand.
    pub law: Law,
    written: usize,
}

impl Journal {
    /// An empty journal, for a dossier that opens.
    #[must_use]
    pub fn new(dossier: Uuid, header: Header, names: Names, law: Law) -> Self {
        Self { dossier, header, facts: Vec::new(), acts: Vec::new(), names, group: None, law, written: 0 }
    }

    /// The journal of a dossier, whose row stays locked until the end of the transaction. `None` when there is none.
    ///
    /// # Errors
    /// When a stored act no longer reads, or the database refuses.
    pub async fn lock(tx: &mut PgConnection, dossier: Uuid) -> Result<Option<Self>> {
        let row = sqlx::query!(
            "SELECT procedure, number_year, number_seq, matter, urgent, opened_at, sealed, view,
                 (SELECT version FROM dossier.law_in_force ORDER BY seq DESC LIMIT 1) AS law
             FROM dossier.dossier WHERE id = $1 FOR UPDATE",
            dossier
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(row) = row else { return Ok(None) };
        let law = Law::of(row.law.as_deref())?;
        let header = Header {
            procedure: row.procedure,
            number_year: row.number_year,
            number_seq: row.number_seq,
            matter: row.matter,
            urgent: row.urgent,
            opened_at: from_sql_instant(row.opened_at),
            sealed: row.sealed,
        };
        let view = pb::Dossier::decode(row.view.as_slice()).map_err(Failure::internal)?;
        let names = Names::from_view(&view);
        let bodies = bodies(tx, dossier).await?;
        let facts = decoded(&bodies)?;
        let acts = law.read_all(&bodies)?;
        let group = view.group;
        Ok(Some(Self { dossier, header, written: facts.len(), facts, acts, names, group, law }))
    }

    /// The same cut to some of its acts, read by a version of the law. Nothing of it can be written.
    ///
    /// # Errors
    /// When the version does not know one of them.
    pub fn only(mut self, law: Law, keep: impl Fn(&ActRecorded) -> bool) -> Result<Self> {
        self.facts.retain(|fact| keep(fact));
        self.acts = self.facts.iter().map(|fact| law.read(fact)).collect::<Result<_>>()?;
        self.written = self.facts.len();
        // Joined today, it may not have been yet.
        let joined = groups::membership(self.dossier, &self.facts).is_some();
        if !joined && !self.facts.iter().any(groups::regroups) {
            self.group = None;
        }
        Ok(Self { law, ..self })
    }

    /// Place of the last act.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.facts.len() as u64
    }

    /// Whether nothing of it is written yet.
    #[must_use]
    pub fn is_opening(&self) -> bool {
        self.written == 0
    }

    /// Who is what to the case.
    #[must_use]
    pub fn relations(&self) -> CaseRelations {
        relations::of(self.dossier, &self.facts)
    }

    /// The procedure that it follows: as it was requalified last, else as it was opened.
    #[must_use]
    pub fn procedure(&self) -> String {
        let requalified = law::live(&self.facts).into_iter().rev().find_map(|fact| match &fact.body {
            Some(Body::ProcedureRequalifiee(b)) => Some(b.procedure.clone()),
            _ => None,
        });
        requalified.unwrap_or_else(|| self.header.procedure.clone())
    }

    /// Nature of the case, as it was fixed last; as it was declared before.
    #[must_use]
    pub fn matter(&self) -> String {
        let fixed = law::live(&self.facts).into_iter().rev().find_map(|fact| match &fact.body {
            Some(Body::MatiereFixee(b)) => Some(b.matter.clone()),
            _ => None,
        });
        fixed.unwrap_or_else(|| self.header.matter.clone())
    }

    /// Whether it goes before the others: what was decided last, else what the declaration said.
    #[must_use]
    pub fn urgent(&self) -> bool {
        let decided = law::live(&self.facts).into_iter().rev().find_map(|fact| match &fact.body {
            Some(Body::UrgenceDeclaree(_)) => Some(true),
            Some(Body::UrgenceLevee(_)) => Some(false),
            Some(Body::PourvoiForme(b)) if b.urgent => Some(true),
            _ => None,
        });
        let said =
            |fact: &ActRecorded| matches!(fact.body, Some(Body::UrgenceDeclaree(_) | Body::UrgenceLevee(_)));
        decided.unwrap_or_else(|| self.header.urgent && !self.facts.iter().any(said))
    }

    /// Gives the fact its identity and its place, and adds it. Whether the law admits it is the caller's question.
    ///
    /// # Errors
    /// When the catalogue does not know its type, a date or a code.
    pub fn push(&mut self, at: Timestamp, mut fact: ActRecorded) -> Result<&Act> {
        fact.dossier_id = Some(Id::from(self.dossier));
        fact.version = self.version() + 1;
        fact.recorded_at =
            Some(prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() });
        if fact.act_id.is_none() {
            fact.act_id = Some(Uuid::now_v7().into());
        }
        self.law.classify(&mut fact)?;
        let act = self.law.read(&fact)?;
        self.facts.push(fact);
        self.acts.push(act);
        self.acts.last().ok_or_else(|| Failure::internal("an act was just added"))
    }

    /// Takes the last act back, which is not written yet.
    pub fn unsay(&mut self) {
        if self.facts.len() > self.written {
            self.facts.pop();
            self.acts.pop();
        }
    }

    /// Writes the acts added since the load, each with its outbox row.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn write(
        &mut self,
        tx: &mut PgConnection,
        at: Timestamp,
        actor: &str,
        reason: &str,
    ) -> Result<()> {
        for fact in &self.facts[self.written..] {
            let body = fact.encode_to_vec();
            let pieces: Vec<Uuid> = law::pieces(fact);
            sqlx::query!(
                "INSERT INTO dossier.act (dossier_id, version, act_id, kind, recorded_at, actor, reason, supersedes, pieces, body, common_act)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                self.dossier,
                fact.version.cast_signed(),
                Uuid::from(fact.act_id.unwrap_or_default()),
                fact.kind,
                sql_instant(at),
                actor,
                reason,
                fact.supersedes.map(Uuid::from),
                &pieces,
                body,
                fact.common_act.map(Uuid::from),
            )
            .execute(&mut *tx)
            .await?;
            let routing_key = format!("dossier.act.{}", fact.kind);
            let event = NewEvent {
                routing_key: &routing_key,
                aggregate_id: self.dossier,
                aggregate_seq: fact.version,
                event_type: "ActRecorded",
                payload: body,
            };
            outbox::append(&mut *tx, at, &event).await?;
        }
        self.written = self.facts.len();
        Ok(())
    }

    /// What the screens read of the dossier, derived for a day: its row, but for the header and the instants.
    #[must_use]
    pub(crate) fn projection(&self, derived: &Derivation) -> Projection {
        let case = self.relations();
        let view = view::build(self, derived, &case);
        let terminal = self.law.is_terminal(derived.stage);
        let closed = view.dossier.outcome.as_ref().filter(|_| terminal);
        Projection {
            stage: derived.stage.as_str(),
            terminal,
            formed_on: law::formed_on(&self.facts),
            title: view.title,
            derived_for: derived.as_of.to_date(),
            next_change: derived.next_change.map(|day| day.to_date()),
            catalogue: self.law.version(),
            closed_on: closed.and_then(|outcome| outcome.pronounced_on.parse().ok()),
            view: view.dossier.encode_to_vec(),
            case,
        }
    }

    /// Writes what the screens read of the dossier, derived for a day.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn project(&self, tx: &mut PgConnection, at: Timestamp, derived: &Derivation) -> Result<()> {
        let row = self.projection(derived);
        sqlx::query!(
            "INSERT INTO dossier.dossier (id, version, procedure, number_year, number_seq, stage, terminal, chambre, matter, urgent,
                 formed_on, title, opened_at, updated_at, rapporteurs, avocats_generaux, offices, former_offices, distributed,
                 communicated, sealed, derived_for, next_change, catalogue, view, closed_on, named, recused, chambres_consultees)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)
             ON CONFLICT (id) DO UPDATE SET version = $2, stage = $6, terminal = $7, chambre = $8, urgent = $10, formed_on = $11,
                 title = $12, updated_at = $14, rapporteurs = $15, avocats_generaux = $16, offices = $17, former_offices = $18,
                 distributed = $19, communicated = $20, sealed = $21, derived_for = $22, next_change = $23, catalogue = $24, view = $25,
                 closed_on = $26, named = $27, recused = $28, matter = $9, chambres_consultees = $29",
            self.dossier,
            self.version().cast_signed(),
            self.header.procedure,
            self.header.number_year,
            self.header.number_seq,
            row.stage,
            row.terminal,
            row.case.chambre,
            self.matter(),
            self.urgent(),
            row.formed_on.map(sql_day),
            row.title,
            sql_instant(self.header.opened_at),
            sql_instant(at),
            &row.case.rapporteurs,
            &row.case.avocats_generaux,
            &row.case.offices,
            &row.case.former_offices,
            row.case.distributed,
            row.case.communicated,
            row.case.sealed,
            sql_day(row.derived_for),
            row.next_change.map(sql_day),
            row.catalogue,
            row.view,
            row.closed_on.map(sql_day),
            &row.case.named,
            &row.case.recused,
            &row.case.chambres_consultees,
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// A row of `dossier.dossier`, but for the header and the instants.
pub(crate) struct Projection {
    pub(crate) stage: &'static str,
    pub(crate) terminal: bool,
    pub(crate) formed_on: Option<Date>,
    pub(crate) title: String,
    pub(crate) derived_for: Date,
    pub(crate) next_change: Option<Date>,
    pub(crate) catalogue: &'static str,
    /// The day of the decision, once nothing more is owed.
    pub(crate) closed_on: Option<Date>,
    /// `greffe.dossier.v1.Dossier`, encoded.
    pub(crate) view: Vec<u8>,
    /// Who is what to the case.
    pub(crate) case: CaseRelations,
}

/// The facts of a dossier, in order.
///
/// # Errors
/// When one does not decode, or the database refuses.
pub async fn facts(tx: &mut PgConnection, dossier: Uuid) -> Result<Vec<ActRecorded>> {
    decoded(&bodies(tx, dossier).await?)
}

/// The acts of a dossier as they are kept, in order.
///
/// # Errors
/// When the database refuses.
pub async fn bodies(tx: &mut PgConnection, dossier: Uuid) -> Result<Vec<Vec<u8>>> {
    let bodies =
        sqlx::query_scalar!("SELECT body FROM dossier.act WHERE dossier_id = $1 ORDER BY version", dossier)
            .fetch_all(tx)
            .await?;
    Ok(bodies)
}

fn decoded(bodies: &[Vec<u8>]) -> Result<Vec<ActRecorded>> {
    bodies.iter().map(|body| ActRecorded::decode(body.as_slice()).map_err(Failure::internal)).collect()
}
