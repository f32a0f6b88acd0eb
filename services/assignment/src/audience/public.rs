//! Rôles as they were published: for anybody, without a name and without a reserved case. Why so:
//! `docs/decisions/0071-public-roles.md`.

use std::collections::{BTreeMap, BTreeSet};

use greffe_access::{
    Action, Resource, decide,
    stored::{self, StoredCase},
};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::assignment::v1 as pb;
use greffe_distribution::audience::{Audience, AudienceRules, Entry, Sitting, Stage, Standing};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{day, id, invalid, known::shown_sitting, store};
use crate::{
    Assignments,
    court::{Chamber, Court},
};

/// Days of one list: a half-year and a month around it.
const LISTED_DAYS: i32 = 216;

impl Assignments {
    /// Published rôles between two days, of every chamber or of one, without their cases.
    pub(crate) async fn public_roles(
        &self,
        caller: &Caller,
        wanted: &pb::ListPublicRolesRequest,
    ) -> Result<pb::ListPublicRolesResponse> {
        decide(caller, Action::LireRolesPublies, Resource::Court).or_forbidden()?;
        if !wanted.chambre.is_empty() {
            self.known_chambre("chambre", &wanted.chambre).await?;
        }
        let (from, to) = (day("from", &wanted.from)?, day("to", &wanted.to)?);
        if to < from || (to - from).get_days() > LISTED_DAYS {
            return Err(invalid(
                "to",
                format!(
                    "La période va d’un jour à un jour suivant, sur {LISTED_DAYS} jours au plus. Corrigez son dernier jour."
                ),
            ));
        }
        let mut connection = self.pool.acquire().await?;
        let found = store::published(&mut connection, &wanted.chambre, (from, to)).await?;
        let court = self.court(&mut connection).await?;
        let named: BTreeSet<String> = found.iter().map(|row| row.chambre.clone()).collect();
        let chosen = |of: &&Chamber| of.unit.stands(court.day) || named.contains(&of.unit.code);
        let chambres = court.chambres.iter().filter(chosen).map(|of| pb::Chambre {
            code: of.unit.code.clone(),
            label: of.unit.label.clone(),
            ..Default::default()
        });
        let chambres = chambres.collect();
        let roles = found.into_iter().map(|row| {
            let mut role = public(&court, row.id, &row.chambre, &row.seance);
            role.version = row.version;
            role.cancelled = row.cancelled;
            role.count = if row.cancelled { 0 } else { row.cases };
            role.changed_at = row.changed_at.to_string();
            role
        });
        Ok(pb::ListPublicRolesResponse { roles: roles.collect(), chambres })
    }

    /// A published rôle with its cases; one that was never published is unknown to everybody here.
    pub(crate) async fn public_role(
        &self,
        caller: &Caller,
        wanted: &pb::GetPublicRoleRequest,
    ) -> Result<pb::GetPublicRoleResponse> {
        decide(caller, Action::LireRolesPublies, Resource::Court).or_forbidden()?;
        let wanted = id("audience_id", &wanted.audience_id).map_err(|_| unknown())?;
        let mut connection = self.pool.acquire().await?;
        let acts = store::journal(&mut connection, wanted).await?;
        let last = acts.last().filter(|_| acts.iter().any(|kept| kept.act.kind() == "role_publie"));
        let changed_at = last.ok_or_else(unknown)?.at.to_string();
        let audience =
            Audience::fold(wanted, acts.iter().map(|kept| &kept.act)).map_err(Failure::internal)?;
        // A meeting that was held is settled as an audience is, and was never public.
        let audience = audience
            .filter(|of| AudienceRules::newest().reunion(&of.seance.formation).is_none())
            .ok_or_else(unknown)?;
        let court = self.court(&mut connection).await?;
        let mut role = public(&court, audience.id, &audience.chambre, &audience.seance);
        (role.version, role.changed_at) = (audience.version, changed_at);
        role.cancelled = audience.stage == Stage::Annulee;
        if !role.cancelled {
            role.named = Self::may_see(caller, &audience.chambre).is_ok();
            self.heard(&mut connection, &audience, &mut role).await?;
        }
        Ok(pb::GetPublicRoleResponse { role: Some(role) })
    }

    /// What is heard there, and who sits, where names are given.
    async fn heard(
        &self,
        tx: &mut PgConnection,
        audience: &Audience,
        role: &mut pb::PublicRole,
    ) -> Result<()> {
        let dossiers: Vec<Uuid> = audience.role.iter().map(|entry| entry.dossier).collect();
        let found = stored::load_all(tx, &dossiers).await?;
        // Nothing tells of a sealed case, not even that something is awaited.
        let open = |entry: &Entry| found.get(&entry.dossier).filter(|case| !case.relations.sealed);
        role.pending =
            audience.role.iter().any(|entry| entry.etat == Standing::Proposee && open(entry).is_some());
        let listed =
            audience.role.iter().filter(|entry| store::PUBLIC.contains(&store::standing(audience, entry)));
        let open: Vec<&StoredCase> = listed.filter_map(open).collect();
        let mut people = BTreeMap::new();
        if role.named {
            let mut ids = audience.people();
            ids.extend(open.iter().flat_map(|case| &case.relations.rapporteurs));
            people = store::people(tx, &ids, audience.seance.jour).await?;
        }
        let name = |id: Uuid| people.get(&id).map(|(person, _)| person.nom.clone());
        let president = audience.membres.iter().find(|member| member.preside).map(|member| member.agent);
        role.president = president.and_then(name).unwrap_or_default();
        role.avocat_general = audience.avocat_general.and_then(name).unwrap_or_default();
        role.greffier = audience.greffier.and_then(name).unwrap_or_default();
        role.count = u32::try_from(open.len()).unwrap_or(u32::MAX);
        let shown = open.into_iter().map(|case| pb::PublicRoleCase {
            dossier_id: case.relations.dossier.to_string(),
            number: case.number.clone(),
            rapporteurs: case.relations.rapporteurs.iter().filter_map(|id| name(*id)).collect(),
        });
        role.cases = shown.collect();
        Ok(())
    }
}

fn public(court: &Court, audience: Uuid, chambre: &str, seance: &Sitting) -> pb::PublicRole {
    let formation = AudienceRules::newest().formation(&seance.formation).map(|of| of.libelle.clone());
    pb::PublicRole {
        audience_id: audience.to_string(),
        chambre: chambre.to_owned(),
        chambre_label: court.label(chambre).to_owned(),
        formation_label: formation.unwrap_or_default(),
        sitting: Some(shown_sitting(seance)),
        ..Default::default()
    }
}

fn unknown() -> Failure {
    Failure::not_found(
        "AUD-018",
        "Aucun rôle publié ne se trouve à cette adresse. Reprenez-le depuis la liste des rôles publiés.",
    )
}
