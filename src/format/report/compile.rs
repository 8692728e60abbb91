//! What a report says, as blocks.

use super::{Block, Run};
use crate::format::citing::name_pages;
use crate::model::{Anchor, Document, End, Graph, Kind, Node, Relation, Role, find_role};
use crate::reason::acceptance::{Acceptance, Standard};
use crate::reason::strength::{
    Scores, Semantics, Strengths, explain_blow, explain_conclusion, explain_turning,
    find_conclusion, find_linchpins, find_turning,
};
use crate::words::{self, MapWords};

/// Of what a conclusion falls with so much is told.
const MOST_PINS: usize = 12;

/// The report of a map.
pub fn compile(document: &Document) -> Vec<Block> {
    let graph = Graph::of(document);
    let strengths = Strengths::of(document, &graph, &Scores::default(), []);
    let mut writer = Writer {
        document,
        graph: &graph,
        strengths: &strengths,
        words: words::of_map(&document.meta().language),
        blocks: Vec::new(),
    };
    writer.write_head();
    for &root in graph.roots() {
        writer.write_root(root);
    }
    writer.write_support();
    writer.write_assumptions();
    writer.write_questions();
    writer.write_sources();
    writer.blocks
}

struct Writer<'a> {
    document: &'a Document,
    graph: &'a Graph,
    strengths: &'a Strengths,
    words: &'static MapWords,
    blocks: Vec<Block>,
}

impl<'a> Writer<'a> {
    fn node(&self, node: u32) -> &'a Node {
        &self.document.nodes().rows()[node as usize]
    }

    fn text_of(&self, node: u32) -> String {
        let node = self.node(node);
        let text = node.text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            "…".to_owned()
        } else {
            text
        }
    }

    fn write_head(&mut self) {
        let meta = self.document.meta();
        let title = if meta.title.is_empty() {
            self.words.report.title.clone()
        } else {
            meta.title.clone()
        };
        self.blocks.push(Block::Title(title));
        let parts = [meta.authors.join(", "), meta.marking.clone()];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        if !parts.is_empty() {
            self.blocks.push(Block::Byline(parts.join(" · ")));
        }
    }

    /// A question with its answers, the strongest first; or a claim with its reasons.
    fn write_root(&mut self, root: u32) {
        if self.node(root).kind == Kind::Note {
            let note = vec![Run::plain(self.text_of(root))];
            self.blocks.push(Block::Paragraph(note));
            for &child in self.graph.children(root) {
                self.write_item(0, child);
            }
            return;
        }
        self.blocks.push(Block::Heading(1, self.text_of(root)));
        self.write_quotes(0, root);
        if self.node(root).kind != Kind::Question {
            self.write_judgement(root);
            self.write_case(root);
            return;
        }
        let mut answers: Vec<u32> = self.list_children(root, &Relation::Answers);
        let strength = |node: &u32| self.strengths.of_node(Semantics::DfQuad, *node);
        answers.sort_by(|a, b| {
            strength(b)
                .partial_cmp(&strength(a))
                .unwrap_or(std::cmp::Ordering::Equal)
        });
        for &answer in &answers {
            self.blocks.push(Block::Heading(2, self.text_of(answer)));
            self.write_quotes(0, answer);
            self.write_judgement(answer);
            self.write_case(answer);
        }
        let children = self.graph.children(root).iter().copied();
        let others: Vec<u32> = children.filter(|it| !answers.contains(it)).collect();
        for other in others {
            self.write_item(0, other);
        }
    }

    /// How likely it is held to be and how sure that is.
    fn write_judgement(&mut self, node: u32) {
        let record = self.node(node);
        let likelihood = record.likelihood.as_ref().map(|it| it.word.clone());
        let confidence = record.confidence.as_ref();
        let confidence =
            confidence.map(|it| format!("{}: {}", self.words.report.confidence, it.as_str()));
        let judged: Vec<String> = likelihood.into_iter().chain(confidence).collect();
        let judged: Vec<String> = judged.into_iter().filter(|it| !it.is_empty()).collect();
        if !judged.is_empty() {
            let text = Run::strong(judged.join("; "));
            self.blocks.push(Block::Paragraph(vec![text]));
        }
        if !record.note.trim().is_empty() {
            let note = Run::plain(record.note.trim());
            self.blocks.push(Block::Paragraph(vec![note]));
        }
    }

    /// The reasons for a claim, those against it, and what else hangs on it.
    fn write_case(&mut self, node: u32) {
        let (words, children) = (&self.words.report, self.graph.children(node));
        let sides = [
            (&words.reasons_for, Relation::Supports),
            (&words.reasons_against, Relation::Opposes),
        ];
        let mut told: Vec<u32> = Vec::new();
        for (heading, relation) in sides {
            let side = self.list_direct(node, &relation);
            if side.is_empty() {
                continue;
            }
            let heading = Run::strong(heading.clone());
            self.blocks.push(Block::Paragraph(vec![heading]));
            for &child in &side {
                self.write_item(0, child);
            }
            told.extend(side);
        }
        let others: Vec<u32> = children
            .iter()
            .copied()
            .filter(|it| !told.contains(it))
            .collect();
        for other in others {
            self.write_item(0, other);
        }
    }

    fn list_children(&self, node: u32, relation: &Relation) -> Vec<u32> {
        let children = self.graph.children(node).iter().copied();
        let is_it = |&child: &u32| {
            let place = self.graph.place(child);
            place.is_some_and(|place| self.graph.relation(place.link) == relation)
        };
        children.filter(is_it).collect()
    }

    /// Those that speak about the box itself and not about one of its steps.
    fn list_direct(&self, node: u32, relation: &Relation) -> Vec<u32> {
        let mut all = self.list_children(node, relation);
        all.retain(|&child| {
            let place = self.graph.place(child);
            place.is_some_and(|it| matches!(self.graph.target(it.link), Some(End::Node(_))))
        });
        all
    }

    /// A box and all below it, as a line of a list with further lines.
    fn write_item(&mut self, depth: u8, node: u32) {
        let mut open = vec![(depth, node)];
        while let Some((depth, node)) = open.pop() {
            let mut runs = self.lead(node);
            runs.push(Run::plain(self.text_of(node)));
            runs.extend(self.list_marks(node));
            self.blocks.push(Block::Item(depth, runs));
            self.write_quotes(depth + 1, node);
            let children = self.graph.children(node).iter().rev();
            open.extend(children.map(|&child| (depth.saturating_add(1), child)));
        }
    }

    /// What joins a box to the one above.
    fn lead(&self, node: u32) -> Vec<Run> {
        let Some(place) = self.graph.place(node) else {
            return Vec::new();
        };
        let premises = self.graph.premises(place.link);
        let is_joined = premises.first() != Some(&node);
        let is_on_step = matches!(self.graph.target(place.link), Some(End::Link(_)));
        let relation = self.graph.relation(place.link);
        let word = match relation {
            _ if is_joined => &self.words.and,
            Relation::Supports if is_on_step => &self.words.report.backs_step,
            Relation::Opposes if is_on_step => &self.words.report.strikes_step,
            Relation::Supports => &self.words.supports,
            Relation::Opposes => &self.words.opposes,
            Relation::Answers => &self.words.answers,
            Relation::Asks => &self.words.asks,
            Relation::Restates => &self.words.restates,
            Relation::Contradicts => &self.words.contradicts,
            Relation::Relates | Relation::Other(_) => &self.words.relates,
        };
        vec![Run::emphasis(format!("{word}: "))]
    }

    fn list_marks(&self, node: u32) -> Vec<Run> {
        let record = self.node(node);
        let mut marks = Vec::new();
        if record.assumption.is_some() {
            marks.push(self.words.assumption.to_lowercase());
        }
        if record.implicit {
            marks.push(self.words.implicit.to_lowercase());
        }
        if let Some(likelihood) = &record.likelihood {
            marks.push(likelihood.word.clone());
        }
        if let Some(grade) = &record.grade {
            marks.push([&*grade.reliability, &*grade.credibility].concat());
        }
        marks.retain(|it| !it.is_empty());
        let cited = record.citations.iter().map(|it| {
            let title = if it.title.is_empty() {
                &it.url
            } else {
                &it.title
            };
            title.clone()
        });
        marks.extend(cited.filter(|it| !it.is_empty()));
        if marks.is_empty() {
            return Vec::new();
        }
        vec![Run::plain(format!(" ({})", marks.join(", ")))]
    }

    fn write_quotes(&mut self, depth: u8, node: u32) {
        for anchor in &self.node(node).anchors {
            let quote = anchor
                .exact
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            let from = self.name_source(anchor);
            self.blocks.push(Block::Quote(depth, quote, from));
        }
    }

    /// Where a passage is from: the source, where the map has more than one, and the page.
    fn name_source(&self, anchor: &Anchor) -> String {
        let source = self.document.sources().get(anchor.source.as_str());
        let Some(source) = source else {
            return String::new();
        };
        let name = match (self.document.sources().len(), source.author.as_str()) {
            (..=1, _) => "",
            (_, "") => &source.title,
            (_, author) => author,
        };
        let place = anchor.start.zip(anchor.end);
        let pages = place.map(|(start, end)| name_pages(source, start, end, self.words));
        let parts = [name, pages.as_deref().unwrap_or_default()];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }

    /// What the conclusion would fall with. Its sentences are English, and stand in reports of maps
    /// whose language is English or not said.
    fn write_support(&mut self) {
        if self.words.language != "en" {
            return;
        }
        let (document, graph, strengths) = (self.document, self.graph, self.strengths);
        let semantics = Semantics::DfQuad;
        let conclusion = find_conclusion(graph, strengths, semantics, None);
        let Some(conclusion) = conclusion else { return };
        let scores = Scores::default();
        let standing = Acceptance::of(document, graph, &scores, Standard::default(), false, |_| {
            false
        });
        let found = find_linchpins(graph, strengths, &standing, semantics, &conclusion);
        let heading = self.words.report.rests_on.clone();
        self.blocks.push(Block::Heading(1, heading));
        let mut said = explain_conclusion(document, strengths, &conclusion, &found);
        let framework = &strengths.weighed().framework;
        let solved = strengths.solved(semantics);
        let turning = find_turning(framework, semantics, solved, conclusion.at);
        said.push(explain_turning(turning));
        self.blocks
            .push(Block::Paragraph(vec![Run::plain(said.join(" "))]));
        let pins: Vec<String> = found
            .pins()
            .take(MOST_PINS)
            .map(|blow| explain_blow(document, &found, blow))
            .collect();
        for pin in pins {
            self.blocks.push(Block::Item(0, vec![Run::plain(pin)]));
        }
        let ordinal = words::say("linchpins-ordinal").into_owned();
        self.blocks
            .push(Block::Paragraph(vec![Run::emphasis(ordinal)]));
    }

    fn write_assumptions(&mut self) {
        let nodes = self.document.nodes().iter();
        let assumed: Vec<String> = nodes
            .zip(0..)
            .filter(|(node, _)| node.assumption.is_some())
            .map(|(_, at)| self.text_of(at))
            .collect();
        self.write_list(self.words.report.assumptions.clone(), assumed);
    }

    fn write_questions(&mut self) {
        let nodes = 0..self.graph.n_nodes() as u32;
        let open = nodes.filter(|&node| find_role(self.graph, node) == Some(Role::Gap));
        let open: Vec<String> = open.map(|node| self.text_of(node)).collect();
        self.write_list(self.words.report.open_questions.clone(), open);
    }

    fn write_sources(&mut self) {
        let sources = self.document.sources().iter().map(|source| {
            let parts = [
                &source.author,
                &source.title,
                &source.publisher,
                &source.published,
                &source.url,
            ];
            let parts: Vec<&str> = parts
                .into_iter()
                .map(|it| it.trim())
                .filter(|it| !it.is_empty())
                .collect();
            parts.join(". ")
        });
        let sources: Vec<String> = sources.filter(|it| !it.is_empty()).collect();
        self.write_list(self.words.report.sources.clone(), sources);
    }

    fn write_list(&mut self, heading: String, lines: Vec<String>) {
        if lines.is_empty() {
            return;
        }
        self.blocks.push(Block::Heading(1, heading));
        for line in lines {
            self.blocks.push(Block::Item(0, vec![Run::plain(line)]));
        }
    }
}
