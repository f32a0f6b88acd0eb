//! What makes no paper: said whole, never a blank; and what is only text, whatever it looks like.

use std::fs;

use greffe_render::{Content, Field, Files, Kind, Origin, Press, Refusal, TemplateError, Values, Why};
use jiff::civil::{Date, date};

use crate::support::{example, folder, squeezed, text, typed};

#[test]
fn each_required_field_is_missed_by_its_name_and_all_are_told_at_once() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let whole = example(template);
        for field in template.fields.iter().filter(|field| field.required) {
            let blank = if field.kind == Kind::Liste {
                Content::Liste(Vec::new())
            } else if field.kind == Kind::Jour {
                continue;
            } else {
                Content::Texte(" \u{a0}\n".into())
            };
            let mut blanked = example(template);
            blanked.valeurs.get_mut(&field.name).unwrap().content = blank;
            assert_eq!(
                missing(&press, &template.name, whole.jour, &blanked.valeurs),
                std::slice::from_ref(&field.name)
            );
        }
        let mut none = Vec::new();
        for field in template.fields.iter().filter(|field| field.required) {
            let mut without = example(template);
            without.valeurs.remove(&field.name);
            assert_eq!(
                missing(&press, &template.name, whole.jour, &without.valeurs),
                std::slice::from_ref(&field.name)
            );
            let refusal = without.made(&press, template).unwrap_err();
            assert!(
                refusal
                    .to_string()
                    .contains(&format!("{} («\u{a0}{}\u{a0}»)\u{a0}: manque", field.label, field.name))
            );
            none.push(field.name.clone());
        }
        assert_eq!(missing(&press, &template.name, whole.jour, &Values::new()), none);
        for field in template.fields.iter().filter(|field| field.kind == Kind::Liste) {
            each_column_is_missed(&press, &template.name, whole.jour, &whole.valeurs, field);
        }
    }
}

fn each_column_is_missed(press: &Press, template: &str, day: Date, whole: &Values, list: &Field) {
    for column in list.columns.iter().filter(|column| column.required) {
        let mut values = whole.clone();
        let Content::Liste(rows) = &mut values.get_mut(&list.name).unwrap().content else { panic!() };
        rows[0].remove(&column.name);
        assert_eq!(missing(press, template, day, &values), [format!("{}[1].{}", list.name, column.name)]);
    }
}

fn missing(press: &Press, template: &str, day: Date, values: &Values) -> Vec<String> {
    let (_, faults) = press.check(template, day, values).unwrap();
    assert!(faults.iter().all(|fault| fault.why == Why::Missing && !fault.label.is_empty()), "{faults:?}");
    faults.into_iter().map(|fault| fault.field).collect()
}

#[test]
fn a_template_does_without_what_it_does_not_require() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        let least = example(template).least(template);
        least.made(&press, template).unwrap_or_else(|e| panic!("{}: {e}", template.folder));
    }
}

#[test]
fn every_choice_has_its_title() {
    let press = Press::new().unwrap();
    for template in press.templates() {
        for field in template.fields.iter().filter(|field| field.kind == Kind::Choix) {
            for word in &field.among {
                let chosen = example(template).with(&field.name, word);
                chosen.made(&press, template).unwrap_or_else(|e| panic!("{word}: {e}"));
            }
            let other = example(template).with(&field.name, "autre");
            assert_eq!(whys(&other.made(&press, template)), [Why::Choice(field.among.clone())]);
        }
    }
}

#[test]
fn a_value_is_text_whatever_it_looks_like() {
    let press = Press::new().unwrap();
    let template = press.templates().find(|template| template.name == "lettre_avis").unwrap();
    for odd in [
        "#read(\"/etc/passwd\")",
        "*gras* _italique_ `code`",
        "= Titre",
        "$x^2$ <etiquette> @renvoi",
        "#import \"/maison.typ\": *",
        "\"}, \"valeurs\": {\"",
        "// commentaire /* et */ ~ -- ...",
        "https://exemple.invalid/#x",
        "\\#panic()",
        "l'avis de l'\"autre\"",
    ] {
        let example = example(template).with("destinataire", odd).with("objet", odd);
        let paper = example.made(&press, template).unwrap_or_else(|e| panic!("{odd}: {e}"));
        assert_eq!(paper.title, odd);
        let found = text(&paper).matches(&squeezed(odd)).count();
        assert!(found >= 2, "{odd} in {}", text(&paper));
    }
}

#[test]
fn what_steers_or_has_no_letter_is_refused_by_its_code() {
    let press = Press::new().unwrap();
    let template = press.templates().find(|template| template.name == "lettre_avis").unwrap();
    for (odd, codes) in
        [("Martin\u{202e}nitraM", "\u{202e}"), ("a\u{0}b", "\u{0}"), ("王", "王"), ("a\u{200b}", "\u{200b}")]
    {
        let made = example(template).with("destinataire", odd).made(&press, template);
        assert_eq!(whys(&made), [Why::Unprintable(codes.into())]);
        let code = format!("U+{:04X}", u32::from(codes.chars().next().unwrap()));
        assert!(made.unwrap_err().to_string().contains(&code));
    }
    for name in ["Nguyễn Thị Ánh", "Łukasz Żółć", "Œuvre\u{202f}!", "Şükrü Ğ", "Dvořák", "Þór", "№ 5 — € – ½"]
    {
        let made = example(template).with("destinataire", name).made(&press, template);
        made.unwrap_or_else(|e| panic!("{name}: {e}"));
    }
}

#[test]
fn long_input_is_bounded_and_what_is_allowed_is_laid_out() {
    let press = Press::new().unwrap();
    let template = press.templates().find(|template| template.name == "lettre_avis").unwrap();
    let long = example(template).with("adresse", &"x".repeat(20_001)).made(&press, template);
    assert_eq!(whys(&long), [Why::TooLong(20_000)]);
    let lines = example(template).with("destinataire", "deux\nlignes").made(&press, template);
    assert_eq!(whys(&lines), [Why::Kind(Kind::Texte)]);
    let paper = example(template).with("adresse", &"mot\n".repeat(300)).made(&press, template).unwrap();
    assert!(paper.pages > 3);

    let template = press.templates().find(|template| template.name == "bordereau").unwrap();
    let mut many = example(template);
    let Content::Liste(rows) = &mut many.valeurs.get_mut("pieces").unwrap().content else { panic!() };
    let row = rows[0].clone();
    rows.resize(150, row.clone());
    assert!(many.made(&press, template).unwrap().pages > 3);
    let Content::Liste(rows) = &mut many.valeurs.get_mut("pieces").unwrap().content else { panic!() };
    rows.resize(1_001, row);
    assert_eq!(whys(&many.made(&press, template)), [Why::TooLong(1_000)]);
}

#[test]
fn a_value_comes_from_where_it_may_and_a_template_has_no_other_field() {
    let press = Press::new().unwrap();
    let template = press.templates().find(|template| template.name == "lettre_avis").unwrap();
    let mut typed_name = example(template);
    typed_name.valeurs.insert("destinataire".into(), typed("Mme Le Goff"));
    assert_eq!(whys(&typed_name.made(&press, template)), [Why::Source(Origin::Saisie)]);
    let mut unsourced = example(template);
    unsourced.valeurs.get_mut("destinataire").unwrap().source.id = " ".into();
    assert_eq!(whys(&unsourced.made(&press, template)), [Why::Unsourced]);
    let mut more = example(template);
    more.valeurs.insert("couleur".into(), typed("bleu"));
    assert_eq!(whys(&more.made(&press, template)), [Why::Unknown]);
}

fn whys<T: std::fmt::Debug>(made: &Result<T, Refusal>) -> Vec<Why> {
    match made {
        Err(Refusal::Faults(faults)) => faults.iter().map(|fault| fault.why.clone()).collect(),
        other => panic!("{other:?}"),
    }
}

const ENDED: Files = Files {
    folder: "essai_2025",
    declared: r#"
        nom = "essai"
        titre = "Essai"
        fondement = "usage du greffe"
        du = "2025-01-01"
        au = "2025-12-31"
        champ = [{ nom = "mot", libelle = "Le mot", type = "texte", sources = ["saisie"] }]
    "#,
    layout: "#import \"/maison.typ\": *\n#show: papier\nAncien #v.mot",
};
const NEXT: Files = Files {
    folder: "essai_2027",
    declared: r#"
        nom = "essai"
        titre = "Essai"
        fondement = "usage du greffe"
        du = "2027-01-01"
        champ = [{ nom = "mot", libelle = "Le mot", type = "texte", sources = ["saisie"] }]
    "#,
    layout: "#import \"/maison.typ\": *\n#show: papier\nNouveau #v.mot",
};

#[test]
fn a_template_serves_on_its_days_only() {
    let press = Press::of(&[NEXT, ENDED]).unwrap();
    let template = press.templates().next().unwrap();
    let shipped = Press::new().unwrap();
    let of_the_house = example(shipped.templates().next().unwrap()).valeurs;
    let mut values: Values = ["juridiction", "service", "lieu"]
        .iter()
        .map(|name| ((*name).to_owned(), of_the_house[*name].clone()))
        .collect();
    values.insert("mot".into(), typed("neuf"));
    let made = |day| {
        press.render(&greffe_render::Order {
            template: &template.name,
            day,
            identifier: "essai",
            values: &values,
            stamp: greffe_render::Stamp::Final,
        })
    };
    assert!(text(&made(date(2025, 12, 31)).unwrap()).contains("Ancienneuf"));
    assert!(text(&made(date(2027, 1, 1)).unwrap()).contains("Nouveauneuf"));
    let ended = Some(date(2025, 12, 31));
    for (day, ended) in [(date(2026, 6, 1), ended), (date(2024, 12, 31), None)] {
        let refused = made(day).unwrap_err();
        assert_eq!(refused, Refusal::NotInForce { template: "essai".into(), day, ended });
    }
    let unknown = press.check("autre", date(2026, 1, 1), &values).unwrap_err();
    assert_eq!(unknown, Refusal::Unknown("autre".into()));
}

#[test]
fn a_layout_reads_nothing_but_its_own_data() {
    for (layout, said) in [
        ("#read(\"/etc/passwd\")", "access denied"),
        ("#import \"@preview/cetz:0.3.0\"", "access denied"),
        ("#text(font: \"Absente\")[x]", "unknown font"),
    ] {
        let press = Press::of(&[Files { layout, ..NEXT }]).unwrap();
        let shipped = Press::new().unwrap();
        let mut values = example(shipped.templates().next().unwrap()).valeurs;
        values.retain(|name, _| ["juridiction", "service", "lieu"].contains(&name.as_str()));
        values.insert("mot".into(), typed("x"));
        let refused = press.render(&greffe_render::Order {
            template: "essai",
            day: date(2027, 1, 1),
            identifier: "essai",
            values: &values,
            stamp: greffe_render::Stamp::Final,
        });
        let Err(Refusal::Layout(what)) = refused else { panic!("{layout}: {refused:?}") };
        assert!(what.contains(said), "{layout}: {what}");
    }
}

#[test]
fn templates_that_contradict_each_other_are_not_opened() {
    let twice = Press::of(&[NEXT, Files { folder: "essai_bis", ..NEXT }]);
    assert!(matches!(twice, Err(TemplateError::Unsound { folder: "essai_bis", .. })));
    let unknown = Press::of(&[Files { declared: "nom = 'x'\ncouleur = 'bleu'", ..NEXT }]);
    assert!(matches!(unknown, Err(TemplateError::Declared { .. })));
    for (wrong, said) in [
        ("fondement = ' '", "aucun article"),
        ("fondement = 'CPC 1'\nouvert = 'prononce'", "un dossier"),
        ("fondement = 'CPC 1'\nouvert = 'enclave'\npiece = 'piece'", "délibéré"),
        ("fondement = 'CPC 1'\ndossier = true\nouvert = 'prononce'", "quelles décisions"),
        ("fondement = 'CPC 1'\nsigne = true\ndecisions = ['arret', 'avis']", "une sorte de décision"),
        ("fondement = 'CPC 1'\nsigne = true\ndecisions = ['ordonnance']", "le magistrat"),
    ] {
        let declared = format!(
            "nom = 'x'\ntitre = 'X'\n{wrong}\ndu = '2026-01-01'\nchamp = [{{ nom = 'mot', libelle = 'Le mot', type = 'texte', sources = ['saisie'] }}]"
        );
        let opened = Press::of(&[Files { declared: declared.leak(), ..NEXT }]);
        let Err(TemplateError::Unsound { what, .. }) = opened else { panic!("{wrong}") };
        assert!(what.contains(said), "{what}");
    }
}

#[test]
fn every_folder_is_shipped_with_its_example() {
    let press = Press::new().unwrap();
    let mut shipped: Vec<_> = press.templates().map(folder).collect();
    shipped.sort();
    let root = shipped[0].parent().unwrap().to_owned();
    let mut there: Vec<_> =
        fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect();
    there.sort();
    assert_eq!(shipped, there);
    assert!(there.iter().all(|folder| folder.join("exemple.json").is_file()));
}
