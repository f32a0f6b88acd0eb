//! What a message asks is done by the doors that everyone uses; what they refuse is a deposit that waits.

use greffe_access::{Action, CaseRelations, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::Command,
    db::{self, from_sql_day, sql_day},
};
use greffe_contracts::{
    common::v1::{NamedDate, named_date},
    deposit::{Content, DecisionSought, Deposit, PieceSaid},
    dossier::v1 as pb,
    events::v1::{ActRecorded, PiecesDeposees, act_recorded::Body},
    json::Unread,
};
use jiff::civil::Date;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection};
use uuid::Uuid;

use super::{
    Row, Status,
    state::{self, Change},
};
use crate::{
    Dossiers, access,
    case::{grounds, pourvois},
    certificats::{
        likeness::{self, Level},
        search,
    },
    gate::Answers,
    journal::Journal,
    law::{self, Law},
    numbering::{self, Number},
    offices::searchable,
    open::{database_error, optional_day},
    record::{By, DEPOSITED, MOTIVATED, RECEIPT, Wanted, remitted_at},
    view::{self, number, shown_name},
};

/// Dossiers shown beside a probable duplicate.
const CANDIDATES_MAX: usize = 20;

/// What a greffier has looked at.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Looked {
    /// Warnings: a letter that does not fit its number.
    pub(super) warnings: bool,
    /// No dossier is about this yet.
    pub(super) no_duplicate: bool,
}

/// Pieces that a message names, as their owner knows them.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// The first that does not fit.
    wrong: Option<(String, String)>,
    /// Those that the sender may not name.
    unheld: Vec<Uuid>,
}

impl Dossiers {
    /// Enters a deposit that was kept. One that was entered already stays as it is.
    pub(super) async fn enter(&self, id: Uuid) -> Result<()> {
        let Some(row) = state::one(&self.pool, id).await?.filter(|row| row.status == Status::Kept) else {
            return Ok(());
        };
        let read = Deposit::read(row.form());
        let pieces = self.pieces(&row.caller(), &read).await?;
        let mut tx = db::begin(&self.pool).await?;
        let Some(row) = state::lock(&mut tx, id).await?.filter(|row| row.status == Status::Kept) else {
            return Ok(());
        };
        match self.pass(&mut tx, &row, read, &pieces, Looked::default()).await {
            Err(failure) if is_named(&failure) => {
                drop(tx);
                return Box::pin(self.enter(id)).await;
            }
            passed => passed?,
        };
        tx.commit().await?;
        self.wake.wake();
        Ok(())
    }

    /// Asks for the pieces of a message, before the transaction.
    pub(super) async fn pieces(&self, sender: &Caller, read: &Result<Deposit, Unread>) -> Result<Pieces> {
        let Ok(deposit) = read else { return Ok(Pieces::default()) };
        let ids: Vec<Uuid> = deposit.pieces.iter().map(|piece| piece.id).collect();
        let Some(found) = self.described(sender, &ids).await? else { return Ok(Pieces::default()) };
        let held = |said: &PieceSaid| found.iter().find(|piece| piece.piece_id == said.id.to_string());
        let wrong = deposit.pieces.iter().enumerate().find_map(|(at, said)| match held(said) {
            None => Some((
                format!("pieces[{at}].piece_id"),
                "Cette pièce n’a pas été reçue, ou n’est pas de cet expéditeur. Elle est à téléverser, puis à citer dans un nouveau message.".to_owned(),
            )),
            Some(piece) if piece.sha256 != said.sha256 => Some((
                format!("pieces[{at}].sha256"),
                format!("L’empreinte annoncée n’est pas celle du fichier reçu ({}). Le fichier a été altéré en route, ou l’empreinte est celle d’un autre.", piece.sha256),
            )),
            Some(_) => None,
        });
        let unheld = deposit.pieces.iter().filter(|said| held(said).is_none()).map(|said| said.id).collect();
        Ok(Pieces { wrong, unheld })
    }

    /// Does what the message asks and writes what became of it; answers the new status.
    pub(super) async fn pass(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        read: Result<Deposit, Unread>,
        pieces: &Pieces,
        looked: Looked,
    ) -> Result<Status> {
        let deposit = match read {
            Ok(deposit) => deposit,
            Err(unread) => {
                let refused = Failure::invalid(unread.code, &unread.field, unread.message);
                return self.wait(tx, row, None, &refused).await;
            }
        };
        if let Some(first) = state::named(tx, &row.sender, &deposit.message_id, row.id).await? {
            return self.repeat(tx, row, first).await;
        }
        let mut inner = tx.begin().await?;
        let done = match self.enter_in(&mut inner, row, &deposit, pieces, looked).await {
            // A refusal by the policies stays in the audit trail.
            Ok(done) => {
                inner.commit().await?;
                done
            }
            Err(failure) if !fits_not(&failure) => return Err(failure),
            Err(failure) => {
                inner.rollback().await?;
                Err(failure)
            }
        };
        let done = match done {
            Err(refused) if awaits_a_word(row, &deposit, &refused) => Err(to_confirm()),
            done => done,
        };
        match done {
            Ok(made) => {
                let change = Change {
                    status: Some(Status::Entered),
                    message_id: &deposit.message_id,
                    kind: &deposit.kind,
                    repaired: &row.repaired,
                    made: Some(&made),
                    ..Default::default()
                };
                state::write(tx, row.id, self.clock.now(), change).await?;
                Ok(Status::Entered)
            }
            Err(refused) => self.wait(tx, row, Some(&deposit), &refused).await,
        }
    }

    /// The message does not fit: it waits, with the reason.
    async fn wait(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        deposit: Option<&Deposit>,
        refused: &Failure,
    ) -> Result<Status> {
        let violation = refused.violations.first();
        let section =
            deposit.map(|d| d.kind.as_str()).filter(|kind| matches!(*kind, "declaration" | "evenement"));
        let field = violation.map(|v| v.field.clone()).unwrap_or_default();
        let own = ["pieces[", "dossier", "decision_attaquee", "declaration.", "evenement.", "message_id"];
        let field = match section {
            Some(section) if !field.is_empty() && !own.iter().any(|name| field.starts_with(name)) => {
                format!("{section}.{field}")
            }
            _ => field,
        };
        let change = Change {
            status: Some(Status::Waiting),
            message_id: deposit.map(|d| d.message_id.as_str()).unwrap_or_default(),
            kind: deposit.map(|d| d.kind.as_str()).unwrap_or_default(),
            reason: Some((&refused.code, &field, &refused.message)),
            repaired: &row.repaired,
            ..Default::default()
        };
        state::write(tx, row.id, self.clock.now(), change).await?;
        Ok(Status::Waiting)
    }

    /// The sender has used the name before: the first deposit stands. A repair may not take the name of another.
    async fn repeat(&self, tx: &mut PgConnection, row: &Row, first: Uuid) -> Result<Status> {
        if row.status == Status::Waiting {
            let taken = Failure::invalid(
                "DEP-001",
                "message_id",
                "Un autre dépôt du même expéditeur porte déjà ce nom. Rendez au message le sien, ou refusez-le comme une répétition.",
            );
            return self.wait(tx, row, None, &taken).await;
        }
        let change = Change { status: Some(Status::Repeated), first: Some(first), ..Default::default() };
        state::write(tx, row.id, self.clock.now(), change).await?;
        Ok(Status::Repeated)
    }

    async fn enter_in(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        deposit: &Deposit,
        pieces: &Pieces,
        looked: Looked,
    ) -> Result<Result<pb::Deposit>> {
        if let Some((field, message)) = &pieces.wrong {
            return Err(Failure::invalid("DEP-004", field, message.clone()));
        }
        match &deposit.content {
            Content::Declaration(opening) => {
                let mut opening = pb::OpenDossierRequest::clone(opening);
                opening.warnings_confirmed = looked.warnings;
                if row.caller().has_role("avocat_aux_conseils") {
                    // Remitted by electronic means: at the instant of the receipt, whatever the message says.
                    opening.formed = Some(received(row));
                }
                self.open_one(tx, row, deposit, opening, pieces, looked).await
            }
            Content::Act(fact) => {
                let dossier = self.sought(tx, &row.caller(), deposit, looked).await?;
                let fact = dated(ActRecorded::clone(fact), &deposit.kind, row);
                let command = command(row, row.caller(), "acte");
                if !deposit.moyens.is_empty() && !pleads(&fact) {
                    return Err(no_moyens(deposit));
                }
                let mut made = self.journal_one(tx, row, deposit, (command, dossier, fact), pieces).await?;
                if let Ok(made) = made.as_mut()
                    && !deposit.moyens.is_empty()
                {
                    self.plead(tx, row, deposit, dossier, made).await?;
                }
                Ok(made)
            }
        }
    }

    async fn open_one(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        deposit: &Deposit,
        mut opening: pb::OpenDossierRequest,
        pieces: &Pieces,
        looked: Looked,
    ) -> Result<Result<pb::Deposit>> {
        lock_decisions(tx, &opening).await?;
        // Looked for here, in the words of deposits.
        opening.duplicate_excluded = true;
        if !looked.no_duplicate && !self.duplicates(tx, &opening).await?.is_empty() {
            return Err(Failure::new(
                Kind::Refused,
                "DEP-003",
                "Un dossier semble porter déjà sur ce pourvoi\u{a0}: même décision attaquée, et même demandeur ou, au pénal, même numéro. Le greffe vérifie, et rattache la déclaration ou ouvre un second dossier.",
            )
            .with_violation("DEP-003", "declaration.decisions", "doublon probable"));
        }
        let opened = match self.open_in(tx, &command(row, row.caller(), "ouverture"), &opening).await? {
            Ok((opened, _)) => opened,
            Err(refused) => return Ok(Err(refused)),
        };
        metrics::counter!("greffe_dossiers_opened_total").increment(1);
        let dossier = Uuid::parse_str(&opened.dossier_id).map_err(Failure::internal)?;
        let acts = sqlx::query_scalar!(
            "SELECT act_id FROM dossier.act WHERE dossier_id = $1 ORDER BY version",
            dossier
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut made = pb::Deposit {
            dossier_id: opened.dossier_id,
            dossier_number: opened.number,
            version: opened.version,
            act_ids: acts.iter().map(Uuid::to_string).collect(),
            pieces: receipts(&deposit.pieces),
            findings: opened.findings,
            ..Default::default()
        };
        if let Some(fact) = remitted(row, &deposit.pieces) {
            let act = (command(row, row.caller(), "pieces"), dossier, fact);
            match self.journal_one(tx, row, deposit, act, pieces).await? {
                Ok(more) => {
                    made.version = more.version;
                    made.act_ids.extend(more.act_ids);
                    made.findings.extend(more.findings);
                }
                Err(refused) => return Err(refused),
            }
        }
        Ok(Ok(made))
    }

    /// Records one act of the deposit, by the door that everyone uses. Deposits are facts received: none passes a milestone, and
    /// one that did would be refused, since no service was asked.
    pub(super) async fn journal_one(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        deposit: &Deposit,
        (command, dossier, fact): (Command, Uuid, ActRecorded),
        pieces: &Pieces,
    ) -> Result<Result<pb::Deposit>> {
        // The format has no field for a reason: what changes the case is there because its sender made it known.
        let reason = if MOTIVATED.contains(&fact.kind.as_str()) { MADE_KNOWN } else { "" };
        let wanted = Wanted {
            dossier,
            expected: 0,
            fact,
            reason: reason.into(),
            received_at: row.received_at(),
            common: false,
            ruling: None,
        };
        let recorded = match self.record_in(tx, &command, &wanted, &pieces.unheld, Answers::NONE).await? {
            Ok(recorded) => recorded,
            Err(refused) => return Ok(Err(refused)),
        };
        let header = recorded.journal.map(|journal| journal.header);
        Ok(Ok(pb::Deposit {
            dossier_id: dossier.to_string(),
            dossier_number: header.map(|h| number(h.number_year, h.number_seq)).unwrap_or_default(),
            version: recorded.answer.version,
            act_ids: vec![recorded.answer.act_id],
            pieces: receipts(&deposit.pieces),
            findings: recorded.answer.findings,
            ..Default::default()
        }))
    }

    /// The moyens of the mémoire that was just recorded, entered with it or not at all.
    async fn plead(
        &self,
        tx: &mut PgConnection,
        row: &Row,
        deposit: &Deposit,
        dossier: Uuid,
        made: &mut pb::Deposit,
    ) -> Result<()> {
        let mut journal = Journal::lock(tx, dossier).await?.ok_or_else(access::unknown_case)?;
        let memoire = made.act_ids.last().cloned().unwrap_or_default();
        let asked = pb::GroundsAmendment { memoire, moyens: deposit.moyens.clone() };
        let noted = grounds::note(tx, &journal, &asked).await.map_err(|mut failure| {
            for violation in &mut failure.violations {
                violation.field = violation.field.replacen("moyens.moyens", &moyens_field(deposit), 1);
            }
            failure
        })?;
        let Some((memoire, body)) = noted else { return Ok(()) };
        let mut fact = ActRecorded {
            dates: vec![NamedDate { name: "releves".into(), ..received(row) }],
            refers_to: Some(memoire.into()),
            body: Some(body),
            ..Default::default()
        };
        journal.law.classify(&mut fact)?;
        let caller = row.caller();
        let by = By::unasked(&caller.subject, "Énoncés par le déposant avec le mémoire.");
        let at = journal.facts.len();
        made.findings.extend(self.append(tx, &mut journal, fact, by, self.clock.now()).await?);
        made.act_ids
            .extend(journal.facts.get(at).and_then(|fact| fact.act_id).map(|id| Uuid::from(id).to_string()));
        made.version = journal.version();
        Ok(())
    }

    /// The dossier that a message is about.
    async fn sought(
        &self,
        tx: &mut PgConnection,
        sender: &Caller,
        deposit: &Deposit,
        looked: Looked,
    ) -> Result<Uuid> {
        if !deposit.dossier.is_empty() {
            return named_dossier(tx, &deposit.dossier, looked.warnings).await;
        }
        let Some(decision) = &deposit.decision else { return Err(access::unknown_case()) };
        let action =
            if sender.has_role("avocat_aux_conseils") { Action::Deposer } else { Action::TransmettreFait };
        let mut found: Vec<Uuid> = attacking(tx, decision)
            .await?
            .into_iter()
            .filter(|(case, _)| decide(sender, action, Resource::Case(case)).allowed)
            .map(|(case, _)| case.dossier)
            .collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => Err(undecided(
                "Aucun dossier accessible à l’expéditeur n’attaque cette décision. Indiquez le numéro du dossier, ou corrigez la juridiction, le jour ou le numéro de la décision.",
            )),
            _ => Err(undecided(
                "Plusieurs dossiers attaquent cette décision. Indiquez le numéro de celui dont il s’agit.",
            )),
        }
    }

    /// The dossiers that a constitution may be about, for the registry that confirms it.
    pub(super) async fn constituted_in(
        &self,
        connection: &mut PgConnection,
        deposit: &Deposit,
    ) -> Result<Vec<pb::DepositCandidate>> {
        if let Some(decision) = deposit.decision.as_ref().filter(|_| deposit.dossier.is_empty()) {
            let mut found: Vec<_> =
                attacking(connection, decision).await?.into_iter().map(|(_, shown)| shown).collect();
            found.dedup();
            found.truncate(CANDIDATES_MAX);
            return Ok(found);
        }
        let id = match named_dossier(connection, &deposit.dossier, true).await {
            Ok(id) => id,
            Err(failure) if !fits_not(&failure) => return Err(failure),
            Err(_) => return Ok(Vec::new()),
        };
        let row =
            sqlx::query!("SELECT number_year, number_seq, title FROM dossier.dossier WHERE id = $1", id)
                .fetch_one(connection)
                .await?;
        let number = number(row.number_year, row.number_seq);
        Ok(vec![pb::DepositCandidate { dossier_id: id.to_string(), number, title: row.title }])
    }

    /// Open or closed dossiers that attack a decision of the declaration for one of its demandeurs, however both are written; for
    /// whomever, where all the pourvois against one decision have one number.
    pub(crate) async fn duplicates(
        &self,
        connection: &mut PgConnection,
        opening: &pb::OpenDossierRequest,
    ) -> Result<Vec<pb::DepositCandidate>> {
        let mut attacked = Vec::with_capacity(opening.decisions.len());
        for decision in &opening.decisions {
            let day = decision.rendered_on.parse().ok();
            attacked.push(Attacked::read(connection, &decision.court, day, &decision.case_number).await?);
        }
        let days: Vec<_> = attacked.iter().filter_map(|decision| decision.day.map(sql_day)).collect();
        let keys: Vec<String> = attacked.iter().flat_map(|decision| decision.keys.clone()).collect();
        let rows = sqlx::query!(
            r#"SELECT dossier_id, court, rendered_on, dossier.case_keys(case_number) AS "keys!"
               FROM dossier.decision WHERE rendered_on = ANY($1) OR dossier.case_keys(case_number) && $2"#,
            &days,
            &keys
        )
        .fetch_all(&mut *connection)
        .await?;
        let is = |row: &Attacked| attacked.iter().any(|decision| decision.is(row));
        let same = rows.into_iter().filter_map(|row| {
            let day = row.rendered_on.map(from_sql_day);
            is(&Attacked { court: row.court, day, keys: row.keys }).then_some(row.dossier_id)
        });
        let same: Vec<Uuid> = same.collect();
        if same.is_empty() {
            return Ok(Vec::new());
        }
        let name = |party: &pb::PartyInput| {
            let person = party.person.clone().unwrap_or_default();
            searchable(&shown_name(person.name.trim(), person.first_names.trim()))
        };
        let ours = |role: &str| -> Vec<String> {
            opening.parties.iter().filter(|party| party.role == role).map(name).collect()
        };
        let (demandeurs, defendeurs) = (ours("demandeur"), ours("defendeur"));
        let law = Law::in_force(connection).await?;
        let shared = pourvois::share_a_number(&law, &opening.procedure);
        let rows = sqlx::query!(
            "SELECT id, number_year, number_seq, title, view FROM dossier.dossier WHERE id = ANY($1)
             ORDER BY number_year, number_seq",
            &same
        )
        .fetch_all(connection)
        .await?;
        let mut found: Vec<pb::DepositCandidate> = Vec::new();
        for row in rows {
            let shown = pb::Dossier::decode(row.view.as_slice()).map_err(Failure::internal)?;
            let theirs = |role: &str| -> Vec<String> {
                let of = shown.parties.iter().filter(|party| view::holds(party, role));
                of.map(|party| searchable(&party.name)).collect()
            };
            // One employer against forty employees of one judgment forms forty pourvois.
            let same = likeness::parties(&demandeurs, &theirs("demandeur")).close()
                && likeness::parties(&defendeurs, &theirs("defendeur")) != Level::Differs;
            if same || shared && pourvois::share_a_number(&law, &shown.procedure) {
                let number = number(row.number_year, row.number_seq);
                found.push(pb::DepositCandidate { dossier_id: row.id.to_string(), number, title: row.title });
            }
        }
        found.truncate(CANDIDATES_MAX);
        Ok(found)
    }
}

/// The reason of an act that needs one and that a deposit made known.
const MADE_KNOWN: &str = "Porté à la connaissance du greffe par un dépôt.";

/// Mémoires by which a demandeur pleads.
const PLEADING: &[&str] =
    &["ampliatif", "complementaire", "personnel", "du_condamne", "du_ministere_public", "additionnel"];

/// Whether an act deposits a mémoire that pleads moyens of its own: a demandeur's, or that of a pourvoi incident or provoqué,
/// which is formed by it (CPC 614, 1010).
fn pleads(fact: &ActRecorded) -> bool {
    match &fact.body {
        Some(Body::MemoireDepose(body)) => PLEADING.contains(&body.nature.as_str()),
        Some(Body::PourvoiIncidentForme(_)) => true,
        _ => false,
    }
}

/// Where a message states its moyens: in its section.
fn moyens_field(deposit: &Deposit) -> String {
    format!("{}.moyens", deposit.kind)
}

fn no_moyens(deposit: &Deposit) -> Failure {
    let field = moyens_field(deposit);
    let what =
        if deposit.kind == "memoire" { "memoire.nature" } else { "le type ou le corps de l’événement" };
    let message = format!(
        "Cet acte n’énonce pas de moyens\u{a0}: seuls en portent le mémoire d’un demandeur et un pourvoi incident ou provoqué. Retirez {field}, ou corrigez {what}."
    );
    Failure::invalid("DEP-010", &field, message)
}

/// Dossiers that attack a decision, each with what decides on its access and as it is shown.
async fn attacking(
    connection: &mut PgConnection,
    decision: &DecisionSought,
) -> Result<Vec<(CaseRelations, pb::DepositCandidate)>> {
    let day = optional_day("decision_attaquee.rendered_on", &decision.rendered_on)?;
    let rows = sqlx::query!(
        r#"SELECT d.id, d.offices, d.sealed, d.number_year, d.number_seq, d.title, a.court, a.rendered_on,
             dossier.case_keys(a.case_number) AS "keys!"
         FROM dossier.decision a JOIN dossier.dossier d ON d.id = a.dossier_id WHERE a.rendered_on = $1
         ORDER BY d.number_year, d.number_seq"#,
        day.map(sql_day)
    )
    .fetch_all(&mut *connection)
    .await?;
    let number_there = decision.case_number.as_deref().unwrap_or_default();
    let sought = Attacked::read(connection, &decision.court, day, number_there).await?;
    let is = |court: &str, on: Option<time::Date>, keys: &[String]| {
        let (court, keys) = (court.to_owned(), keys.to_vec());
        sought.is(&Attacked { court, day: on.map(from_sql_day), keys })
    };
    let found = rows.into_iter().filter(|r| is(&r.court, r.rendered_on, &r.keys));
    Ok(found
        .map(|r| {
            let shown = pb::DepositCandidate {
                dossier_id: r.id.to_string(),
                number: number(r.number_year, r.number_seq),
                title: r.title,
            };
            let case =
                CaseRelations { dossier: r.id, offices: r.offices, sealed: r.sealed, ..Default::default() };
            (case, shown)
        })
        .collect())
}

/// The constitution that a message announces. `None` when it announces none.
pub(super) fn constitution(deposit: &Deposit) -> Option<&ActRecorded> {
    match &deposit.content {
        Content::Act(fact) => Some(&**fact).filter(|f| matches!(f.body, Some(Body::AvocatConstitue(_)))),
        Content::Declaration(_) => None,
    }
}

/// Whether counsel would enter a case by this constitution: they may know of it only once that is recorded, so that the
/// registry looks first, and they are told the same whether or not the case exists.
fn awaits_a_word(row: &Row, deposit: &Deposit, refused: &Failure) -> bool {
    constitution(deposit).is_some()
        && row.caller().has_role("avocat_aux_conseils")
        && matches!(&*refused.code, "DOS-001" | "DEP-002" | "ACT-011" | "DRO-003")
}

fn to_confirm() -> Failure {
    Failure::invalid(
        "VOI-005",
        "dossier",
        "Le cabinet n’est pas encore de cette affaire\u{a0}: sa constitution lui en ouvre l’accès, et le greffe la confirme. Vérifiez le dossier et la partie, puis rattachez le message au dossier\u{a0}: la constitution s’y inscrit à l’instant de sa réception.",
    )
}

/// The constitution as the registry records it: in its sender's name, at its arrival, for the parties that it names or for the
/// only one of its position.
pub(super) fn constituted(row: &Row, journal: &Journal, fact: &ActRecorded) -> Result<ActRecorded> {
    let mut fact = fact.clone();
    let office = Uuid::parse_str(&row.caller().office_id).map_err(|_| to_confirm())?;
    let mut position = String::new();
    if let Some(Body::AvocatConstitue(b)) = &mut fact.body {
        b.office_id = Some(office.into());
        position.clone_from(&b.position);
    }
    journal.law.classify(&mut fact)?;
    remitted_at(&journal.law, &mut fact, row.received_at());
    let scope = fact.scope.get_or_insert_default();
    if scope.parties.is_empty() {
        let mut parties = view::parties(journal, &law::live(&journal.facts));
        parties.retain(|party| view::holds(party, &position));
        let [only] = parties.as_slice() else {
            return Err(Failure::invalid(
                "VOI-005",
                "evenement.portee.parties",
                format!(
                    "Le message ne dit pas pour quelle partie le cabinet se constitue, et {} parties du dossier ont cette position. Portez l’identifiant de la sienne dans evenement.portee.parties, passez le message, puis rattachez-le.",
                    parties.len()
                ),
            ));
        };
        scope.parties = vec![Uuid::parse_str(&only.party_id).map_err(Failure::internal)?.into()];
    }
    Ok(fact)
}

/// A dossier by its id or by its number in any form.
///
/// # Errors
/// When it does not read, when its letter does not fit and nobody looked at that, when there is none.
pub(super) async fn named_dossier(tx: &mut PgConnection, text: &str, confirmed: bool) -> Result<Uuid> {
    let found = match Uuid::parse_str(text) {
        Ok(id) => {
            sqlx::query_scalar!("SELECT id FROM dossier.dossier WHERE id = $1", id).fetch_optional(tx).await?
        }
        Err(_) => {
            let (Number { year, sequence }, warning) = numbering::read("dossier", text)?;
            if let Some(warning) = warning.filter(|_| !confirmed) {
                return Err(numbering::to_confirm("dossier", &warning));
            }
            sqlx::query_scalar!(
                "SELECT id FROM dossier.dossier WHERE number_year = $1 AND number_seq = $2",
                year,
                sequence
            )
            .fetch_optional(tx)
            .await?
        }
    };
    found.ok_or_else(|| access::unknown_case().with_violation("DOS-001", "dossier", "dossier inconnu"))
}

/// The act by which the pieces of a declaration are remitted. `None` when it has none.
pub(super) fn remitted(row: &Row, pieces: &[PieceSaid]) -> Option<ActRecorded> {
    (!pieces.is_empty()).then(|| {
        let pieces = pieces.iter().map(|piece| piece.id.into()).collect();
        let office_id = Uuid::parse_str(&row.caller().office_id).ok().map(Into::into);
        let body = PiecesDeposees { nature: "autre".into(), office_id, pieces };
        dated(
            ActRecorded {
                kind: "pieces_deposees".into(),
                body: Some(Body::PiecesDeposees(body)),
                ..Default::default()
            },
            "piece",
            row,
        )
    })
}

/// The intent of a deposit: one for each thing that it does.
pub(super) fn command(row: &Row, caller: Caller, what: &str) -> Command {
    Command {
        caller,
        key: Uuid::new_v5(&row.id, what.as_bytes()),
        route: "dossier.SubmitDeposit",
        request_sha256: Sha256::digest(row.form()).to_vec(),
    }
}

/// A mémoire or pieces arrive when the message does; an event states its own dates.
fn dated(mut fact: ActRecorded, kind: &str, row: &Row) -> ActRecorded {
    if matches!(kind, "memoire" | "piece") {
        fact.dates = vec![NamedDate { name: DEPOSITED.into(), ..received(row) }];
    }
    fact
}

pub(super) fn received(row: &Row) -> NamedDate {
    NamedDate {
        name: String::new(),
        value: Some(named_date::Value::Instant(row.received_at().as_microsecond())),
        source: RECEIPT.into(),
    }
}

fn receipts(pieces: &[PieceSaid]) -> Vec<pb::DepositPiece> {
    let receipt = |p: &PieceSaid| pb::DepositPiece { piece_id: p.id.to_string(), sha256: p.sha256.clone() };
    pieces.iter().map(receipt).collect()
}

/// Of two declarations against one decision that come together, one waits for the other: it then sees its dossier.
pub(crate) async fn lock_decisions(tx: &mut PgConnection, opening: &pb::OpenDossierRequest) -> Result<()> {
    let mut keys: Vec<String> = opening
        .decisions
        .iter()
        // The court is written in too many ways to be part of it.
        .map(|d| if d.rendered_on.is_empty() { d.case_number.clone() } else { d.rendered_on.clone() })
        .collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
            .bind(key)
            .execute(&mut *tx)
            .await?;
    }
    Ok(())
}

/// A decision attacked, as it is compared with another.
struct Attacked {
    court: String,
    day: Option<Date>,
    /// Its case numbers, in one spelling.
    keys: Vec<String>,
}

impl Attacked {
    async fn read(
        connection: &mut PgConnection,
        court: &str,
        day: Option<Date>,
        case_number: &str,
    ) -> Result<Self> {
        Ok(Self { court: court.to_owned(), day, keys: search::keys(connection, case_number).await? })
    }

    /// Whether both are one decision: the court, and the number with a day that is near, or the day where one of the two has no
    /// number. One court rules a series the same day under numbers that follow each other: these are as many decisions.
    fn is(&self, other: &Self) -> bool {
        let day = self.day.map_or(Level::Unknown, |day| likeness::date(day, other.day));
        let one = match likeness::number(&self.keys, &other.keys) {
            Level::Same => day != Level::Differs,
            Level::Unknown => day == Level::Same,
            Level::Near | Level::Differs => false,
        };
        one && likeness::court(&self.court, &other.court).close()
    }
}

fn undecided(message: &str) -> Failure {
    Failure::invalid("DEP-002", "decision_attaquee", message)
}

/// Whether it is the message that does not fit, and no part of ours that does not answer.
fn fits_not(failure: &Failure) -> bool {
    !matches!(failure.kind, Kind::Unavailable | Kind::Internal | Kind::Unauthenticated)
}

/// Whether another deposit of the sender took the name meanwhile.
fn is_named(failure: &Failure) -> bool {
    let named = |e: &dyn sqlx::error::DatabaseError| e.constraint() == Some("deposit_message");
    database_error(failure).and_then(sqlx::Error::as_database_error).is_some_and(named)
}
