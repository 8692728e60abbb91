//! What a format cannot hold of a map: said before a file is written.

use crate::model::{Document, Kind, Relation};

/// Something of a map that not every format can hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Feature {
    /// Reasons with several premises.
    Linked,
    /// Links that point at links.
    OnLinks,
    /// Links beside the tree.
    Across,
    /// Which boxes are evidence or notes, and not claims.
    Kinds,
    /// Relations beyond for, against, and answers.
    Relations,
    /// Schemes of links.
    Schemes,
    /// How strong links are.
    Strengths,
    /// Short names of boxes and links.
    Titles,
    /// Notes on boxes.
    Notes,
    /// Notes and warrants of links.
    LinkNotes,
    /// Tags of boxes.
    Tags,
    /// The articles.
    Articles,
    /// The passages that boxes rest on.
    Passages,
    /// Assumptions, likelihoods, grades and what evidence rests on.
    Judgements,
    /// Works cited.
    Citations,
    /// Remarks.
    Comments,
    /// Views, with their pins and folded branches.
    Views,
    /// Findings that were set aside.
    Dismissals,
}

impl Feature {
    /// All of them, what matters most first.
    pub const ALL: &'static [Self] = &[
        Self::Linked,
        Self::OnLinks,
        Self::Across,
        Self::Kinds,
        Self::Relations,
        Self::Articles,
        Self::Passages,
        Self::Schemes,
        Self::Strengths,
        Self::Titles,
        Self::Notes,
        Self::LinkNotes,
        Self::Tags,
        Self::Judgements,
        Self::Citations,
        Self::Comments,
        Self::Views,
        Self::Dismissals,
    ];

    /// What is lost where a format does not hold it, to follow a number.
    pub fn loss(self) -> &'static str {
        match self {
            Self::Linked => "reasons of linked premises fall apart into single premises",
            Self::OnLinks => "links onto links are left out or point at a box instead",
            Self::Across => "links beside the tree are left out",
            Self::Kinds => "boxes that are evidence or notes become plain boxes",
            Self::Relations => "links that neither support, oppose nor answer change their meaning",
            Self::Articles => "articles are left out",
            Self::Passages => "passages that boxes rest on are left out",
            Self::Schemes => "schemes of links are left out",
            Self::Strengths => "strengths of links are left out",
            Self::Titles => "short names are left out",
            Self::Notes => "notes on boxes are left out",
            Self::LinkNotes => "notes, warrants, tags and passages of links are left out",
            Self::Tags => "boxes lose their tags",
            Self::Judgements => {
                "boxes lose their assumption, likelihood, confidence, grade or basis"
            }
            Self::Citations => "works cited are left out",
            Self::Comments => "comments are left out",
            Self::Views => "views with their pins and folded branches are left out",
            Self::Dismissals => "findings that were set aside are left out",
        }
    }

    /// How much of it there is in a map.
    pub fn count(self, document: &Document) -> usize {
        let (nodes, links) = (document.nodes(), document.links());
        match self {
            Self::Linked => links.iter().filter(|it| it.from.len() > 1).count(),
            Self::OnLinks => {
                let onto = links.iter().filter(|it| links.contains(it.to.as_str()));
                onto.count()
            }
            Self::Across => count_across(document),
            Self::Kinds => {
                let plain = |kind: &Kind| matches!(kind, Kind::Claim | Kind::Question);
                nodes.iter().filter(|it| !plain(&it.kind)).count()
            }
            Self::Relations => {
                use Relation::{Answers, Opposes, Supports};
                let plain = |it: &Relation| matches!(it, Supports | Opposes | Answers);
                links.iter().filter(|it| !plain(&it.relation)).count()
            }
            Self::Schemes => {
                let is = |it: &crate::model::Link| !it.scheme.is_empty() || !it.roles.is_empty();
                links.iter().filter(|it| is(it)).count()
            }
            Self::Strengths => links.iter().filter(|it| it.strength.is_some()).count(),
            Self::Titles => {
                nodes.iter().filter(|it| !it.title.is_empty()).count()
                    + links.iter().filter(|it| !it.title.is_empty()).count()
            }
            Self::Notes => nodes.iter().filter(|it| !it.note.is_empty()).count(),
            Self::LinkNotes => {
                let has = |it: &crate::model::Link| {
                    let has_words = !it.note.is_empty() || !it.warrant.is_empty();
                    has_words || !it.tags.is_empty() || !it.anchors.is_empty()
                };
                links.iter().filter(|it| has(it)).count()
            }
            Self::Tags => nodes.iter().filter(|it| !it.tags.is_empty()).count(),
            Self::Articles => document.sources().len(),
            Self::Passages => nodes.iter().map(|it| it.anchors.len()).sum(),
            Self::Judgements => {
                let has = |it: &crate::model::Node| {
                    it.assumption.is_some()
                        || it.implicit
                        || it.likelihood.is_some()
                        || it.confidence.is_some()
                        || it.grade.is_some()
                        || it.basis.is_some()
                };
                nodes.iter().filter(|it| has(it)).count()
            }
            Self::Citations => nodes.iter().map(|it| it.citations.len()).sum(),
            Self::Comments => {
                let of_nodes = nodes.iter().map(|it| it.comments.len());
                let of_links = links.iter().map(|it| it.comments.len());
                of_nodes.chain(of_links).sum()
            }
            Self::Views => document.views().len(),
            Self::Dismissals => document.dismissals().len(),
        }
    }
}

/// Links that place none of their premises in the tree.
fn count_across(document: &Document) -> usize {
    let graph = crate::model::Graph::of(document);
    let links = 0..graph.n_links() as u32;
    let is_across = |&link: &u32| {
        let mut premises = graph.premises(link).iter();
        !premises.any(|&node| graph.is_tree_link(link, node))
    };
    links.filter(is_across).count()
}

/// What would be lost of a map in a format that holds no more than `holds`, a sentence each.
pub fn list_losses(document: &Document, holds: &[Feature]) -> Vec<String> {
    let lost = Feature::ALL.iter().filter(|it| !holds.contains(it));
    lost.filter_map(|feature| {
        let n = feature.count(document);
        (n > 0).then(|| format!("{n} × {}", feature.loss()))
    })
    .collect()
}
