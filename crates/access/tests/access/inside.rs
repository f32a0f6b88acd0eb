//! `inside`, from inside.

use greffe_access::inside::policies::POLICIES;

/// Attributes that hold people or offices, with the only question that may be asked of each.
const PEOPLE: &[(&str, &str)] = &[
    ("rapporteurs", ".contains(principal.matricule)"),
    ("avocatsGeneraux", ".contains(principal.matricule)"),
    ("nommes", ".contains(principal.matricule)"),
    ("suivis", ".contains(principal.matricule)"),
    ("admis", ".contains(principal.matricule)"),
    ("habilites", ".contains(principal.matricule)"),
    ("admisEnUrgence", ".contains(principal.matricule)"),
    ("recuses", ".contains(principal.matricule)"),
    ("cabinets", ".contains(principal.cabinet)"),
    ("anciensCabinets", ".contains(principal.cabinet)"),
    ("cabinetsServis", ".contains(principal.cabinet)"),
    ("auteur", " == principal.matricule"),
    ("cabinetDeposant", " == principal.cabinet"),
];

#[test]
fn policies_ask_of_people_only_whether_they_are_the_caller() {
    let text: String =
        POLICIES.join("\n").lines().filter(|l| !l.starts_with("//")).collect::<Vec<_>>().join("\n");
    for (name, question) in PEOPLE {
        let attribute = format!("resource.{name}");
        let mut asked = 0;
        for (at, _) in text.match_indices(&attribute) {
            let rest = &text[at + attribute.len()..];
            if rest.starts_with(|c: char| c.is_alphanumeric()) {
                continue;
            }
            assert!(rest.starts_with(question), "{attribute}{}", &rest[..40]);
            asked += 1;
        }
        assert!(asked > 0, "nobody asks {attribute}");
    }
    for rest in text.split("resource.dossier").skip(1) {
        assert!(rest.starts_with(" == \"\"") || rest.starts_with(" != \"\""), "{}", &rest[..20]);
    }
    for named in ["Agent::", "Dossier::", "Piece::", "principal ==", "resource =="] {
        assert!(!text.contains(named), "a policy names one object: {named}");
    }
    for (name, _) in PEOPLE {
        assert_eq!(text.matches(&format!("\"{name}\"")).count(), 0, "{name} by index");
    }
}
