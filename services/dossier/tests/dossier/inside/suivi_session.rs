//! `suivi::session`, from inside.

use greffe_contracts::events::v1::{ActRecorded, AudienceFixee, AudienceReportee, act_recorded::Body};
use greffe_dossier::inside::suivi::session::hearing;
use jiff::civil::Date;

#[test]
fn a_hearing_put_off_is_none_and_a_past_one_comes_no_more() {
    let fixed = |day: &str| ActRecorded {
        body: Some(Body::AudienceFixee(AudienceFixee { audience: day.into(), ..Default::default() })),
        ..Default::default()
    };
    let off =
        ActRecorded { body: Some(Body::AudienceReportee(AudienceReportee::default())), ..Default::default() };
    let (first, second) = (fixed("2027-01-12"), fixed("2027-02-02"));
    let today: Date = "2026-11-28".parse().unwrap();
    assert_eq!(hearing(&[], today), None);
    assert_eq!(hearing(&[&first], today), "2027-01-12".parse().ok());
    assert_eq!(hearing(&[&first, &off], today), None);
    assert_eq!(hearing(&[&first, &off, &second], today), "2027-02-02".parse().ok());
    assert_eq!(hearing(&[&first], "2027-01-13".parse().unwrap()), None);
}
