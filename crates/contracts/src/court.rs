//! Codes that chambers of the Court may bear. The law compares acts by symbols that data files bear, so that what comes from outside
//! makes none: the codes that the register of chambers may give are therefore listed here, known to every service before
//! any act names one.

use std::sync::LazyLock;

use greffe_procedure::profile::CourtProfile;

/// Kinds of civil chambers, and how many of a kind the Court may have; the criminal chamber is the profile's, and alone (COJ L421-1).
const KINDS: [&str; 3] = ["civ", "com", "soc"];
const OF_A_KIND: u8 = 8;

static CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let codes = KINDS.iter().flat_map(|kind| (1..=OF_A_KIND).map(move |rank| format!("{kind}{rank}")));
    let codes: Vec<String> = codes.collect();
    let chambres = codes.iter().map(|code| format!("{{ code = \"{code}\", label = \"\" }}"));
    let chambres = chambres.collect::<Vec<_>>().join(", ");
    let profile = format!(
        "code = \"\"\nname = \"\"\nseat = \"\"\ntime_zone = \"\"\ncalendar = \"\"\nseries = []\nchambres = [{chambres}]\n"
    );
    // Reading a profile is what makes symbols of its codes; it is written two lines above.
    let read = CourtProfile::read(&profile);
    debug_assert!(read.is_ok(), "{read:?}");
    codes
});

/// The codes, in order.
#[must_use]
pub fn codes() -> &'static [String] {
    &CODES
}

/// Whether the register of chambers may give this code.
#[must_use]
pub fn admits(code: &str) -> bool {
    CODES.iter().any(|known| known == code)
}

/// Makes the codes known to the law: once, before the first act is read.
pub(crate) fn known() {
    LazyLock::force(&CODES);
}
