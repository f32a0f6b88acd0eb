//! `notices::channels::report`, from inside.

use greffe_notification::inside::notices::channels::{News, What, report::read};
use uuid::Uuid;

const KEY: &str = "0197c2a4-0000-7000-8000-00000000002a";

fn of(text: &str) -> News {
    read("7", text.replace("KEY", KEY).replace('\n', "\r\n").as_bytes())
}

#[test]
fn a_copy_a_bounce_and_a_receipt_are_told_apart() {
    let key = Some(Uuid::parse_str(KEY).unwrap());
    let copy = of("Message-ID: <avis.KEY@greffe.example>\nContent-Type: multipart/mixed\n\nAction: failed\n");
    assert_eq!((copy.key, copy.what), (key, What::Taken), "what a body says is no report");
    let bounce = "Message-ID: <b@relay>\nContent-Type: multipart/report;\n report-type=delivery-status; boundary=x\n\n--x\n\nNon remis.\n--x\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; relay\n\nAction: failed\nStatus: STATUS\n--x\nContent-Type: text/rfc822-headers\n\nMessage-ID:\n <avis.KEY@greffe.example>\n--x--\n";
    assert_eq!(of(&bounce.replace("STATUS", "5.1.1")).what, What::Returned("inconnue"));
    let full = of(&bounce.replace("STATUS", "5.2.2"));
    assert_eq!((full.key, full.what), (key, What::Returned("refusee")));
    let late = of(&bounce.replace("failed", "delayed"));
    assert!(matches!(late.what, What::Unreadable(_)), "late is not lost");
    let receipt = of(
        "Content-Type: multipart/report; report-type=disposition-notification; boundary=x\n\n--x\nContent-Type: message/disposition-notification\n\nOriginal-Message-ID: <avis.KEY@greffe.example>\nDisposition: manual-action/MDN-sent-manually; displayed\n--x--\n",
    );
    assert_eq!((receipt.key, receipt.what), (key, What::Received));
    let noise = of("Subject: bonjour\n\nMessage-ID: <avis.KEY@greffe.example>\n");
    assert_eq!(noise.key, None);
}
