//! How many journals of thirty acts are decoded from their bytes, derived and explained a second on one core: what a service
//! does with a replica it has read from its table. Time is that which the core gave to this process, where Linux tells it.
//! The last line is `figure: <n> journals/s`, for `make prove`.

use std::{hint::black_box, time::Instant};

use greffe_contracts::{
    common::v1::{Id, NamedDate, Scope, named_date::Value},
    events::v1::{
        ActRecorded, AideJuridictionnelleDecidee, AvocatConstitue, AvocatGeneralDesigne, ChambreAttribuee,
        MemoireDepose, MemoireNotifie, MemoireSignifie, PartyDeclared, PiecesDeposees, PliRetourne,
        PourvoiForme, PourvoiIncidentForme, RapporteurDesigne, act_recorded::Body,
    },
    read_act,
};
use greffe_procedure::{
    act::Act, catalogue::Catalogue, day::Day, derive::Reading, explain::Explanation, profile::CourtProfile,
};
use prost::Message;
use uuid::Uuid;

/// As in the services.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn id(n: u128) -> Id {
    Uuid::from_u128(n).into()
}

struct Journal {
    start: i32,
    facts: Vec<ActRecorded>,
}

impl Journal {
    /// Adds an act on days after the start, one a date of its type, for some parties.
    fn add(&mut self, kind: &str, days: &[i32], parties: &[u128], body: Body) {
        let catalogue = Catalogue::embedded();
        let ty = catalogue.kind(kind).and_then(|kind| catalogue.act_type(kind));
        let names = ty.iter().flat_map(|ty| ty.dates.iter());
        let dates = names.zip(days).map(|(date, day)| NamedDate {
            name: date.name.as_str().to_owned(),
            value: Some(Value::Day(self.start + day)),
            source: "acte".to_owned(),
        });
        let scope = Scope { parties: parties.iter().map(|n| id(*n)).collect(), ..Default::default() };
        self.facts.push(ActRecorded {
            dossier_id: Some(id(5)),
            version: self.facts.len() as u64 + 1,
            act_id: Some(id(1_000 + self.facts.len() as u128)),
            kind: kind.to_owned(),
            class: 1,
            dates: dates.collect(),
            scope: Some(scope),
            catalogue: catalogue.version().to_owned(),
            recorded_at: Some(prost_types::Timestamp { seconds: 1_790_000_000, nanos: 0 }),
            body: Some(body),
            ..Default::default()
        });
    }
}

/// A civil case with two défendeurs, from declaration to report: thirty acts.
fn journal(seed: i32) -> Vec<ActRecorded> {
    let mut j = Journal { start: 20_500 + seed % 400, facts: Vec::new() };
    let party = |n: u128, role: &str| PartyDeclared {
        party_id: Some(id(n)),
        person_id: Some(id(n)),
        role: role.to_owned(),
        residence: "metropole".to_owned(),
        nature: "physique".to_owned(),
    };
    let parties = vec![party(1, "demandeur"), party(2, "defendeur"), party(3, "defendeur")];
    let memoire = |nature: &str| {
        let pieces = vec![id(77), id(78)];
        Body::MemoireDepose(MemoireDepose { nature: nature.to_owned(), pieces, ..Default::default() })
    };
    let notified = |nature: &str| {
        Body::MemoireNotifie(MemoireNotifie { nature: nature.to_owned(), ..Default::default() })
    };
    let served = |nature: &str| {
        Body::MemoireSignifie(MemoireSignifie { nature: nature.to_owned(), ..Default::default() })
    };
    let (pourvoi_id, nature) = (Some(id(9)), "principal".to_owned());
    let formed = PourvoiForme { pourvoi_id, nature, parties, ..Default::default() };
    j.add("pourvoi_forme", &[0], &[], Body::PourvoiForme(formed));
    j.add("pourvoi_enregistre", &[0], &[], Body::PourvoiEnregistre(Default::default()));
    j.add("decision_notifiee", &[0], &[1], Body::DecisionNotifiee(Default::default()));
    for n in 1..=3 {
        let office_id = Some(id(50 + n));
        j.add(
            "avocat_constitue",
            &[10],
            &[n],
            Body::AvocatConstitue(AvocatConstitue { office_id, ..Default::default() }),
        );
    }
    let chambre = ChambreAttribuee { chambre: "civ1".to_owned(), ..Default::default() };
    j.add("chambre_attribuee", &[3], &[], Body::ChambreAttribuee(chambre));
    j.add("declaration_communiquee", &[4], &[], Body::DeclarationCommuniquee(Default::default()));
    let returned = PliRetourne { motif: "inconnu".to_owned() };
    j.add("pli_retourne", &[12], &[3], Body::PliRetourne(returned));
    j.add(
        "aide_juridictionnelle_demandee",
        &[30],
        &[1],
        Body::AideJuridictionnelleDemandee(Default::default()),
    );
    let granted = AideJuridictionnelleDecidee { sens: "admission_totale".to_owned() };
    j.add("aide_juridictionnelle_decidee", &[60, 64], &[1], Body::AideJuridictionnelleDecidee(granted));
    j.add("auxiliaire_designe", &[70], &[1], Body::AuxiliaireDesigne(Default::default()));
    j.add("memoire_depose", &[120], &[1], memoire("ampliatif"));
    for nature in ["decision_attaquee", "decision_confirmee_ou_infirmee", "autre", "autre"] {
        let (nature, pieces) = (nature.to_owned(), vec![id(77), id(78)]);
        let deposited = PiecesDeposees { nature, pieces, ..Default::default() };
        j.add("pieces_deposees", &[121], &[1], Body::PiecesDeposees(deposited));
    }
    for n in 2..=3 {
        j.add("memoire_notifie", &[125], &[n], notified("ampliatif"));
        j.add("memoire_signifie", &[126], &[n], served("ampliatif"));
        j.add("memoire_depose", &[180], &[n], memoire("en_defense"));
    }
    let incident = PourvoiIncidentForme { nature: "incident".to_owned(), ..Default::default() };
    j.add("pourvoi_incident_forme", &[182], &[2], Body::PourvoiIncidentForme(incident));
    j.add("memoire_notifie", &[183], &[1], notified("incident"));
    j.add("memoire_depose", &[200], &[1], memoire("en_reponse_incident"));
    let rapporteur = RapporteurDesigne { person_id: Some(id(80)), ..Default::default() };
    j.add("rapporteur_designe", &[205], &[], Body::RapporteurDesigne(rapporteur));
    j.add("rapport_depose", &[260], &[], Body::RapportDepose(Default::default()));
    let general = AvocatGeneralDesigne { person_id: Some(id(81)), ..Default::default() };
    j.add("avocat_general_designe", &[265], &[], Body::AvocatGeneralDesigne(general));
    j.add("affaire_en_etat_de_juger", &[280], &[], Body::AffaireEnEtatDeJuger(Default::default()));
    j.facts
}

/// Seconds of a core spent so far; of the clock, where the system does not say.
fn spent(started: Instant) -> f64 {
    let told = std::fs::read_to_string("/proc/self/schedstat").ok();
    let nanoseconds = told.and_then(|text| text.split_whitespace().next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| started.elapsed().as_secs_f64(), |n| n / 1e9)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let (catalogue, profile) = (Catalogue::embedded(), CourtProfile::embedded());
    let journals: Vec<Vec<Vec<u8>>> =
        (0..400).map(|seed| journal(seed).iter().map(Message::encode_to_vec).collect()).collect();
    let today = Day::from_number(20_900);
    let bytes: usize = journals[0].iter().map(Vec::len).sum();
    println!("{} actes, {bytes} octets par journal", journals[0].len());
    let (mut explanation, started) = (Explanation::default(), Instant::now());
    let mut rates = Vec::new();
    for _ in 0..5 {
        let (before, start) = (spent(started), Instant::now());
        let mut done = 0u32;
        while start.elapsed().as_secs_f64() < 1.0 {
            for stored in &journals {
                let mut acts: Vec<Act> = Vec::with_capacity(stored.len());
                for bytes in stored {
                    acts.push(read_act(catalogue, bytes)?);
                }
                let reading = Reading::new(catalogue, profile, black_box(&acts));
                let derived = black_box(reading.derive(today));
                for deadline in &derived.deadlines {
                    reading.explain(deadline, &mut explanation);
                    black_box(&explanation);
                }
                done += 1;
            }
        }
        rates.push(f64::from(done) / (spent(started) - before));
    }
    let (low, high) = rates.iter().fold((f64::MAX, 0.0_f64), |(l, h), r| (l.min(*r), h.max(*r)));
    println!("temps de cœur : {low:.0} à {high:.0} journals/s");
    println!("figure: {high:.0} journals/s");
    Ok(())
}
