//! Recording an act: locked, decided, admitted, written, told; once a key.

use std::collections::HashMap;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result, command::Command, db};
use greffe_contracts::{
    common::v1::{Finding, Id, NamedDate, named_date},
    document::v1::{DescribePiecesRequest, Piece, document_service_client::DocumentServiceClient},
    dossier::v1 as pb,
    events::v1::{ActRecorded, ChambreAttribuee, FormationSaisie, MagistratRemplace, act_recorded::Body},
};
use jiff::Timestamp;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Dossiers, access,
    case::{
        common,
        common::{Elsewhere, Reach},
        groups, pourvois,
    },
    consultations::{self, FOR_OPINION},
    decisions,
    gate::{self, Answers, Door},
    journal::Journal,
    law,
    law::Law,
    open::{clean, has_twin, known_special_text},
    orientation::rules::is_circuit,
    rapport, suivi,
};

/// Name of the date that the service sets for a deposit: the instant at which it had wholly arrived.
pub(crate) const DEPOSITED: &str = "depose";
/// Source of that date.
pub(crate) const RECEIPT: &str = "recepisse";
/// Acts that change what the case is, and never without a motive.
pub(crate) const MOTIVATED: &[&str] =
    &["qualite_changee", "residence_changee", "urgence_declaree", "urgence_levee", "matiere_fixee"];
/// Acts whose words are kept apart from the journal: they have a door of their own, which writes both.
pub(crate) const WORDED: &[&str] = &[
    "identite_rectifiee",
    "adresse_changee",
    "partie_ajoutee",
    "decision_completee",
    "decision_attaquee_ajoutee",
    "affaire_liee",
    "dossier_scelle",
    "scelle_leve",
    "moyens_releves",
];
/// What counsel does toward the other parties, on a day of its own, and then makes known.
const TOLD_TO_OTHERS: [&str; 2] = ["memoire_notifie", "memoire_signifie"];
/// Longest reason.
pub(crate) const REASON_MAX: usize = 2_000;

/// What a command wants to add to a journal.
pub struct Wanted {
    /// The dossier.
    pub dossier: Uuid,
    /// Version the form was filled from; 0 for a sender that saw none.
    pub expected: u64,
    /// The act, whose body chooses the type.
    pub fact: ActRecorded,
    /// Why, for a correction.
    pub reason: String,
    /// When the deposit had wholly arrived at the gateway.
    pub received_at: Timestamp,
    /// At the head of a group of joined dossiers: entered by reference in each member too.
    pub common: bool,
    /// What a decision says in words.
    pub ruling: Option<pb::RulingWords>,
}

impl Wanted {
    /// Journals that the act is to enter. Dossiers that are joined have one report.
    pub(crate) fn reach(&self, caller: &Caller) -> Reach {
        match &self.fact.body {
            Some(Body::RapportDepose(_)) if rapport::is_the_enclave(caller) => Reach::GroupIfHead,
            _ if self.common => Reach::Group,
            _ => Reach::Alone,
        }
    }
}

/// Who adds an act, why, and how he comes to the gate.
#[derive(Clone, Copy)]
pub(crate) struct By<'a> {
    /// Subject of the identity provider, or of a service.
    pub(crate) actor: &'a str,
    /// Why, for a correction.
    pub(crate) reason: &'a str,
    /// What the services said of the milestones that the act passes.
    pub(crate) answers: &'a Answers,
    /// By which door.
    pub(crate) door: Door,
}

impl<'a> By<'a> {
    /// For an act that passes no milestone: nobody was asked, so the gate refuses it if it does.
    pub(crate) fn unasked(actor: &'a str, reason: &'a str) -> Self {
        Self { actor, reason, answers: Answers::NONE, door: Door::Here }
    }
}

/// An act that was recorded.
pub(crate) struct Recorded {
    /// What the caller is told.
    pub(crate) answer: pb::RecordActResponse,
    /// The journal after it; `None` when the same command had been answered before.
    pub(crate) journal: Option<Journal>,
}

impl Dossiers {
    /// Records an act, once a key.
    pub(crate) async fn record(
        &self,
        command: Command,
        mut wanted: Wanted,
    ) -> Result<(pb::RecordActResponse, bool)> {
        let unheld = self.unheld(&command.caller, &wanted.fact).await?;
        let mut tried = 0;
        let (tx, recorded) = loop {
            tried += 1;
            self.place_report(&command.caller, &mut wanted).await?;
            let reach = wanted.reach(&command.caller);
            let answers = self.ask_for(wanted.dossier, (&wanted.fact, wanted.ruling.as_ref()), reach).await?;
            let mut tx = db::begin(&self.pool).await?;
            match self.record_in(&mut tx, &command, &wanted, &unheld, &answers).await {
                // Somebody wrote while the services were asked: they are asked again.
                Err(failure) if failure.code == gate::MOVED && tried < gate::TRIES => {}
                recorded => break (tx, recorded),
            }
        };
        let recorded = match recorded {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                return Box::pin(self.record(command, wanted)).await;
            }
            recorded => recorded?,
        };
        let (answer, journal) = match recorded {
            Ok(Recorded { answer, journal: Some(journal) }) => (answer, journal),
            Ok(Recorded { answer, journal: None }) => return Ok((answer, true)),
            Err(refused) => {
                // The refusal stays in the audit trail.
                tx.commit().await?;
                return Err(refused);
            }
        };
        if greffe_bus::faults::sabotaged("outbox_outside_tx") {
            return self.sabotaged_commit(tx, &journal, answer).await;
        }
        greffe_bus::faults::point("command.before_commit");
        tx.commit().await?;
        greffe_bus::faults::point("command.after_commit");
        self.wake.wake();
        Ok((answer, false))
    }

    /// Records an act in a transaction that the caller ends; `unheld` are pieces that may not be named (see
    /// [`Self::unheld`]). Refused by the policies, the transaction is to be kept: the refusal stands in the audit trail.
    pub(crate) async fn record_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: &Wanted,
        unheld: &[Uuid],
        answers: &Answers,
    ) -> Result<Result<Recorded>> {
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        let now = self.clock.now();
        let reach = wanted.reach(&command.caller);
        let elsewhere = Elsewhere::of(tx, wanted.dossier, &wanted.fact, reach).await?;
        let Some((mut journal, mut others)) = elsewhere.lock(tx, wanted.dossier).await? else {
            return Err(access::unknown_case());
        };
        // Under the dossier's lock: a twin has either answered, or not begun.
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::RecordActResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok(Recorded { answer, journal: None }));
        }
        elsewhere.still(&journal, &others)?;
        let mut fact = self.prepare(&command.caller, &journal, wanted, &reason)?;
        let digest = Sha256::digest(fact.encode_to_vec());
        let key = command.key_text();
        let words = access::Words { reason: &reason, request_id: &key, payload_sha256: &digest };
        let court_act = journal.law.is_court_act(&fact.kind);
        let action = access::action_for(&command.caller, &journal.header.procedure, &fact, court_act)?;
        let case = suivi::relations(tx, &command.caller, &journal, wanted.received_at).await?;
        if let Err(refused) = access::require(tx, now, &command.caller, action, &case, &words).await {
            return Ok(Err(refused));
        }
        if let Err(refused) = common::allowed(tx, now, &command.caller, action, &others, &words).await {
            return Ok(Err(refused));
        }
        common::corrected_at_its_head(&journal, &fact)?;
        pieces_stand(&journal, &fact, unheld)?;
        self.still_true(&journal, wanted.expected, &fact.kind)?;
        let corrected = journal.facts.iter().find(|f| f.act_id.is_some() && f.act_id == fact.supersedes);
        let regroups = corrected.is_some_and(groups::regroups);
        let taken_over =
            decide(&command.caller, Action::ReprendreJalon, Resource::Case(&journal.relations()));
        let door = if taken_over.allowed { Door::TakenOver } else { Door::Here };
        decisions::number(tx, &journal, &mut fact, (wanted.ruling.as_ref(), door), &[]).await?;
        let at = journal.facts.len();
        let by = By { actor: &command.caller.subject, reason: &reason, answers, door };
        let mut findings = self.append(tx, &mut journal, fact, by, now).await?;
        let recorded = journal.facts.get(at).cloned().unwrap_or_default();
        let (entered, said) = self.enter_elsewhere(tx, (&journal, &recorded), &mut others, by, now).await?;
        findings.extend(said);
        let held =
            others.iter().filter_map(|there| there.facts.iter().find(|f| f.common_act == recorded.act_id));
        for fact in held.chain([&recorded]) {
            match &wanted.ruling {
                Some(words) => decisions::keep_words(tx, fact, words).await?,
                None => decisions::carry_words(tx, fact).await?,
            }
        }
        if regroups {
            let mut touched: Vec<&mut Journal> = others.iter_mut().chain([&mut journal]).collect();
            self.regroup(tx, &mut touched, now).await?;
        }
        let act_id = recorded.act_id.map(Uuid::from).unwrap_or_default();
        let answer = pb::RecordActResponse {
            version: journal.version(),
            act_id: act_id.to_string(),
            findings,
            entered,
        };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok(Recorded { answer, journal: Some(journal) }))
    }

    /// Adds one act to a locked journal and writes everything that goes with it, but the answer. The one door to a
    /// journal, for people and for other services alike.
    pub(crate) async fn append(
        &self,
        tx: &mut PgConnection,
        journal: &mut Journal,
        fact: ActRecorded,
        by: By<'_>,
        now: Timestamp,
    ) -> Result<Vec<Finding>> {
        self.learn_office(tx, journal, &fact).await?;
        let before = journal.acts.len();
        let act = journal.push(now, fact)?.clone();
        let mut findings = journal.law.admit(&journal.acts[..before], &act, now)?;
        let passed = self.pass_gate(tx, journal, before, by.answers, by.door, now).await?;
        findings.extend(passed.findings);
        for companion in passed.companions {
            journal.push(now, companion)?;
        }
        let derived = journal.law.derive(&journal.acts, self.clock.today());
        journal.project(tx, now, &derived).await?;
        journal.write(tx, now, by.actor, by.reason).await?;
        decisions::enter(tx, journal, before, now).await?;
        metrics::counter!("greffe_acts_recorded_total").increment(1);
        Ok(findings)
    }

    /// The fact as it would enter: kind, references checked, the instant of a deposit set by us.
    pub(crate) fn prepare(
        &self,
        caller: &Caller,
        journal: &Journal,
        wanted: &Wanted,
        reason: &str,
    ) -> Result<ActRecorded> {
        let mut fact = wanted.fact.clone();
        fact.act_id = None;
        journal.law.classify(&mut fact)?;
        if rapport::told_by_the_enclave(caller, &fact.kind) {
            // It named the earlier act of the paper, whose place it has taken if that stood.
            let earlier = fact.refers_to.take().map(Uuid::from);
            rapport::fits(journal, &fact, earlier, self.clock.today())?;
        }
        // The number is the dossier's, drawn when it opened, even where its registration waited.
        let number = (journal.header.number_year.cast_unsigned(), journal.header.number_seq.cast_unsigned());
        match &mut fact.body {
            Some(Body::PourvoiEnregistre(b)) => (b.year, b.sequence) = number,
            Some(Body::SaisineEnregistree(b)) => (b.year, b.sequence) = number,
            Some(Body::MatiereFixee(b)) => b.matter = law::matter("corps.matter", &b.matter)?,
            // A pourvoi of its own, whose parties and decisions are added later; corrected, it stays that one.
            Some(Body::PourvoiIncidentForme(b)) => {
                b.pourvoi_id =
                    incident_corrected(journal, fact.supersedes).or_else(|| Some(Uuid::now_v7().into()));
            }
            // The day is corrected, not the circuit, of which who corrects need say nothing.
            Some(Body::ChambreAttribuee(b)) if b.circuit.is_empty() => {
                b.circuit = circuit_corrected(journal, fact.supersedes);
            }
            // Corrected, a declaration stays that of its pourvoi, and names a text of its procedure, as when it opened the dossier.
            Some(Body::PourvoiForme(b)) => {
                pourvois::kept(journal, fact.supersedes, b);
                known_special_text(
                    "corps.texte_special",
                    &b.texte_special,
                    &journal.procedure(),
                    journal.law,
                )?;
            }
            _ => {}
        }
        common::not_alone(journal, &fact)?;
        pourvois::registered(journal, &mut fact)?;
        pourvois::extent(journal, &mut fact)?;
        self.check_references(caller, journal, &fact)?;
        consultations::answer(&journal.facts, &mut fact)?;
        if fact.supersedes.is_some() && reason.is_empty() {
            return Err(Failure::invalid(
                "ACT-005",
                "reason",
                "Le motif de la correction manque. Dites en une phrase pourquoi l’acte est corrigé\u{a0}: il restera au journal.",
            ));
        }
        if MOTIVATED.contains(&fact.kind.as_str()) && reason.is_empty() {
            return Err(Failure::invalid(
                "PAR-017",
                "reason",
                "Le motif manque. Dites en une phrase pourquoi le dossier change\u{a0}: il restera au journal.",
            ));
        }
        if matches!(fact.body, Some(Body::ActeAnnule(_))) && fact.supersedes.is_none() {
            return Err(Failure::invalid(
                "ACT-006",
                "supersedes",
                "Une annulation désigne l’acte annulé. Indiquez son identifiant dans supersedes.",
            ));
        }
        if caller.has_role("avocat_aux_conseils") {
            self.as_deposit(caller, journal, &mut fact, wanted.received_at)?;
        }
        if caller.has_role(suivi::PARTY) {
            let derived = journal.law.derive(&journal.acts, self.clock.today());
            suivi::own_deposit(caller, journal, &derived, &mut fact, wanted.received_at)?;
        }
        decisions::check(journal, &mut fact, wanted.ruling.as_ref())?;
        Ok(fact)
    }

    /// A deposit by counsel: for parties they represent, in the name of their own office, at the instant it arrived.
    fn as_deposit(
        &self,
        caller: &Caller,
        journal: &Journal,
        fact: &mut ActRecorded,
        received_at: Timestamp,
    ) -> Result<()> {
        let own = Uuid::parse_str(&caller.office_id).unwrap_or_default();
        set_office(fact.body.as_mut(), own.into());
        let kind = fact.kind.clone();
        let tells = TOLD_TO_OTHERS.contains(&kind.as_str());
        if !tells {
            remitted_at(&journal.law, fact, received_at);
        }
        let represented = represented(journal, own);
        // The parties of a notification are its addressees; those of every other deposit are its authors. Who is not of the case is
        // refused by the policies, and learns nothing of it here.
        let of_the_case = journal.relations().offices.contains(&own);
        match (tells, kind == "avocat_constitue") {
            (true, _) if of_the_case => return its_own(journal, fact, &represented),
            (_, true) if of_the_case => return free(journal, fact, own),
            (true, _) | (_, true) => return Ok(()),
            (false, false) => {}
        }
        let scope = fact.scope.get_or_insert_default();
        if scope.parties.is_empty() {
            scope.parties = represented.iter().map(|id| Id::from(*id)).collect();
        }
        match scope.parties.iter().find(|id| !represented.contains(&Uuid::from(**id))) {
            None => Ok(()),
            Some(_) => Err(not_theirs(
                ("portee.parties", "cabinet non constitué"),
                "Votre cabinet n’est pas constitué pour l’une des parties désignées. Déposez d’abord une constitution, ou retirez cette partie.",
            )),
        }
    }

    /// What an act speaks of must be of this dossier, and an act is corrected once.
    fn check_references(&self, caller: &Caller, journal: &Journal, fact: &ActRecorded) -> Result<()> {
        let acts: HashMap<Uuid, &ActRecorded> =
            journal.facts.iter().filter_map(|f| Some((f.act_id?.into(), f))).collect();
        for (field, id) in [("refers_to", fact.refers_to), ("supersedes", fact.supersedes)] {
            if id.is_some_and(|id| !acts.contains_key(&id.into())) {
                return Err(Failure::invalid(
                    "ACT-007",
                    field,
                    "L’acte désigné n’est pas au journal de ce dossier. Rechargez le dossier et choisissez-le dans la frise.",
                ));
            }
        }
        if fact.supersedes.is_some() && journal.facts.iter().any(|f| f.supersedes == fact.supersedes) {
            return Err(Failure::new(
                Kind::Refused,
                "ACT-008",
                "Cet acte a déjà été corrigé. Corrigez l’acte qui le remplace.",
            ));
        }
        communicates(journal, fact)?;
        let superseded = fact.supersedes.and_then(|id| acts.get(&id.into()));
        if superseded.is_some_and(|f| f.kind != fact.kind && fact.kind != "acte_annule") {
            return Err(Failure::invalid(
                "ACT-009",
                "type",
                "Une correction garde le type de l’acte corrigé. Pour un autre type, annulez l’acte puis enregistrez le bon.",
            ));
        }
        // Whoever judges was proposed and checked; a correction mends the day of it. What another system had written is put right as it
        // stood there.
        let names_another = superseded.is_some_and(|f| f.kind == fact.kind && named(f) != named(fact));
        if names_another && !caller.has_role("reprise") {
            return Err(access::proposed());
        }
        if let Some(scope) = &fact.scope {
            let formed = law::pourvois(&journal.facts);
            if let Some(at) = scope.pourvois.iter().position(|id| !formed.contains(&Uuid::from(*id))) {
                return Err(pourvois::unknown_pourvoi(&format!("portee.pourvois[{at}]")));
            }
            let known: Vec<Uuid> = law::parties(&journal.facts);
            if let Some(at) = scope.parties.iter().position(|id| !known.contains(&Uuid::from(*id))) {
                return Err(Failure::invalid(
                    "ACT-011",
                    &format!("portee.parties[{at}]"),
                    "Cette partie n’est pas de ce dossier. Choisissez-la dans la liste des parties.",
                ));
            }
        }
        match &fact.body {
            Some(Body::MagistratRemplace(b)) if fact.supersedes.is_none() => holds(journal, fact, b),
            Some(Body::FormationSaisie(b)) => consulted(journal, b),
            Some(Body::ChambreAttribuee(b)) => circuit(b),
            _ => Ok(()),
        }
    }

    /// The journal may have moved since the form was opened: what came in between must not be what the act rests on.
    pub(crate) fn still_true(&self, journal: &Journal, expected: u64, kind: &str) -> Result<()> {
        let current = journal.version();
        if expected == 0 || expected == current {
            return Ok(());
        }
        if expected > current {
            return Err(Failure::invalid("VER-002", "If-Match", format!("La version {expected} n’existe pas encore\u{a0}: le dossier en est à la version {current}.")).at_version(current));
        }
        let rests_on = journal.law.rests_on(kind);
        let between = &journal.facts[usize::try_from(expected).unwrap_or(usize::MAX)..];
        if between.iter().any(|fact| {
            rests_on.contains(fact.kind.as_str()) || fact.kind == kind || fact.supersedes.is_some()
        }) {
            let labels: Vec<String> = between.iter().map(|f| journal.law.act_label(&f.kind)).collect();
            return Err(Failure::new(
                Kind::Stale,
                "VER-001",
                format!("Le dossier a changé depuis que vous l’avez ouvert ({}). Vérifiez ces actes, puis enregistrez de nouveau\u{a0}: votre saisie est conservée.", labels.join(", ")),
            )
            .at_version(current));
        }
        Ok(())
    }

    /// The office an act brings in is named in the view.
    async fn learn_office(
        &self,
        tx: &mut PgConnection,
        journal: &mut Journal,
        fact: &ActRecorded,
    ) -> Result<()> {
        let office = match &fact.body {
            Some(Body::AvocatConstitue(b)) => b.office_id,
            _ => None,
        };
        let Some(office) = office.map(Uuid::from).filter(|id| !journal.names.offices.contains_key(id)) else {
            return Ok(());
        };
        let name = sqlx::query_scalar!("SELECT name FROM dossier.office WHERE id = $1", office)
            .fetch_optional(tx)
            .await?;
        let name = name.ok_or_else(|| {
            Failure::invalid(
                "DOS-006",
                "corps.office_id",
                "Ce cabinet n’est pas au registre. Choisissez-le dans la liste, ou inscrivez-le d’abord.",
            )
        })?;
        journal.names.offices.insert(office, name);
        Ok(())
    }

    /// Pieces named that the caller may not name anew, asked from their owner before the transaction.
    async fn unheld(&self, caller: &Caller, fact: &ActRecorded) -> Result<Vec<Uuid>> {
        let mut named = law::pieces(fact);
        let Some(found) = self.described(caller, &named).await? else { return Ok(Vec::new()) };
        named.retain(|id| !found.iter().any(|piece| piece.piece_id == id.to_string()));
        Ok(named)
    }

    /// Those of the pieces that the caller may name, as their owner describes them. `None` where nobody is asked.
    pub(crate) async fn described(&self, caller: &Caller, pieces: &[Uuid]) -> Result<Option<Vec<Piece>>> {
        let Some(documents) = self.documents.as_ref().filter(|_| !pieces.is_empty()) else { return Ok(None) };
        let wanted = DescribePiecesRequest { piece_ids: pieces.iter().map(Uuid::to_string).collect() };
        let request = documents.request(caller, wanted)?;
        let found = DocumentServiceClient::new(documents.channel()).describe_pieces(request).await;
        Ok(Some(found.map_err(|status| Failure::from_status(&status))?.into_inner().pieces))
    }

    /// Breaks the product on purpose: the commit loses its outbox rows, to prove that the fault tests see it.
    async fn sabotaged_commit(
        &self,
        mut tx: sqlx::Transaction<'_, sqlx::Postgres>,
        journal: &Journal,
        answer: pb::RecordActResponse,
    ) -> Result<(pb::RecordActResponse, bool)> {
        let row = sqlx::query!(
            "UPDATE outbox SET published_at = now() WHERE aggregate_id = $1 AND aggregate_seq = $2 RETURNING payload",
            journal.dossier,
            journal.version().cast_signed()
        )
        .fetch_one(&mut *tx)
        .await?;
        tx.commit().await?;
        greffe_bus::faults::point("command.after_commit");
        let sent = sqlx::query!(
            "UPDATE outbox SET published_at = NULL WHERE aggregate_id = $1 AND payload = $2",
            journal.dossier,
            row.payload
        );
        sent.execute(&self.pool).await?;
        self.wake.wake();
        Ok((answer, false))
    }
}

/// Whoever is replaced in an office holds it (COJ L111-7), since an earlier day: acts of one day have no order. A member of
/// the formation is in no register of this service.
fn holds(journal: &Journal, fact: &ActRecorded, replaced: &MagistratRemplace) -> Result<()> {
    let case = journal.relations();
    let person = replaced.person_id.map(Uuid::from).unwrap_or_default();
    let (held, office) = match replaced.fonction.as_str() {
        "rapporteur" => (&case.rapporteurs, "rapporteur"),
        "avocat_general" => (&case.avocats_generaux, "avocat général"),
        _ => return Ok(()),
    };
    let wrong = |message: String| Err(Failure::invalid("ACT-022", "fonction", message));
    if !held.contains(&person) {
        return wrong(format!(
            "Ce magistrat n’est pas {office} dans ce dossier. Choisissez celui qui l’est, ou la fonction «\u{a0}formation\u{a0}» s’il n’en tient aucune."
        ));
    }
    let designates = |known: &&ActRecorded| match &known.body {
        Some(Body::RapporteurDesigne(b)) => b.person_id == replaced.person_id,
        Some(Body::AvocatGeneralDesigne(b)) => b.person_id == replaced.person_id,
        _ => false,
    };
    let on = |act: &ActRecorded| act.dates.first().and_then(law::known_day);
    if journal.facts.iter().filter(designates).any(|known| on(known).is_some() && on(known) == on(fact)) {
        return wrong(format!(
            "Ce magistrat a été désigné {office} ce même jour. Annulez sa désignation, puis inscrivez son déport ou sa récusation avec la fonction «\u{a0}formation\u{a0}»."
        ));
    }
    Ok(())
}

/// The circuit of a chamber is one of its own.
fn circuit(given: &ChambreAttribuee) -> Result<()> {
    if given.circuit.is_empty() || is_circuit(&given.chambre, &given.circuit) {
        return Ok(());
    }
    Err(Failure::invalid(
        "AFF-022",
        "corps.circuit",
        "Ce circuit n’est pas de ceux de la chambre. Une chambre civile a les circuits court, intermediaire et approfondi\u{a0}; la chambre criminelle n’en a pas\u{a0}: laissez alors ce champ vide.",
    ))
}

/// The chamber asked for its opinion is one of the court, other than the one seised (CPC 1015-1); another formation names none.
pub(crate) fn consulted(journal: &Journal, seised: &FormationSaisie) -> Result<()> {
    let code = seised.chambre_consultee.as_str();
    let fits = if seised.formation == FOR_OPINION {
        journal.law.court().chambre(code).is_some() && code != journal.relations().chambre
    } else {
        code.is_empty()
    };
    if fits {
        return Ok(());
    }
    Err(Failure::invalid(
        "ACT-023",
        "corps.chambre_consultee",
        "La chambre consultée pour avis est l’une de celles de la Cour, autre que la chambre saisie\u{a0}; une formation saisie sans demande d’avis n’en nomme aucune. Choisissez la chambre, ou retirez-la.",
    ))
}

/// An act never names a paper that nobody holds; a correction keeps those of the act it corrects.
fn pieces_stand(journal: &Journal, fact: &ActRecorded, unheld: &[Uuid]) -> Result<()> {
    let corrected = journal.facts.iter().find(|f| f.act_id.is_some() && f.act_id == fact.supersedes);
    let kept = corrected.map(law::pieces).unwrap_or_default();
    let unknown = |id: &Uuid| unheld.contains(id) && !kept.contains(id);
    match law::pieces(fact).iter().position(unknown) {
        None => Ok(()),
        Some(at) => Err(Failure::invalid(
            "ACT-004",
            &format!("corps.pieces[{at}]"),
            "Cette pièce n’a pas été reçue, ou n’est pas la vôtre. Téléversez le fichier, puis reprenez l’acte.",
        )),
    }
}

/// Parties for whom an office is constituted today.
pub(crate) fn represented(journal: &Journal, office: Uuid) -> Vec<Uuid> {
    let mut parties: Vec<Uuid> = Vec::new();
    for fact in law::live(&journal.facts) {
        let scoped = || fact.scope.iter().flat_map(|s| &s.parties).map(|id| Uuid::from(*id));
        match &fact.body {
            Some(Body::AvocatConstitue(b)) if b.office_id.map(Uuid::from) == Some(office) => {
                parties.extend(scoped())
            }
            Some(Body::AvocatDecharge(b)) if b.office_id.map(Uuid::from) == Some(office) => {
                let gone: Vec<Uuid> = scoped().collect();
                parties.retain(|p| !gone.is_empty() && !gone.contains(p));
            }
            _ => {}
        }
    }
    parties
}

/// An office acts for the parties that constituted it, and for no other.
fn not_theirs((field, what): (&str, &str), message: &str) -> Failure {
    Failure::new(Kind::Forbidden, "DRO-003", message).with_violation("DRO-003", field, what)
}

/// Counsel tells others of the mémoires of its own parties: to tell of another's would hand it over.
fn its_own(journal: &Journal, fact: &ActRecorded, represented: &[Uuid]) -> Result<()> {
    let nature = match &fact.body {
        Some(Body::MemoireNotifie(b)) => b.nature.as_str(),
        Some(Body::MemoireSignifie(b)) => b.nature.as_str(),
        _ => return Ok(()),
    };
    let of_nature = |f: &&&ActRecorded| matches!(&f.body, Some(Body::MemoireDepose(b)) if b.nature == nature);
    let live = law::live(&journal.facts);
    let told = match fact.refers_to {
        Some(named) => journal.facts.iter().find(|known| known.act_id == Some(named)),
        None => live.iter().rev().find(of_nature).copied(),
    };
    let authors = told.and_then(|deposit| deposit.scope.as_ref()).map(|scope| scope.parties.as_slice());
    let mut authors = authors.unwrap_or_default().iter().map(|id| Uuid::from(*id)).peekable();
    if authors.peek().is_none() || authors.any(|party| represented.contains(&party)) {
        return Ok(());
    }
    Err(not_theirs(
        ("refers_to", "mémoire d’une autre partie"),
        "Ce mémoire est celui d’une partie que votre cabinet ne représente pas. Désignez celui que vous notifiez.",
    ))
}

/// Of a party that another office represents, the registry records who appears: with the constitution goes what it received.
fn free(journal: &Journal, fact: &ActRecorded, own: Uuid) -> Result<()> {
    let case = journal.relations();
    let others = case.offices.iter().filter(|office| **office != own);
    let taken: Vec<Uuid> = others.flat_map(|office| represented(journal, *office)).collect();
    let named: Vec<Uuid> =
        fact.scope.iter().flat_map(|scope| &scope.parties).map(|id| Uuid::from(*id)).collect();
    if !taken.iter().any(|party| named.is_empty() || named.contains(party)) {
        return Ok(());
    }
    Err(not_theirs(
        ("portee.parties", "partie déjà représentée"),
        "Un autre cabinet est constitué pour l’une de ces parties. Ne désignez que les vôtres\u{a0}; une substitution s’inscrit au greffe.",
    ))
}

/// A communication hands something over: a report, or an opinion, that was deposited with its paper.
fn communicates(journal: &Journal, fact: &ActRecorded) -> Result<()> {
    let Some(Body::AvisAuxParties(notice)) = &fact.body else { return Ok(()) };
    let is = |known: &&ActRecorded| match (&known.body, notice.objet.as_str()) {
        (Some(Body::RapportDepose(b)), "rapport") => !b.pieces.is_empty(),
        (Some(Body::AvisParquetGeneral(b)), "avis_parquet") => !b.pieces.is_empty(),
        _ => false,
    };
    if !matches!(notice.objet.as_str(), "rapport" | "avis_parquet") {
        return Ok(());
    }
    let live = law::live(&journal.facts);
    let mut papers = live.into_iter().filter(is);
    let found = match fact.refers_to {
        Some(named) => papers.any(|known| known.act_id == Some(named)),
        None => papers.next().is_some(),
    };
    if found {
        return Ok(());
    }
    Err(Failure::new(
        Kind::Refused,
        "ACT-024",
        "Rien ne serait communiqué\u{a0}: aucun acte de cet objet ne porte son papier au journal. Joignez-le par une correction du dépôt, ou désignez l’acte qui le porte.",
    )
    .with_violation("ACT-024", "refers_to", "aucun papier"))
}

/// What is remitted to the Court is dated by its arrival, whatever its sender says.
pub(crate) fn remitted_at(law: &Law, fact: &mut ActRecorded, received_at: Timestamp) {
    let ty = law.catalogue.type_named(&fact.kind);
    if let Some(remitted) = ty.and_then(|ty| ty.dates.first()).map(|date| date.name.as_str()) {
        fact.dates.retain(|d| d.name != remitted);
        let value = Some(named_date::Value::Instant(received_at.as_microsecond()));
        fact.dates.insert(0, NamedDate { name: remitted.into(), value, source: RECEIPT.into() });
    }
}

/// The pourvoi incident that an act corrects, of which it speaks anew.
fn incident_corrected(journal: &Journal, supersedes: Option<Id>) -> Option<Id> {
    let corrected = journal.facts.iter().find(|known| supersedes.is_some() && known.act_id == supersedes)?;
    match &corrected.body {
        Some(Body::PourvoiIncidentForme(body)) => body.pourvoi_id,
        _ => None,
    }
}

/// The circuit that the act corrected says; empty where nothing is corrected.
fn circuit_corrected(journal: &Journal, supersedes: Option<Id>) -> String {
    let corrected = journal.facts.iter().find(|known| supersedes.is_some() && known.act_id == supersedes);
    match corrected.and_then(|known| known.body.as_ref()) {
        Some(Body::ChambreAttribuee(body)) => body.circuit.clone(),
        _ => String::new(),
    }
}

fn set_office(body: Option<&mut Body>, office: Id) {
    match body {
        Some(Body::MemoireDepose(b)) => b.office_id = Some(office),
        Some(Body::PiecesDeposees(b)) => b.office_id = Some(office),
        Some(Body::PourvoiIncidentForme(b)) => b.office_id = Some(office),
        Some(Body::AvocatConstitue(b)) => b.office_id = Some(office),
        _ => {}
    }
}

/// The chamber, its circuit and the person that an act of assignment names.
fn named(fact: &ActRecorded) -> (&str, &str, Option<Id>) {
    match &fact.body {
        Some(Body::ChambreAttribuee(b)) => (&b.chambre, &b.circuit, None),
        Some(Body::RapporteurDesigne(b)) => (&b.chambre_consultee, "", b.person_id),
        Some(Body::AvocatGeneralDesigne(b)) => (&b.chambre_consultee, "", b.person_id),
        _ => ("", "", None),
    }
}
