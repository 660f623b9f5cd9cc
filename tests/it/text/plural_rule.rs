//! The plural rules of gettext's manual.

use descent::text::PluralRule;

fn forms(header: &str, counts: &[u64]) -> Vec<usize> {
    let rule = PluralRule::read(header).unwrap();
    counts.iter().map(|count| rule.form(*count)).collect()
}

#[test]
fn the_rules_of_the_manual_are_computed() {
    let german = "nplurals=2; plural=(n != 1);";
    assert_eq!(forms(german, &[0, 1, 2, 11, 1_001, 1_000_001]), [1, 0, 1, 1, 1, 1]);
    let french = "nplurals=2; plural=n>1;";
    assert_eq!(forms(french, &[0, 1, 2]), [0, 0, 1]);
    let japanese = "nplurals=1; plural=0;";
    assert_eq!(forms(japanese, &[0, 1, 2]), [0, 0, 0]);
    let russian = "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2;";
    assert_eq!(
        forms(russian, &[1, 2, 4, 5, 11, 12, 21, 22, 25, 111, 121, 1_599_011, 1_599_021]),
        [0, 1, 1, 2, 2, 2, 0, 1, 2, 2, 0, 2, 0]
    );
    let slovenian =
        "nplurals=4; plural=n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3;";
    assert_eq!(forms(slovenian, &[1, 2, 3, 4, 5, 101, 102]), [0, 1, 2, 2, 3, 0, 1]);
    let latvian = "nplurals=3; plural=n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2;";
    assert_eq!(forms(latvian, &[0, 1, 11, 21]), [2, 0, 1, 0]);
    assert_eq!(forms("nplurals=2; plural=!(n < 2) * 3 / 2;", &[5, 2, 1]), [1, 1, 0]);
}

#[test]
fn what_is_no_rule_is_refused() {
    for header in [
        "",
        "nplurals=2;",
        "plural=n != 1;",
        "nplurals=two; plural=n != 1;",
        "nplurals=2; plural=n != ;",
        "nplurals=2; plural=(n != 1;",
        "nplurals=2; plural=n ? 1;",
        "nplurals=2; plural=n != 1 1;",
        "nplurals=2; plural=n;",
        "nplurals=2; plural=1 / n;",
        "nplurals=2; plural=n = 1;",
    ] {
        assert_eq!(PluralRule::read(header), None, "{header}");
    }
}
