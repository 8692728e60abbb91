//! The elements of a page as blocks: headings, lists, quotations, tables, emphasis, links and
//! notes keep their meaning; scripts, forms and what is hidden are passed over.

use dom_query::NodeRef;

use super::super::compose::{Composer, Container};
use super::super::structure::PartKind;

/// Elements whose content is no text.
const SILENT: &[&str] = &[
    "script", "style", "noscript", "template", "head", "svg", "iframe", "object", "button",
    "select", "textarea", "audio", "video", "canvas", "title",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "section",
    "article",
    "main",
    "header",
    "footer",
    "aside",
    "nav",
    "figure",
    "figcaption",
    "address",
    "details",
    "summary",
    "dl",
    "dt",
    "dd",
    "fieldset",
    "form",
    "hr",
    "center",
    "body",
    "html",
    "table",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "legend",
    "hgroup",
];

/// Elements that, within a table, show that it only arranges the page.
const ARRANGED: &str = "table, h1, h2, h3, h4, h5, h6, ul, ol, blockquote";

/// The longest mark of a note, in characters.
const LONGEST_MARK: usize = 5;

/// What is to be undone when an element ends.
#[derive(Clone, Copy)]
enum End {
    Nothing,
    Block,
    Container,
    Row,
    Stretch(PartKind),
    Quotes,
    Code,
    Table,
}

/// Writes everything under a node. Walks without recursion, however deep the page is.
pub fn write_blocks(root: &NodeRef<'_>, composer: &mut Composer) {
    let mut writer = Writer {
        composer,
        n_code: 0,
        n_arranging: 0,
        n_tables: 0,
    };
    let mut ends: Vec<End> = Vec::new();
    let mut next = root.first_child();
    let mut at = *root;
    loop {
        if let Some(node) = next {
            at = node;
            let end = writer.start(&node);
            if let (Some(end), Some(child)) = (end, node.first_child()) {
                ends.push(end);
                next = Some(child);
                continue;
            }
            if let Some(end) = end {
                writer.end(end);
            }
            next = node.next_sibling();
        } else {
            let Some(end) = ends.pop() else { break };
            writer.end(end);
            let Some(parent) = at.parent() else { break };
            at = parent;
            next = parent.next_sibling();
        }
    }
    composer.close_block();
}

struct Writer<'c> {
    composer: &'c mut Composer,
    /// How deep in text whose lines are kept.
    n_code: usize,
    /// How deep in tables that only arrange.
    n_arranging: usize,
    /// How deep in tables that are tables.
    n_tables: usize,
}

impl Writer<'_> {
    /// Begins a node; none where what it holds is passed over.
    fn start(&mut self, node: &NodeRef<'_>) -> Option<End> {
        if node.is_text() {
            self.take_text(&node.text());
            return Some(End::Nothing);
        }
        let Some(name) = node.node_name().filter(|_| node.is_element()) else {
            return Some(End::Nothing);
        };
        let name = name.to_ascii_lowercase();
        let name = name.as_str();
        if SILENT.contains(&name) || node.has_attr("hidden") {
            return None;
        }
        let kind = node.attr("epub:type").unwrap_or_default().to_string();
        let end = match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = name.as_bytes()[1] - b'0';
                self.enter(Container::Heading(level))
            }
            "blockquote" => self.enter(Container::Quote),
            "ul" | "menu" => self.enter(Container::List(None)),
            "ol" => {
                let start = node
                    .attr("start")
                    .and_then(|start| start.trim().parse().ok());
                self.enter(Container::List(Some(start.unwrap_or(1))))
            }
            "aside" | "div" | "p" if is_note(&kind) => self.enter(Container::Footnote),
            "li" => self.enter(Container::Item),
            "table" => self.start_table(node),
            "tr" if self.makes_rows() => {
                let is_heading = !node.children().iter().any(|cell| cell.has_name("td"));
                self.composer.begin_row(is_heading);
                End::Row
            }
            "td" | "th" if self.makes_rows() => {
                self.composer.begin_cell();
                End::Nothing
            }
            "tr" | "td" | "th" => End::Block,
            "pre" | "listing" => {
                self.composer.close_block();
                self.n_code += 1;
                End::Code
            }
            "br" => {
                self.composer.break_line();
                End::Nothing
            }
            "em" | "i" | "cite" | "dfn" | "var" => self.begin(PartKind::Emphasis, None),
            "strong" | "b" => self.begin(PartKind::Strong, None),
            "q" => {
                self.composer.push("“");
                End::Quotes
            }
            "a" => return self.start_link(node, &kind),
            _ if BLOCKS.contains(&name) => End::Block,
            _ => End::Nothing,
        };
        if matches!(end, End::Block) {
            self.composer.close_block();
        }
        Some(end)
    }

    fn end(&mut self, end: End) {
        match end {
            End::Nothing => {}
            End::Block => self.composer.close_block(),
            End::Container => self.composer.leave(),
            End::Row => self.composer.end_row(),
            End::Stretch(kind) => self.composer.end(kind),
            End::Quotes => self.composer.push("”"),
            End::Code => {
                self.n_code -= 1;
                self.composer.close_block();
            }
            End::Table if self.n_arranging > 0 => {
                self.n_arranging -= 1;
                self.composer.close_block();
            }
            End::Table => {
                self.n_tables = self.n_tables.saturating_sub(1);
                self.composer.close_block();
            }
        }
    }

    fn enter(&mut self, container: Container) -> End {
        self.composer.enter(container);
        End::Container
    }

    fn begin(&mut self, kind: PartKind, url: Option<&str>) -> End {
        self.composer.begin(kind, url);
        End::Stretch(kind)
    }

    fn start_table(&mut self, node: &NodeRef<'_>) -> End {
        self.composer.close_block();
        let table = dom_query::Selection::from(*node);
        let is_arranging = table.select(ARRANGED).exists()
            || !table.select("tr > :nth-child(2)").exists()
            || node
                .attr("role")
                .is_some_and(|role| &*role == "presentation");
        if is_arranging {
            self.n_arranging += 1;
        } else {
            self.n_tables += 1;
        }
        End::Table
    }

    fn makes_rows(&self) -> bool {
        self.n_tables > 0
    }

    /// A link that leads out of the page, or the mark of a note.
    fn start_link(&mut self, node: &NodeRef<'_>, kind: &str) -> Option<End> {
        let url = node.attr("href").unwrap_or_default();
        let words = node.text();
        let words = words.trim();
        let mark = words.trim_matches(['[', ']', '(', ')']);
        let is_short = (1..=LONGEST_MARK).contains(&mark.chars().count())
            && mark
                .chars()
                .all(|char| char.is_alphanumeric() || "*†‡".contains(char));
        let is_raised = node.parent().is_some_and(|parent| parent.has_name("sup"))
            || node
                .first_element_child()
                .is_some_and(|child| child.has_name("sup"));
        let leads_inside = url.contains('#');
        let is_noted = kind.contains("noteref") || (leads_inside && (is_raised || words != mark));
        if is_short && is_noted {
            self.composer.push_reference(mark);
            return None;
        }
        let leads_out = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| url.starts_with(scheme));
        if leads_out {
            return Some(self.begin(PartKind::Link, Some(&url)));
        }
        Some(End::Nothing)
    }

    fn take_text(&mut self, words: &str) {
        if self.n_code == 0 {
            self.composer.flow(words);
            return;
        }
        for (number, line) in words.split('\n').enumerate() {
            if number > 0 {
                self.composer.close_block();
            }
            self.composer.push(line);
        }
    }
}

fn is_note(kind: &str) -> bool {
    kind.split_whitespace()
        .any(|word| matches!(word, "footnote" | "endnote" | "rearnote"))
}
