//! Joinder and disjoinder (CPC 367): an act in each journal, written in one transaction, the dossiers locked in the order of
//! their ids. Either every journal takes its act, or none does and the refusal names the dossier.

use std::collections::BTreeSet;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result, command::Command, db};
use greffe_contracts::{
    common::v1::{Finding, Id, NamedDate, named_date},
    dossier::v1 as pb,
    events::v1::{ActRecorded, DisjonctionPrononcee, JonctionPrononcee, act_recorded::Body},
};
use greffe_procedure::{consequences::consequences, day::Day};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{common, groups};
use crate::{
    Dossiers, access,
    journal::Journal,
    open::{at_most, clean, has_twin, optional_day},
    preview::{refusal, told},
    record::By,
    view,
};

/// Longest reason.
const REASON_MAX: usize = 2_000;

/// What a joinder or a disjoinder names.
struct Wanted {
    head: Uuid,
    /// The others, without the head, each once, in the order of ids.
    dossiers: Vec<Uuid>,
    date: NamedDate,
    reason: String,
    expected: u64,
}

impl Wanted {
    async fn read(
        tx: &mut PgConnection,
        (head, dossiers): (&str, &[String]),
        pronounced_on: &str,
        reason: &str,
        expected: u64,
    ) -> Result<Self> {
        let (head, dossiers) = named(tx, head, dossiers).await?;
        let day = optional_day("prononce", pronounced_on)?.ok_or_else(|| {
            Failure::invalid("PAR-016", "prononce", "La date de la décision manque. Indiquez le jour où la jonction ou la disjonction a été prononcée.")
        })?;
        let reason = clean("motif", reason, REASON_MAX)?;
        if reason.is_empty() {
            return Err(Failure::invalid(
                "PAR-017",
                "motif",
                "Le motif manque. Dites en une phrase pourquoi\u{a0}: il restera au journal de chaque dossier.",
            ));
        }
        let date = NamedDate {
            name: "prononce".into(),
            value: Some(named_date::Value::Day(Day::from_date(day).number())),
            source: String::new(),
        };
        Ok(Self { head, dossiers, date, reason, expected })
    }
}

/// The head and the others that references name.
async fn named(tx: &mut PgConnection, head: &str, dossiers: &[String]) -> Result<(Uuid, Vec<Uuid>)> {
    at_most("dossiers", dossiers.len(), groups::GROUP_MAX)?;
    let head = groups::named(tx, "tete", head).await?;
    let mut others = BTreeSet::new();
    for (at, reference) in dossiers.iter().enumerate() {
        others.insert(groups::named(tx, &format!("dossiers[{at}]"), reference).await?);
    }
    others.remove(&head);
    if others.is_empty() {
        return Err(Failure::invalid(
            "PAR-018",
            "dossiers",
            "Aucun dossier n’est désigné à côté du dossier de tête. Choisissez au moins un autre dossier.",
        ));
    }
    Ok((head, others.into_iter().collect()))
}

/// The journals of a group and of those that join it or leave it, all locked.
struct Together {
    head: Journal,
    /// Those that are named.
    named: Vec<Journal>,
    /// The members that stay as they are.
    rest: Vec<Journal>,
    /// Members as they were read before the locks.
    planned: Vec<Uuid>,
}

impl Together {
    async fn lock(tx: &mut PgConnection, head: Uuid, dossiers: &[Uuid]) -> Result<Self> {
        let members = groups::members(tx, head).await?;
        let ids: Vec<Uuid> = members.iter().chain(dossiers).copied().chain([head]).collect();
        let (mut own, mut named, mut rest) = (None, Vec::new(), Vec::new());
        for journal in groups::lock_all(tx, &ids).await? {
            if journal.dossier == head {
                own = Some(journal);
            } else if dossiers.contains(&journal.dossier) {
                named.push(journal);
            } else {
                rest.push(journal);
            }
        }
        let head = own.ok_or_else(access::unknown_case)?;
        let planned = members;
        Ok(Self { head, named, rest, planned })
    }

    /// Nobody joins or leaves a head whose row is locked: what was read before is looked at again.
    async fn still(&self, tx: &mut PgConnection) -> Result<()> {
        let mut now = groups::members(tx, self.head.dossier).await?;
        let mut planned = self.planned.clone();
        now.sort_unstable();
        planned.sort_unstable();
        if now == planned { Ok(()) } else { Err(common::changed(&self.head)) }
    }

    fn touched(&self) -> impl Iterator<Item = &Journal> {
        std::iter::once(&self.head).chain(&self.named)
    }

    fn all(&mut self) -> Vec<&mut Journal> {
        std::iter::once(&mut self.head).chain(&mut self.named).chain(&mut self.rest).collect()
    }
}

impl Dossiers {
    /// Joins dossiers under a head, once a key.
    pub(crate) async fn join(
        &self,
        command: Command,
        asked: pb::JoinDossiersRequest,
    ) -> Result<(pb::JoinDossiersResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        match self.join_in(&mut tx, &command, &asked).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                Box::pin(self.join(command, asked)).await
            }
            joined => {
                // A refusal of the policies stays in the audit trail; what fails leaves nothing.
                let joined = joined?;
                tx.commit().await?;
                self.wake.wake();
                joined
            }
        }
    }

    async fn join_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        asked: &pb::JoinDossiersRequest,
    ) -> Result<Result<(pb::JoinDossiersResponse, bool)>> {
        let wanted = Wanted::read(
            tx,
            (&asked.head, &asked.dossiers),
            &asked.pronounced_on,
            &asked.reason,
            asked.expected_version,
        )
        .await?;
        let mut together = Together::lock(tx, wanted.head, &wanted.dossiers).await?;
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::JoinDossiersResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        together.still(tx).await?;
        let ids: Vec<Id> =
            std::iter::once(wanted.head).chain(wanted.dossiers.iter().copied()).map(Id::from).collect();
        let body =
            Body::JonctionPrononcee(JonctionPrononcee { head: Some(wanted.head.into()), dossiers: ids });
        if let Err(refused) = self.allowed_together(tx, command, &together, &body, &wanted.reason).await? {
            return Ok(Err(refused));
        }
        self.still_true(&together.head, wanted.expected, "jonction_prononcee")?;
        for journal in together.touched() {
            if let Some(refused) = unjoinable(journal, wanted.head) {
                return Err(refused);
            }
        }
        if together.rest.len() + together.named.len() > groups::GROUP_MAX {
            at_most("dossiers", together.rest.len() + together.named.len(), groups::GROUP_MAX)?;
        }
        let findings = self.write_together(tx, command, &mut together, &wanted, body).await?;
        let answer = pb::JoinDossiersResponse {
            group: together.head.group.clone(),
            version: together.head.version(),
            findings,
        };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// Takes dossiers out of their group, once a key.
    pub(crate) async fn disjoin(
        &self,
        command: Command,
        asked: pb::DisjoinDossiersRequest,
    ) -> Result<(pb::DisjoinDossiersResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        match self.disjoin_in(&mut tx, &command, &asked).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                Box::pin(self.disjoin(command, asked)).await
            }
            left => {
                let left = left?;
                tx.commit().await?;
                self.wake.wake();
                left
            }
        }
    }

    async fn disjoin_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        asked: &pb::DisjoinDossiersRequest,
    ) -> Result<Result<(pb::DisjoinDossiersResponse, bool)>> {
        let wanted = Wanted::read(
            tx,
            (&asked.head, &asked.dossiers),
            &asked.pronounced_on,
            &asked.reason,
            asked.expected_version,
        )
        .await?;
        let mut together = Together::lock(tx, wanted.head, &wanted.dossiers).await?;
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::DisjoinDossiersResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        together.still(tx).await?;
        let body = Body::DisjonctionPrononcee(DisjonctionPrononcee {
            head: Some(wanted.head.into()),
            leaving: wanted.dossiers.iter().copied().map(Id::from).collect(),
        });
        if let Err(refused) = self.allowed_together(tx, command, &together, &body, &wanted.reason).await? {
            return Ok(Err(refused));
        }
        self.still_true(&together.head, wanted.expected, "disjonction_prononcee")?;
        let head = wanted.head.to_string();
        for journal in &together.named {
            if journal.group.as_ref().is_none_or(|group| group.head_id != head) {
                return Err(groups::in_dossier(
                    journal,
                    Failure::new(
                        Kind::Refused,
                        "PAR-019",
                        "ce dossier n’est pas joint à ce dossier de tête. Rechargez le groupe et choisissez parmi ses dossiers.",
                    ),
                ));
            }
        }
        let findings = self.write_together(tx, command, &mut together, &wanted, body).await?;
        let answer = pb::DisjoinDossiersResponse {
            group: together.head.group.clone(),
            version: together.head.version(),
            findings,
        };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// Asked of the policies for the head and each dossier named; the outer result is the database's.
    async fn allowed_together(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        together: &Together,
        body: &Body,
        reason: &str,
    ) -> Result<Result<()>> {
        let key = command.key_text();
        let fact = ActRecorded { body: Some(body.clone()), ..Default::default() };
        let digest = Sha256::digest(fact.encode_to_vec());
        let words = access::Words { reason, request_id: &key, payload_sha256: &digest };
        let (now, action) = (self.clock.now(), Action::EnregistrerActeDeLaCour);
        for journal in together.touched() {
            let may = access::require(tx, now, &command.caller, action, &journal.relations(), &words).await;
            if let Err(refused) = may {
                return Ok(Err(groups::in_dossier(journal, refused)));
            }
        }
        Ok(Ok(()))
    }

    /// The act in the head's journal, then by reference in those of the dossiers named; table and views follow.
    async fn write_together(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        together: &mut Together,
        wanted: &Wanted,
        body: Body,
    ) -> Result<Vec<Finding>> {
        let (now, actor) = (self.clock.now(), command.caller.subject.as_str());
        let fact = ActRecorded { dates: vec![wanted.date.clone()], body: Some(body), ..Default::default() };
        let by = By::unasked(actor, &wanted.reason);
        let at = together.head.facts.len();
        let head = &mut together.head;
        let said = self.append(tx, head, fact, by, now).await;
        let mut findings = said.map_err(|failure| groups::in_dossier(head, failure))?;
        let recorded = head.facts.get(at).cloned().unwrap_or_default();
        let entered = self.enter_elsewhere(tx, (head, &recorded), &mut together.named, by, now).await?;
        findings.extend(entered.1);
        self.regroup(tx, &mut together.all(), now).await?;
        Ok(findings)
    }

    /// What a joinder would do, dossier by dossier. Nothing is written.
    pub(crate) async fn preview_joinder(
        &self,
        caller: &Caller,
        asked: &pb::PreviewJoinderRequest,
    ) -> Result<pb::PreviewJoinderResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let (head, dossiers) = named(&mut tx, &asked.head, &asked.dossiers).await?;
        let together = Together::lock(&mut tx, head, &dossiers).await?;
        tx.rollback().await?;
        let mut effects = Vec::new();
        for journal in together.touched() {
            if !decide(caller, Action::LireDossier, Resource::Case(&journal.relations())).allowed {
                return Err(access::unknown_case());
            }
            effects.push(self.effect(&together.head, journal)?);
        }
        Ok(pb::PreviewJoinderResponse { effects })
    }

    fn effect(&self, head: &Journal, journal: &Journal) -> Result<pb::JoinderEffect> {
        let (now, today) = (self.clock.now(), self.clock.today());
        let before = journal.law.derive(&journal.acts, today);
        let shown = view::build(journal, &before, &journal.relations());
        let body =
            JonctionPrononcee { head: Some(head.dossier.into()), dossiers: vec![journal.dossier.into()] };
        let fact = ActRecorded {
            dates: vec![NamedDate {
                name: "prononce".into(),
                value: Some(named_date::Value::Day(Day::from_date(today).number())),
                source: String::new(),
            }],
            body: Some(Body::JonctionPrononcee(body)),
            ..Default::default()
        };
        let mut after = journal.clone();
        let act = after.push(now, fact)?.clone();
        let admitted = journal.law.admit(&journal.acts, &act, now);
        let refused = unjoinable(journal, head.dossier).or_else(|| admitted.err()).as_ref().map(refusal);
        let derived = journal.law.derive(&after.acts, today);
        let said = consequences(journal.law.catalogue, &before, &derived);
        Ok(pb::JoinderEffect {
            dossier_id: journal.dossier.to_string(),
            number: groups::number(journal),
            title: shown.title,
            stage_label: shown.dossier.stage_label,
            chambre_label: shown.dossier.chambre_label,
            findings: differences(head, journal),
            refusal: refused,
            consequences: said.into_iter().map(told).collect(),
        })
    }
}

/// Why a dossier cannot be joined under the head.
fn unjoinable(journal: &Journal, head: Uuid) -> Option<Failure> {
    let refuse = |code: &'static str, text: String| {
        Some(groups::in_dossier(journal, Failure::new(Kind::Refused, code, text)))
    };
    if journal.header.sealed {
        let text = "un dossier scellé ne se joint pas\u{a0}: son numéro paraîtrait dans les autres.";
        return refuse("PAR-020", text.to_owned());
    }
    let group = journal.group.as_ref()?;
    if group.head_id != head.to_string() {
        let text = format!(
            "il est déjà du groupe du dossier de tête {}. Disjoignez-le d’abord, ou joignez sous ce dossier de tête.",
            group.head_number
        );
        return refuse("PAR-021", text);
    }
    if journal.dossier != head {
        return refuse("PAR-022", "il est déjà joint à ce dossier de tête.".to_owned());
    }
    None
}

/// What makes a dossier differ from the head under which it would stand: said, and left to the judge.
fn differences(head: &Journal, journal: &Journal) -> Vec<Finding> {
    let (of_head, of_this) = (head.relations(), journal.relations());
    let mut said = Vec::new();
    let mut say = |differs: bool, text: &str| {
        if differs && head.dossier != journal.dossier {
            said.push(Finding {
                code: "PAR-023".into(),
                severity: "avertissement".into(),
                message: text.to_owned(),
                basis: "CPC 367".into(),
                ..Default::default()
            });
        }
    };
    say(
        head.header.procedure != journal.header.procedure,
        "La procédure n’est pas celle du dossier de tête\u{a0}: les délais resteront propres à chacun.",
    );
    say(of_head.chambre != of_this.chambre, "La chambre n’est pas celle du dossier de tête.");
    say(of_head.rapporteurs != of_this.rapporteurs, "Le rapporteur n’est pas celui du dossier de tête.");
    say(
        of_head.avocats_generaux != of_this.avocats_generaux,
        "L’avocat général n’est pas celui du dossier de tête.",
    );
    said
}
