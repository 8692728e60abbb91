//! A selected step of reasoning, field by field.

use egui::Ui;

use super::super::super::notation;
use super::form::{Entry, Form, split_tags};
use super::lists;
use crate::app::Tab;
use crate::edit::{Edit, LinkField};
use crate::model::{End, Id, Link, Relation, Strength};
use crate::words;

/// The words for strengths, from the weakest.
const STRENGTHS: &[&str] = &["weak", "moderate", "strong", "conclusive"];

pub(super) fn show(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, link: &Link) {
    form.heading(ui, &words::say("inspector-link"));
    let id = &link.id;
    let relations: Vec<_> = Relation::ALL
        .iter()
        .map(|relation| (relation.clone(), notation::relation_word(relation)))
        .collect();
    let shown = notation::relation_word(&link.relation);
    let chosen = form.choose(ui, "inspector-relation", &link.relation, &shown, &relations);
    if let Some(relation) = chosen {
        let link = id.clone();
        form.edit(Edit::SetRelation { link, relation });
    }
    for (place, from) in link.from.iter().enumerate() {
        let key = if place == 0 {
            "inspector-from"
        } else {
            "inspector-and"
        };
        form.end(ui, tab, key, from);
    }
    form.end(ui, tab, "inspector-to", &link.to);
    form.section(ui, "inspector-judgement");
    show_strength(ui, form, link);
    form.text(
        ui,
        &Entry::line("inspector-scheme", &link.scheme),
        |scheme| set(id, LinkField::Scheme(scheme)),
    );
    form.text(
        ui,
        &Entry::lines("inspector-warrant", &link.warrant, 2),
        |warrant| set(id, LinkField::Warrant(warrant)),
    );
    lists::show_passages(ui, form, tab, id, &link.anchors);
    show_strikes(ui, form, tab, link);
    form.section(ui, "inspector-notes");
    let tags = link.tags.join(", ");
    form.text(ui, &Entry::line("inspector-tags", &tags), |text| {
        set(id, LinkField::Tags(split_tags(&text)))
    });
    form.text(ui, &Entry::lines("inspector-note", &link.note, 3), |note| {
        set(id, LinkField::Note(note))
    });
    lists::show_comments(ui, form, id, &link.comments);
}

fn set(link: &Id, field: LinkField) -> Edit {
    Edit::SetLinkField {
        link: link.clone(),
        field,
    }
}

fn show_strength(ui: &mut Ui, form: &mut Form<'_, '_>, link: &Link) {
    let none = words::say("none").into_owned();
    let name = |word: &str| words::say(&format!("strength-{word}")).into_owned();
    let mut choices = vec![(String::new(), none.clone())];
    choices.extend(
        STRENGTHS
            .iter()
            .map(|word| ((*word).to_owned(), name(word))),
    );
    let (current, shown) = match &link.strength {
        None => (String::new(), none),
        Some(Strength::Word(word)) if STRENGTHS.contains(&&**word) => {
            (word.to_string(), name(word))
        }
        Some(Strength::Word(word)) => (word.to_string(), word.to_string()),
        Some(Strength::Number(number)) => (number.to_string(), number.to_string()),
    };
    let chosen = form.choose(ui, "inspector-strength", &current, &shown, &choices);
    if let Some(word) = chosen {
        form.edit(set(&link.id, LinkField::Strength(word)));
    }
}

/// What speaks about the step itself.
fn show_strikes(ui: &mut Ui, form: &mut Form<'_, '_>, tab: &Tab, link: &Link) {
    let graph = tab.editor.graph();
    let Some(at) = graph.link(link.id.as_str()) else {
        return;
    };
    let links = tab.document().links().rows();
    let mut about: Vec<(&Link, Id)> = Vec::new();
    for &other in graph.links_to(End::Link(at)) {
        for &premise in graph.premises(other) {
            about.push((&links[other as usize], tab.id_at(premise)));
        }
    }
    lists::show_links(ui, form, tab, "inspector-about", &about);
}

impl Form<'_, '_> {
    /// An end of the link, named.
    fn end(&mut self, ui: &mut Ui, tab: &Tab, key: &str, id: &Id) {
        self.row(ui, key, |ui, form| lists::show_end(ui, form, tab, id));
    }
}
