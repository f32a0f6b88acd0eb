//! Terms that acts of a journal open: by the special text that the declaration names, by the day from which a decision by default
//! or a sentence may be attacked, by what a party or the Court did since.

use greffe_procedure::{
    act::{ActBuilder, AttrValue, DeclaredParty, ResidenceZone, Role},
    admission::{Admission, admit},
    catalogue::Catalogue,
    day::Instant,
    explain::explain,
    gate::{statutory, urgency},
    ids::{PartyId, PersonId},
    profile::CourtProfile,
};

use crate::{
    pourvois::declared,
    support::{AUTRE, DEFENDEUR, DEMANDEUR, Journal, POURVOI, day, status},
};

/// A declaration of one demandeur against two défendeurs, that names a special text.
fn under(text: &str, on: &str) -> Journal {
    declared(on, |b| {
        let defendeur = |party: PartyId| DeclaredParty {
            party,
            person: PersonId(party.0),
            role: Role::Defendeur,
            zone: ResidenceZone::Metropole,
            nature: None,
        };
        b.code("texte_special", text).declare(defendeur(DEFENDEUR)).declare(defendeur(AUTRE))
    })
}

fn notified(journal: Journal, on: &str, since: Option<(&str, &str)>) -> Journal {
    journal.act("decision_notifiee", |b| {
        let b = b.day("notifiee", day(on)).code("mode", "signification").party(DEMANDEUR);
        match since {
            Some((date, on)) => b.day(date, day(on)),
            None => b,
        }
    })
}

/// Terms of a rule on a day: whom each binds is left out.
fn of(journal: &Journal, rule: &str, today: &str) -> Vec<(String, &'static str)> {
    let derived = journal.derive(today);
    let of = derived.deadlines.iter().filter(|d| d.key.rule.as_str() == rule);
    of.map(|d| (d.due.map(|due| due.to_string()).unwrap_or_default(), status(d))).collect()
}

fn is(due: &str, status: &'static str) -> Vec<(String, &'static str)> {
    vec![(due.to_owned(), status)]
}

/// CPC 612, « sauf disposition contraire »; LPF L16 B: fifteen days from the notification.
#[test]
fn the_special_text_that_the_declaration_names_sets_the_term_and_is_cited() {
    let journal = notified(under("LPF L16 B", "2026-11-20"), "2026-11-02", None);
    assert_eq!(
        of(&journal, "civil.pourvoi.delai_special", "2026-11-24"),
        is("2026-11-17", "satisfaite_hors_delai")
    );
    assert_eq!(of(&journal, "civil.pourvoi.delai", "2026-11-24"), []);
    let term = journal.deadline("civil.pourvoi.delai_special", DEMANDEUR, "2026-11-24");
    let steps = explain(Catalogue::embedded(), CourtProfile::embedded(), &journal.acts, &term);
    assert!(steps.iter().any(|step| step.basis.contains("LPF L16 B")), "{steps:?}");
    // The mémoire keeps its four months.
    assert_eq!(of(&journal, "civil.memoire_ampliatif.depot", "2026-11-24"), is("2027-03-22", "ouverte"));
}

/// CPC 1103: fifteen days from the prononcé, whatever was notified.
#[test]
fn a_special_text_may_run_from_the_decision_itself() {
    let formed = declared("2026-11-20", |b| {
        b.code("texte_special", "CPC 1103").attr("decision_attaquee", AttrValue::Day(day("2026-11-03")))
    });
    let journal = notified(formed, "2026-11-10", None);
    assert_eq!(
        of(&journal, "civil.pourvoi.delai_special", "2026-11-24"),
        is("2026-11-18", "satisfaite_hors_delai")
    );
}

/// CPC 618: even after the term of 612.
#[test]
fn a_special_text_without_limit_opens_no_term() {
    let journal = notified(under("CPC 618", "2026-11-20"), "2024-01-02", None);
    assert_eq!(of(&journal, "civil.pourvoi.delai_special", "2026-11-24"), []);
    assert_eq!(of(&journal, "civil.pourvoi.delai", "2026-11-24"), []);
}

/// C. com. R483-9: ten days for the pourvoi, and one month in place of the terms of 978 and 982.
#[test]
fn a_special_text_cuts_the_terms_of_the_memoires_too() {
    let journal = under("C. com. R483-9", "2026-11-24");
    let served = |journal: Journal| {
        journal.act("memoire_signifie", |b| {
            b.day("signifie", day("2027-01-20")).code("nature", "ampliatif").party(DEFENDEUR)
        })
    };
    assert_eq!(of(&journal, "civil.memoire_ampliatif.depot", "2026-11-25"), is("2026-12-24", "ouverte"));
    assert_eq!(of(&journal, "civil.pieces.979", "2026-11-25"), is("2026-12-24", "ouverte"));
    let toward_each = [is("2027-01-25", "ouverte"), is("2027-01-25", "ouverte")].concat();
    assert_eq!(of(&journal, "civil.memoire_ampliatif.signification", "2026-11-25"), toward_each);
    let journal = served(journal);
    for rule in ["civil.memoire_defense", "civil.pourvoi_incident.depot", "civil.radiation.demande"] {
        assert_eq!(of(&journal, rule, "2027-01-21"), is("2027-02-22", "ouverte"), "{rule}");
    }
}

/// CPC 613; CPP 568, alinéa 3, and 498-1.
#[test]
fn a_decision_by_default_is_attacked_from_the_end_of_the_opposition() {
    let civil = declared("2026-11-20", |b| b);
    let civil = notified(civil, "2026-09-01", Some(("opposition_close", "2026-10-01")));
    assert_eq!(of(&civil, "civil.pourvoi.defaut_613", "2026-11-24"), is("2026-12-01", "satisfaite"));
    assert_eq!(of(&civil, "civil.pourvoi.delai", "2026-11-24"), []);

    // A special text sets its own length from that day, or none.
    let special =
        |text| notified(under(text, "2026-11-20"), "2026-09-01", Some(("opposition_close", "2026-11-02")));
    for (text, expected) in
        [("LPF L16 B", is("2026-11-17", "satisfaite_hors_delai")), ("CPC 618", Vec::new())]
    {
        assert_eq!(of(&special(text), "civil.pourvoi.delai_special", "2026-11-24"), expected, "{text}");
        assert_eq!(of(&special(text), "civil.pourvoi.defaut_613", "2026-11-24"), [], "{text}");
    }

    // Nor is a length lost that the notification says, of a text that the catalogue does not know.
    let told = declared("2026-11-20", |b| b).act("decision_notifiee", |b| {
        let b = b.day("notifiee", day("2026-09-01")).day("opposition_close", day("2026-11-02"));
        b.code("mode", "signification").attr("jours", AttrValue::Int(15)).party(DEMANDEUR)
    });
    assert_eq!(
        of(&told, "civil.pourvoi.defaut_613", "2026-11-24"),
        is("2026-11-17", "satisfaite_hors_delai")
    );

    let penal = |how: &str, since| {
        let formed = declared("2026-11-23", |b| {
            b.code("procedure", "penal_general").code("decision_rendue", how).code("qualite", "condamne")
        });
        notified(formed, "2026-10-01", Some(since))
    };
    let by_default = penal("defaut", ("opposition_close", "2026-10-12"));
    assert_eq!(
        of(&by_default, "penal.pourvoi.defaut_prevenu", "2026-11-24"),
        is("2026-10-23", "satisfaite_hors_delai")
    );
    let sentenced = penal("a_signifier", ("condamnation_connue", "2026-11-10"));
    assert_eq!(of(&sentenced, "penal.pourvoi.498_1", "2026-11-24"), is("2026-11-23", "satisfaite"));
    assert_eq!(of(&sentenced, "penal.pourvoi.signification", "2026-11-24"), []);
}

fn criminal(say: impl FnOnce(ActBuilder<'static>) -> ActBuilder<'static>) -> Journal {
    let formed = declared("2026-11-02", |b| {
        say(b.code("procedure", "penal_general").code("qualite", "partie_civile"))
    });
    formed.act("dossier_recu", |b| b.day("recu", day("2026-11-02")))
}

/// CPP 627-8.
#[test]
fn a_request_of_the_international_court_is_judged_in_two_months() {
    let named = criminal(|b| b.code("texte_special", "CPP 627-8"));
    let rule = "penal.statuer.cpi_627_8";
    let derived = named.derive("2026-11-24");
    let term = derived.deadlines.iter().find(|d| d.key.rule.as_str() == rule).unwrap();
    assert_eq!(
        (term.due, term.alert, term.key.party),
        (Some(day("2027-01-02")), Some(day("2026-12-31")), None)
    );
    assert_eq!(of(&criminal(|b| b), rule, "2026-11-24"), []);
    let pressing = |journal: &Journal| {
        let deadlines = journal.derive("2026-11-24").deadlines;
        let catalogue = Catalogue::embedded();
        (statutory(catalogue, &journal.acts, &deadlines), urgency(catalogue, &journal.acts))
    };
    assert_eq!(
        pressing(&named),
        (Some(day("2027-01-02")), "2\u{a0}mois pour statuer (CPP 627-8)".to_owned())
    );
    assert_eq!(pressing(&criminal(|b| b)), (None, String::new()));
}

/// C. com. R483-9 cuts the terms of 978 and 982, which representation alone knows.
#[test]
fn a_text_is_offered_where_what_it_cuts_is_known() {
    let offered = |code: &str| {
        let catalogue = Catalogue::embedded();
        let procedure = catalogue.procedures().iter().find(|known| known.code.as_str() == code).unwrap();
        let texts = catalogue.special_texts(procedure);
        (texts.contains(&"C. com. R483-9"), texts.contains(&"LPF L16 B"))
    };
    assert_eq!(offered("civil_representation_obligatoire"), (true, true));
    assert_eq!(offered("civil_sans_representation"), (false, true));
}

/// CPP 604, alinéa 1: the ten days end on the 12th at midnight.
#[test]
fn no_audience_is_fixed_within_ten_days_of_the_file() {
    let fixed = |journal: Journal, audience: &str| {
        let on = day("2026-11-04");
        let journal = journal
            .act("audience_fixee", |b| b.day("fixee", on).attr("audience", AttrValue::Day(day(audience))));
        let (proposed, acts) = journal.acts.split_last().unwrap();
        let noon = Instant(i64::from(on.number()) * 86_400_000_000 + 43_200_000_000);
        match admit(Catalogue::embedded(), CourtProfile::embedded(), acts, proposed, noon) {
            Admission::Admitted(_) => None,
            Admission::Refused(why) => Some((why.code, why.field, why.message)),
        }
    };
    let refused = fixed(criminal(|b| b), "2026-11-12").unwrap();
    assert_eq!((refused.0, refused.1.as_deref()), ("DAT-002", Some("corps.audience")));
    assert!(refused.2.contains("vendredi 13 novembre 2026"), "{}", refused.2);
    assert_eq!(fixed(criminal(|b| b), "2026-11-13"), None);
    let question =
        criminal(|b| b).act("qpc_soulevee", |b| b.day("soulevee", day("2026-11-03")).party(DEMANDEUR));
    assert_eq!(fixed(question, "2026-11-12"), None, "the audience of a question is not that of the pourvoi");
    // Nor does the Court rule within them, whenever the audience was fixed.
    let ruled = |on: &str| {
        let journal = criminal(|b| b).act("decision_prononcee", |b| {
            b.day("prononce", day(on)).code("nature", "arret").code("solution", "rejet")
        });
        let (proposed, acts) = journal.acts.split_last().unwrap();
        let noon = Instant(i64::from(day("2026-11-24").number()) * 86_400_000_000 + 43_200_000_000);
        match admit(Catalogue::embedded(), CourtProfile::embedded(), acts, proposed, noon) {
            Admission::Admitted(_) => None,
            Admission::Refused(why) => Some((why.code, why.field)),
        }
    };
    assert_eq!(ruled("2026-11-12"), Some(("DAT-002", Some("dates.prononce".to_owned()))));
    assert_eq!(ruled("2026-11-13"), None);
}

/// CPC 1028 to 1031: leave is served within fifteen days, and answered within fifteen.
#[test]
fn leave_to_challenge_a_piece_is_served_and_answered() {
    let allowed = under("CPC 346", "2026-11-02")
        .act("inscription_de_faux_autorisee", |b| b.day("autorisee", day("2026-11-09")).party(DEMANDEUR));
    assert_eq!(of(&allowed, "civil.faux", "2026-11-16"), is("2026-11-24", "ouverte"));
    let served = allowed
        .act("inscription_de_faux_signifiee", |b| b.day("signifiee", day("2026-11-16")).party(DEFENDEUR));
    let both = [is("2026-11-24", "satisfaite"), is("2026-12-01", "ouverte")].concat();
    assert_eq!(of(&served, "civil.faux", "2026-11-17"), both);
    let answered = served.act("observations_deposees", |b| {
        b.day("deposees", day("2026-12-02")).code("objet", "faux").party(DEFENDEUR)
    });
    let late = [is("2026-11-24", "satisfaite"), is("2026-12-01", "satisfaite_hors_delai")].concat();
    assert_eq!(of(&answered, "civil.faux", "2026-12-03"), late);
}

/// CPC 376: the day is in the arrêt; a radiation settles what was not done.
#[test]
fn proceedings_that_were_interrupted_are_resumed_by_the_day_that_the_arret_states() {
    let stopped = Journal::opened("2026-01-15").act("instance_interrompue", |b| {
        b.day("constatee", day("2026-03-10")).attr("reprise_avant", AttrValue::Day(day("2026-06-13")))
    });
    let rule = "civil.interruption.reprise";
    let each =
        |status| [is("2026-06-15", status), is("2026-06-15", status), is("2026-06-15", status)].concat();
    assert_eq!(of(&stopped, rule, "2026-06-15"), each("ouverte"));
    assert_eq!(of(&stopped, rule, "2026-06-16"), each("expiree"));
    let resumed = stopped.clone().act("instance_reprise", |b| b.day("reprise", day("2026-06-12")));
    assert_eq!(of(&resumed, rule, "2026-06-16"), each("satisfaite"));
    let struck =
        stopped.act("radiation_decidee", |b| b.day("prononce", day("2026-07-01")).code("sens", "radiation"));
    assert_eq!(of(&struck, rule, "2026-07-02"), each("sans_objet"));
}

/// CPP 584; Crim., 15 janvier 2025, n° 24-86.895.
#[test]
fn a_question_of_who_is_not_sentenced_is_raised_within_ten_days_of_the_pourvoi() {
    let rule = "qpc.memoire_recevable";
    assert_eq!(of(&criminal(|b| b), rule, "2026-11-24"), []);
    let raised =
        |on: &str| criminal(|b| b).act("qpc_soulevee", |b| b.day("soulevee", day(on)).party(DEMANDEUR));
    assert_eq!(of(&raised("2026-11-12"), rule, "2026-11-24"), is("2026-11-12", "satisfaite"));
    assert_eq!(of(&raised("2026-11-13"), rule, "2026-11-24"), is("2026-11-12", "satisfaite_hors_delai"));
}

/// CPP 622-1 and 380-14.
#[test]
fn a_seisin_and_a_request_open_the_terms_that_their_nature_calls_for() {
    let declare = |b: ActBuilder<'static>| {
        b.pourvoi(POURVOI).declare(DeclaredParty {
            party: DEMANDEUR,
            person: PersonId(DEMANDEUR.0),
            role: Role::Demandeur,
            zone: ResidenceZone::Metropole,
            nature: None,
        })
    };
    let seised = |judged: Option<&str>| {
        Journal::new().act("saisine_recue", |b| {
            let b = declare(b.day("recue", day("2026-11-23")).code("procedure", "revision_penale"));
            match judged {
                Some(on) => b.day("arret_cedh", day(on)),
                None => b,
            }
        })
    };
    assert_eq!(
        of(&seised(Some("2025-11-21")), "revision.reexamen_622_1", "2026-11-24"),
        is("2026-11-23", "satisfaite")
    );
    assert_eq!(of(&seised(None), "revision.reexamen_622_1", "2026-11-24"), []);
    // What counts is the day on which it was formed, where the seisin tells it.
    let formed = Journal::new().act("saisine_recue", |b| {
        let b = declare(b.day("recue", day("2026-11-27")).code("procedure", "revision_penale"));
        b.day("formee", day("2026-11-20")).day("arret_cedh", day("2025-11-21"))
    });
    assert_eq!(of(&formed, "revision.reexamen_622_1", "2026-11-28"), is("2026-11-23", "satisfaite"));
    let appeal = Journal::new().act("requete_deposee", |b| {
        let b = b.day("deposee", day("2026-10-28")).code("procedure", "requete_renvoi");
        declare(b.code("nature", "designation_assises"))
    });
    let rule = "penal.statuer.designation_assises_380_14";
    assert_eq!(of(&appeal, rule, "2026-11-24"), is("2026-11-28", "ouverte"));
}
