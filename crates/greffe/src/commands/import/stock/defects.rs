//! Defects of an extract: each kind has a name, says whether it keeps its dossier out, and is told with its line and the
//! value found. Nothing is repaired: a dossier stays out, or enters with the value kept and the defect declared.

use std::collections::BTreeMap;
use std::io::Write;

use anyhow::Result;

macro_rules! kinds {
    ($($name:ident = $code:literal, $blocks:literal, $label:literal;)+) => {
        /// What may be wrong.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Kind { $(#[doc = $label] $name),+ }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Kind] = &[$(Kind::$name),+];

            /// Its name, in reports and beside the value kept.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$name => $code),+ }
            }

            /// Whether what bears it stays out.
            #[must_use]
            pub fn blocks(self) -> bool {
                match self { $(Self::$name => $blocks),+ }
            }

            /// In words.
            #[must_use]
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => $label),+ }
            }
        }
    };
}

kinds! {
    Encoding = "encodage", true, "Octets qui ne sont pas de l’UTF-8 (souvent du latin-1)";
    Columns = "colonnes", true, "Ligne qui n’a pas le nombre de colonnes de l’en-tête";
    Order = "ordre", true, "Ligne hors de l’ordre des numéros";
    Number = "numero_illisible", true, "Numéro de pourvoi illisible";
    Duplicate = "numero_double", true, "Numéro porté par deux dossiers";
    Elsewhere = "numero_ailleurs", true, "Numéro à la fois en cours et clos";
    Letter = "cle", false, "Lettre-clé qui ne va pas avec le numéro : gardée telle que reçue";
    Mandatory = "obligatoire", true, "Valeur obligatoire absente";
    Orphan = "orphelin", true, "Ligne d’un dossier que l’extrait n’a pas";
    Procedure = "procedure_inconnue", true, "Procédure que le droit appliqué ne connaît pas";
    Chamber = "chambre_inconnue", true, "Chambre que la Cour n’a pas";
    Matter = "matiere_inconnue", false, "Matière hors de la nomenclature de la Cour, le dossier entre sans matière";
    Court = "juridiction_inconnue", true, "Code de juridiction sans libellé dans juridictions.csv";
    Code = "valeur_inconnue", true, "Valeur hors de la liste admise";
    Day = "date_illisible", true, "Date illisible";
    Fictive = "date_fictive", false, "Date convenue (9999, 1900) : inscrite comme inconnue";
    Awaited = "echeance_sans_jour", false, "Échéance attendue sans jour lisible : elle n’est pas comparée";
    Future = "date_future", true, "Date à venir";
    Before = "date_anterieure", true, "Date qui précède ce qu’elle doit suivre";
    Type = "acte_inconnu", true, "Acte que le droit appliqué ne connaît pas, ou dont le corps ne se lit pas";
    Again = "pourvoi_de_plus", true, "Second pourvoi principal sous un même numéro : à saisir par une personne, chacun à son jour";
    Rank = "rang", true, "Rang absent, double, ou qui ne désigne rien";
    Reference = "reference", true, "Acte désigné que le dossier n’a pas, ou qui ne précède pas celui qui y répond";
    Nobody = "magistrat_inconnu", true, "Nom qui n’est celui d’aucun magistrat du registre : à dire par une personne";
    Several = "magistrat_ambigu", true, "Nom que plusieurs magistrats du registre peuvent porter : à dire par une personne";
    JoinedUnknown = "jonction_inconnue", true, "Jonction d’un numéro que dossiers.csv n’a pas, ou a deux fois";
    JoinedClosed = "jonction_close", true, "Jonction avec une affaire close";
    JoinedTwice = "joint_deux_fois", true, "Dossier joint alors qu’il l’est déjà, ou qu’il est la tête d’autres";
    NotJoined = "disjonction_sans_jonction", true, "Disjonction d’un dossier qui n’est pas joint à cette tête";
    JoinedMatters = "jonction_matieres", true, "Jonction d’un pourvoi civil et d’un pourvoi pénal";
    JoinedTooMany = "serie_trop_longue", true, "Plus de dossiers joints les uns aux autres, ou d’actes, qu’il n’en entre d’un coup";
    JoinedApart = "joint_a_un_ecarte", true, "Dossier joint à un dossier écarté : ils entrent ensemble ou pas du tout";
    Undecided = "clos_sans_decision", true, "Affaire close sans décision";
    Refused = "refus", true, "Refusé par Greffe";
}

/// One defect.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// What is wrong.
    pub kind: Kind,
    /// File and line.
    pub at: (&'static str, u32),
    /// Number of the dossier, as written.
    pub number: String,
    /// Column, and the value found in it.
    pub column: String,
    /// The value found.
    pub found: String,
}

/// Defects as they are found: told at once, counted, not kept.
pub struct Report<'a> {
    out: &'a mut (dyn Write + Send),
    counts: BTreeMap<Kind, usize>,
}

impl<'a> Report<'a> {
    /// A report that is written there.
    #[must_use]
    pub fn new(out: &'a mut (dyn Write + Send)) -> Self {
        Self { out, counts: BTreeMap::new() }
    }

    /// Tells a defect.
    ///
    /// # Errors
    /// When the report cannot be written.
    pub fn tell(&mut self, defect: &Defect) -> Result<()> {
        let Defect { kind, at: (file, line), number, column, found } = defect;
        let place = if column.is_empty() { String::new() } else { format!(" · {column}") };
        let fate = if kind.blocks() { "écarté" } else { "déclaré" };
        let found: String = found.chars().map(|c| if c.is_control() { ' ' } else { c }).take(200).collect();
        writeln!(self.out, "{file}:{line} · {number} · {} ({fate}){place} · « {found} »", kind.code())?;
        *self.counts.entry(*kind).or_default() += 1;
        Ok(())
    }

    /// How often each kind was found.
    #[must_use]
    pub fn counts(&self) -> &BTreeMap<Kind, usize> {
        &self.counts
    }

    /// The counts in words.
    #[must_use]
    pub fn words(&self) -> String {
        if self.counts.is_empty() {
            return "Aucun défaut.\n".to_owned();
        }
        let mut out = String::from("Défauts, par nature\n");
        for (kind, count) in &self.counts {
            out.push_str(&format!("  {count:>7} × {} : {}\n", kind.code(), kind.label()));
        }
        out
    }
}
