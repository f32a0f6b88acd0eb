//! When a pourvoi comes too late, and what a declaration that says enough spares.

use greffe_procedure::{
    act::{ActBuilder, AttrValue, DeclaredParty, ResidenceZone, Role},
    admission::{Admission, admit},
    catalogue::Catalogue,
    day::Instant,
    derivation::CheckResult,
    gate::{of_journal, passes},
    ids::{PartyId, PersonId, PourvoiId},
    profile::CourtProfile,
};
use uuid::Uuid;

use crate::support::{AUTRE, DEFENDEUR, DEMANDEUR, Journal, POURVOI, day, status};

/// A declaration, of one demandeur, then what it says.
pub fn declared(on: &str, say: impl FnOnce(ActBuilder<'static>) -> ActBuilder<'static>) -> Journal {
    Journal::new()
        .act("pourvoi_forme", |b| {
            say(b.day("forme", day(on)).code("nature", "principal").pourvoi(POURVOI)).declare(DeclaredParty {
                party: DEMANDEUR,
                person: PersonId(DEMANDEUR.0),
                role: Role::Demandeur,
                zone: ResidenceZone::Metropole,
                nature: None,
            })
        })
        .act("pourvoi_enregistre", |b| b.day("enregistre", day(on)).pourvoi(POURVOI))
}

fn notified(journal: Journal, on: &str, jours: Option<i64>) -> Journal {
    journal.act("decision_notifiee", |b| {
        let b = b.day("notifiee", day(on)).code("mode", "signification").party(DEMANDEUR);
        match jours {
            Some(jours) => b.attr("jours", AttrValue::Int(jours)),
            None => b,
        }
    })
}

fn irregular(journal: &Journal, today: &str) -> Vec<String> {
    let found = journal.derive(today).checks;
    let irregular = found.iter().filter(|check| check.result == CheckResult::Irregular);
    irregular.filter_map(|check| Some(Catalogue::embedded().control_of(*check)?.id.to_string())).collect()
}

/// CPC 528-1.
#[test]
fn a_notification_after_two_years_does_not_open_anew_what_is_closed() {
    let told = |on| {
        let formed =
            declared("2026-11-02", |b| b.attr("decision_attaquee", AttrValue::Day(day("2024-09-10"))));
        notified(formed, on, None)
    };
    let (in_time, late) = (told("2026-09-10"), told("2026-10-15"));
    let of =
        |journal: &Journal| status(&journal.deadline("civil.pourvoi.terme_528_1", DEMANDEUR, "2026-11-24"));
    assert_eq!(of(&in_time), "satisfaite");
    assert!(!irregular(&in_time, "2026-11-24").contains(&"chk.civ.05".to_owned()));
    assert_eq!(of(&late), "satisfaite_hors_delai");
    assert!(irregular(&late, "2026-11-24").contains(&"chk.civ.05".to_owned()));
    let tasks = late.derive("2026-11-24").tasks;
    assert!(tasks.iter().any(|task| task.key.rule.as_str() == "relever_irrecevabilite"), "{tasks:?}");
}

/// CPC 612, « sauf disposition contraire »: fifteen days of LPF L16 B.
#[test]
fn a_special_text_shortens_the_term_of_the_pourvoi_that_it_fixes() {
    let formed = || declared("2026-11-20", |b| b);
    let usual = notified(formed(), "2026-11-02", None);
    let usual = usual.deadline("civil.pourvoi.delai", DEMANDEUR, "2026-11-24");
    assert_eq!((usual.due, status(&usual)), (Some(day("2027-01-04")), "satisfaite"));
    let special = notified(formed(), "2026-11-02", Some(15));
    let term = special.deadline("civil.pourvoi.delai", DEMANDEUR, "2026-11-24");
    assert_eq!((term.due, status(&term)), (Some(day("2026-11-17")), "satisfaite_hors_delai"));
    assert!(irregular(&special, "2026-11-24").contains(&"chk.civ.04".to_owned()));
}

/// CPC 989: the mémoire is due where the declaration states no moyen.
#[test]
fn a_declaration_that_states_moyens_waits_for_no_memoire() {
    let receipt = |moyens: &str| {
        let formed = declared("2026-08-03", |b| b.code("procedure", "civil_sans_representation"));
        formed.act("recepisse_delivre", |b| {
            b.day("expedie", day("2026-08-05")).day("recu", day("2026-08-05")).code("moyens", moyens)
        })
    };
    let told = |journal: &Journal| {
        let derived = journal.derive("2026-11-24");
        let terms: Vec<&str> = derived.deadlines.iter().map(|d| d.key.rule.as_str()).collect();
        let tasks: Vec<&str> = derived.tasks.iter().map(|task| task.key.rule.as_str()).collect();
        let (memoire, decheance) =
            (terms.contains(&"civil.sro.memoire"), tasks.contains(&"soumettre_decheance"));
        (derived.stage.as_str(), memoire, decheance)
    };
    assert_eq!(told(&receipt("absents")), ("attente_memoires", true, true));
    assert_eq!(told(&receipt("enonces")), ("a_distribuer", false, false));
}

/// Law of 29 July 1881, article 59; CPP 568, alinéa 2.
#[test]
fn a_press_decision_that_was_to_be_served_is_attacked_within_three_days_of_its_service() {
    let of = |rendue: &str| {
        let formed = declared("2026-11-16", |b| {
            b.code("procedure", "penal_presse")
                .code("decision_rendue", rendue)
                .attr("decision_attaquee", AttrValue::Day(day("2026-10-01")))
        });
        notified(formed, "2026-11-10", None)
    };
    let served = of("a_signifier").deadline("penal.pourvoi.presse", DEMANDEUR, "2026-11-24");
    assert_eq!((served.due, status(&served)), (Some(day("2026-11-13")), "satisfaite_hors_delai"));
    let heard = of("contradictoire").deadline("penal.pourvoi.presse", DEMANDEUR, "2026-11-24");
    assert_eq!(
        heard.due,
        Some(day("2026-10-05")),
        "from the prononcé, who was present; 4 October is a Sunday"
    );
    let absent = of("defaut").derive("2026-11-24");
    assert!(absent.deadlines.iter().all(|d| d.key.rule.as_str() != "penal.pourvoi.presse"));
}

/// The pourvois of the partie civile and of the ministère public, under the number of the condamné's.
const DE_LA_PARTIE_CIVILE: PourvoiId = PourvoiId(Uuid::from_u128(10));
const DU_MINISTERE_PUBLIC: PourvoiId = PourvoiId(Uuid::from_u128(11));
const CONDAMNE: PartyId = DEMANDEUR;
const PARTIE_CIVILE: PartyId = DEFENDEUR;
const MINISTERE_PUBLIC: PartyId = AUTRE;

/// A declaration against the arrêt of 30 October 2025: one demandeur, whom the two others answer.
fn one_of_several(journal: Journal, on: &str, pourvoi: PourvoiId, who: PartyId, qualite: &str) -> Journal {
    journal.act("pourvoi_forme", |b| {
        let said = b
            .day("forme", day(on))
            .code("nature", "principal")
            .code("qualite", qualite)
            .code("lieu", "greffe_de_la_juridiction")
            .code("decision_rendue", "contradictoire")
            .attr("decision_attaquee", AttrValue::Day(day("2025-10-30")))
            .pourvoi(pourvoi);
        [CONDAMNE, PARTIE_CIVILE, MINISTERE_PUBLIC].into_iter().fold(said, |b, party| {
            let role = if party == who { Role::Demandeur } else { Role::Defendeur };
            let zone = ResidenceZone::Metropole;
            b.declare(DeclaredParty { party, person: PersonId(party.0), role, zone, nature: None })
        })
    })
}

fn registered(journal: Journal, on: &str, pourvoi: PourvoiId) -> Journal {
    journal.act("pourvoi_enregistre", |b| b.day("enregistre", day(on)).pourvoi(pourvoi))
}

/// Three pourvois against one arrêt: the condamné has counsel, the partie civile has none, the ministère public comes too late.
fn several() -> Journal {
    let first = Journal::new().act("procedure_requalifiee", |b| {
        b.day("requalifiee", day("2025-11-03")).code("procedure", "penal_general")
    });
    let first = one_of_several(first, "2025-11-03", POURVOI, CONDAMNE, "condamne");
    let first = registered(first, "2025-11-04", POURVOI);
    let second = one_of_several(first, "2025-11-07", DE_LA_PARTIE_CIVILE, PARTIE_CIVILE, "partie_civile");
    let second = registered(second, "2025-11-12", DE_LA_PARTIE_CIVILE);
    let third =
        one_of_several(second, "2025-11-14", DU_MINISTERE_PUBLIC, MINISTERE_PUBLIC, "ministere_public");
    registered(third, "2025-11-17", DU_MINISTERE_PUBLIC)
        .act("avocat_constitue", |b| {
            b.day("constitution", day("2025-11-20"))
                .attr("cabinet", AttrValue::Id(Uuid::from_u128(77)))
                .code("position", "demandeur")
                .party(CONDAMNE)
        })
        .act("dossier_recu", |b| b.day("recu", day("2025-12-01")))
}

/// Where a term of one pourvoi stands: its status, its last day.
fn term(journal: &Journal, rule: &str, pourvoi: PourvoiId, today: &str) -> (&'static str, Option<String>) {
    let derived = journal.derive(today);
    let mut of = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == rule);
    let found = of.find(|d| d.key.pourvoi == Some(pourvoi));
    found.map_or(("aucune", None), |d| (status(d), d.due.map(|day| day.to_string())))
}

fn ends(journal: Journal, kind: &str, extent: &str, pourvoi: PourvoiId) -> Journal {
    journal.act(kind, |b| {
        b.day("prononce", day("2026-01-12"))
            .code("nature", "ordonnance")
            .code("etendue", extent)
            .pourvoi(pourvoi)
    })
}

fn withdrawn(journal: Journal, on: &str, pourvoi: PourvoiId) -> Journal {
    journal
        .act("desistement_depose", |b| b.day("depose", day(on)).code("etendue", "partiel").pourvoi(pourvoi))
}

/// CPP 568, 584, 585-1, 585-2, 590-1: one number, as many terms as declarations; the counsel of one spares no other.
#[test]
fn each_of_several_criminal_pourvois_is_bound_by_its_own_declaration() {
    let journal = several();
    let of = |rule: &str, pourvoi| term(&journal, rule, pourvoi, "2025-12-20");
    let until = |day: &str| Some(day.to_owned());
    assert_eq!(of("penal.pourvoi", POURVOI), ("satisfaite", until("2025-11-10")));
    assert_eq!(of("penal.pourvoi", DE_LA_PARTIE_CIVILE), ("satisfaite", until("2025-11-10")));
    assert_eq!(of("penal.pourvoi", DU_MINISTERE_PUBLIC), ("satisfaite_hors_delai", until("2025-11-10")));
    let memoire = "penal.memoire.personnel_584";
    assert_eq!(of(memoire, DE_LA_PARTIE_CIVILE), ("expiree", until("2025-11-17")));
    assert_eq!(of("penal.memoire.condamne_585_1", POURVOI).0, "sans_objet", "his counsel writes");
    assert_eq!(of("penal.constitution_avocat_585_1", POURVOI).0, "satisfaite");
    assert_eq!(
        of("penal.constitution_avocat_585_1", DE_LA_PARTIE_CIVILE),
        ("expiree", until("2025-12-08")),
        "neither the ministère public nor the condamné spares the partie civile"
    );
    assert_eq!(of("penal.constitution_avocat_585_1", DU_MINISTERE_PUBLIC).0, "sans_objet");
    let public = "penal.memoire.ministere_public_585_2";
    assert_eq!(of(public, DU_MINISTERE_PUBLIC), ("expiree", until("2025-12-15")));

    // Déchue, the partie civile owes nothing more; the others are as they were, and the case goes on.
    let after = ends(journal.clone(), "decheance_constatee", "partielle", DE_LA_PARTIE_CIVILE);
    let of = |rule: &str, pourvoi| term(&after, rule, pourvoi, "2026-01-20").0;
    assert_eq!(of(memoire, DE_LA_PARTIE_CIVILE), "sans_objet");
    assert_eq!(of(public, DU_MINISTERE_PUBLIC), "expiree");
    assert_eq!(after.derive("2026-01-20").stage, journal.derive("2026-01-20").stage);
    let ended = ends(after, "desistement_constate", "partiel", DU_MINISTERE_PUBLIC);
    assert_eq!(term(&ended, public, DU_MINISTERE_PUBLIC, "2026-01-20").0, "sans_objet");
}

/// CPP 571-1: each désistement is submitted, whatever was found of another.
#[test]
fn the_constat_of_one_desistement_leaves_the_other_to_be_submitted() {
    let asked = |journal: &Journal| {
        let tasks = journal.derive("2026-01-20").tasks;
        tasks.iter().filter(|task| task.key.rule.as_str() == "constater_desistement_penal").count()
    };
    let both = withdrawn(withdrawn(several(), "2026-01-05", POURVOI), "2026-01-06", DU_MINISTERE_PUBLIC);
    assert_eq!(asked(&both), 2);
    let one = ends(both, "desistement_constate", "partiel", DU_MINISTERE_PUBLIC);
    assert_eq!(asked(&one), 1);
    assert_eq!(asked(&ends(one, "desistement_constate", "total", POURVOI)), 0);
}

/// CPP 568, 576: what is found of a declaration is found of it alone, and each is looked at before its registration.
#[test]
fn the_gate_looks_at_each_of_several_pourvois() {
    let catalogue = Catalogue::embedded();
    let verified = |journal: Journal, point: &str| {
        journal.act("point_verifie", |b| {
            b.day("verifie", day("2025-11-05")).code("point", point).code("resultat", "conforme")
        })
    };
    let journal = verified(several(), "chk.pen.08");
    let at = catalogue.milestone_named("distribution").unwrap();
    let found = of_journal(catalogue, CourtProfile::embedded(), &journal.acts, at, None, day("2025-12-20"));
    let of = |point: &str| -> Vec<String> {
        let told = found.iter().filter(|found| found.control.id.as_str() == point);
        told.map(|found| format!("{} {}", found.result.as_str(), found.detail)).collect()
    };
    assert_eq!(of("chk.pen.07"), ["irregulier Pourvoi 3 sur 3, formé le vendredi 14 novembre 2025."]);
    assert_eq!(
        of("chk.pen.08"),
        [
            "non_verifie Pourvoi 2 sur 3, formé le vendredi 7 novembre 2025.",
            "non_verifie Pourvoi 3 sur 3, formé le vendredi 14 novembre 2025.",
        ],
        "the first alone was there when it was looked at"
    );
    let over = ends(journal, "decheance_constatee", "partielle", DU_MINISTERE_PUBLIC);
    let left = irregular(&over, "2026-01-20");
    assert!(!left.contains(&"chk.pen.07".to_owned()), "what ended has nothing to look at: {left:?}");

    // The déchéance of one is no end of the case: what excludes it is looked at all the same, in its pourvoi.
    let lapsed = ends(several(), "decheance_constatee", "partielle", DE_LA_PARTIE_CIVILE);
    let (act, before) = lapsed.acts.split_last().unwrap();
    let prononce = catalogue.milestone_named("prononce").unwrap();
    assert_eq!(passes(catalogue, before, act), [prononce]);
    let found =
        of_journal(catalogue, CourtProfile::embedded(), before, prononce, Some(act), day("2026-01-12"));
    let told: Vec<String> = found.iter().map(|of| format!("{} {}", of.control.id, of.detail)).collect();
    assert_eq!(told, ["chk.pen.17 Pourvoi 2 sur 3, formé le vendredi 7 novembre 2025."]);
    let civil = ends(Journal::opened("2025-11-03"), "decheance_constatee", "partielle", POURVOI);
    let (act, before) = civil.acts.split_last().unwrap();
    assert_eq!(passes(catalogue, before, act), [] as [usize; 0]);

    // What was declared is registered, each under the number of the first.
    let asked = |journal: &Journal| {
        let tasks = journal.derive("2025-12-20").tasks;
        tasks.iter().filter(|task| task.key.rule.as_str() == "enregistrer_pourvoi_penal").count()
    };
    let fourth = PourvoiId(Uuid::from_u128(12));
    let joined = one_of_several(several(), "2025-12-05", fourth, PARTIE_CIVILE, "partie_civile");
    assert_eq!((asked(&several()), asked(&joined)), (0, 1));
    assert_eq!(asked(&registered(joined, "2025-12-08", fourth)), 0);

    let known = several().acts;
    let second = known.iter().position(|act| act.scope.pourvois.contains(&DE_LA_PARTIE_CIVILE)).unwrap() + 1;
    let milestones = passes(catalogue, &known[..second], &known[second]);
    assert_eq!(milestones, [catalogue.milestone_named("enregistrement").unwrap()]);
    let mut again = known[second].clone();
    again.version += 1;
    assert_eq!(passes(catalogue, &known[..=second], &again), [] as [usize; 0], "it is registered");
}

/// A criminal case that is open takes in another pourvoi; a civil one is another case, with another number.
#[test]
fn another_pourvoi_is_expected_in_a_criminal_case_and_in_no_civil_one() {
    let said = |journal: Journal| {
        let next = one_of_several(journal, "2025-12-05", PourvoiId(Uuid::from_u128(12)), CONDAMNE, "prevenu");
        let (act, before) = next.acts.split_last().unwrap();
        let now = Instant(i64::from(day("2025-12-20").number()) * 86_400_000_000);
        match admit(Catalogue::embedded(), CourtProfile::embedded(), before, act, now) {
            Admission::Admitted(findings) => findings.iter().map(|finding| finding.code).collect::<Vec<_>>(),
            Admission::Refused(finding) => vec![finding.code],
        }
    };
    assert!(!said(several()).contains(&"ACT-021"));
    assert!(said(Journal::opened("2025-11-03")).contains(&"ACT-021"));
}

/// What one task asks of a journal, how many times.
fn owed(journal: &Journal, task: &str, today: &str) -> usize {
    journal.derive(today).tasks.iter().filter(|found| found.key.rule.as_str() == task).count()
}

/// CPP 568, 585-2: the prorogation of one, the service of the decision on one.
#[test]
fn what_is_granted_or_served_to_one_moves_no_other() {
    let public = |journal: &Journal| {
        term(journal, "penal.memoire.ministere_public_585_2", DU_MINISTERE_PUBLIC, "2025-12-10").1
    };
    let granted = |to: fn(ActBuilder<'static>) -> ActBuilder<'static>| {
        several().act("prorogation_accordee", |b| {
            to(b.day("accordee", day("2025-12-05")).code("nature", "derogation"))
                .attr("jours", AttrValue::Int(15))
        })
    };
    let usual = public(&several());
    assert_eq!(public(&granted(|b| b.party(CONDAMNE))), usual);
    assert_eq!(public(&granted(|b| b.pourvoi(DE_LA_PARTIE_CIVILE))), usual);
    assert_ne!(public(&granted(|b| b.party(MINISTERE_PUBLIC))), usual);
    assert_ne!(public(&granted(|b| b.pourvoi(DU_MINISTERE_PUBLIC))), usual);

    // Who answers the pourvois of the others has no term to form them.
    let served = several().act("decision_notifiee", |b| {
        b.day("notifiee", day("2025-10-31")).code("mode", "signification").party(PARTIE_CIVILE)
    });
    let derived = served.derive("2025-12-10");
    let of = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == "penal.pourvoi.signification");
    assert_eq!(of.map(|d| d.key.pourvoi).collect::<Vec<_>>(), [Some(DE_LA_PARTIE_CIVILE)]);
}

/// What one declaration says, or one party knows, is asked all the same of the others.
#[test]
fn what_is_known_of_one_is_still_asked_of_the_others() {
    let silent = declared("2025-11-03", |b| b.code("procedure", "penal_general"));
    let both = one_of_several(silent, "2025-11-07", DE_LA_PARTIE_CIVILE, PARTIE_CIVILE, "partie_civile");
    for task in ["preciser_la_qualite_penale", "preciser_comment_la_decision_fut_rendue"] {
        assert_eq!((owed(&both, task, "2025-12-10"), owed(&several(), task, "2025-12-10")), (1, 0), "{task}");
    }
    let asks = |journal: Journal, who| {
        journal.act("aide_juridictionnelle_demandee", |b| {
            b.day("demande", day("2025-11-20")).code("objet", "pourvoi").party(who)
        })
    };
    let aided = asks(asks(several(), CONDAMNE), PARTIE_CIVILE).act("aide_juridictionnelle_decidee", |b| {
        b.day("decidee", day("2025-12-01")).code("sens", "rejet").party(CONDAMNE)
    });
    assert_eq!(owed(&aided, "suivre_aide_juridictionnelle_penale", "2025-12-10"), 1);

    // CPP 6: the public action ends as to him who died alone.
    let rules = |solution: &str, pourvoi| {
        several().act("partie_decedee", |b| b.day("notifie", day("2025-12-05")).party(CONDAMNE)).act(
            "decision_partielle_prononcee",
            |b| {
                let b = b.day("prononce", day("2026-01-12")).code("nature", "arret");
                b.code("solution", solution).pourvoi(pourvoi)
            },
        )
    };
    let extinction = "soumettre_extinction_de_l_action_publique";
    assert_eq!(owed(&rules("rejet", DE_LA_PARTIE_CIVILE), extinction, "2026-01-20"), 1);
    assert_eq!(owed(&rules("nonlieu", POURVOI), extinction, "2026-01-20"), 0);
}

/// CPP 574-1: of several accused, each is held by his own title and is set free by an act of his own.
#[test]
fn each_who_is_detained_is_watched_and_set_free() {
    let knows = |journal: Journal, who, on: &str, situation: &str| {
        journal.act("situation_penale_constatee", |b| {
            b.day("constatee", day(on)).code("situation", situation).party(who)
        })
    };
    let frees = |journal: Journal, who| {
        journal.act("mise_en_liberte_ordonnee", |b| {
            b.day("effective", day("2026-03-02")).code("cause", "expiration_du_delai").party(who)
        })
    };
    let accused = several().act("procedure_requalifiee", |b| {
        b.day("requalifiee", day("2025-12-01")).code("procedure", "penal_mise_en_accusation")
    });
    let (watched, others) = ("surveiller_titre_de_detention", "provoquer_les_autres_mises_en_liberte");
    let one = knows(accused, CONDAMNE, "2025-12-02", "detenu");
    let free = knows(one.clone(), PARTIE_CIVILE, "2025-12-03", "libre");
    assert_eq!(owed(&free, watched, "2025-12-10"), 1, "another is free");
    let anew = knows(one.clone(), CONDAMNE, "2025-12-09", "detenu");
    assert_eq!(owed(&anew, watched, "2025-12-10"), 1, "a new title takes the place of the first");
    let both = knows(one, PARTIE_CIVILE, "2025-12-03", "detenu");
    assert_eq!((owed(&both, watched, "2025-12-10"), owed(&both, others, "2025-12-10")), (2, 0));
    let released = frees(both, CONDAMNE);
    assert_eq!((owed(&released, watched, "2026-03-03"), owed(&released, others, "2026-03-03")), (1, 1));
    assert_eq!(owed(&frees(released, PARTIE_CIVILE), others, "2026-03-03"), 0);
}

/// CPP 578, 579: each demandeur tells the others of his own pourvoi.
#[test]
fn who_tells_of_its_own_pourvoi_is_not_told_of_another() {
    let told = |journal: &Journal, to, of| {
        let notices = journal.derive("2025-12-10").notices;
        let mut found = notices.iter().filter(|notice| notice.key.rule.as_str() == "not.01");
        let one = found.find(|notice| notice.key.party == Some(to) && notice.key.pourvoi == Some(of));
        one.map(|notice| notice.status.as_str())
    };
    let notified = |say: &dyn Fn(ActBuilder<'static>) -> ActBuilder<'static>| {
        several().act("pourvoi_notifie", |b| {
            say(b.day("expedie", day("2025-11-18")).day("recu", day("2025-11-19")))
        })
    };
    let own = notified(&|b| b.party(CONDAMNE));
    assert_eq!(told(&own, PARTIE_CIVILE, POURVOI), Some("prouve"));
    assert_eq!(told(&own, CONDAMNE, DE_LA_PARTIE_CIVILE), Some("du"));
    let declaration = several().acts;
    let second = declaration.iter().find(|act| act.scope.pourvois.contains(&DE_LA_PARTIE_CIVILE)).unwrap().id;
    let to_him = notified(&|b| b.refers_to(second).party(CONDAMNE));
    assert_eq!(told(&to_him, CONDAMNE, DE_LA_PARTIE_CIVILE), Some("prouve"));
    assert_eq!(told(&to_him, PARTIE_CIVILE, POURVOI), Some("du"));
}

/// CPP 574-2: what the Court owes in a pourvoi ends with it; a quality changed in one pourvoi, and an act before its declaration.
#[test]
fn what_is_of_one_pourvoi_stays_in_it() {
    let warrant = several().act("procedure_requalifiee", |b| {
        b.day("requalifiee", day("2025-12-01")).code("procedure", "penal_mandat_arret_europeen")
    });
    let over = ends(warrant, "desistement_constate", "partiel", DE_LA_PARTIE_CIVILE);
    let rule = |pourvoi| term(&over, "penal.statuer.mae_574_2", pourvoi, "2026-01-20").0;
    assert_eq!((rule(POURVOI), rule(DE_LA_PARTIE_CIVILE)), ("expiree", "sans_objet"));

    let changed = several().act("qualite_changee", |b| {
        let b = b.day("constatee", day("2025-11-20")).code("role", "intervenant");
        b.party(PARTIE_CIVILE).pourvoi(POURVOI)
    });
    let memoire = term(&changed, "penal.memoire.personnel_584", DE_LA_PARTIE_CIVILE, "2025-12-20");
    assert_eq!(memoire.0, "expiree", "it forms its own still");

    let fourth = PourvoiId(Uuid::from_u128(12));
    let joined = one_of_several(several(), "2025-12-05", fourth, PARTIE_CIVILE, "partie_civile");
    let early = registered(joined, "2025-12-04", fourth);
    let (act, before) = early.acts.split_last().unwrap();
    let now = Instant(i64::from(day("2025-12-20").number()) * 86_400_000_000);
    match admit(Catalogue::embedded(), CourtProfile::embedded(), before, act, now) {
        Admission::Refused(finding) => assert_eq!(finding.code, "DAT-002"),
        Admission::Admitted(found) => panic!("registered before it was formed: {found:?}"),
    }

    // CPC 614, 1010: a pourvoi incident has an identifier of its own, and is formed within the principal.
    let answered = Journal::opened("2026-01-05").ampliatif("2026-02-02").act("memoire_signifie", |b| {
        b.day("signifie", day("2026-02-03")).code("nature", "ampliatif").party(DEFENDEUR)
    });
    let incident = answered.act("pourvoi_incident_forme", |b| {
        let b = b.day("depose", day("2026-03-02")).code("nature", "incident");
        b.party(DEFENDEUR).pourvoi(PourvoiId(Uuid::from_u128(20)))
    });
    let formed = incident.deadline("civil.pourvoi_incident.depot", DEFENDEUR, "2026-03-10");
    assert_eq!(status(&formed), "satisfaite");
}

/// CPC 613; CPP 568, alinéa 3: while the opposition is open, the pourvoi is not.
#[test]
fn a_pourvoi_that_precedes_the_end_of_the_opposition_is_premature() {
    let told = |journal: Journal| {
        journal.act("decision_notifiee", |b| {
            let b = b.day("notifiee", day("2026-09-01")).day("opposition_close", day("2026-10-01"));
            b.code("mode", "signification").party(DEMANDEUR)
        })
    };
    let civil = |on| irregular(&told(declared(on, |b| b)), "2026-11-24").contains(&"chk.civ.04".to_owned());
    assert_eq!((civil("2026-09-30"), civil("2026-10-01"), civil("2026-11-20")), (true, false, false));
    let penal = |on, qualite| {
        let formed = declared(on, |b| {
            b.code("procedure", "penal_general").code("decision_rendue", "defaut").code("qualite", qualite)
        });
        irregular(&told(formed), "2026-11-24").contains(&"chk.pen.30".to_owned())
    };
    assert_eq!((penal("2026-09-30", "condamne"), penal("2026-10-05", "condamne")), (true, false));
    assert!(!penal("2026-09-30", "ministere_public"), "it has a start of its own");
}
