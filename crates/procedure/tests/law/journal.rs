//! Stories: what a journal says, day by day.

use greffe_procedure::{
    act::{AttrValue, ResidenceZone},
    admission::{Admission, admit},
    catalogue::Catalogue,
    consequences::consequences,
    day::Instant,
    derivation::Status,
    explain::explain,
    ids::ActId,
    profile::CourtProfile,
};

use uuid::Uuid;

use crate::support::{AUTRE, DEFENDEUR, DEMANDEUR, Journal, POURVOI, day, status};

const DEPOT: &str = "civil.memoire_ampliatif.depot";
const SIGNIFICATION: &str = "civil.memoire_ampliatif.signification";
const DEFENSE: &str = "civil.memoire_defense";

#[test]
fn the_declaration_opens_the_term_of_the_memoire() {
    let journal = Journal::opened("2026-11-24");
    let derived = journal.derive("2026-11-24");
    assert_eq!(derived.stage.as_str(), "attente_memoire_ampliatif");
    let deadline = journal.deadline(DEPOT, DEMANDEUR, "2026-11-24");
    assert_eq!((deadline.due, status(&deadline)), (Some(day("2027-03-24")), "ouverte"));
    assert!(derived.live);
    let steps = explain(Catalogue::embedded(), CourtProfile::embedded(), &journal.acts, &deadline);
    assert!(
        steps.iter().any(|s| s.basis.contains("978"))
            && steps.iter().any(|s| s.text.contains("24 mars 2027")),
        "{steps:?}"
    );
}

#[test]
fn deposited_on_the_last_day_it_is_met_one_day_later_it_is_late() {
    let met = Journal::opened("2026-11-24").ampliatif("2027-03-24");
    assert_eq!(status(&met.deadline(DEPOT, DEMANDEUR, "2027-03-24")), "satisfaite");
    let late = Journal::opened("2026-11-24").ampliatif("2027-03-25");
    let derived = late.derive("2027-03-25");
    assert_eq!(status(&late.deadline(DEPOT, DEMANDEUR, "2027-03-25")), "satisfaite_hors_delai");
    assert_eq!(derived.irregularities.len(), 1);
    let codes: Vec<&str> = derived.tasks.iter().map(|t| t.key.rule.as_str()).collect();
    assert!(codes.contains(&"soumettre_decheance"), "{codes:?}");
}

#[test]
fn at_the_last_second_in_paris_it_is_in_time() {
    let at = |micros| {
        Journal::opened("2026-11-24")
            .act("memoire_depose", |b| b.minute("depose", Instant(micros)).code("nature", "ampliatif"))
    };
    // 2027-03-24T23:59:59 in Paris is 22:59:59 in UTC.
    let last = 1_805_929_199_000_000;
    assert_eq!(status(&at(last).deadline(DEPOT, DEMANDEUR, "2027-03-26")), "satisfaite");
    assert_eq!(
        status(&at(last + 1_000_000).deadline(DEPOT, DEMANDEUR, "2027-03-26")),
        "satisfaite_hors_delai"
    );
}

#[test]
fn nothing_deposited_the_term_lapses_and_the_decheance_is_a_task() {
    let journal = Journal::opened("2026-11-24");
    assert_eq!(status(&journal.deadline(DEPOT, DEMANDEUR, "2027-03-24")), "ouverte");
    assert_eq!(journal.derive("2027-03-24").next_change, Some(day("2027-03-25")));
    let derived = journal.derive("2027-03-25");
    assert_eq!(status(&journal.deadline(DEPOT, DEMANDEUR, "2027-03-25")), "expiree");
    assert!(derived.tasks.iter().any(|t| t.key.rule.as_str() == "soumettre_decheance"));
}

#[test]
fn an_unknown_residence_gives_no_date_and_asks_for_it() {
    let journal = Journal::living(ResidenceZone::Inconnue).open("2026-11-24");
    let deadline = journal.deadline(DEPOT, DEMANDEUR, "2026-11-24");
    assert_eq!(
        (deadline.due, status(&deadline), deadline.missing),
        (None, "indeterminee", Some("residence"))
    );
    assert_eq!(deadline.alert, Some(day("2027-03-24")), "the earliest it can be");
    assert!(
        journal.derive("2026-11-24").tasks.iter().any(|t| t.key.rule.as_str() == "completer_information")
    );
    let told = journal.act("residence_changee", |b| {
        b.day("constate", day("2026-12-01")).code("residence", "outre_mer").party(DEMANDEUR)
    });
    assert_eq!(told.deadline(DEPOT, DEMANDEUR, "2026-12-01").due, Some(day("2027-04-26")));
}

#[test]
fn the_defence_runs_for_each_from_his_own_service_with_his_own_distance() {
    let journal = Journal::opened("2026-11-24")
        .ampliatif("2027-01-15")
        .act("memoire_signifie", |b| {
            b.day("signifie", day("2027-02-01")).code("nature", "ampliatif").party(DEFENDEUR)
        })
        .act("memoire_signifie", |b| {
            b.day("signifie", day("2027-02-10")).code("nature", "ampliatif").party(AUTRE)
        });
    assert_eq!(journal.deadline(DEFENSE, DEFENDEUR, "2027-02-10").due, Some(day("2027-04-01")));
    assert_eq!(
        journal.deadline(DEFENSE, AUTRE, "2027-02-10").due,
        Some(day("2027-05-10")),
        "overseas: one month more"
    );
    assert_eq!(status(&journal.deadline(SIGNIFICATION, AUTRE, "2027-02-10")), "satisfaite");
}

#[test]
fn counsel_is_notified_the_unrepresented_are_served() {
    let journal = Journal::opened("2026-11-24").act("avocat_constitue", |b| {
        b.day("constitution", day("2026-12-10"))
            .attr("cabinet", greffe_procedure::act::AttrValue::Id(uuid::Uuid::from_u128(77)))
            .party(DEFENDEUR)
    });
    let derived = journal.derive("2026-12-10");
    let of = |rule: &str| {
        let all = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == rule);
        all.filter_map(|d| d.key.party).collect::<Vec<_>>()
    };
    assert_eq!(of("civil.memoire_ampliatif.notification"), [DEFENDEUR]);
    assert_eq!(of(SIGNIFICATION), [AUTRE]);
}

#[test]
fn legal_aid_asked_in_time_interrupts_until_it_is_settled() {
    let asked = Journal::opened("2026-01-15")
        .act("aide_juridictionnelle_demandee", |b| b.day("demande", day("2026-05-15")).party(DEMANDEUR));
    let deadline = asked.deadline(DEPOT, DEMANDEUR, "2026-06-01");
    assert_eq!((status(&deadline), deadline.due), ("interrompue", None));
    let settled = asked.act("aide_juridictionnelle_decidee", |b| {
        b.day("decidee", day("2026-06-20"))
            .day("notifiee", day("2026-07-01"))
            .code("sens", "rejet")
            .party(DEMANDEUR)
    });
    assert_eq!(
        settled.deadline(DEPOT, DEMANDEUR, "2026-07-01").due,
        Some(day("2026-11-02")),
        "1 November is Toussaint, a Sunday"
    );
}

#[test]
fn a_correction_counts_and_the_corrected_act_no_more() {
    let journal = Journal::opened("2026-11-24").ampliatif("2027-03-25");
    let wrong = journal.acts.last().unwrap().id;
    let before = journal.derive("2027-03-26");
    let corrected = journal.act("memoire_depose", |b| {
        b.day("depose", day("2027-03-24")).code("nature", "ampliatif").party(DEMANDEUR).supersedes(wrong)
    });
    let after = corrected.derive("2027-03-26");
    assert_eq!(status(&corrected.deadline(DEPOT, DEMANDEUR, "2027-03-26")), "satisfaite");
    assert!(after.irregularities.is_empty());
    let said = consequences(Catalogue::embedded(), &before, &after);
    assert!(said.iter().any(|c| c.kind == "echeance" && c.change == "satisfaite"), "{said:?}");
    assert!(said.iter().any(|c| c.kind == "tache" && c.change == "disparait"), "{said:?}");
}

#[test]
fn the_court_may_not_designate_before_the_memoire_and_received_facts_always_enter() {
    let journal = Journal::opened("2026-11-24");
    let now = Instant(1_800_000_000_000_000);
    let proposed = |journal: Journal, kind: &str, date: &str, fill: &str| {
        let with = journal.act(kind, |b| {
            let b = b.day(date, day("2026-11-25"));
            if fill.is_empty() {
                b.attr("personne", greffe_procedure::act::AttrValue::Id(uuid::Uuid::from_u128(5)))
            } else {
                b.code("nature", fill)
            }
        });
        let (last, before) = with.acts.split_last().unwrap();
        admit(Catalogue::embedded(), CourtProfile::embedded(), before, last, now)
    };
    let refused = proposed(journal.clone(), "rapporteur_designe", "designation", "");
    assert!(
        matches!(&refused, Admission::Refused(f) if f.code == "ACT-020" && f.message.contains("À distribuer")),
        "{refused:?}"
    );
    let admitted = proposed(journal, "memoire_depose", "depose", "en_defense");
    assert!(matches!(admitted, Admission::Admitted(_)), "{admitted:?}");
}

/// Why the last act of a journal may not enter it on 24 March 2027.
fn refusal(journal: &Journal) -> Option<&'static str> {
    let (last, before) = journal.acts.split_last().unwrap();
    let now = Instant(1_805_929_199_000_000);
    match admit(Catalogue::embedded(), CourtProfile::embedded(), before, last, now) {
        Admission::Admitted(_) => None,
        Admission::Refused(finding) => Some(finding.code),
    }
}

/// COJ R111-10: a partial decision is published while the case goes on, by an act that names it. It does not stand for the
/// decision that ends the case.
#[test]
fn a_partial_decision_is_published_while_the_case_goes_on() {
    let partial =
        Journal::opened("2026-11-24").ampliatif("2027-01-15").act("decision_partielle_prononcee", |b| {
            b.day("prononce", day("2027-02-20"))
                .code("nature", "arret")
                .code("solution", "rejet")
                .party(DEFENDEUR)
        });
    let [.., memoire, ruling] = &partial.acts[..] else { panic!() };
    let (memoire, ruling) = (memoire.id, ruling.id);
    let published = |journal: &Journal, on: &str, of| {
        journal.clone().act("publication_faite", |b| {
            let b = b.day("publiee", day(on)).code("lieu", "judilibre");
            match of {
                Some(of) => b.refers_to(of),
                None => b,
            }
        })
    };
    assert_eq!(refusal(&published(&partial, "2027-02-25", None)), Some("ACT-020"));
    assert_eq!(refusal(&published(&partial, "2027-02-25", Some(memoire))), Some("ACT-020"), "no decision");
    assert_eq!(refusal(&published(&partial, "2027-02-19", Some(ruling))), Some("DAT-002"));
    let known = published(&partial, "2027-02-25", Some(ruling));
    assert_eq!(refusal(&known), None);
    for kind in ["occultation_decidee", "decision_mise_a_disposition"] {
        let may = |of| {
            refusal(&partial.clone().act(kind, |b| {
                match kind {
                    "occultation_decidee" => b
                        .day("decidee", day("2027-02-22"))
                        .code("auteur", "president_de_la_formation")
                        .code("sens", "complements")
                        .refers_to(of),
                    _ => b.day("remise", day("2027-02-22")).refers_to(of),
                }
            }))
        };
        assert_eq!((may(ruling), may(memoire)), (None, Some("ACT-020")), "{kind}");
    }

    let owed = |journal: &Journal| {
        let derived = journal.derive("2027-03-24");
        let task = derived.tasks.iter().any(|t| t.key.rule.as_str() == "publier_decision_civile");
        let term = derived.deadlines.iter().find(|d| d.key.rule.as_str() == "civil.mise_a_disposition");
        (task, term.map(status))
    };
    assert_eq!(owed(&partial), (true, None));
    assert_eq!(owed(&known), (false, None));
    let judged = judged(known, "2027-03-05", "rejet");
    assert_eq!(owed(&judged), (true, Some("ouverte")));
    let last = judged.acts.last().unwrap().id;
    // Written down late, the publication of the other decision is still not that of this one.
    let late = published(&judged, "2027-03-01", Some(ruling));
    assert_eq!((refusal(&late), owed(&late)), (None, (true, Some("ouverte"))));
    assert_eq!(owed(&published(&judged, "2027-03-20", Some(last))), (false, Some("satisfaite")));
}

/// CPC 608, 978: a pourvoi additionnel is formed within the term of the mémoire ampliatif. The term shows once it is formed.
#[test]
fn a_pourvoi_additionnel_is_formed_in_the_term_of_the_memoire() {
    const RULE: &str = "civil.pourvoi.additionnel";
    let opened = Journal::opened("2026-11-24").ampliatif("2027-03-01");
    assert!(opened.derive("2027-03-26").deadlines.iter().all(|d| d.key.rule.as_str() != RULE));
    let added = |on| {
        opened.clone().act("memoire_depose", |b| {
            b.day("depose", day(on)).code("nature", "additionnel").party(DEMANDEUR)
        })
    };
    let (met, late) = (added("2027-03-24"), added("2027-03-25"));
    let of = |journal: &Journal| status(&journal.deadline(RULE, DEMANDEUR, "2027-03-26"));
    assert_eq!((of(&met), of(&late)), ("satisfaite", "satisfaite_hors_delai"));
    let derived = late.derive("2027-03-26");
    assert_eq!(derived.irregularities.len(), 1, "the mémoire ampliatif itself was in time");
    assert!(derived.tasks.iter().any(|t| t.key.rule.as_str() == "relever_irrecevabilite"));
}

#[test]
fn a_decided_case_is_over() {
    let journal = Journal::opened("2026-11-24").ampliatif("2027-01-15").act("decision_prononcee", |b| {
        b.day("prononce", day("2027-02-20")).code("nature", "arret").code("solution", "rejet")
    });
    let derived = journal.derive("2027-02-21");
    assert_eq!((derived.stage.as_str(), derived.tasks.len(), derived.live), ("juge", 2, true));
    let journal = journal
        .act("expedition_transmise", |b| {
            b.day("transmise", day("2027-02-22")).code("destinataire", "juridiction_attaquee")
        })
        .act("publication_faite", |b| b.day("publiee", day("2027-02-22")).code("lieu", "judilibre"));
    let derived = journal.derive("2027-02-22");
    assert_eq!((derived.stage.as_str(), derived.tasks.len(), derived.live), ("juge", 0, false));
    assert!(
        derived.deadlines.iter().all(|d| !matches!(d.status, Status::Open | Status::Expired)),
        "{:?}",
        derived.deadlines
    );
}

fn judged(journal: Journal, on: &str, solution: &str) -> Journal {
    journal.act("decision_prononcee", |b| {
        b.day("prononce", day(on)).code("nature", "arret").code("solution", solution)
    })
}

#[test]
fn a_partial_decision_ends_the_case_for_those_it_names_alone() {
    let journal = Journal::opened("2026-11-24").act("decision_partielle_prononcee", |b| {
        b.day("prononce", day("2027-02-20"))
            .code("nature", "arret")
            .code("solution", "decheance")
            .pourvoi(POURVOI)
            .party(DEFENDEUR)
    });
    let derived = journal.derive("2027-02-21");
    assert_eq!(derived.stage.as_str(), "attente_memoire_ampliatif", "the case goes on");
    assert_eq!(status(&journal.deadline(DEPOT, DEMANDEUR, "2027-02-21")), "ouverte");
    let served = journal.clone().ampliatif("2027-01-15");
    assert_eq!(status(&served.deadline(SIGNIFICATION, DEFENDEUR, "2027-06-01")), "sans_objet");
    assert_eq!(status(&served.deadline(SIGNIFICATION, AUTRE, "2027-06-01")), "expiree");
    // What was begun after it is of another matter: the notification of the arrêt starts its own term.
    let named_nobody = Journal::opened("2026-11-24").act("decision_partielle_prononcee", |b| {
        b.day("prononce", day("2027-02-20")).code("nature", "arret").code("solution", "renvoi")
    });
    assert_eq!(status(&named_nobody.deadline(DEPOT, DEMANDEUR, "2027-02-21")), "ouverte");
}

#[test]
fn a_decision_taken_back_is_as_if_it_had_not_been() {
    let before = Journal::opened("2026-11-24").ampliatif("2027-01-15");
    let decided = judged(before.clone(), "2027-02-20", "rejet");
    let decision = decided.acts.last().unwrap().id;
    assert_eq!(decided.derive("2027-03-05").stage.as_str(), "juge");
    let revived = decided.act("arret_rabattu", |b| {
        b.day("rabattu", day("2027-03-01"))
            .code("cause", "erreur_de_procedure")
            .code("etendue", "total")
            .refers_to(decision)
    });
    let (then, now) = (before.derive("2027-03-05"), revived.derive("2027-03-05"));
    assert_eq!((now.stage, &now.deadlines), (then.stage, &then.deadlines));
    let again: Vec<&str> = now.tasks.iter().map(|t| t.key.rule.as_str()).collect();
    assert!(again.contains(&"juger_de_nouveau_apres_rabat"), "{again:?}");
    let again = judged(revived, "2027-03-01", "cassation").derive("2027-03-05");
    assert_eq!(again.stage.as_str(), "juge", "the same arrêt takes the first back and judges anew");
    assert!(!again.tasks.iter().any(|t| t.key.rule.as_str() == "juger_de_nouveau_apres_rabat"));
}

#[test]
fn a_decision_corrected_and_then_taken_back_is_gone_too() {
    let decided = judged(Journal::opened("2026-11-24").ampliatif("2027-01-15"), "2027-02-20", "rejet");
    let wrong = decided.acts.last().unwrap().id;
    let corrected = decided.act("decision_prononcee", |b| {
        b.day("prononce", day("2027-02-20"))
            .code("nature", "arret")
            .code("solution", "cassation")
            .supersedes(wrong)
    });
    let right = corrected.acts.last().unwrap().id;
    for named in [wrong, right] {
        let revived = corrected.clone().act("arret_rabattu", |b| {
            b.day("rabattu", day("2027-03-01"))
                .code("cause", "erreur_de_procedure")
                .code("etendue", "total")
                .refers_to(named)
        });
        assert_ne!(revived.derive("2027-03-05").stage.as_str(), "juge");
    }
}

#[test]
fn what_takes_back_can_be_taken_back_in_its_turn() {
    let journal = judged(Journal::opened("2026-11-24").ampliatif("2027-01-15"), "2027-02-20", "rejet");
    let taking_back = |journal: Journal, on: &str| {
        let last = journal.acts.last().unwrap().id;
        journal.act("arret_rabattu", |b| {
            b.day("rabattu", day(on))
                .code("cause", "erreur_de_procedure")
                .code("etendue", "total")
                .refers_to(last)
        })
    };
    let once = taking_back(journal, "2027-03-01");
    let twice = taking_back(once.clone(), "2027-03-02");
    let thrice = taking_back(twice.clone(), "2027-03-03");
    let judged = |journal: &Journal| journal.derive("2027-03-05").stage.as_str() == "juge";
    assert_eq!([&once, &twice, &thrice].map(judged), [false, true, false]);
}

#[test]
fn each_chamber_asked_for_its_opinion_is_waited_for_until_it_answers() {
    // Codes of chambers are the profile's.
    CourtProfile::embedded();
    let ask = |journal: Journal, on: &str, chambre: &str| {
        journal.act("formation_saisie", |b| {
            b.day("saisie", day(on)).code("formation", "chambre_pour_avis").code("chambre_consultee", chambre)
        })
    };
    let opened = Journal::opened("2026-11-24").ampliatif("2027-01-15").act("rapporteur_designe", |b| {
        b.day("designation", day("2027-01-20")).attr("personne", AttrValue::Id(Uuid::from_u128(6)))
    });
    let first = ask(opened, "2027-02-20", "soc");
    let asked = first.acts.last().unwrap().id;
    let both = ask(first, "2027-02-20", "com");
    let other = both.acts.last().unwrap().id;
    let owed = |journal: &Journal, task: &str| -> Vec<(String, ActId)> {
        let tasks = journal.derive("2027-03-05").tasks;
        let of = tasks.iter().filter(|owed| owed.key.rule.as_str() == task);
        let named = of.map(|owed| (owed.chambre.map(|c| c.as_str().to_owned()), owed.key.root));
        let mut named: Vec<_> = named.map(|(chambre, root)| (chambre.unwrap_or_default(), root)).collect();
        named.sort();
        named
    };
    let (give, collect, tell) = (
        "rendre_l_avis_demande",
        "recueillir_l_avis_d_une_autre_chambre",
        "aviser_de_la_consultation_d_une_chambre",
    );
    // Work of the chambers consulted; what is collected and told is work of the chamber seised.
    assert_eq!(owed(&both, give), [("com".to_owned(), other), ("soc".to_owned(), asked)]);
    assert!(owed(&both, collect).iter().all(|(chambre, _)| chambre.is_empty()));
    assert_eq!([owed(&both, collect).len(), owed(&both, tell).len()], [2, 2]);

    let told = both
        .clone()
        .act("avis_aux_parties", |b| b.day("emis", day("2027-02-21")).code("objet", "avis_autre_chambre"));
    assert!(owed(&told, tell).is_empty(), "one notice tells of both");
    let opinion = |journal: Journal, chambre: &str, of: ActId| {
        journal.act("avis_de_chambre_rendu", |b| {
            b.day("rendu", day("2027-03-01")).code("chambre_consultee", chambre).refers_to(of)
        })
    };
    assert_eq!(owed(&opinion(both, "soc", asked), tell).len(), 2, "the opinion tells the parties nothing");
    let one = opinion(told, "soc", asked);
    assert_eq!(owed(&one, give), [("com".to_owned(), other)], "the other chamber has not answered");
    assert_eq!(owed(&one, collect).len(), 1);
    // What was asked is corrected, and its answer stays the answer of it.
    let moved = one.act("formation_saisie", |b| {
        b.day("saisie", day("2027-02-19"))
            .code("formation", "chambre_pour_avis")
            .code("chambre_consultee", "soc")
            .supersedes(asked)
    });
    assert_eq!(owed(&moved, give), [("com".to_owned(), other)]);
    let ended = opinion(moved, "com", other);
    assert!([give, collect, tell].iter().all(|task| owed(&ended, task).is_empty()));
    // Asked again, the same chamber owes another.
    assert_eq!(owed(&ask(ended, "2027-03-01", "soc"), give).len(), 1);
}

#[test]
fn a_case_sent_to_the_assemblee_pleniere_waits_for_its_own_audience() {
    let owed = |journal: &Journal| {
        let tasks = journal.derive("2027-03-05").tasks;
        tasks.iter().any(|t| t.key.rule.as_str() == "fixer_audience_formation_solennelle")
    };
    let fixed = |journal: Journal, on: &str| {
        journal.act("audience_fixee", |b| {
            b.day("fixee", day(on)).attr("audience", greffe_procedure::act::AttrValue::Day(day("2027-06-01")))
        })
    };
    let ready = Journal::opened("2026-11-24").ampliatif("2027-01-15");
    let sent = fixed(ready, "2027-02-01").act("formation_saisie", |b| {
        b.day("saisie", day("2027-02-20")).code("formation", "assemblee_pleniere")
    });
    assert!(owed(&sent), "the audience of the chamber is not that of the assembly");
    assert!(!owed(&fixed(sent, "2027-02-25")));
}

#[test]
fn each_pourvoi_has_its_own_demandeur_and_its_own_term() {
    let other = greffe_procedure::ids::PourvoiId(uuid::Uuid::from_u128(19));
    let party = |n: u128, role| {
        let party = greffe_procedure::ids::PartyId(uuid::Uuid::from_u128(n));
        let person = greffe_procedure::ids::PersonId(party.0);
        greffe_procedure::act::DeclaredParty {
            party,
            person,
            role,
            zone: ResidenceZone::Metropole,
            nature: None,
        }
    };
    let second = |b: greffe_procedure::act::ActBuilder<'static>| {
        b.day("forme", day("2026-12-01"))
            .code("nature", "principal")
            .pourvoi(other)
            .declare(party(2, greffe_procedure::act::Role::Demandeur))
            .declare(party(1, greffe_procedure::act::Role::Defendeur))
    };
    let journal = Journal::opened("2026-11-24").act("pourvoi_forme", second);
    let of = |journal: &Journal| {
        let derived = journal.derive("2027-04-10");
        let all = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == DEPOT);
        let mut all: Vec<_> = all.map(|d| (d.key.party, d.key.pourvoi, d.due, status(d))).collect();
        all.sort();
        all
    };
    let (first_due, second_due) = (Some(day("2027-03-24")), Some(day("2027-04-01")));
    assert_eq!(
        of(&journal),
        [
            (Some(DEMANDEUR), Some(crate::support::POURVOI), first_due, "expiree"),
            (Some(DEFENDEUR), Some(other), second_due, "expiree")
        ]
    );
    let deposited = journal.act("memoire_depose", |b| {
        b.day("depose", day("2027-03-01")).code("nature", "ampliatif").party(DEFENDEUR).pourvoi(other)
    });
    assert_eq!(of(&deposited)[1].3, "satisfaite");
    assert_eq!(of(&deposited)[0].3, "expiree", "a mémoire in one pourvoi does not serve the other");
}

#[test]
fn the_first_notification_starts_the_defence_whatever_its_form() {
    let served = |journal: Journal, on: &str| {
        journal.act("memoire_signifie", |b| {
            b.day("signifie", day(on)).code("nature", "ampliatif").party(DEFENDEUR)
        })
    };
    let notified = |journal: Journal, on: &str| {
        journal.act("memoire_notifie", |b| {
            b.day("notifie", day(on)).code("nature", "ampliatif").party(DEFENDEUR)
        })
    };
    let opened = || Journal::opened("2026-11-24").ampliatif("2027-01-15");
    let journal = served(notified(opened(), "2027-02-01"), "2027-02-10");
    assert_eq!(journal.deadline(DEFENSE, DEFENDEUR, "2027-02-10").due, Some(day("2027-04-01")));
    let journal = notified(served(opened(), "2027-02-01"), "2027-02-10");
    assert_eq!(journal.deadline(DEFENSE, DEFENDEUR, "2027-02-10").due, Some(day("2027-04-01")));
}

#[test]
fn served_before_he_had_counsel_the_defendeur_is_owed_nothing_more() {
    let journal = Journal::opened("2026-11-24")
        .ampliatif("2027-01-15")
        .act("memoire_signifie", |b| {
            b.day("signifie", day("2027-02-01")).code("nature", "ampliatif").party(DEFENDEUR)
        })
        .act("avocat_constitue", |b| {
            b.day("constitution", day("2027-02-20"))
                .attr("cabinet", greffe_procedure::act::AttrValue::Id(uuid::Uuid::from_u128(77)))
                .party(DEFENDEUR)
        });
    let deadline = journal.deadline("civil.memoire_ampliatif.notification", DEFENDEUR, "2027-06-01");
    assert_eq!(status(&deadline), "satisfaite");
}

#[test]
fn a_party_bears_the_terms_of_what_it_is_and_of_nothing_else() {
    let requalified = |journal: Journal, on: &str, role: &str| {
        journal.act("qualite_changee", |b| b.day("constatee", day(on)).code("role", role).party(DEFENDEUR))
    };
    let bound = |journal: &Journal| {
        let derived = journal.derive("2027-01-10");
        let of = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == DEPOT);
        let mut of: Vec<_> = of.filter_map(|d| d.key.party).collect();
        of.sort();
        of
    };
    let before = Journal::opened("2026-11-24");
    assert_eq!(bound(&before), [DEMANDEUR]);
    let changed = requalified(before.clone(), "2026-12-01", "demandeur");
    assert_eq!(bound(&changed), {
        let mut both = [DEMANDEUR, DEFENDEUR];
        both.sort();
        both
    });
    // Whatever a party is said to be in between, what it is said to be last counts alone.
    for between in ["demandeur", "defendeur", "intervenant"] {
        for last in ["demandeur", "defendeur", "intervenant"] {
            let straight = requalified(before.clone(), "2026-12-02", last);
            let around = requalified(requalified(before.clone(), "2026-12-01", between), "2026-12-02", last);
            let (one, other) = (straight.derive("2027-04-30"), around.derive("2027-04-30"));
            assert_eq!(one.stage, other.stage, "{between} then {last}");
            let terms = |d: &greffe_procedure::derivation::Derivation| {
                let mut terms: Vec<_> = d
                    .deadlines
                    .iter()
                    .map(|d| (d.key.rule.as_str(), d.key.party, d.due, status(d)))
                    .collect();
                terms.sort();
                terms
            };
            assert_eq!(terms(&one), terms(&other), "{between} then {last}");
        }
    }
}

#[test]
fn pieces_required_are_missing_then_asked_for_then_there() {
    use greffe_procedure::inventory::inventory;
    let words = |journal: &Journal| -> Vec<String> {
        let items = inventory(Catalogue::embedded(), &journal.acts);
        items.iter().map(|i| format!("{} {}", i.required.id, i.presence.as_str())).collect()
    };
    let opened = Journal::opened("2026-11-24");
    assert_eq!(words(&opened), ["pce.civ.01 manquante"]);
    let deposited = opened.ampliatif("2027-01-15");
    assert_eq!(
        words(&deposited),
        [
            "pce.civ.01 presente",
            "pce.civ.02 manquante",
            "pce.civ.03 manquante",
            "pce.civ.04 manquante",
            "pce.civ.06 manquante"
        ]
    );
    let asked = deposited
        .act("avis_aux_parties", |b| b.day("emis", day("2027-02-01")).code("objet", "piece_manquante"));
    assert_eq!(words(&asked)[1..3], ["pce.civ.02 demandee", "pce.civ.03 demandee"]);
    let given = asked
        .act("pieces_deposees", |b| b.day("depose", day("2027-02-10")).code("nature", "decision_attaquee"))
        .act("avis_aux_parties", |b| b.day("emis", day("2027-02-11")).code("objet", "piece_demandee"));
    let said = words(&given);
    assert_eq!(said[1], "pce.civ.02 presente");
    assert_eq!(said[4], "pce.civ.05 demandee", "what came before the demand does not answer it");
    let answered =
        given.act("pieces_deposees", |b| b.day("depose", day("2027-02-11")).code("nature", "autre"));
    assert_eq!(words(&answered)[4], "pce.civ.05 presente");
}
