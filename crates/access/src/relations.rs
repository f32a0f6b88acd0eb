//! Who is what to a case, read from its journal: the same fold in every service that decides.

use std::collections::HashSet;

use greffe_contracts::events::v1::{ActRecorded, MagistratRemplace, act_recorded::Body};
use uuid::Uuid;

use crate::CaseRelations;

/// The relations of a case after the acts given, in the order of the journal. Acts superseded count no more.
#[must_use]
pub fn of(dossier: Uuid, acts: &[ActRecorded]) -> CaseRelations {
    let mut case = CaseRelations { dossier, ..Default::default() };
    let superseded: HashSet<Uuid> = acts.iter().filter_map(|a| a.supersedes).map(Uuid::from).collect();
    // An office may stand for several parties: it leaves the case when it has left the last.
    let mut constitutions: Vec<(Uuid, Uuid)> = Vec::new();
    for act in acts.iter().filter(|a| a.act_id.is_none_or(|id| !superseded.contains(&id.into()))) {
        let parties: Vec<Uuid> =
            act.scope.iter().flat_map(|s| &s.parties).map(|id| Uuid::from(*id)).collect();
        match &act.body {
            Some(Body::AvocatConstitue(b)) => {
                let office = b.office_id.map(Uuid::from).unwrap_or_default();
                constitutions.extend(parties.iter().map(|party| (*party, office)));
                push(&mut case.offices, b.office_id);
            }
            Some(Body::AvocatDecharge(b)) => {
                let office = b.office_id.map(Uuid::from).unwrap_or_default();
                constitutions
                    .retain(|(party, of)| *of != office || !(parties.is_empty() || parties.contains(party)));
                if !constitutions.iter().any(|(_, of)| *of == office) {
                    case.offices.retain(|of| *of != office);
                    push(&mut case.former_offices, b.office_id);
                }
            }
            Some(Body::ChambreAttribuee(b)) => case.chambre.clone_from(&b.chambre),
            Some(Body::FormationSaisie(b))
                if !b.chambre_consultee.is_empty()
                    && !case.chambres_consultees.contains(&b.chambre_consultee) =>
            {
                case.chambres_consultees.push(b.chambre_consultee.clone());
            }
            // Whoever reports to a chamber consulted is of it (CPC 1015-1), and reads with it.
            Some(Body::RapporteurDesigne(b)) if !b.chambre_consultee.is_empty() => {}
            Some(Body::AvocatGeneralDesigne(b)) if !b.chambre_consultee.is_empty() => {
                case.communicated = true;
            }
            Some(Body::RapporteurDesigne(b)) => {
                push(&mut case.rapporteurs, b.person_id);
                case.distributed = true;
            }
            Some(Body::AvocatGeneralDesigne(b)) => {
                push(&mut case.avocats_generaux, b.person_id);
                case.communicated = true;
            }
            Some(Body::RapportDepose(_)) => case.communicated = true,
            Some(Body::MagistratRemplace(b)) => replaced(&mut case, b),
            Some(Body::DossierScelle(b)) => {
                case.sealed = true;
                case.named = b.named.iter().map(|id| Uuid::from(*id)).collect();
            }
            Some(Body::ScelleLeve(_)) => {
                case.sealed = false;
                case.named.clear();
            }
            _ => {}
        }
    }
    let present = case.offices.clone();
    case.former_offices.retain(|office| !present.contains(office));
    case
}

/// Whoever is replaced holds the office no more; who withdrew or was challenged knows nothing more of the case.
fn replaced(case: &mut CaseRelations, by: &MagistratRemplace) {
    let left = by.person_id.map(Uuid::from).unwrap_or_default();
    let kept_out = matches!(by.cause.as_str(), "deport" | "recusation");
    if kept_out || by.fonction == "rapporteur" {
        case.rapporteurs.retain(|id| *id != left);
    }
    if kept_out || by.fonction == "avocat_general" {
        case.avocats_generaux.retain(|id| *id != left);
    }
    if kept_out {
        push(&mut case.recused, by.person_id);
    }
}

fn push(to: &mut Vec<Uuid>, id: Option<greffe_contracts::common::v1::Id>) {
    if let Some(id) = id.map(Uuid::from)
        && !to.contains(&id)
    {
        to.push(id);
    }
}
