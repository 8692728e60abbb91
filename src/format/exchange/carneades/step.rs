//! A step as all formats of Carneades have it: for or against its conclusion, with premises that
//! must hold, premises that must not hold, and exceptions.

use crate::format::exchange::{Fate, Gather, LinkSpec};
use crate::model::{Assumption, Kind, Relation};

/// A step from premises to a conclusion. Its ends are names in the file.
#[derive(Debug, Default)]
pub(super) struct Step {
    pub name: String,
    pub premises: Vec<Premise>,
    /// A statement, or a step by the name that [`name_step`] gives it.
    pub conclusion: String,
    pub is_against: bool,
    pub title: String,
    pub scheme: String,
    pub weight: Option<f64>,
    pub note: String,
    pub tags: Vec<String>,
    pub place: String,
}

#[derive(Debug, Default)]
pub(super) struct Premise {
    pub statement: String,
    pub role: String,
    /// Whether it is the contrary of the statement.
    pub is_negative: bool,
    /// Whether the step does not hold where the statement does.
    pub is_exception: bool,
}

/// What links call a step: its id, unless a statement has the same. To be asked when all
/// statements have been added.
pub(super) fn name_step(gather: &Gather, id: &str) -> String {
    if gather.has_node(id) {
        format!("argument {id}")
    } else {
        id.to_owned()
    }
}

/// Adds the links of a step. Its statements have been added.
pub(super) fn add_step(gather: &mut Gather, step: Step) {
    let name = name_step(gather, &step.name);
    let place = step.place.as_str();
    let mut grounds = Vec::new();
    let mut hindrances = Vec::new();
    for premise in step.premises {
        match (premise.is_negative, premise.is_exception) {
            (false, false) => grounds.push((premise.statement, premise.role)),
            (false, true) => hindrances.push(premise.statement),
            (true, false) => {
                let what = "a premise that must not hold became an objection to the step";
                gather.report.note(Fate::Changed, what, place);
                hindrances.push(premise.statement);
            }
            (true, true) => {
                let what = "an exception that is the contrary of a statement became a premise";
                gather.report.note(Fate::Changed, what, place);
                grounds.push((premise.statement, premise.role));
            }
        }
    }
    if grounds.is_empty() {
        let what = "an argument without premises became an assumption that leads to its conclusion";
        gather.report.note(Fate::Changed, what, place);
        let ground = format!("ground of {name}");
        let words = if step.title.is_empty() {
            &step.name
        } else {
            &step.title
        };
        let node = gather.add_node(&ground, "argument", Kind::Claim, words);
        node.assumption = Some(Assumption::Unclassed);
        grounds.push((ground, String::new()));
    }
    let weight = step.weight.filter(|it| (0.0..=1.0).contains(it));
    if weight.is_none() && step.weight.is_some() {
        let what = "a weight that is no number from 0 to 1";
        gather.report.note(Fate::Dropped, what, place);
    }
    let to_question = gather.node(&step.conclusion).map(|it| &it.kind) == Some(&Kind::Question);
    let relation = match (step.is_against, to_question) {
        (true, _) => Relation::Opposes,
        (false, true) => Relation::Answers,
        (false, false) => Relation::Supports,
    };
    // Of premises that carry a conclusion one by one, each is a reason of its own.
    let is_split = step.scheme == "convergent" && grounds.len() > 1;
    if is_split {
        let what = "a convergent argument became a link for each of its premises";
        gather.report.note(Fate::Changed, what, place);
    }
    let groups: Vec<&[(String, String)]> = if is_split {
        grounds.chunks(1).collect()
    } else {
        vec![&grounds]
    };
    for (group, nth) in groups.into_iter().zip(0..) {
        let name = match nth {
            0 => name.clone(),
            nth => format!("{name}-{nth}"),
        };
        let roles = group.iter().filter(|(_, role)| !role.is_empty());
        let link = LinkSpec {
            name: name.clone(),
            kind: "argument".to_owned(),
            relation: Some(relation.clone()),
            from: group.iter().map(|(premise, _)| premise.clone()).collect(),
            to: step.conclusion.clone(),
            title: step.title.clone(),
            scheme: step.scheme.clone(),
            roles: roles.cloned().collect(),
            strength: weight,
            note: step.note.clone(),
            tags: step.tags.clone(),
            place: place.to_owned(),
            ..LinkSpec::default()
        };
        gather.add_link(link);
        for hindrance in &hindrances {
            gather.add_link(LinkSpec {
                kind: "exception".to_owned(),
                relation: Some(Relation::Opposes),
                from: vec![hindrance.clone()],
                to: name.clone(),
                place: place.to_owned(),
                ..LinkSpec::default()
            });
        }
    }
}

/// Adds a work that is referred to as an article without a text: its key, and what is said of it
/// by the names of Dublin Core.
pub(super) fn add_reference(gather: &mut Gather, key: &str, says: &[(String, String)]) {
    let id = gather.add_source(key, "");
    let Some(source) = gather.source_mut(&id) else {
        return;
    };
    let mut notes = vec![key.to_owned()];
    for (name, value) in says.iter().filter(|(_, value)| !value.is_empty()) {
        let is_address = value.starts_with("http://") || value.starts_with("https://");
        match name.as_str() {
            "title" => source.title.clone_from(value),
            "creator" | "author" => source.author.clone_from(value),
            "publisher" => source.publisher.clone_from(value),
            "date" => source.published.clone_from(value),
            "language" => source.language.clone_from(value),
            "identifier" | "source" | "url" if is_address && source.url.is_empty() => {
                source.url.clone_from(value);
            }
            _ => notes.push(format!("{name}: {value}")),
        }
    }
    if source.title.is_empty() {
        key.clone_into(&mut source.title);
        notes.remove(0);
    }
    source.notes = notes.join("\n");
}

/// Adds what a file says of itself as a note beside the argument.
pub(super) fn add_about(gather: &mut Gather, about: &str) {
    if !about.trim().is_empty() {
        gather.add_node("", "metadata", Kind::Note, about);
        let what = "what the file says of itself became a note";
        gather.report.note(Fate::Changed, what, "");
    }
}
