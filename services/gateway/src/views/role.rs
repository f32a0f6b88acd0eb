//! Rôles as they were published: nobody is named.

use greffe_contracts::assignment::v1 as pb;
use serde::Serialize;
use utoipa::ToSchema;

use super::{Chambre, audience::AudienceSitting, each};

/// Published rôles, by day and hour, with the chambers that one chooses from.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicRoles {
    /// Without their cases.
    pub items: Vec<PublicRole>,
    /// Chambers of the Court: those of today, and those that a rôle of the list is of.
    pub chambres: Vec<Chambre>,
    /// Address of the calendar of the same rôles, to give to one's own program.
    pub calendar: String,
}

impl PublicRoles {
    /// Those of a chamber, or of all where it is empty, with the address under which the product is reached.
    pub fn of(found: pb::ListPublicRolesResponse, chambre: &str, origin: &str) -> Self {
        let one = if chambre.is_empty() { String::new() } else { format!("?chambre={chambre}") };
        Self {
            items: each(found.roles),
            chambres: each(found.chambres),
            calendar: format!("{origin}/api/v1/roles/greffe.ics{one}"),
        }
    }
}

/// A published rôle.
#[derive(Debug, Serialize, ToSchema)]
pub struct PublicRole {
    /// UUID.
    pub audience_id: String,
    /// Code of the chamber.
    pub chambre: String,
    /// Its name.
    pub chambre_label: String,
    /// Name of the formation.
    pub formation_label: String,
    /// When and where.
    pub sitting: AudienceSitting,
    /// It will not be held.
    pub cancelled: bool,
    /// Cases heard there, without those that are reserved.
    pub count: u32,
    /// Journals of some of its cases have not answered: it may grow.
    pub pending: bool,
    /// RFC 3339: when it last changed.
    pub changed_at: String,
    /// Numbers of the cases in the order in which they are called; absent from a list.
    pub cases: Option<Vec<String>>,
}

impl From<pb::PublicRole> for PublicRole {
    fn from(r: pb::PublicRole) -> Self {
        Self {
            audience_id: r.audience_id,
            chambre: r.chambre,
            chambre_label: r.chambre_label,
            formation_label: r.formation_label,
            sitting: r.sitting.unwrap_or_default().into(),
            cancelled: r.cancelled,
            count: r.count,
            pending: r.pending,
            changed_at: r.changed_at,
            cases: None,
        }
    }
}

impl PublicRole {
    /// Whole.
    pub fn with_cases(mut role: pb::PublicRole) -> Self {
        let cases = std::mem::take(&mut role.cases).into_iter().map(|case| case.number).collect();
        Self { cases: Some(cases), ..Self::from(role) }
    }
}
