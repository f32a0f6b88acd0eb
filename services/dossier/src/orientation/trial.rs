//! What a set of rules would have done of the dossiers that chambers were given, beside the set in force: nothing changes.

use std::{collections::BTreeMap, sync::Arc};

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::dossier::v1 as pb;
use greffe_distribution::routing::{Known, Measure, Rules, measure};
use jiff::civil::Date;
use sqlx::{QueryBuilder, Row};
use uuid::Uuid;

use super::{
    Learnt,
    rules::{self, Remit},
    sets,
};
use crate::{Dossiers, law::Law, list::known_to, view};

/// Differences shown, and those looked at for them: of some the caller may know nothing.
const SHOWN_MAX: usize = 500;
const LOOKED_AT: usize = 2_000;

/// A dossier that a chamber was given, as rules look at it.
pub(super) struct Past {
    pub(super) id: Uuid,
    pub(super) known: Known,
    pub(super) chambre: String,
    /// Empty while nobody chose it.
    pub(super) circuit: String,
}

/// A dossier that the version sends elsewhere: which, the place of the rule, where, and where people and the one in force send it.
pub(super) struct Elsewhere {
    id: Uuid,
    place: Option<usize>,
    /// Where people sent it; empty where that is not known.
    went: String,
    sent: String,
    before: String,
}

impl Dossiers {
    /// Tries a version of a set.
    pub(super) async fn try_orientation(
        &self,
        caller: &Caller,
        wanted: &pb::TryOrientationRulesRequest,
    ) -> Result<pb::TryOrientationRulesResponse> {
        decide(caller, Action::LireReglesOrientation, Resource::Court).or_forbidden()?;
        let remit = Remit::read(&self.law, &wanted.remit)?;
        let learnt = self.learnt().await?;
        let mut connection = self.pool.acquire().await?;
        let version = wanted.version.cast_signed();
        let tried =
            sets::rules_of(&mut connection, remit, version).await?.ok_or_else(sets::unknown_version)?;
        let (base, in_force) = sets::in_force(&mut connection, remit).await?;
        drop(connection);
        let (figures, elsewhere) = self.tried(remit, learnt, tried.clone(), in_force).await?;
        let (differences, more) = self.told(caller, &tried, &elsewhere).await?;
        Ok(pb::TryOrientationRulesResponse {
            version: wanted.version,
            base_version: base.cast_unsigned(),
            tried_on: self.clock.today().to_string(),
            figures: Some(figures),
            differences,
            more,
        })
    }

    /// The figures, and what differs, the latest dossiers first.
    pub(super) async fn tried(
        &self,
        remit: Remit,
        learnt: Arc<Learnt>,
        tried: Vec<pb::OrientationRule>,
        in_force: Vec<pb::OrientationRule>,
    ) -> Result<(pb::OrientationFigures, Vec<Elsewhere>)> {
        let (law, today) = (self.law, self.clock.today());
        let worked =
            tokio::task::spawn_blocking(move || figures(law, remit, &learnt, (&tried, &in_force), today));
        worked.await.map_err(Failure::internal)
    }

    /// Of what differs, what the caller may read.
    async fn told(
        &self,
        caller: &Caller,
        rules: &[pb::OrientationRule],
        elsewhere: &[Elsewhere],
    ) -> Result<(Vec<pb::OrientationDifference>, bool)> {
        let looked_at = &elsewhere[..elsewhere.len().min(LOOKED_AT)];
        let ids: Vec<Uuid> = looked_at.iter().map(|one| one.id).collect();
        let mut query = QueryBuilder::new(
            "SELECT d.id, d.number_year, d.number_seq, d.chambre, d.rapporteurs, d.avocats_generaux, d.offices, d.former_offices,
                    d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees
             FROM dossier.dossier d WHERE d.id = ANY(",
        );
        query.push_bind(ids).push(")");
        known_to(&mut query, caller);
        let mut readable: BTreeMap<Uuid, String> = BTreeMap::new();
        for row in &query.build().fetch_all(&self.pool).await? {
            let case = stored::of_row(row, "id")?;
            if decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
                let number = view::number(row.try_get("number_year")?, row.try_get("number_seq")?);
                readable.insert(case.dossier, number);
            }
        }
        let mut shown = Vec::new();
        let mut more = elsewhere.len() > looked_at.len();
        for one in looked_at {
            let Some(number) = readable.get(&one.id) else { continue };
            if shown.len() == SHOWN_MAX {
                more = true;
                break;
            }
            let rule = one.place.and_then(|place| rules.get(place));
            shown.push(pb::OrientationDifference {
                dossier_id: one.id.to_string(),
                number: number.clone(),
                decided: one.went.clone(),
                sent: one.sent.clone(),
                rule_id: rule.map(|rule| rule.rule_id.clone()).unwrap_or_default(),
                rule_label: rule.map(|rule| rule.label.clone()).unwrap_or_default(),
                before: one.before.clone(),
            });
        }
        Ok((shown, more))
    }
}

/// Past dossiers of which a set speaks, each with where people sent it. In a chamber, those whose circuit is known: a figure over the
/// others would count nobody's choice as a mistake; all of them, without it, while none is.
fn concerned(remit: Remit, learnt: &Learnt) -> impl Iterator<Item = (&Past, &str)> {
    let known = comparable(remit, learnt);
    learnt.past.iter().filter_map(move |past| match remit {
        Remit::Between => Some((past, past.chambre.as_str())),
        Remit::Within(chambre) => (past.chambre == chambre.code && (!known || !past.circuit.is_empty()))
            .then_some((past, past.circuit.as_str())),
    })
}

/// Whether the journals of past dossiers say where people sent some.
fn comparable(remit: Remit, learnt: &Learnt) -> bool {
    match remit {
        Remit::Between => true,
        Remit::Within(chambre) => {
            learnt.past.iter().any(|past| past.chambre == chambre.code && !past.circuit.is_empty())
        }
    }
}

/// What the rules in force on a day decide of past dossiers.
pub(super) fn measured(remit: Remit, learnt: &Learnt, rules: &[pb::OrientationRule], today: Date) -> Measure {
    let rules = Rules::on(&rules::ready(rules), today);
    measure(&rules, concerned(remit, learnt).map(|(past, went)| (&past.known, went)))
}

fn figures(
    law: Law,
    remit: Remit,
    learnt: &Learnt,
    (tried, in_force): (&[pb::OrientationRule], &[pb::OrientationRule]),
    today: Date,
) -> (pb::OrientationFigures, Vec<Elsewhere>) {
    // What begins later is tried now.
    let (after, before) =
        (Rules::from(&rules::ready(tried), today), Rules::from(&rules::ready(in_force), today));
    let of = |rules: &Rules| measure(rules, concerned(remit, learnt).map(|(past, went)| (&past.known, went)));
    let (now, then) = (of(&after), of(&before));
    let comparable = comparable(remit, learnt);
    let (mut moved, mut elsewhere) = (0_u32, Vec::new());
    for (past, went) in concerned(remit, learnt) {
        let (sent, kept) = (after.first(&past.known), before.first(&past.known));
        let same = sent.map(|(_, to)| to) == kept.map(|(_, to)| to);
        moved += u32::from(!same);
        let wrong = comparable && sent.is_some_and(|(_, to)| to != went);
        if wrong || !same {
            elsewhere.push(Elsewhere {
                id: past.id,
                place: sent.map(|(place, _)| place),
                went: went.to_owned(),
                sent: sent.map(|(_, to)| to.to_owned()).unwrap_or_default(),
                before: kept.map(|(_, to)| to.to_owned()).unwrap_or_default(),
            });
        }
    }
    let told = pb::OrientationFigures {
        read_on: learnt.on.to_string(),
        cases: now.cases,
        decided: now.decided,
        agreed: now.agreed,
        decided_before: then.decided,
        agreed_before: then.agreed,
        moved,
        comparable,
        targets: targets(law, remit, &now, &then),
        rules: by_rule(tried, &now),
    };
    (told, elsewhere)
}

fn targets(law: Law, remit: Remit, now: &Measure, then: &Measure) -> Vec<pb::OrientationTargetFigures> {
    let found = remit.targets(&law).into_iter().map(|target| {
        let here = now.targets.get(&target.code).copied().unwrap_or_default();
        let before = then.targets.get(&target.code).copied().unwrap_or_default();
        pb::OrientationTargetFigures {
            decided: here.decided,
            sent: here.sent,
            agreed: here.agreed,
            sent_before: before.sent,
            agreed_before: before.agreed,
            code: target.code,
            label: target.label,
        }
    });
    found.collect()
}

fn by_rule(rules: &[pb::OrientationRule], now: &Measure) -> Vec<pb::OrientationRuleFigures> {
    let found = rules.iter().enumerate().map(|(place, rule)| {
        let of = now.rules.get(&place).copied().unwrap_or_default();
        pb::OrientationRuleFigures {
            rule_id: rule.rule_id.clone(),
            label: rule.label.clone(),
            target: rule.target.clone(),
            applies: of.applies,
            decides: of.decides,
            agrees: of.agrees,
        }
    });
    found.collect()
}
