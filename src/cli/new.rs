//! `linchpin new`: from an article to a map that holds it and nothing else yet.

use std::path::PathBuf;

use anyhow::anyhow;
use clap::Args;

use super::Report;
use super::input::{Reading, name_of};
use super::output::Target;
use crate::app::{Host, SystemHost, make_source};
use crate::edit::{Context, Edit, Editor, Field};
use crate::model::{Document, RecordKind, draw_id};
use crate::text::Article;

const EXAMPLES: &str = "\
Examples:
  linchpin new --from article.txt --output article.argmap.json
  linchpin new --from notes.md --output hearing.argmap.json --title \"The hearing of May\"";

/// Make a map of an article
///
/// The map holds the article as its source, with headings, paragraphs, list items and quotations
/// found in it, and no box yet.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(super) struct New {
    /// The article: plain text, Markdown, a saved page, a Word or OpenDocument text, a book in EPUB
    #[arg(long, value_name = "ARTICLE")]
    from: PathBuf,
    /// Where to write the map
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Title of the map; the article's headline if not given
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(new: &New) -> anyhow::Result<Report> {
    let target = Target::claim(&new.output, new.force)?;
    let article = new.reading.open_article(&new.from)?;
    let title = new.title.clone().or_else(|| article.facts.title.clone());
    let title = title.unwrap_or_else(|| name_of(&new.from));
    let editor = make_map(&article, title)
        .map_err(|why| anyhow!("no map could be made ({why}): {}", new.from.display()))?;
    Ok(Report {
        messages: target.save(editor.document())?.into_iter().collect(),
        ..Report::fine(String::new())
    })
}

fn make_map(article: &Article, title: String) -> Result<Editor, crate::edit::Refusal> {
    let mut host = SystemHost::default();
    let now = host.now();
    let id = draw_id(RecordKind::Document, host.random(), |_| false);
    let document = Document::new(id, now.clone());
    let id = draw_id(RecordKind::Source, host.random(), |id| {
        document.is_taken(id)
    });
    let source = make_source(id, article);
    let language = source.language.clone();
    let edits = vec![
        Edit::AddSource {
            source: Box::new(source),
        },
        Edit::SetField {
            field: Field::Title(title),
        },
        Edit::SetField {
            field: Field::Language(language),
        },
    ];
    let mut editor = Editor::new(document);
    let context = Context {
        random: host.random(),
        now,
    };
    editor.commit(&Edit::Batch { edits }, &[], None, context)?;
    Ok(editor)
}
