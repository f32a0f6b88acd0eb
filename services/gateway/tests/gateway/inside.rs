//! What is looked at without going through a door.

use greffe_contracts::{
    dossier::v1 as pb,
    events::v1::ActRecorded,
    input::{ActInput, epoch_day},
    json::{Unread, shape},
};
use greffe_gateway::inside::{Act, civil, is_ours, origin};
use jiff::civil::Date;
use serde_json::Value;

fn read(json: Value) -> Result<ActRecorded, Unread> {
    shape::<ActInput>(json, "")?.read().map(|(act, _)| act)
}

#[test]
fn an_act_reads_and_shows_the_same() {
    let corps =
        serde_json::json!({"nature": "ampliatif", "pieces": ["0192f0c4-7b1e-7c3a-9f00-000000000001"]});
    let dates =
        serde_json::json!({"depose": "2026-11-24", "recu": "2026-11-24T09:30:00Z", "signifie": "inconnue"});
    let act = read(serde_json::json!({"type": "memoire_depose", "dates": dates, "corps": corps})).unwrap();
    let shown = Act::from(pb::ActView { act: Some(act), ..Default::default() });
    assert_eq!(shown.corps["pieces"][0], "0192f0c4-7b1e-7c3a-9f00-000000000001");
    assert_eq!(serde_json::to_value(&shown.dates).unwrap(), dates);
}

#[test]
fn what_does_not_read_is_named() {
    let unknown = read(serde_json::json!({"type": "memoire_perdu"})).unwrap_err();
    assert_eq!((unknown.code, unknown.field.as_str()), ("ACT-001", "type"));
    let field = read(serde_json::json!({"type": "memoire_depose", "corps": {"nom": "x"}})).unwrap_err();
    assert!(field.message.contains("«\u{a0}nom\u{a0}»"), "{}", field.message);
    let typed = read(serde_json::json!({"type": "memoire_depose", "corps": {"nature": 3}})).unwrap_err();
    assert_eq!(typed.field, "corps.nature", "{}", typed.message);
    let date =
        read(serde_json::json!({"type": "memoire_depose", "dates": {"depose": "24/11/2026"}})).unwrap_err();
    assert_eq!(date.field, "dates.depose");
    let nul = read(serde_json::json!({"type": "memoire_depose", "reason": "a\u{0}b"})).unwrap_err();
    assert_eq!(nul.field, "reason");
}

#[test]
fn days_count_from_1970() {
    assert_eq!(epoch_day(Date::constant(2026, 11, 24)), 20_781);
    assert_eq!(civil(20_781), Some(Date::constant(2026, 11, 24)));
}

#[test]
fn one_returns_to_this_site_only() {
    assert!(is_ours("/dossiers/26-10.001?onglet=frise"));
    for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "/a\r\nb", ""] {
        assert!(!is_ours(elsewhere), "{elsewhere}");
    }
}

#[test]
fn an_origin_is_what_browsers_send() {
    assert_eq!(origin("http://localhost:8400/connexion/retour").as_deref(), Some("http://localhost:8400"));
    assert_eq!(origin("https://greffe.example/connexion/retour").as_deref(), Some("https://greffe.example"));
}
