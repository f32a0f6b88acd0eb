//! The sentences of explanations, as the catalogue writes them, cut at their blanks.

/// Names, each with the word that the data files use.
macro_rules! names {
    ($(#[$doc:meta])* $ty:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum $ty { $($variant),+ }

        impl $ty {
            pub(super) const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $name)),+];

            pub(super) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(_, known)| *known == name).map(|(it, _)| *it)
            }
        }
    };
}

names! {
    /// What the engine has to say. The words are those of the catalogue.
    Phrase {
        Start = "depart",
        FormerLaw = "loi_du_jour",
        Term = "terme",
        Stated = "terme_fixe",
        Hours = "heures",
        StartAt = "depart_a_l_heure",
        HoursOff = "heures_hors_jour_ouvrable",
        Clear = "jours_francs",
        Clipped = "quantieme",
        Distance = "distance",
        DistanceInDoubt = "distance_discutee",
        InPerson = "remise_a_personne",
        Chained = "chaine",
        TwoReadings = "deux_lectures",
        Reduced = "reduction",
        ReducedTo = "reduction_jour",
        Interrupted = "interruption",
        StillInterrupted = "interruption_en_cours",
        Anew = "reprise",
        AnewInDoubt = "reprise_incertaine",
        Remainder = "reste",
        Recourse = "recours",
        LateRecourse = "recours_tardif",
        Prorogated = "prorogation",
        NotProrogated = "sans_prorogation",
        ProrogationInDoubt = "prorogation_discutee",
        HardStop = "dernier_jour_ouvrable_avant",
        Lengthened = "prorogation_judiciaire",
        LengthenedFromRaw = "prorogation_du_terme_brut",
        SetTo = "prorogation_a_une_date",
        OtherStart = "autre_depart",
        LocalHoliday = "ferie_local",
        Failure = "panne",
        End = "fin",
        NotBefore = "pas_avant",
        Sanction = "sanction",
        Doubt = "doute",
        NoStart = "sans_depart",
        MissingResidence = "manque_residence",
        MissingLength = "manque_longueur",
        MissingRestart = "manque_reprise",
        MissingStart = "manque_depart",
    }
}

names! {
    /// What a sentence leaves to be filled.
    Blank {
        What = "quoi",
        Date = "date",
        End = "terme",
        Length = "longueur",
        Months = "mois",
        Place = "lieu",
        Other = "autre",
        Why = "pourquoi",
        Days = "jours",
        By = "par",
        Instant = "instant",
    }
}

/// A sentence of the explanations, with its basis. `{…}` are filled by the engine.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sentence {
    /// What stands before each blank, and the blank.
    pub parts: Vec<(String, Blank)>,
    /// What stands after the last blank, and behind it the article: both are written at once.
    pub end: String,
    /// Where in it the article begins.
    pub basis: usize,
}

impl Sentence {
    /// The same words, grounded on another text.
    pub(super) fn grounded_on(&self, basis: &str) -> Self {
        Self { end: format!("{}{basis}", &self.end[..self.basis]), ..self.clone() }
    }

    /// Cuts a text at its blanks.
    ///
    /// # Errors
    /// With the name of a blank that the engine does not fill.
    pub(super) fn cut(text: &str, basis: &str) -> Result<Self, String> {
        let mut parts = Vec::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, following) = after.split_once('}').ok_or_else(|| after.to_owned())?;
            parts.push((before.to_owned(), Blank::named(name).ok_or_else(|| name.to_owned())?));
            rest = following;
        }
        Ok(Self { parts, end: format!("{rest}{basis}"), basis: rest.len() })
    }

    /// The words of a sentence without blanks.
    pub(crate) fn words(&self) -> String {
        let parts = self.parts.iter().map(|(before, _)| before.as_str());
        parts.chain([&self.end[..self.basis]]).collect()
    }
}
