//! A selected box, field by field.

use egui::{Frame, Margin, Ui};

use super::super::super::notation;
use super::form::{Entry, Form};
use super::lists;
use crate::app::{Tab, Yardstick};
use crate::edit::{Edit, NodeField};
use crate::model::{
    Assumption, Basis, Confidence, End, Id, Kind, Link, Node, Role as Part, find_role,
};
use crate::theme::{Role, TextRole};
use crate::words;

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, node: &Node) {
    show_kind(ui, form, tab, node);
    let id = &node.id;
    form.text(ui, &Entry::lines("inspector-text", &node.text, 3), |text| {
        Edit::SetText {
            node: id.clone(),
            text,
        }
    });
    form.text(ui, &Entry::line("inspector-title", &node.title), |title| {
        set(id, NodeField::Title(title))
    });
    show_flags(ui, form, node);
    form.strength(ui, tab, id);
    if node.kind != Kind::Note {
        form.section(ui, "inspector-judgement");
        if node.kind == Kind::Evidence {
            show_evidence(ui, form, node);
            show_likelihood(ui, form, tab, node);
        } else {
            show_likelihood(ui, form, tab, node);
            show_evidence(ui, form, node);
        }
    }
    lists::show_passages(ui, form, tab, id, &node.anchors);
    show_links(ui, form, tab, node);
    form.section(ui, "inspector-notes");
    show_tags(ui, form, id, &node.tags);
    form.text(ui, &Entry::lines("inspector-note", &node.note, 3), |note| {
        set(id, NodeField::Note(note))
    });
    lists::show_comments(ui, form, id, &node.comments);
}

fn set(node: &Id, field: NodeField) -> Edit {
    Edit::SetNodeField {
        node: node.clone(),
        field,
    }
}

fn show_kind(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, node: &Node) {
    let graph = tab.editor.graph();
    let role = graph
        .node(node.id.as_str())
        .and_then(|at| find_role(graph, at));
    if let Some(role) = role {
        let key = match role {
            Part::MainClaim => "role-main-claim",
            Part::Hypothesis => "role-hypothesis",
            Part::Rebuttal => "role-rebuttal",
            Part::Gap => "role-gap",
        };
        form.heading(ui, &words::say(key));
    } else {
        form.heading(ui, &notation::kind_word(&node.kind));
    }
    let kinds: Vec<(Kind, String)> = Kind::ALL
        .iter()
        .map(|kind| (kind.clone(), notation::kind_word(kind)))
        .collect();
    let shown = notation::kind_word(&node.kind);
    if let Some(kind) = form.choose(ui, "inspector-kind", &node.kind, &shown, &kinds) {
        let node = node.id.clone();
        form.edit(Edit::SetKind { node, kind });
    }
}

fn show_flags(ui: &mut Ui, form: &mut Form<'_, '_>, node: &Node) {
    let id = &node.id;
    ui.horizontal(|ui| {
        if let Some(is_on) = form.tick(ui, "flag-assumption", node.assumption.is_some()) {
            let class = is_on.then_some(Assumption::Unclassed);
            form.edit(set(id, NodeField::Assumption(class)));
        }
        ui.add_space(8.0);
        if let Some(is_on) = form.tick(ui, "flag-implicit", node.implicit) {
            form.edit(set(id, NodeField::Implicit(is_on)));
        }
    });
    if let Some(class) = &node.assumption {
        let name = |class: &Assumption| say_word("assumption", class.as_str(), class.is_known());
        let classes: Vec<_> = Assumption::ALL
            .iter()
            .map(|class| (class.clone(), name(class)))
            .collect();
        let chosen = form.choose(ui, "inspector-class", class, &name(class), &classes);
        if let Some(class) = chosen {
            form.edit(set(id, NodeField::Assumption(Some(class))));
        }
    }
}

fn show_evidence(ui: &mut Ui, form: &mut Form<'_, '_>, node: &Node) {
    let id = &node.id;
    let name = |basis: &Basis| {
        let key = basis.as_str().replace(' ', "-");
        say_word("basis", &key, basis.is_known())
    };
    let words = (node.basis.as_ref(), Basis::ALL);
    choose_word(form, ui, "inspector-basis", words, name, |basis| {
        set(id, NodeField::Basis(basis))
    });
    let grade = node.grade.as_ref();
    let reliability = grade.map_or("", |grade| grade.reliability.as_str());
    let letters = ["A", "B", "C", "D", "E", "F"];
    if let Some(letter) = choose_grade(form, ui, "inspector-reliability", reliability, &letters) {
        form.edit(set(id, NodeField::Reliability(letter)));
    }
    let credibility = grade.map_or("", |grade| grade.credibility.as_str());
    let figures = ["1", "2", "3", "4", "5", "6"];
    if let Some(figure) = choose_grade(form, ui, "inspector-credibility", credibility, &figures) {
        form.edit(set(id, NodeField::Credibility(figure)));
    }
}

fn show_likelihood(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, node: &Node) {
    let id = &node.id;
    let likelihood = node.likelihood.as_ref();
    let own = likelihood.map_or("", |likelihood| likelihood.yardstick.as_str());
    let general = tab.document().meta().yardstick.as_str();
    let yardstick = Yardstick::named(if own.is_empty() { general } else { own });
    let none = words::say("none").into_owned();
    let mut choices = vec![(String::new(), none.clone())];
    choices.extend(yardstick.words.iter().map(|it| {
        let name = format!("{} ({}–{}\u{a0}%)", it.word, it.from, it.to);
        (it.word.clone(), name)
    }));
    let word = likelihood.map_or("", |likelihood| likelihood.word.as_str());
    let shown = if word.is_empty() { &none } else { word };
    let chosen = form.choose(
        ui,
        "inspector-likelihood",
        &word.to_owned(),
        shown,
        &choices,
    );
    if let Some(word) = chosen {
        form.edit(set(id, NodeField::Likelihood(word)));
    }
    let name = |level: &Confidence| say_word("confidence", level.as_str(), level.is_known());
    let levels = (node.confidence.as_ref(), Confidence::ALL);
    choose_word(form, ui, "inspector-confidence", levels, name, |level| {
        set(id, NodeField::Confidence(level))
    });
    if node.confidence.is_some() || !node.confidence_reason.is_empty() {
        let entry = Entry::line("inspector-confidence-reason", &node.confidence_reason);
        form.text(ui, &entry, |reason| {
            set(id, NodeField::ConfidenceReason(reason))
        });
    }
}

/// What speaks for, against and about the box, and what the box itself argues for.
fn show_links(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, node: &Node) {
    let graph = tab.editor.graph();
    let Some(at) = graph.node(node.id.as_str()) else {
        return;
    };
    let links = tab.document().links().rows();
    let mut under: Vec<(&Link, Id)> = Vec::new();
    for &link in graph.links_to(End::Node(at)) {
        for &premise in graph.premises(link) {
            under.push((&links[link as usize], tab.id_at(premise)));
        }
    }
    lists::show_links(ui, form, tab, "inspector-under", &under);
    let over: Vec<(&Link, Id)> = graph
        .links_from(at)
        .iter()
        .map(|&link| &*links[link as usize])
        .map(|link| (link, link.to.clone()))
        .collect();
    lists::show_links(ui, form, tab, "inspector-over", &over);
}

/// Tags, parted by commas in their field and shown as chips under it.
fn show_tags(ui: &mut Ui, form: &mut Form<'_, '_>, id: &Id, tags: &[String]) {
    let joined = tags.join(", ");
    form.text(ui, &Entry::line("inspector-tags", &joined), |text| {
        set(id, NodeField::Tags(super::form::split_tags(&text)))
    });
    if tags.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for tag in tags {
            Frame::new()
                .fill(form.stage.colour(Role::NeutralTint))
                .corner_radius(10)
                .inner_margin(Margin::symmetric(8, 2))
                .show(ui, |ui| {
                    ui.label(form.stage.text(TextRole::Small, Role::Ink, tag));
                });
        }
    });
}

/// A word of a list, or none; `make` gives the edit that chooses another one.
fn choose_word<T: PartialEq + Clone>(
    form: &mut Form<'_, '_>,
    ui: &mut Ui,
    key: &str,
    (current, all): (Option<&T>, &[T]),
    name: impl Fn(&T) -> String,
    make: impl FnOnce(Option<T>) -> Edit,
) {
    let none = words::say("none").into_owned();
    let shown = current.map_or_else(|| none.clone(), &name);
    let mut choices = vec![(None, none)];
    choices.extend(all.iter().map(|word| (Some(word.clone()), name(word))));
    if let Some(word) = form.choose(ui, key, &current.cloned(), &shown, &choices) {
        form.edit(make(word));
    }
}

/// A letter or figure of the Admiralty code, with what it means.
fn choose_grade(
    form: &mut Form<'_, '_>,
    ui: &mut Ui,
    key: &str,
    current: &str,
    all: &[&str],
) -> Option<String> {
    let none = words::say("none").into_owned();
    let name = |grade: &str| {
        let meaning = words::say(&format!("grade-{}", grade.to_lowercase())).into_owned();
        format!("{grade}: {meaning}")
    };
    let shown = match current {
        "" => none.clone(),
        known if all.contains(&known) => name(known),
        other => other.to_owned(),
    };
    let mut choices = vec![(String::new(), none)];
    choices.extend(all.iter().map(|grade| ((*grade).to_owned(), name(grade))));
    form.choose(ui, key, &current.to_owned(), &shown, &choices)
}

/// A known word in the language of the interface; another one stands for itself.
fn say_word(list: &str, word: &str, is_known: bool) -> String {
    if is_known {
        words::say(&format!("{list}-{word}")).into_owned()
    } else {
        word.to_owned()
    }
}
