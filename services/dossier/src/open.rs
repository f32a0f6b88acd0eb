//! Opening a dossier: a declaration comes in, is journalled, gets its number.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::{Finding, Id, NamedDate, Scope, named_date},
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, AvocatConstitue, DecisionAttacked, DecisionNotifiee, PartiesDeclarees, PartyDeclared,
        PourvoiEnregistre, PourvoiForme, RequeteDeposee, SaisineEnregistree, SaisineRecue,
        act_recorded::Body,
    },
    input,
};
use greffe_procedure::day::Day;
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Dossiers, access, certificats,
    deposits::lock_decisions,
    gate::{Answers, Door},
    journal::{Header, Journal},
    law::{self, Law},
    numbering::{self, Number},
    offices::searchable,
    view::{Names, shown_name},
};

/// Parties an act names: beyond, `parties_declarees` follows, so that an event stays under its limit.
pub(crate) const PARTIES_AN_ACT: usize = 200;
/// Parties a declaration may bring; the largest seen has 914.
pub(crate) const PARTIES_MAX: usize = 5_000;
/// Decisions one pourvoi may attack.
const DECISIONS_MAX: usize = 50;
/// Longest name, court, address.
const TEXT_MAX: usize = 500;

impl Dossiers {
    /// Opens a dossier, once a key.
    pub(crate) async fn open(
        &self,
        command: Command,
        wanted: pb::OpenDossierRequest,
    ) -> Result<(pb::OpenDossierResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        let opened = match self.open_in(&mut tx, &command, &wanted).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                return Box::pin(self.open(command, wanted)).await;
            }
            opened => opened?,
        };
        // A refusal stays in the audit trail.
        tx.commit().await?;
        let (answer, replayed) = opened?;
        if !replayed {
            self.wake.wake();
            metrics::counter!("greffe_dossiers_opened_total").increment(1);
        }
        Ok((answer, replayed))
    }

    /// A pourvoi is one dossier: another that attacks the same decision for the same demandeur is looked at before a second is
    /// opened (CPC 974; CPP 576). Of a dossier that the caller may not know of, nothing is said: who deposits it has the
    /// registry look (see [`crate::deposits`]).
    async fn no_duplicate(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        wanted: &pb::OpenDossierRequest,
    ) -> Result<()> {
        let alike = self.duplicates(tx, wanted).await?;
        let ids: Vec<Uuid> = alike.iter().filter_map(|c| Uuid::parse_str(&c.dossier_id).ok()).collect();
        if ids.is_empty() {
            return Ok(());
        }
        let cases = certificats::cases(tx, &ids).await?;
        let known = |candidate: &&pb::DepositCandidate| {
            cases.iter().any(|(case, _)| {
                case.dossier.to_string() == candidate.dossier_id
                    && decide(caller, Action::Connaitre, Resource::Case(case)).allowed
            })
        };
        let mut failure: Option<Failure> = None;
        for candidate in alike.iter().filter(known) {
            let all = failure.unwrap_or_else(|| {
                Failure::new(
                    Kind::Refused,
                    "DOS-015",
                    "Un dossier semble porter déjà sur ce pourvoi\u{a0}: même décision attaquée, et mêmes parties ou, au pénal, même numéro. Vérifiez-le\u{a0}: enregistrez-y la déclaration, ou confirmez qu’il s’agit d’un autre pourvoi.",
                )
            });
            let message = format!("{}, {}", candidate.number, candidate.title);
            failure = Some(all.with_violation("DOS-015", "decisions", message));
        }
        failure.map_or(Ok(()), Err)
    }

    /// Opens a dossier in a transaction that the caller ends. Refused by the policies, the transaction is to be kept:
    /// the refusal stands in the audit trail.
    pub(crate) async fn open_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        wanted: &pb::OpenDossierRequest,
    ) -> Result<Result<(pb::OpenDossierResponse, bool)>> {
        let now = self.clock.now();
        let law = Law::in_force(tx).await?;
        let declared = Declared::read(wanted, law)?;
        if let Some(answer) = command.answered(tx).await? {
            return answered(&answer);
        }
        let dossier = Uuid::now_v7();
        let decision = decide(&command.caller, Action::OuvrirDossier, Resource::Court);
        let key = command.key_text();
        let words = access::Words { request_id: &key, ..Default::default() };
        access::log(tx, now, &command.caller, Action::OuvrirDossier, dossier, &decision, &words).await?;
        if let Err(refused) = decision.or_forbidden() {
            return Ok(Err(refused));
        }
        declared.names_own_office(&command.caller)?;
        if !wanted.duplicate_excluded {
            lock_decisions(tx, wanted).await?;
            // Its own twin, which held the lock, is no duplicate.
            if let Some(answer) = command.answered(tx).await? {
                return answered(&answer);
            }
            self.no_duplicate(tx, &command.caller, wanted).await?;
        }

        let today = self.clock.today();
        let number = match declared.existing {
            Some(number) if numbering::is_closed(tx, number).await? => return Err(numbering::closed(number)),
            Some(number) => number,
            None => numbering::allot(tx, &law, &wanted.procedure, today.year().into()).await?,
        };
        let (mut journal, findings) =
            self.journal(tx, &command.caller, &declared, wanted, dossier, number, now).await?;
        let derived = law.derive(&journal.acts, today);
        match journal.project(tx, now, &derived).await {
            Err(failure) if is_taken(&failure) => return Err(numbering::taken(number)),
            projected => projected?,
        }
        declared.keep_words(tx, dossier, now).await?;
        journal.write(tx, now, &command.caller.subject, "").await?;
        let answer = pb::OpenDossierResponse {
            dossier_id: dossier.to_string(),
            number: crate::view::number(number.year, number.sequence),
            version: journal.version(),
            findings,
        };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// The journal of a dossier that opens: declaration, further parties, registration, counsel, notifications.
    #[allow(clippy::too_many_arguments, reason = "what an opening rests on, each once")]
    async fn journal(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        declared: &Declared,
        wanted: &pb::OpenDossierRequest,
        dossier: Uuid,
        number: Number,
        now: Timestamp,
    ) -> Result<(Journal, Vec<Finding>)> {
        let header = Header::opening(declared, wanted, number, now);
        let names = declared.names(tx).await?;
        let mut journal = Journal::new(dossier, header, names, declared.law);
        // A case that another system registered is registered.
        let taken_over = decide(caller, Action::ReprendreJalon, Resource::Case(&journal.relations()));
        let door = if taken_over.allowed { Door::TakenOver } else { Door::Here };
        let mut findings = Vec::new();
        for fact in declared.facts(wanted, number, self.clock.today()) {
            // Each is admitted against those before it, as if it had come alone.
            let before = journal.acts.clone();
            let act = journal.push(now, fact)?.clone();
            findings.extend(declared.law.admit(&before, &act, now)?);
            match self.pass_gate(tx, &journal, before.len(), &Answers::default(), door, now).await {
                Ok(_) => {}
                // What was received is kept all the same: it is its registration that waits.
                Err(stopped) if stopped.kind == Kind::Refused => {
                    journal.unsay();
                    findings.extend(stopped.violations.into_iter().map(|why| Finding {
                        code: why.code,
                        severity: "bloquante".into(),
                        message: why.message,
                        ..Default::default()
                    }));
                }
                Err(failure) => return Err(failure),
            }
        }
        Ok((journal, findings))
    }
}

/// Whether the row falls on a number that another dossier bears.
fn is_taken(failure: &Failure) -> bool {
    let taken =
        |e: &dyn sqlx::error::DatabaseError| e.constraint() == Some("dossier_number_year_number_seq_key");
    database_error(failure).and_then(sqlx::Error::as_database_error).is_some_and(taken)
}

/// Whether a twin of the command was faster: the transaction has fallen, and the twin's answer is to be read.
pub(crate) fn has_twin(failure: &Failure) -> bool {
    database_error(failure).is_some_and(is_twin)
}

/// What the database said, where the failure comes from there.
pub(crate) fn database_error(failure: &Failure) -> Option<&sqlx::Error> {
    std::error::Error::source(failure).and_then(|cause| cause.downcast_ref())
}

/// A declaration whose fields were read, with the ids that its parts get.
#[derive(Clone)]
pub(crate) struct Declared {
    /// The law it opens under.
    law: Law,
    /// The act that opens a journal of the procedure, and the one that registers it.
    opened_by: Opening,
    formed: NamedDate,
    pub(crate) parties: Vec<DeclaredParty>,
    pub(crate) decisions: Vec<DeclaredDecision>,
    pub(crate) existing: Option<Number>,
    received_number: String,
    matter: String,
    pub(crate) pourvoi: Uuid,
}

#[derive(Clone)]
pub(crate) struct DeclaredParty {
    pub(crate) party: Uuid,
    pub(crate) person: Uuid,
    pub(crate) role: String,
    residence: String,
    pub(crate) nature: String,
    pub(crate) name: String,
    pub(crate) first_names: String,
    pub(crate) address: String,
    pub(crate) office: Option<Uuid>,
}

#[derive(Clone)]
pub(crate) struct DeclaredDecision {
    pub(crate) decision: Uuid,
    pub(crate) court: String,
    pub(crate) section: String,
    pub(crate) rendered_on: Option<Date>,
    pub(crate) nature: String,
    pub(crate) case_number: String,
    notified_on: Option<Date>,
    notification_mode: String,
}

impl Declared {
    /// Reads a declaration.
    ///
    /// # Errors
    /// With the field, when one does not read.
    pub(crate) fn read(wanted: &pb::OpenDossierRequest, law: Law) -> Result<Self> {
        let opened_by = Opening::of(wanted, &law)?;
        let formed = formed(wanted, opened_by)?;
        if !wanted.parties.iter().any(|p| p.role == "demandeur") {
            return Err(Failure::invalid("DOS-004", "parties", opened_by.no_demandeur()));
        }
        at_most("parties", wanted.parties.len(), PARTIES_MAX)?;
        at_most("decisions", wanted.decisions.len(), DECISIONS_MAX)?;
        let parties =
            wanted.parties.iter().enumerate().map(|(at, p)| read_party(at, p)).collect::<Result<_>>()?;
        let decisions =
            wanted.decisions.iter().enumerate().map(|(at, d)| read_decision(at, d)).collect::<Result<_>>()?;
        let existing = read_numbers(wanted)?;
        let special = wanted.opening.as_ref().map_or("", |said| said.texte_special.as_str());
        known_special_text("texte_special", special, &wanted.procedure, law)?;
        Ok(Self {
            law,
            opened_by,
            formed,
            parties,
            decisions,
            existing,
            received_number: clean("received_number", &wanted.received_number, 60)?,
            matter: law::matter("matter", &wanted.matter)?,
            pourvoi: Uuid::now_v7(),
        })
    }

    /// An office that deposits a declaration appears for its own clients, not for those of others.
    fn names_own_office(&self, caller: &greffe_chassis::Caller) -> Result<()> {
        if !caller.has_role("avocat_aux_conseils") {
            return Ok(());
        }
        let own = Uuid::parse_str(&caller.office_id).ok();
        if self.parties.iter().all(|p| p.office.is_none() || p.office == own)
            && self.parties.iter().any(|p| p.office == own)
        {
            return Ok(());
        }
        Err(Failure::new(
            Kind::Invalid,
            "DOS-005",
            "La déclaration doit constituer votre cabinet, et lui seul, pour la partie qui forme le pourvoi. Renseignez office_id du demandeur avec l’identifiant de votre cabinet.",
        ))
    }

    async fn names(&self, tx: &mut PgConnection) -> Result<Names> {
        let wanted: Vec<Uuid> = self.parties.iter().filter_map(|p| p.office).collect();
        let rows = sqlx::query!("SELECT id, name FROM dossier.office WHERE id = ANY($1)", &wanted)
            .fetch_all(tx)
            .await?;
        let offices: std::collections::HashMap<Uuid, String> =
            rows.into_iter().map(|r| (r.id, r.name)).collect();
        if let Some(at) =
            self.parties.iter().position(|p| p.office.is_some_and(|o| !offices.contains_key(&o)))
        {
            return Err(Failure::invalid(
                "DOS-006",
                &format!("parties[{at}].office_id"),
                "Ce cabinet n’est pas au registre. Choisissez-le dans la liste, ou inscrivez-le d’abord.",
            ));
        }
        Ok(Names { offices, ..self.names_without_offices() })
    }

    /// Parties and courts, by what the declaration calls them.
    pub(crate) fn names_without_offices(&self) -> Names {
        let decisions = self.decisions.iter().map(|d| {
            let shown = pb::Decision {
                decision_id: d.decision.to_string(),
                court: d.court.clone(),
                section: d.section.clone(),
                rendered_on: d.rendered_on.map(|day| day.to_string()).unwrap_or_default(),
                nature: d.nature.clone(),
                case_number: d.case_number.clone(),
            };
            (d.decision, shown)
        });
        Names {
            parties: self.parties.iter().map(|p| (p.party, shown_name(&p.name, &p.first_names))).collect(),
            decisions: decisions.collect(),
            offices: std::collections::HashMap::new(),
        }
    }

    /// Ids of the parties, in the order of the declaration.
    pub(crate) fn party_ids(&self) -> Vec<Uuid> {
        self.parties.iter().map(|p| p.party).collect()
    }

    /// Ids of the decisions, in the order of the declaration.
    pub(crate) fn decision_ids(&self) -> Vec<Uuid> {
        self.decisions.iter().map(|d| d.decision).collect()
    }

    /// The facts a declaration makes, in the order of the journal.
    pub(crate) fn facts(
        &self,
        wanted: &pb::OpenDossierRequest,
        number: Number,
        today: Date,
    ) -> Vec<ActRecorded> {
        let parties: Vec<PartyDeclared> = self.parties.iter().map(DeclaredParty::fact).collect();
        let mut runs = parties.chunks(PARTIES_AN_ACT);
        let pourvoi = Some(Id::from(self.pourvoi));
        let first = runs.next().unwrap_or_default().to_vec();
        let mut facts = vec![ActRecorded {
            dates: vec![self.formed.clone()],
            body: Some(self.opening(wanted, first)),
            ..Default::default()
        }];
        facts.extend(runs.map(|run| ActRecorded {
            dates: vec![NamedDate { name: "declare".into(), ..self.formed.clone() }],
            body: Some(Body::PartiesDeclarees(PartiesDeclarees {
                pourvoi_id: pourvoi,
                parties: run.to_vec(),
            })),
            ..Default::default()
        }));
        facts.push(self.registration(number, today));
        facts.extend(self.constitutions());
        facts.extend(self.notifications());
        facts
    }

    /// The act that opens the journal, in the words of its procedure.
    fn opening(&self, wanted: &pb::OpenDossierRequest, parties: Vec<PartyDeclared>) -> Body {
        let pourvoi_id = Some(Id::from(self.pourvoi));
        let procedure = wanted.procedure.clone();
        let decisions = self.decisions.iter().map(DeclaredDecision::fact).collect();
        let said = wanted.opening.clone().unwrap_or_default();
        match self.opened_by {
            Opening::Pourvoi => Body::PourvoiForme(PourvoiForme {
                pourvoi_id,
                nature: if said.nature.is_empty() { "principal".into() } else { said.nature },
                parties,
                decisions,
                received_number: self.received_number.clone(),
                urgent: wanted.urgent,
                procedure,
                lieu: said.lieu,
                declarant: said.declarant,
                texte_special: said.texte_special,
                ..Default::default()
            }),
            Opening::Saisine => Body::SaisineRecue(SaisineRecue {
                pourvoi_id,
                procedure,
                auteur: said.auteur,
                decisions,
                parties,
            }),
            Opening::Requete => Body::RequeteDeposee(RequeteDeposee {
                pourvoi_id,
                procedure,
                nature: said.nature,
                auteur: said.auteur,
                matiere: said.matiere,
                parties,
                pieces: Vec::new(),
                decisions,
            }),
        }
    }

    fn registration(&self, number: Number, today: Date) -> ActRecorded {
        let pourvoi_id = Some(Id::from(self.pourvoi));
        let (year, sequence) = (number.year.unsigned_abs(), number.sequence.unsigned_abs());
        let (date, body) = match self.opened_by {
            Opening::Pourvoi => {
                ("enregistre", Body::PourvoiEnregistre(PourvoiEnregistre { pourvoi_id, year, sequence }))
            }
            Opening::Saisine | Opening::Requete => {
                ("enregistree", Body::SaisineEnregistree(SaisineEnregistree { pourvoi_id, year, sequence }))
            }
        };
        ActRecorded { dates: vec![named(date, today)], body: Some(body), ..Default::default() }
    }

    fn constitutions(&self) -> Vec<ActRecorded> {
        let mut offices: Vec<Uuid> = Vec::new();
        for office in self.parties.iter().filter_map(|p| p.office) {
            if !offices.contains(&office) {
                offices.push(office);
            }
        }
        offices
            .into_iter()
            .map(|office| ActRecorded {
                dates: vec![NamedDate { name: "constitution".into(), ..self.formed.clone() }],
                scope: Some(Scope {
                    parties: self
                        .parties
                        .iter()
                        .filter(|p| p.office == Some(office))
                        .map(|p| p.party.into())
                        .collect(),
                    ..Default::default()
                }),
                body: Some(Body::AvocatConstitue(AvocatConstitue {
                    office_id: Some(office.into()),
                    position: self.position(office),
                })),
                ..Default::default()
            })
            .collect()
    }

    /// On which side an office stands, where all whom it represents are on one: counsel spares a demandeur his own mémoire (CPP 584,
    /// 590-1).
    fn position(&self, office: Uuid) -> String {
        let mut roles = self.parties.iter().filter(|p| p.office == Some(office)).map(|p| p.role.as_str());
        let side = roles.next().filter(|role| matches!(*role, "demandeur" | "defendeur"));
        side.filter(|side| roles.all(|role| role == *side)).unwrap_or_default().to_owned()
    }

    fn notifications(&self) -> Vec<ActRecorded> {
        let demandeurs: Vec<Id> =
            self.parties.iter().filter(|p| p.role == "demandeur").map(|p| p.party.into()).collect();
        self.decisions
            .iter()
            .filter_map(|d| Some((d, d.notified_on?)))
            .map(|(d, day)| ActRecorded {
                dates: vec![named("notifiee", day)],
                scope: Some(Scope {
                    parties: demandeurs.clone(),
                    decisions: vec![d.decision.into()],
                    ..Default::default()
                }),
                body: Some(Body::DecisionNotifiee(DecisionNotifiee {
                    mode: d.notification_mode.clone(),
                    served_in_person_in: String::new(),
                    ..Default::default()
                })),
                ..Default::default()
            })
            .collect()
    }

    /// Persons, parties and courts' words.
    async fn keep_words(&self, tx: &mut PgConnection, dossier: Uuid, now: Timestamp) -> Result<()> {
        DeclaredParty::keep(tx, &self.parties, dossier, self.pourvoi, now).await?;
        for d in &self.decisions {
            sqlx::query!(
                "INSERT INTO dossier.decision (dossier_id, decision_id, court, section, rendered_on, nature, case_number)
                 VALUES ($1, $2, $3, $4, $5, $6, $7)",
                dossier,
                d.decision,
                d.court,
                d.section,
                d.rendered_on.map(sql_day),
                d.nature,
                d.case_number
            )
            .execute(&mut *tx)
            .await?;
        }
        Ok(())
    }
}

impl DeclaredParty {
    /// Persons and the parties that they are: the only place where they are written.
    pub(crate) async fn keep(
        tx: &mut PgConnection,
        parties: &[Self],
        dossier: Uuid,
        pourvoi: Uuid,
        now: Timestamp,
    ) -> Result<()> {
        let of =
            |take: fn(&DeclaredParty) -> &str| parties.iter().map(|p| take(p).to_owned()).collect::<Vec<_>>();
        let persons: Vec<Uuid> = parties.iter().map(|p| p.person).collect();
        let ids: Vec<Uuid> = parties.iter().map(|p| p.party).collect();
        sqlx::query!(
            "INSERT INTO dossier.person (id, version, nature, name, first_names, address, recorded_at)
             SELECT id, 1, nature, name, first_names, address, $6
             FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::text[]) AS p (id, nature, name, first_names, address)",
            &persons,
            &of(|p| &p.nature),
            &of(|p| &p.name),
            &of(|p| &p.first_names),
            &of(|p| &p.address),
            sql_instant(now),
        )
        .execute(&mut *tx)
        .await?;
        let search: Vec<String> =
            parties.iter().map(|p| searchable(&shown_name(&p.name, &p.first_names))).collect();
        sqlx::query!(
            "INSERT INTO dossier.party (dossier_id, party_id, person_id, pourvoi_id, position, search)
             SELECT $1, party, person, $4,
                 position + coalesce((SELECT max(position) FROM dossier.party WHERE dossier_id = $1), 0), search
             FROM unnest($2::uuid[], $3::uuid[], $5::text[]) WITH ORDINALITY AS p (party, person, search, position)",
            dossier,
            &ids,
            &persons,
            pourvoi,
            &search,
        )
        .execute(&mut *tx)
        .await?;
        Ok(())
    }

    pub(crate) fn fact(&self) -> PartyDeclared {
        PartyDeclared {
            party_id: Some(self.party.into()),
            person_id: Some(self.person.into()),
            role: self.role.clone(),
            residence: self.residence.clone(),
            nature: self.nature.clone(),
        }
    }
}

impl DeclaredDecision {
    pub(crate) fn fact(&self) -> DecisionAttacked {
        DecisionAttacked {
            decision_id: Some(self.decision.into()),
            rendered_on: self.rendered_on.map(|day| day.to_string()).unwrap_or_default(),
            nature: self.nature.clone(),
        }
    }
}

impl Header {
    /// Of a dossier that opens.
    pub(crate) fn opening(
        declared: &Declared,
        wanted: &pb::OpenDossierRequest,
        number: Number,
        now: Timestamp,
    ) -> Self {
        Self {
            procedure: wanted.procedure.clone(),
            number_year: number.year,
            number_seq: number.sequence,
            matter: declared.matter.clone(),
            urgent: wanted.urgent,
            opened_at: now,
            sealed: false,
        }
    }
}

/// How a journal opens, as its procedure says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opening {
    Pourvoi,
    Saisine,
    Requete,
}

impl Opening {
    fn of(wanted: &pb::OpenDossierRequest, law: &Law) -> Result<Self> {
        match law.opened_by(&wanted.procedure) {
            Some("pourvoi_forme") => Ok(Self::Pourvoi),
            Some("saisine_recue") => Ok(Self::Saisine),
            Some("requete_deposee") => Ok(Self::Requete),
            _ => Err(numbering::no_such_procedure(&wanted.procedure)),
        }
    }

    /// What is asked for when nobody is declared as demandeur.
    fn no_demandeur(self) -> &'static str {
        match self {
            Self::Pourvoi => {
                "Aucun demandeur n’est déclaré. Ajoutez au moins une partie qui forme le pourvoi (article 975 du code de procédure civile)."
            }
            Self::Saisine | Self::Requete => {
                "Aucun demandeur n’est déclaré. Ajoutez au moins une partie qui a posé la question ou présenté la demande."
            }
        }
    }

    /// The date of the opening act from which the procedure runs.
    fn date(self) -> &'static str {
        match self {
            Self::Pourvoi => "forme",
            Self::Saisine => "recue",
            Self::Requete => "deposee",
        }
    }
}

fn answered(answer: &[u8]) -> Result<Result<(pb::OpenDossierResponse, bool)>> {
    let answer = pb::OpenDossierResponse::decode(answer).map_err(Failure::internal)?;
    Ok(Ok((answer, true)))
}

fn formed(wanted: &pb::OpenDossierRequest, opened_by: Opening) -> Result<NamedDate> {
    let date = wanted.formed.clone().filter(|d| d.value.is_some());
    let date = date.ok_or_else(|| {
        Failure::invalid("DOS-007", "formed", "La date de remise de la déclaration manque. Indiquez le jour ou l’instant\u{a0}; s’il n’est pas connu, dites-le expressément.")
    })?;
    Ok(NamedDate { name: opened_by.date().into(), ..date })
}

/// A special text that sets a term of the procedure, or none: another would be kept and change nothing (CPC 612).
pub(crate) fn known_special_text(field: &str, text: &str, procedure: &str, law: Law) -> Result<()> {
    if text.is_empty() {
        return Ok(());
    }
    let admitted = law.special_texts(procedure);
    if admitted.is_empty() {
        return Err(Failure::invalid(
            "DOS-009",
            field,
            "Aucun texte spécial ne fixe de délai dans cette procédure. Retirez ce champ, ou choisissez une autre procédure.",
        ));
    }
    one_of(field, text, &admitted)
}

fn read_numbers(wanted: &pb::OpenDossierRequest) -> Result<Option<Number>> {
    let mut existing = None;
    for (field, text) in
        [("existing_number", &wanted.existing_number), ("received_number", &wanted.received_number)]
    {
        if text.trim().is_empty() {
            continue;
        }
        let (number, warning) = numbering::read(field, text)?;
        if let Some(warning) = warning.filter(|_| !wanted.warnings_confirmed) {
            return Err(numbering::to_confirm(field, &warning));
        }
        if field == "existing_number" {
            existing = Some(number);
        }
    }
    Ok(existing)
}

pub(crate) fn read_party(at: usize, party: &pb::PartyInput) -> Result<DeclaredParty> {
    let field = |name: &str| format!("parties[{at}].{name}");
    let person = party.person.clone().unwrap_or_default();
    let name = clean(&field("person.name"), &person.name, TEXT_MAX)?;
    if name.is_empty() {
        return Err(Failure::invalid(
            "DOS-003",
            &field("person.name"),
            "Le nom manque. Saisissez le nom de la personne, ou la dénomination de la personne morale.",
        ));
    }
    let nature = if person.nature.is_empty() { "personne_physique".to_owned() } else { person.nature };
    one_of(&field("person.nature"), &nature, input::PERSONS)?;
    one_of(&field("role"), &party.role, input::ROLES)?;
    let residence = if party.residence.is_empty() { "inconnue".to_owned() } else { party.residence.clone() };
    one_of(&field("residence"), &residence, input::RESIDENCES)?;
    let office = if party.office_id.is_empty() {
        None
    } else {
        let read = Uuid::parse_str(&party.office_id);
        Some(read.map_err(|_| {
            Failure::invalid("DOS-006", &field("office_id"), "L’identifiant du cabinet n’est pas un UUID.")
        })?)
    };
    Ok(DeclaredParty {
        party: Uuid::now_v7(),
        person: Uuid::now_v7(),
        role: party.role.clone(),
        residence,
        nature,
        name,
        first_names: clean(&field("person.first_names"), &person.first_names, TEXT_MAX)?,
        address: clean(&field("person.address"), &person.address, 2 * TEXT_MAX)?,
        office,
    })
}

pub(crate) fn read_decision(at: usize, decision: &pb::DecisionInput) -> Result<DeclaredDecision> {
    let field = |name: &str| format!("decisions[{at}].{name}");
    let court = clean(&field("court"), &decision.court, TEXT_MAX)?;
    if court.is_empty() {
        return Err(Failure::invalid(
            "DOS-003",
            &field("court"),
            "La juridiction manque. Indiquez celle qui a rendu la décision attaquée.",
        ));
    }
    let nature = if decision.nature.is_empty() { "arret".to_owned() } else { decision.nature.clone() };
    one_of(&field("nature"), &nature, input::DECISIONS)?;
    let mode = if decision.notification_mode.is_empty() {
        "signification".to_owned()
    } else {
        decision.notification_mode.clone()
    };
    Ok(DeclaredDecision {
        decision: Uuid::now_v7(),
        court,
        section: clean(&field("section"), &decision.section, TEXT_MAX)?,
        rendered_on: optional_day(&field("rendered_on"), &decision.rendered_on)?,
        nature,
        case_number: clean(&field("case_number"), &decision.case_number, 60)?,
        notified_on: optional_day(&field("notified_on"), &decision.notified_on)?,
        notification_mode: mode,
    })
}

fn named(name: &str, day: Date) -> NamedDate {
    NamedDate {
        name: name.into(),
        value: Some(named_date::Value::Day(Day::from_date(day).number())),
        source: String::new(),
    }
}

/// A day as people and machines write it, or nothing.
///
/// # Errors
/// With the form admitted, when it does not read.
pub fn optional_day(field: &str, text: &str) -> Result<Option<Date>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        let shown: String = text.chars().take(40).collect();
        Failure::invalid(
            "DOS-008",
            field,
            format!("«\u{a0}{shown}\u{a0}» ne se lit pas comme une date. Forme admise\u{a0}: 2026-11-24."),
        )
    })
}

pub fn one_of(field: &str, found: &str, admitted: &[&str]) -> Result<()> {
    if admitted.contains(&found) {
        return Ok(());
    }
    let shown: String = found.chars().take(40).collect();
    Err(Failure::invalid(
        "DOS-009",
        field,
        format!(
            "«\u{a0}{shown}\u{a0}» n’est pas une valeur connue. Valeurs admises\u{a0}: {}.",
            admitted.join(", ")
        ),
    ))
}

pub fn at_most(field: &str, found: usize, limit: usize) -> Result<()> {
    if found <= limit {
        return Ok(());
    }
    Err(Failure::invalid(
        "DOS-010",
        field,
        format!("{found} éléments sont trop\u{a0}: la limite est de {limit}. Scindez la déclaration."),
    ))
}

/// Text without outer spaces, refused when too long or holding characters that no name holds.
///
/// # Errors
/// With the limit, or the character found.
pub fn clean(field: &str, text: &str, limit: usize) -> Result<String> {
    let text = text.trim();
    let length = text.chars().count();
    if length > limit {
        return Err(Failure::invalid(
            "DOS-011",
            field,
            format!(
                "{length} caractères sont trop\u{a0}: la limite est de {limit}. Abrégez, ou déposez le texte comme pièce."
            ),
        ));
    }
    if let Some(found) = text.chars().find(|c| c.is_control() && *c != '\n') {
        return Err(Failure::invalid(
            "DOS-012",
            field,
            format!(
                "Le texte contient un caractère de contrôle (U+{:04X}) qui ne peut pas être enregistré. Retirez-le.",
                found as u32
            ),
        ));
    }
    Ok(text.to_owned())
}
