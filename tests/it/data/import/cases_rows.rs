//! Rows that do not fit.

use crate::data::import::cases::{Case, case, said};

pub static CASES: &[Case] = &[
    case(
        "short rows are filled up",
        "a,b,c\n1,2\n3\n4,5,6\n",
        "a:int b:int c:int!Constant / 1|2|~ / 3|~|~ / 4|5|6 !short_rows 2,3",
    ),
    case(
        "empty fields behind the last column are cut",
        "a,b\n1,2,\n3,4,,\n",
        "a:int b:int / 1|2 / 3|4 !trailing_fields 2,3",
    ),
    case("long rows are dropped", "a,b\n1,2\n3,4,5\n6,7\n", "a:int b:int / 1|2 / 6|7 !long_rows 3"),
    case(
        "lines are counted through quotes and blank lines",
        "a,b\r\n1,\"x\r\ny\"\r\n\r\n2\r\n",
        "a:int b:cat / 1|x\r\ny / 2|~ !short_rows 5",
    ),
    case(
        "only the first lines are named",
        "a,b\n1\n2\n3\n4\n5,5\n6,6\n7,7\n8,8\n9,9\n",
        "a:int b:int / 1|~ / 2|~ / 3|~ / 4|~ / 5|5 / 6|6 / 7|7 / 8|8 / 9|9 !short_rows 2,3,4 of 4",
    ),
    case(
        "rows of nothing but delimiters are kept",
        "a,b\n1,x\n,\n2,y\n",
        "a:int b:cat / 1|x / ~|~ / 2|y",
    ),
    case(
        "a short row without any delimiter",
        "a,b,c\n1,2,3\nend\n4,5,6\n",
        "a:cat b:int c:int / 1|2|3 / end|~|~ / 4|5|6 !short_rows 3 !numbers_with_text a 3 \"end\"",
    ),
    case("one row is a table", "a,b\n1,x\n", "a:int b:cat / 1|x"),
    case(
        "a sum below the table is a row like others",
        "a,b,c\nx,1,2\ny,3,4\n,4,6\n",
        "a:cat b:int c:int / x|1|2 / y|3|4 / ~|4|6",
    ),
    case(
        "rows longer by a quoted delimiter are not long",
        "a,b\n1,\"x,y\"\n4,\"z,w\"\n",
        "a:int b:cat / 1|x,y / 4|z,w",
    ),
    said(
        "a sample of rows, the first always in it",
        |r| r.sample_every = Some(2),
        "a,b\n1,x\n2,y\n3,x\n4,y\n5,x\n6,y\n",
        "a:int b:cat / 1|x / 2|y / 4|y / 6|y !sampled of 6",
    ),
    case(
        "a second table below the first",
        "id,name,taste\n1,bread,sweet\n2,milk,bold\n3,tea,sweet\n\n# Customers\nid,city,age\n1,Rome,30\n2,Oslo,31\n",
        "id:int!Identifier name:cat taste:cat / 1|bread|sweet / 2|milk|bold / 3|tea|sweet !comments 6 !second_table 7",
    ),
    case(
        "a second table of another width",
        "id,qty\n1,5\n2,6\n\ncity,country,people\nRome,Italy,3\nOslo,Norway,1\n",
        "id:int qty:int / 1|5 / 2|6 !second_table 5",
    ),
    case("a blank line between rows is none", "a,b\n1,2\n\n3,4\n", "a:int b:int / 1|2 / 3|4"),
    case(
        "a blank line before a row of words in columns of words",
        "a,b\nx,y\nz,w\n\nv,u\n",
        "a:cat b:cat / x|y / z|w / v|u",
    ),
    case(
        "the names once more between the rows",
        "a,b\n1,2\n3,4\na,b\n5,6\n",
        "a:int b:int / 1|2 / 3|4 / 5|6 !repeated_names 4",
    ),
    case(
        "a summary of fewer fields below the table",
        "a,b,c\n1,2,3\n4,5,6\n\nSummary\nmean,2.5\n",
        "a:int b:int c:int / 1|2|3 / 4|5|6 !second_table 5",
    ),
];
