//! What must hold of the catalogue as a whole, whatever it says. Run by `make check`.

use greffe_procedure::catalogue::{AttrType, Catalogue, Procedure};

fn catalogue() -> &'static Catalogue {
    Catalogue::embedded()
}

/// Fails with every line that is wrong, not the first.
fn none(wrong: impl IntoIterator<Item = String>) {
    let wrong: Vec<String> = wrong.into_iter().collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_files_read() {
    assert_eq!(Catalogue::problems(), &[] as &[String]);
}

#[test]
fn every_rule_has_a_citation_a_satisfying_act_or_a_sanction_and_two_examples() {
    none(catalogue().rules().iter().filter_map(|rule| {
        let ends = !rule.satisfied_by.is_empty() || rule.sanction.is_some();
        let said = ends || !rule.doubt.is_empty() || rule.earliest;
        let sound = !rule.article.is_empty() && said && rule.examples.len() >= 2;
        (!sound).then(|| {
            format!("{}: citation, satisfying act or sanction (or the doubt), two examples", rule.id)
        })
    }));
}

#[test]
fn everything_that_binds_somebody_is_cited() {
    let tasks = catalogue().tasks().iter().map(|task| (task.code, &task.article));
    let notices = catalogue().notices().iter().map(|notice| (notice.id, &notice.article));
    let controls = catalogue().controls().iter().map(|control| (control.id, &control.article));
    // An act from which nothing follows binds nobody.
    let acts = catalogue().act_types().iter().filter(|ty| ty.quiet.is_empty());
    let acts = acts.map(|ty| (ty.kind.symbol(), &ty.article));
    let all = tasks.chain(notices).chain(controls).chain(acts);
    none(all.filter(|(_, article)| article.is_empty()).map(|(name, _)| format!("{name} cites nothing")));
}

#[test]
fn every_term_that_a_journal_opens_can_end_otherwise_than_by_lapse() {
    let opened = catalogue().rules().iter().filter(|rule| rule.triggers.iter().any(|t| t.pattern.is_some()));
    none(
        opened
            .filter(|rule| rule.satisfied_by.is_empty() && !rule.moot.is_set())
            .map(|rule| format!("{}: nothing satisfies it and nothing makes it moot", rule.id)),
    );
}

/// Whether some act possible at a stage moves a dossier out of it.
fn can_be_left(procedure: &Procedure, at: usize) -> bool {
    let here = &procedure.stages[at];
    let possible = procedure.possible_at(here.stage);
    catalogue().act_types().iter().filter(|ty| possible.contains(catalogue(), ty.kind)).any(|ty| {
        let further = procedure.stages[at + 1..].iter();
        let moves =
            further.map(|stage| [stage.when.all, stage.when.any]).chain([[here.when.none, here.when.none]]);
        moves.into_iter().flatten().any(|facts| catalogue().names(facts, ty.kind))
    })
}

#[test]
fn every_stage_can_be_left_unless_it_is_the_end() {
    none(catalogue().procedures().iter().flat_map(|procedure| {
        let stages = procedure.stages.iter().enumerate();
        let stuck = stages.filter(|(at, stage)| {
            !catalogue().stages()[stage.stage].terminal && !can_be_left(procedure, *at)
        });
        stuck.map(|(_, stage)| format!("{}: {}", procedure.code, catalogue().stages()[stage.stage].name))
    }));
    none(catalogue().procedures().iter().filter_map(|procedure| {
        let ends = procedure.stages.iter().any(|stage| catalogue().stages()[stage.stage].terminal);
        (!ends).then(|| format!("{} never ends", procedure.code))
    }));
}

#[test]
fn every_notice_can_be_proved_where_it_is_due() {
    none(catalogue().procedures().iter().flat_map(|procedure| {
        let recorded = catalogue().kind("notification_faite");
        let provable = procedure.stages.iter().all(|stage| {
            recorded.is_some_and(|kind| procedure.possible_at(stage.stage).contains(catalogue(), kind))
        });
        let of = catalogue().notices().iter().enumerate();
        let of = of.filter(move |(at, _)| procedure.notices().contains(at));
        of.filter(move |(_, notice)| notice.proved_by.is_empty() && !provable)
            .map(|(_, notice)| format!("{}: {} cannot be proved", procedure.code, notice.id))
    }));
}

/// A rule whose term no act of a journal opens says why, by names that the catalogue knows.
#[test]
fn every_rule_is_opened_by_a_journal_or_says_why_not() {
    let catalogue = catalogue();
    let tasks = catalogue.tasks().iter().map(|task| task.code);
    let controls = catalogue.controls().iter().map(|control| control.id);
    let acts = catalogue.act_types().iter().map(|ty| ty.kind.symbol());
    let rules = catalogue.rules().iter().map(|rule| rule.id);
    let names: Vec<&str> = tasks.chain(controls).chain(acts).chain(rules).map(|name| name.as_str()).collect();
    none(catalogue.rules().iter().flat_map(|rule| {
        let opened = rule.triggers.iter().any(|trigger| trigger.pattern.is_some());
        let unsaid = (opened != rule.simulated.is_empty()).then(|| {
            format!("{}: an act of a journal opens it, or it says why none does (`simulated`)", rule.id)
        });
        let said = rule.simulated.split('`').skip(1).step_by(2);
        let unknown = said.filter(|name| !names.contains(name));
        let unknown: Vec<String> = unknown.map(|name| format!("{}: {name} is nothing", rule.id)).collect();
        unsaid.into_iter().chain(unknown)
    }));
}

/// A special text is named by the act that opens a journal: in each procedure that it concerns, it sets the length of some term, or none.
#[test]
fn every_special_text_that_a_journal_may_name_belongs_to_a_procedure() {
    let named = catalogue().type_named("pourvoi_forme").and_then(|ty| ty.attr_named("texte_special"));
    let AttrType::Code(texts) = &named.unwrap().ty else { panic!("a special text is a code") };
    let known: Vec<&str> =
        catalogue().procedures().iter().flat_map(|p| catalogue().special_texts(p)).collect();
    none(texts.iter().filter(|text| !known.contains(&text.as_str())).map(|text| format!("{text}: nowhere")));
    assert!(texts.len() > 30, "{}", texts.len());
}

#[test]
fn every_act_leads_somewhere_or_says_why_not() {
    none(catalogue().act_types().iter().filter_map(|ty| {
        let nothing = catalogue().follows(ty.kind).is_nothing();
        (nothing == ty.quiet.is_empty()).then(|| {
            let what = if nothing {
                "opens and closes nothing, and does not say why"
            } else {
                "is said to be quiet"
            };
            format!("{} {what}", ty.kind)
        })
    }));
}

#[test]
fn every_task_can_be_closed() {
    none(catalogue().tasks().iter().filter_map(|task| {
        let by_itself = task.when.is_some_and(|when| !when.none.is_empty());
        (task.cured_by.is_empty() && !by_itself && !task.opens_on_missing && !task.opens_on_nothing)
            .then(|| format!("{}: no act closes it", task.code))
    }));
}

/// What is owed while a case waits can be done there.
#[test]
fn every_task_of_a_stage_that_is_suspended_can_be_closed_there() {
    none(catalogue().procedures().iter().flat_map(|procedure| {
        let stages = procedure.stages.iter().map(|stage| stage.stage);
        let suspended: Vec<usize> = stages.filter(|at| catalogue().stages()[*at].suspended).collect();
        let tasks = procedure.tasks().iter().map(|at| &catalogue().tasks()[*at]);
        // What opens where nothing else is owed is closed by whatever comes.
        tasks.filter(|task| !task.opens_on_nothing).flat_map(move |task| {
            let stuck = suspended.clone().into_iter().filter(|at| {
                let possible = procedure.possible_at(*at);
                task.owed_at(*at) && !task.cured_by.iter().any(|kind| possible.contains(catalogue(), *kind))
            });
            stuck.map(|at| format!("{}: {} at {}", procedure.code, task.code, catalogue().stages()[at].name))
        })
    }));
}

#[test]
fn every_act_and_every_rule_of_journals_belongs_to_a_procedure() {
    none(catalogue().act_types().iter().filter_map(|ty| {
        let possible = catalogue().procedures().iter().any(|procedure| {
            procedure
                .stages
                .iter()
                .any(|stage| procedure.possible_at(stage.stage).contains(catalogue(), ty.kind))
        });
        (!possible).then(|| format!("{} is possible nowhere", ty.kind))
    }));
}

#[test]
fn what_a_stage_asks_for_can_happen_before_it() {
    none(catalogue().procedures().iter().flat_map(|procedure| {
        let later = procedure.stages.iter().enumerate().skip(1);
        let unreachable = later.filter(|(at, stage)| {
            let before = &procedure.stages[..*at];
            let can =
                |kind| before.iter().any(|b| procedure.possible_at(b.stage).contains(catalogue(), kind));
            let acts = catalogue().act_types().iter().map(|ty| ty.kind);
            let asked: Vec<_> = acts
                .filter(|kind| {
                    catalogue().names(stage.when.all, *kind) || catalogue().names(stage.when.any, *kind)
                })
                .collect();
            !asked.is_empty() && !asked.into_iter().any(can)
        });
        unreachable
            .map(|(_, stage)| format!("{}: {}", procedure.code, catalogue().stages()[stage.stage].name))
    }));
}
