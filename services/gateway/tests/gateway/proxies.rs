//! Who a client is behind the proxies of the house.

use axum::http::HeaderMap;
use greffe_gateway::Proxies;

fn seen(trusted: &str, from: &str, header: &[&str]) -> String {
    let mut headers = HeaderMap::new();
    for line in header {
        headers.append("x-forwarded-for", line.parse().unwrap());
    }
    Proxies::read(trusted).unwrap().client(from.parse().unwrap(), &headers).to_string()
}

#[test]
fn a_header_is_believed_of_the_proxies_of_the_house_alone() {
    assert_eq!(seen("", "10.0.0.1", &["1.2.3.4"]), "10.0.0.1", "nobody is believed");
    assert_eq!(seen("10.0.0.0/8", "192.0.2.9", &["1.2.3.4"]), "192.0.2.9", "a stranger's word");
    assert_eq!(seen("10.0.0.0/8", "10.0.0.1", &["1.2.3.4"]), "1.2.3.4");
    assert_eq!(
        seen("10.0.0.0/8", "10.0.0.1", &["6.6.6.6, 1.2.3.4, 10.0.0.2"]),
        "1.2.3.4",
        "its own word first"
    );
    assert_eq!(seen("10.0.0.0/8", "10.0.0.1", &["6.6.6.6", "1.2.3.4"]), "1.2.3.4", "two lines");
    assert_eq!(seen("10.0.0.1", "::ffff:10.0.0.1", &["2001:db8::1"]), "2001:db8::1");
    assert_eq!(seen("10.0.0.0/8", "10.0.0.1", &["rien"]), "10.0.0.1");
    assert_eq!(seen("0.0.0.0/0,::/0", "10.0.0.1", &["1.2.3.4"]), "1.2.3.4");
}

#[test]
fn a_list_that_does_not_read_is_refused() {
    for wrong in ["lundi", "10.0.0.0/33", "10.0.0.0/x"] {
        assert!(Proxies::read(wrong).is_err(), "{wrong}");
    }
}
