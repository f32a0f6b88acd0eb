//! The bulk path of a takeover: dossiers come in a stream, are read, numbered and weighed by the law as if each act had come
//! alone through the API, and are written in runs by `COPY`. A run is one transaction; a dossier that is refused stops no
//! other; the same dossier sent twice is one. Only a run is held in memory.

use std::collections::{HashMap, HashSet};
use std::pin::Pin;

use futures::{Stream, StreamExt};
use greffe_access::{Action, Decision, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db, telemetry,
};
use greffe_contracts::{
    common::v1::{Finding, Id, Scope},
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::derivation::Derivation;
use jiff::Timestamp;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use tonic::{Status, Streaming};
use uuid::Uuid;

use super::{
    copy::Rows,
    runs::{Coming, DOSSIERS_A_RUN, Run},
    series::{self, Series},
};
use crate::{
    Dossiers, access,
    case::groups,
    consultations,
    decisions::{self, Borne},
    gate::Door,
    journal::{Header, Journal},
    law::{self, Law},
    numbering::{self, Number},
    offices::searchable,
    open::{Declared, at_most, clean, database_error},
    record::{REASON_MAX, consulted},
    view::{self, shown_name},
};

/// Answers, as they come.
pub type Imported = Pin<Box<dyn Stream<Item = Result<pb::ImportDossiersResponse, Status>> + Send>>;

/// Acts that one dossier may bring: the longest journal seen has some hundreds.
const ACTS_MAX: usize = 5_000;
/// Fields whose origin a dossier may tell.
const PROVENANCE_MAX: usize = 20_000;
/// Longest value kept as it stood in the former system.
const ORIGINAL_MAX: usize = 20_000;
/// Name of the command in its log.
const ROUTE: &str = "dossier.ImportDossiers";
/// Runs are written one after the other: two at once could each wait for what the other holds of the audit chains.
const RUNS: i64 = 0x0072_6570_7269_7365;

/// A dossier read and weighed, not written yet.
struct Ready {
    command: Command,
    journal: Journal,
    declared: Declared,
    derived: Derivation,
    /// Weighed, and not to be written.
    trial: bool,
    // Of each act, in the order of the journal.
    reasons: Vec<String>,
    words: Vec<Option<pb::RulingWords>>,
    provenance: Vec<pb::Provenance>,
}

/// What a run has said so far.
#[derive(Default)]
struct Said {
    /// Minutes of its decisions.
    borne: Vec<Borne>,
    /// Series of joined dossiers, by the name that the sender gives each.
    series: HashMap<String, Series>,
}

/// What becomes of one dossier of a run.
enum Fate {
    Written(Box<Ready>),
    Known(pb::ImportDossiersResponse),
    Refused(Failure),
}

impl Dossiers {
    /// Takes dossiers over as they come.
    pub(super) fn import_stock(
        &self,
        caller: Caller,
        mut coming: Streaming<pb::ImportDossiersRequest>,
    ) -> Result<Imported> {
        let decision = decide(&caller, Action::ReprendreStock, Resource::Court).or_forbidden()?;
        let this = self.clone();
        let (to, from) = tokio::sync::mpsc::channel(2 * DOSSIERS_A_RUN);
        tokio::spawn(async move {
            let mut read = Coming::default();
            loop {
                let next = coming.next().await;
                let last = next.is_none();
                let run = match next {
                    Some(Ok(one)) => read.take(one),
                    // Where the sender left, what it had sent whole is taken over, and will be known when it comes again.
                    Some(Err(_)) => None,
                    None => Some(read.rest()),
                };
                if let Some(run) = run {
                    let answers = match this.take_over(&caller, &decision, run).await {
                        Ok(answers) => answers,
                        Err(failure) => {
                            // The reader is gone, or learns why the stream ends.
                            drop(to.send(Err(failure.into())).await);
                            return;
                        }
                    };
                    for answer in answers {
                        if to.send(Ok(answer)).await.is_err() {
                            return;
                        }
                    }
                }
                if last {
                    return;
                }
            }
        });
        Ok(Box::pin(tokio_stream::wrappers::ReceiverStream::new(from)))
    }

    async fn take_over(
        &self,
        caller: &Caller,
        decision: &Decision,
        run: Run,
    ) -> Result<Vec<pb::ImportDossiersResponse>> {
        if run.dossiers.is_empty() {
            return Ok(Vec::new());
        }
        match self.take_over_once(caller, decision, &run).await {
            // A number or a key was taken meanwhile through another door: read again, it is refused or known.
            Err(failure) if is_meanwhile(&failure) => self.take_over_once(caller, decision, &run).await,
            taken => taken,
        }
    }

    async fn take_over_once(
        &self,
        caller: &Caller,
        decision: &Decision,
        whole: &Run,
    ) -> Result<Vec<pb::ImportDossiersResponse>> {
        let run = whole.dossiers.as_slice();
        let mut tx = db::begin(&self.pool).await?;
        sqlx::query!("SELECT pg_advisory_xact_lock($1)", RUNS).execute(&mut *tx).await?;
        let now = self.clock.now();
        let law = Law::in_force(&mut tx).await?;
        let (mut keys, mut said) = (HashSet::new(), Said { series: series::of(run), ..Said::default() });
        let mut fates = Vec::with_capacity(run.len());
        for one in run {
            if let Some(failure) = whole.refused(one) {
                fates.push(Fate::Refused(failure));
                continue;
            }
            let fate = match command(caller, one) {
                Ok(command) if !keys.insert(command.key) => Fate::Refused(twice()),
                Ok(command) => match command.answered(&mut tx).await {
                    Ok(Some(answer)) => Fate::Known(known(one, &answer)?),
                    Ok(None) => match self.weigh(&mut tx, command, one, (law, now), &mut said).await {
                        Ok(ready) => Fate::Written(ready),
                        // After a refusal of the database nothing more is read in this transaction.
                        Err(failure) if database_error(&failure).is_some() => return Err(failure),
                        Err(failure) => Fate::Refused(failure),
                    },
                    Err(failure) if failure.kind == Kind::KeyReused => Fate::Refused(failure),
                    Err(failure) => return Err(failure),
                },
                Err(failure) => Fate::Refused(failure),
            };
            fates.push(fate);
        }
        self.name_offices(&mut tx, &mut fates).await?;
        refuse_taken(&mut tx, &mut fates).await?;
        refuse_apart(&mut fates, run);
        group(&mut fates);
        let written: Vec<&Ready> = written(&fates).filter(|ready| !ready.trial).collect();
        for ready in &written {
            let digest = &ready.command.request_sha256;
            let key = ready.command.key_text();
            let words = access::Words { request_id: &key, payload_sha256: digest, ..Default::default() };
            let dossier = ready.journal.dossier;
            access::log(&mut tx, now, caller, Action::ReprendreStock, dossier, decision, &words).await?;
        }
        write(&mut tx, now, &caller.subject, &written).await?;
        tx.commit().await?;
        if !written.is_empty() {
            self.wake.wake();
            metrics::counter!("greffe_dossiers_imported_total").increment(written.len() as u64);
        }
        Ok(fates.iter().zip(run).map(|(fate, one)| answer(fate, one)).collect())
    }

    /// Reads a dossier as the API reads a declaration and its acts, each admitted against those before it.
    async fn weigh(
        &self,
        tx: &mut PgConnection,
        command: Command,
        one: &pb::ImportDossiersRequest,
        (law, now): (Law, Timestamp),
        said: &mut Said,
    ) -> Result<Box<Ready>> {
        at_most("acts", one.acts.len(), ACTS_MAX)?;
        at_most("provenance", one.provenance.len(), PROVENANCE_MAX)?;
        let wanted = one.opening.clone().unwrap_or_default();
        let declared = Declared::read(&wanted, law)?;
        let number = declared.existing.ok_or_else(|| {
            Failure::invalid(
                "STK-004",
                "opening.existing_number",
                "Le numéro manque\u{a0}: un dossier repris garde le sien. Indiquez le numéro qu’il porte dans le système antérieur.",
            )
        })?;
        let header = Header::opening(&declared, &wanted, number, now);
        let Said { borne, series } = said;
        let mut series = series.get_mut(&one.series);
        let id = series.as_ref().and_then(|series| series.dossier(number)).unwrap_or_else(Uuid::now_v7);
        let mut journal = Journal::new(id, header, declared.names_without_offices(), law);
        let (mut reasons, mut words) = (Vec::new(), Vec::new());
        for fact in declared.facts(&wanted, number, self.clock.today()) {
            enter(&mut journal, fact, now)?;
            reasons.push(String::new());
            words.push(None);
        }
        let (known, first) = (borne.len(), journal.facts.len());
        for (at, act) in one.acts.iter().enumerate() {
            let read = read_act(&journal, (act, &declared), first, series.as_deref_mut());
            let entered = match read {
                Ok(fact) => enter_act(tx, &mut journal, fact, act.ruling.as_ref(), now, borne).await,
                Err(failure) => Err(failure),
            };
            entered.map_err(|failure| {
                borne.truncate(known);
                within(failure, at)
            })?;
            reasons.push(clean(&format!("acts[{at}].reason"), &act.reason, REASON_MAX)?);
            words.push(act.ruling.clone());
        }
        // Milestones that were passed in the former system are taken over with the case, as for the same role through the API.
        let case = journal.relations();
        decide(&command.caller, Action::ReprendreJalon, Resource::Case(&case)).or_forbidden()?;
        let derived = law.derive(&journal.acts, self.clock.today());
        let provenance = one.provenance.iter().map(origin).collect::<Result<_>>()?;
        Ok(Box::new(Ready {
            command,
            journal,
            declared,
            derived,
            trial: one.trial,
            reasons,
            words,
            provenance,
        }))
    }

    /// Names of the offices that the run speaks of, asked at once; a dossier that names another is refused.
    async fn name_offices(&self, tx: &mut PgConnection, fates: &mut [Fate]) -> Result<()> {
        let spoken: HashSet<Uuid> = written(fates).flat_map(|ready| offices(&ready.journal)).collect();
        let spoken: Vec<Uuid> = spoken.into_iter().collect();
        let rows = sqlx::query!("SELECT id, name FROM dossier.office WHERE id = ANY($1)", &spoken)
            .fetch_all(tx)
            .await?;
        let known: HashMap<Uuid, String> = rows.into_iter().map(|r| (r.id, r.name)).collect();
        for fate in fates {
            let Fate::Written(ready) = fate else { continue };
            // Nothing is written for a trial, and so no office has been registered for it yet.
            let unnamed = ready.trial.then(String::new);
            let named: Option<Vec<_>> = offices(&ready.journal)
                .into_iter()
                .map(|id| known.get(&id).cloned().or_else(|| unnamed.clone()).map(|name| (id, name)))
                .collect();
            match named {
                Some(named) => ready.journal.names.offices = named.into_iter().collect(),
                None => {
                    *fate = Fate::Refused(Failure::invalid(
                        "DOS-006",
                        "office_id",
                        "Ce cabinet n’est pas au registre. Inscrivez-le d’abord.",
                    ));
                }
            }
        }
        Ok(())
    }
}

fn written(fates: &[Fate]) -> impl Iterator<Item = &Ready> {
    fates.iter().filter_map(|f| if let Fate::Written(r) = f { Some(&**r) } else { None })
}

fn offices(journal: &Journal) -> Vec<Uuid> {
    let office = |fact: &ActRecorded| match &fact.body {
        Some(Body::AvocatConstitue(b)) => b.office_id,
        _ => None,
    };
    let mut found: Vec<Uuid> = journal.facts.iter().filter_map(office).map(Uuid::from).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The command that a dossier is: its key was made by the sender of the file and of the row.
fn command(caller: &Caller, one: &pb::ImportDossiersRequest) -> Result<Command> {
    let key = Uuid::parse_str(&one.key).map_err(|_| {
        Failure::invalid(
            "STK-003",
            "key",
            "La clé du dossier repris est absente ou n’est pas un UUID. Elle se fait de l’empreinte du fichier et de la ligne.",
        )
    })?;
    let request_sha256 = Sha256::digest(one.encode_to_vec()).to_vec();
    Ok(Command { caller: caller.clone(), key, route: ROUTE, request_sha256 })
}

fn twice() -> Failure {
    Failure::invalid("STK-003", "key", "Deux dossiers du même envoi portent la même clé. Chacun a la sienne.")
}

fn known(one: &pb::ImportDossiersRequest, answer: &[u8]) -> Result<pb::ImportDossiersResponse> {
    let answer = pb::ImportDossiersResponse::decode(answer).map_err(Failure::internal)?;
    Ok(pb::ImportDossiersResponse { key: one.key.clone(), known: true, ..answer })
}

fn enter(journal: &mut Journal, fact: ActRecorded, now: Timestamp) -> Result<()> {
    if !law::pieces(&fact).is_empty() {
        return Err(Failure::invalid(
            "ACT-004",
            "corps.pieces",
            "Une reprise ne cite pas de pièce\u{a0}: déposez les fichiers ensuite, par l’API.",
        ));
    }
    let before = journal.acts.len();
    let act = journal.push(now, fact)?.clone();
    journal.law.admit(&journal.acts[..before], &act, now)?;
    Ok(())
}

/// Which act was refused.
fn within(mut failure: Failure, at: usize) -> Failure {
    if failure.violations.is_empty() {
        let (code, message) = (failure.code.to_string(), failure.message.clone());
        failure = failure.with_violation(&code, "", message);
    }
    for violation in &mut failure.violations {
        violation.field = format!("acts[{at}].{}", violation.field).trim_end_matches('.').to_owned();
    }
    failure
}

/// An act with the ids of those it touches, of the act that it answers, of the dossiers that it joins. The acts of the request
/// stand in the journal from `first` on.
fn read_act(
    journal: &Journal,
    (act, declared): (&pb::StockAct, &Declared),
    first: usize,
    series: Option<&mut Series>,
) -> Result<ActRecorded> {
    let mut fact = placed(act, declared)?;
    if let Some(place) = act.refers_to {
        let at = usize::try_from(place).ok().and_then(|place| first.checked_add(place));
        fact.refers_to = at.and_then(|at| journal.facts.get(at)?.act_id);
        if fact.refers_to.is_none() {
            return Err(Failure::invalid(
                "STK-010",
                "refers_to",
                "L’acte répond à un acte que le dossier repris n’a pas avant lui. Désignez un acte qui le précède.",
            ));
        }
    }
    match &act.joinder {
        Some(joinder) => series::join(journal, fact, joinder, series),
        None if groups::regroups(&fact) => Err(series::apart(
            "act",
            "Une jonction ou une disjonction se reprend avec les numéros de ses dossiers. Portez-la dans jonctions.csv.",
        )),
        None => Ok(fact),
    }
}

/// An act, admitted as the API admits it; a decision with its words, under the minute that it bears.
async fn enter_act(
    tx: &mut PgConnection,
    journal: &mut Journal,
    mut fact: ActRecorded,
    words: Option<&pb::RulingWords>,
    now: Timestamp,
    borne: &mut Vec<Borne>,
) -> Result<()> {
    if words.is_some_and(|words| words.allot_minute) {
        return Err(Failure::invalid(
            "STK-008",
            "ruling.allot_minute",
            "Une décision reprise garde sa minute\u{a0}: aucune ne lui est attribuée. Portez celle du registre antérieur, ou laissez-la vide.",
        ));
    }
    match &mut fact.body {
        Some(Body::FormationSaisie(seised)) => consulted(journal, seised)?,
        Some(Body::MatiereFixee(fixed)) => fixed.matter = law::matter("corps.matter", &fixed.matter)?,
        _ => {}
    }
    consultations::answer(&journal.facts, &mut fact)?;
    decisions::check(journal, &mut fact, words)?;
    decisions::number(tx, journal, &mut fact, (words, Door::TakenOver), borne).await?;
    enter(journal, fact, now)?;
    borne.extend(decisions::borne(journal, journal.facts.len() - 1));
    Ok(())
}

/// The fact, with the ids of those it touches.
fn placed(act: &pb::StockAct, declared: &Declared) -> Result<ActRecorded> {
    let mut fact = act.act.clone().unwrap_or_default();
    (fact.act_id, fact.supersedes, fact.refers_to) = (None, None, None);
    (fact.common_act, fact.common_head) = (None, None);
    let ids = |field: &str, places: &[u32], all: &[Uuid]| -> Result<Vec<Id>> {
        let at = |place: &u32| all.get(*place as usize).map(|id| Id::from(*id));
        places.iter().map(at).collect::<Option<_>>().ok_or_else(|| {
            Failure::invalid(
                "STK-005",
                field,
                format!(
                    "L’acte désigne une place que la déclaration n’a pas\u{a0}: elle en compte {}.",
                    all.len()
                ),
            )
        })
    };
    let (parties, decisions) = (declared.party_ids(), declared.decision_ids());
    let scope = Scope {
        parties: ids("parties", &act.parties, &parties)?,
        decisions: ids("decisions", &act.decisions, &decisions)?,
        ..Default::default()
    };
    if let Some(Body::PourvoiIncidentForme(incident)) = &mut fact.body {
        incident.pourvoi_id = Some(Uuid::now_v7().into());
        incident.demandeurs = ids("demandeurs", &act.demandeurs, &parties)?;
        incident.defendeurs = ids("defendeurs", &act.defendeurs, &parties)?;
    }
    fact.scope = Some(scope);
    Ok(fact)
}

fn origin(of: &pb::Provenance) -> Result<pb::Provenance> {
    Ok(pb::Provenance {
        field: clean("provenance.field", &of.field, 200)?,
        file: clean("provenance.file", &of.file, 200)?,
        // As it stood, but for what no column holds.
        original: of.original.chars().filter(|c| *c != '\0').take(ORIGINAL_MAX).collect(),
        defect: clean("provenance.defect", &of.defect, 500)?,
        line: of.line,
    })
}

/// Numbers that other dossiers bear, or that two of the run bear.
async fn refuse_taken(tx: &mut PgConnection, fates: &mut [Fate]) -> Result<()> {
    let numbers = |of: fn(&Header) -> i32| written(fates).map(|r| of(&r.journal.header)).collect::<Vec<_>>();
    let (years, sequences) = (numbers(|h| h.number_year), numbers(|h| h.number_seq));
    let taken = sqlx::query!(
        "SELECT d.number_year, d.number_seq FROM dossier.dossier d
         JOIN unnest($1::integer[], $2::integer[]) AS w (year, seq) ON d.number_year = w.year AND d.number_seq = w.seq
         UNION SELECT f.number_year, f.number_seq FROM dossier.closed_figure f
         JOIN unnest($1::integer[], $2::integer[]) AS w (year, seq) ON f.number_year = w.year AND f.number_seq = w.seq",
        &years,
        &sequences
    )
    .fetch_all(tx)
    .await?;
    let mut taken: HashSet<(i32, i32)> =
        taken.into_iter().filter_map(|row| Some((row.number_year?, row.number_seq?))).collect();
    for fate in fates {
        let Fate::Written(ready) = fate else { continue };
        let Header { number_year: year, number_seq: sequence, .. } = ready.journal.header;
        if !taken.insert((year, sequence)) {
            *fate = Fate::Refused(numbering::taken(Number { year, sequence }));
        }
    }
    Ok(())
}

/// Joined dossiers enter together or not at all: where one is refused, was taken before, or is not there to bear an act that
/// joins it, none of its series is written.
fn refuse_apart(fates: &mut [Fate], run: &[pb::ImportDossiersRequest]) {
    let borne = series::borne(written(fates).map(|ready| &ready.journal));
    let whole = |fate: &Fate| matches!(fate, Fate::Written(ready) if series::whole(&ready.journal, &borne));
    let fallen: HashSet<&str> = fates
        .iter()
        .zip(run)
        .filter(|(fate, one)| !one.series.is_empty() && !whole(fate))
        .map(|(_, one)| one.series.as_str())
        .collect();
    for (fate, one) in fates.iter_mut().zip(run) {
        if matches!(fate, Fate::Written(_)) && fallen.contains(one.series.as_str()) {
            *fate = Fate::Refused(series::apart(
                "series",
                "Un dossier joint à celui-ci n’entre pas\u{a0}: ils entrent ensemble ou pas du tout. Corrigez ce qui le retient, puis recommencez.",
            ));
        }
    }
}

/// Shows each dossier its group, as its journal and those of the run say.
fn group(fates: &mut [Fate]) {
    let groups = series::grouped(written(fates).map(|ready| &ready.journal));
    if groups.is_empty() {
        return;
    }
    for fate in fates {
        let Fate::Written(ready) = fate else { continue };
        let head = series::head(&ready.journal);
        ready.journal.group = groups.get(&head).cloned();
    }
}

fn answer(fate: &Fate, one: &pb::ImportDossiersRequest) -> pb::ImportDossiersResponse {
    match fate {
        Fate::Written(ready) => ready.answer(),
        Fate::Known(answer) => answer.clone(),
        Fate::Refused(failure) => pb::ImportDossiersResponse {
            key: one.key.clone(),
            refusal: Some(told(failure)),
            ..Default::default()
        },
    }
}

/// A refusal, in the shape of what else is said of a dossier.
pub(super) fn told(refused: &Failure) -> Finding {
    Finding {
        code: refused.code.to_string(),
        severity: "bloquante".into(),
        message: refused.message.clone(),
        field: refused.violations.first().map(|v| v.field.clone()).unwrap_or_default(),
        ..Default::default()
    }
}

fn is_meanwhile(failure: &Failure) -> bool {
    let unique = |e: &sqlx::Error| e.as_database_error().is_some_and(|e| e.is_unique_violation());
    database_error(failure).is_some_and(|e| is_twin(e) || unique(e))
}

impl Ready {
    fn answer(&self) -> pb::ImportDossiersResponse {
        let header = &self.journal.header;
        pb::ImportDossiersResponse {
            key: self.command.key.to_string(),
            // Nothing was opened by a trial: there is no dossier to name.
            dossier_id: if self.trial { String::new() } else { self.journal.dossier.to_string() },
            number: view::number(header.number_year, header.number_seq),
            version: self.journal.version(),
            known: false,
            refusal: None,
        }
    }
}

/// Writes a run: the same rows as the API writes, in bulk.
async fn write(tx: &mut PgConnection, now: Timestamp, actor: &str, run: &[&Ready]) -> Result<()> {
    if run.is_empty() {
        return Ok(());
    }
    let mut dossiers = Rows::new(
        "COPY dossier.dossier (id, version, procedure, number_year, number_seq, stage, terminal, chambre, matter, urgent,
             formed_on, title, opened_at, updated_at, rapporteurs, avocats_generaux, offices, former_offices, distributed,
             communicated, sealed, derived_for, next_change, catalogue, view, closed_on, named, recused, chambres_consultees) FROM STDIN (FORMAT binary)",
        29,
    );
    let mut acts = Rows::new(
        "COPY dossier.act (dossier_id, version, act_id, kind, recorded_at, actor, reason, supersedes, pieces, body, common_act)
         FROM STDIN (FORMAT binary)",
        11,
    );
    let mut events = Rows::new(
        "COPY outbox (event_id, aggregate_id, aggregate_seq, routing_key, event_type, recorded_at, traceparent, payload)
         FROM STDIN (FORMAT binary)",
        8,
    );
    let mut persons = Rows::new(
        "COPY dossier.person (id, version, nature, name, first_names, address, recorded_at) FROM STDIN (FORMAT binary)",
        7,
    );
    let mut parties = Rows::new(
        "COPY dossier.party (dossier_id, party_id, person_id, pourvoi_id, position, search) FROM STDIN (FORMAT binary)",
        6,
    );
    let mut attacked = Rows::new(
        "COPY dossier.decision (dossier_id, decision_id, court, section, rendered_on, nature, case_number)
         FROM STDIN (FORMAT binary)",
        7,
    );
    let mut commands = Rows::new(
        "COPY command_log (actor, idem_key, route, request_sha256, response) FROM STDIN (FORMAT binary)",
        5,
    );
    let mut provenance = Rows::new(
        "COPY dossier.provenance (dossier_id, field, file, line, original, defect) FROM STDIN (FORMAT binary)",
        6,
    );
    let trace = telemetry::traceparent();
    for ready in run {
        let Ready { command, journal, declared, derived, reasons, provenance: origins, .. } = ready;
        let (id, header) = (journal.dossier, &journal.header);
        let row = journal.projection(derived);
        dossiers
            .row()
            .id(id)
            .long(journal.version().cast_signed())
            .text(&header.procedure)
            .int(header.number_year)
            .int(header.number_seq)
            .text(row.stage)
            .flag(row.terminal)
            .text(&row.case.chambre)
            .text(&header.matter)
            .flag(header.urgent)
            .day(row.formed_on)
            .text(&row.title)
            .instant(header.opened_at)
            .instant(now)
            .ids(&row.case.rapporteurs)
            .ids(&row.case.avocats_generaux)
            .ids(&row.case.offices)
            .ids(&row.case.former_offices)
            .flag(row.case.distributed)
            .flag(row.case.communicated)
            .flag(row.case.sealed)
            .day(Some(row.derived_for))
            .day(row.next_change)
            .text(row.catalogue)
            .bytes(&row.view)
            .day(row.closed_on)
            .ids(&row.case.named)
            .ids(&row.case.recused)
            .texts(&row.case.chambres_consultees);
        for (fact, reason) in journal.facts.iter().zip(reasons) {
            let body = fact.encode_to_vec();
            let act = acts
                .row()
                .id(id)
                .long(fact.version.cast_signed())
                .id(fact.act_id.unwrap_or_default().into())
                .text(&fact.kind)
                .instant(now)
                .text(actor)
                .text(reason)
                .null()
                .ids(&[])
                .bytes(&body);
            match fact.common_act {
                Some(common) => act.id(common.into()),
                None => act.null(),
            };
            events
                .row()
                .id(Uuid::now_v7())
                .id(id)
                .long(fact.version.cast_signed())
                .text(&format!("dossier.act.{}", fact.kind))
                .text("ActRecorded")
                .instant(now)
                .text(&trace)
                .bytes(&body);
        }
        for (party, position) in declared.parties.iter().zip(1..) {
            persons
                .row()
                .id(party.person)
                .int(1)
                .text(&party.nature)
                .text(&party.name)
                .text(&party.first_names)
                .text(&party.address)
                .instant(now);
            let search = searchable(&shown_name(&party.name, &party.first_names));
            parties
                .row()
                .id(id)
                .id(party.party)
                .id(party.person)
                .id(declared.pourvoi)
                .int(position)
                .text(&search);
        }
        for d in &declared.decisions {
            attacked
                .row()
                .id(id)
                .id(d.decision)
                .text(&d.court)
                .text(&d.section)
                .day(d.rendered_on)
                .text(&d.nature)
                .text(&d.case_number);
        }
        for of in origins {
            let line = i32::try_from(of.line).unwrap_or(i32::MAX);
            provenance
                .row()
                .id(id)
                .text(&of.field)
                .text(&of.file)
                .int(line)
                .text(&of.original)
                .text(&of.defect);
        }
        let response = ready.answer().encode_to_vec();
        commands
            .row()
            .text(actor)
            .id(command.key)
            .text(command.route)
            .bytes(&command.request_sha256)
            .bytes(&response);
    }
    for rows in [dossiers, acts, persons, parties, attacked, events, provenance, commands] {
        rows.write(tx).await?;
    }
    let joined: Vec<&Journal> =
        run.iter().map(|ready| &ready.journal).filter(|journal| series::is_of_one(journal)).collect();
    if !joined.is_empty() {
        groups::settle(tx, joined).await?;
    }
    for ready in run {
        decisions::relet(tx, &ready.journal).await?;
        for (fact, words) in ready.journal.facts.iter().zip(&ready.words) {
            if let Some(words) = words {
                decisions::keep_words(tx, fact, words).await?;
            }
        }
    }
    Ok(())
}
