//! The values of a paper: what the case holds, each with where it was read, then what was typed.

use futures::{StreamExt as _, TryStreamExt as _, stream};
use greffe_chassis::{Caller, Failure, Kind as Fault, Result};
use greffe_contracts::{
    assignment::v1::{PublicRole, PublicRoleCase},
    deadline::v1::Deadline,
    document::v1 as pb,
    dossier::v1::{Demand, Dossier},
    events::v1::QpcDecidee,
    words,
};
use greffe_procedure::{
    catalogue::Catalogue,
    day::{Instant, paris_minute},
    profile::CourtProfile,
    symbol::Symbol,
};
use greffe_render::{Content, Decided, Field, Kind, Open, Origin, Source, Template, Value, Values};
use jiff::civil::Date;

use super::{Papers, adopted::takes_up};

/// A rôle as anybody reads it.
pub(super) const PUBLIC_ROLE: &str = "role_public";
/// As what kind of piece the parquet’s opinions are kept.
const OPINION: &str = "avis";
/// The nature of a decision that has a minute of its own.
pub(super) const ARRET: &str = "arret";

impl Papers {
    /// What is read for a paper of that template; fields that it does not ask for are left out later.
    pub(super) async fn gather(
        &self,
        caller: &Caller,
        template: &Template,
        order: &pb::PaperOrder,
    ) -> Result<Values> {
        let mut known = Known(Values::new());
        known.profile(CourtProfile::embedded());
        if template.of_dossier {
            if order.dossier_id.is_empty() {
                return Err(Failure::invalid(
                    "PAP-005",
                    "dossier",
                    "Ce modèle parle d’un dossier\u{a0}: dites lequel.",
                ));
            }
            let case = self.cases.dossier(caller, &order.dossier_id).await?;
            known.dossier(&case);
            if template.open == Open::Prononce {
                self.judged(&mut known, &case, template).await?;
            } else if template.kept_as.as_deref() == Some(OPINION) {
                self.concludes(&mut known, &case, template).await?;
            }
            if takes_up(template) {
                self.adopted(&mut known, caller, &case).await?;
            }
            if template.fields.iter().any(|field| field.name == "pieces") {
                known.pieces(&self.chosen(caller, &case.dossier_id, &order.piece_ids).await?);
            }
            if template.name == "fiche_de_calcul" {
                let terms = self.cases.terms(caller, &case.dossier_id).await?;
                let term = terms.iter().find(|term| term.deadline_id == order.subject_id);
                known.term(term.ok_or_else(unknown_term)?, &case);
            }
        }
        // Without an audience the registry's own is typed, as for one that was planned elsewhere.
        if template.name == PUBLIC_ROLE || (template.name == "role_audience" && !order.subject_id.is_empty())
        {
            let role = self.cases.role(caller, &order.subject_id).await?;
            let heard = self.heard(caller, &role).await?;
            known.role(&role, heard)?;
        }
        if template.name == "certificat_non_pourvoi" {
            known.certificate(&self.cases.demand(caller, &order.subject_id).await?)?;
        }
        Ok(known.0)
    }

    /// Cases of a published rôle, in the order in which they are called: with their titles and counsel for who reads them.
    async fn heard(&self, caller: &Caller, role: &PublicRole) -> Result<Vec<Values>> {
        if !role.named {
            return Ok(role.cases.iter().map(|case| listed(case, None).0).collect());
        }
        let read = role.cases.iter().map(|case| async move {
            let dossier = match self.cases.dossier(caller, &case.dossier_id).await {
                Ok(dossier) => Some(dossier),
                Err(failure) if matches!(failure.kind, Fault::NotFound | Fault::Forbidden) => None,
                Err(failure) => return Err(failure),
            };
            Ok(listed(case, dossier.as_ref()).0)
        });
        // In the order asked for, a few at a time.
        stream::iter(read.collect::<Vec<_>>()).buffered(8).try_collect().await
    }

    /// Pieces of the dossier that the caller may read, in the order asked for.
    async fn chosen(&self, caller: &Caller, dossier: &str, wanted: &[String]) -> Result<Vec<pb::Piece>> {
        let all = self.documents.of_dossier(caller, dossier).await?;
        let found = wanted.iter().map(|id| all.iter().find(|piece| piece.piece_id == *id).cloned());
        found.collect::<Option<_>>().ok_or_else(|| {
            Failure::invalid(
                "PAP-007",
                "pieces",
                "Une des pièces choisies n’est pas au dossier, ou ne vous est pas accessible. Rechargez la liste des pièces.",
            )
        })
    }
}

/// The journal holds none of the decisions that a paper may say.
pub(super) fn unpronounced(wanted: &[Decided]) -> Failure {
    let wanted = wanted.iter().map(|of| of.label()).collect::<Vec<_>>().join(", ou ");
    Failure::new(
        Fault::Refused,
        "PAP-012",
        format!(
            "Ce papier attend au journal du dossier {wanted}\u{a0}: avant son prononcé, la minute est du délibéré. Inscrivez la décision, puis faites ce papier."
        ),
    )
}

fn unknown_term() -> Failure {
    Failure::not_found(
        "PAP-008",
        "Ce délai n’est plus au dossier\u{a0}: il a été recalculé depuis. Rouvrez l’onglet des délais.",
    )
}

/// A case of a rôle.
fn listed(case: &PublicRoleCase, dossier: Option<&Dossier>) -> Known {
    let id = &case.dossier_id;
    let mut row = Known(Values::new());
    row.text("pourvoi", case.number.clone(), Origin::Dossier, id);
    if !case.rapporteurs.is_empty() {
        row.text("rapporteur", case.rapporteurs.join("\n"), Origin::Acte, id);
    }
    if let Some(dossier) = dossier {
        row.text("affaire", words::title(&dossier.parties), Origin::Dossier, id);
        let stands =
            |office: &str| dossier.parties.iter().any(|party| party.office_ids.iter().any(|of| of == office));
        let offices = dossier.offices.iter().filter(|office| stands(&office.office_id));
        let names: Vec<&str> = offices.map(|office| office.name.as_str()).collect();
        if !names.is_empty() {
            row.text("avocats", names.join(", "), Origin::Personne, id);
        }
    }
    row
}

/// What a template may ask of a dossier, and nothing that it does not ask for.
pub(crate) fn of_dossier(case: &Dossier, template: &Template) -> Values {
    let mut known = Known(Values::new());
    known.profile(CourtProfile::embedded());
    known.dossier(case);
    asked(&template.fields, known.0)
}

/// What is known so far, by field.
pub(super) struct Known(Values);

impl Known {
    pub(super) fn put(&mut self, field: &str, content: Content, origin: Origin, id: &str) {
        self.0.insert(field.to_owned(), value(content, origin, id));
    }

    pub(super) fn text(&mut self, field: &str, text: impl Into<String>, origin: Origin, id: &str) {
        self.put(field, Content::Texte(text.into()), origin, id);
    }

    fn profile(&mut self, court: &CourtProfile) {
        self.text("juridiction", words::capitalised(&court.name), Origin::Profil, &court.code);
        self.text("service", "Greffe", Origin::Profil, &court.code);
        self.text("lieu", court.seat.clone(), Origin::Profil, &court.code);
        self.text("expediteur", format!("Greffe de la {}", court.name), Origin::Profil, &court.code);
    }

    fn dossier(&mut self, case: &Dossier) {
        let id = &case.dossier_id;
        self.text("pourvoi", case.number.clone(), Origin::Dossier, id);
        let named = |role: &str| {
            let names = case.parties.iter().filter(|p| p.role == role && !p.name.is_empty());
            names.map(|party| party.name.as_str()).collect::<Vec<_>>()
        };
        self.text("demandeurs", named("demandeur").join("\n"), Origin::Personne, id);
        self.text("defendeurs", named("defendeur").join("\n"), Origin::Personne, id);
        self.text("affaire", words::title(&case.parties), Origin::Dossier, id);
        let attacked = case.decisions.iter().map(words::decision).collect::<Vec<_>>().join("\n");
        let first =
            case.decisions.iter().map(|d| &d.decision_id).find(|decision| !decision.is_empty()).unwrap_or(id);
        self.text("decision_attaquee", attacked, Origin::Decision, first);
        self.text("chambre", words::capitalised(&case.chambre_label), Origin::Dossier, id);
        self.day("forme_le", &case.formed_on, id);
        let procedure = Symbol::find(&case.procedure).and_then(|code| Catalogue::embedded().procedure(code));
        let transmitted = procedure.is_some_and(|procedure| procedure.group.as_str() == "qpc");
        self.text("origine", if transmitted { "transmise" } else { "pourvoi" }, Origin::Dossier, id);
        self.counsel(case);
        if let Some(outcome) = &case.outcome {
            if let Some(solution) = Catalogue::embedded().solution_label(&outcome.solution) {
                self.text("solution", solution, Origin::Dossier, id);
            }
            self.text("ecli", outcome.ecli.clone(), Origin::Dossier, id);
            self.day("prononce_le", &outcome.pronounced_on, id);
        }
    }

    /// The decision on the priority question, which is not that of the case: nothing of the other is left.
    pub(super) fn question(&mut self, said: &QpcDecidee, day: Option<Date>, act: &str) {
        for field in ["solution", "ecli", "prononce_le"] {
            self.0.remove(field);
        }
        let solution = match said.sens.as_str() {
            "renvoi" => "qpc_renvoi",
            "non_lieu_a_renvoi" => "qpc_non_lieu",
            "irrecevabilite" => "qpc_irrecevable",
            other => other,
        };
        if let Some(label) = Catalogue::embedded().solution_label(solution) {
            self.text("solution", label, Origin::Acte, act);
        }
        self.text("ecli", said.ecli.clone(), Origin::Acte, act);
        if !said.register_number.is_empty() {
            self.text("numero", said.register_number.clone(), Origin::Acte, act);
        }
        if let Some(day) = day {
            self.put("prononce_le", Content::Jour(day), Origin::Acte, act);
        }
    }

    /// A day of the dossier, if it is known.
    fn day(&mut self, field: &str, iso: &str, id: &str) {
        if let Ok(day) = iso.parse() {
            self.put(field, Content::Jour(day), Origin::Dossier, id);
        }
    }

    /// Offices constituted, each with the party whose name may be shown.
    fn counsel(&mut self, case: &Dossier) {
        let mut rows = Vec::new();
        for party in case.parties.iter().filter(|party| !party.name.is_empty()) {
            for office in case.offices.iter().filter(|office| party.office_ids.contains(&office.office_id)) {
                let mut row = Known(Values::new());
                row.text("avocat", office.name.clone(), Origin::Personne, &office.office_id);
                row.text("partie", party.name.clone(), Origin::Personne, &party.party_id);
                rows.push(row.0);
            }
        }
        self.put("conseils", Content::Liste(rows), Origin::Personne, &case.dossier_id);
    }

    fn pieces(&mut self, chosen: &[pb::Piece]) {
        let row = |piece: &pb::Piece| {
            let id = &piece.piece_id;
            let mut row = Known(Values::new());
            row.text("intitule", piece.file_name.clone(), Origin::Piece, id);
            if let Some(at) = &piece.received_at
                && let Ok(at) = jiff::Timestamp::new(at.seconds, 0)
            {
                let day = greffe_chassis::clock::paris_day(at);
                row.put("recue", Content::Jour(day), Origin::Piece, id);
                row.text("instant", paris_minute(Instant(at.as_microsecond())), Origin::Piece, id);
            }
            row.text("taille", words::size(piece.size), Origin::Piece, id);
            row.text("empreinte", piece.sha256.clone(), Origin::Piece, id);
            row.0
        };
        let rows = chosen.iter().map(row).collect();
        self.put("pieces", Content::Liste(rows), Origin::Piece, "inventaire");
    }

    fn term(&mut self, term: &Deadline, case: &Dossier) {
        self.text("delai", term.label.clone(), Origin::Regle, &term.rule);
        self.text("fondement", term.basis.clone(), Origin::Regle, &term.rule);
        if let Some(party) = case.parties.iter().find(|party| party.party_id == term.party_id) {
            self.text("partie", party.name.clone(), Origin::Personne, &party.party_id);
        }
        let steps = term.steps.iter().map(|step| {
            let mut row = Known(Values::new());
            row.text("operation", step.text.clone(), Origin::Calcul, &term.deadline_id);
            row.text("article", step.basis.clone(), Origin::Regle, &term.rule);
            row.0
        });
        let steps = steps.collect();
        self.put("etapes", Content::Liste(steps), Origin::Calcul, &term.deadline_id);
        if let Ok(due) = term.due.parse() {
            self.put("echeance", Content::Jour(due), Origin::Calcul, &term.deadline_id);
        }
        self.text("sanction", term.sanction.clone(), Origin::Regle, &term.rule);
        self.text("reserves", term.missing.join("\n"), Origin::Calcul, &term.deadline_id);
        self.text("catalogue", term.catalogue.clone(), Origin::Calcul, &term.deadline_id);
    }

    /// A published rôle.
    fn role(&mut self, role: &PublicRole, heard: Vec<Values>) -> Result<()> {
        if role.cancelled {
            return Err(Failure::new(
                Fault::Refused,
                "PAP-016",
                "Cette audience ne sera pas tenue\u{a0}: son rôle ne s’imprime plus. Imprimez celui de l’audience à laquelle ses affaires ont été remises.",
            ));
        }
        let id = &role.audience_id;
        let sitting = role.sitting.clone().unwrap_or_default();
        let formation = format!("{}, {}", role.chambre_label, role.formation_label);
        self.text("formation", words::capitalised(&formation), Origin::Acte, id);
        if let Ok(day) = sitting.day.parse() {
            self.put("audience", Content::Jour(day), Origin::Acte, id);
        }
        let hour = format!("{}\u{a0}h\u{a0}{:02}", sitting.from / 60, sitting.from % 60);
        self.text("heure", hour, Origin::Acte, id);
        let named = [
            ("salle", &sitting.room),
            ("president", &role.president),
            ("avocat_general", &role.avocat_general),
            ("greffier", &role.greffier),
        ];
        for (field, text) in named.into_iter().filter(|(_, text)| !text.is_empty()) {
            self.text(field, text.clone(), Origin::Acte, id);
        }
        self.put("affaires", Content::Liste(heard), Origin::Acte, id);
        Ok(())
    }

    /// The certificate in its own words: those that its hash is of (`services/dossier/src/certificats/text.rs`), in their parts.
    fn certificate(&mut self, demand: &Demand) -> Result<()> {
        let id = &demand.demand_id;
        let Some(certificate) = &demand.certificate else {
            return Err(Failure::invalid(
                "PAP-009",
                "certificat",
                "Cette demande n’a pas de certificat\u{a0}: il n’y a rien à imprimer.",
            ));
        };
        let parts: Vec<&str> = certificate.text.trim_end().split("\n\n").collect();
        let [_, title, facts, stated, scope, identifier] = parts.as_slice() else {
            return Err(Failure::internal("a certificate of another form"));
        };
        self.text("nature", certificate.kind.clone(), Origin::Calcul, id);
        self.text("numero", certificate.number.clone(), Origin::Calcul, id);
        self.text(
            "fondement",
            title.lines().nth(1).unwrap_or_default(),
            Origin::Regle,
            "civil.certificat.505",
        );
        for line in facts.lines() {
            let Some((label, text)) = line.split_once("\u{a0}: ") else { continue };
            match label {
                "Décision" => self.text("decision", text, Origin::Saisie, id),
                "Parties selon la demande" => self.text("parties", text, Origin::Saisie, id),
                "Demandeur du certificat" => self.text("demandeur", text, Origin::Saisie, id),
                "Référence du demandeur" => self.text("reference", text, Origin::Saisie, id),
                _ => {}
            }
        }
        let at =
            certificate.delivered_at.as_ref().and_then(|at| jiff::Timestamp::new(at.seconds, at.nanos).ok());
        let at = at.map(|at| paris_minute(Instant(at.as_microsecond()))).unwrap_or_default();
        self.text("situation", at, Origin::Calcul, id);
        let stated: Vec<&str> = stated.lines().skip(1).collect();
        self.text("constats", stated.join("\n"), Origin::Calcul, id);
        self.text("portee", *scope, Origin::Calcul, id);
        let identifier = identifier.split_once("\u{a0}: ").map_or(*identifier, |(_, text)| text);
        self.text("identifiant", identifier, Origin::Calcul, id);
        self.text("empreinte", certificate.sha256.clone(), Origin::Calcul, id);
        Ok(())
    }
}

/// All of it: what is known and asked for, then what was given. A person's words are that person's, whatever source is stated.
pub(super) fn values(
    caller: &Caller,
    template: &Template,
    known: Values,
    given: Vec<pb::PaperValue>,
) -> Result<Values> {
    let mut values = asked(&template.fields, known);
    for (name, value) in read(caller, &template.fields, given)? {
        // A field left blank is what the case says of it.
        let blank = matches!(&value.content, Content::Texte(text) if text.trim().is_empty());
        if !(blank && values.contains_key(&name)) {
            values.insert(name, value);
        }
    }
    Ok(values)
}

/// What is known and asked for, in the rows of lists too.
fn asked(fields: &[Field], known: Values) -> Values {
    let wanted = |(name, value): (String, Value)| {
        let field = fields.iter().find(|field| field.name == name)?;
        let content = match value.content {
            Content::Liste(rows) => {
                Content::Liste(rows.into_iter().map(|row| asked(&field.columns, row)).collect())
            }
            content => content,
        };
        Some((name, Value { content, ..value }))
    };
    known.into_iter().filter_map(wanted).collect()
}

fn read(caller: &Caller, fields: &[Field], given: Vec<pb::PaperValue>) -> Result<Values> {
    let mut values = Values::new();
    for one in given {
        let field = fields.iter().find(|field| field.name == one.field);
        let source = source(caller, one.source)?;
        let content = match field.map(|field| field.kind) {
            Some(Kind::Liste) => {
                let columns = field.map_or(&[][..], |field| &field.columns);
                let rows = one.rows.into_iter().map(|row| read(caller, columns, row.values));
                Content::Liste(rows.collect::<Result<_>>()?)
            }
            Some(Kind::Jour) if one.text.trim().is_empty() => continue,
            Some(Kind::Jour) => Content::Jour(one.text.trim().parse().map_err(|_| {
                Failure::invalid(
                    "PAP-003",
                    &one.field,
                    "Ce jour ne se lit pas. Donnez-le sous la forme 2026-11-29.",
                )
            })?),
            _ => Content::Texte(one.text),
        };
        values.insert(one.field, Value { content, source });
    }
    Ok(values)
}

/// Services say where they read what they give.
fn source(caller: &Caller, stated: Option<pb::PaperSource>) -> Result<Source> {
    match stated {
        Some(stated) if caller.has_role("service") => {
            let genre = Origin::named(&stated.origin).ok_or_else(|| {
                Failure::invalid("PAP-010", "source", "La source d’une valeur n’est pas connue.")
            })?;
            Ok(Source { genre, id: stated.id })
        }
        _ => Ok(Source { genre: Origin::Saisie, id: caller.agent_id.clone() }),
    }
}

pub(crate) fn value(content: Content, genre: Origin, id: &str) -> Value {
    Value { content, source: Source { genre, id: id.to_owned() } }
}
