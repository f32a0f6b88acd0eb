//! The journal of an audience: acts that only add up, and the state that they make. A mistake is corrected by an act.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Dossiers on one rôle, at most, and members of one formation.
pub const ROLE_MAX: usize = 200;
/// See [`ROLE_MAX`].
pub const MEMBERS_MAX: usize = 60;
/// Hours between which an audience is held, in minutes from midnight.
const HOURS: (u16, u16) = (6 * 60, 23 * 60);

/// When, where and before which formation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sitting {
    /// Code of the formation.
    pub formation: String,
    /// Its day.
    pub jour: Date,
    /// Minutes from midnight, at the Court's seat.
    pub debut: u16,
    /// The same, of its end.
    pub fin: u16,
    /// Room; empty while none is chosen.
    pub salle: String,
    /// Whether it is a meeting of the chamber, a séance d'instruction or a conférence: nothing of it is public, and the journals
    /// of its dossiers say nothing of it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reunion: bool,
}

impl Sitting {
    /// Minutes that it lasts.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        u32::from(self.fin.saturating_sub(self.debut))
    }

    /// Whether both take some of the same time.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.jour == other.jour && self.debut < other.fin && other.debut < self.fin
    }
}

/// Somebody of the formation, in the order of rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// The agent.
    pub agent: Uuid,
    /// Who presides.
    #[serde(default)]
    pub preside: bool,
    /// Called to complete the formation, with a voice (COJ R431-7).
    #[serde(default)]
    pub complete: bool,
}

/// A dossier wanted on a rôle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The dossier.
    pub dossier: Uuid,
    /// Minutes that it is thought to take.
    pub minutes: u32,
    /// Why it is there all the same, where the proposal would not have put it; empty otherwise.
    #[serde(default)]
    pub motif: String,
}

/// A proposal made to the journal of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The dossier.
    pub dossier: Uuid,
    /// The proposal.
    pub proposition: Uuid,
}

/// Something that happened to an audience.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "acte", rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AudienceAct {
    /// It is planned, for nobody but the chamber yet.
    AudiencePrevue { chambre: String, seance: Sitting, recurrence: Option<Uuid> },
    /// Day, hours, room or kind of formation changed; on a published rôle, each dossier is asked anew where its notice says so, and why
    /// where that notice comes too late.
    SeanceModifiee {
        seance: Sitting,
        demandes: Vec<Asked>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        motif: String,
    },
    /// Who sits, who assists.
    CompositionArretee { membres: Vec<Member>, greffier: Option<Uuid> },
    /// Who concludes, as the procureur général says (COJ R432-2); nobody where none is given any more.
    AvocatGeneralPrevu { agent: Option<Uuid> },
    /// The rôle of the provisional plan, whole.
    RoleArrete { affaires: Vec<Listed> },
    /// The rôle is public; each dossier is asked to journal it.
    RolePublie { demandes: Vec<Asked> },
    /// A dossier added to a published rôle, from another where it was moved.
    AffaireInscrite { affaire: Listed, demande: Uuid, venant_de: Option<Uuid> },
    /// A dossier taken off a published rôle, once its journal says so.
    AffaireRetiree { dossier: Uuid, motif: String, demande: Option<Uuid>, vers: Option<Uuid> },
    /// What the journal of a dossier answered.
    InscriptionReglee { demande: Uuid, au_journal: bool, motif: String },
    /// It was held; a meeting is then over.
    AudienceTenue,
    /// Nothing is left to do of it.
    AudienceClose,
    /// It will not be held.
    AudienceAnnulee { motif: String },
}

impl AudienceAct {
    /// Its word.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::AudiencePrevue { .. } => "audience_prevue",
            Self::SeanceModifiee { .. } => "seance_modifiee",
            Self::CompositionArretee { .. } => "composition_arretee",
            Self::AvocatGeneralPrevu { .. } => "avocat_general_prevu",
            Self::RoleArrete { .. } => "role_arrete",
            Self::RolePublie { .. } => "role_publie",
            Self::AffaireInscrite { .. } => "affaire_inscrite",
            Self::AffaireRetiree { .. } => "affaire_retiree",
            Self::InscriptionReglee { .. } => "inscription_reglee",
            Self::AudienceTenue => "audience_tenue",
            Self::AudienceClose => "audience_close",
            Self::AudienceAnnulee { .. } => "audience_annulee",
        }
    }
}

/// Where an audience stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A plan of the chamber.
    #[default]
    Provisoire,
    /// Its rôle is public.
    Publiee,
    /// Held; its dossiers are in délibéré, or put off.
    Tenue,
    /// Nothing is left to do.
    Close,
    /// It will not be held.
    Annulee,
}

impl Stage {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Provisoire => "provisoire",
            Self::Publiee => "publiee",
            Self::Tenue => "tenue",
            Self::Close => "close",
            Self::Annulee => "annulee",
        }
    }

    /// French, in a sentence.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Provisoire => "à l’état de projet",
            Self::Publiee => "publiée",
            Self::Tenue => "tenue",
            Self::Close => "close",
            Self::Annulee => "annulée",
        }
    }

    /// Whether people and rooms are held for it.
    #[must_use]
    pub fn holds(self) -> bool {
        self != Self::Annulee
    }
}

/// Where a dossier stands on a rôle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On the plan.
    Prevue,
    /// Its journal is asked.
    Proposee,
    /// Its journal says so.
    Inscrite,
    /// Its journal declined.
    Refusee,
    /// Its journal is asked to take it off.
    Retrait,
}

impl Standing {
    /// Its word.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Prevue => "prevue",
            Self::Proposee => "proposee",
            Self::Inscrite => "inscrite",
            Self::Refusee => "refusee",
            Self::Retrait => "retrait",
        }
    }
}

/// A dossier of a rôle, in the order in which they are called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The dossier.
    pub dossier: Uuid,
    /// Minutes that it is thought to take.
    pub minutes: u32,
    /// Why it is there all the same; empty otherwise.
    pub motif: String,
    /// Where it stands.
    pub etat: Standing,
    /// What its journal was last asked.
    pub demande: Option<Uuid>,
    /// The audience that it comes from, while its journal is asked.
    pub venant_de: Option<Uuid>,
    /// The audience that it goes to, while its journal is asked.
    pub vers: Option<Uuid>,
    /// Why its journal declined; empty otherwise.
    pub refus: String,
}

/// An audience, as its journal makes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audience {
    /// Its id.
    pub id: Uuid,
    /// Acts in its journal.
    pub version: u64,
    /// Where it stands.
    pub stage: Stage,
    /// Code of the chamber that holds it.
    pub chambre: String,
    /// When, where, before whom.
    pub seance: Sitting,
    /// The recurrence it comes from.
    pub recurrence: Option<Uuid>,
    /// The formation, in the order of rank.
    pub membres: Vec<Member>,
    /// Who assists.
    pub greffier: Option<Uuid>,
    /// Who concludes.
    pub avocat_general: Option<Uuid>,
    /// The rôle.
    pub role: Vec<Entry>,
    /// Why it will not be held; empty otherwise.
    pub motif: String,
}

/// What an act may not do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Forbidden {
    /// The first act plans it, and no other does.
    #[error("the first act of an audience plans it, and no other does")]
    Order,
    /// Not there.
    #[error("an audience that is {} does not admit {acte}", stage.as_str())]
    Stage {
        /// Where it stands.
        stage: Stage,
        /// The act.
        acte: &'static str,
    },
    /// A field, and why, in French.
    #[error("{champ}")]
    Field {
        /// The field.
        champ: &'static str,
        /// French: what is wrong, what to do.
        message: String,
    },
    /// A dossier that is not on the rôle, or not so that this may be done.
    #[error("{dossier} is not on the rôle")]
    Unlisted {
        /// The dossier.
        dossier: Uuid,
    },
    /// A dossier that is on the rôle already.
    #[error("{dossier} stands twice")]
    Twice {
        /// The dossier.
        dossier: Uuid,
    },
}

fn field(champ: &'static str, message: &str) -> Forbidden {
    Forbidden::Field { champ, message: message.to_owned() }
}

impl Audience {
    /// What a journal makes; nothing when it is empty.
    ///
    /// # Errors
    /// When an act may not follow those before it: the journal is corrupt.
    pub fn fold<'a>(
        id: Uuid,
        acts: impl IntoIterator<Item = &'a AudienceAct>,
    ) -> Result<Option<Self>, Forbidden> {
        let mut state = None;
        for act in acts {
            state = Some(match state {
                None => Self::planned(id, act)?,
                Some(audience) => Self::after(audience, act)?,
            });
        }
        Ok(state)
    }

    /// The audience that a first act plans.
    ///
    /// # Errors
    /// When the act does not plan one, or its sitting cannot be.
    pub fn planned(id: Uuid, act: &AudienceAct) -> Result<Self, Forbidden> {
        let AudienceAct::AudiencePrevue { chambre, seance, recurrence } = act else {
            return Err(Forbidden::Order);
        };
        sound(seance)?;
        Ok(Self {
            id,
            version: 1,
            stage: Stage::Provisoire,
            chambre: chambre.clone(),
            seance: seance.clone(),
            recurrence: *recurrence,
            membres: Vec::new(),
            greffier: None,
            avocat_general: None,
            role: Vec::new(),
            motif: String::new(),
        })
    }

    /// The audience after an act.
    ///
    /// # Errors
    /// When the act may not be done now.
    pub fn after(mut self, act: &AudienceAct) -> Result<Self, Forbidden> {
        use AudienceAct as A;
        self.admits(act)?;
        match act {
            A::AudiencePrevue { .. } => return Err(Forbidden::Order),
            A::SeanceModifiee { seance, demandes, .. } => {
                sound(seance)?;
                if seance.reunion != self.seance.reunion {
                    return Err(field(
                        "formation",
                        "Une réunion de la chambre ne devient pas une audience, ni l’inverse. Prévoyez l’autre, puis annulez celle-ci.",
                    ));
                }
                self.seance = seance.clone();
                self.ask(demandes)?;
            }
            A::CompositionArretee { membres, greffier } => {
                sound_members(membres)?;
                self.membres.clone_from(membres);
                self.greffier = *greffier;
            }
            A::AvocatGeneralPrevu { agent } => self.avocat_general = *agent,
            A::RoleArrete { affaires } => {
                sound_role(affaires)?;
                self.role = affaires.iter().map(|of| entry(of, Standing::Prevue, None, None)).collect();
            }
            A::RolePublie { .. } if self.seance.reunion => {
                return Err(field(
                    "formation",
                    "Une séance d’instruction ou une conférence n’est pas publique\u{a0}: son ordre du jour ne se publie pas.",
                ));
            }
            A::RolePublie { demandes } => {
                self.stage = Stage::Publiee;
                self.ask(demandes)?;
            }
            A::AffaireInscrite { affaire, demande, venant_de } => {
                self.role.retain(|of| of.dossier != affaire.dossier || of.etat != Standing::Refusee);
                if self.role.iter().any(|of| of.dossier == affaire.dossier) {
                    return Err(Forbidden::Twice { dossier: affaire.dossier });
                }
                sound_role(std::slice::from_ref(affaire))?;
                if self.role.len() >= ROLE_MAX {
                    return Err(full());
                }
                self.role.push(entry(affaire, Standing::Proposee, Some(*demande), *venant_de));
            }
            A::AffaireRetiree { dossier, motif, demande, vers } => {
                self.take_off(*dossier, motif, *demande, *vers)?;
            }
            A::InscriptionReglee { demande, au_journal, motif } => self.settle(*demande, *au_journal, motif),
            A::AudienceTenue => self.stage = if self.seance.reunion { Stage::Close } else { Stage::Tenue },
            A::AudienceClose => self.stage = Stage::Close,
            A::AudienceAnnulee { motif } => {
                if motif.trim().is_empty() {
                    return Err(field(
                        "motif",
                        "Une audience s’annule avec un motif. Dites-le en une phrase.",
                    ));
                }
                if self.stage == Stage::Publiee && !self.role.is_empty() {
                    return Err(field(
                        "affaires",
                        "Des dossiers sont encore à ce rôle publié. Déplacez-les ou retirez-les, puis annulez l’audience.",
                    ));
                }
                self.stage = Stage::Annulee;
                self.motif.clone_from(motif);
                self.role.clear();
            }
        }
        self.version += 1;
        Ok(self)
    }

    /// Whether the stage admits an act.
    fn admits(&self, act: &AudienceAct) -> Result<(), Forbidden> {
        use AudienceAct as A;
        use Stage as S;
        let of: &[S] = match act {
            A::AudiencePrevue { .. } => return Err(Forbidden::Order),
            A::SeanceModifiee { .. }
            | A::CompositionArretee { .. }
            | A::AvocatGeneralPrevu { .. }
            | A::AudienceAnnulee { .. } => &[S::Provisoire, S::Publiee],
            A::RoleArrete { .. } | A::RolePublie { .. } => &[S::Provisoire],
            A::AudienceTenue if self.seance.reunion => &[S::Provisoire],
            A::AffaireInscrite { .. } | A::AudienceTenue => &[S::Publiee],
            // Put off on the day itself, or after it.
            A::AffaireRetiree { .. } => &[S::Publiee, S::Tenue],
            // A journal answers when it answers.
            A::InscriptionReglee { .. } => &[S::Publiee, S::Tenue, S::Close, S::Annulee],
            A::AudienceClose => &[S::Tenue],
        };
        if of.contains(&self.stage) {
            return Ok(());
        }
        Err(Forbidden::Stage { stage: self.stage, acte: act.kind() })
    }

    fn ask(&mut self, asked: &[Asked]) -> Result<(), Forbidden> {
        for one in asked {
            let listed = self.role.iter_mut().find(|of| of.dossier == one.dossier);
            let listed = listed.ok_or(Forbidden::Unlisted { dossier: one.dossier })?;
            listed.etat = Standing::Proposee;
            listed.demande = Some(one.proposition);
            listed.refus.clear();
        }
        Ok(())
    }

    /// Takes a dossier off: at once where nothing is asked of its journal, else once it has answered.
    fn take_off(
        &mut self,
        dossier: Uuid,
        motif: &str,
        demande: Option<Uuid>,
        vers: Option<Uuid>,
    ) -> Result<(), Forbidden> {
        if motif.trim().is_empty() {
            return Err(field(
                "motif",
                "Un dossier se retire d’un rôle publié avec un motif. Choisissez-le.",
            ));
        }
        let at = self.role.iter().position(|of| of.dossier == dossier);
        let at = at.ok_or(Forbidden::Unlisted { dossier })?;
        match (self.role[at].etat, demande) {
            // Its journal says nothing of it, or no longer: there is nothing to take back.
            (Standing::Inscrite | Standing::Refusee, None) => {
                self.role.remove(at);
                Ok(())
            }
            (Standing::Inscrite | Standing::Refusee, Some(demande)) => {
                let entry = &mut self.role[at];
                (entry.etat, entry.demande, entry.vers) = (Standing::Retrait, Some(demande), vers);
                Ok(())
            }
            _ => Err(Forbidden::Unlisted { dossier }),
        }
    }

    fn settle(&mut self, demande: Uuid, au_journal: bool, motif: &str) {
        let Some(at) = self.role.iter().position(|of| of.demande == Some(demande)) else { return };
        let entry = &mut self.role[at];
        match (entry.etat, au_journal) {
            (Standing::Retrait, true) => {
                self.role.remove(at);
            }
            (Standing::Retrait, false) => {
                (entry.etat, entry.vers) = (Standing::Inscrite, None);
                motif.clone_into(&mut entry.refus);
            }
            (Standing::Proposee, true) => {
                entry.etat = Standing::Inscrite;
                entry.venant_de = None;
                entry.refus.clear();
            }
            // It stays where it came from.
            (Standing::Proposee, false) if entry.venant_de.is_some() => {
                self.role.remove(at);
            }
            (Standing::Proposee, false) => {
                entry.etat = Standing::Refusee;
                motif.clone_into(&mut entry.refus);
            }
            _ => {}
        }
    }

    /// The members of a dossier that its journal asked or will be.
    #[must_use]
    pub fn listed(&self, dossier: Uuid) -> Option<&Entry> {
        self.role.iter().find(|entry| entry.dossier == dossier)
    }

    /// Everybody whose time it takes.
    #[must_use]
    pub fn people(&self) -> Vec<Uuid> {
        let mut people: Vec<Uuid> = self.membres.iter().map(|member| member.agent).collect();
        people.extend(self.greffier);
        people.extend(self.avocat_general);
        people.sort_unstable();
        people.dedup();
        people
    }

    /// Minutes of its rôle.
    #[must_use]
    pub fn taken(&self) -> u32 {
        self.role.iter().filter(|of| of.etat != Standing::Retrait).map(|of| of.minutes).sum()
    }
}

fn entry(of: &Listed, etat: Standing, demande: Option<Uuid>, venant_de: Option<Uuid>) -> Entry {
    Entry {
        dossier: of.dossier,
        minutes: of.minutes,
        motif: of.motif.clone(),
        etat,
        demande,
        venant_de,
        vers: None,
        refus: String::new(),
    }
}

fn full() -> Forbidden {
    Forbidden::Field {
        champ: "affaires",
        message: format!(
            "Un rôle compte {ROLE_MAX} dossiers au plus. Répartissez-les entre plusieurs audiences."
        ),
    }
}

fn sound(seance: &Sitting) -> Result<(), Forbidden> {
    let within = |minute: u16| (HOURS.0..=HOURS.1).contains(&minute) && minute.is_multiple_of(5);
    if !within(seance.debut) {
        return Err(field(
            "debut",
            "L’audience commence entre 6\u{a0}h et 23\u{a0}h, à une minute multiple de cinq. Corrigez l’heure de début.",
        ));
    }
    if !within(seance.fin) || seance.fin <= seance.debut {
        return Err(field(
            "fin",
            "L’audience finit après son début, avant 23\u{a0}h, à une minute multiple de cinq. Corrigez l’heure de fin.",
        ));
    }
    if seance.salle.chars().count() > 100 {
        return Err(field("salle", "Le nom de la salle compte 100 caractères au plus. Abrégez-le."));
    }
    Ok(())
}

fn sound_members(membres: &[Member]) -> Result<(), Forbidden> {
    if membres.len() > MEMBERS_MAX {
        return Err(Forbidden::Field {
            champ: "membres",
            message: format!("Une formation compte {MEMBERS_MAX} membres au plus. Retirez-en."),
        });
    }
    if membres.iter().filter(|member| member.preside).count() > 1 {
        return Err(field("membres", "Une seule personne préside. Choisissez laquelle."));
    }
    let twice =
        membres.iter().enumerate().any(|(at, m)| membres[..at].iter().any(|other| other.agent == m.agent));
    if twice {
        return Err(field(
            "membres",
            "Une même personne figure deux fois dans la composition. Retirez-la une fois.",
        ));
    }
    Ok(())
}

fn sound_role(affaires: &[Listed]) -> Result<(), Forbidden> {
    if affaires.len() > ROLE_MAX {
        return Err(full());
    }
    for (at, of) in affaires.iter().enumerate() {
        if affaires[..at].iter().any(|other| other.dossier == of.dossier) {
            return Err(Forbidden::Twice { dossier: of.dossier });
        }
        if !(1..=600).contains(&of.minutes) {
            return Err(field("minutes", "Le temps d’un dossier va de 1 à 600 minutes. Corrigez-le."));
        }
        if of.motif.chars().count() > 500 {
            return Err(field("motif", "Le motif compte 500 caractères au plus. Abrégez-le."));
        }
    }
    Ok(())
}
