//! What is derived of an audience, as of a dossier: findings and tasks, with ids that a rebuild gives again.

use std::collections::{BTreeMap, BTreeSet};

use jiff::{ToSpan as _, civil::Date};
use uuid::Uuid;

use super::{
    composition::{self, Person, bench},
    journal::{Audience, Entry, Stage, Standing},
    rules::{AudienceRules, Look, Reunion, Severity, fill},
};
use crate::{Fact, Kinship, Rules, Test};

/// A dossier of a rôle, as its journal tells it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Case {
    /// As printed.
    pub number: String,
    /// Who reports.
    pub rapporteurs: Vec<Uuid>,
    /// What stands between people and it.
    pub faits: Vec<Fact>,
    /// Whether it was declared urgent.
    pub urgent: bool,
    /// The day of its audience, as its journal says.
    pub jour: Option<Date>,
    /// The day on which its parties were last told since.
    pub avise: Option<Date>,
    /// Whether its hearing can be put off no more, or none be fixed where none is: en délibéré, judged, struck off, interrupted.
    pub clos: bool,
    /// The day before which the law wants it judged, where it says one.
    pub terme: Option<Date>,
}

/// What is known besides the journal of the audience.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The day of the question.
    pub today: Date,
    /// People named in the composition.
    pub people: BTreeMap<Uuid, Person>,
    /// Dossiers of the rôle.
    pub dossiers: BTreeMap<Uuid, Case>,
    /// Magistrates who are kin.
    pub kin: Vec<Kinship>,
}

impl Known {
    pub(super) fn name(&self, id: &Uuid) -> String {
        self.people
            .get(id)
            .map_or_else(|| "Une personne inconnue du registre".to_owned(), |of| of.nom.clone())
    }

    pub(super) fn are_kin(&self, one: Uuid, other: Uuid, max: u8) -> bool {
        let pair = |kin: &&Kinship| (kin.a, kin.b) == (one, other) || (kin.a, kin.b) == (other, one);
        self.kin.iter().filter(pair).any(|kin| kin.degre <= max)
    }
}

/// Something found that is not as it must be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceFinding {
    /// Derived: the same as long as it is found.
    pub id: Uuid,
    /// Code of the control.
    pub code: String,
    /// How grave it is.
    pub gravite: Severity,
    /// Where it is written.
    pub texte: String,
    /// French: what was found.
    pub phrase: String,
    /// French: what cures it.
    pub remede: String,
    /// Whom it is about.
    pub personne: Option<Uuid>,
    /// Which dossier it is about.
    pub dossier: Option<Uuid>,
}

/// Something that somebody owes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AudienceTask {
    /// Derived: the same as long as it is owed.
    pub id: Uuid,
    /// Its code.
    pub code: &'static str,
    /// Who owes it.
    pub role: &'static str,
    /// French: what to do.
    pub libelle: String,
    /// The day before which it is to be done.
    pub avant: Option<Date>,
    /// Whether parties wait for it: the rôle is public, or the audience was held.
    pub pressante: bool,
}

/// All that is derived.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AudienceState {
    /// What is not as it must be.
    pub findings: Vec<AudienceFinding>,
    /// What is owed.
    pub tasks: Vec<AudienceTask>,
}

impl AudienceState {
    /// What stops the publication.
    pub fn blocking(&self) -> impl Iterator<Item = &AudienceFinding> {
        self.findings.iter().filter(|finding| finding.gravite == Severity::Bloquante)
    }
}

/// Gathers findings in the words of the rules.
pub(super) struct Found<'a> {
    rules: &'a AudienceRules,
    audience: &'a Audience,
    formation: String,
    all: Vec<AudienceFinding>,
}

impl Found<'_> {
    pub(super) fn say(&mut self, look: Look, of: (Option<Uuid>, Option<Uuid>), places: &[(&str, &str)]) {
        let (personne, dossier) = of;
        for control in self.rules.controls.iter().filter(|control| control.test == look) {
            let mut places = places.to_vec();
            places.push(("formation", &self.formation));
            let phrase = fill(&control.phrase, &places);
            // Two of one control, person and dossier are told apart by their order.
            let same = |of: &&AudienceFinding| {
                of.code == control.code && of.personne == personne && of.dossier == dossier
            };
            let at = self.all.iter().filter(same).count();
            let id = derived_id(self.audience.id, &control.code, &[personne, dossier], at);
            self.all.push(AudienceFinding {
                id,
                code: control.code.clone(),
                gravite: control.gravite,
                texte: fill(&control.texte, &places),
                phrase,
                remede: control.remede.clone(),
                personne,
                dossier,
            });
        }
    }
}

fn derived_id(audience: Uuid, code: &str, of: &[Option<Uuid>], occurrence: usize) -> Uuid {
    let of: Vec<String> = of.iter().map(|id| id.unwrap_or_default().to_string()).collect();
    Uuid::new_v5(&audience, format!("{code}\n{}\n{occurrence}", of.join("\n")).as_bytes())
}

/// The limit of the rules of distribution that no door passes and that a fact between a person and a dossier makes.
pub fn barred<'a>(rules: &'a Rules, facts: &[Fact], person: Uuid) -> Option<&'a crate::Limit> {
    rules.limits.iter().filter(|limit| limit.nature == crate::Nature::Interdit).find(|limit| {
        match &limit.test {
            Test::Fait { fait } => facts.iter().any(|fact| fact.person == person && fact.kind == *fait),
            _ => false,
        }
    })
}

/// The first person of a dossier's formation who may not sit on it, with the limit that says so.
pub(super) fn incompatible(sit: &[Uuid], facts: &[Fact], rules: &Rules) -> Option<(Uuid, String, String)> {
    sit.iter().find_map(|person| {
        barred(rules, facts, *person).map(|limit| (*person, limit.phrase.clone(), limit.texte.clone()))
    })
}

/// What is derived of an audience on a day.
#[must_use]
pub fn state(audience: &Audience, known: &Known, rules: &AudienceRules, limits: &Rules) -> AudienceState {
    if matches!(audience.stage, Stage::Annulee | Stage::Close) {
        return AudienceState::default();
    }
    let formation = rules.formation(&audience.seance.formation);
    let formation = formation.map(|of| of.texte.clone()).unwrap_or_default();
    let mut found = Found { rules, audience, formation, all: Vec::new() };
    if audience.seance.reunion {
        meeting(audience, known, (rules, limits), &mut found);
        let tasks = meeting_tasks(audience, known, rules, &found.all);
        return AudienceState { findings: found.all, tasks };
    }
    if audience.stage != Stage::Tenue {
        if audience.membres.is_empty() {
            found.say(Look::Presidence, (None, None), &[]);
        } else {
            composition::look(audience, known, rules, &mut found);
        }
        if audience.greffier.is_none() {
            found.say(Look::Greffier, (None, None), &[]);
        }
        if audience.avocat_general.is_none() {
            found.say(Look::Parquet, (None, None), &[]);
        }
        if audience.seance.salle.trim().is_empty() {
            found.say(Look::Salle, (None, None), &[]);
        }
        if audience.role.is_empty() {
            found.say(Look::RoleVide, (None, None), &[]);
        }
        let (taken, lasts) = (audience.taken(), audience.seance.minutes());
        if taken > lasts {
            let places = [taken.to_string(), lasts.to_string()];
            found.say(Look::Temps, (None, None), &[("compte", &places[0]), ("attendu", &places[1])]);
        }
    }
    for entry in &audience.role {
        entry_findings(audience, entry, known, (rules, limits), &mut found);
    }
    let tasks = tasks(audience, known, rules, &found.all);
    AudienceState { findings: found.all, tasks }
}

/// What a meeting of the chamber is not: nobody is told of it and nothing of it is judged, but who withdrew from a dossier takes no
/// part in preparing it.
fn meeting(
    audience: &Audience,
    known: &Known,
    (rules, limits): (&AudienceRules, &Rules),
    found: &mut Found<'_>,
) {
    if audience.membres.is_empty() {
        found.say(Look::Participants, (None, None), &[]);
    }
    composition::present(audience, known, rules, found);
    match (rules.reunion(&audience.seance.formation), audience.avocat_general) {
        (Some(Reunion::SansParquet), Some(agent)) => {
            let who = known.name(&agent);
            found.say(Look::ParquetExclu, (Some(agent), None), &[("personne", &who)]);
        }
        (Some(Reunion::AvecParquet), None) => found.say(Look::Parquet, (None, None), &[]),
        _ => {}
    }
    if audience.role.is_empty() {
        found.say(Look::RoleVide, (None, None), &[]);
    }
    let (taken, lasts) = (audience.taken(), audience.seance.minutes());
    if taken > lasts {
        let places = [taken.to_string(), lasts.to_string()];
        found.say(Look::Temps, (None, None), &[("compte", &places[0]), ("attendu", &places[1])]);
    }
    for entry in &audience.role {
        let unknown = Case::default();
        let case = known.dossiers.get(&entry.dossier).unwrap_or(&unknown);
        let (number, of) = (case.number.as_str(), Some(entry.dossier));
        let reports = |agent: &Uuid| audience.membres.iter().any(|member| member.agent == *agent);
        if !audience.membres.is_empty() && !case.rapporteurs.iter().any(reports) {
            found.say(Look::RapporteurConvoque, (None, of), &[("dossier", number)]);
        }
        barred_from(&audience.people(), case, of, known, limits, found);
    }
}

/// What makes the formation that hears a dossier, or heard it, another than the law wants: what stops a publication, looked at
/// until the arrêt. Source: COJ L111-9 to L111-11, L431-1 to R431-7.
#[must_use]
pub fn composition(
    audience: &Audience,
    known: &Known,
    (rules, limits): (&AudienceRules, &Rules),
    dossier: Uuid,
) -> Vec<AudienceFinding> {
    let mut audience = audience.clone();
    audience.role.retain(|entry| entry.dossier == dossier);
    let formation = rules.formation(&audience.seance.formation);
    let formation = formation.map(|of| of.texte.clone()).unwrap_or_default();
    let mut found = Found { rules, audience: &audience, formation, all: Vec::new() };
    // Held, it is as it sat: the register of today says nothing of who was in office then.
    if !matches!(audience.stage, Stage::Tenue | Stage::Close) {
        composition::look(&audience, known, rules, &mut found);
    }
    if let Some(case) = known.dossiers.get(&dossier) {
        let mut sit = bench(&audience, &case.rapporteurs, &known.people, rules);
        sit.extend(audience.avocat_general);
        sit.extend(audience.greffier);
        barred_from(&sit, case, Some(dossier), known, limits, &mut found);
    }
    found.all.retain(|finding| finding.gravite == Severity::Bloquante);
    found.all
}

/// Those who may take no part in a dossier, each with the limit that says so.
fn barred_from(
    people: &[Uuid],
    case: &Case,
    of: Option<Uuid>,
    known: &Known,
    limits: &Rules,
    found: &mut Found<'_>,
) {
    for person in people {
        if let Some(limit) = barred(limits, &case.faits, *person) {
            let who = known.name(person);
            let places = [
                ("dossier", case.number.as_str()),
                ("personne", who.as_str()),
                ("limite_phrase", limit.phrase.as_str()),
                ("limite", limit.texte.as_str()),
            ];
            found.say(Look::Incompatible, (Some(*person), of), &places);
        }
    }
}

fn entry_findings(
    audience: &Audience,
    entry: &Entry,
    known: &Known,
    (rules, limits): (&AudienceRules, &Rules),
    found: &mut Found<'_>,
) {
    let unknown = Case::default();
    let case = known.dossiers.get(&entry.dossier).unwrap_or(&unknown);
    let (number, of) = (case.number.as_str(), Some(entry.dossier));
    if entry.etat == Standing::Refusee {
        found.say(Look::Refuse, (None, of), &[("dossier", number), ("motif", &entry.refus)]);
    }
    if entry.etat == Standing::Inscrite && case.jour != Some(audience.seance.jour) {
        found.say(Look::AutreJour, (None, of), &[("dossier", number)]);
    }
    if audience.stage == Stage::Tenue {
        return;
    }
    // From its day on, it may be en délibéré.
    if case.clos && known.today < audience.seance.jour {
        found.say(Look::Clos, (None, of), &[("dossier", number)]);
    }
    let over = case.terme.map_or(0, |terme| (audience.seance.jour - terme).get_days());
    if over > 0 {
        found.say(Look::Terme, (None, of), &[("dossier", number), ("compte", &over.to_string())]);
    }
    // What was told is judged by the day it was told.
    let told = case.avise.unwrap_or(known.today);
    let late = late(audience.seance.jour, told, rules.notice_days(case.urgent));
    if late > 0 && known.today <= audience.seance.jour {
        found.say(Look::AvisTardif, (None, of), &[("dossier", number), ("compte", &late.to_string())]);
    }
    if audience.membres.is_empty() {
        return;
    }
    let reports = |agent: &Uuid| audience.membres.iter().any(|member| member.agent == *agent);
    if !case.rapporteurs.iter().any(reports) {
        found.say(Look::Rapporteur, (None, of), &[("dossier", number)]);
    }
    let mut sit = bench(audience, &case.rapporteurs, &known.people, rules);
    sit.extend(audience.avocat_general);
    sit.extend(audience.greffier);
    barred_from(&sit, case, of, known, limits, found);
}

/// Days by which a notice sent today would come too late for an audience.
pub(super) fn late(audience: Date, today: Date, needs: i32) -> i32 {
    (needs - (audience - today).get_days()).max(0)
}

/// A code, who owes it, what to do, before when.
type Owed = (&'static str, &'static str, &'static str, Option<Date>);

/// What was looked at and found.
fn looks(rules: &AudienceRules, found: &[AudienceFinding]) -> BTreeSet<Look> {
    let seen = rules.controls.iter().filter(|control| found.iter().any(|of| of.code == control.code));
    seen.map(|control| control.test).collect()
}

fn owed(audience: &Audience, owed: Vec<Owed>) -> Vec<AudienceTask> {
    owed.into_iter()
        .map(|(code, role, libelle, avant)| AudienceTask {
            id: derived_id(audience.id, code, &[], 0),
            code,
            role,
            libelle: libelle.to_owned(),
            avant,
            pressante: audience.stage != Stage::Provisoire,
        })
        .collect()
}

/// What a meeting of the chamber owes: who is called, what is looked at, and that it was held.
fn meeting_tasks(
    audience: &Audience,
    known: &Known,
    rules: &AudienceRules,
    found: &[AudienceFinding],
) -> Vec<AudienceTask> {
    let jour = audience.seance.jour;
    let week = jour.checked_sub(7.days()).ok();
    let looks = looks(rules, found);
    let any = |of: &[Look]| of.iter().any(|look| looks.contains(look));
    let mut all: Vec<Owed> = Vec::new();
    let called = [
        Look::Participants,
        Look::RapporteurConvoque,
        Look::ParquetExclu,
        Look::Fonction,
        Look::Service,
        Look::Absence,
        Look::DeuxPlaces,
        Look::Incompatible,
    ];
    if any(&called) {
        all.push(("arreter_la_composition", "president", "Dire qui est convoqué à la réunion", week));
    }
    if any(&[Look::Parquet]) {
        all.push((
            "demander_l_avocat_general",
            "parquet_secretariat",
            "Dire qui participera à la réunion pour le parquet général",
            week,
        ));
    }
    if any(&[Look::RoleVide]) {
        all.push(("remplir_le_role", "greffe_chambre", "Remplir l’ordre du jour", week));
    }
    if known.today >= jour {
        all.push(("tenir_l_audience", "president", "Dire que la réunion a été tenue", Some(jour)));
    }
    owed(audience, all)
}

/// What is owed, in the order in which it is done.
fn tasks(
    audience: &Audience,
    known: &Known,
    rules: &AudienceRules,
    found: &[AudienceFinding],
) -> Vec<AudienceTask> {
    let jour = audience.seance.jour;
    // The usual notice, and a week to prepare it.
    let before = |days: i32| jour.checked_sub(days.days()).ok();
    let publish = before(rules.notice_days(false));
    let prepare = before(rules.notice_days(false) + 7);
    let looks = looks(rules, found);
    let any = |of: &[Look]| of.iter().any(|look| looks.contains(look));
    let mut all: Vec<Owed> = Vec::new();
    let open = matches!(audience.stage, Stage::Provisoire | Stage::Publiee);
    let composition = [
        Look::Presidence,
        Look::Grade,
        Look::AutreChambre,
        Look::Voix,
        Look::Chambres,
        Look::Fonction,
        Look::Service,
        Look::Absence,
        Look::Completent,
        Look::Parente,
        Look::DeuxPlaces,
        Look::Incompatible,
        Look::Rapporteur,
    ];
    if open && any(&composition) {
        all.push(("arreter_la_composition", "president", "Arrêter la composition", prepare));
    }
    if open && any(&[Look::Greffier]) {
        all.push(("designer_le_greffier", "greffe_chambre", "Désigner le greffier de l’audience", prepare));
    }
    if open && any(&[Look::Parquet]) {
        all.push((
            "demander_l_avocat_general",
            "parquet_secretariat",
            "Dire qui conclura à l’audience",
            prepare,
        ));
    }
    if open && any(&[Look::Salle]) {
        all.push(("retenir_la_salle", "greffe_chambre", "Retenir une salle", prepare));
    }
    if audience.stage == Stage::Provisoire {
        if any(&[Look::RoleVide]) {
            all.push(("remplir_le_role", "greffe_chambre", "Remplir le rôle", prepare));
        }
        all.push(("publier_le_role", "president", "Publier le rôle", publish));
    }
    if any(&[Look::Refuse, Look::AutreJour, Look::Clos]) {
        all.push((
            "reprendre_les_inscriptions",
            "greffe_chambre",
            "Reprendre les inscriptions que le journal du dossier ne dit pas",
            publish,
        ));
    }
    let told = |entry: &Entry| known.dossiers.get(&entry.dossier).is_some_and(|case| case.avise.is_some());
    let untold = audience.role.iter().any(|entry| entry.etat == Standing::Inscrite && !told(entry));
    if audience.stage == Stage::Publiee && untold {
        all.push(("adresser_les_avis", "greffe_chambre", "Adresser les avis d’audience", publish));
    }
    if audience.stage == Stage::Publiee && known.today >= jour {
        all.push(("tenir_l_audience", "president", "Dire que l’audience a été tenue", Some(jour)));
    }
    if audience.stage == Stage::Tenue {
        all.push((
            "clore_l_audience",
            "greffe_chambre",
            "Clore l’audience, ses dossiers en délibéré ou renvoyés",
            None,
        ));
    }
    owed(audience, all)
}
