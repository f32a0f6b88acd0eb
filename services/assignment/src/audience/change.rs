//! Acts of an audience: what each does, what it asks of journals, and what it would lead to, worked out by doing it and undoing
//! it.

use std::collections::BTreeSet;

use greffe_access::{Action, CaseRelations, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result, command::Command, db};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::audience::{
    Asked, Audience, AudienceAct, AudienceFinding, AudienceRules, Entry, Listed, Member, Reunion, Sitter,
    Sitting, Stage, Standing, by_rank,
};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    chamber, forbidden, id, invalid, known::Seen, maybe_id, role::Decided, sitting, stale, store, unknown,
};
use crate::{
    Assignments,
    distribution::{HEARD, PUT_OFF, cases},
};

/// Motives of the act that puts a hearing off.
const MOTIVES: &[&str] = &["demande_d_une_partie", "contradictoire", "composition", "interruption", "autre"];
/// Longest reason.
const REASON_MAX: usize = 500;

/// What a change did.
pub(super) struct Changed {
    pub(super) before: Seen,
    pub(super) after: Seen,
    /// The audience that a dossier goes to, before and after.
    pub(super) target: Option<(Seen, Seen)>,
    /// What journals are asked: the dossier, the act, the day of its audience.
    pub(super) asked: Vec<(Uuid, &'static str, Option<Date>)>,
}

impl Assignments {
    /// An act of an audience, once a key.
    pub(crate) async fn change_audience(
        &self,
        command: Command,
        wanted: pb::ChangeAudienceRequest,
    ) -> Result<(pb::ChangeAudienceResponse, bool)> {
        let audience = id("audience_id", &wanted.audience_id).map_err(|_| unknown())?;
        let change = wanted.change.unwrap_or_default();
        let (action, of) = match self.action_on(&command.caller, audience, &change).await? {
            // What was done with this key is answered, though the audience stands elsewhere since.
            (_, of) if self.answered(&command).await? => (Action::VoirAudiences, of),
            asked => asked,
        };
        let mut tx = self.audited(&command, action, &of, audience).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        let changed = self.change_in(&mut tx, &command.caller, audience, Some(wanted.version), &change);
        let changed = changed.await?;
        let shown = self.shown_audience(&mut tx, &command.caller, changed.after.audience).await?;
        let answer = self.kept(tx, &command, pb::ChangeAudienceResponse { audience: Some(shown) }).await?;
        self.audiences_moved.notify_one();
        Ok(answer)
    }

    /// What a change would lead to: it is done, looked at, and undone.
    pub(crate) async fn preview_change(
        &self,
        caller: &Caller,
        wanted: &pb::PreviewChangeRequest,
    ) -> Result<pb::PreviewChangeResponse> {
        let audience = id("audience_id", &wanted.audience_id).map_err(|_| unknown())?;
        let change = wanted.change.clone().unwrap_or_default();
        let (action, of) = self.action_on(caller, audience, &change).await?;
        decide(caller, action, Resource::Case(&of)).or_forbidden()?;
        let mut tx = db::begin(&self.pool).await?;
        let changed = self.change_in(&mut tx, caller, audience, None, &change).await;
        tx.rollback().await?;
        match changed {
            Ok(changed) => {
                Ok(pb::PreviewChangeResponse { admitted: true, consequences: self.consequences(&changed) })
            }
            Err(refused) if matches!(refused.kind, Kind::Refused | Kind::Invalid) => {
                Ok(pb::PreviewChangeResponse { admitted: false, consequences: refusals(&refused) })
            }
            Err(failure) => Err(failure),
        }
    }

    async fn answered(&self, command: &Command) -> Result<bool> {
        let mut tx = db::begin(&self.pool).await?;
        Ok(command.answered(&mut tx).await?.is_some())
    }

    /// What a change asks of the caller's rights, and of what.
    async fn action_on(
        &self,
        caller: &Caller,
        audience: Uuid,
        change: &pb::AudienceChange,
    ) -> Result<(Action, CaseRelations)> {
        let mut connection = self.pool.acquire().await?;
        let audience = self.visible(&mut connection, caller, audience).await?;
        // What is public is the president's to change; the registry says what was held and done.
        let done = matches!(change.kind.as_str(), "audience_tenue" | "audience_close");
        let of_dossier =
            matches!(change.kind.as_str(), "role_publie" | "affaire_deplacee" | "affaire_retiree");
        let public = of_dossier || (audience.stage == Stage::Publiee && !done);
        let action = match change.kind.as_str() {
            "avocat_general_prevu" => Action::PrevoirAvocatGeneral,
            _ if public => Action::PublierRole,
            _ => Action::TenirAudiences,
        };
        Ok((action, chamber(&audience.chambre)))
    }

    /// Does a change in a transaction, whoever commits it.
    async fn change_in(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: Uuid,
        version: Option<u64>,
        change: &pb::AudienceChange,
    ) -> Result<Changed> {
        let to = maybe_id("to_audience_id", &change.to_audience_id)?;
        // Two rôles are locked in one order, whoever moves what where.
        let mut rows: Vec<Uuid> = [Some(audience), to].into_iter().flatten().collect();
        rows.sort_unstable();
        rows.dedup();
        for row in rows {
            store::lock(tx, row).await?.ok_or_else(unknown)?;
        }
        let audience = store::load(tx, audience).await?.ok_or_else(unknown)?;
        if version.is_some_and(|version| version != audience.version) {
            return Err(stale(audience.version));
        }
        let before = self.seen(tx, caller, audience).await?;
        let (mut asked, mut target) = (Vec::new(), None);
        let after = match change.kind.as_str() {
            "seance_modifiee" => self.reseat(tx, caller, &before.audience, change, &mut asked).await?,
            "composition_arretee" => self.compose(tx, caller, &before.audience, change).await?,
            "avocat_general_prevu" => self.conclude(tx, caller, &before.audience, change).await?,
            "role_arrete" => self.fill(tx, caller, &before.audience, change).await?,
            // Its own journal says why it is not published.
            "role_publie" if before.audience.seance.reunion => {
                self.simple(tx, caller, &before.audience, AudienceAct::RolePublie { demandes: Vec::new() })
                    .await?
            }
            "role_publie" => self.publish(tx, caller, &before, &mut asked).await?,
            "affaire_inscrite" => self.inscribe(tx, caller, &before.audience, change, &mut asked).await?,
            "affaire_deplacee" => {
                let to = to.ok_or_else(|| {
                    invalid("to_audience_id", "Dites à quelle audience déplacer le dossier.")
                })?;
                let (left, both) =
                    self.transfer(tx, caller, &before.audience, to, change, &mut asked).await?;
                target = Some(both);
                left
            }
            "affaire_retiree" => self.take_off(tx, caller, &before, change, &mut asked).await?,
            "audience_tenue" => {
                if before.audience.seance.jour > self.clock.today() {
                    return Err(Failure::new(
                        Kind::Refused,
                        "AUD-003",
                        "Elle n’a pas encore eu lieu. Dites qu’elle a été tenue le jour même ou après.",
                    ));
                }
                // Nobody looked at a meeting when it was published: it is not.
                if before.audience.seance.reunion {
                    unlawful(before.state.blocking(), &before.hidden)?;
                }
                self.simple(tx, caller, &before.audience, AudienceAct::AudienceTenue).await?
            }
            "audience_close" => {
                settled(&before)?;
                self.simple(tx, caller, &before.audience, AudienceAct::AudienceClose).await?
            }
            "audience_annulee" => {
                let motif = reason(&change.reason)?;
                self.simple(tx, caller, &before.audience, AudienceAct::AudienceAnnulee { motif }).await?
            }
            other => {
                return Err(invalid(
                    "kind",
                    format!(
                        "«\u{a0}{}\u{a0}» n’est pas un acte d’une audience. Choisissez-le dans la liste.",
                        crate::agents::shown(other)
                    ),
                ));
            }
        };
        let after = self.seen(tx, caller, after).await?;
        if before.audience.stage == Stage::Publiee && after.audience.stage == Stage::Publiee {
            no_worse(&before, &after)?;
        }
        Ok(Changed { before, after, target, asked })
    }

    async fn simple(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        act: AudienceAct,
    ) -> Result<Audience> {
        self.write(tx, Some(audience), (audience.id, &act), &caller.subject).await
    }

    /// Day, hours, room, kind of formation; where the notice of a published rôle says otherwise, its dossiers are asked anew.
    async fn reseat(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        change: &pb::AudienceChange,
        asked: &mut Vec<(Uuid, &'static str, Option<Date>)>,
    ) -> Result<Audience> {
        let seance = sitting(&change.sitting.clone().unwrap_or_default(), None)?;
        if seance.jour != audience.seance.jour {
            self.held_on(seance.jour)?;
            self.chambre_on(tx, "day", (&audience.chambre, seance.jour)).await?;
        }
        if excludes_parquet(&seance) && audience.avocat_general.is_some() {
            return Err(invalid(
                "sitting.formation",
                "Un avocat général est attendu, et le parquet général n’assiste pas à cette réunion. Le parquet retire d’abord son nom.",
            ));
        }
        // The notice tells the day, the hour and the formation.
        let told = |of: &greffe_distribution::audience::Sitting| (of.jour, of.debut, of.formation.clone());
        let anew = audience.stage == Stage::Publiee && told(&seance) != told(&audience.seance);
        let motif = if change.reason.trim().is_empty() { String::new() } else { reason(&change.reason)? };
        let mut demandes = Vec::new();
        if anew {
            let moved = Audience { seance: seance.clone(), ..audience.clone() };
            self.publishable(tx, caller, &moved, Decided::Because(&motif)).await?;
            for entry in &audience.role {
                if entry.etat == Standing::Retrait {
                    return Err(super::pending());
                }
                let of = (entry.dossier, HEARD);
                let proposition = self.ask(tx, &caller.subject, of, &moved, "").await?;
                demandes.push(Asked { dossier: entry.dossier, proposition });
                asked.push((entry.dossier, HEARD, Some(seance.jour)));
            }
        }
        self.simple(tx, caller, audience, AudienceAct::SeanceModifiee { seance, demandes, motif }).await
    }

    /// Who sits, in the order of rank; who assists.
    async fn compose(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        change: &pb::AudienceChange,
    ) -> Result<Audience> {
        let mut membres = Vec::with_capacity(change.members.len());
        for (at, member) in change.members.iter().enumerate() {
            membres.push(Member {
                agent: id(&format!("members[{at}].agent_id"), &member.agent_id)?,
                preside: member.presides,
                complete: member.completes,
            });
        }
        let greffier = maybe_id("greffier_id", &change.greffier_id)?;
        if !change.avocat_general_id.is_empty() {
            return Err(invalid(
                "avocat_general_id",
                "Le parquet général dit qui conclura, par un acte à part. Laissez ce champ vide.",
            ));
        }
        let ids: Vec<Uuid> = membres.iter().map(|of| of.agent).chain(greffier).collect();
        let places = ids.iter().enumerate().map(|(at, id)| {
            let member = at < membres.len();
            (if member { format!("members[{at}].agent_id") } else { "greffier_id".to_owned() }, *id)
        });
        let concludes = audience.avocat_general.map(|id| (String::new(), id));
        in_one_place(concludes.into_iter().chain(places))?;
        let people = store::people(tx, &ids, audience.seance.jour).await?;
        if ids.iter().any(|id| !people.contains_key(id)) {
            return Err(crate::agents::unknown_agent());
        }
        let is_greffier = |id: &Uuid| {
            people.get(id).is_some_and(|(_, roles)| roles.iter().any(|role| role.starts_with("greffe_")))
        };
        if greffier.as_ref().is_some_and(|id| !is_greffier(id)) {
            return Err(invalid(
                "greffier_id",
                "Cette personne n’est pas du greffe au registre des agents. Choisissez un greffier dans la liste.",
            ));
        }
        let people: std::collections::BTreeMap<Uuid, Sitter> =
            people.into_iter().map(|(id, (person, _))| (id, person)).collect();
        let rules = AudienceRules::newest();
        let parquet =
            |member: &Member| people.get(&member.agent).is_some_and(|of| rules.concludes(&of.fonction));
        if excludes_parquet(&audience.seance)
            && let Some(at) = membres.iter().position(parquet)
        {
            return Err(invalid(&format!("members[{at}].agent_id"), NO_PARQUET));
        }
        let membres = by_rank(&membres, &people, rules);
        let act = AudienceAct::CompositionArretee { membres, greffier };
        self.simple(tx, caller, audience, act).await
    }

    /// Who concludes, as the parquet général says; nobody where none is named.
    async fn conclude(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        change: &pb::AudienceChange,
    ) -> Result<Audience> {
        let agent = maybe_id("avocat_general_id", &change.avocat_general_id)?;
        if excludes_parquet(&audience.seance) && agent.is_some() {
            return Err(invalid("avocat_general_id", NO_PARQUET));
        }
        let others = audience.membres.iter().map(|of| of.agent).chain(audience.greffier);
        let others = others.filter(|id| Some(*id) == agent).take(1).map(|id| (String::new(), id));
        in_one_place(others.chain(agent.map(|id| ("avocat_general_id".to_owned(), id))))?;
        let named: Vec<Uuid> = agent.into_iter().collect();
        let people = store::people(tx, &named, audience.seance.jour).await?;
        let rules = AudienceRules::newest();
        if !named.iter().all(|id| people.get(id).is_some_and(|(person, _)| rules.concludes(&person.fonction)))
        {
            return Err(invalid(
                "avocat_general_id",
                "Cette personne n’est pas du parquet général au registre des agents. Choisissez un avocat général dans la liste.",
            ));
        }
        self.simple(tx, caller, audience, AudienceAct::AvocatGeneralPrevu { agent }).await
    }

    /// The rôle of a plan, whole.
    async fn fill(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        change: &pb::AudienceChange,
    ) -> Result<Audience> {
        let mut affaires = listed(&audience.seance, &change.entries)?;
        let known: BTreeSet<Uuid> = audience.role.iter().map(|entry| entry.dossier).collect();
        let new: Vec<Uuid> =
            affaires.iter().map(|of| of.dossier).filter(|dossier| !known.contains(dossier)).collect();
        self.may_be_heard(tx, caller, audience, &new).await?;
        // Who does not see a dossier of the rôle neither keeps it nor takes it off.
        let seen = self.seen(tx, caller, audience.clone()).await?;
        let unseen = audience.role.iter().filter(|entry| seen.hidden.contains(&entry.dossier));
        let unseen: Vec<&Entry> =
            unseen.filter(|entry| affaires.iter().all(|of| of.dossier != entry.dossier)).collect();
        affaires.extend(unseen.into_iter().map(|entry| Listed {
            dossier: entry.dossier,
            minutes: entry.minutes,
            motif: entry.motif.clone(),
        }));
        self.simple(tx, caller, audience, AudienceAct::RoleArrete { affaires }).await
    }

    /// Whether the whole rôle may be heard as it would be public, by this caller; see [`Self::lawful_role`].
    async fn publishable(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        decided: Decided<'_>,
    ) -> Result<()> {
        let dossiers: Vec<Uuid> = audience.role.iter().map(|entry| entry.dossier).collect();
        self.may_publish(tx, caller, audience, &dossiers).await?;
        self.may_be_heard(tx, caller, audience, &dossiers).await?;
        self.lawful_role(tx, caller, audience, decided).await
    }

    /// Whether the caller may make public that these are heard: nobody does who withdrew from one, or may not know of it.
    async fn may_publish(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        dossiers: &[Uuid],
    ) -> Result<()> {
        let found = cases(tx, dossiers).await?;
        for dossier in dossiers {
            let case = found.get(dossier).ok_or_else(greffe_access::stored::unknown_case)?;
            // Several chambers may sit there: who publishes is of the one that holds it.
            let of = CaseRelations { chambre: audience.chambre.clone(), ..case.stored.relations.clone() };
            if !decide(caller, Action::PublierRole, Resource::Case(&of)).allowed {
                return Err(Failure::new(
                    Kind::Refused,
                    "AUD-016",
                    "Ce rôle comporte une affaire dont vous ne pouvez pas connaître. Demandez à un autre président de faire cet acte.",
                ));
            }
        }
        Ok(())
    }

    /// Whether dossiers are of the chamber, known to the caller, and none follows another.
    async fn may_be_heard(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        dossiers: &[Uuid],
    ) -> Result<()> {
        let found = cases(tx, dossiers).await?;
        let rules = AudienceRules::newest();
        // Several chambers sit there: a dossier keeps its own.
        let several =
            rules.formation(&audience.seance.formation).is_some_and(|formation| formation.chambres.is_some());
        for (at, dossier) in dossiers.iter().enumerate() {
            let case = found.get(dossier).filter(|case| {
                decide(caller, Action::Connaitre, Resource::Case(&case.stored.relations)).allowed
            });
            let field = format!("entries[{at}].dossier_id");
            let Some(case) = case else { return Err(greffe_access::stored::unknown_case()) };
            let number = &case.stored.number;
            if case.follows() {
                return Err(Failure::invalid(
                    "AUD-009",
                    &field,
                    format!(
                        "Le dossier {number} est joint à un autre et se juge avec lui. Inscrivez le dossier de tête."
                    ),
                ));
            }
            if !several && case.stored.relations.chambre != audience.chambre {
                return Err(Failure::invalid(
                    "AUD-009",
                    &field,
                    format!(
                        "Le dossier {number} n’est pas attribué à cette chambre. Attribuez-le-lui d’abord, ou retirez-le."
                    ),
                ));
            }
        }
        Ok(())
    }

    /// The rôle becomes public: each of its dossiers is asked to journal it.
    async fn publish(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        seen: &Seen,
        asked: &mut Vec<(Uuid, &'static str, Option<Date>)>,
    ) -> Result<Audience> {
        let audience = &seen.audience;
        if audience.stage == Stage::Provisoire {
            self.held_on(audience.seance.jour)?;
            self.chambre_on(tx, "day", (&audience.chambre, audience.seance.jour)).await?;
            self.publishable(tx, caller, audience, Decided::ByDossier).await?;
            unlawful(seen.state.blocking(), &seen.hidden)?;
        }
        let mut demandes = Vec::new();
        for entry in &audience.role {
            let proposition = self.ask(tx, &caller.subject, (entry.dossier, HEARD), audience, "").await?;
            demandes.push(Asked { dossier: entry.dossier, proposition });
            asked.push((entry.dossier, HEARD, Some(audience.seance.jour)));
        }
        self.simple(tx, caller, audience, AudienceAct::RolePublie { demandes }).await
    }

    /// A dossier added to a published rôle.
    async fn inscribe(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        change: &pb::AudienceChange,
        asked: &mut Vec<(Uuid, &'static str, Option<Date>)>,
    ) -> Result<Audience> {
        let mut affaires = listed(&audience.seance, &change.entries)?;
        let (Some(affaire), true) = (affaires.pop(), affaires.is_empty()) else {
            return Err(invalid("entries", "Un seul dossier s’ajoute à la fois. Indiquez lequel."));
        };
        self.may_publish(tx, caller, audience, &[affaire.dossier]).await?;
        self.may_be_heard(tx, caller, audience, &[affaire.dossier]).await?;
        self.lawful_entry(tx, caller, audience, &affaire).await?;
        let dossier = affaire.dossier;
        let demande = self.ask(tx, &caller.subject, (dossier, HEARD), audience, "").await?;
        asked.push((dossier, HEARD, Some(audience.seance.jour)));
        let act = AudienceAct::AffaireInscrite { affaire, demande, venant_de: None };
        self.simple(tx, caller, audience, act).await
    }

    /// A dossier moved from one published rôle to another: one act in its journal, one notice.
    async fn transfer(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        audience: &Audience,
        to: Uuid,
        change: &pb::AudienceChange,
        asked: &mut Vec<(Uuid, &'static str, Option<Date>)>,
    ) -> Result<(Audience, (Seen, Seen))> {
        let dossier = id("dossier_id", &change.dossier_id)?;
        let motif = reason(&change.reason)?;
        if to == audience.id {
            return Err(invalid(
                "to_audience_id",
                "Le dossier est déjà à cette audience. Choisissez-en une autre.",
            ));
        }
        let target = self.visible(tx, caller, to).await?;
        decide(caller, Action::PublierRole, Resource::Case(&chamber(&target.chambre))).or_forbidden()?;
        let unlisted = || forbidden(greffe_distribution::audience::Forbidden::Unlisted { dossier });
        let entry = audience.listed(dossier).ok_or_else(unlisted)?;
        if !matches!(entry.etat, Standing::Inscrite | Standing::Refusee) {
            return Err(unlisted());
        }
        let was_there = entry.etat == Standing::Inscrite;
        self.may_publish(tx, caller, &target, &[dossier]).await?;
        self.may_be_heard(tx, caller, &target, &[dossier]).await?;
        let affaire = Listed { dossier, minutes: entry.minutes, motif: motif.clone() };
        self.lawful_entry(tx, caller, &target, &affaire).await?;
        let demande = self.ask(tx, &caller.subject, (dossier, HEARD), &target, "").await?;
        asked.push((dossier, HEARD, Some(target.seance.jour)));
        let leaves = was_there.then_some(demande);
        let act = AudienceAct::AffaireRetiree { dossier, motif, demande: leaves, vers: Some(to) };
        let left = self.simple(tx, caller, audience, act).await?;
        let venant_de = was_there.then_some(audience.id);
        let act = AudienceAct::AffaireInscrite { affaire, demande, venant_de };
        let before = self.seen(tx, caller, target.clone()).await?;
        let joined = self.simple(tx, caller, &target, act).await?;
        let after = self.seen(tx, caller, joined).await?;
        no_worse(&before, &after)?;
        Ok((left, (before, after)))
    }

    /// A dossier taken off a published rôle, once its journal has put the hearing off; at once where it says none, says that of
    /// another rôle, or admits no act of hearing any more.
    async fn take_off(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        seen: &Seen,
        change: &pb::AudienceChange,
        asked: &mut Vec<(Uuid, &'static str, Option<Date>)>,
    ) -> Result<Audience> {
        let audience = &seen.audience;
        let dossier = id("dossier_id", &change.dossier_id)?;
        let motif = change.reason.trim().to_owned();
        if !MOTIVES.contains(&motif.as_str()) {
            return Err(invalid(
                "reason",
                format!("Un dossier se retire pour un de ces motifs\u{a0}: {}.", MOTIVES.join(", ")),
            ));
        }
        let unlisted = || forbidden(greffe_distribution::audience::Forbidden::Unlisted { dossier });
        audience.listed(dossier).ok_or_else(unlisted)?;
        self.may_publish(tx, caller, audience, &[dossier]).await?;
        let elsewhere = store::elsewhere(tx, audience.id, &[dossier]).await?;
        let case = seen.known.dossiers.get(&dossier);
        let says = case.filter(|case| !case.clos).and_then(|case| case.jour);
        let other = elsewhere.get(&dossier).map(|(_, jour)| *jour);
        let demande = if says.is_some_and(|jour| other != Some(jour)) {
            asked.push((dossier, PUT_OFF, None));
            Some(self.ask(tx, &caller.subject, (dossier, PUT_OFF), audience, &motif).await?)
        } else {
            None
        };
        let act = AudienceAct::AffaireRetiree { dossier, motif, demande, vers: None };
        self.simple(tx, caller, audience, act).await
    }

    /// What a change leads to.
    fn consequences(&self, changed: &Changed) -> Vec<pb::AudienceConsequence> {
        let Changed { before, after, target, asked } = changed;
        let reads = |finding: &&AudienceFinding| {
            finding
                .dossier
                .is_none_or(|dossier| !after.hidden.contains(&dossier) && !before.hidden.contains(&dossier))
        };
        let number = |dossier: &Uuid| {
            let case = after.known.dossiers.get(dossier).or_else(|| before.known.dossiers.get(dossier));
            case.map(|case| case.number.clone()).unwrap_or_default()
        };
        let mut told = Vec::new();
        for (dossier, kind, jour) in asked {
            let number = number(dossier);
            let (asks, notice) = match jour {
                Some(jour) => {
                    let jour = Day::from_date(*jour).long();
                    (
                        format!("Le journal du dossier {number} est prié d’inscrire l’audience du {jour}."),
                        format!("Avis d’audience à adresser aux parties du dossier {number} pour le {jour}."),
                    )
                }
                None => (
                    format!("Le journal du dossier {number} est prié d’inscrire le report de l’audience."),
                    format!("Avis du report à adresser aux parties du dossier {number}."),
                ),
            };
            told.push(consequence("dossier", "information", asks, kind, *dossier));
            told.push(consequence("avis", "information", notice, "CPC 1012, 1018 ; CPP 567-2", *dossier));
        }
        let ids = |seen: &Seen| seen.state.findings.iter().map(|of| of.id).collect::<BTreeSet<_>>();
        // What arises at the audience that a dossier goes to matters as much as at the one that it leaves.
        let sides = target.iter().map(|(before, after)| (before, after)).chain([(before, after)]);
        for (before, after) in sides {
            let (old, new) = (ids(before), ids(after));
            let raised = after.state.findings.iter().filter(|of| !old.contains(&of.id));
            for finding in raised.filter(reads) {
                told.push(pb::AudienceConsequence {
                    kind: "constat".into(),
                    severity: finding.gravite.as_str().into(),
                    message: format!("{} {}", finding.phrase, finding.remede),
                    basis: finding.texte.clone(),
                    dossier_id: finding.dossier.map(|id| id.to_string()).unwrap_or_default(),
                });
            }
            let lifted = before.state.findings.iter().filter(|of| !new.contains(&of.id));
            for finding in lifted.filter(reads) {
                told.push(pb::AudienceConsequence {
                    kind: "leve".into(),
                    severity: "information".into(),
                    message: finding.phrase.clone(),
                    basis: finding.texte.clone(),
                    dossier_id: finding.dossier.map(|id| id.to_string()).unwrap_or_default(),
                });
            }
        }
        told
    }
}

fn consequence(
    kind: &str,
    severity: &str,
    message: String,
    basis: &str,
    dossier: Uuid,
) -> pb::AudienceConsequence {
    let basis = if kind == "dossier" { String::new() } else { basis.to_owned() };
    let (kind, severity) = (kind.to_owned(), severity.to_owned());
    pb::AudienceConsequence { kind, severity, message, basis, dossier_id: dossier.to_string() }
}

/// A refusal as consequences: each of its reasons, or itself.
fn refusals(refused: &Failure) -> Vec<pb::AudienceConsequence> {
    let reasons = refused.violations.iter().map(|of| of.message.clone());
    let mut said: Vec<String> = reasons.collect();
    if said.is_empty() {
        said.push(refused.message.clone());
    }
    said.into_iter()
        .map(|message| pb::AudienceConsequence {
            kind: "refus".into(),
            severity: "bloquante".into(),
            message,
            ..Default::default()
        })
        .collect()
}

/// What the law wants of an audience, published or held, and this one is not.
pub(super) fn unlawful<'a>(
    blocking: impl Iterator<Item = &'a AudienceFinding>,
    hidden: &BTreeSet<Uuid>,
) -> Result<()> {
    let mut failure: Option<Failure> = None;
    for finding in blocking {
        let message = if finding.dossier.is_some_and(|dossier| hidden.contains(&dossier)) {
            "Une affaire dont vous ne pouvez pas connaître s’y oppose. Demandez à un autre président."
                .to_owned()
        } else {
            format!("{} ({}) {}", finding.phrase, finding.texte, finding.remede)
        };
        let all = failure.unwrap_or_else(|| {
            Failure::new(
                Kind::Refused,
                "AUD-007",
                "L’audience ne peut pas être publiée ni tenue ainsi\u{a0}: ce que la loi veut d’elle manque. Remédiez à chaque point.",
            )
        });
        failure = Some(all.with_violation("AUD-007", &finding.code, message));
    }
    failure.map_or(Ok(()), Err)
}

/// Whether each dossier heard is en délibéré, or put off: an audience is not closed over one that nobody decided of.
fn settled(seen: &Seen) -> Result<()> {
    let jour = seen.audience.seance.jour;
    let waits = |entry: &&Entry| {
        let case = seen.known.dossiers.get(&entry.dossier);
        entry.etat == Standing::Proposee
            || entry.etat == Standing::Retrait
            || case.is_some_and(|case| !case.clos && case.jour == Some(jour))
    };
    let mut failure: Option<Failure> = None;
    for entry in seen.audience.role.iter().filter(waits) {
        let number = seen.known.dossiers.get(&entry.dossier).map_or("", |case| case.number.as_str());
        let number = if seen.hidden.contains(&entry.dossier) { "réservé" } else { number };
        let message = format!(
            "Dossier {number}\u{a0}: son journal ne dit ni la mise en délibéré ni le renvoi. Inscrivez l’une ou l’autre, puis closez l’audience."
        );
        let all = failure.unwrap_or_else(|| Failure::new(Kind::Refused, "AUD-017", message.clone()));
        failure = Some(all.with_violation("AUD-017", "entries", message));
    }
    failure.map_or(Ok(()), Err)
}

/// A published audience never becomes less lawful than it was.
fn no_worse(before: &Seen, after: &Seen) -> Result<()> {
    let old: BTreeSet<_> = before.state.blocking().map(|of| of.id).collect();
    // An empty published rôle is no fault of whoever takes its last dossier off.
    let empty = after.audience.role.is_empty();
    let worse = |of: &&AudienceFinding| !(old.contains(&of.id) || empty && of.code == "aud.role.vide");
    unlawful(after.state.blocking().filter(worse), &after.hidden)
}

fn reason(text: &str) -> Result<String> {
    let text = text.trim();
    if !(3..=REASON_MAX).contains(&text.chars().count()) {
        return Err(invalid(
            "reason",
            format!("Donnez un motif de 3 à {REASON_MAX} caractères, en une phrase."),
        ));
    }
    Ok(text.to_owned())
}

/// Whether each sits, assists or concludes in one place alone: each place by its field, with who is named there.
///
/// # Errors
/// `AUD-019`, of the field of the second place.
fn in_one_place(places: impl Iterator<Item = (String, Uuid)>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for (field, agent) in places {
        if !seen.insert(agent) {
            return Err(Failure::invalid(
                "AUD-019",
                &field,
                "Cette personne tient déjà une place à cette audience\u{a0}: nul n’y siège, n’y conclut et n’y tient la plume à la fois. Gardez une seule de ces places.",
            ));
        }
    }
    Ok(())
}

/// Why nobody of the parquet général is called to a meeting that prepares the délibéré.
const NO_PARQUET: &str = "Le parquet général n’assiste pas à la conférence\u{a0}: ce qui s’y prépare est du délibéré. Retirez ce nom.";

fn excludes_parquet(seance: &Sitting) -> bool {
    AudienceRules::newest().reunion(&seance.formation) == Some(Reunion::SansParquet)
}

/// Dossiers as they are put on a rôle; who does not say how long means what the formation takes as a rule.
fn listed(seance: &Sitting, entries: &[pb::AudienceListed]) -> Result<Vec<Listed>> {
    let usual = AudienceRules::newest().minutes(&seance.formation, 0);
    let one = |(at, of): (usize, &pb::AudienceListed)| {
        let dossier = id(&format!("entries[{at}].dossier_id"), &of.dossier_id)?;
        let minutes = if of.minutes == 0 { usual } else { of.minutes };
        Ok(Listed { dossier, minutes, motif: of.reason.trim().to_owned() })
    };
    entries.iter().enumerate().map(one).collect()
}
