//! A greffier decides where doubt remained, on what the search says at that moment.

use greffe_access::{Action, Demand, Resource, decide};
use greffe_chassis::{
    Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_day, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    RUNNING, Statement, does_not_fit, readable,
    search::{self, Sought, Undeclared},
    shown, status,
    text::Certified,
    unknown_demand,
};
use crate::{
    Dossiers, access,
    open::{clean, one_of, optional_day},
};

/// Longest reason.
const REASON_MAX: usize = 2_000;

/// What a person decided, read.
struct Ruling {
    /// `None` sends the demand back.
    statement: Option<Statement>,
    retained: Vec<pb::Candidate>,
    reason: String,
    aid_requested_on: String,
    aid_reference: String,
}

impl Dossiers {
    /// Decides a demand, once a key.
    pub(super) async fn decide_demand(
        &self,
        command: Command,
        wanted: pb::DecideDemandRequest,
    ) -> Result<(pb::DecideDemandResponse, bool)> {
        let id = Uuid::parse_str(&wanted.demand_id).map_err(|_| unknown_demand())?;
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let row = sqlx::query!(
            "SELECT version, status, agent_id, office_id, quality, requester, reference, court, rendered_on, case_number, case_keys,
                    parties, matter, candidates
             FROM dossier.certificate_demand WHERE id = $1 FOR UPDATE",
            id
        )
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(unknown_demand)?;
        // Under the demand's lock: a twin has either answered, or not begun.
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::DecideDemandResponse::decode(answer.as_slice());
            return Ok((answer.map_err(Failure::internal)?, true));
        }
        let demand = Demand { id, author: row.agent_id.unwrap_or_default(), office: row.office_id };
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        if let Err(refused) = self.may_decide(&mut tx, &command, &demand, &reason, &wanted).await? {
            tx.commit().await?;
            return Err(refused);
        }
        if row.status != status::TO_DECIDE {
            return Err(Failure::new(
                Kind::Refused,
                "CNP-004",
                "Cette demande est déjà décidée. Ouvrez-la pour voir ce qui a été délivré\u{a0}; une nouvelle situation appelle une nouvelle demande.",
            ));
        }
        let version = row.version.cast_unsigned();
        let asked = pb::DecisionSought {
            court: row.court,
            rendered_on: from_sql_day(row.rendered_on).to_string(),
            case_number: row.case_number,
            parties: row.parties,
            matter: row.matter,
            reference: row.reference,
        };
        let sought = Sought {
            court: asked.court.clone(),
            rendered_on: from_sql_day(row.rendered_on),
            keys: row.case_keys,
            parties: asked.parties.clone(),
        };
        let found = search::run(&mut tx, &sought, self.clock.today()).await?;
        let encoded: Vec<Vec<u8>> = found.candidates.iter().map(Message::encode_to_vec).collect();
        if encoded != row.candidates {
            // What was looked at is no longer what there is: shown anew before anybody certifies it.
            let version = version + 1;
            sqlx::query!(
                "UPDATE dossier.certificate_demand SET candidates = $2, overflow = $3, version = $4 WHERE id = $1",
                id,
                &encoded,
                found.overflow,
                version.cast_signed()
            )
            .execute(&mut *tx)
            .await?;
            tx.commit().await?;
            return Err(stale(version));
        }
        if wanted.expected_version != 0 && wanted.expected_version != version {
            return Err(stale(version));
        }
        let visible = shown(&mut tx, &command.caller, found.candidates.clone()).await?;
        if visible.iter().any(|candidate| candidate.hidden) {
            return Err(Failure::new(
                Kind::Refused,
                "CNP-006",
                "Un dossier à accès restreint ressemble à la décision\u{a0}: la demande ne peut être décidée que par un agent nommé pour ce dossier. Transmettez-la lui.",
            ));
        }
        if found.undeclared == Undeclared::Alike && wanted.outcome != "renvoi" {
            return Err(Failure::new(
                Kind::Refused,
                "CNP-011",
                "Une déclaration reçue et pas encore enregistrée peut attaquer cette décision\u{a0}: un pourvoi est formé dès sa remise. Traitez-la depuis «\u{a0}Dépôts\u{a0}», puis décidez.",
            ));
        }
        if found.closed_before && reason.is_empty() && matches!(&*wanted.outcome, "non_pourvoi" | "partiel") {
            return Err(Failure::invalid(
                "CNP-012",
                "reason",
                "Des pourvois formés depuis cette décision ont été clos dans l’ancien système, et la reprise n’en dit pas la décision attaquée. Cherchez-y le pourvoi, puis dites au motif que vous l’avez fait\u{a0}: il reste au registre.",
            ));
        }
        let ruling = ruling(&wanted, found.candidates, found.overflow, reason)?;
        let place = if ruling.statement.is_some() { status::DELIVERED } else { status::SENT_BACK };
        sqlx::query!(
            "UPDATE dossier.certificate_demand SET status = $2, version = $3, decided_at = $4, decided_by = $5, reason = $6
             WHERE id = $1",
            id,
            place,
            row.version + 1,
            sql_instant(now),
            command.caller.subject,
            ruling.reason
        )
        .execute(&mut *tx)
        .await?;
        let mut answer = pb::DemandAnswer {
            demand_id: id.to_string(),
            version: version + 1,
            status: place.into(),
            ..Default::default()
        };
        if let Some(kind) = ruling.statement {
            let aid = (!ruling.aid_requested_on.is_empty())
                .then_some((ruling.aid_requested_on.as_str(), ruling.aid_reference.as_str()));
            let requester = pb::Requester { quality: row.quality, name: row.requester };
            let certified = Certified {
                demand: id,
                kind,
                requester: &requester,
                sought: &asked,
                retained: &ruling.retained,
                aid,
            };
            answer = self.deliver(&mut tx, now, &certified, answer).await?;
        }
        let answer = pb::DecideDemandResponse { answer: Some(answer) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.decide_demand(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    async fn may_decide(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        demand: &Demand,
        reason: &str,
        wanted: &pb::DecideDemandRequest,
    ) -> Result<Result<()>> {
        let action = Action::DeciderCertificat;
        let decision = decide(&command.caller, action, Resource::Demand(demand));
        let (key, digest) = (command.key_text(), Sha256::digest(wanted.encode_to_vec()));
        let words = access::Words { reason, request_id: &key, payload_sha256: &digest };
        access::log(tx, self.clock.now(), &command.caller, action, demand.id, &decision, &words).await?;
        Ok(decision.or_forbidden().map(|_| ()).or_else(|refused| {
            readable(&command.caller, demand)?;
            Err(refused)
        }))
    }
}

/// What is decided fits what was found.
fn ruling(
    wanted: &pb::DecideDemandRequest,
    candidates: Vec<pb::Candidate>,
    overflow: bool,
    reason: String,
) -> Result<Ruling> {
    one_of("outcome", &wanted.outcome, &["non_pourvoi", "partiel", "date_pourvoi", "renvoi"])?;
    if let Some(unknown) =
        wanted.aid_ids.iter().find(|id| id.is_empty() || !candidates.iter().any(|c| c.aid_id == **id))
    {
        let unknown: String = unknown.chars().take(40).collect();
        return Err(does_not_fit(
            "aid_ids",
            &format!(
                "La demande d’aide {unknown} n’est pas de celles que la recherche a trouvées. Retenez l’une de celles qu’elle montre."
            ),
        ));
    }
    if let Some(unknown) =
        wanted.dossier_ids.iter().find(|id| id.is_empty() || !candidates.iter().any(|c| c.dossier_id == **id))
    {
        let unknown: String = unknown.chars().take(40).collect();
        return Err(does_not_fit(
            "dossier_ids",
            &format!(
                "Le dossier {unknown} n’est pas de ceux que la recherche a trouvés. Retenez l’un de ceux qu’elle montre."
            ),
        ));
    }
    let found = candidates.len();
    // Each list was looked at above: an empty identifier is in neither.
    let chosen =
        |c: &pb::Candidate| wanted.dossier_ids.contains(&c.dossier_id) || wanted.aid_ids.contains(&c.aid_id);
    let retained: Vec<pb::Candidate> = candidates.into_iter().filter(chosen).collect();
    let set_aside = found - retained.len();
    let aid_requested_on = optional_day("aid_requested_on", &wanted.aid_requested_on)?;
    let statement = match wanted.outcome.as_str() {
        "renvoi" => None,
        _ if overflow => {
            return Err(does_not_fit(
                "outcome",
                "Plus de dossiers ressemblent à la décision que la recherche n’en montre\u{a0}: rien ne peut être certifié. Renvoyez la demande pour qu’elle soit précisée.",
            ));
        }
        "non_pourvoi" if retained.is_empty() => Some(Statement::NonPourvoi),
        "non_pourvoi" => {
            return Err(does_not_fit(
                "dossier_ids",
                "Un dossier est retenu\u{a0}: le certificat ne peut dire qu’il n’y a pas de pourvoi. Écartez-le, ou attestez la date du pourvoi.",
            ));
        }
        "partiel" if retained.iter().any(|c| c.pourvoi || c.aid_requested_on.is_empty()) => {
            return Err(does_not_fit(
                "dossier_ids",
                "Un dossier retenu porte un pourvoi, ou aucune demande d’aide en cours. Ne retenez que ceux dont l’aide est en cours et sans pourvoi.",
            ));
        }
        "partiel" if retained.iter().any(|c| c.aid_state == RUNNING) => {
            return Err(does_not_fit(
                "aid_ids",
                "La demande d’aide retenue est décidée\u{a0}: elle n’est plus en cours d’examen. Écartez-la, en disant au motif que le délai du pourvoi court encore, ou renvoyez la demande.",
            ));
        }
        "partiel" if retained.is_empty() && aid_requested_on.is_none() => {
            return Err(does_not_fit(
                "aid_requested_on",
                "Le certificat partiel dit quelle demande d’aide juridictionnelle est en cours. Indiquez son jour, ou retenez le dossier qui la porte.",
            ));
        }
        "partiel" => Some(Statement::Partiel),
        _ if retained.is_empty() => {
            return Err(does_not_fit(
                "dossier_ids",
                "L’attestation donne la date d’un pourvoi. Retenez le dossier du pourvoi formé contre cette décision.",
            ));
        }
        _ if retained.iter().any(|c| !c.pourvoi || c.formed_on.is_empty()) => {
            return Err(does_not_fit(
                "dossier_ids",
                "Un dossier retenu ne porte pas de pourvoi dont la date soit connue. Complétez-le, puis décidez de nouveau.",
            ));
        }
        _ => Some(Statement::DatePourvoi),
    };
    if reason.is_empty() && (statement.is_none() || set_aside > 0) {
        return Err(Failure::invalid(
            "CNP-008",
            "reason",
            "Le motif manque. Dites en une phrase pourquoi la demande est renvoyée, ou pourquoi les dossiers trouvés sont écartés\u{a0}: il reste au registre.",
        ));
    }
    Ok(Ruling {
        statement,
        retained,
        reason,
        aid_requested_on: aid_requested_on.map(|day| day.to_string()).unwrap_or_default(),
        aid_reference: clean("aid_reference", &wanted.aid_reference, 60)?,
    })
}

fn stale(version: u64) -> Failure {
    Failure::new(
        Kind::Stale,
        "CNP-005",
        "La recherche ne trouve plus ce que vous avez vu\u{a0}: un dossier s’est ouvert ou a changé depuis. Regardez ce qu’elle trouve maintenant, puis décidez\u{a0}: votre saisie est conservée.",
    )
    .at_version(version)
}
