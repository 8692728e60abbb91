//! Reads the lines of an Argdown text: blocks, relations by their indentation, reconstructions.
//! Whatever is not understood is passed over and told; reading goes on with the next line.

use serde_json::{Map, Value};

use super::data::{self, BlockEnd, BlockScan};
use super::inline;
use super::model::{Kind, Member, Model, Relation, Step};
use super::source::{self, Links};

/// Which way a relation sign points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sign {
    kind: Kind,
    /// Whether it leads from the line above to this one.
    is_downward: bool,
}

/// The relation sign that a line begins with, and what follows it.
pub(super) fn take_relation(line: &str) -> Option<(Sign, &str)> {
    const SIGNS: &[(&str, Kind, bool)] = &[
        ("+>", Kind::Support, true),
        ("->", Kind::Attack, true),
        ("<+", Kind::Support, false),
        ("<-", Kind::Attack, false),
        ("><", Kind::Contradictory, false),
        ("_>", Kind::Undercut, true),
        ("<_", Kind::Undercut, false),
        ("+", Kind::Support, false),
        ("-", Kind::Attack, false),
        ("_", Kind::Undercut, false),
    ];
    if line.starts_with("--") {
        return None;
    }
    for &(sign, kind, is_downward) in SIGNS {
        if let Some(rest) = line.strip_prefix(sign) {
            if sign == "_" && !rest.starts_with(char::is_whitespace) {
                return None;
            }
            return Some((Sign { kind, is_downward }, rest));
        }
    }
    None
}

/// Reads a text.
pub(super) fn parse(text: &str) -> Model {
    let text = source::strip(text);
    let mut parser = Parser {
        model: Model::default(),
        section: String::new(),
        element: None,
        levels: Vec::new(),
        last: None,
        argument_above: None,
        premises_of: None,
        is_concluding: false,
    };
    parser.read_front(&text.front);
    for _ in 0..text.n_comments {
        parser.model.passed_over.push(("a comment", 0));
    }
    let lines: Vec<(&str, usize)> = text
        .lines
        .iter()
        .map(|it| (it.text.as_str(), it.number))
        .collect();
    let mut at = 0;
    while at < lines.len() {
        at += parser.read_line(&lines[at..]);
    }
    parser.close_block();
    let mut model = parser.model;
    model.settle();
    model
}

struct Parser {
    model: Model,
    section: String,
    element: Option<Element>,
    /// The indentations of relations, each with what its relations are about.
    levels: Vec<(usize, Member)>,
    /// What was read last: what a deeper relation is about.
    last: Option<Member>,
    /// The argument that stands right above, to which a reconstruction would belong.
    argument_above: Option<usize>,
    /// The argument that is being reconstructed.
    premises_of: Option<usize>,
    /// Whether the next numbered statement is a conclusion.
    is_concluding: bool,
}

/// A statement or argument whose lines are being read.
struct Element {
    raw: String,
    line: usize,
    place: Place,
    /// How far it was looked for a block.
    n_scanned: usize,
    block: Block,
}

/// The first data block of an element, as far as its lines have been read.
enum Block {
    /// None has begun.
    Sought,
    /// It goes on.
    Open(BlockScan),
    /// It has ended, or is none.
    Settled,
}

#[derive(Clone, Copy)]
enum Place {
    /// After the signs of a heading.
    Heading,
    /// At the beginning of a block.
    Top,
    /// In a reconstruction.
    Numbered,
    Relation(Sign, Member),
}

impl Parser {
    fn read_front(&mut self, front: &str) {
        for line in front.lines() {
            self.model.is_strict |= line.trim() == "mode: strict";
            if let Some(title) = line.strip_prefix("title:") {
                let title = title.trim();
                let words = serde_json::from_str::<String>(title);
                self.model.title = words.unwrap_or_else(|_| title.trim_matches('\'').to_owned());
            }
        }
    }

    /// Reads what the lines begin with; how many lines that was.
    fn read_line(&mut self, lines: &[(&str, usize)]) -> usize {
        let (line, number) = lines[0];
        let start = line.trim_start();
        let indent = line.chars().count() - start.chars().count();
        if start.is_empty() {
            self.close_block();
            return 1;
        }
        // A block that is open goes on, whatever its lines look like.
        if let Some(element) = &mut self.element
            && element.is_block_open()
        {
            element.raw.push('\n');
            element.raw.push_str(line);
            return 1;
        }
        let hashes = start.len() - start.trim_start_matches('#').len();
        if hashes > 0 && start[hashes..].starts_with(' ') {
            self.close_block();
            self.argument_above = None;
            self.begin(&start[hashes + 1..], number, Place::Heading);
            return 1;
        }
        if start.starts_with("--") && self.premises_of.is_some() {
            return self.read_inference(lines);
        }
        if let Some(rest) = take_number(start) {
            self.close_element();
            self.levels.clear();
            self.begin_numbered(rest, number);
            return 1;
        }
        if let Some((sign, rest)) = take_relation(start)
            && (indent > 0 || rest.starts_with([' ', '[', '<', '\t']))
        {
            self.close_element();
            self.begin_relation(sign, rest, indent, number);
            return 1;
        }
        let item = take_item(start);
        if let Some(rest) = item {
            self.close_element();
            self.levels.clear();
            self.premises_of = None;
            self.begin(rest, number, Place::Top);
            return 1;
        }
        if let Some(element) = &mut self.element {
            element.raw.push('\n');
            element.raw.push_str(start);
        } else {
            self.premises_of = None;
            self.levels.clear();
            self.begin(start, number, Place::Top);
        }
        1
    }

    fn begin(&mut self, rest: &str, line: usize, place: Place) {
        self.element = Some(Element {
            raw: rest.trim_start().to_owned(),
            line,
            place,
            n_scanned: 0,
            block: Block::Sought,
        });
    }

    fn begin_numbered(&mut self, rest: &str, number: usize) {
        if self.premises_of.is_none() {
            let known = self.argument_above.take();
            let known = known.filter(|&at| self.model.arguments[at].steps.is_empty());
            let argument = known.unwrap_or_else(|| {
                let at = self.model.argument("", number);
                self.model.arguments[at].section.clone_from(&self.section);
                at
            });
            self.premises_of = Some(argument);
            self.is_concluding = false;
        }
        self.begin(rest, number, Place::Numbered);
    }

    fn begin_relation(&mut self, sign: Sign, rest: &str, indent: usize, number: usize) {
        let last_indent = self.levels.last().map_or(0, |(indent, _)| *indent);
        if indent > last_indent {
            let Some(above) = self.last else {
                self.model
                    .passed_over
                    .push(("a relation to nothing", number));
                self.begin(rest, number, Place::Top);
                return;
            };
            self.levels.push((indent, above));
        } else {
            while self.levels.len() > 1 && self.levels.last().is_some_and(|(it, _)| indent < *it) {
                self.levels.pop();
            }
        }
        let above = self.levels.last().map(|(_, above)| *above).or(self.last);
        if let Some(above) = above {
            self.begin(rest, number, Place::Relation(sign, above));
        } else {
            let what = "a relation to nothing";
            self.model.passed_over.push((what, number));
            self.begin(rest, number, Place::Top);
        }
    }

    /// Reads an inference, which may take several lines; how many it took.
    fn read_inference(&mut self, lines: &[(&str, usize)]) -> usize {
        self.close_element();
        self.levels.clear();
        let (first, number) = lines[0];
        let first = first.trim();
        let mut raw = String::new();
        let mut n = 1;
        let is_whole = first.bytes().all(|b| b == b'-') && first.len() >= 4;
        if !is_whole {
            let inner = first.trim_start_matches('-');
            if let Some(end) = find_end(inner) {
                raw.push_str(&inner[..end]);
            } else {
                raw.push_str(inner);
                for (line, _) in &lines[1..] {
                    n += 1;
                    if let Some(end) = find_end(line) {
                        raw.push('\n');
                        raw.push_str(&line[..end]);
                        break;
                    }
                    if line.trim().is_empty() || take_number(line.trim_start()).is_some() {
                        n -= 1;
                        break;
                    }
                    raw.push('\n');
                    raw.push_str(line);
                }
            }
        }
        let (content, data) = self.split_data(&raw, number);
        let Some(argument) = self.premises_of else {
            return n;
        };
        let argument_at = argument;
        let argument = &mut self.model.arguments[argument_at];
        let premises = std::mem::take(&mut argument.open);
        argument.steps.push(Step {
            premises,
            conclusion: None,
            rules: inline::read(&content).text,
            data,
            line: number,
        });
        self.last = Some(Member::Inference(argument_at, argument.steps.len() - 1));
        self.is_concluding = true;
        n
    }

    fn close_block(&mut self) {
        self.close_element();
        self.levels.clear();
        self.last = None;
        if let Some(at) = self.premises_of.take() {
            let argument = &mut self.model.arguments[at];
            if argument
                .steps
                .last()
                .is_some_and(|step| step.conclusion.is_none())
            {
                argument.steps.pop();
                let line = argument.line;
                self.model
                    .passed_over
                    .push(("an inference without a conclusion", line));
            }
        }
    }

    /// The content of an element without its blocks, and what they say.
    fn split_data(&mut self, raw: &str, line: usize) -> (String, Map<String, Value>) {
        let mut content = String::new();
        let mut map = Map::new();
        let mut links = Links::new(raw);
        let mut begun = 0;
        while let Some(at) = find_block(raw, begun, &mut links) {
            let Some(len) = data::block_len(&raw[at..]) else {
                break;
            };
            content.push_str(&raw[begun..at]);
            let block = &raw[at..at + len];
            map.extend(data::read(block, line, &mut self.model.report));
            begun = at + len;
        }
        content.push_str(&raw[begun..]);
        (content, map)
    }

    fn close_element(&mut self) {
        let Some(element) = self.element.take() else {
            return;
        };
        let (content, data) = self.split_data(&element.raw, element.line);
        if let Place::Heading = element.place {
            self.section = inline::read(&content).text;
            return;
        }
        let member = self.add(&content, &data, element.line, element.place);
        match element.place {
            Place::Heading => {}
            Place::Top => {
                self.argument_above = match member {
                    Member::Argument(at) => Some(at),
                    _ => None,
                };
            }
            Place::Numbered => {
                if let (Some(at), Member::Statement(statement)) = (self.premises_of, member) {
                    let argument = &mut self.model.arguments[at];
                    if std::mem::take(&mut self.is_concluding)
                        && let Some(step) = argument.steps.last_mut()
                    {
                        step.conclusion = Some(statement);
                    }
                    // A conclusion is a premise of what follows.
                    argument.open.push(statement);
                }
            }
            Place::Relation(sign, above) => {
                let (from, to) = if sign.is_downward {
                    (above, member)
                } else {
                    (member, above)
                };
                self.model.relations.push(Relation {
                    kind: sign.kind,
                    from,
                    to,
                    data: data.clone(),
                    line: element.line,
                });
            }
        }
        self.last = Some(member);
    }

    fn add(
        &mut self,
        content: &str,
        data: &Map<String, Value>,
        line: usize,
        place: Place,
    ) -> Member {
        let (title, is_argument, is_definition, rest) = take_title(content);
        let is_argument = is_argument && !matches!(place, Place::Numbered);
        let read = inline::read(rest);
        let is_said = !read.text.is_empty();
        if is_argument {
            let at = self.model.argument(title, line);
            let argument = &mut self.model.arguments[at];
            let is_canonical = argument.data.get("isCanonical") == Some(&Value::Bool(true));
            if is_said && !is_canonical {
                argument.text = read.text;
            }
            argument.tags.extend(read.tags);
            argument.links.extend(read.links);
            argument.data.extend(data.clone());
            if argument.section.is_empty() || is_definition {
                argument.section.clone_from(&self.section);
            }
            return Member::Argument(at);
        }
        let at = self.model.statement(title);
        let statement = &mut self.model.statements[at];
        let is_canonical = statement.data.get("isCanonical") == Some(&Value::Bool(true));
        if is_said && !is_canonical {
            statement.text = read.text;
        }
        statement.tags.extend(read.tags);
        statement.links.extend(read.links);
        statement.data.extend(data.clone());
        if statement.section.is_empty() || is_definition {
            statement.section.clone_from(&self.section);
        }
        Member::Statement(at)
    }
}

/// The title that a statement or argument begins with: the title, whether it is an argument's,
/// whether it defines, and the rest.
fn take_title(content: &str) -> (&str, bool, bool, &str) {
    let content = content.trim_start();
    for (open, close, is_argument) in [('[', ']', false), ('<', '>', true)] {
        let Some(inner) = content.strip_prefix(open) else {
            continue;
        };
        if !is_argument && Links::new(content).len_at(0).is_some() && !content.contains("]:") {
            continue;
        }
        let Some(end) = inner.find(close).filter(|&end| end > 0) else {
            continue;
        };
        if inner[..end].contains('\n') {
            continue;
        }
        let rest = &inner[end + 1..];
        return match rest.strip_prefix(':') {
            Some(rest) => (&inner[..end], is_argument, true, rest),
            None => (&inner[..end], is_argument, false, rest),
        };
    }
    ("", false, false, content)
}

/// `(12)` at the beginning of a line, and what follows it.
fn take_number(start: &str) -> Option<&str> {
    let inner = start.strip_prefix('(')?;
    let (number, rest) = inner.split_once(')')?;
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(rest)
}

/// `* ` or `1. ` at the beginning of a line, and what follows it.
fn take_item(start: &str) -> Option<&str> {
    if let Some(rest) = start.strip_prefix('*') {
        return rest.starts_with(char::is_whitespace).then_some(rest);
    }
    let end = start
        .find(|c: char| !c.is_ascii_digit())
        .filter(|&end| end > 0)?;
    let rest = start[end..].strip_prefix('.')?;
    rest.starts_with(char::is_whitespace).then_some(rest)
}

/// Where the hyphens that end an inference begin.
fn find_end(text: &str) -> Option<usize> {
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("--") {
            return Some(at);
        }
        if rest.starts_with('{')
            && let Some(len) = data::block_len(rest)
        {
            at += len;
            continue;
        }
        at += rest.chars().next().map_or(1, char::len_utf8);
    }
    None
}

impl Element {
    /// Whether a block was opened that is not closed. Looks only at what was added since it was asked
    /// last: it is asked for each line.
    fn is_block_open(&mut self) -> bool {
        let mut added = &self.raw[self.n_scanned..];
        self.n_scanned = self.raw.len();
        if matches!(self.block, Block::Sought)
            && let Some(at) = find_block(added, 0, &mut Links::new(added))
        {
            self.block = Block::Open(BlockScan::default());
            added = &added[at..];
        }
        if let Block::Open(scan) = &mut self.block {
            if scan.go_on(added) == BlockEnd::NotYet {
                return true;
            }
            self.block = Block::Settled;
        }
        false
    }
}

/// Where the first brace stands, from a place on, that opens a block.
fn find_block(raw: &str, from: usize, links: &mut Links<'_>) -> Option<usize> {
    let mut at = from;
    while at < raw.len() {
        let rest = &raw[at..];
        let c = rest.chars().next()?;
        match c {
            '\\' => {
                at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
                continue;
            }
            '[' => {
                if let Some(len) = links.len_at(at) {
                    at += len;
                    continue;
                }
            }
            '{' => return Some(at),
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}
