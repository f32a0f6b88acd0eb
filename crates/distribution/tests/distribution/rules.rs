//! `rules`, from inside.

use greffe_distribution::{Rules, inside::VERSIONS};

#[test]
fn every_embedded_version_reads_and_cites_its_source() {
    for text in VERSIONS {
        let rules = Rules::parse(text).unwrap();
        assert!(rules.limits.iter().all(|l| !l.texte.is_empty() && !l.phrase.is_empty()));
        assert!(Rules::version(&rules.version).is_some());
    }
}

#[test]
fn unsound_rules_are_told() {
    let text = VERSIONS[0];
    let twice = text.replace("code = \"deport\"", "code = \"juge_du_fond\"");
    assert!(Rules::parse(&twice).unwrap_err().to_string().contains("juge_du_fond"));
    assert!(Rules::parse(&text.replace("defaut = 100", "autre = 100")).is_err());
    assert!(Rules::parse(&text.replace("court = 50", "court = 0")).is_err());
    assert!(Rules::parse(&text.replace("double_rapport = 70", "double_rapport = 170")).is_err());
    assert!(Rules::parse("version = 1").is_err());
}
