//! What is written for programs that only draw, count or solve.

use expect_test::expect;
use linchpin::format::{self, ExportRequest};
use linchpin::layout::ViewState;
use linchpin::model::{Document, Id, Kind, Node, Time};

use super::read_outline;

fn map() -> Document {
    read_outline(
        "? Who pays?\n  = The \"city\" pays. {n-c <l-c>}\n    + [e] =SUM(A1) says so. {n-e <l-e>}\n    & It \
         is <rich>. {n-r}\n      ~- It #lies; {n-l <l-l>}\n    - It is poor. {n-p <l-p>}\n",
    )
}

fn write(name: &str) -> String {
    write_map(map(), name)
}

fn write_map(document: Document, name: &str) -> String {
    let request = ExportRequest {
        names_people: true,
        document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: format::picture::Options::default(),
    };
    let bytes = format::export(&request, std::path::Path::new(name)).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn argdown_says_simple_links_by_indentation_and_others_as_arguments() {
    expect![[r#"
        [n-10000000]: Who pays? {"id": "n-10000000", "kind": "question"}
          + [n-20000000]: The "city" pays\. \{n-c \<l-c\>\} {"id": "n-20000000", "link": "l-30000000", "rel": "answers"}

        [n-40000000]: =SUM(A1) says so\. \{n-e \<l-e\>\} {"id": "n-40000000", "kind": "evidence"}

        [n-r]: It is \<rich\>\. {"id": "n-r"}

        [n-60000000]: It \#lies; \{n-l \<l-l\>\} {"id": "n-60000000"}

        [n-20000000]
          - [n-80000000]: It is poor\. \{n-p \<l-p\>\} {"id": "n-80000000", "link": "l-90000000"}

        <l-50000000>
          _ [n-60000000] {"link": "l-70000000"}

        <l-50000000> {"id": "l-50000000"}

        (1) [n-40000000]
        (2) [n-r]
        ----
        (3) [n-20000000]

    "#]].assert_eq(&write("a.argdown"));
}

#[test]
fn dot_lets_linked_premises_meet_in_a_point() {
    expect![[r##"
        digraph map {
          rankdir=BT;
          node [shape=box, style=rounded];
          "n-10000000" [label="Who pays?", shape=ellipse];
          "n-20000000" [label="The \"city\" pays. {n-c <l-c>}"];
          "n-40000000" [label="=SUM(A1) says so. {n-e <l-e>}", shape=note, style=""];
          "n-r" [label="It is <rich>."];
          "n-60000000" [label="It #lies; {n-l <l-l>}"];
          "n-80000000" [label="It is poor. {n-p <l-p>}"];
          "n-20000000" -> "n-10000000" [label="answers", color="#555555", style=dotted];
          "l-50000000" [shape=point, label=""];
          "n-40000000" -> "l-50000000" [arrowhead=none, color="#2e7d32"];
          "n-r" -> "l-50000000" [arrowhead=none, color="#2e7d32"];
          "l-50000000" -> "n-20000000" [label="supports", color="#2e7d32"];
          "n-60000000" -> "l-50000000" [label="opposes", color="#c62828", style=dashed];
          "n-80000000" -> "n-20000000" [label="opposes", color="#c62828", style=dashed];
        }
    "##]]
    .assert_eq(&write("a.dot"));
}

#[test]
fn mermaid_writes_signs_as_numbers() {
    expect![[r#"
        flowchart BT
          n1(["Who pays?"])
          n2["The #34;city#34; pays. {n-c #60;l-c#62;}"]
          n3[/"=SUM(A1) says so. {n-e #60;l-e#62;}"/]
          n4["It is #60;rich#62;."]
          n5["It #35;lies#59; {n-l #60;l-l#62;}"]
          n6["It is poor. {n-p #60;l-p#62;}"]
          l2(( ))
          n2 -->|"answers"| n1
          n3 --- l2
          n4 --- l2
          l2 -->|"supports"| n2
          n5 -.->|"opposes"| l2
          n6 -.->|"opposes"| n2
          linkStyle 0 stroke:#555555
          linkStyle 1 stroke:#2e7d32
          linkStyle 2 stroke:#2e7d32
          linkStyle 3 stroke:#2e7d32
          linkStyle 4 stroke:#c62828
          linkStyle 5 stroke:#c62828
    "#]]
    .assert_eq(&write("a.mmd"));
}

#[test]
fn a_cell_that_begins_like_a_formula_is_quoted_whatever_stands_before() {
    for words in ["=1", "+1", "-1", "@A", "\t=1", "\r=1", "\n=1"] {
        let mut document = Document::new(Id::parse("d-1").unwrap(), Time::default());
        let id = Id::parse("n-1").unwrap();
        document
            .load_node(Node::new(id, Kind::Claim, words))
            .unwrap();
        let table = write_map(document, "a.csv");
        assert!(table.contains(&format!("\"'{words}\"")), "{table}");
    }
}

#[test]
fn a_table_holds_no_formula() {
    expect![[r#"
        record,id,kind,title,text,from,to,scheme,strength,tags,sources,note
        box,n-10000000,question,,Who pays?,,,,,,,
        box,n-20000000,claim,,"The ""city"" pays. {n-c <l-c>}",,,,,,,
        box,n-40000000,evidence,,"'=SUM(A1) says so. {n-e <l-e>}",,,,,,,
        box,n-r,claim,,It is <rich>.,,,,,,,
        box,n-60000000,claim,,"It #lies; {n-l <l-l>}",,,,,,,
        box,n-80000000,claim,,It is poor. {n-p <l-p>},,,,,,,
        link,l-30000000,answers,,,n-20000000,n-10000000,,,,,
        link,l-50000000,supports,,,"n-40000000; n-r",n-20000000,,,,,
        link,l-70000000,opposes,,,n-60000000,l-50000000,,,,,
        link,l-90000000,opposes,,,n-80000000,n-20000000,,,,,
    "#]]
    .assert_eq(
        &write("a.csv")
            .trim_start_matches('\u{feff}')
            .replace("\r\n", "\n"),
    );
}

#[test]
fn solvers_get_arguments_and_attacks() {
    expect![[r#"
        % a1: The "city" pays. {n-c <l-c>}
        % a2: =SUM(A1) says so. {n-e <l-e>}
        % a3: It is <rich>.
        % a4: It #lies; {n-l <l-l>}
        % a5: It is poor. {n-p <l-p>}
        arg(a1).
        arg(a2).
        arg(a3).
        arg(a4).
        arg(a5).
        att(a5,a1).
    "#]]
    .assert_eq(&write("a.apx"));
    expect![[r#"
        1 The "city" pays. {n-c <l-c>}
        2 =SUM(A1) says so. {n-e <l-e>}
        3 It is <rich>.
        4 It #lies; {n-l <l-l>}
        5 It is poor. {n-p <l-p>}
        #
        5 1
    "#]]
    .assert_eq(&write("a.tgf"));
    expect![[r#"
        p af 5
        # 1: The "city" pays. {n-c <l-c>}
        # 2: =SUM(A1) says so. {n-e <l-e>}
        # 3: It is <rich>.
        # 4: It #lies; {n-l <l-l>}
        # 5: It is poor. {n-p <l-p>}
        5 1
    "#]]
    .assert_eq(&write("a.af"));
}

#[test]
fn what_a_format_cannot_hold_is_said_before() {
    let losses = |name: &str| {
        let format = format::find_by_name(std::path::Path::new(name)).unwrap();
        format.list_losses(&map()).join("\n")
    };
    expect![[r#"
        1 × reasons of linked premises fall apart into single premises
        1 × links onto links are left out or point at a box instead
        1 × boxes that are evidence or notes become plain boxes"#]]
    .assert_eq(&losses("a.kialo.txt"));
    expect![[""]].assert_eq(&losses("a.opml"));
    assert_eq!(losses("a.argmap.json"), "");
    assert_eq!(losses("a.svg"), "");
}
