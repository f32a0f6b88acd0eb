//! What a derivation costs grows with its parties, and no faster.

use greffe_procedure::{
    act::{Act, ActBuilder, DeclaredParty, ResidenceZone, Role},
    catalogue::Catalogue,
    day::Day,
    derive::{Reading, steps::taken},
    explain::Explanation,
    ids::{ActId, PartyId, PersonId, PourvoiId},
    profile::CourtProfile,
};
use uuid::Uuid;

fn party(n: u32) -> PartyId {
    PartyId(Uuid::from_u128(1 + u128::from(n)))
}

/// One pourvoi, one demandeur, and défendeurs each of whom is notified, served, aided, and answers.
fn journal(parties: u32, corrected: bool) -> Vec<Act> {
    let mut acts: Vec<Act> = Vec::new();
    let mut add = |kind: &str, day: i32, fill: &dyn Fn(ActBuilder<'static>) -> ActBuilder<'static>| {
        let id = ActId(Uuid::from_u128(10_000 + acts.len() as u128));
        let date = Catalogue::embedded().type_named(kind).unwrap().dates[0].name.as_str();
        let builder = ActBuilder::new(Catalogue::embedded(), id, acts.len() as u64 + 1, kind);
        acts.push(fill(builder.day(date, Day::from_number(20_500 + day))).build().unwrap());
        id
    };
    add("pourvoi_forme", 0, &|builder| {
        let declared = (0..parties).map(|n| DeclaredParty {
            party: party(n),
            person: PersonId(party(n).0),
            role: if n == 0 { Role::Demandeur } else { Role::Defendeur },
            zone: ResidenceZone::Metropole,
            nature: None,
        });
        let builder = builder.code("nature", "principal").pourvoi(PourvoiId(Uuid::from_u128(9)));
        declared.fold(builder, ActBuilder::declare)
    });
    add("memoire_depose", 100, &|b| b.code("nature", "ampliatif").party(party(0)));
    for n in 1..parties {
        let of = |b: ActBuilder<'static>| b.party(party(n));
        add("aide_juridictionnelle_demandee", 90, &of);
        add("memoire_notifie", 110, &|b| of(b.code("nature", "ampliatif")));
        let served = add("memoire_signifie", 111, &|b| of(b.code("nature", "ampliatif")));
        if corrected {
            add("memoire_signifie", 112, &|b| of(b.code("nature", "ampliatif").supersedes(served)));
        }
        add("memoire_depose", 150, &|b| of(b.code("nature", "en_defense")));
        add("pourvoi_incident_forme", 151, &|b| of(b.code("nature", "incident")));
        add("memoire_notifie", 152, &|b| b.code("nature", "incident").party(party(0)));
    }
    acts
}

/// Steps to derive and to explain, for each deadline.
fn steps(parties: u32, corrected: bool) -> (u64, usize) {
    let acts = journal(parties, corrected);
    taken();
    let reading = Reading::new(Catalogue::embedded(), CourtProfile::embedded(), &acts);
    let derived = reading.derive(Day::from_number(20_900));
    let mut explanation = Explanation::default();
    for deadline in &derived.deadlines {
        reading.explain(deadline, &mut explanation);
        assert!(explanation.iter().count() > 1);
    }
    (taken(), derived.deadlines.len())
}

#[test]
fn nine_hundred_and_eleven_parties_cost_as_much_each_as_a_hundred() {
    if !cfg!(debug_assertions) {
        println!("sauté\u{a0}: rien n’est compté dans ce qui sert");
        return;
    }
    for corrected in [false, true] {
        let (few, many) = (steps(101, corrected), steps(911, corrected));
        assert!(many.1 > 911, "{many:?}");
        let each = |(steps, deadlines): (u64, usize)| steps as f64 / deadlines as f64;
        assert!(each(many) < each(few) * 1.1, "{few:?} {many:?}");
        assert!(each(many) < 60.0, "{many:?}");
    }
}
