//! Audiences: the journal, the law of each formation by worked examples, the proposal of a rôle.

use std::collections::{BTreeMap, BTreeSet};

use greffe_distribution::{
    Fact, Kinship, Nature, Rules,
    audience::{
        Asked, Audience, AudienceAct, AudienceRules, AudienceState, Candidate, Case, Forbidden, Known,
        Listed, Member, Obstacle, Reunion, RoleSnapshot, Sitter, Sitting, Slot, Stage, Standing,
        explain_role, propose_role, sitting, state,
    },
};
use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use proptest::prelude::*;
use uuid::Uuid;

fn id(of: u64) -> Uuid {
    Uuid::from_u64_pair(0, of)
}

fn seance(formation: &str) -> Sitting {
    Sitting {
        formation: formation.into(),
        jour: date(2027, 1, 12),
        debut: 570,
        fin: 750,
        salle: "Salle 1".into(),
        reunion: false,
    }
}

fn plan(formation: &str) -> AudienceAct {
    AudienceAct::AudiencePrevue { chambre: "civ1".into(), seance: seance(formation), recurrence: None }
}

fn members(of: &[u64]) -> Vec<Member> {
    of.iter().map(|of| Member { agent: id(*of), preside: *of == 1, complete: false }).collect()
}

fn compose(of: &[u64]) -> AudienceAct {
    AudienceAct::CompositionArretee { membres: members(of), greffier: Some(id(90)) }
}

const CONCLUDES: AudienceAct = AudienceAct::AvocatGeneralPrevu { agent: Some(Uuid::from_u128(80)) };

fn listed(of: u64) -> Listed {
    Listed { dossier: id(1000 + of), minutes: 20, motif: String::new() }
}

/// The audience that these acts make; where it is composed, the parquet said who concludes.
fn made(acts: &[AudienceAct]) -> Audience {
    let composed = |act: &&AudienceAct| matches!(act, AudienceAct::CompositionArretee { .. });
    let concludes = acts.iter().find(composed).map(|_| &CONCLUDES);
    Audience::fold(id(7), acts.iter().take(1).chain(concludes).chain(acts.iter().skip(1))).unwrap().unwrap()
}

fn person(of: u64, fonction: &str, chambre: &str) -> (Uuid, Sitter) {
    let person = Sitter {
        id: id(of),
        nom: format!("Personne {of}"),
        fonction: fonction.into(),
        chambres: vec![chambre.into()],
        arrivee: Some(date(2000, 1, 1)),
        en_fonction: true,
        absent: false,
    };
    (person.id, person)
}

/// 1 presides, 2 is doyen, 3 to 8 are conseillers, 9 to 11 référendaires; 80 concludes, 90 assists.
fn known(dossiers: &[(u64, u64)]) -> Known {
    let mut people: BTreeMap<Uuid, Sitter> =
        [person(1, "president", "civ1"), person(2, "doyen", "civ1")].into();
    people.extend((3..=8).map(|of| person(of, "conseiller", "civ1")));
    people.extend((9..=11).map(|of| person(of, "conseiller_referendaire", "civ1")));
    people.extend([person(80, "avocat_general", ""), person(90, "", "civ1")]);
    let case = |(of, rapporteur): &(u64, u64)| {
        let case = Case {
            number: format!("26-{of}"),
            rapporteurs: vec![id(*rapporteur)],
            jour: Some(date(2027, 1, 12)),
            avise: Some(date(2026, 12, 1)),
            ..Case::default()
        };
        (id(1000 + of), case)
    };
    Known {
        today: date(2026, 11, 29),
        people,
        dossiers: dossiers.iter().map(case).collect(),
        kin: Vec::new(),
    }
}

fn derived(audience: &Audience, known: &Known) -> AudienceState {
    state(audience, known, AudienceRules::newest(), &Rules::newest())
}

fn codes(state: &AudienceState) -> Vec<&str> {
    state.findings.iter().map(|of| of.code.as_str()).collect()
}

#[test]
fn a_section_of_five_with_its_rapporteur_may_be_published() {
    let audience =
        made(&[plan("fs"), compose(&[1, 2, 3, 4, 5]), AudienceAct::RoleArrete { affaires: vec![listed(1)] }]);
    let state = derived(&audience, &known(&[(1, 3)]));
    assert_eq!(codes(&state), Vec::<&str>::new());
    assert_eq!(state.tasks.iter().map(|task| task.code).collect::<Vec<_>>(), ["publier_le_role"]);
    // The same ids come again: what people add hangs on them.
    assert_eq!(state, derived(&audience, &known(&[(1, 3)])));
}

#[test]
fn each_fault_of_a_composition_is_told_with_its_article() {
    let role = AudienceAct::RoleArrete { affaires: vec![listed(1)] };
    let of = |formation: &str, composition: &[u64], known: &Known| {
        let audience = made(&[plan(formation), compose(composition), role.clone()]);
        let state = derived(&audience, known);
        state.findings.iter().map(|of| (of.code.clone(), of.phrase.clone())).collect::<Vec<_>>()
    };
    // Four voices and a référendaire who does not report: four.
    let found = of("fs", &[1, 2, 3, 4, 9], &known(&[(1, 3)]));
    assert_eq!(found[0].0, "aud.compo.voix");
    assert!(found[0].1.contains("4 membre(s)") && found[0].1.contains("26-1"), "{}", found[0].1);
    // The same référendaire reports: five.
    assert!(of("fs", &[1, 2, 3, 4, 9], &known(&[(1, 9)])).is_empty());
    // A rapporteur who does not sit.
    assert_eq!(of("fs", &[1, 2, 3, 4, 5], &known(&[(1, 8)]))[0].0, "aud.compo.rapporteur");
    // Kin, up to the third degree.
    let mut kin = known(&[(1, 3)]);
    kin.kin = vec![Kinship { a: id(4), b: id(5), degre: 3 }];
    assert_eq!(of("fs", &[1, 2, 3, 4, 5], &kin)[0].0, "aud.compo.parente");
    kin.kin[0].degre = 4;
    assert!(of("fs", &[1, 2, 3, 4, 5], &kin).is_empty());
    // Who judged below, in a dossier where they would sit.
    let mut below = known(&[(1, 3)]);
    let case = below.dossiers.get_mut(&id(1001)).unwrap();
    case.faits = vec![Fact { person: id(4), kind: "juge_du_fond".into() }];
    let found = of("fs", &[1, 2, 3, 4, 5], &below);
    assert_eq!(found[0].0, "aud.compo.incompatible");
    assert!(found[0].1.contains("Personne 4 a connu de l’affaire"), "{}", found[0].1);
    // Of another chamber, unless called to complete; and a référendaire, who presides nothing.
    let mut elsewhere = known(&[(1, 3)]);
    elsewhere.people.get_mut(&id(4)).unwrap().chambres = vec!["soc".into()];
    assert_eq!(of("fs", &[1, 2, 3, 4, 5], &elsewhere)[0].0, "aud.compo.autre_chambre");
    let completes =
        members(&[1, 2, 3, 4, 5]).into_iter().map(|of| Member { complete: of.agent == id(4), ..of });
    let called = AudienceAct::CompositionArretee { membres: completes.collect(), greffier: Some(id(90)) };
    let audience = made(&[plan("fs"), called, role.clone()]);
    assert!(codes(&derived(&audience, &elsewhere)).is_empty());
    let mut junior = known(&[(1, 1)]);
    junior.people.get_mut(&id(1)).unwrap().fonction = "conseiller_referendaire".into();
    let found = of("fs", &[1, 2, 3, 4, 5], &junior);
    assert!(found.iter().any(|(code, _)| code == "aud.compo.grade"), "{found:?}");
    // Absent, and not of the siège.
    let mut away = known(&[(1, 3)]);
    away.people.get_mut(&id(5)).unwrap().absent = true;
    assert_eq!(of("fs", &[1, 2, 3, 4, 5], &away)[0].0, "aud.compo.absence");
    assert_eq!(of("fs", &[1, 2, 3, 4, 5, 80], &known(&[(1, 3)]))[0].0, "aud.compo.fonction");
}

#[test]
fn what_a_dossier_became_is_told_of_its_role() {
    let audience =
        made(&[plan("fs"), compose(&[1, 2, 3, 4, 5]), AudienceAct::RoleArrete { affaires: vec![listed(1)] }]);
    let with = |change: fn(&mut Case)| {
        let mut known = known(&[(1, 3)]);
        known.dossiers.values_mut().for_each(change);
        codes(&derived(&audience, &known)).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(with(|case| case.clos = true), ["aud.role.clos"]);
    // The term is the eve of the audience; on its day, it is in time.
    assert_eq!(with(|case| case.terme = Some(date(2027, 1, 11))), ["aud.role.terme"]);
    assert_eq!(with(|case| case.terme = Some(date(2027, 1, 12))), [""; 0]);
    // A notice is late by the day on which it left, whenever one looks.
    assert_eq!(with(|case| case.avise = Some(date(2026, 12, 29))), ["aud.avis.tardif"]);
    assert_eq!(with(|case| case.avise = Some(date(2026, 12, 28))), [""; 0]);
}

#[test]
fn who_sits_without_a_voice_is_barred_as_who_has_one() {
    let audience = made(&[
        plan("fs"),
        compose(&[1, 2, 3, 4, 5, 9]),
        AudienceAct::RoleArrete { affaires: vec![listed(1)] },
    ]);
    let mut known = known(&[(1, 3)]);
    let fact = Fact { person: id(9), kind: "juge_du_fond".into() };
    known.dossiers.values_mut().for_each(|case| case.faits.push(fact.clone()));
    assert_eq!(codes(&derived(&audience, &known)), ["aud.compo.incompatible"]);
}

#[test]
fn conseillers_complete_a_formation_without_limit_and_referendaires_by_two() {
    let completing = |of: &[u64]| {
        let membres = (1..=8).chain([9, 10, 11]).map(|at| Member {
            agent: id(at),
            preside: at == 1,
            complete: of.contains(&at),
        });
        let act = AudienceAct::CompositionArretee { membres: membres.collect(), greffier: Some(id(90)) };
        let audience = made(&[plan("fs"), act, AudienceAct::RoleArrete { affaires: vec![listed(1)] }]);
        codes(&derived(&audience, &known(&[(1, 3)]))).len()
    };
    assert_eq!(completing(&[3, 4, 5, 6]), 0);
    assert_eq!(completing(&[9, 10]), 0);
    assert_eq!(completing(&[9, 10, 11]), 1);
}

#[test]
fn three_sit_in_a_restricted_formation_with_the_rapporteur_of_each_dossier() {
    let known = known(&[(1, 3), (2, 9)]);
    let audience = made(&[
        plan("fr"),
        compose(&[1, 2, 3, 9]),
        AudienceAct::RoleArrete { affaires: vec![listed(1), listed(2)] },
    ]);
    let rules = AudienceRules::newest();
    let sit = |rapporteur: u64| sitting(&audience, &[id(rapporteur)], &known.people, rules);
    assert_eq!(sit(3), [id(1), id(2), id(3)]);
    assert_eq!(sit(9), [id(1), id(2), id(9)]);
    assert!(codes(&derived(&audience, &known)).is_empty());
    // The doyen reports: the third is the next in rank with a voice.
    assert_eq!(sit(2), [id(1), id(2), id(3)]);
}

#[test]
fn a_mixed_chamber_has_as_many_of_each_of_three_chambers() {
    let mut all = known(&[(1, 11)]);
    all.people.extend([person(1, "premier_president", "")]);
    for (at, chambre) in ["civ1", "civ2", "soc"].iter().enumerate() {
        for of in 0..4 {
            all.people.extend([person(11 + 4 * at as u64 + of, "conseiller", chambre)]);
        }
    }
    let formation: Vec<u64> = std::iter::once(1).chain(11..23).collect();
    let audience =
        |of: &[u64]| made(&[plan("mi"), compose(of), AudienceAct::RoleArrete { affaires: vec![listed(1)] }]);
    assert!(codes(&derived(&audience(&formation), &all)).is_empty());
    let found = derived(&audience(&formation[..12]), &all);
    assert_eq!(codes(&found), ["aud.compo.chambres", "aud.compo.voix"]);
}

#[test]
fn a_formation_for_an_opinion_has_three_of_each_chamber_and_the_plenary_one_all_of_them() {
    let mut all = known(&[(1, 11)]);
    all.people.extend([person(1, "premier_president", "")]);
    for (at, chambre) in ["civ1", "civ2", "civ3", "com", "soc", "crim"].iter().enumerate() {
        for of in 0..3 {
            all.people.extend([person(11 + 3 * at as u64 + of, "conseiller", chambre)]);
        }
    }
    let formation: Vec<u64> = std::iter::once(1).chain(11..29).collect();
    let found = |kind: &str, of: &[u64]| {
        let acts = [plan(kind), compose(of), AudienceAct::RoleArrete { affaires: vec![listed(1)] }];
        codes(&derived(&made(&acts), &all)).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    // Two chambers are enough for the mixed one; two of one chamber are not.
    assert!(found("fma", &formation[..7]).is_empty());
    assert_eq!(found("fma", &formation[..6]), ["aud.compo.chambres", "aud.compo.voix"]);
    assert!(found("fpa", &formation).is_empty());
    assert_eq!(found("fpa", &formation[..18]), ["aud.compo.voix"], "all are there, or it does not sit");
    // One who is prevented is replaced from another chamber.
    all.people.extend([person(40, "conseiller", "civ1")]);
    let found = |kind: &str, of: &[u64]| {
        let acts = [plan(kind), compose(of), AudienceAct::RoleArrete { affaires: vec![listed(1)] }];
        codes(&derived(&made(&acts), &all)).into_iter().map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    let replaced: Vec<u64> = formation[..18].iter().copied().chain([40]).collect();
    assert!(found("fpa", &replaced).is_empty());
    assert_eq!(found("fpa", &formation[..16]), ["aud.compo.chambres", "aud.compo.voix"]);
}

#[test]
fn a_role_is_published_settled_and_changed_dossier_by_dossier() {
    let asked = |of: u64, by: u64| Asked { dossier: id(1000 + of), proposition: id(by) };
    let mut acts = vec![
        plan("fs"),
        compose(&[1, 2, 3, 4, 5]),
        AudienceAct::RoleArrete { affaires: vec![listed(1), listed(2)] },
        AudienceAct::RolePublie { demandes: vec![asked(1, 501), asked(2, 502)] },
    ];
    let answered = |by: u64, yes: bool, why: &str| AudienceAct::InscriptionReglee {
        demande: id(by),
        au_journal: yes,
        motif: why.into(),
    };
    acts.push(answered(501, true, ""));
    acts.push(answered(502, false, "Le dossier est scellé."));
    let audience = made(&acts);
    assert_eq!(audience.stage, Stage::Publiee);
    let standing: Vec<Standing> = audience.role.iter().map(|entry| entry.etat).collect();
    assert_eq!(standing, [Standing::Inscrite, Standing::Refusee]);
    assert!(codes(&derived(&audience, &known(&[(1, 3), (2, 4)]))).contains(&"aud.role.refuse"));
    // No rôle is arrested over a published one; who was refused leaves at once, who is inscribed when the journal says so.
    let again = audience.clone().after(&AudienceAct::RoleArrete { affaires: Vec::new() });
    assert_eq!(again, Err(Forbidden::Stage { stage: Stage::Publiee, acte: "role_arrete" }));
    let leave = |of: u64, by: Option<u64>| AudienceAct::AffaireRetiree {
        dossier: id(1000 + of),
        motif: "composition".into(),
        demande: by.map(id),
        vers: None,
    };
    let audience = audience.after(&leave(2, None)).unwrap().after(&leave(1, Some(503))).unwrap();
    assert_eq!(audience.role.iter().map(|entry| entry.etat).collect::<Vec<_>>(), [Standing::Retrait]);
    let kept = audience.clone().after(&answered(503, false, "Non.")).unwrap();
    assert_eq!(kept.role[0].etat, Standing::Inscrite);
    assert!(audience.after(&answered(503, true, "")).unwrap().role.is_empty());
}

#[test]
fn a_sitting_that_cannot_be_is_refused_by_its_field() {
    let of = |change: fn(&mut Sitting)| {
        let mut seance = seance("fs");
        change(&mut seance);
        let act = AudienceAct::AudiencePrevue { chambre: "civ1".into(), seance, recurrence: None };
        match Audience::planned(id(7), &act) {
            Err(Forbidden::Field { champ, .. }) => champ,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(of(|s| s.debut = 571), "debut");
    assert_eq!(of(|s| s.fin = 570), "fin");
    assert_eq!(of(|s| s.salle = "x".repeat(101)), "salle");
}

fn slot(of: u64, jour: Date, membres: &[u64]) -> Slot {
    let seance = Sitting { jour, ..seance("fs") };
    Slot { id: id(of), seance, membres: members(membres), pris: 0, affaires: 0 }
}

fn candidate(of: u64, rapporteur: u64) -> Candidate {
    Candidate {
        dossier: id(1000 + of),
        number: format!("26-{of}"),
        minutes: None,
        parties: 2,
        urgent: false,
        terme: None,
        depuis: None,
        rapporteurs: vec![id(rapporteur)],
        faits: Vec::new(),
        obstacles: Vec::new(),
        formations: Vec::new(),
        renvoi: String::new(),
        ailleurs: false,
        circuit: String::new(),
    }
}

fn snapshot(slots: Vec<Slot>, candidates: Vec<Candidate>) -> RoleSnapshot {
    let functions = known(&[]).people.into_iter().map(|(id, of)| (id, (of.fonction, of.nom))).collect();
    RoleSnapshot { day: date(2026, 12, 1), slots, candidates, functions }
}

#[test]
fn each_refusal_is_explained() {
    let mut all = vec![candidate(1, 3), candidate(2, 8), candidate(3, 3), candidate(4, 3), candidate(5, 3)];
    all.extend([candidate(6, 3), candidate(7, 3)]);
    (all[5].circuit, all[6].circuit) = ("court".into(), "approfondi".into());
    all[2].faits = vec![Fact { person: id(4), kind: "deport".into() }];
    all[3].terme = Some(date(2026, 12, 10));
    all[4].obstacles = vec![Obstacle {
        code: "chk.civ.14".into(),
        phrase: "le rapport manque".into(),
        texte: "CPC 1017".into(),
    }];
    let slots = vec![slot(1, date(2026, 12, 14), &[1, 2, 3, 4, 5])];
    let found = propose_role(&snapshot(slots, all), AudienceRules::newest(), &Rules::newest()).unwrap();
    assert!(found.placed.is_empty());
    let told: Vec<(String, &str)> = found
        .refused
        .iter()
        .map(|of| (format!("{} {}", of.dossier.as_u64_pair().1 - 1000, of.code), of.phrase.as_str()))
        .collect();
    let expected = [
        ("1 avis_tardif", "avis aux parties trop tardif de 2 jour(s)"),
        ("2 rapporteur_absent", "aucun de ses rapporteurs ne siège à cette audience"),
        ("3 membre_incompatible", "Personne 4 s’est déporté de l’affaire"),
        ("4 terme_passe", "le terme pour statuer expire 4 jour(s) avant l’audience"),
        ("5 controle", "le rapport manque"),
        ("6 autre_circuit", "orienté dans le circuit court, que cette formation n’examine pas d’ordinaire"),
    ];
    for (who, phrase) in expected {
        assert!(told.contains(&(who.to_owned(), phrase)), "{who}: {told:?}");
    }
    assert!(told.iter().all(|(who, _)| who != "7 autre_circuit"), "a section hears what is long");
    let late = found.refused.iter().find(|of| of.code == "avis_tardif").unwrap();
    assert_eq!(late.nature, Nature::Ecarte);
}

#[test]
fn a_role_of_sixty_dossiers_is_balanced_between_two_audiences() {
    let slots = vec![slot(1, date(2027, 1, 12), &[]), slot(2, date(2027, 1, 19), &[])];
    let mut slots = slots;
    for slot in &mut slots {
        slot.seance.debut = 480;
        slot.seance.fin = 1200;
    }
    let all: Vec<Candidate> = (0..60).map(|of| candidate(of, 3)).collect();
    let found = propose_role(&snapshot(slots, all), AudienceRules::newest(), &Rules::newest()).unwrap();
    let on = |audience: u64| found.placed.iter().filter(|of| of.audience == id(audience)).count();
    assert_eq!((on(1), on(2), found.refused.len()), (30, 30, 0));
}

prop_compose! {
    fn candidates()(of in prop::collection::vec((1u64..12, 0u16..40, any::<bool>(), prop::option::of(0i32..120), any::<bool>(), 0u64..12), 0..60))
        -> Vec<Candidate> {
        of.into_iter().enumerate().map(|(at, (rapporteur, parties, urgent, terme, obstacle, barred))| Candidate {
            parties,
            urgent,
            terme: terme.map(|days| date(2026, 12, 1).checked_add(days.days()).unwrap()),
            obstacles: if obstacle && at % 5 == 0 {
                vec![Obstacle { code: "chk".into(), phrase: "x".into(), texte: "y".into() }]
            } else {
                Vec::new()
            },
            faits: if barred == 0 { Vec::new() } else { vec![Fact { person: id(barred), kind: "deport".into() }] },
            ..candidate(at as u64, rapporteur)
        }).collect()
    }
}

prop_compose! {
    fn slots()(of in prop::collection::vec((10i32..90, 30u16..300, prop::collection::btree_set(2u64..12, 0..8)), 0..12)) -> Vec<Slot> {
        of.into_iter().enumerate().map(|(at, (days, lasts, others))| {
            let membres: Vec<u64> = if others.is_empty() { Vec::new() } else { std::iter::once(1).chain(others).collect() };
            let mut slot = slot(at as u64 + 1, date(2026, 12, 1).checked_add(days.days()).unwrap(), &membres);
            slot.seance.fin = slot.seance.debut + lasts;
            slot
        }).collect()
    }
}

/// Cases of each property; `scripts/judges.sh properties` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(100)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn a_proposal_puts_nobody_where_the_law_forbids_and_tells_of_all_the_rest(all in candidates(), slots in slots()) {
        let (rules, limits) = (AudienceRules::newest(), Rules::newest());
        let given = snapshot(slots.clone(), all.clone());
        let found = propose_role(&given, rules, &limits).unwrap();
        for slot in &slots {
            let taken: u32 = found.placed.iter().filter(|of| of.audience == slot.id).map(|of| of.minutes).sum();
            prop_assert!(taken <= slot.seance.minutes());
        }
        let placed: BTreeSet<Uuid> = found.placed.iter().map(|of| of.dossier).collect();
        prop_assert_eq!(placed.len(), found.placed.len());
        for of in &found.placed {
            let reasons = explain_role(&given, of.dossier, of.audience, rules, &limits);
            prop_assert!(reasons.is_empty(), "{:?}", reasons);
        }
        // Whoever is kept off everywhere has a reason for every audience, or one for all.
        for of in all.iter().filter(|of| !placed.contains(&of.dossier)) {
            let reasons: Vec<_> = found.refused.iter().filter(|kept| kept.dossier == of.dossier).collect();
            let for_all = reasons.iter().any(|kept| kept.audience.is_none());
            let each = slots.iter().all(|slot| reasons.iter().any(|kept| kept.audience == Some(slot.id)));
            prop_assert!(for_all || each);
        }
        let filled = found.refused.iter().all(|of| !format!("{}{}", of.phrase, of.texte).contains(['{', '}']));
        prop_assert!(filled, "each place of a sentence is filled");
    }

    #[test]
    fn the_same_inputs_give_the_same_bytes_in_whatever_order(all in candidates(), slots in slots()) {
        let (rules, limits) = (AudienceRules::newest(), Rules::newest());
        let one = propose_role(&snapshot(slots.clone(), all.clone()), rules, &limits).unwrap();
        let (mut turned, mut back) = (slots, all);
        turned.reverse();
        back.reverse();
        let other = propose_role(&snapshot(turned, back), rules, &limits).unwrap();
        prop_assert_eq!(one.to_bytes(), other.to_bytes());
    }
}

fn meeting(formation: &str) -> AudienceAct {
    let seance = Sitting { reunion: true, ..seance(formation) };
    AudienceAct::AudiencePrevue { chambre: "civ1".into(), seance, recurrence: None }
}

#[test]
fn a_meeting_is_never_public_and_is_over_once_it_was_held() {
    let rules = AudienceRules::newest();
    assert_eq!((rules.reunion("si"), rules.reunion("fs")), (Some(Reunion::AvecParquet), None));
    let fill = AudienceAct::RoleArrete { affaires: vec![listed(1)] };
    let meeting = Audience::fold(id(7), [&meeting("si"), &compose(&[1, 3]), &fill]).unwrap().unwrap();
    let public = meeting.clone().after(&AudienceAct::RolePublie { demandes: Vec::new() });
    assert!(matches!(public, Err(Forbidden::Field { champ: "formation", .. })), "{public:?}");
    let as_audience =
        AudienceAct::SeanceModifiee { seance: seance("fs"), demandes: Vec::new(), motif: String::new() };
    assert!(matches!(meeting.clone().after(&as_audience), Err(Forbidden::Field { champ: "formation", .. })));
    let held = meeting.after(&AudienceAct::AudienceTenue).unwrap();
    assert_eq!(held.stage, Stage::Close);
    assert!(derived(&held, &known(&[(1, 3)])).tasks.is_empty());
}

#[test]
fn a_meeting_wants_who_reports_and_nobody_who_withdrew() {
    let fill = AudienceAct::RoleArrete { affaires: vec![listed(1)] };
    let of = |formation: &str, acts: &[&AudienceAct], known: &Known| {
        let first = meeting(formation);
        let all: Vec<&AudienceAct> = [&first].into_iter().chain(acts.iter().copied()).collect();
        let audience = Audience::fold(id(7), all).unwrap().unwrap();
        let state = derived(&audience, known);
        let tasks: Vec<&str> = state.tasks.iter().map(|task| task.code).collect();
        (codes(&state).into_iter().map(str::to_owned).collect::<Vec<_>>(), tasks.join(" "))
    };
    let bare = known(&[(1, 3)]);
    let (found, owed) = of("si", &[], &bare);
    assert_eq!(found, ["aud.reunion.participants", "aud.parquet", "aud.role.vide"]);
    assert_eq!(owed, "arreter_la_composition demander_l_avocat_general remplir_le_role");
    // Neither a room, nor a registrar, nor notices, nor voices: nobody is heard.
    let with = compose(&[1, 3]);
    assert_eq!(of("si", &[&with, &CONCLUDES, &fill], &bare), (vec![], String::new()));
    let without = compose(&[1, 4]);
    assert_eq!(of("si", &[&without, &CONCLUDES, &fill], &bare).0, ["aud.reunion.rapporteur"]);
    // The conférence is of the délibéré: the parquet général takes no part in it.
    assert_eq!(of("cf", &[&with, &fill], &bare).0, [""; 0]);
    assert_eq!(of("cf", &[&with, &CONCLUDES, &fill], &bare).0, ["aud.reunion.parquet"]);
    let mut recused = known(&[(1, 3)]);
    let case = recused.dossiers.get_mut(&id(1001)).unwrap();
    case.faits = vec![Fact { person: id(1), kind: "deport".into() }];
    assert_eq!(of("si", &[&with, &CONCLUDES, &fill], &recused).0, ["aud.compo.incompatible"]);
}
