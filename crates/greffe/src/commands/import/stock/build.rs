//! From the rows of a dossier to what is asked of the dossier service: pure. Every value that enters keeps its line; every
//! defect is told, and either keeps the dossier out or is declared with what enters.

use std::collections::HashMap;

use greffe_contracts::{
    common::v1::{NamedDate, named_date},
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, AvocatConstitue, AvocatDecharge, ChambreAttribuee, DecisionPrononcee,
        PourvoiIncidentForme, act_recorded::Body,
    },
    input::{self, ActInput, DECISIONS, PERSONS, RESIDENCES, ROLES},
};
use greffe_procedure::{catalogue::Catalogue, numbers::PourvoiNumber, profile::CourtProfile};
use jiff::civil::Date;
use uuid::Uuid;

use super::{
    csv::{Broken, Row},
    defects::{Defect, Kind},
    extract::{Case, defect},
    joinders::{Joinder, Joinders},
    magistrates::{Magistrates, Named, named_by},
};

/// Days that former systems write for « no day ».
pub(super) const FICTIVE: [i16; 2] = [1_900, 9_000];

/// Column of the act that an act answers: a rank of evenements.csv, or the file and the rank there.
const ANSWERS: &str = "repond_a";
/// Column of the magistrate that an act names, and the field of its body.
const MAGISTRATE: &str = "magistrat";
const PERSON: &str = "person_id";

/// What the rows of an extract are read against.
pub struct Context {
    /// The law.
    pub catalogue: &'static Catalogue,
    /// The court.
    pub profile: &'static CourtProfile,
    /// Codes of courts and what they stand for.
    pub courts: HashMap<String, String>,
    /// Who is joined with whom.
    pub joinders: Joinders,
    /// Magistrates that the register knows.
    pub magistrates: Magistrates,
    /// The day of the takeover: nothing is later.
    pub today: Date,
}

/// A dossier ready to be sent, with its defects; kept out where one of them blocks.
pub struct Built {
    /// What is asked, without its key.
    pub request: pb::ImportDossiersRequest,
    /// Names of the offices that it speaks of; their ids are those of [`office_id`] until they are registered.
    pub offices: Vec<String>,
    /// Terms that the former system says are to come, with their labels: for the comparison alone.
    pub terms: Vec<(Date, String)>,
    /// What is wrong with it.
    pub defects: Vec<Defect>,
}

impl Built {
    /// Whether it may enter.
    #[must_use]
    pub fn enters(&self) -> bool {
        !self.defects.iter().any(|d| d.kind.blocks())
    }
}

/// Stands for an office whose id is not known yet.
#[must_use]
pub fn office_id(name: &str) -> Uuid {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, format!("cabinet/{name}").as_bytes())
}

/// Reads a dossier.
#[must_use]
pub fn build(context: &Context, case: &Case) -> Built {
    let mut reading = Reading {
        context,
        number: case.number.bare(),
        defects: Vec::new(),
        declared: Vec::new(),
        offices: Vec::new(),
    };
    let request = reading.request(case);
    let terms = reading.terms(case);
    let Reading { defects, offices, .. } = reading;
    Built { request, offices, terms, defects }
}

/// A day as an extract may hold it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    Known(Date),
    /// Empty, or a day that stands for none.
    Unknown,
}

impl Day {
    fn date(self) -> Option<Date> {
        match self {
            Self::Known(day) => Some(day),
            Self::Unknown => None,
        }
    }
}

struct Reading<'a> {
    context: &'a Context,
    number: String,
    defects: Vec<Defect>,
    // Defects of the row being read that it enters with: `column:kind`.
    declared: Vec<String>,
    offices: Vec<String>,
}

/// An act with its day, for the order of the journal.
#[derive(Default)]
struct Dated {
    day: Option<Date>,
    act: pb::StockAct,
    /// As the rows of its dossier name it; empty where none can.
    name: String,
    /// The row by which it answers another.
    answers: Option<Row>,
}

impl Reading<'_> {
    fn tell(&mut self, kind: Kind, row: &Row, column: &str, found: &str) {
        if !kind.blocks() {
            self.declared.push(format!("{column}:{}", kind.code()));
        }
        self.defects.push(defect(kind, row, &self.number, column, found));
    }

    /// A value that must be there.
    fn needed(&mut self, row: &Row, column: &str) -> String {
        let value = row.get(column).to_owned();
        if value.is_empty() {
            self.tell(Kind::Mandatory, row, column, "");
        }
        value
    }

    /// One of a list, or the first of it where the column is empty and `default` is given.
    fn coded(&mut self, row: &Row, column: &str, admitted: &[&str], default: Option<&str>) -> String {
        let value = row.get(column);
        match (value, default) {
            ("", Some(default)) => default.to_owned(),
            ("", None) => self.needed(row, column),
            (value, _) => {
                if !admitted.contains(&value) {
                    self.tell(Kind::Code, row, column, value);
                }
                value.to_owned()
            }
        }
    }

    /// A day that no later than today, after another, or unknown.
    fn day(&mut self, row: &Row, column: &str, after: Option<Date>) -> Day {
        let found = row.get(column).to_owned();
        self.day_of(row, column, &found, after)
    }

    fn day_of(&mut self, row: &Row, column: &str, found: &str, after: Option<Date>) -> Day {
        if found.is_empty() || found == input::UNKNOWN {
            return Day::Unknown;
        }
        let Ok(day) = found.parse::<Date>() else {
            self.tell(Kind::Day, row, column, found);
            return Day::Unknown;
        };
        if day.year() <= FICTIVE[0] || day.year() >= FICTIVE[1] {
            self.tell(Kind::Fictive, row, column, found);
            return Day::Unknown;
        }
        if day > self.context.today {
            self.tell(Kind::Future, row, column, found);
        } else if after.is_some_and(|after| day < after) {
            self.tell(Kind::Before, row, column, found);
        }
        Day::Known(day)
    }

    /// Places, from 0, of ranks separated by spaces.
    fn places(&mut self, row: &Row, column: &str, ranks: &[String]) -> Vec<u32> {
        let mut places = Vec::new();
        for wanted in row.get(column).split_whitespace() {
            match ranks.iter().position(|rank| rank == wanted).and_then(|at| u32::try_from(at).ok()) {
                Some(at) => places.push(at),
                None => self.tell(Kind::Rank, row, column, wanted),
            }
        }
        places
    }

    /// Ranks of rows, each once.
    fn ranks(&mut self, rows: &[Row]) -> Vec<String> {
        let mut ranks: Vec<String> = Vec::with_capacity(rows.len());
        for row in rows {
            let rank = row.get("rang").to_owned();
            if rank.is_empty() || ranks.contains(&rank) {
                self.tell(Kind::Rank, row, "rang", &rank);
            }
            ranks.push(rank);
        }
        ranks
    }

    /// Reads a row: its encoding, then what `read` makes of it; answers with it where it comes from.
    fn row<T>(
        &mut self,
        row: &Row,
        field: String,
        origins: &mut Vec<pb::Provenance>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.declared.clear();
        if row.broken == Some(Broken::Encoding) {
            self.tell(Kind::Encoding, row, "", &row.values.join(";"));
        }
        let made = read(self);
        origins.push(pb::Provenance {
            field,
            file: row.file.to_owned(),
            line: row.line,
            original: row.object(),
            defect: self.declared.join(" "),
        });
        made
    }

    /// Why an act enters as it does, where something of its row is declared.
    fn reason(&self, row: &Row) -> String {
        if self.declared.is_empty() {
            return String::new();
        }
        let told: Vec<String> = self
            .declared
            .iter()
            .filter_map(|declared| declared.split_once(':'))
            .map(|(column, kind)| format!("«\u{a0}{}\u{a0}» ({column}, {kind})", row.get(column)))
            .collect();
        format!("Repris du système antérieur avec {} : {}, ligne {}.", told.join(", "), row.file, row.line)
            .replace(" :", "\u{a0}:")
    }

    fn request(&mut self, case: &Case) -> pb::ImportDossiersRequest {
        let mut origins = Vec::new();
        let head = &case.head;
        let party_ranks = self.ranks(case.of("parties.csv"));
        let decision_ranks = self.ranks(case.of("decisions_attaquees.csv"));
        let (mut opening, formed, chambre) =
            self.row(head, "dossier".to_owned(), &mut origins, |this| this.head(case));
        opening.parties = self.parties(case, &mut origins);
        opening.decisions = self.decisions(case, formed, &mut origins);
        if !opening.parties.iter().any(|p| p.role == "demandeur") {
            self.tell(Kind::Mandatory, head, "demandeur", "");
        }
        let mut acts: Vec<Dated> = chambre.into_iter().collect();
        for (at, row) in case.of("avocats.csv").iter().enumerate() {
            let made = self.row(row, format!("avocats[{at}]"), &mut origins, |this| {
                this.counsel(row, formed, &party_ranks, &mut opening)
            });
            acts.extend(made);
        }
        let mut declared = false;
        for (at, row) in case.of("pourvois.csv").iter().enumerate() {
            let made = self.row(row, format!("pourvois[{at}]"), &mut origins, |this| {
                this.pourvoi(row, formed, &party_ranks, &mut declared)
            });
            acts.extend(made);
        }
        self.ranks(case.of("evenements.csv"));
        for (at, row) in case.of("evenements.csv").iter().enumerate() {
            let made = self.row(row, format!("evenements[{at}]"), &mut origins, |this| {
                this.event(row, formed, &party_ranks, &decision_ranks)
            });
            acts.extend(made);
        }
        let mut rulings = Vec::new();
        for (at, row) in case.of("decisions.csv").iter().enumerate() {
            rulings.push(
                self.row(row, format!("decisions[{at}]"), &mut origins, |this| {
                    this.ruling(row, at + 1, formed)
                }),
            );
        }
        self.ranks(case.of("dispositifs.csv"));
        for (at, row) in case.of("dispositifs.csv").iter().enumerate() {
            self.row(row, format!("dispositifs[{at}]"), &mut origins, |this| this.words(row, &mut rulings));
        }
        let (context, mut ordered) = (self.context, Vec::new());
        for (at, joinder) in context.joinders.of(case.number).enumerate() {
            let made = self.row(&joinder.row, format!("jonctions[{at}]"), &mut origins, |this| {
                this.joinder(joinder, formed)
            });
            ordered.push(made);
        }
        for (at, row) in case.of("pieces.csv").iter().enumerate() {
            self.row(row, format!("pieces[{at}]"), &mut origins, |this| {
                this.needed(row, "nom");
            });
        }
        // An act without a day stays behind the one that it follows; a decision, behind what joined its dossier too.
        let joined = ordered.iter().filter_map(|joinder| joinder.day).max();
        let mut last = None;
        for dated in &mut acts {
            dated.day = dated.day.or(last);
            last = dated.day;
        }
        for dated in &mut rulings {
            dated.day = dated.day.or(last.max(joined));
            last = dated.day;
        }
        // What joins comes before the other acts of its day.
        ordered.extend(acts);
        ordered.extend(rulings);
        ordered.sort_by_key(|dated| dated.day);
        let mut acts = ordered;
        self.refer(&mut acts);
        pb::ImportDossiersRequest {
            opening: Some(opening),
            acts: acts.into_iter().map(|dated| dated.act).collect(),
            provenance: origins,
            ..Default::default()
        }
    }

    /// Terms awaited, later than today as they may be. They are only compared: nothing of them enters, neither their origins, by which
    /// a dossier that has entered is known again, nor a fault, which would keep a dossier out.
    fn terms(&mut self, case: &Case) -> Vec<(Date, String)> {
        let (mut terms, mut origins) = (Vec::new(), Vec::new());
        for (at, row) in case.of("echeances.csv").iter().enumerate() {
            self.row(row, format!("echeances[{at}]"), &mut origins, |this| {
                let written = row.get("le");
                match written.parse::<Date>() {
                    Ok(day) if day.year() > FICTIVE[0] && day.year() < FICTIVE[1] => {
                        terms.push((day, row.get("libelle").to_owned()));
                    }
                    Ok(_) | Err(_) => this.tell(Kind::Awaited, row, "le", written),
                }
            });
        }
        terms
    }

    /// Acts that answer others, by their places in the order of the journal.
    fn refer(&mut self, acts: &mut [Dated]) {
        let mut before: HashMap<String, u32> = HashMap::new();
        for (at, dated) in (0..).zip(acts) {
            if let Some(row) = dated.answers.take() {
                let wanted = row.get(ANSWERS);
                dated.act.refers_to = before.get(wanted).copied();
                if dated.act.refers_to.is_none() {
                    self.tell(Kind::Reference, &row, ANSWERS, wanted);
                }
            }
            if !dated.name.is_empty() {
                before.insert(std::mem::take(&mut dated.name), at);
            }
        }
    }

    /// A jonction or a disjonction, as this dossier bears it.
    fn joinder(&mut self, joinder: &Joinder, formed: Option<Date>) -> Dated {
        let Joinder { row, leaving, day, head, others } = joinder;
        if formed.is_some_and(|formed| *day < formed) {
            self.tell(Kind::Before, row, "prononcee_le", row.get("prononcee_le"));
        }
        let reason = match row.get("motif") {
            "" => format!("Repris du système antérieur\u{a0}: {}, ligne {}.", row.file, row.line),
            motif => motif.to_owned(),
        };
        let act = pb::StockAct {
            act: Some(ActRecorded { dates: vec![named("prononce", Day::Known(*day))], ..Default::default() }),
            reason,
            joinder: Some(pb::StockJoinder {
                key: format!("{}:{}", row.file, row.line),
                leaving: *leaving,
                head: head.bare(),
                dossiers: others.iter().map(|number| number.bare()).collect(),
            }),
            ..Default::default()
        };
        Dated { day: Some(*day), act, ..Default::default() }
    }

    fn head(&mut self, case: &Case) -> (pb::OpenDossierRequest, Option<Date>, Option<Dated>) {
        let row = &case.head;
        let procedure = self.needed(row, "procedure");
        let known = self.context.catalogue.procedures().iter().any(|p| p.code.as_str() == procedure);
        if !procedure.is_empty() && !known {
            self.tell(Kind::Procedure, row, "procedure", &procedure);
        }
        let letter = row.get("cle");
        let received =
            if letter.is_empty() { case.number.bare() } else { format!("{letter} {}", case.number.bare()) };
        match PourvoiNumber::parse(&received) {
            Ok((_, None)) => {}
            Ok((_, Some(_))) => self.tell(Kind::Letter, row, "cle", letter),
            Err(_) => self.tell(Kind::Number, row, "cle", letter),
        }
        let formed = self.day(row, "forme_le", None);
        let chambre = row.get("chambre").to_owned();
        if !chambre.is_empty() && self.context.profile.chambre(&chambre).is_none() {
            self.tell(Kind::Chamber, row, "chambre", &chambre);
        }
        let mut matter = row.get("matiere").to_owned();
        if !matter.is_empty() && !self.context.profile.admits_matiere(&matter) {
            self.tell(Kind::Matter, row, "matiere", &matter);
            matter.clear();
        }
        let since = self.day(row, "chambre_depuis", formed.date());
        let given = (!chambre.is_empty()).then(|| Dated {
            day: since.date().or(formed.date()),
            act: pb::StockAct {
                act: Some(ActRecorded {
                    dates: vec![named("attribution", since)],
                    body: Some(Body::ChambreAttribuee(ChambreAttribuee { chambre, ..Default::default() })),
                    ..Default::default()
                }),
                reason: self.reason(row),
                ..Default::default()
            },
            ..Default::default()
        });
        let opening = pb::OpenDossierRequest {
            procedure,
            formed: Some(named("", formed)),
            existing_number: case.number.bare(),
            received_number: received,
            matter,
            urgent: self.coded(row, "urgent", &["oui", "non"], Some("non")) == "oui",
            warnings_confirmed: true,
            duplicate_excluded: true,
            ..Default::default()
        };
        (opening, formed.date(), given)
    }

    fn parties(&mut self, case: &Case, origins: &mut Vec<pb::Provenance>) -> Vec<pb::PartyInput> {
        let rows = case.of("parties.csv").iter().enumerate();
        rows.map(|(at, row)| {
            self.row(row, format!("parties[{at}]"), origins, |this| pb::PartyInput {
                person: Some(pb::PersonInput {
                    nature: this.coded(row, "nature", PERSONS, Some("personne_physique")),
                    name: this.needed(row, "nom"),
                    first_names: row.get("prenoms").to_owned(),
                    address: row.get("adresse").to_owned(),
                }),
                role: this.coded(row, "role", ROLES, None),
                residence: this.coded(row, "residence", RESIDENCES, Some("inconnue")),
                office_id: String::new(),
            })
        })
        .collect()
    }

    fn decisions(
        &mut self,
        case: &Case,
        formed: Option<Date>,
        origins: &mut Vec<pb::Provenance>,
    ) -> Vec<pb::DecisionInput> {
        let rows = case.of("decisions_attaquees.csv").iter().enumerate();
        rows.map(|(at, row)| {
            self.row(row, format!("decisions_attaquees[{at}]"), origins, |this| {
                let rendered = this.day(row, "rendue_le", None);
                if rendered.date().zip(formed).is_some_and(|(rendered, formed)| rendered > formed) {
                    let found = row.get("rendue_le").to_owned();
                    this.tell(Kind::Before, row, "rendue_le", &found);
                }
                let notified = this.day(row, "notifiee_le", rendered.date());
                let iso = |day: Day| day.date().map(|day| day.to_string()).unwrap_or_default();
                pb::DecisionInput {
                    court: this.court(row),
                    section: row.get("section").to_owned(),
                    rendered_on: iso(rendered),
                    nature: this.coded(row, "nature", DECISIONS, Some("decision")),
                    case_number: row.get("numero_rg").to_owned(),
                    notified_on: iso(notified),
                    notification_mode: row.get("mode").to_owned(),
                }
            })
        })
        .collect()
    }

    /// A denomination, or what a code stands for.
    fn court(&mut self, row: &Row) -> String {
        let written = self.needed(row, "juridiction");
        if let Some(label) = self.context.courts.get(&written) {
            return label.clone();
        }
        let code = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || matches!(c, '_' | '-');
        if !written.is_empty() && written.chars().all(code) {
            self.tell(Kind::Court, row, "juridiction", &written);
        }
        written
    }

    /// Counsel of the declaration, or come later; and gone.
    fn counsel(
        &mut self,
        row: &Row,
        formed: Option<Date>,
        ranks: &[String],
        opening: &mut pb::OpenDossierRequest,
    ) -> Vec<Dated> {
        let name = self.needed(row, "cabinet");
        let parties = self.places(row, "parties", ranks);
        if parties.is_empty() {
            self.tell(Kind::Mandatory, row, "parties", row.get("parties"));
        }
        let since = self.day(row, "depuis", formed);
        let until = self.day(row, "jusqu_au", since.date());
        let id = office_id(&name);
        self.offices.push(name);
        let mut free = |at: &u32| opening.parties.get(*at as usize).is_some_and(|p| p.office_id.is_empty());
        let first = since.date().is_none_or(|since| Some(since) == formed) && parties.iter().all(&mut free);
        let mut acts = Vec::new();
        if first {
            for at in &parties {
                if let Some(party) = opening.parties.get_mut(*at as usize) {
                    party.office_id = id.to_string();
                }
            }
        } else {
            let body =
                Body::AvocatConstitue(AvocatConstitue { office_id: Some(id.into()), ..Default::default() });
            acts.push(self.act(
                row,
                named("constitution", since),
                body,
                parties.clone(),
                since.date().or(formed),
            ));
        }
        if let Day::Known(end) = until {
            let body = Body::AvocatDecharge(AvocatDecharge { office_id: Some(id.into()) });
            acts.push(self.act(row, named("fin", until), body, parties, Some(end)));
        }
        acts
    }

    /// The principal is the declaration itself, once; each other is an act. A second principal has terms and an end of its own, which
    /// the declaration of the first would take for its own: a person enters it.
    fn pourvoi(
        &mut self,
        row: &Row,
        formed: Option<Date>,
        ranks: &[String],
        declared: &mut bool,
    ) -> Option<Dated> {
        let nature = self.coded(row, "nature", &["principal", "incident", "provoque"], None);
        let day = self.day(row, "forme_le", formed);
        let (demandeurs, defendeurs) =
            (self.places(row, "demandeurs", ranks), self.places(row, "defendeurs", ranks));
        if nature == "principal" {
            if std::mem::replace(declared, true) {
                self.tell(Kind::Again, row, "nature", &nature);
            }
            return None;
        }
        let body = Body::PourvoiIncidentForme(PourvoiIncidentForme { nature, ..Default::default() });
        let mut made = self.act(row, named("depose", day), body, Vec::new(), day.date());
        (made.act.demandeurs, made.act.defendeurs) = (demandeurs, defendeurs);
        made.name = format!("pourvoi:{}", row.get("rang"));
        Some(made)
    }

    fn event(
        &mut self,
        row: &Row,
        formed: Option<Date>,
        parties: &[String],
        decisions: &[String],
    ) -> Option<Dated> {
        let kind = self.needed(row, "type");
        let mut dates = std::collections::BTreeMap::new();
        let mut first = None;
        for said in row.get("dates").split(';').map(str::trim).filter(|said| !said.is_empty()) {
            let Some((name, value)) = said.split_once('=') else {
                self.tell(Kind::Day, row, "dates", said);
                continue;
            };
            // Notifications and decisions of other courts are older than the pourvoi, and right.
            let day = self.day_of(row, "dates", value.trim(), None);
            if let Some(date) = day.date() {
                if formed.is_some_and(|formed| date < formed) && kind != "decision_notifiee" {
                    self.tell(Kind::Before, row, "dates", value);
                }
                first = first.or(Some(date));
            }
            let value = day.date().map_or_else(|| input::UNKNOWN.to_owned(), |date| date.to_string());
            dates.insert(name.trim().to_owned(), value);
        }
        let corps = match row.get("corps") {
            "" => Some(serde_json::Map::new()),
            text => serde_json::from_str(text).ok(),
        };
        let Some(mut corps) = corps else {
            self.tell(Kind::Type, row, "corps", row.get("corps"));
            return None;
        };
        if !row.get(MAGISTRATE).is_empty() {
            let id = self.magistrate(row, &kind, &corps)?;
            corps.insert(PERSON.to_owned(), id.into());
        }
        let entered = ActInput {
            kind,
            dates,
            portee: None,
            refers_to: None,
            corps: Some(corps),
            supersedes: None,
            reason: None,
            decision: None,
        };
        let fact = match entered.read() {
            Ok((fact, _)) => fact,
            Err(unread) => {
                self.tell(Kind::Type, row, "type", &unread.message);
                return None;
            }
        };
        let (parties, decisions) =
            (self.places(row, "parties", parties), self.places(row, "decisions", decisions));
        let act = pb::StockAct {
            act: Some(fact),
            parties,
            decisions,
            reason: self.reason(row),
            ..Default::default()
        };
        let name = row.get("rang").to_owned();
        Some(Dated { day: first, act, name, answers: answering(row) })
    }

    /// Who an act names, by the register; told where that is not one person.
    fn magistrate(
        &mut self,
        row: &Row,
        kind: &str,
        corps: &serde_json::Map<String, serde_json::Value>,
    ) -> Option<String> {
        let written = row.get(MAGISTRATE);
        let context = self.context;
        let Some(functions) = named_by(kind).filter(|_| !corps.contains_key(PERSON)) else {
            // An act that names nobody, or says twice who it is.
            self.tell(Kind::Code, row, MAGISTRATE, written);
            return None;
        };
        match context.magistrates.named(written, functions) {
            Named::One(id) => return Some(id),
            Named::Nobody => self.tell(Kind::Nobody, row, MAGISTRATE, written),
            Named::Several(names) => {
                self.tell(Kind::Several, row, MAGISTRATE, &format!("{written}\u{a0}: {}", names.join(", ")));
            }
        }
        None
    }

    fn ruling(&mut self, row: &Row, rank: usize, formed: Option<Date>) -> Dated {
        let day = self.day(row, "prononce_le", formed);
        let body = Body::DecisionPrononcee(DecisionPrononcee {
            nature: self.coded(row, "nature", &["arret", "ordonnance", "avis"], None),
            solution: self.needed(row, "solution"),
            formation: row.get("formation").to_owned(),
            ecli: row.get("ecli").to_owned(),
            register_number: row.get("minute").to_owned(),
            ..Default::default()
        });
        let made = self.act(row, named("prononce", day), body, Vec::new(), day.date());
        Dated { name: format!("decision:{rank}"), answers: answering(row), ..made }
    }

    /// What a decision says in words: of the one that stands at this rank in `decisions.csv`, among those of the dossier.
    fn words(&mut self, row: &Row, rulings: &mut [Dated]) {
        let rank = row.get("rang").parse::<usize>().ok();
        let Some(ruling) = rank.and_then(|rank| rulings.get_mut(rank.checked_sub(1)?)) else {
            self.tell(Kind::Rank, row, "rang", row.get("rang"));
            return;
        };
        if let Some(Body::DecisionPrononcee(said)) = ruling.act.act.as_mut().and_then(|act| act.body.as_mut())
        {
            row.get("renvoi").clone_into(&mut said.renvoi);
        }
        ruling.act.ruling = Some(pb::RulingWords {
            dispositif: self.needed(row, "dispositif"),
            text: row.get("texte").to_owned(),
            renvoi_court: row.get("juridiction_renvoi").to_owned(),
            joined_numbers: row.get("joints").split_whitespace().map(str::to_owned).collect(),
            ..Default::default()
        });
    }

    fn act(&self, row: &Row, date: NamedDate, body: Body, parties: Vec<u32>, day: Option<Date>) -> Dated {
        let fact = ActRecorded { dates: vec![date], body: Some(body), ..Default::default() };
        Dated {
            day,
            act: pb::StockAct { act: Some(fact), parties, reason: self.reason(row), ..Default::default() },
            ..Default::default()
        }
    }
}

/// The row of an act that says which it answers.
fn answering(row: &Row) -> Option<Row> {
    (!row.get(ANSWERS).is_empty()).then(|| row.clone())
}

fn named(name: &str, day: Day) -> NamedDate {
    let value = match day {
        Day::Known(day) => named_date::Value::Day(input::epoch_day(day)),
        Day::Unknown => named_date::Value::Unknown(true),
    };
    NamedDate { name: name.to_owned(), value: Some(value), source: String::new() }
}
