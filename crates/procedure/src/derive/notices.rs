//! The notices that acts make due: to whom, before when, and what is known of each.

use super::view::{Entry, View, common, in_pourvoi};
use crate::{
    act::{Act, Role},
    catalogue::{NoticeType, Pattern, Recipient},
    derivation::{Key, Notice, NoticeStatus},
    ids::PartyId,
};

/// Every notice that the procedure makes due, in the order of the catalogue.
pub(super) fn notices(view: &View<'_>) -> Vec<Notice> {
    let mut due = Vec::new();
    for index in &view.procedure().notices {
        let Some(ty) = view.catalogue.notices().get(*index) else { continue };
        if view.kinds & ty.kinds == 0 {
            continue;
        }
        let needless = ty.unless.is_set() && ty.unless.holds(view.facts);
        for pattern in &ty.on {
            for at in view.matching(pattern) {
                let told = ty.proof_names_author.then(|| by_author(view, ty, at)).flatten();
                recipients(view, ty.to, at, |party, who| {
                    let notice = notice(view, (*index, ty), pattern, at, (party, who), told);
                    // What was told stays told.
                    if !needless || notice.status != NoticeStatus::Due {
                        due.push(notice);
                    }
                });
            }
        }
    }
    due.sort_by_key(|notice| notice.key);
    due.dedup_by_key(|notice| notice.key);
    due
}

fn recipients(view: &View<'_>, to: Recipient, at: usize, mut tell: impl FnMut(Option<PartyId>, Option<u32>)) {
    let act = view.acts[at].act;
    let named = |id: &PartyId| act.scope.parties.contains(id);
    if let Recipient::Body(_) = to {
        return tell(None, None);
    }
    let parties = view.parties.iter().filter(|party| in_pourvoi(act, party.pourvoi));
    for party in parties {
        let told = match to {
            Recipient::EachDemandeur => party.role == Role::Demandeur,
            Recipient::EachDefendeur => party.role == Role::Defendeur,
            Recipient::EachUnrepresented => party.counsel_since.is_none(),
            Recipient::Addressee => act.scope.parties.is_empty() || named(&party.id),
            Recipient::Others => !named(&party.id),
            Recipient::EachParty | Recipient::Body(_) => true,
        };
        if told {
            tell(Some(party.id), Some(party.who));
        }
    }
}

/// The last act that proves a notice to all, by naming none but the other side.
fn by_author(view: &View<'_>, ty: &NoticeType, cause: usize) -> Option<usize> {
    let told = |role: Role| match ty.to {
        Recipient::EachDefendeur => role == Role::Defendeur,
        Recipient::EachDemandeur => role == Role::Demandeur,
        _ => true,
    };
    let proofs = ty.proved_by.iter().flat_map(|pattern| view.matching(pattern));
    let act = view.acts[cause].act;
    let to_all = proofs.filter(|at| {
        let mut named = false;
        // Who forms one pourvoi and answers another is of the other side in that one alone.
        view.named(*at, |party| {
            let party = &view.parties[party];
            named |= told(party.role) && in_pourvoi(act, party.pourvoi);
        });
        *at != cause && !named && speaks(view, *at, cause)
    });
    to_all.max()
}

fn notice(
    view: &View<'_>,
    (index, ty): (usize, &NoticeType),
    pattern: &Pattern,
    at: usize,
    (party, who): (Option<PartyId>, Option<u32>),
    told: Option<usize>,
) -> Notice {
    let entry = &view.acts[at];
    let day = entry.day(pattern.date);
    let pourvoi = entry.act.scope.pourvois.first().copied();
    Notice {
        key: Key { rule: ty.id, pourvoi, party, root: view.root(at) },
        due: ty.within.zip(day).map(|(term, day)| term.end(day)),
        status: status(view, ty, at, who, told),
        index: u16::try_from(index).unwrap_or(u16::MAX),
    }
}

/// Whether an act speaks of a notice that another makes due.
fn speaks(view: &View<'_>, at: usize, cause: usize) -> bool {
    let (entry, cause) = (&view.acts[at], &view.acts[cause]);
    match entry.act.refers_to {
        Some(act) => act == cause.act.id,
        None => {
            entry.first_day() >= cause.first_day()
                && common(&entry.act.scope.pourvois, &cause.act.scope.pourvois)
        }
    }
}

/// What the last act that speaks of the notice says of it.
fn status(
    view: &View<'_>,
    ty: &NoticeType,
    at: usize,
    who: Option<u32>,
    mut last: Option<usize>,
) -> NoticeStatus {
    let marks = view.catalogue.marks;
    let forms = ty.proof_names_author && who.is_some_and(|who| view.forms(who));
    // Who forms a pourvoi too is named by what it tells of its own, which says nothing of what it was told.
    let its_own =
        |entry: &Entry<'_>| forms && entry.act.refers_to.is_none() && entry.act.scope.pourvois.is_empty();
    let look = |last: &mut Option<usize>, pattern: &Pattern, recorded: bool| {
        view.each(pattern, who, |other, entry| {
            let of = !recorded || entry.act.code(marks.notice) == Some(ty.id);
            if of && other != at && (recorded || !its_own(entry)) && speaks(view, other, at) {
                *last = (*last).max(Some(other));
            }
        });
    };
    ty.proved_by.iter().for_each(|pattern| look(&mut last, pattern, false));
    view.catalogue.notified.iter().for_each(|pattern| look(&mut last, pattern, true));
    let told = last;
    ty.returned_by.iter().for_each(|pattern| look(&mut last, pattern, false));
    match last.map(|at| view.acts[at].act) {
        None => NoticeStatus::Due,
        Some(act) if last != told => NoticeStatus::Returned { by: act.id },
        Some(act) => said(view, act),
    }
}

/// A notice is proven by the day on which it reached, where the act can state one; by the act itself, where it cannot.
fn said(view: &View<'_>, act: &Act) -> NoticeStatus {
    let catalogue = view.catalogue;
    let dates = catalogue.act_type(act.kind).map_or(&[][..], |ty| &ty.dates);
    let reached = dates.get(1).map(|date| act.date(date.name).and_then(crate::act::DateValue::day));
    let handed = act.code(catalogue.marks.result);
    match (handed, reached) {
        (Some(result), _) if result != catalogue.marks.handed => NoticeStatus::Returned { by: act.id },
        (None, Some(None)) => NoticeStatus::Sent { by: act.id },
        _ => NoticeStatus::Proven { by: act.id },
    }
}
