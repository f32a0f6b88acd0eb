//! What an act that records a decision must say: who is judged, of what, and whether the case goes on.

use std::collections::HashSet;

use greffe_chassis::Result;
use greffe_contracts::{
    common::v1::{Id, Scope},
    decisions_of,
    dossier::v1 as pb,
    events::v1::{ActRecorded, RulingOutcome, act_recorded::Body},
    parties_of, pourvoi_of,
};
use greffe_procedure::catalogue::Solution;
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::{refused, ruled, ruled_mut};
use crate::{
    case::pourvois,
    journal::Journal,
    law,
    open::{at_most, clean, one_of},
};

/// Longest dispositif and longest text, in characters.
const DISPOSITIF_MAX: usize = 50_000;
const TEXT_MAX: usize = 400_000;
/// Longest name of a court, words of a chef.
const WORDS_MAX: usize = 2_000;
/// Pourvois joined in one decision, things it may rule.
const JOINED_MAX: usize = 500;
const OUTCOMES_MAX: usize = 500;
/// Mentions of publication.
const PUBLICATION: &[&str] = &["b", "r", "l", "c"];

/// Checks what the act says of a decision, and completes what follows from it: the solution that tells the whole, whom a
/// partial decision concerns, the hash of the words.
///
/// # Errors
/// With the field and a sentence, when something is missing or does not fit.
pub(crate) fn check(
    journal: &Journal,
    fact: &mut ActRecorded,
    words: Option<&pb::RulingWords>,
) -> Result<()> {
    refers_to_a_decision(journal, fact)?;
    occultation(journal, fact)?;
    let Some(said) = fact.body.as_ref().and_then(ruled) else {
        return match words {
            None => Ok(()),
            Some(_) => Err(refused(
                "ARR-001",
                "decision",
                "Cet acte n’est pas une décision\u{a0}: il n’a ni dispositif ni minute. Retirez ces mots, ou choisissez l’acte qui prononce.",
            )),
        };
    };
    if let Some(at) = said.publication.iter().position(|code| !PUBLICATION.contains(&code.as_str())) {
        one_of(&format!("corps.publication[{at}]"), &said.publication[at], PUBLICATION)?;
    }
    if said.formation.is_empty() && said.nature == "arret" && words.is_some() && has_formation(fact) {
        return Err(refused(
            "ARR-002",
            "corps.formation",
            "La formation qui a rendu l’arrêt manque. Choisissez-la\u{a0}: la minute et les vérifications en dépendent.",
        ));
    }
    outcomes(journal, fact, words)?;
    // Corrected without its words, a decision keeps those that it had.
    let kept = corrected(journal, fact).map(|said| said.text_sha256.to_owned());
    let given = words.map(|words| self::words(fact, words)).transpose()?;
    if let Some(sha256) = given.or(kept)
        && let Some(to) = fact.body.as_mut().and_then(ruled_mut)
    {
        *to.text_sha256 = sha256;
    }
    Ok(())
}

/// Whether what a common decision rules here answers what this dossier asks: what it names was chosen at the head.
///
/// # Errors
/// When a line does not fit, or something stays without an answer.
pub(crate) fn outcomes_hold(journal: &Journal, fact: &mut ActRecorded) -> Result<()> {
    outcomes(journal, fact, None)
}

/// What the act that this one corrects says of a decision.
pub(super) fn corrected<'j>(journal: &'j Journal, fact: &ActRecorded) -> Option<super::Ruled<'j>> {
    let id = fact.supersedes?;
    journal.facts.iter().find(|known| known.act_id == Some(id)).and_then(|known| ruled(known.body.as_ref()?))
}

fn has_formation(fact: &ActRecorded) -> bool {
    matches!(fact.body, Some(Body::DecisionPrononcee(_) | Body::DecisionPartiellePrononcee(_)))
}

/// What annihilates, mends or hides speaks of a decision that stands.
fn refers_to_a_decision(journal: &Journal, fact: &ActRecorded) -> Result<()> {
    let wanted = match &fact.body {
        Some(Body::ArretRabattu(_) | Body::DecisionRectifiee(_) | Body::OccultationDecidee(_)) => true,
        Some(Body::DecisionMiseADisposition(_) | Body::MiseADispositionRetiree(_))
            if fact.supersedes.is_none() =>
        {
            return Err(refused(
                "PUB-001",
                "type",
                "Une mise à disposition et un retrait ne s’enregistrent pas directement\u{a0}: préparez la version depuis l’onglet «\u{a0}Décision\u{a0}» du dossier.",
            ));
        }
        _ => false,
    };
    let target = law::live(&journal.facts)
        .into_iter()
        .find(|known| known.act_id == fact.refers_to && known.act_id.is_some());
    let is_decision = target.and_then(|f| f.body.as_ref()).is_some_and(|body| ruled(body).is_some());
    if wanted && !is_decision {
        return Err(refused(
            "ARR-003",
            "refers_to",
            "Cet acte parle d’une décision, et n’en désigne aucune qui tienne. Choisissez-la parmi celles du dossier.",
        ));
    }
    Ok(())
}

/// Who may decide what is hidden: the law says it for each category.
fn occultation(journal: &Journal, fact: &ActRecorded) -> Result<()> {
    let Some(Body::OccultationDecidee(said)) = &fact.body else { return Ok(()) };
    let catalogue = journal.law.catalogue;
    if said.categories.is_empty() && said.sens != "rejet" {
        return Err(refused(
            "PUB-002",
            "corps.categories",
            "Les catégories à occulter manquent. Choisissez-en une au moins.",
        ));
    }
    for (at, code) in said.categories.iter().enumerate() {
        let field = format!("corps.categories[{at}]");
        let Some(category) = catalogue.categories().iter().find(|c| c.code.as_str() == code) else {
            let known: Vec<&str> = catalogue.categories().iter().map(|c| c.code.as_str()).collect();
            return one_of(&field, code, &known);
        };
        if category.by_law {
            return Err(refused(
                "PUB-002",
                &field,
                format!(
                    "«\u{a0}{}\u{a0}»\u{a0}: la loi l’occulte déjà, sans décision ({}).",
                    category.label, category.article
                ),
            ));
        }
        if said.auteur != category.decided_by && said.auteur != "magistrat_designe" {
            return Err(refused(
                "PUB-003",
                "corps.auteur",
                format!(
                    "«\u{a0}{}\u{a0}» n’est pas de ce que cet auteur décide ({}).",
                    category.label, category.article
                ),
            ));
        }
    }
    Ok(())
}

/// What is kept of the words, and their hash.
fn words(fact: &ActRecorded, words: &pb::RulingWords) -> Result<String> {
    let dispositif = clean("decision.dispositif", &words.dispositif, DISPOSITIF_MAX)?;
    clean("decision.text", &words.text, TEXT_MAX)?;
    if dispositif.is_empty() {
        return Err(refused(
            "ARR-004",
            "decision.dispositif",
            "Le dispositif manque. Recopiez-le\u{a0}: c’est lui qui dit ce qui est jugé.",
        ));
    }
    let court = clean("decision.renvoi_court", &words.renvoi_court, WORDS_MAX)?;
    let said = fact.body.as_ref().and_then(ruled);
    let remits =
        said.as_ref().is_some_and(|said| matches!(said.renvoi, "avec_renvoi" | "partiellement_sans_renvoi"));
    if remits && court.is_empty() {
        return Err(refused(
            "ARR-005",
            "decision.renvoi_court",
            "La juridiction de renvoi manque. Indiquez celle que l’arrêt désigne, ou dites que la cassation est sans renvoi.",
        ));
    }
    if !remits && !court.is_empty() {
        return Err(refused(
            "ARR-005",
            "corps.renvoi",
            "Une juridiction de renvoi est désignée, mais l’acte ne dit pas que l’affaire est renvoyée. Précisez le renvoi.",
        ));
    }
    at_most("decision.joined_numbers", words.joined_numbers.len(), JOINED_MAX)?;
    for (at, number) in words.joined_numbers.iter().enumerate() {
        crate::numbering::read(&format!("decision.joined_numbers[{at}]"), number)?;
    }
    at_most("decision.chefs", words.chefs.len(), OUTCOMES_MAX)?;
    for (at, chef) in words.chefs.iter().enumerate() {
        clean(&format!("decision.chefs[{at}]"), chef, WORDS_MAX)?;
    }
    Ok(super::register::hex(&hash(&dispositif, words.text.trim())))
}

/// Of the dispositif, an empty line and the whole text, or of the dispositif alone.
pub fn hash(dispositif: &str, text: &str) -> Vec<u8> {
    let mut digest = Sha256::new();
    digest.update(dispositif.trim());
    if !text.is_empty() {
        digest.update("\n\n");
        digest.update(text);
    }
    digest.finalize().to_vec()
}

/// A demandeur in a pourvoi, as far as one decision attacked goes: what a decision must answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Question {
    pourvoi: Uuid,
    demandeur: Uuid,
    decision: Uuid,
}

/// What the dossier asks, and what has been answered.
struct Case {
    questions: Vec<Question>,
    /// By pourvoi.
    defendeurs: HashSet<(Uuid, Uuid)>,
    parties: HashSet<Uuid>,
    pourvois: HashSet<Uuid>,
    decisions: HashSet<Uuid>,
}

fn uuid(id: Id) -> Uuid {
    id.into()
}

impl Case {
    fn of(journal: &Journal) -> Self {
        let live = law::live(&journal.facts);
        let bodies = || live.iter().filter_map(|fact| Some((*fact, fact.body.as_ref()?)));
        let decisions: HashSet<Uuid> = bodies()
            .flat_map(|(_, body)| decisions_of(body))
            .filter_map(|d| d.decision_id)
            .map(uuid)
            .collect();
        let mut case = Self {
            questions: Vec::new(),
            defendeurs: HashSet::new(),
            parties: HashSet::new(),
            pourvois: HashSet::new(),
            decisions,
        };
        for (fact, body) in bodies() {
            let Some(pourvoi) = pourvoi_of(body).map(uuid) else { continue };
            case.pourvois.insert(pourvoi);
            for party in parties_of(body) {
                let id = party.party_id.map(uuid).unwrap_or_default();
                case.parties.insert(id);
                match party.role.as_str() {
                    "demandeur" => case.ask(pourvoi, id),
                    "defendeur" => {
                        case.defendeurs.insert((pourvoi, id));
                    }
                    _ => {}
                }
            }
            if matches!(body, Body::PourvoiIncidentForme(_)) {
                let authors: Vec<Uuid> =
                    fact.scope.iter().flat_map(|s| &s.parties).map(|id| uuid(*id)).collect();
                authors.into_iter().for_each(|author| case.ask(pourvoi, author));
            }
        }
        case
    }

    fn ask(&mut self, pourvoi: Uuid, demandeur: Uuid) {
        let decisions: Vec<Uuid> = if self.decisions.is_empty() {
            vec![Uuid::nil()]
        } else {
            self.decisions.iter().copied().collect()
        };
        let asked = decisions.into_iter().map(|decision| Question { pourvoi, demandeur, decision });
        self.questions.extend(asked);
    }

    /// Whether the outcome is about the question; toward some of the défendeurs, it leaves the others.
    fn touches(&self, outcome: &RulingOutcome, question: Question) -> Touch {
        let lists = |ids: &[Id], id: Uuid| ids.is_empty() || ids.iter().any(|known| uuid(*known) == id);
        if !lists(&outcome.on_pourvois, question.pourvoi) || !lists(&outcome.on_decisions, question.decision)
        {
            return Touch::No;
        }
        if lists(&outcome.on_parties, question.demandeur) {
            return Touch::Whole;
        }
        let of_pourvoi = self.defendeurs.iter().filter(|(pourvoi, _)| *pourvoi == question.pourvoi);
        let mut toward = of_pourvoi.map(|(_, id)| lists(&outcome.on_parties, *id)).peekable();
        let any = toward.peek().is_some();
        let (mut all, mut some) = (any, false);
        for named in toward {
            all &= named;
            some |= named;
        }
        match (all, some) {
            (true, _) => Touch::Whole,
            (false, true) => Touch::Part,
            _ => Touch::No,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Touch {
    No,
    Part,
    Whole,
}

/// The outcomes of the decision: known, consistent, and of the type of act that says whether the case goes on.
fn outcomes(journal: &Journal, fact: &mut ActRecorded, words: Option<&pb::RulingWords>) -> Result<()> {
    let partial = matches!(fact.body, Some(Body::DecisionPartiellePrononcee(_)));
    let Some(Body::DecisionPrononcee(_) | Body::DecisionPartiellePrononcee(_)) = &fact.body else {
        return Ok(());
    };
    let Some(said) = fact.body.as_ref().and_then(ruled) else { return Ok(()) };
    if said.outcomes.is_empty() {
        return if partial {
            Err(refused(
                "ARR-006",
                "corps.outcomes",
                "Une décision partielle dit de qui et de quoi elle juge. Ajoutez une ligne par pourvoi ou partie jugé.",
            ))
        } else {
            Ok(())
        };
    }
    at_most("corps.outcomes", said.outcomes.len(), OUTCOMES_MAX)?;
    let case = Case::of(journal);
    let mut solutions = Vec::new();
    for (at, outcome) in said.outcomes.iter().enumerate() {
        solutions.push(solution(journal, at, outcome)?);
        known(&case, at, outcome, words)?;
    }
    contradictions(&case, said.outcomes, &solutions)?;
    let all = journal.law.catalogue.solutions();
    let whole = all.iter().find(|s| solutions.iter().any(|found| found.code == s.code));
    let main = whole.map(|s| s.public.as_str()).unwrap_or_default();
    if !said.solution.is_empty() && said.solution != main {
        return Err(refused(
            "ARR-007",
            "corps.solution",
            format!(
                "La solution d’ensemble ne suit pas de celles qui sont détaillées\u{a0}: elles donnent «\u{a0}{main}\u{a0}». Laissez-la vide, ou corrigez le détail."
            ),
        ));
    }
    let remits = solutions.iter().any(|s| s.remits);
    if !said.renvoi.is_empty() && !remits {
        return Err(refused(
            "ARR-005",
            "corps.renvoi",
            "Seule une cassation ou une annulation renvoie l’affaire à une juridiction. Corrigez la solution ou le renvoi.",
        ));
    }
    let may_extend = remits && journal.law.is_of("penal", &journal.procedure());
    if !may_extend && !said.extension.is_empty() {
        return Err(refused(
            "ARR-005",
            "corps.extension",
            "Seule une cassation ou une annulation, en matière pénale, s’étend à des parties qui ne se sont pas pourvues (article 612-1 du code de procédure pénale). Corrigez la solution, ou retirez l’extension.",
        ));
    }
    if said.renvoi.is_empty() && remits && words.is_some() {
        return Err(refused(
            "ARR-005",
            "corps.renvoi",
            "Dites si la cassation est avec renvoi, sans renvoi, ou si la Cour statue au fond.",
        ));
    }
    let (answered, left) = answers(&case, journal, said.outcomes, &solutions, fact.supersedes);
    if partial && left.is_empty() {
        return Err(refused(
            "ARR-008",
            "type",
            "Rien ne reste à juger après cette décision\u{a0}: enregistrez-la comme le prononcé de la décision, et non comme une décision partielle.",
        ));
    }
    if !partial && !left.is_empty() {
        return Err(refused("ARR-009", "corps.outcomes", left_over(journal, &left)));
    }
    let scope = partial.then(|| concerned(&case, said.outcomes, &answered, &left));
    let main = main.to_owned();
    match &mut fact.body {
        Some(Body::DecisionPrononcee(b)) => b.solution = main,
        Some(Body::DecisionPartiellePrononcee(b)) => b.solution = main,
        _ => {}
    }
    if let Some(scope) = scope {
        fact.scope = Some(scope);
    }
    Ok(())
}

fn solution<'l>(journal: &'l Journal, at: usize, outcome: &RulingOutcome) -> Result<&'l Solution> {
    let catalogue = journal.law.catalogue;
    let field = format!("corps.outcomes[{at}].solution");
    let Some(found) = catalogue.solution(&outcome.solution) else {
        let known: Vec<&str> = catalogue.solutions().iter().map(|s| s.code.as_str()).collect();
        one_of(&field, &outcome.solution, &known)?;
        return Err(refused("ARR-010", &field, "Solution inconnue."));
    };
    let procedure = journal.procedure();
    let place = catalogue.procedure_named(&procedure);
    if place.is_some_and(|place| !found.procedures.contains(place)) {
        return Err(refused(
            "ARR-010",
            &field,
            format!(
                "«\u{a0}{}\u{a0}» n’est pas une solution de cette procédure ({}).",
                found.label, found.article
            ),
        ));
    }
    Ok(found)
}

/// What an outcome names must be of the dossier.
fn known(case: &Case, at: usize, outcome: &RulingOutcome, words: Option<&pb::RulingWords>) -> Result<()> {
    for (name, ids, of) in [
        ("on_pourvois", &outcome.on_pourvois, &case.pourvois),
        ("on_parties", &outcome.on_parties, &case.parties),
        ("on_decisions", &outcome.on_decisions, &case.decisions),
    ] {
        if let Some(place) = ids.iter().position(|id| !of.contains(&uuid(*id))) {
            return Err(refused(
                "ARR-011",
                &format!("corps.outcomes[{at}].{name}[{place}]"),
                "Ce que la ligne désigne n’est pas de ce dossier. Choisissez-le dans les listes.",
            ));
        }
    }
    let chefs = words.map_or(usize::MAX, |words| words.chefs.len());
    if usize::try_from(outcome.chef).unwrap_or(usize::MAX) > chefs {
        return Err(refused(
            "ARR-011",
            &format!("corps.outcomes[{at}].chef"),
            "Ce chef n’est pas décrit. Écrivez ses mots, ou laissez la ligne valoir pour tous.",
        ));
    }
    Ok(())
}

/// Two lines that rule the same thing must not rule it differently.
fn contradictions(case: &Case, outcomes: &[RulingOutcome], solutions: &[&Solution]) -> Result<()> {
    for (at, (one, first)) in outcomes.iter().zip(solutions).enumerate() {
        for (other, second) in outcomes.iter().zip(solutions).skip(at + 1) {
            let same_chef = one.chef == other.chef;
            let both = |q: &Question| {
                case.touches(one, *q) == Touch::Whole && case.touches(other, *q) == Touch::Whole
            };
            if same_chef && first.code != second.code && case.questions.iter().any(both) {
                return Err(refused(
                    "ARR-012",
                    &format!("corps.outcomes[{at}]"),
                    format!(
                        "Le même pourvoi recevrait «\u{a0}{}\u{a0}» et «\u{a0}{}\u{a0}» à l’égard de la même partie. Précisez les parties, la décision attaquée ou le chef de chaque ligne.",
                        first.label, second.label
                    ),
                ));
            }
        }
    }
    Ok(())
}

/// What the decision answers, and what it and those before it leave.
fn answers(
    case: &Case,
    journal: &Journal,
    outcomes: &[RulingOutcome],
    solutions: &[&Solution],
    corrected: Option<Id>,
) -> (Vec<Question>, Vec<Question>) {
    let catalogue = journal.law.catalogue;
    let before: Vec<(&RulingOutcome, bool)> = law::live(&journal.facts)
        .into_iter()
        .filter(|fact| corrected.is_none() || fact.act_id != corrected)
        .filter_map(|fact| match &fact.body {
            Some(Body::DecisionPartiellePrononcee(b)) => Some(&b.outcomes),
            _ => None,
        })
        .flatten()
        .map(|outcome| (outcome, catalogue.solution(&outcome.solution).is_some_and(|s| s.continues)))
        .collect();
    let now = || outcomes.iter().zip(solutions).map(|(outcome, s)| (outcome, s.continues));
    let live = law::live(&journal.facts);
    // Of who left before, by an order of his own, nothing is asked any more.
    let gone = |q: &Question| {
        pourvois::ended(&live, (q.pourvoi, q.demandeur), corrected).is_some_and(is_no_decision)
    };
    let (mut answered, mut left) = (Vec::new(), Vec::new());
    for question in &case.questions {
        let ends =
            |found: &(&RulingOutcome, bool)| !found.1 && case.touches(found.0, *question) == Touch::Whole;
        let continues = now().any(|found| found.1 && case.touches(found.0, *question) != Touch::No);
        if now().any(|found| ends(&found)) && !continues {
            answered.push(*question);
        } else if continues || !(before.iter().any(ends) || gone(question)) {
            left.push(*question);
        }
    }
    (answered, left)
}

/// Whether an act that ended a pourvoi is an order that rules no question: a déchéance, a désistement.
fn is_no_decision(fact: &ActRecorded) -> bool {
    !matches!(fact.body, Some(Body::DecisionPartiellePrononcee(_)))
}

/// Whom a partial decision ends the case for: pourvois of which nothing is left, else the demandeurs and défendeurs judged.
/// Where the two would say too much together, only what is sure: a term too many is seen, one too few is not.
fn concerned(case: &Case, outcomes: &[RulingOutcome], answered: &[Question], left: &[Question]) -> Scope {
    let open: HashSet<Uuid> = left.iter().map(|q| q.pourvoi).collect();
    let mut whole: Vec<Uuid> = answered.iter().map(|q| q.pourvoi).filter(|p| !open.contains(p)).collect();
    whole.sort_unstable();
    whole.dedup();
    if !whole.is_empty() {
        return Scope { pourvois: whole.into_iter().map(Id::from).collect(), ..Scope::default() };
    }
    let waiting: HashSet<Uuid> = left.iter().map(|q| q.demandeur).collect();
    let mut parties: Vec<Uuid> =
        answered.iter().map(|q| q.demandeur).filter(|d| !waiting.contains(d)).collect();
    let mut pourvois: Vec<Uuid> = answered.iter().map(|q| q.pourvoi).collect();
    for outcome in outcomes.iter().filter(|outcome| outcome.on_decisions.is_empty() && outcome.chef == 0) {
        let toward = outcome.on_parties.iter().map(|id| uuid(*id));
        for defendeur in toward {
            let of: Vec<Uuid> = case
                .defendeurs
                .iter()
                .filter(|(_, id)| *id == defendeur)
                .map(|(pourvoi, _)| *pourvoi)
                .collect();
            if !of.is_empty() {
                parties.push(defendeur);
                pourvois.extend(of);
            }
        }
    }
    for ids in [&mut parties, &mut pourvois] {
        ids.sort_unstable();
        ids.dedup();
    }
    if parties.is_empty() {
        pourvois.clear();
    }
    let id = |ids: Vec<Uuid>| ids.into_iter().map(Id::from).collect();
    Scope { pourvois: id(pourvois), parties: id(parties), decisions: Vec::new() }
}

/// What is left, in words.
fn left_over(journal: &Journal, left: &[Question]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for question in left {
        let name = journal.names.parties.get(&question.demandeur).map_or("une partie", String::as_str);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let shown = names.iter().take(3).copied().collect::<Vec<_>>().join(", ");
    let more = if names.len() > 3 { format!(" et {} autres", names.len() - 3) } else { String::new() };
    format!(
        "Après cette décision, le pourvoi de {shown}{more} reste à juger. Ajoutez ce qui est jugé à son égard, ou enregistrez une décision partielle."
    )
}
