//! `deliberation::vault`, from inside.

use greffe_chassis::Result;
use greffe_document::inside::deliberation::vault::{Place, Vault, open, seal};
use uuid::Uuid;

fn vault(lines: &str) -> Result<Vault> {
    let path = std::env::temp_dir().join(Uuid::now_v7().to_string());
    std::fs::write(&path, lines).unwrap();
    let vault = Vault::from_file(&path);
    std::fs::remove_file(path).unwrap();
    vault
}

const OLD: &str = "2026:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const NEW: &str = "2027:AQECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

#[test]
fn a_text_opens_in_its_place_and_nowhere_else() {
    let vault = vault(OLD).unwrap();
    let (paper, me, other) = (Uuid::from_u128(1), Uuid::from_u128(2), Uuid::from_u128(3));
    let sealed = seal(&vault, Place::Version(paper, 1, me), "cassation").unwrap();
    assert!(!sealed.windows(9).any(|bytes| bytes == b"cassation"));
    assert_eq!(open(&vault, Place::Version(paper, 1, me), &sealed).unwrap(), "cassation");
    for elsewhere in
        [Place::Version(paper, 2, me), Place::Version(paper, 1, other), Place::Comment(paper, 1, me)]
    {
        assert!(open(&vault, elsewhere, &sealed).is_err());
    }
    let title = seal(&vault, Place::Title(paper, &[me]), "note").unwrap();
    assert!(open(&vault, Place::Title(paper, &[me, other]), &title).is_err(), "an author more");
    let mut altered = sealed.clone();
    *altered.last_mut().unwrap() ^= 1;
    assert!(open(&vault, Place::Version(paper, 1, me), &altered).is_err());
    assert!(open(&vault, Place::Version(paper, 1, me), &[]).is_err());
    assert_ne!(sealed, seal(&vault, Place::Version(paper, 1, me), "cassation").unwrap());
}

#[test]
fn a_key_that_came_later_seals_and_the_former_still_opens() {
    let place = Place::Version(Uuid::from_u128(1), 1, Uuid::from_u128(2));
    let sealed = seal(&vault(OLD).unwrap(), place, "rejet").unwrap();
    let both = vault(&format!("# tenue par le greffe en chef\n{NEW}\n{OLD}\n")).unwrap();
    assert_eq!(open(&both, place, &sealed).unwrap(), "rejet");
    let newer = seal(&both, place, "rejet").unwrap();
    assert!(open(&vault(OLD).unwrap(), place, &newer).is_err());
    for wrong in ["", "2026", "2026:AAEC", ":AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="] {
        assert!(vault(wrong).is_err(), "{wrong}");
    }
}
