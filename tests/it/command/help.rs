//! What the command says of itself.

use super::{descent, folder, said, text};

/// The subcommands that `descent --help` lists.
fn subcommands() -> Vec<String> {
    let help = text(&descent(&["--help"]).stdout);
    let listed = help.lines().skip_while(|line| *line != "Commands:").skip(1);
    let listed = listed.take_while(|line| !line.is_empty());
    listed.map(|line| line.split_whitespace().next().unwrap().to_owned()).collect()
}

#[test]
fn every_subcommand_says_what_it_takes_and_gives_an_example() {
    let subcommands = subcommands();
    assert!(subcommands.len() >= 10, "{subcommands:?}");
    for name in subcommands {
        let output = descent(&[&name, "--help"]);
        assert!(output.status.success(), "{name}");
        let help = text(&output.stdout);
        assert!(help.contains(&format!("Usage: descent {name}")), "{help}");
        assert!(help.contains("Example"), "{help}");
        assert!(help.contains(&format!("\n  descent {name} ")), "{help}");
        for line in help.lines() {
            assert!(line.chars().count() <= 120, "{name}: {line}");
        }
    }
}

/// Without a word it says what there is, and fails.
#[test]
fn nothing_asked_is_answered_with_the_help() {
    let (nothing, help) = (descent(&[]), descent(&["--help"]));
    assert!(!nothing.status.success() && nothing.stdout.is_empty());
    assert!(help.status.success() && help.stderr.is_empty());
    assert_eq!(text(&nothing.stderr), text(&help.stdout));
}

#[test]
fn completions_know_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = said(&descent(&["completions", shell]));
        for word in
            subcommands().iter().map(String::as_str).chain(["cures-seconds", "sample-every"])
        {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    // bash itself reads it, and completes a word of ours.
    let script = said(&descent(&["completions", "bash"]));
    let asked = "COMP_WORDS=(descent eval); COMP_CWORD=1; _descent descent eval descent; \
        echo \"${COMPREPLY[@]}\"";
    let output = std::process::Command::new("bash")
        .args(["--norc", "-c", &format!("{script}\n{asked}")])
        .output()
        .expect("bash runs");
    assert_eq!(text(&output.stdout), "evaluate\n", "{}", text(&output.stderr));
    let output = descent(&["completions", "cmd"]);
    assert!(text(&output.stderr).contains("possible values: bash"), "{}", text(&output.stderr));
}

#[test]
fn a_manual_page_for_every_command() {
    let page = said(&descent(&["man"]));
    assert!(page.contains(".TH descent 1"), "{page}");
    for name in subcommands() {
        assert!(page.contains(&format!("descent\\-{name}(1)")), "{name}: {page}");
    }
    let folder = folder("man");
    said(&descent(&["man", "--out", folder.to_str().unwrap()]));
    for name in subcommands() {
        let page = std::fs::read_to_string(folder.join(format!("descent-{name}.1"))).unwrap();
        let help = text(&descent(&[&name, "--help"]).stdout);
        let about = help.lines().next().unwrap();
        assert!(page.replace("\\*(Aq", "'").replace('\\', "").contains(about), "{name}: {page}");
    }
}
