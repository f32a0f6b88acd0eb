//! A version is released to the public, or withdrawn: kept by its content, its hash journalled, what is to be handed over
//! written in the same transaction.

use greffe_access::Action;
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::Command,
    db::{self, sql_instant},
};
use greffe_contracts::{
    common::v1::{Id, NamedDate, named_date},
    dossier::v1 as pb,
    events::v1::{ActRecorded, DecisionMiseADisposition, MiseADispositionRetiree, act_recorded::Body},
};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    refused,
    register::{self, Held, hex},
    ruled, unknown_decision,
    version::{self, Person, Version},
};
use crate::{
    Dossiers, access, law,
    open::{clean, has_twin, one_of},
    record::By,
};

const REASON_MAX: usize = 2_000;

/// What may be withdrawn, and why.
const MOTIVES: &[&str] =
    &["occultation_insuffisante", "decision_rabattue", "decision_rectifiee", "demande_accueillie"];

/// Categories that standing decisions of occultation add to those of the law, for a decision.
pub(super) fn complements(facts: &[ActRecorded], ruling: Uuid) -> Vec<String> {
    let mut hidden: Vec<String> = Vec::new();
    for fact in law::live(facts).into_iter().filter(|fact| fact.refers_to.map(Uuid::from) == Some(ruling)) {
        match &fact.body {
            Some(Body::OccultationDecidee(b)) if b.sens == "complements" => {
                hidden.extend(b.categories.clone())
            }
            Some(Body::OccultationDecidee(b)) if b.sens == "levee" => {
                hidden.retain(|c| !b.categories.contains(c))
            }
            _ => {}
        }
    }
    hidden.sort();
    hidden.dedup();
    hidden
}

/// A decision and the version of it that would go to the public.
struct Prepared {
    held: Held,
    ecli: String,
    version: Version,
    sha256: Vec<u8>,
    categories: Vec<String>,
}

impl Dossiers {
    /// What would go to the public: nothing is written.
    pub(super) async fn prepare_version(
        &self,
        caller: &Caller,
        wanted: &pb::PrepareVersionRequest,
    ) -> Result<pb::PrepareVersionResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let prepared = self.prepared(&mut tx, caller, &wanted.act_id, &wanted.added, &wanted.kept).await;
        tx.rollback().await?;
        let prepared = prepared?;
        Ok(pb::PrepareVersionResponse {
            version_sha256: hex(&prepared.sha256),
            text: prepared.version.text,
            hidden: prepared.version.hidden,
            categories: prepared.categories,
        })
    }

    async fn prepared(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        act: &str,
        added: &[pb::Span],
        kept: &[pb::Span],
    ) -> Result<Prepared> {
        let held = self.hold(tx, act).await?;
        let case = held.journal.relations();
        let reads = greffe_access::decide(caller, Action::LireDossier, greffe_access::Resource::Case(&case));
        reads.or_else(unknown_decision)?;
        let fact = held.journal.facts.iter().find(|f| f.act_id.map(Uuid::from) == Some(held.ruling));
        let said = fact.and_then(|f| f.body.as_ref()).and_then(ruled).ok_or_else(unknown_decision)?;
        let ecli = said.ecli.to_owned();
        if ecli.is_empty() {
            return Err(refused(
                "PUB-008",
                "act_id",
                "Cette décision n’a pas d’identifiant ECLI\u{a0}: le public ne pourrait pas la citer. Corrigez l’acte en lui donnant sa minute.",
            ));
        }
        let words = register::words(tx, held.ruling).await?;
        let text = if words.text.is_empty() { words.dispositif } else { words.text };
        let decided = complements(&held.journal.facts, held.ruling);
        let persons = persons(tx, held.journal.dossier).await?;
        let catalogue = held.journal.law.catalogue;
        let version = version::write(catalogue.categories(), &decided, &persons, &text, added, kept)?;
        let mut categories: Vec<String> = version.hidden.iter().map(|span| span.category.clone()).collect();
        categories.sort();
        categories.dedup();
        let sha256 = Sha256::digest(version.text.as_bytes()).to_vec();
        Ok(Prepared { held, ecli, version, sha256, categories })
    }

    /// Releases a version, once a key.
    pub(super) async fn release_decision(
        &self,
        command: Command,
        wanted: pb::ReleaseDecisionRequest,
    ) -> Result<(pb::ReleaseDecisionResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        let done = match self.release_in(&mut tx, &command, &wanted).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                return Box::pin(self.release_decision(command, wanted)).await;
            }
            done => done?,
        };
        tx.commit().await?;
        let (answer, replayed) = done?;
        if !replayed {
            self.wake.wake();
            self.handing.notify_one();
        }
        Ok((answer, replayed))
    }

    async fn release_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: &pb::ReleaseDecisionRequest,
    ) -> Result<Result<(pb::ReleaseDecisionResponse, bool)>> {
        let now = self.clock.now();
        let prepared =
            self.prepared(tx, &command.caller, &wanted.act_id, &wanted.added, &wanted.kept).await?;
        // Under the dossier's lock: a twin has either answered, or not begun.
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::ReleaseDecisionResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        let Prepared { mut held, ecli, version, sha256, categories } = prepared;
        if let Err(refused) = self.may_release(tx, command, &held, &wanted.act_id, "").await? {
            return Ok(Err(refused));
        }
        if hex(&sha256) != wanted.version_sha256 {
            return Err(Failure::new(
                Kind::Stale,
                "PUB-009",
                "La version a changé depuis que vous l’avez relue. Relisez-la, puis remettez-la\u{a0}: vos passages sont conservés.",
            )
            .at_version(held.journal.version()));
        }
        let catalogue = held.journal.law.catalogue;
        let decided = complements(&held.journal.facts, held.ruling);
        if let Some(missing) = decided.iter().find(|code| !categories.contains(code)) {
            let label = catalogue.categories().iter().find(|c| c.code.as_str() == missing.as_str());
            return Err(refused(
                "PUB-004",
                "added",
                format!(
                    "L’occultation décidée vise «\u{a0}{}\u{a0}», et rien n’en est caché. Sélectionnez les passages, ou faites lever la décision.",
                    label.map_or(missing.as_str(), |c| c.label.as_str())
                ),
            ));
        }
        let before = sqlx::query_scalar!(
            r#"SELECT state FROM dossier.release WHERE ruling_id = $1 AND state IN ('en_cours', 'remise', 'retrait_en_cours')"#,
            held.ruling
        )
        .fetch_optional(&mut *tx)
        .await?;
        if before.is_some() {
            return Err(refused(
                "PUB-010",
                "act_id",
                "Une version de cette décision est déjà devant le public. Retirez-la avant d’en remettre une autre.",
            ));
        }
        let state = sqlx::query_scalar!("SELECT state FROM dossier.ruling WHERE act_id = $1", held.ruling)
            .fetch_one(&mut *tx)
            .await?;
        if state != "en_vigueur" {
            return Err(refused(
                "PUB-011",
                "act_id",
                "Cette décision a été rabattue, corrigée ou annulée\u{a0}: elle ne se met plus à la disposition du public.",
            ));
        }
        sqlx::query!(
            "INSERT INTO dossier.public_version (sha256, text) VALUES ($1, $2) ON CONFLICT (sha256) DO NOTHING",
            sha256,
            version.text
        )
        .execute(&mut *tx)
        .await?;
        let body = Body::DecisionMiseADisposition(DecisionMiseADisposition {
            ecli: ecli.clone(),
            version_sha256: hex(&sha256),
            categories: categories.clone(),
        });
        let fact = self.today_fact("remise", held.ruling, body);
        let subject = &command.caller.subject;
        self.append(tx, &mut held.journal, fact, By::unasked(subject, ""), now).await?;
        let act = held.journal.facts.last().and_then(|f| f.act_id).map(Uuid::from).unwrap_or_default();
        sqlx::query!(
            "INSERT INTO dossier.release (act_id, ruling_id, dossier_id, ecli, sha256, categories, state, next_at, released_at)
             VALUES ($1, $2, $3, $4, $5, $6, 'en_cours', $7, $7)",
            act,
            held.ruling,
            held.journal.dossier,
            ecli,
            sha256,
            &categories,
            sql_instant(now),
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("UPDATE dossier.ruling SET release = 'en_cours' WHERE act_id = $1", held.ruling)
            .execute(&mut *tx)
            .await?;
        let answer = pb::ReleaseDecisionResponse {
            version: held.journal.version(),
            act_id: act.to_string(),
            version_sha256: hex(&sha256),
        };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// Withdraws a release, once a key.
    pub(super) async fn withdraw_decision(
        &self,
        command: Command,
        wanted: pb::WithdrawDecisionRequest,
    ) -> Result<(pb::WithdrawDecisionResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        let done = match self.withdraw_in(&mut tx, &command, &wanted).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                return Box::pin(self.withdraw_decision(command, wanted)).await;
            }
            done => done?,
        };
        tx.commit().await?;
        let (answer, replayed) = done?;
        if !replayed {
            self.wake.wake();
            self.handing.notify_one();
        }
        Ok((answer, replayed))
    }

    async fn withdraw_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: &pb::WithdrawDecisionRequest,
    ) -> Result<Result<(pb::WithdrawDecisionResponse, bool)>> {
        let now = self.clock.now();
        let released = Uuid::parse_str(&wanted.act_id).map_err(|_| unknown_decision())?;
        let ruling = sqlx::query_scalar!("SELECT ruling_id FROM dossier.release WHERE act_id = $1", released)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(unknown_decision)?;
        let mut held = self.hold(tx, &ruling.to_string()).await?;
        if let Some(answer) = command.answered(tx).await? {
            let answer =
                pb::WithdrawDecisionResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        one_of("motif", &wanted.motif, MOTIVES)?;
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        if let Err(refused) = self.may_release(tx, command, &held, &wanted.act_id, &reason).await? {
            return Ok(Err(refused));
        }
        let state =
            sqlx::query_scalar!("SELECT state FROM dossier.release WHERE act_id = $1 FOR UPDATE", released)
                .fetch_one(&mut *tx)
                .await?;
        if matches!(state.as_str(), "retrait_en_cours" | "retiree") {
            return Err(refused(
                "PUB-012",
                "act_id",
                "Cette version est déjà retirée, ou en cours de retrait.",
            ));
        }
        let body = Body::MiseADispositionRetiree(MiseADispositionRetiree { motif: wanted.motif.clone() });
        let fact = self.today_fact("retiree", released, body);
        self.append(tx, &mut held.journal, fact, By::unasked(&command.caller.subject, &reason), now).await?;
        let act = held.journal.facts.last().and_then(|f| f.act_id).map(Uuid::from).unwrap_or_default();
        // What was never taken there is asked to go all the same: an answer may have been lost.
        sqlx::query!(
            "UPDATE dossier.release SET state = 'retrait_en_cours', motif = $2, attempts = 0, next_at = $3, last_error = ''
             WHERE act_id = $1",
            released,
            wanted.motif,
            sql_instant(now),
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("UPDATE dossier.ruling SET release = 'retiree' WHERE act_id = $1", ruling)
            .execute(&mut *tx)
            .await?;
        let answer =
            pb::WithdrawDecisionResponse { version: held.journal.version(), act_id: act.to_string() };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// Whether the caller may put this decision before the public; written to the audit trail.
    async fn may_release(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        held: &Held,
        object: &str,
        reason: &str,
    ) -> Result<Result<()>> {
        let key = command.key_text();
        let digest = Sha256::digest(object);
        let words = access::Words { reason, request_id: &key, payload_sha256: &digest };
        let case = held.journal.relations();
        let action = Action::EnregistrerActeDeLaCour;
        Ok(access::require(tx, self.clock.now(), &command.caller, action, &case, &words).await)
    }

    /// An act of today about another.
    pub(super) fn today_fact(&self, date: &str, about: Uuid, body: Body) -> ActRecorded {
        let value = named_date::Value::Day(greffe_contracts::input::epoch_day(self.clock.today()));
        ActRecorded {
            dates: vec![NamedDate { name: date.into(), value: Some(value), source: String::new() }],
            refers_to: Some(Id::from(about)),
            body: Some(body),
            ..ActRecorded::default()
        }
    }
}

/// Parties of a dossier as their names must be hidden.
async fn persons(tx: &mut PgConnection, dossier: Uuid) -> Result<Vec<Person>> {
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (p.position, p.party_id) q.nature, q.name, q.first_names, q.address
         FROM dossier.party p JOIN dossier.person q ON q.id = p.person_id
         WHERE p.dossier_id = $1 ORDER BY p.position, p.party_id, q.version DESC",
        dossier
    )
    .fetch_all(tx)
    .await?;
    let persons = rows.into_iter().map(|row| Person {
        natural: row.nature == "personne_physique",
        name: row.name,
        first_names: row.first_names,
        address: row.address,
    });
    Ok(persons.collect())
}
