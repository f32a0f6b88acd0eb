//! `commands::doctor::around`, from inside.

use greffe::inside::commands::doctor::around::not_after;

#[test]
fn a_certificate_says_when_it_ends() {
    // The parts that are read, around a serial number of one byte; two forms of the time.
    let time = |tag: u8, text: &str| [vec![tag, u8::try_from(text.len()).unwrap()], text.into()].concat();
    let wrap = |tag: u8, parts: &[Vec<u8>]| {
        let inner = parts.concat();
        [vec![tag, u8::try_from(inner.len()).unwrap()], inner].concat()
    };
    for (tag, text) in [(0x17, "271130235959Z"), (0x18, "20271130235959Z")] {
        let validity = wrap(0x30, &[time(0x17, "261130000000Z"), time(tag, text)]);
        let version = wrap(0xa0, &[vec![2, 1, 2]]);
        let signed = wrap(0x30, &[version, vec![2, 1, 7], vec![0x30, 0], vec![0x30, 0], validity]);
        let der = wrap(0x30, &[signed]);
        assert_eq!(not_after(&der).unwrap().to_string(), "2027-11-30T23:59:59Z");
        assert_eq!(not_after(&der[..der.len() - 1]), None, "cut");
    }
}
