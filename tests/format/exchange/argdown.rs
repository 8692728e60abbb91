//! Argdown as people write it.

use expect_test::expect;
use linchpin::format::exchange::argdown::count;

use super::{draw, import};

fn read(text: &str) -> String {
    let (format, imported) = import("essay.argdown", text);
    assert_eq!(format, "argdown");
    draw(&imported)
}

#[test]
fn relations_stand_under_what_they_are_about() {
    expect![[r#"
        claim n-1: Alcohol should be banned. #policy #Alcohol
        claim n-2: Not in small doses. #Alcohol
        evidence n-3: People are free to choose. #Alcohol
        claim n-4: It should be allowed. #Alcohol
        claim n-5: It harms health. #Alcohol
        claim n-6: Slippery #Alcohol
        l-7 n-5 supports n-1
        l-8 n-2 opposes n-5
        l-9 n-3 opposes n-1
        l-10 n-4 contradicts n-1
        l-11 n-6 opposes n-3
        changed: an undercut of what is no inference became opposition (line 15)
        kept: boxes: 6
        kept: links: 5
    "#]].assert_eq(&read(
        "===\ntitle: Bans\n===\n\n# Alcohol\n\n[Ban]: Alcohol should be banned. #policy\n  + <Harm>: It \
         *harms* health.\n    - [Doubt]: Not in\n      small doses.\n  <- [Freedom]\n  >< [Permit]: It \
         should be allowed.\n\n[Freedom]: People are free to choose. {kind: evidence}\n  _ <Slippery>\n",
    ));
}

#[test]
fn a_reconstruction_is_a_link_from_its_premises() {
    expect![[r#"
        claim n-1: All is one.
        claim n-2: One is good.
        claim n-3: All is good.
        claim n-4: Some is bad.
        claim n-5: Rejoice.
        claim n-6: Attack
        claim n-7: Undercut
        l-8 n-1 & n-2 supports n-3 by Modus ponens, Adding
        l-9 n-3 supports n-5
        l-10 n-3 opposes n-4
        l-11 n-6 opposes l-9
        l-12 n-7 opposes l-9
        dropped: a comment
        kept: boxes: 7
        kept: links: 5
    "#]].assert_eq(&read(
        "<Core>: Why it holds.\n\n(1) [A]: All is one.\n(2) One is good. // really?\n-- Modus ponens, \
         Adding {certainty: 0.9} --\n(3) [C]: All is good.\n  -> [D]: Some is bad.\n----\n(4) [E]: \
         Rejoice.\n\n<Attack>\n  -> <Core>\n\n<Undercut>\n  _> <Core>\n",
    ));
}

#[test]
fn what_is_no_argdown_is_passed_over_and_told() {
    expect![[r#"
        claim n-1: floating
        claim n-2: a premise
        claim n-3: open {kind: question
        dropped: a relation to nothing (line 1)
        dropped: an inference without a conclusion (line 3)
        kept: boxes: 3
    "#]]
    .assert_eq(&read(
        "  + floating\n\n(1) a premise\n----\n\n[A]: open {kind: question\n",
    ));
}

#[test]
fn escaped_signs_links_and_mentions_are_words() {
    expect![[r#"
        claim n-1: A [bracket], a link and Other one. ¬ so ❤
        kept: boxes: 1
    "#]].assert_eq(&read(
        "[A]: A \\[bracket\\], a [link](https://example.org/a//b) and @[Other one]. .~. __so__ :heart:\n",
    ));
}

#[test]
fn equal_titles_are_one_statement() {
    let counts =
        count("[A]: one\n  + [B]\n\n[B]: two\n  + [A]\n  - <C>\n\n<C>\n\n(1) x\n----\n(2) [B]\n");
    assert_eq!(
        (counts.statements, counts.arguments, counts.relations),
        (3, 1, 2)
    );
}

#[test]
fn prose_is_no_argdown() {
    use linchpin::format::{Import, recognise};
    for text in [
        "A letter.\n\nDear Madam,\n\nI write to you about [1] the bridge.\n- first\n- second\n",
        "# Heading\n\n- item\n- item\n\n[link](https://example.org)\n",
        "<!DOCTYPE html><html><body><p>[a]: b</p></body></html>",
    ] {
        let import = Import {
            name: "letter.txt",
            bytes: text.as_bytes(),
            companion: None,
        };
        assert!(recognise(&import).is_none(), "{text}");
    }
}

#[test]
fn a_wording_that_is_said_to_be_the_canonical_one_stays() {
    let text = "<a>: the best {isCanonical: true}\n\n<a>: a fallacy\n\n[b]: one {isCanonical: true}\n\n[b]: two\n";
    let drawn = read(text);
    assert!(drawn.contains(": the best\n"), "{drawn}");
    assert!(drawn.contains(": one\n"), "{drawn}");
}

#[test]
fn lists_and_maps_that_lie_too_deep_in_a_data_block_are_words_and_that_is_told() {
    let n = 50_000;
    let lists = format!("{{note: x, a: {}{}}}", "[".repeat(n), "]".repeat(n));
    let maps = format!("{{note: x, {}{}}}", "a: {".repeat(60), "}".repeat(60));
    let (_, imported) = import("a.argdown", &format!("# T\n\n[A]: It rains. {lists}\n"));
    assert_eq!(imported.fragment.nodes[0].text, "It rains.");
    assert_eq!(imported.fragment.nodes[0].note, "x");
    let told = imported.report.to_string();
    assert!(
        told.contains("too deep") && told.contains("line 3"),
        "{told}"
    );
    let (_, imported) = import("a.argdown", &format!("[A]: It rains. {maps}\n"));
    assert_eq!(imported.fragment.nodes[0].note, "x");
    assert!(!imported.report.has_losses(), "{}", imported.report);
}

#[test]
fn a_row_of_braces_is_no_block_and_what_follows_is_read() {
    let braces = "{".repeat(50_000);
    for row in [
        braces.clone(),
        "{a: ".repeat(50_000),
        "{\"a\": \"".repeat(50_000),
        "[".repeat(4_000_000),
        "[a](b".repeat(500_000) + "\n\n",
        "[#(x)".repeat(300_000) + "](" + &"a".repeat(1_000_000),
        "@[#(@<".repeat(500_000),
        "{a: 1} [".repeat(200_000),
        format!("(1) a\n-- {braces}"),
    ] {
        let text =
            format!("# T\n\n[A]: It rains. {row}\n\n[B]: We stay. {{note: {{x: \"}}\"}}, n: 1}}\n");
        let (_, imported) = import("a.argdown", &text);
        let nodes = &imported.fragment.nodes;
        let found = nodes.iter().find(|it| it.text.starts_with("We stay"));
        assert_eq!(found.expect("it is read").text, "We stay.", "{}", &row[..8]);
    }
}

#[test]
fn links_and_mentions_may_be_long() {
    let long = format!("{}dry", "very ".repeat(4_000));
    let (_, imported) = import(
        "a.argdown",
        &format!("[A]: See [{long}](https://a.example/) and @[{long}]. #({long})\n"),
    );
    let node = &imported.fragment.nodes[0];
    assert_eq!(node.citations[0].url, "https://a.example/");
    assert_eq!(node.text, format!("See {long} and {long}."));
    assert_eq!(node.tags.len(), 1);
}

#[test]
fn tags_that_are_said_again_and_again_are_told_apart_by_what_they_say() {
    let n = 100_000;
    let said = (0..n)
        .map(|at| format!("[A] #t{at} #again\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let (_, imported) = import("a.argdown", &format!("[A]: It rains. #t0\n\n{said}"));
    let tags = &imported.fragment.nodes[0].tags;
    assert_eq!(
        (tags.len(), tags[0].as_str(), tags[1].as_str()),
        (n + 1, "t0", "again")
    );
}

#[test]
fn an_attack_on_an_argument_follows_from_one_on_a_premise_however_many_there_are() {
    let n = 30_000;
    let premises = (0..n)
        .map(|at| format!("({}) [p{at}]\n", at + 1))
        .collect::<Vec<_>>()
        .concat();
    let attacks = (0..n)
        .map(|at| format!("[x{at}]: x\n  -> [p{at}]\n  -> <A>\n\n"))
        .collect::<Vec<_>>()
        .concat();
    let text = format!(
        "<A>\n\n{premises}----\n({}) [C]\n\n{attacks}[y]: y\n  -> <A>\n",
        n + 1
    );
    let counts = count(&text);
    assert_eq!((counts.arguments, counts.relations), (1, n + 1));
}

#[test]
fn very_many_arguments_of_several_steps_come_back_in_their_steps() {
    use linchpin::format::{self, ExportRequest};
    use linchpin::layout::ViewState;

    let n = 3_000;
    let text = (0..n)
        .map(|at| {
            format!("<A{at}>\n\n(1) [a{at}]: o\n(2) [b{at}]: p\n----\n(3) [c{at}]: q\n(4) [d{at}]: r\n----\n(5) [e{at}]: s\n\n")
        })
        .collect::<Vec<_>>().concat();
    let (_, imported) = import("a.argdown", &text);
    assert_eq!(imported.fragment.links.len(), 2 * n);
    let request = ExportRequest {
        names_people: true,
        document: super::as_document(imported.fragment),
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: format::picture::Options::default(),
    };
    let written = format::export(&request, std::path::Path::new("a.argdown")).unwrap();
    let written = String::from_utf8(written).unwrap();
    assert_eq!(written.matches("\n----\n").count(), 2 * n);
    let (_, again) = import("a.argdown", &written);
    assert_eq!(again.fragment.links.len(), 2 * n);
    assert_eq!(count(&written).arguments, n);
}

#[test]
fn a_paragraph_of_very_many_lines_is_one_statement() {
    let lines = "< it [rains {\n".to_owned() + &"it rains\n".repeat(50_000);
    let (_, imported) = import(
        "a.argdown",
        &format!("# T\n\n[A]: Say:\n{lines}}}\n\n[B]: b\n"),
    );
    assert_eq!(imported.fragment.nodes.len(), 2);
    let plain = "it rains\n".repeat(50_000);
    let (_, imported) = import("a.argdown", &format!("# T\n\n[A]: Say:\n{plain}\n[B]: b\n"));
    assert_eq!(imported.fragment.nodes.len(), 2);
    assert!(imported.fragment.nodes[0].text.ends_with("it rains"));
}

#[test]
fn a_data_block_goes_on_over_lines_whatever_they_look_like() {
    let text = "[A]: It rains. {\n  note: \"a\n  + b } c\",\n  title: t\n}\n  + [B]: b {a: 1}\n    goes on {\n";
    let (_, imported) = import("a.argdown", text);
    assert_eq!(imported.fragment.nodes[0].title, "t");
    assert_eq!(imported.fragment.nodes.len(), 2);
    assert_eq!(imported.fragment.links.len(), 1);
}
