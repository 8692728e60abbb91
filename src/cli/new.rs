//! `linchpin new`: from an article to a map that holds it and nothing else yet.

use std::path::PathBuf;

use anyhow::{anyhow, bail};
use clap::Args;

use super::Report;
use super::input::{Reading, name_of};
use super::output::Target;
use super::plain::clean_line;
use crate::app::{ArticleRequest, Host, SystemHost, make_source};
use crate::edit::{Context, Edit, Editor, Field};
use crate::model::{Document, RecordKind, draw_id};
use crate::text::{Article, ENCODINGS};

const EXAMPLES: &str = "\
Examples:
  linchpin new --from article.txt --output article.argmap.json
  linchpin new --from book.epub --list-chapters
  linchpin new --from book.epub --chapters 2,4-6 --output book.argmap.json
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
    #[arg(
        short,
        long,
        value_name = "FILE",
        required_unless_present_any = ["list_chapters", "list_encodings"]
    )]
    output: Option<PathBuf>,
    /// Title of the map; the article's headline if not given
    #[arg(long, value_name = "TITLE")]
    title: Option<String>,
    /// The encoding of a plain text, where the one that was found is wrong
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// The chapters of a book that are wanted, such as 2,4-6
    #[arg(long, value_name = "NUMBERS", conflicts_with = "encoding")]
    chapters: Option<String>,
    /// List the encodings that can be chosen
    #[arg(long)]
    list_encodings: bool,
    /// List the chapters of the book
    #[arg(long)]
    list_chapters: bool,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: Reading,
}

pub(super) fn run(new: &New) -> anyhow::Result<Report> {
    if new.list_encodings {
        return Ok(Report::fine(ENCODINGS.join("\n") + "\n"));
    }
    if new.list_chapters {
        let all = new.reading.list_chapters(&new.from)?;
        return Ok(Report::fine(print_chapters(&all)));
    }
    let chapters = match &new.chapters {
        Some(asked) => {
            let all = new.reading.list_chapters(&new.from)?;
            Some(choose_chapters(asked, all.len())?)
        }
        None => None,
    };
    let encoding = new.encoding.as_deref().map(find_encoding).transpose()?;
    let output = new.output.as_ref();
    let output = output.ok_or_else(|| anyhow!("--output says where the map is to be written"))?;
    let target = Target::claim(output, new.force)?;
    let article = if chapters.is_some() || encoding.is_some() {
        new.reading.open_as_asked(&ArticleRequest {
            path: new.from.clone(),
            encoding,
            chapters,
            ..ArticleRequest::default()
        })?
    } else {
        new.reading.open_article(&new.from)?
    };
    let title = new.title.clone().or_else(|| article.facts.title.clone());
    let title = title.unwrap_or_else(|| name_of(&new.from));
    let editor = make_map(&article, title)
        .map_err(|why| anyhow!("no map could be made ({why}): {}", new.from.display()))?;
    Ok(Report {
        messages: target.save(editor.document())?.into_iter().collect(),
        ..Report::fine(String::new())
    })
}

fn find_encoding(name: &str) -> anyhow::Result<&'static str> {
    let mut all = ENCODINGS.iter().copied();
    let found = all.find(|it| it.eq_ignore_ascii_case(name));
    found.ok_or_else(|| anyhow!("no encoding is called “{name}”; --list-encodings lists them"))
}

fn print_chapters(chapters: &[String]) -> String {
    let lines = chapters.iter().enumerate();
    let lines = lines.map(|(at, name)| format!("{:3}  {}\n", at + 1, clean_line(name)));
    lines.collect()
}

/// The places of the chapters in a list such as `2,4-6`, counted from 1.
fn choose_chapters(asked: &str, n: usize) -> anyhow::Result<Vec<usize>> {
    let number = |text: &str| {
        let number = text.trim().parse::<usize>().ok();
        number.filter(|it| (1..=n).contains(it)).ok_or_else(|| {
            anyhow!("“{text}” is no number of a chapter: there are {n}; --list-chapters lists them")
        })
    };
    let mut chosen = Vec::new();
    for part in asked.split(',') {
        let (from, to) = part.split_once('-').unwrap_or((part, part));
        chosen.extend(number(from)? - 1..number(to)?);
    }
    chosen.sort_unstable();
    chosen.dedup();
    if chosen.is_empty() {
        bail!("no chapter is chosen by “{asked}”; --list-chapters lists them");
    }
    Ok(chosen)
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
