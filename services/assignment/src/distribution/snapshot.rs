//! What a proposal rests on: the register, what was declared, and the journals this service holds.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    sync::LazyLock,
};

use greffe_access::stored::{self, StoredCase};
use greffe_bus::{law, replica};
use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    common::v1::{Id, named_date},
    events::v1::{ActRecorded, MagistratRemplace, act_recorded::Body},
    parties_of, read_act,
};
use greffe_distribution::{
    Designation, Dossier, Fact, Given, Kinship, Office, Person, Rules, Snapshot, Span, Test, Urgency, review,
    weigh,
};
use greffe_procedure::{catalogue::Catalogue, day::Day, derive::Reading, gate::statutory};
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{cards::name, code, kind, store, unusable};
use crate::{
    Assignments,
    agents::shown,
    load::{Stays, day_of},
    propose::UNEXPLAINED,
};

/// Formations of several chambers, each an instance of examination of its own, with those who may report to it: two where the law
/// allows a double rapport (COJ R431-14), one for an opinion (R441-1). Whoever reports is of any chamber that sits there.
const APART: &[(&str, u8)] = &[
    ("chambre_mixte", 2),
    ("assemblee_pleniere", 2),
    ("formation_mixte_pour_avis", 1),
    ("formation_pleniere_pour_avis", 1),
];

/// A chamber asked for its opinion (CPC 1015-1): an instance of its own, with one rapporteur, beside the chamber seised, which keeps
/// the case.
const FOR_OPINION: &str = "chambre_pour_avis";

/// Rules by which what somebody bears is weighed with each act, read once.
static RULES: LazyLock<Rules> = LazyLock::new(Rules::newest);

/// The act that puts a dossier on a rôle.
pub(crate) const HEARD: &str = "audience_fixee";
/// The act that takes it off.
pub(crate) const PUT_OFF: &str = "audience_reportee";

/// Where a designation sits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Seat {
    /// Instance of examination: the chamber seized, the formation, or `chambre_pour_avis:` and the chamber consulted.
    pub(crate) instance: String,
    /// 1, or 2 for the second of a double rapport.
    pub(crate) rank: u8,
    /// Distribution that it comes from.
    pub(crate) distribution: Option<Uuid>,
    /// Who leaves it for whom it is given to.
    pub(crate) replaces: Option<Uuid>,
}

/// Who was given a dossier, and holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Designated {
    pub(super) office: Office,
    pub(super) person: Uuid,
    /// The day that the act says, else that on which it was recorded.
    pub(super) on: Option<Date>,
    /// The chamber consulted for whose opinion it was; empty in the instance seised.
    consulted: String,
}

/// A dossier as its journal tells it.
#[derive(Debug, Clone)]
pub(crate) struct Case {
    pub(crate) stored: StoredCase,
    pub(super) matter: String,
    pub(crate) urgent: bool,
    pub(crate) parties: u16,
    moyens: u16,
    pub(super) ranks: u8,
    pub(super) instance: String,
    /// Circuit in its chamber, as the last act that gave it there says; empty while none was chosen.
    pub(crate) circuit: String,
    /// When that act was recorded.
    pub(super) oriented_at: Option<Timestamp>,
    /// Head of the joined dossiers, itself or another.
    pub(crate) head: Option<Uuid>,
    /// Joined dossiers, the head aside.
    pub(super) members: Vec<Uuid>,
    related: Vec<Uuid>,
    pub(super) designated: Vec<Designated>,
    /// Who withdrew or was challenged, with the limit that keeps them out.
    kept_out: Vec<(Uuid, &'static str)>,
    /// The day of its audience, as the last act on it says.
    pub(crate) heard_on: Option<Date>,
    /// The day on which parties were last told of it.
    pub(crate) told: Option<Date>,
    /// The formation that it was sent to; empty for its chamber's own.
    pub(crate) sent_to: String,
    /// Since when it is ready to be judged.
    pub(crate) ready_since: Option<Date>,
    /// Whether its decision was pronounced, and stands.
    pub(crate) pronounced: bool,
}

impl Case {
    fn id(&self) -> Uuid {
        self.stored.relations.dossier
    }

    /// The instance that examines it: its chamber, or a formation of several.
    pub(crate) fn instance(&self) -> &str {
        &self.instance
    }

    /// Whether its designation is that of another, to which it is joined.
    pub(crate) fn follows(&self) -> bool {
        self.head.is_some_and(|head| head != self.id())
    }

    pub(crate) fn read(stored: StoredCase, journal: &[ActRecorded]) -> Self {
        let me = stored.relations.dossier;
        let mut case = Self {
            instance: stored.relations.chambre.clone(),
            stored,
            matter: String::new(),
            urgent: false,
            parties: 0,
            moyens: 0,
            ranks: 1,
            circuit: String::new(),
            oriented_at: None,
            head: None,
            members: Vec::new(),
            related: Vec::new(),
            designated: Vec::new(),
            kept_out: Vec::new(),
            heard_on: None,
            told: None,
            sent_to: String::new(),
            ready_since: None,
            pronounced: false,
        };
        let superseded: HashSet<Uuid> = journal.iter().filter_map(|a| a.supersedes).map(Uuid::from).collect();
        let standing = journal.iter().filter(|a| a.act_id.is_none_or(|id| !superseded.contains(&id.into())));
        let standing: Vec<&ActRecorded> = standing.collect();
        case.moyens = moyens(&standing);
        let counted = |parties: usize| u16::try_from(parties).unwrap_or(u16::MAX);
        for act in standing {
            case.hear(act);
            let declared = act.body.as_ref().map(parties_of).unwrap_or_default();
            case.parties = case.parties.saturating_add(counted(declared.len()));
            match &act.body {
                Some(Body::PourvoiForme(b)) => case.urgent |= b.urgent,
                Some(Body::ChambreAttribuee(b)) => {
                    case.circuit.clone_from(&b.circuit);
                    case.oriented_at =
                        act.recorded_at.and_then(|at| Timestamp::new(at.seconds, at.nanos).ok());
                }
                Some(Body::MatiereFixee(b)) => case.matter.clone_from(&b.matter),
                Some(Body::UrgenceDeclaree(_)) => case.urgent = true,
                Some(Body::UrgenceLevee(_)) => case.urgent = false,
                Some(Body::FormationSaisie(b)) => {
                    if let Some((formation, ranks)) = APART.iter().find(|(of, _)| *of == b.formation) {
                        case.ranks = *ranks;
                        (*formation).clone_into(&mut case.instance);
                    }
                }
                Some(Body::JonctionPrononcee(b)) => {
                    let head = b.head.map(Uuid::from);
                    let all = b.dossiers.iter().map(|id| Uuid::from(*id));
                    for member in all.filter(|id| Some(*id) != head) {
                        if !case.members.contains(&member) {
                            case.members.push(member);
                        }
                    }
                    case.head = head;
                }
                Some(Body::DisjonctionPrononcee(b)) => {
                    let leaving: Vec<Uuid> = b.leaving.iter().map(|id| Uuid::from(*id)).collect();
                    case.members.retain(|id| !leaving.contains(id));
                    if leaving.is_empty() || leaving.contains(&me) || case.members.is_empty() {
                        case.head = None;
                        case.members.clear();
                    }
                }
                Some(Body::AffaireLiee(b)) if matches!(b.lien.as_str(), "connexe" | "meme_decision") => {
                    case.related.extend(b.dossier.map(Uuid::from));
                }
                Some(Body::RapporteurDesigne(b)) => {
                    case.give(Office::Rapporteur, b.person_id, &b.chambre_consultee, act);
                }
                Some(Body::AvocatGeneralDesigne(b)) => {
                    case.give(Office::AvocatGeneral, b.person_id, &b.chambre_consultee, act);
                }
                Some(Body::MagistratRemplace(b)) => case.replace(b),
                _ => {}
            }
        }
        // Who was designated for an opinion that is no longer asked holds nothing.
        let asked = &case.stored.relations.chambres_consultees;
        case.designated.retain(|held| held.consulted.is_empty() || asked.contains(&held.consulted));
        case.related.retain(|id| *id != me);
        case
    }

    /// What concerns its audience.
    fn hear(&mut self, act: &ActRecorded) {
        match &act.body {
            Some(Body::AudienceFixee(b)) => {
                (self.heard_on, self.told) = (b.audience.parse().ok(), None);
            }
            Some(Body::AudienceReportee(_)) => (self.heard_on, self.told) = (None, None),
            Some(Body::AvisDAudienceAdresse(_)) => self.told = self.told.max(dated(act, "adresse")),
            // The chamber seised hears the case itself, with the opinion of the other.
            Some(Body::FormationSaisie(b)) if b.formation == FOR_OPINION => {}
            Some(Body::FormationSaisie(b)) => self.sent_to.clone_from(&b.formation),
            Some(Body::AffaireEnEtatDeJuger(_)) => self.ready_since = dated(act, "constate"),
            Some(Body::DecisionPrononcee(_)) => self.pronounced = true,
            Some(Body::ArretRabattu(_)) => self.pronounced = false,
            _ => {}
        }
    }

    /// What stands between people and it: what was declared here, and what its journal says.
    pub(crate) fn facts(&self, declared: &[store::ImpedimentRow]) -> Vec<Fact> {
        let mine = declared.iter().filter(|fact| fact.dossier == self.id());
        let mut facts: Vec<Fact> =
            mine.map(|fact| Fact { person: fact.agent, kind: fact.kind.clone() }).collect();
        let told = self.kept_out.iter();
        facts.extend(told.map(|(person, kind)| Fact { person: *person, kind: (*kind).to_owned() }));
        facts
    }

    fn replace(&mut self, by: &MagistratRemplace) {
        let left = by.person_id.map(Uuid::from).unwrap_or_default();
        let limit = match by.cause.as_str() {
            "deport" => Some("deport"),
            "recusation" => Some("recusation_admise"),
            _ => None,
        };
        // Whoever is designated for an opinion is of the formation of the chamber consulted.
        let function =
            |held: &Designated| if held.consulted.is_empty() { code(held.office) } else { "formation" };
        self.designated
            .retain(|held| held.person != left || !(limit.is_some() || function(held) == by.fonction));
        self.kept_out.extend(limit.map(|limit| (left, limit)));
    }

    fn give(&mut self, office: Office, person: Option<Id>, consulted: &str, act: &ActRecorded) {
        let Some(person) = person.map(Uuid::from) else { return };
        self.designated.retain(|held| (held.office, held.person) != (office, person));
        let (on, consulted) = (day_of(act, "designation"), consulted.to_owned());
        self.designated.push(Designated { office, person, on, consulted });
    }

    /// Those who hold the office in it.
    pub(super) fn holders(&self, office: Office) -> &[Uuid] {
        match office {
            Office::Rapporteur => &self.stored.relations.rapporteurs,
            Office::AvocatGeneral => &self.stored.relations.avocats_generaux,
        }
    }

    /// The same, with those who hold it for the opinion of a chamber consulted.
    pub(crate) fn seated(&self, office: Office) -> Vec<Uuid> {
        let consulted =
            self.designated.iter().filter(|held| held.office == office && !held.consulted.is_empty());
        self.holders(office).iter().copied().chain(consulted.map(|held| held.person)).collect()
    }

    /// Whether it is examined by a formation of several chambers, which takes its members from each.
    pub(crate) fn is_of_several(&self) -> bool {
        of_several(&self.instance)
    }

    /// As the rules look at it.
    fn to_distribute(&self, wanted: &Wanted) -> Dossier {
        Dossier {
            id: self.id(),
            matiere: self.matter.clone(),
            circuit: if wanted.circuit.is_empty() { &self.circuit } else { &wanted.circuit }.clone(),
            circuit_dit: !wanted.circuit.is_empty(),
            moyens: self.moyens.max(1),
            parties: self.parties.max(1),
            poids: (wanted.weight > 0).then_some(wanted.weight),
            urgence: wanted.due.map(|due| Urgency { due }),
            serie: self.head.map(|head| head.to_string()),
            connexes: self.related.clone(),
            suite: Vec::new(),
            rangs: self.ranks,
            presents: [Office::Rapporteur, Office::AvocatGeneral]
                .into_iter()
                .flat_map(|office| self.seated(office))
                .collect(),
            faits: Vec::new(),
        }
    }
}

/// A dossier of the batch, with what the president says of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    pub(super) dossier: Uuid,
    pub(super) circuit: String,
    pub(super) weight: u32,
    pub(super) due: Option<Date>,
}

/// What a snapshot is of.
pub(super) struct Of<'a> {
    pub(super) office: Office,
    pub(super) chambre: &'a str,
    pub(super) day: Date,
    pub(super) period: (Date, Date),
    /// Whether only those named are looked at, whatever they bear.
    pub(super) alone: bool,
    /// People looked at besides those of the chamber.
    pub(super) besides: &'a [Uuid],
    /// Whose dossiers are given anew: nobody to be given one, nor a magistrate of the case any more.
    pub(super) replaces: Option<Uuid>,
}

/// Cases with their journals, by id; one of which nothing was heard is absent.
pub(crate) async fn cases(tx: &mut PgConnection, dossiers: &[Uuid]) -> Result<BTreeMap<Uuid, Case>> {
    let stored = stored::load_all(tx, dossiers).await?;
    let held = replica::held_of(tx, dossiers).await?;
    let mut cases = BTreeMap::new();
    for (id, case) in stored {
        let journal = held.get(&id).map(replica::Held::facts).transpose()?.unwrap_or_default();
        cases.insert(id, Case::read(case, &journal));
    }
    Ok(cases)
}

/// Moyens that the acts of a case, as they stand, say that it raises: of each mémoire those last noted (CPC 978; CPP 590), and of each
/// pourvoi incident or provoqué, which a mémoire forms (CPC 614, 1010). 0 while none were. What a dossier weighs rests on it: it is of the snapshot that a
/// proposal keeps, and a replay counts the same.
fn moyens(standing: &[&ActRecorded]) -> u16 {
    let mut noted: HashMap<Uuid, u32> = HashMap::new();
    for act in standing {
        match &act.body {
            Some(Body::MemoireDepose(_) | Body::PourvoiIncidentForme(_)) => {
                noted.insert(act.act_id.map(Uuid::from).unwrap_or_default(), 0);
            }
            Some(Body::MoyensReleves(b)) => {
                if let Some(count) = act.refers_to.and_then(|of| noted.get_mut(&Uuid::from(of))) {
                    *count = b.nombre;
                }
            }
            _ => {}
        }
    }
    let all = noted.into_values().fold(0, u32::saturating_add);
    u16::try_from(all).unwrap_or(u16::MAX)
}

fn of_several(instance: &str) -> bool {
    APART.iter().any(|(formation, _)| *formation == instance)
}

/// A day of an act, by its name.
pub(crate) fn dated(act: &ActRecorded, name: &str) -> Option<Date> {
    act.dates.iter().find_map(|date| match date.value {
        Some(named_date::Value::Day(day)) if date.name == name => Some(Day::from_number(day).to_date()),
        _ => None,
    })
}

/// Where a dossier stands.
#[derive(Debug, Default)]
pub(crate) struct Stage {
    pub(super) name: String,
    /// Whether the case is over there.
    pub(crate) terminal: bool,
    /// Whether it waits there for nobody of the Court.
    pub(crate) suspended: bool,
    /// Whether the designation is made there.
    pub(super) admits: bool,
    /// Whether somebody owes it an audience.
    pub(crate) to_hear: bool,
    /// Whether no audience may be fixed, whether none may be put off; neither where the journal does not read: it answers itself.
    pub(super) never_fixed: bool,
    pub(super) never_put_off: bool,
    /// The day before which the law wants it judged.
    pub(super) due: Option<Date>,
}

/// The stage of a dossier on a day, for an office, by the law of its last act. A journal that does not read admits nothing.
pub(super) fn stage(this: &Assignments, held: &replica::Held, office: Office, today: Date) -> Result<Stage> {
    let last = held.facts()?.pop().map(|act| act.catalogue).unwrap_or_default();
    let catalogue = law::carried(&last).unwrap_or_else(|_| Catalogue::embedded());
    let acts = held
        .bodies()
        .map(|body| read_act(catalogue, body?).map_err(Failure::internal))
        .collect::<Result<Vec<_>>>();
    let Ok(acts) = acts else { return Ok(Stage::default()) };
    let derived = Reading::new(catalogue, this.profile, &acts).derive(Day::from_date(today));
    let may = |of: &str| {
        catalogue.type_named(of).is_some_and(|ty| derived.possible_acts.contains(catalogue, ty.kind))
    };
    Ok(Stage {
        never_fixed: !may(HEARD),
        never_put_off: !may(PUT_OFF),
        due: statutory(catalogue, &acts, &derived.deadlines).map(Day::to_date),
        name: derived.stage.as_str().to_owned(),
        terminal: catalogue.stage(derived.stage).is_some_and(|stage| stage.terminal),
        suspended: catalogue.stage(derived.stage).is_some_and(|stage| stage.suspended),
        admits: may(kind(office)),
        to_hear: catalogue.type_named(HEARD).is_some_and(|heard| {
            let owed = derived.tasks.iter().filter_map(|task| catalogue.task_of(task));
            owed.into_iter().any(|task| task.cured_by.contains(&heard.kind))
        }),
    })
}

/// What the law says of the hearing of a dossier.
#[derive(Debug, Default)]
pub(crate) struct Hearing {
    /// Whether none can be fixed.
    pub(crate) never_fixed: bool,
    /// Whether the one that is fixed cannot be put off.
    pub(crate) never_put_off: bool,
    /// The day before which it must be judged.
    pub(crate) due: Option<Date>,
}

/// What the law says of the hearing of each of these dossiers today.
pub(crate) async fn hearings(
    this: &Assignments,
    tx: &mut PgConnection,
    dossiers: &[Uuid],
) -> Result<BTreeMap<Uuid, Hearing>> {
    let held = replica::held_of(tx, dossiers).await?;
    let of = |(id, held): (&Uuid, &replica::Held)| {
        let stage = stage(this, held, Office::Rapporteur, this.clock.today())?;
        let Stage { never_fixed, never_put_off, due, .. } = stage;
        Ok((*id, Hearing { never_fixed, never_put_off, due }))
    };
    held.iter().map(of).collect()
}

/// What the law wants judged before a day presses by that day, unless whoever distributes says a nearer one.
pub(super) fn press(batch: &mut [Wanted], statutory: &BTreeMap<Uuid, Date>) {
    for wanted in batch {
        let law = statutory.get(&wanted.dossier).copied();
        wanted.due = wanted.due.into_iter().chain(law).min();
    }
}

/// All that a proposal rests on. Joined dossiers come whole: a member follows its head.
pub(super) async fn build(
    tx: &mut PgConnection,
    of: &Of<'_>,
    wanted: &[Wanted],
    cases: &BTreeMap<Uuid, Case>,
) -> Result<Snapshot> {
    let mut people = people(tx, of).await?;
    people.retain(|person| Some(person.id) != of.replaces);
    let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    let declared = store::impediments(tx, &cases.keys().copied().collect::<Vec<_>>()).await?;
    let related: Vec<Uuid> = cases.values().flat_map(|case| case.related.iter().copied()).collect();
    let related = stored::load_all(tx, &related).await?;
    let mut dossiers = Vec::with_capacity(cases.len());
    for case in cases.values() {
        // A member is what its head is: the president speaks of the group.
        let leader = case.head.unwrap_or_else(|| case.id());
        let said = wanted.iter().find(|w| w.dossier == case.id() || w.dossier == leader);
        let mut said = said.cloned().unwrap_or_default();
        if case.follows() {
            said.weight = 0;
        }
        let mut dossier = case.to_distribute(&said);
        for other in case.related.iter().filter_map(|id| related.get(id)) {
            dossier.suite.extend(match of.office {
                Office::Rapporteur => &other.relations.rapporteurs,
                Office::AvocatGeneral => &other.relations.avocats_generaux,
            });
        }
        dossier.presents.retain(|id| Some(*id) != of.replaces);
        dossier.suite.retain(|id| Some(*id) != of.replaces);
        dossier.suite.sort_unstable();
        dossier.suite.dedup();
        dossier.faits = case.facts(&declared);
        dossiers.push(dossier);
    }
    let kin = store::kin(tx, &ids).await?;
    let kin = kin.into_iter().map(|(a, b, degre)| Kinship { a, b, degre }).collect();
    Ok(Snapshot {
        day: of.day,
        office: of.office,
        chambre: of.chambre.to_owned(),
        period_from: of.period.0,
        period_to: of.period.1,
        people,
        dossiers,
        kin,
    })
}

async fn people(tx: &mut PgConnection, of: &Of<'_>) -> Result<Vec<Person>> {
    let found = store::people(tx, of.office, (!of.alone).then_some(of.chambre), of.besides).await?;
    let ids: Vec<Uuid> = found.iter().map(|person| person.id).collect();
    let mut away: HashMap<Uuid, Vec<Span>> = HashMap::new();
    for absence in store::absences(tx, &ids).await? {
        let span = Span { from: absence.from, to: absence.to, part: absence.part };
        away.entry(absence.agent).or_default().push(span);
    }
    let mut given: HashMap<Uuid, Vec<Given>> = HashMap::new();
    if !of.alone {
        for (person, of_them) in store::given(tx, of.office, &ids, of.period.0).await? {
            given.entry(person).or_default().push(of_them);
        }
    }
    Ok(found
        .into_iter()
        .map(|person| Person {
            away: away.remove(&person.id).unwrap_or_default(),
            given: given.remove(&person.id).unwrap_or_default(),
            // A member of the parquet général without a chamber serves each.
            chambres: if person.chambres.is_empty() && of.office == Office::AvocatGeneral {
                vec![of.chambre.to_owned()]
            } else {
                person.chambres
            },
            id: person.id,
            fonction: person.fonction,
            from: person.arrived_on.unwrap_or(Date::constant(1900, 1, 1)),
            to: person.left_on,
            quotite: person.quotite,
            specialites: person.specialites,
        })
        .collect())
}

/// The day on which the parquet général last concluded on the pourvoi, of the acts that stand.
fn concluded(journal: &[ActRecorded]) -> Option<Date> {
    let superseded = |act: &ActRecorded| {
        act.act_id.is_some() && journal.iter().any(|other| other.supersedes == act.act_id)
    };
    let of = |act: &ActRecorded| match &act.body {
        Some(Body::AvisParquetGeneral(opinion)) if opinion.objet == "pourvoi" => day_of(act, "depose"),
        _ => None,
    };
    journal.iter().filter(|act| !superseded(act)).filter_map(of).max()
}

impl Assignments {
    /// Keeps for which offices the dossier may wait, and whether for an audience, now that its journal says what it does; to whom it
    /// was given, and its stays in chambers.
    pub(crate) async fn keep_awaited(
        &self,
        tx: &mut PgConnection,
        case: &Case,
        held: &replica::Held,
        journal: &[ActRecorded],
    ) -> Result<()> {
        let (dossier, chambre) = (case.id(), &case.stored.relations.chambre);
        let mut vacant = vec![Office::Rapporteur, Office::AvocatGeneral];
        vacant.retain(|office| case.holders(*office).is_empty());
        let (mut kinds, mut pressed): (Vec<String>, _) = (Vec::new(), None);
        let mut stands = None;
        if !chambre.is_empty() && !case.follows() {
            // Whether the case is over is the same for both offices.
            let stage = stage(self, held, Office::Rapporteur, self.clock.today())?;
            if !stage.terminal {
                kinds.extend(vacant.into_iter().map(|office| kind(office).to_owned()));
                kinds.extend(stage.to_hear.then(|| HEARD.to_owned()));
                pressed = stage.due;
            }
            stands = Some(stage);
        }
        let weight = weigh(&case.to_distribute(&Wanted::default()), &RULES);
        Stays { case, journal, stage: stands.as_ref(), weight }.keep(tx).await?;
        // Joined to another, it counts with it.
        let given: &[Designated] = if case.follows() { &[] } else { &case.designated };
        store::save_given(tx, dossier, given, weight, concluded(journal)).await?;
        let rank = store::Waits { due: pressed, urgent: case.urgent, since: case.ready_since };
        store::save_awaited(tx, dossier, chambre, &kinds, &rank).await
    }

    /// Whether nothing forbids that this person is designated by a single door, on a day, in the chamber that designates, and
    /// whether whoever decides it says why where a limit only keeps from proposing it (`ecarte`, in the rules of distribution).
    ///
    /// # Errors
    /// `DIS-006` when the law forbids it, whatever is said; `AFF-019`, with each limit, when a reason is due and none is `explained`.
    pub(crate) async fn lawful(
        &self,
        tx: &mut PgConnection,
        (office, agent): (Office, Uuid),
        (seat, case): (&Seat, &Case),
        (chambre, day): (&str, Date),
        explained: bool,
    ) -> Result<()> {
        let mut rules = Rules::newest();
        // The door looked at the chamber itself: what this limit would still say is that a formation of several is of several.
        rules.limits.retain(|limit| !matches!(limit.test, Test::HorsChambre));
        // A discharge is whole over the year that a distribution looks at, not over one day.
        let period = (day.first_of_year(), day.last_of_year());
        let of = Of { office, chambre, day, period, alone: true, besides: &[agent], replaces: None };
        let parted = !seat.is_of_several() && parted(tx, (office, agent), case, chambre).await?;
        let mut case = case.clone();
        if seat.is_for_opinion() {
            case.ranks = 1;
        }
        let dossier = case.id();
        let due = hearings(self, tx, &[dossier]).await?.remove(&dossier).and_then(|hearing| hearing.due);
        let said = [Wanted { dossier, due, ..Wanted::default() }];
        let snapshot = build(tx, &of, &said, &BTreeMap::from([(dossier, case)])).await?;
        let wanted = [Designation { dossier, rank: seat.rank, person: agent }];
        let found = review(&snapshot, &rules, &wanted).map_err(unusable)?;
        if let Some(finding) = found.forbidden().next() {
            return Err(forbidden(&name(tx, agent).await?, &finding.exclusion));
        }
        let series = rules.limits.iter().filter(|limit| parted && matches!(limit.test, Test::Serie));
        let limits: Vec<(&str, String)> = found
            .to_justify()
            .map(|finding| &finding.exclusion)
            .map(|of| (of.code.as_str(), format!("{} ({})", of.phrase, of.texte)))
            .chain(series.map(|of| (of.code.as_str(), format!("{} ({})", of.phrase, of.texte))))
            .collect();
        if explained || limits.is_empty() {
            return Ok(());
        }
        Err(unexplained(&name(tx, agent).await?, &limits))
    }
}

/// Whether others of the chamber bear dossiers of its series, and this person none. A batch sees a series whole; a single door sees
/// what was given of it and is not over.
async fn parted(
    tx: &mut PgConnection,
    (office, agent): (Office, Uuid),
    case: &Case,
    chambre: &str,
) -> Result<bool> {
    let mut related = stored::load_all(tx, &case.related).await?;
    related.retain(|_, other| other.relations.chambre == chambre);
    let holders = related.values().flat_map(|other| match office {
        Office::Rapporteur => &other.relations.rapporteurs,
        Office::AvocatGeneral => &other.relations.avocats_generaux,
    });
    let holders: BTreeSet<Uuid> = holders.copied().collect();
    let mut others = false;
    for holder in holders {
        let bears = store::borne(tx, office, holder).await?.iter().any(|of| related.contains_key(of));
        if bears && holder == agent {
            return Ok(false);
        }
        others |= bears;
    }
    Ok(others)
}

/// What may be decided, with a reason, and was not explained.
fn unexplained(name: &str, limits: &[(&str, String)]) -> Failure {
    let said: Vec<&str> = limits.iter().map(|(_, said)| said.as_str()).collect();
    let refused = Failure::new(
        Kind::Refused,
        UNEXPLAINED,
        format!(
            "{name} {}. Cette désignation se décide avec un motif\u{a0}: écrivez-le en une phrase, ou choisissez une autre personne.",
            said.join("\u{a0}; ")
        ),
    );
    limits.iter().fold(refused, |refused, (code, said)| {
        refused.with_violation(code, "reason", format!("{name} {said}."))
    })
}

/// What no door lets pass.
pub(super) fn forbidden(name: &str, limit: &greffe_distribution::Exclusion) -> Failure {
    Failure::new(
        Kind::Refused,
        "DIS-006",
        format!(
            "{name} {} ({}). La loi interdit cette désignation\u{a0}: choisissez une autre personne.",
            limit.phrase, limit.texte
        ),
    )
    .with_violation(&limit.code, "agent_id", format!("{name} {} ({}).", limit.phrase, limit.texte))
}

impl Seat {
    /// Of a single designation in a case: in its instance, or, where a chamber is named, for the opinion that this one was asked for.
    ///
    /// # Errors
    /// `AFF-017` when that chamber was not asked, `AFF-018` while the chamber seised, which asks it, has designated nobody.
    pub(crate) async fn single(
        tx: &mut PgConnection,
        dossier: Uuid,
        (office, rank): (Office, u8),
        consulted: &str,
    ) -> Result<(Self, Case)> {
        let case = cases(tx, &[dossier]).await?.remove(&dossier).ok_or_else(stored::unknown_case)?;
        let instance = if consulted.is_empty() {
            case.instance.clone()
        } else {
            if case.stored.relations.for_opinion_of(consulted).is_none() {
                return Err(Failure::new(
                    Kind::Refused,
                    "AFF-017",
                    format!(
                        "La chambre «\u{a0}{}\u{a0}» n’est pas consultée dans ce dossier. Faites d’abord inscrire sa saisine pour avis, ou désignez dans la chambre saisie.",
                        shown(consulted)
                    ),
                ));
            }
            if case.holders(office).is_empty() {
                return Err(Failure::new(
                    Kind::Refused,
                    "AFF-018",
                    "La chambre saisie n’a encore désigné personne à cette fonction\u{a0}: la désignation pour avis suit la sienne. Attendez qu’elle soit au journal.",
                ));
            }
            format!("{FOR_OPINION}:{consulted}")
        };
        Ok((Self { instance, rank, distribution: None, replaces: None }, case))
    }

    /// Whether it is of a chamber asked for its opinion.
    pub(crate) fn is_for_opinion(&self) -> bool {
        self.instance.starts_with(FOR_OPINION)
    }

    /// Whether it is of a formation of several chambers.
    pub(crate) fn is_of_several(&self) -> bool {
        of_several(&self.instance)
    }

    /// Of a card.
    pub(super) fn of(case: &Case, rank: u8, distribution: Uuid, replaces: Option<Uuid>) -> Self {
        Self { instance: case.instance.clone(), rank, distribution: Some(distribution), replaces }
    }
}
