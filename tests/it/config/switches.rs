//! What a link says beside the experiment, for a class.

use descent::config::share;
use descent::config::share::switches::{PagePart, Switches, unknown_sentence};
use descent::config::{DataSource, ExperimentConfig, TableSchema};
use proptest::prelude::*;

fn experiment() -> ExperimentConfig {
    let source = DataSource::Gallery { id: "red-wine".to_owned() };
    ExperimentConfig::propose("Wine", source, &TableSchema::default())
}

#[test]
fn a_link_is_written_by_hand() {
    let text = "&hide=training,coach&lock=seed,network&present&validation=hidden&task=Find%20the%20best%20rate";
    let (found, unknown) = Switches::read(text);
    let expected = Switches {
        hide: vec![PagePart::Training, PagePart::Coach],
        lock: vec![PagePart::Seed, PagePart::Network],
        presents: true,
        hides_validation: true,
        task: "Find the best rate".to_owned(),
    };
    assert_eq!((&found, unknown), (&expected, Vec::new()));
    assert_eq!(found.text(), text);
}

#[test]
fn what_mail_and_hands_make_of_it_is_read() {
    let cases = [
        ("&hide=Next epoch", "&hide=next-epoch"),
        ("&HIDE=next_epoch, learning-RATE ,", "&hide=next-epoch,learning-rate"),
        ("&amp;hide=coach&amp;present", "&hide=coach&present"),
        ("&hide=coach%2Cruns&hide=coach", "&hide=coach,runs"),
        ("&task=Find+it%21", "&task=Find%20it%21"),
        ("&validation=Hidden&&", "&validation=hidden"),
        ("&task=%20", ""),
        ("&fbclid=IwAR0x_y-z&utm_source=mail", ""),
        ("", ""),
    ];
    for (text, clean) in cases {
        let (found, unknown) = Switches::read(text);
        assert_eq!((found.text().as_str(), unknown.len()), (clean, 0), "{text}");
    }
}

#[test]
fn unknown_words_are_named_once_and_left_out() {
    let (found, unknown) = Switches::read("&hide=coach,teacher&lok=seed&present=yes&validation=no");
    assert_eq!(found.text(), "&hide=coach");
    assert_eq!(unknown, ["teacher", "lok=seed", "present=yes", "validation=no"]);
    assert_eq!(
        unknown_sentence(&unknown[..2]).unwrap(),
        "The link also says \u{201c}teacher\u{201d}, \u{201c}lok=seed\u{201d}, which this page does not know: that is left out."
    );
    let many: Vec<_> = (0..9).map(|at| format!("word{at}")).collect();
    assert!(unknown_sentence(&many).unwrap().contains("\u{201d} and 4 more, which"));
    assert_eq!(unknown_sentence(&[]), None);
}

#[test]
fn every_part_has_a_word_of_its_own() {
    let mut words: Vec<_> = PagePart::ALL.map(PagePart::word).into();
    words.sort();
    words.dedup();
    assert_eq!(words.len(), PagePart::ALL.len());
    assert!(
        words.iter().all(|word| word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-'))
    );
}

#[test]
fn the_experiment_is_the_same_with_and_without_switches() {
    let link = share::encode(&experiment());
    let switches = "&hide=training&task=See%20%23v2.AAAABBBBCCCC%20and%20v3.1";
    let whole = format!("http://127.0.0.1:8080/#{link}{switches}");
    assert_eq!(share::decode(&whole), Ok(experiment()));
    assert_eq!(share::decode(&whole.replace('&', "&amp;")), Ok(experiment()));
    let (_, fragment) = whole.split_once('#').unwrap();
    assert_eq!(Switches::part_of(fragment), switches);
    assert_eq!(Switches::part_of(&link), "");
    // Broken by a mail program, and quoted.
    let broken = format!("> {}\n> {}", &whole[..60], &whole[60..]);
    assert_eq!(share::decode(&broken), Ok(experiment()));
}

fn parts() -> impl Strategy<Value = Vec<PagePart>> {
    prop::sample::subsequence(PagePart::ALL.to_vec(), 0..PagePart::ALL.len())
}

proptest! {
    #[test]
    fn all_that_is_switched_comes_back(
        (hide, lock) in (parts(), parts()),
        (presents, hides_validation) in (any::<bool>(), any::<bool>()),
        task in "\\PC{0,60}",
    ) {
        let task = task.trim().to_owned();
        let switches = Switches { hide, lock, presents, hides_validation, task };
        let (found, unknown) = Switches::read(&switches.text());
        prop_assert_eq!(found, switches);
        prop_assert!(unknown.is_empty());
    }

    #[test]
    fn arbitrary_text_never_panics_and_reads_the_same_again(text in "\\PC{0,200}") {
        let (found, unknown) = Switches::read(&text);
        let again = Switches::read(&found.text());
        prop_assert_eq!(again, (found, Vec::new()));
        let sentence = unknown_sentence(&unknown).unwrap_or_default();
        prop_assert!(!sentence.contains('\n'));
    }
}
