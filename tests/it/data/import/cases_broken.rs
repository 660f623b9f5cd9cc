//! Files that give no table.

use descent::config::{Delimiter, limits};

use crate::data::import::cases::{Case, bytes, case, said};

/// Names alone, one more than fit.
const WIDE: [u8; 2 * (limits::MAX_COLUMNS + 1)] = {
    let mut line = [b'a'; 2 * (limits::MAX_COLUMNS + 1)];
    let mut at = 1;
    while at < line.len() {
        line[at] = b',';
        at += 2;
    }
    line[line.len() - 1] = b'\n';
    line
};

pub static CASES: &[Case] = &[
    bytes("no bytes at all", b"", "The file is empty; choose a CSV with a line of column names and rows under it."),
    case("nothing but white space", " \r\n\t\n", "The file is empty; choose a CSV with a line of column names and rows under it."),
    bytes("only a byte order mark", b"\xef\xbb\xbf", "The file is empty; choose a CSV with a line of column names and rows under it."),
    case("only quoted nothing", "\"\"\n\" \"\n", "The file is empty; choose a CSV with a line of column names and rows under it."),
    case("names alone", "a,b,c\n", "The file has 3 column names in line 1 but no rows under them; add the rows."),
    case("names alone, no line end", "\na,b", "The file has 2 column names in line 2 but no rows under them; add the rows."),
    case("one column", "a\n1\n2\n", "Only one column was found (\"a\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons, tabs, pipes, colons or spaces."),
    said("one column with the user's delimiter", |r| r.delimiter = Some(Delimiter::Pipe), "a,b\n1,2\n", "Only one column was found (\"a,b\"), but a table needs one to predict and one to predict it from; separate columns by commas, semicolons, tabs, pipes, colons or spaces."),
    case("a sentence of words", "To be or not to be\n", "The file holds only the text \"To be or not to be\", which is no table; check whether the download worked, or add rows if these are column names."),
    bytes("a zero byte", b"a,b\n1,\x00\n", "This is not a text file (line 2 holds a zero byte); choose a CSV, or save your table as \"CSV UTF-8\"."),
    bytes("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "This is a picture, not a CSV; copy the table into a spreadsheet and save that as CSV."),
    bytes("an Excel workbook", b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00A7\x82\xcfn\x01\x00\x00\x04\x05\x00\x00\x13\x00\x08\x02[Content_Types].xml", "This is an Excel workbook or another office document, not a CSV; open it in your spreadsheet program and save the sheet as \"CSV UTF-8\"."),
    bytes("an array of NumPy", b"\x93NUMPY\x01\x00v\x00{'descr': '<f8'}", "This is a file of arrays or statistics (HDF5, NumPy, Stata and so on), not a CSV; read it with pandas and write it with to_csv."),
    bytes("a ZIP archive", b"PK\x03\x04\x14\x00\x06\x00\x00\x00\x00\x00\x00\x00\x00\x00", "This is a ZIP archive, not a CSV; unpack it and choose the CSV that is in it."),
    bytes("an old Excel workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00\x00\x00\x00\x00\x00\x00", "This is an Excel workbook or another office document, not a CSV; open it in your spreadsheet program and save the sheet as \"CSV UTF-8\"."),
    bytes("a Parquet file", b"PAR1\x15\x04\x15\x10", "This is a Parquet or Arrow file, not a CSV; read it with pandas and write it with to_csv."),
    bytes("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "This is a PDF, not a CSV; copy the table into a spreadsheet and save that as CSV."),
    case("a JSON document of objects", "[{\"a\": 1, \"b\": 2},\n {\"a\": 3, \"b\": 4}]\n", "This is a JSON document, not a CSV; read it with pandas and write it with to_csv."),
    case("a JSON document", "{\n \"a\": [1, 2]\n}\n", "This is a JSON document, not a CSV; read it with pandas and write it with to_csv."),
    case("a web page", "<!DOCTYPE html>\n<html><body>1,2</body></html>\n", "This is a web page, not a CSV; follow the download or \"Raw\" link of the page instead, or open it in a spreadsheet program and save the sheet as CSV."),
    case("an XML document", "<?xml version=\"1.0\"?>\n<a>1,2</a>\n", "This is an XML document, not a CSV; export the table as CSV from the program that made it."),
    said("rows much wider than the names", |r| r.header = Some(true), "a,b\n1,2,3,4\n5,6,7,8\n", "[line 2] 1:int 2:int 3:int 4:int / 5|6|7|8 !preamble 1"),
    bytes("a gzip file that breaks off", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03KL\xd2I\xe2", "The compressed file is damaged or incomplete, so none of it was kept; create it again or choose the unpacked CSV."),
    bytes("a gzip file that is damaged", b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03KL\xd2I\xe22\xd4\xa9\xe0\x02\x00\x00\x00\x00\x00\x08\x00\x00\x00", "The compressed file is damaged or incomplete, so none of it was kept; create it again or choose the unpacked CSV."),
    bytes("too many columns", &WIDE, "The table has 2001 columns; at most 2000 fit, so keep fewer."),
    bytes("a database", b"SQLite format 3\x00\x10\x00", "This is a database, not a CSV; export a table of it as CSV."),
    bytes("an archive of another kind", b"7z\xbc\xaf\x27\x1c\x00\x04", "This is a compressed archive, not a CSV; unpack it, or compress the CSV with gzip."),
    case("a page that begins with a meta tag", "<meta charset=utf-8><html><body><table><tr><td>a</td></tr></table></body></html>\n", "This is a web page, not a CSV; follow the download or \"Raw\" link of the page instead, or open it in a spreadsheet program and save the sheet as CSV."),
    case("a page that begins with any tag", "<mypage-app class=\"x\">\n<p>a,b</p>\n</mypage-app>\n", "This is a web page, not a CSV; follow the download or \"Raw\" link of the page instead, or open it in a spreadsheet program and save the sheet as CSV."),
    case("a page that begins with a style", "<style>\nbody{color:red}\n</style><table><tr><td>1,2</td></tr></table>\n", "This is a web page, not a CSV; follow the download or \"Raw\" link of the page instead, or open it in a spreadsheet program and save the sheet as CSV."),
    case("a Git LFS pointer", "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 175385569\n", "This is a Git LFS pointer, which only says where the file is, not a CSV; download the file itself, with \"git lfs pull\" or its download link."),
    case("a document of a word processor", "{\\rtf1\\ansi hello}\n", "This is an Excel workbook or another office document, not a CSV; open it in your spreadsheet program and save the sheet as \"CSV UTF-8\"."),
    case(
        "columns without anything in them",
        ",,,\n,,,\n,,,\n",
        "The file has 4 columns, but nothing stands in any of them.",
    ),
    case(
        "what a server says",
        "404: Not Found",
        "The file holds only the text \"404: Not Found\", which is no table; check whether the download worked, or add rows if these are column names.",
    ),
    case(
        "what a server says in two lines",
        "Access Denied\nYou do not have permission to see this page\n",
        "The file holds only the text \"Access Denied\", which is no table; check whether the download worked, or add rows if these are column names.",
    ),
    case(
        "names with their values in each line",
        "temp=21.0,hum=40.2\ntemp=21.4,hum=40.9\n",
        "This is a list of names with their values, not a CSV; write the names once, in the first line, and only the values under them.",
    ),
    case(
        "names and colons before values in each line",
        "T:20.1 H:40.8\nT:20.8 H:40.3\n",
        "This is a list of names with their values, not a CSV; write the names once, in the first line, and only the values under them.",
    ),
    case(
        "numbered values",
        "-1 1:0.06 3:0.38\n+1 1:0.51 7:0.94\n",
        "This is a file of numbered values (LIBSVM), not a CSV; read it with load_svmlight_file of scikit-learn and write it as CSV.",
    ),
    case(
        "statements for a database",
        "-- dump\nINSERT INTO t (a,b) VALUES\n(7,'x'),\n(3,'y');\n",
        "This is a list of SQL statements, not a CSV; run it in a database and export the table as CSV.",
    ),
    case(
        "a document of YAML",
        "- a: 1\n  b: 2\n- a: 3\n  b: 4\n",
        "This is a YAML document, not a CSV; read it with a program and write it as CSV.",
    ),
];
