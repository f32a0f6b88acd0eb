//! What a case consists of: groups of joined dossiers.

use std::collections::HashMap;

use greffe_contracts::{document::v1::Piece, dossier::v1 as pb, input};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{
    Finding,
    act::Consequence,
    dossier::{Office, Party},
    each, some,
};

/// Dossiers joined under a head.
#[derive(Debug, Serialize, ToSchema)]
pub struct Group {
    /// UUID of the head.
    pub head_id: String,
    /// Printed form.
    pub head_number: String,
    /// Besides the head, in the order of their numbers.
    pub members: Vec<GroupMember>,
}

/// A dossier joined.
#[derive(Debug, Serialize, ToSchema)]
pub struct GroupMember {
    /// UUID.
    pub dossier_id: String,
    /// Printed form.
    pub number: String,
    /// ISO day.
    pub joined_on: Option<String>,
}

impl From<pb::Group> for Group {
    fn from(g: pb::Group) -> Self {
        Self { head_id: g.head_id, head_number: g.head_number, members: each(g.members) }
    }
}

impl From<pb::GroupMember> for GroupMember {
    fn from(m: pb::GroupMember) -> Self {
        Self { dossier_id: m.dossier_id, number: m.number, joined_on: some(m.joined_on) }
    }
}

/// Dossiers that one thinks of joining under this one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinderPreviewInput {
    /// UUIDs, or numbers in any form.
    pub dossiers: Vec<String>,
}

/// A joinder or a disjoinder.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinderInput {
    /// UUIDs, or numbers in any form.
    pub dossiers: Vec<String>,
    /// ISO day on which it was pronounced.
    pub prononce: String,
    /// Why: it stays in each journal.
    pub motif: String,
}

/// What a joinder would do, the head first. Nothing is recorded.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinderEffects {
    /// One a dossier.
    pub effects: Vec<JoinderEffect>,
}

/// A dossier that would be joined.
#[derive(Debug, Serialize, ToSchema)]
pub struct JoinderEffect {
    /// UUID.
    pub dossier_id: String,
    /// Printed form.
    pub number: String,
    /// `Dupont c. société Martin`.
    pub title: String,
    /// What people read.
    pub stage_label: String,
    /// What people read.
    pub chambre_label: Option<String>,
    /// What makes it differ from the head.
    pub findings: Vec<Finding>,
    /// Set when the joinder would be refused because of it.
    pub refusal: Option<Finding>,
    /// In the order of their weight.
    pub consequences: Vec<Consequence>,
}

impl From<pb::JoinderEffect> for JoinderEffect {
    fn from(e: pb::JoinderEffect) -> Self {
        Self {
            dossier_id: e.dossier_id,
            number: e.number,
            title: e.title,
            stage_label: e.stage_label,
            chambre_label: some(e.chambre_label),
            findings: each(e.findings),
            refusal: e.refusal.map(Finding::from),
            consequences: each(e.consequences),
        }
    }
}

/// The group after a joinder or a disjoinder.
#[derive(Debug, Serialize, ToSchema)]
pub struct Joined {
    /// `null` when nothing is left of it.
    pub group: Option<Group>,
    /// Version of the head's journal.
    pub version: u64,
    /// What the law remarks.
    pub findings: Vec<Finding>,
}

impl From<pb::JoinDossiersResponse> for Joined {
    fn from(j: pb::JoinDossiersResponse) -> Self {
        Self { group: j.group.map(Group::from), version: j.version, findings: each(j.findings) }
    }
}

impl From<pb::DisjoinDossiersResponse> for Joined {
    fn from(j: pb::DisjoinDossiersResponse) -> Self {
        Self { group: j.group.map(Group::from), version: j.version, findings: each(j.findings) }
    }
}

/// Who a person is, in full.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Identity {
    /// `personne_physique`, `personne_morale`, `ministere_public`.
    pub nature: String,
    /// Family name, or the name of the legal person.
    pub nom: String,
    /// First names.
    #[serde(default)]
    pub prenoms: String,
    /// Postal address.
    #[serde(default)]
    pub adresse: String,
    /// ISO day of birth, empty when unknown.
    #[serde(default)]
    pub ne_le: String,
    /// Place of birth.
    #[serde(default)]
    pub ne_a: String,
    /// Nine digits.
    #[serde(default)]
    pub siren: String,
    /// `association`, `société anonyme` ...
    #[serde(default)]
    pub forme: String,
    /// Who acts for it.
    #[serde(default)]
    pub represente_par: String,
    /// Telephone, electronic address.
    #[serde(default)]
    pub contact: String,
}

impl From<pb::PersonIdentity> for Identity {
    fn from(i: pb::PersonIdentity) -> Self {
        Self {
            nature: i.nature,
            nom: i.name,
            prenoms: i.first_names,
            adresse: i.address,
            ne_le: i.born_on,
            ne_a: i.born_in,
            siren: i.siren,
            forme: i.legal_form,
            represente_par: i.represented_by,
            contact: i.contact,
        }
    }
}

impl From<Identity> for pb::PersonIdentity {
    fn from(i: Identity) -> Self {
        Self {
            nature: i.nature,
            name: i.nom,
            first_names: i.prenoms,
            address: i.adresse,
            born_on: i.ne_le,
            born_in: i.ne_a,
            siren: i.siren,
            legal_form: i.forme,
            represented_by: i.represente_par,
            contact: i.contact,
        }
    }
}

/// Who a party is, anew.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct IdentityAmendment {
    /// UUID of the party.
    pub partie: String,
    /// In full: what is left out is emptied.
    pub personne: Identity,
}

/// Parties that enter the case.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PartiesAmendment {
    /// `intervention_volontaire`, `intervention_forcee`, `omission`, `reprise_d_instance`.
    pub cause: String,
    /// UUID; the first pourvoi of the case when absent.
    #[serde(default)]
    pub pourvoi: Option<String>,
    /// At least one.
    pub parties: Vec<input::PartyInput>,
}

/// Another pourvoi against a decision that the case attacks, under its number (CPP 568, 576); the day of the change is that of its
/// declaration.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PourvoiAmendment {
    /// What its demandeur is: `condamne`, `partie_civile`, `ministere_public` ...
    pub qualite: String,
    /// How the decision was rendered as to this demandeur: `contradictoire`, `a_signifier`, `defaut`, `iteratif_defaut`.
    #[serde(default)]
    pub decision_rendue: Option<String>,
    /// Where it was remitted: `greffe_de_la_juridiction`, `etablissement_penitentiaire` ...
    #[serde(default)]
    pub lieu: Option<String>,
    /// Who declares: `partie`, `avocat`, `pouvoir_special`.
    #[serde(default)]
    pub declarant: Option<String>,
    /// Parties of the case that form it or answer it.
    #[serde(default)]
    pub connues: Vec<KnownParty>,
    /// Parties that enter with it.
    #[serde(default)]
    pub parties: Vec<input::PartyInput>,
    /// UUIDs; all the decisions that the case attacks when absent.
    #[serde(default)]
    pub decisions: Vec<String>,
}

/// A party of the case, in another pourvoi.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct KnownParty {
    /// UUID.
    pub partie: String,
    /// `demandeur`, `defendeur`, `intervenant`.
    pub role: String,
    /// UUID of the office that the declaration names for it.
    #[serde(default)]
    pub cabinet: Option<String>,
}

impl From<KnownParty> for pb::KnownParty {
    fn from(p: KnownParty) -> Self {
        Self { party_id: p.partie, role: p.role, office_id: p.cabinet.unwrap_or_default() }
    }
}

/// A decision attacked that is completed, or added.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionAmendment {
    /// UUID of the one that is completed; absent for one that is added.
    #[serde(default)]
    pub decision: Option<String>,
    /// UUID, for one that is added; the first pourvoi of the case when absent.
    #[serde(default)]
    pub pourvoi: Option<String>,
    /// In full.
    pub mentions: input::DecisionInput,
}

/// An office takes the place of another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubstitutionAmendment {
    /// UUID of the office that is replaced.
    pub de: String,
    /// UUID of the office that takes its place.
    pub a: String,
    /// UUIDs; all those for whom the first one stands when absent.
    #[serde(default)]
    pub parties: Vec<String>,
}

/// What a mémoire pleads; said again, it takes the place of what was noted before.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GroundsAmendment {
    /// UUID of the act by which the mémoire was deposited.
    pub memoire: String,
    /// The moyens, in their order.
    pub moyens: Vec<String>,
}

/// What a mémoire pleads, as it was last noted.
#[derive(Debug, Serialize, ToSchema)]
pub struct Grounds {
    /// Act that noted it.
    pub act_id: String,
    /// Act by which the mémoire was deposited.
    pub memoire: String,
    /// `ampliatif`, `personnel` ...
    pub memoire_nature: String,
    /// ISO day of the mémoire.
    pub deposited_on: Option<String>,
    /// In their order.
    pub moyens: Vec<String>,
    /// SHA-256 of the words, in hexadecimal.
    pub text_sha256: String,
}

impl From<pb::Grounds> for Grounds {
    fn from(g: pb::Grounds) -> Self {
        Self {
            act_id: g.act_id,
            memoire: g.memoire,
            memoire_nature: g.memoire_nature,
            deposited_on: some(g.deposited_on),
            moyens: g.moyens,
            text_sha256: g.text_sha256,
        }
    }
}

/// Another case that has to do with this one.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LinkAmendment {
    /// UUID, or a number in any form.
    pub dossier: String,
    /// `anterieure`, `connexe`, `meme_decision`, `apres_renvoi`, `rabat`.
    pub lien: String,
}

/// Closes a case, or opens it again.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SealingAmendment {
    /// Whether it is closed from here on.
    pub scelle: bool,
    /// UUIDs of those for whom it stays open.
    #[serde(default)]
    pub agents: Vec<String>,
}

/// A change of what a case consists of: one of its sections.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AmendmentInput {
    /// ISO day of the fact.
    pub le: String,
    /// Why: it stays in the journal. May be empty while one only weighs the change.
    #[serde(default)]
    pub motif: String,
    /// Who a party is.
    #[serde(default)]
    pub identite: Option<IdentityAmendment>,
    /// Parties that enter.
    #[serde(default)]
    pub parties: Option<PartiesAmendment>,
    /// Another pourvoi under the same number.
    #[serde(default)]
    pub pourvoi: Option<PourvoiAmendment>,
    /// A decision attacked.
    #[serde(default)]
    pub decision: Option<DecisionAmendment>,
    /// Counsel.
    #[serde(default)]
    pub substitution: Option<SubstitutionAmendment>,
    /// Another case.
    #[serde(default)]
    pub lien: Option<LinkAmendment>,
    /// The seal.
    #[serde(default)]
    pub scelle: Option<SealingAmendment>,
    /// What a mémoire pleads.
    #[serde(default)]
    pub moyens: Option<GroundsAmendment>,
}

impl AmendmentInput {
    /// As the dossier service takes it: with nothing to change when several sections, or none, are filled in.
    #[must_use]
    pub fn of(self, dossier_id: String, expected_version: u64) -> pb::AmendCaseRequest {
        use pb::amend_case_request::What;
        let mut all: Vec<What> = Vec::new();
        all.extend(self.identite.map(|i| {
            What::Person(pb::PersonAmendment { party_id: i.partie, identity: Some(i.personne.into()) })
        }));
        all.extend(self.parties.map(|p| {
            What::Parties(pb::PartiesAmendment {
                ground: p.cause,
                pourvoi_id: p.pourvoi.unwrap_or_default(),
                parties: p.parties.into_iter().map(pb::PartyInput::from).collect(),
            })
        }));
        all.extend(self.pourvoi.map(|p| {
            What::Pourvoi(pb::PourvoiAmendment {
                qualite: p.qualite,
                decision_rendue: p.decision_rendue.unwrap_or_default(),
                lieu: p.lieu.unwrap_or_default(),
                declarant: p.declarant.unwrap_or_default(),
                known: each(p.connues),
                parties: each(p.parties),
                decision_ids: p.decisions,
            })
        }));
        all.extend(self.decision.map(|d| {
            What::Decision(pb::DecisionAmendment {
                decision_id: d.decision.unwrap_or_default(),
                pourvoi_id: d.pourvoi.unwrap_or_default(),
                decision: Some(d.mentions.into()),
            })
        }));
        all.extend(self.substitution.map(|s| {
            What::Substitution(pb::CounselSubstitution {
                from_office: s.de,
                to_office: s.a,
                party_ids: s.parties,
            })
        }));
        all.extend(self.lien.map(|l| What::Link(pb::CaseLink { dossier: l.dossier, kind: l.lien })));
        all.extend(self.scelle.map(|s| What::Sealing(pb::Sealing { sealed: s.scelle, agent_ids: s.agents })));
        all.extend(
            self.moyens.map(|m| What::Grounds(pb::GroundsAmendment { memoire: m.memoire, moyens: m.moyens })),
        );
        let what = if all.len() == 1 { all.pop() } else { None };
        pb::AmendCaseRequest { dossier_id, expected_version, reason: self.motif, on: self.le, what }
    }
}

/// Where the case stands after a change.
#[derive(Debug, Serialize, ToSchema)]
pub struct Amended {
    /// Version of the journal.
    pub version: u64,
    /// UUIDs of the acts that it made.
    pub act_ids: Vec<String>,
    /// What the law remarks.
    pub findings: Vec<Finding>,
}

impl From<pb::AmendCaseResponse> for Amended {
    fn from(a: pb::AmendCaseResponse) -> Self {
        Self { version: a.version, act_ids: a.act_ids, findings: each(a.findings) }
    }
}

/// Parties found.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyPage {
    /// In the order in which they were declared.
    pub items: Vec<PartyDetail>,
    /// Offices of the case, for the names of those constituted.
    pub offices: Vec<Office>,
    /// Given back as `cursor` for what follows; `null` at the end.
    pub next_cursor: Option<String>,
    /// How many answer the search.
    pub total: u64,
}

/// A party with who the person is.
#[derive(Debug, Serialize, ToSchema)]
pub struct PartyDetail {
    /// The party.
    pub party: Party,
    /// `null` for a reader who does not keep the case.
    pub identity: Option<Identity>,
}

impl From<pb::ListPartiesResponse> for PartyPage {
    fn from(l: pb::ListPartiesResponse) -> Self {
        let page = l.page.unwrap_or_default();
        let items = l.parties.into_iter().map(|p| PartyDetail {
            party: p.party.unwrap_or_default().into(),
            identity: p.identity.map(Identity::from),
        });
        Self {
            items: items.collect(),
            offices: each(l.offices),
            next_cursor: some(page.next_cursor),
            total: page.total,
        }
    }
}

/// An office stood for a party from a day to another.
#[derive(Debug, Serialize, ToSchema)]
pub struct Representation {
    /// UUID.
    pub party_id: String,
    /// Name to show.
    pub party_name: String,
    /// `demandeur`, `defendeur`, `intervenant`.
    pub role: String,
    /// UUID.
    pub office_id: String,
    /// Name to show.
    pub office_name: String,
    /// ISO day; `null` when unknown.
    pub since: Option<String>,
    /// First day on which it no longer stood.
    pub until: Option<String>,
    /// Whether it ended.
    pub ended: bool,
}

impl From<pb::Representation> for Representation {
    fn from(r: pb::Representation) -> Self {
        Self {
            party_id: r.party_id,
            party_name: r.party_name,
            role: r.role,
            office_id: r.office_id,
            office_name: r.office_name,
            since: some(r.since),
            until: some(r.until),
            ended: r.ended,
        }
    }
}

/// The pieces that the procedure requires, and where they stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct Inventory {
    /// Version of the journal.
    pub version: u64,
    /// In the order of their identifiers.
    pub items: Vec<RequiredPiece>,
}

/// A piece that the procedure requires.
#[derive(Debug, Serialize, ToSchema)]
pub struct RequiredPiece {
    /// Identifier in the catalogue.
    pub required: String,
    /// What people read.
    pub label: String,
    /// The text.
    pub article: String,
    /// Who owes it.
    pub due_from: String,
    /// What its absence leads to.
    pub consequence: String,
    /// `presente`, `manquante`, `demandee`.
    pub presence: String,
    /// What provides it.
    pub papers: Vec<ProvidedPaper>,
    /// ISO day on which it was asked for.
    pub asked_on: Option<String>,
    /// The act by which it is asked for.
    pub ask: Option<Ask>,
}

/// The act by which a piece is asked for.
#[derive(Debug, Serialize, ToSchema)]
pub struct Ask {
    /// Act type.
    pub kind: String,
    /// Codes of its fields.
    pub codes: HashMap<String, String>,
}

/// What provides a piece required.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProvidedPaper {
    /// UUID of the piece; `null` where the act itself is the piece.
    pub piece_id: Option<String>,
    /// Name given by the sender; `null` for a reader who may not see it.
    pub file_name: Option<String>,
    /// Its seal: SHA-256, hexadecimal.
    pub sha256: Option<String>,
    /// UUID of the act that brought it.
    pub act_id: String,
    /// What people read.
    pub act_label: String,
    /// Office that deposited it.
    pub from: Option<String>,
    /// ISO day.
    pub on: Option<String>,
}

impl Inventory {
    /// With what the document service tells of the pieces that the reader may see.
    #[must_use]
    pub fn of(found: pb::GetInventoryResponse, pieces: &[Piece]) -> Self {
        let paper = |p: pb::InventoryPaper| {
            let piece = pieces.iter().find(|piece| piece.piece_id == p.piece_id);
            ProvidedPaper {
                file_name: piece.map(|piece| piece.file_name.clone()),
                sha256: piece.map(|piece| piece.sha256.clone()),
                piece_id: some(p.piece_id),
                act_id: p.act_id,
                act_label: p.act_label,
                from: some(p.from),
                on: some(p.on),
            }
        };
        let items = found.items.into_iter().map(|i| {
            let codes = i.ask_codes.iter().filter_map(|code| code.split_once('='));
            let codes = codes.map(|(name, code)| (name.to_owned(), code.to_owned())).collect();
            RequiredPiece {
                required: i.required,
                label: i.label,
                article: i.article,
                due_from: i.due_from,
                consequence: i.consequence,
                presence: i.presence,
                papers: i.papers.into_iter().map(paper).collect(),
                asked_on: some(i.asked_on),
                ask: some(i.ask_kind).map(|kind| Ask { kind, codes }),
            }
        });
        Self { version: found.version, items: items.collect() }
    }
}
