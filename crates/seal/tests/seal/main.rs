//! Seals of papers: what is sealed is found whole, and nothing else is.

use greffe_seal::{Broken, Fault, Sealer, essai, verify};
use jiff::Timestamp;
use lopdf::{Document, Object, Stream, dictionary};
use proptest::prelude::*;

const RSA: (&str, &str) = (include_str!("rsa.pem"), include_str!("rsa.key"));
const P256: (&str, &str) = (essai::CERTIFICATE, essai::KEY);

/// A page that says nothing, with or without a list of annotations, in the page or apart.
fn paper(annotations: Option<bool>) -> Vec<u8> {
    let mut pdf = Document::with_version("1.7");
    let pages = pdf.new_object_id();
    let content = pdf.add_object(Stream::new(dictionary! {}, b"BT ET".to_vec()));
    let mut page = dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
    };
    match annotations {
        None => {}
        Some(false) => page.set("Annots", Vec::<Object>::new()),
        Some(true) => {
            let apart = pdf.add_object(Object::Array(Vec::new()));
            page.set("Annots", apart);
        }
    }
    let page = pdf.add_object(page);
    pdf.objects
        .insert(pages, dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }.into());
    let catalog = pdf.add_object(dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn at() -> Timestamp {
    "2027-01-15T10:00:00Z".parse().unwrap()
}

fn sealer((chain, key): (&str, &str)) -> Sealer {
    Sealer::new(chain, key).unwrap()
}

#[test]
fn a_sealed_paper_is_the_paper_with_its_seal_behind() {
    for pair in [RSA, P256] {
        for annotations in [None, Some(false), Some(true)] {
            let (sealer, paper) = (sealer(pair), paper(annotations));
            let sealed = sealer.seal(&paper, at(), "Expédition").unwrap();
            assert!(sealed.starts_with(&paper), "the bytes of the paper stay as they are");
            let seal = verify(&sealed).unwrap();
            assert_eq!((seal.subject.as_str(), seal.certificate), (sealer.subject(), sealer.certificate()));
            assert_eq!(seal.covers, sealed.len());
            let read = Document::load_mem(&sealed).unwrap();
            let form = read.catalog().unwrap().get(b"AcroForm").unwrap().as_dict().unwrap();
            assert_eq!(form.get(b"SigFlags").unwrap().as_i64().unwrap(), 3);
        }
    }
    assert_eq!(sealer(RSA).subject(), "Cachet des essais");
    assert_eq!(sealer(P256).subject(), "Sceau d’essai, sans valeur");
}

#[test]
fn the_bytes_are_the_same_for_an_rsa_key_and_the_same_instant() {
    let (sealer, paper) = (sealer(RSA), paper(None));
    let sealed = sealer.seal(&paper, at(), "Ordonnance").unwrap();
    assert_eq!(sealer.seal(&paper, at(), "Ordonnance").unwrap(), sealed);
}

#[test]
fn what_does_not_belong_together_does_not_seal() {
    let other = Sealer::new(RSA.0, P256.1).err().unwrap();
    assert!(matches!(other, Fault::Key(_)), "{other}");
    let swapped = Sealer::new(P256.1, P256.0).err().unwrap();
    assert!(matches!(swapped, Fault::Certificate(_)), "{swapped}");
    assert!(matches!(Sealer::new("", RSA.1), Err(Fault::Certificate(_))));
    let old = RSA.1.replace("PRIVATE KEY", "RSA PRIVATE KEY");
    assert!(Sealer::new(RSA.0, &old).err().unwrap().to_string().contains("PKCS#8"));
    let before = "2019-12-31T00:00:00Z".parse().unwrap();
    let refused = sealer(RSA).seal(&paper(None), before, "Arrêt").unwrap_err();
    assert!(matches!(refused, Fault::NotValid { .. }), "{refused}");
    assert!(matches!(sealer(RSA).seal(b"no paper", at(), "Arrêt"), Err(Fault::Paper(_))));
    let twice = sealer(RSA).seal(&paper(None), at(), "Arrêt").unwrap();
    assert!(matches!(sealer(RSA).seal(&twice, at(), "Arrêt"), Err(Fault::Paper(_))));
}

#[test]
fn a_seal_that_is_none_says_so() {
    assert_eq!(verify(&paper(None)), Err(Broken::Unsealed));
    let mut longer = sealer(P256).seal(&paper(None), at(), "Arrêt").unwrap();
    longer.extend_from_slice(b"\n% more");
    assert_eq!(verify(&longer), Err(Broken::NotWhole));
    // A seal of another paper, put into the place of this one.
    let (one, two) = (
        sealer(RSA).seal(&paper(None), at(), "A").unwrap(),
        sealer(RSA).seal(&paper(None), at(), "B").unwrap(),
    );
    let place = one.windows(6).position(|w| w == b"<30820").unwrap();
    let end = place + one[place..].iter().position(|byte| *byte == b'>').unwrap();
    let mut swapped = one.clone();
    swapped[place..end].copy_from_slice(&two[place..end]);
    assert_eq!(verify(&swapped), Err(Broken::Altered));
}

proptest! {
    #[test]
    fn no_byte_changes_without_the_seal_telling(at_byte in any::<prop::sample::Index>(), xor in 1u8..) {
        let mut sealed = sealer(P256).seal(&paper(Some(false)), at(), "Certificat de non-pourvoi").unwrap();
        let byte = at_byte.index(sealed.len());
        let before = sealed[byte];
        sealed[byte] ^= xor;
        // A digit of the seal in the other case is the same digit.
        let same = before.eq_ignore_ascii_case(&sealed[byte]) && before.is_ascii_hexdigit();
        prop_assert!(same || verify(&sealed).is_err(), "byte {byte}: {before} to {}", sealed[byte]);
    }

    #[test]
    fn whatever_the_bytes_there_is_an_answer(bytes in prop::collection::vec(any::<u8>(), 0..400), told in any::<[u32; 3]>()) {
        let _ = verify(&bytes);
        let [first, second, rest] = told;
        let mut claiming = format!("%PDF-1.7 /ByteRange[0 {first} {second} {rest}]").into_bytes();
        claiming.extend(bytes);
        prop_assert!(verify(&claiming).is_err());
    }
}
