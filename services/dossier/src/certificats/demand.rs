//! A demand comes in: read, searched, and answered at once where no doubt remains.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, sql_day, sql_instant},
};
use greffe_contracts::{common::v1::Finding, dossier::v1 as pb};
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    RUNNING, Statement, next_number,
    search::{self, Found, Sought, Undeclared},
    status,
    text::{self, Certified},
};
use crate::{
    Dossiers, access,
    offices::searchable,
    open::{at_most, clean, one_of, optional_day},
};

/// Decisions deposited at once.
const BATCH_MAX: usize = 200;
/// Names of parties given to a search.
const PARTIES_MAX: usize = 20;
/// Longest name, court, reference.
const TEXT_MAX: usize = 200;

/// A demand read and found right.
struct Read {
    demand: Uuid,
    asked: pb::DecisionSought,
    sought: Sought,
    found: Found,
}

/// Who asks, and by which way.
struct Asking {
    requester: pb::Requester,
    channel: &'static str,
    agent: Option<Uuid>,
    office: Option<Uuid>,
}

impl Dossiers {
    /// A demand for one decision, once a key.
    pub(super) async fn demand_certificate(
        &self,
        command: Command,
        wanted: pb::DemandCertificateRequest,
    ) -> Result<(pb::DemandCertificateResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::DemandCertificateResponse::decode(answer.as_slice());
            return Ok((answer.map_err(Failure::internal)?, true));
        }
        let demand = Uuid::now_v7();
        if let Err(refused) = self.may_demand(&mut tx, &command, demand).await? {
            tx.commit().await?;
            return Err(refused);
        }
        let asking = asking(&mut tx, &command.caller, wanted.requester.as_ref()).await?;
        let sought = wanted.sought.clone().unwrap_or_default();
        let read = self.read(&mut tx, "sought", demand, &sought).await?;
        let answer = self.keep(&mut tx, &command.caller, &asking, read, None).await?;
        let answer = pb::DemandCertificateResponse { answer: Some(answer) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.demand_certificate(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    /// Demands for several decisions, once a key: one that is wrong is told so, and stops no other.
    pub(super) async fn demand_certificates(
        &self,
        command: Command,
        wanted: pb::DemandCertificatesRequest,
    ) -> Result<(pb::DemandCertificatesResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::DemandCertificatesResponse::decode(answer.as_slice());
            return Ok((answer.map_err(Failure::internal)?, true));
        }
        let batch = Uuid::now_v7();
        if let Err(refused) = self.may_demand(&mut tx, &command, batch).await? {
            tx.commit().await?;
            return Err(refused);
        }
        if wanted.sought.is_empty() {
            return Err(missing("sought", "La liste des décisions manque. Indiquez au moins une décision."));
        }
        at_most("sought", wanted.sought.len(), BATCH_MAX)?;
        let asking = asking(&mut tx, &command.caller, wanted.requester.as_ref()).await?;
        // All searches first: the series of numbers is held for as short as possible.
        let mut all = Vec::with_capacity(wanted.sought.len());
        for (at, sought) in wanted.sought.iter().enumerate() {
            match self.read(&mut tx, &format!("sought[{at}]"), Uuid::now_v7(), sought).await {
                Err(failure) if !matches!(failure.kind, Kind::Invalid | Kind::Refused) => {
                    return Err(failure);
                }
                read => all.push(read),
            }
        }
        let mut answers = Vec::with_capacity(all.len());
        for (read, position) in all.into_iter().zip(0..) {
            answers.push(match read {
                Ok(read) => {
                    self.keep(&mut tx, &command.caller, &asking, read, Some((batch, position))).await?
                }
                Err(refused) => pb::DemandAnswer {
                    status: "refuse".into(),
                    refusal: Some(told(&refused)),
                    ..Default::default()
                },
            });
        }
        let answer = pb::DemandCertificatesResponse { batch_id: batch.to_string(), answers };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.demand_certificates(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    /// Decides and writes the decision to the audit trail; the refusal is the inner result, to be kept with it.
    async fn may_demand(&self, tx: &mut PgConnection, command: &Command, object: Uuid) -> Result<Result<()>> {
        let action = Action::DemanderCertificat;
        let decision = decide(&command.caller, action, Resource::Court);
        let key = command.key_text();
        let words =
            access::Words { request_id: &key, payload_sha256: &command.request_sha256, ..Default::default() };
        access::log(tx, self.clock.now(), &command.caller, action, object, &decision, &words).await?;
        Ok(decision.or_forbidden().map(|_| ()))
    }

    /// Reads what is asked and searches.
    async fn read(
        &self,
        tx: &mut PgConnection,
        within: &str,
        demand: Uuid,
        asked: &pb::DecisionSought,
    ) -> Result<Read> {
        let (asked, rendered_on) = check(within, asked, self.clock.today())?;
        let sought = Sought {
            court: asked.court.clone(),
            rendered_on,
            keys: search::keys(tx, &asked.case_number).await?,
            parties: asked.parties.clone(),
        };
        let found = search::run(tx, &sought, self.clock.today()).await?;
        Ok(Read { demand, asked, sought, found })
    }

    /// Writes the demand, and the certificate where no doubt remains.
    async fn keep(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        asking: &Asking,
        read: Read,
        batch: Option<(Uuid, i32)>,
    ) -> Result<pb::DemandAnswer> {
        let now = self.clock.now();
        let Read { demand, asked, sought, found } = read;
        let stated = without_doubt(&asked, &found);
        let place = if stated.is_some() { status::DELIVERED } else { status::TO_DECIDE };
        let names = asked.parties.join(" ");
        let words =
            [asking.requester.name.as_str(), &asked.court, &asked.case_number, &asked.reference, &names];
        let encoded: Vec<Vec<u8>> = found.candidates.iter().map(Message::encode_to_vec).collect();
        sqlx::query!(
            "INSERT INTO dossier.certificate_demand (id, batch_id, position, received_at, channel, quality, requester, reference,
                 actor, agent_id, office_id, court, rendered_on, case_number, case_keys, parties, matter, search, status, candidates,
                 overflow, decided_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)",
            demand,
            batch.map(|(id, _)| id),
            batch.map_or(0, |(_, position)| position),
            sql_instant(now),
            asking.channel,
            asking.requester.quality,
            asking.requester.name,
            asked.reference,
            caller.subject,
            asking.agent,
            asking.office,
            asked.court,
            sql_day(sought.rendered_on),
            asked.case_number,
            &sought.keys,
            &asked.parties,
            asked.matter,
            searchable(&words.join(" ")),
            place,
            &encoded,
            found.overflow,
            stated.map(|_| sql_instant(now)),
        )
        .execute(&mut *tx)
        .await?;
        let answer = pb::DemandAnswer {
            demand_id: demand.to_string(),
            version: 1,
            status: place.into(),
            ..Default::default()
        };
        let Some(kind) = stated else { return Ok(answer) };
        let requester = &asking.requester;
        let certified =
            Certified { demand, kind, requester, sought: &asked, retained: &found.candidates, aid: None };
        self.deliver(tx, now, &certified, answer).await
    }

    /// Gives the certificate its number, writes it, and completes the answer.
    pub(super) async fn deliver(
        &self,
        tx: &mut PgConnection,
        now: Timestamp,
        certified: &Certified<'_>,
        answer: pb::DemandAnswer,
    ) -> Result<pb::DemandAnswer> {
        let year = i32::from(self.clock.today().year());
        let seq = next_number(tx, year).await?;
        let number = text::number(year, seq);
        let text = text::text(certified, &number, now, self.law.profile);
        let sha256 = Sha256::digest(&text).to_vec();
        sqlx::query!(
            "INSERT INTO dossier.certificate (year, seq, demand_id, kind, delivered_at, text, sha256) VALUES ($1, $2, $3, $4, $5, $6, $7)",
            year,
            seq,
            certified.demand,
            certified.kind.as_str(),
            sql_instant(now),
            text,
            sha256
        )
        .execute(tx)
        .await?;
        metrics::counter!("greffe_certificates_total", "kind" => certified.kind.as_str()).increment(1);
        Ok(pb::DemandAnswer { number, kind: certified.kind.as_str().into(), sha256: hex(&sha256), ..answer })
    }
}

/// What may be stated without a person: nothing resembles, or all that resembles is the decision itself.
fn without_doubt(asked: &pb::DecisionSought, found: &Found) -> Option<Statement> {
    // A declaration at the court that ruled may still be on its way to the Court.
    if asked.matter != "civile" || found.overflow || found.sealed || found.undeclared != Undeclared::None {
        return None;
    }
    let all = |holds: fn(&pb::Candidate) -> bool| found.candidates.iter().all(holds);
    if found.candidates.is_empty() {
        (!found.closed_before).then_some(Statement::NonPourvoi)
    } else if !all(|c| c.verdict == "certain") {
        None
    } else if all(|c| c.pourvoi && !c.formed_on.is_empty()) {
        Some(Statement::DatePourvoi)
    } else if all(|c| !c.pourvoi && !c.aid_requested_on.is_empty() && c.aid_state != RUNNING) {
        (!found.closed_before).then_some(Statement::Partiel)
    } else {
        None
    }
}

/// The decision sought as it will be kept, and its day.
fn check(within: &str, asked: &pb::DecisionSought, today: Date) -> Result<(pb::DecisionSought, Date)> {
    let field = |name: &str| format!("{within}.{name}");
    let matter = if asked.matter.is_empty() { "civile" } else { asked.matter.as_str() };
    if matter == "penale" {
        return Err(Failure::new(
            Kind::Refused,
            "CNP-002",
            "En matière pénale, le certificat se demande au greffe de la juridiction qui a rendu la décision, où le pourvoi se déclare. Adressez-lui la demande.",
        )
        .with_violation("CNP-002", &field("matter"), "La matière pénale relève d’une autre juridiction."));
    }
    one_of(&field("matter"), matter, &["civile", "elections_professionnelles"])?;
    let court = one_line(&clean(&field("court"), &asked.court, TEXT_MAX)?);
    if court.is_empty() {
        return Err(missing(
            &field("court"),
            "La juridiction manque. Indiquez celle qui a rendu la décision.",
        ));
    }
    let Some(rendered_on) = optional_day(&field("rendered_on"), &asked.rendered_on)? else {
        return Err(missing(
            &field("rendered_on"),
            "La date de la décision manque. Indiquez le jour où elle a été rendue.",
        ));
    };
    if rendered_on > today || rendered_on.year() < 1900 {
        return Err(Failure::invalid(
            "CNP-003",
            &field("rendered_on"),
            "La date de la décision est à venir, ou antérieure à 1900. Vérifiez-la sur la copie de la décision.",
        ));
    }
    at_most(&field("parties"), asked.parties.len(), PARTIES_MAX)?;
    let mut parties = Vec::new();
    for (at, name) in asked.parties.iter().enumerate() {
        let name = one_line(&clean(&field(&format!("parties[{at}]")), name, TEXT_MAX)?);
        if !name.is_empty() {
            parties.push(name);
        }
    }
    let case_number = one_line(&clean(&field("case_number"), &asked.case_number, 60)?);
    if case_number.is_empty() && parties.is_empty() {
        return Err(Failure::invalid(
            "CNP-001",
            &field("case_number"),
            "Ni le numéro de l’affaire ni le nom d’une partie ne sont indiqués\u{a0}: la décision ne se distingue pas des autres du même jour. Ajoutez l’un des deux.",
        ));
    }
    let reference = one_line(&clean(&field("reference"), &asked.reference, TEXT_MAX)?);
    let asked = pb::DecisionSought {
        court,
        rendered_on: rendered_on.to_string(),
        case_number,
        parties,
        matter: matter.to_owned(),
        reference,
    };
    Ok((asked, rendered_on))
}

/// Who asks, as the caller may say it: counsel speak for their office, courts for themselves, the registry for whoever came.
async fn asking(tx: &mut PgConnection, caller: &Caller, said: Option<&pb::Requester>) -> Result<Asking> {
    let said = said.cloned().unwrap_or_default();
    let name = one_line(&clean("requester.name", &said.name, TEXT_MAX)?);
    let office = Uuid::parse_str(&caller.office_id).ok();
    let agent = Uuid::parse_str(&caller.agent_id).ok();
    let (counsel, court) = (caller.has_role("avocat_aux_conseils"), caller.has_role("juridiction"));
    let channel = match (counsel || court, caller.sid.is_empty()) {
        (true, true) => "interface",
        (true, false) => "en_ligne",
        (false, _) => "guichet",
    };
    let requester = if let Some(office) = office.filter(|_| counsel) {
        let known = sqlx::query_scalar!("SELECT name FROM dossier.office WHERE id = $1", office);
        let known = known.fetch_optional(tx).await?;
        pb::Requester { quality: "avocat".into(), name: known.unwrap_or(name) }
    } else if court {
        pb::Requester { quality: "juridiction".into(), name }
    } else {
        one_of("requester.quality", &said.quality, &["partie", "avocat", "juridiction"])?;
        pb::Requester { quality: said.quality, name }
    };
    if requester.name.is_empty() {
        return Err(missing(
            "requester.name",
            "Le nom du demandeur manque. Indiquez qui demande le certificat.",
        ));
    }
    Ok(Asking { requester, channel, agent, office })
}

/// A refusal as the answer of one decision among several.
fn told(refused: &Failure) -> Finding {
    Finding {
        code: refused.code.to_string(),
        severity: "bloquante".into(),
        message: refused.message.clone(),
        field: refused.violations.first().map(|v| v.field.clone()).unwrap_or_default(),
        ..Default::default()
    }
}

fn missing(field: &str, message: &str) -> Failure {
    Failure::invalid("DOS-003", field, message)
}

/// A certificate is read line by line: what people write stays on its own.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
