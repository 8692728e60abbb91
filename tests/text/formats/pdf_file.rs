//! PDF files written for tests: objects, a table of their places, and pages of lines.

use std::fmt::Write as _;

/// A line of text on a page: its left edge and foot, the size of its letters, its words.
pub type Line<'a> = (u32, u32, u32, &'a str);

/// A file of these objects, numbered from 1; the first one is the catalogue.
pub fn write_objects(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    let table = file.len();
    let n = objects.len() + 1;
    write!(file, "xref\n0 {n}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer\n<< /Size {n} /Root 1 0 R {trailer} >>\nstartxref\n{table}\n%%EOF\n"
    )
    .unwrap();
    file.into_bytes()
}

/// The objects of a file with these pages; 1 is the catalogue, 2 the tree of pages, 3 the font,
/// and pages follow, each with its content behind it.
pub fn list_objects(pages: &[Vec<Line<'_>>]) -> Vec<String> {
    let kids: Vec<String> = (0..pages.len())
        .map(|at| format!("{} 0 R", 4 + 2 * at))
        .collect();
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} >>",
            kids.join(" "),
            pages.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_owned(),
    ];
    for (at, lines) in pages.iter().enumerate() {
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {} 0 R \
             /Resources << /Font << /F1 3 0 R >> >> >>",
            5 + 2 * at
        ));
        let mut content = String::new();
        for (left, foot, size, words) in lines {
            writeln!(
                content,
                "BT /F1 {size} Tf 1 0 0 1 {left} {foot} Tm ({words}) Tj ET"
            )
            .unwrap();
        }
        objects.push(write_stream("", &content));
    }
    objects
}

/// A stream with its length.
pub fn write_stream(dictionary: &str, content: &str) -> String {
    format!(
        "<< {dictionary} /Length {} >>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// A file with these pages.
pub fn write_pages(pages: &[Vec<Line<'_>>]) -> Vec<u8> {
    write_objects(&list_objects(pages), "")
}

/// One page of one column, from the top.
pub fn write_page(lines: &[&str]) -> Vec<u8> {
    let lines = lines
        .iter()
        .zip(0..)
        .map(|(words, at)| (60, 740 - 14 * at, 11, *words))
        .collect();
    write_pages(&[lines])
}
