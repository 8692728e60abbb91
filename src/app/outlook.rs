//! What the gesture in progress would come to, in words: for the label at the pointer, the status
//! bar and screen readers, so that all of them say what the release will do.

use super::{Drop, Forecast, Gesture, Tab};
use crate::layout::scene::find_word;
use crate::model::{Id, Relation};
use crate::words;

/// What a release, or Enter, would come to.
#[derive(Debug, Clone, PartialEq)]
pub struct Outlook {
    /// It in a few words.
    pub text: String,
    /// Whether nothing would be done, for the reason that the text gives.
    pub is_refused: bool,
    /// The relation that a link would have.
    pub relation: Option<Relation>,
}

impl Outlook {
    fn quiet(key: &str) -> Self {
        Self {
            text: words::say(key).into_owned(),
            is_refused: false,
            relation: None,
        }
    }

    fn refused(why: &impl ToString) -> Self {
        Self {
            text: super::message::capitalise(&why.to_string()),
            is_refused: true,
            relation: None,
        }
    }
}

impl Tab {
    /// What the gesture in progress would come to; none where there is none, or it only selects.
    pub fn outlook(&self) -> Option<Outlook> {
        match self.gesture.as_ref()? {
            Gesture::Move {
                nodes,
                from,
                at,
                pins,
            } => {
                let forecast = self.forecast_drop(nodes, *at);
                if self.pins_on_drop(nodes, *pins, &forecast) {
                    let has_moved = from != at;
                    return Some(Outlook::quiet(if has_moved {
                        "outlook-pin"
                    } else {
                        "outlook-stays"
                    }));
                }
                let over_ground = self.picture.box_at(*at).is_none();
                let stand_alone = nodes.iter().all(|node| self.place_link(node).is_none());
                Some(match forecast {
                    Forecast::Stays if stand_alone && over_ground => {
                        Outlook::quiet("outlook-stays-alone")
                    }
                    Forecast::Goes(Drop::Alone, _) => Outlook::quiet("outlook-cut"),
                    other => self.put_in_words(other),
                })
            }
            Gesture::Passage { at: Some(at), .. } => {
                Some(self.put_in_words(self.forecast_drop(&[], *at)))
            }
            Gesture::Wire {
                from,
                over: Some(over),
                makes,
                ..
            } => Some(match self.forecast_wire(from, over, *makes) {
                Ok(relation) => self.describe_end("outlook-under", over, relation),
                Err(refusal) => Outlook::refused(&refusal),
            }),
            Gesture::Wire { over: None, .. }
            | Gesture::Passage { at: None, .. }
            | Gesture::Marquee { .. } => None,
        }
    }

    fn put_in_words(&self, forecast: Forecast) -> Outlook {
        match forecast {
            Forecast::Stays => Outlook::quiet("outlook-stays"),
            Forecast::Refused(_, refusal) => Outlook::refused(&refusal),
            Forecast::Goes(drop, relation) => match drop {
                Drop::Under(id) => self.describe_end("outlook-under", &id, relation),
                Drop::Beside { sibling, .. } => {
                    self.describe_end("outlook-beside", &sibling, relation)
                }
                Drop::Into { link, .. } => self.describe_end("outlook-into", &link, relation),
                Drop::Alone => Outlook::quiet("outlook-alone"),
            },
        }
    }

    /// A link word and a box, or the premise of a step.
    fn describe_end(&self, key: &str, end: &Id, relation: Option<Relation>) -> Outlook {
        let document = self.document();
        let step = document.links().get(end.as_str());
        let key = match step {
            Some(_) if key == "outlook-under" => "outlook-step",
            _ => key,
        };
        let node = step.map_or(Some(end), |link| link.from.first());
        let node = node.and_then(|id| document.nodes().get(id.as_str()));
        let name = node.map(|node| shorten(&node.text)).unwrap_or_default();
        let on_map = words::of_map(&document.meta().language);
        let word = relation
            .as_ref()
            .map_or("", |relation| find_word(on_map, relation));
        let values = [("word", word.into()), ("name", name.into())];
        Outlook {
            text: words::say_with(key, &values),
            is_refused: false,
            relation,
        }
    }
}

/// The beginning of a wording, on one line.
pub(super) fn shorten(text: &str) -> String {
    const MOST: usize = 40;
    let line = text.lines().next().unwrap_or_default();
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line.to_owned(),
    }
}
