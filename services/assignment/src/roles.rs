//! Roles that an agent may hold, and which of them go together.

/// Every role of the register. `service` is none: services speak for themselves with their own key.
pub const ROLES: &[&str] = &[
    "premier_president",
    "delegue_premier_president",
    "procureur_general",
    "delegue_procureur_general",
    "greffe_central",
    "greffe_chambre",
    "president",
    "magistrat_siege",
    "avocat_general",
    "parquet_secretariat",
    "sder",
    "baj",
    "avocat_aux_conseils",
    "juridiction",
    "direction",
    "administration",
    "audit",
    "securite",
    "lecteur_habilite",
    "reprise",
];

/// The one role of people who are not of the Court.
pub const COUNSEL: &str = "avocat_aux_conseils";

/// Roles of which one excludes every other: who defends, who only asks, who controls, who is the
/// second person of an access in an emergency, who reads what is opened to them by name.
const ALONE: &[&str] = &[COUNSEL, "juridiction", "audit", "securite", "lecteur_habilite", "administration"];

/// Roles that open nothing without a chamber.
pub const OF_A_CHAMBRE: &[&str] = &["greffe_chambre", "president"];

/// Two roles that one person may not hold together, if there are any.
#[must_use]
pub fn incompatible(roles: &[String]) -> Option<(&str, &str)> {
    let siege = |role: &str| {
        matches!(role, "premier_president" | "delegue_premier_president" | "president" | "magistrat_siege")
    };
    let parquet = |role: &str| {
        matches!(
            role,
            "procureur_general" | "delegue_procureur_general" | "avocat_general" | "parquet_secretariat"
        )
    };
    let clash = |a: &str, b: &str| {
        ALONE.contains(&a) || ALONE.contains(&b) || (siege(a) && parquet(b)) || (parquet(a) && siege(b))
    };
    roles.iter().enumerate().find_map(|(at, a)| {
        roles[at + 1..].iter().find(|b| *b != a && clash(a, b)).map(|b| (a.as_str(), b.as_str()))
    })
}
