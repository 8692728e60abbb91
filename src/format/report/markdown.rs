//! A report as Markdown.

use super::{Block, Run, RunStyle, compile};
use crate::format::markdown::escape;
use crate::format::{ExportRequest, FormatError};

/// Writes the report of a map.
///
/// # Errors
/// None; the type is that of all writers.
pub fn write(request: &ExportRequest) -> Result<Vec<u8>, FormatError> {
    Ok(print(&compile(&request.document)).into_bytes())
}

fn print(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut was_item = false;
    for block in blocks {
        let is_item = matches!(block, Block::Item(..));
        if was_item && !is_item && !text.ends_with("\n\n") {
            text.push('\n');
        }
        let line = match block {
            Block::Title(title) => format!("# {}\n\n", escape(title)),
            Block::Byline(line) => format!("{}\n\n", escape(line)),
            Block::Heading(level, title) => {
                let marks = "#".repeat(usize::from(*level) + 1);
                format!("{marks} {}\n\n", escape(title))
            }
            Block::Paragraph(runs) => format!("{}\n\n", print_runs(runs)),
            Block::Item(depth, runs) => format!("{}- {}\n", indent(*depth), print_runs(runs)),
            Block::Quote(depth, quote, from) => {
                let from = if from.is_empty() {
                    String::new()
                } else {
                    format!(" — {}", escape(from))
                };
                let indent = indent(*depth);
                format!("\n{indent}> {}{from}\n\n", escape(quote))
            }
        };
        let line = if text.ends_with("\n\n") {
            line.trim_start_matches('\n')
        } else {
            &line
        };
        text.push_str(line);
        was_item = is_item;
    }
    let end = text.trim_end().len();
    text.truncate(end);
    text + "\n"
}

fn indent(depth: u8) -> String {
    "  ".repeat(usize::from(depth))
}

fn print_runs(runs: &[Run]) -> String {
    let print = |run: &Run| {
        // Marks stand right at the words, or they are none.
        let words = run.text.trim();
        let (before, after) = (
            &run.text[..run.text.len() - run.text.trim_start().len()],
            &run.text[run.text.trim_end().len()..],
        );
        let mark = match run.style {
            RunStyle::Plain => "",
            RunStyle::Strong => "**",
            RunStyle::Emphasis => "*",
        };
        [before, mark, &escape(words), mark, after].concat()
    };
    runs.iter().map(print).collect()
}
