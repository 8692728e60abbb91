//! The list of formats.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use linchpin::format::native::{read, write_verified};
use linchpin::format::{
    ALL, ExportRequest, FormatError, export, export_in_pieces, find_by_name, names_people,
    strip_people,
};
use linchpin::layout::ViewState;

use super::EVERY_FIELD;

fn ask() -> ExportRequest {
    ExportRequest {
        names_people: true,
        document: read(EVERY_FIELD.as_bytes()).unwrap().document,
        view: ViewState::default(),
        theme: "light".to_owned(),
        options: linchpin::format::picture::Options {
            carries_map: true,
            ..Default::default()
        },
    }
}

#[test]
fn every_format_has_an_id_and_endings_of_its_own_and_does_something() {
    let ids: HashSet<_> = ALL.iter().map(|format| format.id).collect();
    let endings: Vec<_> = ALL.iter().flat_map(|format| format.endings).collect();
    assert_eq!(ids.len(), ALL.len());
    assert_eq!(endings.iter().collect::<HashSet<_>>().len(), endings.len());
    assert!(
        ALL.iter().all(|format| format.read.is_some()
            || format.import.is_some()
            || format.write.is_some())
    );
}

#[test]
fn every_format_that_writes_writes_the_canonical_example() {
    for format in ALL.iter().filter(|format| format.write.is_some()) {
        let name = format!("map.{}", format.endings[0]);
        let bytes = export(&ask(), Path::new(&name)).unwrap();
        assert!(!bytes.is_empty(), "{name}");
        if let Some(read) = format.read {
            assert_eq!(read(&bytes).unwrap().document, ask().document, "{name}");
        }
    }
}

#[test]
fn what_is_written_in_pieces_is_what_is_written_whole() {
    for format in ALL.iter().filter(|format| format.write.is_some()) {
        let name = format!("map.{}", format.endings[0]);
        let request = ask();
        let mut bytes = Vec::new();
        export_in_pieces(&request, Path::new(&name), |write| write(&mut bytes))
            .unwrap()
            .unwrap();
        assert!(
            bytes == export(&request, Path::new(&name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn what_is_wrong_with_a_request_is_said_before_anything_is_written() {
    let strange = ExportRequest {
        theme: "no such theme".to_owned(),
        ..ask()
    };
    for (name, request) in [("map.pptx", &ask()), ("map.svg", &strange)] {
        let error = export_in_pieces(request, Path::new(name), |_| ()).unwrap_err();
        let whole = export(request, Path::new(name)).unwrap_err();
        assert_eq!(error.to_string(), whole.to_string());
    }
}

#[test]
fn a_name_without_a_known_ending_is_refused_with_the_ones_there_are() {
    assert!(find_by_name(Path::new("argmap.json.bak")).is_none());
    assert!(find_by_name(Path::new("md")).is_none());
    let error = export(&ask(), Path::new("map.pptx")).unwrap_err();
    assert!(matches!(error, FormatError::Export { .. }));
    assert!(error.to_string().contains(".md"), "{error}");
}

#[test]
fn only_the_native_format_names_people_unless_somebody_asks_for_it() {
    let named = ask();
    let unasked = ExportRequest {
        names_people: false,
        ..ask()
    };
    assert!(names_people(&named.document));
    let stripped = ExportRequest {
        document: strip_people(&named.document),
        ..ask()
    };
    assert!(!names_people(&stripped.document));
    let mut told = Vec::new();
    for format in ALL.iter().filter(|format| format.write.is_some()) {
        let path = PathBuf::from(format!("a.{}", format.endings[0]));
        let [full, usual, without] =
            [&named, &unasked, &stripped].map(|request| export(request, &path).unwrap());
        if format.id == ALL[0].id {
            assert_eq!(usual, full);
            assert!(!unasked.leaves_people_out(&path));
            continue;
        }
        assert_eq!(usual, without, "{}", format.id);
        assert!(unasked.leaves_people_out(&path) && !named.leaves_people_out(&path));
        for name in ["First reader", "Second reader"] {
            let is_there = usual.windows(name.len()).any(|it| it == name.as_bytes());
            assert!(!is_there, "{}: {name}", format.id);
        }
        if full != usual {
            told.push(format.id);
        }
    }
    let writers = [
        "markdown", "report", "docx", "page", "svg", "png", "pdf", "sadface",
    ];
    assert_eq!(told, writers);
}

#[test]
fn a_map_without_names_of_people_is_otherwise_the_same() {
    let full = ask().document;
    let stripped = strip_people(&full);
    assert!(
        write_verified(&stripped).unwrap().contains("The editors"),
        "who is cited stays"
    );
    let lines = |document| {
        let text = write_verified(document).unwrap();
        let lines = text.lines().filter(|line| !line.contains("\"author"));
        lines.map(ToOwned::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(lines(&stripped), lines(&full));
}
