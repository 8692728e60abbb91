//! The argument as nested lists, which fold without scripts and are read by screen readers.

use super::{Page, is_of_the_web, label, name_class};
use crate::format::exchange::Put as _;
use crate::format::picture::svg::push_escaped;
use crate::layout::scene::find_word;
use crate::model::{End, Kind, Node, Role, find_role};

/// How deep lists nest; what is deeper stands in the last one. Browsers give up at 512 elements,
/// and a level takes three.
const DEEPEST: u32 = 100;

impl Page<'_> {
    pub(super) fn write_argument(&mut self) {
        self.out.put(format_args!(
            "<section id=\"argument\">\n<h2 lang=\"en\">{}</h2>\n",
            label::ARGUMENT
        ));
        let items = self.graph.walk();
        // Per open list, whether it lies in an item that folds.
        let mut n_open = 0;
        for (at, &(node, depth)) in items.iter().enumerate() {
            let depth = depth.min(DEEPEST);
            let next = items
                .get(at + 1)
                .map_or(0, |&(_, depth)| depth.min(DEEPEST));
            while n_open > depth + 1 {
                self.out.push_str("</ol></details></li>\n");
                n_open -= 1;
            }
            if n_open == 0 {
                self.out.push_str("<ol class=\"roots\">\n");
                n_open = 1;
            }
            let has_more = next > depth;
            self.write_item(node, depth, has_more);
            if has_more {
                self.out.push_str("<ol>\n");
                n_open += 1;
            }
        }
        while n_open > 1 {
            self.out.push_str("</ol></details></li>\n");
            n_open -= 1;
        }
        if n_open == 1 {
            self.out.push_str("</ol>\n");
        }
        self.out.push_str("</section>\n");
    }

    fn write_item(&mut self, at: u32, depth: u32, has_more: bool) {
        let document = self.document;
        let Some(node) = document.nodes().rows().get(at as usize) else {
            return;
        };
        self.out.push_str("<li");
        self.attribute("id", &format!("item-{}", node.id.as_str()));
        self.attribute("data-box", node.id.as_str());
        self.attribute("class", name_class(&node.kind));
        self.out.push('>');
        if has_more {
            let is_open = !self.folded.contains(&node.id);
            self.out.push_str(if is_open {
                "<details open>"
            } else {
                "<details>"
            });
        }
        let tag = if has_more { "summary" } else { "div" };
        self.out.put(format_args!("<{tag}>"));
        self.write_lead(at, node);
        // Heads of the page's outline are what the argument is about.
        let wording = if depth == 0 { "h3" } else { "span" };
        self.out
            .put(format_args!("<{wording} class=\"wording\" dir=\"auto\">"));
        push_escaped(&mut self.out, &node.text);
        self.out.put(format_args!("</{wording}>"));
        self.write_marks(node);
        self.out.push_str(" <a class=\"go\"");
        self.attribute("href", &format!("#node-{}", node.id.as_str()));
        self.out.put(format_args!(
            " lang=\"en\" title=\"{0}\" aria-label=\"{0}\">◎</a></{tag}>\n",
            label::SHOW
        ));
        self.write_rest(at, node);
        if !has_more {
            self.out.push_str("</li>\n");
        }
    }

    /// Its link word, its kind and its title.
    fn write_lead(&mut self, at: u32, node: &Node) {
        let words = self.words;
        if let Some(place) = self.graph.place(at)
            && let Some(link) = self.document.links().rows().get(place.link as usize)
        {
            let is_joined = link.from.first() != Some(&node.id) && link.from.contains(&node.id);
            let word = if is_joined {
                &words.and
            } else {
                find_word(words, &link.relation)
            };
            self.lead("join", word);
            if matches!(self.graph.target(place.link), Some(End::Link(_))) {
                self.out.put(format_args!(
                    "<span class=\"join\" lang=\"en\">{}</span> ",
                    label::STEP
                ));
            }
        }
        let kind = match &node.kind {
            Kind::Claim if find_role(self.graph, at) == Some(Role::MainClaim) => &words.main_claim,
            Kind::Claim => "",
            Kind::Evidence => &words.evidence,
            Kind::Question => &words.question,
            Kind::Note => &words.note,
            Kind::Other(kind) => kind,
        };
        self.lead("kind", kind);
        self.lead("name", &node.title);
    }

    fn lead(&mut self, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        self.out
            .put(format_args!("<span class=\"{class}\" dir=\"auto\">"));
        push_escaped(&mut self.out, text);
        self.out.push_str("</span> ");
    }

    fn write_marks(&mut self, node: &Node) {
        let words = self.words;
        let marks = [
            node.assumption.is_some().then(|| words.assumption.clone()),
            node.implicit.then(|| words.implicit.clone()),
            node.likelihood.as_ref().map(|it| it.word.clone()),
        ];
        let marks: Vec<String> = marks
            .into_iter()
            .flatten()
            .chain(node.tags.clone())
            .collect();
        if !marks.is_empty() {
            self.out.push(' ');
            self.lead("marks", &marks.join(" · "));
        }
    }

    /// Its passages, its note, what it cites and what else it speaks to.
    fn write_rest(&mut self, at: u32, node: &Node) {
        let first = self.passages.first_of_node.get(at as usize).copied();
        for (k, anchor) in node.anchors.iter().enumerate() {
            let passage = first.and_then(|first| self.passages.list.get(first + k));
            let element = passage.and_then(|passage| passage.element);
            self.out.push_str("<blockquote dir=\"auto\">");
            if let Some(number) = element {
                self.out.put(format_args!("<a href=\"#passage-{number}\">"));
            }
            push_escaped(&mut self.out, &anchor.exact);
            let end = if element.is_some() { "</a>" } else { "" };
            self.out.put(format_args!("{end}</blockquote>\n"));
        }
        if !node.note.is_empty() {
            self.element("p", " class=\"remark\" dir=\"auto\"", &node.note);
        }
        for citation in &node.citations {
            self.out.push_str("<p class=\"citation\">");
            self.address(&citation.title, &citation.url);
            if !citation.quote.is_empty() {
                self.out.push_str(" <q dir=\"auto\">");
                push_escaped(&mut self.out, &citation.quote);
                self.out.push_str("</q>");
            }
            // An address under a title cannot be read on paper.
            if !citation.title.is_empty() && is_of_the_web(&citation.url) {
                self.out.push_str(" <bdi class=\"printed\">");
                push_escaped(&mut self.out, &citation.url);
                self.out.push_str("</bdi>");
            }
            self.out.push_str("</p>\n");
        }
        self.write_crossings(at);
    }

    /// The links that lead from a box to elsewhere than where it stands.
    fn write_crossings(&mut self, at: u32) {
        let (document, graph) = (self.document, self.graph);
        let mut seen = Vec::new();
        for &link in graph.links_from(at) {
            if graph.is_tree_link(link, at) || seen.contains(&link) {
                continue;
            }
            seen.push(link);
            let Some(End::Node(target)) = graph.target(link) else {
                continue;
            };
            let Some(target) = document.nodes().rows().get(target as usize) else {
                continue;
            };
            self.out.push_str("<p class=\"crossing\">");
            self.lead("join", find_word(self.words, graph.relation(link)));
            self.out.push_str("→ <a");
            self.attribute("href", &format!("#item-{}", target.id.as_str()));
            self.out.push_str(" dir=\"auto\">");
            push_escaped(&mut self.out, &target.text);
            self.out.push_str("</a></p>\n");
        }
    }
}
