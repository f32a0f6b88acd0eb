//! An extract, over the dossier service, as an operator: one stream out, one stream back, a bounded number of dossiers
//! between the two.

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use greffe_chassis::{Caller, peer::Peer};
use greffe_contracts::{
    deadline::v1::deadline_service_client::DeadlineServiceClient,
    dossier::v1::{
        self as pb, dossier_service_client::DossierServiceClient, stock_service_client::StockServiceClient,
    },
    events::v1::act_recorded::Body,
};
use greffe_procedure::numbers::PourvoiNumber;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Streaming;
use uuid::Uuid;

use super::{
    Mode,
    build::{Built, Context, build, office_id},
    csv::Row,
    defects::{Defect, Kind, Report},
    extract::{Extract, Item, defect},
    joinders::{Come, Gathered, Gathering},
};

/// Namespace of the keys of rows.
const KEYS: Uuid = Uuid::from_u128(0x1d7e_5a10_90c4_5f6e_8a41_7a9e_54c0_11b3);
/// Dossiers between the reader and the service.
const BETWEEN: usize = 64;
/// Closed cases kept back until they go together.
const CLOSED_AT_ONCE: usize = 500;

/// A service, as an operator: that of the dossiers, or of their terms.
pub struct Door {
    peer: Peer,
    caller: Caller,
}

impl Door {
    /// Over a peer.
    #[must_use]
    pub fn new(peer: Peer, caller: Caller) -> Self {
        Self { peer, caller }
    }

    /// A read.
    ///
    /// # Errors
    /// When the token cannot be signed.
    pub(super) fn request<T>(&self, message: T) -> Result<tonic::Request<T>> {
        Ok(self.peer.request(&self.caller, message)?)
    }

    /// Its client.
    pub(super) fn dossiers(&self) -> DossierServiceClient<tonic::transport::Channel> {
        DossierServiceClient::new(self.peer.channel())
    }

    /// The client of the terms.
    pub(super) fn deadlines(&self) -> DeadlineServiceClient<tonic::transport::Channel> {
        DeadlineServiceClient::new(self.peer.channel())
    }

    fn stock(&self) -> StockServiceClient<tonic::transport::Channel> {
        StockServiceClient::new(self.peer.channel())
    }

    async fn register_office(&self, name: &str) -> Result<Uuid> {
        let key = Uuid::new_v5(&KEYS, format!("cabinet/{name}").as_bytes());
        let wanted = pb::RegisterOfficeRequest { name: name.to_owned() };
        let request = self.peer.command(&self.caller, key, wanted)?;
        let made = self.dossiers().register_office(request).await.context("inscription d’un cabinet")?;
        Ok(made.into_inner().office.unwrap_or_default().office_id.parse()?)
    }
}

/// What a pass did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Told {
    /// Dossiers of the extract.
    pub read: usize,
    /// Kept out by their defects.
    pub kept_out: usize,
    /// Entered now, or that would enter.
    pub entered: usize,
    /// Entered before.
    pub known: usize,
    /// Refused by the service.
    pub refused: usize,
    /// Acts of those entered now.
    pub acts: u64,
    /// Figures of closed cases: read, entered now, entered before.
    pub closed: [u64; 3],
}

impl Told {
    /// In words.
    #[must_use]
    pub fn words(&self, mode: Mode) -> String {
        let Self { read, kept_out, entered, known, refused, acts, closed } = self;
        let done = match mode {
            Mode::Trial => "entreraient (essai : rien n’est écrit)",
            Mode::Enter => "entrés",
        };
        format!(
            "{read} dossiers lus, {kept_out} écartés, {refused} refusés, {entered} {done} avec {acts} actes, {known} déjà repris.\n{} affaires closes lues, {} entrées en chiffres, {} déjà reprises.\n",
            closed[0], closed[1], closed[2]
        )
    }
}

/// Where a dossier on its way stands.
type Sent = HashMap<String, Row>;

pub(super) async fn pass(
    door: &Door,
    context: &Context,
    folder: &Path,
    hash: &str,
    mode: Mode,
    report: &mut Report<'_>,
) -> Result<Told> {
    let (to, from) = mpsc::channel(BETWEEN);
    let request = door.request(ReceiverStream::new(from))?;
    let mut answers = door
        .stock()
        .import_dossiers(request)
        .await
        .context("le service des dossiers refuse la reprise")?
        .into_inner();
    let mut extract = Extract::open(folder)?;
    let (mut told, mut sent, mut closed) = (Told::default(), Sent::new(), Vec::new());
    let mut offices: HashMap<String, Uuid> = HashMap::new();
    context.joinders.defects.iter().try_for_each(|d| report.tell(d))?;
    let mut gathering = Gathering::new(&context.joinders, context.catalogue);
    while let Some(item) = extract.next_item()? {
        match item {
            Item::Defect(defect) => report.tell(&defect)?,
            Item::Closed(number, row) => {
                told.closed[0] += 1;
                gathering.closed(number);
                match figure(context, number, &row) {
                    Ok(figure) => closed.push(figure),
                    Err(defects) => defects.iter().try_for_each(|d| report.tell(d))?,
                }
                if closed.len() >= CLOSED_AT_ONCE {
                    keep_closed(door, mode, std::mem::take(&mut closed), &mut told, report).await?;
                }
            }
            Item::Case(case) => {
                told.read += 1;
                let built = build(context, &case);
                built.defects.iter().try_for_each(|d| report.tell(d))?;
                let Gathered { ready, defects, out } = gathering.come(&case, built);
                defects.iter().try_for_each(|d| report.tell(d))?;
                told.kept_out += out;
                let mut left = ready.len();
                for Come { head, built, .. } in ready {
                    left -= 1;
                    let mut request = named(door, mode, built, &mut offices).await?;
                    request.key = Uuid::new_v5(&KEYS, format!("{hash}/{}", head.line).as_bytes()).to_string();
                    request.trial = mode == Mode::Trial;
                    request.series_goes_on = left > 0;
                    sent.insert(request.key.clone(), head);
                    // Never waits for room without reading what comes back: neither side can block the other.
                    let mut going = std::pin::pin!(to.send(request));
                    loop {
                        tokio::select! {
                            gone = &mut going => {
                                gone.context("le service des dossiers s’est arrêté")?;
                                break;
                            }
                            answer = answers.message() => {
                                let answer = answer.context("le service des dossiers s’est arrêté")?;
                                settle(answer.context("la réponse s’est interrompue")?, &mut sent, &mut told, report)?;
                            }
                        }
                    }
                }
            }
        }
    }
    let Gathered { defects, out, .. } = gathering.rest();
    defects.iter().try_for_each(|d| report.tell(d))?;
    told.kept_out += out;
    drop(to);
    keep_closed(door, mode, closed, &mut told, report).await?;
    while let Some(answer) = answers.message().await.context("le service des dossiers s’est arrêté")? {
        settle(answer, &mut sent, &mut told, report)?;
    }
    anyhow::ensure!(sent.is_empty(), "{} dossiers sont restés sans réponse ; recommencez", sent.len());
    Ok(told)
}

fn settle(
    answer: pb::ImportDossiersResponse,
    sent: &mut Sent,
    told: &mut Told,
    report: &mut Report<'_>,
) -> Result<()> {
    let Some(row) = sent.remove(&answer.key) else { return Ok(()) };
    match answer.refusal {
        Some(refusal) => {
            told.refused += 1;
            let found = format!("{} {}", refusal.code, refusal.message);
            report.tell(&defect(Kind::Refused, &row, row.get("numero"), &refusal.field, &found))?;
        }
        None if answer.known => told.known += 1,
        None => {
            told.entered += 1;
            told.acts += answer.version;
        }
    }
    Ok(())
}

/// The request with the ids of its offices: registered when it is to enter.
async fn named(
    door: &Door,
    mode: Mode,
    built: Built,
    known: &mut HashMap<String, Uuid>,
) -> Result<pb::ImportDossiersRequest> {
    let mut request = built.request;
    if mode == Mode::Trial {
        return Ok(request);
    }
    let mut ids: HashMap<Uuid, Uuid> = HashMap::new();
    for name in built.offices {
        let id = match known.get(&name) {
            Some(id) => *id,
            None => {
                let id = door.register_office(&name).await?;
                known.insert(name.clone(), id);
                id
            }
        };
        ids.insert(office_id(&name), id);
    }
    for party in request.opening.iter_mut().flat_map(|opening| &mut opening.parties) {
        if let Some(id) = party.office_id.parse().ok().and_then(|id: Uuid| ids.get(&id)) {
            party.office_id = id.to_string();
        }
    }
    for act in &mut request.acts {
        let body = act.act.as_mut().and_then(|act| act.body.as_mut());
        let office = match body {
            Some(Body::AvocatConstitue(b)) => &mut b.office_id,
            Some(Body::AvocatDecharge(b)) => &mut b.office_id,
            _ => continue,
        };
        *office = office.map(|id| ids.get(&id.into()).map_or(id, |id| (*id).into()));
    }
    Ok(request)
}

/// A closed case, or what keeps it out.
fn figure(
    context: &Context,
    number: PourvoiNumber,
    row: &Row,
) -> Result<pb::ImportClosedRequest, Vec<Defect>> {
    let mut defects = Vec::new();
    let mut tell = |kind, column: &str| {
        defects.push(defect(kind, row, &number.bare(), column, row.get(column)));
    };
    if row.broken.is_some() {
        tell(Kind::Encoding, "");
    }
    let day = |column: &str| row.get(column).parse::<jiff::civil::Date>().ok();
    for column in ["forme_le", "decide_le", "solution"] {
        match row.get(column) {
            "" if column == "forme_le" => tell(Kind::Mandatory, column),
            "" => tell(Kind::Undecided, column),
            _ if column != "solution" && day(column).is_none() => tell(Kind::Day, column),
            _ => {}
        }
    }
    match (day("forme_le"), day("decide_le")) {
        (Some(formed), Some(decided)) if decided < formed => tell(Kind::Before, "decide_le"),
        (_, Some(decided)) if decided.year() >= 9_000 => tell(Kind::Undecided, "decide_le"),
        (_, Some(decided)) if decided > context.today => tell(Kind::Future, "decide_le"),
        _ => {}
    }
    let procedure = row.get("procedure");
    if !context.catalogue.procedures().iter().any(|p| p.code.as_str() == procedure) {
        tell(Kind::Procedure, "procedure");
    }
    let chambre = row.get("chambre");
    if !chambre.is_empty() && context.profile.chambre(chambre).is_none() {
        tell(Kind::Chamber, "chambre");
    }
    if !defects.is_empty() {
        return Err(defects);
    }
    Ok(pb::ImportClosedRequest {
        number: number.bare(),
        procedure: procedure.to_owned(),
        chambre: chambre.to_owned(),
        formed_on: row.get("forme_le").to_owned(),
        closed_on: row.get("decide_le").to_owned(),
        solution: row.get("solution").to_owned(),
        file: row.file.to_owned(),
        line: row.line,
    })
}

async fn keep_closed(
    door: &Door,
    mode: Mode,
    rows: Vec<pb::ImportClosedRequest>,
    told: &mut Told,
    report: &mut Report<'_>,
) -> Result<()> {
    if mode == Mode::Trial || rows.is_empty() {
        return Ok(());
    }
    let numbers: HashMap<u32, String> = rows.iter().map(|row| (row.line, row.number.clone())).collect();
    let request = door.request(tokio_stream::iter(rows))?;
    let answers =
        door.stock().import_closed(request).await.context("le service refuse les affaires closes")?;
    let mut answers: Streaming<pb::ImportClosedResponse> = answers.into_inner();
    while let Some(answer) = answers.message().await.context("le service des dossiers s’est arrêté")? {
        told.closed[1] += answer.entered;
        told.closed[2] += answer.known;
        for refused in answer.refused {
            let refusal = refused.refusal.unwrap_or_default();
            report.tell(&Defect {
                kind: Kind::Refused,
                at: (super::extract::CLOSED.0, refused.line),
                number: numbers.get(&refused.line).cloned().unwrap_or_default(),
                column: refusal.field,
                found: format!("{} {}", refusal.code, refusal.message),
            })?;
        }
    }
    Ok(())
}
