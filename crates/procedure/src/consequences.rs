//! What differs between two derivations of a dossier: told before a correction is confirmed.

use crate::{
    catalogue::Catalogue,
    day::Day,
    derivation::{Deadline, Derivation, Key, Notice, NoticeStatus, Status},
};

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consequence {
    /// `procedure`, `stade`, `echeance`, `tache`, `notification`, `irregularite`.
    pub kind: &'static str,
    /// `apparait`, `change`, `disparait`, `satisfaite`.
    pub change: &'static str,
    /// French, complete.
    pub text: String,
    /// The text of law.
    pub article: String,
}

/// Every difference, procedure and stage first, then deadlines, tasks, notices, irregularities.
pub fn consequences(catalogue: &Catalogue, before: &Derivation, after: &Derivation) -> Vec<Consequence> {
    let mut said = Vec::new();
    said.extend(procedure(catalogue, before, after));
    if before.stage != after.stage {
        let label = |name| catalogue.stage(name).map_or("", |s| s.label.as_str());
        said.push(Consequence {
            kind: "stade",
            change: "change",
            text: format!(
                "Le dossier passe de «\u{a0}{}\u{a0}» à «\u{a0}{}\u{a0}».",
                label(before.stage),
                label(after.stage)
            ),
            article: stage_article(catalogue, after).to_owned(),
        });
    }
    for deadline in &after.deadlines {
        match before.deadlines.iter().find(|d| d.key == deadline.key) {
            None => said.extend(opened(catalogue, deadline)),
            Some(known) if differ(known, deadline) => said.push(changed(catalogue, known, deadline)),
            Some(_) => {}
        }
    }
    for gone in before.deadlines.iter().filter(|d| !after.deadlines.iter().any(|a| a.key == d.key)) {
        said.push(told(catalogue, gone, "disparait", "Le délai «\u{a0}{}\u{a0}» disparaît."));
    }
    tasks(catalogue, before, after, &mut said);
    notices(catalogue, before, after, &mut said);
    let known: Vec<Key> = before.irregularities.iter().map(|i| i.key).collect();
    for irregularity in after.irregularities.iter().filter(|i| !known.contains(&i.key)) {
        let finding = catalogue.irregularity_finding(irregularity);
        said.push(Consequence {
            kind: "irregularite",
            change: "apparait",
            text: finding.message,
            article: finding.article,
        });
    }
    said
}

/// A journal that begins belongs to its procedure; only one that changes leaves another.
fn procedure(catalogue: &Catalogue, before: &Derivation, after: &Derivation) -> Option<Consequence> {
    let changed = (before.procedure != after.procedure).then(|| catalogue.procedure(after.procedure))??;
    let began = before.deadlines.is_empty() && before.tasks.is_empty() && before.notices.is_empty();
    let now = format!("«\u{a0}{}\u{a0}»", changed.label);
    let text = match catalogue.procedure(before.procedure).filter(|_| !began) {
        Some(left) => format!("Le dossier ne relève plus de «\u{a0}{}\u{a0}» mais de {now}.", left.label),
        None => format!("Le dossier relève de {now}."),
    };
    Some(Consequence { kind: "procedure", change: "change", text, article: changed.article.clone() })
}

/// A term that appears. One that a fact told late finds already run out or kept is said as it is; one that does not matter is not said.
fn opened(catalogue: &Catalogue, deadline: &Deadline) -> Option<Consequence> {
    let text = match (deadline.status, deadline.due) {
        (Status::Moot, _) => return None,
        (Status::Met { on, .. }, Some(due)) => {
            format!(
                "Le délai «\u{a0}{{}}\u{a0}», jusqu’au {}, est déjà satisfait, le {}.",
                due.long(),
                on.long()
            )
        }
        (Status::Late { on, .. }, Some(due)) => {
            format!(
                "Le délai «\u{a0}{{}}\u{a0}», jusqu’au {}, a été satisfait hors délai, le {}.",
                due.long(),
                on.long()
            )
        }
        (Status::Expired, Some(due)) => format!("Le délai «\u{a0}{{}}\u{a0}» a expiré le {}.", due.long()),
        _ => format!("Le délai «\u{a0}{{}}\u{a0}» s’ouvre{}", until(deadline)),
    };
    Some(told(catalogue, deadline, "apparait", &text))
}

fn stage_article<'a>(catalogue: &'a Catalogue, derived: &Derivation) -> &'a str {
    let at = catalogue.stages().iter().position(|stage| stage.name == derived.stage);
    let procedure = catalogue.procedure(derived.procedure);
    at.zip(procedure).map_or("", |(at, procedure)| procedure.article_of(at))
}

fn until(deadline: &Deadline) -> String {
    deadline
        .due
        .map_or_else(|| ", terme encore indéterminé.".into(), |due| format!(" jusqu’au {}.", due.long()))
}

fn told(catalogue: &Catalogue, deadline: &Deadline, change: &'static str, text: &str) -> Consequence {
    let rule = catalogue.rule_of(deadline);
    Consequence {
        kind: "echeance",
        change,
        text: text.replace("{}", rule.map_or("", |r| &r.label)),
        article: rule.map(|r| r.article.clone()).unwrap_or_default(),
    }
}

/// Whether people would hear a difference: another day, another standing. By which act it was kept is none.
fn differ(known: &Deadline, now: &Deadline) -> bool {
    let heard = |status: Status| match status {
        Status::Met { on, .. } | Status::Late { on, .. } => (status.as_str(), Some(on)),
        other => (other.as_str(), None),
    };
    // The end of what does not matter does not matter.
    let moved = known.due != now.due && now.status != Status::Moot;
    moved || heard(known.status) != heard(now.status)
}

fn changed(catalogue: &Catalogue, known: &Deadline, now: &Deadline) -> Consequence {
    let (change, text) = match now.status {
        Status::Met { on, .. } => met(known, now, on),
        Status::Late { on, .. } => {
            ("change", format!("Le délai «\u{a0}{{}}\u{a0}» est satisfait hors délai, le {}.", on.long()))
        }
        Status::Expired => {
            let on = now.due.map_or_else(String::new, |due| format!(" le {}", due.long()));
            ("change", format!("Le délai «\u{a0}{{}}\u{a0}» a expiré{on}."))
        }
        Status::Interrupted => ("change", "Le délai «\u{a0}{}\u{a0}» est interrompu.".into()),
        Status::Moot => ("disparait", "Le délai «\u{a0}{}\u{a0}» devient sans objet.".into()),
        _ => (
            "change",
            format!("Le délai «\u{a0}{{}}\u{a0}» court désormais{}{}", until(now), instead_of(known, now)),
        ),
    };
    told(catalogue, now, change, &text)
}

/// A term that is kept: for the first time, on another day than before, or within another end.
fn met(known: &Deadline, now: &Deadline, on: Day) -> (&'static str, String) {
    let Status::Met { on: before, .. } = known.status else {
        return ("satisfaite", format!("Le délai «\u{a0}{{}}\u{a0}» est satisfait le {}.", on.long()));
    };
    let end = match now.due.filter(|_| now.due != known.due) {
        Some(due) => format!(" Son terme est désormais le {}.", due.long()),
        None => String::new(),
    };
    if before == on {
        return ("change", format!("Le délai «\u{a0}{{}}\u{a0}» reste satisfait.{end}"));
    }
    let (on, before) = (on.long(), before.long());
    ("change", format!("Le délai «\u{a0}{{}}\u{a0}» est satisfait le {on}, et non plus le {before}.{end}"))
}

fn tasks(catalogue: &Catalogue, before: &Derivation, after: &Derivation, said: &mut Vec<Consequence>) {
    let side = |from: &Derivation, to: &Derivation, change: &'static str, verb: &str| {
        let new = from.tasks.iter().filter(|t| !to.tasks.iter().any(|k| k.key == t.key));
        new.filter_map(|task| catalogue.task_of(task))
            .map(|ty| Consequence {
                kind: "tache",
                change,
                text: format!("La tâche «\u{a0}{}\u{a0}» {verb}.", ty.label),
                article: ty.article.clone(),
            })
            .collect::<Vec<_>>()
    };
    said.extend(side(after, before, "apparait", "s’ouvre"));
    said.extend(side(before, after, "disparait", "se ferme"));
}

/// The end that a term had before, when it moved.
fn instead_of(known: &Deadline, now: &Deadline) -> String {
    let moved = known.due.filter(|due| now.due.is_some_and(|new| new != *due));
    moved.map_or_else(String::new, |due| format!(" Il courait jusqu’au {}.", due.long()))
}

/// A notice that was sent and has no reason any more is told apart: those who got it must be told.
fn notices(catalogue: &Catalogue, before: &Derivation, after: &Derivation, said: &mut Vec<Consequence>) {
    let mut tell = |notice: &Notice, change: &'static str, verb: &str| {
        if let Some(ty) = catalogue.notice_of(notice) {
            said.push(Consequence {
                kind: "notification",
                change,
                text: format!("L’avis «\u{a0}{}\u{a0}» {verb}.", ty.label),
                article: ty.article.clone(),
            });
        }
    };
    let same = |key: Key| move |other: &&Notice| other.key == key;
    for notice in &after.notices {
        let known = before.notices.iter().find(same(notice.key));
        if known.is_none() && notice.status == NoticeStatus::Due {
            tell(notice, "apparait", "devient dû");
        }
    }
    for gone in &before.notices {
        let left = after.notices.iter().find(same(gone.key));
        match (gone.status, left) {
            (NoticeStatus::Due, None) => tell(gone, "disparait", "n’est plus dû"),
            (_, None) => tell(
                gone,
                "change",
                "est parti sans plus de raison d’être\u{a0}: un avis rectificatif est à adresser",
            ),
            (_, Some(_)) => {}
        }
    }
}
