//! `db`, from inside.

use greffe_chassis::db::{from_sql_day, from_sql_instant, sql_day, sql_instant};
use jiff::{Timestamp, civil::Date};

#[test]
fn days_and_instants_come_back_as_they_went() {
    let day: Date = "2028-02-29".parse().unwrap();
    assert_eq!(from_sql_day(sql_day(day)), day);
    let at: Timestamp = "2026-11-24T22:59:59.123456Z".parse().unwrap();
    assert_eq!(from_sql_instant(sql_instant(at)), at);
}
