//! What the program tells: short sentences that come and go. None stands twice.

/// One message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// How grave it is.
    pub grade: MessageGrade,
    /// The sentence: what happened, why, what to do.
    pub text: String,
    /// A command that is offered beside it, such as undo.
    pub offer: Option<&'static str>,
    /// Of an offer to undo: the tab and the revision of its map that are taken back. It goes with them.
    pub undoes: Option<(u64, u64)>,
    /// When it was said, in the host's seconds.
    pub said: f64,
}

/// How grave a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessageGrade {
    /// Something was done.
    Done,
    /// Something should be known.
    Warning,
    /// Something was not done.
    Error,
}

/// The messages that stand at the moment, oldest first.
#[derive(Debug, Default)]
pub struct Messages(Vec<Message>);

impl Messages {
    /// Says something, beginning with a capital; a message of the same text is replaced.
    pub fn say(&mut self, mut message: Message) {
        const MOST: usize = 4;
        message.text = capitalise(&message.text);
        self.0.retain(|other| other.text != message.text);
        self.0.push(message);
        let surplus = self.0.len().saturating_sub(MOST);
        self.0.drain(..surplus);
    }

    /// The messages, oldest first.
    pub fn iter(&self) -> impl Iterator<Item = &Message> {
        self.0.iter()
    }

    /// Lets go of what offers to undo anything but the last step of the map in front, given as its tab and
    /// revision.
    pub(super) fn follow(&mut self, front: Option<(u64, u64)>) {
        self.0
            .retain(|message| message.undoes.is_none() || message.undoes == front);
    }

    /// Takes a message away.
    pub fn dismiss(&mut self, text: &str) {
        self.0.retain(|message| message.text != text);
    }

    /// Lets go of what was said long enough ago; errors stay until they are dismissed. Gives
    /// the seconds until the next one goes.
    pub fn expire(&mut self, now: f64) -> Option<f64> {
        self.0
            .retain(|message| message.seconds_left(now).is_none_or(|left| left > 0.0));
        self.seconds_left(now)
    }

    /// The seconds until the next message goes; none if all stay.
    pub fn seconds_left(&self, now: f64) -> Option<f64> {
        let left = self
            .0
            .iter()
            .filter_map(|message| message.seconds_left(now));
        left.min_by(f64::total_cmp)
    }
}

impl Message {
    /// The seconds until it goes by itself; none for an error, which stays.
    fn seconds_left(&self, now: f64) -> Option<f64> {
        const SECONDS: f64 = 8.0;
        (self.grade != MessageGrade::Error).then_some(self.said + SECONDS - now)
    }
}

/// Errors are parts of sentences until they are told.
pub(super) fn capitalise(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}
