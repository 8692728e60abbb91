//! Reads an outline, or any indented text, as boxes and links. Takes every text.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use foldhash::fast::RandomState;

use super::{ACROSS, ALSO, MORE, NOTE, PREMISE, SIGNS, Sign};
use crate::edit::Fragment;
use crate::format::{Fate, Report};
use crate::model::{
    Assumption, Id, Intent, Kind, Link, Node, RandomSource, RecordKind, Relation, Target,
    check_relation, choose_relation, draw_id,
};

/// Reads boxes and links off a text; the module says how. Lines that say nothing are passed over.
pub fn parse(text: &str, random: &mut dyn RandomSource) -> Fragment {
    parse_and_tell(text, random, usize::MAX).0
}

/// The same, of at most so many boxes, with what could not be taken as it stands there, by the numbers
/// of the lines.
pub(super) fn parse_and_tell(
    text: &str,
    random: &mut dyn RandomSource,
    most: usize,
) -> (Fragment, Report) {
    let lines = text.lines().zip(1..);
    let lines: Vec<(&str, usize)> = lines.filter(|(line, _)| !line.trim().is_empty()).collect();
    let mut starts = lines.iter().map(|(line, _)| line.trim_start());
    let is_signed = starts.any(is_sign_of_ours);
    let is_numbered = lines.len() > 1
        && lines
            .iter()
            .all(|(line, _)| take_number(line.trim()).is_some());
    let mut reader = Reader {
        random,
        fragment: Fragment::default(),
        report: Report::default(),
        line: 0,
        taken: HashSet::default(),
        named: HashMap::default(),
        named_links: HashMap::default(),
        open: Vec::new(),
        crossings: Vec::new(),
        further: Vec::new(),
    };
    let mut n_read = 0;
    for &(line, number) in &lines {
        if reader.fragment.nodes.len() >= most {
            break;
        }
        n_read += 1;
        reader.line = number;
        if is_signed {
            reader.read_signed(line);
        } else {
            reader.read_plain(line, is_numbered);
        }
    }
    let what = format!("lines beyond the {most} boxes that are read of a file");
    let place = lines.get(n_read).map_or(0, |(_, number)| *number);
    reader.report.note_many(
        Fate::Dropped,
        what,
        lines.len() - n_read,
        format_args!("line {place}"),
    );
    drop(lines);
    reader.add_crossings();
    reader.add_further();
    (reader.fragment, reader.report)
}

/// Whether every line of a text has a sign, the first one that of a box that stands by itself. No
/// list of Markdown and no prose is like that.
pub(super) fn is_all_signed(text: &str) -> bool {
    let lines = text.lines().map(str::trim_start);
    let mut lines = lines.filter(|line| !line.trim().is_empty()).peekable();
    let is_root = |line: &&str| {
        ["=", "?", NOTE]
            .iter()
            .any(|mark| take_mark(line, mark).is_some())
    };
    let is_signed = |line: &str| {
        let is_mark = |mark: &str| take_mark(line, mark).is_some();
        is_sign_of_ours(line) || ["+", "-", MORE].into_iter().any(is_mark)
    };
    lines.peek().is_some_and(is_root) && lines.all(is_signed)
}

/// What became of lines without signs.
const UNSIGNED: &str = "a line without a sign became a box under the line that it stands under";

/// Whether a line begins with a sign that no list of Markdown has.
fn is_sign_of_ours(line: &str) -> bool {
    ["=", "?", "~+", "~-", "~?", PREMISE, NOTE, ACROSS]
        .iter()
        .any(|mark| take_mark(line, mark).is_some())
}

/// What follows a mark and its space.
fn take_mark<'t>(line: &'t str, mark: &str) -> Option<&'t str> {
    let rest = line.strip_prefix(mark)?;
    if rest.is_empty() {
        return Some(rest);
    }
    rest.strip_prefix(' ')
}

struct Reader<'r> {
    random: &'r mut dyn RandomSource,
    fragment: Fragment,
    report: Report,
    /// The number of the line that is being read.
    line: usize,
    taken: HashSet<Id, RandomState>,
    /// Places of the nodes by the ids that their lines ask for.
    named: HashMap<Id, usize, RandomState>,
    /// What the links are called whose lines ask for these ids.
    named_links: HashMap<Id, Id, RandomState>,
    /// The lines that may have lines under them, outermost first.
    open: Vec<Open>,
    crossings: Vec<Crossing>,
    further: Vec<Further>,
}

/// A line that lines below it can belong to.
struct Open {
    depth: usize,
    node: usize,
    /// The link that the node is a premise of.
    link: Option<usize>,
    /// Whether it is a line about a link across, not a box.
    is_crossing: bool,
}

/// A link across whose end may stand further down.
struct Crossing {
    from: usize,
    link: usize,
    to: Id,
    line: usize,
}

/// A box that is one more premise of a link whose line may stand further down.
struct Further {
    from: usize,
    link: Id,
    line: usize,
}

/// What the end of a line says in braces.
#[derive(Default)]
struct Names {
    node: Option<Id>,
    link: Option<Id>,
}

impl Reader<'_> {
    fn read_signed(&mut self, line: &str) {
        let (depth, rest) = measure_depth(line);
        if let Some(more) = take_mark(rest, MORE)
            && let Some(node) = self.fragment.nodes.last_mut()
        {
            let node = Arc::make_mut(node);
            node.text.push('\n');
            node.text.push_str(more);
            return;
        }
        if let Some(rest) = take_mark(rest, ACROSS) {
            self.open_up_to(depth);
            self.read_crossing(depth, rest);
            return;
        }
        let (rest, names) = take_names(rest);
        if let Some(words) = take_mark(rest, PREMISE) {
            self.read_premise(depth, words, names);
            return;
        }
        self.open_up_to(depth);
        if let Some(words) = take_mark(rest, NOTE) {
            let (node, _) = self.add_node(words, Kind::Note, names);
            self.push(depth, node, None);
            return;
        }
        let found = SIGNS
            .iter()
            .find_map(|sign| Some((sign, take_mark(rest, sign.mark)?)));
        let Some((sign, words)) = found else {
            self.tell(Fate::Changed, UNSIGNED);
            let kind = guess_kind(rest);
            let (node, link) = self.add_node(rest, kind, names);
            self.hang(depth, node, None, link);
            return;
        };
        let kind = match sign.relation {
            Relation::Asks => Kind::Question,
            _ => Kind::Claim,
        };
        let (node, link) = self.add_node(words, kind, names);
        self.hang(depth, node, Some(sign), link);
    }

    /// Reads a line of a text without signs: a heading, a list item, a quoted line, or just a
    /// line. In a numbered outline `1.2` stands under `1`, indented or not.
    fn read_plain(&mut self, line: &str, is_numbered: bool) {
        // Deeper than any heading, so that everything between two headings stands under one.
        const BELOW_HEADINGS: usize = 8;
        let (indent, rest) = measure_depth(line.trim_end());
        let rest = rest.trim_start_matches("> ");
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        let (depth, words) = match rest[hashes..].strip_prefix(' ') {
            Some(title) if (1..=6).contains(&hashes) => (hashes, title),
            _ if is_numbered => {
                let (n_parts, words) = take_number(rest).unwrap_or((1, rest));
                (BELOW_HEADINGS + n_parts, words)
            }
            _ => {
                let words = strip_bullet(rest);
                let is_item = words.len() < rest.len();
                (BELOW_HEADINGS + 2 * indent + usize::from(is_item), words)
            }
        };
        // Cells of a table are separated by tabs.
        let words = words.trim().replace('\t', " ");
        self.open_up_to(depth);
        self.tell(Fate::Changed, UNSIGNED);
        let (node, _) = self.add_node(&words, guess_kind(&words), Names::default());
        self.hang(depth, node, None, None);
    }

    fn node_mut(&mut self, at: usize) -> &mut Node {
        Arc::make_mut(&mut self.fragment.nodes[at])
    }

    fn link_mut(&mut self, at: usize) -> &mut Link {
        Arc::make_mut(&mut self.fragment.links[at])
    }

    fn tell(&mut self, fate: Fate, what: &str) {
        let place = format_args!("line {}", self.line);
        self.report.note(fate, what, place);
    }

    /// Closes the lines that a line of that depth cannot belong to.
    fn open_up_to(&mut self, depth: usize) {
        while self.open.last().is_some_and(|open| open.depth >= depth) {
            self.open.pop();
        }
    }

    fn push(&mut self, depth: usize, node: usize, link: Option<usize>) {
        self.open.push(Open {
            depth,
            node,
            link,
            is_crossing: false,
        });
    }

    /// Hangs a node under the innermost open line, as its sign says or as the table of relations
    /// has it.
    fn hang(&mut self, depth: usize, node: usize, sign: Option<&Sign>, link: Option<Id>) {
        let Some(above) = self.open.last() else {
            self.push(depth, node, None);
            return;
        };
        let step = above
            .link
            .filter(|_| sign.is_some_and(|sign| sign.is_on_link));
        let to = match step {
            Some(step) => self.fragment.links[step].id.clone(),
            None => self.fragment.nodes[above.node].id.clone(),
        };
        let above_kind = self.fragment.nodes[above.node].kind.clone();
        let target = match step {
            Some(_) => Target::Link,
            None => Target::Node(&above_kind),
        };
        let kind = self.fragment.nodes[node].kind.clone();
        let mut relation = choose(&kind, target, sign);
        if relation.is_none() {
            // Evidence cannot answer; a claim of the same wording can.
            relation = choose(&Kind::Claim, target, sign);
            if relation.is_some() && kind != Kind::Claim {
                self.node_mut(node).kind = Kind::Claim;
                let what = "a box that cannot stand under the one above became a claim";
                self.tell(Fate::Changed, what);
            }
        }
        if sign.is_some_and(|sign| relation.as_ref().is_some_and(|it| *it != sign.relation)) {
            let what = "a sign that says nothing under the line above was read as another";
            self.tell(Fate::Changed, what);
        }
        let Some(relation) = relation else {
            let what = "a line that says nothing of the one above stands by itself";
            self.tell(Fate::Changed, what);
            self.push(depth, node, None);
            return;
        };
        let link = self.add_link(link, relation, node, to);
        self.push(depth, node, Some(link));
    }

    /// Joins one more premise to the reason whose line stands above at the same depth.
    fn read_premise(&mut self, depth: usize, words: &str, names: Names) {
        self.open_up_to(depth + 1);
        let joined = self
            .open
            .last()
            .filter(|open| open.depth == depth && !open.is_crossing)
            .and_then(|open| open.link);
        self.open_up_to(depth);
        let (node, link) = self.add_node(words, Kind::Claim, names);
        let kind = &self.fragment.nodes[node].kind;
        let joined = joined.filter(|&link| may_join(kind, &self.fragment.links[link].relation));
        if let Some(joined) = joined {
            let id = self.fragment.nodes[node].id.clone();
            self.link_mut(joined).from.push(id);
            self.push(depth, node, Some(joined));
        } else {
            let what = "a further premise without a reason above it became a reason";
            self.tell(Fate::Changed, what);
            self.hang(depth, node, None, link);
        }
    }

    fn read_crossing(&mut self, depth: usize, rest: &str) {
        let Some(above) = self.open.last() else {
            self.tell(Fate::Dropped, "a link across with no box above it");
            return;
        };
        let (from, line) = (above.node, self.line);
        let (rest, names) = take_names(rest);
        let word = rest.split([':', ' ']).next().unwrap_or_default();
        let mut link = None;
        match (names.node, names.link) {
            (None, Some(joined)) if word == ALSO => self.further.push(Further {
                from,
                link: joined,
                line,
            }),
            (Some(to), own) if !word.is_empty() && word != ALSO => {
                let at = self.add_link(own, Relation::from(word), from, to.clone());
                self.crossings.push(Crossing {
                    from,
                    link: at,
                    to,
                    line,
                });
                link = Some(at);
            }
            _ => self.tell(Fate::Dropped, "a link across without the id of its end"),
        }
        self.open.push(Open {
            depth,
            node: from,
            link,
            is_crossing: true,
        });
    }

    /// Points the links across at the boxes and links that bear their ids, and drops those that
    /// point nowhere or break the table of relations, with what hangs on them pointing at their
    /// start.
    fn add_crossings(&mut self) {
        let mut lost: HashMap<Id, Id> = HashMap::new();
        for crossing in std::mem::take(&mut self.crossings) {
            let node = self.named.get(&crossing.to);
            let node = node.map(|&at| &self.fragment.nodes[at]);
            let to = match node {
                Some(node) => Some(node.id.clone()),
                None => self.named_links.get(&crossing.to).cloned(),
            };
            let from = &self.fragment.nodes[crossing.from];
            let target = node.map_or(Target::Link, |node| Target::Node(&node.kind));
            let link = Arc::make_mut(&mut self.fragment.links[crossing.link]);
            match to.filter(|it| *it != from.id && *it != link.id) {
                Some(to) if check_relation(&link.relation, &from.kind, target).is_ok() => {
                    link.to = to;
                }
                _ => {
                    let what = "a link across whose end is not in the outline or cannot be one";
                    let place = format!("line {}", crossing.line);
                    self.report.note(Fate::Dropped, what, place);
                    lost.insert(link.id.clone(), from.id.clone());
                }
            }
        }
        self.drop_links(lost);
    }

    /// Leaves links out, each with the box that takes its place as an end. What cannot point at
    /// that box is left out in its turn.
    fn drop_links(&mut self, mut lost: HashMap<Id, Id>) {
        if lost.is_empty() {
            return;
        }
        let kinds = self.list_kinds();
        while !lost.is_empty() {
            let links = &mut self.fragment.links;
            links.retain(|link| !lost.contains_key(&link.id));
            let before = std::mem::take(&mut lost);
            for link in links {
                let Some(end) = before.get(&link.to) else {
                    continue;
                };
                let link = Arc::make_mut(link);
                link.to = end.clone();
                let is_lawful = link.from.iter().all(|from| {
                    let target = Target::Node(&kinds[end]);
                    from != end && check_relation(&link.relation, &kinds[from], target).is_ok()
                });
                if !is_lawful {
                    let what = "a link onto a link that was dropped";
                    self.report.note(Fate::Dropped, what, "");
                    lost.insert(link.id.clone(), link.from[0].clone());
                }
            }
        }
    }

    /// Joins boxes to the links that they name as further premises.
    fn add_further(&mut self) {
        if self.further.is_empty() {
            return;
        }
        let kinds = self.list_kinds();
        let places = self.fragment.links.iter().zip(0..);
        let places: HashMap<Id, usize> = places.map(|(it, at)| (it.id.clone(), at)).collect();
        let links = self.fragment.links.iter().enumerate();
        let premises = links.flat_map(|(at, it)| it.from.iter().map(move |id| (at, id.clone())));
        let mut known: HashSet<(usize, Id)> = premises.collect();
        for further in std::mem::take(&mut self.further) {
            let id = self.named_links.get(&further.link);
            let at = id.and_then(|id| places.get(id)).copied();
            let from = &self.fragment.nodes[further.from];
            let joined = at.filter(|&at| {
                let link = &self.fragment.links[at];
                let target = kinds.get(&link.to).map_or(Target::Link, Target::Node);
                link.to != from.id
                    && !known.contains(&(at, from.id.clone()))
                    && check_relation(&link.relation, &from.kind, target).is_ok()
            });
            if let Some(at) = joined {
                known.insert((at, from.id.clone()));
                let id = from.id.clone();
                self.link_mut(at).from.push(id);
            } else {
                let what = "a further premise of a link that is not in the outline";
                let place = format!("line {}", further.line);
                self.report.note(Fate::Dropped, what, place);
            }
        }
    }

    fn list_kinds(&self) -> HashMap<Id, Kind> {
        let nodes = self.fragment.nodes.iter();
        nodes.map(|it| (it.id.clone(), it.kind.clone())).collect()
    }

    /// Adds a box; gives its place and the id meant for its link.
    fn add_node(&mut self, words: &str, kind: Kind, names: Names) -> (usize, Option<Id>) {
        let (traits, text) = take_traits(words);
        let at = self.fragment.nodes.len();
        if let Some(wish) = &names.node {
            self.named.entry(wish.clone()).or_insert(at);
        }
        let id = self.choose_id(names.node, RecordKind::Node);
        let mut node = Node::new(id, kind, text);
        for word in traits {
            match word {
                "assumed" => node.assumption = Some(Assumption::Unclassed),
                "implicit" => node.implicit = true,
                kind => node.kind = find_kind(kind).unwrap_or(node.kind),
            }
        }
        self.fragment.nodes.push(Arc::new(node));
        (at, names.link)
    }

    fn add_link(&mut self, id: Option<Id>, relation: Relation, from: usize, to: Id) -> usize {
        let wish = id.clone();
        let id = self.choose_id(id, RecordKind::Link);
        if let Some(wish) = wish {
            self.named_links.entry(wish).or_insert_with(|| id.clone());
        }
        let from = vec![self.fragment.nodes[from].id.clone()];
        let link = Arc::new(Link::new(id, relation, from, to));
        self.fragment.links.push(link);
        self.fragment.links.len() - 1
    }

    fn choose_id(&mut self, wish: Option<Id>, kind: RecordKind) -> Id {
        if wish
            .as_ref()
            .is_some_and(|id| self.taken.contains(id.as_str()))
        {
            self.tell(Fate::Changed, "an id that stands twice was given out anew");
        }
        let id = wish
            .filter(|id| !self.taken.contains(id.as_str()))
            .unwrap_or_else(|| draw_id(kind, self.random, |id| self.taken.contains(id)));
        self.taken.insert(id.clone());
        id
    }
}

/// Whether a box of that kind can be one more premise of such a link.
fn may_join(kind: &Kind, relation: &Relation) -> bool {
    match relation {
        Relation::Asks => *kind == Kind::Question,
        Relation::Answers => *kind == Kind::Claim,
        _ => matches!(kind, Kind::Claim | Kind::Evidence),
    }
}

/// The relation that a sign wishes for, or the one that the table has for such a gesture.
fn choose(kind: &Kind, target: Target<'_>, sign: Option<&Sign>) -> Option<Relation> {
    if let Some(sign) = sign
        && check_relation(&sign.relation, kind, target).is_ok()
    {
        return Some(sign.relation.clone());
    }
    let intent = match sign {
        Some(sign) if sign.relation == Relation::Opposes => Intent::Against,
        _ => Intent::For,
    };
    choose_relation(kind, target, intent).ok().flatten()
}

/// The columns before a line's first word, a tab being four, and the rest of it.
fn measure_depth(line: &str) -> (usize, &str) {
    let rest = line.trim_start();
    let space = &line[..line.len() - rest.len()];
    let depth = space.chars().map(|c| if c == '\t' { 4 } else { 1 }).sum();
    (depth, rest)
}

fn guess_kind(words: &str) -> Kind {
    if words.trim_end().ends_with(['?', '？', '؟']) {
        Kind::Question
    } else {
        Kind::Claim
    }
}

/// How many parts the number has that a line begins with, as in `1.2.` or `3)`, and what follows.
fn take_number(line: &str) -> Option<(usize, &str)> {
    let (number, words) = line.split_once([' ', '\t'])?;
    let parts = number.strip_suffix(['.', ')']).unwrap_or(number).split('.');
    let is_part = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut n_parts = 0;
    for part in parts {
        n_parts += usize::from(is_part(part));
        if !is_part(part) {
            return None;
        }
    }
    Some((n_parts, words))
}

/// A line without its bullet or number, and without the box of a task.
fn strip_bullet(line: &str) -> &str {
    for bullet in ["- ", "* ", "+ ", "• ", "– "] {
        if let Some(rest) = line.strip_prefix(bullet) {
            let task = ["[ ] ", "[x] ", "[X] "]
                .iter()
                .find_map(|it| rest.strip_prefix(it));
            return task.unwrap_or(rest);
        }
    }
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    match rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") ")) {
        Some(words) if (1..=3).contains(&digits) => words,
        _ => line,
    }
}

/// Splits the names in braces off the end of a line, if they are such.
fn take_names(line: &str) -> (&str, Names) {
    let braced = || {
        let open = line.rfind('{')?;
        let inner = line[open + 1..].strip_suffix('}')?;
        let before = line[..open].strip_suffix(' ')?;
        let mut names = Names::default();
        for word in inner.split_ascii_whitespace() {
            match word.strip_prefix('<') {
                Some(link) => names.link = Some(Id::parse(link).ok()?),
                None => names.node = Some(Id::parse(word).ok()?),
            }
        }
        Some((before, names))
    };
    braced().unwrap_or_else(|| (line, Names::default()))
}

/// Splits the words in brackets off the beginning of a wording, if all of them are known.
fn take_traits(words: &str) -> (Vec<&str>, &str) {
    let bracketed = || {
        let (inner, rest) = words.strip_prefix('[')?.split_once(']')?;
        let traits: Vec<&str> = inner.split(' ').collect();
        let is_trait =
            |word: &&str| matches!(*word, "assumed" | "implicit") || find_kind(word).is_some();
        let rest = if rest.is_empty() {
            rest
        } else {
            rest.strip_prefix(' ')?
        };
        traits.iter().all(is_trait).then_some((traits, rest))
    };
    bracketed().unwrap_or_else(|| (Vec::new(), words))
}

fn find_kind(word: &str) -> Option<Kind> {
    match word {
        "q" => Some(Kind::Question),
        "c" => Some(Kind::Claim),
        "e" => Some(Kind::Evidence),
        "n" => Some(Kind::Note),
        other => other
            .strip_prefix("kind=")
            .filter(|kind| !kind.is_empty())
            .map(Kind::from),
    }
}
