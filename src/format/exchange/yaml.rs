//! YAML as a tree with line numbers, for small files that people write by hand. Nesting is
//! bounded, and so is what aliases may repeat, so that a few lines never become gigabytes. Tags
//! are not heeded: what a value means is for the reader of the format to say.

use std::collections::HashMap;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::format::{FormatError, Position};

/// A value and the line that it begins on, from 1.
#[derive(Debug, Clone, Default)]
pub(super) struct Yaml {
    pub line: usize,
    pub value: Value,
}

/// What a value is.
#[derive(Debug, Clone)]
pub(super) enum Value {
    /// Text, number or switch, as it is written; empty for nothing.
    Word(String),
    List(Vec<Yaml>),
    Map(Vec<Entry>),
}

/// A member of a map.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub key: String,
    /// The line of the key.
    pub line: usize,
    pub value: Yaml,
}

/// A whole file.
#[derive(Debug, Default)]
pub(super) struct Yamls {
    /// The first document in it.
    pub root: Yaml,
    /// What was passed over, and its line.
    pub passed_over: Vec<(&'static str, usize)>,
    /// The keys of members that are not taken, as another one with its key comes later in the same map,
    /// and the lines of those.
    pub repeated: Vec<(String, usize)>,
}

/// How many lists and maps may lie within each other.
const MAX_DEPTH: usize = 64;

/// How many bytes may stand in values with anchors and be repeated by aliases.
const MAX_REPEATED: usize = 1 << 20;

impl Default for Value {
    fn default() -> Self {
        Self::Word(String::new())
    }
}

impl Yaml {
    /// The word that it is; empty if it is none.
    pub fn word(&self) -> &str {
        match &self.value {
            Value::Word(word) => word,
            _ => "",
        }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        match &self.value {
            Value::Word(word) => word.is_empty(),
            Value::List(items) => items.is_empty(),
            Value::Map(entries) => entries.is_empty(),
        }
    }

    /// Its members, if it is a map.
    pub fn entries(&self) -> &[Entry] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// A member of it.
    pub fn get(&self, key: &str) -> Option<&Yaml> {
        let found = self.entries().iter().find(|it| it.key == key);
        found.map(|it| &it.value)
    }

    /// Its entries, if it is a list; itself, if it is a word.
    pub fn items(&self) -> &[Yaml] {
        match &self.value {
            Value::List(items) => items,
            Value::Word(word) if !word.is_empty() => std::slice::from_ref(self),
            _ => &[],
        }
    }

    /// All that it says on one line.
    pub fn flatten(&self) -> String {
        match &self.value {
            Value::Word(word) => word.split_whitespace().collect::<Vec<_>>().join(" "),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(Self::flatten).collect();
                items.join(", ")
            }
            Value::Map(entries) => {
                let entries = entries.iter();
                let entries = entries.map(|it| format!("{}: {}", it.key, it.value.flatten()));
                entries.collect::<Vec<_>>().join("; ")
            }
        }
    }

    /// About how many bytes it takes.
    fn weigh(&self) -> usize {
        let own = 32;
        own + match &self.value {
            Value::Word(word) => word.len(),
            Value::List(items) => items.iter().map(Self::weigh).sum(),
            Value::Map(entries) => {
                let entries = entries.iter();
                entries.map(|it| it.key.len() + it.value.weigh()).sum()
            }
        }
    }
}

/// Reads the first document of a file.
///
/// # Errors
/// [`FormatError::Syntax`] where it is no YAML, [`FormatError::Import`] where it nests too deeply
/// or repeats too much.
pub(super) fn read(text: &str) -> Result<Yamls, FormatError> {
    let mut parser = Parser::new_from_str(text);
    let mut builder = Builder::default();
    let mut n_documents = 0;
    while let Some(next) = parser.next_event() {
        let (event, span) = next.map_err(|error| tell(&error))?;
        let line = span.start.line();
        match event {
            Event::DocumentStart(_) => {
                n_documents += 1;
                if n_documents > 1 {
                    builder.pass_over("what stands behind the first document of the file", line);
                    break;
                }
            }
            Event::Scalar(word, style, anchor, _) => {
                let is_nothing = style == ScalarStyle::Plain && matches!(&*word, "null" | "~");
                let word = if is_nothing {
                    String::new()
                } else {
                    word.into_owned()
                };
                let value = Value::Word(word);
                builder.put(Yaml { line, value }, anchor)?;
            }
            Event::SequenceStart(anchor, _) => {
                builder.open(line, anchor, Content::List(Vec::new()))?;
            }
            Event::MappingStart(anchor, _) => {
                builder.open(line, anchor, Content::Map(Vec::new(), Key::Awaited))?;
            }
            Event::SequenceEnd | Event::MappingEnd => builder.close()?,
            Event::Alias(anchor) => builder.repeat(anchor, line)?,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentEnd => {}
        }
    }
    Ok(builder.yamls)
}

fn tell(error: &ScanError) -> FormatError {
    let marker = error.marker();
    // The scanner has a bound of its own, and looks ahead.
    if error.info().contains("recursion limit") {
        return nests_too_deeply(marker.line());
    }
    FormatError::Syntax {
        what: error.info().to_owned(),
        position: Position {
            line: marker.line(),
            column: marker.col() + 1,
        },
    }
}

fn nests_too_deeply(line: usize) -> FormatError {
    FormatError::Import {
        why: format!(
            "at line {line} its lists and maps lie more than {MAX_DEPTH} deep within each other; \
             put less of it into one another"
        ),
    }
}

/// Lists and maps that have begun and not ended.
#[derive(Default)]
struct Builder {
    stack: Vec<Open>,
    anchored: HashMap<usize, Yaml>,
    n_repeated: usize,
    yamls: Yamls,
}

struct Open {
    line: usize,
    anchor: usize,
    content: Content,
}

enum Content {
    List(Vec<Yaml>),
    Map(Vec<Entry>, Key),
}

/// The key of a member whose value has not come yet.
enum Key {
    Awaited,
    Word(String, usize),
    /// A list or map, which no file here has as a key.
    Unreadable(usize),
}

impl Builder {
    fn pass_over(&mut self, what: &'static str, line: usize) {
        self.yamls.passed_over.push((what, line));
    }

    fn open(&mut self, line: usize, anchor: usize, content: Content) -> Result<(), FormatError> {
        if self.stack.len() >= MAX_DEPTH {
            return Err(nests_too_deeply(line));
        }
        self.stack.push(Open {
            line,
            anchor,
            content,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), FormatError> {
        let Some(open) = self.stack.pop() else {
            return Ok(());
        };
        let value = match open.content {
            Content::List(items) => Value::List(items),
            Content::Map(entries, _) => Value::Map(self.drop_repeated(entries)),
        };
        let line = open.line;
        self.put(Yaml { line, value }, open.anchor)
    }

    /// Of members with the same key the last one.
    fn drop_repeated(&mut self, mut entries: Vec<Entry>) -> Vec<Entry> {
        let mut last: HashMap<&str, usize> = HashMap::new();
        // For each member the line of the next one with its key.
        let mut lines = Vec::with_capacity(entries.len());
        for entry in entries.iter().rev() {
            lines.push(last.insert(&entry.key, entry.line));
        }
        if last.len() == entries.len() {
            return entries;
        }
        entries.retain_mut(|entry| {
            let Some(line) = lines.pop().flatten() else {
                return true;
            };
            let key = std::mem::take(&mut entry.key);
            self.yamls.repeated.push((key, line));
            false
        });
        entries
    }

    fn repeat(&mut self, anchor: usize, line: usize) -> Result<(), FormatError> {
        let Some(yaml) = self.anchored.get(&anchor) else {
            // A value that repeats itself has not ended yet.
            self.pass_over("an alias of a value that is not there yet", line);
            let value = Value::default();
            return self.put(Yaml { line, value }, 0);
        };
        let yaml = Yaml {
            line,
            ..yaml.clone()
        };
        self.count(&yaml)?;
        self.put(yaml, 0)
    }

    /// Counts what is kept for aliases or repeated by them.
    fn count(&mut self, yaml: &Yaml) -> Result<(), FormatError> {
        self.n_repeated += yaml.weigh();
        if self.n_repeated > MAX_REPEATED {
            return Err(FormatError::Import {
                why: format!(
                    "by line {} its aliases repeat more than {MAX_REPEATED} bytes; write out what \
                     they stand for",
                    yaml.line
                ),
            });
        }
        Ok(())
    }

    fn put(&mut self, yaml: Yaml, anchor: usize) -> Result<(), FormatError> {
        if anchor > 0 {
            self.count(&yaml)?;
            self.anchored.insert(anchor, yaml.clone());
        }
        let Some(open) = self.stack.last_mut() else {
            self.yamls.root = yaml;
            return Ok(());
        };
        match &mut open.content {
            Content::List(items) => items.push(yaml),
            Content::Map(entries, key) => match std::mem::replace(key, Key::Awaited) {
                Key::Awaited => {
                    *key = match yaml.value {
                        Value::Word(word) => Key::Word(word, yaml.line),
                        _ => Key::Unreadable(yaml.line),
                    };
                }
                Key::Word(key, line) => entries.push(Entry {
                    key,
                    line,
                    value: yaml,
                }),
                Key::Unreadable(line) => {
                    self.pass_over("a member whose key is no word", line);
                }
            },
        }
        Ok(())
    }
}
