//! The Court as the register of chambers has it: asked of its owner at the start and from time to time, since no journal rests on it. Until
//! it has answered, the Court is what its profile says. Why so: `docs/decisions/0103-the-chambers-are-dated-acts.md`.

use std::{
    sync::{PoisonError, RwLock},
    time::Duration,
};

use greffe_chassis::{Caller, Failure, Result, peer::Peer};
use greffe_contracts::assignment::v1::{
    Chambre, ListChambresRequest, ListChambresResponse, assignment_service_client::AssignmentServiceClient,
};
use greffe_procedure::profile::{self, CourtProfile, Minutes};
use tokio_util::sync::CancellationToken;

use crate::NAME;

/// How long a chamber that was just opened or renamed may be unknown here.
const EVERY: Duration = Duration::from_secs(30);
/// First numbers of the minutes of a chamber, those of rejections without special reasons apart: as the profile's.
const FIRST: i32 = 1;
const FIRST_FRR: i32 = 10_001;

/// What was last heard, for the life of the program: a new one comes with an act on the chambers, some times a year.
static HEARD: RwLock<Option<&'static Standing>> = RwLock::new(None);

/// The Court of a day.
#[derive(Debug)]
struct Standing {
    heard: ListChambresResponse,
    profile: CourtProfile,
}

fn heard() -> Option<&'static Standing> {
    *HEARD.read().unwrap_or_else(PoisonError::into_inner)
}

/// The profile of the Court, with the chambers in force and their series of minutes.
pub(crate) fn profile() -> &'static CourtProfile {
    heard().map_or_else(CourtProfile::embedded, |standing| &standing.profile)
}

/// French name of a chamber, open or closed; empty for one that the Court never had.
pub(crate) fn label(code: &str) -> String {
    if let Some(known) = profile().chambre(code) {
        return known.label.clone();
    }
    let mut closed = heard().into_iter().flat_map(|standing| &standing.heard.closed);
    closed.find(|known| known.code == code).map(|known| known.label.clone()).unwrap_or_default()
}

/// A profile whose chambers are those in force, and whose minutes are numbered in every chamber there was: a decision of one
/// that is closed keeps its series.
#[must_use]
pub fn standing(profile: &CourtProfile, open: &[Chambre], closed: &[Chambre]) -> CourtProfile {
    let mut court = profile.clone();
    let chambre = |known: &Chambre| profile::Chambre { code: known.code.clone(), label: known.label.clone() };
    court.chambres = open.iter().map(chambre).collect();
    for known in open.iter().chain(closed).filter(|known| !known.minute.is_empty()) {
        let series = |first, formations| Minutes {
            code: known.minute.clone(),
            first,
            chambre: known.code.clone(),
            formations,
            ..Default::default()
        };
        court.minute.extend([series(FIRST_FRR, vec!["frr".to_owned()]), series(FIRST, Vec::new())]);
    }
    court
}

/// Asks the owner once.
async fn ask(owner: &Peer) -> Result<()> {
    let request = owner.request(&Caller::service(NAME), ListChambresRequest::default())?;
    let answer = AssignmentServiceClient::new(owner.channel()).list_chambres(request).await;
    let heard = answer.map_err(|status| Failure::from_status(&status))?.into_inner();
    let mut kept = HEARD.write().unwrap_or_else(PoisonError::into_inner);
    if kept.is_some_and(|standing| standing.heard == heard) {
        return Ok(());
    }
    let profile = standing(CourtProfile::embedded(), &heard.chambres, &heard.closed);
    *kept = Some(Box::leak(Box::new(Standing { heard, profile })));
    Ok(())
}

/// Asks until told to end.
pub(crate) async fn every(owner: Peer, ending: CancellationToken) {
    let mut interval = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = ask(&owner).await {
            tracing::warn!(%error, "the register of chambers was not read");
        }
    }
}
