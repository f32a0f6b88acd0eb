//! A request joins the dossier of the pourvoi: what is known of it becomes acts of the journal, at their own dates, for the
//! party that asked.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Failure, Kind, Result,
    command::Command,
    db::{self, sql_instant},
};
use greffe_contracts::{
    common::v1::{Id, NamedDate, Scope, named_date},
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, AideJuridictionnelleDecidee, AideJuridictionnelleDemandee,
        AideJuridictionnelleRecoursDecide, AideJuridictionnelleRecoursForme, AuxiliaireDesigne,
        act_recorded::Body,
    },
    kind_of,
};
use greffe_procedure::day::Day;
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{keep::keep_version, kept, near::applicant, stale, state, unknown_aid};
use crate::{
    Dossiers, access,
    certificats::likeness::{self, Level},
    journal::Journal,
    law,
    open::has_twin,
    record::{By, Wanted},
};

impl Dossiers {
    /// Links a request to a dossier, once a key.
    pub(super) async fn link_aid(
        &self,
        command: Command,
        wanted: pb::LinkAidRequest,
    ) -> Result<(pb::LinkAidResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        let linked = match self.link_aid_in(&mut tx, &command, &wanted).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                return Box::pin(self.link_aid(command, wanted)).await;
            }
            linked => linked?,
        };
        // A refusal stays in the audit trail.
        tx.commit().await?;
        if matches!(linked, Ok((_, false))) {
            self.wake.wake();
        }
        linked
    }

    async fn link_aid_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: &pb::LinkAidRequest,
    ) -> Result<Result<(pb::LinkAidResponse, bool)>> {
        let id = Uuid::parse_str(&wanted.aid_id).map_err(|_| unknown_aid())?;
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| access::unknown_case())?;
        let now = self.clock.now();
        let mut journal = Journal::lock(tx, dossier).await?.ok_or_else(access::unknown_case)?;
        let row = sqlx::query!(
            r#"SELECT version, facts, state AS "state!" FROM dossier.aid WHERE id = $1 FOR UPDATE"#,
            id
        )
        .fetch_optional(&mut *tx)
        .await?;
        // Under both locks: a twin has either answered, or not begun.
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::LinkAidResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        let key = command.key_text();
        let words = access::Words { reason: "", request_id: &key, payload_sha256: &command.request_sha256 };
        let caller = &command.caller;
        let (reads, enters) = (Action::LireRegistreAides, Action::EnregistrerAideJuridictionnelle);
        if let Err(refused) = access::require(tx, now, caller, enters, &journal.relations(), &words).await {
            return Ok(Err(refused));
        }
        if let Err(refused) = decide(caller, reads, Resource::Court).or_forbidden() {
            return Ok(Err(refused));
        }
        let row = row.ok_or_else(unknown_aid)?;
        let version = row.version.cast_unsigned();
        if wanted.expected_version != 0 && wanted.expected_version != version {
            return Err(stale(version));
        }
        if row.state == state::LINKED || row.state == state::CANCELLED {
            return Err(Failure::new(
                Kind::Refused,
                "AID-005",
                "Cette demande est déjà rattachée à un dossier, ou annulée. Ouvrez-la pour voir où elle en est.",
            ));
        }
        let facts = kept(&row.facts)?;
        let party = who(&journal, &facts, &wanted.party_id)?;
        let mut answer = pb::LinkAidResponse::default();
        for fact in acts(&facts, party) {
            if stands(&journal, &fact) {
                continue;
            }
            let wanted = Wanted {
                dossier,
                expected: 0,
                fact,
                reason: String::new(),
                received_at: now,
                common: false,
                ruling: None,
            };
            let fact = self.prepare(caller, &journal, &wanted, "")?;
            answer.acts.push(fact.kind.clone());
            let by = By::unasked(&caller.subject, "");
            answer.findings.extend(self.append(tx, &mut journal, fact, by, now).await?);
        }
        let next = row.version + 1;
        sqlx::query!(
            "UPDATE dossier.aid SET version = $2, dossier_id = $3, party_id = $4, linked_at = $5 WHERE id = $1",
            id,
            next,
            dossier,
            party,
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        keep_version(tx, id, next, now, command, "", &row.facts).await?;
        (answer.dossier_version, answer.version) = (journal.version(), next.cast_unsigned());
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }
}

/// The party of the dossier that asked: the one named, or the only one that the applicant resembles.
fn who(journal: &Journal, facts: &pb::AidFacts, named: &str) -> Result<Uuid> {
    let parties = law::parties(&journal.facts);
    if !named.is_empty() {
        let id = Uuid::parse_str(named).unwrap_or_default();
        return parties.contains(&id).then_some(id).ok_or_else(|| {
            Failure::invalid(
                "ACT-011",
                "party_id",
                "Cette partie n’est pas de ce dossier. Choisissez-la dans la liste des parties.",
            )
        });
    }
    let mut alike = parties.into_iter().filter(|id| {
        let name = journal.names.parties.get(id).cloned().unwrap_or_default();
        resembles(&name, facts)
    });
    match (alike.next(), alike.next()) {
        (Some(one), None) => Ok(one),
        _ => Err(Failure::invalid(
            "AID-007",
            "party_id",
            "Rien ne dit laquelle des parties du dossier a demandé l’aide. Choisissez-la.",
        )),
    }
}

/// Whether a name is that of the applicant, however written.
pub(super) fn resembles(name: &str, facts: &pb::AidFacts) -> bool {
    matches!(likeness::parties(&[name.to_owned()], &[applicant(facts)]), Level::Same | Level::Near)
}

/// What is known of the request as acts, in the order in which it happened.
fn acts(facts: &pb::AidFacts, party: Uuid) -> Vec<ActRecorded> {
    let dated = |name: &str, text: &str| {
        let day: Day = text.parse().ok()?;
        Some(NamedDate {
            name: name.into(),
            value: Some(named_date::Value::Day(day.number())),
            source: String::new(),
        })
    };
    let told = |dates: [(&str, &str); 2], body: Body| {
        let dates: Vec<NamedDate> = dates.into_iter().filter_map(|(name, text)| dated(name, text)).collect();
        let scope = Scope { parties: vec![Id::from(party)], ..Default::default() };
        (!dates.is_empty()).then(|| ActRecorded {
            dates,
            scope: Some(scope),
            body: Some(body),
            ..Default::default()
        })
    };
    let office_id = Uuid::parse_str(&facts.office_id).ok().map(Id::from);
    let mut acts: Vec<(&str, ActRecorded)> = [
        (
            &facts.requested_on,
            told(
                [("demande", facts.requested_on.as_str()), ("", "")],
                Body::AideJuridictionnelleDemandee(AideJuridictionnelleDemandee { objet: "pourvoi".into() }),
            ),
        ),
        (
            &facts.ruled_on,
            told(
                [("decidee", facts.ruled_on.as_str()), ("notifiee", facts.ruling_notified_on.as_str())],
                Body::AideJuridictionnelleDecidee(AideJuridictionnelleDecidee {
                    sens: facts.outcome.clone(),
                }),
            ),
        ),
        (
            &facts.appealed_on,
            told(
                [("recours", facts.appealed_on.as_str()), ("", "")],
                Body::AideJuridictionnelleRecoursForme(AideJuridictionnelleRecoursForme {}),
            ),
        ),
        (
            &facts.appeal_ruled_on,
            told(
                [
                    ("decidee", facts.appeal_ruled_on.as_str()),
                    ("notifiee", facts.appeal_notified_on.as_str()),
                ],
                Body::AideJuridictionnelleRecoursDecide(AideJuridictionnelleRecoursDecide {
                    sens: facts.appeal_outcome.clone(),
                }),
            ),
        ),
        (
            &facts.designated_on,
            told(
                [("designation", facts.designated_on.as_str()), ("", "")],
                Body::AuxiliaireDesigne(AuxiliaireDesigne { office_id }),
            ),
        ),
    ]
    .into_iter()
    .filter_map(|(day, act)| Some((day.as_str(), act?)))
    .collect();
    // ISO days sort as days do; of one day, the order above.
    acts.sort_by_key(|(day, _)| *day);
    acts.into_iter().map(|(_, act)| act).collect()
}

/// Whether the journal holds the act already: somebody entered it by hand.
fn stands(journal: &Journal, fact: &ActRecorded) -> bool {
    let kind = fact.body.as_ref().map(kind_of);
    let day = |fact: &ActRecorded| fact.dates.first().and_then(law::known_day);
    law::live(&journal.facts).into_iter().any(|known| {
        let of = known.scope.iter().flat_map(|scope| &scope.parties);
        let same_party =
            fact.scope.iter().flat_map(|s| &s.parties).all(|party| of.clone().any(|p| p == party));
        known.body.as_ref().map(kind_of) == kind && day(known) == day(fact) && same_party
    })
}
