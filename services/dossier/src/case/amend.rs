//! What a case consists of, changed after its opening: each change is an act with a reason, in one transaction with the words
//! that are kept apart from journals. A preview does the same and undoes it.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::Command,
    db::{self, sql_day, sql_instant},
};
use greffe_contracts::{
    common::v1::{Finding, Id, NamedDate, Scope, named_date},
    decisions_of,
    dossier::v1::{self as pb, amend_case_request::What},
    events::v1::{
        ActRecorded, AdresseChangee, AffaireLiee, AvocatConstitue, AvocatDecharge, DecisionAttacked,
        DecisionAttaqueeAjoutee, DecisionCompletee, DossierScelle, IdentiteRectifiee, PartieAjoutee,
        ScelleLeve, act_recorded::Body,
    },
    input,
};
use greffe_procedure::{consequences::consequences, day::Day};
use jiff::{Timestamp, civil::Date};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{grounds, groups, pourvois};
use crate::{
    Dossiers, access,
    journal::Journal,
    law,
    offices::searchable,
    open::{
        DeclaredDecision, DeclaredParty, at_most, clean, has_twin, one_of, optional_day, read_decision,
        read_party,
    },
    preview::{refusal, told},
    record::By,
    view::shown_name,
};

/// Longest reason.
const REASON_MAX: usize = 2_000;
/// Longest name, court, representative.
const TEXT_MAX: usize = 500;
/// Parties that one act adds.
const PARTIES_MAX: usize = 200;
/// Agents for whom a sealed case stays open.
const NAMED_MAX: usize = 50;
/// Why a party enters a case that is open.
const GROUNDS: &[&str] =
    &["intervention_volontaire", "intervention_forcee", "omission", "reprise_d_instance"];
/// What another case is to this one.
const LINKS: &[&str] = &["anterieure", "connexe", "meme_decision", "apres_renvoi", "rabat"];

/// A change as it was asked for.
struct Change {
    dossier: Uuid,
    /// The case that it is linked with.
    other: Option<Uuid>,
    expected: u64,
    reason: String,
    on: Date,
}

impl Change {
    async fn read(tx: &mut PgConnection, asked: &pb::AmendCaseRequest) -> Result<Self> {
        let dossier = Uuid::parse_str(&asked.dossier_id).map_err(|_| access::unknown_case())?;
        let reason = clean("motif", &asked.reason, REASON_MAX)?;
        if reason.is_empty() {
            return Err(Failure::invalid(
                "PAR-017",
                "motif",
                "Le motif manque. Dites en une phrase pourquoi le dossier change\u{a0}: il restera au journal.",
            ));
        }
        let on = optional_day("le", &asked.on)?.ok_or_else(|| {
            Failure::invalid(
                "PAR-024",
                "le",
                "La date manque. Indiquez le jour où le fait est connu de la Cour.",
            )
        })?;
        let other = match &asked.what {
            Some(What::Link(link)) => Some(groups::named(tx, "lien.dossier", &link.dossier).await?),
            _ => None,
        };
        if other == Some(dossier) {
            return Err(Failure::invalid(
                "PAR-025",
                "lien.dossier",
                "Un dossier ne se lie pas à lui-même. Choisissez l’autre affaire.",
            ));
        }
        Ok(Self { dossier, other, expected: asked.expected_version, reason, on })
    }

    fn date(&self, name: &str) -> NamedDate {
        NamedDate {
            name: name.into(),
            value: Some(named_date::Value::Day(Day::from_date(self.on).number())),
            source: String::new(),
        }
    }

    fn fact(&self, date: &str, parties: Vec<Id>, body: Body) -> ActRecorded {
        let scope = (!parties.is_empty()).then(|| Scope { parties, ..Default::default() });
        ActRecorded { dates: vec![self.date(date)], scope, body: Some(body), ..Default::default() }
    }
}

/// What a change did.
struct Changed {
    own: Journal,
    before: Journal,
    acts: Vec<String>,
    findings: Vec<Finding>,
}

impl Dossiers {
    /// Changes what a case consists of, once a key.
    pub(crate) async fn amend(
        &self,
        command: Command,
        asked: pb::AmendCaseRequest,
    ) -> Result<(pb::AmendCaseResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        match self.amend_in(&mut tx, &command, &asked).await {
            Err(failure) if has_twin(&failure) => {
                drop(tx);
                Box::pin(self.amend(command, asked)).await
            }
            changed => {
                // A refusal of the policies stays in the audit trail; what fails leaves nothing.
                let changed = changed?;
                tx.commit().await?;
                self.wake.wake();
                changed
            }
        }
    }

    async fn amend_in(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        asked: &pb::AmendCaseRequest,
    ) -> Result<Result<(pb::AmendCaseResponse, bool)>> {
        let change = Change::read(tx, asked).await?;
        let journals = self.locked(tx, &change).await?;
        if let Some(answer) = command.answered(tx).await? {
            let answer = pb::AmendCaseResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok(Ok((answer, true)));
        }
        let key = command.key_text();
        let changed = match self.changed(tx, &command.caller, &key, &change, asked, journals).await? {
            Ok(changed) => changed,
            Err(refused) => return Ok(Err(refused)),
        };
        let answer = pb::AmendCaseResponse {
            version: changed.own.version(),
            act_ids: changed.acts,
            findings: changed.findings,
        };
        command.store(tx, &answer.encode_to_vec()).await?;
        Ok(Ok((answer, false)))
    }

    /// What a change would change. It is made, looked at, and undone.
    pub(crate) async fn preview_amendment(
        &self,
        caller: &Caller,
        mut asked: pb::AmendCaseRequest,
    ) -> Result<pb::PreviewActResponse> {
        if asked.reason.trim().is_empty() {
            // A change may be weighed before its motive is written.
            asked.reason = "essai".into();
        }
        let mut tx = db::begin(&self.pool).await?;
        let change = Change::read(&mut tx, &asked).await?;
        let journals = self.locked(&mut tx, &change).await?;
        if !decide(caller, Action::LireDossier, Resource::Case(&journals.0.relations())).allowed {
            return Err(access::unknown_case());
        }
        let version = journals.0.version();
        let changed = self.changed(&mut tx, caller, "", &change, &asked, journals).await;
        tx.rollback().await?;
        let changed = match changed {
            Ok(Ok(changed)) => changed,
            Ok(Err(refused)) => return Err(refused),
            Err(failure) if failure.kind == Kind::Refused => {
                return Ok(pb::PreviewActResponse {
                    version,
                    refusal: Some(refusal(&failure)),
                    ..Default::default()
                });
            }
            Err(failure) => return Err(failure),
        };
        let today = self.clock.today();
        let (before, after) = (&changed.before, &changed.own);
        let said = consequences(
            after.law.catalogue,
            &before.law.derive(&before.acts, today),
            &after.law.derive(&after.acts, today),
        );
        Ok(pb::PreviewActResponse {
            version,
            consequences: said.into_iter().map(told).collect(),
            findings: changed.findings,
            ..Default::default()
        })
    }

    async fn locked(&self, tx: &mut PgConnection, change: &Change) -> Result<(Journal, Option<Journal>)> {
        let ids: Vec<Uuid> = change.other.into_iter().chain([change.dossier]).collect();
        let mut journals = groups::lock_all(tx, &ids).await?;
        let at = journals.iter().position(|journal| journal.dossier == change.dossier);
        let own = journals.remove(at.ok_or_else(access::unknown_case)?);
        Ok((own, journals.pop()))
    }

    /// Makes the change in the journals in hand; the outer result fails, the inner one is what the policies refuse.
    async fn changed(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        key: &str,
        change: &Change,
        asked: &pb::AmendCaseRequest,
        (mut own, mut other): (Journal, Option<Journal>),
    ) -> Result<Result<Changed>> {
        let now = self.clock.now();
        let digest = Sha256::digest(asked.encode_to_vec());
        let words = access::Words { reason: &change.reason, request_id: key, payload_sha256: &digest };
        let action = action(asked.what.as_ref());
        for journal in std::iter::once(&own).chain(&other) {
            if let Err(refused) = access::require(tx, now, caller, action, &journal.relations(), &words).await
            {
                return Ok(Err(refused));
            }
        }
        let before = own.clone();
        let facts = self.facts_of(tx, &mut own, other.as_mut(), change, asked, now).await?;
        if let Some(kind) = facts.first().and_then(|fact| fact.body.as_ref()).map(greffe_contracts::kind_of) {
            self.still_true(&own, change.expected, kind)?;
        }
        let by = By::unasked(&caller.subject, &change.reason);
        let (mut acts, mut findings) = (Vec::new(), Vec::new());
        let act_of = |journal: &Journal| {
            journal.facts.last().and_then(|f| f.act_id).map(Uuid::from).unwrap_or_default().to_string()
        };
        for fact in facts {
            if let (Some(there), Some(Body::AffaireLiee(link))) = (other.as_mut(), &fact.body) {
                let back = AffaireLiee {
                    dossier: Some(own.dossier.into()),
                    lien: link.lien.clone(),
                    number: groups::number(&own),
                };
                let back = change.fact("constatee", Vec::new(), Body::AffaireLiee(back));
                let said = self.append(tx, there, back, by, now).await;
                findings.extend(said.map_err(|failure| groups::in_dossier(there, failure))?);
            }
            findings.extend(self.append(tx, &mut own, fact, by, now).await?);
            acts.push(act_of(&own));
        }
        Ok(Ok(Changed { own, before, acts, findings }))
    }

    /// The facts that a change makes, after the words that they name were written.
    async fn facts_of(
        &self,
        tx: &mut PgConnection,
        own: &mut Journal,
        other: Option<&mut Journal>,
        change: &Change,
        asked: &pb::AmendCaseRequest,
        now: Timestamp,
    ) -> Result<Vec<ActRecorded>> {
        match &asked.what {
            Some(What::Person(person)) => Ok(vec![rename(tx, own, change, person, now).await?]),
            Some(What::Parties(parties)) => Ok(vec![add_parties(tx, own, change, parties, now).await?]),
            Some(What::Pourvoi(asked)) => pourvois::declare(tx, own, &change.date("forme"), asked, now).await,
            Some(What::Decision(decision)) => Ok(vec![decision_of(tx, own, change, decision, now).await?]),
            Some(What::Substitution(substitution)) => substitute(own, change, substitution),
            Some(What::Link(link)) => {
                let there = other.ok_or_else(access::unknown_case)?;
                Ok(vec![linked(own, there, change, &link.kind)?])
            }
            Some(What::Sealing(sealing)) => Ok(vec![sealed(own, change, sealing)?]),
            Some(What::Grounds(asked)) => {
                let (memoire, body) = grounds::note(tx, own, asked).await?.ok_or_else(nothing_changes)?;
                let refers_to = Some(memoire.into());
                Ok(vec![ActRecorded { refers_to, ..change.fact("releves", Vec::new(), body) }])
            }
            None => Err(Failure::invalid(
                "PAR-026",
                "",
                "La modification ne dit pas ce qu’elle change. Renseignez une seule des rubriques identite, parties, pourvoi, decision, substitution, lien, scelle ou moyens.",
            )),
        }
    }
}

/// The action that a change is: what the Court decides, or what it takes note of.
fn action(what: Option<&What>) -> Action {
    match what {
        Some(What::Sealing(_) | What::Link(_)) => Action::EnregistrerActeDeLaCour,
        Some(What::Decision(d)) if !d.decision_id.is_empty() => Action::CorrigerActe,
        Some(What::Person(_)) => Action::CorrigerActe,
        _ => Action::EnregistrerFait,
    }
}

pub(super) fn unknown_party(field: &str) -> Failure {
    Failure::invalid(
        "ACT-011",
        field,
        "Cette partie n’est pas de ce dossier. Choisissez-la dans la liste des parties.",
    )
}

fn nothing_changes() -> Failure {
    Failure::invalid(
        "PAR-027",
        "",
        "Rien ne change\u{a0}: ce qui est saisi est déjà ce que porte le dossier.",
    )
}

/// A person as entered, every field read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Identity {
    pub(crate) nature: String,
    pub(crate) name: String,
    pub(crate) first_names: String,
    pub(crate) address: String,
    pub(crate) born_on: Option<Date>,
    pub(crate) born_in: String,
    pub(crate) siren: String,
    pub(crate) legal_form: String,
    pub(crate) represented_by: String,
    pub(crate) contact: String,
}

impl Identity {
    fn read(asked: &pb::PersonIdentity) -> Result<Self> {
        let text = |name: &str, text: &str| clean(&format!("identite.{name}"), text, TEXT_MAX);
        let name = text("nom", &asked.name)?;
        if name.is_empty() {
            return Err(Failure::invalid(
                "DOS-003",
                "identite.nom",
                "Le nom manque. Saisissez le nom de la personne, ou la dénomination de la personne morale.",
            ));
        }
        one_of("identite.nature", &asked.nature, input::PERSONS)?;
        let siren: String = asked.siren.chars().filter(|c| !c.is_whitespace()).collect();
        if !siren.is_empty() && (siren.len() != 9 || !siren.bytes().all(|b| b.is_ascii_digit())) {
            return Err(Failure::invalid(
                "PAR-028",
                "identite.siren",
                "Un numéro SIREN compte neuf chiffres. Vérifiez-le, ou laissez-le vide.",
            ));
        }
        Ok(Self {
            nature: asked.nature.clone(),
            name,
            first_names: text("prenoms", &asked.first_names)?,
            address: clean("identite.adresse", &asked.address, 2 * TEXT_MAX)?,
            born_on: optional_day("identite.ne_le", &asked.born_on)?,
            born_in: text("ne_a", &asked.born_in)?,
            siren,
            legal_form: text("forme", &asked.legal_form)?,
            represented_by: text("represente_par", &asked.represented_by)?,
            contact: text("contact", &asked.contact)?,
        })
    }

    /// The last version of a person, with its number.
    pub(crate) async fn of(tx: &mut PgConnection, person: Uuid) -> Result<Option<(i32, Self)>> {
        let row = sqlx::query!(
            "SELECT version, nature, name, first_names, address, born_on, born_in, siren, legal_form, represented_by, contact
             FROM dossier.person WHERE id = $1 ORDER BY version DESC LIMIT 1",
            person
        )
        .fetch_optional(tx)
        .await?;
        Ok(row.map(|r| {
            let identity = Self {
                nature: r.nature,
                name: r.name,
                first_names: r.first_names,
                address: r.address,
                born_on: r.born_on.map(db::from_sql_day),
                born_in: r.born_in,
                siren: r.siren,
                legal_form: r.legal_form,
                represented_by: r.represented_by,
                contact: r.contact,
            };
            (r.version, identity)
        }))
    }
}

/// A new version of who a party is; where the address or the means of contact alone changed, the act says so.
async fn rename(
    tx: &mut PgConnection,
    own: &mut Journal,
    change: &Change,
    asked: &pb::PersonAmendment,
    now: Timestamp,
) -> Result<ActRecorded> {
    let party = Uuid::parse_str(&asked.party_id).map_err(|_| unknown_party("identite.partie"))?;
    let person = sqlx::query_scalar!(
        "SELECT person_id FROM dossier.party WHERE dossier_id = $1 AND party_id = $2",
        own.dossier,
        party
    )
    .fetch_optional(&mut *tx)
    .await?;
    let person = person.ok_or_else(|| unknown_party("identite.partie"))?;
    let identity = Identity::read(&asked.identity.clone().unwrap_or_default())?;
    let (version, before) =
        Identity::of(tx, person).await?.ok_or_else(|| Failure::internal("a party without a person"))?;
    if before == identity {
        return Err(nothing_changes());
    }
    let version = version + 1;
    sqlx::query!(
        "INSERT INTO dossier.person (id, version, nature, name, first_names, address, recorded_at,
             born_on, born_in, siren, legal_form, represented_by, contact)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        person,
        version,
        identity.nature,
        identity.name,
        identity.first_names,
        identity.address,
        sql_instant(now),
        identity.born_on.map(sql_day),
        identity.born_in,
        identity.siren,
        identity.legal_form,
        identity.represented_by,
        identity.contact,
    )
    .execute(&mut *tx)
    .await?;
    let shown = shown_name(&identity.name, &identity.first_names);
    sqlx::query!(
        "UPDATE dossier.party SET search = $3 WHERE dossier_id = $1 AND party_id = $2",
        own.dossier,
        party,
        searchable(&shown)
    )
    .execute(tx)
    .await?;
    own.names.parties.insert(party, shown);
    let elsewhere =
        Identity { address: before.address.clone(), contact: before.contact.clone(), ..identity.clone() };
    let (person_id, identity_version) = (Some(person.into()), version.unsigned_abs());
    let body = if elsewhere == before {
        Body::AdresseChangee(AdresseChangee { person_id, identity_version })
    } else {
        Body::IdentiteRectifiee(IdentiteRectifiee { person_id, identity_version })
    };
    Ok(change.fact("constatee", vec![party.into()], body))
}

/// Parties that enter a case that is open: persons, rows, the act that declares them.
async fn add_parties(
    tx: &mut PgConnection,
    own: &mut Journal,
    change: &Change,
    asked: &pb::PartiesAmendment,
    now: Timestamp,
) -> Result<ActRecorded> {
    one_of("parties.cause", &asked.ground, GROUNDS)?;
    at_most("parties.parties", asked.parties.len(), PARTIES_MAX)?;
    if asked.parties.is_empty() {
        return Err(Failure::invalid(
            "PAR-029",
            "parties.parties",
            "Aucune partie n’est désignée. Ajoutez-en au moins une.",
        ));
    }
    let parties: Vec<DeclaredParty> =
        asked.parties.iter().enumerate().map(|(at, party)| read_party(at, party)).collect::<Result<_>>()?;
    let pourvoi = pourvoi(own, "parties.pourvoi", &asked.pourvoi_id)?;
    DeclaredParty::keep(tx, &parties, own.dossier, pourvoi, now).await?;
    for party in &parties {
        own.names.parties.insert(party.party, shown_name(&party.name, &party.first_names));
    }
    let body = PartieAjoutee {
        pourvoi_id: Some(pourvoi.into()),
        parties: parties.iter().map(DeclaredParty::fact).collect(),
        cause: asked.ground.clone(),
    };
    Ok(change.fact("constatee", Vec::new(), Body::PartieAjoutee(body)))
}

/// The pourvoi named, or the first of the case.
fn pourvoi(own: &Journal, field: &str, named: &str) -> Result<Uuid> {
    let live = law::live(&own.facts);
    let known: Vec<String> = crate::view::pourvois(own, &live).into_iter().map(|p| p.pourvoi_id).collect();
    let found = if named.is_empty() { known.first() } else { known.iter().find(|id| *id == named) };
    let id = found.and_then(|id| Uuid::parse_str(id).ok());
    let first =
        || live.iter().filter_map(|f| f.body.as_ref()).find_map(greffe_contracts::pourvoi_of).map(Uuid::from);
    id.or_else(|| named.is_empty().then(first).flatten()).ok_or_else(|| pourvois::unknown_pourvoi(field))
}

/// A decision attacked that is completed, or one that is added.
async fn decision_of(
    tx: &mut PgConnection,
    own: &mut Journal,
    change: &Change,
    asked: &pb::DecisionAmendment,
    now: Timestamp,
) -> Result<ActRecorded> {
    let mut decision = read_decision(0, &asked.decision.clone().unwrap_or_default())?;
    let adds = asked.decision_id.is_empty();
    if !adds {
        decision.decision = Uuid::parse_str(&asked.decision_id).unwrap_or_default();
        let Some(before) = own.names.decisions.get(&decision.decision) else {
            return Err(Failure::invalid(
                "PAR-032",
                "decision.decision",
                "Cette décision n’est pas de ce dossier. Choisissez-la parmi les décisions attaquées.",
            ));
        };
        if *before == decision.shown() {
            return Err(nothing_changes());
        }
    }
    sqlx::query!(
        "INSERT INTO dossier.former_decision (dossier_id, decision_id, replaced_at, court, section, rendered_on, nature, case_number)
         SELECT dossier_id, decision_id, $3, court, section, rendered_on, nature, case_number
         FROM dossier.decision WHERE dossier_id = $1 AND decision_id = $2",
        own.dossier,
        decision.decision,
        sql_instant(now)
    )
    .execute(&mut *tx)
    .await?;
    sqlx::query!(
        "INSERT INTO dossier.decision (dossier_id, decision_id, court, section, rendered_on, nature, case_number)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (dossier_id, decision_id) DO UPDATE SET court = $3, section = $4, rendered_on = $5, nature = $6, case_number = $7",
        own.dossier,
        decision.decision,
        decision.court,
        decision.section,
        decision.rendered_on.map(sql_day),
        decision.nature,
        decision.case_number
    )
    .execute(tx)
    .await?;
    own.names.decisions.insert(decision.decision, decision.shown());
    let scope = Scope { decisions: vec![decision.decision.into()], ..Default::default() };
    let said: Vec<DecisionAttacked> = vec![decision.fact()];
    let body = if adds {
        let pourvoi_id = Some(pourvoi(own, "decision.pourvoi", &asked.pourvoi_id)?.into());
        Body::DecisionAttaqueeAjoutee(DecisionAttaqueeAjoutee { pourvoi_id, added: said })
    } else {
        // The law that applies is that of the day of the decision attacked first.
        let live = law::live(&own.facts);
        let first = live.iter().filter_map(|f| f.body.as_ref()).flat_map(decisions_of).next();
        let is_first = first.is_some_and(|d| d.decision_id.map(Uuid::from) == Some(decision.decision));
        let (decisions, others) = if is_first { (said, Vec::new()) } else { (Vec::new(), said) };
        Body::DecisionCompletee(DecisionCompletee { decisions, others })
    };
    Ok(ActRecorded {
        dates: vec![change.date("constatee")],
        scope: Some(scope),
        body: Some(body),
        ..Default::default()
    })
}

/// One office takes the place of another for some parties, or for all it stands for: two acts, one command.
fn substitute(own: &Journal, change: &Change, asked: &pb::CounselSubstitution) -> Result<Vec<ActRecorded>> {
    let office = |field: &str, text: &str| {
        Uuid::parse_str(text).map_err(|_| {
            Failure::invalid(
                "DOS-006",
                field,
                "Ce cabinet n’est pas au registre. Choisissez-le dans la liste, ou inscrivez-le d’abord.",
            )
        })
    };
    let (from, to) =
        (office("substitution.de", &asked.from_office)?, office("substitution.a", &asked.to_office)?);
    if from == to {
        return Err(nothing_changes());
    }
    let represented = crate::record::represented(own, from);
    let wanted: Vec<Uuid> = if asked.party_ids.is_empty() {
        represented.clone()
    } else {
        asked.party_ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect()
    };
    if wanted.is_empty() || wanted.iter().any(|id| !represented.contains(id)) {
        return Err(Failure::invalid(
            "PAR-033",
            "substitution.parties",
            "Le cabinet remplacé n’est pas constitué pour l’une de ces parties. Choisissez parmi celles qu’il représente.",
        ));
    }
    let parties: Vec<Id> = wanted.into_iter().map(Id::from).collect();
    let ends = Body::AvocatDecharge(AvocatDecharge { office_id: Some(from.into()) });
    let begins = Body::AvocatConstitue(AvocatConstitue { office_id: Some(to.into()), ..Default::default() });
    Ok(vec![change.fact("fin", parties.clone(), ends), change.fact("constitution", parties, begins)])
}

/// Two cases that have to do with each other: each journal says so.
fn linked(own: &Journal, there: &Journal, change: &Change, kind: &str) -> Result<ActRecorded> {
    one_of("lien.lien", kind, LINKS)?;
    if own.header.sealed || there.header.sealed {
        return Err(Failure::new(
            Kind::Refused,
            "PAR-020",
            "Un dossier scellé ne se lie pas\u{a0}: son numéro paraîtrait dans l’autre.",
        ));
    }
    let known = law::live(&own.facts).into_iter().any(|fact| {
        matches!(&fact.body, Some(Body::AffaireLiee(b)) if b.lien == kind && b.dossier.map(Uuid::from) == Some(there.dossier))
    });
    if known {
        return Err(nothing_changes());
    }
    let body = AffaireLiee {
        dossier: Some(there.dossier.into()),
        lien: kind.to_owned(),
        number: groups::number(there),
    };
    Ok(change.fact("constatee", Vec::new(), Body::AffaireLiee(body)))
}

/// Closes a case to all but those named, or opens it again.
fn sealed(own: &Journal, change: &Change, asked: &pb::Sealing) -> Result<ActRecorded> {
    if asked.sealed == own.relations().sealed && !asked.sealed {
        return Err(nothing_changes());
    }
    if !asked.sealed {
        return Ok(change.fact("decide", Vec::new(), Body::ScelleLeve(ScelleLeve {})));
    }
    at_most("scelle.agents", asked.agent_ids.len(), NAMED_MAX)?;
    let named: Vec<Id> =
        asked.agent_ids.iter().filter_map(|id| Uuid::parse_str(id).ok()).map(Id::from).collect();
    if named.is_empty() || named.len() != asked.agent_ids.len() {
        return Err(Failure::invalid(
            "PAR-034",
            "scelle.agents",
            "Un dossier scellé reste ouvert à une personne au moins, désignée par son identifiant. Choisissez-la dans l’annuaire.",
        ));
    }
    if own.group.is_some() {
        return Err(Failure::new(
            Kind::Refused,
            "PAR-020",
            "Un dossier joint ne se scelle pas\u{a0}: son numéro paraît dans les autres. Disjoignez-le d’abord.",
        ));
    }
    Ok(change.fact("decide", Vec::new(), Body::DossierScelle(DossierScelle { named })))
}

impl DeclaredDecision {
    /// As the screens show it.
    pub(crate) fn shown(&self) -> pb::Decision {
        pb::Decision {
            decision_id: self.decision.to_string(),
            court: self.court.clone(),
            section: self.section.clone(),
            rendered_on: self.rendered_on.map(|day| day.to_string()).unwrap_or_default(),
            nature: self.nature.clone(),
            case_number: self.case_number.clone(),
        }
    }
}
