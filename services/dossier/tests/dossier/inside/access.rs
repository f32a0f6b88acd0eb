//! `access`, from inside: which action an act is, for who records it.

use greffe_access::Action;
use greffe_contracts::events::v1::{
    ActRecorded, DecheanceConstatee, FormationSaisie, RadiationDecidee, act_recorded::Body,
};
use greffe_contracts::{common::v1::Id, kind_of};
use greffe_dossier::inside::access::action_for;
use uuid::Uuid;

use crate::support::person;

fn act(body: Body) -> ActRecorded {
    ActRecorded { kind: kind_of(&body).into(), body: Some(body), ..Default::default() }
}

fn sent_to(formation: &str) -> ActRecorded {
    act(Body::FormationSaisie(FormationSaisie { formation: formation.into(), ..Default::default() }))
}

fn lapsed(nature: &str) -> ActRecorded {
    act(Body::DecheanceConstatee(DecheanceConstatee { nature: nature.into(), ..Default::default() }))
}

#[test]
fn orders_are_the_premier_presidents_and_those_that_he_delegates() {
    let radiation = || act(Body::RadiationDecidee(RadiationDecidee::default()));
    let at = |procedure: &str, role: &str, fact: &ActRecorded| {
        action_for(&person(role, &[]), procedure, fact, true).unwrap()
    };
    let by = |role: &str, fact: ActRecorded| at("civil_representation_obligatoire", role, &fact);
    for role in ["premier_president", "delegue_premier_president"] {
        assert_eq!(by(role, radiation()), Action::RendreOrdonnance);
    }
    assert_eq!(by("president", radiation()), Action::EnregistrerActeDeLaCour);
    // He alone sends a case before a mixed or plenary formation; to the others it goes by its chamber.
    assert_eq!(by("premier_president", sent_to("assemblee_pleniere")), Action::RendreOrdonnance);
    assert_eq!(by("premier_president", sent_to("restreinte")), Action::EnregistrerActeDeLaCour);
    assert_eq!(by("delegue_premier_president", sent_to("chambre_mixte")), Action::EnregistrerActeDeLaCour);
    // An arrêt of déchéance is the chamber's; in criminal matters, the order is its president's (CPP 590-2).
    assert_eq!(by("delegue_premier_president", lapsed("ordonnance")), Action::RendreOrdonnance);
    assert_eq!(by("delegue_premier_president", lapsed("arret")), Action::EnregistrerActeDeLaCour);
    let penal = at("penal_general", "premier_president", &lapsed("ordonnance"));
    assert_eq!(penal, Action::EnregistrerActeDeLaCour);
    let pleniere = at("penal_general", "premier_president", &sent_to("assemblee_pleniere"));
    assert_eq!(pleniere, Action::RendreOrdonnance);
    // What stands is corrected by who keeps the journal.
    let corrected = ActRecorded { supersedes: Some(Id::from(Uuid::nil())), ..radiation() };
    assert_eq!(by("premier_president", corrected), Action::CorrigerActe);
}
