//! What a table has otherwise than the one that a link speaks of.

use descent::config::ReadingConfig;
use descent::config::share::ExpectedTable;
use descent::data::{Table, import};

fn table(text: &str) -> Table {
    import(text.as_bytes(), &ReadingConfig::default()).unwrap().table
}

const TABLE: &str = "size,kind,price\n1,small,10\n2.5,large,\n3,,30\n4,small,40\n";

fn columns() -> Vec<String> {
    ["size", "kind", "price"].map(str::to_owned).to_vec()
}

fn expected() -> ExpectedTable {
    table(TABLE).expected()
}

#[test]
fn a_file_that_is_read_as_the_same_table_differs_in_nothing() {
    for same in [
        TABLE.to_owned(),
        TABLE.replace('\n', "\r\n"),
        TABLE.replace(',', ";"),
        TABLE.replace("small", "\"small\""),
        TABLE.replace("2.5", "2.50"),
    ] {
        let differences = table(&same).differences(&columns(), &expected());
        assert_eq!(differences, [], "{same}");
    }
    // A link that says nothing of its columns.
    assert_eq!(table(TABLE).differences(&[], &expected()), []);
}

#[test]
fn what_differs_is_said() {
    let differences = |text: &str, expected: &[&str]| {
        let found = table(text).differences(&columns(), &self::expected());
        let found: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert_eq!(found, expected, "{text}");
    };
    let values = "It has the same columns and as many rows, but other values in them.";
    differences(&TABLE.replace("40", "41"), &[values]);
    differences(&TABLE.replace("large", "middle"), &[values]);
    differences(&TABLE.replace("3,,30", "3,small,30"), &[values]);
    differences(&TABLE.replace("4,small", "4,"), &[values]);
    // A word that moves over to the next row.
    differences(&TABLE.replace("large", "").replace("3,,", "3,large,"), &[values]);
    differences(
        "size,kind,price\n1,small,10\n2.5,large,\n3,,30\n",
        &["It has 3 rows; the link's has 4."],
    );
    differences(
        "kind,size,price\nsmall,1,10\nlarge,2.5,\n,3,30\nsmall,4,40\n",
        &["Its columns stand in another order."],
    );
    differences(
        "size,sort,price\n1,small,10\n",
        &[
            "It has no column \"kind\".",
            "Its column \"sort\" is not in the link's.",
            "It has 1 row; the link's has 4.",
        ],
    );
    differences(
        "a,b,c,d\n1,2,3,4\n1,2,3,5\n1,2,3,6\n2,2,3,6\n",
        &[
            "It has no column \"size\", and 2 more are missing.",
            "Its column \"a\" and 3 more are not in the link's.",
        ],
    );
}

#[test]
fn a_checksum_is_the_same_on_every_machine() {
    assert_eq!(table(TABLE).checksum(), 2_221_622_107);
}
