//! The argument as nested lists, which fold without scripts and are read by screen readers.

use super::{LANGUAGE, Page, is_of_the_web, name_class, name_language};
use crate::format::exchange::Put as _;
use crate::format::picture::svg::push_escaped;
use crate::layout::scene::find_word;
use crate::model::{End, Kind, Node, Role, find_role};
use crate::words;

/// How deep lists nest; what is deeper stands in the last one. Browsers give up at 512 elements,
/// and a level takes three.
const DEEPEST: u32 = 100;

impl Page<'_> {
    pub(super) fn write_argument(&mut self) {
        self.out.push_str("<section id=\"argument\">\n");
        self.element("h2", "", &words::say("page-argument"));
        let language = name_language(&self.document.meta().language);
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
                self.out
                    .put(format_args!("<ol class=\"roots\"{language}>\n"));
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
        let show = words::say("page-show");
        self.attribute("lang", LANGUAGE);
        self.attribute("title", &show);
        self.attribute("aria-label", &show);
        self.out.put(format_args!(">◎</a></{tag}>\n"));
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
            self.lead("join", words.language, word);
            if matches!(self.graph.target(place.link), Some(End::Link(_))) {
                self.lead("join", LANGUAGE, &words::say("page-step"));
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
        let is_own = matches!(node.kind, Kind::Other(_));
        let map = &self.document.meta().language;
        self.lead("kind", if is_own { map } else { words.language }, kind);
        self.lead("name", &self.document.meta().language, &node.title);
    }

    /// Words before a wording, with their language where that is not the map's.
    fn lead(&mut self, class: &str, language: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let map = words::find_primary(&self.document.meta().language);
        let language = if words::find_primary(language) == map {
            String::new()
        } else {
            name_language(language)
        };
        self.out.put(format_args!(
            "<span class=\"{class}\" dir=\"auto\"{language}>"
        ));
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
            self.lead("marks", &self.document.meta().language, &marks.join(" · "));
        }
    }

    /// Its passages, its note, what it cites and what else it speaks to.
    fn write_rest(&mut self, at: u32, node: &Node) {
        let first = self.passages.first_of_node.get(at as usize).copied();
        for (k, anchor) in node.anchors.iter().enumerate() {
            let passage = first.and_then(|first| self.passages.list.get(first + k));
            let element = passage.and_then(|passage| passage.element);
            let source = self.document.sources().get(anchor.source.as_str());
            let language = source.map(|it| name_language(self.find_language(it)));
            let language = language.unwrap_or_default();
            self.out
                .put(format_args!("<blockquote dir=\"auto\"{language}>"));
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
            let word = find_word(self.words, graph.relation(link));
            self.lead("join", self.words.language, word);
            self.out.push_str("→ <a");
            self.attribute("href", &format!("#item-{}", target.id.as_str()));
            self.out.push_str(" dir=\"auto\">");
            push_escaped(&mut self.out, &target.text);
            self.out.push_str("</a></p>\n");
        }
    }
}
