//! Journals written as people tell them.

use greffe_procedure::{
    act::{Act, ActBuilder, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    day::Day,
    derivation::{Deadline, Derivation},
    derive::derive,
    ids::{ActId, PartyId, PersonId, PourvoiId},
    profile::CourtProfile,
};
use uuid::Uuid;

pub const DEMANDEUR: PartyId = PartyId(Uuid::from_u128(1));
pub const DEFENDEUR: PartyId = PartyId(Uuid::from_u128(2));
pub const AUTRE: PartyId = PartyId(Uuid::from_u128(3));
pub const POURVOI: PourvoiId = PourvoiId(Uuid::from_u128(9));

pub fn day(text: &str) -> Day {
    text.parse().unwrap()
}

#[derive(Clone)]
pub struct Journal {
    pub acts: Vec<Act>,
    zone: ResidenceZone,
}

impl Journal {
    pub fn new() -> Self {
        Self { acts: Vec::new(), zone: ResidenceZone::Metropole }
    }

    pub fn living(zone: ResidenceZone) -> Self {
        Self { acts: Vec::new(), zone }
    }

    pub fn next(&self) -> ActId {
        ActId(Uuid::from_u128(100 + self.acts.len() as u128))
    }

    pub fn act(mut self, kind: &str, fill: impl FnOnce(ActBuilder<'static>) -> ActBuilder<'static>) -> Self {
        let builder = ActBuilder::new(Catalogue::embedded(), self.next(), self.acts.len() as u64 + 1, kind);
        self.acts.push(fill(builder).build().unwrap_or_else(|e| panic!("{kind}: {e}")));
        self
    }

    /// Declaration on a day, registration the same day, two défendeurs.
    pub fn opened(on: &str) -> Self {
        Self::new().open(on)
    }

    pub fn open(self, on: &str) -> Self {
        let zone = self.zone;
        let party = |party: PartyId, role: Role, zone| DeclaredParty {
            party,
            person: PersonId(party.0),
            role,
            zone,
            nature: None,
        };
        self.act("pourvoi_forme", |b| {
            b.day("forme", day(on))
                .code("nature", "principal")
                .pourvoi(POURVOI)
                .declare(party(DEMANDEUR, Role::Demandeur, zone))
                .declare(party(DEFENDEUR, Role::Defendeur, ResidenceZone::Metropole))
                .declare(party(AUTRE, Role::Defendeur, ResidenceZone::OutreMer))
        })
        .act("pourvoi_enregistre", |b| b.day("enregistre", day(on)).pourvoi(POURVOI))
    }

    pub fn ampliatif(self, on: &str) -> Self {
        self.act("memoire_depose", |b| b.day("depose", day(on)).code("nature", "ampliatif").party(DEMANDEUR))
    }

    pub fn derive(&self, today: &str) -> Derivation {
        derive(Catalogue::embedded(), CourtProfile::embedded(), &self.acts, day(today))
    }

    pub fn deadline(&self, rule: &str, party: PartyId, today: &str) -> Deadline {
        let derived = self.derive(today);
        let found =
            derived.deadlines.iter().find(|d| d.key.rule.as_str() == rule && d.key.party == Some(party));
        found.cloned().unwrap_or_else(|| panic!("no {rule}: {:?}", derived.deadlines))
    }
}

pub fn status(deadline: &Deadline) -> &'static str {
    deadline.status.as_str()
}
