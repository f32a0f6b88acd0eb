//! Whether a formation is what the law wants of its kind, and who of it sits on each dossier. Source: COJ L421-4, L421-5,
//! L431-1, L431-3, R421-4-1 to R421-4-3, R431-1 to R431-7; the figures are in the rules.

use std::collections::BTreeMap;

use jiff::civil::Date;
use uuid::Uuid;

use super::{
    journal::{Audience, Member},
    rules::{AudienceRules, Look},
    state::{Found, Known},
};

/// Somebody who may sit, assist or conclude, as the register knows them on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// The agent.
    pub id: Uuid,
    /// Name to show.
    pub nom: String,
    /// Function, as the rules name it.
    pub fonction: String,
    /// Chambers belonged to.
    pub chambres: Vec<String>,
    /// Day of arrival at the Court, where it is known: rank within one function.
    pub arrivee: Option<Date>,
    /// Whether they are in office on the day.
    pub en_fonction: bool,
    /// Whether they are away on the day.
    pub absent: bool,
}

/// Puts a formation in the order of rank: who presides, then by function, then by arrival.
#[must_use]
pub fn by_rank(members: &[Member], people: &BTreeMap<Uuid, Person>, rules: &AudienceRules) -> Vec<Member> {
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|member| {
        let person = people.get(&member.agent);
        (
            !member.preside,
            person.map_or(usize::MAX, |person| rules.rank(&person.fonction)),
            person.and_then(|person| person.arrivee).unwrap_or(Date::MAX),
            member.agent,
        )
    });
    sorted
}

/// Who of the formation has a voice on a dossier that these report; in the order of rank.
#[must_use]
pub fn voices(
    audience: &Audience,
    rapporteurs: &[Uuid],
    people: &BTreeMap<Uuid, Person>,
    rules: &AudienceRules,
) -> Vec<Uuid> {
    let has_voice = |member: &&Member| {
        let fonction = people.get(&member.agent).map_or("", |person| person.fonction.as_str());
        member.complete
            || rapporteurs.contains(&member.agent)
            || !rules.membres.voix_limitee.iter().any(|limited| limited == fonction)
    };
    audience.membres.iter().filter(has_voice).map(|member| member.agent).collect()
}

/// Who sits on a dossier. Where the number is fixed: who presides, its rapporteur, then the first in rank.
#[must_use]
pub fn sitting(
    audience: &Audience,
    rapporteurs: &[Uuid],
    people: &BTreeMap<Uuid, Person>,
    rules: &AudienceRules,
) -> Vec<Uuid> {
    let voices = voices(audience, rapporteurs, people, rules);
    let fixed = rules.formation(&audience.seance.formation).and_then(|formation| formation.siegent);
    let Some(fixed) = fixed else { return voices };
    let presides = |id: &Uuid| audience.membres.iter().any(|member| member.preside && member.agent == *id);
    let first = |id: &Uuid| !presides(id) && !rapporteurs.contains(id);
    let mut sit: Vec<Uuid> = voices.iter().copied().filter(|id| !first(id)).collect();
    let rest = voices.iter().copied().filter(first);
    sit.extend(rest.take(fixed.saturating_sub(sit.len())));
    // As they are called: in the order of rank.
    voices.into_iter().filter(|id| sit.contains(id)).collect()
}

/// Who takes part in the hearing of a dossier, with a voice or without: of a formation whose number is not fixed, everybody.
#[must_use]
pub fn bench(
    audience: &Audience,
    rapporteurs: &[Uuid],
    people: &BTreeMap<Uuid, Person>,
    rules: &AudienceRules,
) -> Vec<Uuid> {
    let fixed = rules.formation(&audience.seance.formation).and_then(|formation| formation.siegent);
    match fixed {
        Some(_) => sitting(audience, rapporteurs, people, rules),
        None => audience.membres.iter().map(|member| member.agent).collect(),
    }
}

/// What the composition is not, for an audience that has one.
pub(super) fn look(audience: &Audience, known: &Known, rules: &AudienceRules, found: &mut Found<'_>) {
    let name = |id: &Uuid| known.name(id);
    let president = audience.membres.iter().find(|member| member.preside);
    match president {
        None => found.say(Look::Presidence, (None, None), &[]),
        Some(president) => {
            let rank = |id: &Uuid| known.people.get(id).map_or(usize::MAX, |p| rules.rank(&p.fonction));
            if audience.membres.iter().any(|member| rank(&member.agent) < rank(&president.agent)) {
                let who = name(&president.agent);
                found.say(Look::Rang, (Some(president.agent), None), &[("personne", &who)]);
            }
            // Who is not of the siège at all is told of by their function.
            let fonction = known.people.get(&president.agent).map_or("", |person| person.fonction.as_str());
            let of_siege = rules.membres.siege.iter().any(|of| of == fonction);
            if of_siege && !rules.presides(&audience.seance.formation, fonction) {
                let who = name(&president.agent);
                found.say(Look::Grade, (Some(president.agent), None), &[("personne", &who)]);
            }
        }
    }
    present(audience, known, rules, found);
    // Conseillers of other chambers complete it without limit (COJ R431-6); référendaires do not (L431-3).
    let limited = |id: &Uuid| {
        known.people.get(id).is_some_and(|person| rules.membres.voix_limitee.contains(&person.fonction))
    };
    let complete = audience.membres.iter().filter(|member| member.complete && limited(&member.agent)).count();
    if complete > rules.membres.completent_max {
        found.say(Look::Completent, (None, None), &[("compte", &complete.to_string())]);
    }
    strangers(audience, known, rules, found);
    kin(audience, known, rules, found);
    chambers(audience, known, rules, found);
    numbers(audience, known, rules, found);
}

/// Each in a place that is theirs, in office and there on the day.
pub(super) fn present(audience: &Audience, known: &Known, rules: &AudienceRules, found: &mut Found<'_>) {
    let name = |id: &Uuid| known.name(id);
    let seats = audience.membres.iter().map(|member| (member.agent, &rules.membres.siege));
    let seats = seats.chain(audience.avocat_general.map(|agent| (agent, &rules.membres.parquet)));
    for (agent, functions) in seats {
        let person = known.people.get(&agent);
        let who = name(&agent);
        if person.is_none_or(|person| !functions.contains(&person.fonction)) {
            found.say(Look::Fonction, (Some(agent), None), &[("personne", &who)]);
        }
    }
    for agent in audience.people() {
        let person = known.people.get(&agent);
        let who = name(&agent);
        if person.is_none_or(|person| !person.en_fonction) {
            found.say(Look::Service, (Some(agent), None), &[("personne", &who)]);
        } else if person.is_some_and(|person| person.absent) {
            found.say(Look::Absence, (Some(agent), None), &[("personne", &who)]);
        }
        let held = audience.membres.iter().filter(|member| member.agent == agent).count()
            + usize::from(audience.greffier == Some(agent))
            + usize::from(audience.avocat_general == Some(agent));
        if held > 1 {
            found.say(Look::DeuxPlaces, (Some(agent), None), &[("personne", &who)]);
        }
    }
}

/// Members of another chamber, who sit in one of its formations where they are called to complete it.
fn strangers(audience: &Audience, known: &Known, rules: &AudienceRules, found: &mut Found<'_>) {
    let several = rules.formation(&audience.seance.formation).is_some_and(|of| of.chambres.is_some());
    for member in audience.membres.iter().filter(|member| !several && !member.complete) {
        let Some(person) = known.people.get(&member.agent) else { continue };
        let anywhere = rules.membres.de_toute_chambre.contains(&person.fonction);
        if !anywhere && !person.chambres.contains(&audience.chambre) {
            let who = known.name(&member.agent);
            found.say(Look::AutreChambre, (Some(member.agent), None), &[("personne", &who)]);
        }
    }
}

/// Magistrates who are kin: of the siège and of the parquet alike.
fn kin(audience: &Audience, known: &Known, rules: &AudienceRules, found: &mut Found<'_>) {
    let magistrates: Vec<Uuid> =
        audience.membres.iter().map(|member| member.agent).chain(audience.avocat_general).collect();
    for (at, one) in magistrates.iter().enumerate() {
        for other in &magistrates[..at] {
            if known.are_kin(*one, *other, rules.membres.parente_max) {
                let places = [("personne", known.name(other)), ("autre", known.name(one))];
                let places: Vec<(&str, &str)> = places.iter().map(|(at, v)| (*at, v.as_str())).collect();
                found.say(Look::Parente, (Some(*one), None), &places);
            }
        }
    }
}

/// Formations of several chambers: as many of each, whoever presides apart.
fn chambers(audience: &Audience, known: &Known, rules: &AudienceRules, found: &mut Found<'_>) {
    let Some(wanted) = rules.formation(&audience.seance.formation).and_then(|of| of.chambres) else { return };
    let mut of: BTreeMap<String, usize> = BTreeMap::new();
    for member in audience.membres.iter().filter(|member| !member.preside) {
        let chambre = known.people.get(&member.agent).and_then(|person| person.chambres.first());
        *of.entry(chambre.cloned().unwrap_or_default()).or_default() += 1;
    }
    let unequal = !wanted.remplacables && of.values().any(|count| *count != wanted.de_chacune);
    if of.len() < wanted.min || unequal {
        let told: Vec<String> = of.iter().map(|(chambre, count)| format!("{chambre} {count}")).collect();
        found.say(Look::Chambres, (None, None), &[("compte", &told.join(", "))]);
    }
}

/// Voices: on each dossier of the rôle; of the formation itself while the rôle is empty.
fn numbers(audience: &Audience, known: &Known, rules: &AudienceRules, found: &mut Found<'_>) {
    let Some(formation) = rules.formation(&audience.seance.formation) else { return };
    let wanted = formation.voix;
    if audience.role.is_empty() {
        // A rapporteur may still join a formation of three: president and one more are there.
        let voices = voices(audience, &[], &known.people, rules).len();
        let least = if formation.siegent.is_some() { wanted.saturating_sub(1) } else { wanted };
        if voices < least {
            let places =
                [("compte", voices.to_string()), ("attendu", least.to_string()), ("dossier", String::new())];
            let places: Vec<(&str, &str)> = places.iter().map(|(at, v)| (*at, v.as_str())).collect();
            found.say(Look::Voix, (None, None), &places);
        }
        return;
    }
    for entry in &audience.role {
        let case = known.dossiers.get(&entry.dossier);
        let rapporteurs = case.map(|case| case.rapporteurs.as_slice()).unwrap_or_default();
        let count = sitting(audience, rapporteurs, &known.people, rules).len();
        if count < wanted || formation.siegent.is_some_and(|fixed| count != fixed) {
            let of = format!(" pour le dossier {}", case.map_or("", |case| case.number.as_str()));
            let places = [("compte", count.to_string()), ("attendu", wanted.to_string()), ("dossier", of)];
            let places: Vec<(&str, &str)> = places.iter().map(|(at, v)| (*at, v.as_str())).collect();
            found.say(Look::Voix, (None, Some(entry.dossier)), &places);
        }
    }
}
